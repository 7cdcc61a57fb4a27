/* arrival_parts.h -- what the files of this room share.  Private to it. */
#ifndef ARRIVAL_PARTS_H
#define ARRIVAL_PARTS_H

#include "arrival/arrival.h"

/* The last week at which five are still on their way: there a curve ends. */
int arrival_last_week(const struct arrival_group *);
/* The curves of those groups that have enough: the first thick, the others by their letter. */
enum err arrival_chart_svg(struct ctx *, const struct arrival_group *const *groups, size_t n, struct str label);

#endif
