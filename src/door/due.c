/* due.c -- by when somebody must have said yes, and whose turn it is when nobody has: from the times alone. */
#include "door/door_parts.h"

enum { HOUR_S = 3600 };

static int64_t due_at(const struct door_wish *w)
{
	int64_t by = w->starts_at ? w->starts_at - DOOR_HOURS * (int64_t)HOUR_S : w->state_at + DOOR_OPEN_HOURS * (int64_t)HOUR_S;

	/* Nobody was left to ask, or there is less than a day. */
	return !w->waiting || by < w->state_at ? w->state_at : by;
}

struct duty door_duty(const struct ctx *ctx, const struct door_wish *w)
{
	(void)ctx;
	return (struct duty){ .owner = w->owner, .deputy = w->deputy, .due_at = due_at(w), .acked_at = w->acked_at,
			      .red = w->starts_at && w->starts_at - due_at(w) <= DOOR_HOURS * (int64_t)HOUR_S };
}

bool door_is_late(const struct ctx *ctx, const struct door_wish *w)
{
	return str_same(w->state, "asking") && ctx->now >= due_at(w);
}
