/*
 * rhythm.c -- on which days a rhythm falls.
 *
 * A rhythm is much less than an RRULE: five closed forms, each a handful of
 * lines over plain day numbers.  libical expands any RRULE, and was tried for
 * this; 3.0.16 takes 5 to 23 us to give a first date, which 200,000 series
 * cannot pay, and it is wrong for FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31 (a
 * month without the day throws it out of step).  So the days are found here,
 * and a test holds them against libical's over 10,000 random rhythms.
 */
#include "cal/cal.h"

enum {
	EVERY_WEEKDAY = 0x7f,
	NTHS = 0x7e,
	NTH_LAST = 6,
	INTERVAL_MOST = 52,
	FIVE_YEARS = 5 * 366,
};

#define DAY_FIRST day_of(1, 1, 1)
#define DAY_LAST day_of(9999, 12, 31)

/* Days being collected, in order. */
struct found {
	day_t from, to;
	day_t *day;
	size_t n, most;
};

/* False when there is no need to go on. */
static bool found_add(struct found *f, day_t day)
{
	if (day > f->to || f->n == f->most)
		return false;
	if (day >= f->from)
		f->day[f->n++] = day;
	return true;
}

static bool is_sound(const struct rhythm *r)
{
	if (r->first < DAY_FIRST || r->first > DAY_LAST)
		return false;
	if (r->kind == RHYTHM_ONCE)
		return true;
	if (r->interval < 1 || r->interval > INTERVAL_MOST)
		return false;
	switch (r->kind) {
	case RHYTHM_WEEKLY:
		return r->weekdays && !(r->weekdays & ~(unsigned)EVERY_WEEKDAY);
	case RHYTHM_MONTHLY_WEEKDAY:
		return r->weekdays && !(r->weekdays & ~(unsigned)EVERY_WEEKDAY) && r->nths &&
		       !(r->nths & ~(unsigned)NTHS);
	case RHYTHM_MONTHLY_DAY:
		return r->month_day >= 1 && r->month_day <= 31;
	case RHYTHM_DAILY:
		return true;
	default:
		return false;
	}
}

/* The first number at or after from that is a whole number of steps away from base. */
static int in_step(int base, int from, int step)
{
	return from <= base ? base : from + (step - (from - base) % step) % step;
}

static day_t monday(day_t day)
{
	return day - (day_weekday(day) + 6) % 7;
}

static void weekly(const struct rhythm *r, struct found *f)
{
	day_t week = in_step(monday(r->first), monday(f->from), 7 * r->interval);

	for (;; week += 7 * r->interval)
		for (int i = 0; i < 7; i++)
			if (r->weekdays >> (i + 1) % 7 & 1 && !found_add(f, week + i))
				return;
}

static void daily(const struct rhythm *r, struct found *f)
{
	day_t day = in_step(r->first, f->from, r->interval);

	while (found_add(f, day))
		day += r->interval;
}

/* Bit d is set when the rhythm falls on day d of a month so long, beginning on that weekday. */
static uint32_t days_of_month(const struct rhythm *r, int length, int weekday)
{
	uint32_t days = 0;

	if (r->kind == RHYTHM_MONTHLY_DAY)
		return r->month_day <= length ? UINT32_C(1) << r->month_day : 0;
	for (int d = 1; d <= length; d++, weekday = (weekday + 1) % 7) {
		bool is_last = r->nths >> NTH_LAST & 1 && d + 7 > length;

		if (r->weekdays >> weekday & 1 && (is_last || r->nths >> ((d - 1) / 7 + 1) & 1))
			days |= UINT32_C(1) << d;
	}
	return days;
}

static int month_index(day_t day)
{
	struct ymd d = day_ymd(day);

	return d.year * 12 + d.month - 1;
}

