/* location_page.c -- the keepers' list of places, and the form for one. */
#include "location/location.h"
#include "area/area.h"
#include "org/org.h"

#include <math.h>
#include <string.h>

struct location_row_view {
	struct str href, name, line, area, step_free;   /* href absent: not ours to change */
	bool ended, is_protected;
};

struct location_list_view {
	struct str here, q;
	struct location_row_view *rows;
	size_t n;
	struct pager pager;
	bool saved;
};

enum { LIKES_MOST = 5 };

struct location_form_view {
	struct form_view form;
	const struct problems *warn;
	struct location_row_view likes[LIKES_MOST];
	size_t nlikes;
	struct str key, title, action, back;
	struct str end;               /* address of the place; absent for a new one */
	bool ended, approximate;
};

#include "location_work_html.h"

static struct str address_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/locations/%lld", ctx->lang, (long long)id);
}

/* Keepers of a protected place see where it is; colleagues from elsewhere do not. */
static struct location_row_view row_of(struct ctx *ctx, const struct location *l)
{
	bool theirs = location_may_keep(ctx, l);
	struct location shown = theirs ? *l : location_public(l);
	const char *step_free = choice_label(location_answers, l->step_free);

	if (theirs)
		shown.protected_address = false;
	return (struct location_row_view){
		.href = theirs ? address_of(ctx, l->id) : STR_ABSENT,
		.name = shown.name.n ? shown.name : tr(ctx, "A protected place"),
		.line = location_line(ctx, &shown), .area = area_name_of(ctx, l->area),
		.step_free = step_free ? tr_of(ctx, str_of(step_free)) : S(""),
		.ended = str_same(l->state, "ended"), .is_protected = l->protected_address,
	};
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Places"));
	struct location_list_view v = { .here = page_url(ctx, "/work/locations"), .q = value_of(&req->query, "q"),
					.saved = value_of(&req->query, "saved").n > 0 };
	int64_t page = req_page(req), all;
	struct location *found;

	(void)rep;
	TRY(location_page(ctx, v.q.p ? v.q : S(""), page, &found, &v.n, &all));
	v.rows = arena_array(ctx->arena, v.n, struct location_row_view);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &found[i]);
	v.pager = (struct pager){ req_list(ctx, req), page, (all + LOCATION_PAGE - 1) / LOCATION_PAGE };
	TRY(frame_begin_html(ctx, &f));
	TRY(location_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- the form -------------------------------------------------------------------------------------------- */

/* The field table with the organisations that this person may choose, and the one that keeps it now. */
static enum err fields_of(struct ctx *ctx, int64_t keeper, const struct field **out)
{
	const struct choice *orgs;
	struct field *fields;
	size_t n = 0;

	TRY(org_choices(ctx, keeper, &orgs));
	while (location_fields[n].name)
		n++;
	fields = arena_array(ctx->arena, n + 1, struct field);
	memcpy(fields, location_fields, (n + 1) * sizeof *fields);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(fields[i].name, "org"))
			fields[i].choices = orgs;
	*out = fields;
	return OK;
}

static enum err add_likes(struct ctx *ctx, const struct location *l, struct location_form_view *v)
{
	struct location *likes;
	size_t n;

	TRY(location_like(ctx, l, LIKES_MOST, &likes, &n));
	for (size_t i = 0; i < n; i++)
		if (location_may_keep(ctx, &likes[i]))
			v->likes[v->nlikes++] = row_of(ctx, &likes[i]);
	return OK;
}

struct shown {
	const struct location *l;     /* as it is stored */
	const struct location *typed; /* NULL: nothing typed yet */
	const struct values *values;
	const struct problems *bad, *warn;
};

static enum err show_form(struct ctx *ctx, const struct req *req, const struct shown *s)
{
	struct location l = *s->l;
	struct values stored = { 0 };
	struct location_form_view v = { .form = { .values = s->values ? s->values : &stored, .bad = s->bad }, .warn = s->warn,
					.key = page_key(ctx), .back = page_url(ctx, "/work/locations"),
					.ended = str_same(l.state, "ended"), .approximate = l.approximate };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Places"));

