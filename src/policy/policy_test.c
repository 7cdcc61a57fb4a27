/* policy_test.c -- acceptance script E: the cases, the branch switched off, old declarations kept, nobody turned away. */
#include "world.h"
#include "demo/demo.h"
#include "policy/policy.h"

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static struct programme pilot(struct world *w)
{
	struct programme p;

	ok(programme_of_slug(w->ctx, S("smart-selvhjaelpsgrupper"), &p) == OK);
	return p;
}

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

static enum tri result_under(struct world *w, const char *expression, bool substitution, const char *been, const char *wants, const char *status)
{
	struct policy p = { .expression = str_of(expression), .substitution = substitution };
	struct policy_answers a = { str_of(been), str_of(wants), str_of(status) };

	return policy_result(w->ctx, &p, &a);
}

/* Requirements 9.5 written out once more, line by line: been, wants, then drug free, stable, otherwise, not said. */
static const struct {
	const char *been, *wants;
	enum tri expected[4];
} table[] = {
	{ "finished", "yes", { TRI_YES, TRI_YES, TRI_NO, TRI_UNKNOWN } },
	{ "ongoing", "yes", { TRI_YES, TRI_YES, TRI_NO, TRI_UNKNOWN } },
	{ "left", "yes", { TRI_YES, TRI_YES, TRI_NO, TRI_UNKNOWN } },
	{ "left", "no", { TRI_NO, TRI_NO, TRI_NO, TRI_NO } },
	{ "finished", "not_said", { TRI_UNKNOWN, TRI_UNKNOWN, TRI_NO, TRI_UNKNOWN } },
	{ "no", "yes", { TRI_NO, TRI_NO, TRI_NO, TRI_NO } },
	{ "no", "no", { TRI_NO, TRI_NO, TRI_NO, TRI_NO } },
	{ "no", "not_said", { TRI_NO, TRI_NO, TRI_NO, TRI_NO } },
	{ "not_said", "yes", { TRI_UNKNOWN, TRI_UNKNOWN, TRI_NO, TRI_UNKNOWN } },
	{ "not_said", "no", { TRI_NO, TRI_NO, TRI_NO, TRI_NO } },
	{ "not_said", "not_said", { TRI_UNKNOWN, TRI_UNKNOWN, TRI_NO, TRI_UNKNOWN } },
};
static const char *const statuses[] = { "drug_free", "stable", "otherwise", "not_said" };

TEST(the_rule_of_the_pilot_answers_every_case_as_it_is_written)
{
	struct world *w = world_new();
	struct policy p = policy_blank();

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (int s = 0; s < 4; s++) {
			const char *rule = arena_z(w->arena, p.expression);
			same_int(result_under(w, rule, true, table[i].been, table[i].wants, statuses[s]), table[i].expected[s]);
			same_int(result_under(w, rule, false, table[i].been, table[i].wants, statuses[s]), s == 1 ? TRI_NO : table[i].expected[s]);
		}
	world_free(w);
}

TEST(the_built_in_cases_are_the_same_thirty_six)
{
	struct world *w = world_new();
	int n = 0;

	for (int i = 0; i < POLICY_CASES; i++) {
		struct policy_case c = policy_case(S(""), i, true);
		for (size_t k = 0; k < sizeof table / sizeof *table; k++)
			for (int s = 0; s < 4; s++)
				if (str_same(c.answers.been, table[k].been) && str_same(c.answers.wants, table[k].wants) && str_same(c.answers.status, statuses[s])) {
					same_int(c.expected, table[k].expected[s]);
					n++;
				}
		/* "left" stands for "finished" in one line of the table above. */
		n += str_same(c.answers.been, "finished") && str_same(c.answers.wants, "no") && c.expected == TRI_NO;
	}
	same_int(n, POLICY_CASES);
	world_free(w);
}

