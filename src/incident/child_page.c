/* child_page.c -- a child may be in danger: whom to call, who must, and that it does not rest. */
#include "incident/incident_parts.h"
#include "area/area.h"

enum { HOUR_S = 3600 };

struct child_numbers {
	struct str area, phone;
	const struct child_law *law;
};

struct child_view {
	struct str here, back, key, two;
	struct form_view form;
	const struct problems *warn;
	struct child_numbers numbers;
};

struct child_one {
	const struct incident_child *c;
	struct str here, back, key, two, when, hours, end, end_when;
	struct form_view why;
	const char *done;
	struct child_numbers numbers;
};

struct number_view {
	struct str area, area_href, here, key;
	const struct problems *bad;
};

#include "incident_child_html.h"

/* Of the municipality that was named, or the one that who asks works in; the law is that of its country, or of the one asked for. */
static enum err numbers_of(struct ctx *ctx, const struct req *req, int64_t id, struct child_numbers *n)
{
	struct str country = value_of(&req->query, "country");
	struct area a;
	enum err e;

	n->law = incident_child_law(country);

	for (size_t i = 0; i < ctx->who->ngrants && !id; i++)
		id = ctx->who->grants[i].area;
	e = id ? area_get(ctx, id, &a) : ERR_NOT_FOUND;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (country.n && !str_eq(country, a.country))
		return OK;
	n->law = incident_child_law(a.country);
	n->area = area_name(ctx, &a);
	n->phone = a.child_concern_phone;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A child may be in danger"));
	struct child_view v = { .here = page_url(ctx, "/work/child"), .back = page_url(ctx, "/work/incidents"), .key = page_key(ctx), .warn = warn,
				.form = { incident_child_fields, typed, bad } };
	int64_t first = 0, second = 0;

	if (!incident_two(ctx, incident_org(ctx), &first, &second))
		TRY(incident_two_names(ctx, first, second, &v.two));
	else
		v.two = tr(ctx, "The coordinator");
	TRY(numbers_of(ctx, req, 0, &v.numbers));
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_child_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err incident_child_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct values nothing;

	(void)rep;
	return show(ctx, req, &nothing, NULL, NULL);
}

static struct str one_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/child/%lld%s", ctx->lang, (long long)id, rest);
}

enum err incident_child_new(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct incident_child c = { 0 };
	struct problems bad = { 0 }, warn = { 0 };

	TRY(form_read(ctx, incident_child_fields, &req->body, &c, &bad));
	if (!bad.n)
		TRY(incident_child_add(ctx, &c, str_is(value_of(&req->body, "sure")), &bad, &warn));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, one_url(ctx, c.id, "?done=new"));
	rep->status = 422;
	return show(ctx, req, &req->body, &bad, &warn);
}

/* --- one ------------------------------------------------------------------------------------------------------ */

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "new") ? N_("Written down. You are not alone with it now. The program has sent nothing: somebody must call.") :
	       str_same(code, "told") ? N_("Thank you. It is done.") : NULL;
}

static struct str hours_since(struct ctx *ctx, int64_t from, int64_t to)
{
	int64_t n = (to - from) / HOUR_S;

	return TR_FILL(ctx, trn(ctx, "{n} hour", "{n} hours", n), { "n", tr_number(ctx, n) });
}

static void set_end(struct ctx *ctx, struct child_one *v)
{
	const char *by = choice_label(incident_told_by, v->c->told_by);

	if (!v->c->done_at)
		return;
	v->end = str_same(v->c->told, "yes") ? tr(ctx, "The municipality was told") : tr(ctx, "The municipality was not told");
	v->end_when = by ? arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(page_moment(ctx, v->c->done_at)), STR_ARG(tr_of(ctx, str_of(by)))) :
			   page_moment(ctx, v->c->done_at);
}

static enum err show_one(struct ctx *ctx, const struct req *req, struct reply *rep, const struct incident_child *c, const struct values *typed,
			 const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A worry about a child"));
	struct child_one v = { .c = c, .here = one_url(ctx, c->id, ""), .back = page_url(ctx, "/work/incidents"), .key = page_key(ctx),
			       .done = done_of(req), .when = page_moment(ctx, c->made_at), .why = { incident_why_fields, typed, bad },
			       .hours = hours_since(ctx, c->made_at, c->done_at ? c->done_at : ctx->now) };

	TRY(incident_two_names(ctx, c->first, c->second, &v.two));
	TRY(numbers_of(ctx, req, c->area, &v.numbers));
	set_end(ctx, &v);
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_child_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct incident_child *c)
{
	int64_t id;

	return req_id(req, "id", &id) ? incident_child_find(ctx, id, c) : ERR_NOT_FOUND;
}

enum err incident_child_one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct values nothing;
	struct incident_child c;

	TRY(find(ctx, req, &c));
	return show_one(ctx, req, rep, &c, &nothing, NULL);
}

enum err incident_child_told(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str by = value_of(&req->body, "told_by");
	struct problems bad = { 0 };
	struct incident_child c, typed = { .why = S("") };

	TRY(find(ctx, req, &c));
	if (!str_is(by))
		TRY(form_read(ctx, incident_why_fields, &req->body, &typed, &bad));
	if (!bad.n)
		TRY(incident_child_done(ctx, &c, by.p ? by : S(""), typed.why, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, one_url(ctx, c.id, "?done=told"));
	rep->status = 422;
	return show_one(ctx, req, rep, &c, &req->body, &bad);
}

/* --- a number that is missing ------------------------------------------------------------------------------------ */

static enum err show_number(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A number for worries about children"));
	struct number_view v = { .key = page_key(ctx), .bad = bad };
	struct area a;
	int64_t id;

	if (!req_id(req, "area", &id))
		return ERR_NOT_FOUND;
	TRY(area_get(ctx, id, &a));
	v.area = area_name(ctx, &a);
	v.area_href = page_url(ctx, arena_printf(ctx->arena, "/work/areas/%lld", (long long)id).p);
	v.here = page_url(ctx, arena_printf(ctx->arena, "/work/child/numbers/%lld", (long long)id).p);
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_number_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err incident_number_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show_number(ctx, req, NULL);
}

enum err incident_number_done(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id;

	if (!req_id(req, "area", &id))
		return ERR_NOT_FOUND;
	TRY(incident_number_there(ctx, id, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work"));
	rep->status = 422;
	return show_number(ctx, req, &bad);
}
