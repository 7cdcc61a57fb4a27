/* ride_page_test.c -- what the rider, the driver and those who see to it read, step by step. */
#include "demo/demo.h"
#include "linkage/linkage.h"
#include "ride/ride_test.h"

#define FORM "from_text=Pr%C3%B8vevej+1&to_text=Eksempelgade+2&day=13.12.2016&out_min=18.00&length=30&seats=1&purpose=treatment&phone=12345678"

static struct answer mine(struct trip *t, const char *lang)
{
	trip_rider_logs_in(t);
	return visit(t->w, "GET", arena_printf(t->w->arena, "/%s/mine/rides", lang).p, NULL);
}

static void drives(struct trip *t, const char *name, int64_t ride, const char *act)
{
	trip_logs_in(t, name, ROLE_COMPANION);
	same_int(post(t->w, trip_path(t, "/en/work/driving/ID", ride), arena_printf(t->w->arena, "act=%s", act).p).status, 303);
}

TEST(the_rider_is_told_each_step_and_home_is_never_forgotten)
{
	struct trip t = trip_new();
	struct answer a;
	struct ride r;

	trip_rider_logs_in(&t);
	a = post(t.w, "/da/mine/rides/new", FORM);
	same_int(a.status, 422);
	ok(says(a, "Turen hjem er ikke på plads endnu."));
	same_int(post(t.w, "/da/mine/rides/new", FORM "&home_min=21.00").status, 303);
	ok(says(mine(&t, "da"), "Chauffører er spurgt.") && says(mine(&t, "en"), "Drivers have been asked."));
	r = trip_get(&t, trip_number(&t, "SELECT id FROM ride"));
	drives(&t, "Poul", r.id, "yes3");
	ok(says(mine(&t, "en"), "It is arranged, there and home.") && says(mine(&t, "en"), "Poul drives you there and home."));
	world_clock(t.w, r.out_at);
	drives(&t, "Poul", r.id, "pickup");
	drives(&t, "Poul", r.id, "arrived");
	world_clock(t.w, r.home_at - 40 * MINUTE);
	drives(&t, "Poul", r.id, "off2");
	ok(says(mine(&t, "da"), "Chaufføren kan alligevel ikke komme.") && says(mine(&t, "da"), "Vi finder en måde."));
	drives(&t, "Kaj", r.id, "yes2");
	ok(says(mine(&t, "en"), "The way home is arranged.") && says(mine(&t, "en"), "Poul drives you there, and Kaj home."));
	world_clock(t.w, r.home_at + 20 * MINUTE);
	trip_rider_logs_in(&t);
	same_int(post(t.w, trip_path(&t, "/da/mine/rides/ID", r.id), "event=home").status, 303);
	ok(says(mine(&t, "da"), "Du er hjemme."));
	world_free(t.w);
}

TEST(when_nobody_is_found_in_time_the_rider_has_a_code_for_a_taxi)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);

	ok(db_script(t.w->ctx, arena_printf(t.w->arena, "INSERT INTO ride_taxi (org, code, made_at) VALUES (%lld, 'TX-77', 1)", (long long)t.org).p) == OK);
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	ok(!says(mine(&t, "en"), "TX-77"));
	world_clock(t.w, r.home_at - 15 * MINUTE);
	ok(says(mine(&t, "en"), "TX-77") && says(mine(&t, "en"), "No driver was found in time. A person sees to it now."));
	world_free(t.w);
}

TEST(a_lost_way_home_stands_on_the_day_of_everybody_who_sees_to_rides_there)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct answer a;

	trip_logs_in(&t, "Sara", ROLE_COORDINATOR);
	ok(!says(visit(t.w, "GET", "/en/work", NULL), "A ride on"));
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	trip_logs_in(&t, "Sara", ROLE_COORDINATOR);
	a = visit(t.w, "GET", "/en/work", NULL);
	ok(says(a, "A ride on Tuesday 13 December at 18:00") && says(a, "A driver cannot after all; others have been asked"));
	trip_logs_in(&t, "Kaj", ROLE_COMPANION);
	ok(says(visit(t.w, "GET", "/en/work", NULL), "Can you drive? The first yes has it."));
	world_free(t.w);
}

