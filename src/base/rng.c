/* rng.c -- the one door to randomness. */
#include "base/rng.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

enum { EPOCH_2012 = 1325376000, SEQUENCE = 0xFFF, NODES = 1024, SECOND_MS = 1000 };

struct rng {
	pthread_mutex_t lock;
	bool repeatable;
	uint64_t state;
	int64_t last_id;
	uint64_t node;
	int64_t ms;                   /* of each second; 0 until the opening is known */
};

struct rng *rng_new(void)
{
	struct rng *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	pthread_mutex_init(&r->lock, NULL);
	rng_bytes(r, &r->node, sizeof r->node);
	r->node %= NODES;
	return r;
}

struct rng *rng_new_repeatable(uint64_t seed)
{
	struct rng *r = rng_new();

	r->repeatable = true;
	r->state = seed;
	r->node = seed % NODES;
	return r;
}

void rng_free(struct rng *r)
{
	if (!r)
		return;
	pthread_mutex_destroy(&r->lock);
	free(r);
}

/* splitmix64 (Steele, Lea, Flood 2014): small, even, and good enough where nothing is secret. */
static uint64_t next_repeatable(struct rng *r)
{
	uint64_t z = r->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

void rng_bytes(struct rng *r, void *p, size_t n)
{
	unsigned char *out = p;

	if (r->repeatable) {
		pthread_mutex_lock(&r->lock);
		for (size_t i = 0; i < n; i++)
			out[i] = (unsigned char)(next_repeatable(r) >> 32);
		pthread_mutex_unlock(&r->lock);
		return;
	}
	while (n) {
		ssize_t got = getrandom(out, n < 256 ? n : 256, 0);
		if (got < 0) {
			perror("samhold: getrandom");
			abort();
		}
		out += got;
		n -= (size_t)got;
	}
}

uint64_t rng_below(struct rng *r, uint64_t bound)
{
	uint64_t v, reject = (0 - bound) % bound;    /* throw away the uneven rest */

	do
		rng_bytes(r, &v, sizeof v);
	while (v < reject);
	return v % bound;
}

/* Seconds are all that the clock has, so their milliseconds are free to keep openings apart. */
void rng_set_opening(struct rng *r, int64_t n)
{
	pthread_mutex_lock(&r->lock);
	r->node = (uint64_t)n % NODES;
	r->ms = 1 + n / NODES % (SECOND_MS - 1);
	pthread_mutex_unlock(&r->lock);
}

static int64_t first_id(const struct rng *r, int64_t now)
{
	return (int64_t)((uint64_t)((now - EPOCH_2012) * SECOND_MS + r->ms) << 22 | r->node << 12);
}

int64_t id_new(struct rng *r, int64_t now)
{
	int64_t id;

	/* Within one second, and when a turned clock runs back, ids go on from the last one:
	 * through the sequence first, then into the next millisecond. */
	pthread_mutex_lock(&r->lock);
	id = first_id(r, now);
	if (id <= r->last_id) {
		id = r->last_id + 1;
		if (!(id & SEQUENCE))
			id = (((id - 1) >> 22) + 1) << 22 | (int64_t)r->node << 12;
	}
	r->last_id = id;
	pthread_mutex_unlock(&r->lock);
	return id;
}

struct str token_new(struct rng *r, struct arena *a, size_t chars)
{
	/* 32 characters; no 0 1 i l, so that a token can be read aloud and typed. */
	static const char letters[] = "abcdefghjkmnopqrstuvwxyz23456789";
	char *p = arena_alloc(a, chars + 1);

	rng_bytes(r, p, chars);
	for (size_t i = 0; i < chars; i++)
		p[i] = letters[(unsigned char)p[i] & 31];
	return (struct str){ p, chars };
}
