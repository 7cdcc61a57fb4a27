/* presence_parts.h -- what the files of this room share with each other. */
#ifndef PRESENCE_PARTS_H
#define PRESENCE_PARTS_H

#include "presence/presence.h"

/* The word of a group and date, and is this it?  Capitals and blanks do not matter. */
struct str presence_word_of(struct ctx *, int64_t meeting, day_t);
bool presence_word_is(struct ctx *, int64_t meeting, day_t, struct str typed);

enum err presence_own_page(struct ctx *, const struct req *, struct reply *);
enum err presence_own_post(struct ctx *, const struct req *, struct reply *);
enum err presence_word_page(struct ctx *, const struct req *, struct reply *);

#endif
