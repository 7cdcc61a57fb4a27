/* transition.h -- from leaving a place to sitting safely somewhere else: a name on every day. */
#ifndef TRANSITION_H
#define TRANSITION_H

#include "participant/participant.h"
#include "task/task.h"

enum {
	TRANSITION_PLAN_DAYS = 3,         /* before the planned day: the landing plan */
	TRANSITION_FIRST_HOURS = 48, TRANSITION_FIRST_RED_HOURS = 24,
	TRANSITION_TRY_HOURS = 24, TRANSITION_TRY_RED_HOURS = 8,
	TRANSITION_LATE_DAYS = 7,         /* bridging without having come anywhere */
	TRANSITION_QUIET_DAYS = 10,       /* arrived, and then no sign */
	TRANSITION_SAFE_DAYS = 28, TRANSITION_SAFE_CONTACTS = 2,
	TRANSITION_UNDO_MINUTES = 30,     /* "left early" pressed by mistake */
	TRANSITION_ASK_MIN = 16 * 60,     /* on the planned day, from then on it is asked whether they left */
	TRANSITION_LINK_DAYS = 120,
};

extern const struct choice transition_froms[], transition_agreements[], transition_ends[];

/* What a reader sees; unclear, late and quiet are worked out from the clock. */
enum transition_phase {
	TRANSITION_PLANNED, TRANSITION_UNCLEAR, TRANSITION_BRIDGING, TRANSITION_LATE, TRANSITION_ARRIVED, TRANSITION_QUIET, TRANSITION_ENDED
};

struct transition {
	int64_t participant, id, org, area;
	struct str from_kind, agreement;
	day_t planned_day;
	int64_t left_at;                  /* 0: not yet */
	struct str state, end_class;      /* as stored */
	int64_t ended_at;
	struct duty duty;                 /* due_at: next_due_at */
	int64_t contacts, last_contact_at, attended_at, second_by, made_by, made_at;
	struct str nickname;
};

enum transition_phase transition_phase(const struct ctx *, const struct transition *);
/* By when somebody does something: what is stored, or earlier when the planned day passed in silence. */
int64_t transition_due(const struct ctx *, const struct transition *);
/* Whose turn it is, by that time. */
enum rung transition_rung(const struct ctx *, const struct transition *);

/*
 * Register one, from the first minute on with owner, deputy and a time.  A day more than thirty days ago is a late
 * start: due today.  Problems at "owner", "deputy", "planned_day", "from_kind".
 */
enum err transition_plan(struct ctx *, struct transition *, struct problems *bad);

/*
 * The same with the person present: the person, how to reach them, their yes, their key and the transition, in one.
 * For a partner from outside owner and deputy are chosen here.
 */
struct transition_wish {
	int64_t org, area;
	struct str nickname, from_kind, agreement, phone, time, owner, deputy;   /* owner, deputy: ids as typed */
	day_t planned_day;
	bool voice, said_yes;
};
extern const struct field transition_fields[];
enum err transition_register(struct ctx *, struct transition_wish *, const struct participant_candidate *, struct transition *, struct problems *bad);

/* ERR_NOT_FOUND also outside one's bounds, which are owner, deputy, and who serves people there. */
enum err transition_find(struct ctx *, int64_t id, struct transition *);
/*
 * What a partner who registered somebody may see of it, and no more: one of three words.  Safe is who has been talked
 * with or has come to something.
 */
enum transition_word { TRANSITION_NOT_YET, TRANSITION_SAFE, TRANSITION_STOPPED };
enum transition_word transition_word(const struct transition *);
/* Those that who asks registered themselves in the last 120 days, the newest first; ERR_NOT_FOUND for any other. */
enum err transition_sent(struct ctx *, int64_t most, struct transition **out, size_t *n);
enum err transition_find_sent(struct ctx *, int64_t id, struct transition *);
/* "Left early" was pressed so lately that it can still be taken back. */
bool transition_may_undo(const struct ctx *, const struct transition *);
/* The open ones in one's bounds, the most overdue first. */
enum err transition_list(struct ctx *, int64_t most, struct transition **out, size_t *n);
/*
 * Of those, whose turn it is for who asks: their own; the ones for which they are deputy once the owner let them wait
 * or is away; what climbed to those who look after all of them.
 */
enum err transition_waiting(struct ctx *, int64_t most, struct transition **out, size_t *n);
enum err transition_of(struct ctx *, int64_t participant, struct transition *);        /* their open one, or ERR_NOT_FOUND */

/* --- events of 8.9; one that does not fit the state is a problem that names the state ------------------------- */
enum err transition_move(struct ctx *, struct transition *, day_t planned, struct problems *bad);
/* The landing plan is ready: the next question is whether they left. */
enum err transition_ready(struct ctx *, struct transition *, struct problems *bad);
/* They left: as planned, or early (red).  From a link, too. */
enum err transition_left(struct ctx *, struct transition *, bool early, struct problems *bad);
/* "Left early" was a slip: within half an hour it is as it was. */
enum err transition_undo(struct ctx *, struct transition *, struct problems *bad);
/* Somebody tried to reach them, or did. */
enum err transition_contact(struct ctx *, struct transition *, struct task_attempt *, struct problems *bad);
/* They came to a meeting or service. */
enum err transition_attended(struct ctx *, struct transition *, struct problems *bad);
/* One of the five ends; landed and not_reached only by their rules. */
enum err transition_end(struct ctx *, struct transition *, struct str end_class, struct problems *bad);
/* The second person agrees that they cannot be reached. */
enum err transition_second(struct ctx *, struct transition *, struct problems *bad);
/* The person: stop.  At once, whatever was due. */
enum err transition_stop(struct ctx *, int64_t participant);
enum err transition_hand_over(struct ctx *, struct transition *, int64_t owner, int64_t deputy, struct problems *bad);
enum err transition_seen(struct ctx *, struct transition *);

struct transition_step {
	struct str what;
	int64_t account, at;
};
enum err transition_steps(struct ctx *, const struct transition *, int64_t most, struct transition_step **out, size_t *n);

/* --- a link for whom they leave ------------------------------------------------------------------------------- */
enum err transition_link_new(struct ctx *, const struct transition *, struct str *path);
/* ERR_NOT_FOUND for one that is unknown, ran out, or whose transition has ended: alike. */
enum err transition_link_find(struct ctx *, struct str token, struct transition *);

/* --- nobody lost ------------------------------------------------------------------------------------------------ */
struct transition_counts {
	int64_t open_ones;
	int64_t without_owner, overdue, wrong_end;     /* must be nought; overdue: by more than a day */
	day_t day;
};
/* Of the whole house, now; the first two of the three are refused by storage, and counted all the same. */
enum err transition_count(struct ctx *, struct transition_counts *);
enum err transition_history(struct ctx *, int64_t most, struct transition_counts **out, size_t *n);
/* Nightly: keep today's counts. */
enum err transition_tidy(struct ctx *);

extern const struct route transition_routes[];

#endif
