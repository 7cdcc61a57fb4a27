/* meeting_page_test.c -- what keepers do on their pages, in both languages and within their bounds. */
#include "world.h"
#include "area/area.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include <math.h>

static int64_t org_new(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

static int64_t place_new(struct world *w, const char *name)
{
	struct location l = { .name = str_of(name), .address = S("Storegade 1"), .postcode = S("6800"), .country = S("DK"),
			      .lat = NAN, .lon = NAN };
	struct problems bad = { 0 };

	ok(area_seed(w->ctx) == OK);
	ok(location_save(w->ctx, &l, &bad) == OK && !bad.n);
	return l.id;
}

static struct meeting running(struct world *w, const char *name, int64_t org, int64_t place)
{
	struct meeting m = meeting_blank(w->ctx);
	struct problems bad = { 0 };

	m.name = str_of(name), m.org = org, m.location = place, m.method = S("smart"), m.weekdays = S("tu");
	m.start_min = 19 * 60, m.state = S("running"), m.first_day = day_of(2016, 1, 5);
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	return m;
}

static const char *at(struct world *w, const struct meeting *m, const char *rest)
{
	return arena_printf(w->arena, "/da/work/meetings/%lld%s", (long long)m->id, rest).p;
}

static const char *whole_form(struct world *w, int64_t place, const char *more)
{
	return arena_printf(w->arena, "name=Tirsdagsgruppen&method=smart&rhythm=weekly&weekdays=tu&every=1&start_min=19.00"
			    "&duration_min=90&first_day=13.12.2016&zone=Europe/Copenhagen&holidays=DK&holiday_rule=skip&mode=room"
			    "&location=%lld%s", (long long)place, more).p;
}

static struct answer follow(struct world *w, struct answer a)
{
	same_int(a.status, 303);
	return visit(w, "GET", arena_z(w->arena, a.location), NULL);
}

TEST(a_new_meeting_is_saved_and_shows_its_sentence_and_its_next_dates)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/da/work/meetings/new", NULL);
	same_int(a.status, 200);
	ok(says(a, "Nyt møde") && says(a, "Frivilligcentret") && says(a, "Gem og offentliggør"));
	a = follow(w, post(w, "/da/work/meetings/new", whole_form(w, place, "&then=publish&all_right=1")));
	same_int(a.status, 200);
	ok(says(a, "Hver tirsdag kl. 19.00–20.30, fra 13. december 2016, ikke på helligdage"));
	ok(says(a, "Tirsdag den 13. december") && says(a, "Tirsdag den 10. januar"));
	ok(says(a, "Offentliggjort.") && says(a, "Bekræftet i dag"));
	a = visit(w, "GET", "/da/work/meetings", NULL);
	ok(says(a, "Tirsdagsgruppen") && says(a, "I gang"));
	world_free(w);
}

TEST(what_a_keeper_publishes_is_found_by_the_next_visitor)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(follow(w, post(w, "/da/work/meetings/new", whole_form(w, place, "&then=publish"))), "Nu kan alle finde det"));
	ok(says(visit(w, "GET", "/da/find?when=any&q=tirsdagsgruppen", NULL), "Bekræftet i dag"));
	world_free(w);
}

TEST(a_form_with_problems_comes_back_with_what_was_typed)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/meetings/new", arena_printf(w->arena, "name=&method=smart&rhythm=weekly&start_min=kvart+i&duration_min=90"
		 "&first_day=13.12.2016&zone=Europe/Copenhagen&mode=room&location=%lld&description_da=Kaffe+%%26+kage", (long long)place).p);
	same_int(a.status, 422);
	ok(says(a, "<title>Fejl: Nyt møde") && says(a, "Der er et problem") && says(a, "kvart i") && says(a, "Kaffe &amp; kage"));
	ok(says(a, "Choose at least one weekday.") || says(a, "Vælg mindst én ugedag."));
	a = visit(w, "GET", "/da/work/meetings", NULL);
	ok(says(a, "Ingen møder endnu"));
	world_free(w);
}

TEST(a_draft_is_told_what_it_lacks_and_can_be_discarded)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/meetings/new", whole_form(w, 0, "&then=publish"));
	same_int(a.status, 422);
	ok(says(a, "Choose the place, so that nobody looks in vain."));
	a = post(w, "/en/work/meetings/new", whole_form(w, 0, "&then=draft"));
	a = follow(w, a);
	ok(says(a, "Saved as a draft.") && says(a, "Before it can be published:"));
	world_free(w);
}

TEST(a_warning_is_shown_once_and_can_be_set_aside)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct answer a;

	running(w, "Den anden gruppe", 0, place);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/meetings/new", whole_form(w, place, "&then=publish"));
	same_int(a.status, 422);
	ok(says(a, "”Den anden gruppe” er i samme hus på samme tid."));
	a = post(w, "/da/work/meetings/new", whole_form(w, place, "&wanted=publish&sure=1"));
	a = follow(w, a);
	ok(says(a, "Offentliggjort."));
	world_free(w);
}

