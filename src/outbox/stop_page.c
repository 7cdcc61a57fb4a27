/* stop_page.c -- the link at the end of a message: two taps, no log-in, and no word about what it was. */
#include "outbox/outbox_parts.h"

struct stop_view {
	struct str action, key;
	bool done;
};

#include "outbox_stop_html.h"

/* Mail programs and those who guard them follow links: looking stops nothing. */
enum err outbox_stop_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Messages"));
	struct stop_view v = { .key = page_key(ctx) };
	enum outbox_stopped state;

	TRY(outbox_stop_find(ctx, req_param(req, "token"), &state));
	if (state == OUTBOX_STOP_UNKNOWN)
		return ERR_NOT_FOUND;
	v.done = state == OUTBOX_STOP_DONE;
	v.action = arena_printf(ctx->arena, "/%s/stop/%.*s", ctx->lang, STR_ARG(req_param(req, "token")));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(stop_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err outbox_stop_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	TRY(outbox_stop(ctx, req_param(req, "token")));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/stop/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))));
}
