/*
 * near.c -- listings near a place.
 *
 * A circle is a few runs of pins, one for each row of cells that it touches.  Points on the unit
 * sphere are compared by their straight distance; only where that comes within a few metres of the
 * circle's edge is the distance along the surface asked, so that the answer is exactly its own.
 */
#include "search/run.h"
#include "place/gazetteer.h"

#include <math.h>

enum { ENOUGH_NEAR = 5 };

static const double earth_km = 6371.0, unsure_km = 0.003, wider = 1.001;

float run_km(const struct run *r, uint32_t doc)
{
	const struct doc *d = &r->x->docs[doc];

	if (isnan(r->q->lat) || isnan(d->lat))
		return NAN;
	return (float)place_distance_km(r->q->lat, r->q->lon, (double)d->lat, (double)d->lon);
}

/* The square of the straight distance on the unit sphere that so many kilometres along it make. */
static float chord2(double km)
{
	double half = km < 0 ? 0 : fmin(km / (2 * earth_km), M_PI / 2);

	return (float)(4 * sin(half) * sin(half));
}

static float distance2(const struct pin *a, const struct pin *b)
{
	float x = a->x - b->x, y = a->y - b->y, z = a->z - b->z;

	return x * x + y * y + z * z;
}

/* --- cells of a circle ---------------------------------------------------------------------------------- */

struct circle {
	const struct run *r;
	struct pin middle;
	int row, last_row, col, last_col;     /* col may lie before 0 or behind the last: over the date line */
};

static struct circle circle_of(const struct run *r, double km)
{
	double reach = fmin(km * wider / earth_km, M_PI / 2), width = cos(r->q->lat * M_PI / 180);
	double dlat = reach * 180 / M_PI, dlon = sin(reach) < width ? asin(sin(reach) / width) * 180 / M_PI : 180;
	struct circle c = {
		.r = r, .middle = pin_of(r->q->lat, r->q->lon, 0),
		.row = (int)floor((r->q->lat - dlat + 90) * CELLS_A_DEGREE), .last_row = (int)floor((r->q->lat + dlat + 90) * CELLS_A_DEGREE),
		.col = (int)floor((r->q->lon - dlon + 180) * CELLS_A_DEGREE), .last_col = (int)floor((r->q->lon + dlon + 180) * CELLS_A_DEGREE),
	};

	/* Round a pole every longitude is near. */
	if (c.row < 0 || c.last_row >= GRID_ROWS || c.last_col - c.col >= GRID_COLS) {
		c.col = 0;
		c.last_col = GRID_COLS - 1;
	}
	c.row = c.row < 0 ? 0 : c.row;
	c.last_row = c.last_row >= GRID_ROWS ? GRID_ROWS - 1 : c.last_row;
	return c;
}

struct span {
	uint32_t from, to;
};

/* The pins of one row of cells; two spans where the row goes over the date line. */
static size_t spans_of(const struct circle *c, int row, struct span out[2])
{
	const struct index *x = c->r->x;
	int from = c->col, to = c->last_col;

	if (from < 0) {
		out[0] = (struct span){ index_cell(x, row, from + GRID_COLS), index_cell(x, row, GRID_COLS) };
		out[1] = (struct span){ index_cell(x, row, 0), index_cell(x, row, to + 1) };
		return 2;
	}
	if (to >= GRID_COLS) {
		out[0] = (struct span){ index_cell(x, row, from), index_cell(x, row, GRID_COLS) };
		out[1] = (struct span){ index_cell(x, row, 0), index_cell(x, row, to - GRID_COLS + 1) };
		return 2;
	}
	out[0] = (struct span){ index_cell(x, row, from), index_cell(x, row, to + 1) };
	return 1;
}

/* --- the zone of the nearest house ------------------------------------------------------------------------ */

struct nearest {
	int64_t doc;                          /* INDEX_NONE: none yet */
	float best;
};

static void come_nearer(struct nearest *n, const struct circle *c, const struct pin *p)
{
	float d = distance2(p, &c->middle);

	if (d >= n->best || !bits_has(c->r->x->alive, p->doc))
		return;
	n->best = d;
	n->doc = p->doc;
}

