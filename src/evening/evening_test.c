/* evening_test.c -- an evening is written down in a minute, once, by those who may; and what is missing is seen. */
#include "evening/evening_test.h"

static struct answer follow(struct evening_house *h, struct answer a)
{
	same_int(a.status, 303);
	return visit(h->w, "GET", arena_z(h->w->arena, a.location), NULL);
}

TEST(a_normal_evening_is_three_answers_and_one_button)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	a = visit(h.w, "GET", h.path, NULL);
	same_int(a.status, 200);
	ok(says(a, "Prøvegruppen") && says(a, "Onsdag den 7. december 2016, 19.00–20.30"));
	ok(says(a, "name=\"led\" value=\"41\" checked"));        /* from the rota */
	ok(!says(a, "value=\"yes\" checked") && !says(a, "value=\"no\" checked") && !says(a, "name=\"heads\" value=\"0\" checked"));
	a = follow(&h, post(h.w, h.path, NORMAL));
	ok(says(a, "7 kom, 1 for første gang") && says(a, "Afholdt") && says(a, "Jonna"));
	same_text(evening_ask(&h, "SELECT heads || ' ' || first_timers || ' ' || method || ' ' || version || ' ' || state || '/' || flags FROM evening"
				  " WHERE day = '" EVENING_DAY "'"), "7 1 71 1 held/");
	world_free(h.w);
}

TEST(no_point_of_the_method_is_ever_ticked_before_somebody_taps_it)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	a = visit(h.w, "GET", h.path, NULL);
	ok(says(a, "name=\"c1\" value=\"y\"") && says(a, "name=\"c6\" value=\"r\""));
	ok(!says(a, "value=\"y\" checked") && !says(a, "value=\"p\" checked") && !says(a, "value=\"r\" checked"));
	follow(&h, post(h.w, h.path, NORMAL "&c1=y&c2=y&c3=y&c4=p&c5=n&c6=r"));
	world_clock(h.w, EVENING_ENDS + 7 * DAY_S);
	as_facilitator(&h);
	a = visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/evenings/%lld/2016-12-14", (long long)h.m.id).p, NULL);
	same_int(a.status, 200);
	ok(!says(a, "value=\"y\" checked"));
	world_free(h.w);
}

TEST(the_check_follows_as_a_step_of_its_own_and_makes_a_score_of_what_counts)
{
	struct evening_house h = evening_house();
	struct answer a;
	const char *check = arena_printf(h.w->arena, "%s/check", h.path).p;

	as_facilitator(&h);
	a = follow(&h, post(h.w, h.path, NORMAL));
	ok(says(a, "Fulgte aftenen metoden?") && says(a, "name=\"c1\""));
	same_int(post(h.w, check, "by=self").status, 422);
	a = follow(&h, post(h.w, check, "by=self&c1=y&c2=y&c3=y&c4=p&c5=n&c6=r"));
	ok(says(a, "70 % af 5 punkter") && !says(a, "name=\"c1\""));
	/* A second person's view is for those who keep the group, and stands beside it. */
	same_int(post(h.w, check, "by=observer&c1=y&c2=y&c3=y&c4=y&c5=y").status, 403);
	as_coordinator(&h);
	a = follow(&h, post(h.w, check, "by=observer&c1=y&c2=n&c3=y&c4=n&c5=n"));
	ok(says(a, "70 % af 5 punkter") && says(a, "40 % af 5 punkter"));
	world_free(h.w);
}

TEST(too_few_points_that_count_make_no_score)
{
	same_int(evening_score(S("yyyy-r")).tenths, -1);
	same_int(evening_score(S("rrrrrr")).tenths, -1);
	same_int(evening_score(S("yyypn")).tenths, 700);
	same_int(evening_score(S("yyypnr")).relevant, 5);
	same_int(evening_score(S("yyppnnn")).tenths, 429);
}

TEST(more_newcomers_than_people_is_asked_once_and_then_kept_with_a_flag)
{
	struct evening_house h = evening_house();
	const char *odd = "heads=3&first_timers=&first_timers=8&incident=no&led=41&state=held";
	struct answer a;

	as_facilitator(&h);
	a = post(h.w, h.path, odd);
	same_int(a.status, 422);
	ok(says(a, "Flere nye end fremmødte. Se lige efter.") && says(a, "name=\"sure\"") && says(a, "value=\"8\""));
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening WHERE day = '" EVENING_DAY "'"), "0");
	a = follow(&h, post(h.w, h.path, arena_printf(h.w->arena, "%s&sure=1", odd).p));
	ok(says(a, "3 kom, 8 for første gang"));
	same_text(evening_ask(&h, "SELECT flags FROM evening WHERE day = '" EVENING_DAY "'"), "more_new");
	world_free(h.w);
}

