/* rrule_test.c -- rules that we write, rules that others wrote. */
#include "cal/cal.h"
#include "test.h"

TEST(rules_are_written_the_way_other_calendars_expect)
{
	static const struct {
		struct rhythm r;
		const char *rule;
	} rows[] = {
		{ { RHYTHM_ONCE, 0, 0, 0, 0, 17000, DAY_NONE }, NULL },
		{ { RHYTHM_WEEKLY, 1, 1 << 2, 0, 0, 17000, DAY_NONE }, "FREQ=WEEKLY;BYDAY=TU" },
		{ { RHYTHM_WEEKLY, 2, 1 | 1 << 1, 0, 0, 17000, DAY_NONE },
		  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO" },
		{ { RHYTHM_MONTHLY_WEEKDAY, 1, 1 << 5, 1 << 6, 0, 17000, DAY_NONE },
		  "FREQ=MONTHLY;BYDAY=-1FR" },
		{ { RHYTHM_MONTHLY_WEEKDAY, 1, 1 << 4, 1 << 1 | 1 << 3, 0, 17000, DAY_NONE },
		  "FREQ=MONTHLY;BYDAY=1TH,3TH" },
		{ { RHYTHM_MONTHLY_WEEKDAY, 1, 1 << 1, 1 << 4 | 1 << 6, 0, 17000, DAY_NONE },
		  "FREQ=MONTHLY;BYDAY=4MO,5MO" },
		{ { RHYTHM_MONTHLY_WEEKDAY, 1, 1 << 1, 1 << 5 | 1 << 6, 0, 17000, DAY_NONE },
		  "FREQ=MONTHLY;BYDAY=-1MO" },
		{ { RHYTHM_MONTHLY_DAY, 1, 0, 0, 31, 17000, DAY_NONE }, "FREQ=MONTHLY;BYMONTHDAY=31" },
		/* 27 December 2016, 19:00 in winter and 28 June 2016, 19:00 in summer. */
		{ { RHYTHM_DAILY, 3, 0, 0, 0, 17000, 17162 },
		  "FREQ=DAILY;INTERVAL=3;UNTIL=20161227T180000Z" },
		{ { RHYTHM_WEEKLY, 1, 1 << 2, 0, 0, 16900, 16980 },
		  "FREQ=WEEKLY;BYDAY=TU;UNTIL=20160628T170000Z" },
	};
	struct ctx *ctx = test_ctx();
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		same_text(rhythm_rrule(ctx->arena, &rows[i].r, z, 19 * 60), rows[i].rule);
	cal_free(cal);
	test_ctx_free(ctx);
}

TEST(rules_of_other_programs_that_a_rhythm_can_say_are_understood)
{
	static const struct {
		const char *rule;
		enum rhythm_kind kind;
		unsigned weekdays, nths;
		int month_day, interval;
		const char *last;
	} rows[] = {
		/* The first date is Tuesday 13 December 2016. */
		{ "FREQ=WEEKLY", RHYTHM_WEEKLY, 4, 0, 0, 1, NULL },
		{ "freq=weekly;byday=tu;", RHYTHM_WEEKLY, 4, 0, 0, 1, NULL },
		{ "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU", RHYTHM_WEEKLY, 4, 0, 0, 2, NULL },
		{ "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU,TH", RHYTHM_WEEKLY, 20, 0, 0, 2, NULL },
		{ "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", RHYTHM_WEEKLY, 62, 0, 0, 1, NULL },
		{ "FREQ=DAILY;INTERVAL=2", RHYTHM_DAILY, 0, 0, 0, 2, NULL },
		{ "FREQ=MONTHLY", RHYTHM_MONTHLY_DAY, 0, 0, 13, 1, NULL },
		{ "FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=3", RHYTHM_MONTHLY_DAY, 0, 0, 31, 3, NULL },
		{ "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", RHYTHM_MONTHLY_WEEKDAY, 32, 64, 0, 1, NULL },
		{ "FREQ=MONTHLY;BYDAY=2TU,4TU", RHYTHM_MONTHLY_WEEKDAY, 4, 20, 0, 1, NULL },
		{ "FREQ=WEEKLY;COUNT=3", RHYTHM_WEEKLY, 4, 0, 0, 1, "2016-12-27" },
		{ "FREQ=WEEKLY;UNTIL=20170131", RHYTHM_WEEKLY, 4, 0, 0, 1, "2017-01-31" },
		{ "FREQ=WEEKLY;UNTIL=20170130T225959Z", RHYTHM_WEEKLY, 4, 0, 0, 1, "2017-01-30" },
		{ "FREQ=WEEKLY;UNTIL=20170130T230000Z", RHYTHM_WEEKLY, 4, 0, 0, 1, "2017-01-31" },
	};
	struct ctx *ctx = test_ctx();
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rhythm r;

		if (!rhythm_of_rrule(str_of(rows[i].rule), day_of(2016, 12, 13), z, &r)) {
			print_error("%s\n", rows[i].rule);
			_fail(__FILE__, __LINE__);
		}
		ok(r.kind == rows[i].kind && r.weekdays == rows[i].weekdays && r.nths == rows[i].nths &&
		   r.month_day == rows[i].month_day && r.interval == rows[i].interval);
		same_text(day_str(ctx->arena, r.last), rows[i].last);
	}
	cal_free(cal);
	test_ctx_free(ctx);
}

TEST(rules_that_a_rhythm_cannot_say_are_refused_and_not_bent)
{
	static const char *const bad[] = {
		"", "weekly", "FREQ=WEEKLY;BYDAY=MON", "FREQ=WEEKLY;BYDAY=1MO", "BYDAY=MO",
		"FREQ=YEARLY", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=-1",
		"FREQ=WEEKLY;INTERVAL=53", "FREQ=WEEKLY;BYMONTH=6", "FREQ=WEEKLY;BYHOUR=9,19",
		"FREQ=DAILY;INTERVAL=2;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=1,15",
		"FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1",
		"FREQ=WEEKLY;COUNT=5;UNTIL=20170131", "FREQ=WEEKLY;COUNT=4001", "FREQ=WEEKLY;UNTIL=20161201",
		"FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,TU", "RSCALE=CHINESE;FREQ=MONTHLY",
		"FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=;", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=WEEKLY;X=1",
		"FREQ=WEEKLY;;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;;BYMONTH=6", "FREQ=WEEKLY;SKIP=OMIT",
		"FREQ=WEEKLY;UNTIL=20161399", "FREQ=WEEKLY;UNTIL=soon", "FREQ=WEEKLY;COUNT=many",
		"FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;INTERVAL=99999999999", "RRULE:FREQ=WEEKLY",
	};
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));
	struct rhythm r;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (rhythm_of_rrule(str_of(bad[i]), day_of(2016, 12, 13), z, &r)) {
			print_error("%s\n", bad[i]);
			_fail(__FILE__, __LINE__);
		}
	ok(!rhythm_of_rrule(STR_ABSENT, 0, z, &r));
	ok(!rhythm_of_rrule((struct str){ "FREQ=WEEKLY\0;COUNT=2", 20 }, 0, z, &r));
	ok(!rhythm_of_rrule(S("FREQ=WEEKLY"), DAY_NONE, z, &r));
	cal_free(cal);
}
