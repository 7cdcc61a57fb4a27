/* people_test.c -- roles, two helpers, leaving, and the last administrator. */
#include "account_test.h"
#include "event/event.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define INVITE "/en/work/people/invite"

static const char *person_path(struct world *w, int64_t id, const char *more)
{
	return arena_printf(w->arena, "/en/work/people/%lld%s", (long long)id, more).p;
}

static int64_t an_org(struct world *w, int n)
{
	char sql[400];

	snprintf(sql, sizeof sql, "INSERT INTO org (id, name, name_key, slug, kind, state, changed_at) "
		 "VALUES (%d, 'House %d', 'house %d', 'house-%d', 'association', 'active', 0)", n, n, n, n);
	ok(db_script(w->ctx, sql) == OK);
	return n;
}

/* --- roles and bounds ------------------------------------------------------------------------------------- */

TEST(a_role_given_or_taken_holds_from_the_next_page)
{
	struct world *w = world_new();
	int64_t ole = somebody(w, "Ole", ROLE_VISITOR, 0, 0);
	struct str admin, his;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	admin = w->cookie;
	world_log_in(w, "Ole", ROLE_VISITOR, 0, 0);
	his = w->cookie;
	same_int(visit(w, "GET", "/en/work/orgs", NULL).status, 403);
	w->cookie = admin;
	ok(leads_to(post(w, person_path(w, ole, "/roles"), "role=coordinator&org=0&area="), person_path(w, ole, "?done=role")));
	w->cookie = his;
	same_int(visit(w, "GET", "/en/work/orgs", NULL).status, 200);
	w->cookie = admin;
	same_int(post(w, person_path(w, ole, "/roles/end"), "role=coordinator&org=0&area=0").status, 303);
	w->cookie = his;
	same_int(visit(w, "GET", "/en/work/orgs", NULL).status, 403);
	world_free(w);
}

TEST(a_coordinator_gives_no_roles_and_invites_nobody)
{
	struct world *w = world_new();
	int64_t house = an_org(w, 5), ole = somebody(w, "Ole", ROLE_KEEPER, house, 0);
	struct problems bad = { 0 };
	struct str code;

	world_log_in(w, "Sara", ROLE_COORDINATOR, house, 0);
	same_int(visit(w, "GET", "/en/work/people", NULL).status, 403);
	same_int(visit(w, "GET", person_path(w, ole, ""), NULL).status, 403);
	same_int(post(w, person_path(w, ole, "/roles"), "role=coordinator&org=5&area=").status, 403);
	same_int(post(w, INVITE, "name=Eva&role=keeper&org=5&area=").status, 403);
	/* And not by the verbs either. */
	w->who = (struct who){ .account = 9, .grants = &(struct grant){ ROLE_COORDINATOR, house, 0 }, .ngrants = 1 };
	same_int(account_invite(w->ctx, S("Eva"), "da", ROLE_KEEPER, house, 0, &code, &bad), ERR_DENIED);
	same_int(account_role_give(w->ctx, ole, ROLE_KEEPER, house, 0, &bad), ERR_NOT_FOUND);
	same_int(account_leave(w->ctx, ole, &bad), ERR_DENIED);
	world_free(w);
}

