/* paper_test.c -- what stands on paper, what does not, and that it can be folded. */
#include "world.h"
#include "account/account.h"
#include "area/area.h"
#include "demo/demo.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "service/service_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DAY_S = 86400 };

static const char *const forms[] = { "pocket", "large", "poster", "cards", "first" };
enum { FORMS = sizeof forms / sizeof *forms };

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	w->folder.house.origin = S("https://fjord.example");
	ok(demo_fill(w->ctx) == OK);
	return w;
}

/* The sheets of a form as a page. */
static struct answer sheets(struct world *w, const char *lang, const char *form, const char *query)
{
	struct answer a = visit(w, "GET", arena_printf(w->arena, "/%s/paper/%s%s", lang, form, query).p, NULL);

	same_int(a.status, 200);
	return a;
}

static struct answer pdf(struct world *w, const char *address)
{
	return visit(w, "GET", arena_printf(w->arena, "/da/paper/%s", address).p, NULL);
}

static int count(struct str text, const char *part)
{
	size_t at = 0;
	int n = 0;

	while ((at = str_index(text, str_of(part), at)) != SIZE_MAX)
		n++, at++;
	return n;
}

/* --- geometry, read back from the sheet ------------------------------------------------------------------------- */

static double number(struct str s, const char *name)
{
	size_t at = str_index(s, str_of(name), 0);

	return at == SIZE_MAX ? NAN : strtod(s.p + at + strlen(name), NULL);
}

/* The markup of the page-th panel of a sheet in reading order, from 1; absent when there is none. */
static struct str panel(struct str sheet, int page)
{
	size_t at = 0, end;

	for (int i = 0; i < page; i++) {
		at = str_index(sheet, S("<g transform="), i ? at + 1 : at);
		if (at == SIZE_MAX)
			return STR_ABSENT;
	}
	end = str_index(sheet, S("</g>"), at);
	return str_slice(sheet, at, end);
}

static struct str sheet_of(struct answer a, int n)
{
	size_t at = 0;

	for (int i = 0; i <= n; i++) {
		at = str_index(a.body, S("<svg class=\"sheet\""), i ? at + 1 : at);
		if (at == SIZE_MAX)
			return STR_ABSENT;
	}
	return str_slice(a.body, at, str_index(a.body, S("</svg>\n"), at));
}

/* Every line of type ends before the edge of its page; none is smaller than nine points. */
static void check_lines(struct str p, double w, double h)
{
	size_t at = 0;

	while ((at = str_index(p, S("<text "), at)) != SIZE_MAX) {
		struct str t = str_slice(p, at, str_index(p, S("</text>"), at));
		double x = number(t, " x=\""), y = number(t, " y=\""), size = number(t, "font-size=\""), wide = number(t, "textLength=\"");
		ok(size >= 9 * 25.4 / 72 - 0.01);
		ok(x >= 1.9 && y - size >= 0);
		ok(isnan(wide) || x + wide <= w - 1.9);
		ok(y + size * 0.3 <= h - 1.9);
		at++;
	}
}

/* --- what stands on it ---------------------------------------------------------------------------------------------- */

TEST(what_nobody_confirmed_for_ninety_days_and_what_a_visitor_doubts_is_not_on_paper)
{
	struct world *w = house();

	for (int i = 0; i < FORMS; i++) {
		struct answer a = sheets(w, "da", forms[i], "?area=koebenhavn");
		ok(says(a, "Mandagsgruppen"));
		ok(!says(a, "Pusterummet"));          /* confirmed 97 days ago */
		ok(!says(a, "Torsdagsgruppen"));      /* a visitor found the door locked this morning */
	}
	world_free(w);
}

TEST(a_listing_leaves_the_paper_on_the_day_on_which_it_is_ninety_days_old)
{
	struct world *w = house();

	ok(says(sheets(w, "da", "pocket", "?area=varde"), "Torsdagsgruppen i Varde"));
	world_clock(w, DEMO_START + (90 - 3) * DAY_S - 60);
	ok(says(sheets(w, "da", "pocket", "?area=varde"), "Torsdagsgruppen i Varde"));
	world_clock(w, DEMO_START + (90 - 3) * DAY_S);
	ok(!says(visit(w, "GET", "/da/paper/pocket?area=varde", NULL), "Torsdagsgruppen i Varde"));
	world_free(w);
}

