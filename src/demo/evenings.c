/*
 * evenings.c -- what came of each evening of the programme's groups, week for week since they began.
 *
 * Every number follows from the group and the date, so it is the same each time.  About 6 people come, one of three times
 * somebody is new; now and then an evening is not held, and the latest of Jonna's wait to be written down.  A
 * group of invented people, Søndag online, loses the thread in summer, talks about it and finds it again: what goes
 * wrong happens to nobody real.
 */
#include "account/account.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "evening/evening.h"
#include "org/org.h"

#include <string.h>

enum { DATES_MOST = 400, DAY_S = 86400, HOUR_S = 3600, SMART = 1, VERSION = 1, ITEMS = 14, SEATS = 12,
       LOOK_DAYS = 150 };

/* Of a hundred thousand sides. */
static unsigned dice(struct ctx *ctx, const struct meeting *m, day_t day, const char *what)
{
	return (unsigned)(str_hash(arena_printf(ctx->arena, "%.*s %d %s", STR_ARG(m->slug), (int)day, what)) >> 16) % 100000;
}

static bool chance(struct ctx *ctx, const struct meeting *m, day_t day, const char *what, unsigned percent)
{
	return dice(ctx, m, day, what) < percent * 1000;
}

/* 6.3 on average, from nobody to a full room. */
static int64_t heads_of(struct ctx *ctx, const struct meeting *m, day_t day)
{
	unsigned a = dice(ctx, m, day, "a") % 5, b = dice(ctx, m, day, "b") % 5, c = dice(ctx, m, day, "c") % 4;

	return (int64_t)a + b + c + chance(ctx, m, day, "one more", 80);
}

static int64_t new_of(struct ctx *ctx, const struct meeting *m, day_t day, int64_t heads)
{
	int64_t n = chance(ctx, m, day, "new", 32) + chance(ctx, m, day, "two new", 5);

	return n < heads ? n : heads;
}

/* Points of the method as one (who: "", or "seen " for a second person) would answer, well in so many of a hundred. */
static struct str answers_of(struct ctx *ctx, const struct meeting *m, day_t day, const char *who, unsigned well)
{
	char *letters = arena_alloc(ctx->arena, ITEMS + 1);

	for (int i = 0; i < ITEMS; i++) {
		unsigned d = dice(ctx, m, day, arena_printf(ctx->arena, "%spoint %d", who, i).p) / 1000;
		letters[i] = d < well ? 'y' : d < well + (100 - well) / 2 ? 'p' : 'n';
		if (dice(ctx, m, day, arena_printf(ctx->arena, "relevant %d", i).p) < 4000)
			letters[i] = 'r';
	}
	return (struct str){ letters, ITEMS };
}

/* Søndag online: fine in spring, lost from July on, better after the talk in September. */
static unsigned well_on(const struct meeting *m, day_t day)
{
	if (!str_same(m->slug, "smart-online-soendag"))
		return 73;
	return day < day_of(2016, 7, 3) ? 76 : day < day_of(2016, 9, 4) ? 42 : 71;
}

static enum err lead(struct ctx *ctx, struct evening *e)
{
	struct evening_person *rota;
	size_t n;

	TRY(evening_rota(ctx, e->meeting, e->day, &rota, &n));
	for (size_t i = 0; i < n && e->nled < 2; i++)
		if (str_same(rota[i].role, "facilitator"))
			e->led[e->nled++] = rota[i].volunteer;
	return OK;
}

static enum err write_down(struct ctx *ctx, const struct meeting *m, const struct occurrence *o)
{
	day_t day = o->by_series;
	bool relatives = str_index(m->audience, S("relatives"), 0) != SIZE_MAX;
	struct evening e = { .meeting = m->id, .day = day, .method = SMART, .version = VERSION, .state = S("held"), .incident = S("no"),
			     .by_what = S("form"), .tools = chance(ctx, m, day, "tool", 50) ? S("plan weigh") : S("urges values"), .reason = S(""), .flags = S("") };

	ctx->now = o->ends + (chance(ctx, m, day, "late", 4) ? 4 * (int64_t)DAY_S : 2 * HOUR_S);
	if (chance(ctx, m, day, "not held", 3)) {
		e.state = S("not_held"), e.tools = S("");
		e.reason = chance(ctx, m, day, "why", 60) ? S("ill") : S("no_room");
		return evening_take_in(ctx, &e, STR_ABSENT);
	}
	e.heads = heads_of(ctx, m, day);
	e.first_timers = new_of(ctx, m, day, e.heads);
	e.relatives = relatives ? e.heads : 0;
	TRY(lead(ctx, &e));
	return evening_take_in(ctx, &e, chance(ctx, m, day, "check", 80) ? answers_of(ctx, m, day, "", well_on(m, day)) : STR_ABSENT);
}

