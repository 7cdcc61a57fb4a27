/* gazetteer.h -- towns of the world and Danish postcodes: what people type when asked where. */
#ifndef PLACE_GAZETTEER_H
#define PLACE_GAZETTEER_H

#include "base/arena.h"
#include "base/err.h"

/* Must be shown wherever the sources of the program are named (CC BY 4.0 asks for it). */
#define GAZETTEER_ATTRIBUTION \
	N_("Towns: GeoNames (geonames.org), licensed under CC BY 4.0, shortened and partly renamed by us.")

/* Whose places come first between equals. */
enum country { COUNTRY_ANY, COUNTRY_DK, COUNTRY_US };

/*
 * A place with a point.  For Denmark region is the municipality; elsewhere the state or first division
 * of the country.  country is the two-letter code; the postcode is absent and municipality 0 outside
 * Denmark; population is rough, for ranking, 0 when we do not know it.
 */
struct spot {
	struct str name, region, country;
	double lat, lon;                /* degrees, WGS84 */
	struct str postcode;
	int municipality;
	int64_t population;
};

struct municipality {
	int code, region;               /* official numbers: 751, 1082 */
	struct str name, region_name, region_name_en;
};

/* The table is part of the program; opening it reads nothing.  Never NULL; for any number of threads. */
struct gazetteer;
struct gazetteer *gazetteer_open(void);
void gazetteer_close(struct gazetteer *);

/*
 * What "8000", "8000 Aarhus C", "arhus", "Aarhus C", "Port Jervis, NY" may mean: exact names before
 * beginnings, the hinted country before others, then larger before smaller.  Answers how many (≤ most).
 * None for a Danish postcode that does not exist and for five digits: we have no table of US zip codes.
 * Text comes from the arena or lives as long as the gazetteer.
 */
size_t gazetteer_find(const struct gazetteer *, struct arena *, struct str typed, enum country hint,
		      struct spot *out, size_t most);
/* Five digits, perhaps with four more: a page can say that it knows towns, not US zip codes. */
bool gazetteer_is_zip(struct str typed);
/* The Danish postcode; false when there is none. */
bool gazetteer_postcode(const struct gazetteer *, struct arena *, int postcode, struct spot *out);
/*
 * The closest spellings for a town that gazetteer_find does not know, best first, hinted country
 * before others: "Vradde" -> "Varde".  Digits have none.
 */
size_t gazetteer_nearest_names(const struct gazetteer *, struct arena *, struct str typed,
			       enum country hint, struct str *out, size_t most);

bool municipality_find(const struct gazetteer *, int code, struct municipality *out);
/* All 98 by code; answers how many were written (≤ most). */
size_t municipality_list(const struct gazetteer *, struct municipality *out, size_t most);

/* Along the surface of a sphere of 6371.0 km: within half a percent of the ellipsoid. */
double place_distance_km(double lat1, double lon1, double lat2, double lon2);

#endif
