/* service_page_test.c -- a keeper adds what is offered, counts beds by one tap, says that it is full, and ends it. */
#include "service/service_test.h"

static const char *path(struct house_of_help *h, int64_t id, const char *rest)
{
	return arena_printf(h->w->arena, "/da/work/support/%lld%s", (long long)id, rest).p;
}

static const char *filled(struct house_of_help *h, const char *kind, const char *more)
{
	return arena_printf(h->w->arena, "kind=%s&org=%lld&mode=room&place_add=%lld&phone=12+34+56+78&price_type=free&%s", kind,
			    (long long)h->org, (long long)h->place, more).p;
}

static struct service_whole newest(struct house_of_help *h)
{
	struct str id;
	int64_t n;

	ok(db_ask(h->w->ctx, "SELECT id FROM service ORDER BY id DESC LIMIT 1", &id) == OK && str_int(id, &n));
	return help_get(h, n);
}

static struct house_of_help keeper(void)
{
	struct house_of_help h = help_new();

	world_log_in(h.w, "Karen", ROLE_KEEPER, h.org, 0);
	return h;
}

TEST(a_keeper_chooses_the_kind_and_gets_its_own_form)
{
	struct house_of_help h = keeper();
	struct answer a = visit(h.w, "GET", "/da/work/support/new", NULL);

	same_int(a.status, 200);
	ok(says(a, "Et sted at bo") && says(a, "Børnepasning") && says(a, "/da/work/support/new?kind=spiritual"));
	a = visit(h.w, "GET", "/da/work/support/new?kind=housing", NULL);
	ok(says(a, "Hvor meget støtte") && says(a, "Hvad der sker, hvis man bruger igen, på dansk") && says(a, "Gem og offentliggør"));
	ok(!says(a, "Barnestol"));
	ok(says(visit(h.w, "GET", "/en/work/support/new?kind=transportation", NULL), "Child seat"));
	same_int(visit(h.w, "GET", "/da/work/support/new?kind=gliding", NULL).status, 404);
	world_free(h.w);
}

TEST(a_service_is_published_in_one_go_with_hours_without_a_script)
{
	struct house_of_help h = keeper();
	struct service_whole w;
	struct answer a = post(h.w, "/da/work/support/new", filled(&h, "housing", "name_da=Huset+ved+%C3%A5en&stages=housing&stages=rss"
		"&fact_level=monitored&fact_stay=long&fact_stay=tonight&fact_deposit=3.500&fact_relapse_rule=Man+bliver&currency=DKK"
		"&h0_days=mo&h0_days=tu&h0_from=9&h0_to=16.30&h1_days=sa&h1_nth=last&h1_from=10.00&h1_to=24&then=publish&sure=1"));

	same_int(a.status, 303);
	w = newest(&h);
	same_text(w.s.state, "running");
	same_text(w.s.slug, "huset-ved-aaen-varde");
	same_text(w.s.stages, "rss housing");
	same_text(service_fact_find(&w, S("deposit"))->value, "350000");
	same_text(service_fact_find(&w, S("stay"))->value, "tonight long");
	same_int(w.nplaces, 1);
	same_int(w.nschedules, 2);
	same_int(w.schedules[0].duration_min, 450);
	same_int(w.schedules[1].rhythm.nths, 1 << 6);
	same_int(w.schedules[1].start_min + w.schedules[1].duration_min, 1440);
	same_int(w.s.verified_at, TEST_NOW);
	a = visit(h.w, "GET", arena_z(h.w->arena, a.location), NULL);
	ok(says(a, "Offentliggjort. Nu kan alle finde det.") && says(a, "Mandag og tirsdag 9.00–16.30"));
	world_free(h.w);
}

TEST(what_is_missing_before_publication_is_said_beside_its_field_and_what_was_typed_is_kept)
{
	struct house_of_help h = keeper();
	struct answer a = post(h.w, "/da/work/support/new", filled(&h, "housing", "name_da=Huset+%26+haven&fact_curfew=kl.+23&h0_days=mo&h0_from=ni&then=publish&sure=1"));

	same_int(a.status, 422);
	ok(says(a, "Vælg, hvad recovery betyder her") && says(a, "href=\"#f-fact_level\"") && says(a, "Skriv tiderne som klokkeslæt"));
	ok(says(a, "Huset &amp; haven") && says(a, "kl. 23") && says(a, "value=\"ni\""));
	world_free(h.w);
}

TEST(cheap_is_refused_on_the_form_with_an_example)
{
	struct house_of_help h = keeper();
	struct answer a = post(h.w, "/da/work/support/new", filled(&h, "outreach", "name_da=X+og+Y&price_type=fixed&price_least=billigt&then=draft&sure=1"));

	same_int(a.status, 422);
	ok(says(a, "Skriv et beløb med tal, fx 150 eller 99,50.") && says(a, "value=\"billigt\""));
	world_free(h.w);
}