TEST(an_area_with_nothing_fresh_gives_no_file_but_the_list_of_what_to_look_after)
{
	struct world *w = house();
	struct answer a;

	world_clock(w, DEMO_START + 120 * DAY_S);
	a = pdf(w, "pocket.pdf?area=varde");
	same_int(a.status, 303);
	a = visit(w, "GET", arena_z(w->arena, a.location), NULL);
	ok(says(a, "Her er ikke noget, som nogen har bekræftet inden for 90 dage"));
	ok(says(a, "Torsdagsgruppen i Varde") && says(a, "for 123 dage siden"));
	ok(!says(a, "Hent PDF"));
	ok(!says(a, "/da/work/meetings/"));
	world_log_in(w, "Ida", ROLE_KEEPER, 0, 0);
	ok(says(visit(w, "GET", "/da/paper?area=varde&form=pocket", NULL), "/da/work/meetings/"));
	world_free(w);
}

TEST(the_front_and_the_back_tell_nobody_what_it_is_about_unless_one_asks_for_it)
{
	static const char *const words[] = { "ecovery", "isbrug", "fhængig", "tof", "lkohol", "ehandling", "edicin", "elvhjælp", "SMART" };
	struct world *w = house();
	struct str sheet = sheet_of(sheets(w, "da", "pocket", "?area=varde"), 0);

	ok(str_index(panel(sheet, 1), S(">Min uge<"), 0) != SIZE_MAX);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		same_int(count(panel(sheet, 1), words[i]), 0);
		same_int(count(panel(sheet, 8), words[i]), 0);
	}
	ok(says(sheets(w, "da", "pocket", "?area=varde&cover=open"), "Støtte til recovery"));
	world_free(w);
}

TEST(help_now_stands_on_the_back_and_the_day_of_checking_on_the_front)
{
	struct world *w = house();
	struct str sheet = sheet_of(sheets(w, "da", "pocket", "?area=varde"), 0), back = panel(sheet, 8);

	ok(str_index(back, S(">Hjælp nu<"), 0) != SIZE_MAX && str_index(back, S(">112<"), 0) != SIZE_MAX);
	ok(str_index(back, S("70 20 12 01"), 0) != SIZE_MAX);
	ok(str_index(back, S("fjord.example"), 0) != SIZE_MAX);
	ok(str_index(panel(sheet, 1), S("Tjekket "), 0) != SIZE_MAX);
	ok(str_index(panel(sheet, 1), S(">Trykt 12.12.2016<"), 0) != SIZE_MAX);
	world_free(w);
}

TEST(nobody_s_name_stands_on_paper)
{
	struct world *w = house();

	for (int i = 0; i < FORMS; i++) {
		struct answer a = sheets(w, "da", forms[i], "");
		for (const struct account_demo_login *l = account_demo_logins; l->name; l++)
			ok(!says(a, l->name));
		ok(!says(a, "Gruppens telefon"));     /* whom one reaches is a keeper's text */
	}
	world_free(w);
}

TEST(danish_letters_come_through)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct answer a;
	struct meeting m;

	ok(meeting_of_slug(w->ctx, S("torsdagsgruppen-varde"), &m) == OK);
	m.name = S("Ærlig snak på Ågade, æøå og ÆØÅ");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	a = sheets(w, "da", "large", "");
	ok(says(a, "Ærlig snak på Ågade") && says(a, "ÆØÅ<") && says(a, "Prøve") && says(a, ">Søndag<") && says(a, ">Lørdag<"));
	ok(says(sheets(w, "en", "large", ""), ">Sunday<"));
	world_free(w);
}

TEST(a_protected_address_is_not_on_paper)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct location l;
	struct meeting m;

	ok(says(sheets(w, "da", "first", "?meeting=torsdagsgruppen-varde"), "Prøvegade"));
	ok(meeting_of_slug(w->ctx, S("torsdagsgruppen-varde"), &m) == OK && location_get(w->ctx, m.location, &l) == OK);
	l.protected_address = true;
	ok(location_save(w->ctx, &l, &bad) == OK && !bad.n);
	for (int i = 0; i < FORMS; i++) {
		struct answer a = sheets(w, "da", forms[i], "?area=varde");
		ok(says(a, "Torsdagsgruppen") && says(a, "Adressen er beskyttet"));
		ok(!says(a, "Prøvegade"));
	}
	world_free(w);
}

