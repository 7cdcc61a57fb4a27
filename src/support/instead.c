/*
 * instead.c -- beside what costs something the nearest of the same kind that is free, beside what is faith-based the
 * nearest that is not (S-1404, S-1506).
 *
 * It must fit who asks (wheelchair, children, who is left out), not what was typed.  Somewhere near comes before what can be
 * had without going there, and that before a long way.
 */
#include "support/support_parts.h"

#include <math.h>
#include <string.h>

enum { NEAR_KM = 50 };

/* Everything that takes people now, is of this kind, and fits who asks. */
static uint64_t *fitting(const struct seek *s, struct str kind)
{
	struct support_query person = { .lat = NAN, .lon = NAN, .kind = kind, .takes = true };
	struct seek other = { .ctx = s->ctx, .x = s->x, .q = &person };

	for (const struct filter *f = support_filters; f->name; f++)
		if (f->personal)
			filter_copy(f, s->q, &person);
	seek_fill(&other);
	return other.near;
}

/* --- the nearest ----------------------------------------------------------------------------------------------- */

/* Several of a page are of one kind: what fits is worked out once for each. */
struct choice_of {
	const uint64_t *set;
	uint32_t *few, n;             /* all of them, when they are few */
	bool known;                   /* from where one asks, it is the same for all */
	int64_t id;
	double km;
};
struct fits {
	struct str kind;
	struct choice_of free, secular;
};

enum { FEW = 1024 };

static struct choice_of choice_of(const struct seek *s, const uint64_t *set)
{
	struct choice_of c = { .set = set };
	struct bits_walk walk = bits_walk(set, s->x->words);
	int64_t n = seek_count(s, set);
	uint32_t doc;

	c.n = (uint32_t)n;
	if (n > FEW)
		return c;
	c.few = arena_array(s->ctx->arena, FEW, uint32_t);
	for (c.n = 0; bits_next(&walk, &doc);)
		c.few[c.n++] = doc;
	return c;
}

static int64_t nearest_of_few(const struct seek *s, const struct choice_of *c, double lat, double lon, double most)
{
	struct point here = point_of(lat, lon, 0);
	int64_t best = INDEX_NONE;
	float d2, least = INFINITY;

	for (uint32_t i = 0; i < c->n; i++) {
		d2 = index_chord2(s->x, c->few[i], &here);
		if (d2 > least || isinf(d2) || (best != INDEX_NONE && d2 >= least && doc_by_name(&s->x->docs[best], &s->x->docs[c->few[i]]) < 0))
			continue;
		least = d2;
		best = c->few[i];
	}
	return best != INDEX_NONE && (double)index_km(s->x, (uint32_t)best, lat, lon, NULL) <= most ? best : INDEX_NONE;
}

static int64_t nearest(const struct seek *s, const struct choice_of *c, double lat, double lon, double most)
{
	static const double radii[] = { 2, 10, NEAR_KM, 200, 1000, 20040 };
	int64_t doc = INDEX_NONE;

	if (c->few)
		return nearest_of_few(s, c, lat, lon, most);
	for (size_t i = 0; doc == INDEX_NONE && i < sizeof radii / sizeof *radii && radii[i] <= most; i++)
		doc = index_nearest(s->x, lat, lon, radii[i], c->set);
	return doc;
}

static int64_t first_anywhere(const struct seek *s, const uint64_t *set)
{
	struct seek names = *s;
	struct support_query q = { .lat = NAN, .lon = NAN, .order = ORDER_NEAREST };
	uint64_t *here = seek_copy(s, set);
	struct support_hit *hit;
	size_t n;

	bits_and(here, s->x->anywhere, s->x->words);
	names.q = &q;
	names.near = here;
	names.far = seek_set(s);
	seek_page(&names, NULL, 0, 1, &hit, &n);
	return n ? index_doc(s->x, hit[0].id) : INDEX_NONE;
}

/* From where one asks, else from where the listing is. */
static bool from_where(const struct seek *s, uint32_t doc, double *lat, double *lon)
{
	const struct doc *d = &s->x->docs[doc];

	*lat = s->q->lat;
	*lon = s->q->lon;
	if (!isnan(*lat))
		return true;
	if (!d->npoints)
		return false;
	*lat = (double)d->points[0].lat;
	*lon = (double)d->points[0].lon;
	return true;
}

static int64_t find_instead(const struct seek *s, uint32_t doc, struct choice_of *c, double *km)
{
	double lat, lon;
	bool placed = from_where(s, doc, &lat, &lon);
	int64_t found = INDEX_NONE;

	*km = c->km;
	if (c->known || !c->n)
		return c->id;
	if (placed)
		found = nearest(s, c, lat, lon, NEAR_KM);
	if (found == INDEX_NONE)
		found = first_anywhere(s, c->set);
	if (found == INDEX_NONE && placed)
		found = nearest(s, c, lat, lon, INFINITY);
	c->known = !isnan(s->q->lat);
	c->km = *km = found != INDEX_NONE && placed ? (double)index_km(s->x, (uint32_t)found, lat, lon, NULL) : NAN;
	return c->id = found == INDEX_NONE ? 0 : s->x->docs[found].id;
}

/* --- of one page ------------------------------------------------------------------------------------------------ */

static struct fits *fits_of(const struct seek *s, struct fits *all, size_t *n, struct str kind)
{
	struct clause free = { 0 }, faith = { .without = true };
	uint64_t *fit, *secular;

	for (size_t i = 0; i < *n; i++)
		if (str_eq(all[i].kind, kind))
			return &all[i];
	fit = fitting(s, kind);
	secular = seek_copy(s, fit);
	clause_add(s->ctx->arena, &free, "is", S("free"));
	clause_add(s->ctx->arena, &faith, "provider", S("faith"));
	index_keep(s->x, s->ctx->arena, fit, &free);
	index_keep(s->x, s->ctx->arena, secular, &faith);
	all[*n] = (struct fits){ kind, choice_of(s, fit), choice_of(s, secular) };
	return &all[(*n)++];
}

void seek_instead(struct seek *s, struct support_hit *hits, size_t n)
{
	struct fits all[SUPPORT_PAGE * 5];
	size_t nfits = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t doc = (uint32_t)index_doc(s->x, hits[i].id);
		bool paid = !index_has(s->x, doc, "is", S("free")), faith = index_has(s->x, doc, "provider", S("faith"));
		struct str kind = paid || faith ? index_kind_of(s->x, doc) : S("");
		struct fits *f;
		if (!kind.n)
			continue;
		f = fits_of(s, all, &nfits, kind);
		if (paid)
			hits[i].free_one = find_instead(s, doc, &f->free, &hits[i].free_km);
		if (faith)
			hits[i].secular_one = find_instead(s, doc, &f->secular, &hits[i].secular_km);
	}
}

enum err seek_instead_of(struct ctx *ctx, int64_t id, struct support_hit *hit)
{
	struct support_query anybody = { .lat = NAN, .lon = NAN };
	struct seek s = { .ctx = ctx, .q = &anybody };

	*hit = (struct support_hit){ .id = id, .free_one = -1, .secular_one = -1, .free_km = NAN, .secular_km = NAN };
	TRY(index_hold(ctx, &s.x));
	if (index_doc(s.x, id) != INDEX_NONE)
		seek_instead(&s, hit, 1);
	index_let_go(ctx);
	return OK;
}
