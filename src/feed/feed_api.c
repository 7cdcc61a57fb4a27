/* feed_api.c -- the same verbs as JSON: read by everybody, written by keepers, described by the field tables. */
#include "feed/feed_api.h"
#include "feed/feed.h"
#include "search/search.h"

#include <string.h>

enum { OCCURRENCES_MOST = 2000, DAYS_MOST = 800, DAY_S = 86400 };

static void begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct json_out *o)
{
	ctx->lang = str_same(value_of(&req->query, "lang"), "en") ? "en" : "da";
	rep->type = S("application/json");
	json_start(o, ctx->out);
}

static enum err put_listing(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	feed_listing_json(ctx, arg, l);
	return OK;
}

static struct str instant_text(struct ctx *ctx, int64_t at)
{
	struct ymd d = day_ymd((day_t)(at / DAY_S));
	int s = (int)(at % DAY_S);

	return arena_printf(ctx->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, s / 3600, s / 60 % 60, s % 60);
}

static const char *const states[] = {
	[OCCURRENCE_PLANNED] = "planned", [OCCURRENCE_CANCELLED] = "cancelled", [OCCURRENCE_MOVED] = "moved", [OCCURRENCE_SKIPPED] = "skipped",
};

static void put_occurrence(struct ctx *ctx, struct json_out *o, const struct occurrence *at)
{
	json_object(o);
	json_put_str(o, "starts", instant_text(ctx, at->starts));
	json_put_str(o, "day", day_str(ctx->arena, at->day));
	json_put_str(o, "time", minutes_str(ctx->arena, at->start_min));
	json_put_int(o, "duration_min", at->duration_min);
	json_put_str(o, "state", str_of(states[at->state]));
	json_put_str(o, "by_series", day_str(ctx->arena, at->by_series));
	json_put_is(o, "reason_da", at->reason_da);
	json_put_is(o, "reason_en", at->reason_en);
	json_end_object(o);
}

static enum err put_hit(struct ctx *ctx, struct json_out *o, const struct hit *h)
{
	struct meeting m;

	TRY(meeting_get(ctx, h->meeting, &m));
	json_object(o);
	json_name(o, "occurrence");
	put_occurrence(ctx, o, &h->when);
	json_name(o, "km");
	json_real(o, h->km);
	json_name(o, "meeting");
	TRY(feed_one(ctx, &m, put_listing, o));
	json_end_object(o);
	return OK;
}

/* Pages as RFC 8288 links them. */
static void link_pages(struct ctx *ctx, struct query *q, const struct result *r, struct reply *rep)
{
	struct str address = search_write(ctx, q, NULL), links = S("");

	if (q->page < r->pages)
		links = arena_printf(ctx->arena, "</api/v1/meetings?%.*s&page=%lld>; rel=\"next\"", STR_ARG(address), (long long)q->page + 1);
	if (q->page > 1)
		links = arena_printf(ctx->arena, "%.*s%s</api/v1/meetings?%.*s&page=%lld>; rel=\"prev\"", STR_ARG(links), links.n ? ", " : "",
				     STR_ARG(address), (long long)q->page - 1);
	if (links.n)
		reply_header(rep, S("Link"), links);
}

enum err api_meetings(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct json_out o;
	struct result r;
	struct query q;

	begin(ctx, req, rep, &o);
	TRY(search_read(ctx, &req->query, &q));
	TRY(search_run(ctx, &q, &r));
	link_pages(ctx, &q, &r, rep);
	json_object(&o);
	json_put_int(&o, "total", r.total);
	json_put_int(&o, "page", q.page);
	json_put_int(&o, "pages", r.pages);
	json_name(&o, "hits");
	json_array(&o);
	for (size_t i = 0; i < r.n; i++)
		TRY(put_hit(ctx, &o, &r.hits[i]));
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
	struct meeting m;

	begin(ctx, req, rep, &o);
	TRY(find_public(ctx, req_param(req, "slug"), &m));
	return feed_one(ctx, &m, put_listing, &o);
}

/* Days of one meeting, inclusive; both ends must be days, and not too far apart. */
enum err api_occurrences(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t from = day_parse(value_of(&req->query, "from")), to = day_parse(value_of(&req->query, "to"));
	struct occurrence *all = arena_array(ctx->arena, OCCURRENCES_MOST, struct occurrence);
	struct json_out o;
	struct timetable t;
	struct meeting m;
	size_t n;

	begin(ctx, req, rep, &o);
	if (from == DAY_NONE || to == DAY_NONE || to < from || to - from > DAYS_MOST)
		return fail(ctx, ERR_INVALID, "from and to must be days, at most %d apart", DAYS_MOST);
	TRY(find_public(ctx, value_of(&req->query, "slug"), &m));
	TRY(meeting_timetable(ctx, &m, &t));
	n = occurrences(&t, zone_instant(t.zone, from, 0), zone_instant(t.zone, to + 1, 0), false, all, OCCURRENCES_MOST);
	json_object(&o);
	json_put_str(&o, "slug", m.slug);
	json_put_str(&o, "zone", m.zone);
	json_name(&o, "occurrences");
	json_array(&o);
	for (size_t i = 0; i < n; i++)
		put_occurrence(ctx, &o, &all[i]);
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

/* --- writing ------------------------------------------------------------------------------------------- */

/* RFC 9457 with the list of what can be mended. */
static enum err put_problems(struct ctx *ctx, struct reply *rep, const struct problems *bad)
{
	struct json_out o;

	buf_cut(ctx->out, 0);
	json_start(&o, ctx->out);
	rep->status = 422;
	rep->type = S("application/problem+json");
	json_object(&o);
	json_put_str(&o, "type", S("about:blank"));
	json_put_str(&o, "title", tr(ctx, "There is a problem"));
	json_put_int(&o, "status", 422);
	json_name(&o, "errors");
	json_array(&o);
	for (size_t i = 0; i < bad->n; i++) {
		json_object(&o);
		json_put_str(&o, "pointer", arena_printf(ctx->arena, "/%s", bad->at[i].field));
		json_put_str(&o, "detail", TR_FILL(ctx, tr_of(ctx, str_of(bad->at[i].text)), { "x", bad->at[i].gap }));
		json_end_object(&o);
	}
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

static enum err save(struct ctx *ctx, struct reply *rep, struct meeting *m, struct problems *bad, int status)
{
	struct json_out o;

	if (!bad->n)
		TRY(meeting_save(ctx, m, bad));
	if (bad->n)
		return put_problems(ctx, rep, bad);
	rep->status = status;
	reply_header(rep, S("Content-Location"), arena_printf(ctx->arena, "/api/v1/meetings/%.*s", STR_ARG(m->slug)));
	json_start(&o, ctx->out);
	return feed_one(ctx, m, put_listing, &o);
}

enum err api_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m = { .state = S("draft"), .last_day = DAY_NONE };
	struct json_out o;

	begin(ctx, req, rep, &o);
	TRY(form_read(ctx, meeting_fields, &req->body, &m, &bad));
	return save(ctx, rep, &m, &bad, 201);
}

enum err api_change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct json_out o;
	struct meeting m;

	begin(ctx, req, rep, &o);
	TRY(meeting_of_slug(ctx, req_param(req, "slug"), &m));
	TRY(form_read_some(ctx, meeting_fields, &req->body, &m, &bad));
	return save(ctx, rep, &m, &bad, 200);
}
