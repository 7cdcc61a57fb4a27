/* gazetteer_test.c -- what people type when asked where, and what we make of it. */
#include "place/gazetteer.h"

#include "place/table.h"
#include "test.h"
#include "text/text.h"

#include <stdlib.h>

enum { MOST = 8 };

struct asked {
	struct arena *arena;
	struct gazetteer *g;
	struct spot at[MOST];
	size_t n;
};

static struct asked ask(const char *typed, enum country hint)
{
	struct asked q = { .arena = arena_new(0), .g = gazetteer_open() };

	q.n = gazetteer_find(q.g, q.arena, str_of(typed), hint, q.at, MOST);
	return q;
}

static void done(struct asked *q)
{
	gazetteer_close(q->g);
	arena_free(q->arena);
}

static void first_is(const char *typed, enum country hint, const char *name, const char *region)
{
	struct asked q = ask(typed, hint);

	if (!q.n)
		print_error("\"%s\" was not found\n", typed);
	ok(q.n > 0);
	same_text(q.at[0].name, name);
	same_text(q.at[0].region, region);
	done(&q);
}

TEST(a_danish_postcode_is_a_place)
{
	struct asked q = ask("8000", COUNTRY_DK);

	same_int(q.n, 1);
	same_text(q.at[0].name, "Aarhus C");
	same_text(q.at[0].postcode, "8000");
	same_int(q.at[0].municipality, 751);
	ok(place_distance_km(q.at[0].lat, q.at[0].lon, 56.157, 10.207) < 3);
	done(&q);
}

TEST(a_postcode_with_its_town_in_either_order_is_the_same_place)
{
	first_is("8000 Aarhus C", COUNTRY_DK, "Aarhus C", "Aarhus");
	first_is("Aarhus C, 8000", COUNTRY_DK, "Aarhus C", "Aarhus");
	first_is(" 2900  hellerup ", COUNTRY_DK, "Hellerup", "Gentofte");
}

TEST(a_town_is_found_in_every_way_of_writing_it)
{
	static const char *const ways[] = { "Aarhus", "arhus", "Århus", "AARHUS", " århus " };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct asked q = ask(ways[i], COUNTRY_DK);
		ok(q.n > 1);
		same_text(q.at[0].name, "Aarhus");
		same_text(q.at[0].country, "DK");
		same_text(q.at[0].postcode, "8000");
		done(&q);
	}
	first_is("kobenhavn", COUNTRY_DK, "København", "København");
	first_is("Copenhagen", COUNTRY_ANY, "Copenhagen", "København");
	first_is("sonder-omme", COUNTRY_DK, "Sønder Omme", "Billund");
}

TEST(a_part_of_a_town_is_found_by_its_letter)
{
	struct asked q = ask("aarhus c", COUNTRY_DK);

	same_int(q.n, 1);
	same_text(q.at[0].postcode, "8000");
	done(&q);
}

TEST(a_beginning_finds_danish_towns_first_in_danish)
{
	struct asked q = ask("Var", COUNTRY_DK);

	ok(q.n > 1);
	same_text(q.at[0].name, "Varde");
	same_text(q.at[0].postcode, "6800");
	done(&q);
}

TEST(a_big_city_abroad_comes_before_a_village_of_its_name)
{
	first_is("Paris", COUNTRY_DK, "Paris", "Île-de-France");
	first_is("London", COUNTRY_DK, "London", "England");
	first_is("Springfield", COUNTRY_US, "Springfield", "Massachusetts");
	first_is("Portland", COUNTRY_US, "Portland", "Oregon");
}

TEST(an_american_town_is_found_with_its_state)
{
	first_is("Port Jervis, NY", COUNTRY_US, "Port Jervis", "New York");
	first_is("Port Jervis NY", COUNTRY_DK, "Port Jervis", "New York");
	first_is("Springfield, Illinois", COUNTRY_DK, "Springfield", "Illinois");
	first_is("Portland, me", COUNTRY_US, "Portland", "Maine");
}

TEST(a_wrong_state_still_finds_the_town)
{
	first_is("Port Jervis, NJ", COUNTRY_US, "Port Jervis", "New York");
}

TEST(a_zip_code_is_known_as_one_and_finds_nothing)
{
	struct asked q = ask("12771", COUNTRY_US);

	same_int(q.n, 0);
	ok(gazetteer_is_zip(S("12771")) && gazetteer_is_zip(S(" 12771-0001 ")));
	ok(!gazetteer_is_zip(S("8000")) && !gazetteer_is_zip(S("12771 NY")));
	done(&q);
}

