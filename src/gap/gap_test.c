/* gap_test.c -- what is missing is said, and what one change would mean is right. */
#include "world.h"
#include "gap/gap.h"
#include "demo/demo.h"
#include "db/db.h"
#include "outreach/outreach.h"
#include "support/support.h"

#include <math.h>

enum { MONDAY = 1u << 1, TUESDAY = 1u << 2 };

/* Varde and Skærbæk lie 53 km apart in a straight line. */
static const struct gap_point points[] = {
	{ S("6800"), S("Varde"), 55.6211, 8.4807, 10500 },
	{ S("6780"), S("Skærbæk"), 55.1573, 8.7689, 3000 },
};

TEST(somebody_who_lives_where_a_group_meets_has_it_here_and_the_next_town_by_road)
{
	const struct gap_listing l = { .lat = 55.6211, .lon = 8.4807, .evenings = MONDAY };
	struct gap_reach r[2];

	gap_reach(&l, 1, points, 2, r);
	ok(r[0].km[1] == 0 && isinf(r[0].km[2]) && r[0].nearest_km == 0);
	ok(r[1].km[1] > 53 * GAP_ROAD_FACTOR && r[1].km[1] < 56 * GAP_ROAD_FACTOR);
}

TEST(what_meets_online_brings_nothing_nearer)
{
	const struct gap_listing l[] = { { .lat = NAN, .lon = NAN, .evenings = MONDAY }, { .lat = 55.6, .lon = 8.5 } };
	struct gap_reach r[2];

	gap_reach(l, 2, points, 2, r);
	ok(isinf(r[0].nearest_km) && isinf(r[1].nearest_km));
}

TEST(a_tuesday_in_skaerbaek_gives_its_people_one_day_a_week_and_takes_nobody_anything)
{
	const struct gap_listing l[] = { { .lat = 55.6211, .lon = 8.4807, .evenings = MONDAY },
					 { .lat = 55.1573, .lon = 8.7689, .evenings = TUESDAY } };
	struct gap_reach r[2];

	gap_reach(l, 1, points, 2, r);
	same_int(gap_people_days(points, r, 2, 20), 10500);
	gap_reach(l, 2, points, 2, r);
	same_int(gap_people_days(points, r, 2, 20), 10500 + 3000);
	same_int(gap_people_days(points, r, 2, 100), 2 * (10500 + 3000));
}

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

TEST(a_coordinator_sees_what_kind_is_missing_in_which_municipality)
{
	struct world *w = demo_world();
	struct answer a;

	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	a = visit(w, "GET", "/da/work/gaps", NULL);
	same_int(a.status, 200);
	ok(says(a, "<h1>Hvad mangler hvor</h1>") && says(a, "Intet i "));
	a = visit(w, "GET", "/en/work/gaps?kind=support-groups", NULL);
	ok(says(a, "Varde") && says(a, "within 20 km on any evening"));
	ok(!says(a, "What is missing where</h1>"));
	world_free(w);
}

TEST(what_if_is_answered_in_people_once_the_house_has_loaded_how_many_live_where)
{
	struct world *w = demo_world();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work/gaps?kind=support-groups&km=5&add_town=9990&add_day=su", NULL);
	ok(says(a, "Load how many people live where"));
	a = post(w, "/en/work/gaps/sizes", "sizes=postcode;people%0A9990;8.000%0A6800;10500");
	same_int(a.status, 303);
	a = visit(w, "GET", "/en/work/gaps?kind=support-groups&km=5&add_town=9990&add_day=su", NULL);
	ok(says(a, "8,000 people-days a week more within 5 km."));
	a = visit(w, "GET", "/da/work/gaps?kind=support-groups&km=5&add_town=Atlantis", NULL);
	ok(says(a, "Vi kender ikke en by, der hedder “Atlantis”"));
	world_free(w);
}

