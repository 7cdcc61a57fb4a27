/* occurrence_test.c -- on which evenings the door is open. */
#include "test.h"
#include "meeting/meeting.h"

#include <stdlib.h>
#include <time.h>

enum { MOST = 400, DAY_S = 86400 };

struct board {
	struct ctx *ctx;
	struct cal *cal;
	struct meeting m;
	struct meeting_exception exceptions[8];
	size_t nexceptions;
	struct meeting_pause pauses[4];
	size_t npauses;
	struct occurrence out[MOST];
	size_t n;
};

/* Tuesdays at 19 for an hour and a half in Copenhagen, from January 2016. */
static struct board board_new(void)
{
	struct board b = { .ctx = test_ctx(), .cal = cal_new() };

	b.m = (struct meeting){ .rhythm = S("weekly"), .every = 1, .weekdays = S("tu"), .nths = S(""), .start_min = 19 * 60,
				.duration_min = 90, .zone = S("Europe/Copenhagen"), .holidays = S("DK"),
				.holiday_rule = S("hold"), .first_day = day_of(2016, 1, 5), .last_day = DAY_NONE };
	return b;
}

static void board_free(struct board *b)
{
	cal_free(b->cal);
	test_ctx_free(b->ctx);
}

static struct occurrence *between_with(struct board *b, const char *from, const char *to, bool skipped)
{
	const struct zone *z = zone_find(b->cal, b->m.zone);
	struct timetable t;

	ok(timetable_of(b->cal, &b->m, b->exceptions, b->nexceptions, b->pauses, b->npauses, &t));
	b->n = occurrences(&t, zone_instant(z, day_parse(str_of(from)), 0), zone_instant(z, day_parse(str_of(to)), 0),
			   skipped, b->out, MOST);
	return b->out;
}

static struct occurrence *between(struct board *b, const char *from, const char *to)
{
	return between_with(b, from, to, false);
}

static void says_day(struct board *b, size_t i, const char *day)
{
	ok(i < b->n);
	same_text(day_str(b->ctx->arena, b->out[i].day), day);
}

TEST(seven_in_the_evening_stays_seven_when_the_clock_goes_forward)
{
	struct board b = board_new();
	struct occurrence *o = between(&b, "2016-03-22", "2016-03-30");

	same_int(b.n, 2);
	same_int(o[0].starts, 1458669600);             /* 22 March 18:00 UTC */
	same_int(o[1].starts, 1458669600 + 7 * DAY_S - 3600);
	same_int(o[1].start_min, 19 * 60);
	same_int(o[1].ends - o[1].starts, 90 * 60);
	board_free(&b);
}

TEST(seven_in_the_evening_stays_seven_when_the_clock_goes_back)
{
	struct board b = board_new();
	struct occurrence *o = between(&b, "2016-10-25", "2016-11-02");

	same_int(b.n, 2);
	same_int(o[1].starts - o[0].starts, 7 * DAY_S + 3600);
	board_free(&b);
}

TEST(a_meeting_on_the_very_sunday_of_the_change_is_at_seven)
{
	struct board b = board_new();
	struct occurrence *o;

	b.m.weekdays = S("su");
	o = between(&b, "2016-03-27", "2016-03-28");
	same_int(o[0].starts, 1459098000);             /* 17:00 UTC: summer time */
	o = between(&b, "2016-10-30", "2016-10-31");
	same_int(o[0].starts, 1477850400);             /* 18:00 UTC: winter time */
	board_free(&b);
}

TEST(every_second_tuesday_keeps_its_weeks_over_both_changes)
{
	struct board b = board_new();

	b.m.every = 2;
	between(&b, "2016-03-14", "2016-04-15");
	same_int(b.n, 3);
	says_day(&b, 0, "2016-03-15"), says_day(&b, 1, "2016-03-29"), says_day(&b, 2, "2016-04-12");
	between(&b, "2016-10-20", "2016-11-20");
	says_day(&b, 0, "2016-10-25"), says_day(&b, 1, "2016-11-08");
	board_free(&b);
}

TEST(the_last_friday_is_the_last_also_in_a_month_with_five)
{
	struct board b = board_new();

	b.m.rhythm = S("monthly_weekday"), b.m.weekdays = S("fr"), b.m.nths = S("last");
	between(&b, "2016-09-01", "2016-12-31");
	same_int(b.n, 4);
	says_day(&b, 0, "2016-09-30"), says_day(&b, 1, "2016-10-28");
	says_day(&b, 2, "2016-11-25"), says_day(&b, 3, "2016-12-30");
	board_free(&b);
}

TEST(great_prayer_day_is_skipped_until_2023_and_held_from_2024)
{
	struct board b = board_new();

	b.m.weekdays = S("fr"), b.m.holiday_rule = S("skip");
	between(&b, "2016-04-18", "2016-04-25");
	same_int(b.n, 0);
	between(&b, "2024-04-22", "2024-04-29");       /* the fourth Friday after Easter 2024 */
	same_int(b.n, 1);
	ok(!b.out[0].holiday);
	board_free(&b);
}

