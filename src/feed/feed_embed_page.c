/* feed_embed_page.c -- our list on other people's pages: a frame, a piece of a page, what to copy, and the QR picture. */
#include "feed/feed_api.h"
#include "area/area.h"
#include "draw/qr.h"
#include "service/service.h"
#include "feed/feed_parts.h"
#include "search/search.h"

#include <string.h>

enum { EMBED_ROWS = 20, ORGS_MOST = 300 };

struct embed_row {
	day_t day;
	int minutes;
	bool cancelled;
	struct str time, name, where, url, fresh, reason;
};

struct embed {
	struct embed_row rows[EMBED_ROWS];
	size_t n;
	bool unknown;
	struct str all;
};

struct embed_help {
	struct str here, frame, piece, support_frame, support_piece, area, org, method, webcal;
	const struct area *areas;
	const struct org *orgs;
	size_t nareas, norgs;
	struct frame_link links[8];
	size_t n;
	bool unknown;
};

#include "feed_embed_html.h"

/* --- the next dates ------------------------------------------------------------------------------------------ */

static enum err fill_row(struct ctx *ctx, const struct hit *h, const struct zone *zone, struct embed_row *r)
{
	struct local here = zone_local(zone, h->when.starts);
	int64_t place = h->when.location;
	struct location l = { 0 };
	struct meeting m;

	TRY(meeting_get(ctx, h->meeting, &m));
	if (!place)
		place = m.location;
	if (place) {
		TRY(location_get(ctx, place, &l));
		l = location_public(&l);
	}
	*r = (struct embed_row){ .day = here.day, .minutes = here.minutes, .cancelled = h->when.state == OCCURRENCE_CANCELLED,
				 .name = m.name, .where = feed_where(ctx, &m, &l), .url = feed_url(ctx, &m) };
	r->time = h->when.duration_min ? tr_span(ctx, here.minutes, here.minutes + h->when.duration_min) : tr_time(ctx, here.minutes);
	r->fresh = TR_FILL(ctx, tr(ctx, "confirmed {when}"), { "when", tr_days_ago(ctx, (ctx->now - m.verified_at) / 86400) });
	r->reason = meeting_text(ctx, h->when.reason_da, h->when.reason_en, &(bool){ false });
	return OK;
}

static struct str all_url(struct ctx *ctx, const struct query *q)
{
	struct str address = search_write(ctx, q, NULL);

	return arena_printf(ctx->arena, "%.*s/%s/find%s%.*s", STR_ARG(ctx->house->origin), ctx->lang, address.n ? "?" : "", STR_ARG(address));
}

static enum err fill_embed(struct ctx *ctx, const struct req *req, struct embed *v)
{
	struct result result;
	struct query q;

	*v = (struct embed){ .n = 0 };
	TRY(search_read(ctx, &req->query, &q));
	q.old = false;                        /* what is stale never stands on somebody else's page */
	v->unknown = q.area_id < 0 || q.org_id < 0;
	if (v->unknown)
		q.area = q.org = S("");
	v->all = all_url(ctx, &q);
	if (v->unknown)
		return OK;
	TRY(search_run(ctx, &q, &result));
	for (size_t i = 0; i < result.n && v->n < EMBED_ROWS; i++)
		TRY(fill_row(ctx, &result.hits[i], result.zone, &v->rows[v->n++]));
	return OK;
}

/*
 * Only the sites that the organisation names may frame its list.  The hall's own policy lets everybody;
 * of two policies a browser keeps both, so the narrower one counts.
 */
enum err embed_limit_hosts(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str slug = value_of(&req->query, "org"), rest, host, text = S("frame-ancestors 'self'");
	struct org o;
	enum err e = str_is(slug) ? org_of_slug(ctx, slug, &o) : ERR_NOT_FOUND;

	if (e || !str_is(str_trim(o.frame_hosts)))
		return e == ERR_NOT_FOUND ? OK : e;
	rest = o.frame_hosts;
	while (str_cut(&rest, ' ', &host))
		if (host.n)
			text = arena_printf(ctx->arena, "%.*s https://%.*s", STR_ARG(text), STR_ARG(host));
	reply_header(rep, S("Content-Security-Policy"), text);
	return OK;
}

