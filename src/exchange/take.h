/* take.h -- entries into listings, with the verbs of the rooms.  Private to this room. */
#ifndef EXCHANGE_TAKE_H
#define EXCHANGE_TAKE_H

#include "exchange/work.h"

struct taking {
	struct ctx *ctx;
	struct exchange_source source;
	int64_t run;
	bool sure;                        /* somebody held the list against the world today */
	struct arena *scratch;            /* of some rows */
	int64_t done, total, next;        /* next: number of a row after all others */
	int64_t n_new, n_changed, n_refused;
	int64_t first_event;              /* of the diary, that is ours */
	void (*progress)(void *, int64_t done, int64_t total);
	void *arg;
};

/* The place of what was said, made when it is missing; 0 where none was said.  What is wrong goes to bad. */
enum err place_make(struct taking *, const struct values *said, int64_t *id, struct problems *bad);
/* Facts about a place that the list says otherwise than last time, if nobody else meets there. */
enum err place_change(struct taking *, int64_t id, const struct values *changed, struct problems *bad);
/* The organisation of the list, or the one that a list of ours names; made when it is missing. */
enum err org_make(struct taking *, const struct values *said, int64_t *id);

#endif
