/* landing_parts.h -- what the files of this room share with each other. */
#ifndef LANDING_PARTS_H
#define LANDING_PARTS_H

#include "landing/landing.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

int64_t landing_wall(const struct ctx *, day_t, int64_t minutes);     /* an instant by the wall in Denmark */

enum err landing_page(struct ctx *, const struct req *, struct reply *);
enum err landing_page_post(struct ctx *, const struct req *, struct reply *);
enum err landing_step_page(struct ctx *, const struct req *, struct reply *);
enum err landing_step_post(struct ctx *, const struct req *, struct reply *);
enum err landing_end_post(struct ctx *, const struct req *, struct reply *);
enum err landing_paper_page(struct ctx *, const struct req *, struct reply *);

#endif
