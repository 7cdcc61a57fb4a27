/* policy.c -- versions that stay, and what people declared under each. */
#include "policy/policy_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include <string.h>

#include "policy_sql.h"

enum { SUMS_MOST = 20000, DECLARED_A_DAY_MOST = 500, PARTICIPANT_MOST = 64 };

#define P(member, kind, ...) F(struct policy, member, kind, __VA_ARGS__)
#define WORDS(member, text, ...) \
	P(member, FIELD_LONG, .flags = FIELD_REQUIRED | FIELD_GUARDED | FIELD_PUBLIC_TEXT, .least = 2, .most = 600, .label = text, __VA_ARGS__)

const struct field policy_fields[] = {
	P(expression, FIELD_LONG, .flags = FIELD_REQUIRED, .most = 1000, .label = N_("The rule"),
	  .hint = N_("Facts: been_in_treatment, wants_support, drug_free, stable_substitution, illegal_use, and the setting substitution_branch. Join them "
		     "with and, or, not and brackets."), .group = N_("Who it is for")),
	P(substitution, FIELD_BOOL, .label = N_("People in stable substitution treatment can be included")),
	P(stable_weeks, FIELD_OPT_INT, .least = 1, .most = 520, .label = N_("Stable for at least so many weeks"),
	  .hint = N_("Leave it empty: the person says what is stable.")),
	WORDS(in_da, N_("What somebody inside reads, in Danish"), .group = N_("What the person reads")),
	WORDS(in_en, N_("What somebody inside reads, in English")),
	WORDS(out_da, N_("What somebody outside reads, in Danish"), .hint = N_("Say what is open to them. Nobody is turned away.")),
	WORDS(out_en, N_("What somebody outside reads, in English")),
	WORDS(unknown_da, N_("What somebody reads who would rather not say, in Danish")),
	WORDS(unknown_en, N_("What somebody reads who would rather not say, in English")),
	F_END
};

struct policy policy_blank(void)
{
	return (struct policy){
		.stable_weeks = INT64_MIN, .substitution = true,
		.expression = S("been_in_treatment and wants_support and (drug_free or (substitution_branch and stable_substitution and not illegal_use))"),
		.in_da = S("Grupperne er lavet til mennesker i din situation. Du er velkommen, og du kommer, når du vil."),
		.in_en = S("The groups were made for people in your situation. You are welcome, and you come when you want."),
		.out_da = S("Du er velkommen i alle åbne grupper, og du kan komme til det næste møde. Tallene for projektet tæller kun nogle af dem, der kommer."),
		.out_en = S("You are welcome in all open groups, and you can come to the next meeting. The figures of the project count only some of those who come."),
		.unknown_da = S("Du behøver ikke sige mere. Du er velkommen i alle åbne grupper, og du kan komme til det næste møde."),
		.unknown_en = S("You need not say more. You are welcome in all open groups, and you can come to the next meeting."),
	};
}

#define POLICY_OF(r) (struct policy){ \
	.id = (r)->id, .programme = (r)->programme, .version = (r)->version, .expression = (r)->expression, .cases = (r)->cases, .substitution = (r)->substitution, \
	.stable_weeks = (r)->stable_weeks.has ? (r)->stable_weeks.v : INT64_MIN, .in_da = (r)->in_da, .in_en = (r)->in_en, .out_da = (r)->out_da, \
	.out_en = (r)->out_en, .unknown_da = (r)->unknown_da, .unknown_en = (r)->unknown_en, .at = (r)->at }

enum err policy_get(struct ctx *ctx, int64_t id, struct policy *p)
{
	struct policy_row r;

	TRY(policy_row(ctx, id, &r));
	*p = POLICY_OF(&r);
	return OK;
}

enum err policy_versions(struct ctx *ctx, int64_t programme, struct policy **out, size_t *n)
{
	struct policy_rows *rows;

