/* book.h -- things of ours as objects of HSDS, each made once for one answer.  Private to this room. */
#ifndef HSDS_BOOK_H
#define HSDS_BOOK_H

#include "feed/feed.h"
#include "hsds/hsds.h"
#include "kind/kind.h"
#include "location/location.h"
#include "org/org.h"
#include "service/service.h"

/* Objects by a text that names them. */
struct shelf {
	struct shelf_row {
		struct str name;
		void *object;
	} *at;
	size_t room, n;
};

/*
 * Made for one answer, or one export.  Services live in a, which an export empties after each; what many share (organisations,
 * places, terms) lives in lasting.
 */
struct book {
	struct ctx *ctx;
	struct arena *a, *lasting;
	struct kind *kinds;
	size_t nkinds;
	struct shelf orgs, places, terms, taxonomies;
	struct hsds_organization *house;  /* stands for those whom nobody keeps */
	bool lasts;                       /* the answer is kept: no way to join that is hidden else */
};
enum err book_open(struct ctx *, struct book *);
/* From now on things are made in this one, by the rooms below too; the one of before. */
struct arena *book_in(struct book *, struct arena *);

void *shelf_find(const struct shelf *, struct str name);              /* NULL: not there */
void shelf_put(struct arena *, struct shelf *, struct str name, void *object);

/* --- objects ---------------------------------------------------------------------------------------------------- */
enum err book_org(struct book *, int64_t id, struct hsds_organization **);        /* id 0: the house */
/* Only what may be sent on: a protected place has its town. */
enum err book_place(struct book *, int64_t id, struct hsds_location **);
enum err book_service(struct book *, const struct service_whole *, struct hsds_service **);
enum err book_meeting(struct book *, const struct listing_full *, struct hsds_service **);
/* A running listing of either kind; ERR_NOT_FOUND when it is not public. */
enum err book_listing(struct book *, int64_t id, bool meeting, struct hsds_service **);

/* --- terms ------------------------------------------------------------------------------------------------------- */
struct hsds_taxonomy *book_taxonomy(struct book *, enum hsds_scheme);
/* name and sentence: of a scheme whose words are not known here, otherwise absent. */
struct hsds_taxonomy_term *book_term(struct book *, enum hsds_scheme, struct str code, struct str name, struct str sentence);
/* The row that says so, on any object; label and value absent where there are none. */
void book_say(struct book *, void *object, enum hsds_scheme, struct str code, struct str label, struct str value);
/* A fact of ours in words that people read: "Children can come along: Yes". */
void book_say_fact(struct book *, void *object, struct str code, struct str label, struct str value);
/* Every code with blanks between; each label as the table of choices has it. */
void book_say_codes(struct book *, void *object, enum hsds_scheme, struct str codes);
/* The whole record in our own words, as JSON: what our import reads. */
enum { RECORD_MOST = 256 << 10 };
void book_say_record(struct book *, void *object, struct str json);

/* --- parts -------------------------------------------------------------------------------------------------------- */
/* The name of a part of something: the same for ever, as long as both names are. */
struct str book_part(struct book *, struct str of, const char *what, size_t i);
/* One more at the end of a list of an object. */
#define BOOK_ADD(b, list, object)                                                                        \
	do {                                                                                             \
		__typeof__(*(list).at) one_ = (object);                                                  \
		(list).at = arena_grow((b)->a, (list).at, (list).n, sizeof *(list).at);                  \
		(list).at[(list).n++] = one_;                                                            \
	} while (0)

void book_phone(struct book *, struct str of, struct hsds_phone ***at, size_t *n, struct str number);
#define BOOK_PHONE(b, object, number) book_phone((b), (object)->id, &(object)->phones.at, &(object)->phones.n, (number))
struct hsds_language *book_language(struct book *, struct str of, size_t i, struct str code);
struct str book_instant(struct book *, int64_t);                      /* 2016-12-12T09:00:00.000Z; absent for 0 */
struct str book_day(struct book *, int64_t instant, const struct zone *);
/* Text of the first language, else of the other. */
struct str book_text(const char *lang, struct str da, struct str en);
bool book_is_danish(struct str zone);

/* The name of a listing at a place, and the listing of such a name: one of ours, or the one it came with. */
enum err name_at_place(struct ctx *, bool meeting, enum hsds_at, int64_t listing, struct str place, struct str *uuid);
enum err name_listing_at(struct ctx *, struct str uuid, bool *meeting, int64_t *listing);

/* One line of hours: absent parts are left out. */
struct hours_line {
	struct rhythm rhythm;
	int start_min, duration_min;      /* 1440: round the clock; 0: end not known */
	struct str zone, note;
};
struct hsds_schedule *book_schedule(struct book *, struct str id, const struct hours_line *);

#endif
