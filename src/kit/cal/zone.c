/* zone.c -- from a wall clock to an instant and back, by a table of every change of the clock. */
#include "cal/zone.h"

#include "base/date.h"

enum { DAY_S = 86400 };

struct str zone_name(const struct zone *z)
{
	return z->name;
}

/* The first of n rising numbers that is above x, or n. */
static size_t first_above(const int64_t *a, size_t n, int64_t x)
{
	size_t lo = 0;

	while (n) {
		size_t half = n / 2;
		if (a[lo + half] <= x) {
			lo += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return lo;
}

/*
 * The first period whose clock has not yet passed the wall time is the right one, and in autumn
 * the first of two.  When that period begins after the instant it would give, the wall time lies
 * in the gap, and the period before says how it is read (RFC 5545 section 3.3.5).
 */
int64_t zone_instant(const struct zone *z, day_t day, int minutes)
{
	int64_t wall = (int64_t)day * DAY_S + (int64_t)minutes * 60;
	size_t i = first_above(z->wall_end, z->n - 1, wall);

	if (i && wall - z->period[i].offset_s < z->start[i])
		i--;
	return wall - z->period[i].offset_s;
}

bool zone_shows_once(const struct zone *z, day_t day, int minutes)
{
	int64_t wall = (int64_t)day * DAY_S + (int64_t)minutes * 60;
	size_t i = first_above(z->wall_end, z->n - 1, wall);

	if (i && wall - z->period[i].offset_s < z->start[i])
		return false;
	return i + 1 == z->n || wall - z->period[i + 1].offset_s < z->start[i + 1];
}

static size_t period_at(const struct zone *z, int64_t instant)
{
	return first_above(z->start + 1, z->n - 1, instant);
}

/* Beyond these the day would not fit a day_t. */
static int64_t clamp(int64_t instant)
{
	const int64_t most = (int64_t)(INT32_MAX / 2) * DAY_S;

	return instant > most ? most : instant < -most ? -most : instant;
}

struct local zone_local(const struct zone *z, int64_t instant)
{
	const struct period *p = &z->period[period_at(z, instant)];
	int64_t wall = clamp(instant) + p->offset_s;
	int64_t day = wall / DAY_S - (wall % DAY_S < 0);

	return (struct local){ (day_t)day, (int)((wall - day * DAY_S) / 60), p->offset_s, p->summer };
}

struct str zone_abbreviation(const struct zone *z, int64_t instant)
{
	return str_of(z->period[period_at(z, instant)].abbreviation);
}

int64_t zone_next_change(const struct zone *z, int64_t after, int *offset_after_s)
{
	size_t i = period_at(z, after);
	int32_t now = z->period[i].offset_s;

	/* A change of the name alone moves no clock. */
	for (i++; i < z->n; i++)
		if (z->period[i].offset_s != now)
			break;
	if (offset_after_s)
		*offset_after_s = i < z->n ? z->period[i].offset_s : now;
	return i < z->n ? z->start[i] : INT64_MAX;
}
