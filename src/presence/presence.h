/*
 * presence.h -- "I was there", said by the person, with or without the word that only those in the room heard.
 *
 * Nobody can ask who was in a room, the database included: a mark lies sealed with the key of the person, and of an
 * evening only a number is kept.
 */
#ifndef PRESENCE_H
#define PRESENCE_H

#include "evening/evening.h"
#include "participant/participant.h"

enum {
	PRESENCE_HOURS = 48,              /* after the end it can be said so long */
	PRESENCE_WORD_MOST = 40, PRESENCE_GROUPS_MOST = 100, PRESENCE_MOST = 500,
	PRESENCE_MONTHS = 24,             /* then a mark goes (requirements 9.2) */
};

/* A date of a group of which somebody can say that they were there. */
struct presence_date {
	int64_t meeting;
	struct str name;
	struct occurrence o;
};
/*
 * Those that began and ended at most two days ago, the latest first: of groups that the person is on their way to, and
 * of those of their area or organisation.  Groups that keep counts only are not among them.
 */
enum err presence_dates(struct ctx *, struct presence_date **out, size_t *n);

struct presence_say {
	int64_t meeting;
	day_t day;                        /* by the series */
	struct str word;                  /* may be empty */
	bool sure;                        /* although it says that they were elsewhere at that hour */
	bool tell;                        /* whoever answers for them between two places may know that they came somewhere */
};
/*
 * Say it, once: a second time nothing changes but that the word may be added.  It moves the person's own way there to
 * "came", or counts one more visit.  Problems: at "when" (none of theirs, two at one hour), at "word".  *wait_s: too many
 * wrong words; then nothing was looked at.  *counted: a wrong try was written down and must be kept.
 */
enum err presence_say(struct ctx *, const struct presence_say *, struct problems *bad, int64_t *wait_s, bool *counted);

/* What they said, the latest first: for themselves alone. */
struct presence_mark {
	int64_t meeting, starts, ends;
	day_t day;
	struct str name;                  /* of the group; empty when it is gone */
	bool with_word;
};
enum err presence_own(struct ctx *, int64_t most, struct presence_mark **out, size_t *n);

/* The word of an evening, for who may write it down; ERR_NOT_FOUND for a group that keeps counts only. */
enum err presence_word(struct ctx *, const struct evening_date *, struct str *word);
/* How many said so of a date. */
enum err presence_count(struct ctx *, int64_t meeting, day_t, int64_t *n);
/* Evenings of groups that one keeps of which more people said that they were there than were counted. */
struct presence_odd {
	int64_t meeting;
	day_t day;
	struct str name;
};
enum err presence_odd(struct ctx *, int64_t most, struct presence_odd **out, size_t *n);

/* Nightly: what had its time goes. */
enum err presence_tidy(struct ctx *);

extern const struct route presence_routes[];

#endif
