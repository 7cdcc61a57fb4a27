/* trend_test.c -- drift is seen early, help is offered, and nobody is ranked. */
#include "evening/evening_test.h"

static struct evening_trend of(const int *percents, size_t n, struct evening_point *p)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (struct evening_point){ .day = 17000 + 7 * (day_t)i, .tenths = percents[i] * 10, .relevant = 10 };
	return evening_trend(p, n);
}
#define OF(...) of((const int[]){ __VA_ARGS__ }, sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int), p)

TEST(fewer_than_three_checks_say_nothing)
{
	struct evening_point p[20];

	ok(!OF(40, 40).enough);
	same_int(OF(40, 40).drift_day, DAY_NONE);
	ok(OF(40, 40, 40).enough);
}

TEST(the_mean_is_of_the_last_six)
{
	struct evening_point p[20];

	same_int(OF(80, 90).mean, 850);
	same_int(OF(10, 80, 80, 80, 90, 90, 90).mean, 850);
	same_int(p[0].mean, 100);
	same_int(p[5].mean, 717);
}

TEST(two_in_a_row_below_75_or_a_drop_of_15_points_ask_for_a_talk_within_14_days)
{
	struct evening_point p[20];
	struct evening_trend t = OF(80, 80, 74, 80, 80);

	same_int(t.drift_day, DAY_NONE);
	t = OF(80, 80, 76, 74, 74);
	same_int(t.drift_day, 17000 + 28);
	same_int(t.due, 17000 + 28 + 14);
	t = OF(95, 95, 95, 80);
	same_int(t.drift_day, 17000 + 21);
	same_int(OF(95, 95, 95, 81).drift_day, DAY_NONE);
	/* Two scores are no mean to fall from. */
	same_int(OF(100, 100, 80).drift_day, DAY_NONE);
}

TEST(two_in_a_row_at_75_again_end_it)
{
	struct evening_point p[20];

	ok(OF(80, 74, 62, 58, 76).drift_day != DAY_NONE);
	same_int(OF(80, 74, 62, 58, 76, 79).drift_day, DAY_NONE);
}

TEST(the_page_shows_chart_table_and_offer_to_the_group_and_its_coordinator_only)
{
	static const char *const answers[] = { "yyyyyy", "yyyyyn", "yynnpn", "ynnnpn" };
	struct evening_house h = evening_house();
	const char *path = arena_printf(h.w->arena, "/da/work/evenings/%lld/method", (long long)h.m.id).p;
	struct answer a;

	for (int i = 0; i < 4; i++) {
		struct str day = day_str(h.w->arena, day_of(2016, 11, 16) + 7 * i);
		ok(db_script(h.w->ctx, arena_printf(h.w->arena, "INSERT INTO evening_check (meeting, day, by_whom, entry, method, version, answers, account, at)"
			" VALUES (%lld, '%.*s', 'self', 1, 71, 1, '%s', 0, 0)", (long long)h.m.id, STR_ARG(day), answers[i]).p) == OK);
	}
	as_facilitator(&h);
	same_int(visit(h.w, "GET", path, NULL).status, 403);
	ok(db_script(h.w->ctx, "UPDATE volunteer SET account = (SELECT id FROM account WHERE name = 'Leder') WHERE id = 41") == OK);
	a = visit(h.w, "GET", path, NULL);
	same_int(a.status, 200);
	ok(says(a, "<svg") && says(a, "<table"));
	ok(says(a, "Oftest manglet på det seneste: Plan"));
	ok(says(a, "gledet siden") && says(a, "Tilbyd en samtale"));
	/* A talk with who leads it since then answers the offer. */
	ok(db_script(h.w->ctx, "INSERT INTO volunteer_supervision (volunteer, day, by_whom) VALUES (41, '2016-12-07', 900)") == OK);
	ok(says(visit(h.w, "GET", path, NULL), "I har talt om det siden"));
	world_free(h.w);
}