TEST(an_administrator_of_one_organisation_stays_within_it)
{
	struct world *w = world_new();
	int64_t five = an_org(w, 5), six = an_org(w, 6), chief, ole, eva;
	struct answer a;

	chief = somebody(w, "Chief", ROLE_ADMINISTRATOR, 0, 0);
	ole = somebody(w, "Ole", ROLE_KEEPER, five, 0);
	eva = somebody(w, "Eva", ROLE_KEEPER, six, 0);
	world_log_in(w, "Lars", ROLE_ADMINISTRATOR, five, 0);
	a = visit(w, "GET", "/en/work/people", NULL);
	ok(says(a, ">Ole</a>") && !says(a, ">Eva</a>") && !says(a, ">Chief</a>"));
	same_int(visit(w, "GET", person_path(w, eva, ""), NULL).status, 404);
	same_int(visit(w, "GET", person_path(w, chief, ""), NULL).status, 404);
	same_int(post(w, person_path(w, eva, "/roles"), "role=keeper&org=5&area=").status, 404);
	same_int(post(w, person_path(w, ole, "/roles"), "role=keeper&org=6&area=").status, 422);
	same_int(post(w, person_path(w, ole, "/roles"), "role=administrator&org=0&area=").status, 422);
	same_int(post(w, person_path(w, ole, "/roles"), "role=data_protection&org=5&area=").status, 422);
	same_int(post(w, INVITE, "name=New&role=administrator&org=0&area=").status, 422);
	same_int(post(w, person_path(w, chief, "/code"), "").status, 403);
	same_int(post(w, person_path(w, chief, "/leave"), "sure=1").status, 403);
	same_int(post(w, person_path(w, chief, "/sessions/end"), "").status, 403);
	same_int(post(w, person_path(w, ole, "/roles"), "role=coordinator&org=5&area=").status, 303);
	same_int(post(w, INVITE, "name=New&role=keeper&org=5&area=").status, 200);
	same_text(asked(w, "SELECT count(*) FROM account_grant WHERE org = 0"), "1");
	world_free(w);
}

TEST(whoever_also_has_a_role_elsewhere_is_not_opened_by_one_organisation)
{
	struct world *w = world_new();
	int64_t five = an_org(w, 5), six = an_org(w, 6), ole = somebody(w, "Ole", ROLE_KEEPER, five, 0);
	struct problems bad = { 0 };
	struct answer a;

	ok(account_role_give(w->ctx, ole, ROLE_ADMINISTRATOR, six, 0, &bad) == OK);
	world_log_in(w, "Lars", ROLE_ADMINISTRATOR, five, 0);
	a = visit(w, "GET", person_path(w, ole, ""), NULL);
	same_int(a.status, 200);
	ok(!says(a, "Make a new code"));
	same_int(post(w, person_path(w, ole, "/code"), "").status, 403);
	same_int(post(w, person_path(w, ole, "/roles/end"), "role=administrator&org=6&area=0").status, 403);
	same_int(post(w, person_path(w, ole, "/roles/end"), "role=keeper&org=5&area=0").status, 303);
	world_free(w);
}

/* --- the last administrator --------------------------------------------------------------------------------- */

TEST(the_last_administrator_cannot_give_up_the_role_or_leave)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct account anna;
	struct answer a;
	struct str code;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	ok(account_of_name(w->ctx, S("Anna"), &anna) == OK);
	/* Neither one who never came nor one of a single organisation can take over. */
	ok(account_invite(w->ctx, S("Never Came"), "da", ROLE_ADMINISTRATOR, 0, 0, &code, &bad) == OK);
	somebody(w, "Lars", ROLE_ADMINISTRATOR, an_org(w, 5), 0);
	a = post(w, person_path(w, anna.id, "/roles/end"), "role=administrator&org=0&area=0");
	same_int(a.status, 422);
	ok(says(a, "This is the last administrator."));
	a = post(w, person_path(w, anna.id, "/leave"), "sure=1");
	same_int(a.status, 422);
	ok(says(a, "This is the last administrator."));
	ok(account_role_take(w->ctx, anna.id, ROLE_ADMINISTRATOR, 0, 0, &bad) == OK);
	same_int(bad.n, 1);
	ok(account_leave(w->ctx, anna.id, &bad) == OK);
	same_int(bad.n, 2);
	same_int(visit(w, "GET", "/en/work/people", NULL).status, 200);
	world_free(w);
}

TEST(of_two_administrators_only_one_can_leave)
{
	struct world *w = world_new();
	int64_t one = somebody(w, "One", ROLE_ADMINISTRATOR, 0, 0), two = somebody(w, "Two", ROLE_ADMINISTRATOR, 0, 0);
	struct problems bad = { 0 };

	ok(account_role_take(w->ctx, one, ROLE_ADMINISTRATOR, 0, 0, &bad) == OK);
	same_int(bad.n, 0);
	ok(account_leave(w->ctx, two, &bad) == OK);
	same_int(bad.n, 1);
	bad.n = 0;
	ok(account_role_give(w->ctx, one, ROLE_ADMINISTRATOR, 0, 0, &bad) == OK);
	ok(account_leave(w->ctx, two, &bad) == OK);
	same_int(bad.n, 0);
	world_free(w);
}

