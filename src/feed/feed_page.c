/* feed_page.c -- the addresses under which other programs find our lists. */
#include "feed/feed.h"
#include "area/area.h"
#include "base/spill.h"
#include "event/event.h"
#include "feed/feed_api.h"
#include "feed/feed_parts.h"
#include "service/service.h"

#include <string.h>

#include "feed_sql.h"

enum { CHANGES_MOST = 60, HOUR = 3600 };

/* --- what is asked for ------------------------------------------------------------------------------- */

static const char *lang_asked(const struct req *req, const char *name)
{
	struct str lang = value_of(&req->query, name);

	for (int i = 0; tr_languages[i]; i++)
		if (str_same(lang, tr_languages[i]))
			return tr_languages[i];
	return NULL;
}

enum err feed_filter_of(struct ctx *ctx, const struct req *req, struct feed_filter *f)
{
	struct str area = value_of(&req->query, "area"), org = value_of(&req->query, "org");
	struct area a;
	struct org o;

	*f = (struct feed_filter){ .method = value_of(&req->query, "method"), .lang = lang_asked(req, "lang"),
				   .titles = lang_asked(req, "titles") };
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

/* --- not sent twice ----------------------------------------------------------------------------------- */

/* RFC 9110 5.6.7; always in English and GMT. */
static struct str http_date(struct ctx *ctx, int64_t at)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	day_t day = (day_t)(at / 86400);
	struct ymd d = day_ymd(day);
	int s = (int)(at % 86400);

	return arena_printf(ctx->arena, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[day_weekday(day)], d.day, months[d.month], d.year,
			    s / 3600, s / 60 % 60, s % 60);
}

static bool has_tag(struct str list, struct str tag)
{
	struct str one;

	while (str_cut(&list, ',', &one))
		if (str_eq(str_trim(one), tag) || str_same(str_trim(one), "*"))
			return true;
	return false;
}

/*
 * The tag is the newest line of the diary and the hour: whatever a feed says comes from what the
 * diary knows, and from what day it is.  The time of the line keeps apart two diaries of one length,
 * as after a restored backup.
 */
static enum err is_unchanged(struct ctx *ctx, const struct req *req, struct reply *rep, bool *same)
{
	struct str had = http_header(req->http, "If-None-Match"), since = http_header(req->http, "If-Modified-Since"), tag, changed;
	int64_t newest, at = 0, hour = ctx->now / HOUR * HOUR;
	struct event *last;
	size_t n;

	TRY(event_newest(ctx, &newest));
	TRY(event_since(ctx, newest - 1, 1, &last, &n));
	if (n)
		at = last[0].at;
	tag = arena_printf(ctx->arena, "W/\"%lld-%llx-%llx\"", (long long)newest, (unsigned long long)at, (unsigned long long)hour);
	changed = http_date(ctx, at > hour ? at : hour);
	reply_header(rep, S("ETag"), tag);
	reply_header(rep, S("Last-Modified"), changed);
	reply_header(rep, S("Cache-Control"), S("public, max-age=300"));
	*same = had.p ? has_tag(had, tag) : str_eq(since, changed);
	if (*same)
		rep->status = 304;
	return OK;
}

static enum err feed(struct ctx *ctx, const struct req *req, struct reply *rep, struct str type,
		     enum err (*write)(struct ctx *, const struct feed_filter *))
{
	struct feed_filter f;
	enum err e;
	bool same;

