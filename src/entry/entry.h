/* entry.h -- one entry of a file from elsewhere, as typed texts under the names of the field tables. */
#ifndef ENTRY_H
#define ENTRY_H

#include "entry/source.h"
#include "location/location.h"
#include "org/org.h"
#include "meeting/meeting.h"
#include "service/service.h"

enum { ENTRY_NOTES_MOST = 8, ENTRIES_MOST = 20000, ENTRIES_ARENA = 400 << 20 /* bytes */ };

/*
 * Fields of a meeting under their names, those of its place after "location_".  Besides them:
 * slug, state, verified_at, verified_by, sequence, updated, follows, old_slugs, area_code, extra,
 * location_approximate, location_area_code; org, exceptions and pauses as JSON.
 * Of a service the fields of the form of its kind.  Besides them: kind, slug, verified_at, verified_by, updated,
 * area_code, full_since, full_until, extra, org_key; places, names_at_places, schedules, areas, capacities, old_slugs as JSON.
 * Of a place its fields after "location_", and location_hours as JSON; of an organisation its fields.
 * Of all: uuid, the name that it came with; of a listing name_online and, of a meeting, name_at_house, those of itself there.
 */
struct entry {
	enum entry_kind kind;
	int line;
	struct str key, name;
	struct values said;
	struct str extra;                 /* as it came, until it is said */
	const char *refused;              /* N_ */
	bool resting;                     /* refused because the list says that it is not held at present */
	struct str field, gap;
	const char *mended[ENTRY_NOTES_MOST];
	size_t nmended;
	struct str json, digest;          /* of said */
};

struct entries {
	struct arena *arena;              /* of the texts */
	struct entry *at;
	size_t n;
};

struct reading {
	struct ctx *ctx;
	struct arena *a;                  /* of the entries */
	const struct entry_source *source;
	struct entries *to;
};

/* The whole file.  A file that is no such thing is a problem. */
enum err entries_read(struct ctx *, const struct entry_source *, struct str format, struct str bytes,
		      struct entries *, struct problems *bad);
void entry_say(struct reading *, struct entry *, const char *name, struct str text);   /* nothing when empty */
void entry_mend(struct entry *, const char *note);
/* Before the others, and in place of one that has a gap of its own. */
void entry_tell_first(struct entry *, const char *note, struct str gap);
void entry_refuse(struct entry *, const char *why, struct str gap);             /* the first reason stays */
struct str entry_said(const struct entry *, const char *name);
bool entry_has_place(const struct entry *);

/* Values as one JSON object of texts, and back. */
struct str said_json(struct arena *, const struct values *);
enum err said_read(struct ctx *, struct str json, struct values *out);
bool said_has_place(const struct values *);
/* Without those that a form of ours takes as the number of a row: what a list calls org is a name. */
const struct values *said_in_words(struct ctx *, const struct values *);
/* What values say of a series and of its place; other members stay.  What is wrong goes to bad. */
enum err said_meeting(struct ctx *, const struct values *, struct meeting *, struct problems *bad);
enum err said_location(struct ctx *, const struct values *, struct location *, struct problems *bad);
/* A series and a place about which nothing has been said. */
struct meeting said_blank(struct ctx *, struct str zone);
struct location said_no_place(void);
/* Which of our places is meant by what the list calls one; 0: none. */
struct said_places {
	enum err (*find)(void *arg, struct str name, int64_t *id);
	void *arg;
};
/* The same of a service; where NULL: places are left alone. */
enum err said_service(struct ctx *, const struct values *, const struct said_places *where, struct service_whole *, struct problems *bad);
/* A service of the kind that is said, about which nothing else has been said. */
enum err said_new_service(struct ctx *, const struct values *, struct service_whole *, struct problems *bad);
/* An organisation, and when a place is open. */
enum err said_org(struct ctx *, const struct values *, struct org *, struct problems *bad);
size_t said_hours(struct ctx *, const struct values *, struct location_open **out);

/* Everything that can be known without storing it: refuses the entry that cannot be used. */
enum err entry_check(struct ctx *, struct entry *);
extern const char *const entry_kinds[ENTRY_KINDS];    /* "meeting", … as they are stored */
enum entry_kind entry_kind_of(struct str);

/* One format each. */
enum err guide_entries(struct reading *, struct str format, struct str bytes, const char **why, int *line);
enum err table_entries(struct reading *, struct str bytes, const char **why, int *line);
enum err package_entries(struct reading *, struct str bytes, const char **why, int *line);

/* A record of our own, as our feeds and packages have it. */
void entry_say_own(struct reading *, struct entry *, struct str own);
/* "Anders Jensen": two to four words that all begin large. */
bool entry_is_name(struct str);

#endif
