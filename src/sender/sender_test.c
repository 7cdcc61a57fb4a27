/* sender_test.c -- a link and six digits: what opens, what does not, and that nobody learns which. */
#include "sender/sender_test.h"
#include "crypt/crypt.h"
#include "org/org.h"

#include <stdlib.h>

#define NOBODYS "aaaaaaaaaaaaaaaaaaaaaaaaaa"

/* --- helpers, of the header too ------------------------------------------------------------------------------- */

struct partner_outside partner_outside(struct world *w, const char *name, int64_t org, int64_t area)
{
	struct problems bad = { 0 };
	struct partner_outside p;
	struct sender_new n;

	ok(sender_new(w->ctx, &n) == OK);
	ok(sender_make(w->ctx, str_of(name), org, area, &n, &p.account, &bad) == OK && !bad.n);
	p.token = arena_str(w->arena, n.token);
	p.digits = arena_str(w->arena, n.digits);
	world_commit(w);
	return p;
}

const char *outside_door(struct world *w, struct str token)
{
	return arena_printf(w->arena, "/en/p/%.*s", STR_ARG(token)).p;
}

struct answer comes_in(struct world *w, struct partner_outside p, const char *digits)
{
	return visit(w, "POST", outside_door(w, p.token), arena_printf(w->arena, "digits=%s", digits).p);
}

void is_in(struct world *w, struct partner_outside p)
{
	struct answer a = comes_in(w, p, arena_z(w->arena, p.digits));

	ok(leads_to(a, "/en/work/send"));
	w->cookie = cookie_of(w, a);
}

static int64_t an_org(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association"), .phone = S("12345678"), .state = S("active") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

static int64_t number(struct world *w, const char *sql)
{
	int64_t n;

	ok(str_int(asked(w, sql), &n));
	return n;
}

/* Digits that are not theirs. */
static const char *other_than(struct world *w, struct str digits)
{
	return arena_printf(w->arena, "%06d", (atoi(arena_z(w->arena, digits)) + 1) % 1000000).p;
}

/* The page without the link that was typed. */
static struct str linkless(struct world *w, struct answer a, struct str token)
{
	struct str out = S(""), rest = a.body;
	size_t at;

	while ((at = str_index(rest, token, 0)) != SIZE_MAX) {
		out = arena_join(w->arena, out, str_slice(rest, 0, at));
		rest = str_slice(rest, at + token.n, rest.n);
	}
	return arena_join(w->arena, out, rest);
}

/* --- coming in --------------------------------------------------------------------------------------------------- */

TEST(the_link_and_its_six_digits_open_together_and_neither_alone)
{
	struct world *w = world_new();
	struct partner_outside one = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0), other = partner_outside(w, "Afsnit 7", one.account, 0);
	struct partner_outside mixed = { one.account, one.token, other.digits };

	same_int(one.token.n, 26);
	same_int(one.digits.n, SENDER_DIGITS);
	same_int(comes_in(w, one, "").status, 422);
	if (!str_eq(one.digits, other.digits))
		same_int(comes_in(w, mixed, arena_z(w->arena, mixed.digits)).status, 422);
	ok(!comes_in(w, one, other_than(w, one.digits)).cookie.p);
	/* As it is read aloud. */
	ok(leads_to(comes_in(w, one, arena_printf(w->arena, "%.3s+%.3s", one.digits.p, one.digits.p + 3).p), "/en/work/send"));
	is_in(w, other);
	same_int(visit(w, "GET", "/en/work/send", NULL).status, 200);
	world_free(w);
}

