/* grid.c -- documents with a point, sorted by small cells of the earth: near ones stand together. */
#include "index/index_parts.h"

#include <math.h>
#include <stdlib.h>

enum { SCRATCH_MOST = 64 << 20 };
/* So many newer documents are looked at one by one before the grid is made anew. */
enum { LATE_MOST = 2000 };

static int clamped(double at, int n)
{
	return at < 0 ? 0 : at >= n ? n - 1 : (int)at;
}

static uint32_t cell_of(double lat, double lon)
{
	return (uint32_t)(clamped((lat + 90) * CELLS_A_DEGREE, GRID_ROWS) * GRID_COLS +
			  clamped((lon + 180) * CELLS_A_DEGREE, GRID_COLS));
}

struct point point_of(double lat, double lon, int64_t location)
{
	double phi = lat * M_PI / 180, lambda = lon * M_PI / 180;

	return (struct point){ (float)lat, (float)lon, (float)(cos(phi) * cos(lambda)), (float)(cos(phi) * sin(lambda)),
			       (float)sin(phi), location };
}

struct placed {
	uint32_t cell, doc;
	const struct point *at;
};

static int by_cell(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

static uint32_t count_points(const struct index *x)
{
	uint32_t n = 0;

	for (uint32_t d = 0; d < x->ndocs; d++)
		n += x->docs[d].npoints;
	return n;
}

void index_grid(struct index *x)
{
	struct arena *scratch;
	struct placed *all;
	uint32_t n = 0;

	if (x->pins && x->ndocs - x->grid_docs <= LATE_MOST)
		return;
	scratch = arena_new(SCRATCH_MOST);
	all = arena_array(scratch, count_points(x) + 1, struct placed);
	for (uint32_t d = 0; d < x->ndocs; d++)
		for (uint32_t i = 0; bits_has(x->alive, d) && i < x->docs[d].npoints; i++) {
			const struct point *p = &x->docs[d].points[i];
			all[n++] = (struct placed){ cell_of((double)p->lat, (double)p->lon), d, p };
		}
	qsort(all, n, sizeof *all, by_cell);
	x->pins = arena_array(x->arena, n + 1, struct pin);
	x->pin_cells = arena_array(x->arena, n + 1, uint32_t);
	for (uint32_t i = 0; i < n; i++) {
		x->pins[i] = (struct pin){ all[i].at->x, all[i].at->y, all[i].at->z, all[i].doc };
		x->pin_cells[i] = all[i].cell;
	}
	x->npins = n;
	x->grid_docs = x->ndocs;
	arena_free(scratch);
}

uint32_t index_cell(const struct index *x, int row, int col)
{
	uint32_t cell = (uint32_t)(row * GRID_COLS + col), lo = 0, hi = x->npins;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (x->pin_cells[mid] < cell)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}
