/* own.c -- the hall's own pages: is it alive, counters, files of the page, leaving, the demonstration's clock. */
#include "hall/hall.h"
#include "account/account.h"
#include "participant/participant.h"
#include "call/call.h"
#include "transition/transition.h"
#include "ride/ride.h"
#include "checkup/checkup.h"
#include "base/clock.h"
#include "event/event.h"
#include "cal/cal.h"
#include "evening/evening.h"
#include "gate/gate.h"
#include "incident/incident.h"
#include "inquiry/inquiry.h"
#include "linkage/linkage.h"
#include "rights/rights.h"
#include "outbox/outbox.h"
#include "phone/phone.h"
#include "remind/remind.h"
#include "presence/presence.h"
#include "demo/demo.h"
#include "service/service.h"
#include "sheet/sheet.h"
#include "suggest/suggest.h"
#include "support/support.h"
#include "verify/verify.h"
#include "volunteer/volunteer.h"
#include "html/assets.h"

#include <stdio.h>
#include <string.h>

#include "hall_sql.h"
#include "own_html.h"

void metrics_count(struct metrics *m, int status, int64_t us)
{
	static const int64_t edges[] = { 250, 500, 1000, 2000, 4000, 8000, 16000, 64000, 256000 };
	size_t i = 0;

	if (status >= 100 && status < 600)
		m->requests[status / 100]++;
	while (i < sizeof edges / sizeof *edges && us > edges[i])
		i++;
	m->micros[i]++;
	m->micros_sum += us;
}

static enum err plain_text(struct reply *rep)
{
	rep->type = S("text/plain; charset=utf-8");
	return OK;
}

static enum err livez(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	buf_lit(ctx->out, "ok\n");
	return plain_text(rep);
}

/* Ready when the database answers; no more than that is told to strangers. */
static enum err readyz(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t n;

	(void)req;
	TRY(event_newest(ctx, &n));
	buf_lit(ctx->out, "ready\n");
	return plain_text(rep);
}

static void counter(struct buf *b, const char *name, const char *label, int64_t v)
{
	buf_fmt(b, "samhold_%s%s %lld\n", name, label, (long long)v);
}

/* Prometheus text format 0.0.4; totals only, so that nobody can be seen in them. */
static enum err metrics(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const char *const edges[] = { "0.00025", "0.0005", "0.001", "0.002", "0.004", "0.008", "0.016", "0.064", "0.256", "+Inf" };
	struct metrics *m = ctx->house->metrics;
	struct buf *b = ctx->out;
	int64_t sum = 0;
	char label[40];

	(void)req;
	buf_lit(b, "# TYPE samhold_requests_total counter\n");
	for (int i = 1; i < 6; i++) {
		snprintf(label, sizeof label, "{status=\"%dxx\"}", i);
		counter(b, "requests_total", label, m->requests[i]);
	}
	buf_lit(b, "# TYPE samhold_request_seconds histogram\n");
	for (int i = 0; i < 10; i++) {
		snprintf(label, sizeof label, "{le=\"%s\"}", edges[i]);
		counter(b, "request_seconds_bucket", label, sum += m->micros[i]);
	}
	buf_fmt(b, "samhold_request_seconds_sum %.6f\n", (double)m->micros_sum / 1e6);
	counter(b, "request_seconds_count", "", sum);
	buf_lit(b, "# TYPE samhold_writes_total counter\n");
	counter(b, "writes_total", "", m->writes);
	buf_lit(b, "# TYPE samhold_write_batches_total counter\n");
	counter(b, "write_batches_total", "", m->batches);
	buf_lit(b, "# TYPE samhold_page_cache_hits_total counter\n");
	counter(b, "page_cache_hits_total", "", m->cache_hits);
	buf_lit(b, "# TYPE samhold_refused_busy_total counter\n");
	counter(b, "refused_busy_total", "", m->refused);
	return plain_text(rep);
}

static enum err asset(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct asset *a = asset_find(req->http->path);
	bool gzip = str_index(http_header(req->http, "Accept-Encoding"), S("gzip"), 0) != SIZE_MAX;

	if (!a)
		return ERR_NOT_FOUND;
	reply_header(rep, S("Cache-Control"), S("public, max-age=31536000, immutable"));
	reply_header(rep, S("ETag"), a->etag);
	rep->type = a->type;
	if (str_eq(http_header(req->http, "If-None-Match"), a->etag)) {
		rep->status = 304;
		return OK;
	}
	if (gzip && a->gz.p) {
		reply_header(rep, S("Content-Encoding"), S("gzip"));
		reply_header(rep, S("Vary"), S("Accept-Encoding"));
		buf_str(ctx->out, a->gz);
	} else {
		buf_str(ctx->out, a->bytes);
	}
	return OK;
}

static enum err favicon(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	return reply_see(ctx, rep, asset_path("favicon.svg"));
}

static enum err robots(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	if (ctx->house->demo)
		buf_lit(ctx->out, "User-agent: *\nDisallow: /\n");
	else
		buf_lit(ctx->out, "User-agent: *\nDisallow: /da/work\nDisallow: /en/work\n");
	return plain_text(rep);
}

