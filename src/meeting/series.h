/* series.h -- what the files of this room share. */
#ifndef MEETING_SERIES_H
#define MEETING_SERIES_H

#include "meeting/meeting.h"

enum err meeting_dates_of(struct ctx *, int64_t id, struct meeting_exception **, size_t *nexceptions,
			  struct meeting_pause **, size_t *npauses);
/* The row as it stands in the struct; no rule is looked at. */
enum err meeting_write(struct ctx *, const struct meeting *);

/* "onsdagsgruppe-varde": of name and town. */
struct str meeting_slug_base(struct ctx *, const struct meeting *);
/* One like the wish that no other series has or had. */
enum err meeting_slug_free(struct ctx *, struct str wish, int64_t id, struct str *slug);
/* The old name goes on leading here.  Before the row is written. */
enum err meeting_slug_set(struct ctx *, int64_t id, struct str was, struct str slug);

/* Blanks filled, zone and area taken from the place, and what is wrong: what meeting_save does first. */
enum err meeting_prepare(struct ctx *, struct meeting *, struct problems *bad);
/* What must be there before anybody sees it (requirements 8.4). */
void meeting_complete(const struct meeting *, struct problems *bad);
/* A series whose method asks for training has somebody certified on from its first day; one without a method needs nobody. */
enum err meeting_check_lead(struct ctx *, const struct meeting *, struct problems *bad);
/*
 * Does somebody lead the date that the series says, and none of them may on the day when it is held: not certified by
 * then, or on a break?  It needs a stand-in; the gate stays where it is.
 */
enum err meeting_is_lead_lost(struct ctx *, const struct meeting *, day_t day, day_t held, bool *);

#endif
