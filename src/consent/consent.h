/* consent.h -- who may be told what about somebody, for what, until when; and the one door that tells pass. */
#ifndef CONSENT_H
#define CONSENT_H

#include "access/access.h"
#include "form/form.h"
#include "page/page.h"

enum {
	CONSENT_MOST_MONTHS = 12, CONSENT_WARN_DAYS = 14,
	CONSENT_TEXT = 1,                 /* version of the text that is shown with the question */
	CONSENT_NOTICE = 1,               /* version of the notice that goes along with what is told */
	CONSENT_SAME_LOOK_MINUTES = 60,
	CONSENT_UNUSUAL_MOST = 2,         /* unusual looks of one account that nobody has looked through: then no third */
};

/* What can be told, a bit each (requirements 9.8, data class). */
enum consent_class {
	CLASS_FIRST_NAME = 1, CLASS_NICKNAME = 2, CLASS_CONTACT = 4, CLASS_NEED = 8, CLASS_STAGE = 16, CLASS_APPOINTMENT = 32,
	CLASS_ATTENDANCE = 64, CLASS_PLAN = 128, CLASS_LANGUAGE = 256, CLASS_ACCESS = 512, CLASS_CHILD = 1024,
	CLASS_ALL = 2047,     /* what no consent covers: somebody says yes to what is needed, never to everything */
};
extern const struct choice consent_classes[];      /* codes of 9.8 with plain labels, in the order of the bits */
unsigned consent_bits(struct str codes);           /* codes with blanks between */
struct str consent_codes(struct ctx *, unsigned bits);

extern const struct choice consent_purposes[];     /* handover follow transition ride callback */
extern const struct choice consent_forms[];        /* key written spoken */

/* Exactly one receiver and one purpose: "everyone, everything" cannot be built. */
struct consent {
	int64_t id, participant;
	int64_t from_org;
	struct str to_kind;               /* org service account */
	int64_t to;
	unsigned classes;
	struct str purpose;
	int64_t starts_at;
	day_t end_day;                    /* the last day */
	struct str form, witness;         /* witness: role of who heard it, when spoken */
	struct str state;                 /* live stopped expired replaced: worked out, expired by the day */
	int64_t stopped_at;               /* 0: not */
	int64_t told_at;                  /* the receiver was told that it has stopped; 0: not */
	int64_t version;                  /* of the text that was shown */
};

/*
 * Somebody says yes, from now on.  The person themself (form key), or staff who serve them and heard it (spoken or
 * written, witness: code of a role, their own when empty).  At most twelve months, at least one class and never all, a
 * receiver that exists; problems otherwise (at classes, to, purpose, end_day, form, witness).  An earlier one for the
 * same receiver and purpose is replaced.  from_org 0: the organisation that serves them.
 */
enum err consent_give(struct ctx *, struct consent *, struct problems *bad);
/* The last day that one from today on may have. */
day_t consent_last_day(const struct ctx *);
/*
 * Stop means stop: nothing passes from this commit on.  By the person, or staff who serve them; no reason is asked.
 * Twice is once.  What rests on it (view consent_rests) is ended by the rooms above, which ask consent_live.
 */
enum err consent_stop(struct ctx *, int64_t participant, int64_t id);
enum err consent_find(struct ctx *, int64_t participant, int64_t id, struct consent *);
/* The newest first. */
enum err consent_list(struct ctx *, int64_t participant, int64_t most, struct consent **out, size_t *n);
/* How much is under way that rests on one. */
enum err consent_resting(struct ctx *, int64_t participant, int64_t id, int64_t *n);

/* Stopped ones of which something had been told: the receiver is to hear of it.  The room that sends says when they did. */
struct consent_stopped {
	int64_t participant, id, to, stopped_at;
	struct str to_kind;
};
enum err consent_to_tell(struct ctx *, int64_t most, struct consent_stopped **out, size_t *n);
enum err consent_told(struct ctx *, int64_t participant, int64_t id);

/*
 * Is there a live consent for all of these classes, this receiver and this purpose?  ERR_DENIED: no.  For a page that
 * shows again what was told before: asked at every reading, nothing is written.
 */
enum err consent_live(struct ctx *, int64_t participant, const char *to_kind, int64_t to, const char *purpose, unsigned classes,
		      int64_t *which);
/*
 * The one door.  Before anything about a person is shown or sent to a receiver for the first time: as consent_live, and
 * yes is written down in this transaction, which no stop overtakes.  No: ERR_DENIED, nothing is written.  A row of a
 * disclosure without a live consent is refused by storage as well.
 */
enum err consent_disclose(struct ctx *, int64_t participant, const char *to_kind, int64_t to, const char *purpose, unsigned classes,
			  int64_t *which);
/* What goes along with everything that is told: for what it is, and not to be passed on. */
struct str consent_notice(struct ctx *, struct str purpose);
struct consent_disclosure {
	int64_t id, consent, at, account;
	unsigned classes;
	struct str to_kind, purpose;
	int64_t to;
};
enum err consent_disclosures(struct ctx *, int64_t participant, int64_t most, struct consent_disclosure **out, size_t *n);
/* The name of a receiver, as the person reads it. */
enum err consent_receiver(struct ctx *, struct str to_kind, int64_t to, struct str *name);

/* --- who looked ---------------------------------------------------------------------------------------------- */
/* What can be looked at, in words, and why without a task. */
extern const struct choice consent_looked_at[];    /* name contact person plan consents */
extern const struct choice consent_reasons[];      /* asked danger error other */
/*
 * Staff look at what is kept about somebody: class (a code of consent_looked_at) and why go into the diary's chain in
 * the same transaction.  why is a code and at most a number, "task 7" or "loop 12"; of an unusual look, where there is
 * no task, one of consent_reasons.  ERR_INVALID for anything else; ERR_LIMIT when two unusual looks of theirs wait for
 * somebody else to go through them.
 */
enum err consent_look(struct ctx *, int64_t participant, const char *class_code, struct str why, bool unusual);
/*
 * The same of a page that shows it to whoever serves them (its route is ROUTE_TRACED): why is the task that they have, or
 * what they came by ("served", "transition 12").  Read again within the hour, it is one look.
 */
enum err consent_looked_page(struct ctx *, int64_t participant, const char *class_code, struct str why);
/* An open task that who asks has for this person: then a look is not unusual.  0: none. */
enum err consent_look_task(struct ctx *, int64_t participant, int64_t *task);
struct consent_looked {
	int64_t at, account;
	struct str class_code, why;
	bool unusual;
};
enum err consent_looks(struct ctx *, int64_t participant, int64_t most, struct consent_looked **out, size_t *n);

/* Unusual looks for whoever sees to data protection: those that wait, or (done) those gone through. */
struct consent_unusual {
	int64_t participant, id, account, at, reviewed_at, reviewer;
	struct str class_code, why;
};
enum err consent_unusuals(struct ctx *, bool done, int64_t most, struct consent_unusual **out, size_t *n);
/* Gone through, by somebody else than who looked. */
enum err consent_review(struct ctx *, int64_t participant, int64_t id);

extern const struct route consent_routes[];

#endif
