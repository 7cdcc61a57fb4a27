/* location_test.c -- places: pins that stay, addresses that stay hidden, and doubles that are seen. */
#include "world.h"
#include "area/area.h"
#include "base/clock.h"
#include "location/location.h"
#include "org/org.h"

#include <math.h>
#include <stdio.h>

static struct location empty(void)
{
	return (struct location){ .lat = NAN, .lon = NAN };
}

static struct location place(struct world *w, const char *name, const char *address, const char *postcode, const char *city)
{
	struct location l = empty();
	struct problems bad = { 0 };

	l.name = str_of(name), l.address = str_of(address), l.postcode = str_of(postcode), l.city = str_of(city);
	if (area_of_code(w->ctx, S("DK"), &(struct area){ 0 }))
		ok(area_seed(w->ctx) == OK);
	ok(location_save(w->ctx, &l, &bad) == OK);
	same_int(bad.n, 0);
	return l;
}

static struct location again(struct world *w, int64_t id)
{
	struct location l;

	ok(location_get(w->ctx, id, &l) == OK);
	return l;
}

static void save(struct world *w, struct location *l)
{
	struct problems bad = { 0 };

	ok(location_save(w->ctx, l, &bad) == OK);
	same_int(bad.n, 0);
	*l = again(w, l->id);
}

static bool near_point(const struct location *l, double lat, double lon)
{
	return fabs(l->lat - lat) < 0.1 && fabs(l->lon - lon) < 0.1;
}

static const char *area_of(struct world *w, const struct location *l)
{
	struct area a;

	return l->area && !area_get(w->ctx, l->area, &a) ? a.code.p : "none";
}

static const char *path_of(struct world *w, const char *lang, int64_t id, const char *tail)
{
	return arena_printf(w->arena, "/%s/work/locations/%lld%s", lang, (long long)id, tail).p;
}

/* --- what is filled in ------------------------------------------------------------------------------- */

TEST(a_danish_postcode_fills_in_town_point_municipality_and_zone)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "6800", "");

	same_text(l.city, "Varde");
	same_text(str_of(area_of(w, &l)), "DK-573");
	same_text(l.zone, "Europe/Copenhagen");
	ok(near_point(&l, 55.62, 8.48) && l.approximate);
	world_free(w);
}

TEST(a_town_without_postcode_is_found_when_only_one_can_be_meant)
{
	struct world *w = world_new();
	struct location varde = place(w, "Huset", "", "", "Varde");
	struct location unknown = place(w, "Et andet hus", "", "", "Ingensteder");

	same_text(str_of(area_of(w, &varde)), "DK-573");
	ok(near_point(&varde, 55.62, 8.48));
	ok(isnan(unknown.lat) && !unknown.area && !unknown.approximate);
	world_free(w);
}

TEST(an_american_town_is_looked_for_in_its_state_only)
{
	struct world *w = world_new();
	struct location l = empty(), lost = empty();
	struct problems bad = { 0 };
	struct area ny;

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("US-NY"), &ny) == OK);
	l.name = S("Church hall"), l.city = S("Port Jervis"), l.country = S("US"), l.area = ny.id;
	save(w, &l);
	ok(near_point(&l, 41.37, -74.69));
	same_text(l.zone, "America/New_York");
	/* There are dozens of Springfields: none is guessed. */
	lost.name = S("Hall"), lost.city = S("Springfield"), lost.country = S("US");
	ok(location_save(w->ctx, &lost, &bad) == OK);
	ok(problem_of(&bad, "zone") != NULL && isnan(lost.lat));
	world_free(w);
}

TEST(what_somebody_gave_is_not_filled_over)
{
	struct world *w = world_new();
	struct location l = empty();
	struct area esbjerg;

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-561"), &esbjerg) == OK);
	l.name = S("Skoven"), l.postcode = S("6800"), l.city = S("Ved Varde"), l.lat = 55.7, l.lon = 8.3, l.area = esbjerg.id;
	save(w, &l);
	same_text(l.city, "Ved Varde");
	ok(l.lat == 55.7 && l.lon == 8.3 && !l.approximate);
	same_text(str_of(area_of(w, &l)), "DK-561");
	world_free(w);
}

