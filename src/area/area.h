/* area.h -- a piece of the world that things are grouped by: country, region, municipality, state. */
#ifndef AREA_H
#define AREA_H

#include "page/page.h"

struct area {
	int64_t id, parent;               /* parent 0: none */
	struct str code, kind, country, name, name_en, slug, zone;
	struct str child_concern_phone;   /* where a worry about a child is taken seriously; of an office */
	struct str parent_code;           /* of the parent, as forms show it */
	double lat, lon;                  /* NAN: not known */
};

/* Put the areas that the program knows (98 municipalities, regions, states) where they are missing. */
enum err area_seed(struct ctx *);
enum err area_get(struct ctx *, int64_t id, struct area *);
enum err area_of_slug(struct ctx *, struct str slug, struct area *);
enum err area_of_code(struct ctx *, struct str code, struct area *);   /* "DK-751", "US-NJ" */
/*
 * What somebody typed: a name in either language, a code, a slug.  ERR_NOT_FOUND; then near, if given,
 * gets the closest name, absent when none is close.
 */
enum err area_of_text(struct ctx *, struct str typed, struct area *, struct str *near);
/* The same for a form: nothing typed is area 0, and an unknown name goes to bad under that field. */
enum err area_typed(struct ctx *, struct str typed, const char *field, int64_t *id, struct problems *bad);
/* By name in Danish order; an empty country or kind is any. */
enum err area_list(struct ctx *, struct str country, struct str kind, struct area **out, size_t *n);
/*
 * Any other area, as data.  The parent is given by parent_code.  Code, kind and country of a known
 * area stay what they are, because other systems know it by them.  ERR_DENIED outside one's bounds.
 */
enum err area_save(struct ctx *, struct area *, struct problems *bad);
/* Somebody bound to one area keeps it, and may divide it; id 0: a new one under parent. */
bool area_may_keep(const struct ctx *, int64_t id, int64_t parent);
struct str area_name(struct ctx *, const struct area *);               /* in the reader's language */
/* The name of an area by its id, absent for 0: for forms and lists of other rooms. */
struct str area_name_of(struct ctx *, int64_t id);

extern const struct choice area_kinds[];
extern const struct field area_fields[];
extern const struct route area_routes[];

#endif