struct leaver {
	struct world *w;
	int64_t id;
	bool went;
};

/* A transaction of its own, as another server on the same database would have. */
static void *leave_elsewhere(void *arg)
{
	struct leaver *l = arg;
	struct db_config c = { .url = str_of(l->w->folder.url) };
	struct who who = { .local = true };
	struct problems bad = { 0 };
	struct worker worker;
	struct db *db = NULL;
	struct ctx *ctx;
	char why[240];
	enum err e;

	if (db_open(&c, &db, why, sizeof why))
		return NULL;
	worker_open(&worker, &l->w->folder.house, db);
	ctx = worker_begin(&worker);
	ctx->who = &who;
	e = db_begin(ctx, DB_WRITE);
	if (!e)
		e = account_leave(ctx, l->id, &bad);
	usleep(20000);                           /* long enough that the other one has begun */
	l->went = !e && !bad.n && !db_commit(ctx);
	db_rollback(ctx);
	worker_close(&worker);
	return NULL;
}

TEST(two_administrators_who_leave_at_the_same_moment_do_not_both_go)
{
	struct world *w = world_new();
	struct leaver one = { w, somebody(w, "One", ROLE_ADMINISTRATOR, 0, 0), false };
	struct leaver two = { w, somebody(w, "Two", ROLE_ADMINISTRATOR, 0, 0), false };
	pthread_t a, b;

	if (db_is_pg(w->ctx->db)) {              /* SQLite has the one writer: there is no same moment */
		world_commit(w);
		db_rollback(w->ctx);
		pthread_create(&a, NULL, leave_elsewhere, &one);
		pthread_create(&b, NULL, leave_elsewhere, &two);
		pthread_join(a, NULL);
		pthread_join(b, NULL);
		ok(one.went != two.went);
		ok(db_begin(w->ctx, DB_WRITE) == OK);
		same_text(asked(w, "SELECT count(*) FROM account_grant WHERE role = 'administrator'"), "1");
	}
	world_free(w);
}

TEST(people_fall_asleep_after_ninety_days_but_never_the_last_administrator)
{
	struct world *w = world_new();
	int64_t anna = somebody(w, "Anna", ROLE_ADMINISTRATOR, 0, 0), ole = somebody(w, "Ole", ROLE_KEEPER, 0, 0);
	struct account a;
	int64_t eva;

	world_clock(w, TEST_NOW + 90 * DAY_S - 1);
	ok(account_find(w->ctx, ole, &a) == OK && !a.asleep);
	world_clock(w, TEST_NOW + 90 * DAY_S);
	ok(account_find(w->ctx, ole, &a) == OK && a.asleep);
	ok(account_find(w->ctx, anna, &a) == OK && !a.asleep);
	eva = somebody(w, "Eva", ROLE_ADMINISTRATOR, 0, 0);
	ok(account_find(w->ctx, anna, &a) == OK && a.asleep);
	ok(account_find(w->ctx, eva, &a) == OK && !a.asleep);
	/* An administrator who sleeps does not count: the one awake must stay. */
	struct problems bad = { 0 };
	ok(account_leave(w->ctx, eva, &bad) == OK);
	same_int(bad.n, 1);
	world_free(w);
}

TEST(somebody_asleep_is_told_so_only_with_the_right_passphrase_and_can_be_woken)
{
	struct world *w = world_new();
	int64_t ole = somebody(w, "Ole", ROLE_KEEPER, 0, 0);
	struct answer a;

	world_clock(w, TEST_NOW + 91 * DAY_S);
	a = log_in_as(w, "Ole", "not+the+right+one+at+all");
	ok(says(a, "The name or the passphrase is not right") && !says(a, "sleeps"));
	a = log_in_as(w, "Ole", PASS_TYPED);
	same_int(a.status, 422);
	ok(says(a, "Your log-in sleeps") && !a.cookie.p);
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work/people", NULL), "Asleep"));
	same_int(post(w, person_path(w, ole, "/wake"), "").status, 303);
	world_log_out(w);
	same_int(log_in_as(w, "Ole", PASS_TYPED).status, 303);
	world_free(w);
}

