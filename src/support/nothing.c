/*
 * nothing.c -- searches without a result: how many a day for each kind, for those who look for gaps.
 *
 * Counted in memory; nothing of what was asked is kept.  A count reaches the database in steps of five or more, so that
 * neither a total nor the difference of two says anything about fewer than five searches.
 */
#include "support/support_parts.h"
#include "access/access.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "support_sql.h"

enum { KINDS_COUNTED = KINDS_MOST + 1, FIVE = 5 };

struct support_nothing {
	_Atomic int64_t kind[KINDS_COUNTED];      /* which kind a place counts; -1: not in use */
	_Atomic int64_t n[KINDS_COUNTED];
	_Atomic int64_t day;                      /* that the counts are of */
};

struct support_nothing *support_nothing_new(void)
{
	struct support_nothing *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	for (size_t i = 0; i < KINDS_COUNTED; i++)
		s->kind[i] = -1;
	return s;
}

void support_nothing_free(struct support_nothing *s)
{
	free(s);
}

/* The first place of this kind, or one that is not in use yet. */
static size_t place_of(struct support_nothing *s, int64_t kind)
{
	for (size_t i = 0; i < KINDS_COUNTED; i++) {
		int64_t none = -1;
		if (s->kind[i] == kind || atomic_compare_exchange_strong(&s->kind[i], &none, kind) || s->kind[i] == kind)
			return i;
	}
	return KINDS_COUNTED - 1;
}

void support_nothing_note(struct ctx *ctx, int64_t kind)
{
	struct support_nothing *s = ctx->house->nothing;

	if (!s->day)
		s->day = page_today(ctx);
	s->n[place_of(s, kind)]++;
}

/* What was counted since the last hour belongs to the day on which that hour began. */
enum err support_nothing_store(struct ctx *ctx)
{
	struct support_nothing *s = ctx->house->nothing;
	int64_t changed;
	day_t now = page_today(ctx), day = s->day ? (day_t)s->day : now;

	for (size_t i = 0; i < KINDS_COUNTED; i++) {
		int64_t n = s->n[i];
		if (n >= FIVE) {
			TRY(support_nothing_add(ctx, day, s->kind[i], n, &changed));
			s->n[i] -= n;
		} else if (day != now) {
			s->n[i] -= n;
		}
	}
	s->day = now;
	return OK;
}

enum err support_nothing_read(struct ctx *ctx, day_t from, day_t to, struct support_nothing_total **out, size_t *n)
{
	struct support_nothing_days *rows;

	TRY(support_nothing_days(ctx, from, to, &rows, n));
	*out = arena_array(ctx->arena, *n, struct support_nothing_total);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct support_nothing_total){ rows[i].day, rows[i].kind, rows[i].n };
	return OK;
}
