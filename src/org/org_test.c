/* org_test.c -- organisations: who may keep which, what is refused, and what everybody sees. */
#include "world.h"
#include "area/area.h"
#include "event/event.h"
#include "org/org.h"

#include <stdio.h>

static int64_t add(struct world *w, const char *name, const char *area_code)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };
	struct area a = { 0 };

	ok(area_seed(w->ctx) == OK);
	if (area_code)
		ok(area_of_code(w->ctx, str_of(area_code), &a) == OK);
	o.area = a.id;
	ok(org_save(w->ctx, &o, &bad) == OK);
	same_int(bad.n, 0);
	return o.id;
}

static const char *path_of(struct world *w, const char *lang, int64_t id, const char *tail)
{
	return arena_printf(w->arena, "/%s/work/orgs/%lld%s", lang, (long long)id, tail).p;
}

static const char full[] = "name=Den+Gode+Vej&kind=association&area=Århus&description_da=Vi+mødes+hver+tirsdag.&description_en="
			   "&website=https://example.org/vej&phone=00+00+00+12&email=hej@example.org&reg_no=12345678"
			   "&neutral_name=Vejen&frame_hosts=www.example.org";

TEST(a_keeper_adds_an_organisation_and_everybody_can_read_its_page)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/orgs/new", full);
	same_int(a.status, 303);
	same_text(a.location, "/da/work/orgs?saved=1");
	a = visit(w, "GET", "/da/work/orgs?saved=1", NULL);
	ok(says(a, "Den Gode Vej") && says(a, "Aarhus"));
	world_log_out(w);
	a = visit(w, "GET", "/da/orgs/den-gode-vej", NULL);
	same_int(a.status, 200);
	ok(says(a, "Vi mødes hver tirsdag.") && says(a, "tel:00000012") && says(a, "https://example.org/vej"));
	ok(says(a, "/da/find?org=den-gode-vej"));
	world_free(w);
}

TEST(a_visitor_sees_nothing_that_only_keepers_see)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(area_seed(w->ctx) == OK);
	post(w, "/en/work/orgs/new", full);
	world_log_out(w);
	a = visit(w, "GET", "/en/orgs/den-gode-vej", NULL);
	ok(!says(a, "12345678") && !says(a, "Vejen") && !says(a, "www.example.org"));
	world_free(w);
}

TEST(a_text_in_the_other_language_is_shown_and_marked)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(area_seed(w->ctx) == OK);
	post(w, "/en/work/orgs/new", full);
	a = visit(w, "GET", "/en/orgs/den-gode-vej", NULL);
	ok(says(a, "lang=\"da\"") && says(a, "This text is not in English yet."));
	a = visit(w, "GET", "/da/orgs/den-gode-vej", NULL);
	ok(!says(a, "class=\"prose\" lang="));
	world_free(w);
}

TEST(what_nobody_has_said_stands_as_not_known)
{
	struct world *w = world_new();

	add(w, "Stille Vand", NULL);
	ok(says(visit(w, "GET", "/en/orgs/stille-vand", NULL), "Not known"));
	same_int(visit(w, "GET", "/en/orgs/nobody", NULL).status, 404);
	world_free(w);
}

TEST(one_name_one_organisation_however_it_is_spelt)
{
	struct world *w = world_new();
	struct org o = { .name = S("FOLKEHUSET  Århus"), .kind = S("other") }, again;
	struct problems bad = { 0 };
	int64_t id = add(w, "Folkehuset, Aarhus", NULL);

	ok(org_save(w->ctx, &o, &bad) == OK);
	ok(problem_of(&bad, "name") != NULL);
	ok(org_of_name(w->ctx, S("folkehuset aarhus"), &again) == OK);
	same_int(again.id, id);
	world_free(w);
}

