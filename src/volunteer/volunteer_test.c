/* volunteer_test.c -- people who help: their path, who sees whom, what they can show, a break without a reason. */
#include "volunteer_test.h"
#include "account/account.h"
#include "db/db.h"
#include "demo/demo.h"

struct world *volunteer_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	world_commit(w);
	return w;
}

int64_t volunteer_number(struct world *w, const char *sql)
{
	struct str s = STR_ABSENT;
	int64_t n = 0;

	ok(db_ask(w->ctx, sql, &s) == OK && str_int(s, &n));
	return n;
}

int64_t volunteer_named(struct world *w, const char *name)
{
	return volunteer_number(w, arena_printf(w->arena, "SELECT id FROM volunteer WHERE name = '%s'", name).p);
}

int64_t volunteer_org(struct world *w, const char *name)
{
	return volunteer_number(w, arena_printf(w->arena, "SELECT id FROM org WHERE name = '%s'", name).p);
}

void volunteer_meeting(struct world *w, const char *slug, struct meeting *m)
{
	ok(meeting_of_slug(w->ctx, str_of(slug), m) == OK);
}

const char *volunteer_at(struct world *w, int64_t id, const char *rest)
{
	return arena_printf(w->arena, "/en/work/volunteers/%lld%s", (long long)id, rest).p;
}

static struct str state_of(struct world *w, int64_t id)
{
	struct volunteer v;

	ok(volunteer_get(w->ctx, id, &v) == OK);
	return v.state;
}

static void step(struct world *w, int64_t id, const char *code, const char *state)
{
	same_int(post(w, volunteer_at(w, id, "/steps"), arena_printf(w->arena, "step=%s", code).p).status, 303);
	same_text(state_of(w, id), state);
}

/* --- the demonstration ------------------------------------------------------------------------------------------- */

TEST(forty_six_lead_or_learn_to_and_half_of_them_know_it_from_their_own_life)
{
	struct world *w = volunteer_world();

	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer WHERE roles = 'facilitator' AND state NOT IN ('interested', 'interviewed')"), 46);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer WHERE roles = 'facilitator' AND lived IN ('own', 'family')"), 23);
	same_int(volunteer_number(w, "SELECT COUNT(DISTINCT c.volunteer) FROM volunteer_certified c JOIN volunteer v ON v.id = c.volunteer "
				     "WHERE v.state = 'active' AND c.issued <= '2016-12-12' AND c.counts_to >= '2016-12-12'"), 38);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer WHERE state = 'apprentice'"), 4);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer WHERE state = 'paused'"), 2);
	same_int(volunteer_number(w, "SELECT SUM(week_min) FROM volunteer WHERE paid") * 52 / 60, 3900);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer_untrained"), 0);
	world_free(w);
}

/* --- the path ------------------------------------------------------------------------------------------------------ */

TEST(somebody_new_comes_step_by_step_to_lead_a_group)
{
	struct world *w = volunteer_world();
	int64_t frise = volunteer_org(w, "Frise"), id, zenia = volunteer_named(w, "Zenia");
	struct meeting m;
	struct answer a;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	a = post(w, "/en/work/volunteers/new", arena_printf(w->arena, "name=Villads&org=%lld&roles=facilitator&areas=Aarhus&most_meetings=2&most_calls=5"
		 "&most_matches=1&supervision_weeks=6", (long long)frise).p);
	same_int(a.status, 303);
	id = volunteer_named(w, "Villads");
	step(w, id, "interviewed", "interviewed");
	step(w, id, "signed", "accepted");
	step(w, id, "cleared", "cleared");
	/* The next step cannot be taken before its time. */
	same_int(post(w, volunteer_at(w, id, "/steps"), "step=active").status, 422);
	same_int(post(w, volunteer_at(w, id, "/qualifications"), "type=training&method=1&issued=2016-12-10&issuer=Kursusstedet").status, 303);
	same_text(state_of(w, id), "trained");
	for (int i = 0; i < 4; i++)
		same_int(post(w, volunteer_at(w, id, "/practice"), arena_printf(w->arena, "meeting=%lld&met_on=2016-12-0%d&lead=%lld&own_words=Det+gik",
			 (long long)m.id, i + 1, (long long)zenia).p).status, 303);
	same_text(state_of(w, id), "apprentice");
	same_int(post(w, volunteer_at(w, id, "/steps"), arena_printf(w->arena, "step=lead_yes&lead=%lld", (long long)zenia).p).status, 303);
	step(w, id, "own_yes", "apprentice");
	step(w, id, "active", "active");
	same_int(volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer_certified WHERE volunteer = %lld AND counts_to = '2018-12-11'",
		 (long long)id).p), 1);
	world_free(w);
}

