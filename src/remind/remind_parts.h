/* remind_parts.h -- what the files of this room share with each other. */
#ifndef REMIND_PARTS_H
#define REMIND_PARTS_H

#include "remind/remind.h"
#include "consent/consent.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

enum err remind_stopped_page(struct ctx *, const struct req *, struct reply *);
enum err remind_stopped_post(struct ctx *, const struct req *, struct reply *);

#endif
