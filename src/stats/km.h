/*
 * km.h -- how long it takes until something happens, when for some it has not happened yet: the estimate of Kaplan and
 * Meier (1958).
 *
 * S(t) is the share for whom it has not happened by t: the product over the times of events of (1 - d/n), n at risk and
 * d events. Its standard error is Greenwood's (1926): S * sqrt(sum d / (n (n - d))). The interval of 95 % is taken on
 * log(-log S) (Kalbfleisch and Prentice 1980), so that it stays between 0 and 1; there is none where S is 1 or 0.
 */
#ifndef STATS_KM_H
#define STATS_KM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct km_time {
	double t;                         /* >= 0, in any one unit */
	bool event;                       /* it happened at t; else nothing was known after t */
};

struct km_step {
	double t;
	int64_t at_risk, events;          /* just before t; at t */
	double s, se, lower, upper;       /* after t; lower and upper NAN where there is no interval */
};

struct km {
	struct km_step *steps;            /* one for each time at which something happened, earliest first */
	size_t n;
	int64_t subjects, events;
};

/* Sorts times.  No subjects: no steps, and every answer is NAN. */
struct km km_of(struct arena *, struct km_time *times, size_t n);
/* The share for whom it has not happened by t (1 before the first event). */
double km_share(const struct km *, double t);
/* The step that holds at t; NULL before the first. */
const struct km_step *km_step_at(const struct km *, double t);
/* How many are still watched just before t; times as km_of left them. */
int64_t km_at_risk(const struct km_time *times, size_t n, double t);
/*
 * By when it has happened to a share p (0.5: the median); NAN when so many are not known of.  Where S is exactly 1 - p
 * over a while, the middle of that while (as R's survival does).
 */
double km_quantile(const struct km *, double p);

#endif
