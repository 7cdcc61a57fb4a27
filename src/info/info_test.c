/* info_test.c -- help now, what the house says about itself, and what waits today. */
#include "world.h"
#include "account/account.h"
#include "area/area.h"
#include "base/clock.h"
#include "cal/cal.h"
#include "info/info.h"
#include "location/location.h"
#include "evening/evening.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "task/task.h"
#include "verify/verify.h"

#include <math.h>

static const struct help_line *line(const char *number)
{
	const struct help_line *l = help_lines;

	while (l->number && strcmp(l->number, number))
		l++;
	ok(l->number != NULL);
	return l;
}

/* --- help now ------------------------------------------------------------------------------------------ */

TEST(somebody_in_danger_sees_the_emergency_number_of_the_country_first)
{
	struct world *w = world_new();
	struct answer da = visit(w, "GET", "/da/help-now", NULL), us = visit(w, "GET", "/en/help-now?country=US", NULL);
	size_t dk_first = str_index(da.body, S("tel:112"), 0), us_in_da = str_index(da.body, S("tel:911"), 0);

	same_int(da.status, 200);
	ok(dk_first < us_in_da && us_in_da != SIZE_MAX);
	ok(says(us, "Nobody reads this page right now. Call 911."));
	ok(says(visit(w, "GET", "/en/help-now", NULL), "Nobody reads this page right now. Call 112."));
	ok(says(visit(w, "GET", "/en/help-now?country=%3Cb%3E", NULL), "Call 112."));
	world_free(w);
}

TEST(every_country_has_two_to_five_numbers_with_hours_and_a_day_of_review)
{
	struct world *w = world_new();
	int dk = 0, us = 0;

	for (const struct help_line *l = help_lines; l->number; l++) {
		dk += !strcmp(l->country, "DK");
		us += !strcmp(l->country, "US");
		ok(l->hours[0] && l->sentence[0] && day_parse(str_of(l->reviewed)) != DAY_NONE);
	}
	ok(dk >= 2 && dk <= 5 && us >= 2 && us <= 5);
	world_free(w);
}

TEST(who_answers_now_is_computed_from_the_hours_and_a_doubt_is_said)
{
	struct cal *cal = cal_new();

	same_int(help_now(line("112"), cal, TEST_NOW - 7 * 3600), HELP_ANSWERS);          /* 03:00 */
	same_int(help_now(line("70 20 12 01"), cal, TEST_NOW), HELP_PERHAPS);            /* 10:00 */
	same_int(help_now(line("70 20 12 01"), cal, TEST_NOW + 3600), HELP_ANSWERS);     /* 11:00 */
	same_int(help_now(line("70 20 12 01"), cal, TEST_NOW + 9 * 3600), HELP_PERHAPS); /* 19:00 */
	cal_free(cal);
}

TEST(a_line_that_surely_closes_is_shown_as_closed)
{
	struct cal *cal = cal_new();
	struct help_line shop = { .from_min = 9 * 60, .to_min = 15 * 60, .closes = true };

	same_int(help_now(&shop, cal, TEST_NOW), HELP_ANSWERS);
	same_int(help_now(&shop, cal, TEST_NOW + 5 * 3600), HELP_CLOSED);
	cal_free(cal);
}

TEST(the_page_says_who_answers_at_this_minute)
{
	struct world *w = world_new();

	ok(says(visit(w, "GET", "/en/help-now", NULL), "Perhaps open, try"));
	world_clock(w, TEST_NOW + 2 * 3600);
	ok(!says(visit(w, "GET", "/en/help-now", NULL), "Perhaps open, try"));
	world_free(w);
}

TEST(numbers_that_nobody_checked_for_half_a_year_are_told_to_the_administrator_alone)
{
	struct world *w = world_new();
	int64_t reviewed = (int64_t)help_reviewed() * 86400;

	world_clock(w, reviewed + 181 * 86400);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "The help-now numbers were last checked 181 days ago."));
	world_log_in(w, "ole", ROLE_KEEPER, 0, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "The help-now numbers"));
	world_clock(w, reviewed + 100 * 86400);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "The help-now numbers"));
	world_free(w);
}

/* --- about ----------------------------------------------------------------------------------------------- */

