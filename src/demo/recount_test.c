/*
 * recount_test.c -- what pages and charts say of 2014 to 2016 is counted again from the raw rows, by SQL that shares nothing
 * with the program.
 */
#include "world.h"
#include "area/area.h"
#include "demo/demo.h"
#include "demo/demo_tables.h"
#include "diary/diary.h"
#include "grant/grant.h"
#include "meeting/meeting.h"

#include <stdarg.h>
#include <stdio.h>

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	return w;
}

__attribute__((format(printf, 2, 3))) static int64_t raw(struct world *w, const char *sql, ...)
{
	char text[1500];
	struct str answer;
	int64_t n = -1;
	va_list args;

	va_start(args, sql);
	ok(vsnprintf(text, sizeof text, sql, args) < (int)sizeof text);
	va_end(args);
	ok(db_ask(w->ctx, text, &answer) == OK);
	ok(str_int(answer, &n));
	return n;
}

static const char *day(struct world *w, day_t d)
{
	return arena_z(w->arena, day_str(w->arena, d));
}

/* --- how the method was followed -------------------------------------------------------------------------------- */

#define COUNT_OF(letter) "(LENGTH(c.answers) - LENGTH(REPLACE(c.answers, '" letter "', '')))"
#define RELEVANT "(" COUNT_OF("y") " + " COUNT_OF("p") " + " COUNT_OF("n") ")"
#define TENTHS "(((2 * " COUNT_OF("y") " + " COUNT_OF("p") ") * 500 + " RELEVANT " / 2) / " RELEVANT ")"
/* The check that counts of an evening, when enough points of it do. */
#define CHECKS "evening_check c WHERE " RELEVANT " >= 5 AND NOT EXISTS (SELECT 1 FROM evening_check l WHERE l.meeting = c.meeting AND l.day = c.day" \
	" AND l.by_whom = c.by_whom AND l.entry > c.entry)"

/* The points of one month, and the mean of the last six at its end. */
static void month_of_chart(struct world *w, int64_t meeting, const char *by, const struct evening_point *p, size_t n, day_t first, size_t *seen)
{
	const char *from = day(w, first), *to = day(w, diary_month_end(first));
	int64_t sum = 0, count = 0, last;

	for (; *seen < n && p[*seen].day <= diary_month_end(first); ++*seen)
		sum += p[*seen].tenths, count++;
	same_int(count, raw(w, "SELECT COUNT(*) FROM " CHECKS " AND c.meeting = %lld AND c.by_whom = '%s' AND c.day >= '%s' AND c.day <= '%s'", (long long)meeting, by, from, to));
	same_int(sum, raw(w, "SELECT COALESCE(SUM(" TENTHS "), 0) FROM " CHECKS " AND c.meeting = %lld AND c.by_whom = '%s' AND c.day >= '%s' AND c.day <= '%s'",
			  (long long)meeting, by, from, to));
	if (!count)
		return;
	last = raw(w, "SELECT (SUM(t) + COUNT(*) / 2) / COUNT(*) FROM (SELECT " TENTHS " AS t FROM " CHECKS " AND c.meeting = %lld AND c.by_whom = '%s' AND c.day <= '%s'"
		   " ORDER BY c.day DESC LIMIT 6) x", (long long)meeting, by, to);
	same_int(p[*seen - 1].mean, last);
}

static int64_t chart(struct world *w, const char *slug, const char *by)
{
	struct evening_point *p;
	struct meeting m;
	size_t n, seen = 0;

	ok(meeting_of_slug(w->ctx, str_of(slug), &m) == OK);
	ok(evening_points(w->ctx, m.id, day_of(2014, 1, 1), day_of(2016, 12, 31), by, &p, &n) == OK);
	evening_trend(p, n);
	for (int month = 2014 * 12; month < 2017 * 12; month++)
		month_of_chart(w, m.id, by, p, n, day_of(month / 12, month % 12 + 1, 1), &seen);
	same_int(seen, n);
	return (int64_t)n;
}

TEST(the_fidelity_chart_of_every_group_and_month_agrees_with_the_raw_answers)
{
	struct world *w = house();
	int64_t points = chart(w, "smart-online-soendag", "self"), seen = chart(w, "smart-online-soendag", "observer");

	for (const struct demo_group *g = demo_groups; g->slug; g++) {
		points += chart(w, g->slug, "self");
		seen += chart(w, g->slug, "observer");
	}
	ok(points > 1000 && seen > 80);
	world_free(w);
}

