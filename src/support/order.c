/*
 * order.c -- the page of the answers that somebody looks at.
 *
 * What is free comes first (S-1404), or what is nearest; then the nearer, then the name, and nothing else.  What can be had
 * without going there has no distance, and is never hidden at the end: every fourth row is one of those, as
 * long as there are both.
 */
#include "support/support_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY = 4, FEW = 128, MINUTE = 60, DAY_S = 86400, DATES_LOOKED = 8 };

/* --- by name ------------------------------------------------------------------------------------------------- */

struct list {
	uint32_t *at;
	size_t n;
};

static int by_name(const void *a, const void *b, void *docs)
{
	const struct doc *d = docs;

	return doc_by_name(&d[*(const uint32_t *)a], &d[*(const uint32_t *)b]);
}

static struct list members_from(const struct seek *s, const uint64_t *set, uint32_t first)
{
	struct bits_walk walk = bits_walk(set, s->x->words);
	struct list l = { arena_array(s->ctx->arena, (size_t)seek_count(s, set), uint32_t), 0 };
	uint32_t doc;

	while (bits_next(&walk, &doc))
		if (doc >= first)
			l.at[l.n++] = doc;
	if (l.n > 1)
		qsort_r(l.at, l.n, sizeof *l.at, by_name, s->x->docs);
	return l;
}

/* The index knows the order of names of all but the newest documents: those are merged in. */
static void walk_names(const struct seek *s, const uint64_t *set, size_t from, size_t to, uint32_t *out)
{
	const struct index *x = s->x;
	struct list late = members_from(s, set, x->window_docs);
	size_t seen = 0, l = 0;

	for (uint32_t i = 0; seen < to && (i < x->window_docs || l < late.n);) {
		uint32_t doc;
		if (i < x->window_docs && !bits_has(set, x->by_name[i])) {
			i++;
			continue;
		}
		if (l < late.n && (i == x->window_docs || doc_by_name(&x->docs[late.at[l]], &x->docs[x->by_name[i]]) < 0))
			doc = late.at[l++];
		else
			doc = x->by_name[i++];
		if (seen >= from)
			out[seen - from] = doc;
		seen++;
	}
}

static void slice_by_name(const struct seek *s, const uint64_t *set, size_t n, size_t from, size_t to, uint32_t *out)
{
	struct list all;

	if (from >= to)
		return;
	if (n > FEW) {
		walk_names(s, set, from, to, out);
		return;
	}
	all = members_from(s, set, 0);
	memcpy(out, all.at + from, (to - from) * sizeof *out);
}

/* --- by distance --------------------------------------------------------------------------------------------- */

struct near {
	float d2;                     /* square of the straight distance on the unit sphere */
	float km;
	uint32_t doc;
};

/* The k-th smallest goes to its place, smaller ones before it (Hoare 1961). */
static void select_nearest(struct near *a, size_t n, size_t k)
{
	size_t lo = 0, hi = n - 1;

	while (lo < hi) {
		float pivot = a[lo + (hi - lo) / 2].d2;
		size_t i = lo, j = hi;
		for (;;) {
			while (a[i].d2 < pivot)
				i++;
			while (a[j].d2 > pivot)
				j--;
			if (i >= j)
				break;
			struct near t = a[i];
			a[i++] = a[j];
			a[j--] = t;
		}
		if (k <= j)
			hi = j;
		else
			lo = j + 1;
	}
}

static int by_distance(const void *a, const void *b, void *docs)
{
	const struct near *x = a, *y = b;
	const struct doc *d = docs;

	if (x->km < y->km || x->km > y->km)
		return x->km < y->km ? -1 : 1;
	return doc_by_name(&d[x->doc], &d[y->doc]);
}

/* Straight distances in single precision are right to about a metre: three are enough to be sure. */
static float widened(float d2, float by_km)
{
	const float earth_km = 6371.0f;
	float d = sqrtf(d2) + by_km / earth_km;

	return d < 0 ? 0 : d * d;
}

