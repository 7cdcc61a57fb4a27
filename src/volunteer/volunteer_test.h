/* volunteer_test.h -- the demonstration, and people of it by name. */
#ifndef VOLUNTEER_TEST_H
#define VOLUNTEER_TEST_H

#include "world.h"
#include "volunteer/volunteer.h"

struct world *volunteer_world(void);
int64_t volunteer_number(struct world *, const char *sql);
int64_t volunteer_named(struct world *, const char *name);
int64_t volunteer_org(struct world *, const char *name);
void volunteer_meeting(struct world *, const char *slug, struct meeting *);
/* "/en/work/volunteers/17" and what follows. */
const char *volunteer_at(struct world *, int64_t id, const char *rest);

#endif
