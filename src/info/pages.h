/* pages.h -- the handlers of this room, and what they share.  Private to it. */
#ifndef INFO_PAGES_H
#define INFO_PAGES_H

#include "cal/cal.h"
#include "info/info.h"

enum err info_help(struct ctx *, const struct req *, struct reply *);
enum err info_today(struct ctx *, const struct req *, struct reply *);
/* Only of a demonstration: elsewhere there is no such page. */
enum err info_tour(struct ctx *, const struct req *, struct reply *);


#endif