TEST(a_good_link_an_ended_one_and_one_that_nobody_has_look_alike_byte_for_byte)
{
	struct world *w = world_new();
	int64_t org = an_org(w, "Broen");
	struct partner_outside good = partner_outside(w, "Modtagelsen", org, 0), left = partner_outside(w, "Afsnit 7", org, 0);
	struct str tokens[] = { good.token, left.token, S(NOBODYS) };
	struct str looked[3], refused[3];
	struct problems bad = { 0 };

	ok(account_leave(w->ctx, left.account, &bad) == OK && !bad.n);
	for (size_t i = 0; i < 3; i++) {
		struct answer a = visit(w, "GET", outside_door(w, tokens[i]), NULL), b;
		same_int(a.status, 200);
		ok(!says(a, "Modtagelsen") && !says(a, "Afsnit") && !says(a, "Broen"));
		looked[i] = linkless(w, a, tokens[i]);
		b = comes_in(w, (struct partner_outside){ 0, tokens[i], S("") }, other_than(w, good.digits));
		same_int(b.status, 422);
		ok(says(b, "That opened nothing."));
		refused[i] = linkless(w, b, tokens[i]);
	}
	for (size_t i = 1; i < 3; i++) {
		same_int(looked[i].n, looked[0].n);
		ok(str_eq(looked[i], looked[0]));
		same_int(refused[i].n, refused[0].n);
		ok(str_eq(refused[i], refused[0]));
	}
	world_free(w);
}

TEST(a_mail_program_that_fetches_the_link_changes_nothing)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	struct str before = asked(w, "SELECT COUNT(*) FROM event");

	for (int i = 0; i < 20; i++) {
		same_int(visit(w, "GET", outside_door(w, p.token), NULL).status, 200);
		same_int(visit(w, "GET", outside_door(w, S(NOBODYS)), NULL).status, 200);
	}
	same_text(asked(w, "SELECT COUNT(*) FROM event"), arena_z(w->arena, before));
	same_text(asked(w, "SELECT COUNT(*) FROM account_try"), "0");
	same_text(asked(w, "SELECT COUNT(*) FROM account_session"), "0");
	is_in(w, p);
	world_free(w);
}

/* From a network of its own each time. */
static void both_wrong(struct world *w, struct partner_outside one, struct partner_outside other, const char *digits)
{
	same_int(comes_in(w, one, digits).status, 422);
	same_int(comes_in(w, other, digits).status, 422);
	ok(tries_clear(w->ctx, TRY_LINK_SOURCE, S("0000000000000000")) == OK);
}

TEST(wrong_digits_wait_longer_each_time_whether_the_link_is_known_or_not)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0), nobody = { 0, S(NOBODYS), S("") };
	const char *wrong = other_than(w, p.digits);
	struct answer a, b;
	int64_t now = TEST_NOW, before = 0, seconds;

	for (int i = 0; i < 5; i++)
		both_wrong(w, p, nobody, wrong);
	for (int i = 0; i < 6; i++) {
		a = comes_in(w, p, arena_z(w->arena, p.digits));
		b = comes_in(w, nobody, wrong);
		same_int(a.status, 429);
		same_int(b.status, 429);
		ok(str_eq(linkless(w, a, p.token), linkless(w, b, nobody.token)));
		ok(str_eq(answer_header(a, "Retry-After"), answer_header(b, "Retry-After")));
		ok(str_int(answer_header(a, "Retry-After"), &seconds) && seconds > before);
		before = seconds;
		world_clock(w, now += seconds);
		both_wrong(w, p, nobody, wrong);
	}
	world_clock(w, now + 901);
	is_in(w, p);
	world_free(w);
}

TEST(who_tries_many_links_from_one_network_waits_too)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);

	for (int i = 0; i < 13; i++)
		ok(tries_add(w->ctx, TRY_LINK_SOURCE, S("0000000000000000")) == OK);
	same_int(comes_in(w, p, arena_z(w->arena, p.digits)).status, 429);
	world_clock(w, TEST_NOW + 1);
	is_in(w, p);
	world_free(w);
}

/* --- new ones, and the end ---------------------------------------------------------------------------------------- */

TEST(a_new_link_ends_the_old_one_its_digits_and_whoever_is_in)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0), now = p;
	struct sender_new n;

	is_in(w, p);
	ok(sender_new(w->ctx, &n) == OK && sender_renew(w->ctx, p.account, &n) == OK);
	now.token = arena_str(w->arena, n.token);
	now.digits = arena_str(w->arena, n.digits);
	ok(str_index(visit(w, "GET", "/en/work/send", NULL).location, S("/en/p"), 0) != SIZE_MAX);
	world_log_out(w);
	same_int(comes_in(w, p, arena_z(w->arena, p.digits)).status, 422);
	same_int(comes_in(w, (struct partner_outside){ 0, p.token, S("") }, arena_z(w->arena, now.digits)).status, 422);
	is_in(w, now);
	same_text(asked(w, "SELECT COUNT(*) FROM sender"), "1");
	world_free(w);
}

