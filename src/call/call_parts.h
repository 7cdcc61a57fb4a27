/* call_parts.h -- what the files of this room share with each other. */
#ifndef CALL_PARTS_H
#define CALL_PARTS_H

#include "call/call.h"

enum err call_ask_page(struct ctx *, const struct req *, struct reply *);
enum err call_ask_send(struct ctx *, const struct req *, struct reply *);
enum err call_list_page(struct ctx *, const struct req *, struct reply *);
enum err call_page(struct ctx *, const struct req *, struct reply *);
enum err call_number_show(struct ctx *, const struct req *, struct reply *);
enum err call_result(struct ctx *, const struct req *, struct reply *);
enum err call_end(struct ctx *, const struct req *, struct reply *);

#endif
