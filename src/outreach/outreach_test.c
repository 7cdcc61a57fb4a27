/* outreach_test.c -- a round is counts, it counts once, and nobody can be found in what is told of it. */
#include "world.h"
#include "area/area.h"
#include "demo/demo.h"
#include "org/org.h"
#include "outreach/outreach.h"

#include <stdlib.h>

enum { DAY_S = 86400 };

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static int64_t org_id(struct world *w, const char *name)
{
	struct org o;

	ok(org_of_name(w->ctx, str_of(name), &o) == OK);
	return o.id;
}

static int64_t area_id(struct world *w, const char *code)
{
	struct area a;

	ok(area_of_code(w->ctx, str_of(code), &a) == OK);
	return a.id;
}

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

/* What somebody types on a telephone in a minute. */
static const char *typed(struct world *w, const char *more)
{
	return arena_printf(w->arena, "org=%lld&place=Havnen&area=Esbjerg&day=12.12.2016&period=evening&conversations=14&new_faces=5"
			    "&directory=10&card=&kit=2&talk=6&sleep=3%s", (long long)org_id(w, "Vælg Friheden"), more).p;
}

static struct answer follow(struct world *w, struct answer a)
{
	same_int(a.status, 303);
	return visit(w, "GET", arena_z(w->arena, a.location), NULL);
}

TEST(a_round_of_fourteen_conversations_is_one_short_form_without_a_name)
{
	struct world *w = house();
	struct answer a;

	world_log_in(w, "Vera", ROLE_COMPANION, org_id(w, "Vælg Friheden"), 0);
	a = visit(w, "GET", "/da/work/outreach/new", NULL);
	ok(says(a, "value=\"2016-12-12\"") && says(a, "value=\"morning\" checked"));
	ok(says(a, "type=\"hidden\" name=\"org\""));           /* one organisation: nothing to choose */
	ok(!says(a, "name=\"name\"") && !says(a, "Navn<"));
	ok(says(a, "inputmode=\"numeric\""));
	a = follow(w, post(w, "/da/work/outreach/new", typed(w, "")));
	ok(says(a, "14 samtaler, omkring 5 nye") && says(a, "Havnen, Esbjerg"));
	ok(says(a, "Overdosesæt 2") && says(a, "En at tale med 6"));
	world_free(w);
}

TEST(the_next_round_begins_where_the_last_one_was_and_the_area_is_asked_once)
{
	struct world *w = house();
	struct answer a;

	world_log_in(w, "Vera", ROLE_COMPANION, org_id(w, "Vælg Friheden"), 0);
	a = post(w, "/da/work/outreach/new",
		 arena_printf(w->arena, "org=%lld&place=Kajen&day=12.12.2016&period=evening&conversations=2", (long long)org_id(w, "Vælg Friheden")).p);
	same_int(a.status, 422);
	ok(says(a, "Hvilken kommune eller stat ligger det i?") && says(a, "value=\"Kajen\""));
	a = post(w, "/da/work/outreach/new", arena_printf(w->arena, "org=%lld&place=Kajen&area=Esbjerg&day=12.12.2016&period=evening&conversations=2",
							  (long long)org_id(w, "Vælg Friheden")).p);
	same_int(a.status, 303);
	ok(says(visit(w, "GET", "/da/work/outreach/new", NULL), "value=\"Kajen\""));
	a = post(w, "/da/work/outreach/new",
		 arena_printf(w->arena, "org=%lld&place=kajen&day=12.12.2016&period=night&conversations=3", (long long)org_id(w, "Vælg Friheden")).p);
	same_int(a.status, 303);
	world_free(w);
}

TEST(things_given_to_nobody_are_asked_about_and_kept_as_left_at_the_place)
{
	struct world *w = house();
	struct answer a;
	const char *form = arena_printf(w->arena, "org=%lld&place=Havnen&day=12.12.2016&period=evening&conversations=0&card=6", (long long)org_id(w, "Vælg Friheden")).p;

	world_log_in(w, "Vera", ROLE_KEEPER, 0, 0);
	a = post(w, "/da/work/outreach/new", form);
	same_int(a.status, 422);
	ok(says(a, "Blev det lagt på stedet?") && says(a, "name=\"left_at_place\""));
	a = follow(w, post(w, "/da/work/outreach/new", arena_printf(w->arena, "%s&left_at_place=1", form).p));
	ok(says(a, "Der var ingen; noget blev lagt"));
	world_free(w);
}