TEST(a_hundred_and_twenty_people_on_eight_seats_are_asked_about)
{
	struct evening_house h = evening_house();
	const char *odd = "heads=12&heads=120&first_timers=0&incident=no&led=41&state=held";

	as_facilitator(&h);
	same_int(post(h.w, h.path, odd).status, 422);
	follow(&h, post(h.w, h.path, arena_printf(h.w->arena, "%s&sure=1", odd).p));
	same_text(evening_ask(&h, "SELECT heads || flags FROM evening WHERE day = '" EVENING_DAY "'"), "120many");
	world_free(h.w);
}

TEST(without_a_certified_lead_people_met_informally)
{
	struct evening_house h = evening_house();
	const char *odd = "heads=5&first_timers=0&incident=no&led=42&state=held";
	struct answer a;

	as_facilitator(&h);
	a = post(h.w, h.path, odd);
	same_int(a.status, 422);
	ok(says(a, "uformelt møde") && says(a, "ikke sat på"));
	a = follow(&h, post(h.w, h.path, arena_printf(h.w->arena, "%s&sure=1", odd).p));
	ok(says(a, "Uformelt møde"));
	same_text(evening_ask(&h, "SELECT state || ' ' || flags FROM evening WHERE day = '" EVENING_DAY "'"), "informal_held not_on_rota not_certified");
	/* Somebody certified who was not on for it is asked about, and counts. */
	as_coordinator(&h);
	follow(&h, post(h.w, h.path, "heads=5&first_timers=0&incident=no&led=43&state=held&entry=1&sure=1"));
	same_text(evening_ask(&h, "SELECT state || ' ' || flags FROM evening WHERE day = '" EVENING_DAY "'"), "held not_on_rota");
	world_free(h.w);
}

TEST(nobody_of_another_organisation_can_be_named_as_leader)
{
	struct evening_house h = evening_house();

	as_facilitator(&h);
	ok(!says(visit(h.w, "GET", h.path, NULL), "Fremmed"));
	follow(&h, post(h.w, h.path, "heads=5&first_timers=0&incident=no&led=41&led=44&state=held"));
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening_led WHERE volunteer = 44"), "0");
	world_free(h.w);
}

TEST(an_evening_that_was_not_held_has_a_reason)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	same_int(post(h.w, h.path, "state=not_held").status, 422);
	a = follow(&h, post(h.w, h.path, "state=not_held&reason=ill&turned_away=2&heads=7&led=41"));
	ok(says(a, "Ikke afholdt: sygdom"));
	same_text(evening_ask(&h, "SELECT state || ' ' || reason || ' ' || heads || ' ' || turned_away FROM evening"), "not_held ill 0 2");
	world_free(h.w);
}

TEST(an_evening_is_held_not_held_or_seen_to_be_missing_and_nothing_else)
{
	struct evening_house h = evening_house();
	struct answer a;

	world_clock(h.w, EVENING_ENDS + 47 * HOUR_S);
	as_coordinator(&h);
	a = visit(h.w, "GET", "/da/work/evenings", NULL);
	ok(says(a, "Venter siden i går"));
	world_clock(h.w, EVENING_ENDS + 48 * HOUR_S);
	as_coordinator(&h);
	a = visit(h.w, "GET", "/da/work/evenings", NULL);
	ok(says(a, "Ikke skrevet ned i 2 dage"));
	follow(&h, post(h.w, h.path, NORMAL));
	a = visit(h.w, "GET", h.path, NULL);
	ok(says(a, "skrevet ned for sent"));
	world_free(h.w);
}

