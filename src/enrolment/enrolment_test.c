/* enrolment_test.c -- quiet is no ending, one tap brings somebody back, and nothing about use closes anything. */
#include "linkage/linkage_test.h"
#include "enrolment/enrolment.h"
#include "transition/transition.h"

#include <string.h>

struct way {
	struct road r;
	struct world *w;
	struct enrolment e;
};

static void again(struct way *y)
{
	ok(enrolment_find(y->w->ctx, y->r.karim, y->e.id, &y->e) == OK);
}

/* Karim goes to the circle; he said himself that he wants to. */
static struct way way_new(void)
{
	struct way y = { .r = road_new() };
	struct problems bad = { 0 };
	struct enrolment_wish wish;

	y.w = y.r.w;
	road_introduction(&y.r);
	wish = (struct enrolment_wish){ y.r.karim, arena_printf(y.w->arena, "meeting-%lld", (long long)y.r.group), true, true };
	ok(enrolment_begin(y.w->ctx, &wish, &y.e, &bad) == OK && !bad.n);
	world_commit(y.w);
	road_acts(&y.r, y.r.signe);
	again(&y);
	return y;
}

static void later(struct way *y, int64_t seconds)
{
	world_clock(y->w, y->w->ctx->now + seconds);
}

static struct str stands(struct way *y)
{
	again(y);
	return enrolment_state(y->w->ctx, &y->e);
}

static size_t happens(struct way *y, const char *event)
{
	struct enrolment_act a = { .event = str_of(event), .said = true, .until = DAY_NONE, .words = S("") };
	struct problems bad = { 0 };

	again(y);
	ok(enrolment_do(y->w->ctx, &y->e, &a, &bad) == OK);
	return bad.n;
}

static size_t quiet_ones(struct way *y)
{
	struct enrolment_quiet *all;
	size_t n;

	road_acts(&y->r, y->r.signe);
	ok(enrolment_waiting(y->w->ctx, 10, &all, &n) == OK);
	return n;
}

TEST(nobody_takes_part_without_their_own_wish)
{
	struct way y = way_new();
	struct enrolment_wish wish = { y.r.karim, arena_printf(y.w->arena, "meeting-%lld", (long long)y.r.group), false, true };
	struct problems bad = { 0 };
	struct enrolment e;

	ok(enrolment_begin(y.w->ctx, &wish, &e, &bad) == OK && bad.n == 1);
	ok(road_refuses(&y.r, "UPDATE enrolment SET own_wish = FALSE RETURNING id"));
	world_free(y.w);
}

TEST(after_three_weeks_without_a_sign_it_is_quiet_and_ninety_days_later_dormant_to_the_second)
{
	struct way y = way_new();
	int64_t sign = y.e.sign_at;

	world_clock(y.w, sign + 21 * DAY - 1);
	same_text(stands(&y), "active");
	world_clock(y.w, sign + 21 * DAY);
	same_text(stands(&y), "quiet");
	world_clock(y.w, sign + 111 * DAY - 1);
	same_text(stands(&y), "quiet");
	world_clock(y.w, sign + 111 * DAY);
	same_text(stands(&y), "dormant");
	world_free(y.w);
}

TEST(any_sign_of_them_makes_what_was_quiet_active_again_by_itself)
{
	struct way y = way_new();

	later(&y, 40 * DAY);
	same_text(stands(&y), "quiet");
	ok(participant_sign(y.w->ctx, y.r.karim) == OK);
	same_text(stands(&y), "active");
	same_int(y.e.sign_at, y.w->ctx->now);
	world_free(y.w);
}

