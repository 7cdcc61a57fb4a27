/* area_page.c -- the list of areas, and the form for one. */
#include "area/area.h"
#include "text/text.h"

#include <math.h>

enum { PAGE = 20 };

struct area_line {
	struct str href, name, code, parent, zone;   /* href absent: not ours to change */
};

struct area_list_view {
	struct str here, q, kind;
	struct area_line *lines;
	size_t n;
	struct pager pager;
	bool may_add, saved;
};

struct area_form_view {
	struct form_view form;
	struct str key, title, action, back;
	struct str known;             /* what cannot be changed, as a line; absent for a new one */
	bool is_new;
};

#include "area_work_html.h"

static bool fits(struct ctx *ctx, const struct area *a, struct str fold)
{
	struct str text = arena_printf(ctx->arena, "%.*s %.*s %.*s", STR_ARG(a->name), STR_ARG(a->name_en), STR_ARG(a->code));

	return !fold.n || str_index(text_fold(ctx->arena, text), fold, 0) != SIZE_MAX;
}

static struct area_line line_of(struct ctx *ctx, const struct area *a)
{
	struct area_line l = { .name = area_name(ctx, a), .code = a->code, .zone = a->zone, .parent = area_name_of(ctx, a->parent) };

	if (area_may_keep(ctx, a->id, 0))
		l.href = arena_printf(ctx->arena, "/%s/work/areas/%lld", ctx->lang, (long long)a->id);
	return l;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Areas"));
	struct area_list_view v = { .here = page_url(ctx, "/work/areas"), .q = value_of(&req->query, "q"),
				    .kind = value_of(&req->query, "kind"), .saved = value_of(&req->query, "saved").n > 0 };
	struct str fold = text_fold(ctx->arena, v.q.p ? v.q : S(""));
	int64_t page = req_page(req), found = 0;
	struct area *all;
	size_t n;

	(void)rep;
	if (!choice_label(area_kinds, v.kind))
		v.kind = S("municipality");
	TRY(area_list(ctx, S(""), v.kind, &all, &n));
	v.lines = arena_array(ctx->arena, PAGE, struct area_line);
	for (size_t i = 0; i < n; i++)
		if (fits(ctx, &all[i], fold) && found++ / PAGE == page - 1)
			v.lines[v.n++] = line_of(ctx, &all[i]);
	v.may_add = area_may_keep(ctx, 0, 0);
	v.pager = (struct pager){ req_list(ctx, req), page, (found + PAGE - 1) / PAGE };
	TRY(frame_begin_html(ctx, &f));
	TRY(area_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err show_form(struct ctx *ctx, const struct req *req, const struct area *a, const struct values *typed,
			  const struct problems *bad)
{
	struct values stored = { 0 };
	struct area_form_view v = { .form = { area_fields, typed ? typed : &stored, bad }, .key = page_key(ctx),
				    .back = page_url(ctx, "/work/areas"), .is_new = !a->id };
	struct frame f;

	if (!typed)
		form_write(ctx, area_fields, a, &stored);
	v.title = a->id ? area_name(ctx, a) : tr(ctx, "New area");
	v.action = a->id ? arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(v.back), (long long)a->id) :
			   arena_printf(ctx->arena, "%.*s/new", STR_ARG(v.back));
	if (a->id)
		v.known = arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(tr_of(ctx, str_of(choice_label(area_kinds, a->kind)))),
				       STR_ARG(a->code));
	f = page_frame(ctx, req, FRAME_WORK, v.title);
	TRY(frame_begin_html(ctx, &f));
	TRY(area_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* The stored area of the address; denied to those who may not keep it, before anything is shown. */
static enum err mine(struct ctx *ctx, const struct req *req, struct area *a)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(area_get(ctx, id, a));
	return area_may_keep(ctx, a->id, 0) ? OK : ERR_DENIED;
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct area a = { .lat = NAN, .lon = NAN, .country = S("DK"), .zone = S("Europe/Copenhagen"), .kind = S("other") };

	(void)rep;
	return show_form(ctx, req, &a, NULL, NULL);
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct area a;

	(void)rep;
	TRY(mine(ctx, req, &a));
	return show_form(ctx, req, &a, NULL, NULL);
}

static enum err saved(struct ctx *ctx, const struct req *req, struct reply *rep, struct area *a, struct problems *bad)
{
	TRY(area_save(ctx, a, bad));
	if (bad->n) {
		rep->status = 422;
		return show_form(ctx, req, a, &req->body, bad);
	}
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/areas?saved=1&kind=%.*s", ctx->lang, STR_ARG(a->kind)));
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct area a = { 0 };
	struct problems bad = { 0 };

	TRY(form_read(ctx, area_fields, &req->body, &a, &bad));
	return saved(ctx, req, rep, &a, &bad);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct area a;
	struct problems bad = { 0 };

	TRY(mine(ctx, req, &a));
	TRY(form_read_some(ctx, area_fields, &req->body, &a, &bad));
	return saved(ctx, req, rep, &a, &bad);
}

const struct route area_routes[] = {
	{ "GET", "/:lang/work/areas", ORG_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/areas/new", ORG_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/areas/new", ORG_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/areas/:id", ORG_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/areas/:id", ORG_EDIT, change, 0, NULL },
	{ 0 }
};
