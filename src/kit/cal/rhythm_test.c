/* rhythm_test.c -- rhythms fall where libical says that their rules do. */
#include "cal/cal.h"
#include "test.h"

#include "base/rng.h"

#include <libical/ical.h>

static struct rhythm some_rhythm(struct rng *rng)
{
	struct rhythm r = {
		.kind = (enum rhythm_kind)(RHYTHM_WEEKLY + (int)rng_below(rng, 4)),
		.interval = rng_below(rng, 2) ? 1 : 1 + (int)rng_below(rng, 52),
		.weekdays = 1 + (unsigned)rng_below(rng, 127),
		.nths = 2 + 2 * (unsigned)rng_below(rng, 63),
		.month_day = 1 + (int)rng_below(rng, 31),
		.first = day_of(2012, 1, 1) + (day_t)rng_below(rng, 6000),
		.last = DAY_NONE,
	};
	if (rng_below(rng, 3) == 0)
		r.weekdays = 1u << rng_below(rng, 7);
	if (rng_below(rng, 2))
		r.last = r.first + (day_t)rng_below(rng, 1500);
	return r;
}

/* Whether it falls on a day, said as plainly as can be. */
static bool falls_on(const struct rhythm *r, day_t day)
{
	struct ymd d = day_ymd(day), f = day_ymd(r->first);
	int months = (d.year - f.year) * 12 + d.month - f.month;
	bool last = d.day + 7 > days_in_month(d.year, d.month);
	/* Day 4 was a Monday. */
	int weeks = (day - 4 + 70000) / 7 - (r->first - 4 + 70000) / 7;

	switch (r->kind) {
	case RHYTHM_WEEKLY:
		return r->weekdays >> day_weekday(day) & 1 && weeks % r->interval == 0;
	case RHYTHM_MONTHLY_WEEKDAY:
		return r->weekdays >> day_weekday(day) & 1 && months % r->interval == 0 &&
		       (r->nths >> ((d.day + 6) / 7) & 1 || (last && r->nths >> 6 & 1));
	case RHYTHM_MONTHLY_DAY:
		return d.day == r->month_day && months % r->interval == 0;
	default:
		return (day - r->first) % r->interval == 0;
	}
}

static day_t first_date(const struct rhythm *r)
{
	day_t day = r->first;

	while (!falls_on(r, day))
		day++;
	return day;
}

/*
 * What libical says, asked rightly: it loses step when it begins on a date off the rule, and over
 * months without the day; for days of the month it is asked for every month, and the months that
 * are met are picked out.
 */
static size_t libical_days(const char *text, const struct rhythm *r, day_t to, day_t *days,
			   size_t most)
{
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
	struct ymd d = day_ymd(first_date(r));
	struct icaltimetype at = { .year = d.year, .month = d.month, .day = d.day, .is_date = 1 };
	int step = r->kind == RHYTHM_MONTHLY_DAY ? r->interval : 1;
	icalrecur_iterator *it;
	size_t n = 0;

	ok(rule.freq != ICAL_NO_RECURRENCE);
	rule.interval = (short)(rule.interval / step);
	rule.until = icaltime_null_time();
	it = icalrecur_iterator_new(rule, at);
	for (at = icalrecur_iterator_next(it); n < most && !icaltime_is_null_time(at);
	     at = icalrecur_iterator_next(it)) {
		day_t day = day_of(at.year, at.month, at.day);

		if (day > to)
			break;
		if (((at.year - d.year) * 12 + at.month - d.month) % step == 0)
			days[n++] = day;
	}
	icalrecur_iterator_free(it);
	return n;
}

static void same_days(const struct rhythm *r, const char *text, day_t to)
{
	day_t ours[400], theirs[400];
	size_t n = rhythm_days(r, r->first, to, ours, 400);
	size_t m = libical_days(text, r, to, theirs, 400);

	if (n == m && !memcmp(ours, theirs, n * sizeof *ours))
		return;
	print_error("%s from day %d: %zu and %zu days\n", text, (int)r->first, n, m);
	_fail(__FILE__, __LINE__);
}

/* Asked for a piece of it, it gives that piece of the whole. */
static void pieces_fit(const struct rhythm *r, struct rng *rng, day_t to)
{
	day_t whole[400], piece[400], from = r->first + (day_t)rng_below(rng, 500);
	size_t n = rhythm_days(r, r->first, to, whole, 400), skip = 0, m;

	while (skip < n && whole[skip] < from)
		skip++;
	m = rhythm_days(r, from, to, piece, 400 - skip);
	same_int(m, n - skip);
	ok(!memcmp(piece, whole + skip, m * sizeof *piece));
	if (m && whole[skip] <= from + 1800)
		same_int(rhythm_next(r, from), whole[skip]);
}

TEST(ten_thousand_rhythms_fall_on_the_same_days_as_their_rules_do_in_libical)
{
	struct ctx *ctx = test_ctx();
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));
	int good = 0;

	while (good < 10000) {
		struct rhythm r = some_rhythm(ctx->house->rng);
		bool monthly = r.kind == RHYTHM_MONTHLY_WEEKDAY || r.kind == RHYTHM_MONTHLY_DAY;
		day_t to = r.first + 150 + (monthly ? 120 : 30) * r.interval;
		struct str rule;

		if (rhythm_problem(&r))
			continue;
		rule = rhythm_rrule(ctx->arena, &r, z, 19 * 60);
		same_days(&r, rule.p, r.last != DAY_NONE && r.last < to ? r.last : to);
		pieces_fit(&r, ctx->house->rng, to);
		good++;
		if (good % 1000 == 0)
			arena_reset(ctx->arena);
	}
	cal_free(cal);
	test_ctx_free(ctx);
}

