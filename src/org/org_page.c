/* org_page.c -- the keepers' list and form, and the page that everybody can read. */
#include "org/org.h"
#include "area/area.h"

#include <string.h>

enum { PAGE = 20 };

struct org_line {
	struct str href, page, name, kind, area;     /* href absent: not ours to change */
	bool ended;
};

struct org_list_view {
	struct str here, q;
	struct org_line *lines;
	size_t n;
	struct pager pager;
	bool may_add, saved;
};

struct org_form_view {
	struct form_view form;
	const struct problems *warn;
	struct str key, title, action, back;
	struct str end;               /* address of the organisation; absent for a new one */
	bool ended;
};

struct org_about_view {
	const struct org *o;
	struct str line, area, text, site;  /* site: the website without its scheme */
	const char *text_lang;
	bool foreign, ended;
};

#include "org_public_html.h"
#include "org_work_html.h"

static bool is_ended(const struct org *o)
{
	return str_same(o->state, "ended");
}

static struct str kind_label(struct ctx *ctx, const struct org *o)
{
	const char *label = choice_label(org_kinds, o->kind);

	return label ? tr_of(ctx, str_of(label)) : S("");
}

static struct str address_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/orgs/%lld", ctx->lang, (long long)id);
}

/* --- the keepers' list ----------------------------------------------------------------------------- */

static struct org_line line_of(struct ctx *ctx, const struct org *o)
{
	return (struct org_line){
		.href = org_may_keep(ctx, o) ? address_of(ctx, o->id) : STR_ABSENT,
		.page = arena_printf(ctx->arena, "/%s/orgs/%.*s", ctx->lang, STR_ARG(o->slug)),
		.name = o->name, .kind = kind_label(ctx, o), .area = area_name_of(ctx, o->area), .ended = is_ended(o),
	};
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Organisations"));
	struct org_list_view v = { .here = page_url(ctx, "/work/orgs"), .q = value_of(&req->query, "q"),
				   .may_add = org_may_add(ctx), .saved = value_of(&req->query, "saved").n > 0 };
	int64_t page = req_page(req);
	struct org *all;
	size_t n;

	(void)rep;
	TRY(org_search(ctx, v.q, &all, &n));
	v.lines = arena_array(ctx->arena, PAGE, struct org_line);
	for (size_t i = (size_t)(page - 1) * PAGE; i < n && v.n < PAGE; i++)
		v.lines[v.n++] = line_of(ctx, &all[i]);
	v.pager = (struct pager){ req_list(ctx, req), page, ((int64_t)n + PAGE - 1) / PAGE };
	TRY(frame_begin_html(ctx, &f));
	TRY(org_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- the form ------------------------------------------------------------------------------------------ */

static enum err show_form(struct ctx *ctx, const struct req *req, struct org *o, const struct values *typed,
			  const struct problems *bad, const struct problems *warn)
{
	struct values stored = { 0 };
	struct org_form_view v = { .form = { org_fields, typed ? typed : &stored, bad }, .warn = warn, .key = page_key(ctx),
				   .back = page_url(ctx, "/work/orgs"), .ended = is_ended(o) };
	struct frame f;

	o->area_text = area_name_of(ctx, o->area);
	if (!typed)
		form_write(ctx, org_fields, o, &stored);
	if (o->id)
		v.end = address_of(ctx, o->id);
	v.action = o->id ? v.end : page_url(ctx, "/work/orgs/new");
	v.title = o->id ? o->name : tr(ctx, "New organisation");
	f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Organisations"));
	TRY(frame_begin_html(ctx, &f));
	TRY(org_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* The organisation of the address; denied to those who may not keep it, before anything is shown. */
static enum err mine(struct ctx *ctx, const struct req *req, struct org *o)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(org_get(ctx, id, o));
	return org_may_keep(ctx, o) ? OK : ERR_DENIED;
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org o = { .kind = S("association") };

	(void)rep;
	return org_may_add(ctx) ? show_form(ctx, req, &o, NULL, NULL, NULL) : ERR_DENIED;
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org o;

	(void)rep;
	TRY(mine(ctx, req, &o));
	return show_form(ctx, req, &o, NULL, NULL, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct org *o)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct org shown = *o;        /* as stored, for the head of the page when the form comes again */

	TRY(form_read(ctx, org_fields, &req->body, o, &bad));
	TRY(area_typed(ctx, o->area_text, "area", &o->area, &bad));
	if (!value_of(&req->body, "sure").p)
		form_warnings(ctx, org_fields, o, &warn);
	if (bad.n || !warn.n)
		TRY(org_save(ctx, o, &bad));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/orgs?saved=1"));
	rep->status = 422;
	return show_form(ctx, req, &shown, &req->body, &bad, bad.n ? NULL : &warn);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org o = { 0 };

	return org_may_add(ctx) ? save(ctx, req, rep, &o) : ERR_DENIED;
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org o;

	TRY(mine(ctx, req, &o));
	return save(ctx, req, rep, &o);
}

static enum err end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct org o;

	TRY(mine(ctx, req, &o));
	TRY(org_end(ctx, o.id, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/orgs?saved=1"));
	rep->status = 422;
	return show_form(ctx, req, &o, NULL, &bad, NULL);
}

static enum err resume(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org o;

	TRY(mine(ctx, req, &o));
	TRY(org_resume(ctx, o.id));
	return reply_see(ctx, rep, address_of(ctx, o.id));
}

/* --- the public page ------------------------------------------------------------------------------------- */

/* The reader's language if there is a text in it, else the other one, marked. */
static void choose_text(struct ctx *ctx, struct org_about_view *v)
{
	bool danish = !strcmp(ctx->lang, "da");
	struct str own = danish ? v->o->description_da : v->o->description_en;

	v->text = own.n ? own : danish ? v->o->description_en : v->o->description_da;
	v->foreign = !own.n && v->text.n;
	v->text_lang = danish ? "en" : "da";
}

static enum err about(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct org_about_view v = { 0 };
	struct frame f;
	struct org o;

	(void)rep;
	TRY(org_of_slug(ctx, req_param(req, "slug"), &o));
	v.o = &o;
	v.ended = is_ended(&o);
	v.area = area_name_of(ctx, o.area);
	v.line = v.area.n ? arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(kind_label(ctx, &o)), STR_ARG(v.area)) :
			    kind_label(ctx, &o);
	v.site = str_slice(o.website, str_starts(o.website, S("https://")) ? 8 : 7, o.website.n);
	choose_text(ctx, &v);
	f = page_frame(ctx, req, FRAME_PUBLIC, o.name);
	TRY(frame_begin_html(ctx, &f));
	TRY(org_about_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route org_routes[] = {
	{ "GET", "/:lang/work/orgs", ORG_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/orgs/new", ORG_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/orgs/new", ORG_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/orgs/:id", ORG_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/orgs/:id", ORG_EDIT, change, 0, NULL },
	{ "POST", "/:lang/work/orgs/:id/end", ORG_EDIT, end, 0, NULL },
	{ "POST", "/:lang/work/orgs/:id/resume", ORG_EDIT, resume, 0, NULL },
	{ "GET", "/:lang/orgs/:slug", PUBLIC, about, ROUTE_CACHED, NULL },
	{ 0 }
};
