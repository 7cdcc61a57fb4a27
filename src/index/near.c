/*
 * near.c -- documents near a place.
 *
 * A circle is a few runs of pins, one for each row of cells that it touches.  Points on the unit
 * sphere are compared by their straight distance; only where that comes within a few metres of the
 * circle's edge is the distance along the surface asked, so that the answer is exactly its own.
 */
#include "index/index_parts.h"
#include "place/gazetteer.h"

#include <math.h>

static const double earth_km = 6371.0, unsure_km = 0.003, wider = 1.001;

float index_km(const struct index *x, uint32_t doc, double lat, double lon, uint32_t *which)
{
	const struct doc *d = &x->docs[doc];
	float best = NAN;

	for (uint32_t i = 0; i < d->npoints; i++) {
		float km = (float)place_distance_km(lat, lon, (double)d->points[i].lat, (double)d->points[i].lon);
		if (km >= best)
			continue;
		best = km;
		if (which)
			*which = i;
	}
	return best;
}

float index_chord2(const struct index *x, uint32_t doc, const struct point *from)
{
	const struct doc *d = &x->docs[doc];
	float best = INFINITY;

	for (uint32_t i = 0; i < d->npoints; i++) {
		float dx = d->points[i].x - from->x, dy = d->points[i].y - from->y, dz = d->points[i].z - from->z;
		float d2 = dx * dx + dy * dy + dz * dz;
		best = d2 < best ? d2 : best;
	}
	return best;
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
	const struct index *x;
	double lat, lon, km;
	struct pin middle;
	int row, last_row, col, last_col;     /* col may lie before 0 or behind the last: over the date line */
};

static struct circle circle_of(const struct index *x, double lat, double lon, double km)
{
	double reach = fmin((km + unsure_km) * wider / earth_km, M_PI / 2), width = cos(lat * M_PI / 180);
	double dlat = reach * 180 / M_PI, dlon = sin(reach) < width ? asin(sin(reach) / width) * 180 / M_PI : 180;
	struct point at = point_of(lat, lon, 0);
	struct circle c = {
		.x = x, .lat = lat, .lon = lon, .km = km, .middle = { at.x, at.y, at.z, 0 },
		.row = (int)floor((lat - dlat + 90) * CELLS_A_DEGREE), .last_row = (int)floor((lat + dlat + 90) * CELLS_A_DEGREE),
		.col = (int)floor((lon - dlon + 180) * CELLS_A_DEGREE), .last_col = (int)floor((lon + dlon + 180) * CELLS_A_DEGREE),
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
	const struct index *x = c->x;
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

/* --- everything within ------------------------------------------------------------------------------------- */

struct within {
	const struct circle *c;
	float surely, never;                  /* squares of straight distances */
	const uint64_t *in;
	uint64_t *found;
	uint32_t n;
};

static void try_pin(struct within *w, const struct pin *p)
{
	const struct circle *c = w->c;
	float d2;

	if (!bits_has(w->in, p->doc) || bits_has(w->found, p->doc))
		return;
	d2 = distance2(p, &c->middle);
	if (d2 > w->never || (d2 > w->surely && !((double)index_km(c->x, p->doc, c->lat, c->lon, NULL) <= c->km)))
		return;
	bits_put(w->found, p->doc);
	w->n++;
}

/* Documents that are not yet in the grid. */
static void try_late(struct within *w)
{
	const struct index *x = w->c->x;

	for (uint32_t d = x->grid_docs; d < x->ndocs; d++)
		for (uint32_t i = 0; i < x->docs[d].npoints; i++) {
			const struct point *p = &x->docs[d].points[i];
			try_pin(w, &(struct pin){ p->x, p->y, p->z, d });
		}
}

uint32_t index_within(const struct index *x, double lat, double lon, double km, const uint64_t *in, uint64_t *found)
{
	struct circle c = circle_of(x, lat, lon, km);
	struct within w = { &c, chord2(km - unsure_km), chord2(km + unsure_km), in, found, 0 };
	struct span spans[2];

	for (int row = c.row; row <= c.last_row; row++)
		for (size_t k = spans_of(&c, row, spans); k--;)
			for (uint32_t i = spans[k].from; i < spans[k].to; i++)
				try_pin(&w, &x->pins[i]);
	try_late(&w);
	return w.n;
}

/* --- the nearest -------------------------------------------------------------------------------------------- */

struct nearest {
	const struct circle *c;
	const uint64_t *in;
	int64_t doc;                          /* INDEX_NONE: none yet */
	float best;
};

static void come_nearer(struct nearest *n, const struct pin *p)
{
	float d2 = distance2(p, &n->c->middle);

	if (d2 >= n->best || !bits_has(n->in, p->doc))
		return;
	n->best = d2;
	n->doc = p->doc;
}

int64_t index_nearest(const struct index *x, double lat, double lon, double km, const uint64_t *in)
{
	struct circle c = circle_of(x, lat, lon, km);
	struct nearest n = { &c, in, INDEX_NONE, chord2(km) };
	struct span spans[2];

	for (int row = c.row; row <= c.last_row; row++)
		for (size_t k = spans_of(&c, row, spans); k--;)
			for (uint32_t i = spans[k].from; i < spans[k].to; i++)
				come_nearer(&n, &x->pins[i]);
	for (uint32_t d = x->grid_docs; d < x->ndocs; d++)
		for (uint32_t i = 0; i < x->docs[d].npoints; i++) {
			const struct point *p = &x->docs[d].points[i];
			come_nearer(&n, &(struct pin){ p->x, p->y, p->z, d });
		}
	return n.doc;
}