TEST(an_evening_is_cancelled_in_three_taps_with_reason_and_where_to_go_instead)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place), other = running(w, "Naboens gruppe", 0, place);
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", at(w, &m, ""), NULL);
	ok(says(a, "cancellations?day=2016-12-13"));
	a = visit(w, "GET", at(w, &m, "/cancellations?day=2016-12-13"), NULL);
	same_int(a.status, 200);
	ok(says(a, "Naboens gruppe, tirsdag den 13. december kl. 19.00"));
	a = post(w, at(w, &m, "/cancellations"), arena_printf(w->arena, "day=2016-12-13&reason=ill&instead=%lld", (long long)other.id).p);
	a = follow(w, a);
	ok(says(a, "Aflyst") && says(a, "er syg. I stedet: Naboens gruppe"));
	/* The reason was said in both languages. */
	a = visit(w, "GET", arena_printf(w->arena, "/en/work/meetings/%lld", (long long)m.id).p, NULL);
	ok(says(a, "is ill. Instead: Naboens gruppe, Tuesday 13 December at 19:00"));
	a = follow(w, post(w, at(w, &m, "/restorations"), "day=2016-12-13"));
	ok(!says(a, "er syg. I stedet"));
	world_free(w);
}

TEST(a_cancellation_without_a_reason_asks_for_one)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place_new(w, "Frivilligcentret"));
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, at(w, &m, "/cancellations"), "day=2016-12-13");
	same_int(a.status, 422);
	ok(says(a, "Vælg en grund. Ét tryk er nok."));
	a = post(w, at(w, &m, "/cancellations"), "day=2016-12-14&reason=ill");
	same_int(a.status, 422);
	ok(says(a, "Der er ikke møde den dag."));
	same_int(visit(w, "GET", at(w, &m, "/cancellations?day=yesterday"), NULL).status, 404);
	world_free(w);
}

TEST(an_evening_is_moved_on_its_page)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place_new(w, "Frivilligcentret"));
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", at(w, &m, "/moves?day=2016-12-13"), NULL);
	ok(says(a, "Flyt en enkelt dato") && says(a, "value=\"13.12.2016\""));
	a = post(w, at(w, &m, "/moves"), "day=2016-12-13&new_day=&new_start_min=25.00");
	same_int(a.status, 422);
	ok(says(a, "25.00"));
	a = follow(w, post(w, at(w, &m, "/moves"), "day=2016-12-13&new_day=14.12.2016&new_start_min=18"));
	ok(says(a, "Onsdag den 14. december") && says(a, "18.00–19.30") && says(a, "Flyttet fra tirsdag den 13. december"));
	world_free(w);
}

TEST(a_holiday_shows_its_name_and_can_be_held_all_the_same)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Mandagsgruppen", 0, place_new(w, "Frivilligcentret"));
	struct problems bad = { 0 };
	struct answer a;

	m.weekdays = S("mo");
	ok(meeting_save(w->ctx, &m, &bad) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", at(w, &m, ""), NULL);
	ok(says(a, "Mandag den 26. december") && says(a, "2. juledag") && says(a, "Hold det alligevel"));
	a = follow(w, post(w, at(w, &m, "/holdings"), "day=2016-12-26"));
	ok(says(a, "Mødet bliver holdt.") && says(a, "Som normalt igen"));
	world_free(w);
}

TEST(a_rest_is_added_and_called_off_on_the_page)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place_new(w, "Frivilligcentret"));
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(visit(w, "GET", at(w, &m, "/pauses"), NULL).status, 200);
	same_int(post(w, at(w, &m, "/pauses"), "from=20.12.2016&to=1.12.2016").status, 422);
	a = follow(w, post(w, at(w, &m, "/pauses"), "from=20.12.2016&to=1.1.2017&reason_da=Jul&reason_en=Christmas"));
	ok(says(a, "20. december 2016 til 1. januar 2017") && says(a, "Jul"));
	a = follow(w, post(w, at(w, &m, "/resumptions"), "from=2016-12-20"));
	ok(!says(a, "20. december 2016 til 1. januar 2017"));
	world_free(w);
}

TEST(this_and_following_makes_a_series_of_its_own_from_that_date)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place), found;
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", at(w, &m, "/following?day=2017-01-10"), NULL);
	ok(says(a, "Gælder fra 10. januar 2017."));
	a = post(w, at(w, &m, "/following?day=2017-01-10"), whole_form(w, place, "&sure=1&start_min=18.00"));
	a = follow(w, a);
	ok(says(a, "Fra den dato er det her møderækken."));
	ok(meeting_of_slug(w->ctx, m.slug, &found) == OK);
	ok(found.id != m.id && found.follows == m.id && found.first_day == day_of(2017, 1, 10));
	ok(meeting_get(w->ctx, m.id, &m) == OK);
	same_int(m.last_day, day_of(2017, 1, 9));
	world_free(w);
}

