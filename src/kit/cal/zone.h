/* zone.h -- the table behind a zone; for the files of this folder only. */
#ifndef KIT_CAL_ZONE_H
#define KIT_CAL_ZONE_H

#include "cal/cal.h"

/* What the clocks show between two changes. */
struct period {
	int32_t offset_s;                       /* east of UTC */
	bool dst;                               /* as the law calls it: winter in Dublin */
	bool summer;                            /* as people call it */
	char abbreviation[10];
};

struct zone {
	struct str name;
	size_t n;                               /* periods, at least one */
	const int64_t *start;                   /* first instant of each; start[0] is INT64_MIN */
	const int64_t *wall_end;                /* its clock would show this, in seconds, when it ends */
	const struct period *period;
};

/* Read a zone file of the system; NULL when there is none or it makes no sense. */
struct zone *zone_read(struct arena *, struct str name);

/* The yearly rule in the last line of a zone file ("CET-1CEST,M3.5.0,M10.5.0/3"). */
struct yearly {
	struct period standard, dst;
	struct yearly_change {
		int month, week /* 5 is the last */, weekday, seconds /* of the wall clock, any sign */;
	} begins, ends;                         /* of dst; month 0: there is none */
};

enum { YEARLY_MOST = ZONE_LAST_YEAR - 1900 + 1 };

bool yearly_parse(struct str line, struct yearly *out);
/* The days on which it comes round, from year to year inclusive; false when libical says no. */
bool yearly_days(const struct yearly_change *, int from_year, int to_year, day_t days[YEARLY_MOST]);

#endif