	TRY(policy_rows(ctx, programme, VERSIONS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct policy);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = POLICY_OF(&rows[i]);
	return OK;
}

enum err policy_now(struct ctx *ctx, int64_t programme, struct policy *p)
{
	struct policy_rows *rows;
	size_t n;

	TRY(policy_rows(ctx, programme, 1, &rows, &n));
	if (!n)
		return ERR_NOT_FOUND;
	*p = POLICY_OF(&rows[0]);
	return OK;
}

struct str policy_text(struct ctx *ctx, const struct policy *p, enum tri result)
{
	bool danish = !strcmp(ctx->lang, "da");

	if (result == TRI_YES)
		return danish ? p->in_da : p->in_en;
	if (result == TRI_NO)
		return danish ? p->out_da : p->out_en;
	return danish ? p->unknown_da : p->unknown_en;
}

/* --- a new version --------------------------------------------------------------------------------------------------- */

static bool is_same(const struct policy *a, const struct policy *b)
{
	return str_eq(a->expression, b->expression) && str_eq(a->cases, b->cases) && a->substitution == b->substitution && a->stable_weeks == b->stable_weeks &&
	       str_eq(a->in_da, b->in_da) && str_eq(a->in_en, b->in_en) && str_eq(a->out_da, b->out_da) && str_eq(a->out_en, b->out_en) &&
	       str_eq(a->unknown_da, b->unknown_da) && str_eq(a->unknown_en, b->unknown_en);
}

/* A word that shuts a door stands in no text that a person reads about themself. */
static void check_words(const struct policy *p, struct problems *bad)
{
	static const char *const doors[] = { "refused", "rejected", "not allowed", "not eligible", "afvist", "afslag", "ikke berettiget", "ikke adgang" };
	const struct {
		const char *name;
		struct str text;
	} texts[] = { { "in_da", p->in_da }, { "in_en", p->in_en }, { "out_da", p->out_da }, { "out_en", p->out_en },
		      { "unknown_da", p->unknown_da }, { "unknown_en", p->unknown_en } };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t k = 0; k < sizeof doors / sizeof *doors; k++)
			if (str_index(texts[i].text, str_of(doors[k]), 0) != SIZE_MAX)
				problem_with(bad, texts[i].name, N_("“{x}” shuts a door. Say what is open to the person instead."), str_of(doors[k]));
}

static void fill(struct policy *p)
{
	struct str *texts[] = { &p->expression, &p->in_da, &p->in_en, &p->out_da, &p->out_en, &p->unknown_da, &p->unknown_en };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
	if (!p->cases.p || str_eq(p->cases, policy_pilot_cases()))
		p->cases = S("");
}

/* A letter for each, and something among them that a rule can be tried on. */
static void check_cases(const struct policy *p, struct problems *bad)
{
	bool tried = !p->cases.n;

	for (size_t i = 0; i < p->cases.n; i++) {
		if (p->cases.n != POLICY_CASES || !strchr("iou-", p->cases.p[i])) {
			problem_once(bad, "cases", N_("Choose one of the answers in the list."));
			return;
		}
		tried = tried || p->cases.p[i] == 'i';
	}
	if (!tried)
		problem_once(bad, "cases", N_("Say of at least one case that it is inside. Otherwise there is nothing to try the rule on."));
}

static enum err check(struct ctx *ctx, struct policy *p, struct problems *bad)
{
	const struct str texts[] = { p->in_da, p->in_en, p->out_da, p->out_en, p->unknown_da, p->unknown_en };
	static const char *const names[] = { "in_da", "in_en", "out_da", "out_en", "unknown_da", "unknown_en" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i].n)
			problem_once(bad, names[i], N_("Write what the person reads."));
	check_cases(p, bad);
	if (!problem_of(bad, "expression") && !problem_of(bad, "cases"))
		policy_try(ctx, p, bad);
	check_words(p, bad);
	form_guard(ctx, policy_fields, p, bad);
	return OK;
}