TEST(what_is_not_known_passes_through_unless_the_other_side_decides)
{
	struct world *w = world_new();
	static const struct {
		const char *rule;
		enum tri expected;
	} rules[] = {
		{ "drug_free", TRI_UNKNOWN }, { "not drug_free", TRI_UNKNOWN }, { "drug_free and wants_support", TRI_UNKNOWN },
		{ "drug_free or wants_support", TRI_YES }, { "drug_free and been_in_treatment", TRI_NO }, { "drug_free or been_in_treatment", TRI_UNKNOWN },
		{ "not (drug_free and been_in_treatment)", TRI_YES }, { "wants_support or wants_support and been_in_treatment", TRI_YES },
		{ "((not not wants_support))", TRI_YES },
	};

	/* Wants support, never was in treatment, would rather not say how it is now. */
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		same_int(result_under(w, rules[i].rule, true, "no", "yes", "not_said"), rules[i].expected);
	world_free(w);
}

static const char *problem_with_rule(struct world *w, const char *rule, bool substitution)
{
	struct policy p = policy_blank();
	struct problems bad = { 0 };
	const struct problem *one;

	p.programme = pilot(w).id;
	p.expression = str_of(rule);
	p.substitution = substitution;
	ok(policy_save(w->ctx, &p, &bad) == OK);
	one = problem_of(&bad, "expression");
	return one ? arena_z(w->arena, TR_FILL(w->ctx, tr_of(w->ctx, str_of(one->text)), { "x", one->gap })) : "";
}

TEST(a_rule_that_cannot_be_read_is_refused_with_the_place)
{
	struct world *w = house();

	w->ctx->lang = "en";
	ok(strstr(problem_with_rule(w, "been_in_treatment and urine_test", true), "no fact “urine_test”"));
	ok(strstr(problem_with_rule(w, "been_in_treatment and", true), "missing at the end"));
	ok(strstr(problem_with_rule(w, "(drug_free or wants_support", true), "not closed"));
	ok(strstr(problem_with_rule(w, "drug_free wants_support", true), "do not understand “wants_support”"));
	ok(strstr(problem_with_rule(w, "drug_free; wants_support", true), "do not understand “;”"));
	ok(*problem_with_rule(w, "((((((((((((((((((((((((((((((((((((((((((((((((((drug_free", true));
	same_text(ask(w, "SELECT COUNT(*) FROM policy WHERE programme = (SELECT id FROM programme WHERE slug = 'smart-selvhjaelpsgrupper')"), "1");
	world_free(w);
}

TEST(a_rule_that_nobody_can_meet_is_refused_with_the_reason)
{
	struct world *w = house();

	w->ctx->lang = "en";
	ok(strstr(problem_with_rule(w, "drug_free and stable_substitution", true), "Nobody could ever be inside"));
	ok(strstr(problem_with_rule(w, "wants_support and not wants_support", true), "Nobody could ever be inside"));
	/* Possible in logic, but no answer says it. */
	ok(strstr(problem_with_rule(w, "wants_support and illegal_use", true), "Nobody could ever be inside"));
	world_free(w);
}

TEST(a_rule_that_fails_one_of_the_cases_is_refused_and_the_case_is_named)
{
	struct world *w = house();

	w->ctx->lang = "en";
	ok(strstr(problem_with_rule(w, "been_in_treatment and (drug_free or (stable_substitution and not illegal_use))", true),
		  "wants support: No"));
	/* The branch is closed, and the rule does not ask. */
	ok(strstr(problem_with_rule(w, "been_in_treatment and wants_support and (drug_free or (stable_substitution and not illegal_use))", false),
		  "It gives “in”, and must give “out”"));
	ok(!*problem_with_rule(w, "been_in_treatment and wants_support and (drug_free or (stable_substitution and not illegal_use))", true));
	same_text(ask(w, "SELECT COUNT(*) FROM policy WHERE programme = (SELECT id FROM programme WHERE slug = 'smart-selvhjaelpsgrupper')"), "2");
	world_free(w);
}

