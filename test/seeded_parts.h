/* seeded_parts.h -- what the files that fill the seeded house share with each other. */
#ifndef TEST_SEEDED_PARTS_H
#define TEST_SEEDED_PARTS_H

#include "seeded.h"
#include "account/account.h"

/* The SQL that finds a meeting. */
#define OF_SLUG(slug) "SELECT id FROM meeting WHERE slug = '" slug "'"

/* From now on visits may name it: "{meeting}". */
void seed_give(const char *name, struct str value);
/* A number that was given. */
int64_t seed_id(const char *name);
/* Ends the run, with what the house said, when something of the seed could not be made. */
void seed_fine(enum err, const struct problems *bad);
struct account seed_named(struct world *, const char *name);
/* What the world's cookie is now is this visitor's. */
void seed_cookie(struct world *, enum stance);
/* People who receive support from this organisation, after everybody who works there. */
void seed_receivers(struct world *, int64_t org);

#endif
