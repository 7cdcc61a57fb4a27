/*
 * outbox.h -- what is to be told to somebody outside: written with the thing it tells of, sent afterwards.
 *
 * A message is an intention: a row in the same transaction as the fact.  A job of the house takes it, looks once more
 * whether it may go (still so, not erased, not stopped, an hour that they allowed, no word that never leaves), hands it to
 * the road that the administrator chose, and writes down how that went.  No address is kept here: it is looked up in
 * that same moment.
 */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "contact/contact.h"
#include "mail/mail.h"
#include "task/task.h"

enum {
	OUTBOX_BODY_DAYS = 7,             /* a text is kept so long after it ended (requirements 9.2) */
	OUTBOX_ROW_DAYS = 90,             /* and that there was one, so that a late "stop" still finds what it stops */
	OUTBOX_LEASE_S = 600,             /* nobody hands a letter over for longer */
	OUTBOX_ATTEMPTS = 8,
	OUTBOX_LATE_HOURS = 4,            /* a message that could have gone so long ago is a fault of the house */
	OUTBOX_DOWN_S = 3600,             /* a road that has taken nothing for so long has failed: four tries or so */
	OUTBOX_ROUND = 5,                 /* letters of one round: what was stopped a moment ago is not long on its way */
};

/* --- written ----------------------------------------------------------------------------------------------------- */
struct outbox_message {
	int64_t id, participant;          /* participant 0: it concerns nobody in particular */
	const char *kind;                 /* see schema */
	int64_t subject;
	struct str mark;
	const char *to_kind;
	int64_t to;
	const char *lang;
	struct str about, words;          /* subject line and text */
	int64_t org, area, owner, deputy; /* who tells it otherwise */
	int64_t send_at, until_at;        /* send_at 0: as soon as it may go */
};
/* Is there a road at all?  Without one nothing is written, and pages do not offer it. */
enum err outbox_is_open(struct ctx *, bool *);
/*
 * Write a message.  The same once a second time: nothing happens.  id 0 afterwards: there is no road.
 */
enum err outbox_put(struct ctx *, struct outbox_message *, struct str once);
/* What messages say; one place, so that all of it can be read at once.  Neutral, in their language. */
enum outbox_say {
	SAY_TOMORROW, SAY_MOVED, SAY_LINK, SAY_WAITS, SAY_TRY,
	SAY_CALL, SAY_DAY, SAY_RIDE, SAY_RIDE_SEARCH, SAY_RIDE_OFF, SAY_YES_ENDS,      /* to the person */
	SAY_YES_STOPPED,                                                               /* to whoever had been told something */
	SAY_DRIVE, SAY_DRIVE_OFF, SAY_FORM, SAY_LISTING,                               /* to who works here */
};
struct outbox_gaps {
	int64_t at;                       /* a time */
	int64_t home_at;                  /* of a ride: fetched there again */
	struct str out_how, home_how;     /* of a ride: driver taxi bus; of the way home also waived */
	struct str link;                  /* an address of this house, from the slash on */
};
void outbox_say(struct ctx *, const char *lang, enum outbox_say, struct outbox_gaps, struct str *about, struct str *words);
/* A path of this house, as links in messages have it: "/da/l/…". */
enum err outbox_address(struct ctx *, struct str path, struct str *);
/*
 * Tell the person themself, in their language, by the newest of their own ways on which a text may come.  None: nothing is
 * written, nobody is asked for one.  Needed are participant, kind, subject, mark, times and who tells it otherwise.
 */
enum err outbox_tell(struct ctx *, struct outbox_message *, enum outbox_say, struct outbox_gaps, struct str once);
/*
 * Tell somebody who works here, where and when they said that they want to be told; whoever said nothing gets nothing.
 * Needed are kind, subject, mark and times; path: of the page that it is about.
 */
enum err outbox_tell_here(struct ctx *, int64_t account, struct outbox_message *, enum outbox_say, const char *path, struct str once);
/* At six in the evening before, or now when that is over. */
int64_t outbox_evening_before(struct ctx *, int64_t at);