TEST(numbers_that_cannot_be_are_asked_about_and_what_was_typed_is_kept)
{
	struct world *w = house();
	struct answer a;

	world_log_in(w, "Vera", ROLE_KEEPER, 0, 0);
	a = post(w, "/da/work/outreach/new", typed(w, "&note=Det+regnede&home=15"));
	same_int(a.status, 422);
	ok(says(a, "Flere ønsker end samtaler") && says(a, "value=\"14\"") && says(a, "Det regnede"));
	ok(says(post(w, "/da/work/outreach/new", typed(w, "&ride=to")), "There is a problem") ||
	   says(post(w, "/da/work/outreach/new", typed(w, "&ride=to")), "Der er et problem"));
	a = post(w, "/da/work/outreach/new",
		 arena_printf(w->arena, "org=%lld&place=Havnen&day=13.12.2016&period=evening&conversations=1&new_faces=2", (long long)org_id(w, "Vælg Friheden")).p);
	same_int(a.status, 422);
	ok(says(a, "Flere nye end samtaler") && says(a, "Den dag er ikke kommet endnu"));
	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round WHERE day > '2016-12-10'"), "0");
	world_free(w);
}

TEST(a_number_of_a_person_in_the_note_becomes_stars_before_it_is_stored)
{
	struct world *w = house();
	struct answer a;

	world_log_in(w, "Vera", ROLE_KEEPER, 0, 0);
	a = follow(w, post(w, "/da/work/outreach/new", typed(w, "&note=Ring+12+34+56+78,+070761-4285,+ida%40example.org")));
	ok(says(a, "vi har sat stjerner") && !says(a, "12 34 56 78") && !says(a, "070761") && !says(a, "ida@"));
	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round WHERE note <> '' AND (replace(note, '070761', '') <> note "
			 "OR replace(note, '34 56', '') <> note OR replace(note, 'example.org', '') <> note)"), "0");
	ok(says(a, "Ring "));
	world_free(w);
}

TEST(a_round_can_be_mended_and_taken_away)
{
	struct world *w = house();
	struct answer a;
	const char *at;

	world_log_in(w, "Vera", ROLE_KEEPER, 0, 0);
	ok(post(w, "/da/work/outreach/new", typed(w, "")).status == 303);
	at = arena_printf(w->arena, "/da/work/outreach/%.*s", STR_ARG(ask(w, "SELECT id FROM outreach_round ORDER BY id DESC LIMIT 1"))).p;
	a = visit(w, "GET", at, NULL);
	ok(says(a, "value=\"14\"") && says(a, "value=\"Esbjerg\""));
	ok(post(w, at, typed(w, "&group=4")).status == 303);
	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round"), "23");
	ok(says(visit(w, "GET", "/da/work/outreach", NULL), "En gruppe 4"));
	ok(post(w, arena_printf(w->arena, "%s/discard", at).p, "").status == 303);
	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round"), "22");
	same_int(visit(w, "GET", at, NULL).status, 404);
	world_free(w);
}

TEST(somebody_of_another_organisation_neither_sees_nor_changes_a_round)
{
	struct world *w = house();
	const char *at = arena_printf(w->arena, "/da/work/outreach/%.*s", STR_ARG(ask(w, "SELECT r.id FROM outreach_round r JOIN org o ON o.id = r.org "
				      "WHERE o.name = 'Vælg Friheden' ORDER BY r.id LIMIT 1"))).p;

	world_log_in(w, "Bo", ROLE_COMPANION, org_id(w, "Frise"), 0);
	same_int(visit(w, "GET", at, NULL).status, 403);
	same_int(post(w, at, typed(w, "")).status, 403);
	same_int(post(w, "/da/work/outreach/new", typed(w, "")).status, 422);     /* it is not among his choices */
	ok(!says(visit(w, "GET", "/da/work/outreach", NULL), "Esbjerg"));
	ok(says(visit(w, "GET", "/da/work/outreach", NULL), "Banegården, Aarhus"));
	world_free(w);
}

