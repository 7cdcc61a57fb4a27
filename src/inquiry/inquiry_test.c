/* inquiry_test.c -- nobody is confirmed or denied; two stand for what is given; a breach has 72 hours and two decisions. */
#include "world.h"
#include "account/account.h"
#include "inquiry/inquiry.h"
#include "org/org.h"

enum { DAY = 86400, HOUR = 3600 };

static struct str ask(struct world *w, const char *sql)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer.p ? answer : S("");
}

struct counter {
	struct world *w;
	struct str jonna_is, dorte_is, lars_is;         /* facilitator, data protection, administrator */
};

static struct str colleague(struct world *w, const char *name, enum role role)
{
	world_log_in(w, name, role, 0, 0);
	return arena_str(w->arena, w->cookie);
}

static struct counter a_counter(void)
{
	struct counter c = { .w = world_new() };

	c.jonna_is = colleague(c.w, "Jonna", ROLE_FACILITATOR);
	c.dorte_is = colleague(c.w, "Dorte", ROLE_DATA_PROTECTION);
	c.lars_is = colleague(c.w, "Lars", ROLE_ADMINISTRATOR);
	return c;
}

static void be(struct counter *c, struct str cookie)
{
	c->w->cookie = cookie;
}

static const char *newest(struct counter *c, const char *table, const char *path)
{
	return arena_printf(c->w->arena, "/en/work/%s/%.*s", path, STR_ARG(ask(c->w, arena_printf(c->w->arena, "SELECT MAX(id) FROM %s", table).p))).p;
}

static const char *police_ask(struct counter *c)
{
	be(c, c->jonna_is);
	same_int(post(c->w, "/en/work/outside", "from_kind=police&day=11.12.2016&what=Do+you+know+a+man").status, 303);
	return newest(c, "inquiry", "outside");
}

TEST(whoever_is_asked_has_one_sentence_that_confirms_and_denies_nobody)
{
	struct counter c = a_counter();

	be(&c, c.jonna_is);
	ok(says(visit(c.w, "GET", "/en/work/outside", NULL), "We cannot say whether we know anyone. You are welcome yourself."));
	ok(says(visit(c.w, "GET", "/da/work/outside", NULL), "Vi kan ikke sige, om vi kender nogen. Du er selv velkommen."));
	world_free(c.w);
}

TEST(anybody_writes_it_down_and_only_those_who_answer_read_it)
{
	struct counter c = a_counter();
	const char *one = police_ask(&c);

	same_int(visit(c.w, "GET", one, NULL).status, 403);
	ok(!says(visit(c.w, "GET", "/en/work/outside", NULL), "Asked from outside"));
	be(&c, c.dorte_is);
	ok(says(visit(c.w, "GET", one, NULL), "Do you know a man"));
	ok(says(visit(c.w, "GET", "/en/work", NULL), "Somebody outside asks"));
	same_text(ask(c.w, "SELECT COUNT(*) FROM inquiry WHERE what LIKE '%man%'"), "0");
	same_text(ask(c.w, "SELECT detail FROM event WHERE what = 'inquiry.added'"), "police");
	world_free(c.w);
}

TEST(an_answer_that_says_nothing_closes_it_at_once)
{
	struct counter c = a_counter();
	const char *one = police_ask(&c);

	be(&c, c.dorte_is);
	same_int(post(c.w, one, "act=decide&decision=nothing&basis=none").status, 303);
	same_text(ask(c.w, "SELECT result FROM task WHERE kind = 'outside'"), "answered");
	same_text(ask(c.w, "SELECT decision FROM inquiry WHERE closed_at IS NOT NULL"), "nothing");
	world_free(c.w);
}

