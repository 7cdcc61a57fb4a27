/* ics_test.c -- texts and clocks come back from a calendar as they went in. */
#include "format/ics.h"
#include "format/ics_back_test.h"
#include "cal/cal.h"
#include "test.h"

#include <libical/ical.h>
#include <stdio.h>

struct fixture {
	struct ctx *ctx;
	struct cal *cal;
	struct buf *out;
};

static void begin(struct fixture *f)
{
	f->ctx = test_ctx();
	f->cal = cal_new();
	f->out = f->ctx->out;
}

static void end(struct fixture *f)
{
	cal_free(f->cal);
	test_ctx_free(f->ctx);
}

static int64_t year_begins(int year)
{
	return (int64_t)day_of(year, 1, 1) * 86400;
}

TEST(texts_come_back_as_they_were_typed)
{
	static const char typed[] = "Semikolon; komma, backslash \\ og\nny linje \\n \"citat\" – æøå 🙂\tslut. "
				    "En lang linje, der skal foldes flere gange, uden at et eneste tegn går "
				    "i stykker: øøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøøø";
	struct fixture f;
	struct ics_event e = {
		.uid = S("text@example.org"),
		.day = day_of(2016, 12, 13), .start_min = 600, .duration_min = 60,
		.summary = S("Møde"), .description = str_of(typed),
		.location = S("bad\001bell\007, \r\nsecond line\rthird"),
	};
	icalcomponent *calendar, *event;

	begin(&f);
	e.zone = zone_find(f.cal, S("Europe/Copenhagen"));
	ics_begin(f.out, &(struct ics_calendar){ .modified = TEST_NOW });
	ics_zone(f.out, e.zone, 2016, 2016);
	ics_event(f.out, &e);
	ics_end(f.out);
	calendar = icalparser_parse_string(buf_view(f.out).p);
	assert_non_null(calendar);
	same_int(icalcomponent_count_errors(calendar), 0);
	event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_description(event), typed);
	assert_string_equal(icalcomponent_get_location(event), "badbell, \nsecond line\nthird");
	icalcomponent_free(calendar);
	end(&f);
}

TEST(a_text_of_blanks_is_left_out_not_written_as_an_empty_line)
{
	struct fixture f;
	struct ics_event e = {
		.uid = S("blank@example.org"), .day = day_of(2016, 12, 13), .start_min = 600, .duration_min = 60,
		.summary = S("Møde"), .description = S("\001 \t\r\n"), .location = S("\t"), .categories = S(" ,\001\t\002, ,"),
	};

	begin(&f);
	e.zone = zone_find(f.cal, S("Europe/Copenhagen"));
	ics_begin(f.out, &(struct ics_calendar){ .modified = TEST_NOW, .name = S(" "), .lang = S("da") });
	ics_zone(f.out, e.zone, 2016, 2016);
	ics_event(f.out, &e);
	ics_end(f.out);
	icalcomponent_free(ics_back(f.out));
	ok(str_index(buf_view(f.out), S("DESCRIPTION"), 0) == SIZE_MAX);
	ok(str_index(buf_view(f.out), S("LOCATION:"), 0) == SIZE_MAX);
	ok(str_index(buf_view(f.out), S("CATEGORIES"), 0) == SIZE_MAX);
	end(&f);
}

TEST(a_text_that_is_not_utf8_still_ends)
{
	struct fixture f;
	char bytes[500];

	begin(&f);
	memset(bytes, 0x80, sizeof bytes);
	ics_begin(f.out, &(struct ics_calendar){ .name = { bytes, sizeof bytes } });
	ok(f.out->n > 1000 && f.out->n < 2000);
	end(&f);
}

static struct str zone_text(struct fixture *f, const char *name, int from, int to)
{
	buf_cut(f->out, 0);
	ics_zone(f->out, zone_find(f->cal, str_of(name)), from, to);
	return buf_view(f->out);
}