TEST(months_are_summed_within_one_s_bounds)
{
	struct world *w = house();
	struct outreach_total *t;
	size_t n;

	ok(outreach_months(w->ctx, 6, &t, &n) == OK && n == 6);
	ok(t[0].year == 2016 && t[0].month == 12 && t[0].rounds == 2 && t[0].conversations == 26 && t[0].given[2] == 6);
	ok(t[5].month == 7 && t[5].rounds == 2 && t[5].conversations == 28 && t[5].wishes[4] == 15);
	world_free(w);
}

TEST(everybody_is_told_finished_quarters_and_no_count_from_one_to_four)
{
	struct world *w = house();
	struct outreach_total *t;
	struct answer a;
	size_t n;

	ok(outreach_quarters(w->ctx, 8, &t, &n) == OK);
	ok(n == 2 && t[0].month == 7 && t[1].month == 4);         /* the quarter that runs is not told */
	for (size_t i = 0; i < n; i++) {
		ok(t[i].rounds >= 5 && t[i].new_faces == OUTREACH_HIDDEN);
		for (int k = 0; k < OUTREACH_MATERIALS; k++)
			ok(t[i].given[k] <= 0 || t[i].given[k] >= 5);
		for (int k = 0; k < OUTREACH_NEEDS; k++)
			ok(t[i].wishes[k] <= 0 || (t[i].wishes[k] >= 5 && t[i].conversations - t[i].wishes[k] >= 5));
	}
	a = visit(w, "GET", "/da/outreach", NULL);
	ok(says(a, "Juli til september 2016") && !says(a, "Oktober"));
	ok(!says(a, "varmestuen") && !says(a, "København"));
	world_free(w);
}

TEST(a_wish_that_nearly_everybody_had_is_not_told_either)
{
	struct world *w = world_new();
	struct org o = { .name = S("Huset"), .kind = S("association") };
	struct outreach_total *t;
	struct problems bad = { 0 };
	size_t n;

	ok(area_seed(w->ctx) == OK && org_save(w->ctx, &o, &bad) == OK);
	for (int i = 0; i < 5; i++) {
		struct outreach_round r = { .org = o.id, .area = area_id(w, "DK-573"), .place = S("Havnen"), .day = day_of(2016, 8, 1 + i),
					    .period = S("evening"), .conversations = 4, .wishes = { [1] = i < 4 ? 4 : 2, [2] = i == 0 },
					    .next_day = DAY_NONE, .note = S("") };
		ok(outreach_save(w->ctx, &r, &bad) == OK && !bad.n);
	}
	ok(outreach_quarters(w->ctx, 4, &t, &n) == OK && n == 1);
	same_int(t[0].conversations, 20);
	same_int(t[0].wishes[1], OUTREACH_HIDDEN);                /* 18 of 20: two did not */
	same_int(t[0].wishes[2], OUTREACH_HIDDEN);
	same_int(t[0].wishes[3], 0);
	world_free(w);
}

TEST(wishes_of_an_area_are_there_for_who_looks_for_gaps)
{
	struct world *w = house();
	struct outreach_wish *wishes;
	int64_t varde = area_id(w, "DK-573"), rides = 0;
	size_t n;

	ok(outreach_wishes(w->ctx, day_of(2016, 1, 1), day_of(2016, 12, 12), &wishes, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (wishes[i].area == varde && str_same(wishes[i].need, "ride"))
			rides = wishes[i].n;
	same_int(rides, 6);
	ok(outreach_wishes(w->ctx, day_of(2016, 12, 10), day_of(2016, 12, 12), &wishes, &n) == OK && n == 0);
	world_free(w);
}

TEST(the_demonstration_begins_again_with_its_twenty_two_rounds)
{
	struct world *w = house();

	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round"), "22");
	world_log_in(w, "Vera", ROLE_KEEPER, 0, 0);
	ok(post(w, "/da/work/outreach/new", typed(w, "")).status == 303);
	ok(demo_fill(w->ctx) == OK);
	same_text(ask(w, "SELECT COUNT(*) FROM outreach_round"), "22");
	world_free(w);
}
