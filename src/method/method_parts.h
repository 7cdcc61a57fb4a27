/* method_parts.h -- what the files of this room share. */
#ifndef METHOD_PARTS_H
#define METHOD_PARTS_H

#include "method/method.h"

/* A version and its lines as they stand in the struct; no rule is looked at. */
enum err method_put_version(struct ctx *, const struct method_version *);

#endif