TEST(nonsense_finds_nothing_and_breaks_nothing)
{
	static const char *const odd[] = { "", " ", ",", ",,,", "9999", "0", "00000000", "8000000", "-", "x",
					   "zzzzzz", "\xf0\x9f\x98\x80", "a,b,c", "%s%n", "8000 8000 x" };

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct asked q = ask(odd[i], COUNTRY_DK);
		struct str names[3];
		ok(q.n <= MOST);
		ok(gazetteer_nearest_names(q.g, q.arena, str_of(odd[i]), COUNTRY_DK, names, 3) <= 3);
		done(&q);
	}
}

TEST(no_more_is_written_than_asked_for)
{
	struct arena *a = arena_new(0);
	struct gazetteer *g = gazetteer_open();
	struct spot one = { .municipality = -1 };

	same_int(gazetteer_find(g, a, S("Viby"), COUNTRY_DK, &one, 0), 0);
	same_int(one.municipality, -1);
	same_int(gazetteer_find(g, a, S("Viby"), COUNTRY_DK, &one, 1), 1);
	ok(one.municipality > 0);
	gazetteer_close(g);
	arena_free(a);
}

static void nearest_has(const char *typed, enum country hint, const char *want)
{
	struct arena *a = arena_new(0);
	struct gazetteer *g = gazetteer_open();
	struct str names[3];
	size_t n = gazetteer_nearest_names(g, a, str_of(typed), hint, names, 3), i = 0;

	while (i < n && !str_same(names[i], want))
		i++;
	if (i == n)
		print_error("\"%s\" does not suggest %s\n", typed, want);
	ok(i < n);
	gazetteer_close(g);
	arena_free(a);
}

TEST(a_misspelt_town_suggests_what_was_meant)
{
	nearest_has("Vradde", COUNTRY_DK, "Varde");
	nearest_has("Skagn", COUNTRY_DK, "Skagen");
	nearest_has("Kjøbenhavn", COUNTRY_DK, "København");
	nearest_has("Ahrus", COUNTRY_DK, "Aarhus");
	nearest_has("Hobrro", COUNTRY_DK, "Hobro");
	nearest_has("Stockhlom", COUNTRY_DK, "Stockholm");
	nearest_has("Sprinfield, IL", COUNTRY_US, "Springfield");
	nearest_has("Pittsburg", COUNTRY_US, "Pittsburgh");
}

TEST(the_best_suggestion_comes_first)
{
	struct arena *a = arena_new(0);
	struct gazetteer *g = gazetteer_open();
	struct str names[3];

	same_int(gazetteer_nearest_names(g, a, S("Vradde"), COUNTRY_DK, names, 3), 3);
	same_text(names[0], "Varde");
	gazetteer_close(g);
	arena_free(a);
}

/* The fold is written twice, here and in tools/places.mjs; a name that folds otherwise is never found. */
TEST(every_name_in_the_table_folds_as_the_typed_text_does)
{
	struct gazetteer *g = gazetteer_open();
	struct arena *a = arena_new(0);

	ok(g->places_n > 150000);
	for (uint32_t i = 0; i < g->places_n; i++) {
		struct str name = table_place_name(g, i);
		if (!str_eq(text_fold(a, name), table_place_fold(g, i)))
			print_error("%.*s\n", STR_ARG(name));
		ok(str_eq(text_fold(a, name), table_place_fold(g, i)));
		ok(!i || str_cmp(table_place_fold(g, i - 1), table_place_fold(g, i)) <= 0);
		if (i % 4096 == 0)
			arena_reset(a);
	}
	for (uint32_t i = 0; i < g->postcodes_n; i++)
		ok(str_eq(text_fold(a, table_postcode_name(g, i)), table_postcode_fold(g, i)));
	arena_free(a);
	gazetteer_close(g);
}

TEST(every_danish_postcode_has_a_name_a_point_and_a_municipality)
{
	struct gazetteer *g = gazetteer_open();
	struct arena *a = arena_new(0);
	struct municipality m;
	struct spot s;

	ok(g->postcodes_n > 1050 && g->postcodes_n < 1200);
	for (uint32_t i = 0; i < g->postcodes_n; i++) {
		ok(gazetteer_postcode(g, a, table_postcode(g, i), &s));
		ok(str_is(s.name) && str_is(s.region) && s.postcode.n == 4);
		ok(municipality_find(g, s.municipality, &m));
		ok(s.lat > 54.5 && s.lat < 57.8 && s.lon > 8 && s.lon < 15.2);
		ok(!i || table_postcode(g, i - 1) < table_postcode(g, i));
	}
	arena_free(a);
	gazetteer_close(g);
}

