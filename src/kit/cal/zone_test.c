/* zone_test.c -- our clocks agree with those of the system. */
#include "cal/cal.h"
#include "test.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { HOUR = 3600, DAY_S = 86400 };

static const char *const hard_zones[] = {
	"Europe/Copenhagen", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Istanbul",
	"Europe/Moscow", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
	"America/Santiago", "America/Caracas", "America/Nuuk", "America/Scoresbysund",
	"America/Havana", "Australia/Lord_Howe", "Australia/Eucla", "Africa/Casablanca",
	"Africa/Cairo", "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza", "Asia/Jerusalem",
	"Asia/Pyongyang", "Asia/Amman", "Pacific/Apia", "Pacific/Chatham", "Pacific/Fiji",
	"Pacific/Easter", "Antarctica/Troll", "Etc/UTC",
};
enum { NHARD = sizeof hard_zones / sizeof *hard_zones };

static const struct zone *zone_z(struct cal *cal, const char *name)
{
	return zone_find(cal, str_of(name));
}

static void libc_zone(const char *name)
{
	if (name)
		setenv("TZ", name, 1);
	else
		unsetenv("TZ");
	tzset();
}

static struct tm libc_local(int64_t t)
{
	time_t at = t;
	struct tm tm;

	localtime_r(&at, &tm);
	return tm;
}

static day_t libc_day(const struct tm *tm)
{
	return day_of(tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday);
}

static bool same_minute(const struct tm *a, const struct tm *b)
{
	return a->tm_mday == b->tm_mday && a->tm_hour == b->tm_hour && a->tm_min == b->tm_min;
}

static int64_t year_begins(int year)
{
	return (int64_t)day_of(year, 1, 1) * DAY_S;
}

static void same_clock(const struct zone *z, int64_t t)
{
	struct tm tm = libc_local(t);
	struct local l = zone_local(z, t);

	if (l.offset_s == tm.tm_gmtoff && l.day == libc_day(&tm) &&
	    l.minutes == tm.tm_hour * 60 + tm.tm_min && str_same(zone_abbreviation(z, t), tm.tm_zone))
		return;
	print_error("%.*s differs at %lld\n", STR_ARG(zone_name(z)), (long long)t);
	_fail(__FILE__, __LINE__);
}

/* The wall time shown at t comes back as the first instant that shows it. */
static void comes_back(const struct zone *z, int64_t t)
{
	struct tm now = libc_local(t), then;
	int64_t back;

	if (now.tm_sec)
		return;
	back = zone_instant(z, libc_day(&now), now.tm_hour * 60 + now.tm_min);
	then = libc_local(back);
	ok(back <= t && same_minute(&then, &now));
	for (int64_t earlier = t - 3 * HOUR; earlier < back; earlier += 15 * 60) {
		then = libc_local(earlier);
		ok(!same_minute(&then, &now));
	}
}

/* Every minute that the clock jumps over is read with the offset before the jump. */
static void gap_is_read_as_before(const struct zone *z, int64_t change, int before, int after)
{
	for (int64_t wall = change + before; wall < change + after; wall += 5 * 60) {
		day_t day = (day_t)(wall / DAY_S);

		same_int(zone_instant(z, day, (int)(wall % DAY_S / 60)), wall - before);
	}
}

static void changes_agree(const struct zone *z, int64_t from, int64_t to)
{
	int after;

	for (int64_t t = zone_next_change(z, from, &after); t < to; t = zone_next_change(z, t, &after)) {
		long before = libc_local(t - 1).tm_gmtoff;

		same_int(libc_local(t).tm_gmtoff, after);
		ok(before != after);
		gap_is_read_as_before(z, t, (int)before, after);
		for (int64_t near = t - 4 * HOUR; near <= t + 4 * HOUR; near += 5 * 60) {
			same_clock(z, near);
			comes_back(z, near);
		}
	}
}

TEST(the_clocks_of_thirty_hard_zones_agree_with_the_system_through_gaps_and_folds)
{
	struct cal *cal = cal_new();

	for (int i = 0; i < NHARD; i++) {
		const struct zone *z = zone_z(cal, hard_zones[i]);

		assert_non_null(z);
		libc_zone(hard_zones[i]);
		changes_agree(z, year_begins(2010), year_begins(2038));
		for (int64_t t = year_begins(2010); t < year_begins(2038); t += 11 * HOUR) {
			same_clock(z, t);
			comes_back(z, t);
		}
	}
	libc_zone(NULL);
	cal_free(cal);
}

/* Names stand in tzdata.zi as "Z name …" and "L target alias". */
static bool zone_line(char *line, const char **name)
{
	char *save, *word = strtok_r(line, " \n", &save);

	if (!word || (strcmp(word, "Z") && strcmp(word, "L")))
		return false;
	*name = strtok_r(NULL, " \n", &save);
	if (word[0] == 'L')
		*name = strtok_r(NULL, " \n", &save);
	return *name && strcmp(*name, "Factory");
}

