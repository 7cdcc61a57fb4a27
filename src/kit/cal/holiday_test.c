/* holiday_test.c -- holidays against the almanac. */
#include "cal/cal.h"
#include "test.h"

struct named_day {
	int year, month, day;
	const char *name;
};

static void same_names(enum holidays set, const struct named_day *rows, size_t n,
		       const char *(*name_of)(enum holidays, day_t))
{
	for (size_t i = 0; i < n; i++)
		same_text(str_of(name_of(set, day_of(rows[i].year, rows[i].month, rows[i].day))),
			  rows[i].name);
}
#define SAME_NAMES(set, rows, fn) same_names((set), (rows), sizeof(rows) / sizeof *(rows), (fn))

TEST(danish_closed_days_are_those_of_the_almanac)
{
	static const struct named_day rows[] = {
		{ 2014, 4, 20, "Easter Sunday" }, { 2015, 4, 5, "Easter Sunday" },
		{ 2016, 3, 27, "Easter Sunday" }, { 2024, 3, 31, "Easter Sunday" },
		{ 2025, 4, 20, "Easter Sunday" }, { 2026, 4, 5, "Easter Sunday" },
		{ 2027, 3, 28, "Easter Sunday" }, { 2014, 5, 16, "Great Prayer Day" },
		{ 2015, 5, 1, "Great Prayer Day" }, { 2016, 4, 22, "Great Prayer Day" },
		{ 2023, 5, 5, "Great Prayer Day" }, { 2024, 4, 26, NULL }, { 2025, 5, 16, NULL },
		{ 2026, 5, 1, NULL }, { 2016, 5, 5, "Ascension Day" }, { 2026, 5, 14, "Ascension Day" },
		{ 2016, 5, 16, "Whit Monday" }, { 2026, 5, 25, "Whit Monday" },
		{ 2016, 5, 15, "Whit Sunday" }, { 2016, 3, 24, "Maundy Thursday" },
		{ 2016, 3, 25, "Good Friday" }, { 2016, 3, 28, "Easter Monday" },
		{ 2016, 1, 1, "New Year's Day" }, { 2016, 12, 24, "Christmas Eve" },
		{ 2016, 12, 25, "Christmas Day" }, { 2016, 12, 26, "Second day of Christmas" },
		{ 2016, 12, 31, "New Year's Eve" }, { 2016, 6, 5, "Constitution Day" },
		{ 2017, 6, 5, "Whit Monday" }, { 2016, 12, 12, NULL }, { 2016, 5, 1, NULL },
	};

	SAME_NAMES(HOLIDAYS_DK, rows, holiday_name);
	assert_null(holiday_name(HOLIDAYS_NONE, day_of(2016, 12, 25)));
	assert_null(holiday_name(HOLIDAYS_DK, DAY_NONE));
}

TEST(three_danish_days_are_closed_by_custom_and_not_by_law)
{
	int custom = 0;

	for (day_t d = day_of(2016, 1, 1); d < day_of(2017, 1, 1); d++)
		custom += holiday_is_custom(HOLIDAYS_DK, d);
	same_int(custom, 3);
	ok(holiday_is_custom(HOLIDAYS_DK, day_of(2016, 12, 24)));
	ok(holiday_is_custom(HOLIDAYS_DK, day_of(2016, 12, 31)));
	ok(holiday_is_custom(HOLIDAYS_DK, day_of(2016, 6, 5)));
	ok(!holiday_is_custom(HOLIDAYS_DK, day_of(2017, 6, 5)));
	ok(!holiday_is_custom(HOLIDAYS_DK, day_of(2016, 12, 25)));
}

TEST(no_great_prayer_day_is_kept_from_2024_on)
{
	int before = 0, after = 0;

	for (day_t d = day_of(2000, 1, 1); d < day_of(2050, 1, 1); d++)
		if (str_same(S("Great Prayer Day"), holiday_name(HOLIDAYS_DK, d)))
			++*(day_ymd(d).year < 2024 ? &before : &after);
	same_int(before, 24);
	same_int(after, 0);
}

TEST(us_federal_holidays_are_those_of_the_office_of_personnel_management)
{
	static const struct named_day rows[] = {
		{ 2026, 1, 1, "New Year's Day" }, { 2026, 1, 19, "Martin Luther King Jr. Day" },
		{ 2026, 2, 16, "Washington's Birthday" }, { 2026, 5, 25, "Memorial Day" },
		{ 2026, 6, 19, "Juneteenth" }, { 2020, 6, 19, NULL }, { 2021, 6, 19, "Juneteenth" },
		{ 2026, 7, 4, "Independence Day" }, { 2026, 9, 7, "Labor Day" },
		{ 2026, 10, 12, "Columbus Day" }, { 2026, 11, 11, "Veterans Day" },
		{ 2026, 11, 26, "Thanksgiving Day" }, { 2026, 12, 25, "Christmas Day" },
		{ 2026, 12, 26, NULL }, { 2016, 5, 30, "Memorial Day" },
		{ 2016, 11, 24, "Thanksgiving Day" },
	};

	SAME_NAMES(HOLIDAYS_US, rows, holiday_name);
}

TEST(a_us_holiday_at_the_weekend_is_given_on_the_nearest_weekday)
{
	static const struct named_day rows[] = {
		{ 2026, 7, 3, "Independence Day" }, { 2026, 7, 4, NULL }, { 2026, 7, 6, NULL },
		{ 2022, 12, 26, "Christmas Day" }, { 2022, 12, 25, NULL },
		{ 2021, 12, 31, "New Year's Day" }, { 2022, 1, 1, NULL },
		{ 2023, 1, 2, "New Year's Day" },
		{ 2026, 11, 26, "Thanksgiving Day" }, { 2026, 1, 19, "Martin Luther King Jr. Day" },
	};

	SAME_NAMES(HOLIDAYS_US, rows, holiday_observed);
	same_text(str_of(holiday_observed(HOLIDAYS_DK, day_of(2016, 12, 25))), "Christmas Day");
}

TEST(the_twelfth_of_december_2016_is_a_monday_in_week_fifty)
{
	int year;

	same_int(day_weekday(day_of(2016, 12, 12)), 1);
	same_int(day_iso_week(day_of(2016, 12, 12), &year), 50);
	same_int(year, 2016);
}
