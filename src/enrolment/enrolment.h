/*
 * enrolment.h -- what somebody takes part in, quiet and back again; and before, during, after, as they say it themselves.
 */
#ifndef ENROLMENT_H
#define ENROLMENT_H

#include "participant/participant.h"

enum {
	ENROLMENT_QUIET_RHYTHMS = 3,      /* times that it met without a sign: quiet; with a weekly rhythm 21 days */
	ENROLMENT_DORMANT_DAYS = 90,      /* quiet for so long: dormant */
	ENROLMENT_OFFER_DAYS = 7,         /* a kind word is written within a week */
	ENROLMENT_RHYTHM = 7, ENROLMENT_WORDS_MOST = 200, ENROLMENT_MOST = 50,
	ENROLMENT_GAP_DAYS = 10,          /* times of one kind at most so far apart are one, as in the statistics (S-1004) */
	ENROLMENT_AFTER_HOURS = 24,       /* completed: an offer for afterwards by then */
};

extern const struct choice enrolment_states[];        /* interested … left, with quiet and dormant */
extern const struct choice enrolment_events[];        /* as a history says them */

struct enrolment {
	int64_t participant, id, org, area;
	struct str to_kind;               /* meeting service */
	int64_t target;
	struct str to_name;
	struct str state;                 /* as stored: never quiet or dormant */
	int64_t rhythm_days, sign_at, offered_at, made_at, state_at;
	day_t paused_until;               /* DAY_NONE: open, or not paused */
	struct str words;                 /* why they are done, if they said; theirs to read */
};

/* What it is at this second: stored, or worked out from the last sign. */
struct str enrolment_state(const struct ctx *, const struct enrolment *);
int64_t enrolment_quiet_at(const struct enrolment *);
int64_t enrolment_dormant_at(const struct enrolment *);
/* Could this happen from where it stands? */
bool enrolment_fits(const struct ctx *, const struct enrolment *, struct str event);

/*
 * By their own wish, which must be said (own_wish): interested, or active at once.  What they took part in before goes on
 * with its history.  By the person, or who serves them.  Problems: at "target", "own_wish".
 */
struct enrolment_wish {
	int64_t participant;
	struct str target;                /* "meeting-17", "service-4" */
	bool own_wish, start;
};
enum err enrolment_begin(struct ctx *, const struct enrolment_wish *, struct enrolment *, struct problems *bad);
/* What there is to take part in: where they are or were on their way to. */
struct enrolment_target {
	struct str code, name;
};
enum err enrolment_targets(struct ctx *, int64_t participant, struct enrolment_target **out, size_t *n);

enum err enrolment_of(struct ctx *, int64_t participant, struct enrolment **out, size_t *n);
enum err enrolment_find(struct ctx *, int64_t participant, int64_t id, struct enrolment *);
/*
 * Let it happen.  talked, waited, started: by who serves them; paused, completed, left, returned: by the person, or by
 * whoever heard it from them (said).  until: of a pause; words: of completed.  What does not fit is a problem that names
 * where it stands.
 */
struct enrolment_act {
	struct str event;
	bool said;
	day_t until;                      /* DAY_NONE: open */
	struct str words;
};
enum err enrolment_do(struct ctx *, struct enrolment *, const struct enrolment_act *, struct problems *bad);
/* The kind word was given: once in each quiet time. */
enum err enrolment_offer(struct ctx *, struct enrolment *, struct problems *bad);
/* Of those whom one serves: quiet, and without a kind word so far; the longest quiet first. */
struct enrolment_quiet {
	struct enrolment e;
	struct str nickname;
};
enum err enrolment_waiting(struct ctx *, int64_t most, struct enrolment_quiet **out, size_t *n);

/* --- before, during, after (S-1004) ----------------------------------------------------------------------------- */
extern const struct choice enrolment_kinds[];         /* talks stay hospital programme other */
extern const struct choice enrolment_reasons[];       /* completed left moved other */
enum enrolment_stage { STAGE_NOT_SAID, STAGE_BEFORE, STAGE_DURING, STAGE_AFTER };

struct episode {
	int64_t participant, id, account;
	struct str kind, reason;
	day_t from_day, planned_day, to_day;      /* DAY_NONE: not said, goes on */
};
extern const struct field episode_fields[];

/* Where somebody is on a day, by these alone. */
enum enrolment_stage episode_stage(const struct episode *, size_t n, day_t);
/* Times of one kind that are at most ten days apart, as one; in order of their first day.  How many are left. */
size_t episode_merge(struct episode *, size_t n);
/* The latest first. */
enum err episode_list(struct ctx *, int64_t participant, struct episode **out, size_t *n);
enum err episode_find(struct ctx *, int64_t participant, int64_t id, struct episode *);
/* Said by the person, or by who serves them and heard it (said): new (id 0), or changed.  Overlapping ones are allowed. */
enum err episode_save(struct ctx *, struct episode *, bool said, struct problems *bad);
/* They take it back. */
enum err episode_drop(struct ctx *, const struct episode *);

/* Completed, and nothing for afterwards is under way; for who serves them. */
struct episode_open {
	int64_t participant;
	day_t to_day;
	struct str nickname;
};
enum err episode_waiting(struct ctx *, int64_t most, struct episode_open **out, size_t *n);

extern const struct route enrolment_routes[];

#endif
