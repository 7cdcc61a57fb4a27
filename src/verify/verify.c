/*
 * verify.c -- is a listing right?  Keepers say so by one tap; visitors say when it is not.
 *
 * Whether a listing is due, doubted today or hidden is never stored: it follows from the dates of
 * checks and reports at every reading.  A report counts until somebody has looked after it.
 */
#include "verify/verify_state.h"
#include "access/access.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include <string.h>

#include "verify_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, WEEK_S = 7 * DAY_S, REPORTS_AN_HOUR = 5, HIDING_REPORTS = 3, TOKEN_CHARS = 26 };

const struct choice verify_report_kinds[] = {
	{ "locked", N_("The door was locked") }, { "time", N_("Wrong day or time") },
	{ "number", N_("Wrong phone number or link") }, { "place", N_("Wrong place") },
	{ "other", N_("Something else") }, { 0 }
};

const struct choice verify_answers[] = {
	{ "mended", N_("Mended") }, { "wrong_report", N_("It was right as it stood") },
	{ "closed", N_("It has closed") }, { 0 }
};

/* --- what is looked after ---------------------------------------------------------------------------------- */

enum err verify_listing(struct ctx *ctx, int64_t id, struct verify_listing *l)
{
	struct verify_listing_row r;

	TRY(verify_listing_row(ctx, id, &r));
	*l = (struct verify_listing){ .id = id, .org = r.org.v, .area = r.area.v, .verified_at = r.verified_at.v, .is_service = r.service,
				      .name = r.name, .slug = r.slug, .state = r.state, .zone = r.zone, .phone = r.phone };
	if (r.service)
		l->name = meeting_text(ctx, r.name, r.name_en, &l->foreign);
	return OK;
}

bool verify_may_keep(const struct ctx *ctx, const struct verify_listing *l)
{
	return may_for(ctx->who, l->is_service ? SERVICE_EDIT : MEETING_EDIT, l->org, l->area);
}

struct str verify_public_url(struct ctx *ctx, const struct verify_listing *l)
{
	return arena_printf(ctx->arena, "/%s/%s/%.*s", ctx->lang, l->is_service ? "support" : "meetings", STR_ARG(l->slug));
}

struct str verify_work_url(struct ctx *ctx, int64_t id, bool is_service)
{
	return arena_printf(ctx->arena, "/%s/work/%s/%lld", ctx->lang, is_service ? "support" : "meetings", (long long)id);
}

/* --- the state, from the data ------------------------------------------------------------------------- */

/* Today where the listing is. */
struct today {
	int64_t from, to;
};

static struct today today_in(struct ctx *ctx, struct str zone_name)
{
	const struct zone *zone = zone_find(ctx->house->cal, zone_name);
	day_t day;

	if (!zone)
		return (struct today){ ctx->now - DAY_S, ctx->now };
	day = zone_local(zone, ctx->now).day;
	return (struct today){ zone_instant(zone, day, 0), zone_instant(zone, day + 1, 0) };
}

/* Reports come newest first: with the third of them the seven days end at which fewer are left. */
static void count(struct verify_state *v, int64_t at, struct str source, const struct today *t)
{
	if (at >= t->from) {
		v->reports_today++;
		v->reported_to = t->to;
	}
	if (str_starts(source, S("again")))
		return;
	if (++v->reporters_7_days == HIDING_REPORTS) {
		v->hidden_by_reports = true;
		v->hidden_to = at + WEEK_S;
	}
}

enum err verify_state_of(struct ctx *ctx, int64_t listing, int64_t verified_at, struct str zone, struct verify_state *v)
{
	struct verify_reports_recent *rows;
	struct today today = today_in(ctx, zone);
	size_t n;

	TRY(verify_reports_recent(ctx, listing, ctx->now - WEEK_S, verified_at, &rows, &n));
	*v = (struct verify_state){ 0 };
	for (size_t i = 0; i < n; i++)
		count(v, rows[i].at, rows[i].source, &today);
	return OK;
}

enum err verify_state(struct ctx *ctx, int64_t listing, struct verify_state *v)
{
	struct verify_listing l;

	TRY(verify_listing(ctx, listing, &l));
	return verify_state_of(ctx, listing, l.verified_at, l.zone, v);
}

struct states {
	struct ctx *ctx;
	struct verify_state v;
	int64_t listing;
	struct today today;
	enum err (*fn)(void *, int64_t, const struct verify_state *);
	void *arg;
};

static enum err states_give(struct states *s)
{
	return s->listing ? s->fn(s->arg, s->listing, &s->v) : OK;
}

static enum err states_take(void *arg, const struct verify_reports_recent_all *r)
{
	struct states *s = arg;

