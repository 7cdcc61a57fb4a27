/* location.h -- a house that one can come to: address, point, access as yes, no or unknown. */
#ifndef LOCATION_H
#define LOCATION_H

#include "page/page.h"

struct location {
	int64_t id, org, area;            /* 0: none */
	struct str name, address, postcode, city, country, region, zone;
	double lat, lon;                  /* NAN: not known */
	bool approximate, protected_address;
	struct str step_free, toilet;     /* yes no unknown */
	struct str transit, entrance_da, entrance_en, state;
};

enum err location_get(struct ctx *, int64_t id, struct location *);
enum err location_list(struct ctx *, struct str text, int64_t most, struct location **out, size_t *n);
/* The same name and address already kept, folded; ERR_NOT_FOUND. */
enum err location_same(struct ctx *, const struct location *, struct location *out);
/*
 * Store and tell the house.  Fills town from a Danish postcode, and point, area and zone from the
 * gazetteer when they are not given; a point that somebody set stays.
 */
enum err location_save(struct ctx *, struct location *, struct problems *bad);
/* "Søgade 12, 8000 Aarhus C" as a visitor may see it; "Address protected" when it is. */
struct str location_line(struct ctx *, const struct location *);

extern const struct field location_fields[];
extern const struct route location_routes[];

#endif
