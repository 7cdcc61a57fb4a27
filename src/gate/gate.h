/*
 * gate.h -- people who are close to each other are separate here, and nobody is told that the other is known.  What they
 * want to share they open together: each on their own page, with a word that the other gave them by mouth.
 */
#ifndef GATE_H
#define GATE_H

#include "participant/participant.h"

enum { GATE_WORD_DAYS = 14, GATE_MOST = 10, GATE_CAME_DAYS = 7, GATE_KEPT_DAYS = 365, GATE_LABEL_MOST = 40, GATE_AHEAD_DAYS = 366 };

/* All that can be shared: a closed list, and nothing beside it. */
extern const struct choice gate_items[];              /* well came meet */
extern const struct field gate_new_fields[], gate_word_fields[], gate_share_fields[];

struct gate {
	int64_t id;
	struct str label;                 /* what one calls the other; nobody else reads it */
	struct str shares;                /* codes of gate_items */
	struct str word;                  /* the other's, as typed */
	int64_t expires_at, got_at, closed_at;
	int64_t well_at;
	day_t meet_day;
	bool open;                        /* both said yes, and still do */
	/* What the other shares, when it is open; 0, DAY_NONE, false: nothing said. */
	struct str other_shares;
	int64_t other_well_at;
	day_t other_meet;
	bool other_came;                  /* somewhere, within these seven days */
};

/* A new half of one's own: the word to give away is shown this once. */
enum err gate_new(struct ctx *, struct gate *, struct str *word, struct problems *bad);
/* Of who asks.  ERR_NOT_FOUND for everything else, also what is closed. */
enum err gate_find(struct ctx *, int64_t id, struct gate *);
enum err gate_list(struct ctx *, struct gate **out, size_t *n);
/*
 * Write in the word that the other gave.  Only a slip of the pen is told: nothing is looked up, and nothing is answered
 * that depends on whether there is such a word.
 */
enum err gate_join(struct ctx *, const struct gate *, struct str word, struct problems *bad);
/* What the other may see, "I am well" said now, and a day that is named. */
enum err gate_share(struct ctx *, const struct gate *, struct str shares, bool well, day_t meet, struct problems *bad);
enum err gate_close(struct ctx *, int64_t id);
/* Nightly; how many halves were forgotten. */
enum err gate_tidy(struct ctx *, int64_t *n);

extern const struct route gate_routes[];

#endif
