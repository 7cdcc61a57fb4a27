/* method.h -- what a group follows when it meets, in versions, and which series follows which. */
#ifndef METHOD_H
#define METHOD_H

#include "meeting/meeting.h"

enum { METHOD_PARTS_MOST = 20, METHOD_ITEMS_LEAST = 8, METHOD_ITEMS_MOST = 20, METHOD_SOURCES_MOST = 20, METHODS_MOST = 200 };

struct method_part {
	struct str da, en;
	int64_t least_min, most_min;
};
/* What one can look at to see whether a meeting followed the method; its number is its place from 1. */
struct method_item {
	struct str da, en;
};
struct method_source {
	struct str title, link;
	int64_t year;
};

/* A method as it says from a day on. */
struct method_version {
	int64_t method, version;          /* 0: not stored yet */
	struct str code, state;           /* of the method: "smart"; active retired */
	day_t from_day;
	struct str name_da, name_en, sentence_da, sentence_en, rights_da, rights_en;
	bool training;                    /* only who is certified in it may facilitate */
	int64_t valid_months, practice;   /* how long a certification lasts; meetings led together before one leads */
	struct str label, label_da, label_en, reviewed_by;   /* label empty: nobody looked */
	day_t reviewed_day;
	/* One on each line, as they are typed: "5-10 | Velkomst | Welcome", "dansk | english", "2015 | title | link". */
	struct str parts, items, sources;
};
extern const struct field method_fields[];
extern const struct choice method_labels[];

/* The lines read; at most the number that the array holds.  Lines that say nothing are left out. */
size_t method_parts(struct ctx *, const struct method_version *, struct method_part out[static METHOD_PARTS_MOST]);
size_t method_items(struct ctx *, const struct method_version *, struct method_item out[static METHOD_ITEMS_MOST]);
size_t method_sources(struct ctx *, const struct method_version *, struct method_source out[static METHOD_SOURCES_MOST]);

/* As it is in force on a day; ERR_NOT_FOUND when it had not begun. */
enum err method_on(struct ctx *, int64_t method, day_t, struct method_version *);
enum err method_of_code(struct ctx *, struct str code, day_t, struct method_version *);
/* Every method as it is in force on a day, by name; retired ones too. */
enum err method_list(struct ctx *, day_t, struct method_version **out, size_t *n);
/* Versions of one, newest first, without their lines. */
enum err method_versions(struct ctx *, int64_t method, struct method_version **out, size_t *n);
/*
 * Store it: a version that no series follows is replaced, one that is used gets a successor, a method of id 0
 * is new.  For the whole house only: ERR_DENIED otherwise.
 */
enum err method_save(struct ctx *, struct method_version *, struct problems *bad);
/* The methods that the program knows, put in where they are missing.  What is there stays as it is. */
enum err method_seed(struct ctx *);
struct str method_name(struct ctx *, const struct method_version *);

/* --- which series follows which --------------------------------------------------------------------------- */
/* The method of a series on a day; 0: none of ours. */
enum err method_of_meeting(struct ctx *, int64_t meeting, day_t, int64_t *method);
/*
 * From this day on the series follows the method; 0: none.  Refused with a problem when somebody who leads it
 * then has no valid training.  ERR_DENIED outside one's bounds.
 */
enum err method_follow(struct ctx *, const struct meeting *, int64_t method, day_t from, struct problems *bad);
/* A series that goes for good follows nothing. */
enum err method_release(struct ctx *, const struct meeting *);
/* What one took for today where there is no series to ask: in Copenhagen. */

extern const struct route method_routes[];

#endif
