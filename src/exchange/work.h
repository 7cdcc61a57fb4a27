/* work.h -- what comparing, storing and taking back share.  Private to this room. */
#ifndef EXCHANGE_WORK_H
#define EXCHANGE_WORK_H

#include "entry/entry.h"
#include "exchange/exchange.h"

/* Rows that are read at once, and the memory that they may take. */
enum { ROWS_AT_ONCE = 200, SCRATCH_MOST = 256 << 20 /* bytes */ };

/* A list by its id; ERR_DENIED when it is another's. */
enum err source_get(struct ctx *, int64_t id, struct entry_source *);
bool source_may_keep(const struct ctx *, const struct entry_source *);
/* A run in this state, of a source that is theirs; ERR_CONFLICT in another state. */
enum err run_in_state(struct ctx *, int64_t id, const char *state, struct exchange_run *, struct entry_source *, bool *sure);

/* The second half of exchange_check: writes. */
enum err entries_compare(struct ctx *, const struct entry_source *, struct str format, struct entries *, struct exchange_run *);

/* Reasons of a row, one on each line. */
struct str reasons_of(struct arena *, const struct entry *);
/* A text that may be told: numbers of persons are hidden in it. */
struct str told(struct ctx *, struct str);

/* Names that are new, said otherwise, or said no longer: the last with what a field is then. */
void said_otherwise(struct arena *, const struct values *was, const struct values *now, struct values *out);
/* The labels (N_) of what was said otherwise, one on each line, each once. */
struct str labels_otherwise(struct arena *, enum entry_kind, const struct values *diff);

/* The place that values speak of, as location_same knows it; absent: id 0. */
enum err place_same(struct ctx *, const struct values *, struct location *);

/* The reasons of a row in the reader's language, one after another. */
struct str reason_said(struct ctx *, const struct exchange_row *);
struct str verdict_said(struct ctx *, enum exchange_verdict);

#endif
