/* report_test.c -- a report is counted, written, frozen and never altered; a programme ends with nothing open. */
#include "world.h"
#include "demo/demo.h"
#include "org/org.h"
#include "report/report.h"

#include <stdlib.h>

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

/* With the evenings, which take a while. */
static struct world *full_house(void)
{
	struct world *w = house();

	ok(demo_evenings(w->ctx) == OK);
	return w;
}

static struct programme project(struct world *w, const char *slug)
{
	struct programme p;

	w->ctx->who = &w->who;
	ok(programme_of_slug(w->ctx, str_of(slug), &p) == OK);
	return p;
}

static int64_t number(struct world *w, const char *sql)
{
	struct str answer;
	int64_t n = -1;

	ok(db_ask(w->ctx, sql, &answer) == OK && str_int(answer, &n));
	return n;
}

static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

static const char *at(struct world *w, const struct programme *p, const char *lang, const char *rest)
{
	return arena_printf(w->arena, "/%s/work/programmes/%lld%s", lang, (long long)p->id, rest).p;
}

static struct report_due due_on(struct world *w, const struct programme *p, day_t day)
{
	struct report_due *dues;
	size_t n;

	ok(report_dues(w->ctx, p, &dues, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (dues[i].day == day)
			return dues[i];
	ok(false);
	return dues[0];
}

/* A draft about the first months of 2014, due on a day. */
static struct report draft(struct world *w, const struct programme *p, day_t due)
{
	struct report r = { .name = S("Kvartal"), .due_day = due, .from_day = day_of(2014, 1, 1), .to_day = day_of(2014, 3, 31) };
	struct problems bad = { 0 };

	ok(report_add(w->ctx, p, &r, &bad) == OK && !bad.n && r.id);
	return r;
}

/* --- when it is due ---------------------------------------------------------------------------------------- */

TEST(a_report_waits_on_the_first_page_of_its_coordinator_from_sixty_days_before)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde");
	struct answer a;

	draft(w, &p, day_of(2017, 2, 11));            /* 61 days ahead */
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "Kvartal"));
	world_clock(w, TEST_NOW + 86400);
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Kvartal") && says(a, "60 days left") && says(a, "A draft is begun."));
	world_clock(w, TEST_NOW + INT64_C(64) * 86400);
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", "/da/work", NULL);
	ok(says(a, "Kvartal") && says(a, "dage for sent"));
	world_free(w);
}

TEST(what_a_grant_asks_for_waits_without_anybody_writing_it_down_and_for_no_other_organisation)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde"), other = project(w, "projekt-medmisbrug");
	struct answer a;

	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", "/da/work", NULL);
	ok(says(a, "Projektregnskab og evaluering") && says(a, "SMART-grupper i Varde") && says(a, "19 dage"));
	ok(!says(a, "SMART-grupper på landet"));
	/* A treasurer is led to the books. */
	world_log_in(w, "mona", ROLE_FINANCE, other.org, 0);
	a = visit(w, "GET", "/da/work", NULL);
	ok(says(a, "Projektregnskab og evaluering") && says(a, "SMART-grupper på landet") && says(a, "/da/work/grants/") && !says(a, "Varde"));
	/* Who leads a group is not bothered with it. */
	world_log_in(w, "ole", ROLE_FACILITATOR, p.org, 0);
	ok(!says(visit(w, "GET", "/da/work", NULL), "Projektregnskab"));
	world_free(w);
}

TEST(days_are_counted_down_on_the_list_of_reports)
{
	static const struct {
		int days;
		const char *chip;
	} steps[] = { { 61, "chip\">in 61 days" }, { 60, "chip--fjord\">in 60 days" }, { 30, "chip--soon\">in 30 days" }, { 14, "chip--soon\">in 14 days" },
		      { 7, "chip--late\">in 7 days" }, { 1, "chip--late\">in 1 day" }, { 0, "chip--late\">today" }, { -1, "chip--late\">1 day late" } };
	struct world *w = house();
	struct programme p = project(w, "projekt-varde");

	draft(w, &p, day_of(2018, 6, 1));
	world_commit(w);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		world_clock(w, TEST_NOW + (int64_t)(day_of(2018, 6, 1) - day_of(2016, 12, 12) - steps[i].days) * 86400);
		world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
		ok(says(visit(w, "GET", at(w, &p, "en", "/reports"), NULL), steps[i].chip));
	}
	world_free(w);
}

