/* task_test.c -- a promise always has somebody who works here, and climbs by itself. */
#include "world.h"
#include "task/task.h"
#include "account/account.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static int64_t colleague(struct world *w, const char *name, enum role role)
{
	struct who me = w->who;
	struct account a;

	world_log_in(w, name, role, 0, 0);
	w->who = me;
	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static struct task promised(struct world *w, int64_t owner, int64_t deputy, bool red)
{
	struct task t = { .kind = S("call_back"), .duty = { owner, deputy, w->ctx->now, red, 0 } };

	ok(task_add(w->ctx, &t, S("call_back/1")) == OK && t.id);
	return t;
}

TEST(the_same_promise_is_made_once)
{
	struct world *w = world_new();
	int64_t signe = colleague(w, "Signe", ROLE_COORDINATOR);
	struct task one = promised(w, signe, 0, false), two = promised(w, signe, 0, false);

	same_int(one.id, two.id);
	world_free(w);
}

TEST(the_ladder_climbs_from_the_owner_to_the_lead_by_the_clock_alone)
{
	struct duty calm = { 1, 2, 1000000, false, 0 }, red = { 1, 2, 1000000, true, 0 };

	same_int(duty_rung(&calm, 999999), RUNG_NONE);
	same_int(duty_rung(&calm, 1000000), RUNG_OWNER);
	same_int(duty_rung(&calm, 1000000 + 24 * HOUR - 1), RUNG_OWNER);
	same_int(duty_rung(&calm, 1000000 + 24 * HOUR), RUNG_DEPUTY);
	same_int(duty_rung(&calm, 1000000 + 48 * HOUR), RUNG_COORDINATOR);
	same_int(duty_rung(&calm, 1000000 + 72 * HOUR), RUNG_LEAD);
	same_int(duty_rung(&red, 1000000 + 4 * HOUR), RUNG_DEPUTY);
	same_int(duty_rung(&red, 1000000 + 8 * HOUR), RUNG_COORDINATOR);
	same_int(duty_rung(&red, 1000000 + 24 * HOUR), RUNG_LEAD);
	same_int(duty_climbs(&red, 1000000), 1000000 + 4 * HOUR);
}

TEST(saying_that_one_saw_it_stops_the_climb_for_twelve_hours_and_no_longer)
{
	struct duty d = { 1, 2, 1000000, true, 1000000 + HOUR };

	same_int(duty_rung(&d, 1000000 + 10 * HOUR), RUNG_OWNER);
	same_int(duty_rung(&d, 1000000 + 13 * HOUR), RUNG_COORDINATOR);
	same_int(duty_climbs(&d, 1000000 + 10 * HOUR), 1000000 + 13 * HOUR);
}

TEST(without_a_deputy_the_coordinator_is_next)
{
	struct duty d = { 1, 0, 1000000, true, 0 };

	same_int(duty_rung(&d, 1000000 + 4 * HOUR), RUNG_COORDINATOR);
}

TEST(nobody_leaves_who_has_promised_something_to_a_person)
{
	struct world *w = world_new();
	int64_t signe = colleague(w, "Signe", ROLE_COORDINATOR), mikkel = colleague(w, "Mikkel", ROLE_COORDINATOR);
	struct task t = promised(w, signe, 0, false);
	struct problems bad = { 0 };
	struct str answer;

	ok(account_leave(w->ctx, signe, &bad) == OK && bad.n == 1);
	world_commit(w);
	ok(db_ask(w->ctx, arena_printf(w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)signe).p, &answer) != OK);
	world_free(w);

	w = world_new();
	signe = colleague(w, "Signe", ROLE_COORDINATOR), mikkel = colleague(w, "Mikkel", ROLE_COORDINATOR);
	t = promised(w, signe, 0, false);
	bad.n = 0;
	ok(task_hand_over(w->ctx, &t, mikkel, mikkel, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(task_hand_over(w->ctx, &t, mikkel, colleague(w, "Sara", ROLE_COORDINATOR), &bad) == OK && !bad.n);
	ok(account_leave(w->ctx, signe, &bad) == OK && !bad.n);
	world_free(w);
}

TEST(a_promise_without_somebody_who_works_here_is_refused_by_storage)
{
	struct world *w = world_new();
	struct task t = { .kind = S("call_back"), .duty = { 424242, 0, w->ctx->now, false, 0 } };
	struct str answer;

	ok(task_add(w->ctx, &t, S("x")) == ERR_CONFLICT);
	ok(db_ask(w->ctx, "INSERT INTO task (id, org, area, participant, kind, subject, owner, deputy, due_at, red, once, made_at) "
		  "VALUES (1, 0, 0, 0, 'x', 0, 424242, 0, 1, FALSE, 'x', 1) RETURNING id", &answer) != OK);
	world_free(w);
}

TEST(somebody_who_is_away_is_not_chosen_while_another_is_here)
{
	struct world *w = world_new();
	int64_t signe = colleague(w, "Signe", ROLE_COORDINATOR), sara = colleague(w, "Sara", ROLE_COORDINATOR), owner, deputy, org = 0;
	day_t today = page_today(w->ctx);
	struct problems bad = { 0 };
	struct who me = w->who;

	w->who.account = sara;
	w->ctx->who = &w->who;
	ok(task_away(w->ctx, today, today + 3, &bad) == OK && !bad.n);
	w->who = me;
	ok(task_choose(w->ctx, PERSON_SERVE, &org, 0, today, &owner, &deputy) == OK);
	same_int(owner, signe);
	same_int(deputy, 0);
	ok(task_choose(w->ctx, PERSON_SERVE, &org, 0, today + 4, &owner, &deputy) == OK && deputy);
	world_free(w);
}

TEST(two_tries_are_not_enough_and_four_on_three_days_at_two_times_are)
{
	struct world *w = world_new();
	struct task_attempt a[4] = {
		{ .at = TEST_NOW, .result = S("no_answer") }, { .at = TEST_NOW - DAY, .result = S("no_answer") },
		{ .at = TEST_NOW - 2 * DAY, .result = S("voicemail") }, { .at = TEST_NOW - 2 * DAY + 8 * HOUR, .result = S("no_answer") },
	};
	struct str missing;

	ok(!task_tried_enough(w->ctx, a, 2, &missing));
	ok(str_starts(missing, S("2 tries so far.")));
	ok(!task_tried_enough(w->ctx, a, 3, &missing));
	ok(task_tried_enough(w->ctx, a, 4, &missing));
	/* A talk is no vain try. */
	a[1].result = S("talked");
	ok(!task_tried_enough(w->ctx, a, 4, &missing));
	world_free(w);
}