static size_t collect(const struct seek *s, const uint64_t *set, struct near *all)
{
	struct point here = point_of(s->q->lat, s->q->lon, 0);
	struct bits_walk walk = bits_walk(set, s->x->words);
	uint32_t doc;
	size_t n = 0;

	while (bits_next(&walk, &doc))
		all[n++] = (struct near){ index_chord2(s->x, doc, &here), NAN, doc };
	return n;
}

/* Only those around the page are measured exactly. */
static void slice_by_distance(const struct seek *s, const uint64_t *set, size_t n, size_t from, size_t to, uint32_t *out)
{
	struct near *all, *around;
	float least, most;
	size_t before = 0, m = 0;

	if (from >= to)
		return;
	all = arena_array(s->ctx->arena, n, struct near);
	around = arena_array(s->ctx->arena, n, struct near);
	collect(s, set, all);
	select_nearest(all, n, from);
	least = from ? widened(all[from].d2, -0.003f) : 0;
	select_nearest(all, n, to - 1);
	most = widened(all[to - 1].d2, 0.003f);
	for (size_t i = 0; i < n; i++) {
		if (all[i].d2 < least)
			before++;
		else if (all[i].d2 <= most)
			around[m++] = all[i];
	}
	for (size_t i = 0; i < m; i++)
		around[i].km = index_km(s->x, around[i].doc, s->q->lat, s->q->lon, NULL);
	qsort_r(around, m, sizeof *around, by_distance, s->x->docs);
	for (size_t i = from; i < to; i++)
		out[i - from] = around[i - before].doc;
}

/* --- both, every fourth one without going there --------------------------------------------------------------- */

struct part {
	const uint64_t *near, *far;
	size_t nnear, nfar;
};

static size_t far_before(const struct part *p, size_t at)
{
	size_t far = at / EVERY;

	if (at - far > p->nnear)
		return at - p->nnear;
	return far > p->nfar ? p->nfar : far;
}

static void slice_part(const struct seek *s, const struct part *p, size_t from, size_t to, uint32_t *out)
{
	size_t far_from = far_before(p, from), far_to = far_before(p, to), near_from = from - far_from, near_to = to - far_to;
	uint32_t near[SUPPORT_PAGE * 5] = { 0 }, far[SUPPORT_PAGE * 5] = { 0 };

	if (isnan(s->q->lat))
		slice_by_name(s, p->near, p->nnear, near_from, near_to, near);
	else
		slice_by_distance(s, p->near, p->nnear, near_from, near_to, near);
	slice_by_name(s, p->far, p->nfar, far_from, far_to, far);
	for (size_t at = from; at < to; at++) {
		size_t f = far_before(p, at);
		out[at - from] = far_before(p, at + 1) > f ? far[f - far_from] : near[at - f - near_from];
	}
}

static struct part part_of(const struct seek *s, const uint64_t *only, const uint64_t *free, bool in)
{
	uint64_t *near = seek_copy(s, s->near), *far = seek_copy(s, s->far);

	if (only) {
		bits_and(near, only, s->x->words);
		bits_and(far, only, s->x->words);
	}
	if (free && in) {
		bits_and(near, free, s->x->words);
		bits_and(far, free, s->x->words);
	} else if (free) {
		bits_without(near, free, s->x->words);
		bits_without(far, free, s->x->words);
	}
	return (struct part){ near, far, (size_t)seek_count(s, near), (size_t)seek_count(s, far) };
}