TEST(who_was_away_very_long_comes_back_in_one_tap_and_is_asked_nothing)
{
	struct way y = way_new();
	struct answer a;

	later(&y, 200 * DAY);
	world_commit(y.w);
	ok(participant_session_begin(y.w->ctx, y.r.karim, &y.w->cookie) == OK);
	ok(says(visit(y.w, "GET", "/en/mine", NULL), "Nobody asks where you were."));
	a = visit(y.w, "GET", "/en/mine/way", NULL);
	ok(says(a, "Away for a long time") && says(a, "I am back"));
	a = post(y.w, road_path(&y.r, "/en/mine/way/ID", y.e.id), "event=returned");
	same_int(a.status, 303);
	a = visit(y.w, "GET", "/en/mine/way?done=back", NULL);
	ok(says(a, "Good to see you again.") && says(a, "Takes part"));
	ok(!says(visit(y.w, "GET", "/en/mine", NULL), "Nobody asks where you were."));
	road_acts(&y.r, y.r.signe);
	same_text(stands(&y), "active");
	world_free(y.w);
}

TEST(the_kind_word_is_offered_once_in_each_quiet_time)
{
	struct way y = way_new();
	struct problems bad = { 0 };

	same_int((int64_t)quiet_ones(&y), 0);
	later(&y, 22 * DAY);
	same_int((int64_t)quiet_ones(&y), 1);
	again(&y);
	ok(enrolment_offer(y.w->ctx, &y.e, &bad) == OK && !bad.n);
	same_int((int64_t)quiet_ones(&y), 0);
	again(&y);
	ok(enrolment_offer(y.w->ctx, &y.e, &bad) == OK && bad.n == 1);
	later(&y, 10 * DAY);
	ok(participant_sign(y.w->ctx, y.r.karim) == OK);
	later(&y, 22 * DAY);
	same_int((int64_t)quiet_ones(&y), 1);
	/* Who has been away very long is left in peace. */
	later(&y, 120 * DAY);
	same_int((int64_t)quiet_ones(&y), 0);
	world_free(y.w);
}

TEST(quiet_and_dormant_need_no_job)
{
	struct way y = way_new();
	int64_t sign = y.e.sign_at;

	/* The nightly job runs on some nights and not on others; what is read is the same. */
	for (int day = 0; day <= 120; day++) {
		const char *want = day < 21 ? "active" : day < 111 ? "quiet" : "dormant";
		world_clock(y.w, sign + day * (int64_t)DAY);
		if (day % 7 == 3)
			ok(hall_tidy(y.w->ctx) == OK);
		road_acts(&y.r, y.r.signe);
		same_text(stands(&y), want);
	}
	world_free(y.w);
}

/* INV-12: there is no such event, and what is said of treatment touches nothing. */
TEST(nothing_about_use_or_how_treatment_ended_closes_anything)
{
	static const char *const reasons[] = { "left", "completed", "moved", "other" };
	struct way y = way_new();
	struct str before = road_ask(&y.r, "SELECT state || ' ' || state_at || ' ' || sign_at FROM enrolment");
	struct str loops = road_ask(&y.r, "SELECT state || ' ' || steps FROM linkage_loop");

	for (size_t i = 0; i < 4; i++) {
		struct episode e = { .participant = y.r.karim, .kind = S("stay"), .reason = str_of(reasons[i]), .from_day = page_today(y.w->ctx) - 60,
				     .planned_day = DAY_NONE, .to_day = page_today(y.w->ctx) };
		struct problems bad = { 0 };
		ok(episode_save(y.w->ctx, &e, true, &bad) == OK && !bad.n);
	}
	same_text(road_ask(&y.r, "SELECT state || ' ' || state_at || ' ' || sign_at FROM enrolment"), arena_z(y.w->arena, before));
	same_text(road_ask(&y.r, "SELECT state || ' ' || steps FROM linkage_loop"), arena_z(y.w->arena, loops));
	ok(happens(&y, "relapsed") == 1 && happens(&y, "used") == 1);
	ok(road_refuses(&y.r, "UPDATE enrolment SET state = 'relapsed' RETURNING id"));
	world_free(y.w);
}

