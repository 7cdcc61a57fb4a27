/* check.c -- did the evening follow the method: answers, and the score that they make. */
#include "evening/evening_parts.h"
#include "event/event.h"

#include "evening_sql.h"

const struct choice evening_answers[] = {
	{ "y", N_("Yes") }, { "p", N_("Partly") }, { "n", N_("No") }, { "r", N_("Not relevant") }, { 0 }
};

struct evening_score evening_score(struct str answers)
{
	struct evening_score s = { 0, -1 };
	int halves = 0;

	for (size_t i = 0; i < answers.n; i++) {
		halves += answers.p[i] == 'y' ? 2 : answers.p[i] == 'p';
		s.relevant += answers.p[i] == 'y' || answers.p[i] == 'p' || answers.p[i] == 'n';
	}
	if (s.relevant >= EVENING_RELEVANT_LEAST)
		s.tenths = (halves * 500 + s.relevant / 2) / s.relevant;
	return s;
}

enum err evening_items_of(struct ctx *ctx, int64_t method, int64_t version, struct evening_item out[static EVENING_ITEMS_MOST], size_t *n)
{
	struct evening_items *rows;
	size_t nrows;

	TRY(evening_items(ctx, method, version, &rows, &nrows));
	for (*n = 0; *n < nrows && *n < EVENING_ITEMS_MOST; ++*n)
		out[*n] = (struct evening_item){ rows[*n].text_da, rows[*n].text_en };
	return OK;
}

struct str evening_answers_read(struct ctx *ctx, const struct values *typed, size_t nitems)
{
	char *letters = arena_alloc(ctx->arena, nitems + 1);
	bool any = false;

	for (size_t i = 0; i < nitems; i++) {
		struct str said = value_of(typed, arena_printf(ctx->arena, "c%zu", i + 1).p);
		bool known = said.n == 1 && choice_label(evening_answers, said);
		letters[i] = known ? said.p[0] : '-';
		any = any || known;
	}
	return any ? (struct str){ letters, nitems } : STR_ABSENT;
}

enum err evening_check_add(struct ctx *ctx, const struct evening_date *d, struct str by_whom, struct str answers, struct problems *bad)
{
	struct evening_check_last last;
	struct evening_item items[EVENING_ITEMS_MOST];
	int64_t changed;
	size_t n;

	if (!str_is(answers))
		return problem(bad, "check", N_("Tap an answer to at least one of the points."));
	TRY(evening_items_of(ctx, d->e.method, d->e.version, items, &n));
	if (!d->e.entry || answers.n != n)
		return fail(ctx, ERR_CONFLICT, "the check is not one of this evening");
	TRY(evening_check_last(ctx, d->m.id, d->o.by_series, by_whom, &last));
	TRY(evening_check_put(ctx, d->m.id, d->o.by_series, by_whom, last.n + 1, d->e.method, d->e.version, answers, ctx->who->account,
			      ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has checked the evening");
	return event_add(ctx, "evening.checked", d->m.id, day_str(ctx->arena, d->o.by_series));
}

enum err evening_checks(struct ctx *ctx, int64_t meeting, day_t from, day_t to, struct evening_check **out, size_t *n)
{
	struct evening_checks_of *rows;

	TRY(evening_checks_of(ctx, meeting, from, to, &rows, n));
	*out = arena_array(ctx->arena, *n, struct evening_check);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct evening_check){ rows[i].day, rows[i].by_whom, rows[i].method, rows[i].version, rows[i].answers,
						    rows[i].account, rows[i].at, rows[i].informal > 0 };
	return OK;
}
