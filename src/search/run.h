/* run.h -- one search under way.  For the search room only. */
#ifndef SEARCH_RUN_H
#define SEARCH_RUN_H

#include "index/index.h"
#include "search/search.h"

enum { RANGES_MOST = 32, JUST_BEGUN = 600 };

struct range {
	int32_t from, to;             /* minutes after the window's base, half open; in order, none over another */
};

struct match {
	int32_t start_min;
	uint32_t doc;
	uint16_t nth;                 /* which of the document's dates of that minute */
	bool far;                     /* beyond the window */
	float km;
};

struct run {
	struct ctx *ctx;
	const struct index *x;
	const struct query *q;
	const struct zone *zone;
	struct range ranges[RANGES_MOST];
	size_t nranges;
	const uint64_t *fit;          /* meetings that fit in everything but the time */
	double km_most;
	struct match *matches;        /* late documents' first, then what was collected */
	size_t nmatches, nlate;
	int64_t total, old_hidden;
};

/* The times that the question allows. */
void run_choose_ranges(struct run *);
/* Does an instant fit the time of day asked? */
bool run_hour_fits(const struct run *, int64_t instant);
float run_km(const struct run *, uint32_t doc);
/* The collected matches from..to in the order of time, distance and name, as hits. */
void run_page(struct run *, size_t from, size_t to, struct result *out);
/* The same minute by minute, when so many match that nobody collects them. */
void run_walk_page(struct run *, size_t from, size_t to, struct result *out);
bool run_is_shown(const struct run *, uint32_t doc);
/* Nothing but the time was asked. */
bool run_is_everything(const struct run *);

#endif