TEST(leaving_a_place_early_says_nothing_about_treatment_and_closes_nothing)
{
	struct way y = way_new();
	struct transition t = { .participant = y.r.karim, .org = y.r.h.org, .from_kind = S("detox"), .planned_day = page_today(y.w->ctx) };
	struct problems bad = { 0 };

	t.duty.owner = y.r.signe;
	t.duty.deputy = y.r.sara;
	ok(transition_plan(y.w->ctx, &t, &bad) == OK && !bad.n && transition_left(y.w->ctx, &t, true, &bad) == OK && !bad.n);
	same_text(road_ask(&y.r, "SELECT COUNT(*) FROM enrolment_episode"), "0");
	same_text(stands(&y), "active");
	world_free(y.w);
}

TEST(a_break_until_a_day_is_over_by_itself_and_an_open_one_by_their_tap)
{
	struct way y = way_new();
	struct enrolment_act a = { .event = S("paused"), .said = true, .until = page_today(y.w->ctx) + 30, .words = S("") };
	struct problems bad = { 0 };

	ok(enrolment_do(y.w->ctx, &y.e, &a, &bad) == OK && !bad.n);
	later(&y, 29 * DAY);
	same_text(stands(&y), "paused");
	later(&y, 2 * DAY);
	same_text(stands(&y), "active");
	later(&y, 21 * DAY);
	same_text(stands(&y), "quiet");
	same_int((int64_t)quiet_ones(&y), 1);
	ok(participant_sign(y.w->ctx, y.r.karim) == OK);
	same_text(stands(&y), "active");
	same_int((int64_t)happens(&y, "paused"), 0);
	later(&y, 300 * DAY);
	same_text(stands(&y), "paused");
	same_int((int64_t)happens(&y, "returned"), 0);
	same_text(stands(&y), "active");
	world_free(y.w);
}

TEST(an_end_is_theirs_to_say_and_needs_no_reason)
{
	struct way y = way_new();
	struct enrolment_act a = { .event = S("left"), .said = false, .until = DAY_NONE, .words = S("") };
	struct problems bad = { 0 };

	ok(enrolment_do(y.w->ctx, &y.e, &a, &bad) == OK && bad.n == 1);
	road_is(&y.r, y.r.karim);
	bad.n = 0;
	ok(enrolment_do(y.w->ctx, &y.e, &a, &bad) == OK && !bad.n);
	same_text(stands(&y), "left");
	same_int((int64_t)happens(&y, "paused"), 1);
	same_int((int64_t)happens(&y, "returned"), 0);
	world_free(y.w);
}

TEST(their_words_at_the_end_are_theirs_alone_and_hold_no_number_of_a_person)
{
	struct way y = way_new();
	struct enrolment_act a = { .event = S("completed"), .said = true, .until = DAY_NONE, .words = S("010190-1234") };
	struct problems bad = { 0 };

	road_is(&y.r, y.r.karim);
	ok(enrolment_do(y.w->ctx, &y.e, &a, &bad) == OK && bad.n == 1);
	bad.n = 0;
	a.words = S("Nu har jeg mine egne");
	ok(enrolment_do(y.w->ctx, &y.e, &a, &bad) == OK && !bad.n);
	again(&y);
	same_text(y.e.words, "Nu har jeg mine egne");
	ok(str_index(road_ask(&y.r, "SELECT words FROM enrolment"), S("egne"), 0) == SIZE_MAX);
	road_acts(&y.r, y.r.signe);
	again(&y);
	same_text(y.e.words, "");
	world_free(y.w);
}

TEST(whoever_begins_again_goes_on_with_what_was)
{
	struct way y = way_new();
	struct enrolment_wish wish = { y.r.karim, arena_printf(y.w->arena, "meeting-%lld", (long long)y.r.group), true, true };
	struct problems bad = { 0 };
	struct enrolment e;

	same_int((int64_t)happens(&y, "left"), 0);
	ok(enrolment_begin(y.w->ctx, &wish, &e, &bad) == OK && !bad.n);
	same_int(e.id, y.e.id);
	same_text(stands(&y), "active");
	same_text(road_ask(&y.r, "SELECT COUNT(*) FROM enrolment"), "1");
	same_text(road_ask(&y.r, "SELECT COUNT(*) FROM enrolment_step"), "4");
	world_free(y.w);
}

