/* look_test.c -- a second person looks along at least every six months, and is asked for when it is time. */
#include "world.h"
#include "demo/demo.h"
#include "evening/evening.h"

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	return w;
}

static struct meeting group(struct world *w, const char *slug)
{
	struct meeting m;

	ok(meeting_of_slug(w->ctx, str_of(slug), &m) == OK);
	return m;
}

static bool is_asked_for(struct world *w, int64_t meeting)
{
	struct evening_unseen *all;
	size_t n;

	w->ctx->who = &w->who;
	ok(evening_unseen(w->ctx, &all, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (all[i].meeting == meeting)
			return true;
	return false;
}

TEST(six_months_are_counted_in_months_also_over_the_end_of_a_year_and_of_a_short_month)
{
	same_int(evening_look_due(day_of(2015, 1, 1), day_of(2016, 6, 14)), day_of(2016, 12, 14));
	same_int(evening_look_due(day_of(2015, 1, 1), day_of(2016, 8, 31)), day_of(2017, 2, 28));
	same_int(evening_look_due(day_of(2016, 7, 1), DAY_NONE), day_of(2017, 1, 1));
	same_int(evening_look_due(day_of(2016, 6, 30), DAY_NONE), day_of(2016, 12, 30));
}

TEST(a_group_that_nobody_has_looked_in_on_for_half_a_year_waits_on_the_first_page_until_somebody_did)
{
	struct world *w = house();
	struct meeting m = group(w, "smart-online-soendag"), soon = group(w, "tirsdagsgruppen-aarhus"), fine = group(w, "mandagsgruppen-aarhus");
	struct problems bad = { 0 };
	struct evening_date d;
	struct str answer;
	struct answer a;

	ok(is_asked_for(w, m.id) && is_asked_for(w, soon.id) && !is_asked_for(w, fine.id));
	world_log_in(w, "karen", ROLE_COORDINATOR, m.org, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "No second person has looked along yet") && says(a, "days late"));
	a = visit(w, "GET", arena_printf(w->arena, "/da/work/evenings/%lld/method", (long long)m.id).p, NULL);
	ok(says(a, "notice--late") && says(a, "Ingen anden har set med endnu"));
	/* Somebody looks along on the latest evening. */
	w->ctx->who = &w->who;
	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT MAX(day) FROM evening WHERE state = 'held' AND meeting = %lld", (long long)m.id).p, &answer) == OK);
	ok(evening_date(w->ctx, m.id, day_parse(answer), &d) == OK);
	ok(evening_check_add(w->ctx, &d, S("observer"), S("yyyypyyyyyyyyy"), &bad) == OK && !bad.n);
	ok(!is_asked_for(w, m.id));
	a = visit(w, "GET", "/en/work", NULL);
	ok(!says(a, "No second person has looked along yet"));
	ok(says(visit(w, "GET", arena_printf(w->arena, "/da/work/evenings/%lld/method", (long long)m.id).p, NULL), "En anden så med den"));
	world_free(w);
}

TEST(a_group_that_no_longer_meets_is_not_asked_for_and_one_of_another_is_nobodys_business)
{
	struct world *w = house();
	struct meeting m = group(w, "smart-online-soendag");

	world_log_in(w, "karen", ROLE_COORDINATOR, group(w, "tirsdagsgruppen-aarhus").org, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), arena_z(w->arena, m.name)));
	world_clock(w, TEST_NOW + INT64_C(70) * 86400);
	ok(!is_asked_for(w, m.id));
	world_free(w);
}
