/* linkage_time_test.c -- the next date follows from the state, and what waits climbs by itself. */
#include "linkage/linkage_test.h"

TEST(the_next_date_follows_from_the_state_alone)
{
	struct road r = road_new();            /* Monday 12 December 2016, 10:00 */
	struct linkage l = road_referral(&r);
	int64_t now = r.w->ctx->now;

	same_int(l.duty.due_at, now + 2 * DAY);
	same_int(linkage_working_days(r.w->ctx, now, 5), now + 7 * DAY);
	/* Friday before Christmas: Monday and Tuesday are holidays. */
	same_int(linkage_working_days(r.w->ctx, now + 11 * DAY, 1), now + 15 * DAY);
	ok(linkage_asked(r.w->ctx, &l) == ASKED_ONCE);
	world_clock(r.w, now + DAY);
	ok(linkage_asked(r.w->ctx, &l) == ASKED_AGAIN);
	world_clock(r.w, now + 2 * DAY);
	ok(linkage_asked(r.w->ctx, &l) == ASKED_BY_PHONE);
	road_do(&r, &l, (struct linkage_act){ .event = S("received") });
	same_int(l.duty.due_at, now + 9 * DAY);
	road_do(&r, &l, (struct linkage_act){ .event = S("full"), .until = day_of(2017, 3, 1) });
	same_int(l.duty.due_at, now + 16 * DAY);
	road_do(&r, &l, (struct linkage_act){ .event = S("free") });
	same_int(l.duty.due_at, now + 7 * DAY);
	road_do(&r, &l, (struct linkage_act){ .event = S("time"), .at = now + 5 * DAY });
	same_int(l.duty.due_at, now + 6 * DAY);
	road_do(&r, &l, (struct linkage_act){ .event = S("missed") });
	same_int(l.duty.due_at, now + 3 * DAY);
	ok(!linkage_is_long(&l, now + 30 * DAY - 1) && linkage_is_long(&l, now + 30 * DAY));
	world_free(r.w);
}

TEST(an_urgent_one_waits_four_hours_a_red_one_one_and_an_introduction_two_days)
{
	struct road r = road_new();
	struct linkage l = { .participant = r.karim, .need = S("papers"), .target = r.service, .urgency = S("urgent") };
	struct linkage red = { .participant = r.karim, .need = S("papers"), .target = r.service, .urgency = S("red") };
	struct linkage in = road_introduction(&r);
	struct problems bad = { 0 };

	ok(linkage_begin(r.w->ctx, &l, S(""), &bad) == OK && linkage_begin(r.w->ctx, &red, S(""), &bad) == OK && !bad.n);
	same_int(l.duty.due_at, r.w->ctx->now + 4 * HOUR);
	same_int(red.duty.due_at, r.w->ctx->now + HOUR);
	same_int(in.duty.due_at, r.w->ctx->now + 48 * HOUR);
	ok(red.duty.red);
	world_free(r.w);
}

TEST(what_the_owner_lets_wait_climbs_to_the_deputy_and_stands_on_their_first_page)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct linkage_line *lines;
	size_t n;

	same_int(l.duty.deputy, r.sara);
	road_acts(&r, r.sara);
	ok(linkage_waiting(r.w->ctx, 10, &lines, &n) == OK && n == 0);
	world_clock(r.w, l.duty.due_at + DAY);
	ok(linkage_waiting(r.w->ctx, 10, &lines, &n) == OK && n == 1);
	same_text(lines[0].nickname, "Karim");
	road_logs_in(&r, "Sara", ROLE_COACH, 0);
	ok(says(visit(r.w, "GET", "/da/work", NULL), "Karim"));
	ok(says(visit(r.w, "GET", "/da/work/loops", NULL), "Karim"));
	world_free(r.w);
}

TEST(a_year_after_the_end_only_class_and_dates_stay)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);

	same_int(post(r.w, road_link(&r, &l), "event=received&words=Ring+til+os").status, 303);
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	road_do(&r, &l, (struct linkage_act){ .event = S("declined"), .answer = S("not_now") });
	world_clock(r.w, r.w->ctx->now + 365 * DAY);
	ok(linkage_forget(r.w->ctx) == OK);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_step WHERE words <> ''"), "1");
	world_clock(r.w, r.w->ctx->now + 1);
	ok(linkage_forget(r.w->ctx) == OK);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_step WHERE words <> ''"), "0");
	same_text(road_ask(&r, "SELECT end_class || '[' || need || answer || ']' FROM linkage_loop"), "declined_by_person[]");
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_link"), "0");
	world_free(r.w);
}