TEST(when_a_partner_has_left_the_link_opens_nothing_and_nothing_of_it_is_kept)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	struct problems bad = { 0 };

	is_in(w, p);
	ok(account_leave(w->ctx, p.account, &bad) == OK && !bad.n);
	same_int(visit(w, "GET", "/en/work/send", NULL).status, 303);
	same_int(comes_in(w, p, arena_z(w->arena, p.digits)).status, 422);
	same_text(asked(w, "SELECT COUNT(*) FROM sender"), "0");
	world_free(w);
}

TEST(a_link_that_was_not_used_for_ninety_days_sleeps_until_there_is_a_new_one)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0), now = p;
	struct sender_new n;

	/* Each visit keeps it awake. */
	world_clock(w, TEST_NOW + 80 * (int64_t)86400);
	is_in(w, p);
	world_log_out(w);
	world_clock(w, TEST_NOW + 160 * (int64_t)86400);
	is_in(w, p);
	world_log_out(w);
	world_clock(w, TEST_NOW + 260 * (int64_t)86400);
	same_int(comes_in(w, p, arena_z(w->arena, p.digits)).status, 422);
	ok(sender_new(w->ctx, &n) == OK && sender_renew(w->ctx, p.account, &n) == OK);
	now.token = arena_str(w->arena, n.token);
	now.digits = arena_str(w->arena, n.digits);
	is_in(w, now);
	world_free(w);
}

/* --- what they are not ----------------------------------------------------------------------------------------------- */

