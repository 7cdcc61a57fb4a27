/*
 * alike.c -- which listings look like the same thing twice.
 *
 * Listings are sorted by one thing that twins share (house and hour, name and town, phone and town); equals stand
 * side by side then.  What one list calls "Tuesday group" another calls "Tuesday Group Varde": names are compared folded
 * and in one town only, and the other two signs find what names do not.  Sharing a house says nothing: many do.
 */
#include "twin/twin.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP_MOST = 40 };

struct keyed {
	struct str key;                   /* absent: has nothing of this sort */
	const struct twin_listing *l;
};

static struct str key_of(struct arena *a, const struct twin_listing *l, unsigned reason)
{
	switch (reason) {
	case TWIN_SAME_TIME:
		return l->location && l->when.n ? arena_printf(a, "%lld %.*s", (long long)l->location, STR_ARG(l->when)) : STR_ABSENT;
	case TWIN_SAME_NAME:
		return l->name_key.n && l->town_key.n ?
			arena_printf(a, "%.*s, %.*s", STR_ARG(l->name_key), STR_ARG(l->town_key)) : STR_ABSENT;
	default:
		return l->kind && l->phone.n && l->town_key.n ?
			arena_printf(a, "%lld %.*s, %.*s", (long long)l->kind, STR_ARG(l->phone), STR_ARG(l->town_key)) : STR_ABSENT;
	}
}

static int by_key(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;
	int order = str_cmp(a->key, b->key);

	return order ? order : a->l->id < b->l->id ? -1 : a->l->id > b->l->id;
}

static int by_ids(const void *x, const void *y)
{
	const struct twin_pair *a = x, *b = y;

	if (a->a->id != b->a->id)
		return a->a->id < b->a->id ? -1 : 1;
	return a->b->id < b->b->id ? -1 : a->b->id > b->b->id;
}

/* A time or a name says more than a phone that several services share. */
static int weight(unsigned reasons)
{
	return (reasons & TWIN_SAME_TIME ? 2 : 0) + (reasons & TWIN_SAME_NAME ? 2 : 0) + (reasons & TWIN_SAME_PHONE ? 1 : 0);
}

static int by_weight(const void *x, const void *y)
{
	const struct twin_pair *a = x, *b = y;
	int wa = weight(a->reasons), wb = weight(b->reasons);

	return wa != wb ? wb - wa : by_ids(x, y);
}

/* What is shown comes first; then the older one, whose address more people have. */
static struct twin_pair pair_of(const struct twin_listing *x, const struct twin_listing *y, unsigned reason)
{
	bool first = x->shown != y->shown ? x->shown : x->id < y->id;

	return (struct twin_pair){ first ? x : y, first ? y : x, reason };
}

struct pairs {
	struct arena *arena;
	struct twin_pair *at;
	size_t n;
};

static void put_group(struct pairs *p, const struct keyed *k, size_t n, unsigned reason)
{
	if (n > GROUP_MOST)
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			if (k[i].l->kind != k[j].l->kind)
				continue;
			p->at = arena_grow(p->arena, p->at, p->n, sizeof *p->at);
			p->at[p->n++] = pair_of(k[i].l, k[j].l, reason);
		}
}

static void put_reason(struct pairs *p, const struct twin_listing *l, size_t n, unsigned reason)
{
	struct keyed *k = arena_array(p->arena, n + 1, struct keyed);
	size_t with = 0;

	for (size_t i = 0; i < n; i++) {
		k[with] = (struct keyed){ key_of(p->arena, &l[i], reason), &l[i] };
		with += k[with].key.p != NULL;
	}
	qsort(k, with, sizeof *k, by_key);
	for (size_t i = 0, end; i < with; i = end) {
		for (end = i + 1; end < with && str_eq(k[end].key, k[i].key); end++)
			;
		put_group(p, k + i, end - i, reason);
	}
}

/* The same pair for several reasons is one pair with several reasons. */
static size_t fold_reasons(struct twin_pair *at, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept && !by_ids(&at[kept - 1], &at[i]))
			at[kept - 1].reasons |= at[i].reasons;
		else
			at[kept++] = at[i];
	return kept;
}

size_t twin_alike(struct arena *a, const struct twin_listing *l, size_t n, struct twin_pair *out, size_t most)
{
	static const unsigned reasons[] = { TWIN_SAME_TIME, TWIN_SAME_NAME, TWIN_SAME_PHONE };
	struct pairs p = { .arena = a };

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		put_reason(&p, l, n, reasons[i]);
	if (!p.n)
		return 0;
	qsort(p.at, p.n, sizeof *p.at, by_ids);
	p.n = fold_reasons(p.at, p.n);
	qsort(p.at, p.n, sizeof *p.at, by_weight);
	n = p.n < most ? p.n : most;
	memcpy(out, p.at, n * sizeof *out);
	return n;
}

const char *twin_reason_text(unsigned reasons)
{
	if ((reasons & TWIN_SAME_TIME) && (reasons & TWIN_SAME_NAME))
		return N_("The same name, house, day and hour.");
	if (reasons & TWIN_SAME_TIME)
		return N_("In the same house on the same day and hour.");
	if (reasons & TWIN_SAME_NAME)
		return N_("The same name in the same town.");
	return N_("The same kind of support in the same town, with the same phone number.");
}
