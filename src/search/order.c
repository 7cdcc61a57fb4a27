/* order.c -- the page of the results that somebody looks at, in the order of time, then distance, then name. */
#include "search/run.h"

#include <math.h>
#include <stdlib.h>

enum { MINUTE = 60, DAY_S = 86400, OF_A_MINUTE_MOST = 8 };

/* --- as hits ------------------------------------------------------------------------------------------- */

static enum freshness freshness_of(const struct run *r, const struct doc *d)
{
	return r->ctx->now < d->hidden_to ? FRESH_HIDDEN : meeting_freshness(d->verified_at, r->ctx->now);
}

static void fill_hit(const struct run *r, const struct match *m, struct hit *out)
{
	const struct doc *d = &r->x->docs[m->doc];
	struct occurrence o[OF_A_MINUTE_MOST];
	int64_t from = m->far ? r->x->base + WINDOW_DAYS * DAY_S : r->x->base + (int64_t)m->start_min * MINUTE;
	size_t n = occurrences(d->times, from, from + (m->far ? FAR_DAYS * (int64_t)DAY_S : MINUTE), false, o,
			       m->far ? 1 : OF_A_MINUTE_MOST);

	*out = (struct hit){ .meeting = d->id, .known_at = d->known_at, .km = (double)m->km, .fresh = freshness_of(r, d), .reported_today = r->ctx->now < d->reported_to };
	if (m->nth < n)
		out->when = o[m->nth];
}

static void add_hits(const struct run *r, const struct match *m, size_t n, struct result *out)
{
	if (!out->hits)
		out->hits = arena_array(r->ctx->arena, SEARCH_PAGE, struct hit);
	for (size_t i = 0; i < n && out->n < SEARCH_PAGE; i++)
		fill_hit(r, &m[i], &out->hits[out->n++]);
}

/* --- all of them are here ----------------------------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	return (x->start_min > y->start_min) - (x->start_min < y->start_min);
}

/* Nearer first, what has no distance last; then the name, then the id: a full order. */
static int by_distance(const void *a, const void *b, void *arg)
{
	const struct match *x = a, *y = b;
	const struct doc *docs = arg;
	float kx = isnan(x->km) ? INFINITY : x->km, ky = isnan(y->km) ? INFINITY : y->km;

	if (x->start_min != y->start_min)
		return x->start_min < y->start_min ? -1 : 1;
	if (kx < ky || kx > ky)
		return kx < ky ? -1 : 1;
	return doc_by_name(&docs[x->doc], &docs[y->doc]);
}

static void order(const struct run *r, struct match *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		m[i].km = run_km(r, m[i].doc);
	if (n > 1)
		qsort_r(m, n, sizeof *m, by_distance, r->x->docs);
}

/* Only the equals around the page need the finer order. */
void run_page(struct run *r, size_t from, size_t to, struct result *out)
{
	size_t first = from, last;

	if (to > r->nmatches)
		to = r->nmatches;
	qsort(r->matches, r->nmatches, sizeof *r->matches, by_time);
	while (first && r->matches[first - 1].start_min == r->matches[first].start_min)
		first--;
	for (last = to; last < r->nmatches && r->matches[last].start_min == r->matches[last - 1].start_min; last++)
		;
	order(r, r->matches + first, last - first);
	add_hits(r, r->matches + from, to - from, out);
}

/* --- minute by minute ------------------------------------------------------------------------------------------ */

/* Matches of one minute: those in the order of time, and the late ones. */
struct minute {
	int32_t at;
	size_t first_late, nlate;
	size_t n;                     /* with the late ones */
};

static bool is_member(const struct run *r, uint32_t doc)
{
	return bits_has(r->fit, doc) && run_is_shown(r, doc);
}

static size_t members(const struct run *r, int32_t at)
{
	const struct index *x = r->x;
	size_t n = 0;

	if (run_is_everything(r))
		return x->shown_at[at] + (r->q->old ? x->old_at[at] : 0);
	for (uint32_t i = x->first_of_min[at]; i < x->first_of_min[at + 1]; i++)
		n += is_member(r, x->by_start[i]);
	return n;
}

static void take_minute(const struct run *r, const struct minute *m, size_t from, size_t to, struct result *out)
{
	const struct index *x = r->x;
	struct match *all = arena_array(r->ctx->arena, m->n, struct match);
	size_t n = 0;

	for (uint32_t i = x->first_of_min[m->at]; i < x->first_of_min[m->at + 1] && n + m->nlate < m->n; i++)
		if (is_member(r, x->by_start[i])) {
			/* Dates of one document at one minute stand side by side. */
			bool again = n && all[n - 1].doc == x->by_start[i];
			all[n] = (struct match){ m->at, x->by_start[i], (uint16_t)(again ? all[n - 1].nth + 1 : 0), false, NAN };
			n++;
		}
	for (size_t i = 0; i < m->nlate; i++)
		all[n++] = r->matches[m->first_late + i];
	/* Without distances they stand in the order of names already. */
	if (m->nlate || !isnan(r->q->lat))
		order(r, all, n);
	add_hits(r, all + from, (to < n ? to : n) - from, out);
}

static struct minute minute_of(const struct run *r, int32_t at, size_t late)
{
	struct minute m = { .at = at, .first_late = late, .n = members(r, at) };

	while (late + m.nlate < r->nlate && r->matches[late + m.nlate].start_min == at)
		m.nlate++;
	m.n += m.nlate;
	return m;
}

void run_walk_page(struct run *r, size_t from, size_t to, struct result *out)
{
	size_t seen = 0, late = 0;

	if (r->nlate)
		qsort(r->matches, r->nlate, sizeof *r->matches, by_time);
	for (size_t k = 0; k < r->nranges; k++)
		for (int32_t at = r->ranges[k].from; at < r->ranges[k].to && seen < to; at++) {
			struct minute m = minute_of(r, at, late);
			late += m.nlate;
			if (m.n && seen + m.n > from)
				take_minute(r, &m, from > seen ? from - seen : 0, to - seen, out);
			seen += m.n;
		}
}
