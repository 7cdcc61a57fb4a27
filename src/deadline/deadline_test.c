/* deadline_test.c -- a last day is missed by nobody for want of a reminder, and no document is kept. */
#include "linkage/linkage_test.h"
#include "deadline/deadline.h"

#include <string.h>

struct desk {
	struct road r;
	struct world *w;
	struct deadline d;
};

static int64_t wall(struct desk *k, day_t day, int minutes)
{
	return zone_instant(zone_find(k->w->ctx->house->cal, S("Europe/Copenhagen")), day, minutes);
}

#define DUE day_of(2017, 3, 29)

/* Karim applies for help to live on, by 29 March; Signe is reminded. */
static struct desk desk_new(void)
{
	struct desk k = { .r = road_new() };
	struct deadline_wish w = { .kind = S("dk_income"), .step = S("apply"), .due = DUE, .number = S("2017-4711"), .owner = S(""), .deputy = S("") };
	struct problems bad = { 0 };

	k.w = k.r.w;
	ok(deadline_begin(k.w->ctx, k.r.karim, &w, &k.d, &bad) == OK && !bad.n);
	world_commit(k.w);
	road_acts(&k.r, k.r.signe);
	ok(deadline_find(k.w->ctx, k.d.id, &k.d) == OK);
	return k;
}

static void again(struct desk *k)
{
	ok(deadline_find(k->w->ctx, k->d.id, &k->d) == OK);
}

TEST(the_papers_are_those_of_the_list_and_each_is_missing_until_it_is_ticked)
{
	struct desk k = desk_new();

	same_int((int64_t)k.d.npapers, 5);
	same_int(k.d.papers[0].have_day, DAY_NONE);
	road_is(&k.r, k.r.karim);
	ok(deadline_tick(k.w->ctx, &k.d, 1, true) == OK);
	again(&k);
	same_int(k.d.papers[0].have_day, page_today(k.w->ctx));
	ok(deadline_tick(k.w->ctx, &k.d, 1, false) == OK);
	again(&k);
	same_int(k.d.papers[0].have_day, DAY_NONE);
	ok(deadline_tick(k.w->ctx, &k.d, 99, true) == ERR_NOT_FOUND);
	world_free(k.w);
}

/* Across the night in which the clocks go forward, nine is nine. */
TEST(the_owner_is_reminded_fourteen_seven_three_and_one_days_before)
{
	static const int before[] = { 14, 7, 3, 1, 0 };
	struct desk k = desk_new();

	for (size_t i = 0; i < 5; i++) {
		same_int(k.d.task.duty.due_at, wall(&k, DUE - before[i], 9 * 60));
		world_clock(k.w, k.d.task.duty.due_at);
		same_int(duty_rung(&k.d.task.duty, k.w->ctx->now), RUNG_OWNER);
		ok(deadline_reminded(k.w->ctx, &k.d) == OK);
		again(&k);
	}
	/* On the day itself it stays until it ends. */
	same_int(k.d.task.duty.due_at, wall(&k, DUE, 9 * 60));
	world_free(k.w);
}

TEST(a_reminder_that_is_let_wait_climbs_without_any_job)
{
	struct desk k = desk_new();

	world_clock(k.w, k.d.task.duty.due_at + 24 * HOUR);
	same_int(duty_rung(&k.d.task.duty, k.w->ctx->now), RUNG_DEPUTY);
	world_clock(k.w, k.d.task.duty.due_at + 48 * HOUR);
	same_int(duty_rung(&k.d.task.duty, k.w->ctx->now), RUNG_COORDINATOR);
	world_free(k.w);
}

TEST(when_the_day_has_passed_the_next_step_is_said)
{
	struct desk k = desk_new();

	world_clock(k.w, wall(&k, DUE + 1, 10 * 60));
	ok(deadline_is_missed(k.w->ctx, &k.d));
	world_commit(k.w);
	road_logs_in(&k.r, "Line", ROLE_COORDINATOR, k.r.h.org);
	ok(says(visit(k.w, "GET", road_path(&k.r, "/en/work/papers/ID", k.d.id), NULL), "Apply today all the same"));
	world_free(k.w);
}