TEST(an_evening_that_is_off_in_the_next_weeks_is_said)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct meeting m;

	ok(meeting_of_slug(w->ctx, S("torsdagsgruppen-varde"), &m) == OK);
	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 15), S(""), S(""), &bad) == OK && !bad.n);
	ok(says(sheets(w, "da", "pocket", "?area=varde"), "Ikke 15.12."));
	ok(says(sheets(w, "en", "pocket", "?area=varde"), "Not 15 Dec"));
	world_free(w);
}

TEST(what_costs_something_comes_after_what_is_free)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct meeting m;
	struct str body;

	ok(meeting_of_slug(w->ctx, S("mandagsgruppen-koebenhavn"), &m) == OK);
	m.id = 0, m.slug = S(""), m.name = S("Betalt mandag"), m.method = S("other"), m.start_min = 8 * 60, m.price = S("50 DKK");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	ok(meeting_set_verified(w->ctx, m.id, S("test"), DEMO_START - DAY_S) == OK);
	body = sheets(w, "da", "pocket", "?area=koebenhavn").body;
	ok(str_index(body, S("Betalt"), 0) > str_index(body, S("Mandagsgruppen"), 0));
	ok(str_index(body, S("50 DKK"), 0) != SIZE_MAX);
	world_free(w);
}

/* --- how it is printed -------------------------------------------------------------------------------------------- */

TEST(no_line_is_cut_and_no_letter_is_smaller_than_nine_points)
{
	static const double sizes[FORMS][2] = { { 74.25, 105 }, { 148.5, 210 }, { 210, 297 }, { 105, 148.5 }, { 210, 297 } };
	struct world *w = house();

	for (int i = 0; i < FORMS; i++) {
		struct answer a = sheets(w, i % 2 ? "en" : "da", forms[i], "");
		struct str sheet, p;
		int panels = 0;
		for (int n = 0; (sheet = sheet_of(a, n)).p; n++)
			for (int page = 1; (p = panel(sheet, page)).p; page++, panels++) {
				bool strip = number(p, "rotate(") > 269;
				check_lines(p, strip ? 64 : sizes[i][0], strip ? 21 : sizes[i][1]);
			}
		ok(panels > 3);
	}
	world_free(w);
}

static double places[9][3];                   /* x, y and turn of each page */

TEST(folded_three_times_it_reads_from_one_to_eight)
{
	struct world *w = house();
	struct str sheet = sheet_of(sheets(w, "da", "pocket", "?area=varde"), 0);
	int front[4] = { 0 }, behind[4] = { 0 };

	for (int page = 1; page <= 8; page++) {
		struct str p = panel(sheet, page);
		size_t second = str_index(p, S(" "), str_index(p, S("translate("), 0));
		places[page][0] = number(p, "translate(");
		places[page][1] = strtod(p.p + second, NULL);
		places[page][2] = number(p, "rotate(");
	}
	/* The upper half goes behind: from behind, its columns come from the right, and its pages were upside down. */
	for (int page = 1; page <= 8; page++) {
		bool upper = places[page][2] > 179;
		int column = (int)lround((places[page][0] - (upper ? 74.25 : 0)) / 74.25);
		same_int(lround(places[page][1]), 105);
		*(upper ? &behind[3 - column] : &front[column]) = page;
	}
	/* The strip: 8 and the cover to the left; 2 and 3 go behind them, and then 8 behind the cover. */
	ok(front[0] == 8 && front[1] == 1 && front[2] == 2 && front[3] == 3);
	/* Opened once more, the back of the strip is read from left to right. */
	ok(behind[0] == 4 && behind[1] == 5 && behind[2] == 6 && behind[3] == 7);
	/* Cut in the middle, leaves are two pages back to back: 1|2 and 5|6 by a fold between neighbours … */
	ok(front[1] == 1 && front[2] == 2 && behind[1] == 5 && behind[2] == 6);
	/* … 3|4 and 7|8 by the long fold. */
	ok(front[3] == 3 && behind[0] == 4 && front[0] == 8 && behind[3] == 7);
	world_free(w);
}

TEST(what_does_not_fit_goes_on_a_second_sheet_with_its_own_cover)
{
	struct world *w = house();
	struct answer one = sheets(w, "da", "pocket", "?meeting=torsdagsgruppen-varde"), all = sheets(w, "da", "pocket", "");
	int n = count(all.body, "<svg class=\"sheet\"");

	same_int(count(one.body, "<svg class=\"sheet\""), 1);
	ok(!says(one, "Del 1"));
	ok(n >= 2);
	same_int(count(all.body, ">Min uge<"), n);
	same_int(count(all.body, ">Hjælp nu<"), n);
	ok(says(all, arena_printf(w->arena, ">Del 1 af %d<", n).p) && says(all, arena_printf(w->arena, ">Del %d af %d<", n, n).p));
	world_free(w);
}

