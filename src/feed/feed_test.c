/* feed_test.c -- what other programs read of us: all that is public, nothing else, and never twice the same. */
#include "feed/feed_test.h"
#include "area/area.h"
#include "csv/csv.h"
#include "demo/demo.h"
#include "format/meetingguide.h"

#include <stdio.h>
#include <string.h>

/* --- Meeting Guide ------------------------------------------------------------------------------------------- */

TEST(a_meeting_of_every_week_is_said_in_the_words_of_the_format)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Tirsdagsgruppen", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	const struct json *list, *one;

	m.openness = S("open"), m.audience = S("women young"), m.children = S("yes");
	feed_keep(w, &m);
	list = feed_parsed(w, visit(w, "GET", "/feeds/meetings.json", NULL));
	same_int(list->n, 1);
	one = &list->at[0];
	same_text(json_text(one, "slug"), "tirsdagsgruppen-varde");
	same_int(json_get(one, "day")->i, 2);
	same_text(json_text(one, "time"), "19:00");
	same_text(json_text(one, "end_time"), "20:30");
	same_text(json_text(one, "timezone"), "Europe/Copenhagen");
	same_text(json_text(one, "formatted_address"), "Hemmelig Gyde 7, 6800 Varde, Denmark");
	same_text(json_text(one, "approximate"), "no");
	same_text(json_text(one, "entity"), "Støttehuset");
	same_text(json_text(one, "updated"), "2016-12-09 09:00:00");
	same_int(json_get(one, "types")->n, 7);               /* O M-SMART Y W DA CF X */
	ok(says(visit(w, "GET", "/feeds/meetings.json", NULL), "\"M-SMART\""));
	world_free(w);
}

TEST(several_weekdays_are_several_objects_each_with_a_name_of_its_own)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Broen", 0, 0);
	const struct json *list;

	m.weekdays = S("tu fr");
	feed_keep(w, &m);
	list = feed_parsed(w, visit(w, "GET", "/feeds/meetings.json", NULL));
	same_int(list->n, 2);
	same_int(json_get(feed_object(list, "slug", "broen-tue"), "day")->i, 2);
	same_int(json_get(feed_object(list, "slug", "broen-fri"), "day")->i, 5);
	same_text(json_text(json_get(&list->at[1], "samhold"), "slug"), "broen");
	world_free(w);
}

/* The same list, held in memory, and let go of after every 200 bytes. */
static void same_when_long(const char *target)
{
	struct world *w = world_new();
	struct answer whole, parts;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	whole = visit(w, "GET", target, NULL);
	w->folder.house.hold_bytes = 200;
	parts = visit(w, "GET", target, NULL);
	same_int(parts.status, 200);
	ok(whole.body.n > 50 * 200 && str_eq(parts.body, whole.body));
	same_text(answer_header(parts, "ETag"), arena_z(w->arena, answer_header(whole, "ETag")));
	world_free(w);
}

TEST(a_list_longer_than_memory_holds_is_one_list_and_the_same)
{
	same_when_long("/feeds/meetings.json");
	same_when_long("/feeds/meetings.csv?titles=da");
	same_when_long("/feeds/meetings.txt");
}

TEST(where_a_long_list_cannot_wait_in_a_file_the_answer_is_no_half_a_list)
{
	struct world *w = world_new();
	const char *dir = w->folder.house.dir;
	struct answer a;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	w->folder.house.hold_bytes = 200;
	w->folder.house.dir = "/no/such/folder";
	a = visit(w, "GET", "/feeds/meetings.json", NULL);
	ok(a.status >= 500 && !says(a, "\"slug\""));
	w->folder.house.dir = dir;
	same_int(visit(w, "GET", "/feeds/meetings.json", NULL).status, 200);
	world_free(w);
}

TEST(a_part_of_the_list_without_meetings_says_so_also_when_it_is_let_go_of)
{
	struct world *w = world_new();

	feed_org(w, "Støttehuset");
	w->folder.house.hold_bytes = 1;
	ok(says(visit(w, "GET", "/feeds/meetings.txt?org=stoettehuset", NULL), "There are no meetings in this part of the list."));
	same_text(visit(w, "GET", "/feeds/meetings.json", NULL).body, "[]");
	world_free(w);
}

