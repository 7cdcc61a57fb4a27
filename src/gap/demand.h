/* demand.h -- the page of what people wait for.  Private to this room. */
#ifndef GAP_DEMAND_H
#define GAP_DEMAND_H

#include "gap/gap.h"

enum err gap_demand_page(struct ctx *, const struct req *, struct reply *);
enum err gap_demand_start(struct ctx *, const struct req *, struct reply *);

#endif
