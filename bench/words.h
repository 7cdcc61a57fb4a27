/* words.h -- texts that are distributed like real ones, the same in every run. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include "base/buf.h"

/* splitmix64: the same numbers for the same seed. */
struct dice {
	uint64_t state;
};
uint64_t dice(struct dice *);
uint32_t dice_below(struct dice *, uint32_t bound);
bool dice_percent(struct dice *, uint32_t percent);
double dice_normal(struct dice *);                 /* mean 0, deviation 1 */

enum { WORDS = 6000 };
struct words_zipf;
/* Words by rank; the rank r comes as often as 1/r. */
struct words_zipf *words_zipf_new(struct dice *);
void words_zipf_free(struct words_zipf *);
const char *words_at(const struct words_zipf *, uint32_t rank);
uint32_t words_rank(const struct words_zipf *, struct dice *);
/* n words as sentences. */
void words_text(const struct words_zipf *, struct dice *, int n, struct buf *out);

#endif