TEST(what_was_sent_in_another_way_no_longer_waits)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde");
	struct report_due d = due_on(w, &p, day_of(2016, 12, 31));
	struct report_due *soon;
	struct report r, again;
	size_t n;

	ok(report_begin(w->ctx, &p, d.book, d.day, true, &r) == OK && report_begin(w->ctx, &p, d.book, d.day, false, &again) == OK);
	same_int(r.id, again.id);
	same_text(again.state, "elsewhere");
	ok(report_soon(w->ctx, &soon, &n) == OK);
	for (size_t i = 0; i < n; i++)
		ok(soon[i].book != d.book || soon[i].day != d.day);
	/* A day for which no grant of this programme asks, and the grant of another. */
	same_int(report_begin(w->ctx, &p, d.book, d.day + 1, false, &r), ERR_NOT_FOUND);
	p = project(w, "projekt-medmisbrug");
	same_int(report_begin(w->ctx, &p, d.book, d.day, false, &r), ERR_NOT_FOUND);
	world_free(w);
}

/* --- figures and words ------------------------------------------------------------------------------------------------ */

TEST(the_figures_of_a_report_are_the_months_of_the_diary_added_up)
{
	struct world *w = full_house();
	struct programme p = project(w, "projekt-frise");
	struct report r = { .from_day = day_of(2015, 1, 1), .to_day = day_of(2015, 12, 31) };
	struct report_figures f, back;
	struct diary_month *m;
	int64_t held = 0, heads = 0, minutes = 0, months = 0;
	size_t n;

	r.book = due_on(w, &p, day_of(2017, 1, 31)).book;
	ok(report_figures(w->ctx, &p, &r, &f) == OK && diary_months(w->ctx, &p, &m, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (day_ymd(m[i].first).year == 2015)
			held += m[i].held, heads += m[i].heads, minutes += m[i].minutes, months++;
	same_int(months, 12);
	same_int(f.n, 12);
	same_int(f.held, held);
	same_int(f.heads, heads);
	same_int(f.minutes, minutes);
	ok(held > 100 && heads > 500 && minutes > 1000);
	same_int(f.planned, f.held + f.informal + f.not_held + f.missing);
	/* Costs to the øre, from the rows themselves. */
	same_int(f.costs, number(w, arena_printf(w->arena, "SELECT SUM(amount) FROM grant_entry WHERE book = %lld AND kind = 'cost' AND day >= '2015-01-01'"
					       " AND day <= '2015-12-31'", (long long)r.book).p));
	/* As text and back nothing is lost. */
	report_figures_read(w->ctx, report_figures_text(w->ctx, &f), &back);
	ok(str_eq(report_figures_text(w->ctx, &back), report_figures_text(w->ctx, &f)));
	for (const struct report_line *l = report_lines; l->code; l++)
		same_int(report_value(&back, l), report_value(&f, l));
	world_free(w);
}

TEST(a_number_of_people_from_one_to_four_is_not_told)
{
	struct world *w = world_new();

	for (const struct report_line *l = report_lines; l->code; l++)
		for (int64_t n = 0; n < 7; n++)
			ok((l->unit == REPORT_PEOPLE && n >= 1 && n <= 4) == str_same(report_said(w->ctx, l, n), "fewer than five"));
	world_free(w);
}

TEST(a_report_is_about_whole_months_and_what_is_wrong_is_said)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	const struct {
		day_t from, to;
		const char *field;
	} wrong[] = { { day_of(2014, 1, 2), day_of(2014, 3, 31), "from_day" }, { day_of(2014, 1, 1), day_of(2014, 3, 30), "to_day" },
		      { day_of(2014, 3, 1), day_of(2014, 1, 31), "to_day" }, { day_of(2012, 1, 1), day_of(2014, 3, 31), "from_day" },
		      { DAY_NONE, day_of(2014, 3, 31), "from_day" } };
	int64_t before = number(w, "SELECT COUNT(*) FROM report");

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct report r = { .name = S("Halv"), .due_day = day_of(2017, 1, 1), .from_day = wrong[i].from, .to_day = wrong[i].to };
		struct problems bad = { 0 };
		ok(report_add(w->ctx, &p, &r, &bad) == OK && problem_of(&bad, wrong[i].field));
	}
	same_int(number(w, "SELECT COUNT(*) FROM report"), before);
	world_free(w);
}

