/* hours_parts.h -- from letters to tokens; nobody but hours*.c includes it. */
#ifndef FORMAT_HOURS_PARTS_H
#define FORMAT_HOURS_PARTS_H

#include "format/hours.h"

enum hours_what {
	HOURS_END, HOURS_DAY, HOURS_DAYS, HOURS_NTH, HOURS_EVERY, HOURS_OF_MONTH, HOURS_TIME, HOURS_ALL_DAY, HOURS_DASH, HOURS_JOIN,
	HOURS_BREAK, HOURS_CLOSED, HOURS_EXCEPT, HOURS_APPOINTMENT, HOURS_HOLIDAYS, HOURS_MERIDIEM, HOURS_NOTHING, HOURS_UNKNOWN
};

struct hours_token {
	enum hours_what what;
	unsigned bits;                    /* weekdays of a day or of days; nths of an ordinal as struct rhythm has them */
	int hour, minute;                 /* of a time as written; minute -1: not written */
	char half;                        /* 'a', 'p', or 0 where nothing says which half of the day */
	bool led;                         /* "08": a zero in front */
};

enum { HOURS_TOKENS_MOST = 200 };

struct hours_text {
	struct hours_token at[HOURS_TOKENS_MOST + 1];        /* ended by HOURS_END */
	size_t n;
	bool danish;                      /* some word is only Danish, none only English */
	bool clock24;                     /* a clock of 24 hours, by the look of its times */
};

/* False when something in it is no word of opening hours. */
bool hours_tokens(struct str, struct hours_text *);

#endif
