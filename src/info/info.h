/* info.h -- pages that tell: help now, what the house is, how it can be used; and what waits for who is logged in. */
#ifndef INFO_H
#define INFO_H

#include "page/page.h"

struct cal;

/* --- help now (S-2201) ------------------------------------------------------------------------- */
enum help_flag { HELP_FREE = 1, HELP_ANONYMOUS = 2, HELP_CONFIDENTIAL = 4 };

/* A national number, checked by hand: never the number of a person, never one that we are not sure of. */
struct help_line {
	const char *country;          /* "DK" */
	const char *number;           /* as people say it */
	const char *name;             /* own name; N_ when it is a plain description */
	const char *sentence, *hours; /* N_ */
	int from_min, to_min;         /* local time in which it surely answers, every day; 0 to 1440: always */
	bool closes;                  /* outside it surely does not; else we do not know */
	unsigned flags;
	const char *reviewed;         /* YYYY-MM-DD */
};
extern const struct help_line help_lines[];           /* by country, the emergency number first; ends with number NULL */

enum help_state { HELP_ANSWERS, HELP_PERHAPS, HELP_CLOSED };
enum help_state help_now(const struct help_line *, struct cal *, int64_t now);
/* When the least recently checked number was looked at; older than 180 days is told to administrators. */
day_t help_reviewed(void);
enum { HELP_OLD_DAYS = 180 };

extern const struct route info_routes[];

#endif