TEST(another_rhythm_is_by_appointment_with_the_rhythm_in_words)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Sidste fredag", 0, 0), later = feed_draft(w, "Senere", 0, 0);
	const struct json *list, *one;

	m.rhythm = S("monthly_weekday"), m.weekdays = S("fr"), m.nths = S("last");
	feed_keep(w, &m);
	later.first_day = day_of(2017, 3, 7);
	feed_keep(w, &later);
	list = feed_parsed(w, visit(w, "GET", "/feeds/meetings.json?lang=en", NULL));
	one = feed_object(list, "slug", "sidste-fredag");
	ok(!json_get(one, "day") && !json_get(one, "time"));
	ok(str_starts(json_text(one, "notes"), S("The last Friday of the month at 19:00–20:30")));
	one = feed_object(list, "slug", "senere");
	ok(!json_get(one, "day"));
	ok(str_index(json_text(one, "notes"), S("from 7 March 2017"), 0) != SIZE_MAX);
	world_free(w);
}

TEST(a_cancelled_evening_of_the_next_days_stands_in_the_notes)
{
	struct world *w = world_new();
	struct meeting m = feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	struct problems bad = { 0 };
	struct answer a;

	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 20), S("Huset er lukket"), S("The house is closed"), &bad) == OK && !bad.n);
	a = visit(w, "GET", "/feeds/meetings.json", NULL);
	ok(says(a, "Intet møde tirsdag den 20. december: Huset er lukket"));
	a = visit(w, "GET", "/feeds/meetings.json?lang=en", NULL);
	ok(says(a, "No meeting on Tuesday 20 December: The house is closed"));
	world_free(w);
}

TEST(what_has_ended_and_what_is_a_draft_stands_in_no_feed)
{
	static const char *const feeds[] = { "/feeds/meetings.json", "/feeds/meetings.ics", "/feeds/meetings.csv", "/feeds/meetings.txt",
					     "/feeds/changes.xml", "/api/v1/meetings" };
	struct world *w = world_new();
	struct meeting over = feed_draft(w, "Overstået", 0, 0), draft = feed_draft(w, "Kladden", 0, 0);

	feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	over.last_day = day_of(2016, 6, 28);
	feed_keep(w, &over);
	draft.state = S("draft");
	feed_keep(w, &draft);
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
		struct answer a = visit(w, "GET", feeds[i], NULL);
		ok(says(a, "Tirsdagsgruppen") && !says(a, "Kladden") && !says(a, "kladden"));
		ok(i == 4 || i == 5 || !says(a, "Overst"));
	}
	same_int(visit(w, "GET", "/feeds/meetings/kladden.ics", NULL).status, 404);
	same_int(visit(w, "GET", "/api/v1/meetings/kladden", NULL).status, 404);
	same_int(visit(w, "GET", "/da/meetings/kladden/qr.svg", NULL).status, 404);
	world_free(w);
}

TEST(our_own_record_goes_along_and_is_read_back)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Tirsdagsgruppen", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	struct problems bad = { 0 };
	struct mg_feed feed;
	const char *why;
	struct json own;
	int line;

	m.extra = S("{\"types\": [\"SP\"], \"uid\": \"old-name@example.org\"}");
	feed_keep(w, &m);
	ok(meeting_rest(w->ctx, &m, &(struct meeting_pause){ day_of(2016, 12, 19), day_of(2017, 1, 1), S("Jul"), S("Christmas") }, &bad) == OK);
	ok(mg_read(w->arena, visit(w, "GET", "/feeds/meetings.json", NULL).body, &feed, &why, &line) == OK);
	same_int(feed.n, 1);
	ok(!feed.at[0].refused && !feed.at[0].nmended);
	ok(json_parse(w->arena, feed.at[0].own, &own, NULL) == OK);
	same_text(json_text(&own, "uid"), "old-name@example.org");
	same_text(json_text(&own, "area_code"), "DK-573");
	same_text(json_text(json_get(&own, "org"), "name"), "Støttehuset");
	same_text(json_text(json_get(&own, "location"), "entrance_da"), "Ring på klokken.");
	same_text(json_text(&json_get(&own, "pauses")->at[0], "reason_da"), "Jul");
	same_text(json_get(json_get(&own, "extra"), "types")->at[0].text, "SP");
	ok(!json_get(json_get(&own, "extra"), "uid"));
	ok(!json_get(&own, "phone") && !json_get(&own, "exceptions"));      /* what says nothing is left out */
	world_free(w);
}

/* --- what nobody may read -------------------------------------------------------------------------------------- */

static const char *const everywhere[] = {
	"/feeds/meetings.json", "/feeds/meetings.ics", "/feeds/meetings/skjult-varde.ics", "/feeds/meetings.csv", "/feeds/meetings.txt",
	"/feeds/changes.xml", "/api/v1/meetings", "/api/v1/meetings/skjult-varde", "/api/v1/meetings?q=skjult",
	"/api/v1/occurrences?from=2016-12-12&to=2016-12-31", "/embed/da/meetings", "/embed/en/meetings.html",
};

