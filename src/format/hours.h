/* hours.h -- opening hours as people write them, in Danish and English, read where they are certain. */
#ifndef FORMAT_HOURS_H
#define FORMAT_HOURS_H

#include "cal/cal.h"

enum { HOURS_SLOTS_MOST = 28, HOURS_BYTES_MOST = 2000 };

/* Open from start, again and again.  No first and no last day. */
struct hours_slot {
	struct rhythm rhythm;             /* weekly, or on the nths of weekdays in a month */
	int start_min;                    /* minutes after midnight */
	int duration_min;                 /* may end the next day; 1440: round the clock; 0: the end was not said */
};

struct hours {
	struct hours_slot at[HOURS_SLOTS_MOST];
	size_t n;
	unsigned closed;                  /* weekdays that were said to be closed; bit 0 Sunday */
	unsigned by_appointment;          /* weekdays; all seven where no day was said */
	bool holidays_closed;
};

/*
 * "Mon–Fri 9–4, closed 3rd Tuesday", "Man-tors 10-15, fre 10-13", "24 hours", "Sunday: Closed Monday: 9:00-17:00".
 *
 * True when every word was understood and there is one way to understand it; then out is filled.  Nothing
 * is guessed: an unknown word, two hours of one day that overlap, "8-10" that may be morning or evening
 * make it false, and the words should be kept as they are.
 */
bool hours_read(struct str text, struct hours *out);

/* The slots say all that the words said: no appointments, no holidays.  Otherwise keep the words beside them. */
bool hours_say_all(const struct hours *);

#endif
