/* helpers_page.c -- who is on for a group: its method, its next dates, and putting somebody on. */
#include "volunteer/volunteer_pages.h"
#include "access/access.h"
#include "method/method.h"

#include <string.h>

#include "volunteer_sql.h"

enum { DATES = 6, AHEAD_DAYS = 200, DAY_S = 86400, PEOPLE_MOST = 400 };

struct put_form {
	struct str volunteer, role, which;
	day_t day, from, to;
};
struct method_form {
	struct str method;
	day_t method_from;
};

static const struct choice whole_or_one[] = { { "series", N_("Every time") }, { "date", N_("One date only") }, { NULL, NULL } };
/* Those of a meeting; drivers and callers have their own pages. */
static const struct choice meeting_roles[] = {
	{ "facilitator", N_("Facilitator") }, { "co_facilitator", N_("Co-facilitator") }, { "apprentice", N_("Apprentice") }, { "host", N_("Host") },
	{ "child_carer", N_("Child care") }, { NULL, NULL }
};
static const struct field put_fields[] = {
	F(struct put_form, volunteer, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Who")),
	F(struct put_form, role, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = meeting_roles, .label = N_("As")),
	F(struct put_form, which, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = whole_or_one, .label = N_("When")),
	F(struct put_form, day, FIELD_DATE, .flags = FIELD_DEPENDS, .label = N_("The date"), .hint = N_("If it is one date only.")),
	F(struct put_form, from, FIELD_DATE, .flags = FIELD_DEPENDS, .label = N_("From")),
	F(struct put_form, to, FIELD_DATE, .label = N_("To"), .hint = N_("Empty: for as long as they are certified.")),
	F_END
};
static const struct field method_fields_here[] = {
	F(struct method_form, method, FIELD_CHOICE, .label = N_("Method"), .hint = N_("Nothing chosen: none that we answer for.")),
	F(struct method_form, method_from, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("From which day on")),
	F_END
};

struct date_row {
	struct str day, leads, others;
	bool missing;
};

struct helpers_view {
	const struct meeting *m;
	struct str here, key, back, method, method_href, busy;   /* busy: whoever is not offered */
	bool training, saved, open_put, open_method;
	struct date_row dates[DATES];
	size_t ndates;
	struct assignment_row *rows;
	size_t n;
	const struct problems *bad;
	struct form_view put, follow;
};

#include "volunteer_helpers_html.h"

/* The group of the address, if one may put people on for it. */
static enum err asked(struct ctx *ctx, const struct req *req, struct meeting *m)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, m));
	return volunteer_may_put_on(ctx, m) ? OK : ERR_DENIED;
}

static struct str url(struct ctx *ctx, const struct meeting *m, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/meetings/%lld%s", ctx->lang, (long long)m->id, rest);
}

/* --- the next dates ------------------------------------------------------------------------------------------------- */

/* Is this row about this date?  A row of one date says more than the series'. */
static bool is_on(const struct volunteer_assignment *rows, size_t n, size_t at, const struct occurrence *o)
{
	const struct volunteer_assignment *a = &rows[at];

	if (!str_same(a->state, "planned") || a->away || a->from > o->by_series || (a->to != DAY_NONE && a->to < o->by_series))
		return false;
	if (a->day != DAY_NONE)
		return a->day == o->by_series;
	for (size_t i = 0; i < n; i++)
		if (rows[i].day == o->by_series && rows[i].volunteer == a->volunteer)
			return false;
	return true;
}

static enum err certified_then(struct ctx *ctx, const struct meeting *m, const struct volunteer_assignment *a, day_t day, bool *yes)
{
	struct method_version v;
	int64_t method;
	day_t until;
	enum err e;

	*yes = true;
	TRY(method_of_meeting(ctx, m->id, day, &method));
	if (!method || method_on(ctx, method, day, &v) || !v.training)
		return OK;
	e = volunteer_certified(ctx, a->volunteer, method, day, &until);
	*yes = !e;
	return e == ERR_NOT_FOUND ? OK : e;
}

static void join(struct ctx *ctx, struct str *to, struct str name)
{
	*to = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(*to), to->n ? ", " : "", STR_ARG(name));
}

