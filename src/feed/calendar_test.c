/* calendar_test.c -- our calendar, read by another program, holds exactly our own dates. */
#include "feed/feed_test.h"
#include "demo/demo.h"
#include "format/ics_back_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DATES_MOST = 2000, DAY_S = 86400, YEARS_DAYS = 2 * 365 };

/* --- fifty hard ones ---------------------------------------------------------------------------------------- */

static const struct hard {
	const char *rhythm, *weekdays, *nths, *zone;
	int every, month_day, start_min, duration_min;
} hard[] = {
	{ "monthly_weekday", "fr", "last", "Europe/Copenhagen", 1, 0, 18 * 60, 120 },
	{ "weekly", "tu", "", "Europe/Copenhagen", 2, 0, 19 * 60, 90 },
	{ "weekly", "mo we sa", "", "Europe/London", 3, 0, 23 * 60 + 30, 120 },   /* over midnight */
	{ "monthly_weekday", "mo th", "1 3", "Europe/Copenhagen", 1, 0, 17 * 60 + 15, 90 },
	{ "monthly_weekday", "su", "5", "Australia/Sydney", 1, 0, 9 * 60, 60 },
	{ "monthly_weekday", "we", "5", "Europe/Copenhagen", 1, 0, 19 * 60, 60 },
	{ "monthly_weekday", "tu", "2", "America/Phoenix", 2, 0, 12 * 60, 60 },
	{ "monthly_weekday", "sa", "1 last", "America/Denver", 1, 0, 10 * 60, 60 },
	{ "monthly_day", "", "", "Europe/Copenhagen", 1, 31, 20 * 60, 45 },
	{ "monthly_day", "", "", "America/Chicago", 1, 30, 19 * 60, 60 },
	{ "monthly_day", "", "", "Europe/Copenhagen", 3, 29, 19 * 60, 60 },
	{ "daily", "", "", "Pacific/Auckland", 3, 0, 7 * 60, 30 },
	{ "daily", "", "", "America/Los_Angeles", 1, 0, 6 * 60, 0 },
	{ "once", "", "", "Europe/Copenhagen", 1, 0, 19 * 60, 90 },
	{ "weekly", "mo tu we th fr", "", "America/Anchorage", 1, 0, 12 * 60, 60 },
	{ "weekly", "th", "", "Pacific/Honolulu", 2, 0, 18 * 60, 60 },
	{ "weekly", "fr", "", "Asia/Kathmandu", 5, 0, 6 * 60 + 15, 60 },
	/* In the hour that spring leaves out, in the one that autumn has twice, and just beside them. */
	{ "weekly", "su", "", "Europe/Copenhagen", 1, 0, 2 * 60 + 30, 60 },
	{ "monthly_weekday", "su", "last", "Europe/Copenhagen", 1, 0, 2 * 60, 60 },
	{ "daily", "", "", "Europe/Copenhagen", 1, 0, 2 * 60 + 59, 30 },
	{ "weekly", "su", "", "America/New_York", 1, 0, 2 * 60 + 30, 60 },
	{ "weekly", "su", "", "America/New_York", 1, 0, 60 + 30, 60 },
	{ "weekly", "su", "", "America/New_York", 1, 0, 3 * 60, 0 },
	{ "weekly", "su", "", "America/Sao_Paulo", 1, 0, 15, 60 },                /* the clock jumps at midnight */
	{ "weekly", "su", "", "Australia/Lord_Howe", 1, 0, 2 * 60 + 15, 60 },      /* by half an hour */
	{ "daily", "", "", "Europe/London", 2, 0, 60 + 15, 60 },
};
enum { SHAPES = sizeof hard / sizeof *hard, HARD = 2 * SHAPES };           /* each with holidays held and skipped */

static void change_dates(struct world *w, struct meeting *m)
{
	struct occurrence o[12];
	struct problems bad = { 0 };
	struct timetable t;
	size_t n;

	ok(meeting_timetable(w->ctx, m, &t) == OK);
	n = occurrences(&t, w->ctx->now, w->ctx->now + 300 * (int64_t)DAY_S, false, o, 12);
	if (n > 2)
		ok(meeting_cancel_date(w->ctx, m, o[1].by_series, S("Ferie"), S("Holiday"), &bad) == OK);
	if (n > 4)
		ok(meeting_move_date(w->ctx, m, o[3].by_series, o[3].by_series + 1, 10 * 60, 0, &bad) == OK);
	if (n > 7)
		ok(meeting_rest(w->ctx, m, &(struct meeting_pause){ o[5].day, o[6].day, S(""), S("") }, &bad) == OK);
	same_int(bad.n, 0);
}