TEST(a_lead_who_is_not_certified_vouches_for_nobody)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte"), erling = volunteer_named(w, "Erling");
	struct meeting m;
	struct answer a;

	volunteer_meeting(w, "mandagsgruppen-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	a = post(w, volunteer_at(w, ditte, "/practice"), arena_printf(w->arena, "meeting=%lld&met_on=2016-12-05&lead=%lld&own_words=Godt",
		 (long long)m.id, (long long)erling).p);
	same_int(a.status, 422);
	world_free(w);
}

TEST(the_list_says_who_has_waited_for_whom_more_than_fourteen_days)
{
	struct world *w = volunteer_world();
	struct answer a;

	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	a = visit(w, "GET", "/en/work/volunteers", NULL);
	ok(a.status == 200 && says(a, "Has waited for us for 70 days") && says(a, "We have waited for them for 24 days"));
	world_log_in(w, "jonna2", ROLE_COORDINATOR, volunteer_org(w, "Vælg Friheden"), 0);
	a = visit(w, "GET", "/en/work/volunteers", NULL);
	ok(says(a, "Certifications that end soon") && says(a, "SMART Recovery until 5 February 2017"));
	world_free(w);
}

/* --- who sees whom ------------------------------------------------------------------------------------------------- */

TEST(two_organisations_never_see_each_others_people_by_any_page_or_count)
{
	static const char *const theirs[] = { "Karla", "Lone", "Mogens", "Nanna", "Ove", "Torben" };
	static const char *const pages[] = { "/en/work/volunteers", "/en/work/volunteers?group=3", "/en/work/volunteers?group=4", "/en/work/volunteers?group=5",
					     "/en/work/volunteers/new", "/en/work/own", "/en/work", "/en/work/meetings" };
	struct world *w = volunteer_world();
	int64_t karla = volunteer_named(w, "Karla"), ditte = volunteer_named(w, "Ditte");
	struct meeting varde, aarhus;
	struct answer a;

	volunteer_meeting(w, "torsdagsgruppen-varde", &varde);
	volunteer_meeting(w, "tirsdagsgruppen-aarhus", &aarhus);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		a = visit(w, "GET", pages[i], NULL);
		same_int(a.status, 200);
		for (size_t k = 0; k < sizeof theirs / sizeof *theirs; k++)
			ok(!says(a, theirs[k]));
	}
	ok(says(visit(w, "GET", "/en/work/volunteers", NULL), "Everybody (21)"));
	same_int(visit(w, "GET", volunteer_at(w, karla, ""), NULL).status, 403);
	same_int(visit(w, "GET", volunteer_at(w, karla, "/edit"), NULL).status, 403);
	same_int(post(w, volunteer_at(w, karla, "/pause"), "back_day=").status, 403);
	same_int(visit(w, "GET", arena_printf(w->arena, "/en/work/meetings/%lld/helpers", (long long)varde.id).p, NULL).status, 403);
	/* Somebody of another house is as unknown as nobody. */
	a = post(w, arena_printf(w->arena, "/en/work/meetings/%lld/helpers", (long long)aarhus.id).p,
		 arena_printf(w->arena, "volunteer=%lld&role=host&which=series&from=2016-12-13", (long long)karla).p);
	ok(a.status == 422 && !says(a, "Karla"));
	a = post(w, volunteer_at(w, ditte, "/edit"), arena_printf(w->arena, "name=Ditte&org=%lld&account=Jonna&roles=facilitator&areas=Aarhus"
		 "&supervision_weeks=6&most_meetings=2&most_calls=1&most_matches=1", (long long)volunteer_org(w, "Frise")).p);
	ok(a.status == 422 && says(a, "Nobody with this log-in name has a role in this organisation."));
	world_free(w);
}

