/* clock.c -- the one clock. */
#include "base/clock.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct clock {
	_Atomic int64_t offset;       /* seconds added to real time */
	_Atomic int64_t frozen;       /* shown for ever, or INT64_MIN */
	_Atomic int64_t last;         /* the latest real second seen: time does not run back */
};

struct clock *clock_new(void)
{
	struct clock *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	atomic_init(&c->frozen, INT64_MIN);
	return c;
}

void clock_free(struct clock *c)
{
	free(c);
}

static int64_t real_now(struct clock *c)
{
	int64_t now = (int64_t)time(NULL), last = atomic_load(&c->last);

	while (now > last && !atomic_compare_exchange_weak(&c->last, &last, now))
		;
	return now > last ? now : last;
}

int64_t clock_now(struct clock *c)
{
	int64_t frozen = atomic_load(&c->frozen);

	return frozen != INT64_MIN ? frozen : real_now(c) + atomic_load(&c->offset);
}

void clock_set(struct clock *c, int64_t now)
{
	atomic_store(&c->frozen, INT64_MIN);
	atomic_store(&c->offset, now - real_now(c));
}

void clock_stop(struct clock *c, int64_t now)
{
	atomic_store(&c->frozen, now);
}

void clock_turn(struct clock *c, int64_t seconds)
{
	int64_t frozen = atomic_load(&c->frozen);

	if (frozen != INT64_MIN)
		atomic_store(&c->frozen, frozen + seconds);
	else
		atomic_fetch_add(&c->offset, seconds);
}

int64_t clock_offset(const struct clock *c)
{
	return atomic_load(&c->offset);
}

int64_t mono_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
