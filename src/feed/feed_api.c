/* feed_api.c -- the same verbs as JSON: read by everybody, written by keepers, described by the field tables. */
#include "feed/feed_api.h"
#include "area/area.h"
#include "feed/feed_api_parts.h"
#include "feed/feed_members.h"
#include "feed/feed_parts.h"
#include "search/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "feed_sql.h"

enum { PER_PAGE = 20, PER_PAGE_MOST = 100, DAY_S = 86400, NEXT_DAYS = 366 };
enum { DAYS_MOST_ALL = 62, DAYS_MOST_ONE = 800, DATES_MOST_ONE = 2000, DATES_MOST = 200000 };

/* --- what every answer has ------------------------------------------------------------------------------------ */

void api_begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct json_out *o)
{
	ctx->lang = str_same(value_of(&req->query, "lang"), "da") ? "da" : "en";
	rep->type = S("application/json");
	json_start(o, ctx->out);
}

enum err api_problems(struct ctx *ctx, struct reply *rep, int status, const struct problems *bad)
{
	struct json_out o;

	buf_cut(ctx->out, 0);
	json_start(&o, ctx->out);
	rep->status = status;
	rep->type = S("application/problem+json");
	json_object(&o);
	json_put_str(&o, "type", S("about:blank"));
	json_put_str(&o, "title", tr(ctx, "There is a problem"));
	json_put_int(&o, "status", status);
	json_put_str(&o, "detail", tr(ctx, "Mend what is named below, and send it again."));
	json_name(&o, "errors");
	json_array(&o);
	for (size_t i = 0; i < bad->n; i++) {
		json_object(&o);
		json_put_str(&o, "pointer", arena_printf(ctx->arena, "%s%s", bad->at[i].field[0] ? "/" : "", bad->at[i].field));
		json_put_str(&o, "detail", TR_FILL(ctx, tr_of(ctx, str_of(bad->at[i].text)), { "x", bad->at[i].gap }));
		json_end_object(&o);
	}
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

/* --- pages ------------------------------------------------------------------------------------------------------ */

/* The finder gives twenty at a time, so a page is one to five times that. */
struct api_pages api_pages_of(const struct req *req)
{
	struct api_pages p = { .page = req_page(req), .per_page = PER_PAGE };
	int64_t n;

	if (str_int(value_of(&req->query, "per_page"), &n) && n > 0)
		p.per_page = (n + PER_PAGE - 1) / PER_PAGE * PER_PAGE;
	if (p.per_page > PER_PAGE_MOST)
		p.per_page = PER_PAGE_MOST;
	return p;
}

static int64_t last_page(const struct api_pages *p)
{
	return p->total ? (p->total + p->per_page - 1) / p->per_page : 1;
}

void api_link_pages(struct ctx *ctx, const struct req *req, struct reply *rep, const struct api_pages *p)
{
	const struct {
		const char *rel;
		int64_t page;
		bool there;
	} links[] = {
		{ "first", 1, true }, { "prev", p->page - 1, p->page > 1 }, { "next", p->page + 1, p->page < last_page(p) },
		{ "last", last_page(p), true },
	};
	struct str address = req_list(ctx, req), text = S("");

	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].there)
			text = arena_printf(ctx->arena, "%.*s%s<%.*s%.*s&page=%lld>; rel=\"%s\"", STR_ARG(text), text.n ? ", " : "",
					    STR_ARG(ctx->house->origin), STR_ARG(address), (long long)links[i].page, links[i].rel);
	reply_header(rep, S("Link"), text);
}

void api_put_pages(struct json_out *o, const struct api_pages *p)
{
	json_put_int(o, "total", p->total);
	json_put_int(o, "page", p->page);
	json_put_int(o, "per_page", p->per_page);
	json_put_int(o, "pages", last_page(p));
}

/* --- meetings --------------------------------------------------------------------------------------------------- */

struct put {
	struct json_out *o;
	const struct occurrence *next;    /* NULL: to be looked up */
	double km;
};

