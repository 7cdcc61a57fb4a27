/* evenings_test.c -- three years of evenings that agree with themselves. */
#include "world.h"
#include "demo/demo.h"
#include "evening/evening.h"

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

static int64_t number(struct world *w, const char *sql)
{
	int64_t n = -1;

	ok(str_int(ask(w, sql), &n));
	return n;
}

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	return w;
}

TEST(the_evenings_of_the_demonstration_are_as_many_and_as_full_as_told)
{
	struct world *w = house();
	int64_t all = number(w, "SELECT COUNT(*) FROM evening"), held = number(w, "SELECT COUNT(*) FROM evening WHERE state = 'held'");
	int64_t heads = number(w, "SELECT SUM(heads) FROM evening"), fresh = number(w, "SELECT SUM(first_timers) FROM evening");

	ok(all > 1500 && all < 2200);
	ok(held * 100 > all * 94);
	ok(heads * 10 >= held * 60 && heads * 10 <= held * 66);          /* 6.3 on average */
	ok(fresh * 100 >= heads * 4 && fresh * 100 <= heads * 8);        /* 6 % */
	same_int(number(w, "SELECT COUNT(*) FROM evening WHERE first_timers > heads OR relatives > heads"), 0);
	/* Somebody certified led each evening of the programme that somebody was on for. */
	same_int(number(w, "SELECT COUNT(*) FROM evening_led l JOIN evening e ON e.meeting = l.meeting AND e.day = l.day"
			   " WHERE NOT EXISTS (SELECT 1 FROM volunteer_certified c WHERE c.volunteer = l.volunteer AND c.method = 1"
			   " AND c.issued <= e.day AND c.counts_to >= e.day)"), 0);
	world_free(w);
}

TEST(one_invented_group_loses_the_thread_and_finds_it_again)
{
	struct world *w = house();
	struct evening_point *p;
	struct meeting m;
	size_t n;

	ok(meeting_of_slug(w->ctx, S("smart-online-soendag"), &m) == OK);
	ok(evening_points(w->ctx, m.id, day_of(2016, 4, 1), day_of(2016, 8, 31), "self", &p, &n) == OK);
	ok(evening_trend(p, n).drift_day != DAY_NONE && evening_trend(p, n).mean < 700);
	ok(evening_points(w->ctx, m.id, day_of(2016, 4, 1), day_of(2016, 12, 12), "self", &p, &n) == OK);
	ok(evening_trend(p, n).drift_day == DAY_NONE && evening_trend(p, n).mean > 750);
	world_free(w);
}

TEST(the_evenings_are_the_same_when_the_demonstration_begins_again)
{
	struct world *w = house();
	int64_t before = number(w, "SELECT SUM(heads * 1000 + first_timers) FROM evening");

	ok(demo_fill(w->ctx) == OK);
	same_int(number(w, "SELECT COUNT(*) FROM evening") + number(w, "SELECT COUNT(*) FROM evening_check") + number(w, "SELECT COUNT(*) FROM evening_led"), 0);
	ok(demo_evenings(w->ctx) == OK);
	same_int(number(w, "SELECT SUM(heads * 1000 + first_timers) FROM evening"), before);
	world_free(w);
}

TEST(in_the_demonstration_enough_wait_in_aarhus_for_a_new_group_and_few_elsewhere)
{
	struct world *w = house();
	struct evening_demand *d;
	struct meeting m;
	bool yes;
	size_t n;

	ok(evening_demands(w->ctx, &d, &n) == OK && n == 3);
	ok(d[0].waits == 5 && d[0].other == 1 && evening_demand_is_enough(&d[0]));
	ok(d[1].waits == 5 && d[2].waits == 1 && !evening_demand_is_enough(&d[2]));
	ok(meeting_of_slug(w->ctx, S("familie-og-venner-lyngby"), &m) == OK);
	ok(evening_counts_only(w->ctx, m.id, &yes) == OK && yes);
	world_free(w);
}

TEST(in_the_demonstration_two_people_are_asked_this_week_whether_the_register_is_right)
{
	struct world *w = house();

	same_int(number(w, "SELECT COUNT(*) FROM volunteer_declarer WHERE since = '2016-11-15'"), 2);
	ok(demo_fill(w->ctx) == OK);
	same_int(number(w, "SELECT COUNT(*) FROM volunteer_declaration") + number(w, "SELECT COUNT(*) FROM volunteer_declarer"), 0);
	world_free(w);
}