TEST(a_point_in_the_gulf_of_guinea_is_no_point)
{
	struct world *w = world_new();
	struct location l = empty();

	ok(area_seed(w->ctx) == OK);
	l.name = S("Huset"), l.postcode = S("8000"), l.lat = 0, l.lon = 0;
	save(w, &l);
	ok(near_point(&l, 56.15, 10.2) && l.approximate);
	world_free(w);
}

/* --- pins that stay (field study 3.2, item 4) ------------------------------------------------------------ */

TEST(a_pin_that_somebody_set_stays_when_the_address_is_mended)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");

	l.lat = 56.1612, l.lon = 10.2101, l.approximate = false;
	save(w, &l);
	l.address = S("Søgade 12, Unit C");
	save(w, &l);
	ok(l.lat == 56.1612 && l.lon == 10.2101 && !l.approximate);
	l.postcode = S("5000"), l.city = S("Odense C");
	save(w, &l);
	ok(l.lat == 56.1612 && l.lon == 10.2101);
	world_free(w);
}

TEST(a_pin_that_we_found_follows_the_town)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");

	ok(near_point(&l, 56.15, 10.2));
	l.postcode = S("5000"), l.city = S("");
	save(w, &l);
	same_text(l.city, "Odense C");
	ok(near_point(&l, 55.4, 10.38) && l.approximate);
	same_text(str_of(area_of(w, &l)), "DK-461");
	world_free(w);
}

TEST(a_new_postcode_does_not_keep_the_old_town)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");

	l.postcode = S("5000");
	save(w, &l);
	same_text(l.city, "Odense C");
	world_free(w);
}

TEST(a_new_street_line_moves_nothing)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", ""), was = l;

	l.address = S("Springfield Road 1, London");
	save(w, &l);
	ok(l.lat == was.lat && l.lon == was.lon && l.area == was.area);
	world_free(w);
}

TEST(an_address_that_nobody_knows_has_no_point_rather_than_the_old_one)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");

	l.postcode = S(""), l.city = S("Ingensteder");
	save(w, &l);
	ok(isnan(l.lat) && !l.area);
	world_free(w);
}

TEST(a_municipality_that_somebody_chose_stays_when_the_town_changes)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");
	struct area skanderborg;

	ok(area_of_code(w->ctx, S("DK-746"), &skanderborg) == OK);
	l.area = skanderborg.id;
	save(w, &l);
	l.postcode = S("8260"), l.city = S("");
	save(w, &l);
	same_text(str_of(area_of(w, &l)), "DK-746");
	world_free(w);
}

TEST(saving_the_form_without_touching_it_changes_nothing)
{
	struct world *w = world_new();
	struct location l = empty(), after;
	const char *body;

	ok(area_seed(w->ctx) == OK);
	l.name = S("Huset"), l.address = S("Søgade 12"), l.postcode = S("8000"), l.lat = 56.161234, l.lon = 10.210987;
	save(w, &l);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	body = arena_printf(w->arena, "name=Huset&address=Søgade+12&postcode=8000&city=%.*s&country=DK&step_free=unknown&toilet=unknown"
			    "&area=Aarhus&lat=56.161234&lon=10.210987&zone=Europe/Copenhagen&org=", STR_ARG(l.city)).p;
	same_int(post(w, path_of(w, "da", l.id, ""), body).status, 303);
	after = again(w, l.id);
	ok(after.lat == l.lat && after.lon == l.lon && after.area == l.area && !after.approximate);
	same_text(after.city, l.city.p);
	world_free(w);
}