/* A message exactly as it would leave now. */
struct outbox_letter {
	struct str from, from_name, to, about, words;
	struct str told;                  /* a word in it that never leaves; absent: none */
};
/* To nobody yet: id 0, the texts plain.  to may be empty when there is no address. */
enum err outbox_preview(struct ctx *, const struct outbox_message *, struct outbox_letter *);
/* The address of a service for such questions: its own, or that of its organisation; empty: none. */
enum err outbox_service_address(struct ctx *, int64_t service, struct str *);
enum err outbox_org_address(struct ctx *, int64_t org, struct str *);

/* --- sent: a job of the house -------------------------------------------------------------------------------------- */
struct outbox_parcel {
	int64_t participant, id, attempts;
	struct mail mail;
	bool held;                        /* not handed over: it may not go any more, or not now */
	enum mail_end end;
	char why[MAIL_WHY];
};
/* What is handed over at once; its memory is its own, because it leaves the writer. */
struct outbox_round {
	struct arena *arena;
	struct str road;
	struct str dir;                   /* of the data folder */
	struct mail_relay relay;
	const char *const *argv;
	struct outbox_parcel at[OUTBOX_ROUND];
	size_t n;
};
/* Is there something to do?  Only reads. */
enum err outbox_work(struct ctx *, bool *);
/* In the writer: who is to be told is written down, and what may go is taken.  Taken again when the writer tries again. */
enum err outbox_take(struct ctx *, struct outbox_round *);
/* May what was taken still go, at this moment?  Only reads. */
enum err outbox_may_leave(struct ctx *, const struct outbox_parcel *, bool *may);
/* Outside of everything: it takes its time. */
void outbox_hand_over(const struct outbox_round *, struct outbox_parcel *);
/* After the last of them: nothing of the road stays in memory. */
void outbox_handed(struct outbox_round *);
/* In the writer: how it went. */
enum err outbox_mark(struct ctx *, const struct outbox_round *);
/* Texts that have had their time; called by the writer every hour. */
enum err outbox_tidy(struct ctx *);
/* A folder that comes from a backup sends nothing of what was in it, and nothing at all until a road is chosen. */
enum err outbox_restored(struct ctx *);

/* --- stopped --------------------------------------------------------------------------------------------------------- */
enum outbox_stopped { OUTBOX_STOP_UNKNOWN, OUTBOX_STOP_OPEN, OUTBOX_STOP_DONE };
/* What a link at the end of a message would stop: only looks, because mail programs follow links. */
enum err outbox_stop_find(struct ctx *, struct str token, enum outbox_stopped *);
enum err outbox_stop(struct ctx *, struct str token);
/*
 * An answer to a message, as a mail program gives it: one that begins with STOP stops the way on which the message came.
 * stopped: it did, or had been.
 */
enum err outbox_answered(struct ctx *, struct str mail, bool *stopped);

/* --- what the machine keeper sees: counts, never a text or an address ------------------------------------------------------ */
struct outbox_counts {
	int64_t waiting, late, taken, sent_week, failed_week, dropped_week, again_week, oldest_at;
	int64_t broken_since;             /* 0: the road works */
	struct str broken_why, road;
	bool word;                        /* one of the failed holds a word that never leaves */
};
enum err outbox_counts(struct ctx *, struct outbox_counts *);

/* --- when the road has failed: people are called instead (src/phone) ---------------------------------------------------------- */
/* Since when it has taken nothing, once that is OUTBOX_DOWN_S ago; 0: it works, or it is too early to say. */
enum err outbox_down(struct ctx *, int64_t *since);
struct outbox_unsent {
	int64_t participant, id;          /* participant 0: to somebody who works here */
	struct str kind, to_kind, words;  /* words: what they would have read, without greeting and links; empty: nothing to read out */
	int64_t subject, to, org, area, owner, deputy, until_at;
};
/* What is still to be told, would leave by that time and has not, or failed because of the road; the longest waiting first. */
enum err outbox_unsent(struct ctx *, int64_t by, int64_t most, struct outbox_unsent **out, size_t *n);
/* It was told otherwise: it never leaves, and nobody is asked any more to tell it.  Nothing happens when it has left. */
enum err outbox_told_otherwise(struct ctx *, int64_t participant, int64_t id);
extern const struct choice outbox_kinds[];        /* what a message tells, in words */

/* For a house that is made by a program: the folder, and somebody who works here and wants to be told by day. */
enum err outbox_use_folder(struct ctx *, struct str from_address, struct str from_name);
enum err outbox_wants(struct ctx *, struct str address);

extern const struct route outbox_routes[];

#endif