static void put_id(struct json_out *o, const char *name, int64_t id)
{
	json_name(o, name);
	if (id)
		json_id(o, id);
	else
		json_null(o);
}

static enum err put_listing(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct put *p = arg;
	struct occurrence next;
	bool found = p->next != NULL;

	if (!found && str_same(l->m->state, "running"))
		found = occurrences(l->t, ctx->now, ctx->now + NEXT_DAYS * (int64_t)DAY_S, false, &next, 1) == 1;
	json_object(p->o);
	feed_listing_members(ctx, p->o, l, FEED_WHOLE);
	json_name(p->o, "next");
	if (found)
		feed_occurrence_json(ctx, p->o, p->next ? p->next : &next);
	else
		json_null(p->o);
	json_name(p->o, "km");
	json_real(p->o, isnan(p->km) ? NAN : round(p->km * 10) / 10);
	put_id(p->o, "location_id", l->l.protected_address ? 0 : l->m->location);
	put_id(p->o, "organisation_id", l->m->org);
	json_end_object(p->o);
	return OK;
}

static enum err put_meeting(struct ctx *ctx, struct json_out *o, int64_t id, const struct occurrence *next, double km)
{
	struct put p = { o, next, km };
	struct meeting m;
	enum err e = meeting_get(ctx, id, &m);

	/* Ended a moment ago: the index follows at once. */
	return e == ERR_NOT_FOUND ? OK : e ? e : feed_one(ctx, &m, true, put_listing, &p);
}

/* Anything that only the finder can answer? */
static bool asks_finder(const struct req *req)
{
	static const char *const names[] = { "q", "place", "km", "when", "day", "time", "audience", "language", "room", "online",
					     "stepfree", "children", "newcomers", "relatives", "old" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(value_of(&req->query, names[i])))
			return true;
	return false;
}

/* Pages of the finder, one after another, until ours is full. */
static enum err put_found(struct ctx *ctx, struct json_out *o, struct query *q, const struct api_pages *p)
{
	int64_t first = (p->page - 1) * (p->per_page / SEARCH_PAGE) + 1;
	struct result r;

	for (int64_t page = first; page < first + p->per_page / SEARCH_PAGE; page++) {
		q->page = page;
		TRY(search_run(ctx, q, &r));
		for (size_t i = 0; i < r.n; i++)
			TRY(put_meeting(ctx, o, r.hits[i].meeting, &r.hits[i].when, r.hits[i].km));
		if (r.n < SEARCH_PAGE)
			break;
	}
	return OK;
}

static enum err count_found(struct ctx *ctx, const struct req *req, struct query *q, int64_t *total)
{
	struct result r;

	TRY(search_read(ctx, &req->query, q));
	if (q->area_id < 0 || q->org_id < 0)
		return ERR_NOT_FOUND;
	/* Unless days are asked for, each series once, by its next date. */
	if (!str_is(value_of(&req->query, "when")) && !str_is(value_of(&req->query, "day")))
		q->when = WHEN_ANY;
	q->page = 1;
	TRY(search_run(ctx, q, &r));
	*total = r.total;
	return OK;
}

static enum err put_listed(struct ctx *ctx, struct json_out *o, const struct feed_filter *f, const struct api_pages *p)
{
	struct feed_page *rows;
	size_t n;