TEST(a_line_that_cannot_be_read_is_named_what_was_typed_is_kept_and_nothing_is_stored)
{
	struct world *w = demo_world();
	struct gap_point *p;
	struct answer a;
	bool loaded;
	size_t n;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/gaps/sizes", "sizes=6800;10500%0A6780;mange");
	same_int(a.status, 422);
	ok(says(a, "Line 2 cannot be read") && says(a, "6780;mange"));
	a = post(w, "/da/work/gaps/sizes", "sizes=0999;1");
	ok(a.status == 422 && says(a, "Linje 1: det danske postnummer findes ikke."));
	ok(gap_points(w->ctx, &p, &n, &loaded) == OK && n > 500 && !loaded);
	world_free(w);
}

TEST(only_who_keeps_the_whole_house_loads_sizes)
{
	struct world *w = world_new();

	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	same_int(post(w, "/en/work/gaps/sizes", "sizes=6800;1").status, 403);
	world_log_in(w, "kim", ROLE_KEEPER, 0, 0);
	same_int(visit(w, "GET", "/en/work/gaps", NULL).status, 403);
	world_free(w);
}

TEST(a_wish_from_the_street_that_nothing_in_the_area_answers_is_a_gap)
{
	static const struct kind kinds[] = { { .id = 1, .needs = S("ride") }, { .id = 6, .needs = S("sleep home") } };
	const struct gap_listing house = { .area = 0, .kind = 6 };
	struct world *w = demo_world();
	struct outreach_wish *all;
	struct gap_listing here;
	struct gap_offer offer = { &house, 1, kinds, 2 };
	struct gap_wish *wishes;
	day_t today = day_of(2016, 12, 12);
	size_t n, before = 0, nall;

	ok(outreach_wishes(w->ctx, today - GAP_LOOK_BACK_DAYS, today, &all, &nall) == OK && nall > 3);
	ok(gap_wishes(w->ctx, today, &offer, &wishes, &n) == OK);
	same_int(n, nall);                                        /* nothing is offered in any of these areas */
	for (size_t i = 1; i < n; i++)
		ok(wishes[i].n <= wishes[i - 1].n);
	for (size_t i = 0; i < n; i++)
		before += wishes[i].area == all[0].area && (str_same(wishes[i].need, "sleep") || str_same(wishes[i].need, "home"));
	here = (struct gap_listing){ .area = all[0].area, .kind = 6 };
	offer.listings = &here;
	ok(gap_wishes(w->ctx, today, &offer, &wishes, &n) == OK);
	same_int(n, nall - before);
	world_free(w);
}

TEST(wishes_that_nothing_answers_stand_beside_what_people_wait_for)
{
	struct world *w = demo_world();
	struct answer a;

	world_log_in(w, "signe", ROLE_COORDINATOR, 0, 0);
	ok(!says(visit(w, "GET", "/en/work/gaps/demand", NULL), "Asked for on the street"));
	ok(db_script(w->ctx, "UPDATE kind SET needs = ''") == OK);
	a = visit(w, "GET", "/en/work/gaps/demand", NULL);
	ok(says(a, "Asked for on the street"));
	ok(!says(a, "<td class=\"r\">1</td>") && !says(a, "<td class=\"r\">4</td>"));
	world_free(w);
}

TEST(what_was_searched_for_in_vain_is_told_by_kind_and_never_below_five)
{
	struct world *w = demo_world();
	struct gap_search *found;
	struct kind *kinds;
	struct answer a;
	size_t n, nkinds;

	for (int i = 0; i < 7; i++)
		ok(says(visit(w, "GET", "/en/support?kind=spiritual&place=Skagen&km=2&room=1&q=zzzz", NULL), "Nothing fits"));
	for (int i = 0; i < 3; i++)
		ok(visit(w, "GET", "/en/support?kind=education&place=Skagen&km=2&room=1&q=zzzz", NULL).status == 200);
	ok(support_nothing_store(w->ctx) == OK);
	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	a = visit(w, "GET", "/en/work/gaps", NULL);
	ok(says(a, "Searched for, and not found") && says(a, "<td class=\"r\">7</td>"));
	ok(kind_list(w->ctx, &kinds, &nkinds) == OK && gap_searches(w->ctx, day_of(2016, 12, 12), kinds, nkinds, &found, &n) == OK);
	same_int(n, 1);
	same_int(found[0].n, 7);
	world_free(w);
}