TEST(two_rules_say_all_of_danish_summer_time)
{
	struct fixture f;

	begin(&f);
	same_text(zone_text(&f, "Europe/Copenhagen", 2016, 2017),
		  "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n"
		  "BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
		  "DTSTART:20150329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
		  "BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
		  "DTSTART:20151025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
		  "END:VTIMEZONE\r\n");
	end(&f);
}

TEST(american_summer_time_begins_on_the_second_sunday_of_march)
{
	struct fixture f;
	struct str text;

	begin(&f);
	text = zone_text(&f, "America/New_York", 2026, 2028);
	ok(str_index(text, S("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"), 0) != SIZE_MAX);
	ok(str_index(text, S("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"), 0) != SIZE_MAX);
	end(&f);
}

TEST(a_zone_whose_clock_never_changes_says_so_in_one_observance)
{
	struct fixture f;

	begin(&f);
	same_text(zone_text(&f, "Asia/Kathmandu", 2016, 2026),
		  "BEGIN:VTIMEZONE\r\nTZID:Asia/Kathmandu\r\n"
		  "BEGIN:STANDARD\r\nTZNAME:+0545\r\nTZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\n"
		  "DTSTART:19700101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
	end(&f);
}

static void zone_read_back(struct fixture *f, const struct zone *z, int from, int to)
{
	icaltimezone *theirs = icaltimezone_new();
	int64_t t = year_begins(from);

	buf_cut(f->out, 0);
	ics_zone(f->out, z, from, to);
	ok(icaltimezone_set_component(theirs, icalparser_parse_string(buf_view(f->out).p)));
	while (t < year_begins(to + 1)) {
		int64_t next = zone_next_change(z, t, NULL), points[] = { t, next - 1 };

		if (next > year_begins(to + 1))
			points[1] = year_begins(to + 1) - 1;
		for (int i = 0; i < 2; i++) {
			struct icaltimetype at = icaltime_from_timet_with_zone(
				points[i], 0, icaltimezone_get_utc_timezone());
			int offset = icaltimezone_get_utc_offset_of_utc_time(theirs, &at, NULL);

			if (offset == zone_local(z, points[i]).offset_s)
				continue;
			print_error("%.*s at %lld: %d\n", STR_ARG(zone_name(z)),
				    (long long)points[i], offset);
			_fail(__FILE__, __LINE__);
		}
		t = next;
	}
	icaltimezone_free(theirs, 1);
}

TEST(the_clocks_of_every_zone_are_told_so_that_they_can_be_read_back)
{
	static const int years[][2] = { { 2010, 2037 }, { 2016, 2017 }, { 2018, 2018 }, { 2026, 2040 } };
	struct fixture f;
	char line[400], name[100];
	FILE *file = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
	int n = 0;

	begin(&f);
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line, "Z %99s", name) != 1 || !strcmp(name, "Factory"))
			continue;
		for (int i = 0; i < 4; i++)
			zone_read_back(&f, zone_find(f.cal, str_of(name)), years[i][0], years[i][1]);
		n++;
	}
	ok(n > 300);
	fclose(file);
	end(&f);
}

TEST(a_rule_told_for_two_years_still_holds_twenty_years_later)
{
	static const char *const regular[] = {
		"Europe/Copenhagen", "America/New_York", "Australia/Lord_Howe", "America/Nuuk",
		"Asia/Jerusalem", "America/Santiago", "Pacific/Chatham", "Europe/Dublin",
	};
	struct fixture f;

	begin(&f);
	for (size_t i = 0; i < sizeof regular / sizeof *regular; i++) {
		const struct zone *z = zone_find(f.cal, str_of(regular[i]));
		struct str text = zone_text(&f, regular[i], 2026, 2027);

		ok(str_index(text, S("UNTIL"), 0) == SIZE_MAX);
		ok(str_index(text, S("RDATE"), 0) == SIZE_MAX);
		ok(zone_next_change(z, year_begins(2046), NULL) < year_begins(2047));
	}
	end(&f);
}