TEST(a_warning_about_a_service_is_shown_once_and_can_be_set_aside)
{
	struct house_of_help h = keeper();
	const char *form = filled(&h, "outreach", "name_da=Gadeholdet&stages=contact&fact_settings=street&then=publish");
	struct answer a = post(h.w, "/da/work/support/new", form);

	same_int(a.status, 422);
	ok(says(a, "Ingen kan se, hvem der giver det.") && says(a, "Gem alligevel"));
	same_int(post(h.w, "/da/work/support/new", arena_printf(h.w->arena, "%s&sure=1", form).p).status, 303);
	world_free(h.w);
}

TEST(free_beds_are_counted_by_one_tap_and_two_hundred_are_asked_about)
{
	struct house_of_help h = keeper();
	int64_t id;
	struct answer a;

	h.w->ctx->who = &h.w->who;
	id = help_running(&h, "housing", "Huset");
	ok(says(visit(h.w, "GET", path(&h, id, ""), NULL), "Ikke talt endnu"));
	same_int(post(h.w, path(&h, id, "/counts"), "unit=bed&free=2&total=6").status, 303);
	same_int(post(h.w, path(&h, id, "/counts"), "unit=bed&tap=3&free=&total=6").status, 303);
	same_int(help_get(&h, id).capacities[0].free, 3);
	a = post(h.w, path(&h, id, "/counts"), "unit=bed&free=200");
	same_int(a.status, 422);
	ok(says(a, "Det er flere, end der er: 6.") && says(a, "value=\"200\"") && says(a, "Tallet er rigtigt"));
	same_int(help_get(&h, id).capacities[0].free, 3);
	same_int(post(h.w, path(&h, id, "/counts"), "unit=bed&free=mange").status, 422);
	world_free(h.w);
}

TEST(a_keeper_says_that_it_is_full_until_a_day_and_that_it_takes_people_again)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");

	same_int(post(h.w, path(&h, id, "/fullness"), "full=1&until=1.2.2017").status, 303);
	ok(says(visit(h.w, "GET", path(&h, id, ""), NULL), "Fyldt indtil 1. februar 2017."));
	same_int(post(h.w, path(&h, id, "/fullness"), "full=1&until=en+dag").status, 422);
	same_int(post(h.w, path(&h, id, "/fullness"), "full=1&until=1.2.2016").status, 422);
	same_int(post(h.w, path(&h, id, "/fullness"), "full=0").status, 303);
	ok(says(visit(h.w, "GET", path(&h, id, ""), NULL), "Der er plads."));
	world_free(h.w);
}

TEST(a_change_keeps_what_the_form_does_not_show)
{
	struct house_of_help h = keeper();
	struct service_schedule odd = { .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 2, .weekdays = 2, .first = 17000, .last = DAY_NONE },
					.start_min = 600, .duration_min = 60, .zone = S("Europe/Copenhagen") };
	struct service_whole w = help_service(&h, "outreach", "Gadeholdet");
	struct problems bad = { 0 };
	struct answer a;

	w.schedules = &odd, w.nschedules = 1;
	w.s.extra = S("{}"), w.s.source = 7, w.s.source_key = S("k"), w.s.verified_at = TEST_NOW;
	ok(service_save(h.w->ctx, &w, &bad) == OK && !bad.n);
	a = visit(h.w, "GET", path(&h, w.s.id, "/edit"), NULL);
	ok(says(a, "name=\"odd0\"") && says(a, "Gadeholdet"));
	a = post(h.w, path(&h, w.s.id, "/edit"), arena_printf(h.w->arena, "name_da=Gadeteamet&org=%lld&mode=room&place=%lld&stages=contact&price_type=free"
		"&phone=12345678&fact_settings=street&odd0=1&providers=peer&sure=1", (long long)h.org, (long long)h.place).p);
	same_int(a.status, 303);
	w = help_get(&h, w.s.id);
	same_text(w.s.name_da, "Gadeteamet");
	same_text(w.s.extra, "{}");
	same_text(w.s.source_key, "k");
	same_int(w.nschedules, 1);
	same_int(w.schedules[0].rhythm.interval, 2);
	same_int(w.nplaces, 1);
	world_free(h.w);
}

TEST(two_people_with_the_same_form_do_not_lose_each_others_work)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct answer a = post(h.w, path(&h, id, "/edit"), filled(&h, "outreach", "name_da=Anden&stages=contact&fact_settings=street&providers=peer&seen=5&sure=1"));

	same_int(a.status, 422);
	ok(says(a, "En anden rettede det, mens du skrev."));
	same_text(help_get(&h, id).s.name_da, "Gadeholdet");
	world_free(h.w);
}