/* "/" has no language: the browser's wish decides, then the house's own, and nothing is remembered. */
static enum err root(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str wish = http_header(req->http, "Accept-Language");
	size_t da = str_index(wish, S("da"), 0), en = str_index(wish, S("en"), 0);

	reply_header(rep, S("Vary"), S("Accept-Language"));
	if (da == SIZE_MAX && en == SIZE_MAX)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/", ctx->house->lang ? ctx->house->lang : "da"));
	return reply_see(ctx, rep, da <= en ? S("/da/") : S("/en/"));
}

/*
 * A neutral page of our own; a log-in ends with it: the cookie goes, and the hall queues the end of
 * the session.  GET, because it must work as a plain link; other sites cannot make anyone leave,
 * because their links do not carry the cookie (SameSite=Strict).
 */
static enum err leave(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = { .kind = FRAME_BARE, .title = tr(ctx, "Calendar"), .path = S("/leave"), .no_index = true };
	struct local here = page_local(ctx, ctx->now);

	(void)req;
	rep->session = S("");
	TRY(frame_begin_html(ctx, &f));
	TRY(leave_html(ctx, here.day));
	return frame_end_html(ctx, &f);
}

enum { DAY_S = 86400, KEYS_KEPT_S = 2 * DAY_S };

enum err hall_tidy(struct ctx *ctx)
{
	int64_t changed, checks, left, calls, contacts, notes, gates, incidents, outside;

	TRY(hall_key_forget(ctx, ctx->now - KEYS_KEPT_S, &changed));
	TRY(suggest_forget_sources(ctx));
	TRY(service_forget_changes(ctx));
	TRY(linkage_forget(ctx));
	TRY(sheet_tidy(ctx));
	TRY(volunteer_tidy(ctx, &checks, &left));
	TRY(support_nothing_store(ctx));
	TRY(call_tidy(ctx, &calls));
	/* Whose name goes tonight has no way to be reached any more either. */
	TRY(rights_tidy(ctx));
	TRY(contact_tidy(ctx, &contacts));
	TRY(evening_notes_tidy(ctx, &notes));
	TRY(transition_tidy(ctx));
	TRY(gate_tidy(ctx, &gates));
	TRY(incident_tidy(ctx, &incidents));
	TRY(rights_forgot(ctx, "gates", gates));
	TRY(inquiry_tidy(ctx, &outside));
	TRY(rights_forgot(ctx, "incidents", incidents));
	TRY(rights_forgot(ctx, "outside", outside));
	TRY(rights_forgot(ctx, "checks", checks));
	TRY(rights_forgot(ctx, "volunteers", left));
	TRY(rights_forgot(ctx, "calls", calls));
	TRY(rights_forgot(ctx, "contacts", contacts));
	TRY(rights_forgot(ctx, "notes", notes));
	TRY(ride_tidy(ctx));
	TRY(checkup_tidy(ctx));
	TRY(outbox_tidy(ctx));
	TRY(phone_tidy(ctx));
	TRY(remind_tidy(ctx));
	TRY(presence_tidy(ctx));
	if (ctx->house->dir)
		TRY(erased_write(ctx, ctx->house->dir));
	return verify_forget_sources(ctx);
}

static const struct {
	const char *name;
	int64_t seconds;
} turns[] = { { "hour", 3600 }, { "day", 86400 }, { "week", 7 * 86400 }, { "month", 30 * 86400 } };

enum err hall_clock_turn(struct ctx *ctx, int64_t now, bool again)
{
	int64_t changed;

	TRY(hall_setting_put(ctx, S("clock"), arena_printf(ctx->arena, "%lld", (long long)now), &changed));
	TRY(account_clock_turned(ctx, now - ctx->now));
	TRY(participant_clock_turned(ctx, now - ctx->now));
	if (again) {
		TRY(demo_fill(ctx));
		TRY(demo_evenings(ctx));
	}
	TRY(event_add(ctx, "hall.clock_turned", 0, STR_ABSENT));
	clock_set(ctx->house->clock, now);
	return OK;
}

/* Only a demonstration lets its clock be turned: the permission says so. */
static enum err turn_clock(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str turn = value_of(&req->body, "turn");
	bool again = str_same(turn, "reset");
	int64_t now = again ? DEMO_START : ctx->now;

	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
		if (str_same(turn, turns[i].name))
			now += turns[i].seconds;
	TRY(hall_clock_turn(ctx, now, again));
	return reply_see(ctx, rep, page_url(ctx, "/"));
}

const struct route hall_own_routes[] = {
	{ "GET", "/", PUBLIC, root, ROUTE_NO_DATA, NULL },
	{ "GET", "/livez", PUBLIC, livez, ROUTE_NO_DATA, NULL },
	{ "GET", "/readyz", PUBLIC, readyz, 0, NULL },
	{ "GET", "/metrics", PUBLIC, metrics, ROUTE_NO_DATA, NULL },
	{ "GET", "/robots.txt", PUBLIC, robots, ROUTE_NO_DATA, NULL },
	{ "GET", "/favicon.ico", PUBLIC, favicon, ROUTE_NO_DATA, NULL },
	{ "GET", "/a/:hash/:file", PUBLIC, asset, ROUTE_NO_DATA, NULL },
	{ "GET", "/:lang/leave", PUBLIC, leave, 0, NULL },
	{ "POST", "/:lang/demo/clock", DEMO_TURN, turn_clock, 0, NULL },
	{ 0 }
};