/* --- for good ----------------------------------------------------------------------------------------------------------- */

TEST(a_frozen_report_stays_and_later_changes_of_the_data_stand_beside_it)
{
	struct world *w = full_house();
	struct programme p = project(w, "projekt-frise");
	struct report_due d = due_on(w, &p, day_of(2016, 3, 1));
	struct report_frozen before, after;
	struct report r;
	struct answer a;
	const char *page = at(w, &p, "en", arena_printf(w->arena, "/reports/%lld", (long long)d.report).p);

	ok(report_get(w->ctx, &p, d.report, &r) == OK && str_same(r.state, "final"));
	ok(report_frozen(w->ctx, &r, &before) == OK && before.whole && before.figures.held > 100);
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", page, NULL);
	same_int(a.status, 200);
	ok(says(a, "Checksum") && says(a, "Der er nu grupper i alle fem kommuner") && !says(a, "The data has changed since"));
	/* Somebody corrects an evening of that year: twenty came, not so many as was written. */
	w->ctx->who = &w->who;
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE evening SET heads = heads + 20 WHERE day = (SELECT MIN(e.day) FROM evening e JOIN meeting m"
		" ON m.id = e.meeting WHERE m.org = %lld AND e.day >= '2015-02-01' AND e.state = 'held') AND state = 'held'"
		" AND meeting IN (SELECT id FROM meeting WHERE org = %lld)", (long long)p.org, (long long)p.org).p) == OK);
	world_commit(w);
	a = visit(w, "GET", page, NULL);
	ok(says(a, "The data has changed since") && says(a, "Who came, added up over the evenings:"));
	w->ctx->who = &w->who;
	ok(report_frozen(w->ctx, &r, &after) == OK && after.whole);
	ok(str_eq(before.figures_text, after.figures_text) && str_eq(before.hash, after.hash));
	world_free(w);
}

TEST(storage_keeps_what_was_sent_in_and_a_changed_one_is_seen_by_its_checksum)
{
	static const char *const knives[] = {
		"UPDATE report_final SET figures = 'held 1'", "UPDATE report_final SET hash = 'x'", "DELETE FROM report_final",
		"UPDATE report SET done = 'pynt' WHERE state = 'final'", "UPDATE report SET state = 'draft' WHERE state = 'final'",
	};
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	struct report r = draft(w, &p, day_of(2017, 1, 1));
	struct problems bad = { 0 };
	struct report_frozen f;
	int64_t all, broken;

	ok(report_freeze(w->ctx, &p, r.id, &bad) == OK && !bad.n);
	for (size_t i = 0; i < sizeof knives / sizeof *knives; i++)
		ok(hand(w, knives[i]) != OK);
	ok(report_verify(w->ctx, &all, &broken) == OK && all >= 1 && !broken);
	/* A knife that takes the lock off first. */
	ok(hand(w, db_is_pg(w->ctx->db) ? "ALTER TABLE report_final DISABLE TRIGGER ALL; UPDATE report_final SET figures = figures || 'held 9'" :
		"DROP TRIGGER report_final_kept; UPDATE report_final SET figures = figures || 'held 9'") == OK);
	ok(report_verify(w->ctx, &all, &broken) == OK);
	same_int(broken, all);
	ok(report_get(w->ctx, &p, r.id, &r) == OK && report_frozen(w->ctx, &r, &f) == OK && !f.whole);
	world_free(w);
}