static int64_t nearest_within(const struct run *r, double km)
{
	const struct index *x = r->x;
	struct circle c = circle_of(r, km);
	struct nearest n = { INDEX_NONE, chord2(km) };
	struct span spans[2];

	for (int row = c.row; row <= c.last_row; row++)
		for (size_t k = spans_of(&c, row, spans); k--;)
			for (uint32_t i = spans[k].from; i < spans[k].to; i++)
				come_nearer(&n, &c, &x->pins[i]);
	for (uint32_t d = x->grid_docs; d < x->ndocs; d++)
		if (!isnan(x->docs[d].lat)) {
			struct pin p = pin_of((double)x->docs[d].lat, (double)x->docs[d].lon, d);
			come_nearer(&n, &c, &p);
		}
	return n.doc;
}

const struct zone *run_zone(const struct run *r)
{
	static const double reach[] = { 2, 10, 40, 150 };
	int64_t doc = INDEX_NONE;

	for (size_t i = 0; !isnan(r->q->lat) && doc == INDEX_NONE && i < sizeof reach / sizeof *reach; i++)
		doc = nearest_within(r, reach[i]);
	return doc == INDEX_NONE ? r->x->home : r->x->docs[doc].times.zone;
}

/* --- everything in reach ---------------------------------------------------------------------------------- */

struct reach {
	struct run *r;
	float surely, never;                  /* squares of straight distances */
	uint64_t *found;
	uint32_t n;
};

static void reach_doc(struct reach *to, float d2, uint32_t doc)
{
	if (d2 > to->never || (d2 > to->surely && !((double)run_km(to->r, doc) <= to->r->km_most)))
		return;
	if (!run_facts_fit(to->r, doc))
		return;
	bits_put(to->found, doc);
	to->n++;
}

static uint32_t reach_all(struct run *r, uint64_t *found)
{
	const struct index *x = r->x;
	const uint64_t *texts = r->texts;
	struct circle c = circle_of(r, r->km_most + unsure_km);
	struct reach to = { r, chord2(r->km_most - unsure_km), chord2(r->km_most + unsure_km), found, 0 };
	struct span spans[2];

	for (int row = c.row; row <= c.last_row; row++)
		for (size_t k = spans_of(&c, row, spans); k--;)
			for (uint32_t i = spans[k].from; i < spans[k].to; i++)
				if (bits_has(texts, x->pins[i].doc))
					reach_doc(&to, distance2(&x->pins[i], &c.middle), x->pins[i].doc);
	for (uint32_t d = x->grid_docs; d < x->ndocs; d++)
		if (!isnan(x->docs[d].lat) && bits_has(texts, d)) {
			struct pin p = pin_of((double)x->docs[d].lat, (double)x->docs[d].lon, d);
			reach_doc(&to, distance2(&p, &c.middle), d);
		}
	return to.n;
}

/* What is online is near wherever one is. */
static void add_online(const struct run *r, uint64_t *found)
{
	const struct index *x = r->x;
	uint64_t *online;
	struct bits_walk walk;
	uint32_t doc;

	if (r->q->in_room && !r->q->online)
		return;
	online = arena_array(r->ctx->arena, x->words, uint64_t);
	bits_both(online, r->texts, x->online, x->words);
	if (r->unfiltered) {
		bits_or(found, online, x->words);
		return;
	}
	walk = bits_walk(online, x->words);
	while (bits_next(&walk, &doc))
		if (run_facts_fit(r, doc))
			bits_put(found, doc);
}

const uint64_t *run_near(struct run *r)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };
	uint64_t *found = arena_array(r->ctx->arena, r->x->words, uint64_t);
	uint32_t n = 0;

	/* A wider circle holds the narrower one: what was found stays. */
	r->km_most = r->q->radius_km;
	if (r->km_most > 0)
		reach_all(r, found);
	for (size_t i = 0; !(r->q->radius_km > 0) && i < sizeof radii / sizeof *radii && n < ENOUGH_NEAR; i++) {
		r->km_most = radii[i];
		n = reach_all(r, found);
	}
	add_online(r, found);
	return found;
}