/* What the page of a group says at the end of a month; false: there are not enough checks yet. */
static bool page_of_month(struct world *w, const struct meeting *m, day_t last)
{
	const char *rows = arena_printf(w->arena, CHECKS " AND c.meeting = %lld AND c.by_whom = 'self' AND c.day <= '%s'", (long long)m->id, day(w, last)).p;
	struct answer a;
	int64_t mean;

	world_clock(w, TEST_NOW + (int64_t)(last - day_of(2016, 12, 12)) * 86400);
	world_log_in(w, "karen", ROLE_COORDINATOR, m->org, 0);
	a = visit(w, "GET", arena_printf(w->arena, "/en/work/evenings/%lld/method", (long long)m->id).p, NULL);
	same_int(a.status, 200);
	if (raw(w, "SELECT COUNT(*) FROM %s", rows) < 3)
		return false;
	mean = raw(w, "SELECT (SUM(t) + COUNT(*) / 2) / COUNT(*) FROM (SELECT " TENTHS " AS t FROM %s ORDER BY c.day DESC LIMIT 6) x", rows);
	ok(says(a, arena_printf(w->arena, "%lld %% on average in the last six checks.", (long long)(mean + 5) / 10).p));
	return true;
}

TEST(the_page_of_the_method_says_at_the_end_of_every_month_what_the_raw_answers_say)
{
	static const char *const slugs[] = { "smart-online-soendag", "tirsdagsgruppen-aarhus" };
	struct world *w = house();
	int told = 0;

	for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++) {
		struct meeting m;
		ok(meeting_of_slug(w->ctx, str_of(slugs[i]), &m) == OK);
		for (int month = 2014 * 12; month < 2016 * 12 + 11; month++)
			if (day_of(month / 12, month % 12 + 1, 1) >= m.first_day)
				told += page_of_month(w, &m, diary_month_end(day_of(month / 12, month % 12 + 1, 1)));
	}
	ok(told >= 20);
	world_free(w);
}

/* --- the diary ---------------------------------------------------------------------------------------------------------- */

static void month_of_diary(struct world *w, const struct programme *p, const struct diary_month *m, const char *orgs)
{
	day_t end = diary_month_end(m->first), first = m->first > p->first_day ? m->first : p->first_day;
	const char *from = day(w, first), *to = day(w, p->last_day != DAY_NONE && p->last_day < end ? p->last_day : end);
	const char *rows = arena_printf(w->arena, "FROM evening e JOIN meeting m ON m.id = e.meeting WHERE m.org IN (%s) AND e.day >= '%s' AND e.day <= '%s'", orgs, from, to).p;
	const char *checks = arena_printf(w->arena, "FROM " CHECKS " AND c.day >= '%s' AND c.day <= '%s' AND (SELECT m.org FROM meeting m WHERE m.id = c.meeting) IN (%s)", from, to, orgs).p;

	same_int(m->held, raw(w, "SELECT COUNT(*) %s AND e.state = 'held'", rows));
	same_int(m->informal, raw(w, "SELECT COUNT(*) %s AND e.state = 'informal_held'", rows));
	same_int(m->not_held, raw(w, "SELECT COUNT(*) %s AND e.state = 'not_held'", rows));
	same_int(m->heads, raw(w, "SELECT COALESCE(SUM(e.heads), 0) %s AND e.state <> 'not_held'", rows));
	same_int(m->first_timers, raw(w, "SELECT COALESCE(SUM(e.first_timers), 0) %s AND e.state <> 'not_held'", rows));
	same_int(m->relatives, raw(w, "SELECT COALESCE(SUM(e.relatives), 0) %s AND e.state <> 'not_held'", rows));
	same_int(m->checks, raw(w, "SELECT COUNT(*) %s", checks));
	same_int(m->tenths, raw(w, "SELECT COALESCE(SUM(" TENTHS "), 0) %s", checks));
	same_int(m->certified, raw(w, "SELECT COUNT(*) FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer WHERE q.type = 'certification'"
				      " AND v.org IN (%s) AND q.issued >= '%s' AND q.issued <= '%s'", orgs, from, to));
	same_int(m->active, raw(w, "SELECT COUNT(*) FROM volunteer v WHERE v.org IN (%s) AND EXISTS (SELECT 1 FROM volunteer_assignment a WHERE a.volunteer = v.id"
				   " AND a.state = 'planned' AND a.from_day <= '%s' AND (a.to_day IS NULL OR a.to_day >= '%s'))", orgs, to, from));
	same_int(m->minutes, raw(w, "SELECT COALESCE(SUM(e.minutes), 0) FROM grant_entry e JOIN grant_book b ON b.id = e.book WHERE e.kind = 'hours' AND b.org IN (%s)"
				    " AND e.day >= '%s' AND e.day <= '%s'", orgs, from, to));
	same_int(m->planned, m->held + m->informal + m->not_held + m->cancelled + m->due + m->missing);
}

