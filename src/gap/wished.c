/* wished.c -- what people asked for and did not find: on the street (S-203), and in searches without a result. */
#include "gap/gap.h"
#include "outreach/outreach.h"
#include "support/support.h"

#include <stdlib.h>

static const struct kind *kind_of(int64_t id, const struct kind *kinds, size_t nkinds)
{
	for (size_t i = 0; i < nkinds; i++)
		if (kinds[i].id == id)
			return &kinds[i];
	return NULL;
}

static bool is_there(const struct outreach_wish *w, const struct gap_offer *o)
{
	for (size_t i = 0; i < o->nlistings; i++) {
		const struct kind *k = o->listings[i].area == w->area ? kind_of(o->listings[i].kind, o->kinds, o->nkinds) : NULL;
		if (k && codes_have(k->needs, w->need))
			return true;
	}
	return false;
}

static int by_wishes(const void *x, const void *y)
{
	const struct gap_wish *a = x, *b = y;

	if (a->n != b->n)
		return a->n < b->n ? 1 : -1;
	return a->area != b->area ? (a->area < b->area ? -1 : 1) : str_cmp(a->need, b->need);
}

enum err gap_wishes(struct ctx *ctx, day_t today, const struct gap_offer *o, struct gap_wish **out, size_t *n)
{
	struct outreach_wish *wishes;
	size_t all;

	*n = 0;
	TRY(outreach_wishes(ctx, today - GAP_LOOK_BACK_DAYS, today, &wishes, &all));
	*out = arena_array(ctx->arena, all, struct gap_wish);
	for (size_t i = 0; i < all; i++)
		if (wishes[i].n > 0 && !is_there(&wishes[i], o))
			(*out)[(*n)++] = (struct gap_wish){ wishes[i].area, wishes[i].need, wishes[i].n, wishes[i].rounds };
	if (*n)
		qsort(*out, *n, sizeof **out, by_wishes);
	return OK;
}

enum err gap_searches(struct ctx *ctx, day_t today, const struct kind *kinds, size_t nkinds, struct gap_search **out, size_t *n)
{
	struct support_nothing_total *days;
	size_t ndays;

	*n = 0;
	TRY(support_nothing_read(ctx, today - GAP_SEARCH_DAYS, today, &days, &ndays));
	*out = arena_array(ctx->arena, nkinds + 1, struct gap_search);
	for (size_t k = 0; k <= nkinds; k++) {
		int64_t id = k < nkinds ? kinds[k].id : 0, sum = 0;
		for (size_t i = 0; i < ndays; i++)
			sum += days[i].kind == id ? days[i].n : 0;
		if (sum)
			(*out)[(*n)++] = (struct gap_search){ id, sum };
	}
	return OK;
}