TEST(own_experience_is_for_themself_and_the_coordinator_of_exactly_this_organisation)
{
	struct world *w = volunteer_world();
	const char *page = volunteer_at(w, volunteer_named(w, "Sanne"), "");

	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	ok(says(visit(w, "GET", page, NULL), "As family or friend"));
	world_log_in(w, "admin2", ROLE_ADMINISTRATOR, 0, 0);
	ok(!says(visit(w, "GET", page, NULL), "As family or friend"));
	world_free(w);
}

TEST(somebody_who_helps_sees_and_mends_their_own_page_and_nobody_elses)
{
	struct world *w = volunteer_world();
	int64_t jonna = volunteer_named(w, "Jonna"), frank = volunteer_named(w, "Frank");
	int64_t account = volunteer_number(w, "SELECT id FROM account WHERE name = 'Jonna'");
	struct who who = { .account = account };
	struct problems bad = { 0 };
	struct volunteer v, *mine;
	size_t n;

	same_int(volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer WHERE account = %lld", (long long)account).p), 1);
	w->ctx->who = &who;
	ok(volunteer_own(w->ctx, &mine, &n) == OK && n == 1 && mine[0].id == jonna);
	v = mine[0];
	v.areas_text = S("Esbjerg");
	v.lived = S("own");
	v.most_meetings = 1;
	ok(volunteer_save_own(w->ctx, &v, &bad) == OK && !bad.n);
	ok(volunteer_get(w->ctx, frank, &v) == OK);
	ok(volunteer_save_own(w->ctx, &v, &bad) == ERR_DENIED);
	ok(volunteer_pause(w->ctx, &v, DAY_NONE, &bad) == ERR_DENIED);
	w->ctx->who = &w->who;
	world_free(w);
}

/* --- a break --------------------------------------------------------------------------------------------------------- */

TEST(a_break_is_one_button_asks_for_no_reason_and_is_said_to_whoever_plans)
{
	struct world *w = volunteer_world();
	int64_t niels = volunteer_named(w, "Niels");
	struct meeting m;
	struct answer a;

	volunteer_meeting(w, "tirsdagsgruppen-aarhus", &m);
	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	a = visit(w, "GET", volunteer_at(w, niels, ""), NULL);
	ok(says(a, "Nobody is asked why.") && !says(a, "name=\"reason\""));
	same_int(post(w, volunteer_at(w, niels, "/pause"), "back_day=2017-02-01").status, 303);
	same_text(state_of(w, niels), "paused");
	a = post(w, arena_printf(w->arena, "/en/work/meetings/%lld/helpers", (long long)m.id).p,
		 arena_printf(w->arena, "volunteer=%lld&role=host&which=series&from=2016-12-13", (long long)niels).p);
	ok(a.status == 422 && says(a, "On a break until about 1 February 2017."));
	same_int(post(w, volunteer_at(w, niels, "/return"), "").status, 303);
	same_text(state_of(w, niels), "active");
	world_free(w);
}

TEST(after_more_than_half_a_year_away_a_lead_says_yes_anew)
{
	struct world *w = volunteer_world();
	int64_t niels = volunteer_named(w, "Niels");
	struct problems bad = { 0 };
	struct volunteer v;

	ok(volunteer_get(w->ctx, niels, &v) == OK);
	ok(volunteer_pause(w->ctx, &v, DAY_NONE, &bad) == OK && !bad.n);
	world_clock(w, TEST_NOW + INT64_C(200) * 86400);
	ok(volunteer_get(w->ctx, niels, &v) == OK);
	ok(volunteer_return(w->ctx, &v, &bad) == OK && !bad.n);
	same_text(state_of(w, niels), "apprentice");
	world_free(w);
}

/* --- the children's register ------------------------------------------------------------------------------------------ */

TEST(of_a_childrens_certificate_only_whether_it_is_in_order_is_kept)
{
	struct world *w = volunteer_world();
	int64_t inger = volunteer_named(w, "Inger");
	struct answer a;

	world_log_in(w, "signe2", ROLE_COORDINATOR, volunteer_org(w, "Frise"), 0);
	same_int(post(w, volunteer_at(w, inger, "/steps"), "step=cleared").status, 422);
	a = post(w, volunteer_at(w, inger, "/qualifications"), "type=child_check&issued=2016-12-12&result=in_order&evidence=Dom+fra+1999");
	ok(a.status == 422 && says(a, "Nothing about the contents of a children"));
	same_int(post(w, volunteer_at(w, inger, "/qualifications"), "type=child_check&issued=2016-12-12&result=in_order").status, 303);
	step(w, inger, "cleared", "cleared");
	world_free(w);
}

TEST(a_certificate_that_is_not_in_order_is_seen_by_two_only_and_gone_after_thirty_days)
{
	struct world *w = volunteer_world();
	int64_t inger = volunteer_named(w, "Inger"), frise = volunteer_org(w, "Frise");
	const char *page = volunteer_at(w, inger, "");

	world_log_in(w, "signe2", ROLE_COORDINATOR, frise, 0);
	same_int(post(w, volunteer_at(w, inger, "/qualifications"), "type=child_check&issued=2016-12-12&result=not_in_order").status, 303);
	ok(says(visit(w, "GET", page, NULL), "chip--late\">Not in order"));
	world_log_in(w, "other", ROLE_COORDINATOR, frise, 0);
	ok(!says(visit(w, "GET", page, NULL), "chip--late\">Not in order"));
	world_clock(w, TEST_NOW + INT64_C(31) * 86400);
	world_log_in(w, "signe3", ROLE_COORDINATOR, frise, 0);
	same_int(post(w, volunteer_at(w, inger, "/qualifications"), "type=licence&issued=2016-12-12").status, 303);
	same_int(volunteer_number(w, "SELECT COUNT(*) FROM volunteer_qualification WHERE result = 'not_in_order'"), 0);
	world_free(w);
}

/* --- short courses ------------------------------------------------------------------------------------------------------- */

TEST(a_short_course_is_done_when_its_three_questions_are_answered_as_it_says_and_keeps_no_score)
{
	struct world *w = volunteer_world();
	int64_t ditte = volunteer_named(w, "Ditte"), account;
	const char *page;
	struct answer a;

	world_log_in(w, "Ditte", ROLE_FACILITATOR, volunteer_org(w, "Frise"), 0);
	account = volunteer_number(w, "SELECT id FROM account WHERE name = 'Ditte'");
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE volunteer SET account = %lld WHERE id = %lld", (long long)account, (long long)ditte).p) == OK);
	page = arena_printf(w->arena, "/en/work/own/%lld/modules/overdose", (long long)ditte).p;
	ok(says(visit(w, "GET", page, NULL), "call 112 and say where you are"));
	a = post(w, page, "q0=yes&q1=yes&q2=no");
	ok(a.status == 422 && says(a, "Read it once more"));
	same_int(post(w, page, "q0=no&q1=yes&q2=no").status, 303);
	same_int(volunteer_number(w, arena_printf(w->arena, "SELECT COUNT(*) FROM volunteer_qualification WHERE volunteer = %lld AND type = 'module' "
		 "AND code = 'overdose' AND result = ''", (long long)ditte).p), 1);
	ok(says(visit(w, "GET", "/en/work/own", NULL), "Done"));
	/* Somebody else's page is not there. */
	same_int(visit(w, "GET", arena_printf(w->arena, "/en/work/own/%lld", (long long)volunteer_named(w, "Niels")).p, NULL).status, 404);
	world_free(w);
}

TEST(every_short_course_has_a_text_and_three_questions)
{
	size_t n = 0;

	for (const struct volunteer_module *m = volunteer_modules; m->code; m++, n++)
		for (int i = 0; i < 3; i++)
			ok(m->version > 0 && m->title && m->text && m->questions[i].says);
	same_int(n, 7);
}
