/* feed_parts.h -- what the writers of all formats share.  For the feed room only. */
#ifndef FEED_PARTS_H
#define FEED_PARTS_H

#include "feed/feed.h"

/* Danish where the clock is Danish, else English. */
const char *feed_lang_of(const struct meeting *);
/* Its last day has passed where it is held. */
bool feed_is_over(const struct ctx *, const struct listing_full *);
/*
 * The name of the series in calendars: never another, also after it was taken over from a list of ours
 * (then it stands in extra).
 */
struct str feed_uid(struct ctx *, const struct meeting *);
/* What a list said that we have no place for: one member of it, or with NULL the whole object.  NULL: none. */
const struct json *feed_extra(struct ctx *, const struct meeting *, const char *name);
/* Organisations that stand behind a running meeting, by name. */
enum err feed_orgs_shown(struct ctx *, int64_t most, struct org **out, size_t *n);

#endif
