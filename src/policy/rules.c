/* rules.c -- what is asked, what the answers mean, and the cases that every rule must pass before it is kept. */
#include "policy/policy_parts.h"

const struct choice policy_been[] = {
	{ "finished", N_("Yes, and finished it") },
	{ "ongoing", N_("Yes, and I still am") },
	{ "left", N_("Yes, and left it") },
	{ "no", N_("No, never") },
	{ "not_said", N_("I would rather not say") },
	{ NULL, NULL }
};

const struct choice policy_wants[] = {
	{ "yes", N_("Yes") },
	{ "no", N_("No") },
	{ "not_said", N_("I would rather not say") },
	{ NULL, NULL }
};

const struct choice policy_status[] = {
	{ "drug_free", N_("Drug free") },
	{ "stable", N_("In stable substitution treatment, without illegal drugs") },
	{ "otherwise", N_("Otherwise") },
	{ "not_said", N_("I would rather not say") },
	{ NULL, NULL }
};

static enum tri tri_of(struct str answer)
{
	return str_same(answer, "not_said") ? TRI_UNKNOWN : str_same(answer, "no") ? TRI_NO : TRI_YES;
}

/*
 * "Otherwise" says neither drug free nor in stable substitution, and nothing about what is used.  Somebody in stable
 * substitution treatment has said that this is how it is, so "drug free" is answered by it.
 */
void policy_facts_of(const struct policy_answers *a, bool substitution, enum tri facts[POLICY_FACTS])
{
	bool free = str_same(a->status, "drug_free"), stable = str_same(a->status, "stable"), said = !str_same(a->status, "not_said");

	facts[FACT_BEEN_IN_TREATMENT] = tri_of(a->been);
	facts[FACT_WANTS_SUPPORT] = tri_of(a->wants);
	facts[FACT_DRUG_FREE] = !said ? TRI_UNKNOWN : free ? TRI_YES : TRI_NO;
	facts[FACT_STABLE_SUBSTITUTION] = !said ? TRI_UNKNOWN : stable ? TRI_YES : TRI_NO;
	facts[FACT_ILLEGAL_USE] = free || stable ? TRI_NO : TRI_UNKNOWN;
	facts[FACT_SUBSTITUTION_BRANCH] = substitution ? TRI_YES : TRI_NO;
}

/* --- the cases ----------------------------------------------------------------------------------------------------- */

/* By been (yes, no, not said), wants (the same) and status (as in policy_status): i in, o out, u not known. */
static const char pilot[] =
	"iiou" "oooo" "uuou"
	"oooo" "oooo" "oooo"
	"uuou" "oooo" "uuou";

struct str policy_pilot_cases(void)
{
	return str_of(pilot);
}

struct policy_case policy_case(struct str cases, int i, bool substitution)
{
	static const struct str been[] = { { "finished", 8 }, { "no", 2 }, { "not_said", 8 } };
	int b = i / 12, w = i / 4 % 3, s = i % 4;
	char c = cases.n == POLICY_CASES ? cases.p[i] : pilot[i];

	if (!substitution && s == 1)
		c = 'o';
	return (struct policy_case){
		.answers = { been[b], str_of(policy_wants[w].code), str_of(policy_status[s].code) },
		.expected = c == 'i' ? TRI_YES : c == 'o' ? TRI_NO : TRI_UNKNOWN,
		.open = c == '-',
	};
}

/* "been_in_treatment yes, wants_support no, drug_free: in, must be out": for somebody who mends the rule. */
static struct str case_said(struct ctx *ctx, const struct policy_case *c, enum tri got)
{
	static const char *const results[] = { N_("out"), N_("not known"), N_("in") };

	return TR_FILL(ctx, tr(ctx, "been in treatment: {been}; wants support: {wants}; now: {status}. It gives “{got}”, and must give “{must}”"),
		       { "been", tr_of(ctx, str_of(choice_label(policy_been, c->answers.been))) },
		       { "wants", tr_of(ctx, str_of(choice_label(policy_wants, c->answers.wants))) },
		       { "status", tr_of(ctx, str_of(choice_label(policy_status, c->answers.status))) },
		       { "got", tr_of(ctx, str_of(results[got])) }, { "must", tr_of(ctx, str_of(results[c->expected])) });
}

/* Is there an answer that makes it true? */
static bool can_be(const struct policy_node *n, bool substitution, enum tri wanted)
{
	enum tri facts[POLICY_FACTS];

	for (int b = 0; policy_been[b].code; b++)
		for (int w = 0; policy_wants[w].code; w++)
			for (int s = 0; policy_status[s].code; s++) {
				struct policy_answers a = { str_of(policy_been[b].code), str_of(policy_wants[w].code), str_of(policy_status[s].code) };
				policy_facts_of(&a, substitution, facts);
				if (policy_eval(n, facts) == wanted)
					return true;
			}
	return false;
}

/* The rule itself: can it be read, can it be true, does it do what the 36 cases say? */
void policy_try(struct ctx *ctx, const struct policy *p, struct problems *bad)
{
	const struct policy_node *n;
	enum tri facts[POLICY_FACTS];
	const char *why;
	struct str gap;

	n = policy_parse(ctx->arena, p->expression, &why, &gap);
	if (!n) {
		problem_with(bad, "expression", why, gap);
		return;
	}
	if (!can_be(n, p->substitution, TRI_YES)) {
		problem(bad, "expression", N_("Nobody could ever be inside: no answers together make the rule true. Look for two facts that exclude each other, "
					      "for example drug_free and stable_substitution."));
		return;
	}
	for (int i = 0; i < POLICY_CASES; i++) {
		struct policy_case c = policy_case(p->cases, i, p->substitution);
		enum tri got;
		policy_facts_of(&c.answers, p->substitution, facts);
		got = policy_eval(n, facts);
		if (!c.open && got != c.expected) {
			problem_with(bad, "expression", N_("One of the 36 cases comes out otherwise than it must. {x}."), case_said(ctx, &c, got));
			return;
		}
	}
}