TEST(nothing_is_given_without_a_legal_basis_and_a_second_person)
{
	struct counter c = a_counter();
	const char *one = police_ask(&c);
	struct answer a;

	be(&c, c.dorte_is);
	a = post(c.w, one, "act=decide&decision=given&basis=none&given=That+he+came");
	same_int(a.status, 422);
	ok(says(a, "Nothing is given without a legal basis.") && says(a, "That he came"));
	same_int(post(c.w, one, "act=decide&decision=given&basis=order&reason=Order+77&given=That+he+came").status, 303);
	ok(says(visit(c.w, "GET", one, NULL), "It waits for a second person."));
	a = post(c.w, one, "act=agree");
	same_int(a.status, 422);
	ok(says(a, "Somebody else must agree"));
	be(&c, c.lars_is);
	same_int(post(c.w, one, "act=agree").status, 303);
	ok(says(visit(c.w, "GET", one, NULL), "Agreed by"));
	same_text(ask(c.w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	world_free(c.w);
}

TEST(storage_gives_nothing_without_two)
{
	struct counter c = a_counter();

	police_ask(&c);
	world_commit(c.w);
	ok(db_script(c.w->ctx, "UPDATE inquiry SET decision = 'given', basis = 'order', reason = 'x', decided_by = 1, agreed_by = 1, closed_at = 1") != OK);
	db_rollback(c.w->ctx);
	ok(db_begin(c.w->ctx, DB_WRITE) == OK);
	world_free(c.w);
}

TEST(another_organisation_does_not_see_what_was_asked_here)
{
	struct counter c = a_counter();
	struct org o = { .name = S("Havnens Venner"), .kind = S("association") };
	struct problems bad = { 0 };
	const char *one = police_ask(&c);

	ok(org_save(c.w->ctx, &o, &bad) == OK && !bad.n);
	world_log_in(c.w, "Nora", ROLE_COORDINATOR, o.id, 0);
	same_int(visit(c.w, "GET", one, NULL).status, 403);
	ok(!says(visit(c.w, "GET", "/en/work/outside", NULL), "To be answered"));
	world_free(c.w);
}

/* --- breaches ----------------------------------------------------------------------------------------------------- */

static const char *lost(struct counter *c, int hours_ago)
{
	be(c, c->jonna_is);
	same_int(post(c->w, "/en/work/breaches/new", arena_printf(c->w->arena, "kind=lost&hours_ago=%d&what=A+list+on+the+bus&classes=name&classes=contact&people=12"
		"&risk=some", hours_ago).p).status, 303);
	return newest(c, "inquiry_breach", "breaches");
}

TEST(the_72_hours_run_from_when_somebody_here_learned_of_it)
{
	struct counter c = a_counter();
	const char *one = lost(&c, 10);

	be(&c, c.dorte_is);
	ok(says(visit(c.w, "GET", one, NULL), "62 hours left of 72."));
	ok(says(visit(c.w, "GET", "/en/work", NULL), "Something confidential got out"));
	same_text(ask(c.w, "SELECT due_at - made_at FROM task WHERE kind = 'breach'"), "223200");
	world_free(c.w);
}

TEST(a_breach_is_closed_only_when_both_are_decided)
{
	struct counter c = a_counter();
	const char *one = lost(&c, 1);
	struct answer a;

	be(&c, c.dorte_is);
	same_int(post(c.w, one, "act=authority_yes").status, 303);
	a = post(c.w, one, "act=close");
	same_int(a.status, 422);
	ok(says(a, "Not yet: decide both"));
	same_int(post(c.w, one, "act=told_no").status, 422);
	same_int(post(c.w, one, "act=told_no&why=The+list+came+back+unread").status, 303);
	same_int(post(c.w, one, "act=close").status, 303);
	same_text(ask(c.w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	world_free(c.w);
}

TEST(storage_closes_no_breach_without_both)
{
	struct counter c = a_counter();

	lost(&c, 1);
	world_commit(c.w);
	ok(db_script(c.w->ctx, "UPDATE inquiry_breach SET authority = 'yes', authority_at = 1, closed_at = 1") != OK);
	db_rollback(c.w->ctx);
	ok(db_begin(c.w->ctx, DB_WRITE) == OK);
	world_free(c.w);
}

TEST(whoever_tells_the_authority_later_than_72_hours_says_why)
{
	struct counter c = a_counter();
	const char *one = lost(&c, 80);
	struct answer a;

	be(&c, c.dorte_is);
	ok(says(visit(c.w, "GET", one, NULL), "8 hours more than 72."));
	a = post(c.w, one, "act=authority_yes");
	same_int(a.status, 422);
	ok(says(a, "say why it is late"));
	same_int(post(c.w, one, "act=authority_yes&why=It+was+a+holiday").status, 303);
	world_free(c.w);
}

TEST(the_page_for_the_authority_says_what_how_many_and_what_is_done)
{
	struct counter c = a_counter();
	const char *one = lost(&c, 1);
	struct answer a;

	be(&c, c.dorte_is);
	same_int(post(c.w, one, "act=measures&measures=Lists+stay+in+the+house&people=14").status, 303);
	a = visit(c.w, "GET", arena_printf(c.w->arena, "%s/paper", one).p, NULL);
	ok(says(a, "A list on the bus") && says(a, "14") && says(a, "Lists stay in the house") && says(a, "Names, How to reach people"));
	be(&c, c.jonna_is);
	same_int(visit(c.w, "GET", one, NULL).status, 403);
	world_free(c.w);
}

TEST(words_go_after_five_years_and_that_it_was_decided_stays)
{
	struct counter c = a_counter();
	const char *one = lost(&c, 1), *asked = police_ask(&c);

	be(&c, c.dorte_is);
	same_int(post(c.w, one, "act=authority_no&why=Forseglet").status, 303);
	same_int(post(c.w, one, "act=told_no&why=Forseglet").status, 303);
	same_int(post(c.w, one, "act=close").status, 303);
	same_int(post(c.w, asked, "act=decide&decision=refused&basis=none&reason=Ingen+hjemmel").status, 303);
	world_clock(c.w, TEST_NOW + INQUIRY_KEPT_DAYS * (int64_t)DAY + HOUR);
	ok(hall_tidy(c.w->ctx) == OK);
	same_text(ask(c.w, "SELECT what || authority_why || told_why || authority FROM inquiry_breach"), "no");
	same_text(ask(c.w, "SELECT what || reason || decision FROM inquiry"), "refused");
	same_text(ask(c.w, "SELECT n FROM rights_night WHERE what = 'outside'"), "2");
	world_free(c.w);
}
