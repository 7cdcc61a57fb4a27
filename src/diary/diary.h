/* diary.h -- what a project did, month by month, from what the rooms hold: nobody writes it. */
#ifndef DIARY_H
#define DIARY_H

#include "evening/evening.h"
#include "programme/programme.h"

/*
 * One month within the period of the programme.  Only dates that have begun count; what lies outside the period is left out
 * (INV-24).  Figures are of the project's own people and unmasked: who may read them keeps the programme.
 */
struct diary_month {
	day_t first;                      /* of the month */
	int64_t planned;                  /* all dates that had begun, the cancelled ones too; the sum of the next six */
	int64_t held, informal, not_held, cancelled, due, missing;
	int64_t heads, first_timers, relatives;      /* of those that were held */
	int64_t checks, tenths;           /* of the method: how many checks have a score, and the sum of these in tenths of a percent */
	int64_t certified, active;        /* volunteers: certified in it; on for something in it */
	int64_t minutes;                  /* paid hours booked on the grants of the organisation */
};
/* From the first month of the programme to the last or the present one, oldest first. */
enum err diary_months(struct ctx *, const struct programme *, struct diary_month **out, size_t *n);

/* Dates of one month of which nothing is written down 48 hours later, and why others were not held. */
struct diary_gap {
	int64_t meeting, ends;
	struct str name;
	day_t day;
};
struct diary_reason {
	struct str code;                  /* of evening_reasons */
	int64_t n;
};
struct diary_detail {
	struct diary_gap *gaps;
	size_t ngaps;
	struct diary_reason *reasons;
	size_t nreasons;
};
enum err diary_detail(struct ctx *, const struct programme *, day_t first, struct diary_detail *);
day_t diary_month_end(day_t first);

extern const struct route diary_routes[];

#endif
