/*
 * linkage.h -- from "would you like to" to sitting in the room: one owner and one next date until somebody has
 * arrived, or until one of five other honest ends.
 *
 * A referral goes to a service that keeps records and may answer.  An introduction is to people who help each other:
 * they are told nothing about anybody and have nothing to answer.  "Sent", "accepted" and "booked" are no ends.
 */
#ifndef LINKAGE_H
#define LINKAGE_H

#include "participant/participant.h"
#include "task/task.h"

enum { LINKAGE_LINK_DAYS = 14, LINKAGE_CONSENT_DAYS = 90, LINKAGE_REVIEW_DAYS = 30, LINKAGE_WAIT_DAYS = 14, LINKAGE_MISSED_MOST = 3,
       LINKAGE_FULL_DAYS = 14, LINKAGE_FULL_TIMES = 3, LINKAGE_TOTALS_LEAST = 5, LINKAGE_WORDS_MOST = 300, LINKAGE_PAGE = 50, LINKAGE_SENT_HOURS = 24,
       LINKAGE_KNOWN_DAYS = 120 };

extern const struct choice linkage_urgencies[];       /* normal urgent red */
extern const struct choice linkage_states[];          /* offered agreed acknowledged booked waiting missed ended */
extern const struct choice linkage_ends[];            /* the six */
extern const struct choice linkage_evidence[];        /* none self companion receiver */
extern const struct choice linkage_declines[];        /* of a service: full criteria area closed other */
extern const struct choice linkage_answers[];         /* of the person: not_now never changed_mind */
extern const struct choice linkage_events[];          /* everything that can happen, as a history says it */

struct linkage {
	int64_t id, participant, org, area;
	struct str mode;                  /* referral introduction: follows from where it leads */
	struct str need;                  /* code of kind_needs */
	struct str to_kind;               /* service meeting */
	int64_t target;
	unsigned told;                    /* enum consent_class; 0: an enquiry about nobody, or an introduction */
	int64_t consent;
	struct str urgency;
	struct duty duty;                 /* owner, deputy, the next date */
	int64_t sender, companion, parent;    /* 0: none */
	struct str state, end_class, evidence, decline, answer;
	int64_t steps;                    /* also what makes two writers notice each other */
	int64_t booked_at;                /* when they are expected; 0: no time yet */
	day_t wait_until, ask_again;      /* DAY_NONE: not said */
	int64_t place, missed, visits;
	bool tell;
	int64_t made_at, state_at, ended_at;  /* ended_at 0: open */
};

/* A loop as a list shows it. */
struct linkage_line {
	struct linkage l;
	struct str nickname, to_name;     /* nickname empty: none chosen */
};

/* --- begun ----------------------------------------------------------------------------------------------- */
/*
 * Hand over: participant, need, target, told (0: only ask), urgency, owner and deputy (0 and 0: who asks, and somebody
 * beside them), companion, parent, booked_at of a meeting that was chosen are given; the rest is worked out, mode too.
 * What is told needs that the person said yes (spoken: the role of who heard it): the consent is given and the
 * disclosure written down in this transaction.  What the author can mend goes to bad.  Of a partner from outside owner
 * and deputy are chosen here, whatever was given, and nobody goes along; they send whom they have just written down.
 */
enum err linkage_begin(struct ctx *, struct linkage *, struct str spoken, struct problems *bad);
/* Would a loop from parent to target go in a circle? */
enum err linkage_is_circle(struct ctx *, int64_t parent, int64_t target, bool *);
/* Is it to people who help each other, and not to a service that keeps records? */
enum err linkage_is_introduction(struct ctx *, int64_t target, bool *);

/* --- read ------------------------------------------------------------------------------------------------ */
/* ERR_NOT_FOUND also for those who may not know of it. */
enum err linkage_find(struct ctx *, int64_t id, struct linkage_line *);
/* What who asks handed over themselves within the last day: for the card, and for nothing else. */
enum err linkage_find_sent(struct ctx *, int64_t id, struct linkage_line *);
bool linkage_may_see(const struct ctx *, const struct linkage *);
/* May who asks agree that somebody could not be reached: not the owner, and one who looks after those who serve? */
bool linkage_may_agree(const struct ctx *, const struct linkage *);
/* What waits for who asks: theirs, what they are deputy for once it is due, what climbed up; the longest overdue first. */
enum err linkage_waiting(struct ctx *, int64_t most, struct linkage_line **out, size_t *n);
/* The same, all of them and without names; and the name of one. */
enum err linkage_waiting_all(struct ctx *, struct linkage **out, size_t *n);
enum err linkage_waiting_line(struct ctx *, const struct linkage *, struct linkage_line *);
/* Loops of one person, the newest first: their own page, and those who serve them. */
enum err linkage_of(struct ctx *, int64_t participant, int64_t most, struct linkage_line **out, size_t *n);
struct linkage_step {
	int64_t n, account, at;
	struct str event, from_state, to_state, by_what, words;
	struct str by_name;               /* of the account; empty: none */
};
enum err linkage_history(struct ctx *, const struct linkage *, int64_t most, struct linkage_step **out, size_t *n);
/*
 * May who asks know how it ended?  How an introduction ended is the person's to tell: who introduced them knows it
 * when they ticked it, or when they wrote it down themselves.
 */
