/* ride_states_test.c -- every line of requirements 8.7, what is refused, and that nobody is left standing. */
#include "ride/ride_test.h"
#include "task/task.h"

#include <string.h>

static void stands(struct trip *t, int64_t id, const char *state)
{
	same_text(trip_get(t, id).state, state);
}

static bool fits(struct trip *t, int64_t id, enum ride_by by, const char *event)
{
	struct problems bad = { 0 };
	struct ride r = trip_get(t, id);

	if (by == RIDE_BY_RIDER)
		trip_is_rider(t);
	else
		trip_acts(t, by == RIDE_BY_STAFF ? t->signe : t->poul);
	ok(ride_do(t->w->ctx, &r, by, str_of(event), &bad) == OK);
	return !bad.n;
}

static int64_t open_tasks(struct trip *t, const char *kind)
{
	return trip_number(t, arena_printf(t->w->arena, "SELECT COUNT(*) FROM task WHERE done_at IS NULL AND kind = '%s'", kind).p);
}

TEST(a_ride_goes_from_asked_for_to_home)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);

	stands(&t, r.id, "offered");
	trip_yes(&t, t.poul, r.id, RIDE_OUT);
	stands(&t, r.id, "matched");
	trip_yes(&t, t.kaj, r.id, RIDE_HOME);
	stands(&t, r.id, "arranged");
	world_clock(t.w, r.out_at);
	trip_do(&t, r.id, RIDE_BY_DRIVER, "pickup");
	stands(&t, r.id, "on_way");
	trip_do(&t, r.id, RIDE_BY_DRIVER, "arrived");
	stands(&t, r.id, "there");
	world_clock(t.w, r.home_at);
	trip_do(&t, r.id, RIDE_BY_DRIVER, "pickup_home");
	stands(&t, r.id, "homebound");
	trip_do(&t, r.id, RIDE_BY_RIDER, "home");
	stands(&t, r.id, "done");
	same_int(open_tasks(&t, "ride"), 0);
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM ride_step"), "8");
	world_free(t.w);
}

TEST(what_does_not_fit_is_refused_and_the_state_is_named)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);
	struct problems bad = { 0 };

	trip_is_rider(&t);
	ok(ride_do(t.w->ctx, &r, RIDE_BY_RIDER, S("home"), &bad) == OK && bad.n == 1);
	same_text(bad.at[0].gap, "Drivers have been asked");
	ok(!fits(&t, r.id, RIDE_BY_STAFF, "stranded") && !fits(&t, r.id, RIDE_BY_STAFF, "pickup") && !fits(&t, r.id, RIDE_BY_STAFF, "nonsense"));
	stands(&t, r.id, "offered");
	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	ok(!fits(&t, r.id, RIDE_BY_RIDER, "cancel") && !fits(&t, r.id, RIDE_BY_STAFF, "offer"));
	stands(&t, r.id, "cancelled");
	world_free(t.w);
}

TEST(storage_refuses_a_ride_that_is_arranged_without_its_way_home)
{
	static const char *const states[] = { "arranged", "on_way", "there", "homebound" };
	struct trip t = trip_new();

	trip_asked(&t);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		ok(trip_refuses(&t, arena_printf(t.w->arena, "UPDATE ride SET out_how = 'taxi', state = '%s'", states[i]).p));
	ok(trip_refuses(&t, "UPDATE ride SET out_how = 'taxi', state = 'done', ended_at = 1"));
	ok(trip_refuses(&t, "INSERT INTO ride (participant, id, org, area, from_text, to_text, meet_text, call_text, purpose, day, out_min, home_day, home_min, "
			    "drive_min, seats, children, child_seats, aids, out_how, state, made_by, made_at, state_at) VALUES (1, 2, 3, 0, '', '', '', '', '', "
			    "'2016-12-20', 600, '2016-12-20', 700, 30, 1, 'none', 0, 'none', 'bus', 'arranged', 0, 1, 1)"));
	ok(!trip_refuses(&t, "UPDATE ride SET out_how = 'taxi', home_how = 'waived', state = 'arranged'"));
	ok(!trip_refuses(&t, "UPDATE ride SET out_how = 'taxi', home_how = 'bus', state = 'arranged'"));
	world_free(t.w);
}

TEST(a_rider_who_gets_home_by_themselves_says_so)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);

	trip_yes(&t, t.poul, r.id, RIDE_OUT);
	stands(&t, r.id, "matched");
	trip_do(&t, r.id, RIDE_BY_RIDER, "waive");
	stands(&t, r.id, "arranged");
	ok(!fits(&t, r.id, RIDE_BY_DRIVER, "waive"));
	world_free(t.w);
}

