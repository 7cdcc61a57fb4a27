/* service_parts.h -- what the files of this room share. */
#ifndef SERVICE_PARTS_H
#define SERVICE_PARTS_H

#include "service/service.h"

/* The row and everything under it as it stands in the struct; no rule is looked at. */
enum err service_write(struct ctx *, const struct service_whole *);
/* Without its row: places, areas, hours, facts, free places go. */
enum err service_forget_parts(struct ctx *, int64_t id);
/* The row alone: for verbs that decide by it. */
enum err service_row_get(struct ctx *, int64_t id, struct service *);

/* All of service_save but that an earlier change can no longer be taken back; event: what the diary calls it when it is known. */
enum err service_store(struct ctx *, struct service_whole *, const char *event, struct problems *bad);
/* What service_snapshot made. */
enum err service_of_snapshot(struct ctx *, struct str snapshot, struct service_whole *);
/* Something else has changed it: the change before that one stays. */
enum err service_forget_before(struct ctx *, int64_t id);

/* The day where the house is. */

/* "sidste-fredag-varde": of name and town, or the wish; one that no other has or had.  The old name goes on leading here. */
enum err service_choose_slug(struct ctx *, const struct service *was, struct service_whole *);

/* Facts held against the fields of the kind: empty ones dropped, codes in the order of the list; what is wrong goes to bad. */
void service_check_facts(struct ctx *, const struct kind *, struct service_whole *, struct problems *bad);
/* Facts that its kind must know before it is public. */
void service_missing_facts(struct ctx *, const struct kind *, const struct service_whole *, struct problems *bad);
/* "fact_seats": the name of a fact in forms. */
const char *service_fact_name(struct ctx *, struct str field, bool english);

/* The codes of kit/cal's rhythms, as meetings have them. */
const char *service_rhythm_code(enum rhythm_kind);
bool service_rhythm_of(struct str code, enum rhythm_kind *);

#endif
