/* send_page.c -- for a partner outside: three doors, how those stand whom they registered, and "left before time". */
#include "handover/handover_parts.h"
#include "linkage/linkage.h"
#include "org/org.h"
#include "transition/transition.h"

enum { SENT_MOST = 50 };

/* One whom they registered themselves. */
struct sent_row {
	struct str name, word, left, back;    /* left, back: where the buttons lead; empty: there is none */
	const char *tone, *icon;
};

struct send_view {
	struct str handover, leaving, left, key;
	struct sent_row *rows, *came;     /* came: word is where they came to */
	size_t n, ncame;
	struct str introductions, referrals;
	const char *done;
	const struct problems *bad;
};

struct left_view {
	struct str back, key, number, find, help;
	struct sent_row *rows;
	size_t n;
};

#include "handover_send_html.h"

enum err handover_number(struct ctx *ctx, int64_t org, struct str *number)
{
	struct org o = { 0 };
	enum err e = org ? org_get(ctx, org, &o) : ERR_NOT_FOUND;

	*number = !e && o.phone.n ? o.phone : S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

static const struct {
	const char *said, *tone, *icon;
} words[] = {
	[TRANSITION_NOT_YET] = { N_("not yet"), "", "clock" }, [TRANSITION_SAFE] = { N_("in safe hands"), " chip--ok", "check" },
	[TRANSITION_STOPPED] = { N_("stopped by the person"), "", "info" },
};

static struct sent_row row_of(struct ctx *ctx, const struct transition *t)
{
	enum transition_word w = transition_word(t);
	struct str here = page_url(ctx, arena_printf(ctx->arena, "/work/send/%lld", (long long)t->id).p);
	struct sent_row r = { .name = participant_called(ctx, t->nickname), .word = tr(ctx, words[w].said), .tone = words[w].tone,
			      .icon = words[w].icon, .left = S(""), .back = S("") };

	if (str_same(t->state, "planned"))
		r.left = arena_cat(ctx->arena, here, S("/left"));
	else if (transition_may_undo(ctx, t))
		r.back = arena_cat(ctx->arena, here, S("/back"));
	return r;
}

static enum err fill_rows(struct ctx *ctx, struct sent_row **rows, size_t *n)
{
	struct transition *all;

	TRY(transition_sent(ctx, SENT_MOST, &all, n));
	*rows = arena_array(ctx->arena, *n, struct sent_row);
	for (size_t i = 0; i < *n; i++)
		(*rows)[i] = row_of(ctx, &all[i]);
	return OK;
}

static enum err fill_came(struct ctx *ctx, struct sent_row **rows, size_t *n)
{
	struct linkage_line *all;

	TRY(linkage_let_know(ctx, SENT_MOST, &all, n));
	*rows = arena_array(ctx->arena, *n, struct sent_row);
	for (size_t i = 0; i < *n; i++)
		(*rows)[i] = (struct sent_row){ .name = participant_called(ctx, all[i].nickname), .word = all[i].to_name };
	return OK;
}

/* Absent while there are too few to hide one among them. */
static enum err totals_of(struct ctx *ctx, const char *mode, struct str sentence, struct str *out)
{
	struct linkage_totals t;

	TRY(linkage_totals(ctx, mode, &t));
	if (t.shown)
		*out = TR_FILL(ctx, sentence, { "all", tr_number(ctx, t.all) }, { "came", tr_number(ctx, t.came) });
	return OK;
}

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct frame *f)
{
	*f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Hand people over"));
	rep->private_page = true;
	return frame_begin_html(ctx, f);
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "left") ? N_("Thank you. Somebody calls within a day.") : str_same(code, "back") ? N_("Taken back. It is as it was.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct send_view v = { .handover = page_url(ctx, "/work/handover"), .leaving = page_url(ctx, "/work/transitions/new"),
			       .left = page_url(ctx, "/work/send/left"), .key = page_key(ctx), .done = bad ? NULL : done_of(req), .bad = bad };
	struct frame f;

	TRY(fill_rows(ctx, &v.rows, &v.n));
	TRY(fill_came(ctx, &v.came, &v.ncame));
	TRY(totals_of(ctx, "introduction", tr(ctx, "Of your {all} introductions that have ended, {came} say that they came."), &v.introductions));
	TRY(totals_of(ctx, "referral", tr(ctx, "Of the {all} whom you handed over to a service, and for whom it has ended, {came} came there."), &v.referrals));
	TRY(begin(ctx, req, rep, &f));
	TRY(send_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err handover_send_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL);
}

/* --- somebody left before time ------------------------------------------------------------------------------------- */

/* Of somebody who was not registered nothing is kept: there is a card to give them, and a number. */
enum err handover_left_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct left_view v = { .back = page_url(ctx, "/work/send"), .key = page_key(ctx),
			       .find = arena_cat(ctx->arena, ctx->house->origin, page_url(ctx, "/find")),
			       .help = arena_cat(ctx->arena, ctx->house->origin, page_url(ctx, "/help-now")) };
	struct frame f;

	TRY(handover_number(ctx, handover_place(ctx).org, &v.number));
	TRY(fill_rows(ctx, &v.rows, &v.n));
	TRY(begin(ctx, req, rep, &f));
	TRY(left_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct transition *t)
{
	int64_t id;

	return req_id(req, "id", &id) ? transition_find_sent(ctx, id, t) : ERR_NOT_FOUND;
}

static enum err after(struct ctx *ctx, const struct req *req, struct reply *rep, const char *where, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, page_url(ctx, where));
	rep->status = 422;
	return show(ctx, req, rep, bad);
}

enum err handover_left_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct transition t;

	TRY(find(ctx, req, &t));
	TRY(transition_left(ctx, &t, true, &bad));
	return after(ctx, req, rep, "/work/send?done=left", &bad);
}

enum err handover_back_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct transition t;

	TRY(find(ctx, req, &t));
	TRY(transition_undo(ctx, &t, &bad));
	return after(ctx, req, rep, "/work/send?done=back", &bad);
}
