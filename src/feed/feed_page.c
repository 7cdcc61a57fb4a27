/* feed_page.c -- the addresses under which other programs find our lists. */
#include "feed/feed.h"
#include "area/area.h"
#include "draw/qr.h"
#include "event/event.h"
#include "feed/feed_api.h"
#include "org/org.h"
#include "search/search.h"

#include <string.h>

enum { EMBED_ROWS = 20, CHANGES_MOST = 100 };

/* --- what is asked for ------------------------------------------------------------------------------- */

/* ERR_NOT_FOUND for an area, organisation or method that we do not know: a feed says 404. */
static enum err filter_of(struct ctx *ctx, const struct req *req, struct feed_filter *f)
{
	struct str area = value_of(&req->query, "area"), org = value_of(&req->query, "org");
	struct area a;
	struct org o;

	*f = (struct feed_filter){ .method = value_of(&req->query, "method") };
	if (str_is(area)) {
		TRY(area_of_slug(ctx, area, &a));
		f->area = a.id;
	}
	if (str_is(org)) {
		TRY(org_of_slug(ctx, org, &o));
		f->org = o.id;
	}
	return str_is(f->method) && !method_find(f->method) ? ERR_NOT_FOUND : OK;
}

/* The same data gives the same tag: the number of the diary's newest line, and the day for feeds that look ahead. */
static enum err is_unchanged(struct ctx *ctx, const struct req *req, struct reply *rep, bool *same)
{
	struct str tag;
	int64_t newest;

	TRY(event_newest(ctx, &newest));
	tag = arena_printf(ctx->arena, "W/\"%lld-%lld\"", (long long)newest, (long long)(ctx->now / 86400));
	reply_header(rep, S("ETag"), tag);
	reply_header(rep, S("Cache-Control"), S("public, max-age=300"));
	*same = str_eq(http_header(req->http, "If-None-Match"), tag);
	if (*same)
		rep->status = 304;
	return OK;
}

static void speak(struct ctx *ctx, const struct req *req)
{
	ctx->lang = str_same(value_of(&req->query, "lang"), "en") ? "en" : "da";
}

static enum err feed(struct ctx *ctx, const struct req *req, struct reply *rep, struct str type,
		     enum err (*write)(struct ctx *, const struct feed_filter *))
{
	struct feed_filter f;
	bool same;

	speak(ctx, req);
	TRY(filter_of(ctx, req, &f));
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = type;
	return same ? OK : write(ctx, &f);
}

static enum err meetings_json(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return feed(ctx, req, rep, S("application/json"), feed_meeting_guide);
}

static enum err meetings_ics(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return feed(ctx, req, rep, S("text/calendar; charset=utf-8"), feed_ics);
}

static enum err meetings_csv(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	reply_header(rep, S("Content-Disposition"), S("attachment; filename=\"meetings.csv\""));
	return feed(ctx, req, rep, S("text/csv; charset=utf-8"), feed_csv);
}

static enum err text_line(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	(void)arg;
	buf_fmt(ctx->out, "%.*s\n  %.*s\n  %.*s\n\n", STR_ARG(l->m->name), STR_ARG(meeting_when(ctx, l->m)),
		STR_ARG(l->l.id ? location_line(ctx, &l->l) : tr(ctx, "Online")));
	return OK;
}

static enum err write_text(struct ctx *ctx, const struct feed_filter *f)
{
	return feed_each(ctx, f, text_line, NULL);
}

static enum err meetings_txt(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return feed(ctx, req, rep, S("text/plain; charset=utf-8"), write_text);
}

/* "SLUG.ics" as one piece of the path. */
static enum err one_ics(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str file = req_param(req, "file");
	struct meeting m;
	bool same;

	if (!str_ends(file, S(".ics")))
		return ERR_NOT_FOUND;
	speak(ctx, req);
	TRY(meeting_of_slug(ctx, str_slice(file, 0, file.n - 4), &m));
	if (str_same(m.state, "draft"))
		return ERR_NOT_FOUND;
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = S("text/calendar; charset=utf-8");
	return same ? OK : feed_ics_one(ctx, &m);
}