TEST(a_cancelled_way_home_is_a_task_in_the_same_moment_and_others_are_asked)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	world_clock(t.w, r.out_at);
	trip_do(&t, r.id, RIDE_BY_DRIVER, "pickup");
	trip_do(&t, r.id, RIDE_BY_DRIVER, "arrived");
	world_clock(t.w, r.home_at - 40 * MINUTE);
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	stands(&t, r.id, "rescue");
	same_int(open_tasks(&t, "ride_rescue"), 1);
	same_int(trip_number(&t, "SELECT due_at FROM task WHERE kind = 'ride_rescue'"), r.home_at - 15 * MINUTE);
	same_text(trip_ask(&t, "SELECT red FROM task WHERE kind = 'ride_rescue'").p[0] == 'f' ? S("0") : S("1"), "1");
	same_int(trip_number(&t, arena_printf(t.w->arena, "SELECT COUNT(*) FROM ride_offer WHERE answer = '' AND from_at <= %lld", (long long)t.w->ctx->now).p), 1);
	trip_yes(&t, t.kaj, r.id, RIDE_HOME);
	stands(&t, r.id, "there");
	same_int(open_tasks(&t, "ride_rescue"), 0);
	ok(trip_get(&t, r.id).out_driver == t.poul);
	world_free(t.w);
}

TEST(a_cancelled_way_there_has_its_own_limit)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	world_clock(t.w, r.out_at - 2 * HOUR);
	trip_off(&t, t.poul, r.id, RIDE_BOTH);
	same_int(trip_number(&t, "SELECT due_at FROM task WHERE kind = 'ride_rescue'"), r.out_at - HOUR);
	ok(ride_phase(t.w->ctx, &(struct ride){ .state = S("rescue"), .out_at = r.out_at, .home_at = r.home_at, .out_how = S(""), .home_how = S("") }) == RIDE_RESCUE);
	world_clock(t.w, r.out_at - HOUR);
	r = trip_get(&t, r.id);
	ok(ride_phase(t.w->ctx, &r) == RIDE_DECIDE);
	world_free(t.w);
}

TEST(when_nobody_is_found_in_time_a_coordinator_decides_and_it_is_looked_at)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct problems bad = { 0 };
	struct ride_figure f;

	trip_off(&t, t.poul, r.id, RIDE_BOTH);
	ok(!fits(&t, r.id, RIDE_BY_STAFF, "stranded"));
	world_clock(t.w, r.out_at - HOUR);
	trip_acts(&t, t.signe);
	r = trip_get(&t, r.id);
	ok(ride_found(t.w->ctx, &r, RIDE_OUT, S("bus"), 0, &bad) == OK && !bad.n);
	stands(&t, r.id, "rescue");
	world_clock(t.w, r.home_at - 15 * MINUTE);
	trip_do(&t, r.id, RIDE_BY_STAFF, "stranded");
	stands(&t, r.id, "stranded");
	same_int(open_tasks(&t, "ride_review"), 1);
	ok(ride_figure(t.w->ctx, r.day, r.day, &f) == OK && f.stranded == 1 && f.unreviewed == 1 && f.all == 1);
	r = trip_get(&t, r.id);
	ok(ride_review(t.w->ctx, &r, S("too_few_drivers"), &bad) == OK && !bad.n);
	same_int(open_tasks(&t, "ride_review"), 0);
	same_int(open_tasks(&t, "ride"), 0);
	world_free(t.w);
}

TEST(a_taxi_or_a_bus_arranges_it_too)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct problems bad = { 0 };

	trip_off(&t, t.poul, r.id, RIDE_HOME);
	r = trip_get(&t, r.id);
	trip_acts(&t, t.signe);
	ok(ride_found(t.w->ctx, &r, RIDE_BOTH, S("taxi"), 0, &bad) == OK && !bad.n);
	stands(&t, r.id, "arranged");
	same_text(trip_get(&t, r.id).home_how, "taxi");
	same_text(trip_get(&t, r.id).out_how, "driver");
	ok(ride_found(t.w->ctx, &r, RIDE_BOTH, S("taxi"), 0, &bad) == OK && bad.n == 1);
	world_free(t.w);
}

TEST(a_driver_waits_ten_minutes)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	world_clock(t.w, r.out_at + 9 * MINUTE);
	ok(!fits(&t, r.id, RIDE_BY_DRIVER, "no_show"));
	world_clock(t.w, r.out_at + 10 * MINUTE);
	ok(fits(&t, r.id, RIDE_BY_DRIVER, "no_show"));
	stands(&t, r.id, "no_show");
	world_free(t.w);
}

TEST(an_hour_after_they_should_be_home_somebody_calls)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct ride *all;
	size_t n;

	same_int(trip_number(&t, "SELECT due_at FROM task WHERE kind = 'ride'"), r.home_at + 30 * MINUTE + HOUR);
	world_clock(t.w, r.home_at + 30 * MINUTE + HOUR - 1);
	trip_acts(&t, t.signe);
	ok(ride_waiting(t.w->ctx, 10, &all, &n) == OK && n == 0);
	world_clock(t.w, r.home_at + 30 * MINUTE + HOUR);
	ok(ride_waiting(t.w->ctx, 10, &all, &n) == OK && n == 1 && ride_phase(t.w->ctx, &all[0]) == RIDE_CHECK);
	trip_do(&t, r.id, RIDE_BY_RIDER, "home");
	stands(&t, r.id, "done");
	world_free(t.w);
}

