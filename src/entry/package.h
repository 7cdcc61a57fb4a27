/* package.h -- a directory in HSDS on its way to entries.  Private to this room. */
#ifndef ENTRY_PACKAGE_H
#define ENTRY_PACKAGE_H

#include "entry/entry.h"
#include "format/hsds.h"
#include "hsds/hsds.h"

struct packing {
	struct reading *r;
	struct hsds_set *set;
	struct kind *kinds;
	size_t nkinds;
	struct str zone, country;         /* of most of its addresses, or of the list; empty: not known */
	const char *lang;                 /* in which its texts are, as far as anything tells */
};

/* The record of our own among the attributes of any object; absent. */
struct str package_record(const void *object);
/* A text of ours, cut when it is longer than we keep. */
void package_say(struct packing *, struct entry *, const char *name, struct str text, size_t most);
/* The same in the language of the list: "description" as description_en. */
void package_say_words(struct packing *, struct entry *, const char *name, struct str text, size_t most);
/* "(312) 938-2106 ext. 4": what can be dialled, or nothing; the first one stays. */
void package_say_phone(struct packing *, struct entry *, struct str number);
/* What the form of such a thing would refuse is left out and told; scratch: one of the things that the fields are of. */
void package_settle(struct packing *, struct entry *, const struct field *, const char *prefix, void *scratch);
/* The clock of a place; empty: not known. */
struct str package_zone(struct packing *, const struct hsds_location *);

void package_service(struct packing *, const struct hsds_service *, struct entry *);

/* --- hours --------------------------------------------------------------------------------------------------------- */
enum { PACKAGE_HOURS_MOST = 60 };
struct package_hours {
	struct location_open at[PACKAGE_HOURS_MOST];
	struct str names[PACKAGE_HOURS_MOST];     /* the UUIDs they came with; absent where several became one */
	size_t n;
	struct str words;                 /* what could not be made hours of; empty: nothing */
	bool slips;                       /* a closing time before the opening: only the opening was taken */
};
/* Rows that say the same of several days become one. */
void package_hours(struct packing *, struct hsds_schedule *const *, size_t n, struct str zone, struct package_hours *);

#endif
