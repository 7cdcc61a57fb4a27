/* feed_api.h -- the handlers of the feed room outside of feed_page.c.  For the feed room only. */
#ifndef FEED_API_H
#define FEED_API_H

#include "feed/feed.h"

/* From ?area=&org=&method=&lang=; ERR_NOT_FOUND for what we do not know. */
enum err feed_filter_of(struct ctx *, const struct req *, struct feed_filter *);

enum err api_meetings(struct ctx *, const struct req *, struct reply *);
enum err api_meeting(struct ctx *, const struct req *, struct reply *);
enum err api_occurrences(struct ctx *, const struct req *, struct reply *);
enum err api_add(struct ctx *, const struct req *, struct reply *);
enum err api_change(struct ctx *, const struct req *, struct reply *);
enum err api_services(struct ctx *, const struct req *, struct reply *);
enum err api_service(struct ctx *, const struct req *, struct reply *);
enum err api_service_add(struct ctx *, const struct req *, struct reply *);
enum err api_service_change(struct ctx *, const struct req *, struct reply *);
enum err api_description(struct ctx *, const struct req *, struct reply *);

enum err embed_frame(struct ctx *, const struct req *, struct reply *);
enum err embed_fragment(struct ctx *, const struct req *, struct reply *);
enum err embed_support_frame(struct ctx *, const struct req *, struct reply *);
enum err embed_support_fragment(struct ctx *, const struct req *, struct reply *);
/* Names the sites that may frame the list of the organisation in the address, when its keepers named any. */
enum err embed_limit_hosts(struct ctx *, const struct req *, struct reply *);
enum err embed_help(struct ctx *, const struct req *, struct reply *);
enum err embed_qr(struct ctx *, const struct req *, struct reply *);
enum err embed_support_qr(struct ctx *, const struct req *, struct reply *);

#endif
