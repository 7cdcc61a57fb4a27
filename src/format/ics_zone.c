/*
 * ics_zone.c -- VTIMEZONE: the changes of a clock, told so that a reader needs no zone data.
 *
 * The changes come from the zone's table.  Those that repeat on the same
 * weekday of the same month are told as one observance with a rule, the rest
 * date by date (RFC 5545 section 3.6.5).  A rule is left open only when it is
 * seen to hold for a generation beyond what was asked: over a few years "the
 * fourth Sunday" and "the last Sunday" look the same, and only one is right.
 */
#include "format/ics.h"
#include "format/ics_line.h"

#include "cal/cal.h"

enum {
	YEARS_MOST = 60,                        /* asked for at once */
	BEYOND = 28,                            /* years, after which dates and weekdays repeat */
	CHANGES_MOST = 4 * (YEARS_MOST + BEYOND + 2),
	RUN_LEAST = 4,                          /* years that make a rule worth telling */
	DAY_S = 86400,
	LAST = 0,
	NTH_NONE = 6,
};

struct change {
	int64_t at;                             /* UTC */
	int from_s, to_s;
	bool summer;
	struct str name;
	day_t day;                              /* on the clock before the change */
	int wall_s;
	struct ymd ymd;
	size_t run;                             /* index of the first of the run last tried with it */
	bool told;
};

/* Changes of one kind in years that follow each other, and the days of the month they fall on. */
struct run {
	size_t last;                            /* index of its last change */
	int years;
	int nth;                                /* 1..5, or LAST, or NTH_NONE: from least to most */
	int least, most;
	bool may_be_nth, may_be_last;
};

static int64_t midnight(int year)
{
	return (int64_t)day_of(year, 1, 1) * DAY_S;
}

static struct change change_at(const struct zone *z, int64_t at)
{
	struct local before = zone_local(z, at - 1), after = zone_local(z, at);
	int64_t wall = at + before.offset_s;
	day_t day = (day_t)(wall / DAY_S - (wall % DAY_S < 0));

	return (struct change){
		.at = at, .from_s = before.offset_s, .to_s = after.offset_s, .summer = after.summer,
		.name = zone_abbreviation(z, at), .day = day,
		.wall_s = (int)(wall - (int64_t)day * DAY_S), .ymd = day_ymd(day), .run = SIZE_MAX,
	};
}

static size_t collect(const struct zone *z, int first_year, int last_year, struct change *c)
{
	int64_t at = midnight(first_year) - 1;
	size_t n = 0;

	while ((at = zone_next_change(z, at, NULL)) < midnight(last_year + 1) && n < CHANGES_MOST)
		c[n++] = change_at(z, at);
	return n;
}

static bool is_same_observance(const struct change *a, const struct change *b)
{
	return a->from_s == b->from_s && a->to_s == b->to_s && a->summer == b->summer &&
	       str_eq(a->name, b->name);
}

static bool comes_round(const struct change *a, const struct change *b)
{
	return is_same_observance(a, b) && b->ymd.year == a->ymd.year + 1 &&
	       a->ymd.month == b->ymd.month && a->wall_s == b->wall_s &&
	       day_weekday(a->day) == day_weekday(b->day);
}

static bool is_last_of_month(const struct change *c)
{
	return c->ymd.day + 7 > days_in_month(c->ymd.year, c->ymd.month);
}

static int nth_of_month(const struct change *c)
{
	return (c->ymd.day - 1) / 7 + 1;
}

/* The run with one more year, or false when no rule would say them all and nothing else. */
static bool extend(struct run *r, const struct change *first, const struct change *next)
{
	struct run longer = *r;

	if (next->ymd.day < longer.least)
		longer.least = next->ymd.day;
	if (next->ymd.day > longer.most)
		longer.most = next->ymd.day;
	longer.may_be_nth &= nth_of_month(next) == nth_of_month(first);
	longer.may_be_last &= is_last_of_month(next);
	longer.years++;
	/* Seven days hold a weekday once: Saturday from the 24th to the 30th, in Nuuk. */
	if (!longer.may_be_nth && !longer.may_be_last && longer.most - longer.least > 6)
		return false;
	*r = longer;
	return true;
}

static struct run run_of(struct change *c, size_t n, size_t i)
{
	struct run r = { i, 1, 0, c[i].ymd.day, c[i].ymd.day, true, is_last_of_month(&c[i]) };

	c[i].run = i;
	for (size_t k = i + 1; k < n && c[k].ymd.year <= c[r.last].ymd.year + 1; k++)
		if (!c[k].told && comes_round(&c[r.last], &c[k]) && extend(&r, &c[i], &c[k])) {
			c[k].run = i;
			r.last = k;
		}
	r.nth = r.may_be_last ? LAST : r.may_be_nth ? nth_of_month(&c[i]) : NTH_NONE;
	return r;
}