	if (r->listing != s->listing) {
		TRY(states_give(s));
		s->listing = r->listing;
		s->today = today_in(s->ctx, r->zone);
		s->v = (struct verify_state){ 0 };
	}
	count(&s->v, r->at, r->source, &s->today);
	return OK;
}

enum err verify_states(struct ctx *ctx, enum err (*fn)(void *, int64_t listing, const struct verify_state *), void *arg)
{
	struct states s = { .ctx = ctx, .fn = fn, .arg = arg };

	TRY(verify_reports_recent_all(ctx, ctx->now - WEEK_S, states_take, &s));
	return states_give(&s);
}

/* --- what visitors say ---------------------------------------------------------------------------------- */

/* A hash that is another one tomorrow, so that nobody can be followed. */
static struct str source_tag(struct ctx *ctx, uint64_t source)
{
	return crypt_short_tag(ctx, "report source",
			       arena_printf(ctx->arena, "%llu %lld", (unsigned long long)source, (long long)(ctx->now / DAY_S)));
}

/* Numbers of persons, phone numbers and addresses of people become stars; at most 500 characters stay. */
struct str verify_mask(struct ctx *ctx, struct str words)
{
	struct str masked = utf8_first(str_trim(words), VERIFY_WORDS_MOST);

	if (!masked.n)
		return S("");
	guard_number(ctx, masked, &masked);
	return verify_mask_contact(ctx, masked);
}

static enum err check_flood(struct ctx *ctx, struct str tag, struct str again)
{
	struct verify_reports_of_source lately;

	TRY(verify_reports_of_source(ctx, tag, again, ctx->now - HOUR_S, &lately));
	if (lately.n >= REPORTS_AN_HOUR)
		return fail(ctx, ERR_LIMIT, "more than five reports an hour from one source");
	return OK;
}

static enum err report(struct ctx *ctx, int64_t listing, struct str kind, struct str words, uint64_t source)
{
	struct str tag = source_tag(ctx, source), again = arena_printf(ctx->arena, "again %.*s", STR_ARG(tag));
	struct verify_reports_of_source_here before;
	int64_t changed;

	TRY(verify_forget_sources(ctx));
	TRY(check_flood(ctx, tag, again));
	TRY(verify_reports_of_source_here(ctx, listing, tag, ctx->now - DAY_S, &before));
	TRY(verify_report_put(ctx, id_new(ctx->house->rng, ctx->now), listing, ctx->now, kind, verify_mask(ctx, words),
			      before.n ? again : tag, ctx->now + VERIFY_REPORT_HOURS * HOUR_S, &changed));
	return event_add(ctx, "verify.reported", listing, kind);
}

enum err verify_report_add(struct ctx *ctx, int64_t listing, struct str kind, struct str words, uint64_t source)
{
	if (!choice_label(verify_report_kinds, kind))
		return fail(ctx, ERR_INVALID, "a report of no known kind");
	return report(ctx, listing, kind, words, source);
}

enum err verify_link_again(struct ctx *ctx, struct str token, uint64_t source)
{
	enum verify_link_state state;
	int64_t listing;

	TRY(verify_link_find(ctx, token, &state, &listing));
	return state == VERIFY_LINK_UNKNOWN ? ERR_NOT_FOUND : report(ctx, listing, S("newlink"), S(""), source);
}

enum err verify_forget_sources(struct ctx *ctx)
{
	int64_t changed;

	return verify_sources_forget(ctx, ctx->now - DAY_S, &changed);
}

enum err verify_forget(struct ctx *ctx, int64_t listing)
{
	int64_t changed;

	TRY(verify_checks_drop(ctx, listing, &changed));
	TRY(verify_links_drop(ctx, listing, &changed));
	return verify_reports_drop(ctx, listing, &changed);
}

/* --- what keepers say ------------------------------------------------------------------------------------- */

static enum err put_check(struct ctx *ctx, int64_t listing, const char *by, const char *result)
{
	int64_t changed;

	return verify_check_put(ctx, id_new(ctx->house->rng, ctx->now), listing, ctx->now, str_of(by), str_of(result), &changed);
}

static enum err all_right(struct ctx *ctx, const struct verify_listing *l, const char *by)
{
	int64_t changed;

	TRY(put_check(ctx, l->id, by, "right"));
	TRY(verify_reports_close_of(ctx, l->id, S("mended"), ctx->now, &changed));
	return l->is_service ? service_set_verified(ctx, l->id, str_of(by), ctx->now) : meeting_set_verified(ctx, l->id, str_of(by), ctx->now);
}

