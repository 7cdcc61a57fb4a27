/* inquiry_parts.h -- what the files of this room share with each other. */
#ifndef INQUIRY_PARTS_H
#define INQUIRY_PARTS_H

#include "inquiry/inquiry.h"

struct str inquiry_seal(struct ctx *, const char *place, int64_t id, struct str text);
enum err inquiry_open(struct ctx *, const char *place, int64_t id, struct str sealed, struct str *text);
/* Whoever decides gets the task; the second of them is the deputy. */
enum err inquiry_promise(struct ctx *, const char *kind, int64_t org, int64_t subject, int64_t due_at, bool red);
enum err inquiry_end_task(struct ctx *, const char *kind, int64_t subject, const char *result);
/* Of a choice, in the reader's language; empty for none. */
struct str inquiry_label(struct ctx *, const struct choice *, struct str code);
/* Name of somebody who works here; empty when they are not known any more. */
struct str inquiry_person(struct ctx *, int64_t account);

enum err breach_new_page(struct ctx *, const struct req *, struct reply *);
enum err breach_new(struct ctx *, const struct req *, struct reply *);
enum err breach_page(struct ctx *, const struct req *, struct reply *);
enum err breach_act(struct ctx *, const struct req *, struct reply *);
enum err breach_paper(struct ctx *, const struct req *, struct reply *);

#endif
