/*
 * gazetteer.c -- from what was typed to places that may be meant.
 *
 * Hits are collected as small ranked rows (the best `most` only) and become spots at the end.
 * The order is strict: whole name before beginning, the region that was typed before others, the
 * hinted country before others, then size.  A small foreign place called "Var" is not worth more than
 * "Varde" to somebody in Denmark, so a whole name counts as one only at home, for a place of known
 * size, or with its region.  A Danish town and the postcode of its name are one hit.
 */
#include "place/gazetteer.h"

#include "place/table.h"
#include "text/text.h"

#include <math.h>

enum {
	SHORTEST_BEGINNING = 2,   /* bytes of a fold below which beginnings say nothing */
	SHARED_NAME = 3,          /* postcodes of one name beyond which none of them is meant */
	TOWN_KM = 15,             /* a postcode of the town's name this near is the town's */
};

struct wish {
	struct str fold;          /* the name */
	struct str region;        /* absent, or the fold of what came after the comma */
	enum country hint;
};

struct hit {
	uint32_t row;
	bool postcode, exact, region, home;
	int64_t people;
	struct str name;
};

struct hits {
	struct hit *at;
	size_t n, most;
};

/* Below 0 when a comes first. */
static int by_rank(const struct hit *a, const struct hit *b)
{
	if (a->exact != b->exact)
		return a->exact ? -1 : 1;
	if (a->region != b->region)
		return a->region ? -1 : 1;
	if (a->home != b->home)
		return a->home ? -1 : 1;
	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	if (a->name.n != b->name.n)
		return a->name.n < b->name.n ? -1 : 1;
	return str_cmp(a->name, b->name);
}

/* Insertion into the sorted best; equals stay in the order in which they came. */
static void hit_add(struct hits *hits, struct hit hit)
{
	size_t i = hits->n;

	if (i == hits->most) {
		if (!i || by_rank(&hits->at[i - 1], &hit) <= 0)
			return;
		i--;
	} else {
		hits->n++;
	}
	for (; i > 0 && by_rank(&hits->at[i - 1], &hit) > 0; i--)
		hits->at[i] = hits->at[i - 1];
	hits->at[i] = hit;
}

static bool is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

bool gazetteer_is_zip(struct str typed)
{
	struct str s = str_trim(typed);

	if (s.n == 10 && s.p[5] == '-')
		return is_digits(str_slice(s, 0, 5)) && is_digits(str_slice(s, 6, 10));
	return s.n == 5 && is_digits(s);
}

/* The postcode among the words of a fold: the first or the last ("8000 aarhus c", "aarhus 8000"). */
static struct str postcode_in(struct str fold)
{
	struct str rest = fold, word = STR_ABSENT, first = STR_ABSENT;

	while (str_cut(&rest, ' ', &word))
		if (!first.p)
			first = word;
	return is_digits(first) ? first : word;
}

static uint32_t postcode_row_of(const struct gazetteer *g, int postcode)
{
	uint32_t low = 0, high = g->postcodes_n;

	while (low < high) {
		uint32_t mid = (low + high) / 2;
		if (table_postcode(g, mid) < postcode)
			low = mid + 1;
		else
			high = mid;
	}
	return low < g->postcodes_n && table_postcode(g, low) == postcode ? low : UINT32_MAX;
}

static struct spot postcode_spot(const struct gazetteer *g, struct arena *a, uint32_t row)
{
	struct municipality m = { 0 };
	struct spot s = {
		.name = table_postcode_name(g, row),
		.country = S("DK"),
		.postcode = arena_printf(a, "%04d", table_postcode(g, row)),
		.municipality = table_postcode_municipality(g, row),
	};

	table_postcode_point(g, row, &s.lat, &s.lon);
	if (municipality_find(g, s.municipality, &m))
		s.region = m.name;
	return s;
}

bool gazetteer_postcode(const struct gazetteer *g, struct arena *a, int postcode, struct spot *out)
{
	uint32_t row = postcode_row_of(g, postcode);

	if (row == UINT32_MAX)
		return false;
	*out = postcode_spot(g, a, row);
	return true;
}