/* --- what changed lately ------------------------------------------------------------------------------ */

static void xml(struct ctx *ctx, const char *element, struct str text)
{
	buf_fmt(ctx->out, "<%s>", element);
	html_text(ctx, text);
	buf_fmt(ctx->out, "</%s>", element);
}

/* RFC 822, as RSS 2.0 wants it; always in English and UTC. */
static struct str rss_date(struct ctx *ctx, int64_t at)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	day_t day = (day_t)(at / 86400);
	struct ymd d = day_ymd(day);
	int s = (int)(at % 86400);

	return arena_printf(ctx->arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day_weekday(day)], d.day, months[d.month], d.year,
			    s / 3600, s / 60 % 60, s % 60);
}

static enum err change_item(struct ctx *ctx, const struct event *ev)
{
	struct meeting m;
	enum err e = meeting_get(ctx, ev->subject, &m);

	if (e == ERR_NOT_FOUND || (!e && str_same(m.state, "draft")))
		return OK;
	TRY(e);
	buf_lit(ctx->out, "<item>");
	xml(ctx, "title", m.name);
	xml(ctx, "link", feed_url(ctx, &m));
	xml(ctx, "description", meeting_when(ctx, &m));
	xml(ctx, "pubDate", rss_date(ctx, ev->at));
	buf_fmt(ctx->out, "<guid isPermaLink=\"false\">change-%lld</guid></item>\n", (long long)ev->n);
	return OK;
}

