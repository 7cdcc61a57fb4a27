/* area_test.c -- areas: what is put in, what may be changed, and what a keeper can type. */
#include "world.h"
#include "area/area.h"
#include "cal/cal.h"

#include <math.h>
#include <stdio.h>

static int64_t count(struct world *w, const char *kind)
{
	struct area *list;
	size_t n;

	ok(area_list(w->ctx, S(""), str_of(kind), &list, &n) == OK);
	return (int64_t)n;
}

TEST(a_new_house_knows_denmark_and_the_american_states)
{
	struct world *w = world_new();
	struct area a, region;

	ok(area_seed(w->ctx) == OK);
	same_int(count(w, "municipality"), 98);
	same_int(count(w, "region"), 5);
	same_int(count(w, "state"), 56);
	same_int(count(w, "country"), 2);
	ok(area_of_code(w->ctx, S("DK-751"), &a) == OK);
	same_text(a.name, "Aarhus");
	same_text(a.slug, "aarhus");
	same_text(a.zone, "Europe/Copenhagen");
	ok(fabs(a.lat - 56.15) < 0.15 && fabs(a.lon - 10.2) < 0.2);
	ok(area_get(w->ctx, a.parent, &region) == OK);
	same_text(region.code, "DK-1082");
	same_text(a.parent_code, "DK-1082");
	ok(area_of_slug(w->ctx, S("faaborg-midtfyn"), &a) == OK);
	ok(area_of_slug(w->ctx, S("us-new-jersey"), &a) == OK);
	same_text(a.code, "US-NJ");
	same_text(a.zone, "America/New_York");
	world_free(w);
}

TEST(every_area_has_a_point_a_zone_that_exists_and_a_plain_address)
{
	struct world *w = world_new();
	struct area *list;
	size_t n;

	ok(area_seed(w->ctx) == OK);
	ok(area_list(w->ctx, S(""), S(""), &list, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		ok(zone_find(w->ctx->house->cal, list[i].zone) != NULL);
		ok(str_same(list[i].kind, "region") || !isnan(list[i].lat));
		for (size_t k = 0; k < list[i].slug.n; k++)
			ok(strchr("abcdefghijklmnopqrstuvwxyz0123456789-", list[i].slug.p[k]));
	}
	world_free(w);
}

TEST(putting_the_areas_in_twice_changes_nothing_and_keeps_what_somebody_renamed)
{
	struct world *w = world_new();
	struct area a;
	struct problems bad = { 0 };

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-101"), &a) == OK);
	a.name_en = S("Copenhagen City");
	ok(area_save(w->ctx, &a, &bad) == OK && !bad.n);
	ok(area_seed(w->ctx) == OK);
	same_int(count(w, ""), 161);
	ok(area_of_code(w->ctx, S("DK-101"), &a) == OK);
	same_text(a.name_en, "Copenhagen City");
	world_free(w);
}

TEST(danish_areas_are_listed_as_a_dane_expects)
{
	struct world *w = world_new();
	struct area *list;
	size_t n;

	w->ctx->lang = "da";
	ok(area_seed(w->ctx) == OK);
	ok(area_list(w->ctx, S("DK"), S("municipality"), &list, &n) == OK);
	same_text(list[0].name, "Albertslund");
	same_text(list[n - 2].name, "Aalborg");
	same_text(list[n - 1].name, "Aarhus");
	world_free(w);
}

TEST(an_area_is_found_as_people_write_it)
{
	struct world *w = world_new();
	struct area a;
	struct str near;

	ok(area_seed(w->ctx) == OK);
	ok(area_of_text(w->ctx, S(" Århus Kommune"), &a, NULL) == OK);
	same_text(a.code, "DK-751");
	ok(area_of_text(w->ctx, S("copenhagen"), &a, NULL) == OK);
	same_text(a.code, "DK-101");
	ok(area_of_text(w->ctx, S("us-nj"), &a, NULL) == OK);
	same_text(a.name, "New Jersey");
	ok(area_of_text(w->ctx, S("Vadre"), &a, &near) == ERR_NOT_FOUND);
	same_text(near, "Varde");
	ok(area_of_text(w->ctx, S("Atlantis"), &a, &near) == ERR_NOT_FOUND);
	ok(!near.p);
	ok(area_of_text(w->ctx, S("  "), &a, NULL) == ERR_NOT_FOUND);
	world_free(w);
}

static const char parish[] = "name=Vor+Frue+Sogn&name_en=&kind=other&country=dk&code=dk-sogn-9043&parent_code=DK-751"
			     "&zone=Europe/Copenhagen&lat=56,16&lon=10,21&child_concern_phone=00+00+00+12";

TEST(any_other_area_can_be_added_as_data)
{
	struct world *w = world_new();
	struct answer a;
	struct area got;

	ok(area_seed(w->ctx) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/areas/new", parish);
	same_int(a.status, 303);
	ok(area_of_code(w->ctx, S("DK-SOGN-9043"), &got) == OK);
	same_text(got.slug, "vor-frue-sogn");
	same_text(got.parent_code, "DK-751");
	same_text(got.child_concern_phone, "00000012");
	ok(fabs(got.lat - 56.16) < 1e-9);
	a = visit(w, "GET", "/da/work/areas?kind=other", NULL);
	ok(says(a, "Vor Frue Sogn") && says(a, "DK-SOGN-9043"));
	world_free(w);
}

TEST(what_is_wrong_with_an_area_is_said_beside_the_field_with_what_was_typed)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/areas/new", "name=X&kind=other&country=DK&code=SE-1&parent_code=DK-9999&zone=Mars/Base&lat=56&lon=");
	same_int(a.status, 422);
	ok(says(a, "Begin with DK and a hyphen"));
	ok(says(a, "We do not know this code."));
	ok(says(a, "We do not know this time zone."));
	ok(says(a, "Give both numbers of the point, or none."));
	ok(says(a, "value=\"Mars/Base\""));
	a = post(w, "/en/work/areas/new", "name=Aarhus+two&kind=other&country=DK&code=dk-751&zone=Europe/Copenhagen");
	ok(says(a, "Another area has this code already."));
	world_free(w);
}

TEST(an_area_cannot_lie_in_itself)
{
	struct world *w = world_new();
	struct area region;
	struct problems bad = { 0 };

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-1082"), &region) == OK);
	region.parent_code = S("DK-751");
	ok(area_save(w->ctx, &region, &bad) == OK);
	ok(problem_of(&bad, "parent_code") != NULL);
	world_free(w);
}

TEST(code_kind_and_address_of_a_known_area_stay_whatever_is_sent)
{
	struct world *w = world_new();
	struct area a;
	char path[80];

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-751"), &a) == OK);
	snprintf(path, sizeof path, "/en/work/areas/%lld", (long long)a.id);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, path, "name=Smilets+By&name_en=City+of+Smiles&code=DK-1&kind=other&country=US&parent_code=DK-1082&zone=Europe/Copenhagen").status, 303);
	ok(area_of_code(w->ctx, S("DK-751"), &a) == OK);
	same_text(a.name, "Smilets By");
	same_text(a.slug, "aarhus");
	same_text(a.kind, "municipality");
	world_free(w);
}

