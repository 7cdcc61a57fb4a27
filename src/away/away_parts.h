/* away_parts.h -- what the files of this room share.  Private to it. */
#ifndef AWAY_PARTS_H
#define AWAY_PARTS_H

#include "away/away.h"

/* One thing that is open, and what becomes of it. */
struct away_owed_one {
	struct str what, kind;
	int64_t subject, owner, deputy, transition;
	enum away_fate fate;
	int64_t other;
};
enum err away_fates(struct ctx *, const struct away_wish *, struct away_owed_one **out, size_t *n);
/* Whether who asks may say it for somebody. */
/* Can it be at all?  ERR_NOT_FOUND outside one’s bounds; problems at "from", "to", "stand_in". */
enum err away_check(struct ctx *, const struct away_wish *, struct problems *bad);
enum err away_may(struct ctx *, int64_t account, bool *);

#endif