TEST(a_point_typed_in_the_form_is_the_keepers_own)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "Søgade 12", "8000", "");

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", path_of(w, "en", l.id, ""), NULL), "The point on the map is the middle of the town."));
	same_int(post(w, path_of(w, "en", l.id, ""), "name=Huset&address=Søgade+12&postcode=8000&city=Aarhus+C&country=DK"
		      "&step_free=yes&toilet=no&area=Aarhus&lat=56,1700&lon=10,2000&zone=Europe/Copenhagen&org=").status, 303);
	l = again(w, l.id);
	ok(fabs(l.lat - 56.17) < 1e-9 && !l.approximate);
	ok(!says(visit(w, "GET", path_of(w, "en", l.id, ""), NULL), "is the middle of the town."));
	world_free(w);
}

/* --- looking once more --------------------------------------------------------------------------------------- */

TEST(a_place_that_is_there_already_is_pointed_out)
{
	struct world *w = world_new();
	struct answer a;

	place(w, "Folkehuset", "Søgade 12", "8000", "");
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/locations/new", "name=Folkehuzet&address=&postcode=8000&city=&country=DK&step_free=yes&toilet=yes");
	same_int(a.status, 422);
	ok(says(a, "This may be in the list already: Folkehuset.") && says(a, "Is it one of these?"));
	a = post(w, "/en/work/locations/new", "name=Folkehuzet&postcode=8000&country=DK&step_free=yes&toilet=yes&sure=1");
	same_int(a.status, 303);
	world_free(w);
}

TEST(the_same_place_is_known_again_however_it_is_spelt)
{
	struct world *w = world_new();
	struct location l = place(w, "Folkehuset", "Søgade 12", "8000", ""), same, ask = empty();

	ask.name = S("FOLKEHUSET"), ask.address = S("Soegade 12"), ask.postcode = S("8000");
	ok(location_same(w->ctx, &ask, &same) == OK);
	same_int(same.id, l.id);
	ask.address = S("Søgade 13");
	ok(location_same(w->ctx, &ask, &same) == ERR_NOT_FOUND);
	world_free(w);
}

TEST(town_and_postcode_that_do_not_belong_together_are_pointed_out)
{
	struct world *w = world_new();
	struct location l = empty();
	struct problems warn = { 0 };

	ok(area_seed(w->ctx) == OK);
	l.name = S("Huset"), l.postcode = S("8000"), l.city = S("Odense");
	ok(location_warnings(w->ctx, &l, &warn) == OK);
	ok(problem_of(&warn, "city") != NULL);
	warn.n = 0;
	l.city = S("Århus");
	ok(location_warnings(w->ctx, &l, &warn) == OK);
	same_int(warn.n, 0);
	l.postcode = S("8099");
	ok(location_warnings(w->ctx, &l, &warn) == OK);
	ok(problem_of(&warn, "postcode") != NULL);
	world_free(w);
}

TEST(a_pin_far_from_its_town_is_pointed_out)
{
	struct world *w = world_new();
	struct location l = empty();
	struct problems warn = { 0 };

	ok(area_seed(w->ctx) == OK);
	l.name = S("Huset"), l.postcode = S("8000"), l.lat = 55.4, l.lon = 10.38;
	ok(location_warnings(w->ctx, &l, &warn) == OK);
	ok(problem_of(&warn, "lat") != NULL);
	world_free(w);
}

/* --- what a visitor may know ------------------------------------------------------------------------------------ */

TEST(an_address_is_written_as_people_write_it_there)
{
	struct world *w = world_new();
	struct location dk = { .address = S("Søgade 12"), .postcode = S("8000"), .city = S("Aarhus C"), .country = S("DK") };
	struct location us = { .address = S("1 Main St"), .postcode = S("12771"), .city = S("Port Jervis"), .country = S("US"),
			       .area_code = S("US-NY") };

	same_text(location_line(w->ctx, &dk), "Søgade 12, 8000\u00a0Aarhus C");
	same_text(location_line(w->ctx, &us), "1 Main St, Port Jervis, NY 12771");
	dk.address = S("");
	same_text(location_line(w->ctx, &dk), "8000\u00a0Aarhus C");
	world_free(w);
}

