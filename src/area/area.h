/* area.h -- a piece of the world that things are grouped by: country, region, municipality, state. */
#ifndef AREA_H
#define AREA_H

#include "page/page.h"

struct area {
	int64_t id, parent;               /* parent 0: none */
	struct str code, kind, country, name, name_en, slug, zone;
	double lat, lon;                  /* NAN: not known */
};

/* Put the areas that the program knows (98 municipalities, regions, states) where they are missing. */
enum err area_seed(struct ctx *);
enum err area_get(struct ctx *, int64_t id, struct area *);
enum err area_of_slug(struct ctx *, struct str slug, struct area *);
enum err area_of_code(struct ctx *, struct str code, struct area *);   /* "DK-751", "US-NJ" */
enum err area_list(struct ctx *, struct str country, struct str kind, struct area **out, size_t *n);
enum err area_save(struct ctx *, struct area *, struct problems *bad); /* any other area, as data */
struct str area_name(struct ctx *, const struct area *);               /* in the reader's language */

extern const struct field area_fields[];
extern const struct route area_routes[];

#endif