/* A second person looks along every five months; to Søndag online nobody has come since spring, and one in Aarhus is due. */
static bool looks(const struct meeting *m, day_t day, day_t seen)
{
	if (str_same(m->slug, "smart-online-soendag") && day > day_of(2016, 4, 1))
		return false;
	if (str_same(m->slug, "tirsdagsgruppen-aarhus") && day > day_of(2016, 3, 1))
		return day >= day_of(2016, 6, 14) && seen < day_of(2016, 6, 14);
	return day - seen >= LOOK_DAYS;
}

static enum err look_along(struct ctx *ctx, const struct meeting *m, const struct occurrence *o, day_t *seen)
{
	struct evening_date d;
	struct problems bad = { 0 };
	day_t day = o->by_series;

	if (!looks(m, day, *seen))
		return OK;
	TRY(evening_date(ctx, m->id, day, &d));
	if (d.state != EVENING_HELD)
		return OK;
	*seen = day;
	TRY(evening_check_add(ctx, &d, S("observer"), answers_of(ctx, m, day, "seen ", well_on(m, day) - 3), &bad));
	return demo_is_fine(ctx, "a look", &bad);
}

/* One of a hundred is forgotten; Jonna's last two wait for whoever looks around. */
static bool is_missing(struct ctx *ctx, const struct meeting *m, day_t day)
{
	return chance(ctx, m, day, "gap", 1) || (str_same(m->slug, "onsdagsgruppen-esbjerg") && day == day_of(2016, 12, 7)) ||
	       (str_same(m->slug, "tirsdagsgruppen-esbjerg") && day == day_of(2016, 12, 6));
}

static enum err group(struct ctx *ctx, const char *slug)
{
	struct evening_group g = { .seats = SEATS, .starts_with = 4, .talk = S("offered") };
	struct occurrence *dates = arena_array(ctx->arena, DATES_MOST, struct occurrence);
	struct problems bad = { 0 };
	struct timetable t;
	struct meeting m;
	day_t seen;
	size_t n;

	TRY(meeting_of_slug(ctx, str_of(slug), &m));
	seen = m.first_day - LOOK_DAYS / 2;
	g.from_day = m.first_day;
	TRY(evening_group_save(ctx, &m, &g, &bad));
	TRY(demo_is_fine(ctx, slug, &bad));
	TRY(meeting_timetable(ctx, &m, &t));
	n = occurrences(&t, zone_instant(t.zone, m.first_day, 0), DEMO_START, false, dates, DATES_MOST);
	for (size_t i = 0; i < n; i++) {
		if (dates[i].state == OCCURRENCE_CANCELLED || is_missing(ctx, &m, dates[i].by_series))
			continue;
		TRY(write_down(ctx, &m, &dates[i]));
		TRY(look_along(ctx, &m, &dates[i], &seen));
	}
	return OK;
}

/* Jonna leads, and keeps the pages right as well. */
static enum err jonna_leads(struct ctx *ctx)
{
	struct problems bad = { 0 };
	struct account a;
	struct org o;

	TRY(account_of_name(ctx, S("Jonna"), &a));
	TRY(org_of_name(ctx, S("Vælg Friheden"), &o));
	TRY(account_role_give(ctx, a.id, ROLE_FACILITATOR, o.id, 0, &bad));
	return demo_is_fine(ctx, "Jonna", &bad);
}

enum err demo_evenings(struct ctx *ctx)
{
	const struct who *asks = ctx->who, keeper = { .local = true, .demo = true };
	int64_t now = ctx->now;
	enum err e = ctx->house->demo ? OK : fail(ctx, ERR_DENIED, "this is a real folder");

	ctx->who = &keeper;
	for (const struct demo_group *g = demo_groups; !e && g->slug; g++)
		e = group(ctx, g->slug);
	if (!e)
		e = group(ctx, "smart-online-soendag");
	ctx->now = DEMO_START;
	if (!e)
		e = jonna_leads(ctx);
	if (!e)
		e = demo_put_reports(ctx);
	if (!e)
		e = demo_waiting(ctx);
	if (!e)
		e = demo_register(ctx);
	if (!e)
		e = demo_put_safety(ctx);
	if (!e)
		e = demo_put_gates(ctx);
	if (!e)
		e = demo_put_arrivals(ctx);
	ctx->who = asks;
	ctx->now = now;
	return e;
}