TEST(the_sources_are_named_as_their_licences_ask)
{
	struct world *w = world_new();
	struct answer a = visit(w, "GET", "/en/about", NULL);

	ok(says(a, "GeoNames") && says(a, "CC BY 4.0") && says(a, "react-denmark-map") && says(a, "Lucide") && says(a, "Figtree"));
	ok(says(a, "licences.txt"));
	world_free(w);
}

TEST(both_pages_exist_in_both_languages_and_say_how_old_they_are)
{
	struct world *w = world_new();

	ok(says(visit(w, "GET", "/en/about", NULL), "This text was last changed on 24 November 2026."));
	ok(says(visit(w, "GET", "/en/accessibility", NULL), "What we know is missing"));
	same_int(visit(w, "GET", "/da/about", NULL).status, 200);
	same_int(visit(w, "GET", "/da/accessibility", NULL).status, 200);
	ok(says(visit(w, "GET", "/da/about", NULL), "<html lang=\"da\">"));
	world_free(w);
}

TEST(a_reader_learns_whom_to_write_to)
{
	struct world *w = world_new();
	struct org o = { .name = S("Den Gode Vej"), .kind = S("association"), .email = S("hej@example.org") };
	struct problems bad = { 0 };

	ok(says(visit(w, "GET", "/en/accessibility", NULL), "have not written down yet"));
	ok(org_save(w->ctx, &o, &bad) == OK);
	ok(says(visit(w, "GET", "/en/accessibility", NULL), "/en/orgs/den-gode-vej"));
	world_free(w);
}

/* --- today ------------------------------------------------------------------------------------------------ */

static int64_t meeting(struct world *w, int64_t org, const char *name, const char *state)
{
	struct meeting m = meeting_blank(w->ctx);
	struct problems bad = { 0 };

	m.name = str_of(name);
	m.org = org;
	m.mode = S("online");
	m.method = str_of(meeting_methods[0].code);
	m.conference_url = S("https://example.org/room");
	m.rhythm = S("weekly");
	m.weekdays = S("tu");
	m.first_day = day_of(2016, 1, 5);
	m.start_min = 19 * 60;
	m.zone = S("Europe/Copenhagen");
	m.languages = S("da");
	m.contact_role = S("vært");
	m.phone = S("00000012");
	m.description_da = S("Vi mødes.");
	ok(meeting_save(w->ctx, &m, &bad) == OK);
	for (size_t i = 0; i < bad.n; i++)
		print_error("%s: %s\n", bad.at[i].field, bad.at[i].text);
	same_int(bad.n, 0);
	if (!strcmp(state, "running"))
		ok(meeting_publish(w->ctx, &m, &bad) == OK && !bad.n);
	return m.id;
}

static int64_t org(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

TEST(an_empty_house_shows_where_to_begin_and_ticks_what_is_done)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Signe Holm", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Where to begin") && says(a, "/en/work/orgs/new") && says(a, "The house is still empty."));
	org(w, "Vores");
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Done") && says(a, "/en/work/locations/new"));
	meeting(w, 0, "Tirsdagsgruppen", "draft");
	ok(!says(visit(w, "GET", "/en/work", NULL), "Where to begin"));
	world_free(w);
}

TEST(the_first_page_greets_by_first_name_and_tells_day_and_week)
{
	struct world *w = world_new();
	struct answer a;

	meeting(w, 0, "Tirsdagsgruppen", "draft");
	world_log_in(w, "Signe Holm", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Good day, Signe<") && says(a, "Monday 12 December") && says(a, "week 50"));
	ok(says(a, "Nobody is waiting for you. Have a good day."));
	world_clock(w, TEST_NOW - 3 * 3600);
	ok(says(visit(w, "GET", "/en/work", NULL), "Good morning, Signe"));
	world_clock(w, TEST_NOW + 10 * 3600);
	world_log_in(w, "Signe Holm", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "Good evening, Signe"));
	world_free(w);
}

TEST(what_visitors_report_waits_on_the_first_page_with_its_deadline)
{
	struct world *w = world_new();
	int64_t id = meeting(w, org(w, "Vores"), "Tirsdagsgruppen", "running");
	struct answer a;

	ok(verify_report_add(w->ctx, id, S("locked"), S("Ingen hjemme"), 42) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "1 report from a visitor waits for an answer.") && says(a, "Ingen hjemme") && says(a, "Before Wednesday 14 December"));
	world_free(w);
}