TEST(a_protected_address_stands_nowhere)
{
	struct world *w = world_new();

	feed_meeting(w, "Skjult", 0, feed_place(w, "Krisecentret", true));
	for (size_t i = 0; i < sizeof everywhere / sizeof *everywhere; i++) {
		struct answer a = visit(w, "GET", everywhere[i], NULL);
		same_int(a.status, 200);
		ok(says(a, "Skjult") || says(a, "skjult"));
		if (says(a, "Hemmelig") || says(a, "Krisecentret") || says(a, "Ring p") || says(a, "Busterminalen") || says(a, "55.62") ||
		    says(a, "6800")) {
			print_error("%s tells where it is\n", everywhere[i]);
			ok(false);
		}
	}
	world_free(w);
}

TEST(a_hidden_way_to_join_stands_in_no_file_and_in_the_interface_only_shortly_before)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "Skjult Varde", 0, 0);

	m.conference_hidden = true;
	feed_keep(w, &m);
	for (size_t i = 0; i < sizeof everywhere / sizeof *everywhere; i++)
		ok(!says(visit(w, "GET", everywhere[i], NULL), "meet.example.org"));
	ok(!says(visit(w, "GET", "/feeds/meetings.json", NULL), "4711"));
	world_clock(w, TEST_NOW + 86400 + 8 * 3600 + 1800);            /* Tuesday, 18:30 in Copenhagen */
	ok(says(visit(w, "GET", "/api/v1/meetings/skjult-varde", NULL), "meet.example.org"));
	ok(!says(visit(w, "GET", "/feeds/meetings.json", NULL), "meet.example.org"));
	ok(!says(visit(w, "GET", "/feeds/meetings.ics", NULL), "meet.example.org"));
	ok(!says(visit(w, "GET", "/feeds/meetings.csv", NULL), "meet.example.org"));
	world_clock(w, TEST_NOW + 86400 + 11 * 3600);                  /* 21:00, it is over */
	ok(!says(visit(w, "GET", "/api/v1/meetings/skjult-varde", NULL), "meet.example.org"));
	world_free(w);
}

/* --- parts of the list --------------------------------------------------------------------------------------------- */