static void monthly(const struct rhythm *r, struct found *f)
{
	int m = in_step(month_index(r->first), month_index(f->from), r->interval);

	for (;; m += r->interval) {
		day_t begins = day_of(m / 12, m % 12 + 1, 1);
		uint32_t days;

		if (begins > f->to)
			return;
		days = days_of_month(r, day_of(m / 12, m % 12 + 2, 1) - begins, day_weekday(begins));
		for (int d = 1; d <= 31; d++)
			if (days >> d & 1 && !found_add(f, begins + d - 1))
				return;
	}
}

size_t rhythm_days(const struct rhythm *r, day_t from, day_t to, day_t *days, size_t most)
{
	struct found f = { from, to, days, 0, most };

	if (!is_sound(r) || !most)
		return 0;
	if (f.from < r->first)
		f.from = r->first;
	if (f.to > DAY_LAST)
		f.to = DAY_LAST;
	if (r->kind == RHYTHM_ONCE)
		found_add(&f, r->first);
	if (r->kind != RHYTHM_ONCE && r->last != DAY_NONE && f.to > r->last)
		f.to = r->last;
	if (f.from > f.to)
		return f.n;
	if (r->kind == RHYTHM_WEEKLY)
		weekly(r, &f);
	if (r->kind == RHYTHM_DAILY)
		daily(r, &f);
	if (r->kind == RHYTHM_MONTHLY_WEEKDAY || r->kind == RHYTHM_MONTHLY_DAY)
		monthly(r, &f);
	return f.n;
}

day_t rhythm_next(const struct rhythm *r, day_t from)
{
	day_t day = DAY_NONE;

	if (from <= DAY_LAST)
		rhythm_days(r, from, from + FIVE_YEARS, &day, 1);
	return day;
}

unsigned rhythm_skipped_months(const struct rhythm *r)
{
	unsigned months = 0;
	int m;

	if (r->kind != RHYTHM_MONTHLY_DAY || !is_sound(r))
		return 0;
	m = day_ymd(r->first).month - 1;
	for (int i = 0; i < 12; i++, m = (m + r->interval) % 12)
		if (r->month_day > days_in_month(2015, m + 1))
			months |= 1u << (m + 1);
	return months;
}

/* What the form can point at, in the order of the form. */
static const char *shape_problem(const struct rhythm *r)
{
	bool by_weekday = r->kind == RHYTHM_WEEKLY || r->kind == RHYTHM_MONTHLY_WEEKDAY;

	if (r->first == DAY_NONE)
		return N_("Choose the first date.");
	if (r->first < DAY_FIRST || r->first > DAY_LAST)
		return N_("Choose a first date with a year of four digits.");
	if (r->kind == RHYTHM_ONCE)
		return NULL;
	if (r->interval < 1 || r->interval > INTERVAL_MOST)
		return N_("Choose a number from 1 to 52 for how often it comes back.");
	if (by_weekday && !r->weekdays)
		return N_("Choose at least one weekday.");
	if (r->kind == RHYTHM_MONTHLY_WEEKDAY && !r->nths)
		return N_("Choose when in the month: first, second, third, fourth, fifth or last.");
	if (r->kind == RHYTHM_MONTHLY_DAY && (r->month_day < 1 || r->month_day > 31))
		return N_("Choose a day of the month from 1 to 31.");
	if (!is_sound(r))
		return N_("This is not a rhythm that we know.");
	if (r->last != DAY_NONE && r->last < r->first)
		return N_("The last date is before the first. Choose a later one, or leave it open.");
	return NULL;
}

const char *rhythm_problem(const struct rhythm *r)
{
	const char *text = shape_problem(r);
	day_t day = DAY_NONE;

	/* Sixty years pass every month, weekday and leap year that any interval can reach. */
	if (text || rhythm_days(r, r->first, r->first + 60 * 366, &day, 1))
		return text;
	if (r->last != DAY_NONE)
		return N_("No date falls between the first and the last date.");
	return N_("The months that are met never have such a day.");
}
