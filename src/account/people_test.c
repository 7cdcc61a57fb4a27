/* people_test.c -- inviting, roles, two helpers, leaving, and the last administrator. */
#include "account_test.h"
#include "base/clock.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include <stdio.h>
#include <string.h>

#define INVITE "/en/work/people/invite"

/* --- the helpers of account_test.h ----------------------------------------------------------------- */

/* Hashing takes a moment; one hash serves all who have the same passphrase. */
static struct str the_hash(struct ctx *ctx)
{
	static char kept[200];
	struct str hash;

	if (!kept[0]) {
		ok(crypt_passphrase_hash(ctx, S(PASS), &hash) == OK);
		snprintf(kept, sizeof kept, "%.*s", STR_ARG(hash));
	}
	return str_of(kept);
}

int64_t somebody(struct world *w, const char *name, enum role role, int64_t org, int64_t area)
{
	struct problems bad = { 0 };
	struct str code;
	int64_t id;

	ok(account_invite(w->ctx, str_of(name), "en", role, org, area, &code, &bad) == OK);
	same_int(bad.n, 0);
	ok(account_accept(w->ctx, code, the_hash(w->ctx), &id) == OK);
	return id;
}

struct str between(struct world *w, struct answer a, const char *before, const char *after)
{
	size_t from = str_index(a.body, str_of(before), 0), to;

	if (from == SIZE_MAX)
		return STR_ABSENT;
	from += strlen(before);
	to = str_index(a.body, str_of(after), from);
	return to == SIZE_MAX ? STR_ABSENT : arena_str(w->arena, str_slice(a.body, from, to));
}

struct str code_on(struct world *w, struct answer a)
{
	return between(w, a, "<p class=\"code\">", "</p>");
}

struct str cookie_of(struct world *w, struct answer a)
{
	struct str rest = a.cookie, head;

	if (!str_cut(&rest, ';', &head) || !str_starts(head, S("samhold=")))
		return STR_ABSENT;
	return arena_str(w->arena, str_slice(head, 8, head.n));
}

struct answer log_in_as(struct world *w, const char *name_typed, const char *passphrase_typed)
{
	char body[600];
	struct answer a;

	snprintf(body, sizeof body, "name=%s&passphrase=%s", name_typed, passphrase_typed);
	a = visit(w, "POST", "/en/login", body);
	if (a.cookie.p)
		w->cookie = cookie_of(w, a);
	return a;
}

struct str asked(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

bool leads_to(struct answer a, const char *path)
{
	return a.status == 303 && str_same(a.location, path);
}

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

/* --- inviting ------------------------------------------------------------------------------------------ */

TEST(a_person_invited_by_code_chooses_a_passphrase_and_is_in)
{
	struct world *w = world_new();
	struct answer a;
	struct str code;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, INVITE, "name=Karin+Prøve&lang=da&role=coordinator&org=0&area=");
	same_int(a.status, 200);
	code = code_on(w, a);
	same_int(code.n, 19);
	ok(says(a, "/da/welcome"));
	world_log_out(w);
	same_int(visit(w, "GET", "/da/welcome", NULL).status, 200);
	a = visit(w, "POST", "/en/welcome", arena_printf(w->arena, "code=%.*s", STR_ARG(code)).p);
	same_int(a.status, 200);
	ok(says(a, "Welcome, Karin Prøve"));
	a = post(w, "/en/welcome/passphrase", arena_printf(w->arena, "code=%.*s&passphrase=" PASS_TYPED "&again=" PASS_TYPED, STR_ARG(code)).p);
	ok(leads_to(a, "/en/work"));
	w->cookie = cookie_of(w, a);
	a = visit(w, "GET", "/en/work/me", NULL);
	same_int(a.status, 200);
	ok(says(a, "Karin Prøve") && says(a, "Coordinator"));
	world_free(w);
}

TEST(a_code_works_once)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct str code;
	int64_t id;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	ok(account_accept(w->ctx, code, S("x"), &id) == OK);
	same_int(account_accept(w->ctx, code, S("y"), &id), ERR_NOT_FOUND);
	same_text(asked(w, "SELECT hash FROM account WHERE name = 'Karin'"), "x");
	world_free(w);
}

TEST(a_code_is_too_old_after_fourteen_days)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct code_holder h;
	struct str code;
	int64_t id;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	world_clock(w, TEST_NOW + 14 * DAY_S - 1);
	ok(account_code_look(w->ctx, code, &h) == OK);
	world_clock(w, TEST_NOW + 14 * DAY_S);
	same_int(account_code_look(w->ctx, code, &h), ERR_NOT_FOUND);
	same_int(account_accept(w->ctx, code, S("x"), &id), ERR_NOT_FOUND);
	world_free(w);
}

TEST(a_code_may_be_typed_with_capitals_blanks_and_a_zero_for_an_o)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct code_holder h;
	struct str code;
	char typed[64];
	size_t n = 0;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		if (c == '-')
			typed[n++] = ' ';
		else
			typed[n++] = c == 'o' ? '0' : c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
	}
	ok(account_code_look(w->ctx, (struct str){ typed, n }, &h) == OK);
	same_text(h.name, "Karin");
	typed[0] = typed[0] == 'X' ? 'Y' : 'X';
	same_int(account_code_look(w->ctx, (struct str){ typed, n }, &h), ERR_NOT_FOUND);
	same_int(account_code_look(w->ctx, S(""), &h), ERR_NOT_FOUND);
	world_free(w);
}

