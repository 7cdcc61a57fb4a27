/* feed_api.h -- the handlers of the programming interface.  For the feed room only. */
#ifndef FEED_API_H
#define FEED_API_H

#include "page/page.h"

enum err api_meetings(struct ctx *, const struct req *, struct reply *);
enum err api_meeting(struct ctx *, const struct req *, struct reply *);
enum err api_occurrences(struct ctx *, const struct req *, struct reply *);
enum err api_add(struct ctx *, const struct req *, struct reply *);
enum err api_change(struct ctx *, const struct req *, struct reply *);
enum err api_description(struct ctx *, const struct req *, struct reply *);

#endif
