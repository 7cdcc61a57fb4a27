/* mine_parts.h -- what the files of this room share with each other. */
#ifndef MINE_PARTS_H
#define MINE_PARTS_H

#include "mine/mine.h"
#include "participant/participant.h"

/* A key is shown once: on the page that made it. */
struct shown_key {
	struct str key, next;             /* next: where one goes on */
	bool again;                       /* it takes the place of an earlier one */
};
enum err mine_show_key(struct ctx *, const struct req *, struct reply *, const struct shown_key *);

enum err mine_key_page(struct ctx *, const struct req *, struct reply *);
enum err mine_key_before(struct ctx *, const struct req *, struct reply *);
enum err mine_key_enter(struct ctx *, const struct req *, struct reply *);
enum err mine_new_page(struct ctx *, const struct req *, struct reply *);
enum err mine_new(struct ctx *, const struct req *, struct reply *);

#endif
