/* method_test.c -- methods in versions, and what everybody can read about them. */
#include "world.h"
#include "db/db.h"
#include "demo/demo.h"
#include "method/method.h"

static struct world *seeded(void)
{
	struct world *w = world_new();

	ok(method_seed(w->ctx) == OK);
	world_commit(w);
	return w;
}

static struct str asked(struct world *w, const char *sql)
{
	struct str s = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &s) == OK);
	return s;
}

TEST(a_visitor_reads_how_a_meeting_goes_what_is_looked_at_and_how_sure_anybody_is)
{
	struct world *w = seeded();
	struct answer da = visit(w, "GET", "/da/methods/smart", NULL), en = visit(w, "GET", "/en/methods/smart", NULL);

	ok(da.status == 200 && en.status == 200);
	ok(says(en, "Everyone was offered to make a plan for the week") && says(da, "Alle fik tilbud om at lave en plan for ugen"));
	ok(says(en, "10–20 min") && says(en, "Promising") && says(en, "(2013)"));
	ok(says(en, "We are not affiliated") && says(da, "Vi er ikke tilknyttet"));
	same_int(visit(w, "GET", "/en/methods/nothing", NULL).status, 404);
	world_free(w);
}

TEST(the_method_of_the_programme_has_fourteen_things_to_look_at_in_both_languages)
{
	struct world *w = seeded();
	struct method_item items[METHOD_ITEMS_MOST];
	struct method_version v;

	ok(method_of_code(w->ctx, S("smart"), day_of(2016, 12, 12), &v) == OK);
	same_int(method_items(w->ctx, &v, items), 14);
	for (int i = 0; i < 14; i++)
		ok(items[i].da.n && items[i].en.n && !str_eq(items[i].da, items[i].en));
	ok(v.training && v.valid_months == 24 && v.practice == 4);
	world_free(w);
}

TEST(a_label_without_a_source_is_not_saved)
{
	struct world *w = seeded();
	struct problems bad = { 0 };
	struct method_version v;

	ok(method_of_code(w->ctx, S("smart"), day_of(2016, 12, 12), &v) == OK);
	v.sources = S("");
	ok(method_save(w->ctx, &v, &bad) == OK && problem_of(&bad, "sources"));
	same_text(asked(w, "SELECT COUNT(*) FROM method_version WHERE method = 1"), "1");
	world_free(w);
}

TEST(a_method_that_nobody_follows_is_changed_where_it_stands)
{
	struct world *w = seeded();
	struct problems bad = { 0 };
	struct method_version v;

	ok(method_of_code(w->ctx, S("smart"), day_of(2016, 12, 12), &v) == OK);
	v.name_en = S("SMART");
	ok(method_save(w->ctx, &v, &bad) == OK && !bad.n);
	same_text(asked(w, "SELECT MAX(version) FROM method_version WHERE method = 1"), "1");
	same_text(asked(w, "SELECT COUNT(*) FROM method_item WHERE method = 1"), "14");
	world_free(w);
}

TEST(changing_a_method_that_is_used_makes_a_new_version_and_old_meetings_keep_theirs)
{
	struct world *w = seeded();
	struct problems bad = { 0 };
	struct method_version v, old;

	ok(db_script(w->ctx, "INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (11, '2014-01-20', NULL, 1, 0)") == OK);
	ok(method_of_code(w->ctx, S("smart"), day_of(2016, 12, 12), &v) == OK);
	v.practice = 6;
	v.from_day = day_of(2017, 1, 1);
	ok(method_save(w->ctx, &v, &bad) == OK && !bad.n && v.version == 2);
	ok(method_on(w->ctx, 1, day_of(2016, 12, 31), &old) == OK && old.version == 1 && old.practice == 4);
	ok(method_on(w->ctx, 1, day_of(2017, 1, 1), &old) == OK && old.version == 2 && old.practice == 6);
	v.from_day = day_of(2016, 6, 1);
	ok(method_save(w->ctx, &v, &bad) == OK && problem_of(&bad, "from_day"));
	world_free(w);
}

TEST(a_form_of_a_method_that_lacks_something_comes_back_with_what_was_typed)
{
	struct world *w = seeded();
	struct answer a;

	world_log_in(w, "admin", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/methods/new", "name_da=Kreds&name_en=Circle&sentence_da=En+kreds&sentence_en=A+circle&from_day=2017-01-01&valid_months=24"
		 "&practice=0&parts=10+%7C+Runde+%7C+Round&items=En+%7C+One&label=promising");
	ok(a.status == 422 && says(a, "Write eight to twenty lines.") && says(a, "A label needs a source."));
	ok(says(a, "value=\"Circle\""));
	world_free(w);
}

TEST(methods_are_the_whole_houses_and_a_coordinator_of_a_part_changes_none)
{
	struct world *w = seeded();

	world_log_in(w, "signe", ROLE_COORDINATOR, 7, 0);
	same_int(visit(w, "GET", "/en/work/methods", NULL).status, 403);
	world_log_in(w, "part", ROLE_ADMINISTRATOR, 7, 0);
	same_int(visit(w, "GET", "/en/work/methods", NULL).status, 403);
	same_int(visit(w, "GET", "/en/work/methods/1", NULL).status, 403);
	world_free(w);
}