TEST(two_keepers_with_the_same_form_open_do_not_undo_each_other)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place);
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, at(w, &m, "/edit"), whole_form(w, place, "&seen=17"));
	same_int(a.status, 422);
	ok(says(a, "En anden har ændret mødet, mens du skrev."));
	a = post(w, at(w, &m, "/edit"), whole_form(w, place, arena_printf(w->arena, "&seen=%lld", (long long)m.changed_at).p));
	same_int(a.status, 303);
	world_free(w);
}

TEST(a_series_gets_its_last_date_on_its_page)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0, place_new(w, "Frivilligcentret"));
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, at(w, &m, "/ending"), "last_day=engang").status, 422);
	a = follow(w, post(w, at(w, &m, "/ending"), "last_day=20.12.2016"));
	ok(says(a, "til og med 20. december 2016") && says(a, "Sidste dato sat til 20. december 2016"));
	same_int(post(w, at(w, &m, "/removal"), "").status, 409);
	world_free(w);
}

TEST(the_list_is_searched_by_name_and_place_and_filtered_by_state)
{
	struct world *w = world_new();
	int64_t varde = place_new(w, "Frivilligcentret"), esbjerg = place_new(w, "Kulturhuset");
	struct answer a;

	running(w, "Åben gruppe", 0, varde);
	running(w, "Aftengruppen", 0, esbjerg);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/da/work/meetings?q=aaben", NULL);
	ok(says(a, "Åben gruppe") && !says(a, "Aftengruppen"));
	a = visit(w, "GET", "/da/work/meetings?q=kulturhus", NULL);
	ok(!says(a, "Åben gruppe") && says(a, "Aftengruppen"));
	a = visit(w, "GET", "/da/work/meetings?state=draft", NULL);
	ok(says(a, "Ingen møder passer"));
	a = visit(w, "GET", "/da/work/meetings?state=running&page=1", NULL);
	ok(says(a, "Åben gruppe") && says(a, "Aftengruppen"));
	world_free(w);
}

TEST(a_keeper_sees_and_opens_the_meetings_of_their_own_organisation_only)
{
	struct world *w = world_new();
	int64_t mine = org_new(w, "Min"), theirs = org_new(w, "Deres"), place = place_new(w, "Frivilligcentret");
	struct meeting a = running(w, "Min gruppe", mine, place), b = running(w, "Deres gruppe", theirs, place);
	static const char *const doors[] = { "", "/edit", "/cancellations?day=2016-12-13", "/moves?day=2016-12-13", "/pauses",
					     "/following?day=2016-12-13" };
	static const char *const acts[] = { "/publication", "/ending", "/removal", "/cancellations", "/moves", "/holdings",
					    "/restorations", "/pauses", "/resumptions", "/edit", "/verifications", "/links" };
	struct answer list;

	world_log_in(w, "karin", ROLE_KEEPER, mine, 0);
	list = visit(w, "GET", "/da/work/meetings", NULL);
	ok(says(list, "Min gruppe") && !says(list, "Deres gruppe") && says(list, "1 møderække"));
	for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
		same_int(visit(w, "GET", at(w, &a, doors[i]), NULL).status, 200);
		same_int(visit(w, "GET", at(w, &b, doors[i]), NULL).status, 403);
	}
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		same_int(post(w, at(w, &b, acts[i]), "day=2016-12-13&reason=ill&from=2016-12-13").status, 403);
	/* A new one for the others is not stored. */
	same_int(post(w, "/da/work/meetings/new", whole_form(w, place, arena_printf(w->arena, "&org=%lld&sure=1", (long long)theirs).p)).status, 422);
	world_log_out(w);
	ok(visit(w, "GET", "/da/work/meetings", NULL).status != 200);
	same_int(post(w, at(w, &a, "/cancellations"), "day=2016-12-13&reason=ill").status, 401);
	world_free(w);
}

TEST(a_keeper_of_one_area_keeps_what_is_there)
{
	struct world *w = world_new();
	int64_t place = place_new(w, "Frivilligcentret");
	struct meeting m = running(w, "Gruppe", 0, place);

	world_log_in(w, "karin", ROLE_COORDINATOR, 0, m.area);
	same_int(visit(w, "GET", at(w, &m, ""), NULL).status, 200);
	ok(says(visit(w, "GET", "/da/work/meetings", NULL), "Gruppe"));
	world_log_in(w, "jonna", ROLE_COORDINATOR, 0, m.area + 1);
	same_int(visit(w, "GET", at(w, &m, ""), NULL).status, 403);
	ok(says(visit(w, "GET", "/da/work/meetings", NULL), "Ingen møder endnu"));
	world_free(w);
}