static void put_offset(struct buf *b, const char *name, int s)
{
	struct line l = line_begin(b, name);
	int a = s < 0 ? -s : s;
	char text[] = ":+hhmmss";

	text[1] = s < 0 ? '-' : '+';
	text[2] = (char)('0' + a / 36000), text[3] = (char)('0' + a / 3600 % 10);
	text[4] = (char)('0' + a / 600 % 6), text[5] = (char)('0' + a / 60 % 10);
	text[6] = (char)('0' + a / 10 % 6), text[7] = (char)('0' + a % 10);
	line_put(&l, (struct str){ text, a % 60 ? 8 : 6 });
	line_end(&l);
}

static void observance_begin(struct buf *b, const struct change *c)
{
	struct line l;

	line_lit_of(b, "BEGIN", c->summer ? "DAYLIGHT" : "STANDARD");
	line_of(b, "TZNAME", line_text, c->name);
	put_offset(b, "TZOFFSETFROM", c->from_s);
	put_offset(b, "TZOFFSETTO", c->to_s);
	l = line_begin(b, "DTSTART:");
	line_wall(&l, c->day, c->wall_s);
	line_end(&l);
}

static void observance_end(struct buf *b, const struct change *c)
{
	line_lit_of(b, "END", c->summer ? "DAYLIGHT" : "STANDARD");
}

static void put_by_day(struct line *l, const struct change *c, const struct run *r)
{
	static const char *const weekday[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };

	line_lit(l, ";BYDAY=");
	if (r->nth != NTH_NONE)
		line_number(l, r->nth == LAST ? -1 : r->nth);
	line_lit(l, weekday[day_weekday(c->day)]);
	for (int d = r->least; r->nth == NTH_NONE && d <= r->most; d++) {
		line_lit(l, d == r->least ? ";BYMONTHDAY=" : ",");
		line_number(l, d);
	}
}

static void put_run(struct buf *b, struct change *c, size_t i, const struct run *r, bool open)
{
	struct line l;

	for (size_t k = i; k <= r->last; k++)
		c[k].told |= c[k].run == i;
	observance_begin(b, &c[i]);
	l = line_begin(b, "RRULE:FREQ=YEARLY;BYMONTH=");
	line_number(&l, c[i].ymd.month);
	put_by_day(&l, &c[i], r);
	if (!open) {
		line_lit(&l, ";UNTIL=");
		line_utc(&l, c[r->last].at);    /* always in UTC here */
	}
	line_end(&l);
	observance_end(b, &c[i]);
}

static void put_rules(struct buf *b, struct change *c, size_t n, int last_year, int horizon)
{
	for (size_t i = 0; i < n && c[i].ymd.year <= last_year; i++) {
		struct run r;
		bool open;

		if (c[i].told)
			continue;
		r = run_of(c, n, i);
		open = c[r.last].ymd.year >= horizon;
		if (open || r.years >= RUN_LEAST)
			put_run(b, c, i, &r, open);
	}
}

/* Changes that follow no rule: the first is DTSTART, the others RDATE. */
static void put_single(struct buf *b, struct change *c, size_t n, size_t i, int last_year)
{
	struct line l;

	observance_begin(b, &c[i]);
	for (size_t k = i + 1; k < n && c[k].ymd.year <= last_year; k++)
		if (!c[k].told && is_same_observance(&c[i], &c[k])) {
			l = line_begin(b, "RDATE:");
			line_wall(&l, c[k].day, c[k].wall_s);
			line_end(&l);
			c[k].told = true;
		}
	observance_end(b, &c[i]);
}

/* What the clock shows in the first year asked, when no change tells it. */
static void put_constant(struct buf *b, const struct zone *z, int first_year)
{
	struct local now = zone_local(z, midnight(first_year));
	struct change c = {
		.from_s = now.offset_s, .to_s = now.offset_s, .summer = now.summer,
		.name = zone_abbreviation(z, midnight(first_year)), .day = 0,
	};

	observance_begin(b, &c);
	observance_end(b, &c);
}

void ics_zone(struct buf *b, const struct zone *z, int first_year, int last_year)
{
	struct change c[CHANGES_MOST];
	int horizon;
	size_t n;

	if (last_year > first_year + YEARS_MOST)
		last_year = first_year + YEARS_MOST;
	/* The last year of the table is cut short in the south, where summer goes on. */
	horizon = last_year + BEYOND < ZONE_LAST_YEAR ? last_year + BEYOND : ZONE_LAST_YEAR - 1;
	n = collect(z, first_year - 1, horizon, c);
	line_lit_of(b, "BEGIN", "VTIMEZONE");
	line_of(b, "TZID", line_put, zone_name(z));
	if (!n || c[0].ymd.year >= first_year)
		put_constant(b, z, first_year - 1);
	put_rules(b, c, n, last_year, horizon);
	for (size_t i = 0; i < n && c[i].ymd.year <= last_year; i++)
		if (!c[i].told)
			put_single(b, c, n, i, last_year);
	line_lit_of(b, "END", "VTIMEZONE");
}