TEST(a_report_is_frozen_once_and_only_when_its_period_is_over)
{
	struct world *w = house();
	struct programme p = project(w, "stofmisbrugspakken");
	struct report r = { .name = S("Årets"), .due_day = day_of(2017, 2, 1), .from_day = day_of(2016, 10, 1), .to_day = day_of(2016, 12, 31) };
	struct problems bad = { 0 };
	int64_t events;

	ok(report_add(w->ctx, &p, &r, &bad) == OK && !bad.n);
	ok(report_freeze(w->ctx, &p, r.id, &bad) == OK && problem_of(&bad, "to_day"));
	same_int(number(w, "SELECT COUNT(*) FROM report_final"), 0);
	bad.n = 0;
	r.to_day = day_of(2016, 11, 30);
	ok(report_save(w->ctx, &p, &r, &bad) == OK && !bad.n);
	ok(report_freeze(w->ctx, &p, r.id, &bad) == OK && !bad.n);
	events = number(w, "SELECT COUNT(*) FROM event");
	ok(report_freeze(w->ctx, &p, r.id, &bad) == OK && !bad.n);
	same_int(number(w, "SELECT COUNT(*) FROM event"), events);
	ok(report_save(w->ctx, &p, &r, &bad) == OK && problem_of(&bad, "name"));
	world_free(w);
}

TEST(a_draft_is_begun_written_and_frozen_on_pages)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde"), other = project(w, "projekt-frise");
	struct report_due d = due_on(w, &p, day_of(2016, 12, 31));
	struct answer a;
	const char *one;

	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", at(w, &p, "da", "/reports"), NULL);
	same_int(a.status, 200);
	ok(says(a, "Projektregnskab og evaluering") && says(a, "om 19 dage"));
	a = post(w, at(w, &p, "da", "/reports/begin"), arena_printf(w->arena, "book=%lld&day=2016-12-31&how=draft", (long long)d.book).p);
	same_int(a.status, 303);
	one = arena_z(w->arena, a.location);
	a = visit(w, "GET", one, NULL);
	ok(says(a, "Januar 2016") && says(a, "1.1.2016") && says(a, "31.10.2016"));
	a = post(w, one, "name=Regnskab&due_day=31.12.2016&from_day=2.1.2016&to_day=31.10.2016&done=Meget");
	same_int(a.status, 422);
	ok(says(a, "hele måneder") && says(a, "Meget"));
	same_int(post(w, one, "name=Regnskab&due_day=31.12.2016&from_day=1.1.2016&to_day=31.10.2016&done=Meget").status, 303);
	same_int(post(w, arena_printf(w->arena, "%s/final", one).p, "").status, 303);
	a = visit(w, "GET", one, NULL);
	ok(says(a, "Meget") && says(a, "Kontrolsum") && !says(a, "<textarea"));
	same_int(post(w, one, "name=Nyt&due_day=31.12.2016&from_day=1.1.2016&to_day=31.10.2016").status, 422);
	/* Not under another programme, and not by those who do not keep it. */
	same_int(post(w, at(w, &p, "da", "/reports"), "name=Halv&due_day=1.2.2017&from_day=1.1.2016&to_day=31.1.2016").status, 303);
	same_int(post(w, at(w, &other, "da", "/reports"), "name=Halv&due_day=1.2.2017&from_day=1.1.2016&to_day=31.1.2016").status, 403);
	world_log_in(w, "bo", ROLE_COORDINATOR, other.org, 0);
	same_int(visit(w, "GET", one, NULL).status, 403);
	world_free(w);
}

/* --- the orderly end ------------------------------------------------------------------------------------------------------ */

static int64_t open_of(struct world *w, const struct programme *p, const char *code)
{
	struct report_point *points;
	size_t n;

	ok(report_points(w->ctx, p, &points, &n) == OK);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(points[i].code, code))
			return points[i].open;
	ok(false);
	return -1;
}

