/*
 * untrained_test.c -- acceptance script D: an untrained volunteer is made facilitator by no way, and what to do
 * instead is said kindly.  There is no API and no import of assignments: then storage would refuse them as well.
 */
#include "volunteer_test.h"
#include "db/db.h"

static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

static const char *helpers_at(struct world *w, const struct meeting *m, const char *rest)
{
	return arena_printf(w->arena, "/en/work/meetings/%lld%s", (long long)m->id, rest).p;
}

static struct answer put_on(struct world *w, const struct meeting *m, int64_t who, const char *how)
{
	return post(w, helpers_at(w, m, "/helpers"), arena_printf(w->arena, "volunteer=%lld&%s", (long long)who, how).p);
}

static int64_t led_by(struct world *w, int64_t who)
{
	return volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer_assignment WHERE volunteer = %lld AND role = 'facilitator'",
						(long long)who).p);
}

TEST(the_form_refuses_an_untrained_facilitator_and_says_what_to_do)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte");
	struct meeting m;
	struct answer a;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	a = put_on(w, &m, ditte, "role=facilitator&which=series&from=2016-12-12");
	ok(a.status == 422 && says(a, "Ditte has no valid training for SMART Recovery on 12 December 2016."));
	ok(says(a, "Choose someone else, or run the evening as an informal meeting."));
	a = put_on(w, &m, ditte, "role=facilitator&which=date&day=2016-12-19");
	same_int(a.status, 422);
	same_int(led_by(w, ditte), 0);
	/* Beside a certified lead she is welcome, and as a host. */
	same_int(put_on(w, &m, ditte, "role=co_facilitator&which=date&day=2016-12-19").status, 303);
	same_int(led_by(w, ditte), 0);
	world_free(w);
}

TEST(a_certified_facilitator_is_put_on_until_the_certification_ends)
{
	struct world *w = volunteer_world();
	struct meeting m;
	int64_t aksel = volunteer_named(w, "Aksel");

	volunteer_meeting(w, "mandagsgruppen-gladsaxe", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	same_int(put_on(w, &m, aksel, "role=facilitator&which=series&from=2016-12-12").status, 303);
	same_int(volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer_assignment WHERE volunteer = %lld AND meeting = %lld "
		 "AND to_day = '2018-02-21'", (long long)aksel, (long long)m.id).p), 1);
	world_free(w);
}

TEST(a_hand_at_the_database_is_refused_as_well)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte"), zenia = volunteer_named(w, "Zenia");
	struct meeting m;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	ok(hand(w, arena_printf(w->arena, "INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) "
		"VALUES (1, %lld, %lld, 'facilitator', '2016-12-19', '2016-12-19', '2016-12-19', FALSE, 'planned', 0, 0)", (long long)m.id, (long long)ditte).p) == ERR_CONFLICT);
	ok(hand(w, arena_printf(w->arena, "UPDATE volunteer_assignment SET role = 'facilitator' WHERE volunteer = %lld", (long long)ditte).p) == ERR_CONFLICT);
	ok(hand(w, arena_printf(w->arena, "UPDATE volunteer_assignment SET volunteer = %lld WHERE volunteer = %lld AND role = 'facilitator'",
		(long long)ditte, (long long)zenia).p) == ERR_CONFLICT);
	same_int(led_by(w, ditte), 0);
	world_free(w);
}

TEST(backdating_a_certification_needs_a_paper_and_a_second_person_and_is_in_the_diary)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte"), frise = volunteer_org(w, "Frise"), q;
	struct meeting m;
	const char *second;
	struct answer a;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	a = post(w, volunteer_at(w, ditte, "/qualifications"), "type=certification&method=1&issued=2016-06-01");
	ok(a.status == 422 && says(a, "A second person must look at it before it counts."));
	same_int(post(w, volunteer_at(w, ditte, "/qualifications"), "type=certification&method=1&issued=2016-06-01&evidence=Mappe+3").status, 303);
	same_int(put_on(w, &m, ditte, "role=facilitator&which=date&day=2016-12-19").status, 422);
	q = volunteer_number(w, "SELECT id FROM volunteer_qualification WHERE evidence = 'Mappe 3'");
	second = arena_printf(w->arena, "/en/work/qualifications/%lld/second", (long long)q).p;
	a = post(w, second, "");
	ok(a.status == 422 && says(a, "You entered it yourself."));
	same_int(put_on(w, &m, ditte, "role=facilitator&which=date&day=2016-12-19").status, 422);
	world_log_in(w, "karen2", ROLE_COORDINATOR, volunteer_org(w, "Frivillighuset Varde"), 0);
	same_int(post(w, second, "").status, 403);
	world_log_in(w, "bo2", ROLE_COORDINATOR, frise, 0);
	same_int(post(w, second, "").status, 303);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM event WHERE what = 'volunteer.seconded'"), 1);
	same_int(put_on(w, &m, ditte, "role=facilitator&which=date&day=2016-12-19").status, 303);
	world_free(w);
}

