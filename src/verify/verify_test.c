/* verify_test.c -- a listing stays right: one tap by link, two taps by a visitor, and what waits. */
#include "world.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "verify/verify.h"

#include "db/db.h"

#include <string.h>

enum { HOUR_S = 3600, DAY_S = 86400 };

static struct meeting running(struct world *w, const char *name, int64_t org)
{
	struct meeting m = meeting_blank(w->ctx);
	struct problems bad = { 0 };

	m.name = str_of(name), m.org = org, m.method = S("smart"), m.weekdays = S("tu"), m.start_min = 19 * 60;
	m.mode = S("online"), m.conference_url = S("https://example.org/room"), m.state = S("running");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	return m;
}

static int64_t verified_at(struct world *w, int64_t id)
{
	struct meeting m;

	ok(meeting_get(w->ctx, id, &m) == OK);
	return m.verified_at;
}

static const char *link_to(struct world *w, const struct meeting *m)
{
	struct str path;

	w->ctx->lang = "da";
	ok(verify_link_new(w->ctx, m->id, &path) == OK);
	return arena_z(w->arena, path);
}

static int open_reports(struct world *w, struct verify_report **rows)
{
	int64_t all;
	size_t n;

	ok(verify_open_reports(w->ctx, 50, rows, &n, &all) == OK);
	same_int(n, all);
	return (int)n;
}

/* --- one-time links --------------------------------------------------------------------------------------- */

TEST(one_tap_on_a_link_confirms_the_listing)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	const char *link = link_to(w, &m);
	struct answer a = visit(w, "GET", link, NULL);

	same_int(a.status, 200);
	ok(says(a, "Tirsdagsgruppen") && says(a, "Det passer stadig") && says(a, "Noget er ændret") && says(a, "Mødet er lukket"));
	a = post(w, link, "answer=right");
	same_int(a.status, 303);
	ok(says(visit(w, "GET", arena_z(w->arena, a.location), NULL), "Dit svar er noteret."));
	same_int(verified_at(w, m.id), TEST_NOW);
	world_free(w);
}

TEST(a_mail_program_that_fetches_the_link_changes_nothing)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	const char *link = link_to(w, &m);

	for (int i = 0; i < 3; i++)
		same_int(visit(w, i ? "GET" : "HEAD", link, NULL).status, 200);
	same_int(verified_at(w, m.id), 0);
	same_int(post(w, link, "answer=right").status, 303);
	world_free(w);
}

TEST(a_link_works_once_and_then_says_so_kindly)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	const char *link = link_to(w, &m);
	struct verify_report *reports;
	struct answer a;

	same_int(post(w, link, "answer=right").status, 303);
	world_clock(w, TEST_NOW + DAY_S);
	a = post(w, link, "answer=right");
	same_int(a.status, 410);
	ok(says(a, "Linket er brugt. Bed om et nyt her."));
	same_int(verified_at(w, m.id), TEST_NOW);
	a = post(w, arena_printf(w->arena, "%s/again", link).p, "");
	same_int(a.status, 303);
	same_int(open_reports(w, &reports), 1);
	same_text(reports[0].kind, "newlink");
	world_free(w);
}

TEST(a_link_runs_out_after_fourteen_days)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	const char *link = link_to(w, &m);

	world_clock(w, TEST_NOW + 14 * DAY_S - 1);
	same_int(visit(w, "GET", link, NULL).status, 200);
	world_clock(w, TEST_NOW + 14 * DAY_S);
	same_int(visit(w, "GET", link, NULL).status, 410);
	same_int(post(w, link, "answer=right").status, 410);
	same_int(verified_at(w, m.id), 0);
	same_int(visit(w, "GET", "/da/v/abcdefghjkmnpqrstuvwxyz234", NULL).status, 404);
	world_free(w);
}