TEST(of_a_protected_place_a_visitor_learns_the_town_and_no_more)
{
	struct world *w = world_new();
	struct location l = { .name = S("Krisehuset"), .address = S("Søgade 12"), .postcode = S("8000"), .city = S("Aarhus C"),
			      .country = S("DK"), .transit = S("Bus 4"), .entrance_da = S("Ring på"), .entrance_en = S("Ring"),
			      .lat = 56.1, .lon = 10.2, .protected_address = true };
	struct location p = location_public(&l);

	same_text(location_line(w->ctx, &l), "Address protected");
	same_text(p.name, "");
	same_text(p.address, "");
	same_text(p.postcode, "");
	same_text(p.transit, "");
	same_text(p.entrance_da, "");
	same_text(p.entrance_en, "");
	same_text(p.city, "Aarhus C");
	ok(isnan(p.lat) && isnan(p.lon));
	world_free(w);
}

TEST(a_protected_address_stays_hidden_from_colleagues_elsewhere_too)
{
	struct world *w = world_new();
	struct org a = { .name = S("Vores"), .kind = S("association") }, b = { .name = S("Deres"), .kind = S("association") };
	struct location l = empty();
	struct problems bad = { 0 };
	struct answer page;

	ok(org_save(w->ctx, &a, &bad) == OK && org_save(w->ctx, &b, &bad) == OK);
	ok(area_seed(w->ctx) == OK);
	l.name = S("Krisehuset"), l.address = S("Søgade 12"), l.postcode = S("8000"), l.org = a.id, l.protected_address = true;
	save(w, &l);
	world_log_in(w, "karen", ROLE_KEEPER, b.id, 0);
	page = visit(w, "GET", "/en/work/locations", NULL);
	ok(!says(page, "Søgade") && !says(page, "Krisehuset") && says(page, "A protected place"));
	same_int(visit(w, "GET", path_of(w, "en", l.id, ""), NULL).status, 403);
	page = post(w, "/en/work/locations/new", "name=Mit&address=Søgade+12&postcode=8000&country=DK&step_free=yes&toilet=yes");
	ok(!says(page, "Krisehuset"));
	world_log_in(w, "ole", ROLE_KEEPER, a.id, 0);
	ok(says(visit(w, "GET", "/en/work/locations", NULL), "Søgade 12"));
	world_free(w);
}

/* --- who may ------------------------------------------------------------------------------------------------------ */

TEST(a_keeper_changes_places_of_the_own_organisation_and_everybodys_but_not_anothers)
{
	struct world *w = world_new();
	struct org a = { .name = S("Vores"), .kind = S("association") }, b = { .name = S("Deres"), .kind = S("association") };
	struct location shared = place(w, "Biblioteket", "", "6800", ""), theirs = empty();
	struct problems bad = { 0 };
	static const char body[] = "name=Nyt+navn&postcode=6800&city=Varde&country=DK&step_free=yes&toilet=yes&zone=Europe/Copenhagen";

	ok(org_save(w->ctx, &a, &bad) == OK && org_save(w->ctx, &b, &bad) == OK);
	theirs.name = S("Deres hus"), theirs.postcode = S("6800"), theirs.org = b.id;
	save(w, &theirs);
	world_log_in(w, "karen", ROLE_KEEPER, a.id, 0);
	same_int(post(w, path_of(w, "da", theirs.id, ""), body).status, 403);
	same_int(post(w, path_of(w, "da", theirs.id, "/end"), "").status, 403);
	same_int(post(w, path_of(w, "da", shared.id, ""), body).status, 303);
	/* Nor can they give one of theirs a keeper that they are not. */
	same_int(post(w, "/da/work/locations/new", arena_printf(w->arena, "%s&org=%lld", body, (long long)b.id).p).status, 422);
	world_free(w);
}

