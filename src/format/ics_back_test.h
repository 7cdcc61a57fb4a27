/* ics_back_test.h -- reads a calendar with libical, as another program would. */
#ifndef FORMAT_ICS_BACK_TEST_H
#define FORMAT_ICS_BACK_TEST_H

#include "base/buf.h"

#include <libical/ical.h>

/* Parsed without a complaint, from libical's grammar and from its table of what may stand where. */
icalcomponent *ics_back(struct buf *);
/* When the series takes place, in the order of its rule, until its last date of that year. */
size_t ics_back_starts(icalcomponent *calendar, const char *uid, int last_year, int64_t *starts,
		       size_t most);

#endif
