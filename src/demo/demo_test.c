/* demo_test.c -- the demonstration tells what the plan says it tells, and begins again as it was. */
#include "world.h"
#include "account/account.h"
#include "demo/demo.h"
#include "demo/demo_tables.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "verify/verify.h"

#include <stdlib.h>

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	w->who.demo = true;
	same_int(demo_fill(w->ctx), OK);
	return w;
}

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

static struct meeting series(struct world *w, const char *slug)
{
	struct meeting m;

	ok(meeting_of_slug(w->ctx, str_of(slug), &m) == OK);
	return m;
}

TEST(the_programme_has_27_series_of_which_25_run_in_ten_municipalities)
{
	struct world *w = demo_world();
	int n = 0;

	for (const struct demo_group *g = demo_groups; g->slug; g++)
		n++;
	same_int(n, 27);
	same_text(ask(w, "SELECT COUNT(*) FROM meeting m JOIN org o ON o.id = m.org "
			 "WHERE o.name <> 'Nabogrupperne' AND m.state = 'running'"), "25");
	same_text(ask(w, "SELECT COUNT(*) FROM meeting m JOIN org o ON o.id = m.org "
			 "WHERE o.name <> 'Nabogrupperne' AND m.state = 'ended'"), "2");
	same_text(ask(w, "SELECT COUNT(DISTINCT m.org) FROM meeting m JOIN org o ON o.id = m.org "
			 "WHERE o.name <> 'Nabogrupperne'"), "5");
	same_text(ask(w, "SELECT COUNT(DISTINCT m.area) FROM meeting m JOIN org o ON o.id = m.org "
			 "WHERE o.name <> 'Nabogrupperne' AND m.state = 'running'"), "10");
	world_free(w);
}

TEST(groups_lie_in_the_municipalities_as_the_plan_splits_them)
{
	static const struct {
		const char *code, *running;
	} plan[] = {
		{ "DK-430", "2" }, { "DK-561", "3" }, { "DK-101", "5" }, { "DK-147", "2" }, { "DK-573", "2" },
		{ "DK-751", "4" }, { "DK-550", "1" }, { "DK-260", "1" }, { "DK-173", "2" }, { "DK-159", "3" },
	};
	struct world *w = demo_world();

	for (size_t i = 0; i < sizeof plan / sizeof *plan; i++)
		same_text(ask(w, arena_printf(w->arena, "SELECT COUNT(*) FROM meeting m JOIN org o ON o.id = m.org JOIN area a ON a.id = m.area "
					      "WHERE o.name <> 'Nabogrupperne' AND m.state = 'running' AND a.code = '%s'", plan[i].code).p),
			  plan[i].running);
	world_free(w);
}

static int running_on(const char *day)
{
	int n = 0;

	for (const struct demo_group *g = demo_groups; g->slug; g++)
		n += strcmp(g->began, day) <= 0 && (!g->last || strcmp(g->last, day) > 0);
	return n;
}

TEST(the_groups_grew_as_the_plan_says)
{
	same_int(running_on("2014-03-31"), 3);
	same_int(running_on("2014-12-31"), 9);
	same_int(running_on("2015-12-31"), 17);
	same_int(running_on("2016-10-31"), 25);
}

TEST(every_series_begins_on_a_day_of_its_own)
{
	const struct demo_group *tables[] = { demo_groups, demo_neighbours };

	for (size_t i = 0; i < 2; i++)
		for (const struct demo_group *g = tables[i]; g->slug; g++) {
			day_t day = day_parse(str_of(g->began));
			ok(day != DAY_NONE);
			if (!g->rhythm)
				ok(meeting_weekday_bits(str_of(g->days)) >> day_weekday(day) & 1);
			ok(DEMO_START - (int64_t)g->confirmed * 86400 > (int64_t)(day - 14) * 86400);
			ok(strlen(g->da) && strlen(g->en));
		}
}

TEST(every_group_meets_within_two_weeks_and_the_rural_one_alternates)
{
	struct world *w = demo_world();
	struct occurrence ringe[4], korinth[4];
	struct timetable t;
	struct meeting m;

	for (const struct demo_group *g = demo_groups; g->slug; g++) {
		struct occurrence next;
		m = series(w, g->slug);
		ok(meeting_timetable(w->ctx, &m, &t) == OK);
		same_int(occurrences(&t, DEMO_START, DEMO_START + 14 * 86400, false, &next, 1), g->last ? 0 : 1);
		if (!g->last)
			same_int(next.duration_min, 90);
	}
	m = series(w, "torsdagsgruppen-ringe");
	ok(meeting_timetable(w->ctx, &m, &t) == OK);
	same_int(occurrences(&t, DEMO_START, DEMO_START + 70 * 86400, false, ringe, 4), 4);
	m = series(w, "torsdagsgruppen-korinth");
	ok(meeting_timetable(w->ctx, &m, &t) == OK);
	same_int(occurrences(&t, DEMO_START, DEMO_START + 70 * 86400, false, korinth, 4), 4);
	for (int i = 0; i < 3; i++)
		same_int(abs(ringe[i].day - korinth[i].day), 7);
	world_free(w);
}