TEST(two_names_that_give_one_address_get_two)
{
	struct world *w = world_new();
	struct org o;

	ok(org_get(w->ctx, add(w, "Huset الف", NULL), &o) == OK);
	same_text(o.slug, "huset");
	ok(org_get(w->ctx, add(w, "Huset باء", NULL), &o) == OK);
	same_text(o.slug, "huset-2");
	ok(org_get(w->ctx, add(w, "مرحبا", NULL), &o) == OK);
	same_text(o.slug, "org");
	world_free(w);
}

TEST(an_address_stays_when_the_name_changes)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct org o;

	ok(org_get(w->ctx, add(w, "Gammelt Navn", NULL), &o) == OK);
	o.name = S("Nyt Navn");
	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	ok(org_of_slug(w->ctx, S("gammelt-navn"), &o) == OK);
	same_text(o.name, "Nyt Navn");
	world_free(w);
}

TEST(a_coordinator_of_one_organisation_cannot_change_another)
{
	struct world *w = world_new();
	int64_t mine = add(w, "Vores", NULL), theirs = add(w, "Deres", NULL);
	struct answer a;
	struct org o;

	world_log_in(w, "karen", ROLE_COORDINATOR, mine, 0);
	same_int(visit(w, "GET", path_of(w, "da", theirs, ""), NULL).status, 403);
	same_int(post(w, path_of(w, "da", theirs, ""), "name=Stjålet&kind=other").status, 403);
	same_int(post(w, path_of(w, "da", theirs, "/end"), "").status, 403);
	same_int(post(w, "/da/work/orgs/new", "name=Ny&kind=other").status, 403);
	ok(org_get(w->ctx, theirs, &o) == OK);
	same_text(o.name, "Deres");
	a = visit(w, "GET", "/da/work/orgs", NULL);
	ok(says(a, "Vores") && !says(a, "Deres"));
	same_int(post(w, path_of(w, "da", mine, ""), "name=Vores+nye&kind=other").status, 303);
	world_free(w);
}

TEST(a_coordinator_of_an_area_adds_there_and_not_elsewhere)
{
	struct world *w = world_new();
	struct area aarhus;
	struct answer a;
	int64_t far;

	far = add(w, "Fynboerne", "DK-461");
	ok(area_of_code(w->ctx, S("DK-751"), &aarhus) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, 0, aarhus.id);
	same_int(post(w, "/en/work/orgs/new", "name=Byens+hus&kind=association&area=Aarhus").status, 303);
	a = post(w, "/en/work/orgs/new", "name=Langt+væk&kind=association&area=Odense");
	same_int(a.status, 422);
	ok(says(a, "You keep organisations of another area."));
	same_int(post(w, path_of(w, "en", far, ""), "name=Fynboerne&kind=association&area=Aarhus").status, 403);
	world_free(w);
}

TEST(a_misspelt_area_is_not_guessed_but_suggested)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/orgs/new", "name=X+huset&kind=other&area=Vadre");
	same_int(a.status, 422);
	ok(says(a, "Do you mean Varde?") && says(a, "value=\"Vadre\""));
	world_free(w);
}

TEST(numbers_of_persons_are_refused_in_every_text_of_an_organisation)
{
	static const char *const fields[] = { "name", "description_da", "description_en", "reg_no", "neutral_name", "area" };
	struct world *w = world_new();

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		char body[200];
		struct answer a;
		snprintf(body, sizeof body, "%s=ring+010190-1234&%s=Navn&kind=other", fields[i], i ? "name" : "x");
		a = post(w, "/en/work/orgs/new", body);
		same_int(a.status, 422);
		ok(says(a, "This looks like a civil registration number."));
	}
	world_free(w);
}

TEST(an_import_cannot_bring_in_what_a_form_refuses)
{
	struct world *w = world_new();
	struct org o = { .name = S("Huset"), .kind = S("association"), .description_da = S("spørg 1 2 3 om 010190 1234") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK);
	ok(problem_of(&bad, "description_da") != NULL && !o.id);
	world_free(w);
}

