/* table.h -- reads the block of bytes that tools/places.mjs makes.  Private to this room. */
#ifndef PLACE_TABLE_H
#define PLACE_TABLE_H

#include "place/gazetteer.h"

struct gazetteer {
	struct arena *arena;
	const unsigned char *places, *areas, *postcodes, *municipalities, *known;
	const char *text;
	uint32_t places_n, areas_n, postcodes_n, municipalities_n, known_n;
};

struct area {
	struct str country, code, name;
	int municipality;
};

struct str table_place_fold(const struct gazetteer *, uint32_t place);
struct str table_place_name(const struct gazetteer *, uint32_t place);
/* The country of a place as it is hinted; cheap, because ranking asks for every hit. */
enum country table_place_country(const struct gazetteer *, uint32_t place);
struct area table_place_area(const struct gazetteer *, uint32_t place);
int64_t table_place_people(const struct gazetteer *, uint32_t place);
void table_place_point(const struct gazetteer *, uint32_t place, double *lat, double *lon);
/* The first place whose fold is not before this one. */
uint32_t table_first_place(const struct gazetteer *, struct str fold);

int table_postcode(const struct gazetteer *, uint32_t row);
int table_postcode_municipality(const struct gazetteer *, uint32_t row);
struct str table_postcode_fold(const struct gazetteer *, uint32_t row);
struct str table_postcode_name(const struct gazetteer *, uint32_t row);
void table_postcode_point(const struct gazetteer *, uint32_t row, double *lat, double *lon);

#endif
