/* verify.h -- never stale: one-tap verification by one-time link, and what visitors report. */
#ifndef VERIFY_H
#define VERIFY_H

#include "meeting/meeting.h"
#include "service/service.h"

enum { VERIFY_WORDS_MOST = 500 };          /* characters of a report; the rest is cut, and the visitor told */
enum { VERIFY_DUE_DAYS = 90, VERIFY_HIDDEN_DAYS = 180, VERIFY_LINK_DAYS = 14, VERIFY_REPORT_HOURS = 48 };

extern const struct choice verify_report_kinds[];   /* locked time number place other */
extern const struct choice verify_answers[];        /* mended wrong_report closed */

/* What is looked after: a meeting, or a service of any kind; ids of the two never meet. */
struct verify_listing {
	int64_t id, org, area, verified_at;       /* 0: none, never */
	bool is_service;
	struct str name, slug, state, zone, phone;
	bool foreign;                             /* its name is in the other language only */
};
/* ERR_NOT_FOUND when it is neither. */
enum err verify_listing(struct ctx *, int64_t id, struct verify_listing *);
/* Is it theirs to say that it is right? */
bool verify_may_keep(const struct ctx *, const struct verify_listing *);
/* "/da/meetings/x", "/da/support/y"; "/da/work/meetings/17", "/da/work/support/18". */
struct str verify_public_url(struct ctx *, const struct verify_listing *);
struct str verify_work_url(struct ctx *, int64_t id, bool is_service);

/* A one-time link to say whether a listing is right; the address, without host. */
enum err verify_link_new(struct ctx *, int64_t listing, struct str *path);
/* What a visitor says is wrong.  ERR_LIMIT after five an hour from one source. */
enum err verify_report_add(struct ctx *, int64_t listing, struct str kind, struct str words, uint64_t source);

/* A visitor's words as they may be stored: cut, and numbers of people, phones and mail addresses made stars. */
struct str verify_mask(struct ctx *, struct str words);
/* The hash of a source lives 24 hours; a nightly job calls this too, in case nobody reports. */
enum err verify_forget_sources(struct ctx *);
/* What was said of a listing that was discarded goes with it: whoever discards calls this too. */
enum err verify_forget(struct ctx *, int64_t listing);
/* "It is all right as it stands": a check, an answer to every open report, a fresh date. */
enum err verify_by_keeper(struct ctx *, int64_t listing);
enum err verify_read_by_keeper(struct ctx *, const struct verify_listing *);   /* the same of one that has been read */
/* When it was the last open one and the answer is not "closed", the listing counts as confirmed. */
enum err verify_report_answer(struct ctx *, int64_t report, struct str answer, struct verify_listing *);

/* Running listings of this person's scope that nobody has looked after for 90 days, oldest first. */
struct verify_due {
	int64_t listing, verified_at;             /* 0: never */
	bool is_service;
	struct str name, city;
};
enum err verify_due(struct ctx *, int64_t most, struct verify_due **out, size_t *n, int64_t *all);
/* Open reports of this person's scope, the most urgent first. */
struct verify_report {
	int64_t id, listing, at, due_at;
	bool is_service;
	struct str name, kind, words;
};
enum err verify_open_reports(struct ctx *, int64_t most, struct verify_report **out, size_t *n, int64_t *all);

struct verify_state {
	int64_t reports_today, reporters_7_days;   /* three independent ones hide a listing */
	bool hidden_by_reports;
	int64_t hidden_to, reported_to;            /* what these two end at by themselves; 0: they are not so */
};
enum err verify_state(struct ctx *, int64_t listing, struct verify_state *);
/* The same of a listing that has been read already. */
enum err verify_state_of(struct ctx *, int64_t listing, int64_t verified_at, struct str zone, struct verify_state *);
/* Every listing that has open reports: for the search index. */
enum err verify_states(struct ctx *, enum err (*fn)(void *, int64_t listing, const struct verify_state *), void *arg);

/* A visitor's words, or a note of somebody's, as they may be stored: stars over numbers of persons and ways to reach them. */
struct str verify_mask(struct ctx *, struct str words);

extern const struct route verify_routes[];

#endif