static enum err date_row_of(struct ctx *ctx, const struct meeting *m, const struct volunteer_assignment *rows, size_t n, const struct occurrence *o,
			    struct date_row *r)
{
	bool yes;

	*r = (struct date_row){ .day = tr_capital(ctx, tr_day_date(ctx, o->day)), .leads = S(""), .others = S("") };
	for (size_t i = 0; i < n; i++) {
		if (!is_on(rows, n, i, o))
			continue;
		if (!str_same(rows[i].role, "facilitator")) {
			join(ctx, &r->others, rows[i].name);
			continue;
		}
		TRY(certified_then(ctx, m, &rows[i], o->day, &yes));
		if (yes)
			join(ctx, &r->leads, rows[i].name);
	}
	r->missing = !r->leads.n;
	return OK;
}

static enum err fill_dates(struct ctx *ctx, struct helpers_view *v, const struct volunteer_assignment *rows, size_t n)
{
	struct occurrence next[DATES];
	struct timetable t;
	size_t found;

	TRY(meeting_timetable(ctx, v->m, &t));
	found = occurrences(&t, ctx->now, ctx->now + AHEAD_DAYS * (int64_t)DAY_S, false, next, DATES);
	for (size_t i = 0; i < found; i++)
		if (next[i].state != OCCURRENCE_CANCELLED)
			TRY(date_row_of(ctx, v->m, rows, n, &next[i], &v->dates[v->ndates++]));
	return OK;
}

/* --- the page ----------------------------------------------------------------------------------------------------------- */

/* Whoever is on more often than they want is not offered; who that is, is said. */
static enum err people(struct ctx *ctx, const struct meeting *m, const struct choice **out, struct str *busy)
{
	struct volunteer_of_org *rows;
	struct choice *c;
	size_t n, free = 0;

	TRY(volunteer_of_org(ctx, m->org, page_today(ctx), PEOPLE_MOST, &rows, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	*busy = S("");
	for (size_t i = 0; i < n; i++) {
		/* Somebody who is on as often as they want can still say yes; it is asked with open eyes. */
		struct str name = rows[i].busy < rows[i].most_meetings ? rows[i].name :
				  TR_FILL(ctx, tr(ctx, "{name} (on as often as they want)"), { "name", rows[i].name });
		if (rows[i].busy <= rows[i].most_meetings)
			c[free++] = (struct choice){ page_id(ctx, rows[i].id).p, arena_z(ctx->arena, name) };
		else
			*busy = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(*busy), busy->n ? ", " : "", STR_ARG(rows[i].name));
	}
	c[free] = (struct choice){ 0 };
	*out = c;
	return OK;
}

static enum err fill_method(struct ctx *ctx, struct helpers_view *v)
{
	struct method_version m;
	int64_t id;

	TRY(method_of_meeting(ctx, v->m->id, page_today(ctx), &id));
	if (!id)
		return OK;
	TRY(method_on(ctx, id, page_today(ctx), &m));
	v->method = method_name(ctx, &m);
	v->method_href = arena_printf(ctx->arena, "/%s/methods/%.*s", ctx->lang, STR_ARG(m.code));
	v->training = m.training;
	return OK;
}

static enum err fields_of(struct ctx *ctx, const struct meeting *m, const struct field **put, const struct field **follow, struct str *busy)
{
	const struct choice *c;

	TRY(people(ctx, m, &c, busy));
	*put = volunteer_fields_with(ctx, put_fields, "volunteer", c);
	TRY(volunteer_method_choices(ctx, &c));
	*follow = volunteer_fields_with(ctx, method_fields_here, "method", c);
	return OK;
}

static enum err fill_forms(struct ctx *ctx, const struct req *req, struct helpers_view *v)
{
	day_t today = page_today(ctx), first = v->m->first_day > today ? v->m->first_day : today;
	struct put_form put = { .which = S("series"), .role = S("facilitator"), .day = DAY_NONE, .from = first, .to = DAY_NONE };
	struct method_form follow = { .method_from = first };
	struct values *a = arena_new_of(ctx->arena, struct values), *b = arena_new_of(ctx->arena, struct values);
	const struct field *put_f, *follow_f;