TEST(a_hurting_word_is_pointed_out_once_and_the_author_decides)
{
	static const char body[] = "name=Huset&kind=association&description_da=For+tidligere+misbrugere.";
	struct world *w = world_new();
	struct answer a;
	struct org o;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/en/work/orgs/new", body);
	same_int(a.status, 422);
	ok(says(a, "You decide.") && says(a, "name=\"sure\"") && says(a, "For tidligere misbrugere."));
	ok(org_of_name(w->ctx, S("Huset"), &o) == ERR_NOT_FOUND);
	same_int(post(w, "/en/work/orgs/new", arena_printf(w->arena, "%s&sure=1", body).p).status, 303);
	ok(org_of_name(w->ctx, S("Huset"), &o) == OK);
	world_free(w);
}

TEST(a_site_that_may_show_our_lists_is_a_host_name_and_nothing_else)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct org o = { .name = S("Huset"), .kind = S("other"), .frame_hosts = S("www.example.org https://evil.example/x") };

	ok(org_save(w->ctx, &o, &bad) == OK);
	same_text(problem_of(&bad, "frame_hosts")->gap, "https://evil.example/x");
	world_free(w);
}

TEST(an_ended_organisation_says_so_and_can_come_back)
{
	struct world *w = world_new();
	int64_t id = add(w, "Slut", NULL);
	struct answer a;
	struct org *list;
	size_t n;

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, path_of(w, "en", id, "/end"), "").status, 303);
	a = visit(w, "GET", "/en/orgs/slut", NULL);
	ok(says(a, "This organisation has ended.") && !says(a, "/en/find?org=slut"));
	ok(org_list(w->ctx, 10, &list, &n) == OK);
	same_int(n, 0);
	same_int(post(w, path_of(w, "en", id, "/resume"), "").status, 303);
	ok(!says(visit(w, "GET", "/en/orgs/slut", NULL), "has ended"));
	world_free(w);
}

TEST(the_diary_knows_that_an_organisation_changed_but_not_what_it_said)
{
	struct world *w = world_new();
	int64_t id = add(w, "Hemmeligheden", NULL);
	struct event *events;
	size_t n;

	ok(event_about(w->ctx, id, 10, &events, &n) == OK);
	same_int(n, 1);
	same_text(events[0].what, "org.added");
	same_text(events[0].detail, "");
	world_free(w);
}

TEST(a_long_list_has_pages_and_a_search_that_folds)
{
	struct world *w = world_new();
	struct answer a;

	for (int i = 0; i < 21; i++)
		add(w, arena_printf(w->arena, "Forening %02d", i).p, NULL);
	add(w, "Ældresagen i Århus", NULL);
	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work/orgs", NULL);
	ok(says(a, "Forening 00") && !says(a, "Forening 20") && says(a, "page=2"));
	a = visit(w, "GET", "/en/work/orgs?page=2", NULL);
	ok(says(a, "Forening 20") && says(a, "Ældresagen"));
	a = visit(w, "GET", "/en/work/orgs?q=aarhus", NULL);
	ok(says(a, "Ældresagen") && !says(a, "Forening 00"));
	a = visit(w, "GET", "/en/work/orgs?q=zzz", NULL);
	ok(says(a, "No organisation is called that"));
	world_free(w);
}

TEST(the_form_for_a_new_organisation_is_there_in_both_languages_for_those_who_may_add_one)
{
	struct world *w = world_new();
	int64_t mine = add(w, "Vores", NULL);

	world_log_in(w, "signe", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work/orgs/new", NULL), "<label for=\"f-name\">"));
	same_int(visit(w, "GET", "/da/work/orgs/new", NULL).status, 200);
	ok(says(visit(w, "GET", path_of(w, "en", mine, ""), NULL), "value=\"Vores\""));
	world_log_in(w, "karen", ROLE_COORDINATOR, mine, 0);
	same_int(visit(w, "GET", "/en/work/orgs/new", NULL).status, 403);
	world_free(w);
}