/* October 2016 is the one month of the grants that is open. */
static void close_books(struct world *w, const struct programme *p)
{
	struct report_due *dues;
	struct grant_book b;
	struct problems bad = { 0 };
	size_t n;

	ok(report_dues(w->ctx, p, &dues, &n) == OK && grant_get(w->ctx, dues[0].book, &b) == OK);
	ok(grant_lock_month(w->ctx, &b, day_of(2016, 10, 1), &bad) == OK && !bad.n);
}

/* Everything that is open is settled, each by the verb that its page uses. */
static void settle(struct world *w, const struct programme *p, const char *but)
{
	static const char *const codes[] = { "volunteers", "consents", "vouchers", "thanks" };
	struct problems bad = { 0 };
	struct report_group *groups;
	struct report_due *dues;
	struct report r;
	size_t n;

	if (strcmp(but, "books"))
		close_books(w, p);
	ok(report_groups(w->ctx, p, &groups, &n) == OK && n > 0);
	for (size_t i = strcmp(but, "groups") ? 0 : 1; i < n; i++)
		ok(report_group_decide(w->ctx, p, groups[i].meeting, groups[i].org, &bad) == OK && !bad.n);
	ok(report_dues(w->ctx, p, &dues, &n) == OK);
	for (size_t i = 0; i < n - !strcmp(but, "reports"); i++)
		if (!dues[i].report)
			ok(report_begin(w->ctx, p, dues[i].book, dues[i].day, true, &r) == OK);
	for (size_t i = strcmp(but, "decisions") ? 0 : 1; i < 4; i++)
		ok(report_decide(w->ctx, p, str_of(codes[i]), i == 0 ? S("delete") : i == 3 ? S("done") : S("keep"), i == 3 ? DAY_NONE : day_of(2017, 1, 31), &bad) == OK && !bad.n);
}

TEST(a_programme_with_open_points_cannot_be_closed_and_every_point_says_what_to_do)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde");
	struct answer a;

	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = post(w, at(w, &p, "en", "/end"), "");
	same_int(a.status, 422);
	ok(says(a, "Freeze each report, or say that it was sent in another way.") && says(a, "Say who owns each group now") && says(a, "Say what data is kept until when"));
	same_int(number(w, "SELECT COUNT(*) FROM report_end"), 0);
	a = visit(w, "GET", at(w, &p, "da", "/end"), NULL);
	same_int(a.status, 200);
	ok(says(a, "En ordentlig afslutning"));
	world_free(w);
}

TEST(one_open_point_of_each_kind_is_enough_to_refuse)
{
	static const char *const kinds[] = { "groups", "reports", "decisions", "corrections", "evenings", "books" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct world *w = house();
		struct programme p = project(w, "projekt-varde");
		struct problems bad = { 0 };
		settle(w, &p, kinds[i]);
		ok(db_script(w->ctx, "UPDATE verify_report SET closed_at = at, answer = 'mended' WHERE closed_at IS NULL") == OK);
		if (!strcmp(kinds[i], "corrections"))
			ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE verify_report SET closed_at = NULL, answer = '', listing ="
				" (SELECT MIN(id) FROM meeting WHERE org = %lld) WHERE id = (SELECT MIN(id) FROM verify_report)", (long long)p.org).p) == OK);
		if (!strcmp(kinds[i], "evenings"))
			ok(db_script(w->ctx, arena_printf(w->arena, "INSERT INTO evening_series (meeting, from_day, changed_at)"
				" SELECT MIN(id), '2016-10-20', 0 FROM meeting WHERE org = %lld AND state = 'running' AND rhythm = 'weekly'", (long long)p.org).p) == OK);
		ok(open_of(w, &p, kinds[i]) >= 1);
		ok(report_close(w->ctx, &p, &bad) == OK && problem_of(&bad, kinds[i]));
		same_int(number(w, "SELECT COUNT(*) FROM report_end"), 0);
		world_free(w);
	}
}