TEST(the_same_list_gives_the_same_bytes_all_day)
{
	struct world *w = house();
	struct answer first, second;

	for (int i = 0; i < FORMS; i++) {
		const char *address = arena_printf(w->arena, "%s.pdf?area=koebenhavn", forms[i]).p;
		first = pdf(w, address);
		same_text(first.type, "application/pdf");
		ok(str_starts(first.body, S("%PDF-")));
		world_clock(w, DEMO_START + 3600);
		second = pdf(w, address);
		ok(str_eq(first.body, second.body));
		world_clock(w, DEMO_START);
	}
	world_free(w);
}

TEST(a_name_as_long_as_names_may_be_is_printed_whole_on_every_form)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct meeting m;

	ok(meeting_of_slug(w->ctx, S("torsdagsgruppen-varde"), &m) == OK);
	m.name = S("Torsdagsgruppen for alle, der gerne vil i gang igen efter sommerferien, i forsamlingshuset bag kirken ved Østerå i Varde");
	m.room = S("Første dør til venstre efter trappen, forbi køkkenet og det store møderum, bag det grønne forhæng og under uret i gangen");
	m.first_time_da = S("Du kan komme lidt før. Der er kaffe. Vi siger kun fornavne, og du kan lade være. Du må gå, når du vil. "
			    "Vi begynder med en runde, hvor man siger et par ord eller bare lader turen gå videre. Derefter tager vi et emne. "
			    "Ingen skal læse højt, ingen fører liste, og det, der bliver sagt, bliver i rummet. Efter en time er der pause. "
			    "Bagefter er der tid til at tale med en enkelt. Ring gerne først, hvis du vil følges med nogen ind ad døren.");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	for (int i = 0; i < FORMS; i++) {
		struct answer a = sheets(w, "da", forms[i], "?meeting=torsdagsgruppen-varde");
		ok(says(a, "Torsdagsgruppen for") && says(a, "Varde<"));
		same_int(pdf(w, arena_printf(w->arena, "%s.pdf?meeting=torsdagsgruppen-varde", forms[i]).p).status, 200);
	}
	world_free(w);
}

static void some_meeting(struct world *w, int64_t org, int i)
{
	struct meeting m = meeting_blank(w->ctx);
	struct problems bad = { 0 };

	m.name = arena_printf(w->arena, "Gruppe %03d", i);
	m.org = org, m.method = S("smart"), m.mode = S("phone"), m.conference_phone = S("00 00 00 10");
	m.weekdays = meeting_weekday_codes(w->arena, 1u << i % 7), m.start_min = 17 * 60 + i % 5 * 30;
	m.state = S("running"), m.first_day = day_of(2016, 1, 5);
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	ok(meeting_set_verified(w->ctx, m.id, S("test"), TEST_NOW - DAY_S) == OK);
}

TEST(two_hundred_meetings_and_sixty_services_all_stand_on_paper_within_three_seconds)
{
	struct house_of_help h = help_new();
	struct world *w = h.w;
	struct answer a;
	clock_t began;

	for (int i = 0; i < 200; i++)
		some_meeting(w, h.org, i);
	for (int i = 0; i < 60; i++)
		ok(service_set_verified(w->ctx, help_running(&h, "outreach", arena_printf(w->arena, "Tilbud %03d", i).p), S("test"),
					TEST_NOW - DAY_S) == OK);
	began = clock();
	same_int(pdf(w, "pocket.pdf").status, 200);
	/* Of a processor, sanitizers and all: what else the machine does must not decide. */
	ok(clock() - began < 3 * CLOCKS_PER_SEC);
	a = sheets(w, "da", "pocket", "");
	for (int i = 0; i < 200; i++)
		same_int(count(a.body, arena_printf(w->arena, "Gruppe %03d<", i).p), 1);
	for (int i = 0; i < 60; i++)
		same_int(count(a.body, arena_printf(w->arena, ">Tilbud %03d<", i).p), 1);
	world_free(w);
}