TEST(what_has_changed_goes_to_the_keeper_and_not_straight_to_the_page)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	const char *link = link_to(w, &m);
	struct verify_report *reports;
	struct answer a = post(w, link, "answer=changed&words=");

	same_int(a.status, 422);
	ok(says(a, "Skriv med få ord, hvad der er ændret."));
	same_int(post(w, link, "answer=changed&words=Nu+kl.+18.30").status, 303);
	same_int(open_reports(w, &reports), 1);
	same_text(reports[0].kind, "change");
	same_text(reports[0].words, "Nu kl. 18.30");
	same_int(verified_at(w, m.id), 0);
	world_free(w);
}

/* --- visitors' reports ---------------------------------------------------------------------------------------- */

static const char *report_url(struct world *w, const struct meeting *m)
{
	return arena_printf(w->arena, "/da/meetings/%.*s/report", STR_ARG(m->slug)).p;
}

static struct verify_state state_of(struct world *w, const struct meeting *m)
{
	struct verify_state v;

	ok(verify_state(w->ctx, m->id, &v) == OK);
	return v;
}

TEST(a_visitor_reports_a_locked_door_in_two_taps_and_it_shows_at_once)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct verify_report *reports;
	struct answer a = visit(w, "GET", report_url(w, &m), NULL);

	same_int(a.status, 200);
	ok(says(a, "Døren var låst") && says(a, "Forkert dag eller tid") && says(a, "Forkert nummer eller link"));
	a = post(w, report_url(w, &m), "kind=locked");
	same_int(a.status, 303);
	ok(says(visit(w, "GET", arena_z(w->arena, a.location), NULL), "Nogen ser på det inden for 48 timer."));
	same_int(state_of(w, &m).reports_today, 1);
	same_int(open_reports(w, &reports), 1);
	same_int(reports[0].due_at, TEST_NOW + 48 * HOUR_S);
	world_free(w);
}

TEST(a_report_without_an_answer_asks_for_one_in_both_languages)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct answer a = post(w, report_url(w, &m), "kind=&words=Hej");

	same_int(a.status, 422);
	ok(says(a, "Vælg, hvad der er forkert.") && says(a, "Hej"));
	a = post(w, arena_printf(w->arena, "/en/meetings/%.*s/report", STR_ARG(m.slug)).p, "kind=nonsense");
	ok(says(a, "Choose what is wrong."));
	world_free(w);
}

TEST(numbers_and_addresses_of_people_become_stars_before_they_are_stored)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct verify_report *reports;

	ok(verify_report_add(w->ctx, m.id, S("other"), S("Ring 00 00 00 17 eller per@example.org, 010190-1234, den 13.12.2016 kl. 19.00-20.30"), 1) == OK);
	same_int(open_reports(w, &reports), 1);
	same_text(reports[0].words, "Ring *********** eller **************** ***********, den 13.12.2016 kl. 19.00-20.30");
	world_free(w);
}

TEST(a_long_text_is_cut_and_the_visitor_is_told)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	char body[700] = "kind=other&words=";
	struct verify_report *reports;
	struct answer a;

	memset(body + 17, 'a', 600);
	a = post(w, report_url(w, &m), body);
	same_int(a.status, 303);
	ok(says(visit(w, "GET", arena_z(w->arena, a.location), NULL), "de første 500 tegn er gemt"));
	same_int(open_reports(w, &reports), 1);
	same_int(reports[0].words.n, 500);
	world_free(w);
}

TEST(the_sixth_report_within_an_hour_waits_and_reading_goes_on)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct answer a;

	for (int i = 0; i < 5; i++)
		same_int(post(w, report_url(w, &m), "kind=time").status, 303);
	a = post(w, report_url(w, &m), "kind=time");
	same_int(a.status, 429);
	ok(says(a, "vent lidt med den næste"));
	same_int(visit(w, "GET", report_url(w, &m), NULL).status, 200);
	ok(verify_report_add(w->ctx, m.id, S("time"), S(""), 99) == OK);
	world_clock(w, TEST_NOW + HOUR_S);
	same_int(post(w, report_url(w, &m), "kind=time").status, 303);
	world_free(w);
}