TEST(the_list_of_support_is_searched_and_filtered_and_shows_what_waits)
{
	struct house_of_help h = keeper();
	struct service_whole parked = help_service(&h, "peer-support", "Recovery Center");
	struct problems bad = { 0 };
	struct answer a;

	help_running(&h, "outreach", "Gadeholdet");
	help_running(&h, "housing", "Huset");
	parked.s.stages = S(""), parked.s.source = 7;
	ok(service_save(h.w->ctx, &parked, &bad) == OK && !bad.n);
	a = visit(h.w, "GET", "/da/work/support", NULL);
	ok(says(a, "Gadeholdet") && says(a, "Huset") && says(a, "1 fra en liste venter på, at du ser på det."));
	a = visit(h.w, "GET", "/da/work/support?q=gade", NULL);
	ok(says(a, "Gadeholdet") && !says(a, ">Huset<"));
	a = visit(h.w, "GET", "/da/work/support?kind=6", NULL);
	ok(!says(a, "Gadeholdet") && says(a, ">Huset<"));
	a = visit(h.w, "GET", "/da/work/support?state=parked", NULL);
	ok(says(a, "Recovery Center") && !says(a, "Gadeholdet"));
	ok(says(visit(h.w, "GET", "/da/work/support?q=findesikke", NULL), "Intet passer"));
	world_free(h.w);
}

static void course(struct house_of_help *h, const char *name, const char *review_by, const char *state)
{
	struct service_whole w = help_service(h, "substance-education", name);
	struct problems bad = { 0 };

	help_fact(h, &w, "review_by", review_by);
	ok(service_save(h->w->ctx, &w, &bad) == OK && !bad.n);
	if (str_same(S("ended"), state))
		ok(service_end(h->w->ctx, w.s.id) == OK);
}

/* The test's day is 12 December 2016: sixty days later is 10 February. */
TEST(material_whose_review_nears_or_is_past_stands_on_the_keepers_list_the_longest_overdue_first)
{
	struct house_of_help h = keeper();
	struct answer a;
	size_t older, old, today, soon;

	ok(!says(visit(h.w, "GET", "/da/work/support", NULL), "Materiale, der skal ses efter"));
	course(&h, "Kursus F", "2017-02-10", "running");
	course(&h, "Kursus E", "2016-12-12", "running");
	course(&h, "Kursus D", "2016-12-11", "running");
	course(&h, "Kursus C", "2016-06-01", "running");
	course(&h, "Kursus B", "2017-02-11", "running");
	course(&h, "Kursus A", "2016-01-01", "ended");
	a = visit(h.w, "GET", "/da/work/support", NULL);
	ok(says(a, "Materiale, der skal ses efter") && says(a, "Skulle ses efter senest 11.12.2016 <span class=\"left\">· i går</span>"));
	ok(says(a, "Skal ses efter senest 12.12.2016") && says(a, "Skal ses efter senest 10.2.2017"));
	ok(!says(a, "11.2.2017") && !says(a, "1.1.2016") && says(a, "/edit#f-fact_review_by"));
	older = str_index(a.body, S("senest 1.6.2016"), 0), old = str_index(a.body, S("senest 11.12.2016"), 0);
	today = str_index(a.body, S("senest 12.12.2016"), 0), soon = str_index(a.body, S("senest 10.2.2017"), 0);
	ok(older < old && old < today && today < soon && soon != SIZE_MAX);
	ok(says(visit(h.w, "GET", "/en/work/support", NULL), "Should have been looked over by 11 Dec 2016"));
	world_log_in(h.w, "Mia", ROLE_KEEPER, 99, 0);
	ok(!says(visit(h.w, "GET", "/da/work/support", NULL), "Materiale, der skal ses efter"));
	world_free(h.w);
}

TEST(a_keeper_of_another_organisation_sees_and_changes_nothing_of_it)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");

	world_log_in(h.w, "Mia", ROLE_KEEPER, 99, 0);
	ok(!says(visit(h.w, "GET", "/da/work/support", NULL), "Gadeholdet"));
	same_int(visit(h.w, "GET", path(&h, id, ""), NULL).status, 403);
	same_int(post(h.w, path(&h, id, "/ending"), "").status, 403);
	same_int(post(h.w, path(&h, id, "/counts"), "unit=bed&tap=1").status, 403);
	world_free(h.w);
}

TEST(a_provider_keeps_what_they_offer_and_not_the_meetings)
{
	struct house_of_help h = help_new();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");

	world_log_in(h.w, "Udbyder", ROLE_PROVIDER, h.org, 0);
	same_int(visit(h.w, "GET", path(&h, id, ""), NULL).status, 200);
	same_int(post(h.w, path(&h, id, "/verifications"), "").status, 303);
	same_int(visit(h.w, "GET", "/da/work/meetings", NULL).status, 403);
	world_free(h.w);
}

TEST(a_service_ends_with_one_tap_and_its_draft_can_be_discarded)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "outreach", "Gadeholdet");
	struct service_whole draft = help_service(&h, "outreach", "Kladden");
	struct problems bad = { 0 };

	same_int(post(h.w, path(&h, id, "/ending"), "").status, 303);
	same_text(help_get(&h, id).s.state, "ended");
	same_int(post(h.w, path(&h, id, "/publication"), "").status, 303);
	draft.s.state = S("draft");
	ok(service_save(h.w->ctx, &draft, &bad) == OK);
	same_int(post(h.w, path(&h, draft.s.id, "/removal"), "").status, 303);
	ok(service_get(h.w->ctx, draft.s.id, &draft) == ERR_NOT_FOUND);
	same_int(post(h.w, path(&h, id, "/removal"), "").status, 409);
	world_free(h.w);
}