TEST(a_withdrawn_certification_leaves_the_past_and_asks_for_stand_ins)
{
	struct world *w = volunteer_world();
	int64_t troels = volunteer_named(w, "Troels"), frise = volunteer_org(w, "Frise"), q, before;
	struct meeting m;
	const char *withdrawal;
	struct answer a;

	volunteer_meeting(w, "tirsdagsgruppen-lyngby", &m);
	q = volunteer_number(w, arena_printf(w->arena, "SELECT id FROM volunteer_qualification WHERE volunteer = %lld", (long long)troels).p);
	before = led_by(w, troels);
	withdrawal = arena_printf(w->arena, "/en/work/qualifications/%lld/withdrawal", (long long)q).p;
	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	same_int(post(w, withdrawal, "why=conduct").status, 303);
	/* One alone withdraws nothing. */
	same_int(post(w, withdrawal, "why=conduct").status, 422);
	ok(!says(visit(w, "GET", helpers_at(w, &m, "/helpers"), NULL), "Needs a stand-in"));
	world_log_in(w, "bo2", ROLE_COORDINATOR, frise, 0);
	same_int(post(w, withdrawal, "").status, 303);
	a = visit(w, "GET", helpers_at(w, &m, "/helpers"), NULL);
	ok(says(a, "Needs a stand-in"));
	same_int(led_by(w, troels), before);
	same_int(put_on(w, &m, troels, "role=facilitator&which=date&day=2016-12-20").status, 422);
	world_free(w);
}

TEST(a_series_is_not_given_a_method_that_its_leads_have_not_learnt_by_form_either)
{
	struct world *w = volunteer_world();
	struct meeting m;
	struct answer a;

	/* Anybody may lead a group without a method; the apprentice does. */
	volunteer_meeting(w, "familie-og-venner-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	same_int(put_on(w, &m, volunteer_named(w, "Ditte"), "role=facilitator&which=series&from=2016-12-14").status, 303);
	a = post(w, helpers_at(w, &m, "/method"), "method=1&method_from=2017-01-01");
	ok(a.status == 422 && says(a, "Take them off first"));
	same_int(post(w, helpers_at(w, &m, "/method"), "method=2&method_from=2017-01-01").status, 303);
	world_free(w);
}

TEST(a_series_under_the_method_is_published_when_somebody_certified_is_on_and_others_as_before)
{
	struct world *w = volunteer_world();
	struct problems bad = { 0 };
	struct meeting m, draft;
	struct answer a;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	draft = m;
	draft.id = 0, draft.slug = S("kladde"), draft.name = S("Kladden"), draft.state = S("draft"), draft.first_day = day_of(2017, 1, 9);
	ok(meeting_save(w->ctx, &draft, &bad) == OK && !bad.n);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	same_int(post(w, helpers_at(w, &draft, "/method"), "method=1&method_from=2017-01-01").status, 303);
	a = post(w, helpers_at(w, &draft, "/publication"), "");
	ok(a.status == 422 && says(a, "Put on somebody certified first"));
	same_int(put_on(w, &draft, volunteer_named(w, "Ditte"), "role=host&which=series&from=2017-01-09").status, 303);
	same_int(post(w, helpers_at(w, &draft, "/publication"), "").status, 422);
	same_int(put_on(w, &draft, volunteer_named(w, "Zenia"), "role=facilitator&which=series&from=2017-01-09").status, 303);
	same_int(post(w, helpers_at(w, &draft, "/publication"), "").status, 303);
	world_free(w);
}

TEST(the_public_page_says_that_a_trained_facilitator_leads_and_never_who)
{
	struct world *w = volunteer_world();
	struct answer a = visit(w, "GET", "/en/meetings/tirsdagsgruppen-lyngby", NULL);

	ok(says(a, "Led by a trained facilitator.") && says(a, "/en/methods/smart\""));
	ok(!says(a, "Troels") && !says(a, "Ulla"));
	a = visit(w, "GET", "/en/meetings/familie-og-venner-lyngby", NULL);
	ok(a.status == 200 && !says(a, "Led by a trained facilitator."));
	world_free(w);
}
