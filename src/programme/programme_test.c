/* programme_test.c -- the tree with its dates, who keeps it, and papers that are there when the network is not. */
#include "world.h"
#include "demo/demo.h"
#include "org/org.h"
#include "programme/programme.h"

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static struct programme named(struct world *w, const char *slug)
{
	struct programme p;

	ok(programme_of_slug(w->ctx, str_of(slug), &p) == OK);
	return p;
}

static const char *work(struct world *w, const char *slug, const char *tail)
{
	return arena_printf(w->arena, "/da/work/programmes/%lld%s", (long long)named(w, slug).id, tail).p;
}

static size_t at(struct answer a, const char *text)
{
	size_t i = str_index(a.body, str_of(text), 0);

	ok(i != SIZE_MAX);
	return i;
}

TEST(the_tree_is_printed_with_dates_from_the_package_down_to_five_projects)
{
	struct world *w = house();
	struct answer a = visit(w, "GET", "/da/programmes", NULL);

	same_int(a.status, 200);
	ok(at(a, "Stofmisbrugspakken") < at(a, "Afprøvning af SMART Recovery"));
	ok(at(a, "Afprøvning af SMART Recovery") < at(a, "Ansøgningspuljen") && at(a, "Ansøgningspuljen") < at(a, "SMART-grupper i fem kommuner"));
	ok(says(a, "fra 1.10.2012") && says(a, "1.1.2013–31.12.2016") && says(a, "1.10.2013–31.10.2016"));
	ok(says(a, "I gang") && says(a, "Slut"));
	a = visit(w, "GET", "/en/programmes", NULL);
	ok(says(a, "Pilot of SMART Recovery self-help groups") && says(a, "Pool of grants") && says(a, "Running"));
	world_free(w);
}

TEST(a_programme_tells_everybody_for_whom_it_is_its_period_and_whom_to_ask)
{
	struct world *w = house();
	struct answer a = visit(w, "GET", "/en/programmes/smart-selvhjaelpsgrupper", NULL);

	same_int(a.status, 200);
	ok(says(a, "Adults") && says(a, "1 Jan 2013–31 Dec 2016") && says(a, "Running"));
	ok(says(a, "have been in drug treatment and want support") && says(a, "Voksne med sociale problemer") && says(a, "12 Dec 2016"));
	ok(says(a, "The application pool") && says(a, "/en/programmes/stofmisbrugspakken"));
	ok(!says(a, "it may have changed"));
	ok(says(visit(w, "GET", "/da/programmes/demo-initiativ", NULL), "Længe siden"));
	same_int(visit(w, "GET", "/da/programmes/intet", NULL).status, 404);
	world_free(w);
}

TEST(a_status_follows_the_day_and_is_stored_nowhere)
{
	const struct programme p = { .first_day = day_of(2013, 10, 1), .last_day = day_of(2016, 10, 31) };
	const struct programme open = { .first_day = day_of(2013, 10, 1), .last_day = DAY_NONE };

	same_int(programme_status(&p, day_of(2013, 9, 30)), PROGRAMME_PLANNED);
	same_int(programme_status(&p, day_of(2013, 10, 1)), PROGRAMME_RUNNING);
	same_int(programme_status(&p, day_of(2016, 10, 31)), PROGRAMME_RUNNING);
	same_int(programme_status(&p, day_of(2016, 11, 1)), PROGRAMME_ENDED);
	same_int(programme_status(&open, day_of(2099, 1, 1)), PROGRAMME_RUNNING);
}

#define FORM "level=project&name_da=Ny+gren&name_en=New+branch&audience=adults&org=&method="

TEST(a_period_outside_that_of_the_parent_is_said_and_allowed)
{
	struct world *w = house();
	long long pool = (long long)named(w, "smart-puljen").id;
	const char *form = arena_printf(w->arena, FORM "&parent=%lld&first_day=1.9.2013&last_day=31.12.2016", pool).p;
	struct answer a;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/programmes/new", form);
	same_int(a.status, 422);
	ok(says(a, "Perioden rækker ud over") && says(a, "1.10.2013–31.10.2016") && says(a, "name=\"sure\""));
	same_int(post(w, "/da/work/programmes/new", arena_printf(w->arena, "%s&sure=1", form).p).status, 303);
	ok(says(visit(w, "GET", "/da/programmes/ny-gren", NULL), "1.9.2013–31.12.2016"));
	/* And a parent that is made shorter than what it holds says so too. */
	a = post(w, work(w, "smart-puljen", ""), arena_printf(w->arena, "level=pool&name_da=Puljen&name_en=The+pool&audience=adults&parent=%lld"
		 "&first_day=1.10.2013&last_day=31.12.2015", (long long)named(w, "smart-selvhjaelpsgrupper").id).p);
	same_int(a.status, 422);
	ok(says(a, "Perioden rummer ikke længere"));
	world_free(w);
}

TEST(a_project_cannot_hold_a_package_and_nothing_stands_under_itself)
{
	struct world *w = house();
	long long project = (long long)named(w, "projekt-frise").id;
	struct problems bad = { 0 };
	struct programme p;
	struct answer a;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, "/da/work/programmes/new", arena_printf(w->arena, FORM "&parent=%lld&first_day=1.10.2013&last_day=31.10.2016", project).p);
	same_int(a.status, 422);
	ok(says(a, "kan ikke rumme dette"));
	w->ctx->who = &w->who;
	p = named(w, "smart-puljen");
	p.level = S("project");
	ok(programme_save(w->ctx, &p, &bad) == OK);
	ok(problem_of(&bad, "level") != NULL);
	world_free(w);
}

