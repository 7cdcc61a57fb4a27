/* entry_test.c -- log-in, sessions, the second step, and one's own page. */
#include "account_test.h"
#include "crypt/crypt.h"

#include <string.h>

#define WRONG "not+the+right+one+at+all"

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

/* --- the second step ----------------------------------------------------------------------------------------------------- */

static struct str unbase32(struct world *w, struct str text)
{
	char *p = arena_alloc(w->arena, text.n);
	unsigned bits = 0, have = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == ' ')
			continue;
		bits = bits << 5 | (unsigned)(c >= 'A' ? c - 'A' : c - '2' + 26);
		for (have += 5; have >= 8; have -= 8)
			p[n++] = (char)(bits >> (have - 8));
	}
	return (struct str){ p, n };
}

static const char *totp_at(struct world *w, struct str secret, int64_t now)
{
	return arena_printf(w->arena, "%06d", crypt_totp(secret, now / 30)).p;
}

/* Karin turns it on through her page; answers her secret. */
static struct str turn_on(struct world *w)
{
	struct answer a;
	struct str secret, sealed;

	log_in_as(w, "Karin", PASS_TYPED);
	a = visit(w, "GET", "/en/work/me/app", NULL);
	ok(says(a, "<svg class=\"qr\""));
	secret = unbase32(w, code_on(w, a));
	same_int(secret.n, 20);
	sealed = between(w, a, "name=\"sealed\" value=\"", "\"");
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&now=" PASS_TYPED "&code=000000", STR_ARG(sealed)).p);
	same_int(a.status, 422);
	ok(str_eq(unbase32(w, code_on(w, a)), secret));      /* the same key again: the app has read it */
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&now=" WRONG "&code=%s", STR_ARG(sealed), totp_at(w, secret, TEST_NOW)).p);
	same_int(a.status, 422);
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&now=" PASS_TYPED "&code=%s", STR_ARG(sealed), totp_at(w, secret, TEST_NOW)).p);
	ok(leads_to(a, "/en/work/me?done=on"));
	world_log_out(w);
	return secret;
}

static struct answer step(struct world *w, struct answer first, const char *code)
{
	struct str ticket = between(w, first, "name=\"ticket\" value=\"", "\"");

	ok(ticket.n > 20);
	return visit(w, "POST", "/en/login/code", arena_printf(w->arena, "ticket=%.*s&code=%s", STR_ARG(ticket), code).p);
}

TEST(with_the_second_step_on_a_passphrase_alone_opens_nothing)
{
	struct world *w = world_new();
	struct answer first, a;
	struct str secret;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	secret = turn_on(w);
	world_clock(w, TEST_NOW + 60);
	first = log_in_as(w, "Karin", PASS_TYPED);
	same_int(first.status, 200);
	ok(!first.cookie.p && says(first, "One more step"));
	a = step(w, first, "123");
	same_int(a.status, 422);
	ok(!a.cookie.p);
	a = step(w, first, totp_at(w, secret, TEST_NOW + 60));
	ok(leads_to(a, "/en/work") && a.cookie.p);
	world_free(w);
}

TEST(a_code_of_the_app_works_once)
{
	struct world *w = world_new();
	struct answer a;
	struct str secret;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	secret = turn_on(w);
	/* The code that turned it on is used up as well. */
	a = step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW));
	same_int(a.status, 422);
	ok(says(a, "This code has been used."));
	world_clock(w, TEST_NOW + 60);
	same_int(step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 60)).status, 303);
	a = step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 60));
	same_int(a.status, 422);
	ok(!a.cookie.p);
	world_free(w);
}

TEST(a_clock_half_a_minute_off_is_forgiven_and_a_minute_is_not)
{
	struct world *w = world_new();
	struct str secret;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	secret = turn_on(w);
	world_clock(w, TEST_NOW + 300);
	same_int(step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 240)).status, 422);
	same_int(step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 360)).status, 422);
	same_int(step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 270)).status, 303);
	same_int(step(w, log_in_as(w, "Karin", PASS_TYPED), totp_at(w, secret, TEST_NOW + 330)).status, 303);
	world_free(w);
}

TEST(the_step_between_lives_five_minutes_and_dies_with_the_passphrase)
{
	struct world *w = world_new();
	struct answer first;
	struct str secret;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	secret = turn_on(w);
	world_clock(w, TEST_NOW + 60);
	first = log_in_as(w, "Karin", PASS_TYPED);
	world_clock(w, TEST_NOW + 60 + 301);
	ok(says(step(w, first, totp_at(w, secret, TEST_NOW + 361)), "Please begin again"));
	first = log_in_as(w, "Karin", PASS_TYPED);
	ok(db_script(w->ctx, "UPDATE account SET hash = 'another'") == OK);
	ok(says(step(w, first, totp_at(w, secret, TEST_NOW + 361)), "Please begin again"));
	world_free(w);
}

