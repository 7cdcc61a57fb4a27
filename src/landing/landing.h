/*
 * landing.h -- the first hours, weeks and months after leaving: what comes when, where, with whom, and what if not.
 *
 * The plan is the person's.  Whoever answers for the transition sees it by the consent of the transition, and a step
 * that has gone quiet is theirs to see to, by the ladder of src/task: worked out from the clock at every reading.
 */
#ifndef LANDING_H
#define LANDING_H

#include "transition/transition.h"

enum {
	LANDING_HOURS = 72,               /* said by the hour */
	LANDING_DAYS = 90,
	LANDING_QUIET_HOURS = 2,          /* after its hour, in the first 72 hours: then somebody asks */
	LANDING_QUIET_LATER_HOURS = 24,   /* and later */
	LANDING_TALKS = 2,                /* of a plan that is ready, in the first 72 hours */
	LANDING_MOST = 60, LANDING_WORDS_MOST = 200,
};

extern const struct choice landing_kinds[];
extern const struct choice landing_hows[];            /* done let_go */

struct landing_step {
	int64_t participant, id, transition;
	struct str kind;
	int64_t after_days;               /* 0: the day of leaving */
	int64_t at_min;                   /* on the wall in Denmark; -1: some time that day */
	struct str what, place, who, otherwise;
	bool watched;                     /* somebody answers for it */
	int64_t acked_at, ended_at, ended_by;     /* ended_at 0: open */
	struct str how;
};

/* A step as a form says it; also what fills one. */
struct landing_words {
	struct str kind, what, place, who, otherwise;
	day_t day;
	int64_t at_min;                   /* -1: not said */
};
extern const struct field landing_fields[];

/* The day from which a plan is counted: on which they left, or are to leave. */
day_t landing_first_day(const struct ctx *, const struct transition *);
/* When it is; of a step without an hour the end of its day.  Never before they left. */
int64_t landing_at(const struct ctx *, const struct transition *, const struct landing_step *);
bool landing_is_early(const struct ctx *, const struct transition *, const struct landing_step *);    /* in the first 72 hours */
/* Whose turn it is; owner, deputy and time as whoever answers for the transition has them.  RUNG_NONE before it is quiet. */
struct duty landing_duty(const struct ctx *, const struct transition *, const struct landing_step *);

/*
 * The transition of a person with its plan: the open one, or the last.  For themselves; and for who may see the transition,
 * as long as the consent to it is live (else ERR_NOT_FOUND, as for strangers).
 */
enum err landing_of_person(struct ctx *, int64_t participant, struct transition *);
enum err landing_of_transition(struct ctx *, int64_t id, struct transition *);
/* In their order. */
enum err landing_list(struct ctx *, const struct transition *, struct landing_step **out, size_t *n);
enum err landing_find(struct ctx *, const struct transition *, int64_t id, struct landing_step *);

/* The usual steps, to be filled in, when there is none yet. */
enum err landing_begin(struct ctx *, const struct transition *);
/* Another step, or (id) another day, hour or words of one: what can be mended goes to bad. */
enum err landing_save(struct ctx *, const struct transition *, struct landing_step *, const struct landing_words *, struct problems *bad);
void landing_words_of(const struct ctx *, const struct transition *, const struct landing_step *, struct landing_words *);
/* Done, or let go; how "": open again.  A second time nothing happens. */
enum err landing_end(struct ctx *, const struct landing_step *, struct str how);
/* Seen by who answers for it: the climb rests. */
enum err landing_seen(struct ctx *, const struct landing_step *);
/* Has it two people to talk to, and a place to sleep (or somebody who looks for one)?  What is missing is a problem. */
enum err landing_ready(struct ctx *, const struct transition *, struct problems *bad);
/* The same; then the transition waits for the day of leaving, no longer for its plan. */
enum err landing_say_ready(struct ctx *, struct transition *, struct problems *bad);

/* Steps that have gone quiet and whose turn is that of who asks: their own, their deputy's turn, what climbed up. */
struct landing_quiet {
	struct transition t;
	struct landing_step s;            /* without its words */
	struct duty duty;
};
enum err landing_waiting(struct ctx *, int64_t most, struct landing_quiet **out, size_t *n);

/*
 * Who left is reminded of a step two hours before its hour, where they may be written to.  Called by the house every hour: a
 * day on which somebody leaves moves all of them at once, so each is written down on its own day and not before.
 */
enum err landing_remind(struct ctx *);

extern const struct route landing_routes[];

#endif