static void diary_of(struct world *w, const char *slug, const char *orgs)
{
	struct diary_month *months;
	struct programme p;
	size_t n;

	ok(programme_of_slug(w->ctx, str_of(slug), &p) == OK);
	ok(diary_months(w->ctx, &p, &months, &n) == OK && n >= 36);
	for (size_t i = 0; i < n; i++)
		month_of_diary(w, &p, &months[i], orgs);
}

TEST(every_figure_of_every_month_of_the_diary_agrees_with_the_raw_rows_for_a_project_and_for_the_pool_around_it)
{
	static const struct {
		const char *slug, *org;
	} projects[] = { { "projekt-frise", "Frise" }, { "projekt-varde", "Frivillighuset Varde" }, { "projekt-vaelg-friheden", "Vælg Friheden" },
			 { "projekt-smart-pilot", "SMART Pilot" }, { "projekt-medmisbrug", "Medmisbrug" } };
	struct world *w = house();

	for (size_t i = 0; i < sizeof projects / sizeof *projects; i++)
		diary_of(w, projects[i].slug, arena_printf(w->arena, "SELECT o.id FROM org o WHERE o.name = '%s'", projects[i].org).p);
	diary_of(w, "smart-puljen", "SELECT o.id FROM org o WHERE o.name IN ('Frise', 'Frivillighuset Varde', 'Vælg Friheden', 'SMART Pilot', 'Medmisbrug')");
	world_free(w);
}

TEST(the_pages_of_the_diary_say_of_each_month_what_the_raw_rows_say)
{
	struct world *w = house();
	struct programme p;
	int rows = 0;

	ok(programme_of_slug(w->ctx, S("projekt-frise"), &p) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	for (int year = 2014; year <= 2016; year++) {
		struct answer a = visit(w, "GET", arena_printf(w->arena, "/en/work/programmes/%lld/diary?year=%d", (long long)p.id, year).p, NULL);
		for (int month = 1; month <= (year == 2016 ? 10 : 12); month++) {
			day_t first = day_of(year, month, 1);
			int64_t held = raw(w, "SELECT COUNT(*) FROM evening e JOIN meeting m ON m.id = e.meeting WHERE m.org = %lld AND e.state <> 'not_held'"
					      " AND e.day >= '%s' AND e.day <= '%s'", (long long)p.org, day(w, first), day(w, diary_month_end(first)));
			ok(says(a, arena_printf(w->arena, "/%04d-%02d\">%.*s</a></th><td data-th=\"Held\">%lld</td>", year, month,
						STR_ARG(diary_month_said(w->ctx, first)), (long long)held).p));
			rows++;
		}
	}
	same_int(rows, 34);
	world_free(w);
}

/* --- the page of a municipality ------------------------------------------------------------------------------------------- */

static int times(struct answer a, const char *text)
{
	size_t i = 0;
	int n = 0;

	while ((i = str_index(a.body, str_of(text), i)) != SIZE_MAX)
		n++, i++;
	return n;
}

/* A finished quarter: the sum of the rows, or not told because it, or another, is small. */
static int quarter(struct world *w, struct answer a, int64_t area, int year, int month)
{
	static const char *const names[] = { "January", "March", "April", "June", "July", "September", "October", "December" };
	int64_t n = raw(w, "SELECT COALESCE(SUM(conversations), 0) FROM outreach_round WHERE area = %lld AND day >= '%s' AND day < '%s'", (long long)area,
			day(w, day_of(year, month, 1)), day(w, day_of(month > 9 ? year + 1 : year, month > 9 ? 1 : month + 3, 1)));
	const char *row = arena_printf(w->arena, "<th scope=\"row\">%s to %s %d</th><td data-th=\"Conversations\">", names[(month - 1) / 3 * 2], names[(month - 1) / 3 * 2 + 1], year).p;
	bool shown = says(a, arena_printf(w->arena, "%s%lld</td>", row, (long long)n).p), hidden = says(a, arena_printf(w->arena, "%snot told</td>", row).p);

	ok(shown + hidden == 1);
	ok(n > 4 || n == 0 || hidden);
	return shown;
}

TEST(the_page_of_each_municipality_lists_what_there_is_and_its_quarters_agree_with_the_rounds)
{
	static const char *const codes[] = { "430", "561", "101", "147", "573", "751", "550", "260", "173", "159" };
	struct world *w = house();
	int shown = 0;

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct answer a = visit(w, "GET", arena_printf(w->arena, "/en/area/%s", codes[i]).p, NULL);
		struct area area;
		ok(area_of_code(w->ctx, arena_printf(w->arena, "DK-%s", codes[i]), &area) == OK);
		same_int(a.status, 200);
		same_int(times(a, "<li><a href=\"/en/meetings/"), raw(w, "SELECT COUNT(*) FROM meeting WHERE area = %lld AND state = 'running'"
			" AND (last_day IS NULL OR last_day >= '2016-12-12') AND (rhythm <> 'once' OR first_day >= '2016-12-12')", (long long)area.id));
		same_int(times(a, "<li><a href=\"/en/support/"), raw(w, "SELECT COUNT(*) FROM service WHERE area = %lld AND state = 'running'", (long long)area.id));
		for (int q = 0; q < 4; q++)
			shown += quarter(w, a, area.id, q ? 2016 : 2015, q ? q * 3 - 2 : 10);
	}
	ok(shown > 0);
	world_free(w);
}

