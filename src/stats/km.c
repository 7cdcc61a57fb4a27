/* km.c -- the estimate of Kaplan and Meier. */
#include "stats/km.h"

#include <math.h>
#include <stdlib.h>

/* The normal deviate of 97.5 %. */
#define Z 1.959963984540054
/* S is a product of fractions: as near to 1 - p as this is meant to be equal. */
#define SAME 1e-12

static int by_time(const void *a, const void *b)
{
	const struct km_time *x = a, *y = b;

	return (x->t > y->t) - (x->t < y->t);
}

static void set_interval(struct km_step *s)
{
	double theta, width;

	s->lower = s->upper = NAN;
	if (s->s <= 0 || s->s >= 1)
		return;
	theta = log(-log(s->s));
	width = Z * s->se / (s->s * fabs(log(s->s)));
	s->lower = exp(-exp(theta + width));
	s->upper = exp(-exp(theta - width));
}

struct km km_of(struct arena *arena, struct km_time *times, size_t n)
{
	struct km k = { .steps = arena_array(arena, n, struct km_step), .subjects = (int64_t)n };
	double s = 1, sum = 0;

	if (n)
		qsort(times, n, sizeof *times, by_time);
	for (size_t i = 0, next; i < n; i = next) {
		struct km_step step = { .t = times[i].t, .at_risk = (int64_t)(n - i) };
		for (next = i; next < n && !(times[next].t > step.t); next++)
			step.events += times[next].event;
		if (!step.events)
			continue;
		s *= 1 - (double)step.events / (double)step.at_risk;
		sum += (double)step.events / ((double)step.at_risk * (double)(step.at_risk - step.events));
		step.s = s;
		step.se = s > 0 ? s * sqrt(sum) : 0;
		set_interval(&step);
		k.steps[k.n++] = step;
		k.events += step.events;
	}
	return k;
}

const struct km_step *km_step_at(const struct km *k, double t)
{
	const struct km_step *last = NULL;

	for (size_t i = 0; i < k->n && k->steps[i].t <= t; i++)
		last = &k->steps[i];
	return last;
}

double km_share(const struct km *k, double t)
{
	const struct km_step *step = km_step_at(k, t);

	return !k->subjects ? NAN : step ? step->s : 1;
}

int64_t km_at_risk(const struct km_time *times, size_t n, double t)
{
	int64_t still = 0;

	for (size_t i = 0; i < n; i++)
		still += times[i].t >= t;
	return still;
}

double km_quantile(const struct km *k, double p)
{
	for (size_t i = 0; i < k->n; i++) {
		double s = k->steps[i].s;
		if (fabs(s - (1 - p)) < SAME && i + 1 < k->n)
			return (k->steps[i].t + k->steps[i + 1].t) / 2;
		if (s <= 1 - p + SAME)
			return k->steps[i].t;
	}
	return NAN;
}
