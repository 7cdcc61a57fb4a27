/* work_page.c -- partnerships for those who keep them. */
#include "partner/partner_parts.h"
#include "area/area.h"
#include "org/org.h"

#include <string.h>

enum { FIELDS_MOST = 20 };

struct work_pair {
	struct str href, org, area, period, programme;       /* href absent: not ours to change */
};

struct work_view {
	struct str here;
	struct work_pair *lines;
	size_t n;
	bool saved;
};

struct partner_form_view {
	struct form_view form;
	const struct problems *warn;
	struct str key, title, action, back;
};

#include "partner_work_html.h"

static struct str address_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/partners/%lld", ctx->lang, (long long)id);
}

static enum err line_of(struct ctx *ctx, const struct partner *p, struct work_pair *l)
{
	struct programme programme;
	struct org o;

	TRY(org_get(ctx, p->org, &o));
	TRY(programme_get(ctx, p->programme, &programme));
	*l = (struct work_pair){ partner_may_keep(ctx, p) ? address_of(ctx, p->id) : STR_ABSENT, o.name, area_name_of(ctx, p->area),
				 programme_period_said(ctx, p->first_day, p->last_day), programme_name(ctx, &programme) };
	return OK;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Partnerships"));
	struct work_view v = { .here = page_url(ctx, "/work/partners"), .saved = str_is(value_of(&req->query, "saved")) };
	struct partner *all;

	(void)rep;
	TRY(partner_list(ctx, &all, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct work_pair);
	for (size_t i = 0; i < v.n; i++)
		TRY(line_of(ctx, &all[i], &v.lines[i]));
	TRY(frame_begin_html(ctx, &f));
	TRY(partner_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err fields_of(struct ctx *ctx, const struct partner *p, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	const struct choice *orgs, *programmes;

	TRY(org_choices(ctx, p->org, &orgs));
	TRY(programme_choices(ctx, "", &programmes));
	for (size_t n = 0; partner_fields[n].name; n++) {
		fields[n] = partner_fields[n];
		if (!strcmp(fields[n].name, "org"))
			fields[n].choices = orgs;
		if (!strcmp(fields[n].name, "programme"))
			fields[n].choices = programmes;
	}
	*out = fields;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct partner *p, const struct values *typed,
		     const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Partnerships"));
	struct partner_form_view v = { .warn = warn, .key = page_key(ctx), .back = page_url(ctx, "/work/partners") };
	struct values stored = { 0 };
	const struct field *fields;

	TRY(fields_of(ctx, p, &fields));
	p->org_text = p->org ? page_id(ctx, p->org) : S("");
	p->programme_text = p->programme ? page_id(ctx, p->programme) : S("");
	p->area_text = area_name_of(ctx, p->area);
	if (!typed)
		form_write(ctx, fields, p, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	v.action = p->id ? address_of(ctx, p->id) : page_url(ctx, "/work/partners/new");
	v.title = p->id ? tr(ctx, "A partnership") : tr(ctx, "New partnership");
	TRY(frame_begin_html(ctx, &f));
	TRY(partner_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err mine(struct ctx *ctx, const struct req *req, struct partner *p)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(partner_get(ctx, id, p));
	return partner_may_keep(ctx, p) ? OK : ERR_DENIED;
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct partner p = { .first_day = DAY_NONE, .last_day = DAY_NONE, .flow = S("totals"), .org_roles = S("runs") };

	(void)rep;
	return show(ctx, req, &p, NULL, NULL, NULL);
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct partner p;

	(void)rep;
	TRY(mine(ctx, req, &p));
	return show(ctx, req, &p, NULL, NULL, NULL);
}

/* The same pair twice is a question, not a mistake: the author may let the two become one. */
static enum err ask_to_merge(struct ctx *ctx, const struct partner *p, struct problems *warn)
{
	struct partner *others;
	size_t n;

	if (p->first_day == DAY_NONE)
		return OK;
	TRY(partner_overlapping(ctx, p, &others, &n));
	if (!n)
		return OK;
	return problem_with(warn, "first_day", N_("The two already work together in this programme at that time ({x}). If you save all the same, the two "
			    "become one: from the first day to the last, with the roles of both and the more careful answer about what may be told."),
			    programme_period_said(ctx, others[0].first_day, others[0].last_day));
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct partner *p)
{
	struct problems bad = { 0 }, warn = { 0 };
	bool sure = value_of(&req->body, "sure").p != NULL;
	struct partner shown = *p;
	const struct field *fields;

	TRY(fields_of(ctx, p, &fields));
	TRY(form_read(ctx, fields, &req->body, p, &bad));
	if (!str_int(p->org_text.p ? p->org_text : S(""), &p->org))
		p->org = 0;
	if (!str_int(p->programme_text.p ? p->programme_text : S(""), &p->programme))
		p->programme = 0;
	TRY(area_typed(ctx, p->area_text.p ? p->area_text : S(""), "area", &p->area, &bad));
	if (!sure && !bad.n)
		TRY(ask_to_merge(ctx, p, &warn));
	if (!warn.n)
		TRY(partner_save(ctx, p, sure, &bad));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/partners?saved=1"));
	rep->status = 422;
	return show(ctx, req, &shown, &req->body, &bad, bad.n ? NULL : &warn);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct partner p = { .first_day = DAY_NONE, .last_day = DAY_NONE };

	return save(ctx, req, rep, &p);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct partner p;

	TRY(mine(ctx, req, &p));
	return save(ctx, req, rep, &p);
}

const struct route partner_routes[] = {
	{ "GET", "/:lang/partners", PUBLIC, partner_list_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/area/:code", PUBLIC, partner_area_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/work/partners", PROGRAMME_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/partners/new", PROGRAMME_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/partners/new", PROGRAMME_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/partners/:id", PROGRAMME_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/partners/:id", PROGRAMME_EDIT, change, 0, NULL },
	{ 0 }
};