/* Documents from..to of the whole order: the free ones, then the others; or all as one. */
static size_t slice(const struct seek *s, const uint64_t *only, size_t from, size_t to, uint32_t *out)
{
	struct clause c = { 0 };
	const uint64_t *free = NULL;
	size_t passed = 0, n = 0;

	if (s->q->order == ORDER_FREE_FIRST) {
		clause_add(s->ctx->arena, &c, "is", S("free"));
		free = index_having(s->x, s->ctx->arena, &c);
	}
	for (int k = 0; k < (free ? 2 : 1) && passed < to; k++) {
		struct part p = part_of(s, only, free, k == 0);
		size_t all = p.nnear + p.nfar, end = to - passed < all ? to - passed : all, begin = from > passed ? from - passed : 0;
		if (begin < end) {
			slice_part(s, &p, begin, end, out + n);
			n += end - begin;
		}
		passed += all;
	}
	return n;
}

/* --- as hits --------------------------------------------------------------------------------------------------- */

static enum freshness freshness_of(const struct doc *d, int64_t now)
{
	return now < d->hidden_to ? FRESH_HIDDEN : meeting_freshness(d->verified_at, now);
}

static void set_hours(const struct doc *d, int64_t now, struct support_hit *h)
{
	static const enum support_open opens[] = { [OPEN_UNKNOWN] = HOURS_UNKNOWN, [OPEN_NOW] = HOURS_OPEN, [OPEN_ALWAYS] = HOURS_ALWAYS,
						   [OPEN_LATER] = HOURS_LATER };
	struct open_view v = doc_open(d, now);

	h->open = opens[v.state];
	h->day = v.day;
	h->minutes = v.state == OPEN_NOW ? zone_local(d->openings[0].zone, v.until).minutes : v.start_min;
	h->today = zone_local(d->openings[0].zone, now).day;
}

/* The next date that is on: an evening that is called off is not when it can be had. */
static void set_next(const struct seek *s, uint32_t doc, struct support_hit *h)
{
	const struct timetable *t = s->x->docs[doc].times;
	struct occurrence o[DATES_LOOKED];
	size_t n = occurrences(t, s->ctx->now - 10 * MINUTE, s->ctx->now + FAR_DAYS * (int64_t)DAY_S, false, o, DATES_LOOKED);

	h->today = zone_local(t->zone, s->ctx->now).day;
	for (size_t i = 0; i < n; i++)
		if (o[i].state != OCCURRENCE_CANCELLED) {
			h->open = HOURS_LATER;
			h->day = o[i].day;
			h->minutes = o[i].start_min;
			return;
		}
}

static void fill_hit(const struct seek *s, uint32_t doc, struct support_hit *h)
{
	const struct doc *d = &s->x->docs[doc];
	uint32_t which = 0;

	*h = (struct support_hit){ .id = d->id, .kind = d->kind, .is_meeting = d->times != NULL, .anywhere = bits_has(s->far, doc) || !d->npoints, .km = NAN,
				   .fresh = freshness_of(d, s->ctx->now), .reported_today = s->ctx->now < d->reported_to, .full_until = d->full_until,
				   .full = d->full_until != DAY_NONE && d->full_until >= zone_local(s->x->home, s->ctx->now).day,
				   .free_one = -1, .secular_one = -1, .free_km = NAN, .secular_km = NAN };
	if (!isnan(s->q->lat) && bits_has(s->near, doc))
		h->km = (double)index_km(s->x, doc, s->q->lat, s->q->lon, &which);
	if (d->npoints)
		h->location = d->points[which].location;
	if (d->times)
		set_next(s, doc, h);
	else if (d->nopenings)
		set_hours(d, s->ctx->now, h);
}

void seek_page(struct seek *s, const uint64_t *only, size_t from, size_t to, struct support_hit **out, size_t *n)
{
	uint32_t docs[SUPPORT_PAGE * 5];

	if (to - from > sizeof docs / sizeof *docs)
		to = from + sizeof docs / sizeof *docs;
	*n = slice(s, only, from, to, docs);
	*out = arena_array(s->ctx->arena, *n, struct support_hit);
	for (size_t i = 0; i < *n; i++)
		fill_hit(s, docs[i], &(*out)[i]);
}