TEST(every_zone_and_alias_of_the_system_agrees_with_it_for_a_hundred_and_thirty_years)
{
	struct cal *cal = cal_new();
	FILE *f = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
	const char *name;
	char line[400];
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		const struct zone *z;

		if (!zone_line(line, &name))
			continue;
		z = zone_z(cal, name);
		if (!z)
			print_error("%s is not found\n", name);
		assert_non_null(z);
		libc_zone(name);
		for (int64_t t = year_begins(1970); t < year_begins(ZONE_LAST_YEAR + 1); t += 20 * DAY_S)
			same_clock(z, t);
		for (int64_t t = zone_next_change(z, year_begins(1970), NULL);
		     t < year_begins(ZONE_LAST_YEAR + 1); t = zone_next_change(z, t, NULL)) {
			same_clock(z, t - 1);
			same_clock(z, t);
		}
		n++;
	}
	fclose(f);
	libc_zone(NULL);
	ok(n > 500);
	cal_free(cal);
}

TEST(a_zone_that_is_not_in_the_iana_list_is_not_known)
{
	static const char *const bad[] = {
		"", "/", "Europe", "Europe/", "/Europe/Copenhagen", "Europe//Copenhagen",
		"europe/copenhagen", "Europe/copenhagen", "Europe/Copenhagen ", "Europe/Atlantis",
		"posix/Europe/Copenhagen", "right/Europe/Copenhagen", "posixrules", "localtime",
		"zone.tab", "tzdata.zi", "Factory", "../zoneinfo/Europe/Copenhagen",
		"Europe/../Europe/Copenhagen", "Europe/./Copenhagen", "CET-1CEST", ":Europe/Copenhagen",
		"UTC+2", "Europe/Copenhagen\n",
		"Europe/Copenhagen/Europe/Copenhagen/Europe/Copenhagen",
	};
	struct cal *cal = cal_new();

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(zone_z(cal, bad[i]));
	assert_null(zone_find(cal, STR_ABSENT));
	assert_null(zone_find(cal, (struct str){ "UTC\0x", 5 }));
	cal_free(cal);
}

TEST(a_zone_is_the_same_one_each_time_and_an_alias_keeps_its_own_name)
{
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));

	assert_ptr_equal(z, zone_find(cal, S("Europe/Copenhagen")));
	same_text(zone_name(zone_find(cal, S("US/Eastern"))), "US/Eastern");
	assert_non_null(zone_find(cal, S("America/Argentina/Buenos_Aires")));
	assert_non_null(zone_find(cal, S("Etc/GMT+5")));
	assert_non_null(zone_find(cal, S("UTC")));
	cal_free(cal);
}

TEST(seven_in_the_evening_stays_seven_over_both_clock_changes_of_2016)
{
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));
	int64_t t = (int64_t)day_of(2016, 3, 26) * DAY_S;
	int after;

	same_int(zone_instant(z, day_of(2016, 3, 26), 19 * 60), t + 18 * HOUR);
	same_int(zone_instant(z, day_of(2016, 3, 27), 19 * 60), t + DAY_S + 17 * HOUR);
	same_int(zone_instant(z, day_of(2016, 10, 29), 19 * 60) % DAY_S, 17 * HOUR);
	same_int(zone_instant(z, day_of(2016, 10, 30), 19 * 60) % DAY_S, 18 * HOUR);
	same_int(zone_next_change(z, t, &after), t + DAY_S + HOUR);
	same_int(after, 2 * HOUR);
	same_int(zone_next_change(z, t + 2 * DAY_S, &after),
		 (int64_t)day_of(2016, 10, 30) * DAY_S + HOUR);
	same_int(after, HOUR);
	ok(!zone_local(z, t).summer && zone_local(z, t + 2 * DAY_S).summer);
	cal_free(cal);
}

TEST(half_past_two_in_the_gap_of_spring_is_half_past_three_and_in_autumn_the_first)
{
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));
	struct local l = zone_local(z, zone_instant(z, day_of(2016, 3, 27), 150));

	same_int(l.minutes, 210);
	l = zone_local(z, zone_instant(z, day_of(2016, 10, 30), 150));
	same_int(l.minutes, 150);
	ok(l.summer);
	cal_free(cal);
}

TEST(summer_is_the_half_with_the_clock_ahead_even_where_the_law_says_winter_time)
{
	static const char *const with_summer[] = {
		"Europe/Dublin", "Europe/London", "Europe/Copenhagen", "America/New_York",
	};
	struct cal *cal = cal_new();
	int64_t january = year_begins(2026), july = (int64_t)day_of(2026, 7, 1) * DAY_S;

	for (int i = 0; i < 4; i++) {
		ok(!zone_local(zone_z(cal, with_summer[i]), january).summer);
		ok(zone_local(zone_z(cal, with_summer[i]), july).summer);
	}
	ok(zone_local(zone_z(cal, "Australia/Sydney"), january).summer);
	ok(!zone_local(zone_z(cal, "Australia/Sydney"), july).summer);
	ok(!zone_local(zone_z(cal, "Asia/Kathmandu"), july).summer);
	cal_free(cal);
}