	/* An area or organisation that we do not know is no feed: 404. */
	TRY(feed_filter_of(ctx, req, &f));
	if (f.lang)
		ctx->lang = f.lang;
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = type;
	if (same)
		return OK;
	e = write(ctx, &f);
	if (e != ERR_LIMIT)
		return e;
	buf_cut(ctx->out, 0);
	ctx->out->toobig = false;
	spill_close(ctx->spill);
	rep->status = 413;
	rep->type = S("text/plain; charset=utf-8");
	buf_lit(ctx->out, "This list is longer than one answer. Ask for a part of it, with ?area= or ?org=.\n");
	return OK;
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

static enum err meetings_txt(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return feed(ctx, req, rep, S("text/plain; charset=utf-8"), feed_text);
}

/* "SLUG.ics" as one piece of the path. */
static enum err one_ics(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str file = req_param(req, "file");
	const char *lang = lang_asked(req, "lang");
	struct meeting m;
	bool same;

	if (!str_ends(file, S(".ics")))
		return ERR_NOT_FOUND;
	TRY(meeting_of_slug(ctx, str_slice(file, 0, file.n - 4), &m));
	if (str_same(m.state, "draft"))
		return ERR_NOT_FOUND;
	ctx->lang = lang ? lang : feed_lang_of(&m);
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = S("text/calendar; charset=utf-8");
	return same ? OK : feed_ics_one(ctx, &m);
}

/* --- what changed lately ------------------------------------------------------------------------------ */

static const struct change_row {
	const char *what, *text;
} changes[] = {
	{ "meeting.added", N_("{name}: new") }, { "meeting.published", N_("{name}: new") }, { "meeting.saved", N_("{name}: changed") },
	{ "meeting.dates_set", N_("{name}: changed") }, { "meeting.split", N_("{name}: changed") }, { "meeting.ended", N_("{name}: ends") },
	{ "meeting.cancelled", N_("{name}: no meeting on {date}") }, { "meeting.moved", N_("{name}: moved from {date}") },
	{ "meeting.held", N_("{name}: a meeting on {date} after all") }, { "meeting.restored", N_("{name}: a meeting on {date} after all") },
	{ "service.added", N_("{name}: new") }, { "service.published", N_("{name}: new") }, { "service.saved", N_("{name}: changed") },
	{ "service.undone", N_("{name}: changed") }, { "service.ended", N_("{name}: ends") }, { "service.full", N_("{name}: full for now") },
	{ "service.takes", N_("{name}: takes people again") },
	{ "meeting.rested", N_("{name}: a rest from {date}") }, { "meeting.unrested", N_("{name}: no rest from {date} after all") },
};

static struct str change_title(struct ctx *ctx, const struct feed_changes *c)
{
	day_t day = day_parse(c->detail);
	struct str date = day == DAY_NONE ? S("") : tr_date(ctx, day);
	struct str name = c->service.has ? meeting_text(ctx, c->name_da, c->name_en, &(bool){ false }) : c->name;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (str_same(c->what, changes[i].what))
			return TR_FILL(ctx, tr_of(ctx, str_of(changes[i].text)), { "name", name }, { "date", date });
	return name;
}

static void xml(struct ctx *ctx, const char *element, struct str text)
{
	buf_fmt(ctx->out, "<%s>", element);
	html_text(ctx, text);
	buf_fmt(ctx->out, "</%s>", element);
}

static enum err link_and_sentence(struct ctx *ctx, const struct feed_changes *c, struct str *url, struct str *sentence)
{
	struct service_whole w;
	struct meeting m;

	if (c->service.has) {
		TRY(service_get(ctx, c->service.v, &w));
		*url = feed_support_url(ctx, &w.s);
		*sentence = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(service_hours(ctx, &w)), service_hours(ctx, &w).n ? " · " : "",
					 STR_ARG(service_price(ctx, &w.s)));
		return OK;
	}
	TRY(meeting_get(ctx, c->meeting.v, &m));
	*url = feed_url(ctx, &m);
	*sentence = meeting_when(ctx, &m);
	return OK;
}

static enum err change_item(struct ctx *ctx, const struct feed_changes *c)
{
	struct str url, sentence;

	TRY(link_and_sentence(ctx, c, &url, &sentence));
	buf_lit(ctx->out, "<item>");
	xml(ctx, "title", change_title(ctx, c));
	xml(ctx, "link", url);
	xml(ctx, "description", sentence);
	xml(ctx, "pubDate", http_date(ctx, c->at));
	buf_fmt(ctx->out, "<guid isPermaLink=\"false\">change-%lld</guid></item>\n", (long long)c->n);
	return OK;
}