bool linkage_may_know_end(const struct ctx *, const struct linkage *, const struct linkage_step *, size_t n);
/*
 * Introductions by who asks of the last 120 days in which somebody came and wants them to know, the newest first.  The
 * wish can be taken back: then it is not among them any more.
 */
enum err linkage_let_know(struct ctx *, int64_t most, struct linkage_line **out, size_t *n);
/* Of one's own introductions, or referrals, that have ended: how many came.  shown only from five upward, both of those who came and of the others. */
struct linkage_totals {
	int64_t all, came;
	bool shown;
};
enum err linkage_totals(struct ctx *, const char *mode, struct linkage_totals *);

/* --- what happens ------------------------------------------------------------------------------------------- */
enum linkage_by { BY_STAFF, BY_LINK, BY_PERSON, BY_COMPANION };
struct linkage_act {
	struct str event;                 /* code of linkage_events */
	int64_t at;                       /* time, chosen: when */
	day_t until;                      /* full: until then; DAY_NONE: not known */
	int64_t place;
	struct str decline;               /* cannot */
	struct str evidence;              /* came, by staff: who said so */
	struct str answer;                /* declined */
	int64_t weeks;                    /* declined: ask again in so many; 0: do not */
	struct str words;                 /* by link: to the sender */
};
/*
 * Let it happen (requirements 8.1).  What is not in the table is refused with the state named; what is missing goes to
 * bad, too, and nothing is written.  l is as it stands afterwards.
 */
enum err linkage_do(struct ctx *, struct linkage *, enum linkage_by, const struct linkage_act *, struct problems *bad);
/* Could it, from here?  Nothing else is asked. */
bool linkage_fits(const struct linkage *, struct str event);
/* A try to reach somebody, written down with the room of promises. */
enum err linkage_try(struct ctx *, const struct linkage *, struct task_attempt *, struct problems *bad);
enum err linkage_hand_on(struct ctx *, struct linkage *, int64_t owner, int64_t deputy, struct problems *bad);
enum err linkage_seen(struct ctx *, struct linkage *);        /* the climb rests */
/* Somebody who said "ask me again" was asked. */
enum err linkage_asked_again(struct ctx *, const struct linkage *);
/*
 * From now on this account goes along (0: nobody does); the promise of who did before ends.  Whoever calls has asked
 * them, and the person has asked for it.
 */
enum err linkage_company(struct ctx *, int64_t id, int64_t account);
/* The person says whether the one who introduced them may know, and when they may be asked again. */
enum err linkage_wish(struct ctx *, struct linkage *, bool tell, int64_t weeks);

/* --- time: worked out at every reading ----------------------------------------------------------------------- */
/* So many working days later, at the same time on the clock. */
int64_t linkage_working_days(struct ctx *, int64_t from, int days);
enum linkage_asked { ASKED_ONCE, ASKED_AGAIN, ASKED_BY_PHONE };
/* Of an unanswered offer: is it time to remind the place, or to call it? */
enum linkage_asked linkage_asked(struct ctx *, const struct linkage *);
/* Open for thirty days: looked at together. */
bool linkage_is_long(const struct linkage *, int64_t now);
/* The next sensible act, as a sentence; *event is what its button does, or NULL. */
struct str linkage_next(struct ctx *, const struct linkage *, const char **event);
/* How it stands, said in the words of its mode. */
struct str linkage_state_text(struct ctx *, const struct linkage *);

/* --- a link for the service ------------------------------------------------------------------------------------- */
enum linkage_link { LINKAGE_LINK_UNKNOWN, LINKAGE_LINK_GOOD, LINKAGE_LINK_USED, LINKAGE_LINK_OLD };
/* A new one; earlier ones of this loop are no longer good.  ERR_CONFLICT for an introduction. */
enum err linkage_link_new(struct ctx *, const struct linkage *, struct str *token);
enum err linkage_link_revoke(struct ctx *, const struct linkage *);
/* This link goes by e-mail to the address of the service, once.  sent: it will; not when nothing is sent, or it was before. */
enum err linkage_link_mail(struct ctx *, const struct linkage *, struct str token, bool *sent);
/* Only looks: a link may be fetched as often as a mail program likes. */
enum err linkage_link_find(struct ctx *, struct str token, enum linkage_link *, struct linkage *);
/* Answers once; *next is the link for the next answer, absent when the loop has ended. */
enum err linkage_link_answer(struct ctx *, struct str token, const struct linkage_act *, struct str *next, struct problems *bad);
/* Somebody with a used or old link asks for a new one. */
enum err linkage_link_ask(struct ctx *, struct str token);
/* What the place may see now: told and consented, opened; texts are empty when they may not. */
struct linkage_shown {
	struct str nickname, need, contact, name;
	bool live;                        /* false: the person took their yes back */
};
enum err linkage_shown(struct ctx *, const struct linkage *, struct linkage_shown *);

/* A year after the end only class and dates stay; links that are long over go.  Called by the writer every hour. */
enum { LINKAGE_KEPT_DAYS = 365, LINKAGE_LINK_KEPT_DAYS = 60 };
enum err linkage_forget(struct ctx *);

extern const struct route linkage_routes[];

#endif
