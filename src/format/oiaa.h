/* oiaa.h -- the list of worldwide online meetings (code4recovery/central-query), into Meeting Guide terms. */
#ifndef FORMAT_OIAA_H
#define FORMAT_OIAA_H

#include "format/meetingguide.h"

/* Does the file look like one?  So that an import need not be told. */
bool oiaa_is(struct str bytes);

/*
 * Read it like mg_read.  One meeting for each time of day, with all the weekdays that it falls
 * on; the slug is "oiaa-<number>-<hhmm>", so that it stays when another time is added (an entry
 * without a number gets one from its name, day and time).  All are
 * online, without an end: the field `length` is no duration but the number of letters in the
 * notes (before the test data were masked: never fewer than there are now).
 * Never read: contact persons, and the telephone number of a meeting that is not held by telephone.
 */
enum err oiaa_read(struct arena *, struct str bytes, struct mg_feed *, const char **why, int *line);

#endif
