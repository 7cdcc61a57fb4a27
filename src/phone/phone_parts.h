/* phone_parts.h -- what the files of this room share with each other. */
#ifndef PHONE_PARTS_H
#define PHONE_PARTS_H

#include "phone/phone.h"

/* What would leave before tomorrow's list. */
int64_t phone_horizon(struct ctx *);
/* The text of the file, in the language of ctx. */
enum err phone_text(struct ctx *, const struct outbox_unsent *, size_t n, int64_t since, struct str *);
/* "A reminder, the evening before" */
struct str phone_what(struct ctx *, struct str kind);

#endif