/* --- the accounts --------------------------------------------------------------------------------------------------------- */

static void account_of(struct world *w, const struct grant_book *b, day_t from, day_t to)
{
	const char *span = arena_printf(w->arena, "book = %lld AND day >= '%s' AND day <= '%s'", (long long)b->id, day(w, from), day(w, to)).p;
	struct grant_account a;
	int64_t used = 0;

	ok(grant_account(w->ctx, b, from, to, &a) == OK);
	for (size_t i = 0; i < a.n; i++) {
		same_int(a.lines[i].used, raw(w, "SELECT COALESCE(SUM(amount), 0) FROM grant_entry WHERE %s AND line = %lld", span, (long long)a.lines[i].line.id));
		same_int(a.lines[i].minutes, raw(w, "SELECT COALESCE(SUM(minutes), 0) FROM grant_entry WHERE %s AND line = %lld", span, (long long)a.lines[i].line.id));
		used += a.lines[i].used;
	}
	same_int(a.used, used);
	same_int(a.used, raw(w, "SELECT COALESCE(SUM(amount), 0) FROM grant_entry WHERE %s AND kind <> 'income'", span));
	same_int(a.income, raw(w, "SELECT COALESCE(SUM(amount), 0) FROM grant_entry WHERE %s AND kind = 'income'", span));
	same_int(a.left, b->amount - a.used);
}

TEST(the_accounts_of_all_grants_are_the_sum_of_their_rows_to_the_oere_in_every_month_and_as_printed)
{
	struct world *w = house();
	struct grant_book *books;
	size_t n;

	ok(grant_list(w->ctx, &books, &n) == OK && n == 5);
	for (size_t i = 0; i < n; i++) {
		int64_t used;
		struct answer a;
		for (int month = 2014 * 12; month <= 2016 * 12 + 9; month++)
			account_of(w, &books[i], day_of(month / 12, month % 12 + 1, 1), diary_month_end(day_of(month / 12, month % 12 + 1, 1)));
		account_of(w, &books[i], books[i].first_day, books[i].last_day);
		world_log_in(w, "mona", ROLE_FINANCE, books[i].org, 0);
		a = visit(w, "GET", arena_printf(w->arena, "/da/work/grants/%lld/account", (long long)books[i].id).p, NULL);
		w->ctx->who = &w->who;
		used = raw(w, "SELECT SUM(amount) FROM grant_entry WHERE book = %lld AND kind <> 'income'", (long long)books[i].id);
		w->ctx->lang = "da";
		ok(says(a, arena_z(w->arena, grant_money(w->ctx, used))) && says(a, arena_z(w->arena, grant_money(w->ctx, books[i].amount - used))));
	}
	world_free(w);
}
