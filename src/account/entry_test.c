/* entry_test.c -- log-in, waiting, the cookie, sessions, and where log-in leads. */
#include "account_test.h"

#include <string.h>

/* --- wrong, unknown, waiting -------------------------------------------------------------------------- */

/* The page with the typed name taken out. */
static struct str nameless(struct world *w, struct answer a, const char *name)
{
	size_t at = str_index(a.body, str_of(name), 0);

	ok(at != SIZE_MAX);
	return arena_join(w->arena, str_slice(a.body, 0, at), str_slice(a.body, at + strlen(name), a.body.n));
}

TEST(a_wrong_passphrase_and_a_name_that_nobody_has_look_the_same)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct answer a, b;
	struct str code;
	int64_t left;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	left = somebody(w, "Gonner", ROLE_KEEPER, 0, 0);
	ok(account_leave(w->ctx, left, &bad) == OK);
	ok(account_invite(w->ctx, S("Never"), "da", ROLE_KEEPER, 0, 0, &code, &bad) == OK);
	a = log_in_as(w, "Karin", WRONG);
	same_int(a.status, 422);
	ok(says(a, "The name or the passphrase is not right."));
	ok(!a.cookie.p);
	static const char *const others[] = { "Sofie", "Never", "Gonner" };
	for (size_t i = 0; i < 3; i++) {
		b = log_in_as(w, others[i], WRONG);
		same_int(b.status, a.status);
		same_int(b.nheaders, a.nheaders);
		ok(str_eq(nameless(w, a, "Karin"), nameless(w, b, others[i])));
	}
	world_free(w);
}

TEST(after_five_wrong_tries_one_waits_whether_the_name_exists_or_not)
{
	struct world *w = world_new();
	struct answer a, b;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	for (int i = 0; i < 6; i++) {
		a = log_in_as(w, "Karin", WRONG);
		b = log_in_as(w, "Sofie", WRONG);
		same_int(a.status, 422);
		same_int(b.status, 422);
	}
	a = log_in_as(w, "Karin", PASS_TYPED);
	b = log_in_as(w, "Sofie", PASS_TYPED);
	same_int(a.status, 429);
	same_int(b.status, 429);
	ok(str_eq(nameless(w, a, "Karin"), nameless(w, b, "Sofie")));
	ok(str_eq(answer_header(a, "Retry-After"), answer_header(b, "Retry-After")));
	world_free(w);
}

TEST(waiting_grows_to_about_a_minute_and_ends)
{
	struct world *w = world_new();
	int64_t wait_s, now = TEST_NOW, last = 0;

	for (int i = 0; i < 60; i++) {
		ok(tries_wait(w->ctx, TRY_NAME, S("karin"), &wait_s) == OK);
		ok(wait_s >= last || wait_s == 72);
		ok(wait_s <= 72);
		last = wait_s;
		world_clock(w, now += wait_s);
		ok(tries_wait(w->ctx, TRY_NAME, S("karin"), &wait_s) == OK);
		same_int(wait_s, 0);
		ok(tries_add(w->ctx, TRY_NAME, S("karin")) == OK);
	}
	same_int(last, 72);
	/* An hour later it begins anew, and a day later nothing is kept. */
	world_clock(w, now + 3601);
	ok(tries_add(w->ctx, TRY_NAME, S("karin")) == OK);
	ok(tries_wait(w->ctx, TRY_NAME, S("karin"), &wait_s) == OK);
	same_int(wait_s, 0);
	world_clock(w, now + 3 * DAY_S);
	ok(tries_add(w->ctx, TRY_NAME, S("ole")) == OK);
	same_text(asked(w, "SELECT count(*) FROM account_try"), "1");
	world_free(w);
}

TEST(many_names_from_one_network_make_that_network_wait)
{
	struct world *w = world_new();

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	for (int i = 0; i < 21; i++)
		ok(tries_add(w->ctx, TRY_SOURCE, S("0000000000000000")) == OK);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 429);
	world_clock(w, TEST_NOW + 2);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 303);
	world_free(w);
}

TEST(the_right_passphrase_forgets_the_wrong_ones)
{
	struct world *w = world_new();

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	for (int i = 0; i < 4; i++)
		same_int(log_in_as(w, "Karin", WRONG).status, 422);
	same_int(log_in_as(w, "KARIN+", PASS_TYPED).status, 303);
	world_log_out(w);
	for (int i = 0; i < 5; i++)
		same_int(log_in_as(w, "Karin", WRONG).status, 422);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 303);
	world_free(w);
}

