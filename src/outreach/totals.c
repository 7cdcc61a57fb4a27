/*
 * totals.c -- months for those who walk, quarters for everybody, wishes for those who look for gaps.
 *
 * Everybody is told finished calendar quarters only, each cell by itself and no sum of them, so that no two pages can be
 * taken from each other; and no count from 1 to 4.  A wish is told only when those who did not have it are at least five
 * as well.
 */
#include "outreach/outreach_parts.h"
#include "access/access.h"

#include <stdlib.h>

#include "outreach_sql.h"

enum { WISHES_MOST = 2000, QUARTER = 3, MONTHS_MOST = 60 };

/* Rounds of somebody's bounds, or (for everybody's page, in sums only) all of them. */
struct bounds {
	bool everything;
	int64_t account;
	struct str roles;
};

static struct bounds bounds_of(struct ctx *ctx, bool all)
{
	return (struct bounds){ all || may_for(ctx->who, OUTREACH_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, OUTREACH_EDIT) };
}

/* Months since year 0, of the first month of its span. */
static int span_of(day_t day, int months)
{
	struct ymd d = day_ymd(day);
	int month = d.year * 12 + d.month - 1;

	return month - month % months;
}

static day_t first_day(int month)
{
	return day_of(month / 12, month % 12 + 1, 1);
}

static void add_number(struct outreach_total *t, const struct outreach_day_numbers *row)
{
	bool given = str_same(row->what, "given");
	const struct choice *codes = given ? outreach_materials : kind_needs;

	for (int i = 0; codes[i].code; i++)
		if (str_same(row->code, codes[i].code))
			*(given ? &t->given[i] : &t->wishes[i]) += row->n;
}

/* Spans of so many months from the month `from` on, up to the day before the month `end`; newest first. */
static enum err totals(struct ctx *ctx, struct bounds b, int from, int end, int months, struct outreach_total **out, size_t *n)
{
	size_t spans = (size_t)((end - from) / months);
	struct outreach_total *t = arena_array(ctx->arena, spans + 1, struct outreach_total);
	struct outreach_day_numbers *numbers;
	struct outreach_days *days;
	size_t ndays, nnumbers;

	TRY(outreach_days(ctx, b.everything, b.account, b.roles, first_day(from), first_day(end) - 1, &days, &ndays));
	TRY(outreach_day_numbers(ctx, b.everything, b.account, b.roles, first_day(from), first_day(end) - 1, &numbers, &nnumbers));
	for (size_t i = 0; i < ndays; i++) {
		struct outreach_total *one = &t[(span_of(days[i].day, months) - from) / months];
		one->rounds += days[i].n;
		one->conversations += days[i].conversations;
		one->new_faces += days[i].new_faces;
	}
	for (size_t i = 0; i < nnumbers; i++)
		add_number(&t[(span_of(numbers[i].day, months) - from) / months], &numbers[i]);
	*out = arena_array(ctx->arena, spans, struct outreach_total);
	*n = 0;
	for (size_t i = spans; i--;) {
		int month = from + (int)i * months;
		t[i].year = month / 12;
		t[i].month = month % 12 + 1;
		if (t[i].rounds)
			(*out)[(*n)++] = t[i];
	}
	return OK;
}

enum err outreach_months(struct ctx *ctx, int months, struct outreach_total **out, size_t *n)
{
	int now = span_of(page_today(ctx), 1);

	return totals(ctx, bounds_of(ctx, false), now - (months < MONTHS_MOST ? months : MONTHS_MOST) + 1, now + 1, 1, out, n);
}

/* --- for everybody -------------------------------------------------------------------------------------------------- */

static int64_t shown(int64_t n)
{
	return n > 0 && n < OUTREACH_LEAST ? OUTREACH_HIDDEN : n;
}

static void hide_small(struct outreach_total *t)
{
	for (int i = 0; i < OUTREACH_NEEDS; i++) {
		int64_t others = t->conversations - t->wishes[i];
		t->wishes[i] = others > 0 && others < OUTREACH_LEAST ? OUTREACH_HIDDEN : shown(t->wishes[i]);
	}
	for (int i = 0; i < OUTREACH_MATERIALS; i++)
		t->given[i] = shown(t->given[i]);
	t->rounds = shown(t->rounds);
	t->conversations = shown(t->conversations);
	/* With conversations beside it, it would tell how many faces were known. */
	t->new_faces = OUTREACH_HIDDEN;
}

enum err outreach_quarters(struct ctx *ctx, int quarters, struct outreach_total **out, size_t *n)
{
	int now = span_of(page_today(ctx), QUARTER);

	TRY(totals(ctx, bounds_of(ctx, true), now - quarters * QUARTER, now, QUARTER, out, n));
	for (size_t i = 0; i < *n; i++)
		hide_small(&(*out)[i]);
	return OK;
}

/*
 * How many of the sums, fewest first, are hidden.  The sum of all areas is told elsewhere, so what is hidden must be two
 * at least, and five together: else the difference tells it.
 */
static size_t hidden_of(const struct outreach_area_sums *rows, size_t n)
{
	size_t i = 0, hidden = 0;
	int64_t sum = 0;

	while (i < n && !rows[i].n)
		i++;
	while (i < n && (shown(rows[i].n) == OUTREACH_HIDDEN || (hidden && (hidden < 2 || sum < OUTREACH_LEAST)))) {
		sum += rows[i++].n;
		hidden++;
	}
	return i;
}

static enum err area_quarter(struct ctx *ctx, int64_t area, int from, struct outreach_area_total *t)
{
	struct outreach_area_sums *rows;
	size_t n, hidden;

	*t = (struct outreach_area_total){ .year = from / 12, .month = from % 12 + 1 };
	TRY(outreach_area_sums(ctx, first_day(from), first_day(from + QUARTER) - 1, WISHES_MOST, &rows, &n));
	hidden = hidden_of(rows, n);
	for (size_t i = 0; i < n; i++)
		if (rows[i].area == area && rows[i].n)
			t->conversations = i < hidden ? OUTREACH_HIDDEN : rows[i].n;
	return OK;
}

enum err outreach_area_quarters(struct ctx *ctx, int64_t area, int quarters, struct outreach_area_total **out, size_t *n)
{
	int now = span_of(page_today(ctx), QUARTER);

	*out = arena_array(ctx->arena, (size_t)quarters, struct outreach_area_total);
	for (*n = 0; *n < (size_t)quarters; ++*n)
		TRY(area_quarter(ctx, area, now - ((int)*n + 1) * QUARTER, &(*out)[*n]));
	return OK;
}

/* --- for the table of gaps ------------------------------------------------------------------------------------------ */

enum err outreach_wishes(struct ctx *ctx, day_t from, day_t to, struct outreach_wish **out, size_t *n)
{
	struct outreach_wish_rows *rows;

	TRY(outreach_wish_rows(ctx, from, to, WISHES_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct outreach_wish);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct outreach_wish){ rows[i].area, rows[i].code, rows[i].n, rows[i].rounds };
	return OK;
}
