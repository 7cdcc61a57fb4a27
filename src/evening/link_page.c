/* link_page.c -- the form of one evening for whoever has its link: this group, this date, nothing else. */
#include "evening/evening_parts.h"

struct spent_view {
	bool thanks, used;
};

#include "evening_link_html.h"

static enum err show_spent(struct ctx *ctx, const struct req *req, struct reply *rep, enum evening_link_state state)
{
	struct spent_view v = { .thanks = state == EVENING_LINK_USED && str_is(value_of(&req->query, "done")), .used = state == EVENING_LINK_USED };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, v.thanks ? tr(ctx, "Thank you") : tr(ctx, "This link no longer works"));

	f.no_index = true;
	rep->private_page = true;
	if (!v.thanks)
		rep->status = 410;
	TRY(frame_begin_html(ctx, &f));
	TRY(spent_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct reply *rep, const struct evening_date *d, const struct values *typed,
			  const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Evening"));
	struct evening_form v = { .form.bad = bad, .warn = warn,
				  .action = arena_printf(ctx->arena, "/%s/e/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))) };

	f.no_index = true;
	rep->private_page = true;
	TRY(evening_form_fill(ctx, d, typed, true, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(link_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* Only looks, so that mail programs may fetch it as often as they like. */
enum err evening_link_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	enum evening_link_state state;
	struct evening_date d;

	TRY(evening_link_find(ctx, req_param(req, "token"), &state, &d));
	if (state == EVENING_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	return state == EVENING_LINK_GOOD ? show_form(ctx, req, rep, &d, NULL, NULL, NULL) : show_spent(ctx, req, rep, state);
}

static enum err store(struct ctx *ctx, const struct req *req, struct evening_date *d, struct evening *e, struct str answers,
		      struct problems *bad, struct problems *warn)
{
	bool sure = str_is(value_of(&req->body, "sure"));

	TRY(evening_save(ctx, d, e, sure, bad, warn));
	if (bad->n || (warn->n && !sure))
		return OK;
	TRY(evening_link_spend(ctx, req_param(req, "token")));
	d->e = *e;
	return answers.p && !str_same(e->state, "not_held") ? evening_check_add(ctx, d, S("self"), answers, bad) : OK;
}

enum err evening_link_write(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 }, warn = { 0 };
	enum evening_link_state state;
	struct evening_date d;
	struct str answers;
	struct evening e;

	TRY(evening_link_find(ctx, req_param(req, "token"), &state, &d));
	if (state == EVENING_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	if (state != EVENING_LINK_GOOD)
		return show_spent(ctx, req, rep, state);
	TRY(evening_form_read(ctx, &d, &req->body, true, &e, &answers, &bad));
	e.entry = 0;
	TRY(store(ctx, req, &d, &e, answers, &bad, &warn));
	if (!bad.n && (!warn.n || str_is(value_of(&req->body, "sure"))))
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/e/%.*s?done=1", ctx->lang, STR_ARG(req_param(req, "token"))));
	rep->status = 422;
	return show_form(ctx, req, rep, &d, &req->body, &bad, bad.n ? NULL : &warn);
}