TEST(three_people_in_a_week_hide_a_listing_and_one_loud_one_does_not)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);

	for (int i = 0; i < 4; i++)
		ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), 1) == OK);
	same_int(state_of(w, &m).reporters_7_days, 1);
	ok(!state_of(w, &m).hidden_by_reports);
	ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), 2) == OK);
	ok(!state_of(w, &m).hidden_by_reports);
	/* A day later nobody can tell whom the reports came from, and the loud one still counts once. */
	world_clock(w, TEST_NOW + DAY_S + 1);
	ok(verify_forget_sources(w->ctx) == OK);
	same_int(state_of(w, &m).reporters_7_days, 2);
	same_int(state_of(w, &m).reports_today, 0);
	ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), 3) == OK);
	ok(state_of(w, &m).hidden_by_reports);
	ok(verify_by_keeper(w->ctx, m.id) == OK);
	ok(!state_of(w, &m).hidden_by_reports);
	same_int(state_of(w, &m).reports_today, 0);
	world_free(w);
}

TEST(reports_older_than_a_week_hide_nothing)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);

	for (uint64_t i = 0; i < 3; i++)
		ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), i) == OK);
	ok(state_of(w, &m).hidden_by_reports);
	world_clock(w, TEST_NOW + 7 * DAY_S);
	ok(!state_of(w, &m).hidden_by_reports);
	world_free(w);
}

TEST(the_hash_of_a_source_lives_a_day)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct str left;

	ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), 1) == OK);
	ok(verify_report_add(w->ctx, m.id, S("time"), S(""), 1) == OK);
	world_clock(w, TEST_NOW + DAY_S);
	ok(verify_forget_sources(w->ctx) == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM verify_report WHERE source <> '' AND source <> 'again'", &left) == OK);
	same_text(left, "0");
	world_free(w);
}

static enum err collect(void *arg, int64_t meeting, const struct verify_state *v)
{
	int64_t *sum = arg;

	sum[0] += 1;
	sum[1] += v->reports_today;
	sum[2] += meeting != 0;
	return OK;
}

TEST(all_doubted_listings_come_at_once_with_the_same_counts)
{
	struct world *w = world_new();
	struct meeting a = running(w, "A", 0), b = running(w, "B", 0);
	int64_t sum[3] = { 0 };

	running(w, "C", 0);
	ok(verify_report_add(w->ctx, a.id, S("locked"), S(""), 1) == OK);
	ok(verify_report_add(w->ctx, b.id, S("locked"), S(""), 1) == OK);
	ok(verify_report_add(w->ctx, b.id, S("time"), S(""), 2) == OK);
	ok(verify_states(w->ctx, collect, sum) == OK);
	same_int(sum[0], 2), same_int(sum[1], 3), same_int(sum[2], 2);
	world_free(w);
}

TEST(a_draft_has_no_page_to_report_on)
{
	struct world *w = world_new();
	struct meeting m = meeting_blank(w->ctx);
	struct problems bad = { 0 };

	m.name = S("Kladde"), m.method = S("smart"), m.weekdays = S("tu"), m.start_min = 600;
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	same_int(visit(w, "GET", report_url(w, &m), NULL).status, 404);
	world_free(w);
}

/* --- keepers ---------------------------------------------------------------------------------------------------- */

TEST(the_keepers_list_shows_reports_and_takes_answers)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct verify_report *reports;
	struct answer a;

	ok(verify_report_add(w->ctx, m.id, S("locked"), S("Ingen <b>åbnede</b>"), 1) == OK);
	open_reports(w, &reports);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/da/work/reports", NULL);
	ok(says(a, "Tirsdagsgruppen") && says(a, "Døren var låst") && says(a, "Ingen &lt;b&gt;åbnede&lt;/b&gt;"));
	ok(says(a, "Svar inden for 48 timer"));
	a = post(w, arena_printf(w->arena, "/da/work/reports/%lld/answer", (long long)reports[0].id).p, "answer=wrong_report");
	same_int(a.status, 303);
	same_int(open_reports(w, &reports), 0);
	same_int(verified_at(w, m.id), TEST_NOW);
	a = visit(w, "GET", "/da/work/reports", NULL);
	ok(says(a, "Intet er meldt."));
	world_free(w);
}

