/* suggest.h -- wishes for a listing from outside, and organisations that ask to keep their own. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include "page/page.h"

enum { SUGGEST_WORDS_MOST = 500, SUGGEST_ANSWER_HOURS = 72 };

/* One field that should say something else; texts as a form writes them. */
struct suggest_wish {
	const struct field *field;
	struct str was, wish, now;        /* now: what stands there at this minute */
};

struct suggestion {
	int64_t id, listing, at, due_at;
	bool meeting, claim;
	struct str name, words, contact;  /* contact: the phone or mail that stands in the listing, for a claim */
	struct suggest_wish *wishes;
	size_t nwishes;
	bool outdated;                    /* somebody has changed one of these fields meanwhile */
};

/*
 * Somebody outside fills in what should stand there: fields that differ become wishes.  ERR_NOT_FOUND for a listing
 * that is not public, ERR_LIMIT after five an hour from one network.  Nothing different and no words is a problem.
 */
enum err suggest_add(struct ctx *, int64_t listing, const struct values *typed, struct str words, uint64_t source, struct problems *bad);
/* "This is ours": a task for those who may invite. */
enum err suggest_claim(struct ctx *, int64_t listing, uint64_t source);
/* Open ones in this person's bounds, the most urgent first; all of them counted. */
enum err suggest_open(struct ctx *, size_t most, struct suggestion **out, size_t *n, int64_t *all);
/*
 * Every wish goes into the listing through its own verb.  A wish that the verb refuses, or that is outdated unless sure, is a
 * problem, and nothing changes.
 */
enum err suggest_accept(struct ctx *, int64_t id, bool sure, struct problems *bad);
enum err suggest_refuse(struct ctx *, int64_t id);
/*
 * An invitation for the organisation of the listing: a keeper with this name, bound to it.  The code is shown once, and
 * given over by the contact that stands in the listing.
 */
enum err suggest_invite(struct ctx *, int64_t id, struct str name, struct str *code, struct problems *bad);
/* The hash of a network lives a day; a nightly job calls this. */
enum err suggest_forget_sources(struct ctx *);

extern const struct route suggest_visitor_routes[];   /* the form */
extern const struct route suggest_routes[];           /* the keepers' queue */

#endif
