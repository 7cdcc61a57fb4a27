/* rights_test.c -- somebody takes out everything that is kept of them, puts it right, and is forgotten in time. */
#include "world.h"
#include "seeded.h"
#include "contact/contact.h"
#include "event/event.h"
#include "json/json.h"
#include "rights/rights.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 86400 };

static struct str ask(struct world *w, const char *sql)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer.p ? answer : S("");
}

static const char *tables_sql(struct world *w)
{
	return db_is_pg(w->ctx->db) ?
		"SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY table_name, ordinal_position) FROM information_schema.columns"
		" WHERE table_schema = 'public' AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'participant'"
		" AND table_schema = 'public' UNION SELECT 'participant' UNION SELECT 'event') AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')" :
		"SELECT group_concat(m.name || '.' || p.name, ' ') FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
		" AND (m.name IN ('participant', 'event') OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) q WHERE q.name = 'participant'))";
}

TEST(every_column_about_a_person_goes_out_or_stays_for_a_reason_that_is_said)
{
	struct world *w = world_new();
	struct str all = ask(w, tables_sql(w)), one, table;
	int missing = 0, seen = 0;

	while (str_cut(&all, ' ', &one)) {
		struct str column = one;
		str_cut(&column, '.', &table);
		seen++;
		if (rights_knows(arena_z(w->arena, table), column))
			continue;
		missing++;
		print_error("%.*s is in no row of src/rights/table.c: what is the person shown of it?\n", STR_ARG(one));
	}
	same_int(missing, 0);
	ok(seen > 150);
	world_free(w);
}

TEST(no_row_of_the_table_is_about_something_that_is_gone)
{
	struct world *w = world_new();

	for (size_t i = 0; rights_table(i); i++)
		same_text(ask(w, arena_printf(w->arena, db_is_pg(w->ctx->db) ? "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = '%s'" :
			"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '%s'", rights_table(i)).p), "1");
	world_free(w);
}

/* --- somebody with a name, a number and a day behind them -------------------------------------------------------- */

