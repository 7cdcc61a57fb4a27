/* verify.h -- never stale: one-tap verification by one-time link, and what visitors report. */
#ifndef VERIFY_H
#define VERIFY_H

#include "page/page.h"

enum { VERIFY_DUE_DAYS = 90, VERIFY_HIDDEN_DAYS = 180, VERIFY_LINK_DAYS = 14, VERIFY_REPORT_HOURS = 48 };

/* A one-time link to say whether a listing is right; the address, without host. */
enum err verify_link_new(struct ctx *, int64_t meeting, struct str *path);
/* What a visitor says is wrong.  ERR_LIMIT after five an hour from one source. */
enum err verify_report_add(struct ctx *, int64_t meeting, struct str kind, struct str words, uint64_t source);

struct verify_state {
	int64_t reports_today, reporters_7_days;   /* three independent ones hide a listing */
	bool hidden_by_reports;
};
enum err verify_state(struct ctx *, int64_t meeting, struct verify_state *);
/* Every listing that has open reports: for the search index. */
enum err verify_states(struct ctx *, enum err (*fn)(void *, int64_t meeting, const struct verify_state *), void *arg);

extern const struct route verify_routes[];

#endif
