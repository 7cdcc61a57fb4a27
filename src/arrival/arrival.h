/* arrival.h -- how long it takes from handing somebody over to a first contact, and to arriving. */
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "page/page.h"
#include "stats/km.h"

enum {
	ARRIVAL_LEAST = 5,                /* k of the requirements (9.4): fewer are not shown */
	ARRIVAL_MEDIAN_LEAST = 10,        /* of a median (reference/evaluation.md) */
	ARRIVAL_SHARE_LEAST = 20,         /* of a percentage and a curve (9.4) */
	ARRIVAL_MONTHS = 12,              /* that end with the last whole month */
	ARRIVAL_MOST = 50000,
	ARRIVAL_WEEKS = 13,               /* of a curve */
};

/* Those with one need, of one sender, or all. */
struct arrival_group {
	struct str name;
	int64_t n;
	bool hidden;                      /* too few, or it would tell how few another has */
	double contact_days, arrival_days;    /* medians; NAN: too few, or so many have not got there */
	double by[3];                     /* who had arrived after 7, 14, 30 days, 0 .. 1; NAN: too few */
	double lower, upper;              /* 95 % of the last */
	bool drawn;
	double week[ARRIVAL_WEEKS + 1];   /* arrived after so many weeks */
	int64_t still[ARRIVAL_WEEKS + 1]; /* of whom that much is known, rounded down to five */
	/* inside this room */
	int64_t key;
	struct km_time *contact, *arrival;
};

struct arrival_report {
	day_t from, to;                   /* handed over on these days, inclusive */
	bool more;                        /* there were more than were read */
	struct arrival_group all;
	struct arrival_group *needs, *senders;
	size_t nneeds, nsenders;
};
/* In the bounds of who asks. */
enum err arrival_report(struct ctx *, struct arrival_report *);

extern const struct route arrival_routes[];

#endif