TEST(a_skipped_holiday_is_shown_with_its_name_to_those_who_ask)
{
	struct board b = board_new();

	b.m.weekdays = S("fr"), b.m.holiday_rule = S("skip");
	between_with(&b, "2016-04-18", "2016-04-25", true);
	same_int(b.n, 1);
	same_int(b.out[0].state, OCCURRENCE_SKIPPED);
	same_text(str_of(b.out[0].holiday), "Great Prayer Day");
	board_free(&b);
}

TEST(a_holiday_that_is_held_all_the_same_stands_in_the_list)
{
	struct board b = board_new();

	b.m.weekdays = S("fr"), b.m.holiday_rule = S("skip");
	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 4, 22), .kind = S("held"), .new_start_min = -1 };
	between(&b, "2016-04-18", "2016-04-25");
	same_int(b.n, 1);
	same_int(b.out[0].state, OCCURRENCE_PLANNED);
	board_free(&b);
}

TEST(a_holiday_that_nobody_has_decided_on_stands_with_a_question)
{
	struct board b = board_new();

	b.m.weekdays = S("fr"), b.m.holiday_rule = S("ask");
	between(&b, "2016-04-18", "2016-04-25");
	same_int(b.n, 1);
	ok(b.out[0].ask);
	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 4, 22), .kind = S("held"), .new_start_min = -1 };
	between(&b, "2016-04-18", "2016-04-25");
	ok(!b.out[0].ask);
	board_free(&b);
}

TEST(an_american_holiday_on_a_sunday_closes_the_monday_too)
{
	struct board b = board_new();

	b.m.zone = S("America/New_York"), b.m.holidays = S("US"), b.m.holiday_rule = S("skip"), b.m.weekdays = S("mo su");
	between(&b, "2021-07-04", "2021-07-06");
	same_int(b.n, 0);
	board_free(&b);
}

TEST(a_cancelled_evening_stays_in_its_place_with_the_reason)
{
	struct board b = board_new();

	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 13), .kind = S("cancelled"),
								  .reason_da = S("Sygdom"), .new_start_min = -1 };
	between(&b, "2016-12-12", "2016-12-22");
	same_int(b.n, 2);
	same_int(b.out[0].state, OCCURRENCE_CANCELLED);
	same_text(b.out[0].reason_da, "Sygdom");
	same_int(b.out[1].state, OCCURRENCE_PLANNED);
	board_free(&b);
}

TEST(a_moved_evening_stands_at_its_new_time_and_keeps_its_name)
{
	struct board b = board_new();

	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 13), .kind = S("moved"),
								  .new_day = day_of(2016, 12, 15), .new_start_min = 17 * 60,
								  .new_location = 7 };
	between(&b, "2016-12-12", "2016-12-22");
	same_int(b.n, 2);
	says_day(&b, 0, "2016-12-15"), says_day(&b, 1, "2016-12-20");
	same_int(b.out[0].by_series, day_of(2016, 12, 13));
	same_int(b.out[0].start_min, 17 * 60);
	same_int(b.out[0].location, 7);
	same_int(b.out[0].state, OCCURRENCE_MOVED);
	board_free(&b);
}

TEST(evenings_moved_past_each_other_come_in_the_order_of_the_clock)
{
	struct board b = board_new();

	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 13), .kind = S("moved"),
								  .new_day = day_of(2016, 12, 21), .new_start_min = -1 };
	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 27), .kind = S("moved"),
								  .new_day = day_of(2016, 12, 12), .new_start_min = -1 };
	between(&b, "2016-12-12", "2016-12-22");
	same_int(b.n, 3);
	says_day(&b, 0, "2016-12-12"), says_day(&b, 1, "2016-12-20"), says_day(&b, 2, "2016-12-21");
	board_free(&b);
}

TEST(the_first_of_several_is_the_first_also_when_it_was_moved_forward)
{
	struct board b = board_new();
	struct timetable t;

	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 27), .kind = S("moved"),
								  .new_day = day_of(2016, 12, 12), .new_start_min = -1 };
	ok(timetable_of(b.cal, &b.m, b.exceptions, b.nexceptions, NULL, 0, &t));
	b.n = occurrences(&t, TEST_NOW, TEST_NOW + 60 * DAY_S, false, b.out, 1);
	same_int(b.n, 1);
	says_day(&b, 0, "2016-12-12");
	board_free(&b);
}

TEST(what_was_said_of_a_day_is_forgotten_when_the_series_no_longer_falls_on_it)
{
	struct board b = board_new();

	b.exceptions[b.nexceptions++] = (struct meeting_exception){ .day = day_of(2016, 12, 13), .kind = S("moved"),
								  .new_day = day_of(2016, 12, 15), .new_start_min = -1 };
	b.m.weekdays = S("we");
	between(&b, "2016-12-12", "2016-12-19");
	same_int(b.n, 1);
	says_day(&b, 0, "2016-12-14");
	board_free(&b);
}