TEST(an_odd_log_in_form_is_only_a_wrong_one)
{
	struct world *w = world_new();
	char *body = arena_alloc(w->arena, 70000);

	same_int(visit(w, "POST", "/en/login", "").status, 422);
	same_int(visit(w, "POST", "/en/login", "name=&passphrase=").status, 422);
	same_int(visit(w, "POST", "/en/login", "name=a&name=b&passphrase=%00").status, 400);
	memset(body, 'x', 60000);
	memcpy(body, "passphrase=", 11);
	same_int(visit(w, "POST", "/da/login", body).status, 422);
	memcpy(body, "name=xxxxxx", 11);
	same_int(visit(w, "POST", "/da/login", body).status, 422);
	same_int(visit(w, "POST", "/en/login/code", "ticket=&code=").status, 422);
	same_int(visit(w, "POST", "/en/login/code", "ticket=AAAA&code=000000").status, 422);
	world_free(w);
}

/* --- the cookie ----------------------------------------------------------------------------------------------- */

TEST(no_cookie_before_log_in_and_a_strict_one_after)
{
	struct world *w = world_new();
	static const char *const pages[] = { "/en/login", "/da/login", "/en/welcome", "/da/welcome" };
	struct answer a;

	for (size_t i = 0; i < 4; i++)
		ok(!visit(w, "GET", pages[i], NULL).cookie.p);
	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	ok(!log_in_as(w, "Karin", WRONG).cookie.p);
	a = log_in_as(w, "Karin", PASS_TYPED);
	ok(leads_to(a, "/en/work"));
	ok(str_index(a.cookie, S("; HttpOnly"), 0) != SIZE_MAX);
	ok(str_index(a.cookie, S("; SameSite=Strict"), 0) != SIZE_MAX);
	ok(str_index(a.cookie, S("; Path=/"), 0) != SIZE_MAX);
	ok(str_index(a.cookie, S("Max-Age"), 0) == SIZE_MAX);
	same_int(cookie_of(w, a).n, 43);
	same_text(answer_header(a, "Cache-Control"), "no-store");
	world_free(w);
}