enum err policy_save(struct ctx *ctx, struct policy *p, struct problems *bad)
{
	struct programme programme;
	struct policy now = { 0 };
	int64_t changed;
	enum err e;

	TRY(programme_get(ctx, p->programme, &programme));
	if (!programme_may_keep(ctx, &programme))
		return ERR_DENIED;
	fill(p);
	TRY(check(ctx, p, bad));
	if (bad->n)
		return OK;
	e = policy_now(ctx, p->programme, &now);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e && is_same(p, &now)) {
		p->id = now.id, p->version = now.version;
		return OK;
	}
	p->id = id_new(ctx->house->rng, ctx->now);
	p->version = now.version + 1;
	TRY(policy_put(ctx, p->id, p->programme, p->version, p->expression, p->cases, p->substitution,
		       p->stable_weeks == INT64_MIN ? NO_INT : SOME_INT(p->stable_weeks), p->in_da, p->in_en, p->out_da, p->out_en, p->unknown_da,
		       p->unknown_en, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "policy: somebody wrote a version meanwhile");
	return event_add(ctx, "policy.version_added", p->programme, STR_ABSENT);
}

/* --- declarations ------------------------------------------------------------------------------------------------------ */

static const char *const results[] = { "out", "unknown", "in" };

enum tri policy_result(struct ctx *ctx, const struct policy *p, const struct policy_answers *a)
{
	const struct policy_node *n;
	enum tri facts[POLICY_FACTS];
	const char *why;
	struct str gap;

	n = policy_parse(ctx->arena, p->expression, &why, &gap);
	policy_facts_of(a, p->substitution, facts);
	return n ? policy_eval(n, facts) : TRI_UNKNOWN;
}

static struct str known(const struct choice *choices, struct str code)
{
	return choice_label(choices, code) ? code : S("not_said");
}

enum err policy_declare(struct ctx *ctx, int64_t programme, const struct policy_answers *said, struct str participant, enum tri *result)
{
	/* What was left open was not said. */
	struct policy_answers a = { known(policy_been, said->been), known(policy_wants, said->wants), known(policy_status, said->status) };
	struct policy_declared_on today;
	struct policy p;
	int64_t changed;

	TRY(policy_now(ctx, programme, &p));
	*result = policy_result(ctx, &p, &a);
	TRY(policy_declared_on(ctx, programme, page_today(ctx), &today));
	if (today.n >= DECLARED_A_DAY_MOST)
		return ERR_LIMIT;
	TRY(policy_declaration_put(ctx, id_new(ctx->house->rng, ctx->now), programme, p.id, a.been, a.wants, a.status, str_of(results[*result]),
				   page_today(ctx), participant.n && participant.n <= PARTICIPANT_MOST ? participant : STR_ABSENT, &changed));
	return event_add(ctx, "policy.declared", programme, STR_ABSENT);
}

static int result_of(struct str code)
{
	for (int i = 0; i < 3; i++)
		if (str_same(code, results[i]))
			return i;
	return TRI_UNKNOWN;
}

enum err policy_counts(struct ctx *ctx, int64_t programme, struct policy_count **out, size_t *n)
{
	struct policy_sums *rows;
	struct policy *versions;
	size_t nversions, nrows, k = 0;

	TRY(policy_versions(ctx, programme, &versions, &nversions));
	TRY(policy_sums(ctx, programme, SUMS_MOST, &rows, &nrows));
	*out = arena_array(ctx->arena, nversions, struct policy_count);
	for (*n = 0; *n < nversions; ++*n) {
		struct policy_count *c = &(*out)[*n];
		c->version = versions[*n].version;
		for (; k < nrows && rows[k].version == c->version; k++) {
			struct policy_answers a = { rows[k].been, rows[k].wants, rows[k].status };
			c->n[result_of(rows[k].result)] += rows[k].n;
			c->now[policy_result(ctx, &versions[0], &a)] += rows[k].n;
		}
	}
	return OK;
}
