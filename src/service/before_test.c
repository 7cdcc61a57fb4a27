/* before_test.c -- a keeper takes back what they just changed. */
#include "service/service_test.h"

enum { DAY_S = 86400 };

static const char *path(struct house_of_help *h, int64_t id, const char *rest)
{
	return arena_printf(h->w->arena, "/da/work/support/%lld%s", (long long)id, rest).p;
}

static struct house_of_help keeper(void)
{
	struct house_of_help h = help_new();

	world_log_in(h.w, "Karen", ROLE_KEEPER, h.org, 0);
	return h;
}

/* As the form of "Huset" sends it, with these changes. */
static struct answer change(struct house_of_help *h, int64_t id, const char *more)
{
	return post(h->w, path(h, id, "/edit"), arena_printf(h->w->arena, "%s&org=%lld&mode=room&place=%lld&stages=housing&price_type=free&phone=12345678"
		"&fact_level=monitored&fact_stay=long&providers=peer&sure=1", more, (long long)h->org, (long long)h->place).p);
}

static const char *change_of(struct house_of_help *h, int64_t id)
{
	struct str n = STR_ABSENT;

	ok(db_ask(h->w->ctx, arena_printf(h->w->arena, "SELECT change FROM service_before WHERE service = %lld", (long long)id).p, &n) == OK);
	return arena_printf(h->w->arena, "change=%.*s", STR_ARG(n)).p;
}

static bool can_be_taken_back(struct house_of_help *h, int64_t id)
{
	return says(visit(h->w, "GET", path(h, id, ""), NULL), "Tag det tilbage");
}

TEST(a_keeper_sees_what_the_last_change_was_and_takes_it_back)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	struct str before, after;
	struct answer a;

	ok(!can_be_taken_back(&h, id));
	ok(service_snapshot(h.w->ctx, id, &before) == OK);
	same_int(change(&h, id, "name_da=Huset+ved+%C3%A5en&price_type=fixed&price_least=99,50&currency=DKK&price_unit=night&fact_curfew=kl.+23"
		"&h0_days=mo&h0_from=9&h0_to=16").status, 303);
	a = visit(h.w, "GET", path(&h, id, ""), NULL);
	ok(says(a, "Den seneste ændring") && says(a, "<del>Huset</del>") && says(a, "<ins>Huset ved åen</ins>"));
	ok(says(a, "<del>Gratis</del>") && says(a, "<ins>99,50</ins>") && says(a, "<ins>kl. 23</ins>") && says(a, "<ins>Mandag 9.00–16.00</ins>"));
	ok(says(a, "Gemt 12.12.2016") && says(a, "/undoing"));
	a = post(h.w, path(&h, id, "/undoing"), change_of(&h, id));
	same_int(a.status, 303);
	ok(says(visit(h.w, "GET", arena_z(h.w->arena, a.location), NULL), "Taget tilbage. Det står, som det gjorde før."));
	ok(service_snapshot(h.w->ctx, id, &after) == OK);
	same_text(after, arena_z(h.w->arena, before));
	ok(says(visit(h.w, "GET", path(&h, id, ""), NULL), "En ændring blev taget tilbage"));
	world_free(h.w);
}

TEST(what_was_taken_back_can_be_taken_back_in_turn_and_never_twice_by_an_old_page)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	const char *first;

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	first = change_of(&h, id);
	same_int(post(h.w, path(&h, id, "/undoing"), first).status, 303);
	same_text(help_get(&h, id).s.name_da, "Huset");
	same_int(post(h.w, path(&h, id, "/undoing"), first).status, 409);
	same_text(help_get(&h, id).s.name_da, "Huset");
	same_int(post(h.w, path(&h, id, "/undoing"), change_of(&h, id)).status, 303);
	same_text(help_get(&h, id).s.name_da, "Hytten");
	same_int(post(h.w, path(&h, id, "/undoing"), "").status, 409);
	world_free(h.w);
}