	TRY(fields_of(ctx, l.org, &v.form.fields));
	l.area_text = area_name_of(ctx, l.area);
	l.org_text = l.org ? page_id(ctx, l.org) : STR_ABSENT;
	if (!s->values)
		form_write(ctx, v.form.fields, &l, &stored);
	if (s->typed && !l.id)
		TRY(add_likes(ctx, s->typed, &v));
	if (l.id)
		v.end = address_of(ctx, l.id);
	v.action = l.id ? v.end : page_url(ctx, "/work/locations/new");
	v.title = l.id ? l.name : tr(ctx, "New place");
	TRY(frame_begin_html(ctx, &f));
	TRY(location_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static const struct location blank = { .lat = NAN, .lon = NAN, .country = S("DK"), .step_free = S("unknown"), .toilet = S("unknown") };

/* The place of the address; denied to those who may not keep it, before anything is shown. */
static enum err mine(struct ctx *ctx, const struct req *req, struct location *l)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(location_get(ctx, id, l));
	return location_may_keep(ctx, l) ? OK : ERR_DENIED;
}

/* Somebody who keeps places for one organisation begins with that one. */
static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct location l = blank;
	struct org *orgs;
	size_t n;

	(void)rep;
	TRY(org_list(ctx, 2, &orgs, &n));
	if (n == 1)
		l.org = orgs[0].id;
	return show_form(ctx, req, &(struct shown){ .l = &l });
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct location l;

	(void)rep;
	TRY(mine(ctx, req, &l));
	return show_form(ctx, req, &(struct shown){ .l = &l });
}

static enum err read_typed(struct ctx *ctx, const struct req *req, const struct location *was, struct location *l,
			   struct problems *bad)
{
	const struct field *fields;

	TRY(fields_of(ctx, was->org, &fields));
	TRY(form_read(ctx, fields, &req->body, l, bad));
	TRY(area_typed(ctx, l->area_text, "area", &l->area, bad));
	if (!str_int(l->org_text, &l->org))
		l->org = 0;
	location_typed(was, l);
	return OK;
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, const struct location *was)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct location l = *was, typed;

	TRY(read_typed(ctx, req, was, &l, &bad));
	typed = l;
	if (!bad.n && !value_of(&req->body, "sure").p)
		TRY(location_warnings(ctx, &l, &warn));
	if (bad.n || !warn.n)
		TRY(location_save(ctx, &l, &bad));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/locations?saved=1"));
	rep->status = 422;
	return show_form(ctx, req, &(struct shown){ was, &typed, &req->body, &bad, bad.n ? NULL : &warn });
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return save(ctx, req, rep, &blank);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct location was;

	TRY(mine(ctx, req, &was));
	return save(ctx, req, rep, &was);
}

static enum err end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct location l;

	TRY(mine(ctx, req, &l));
	TRY(location_end(ctx, l.id, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/locations?saved=1"));
	rep->status = 422;
	return show_form(ctx, req, &(struct shown){ .l = &l, .bad = &bad });
}

static enum err resume(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct location l;

	TRY(mine(ctx, req, &l));
	TRY(location_resume(ctx, l.id));
	return reply_see(ctx, rep, address_of(ctx, l.id));
}

const struct route location_routes[] = {
	{ "GET", "/:lang/work/locations", PLACE_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/locations/new", PLACE_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/locations/new", PLACE_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/locations/:id", PLACE_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/locations/:id", PLACE_EDIT, change, 0, NULL },
	{ "POST", "/:lang/work/locations/:id/end", PLACE_EDIT, end, 0, NULL },
	{ "POST", "/:lang/work/locations/:id/resume", PLACE_EDIT, resume, 0, NULL },
	{ 0 }
};