TEST(fresh_old_hidden_reported_cancelled_and_moved_all_occur)
{
	struct world *w = demo_world();
	struct verify_state v;
	int n[4] = { 0 };

	for (const struct demo_group *g = demo_groups; g->slug; g++)
		if (!g->last)
			n[meeting_freshness(series(w, g->slug).verified_at, DEMO_START)]++;
	ok(n[FRESH] > 15);
	ok(n[FRESH_OLD] >= 3);
	same_int(n[FRESH_HIDDEN], 1);
	same_int(n[FRESH_NEVER], 0);
	ok(verify_state(w->ctx, series(w, "torsdagsgruppen-koebenhavn").id, &v) == OK);
	same_int(v.reports_today, 1);
	same_text(ask(w, "SELECT COUNT(*) FROM meeting_exception WHERE kind = 'cancelled' AND day = '2016-12-12'"), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM meeting_exception WHERE kind = 'moved' AND new_day = '2016-12-22'"), "1");
	world_free(w);
}

TEST(nothing_in_it_can_be_mistaken_for_a_real_place_or_number)
{
	for (const struct demo_place *p = demo_place_rows; p->name; p++)
		ok(strstr(p->address, "Prøve") || strstr(p->address, "Eksempel") || strstr(p->address, "eksempel"));
	for (const struct demo_group *tables[] = { demo_groups, demo_neighbours }, **g = tables; g < tables + 2; g++)
		for (const struct demo_group *row = *g; row->slug; row++) {
			ok(!row->phone || !strncmp(row->phone, "00 00 00 ", 9));
			ok(!row->dial || !strncmp(row->dial, "00 00 00 ", 9));
			ok(!row->join || !strncmp(row->join, "https://example.org/", 20));
		}
}

TEST(many_methods_stand_side_by_side)
{
	struct world *w = demo_world();
	int64_t n;

	ok(str_int(ask(w, "SELECT COUNT(DISTINCT method) FROM meeting WHERE state = 'running'"), &n));
	ok(n >= 12);
	ok(str_int(ask(w, "SELECT COUNT(DISTINCT rhythm) FROM meeting WHERE state = 'running'"), &n));
	same_int(n, 6);
	ok(str_int(ask(w, "SELECT COUNT(DISTINCT mode) FROM meeting WHERE state = 'running'"), &n));
	same_int(n, 4);
	world_free(w);
}

TEST(the_log_ins_that_are_shown_open_the_door_with_their_roles)
{
	struct world *w = demo_world();

	for (const struct account_demo_login *l = account_demo_logins; l->name; l++) {
		struct str body = arena_printf(w->arena, "name=%s&passphrase=kun+en+demonstration", l->name);
		struct answer a = visit(w, "POST", "/da/login", body.p);
		same_int(a.status, 303);
		ok(str_starts(a.cookie, S("samhold=")));
		ok(says(visit(w, "GET", "/da/login", NULL), l->name));
	}
	ok(str_int(ask(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'administrator' AND org = 0"), &(int64_t){ 0 }));
	same_text(ask(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'administrator' AND org = 0"), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'coordinator' AND org <> 0"), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'keeper' AND org <> 0"), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'technical' AND org = 0"), "1");
	world_free(w);
}

/* What a visitor can see, as one text; the keys of forms are new each time. */
static struct str picture(struct world *w)
{
	static const struct str mark = S("name=\"key\" value=\"");
	struct str page = visit(w, "GET", "/da/find?when=any&place=Aarhus", NULL).body;
	char *p = arena_z(w->arena, page);
	size_t at = 0;

	ok(str_index(page, S("Tirsdagsgruppen i Aarhus"), 0) != SIZE_MAX);
	while ((at = str_index(page, mark, at)) != SIZE_MAX)
		for (at += mark.n; p[at] != '"'; at++)
			p[at] = '-';
	return (struct str){ p, page.n };
}

static int64_t account_named(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a.id;
}

TEST(the_links_of_partners_that_are_shown_open_with_their_digits_also_when_it_began_again)
{
	struct world *w = demo_world();
	struct problems bad = { 0 };
	struct answer a;

	ok(account_leave(w->ctx, account_named(w, account_demo_doors[0].name), &bad) == OK && !bad.n);
	same_int(demo_fill(w->ctx), OK);
	for (const struct account_demo_door *d = account_demo_doors; d->name; d++) {
		const char *door = arena_printf(w->arena, "/da/p/%s", d->token).p;
		ok(says(visit(w, "GET", "/da/login", NULL), door));
		same_int(visit(w, "POST", door, "digits=654321").status, 422);
		a = visit(w, "POST", door, arena_printf(w->arena, "digits=%s", d->digits).p);
		same_int(a.status, 303);
		ok(a.cookie.n > 0);
	}
	same_text(ask(w, "SELECT COUNT(*) FROM sender"), "2");
	w->folder.house.demo = false;
	ok(!says(visit(w, "GET", "/da/login", NULL), account_demo_doors[0].token));
	world_free(w);
}

TEST(beginning_again_takes_away_what_was_done_and_brings_back_what_was_lost)
{
	struct world *w = demo_world();
	struct str before = picture(w), code;
	struct problems bad = { 0 };
	struct meeting m = series(w, "tirsdagsgruppen-aarhus"), more = m;
	struct org org = { .name = S("Ny forening"), .kind = S("association") };

	m.name = S("Noget helt andet");
	ok(meeting_save(w->ctx, &m, &bad) == OK && !bad.n);
	more.id = 0;
	more.slug = S("");
	ok(meeting_save(w->ctx, &more, &bad) == OK && !bad.n);
	m = series(w, "mandagsgruppen-aarhus");
	ok(meeting_end(w->ctx, &m, day_of(2016, 12, 1), &bad) == OK && !bad.n);
	ok(verify_report_add(w->ctx, series(w, "broen-aarhus").id, S("locked"), S("x"), 77) == OK);
	ok(org_save(w->ctx, &org, &bad) == OK && !bad.n);
	ok(account_invite(w->ctx, S("Gæst"), "da", ROLE_ADMINISTRATOR, 0, 0, &code, &bad) == OK && !bad.n);
	ok(!str_eq(before, picture(w)));

	same_int(demo_fill(w->ctx), OK);
	ok(str_eq(before, picture(w)));
	same_text(series(w, "tirsdagsgruppen-aarhus").name, "Tirsdagsgruppen i Aarhus");
	same_text(ask(w, "SELECT COUNT(*) FROM meeting"), "50");
	same_text(ask(w, "SELECT state FROM org WHERE name = 'Ny forening'"), "ended");
	same_text(ask(w, "SELECT COUNT(*) FROM account WHERE state <> 'former'"), "11");
	same_text(ask(w, "SELECT COUNT(*) FROM verify_report"), "4");
	world_free(w);
}

TEST(beginning_again_twice_changes_nothing_more)
{
	struct world *w = demo_world();
	struct str before;

	same_int(demo_fill(w->ctx), OK);
	before = picture(w);
	same_int(demo_fill(w->ctx), OK);
	ok(str_eq(before, picture(w)));
	same_text(ask(w, "SELECT COUNT(*) FROM location"), "53");
	same_text(ask(w, "SELECT COUNT(*) FROM org"), "38");
	world_free(w);
}

TEST(a_real_folder_cannot_be_filled_with_a_demonstration)
{
	struct world *w = world_new();

	same_int(demo_fill(w->ctx), ERR_DENIED);
	same_text(ask(w, "SELECT COUNT(*) FROM org"), "0");
	world_free(w);
}

TEST(two_demonstrations_are_the_same_to_the_last_id)
{
	struct world *w = demo_world(), *other;
	static const char all_ids[] = "SELECT MIN(id) + MAX(id) + COUNT(*) FROM meeting";
	int64_t ids, again;

	ok(str_int(ask(w, all_ids), &ids));
	world_free(w);
	other = demo_world();
	ok(str_int(ask(other, all_ids), &again));
	same_int(ids, again);
	world_free(other);
}

/* --- every way in it leads somewhere -------------------------------------------------------------------- */

enum { PAGES_MOST = 2400, QUERIES_MOST = 40 };

struct crawl {
	struct world *w;
	struct str *pages;
	size_t n, queries;
};

/* Pages with a query are without number: some of them are enough. */
static void add_page(struct crawl *c, struct str address)
{
	char *p = arena_alloc(c->w->arena, address.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < address.n && address.p[i] != '#'; i++) {
		p[n++] = address.p[i];
		if (str_starts(str_slice(address, i, address.n), S("&amp;")))
			i += 4;
	}
	address = (struct str){ p, n };
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->pages[i], address))
			return;
	if (str_index(address, S("?"), 0) != SIZE_MAX && c->queries++ >= QUERIES_MOST)
		return;
	ok(c->n < PAGES_MOST);
	c->pages[c->n++] = address;
}

static void add_marked(struct crawl *c, struct str page, struct str mark)
{
	size_t at = 0;

	while ((at = str_index(page, mark, at)) != SIZE_MAX) {
		size_t end = str_index(page, S("\""), at += mark.n);
		struct str address = str_slice(page, at, end);
		if (str_starts(address, S("/")))
			add_page(c, address);
	}
}

TEST(every_link_that_a_visitor_sees_leads_to_a_page)
{
	struct world *w = demo_world();
	struct crawl c = { .w = w, .pages = arena_array(w->arena, PAGES_MOST, struct str) };

	add_page(&c, S("/da/"));
	add_page(&c, S("/en/"));
	for (size_t i = 0; i < c.n; i++) {
		struct answer a = visit(w, "GET", c.pages[i].p, NULL);
		if (a.status != 200 && a.status != 303)
			print_error("%.*s answers %d\n", STR_ARG(c.pages[i]), a.status);
		ok(a.status == 200 || a.status == 303);
		if (!str_starts(a.type, S("text/html")))
			continue;
		add_marked(&c, a.body, S("href=\""));
		add_marked(&c, a.body, S("method=\"get\" action=\""));
		add_marked(&c, a.body, S("class=\"search card\" action=\""));
	}
	ok(c.n > 150);
	world_free(w);
}
