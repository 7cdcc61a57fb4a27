/* road_page.c -- for who keeps the house: the road, a try-out to oneself, and how it goes, in counts. */
#include "outbox/outbox_parts.h"
#include "base/rng.h"

#include "outbox_sql.h"

struct count_row {
	struct str label, n;
};

struct road_view {
	struct form_view form;
	struct str action, back, notices, key, tried, broken, last, program;
	struct count_row rows[8];
	size_t nrows;
	struct count_row *reasons;
	size_t nreasons;
	struct outbox_letter letter, outside;
	const struct problems *bad;
	bool saved, open, has_address, word;
};

enum { REASONS_MOST = 40, DAY_S = 86400, TRY_S = 3600 };

#include "outbox_parts_html.h"
#include "outbox_road_html.h"

static struct str number(struct ctx *ctx, int64_t n)
{
	return tr_number(ctx, n);
}

static enum err fill_counts(struct ctx *ctx, struct road_view *v)
{
	struct outbox_reason_counts *rows;
	struct outbox_counts c;

	TRY(outbox_counts(ctx, &c));
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Waiting"), number(ctx, c.waiting) };
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Waiting too long"), number(ctx, c.late) };
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Sent in the last seven days"), number(ctx, c.sent_week) };
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Not sent, because it was not to be any more"), number(ctx, c.dropped_week) };
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Not sent: somebody was asked to tell it otherwise"), number(ctx, c.failed_week) };
	v->rows[v->nrows++] = (struct count_row){ tr(ctx, "Perhaps handed over twice"), number(ctx, c.again_week) };
	v->word = c.word;
	if (c.broken_since)
		v->broken = TR_FILL(ctx, tr(ctx, "The road has taken nothing since {when}: {why}."), { "when", page_moment(ctx, c.broken_since) }, { "why", c.broken_why });
	TRY(outbox_reason_counts(ctx, ctx->now - (int64_t)7 * DAY_S, REASONS_MOST, &rows, &v->nreasons));
	v->reasons = arena_array(ctx->arena, v->nreasons, struct count_row);
	for (size_t i = 0; i < v->nreasons; i++) {
		const char *label = choice_label(outbox_reasons, rows[i].reason);
		v->reasons[i] = (struct count_row){ tr_capital(ctx, label ? tr_of(ctx, str_of(label)) : rows[i].reason), number(ctx, rows[i].n) };
	}
	return OK;
}

static struct outbox_message try_out(struct ctx *ctx)
{
	struct outbox_message m = { .kind = "try", .to_kind = "self", .to = ctx->who->account, .lang = ctx->lang, .until_at = ctx->now + TRY_S };

	outbox_say(ctx, m.lang, SAY_TRY, (struct outbox_gaps){ 0 }, &m.about, &m.words);
	return m;
}

static enum err fill_letter(struct ctx *ctx, struct road_view *v)
{
	struct outbox_message m = try_out(ctx);
	struct outbox_message outside = { .kind = "yes_stopped", .to_kind = "self", .lang = ctx->lang };

	TRY(outbox_preview(ctx, &m, &v->letter));
	outbox_say(ctx, ctx->lang, SAY_YES_STOPPED, (struct outbox_gaps){ .at = ctx->now }, &outside.about, &outside.words);
	TRY(outbox_preview(ctx, &outside, &v->outside));
	v->has_address = v->letter.to.n > 0;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Messages that leave"));
	struct road_view *v = arena_new_of(ctx->arena, struct road_view);
	struct values stored = { 0 };
	struct str done = value_of(&req->query, "done");
	const char *const *argv = outbox_command(ctx, ctx->arena);
	struct outbox_road r;