/* --- over, whatever else is the case ------------------------------------------------------------------------------------ */

TEST(whoever_takes_back_their_yes_is_not_waited_for_and_the_driver_is_told_neutrally)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct answer a;
	int64_t consent = trip_number(&t, "SELECT id FROM consent WHERE purpose = 'ride'"), rests;

	trip_is_rider(&t);
	ok(consent_resting(t.w->ctx, t.karim, consent, &rests) == OK && rests == 1);
	ok(consent_stop(t.w->ctx, t.karim, consent) == OK);
	stands(&t, r.id, "cancelled");
	same_text(trip_get(&t, r.id).end_why, "consent");
	same_int(open_tasks(&t, "ride"), 0);
	trip_logs_in(&t, "Poul", ROLE_COMPANION);
	a = visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", r.id), NULL);
	ok(says(a, "This ride is not needed. Thank you.") && !says(a, "Eksempelgade") && !says(a, "consent") && !says(a, "permission"));
	world_free(t.w);
}

TEST(whoever_is_erased_leaves_no_ride_and_no_word_behind)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct answer a;

	trip_is_rider(&t);
	ok(participant_erase(t.w->ctx, t.karim) == OK);
	same_text(trip_ask(&t, "SELECT state FROM ride"), "cancelled");
	same_text(trip_ask(&t, "SELECT end_why FROM ride"), "erased");
	same_int(open_tasks(&t, "ride"), 0);
	trip_logs_in(&t, "Poul", ROLE_COMPANION);
	a = visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", r.id), NULL);
	same_int(a.status, 200);
	ok(says(a, "This ride is not needed. Thank you.") && !says(a, "Eksempelgade"));
	world_free(t.w);
}

TEST(nobody_leaves_who_has_said_yes_to_drive)
{
	struct trip t = trip_new();
	struct problems bad = { 0 };

	trip_arranged(&t);
	t.w->who = (struct who){ .local = true };
	t.w->ctx->who = &t.w->who;
	ok(account_leave(t.w->ctx, t.poul, &bad) == OK && bad.n == 1);
	ok(trip_refuses(&t, arena_printf(t.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld", (long long)t.poul).p));
	ok(!trip_refuses(&t, arena_printf(t.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld", (long long)t.kaj).p));
	world_free(t.w);
}

TEST(an_end_stays_an_end)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	ok(trip_refuses(&t, "UPDATE ride SET state = 'arranged', ended_at = NULL, end_why = ''"));
	ok(trip_refuses(&t, "UPDATE ride SET state = 'done', end_why = ''"));
	world_free(t.w);
}

/* --- time ------------------------------------------------------------------------------------------------------------------- */

TEST(home_after_midnight_is_the_next_day)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	w.out_min = 22 * 60, w.home_min = 30;
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	ok(r.home_day == r.day + 1);
	same_int(r.home_at - r.out_at, 2 * HOUR + 30 * MINUTE);
	same_int(ride_limit(&(struct ride){ .out_how = S("bus"), .home_how = S(""), .out_at = r.out_at, .home_at = r.home_at }), r.home_at - 15 * MINUTE);
	world_free(t.w);
}

/* In the night to 26 March 2017 the clock goes from two to three; in that to 29 October from three back to two. */
TEST(limits_are_minutes_that_pass_also_when_the_clock_is_turned)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	world_clock(t.w, TEST_NOW + 100 * DAY);
	w.day = day_of(2017, 3, 25), w.out_min = 23 * 60, w.home_min = 3 * 60 + 15, w.sure = true;
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	same_int(r.home_at - r.out_at, 3 * HOUR + 15 * MINUTE);
	trip_yes(&t, t.poul, r.id, RIDE_BOTH);
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	same_int(trip_number(&t, "SELECT due_at FROM task WHERE kind = 'ride_rescue'"), r.home_at - 15 * MINUTE);
	world_clock(t.w, TEST_NOW + 310 * DAY);
	trip_is_rider(&t);
	w.day = day_of(2017, 10, 28);
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	same_int(r.home_at - r.out_at, 5 * HOUR + 15 * MINUTE);
	world_free(t.w);
}

TEST(addresses_go_thirty_days_after_and_needs_a_year_after)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	world_clock(t.w, t.w->ctx->now + 29 * DAY);
	ok(ride_tidy(t.w->ctx) == OK);
	same_text(trip_get(&t, r.id).from_text, "Prøvevej 1");
	world_clock(t.w, t.w->ctx->now + 2 * DAY);
	ok(ride_tidy(t.w->ctx) == OK);
	same_text(trip_ask(&t, "SELECT from_text || to_text || meet_text || call_text FROM ride"), "");
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride WHERE purpose <> ''"), 1);
	world_clock(t.w, t.w->ctx->now + 340 * DAY);
	ok(ride_tidy(t.w->ctx) == OK);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride WHERE purpose <> ''"), 0);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride_offer"), 0);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride"), 1);
	world_free(t.w);
}