static bool same_rhythm_days(const struct rhythm *a, const struct rhythm *b)
{
	day_t one[200], two[200];
	size_t n = rhythm_days(a, a->first, a->first + 3000, one, 200);

	return n == rhythm_days(b, a->first, a->first + 3000, two, 200) &&
	       !memcmp(one, two, n * sizeof *one) && a->last == b->last && a->kind == b->kind && a->interval == b->interval;
}

TEST(a_rhythm_written_as_a_rule_is_read_back_as_the_same_rhythm)
{
	static const char *const zones[] = {
		"Europe/Copenhagen", "America/New_York", "Asia/Kathmandu", "Pacific/Apia",
	};
	struct ctx *ctx = test_ctx();
	struct cal *cal = cal_new();

	for (int good = 0; good < 3000;) {
		const struct zone *z = zone_find(cal, str_of(zones[good % 4]));
		struct rhythm r = some_rhythm(ctx->house->rng), back;
		int start = 60 * (int)rng_below(ctx->house->rng, 24) + 30;

		if (rhythm_problem(&r))
			continue;
		ok(rhythm_of_rrule(rhythm_rrule(ctx->arena, &r, z, start), r.first, z, &back));
		ok(same_rhythm_days(&r, &back));
		good++;
	}
	cal_free(cal);
	test_ctx_free(ctx);
}

TEST(a_form_hears_in_plain_words_what_is_missing_in_a_rhythm)
{
	const struct rhythm good = { RHYTHM_MONTHLY_WEEKDAY, 1, 4, 2, 1, 17000, DAY_NONE };
	struct rhythm r = good;

	assert_null(rhythm_problem(&r));
	r.weekdays = 0;
	assert_string_equal(rhythm_problem(&r), "Choose at least one weekday.");
	r = good, r.nths = 0;
	assert_string_equal(rhythm_problem(&r),
			    "Choose when in the month: first, second, third, fourth, fifth or last.");
	r = good, r.first = DAY_NONE;
	assert_string_equal(rhythm_problem(&r), "Choose the first date.");
	r = good, r.interval = 53;
	assert_string_equal(rhythm_problem(&r),
			    "Choose a number from 1 to 52 for how often it comes back.");
	r = good, r.last = r.first - 1;
	assert_string_equal(rhythm_problem(&r),
			    "The last date is before the first. Choose a later one, or leave it open.");
	r = good, r.last = r.first + 1;
	assert_string_equal(rhythm_problem(&r), "No date falls between the first and the last date.");
	r = good, r.kind = RHYTHM_MONTHLY_DAY, r.month_day = 32;
	assert_string_equal(rhythm_problem(&r), "Choose a day of the month from 1 to 31.");
	r = (struct rhythm){ RHYTHM_MONTHLY_DAY, 12, 0, 0, 30, day_of(2016, 2, 1), DAY_NONE };
	assert_string_equal(rhythm_problem(&r), "The months that are met never have such a day.");
	r.kind = (enum rhythm_kind)9;
	assert_string_equal(rhythm_problem(&r), "This is not a rhythm that we know.");
	same_int(rhythm_next(&r, 17000), DAY_NONE);
}

TEST(the_thirty_first_of_the_month_tells_which_months_are_skipped)
{
	struct rhythm r = { RHYTHM_MONTHLY_DAY, 1, 0, 0, 31, day_of(2016, 1, 31), DAY_NONE };
	day_t days[12];

	same_int(rhythm_skipped_months(&r), 1 << 2 | 1 << 4 | 1 << 6 | 1 << 9 | 1 << 11);
	same_int(rhythm_days(&r, day_of(2016, 1, 1), day_of(2016, 12, 31), days, 12), 7);
	same_int(days[1], day_of(2016, 3, 31));
	r.month_day = 29;
	same_int(rhythm_skipped_months(&r), 1 << 2);
	r.interval = 2;
	same_int(rhythm_skipped_months(&r), 0);
	r.month_day = 28;
	same_int(rhythm_skipped_months(&r), 0);
}

TEST(every_second_tuesday_counts_its_weeks_from_the_week_of_the_first_date)
{
	/* Friday 2 December 2016: the Tuesday of that week is past, so the first is the 13th. */
	struct rhythm r = { RHYTHM_WEEKLY, 2, 1 << 2, 0, 0, day_of(2016, 12, 2), DAY_NONE };

	same_int(rhythm_next(&r, r.first), day_of(2016, 12, 13));
	same_int(rhythm_next(&r, day_of(2016, 12, 14)), day_of(2016, 12, 27));
}

TEST(a_rhythm_asked_outside_its_time_falls_on_no_day)
{
	struct rhythm r = { RHYTHM_WEEKLY, 1, 127, 0, 0, 17000, 17010 };
	day_t days[20];

	same_int(rhythm_days(&r, 16000, 16999, days, 20), 0);
	same_int(rhythm_days(&r, 17011, 18000, days, 20), 0);
	same_int(rhythm_days(&r, INT32_MIN, INT32_MAX, days, 20), 11);
	same_int(rhythm_days(&r, INT32_MIN, INT32_MAX, days, 5), 5);
	same_int(rhythm_days(&r, 17000, 18000, days, 0), 0);
	same_int(rhythm_next(&r, INT32_MAX), DAY_NONE);
	same_int(rhythm_next(&r, INT32_MIN), DAY_NONE);
	r.kind = RHYTHM_ONCE;
	same_int(rhythm_next(&r, 17000), 17000);
	same_int(rhythm_next(&r, 17001), DAY_NONE);
}
