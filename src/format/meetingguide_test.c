/* meetingguide_test.c -- meeting lists are read as people write them, field by field. */
#include "format/meetingguide.h"
#include "test.h"

#include <stdio.h>

static struct arena *arena;
static struct mg_feed feed;

static enum err read_bytes(struct str bytes)
{
	const char *why;
	int line;

	return mg_read(arena, bytes, &feed, &why, &line);
}

static void begin(void)
{
	arena_free(arena);
	arena = arena_new(0);
}

static void done(void)
{
	arena_free(arena);
	arena = NULL;
}

static void read_text(const char *json)
{
	begin();
	same_int(read_bytes(str_of(json)), OK);
}

/* One entry with this inside, beside a name, a slug, a day and a time. */
static const struct mg_meeting *one(const char *members)
{
	begin();
	same_int(read_bytes(arena_printf(arena, "[{\"name\":\"N\",\"slug\":\"s\",\"day\":1,\"time\":\"19:00\",%s}]",
					 members)), OK);
	same_int(feed.n, 1);
	return feed.at;
}

static bool has_note(const struct mg_meeting *m, const char *part)
{
	for (size_t i = 0; i < m->nmended; i++)
		if (strstr(m->mended[i], part))
			return true;
	return false;
}

/* --- days and times ---------------------------------------------------------------------- */
TEST(times_are_read_as_people_write_them)
{
	static const struct {
		const char *text;
		int minutes;
		bool noted;
	} rows[] = {
		{ "19:00", 1140, false }, { "00:00", 0, false }, { "23:59", 1439, false }, { "7:00 PM", 1140, true },
		{ "11:00 AM", 660, true }, { "7pm", 1140, true }, { "7 p.m.", 1140, true }, { "7:30pm", 1170, true },
		{ "12:00 AM", 0, true }, { "12:15 PM", 735, true }, { "12 noon", 720, true }, { "noon", 720, true },
		{ "Midnight", 0, true }, { "12:00 midnight", 0, true }, { "19.30", 1170, true }, { "7:05", 425, true },
		{ "19:00:00", 1140, true }, { "19:00 PM", 1140, true }, { " 19:00 ", 1140, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		begin();
		same_int(read_bytes(arena_printf(arena, "[{\"name\":\"N\",\"slug\":\"s\",\"day\":1,\"time\":\"%s\"}]",
						 rows[i].text)), OK);
		same_int(feed.at->start_min, rows[i].minutes);
		ok(!feed.at->refused);
		same_int(has_note(feed.at, "The time was written in another way"), rows[i].noted);
	}
	done();
}

TEST(a_time_that_is_none_is_refused_and_named)
{
	static const char *const wrong[] = {
		"25:00", "19:60", "7", "evening", "7:5", "7: 5", "13:00 AM", "0:30 PM", "1900", "-7:00", "7pm or 8pm", "::",
		"19:00 until late in the night, or when everybody has gone home",
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		begin();
		same_int(read_bytes(arena_printf(arena, "[{\"name\":\"N\",\"slug\":\"s\",\"day\":1,\"time\":\"%s\"}]",
						 wrong[i])), OK);
		same_text(str_of(feed.at->refused), "The time {x} cannot be read. Please write it like 19:00.");
		same_text(feed.at->refused_value, wrong[i]);
		same_text(feed.at->name, "N");
	}
	read_text("[{\"name\":\"N\",\"slug\":\"s\",\"day\":1,\"time\":\"24:00\"}]");
	same_text(str_of(feed.at->refused), "The time {x} is not a time of day. Write 00:00 and the next day.");
	same_text(feed.at->refused_value, "24:00");
	done();
}

TEST(days_are_read_as_people_write_them)
{
	static const struct {
		const char *json;
		size_t n;
		int first, last;
	} rows[] = {
		{ "0", 1, 0, 0 }, { "6", 1, 6, 6 }, { "\"1\"", 1, 1, 1 }, { "[6]", 1, 6, 6 }, { "[\"6\"]", 1, 6, 6 },
		{ "\"Monday\"", 1, 1, 1 }, { "\"tirsdag\"", 1, 2, 2 }, { "[1,3,5]", 3, 1, 5 }, { "[2,2]", 1, 2, 2 },
		{ "\"Mon, Wed\"", 2, 1, 3 }, { "[0,1,2,3,4,5,6,0]", 7, 0, 6 }, { "2.0", 1, 2, 2 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		begin();
		same_int(read_bytes(arena_printf(arena, "[{\"name\":\"N\",\"slug\":\"s\",\"day\":%s,\"time\":\"19:00\"}]",
						 rows[i].json)), OK);
		ok(!feed.at->refused);
		same_int(feed.at->ndays, rows[i].n);
		same_int(feed.at->days[0], rows[i].first);
		same_int(feed.at->days[rows[i].n - 1], rows[i].last);
	}
	done();
}

TEST(a_day_that_is_none_is_refused_and_named)
{
	static const struct {
		const char *json, *value;
	} rows[] = {
		{ "7", "7" }, { "-1", "-1" }, { "\"7\"", "7" }, { "[1,7]", "7" }, { "\"someday\"", "someday" },
		{ "true", "true" }, { "1.5", "1.5" }, { "{}", NULL }, { "99999999999", "99999999999" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		begin();
		same_int(read_bytes(arena_printf(arena, "[{\"name\":\"N\",\"slug\":\"s\",\"day\":%s,\"time\":\"19:00\"}]",
						 rows[i].json)), OK);
		same_text(str_of(feed.at->refused), "{x} is not a weekday. Days go from 0, Sunday, to 6, Saturday.");
		same_text(feed.at->refused_value, rows[i].value);
	}
	done();
}

TEST(half_a_time_is_by_appointment_with_a_note)
{
	read_text("[{\"name\":\"A\",\"slug\":\"a\",\"day\":1},{\"name\":\"B\",\"slug\":\"b\",\"time\":\"19:00\"},"
		  "{\"name\":\"C\",\"slug\":\"c\",\"day\":[],\"time\":\"\"},{\"name\":\"D\",\"slug\":\"d\",\"day\":null}]");
	for (size_t i = 0; i < 4; i++) {
		ok(!feed.at[i].refused);
		same_int(feed.at[i].ndays, 0);
		same_int(feed.at[i].start_min, -1);
		same_int(has_note(&feed.at[i], "listed as by appointment"), i < 2);
	}
	done();
}

TEST(an_end_may_be_after_midnight_and_an_odd_one_is_left_out)
{
	same_int(one("\"end_time\":\"00:30\"")->end_min, 30);
	same_int(one("\"end_time\":\"24:00\"")->end_min, 0);
	ok(has_note(feed.at, "24:00"));
	same_int(one("\"end_time\":\"19:00\"")->end_min, -1);
	ok(has_note(feed.at, "same as the start"));
	same_int(one("\"end_time\":\"late\"")->end_min, -1);
	ok(has_note(feed.at, "cannot be read"));
	ok(!feed.at->refused);
	done();
}

TEST(the_last_update_is_read_in_several_forms)
{
	static const struct {
		const char *text;
		int64_t at;
		bool noted;
	} rows[] = {
		{ "2022-08-25 11:17:07", 1661426227, false },
		{ "8/25/2022 11:17:07 AM", 1661426227, true },
		{ "8/25/2022 11:17:07 PM", 1661469427, true },
		{ "2022-08-25T11:17:07Z", 1661426227, true },
		{ "2022-08-25T13:17:07.123+02:00", 1661426227, true },
		{ "2022-08-25", 1661385600, true },
		{ "8/25/2022", 1661385600, true },
		{ "25/8/2022", 0, true },
		{ "2022-02-30 00:00:00", 0, true },
		{ "2022-08-25 25:00:00", 0, true },
		{ "yesterday", 0, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct mg_meeting *m;
		char members[100];

		snprintf(members, sizeof members, "\"updated\":\"%s\"", rows[i].text);
		m = one(members);
		same_int(m->updated, rows[i].at);
		same_int(m->nmended, rows[i].noted);
		ok(!m->refused);
	}
	done();
}

/* --- place ------------------------------------------------------------------------------- */
TEST(a_map_point_may_be_number_or_text_and_must_be_on_earth)
{
	ok(one("\"latitude\":55.67594,\"longitude\":12.56553")->latitude == 55.67594);
	ok(one("\"latitude\":\"55.67594\",\"longitude\":\" -12.5 \"")->longitude == -12.5);
	ok(feed.at->has_point);
	ok(!one("\"latitude\":0,\"longitude\":0")->has_point);
	ok(has_note(feed.at, "in the sea"));
	ok(!one("\"latitude\":\"0\",\"longitude\":\"0.0\"")->has_point);
	ok(has_note(feed.at, "in the sea"));
	ok(one("\"latitude\":0,\"longitude\":12")->has_point);
	ok(!one("\"latitude\":91,\"longitude\":12")->has_point);
	ok(has_note(feed.at, "not a place on earth"));
	ok(!one("\"latitude\":55,\"longitude\":-180.1")->has_point);
	ok(!one("\"latitude\":55")->has_point);
	ok(has_note(feed.at, "not a place on earth"));
	ok(!one("\"latitude\":\"north\",\"longitude\":\"east\"")->has_point);
	ok(!one("\"latitude\":\"\",\"longitude\":null")->has_point);
	same_int(feed.at->nmended, 0);
	done();
}

TEST(regions_come_as_a_list_as_parts_or_as_one_text)
{
	const struct mg_meeting *m = one("\"regions\":[\"Midtjylland\",\"Aarhus\",\"\",7,null,\"Åbyhøj\"]");

	same_int(m->nregions, 4);
	same_text(m->regions[3], "Åbyhøj");
	m = one("\"region\":\"Midtjylland\",\"sub_region\":\"Aarhus\",\"sub_sub_region\":\"Åbyhøj\"");
	same_int(m->nregions, 3);
	same_text(m->regions[1], "Aarhus");
	m = one("\"regions\":[\"Fyn\"],\"region\":\"Jylland\"");
	same_int(m->nregions, 1);
	same_text(m->regions[0], "Fyn");
	m = one("\"regions\":\"Jylland > Aarhus\"");
	same_int(m->nregions, 2);
	m = one("\"sub_region\":\"Aarhus\"");
	same_int(m->nregions, 0);
	m = one("\"regions\":[1,2,3,4,5,6,7,8,9,{}]");
	same_int(m->nregions, 8);
	ok(has_note(m, "Some regions"));
	done();
}

TEST(an_address_comes_whole_or_in_parts)
{
	const struct mg_meeting *m = one("\"formatted_address\":\"Vestergade 1, 8000 Aarhus C, Danmark\",\"approximate\":\"no\"");

	same_text(m->formatted_address, "Vestergade 1, 8000 Aarhus C, Danmark");
	same_int(m->exactness, MG_EXACT);
	m = one("\"address\":\"Vestergade 1\",\"city\":\"Aarhus C\",\"postal_code\":8000,\"country\":\"DK\",\"approximate\":true");
	same_text(m->postal_code, "8000");
	same_text(m->country, "DK");
	same_int(m->exactness, MG_APPROXIMATE);
	m = one("\"formatted_address\":\"Online\"");
	same_text(m->formatted_address, NULL);
	m = one("\"city\":\"Aarhus\",\"approximate\":\"perhaps\"");
	same_int(m->exactness, MG_EXACT_UNKNOWN);
	ok(has_note(m, "whether the address is exact"));
	done();
}

/* --- texts ------------------------------------------------------------------------------- */
TEST(html_codes_become_letters_and_tags_go)
{
	static const struct {
		const char *json, *is;
	} rows[] = {
		{ "Tom &amp; Anna", "Tom & Anna" },
		{ "Anna&#8217;s", "Anna’s" },
		{ "Anna&#x2019;s", "Anna’s" },
		{ "&AElig;bler &oslash;l &aring;", "Æbler øl å" },
		{ "Tom &amp;amp;amp; Anna", "Tom & Anna" },
		{ "<b>Bold</b> and <a href='x'>linked</a>", "Bold and linked" },
		{ "&lt;b&gt;Bold&lt;/b&gt;", "Bold" },
		{ "one<br />two", "one two" },
		{ "a < b > c <3> <-", "a < b > c <3> <-" },
		{ "see <https://example.org/x>", "see <https://example.org/x>" },
		{ "AT&T; R&D, &nosuch; &; &#; &#xZZ; &#1114112;", "AT&T; R&D, &nosuch; &; &#; &#xZZ; \xEF\xBF\xBD" },
		{ "&am<i>p;", "&" },
		{ "<<b>i>x", "x" },
		{ "  two  \\t spaces\\u00a0 ", "two    spaces" },
		{ "line\\r\\none", "line one" },
		{ "a\\u0007b\\u200bc\\u202ed\\u0085e", "abcd e" },
		{ "SmÃ¸rum", "Smørum" },
		{ "&Atilde;&cedil;l", "øl" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		begin();
		same_int(read_bytes(arena_printf(arena, "[{\"name\":\"%s\",\"slug\":\"s\"}]", rows[i].json)), OK);
		same_text(feed.at->name, rows[i].is);
	}
	done();
}

TEST(notes_keep_their_lines)
{
	const struct mg_meeting *m = one("\"notes\":\"one\\r\\ntwo\\rthree<br>four</p>five\\u2028six\\n\\n\"");

	same_text(m->notes, "one\ntwo\nthree\nfour\nfive\nsix");
	ok(has_note(m, "tags were left out"));
	done();
}

TEST(long_texts_are_cut_at_a_letter_with_a_note)
{
	struct buf b;

	begin();
	buf_init(&b, 100000);
	buf_lit(&b, "[{\"slug\":\"s\",\"name\":\"");
	for (int i = 0; i < 300; i++)
		buf_lit(&b, "æ");
	buf_lit(&b, "\",\"notes\":\"");
	for (int i = 0; i < 6000; i++)
		buf_lit(&b, "y");
	buf_lit(&b, "\"}]");
	same_int(read_bytes(buf_view(&b)), OK);
	same_int(utf8_len(feed.at->name), 255);
	same_int(feed.at->notes.n, 5000);
	ok(has_note(feed.at, "longer than 255 characters"));
	ok(has_note(feed.at, "A text was too long"));
	ok(!feed.at->refused);
	buf_free(&b);
	done();
}

TEST(links_are_kept_with_their_passwords_and_odd_ones_left_out)
{
	const struct mg_meeting *m = one("\"conference_url\":\"https://zoom.us/j/1?pwd=aB%3D.1&amp;uname=x\"");

	same_text(m->conference_url, "https://zoom.us/j/1?pwd=aB%3D.1&uname=x");
	m = one("\"conference_url\":\"HTTPS://zoom.us/j/1 passcode: fish\",\"url\":\"example.org/m?a=1&copy=2;\"");
	same_text(m->conference_url, "HTTPS://zoom.us/j/1");
	same_text(m->conference_url_notes, "passcode: fish");
	same_text(m->url, "https://example.org/m?a=1&copy=2;");
	ok(has_note(m, "it was added"));
	m = one("\"url\":\"javascript:alert(1)\",\"feedback_url\":\"mailto:x\",\"entity_url\":\"/only/a/path\"");
	same_text(m->url, NULL);
	same_text(m->feedback_url, NULL);
	same_text(m->entity_url, NULL);
	ok(has_note(m, "does not begin with http"));
	m = one("\"entity_website_url\":\"https://example.org\"");
	same_text(m->entity_url, "https://example.org");
	done();
}

TEST(types_come_as_a_list_or_as_one_text_and_unknown_ones_stay)
{
	const struct mg_meeting *m = one("\"types\":[\"O\",\" X \",\"O\",\"\",12,null,\"Café\"]");

	same_int(m->ntypes, 4);
	same_text(m->types[1], "X");
	same_text(m->types[2], "12");
	same_text(m->types[3], "Café");
	m = one("\"types\":\"O, D,SMART-4\"");
	same_int(m->ntypes, 3);
	same_text(m->types[2], "SMART-4");
	m = one("\"types\":[{},true]");
	same_int(m->ntypes, 0);
	ok(has_note(m, "Some meeting types"));
	m = one("\"types\":true");
	ok(has_note(m, "Some meeting types"));
	done();
}

TEST(the_types_of_the_spec_have_names)
{
	ok(mg_type_known(S("O")));
	ok(mg_type_known(S("AL-AN")));
	ok(mg_type_known(S("Y")));
	ok(mg_type_known(S("11")));
	ok(!mg_type_known(S("ONL")));
	ok(!mg_type_known(S("")));
	ok(!mg_type_known(STR_ABSENT));
	ok(!strcmp(mg_type_name(S("DA")), "Danish"));
	ok(!mg_type_name(S("o")));
	ok(!strcmp(mg_type_code(S("big book")), "B"));
	ok(!strcmp(mg_type_code(S("Newcomers")), "BE"));
	ok(!mg_type_code(S("Video")));
	ok(!mg_type_code(STR_ABSENT));
}

/* In the order of the spec, which is not ours. */
TEST(all_87_types_of_the_spec_are_known_and_found_by_their_names)
{
	struct str rest = S("11 12x12 A ABSI AF AL AL-AN AM AR ASL B BA BE BG BI BRK C CAN CF D DA DB DD DE DR EL EN FA "
			    "FI FF FR G GR H HE HI HR HU IS ITA JA KA KOR L LGBTQ LIT LS LT M MED ML MT N NB NDG NE NL "
			    "NO O OUT P POA POC POL POR PUN RUS S SEN SK SL SM SP ST SV T TC TH TL TR TUR UK W X XB XT Y");
	struct str code;
	int n = 0;

	for (; str_cut(&rest, ' ', &code); n++) {
		const char *name = mg_type_name(code);

		ok(mg_type_known(code) && name);
		ok(str_eq(str_of(mg_type_code(str_of(name))), code));
	}
	same_int(n, 87);
}

TEST(how_one_attends_is_one_of_four_ways)
{
	same_text(one("\"attendance_option\":\"In_Person\"")->attendance, "in_person");
	same_text(one("\"attendance_option\":\"hybrid\"")->attendance, "hybrid");
	same_text(one("\"attendance_option\":\"by horse\"")->attendance, NULL);
	ok(has_note(feed.at, "way of attending"));
	done();
}

/* --- names ------------------------------------------------------------------------------- */
TEST(a_meeting_without_a_name_is_refused)
{
	read_text("[{\"slug\":\"a\"},{\"slug\":\"b\",\"name\":\"  \"},{\"slug\":\"c\",\"name\":\"<b></b>\"},"
		  "{\"slug\":\"d\",\"name\":{}},7,null,[]]");
	for (size_t i = 0; i < 4; i++)
		same_text(str_of(feed.at[i].refused), "The meeting has no name.");
	for (size_t i = 4; i < 7; i++)
		same_text(str_of(feed.at[i].refused), "This entry is not a meeting.");
	done();
}

TEST(a_missing_short_name_is_made_the_same_way_every_time)
{
	static const char *const slugs[] = {
		"aabent-moede-i-koege-mon-1900", "open-door", "annas-group-sun-sat-0905", "meeting-d34b7c",
		"open-door-2", "41", "open-door-3",
	};

	for (int round = 0; round < 2; round++) {
		read_text("[{\"name\":\"Åbent møde i Køge!\",\"day\":1,\"time\":\"19:00\"},"
			  "{\"name\":\"x\",\"slug\":\"open-door\"},"
			  "{\"name\":\"Anna’s group\",\"day\":[0,6],\"time\":\"09:05\"},"
			  "{\"name\":\"Встреча\"},"
			  "{\"name\":\"Open -- door\"},{\"name\":\"With a number\",\"id\":41},{\"name\":\"open door\",\"slug\":\"\"}]");
		for (size_t i = 0; i < feed.n; i++) {
			ok(!feed.at[i].refused);
			if (i != 3)
				same_text(feed.at[i].slug, slugs[i]);
			same_int(has_note(&feed.at[i], "no short name"), i != 1 && i != 5);
		}
		ok(str_starts(feed.at[3].slug, S("meeting-")));
	}
	done();
}

TEST(the_second_of_two_same_short_names_is_refused)
{
	read_text("[{\"name\":\"A\",\"slug\":\"same\"},\n{\"name\":\"B\",\"slug\":\"same\"},\n{\"name\":\"C\",\"slug\":12},\n"
		  "{\"name\":\"D\",\"slug\":\"12\"},\n{\"slug\":\"e\"},\n{\"name\":\"E\",\"slug\":\"e\"}]");
	ok(!feed.at[0].refused);
	same_text(str_of(feed.at[1].refused), "The short name (slug) {x} belongs to an earlier meeting in this file.");
	same_text(feed.at[1].refused_value, "same");
	same_int(feed.at[1].line, 2);
	ok(!feed.at[2].refused);
	ok(feed.at[3].refused);
	ok(!feed.at[5].refused);                   /* the earlier one was refused itself */
	done();
}

/* --- files ------------------------------------------------------------------------------- */
TEST(a_list_may_be_wrapped)
{
	read_text("{\"meta\":{\"n\":[1]},\n\"meetings\":[\n{\"name\":\"A\",\"slug\":\"a\"}]}");
	same_int(feed.n, 1);
	same_int(feed.at->line, 3);
	read_text("{\"records\":[{\"id\":\"rec1\",\"fields\":{\"Name\":\"B\",\"Slug\":\"b\",\"Conference URL\":\"https://zoom.us/j/1\"}}]}");
	same_text(feed.at->name, "B");
	same_text(feed.at->slug, "b");
	same_text(feed.at->conference_url, "https://zoom.us/j/1");
	read_text("\xEF\xBB\xBF[]");
	same_int(feed.n, 0);
	done();
}

TEST(a_file_that_is_no_list_is_refused_with_a_sentence)
{
	static const struct {
		const char *text, *why;
		int line;
	} rows[] = {
		{ "", "The file is empty.", 1 },
		{ "<!DOCTYPE html><p>Not found", "This is a web page and not a list of meetings.", 1 },
		{ "name,day\n", "This is not a list of meetings in JSON.", 1 },
		{ "{\"error\":\n404}", "There is no list of meetings in the file.", 1 },
		{ "{\"meetings\":{}}", "There is no list of meetings in the file.", 1 },
		{ "[{\"name\":\"A\"},\n{\"name\":", "The text ends too early: a quote or a bracket is not closed.", 2 },
		{ "{\"meetings\":[\n{}", "The text ends too early: a quote or a bracket is not closed.", 2 },
		{ "[{}\n{}]", "A comma is missing between two entries.", 2 },
	};
	const char *why;
	int line;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		begin();
		same_int(mg_read(arena, str_of(rows[i].text), &feed, &why, &line), ERR_INVALID);
		same_text(str_of(why), rows[i].why);
		same_int(line, rows[i].line);
		same_int(feed.n, 0);
	}
	done();
}

TEST(one_broken_entry_does_not_spoil_the_others)
{
	read_text("[{\"name\":\"A\",\"slug\":\"a\"},\n{\"name\":\"B\" \"slug\":\"b\"},\n"
		  "{\"name\":\"C\",\"name\":\"D\"},\n{\"name\":\"E\",\"slug\":\"e\"}]");
	same_int(feed.n, 4);
	ok(!feed.at[0].refused);
	same_text(str_of(feed.at[1].refused), "This is not written as JSON demands.");
	same_int(feed.at[1].line, 2);
	same_text(str_of(feed.at[2].refused), "A name is used twice in the same object.");
	ok(!feed.at[3].refused);
	done();
}

TEST(letters_in_another_encoding_are_read_with_a_note_on_their_entry_alone)
{
	static const char utf16[] = "\xFF\xFE[\0{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0\xE6\0\"\0}\0]\0";

	read_text("[{\"name\":\"M\xF8" "de p\xE5 \xD8stre All\xE9 \x96 \x93\xE6\x94\",\"slug\":\"a\"},"
		  "{\"name\":\"Møde\",\"slug\":\"b\"},{\"name\":\"Møde \xF8\",\"slug\":\"c\"}]");
	same_text(feed.at[0].name, "Møde på Østre Allé – “æ”");
	ok(has_note(&feed.at[0], "Windows-1252"));
	same_text(feed.at[1].name, "Møde");
	same_int(feed.at[1].nmended, 0);
	same_text(feed.at[2].name, "Møde ø");
	ok(has_note(&feed.at[2], "Windows-1252"));
	begin();
	same_int(read_bytes((struct str){ utf16, sizeof utf16 - 1 }), OK);
	same_text(feed.at[0].name, "æ");
	done();
}

TEST(a_file_holds_no_more_than_it_may)
{
	const char *why;
	struct buf b;
	int line;

	begin();
	buf_init(&b, 32 << 20);
	buf_char(&b, '[');
	for (int i = 0; i < MG_ROWS_MOST; i++)
		buf_lit(&b, "{},");
	buf_lit(&b, "{}]");
	same_int(mg_read(arena, buf_view(&b), &feed, &why, &line), ERR_LIMIT);
	same_text(str_of(why), "The file holds too many meetings. Please divide it.");

	begin();
	buf_cut(&b, 0);
	while (b.n <= MG_BYTES_MOST)
		buf_lit(&b, "                                                                ");
	same_int(mg_read(arena, buf_view(&b), &feed, &why, &line), ERR_LIMIT);

	/* The longest texts that are kept, as many as fit the file. */
	begin();
	buf_cut(&b, 0);
	buf_lit(&b, "[{}");
	while (b.n < MG_BYTES_MOST - 20000) {
		buf_lit(&b, ",{\"name\":\"N\",\"types\":[");
		for (int i = 0; i < 2000; i++)
			buf_lit(&b, "\"O\xE6\",");
		buf_lit(&b, "0]}");
	}
	buf_char(&b, ']');
	ok(!mg_read(arena, buf_view(&b), &feed, &why, &line) || why);

	begin();
	buf_cut(&b, 0);
	buf_lit(&b, "[{\"name\":\"N\",\"notes\":\"");
	while (b.n < 300 << 10)
		buf_lit(&b, "long ");
	buf_lit(&b, "\"},{\"name\":\"N\"}]");
	same_int(mg_read(arena, buf_view(&b), &feed, &why, &line), OK);
	same_text(str_of(feed.at[0].refused), "This entry is too long.");
	ok(!feed.at[1].refused);
	buf_free(&b);
	done();
}