static void make_hard(struct world *w, int i)
{
	const struct hard *h = &hard[i % SHAPES];
	struct meeting m = feed_draft(w, arena_printf(w->arena, "Svær %d", i).p, 0, 0), next;
	struct problems bad = { 0 };
	struct occurrence o[9];
	struct timetable t;

	m.rhythm = str_of(h->rhythm), m.weekdays = str_of(h->weekdays), m.nths = str_of(h->nths), m.zone = str_of(h->zone);
	m.every = h->every, m.month_day = h->month_day, m.start_min = h->start_min, m.duration_min = h->duration_min;
	m.first_day = day_of(2016, 12, 13) + i * 3;
	m.holiday_rule = i < SHAPES ? S("skip") : S("hold");
	m.holidays = str_starts(m.zone, S("America/")) || str_starts(m.zone, S("Pacific/H")) ? S("US") : S("DK");
	if (i % 7 == 5)
		m.last_day = m.first_day + 400;
	feed_keep(w, &m);
	change_dates(w, &m);
	/* "This and following": two series, one after the other. */
	ok(meeting_timetable(w->ctx, &m, &t) == OK);
	if (i % 5 != 1 || occurrences(&t, w->ctx->now, w->ctx->now + 400 * (int64_t)DAY_S, false, o, 9) < 9)
		return;
	next = m;
	next.start_min = 16 * 60;
	ok(meeting_split(w->ctx, &m, o[8].by_series, &next, &bad) == OK && !bad.n);
}

/* --- the same dates on both sides ------------------------------------------------------------------------------- */

struct comparing {
	icalcomponent *calendar;
	int64_t from, to;
	struct arena *a;
	int64_t *ids;
	size_t series, wrong;
	FILE *out;                        /* what another reader should find, too */
};

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static size_t ours(const struct comparing *c, const struct timetable *t, int64_t *starts)
{
	static struct occurrence o[DATES_MOST];
	size_t all = occurrences(t, c->from, c->to, false, o, DATES_MOST), n = 0;

	for (size_t i = 0; i < all; i++)
		if (o[i].state != OCCURRENCE_CANCELLED)
			starts[n++] = o[i].starts;
	return n;
}

static size_t theirs(const struct comparing *c, const char *uid, int64_t *starts)
{
	static int64_t all[4 * DATES_MOST];
	size_t n = ics_back_starts(c->calendar, uid, 2020, all, 4 * DATES_MOST), kept = 0;

	for (size_t i = 0; i < n && kept < DATES_MOST; i++)
		if (all[i] >= c->from && all[i] < c->to)
			starts[kept++] = all[i];
	qsort(starts, kept, sizeof *starts, by_value);
	return kept;
}

static void keep_expected(struct comparing *c, struct ctx *ctx, const char *uid, const int64_t *starts, size_t n)
{
	if (!c->out)
		return;
	fprintf(c->out, "%s {\"uid\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"starts\": [", c->series ? ",\n" : "[\n", uid,
		feed_instant(ctx, c->from).p, feed_instant(ctx, c->to).p);
	for (size_t i = 0; i < n; i++)
		fprintf(c->out, "%s\"%s\"", i ? ", " : "", feed_instant(ctx, starts[i]).p);
	fprintf(c->out, "]}");
}

/* The first date that only one side has. */
static bool tell_difference(struct ctx *ctx, struct str name, const int64_t *a, size_t n, const int64_t *b, size_t m)
{
	size_t i = 0;

	while (i < n && i < m && a[i] == b[i])
		i++;
	if (i == n && i == m)
		return false;
	print_error("%.*s: %zu dates of ours, %zu read; number %zu is %s and %s\n", STR_ARG(name), n, m, i,
		    i < n ? feed_instant(ctx, a[i]).p : "none", i < m ? feed_instant(ctx, b[i]).p : "none");
	return true;
}

static enum err compare(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	static int64_t a[DATES_MOST], b[DATES_MOST];
	struct comparing *c = arg;
	const char *uid = arena_printf(ctx->arena, "%lld@samhold", (long long)l->m->id).p;
	size_t n, m;

	if (l->t->appointment)
		return OK;
	n = ours(c, l->t, a);
	m = theirs(c, uid, b);
	c->wrong += tell_difference(ctx, l->m->name, a, n, b, m);
	keep_expected(c, ctx, uid, a, n);
	c->ids = arena_grow(c->a, c->ids, c->series, sizeof *c->ids);
	c->ids[c->series++] = l->m->id;
	return OK;
}

static FILE *out_file(const char *name)
{
	const char *folder = getenv("SAMHOLD_ICS_OUT");
	char path[600];

	if (!folder)
		return NULL;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return fopen(path, "w");
}

/* SAMHOLD_ICS_OUT=folder keeps calendars, and what should be read from them, for test/ical_agrees.mjs. */
static void keep(FILE *out, struct str text)
{
	if (out)
		fwrite(text.p, 1, text.n, out);
}