TEST(with_nothing_open_it_is_closed_once_after_its_last_day)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde"), running = p;
	struct problems bad = { 0 };
	int64_t at_, events;

	settle(w, &p, "");
	ok(db_script(w->ctx, "UPDATE verify_report SET closed_at = at, answer = 'mended' WHERE closed_at IS NULL") == OK);
	running.last_day = day_of(2016, 12, 12);
	ok(report_close(w->ctx, &running, &bad) == OK && problem_of(&bad, "end"));
	bad.n = 0;
	running.last_day = DAY_NONE;
	ok(report_close(w->ctx, &running, &bad) == OK && problem_of(&bad, "end"));
	bad.n = 0;
	ok(report_close(w->ctx, &p, &bad) == OK);
	for (size_t i = 0; i < bad.n; i++)
		print_error("%s: %s\n", bad.at[i].field, bad.at[i].text);
	same_int(bad.n, 0);
	ok(report_closed(w->ctx, &p, &at_) == OK && at_ == TEST_NOW);
	events = number(w, "SELECT COUNT(*) FROM event");
	ok(report_close(w->ctx, &p, &bad) == OK && !bad.n);
	same_int(number(w, "SELECT COUNT(*) FROM event"), events);
	/* What was to be deleted comes back on its day, until it is done. */
	world_clock(w, TEST_NOW + INT64_C(50) * 86400);
	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "To be deleted: What is stored about volunteers."));
	same_int(post(w, at(w, &p, "en", "/end/points/volunteers"), "what=keep&day=1.1.2020").status, 422);
	same_int(post(w, at(w, &p, "en", "/end/points/volunteers"), "what=done").status, 303);
	ok(!says(visit(w, "GET", "/en/work", NULL), "To be deleted"));
	world_free(w);
}

TEST(a_group_that_ends_or_moves_is_open_until_that_is_so)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-varde");
	struct problems bad = { 0 };
	struct report_group *groups;
	struct org other;
	size_t n;
	int64_t before;

	ok(org_of_name(w->ctx, S("Medmisbrug"), &other) == OK);
	ok(report_groups(w->ctx, &p, &groups, &n) == OK && n >= 2);
	before = open_of(w, &p, "groups");
	same_int(before, n);
	ok(report_group_decide(w->ctx, &p, groups[0].meeting, groups[0].org, &bad) == OK && !bad.n);
	same_int(open_of(w, &p, "groups"), before - 1);
	ok(report_group_decide(w->ctx, &p, groups[1].meeting, other.id, &bad) == OK && !bad.n);
	same_int(open_of(w, &p, "groups"), before - 1);
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE meeting SET org = %lld WHERE id = %lld", (long long)other.id, (long long)groups[1].meeting).p) == OK);
	same_int(open_of(w, &p, "groups"), before - 2);
	ok(report_group_decide(w->ctx, &p, groups[0].meeting, 0, &bad) == OK && !bad.n);
	same_int(open_of(w, &p, "groups"), before - 1);
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE meeting SET last_day = '2016-12-31' WHERE id = %lld", (long long)groups[0].meeting).p) == OK);
	same_int(open_of(w, &p, "groups"), before - 2);
	/* A group of somebody else is no matter of this programme. */
	same_int(report_group_decide(w->ctx, &p, number(w, "SELECT MIN(m.id) FROM meeting m JOIN org o ON o.id = m.org WHERE o.name = 'Frise'"), 0, &bad), ERR_NOT_FOUND);
	world_free(w);
}

TEST(the_demonstration_begins_again_without_what_was_frozen)
{
	struct world *w = full_house();

	same_int(number(w, "SELECT COUNT(*) FROM report_final"), 1);
	ok(number(w, "SELECT COUNT(*) FROM diary_note WHERE struck_at IS NOT NULL") == 1);
	ok(demo_fill(w->ctx) == OK);
	same_int(number(w, "SELECT COUNT(*) FROM report_final"), 0);
	same_int(number(w, "SELECT COUNT(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM programme p WHERE p.id = r.programme)"), 0);
	same_int(number(w, "SELECT COUNT(*) FROM diary_note WHERE struck_at IS NOT NULL"), 1);
	world_free(w);
}