TEST(no_code_and_no_cookie_stands_readable_in_the_database)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct str code;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	same_text(asked(w, arena_printf(w->arena, "SELECT count(*) FROM account_code WHERE tag = '%.*s'", STR_ARG(code)).p), "0");
	same_text(asked(w, arena_printf(w->arena, "SELECT count(*) FROM account_session WHERE tag = '%.*s'", STR_ARG(w->cookie)).p), "0");
	world_free(w);
}

TEST(guessing_codes_makes_one_wait)
{
	struct world *w = world_new();
	struct answer a;

	for (int i = 0; i < 11; i++) {
		a = visit(w, "POST", "/en/welcome", "code=aaaa-bbbb-cccc-dddd");
		same_int(a.status, 422);
	}
	a = visit(w, "POST", "/en/welcome", "code=aaaa-bbbb-cccc-dddd");
	same_int(a.status, 429);
	ok(answer_header(a, "Retry-After").p != NULL);
	same_int(post(w, "/en/welcome/passphrase", "code=aaaa-bbbb-cccc-dddd&passphrase=x&again=x").status, 429);
	world_free(w);
}

TEST(a_name_that_is_taken_or_no_name_is_asked_for_again)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Anna Prøve", ROLE_ADMINISTRATOR, 0, 0);
	a = post(w, INVITE, "name=anna+PROEVE&role=keeper&org=0&area=");
	same_int(a.status, 422);
	ok(says(a, "There is somebody of this name already"));
	ok(says(a, "anna PROEVE"));
	same_int(post(w, INVITE, "name=+&role=keeper&org=0&area=").status, 422);
	same_int(post(w, INVITE, "name=Ole&role=boss&org=0&area=").status, 422);
	same_int(post(w, INVITE, "name=Ole&role=keeper&org=77&area=").status, 422);
	same_int(post(w, INVITE, "name=Ole&role=keeper&org=0&area=Nowhereville").status, 422);
	a = post(w, INVITE, "name=Ole+010190-1234&role=keeper&org=0&area=");
	same_int(a.status, 422);
	same_text(asked(w, "SELECT count(*) FROM account"), "1");
	world_free(w);
}

TEST(an_invitation_sent_twice_is_one_person_and_the_code_is_shown_once)
{
	struct world *w = world_new();
	const char *body;
	struct answer a;
	struct str key;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	key = between(w, visit(w, "GET", INVITE, NULL), "name=\"key\" value=\"", "\"");
	/* The first key of the page belongs to the frame's own button; both are of this session. */
	body = arena_printf(w->arena, "name=Ole&role=keeper&org=0&area=&key=%.*s", STR_ARG(key)).p;
	a = visit(w, "POST", INVITE, body);
	ok(code_on(w, a).p != NULL);
	a = visit(w, "POST", INVITE, body);
	same_int(a.status, 200);
	ok(!code_on(w, a).p);
	ok(says(a, "Nothing was doubled"));
	same_text(asked(w, "SELECT count(*) FROM account WHERE name = 'Ole'"), "1");
	world_free(w);
}

/* --- passphrases ------------------------------------------------------------------------------------------ */

TEST(a_passphrase_is_judged_by_length_and_by_what_everybody_thinks_of_first)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = {
		{ "kort", false }, { "fjorten tegn!!", false }, { "femten tegn ialt", true }, { PASS, true },
		{ "aaaaaaaaaaaaaaaaaaaa", false }, { "123456789012345678", false }, { "password password 1", false },
		{ "adgangskode12345678", false }, { "samhold samhold samhold", false }, { "qwertyuiop asdfghjkl", false },
		{ "Karin Prøve Karin Prøve", false }, { "ægget løb åbent ud", true }, { "東京 大阪 京都 名古屋 札幌 福岡 神戸", true },
		{ "correct horse battery staple", false }, { "correct horse battery staple mod natten", true },
	};
	struct world *w = world_new();
	char longest[205];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct problems bad = { 0 };
		passphrase_judge(w->ctx, "passphrase", str_of(rows[i].text), S("Karin Prøve"), &bad);
		if ((bad.n == 0) != rows[i].good)
			print_error("%s\n", rows[i].text);
		ok((bad.n == 0) == rows[i].good);
	}
	for (int i = 0; i < 201; i++)
		longest[i] = (char)('a' + i % 23);
	for (int n = 200; n <= 201; n++) {
		struct problems bad = { 0 };
		passphrase_judge(w->ctx, "passphrase", (struct str){ longest, (size_t)n }, STR_ABSENT, &bad);
		same_int(bad.n, n == 200 ? 0 : 1);
	}
	world_free(w);
}

TEST(two_different_passphrases_are_asked_for_again_and_the_code_stays_good)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct answer a;
	struct str code;
	const char *body;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	body = arena_printf(w->arena, "code=%.*s&passphrase=" PASS_TYPED "&again=" PASS_TYPED "x", STR_ARG(code)).p;
	a = post(w, "/en/welcome/passphrase", body);
	same_int(a.status, 422);
	ok(says(a, "The two are not the same"));
	ok(!says(a, "hyacint"));
	ok(!a.cookie.p);
	body = arena_printf(w->arena, "code=%.*s&passphrase=short&again=short", STR_ARG(code)).p;
	same_int(post(w, "/en/welcome/passphrase", body).status, 422);
	body = arena_printf(w->arena, "code=%.*s&passphrase=" PASS_TYPED "&again=" PASS_TYPED, STR_ARG(code)).p;
	same_int(post(w, "/en/welcome/passphrase", body).status, 303);
	world_free(w);
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
