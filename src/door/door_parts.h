/* door_parts.h -- what the files of this room share with each other. */
#ifndef DOOR_PARTS_H
#define DOOR_PARTS_H

#include "door/door.h"

enum err door_loop_page(struct ctx *, const struct req *, struct reply *);
enum err door_loop_post(struct ctx *, const struct req *, struct reply *);
enum err door_greeter_page(struct ctx *, const struct req *, struct reply *);
enum err door_greeter_post(struct ctx *, const struct req *, struct reply *);

#endif