	*v = (struct road_view){ .form = { outbox_road_fields, typed ? typed : &stored, bad }, .action = page_url(ctx, "/work/house/messages"),
				 .back = page_url(ctx, "/work/house"), .notices = page_url(ctx, "/work/me/messages"), .key = page_key(ctx),
				 .saved = str_same(done, "saved"), .tried = str_same(done, "tried") ? tr(ctx, "The try-out is on its way. Look in a minute whether it came.") : S(""),
				 .program = argv ? str_of(argv[0]) : S("") };
	TRY(outbox_road(ctx, &r));
	v->open = !str_same(r.road, "none");
	if (r.sent_at)
		v->last = TR_FILL(ctx, tr(ctx, "The last message left {when}."), { "when", page_moment(ctx, r.sent_at) });
	r.secret = S("");
	if (!typed)
		form_write(ctx, outbox_road_fields, &r, &stored);
	TRY(fill_counts(ctx, v));
	TRY(fill_letter(ctx, v));
	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(road_html(ctx, v));
	return frame_end_html(ctx, &f);
}

/* Who administers one organisation does not choose the road of the whole house. */
static bool keeps_the_house(const struct ctx *ctx)
{
	return may_for(ctx->who, HOUSE_CARE, 0, 0);
}

enum err outbox_road_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	rep->private_page = true;
	return keeps_the_house(ctx) ? show(ctx, req, NULL, NULL) : ERR_DENIED;
}

static void be_empty(struct str *s)
{
	if (!s->p)
		*s = S("");
}

enum err outbox_road_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outbox_road r = { 0 };
	struct problems bad = { 0 };

	if (!keeps_the_house(ctx))
		return ERR_DENIED;
	TRY(form_read(ctx, outbox_road_fields, &req->body, &r, &bad));
	be_empty(&r.host), be_empty(&r.login), be_empty(&r.secret), be_empty(&r.from_address), be_empty(&r.from_name), be_empty(&r.origin);
	be_empty(&r.own_words);
	if (str_ends(r.origin, S("/")))
		r.origin = str_slice(r.origin, 0, r.origin.n - 1);
	if (!str_is(r.tls))
		r.tls = S("start");
	if (!bad.n)
		TRY(outbox_road_save(ctx, &r, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/house/messages?done=saved"));
	rep->status = 422;
	return show(ctx, req, &req->body, &bad);
}

/* To oneself and to nobody else: the address of one's own messages. */
enum err outbox_try_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outbox_message m = try_out(ctx);
	struct outbox_notice notice;

	(void)req;
	if (!keeps_the_house(ctx))
		return ERR_DENIED;
	TRY(outbox_notice(ctx, ctx->who->account, &notice));
	if (!notice.address.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/me/messages"));
	TRY(outbox_put(ctx, &m, arena_printf(ctx->arena, "try/%lld", (long long)id_new(ctx->house->rng, ctx->now))));
	return reply_see(ctx, rep, page_url(ctx, "/work/house/messages?done=tried"));
}

const struct route outbox_routes[] = {
	{ "GET", "/:lang/work/house/messages", HOUSE_CARE, outbox_road_page, 0, NULL },
	{ "POST", "/:lang/work/house/messages", HOUSE_CARE, outbox_road_post, 0, NULL },
	{ "POST", "/:lang/work/house/messages/try", HOUSE_CARE, outbox_try_post, 0, NULL },
	{ "GET", "/:lang/work/me/messages", MEMBER, outbox_notice_page, 0, NULL },
	{ "POST", "/:lang/work/me/messages", MEMBER, outbox_notice_post, 0, NULL },
	{ "GET", "/:lang/work/tell/:id", TASK_DO, outbox_failed_page, 0, NULL },
	{ "POST", "/:lang/work/tell/:id", TASK_DO, outbox_failed_post, 0, NULL },
	{ "GET", "/:lang/mine/ways", PERSON, outbox_ways_page, 0, NULL },
	{ "POST", "/:lang/mine/ways", PERSON, outbox_way_post, 0, NULL },
	{ "POST", "/:lang/mine/ways/:id/end", PERSON, outbox_way_stop_post, 0, NULL },
	{ "GET", "/:lang/stop/:token", LINK, outbox_stop_page, 0, NULL },
	{ "POST", "/:lang/stop/:token", LINK, outbox_stop_post, 0, NULL },
	{ 0 }
};
