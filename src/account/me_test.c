/* me_test.c -- the second step, and one's own page. */
#include "account_test.h"
#include "crypt/crypt.h"

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
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&old_passphrase=" PASS_TYPED "&code=000000", STR_ARG(sealed)).p);
	same_int(a.status, 422);
	ok(str_eq(unbase32(w, code_on(w, a)), secret));      /* the same key again: the app has read it */
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&old_passphrase=" WRONG "&code=%s", STR_ARG(sealed), totp_at(w, secret, TEST_NOW)).p);
	same_int(a.status, 422);
	a = post(w, "/en/work/me/app", arena_printf(w->arena, "sealed=%.*s&old_passphrase=" PASS_TYPED "&code=%s", STR_ARG(sealed), totp_at(w, secret, TEST_NOW)).p);
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
	same_int(post(w, "/en/work/me/app/off", "old_passphrase=" WRONG).status, 422);
	ok(leads_to(post(w, "/en/work/me/app/off", "old_passphrase=" PASS_TYPED), "/en/work/me?done=off"));
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
	a = post(w, "/en/work/me/passphrase", "old_passphrase=" WRONG "&passphrase=skov+dug+lampe+ni&again=skov+dug+lampe+ni");
	same_int(a.status, 422);
	ok(says(a, "This is not your passphrase of today"));
	same_int(post(w, "/en/work/me/passphrase", "old_passphrase=" PASS_TYPED "&passphrase=kort&again=kort").status, 422);
	a = post(w, "/en/work/me/passphrase", "old_passphrase=" PASS_TYPED "&passphrase=skov+dug+lampe+ni&again=skov+dug+lampe+ni");
	ok(leads_to(a, "/en/work/me?done=passphrase"));
	ok(says(visit(w, "GET", "/en/work/me?done=passphrase", NULL), "Your passphrase is changed"));
	w->cookie = other;
	same_int(visit(w, "GET", "/en/work/me", NULL).status, 303);
	world_log_out(w);
	same_int(log_in_as(w, "Karin", PASS_TYPED).status, 422);
	same_int(log_in_as(w, "Karin", "skov+dug+lampe+ni").status, 303);
	world_free(w);
}

TEST(a_form_that_came_too_late_shows_no_passphrase_and_no_code)
{
	static const char *const paths[] = { "/en/work/me/passphrase", "/en/work/me/app", "/en/work/me/app/off",
					     "/en/welcome/passphrase" };
	struct world *w = world_new();

	world_log_in(w, "Karin", ROLE_KEEPER, 0, 0);
	for (size_t i = 0; i < 4; i++) {
		struct answer a = visit(w, "POST", paths[i], "key=old&old_passphrase=verysecret&passphrase=verysecret&again=verysecret&code=verysecret");
		same_int(a.status, 419);
		ok(!says(a, "verysecret"));
	}
	ok(!says(visit(w, "POST", "/en/work/me/app/off", "key=old&old_passphrase=verysecret"), "verysecret"));
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
