/*
 * holiday.c -- the days on which a door may be closed.
 *
 * Denmark: the holidays of the national church, its movable days counted from
 * Easter, and three days closed by custom.  Great Prayer Day (Store Bededag)
 * was abolished by Act no. 214 of 6 March 2023, from 2024 on.
 * United States: 5 U.S.C. 6103(a); the day off is by 6103(b) and Executive
 * Order 11582.  Inauguration Day is left out: it is one in Washington only.
 */
#include "cal/cal.h"

enum how { FIXED, EASTER, NTH_WEEKDAY };
enum { LAST = 5, EVER = 9999 };

struct holiday {
	enum holidays set;
	const char *name;
	enum how how;
	int month;                              /* 1..12; none for EASTER */
	int day;                                /* of the month; days after Easter; which of the month */
	int weekday;                            /* 0 Sunday .. 6 Saturday, for NTH_WEEKDAY */
	int since, until;                       /* years, inclusive */
	bool custom;
};

/* What is law stands before what is custom: 5 June 2017 was Whit Monday. */
static const struct holiday holidays[] = {
	{ HOLIDAYS_DK, N_("New Year's Day"), FIXED, 1, 1, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Maundy Thursday"), EASTER, 0, -3, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Good Friday"), EASTER, 0, -2, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Easter Sunday"), EASTER, 0, 0, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Easter Monday"), EASTER, 0, 1, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Great Prayer Day"), EASTER, 0, 26, 0, 1686, 2023, false },
	{ HOLIDAYS_DK, N_("Ascension Day"), EASTER, 0, 39, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Whit Sunday"), EASTER, 0, 49, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Whit Monday"), EASTER, 0, 50, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Christmas Day"), FIXED, 12, 25, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Second day of Christmas"), FIXED, 12, 26, 0, 1, EVER, false },
	{ HOLIDAYS_DK, N_("Constitution Day"), FIXED, 6, 5, 0, 1849, EVER, true },
	{ HOLIDAYS_DK, N_("Christmas Eve"), FIXED, 12, 24, 0, 1, EVER, true },
	{ HOLIDAYS_DK, N_("New Year's Eve"), FIXED, 12, 31, 0, 1, EVER, true },

	{ HOLIDAYS_US, N_("New Year's Day"), FIXED, 1, 1, 0, 1, EVER, false },
	{ HOLIDAYS_US, N_("Martin Luther King Jr. Day"), NTH_WEEKDAY, 1, 3, 1, 1986, EVER, false },
	{ HOLIDAYS_US, N_("Washington's Birthday"), NTH_WEEKDAY, 2, 3, 1, 1971, EVER, false },
	{ HOLIDAYS_US, N_("Memorial Day"), NTH_WEEKDAY, 5, LAST, 1, 1971, EVER, false },
	{ HOLIDAYS_US, N_("Juneteenth"), FIXED, 6, 19, 0, 2021, EVER, false },
	{ HOLIDAYS_US, N_("Independence Day"), FIXED, 7, 4, 0, 1, EVER, false },
	{ HOLIDAYS_US, N_("Labor Day"), NTH_WEEKDAY, 9, 1, 1, 1894, EVER, false },
	{ HOLIDAYS_US, N_("Columbus Day"), NTH_WEEKDAY, 10, 2, 1, 1971, EVER, false },
	{ HOLIDAYS_US, N_("Veterans Day"), FIXED, 11, 11, 0, 1978, EVER, false },
	{ HOLIDAYS_US, N_("Thanksgiving Day"), NTH_WEEKDAY, 11, 4, 4, 1942, EVER, false },
	{ HOLIDAYS_US, N_("Christmas Day"), FIXED, 12, 25, 0, 1, EVER, false },
};
enum { NHOLIDAYS = sizeof holidays / sizeof *holidays };

static bool is_nth(const struct holiday *h, day_t day, struct ymd d)
{
	if (d.month != h->month || day_weekday(day) != h->weekday)
		return false;
	if (h->day == LAST)
		return d.day + 7 > days_in_month(d.year, d.month);
	return (d.day - 1) / 7 + 1 == h->day;
}

/* after_easter: days. */
static bool is_on(const struct holiday *h, day_t day, struct ymd d, int after_easter)
{
	if (d.year < h->since || d.year > h->until)
		return false;
	if (h->how == EASTER)
		return after_easter == h->day;
	if (h->how == NTH_WEEKDAY)
		return is_nth(h, day, d);
	return d.month == h->month && d.day == h->day;
}

static const struct holiday *find(enum holidays set, day_t day)
{
	struct ymd d;
	int after_easter;

	if (set == HOLIDAYS_NONE || day == DAY_NONE)
		return NULL;
	d = day_ymd(day);
	after_easter = day - easter(d.year);
	for (size_t i = 0; i < NHOLIDAYS; i++)
		if (holidays[i].set == set && is_on(&holidays[i], day, d, after_easter))
			return &holidays[i];
	return NULL;
}

const char *holiday_name(enum holidays set, day_t day)
{
	const struct holiday *h = find(set, day);

	return h ? h->name : NULL;
}

bool holiday_is_custom(enum holidays set, day_t day)
{
	const struct holiday *h = find(set, day);

	return h && h->custom;
}

const char *holiday_observed(enum holidays set, day_t day)
{
	enum { SUNDAY, MONDAY, FRIDAY = 5, SATURDAY };
	const char *name;

	if (set != HOLIDAYS_US || day == DAY_NONE)
		return holiday_name(set, day);
	switch (day_weekday(day)) {
	case SATURDAY:
	case SUNDAY:
		return NULL;
	case MONDAY:
		name = holiday_name(set, day - 1);
		break;
	case FRIDAY:
		name = holiday_name(set, day + 1);
		break;
	default:
		name = NULL;
	}
	/* No two federal holidays meet, so the order does not matter. */
	return name ? name : holiday_name(set, day);
}
