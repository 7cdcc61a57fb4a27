/* house_test.c -- the page of the house: settings that take effect at once, and health. */
#include "world.h"

TEST(what_is_set_on_the_house_page_stands_on_every_page_at_once)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Lars", ROLE_TECHNICAL, 0, 0);
	a = post(w, "/en/work/house", "name=Huset+ved+havnen&lang=en&contact_phone=00+00+00+10&contact_email=huset%40example.org&origin=https%3A%2F%2Fexample.org%2F");
	same_int(a.status, 303);
	ok(says(visit(w, "GET", "/en/work/house?saved=1", NULL), "Saved."));
	world_log_out(w);
	ok(says(visit(w, "GET", "/da/", NULL), "Huset ved havnen"));
	ok(says(visit(w, "GET", "/da/about", NULL), "huset@example.org"));
	same_text(visit(w, "GET", "/", NULL).location, "/en/");
	same_text(w->folder.house.origin, "https://example.org");
	world_free(w);
}

TEST(neutral_titles_tell_nothing_but_the_name)
{
	struct world *w = world_new();

	world_log_in(w, "Lars", ROLE_TECHNICAL, 0, 0);
	ok(says(visit(w, "GET", "/en/families", NULL), "<title>For families"));
	same_int(post(w, "/en/work/house", "name=Huset&lang=da&neutral=1").status, 303);
	ok(says(visit(w, "GET", "/en/families", NULL), "<title>Huset</title>"));
	same_int(post(w, "/en/work/house", "name=Huset&lang=da").status, 303);
	ok(says(visit(w, "GET", "/en/families", NULL), "<title>For families"));
	world_free(w);
}

TEST(a_mistake_in_the_settings_comes_back_with_what_was_typed)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/house", "name=H&lang=da&contact_email=ikke+en+adresse");
	same_int(a.status, 422);
	ok(says(a, "ikke en adresse"));
	same_text(w->folder.house.name, "Samhold");
	world_free(w);
}

TEST(the_house_is_cared_for_by_few)
{
	static const enum role not[] = { ROLE_COORDINATOR, ROLE_KEEPER, ROLE_DATA_PROTECTION };
	struct world *w = world_new();

	same_int(visit(w, "GET", "/da/work/house", NULL).status, 303);
	for (size_t i = 0; i < sizeof not / sizeof *not; i++) {
		world_log_in(w, arena_printf(w->arena, "Person %zu", i).p, not[i], 0, 0);
		same_int(visit(w, "GET", "/da/work/house", NULL).status, 403);
		same_int(post(w, "/da/work/house", "name=Nyt&lang=da").status, 403);
	}
	world_free(w);
}

TEST(who_administers_one_organisation_does_not_keep_the_whole_house)
{
	struct world *w = world_new();

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 77, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "/en/work/house"));
	same_int(visit(w, "GET", "/en/work/house", NULL).status, 403);
	same_int(post(w, "/en/work/house", "name=Andet&lang=da").status, 403);
	same_text(w->folder.house.name, "Samhold");
	world_free(w);
}

TEST(the_page_says_how_long_ago_a_backup_was_proven)
{
	struct world *w = world_new();

	world_log_in(w, "Lars", ROLE_TECHNICAL, 0, 0);
	ok(says(visit(w, "GET", "/en/work/house", NULL), "There is no proven backup yet."));
	ok(db_script(w->ctx, "INSERT INTO hall_setting (name, value) VALUES ('backup_at', '1481533100')") == OK);
	ok(says(visit(w, "GET", "/en/work/house", NULL), "Last proven backup: today."));
	ok(db_script(w->ctx, "UPDATE hall_setting SET value = '1480500000' WHERE name = 'backup_at'") == OK);
	ok(says(visit(w, "GET", "/en/work/house", NULL), "Last proven backup 11 days ago."));
	world_free(w);
}

TEST(what_has_had_its_time_is_forgotten_by_itself)
{
	struct world *w = world_new();
	struct str n;

	world_log_in(w, "Lars", ROLE_TECHNICAL, 0, 0);
	same_int(post(w, "/en/work/house", "name=Huset&lang=da").status, 303);
	ok(hall_tidy(w->ctx) == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM hall_key", &n) == OK);
	same_text(n, "1");
	world_clock(w, TEST_NOW + 3 * 86400);
	ok(hall_tidy(w->ctx) == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM hall_key", &n) == OK);
	same_text(n, "0");
	world_free(w);
}
