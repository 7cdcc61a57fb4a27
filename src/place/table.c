/*
 * table.c -- reads the block of bytes that tools/places.mjs makes.
 *
 * Rows are as narrow as they can be and lie unaligned, so every number is put together from bytes;
 * that costs less than the memory that wider rows would touch.  The layout is told in the tool.
 */
#include "place/table.h"

#include <assert.h>

extern const unsigned char places_bin[], places_bin_end[];

#define TABLE_MAGIC 0x314c5053u
enum { PLACE_BYTES = 14, AREA_BYTES = 12, POSTCODE_BYTES = 16, MUNICIPALITY_BYTES = 16, KNOWN_BYTES = 8 };

static uint32_t number(const unsigned char *p, int bytes)
{
	uint32_t n = 0;

	while (bytes--)
		n = n << 8 | p[bytes];
	return n;
}

static struct str text(const struct gazetteer *g, uint32_t at)
{
	return str_of(g->text + at);
}

static double latitude(const unsigned char *p)
{
	return number(p, 3) * 180.0 / 0xffffff - 90;
}

static double longitude(const unsigned char *p)
{
	return number(p, 3) * 360.0 / 0xffffff - 180;
}

struct gazetteer *gazetteer_open(void)
{
	struct arena *a = arena_new(0);
	struct gazetteer *g = arena_new_of(a, struct gazetteer);
	const unsigned char *head = places_bin;

	assert(number(head, 4) == TABLE_MAGIC);
	*g = (struct gazetteer){
		.arena = a,
		.places_n = number(head + 4, 4), .places = head + number(head + 8, 4),
		.areas_n = number(head + 12, 4), .areas = head + number(head + 16, 4),
		.postcodes_n = number(head + 20, 4), .postcodes = head + number(head + 24, 4),
		.municipalities_n = number(head + 28, 4), .municipalities = head + number(head + 32, 4),
		.known_n = number(head + 36, 4), .known = head + number(head + 40, 4),
		.text = (const char *)head + number(head + 44, 4),
	};
	assert(g->text < (const char *)places_bin_end);
	return g;
}

void gazetteer_close(struct gazetteer *g)
{
	if (g)
		arena_free(g->arena);
}

static const unsigned char *place_row(const struct gazetteer *g, uint32_t place)
{
	assert(place < g->places_n);
	return g->places + (size_t)place * PLACE_BYTES;
}

static const unsigned char *area_row(const struct gazetteer *g, uint32_t place)
{
	return g->areas + (size_t)number(place_row(g, place) + 12, 2) * AREA_BYTES;
}

struct str table_place_name(const struct gazetteer *g, uint32_t place)
{
	return text(g, number(place_row(g, place), 3));
}

struct str table_place_fold(const struct gazetteer *g, uint32_t place)
{
	return text(g, number(place_row(g, place) + 3, 3));
}

enum country table_place_country(const struct gazetteer *g, uint32_t place)
{
	const unsigned char *code = area_row(g, place);

	if (code[0] == 'D' && code[1] == 'K')
		return COUNTRY_DK;
	return code[0] == 'U' && code[1] == 'S' ? COUNTRY_US : COUNTRY_ANY;
}

struct area table_place_area(const struct gazetteer *g, uint32_t place)
{
	const unsigned char *row = area_row(g, place);

	return (struct area){
		.country = { (const char *)row, 2 },
		.municipality = (int)number(row + 2, 2),
		.code = text(g, number(row + 4, 4)),
		.name = text(g, number(row + 8, 4)),
	};
}

void table_place_point(const struct gazetteer *g, uint32_t place, double *lat, double *lon)
{
	*lat = latitude(place_row(g, place) + 6);
	*lon = longitude(place_row(g, place) + 9);
}

int64_t table_place_people(const struct gazetteer *g, uint32_t place)
{
	uint32_t low = 0, high = g->known_n;

	while (low < high) {
		uint32_t mid = (low + high) / 2, at = number(g->known + (size_t)mid * KNOWN_BYTES, 4);
		if (at == place)
			return 1000 * (int64_t)number(g->known + (size_t)mid * KNOWN_BYTES + 4, 4);
		if (at < place)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

uint32_t table_first_place(const struct gazetteer *g, struct str fold)
{
	uint32_t low = 0, high = g->places_n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (str_cmp(table_place_fold(g, mid), fold) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const unsigned char *postcode_row(const struct gazetteer *g, uint32_t row)
{
	assert(row < g->postcodes_n);
	return g->postcodes + (size_t)row * POSTCODE_BYTES;
}

int table_postcode(const struct gazetteer *g, uint32_t row)
{
	return (int)number(postcode_row(g, row), 2);
}

int table_postcode_municipality(const struct gazetteer *g, uint32_t row)
{
	return (int)number(postcode_row(g, row) + 2, 2);
}

struct str table_postcode_name(const struct gazetteer *g, uint32_t row)
{
	return text(g, number(postcode_row(g, row) + 4, 3));
}

struct str table_postcode_fold(const struct gazetteer *g, uint32_t row)
{
	return text(g, number(postcode_row(g, row) + 7, 3));
}

void table_postcode_point(const struct gazetteer *g, uint32_t row, double *lat, double *lon)
{
	*lat = latitude(postcode_row(g, row) + 10);
	*lon = longitude(postcode_row(g, row) + 13);
}

static struct municipality municipality_at(const struct gazetteer *g, uint32_t row)
{
	const unsigned char *p = g->municipalities + (size_t)row * MUNICIPALITY_BYTES;

	return (struct municipality){
		.code = (int)number(p, 2),
		.region = (int)number(p + 2, 2),
		.name = text(g, number(p + 4, 4)),
		.region_name = text(g, number(p + 8, 4)),
		.region_name_en = text(g, number(p + 12, 4)),
	};
}

bool municipality_find(const struct gazetteer *g, int code, struct municipality *out)
{
	for (uint32_t i = 0; i < g->municipalities_n; i++) {
		struct municipality m = municipality_at(g, i);
		if (m.code != code)
			continue;
		*out = m;
		return true;
	}
	return false;
}

size_t municipality_list(const struct gazetteer *g, struct municipality *out, size_t most)
{
	size_t n = g->municipalities_n < most ? g->municipalities_n : most;

	for (size_t i = 0; i < n; i++)
		out[i] = municipality_at(g, (uint32_t)i);
	return n;
}