/* Postcodes with the name of this row: streets of inner Copenhagen have one each. */
static size_t namesakes(const struct gazetteer *g, uint32_t row)
{
	size_t n = 0;

	for (uint32_t i = 0; i < g->postcodes_n; i++)
		n += table_postcode_name(g, i).p == table_postcode_name(g, row).p;
	return n;
}

static bool is_first_of_name(const struct gazetteer *g, uint32_t row)
{
	for (uint32_t i = 0; i < row; i++)
		if (table_postcode_name(g, i).p == table_postcode_name(g, row).p)
			return false;
	return true;
}

/* Is there a town of that name there? */
static bool is_town_too(const struct gazetteer *g, uint32_t row)
{
	struct str fold = table_postcode_fold(g, row);
	double lat, lon, tlat, tlon;

	table_postcode_point(g, row, &lat, &lon);
	for (uint32_t i = table_first_place(g, fold); i < g->places_n; i++) {
		if (!str_eq(table_place_fold(g, i), fold))
			return false;
		table_place_point(g, i, &tlat, &tlon);
		if (table_place_country(g, i) == COUNTRY_DK && place_distance_km(lat, lon, tlat, tlon) < TOWN_KM)
			return true;
	}
	return false;
}

/* "varde" is "varde"; "aarhus" begins "aarhus c" and "aarhus v". */
static bool is_name_or_district(struct str fold, struct str town)
{
	return str_starts(fold, town) && (fold.n == town.n || fold.p[town.n] == ' ');
}

/* The postcode of a Danish town: its own name's, or the nearest of its districts'. */
static struct str town_postcode(const struct gazetteer *g, struct arena *a, const struct spot *s, struct str fold)
{
	uint32_t best = UINT32_MAX;
	double best_km = TOWN_KM, lat, lon;

	for (uint32_t i = 0; i < g->postcodes_n; i++) {
		if (!is_name_or_district(table_postcode_fold(g, i), fold))
			continue;
		table_postcode_point(g, i, &lat, &lon);
		if (place_distance_km(lat, lon, s->lat, s->lon) >= best_km)
			continue;
		best = i;
		best_km = place_distance_km(lat, lon, s->lat, s->lon);
	}
	if (best == UINT32_MAX || namesakes(g, best) > SHARED_NAME)
		return STR_ABSENT;
	return arena_printf(a, "%04d", table_postcode(g, best));
}

static struct spot place_spot(const struct gazetteer *g, struct arena *a, uint32_t row)
{
	struct area area = table_place_area(g, row);
	struct spot s = {
		.name = table_place_name(g, row),
		.region = area.name,
		.country = arena_str(a, area.country),
		.municipality = area.municipality,
		.population = table_place_people(g, row),
	};

	table_place_point(g, row, &s.lat, &s.lon);
	if (area.municipality)
		s.postcode = town_postcode(g, a, &s, table_place_fold(g, row));
	return s;
}

static bool is_region(const struct gazetteer *g, struct arena *a, uint32_t row, struct str region)
{
	struct area area = table_place_area(g, row);

	return str_eq(text_fold(a, area.code), region) || str_eq(text_fold(a, area.country), region) ||
	       str_starts(text_fold(a, area.name), region);
}

static void add_place(const struct gazetteer *g, struct arena *a, const struct wish *w, uint32_t row,
		      struct hits *hits)
{
	struct hit hit = {
		.row = row,
		.region = w->region.p && is_region(g, a, row, w->region),
		.home = w->hint && table_place_country(g, row) == w->hint,
		.people = table_place_people(g, row),
		.name = table_place_name(g, row),
	};

	hit.exact = table_place_fold(g, row).n == w->fold.n &&
		    (!w->hint || hit.home || hit.region || hit.people);
	hit_add(hits, hit);
}

static void add_places(const struct gazetteer *g, struct arena *a, const struct wish *w, struct hits *hits)
{
	for (uint32_t i = table_first_place(g, w->fold); i < g->places_n; i++) {
		struct str fold = table_place_fold(g, i);
		if (!str_starts(fold, w->fold) || (w->fold.n < SHORTEST_BEGINNING && fold.n > w->fold.n))
			return;
		add_place(g, a, w, i, hits);
	}
}

