/* task.h -- a promise to a person: who keeps it, by when, and who sees to it when they do not. */
#ifndef TASK_H
#define TASK_H

#include "access/access.h"
#include "page/page.h"

/*
 * Who answers for something and by when.  Everything that must not be forgotten has one: a task, a loop, a
 * transition.  deputy 0: none.
 */
struct duty {
	int64_t owner, deputy;            /* accounts */
	int64_t due_at;
	bool red;
	int64_t acked_at;                 /* 0: nobody said that they saw it */
};

/* Whose turn it is, worked out from the times alone (requirements 9.1): nothing need have run. */
enum rung { RUNG_NONE, RUNG_OWNER, RUNG_DEPUTY, RUNG_COORDINATOR, RUNG_LEAD };
enum { TASK_ACK_HOURS = 12 };
enum rung duty_rung(const struct duty *, int64_t now);
/* When it climbs the next time; INT64_MAX at the top. */
int64_t duty_climbs(const struct duty *, int64_t now);

struct task {
	int64_t id, org, area, participant;
	struct str kind;                  /* "call_back"; rooms name their own */
	int64_t subject;
	struct duty duty;
	int64_t made_at, done_at;         /* done_at 0: open */
	struct str result;
};

/*
 * Promise something.  once names the promise: the second time the same one is made, the first stays and its id is
 * given.  ERR_CONFLICT when the owner does not work here (any more).
 */
enum err task_add(struct ctx *, struct task *, struct str once);
enum err task_find(struct ctx *, int64_t id, struct task *);
/* The open one about something; ERR_NOT_FOUND. */
enum err task_of(struct ctx *, const char *kind, int64_t subject, struct task *);
/* May who asks see it: it is theirs, or in the bounds of those whom they see to? */
bool task_may_see(const struct ctx *, const struct task *);
/* Done, with a class as result; a second time nothing happens. */
enum err task_done(struct ctx *, const struct task *, const char *result);
/* Seen: the climb rests for twelve hours. */
enum err task_ack(struct ctx *, const struct task *);
enum err task_move(struct ctx *, const struct task *, int64_t due_at);
/* Somebody else from now on; problems at "owner" and "deputy". */
enum err task_hand_over(struct ctx *, const struct task *, int64_t owner, int64_t deputy, struct problems *bad);

/* What waits for who asks: their own, what they are deputy for once it is due, and what climbed up to them. */
enum err task_waiting(struct ctx *, int64_t most, struct task **out, size_t *n);

/* --- who can ---------------------------------------------------------------------------------------------- */
struct task_person {
	int64_t id, org;                  /* org: in which they do it; 0: all of them */
	struct str name;
};
/* Who has this permission for an organisation (0: any) and area (0: any), those of the area first. */
enum err task_people(struct ctx *, enum perm, int64_t org, int64_t area, int64_t most, struct task_person **out, size_t *n);
/*
 * Two of them who are not away that day, to answer for something; deputy 0 when there is only one, ERR_NOT_FOUND when
 * none.  *org 0: any, and then it becomes that of the owner.
 */
enum err task_choose(struct ctx *, enum perm, int64_t *org, int64_t area, day_t day, int64_t *owner, int64_t *deputy);
/* Is this somebody who works here now? */
enum err task_works_here(struct ctx *, int64_t account, bool *);
enum err task_is_away(struct ctx *, int64_t account, day_t, bool *);
enum err task_is_away_within(struct ctx *, int64_t account, day_t from, day_t to, bool *);
struct task_absence {
	int64_t account, stand_in, made_by;   /* stand_in 0: nobody is named; made_by 0: they themselves */
	day_t from, to;
	struct str name, stand_in_name;   /* read only */
};
/* Who asks is away from a day to a day. */
enum err task_away(struct ctx *, day_t from, day_t to, struct problems *bad);
/*
 * The same for anybody, with who stands in: kept as it is, what it means is the room away's to look after.
 * ERR_CONFLICT when nobody would be left for something (storage refuses it).
 */
enum err task_away_add(struct ctx *, const struct task_absence *);
/* Back after all: an absence that has begun ends with yesterday, one that has not is gone. */
enum err task_away_end(struct ctx *, int64_t account, day_t from);
/* Those that are not over: somebody's own, and of whom somebody stands in for. */
enum err task_absences(struct ctx *, int64_t account, size_t most, struct task_absence **out, size_t *n);
enum err task_stands_in(struct ctx *, int64_t account, size_t most, struct task_absence **out, size_t *n);
/*
 * Can these two answer for something from a day on?  Different, both at work here, not both away.  Problems at
 * "owner" and "deputy".
 */
enum err task_pair(struct ctx *, int64_t owner, int64_t deputy, day_t, struct problems *bad);

/* --- tries to reach somebody -------------------------------------------------------------------------------- */
extern const struct choice task_channels[], task_results[];
struct task_attempt {
	int64_t id, account, at, minutes;
	struct str channel, result;
};
/* Write down a try for something ("task", "loop", "transition"). */
enum err task_try(struct ctx *, int64_t participant, const char *kind, int64_t subject, struct task_attempt *, struct problems *bad);
enum err task_tries(struct ctx *, const char *kind, int64_t subject, int64_t most, struct task_attempt **out, size_t *n);
/* Somebody spoke with somebody. */
bool task_reached(struct str result);
/*
 * S-803: "not reachable" needs four tries on three days at two times of day.  Is it enough?  If not, missing gets a
 * sentence in the language of who asks.
 */
bool task_tried_enough(struct ctx *, const struct task_attempt *, size_t n, struct str *missing);

#endif