TEST(a_verb_refuses_what_a_form_could_not_ask)
{
	struct world *w = world_new();
	struct org a = { .name = S("Vores"), .kind = S("association") }, b = { .name = S("Deres"), .kind = S("association") };
	struct problems bad = { 0 };
	struct location l = empty();
	struct grant grant = { ROLE_KEEPER, 0, 0 };
	struct who keeper = { .account = 7, .grants = &grant, .ngrants = 1 };

	ok(org_save(w->ctx, &a, &bad) == OK && org_save(w->ctx, &b, &bad) == OK);
	ok(area_seed(w->ctx) == OK);
	grant.org = a.id;
	w->ctx->who = &keeper;
	l.name = S("Smuglet ind"), l.postcode = S("8000"), l.org = b.id;
	ok(location_save(w->ctx, &l, &bad) == ERR_DENIED);
	l.org = a.id;
	ok(location_save(w->ctx, &l, &bad) == OK && l.id);
	w->ctx->who = &access_visitor;
	ok(location_save(w->ctx, &l, &bad) == ERR_DENIED);
	w->ctx->who = &w->who;
	world_free(w);
}

TEST(a_keeper_of_one_area_adds_places_there_and_not_elsewhere)
{
	struct world *w = world_new();
	struct area aarhus;
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-751"), &aarhus) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, 0, aarhus.id);
	same_int(post(w, "/en/work/locations/new", "name=Her&postcode=8000&country=DK&step_free=yes&toilet=yes").status, 303);
	a = post(w, "/en/work/locations/new", "name=Der&postcode=5000&country=DK&step_free=yes&toilet=yes");
	same_int(a.status, 422);
	ok(says(a, "You keep places of another area."));
	world_free(w);
}

TEST(visitors_see_no_page_for_keeping_places)
{
	struct world *w = world_new();

	ok(str_starts(visit(w, "GET", "/da/work/locations", NULL).location, S("/da/login")));
	same_int(post(w, "/da/work/locations/new", "name=x").status, 401);
	world_log_in(w, "ole", ROLE_FACILITATOR, 0, 0);
	same_int(visit(w, "GET", "/da/work/locations", NULL).status, 403);
	world_free(w);
}

/* --- forms and lists ------------------------------------------------------------------------------------------------ */

TEST(a_form_with_errors_comes_back_with_what_was_typed)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/locations/new", "name=&address=Søgade+12&postcode=8000&country=Danmark&lat=999&lon=abc&step_free=maybe");
	same_int(a.status, 422);
	ok(says(a, "value=\"Søgade 12\"") && says(a, "value=\"999\"") && says(a, "value=\"abc\""));
	ok(says(a, "Fill this in.") && says(a, "Use fewer characters: at most 2."));
	a = post(w, "/en/work/locations/new", "name=Hus&lat=56&lon=&country=DK&step_free=yes&toilet=yes");
	ok(says(a, "Give both numbers of the point, or none."));
	world_free(w);
}

TEST(numbers_of_persons_are_refused_in_every_text_of_a_place)
{
	static const char *const fields[] = { "name", "address", "postcode", "city", "transit", "entrance_da", "entrance_en", "area" };
	struct world *w = world_new();

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct answer a;
		a = post(w, "/en/work/locations/new", arena_printf(w->arena, "%s=0101901234&%s=Hus&country=DK&step_free=yes&toilet=yes",
								   fields[i], i ? "name" : "x").p);
		same_int(a.status, 422);
		ok(says(a, "We never store those."));
	}
	world_free(w);
}

