/*
 * waiting.h -- what waits for somebody, before it is said: when it is due, and how it is said if it is shown.
 * Private to this room.
 */
#ifndef INFO_WAITING_H
#define INFO_WAITING_H

#include "info/today.h"

struct waiting {
	struct waiting_line *at;
	size_t n;
	size_t most;                      /* of one source at a time */
	bool more;                        /* a source had that many: there may be more than n */
	int64_t missing;                  /* evenings that nobody wrote down in 48 hours */
};

/* Fills the row of one that is shown; the others of some hundreds cost nothing but their time. */
typedef enum err (*waiting_say)(struct ctx *, const void *item, struct due_row *);
void waiting_add(struct ctx *, struct waiting *, int64_t due_at, const void *item, waiting_say);
/* This many came from a source that was asked for at most w->most. */
void waiting_had(struct waiting *, size_t n);

/* Whoever adds a room whose things fall due adds a row.  Both tables end with read NULL. */
struct waiting_source {
	enum perm perm;
	enum err (*read)(struct ctx *, struct waiting *);
};
extern const struct waiting_source waiting_people[];       /* somebody is waited for by a person, or they by us */
extern const struct waiting_source waiting_house[];        /* groups, those who help, programmes */

/* The end of a day in Denmark. */
int64_t waiting_end_of(struct ctx *, day_t);
struct str waiting_evening_url(struct ctx *, int64_t meeting, day_t);

#endif