TEST(interested_talked_about_waiting_and_begun_follow_each_other)
{
	struct road r = road_new();
	struct way y = { .r = r, .w = r.w };
	struct enrolment_wish wish = { r.karim, arena_printf(r.w->arena, "meeting-%lld", (long long)r.group), true, false };
	struct problems bad = { 0 };

	road_introduction(&y.r);
	ok(enrolment_begin(y.w->ctx, &wish, &y.e, &bad) == OK && !bad.n);
	same_text(stands(&y), "interested");
	same_int((int64_t)happens(&y, "waited"), 1);
	same_int((int64_t)happens(&y, "talked"), 0);
	same_int((int64_t)happens(&y, "waited"), 0);
	same_int((int64_t)happens(&y, "started"), 0);
	same_int((int64_t)happens(&y, "started"), 1);
	same_text(stands(&y), "active");
	world_free(y.w);
}

TEST(people_of_another_organisation_read_nobodys_way)
{
	struct way y = way_new();

	world_commit(y.w);
	road_logs_in(&y.r, "Else", ROLE_COORDINATOR, 77);
	same_int(visit(y.w, "GET", road_path(&y.r, "/en/work/persons/ID/way", y.r.karim), NULL).status, 404);
	same_int(post(y.w, road_path(&y.r, "/en/work/persons/ID/way", y.r.karim), "own_wish=1").status, 404);
	world_free(y.w);
}

TEST(who_is_erased_leaves_nothing)
{
	struct way y = way_new();

	ok(participant_erase(y.w->ctx, y.r.karim) == OK);
	same_text(road_ask(&y.r, "SELECT (SELECT COUNT(*) FROM enrolment) + (SELECT COUNT(*) FROM enrolment_step) + (SELECT COUNT(*) FROM enrolment_episode)"), "0");
	world_free(y.w);
}

/* --- before, during, after ----------------------------------------------------------------------------------------- */

static struct episode a_time(const char *kind, day_t from, day_t to, const char *reason)
{
	return (struct episode){ .kind = str_of(kind), .from_day = from, .to_day = to, .planned_day = DAY_NONE, .reason = str_of(reason) };
}

TEST(where_somebody_is_on_a_day_follows_from_what_they_said_and_nothing_else)
{
	day_t d = day_of(2016, 6, 1);
	struct episode at[] = { a_time("talks", d, d + 90, "completed"), a_time("stay", d + 200, DAY_NONE, "") };

	same_int(episode_stage(at, 0, d), STAGE_NOT_SAID);
	same_int(episode_stage(at, 2, d - 1), STAGE_BEFORE);
	same_int(episode_stage(at, 2, d), STAGE_DURING);
	same_int(episode_stage(at, 2, d + 90), STAGE_DURING);
	same_int(episode_stage(at, 2, d + 91), STAGE_AFTER);
	same_int(episode_stage(at, 2, d + 200), STAGE_DURING);
}

TEST(times_of_one_kind_at_most_ten_days_apart_are_one)
{
	day_t d = day_of(2016, 6, 1);
	struct episode at[] = { a_time("talks", d + 41, d + 60, "completed"), a_time("talks", d, d + 30, "left"), a_time("stay", d + 33, d + 40, ""),
				a_time("talks", d + 72, DAY_NONE, "") };

	/* 41 is eleven days after 30: two; 72 is twelve after 60: three. */
	same_int((int64_t)episode_merge(at, 4), 4);
	at[0] = a_time("talks", d + 40, d + 60, "completed"), at[1] = a_time("talks", d, d + 30, "left");
	at[2] = a_time("stay", d + 33, d + 40, ""), at[3] = a_time("talks", d + 70, DAY_NONE, "");
	same_int((int64_t)episode_merge(at, 4), 2);
	same_int(at[0].from_day, d);
	same_int(at[0].to_day, DAY_NONE);
	same_text(at[0].reason, "");
}

