/* sender_parts.h -- what the files of this room share with each other. */
#ifndef SENDER_PARTS_H
#define SENDER_PARTS_H

#include "sender/sender.h"

enum err sender_link_page(struct ctx *, const struct req *, struct reply *);
enum err sender_link_before(struct ctx *, const struct req *, struct reply *);
enum err sender_link_enter(struct ctx *, const struct req *, struct reply *);
enum err sender_list_page(struct ctx *, const struct req *, struct reply *);
enum err sender_new_page(struct ctx *, const struct req *, struct reply *);
enum err sender_new_post(struct ctx *, const struct req *, struct reply *);
enum err sender_renew_post(struct ctx *, const struct req *, struct reply *);
enum err sender_end_post(struct ctx *, const struct req *, struct reply *);

#endif