/* --- a new passphrase with two helpers -------------------------------------------------------------------------- */

TEST(a_new_passphrase_needs_two_administrators)
{
	struct world *w = world_new();
	int64_t ole = somebody(w, "Ole", ROLE_KEEPER, 0, 0);
	struct answer a;
	struct str code, anna;
	const char *typed;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	anna = w->cookie;
	a = post(w, person_path(w, ole, "/code"), "");
	code = code_on(w, a);
	ok(code.p && says(a, "Another administrator confirms"));
	typed = arena_printf(w->arena, "code=%.*s", STR_ARG(code)).p;
	world_log_out(w);
	a = visit(w, "POST", "/en/welcome", typed);
	same_int(a.status, 422);
	ok(says(a, "A second administrator must confirm"));
	/* Whoever made it cannot be the second. */
	w->cookie = anna;
	a = visit(w, "GET", person_path(w, ole, ""), NULL);
	ok(!says(a, "Confirm the code"));
	same_int(post(w, person_path(w, ole, "/code/confirm"), "").status, 422);
	world_log_in(w, "Eva", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", person_path(w, ole, ""), NULL), "Confirm the code"));
	same_int(post(w, person_path(w, ole, "/code/confirm"), "").status, 303);
	world_log_out(w);
	a = visit(w, "POST", "/en/welcome", typed);
	same_int(a.status, 200);
	ok(says(a, "Choose a new passphrase"));
	/* A reset lives for a day, not for two weeks. */
	world_clock(w, TEST_NOW + DAY_S);
	same_int(visit(w, "POST", "/en/welcome", typed).status, 422);
	world_free(w);
}

TEST(nobody_makes_or_confirms_a_code_for_themselves)
{
	struct world *w = world_new();
	int64_t anna = somebody(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	struct str eva;

	world_log_in(w, "Eva", ROLE_ADMINISTRATOR, 0, 0);
	eva = w->cookie;
	world_log_in(w, "Anna", ROLE_VISITOR, 0, 0);
	same_int(post(w, person_path(w, anna, "/code"), "").status, 422);
	w->cookie = eva;
	same_int(post(w, person_path(w, anna, "/code"), "").status, 200);
	world_log_in(w, "Anna", ROLE_VISITOR, 0, 0);
	same_int(post(w, person_path(w, anna, "/code/confirm"), "").status, 422);
	world_free(w);
}

TEST(a_new_code_makes_the_old_one_worthless_and_ends_the_lost_second_step)
{
	struct world *w = world_new();
	int64_t ole = somebody(w, "Ole", ROLE_KEEPER, 0, 0), id;
	struct problems bad = { 0 };
	struct code_holder h;
	struct str first, second;
	struct account a;

	ok(db_script(w->ctx, "UPDATE account SET totp = 'sealed'") == OK);
	/* At the machine itself one is enough. */
	ok(account_code_new(w->ctx, ole, &first, &bad) == OK);
	ok(account_code_look(w->ctx, first, &h) == OK && h.reset);
	ok(account_code_new(w->ctx, ole, &second, &bad) == OK);
	same_int(account_code_look(w->ctx, first, &h), ERR_NOT_FOUND);
	ok(account_accept(w->ctx, second, S("new"), &id) == OK);
	ok(account_find(w->ctx, ole, &a) == OK && !a.second_factor);
	world_free(w);
}

/* --- leaving, the list, the diary --------------------------------------------------------------------------------- */

TEST(whoever_leaves_is_out_at_once_and_stays_by_name)
{
	struct world *w = world_new();
	int64_t ole = somebody(w, "Ole", ROLE_KEEPER, 0, 0);
	struct str his, name;
	struct answer a;

	world_log_in(w, "Ole", ROLE_VISITOR, 0, 0);
	his = w->cookie;
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	same_int(post(w, person_path(w, ole, "/leave"), "").status, 422);
	ok(leads_to(post(w, person_path(w, ole, "/leave"), "sure=1"), person_path(w, ole, "?done=left")));
	ok(!says(visit(w, "GET", "/en/work/people", NULL), ">Ole</a>"));
	ok(says(visit(w, "GET", "/en/work/people?left=1", NULL), ">Ole</a>"));
	a = visit(w, "GET", person_path(w, ole, ""), NULL);
	ok(says(a, "Has left") && !says(a, "Keeper</b>"));
	same_int(post(w, person_path(w, ole, "/roles"), "role=keeper&org=0&area=").status, 422);
	ok(account_name(w->ctx, ole, &name) == OK);
	same_text(name, "Ole");
	w->cookie = his;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_log_out(w);
	same_int(log_in_as(w, "Ole", PASS_TYPED).status, 422);
	world_free(w);
}

TEST(people_are_found_by_any_part_of_the_name_and_no_name_stands_in_an_address)
{
	struct world *w = world_new();
	struct answer a;

	for (int i = 1; i <= 25; i++)
		somebody(w, arena_printf(w->arena, "Person %02d Sørensen", i).p, ROLE_KEEPER, 0, 0);
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", "/en/work/people", NULL);
	ok(says(a, "Person 19 Sørensen") && !says(a, "Person 20 Sørensen") && says(a, "Page 1 of 2"));
	ok(says(visit(w, "GET", "/en/work/people?page=2", NULL), "Person 25 Sørensen"));
	ok(says(a, "method=\"post\" action=\"/en/work/people/search\""));
	a = visit(w, "POST", "/en/work/people/search", "q=SOERENSEN");
	same_int(a.status, 200);
	ok(says(a, "Person 25 Sørensen") && !says(a, ">Anna</a>"));
	a = visit(w, "POST", "/en/work/people/search", "q=07+s");
	ok(says(a, "Person 07 Sørensen") && !says(a, "Person 08 Sørensen"));
	ok(says(visit(w, "POST", "/da/work/people/search", "q=xyz"), "lang=\"da\""));
	ok(leads_to(visit(w, "POST", "/en/work/people/search", "q="), "/en/work/people"));
	world_free(w);
}

TEST(the_diary_and_the_titles_know_no_names)
{
	struct world *w = world_new();
	struct str code, title;
	struct event *lines;
	struct answer a;
	size_t n;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, INVITE, "name=Zebedæus&role=keeper&org=0&area=");
	code = code_on(w, a);
	title = between(w, a, "<title>", "</title>");
	same_text(title, "People – Samhold");
	a = visit(w, "POST", "/en/welcome", arena_printf(w->arena, "code=%.*s", STR_ARG(code)).p);
	same_text(between(w, a, "<title>", "</title>"), "Welcome – Samhold");
	ok(event_since(w->ctx, 0, 100, &lines, &n) == OK);
	ok(n >= 3);
	for (size_t i = 0; i < n; i++) {
		ok(str_index(lines[i].detail, S("Zebed"), 0) == SIZE_MAX);
		ok(str_index(lines[i].detail, str_slice(code, 0, 4), 0) == SIZE_MAX);
	}
	same_text(lines[n - 1].what, "account.invited");
	same_text(lines[n - 1].detail, "keeper org 0 area 0");
	world_free(w);
}

TEST(without_any_administrator_the_log_in_page_says_how_to_begin)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct str code;

	ok(says(visit(w, "GET", "/en/login", NULL), "samhold user invite"));
	ok(account_invite(w->ctx, S("Anna"), "da", ROLE_ADMINISTRATOR, 0, 0, &code, &bad) == OK);
	ok(says(visit(w, "GET", "/en/login", NULL), "samhold user invite"));
	somebody(w, "Eva", ROLE_ADMINISTRATOR, 0, 0);
	ok(!says(visit(w, "GET", "/en/login", NULL), "samhold user invite"));
	world_free(w);
}
