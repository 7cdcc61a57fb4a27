/* reach.c -- how far it is from where people live to what is open: arrays in, numbers out. */
#include "gap/gap.h"
#include "place/gazetteer.h"

#include <math.h>

enum { EVENINGS = 7 };

/* The middle of a postcode and a house in it are never the same spot; below this they count as here. */
#define HERE_KM 0.5

static void reach_one(const struct gap_listing *l, size_t n, const struct gap_point *p, struct gap_reach *r)
{
	for (int i = 0; i < EVENINGS; i++)
		r->km[i] = INFINITY;
	r->nearest_km = INFINITY;
	for (size_t i = 0; i < n; i++) {
		double km;

		if (isnan(l[i].lat) || !l[i].evenings)
			continue;
		km = place_distance_km(p->lat, p->lon, l[i].lat, l[i].lon) * GAP_ROAD_FACTOR;
		km = km < HERE_KM ? 0 : km;
		r->nearest_km = fmin(r->nearest_km, km);
		for (int day = 0; day < EVENINGS; day++)
			if (l[i].evenings >> day & 1)
				r->km[day] = fmin(r->km[day], km);
	}
}

void gap_reach(const struct gap_listing *l, size_t nlistings, const struct gap_point *p, size_t npoints, struct gap_reach *out)
{
	for (size_t i = 0; i < npoints; i++)
		reach_one(l, nlistings, &p[i], &out[i]);
}

int64_t gap_people_days(const struct gap_point *p, const struct gap_reach *r, size_t n, double km)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		for (int day = 0; day < EVENINGS; day++)
			if (r[i].km[day] <= km)
				sum += p[i].people;
	return sum;
}
