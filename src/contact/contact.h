/* contact.h -- how somebody may be reached, by their own rules. */
#ifndef CONTACT_H
#define CONTACT_H

#include "base/date.h"
#include "form/form.h"
#include "participant/participant.h"

struct contact_channel {
	int64_t id, participant;
	struct str type;                  /* phone sms email letter */
	struct str address;               /* E.164 of a number where it can be told, else as typed */
	struct str shown_name;            /* whom to ask for; may be empty */
	int64_t weekdays;                 /* bit 0 Sunday … */
	int64_t from_min, to_min;         /* minutes of the day in Denmark */
	bool voice, others;               /* a message may be left; somebody else may answer */
	day_t stop_day;                   /* the last day; DAY_NONE: open */
	int64_t stopped_at, made_at;      /* stopped_at 0: not */
};

/* When: codes of a choice, so that one tap says it. */
extern const struct choice contact_times[];       /* any morning afternoon evening weekend */
/* Weekdays and minutes of such a code; false for one that is none of ours. */
bool contact_time(struct str code, struct contact_channel *);
struct str contact_time_words(struct ctx *, const struct contact_channel *);

/*
 * Keep a way to reach somebody, in the vault: they have to be known (participant_up first).  Problems: no number that
 * can be called, a number of a person.
 */
enum err contact_add(struct ctx *, struct contact_channel *, struct problems *bad);
/* With the address, for somebody who has a task for it; the caller writes down the look. */
enum err contact_find(struct ctx *, int64_t participant, int64_t id, struct contact_channel *);
enum err contact_list(struct ctx *, int64_t participant, int64_t most, struct contact_channel **out, size_t *n);
enum err contact_stop(struct ctx *, int64_t participant, int64_t id);

/* The address as far as it may be seen by somebody who does not call now: "•• •• •• 78". */
struct str contact_masked(struct ctx *, struct str address);
/* Is this a time at which they may be reached?  Not before they said, not when they said stop. */
bool contact_is_time(const struct ctx *, const struct contact_channel *, int64_t at);
/* The first time from an instant on, or 0 within ten days. */
int64_t contact_next_time(const struct ctx *, const struct contact_channel *, int64_t from);
/* Something to find "the same number" by, that tells nothing. */
struct str contact_reach(struct ctx *, struct str type, struct str address);

/*
 * Requirements 9.9: a word that never leaves the house in a message or in the title of a private page.  Absent when
 * there is none; own: more of them, of this organisation, with blanks between.
 */
struct str contact_told(struct ctx *, struct str text, struct str own);

/* Nightly: what nobody can read any more is thrown away.  How many people. */
enum err contact_tidy(struct ctx *, int64_t *n);

#endif