static void add_postcodes(const struct gazetteer *g, const struct wish *w, struct hits *hits)
{
	for (uint32_t i = 0; i < g->postcodes_n; i++) {
		struct str fold = table_postcode_fold(g, i);
		if (!str_starts(fold, w->fold) || (w->fold.n < SHORTEST_BEGINNING && fold.n > w->fold.n))
			continue;
		if (!is_first_of_name(g, i) || is_town_too(g, i))
			continue;
		hit_add(hits, (struct hit){
			.row = i,
			.postcode = true,
			.exact = fold.n == w->fold.n,
			.region = str_eq(w->region, S("dk")),
			.home = w->hint == COUNTRY_DK,
			.name = table_postcode_name(g, i),
		});
	}
}

static struct hits collect(const struct gazetteer *g, struct arena *a, const struct wish *w, size_t most)
{
	struct hits hits = { .at = arena_array(a, most ? most : 1, struct hit), .most = most };

	if (!w->fold.n)
		return hits;
	add_places(g, a, w, &hits);
	add_postcodes(g, w, &hits);
	return hits;
}

static struct spot spot_of(const struct gazetteer *g, struct arena *a, const struct hit *h)
{
	struct spot s;

	if (!h->postcode)
		return place_spot(g, a, h->row);
	s = postcode_spot(g, a, h->row);
	if (namesakes(g, h->row) > SHARED_NAME)
		s.postcode = STR_ABSENT;
	return s;
}

/* "8260 Viby" is there already: "8260 Viby J" is the same place. */
static bool has_postcode(const struct spot *spots, size_t n, struct str postcode)
{
	for (size_t i = 0; i < n; i++)
		if (postcode.p && str_eq(spots[i].postcode, postcode))
			return true;
	return false;
}

/* "Port Jervis, NY" has a comma; "Port Jervis NY" is tried when the whole is no beginning of a name. */
static struct wish split_at(struct arena *a, struct str typed, size_t at, enum country hint)
{
	struct wish w = { .fold = text_fold(a, str_slice(typed, 0, at)), .hint = hint };

	if (at < typed.n)
		w.region = text_fold(a, str_slice(typed, at + 1, typed.n));
	return w;
}

static size_t last_space(struct str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return at ? at - 1 : SIZE_MAX;
}

size_t gazetteer_find(const struct gazetteer *g, struct arena *a, struct str typed, enum country hint,
		      struct spot *out, size_t most)
{
	struct str s = str_trim(typed), code = postcode_in(text_fold(a, s));
	size_t comma = str_index(s, S(","), 0), space, n = 0;
	int64_t number;
	struct wish w;
	struct hits hits;

	if (!most || gazetteer_is_zip(s))
		return 0;
	if (is_digits(code))
		return code.n == 4 && str_int(code, &number) && gazetteer_postcode(g, a, (int)number, out);
	w = split_at(a, s, comma == SIZE_MAX ? s.n : comma, hint);
	hits = collect(g, a, &w, most);
	space = last_space(s);
	if (!hits.n && comma == SIZE_MAX && space != SIZE_MAX) {
		w = split_at(a, s, space, hint);
		hits = collect(g, a, &w, most);
		if (hits.n && !hits.at[0].region)
			hits.n = 0;
	}
	for (size_t i = 0; i < hits.n; i++) {
		struct spot spot = spot_of(g, a, &hits.at[i]);
		if (!has_postcode(out, n, spot.postcode))
			out[n++] = spot;
	}
	return n;
}

/* Haversine (Sinnott 1984): well-behaved for the short ways that matter here. */
double place_distance_km(double lat1, double lon1, double lat2, double lon2)
{
	const double rad = 3.14159265358979323846 / 180, earth_km = 6371.0;
	double dlat = sin((lat2 - lat1) * rad / 2), dlon = sin((lon2 - lon1) * rad / 2);
	double h = dlat * dlat + cos(lat1 * rad) * cos(lat2 * rad) * dlon * dlon;

	return 2 * earth_km * asin(sqrt(h < 1 ? h : 1));
}
