/*
 * outline.c -- where a point of the earth lies in the picture of Denmark.
 *
 * The drawing was made in UTM zone 32, so that is where its coordinates come from; two affine maps
 * found by tools/outlines.mjs lead into the picture, one for Bornholm, one for the rest.
 */
#include "place/outline.h"

#include "outlines_made.h"

#include <math.h>
#include <stdlib.h>

struct outline_frame outline_frame(void)
{
	return (struct outline_frame){
		.width = OUTLINES_WIDTH,
		.height = OUTLINES_HEIGHT,
		.bornholm = { 2130, 110, 370, 390 },
		.units_a_km = hypot(outline_fit_main[0], outline_fit_main[3]),
	};
}

const struct outline *outline_list(size_t *n)
{
	*n = OUTLINES_N;
	return outline_rows;
}

static int by_code(const void *key, const void *row)
{
	return *(const int *)key - ((const struct outline *)row)->code;
}

const struct outline *outline_find(int code)
{
	return bsearch(&code, outline_rows, OUTLINES_N, sizeof *outline_rows, by_code);
}

/* UTM zone 32 in km: transverse Mercator on GRS80 after Krüger (1912) to the third order. */
static void utm32(double lat, double lon, double *east, double *north)
{
	const double rad = 3.14159265358979323846 / 180, f = 1 / 298.257222101, n = f / (2 - f);
	const double radius = 6378.137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
	const double alpha[3] = {
		n / 2 - 2.0 / 3 * n * n + 5.0 / 16 * n * n * n,
		13.0 / 48 * n * n - 3.0 / 5 * n * n * n,
		61.0 / 240 * n * n * n,
	};
	const double e = 2 * sqrt(n) / (1 + n), lam = (lon - 9) * rad;
	double t = sinh(atanh(sin(lat * rad)) - e * atanh(e * sin(lat * rad)));
	double xi = atan2(t, cos(lam)), eta = atanh(sin(lam) / sqrt(1 + t * t));

	*east = eta;
	*north = xi;
	for (int j = 0; j < 3; j++) {
		*east += alpha[j] * cos(2 * (j + 1) * xi) * sinh(2 * (j + 1) * eta);
		*north += alpha[j] * sin(2 * (j + 1) * xi) * cosh(2 * (j + 1) * eta);
	}
	*east = 500 + 0.9996 * radius * *east;
	*north = 0.9996 * radius * *north;
}

struct outline_point outline_project(double lat, double lon)
{
	const double *k = lon > OUTLINES_BORNHOLM ? outline_fit_bornholm : outline_fit_main;
	double e, n;

	utm32(lat, lon, &e, &n);
	e -= 500;
	n -= 6200;
	return (struct outline_point){ k[0] * e + k[1] * n + k[2], k[3] * e + k[4] * n + k[5] };
}

bool outline_holds(double lat, double lon)
{
	return lat > 54.5 && lat < 57.8 && lon > 7.9 && lon < 15.3;
}