TEST(nobody_logs_in_by_the_name_of_a_partner_or_gets_a_code_for_it)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	struct problems bad = { 0 };
	struct str code;

	same_int(log_in_as(w, "Modtagelsen", "").status, 422);
	same_int(log_in_as(w, "Modtagelsen", arena_z(w->arena, p.digits)).status, 422);
	ok(account_code_new(w->ctx, p.account, &code, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(account_role_give(w->ctx, p.account, ROLE_COORDINATOR, 0, 0, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(account_role_take(w->ctx, p.account, ROLE_PARTNER, number(w, "SELECT org FROM account_grant WHERE role = 'partner'"), 0, &bad) == OK && bad.n == 1);
	/* An invitation that was not used at once opens nothing either. */
	bad.n = 0;
	ok(account_invite(w->ctx, S("Centret"), "da", ROLE_PARTNER, 0, 0, &code, &bad) == OK && !bad.n);
	ok(account_accept(w->ctx, code, S("$argon2id$none"), &(int64_t){ 0 }) == ERR_NOT_FOUND);
	world_free(w);
}

TEST(nobody_who_works_here_is_made_a_partner_by_the_page_of_people)
{
	struct world *w = world_new();
	int64_t org = an_org(w, "Broen"), ole = somebody(w, "Ole", ROLE_COACH, 0, 0);
	const char *page = arena_printf(w->arena, "/en/work/people/%lld", (long long)ole).p;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	ok(!says(visit(w, "GET", page, NULL), "value=\"partner\""));
	same_int(post(w, arena_printf(w->arena, "%s/roles", page).p, "role=partner&org=0&area=").status, 422);
	same_int(post(w, "/en/work/people/invite", arena_printf(w->arena, "name=Centret&role=partner&org=%lld&area=", (long long)org).p).status, 422);
	same_text(asked(w, "SELECT COUNT(*) FROM account_grant WHERE role = 'partner'"), "0");
	world_free(w);
}

static bool refused(struct world *w, const char *sql)
{
	struct str answer;
	bool is;

	world_commit(w);
	is = db_ask(w->ctx, sql, &answer) != OK;
	db_rollback(w->ctx);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	return is;
}

TEST(storage_knows_a_partner_from_outside_and_nobody_is_both)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	int64_t ole = somebody(w, "Ole", ROLE_COACH, 0, 0);

	ok(refused(w, arena_printf(w->arena, "INSERT INTO account_grant (account, role, org, area) VALUES (%lld, 'coach', 0, 0) RETURNING role", (long long)p.account).p));
	ok(refused(w, arena_printf(w->arena, "INSERT INTO account_grant (account, role, org, area) VALUES (%lld, 'partner', 0, 0) RETURNING role", (long long)ole).p));
	ok(refused(w, "UPDATE account_grant SET role = 'coach' WHERE role = 'partner' RETURNING role"));
	ok(refused(w, "UPDATE account_grant SET role = 'partner' WHERE role = 'coach' RETURNING role"));
	world_free(w);
}

static const char *volunteer_of(struct world *w, int id, int64_t org, int64_t account)
{
	return arena_printf(w->arena, "INSERT INTO volunteer (id, org, name, name_key, account, state, state_day, paid, made_at, changed_at) "
			    "VALUES (%d, %lld, 'Ole', 'ole', %lld, 'active', '2016-12-01', FALSE, 1, 1) RETURNING id", id, (long long)org, (long long)account).p;
}

TEST(a_partner_from_outside_is_no_volunteer_by_any_path)
{
	struct world *w = world_new();
	int64_t org = an_org(w, "Broen"), ole = somebody(w, "Ole", ROLE_COACH, org, 0);
	struct partner_outside p = partner_outside(w, "Modtagelsen", org, 0);
	struct str answer;

	ok(refused(w, volunteer_of(w, 1, org, p.account)));
	ok(db_ask(w->ctx, volunteer_of(w, 2, org, ole), &answer) == OK);
	world_commit(w);
	ok(refused(w, arena_printf(w->arena, "UPDATE volunteer SET account = %lld WHERE id = 2 RETURNING id", (long long)p.account).p));
	/* And nobody who helps becomes one. */
	ok(db_ask(w->ctx, arena_printf(w->arena, "DELETE FROM account_grant WHERE account = %lld RETURNING role", (long long)ole).p, &answer) == OK);
	world_commit(w);
	ok(refused(w, arena_printf(w->arena, "INSERT INTO account_grant (account, role, org, area) VALUES (%lld, 'partner', 0, 0) RETURNING role", (long long)ole).p));
	world_free(w);
}

TEST(no_line_of_the_diary_says_that_a_partner_chose_a_passphrase)
{
	struct world *w = world_new();

	partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	same_text(asked(w, "SELECT COUNT(*) FROM event WHERE what = 'account.passphrase_chosen'"), "0");
	same_text(asked(w, "SELECT COUNT(*) FROM event WHERE what = 'account.partner_in'"), "1");
	world_free(w);
}

TEST(a_partner_whose_time_ran_out_comes_back_by_their_own_door)
{
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	struct answer a;

	is_in(w, p);
	world_clock(w, TEST_NOW + 21 * 60);
	/* Also from a page that those who work here have, too. */
	ok(leads_to(visit(w, "GET", "/en/work/send", NULL), "/en/p?ended=1"));
	ok(leads_to(visit(w, "GET", "/en/work/handover", NULL), "/en/p?ended=1"));
	ok(leads_to(visit(w, "GET", "/en/work", NULL), "/en/p?ended=1"));
	a = visit(w, "GET", "/en/p?ended=1", NULL);
	ok(says(a, "You are out again") && says(a, "name=\"link\"") && says(a, "name=\"digits\""));
	a = visit(w, "POST", "/en/p", arena_printf(w->arena, "link=https%%3A%%2F%%2Fexample.org%%2Fen%%2Fp%%2F%.*s&digits=000000x", STR_ARG(p.token)).p);
	same_int(a.status, 422);
	a = visit(w, "POST", "/en/p", arena_printf(w->arena, "link=https%%3A%%2F%%2Fexample.org%%2Fen%%2Fp%%2F%.*s&digits=%.*s", STR_ARG(p.token), STR_ARG(p.digits)).p);
	ok(leads_to(a, "/en/work/send"));
	world_log_out(w);
	/* Whoever never was a partner is asked for name and passphrase. */
	ok(str_starts(visit(w, "GET", "/en/work/handover", NULL).location, S("/en/login")));
	same_int(visit(w, "POST", "/en/p", "link=&digits=").status, 422);
	world_free(w);
}

TEST(a_partner_finds_no_page_of_those_who_work_here)
{
	static const char *const pages[] = { "", "/me", "/me/passphrase", "/own", "/people", "/senders", "/loops", "/transitions", "/calls", "/hours", "/looks" };
	struct world *w = world_new();
	struct partner_outside p = partner_outside(w, "Modtagelsen", an_org(w, "Broen"), 0);
	struct answer a;

	is_in(w, p);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		same_int(visit(w, "GET", arena_printf(w->arena, "/en/work%s", pages[i]).p, NULL).status, 404);
	same_int(post(w, "/en/work/me/sessions/end", "").status, 404);
	a = visit(w, "GET", "/en/work/send", NULL);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		ok(!says(a, arena_printf(w->arena, "href=\"/en/work%s\"", pages[i]).p));
	/* Twenty minutes without a tap, as for everybody. */
	world_clock(w, TEST_NOW + 21 * 60);
	same_int(visit(w, "GET", "/en/work/send", NULL).status, 303);
	world_free(w);
}

/* --- the page of administrators ------------------------------------------------------------------------------------- */

static struct partner_outside shown_on(struct world *w, struct answer a)
{
	return (struct partner_outside){ 0, between(w, a, "/en/p/", "\""), code_on(w, a) };
}

TEST(link_and_digits_are_shown_once_and_work_until_there_are_new_ones)
{
	struct world *w = world_new();
	int64_t org = an_org(w, "Broen");
	struct partner_outside p, later;
	struct str admin, id;
	struct answer a;

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	admin = w->cookie;
	ok(says(visit(w, "GET", "/en/work/senders", NULL), "No partner has a link yet."));
	same_int(post(w, "/en/work/senders/new", "name=Modtagelsen&org=&area=").status, 422);
	same_int(post(w, "/en/work/senders/new", arena_printf(w->arena, "name=Modtagelsen&org=%lld&area=Atlantis", (long long)org).p).status, 422);
	same_text(asked(w, "SELECT COUNT(*) FROM sender"), "0");
	a = post(w, "/en/work/senders/new", arena_printf(w->arena, "name=Modtagelsen&org=%lld&area=", (long long)org).p);
	same_int(a.status, 200);
	p = shown_on(w, a);
	a = visit(w, "GET", "/en/work/senders", NULL);
	ok(says(a, "Modtagelsen") && !says(a, arena_z(w->arena, p.token)) && !says(a, arena_z(w->arena, p.digits)));
	world_log_out(w);
	is_in(w, p);
	w->cookie = admin;
	id = asked(w, "SELECT account FROM sender");
	a = post(w, arena_printf(w->arena, "/en/work/senders/%.*s/renewal", STR_ARG(id)).p, "");
	same_int(a.status, 200);
	later = shown_on(w, a);
	world_log_out(w);
	same_int(comes_in(w, p, arena_z(w->arena, p.digits)).status, 422);
	is_in(w, later);
	w->cookie = admin;
	ok(leads_to(post(w, arena_printf(w->arena, "/en/work/senders/%.*s/ending", STR_ARG(id)).p, ""), "/en/work/senders?done=ended"));
	world_log_out(w);
	same_int(comes_in(w, later, arena_z(w->arena, later.digits)).status, 422);
	world_free(w);
}

TEST(an_administrator_of_another_organisation_sees_no_partner_and_ends_none)
{
	struct world *w = world_new();
	int64_t org = an_org(w, "Broen"), other = an_org(w, "Havnen");
	struct partner_outside p = partner_outside(w, "Modtagelsen", org, 0);
	const char *act[] = { "renewal", "ending" };

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, other, 0);
	ok(!says(visit(w, "GET", "/en/work/senders", NULL), "Modtagelsen"));
	for (size_t i = 0; i < 2; i++)
		same_int(post(w, arena_printf(w->arena, "/en/work/senders/%lld/%s", (long long)p.account, act[i]).p, "").status, 404);
	same_int(post(w, "/en/work/senders/new", arena_printf(w->arena, "name=Centret&org=%lld&area=", (long long)org).p).status, 422);
	world_log_out(w);
	is_in(w, p);
	world_free(w);
}