enum err verify_read_by_keeper(struct ctx *ctx, const struct verify_listing *l)
{
	return verify_may_keep(ctx, l) ? all_right(ctx, l, "keeper") : ERR_DENIED;
}

enum err verify_by_keeper(struct ctx *ctx, int64_t listing)
{
	struct verify_listing l;

	TRY(verify_listing(ctx, listing, &l));
	return verify_read_by_keeper(ctx, &l);
}

/* When the last open report has its answer, a keeper has looked and it is right. */
static enum err settle(struct ctx *ctx, const struct verify_listing *l)
{
	struct verify_reports_open_of open;

	TRY(verify_reports_open_of(ctx, l->id, &open));
	return open.n ? OK : all_right(ctx, l, "keeper");
}

enum err verify_report_answer(struct ctx *ctx, int64_t report, struct str answer, struct verify_listing *l)
{
	struct verify_report_row r;
	int64_t changed;

	TRY(verify_report_row(ctx, report, &r));
	TRY(verify_listing(ctx, r.listing, l));
	if (!may_for(ctx->who, REPORT_READ, l->org, l->area))
		return ERR_DENIED;
	if (!choice_label(verify_answers, answer))
		return fail(ctx, ERR_INVALID, "an answer of no known kind");
	TRY(verify_report_close(ctx, report, answer, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(event_add(ctx, "verify.answered", l->id, answer));
	return str_same(answer, "closed") || str_same(r.kind, "newlink") ? OK : settle(ctx, l);
}

/* --- one-time links ----------------------------------------------------------------------------------------- */

static struct str link_tag(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "verify link", token);
}

enum err verify_link_new(struct ctx *ctx, int64_t listing, struct str *path)
{
	struct str token = token_new(ctx->house->rng, ctx->arena, TOKEN_CHARS);
	struct verify_listing l;
	int64_t changed;

	TRY(verify_listing(ctx, listing, &l));
	if (!verify_may_keep(ctx, &l))
		return ERR_DENIED;
	TRY(verify_link_put(ctx, link_tag(ctx, token), listing, ctx->now, ctx->now + VERIFY_LINK_DAYS * DAY_S, &changed));
	*path = arena_printf(ctx->arena, "/%s/v/%.*s", ctx->lang, STR_ARG(token));
	return event_add(ctx, "verify.link_made", listing, STR_ABSENT);
}

enum err verify_link_find(struct ctx *ctx, struct str token, enum verify_link_state *state, int64_t *listing)
{
	struct verify_link_row r;
	enum err e = verify_link_row(ctx, link_tag(ctx, token), &r);

	*state = VERIFY_LINK_UNKNOWN;
	*listing = 0;
	if (!e) {
		*listing = r.listing;
		*state = r.used_at.has ? VERIFY_LINK_USED : r.expires_at <= ctx->now ? VERIFY_LINK_OLD : VERIFY_LINK_GOOD;
	}
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err take_link(struct ctx *ctx, struct str token, enum verify_link_state *state, int64_t *listing)
{
	int64_t changed;

	TRY(verify_link_find(ctx, token, state, listing));
	if (*state != VERIFY_LINK_GOOD)
		return OK;
	TRY(verify_link_use(ctx, link_tag(ctx, token), ctx->now, &changed));
	if (!changed)
		*state = VERIFY_LINK_USED;
	return OK;
}

/* What is to be changed is a report for the keeper: the link opens nothing but this one question. */
static enum err doubt(struct ctx *ctx, int64_t listing, const char *result, struct str words)
{
	bool closed = !strcmp(result, "closed");
	int64_t changed;

	TRY(put_check(ctx, listing, "link", result));
	TRY(verify_report_put(ctx, id_new(ctx->house->rng, ctx->now), listing, ctx->now, closed ? S("closed") : S("change"),
			      verify_mask(ctx, words), S("link"), ctx->now + VERIFY_REPORT_HOURS * HOUR_S, &changed));
	return event_add(ctx, "verify.doubted", listing, str_of(result));
}

enum err verify_link_answer(struct ctx *ctx, struct str token, struct str answer, struct str words,
			    enum verify_link_state *state)
{
	struct verify_listing l;
	int64_t listing;

	if (!str_same(answer, "right") && !str_same(answer, "changed") && !str_same(answer, "closed"))
		return fail(ctx, ERR_INVALID, "no such answer to a link");
	TRY(take_link(ctx, token, state, &listing));
	if (*state != VERIFY_LINK_GOOD)
		return OK;
	TRY(verify_listing(ctx, listing, &l));
	if (str_same(answer, "right"))
		return all_right(ctx, &l, "link");
	return doubt(ctx, listing, str_same(answer, "closed") ? "closed" : "changed", words);
}