TEST(a_cookie_that_somebody_else_chose_is_never_taken_over)
{
	struct world *w = world_new();
	struct str chosen = S("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	w->cookie = chosen;
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 303);
	ok(!str_eq(w->cookie, chosen));
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	w->cookie = chosen;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(logging_in_again_in_the_same_browser_ends_the_log_in_before)
{
	struct world *w = world_new();
	struct str first;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	log_in_as(w, "Karin", PASS_TYPED);
	first = w->cookie;
	log_in_as(w, "Karin", PASS_TYPED);
	ok(!str_eq(first, w->cookie));
	w->cookie = first;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(a_session_ends_after_twenty_minutes_without_use)
{
	struct world *w = world_new();

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	world_clock(w, TEST_NOW + 20 * 60 - 1);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	world_clock(w, TEST_NOW + 40 * 60 - 2);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	world_clock(w, TEST_NOW + 60 * 60);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(a_session_in_use_ends_after_eight_hours)
{
	struct world *w = world_new();
	int64_t now = TEST_NOW;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	for (; now < TEST_NOW + 8 * 3600; now += 600) {
		world_clock(w, now);
		same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	}
	world_clock(w, now);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(that_a_session_was_used_is_written_down_once_a_minute)
{
	struct world *w = world_new();
	int64_t before;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	world_clock(w, TEST_NOW + 59);
	visit(w, "GET", "/en/work/me", NULL);
	same_text(asked(w, "SELECT seen_at FROM account_session"), arena_printf(w->arena, "%d", TEST_NOW).p);
	world_clock(w, TEST_NOW + 60);
	visit(w, "GET", "/en/work/me", NULL);
	same_text(asked(w, "SELECT seen_at FROM account_session"), arena_printf(w->arena, "%d", TEST_NOW + 60).p);
	before = db_statements(w->folder.writer);
	visit(w, "GET", "/en/login", NULL);
	ok(db_statements(w->folder.writer) - before < 20);
	/* It is no line of the diary: nobody's day can be read from it. */
	same_text(asked(w, "SELECT count(*) FROM event WHERE what LIKE 'account.s%'"), "0");
	world_free(w);
}

TEST(log_out_ends_the_session_itself_and_not_only_the_cookie)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	a = visit(w, "POST", "/en/logout", "");
	ok(leads_to(a, "/en/"));
	ok(str_index(a.cookie, S("Max-Age=0"), 0) != SIZE_MAX);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	same_text(asked(w, "SELECT count(*) FROM account_session"), "0");
	/* Twice is no fault. */
	same_int(visit(w, "POST", "/en/logout", "").status, 303);
	world_free(w);
}

TEST(leaving_the_page_ends_the_session_itself)
{
	struct world *w = world_new();
	struct answer a;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	a = visit(w, "GET", "/da/leave", NULL);
	same_int(a.status, 200);
	ok(str_index(a.cookie, S("Max-Age=0"), 0) != SIZE_MAX);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(a_turned_demonstration_clock_logs_nobody_out)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	same_int(post(w, "/en/demo/clock", "turn=month").status, 303);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	same_int(post(w, "/en/demo/clock", "turn=hour").status, 303);
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	w->folder.house.demo = false;
	same_int(account_clock_turned(w->ctx, 3600), ERR_DENIED);
	world_free(w);
}

/* --- where log-in leads ----------------------------------------------------------------------------------------- */

TEST(log_in_leads_back_to_a_page_of_ours_and_nowhere_else)
{
	static const struct {
		const char *to, *leads;
	} rows[] = {
		{ "/da/work/me", "/da/work/me" }, { "%2Fen%2Fwork%2Fmeetings%3Fday%3D2", "/en/work/meetings?day=2" },
		{ "https://evil.example/", "/en/work" }, { "//evil.example/", "/en/work" }, { "/\\evil.example", "/en/work" },
		{ "/da//evil.example", "/en/work" }, { "/da/../../evil", "/en/work" }, { "/sv/work", "/en/work" },
		{ "/da/work%0d%0aSet-Cookie:x=1", "/en/work" }, { "/da/work%20x", "/en/work" }, { "", "/en/work" },
		{ "/da/leave", "/en/work" }, { "/da/logout", "/en/work" }, { "/en/login?to=/en/login", "/en/work" },
		{ "javascript:alert(1)", "/en/work" }, { "/da", "/en/work" },
	};
	struct world *w = world_new();

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	world_commit(w);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct answer a = visit(w, "POST", "/en/login", arena_printf(w->arena, "name=Karin&passphrase=" PASS_TYPED "&to=%s", rows[i].to).p);
		same_int(a.status, 303);
		same_text(a.location, rows[i].leads);
	}
	world_log_in(w, "Karin", ROLE_VISITOR, 0, 0);
	same_text(visit(w, "GET", "/en/login?to=//evil.example", NULL).location, "/en/work");
	same_text(visit(w, "GET", "/en/login?to=/da/work/me", NULL).location, "/da/work/me");
	world_free(w);
}

TEST(a_page_that_needs_log_in_comes_back_after_it_with_its_filters)
{
	struct world *w = world_new();
	struct answer a;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	a = visit(w, "GET", "/da/work/me?a=1&b=2", NULL);
	ok(leads_to(a, "/da/login?to=%2Fda%2Fwork%2Fme%3Fa%3D1%26b%3D2"));
	a = visit(w, "GET", arena_z(w->arena, a.location), NULL);
	ok(says(a, "name=\"to\" value=\"/da/work/me?a=1&amp;b=2\""));
	world_free(w);
}

/* --- forms of another session ---------------------------------------------------------------------------------------- */

TEST(a_form_key_of_another_session_is_refused)
{
	struct world *w = world_new();
	struct str mine, theirs;
	struct answer a;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	mine = w->cookie;
	world_log_in(w, "Sara", ROLE_KEEPER, 0, 0);
	theirs = between(w, visit(w, "GET", "/en/work/me", NULL), "name=\"key\" value=\"", "\"");
	ok(theirs.n > 20);
	w->cookie = mine;
	a = visit(w, "POST", "/en/work/me/sessions/end", arena_printf(w->arena, "key=%.*s", STR_ARG(theirs)).p);
	same_int(a.status, 419);
	a = visit(w, "POST", "/en/work/me/sessions/end", "");
	same_int(a.status, 419);
	world_free(w);
}
