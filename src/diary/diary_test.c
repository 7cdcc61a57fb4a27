/* diary_test.c -- the diary agrees with a recount from the raw rows, month by month, and nobody reads another's. */
#include "world.h"
#include "area/area.h"
#include "demo/demo.h"
#include "diary/diary.h"
#include "org/org.h"

#include <stdio.h>

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	return w;
}

static struct programme project(struct world *w, const char *slug)
{
	struct programme p;

	ok(programme_of_slug(w->ctx, str_of(slug), &p) == OK);
	return p;
}

/* One number out of the database, without any of our code between. */
static int64_t raw(struct world *w, const char *what, const char *rows, const char *which, int64_t org, day_t from, day_t to)
{
	struct str a = day_str(w->ctx->arena, from), b = day_str(w->ctx->arena, to), answer;
	int64_t n = -1;

	ok(db_ask(w->ctx, arena_printf(w->ctx->arena, "SELECT %s FROM %s = %lld AND x.day >= '%.*s' AND x.day <= '%.*s' AND x.%s", what, rows, (long long)org,
				      STR_ARG(a), STR_ARG(b), which).p, &answer) == OK);
	ok(str_int(answer, &n));
	return n;
}

/* What the tables say of one organisation between two days. */
static void agrees(struct world *w, const struct diary_month *m, int64_t org, day_t from, day_t to)
{
	static const char evenings[] = "evening x JOIN meeting m ON m.id = x.meeting WHERE m.org", hours[] = "grant_entry x JOIN grant_book b ON b.id = x.book WHERE b.org";

	same_int(m->held, raw(w, "COUNT(*)", evenings, "state = 'held'", org, from, to));
	same_int(m->informal, raw(w, "COUNT(*)", evenings, "state = 'informal_held'", org, from, to));
	same_int(m->not_held, raw(w, "COUNT(*)", evenings, "state = 'not_held'", org, from, to));
	same_int(m->heads, raw(w, "COALESCE(SUM(x.heads), 0)", evenings, "state <> 'not_held'", org, from, to));
	same_int(m->first_timers, raw(w, "COALESCE(SUM(x.first_timers), 0)", evenings, "state <> 'not_held'", org, from, to));
	same_int(m->minutes, raw(w, "COALESCE(SUM(x.minutes), 0)", hours, "kind = 'hours'", org, from, to));
}

TEST(every_month_of_every_project_agrees_with_a_recount_from_the_raw_rows)
{
	static const char *const projects[] = { "projekt-frise", "projekt-varde", "projekt-vaelg-friheden", "projekt-smart-pilot", "projekt-medmisbrug" };
	struct world *w = house();
	int64_t held = 0;

	for (size_t i = 0; i < sizeof projects / sizeof *projects; i++) {
		struct programme p = project(w, projects[i]);
		struct diary_month *months;
		size_t n;
		ok(diary_months(w->ctx, &p, &months, &n) == OK && n > 30);
		for (size_t k = 0; k < n; k++) {
			day_t from = months[k].first > p.first_day ? months[k].first : p.first_day, end = diary_month_end(months[k].first);
			agrees(w, &months[k], p.org, from, end < p.last_day ? end : p.last_day);
			same_int(months[k].planned, months[k].held + months[k].informal + months[k].not_held + months[k].cancelled + months[k].due +
							    months[k].missing);
			held += months[k].held;
		}
	}
	ok(held > 500);
	world_free(w);
}

TEST(what_stands_around_counts_what_stands_inside_and_only_within_its_own_days)
{
	struct world *w = house();
	struct programme pool = project(w, "smart-puljen"), frise = project(w, "projekt-frise"), varde = project(w, "projekt-varde");
	struct diary_month *all, *one, *other;
	size_t nall, none, nother;

	ok(diary_months(w->ctx, &pool, &all, &nall) == OK && diary_months(w->ctx, &frise, &one, &none) == OK);
	ok(diary_months(w->ctx, &varde, &other, &nother) == OK && nall == none && none == nother);
	for (size_t i = 0; i < nall; i++)
		ok(all[i].held >= one[i].held + other[i].held);
	/* The clock stands in December; the projects ended with October. */
	ok(day_ymd(one[none - 1].first).month == 10);
	frise.last_day = day_of(2016, 10, 15);
	ok(diary_months(w->ctx, &frise, &other, &nother) == OK && nother == none);
	ok(other[nother - 1].held < one[none - 1].held);
	world_free(w);
}

TEST(a_month_says_what_is_missing_in_it_and_why_evenings_were_not_held)
{
	struct world *w = house();
	struct programme p = project(w, "smart-puljen");
	struct diary_month *months;
	struct diary_detail d;
	size_t n;

	ok(diary_months(w->ctx, &p, &months, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		int64_t reasons = 0;
		ok(diary_detail(w->ctx, &p, months[i].first, &d) == OK);
		same_int(d.ngaps, months[i].missing);
		for (size_t k = 0; k < d.nreasons; k++)
			reasons += d.reasons[k].n;
		same_int(reasons, months[i].not_held);
	}
	world_free(w);
}

TEST(the_pages_of_the_diary_are_read_by_those_who_keep_the_project)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise"), other = project(w, "projekt-varde");
	char at[80];
	struct answer a;

	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	snprintf(at, sizeof at, "/en/work/programmes/%lld/diary", (long long)p.id);
	a = visit(w, "GET", at, NULL);
	same_int(a.status, 200);
	ok(says(a, "October 2016") && says(a, "year=2014") && !says(a, "March 2015"));
	snprintf(at, sizeof at, "/da/work/programmes/%lld/diary/2015-03", (long long)p.id);
	a = visit(w, "GET", at, NULL);
	same_int(a.status, 200);
	ok(says(a, "Marts 2015"));
	snprintf(at, sizeof at, "/da/work/programmes/%lld/diary/2012-03", (long long)p.id);
	same_int(visit(w, "GET", at, NULL).status, 404);
	snprintf(at, sizeof at, "/da/work/programmes/%lld/diary/marts", (long long)p.id);
	same_int(visit(w, "GET", at, NULL).status, 404);
	snprintf(at, sizeof at, "/en/work/programmes/%lld/diary", (long long)other.id);
	same_int(visit(w, "GET", at, NULL).status, 403);
	world_free(w);
}
