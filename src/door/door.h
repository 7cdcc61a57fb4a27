/*
 * door.h -- somebody at the door the first time: a greeter with a first name, a spot and a sign.
 *
 * It belongs to a loop of src/linkage; whoever answers for the loop answers for this.
 */
#ifndef DOOR_H
#define DOOR_H

#include "linkage/linkage.h"

enum {
	DOOR_ASKED_MOST = 5,              /* at once */
	DOOR_HOURS = 24,                  /* before it begins somebody must have said yes: else the person is told so */
	DOOR_OPEN_HOURS = 48,             /* without a time: after asking */
	DOOR_WORDS_MOST = 120, DOOR_CALLED_MOST = 40,
};

extern const struct choice door_whos[];               /* any woman man */
extern const struct choice door_langs[];              /* da en */

/* What the person says; all of it may be left as it is. */
struct door_words {
	struct str who, lang, stand, sign;
};
extern const struct field door_fields[];

struct door_wish {
	int64_t participant, id, linkage, org, area;
	struct str who, lang, state;      /* asking agreed over */
	struct str stand, sign, nickname; /* empty for those who are only asked */
	struct str called;                /* of the greeter */
	struct str to_name;               /* where to */
	int64_t greeter, starts_at;       /* starts_at 0: no time yet */
	int64_t acked_at, made_at, state_at;
	int64_t owner, deputy;            /* of the loop */
	int64_t waiting;                  /* how many were asked and have not answered */
	struct str answer;                /* of who asks: "" not yet; absent: was not asked */
};

/*
 * Ask for company on the way that loop is about: by the person, or by staff beside them.  Up to five are asked, who are
 * not away; when there is nobody, it is at once for who answers.  A second time nothing happens.
 */
enum err door_ask(struct ctx *, const struct linkage *, const struct door_words *, struct problems *bad);
/* "I would rather come alone": no reason. */
enum err door_off(struct ctx *, struct door_wish *);
/* The one of a loop, for the person and who serves them; ERR_NOT_FOUND when there is none. */
enum err door_of(struct ctx *, const struct linkage *, struct door_wish *);
/* The same by its id, also for those who were asked. */
enum err door_find(struct ctx *, int64_t id, struct door_wish *);
/* Is who asks the one who comes, or one who serves the person? */
bool door_knows(const struct ctx *, const struct door_wish *);

/* Of who was asked.  The first yes has it; for later ones it is a kind problem. */
enum err door_yes(struct ctx *, struct door_wish *, struct str called, struct problems *bad);
enum err door_no(struct ctx *, struct door_wish *);
/* The greeter cannot after all: others are asked, and nobody says why. */
enum err door_cannot(struct ctx *, struct door_wish *);
enum err door_seen(struct ctx *, const struct door_wish *);

/* By when somebody must have said yes, and whose turn it is when nobody has. */
struct duty door_duty(const struct ctx *, const struct door_wish *);
bool door_is_late(const struct ctx *, const struct door_wish *);     /* nobody yet, and the time to say so has come */

/* What waits for who asks: to answer, and those where nobody has said yes in time. */
enum err door_waiting(struct ctx *, int64_t most, struct door_wish **out, size_t *n);

extern const struct route door_routes[];

#endif
