/* overlap.c -- does somebody drive another at that time already?  Told, and theirs to decide: two may sit in one car. */
#include "ride/ride_parts.h"

enum { JOBS_MOST = 60 };

struct span {
	int64_t from, to;
};

/* From when to when these legs take them. */
static size_t spans_of(const struct ride_job *j, unsigned legs, struct span out[2])
{
	size_t n = 0;

	if (legs & RIDE_OUT)
		out[n++] = (struct span){ j->out_at, j->out_at + j->drive_min * MINUTE_S };
	if (legs & RIDE_HOME)
		out[n++] = (struct span){ j->home_at, j->home_at + j->drive_min * MINUTE_S };
	return n;
}

static bool meet(const struct ride_job *a, const struct ride_job *b)
{
	struct span x[2], y[2];
	size_t nx = spans_of(a, a->asked | a->mine, x), ny = spans_of(b, b->mine, y);

	for (size_t i = 0; i < nx; i++)
		for (size_t k = 0; k < ny; k++)
			if (x[i].from < y[k].to && y[k].from < x[i].to)
				return true;
	return false;
}

enum err ride_overlap(struct ctx *ctx, const struct ride_job *j, struct ride_job *other)
{
	struct ride_job *all;
	size_t n;

	*other = (struct ride_job){ 0 };
	if (j->over)
		return OK;
	TRY(ride_jobs(ctx, JOBS_MOST, &all, &n));
	for (size_t i = 0; i < n && !other->ride; i++)
		if (all[i].ride != j->ride && all[i].mine && !all[i].over && all[i].needed && meet(j, &all[i]))
			*other = all[i];
	return OK;
}