TEST(a_second_initiative_changes_nothing_about_the_first)
{
	struct world *w = house();
	struct str before = visit(w, "GET", "/da/programmes/smart-selvhjaelpsgrupper", NULL).body;
	const char *form = arena_printf(w->arena, "level=initiative&name_da=Naboen&name_en=The+neighbour&audience=young&parent=%lld&first_day=1.1.2013"
		 "&last_day=31.12.2016&method=", (long long)named(w, "stofmisbrugspakken").id).p;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, "/da/work/programmes/new", form).status, 303);
	world_log_out(w);
	before = str_slice(before, str_index(before, S("<main"), 0), str_index(before, S("</main"), 0));
	ok(str_index(visit(w, "GET", "/da/programmes/smart-selvhjaelpsgrupper", NULL).body, before, 0) != SIZE_MAX);
	world_free(w);
}

TEST(a_coordinator_keeps_the_projects_of_the_own_organisation_and_no_others)
{
	struct world *w = house();
	struct org frise;

	ok(org_of_name(w->ctx, S("Frise"), &frise) == OK);
	world_log_in(w, "Signe", ROLE_COORDINATOR, frise.id, 0);
	same_int(visit(w, "GET", work(w, "projekt-frise", ""), NULL).status, 200);
	same_int(visit(w, "GET", work(w, "projekt-varde", ""), NULL).status, 403);
	same_int(visit(w, "GET", work(w, "smart-puljen", ""), NULL).status, 403);
	same_int(post(w, work(w, "projekt-varde", ""), FORM "&first_day=1.10.2013&sure=1").status, 403);
	same_int(post(w, "/da/work/programmes/new", FORM "&first_day=1.10.2013&sure=1").status, 422);
	same_int(post(w, work(w, "smart-puljen", "/documents/new"), "name=Papir&lang=da&text=Hej").status, 403);
	world_free(w);
}

TEST(a_paper_is_served_from_the_house_itself)
{
	struct world *w = house();
	struct programme_document *d;
	struct answer a;
	size_t n;

	ok(programme_documents(w->ctx, named(w, "stofmisbrugspakken").id, &d, &n) == OK && n == 2);
	a = visit(w, "GET", arena_printf(w->arena, "/da/programmes/stofmisbrugspakken/documents/%lld", (long long)d[1].id).p, NULL);
	same_int(a.status, 200);
	ok(says(a, "kom i oktober 2012") && str_starts(a.type, S("text/plain")));
	/* A paper of one programme is not one of another. */
	same_int(visit(w, "GET", arena_printf(w->arena, "/da/programmes/smart-puljen/documents/%lld", (long long)d[1].id).p, NULL).status, 404);
	world_free(w);
}

TEST(a_pdf_comes_back_byte_by_byte_and_anything_else_is_refused)
{
	struct world *w = house();
	struct programme_document d = { .programme = named(w, "smart-puljen").id, .name = S("Opslag"), .lang = S("da"),
					.bytes = { "%PDF-1.4\0\377\200x", 12 } }, back;
	struct programme_document other = { .programme = d.programme, .name = S("Billede"), .lang = S("da"), .bytes = { "\211PNG\0\1", 6 } };
	struct problems bad = { 0 };
	struct answer a;

	ok(programme_document_add(w->ctx, &d, &bad) == OK && !bad.n);
	ok(programme_document_get(w->ctx, d.id, &back) == OK);
	ok(str_eq(back.bytes, d.bytes) && str_same(back.type, "application/pdf"));
	a = visit(w, "GET", arena_printf(w->arena, "/da/programmes/smart-puljen/documents/%lld", (long long)d.id).p, NULL);
	ok(str_eq(a.body, d.bytes) && str_same(a.type, "application/pdf"));
	ok(str_starts(answer_header(a, "Content-Disposition"), S("attachment")));
	ok(programme_document_add(w->ctx, &other, &bad) == OK);
	ok(problem_of(&bad, "file") != NULL && !other.id);
	world_free(w);
}

TEST(a_paper_is_added_and_taken_away_by_those_who_keep_the_programme)
{
	struct world *w = house();
	struct programme_document *d;
	struct answer a;
	size_t n;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, work(w, "demo-initiativ", "/documents/new"), "name=&lang=da&text=");
	same_int(a.status, 422);
	ok(says(a, "Vælg en fil, eller skriv teksten nedenfor."));
	same_int(post(w, work(w, "demo-initiativ", "/documents/new"), "name=Regler&lang=da&text=Kun+opdigtet.").status, 303);
	ok(says(visit(w, "GET", "/da/programmes/demo-initiativ", NULL), "Regler"));
	w->ctx->who = &w->who;
	ok(programme_documents(w->ctx, named(w, "demo-initiativ").id, &d, &n) == OK && n == 1);
	same_int(post(w, work(w, "demo-initiativ", arena_printf(w->arena, "/documents/%lld/removal", (long long)d[0].id).p), "").status, 303);
	ok(!says(visit(w, "GET", "/da/programmes/demo-initiativ", NULL), "Regler"));
	world_free(w);
}

TEST(the_demonstration_begins_again_with_its_nine_programmes)
{
	struct world *w = house();
	struct programme_node *nodes;
	size_t n;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, "/da/work/programmes/new", FORM "&first_day=1.10.2013&sure=1").status, 303);
	w->ctx->who = &w->who;
	ok(programme_tree(w->ctx, &nodes, &n) == OK && n == 10);
	ok(demo_fill(w->ctx) == OK);
	ok(programme_tree(w->ctx, &nodes, &n) == OK && n == 9);
	world_free(w);
}