static struct participant known(struct world *w)
{
	struct participant p = { .nickname = S("Falk"), .role = S("person"), .lang = S("da") };
	struct contact_channel c = { .type = S("phone"), .address = S("12345699"), .shown_name = S("Fru Falk"), .weekdays = 127, .from_min = 540,
				     .to_min = 1200, .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	ok(participant_new(w->ctx, &p, &bad) == OK && !bad.n);
	ok(participant_up(w->ctx, p.id, S("Frederikke Falk"), S("self"), &bad) == OK && !bad.n);
	c.participant = p.id;
	ok(contact_add(w->ctx, &c, &bad) == OK && !bad.n);
	return p;
}

static void come_in(struct world *w, int64_t id)
{
	struct str token;

	ok(participant_session_begin(w->ctx, id, &token) == OK);
	w->cookie = arena_str(w->arena, token);
}

TEST(with_the_key_one_takes_out_everything_also_what_is_sealed)
{
	struct world *w = world_new();
	struct participant p = known(w);
	struct answer page, file;
	struct json j;

	come_in(w, p.id);
	page = visit(w, "GET", "/en/mine/rights/copy", NULL);
	same_int(page.status, 200);
	ok(says(page, "Frederikke Falk") && says(page, "+4512345699") && says(page, "Fru Falk") && says(page, "Falk"));
	ok(str_index(answer_header(page, "Cache-Control"), S("no-store"), 0) != SIZE_MAX);
	file = visit(w, "GET", "/da/mine/rights/copy.json", NULL);
	ok(says(file, "Frederikke Falk") && says(file, "contact_channel") && says(file, "left_out"));
	ok(json_parse(w->arena, file.body, &j, NULL) == OK);
	ok(str_starts(answer_header(file, "Content-Disposition"), S("attachment")));
	world_free(w);
}

/* Of each sealed text, in its place: one that stood elsewhere would not open. */
TEST(the_copy_of_everybody_in_the_story_can_be_made_and_every_sealed_text_opens)
{
	struct world *w = seeded_world();
	struct str all, one;
	size_t records = 0;
	int64_t id;

	all = ask(w, db_is_pg(w->ctx->db) ? "SELECT string_agg(id::text, ' ') FROM participant WHERE erased_at IS NULL" :
		"SELECT group_concat(id, ' ') FROM participant WHERE erased_at IS NULL");
	while (str_cut(&all, ' ', &one)) {
		struct rights_copy c;
		ok(str_int(one, &id));
		if (rights_copy(w->ctx, id, &c))
			print_error("%.*s: %s\n", STR_ARG(one), w->ctx->why);
		same_int(rights_copy(w->ctx, id, &c), OK);
		for (size_t i = 0; i < c.nparts; i++)
			records += c.parts[i].n;
	}
	ok(records > 50);
	world_free(w);
}

TEST(nobody_takes_out_anything_without_the_key)
{
	struct world *w = world_new();
	struct participant p = known(w);

	same_int(visit(w, "GET", "/en/mine/rights/copy", NULL).status, 303);
	same_int(visit(w, "GET", "/en/mine/rights/copy.json", NULL).status, 303);
	world_log_in(w, "Else", ROLE_DATA_PROTECTION, 0, 0);
	same_int(visit(w, "GET", arena_printf(w->arena, "/en/work/persons/%lld/rights", (long long)p.id).p, NULL).status, 403);
	world_free(w);
}

TEST(the_copy_is_not_written_to_the_house_by_being_made)
{
	struct world *w = seeded_world();
	struct dump before = seeded_before(w), after;
	const char *differs;

	seeded_as(w, RECEIVER);
	same_int(visit(w, "GET", "/en/mine/rights/copy", NULL).status, 200);
	after = seeded_dump(w);
	differs = dump_differs(&before, &after);
	ok(!differs);
	world_free(w);
}

TEST(a_name_is_put_right_and_a_number_is_not_used_any_more)
{
	struct world *w = world_new();
	struct participant p = known(w);
	struct contact_channel *ways;
	size_t n;

	ok(contact_list(w->ctx, p.id, 1, &ways, &n) == OK && n == 1);
	come_in(w, p.id);
	same_int(post(w, "/en/mine/rights/name", "name=Freja+Falk").status, 303);
	ok(says(visit(w, "GET", "/en/mine/rights", NULL), "Freja Falk"));
	same_int(post(w, arena_printf(w->arena, "/en/mine/rights/ways/%lld", (long long)ways[0].id).p, "").status, 303);
	ok(says(visit(w, "GET", "/en/mine/rights", NULL), "Is not used"));
	world_free(w);
}

/* --- what somebody here does --------------------------------------------------------------------------------------- */

static int64_t the_request(struct world *w)
{
	int64_t id;

	ok(str_int(ask(w, "SELECT MAX(id) FROM rights_request"), &id));
	return id;
}

TEST(what_is_wrong_is_answered_within_thirty_days_by_somebody_with_a_name)
{
	struct world *w = world_new();
	struct participant p = known(w);
	struct answer a;
	int64_t id;

	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	come_in(w, p.id);
	same_int(post(w, "/en/mine/rights/correction", "words=I+moved+to+Varde").status, 303);
	id = the_request(w);
	same_text(ask(w, "SELECT COUNT(*) FROM rights_request WHERE words LIKE '%Varde%'"), "0");
	ok(str_index(ask(w, "SELECT due_at - made_at FROM task WHERE kind = 'right'"), S("2592000"), 0) == 0);
	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "Their own rights"));
	ok(says(visit(w, "GET", arena_printf(w->arena, "/en/work/rights/%lld", (long long)id).p, NULL), "I moved to Varde"));
	a = post(w, arena_printf(w->arena, "/en/work/rights/%lld", (long long)id).p, "result=kept");
	same_int(a.status, 422);
	ok(says(a, "Say why it stays as it is"));
	same_int(post(w, arena_printf(w->arena, "/en/work/rights/%lld", (long long)id).p, "result=kept&answer=It+says+so+already").status, 303);
	same_text(ask(w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	come_in(w, p.id);
	ok(says(visit(w, "GET", "/en/mine/rights", NULL), "It says so already"));
	world_free(w);
}

TEST(a_copy_that_somebody_hands_over_is_a_look_that_the_person_sees)
{
	struct world *w = world_new();
	struct participant p = known(w);
	const char *here = arena_printf(w->arena, "/en/work/persons/%lld/rights", (long long)p.id).p, *one;

	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	same_int(post(w, here, "kind=copy").status, 422);
	same_int(post(w, here, "kind=copy&present=1").status, 303);
	/* Asked twice, it is one. */
	same_int(post(w, here, "kind=copy&present=1").status, 303);
	same_text(ask(w, "SELECT COUNT(*) FROM rights_request"), "1");
	one = arena_printf(w->arena, "/en/work/rights/%lld", (long long)the_request(w)).p;
	ok(says(post(w, arena_printf(w->arena, "%s/copy", one).p, ""), "Frederikke Falk"));
	same_int(post(w, one, "result=given").status, 303);
	come_in(w, p.id);
	ok(says(visit(w, "GET", "/en/mine/consents", NULL), "your page here"));
	world_free(w);
}

TEST(whoever_serves_somebody_shields_them_and_no_page_of_theirs_says_so)
{
	struct world *w = world_new();
	struct participant p = known(w), now;
	const char *here = arena_printf(w->arena, "/en/work/persons/%lld/", (long long)p.id).p;

	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	same_int(post(w, arena_printf(w->arena, "%sshield", here).p, "shield=1").status, 303);
	same_int(post(w, arena_printf(w->arena, "%scalled", here).p, "nickname=Freja").status, 303);
	ok(participant_find(w->ctx, p.id, &now) == OK && now.shielded);
	same_text(now.nickname, "Freja");
	come_in(w, p.id);
	ok(!says(visit(w, "GET", "/en/mine", NULL), "shield") && !says(visit(w, "GET", "/en/mine/gates", NULL), "shield"));
	world_free(w);
}

TEST(an_end_that_was_asked_for_erases_and_what_was_asked_cannot_be_read)
{
	struct world *w = world_new();
	struct participant p = known(w), gone;

	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	same_int(post(w, arena_printf(w->arena, "/en/work/persons/%lld/rights", (long long)p.id).p, "kind=erase&present=1&words=Alt").status, 303);
	same_int(post(w, arena_printf(w->arena, "/en/work/rights/%lld", (long long)the_request(w)).p, "result=erased").status, 303);
	ok(participant_find(w->ctx, p.id, &gone) == ERR_NOT_FOUND);
	same_text(ask(w, "SELECT COUNT(*) FROM rights_request WHERE words = '' AND answer = '' AND done_at IS NOT NULL"), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	world_free(w);
}

/* --- how long -------------------------------------------------------------------------------------------------------- */

static void night(struct world *w, int64_t days)
{
	world_clock(w, TEST_NOW + days * DAY);
	ok(hall_tidy(w->ctx) == OK);
}

static const char *vaults = "SELECT COUNT(*) FROM participant_key WHERE vault <> ''";

TEST(a_name_is_forgotten_half_a_year_after_the_last_sign_when_the_person_was_told_a_month_before)
{
	struct world *w = world_new();

	known(w);
	night(w, 151);
	same_text(ask(w, "SELECT COUNT(*) FROM rights_asked"), "0");
	night(w, 153);
	same_text(ask(w, "SELECT what FROM rights_asked"), "vault");
	night(w, 182);
	same_text(ask(w, vaults), "1");
	night(w, 184);
	same_text(ask(w, vaults), "0");
	same_text(ask(w, "SELECT COUNT(*) FROM contact_channel"), "0");
	same_text(ask(w, "SELECT COUNT(*) FROM participant WHERE erased_at IS NULL"), "1");
	same_text(ask(w, "SELECT n FROM rights_night WHERE what = 'vault'"), "1");
	/* The same night again, nothing more. */
	night(w, 184);
	same_text(ask(w, "SELECT n FROM rights_night WHERE what = 'vault'"), "1");
	world_free(w);
}

TEST(whoever_comes_back_keeps_everything)
{
	struct world *w = world_new();
	struct participant p = known(w);

	night(w, 153);
	world_clock(w, TEST_NOW + 170 * DAY);
	ok(participant_sign(w->ctx, p.id) == OK);
	night(w, 200);
	same_text(ask(w, vaults), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM rights_asked"), "0");
	world_free(w);
}

TEST(when_the_job_was_away_for_years_people_are_told_first_and_forgotten_thirty_days_later)
{
	struct world *w = world_new();

	known(w);
	night(w, 1500);
	same_text(ask(w, vaults), "1");
	same_text(ask(w, "SELECT COUNT(*) FROM rights_asked"), "2");
	night(w, 1529);
	same_text(ask(w, "SELECT COUNT(*) FROM participant WHERE erased_at IS NULL"), "1");
	night(w, 1531);
	same_text(ask(w, "SELECT COUNT(*) FROM participant WHERE erased_at IS NULL"), "0");
	same_text(ask(w, "SELECT COUNT(*) FROM rights_asked"), "0");
	same_text(ask(w, "SELECT n FROM rights_night WHERE what = 'whole'"), "1");
	world_free(w);
}

TEST(whoever_somebody_still_has_a_task_for_is_not_forgotten)
{
	struct world *w = world_new();
	struct participant p = known(w);
	struct rights_request r = { .participant = p.id, .kind = S("copy"), .words = S("") };
	struct problems bad = { 0 };
	struct who before = w->who;

	world_log_in(w, "Signe", ROLE_COORDINATOR, 0, 0);
	w->who = before;
	ok(rights_ask(w->ctx, &r, &bad) == OK && !bad.n && r.id);
	night(w, 1000);
	night(w, 1040);
	same_text(ask(w, vaults), "1");
	world_free(w);
}

TEST(the_diary_of_a_night_holds_counts_and_nobody)
{
	struct world *w = world_new();

	known(w);
	night(w, 1500);
	night(w, 1531);
	same_text(ask(w, "SELECT detail FROM event WHERE what = 'rights.forgot' AND detail LIKE 'whole%'"), "whole 1");
	same_text(ask(w, "SELECT MAX(subject) FROM event WHERE what = 'rights.forgot'"), "0");
	world_free(w);
}
