/* account.c -- what was used, line by line in the order of the budget; sums of whole minor units, divided nowhere. */
#include "grant/grant_parts.h"

#include <string.h>

#include "grant_sql.h"

enum { HUNDRED = 100, THOUSAND = 1000, HOUR_MIN = 60 };

static int permille(int64_t part, int64_t whole)
{
	if (whole <= 0 || part <= 0)
		return 0;
	return (int)((part * THOUSAND + whole / 2) / whole);
}

static void add_sum(struct grant_account *a, const struct grant_sums *s)
{
	if (!s->line.has) {
		a->income += s->amount;
		return;
	}
	for (size_t i = 0; i < a->n; i++)
		if (a->lines[i].line.id == s->line.v) {
			a->lines[i].minutes += s->minutes;
			a->lines[i].used += s->amount;
		}
	a->used += s->amount;
}

enum err grant_account(struct ctx *ctx, const struct grant_book *b, day_t from, day_t to, struct grant_account *a)
{
	struct grant_line *lines;
	struct grant_sums *sums;
	size_t n;

	*a = (struct grant_account){ 0 };
	TRY(grant_budget(ctx, b->id, &lines, &a->n));
	a->lines = arena_array(ctx->arena, a->n, struct grant_account_line);
	for (size_t i = 0; i < a->n; i++)
		a->lines[i].line = lines[i];
	TRY(grant_sums(ctx, b->id, from, to, &sums, &n));
	for (size_t i = 0; i < n; i++)
		add_sum(a, &sums[i]);
	for (size_t i = 0; i < a->n; i++) {
		a->lines[i].left = a->lines[i].line.amount - a->lines[i].used;
		a->lines[i].permille = permille(a->lines[i].used, a->lines[i].line.amount);
	}
	a->left = b->amount - a->used;
	a->to_return = a->income > a->used ? a->income - a->used : 0;
	a->permille = permille(a->used, b->amount);
	return OK;
}

struct str grant_money(struct ctx *ctx, int64_t minor)
{
	int64_t size = minor < 0 ? -minor : minor;

	return arena_printf(ctx->arena, "%s%.*s%c%02lld", minor < 0 ? "−" : "", STR_ARG(tr_number(ctx, size / HUNDRED)), strcmp(ctx->lang, "da") ? '.' : ',',
			    (long long)(size % HUNDRED));
}

struct str grant_hours(struct ctx *ctx, int64_t minutes)
{
	int64_t size = minutes < 0 ? -minutes : minutes, hundredths = (size % HOUR_MIN * HUNDRED + HOUR_MIN / 2) / HOUR_MIN;

	if (!hundredths)
		return arena_printf(ctx->arena, "%s%.*s", minutes < 0 ? "−" : "", STR_ARG(tr_number(ctx, size / HOUR_MIN)));
	return arena_printf(ctx->arena, "%s%.*s%c%02lld", minutes < 0 ? "−" : "", STR_ARG(tr_number(ctx, size / HOUR_MIN)), strcmp(ctx->lang, "da") ? '.' : ',',
			    (long long)hundredths);
}
