/* partner_test.c -- ten pairs, one pair at a time, and a page for each municipality that gives nobody away. */
#include "world.h"
#include "area/area.h"
#include "demo/demo.h"
#include "org/org.h"
#include "outreach/outreach.h"
#include "partner/partner.h"

#include <stdlib.h>

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static int64_t area_id(struct world *w, const char *code)
{
	struct area a;

	ok(area_of_code(w->ctx, str_of(code), &a) == OK);
	return a.id;
}

static int64_t org_id(struct world *w, const char *name)
{
	struct org o;

	ok(org_of_name(w->ctx, str_of(name), &o) == OK);
	return o.id;
}

static int64_t initiative(struct world *w)
{
	struct programme p;

	ok(programme_of_slug(w->ctx, S("smart-selvhjaelpsgrupper"), &p) == OK);
	return p.id;
}

static int times(struct answer a, const char *text)
{
	size_t i = 0;
	int n = 0;

	while ((i = str_index(a.body, str_of(text), i)) != SIZE_MAX)
		n++, i++;
	return n;
}

TEST(five_organisations_ten_municipalities_ten_pairs_are_spelled_as_they_spell_themselves)
{
	static const char *const names[] = { "Medmisbrug", "Vælg Friheden", "SMART Pilot", "Frivillighuset Varde", "Frise", "Faaborg-Midtfyn", "Esbjerg",
					     "København", "Frederiksberg", "Varde", "Aarhus", "Tønder", "Halsnæs", "Lyngby-Taarbæk", "Gladsaxe" };
	struct world *w = house();
	struct answer a = visit(w, "GET", "/da/partners", NULL);

	same_int(a.status, 200);
	ok(says(a, "5 organisationer") && says(a, "10 kommuner") && says(a, "10 samarbejder"));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		ok(says(a, arena_printf(w->arena, ">%s<", names[i]).p));
	same_int(times(a, "/da/area/"), 10);
	same_int(times(a, "<h2>"), 5);
	ok(says(visit(w, "GET", "/en/partners", NULL), "10 partnerships"));
	world_free(w);
}

TEST(the_page_of_varde_says_what_there_is_who_works_together_and_how_to_tell_somebody)
{
	struct world *w = house();
	struct answer a = visit(w, "GET", "/da/area/573", NULL);

	same_int(a.status, 200);
	ok(says(a, "<h1>Varde</h1>") && says(a, "Frivillighuset Varde") && says(a, "kører grupper") && says(a, "1.10.2013–31.12.2016"));
	ok(says(a, "/da/meetings/") && says(a, "/da/support/") && says(a, "Bekræftet for"));
	ok(says(a, "Spørg først.") && says(a, "/da/paper?area=varde"));
	same_int(visit(w, "GET", "/en/area/DK-573", NULL).status, 200);
	same_int(visit(w, "GET", "/en/area/999", NULL).status, 404);
	ok(says(visit(w, "GET", "/en/area/461", NULL), "Nobody has an agreement with this municipality yet."));
	world_free(w);
}

TEST(what_nobody_has_confirmed_for_long_is_flagged_on_the_page_of_its_municipality)
{
	struct world *w = house();

	world_clock(w, TEST_NOW + INT64_C(100) * 86400);
	ok(says(visit(w, "GET", "/en/area/573", NULL), "chip--soon"));
	world_clock(w, TEST_NOW + INT64_C(300) * 86400);
	ok(says(visit(w, "GET", "/en/area/573", NULL), "ask first"));
	world_free(w);
}

TEST(the_same_pair_at_the_same_time_becomes_one_when_the_author_says_so)
{
	struct world *w = house();
	const char *form = arena_printf(w->arena, "org=%lld&area=Varde&programme=%lld&first_day=1.6.2016&last_day=31.12.2017&flow=lists&org_roles=rooms",
					(long long)org_id(w, "Frivillighuset Varde"), (long long)initiative(w)).p;
	struct partner *pairs;
	struct answer a;
	size_t n;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/partners/new", form);
	same_int(a.status, 422);
	ok(says(a, "arbejder allerede sammen") && says(a, "1.10.2013–31.12.2016") && says(a, "name=\"sure\""));
	w->ctx->who = &w->who;
	ok(partner_of_area(w->ctx, area_id(w, "DK-573"), &pairs, &n) == OK && n == 1 && pairs[0].last_day == day_of(2016, 12, 31));
	same_int(post(w, "/da/work/partners/new", arena_printf(w->arena, "%s&sure=1", form).p).status, 303);
	ok(partner_of_area(w->ctx, area_id(w, "DK-573"), &pairs, &n) == OK && n == 1);
	same_int(pairs[0].first_day, day_of(2013, 10, 1));
	same_int(pairs[0].last_day, day_of(2017, 12, 31));
	same_text(pairs[0].org_roles, "runs rooms");
	same_text(pairs[0].flow, "lists");
	world_free(w);
}

TEST(a_later_time_of_the_same_pair_stands_beside_the_first)
{
	struct world *w = house();
	struct partner p = { .org = org_id(w, "Frivillighuset Varde"), .area = area_id(w, "DK-573"), .programme = initiative(w),
			     .first_day = day_of(2017, 1, 1), .last_day = DAY_NONE, .flow = S("totals") }, again, *pairs;
	struct problems bad = { 0 };
	size_t n;

	ok(partner_save(w->ctx, &p, false, &bad) == OK && !bad.n);
	ok(partner_of_area(w->ctx, p.area, &pairs, &n) == OK && n == 2);
	/* An open end is for good: whatever begins later shares a day with it. */
	again = p;
	again.id = 0, again.first_day = day_of(2030, 1, 1);
	ok(partner_save(w->ctx, &again, false, &bad) == OK && problem_of(&bad, "first_day"));
	world_free(w);
}

