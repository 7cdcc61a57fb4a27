/* transition_parts.h -- what the files of this room share with each other. */
#ifndef TRANSITION_PARTS_H
#define TRANSITION_PARTS_H

#include "transition/transition.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

int64_t transition_at(const struct ctx *, day_t, int minutes);     /* on the wall in Denmark */
int64_t transition_days_since(const struct ctx *, const struct transition *);          /* they left; 0: not yet */
/* How long nobody may let pass between two contacts, by how long ago they left. */
int64_t transition_gap_s(const struct ctx *, const struct transition *);
/* Store what a verb made of it, with the step and the event; ERR_CONFLICT when somebody was quicker. */
enum err transition_store(struct ctx *, struct transition *, struct str was, const char *step);
bool transition_may_see(const struct ctx *, const struct transition *);

enum err transition_list_page(struct ctx *, const struct req *, struct reply *);
enum err transition_new_page(struct ctx *, const struct req *, struct reply *);
enum err transition_new(struct ctx *, const struct req *, struct reply *);
enum err transition_page(struct ctx *, const struct req *, struct reply *);
enum err transition_act(struct ctx *, const struct req *, struct reply *);
enum err transition_owners(struct ctx *, const struct req *, struct reply *);
enum err transition_link_make(struct ctx *, const struct req *, struct reply *);
enum err transition_link_page(struct ctx *, const struct req *, struct reply *);
enum err transition_link_act(struct ctx *, const struct req *, struct reply *);

#endif