	TRY(feed_page(ctx, f->area, f->org, f->method.p ? f->method : S(""), p->per_page, (p->page - 1) * p->per_page, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(put_meeting(ctx, o, rows[i].id, NULL, NAN));
	return OK;
}

enum err api_meetings(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct api_pages p = api_pages_of(req);
	bool finder = asks_finder(req);
	struct feed_count count;
	struct feed_filter f;
	struct json_out o;
	struct query q;

	api_begin(ctx, req, rep, &o);
	TRY(feed_filter_of(ctx, req, &f));
	if (finder) {
		TRY(count_found(ctx, req, &q, &p.total));
	} else {
		TRY(feed_count(ctx, f.area, f.org, f.method.p ? f.method : S(""), &count));
		p.total = count.n;
	}
	api_link_pages(ctx, req, rep, &p);
	json_object(&o);
	api_put_pages(&o, &p);
	json_name(&o, "meetings");
	json_array(&o);
	TRY(finder ? put_found(ctx, &o, &q, &p) : put_listed(ctx, &o, &f, &p));
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

static enum err find_public(struct ctx *ctx, struct str slug, struct meeting *m)
{
	TRY(meeting_of_slug(ctx, slug, m));
	return str_same(m->state, "draft") ? ERR_NOT_FOUND : OK;
}

enum err api_meeting(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;
	struct put p = { &o, NULL, NAN };
	struct meeting m;

	api_begin(ctx, req, rep, &o);
	TRY(find_public(ctx, req_param(req, "slug"), &m));
	return feed_one(ctx, &m, true, put_listing, &p);
}

/* --- dates ------------------------------------------------------------------------------------------------------- */

struct dated {
	struct str slug, name, zone, url;
	struct occurrence at;
};

struct dates {
	struct arena *lasting;
	day_t from, to;
	struct dated *at;
	size_t n;
	bool too_many;
};

static enum err take_dates(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct dates *d = arg;
	struct occurrence *o = arena_array(ctx->arena, DATES_MOST_ONE, struct occurrence);
	size_t n = occurrences(l->t, zone_instant(l->t->zone, d->from, 0), zone_instant(l->t->zone, d->to + 1, 0), false, o, DATES_MOST_ONE);
	struct dated one = { .slug = STR_ABSENT };

	if (n && d->n + n <= DATES_MOST)
		one = (struct dated){ arena_str(d->lasting, l->m->slug), arena_str(d->lasting, l->m->name),
				      arena_str(d->lasting, l->m->zone), arena_str(d->lasting, feed_url(ctx, l->m)), o[0] };
	d->too_many |= d->n + n > DATES_MOST;
	for (size_t i = 0; i < n && one.slug.p; i++) {
		one.at = o[i];
		d->at = arena_grow(d->lasting, d->at, d->n, sizeof one);
		d->at[d->n++] = one;
	}
	return OK;
}

static int by_start(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	int c = (x->at.starts > y->at.starts) - (x->at.starts < y->at.starts);

	return c ? c : str_cmp(x->slug, y->slug);
}

/* Both ends are days on the calendar of each meeting, inclusive. */
static void read_days(struct ctx *ctx, const struct req *req, bool one, struct dates *d, struct problems *bad)
{
	int most = one ? DAYS_MOST_ONE : DAYS_MOST_ALL;

	d->from = day_parse(value_of(&req->query, "from"));
	d->to = day_parse(value_of(&req->query, "to"));
	if (d->from == DAY_NONE)
		problem(bad, "from", N_("Write a day like 2016-12-24."));
	if (d->to == DAY_NONE)
		problem(bad, "to", N_("Write a day like 2016-12-24."));
	if (!bad->n && (d->to < d->from || d->to - d->from > most))
		problem_with(bad, "to", N_("The second day must follow the first, at most {x} days later."),
			     arena_printf(ctx->arena, "%d", most));
}

static enum err collect(struct ctx *ctx, const struct req *req, struct dates *d)
{
	struct str slug = value_of(&req->query, "slug");
	struct feed_filter f;
	struct meeting m;

	if (!str_is(slug)) {
		TRY(feed_filter_of(ctx, req, &f));
		f.lang = ctx->lang;
		return feed_each(ctx, &f, take_dates, d);
	}
	TRY(find_public(ctx, slug, &m));
	return feed_one(ctx, &m, true, take_dates, d);
}

static void put_dated(struct ctx *ctx, struct json_out *o, const struct dated *d)
{
	json_object(o);
	json_put_str(o, "slug", d->slug);
	json_put_str(o, "name", d->name);
	json_put_str(o, "zone", d->zone);
	json_put_str(o, "url", d->url);
	json_name(o, "occurrence");
	feed_occurrence_json(ctx, o, &d->at);
	json_end_object(o);
}

enum err api_occurrences(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct dates d = { .lasting = ctx->arena };
	struct api_pages p = api_pages_of(req);
	struct problems bad = { 0 };
	struct json_out o;

	api_begin(ctx, req, rep, &o);
	read_days(ctx, req, str_is(value_of(&req->query, "slug")), &d, &bad);
	if (bad.n)
		return api_problems(ctx, rep, 400, &bad);
	TRY(collect(ctx, req, &d));
	if (d.too_many) {
		problem(&bad, "to", N_("These are too many dates. Choose fewer days, or one area."));
		return api_problems(ctx, rep, 400, &bad);
	}
	if (d.n)
		qsort(d.at, d.n, sizeof *d.at, by_start);
	p.total = (int64_t)d.n;
	api_link_pages(ctx, req, rep, &p);
	json_object(&o);
	api_put_pages(&o, &p);
	json_name(&o, "occurrences");
	json_array(&o);
	for (int64_t i = (p.page - 1) * p.per_page; i < p.page * p.per_page && i < p.total; i++)
		put_dated(ctx, &o, &d.at[i]);
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

/* --- writing ------------------------------------------------------------------------------------------- */

void api_check_names(struct ctx *ctx, const struct values *body, const struct field *fields, const char *const *more, struct problems *bad)
{
	for (size_t i = 0; i < body->n; i++) {
		const char *name = arena_z(ctx->arena, body->at[i].name);
		bool known = field_find(fields, name) != NULL;

		for (const char *const *k = more; *k; k++)
			known = known || !strcmp(name, *k);
		if (!known)
			problem_once(bad, name, N_("There is no member of this name. /api/openapi.json tells all of them."));
	}
}

static enum err read_more(struct ctx *ctx, const struct values *body, struct meeting *m, struct problems *bad)
{
	static const char *const more_names[] = { "key", "state", "area_code", NULL };
	struct str state = value_of(body, "state");

	api_check_names(ctx, body, meeting_fields, more_names, bad);
	if (state.p && !str_same(state, "draft") && !str_same(state, "running"))
		problem(bad, "state", N_("Choose draft or running. A meeting ends with its last_day."));
	else if (state.p)
		m->state = state;
	if (!value_of(body, "area_code").p)
		return OK;
	return area_typed(ctx, value_of(body, "area_code"), "area_code", &m->area, bad);
}

static enum err save(struct ctx *ctx, struct reply *rep, struct meeting *m, struct problems *bad, int status)
{
	struct json_out o;
	struct put p = { &o, NULL, NAN };

	if (!bad->n)
		TRY(meeting_save(ctx, m, bad));
	if (bad->n)
		return api_problems(ctx, rep, 422, bad);
	rep->status = status;
	reply_header(rep, S("Content-Location"), arena_printf(ctx->arena, "/api/v1/meetings/%.*s", STR_ARG(m->slug)));
	json_start(&o, ctx->out);
	return feed_one(ctx, m, true, put_listing, &p);
}

enum err api_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m = { .state = S("draft"), .last_day = DAY_NONE };
	struct json_out o;

	api_begin(ctx, req, rep, &o);
	TRY(form_read(ctx, meeting_fields, &req->body, &m, &bad));
	TRY(read_more(ctx, &req->body, &m, &bad));
	return save(ctx, rep, &m, &bad, 201);
}

enum err api_change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct json_out o;
	struct meeting m;

	api_begin(ctx, req, rep, &o);
	TRY(meeting_of_slug(ctx, req_param(req, "slug"), &m));
	TRY(form_read_some(ctx, meeting_fields, &req->body, &m, &bad));
	TRY(read_more(ctx, &req->body, &m, &bad));
	return save(ctx, rep, &m, &bad, 200);
}
