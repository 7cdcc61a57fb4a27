/* feed.h -- the public lists for other programs: calendars, Meeting Guide, JSON API, CSV, frames. */
#ifndef FEED_H
#define FEED_H

#include "json/json.h"
#include "location/location.h"
#include "meeting/meeting.h"

/* Which listings: of an area, an organisation, a method; 0 and absent: all. */
struct feed_filter {
	int64_t area, org;
	struct str method;
};

/* A running series with all that a public list says of it. */
struct listing_full {
	const struct meeting *m;
	const struct timetable *t;
	struct location l;                /* id 0: no place */
	struct str org_name, org_slug;
	bool join_hidden;                 /* how to join is not public now */
};
/* One listing at a time, in order of id; protected addresses are emptied before fn sees them. */
enum err feed_each(struct ctx *, const struct feed_filter *, enum err (*fn)(void *, struct ctx *, const struct listing_full *),
		   void *arg);
enum err feed_one(struct ctx *, const struct meeting *, enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg);

/* Everything public as one feed, into ctx->out. */
enum err feed_meeting_guide(struct ctx *, const struct feed_filter *);
enum err feed_ics(struct ctx *, const struct feed_filter *);
enum err feed_ics_one(struct ctx *, const struct meeting *);
enum err feed_csv(struct ctx *, const struct feed_filter *);

/* The public members of a listing by the field tables, as one JSON object. */
void feed_listing_json(struct ctx *, struct json_out *, const struct listing_full *);
/* Is this field of the table shown to everybody?  What tells how to join may be hidden. */
bool feed_field_is_public(const struct field *, const struct listing_full *);
struct str feed_url(struct ctx *, const struct meeting *);   /* absolute, in the reader's language */

extern const struct route feed_routes[];

#endif
