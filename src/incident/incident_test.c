/* incident_test.c -- something went wrong, or a child may be in danger: two read it, and it does not rest until somebody acted. */
#include "world.h"
#include "account/account.h"
#include "area/area.h"
#include "incident/incident.h"
#include "org/org.h"
#include "volunteer/declare.h"

enum { DAY = 86400, HOUR = 3600 };

static struct str ask(struct world *w, const char *sql)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer.p ? answer : S("");
}

/* An organisation in which Signe and Else are named, and Jonna leads a group. */
struct yard {
	struct world *w;
	int64_t org, signe, els;
	struct str jonna_is, signe_is, else_is, other_is;
};

static int64_t colleague(struct yard *h, const char *name, enum role role, struct str *cookie)
{
	struct account a;

	world_log_in(h->w, name, role, h->org, 0);
	*cookie = arena_str(h->w->arena, h->w->cookie);
	ok(account_of_name(h->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static struct yard a_house(void)
{
	struct yard h = { .w = world_new() };
	struct org o = { .name = S("Havnens Venner"), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(h.w->ctx, &o, &bad) == OK && !bad.n);
	h.org = o.id;
	h.signe = colleague(&h, "Signe", ROLE_COORDINATOR, &h.signe_is);
	h.els = colleague(&h, "Else", ROLE_KEEPER, &h.else_is);
	colleague(&h, "Jonna", ROLE_FACILITATOR, &h.jonna_is);
	colleague(&h, "Otto", ROLE_COORDINATOR, &h.other_is);
	h.w->cookie = STR_ABSENT;
	world_log_out(h.w);
	ok(volunteer_declare_name(h.w->ctx, h.org, (const int64_t[]){ h.signe, h.els }, &bad) == OK && !bad.n);
	return h;
}

static void be(struct yard *h, struct str cookie)
{
	h->w->cookie = cookie;
}

static const char *newest(struct yard *h, const char *table, const char *path)
{
	return arena_printf(h->w->arena, "/en/work/%s/%.*s", path, STR_ARG(ask(h->w, arena_printf(h->w->arena, "SELECT MAX(id) FROM %s", table).p))).p;
}

#define INCIDENT "class=threat&severity=serious&day=11.12.2016&what=A+participant+shouted+at+a+volunteer&done=We+went+out&told=coordinator&call_back=1"

static const char *something(struct yard *h)
{
	be(h, h->jonna_is);
	same_int(post(h->w, "/en/work/incidents/new", INCIDENT).status, 303);
	return newest(h, "incident", "incidents");
}

TEST(anybody_here_writes_it_and_the_two_who_are_named_read_it)
{
	struct yard h = a_house();
	const char *one = something(&h);

	ok(says(visit(h.w, "GET", one, NULL), "A participant shouted"));
	be(&h, h.signe_is);
	ok(says(visit(h.w, "GET", one, NULL), "A participant shouted"));
	ok(says(visit(h.w, "GET", one, NULL), "Jonna"));
	be(&h, h.else_is);
	ok(says(visit(h.w, "GET", one, NULL), "A participant shouted"));
	be(&h, STR_ABSENT);
	same_int(visit(h.w, "GET", one, NULL).status, 303);
	world_free(h.w);
}

TEST(what_went_wrong_is_sealed_and_stands_in_no_line_of_the_diary)
{
	struct yard h = a_house();

	something(&h);
	same_text(ask(h.w, "SELECT COUNT(*) FROM incident WHERE what LIKE '%participant%'"), "0");
	same_text(ask(h.w, "SELECT detail FROM event WHERE what = 'incident.added'"), "threat");
	world_free(h.w);
}

TEST(another_organisation_does_not_know_of_it)
{
	struct yard h = a_house();
	const char *one = something(&h);

	world_log_in(h.w, "Nora", ROLE_COORDINATOR, h.org + 1, 0);
	same_int(visit(h.w, "GET", one, NULL).status, 404);
	ok(!says(visit(h.w, "GET", "/en/work/incidents", NULL), "threatened"));
	world_free(h.w);
}

TEST(when_it_waits_too_long_the_coordinator_is_told_whom_to_ask_and_not_what_it_was)
{
	struct yard h = a_house();
	const char *one = something(&h);
	struct answer a;

	be(&h, h.other_is);
	same_int(visit(h.w, "GET", one, NULL).status, 404);
	world_clock(h.w, TEST_NOW + 5 * DAY);
	world_log_in(h.w, "Otto", ROLE_VISITOR, 0, 0);
	a = visit(h.w, "GET", one, NULL);
	same_int(a.status, 200);
	ok(says(a, "Only Signe and Else read this.") && !says(a, "shouted at"));
	world_free(h.w);
}

TEST(it_is_talked_over_and_closed_only_when_something_was_learned)
{
	struct yard h = a_house();
	const char *one = something(&h);
	struct answer a;

	be(&h, h.signe_is);
	ok(says(visit(h.w, "GET", "/en/work", NULL), "Talk it over with those who were there."));
	a = post(h.w, one, "act=learned&learned=Two+at+the+door");
	same_int(a.status, 422);
	ok(says(a, "First talk it over") && says(a, "Two at the door"));
	same_int(post(h.w, one, "act=debriefed").status, 303);
	same_int(post(h.w, one, "act=learned").status, 422);
	same_int(post(h.w, one, "act=learned&learned=Two+at+the+door").status, 303);
	same_text(ask(h.w, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	ok(says(visit(h.w, "GET", one, NULL), "Two at the door"));
	world_free(h.w);
}

TEST(whoever_it_is_handed_on_to_reads_it)
{
	struct yard h = a_house();
	const char *one = something(&h);
	struct account otto;
	struct problems bad = { 0 };
	int64_t id;
	struct task t;

	ok(str_int(ask(h.w, "SELECT id FROM incident"), &id) && account_of_name(h.w->ctx, S("Otto"), &otto) == OK);
	ok(task_of(h.w->ctx, "incident_review", id, &t) == OK && task_hand_over(h.w->ctx, &t, otto.id, h.els, &bad) == OK && !bad.n);
	be(&h, h.other_is);
	ok(says(visit(h.w, "GET", one, NULL), "A participant shouted"));
	world_free(h.w);
}

TEST(storage_closes_nothing_without_a_word_of_what_was_learned)
{
	struct yard h = a_house();

	something(&h);
	world_commit(h.w);
	ok(db_script(h.w->ctx, "UPDATE incident SET closed_at = 1") != OK);
	db_rollback(h.w->ctx);
	ok(db_begin(h.w->ctx, DB_WRITE) == OK);
	world_free(h.w);
}

TEST(the_day_of_the_review_moves_with_its_promise)
{
	struct yard h = a_house();
	const char *one = something(&h);

	be(&h, h.else_is);
	same_int(post(h.w, one, "act=moved&review_day=1.2.2017").status, 303);
	ok(says(visit(h.w, "GET", one, NULL), "Wednesday 1 February"));
	same_int(post(h.w, one, "act=moved&review_day=1.2.2018").status, 422);
	be(&h, h.jonna_is);
	same_int(post(h.w, one, "act=debriefed").status, 403);
	world_free(h.w);
}

TEST(a_name_is_asked_about_before_it_is_kept_and_a_number_never_is)
{
	struct yard h = a_house();
	struct answer a;

	be(&h, h.jonna_is);
	a = post(h.w, "/en/work/incidents/new", "class=other&severity=small&day=11.12.2016&what=So+then+Peter+Hansen+left");
	same_int(a.status, 422);
	ok(says(a, "“Peter Hansen” looks like a name.") && says(a, "So then Peter Hansen left"));
	same_int(post(h.w, "/en/work/incidents/new", "class=other&severity=small&day=11.12.2016&what=In+Store+Heddinge&sure=1").status, 303);
	a = post(h.w, "/en/work/incidents/new", "class=other&severity=small&day=11.12.2016&what=Hun+er+010190-1234&sure=1");
	same_int(a.status, 422);
	ok(says(a, "civil registration number"));
	world_free(h.w);
}

TEST(names_are_told_from_the_beginning_of_a_sentence)
{
	same_text(incident_name_in(S("Peter Hansen gik")), "Peter Hansen");
	same_text(incident_name_in(S("Da Karim kom")), "Da Karim");
	same_text(incident_name_in(S("så kom Åse Ærø")), "Åse Ærø");
	ok(!incident_name_in(S("Manden råbte. Hun gik.")).p);
	ok(!incident_name_in(S("En deltager fra Varde kom, og AA var lukket")).p);
}

TEST(classes_are_counted_from_five_up)
{
	struct yard h = a_house();
	struct incident_count *counts;
	size_t n;

	for (int i = 0; i < 5; i++)
		something(&h);
	be(&h, h.jonna_is);
	same_int(post(h.w, "/en/work/incidents/new", "class=health&severity=small&day=11.12.2016&what=Et+fald").status, 303);
	be(&h, h.signe_is);
	ok(says(visit(h.w, "GET", "/en/work/incidents", NULL), "fewer than 5"));
	be(&h, h.jonna_is);
	ok(!says(visit(h.w, "GET", "/en/work/incidents", NULL), "fewer than 5"));
	ok(incident_counts(h.w->ctx, &counts, &n) == OK && n == 2);
	same_int(counts[0].n, 0);
	same_int(counts[1].n, 5);
	world_free(h.w);
}

/* --- a child ---------------------------------------------------------------------------------------------------- */

static const char *worry(struct yard *h, const char *body)
{
	be(h, h->jonna_is);
	same_int(post(h->w, "/en/work/child", body).status, 303);
	return newest(h, "incident_child", "child");
}

TEST(whoever_is_worried_about_a_child_sees_whom_to_call_and_who_must)
{
	struct yard h = a_house();
	struct answer a;

	be(&h, h.jonna_is);
	ok(says(visit(h.w, "GET", "/da/work", NULL), "/da/work/child"));
	a = visit(h.w, "GET", "/en/work/child", NULL);
	ok(says(a, "tel:112") && says(a, "tel:114") && says(a, "§ 135") && says(a, "§ 133") && says(a, "This program sends nothing."));
	world_free(h.w);
}

TEST(what_to_do_for_a_child_elsewhere_is_said_by_the_law_and_the_numbers_of_there)
{
	struct yard h = a_house();
	struct answer a;

	be(&h, h.jonna_is);
	a = visit(h.w, "GET", "/en/work/child", NULL);
	ok(says(a, "What the law says: Denmark") && says(a, "/en/work/child?country=US"));
	a = visit(h.w, "GET", "/en/work/child?country=US", NULL);
	ok(says(a, "tel:911") && says(a, "tel:18004224453") && says(a, "You need a reason to think so, and no proof.") && says(a, "What the law says: United States"));
	ok(!says(a, "tel:114") && !says(a, "§ 135"));
	a = visit(h.w, "GET", "/da/work/child?country=US", NULL);
	ok(says(a, "Hvad loven siger: USA") || says(a, "Hvad loven siger: De Forenede Stater"));
	/* A country that we know nothing of: ours. */
	ok(says(visit(h.w, "GET", "/en/work/child?country=XX", NULL), "tel:112"));
	world_free(h.w);
}

TEST(a_worry_does_not_rest_until_the_municipality_was_told)
{
	struct yard h = a_house();
	const char *one = worry(&h, "note=Et+barn+sad+alene");

	same_text(ask(h.w, "SELECT COUNT(*) FROM incident_child WHERE note LIKE '%alene%'"), "0");
	world_clock(h.w, TEST_NOW + 5 * HOUR);
	world_log_in(h.w, "Signe", ROLE_VISITOR, 0, 0);
	ok(says(visit(h.w, "GET", "/en/work", NULL), "A worry about a child"));
	ok(says(visit(h.w, "GET", one, NULL), "5 hours") && says(visit(h.w, "GET", one, NULL), "Et barn sad alene"));
	same_int(post(h.w, one, "told_by=coordinator").status, 303);
	ok(says(visit(h.w, "GET", one, NULL), "The municipality was told"));
	same_text(ask(h.w, "SELECT result FROM task WHERE kind = 'child_concern'"), "told");
	/* Said twice, it was done once. */
	same_int(post(h.w, one, "told_by=self").status, 303);
	same_text(ask(h.w, "SELECT told_by FROM incident_child"), "coordinator");
	world_free(h.w);
}

TEST(that_nobody_is_told_is_for_the_two_to_answer_for_with_a_word)
{
	struct yard h = a_house();
	const char *one = worry(&h, "note=");

	same_int(post(h.w, one, "why=Det+var+ikke+noget").status, 403);
	be(&h, h.else_is);
	same_int(post(h.w, one, "why=").status, 422);
	same_int(post(h.w, one, "why=Barnet+har+det+godt").status, 303);
	ok(says(visit(h.w, "GET", one, NULL), "The municipality was not told"));
	world_free(h.w);
}

TEST(the_program_sends_nothing_about_a_child)
{
	struct yard h = a_house();

	worry(&h, "note=Et+barn+sad+alene");
	same_text(ask(h.w, "SELECT COUNT(*) FROM consent_disclosure"), "0");
	world_free(h.w);
}

TEST(a_municipality_without_a_number_is_a_task_for_somebody_who_can_write_it_in)
{
	struct yard h = a_house();
	struct answer a;

	ok(area_seed(h.w->ctx) == OK);
	worry(&h, "area_text=Varde&note=");
	worry(&h, "area_text=Varde&note=");
	same_text(ask(h.w, "SELECT COUNT(*) FROM task WHERE kind = 'child_number'"), "1");
	a = post(h.w, arena_printf(h.w->arena, "/en/work/child/numbers/%.*s", STR_ARG(ask(h.w, "SELECT subject FROM task WHERE kind = 'child_number'"))).p, "");
	same_int(a.status, 422);
	ok(db_script(h.w->ctx, "UPDATE area SET child_concern_phone = '+4500000010' WHERE code = 'DK-573'") == OK);
	a = post(h.w, arena_printf(h.w->arena, "/en/work/child/numbers/%.*s", STR_ARG(ask(h.w, "SELECT subject FROM task WHERE kind = 'child_number'"))).p, "");
	same_int(a.status, 303);
	same_text(ask(h.w, "SELECT COUNT(*) FROM task WHERE kind = 'child_number' AND done_at IS NULL"), "0");
	world_free(h.w);
}

TEST(words_are_forgotten_after_five_years_and_that_it_happened_is_not)
{
	struct yard h = a_house();
	const char *one = something(&h), *child = worry(&h, "note=Et+barn");

	be(&h, h.signe_is);
	same_int(post(h.w, one, "act=debriefed").status, 303);
	same_int(post(h.w, one, "act=learned&learned=To+ved+doren").status, 303);
	same_int(post(h.w, child, "why=Barnet+har+det+godt").status, 303);
	world_clock(h.w, TEST_NOW + INCIDENT_KEPT_DAYS * (int64_t)DAY + 1);
	ok(hall_tidy(h.w->ctx) == OK);
	same_text(ask(h.w, "SELECT what || done || learned || '.' FROM incident"), ".");
	same_text(ask(h.w, "SELECT note || why || '.' FROM incident_child"), ".");
	same_text(ask(h.w, "SELECT n FROM rights_night WHERE what = 'incidents'"), "2");
	world_free(h.w);
}
