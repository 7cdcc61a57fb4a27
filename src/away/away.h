/*
 * away.h -- being away: from when to when, who stands in, and that nothing that was promised is left without somebody.
 */
#ifndef AWAY_H
#define AWAY_H

#include "task/task.h"

enum { AWAY_DAYS_MOST = 366, AWAY_OWED_MOST = 5000 };

struct away_wish {
	int64_t account;                  /* whose absence; who asks, or a colleague in their bounds */
	day_t from, to;                   /* inclusive */
	int64_t stand_in;                 /* account; 0: nobody is named */
};

/* What becomes of something while they are away. */
enum away_fate {
	AWAY_DEPUTY,                      /* the deputy is here and sees to it */
	AWAY_OWNER,                       /* they are only deputy of it, and the owner is here */
	AWAY_STAND_IN,                    /* nobody else is here: who stands in becomes deputy */
	AWAY_WAITS,                       /* nobody else may read it at all, and so it is today: it waits for them */
	AWAY_NOBODY,                      /* the only other who may read it is away too: first somebody must take it over */
	AWAY_SELF,                        /* they said that they themselves come, on one of these days: first say there that they cannot */
};

/* Some of one kind with one fate, with one person. */
struct away_line {
	enum away_fate fate;
	struct str what;                  /* task loop transition landing door ride */
	int64_t other, n;                 /* other: account; 0: nobody */
	int64_t subject;                  /* of the first one: where its page is */
	struct str name;                  /* of the other */
};
struct away_plan {
	struct away_line *lines;
	size_t n;
	int64_t need, first;              /* how many need somebody who stands in; how many must be seen to first */
};

/*
 * What would happen; nothing is written.  ERR_NOT_FOUND for somebody outside one's bounds.  What cannot be is a problem
 * at "from", "to" or "stand_in".
 */
enum err away_look(struct ctx *, const struct away_wish *, struct away_plan *, struct problems *bad);
/* It happens: who stands in becomes deputy where nobody is, and the absence is kept. */
enum err away_begin(struct ctx *, const struct away_wish *, struct problems *bad);
/* Taken back, or back sooner: what is still open and still with who stood in has the deputy again that it had. */
enum err away_end(struct ctx *, int64_t account, day_t from);

/* Who can stand in for somebody, and whom who asks may look after so: whoever works wholly within their bounds. */
enum err away_stand_in_for(struct ctx *, int64_t account, struct task_person **out, size_t *n);
enum err away_of_others(struct ctx *, struct task_person **out, size_t *n);
/* Who is away or will be, of those. */
enum err away_list(struct ctx *, struct task_absence **out, size_t *n);

extern const struct route away_routes[];

#endif
