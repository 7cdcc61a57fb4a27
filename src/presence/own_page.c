/* own_page.c -- "I was there", for the person: two taps, or with the word. */
#include "presence/presence_parts.h"
#include "account/account.h"
#include "transition/transition.h"

enum { SHOWN_MOST = 10 };

struct there_row {
	struct str value, name, when;
	bool on;
};

struct there_view {
	struct str action, back, key, bridge;
	struct there_row *rows, *own;
	size_t n, nown;
	bool done, asks_sure;
	const struct problems *bad;
};

/* Only for the names in what must be mended. */
struct there_typed {
	struct str when, word, sure;
};
static const struct field there_fields[] = {
	F(struct there_typed, when, FIELD_TEXT, 0, 0, 40, N_("Which evening?")),
	F(struct there_typed, word, FIELD_TEXT, FIELD_PRIVATE, 0, PRESENCE_WORD_MOST, N_("The word of the evening")),
	F(struct there_typed, sure, FIELD_TEXT, 0, 0, 1, N_("Which evening?")),
	F_END
};

#include "presence_html.h"

static struct str value_of_date(struct ctx *ctx, int64_t meeting, day_t day)
{
	return arena_printf(ctx->arena, "%lld/%.*s", (long long)meeting, STR_ARG(day_str(ctx->arena, day)));
}

static enum err fill_dates(struct ctx *ctx, struct str chosen, struct there_view *v)
{
	struct presence_date *all;

	TRY(presence_dates(ctx, &all, &v->n));
	v->rows = arena_array(ctx->arena, v->n, struct there_row);
	for (size_t i = 0; i < v->n; i++) {
		struct str value = value_of_date(ctx, all[i].meeting, all[i].o.by_series);
		v->rows[i] = (struct there_row){ value, all[i].name, tr_capital(ctx, page_moment(ctx, all[i].o.starts)), chosen.n ? str_eq(chosen, value) : v->n == 1 };
	}
	return OK;
}

static enum err fill_own(struct ctx *ctx, struct there_view *v)
{
	struct presence_mark *all;

	TRY(presence_own(ctx, SHOWN_MOST, &all, &v->nown));
	v->own = arena_array(ctx->arena, v->nown, struct there_row);
	for (size_t i = 0; i < v->nown; i++)
		v->own[i] = (struct there_row){ .name = all[i].name.n ? all[i].name : tr(ctx, "A group that is no more"),
						.when = tr_capital(ctx, page_moment(ctx, all[i].starts)), .on = all[i].with_word };
	return OK;
}

/* Somebody waits to hear that they arrived: may they know? */
static enum err fill_bridge(struct ctx *ctx, struct there_view *v)
{
	struct transition t;
	struct str owner;
	enum err e = transition_of(ctx, ctx->who->participant, &t);

	if (e || !t.left_at)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(account_name(ctx, t.duty.owner, &owner));
	v->bridge = TR_FILL(ctx, tr(ctx, "Tell {name} that I came to something. Where it was is not told."), { "name", owner });
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "I was there"));
	struct there_view v = { .action = page_url(ctx, "/mine/there"), .back = page_url(ctx, "/mine"), .key = page_key(ctx), .bad = bad,
				.done = str_is(value_of(&req->query, "done")), .asks_sure = bad && problem_of(bad, "sure") };
	struct str chosen = value_of(&req->body, "when");

	f.no_index = true;
	rep->private_page = true;
	TRY(fill_dates(ctx, chosen.p ? chosen : S(""), &v));
	TRY(fill_own(ctx, &v));
	TRY(fill_bridge(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(there_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err presence_own_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL);
}

static void read(const struct req *req, struct presence_say *s)
{
	struct str when = value_of(&req->body, "when"), meeting;
	struct str word = value_of(&req->body, "word");

	*s = (struct presence_say){ .day = DAY_NONE, .word = word.p ? str_trim(word) : S(""), .sure = str_is(value_of(&req->body, "sure")),
				    .tell = str_is(value_of(&req->body, "tell")) };
	if (when.p && str_cut(&when, '/', &meeting) && str_int(meeting, &s->meeting))
		s->day = day_parse(when);
}

enum err presence_own_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct presence_say s;
	int64_t wait_s;
	bool counted;

	read(req, &s);
	TRY(presence_say(ctx, &s, &bad, &wait_s, &counted));
	rep->keep = counted;
	if (wait_s) {
		struct str n = arena_printf(ctx->arena, "%lld", (long long)wait_s);
		rep->status = 429;
		reply_header(rep, S("Retry-After"), n);
		problem_with(&bad, "word", N_("Please wait {x} seconds, and then try again."), n);
		return show(ctx, req, rep, &bad);
	}
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/there?done=1"));
	rep->status = 422;
	return show(ctx, req, rep, &bad);
}