TEST(script_e_the_branch_is_switched_off_and_old_declarations_keep_their_result)
{
	struct world *w = house();
	struct policy_answers naja = { S("ongoing"), S("yes"), S("stable") };
	struct policy_count *counts;
	struct programme p = pilot(w);
	struct policy policy;
	struct problems bad = { 0 };
	enum tri result;
	size_t n;

	ok(policy_declare(w->ctx, p.id, &naja, S("k7"), &result) == OK && result == TRI_YES);
	ok(policy_now(w->ctx, p.id, &policy) == OK && policy.version == 1);
	policy.substitution = false;
	ok(policy_save(w->ctx, &policy, &bad) == OK && !bad.n && policy.version == 2);
	ok(policy_declare(w->ctx, p.id, &naja, S("k7"), &result) == OK && result == TRI_NO);
	same_text(ask(w, "SELECT p.version FROM policy_declaration d JOIN policy p ON p.id = d.policy WHERE d.participant = 'k7' AND d.result = 'in'"), "1");
	same_text(ask(w, "SELECT p.version FROM policy_declaration d JOIN policy p ON p.id = d.policy WHERE d.participant = 'k7' AND d.result = 'out'"), "2");
	/* The report can say both: as declared, and as the rule is now. */
	ok(policy_counts(w->ctx, p.id, &counts, &n) == OK && n == 2);
	ok(counts[0].version == 2 && counts[0].n[TRI_NO] == 1 && counts[0].now[TRI_NO] == 1);
	ok(counts[1].version == 1 && counts[1].now[TRI_NO] > counts[1].n[TRI_NO]);
	same_int(counts[1].n[0] + counts[1].n[1] + counts[1].n[2], counts[1].now[0] + counts[1].now[1] + counts[1].now[2]);
	/* Switched on again it is a third version, and nothing before it changes. */
	policy.substitution = true;
	ok(policy_save(w->ctx, &policy, &bad) == OK && policy.version == 3);
	same_text(ask(w, "SELECT COUNT(*) FROM policy_declaration WHERE participant = 'k7'"), "2");
	world_free(w);
}

TEST(the_same_rule_saved_again_is_no_new_version)
{
	struct world *w = house();
	struct policy policy;
	struct problems bad = { 0 };

	ok(policy_now(w->ctx, pilot(w).id, &policy) == OK);
	ok(policy_save(w->ctx, &policy, &bad) == OK && policy.version == 1);
	same_text(ask(w, "SELECT COUNT(*) FROM policy WHERE programme = (SELECT id FROM programme WHERE slug = 'smart-selvhjaelpsgrupper')"), "1");
	world_free(w);
}

/* What a hand at the database would type. */
static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

