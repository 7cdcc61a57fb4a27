/* duty.c -- the ladder (requirements 9.1): whose turn it is, from the times alone. */
#include "task/task.h"

enum { HOUR_S = 3600, RUNGS = 4 };

/* Hours after it fell due: owner, deputy, coordinator, lead. */
static const int64_t hours[2][RUNGS] = { { 0, 24, 48, 72 }, { 0, 4, 8, 24 } };

static enum rung rung_at(const struct duty *d, int64_t when)
{
	enum rung rung = RUNG_NONE;

	for (int i = 0; i < RUNGS; i++)
		if (when >= d->due_at + hours[d->red][i] * HOUR_S)
			rung = (enum rung)(i + 1);
	/* Nobody between the owner and the coordinator. */
	return rung == RUNG_DEPUTY && !d->deputy ? RUNG_COORDINATOR : rung;
}

static bool is_acked(const struct duty *d, int64_t now)
{
	return d->acked_at && now >= d->acked_at && now < d->acked_at + TASK_ACK_HOURS * HOUR_S;
}

enum rung duty_rung(const struct duty *d, int64_t now)
{
	return rung_at(d, is_acked(d, now) ? d->acked_at : now);
}

int64_t duty_climbs(const struct duty *d, int64_t now)
{
	enum rung here = duty_rung(d, now);
	int64_t from = is_acked(d, now) ? d->acked_at + TASK_ACK_HOURS * HOUR_S : now;

	if (rung_at(d, from) > here)
		return from;
	for (int i = 0; i < RUNGS; i++) {
		int64_t at = d->due_at + hours[d->red][i] * HOUR_S;
		if (at > from && rung_at(d, at) > here)
			return at;
	}
	return INT64_MAX;
}