	TRY(fields_of(ctx, v->m, &put_f, &follow_f, &v->busy));
	form_write(ctx, put_f, &put, a);
	form_write(ctx, follow_f, &follow, b);
	v->put = (struct form_view){ put_f, v->open_put ? &req->body : a, v->open_put ? v->bad : NULL };
	v->follow = (struct form_view){ follow_f, v->open_method ? &req->body : b, v->open_method ? v->bad : NULL };
	return OK;
}

enum form { FORM_NONE, FORM_PUT, FORM_METHOD };

static enum err show(struct ctx *ctx, const struct req *req, const struct meeting *m, enum form form, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, m->name);
	struct helpers_view v = { .m = m, .here = url(ctx, m, ""), .back = url(ctx, m, ""), .key = page_key(ctx), .bad = bad,
				  .open_put = form == FORM_PUT, .open_method = form == FORM_METHOD,
				  .saved = value_of(&req->query, "saved").n > 0 };
	struct volunteer_assignment *rows;

	TRY(volunteer_assigned_on(ctx, m->id, page_today(ctx), &rows, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct assignment_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = volunteer_assignment_row_of(ctx, &rows[i]);
	TRY(fill_method(ctx, &v));
	TRY(fill_dates(ctx, &v, rows, v.n));
	TRY(fill_forms(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(helpers_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err volunteer_helpers_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	(void)rep;
	TRY(asked(ctx, req, &m));
	return show(ctx, req, &m, FORM_NONE, NULL);
}

static enum err done(struct ctx *ctx, const struct req *req, struct reply *rep, const struct meeting *m, enum form form, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, url(ctx, m, "/helpers?saved=1"));
	rep->status = 422;
	return show(ctx, req, m, form, bad);
}

enum err volunteer_helpers_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct put_form put = { .day = DAY_NONE, .from = DAY_NONE, .to = DAY_NONE };
	struct volunteer_assignment a = { .day = DAY_NONE, .to = DAY_NONE };
	const struct field *put_f, *follow_f;
	struct problems bad = { 0 };
	struct meeting m;
	struct str busy;

	TRY(asked(ctx, req, &m));
	TRY(fields_of(ctx, &m, &put_f, &follow_f, &busy));
	TRY(form_read(ctx, put_f, &req->body, &put, &bad));
	str_int(put.volunteer.p ? put.volunteer : S(""), &a.volunteer);
	a.role = put.role;
	if (str_same(put.which, "date") && put.day == DAY_NONE)
		problem_once(&bad, "day", N_("Write the date."));
	if (str_same(put.which, "date"))
		a.day = put.day;
	a.from = put.from, a.to = put.to;
	if (!bad.n)
		TRY(volunteer_assign(ctx, &m, &a, &bad));
	return done(ctx, req, rep, &m, FORM_PUT, &bad);
}

enum err volunteer_helpers_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m;
	int64_t row;

	TRY(asked(ctx, req, &m));
	if (!req_id(req, "row", &row))
		return ERR_NOT_FOUND;
	TRY(volunteer_unassign(ctx, &m, row));
	return done(ctx, req, rep, &m, FORM_NONE, &bad);
}

enum err volunteer_helpers_method(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct method_form form = { .method_from = DAY_NONE };
	const struct field *put_f, *follow_f;
	struct problems bad = { 0 };
	struct meeting m;
	int64_t method = 0;
	struct str busy;

	TRY(asked(ctx, req, &m));
	TRY(fields_of(ctx, &m, &put_f, &follow_f, &busy));
	TRY(form_read(ctx, follow_f, &req->body, &form, &bad));
	str_int(form.method.p ? form.method : S(""), &method);
	if (!bad.n)
		TRY(method_follow(ctx, &m, method, form.method_from, &bad));
	for (size_t i = 0; i < bad.n; i++)
		if (!strcmp(bad.at[i].field, "from"))
			bad.at[i].field = "method_from";
	return done(ctx, req, rep, &m, FORM_METHOD, &bad);
}