TEST(somebody_bound_to_one_area_keeps_that_one_and_no_other)
{
	struct world *w = world_new();
	struct area aarhus, odense;
	char path[80];

	ok(area_seed(w->ctx) == OK);
	ok(area_of_code(w->ctx, S("DK-751"), &aarhus) == OK);
	ok(area_of_code(w->ctx, S("DK-461"), &odense) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, 0, aarhus.id);
	snprintf(path, sizeof path, "/da/work/areas/%lld", (long long)odense.id);
	same_int(visit(w, "GET", path, NULL).status, 403);
	same_int(post(w, path, "name=Mit+Odense&zone=Europe/Copenhagen").status, 403);
	snprintf(path, sizeof path, "/da/work/areas/%lld", (long long)aarhus.id);
	same_int(visit(w, "GET", path, NULL).status, 200);
	same_int(post(w, "/da/work/areas/new", parish).status, 303);
	same_int(post(w, "/da/work/areas/new", "name=Andet+sogn&kind=other&country=DK&code=DK-SOGN-1&parent_code=DK-461&zone=Europe/Copenhagen").status, 403);
	world_free(w);
}

TEST(visitors_and_keepers_of_meetings_do_not_see_the_list_of_areas)
{
	struct world *w = world_new();

	ok(str_starts(visit(w, "GET", "/da/work/areas", NULL).location, S("/da/login")));
	world_log_in(w, "ole", ROLE_KEEPER, 0, 0);
	same_int(visit(w, "GET", "/da/work/areas", NULL).status, 403);
	same_int(post(w, "/da/work/areas/new", parish).status, 403);
	world_free(w);
}

TEST(a_number_of_a_person_is_never_the_name_of_an_area)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/areas/new", "name=010190-1234&kind=other&country=DK&code=DK-1&zone=Europe/Copenhagen");
	same_int(a.status, 422);
	ok(says(a, "We never store those."));
	world_free(w);
}

TEST(the_form_for_a_new_area_begins_with_what_is_likely_and_one_label_a_field)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work/areas/new", NULL);
	same_int(a.status, 200);
	ok(says(a, "value=\"Europe/Copenhagen\"") && says(a, "<label for=\"f-code\">"));
	ok(says(visit(w, "GET", "/da/work/areas/new", NULL), "<html lang=\"da\">"));
	same_int(visit(w, "GET", "/da/work/areas/1", NULL).status, 404);
	same_int(visit(w, "GET", "/da/work/areas/x", NULL).status, 404);
	world_free(w);
}