TEST(an_end_ends_the_reminder_and_another_day_moves_it)
{
	struct desk k = desk_new();
	struct problems bad = { 0 };

	ok(deadline_move(k.w->ctx, &k.d, DUE + 30, &bad) == OK && !bad.n);
	again(&k);
	same_int(k.d.task.duty.due_at, wall(&k, DUE + 16, 9 * 60));
	ok(deadline_end(k.w->ctx, &k.d, S("gone"), &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(deadline_end(k.w->ctx, &k.d, S("sent"), &bad) == OK && !bad.n);
	same_text(road_ask(&k.r, "SELECT COUNT(*) FROM task WHERE kind = 'papers' AND done_at IS NULL"), "0");
	ok(deadline_end(k.w->ctx, &k.d, S("missed"), &bad) == OK && bad.n == 1);
	world_free(k.w);
}

TEST(no_number_of_a_person_is_kept_and_the_number_of_a_case_is_sealed)
{
	struct desk k = desk_new();
	struct deadline_wish w = { .kind = S("dk_legal"), .step = S("appeal"), .due = DUE, .number = S("010190-1234"), .owner = S(""), .deputy = S("") };
	struct problems bad = { 0 };
	struct deadline d;

	ok(deadline_begin(k.w->ctx, k.r.karim, &w, &d, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(deadline_paper_add(k.w->ctx, &k.d, S("Kort 010190-1234"), &bad) == OK && bad.n == 1);
	same_text(k.d.number, "2017-4711");
	ok(str_index(road_ask(&k.r, "SELECT number FROM deadline_case"), S("4711"), 0) == SIZE_MAX);
	bad.n = 0;
	ok(deadline_paper_add(k.w->ctx, &k.d, S("Brevet fra banken"), &bad) == OK && !bad.n);
	again(&k);
	same_text(k.d.papers[5].label, "Brevet fra banken");
	ok(str_index(road_ask(&k.r, "SELECT words FROM deadline_paper WHERE n = 6"), S("bank"), 0) == SIZE_MAX);
	world_free(k.w);
}

TEST(there_is_no_place_for_a_document)
{
	struct desk k = desk_new();
	struct answer a;

	world_commit(k.w);
	road_logs_in(&k.r, "Line", ROLE_COORDINATOR, k.r.h.org);
	a = visit(k.w, "GET", road_path(&k.r, "/en/work/papers/ID", k.d.id), NULL);
	ok(!says(a, "type=\"file\"") && !says(a, "multipart") && says(a, "no legal advice"));
	a = visit(k.w, "GET", road_path(&k.r, "/en/work/persons/ID/papers", k.r.karim), NULL);
	ok(!says(a, "type=\"file\"") && says(a, "a tick and a date") && says(a, "Help to live on"));
	world_free(k.w);
}

TEST(it_stands_on_the_own_page_and_on_the_day_of_who_is_reminded)
{
	struct desk k = desk_new();

	world_clock(k.w, k.d.task.duty.due_at);
	world_commit(k.w);
	ok(participant_session_begin(k.w->ctx, k.r.karim, &k.w->cookie) == OK);
	ok(says(visit(k.w, "GET", "/en/mine/papers", NULL), "Help to live on"));
	same_int(post(k.w, road_path(&k.r, "/en/mine/papers/ID", k.d.id), "act=have&n=2").status, 303);
	ok(says(visit(k.w, "GET", "/en/mine/papers", NULL), "There since"));
	ok(says(visit(k.w, "GET", "/en/mine", NULL), "The next last day is Wednesday 29 March."));
	world_free(k.w);
}

TEST(a_list_that_nobody_looked_through_for_a_year_says_so)
{
	struct desk k = desk_new();

	world_clock(k.w, wall(&k, day_of(2018, 1, 1), 600));
	world_commit(k.w);
	road_logs_in(&k.r, "Line", ROLE_COORDINATOR, k.r.h.org);
	ok(says(visit(k.w, "GET", road_path(&k.r, "/en/work/papers/ID", k.d.id), NULL), "long ago"));
	world_free(k.w);
}

TEST(people_of_another_organisation_and_other_people_find_nothing)
{
	struct desk k = desk_new();
	struct participant p = { .nickname = S("En anden"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	ok(participant_new(k.w->ctx, &p, &bad) == OK);
	world_commit(k.w);
	road_logs_in(&k.r, "Else", ROLE_COORDINATOR, 77);
	same_int(visit(k.w, "GET", road_path(&k.r, "/en/work/papers/ID", k.d.id), NULL).status, 404);
	same_int(visit(k.w, "GET", road_path(&k.r, "/en/work/persons/ID/papers", k.r.karim), NULL).status, 404);
	same_int(post(k.w, road_path(&k.r, "/en/work/persons/ID/papers", k.r.karim), "kind=dk_food&step=apply&due=2017-03-01").status, 404);
	road_is(&k.r, p.id);
	ok(deadline_find(k.w->ctx, k.d.id, &k.d) == ERR_NOT_FOUND);
	world_free(k.w);
}

TEST(whoever_is_reminded_does_not_leave_before_another_is)
{
	struct desk k = desk_new();

	ok(road_refuses(&k.r, arena_printf(k.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)k.r.signe).p));
	world_free(k.w);
}

TEST(who_is_erased_leaves_no_date_and_nobody_is_reminded)
{
	struct desk k = desk_new();

	ok(participant_erase(k.w->ctx, k.r.karim) == OK);
	same_text(road_ask(&k.r, "SELECT (SELECT COUNT(*) FROM deadline_case) + (SELECT COUNT(*) FROM deadline_paper)"), "0");
	same_text(road_ask(&k.r, "SELECT COUNT(*) FROM task WHERE kind = 'papers' AND done_at IS NULL"), "0");
	world_free(k.w);
}

TEST(every_list_is_whole)
{
	size_t n = 0;

	for (const struct deadline_set *s = deadline_sets; s->code; s++, n++)
		ok(s->label && s->where && s->next && s->papers[0].code && deadline_reviewed(s) != DAY_NONE);
	ok(n >= 12);
}

TEST(storage_refuses_a_date_that_nobody_is_reminded_of)
{
	static const char *const refused[] = {
		"INSERT INTO deadline_case (participant, id, org, area, kind, step, due, made_at) VALUES (1, 1, 1, 0, 'dk_food', 'apply', '2017-01-01', 0) RETURNING id",
		"UPDATE deadline_case SET step = 'scan' RETURNING id", "UPDATE deadline_case SET how = 'sent' RETURNING id",
		"UPDATE deadline_case SET ended_at = 1, how = 'lost' RETURNING id",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct desk k = desk_new();
		ok(road_refuses(&k.r, refused[i]));
		world_free(k.w);
	}
}