TEST(denmark_has_98_municipalities_in_five_regions)
{
	struct gazetteer *g = gazetteer_open();
	struct municipality all[120], m;
	size_t in[5] = { 0 };

	same_int(municipality_list(g, all, 120), 98);
	for (size_t i = 0; i < 98; i++) {
		ok(all[i].region >= 1081 && all[i].region <= 1085);
		in[all[i].region - 1081]++;
		ok(!i || all[i - 1].code < all[i].code);
	}
	same_int(in[0], 11);    /* Nordjylland */
	same_int(in[1], 19);    /* Midtjylland */
	same_int(in[2], 22);    /* Syddanmark */
	same_int(in[3], 29);    /* Hovedstaden */
	same_int(in[4], 17);    /* Sjælland */
	ok(municipality_find(g, 751, &m));
	same_text(m.name, "Aarhus");
	same_text(m.region_name_en, "Central Denmark Region");
	ok(!municipality_find(g, 999, &m));
	gazetteer_close(g);
}

TEST(distances_agree_with_known_ones)
{
	double far = place_distance_km(55.6761, 12.5683, 56.1629, 10.2039);      /* Copenhagen to Aarhus */

	ok(far > 156 && far < 158);
	ok(place_distance_km(55, 10, 55, 10) < 1e-9);
	ok(place_distance_km(0, 179.5, 0, -179.5) < 112);                         /* across the date line */
}

/*
 * Where our point is more than 5 km from that of GeoNames' list of postcodes, or the municipality
 * differs, and why we stay with ours: theirs is mostly the middle of a wide district, ours its town.
 * Not more than one postcode in a hundred may stand here.
 */
static const struct {
	int postcode;
	const char *why;
} exceptions[] = {
	{ 1433, "theirs lies on the forts in the Sound, ours in the town" },
	{ 1532, "they count a street by the central station to Tårnby" },
	{ 1533, "they count a street by the central station to Tårnby" },
	{ 5631, "the district goes south to Helnæs" },
	{ 5953, "the district is the north of Langeland" },
	{ 6990, "the district goes west to the sea" },
	{ 7741, "the district goes east to Bulbjerg" },
	{ 8961, "the district goes east" },
	{ 9280, "the district goes south-east" },
	{ 9560, "the district goes north-east to the sea" },
	{ 9610, "the district goes north" },
};

static bool is_exception(int postcode)
{
	for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (exceptions[i].postcode == postcode)
			return true;
	return false;
}

/* One line of their list: country,zipcode,place,state,state code,province,code,,,latitude,longitude */
static bool agrees(const struct gazetteer *g, struct arena *a, struct str line, bool *known)
{
	struct str field[11] = { { NULL, 0 } };
	double lat = 0, lon = 0;
	int64_t code = 0, municipality = 0;
	struct spot s;

	for (size_t i = 0; i < 11; i++)
		str_cut(&line, ',', &field[i]);
	ok(str_int(field[1], &code) && str_int(field[6], &municipality));
	ok(str_real(field[9], &lat) && str_real(str_trim(field[10]), &lon));
	*known = gazetteer_postcode(g, a, (int)code, &s);
	if (!*known || is_exception((int)code))
		return true;
	if (place_distance_km(lat, lon, s.lat, s.lon) > 5 || s.municipality != municipality ||
	    !str_eq(s.name, field[2]))
		print_error("%.*s %.*s\n", STR_ARG(field[1]), STR_ARG(field[2]));
	return place_distance_km(lat, lon, s.lat, s.lon) <= 5 && s.municipality == municipality &&
	       str_eq(s.name, field[2]);
}

TEST(our_postcodes_agree_with_an_independent_list)
{
	struct arena *a = arena_new(0);
	struct gazetteer *g = gazetteer_open();
	struct str list = test_slurp(a, test_shared("data/places/dk-postal-codes.csv")), line;
	size_t lines = 0, known = 0, wrong = 0;
	bool is_known;

	if (!list.p)
		skip();
	str_cut(&list, '\n', &line);
	while (str_cut(&list, '\n', &line) && line.n) {
		lines++;
		wrong += !agrees(g, a, line, &is_known);
		known += is_known;
	}
	ok(lines > 1100);
	same_int(wrong, 0);
	ok(known >= lines - 6);      /* codes of mail centres and "abroad" are no places */
	ok(sizeof exceptions / sizeof *exceptions * 100 <= known);
	gazetteer_close(g);
	arena_free(a);
}
