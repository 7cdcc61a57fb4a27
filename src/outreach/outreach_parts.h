/* outreach_parts.h -- what the files of this room share. */
#ifndef OUTREACH_PARTS_H
#define OUTREACH_PARTS_H

#include "outreach/outreach.h"

/* Today where the rounds are walked. */
/* Blanks filled (the area of the last round there) and what is wrong; the note masked. */
enum err outreach_prepare(struct ctx *, struct outreach_round *, struct problems *bad);
/* Organisations that this person walks for, as the answers of a form. */
enum err outreach_orgs(struct ctx *, const struct choice **out, size_t *n);
/* Places of earlier rounds in one's bounds, the latest first. */
enum err outreach_places(struct ctx *, size_t most, struct str **out, size_t *n);
/* The latest round of this person, to begin the next one with; id 0: none. */
enum err outreach_latest(struct ctx *, struct outreach_round *);

enum err outreach_public(struct ctx *, const struct req *, struct reply *);
struct str outreach_month_name(struct ctx *, const struct outreach_total *);

#endif
