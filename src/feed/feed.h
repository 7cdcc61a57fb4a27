/* feed.h -- the public lists for other programs: calendars, Meeting Guide, JSON API, CSV, frames. */
#ifndef FEED_H
#define FEED_H

#include "json/json.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"

/* Which listings: of an area and all that lies in it, an organisation, a method; 0 and absent: all. */
struct feed_filter {
	int64_t area, org;
	struct str method;
	const char *lang;                 /* NULL: each listing in the language of its place */
	const char *titles;               /* of the columns of a table, in this language; NULL: the names of the fields */
	/*
	 * Is it looked at now and then gone?  Only then a way to join that its keeper hides may be shown
	 * shortly before; files are kept, copied and published again.
	 */
	bool live;
};

/* A running series with all that a public list says of it. */
struct listing_full {
	const struct meeting *m;
	const struct timetable *t;
	struct location l;                /* id 0: no place; protected ones are emptied */
	struct org o;                     /* id 0: none */
	struct str area_code;             /* of the meeting; empty: none */
	bool join_hidden;                 /* how to join is not public now */
};
/* One listing at a time, in order of id; what it is made of is gone when fn returns. */
enum err feed_each(struct ctx *, const struct feed_filter *, enum err (*fn)(void *, struct ctx *, const struct listing_full *),
		   void *arg);
enum err feed_one(struct ctx *, const struct meeting *, bool live,
		  enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg);

/* Everything public as one feed, into ctx->out. */
enum err feed_meeting_guide(struct ctx *, const struct feed_filter *);
enum err feed_ics(struct ctx *, const struct feed_filter *);
enum err feed_ics_one(struct ctx *, const struct meeting *);
enum err feed_csv(struct ctx *, const struct feed_filter *);
enum err feed_text(struct ctx *, const struct feed_filter *);

/*
 * Members of a listing inside an object that the caller has begun: those of the field tables and of
 * feed_members.  FEED_BRIEF leaves out what says nothing (empty, not known) or stands elsewhere in a feed.
 */
enum feed_words { FEED_WHOLE, FEED_BRIEF };
void feed_listing_members(struct ctx *, struct json_out *, const struct listing_full *, enum feed_words);
/* The record that goes along in lists for others and that our own import reads: brief, and what else must come back. */
void feed_record_members(struct ctx *, struct json_out *, const struct listing_full *);
/* The public fields of any record, and a place as it may be sent on. */
void feed_fields_json(struct ctx *, struct json_out *, const struct field *, const void *record);
void feed_location_json(struct ctx *, struct json_out *, const struct location *);
void feed_occurrence_json(struct ctx *, struct json_out *, const struct occurrence *);
/* Is this field of the table shown to everybody?  What tells how to join may be hidden; l NULL: is it ever shown? */
bool feed_field_is_public(const struct field *, const struct listing_full *);
struct service;
struct str feed_support_url(struct ctx *, const struct service *);
struct str feed_url(struct ctx *, const struct meeting *);   /* absolute, in the reader's language */
struct str feed_instant(struct ctx *, int64_t);              /* 2016-12-12T18:00:00Z */
/* "Støttehuset, Søgade 12, 8000 Aarhus C", "Online": as a visitor may see it. */
struct str feed_where(struct ctx *, const struct meeting *, const struct location *);

extern const struct route feed_routes[];

#endif
