/*
 * checkup.h -- a call every week for a while, and a look every three months: agreed, kept, ended by one word.
 *
 * Nobody is called who did not say yes to it, nor at a time that they did not allow.  What somebody tells in it opens
 * offers and ends nothing: no way there and back, no place, no role (INV-12).
 */
#ifndef CHECKUP_H
#define CHECKUP_H

#include "call/call.h"

enum {
	CHECKUP_CALLS = 12, CHECKUP_CALL_DAYS = 7,
	CHECKUP_ROUNDS = 8, CHECKUP_DAYS = 90, CHECKUP_EARLY_DAYS = 60,
	CHECKUP_SILENT_DAYS = 3,          /* on so many days nobody answered: a coordinator knows; in a transition on one */
	CHECKUP_WORDS_DAYS = 365, CHECKUP_KEPT_DAYS = 730, CHECKUP_WORDS_MOST = 600, CHECKUP_SCRIPT_MOST = 2000,
};

extern const struct choice checkup_kinds[];        /* phone checkup */
extern const struct choice checkup_days[], checkup_people[], checkup_places[], checkup_backs[];

struct checkup {
	int64_t participant, id, org, area;
	struct str kind, purpose;
	int64_t channel;                  /* 0: none */
	day_t from_day, next_day;
	int64_t planned, held, turn, steps, made_at, ended_at;        /* ended_at 0: open */
	struct str end_class, nickname;
	struct task task;                 /* the open one; id 0: none */
	bool bridge;                      /* they are between two places: first in the list */
};

/* --- agreed ------------------------------------------------------------------------------------------------ */
struct checkup_wish {
	int64_t participant;
	struct str kind, phone, time;
	bool voice;
};
extern const struct field checkup_fields[];
/*
 * The person, or staff in their presence (spoken: the role of who heard the yes).  The consent, the agreement and the
 * first promise are made in one.  ERR_NOT_FOUND: nobody here can answer for it.
 */
enum err checkup_begin(struct ctx *, struct checkup_wish *, struct str spoken, struct checkup *, struct problems *bad);
/* Enough: at once, without a reason.  By the person, or staff to whom they said so. */
enum err checkup_stop(struct ctx *, struct checkup *);

/* --- read -------------------------------------------------------------------------------------------------- */
/* For the person, whoever has the task, and those who serve them; else ERR_NOT_FOUND. */
enum err checkup_find(struct ctx *, int64_t id, struct checkup *);
enum err checkup_of(struct ctx *, int64_t participant, int64_t most, struct checkup **out, size_t *n);
/* The open one of a kind; ERR_NOT_FOUND. */
enum err checkup_open(struct ctx *, int64_t participant, const char *kind, struct checkup *);
/*
 * Calls and looks that are due for who asks: those between two places first, then by time.  A call that may not be
 * made at this hour is not in it; hidden says how many those are.
 */
enum err checkup_queue(struct ctx *, int64_t most, struct checkup **out, size_t *n, int64_t *hidden);
/* Does the yes on which it rests still hold? */
enum err checkup_is_allowed(struct ctx *, const struct checkup *, bool *);

/* --- calling ------------------------------------------------------------------------------------------------ */
/* The call as the room of calls knows it: number masked. */
enum err checkup_call(struct ctx *, const struct checkup *, struct call *);
enum err checkup_number(struct ctx *, const struct checkup *, struct str *address, struct problems *bad);
/* How it went, a code of task_results: one tap. */
enum err checkup_went(struct ctx *, struct checkup *, struct str result, struct problems *bad);
/* Twelve weeks have passed: is it asked now whether to go on? */
bool checkup_asks_on(const struct checkup *);
enum err checkup_go_on(struct ctx *, struct checkup *, struct problems *bad);
enum err checkup_hand_over(struct ctx *, struct checkup *, int64_t owner, int64_t deputy, struct problems *bad);
/* What came of it is seen to: an offer was made, somebody tried another way. */
enum err checkup_seen_to(struct ctx *, const struct checkup *, struct problems *bad);
enum err checkup_script(struct ctx *, int64_t org, struct str *body);          /* ours when none was written */
enum err checkup_script_save(struct ctx *, int64_t org, struct str body, struct problems *bad);

/* --- how things are ------------------------------------------------------------------------------------------ */
struct checkup_said {
	struct str days, people, place, back;
	struct str needs;                 /* codes of kind_needs */
	struct str words;
	bool company, no_more;            /* somebody comes along; do not ask again */
};
extern const struct field checkup_said_fields[];
struct checkup_answer {
	int64_t id, wave;                 /* wave: months since entry; 0: outside of them */
	day_t day;
	bool early;
	struct str way;
	struct checkup_said said;
};
/* way: talk phone own. */
enum err checkup_say(struct ctx *, struct checkup *, const struct checkup_said *, const char *way, struct problems *bad);
/* Their earlier ones, the newest first: for themselves, and those who serve them or have the task. */
enum err checkup_answers(struct ctx *, const struct checkup *, int64_t most, struct checkup_answer **out, size_t *n);

/* Hourly: words after a year, answers two years after it ended. */
enum err checkup_tidy(struct ctx *);

extern const struct route checkup_routes[];

#endif