TEST(nobody_is_asked_about_an_evening_that_is_ahead_or_was_called_off)
{
	struct evening_house h = evening_house();
	struct problems bad = { 0 };
	const char *next = arena_printf(h.w->arena, "/da/work/evenings/%lld/2016-12-14", (long long)h.m.id).p;

	as_facilitator(&h);
	same_int(post(h.w, next, NORMAL).status, 422);
	ok(meeting_cancel_date(h.w->ctx, &h.m, day_of(2016, 12, 14), S("Ferie"), S("Holiday"), &bad) == OK && !bad.n);
	world_clock(h.w, EVENING_ENDS + 7 * DAY_S);
	as_coordinator(&h);
	ok(!says(visit(h.w, "GET", "/da/work/evenings", NULL), "14. december"));
	same_int(post(h.w, next, NORMAL).status, 422);
	same_int(visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/evenings/%lld/2016-12-08", (long long)h.m.id).p, NULL).status, 404);
	world_free(h.w);
}

TEST(a_correction_keeps_what_stood_there_and_two_at_once_do_not_mix)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	follow(&h, post(h.w, h.path, NORMAL));
	/* The same evening from a second telephone. */
	a = follow(&h, post(h.w, h.path, "heads=9&first_timers=0&incident=no&led=41&state=held"));
	ok(says(a, "Nogen har allerede skrevet den ned") && says(a, "7 kom"));
	a = follow(&h, post(h.w, h.path, "heads=8&first_timers=1&incident=no&led=41&state=held&entry=1"));
	ok(says(a, "8 kom, 1 for første gang") && says(a, "<s>7 kom, 1 for første gang</s>"));
	/* Somebody who still reads the first entry changes nothing. */
	a = follow(&h, post(h.w, h.path, "heads=2&first_timers=1&incident=no&led=41&state=held&entry=1"));
	ok(says(a, "8 kom"));
	same_text(evening_ask(&h, "SELECT COUNT(*) || ' ' || MAX(entry) FROM evening"), "1 2");
	same_text(evening_ask(&h, "SELECT COUNT(*) || ' ' || MAX(heads) FROM evening_before"), "1 7");
	world_free(h.w);
}

TEST(a_note_is_for_the_coordinator_and_its_writer_and_for_twelve_months)
{
	struct evening_house h = evening_house();

	as_facilitator(&h);
	same_int(post(h.w, h.path, NORMAL "&note=Ring+010190-1234").status, 422);
	follow(&h, post(h.w, h.path, NORMAL "&note=Lampen+i+gangen+er+i+stykker"));
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening_note WHERE replace(sealed, 'Lampen', '') <> sealed"), "0");
	ok(says(visit(h.w, "GET", h.path, NULL), "Lampen i gangen"));
	as_coordinator(&h);
	ok(says(visit(h.w, "GET", h.path, NULL), "Lampen i gangen"));
	world_log_in(h.w, "En anden", ROLE_FACILITATOR, h.org, 0);
	ok(!says(visit(h.w, "GET", h.path, NULL), "Lampen i gangen"));
	world_clock(h.w, EVENING_ENDS + 366 * (int64_t)DAY_S);
	as_coordinator(&h);
	ok(!says(visit(h.w, "GET", h.path, NULL), "Lampen i gangen"));
	world_free(h.w);
}

TEST(people_of_another_organisation_see_and_write_nothing)
{
	struct evening_house h = evening_house();

	world_log_in(h.w, "Udenfor", ROLE_COORDINATOR, h.other_org, 0);
	same_int(visit(h.w, "GET", h.path, NULL).status, 403);
	same_int(post(h.w, h.path, NORMAL).status, 403);
	ok(!says(visit(h.w, "GET", "/da/work/evenings", NULL), "Prøvegruppen"));
	world_free(h.w);
}

TEST(who_leads_sees_the_groups_that_they_are_on_for)
{
	struct evening_house h = evening_house();

	as_facilitator(&h);
	ok(!says(visit(h.w, "GET", "/da/work/evenings", NULL), "Prøvegruppen"));
	ok(db_script(h.w->ctx, "UPDATE volunteer SET account = (SELECT id FROM account WHERE name = 'Leder') WHERE id = 41") == OK);
	ok(says(visit(h.w, "GET", "/da/work/evenings", NULL), "Prøvegruppen"));
	world_free(h.w);
}

TEST(a_group_begins_to_write_down_its_evenings_when_its_coordinator_says_so)
{
	struct evening_house h = evening_house();
	const char *group = arena_printf(h.w->arena, "/da/work/evenings/%lld", (long long)h.m.id).p;
	struct answer a;

	ok(db_script(h.w->ctx, "DELETE FROM evening_series") == OK);
	as_coordinator(&h);
	same_int(visit(h.w, "GET", h.path, NULL).status, 404);
	ok(says(visit(h.w, "GET", group, NULL), "kun på listen"));
	same_int(post(h.w, group, "from_day=ingen&seats=8&starts_with=4&talk=none").status, 422);
	a = follow(&h, post(h.w, group, "from_day=1.12.2016&seats=8&starts_with=4&talk=offered"));
	ok(says(a, "0 af 1 aftener") && says(a, "7. december"));
	same_int(visit(h.w, "GET", h.path, NULL).status, 200);
	world_free(h.w);
}
