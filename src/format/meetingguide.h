/* meetingguide.h -- Meeting Guide JSON (code4recovery/spec), as it is written and as it is met. */
#ifndef FORMAT_MEETINGGUIDE_H
#define FORMAT_MEETINGGUIDE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { MG_TYPES_MOST = 40, MG_REGIONS_MOST = 8, MG_DAYS_MOST = 7, MG_NOTES_MOST = 8 };
/* What one file may hold, and what reading it takes of the arena at most. */
enum { MG_BYTES_MOST = 16 << 20, MG_ROWS_MOST = 20000, MG_ARENA_MOST = 44 << 20 };

/* One object of the feed.  Texts are trimmed; absent where the feed says nothing. */
struct mg_meeting {
	int line;                         /* of the object's first byte in the file, from 1 */
	size_t index;                     /* place in the array, from 0 */
	struct str slug, name;
	int days[MG_DAYS_MOST];           /* 0 Sunday .. 6 Saturday */
	size_t ndays;                     /* 0: by appointment */
	int start_min, end_min;           /* minutes after midnight; -1: not said; end < start: the next day */
	struct str timezone;              /* IANA name as sent */
	struct str location, formatted_address, address, city, state, postal_code, country;
	struct str regions[MG_REGIONS_MOST];   /* general to specific */
	size_t nregions;
	bool has_point;
	double latitude, longitude;
	enum { MG_EXACT_UNKNOWN, MG_EXACT, MG_APPROXIMATE } exactness;
	struct str conference_url, conference_url_notes, conference_phone, conference_phone_notes;
	struct str types[MG_TYPES_MOST];
	size_t ntypes;
	struct str notes, location_notes, group, group_notes, url, feedback_url, entity, entity_url, entity_phone;
	struct str attendance;            /* "in_person", "online", "hybrid", "inactive" when said */
	int64_t updated;                  /* UTC seconds, 0: not said or not readable */
	/*
	 * The whole record in our own words, as one JSON object: member "samhold", which others ignore.
	 * The objects of one meeting (one a weekday) all carry it; its "slug" is the meeting's.  Absent: none.
	 */
	struct str own;
	/* Set when the row cannot be used: an N_ sentence, with the value that is wrong. */
	const char *refused;              /* may have one gap {x} */
	struct str refused_value;         /* fills the gap */
	/* What was read generously ("7 PM" as 19:00): N_ sentences for the keeper. */
	const char *mended[MG_NOTES_MOST];
	size_t nmended;
};

struct mg_feed {
	struct mg_meeting *at;
	size_t n;
};

/*
 * Read a feed: an array of objects, {"meetings":[…]}, {"records":[{"fields":{…}}]}.
 * ERR_INVALID only when the file as a whole is no such thing, ERR_LIMIT when it is too large;
 * then *why is an N_ sentence and *line the place.  Bad rows are in the feed, marked refused,
 * with as much of them as could be read.
 * Never read: names, e-mail and telephone of contact persons, and where to send money.
 */
enum err mg_read(struct arena *, struct str bytes, struct mg_feed *, const char **why, int *line);

/*
 * Write the objects of one meeting, one for each weekday (the slug then ends in "-mon"), the
 * way the map widgets in use accept them; the caller writes the array.  A refused meeting
 * writes nothing.  Read again, everything is as before, but that an unknown exactness has become
 * what the address looks like.  Two things go beyond the spec, because it has no place for them:
 * an end after midnight is written as "end_time_next_day", which others ignore (with "end_time"
 * they reckon a meeting of minus 22 hours), and a meeting online without any address gets
 * "formatted_address": "Online", without which it is dropped; mg_read undoes both.
 */
struct json_out;
void mg_write(struct json_out *, const struct mg_meeting *);

/* The spec's code for a type is kept as sent; this tells whether it is one of the spec's. */
bool mg_type_known(struct str code);
const char *mg_type_name(struct str code);          /* English name (an N_ text), or NULL */
/* The reverse, for lists that write "Men" or "Big Book": the code, or NULL.  Case does not matter. */
const char *mg_type_code(struct str word);

#endif