static enum err changes_xml(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t newest;
	struct event *events;
	size_t n;
	bool same;

	speak(ctx, req);
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = S("application/rss+xml; charset=utf-8");
	if (same)
		return OK;
	TRY(event_newest(ctx, &newest));
	TRY(event_since(ctx, newest > CHANGES_MOST ? newest - CHANGES_MOST : 0, CHANGES_MOST, &events, &n));
	buf_lit(ctx->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>");
	xml(ctx, "title", ctx->house->name);
	xml(ctx, "link", ctx->house->origin);
	xml(ctx, "description", tr(ctx, "Meetings that were added or changed"));
	for (size_t i = n; i-- > 0;)
		if (str_starts(events[i].what, S("meeting.")))
			TRY(change_item(ctx, &events[i]));
	buf_lit(ctx->out, "</channel></rss>\n");
	return OK;
}

/* --- frames ---------------------------------------------------------------------------------------------- */

struct embed_row {
	day_t day;
	int minutes;
	bool cancelled;
	struct str time, name, where, url, fresh;
};

struct embed {
	struct embed_row rows[EMBED_ROWS];
	size_t n;
	bool unknown;
	struct str all;
};

struct embed_help {
	struct str frame;
	struct frame_link links[8];
	size_t n;
};

#include "feed_embed_html.h"

static enum err fill_row(struct ctx *ctx, const struct hit *h, const struct zone *zone, struct embed_row *r)
{
	struct local here = zone_local(zone, h->when.starts);
	struct location l;
	struct meeting m;

	TRY(meeting_get(ctx, h->meeting, &m));
	*r = (struct embed_row){ .day = here.day, .minutes = here.minutes, .cancelled = h->when.state == OCCURRENCE_CANCELLED, .name = m.name };
	r->time = h->when.duration_min ? tr_span(ctx, here.minutes, here.minutes + h->when.duration_min) : tr_time(ctx, here.minutes);
	r->where = tr(ctx, "Online");
	if (m.location) {
		TRY(location_get(ctx, m.location, &l));
		r->where = location_line(ctx, &l);
	}
	r->fresh = TR_FILL(ctx, tr(ctx, "confirmed {when}"), { "when", tr_days_ago(ctx, (ctx->now - m.verified_at) / 86400) });
	r->url = feed_url(ctx, &m);
	return OK;
}

static enum err fill_embed(struct ctx *ctx, const struct req *req, struct embed *v)
{
	struct result result;
	struct query q;

	*v = (struct embed){ .all = arena_printf(ctx->arena, "%.*s/%s/find", STR_ARG(ctx->house->origin), ctx->lang) };
	TRY(search_read(ctx, &req->query, &q));
	q.old = false;                        /* what is stale never stands on somebody else's page */
	v->unknown = q.area_id < 0 || q.org_id < 0;
	TRY(search_run(ctx, &q, &result));
	for (size_t i = 0; i < result.n && v->n < EMBED_ROWS && !v->unknown; i++)
		TRY(fill_row(ctx, &result.hits[i], result.zone, &v->rows[v->n++]));
	return OK;
}

static enum err embed(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = { .kind = FRAME_BARE, .title = tr(ctx, "Meetings"), .path = S("/embed"), .no_index = true };
	struct embed v;

	(void)rep;
	TRY(fill_embed(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(embed_page_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err fragment(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct embed v;

	(void)rep;
	TRY(fill_embed(ctx, req, &v));
	return embed_rows_html(ctx, &v);
}

static enum err embed_help(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct {
		const char *path, *label;
	} links[] = {
		{ "/feeds/meetings.ics", N_("Calendar (iCalendar)") }, { "/feeds/meetings.json", N_("Meeting Guide JSON") },
		{ "/feeds/meetings.csv", N_("Table (CSV)") }, { "/feeds/meetings.txt", N_("Plain text") },
		{ "/feeds/changes.xml", N_("What changed (RSS)") }, { "/api/openapi.json", N_("Programming interface (OpenAPI)") },
	};
	struct embed_help v = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Show the list on your own page"));

	(void)rep;
	v.frame = arena_printf(ctx->arena, "<iframe src=\"%.*s/embed/%s/meetings\" title=\"%.*s\" width=\"100%%\" height=\"600\"></iframe>",
			       STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(tr(ctx, "Meetings")));
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		v.links[v.n++] = (struct frame_link){ .href = str_of(links[i].path), .label = tr_of(ctx, str_of(links[i].label)) };
	TRY(frame_begin_html(ctx, &f));
	TRY(embed_help_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err qr(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	TRY(meeting_of_slug(ctx, req_param(req, "slug"), &m));
	if (str_same(m.state, "draft"))
		return ERR_NOT_FOUND;
	rep->type = S("image/svg+xml");
	reply_header(rep, S("Cache-Control"), S("public, max-age=86400"));
	buf_str(ctx->out, qr_svg(ctx->arena, feed_url(ctx, &m), "QR"));
	return OK;
}

const struct route feed_routes[] = {
	{ "GET", "/feeds/meetings.json", PUBLIC, meetings_json, ROUTE_SLOW | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.ics", PUBLIC, meetings_ics, ROUTE_SLOW | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.csv", PUBLIC, meetings_csv, ROUTE_SLOW | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.txt", PUBLIC, meetings_txt, ROUTE_SLOW | ROUTE_CORS, NULL },
	{ "GET", "/feeds/changes.xml", PUBLIC, changes_xml, ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings/:file", PUBLIC, one_ics, ROUTE_CORS, NULL },
	{ "GET", "/embed/:lang/meetings", PUBLIC, embed, ROUTE_FRAMED, NULL },
	{ "GET", "/embed/:lang/meetings.html", PUBLIC, fragment, ROUTE_FRAMED | ROUTE_CORS, NULL },
	{ "GET", "/:lang/embed", PUBLIC, embed_help, 0, NULL },
	{ "GET", "/:lang/meetings/:slug/qr.svg", PUBLIC, qr, 0, NULL },
	{ "GET", "/api/v1/meetings", PUBLIC, api_meetings, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "GET", "/api/v1/meetings/:slug", PUBLIC, api_meeting, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "GET", "/api/v1/occurrences", PUBLIC, api_occurrences, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "POST", "/api/v1/meetings", MEETING_EDIT, api_add, ROUTE_JSON, NULL },
	{ "PUT", "/api/v1/meetings/:slug", MEETING_EDIT, api_change, ROUTE_JSON, NULL },
	{ "GET", "/api/openapi.json", PUBLIC, api_description, ROUTE_CORS | ROUTE_JSON, NULL },
	{ 0 }
};
