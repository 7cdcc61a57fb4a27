/* feed.h -- the public lists for other programs: calendars, Meeting Guide, JSON API, CSV, frames. */
#ifndef FEED_H
#define FEED_H

#include "meeting/meeting.h"

/* Everything public as one Meeting Guide feed or calendar, into ctx->out. */
enum err feed_meeting_guide(struct ctx *);
enum err feed_ics(struct ctx *);
enum err feed_ics_one(struct ctx *, const struct meeting *);

extern const struct route feed_routes[];

#endif
