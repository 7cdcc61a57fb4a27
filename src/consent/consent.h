/* consent.h -- who may be told what about somebody, for what, until when; and the one door that tells pass. */
#ifndef CONSENT_H
#define CONSENT_H

#include "access/access.h"
#include "form/form.h"
#include "page/page.h"

enum { CONSENT_MOST_MONTHS = 12, CONSENT_WARN_DAYS = 14, CONSENT_DRAFT_DAYS = 30 };

/* What can be told, a bit each (requirements 9.8, data class). */
enum consent_class {
	CLASS_FIRST_NAME = 1, CLASS_NICKNAME = 2, CLASS_CONTACT = 4, CLASS_NEED = 8, CLASS_STAGE = 16, CLASS_APPOINTMENT = 32,
	CLASS_ATTENDANCE = 64, CLASS_PLAN = 128, CLASS_LANGUAGE = 256, CLASS_ACCESS = 512, CLASS_CHILD = 1024,
	CLASS_ALL = 2047,
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
	int64_t version;                  /* of the text that was shown */
};

/*
 * Somebody says yes.  The person themself, or staff who serve them and heard it (form spoken or written, witness a
 * role).  At most twelve months, at least one class, a receiver that exists; problems otherwise.
 */
enum err consent_give(struct ctx *, struct consent *, struct problems *bad);
/* Stop means stop: nothing passes from this commit on.  By the person, or staff who serve them.  Twice is once. */
enum err consent_stop(struct ctx *, int64_t participant, int64_t id);
enum err consent_find(struct ctx *, int64_t participant, int64_t id, struct consent *);
enum err consent_list(struct ctx *, int64_t participant, int64_t most, struct consent **out, size_t *n);

/*
 * The one door.  Before anything about a person is shown or sent to a receiver: is there a live consent for exactly
 * these classes, this receiver and this purpose?  Yes: each is written down, in this transaction, and *which is the
 * consent.  No: ERR_DENIED, nothing is written.  The row of a disclosure without a live consent is refused by storage.
 */
enum err consent_disclose(struct ctx *, int64_t participant, const char *to_kind, int64_t to, const char *purpose, unsigned classes,
			  int64_t *which);
struct consent_disclosure {
	int64_t id, consent, at, account;
	unsigned classes;
	struct str to_kind;
	int64_t to;
};
enum err consent_disclosures(struct ctx *, int64_t participant, int64_t most, struct consent_disclosure **out, size_t *n);
/* The name of a receiver, as the person reads it. */
enum err consent_receiver(struct ctx *, struct str to_kind, int64_t to, struct str *name);

/* --- who looked ---------------------------------------------------------------------------------------------- */
/*
 * Staff look at what is kept about somebody: class ("contact", "person", "name") and why ("task 7" or a typed reason)
 * go into the diary's chain in the same transaction.  unusual: there is no task relation, a reason was typed.
 */
enum err consent_look(struct ctx *, int64_t participant, const char *class_code, struct str why, bool unusual);
struct consent_looked {
	int64_t at, account;
	struct str class_code, why;
	bool unusual;
};
enum err consent_looks(struct ctx *, int64_t participant, int64_t most, struct consent_looked **out, size_t *n);

extern const struct route consent_routes[];

#endif
