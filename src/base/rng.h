/* rng.h -- the one door to randomness, and the ids made from it. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include "base/arena.h"

/* Real randomness from the system, or a repeatable stream for tests and the demonstration. */
struct rng;

struct rng *rng_new(void);
struct rng *rng_new_repeatable(uint64_t seed);       /* never for secrets of a real folder */
void rng_free(struct rng *);
void rng_bytes(struct rng *, void *, size_t);        /* thread-safe */
uint64_t rng_below(struct rng *, uint64_t bound);    /* even; bound > 0 */

/*
 * A new id: 41 bits of milliseconds since 2012-01-01, 10 bits of node, 12 of sequence.
 * Time-ordered, 63 bits, never the same twice from one rng.
 */
int64_t id_new(struct rng *, int64_t now);
/*
 * The how-manieth time (from 1) these data are opened.  Ids of two openings differ even when both fall into the same
 * second, or the clock stands or was turned back: without it only a node by chance keeps them apart, one in 1024.
 */
void rng_set_opening(struct rng *, int64_t n);
/* An unguessable public name of so many characters a-z2-9 without look-alikes (5 bits each). */
struct str token_new(struct rng *, struct arena *, size_t chars);

#endif
