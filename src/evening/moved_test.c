/* moved_test.c -- a date that moves beyond a certification, and a lead who is on a break: a stand-in is needed, and it is said. */
#include "evening/evening_test.h"

/* Jonna is certified until 5 February 2017: the 1st is hers, a week later is not. */
static const char *moved_to(struct evening_house *h, const char *day)
{
	struct answer a = post(h->w, arena_printf(h->w->arena, "/en/work/meetings/%lld/moves", (long long)h->m.id).p,
			       arena_printf(h->w->arena, "day=2017-02-01&new_day=%s", day).p);

	same_int(a.status, 303);
	return arena_z(h->w->arena, a.location);
}

/* A month before, so that the date is one of the next six. */
static struct evening_house january(void)
{
	struct evening_house h = evening_house();

	world_clock(h.w, EVENING_ENDS + 40 * DAY_S);
	as_coordinator(&h);
	return h;
}

TEST(a_date_that_moves_beyond_the_certification_of_its_lead_needs_a_stand_in_and_says_so_at_once)
{
	struct evening_house h = january();
	struct answer a = visit(h.w, "GET", moved_to(&h, "8.2.2017"), NULL);

	ok(says(a, "Nobody who leads it may on the new day, so it needs a stand-in.") && says(a, "Needs a stand-in: nobody who leads it may on that day."));
	ok(says(visit(h.w, "GET", arena_printf(h.w->arena, "/en/work/evenings/%lld/rota", (long long)h.m.id).p, NULL), "Needs a stand-in"));
	/* The row of who is on has not changed, and back in time she leads it again. */
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM volunteer_assignment WHERE volunteer = 41 AND state = 'planned'"), "1");
	world_free(h.w);
}

TEST(a_date_that_moves_within_it_is_only_moved)
{
	struct evening_house h = january();
	struct answer a = visit(h.w, "GET", moved_to(&h, "3.2.2017"), NULL);

	ok(says(a, "Moved. The public list says so at once.") && !says(a, "Needs a stand-in") && !says(a, "needs a stand-in"));
	world_free(h.w);
}

TEST(somebody_else_who_is_certified_by_then_leads_it)
{
	struct evening_house h = january();
	struct answer a;

	ok(db_script(h.w->ctx, arena_printf(h.w->arena, "INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
		" VALUES (62, %lld, 43, 'facilitator', '2017-02-01', '2017-02-01', '2017-02-01', FALSE, 'planned', 0, 0)", (long long)h.m.id).p) == OK);
	a = visit(h.w, "GET", moved_to(&h, "8.2.2017"), NULL);
	ok(says(a, "Moved.") && !says(a, "eeds a stand-in"));
	world_free(h.w);
}

TEST(what_is_held_on_the_new_day_by_the_one_whose_training_ended_is_informal)
{
	struct evening_house h = january();

	moved_to(&h, "8.2.2017");
	world_clock(h.w, EVENING_ENDS + 63 * DAY_S);
	as_coordinator(&h);
	same_int(post(h.w, arena_printf(h.w->arena, "/en/work/evenings/%lld/2017-02-01", (long long)h.m.id).p,
		      "heads=5&first_timers=0&incident=no&led=41&state=held&sure=1").status, 303);
	same_text(evening_ask(&h, "SELECT state FROM evening WHERE day = '2017-02-01'"), "informal_held");
	world_free(h.w);
}

TEST(while_the_lead_is_on_a_break_the_evenings_need_a_stand_in_and_afterwards_they_do_not)
{
	struct evening_house h = evening_house();
	const char *rota = arena_printf(h.w->arena, "/en/work/evenings/%lld/rota", (long long)h.m.id).p;

	as_coordinator(&h);
	ok(!says(visit(h.w, "GET", rota, NULL), "Needs a stand-in"));
	same_int(post(h.w, "/en/work/volunteers/41/pause", "back_day=").status, 303);
	ok(says(visit(h.w, "GET", rota, NULL), "Needs a stand-in") && says(visit(h.w, "GET", rota, NULL), "on a break"));
	ok(says(visit(h.w, "GET", arena_printf(h.w->arena, "/en/work/meetings/%lld", (long long)h.m.id).p, NULL), "Needs a stand-in"));
	same_int(post(h.w, "/en/work/volunteers/41/return", "").status, 303);
	ok(!says(visit(h.w, "GET", rota, NULL), "Needs a stand-in"));
	world_free(h.w);
}