TEST(the_first_page_of_one_organisation_shows_nothing_of_another)
{
	struct world *w = world_new();
	int64_t mine = org(w, "Vores"), theirs = org(w, "Deres");
	int64_t id = meeting(w, theirs, "Deres gruppe", "running");
	struct answer a;

	ok(verify_report_add(w->ctx, id, S("time"), S("Forkert tid"), 42) == OK);
	meeting(w, theirs, "Deres kladde", "draft");
	meeting(w, mine, "Vores kladde", "draft");
	world_log_in(w, "karen", ROLE_COORDINATOR, mine, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(!says(a, "Deres gruppe") && !says(a, "Forkert tid"));
	ok(says(a, "state=draft\">Drafts</a><span class=\"num\">1</span>"));
	world_free(w);
}

TEST(a_meeting_that_nobody_confirmed_for_long_waits_to_be_looked_after)
{
	struct world *w = world_new();
	int64_t id = meeting(w, org(w, "Vores"), "Tirsdagsgruppen", "running");
	struct answer a;

	ok(meeting_set_verified(w->ctx, id, S("keeper"), TEST_NOW - 100 * 86400) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "1 meeting should be looked after.") && says(a, "Confirmed 100 days ago"));
	ok(!says(a, "no longer shown in the finder"));
	ok(meeting_set_verified(w->ctx, id, S("keeper"), TEST_NOW - 181 * 86400) == OK);
	ok(says(visit(w, "GET", "/en/work", NULL), "no longer shown in the finder"));
	world_free(w);
}

/* From this day on what comes of its evenings is written down. */
static void write_down_from(struct world *w, int64_t id, const char *day)
{
	struct evening_group g = { .from_day = day_parse(str_of(day)), .starts_with = 4, .talk = S("none") };
	struct problems bad = { 0 };
	struct meeting m;

	ok(meeting_get(w->ctx, id, &m) == OK && evening_group_save(w->ctx, &m, &g, &bad) == OK && !bad.n);
}

TEST(an_evening_that_nobody_wrote_down_waits_on_the_first_page_the_oldest_first)
{
	struct world *w = world_new();
	int64_t mine = org(w, "Vores"), theirs = org(w, "Deres");
	struct answer a;
	size_t first, second;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	write_down_from(w, meeting(w, mine, "Tirsdagsgruppen", "running"), "2016-11-25");
	write_down_from(w, meeting(w, theirs, "Deres gruppe", "running"), "2016-11-25");
	world_log_in(w, "karen", ROLE_COORDINATOR, mine, 0);
	a = visit(w, "GET", "/en/work", NULL);
	first = str_index(a.body, S("What came of Tuesday 29 November?"), 0);
	second = str_index(a.body, S("What came of Tuesday 6 December?"), 0);
	ok(first != SIZE_MAX && second != SIZE_MAX && first < second);
	ok(says(a, "2 things wait for you.") && says(a, "days late") && says(a, "Write it down"));
	ok(!says(a, "Deres gruppe"));
	world_free(w);
}

/* Sara is deputy for so many promises that Ole has let wait for two days, and logged in. */
static void let_wait(struct world *w, int n)
{
	struct account ole, sara;

	world_log_in(w, "Ole", ROLE_FACILITATOR, 0, 0);
	world_log_in(w, "Sara", ROLE_FACILITATOR, 0, 0);
	ok(account_of_name(w->ctx, S("Ole"), &ole) == OK && account_of_name(w->ctx, S("Sara"), &sara) == OK);
	for (int i = 0; i < n; i++) {
		struct task t = { .kind = S("ask_again"), .subject = 7000 + i, .duty = { ole.id, sara.id, w->ctx->now - 30 * 3600 - (n - i), false, 0 } };
		ok(task_add(w->ctx, &t, arena_printf(w->arena, "ask_again/%d", i)) == OK);
	}
}