TEST(a_version_and_a_declaration_are_changed_by_nobody_not_even_by_hand)
{
	struct world *w = house();

	ok(hand(w, "UPDATE policy SET substitution = FALSE") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM policy") == ERR_CONFLICT);
	ok(hand(w, "UPDATE policy_declaration SET result = 'in'") == ERR_CONFLICT);
	ok(hand(w, "DELETE FROM policy_declaration") == ERR_CONFLICT);
	world_free(w);
}

TEST(whatever_somebody_answers_the_page_opens_a_door_and_shuts_none)
{
	static const char *const doors[] = { "refused", "rejected", "not allowed", "eligible", "afvist", "afslag", "berettiget", "outside", "udenfor" };
	struct world *w = house();

	for (int i = 0; i < POLICY_CASES; i++) {
		struct policy_case c = policy_case(S(""), i, true);
		for (int l = 0; l < 2; l++) {
			struct answer a = post(w, l ? "/da/programmes/smart-selvhjaelpsgrupper/who" : "/en/programmes/smart-selvhjaelpsgrupper/who",
				arena_printf(w->arena, "been=%.*s&wants=%.*s&status=%.*s", STR_ARG(c.answers.been), STR_ARG(c.answers.wants), STR_ARG(c.answers.status)).p);
			same_int(a.status, 200);
			ok(says(a, l ? "Du er velkommen" : "You are welcome") && says(a, "/find?method=smart"));
			for (size_t k = 0; k < sizeof doors / sizeof *doors; k++)
				ok(!says(a, doors[k]));
		}
	}
	world_free(w);
}

TEST(answers_that_do_not_fit_are_asked_about_once_and_kept_as_they_were_said)
{
	struct world *w = house();
	struct answer a = post(w, "/da/programmes/smart-selvhjaelpsgrupper/who", "been=no&wants=yes&status=stable");

	ok(says(a, "hvis det ene var en smutter"));
	same_text(ask(w, "SELECT COUNT(*) FROM policy_declaration WHERE been = 'no' AND status = 'stable' AND result = 'out' AND participant IS NULL"), "1");
	/* Nothing answered is an answer too. */
	same_int(post(w, "/da/programmes/smart-selvhjaelpsgrupper/who", "").status, 200);
	same_int(post(w, "/da/programmes/smart-puljen/who", "").status, 404);
	world_free(w);
}

TEST(a_flood_of_answers_is_answered_kindly_and_not_counted)
{
	struct world *w = house();
	struct policy_answers a = { S("finished"), S("yes"), S("drug_free") };
	enum tri result = TRI_UNKNOWN;
	enum err e = OK;
	int n = 0;

	for (; !e && n < 600; n++)
		e = policy_declare(w->ctx, pilot(w).id, &a, STR_ABSENT, &result);
	ok(e == ERR_LIMIT && n < 600);
	ok(says(post(w, "/en/programmes/smart-selvhjaelpsgrupper/who", "been=finished&wants=yes&status=drug_free"), "You are welcome"));
	world_free(w);
}

TEST(a_keeper_writes_a_new_version_on_a_page_and_is_told_why_one_is_refused)
{
	struct world *w = house();
	const char *at = arena_printf(w->arena, "/en/work/programmes/%lld/policy", (long long)pilot(w).id).p;
	static const char texts[] = "&in_da=Velkommen&in_en=Welcome&out_da=Velkommen+ogs%C3%A5&out_en=Welcome+too&unknown_da=Velkommen&unknown_en=Welcome";
	struct answer a;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	ok(says(visit(w, "GET", at, NULL), "Version 1, substitution included"));
	a = post(w, at, arena_printf(w->arena, "expression=drug_free%s", texts).p);
	same_int(a.status, 422);
	ok(says(a, "One of the 36 cases"));
	a = post(w, at, "expression=drug_free&in_da=Velkommen&in_en=Welcome&out_da=Du+er+afvist&out_en=Welcome&unknown_da=V%C3%A6r&unknown_en=Be");
	ok(a.status == 422 && says(a, "shuts a door"));
	a = post(w, at, arena_printf(w->arena, "expression=been_in_treatment+and+wants_support+and+(drug_free+or+(substitution_branch+and+stable_substitution"
		 "+and+not+illegal_use))%s", texts).p);
	same_int(a.status, 303);
	ok(says(visit(w, "GET", at, NULL), "Version 2, without substitution"));
	/* A few declarations are told to nobody. */
	ok(post(w, "/en/programmes/smart-selvhjaelpsgrupper/who", "been=finished&wants=yes&status=drug_free").status == 200);
	ok(says(visit(w, "GET", at, NULL), "too few to be told"));
	world_free(w);
}

/* A group for family and friends: whoever wants support is inside, whatever their own story; the rest is left open. */
#define OWN "iiii" "oooo" "uuuu" "iiii" "oooo" "uuuu" "iiii" "oooo" "----"

TEST(another_programme_tries_its_rule_on_cases_of_its_own)
{
	struct world *w = house();
	struct policy_answers someone = { S("no"), S("yes"), S("otherwise") };
	struct policy p = policy_blank();
	struct problems bad = { 0 };
	struct programme other;
	enum tri result;

	w->ctx->lang = "en";
	ok(programme_of_slug(w->ctx, S("smart-puljen"), &other) == OK);
	p.programme = other.id, p.expression = S("wants_support");
	ok(policy_save(w->ctx, &p, &bad) == OK && bad.n == 1);
	bad = (struct problems){ 0 };
	p.cases = S(OWN);
	ok(policy_save(w->ctx, &p, &bad) == OK && !bad.n && p.version == 1);
	ok(policy_now(w->ctx, other.id, &p) == OK);
	same_text(p.cases, OWN);
	ok(policy_declare(w->ctx, other.id, &someone, S("k9"), &result) == OK && result == TRI_YES);
	/* Its own cases hold it: the rule of the pilot is none for it, and names the case. */
	p.expression = policy_blank().expression;
	ok(policy_save(w->ctx, &p, &bad) == OK && bad.n == 1 && strstr(bad.at[0].text, "One of the 36 cases"));
	/* And the pilot goes on with the pilot's. */
	bad = (struct problems){ 0 };
	ok(policy_now(w->ctx, pilot(w).id, &p) == OK && !p.cases.n);
	p.expression = S("wants_support");
	ok(policy_save(w->ctx, &p, &bad) == OK && bad.n == 1);
	world_free(w);
}

TEST(cases_that_say_nothing_or_cannot_be_read_are_asked_about_again)
{
	static const char *const odd[] = { "i", "iiii" "oooo" "uuuu" "iiii" "oooo" "uuuu" "iiii" "oooo" "---x", "------------------------------------", "oooooooooooooooooooooooooooooooooooo" };
	struct world *w = house();

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct policy p = policy_blank();
		struct problems bad = { 0 };
		p.programme = pilot(w).id, p.cases = str_of(odd[i]);
		ok(policy_save(w->ctx, &p, &bad) == OK && bad.n == 1);
		same_text(str_of(bad.at[0].field), "cases");
	}
	same_text(ask(w, "SELECT COUNT(*) FROM policy WHERE programme = (SELECT id FROM programme WHERE slug = 'smart-selvhjaelpsgrupper')"), "1");
	world_free(w);
}

