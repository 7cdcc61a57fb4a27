/* twin_page.c -- the keepers' list of what stands there twice. */
#include "twin/twin.h"
#include "kind/kind.h"

enum { PAIRS_MOST = 30, LINKED_MOST = 50 };

struct twin_side {
	struct str name, href, town, note;
};

struct twin_row {
	struct twin_side a, b;
	struct str a_id, b_id, reason;
};

struct twin_view {
	struct str here, key;
	struct twin_row *rows, *linked;
	size_t n, nlinked;
	const struct problems *bad;
	bool done;
};

#include "twin_work_html.h"

static struct str work_url(struct ctx *ctx, bool meeting, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/%s/%lld", ctx->lang, meeting ? "meetings" : "support", (long long)id);
}

static struct twin_side side_of(struct ctx *ctx, const struct twin_listing *l)
{
	return (struct twin_side){ .name = l->name, .href = work_url(ctx, !l->kind, l->id),
				   .note = l->shown ? S("") : tr(ctx, "not published") };
}

static enum err fill_rows(struct ctx *ctx, struct twin_view *v)
{
	struct twin_pair *pairs;

	TRY(twin_suggest(ctx, PAIRS_MOST, &pairs, &v->n));
	v->rows = arena_array(ctx->arena, v->n + 1, struct twin_row);
	for (size_t i = 0; i < v->n; i++)
		v->rows[i] = (struct twin_row){ .a = side_of(ctx, pairs[i].a), .b = side_of(ctx, pairs[i].b),
			.a_id = page_id(ctx, pairs[i].a->id), .b_id = page_id(ctx, pairs[i].b->id),
			.reason = tr_of(ctx, str_of(twin_reason_text(pairs[i].reasons))) };
	return OK;
}

static enum err fill_linked(struct ctx *ctx, struct twin_view *v)
{
	struct twin_linked *l;

	TRY(twin_list(ctx, LINKED_MOST, &l, &v->nlinked));
	v->linked = arena_array(ctx->arena, v->nlinked + 1, struct twin_row);
	for (size_t i = 0; i < v->nlinked; i++) {
		bool meeting = str_same(l[i].what, "meeting");

		v->linked[i] = (struct twin_row){
			.a = { .name = l[i].shown_name, .href = work_url(ctx, meeting, l[i].shown) },
			.b = { .name = l[i].other_name, .href = work_url(ctx, meeting, l[i].other) },
			.a_id = page_id(ctx, l[i].shown), .b_id = page_id(ctx, l[i].other) };
	}
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The same listing twice?"));
	struct twin_view v = { .here = page_url(ctx, "/work/twins"), .key = page_key(ctx), .bad = bad,
			       .done = value_of(&req->query, "done").n > 0 };

	TRY(fill_rows(ctx, &v));
	TRY(fill_linked(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(twin_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show(ctx, req, NULL);
}

static bool read_pair(const struct req *req, int64_t *shown, int64_t *other)
{
	return str_int(value_of(&req->body, "shown"), shown) && str_int(value_of(&req->body, "other"), other);
}

static enum err link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t shown, other;

	if (!read_pair(req, &shown, &other))
		return fail(ctx, ERR_INVALID, "a link without two listings");
	TRY(twin_link(ctx, shown, other, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/twins?done=1"));
	rep->status = 422;
	return show(ctx, req, &bad);
}

static enum err part(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t shown, other;

	if (!read_pair(req, &shown, &other))
		return fail(ctx, ERR_INVALID, "a pair without two listings");
	TRY(twin_part(ctx, shown, other));
	return reply_see(ctx, rep, page_url(ctx, "/work/twins?done=1"));
}

const struct route twin_routes[] = {
	{ "GET", "/:lang/work/twins", MEETING_EDIT, page, ROUTE_SLOW, NULL },
	{ "POST", "/:lang/work/twins/links", MEETING_EDIT, link, 0, NULL },
	{ "POST", "/:lang/work/twins/partings", MEETING_EDIT, part, 0, NULL },
	{ 0 }
};
