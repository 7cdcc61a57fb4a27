/* work_page.c -- the versions of a rule, what was declared under each, and a new version. */
#include "policy/policy_parts.h"

enum { LEAST = 5, DAY_S = 86400 };

struct version_line {
	struct str title, then, now;
};

enum { CASES_A_ROW = 4, CASE_ROWS = POLICY_CASES / CASES_A_ROW };
struct case_row {
	struct str title;
	struct {
		struct str name, label, said;
	} cells[CASES_A_ROW];
};

struct policy_view {
	struct form_view form;
	const struct problems *warn;
	struct str back, programme, action, key, public_at;
	struct version_line *lines;
	size_t n;
	struct case_row cases[CASE_ROWS];
	struct str statuses[CASES_A_ROW];
	bool saved, own_cases;
};

/* Codes of the form for the letters that are kept. */
static const struct choice case_results[] = { { "i", N_("in") }, { "o", N_("out") }, { "u", N_("unclear") }, { "-", N_("left open") }, { NULL, NULL } };

#include "policy_work_html.h"

static bool is_small(int64_t n)
{
	return n > 0 && n < LEAST;
}

static struct str counts_said(struct ctx *ctx, const int64_t n[3])
{
	return TR_FILL(ctx, tr(ctx, "inside {in}, outside {out}, not known {unknown}"), { "in", tr_number(ctx, n[TRI_YES]) },
		       { "out", tr_number(ctx, n[TRI_NO]) }, { "unknown", tr_number(ctx, n[TRI_UNKNOWN]) });
}

/* The two columns of a row have one sum, so that a small number in one hides both. */
static struct version_line line_of(struct ctx *ctx, const struct policy_count *c, const struct policy *p)
{
	struct version_line l = { .then = tr(ctx, "too few to be told"), .now = tr(ctx, "too few to be told") };
	bool small = false;

	for (int i = 0; i < 3; i++)
		small |= is_small(c->n[i]) || is_small(c->now[i]);
	if (!small) {
		l.then = counts_said(ctx, c->n);
		l.now = counts_said(ctx, c->now);
	}
	l.title = TR_FILL(ctx, p->substitution ? tr(ctx, "Version {n}, substitution included") : tr(ctx, "Version {n}, without substitution"),
			  { "n", tr_number(ctx, p->version) });
	return l;
}

static struct str case_name(struct ctx *ctx, int i)
{
	return arena_printf(ctx->arena, "case%d", i + 1);
}

/* What was chosen, a letter for each; absent when the form had no cases in it. */
static struct str cases_typed(struct ctx *ctx, const struct values *typed)
{
	struct str all = S("");
	bool some = false;

	for (int i = 0; i < POLICY_CASES; i++) {
		struct str one = value_of(typed, case_name(ctx, i).p);
		some = some || one.p;
		all = arena_printf(ctx->arena, "%.*s%s", STR_ARG(all), choice_label(case_results, one.p ? one : S("")) ? arena_z(ctx->arena, one) : "?");
	}
	return some ? all : STR_ABSENT;
}

/* The answers in a word, for the head of a narrow table. */
static const char *const statuses_short[CASES_A_ROW] = { N_("Drug free"), N_("Substitution"), N_("Otherwise"), N_("Not said") };
static const char *const answers_short[3] = { N_("yes"), N_("no"), N_("not said") };

static void fill_cases(struct ctx *ctx, struct policy_view *v, struct str cases)
{
	for (int s = 0; s < CASES_A_ROW; s++)
		v->statuses[s] = tr_of(ctx, str_of(statuses_short[s]));
	for (int i = 0; i < POLICY_CASES; i++) {
		struct case_row *r = &v->cases[i / CASES_A_ROW];
		r->title = TR_FILL(ctx, tr(ctx, "Treatment {been}, support {wants}"), { "been", tr_of(ctx, str_of(answers_short[i / 12])) },
				   { "wants", tr_of(ctx, str_of(answers_short[i / 4 % 3])) });
		r->cells[i % CASES_A_ROW].name = case_name(ctx, i);
		r->cells[i % CASES_A_ROW].label = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(r->title), STR_ARG(v->statuses[i % CASES_A_ROW]));
		r->cells[i % CASES_A_ROW].said = str_slice(cases, (size_t)i, (size_t)i + 1);
	}
}

static enum err show(struct ctx *ctx, const struct req *req, const struct programme *programme, const struct values *typed,
		     const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Programmes"));
	struct policy_view v = { .warn = warn, .key = page_key(ctx), .saved = str_is(value_of(&req->query, "saved")) };
	struct policy *versions, shown = policy_blank();
	struct policy_count *counts;
	struct values stored = { 0 };
	size_t n;

	TRY(policy_versions(ctx, programme->id, &versions, &n));
	TRY(policy_counts(ctx, programme->id, &counts, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct version_line);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = line_of(ctx, &counts[i], &versions[i]);
	if (n)
		shown = versions[0];
	if (!typed)
		form_write(ctx, policy_fields, &shown, &stored);
	if (typed)
		shown.cases = cases_typed(ctx, typed);
	v.own_cases = shown.cases.n == POLICY_CASES && !str_eq(shown.cases, policy_pilot_cases());
	fill_cases(ctx, &v, shown.cases.n == POLICY_CASES ? shown.cases : policy_pilot_cases());
	v.form = (struct form_view){ policy_fields, typed ? typed : &stored, bad };
	v.programme = programme_name(ctx, programme);
	v.back = arena_printf(ctx->arena, "/%s/work/programmes/%lld", ctx->lang, (long long)programme->id);
	v.action = arena_printf(ctx->arena, "%.*s/policy", STR_ARG(v.back));
	v.public_at = arena_printf(ctx->arena, "/%s/programmes/%.*s/who", ctx->lang, STR_ARG(programme->slug));
	TRY(frame_begin_html(ctx, &f));
	TRY(policy_work_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err mine(struct ctx *ctx, const struct req *req, struct programme *p)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(programme_get(ctx, id, p));
	return programme_may_keep(ctx, p) ? OK : ERR_DENIED;
}

static enum err look(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme programme;

	(void)rep;
	TRY(mine(ctx, req, &programme));
	return show(ctx, req, &programme, NULL, NULL, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct policy p = { .stable_weeks = INT64_MIN };
	struct problems bad = { 0 }, warn = { 0 };
	struct programme programme;

	TRY(mine(ctx, req, &programme));
	TRY(form_read(ctx, policy_fields, &req->body, &p, &bad));
	p.programme = programme.id;
	p.cases = cases_typed(ctx, &req->body);
	if (!value_of(&req->body, "sure").p)
		form_warnings(ctx, policy_fields, &p, &warn);
	if (bad.n || !warn.n)
		TRY(policy_save(ctx, &p, &bad));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/programmes/%lld/policy?saved=1", ctx->lang, (long long)programme.id));
	rep->status = 422;
	return show(ctx, req, &programme, &req->body, &bad, bad.n ? NULL : &warn);
}

const struct route policy_routes[] = {
	{ "GET", "/:lang/programmes/:slug/who", PUBLIC, policy_ask_page, 0, NULL },
	{ "POST", "/:lang/programmes/:slug/who", PUBLIC, policy_answer_page, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/policy", PROGRAMME_EDIT, look, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/policy", PROGRAMME_EDIT, save, 0, NULL },
	{ 0 }
};