TEST(times_may_overlap_lie_ahead_and_be_taken_back)
{
	struct way y = way_new();
	day_t today = page_today(y.w->ctx);
	struct problems bad = { 0 };
	struct episode *all, e = a_time("talks", today - 10, DAY_NONE, ""), f = a_time("hospital", today - 5, DAY_NONE, ""), g = a_time("stay", today + 30, DAY_NONE, "");
	size_t n;

	e.participant = f.participant = g.participant = y.r.karim;
	road_is(&y.r, y.r.karim);
	ok(episode_save(y.w->ctx, &e, false, &bad) == OK && episode_save(y.w->ctx, &f, false, &bad) == OK && episode_save(y.w->ctx, &g, false, &bad) == OK && !bad.n);
	ok(episode_list(y.w->ctx, y.r.karim, &all, &n) == OK && n == 3);
	ok(episode_drop(y.w->ctx, &f) == OK && episode_list(y.w->ctx, y.r.karim, &all, &n) == OK && n == 2);
	g.to_day = today + 40;
	ok(episode_save(y.w->ctx, &g, false, &bad) == OK && bad.n == 1);
	world_free(y.w);
}

TEST(staff_write_down_only_what_was_said_to_them)
{
	struct way y = way_new();
	const char *path = road_path(&y.r, "/en/work/persons/ID/way/times/new", y.r.karim);

	world_commit(y.w);
	road_logs_in(&y.r, "Line", ROLE_COORDINATOR, y.r.h.org);
	same_int(post(y.w, path, "kind=talks&from_day=2016-10-01").status, 422);
	same_int(post(y.w, path, "kind=talks&from_day=2016-10-01&said=1").status, 303);
	ok(says(visit(y.w, "GET", road_path(&y.r, "/en/work/persons/ID/way", y.r.karim), NULL), "in treatment"));
	world_free(y.w);
}

TEST(who_is_finished_and_has_nothing_afterwards_is_asked_within_a_day)
{
	struct way y = way_new();
	struct episode e = a_time("programme", page_today(y.w->ctx) - 60, page_today(y.w->ctx), "completed");
	struct problems bad = { 0 };
	struct episode_open *open;
	size_t n;

	e.participant = y.r.karim;
	ok(episode_save(y.w->ctx, &e, true, &bad) == OK && !bad.n);
	ok(episode_waiting(y.w->ctx, 10, &open, &n) == OK && n == 0);
	same_int((int64_t)happens(&y, "left"), 0);
	ok(db_script(y.w->ctx, "UPDATE linkage_loop SET state = 'ended', end_class = 'declined_by_person', ended_at = 1;") == OK);
	ok(episode_waiting(y.w->ctx, 10, &open, &n) == OK && n == 1);
	same_text(open[0].nickname, "Karim");
	world_free(y.w);
}

TEST(storage_refuses_what_is_no_state_and_a_history_that_is_rewritten)
{
	static const char *const refused[] = {
		"UPDATE enrolment SET state = 'quiet' RETURNING id", "UPDATE enrolment SET state = 'dropout' RETURNING id",
		"UPDATE enrolment SET target = 5 RETURNING id", "UPDATE enrolment SET paused_until = '2017-01-01' RETURNING id",
		"UPDATE enrolment SET rhythm_days = 0 RETURNING id", "UPDATE enrolment_step SET event = 'left' RETURNING id",
		"INSERT INTO enrolment (participant, id, org, area, to_kind, target, own_wish, state, sign_at, made_at, state_at) "
		"SELECT participant, 7, org, area, to_kind, target, TRUE, 'active', 1, 1, 1 FROM enrolment RETURNING id",
		"INSERT INTO enrolment_episode (participant, id, kind, from_day, to_day, reason, account, made_at) VALUES (1, 1, 'stay', '2016-01-02', '2016-01-01', '', 0, 0) RETURNING id",
		"INSERT INTO enrolment_episode (participant, id, kind, from_day, reason, account, made_at) VALUES (1, 1, 'stay', '2016-01-02', 'left', 0, 0) RETURNING id",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct way y = way_new();
		ok(road_refuses(&y.r, refused[i]));
		world_free(y.w);
	}
}
