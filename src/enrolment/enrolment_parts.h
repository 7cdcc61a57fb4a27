/* enrolment_parts.h -- what the files of this room share with each other. */
#ifndef ENROLMENT_PARTS_H
#define ENROLMENT_PARTS_H

#include "enrolment/enrolment.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

struct enrolment_move {
	const char *event, *from, *to;    /* from: states as they are at this second, with blanks around */
	bool by_person;                   /* theirs to say */
};
const struct enrolment_move *enrolment_move(const struct ctx *, const struct enrolment *, struct str event);
/* A nickname from the three texts of a list; empty when there is none. */
enum err enrolment_called(struct ctx *, int64_t participant, struct str sealed, struct str data, struct str vault, struct str *out);

enum err enrolment_page(struct ctx *, const struct req *, struct reply *);
enum err enrolment_begin_post(struct ctx *, const struct req *, struct reply *);
enum err enrolment_act_post(struct ctx *, const struct req *, struct reply *);
enum err enrolment_episode_page(struct ctx *, const struct req *, struct reply *);
enum err enrolment_episode_post(struct ctx *, const struct req *, struct reply *);
enum err enrolment_episode_drop_post(struct ctx *, const struct req *, struct reply *);

#endif
