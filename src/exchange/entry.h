/* entry.h -- one entry of a file as typed texts under the names of the field tables.  Private to this room. */
#ifndef EXCHANGE_ENTRY_H
#define EXCHANGE_ENTRY_H

#include "exchange/exchange.h"
#include "location/location.h"
#include "meeting/meeting.h"

enum { ENTRY_NOTES_MOST = 8, ENTRIES_MOST = 20000 };

/*
 * Fields of a meeting under their names, those of its place after "location_".  Besides them, when the
 * list is one of ours: slug, state, verified_at, verified_by, sequence, uid, follows, old_slugs, area_code,
 * location_area_code, org (JSON), exceptions and pauses (JSON), extra.
 */
struct entry {
	int line;
	struct str key, name;
	struct values said;
	int64_t updated;                  /* seconds UTC; 0: not said */
	const char *refused;              /* N_ */
	struct str field, gap;
	const char *mended[ENTRY_NOTES_MOST];
	size_t nmended;
	struct str digest;                /* of said */
};

struct entries {
	struct arena *arena;              /* of the texts */
	struct entry *at;
	size_t n;
};

struct reading {
	struct ctx *ctx;
	struct arena *a;                  /* of the entries */
	const struct exchange_source *source;
	struct entries *to;
};

/* The whole file.  ERR_INVALID or ERR_LIMIT with a problem when it is no such file at all. */
enum err entries_read(struct ctx *, const struct exchange_source *, struct str format, struct str bytes,
		      struct entries *, struct problems *bad);
void entry_say(struct reading *, struct entry *, const char *name, struct str text);   /* nothing when empty */
void entry_mend(struct entry *, const char *note);
void entry_refuse(struct entry *, const char *why, struct str gap);
struct str entry_said(const struct entry *, const char *name);
bool entry_has_place(const struct entry *);
/* Fields by the table out of values whose names begin with prefix; what is wrong goes to bad. */
enum err entry_fields(struct ctx *, const struct field *, const struct values *, const char *prefix, void *record,
		      struct problems *bad);

/* One format each: entries without key and digest checks. */
enum err guide_entries(struct reading *, struct str format, struct str bytes, const char **why, int *line);
enum err table_entries(struct reading *, struct str bytes, const char **why, int *line);

#endif