static enum err changes_xml(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct feed_changes *rows;
	size_t n;
	bool same;

	ctx->lang = lang_asked(req, "lang") ? lang_asked(req, "lang") : "da";
	TRY(is_unchanged(ctx, req, rep, &same));
	rep->type = S("application/rss+xml; charset=utf-8");
	if (same)
		return OK;
	TRY(feed_changes(ctx, CHANGES_MOST, &rows, &n));
	buf_lit(ctx->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>");
	xml(ctx, "title", ctx->house->name);
	xml(ctx, "link", ctx->house->origin);
	xml(ctx, "description", tr(ctx, "Meetings and support that were added or changed"));
	xml(ctx, "language", str_of(ctx->lang));
	for (size_t i = 0; i < n; i++)
		TRY(change_item(ctx, &rows[i]));
	buf_lit(ctx->out, "</channel></rss>\n");
	return OK;
}

const struct route feed_routes[] = {
	{ "GET", "/feeds/meetings.json", PUBLIC, meetings_json, ROUTE_SLOW | ROUTE_LONG | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.ics", PUBLIC, meetings_ics, ROUTE_SLOW | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.csv", PUBLIC, meetings_csv, ROUTE_SLOW | ROUTE_LONG | ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings.txt", PUBLIC, meetings_txt, ROUTE_SLOW | ROUTE_LONG | ROUTE_CORS, NULL },
	{ "GET", "/feeds/changes.xml", PUBLIC, changes_xml, ROUTE_CORS, NULL },
	{ "GET", "/feeds/meetings/:file", PUBLIC, one_ics, ROUTE_CORS, NULL },
	{ "GET", "/embed/:lang/meetings", PUBLIC, embed_frame, ROUTE_FRAMED, NULL },
	{ "GET", "/embed/:lang/meetings.html", PUBLIC, embed_fragment, ROUTE_FRAMED | ROUTE_CORS, NULL },
	{ "GET", "/embed/:lang/support", PUBLIC, embed_support_frame, ROUTE_FRAMED, NULL },
	{ "GET", "/embed/:lang/support.html", PUBLIC, embed_support_fragment, ROUTE_FRAMED | ROUTE_CORS, NULL },
	{ "GET", "/:lang/embed", PUBLIC, embed_help, 0, NULL },
	{ "GET", "/:lang/meetings/:slug/qr.svg", PUBLIC, embed_qr, 0, NULL },
	{ "GET", "/:lang/support/:slug/qr.svg", PUBLIC, embed_support_qr, 0, NULL },
	{ "GET", "/api/v1/meetings", PUBLIC, api_meetings, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "GET", "/api/v1/meetings/:slug", PUBLIC, api_meeting, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "GET", "/api/v1/occurrences", PUBLIC, api_occurrences, ROUTE_SLOW | ROUTE_CORS | ROUTE_JSON, NULL },
	{ "POST", "/api/v1/meetings", MEETING_EDIT, api_add, ROUTE_JSON, NULL },
	{ "PUT", "/api/v1/meetings/:slug", MEETING_EDIT, api_change, ROUTE_JSON, NULL },
	{ "GET", "/api/v1/services", PUBLIC, api_services, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "GET", "/api/v1/services/:slug", PUBLIC, api_service, ROUTE_CORS | ROUTE_JSON, NULL },
	{ "POST", "/api/v1/services", SERVICE_EDIT, api_service_add, ROUTE_JSON, NULL },
	{ "PUT", "/api/v1/services/:slug", SERVICE_EDIT, api_service_change, ROUTE_JSON, NULL },
	{ "GET", "/api/openapi.json", PUBLIC, api_description, ROUTE_CORS | ROUTE_JSON, NULL },
	{ 0 }
};
