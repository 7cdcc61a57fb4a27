/* date.h -- days of the Gregorian calendar as plain numbers.  No zones here: see kit/cal. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

/* A day is the number of days since 1970-01-01, as far back and ahead as int32 goes. */
typedef int32_t day_t;
#define DAY_NONE INT32_MIN

struct ymd {
	int year, month /* 1..12 */, day /* 1..31 */;
};

day_t day_of(int year, int month, int day);          /* day beyond the month runs on */
struct ymd day_ymd(day_t);
int day_weekday(day_t);                              /* 0 Sunday .. 6 Saturday */
int days_in_month(int year, int month);
/* ISO 8601 week 1..53; the year that the week belongs to goes to *iso_year if given. */
int day_iso_week(day_t, int *iso_year);
/* Exactly YYYY-MM-DD and a day that exists; DAY_NONE otherwise. */
day_t day_parse(struct str);
struct str day_str(struct arena *, day_t);           /* YYYY-MM-DD; absent for DAY_NONE */
/* Exactly HH:MM from 00:00 to 23:59, as minutes after midnight; -1 otherwise. */
int minutes_parse(struct str);
struct str minutes_str(struct arena *, int minutes); /* HH:MM, 24 h wraps */
day_t easter(int year);                              /* Gregorian Easter Sunday */

#endif