static int times(struct answer a, const char *text)
{
	int n = 0;

	for (size_t at = 0; (at = str_index(a.body, str_of(text), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

TEST(a_deputy_with_nine_things_sees_the_eight_most_urgent_and_a_way_to_the_ninth)
{
	struct world *w = world_new();
	struct answer a;

	let_wait(w, 9);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "9 things wait for you.") && says(a, "The 8 most urgent of 9.") && says(a, "/en/work?waiting=all\">Show all 9</a>"));
	same_int(times(a, "<li class=\"due"), 8);
	ok(says(a, "/en/work/loops/7000") && !says(a, "/en/work/loops/7008"));
	a = visit(w, "GET", "/en/work?waiting=all", NULL);
	ok(says(a, "9 things wait for you.") && says(a, "/en/work/loops/7008") && says(a, "Only the most urgent"));
	same_int(times(a, "<li class=\"due"), 9);
	ok(!says(a, "class=\"pager"));
	world_free(w);
}

TEST(eight_things_are_all_there_and_nothing_leads_further)
{
	struct world *w = world_new();
	struct answer a;

	let_wait(w, 8);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "8 things wait for you.") && !says(a, "Show all") && !says(a, "most urgent"));
	same_int(times(a, "<li class=\"due"), 8);
	ok(!says(visit(w, "GET", "/en/work?waiting=all", NULL), "Only the most urgent"));
	world_free(w);
}

TEST(of_553_things_none_is_left_out_a_hundred_at_a_time)
{
	struct world *w = world_new();
	struct answer a;
	int seen = 0;

	let_wait(w, 553);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "553 things wait for you.") && says(a, "Show all 553"));
	same_int(times(a, "<li class=\"due"), 8);
	for (int page = 1; page <= 6; page++) {
		a = visit(w, "GET", arena_printf(w->arena, "/en/work?waiting=all&page=%d", page).p, NULL);
		seen += times(a, "<li class=\"due");
		ok(says(a, arena_printf(w->arena, "Page %d of 6", page).p));
	}
	same_int(seen, 553);
	ok(says(a, "501–553 of 553, the most urgent first.") && says(a, "/en/work/loops/7552") && !says(a, "rel=\"next\""));
	/* Most were done meanwhile: the page that is no more is the last one. */
	ok(says(visit(w, "GET", "/en/work?waiting=all&page=99", NULL), "Page 6 of 6"));
	world_free(w);
}

TEST(more_of_one_kind_than_anybody_counts_are_said_to_be_more)
{
	struct world *w = world_new();
	struct answer a;

	let_wait(w, 1001);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "More than 1,000 things wait for you.") && says(a, "The 8 most urgent of more than 1,000.") && says(a, ">Show them</a>"));
	ok(says(visit(w, "GET", "/en/work?waiting=all", NULL), "1–100 of more than 1,000, the most urgent first."));
	world_free(w);
}

TEST(the_groups_of_today_say_whether_anybody_leads_them)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	write_down_from(w, meeting(w, org(w, "Vores"), "Tirsdagsgruppen", "running"), "2016-12-12");
	ok(!says(visit(w, "GET", "/en/work", NULL), "Groups today"));
	world_clock(w, TEST_NOW + 86400);
	world_log_in(w, "karl", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Groups today") && says(a, "Nobody leads yet"));
	world_free(w);
}

TEST(somebody_without_lists_to_keep_sees_a_calm_page_and_a_visitor_none)
{
	struct world *w = world_new();
	struct answer a;

	ok(str_starts(visit(w, "GET", "/da/work", NULL).location, S("/da/login")));
	world_log_in(w, "ole", ROLE_FACILITATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	same_int(a.status, 200);
	ok(says(a, "Nobody is waiting for you.") && !says(a, "What visitors report") && !says(a, "Add a meeting"));
	world_free(w);
}

TEST(on_a_phone_there_is_a_way_to_every_page_and_out_again)
{
	struct world *w = world_new();
	struct answer a;
	size_t menu;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	menu = str_index(a.body, S("id=\"menu\""), 0);
	ok(menu != SIZE_MAX && says(a, "href=\"#menu\""));
	ok(str_index(a.body, S("/en/work/people"), menu) != SIZE_MAX && str_index(a.body, S("/en/logout"), menu) != SIZE_MAX);
	world_free(w);
}