TEST(a_report_that_the_meeting_has_closed_leads_to_its_last_date)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct verify_report *reports;
	struct answer a;

	ok(verify_report_add(w->ctx, m.id, S("locked"), S(""), 1) == OK);
	open_reports(w, &reports);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, arena_printf(w->arena, "/da/work/reports/%lld/answer", (long long)reports[0].id).p, "answer=closed");
	ok(str_ends(a.location, S("#ending")));
	same_int(verified_at(w, m.id), 0);
	same_int(post(w, arena_printf(w->arena, "/da/work/reports/%lld/answer", (long long)reports[0].id).p, "answer=magic").status, 400);
	world_free(w);
}

TEST(a_listing_is_due_after_ninety_days_and_one_tap_makes_it_fresh)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct verify_due *due;
	int64_t all;
	size_t n;

	ok(verify_by_keeper(w->ctx, m.id) == OK);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(n, 0);
	world_clock(w, TEST_NOW + 90 * DAY_S);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(n, 1), same_int(all, 1);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/da/work/reports", NULL), "Ikke bekræftet i 90 dage"));
	same_int(post(w, arena_printf(w->arena, "/da/work/meetings/%lld/verifications", (long long)m.id).p, "back=reports").status, 303);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(n, 0);
	world_free(w);
}

TEST(a_keeper_makes_a_link_and_sees_its_address_once)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdagsgruppen", 0);
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, arena_printf(w->arena, "/da/work/meetings/%lld/links", (long long)m.id).p, "");
	same_int(a.status, 303);
	a = visit(w, "GET", arena_z(w->arena, a.location), NULL);
	same_int(a.status, 200);
	ok(says(a, "/da/v/") && says(a, "Engangslink"));
	world_free(w);
}

TEST(reports_and_due_listings_of_others_are_not_seen_nor_answered)
{
	struct world *w = world_new();
	struct meeting mine = running(w, "Min gruppe", 501), theirs = running(w, "Deres gruppe", 502);
	struct verify_report *reports;
	struct answer a;

	ok(verify_report_add(w->ctx, mine.id, S("locked"), S(""), 1) == OK);
	ok(verify_report_add(w->ctx, theirs.id, S("time"), S(""), 2) == OK);
	same_int(open_reports(w, &reports), 2);
	world_log_in(w, "karin", ROLE_KEEPER, 501, 0);
	a = visit(w, "GET", "/da/work/reports", NULL);
	ok(says(a, "Min gruppe") && !says(a, "Deres gruppe"));
	for (int i = 0; i < 2; i++) {
		bool own = reports[i].listing == mine.id;
		a = post(w, arena_printf(w->arena, "/da/work/reports/%lld/answer", (long long)reports[i].id).p, "answer=mended");
		same_int(a.status, own ? 303 : 403);
	}
	world_log_out(w);
	ok(visit(w, "GET", "/da/work/reports", NULL).status != 200);
	world_free(w);
}

/* --- everything else that is offered -------------------------------------------------------------------------------- */

static int64_t house_with_beds(struct world *w)
{
	struct service_fact facts[] = { { S("level"), S("monitored"), S("") }, { S("stay"), S("long"), S("") } };
	struct service_capacity beds = { S("bed"), 6, 1, TEST_NOW - 2 * DAY_S, S("keeper") };
	struct org o = { .name = S("Prøvehuset"), .kind = S("association") };
	struct problems bad = { 0 };
	struct service_whole h;
	struct kind k;

	ok(kind_seed(w->ctx) == OK && kind_of_code(w->ctx, S("housing"), &k) == OK);
	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	h = service_blank(w->ctx, &k);
	h.s.org = o.id, h.s.name_da = S("Huset ved åen"), h.s.price_type = S("free"), h.s.phone = S("00000010"), h.s.state = S("running");
	h.facts = facts, h.nfacts = 2, h.capacities = &beds, h.ncapacities = 1;
	ok(service_save(w->ctx, &h, &bad) == OK && !bad.n);
	return h.s.id;
}

static struct service_whole house(struct world *w, int64_t id)
{
	struct service_whole h;

