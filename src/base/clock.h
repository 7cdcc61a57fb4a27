/* clock.h -- the one clock.  Tests and the demonstration can turn it; a real folder cannot. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A clock that shows real time plus an offset, or stands still where it was put.
 * It never runs backwards by itself: when the machine's clock is set back, it waits.
 */
struct clock;

struct clock *clock_new(void);                       /* real time */
void clock_free(struct clock *);
int64_t clock_now(struct clock *);                   /* seconds since 1970, UTC; thread-safe */
void clock_set(struct clock *, int64_t now);         /* show this, then go on running */
void clock_stop(struct clock *, int64_t now);        /* show this for ever: tests */
void clock_turn(struct clock *, int64_t seconds);    /* forward or back by so much */
int64_t clock_offset(const struct clock *);          /* seconds ahead of real time */
int64_t mono_us(void);                               /* monotonic microseconds, for durations only */

#endif