TEST(a_keeper_writes_the_cases_of_their_programme_on_its_page)
{
	struct world *w = house();
	const char *at = arena_printf(w->arena, "/en/work/programmes/%lld/policy", (long long)pilot(w).id).p;
	struct str body = S("expression=wants_support&substitution=1&in_da=Velkommen&in_en=Welcome&out_da=Velkommen&out_en=Welcome&unknown_da=Velkommen&unknown_en=Welcome");
	struct answer a;

	world_log_in(w, "Admin", ROLE_ADMINISTRATOR, 0, 0);
	a = visit(w, "GET", at, NULL);
	ok(says(a, "How the 36 cases must come out") && says(a, "name=\"case36\""));
	same_int(post(w, at, body.p).status, 422);
	for (int i = 0; i < POLICY_CASES; i++)
		body = arena_printf(w->arena, "%.*s&case%d=%c", STR_ARG(body), i + 1, OWN[i]);
	same_int(post(w, at, arena_printf(w->arena, "%.*s&case36=maybe", STR_ARG(str_slice(body, 0, body.n - 9))).p).status, 422);
	same_int(post(w, at, body.p).status, 303);
	same_text(ask(w, "SELECT cases FROM policy WHERE version = 2"), OWN);
	world_free(w);
}

TEST(script_e_whatever_the_case_and_the_branch_nobody_reads_that_a_door_is_shut)
{
	static const char *const doors[] = { "refused", "rejected", "not allowed", "eligible", "afvist", "afslag", "berettiget" };
	struct world *w = house();
	struct policy policy;
	struct problems bad = { 0 };
	int64_t before, after;

	ok(policy_now(w->ctx, pilot(w).id, &policy) == OK);
	ok(str_int(ask(w, "SELECT COUNT(*) FROM policy_declaration WHERE result = 'in'"), &before));
	policy.substitution = false;
	ok(policy_save(w->ctx, &policy, &bad) == OK && !bad.n);
	world_commit(w);
	for (int i = 0; i < POLICY_CASES; i++) {
		struct policy_case c = policy_case(S(""), i, false);
		struct answer a = post(w, i % 2 ? "/da/programmes/smart-selvhjaelpsgrupper/who" : "/en/programmes/smart-selvhjaelpsgrupper/who",
				       arena_printf(w->arena, "been=%.*s&wants=%.*s&status=%.*s", STR_ARG(c.answers.been), STR_ARG(c.answers.wants), STR_ARG(c.answers.status)).p);
		same_int(a.status, 200);
		ok(says(a, i % 2 ? "Du er velkommen" : "You are welcome") && says(a, "/find?method=smart"));
		for (size_t k = 0; k < sizeof doors / sizeof *doors; k++)
			ok(!says(a, doors[k]));
		same_text(ask(w, "SELECT result FROM policy_declaration ORDER BY id DESC LIMIT 1"), c.expected == TRI_YES ? "in" : c.expected == TRI_NO ? "out" : "unknown");
	}
	/* What was declared while the branch was open is as it was. */
	ok(str_int(ask(w, "SELECT COUNT(*) FROM policy_declaration d JOIN policy p ON p.id = d.policy WHERE d.result = 'in' AND p.version = 1"), &after));
	same_int(after, before);
	world_free(w);
}
