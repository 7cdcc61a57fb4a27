/* event.h -- the diary: what happened, to what, by whom.  Below all rooms. */
#ifndef EVENT_H
#define EVENT_H

#include "base/ctx.h"

/*
 * Write one line of the diary in the same transaction as the fact.  what is a literal
 * "room.verb"; detail holds codes and counts, never words of a person.
 */
enum err event_add(struct ctx *, const char *what, int64_t subject, struct str detail);

struct event {
	int64_t n, at, account, subject;
	struct str what, detail;
};
/* Number of the newest line; 0 for an empty diary. */
enum err event_newest(struct ctx *, int64_t *n);
/* Lines after this number, oldest first. */
enum err event_since(struct ctx *, int64_t after, int64_t most, struct event **out, size_t *n);
/* Lines about one thing, newest first. */
enum err event_about(struct ctx *, int64_t subject, int64_t most, struct event **out, size_t *n);

struct event_verdict {
	int64_t lines;            /* looked at */
	int64_t broken_at;        /* the first line that does not follow from the one before; 0: none */
};
/* Walk the whole chain. */
enum err event_verify(struct ctx *, struct event_verdict *);

#endif