TEST(a_zone_without_changes_says_that_none_will_come)
{
	struct cal *cal = cal_new();
	int after = 7;

	same_int(zone_next_change(zone_z(cal, "Etc/UTC"), 0, &after), INT64_MAX);
	same_int(after, 0);
	same_int(zone_next_change(zone_z(cal, "Asia/Kathmandu"), year_begins(2000), &after), INT64_MAX);
	same_int(after, 20700);
	same_int(zone_next_change(zone_z(cal, "Europe/Copenhagen"), INT64_MAX, NULL), INT64_MAX);
	same_int(zone_next_change(zone_z(cal, "Europe/Copenhagen"), INT64_MAX - 1, NULL), INT64_MAX);
	cal_free(cal);
}

static void *use_everything(void *p)
{
	struct cal *cal = p;
	struct rhythm r = { RHYTHM_MONTHLY_WEEKDAY, 2, 4, 2, 0, day_of(2016, 1, 1), DAY_NONE };
	int64_t sum = 0;

	for (int i = 0; i < 40 * NHARD; i++) {
		const struct zone *z = zone_z(cal, hard_zones[i * 7 % NHARD]);
		struct rhythm back;

		sum += zone_instant(z, rhythm_next(&r, day_of(2016, 1, 1) + i), 19 * 60);
		if (!rhythm_of_rrule(S("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"), r.first, z, &back))
			return NULL;
		sum += back.weekdays;
	}
	return (void *)(intptr_t)sum;
}

TEST(many_threads_may_ask_at_once_and_get_the_same_answers)
{
	struct cal *cal = cal_new(), *fresh = cal_new();
	void *want = use_everything(cal), *got;
	pthread_t thread[8];

	assert_non_null(want);
	for (int i = 0; i < 8; i++)
		pthread_create(&thread[i], NULL, use_everything, fresh);
	for (int i = 0; i < 8; i++) {
		pthread_join(thread[i], &got);
		assert_ptr_equal(got, want);
	}
	cal_free(cal);
	cal_free(fresh);
}

TEST(a_wall_clock_time_becomes_an_instant_in_well_under_a_microsecond)
{
	enum { TIMES = 1000000 };
	struct cal *cal = cal_new();
	const struct zone *z = zone_find(cal, S("Europe/Copenhagen"));
	int64_t start = mono_us(), sum = 0, us;

	for (int i = 0; i < TIMES; i++)
		sum += zone_instant(z, 16000 + i % 7300, i % 1440);
	us = mono_us() - start;
	ok(sum > 0);
	if (getenv("SAMHOLD_TIMES"))
		print_message("zone_instant %.1f ns\n", (double)us * 1000 / TIMES);
	start = mono_us();
	for (int i = 0; i < TIMES; i++)
		sum += zone_local(z, 16000 * INT64_C(86400) + i * INT64_C(631)).minutes;
	if (getenv("SAMHOLD_TIMES"))
		print_message("zone_local %.1f ns\n", (double)(mono_us() - start) * 1000 / TIMES);
	ok(us < TIMES);                         /* loose: sanitizers and busy machines */
	cal_free(cal);
}

TEST(the_hour_that_spring_leaves_out_and_the_one_that_comes_twice_are_known)
{
	static const struct {
		const char *zone;
		int year, month, day, minutes;
		bool once;
	} times[] = {
		{ "Europe/Copenhagen", 2016, 3, 27, 119, true },  { "Europe/Copenhagen", 2016, 3, 27, 120, false },
		{ "Europe/Copenhagen", 2016, 3, 27, 179, false }, { "Europe/Copenhagen", 2016, 3, 27, 180, true },
		{ "Europe/Copenhagen", 2016, 10, 30, 119, true }, { "Europe/Copenhagen", 2016, 10, 30, 120, false },
		{ "Europe/Copenhagen", 2016, 10, 30, 179, false }, { "Europe/Copenhagen", 2016, 10, 30, 180, true },
		{ "America/New_York", 2017, 11, 5, 90, false },    { "America/New_York", 2017, 3, 12, 150, false },
		{ "Australia/Lord_Howe", 2017, 10, 1, 135, false }, { "Australia/Lord_Howe", 2017, 10, 1, 150, true },
		{ "America/Sao_Paulo", 2017, 10, 15, 15, false },   { "America/Sao_Paulo", 2018, 2, 17, 1395, false },
		{ "America/Phoenix", 2017, 3, 12, 150, true },      { "Pacific/Apia", 2011, 12, 30, 720, false },
	};
	struct cal *cal = cal_new();

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		ok(zone_shows_once(zone_z(cal, times[i].zone), day_of(times[i].year, times[i].month, times[i].day),
				   times[i].minutes) == times[i].once);
	cal_free(cal);
}