enum err embed_frame(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = { .kind = FRAME_BARE, .title = tr(ctx, "Meetings"), .path = S("/embed"), .no_index = true };
	struct embed v;

	TRY(embed_limit_hosts(ctx, req, rep));
	TRY(fill_embed(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(embed_page_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err embed_fragment(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct embed v;

	(void)rep;
	TRY(fill_embed(ctx, req, &v));
	return embed_rows_html(ctx, &v);
}

/* --- what to copy ------------------------------------------------------------------------------------------------ */

static void add(struct ctx *ctx, struct str *query, const char *name, struct str text)
{
	if (str_is(text))
		*query = arena_printf(ctx->arena, "%.*s%s%s=%.*s", STR_ARG(*query), query->n ? "&" : "?", name,
				      STR_ARG(percent_encode(ctx->arena, text)));
}

static struct str query_of(struct ctx *ctx, const struct embed_help *v)
{
	struct str query = S("");

	add(ctx, &query, "area", v->area);
	add(ctx, &query, "org", v->org);
	add(ctx, &query, "method", v->method);
	return query;
}

static enum err fill_choices(struct ctx *ctx, const struct req *req, struct embed_help *v)
{
	struct area *areas;
	struct org *orgs;
	struct feed_filter f;
	enum err e = feed_filter_of(ctx, req, &f);

	if (e && e != ERR_NOT_FOUND)
		return e;
	v->unknown = e == ERR_NOT_FOUND;
	TRY(area_list(ctx, S(""), S(""), &areas, &v->nareas));
	TRY(feed_orgs_shown(ctx, ORGS_MOST, &orgs, &v->norgs));
	v->areas = areas;
	v->orgs = orgs;
	return OK;
}

static void fill_links(struct ctx *ctx, struct embed_help *v)
{
	static const struct {
		const char *path, *label;
		bool filtered;
	} links[] = {
		{ "/feeds/meetings.ics", N_("Calendar (iCalendar)"), true }, { "/feeds/meetings.json", N_("Meeting Guide JSON"), true },
		{ "/feeds/meetings.csv", N_("Table (CSV)"), true }, { "/feeds/meetings.txt", N_("Plain text"), true },
		{ "/feeds/changes.xml", N_("What changed (RSS)"), false }, { "/api/openapi.json", N_("Programming interface (OpenAPI)"), false },
	};
	struct str query = query_of(ctx, v), origin = ctx->house->origin;
	size_t scheme = str_index(origin, S("://"), 0);

	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		v->links[v->n++] = (struct frame_link){
			.href = links[i].filtered ? arena_join(ctx->arena, str_of(links[i].path), query) : str_of(links[i].path),
			.label = tr_of(ctx, str_of(links[i].label)),
		};
	v->webcal = arena_printf(ctx->arena, "webcal://%.*s/feeds/meetings.ics%.*s",
				 STR_ARG(str_slice(origin, scheme == SIZE_MAX ? 0 : scheme + 3, origin.n)), STR_ARG(query));
	v->frame = arena_printf(ctx->arena,
				"<iframe src=\"%.*s/embed/%s/meetings%.*s\" title=\"%.*s\" width=\"100%%\" height=\"600\" loading=\"lazy\"></iframe>",
				STR_ARG(origin), ctx->lang, STR_ARG(query), STR_ARG(tr(ctx, "Meetings")));
	v->piece = arena_printf(ctx->arena, "%.*s/embed/%s/meetings.html%.*s", STR_ARG(origin), ctx->lang, STR_ARG(query));
	v->support_frame = arena_printf(ctx->arena,
					"<iframe src=\"%.*s/embed/%s/support%.*s\" title=\"%.*s\" width=\"100%%\" height=\"600\" loading=\"lazy\"></iframe>",
					STR_ARG(origin), ctx->lang, STR_ARG(query), STR_ARG(tr(ctx, "Support")));
	v->support_piece = arena_printf(ctx->arena, "%.*s/embed/%s/support.html%.*s", STR_ARG(origin), ctx->lang, STR_ARG(query));
}

enum err embed_help(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct embed_help v = { .here = page_url(ctx, "/embed"), .area = value_of(&req->query, "area"), .org = value_of(&req->query, "org"),
				.method = value_of(&req->query, "method") };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Show the list on your own page"));

	(void)rep;
	TRY(fill_choices(ctx, req, &v));
	if (v.unknown)
		v.area = v.org = v.method = S("");
	fill_links(ctx, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(embed_help_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err put_qr(struct ctx *ctx, struct reply *rep, struct str url)
{
	rep->type = S("image/svg+xml");
	reply_header(rep, S("Cache-Control"), S("public, max-age=86400"));
	buf_str(ctx->out, qr_svg(ctx->arena, url, arena_z(ctx->arena, tr(ctx, "QR code with the address of this page"))));
	return OK;
}

enum err embed_qr(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	TRY(meeting_of_slug(ctx, req_param(req, "slug"), &m));
	return str_same(m.state, "draft") ? ERR_NOT_FOUND : put_qr(ctx, rep, feed_url(ctx, &m));
}

enum err embed_support_qr(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;

	TRY(service_of_slug(ctx, req_param(req, "slug"), &w));
	if (!str_same(w.s.state, "running") && !str_same(w.s.state, "ended"))
		return ERR_NOT_FOUND;
	return put_qr(ctx, rep, feed_support_url(ctx, &w.s));
}