TEST(places_are_found_by_any_words_of_name_street_or_town_in_danish_order)
{
	struct world *w = world_new();
	struct location *found;
	size_t n;
	int64_t all;

	place(w, "Århus Ø", "", "8000", "");
	place(w, "Biblioteket", "Søgade 12", "8000", "");
	place(w, "Zenteret", "Nygade 1", "6800", "");
	ok(location_list(w->ctx, S("aarhus soegade"), 10, &found, &n) == OK);
	same_int(n, 1);
	same_text(found[0].name, "Biblioteket");
	ok(location_page(w->ctx, S(""), 1, &found, &n, &all) == OK);
	same_int(all, 3);
	same_text(found[0].name, "Biblioteket");
	same_text(found[1].name, "Zenteret");
	same_text(found[2].name, "Århus Ø");
	ok(location_list(w->ctx, S("biblioteket varde"), 10, &found, &n) == OK);
	same_int(n, 0);
	world_free(w);
}

TEST(an_ended_place_leaves_the_choices_and_can_come_back)
{
	struct world *w = world_new();
	struct location l = place(w, "Huset", "", "8000", ""), *found;
	size_t n;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, path_of(w, "da", l.id, "/end"), "").status, 303);
	ok(location_list(w->ctx, S(""), 10, &found, &n) == OK);
	same_int(n, 0);
	ok(says(visit(w, "GET", "/en/work/locations", NULL), "Ended"));
	same_int(post(w, path_of(w, "da", l.id, "/resume"), "").status, 303);
	ok(location_list(w->ctx, S(""), 10, &found, &n) == OK);
	same_int(n, 1);
	world_free(w);
}

TEST(somebody_who_keeps_for_one_organisation_begins_a_new_place_with_it)
{
	struct world *w = world_new();
	struct org o = { .name = S("Vores"), .kind = S("association") };
	struct problems bad = { 0 };
	struct answer a;

	ok(org_save(w->ctx, &o, &bad) == OK);
	world_log_in(w, "karen", ROLE_KEEPER, o.id, 0);
	a = visit(w, "GET", "/en/work/locations/new", NULL);
	ok(says(a, "selected>Vores</option>") && says(a, "value=\"unknown\" selected"));
	same_int(visit(w, "GET", "/da/work/locations/new", NULL).status, 200);
	world_free(w);
}

TEST(the_keeper_of_a_place_is_not_lost_when_somebody_else_saves_it)
{
	struct world *w = world_new();
	struct location l = empty();
	struct org o = { .name = S("Landsforeningen"), .kind = S("association") };
	struct problems bad = { 0 };
	struct area aarhus;

	ok(area_seed(w->ctx) == OK && org_save(w->ctx, &o, &bad) == OK);
	l.name = S("Huset"), l.postcode = S("8000"), l.org = o.id;
	save(w, &l);
	ok(area_of_code(w->ctx, S("DK-751"), &aarhus) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, 0, aarhus.id);
	ok(says(visit(w, "GET", path_of(w, "en", l.id, ""), NULL), "selected>Landsforeningen</option>"));
	same_int(post(w, path_of(w, "en", l.id, ""), arena_printf(w->arena, "name=Huset&postcode=8000&city=Aarhus+C&country=DK&area=Aarhus"
		      "&step_free=yes&toilet=yes&zone=Europe/Copenhagen&lat=56.16&lon=10.2&org=%lld", (long long)o.id).p).status, 303);
	same_int(again(w, l.id).org, o.id);
	world_free(w);
}

TEST(thousands_of_places_do_not_make_the_list_slow)
{
	struct world *w = world_new();
	struct location *found;
	size_t n;
	int64_t all, began;

	ok(area_seed(w->ctx) == OK);
	for (int i = 0; i < 3000; i++)
		place(w, arena_printf(w->arena, "Hus %04d", i).p, "Søgade 12", "8000", "Aarhus C");
	began = mono_us();
	ok(location_page(w->ctx, S("soegade 8000"), 150, &found, &n, &all) == OK);
	same_int(all, 3000);
	same_text(found[n - 1].name, "Hus 2999");
	ok(mono_us() - began < 500000);
	world_free(w);
}