TEST(guessing_codes_of_the_app_makes_one_wait)
{
	struct world *w = world_new();
	struct answer first;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	turn_on(w);
	first = log_in_as(w, "Karin", PASS_TYPED);
	for (int i = 0; i < 6; i++)
		same_int(step(w, first, "000001").status, 422);
	same_int(step(w, first, "000001").status, 429);
	world_free(w);
}

TEST(the_second_step_is_turned_off_with_the_passphrase)
{
	struct world *w = world_new();

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	turn_on(w);
	world_log_in(w, "Karin", ROLE_VISITOR, 0, 0);
	ok(says(visit(w, "GET", "/en/work/me/app", NULL), "Turn the second step off"));
	same_int(post(w, "/en/work/me/app/off", "now=" WRONG).status, 422);
	ok(leads_to(post(w, "/en/work/me/app/off", "now=" PASS_TYPED), "/en/work/me?done=off"));
	world_log_out(w);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 303);
	world_free(w);
}

/* --- my own page ------------------------------------------------------------------------------------------------------------- */

TEST(i_see_where_i_am_logged_in_and_can_end_it)
{
	struct world *w = world_new();
	struct str first, id;
	struct answer a;

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	first = w->cookie;
	id = asked(w, "SELECT id FROM account_session");
	world_clock(w, TEST_NOW + 60);
	world_log_in(w, "Karin", ROLE_VISITOR, 0, 0);
	a = visit(w, "GET", "/en/work/me", NULL);
	ok(says(a, "End all others"));
	same_int(post(w, arena_printf(w->arena, "/en/work/me/sessions/%.*s/end", STR_ARG(id)).p, "").status, 303);
	ok(!says(visit(w, "GET", "/en/work/me", NULL), "End all others"));
	w->cookie = first;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_free(w);
}

TEST(nobody_ends_a_session_of_somebody_else)
{
	struct world *w = world_new();
	struct str theirs, id;

	world_log_in(w, "Sara", ROLE_KEEPER, 0, 0);
	theirs = w->cookie;
	id = asked(w, "SELECT id FROM account_session");
	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	same_int(post(w, arena_printf(w->arena, "/en/work/me/sessions/%.*s/end", STR_ARG(id)).p, "").status, 404);
	same_int(post(w, "/en/work/me/sessions/end", "").status, 303);
	w->cookie = theirs;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 200);
	world_free(w);
}

TEST(a_new_passphrase_logs_out_everywhere_else)
{
	struct world *w = world_new();
	struct str other;
	struct answer a;

	somebody(w, "Karin", ROLE_KEEPER, 0, 0);
	world_log_in(w, "Karin", ROLE_VISITOR, 0, 0);
	other = w->cookie;
	world_log_in(w, "Karin", ROLE_VISITOR, 0, 0);
	a = post(w, "/en/work/me/passphrase", "now=" WRONG "&passphrase=skov+dug+lampe+ni&again=skov+dug+lampe+ni");
	same_int(a.status, 422);
	ok(says(a, "This is not your passphrase of today"));
	same_int(post(w, "/en/work/me/passphrase", "now=" PASS_TYPED "&passphrase=kort&again=kort").status, 422);
	a = post(w, "/en/work/me/passphrase", "now=" PASS_TYPED "&passphrase=skov+dug+lampe+ni&again=skov+dug+lampe+ni");
	ok(leads_to(a, "/en/work/me?done=passphrase"));
	ok(says(visit(w, "GET", "/en/work/me?done=passphrase", NULL), "Your passphrase is changed"));
	w->cookie = other;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_log_out(w);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 422);
	same_int(log_in_as(w, "Karin", "skov+dug+lampe+ni").status, 303);
	world_free(w);
}

TEST(every_page_of_the_room_exists_in_both_languages)
{
	static const char *const pages[] = { "/work/me", "/work/me/passphrase", "/work/me/app", "/work/people",
					     "/work/people?left=1", "/work/people/invite" };
	static const char *const open[] = { "/login", "/welcome" };
	struct world *w = world_new();

	for (int l = 0; tr_languages[l]; l++)
		for (size_t i = 0; i < 2; i++) {
			struct answer a = visit(w, "GET", arena_printf(w->arena, "/%s%s", tr_languages[l], open[i]).p, NULL);
			same_int(a.status, 200);
			ok(says(a, arena_printf(w->arena, "lang=\"%s\"", tr_languages[l]).p));
		}
	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	for (int l = 0; tr_languages[l]; l++)
		for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
			struct answer a = visit(w, "GET", arena_printf(w->arena, "/%s%s", tr_languages[l], pages[i]).p, NULL);
			same_int(a.status, 200);
			ok(says(a, "noindex"));
		}
	world_free(w);
}
