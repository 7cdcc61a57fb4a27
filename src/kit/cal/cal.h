/* cal.h -- wall clocks, zones, rhythms and holidays.  Behind it: libical and the system's zoneinfo. */
#ifndef KIT_CAL_H
#define KIT_CAL_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

/* Knows the zones of the system; thread-safe; one per process. */
struct cal;
struct cal *cal_new(void);
void cal_free(struct cal *);

/* --- zones ------------------------------------------------------------------------- */
struct zone;                                    /* lives as long as the cal, never changes */
/*
 * By its IANA name or an alias of it, spelled exactly; NULL: not known.  The first use of a zone
 * reads a file, later ones take no lock.
 */
const struct zone *zone_find(struct cal *, struct str iana_name);
struct str zone_name(const struct zone *);      /* as it was asked for; an alias stays one */
enum { ZONE_LAST_YEAR = 2099 };                 /* later the clocks stay as they are at its end */
/*
 * The instant of a wall-clock time.  In the gap of spring the clock has jumped: the time is
 * read with the offset before the jump (02:30 becomes 03:30).  In autumn, of two, the first.
 */
int64_t zone_instant(const struct zone *, day_t, int minutes);
/* Does the clock show that time just once: not in the gap of spring, not twice in autumn? */
bool zone_shows_once(const struct zone *, day_t, int minutes);
struct local {
	day_t day;
	int minutes;                            /* 0 .. 1439 */
	int offset_s;                           /* east of UTC */
	bool summer;                            /* the half with the clock ahead, whatever the law says */
};
struct local zone_local(const struct zone *, int64_t instant);
/* What the clock is called at that instant: "CET", "EDT", "+0545". */
struct str zone_abbreviation(const struct zone *, int64_t instant);
/* The next change of offset after the instant, or INT64_MAX.  offset_after_s may be NULL. */
int64_t zone_next_change(const struct zone *, int64_t after, int *offset_after_s);

/* --- rhythms ----------------------------------------------------------------------- */
enum rhythm_kind {
	RHYTHM_ONCE,                            /* on `first` only */
	RHYTHM_WEEKLY,                          /* on `weekdays`, every `interval` weeks */
	RHYTHM_MONTHLY_WEEKDAY,                 /* on the `nths` of the `weekdays`, every `interval` months */
	RHYTHM_MONTHLY_DAY,                     /* on day `month_day` of the month; months without it are skipped */
	RHYTHM_DAILY,                           /* every `interval` days */
};
enum holiday_rule { HOLIDAY_HOLD, HOLIDAY_SKIP, HOLIDAY_ASK };

/* When something happens, as people say it.  Weeks begin on Monday. */
struct rhythm {
	enum rhythm_kind kind;
	int interval;                           /* 1 .. 52 */
	unsigned weekdays;                      /* bit 0 Sunday .. bit 6 Saturday */
	unsigned nths;                          /* bit 1 first .. bit 5 fifth, bit 6 last */
	int month_day;                          /* 1 .. 31 */
	day_t first;                            /* no occurrence before; weeks are counted from its week */
	day_t last;                             /* no occurrence after; DAY_NONE: open */
};

enum { RHYTHM_DAYS_MOST = 4000 };
/* Days on which it falls, from..to inclusive, in order; at most `most` into days; how many. */
size_t rhythm_days(const struct rhythm *, day_t from, day_t to, day_t *days, size_t most);
/* The first day at or after from, within five years; DAY_NONE if there is none. */
day_t rhythm_next(const struct rhythm *, day_t from);
/* What is wrong with it, as an N_ sentence, or NULL. */
const char *rhythm_problem(const struct rhythm *);
/* Months that are skipped, or (29 February) not met every year: bit 1 January .. bit 12 December. */
unsigned rhythm_skipped_months(const struct rhythm *);
/*
 * RRULE value without "RRULE:" ("FREQ=WEEKLY;BYDAY=TU"); absent for RHYTHM_ONCE.  UNTIL in UTC by
 * zone and start.  It belongs to a DTSTART on the first day that the rhythm really falls on.
 */
struct str rhythm_rrule(struct arena *, const struct rhythm *, const struct zone *, int start_min);
/*
 * The reverse, for rules that a rhythm can say; false for others.  COUNT becomes a last day,
 * UNTIL the day that the clock of the zone shows then.  Falls on the same days, though "fourth and
 * last" may come back as "fourth and fifth", which is the same.
 */
bool rhythm_of_rrule(struct str rrule, day_t first, const struct zone *, struct rhythm *out);

/* --- holidays ---------------------------------------------------------------------- */
enum holidays { HOLIDAYS_NONE, HOLIDAYS_DK, HOLIDAYS_US };
/* English name of the holiday (an N_ text), or NULL for an ordinary day. Customary closed days included. */
const char *holiday_name(enum holidays, day_t);
bool holiday_is_custom(enum holidays, day_t);   /* 24 December, 31 December, 5 June: custom, not law */
/*
 * The holiday whose day off is on this day.  In the United States a holiday on a Saturday is given
 * on the Friday before, one on a Sunday on the Monday after; elsewhere the same as holiday_name.
 */
const char *holiday_observed(enum holidays, day_t);

#endif