TEST(a_longer_time_that_meets_two_others_leaves_one)
{
	struct world *w = house();
	struct partner p = { .org = org_id(w, "Medmisbrug"), .area = area_id(w, "DK-573"), .programme = initiative(w), .first_day = day_of(2014, 1, 1),
			     .last_day = day_of(2014, 6, 30), .flow = S("totals") }, *pairs;
	struct problems bad = { 0 };
	size_t n, mine = 0;

	ok(partner_save(w->ctx, &p, false, &bad) == OK && !bad.n);
	p.id = 0, p.first_day = day_of(2015, 1, 1), p.last_day = DAY_NONE;
	ok(partner_save(w->ctx, &p, false, &bad) == OK && !bad.n);
	p.id = 0, p.first_day = day_of(2014, 6, 1), p.last_day = day_of(2015, 2, 1);
	ok(partner_save(w->ctx, &p, true, &bad) == OK && !bad.n);
	ok(partner_of_area(w->ctx, p.area, &pairs, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (pairs[i].org == p.org) {
			mine++;
			ok(pairs[i].first_day == day_of(2014, 1, 1) && pairs[i].last_day == DAY_NONE);
		}
	same_int(mine, 1);
	world_free(w);
}

TEST(a_coordinator_keeps_the_partnerships_of_the_own_organisation_and_no_others)
{
	struct world *w = house();
	struct partner *pairs;
	size_t n;

	ok(partner_of_area(w->ctx, area_id(w, "DK-573"), &pairs, &n) == OK && n == 1);
	world_log_in(w, "Signe", ROLE_COORDINATOR, org_id(w, "Frise"), 0);
	same_int(visit(w, "GET", arena_printf(w->arena, "/da/work/partners/%lld", (long long)pairs[0].id).p, NULL).status, 403);
	same_int(post(w, "/da/work/partners/new", arena_printf(w->arena, "org=%lld&area=Varde&programme=%lld&first_day=1.1.2018&flow=totals",
		 (long long)org_id(w, "Frivillighuset Varde"), (long long)initiative(w)).p).status, 422);
	world_free(w);
}

/* --- figures: nobody in a small number is found, also not by taking one page from another -------------------------- */

static void talk(struct world *w, const char *code, int64_t conversations)
{
	struct outreach_round r = { .org = org_id(w, "Frise"), .area = area_id(w, code), .place = S("Havnen"), .day = day_of(2014, 2, 3), .period = S("evening"),
				    .conversations = conversations, .next_day = DAY_NONE, .note = S("") };
	int64_t now = w->ctx->now;
	struct problems bad = { 0 };

	w->ctx->now = TEST_NOW - INT64_C(1000) * 86400;        /* a year back is as far as one may write */
	ok(outreach_save(w->ctx, &r, &bad) == OK && !bad.n);
	w->ctx->now = now;
}

/* What the page of the area tells of the first quarter of 2014. */
static int64_t told(struct world *w, const char *code)
{
	struct outreach_area_total *t;
	size_t n;

	ok(outreach_area_quarters(w->ctx, area_id(w, code), 12, &t, &n) == OK && n == 12);
	for (size_t i = 0; i < n; i++)
		if (t[i].year == 2014 && t[i].month == 1)
			return t[i].conversations;
	return 0;
}

TEST(no_count_from_one_to_four_can_be_found_by_taking_the_others_from_the_sum)
{
	static const char *const codes[] = { "DK-573", "DK-561", "DK-751", "DK-101" };
	static const int counts[][4] = { { 3, 0, 0, 0 }, { 3, 20, 0, 0 }, { 3, 2, 20, 30 }, { 1, 1, 1, 40 }, { 4, 4, 20, 30 }, { 5, 6, 7, 8 }, { 1, 5, 5, 5 } };

	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
		struct world *w = world_new();
		struct problems bad = { 0 };
		struct org o = { .name = S("Frise"), .kind = S("association") };
		int64_t hidden_sum = 0, nhidden = 0, nshown = 0;

		ok(area_seed(w->ctx) == OK && org_save(w->ctx, &o, &bad) == OK);
		for (int i = 0; i < 4; i++)
			if (counts[k][i])
				talk(w, codes[i], counts[k][i]);
		for (int i = 0; i < 4; i++) {
			int64_t n = told(w, codes[i]);
			ok(n == OUTREACH_HIDDEN || n == 0 || n >= 5);
			ok(n == OUTREACH_HIDDEN || n == counts[k][i]);
			nhidden += n == OUTREACH_HIDDEN;
			nshown += n > 0;
			hidden_sum += n == OUTREACH_HIDDEN ? counts[k][i] : 0;
		}
		ok(!nhidden || !nshown || (nhidden >= 2 && hidden_sum >= 5));
		world_free(w);
	}
}

TEST(a_municipality_that_may_have_lists_only_is_told_no_figures)
{
	struct world *w = house();
	struct partner *pairs;
	struct problems bad = { 0 };
	size_t n;

	ok(says(visit(w, "GET", "/en/area/573", NULL), "<th scope=\"row\">July to September 2016</th>"));
	ok(partner_of_area(w->ctx, area_id(w, "DK-573"), &pairs, &n) == OK && n == 1);
	pairs[0].flow = S("lists");
	ok(partner_save(w->ctx, &pairs[0], false, &bad) == OK && !bad.n);
	ok(says(visit(w, "GET", "/en/area/573", NULL), "No figures pass to this municipality."));
	world_free(w);
}