TEST(every_kind_of_support_has_its_heading_with_price_hours_and_telephone)
{
	struct world *w = house();
	struct answer a = sheets(w, "da", "large", "?area=koebenhavn");
	size_t tuesday = str_index(a.body, S(">Tirsdag<"), 0), kind;
	struct kind *kinds;
	size_t n;

	ok(kind_list(w->ctx, &kinds, &n) == OK);
	kind = str_index(a.body, arena_printf(w->arena, ">%.*s<", STR_ARG(kinds[4].name_da)), 0);
	ok(tuesday != SIZE_MAX && kind != SIZE_MAX && kind > tuesday);        /* meetings first, then kinds */
	ok(says(a, ">Gratis") && says(a, "Tlf.\u00a000\u00a000"));
	ok(says(a, "kr."));
	world_free(w);
}

TEST(support_that_nobody_confirmed_lately_is_left_out_and_named_for_its_keeper)
{
	struct world *w = house();
	struct problems bad = { 0 };
	struct service_whole s;
	const char *at;
	struct str id = STR_ABSENT;

	ok(db_ask(w->ctx, "SELECT s.id FROM service s JOIN area a ON a.id = s.area WHERE a.code = 'DK-573' AND s.state = 'running' "
		  "AND s.verified_at > 1480000000 ORDER BY s.id LIMIT 1", &id) == OK && id.p);
	ok(service_get(w->ctx, strtoll(id.p, NULL, 10), &s) == OK);
	at = arena_printf(w->arena, "?support=%.*s", STR_ARG(s.s.slug)).p;
	ok(says(sheets(w, "da", "cards", at), "Tjekket"));
	ok(service_set_verified(w->ctx, s.s.id, S("test"), DEMO_START - 90 * DAY_S) == OK && !bad.n);
	same_int(pdf(w, arena_printf(w->arena, "cards.pdf%s", at).p).status, 303);
	world_log_in(w, "Ida", ROLE_KEEPER, 0, 0);
	ok(says(visit(w, "GET", "/da/paper?area=varde&form=pocket", NULL), arena_printf(w->arena, "/da/work/support/%.*s", STR_ARG(id)).p));
	world_free(w);
}

TEST(where_printers_hold_letter_paper_the_sheet_has_that_size)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct meeting m;
	struct area jersey;

	ok(area_seed(w->ctx) == OK && area_of_code(w->ctx, S("US-NJ"), &jersey) == OK);
	m = meeting_blank(w->ctx);
	m.name = S("Harbor talk"), m.method = S("smart"), m.mode = S("phone"), m.conference_phone = S("555-0100"), m.area = jersey.id;
	m.zone = S("America/New_York"), m.holidays = S("US"), m.weekdays = S("we"), m.start_min = 19 * 60, m.state = S("running");
	m.first_day = day_of(2016, 1, 6);
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	ok(meeting_set_verified(w->ctx, m.id, S("test"), TEST_NOW - DAY_S) == OK);
	ok(says(sheets(w, "en", "pocket", arena_printf(w->arena, "?area=%.*s", STR_ARG(jersey.slug)).p), "viewBox=\"0 0 279.4 215.9\""));
	ok(says(sheets(w, "en", "pocket", ""), ">911<"));
	world_free(w);
}

/* --- choosing ------------------------------------------------------------------------------------------------------- */

TEST(the_page_says_what_there_is_and_how_to_fold_it)
{
	struct world *w = house();
	struct answer a = visit(w, "GET", "/da/paper", NULL);

	ok(says(a, "<option value=\"koebenhavn\"") && !says(a, "Hent PDF"));
	a = visit(w, "GET", "/da/paper?form=pocket&area=koebenhavn&cover=neutral", NULL);
	ok(says(a, " tilbud, som nogen har bekræftet inden for 90 dage"));
	ok(says(a, " ark: A4, printet på den ene side") && says(a, "Sådan folder du arket"));
	ok(says(a, "/da/paper/pocket.pdf?area=koebenhavn") && says(a, "/en/paper/pocket.pdf?area=koebenhavn"));
	ok(says(a, "Pusterummet"));
	world_free(w);
}

TEST(an_area_a_meeting_or_a_form_that_we_do_not_know_is_said_kindly_or_not_found)
{
	struct world *w = house();

	ok(says(visit(w, "GET", "/da/paper?form=pocket&area=vradde", NULL), "Vi kender ikke området eller tilbuddet"));
	ok(says(visit(w, "GET", "/da/paper?form=cards&meeting=findes-ikke", NULL), "Vi kender ikke området eller tilbuddet"));
	same_int(pdf(w, "pocket.pdf?area=vradde").status, 404);
	same_int(pdf(w, "book.pdf").status, 404);
	world_free(w);
}
