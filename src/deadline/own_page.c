/* own_page.c -- for the person: what is needed, what they have, and the last day. */
#include "deadline/deadline_parts.h"

struct own_dates_view {
	struct str back;
	struct deadline_view *rows;
	struct str *actions;
	size_t n;
	bool done;
};

#include "deadline_html.h"
#include "deadline_own_html.h"

enum err deadline_own_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Papers and dates"));
	struct own_dates_view v = { .back = page_url(ctx, "/mine"), .done = str_is(value_of(&req->query, "done")) };
	struct deadline *all;

	TRY(deadline_of(ctx, ctx->who->participant, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct deadline_view);
	v.actions = arena_array(ctx->arena, v.n, struct str);
	for (size_t i = 0; i < v.n; i++) {
		v.rows[i] = deadline_view(ctx, &all[i], S(""));
		v.actions[i] = page_url(ctx, arena_printf(ctx->arena, "/mine/papers/%lld", (long long)all[i].id).p);
	}
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(own_dates_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err deadline_own_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct deadline d;
	int64_t id, n;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(deadline_find(ctx, id, &d));
	if (!str_int(value_of(&req->body, "n"), &n) || !(str_same(act, "have") || str_same(act, "lack")))
		return ERR_INVALID;
	TRY(deadline_tick(ctx, &d, n, str_same(act, "have")));
	return reply_see(ctx, rep, page_url(ctx, "/mine/papers?done=1"));
}