TEST(a_driver_is_told_before_the_yes_that_they_drive_somebody_else_at_that_time)
{
	struct trip t = trip_new();
	struct ride first = trip_arranged(&t), second, later;
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct answer a;

	trip_is_rider(&t);
	w.out_min += 10;
	w.home_min += 60;
	ok(ride_ask(t.w->ctx, &w, S("key"), &second, &bad) == OK && !bad.n);
	w.out_min += 60;
	ok(ride_ask(t.w->ctx, &w, S("key"), &later, &bad) == OK && !bad.n);
	trip_logs_in(&t, "Poul", ROLE_COMPANION);
	a = visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", second.id), NULL);
	ok(says(a, "You drive somebody else at that time: Tuesday 13 December at 18:00.") && says(a, trip_path(&t, "/en/work/driving/ID", first.id)));
	ok(says(a, "Yes, there and home"));
	ok(!says(visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", later.id), NULL), "You drive somebody else"));
	ok(!says(visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", first.id), NULL), "You drive somebody else"));
	world_free(t.w);
}

TEST(a_ride_that_repeats_is_one_of_its_own_each_week_and_called_off_alone)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride first, *all;
	size_t n;

	trip_is_rider(&t);
	w.weeks = 7;
	w.day += 5;
	ok(ride_ask(t.w->ctx, &w, S(""), &first, &bad) == OK && !bad.n);
	ok(ride_of(t.w->ctx, t.karim, 20, &all, &n) == OK);
	same_int(n, 8);
	trip_do(&t, first.id, RIDE_BY_RIDER, "cancel");
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride WHERE ended_at IS NULL"), 7);
	same_int(trip_number(&t, "SELECT COUNT(DISTINCT out_min) FROM ride"), 1);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM task WHERE kind = 'ride' AND done_at IS NULL"), 7);
	/* Not further than two months, and then none of them. */
	w.day += 10;
	ok(ride_ask(t.w->ctx, &w, S(""), &first, &bad) == OK && bad.n == 1 && problem_of(&bad, "weeks"));
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride"), 8);
	world_free(t.w);
}

TEST(others_see_nothing_of_a_ride)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct str token;
	struct participant p = { .nickname = S("Mette"), .role = S("person"), .lang = S("da"), .org = t.org };
	struct problems bad = { 0 };

	t.w->who = (struct who){ .local = true };
	t.w->ctx->who = &t.w->who;
	ok(participant_new(t.w->ctx, &p, &bad) == OK && !bad.n);
	ok(participant_session_begin(t.w->ctx, p.id, &token) == OK);
	t.w->cookie = arena_str(t.w->arena, token);
	ok(!says(visit(t.w, "GET", "/en/mine/rides", NULL), "18:00"));
	same_int(post(t.w, trip_path(&t, "/en/mine/rides/ID", r.id), "event=cancel").status, 404);
	t.w->who = (struct who){ .local = true };
	world_log_in(t.w, "Fremmed", ROLE_COORDINATOR, 77, 0);
	same_int(visit(t.w, "GET", trip_path(&t, "/en/work/rides/ID", r.id), NULL).status, 404);
	ok(!says(visit(t.w, "GET", "/en/work/rides", NULL), "Karim"));
	trip_logs_in(&t, "Bo", ROLE_COMPANION);
	same_int(visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", r.id), NULL).status, 404);
	same_int(post(t.w, trip_path(&t, "/en/work/driving/ID", r.id), "act=pickup").status, 404);
	world_free(t.w);
}

TEST(those_who_see_to_it_call_the_rider_and_the_look_is_written_down)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct answer a;

	trip_logs_in(&t, "Sara", ROLE_COORDINATOR);
	a = visit(t.w, "GET", trip_path(&t, "/en/work/rides/ID", r.id), NULL);
	ok(says(a, "•• •• •• 78") && !says(a, "12345678"));
	ok(says(post(t.w, trip_path(&t, "/en/work/rides/ID/number", r.id), ""), "tel:+4512345678"));
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "1");
	world_free(t.w);
}

TEST(the_way_to_a_meeting_that_was_chosen_is_filled_in_without_its_name)
{
	struct world *w = world_new();
	struct linkage_line line;
	struct participant p;
	struct problems bad = { 0 };
	struct ride_wish wish;
	struct str answer;
	struct local at;
	int64_t id;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	ok(db_ask(w->ctx, "SELECT id FROM linkage_loop WHERE to_kind = 'meeting' AND ended_at IS NULL ORDER BY booked_at DESC, id LIMIT 1", &answer) == OK && str_int(answer, &id));
	ok(linkage_find(w->ctx, id, &line) == OK);
	if (line.l.booked_at <= w->ctx->now)
		ok(linkage_do(w->ctx, &line.l, BY_STAFF, &(struct linkage_act){ .event = S("chosen"), .at = w->ctx->now + 33 * HOUR }, &bad) == OK && !bad.n);
	ok(participant_find(w->ctx, line.l.participant, &p) == OK);
	ok(ride_blank_to(w->ctx, &p, id, &wish) == OK);
	at = page_local(w->ctx, line.l.booked_at);
	ok(wish.day == at.day);
	same_int(wish.out_min, at.minutes - 45);
	ok(wish.home_min > at.minutes);
	ok(wish.to_text.n && str_index(wish.to_text, line.to_name, 0) == SIZE_MAX);
	world_free(w);
}