	ok(service_get(w->ctx, id, &h) == OK);
	return h;
}

TEST(one_tap_on_a_link_confirms_a_house_and_counts_its_free_beds)
{
	struct world *w = world_new();
	int64_t id = house_with_beds(w);
	struct str path;
	struct answer a;
	const char *link;

	w->ctx->lang = "da";
	ok(verify_link_new(w->ctx, id, &path) == OK);
	link = arena_z(w->arena, path);
	world_clock(w, TEST_NOW + DAY_S);
	a = visit(w, "GET", link, NULL);
	ok(says(a, "Huset ved åen") && says(a, "Hvor mange er ledige nu?") && says(a, "Det findes ikke mere"));
	a = post(w, link, "answer=right&free_bed=200");
	same_int(a.status, 422);
	ok(says(a, "Det er flere, end der er: 6.") && says(a, "Tallet er rigtigt"));
	same_int(post(w, link, "answer=right&free_bed=3").status, 303);
	same_int(house(w, id).capacities[0].free, 3);
	same_int(house(w, id).capacities[0].as_of, TEST_NOW + DAY_S);
	same_text(house(w, id).capacities[0].by_what, "link");
	same_int(house(w, id).s.verified_at, TEST_NOW + DAY_S);
	same_int(post(w, link, "answer=right&free_bed=5").status, 410);
	same_int(house(w, id).capacities[0].free, 3);
	world_free(w);
}

TEST(three_independent_reports_hide_a_service_until_somebody_has_looked)
{
	struct world *w = world_new();
	int64_t id = house_with_beds(w);
	struct verify_report *reports;
	struct verify_listing l;
	struct verify_state v;

	world_clock(w, TEST_NOW + HOUR_S);
	for (uint64_t source = 1; source <= 3; source++)
		ok(verify_report_add(w->ctx, id, S("locked"), S("Ingen hjemme"), source) == OK);
	ok(verify_state(w->ctx, id, &v) == OK && v.hidden_by_reports && v.reports_today == 3);
	same_int(open_reports(w, &reports), 3);
	ok(reports[0].is_service);
	same_text(reports[0].name, "Huset ved åen");
	for (int i = 0; i < 3; i++)
		ok(verify_report_answer(w->ctx, reports[i].id, S("mended"), &l) == OK && l.is_service);
	ok(verify_state(w->ctx, id, &v) == OK && !v.hidden_by_reports);
	same_int(house(w, id).s.verified_at, TEST_NOW + HOUR_S);
	world_free(w);
}

TEST(a_service_that_nobody_looked_after_for_ninety_days_waits_beside_the_meetings)
{
	struct world *w = world_new();
	int64_t id = house_with_beds(w), all;
	struct verify_due *due;
	size_t n;

	running(w, "Tirsdagsgruppen", 0);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(all, 1);
	world_clock(w, TEST_NOW + 90 * DAY_S);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(all, 2);
	same_int(due[1].listing, id);
	ok(due[1].is_service && !due[0].is_service);
	ok(verify_by_keeper(w->ctx, id) == OK);
	ok(verify_due(w->ctx, 10, &due, &n, &all) == OK);
	same_int(all, 1);
	world_free(w);
}

TEST(a_visitor_reports_a_service_in_two_taps)
{
	struct world *w = world_new();
	int64_t id = house_with_beds(w);
	const char *page = arena_printf(w->arena, "/da/support/%.*s/report", STR_ARG(house(w, id).s.slug)).p;
	struct verify_report *reports;
	struct answer a = visit(w, "GET", page, NULL);

	same_int(a.status, 200);
	ok(says(a, "Huset ved åen") && says(a, "Forkert nummer eller link"));
	a = post(w, page, "kind=number&words=Nummeret+er+ude+af+drift");
	same_int(a.status, 303);
	ok(says(visit(w, "GET", arena_z(w->arena, a.location), NULL), "Tilbage til siden"));
	same_int(open_reports(w, &reports), 1);
	same_int(visit(w, "GET", "/da/support/findes-ikke/report", NULL).status, 404);
	world_free(w);
}