static void done(FILE *out)
{
	if (out)
		fclose(out);
}

/* The calendar of all, and then that of each series. */
static void read_back(struct world *w, struct comparing *c)
{
	struct comparing one = { .a = w->arena, .from = c->from, .to = c->to };
	struct feed_filter all = { 0 };
	FILE *out = out_file("house.ics");

	c->out = out_file("house-expected.json");
	buf_cut(w->ctx->out, 0);
	same_int(feed_ics(w->ctx, &all), OK);
	keep(out, buf_view(w->ctx->out));
	done(out);
	c->calendar = ics_back(w->ctx->out);
	same_int(feed_each(w->ctx, &all, compare, c), OK);
	icalcomponent_free(c->calendar);
	keep(c->out, S("\n]\n"));
	done(c->out);
	out = out_file("each.ics");
	for (size_t i = 0; i < c->series; i++) {
		struct meeting m;
		ok(meeting_get(w->ctx, c->ids[i], &m) == OK);
		buf_cut(w->ctx->out, 0);
		same_int(feed_ics_one(w->ctx, &m), OK);
		keep(out, buf_view(w->ctx->out));
		one.calendar = ics_back(w->ctx->out);
		same_int(feed_one(w->ctx, &m, false, compare, &one), OK);
		icalcomponent_free(one.calendar);
	}
	done(out);
	same_int(c->wrong + one.wrong, 0);
	same_int(c->series, one.series);
}

TEST(every_series_of_the_demonstration_and_fifty_hard_ones_are_read_back_date_by_date_for_two_years)
{
	struct world *w = world_new();
	struct comparing c = { .a = w->arena, .from = TEST_NOW, .to = TEST_NOW + YEARS_DAYS * (int64_t)DAY_S };

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	for (int i = 0; i < HARD; i++)
		make_hard(w, i);
	read_back(w, &c);
	ok(c.series > HARD + 27);
	world_free(w);
}

TEST(a_calendar_of_one_meeting_says_where_when_and_that_an_evening_is_off)
{
	struct world *w = world_new();
	struct meeting m = feed_meeting(w, "Tirsdagsgruppen", 0, feed_place(w, "Huset", false));
	struct problems bad = { 0 };
	struct answer a;

	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 20), S(""), S(""), &bad) == OK);
	a = visit(w, "GET", "/feeds/meetings/tirsdagsgruppen-varde.ics", NULL);
	same_text(a.type, "text/calendar; charset=utf-8");
	ok(says(a, "X-WR-CALNAME:Tirsdagsgruppen") && says(a, "BEGIN:VTIMEZONE"));
	ok(says(a, "DTSTART;TZID=Europe/Copenhagen:20160105T190000") && says(a, "RRULE:FREQ=WEEKLY;BYDAY=TU"));
	ok(says(a, "RECURRENCE-ID;TZID=Europe/Copenhagen:20161220T190000") && says(a, "STATUS:CANCELLED"));
	ok(says(a, "SUMMARY:AFLYST: Tirsdagsgruppen") && says(a, "LOCATION:Huset\\, Hemmelig Gyde 7\\, 6800"));
	ok(says(a, "SEQUENCE:1") && !says(a, "METHOD:"));
	a = visit(w, "GET", "/feeds/meetings/tirsdagsgruppen-varde.ics?lang=en", NULL);
	ok(says(a, "SUMMARY:CANCELLED: Tirsdagsgruppen"));
	same_int(visit(w, "GET", "/feeds/meetings/tirsdagsgruppen-varde", NULL).status, 404);
	world_free(w);
}

TEST(a_calendar_keeps_its_name_for_a_series_that_came_from_a_list_of_ours)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Tirsdagsgruppen", 0, 0);

	m.extra = S("{\"uid\":\"4711@samhold\"}");
	feed_keep(w, &m);
	ok(says(visit(w, "GET", "/feeds/meetings.ics", NULL), "UID:4711@samhold"));
	world_free(w);
}

TEST(this_and_following_are_two_series_with_two_names)
{
	struct world *w = world_new();
	struct meeting m = feed_meeting(w, "Tirsdagsgruppen", 0, 0), next = m;
	struct problems bad = { 0 };
	struct answer a;

	next.start_min = 17 * 60;
	ok(meeting_split(w->ctx, &m, day_of(2017, 1, 3), &next, &bad) == OK && !bad.n);
	a = visit(w, "GET", "/feeds/meetings.ics", NULL);
	ok(says(a, arena_printf(w->arena, "UID:%lld@samhold", (long long)m.id).p));
	ok(says(a, arena_printf(w->arena, "UID:%lld@samhold", (long long)next.id).p));
	ok(says(a, "UNTIL=") && says(a, "20170103T170000"));
	world_free(w);
}