TEST(a_region_holds_its_municipalities_and_an_unknown_area_is_no_feed)
{
	struct world *w = world_new();
	struct meeting other = feed_draft(w, "Online", 0, 0);

	feed_meeting(w, "Tirsdagsgruppen", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	other.method = S("na");
	feed_keep(w, &other);
	ok(says(visit(w, "GET", "/feeds/meetings.txt?area=varde", NULL), "Tirsdagsgruppen"));
	ok(says(visit(w, "GET", "/feeds/meetings.txt?area=region-syddanmark", NULL), "Tirsdagsgruppen"));
	ok(says(visit(w, "GET", "/feeds/meetings.txt?area=denmark", NULL), "Tirsdagsgruppen"));
	ok(!says(visit(w, "GET", "/feeds/meetings.txt?area=denmark", NULL), "Online"));
	ok(!says(visit(w, "GET", "/feeds/meetings.txt?area=aarhus", NULL), "Tirsdagsgruppen"));
	ok(says(visit(w, "GET", "/feeds/meetings.txt?area=aarhus&lang=en", NULL), "There are no meetings in this part of the list."));
	ok(!says(visit(w, "GET", "/feeds/meetings.csv?org=stoettehuset", NULL), "online"));
	ok(!says(visit(w, "GET", "/feeds/meetings.ics?method=na", NULL), "Tirsdagsgruppen"));
	same_int(visit(w, "GET", "/feeds/meetings.json?area=atlantis", NULL).status, 404);
	same_int(visit(w, "GET", "/feeds/meetings.ics?org=nobody", NULL).status, 404);
	same_int(visit(w, "GET", "/feeds/meetings.csv?method=magic", NULL).status, 404);
	same_int(visit(w, "GET", "/feeds/meetings.json?1480000000", NULL).status, 200);   /* map widgets put the time behind it */
	world_free(w);
}

TEST(each_listing_speaks_the_language_of_its_place_or_the_one_asked_for)
{
	struct world *w = world_new();
	struct meeting far = feed_draft(w, "Far away", 0, 0);

	feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	far.zone = S("America/New_York");
	feed_keep(w, &far);
	struct answer a = visit(w, "GET", "/feeds/meetings.txt", NULL);
	ok(says(a, "Hver tirsdag kl. 19.00–20.30") && says(a, "Every Tuesday at 19:00–20:30"));
	ok(!says(visit(w, "GET", "/feeds/meetings.txt?lang=da", NULL), "Every Tuesday"));
	ok(!says(visit(w, "GET", "/feeds/meetings.txt?lang=en", NULL), "Hver tirsdag"));
	world_free(w);
}

/* --- not sent twice ---------------------------------------------------------------------------------------------------- */

TEST(an_unchanged_feed_is_not_sent_again_and_a_changed_one_is)
{
	struct world *w = world_new();
	struct answer first;
	struct str tag;

	feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	first = visit(w, "GET", "/feeds/meetings.json", NULL);
	tag = answer_header(first, "ETag");
	ok(str_starts(tag, S("W/\"")));
	same_text(answer_header(first, "Access-Control-Allow-Origin"), "*");
	same_int(feed_visit_with(w, "/feeds/meetings.json", "If-None-Match", tag).status, 304);
	same_int(feed_visit_with(w, "/feeds/meetings.json", "If-None-Match", arena_printf(w->arena, "\"x\", %.*s", STR_ARG(tag))).status, 304);
	same_int(feed_visit_with(w, "/feeds/meetings.ics", "If-Modified-Since", answer_header(first, "Last-Modified")).status, 304);
	same_int(feed_visit_with(w, "/feeds/meetings.json", "If-None-Match", S("W/\"other\"")).status, 200);
	feed_meeting(w, "Torsdagsgruppen", 0, 0);
	same_int(feed_visit_with(w, "/feeds/meetings.json", "If-None-Match", tag).status, 200);
	tag = answer_header(visit(w, "GET", "/feeds/meetings.json", NULL), "ETag");
	world_clock(w, TEST_NOW + 86400);                              /* another day: other dates are near */
	same_int(feed_visit_with(w, "/feeds/meetings.json", "If-None-Match", tag).status, 200);
	world_free(w);
}

/* --- the table, the text, the changes ---------------------------------------------------------------------------------- */

TEST(the_table_has_the_columns_of_the_field_tables_and_no_formula_runs)
{
	struct world *w = world_new();
	struct meeting m = feed_draft(w, "=HYPERLINK(\"evil\")", feed_org(w, "Støttehuset"), feed_place(w, "Huset", false));
	struct csv_row row;
	const char *why;
	struct csv t;
	int line;

	m.weekdays = S("mo th");
	feed_keep(w, &m);
	ok(csv_open(w->arena, visit(w, "GET", "/feeds/meetings.csv", NULL).body, &t, &why, &line) == OK);
	for (const struct field *f = meeting_fields; f->name; f++)
		ok((csv_column(&t, f->name) != SIZE_MAX) == feed_field_is_public(f, NULL));
	ok(csv_next(&t, &row));
	same_text(csv_cell(&t, &row, "name"), "'=HYPERLINK(\"evil\")");
	same_text(csv_unguard(csv_cell(&t, &row, "name")), "=HYPERLINK(\"evil\")");
	same_text(csv_cell(&t, &row, "weekdays"), "mo th");
	same_text(csv_cell(&t, &row, "start_min"), "19:00");
	same_text(csv_cell(&t, &row, "organisation"), "Støttehuset");
	same_text(csv_cell(&t, &row, "location_postcode"), "6800");
	ok(!csv_next(&t, &row));
	world_free(w);
}

TEST(the_changes_say_what_happened_and_nothing_of_a_draft)
{
	struct world *w = world_new();
	struct meeting m = feed_meeting(w, "Gruppen <for> alle", 0, 0);
	struct problems bad = { 0 };
	struct answer a;

	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 20), S("Lukket"), S("Closed"), &bad) == OK);
	a = visit(w, "GET", "/feeds/changes.xml?lang=en", NULL);
	same_text(a.type, "application/rss+xml; charset=utf-8");
	ok(says(a, "<title>Gruppen &lt;for&gt; alle: new</title>"));
	ok(says(a, "<title>Gruppen &lt;for&gt; alle: no meeting on 20 December 2016</title>"));
	ok(says(a, "<pubDate>Mon, 12 Dec 2016 09:00:00 GMT</pubDate>"));
	a = visit(w, "GET", "/feeds/changes.xml", NULL);
	ok(says(a, "intet møde den 20. december 2016"));
	world_free(w);
}

TEST(the_qr_picture_leads_to_the_page_and_stands_by_itself)
{
	struct world *w = world_new();
	struct answer a;

	feed_meeting(w, "Tirsdagsgruppen", 0, 0);
	a = visit(w, "GET", "/da/meetings/tirsdagsgruppen/qr.svg", NULL);
	same_int(a.status, 200);
	same_text(a.type, "image/svg+xml");
	ok(str_starts(a.body, S("<svg")) && !says(a, "<script"));
	same_int(visit(w, "GET", "/da/meetings/nothing/qr.svg", NULL).status, 404);
	world_free(w);
}
