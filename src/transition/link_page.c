/* link_page.c -- whoever they leave says so, without an account: two taps at night, and a way back for a slip. */
#include "transition/transition_parts.h"

struct link_view {
	struct str here, key;
	bool planned, just_early;
	const char *done;
	const struct problems *bad;
};

#include "transition_link_html.h"

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "left") ? N_("Thank you. Somebody calls within two days.") :
	       str_same(code, "early") ? N_("Thank you. Somebody calls within a day.") :
	       str_same(code, "back") ? N_("Taken back. It is as it was.") : NULL;
}

/* Neither a name nor what they leave: whoever holds the link knows. */
static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct transition *t, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "One message"));
	struct link_view v = { .here = arena_printf(ctx->arena, "/%s/b/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))), .key = page_key(ctx),
			       .planned = str_same(t->state, "planned"), .done = bad && bad->n ? NULL : done_of(req), .bad = bad };

	v.just_early = transition_may_undo(ctx, t);
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(link_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* Only looks: mail programs may fetch it as often as they like. */
enum err transition_link_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct transition t;

	TRY(transition_link_find(ctx, req_param(req, "token"), &t));
	return show(ctx, req, rep, &t, NULL);
}

enum err transition_link_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct transition t;

	TRY(transition_link_find(ctx, req_param(req, "token"), &t));
	if (str_same(act, "left") || str_same(act, "early"))
		TRY(transition_left(ctx, &t, str_same(act, "early"), &bad));
	else if (str_same(act, "back"))
		TRY(transition_undo(ctx, &t, &bad));
	else
		problem(&bad, "", N_("Choose what happened."));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/b/%.*s?done=%.*s", ctx->lang, STR_ARG(req_param(req, "token")), STR_ARG(act)));
	rep->status = 422;
	return show(ctx, req, rep, &t, &bad);
}
