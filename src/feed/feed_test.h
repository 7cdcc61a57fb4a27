/* feed_test.h -- listings for the tests of this room, and answers to look into. */
#ifndef FEED_TEST_H
#define FEED_TEST_H

#include "world.h"
#include "feed/feed.h"

/* "Støttehuset", Torvet 1, 6800 Varde, in an organisation of that name. */
int64_t feed_org(struct world *, const char *name);
int64_t feed_place(struct world *, const char *name, bool is_protected);
/* A running meeting as meeting_blank makes it, every Tuesday at 19:00; nothing stored yet. */
struct meeting feed_draft(struct world *, const char *name, int64_t org, int64_t place);
void feed_keep(struct world *, struct meeting *);
/* The same stored, confirmed three days ago. */
struct meeting feed_meeting(struct world *, const char *name, int64_t org, int64_t place);
/* A running house for people, with beds, hours and a fact that is nobody's business; its slug is that of its name. */
void feed_service(struct world *, const char *name, int64_t org, int64_t place);
/* The answer as JSON; the object of a list whose member has this text, or NULL. */
const struct json *feed_parsed(struct world *, struct answer);
const struct json *feed_object(const struct json *list, const char *member, const char *text);
/* A GET with one more header. */
struct answer feed_visit_with(struct world *, const char *target, const char *header, struct str value);

#endif
