/* sheet_test.c -- a church cellar without network documents, too. */
#include "evening/evening_test.h"

static const char *sheet_of(struct evening_house *h, const char *rest)
{
	return arena_printf(h->w->arena, "/da/work/evenings/%lld/sheet%s", (long long)h->m.id, rest).p;
}

TEST(a_month_of_a_group_comes_on_paper_without_a_place_for_a_name)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	a = visit(h.w, "GET", sheet_of(&h, "?month=2016-11"), NULL);
	same_int(a.status, 200);
	ok(says(a, "/sheet/2016-11.pdf") && says(a, "Onsdag den 2. november"));
	a = visit(h.w, "GET", sheet_of(&h, "/2016-11.pdf"), NULL);
	same_int(a.status, 200);
	same_text(a.type, "application/pdf");
	ok(str_starts(a.body, S("%PDF-")));
	same_int(visit(h.w, "GET", sheet_of(&h, "/2016-13.pdf"), NULL).status, 404);
	world_free(h.w);
}

TEST(figures_from_paper_go_in_for_many_dates_at_once_and_are_marked_late)
{
	struct evening_house h = evening_house();
	const char *form = "month=2016-11&code=&heads_2016-11-02=6&first_2016-11-02=1&heads_2016-11-09=8&first_2016-11-09=&relatives_2016-11-09=2"
			   "&nothing_2016-11-16=1&heads_2016-11-23=&heads_2016-11-30=5&incident_2016-11-30=1";
	struct answer a;

	as_facilitator(&h);
	a = post(h.w, sheet_of(&h, ""), form);
	same_int(a.status, 303);
	same_text(evening_ask(&h, "SELECT COUNT(*) || ' ' || SUM(heads) || ' ' || SUM(first_timers) || ' ' || SUM(relatives) FROM evening WHERE by_what = 'sheet'"), "4 19 1 2");
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening WHERE state = 'not_held' AND reason = 'other'"), "1");
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening_led"), "3");
	a = visit(h.w, "GET", sheet_of(&h, "?month=2016-11"), NULL);
	ok(says(a, "8 kom") && says(a, "name=\"heads_2016-11-23\"") && !says(a, "name=\"heads_2016-11-09\""));
	ok(says(visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/evenings/%lld/2016-11-02", (long long)h.m.id).p, NULL), "skrevet ned for sent"));
	world_free(h.w);
}

TEST(one_impossible_row_keeps_the_whole_sheet_back)
{
	struct evening_house h = evening_house();
	struct answer a;

	as_facilitator(&h);
	a = post(h.w, sheet_of(&h, ""), "month=2016-11&heads_2016-11-02=6&first_2016-11-02=1&heads_2016-11-09=2&first_2016-11-09=5");
	same_int(a.status, 422);
	ok(says(a, "Flere nye end fremmødte") && says(a, "value=\"6\""));
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening"), "0");
	same_int(post(h.w, sheet_of(&h, ""), "month=2016-11&heads_2016-11-02=seks").status, 422);
	same_int(post(h.w, sheet_of(&h, ""), "month=2016-11").status, 422);
	world_free(h.w);
}

TEST(the_code_of_another_group_is_said_by_name_and_asked_about)
{
	struct evening_house h = evening_house();
	struct meeting other;
	struct problems bad = { 0 };
	struct evening_group g = { .from_day = day_of(2016, 10, 1), .starts_with = 4, .talk = S("none") };
	struct answer a;
	struct str code;
	size_t at;

	ok(meeting_of_slug(h.w->ctx, S("tirsdagsgruppen-aarhus"), &other) == OK);
	ok(evening_group_save(h.w->ctx, &other, &g, &bad) == OK && !bad.n);
	as_facilitator(&h);
	a = visit(h.w, "GET", arena_printf(h.w->arena, "/da/work/evenings/%lld/sheet?month=2016-11", (long long)other.id).p, NULL);
	at = str_index(a.body, S("kode: <span class=\"num\">"), 0);
	ok(at != SIZE_MAX);
	code = str_slice(a.body, at + 24, at + 31);
	a = post(h.w, sheet_of(&h, ""), arena_printf(h.w->arena, "month=2016-11&code=%.*s&heads_2016-11-02=6", STR_ARG(code)).p);
	same_int(a.status, 422);
	ok(says(a, "en anden seddel"));
	ok(says(a, "November 2016"));
	same_text(evening_ask(&h, "SELECT COUNT(*) FROM evening"), "0");
	same_int(post(h.w, sheet_of(&h, ""), arena_printf(h.w->arena, "month=2016-11&code=%.*s&heads_2016-11-02=6&sure=1", STR_ARG(code)).p).status, 303);
	world_free(h.w);
}