TEST(weeks_of_rest_are_empty_and_the_weeks_around_them_are_not)
{
	struct board b = board_new();

	b.pauses[b.npauses++] = (struct meeting_pause){ day_of(2016, 7, 1), day_of(2016, 7, 31), S("Ferie"), S("Holiday") };
	between(&b, "2016-06-27", "2016-08-03");
	same_int(b.n, 2);
	says_day(&b, 0, "2016-06-28"), says_day(&b, 1, "2016-08-02");
	between_with(&b, "2016-07-01", "2016-07-08", true);
	same_text(b.out[0].reason_da, "Ferie");
	board_free(&b);
}

TEST(nothing_stands_before_the_first_or_after_the_last_date)
{
	struct board b = board_new();

	b.m.first_day = day_of(2016, 11, 1), b.m.last_day = day_of(2016, 11, 15);
	between(&b, "2016-10-01", "2016-12-31");
	same_int(b.n, 3);
	says_day(&b, 0, "2016-11-01"), says_day(&b, 2, "2016-11-15");
	board_free(&b);
}

TEST(a_night_meeting_ends_on_the_next_day)
{
	struct board b = board_new();
	struct occurrence *o;

	b.m.start_min = 23 * 60 + 30;
	o = between(&b, "2016-12-13", "2016-12-14");
	same_int(b.n, 1);
	same_int(o[0].ends - o[0].starts, 5400);
	same_int(zone_local(zone_find(b.cal, b.m.zone), o[0].ends).day, day_of(2016, 12, 14));
	board_free(&b);
}

TEST(an_hour_is_assumed_when_nobody_knows_the_length)
{
	struct board b = board_new();
	struct occurrence *o;

	b.m.duration_min = 0;
	o = between(&b, "2016-12-13", "2016-12-14");
	same_int(o[0].ends - o[0].starts, 3600);
	same_int(o[0].duration_min, 0);
	board_free(&b);
}

TEST(what_happens_once_happens_once_and_what_is_by_appointment_has_no_dates)
{
	struct board b = board_new();

	b.m.rhythm = S("once"), b.m.first_day = day_of(2016, 12, 24);
	between(&b, "2016-12-01", "2017-12-31");
	same_int(b.n, 1);
	b.m.rhythm = S("appointment");
	between(&b, "2016-12-01", "2017-12-31");
	same_int(b.n, 0);
	board_free(&b);
}

TEST(a_zone_or_a_rhythm_that_is_none_is_refused)
{
	struct board b = board_new();
	struct timetable t;

	b.m.zone = S("Europe/Atlantis");
	ok(!timetable_of(b.cal, &b.m, NULL, 0, NULL, 0, &t));
	b.m.zone = S("Europe/Copenhagen"), b.m.rhythm = S("sometimes");
	ok(!timetable_of(b.cal, &b.m, NULL, 0, NULL, 0, &t));
	board_free(&b);
}

TEST(two_years_of_every_day_fit_and_come_in_order)
{
	struct board b = board_new();
	static struct occurrence many[800];
	struct timetable t;
	size_t n;

	b.m.rhythm = S("daily");
	ok(timetable_of(b.cal, &b.m, NULL, 0, NULL, 0, &t));
	n = occurrences(&t, TEST_NOW, TEST_NOW + 730LL * DAY_S, false, many, 800);
	same_int(n, 730);
	for (size_t i = 1; i < n; i++)
		ok(many[i].starts > many[i - 1].starts && many[i].day == many[i - 1].day + 1);
	board_free(&b);
}

/* The index calls it for every series: 200,000 of them must not be felt. */
TEST(a_week_of_dates_takes_a_few_microseconds)
{
	enum { TIMES = 20000 };
	struct board b = board_new();
	struct timespec from, to;
	struct timetable t;
	size_t n = 0;
	double us;

	b.m.holiday_rule = S("skip");
	ok(timetable_of(b.cal, &b.m, NULL, 0, NULL, 0, &t));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int i = 0; i < TIMES; i++)
		n += occurrences(&t, TEST_NOW + i, TEST_NOW + i + 8 * DAY_S, false, b.out, MOST);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	us = ((double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec)) / 1e3 / TIMES;
	ok(n >= TIMES);
	ok(us < 40);                          /* two here; ten times as much under the sanitizers */
	if (getenv("SAMHOLD_TEST_TIMES"))
		print_message("a week of dates: %.2f microseconds\n", us);
	board_free(&b);
}

TEST(codes_of_days_survive_the_way_there_and_back)
{
	struct ctx *ctx = test_ctx();

	same_int(meeting_weekday_bits(S("mo th")), 1 << 1 | 1 << 4);
	same_text(meeting_weekday_codes(ctx->arena, 1 << 0 | 1 << 1), "mo su");
	same_int(meeting_nth_bits(S("1 last")), 1 << 1 | 1 << 6);
	same_text(meeting_nth_codes(ctx->arena, 1 << 2 | 1 << 4), "2 4");
	same_int(meeting_weekday_bits(S("tuesday")), 0);
	test_ctx_free(ctx);
}