TEST(beds_counted_and_a_full_house_stay_as_they_are_when_a_change_is_taken_back)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	struct service_whole w;

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	same_int(post(h.w, path(&h, id, "/counts"), "unit=bed&free=2&total=6").status, 303);
	same_int(post(h.w, path(&h, id, "/fullness"), "full=1&until=1.2.2017").status, 303);
	same_int(post(h.w, path(&h, id, "/undoing"), change_of(&h, id)).status, 303);
	w = help_get(&h, id);
	same_text(w.s.name_da, "Huset");
	same_text(w.s.state, "running");
	ok(w.s.full_since && w.ncapacities == 1 && w.capacities[0].free == 2);
	world_free(h.w);
}

TEST(an_address_that_was_printed_leads_there_also_after_its_new_name_was_taken_back)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	struct str first = help_get(&h, id).s.slug, second;

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	second = help_get(&h, id).s.slug;
	ok(!str_eq(first, second));
	same_int(post(h.w, path(&h, id, "/undoing"), change_of(&h, id)).status, 303);
	same_text(help_get(&h, id).s.slug, arena_z(h.w->arena, first));
	same_int(visit(h.w, "GET", arena_printf(h.w->arena, "/da/support/%.*s", STR_ARG(second)).p, NULL).status, 303);
	world_free(h.w);
}

TEST(a_change_by_hand_can_be_taken_back_for_a_week_and_then_is_kept_nowhere)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	struct str left = STR_ABSENT;
	const char *last;

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	last = change_of(&h, id);
	world_clock(h.w, TEST_NOW + 7 * DAY_S - 60);
	world_log_in(h.w, "Karen", ROLE_KEEPER, h.org, 0);
	ok(can_be_taken_back(&h, id));
	world_clock(h.w, TEST_NOW + 7 * DAY_S + 60);
	ok(!can_be_taken_back(&h, id));
	same_int(post(h.w, path(&h, id, "/undoing"), last).status, 409);
	ok(service_forget_changes(h.w->ctx) == OK);
	ok(db_ask(h.w->ctx, "SELECT COUNT(*) FROM service_before", &left) == OK);
	same_text(left, "0");
	world_free(h.w);
}

TEST(saving_it_again_as_it_stands_is_no_change_and_a_change_by_another_way_ends_the_taking_back)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	struct service_whole w;
	struct problems bad = { 0 };

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	same_int(change(&h, id, "name_da=Hytten").status, 303);
	ok(says(visit(h.w, "GET", path(&h, id, ""), NULL), "<del>Huset</del>"));
	w = help_get(&h, id);
	w.s.description_da = S("Fra en anden side.");
	ok(service_save(h.w->ctx, &w, &bad) == OK && !bad.n);
	ok(!can_be_taken_back(&h, id));
	world_free(h.w);
}

TEST(what_may_not_be_public_any_more_is_not_put_back_and_the_page_says_why)
{
	struct house_of_help h = keeper();
	struct service_whole w = help_service(&h, "housing", "Huset");
	struct problems bad = { 0 };
	struct answer a;
	int64_t id;

	w.s.state = S("draft"), w.s.stages = S("");
	ok(service_save(h.w->ctx, &w, &bad) == OK && !bad.n);
	id = w.s.id;
	same_int(change(&h, id, "name_da=Huset&then=publish").status, 303);
	a = post(h.w, path(&h, id, "/undoing"), change_of(&h, id));
	same_int(a.status, 422);
	ok(says(a, "Der er et problem") && says(a, "Vælg, hvad recovery betyder her"));
	same_text(help_get(&h, id).s.stages, "housing");
	world_free(h.w);
}

TEST(who_keeps_another_house_takes_back_nothing_here)
{
	struct house_of_help h = keeper();
	int64_t id = help_running(&h, "housing", "Huset");
	const char *last;

	same_int(change(&h, id, "name_da=Hytten").status, 303);
	last = change_of(&h, id);
	world_log_in(h.w, "Mia", ROLE_KEEPER, 99, 0);
	same_int(post(h.w, path(&h, id, "/undoing"), last).status, 403);
	same_text(help_get(&h, id).s.name_da, "Hytten");
	world_free(h.w);
}
