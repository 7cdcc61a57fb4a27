/* link_page.c -- for the service that was asked: an answer in twenty seconds, without an account. */
#include "linkage/linkage_view.h"

struct answer_view {
	const struct linkage *l;
	struct linkage_shown shown;
	struct str action, key, called, name, need, contact, expected, title, words;    /* words: as typed, when they come back */
	bool may_receive, may_time, may_full, may_cannot, may_come, done, asked, used, told;
	const struct problems *bad;
};

#include "linkage_answer_html.h"

static enum err frame(struct ctx *ctx, const struct req *req, struct reply *rep, struct str title, const struct answer_view *v,
		      enum err (*html)(struct ctx *, const struct answer_view *))
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, title);

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(html(ctx, v));
	return frame_end_html(ctx, &f);
}

static struct str link_url(struct ctx *ctx, struct str token, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/l/%.*s%s", ctx->lang, STR_ARG(token), rest);
}

/* Nothing of what it was about is said any more. */
static enum err show_spent(struct ctx *ctx, const struct req *req, struct reply *rep, enum linkage_link state)
{
	struct answer_view v = { .action = link_url(ctx, req_param(req, "token"), "/again"), .key = page_key(ctx), .used = state == LINKAGE_LINK_USED,
				 .done = str_same(value_of(&req->query, "done"), "1"), .asked = str_same(value_of(&req->query, "done"), "asked") };
	struct str title = v.done || v.asked ? tr(ctx, "Thank you") : tr(ctx, "This link no longer works");

	if (!v.done && !v.asked)
		rep->status = 410;
	return frame(ctx, req, rep, title, &v, spent_html);
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage *l, const struct problems *bad)
{
	bool fresh = str_same(l->state, "offered");
	struct answer_view v = { .l = l, .action = link_url(ctx, req_param(req, "token"), ""), .key = page_key(ctx), .bad = bad,
				 .done = str_same(value_of(&req->query, "done"), "1"), .told = l->told != 0, .words = value_of(&req->body, "words") };

	TRY(linkage_shown(ctx, l, &v.shown));
	v.may_receive = linkage_fits(l, S("received"));
	v.may_time = fresh || linkage_fits(l, S("time"));
	v.may_full = fresh || linkage_fits(l, S("full"));
	v.may_cannot = linkage_fits(l, S("cannot"));
	v.may_come = linkage_fits(l, S("came"));
	if (l->booked_at && v.shown.live)
		v.expected = page_moment(ctx, l->booked_at);
	return frame(ctx, req, rep, tr(ctx, "An answer, please"), &v, answer_html);
}

/* Only looks, so that mail programs may fetch it as often as they like. */
enum err linkage_answer_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	enum linkage_link state;
	struct linkage l;

	TRY(linkage_link_find(ctx, req_param(req, "token"), &state, &l));
	if (state == LINKAGE_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	return state == LINKAGE_LINK_GOOD ? show(ctx, req, rep, &l, NULL) : show_spent(ctx, req, rep, state);
}

enum err linkage_answer_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage_act a = { 0 };
	enum linkage_link state;
	struct linkage l;
	struct str next;

	TRY(linkage_link_find(ctx, req_param(req, "token"), &state, &l));
	if (state == LINKAGE_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	if (state != LINKAGE_LINK_GOOD)
		return show_spent(ctx, req, rep, state);
	linkage_read_act(ctx, &req->body, &a, &bad);
	if (!bad.n)
		TRY(linkage_link_answer(ctx, req_param(req, "token"), &a, &next, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, link_url(ctx, next.p ? next : req_param(req, "token"), "?done=1"));
	rep->status = 422;
	return show(ctx, req, rep, &l, &bad);
}

enum err linkage_again_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	TRY(linkage_link_ask(ctx, req_param(req, "token")));
	return reply_see(ctx, rep, link_url(ctx, req_param(req, "token"), "?done=asked"));
}
