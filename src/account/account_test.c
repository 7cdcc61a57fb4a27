/* account_test.c -- inviting by a spoken code and choosing a passphrase; and the helpers of account_test.h. */
#include "account_test.h"
#include "crypt/crypt.h"

#include <stdio.h>

#define INVITE "/en/work/people/invite"

/* --- helpers ----------------------------------------------------------------- */

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

TEST(a_passphrase_is_the_same_from_every_keyboard)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct str code;
	const char *body;

	ok(account_invite(w->ctx, S("Karin"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	/* å as one character, and as a with a ring above */
	body = arena_printf(w->arena, "code=%.*s&passphrase=l%%C3%%A5nt+skov+og+ni+uger&again=la%%CC%%8Ant+skov+og+ni+uger", STR_ARG(code)).p;
	same_int(post(w, "/en/welcome/passphrase", body).status, 303);
	same_int(log_in_as(w, "Karin", "la%CC%8Ant+skov+og+ni+uger").status, 303);
	same_int(log_in_as(w, "Karin", "l%C3%A5nt+skov+og+ni+uger").status, 303);
	same_int(log_in_as(w, "Karin", "lant+skov+og+ni+uger").status, 422);
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
