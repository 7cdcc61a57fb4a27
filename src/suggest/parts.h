/* parts.h -- either sort of listing through one table.  For this room only. */
#ifndef SUGGEST_PARTS_H
#define SUGGEST_PARTS_H

#include "meeting/meeting.h"
#include "service/service.h"
#include "suggest/suggest.h"

/* A listing as this room needs it. */
struct suggest_listing {
	bool meeting;
	struct meeting m;
	struct service_whole w;
	int64_t id, org, area;
	struct str name, slug, contact;
	bool is_public;
};

enum err listing_find(struct ctx *, int64_t id, struct suggest_listing *);
enum err listing_of_slug(struct ctx *, bool meeting, struct str slug, struct suggest_listing *);
/* The record and the table that reads and writes it. */
const struct field *listing_fields(const struct suggest_listing *);
void *listing_record(struct suggest_listing *);
/* Which of its fields anybody may wish to be otherwise; ends with NULL. */
const char *const *listing_open_fields(const struct suggest_listing *);
bool listing_may_keep(struct ctx *, const struct suggest_listing *);
enum err listing_save(struct ctx *, struct suggest_listing *, struct problems *bad);
struct str listing_url(struct ctx *, const struct suggest_listing *);           /* public page */
struct str listing_work_url(struct ctx *, bool meeting, int64_t id);

enum err suggest_put(struct ctx *, int64_t listing, bool meeting, const char *sort, struct str words, uint64_t source, int64_t *id);
enum err suggest_find(struct ctx *, int64_t id, struct suggest_listing *, bool *claim);
enum err suggest_close(struct ctx *, int64_t id, const char *answer);

#endif
