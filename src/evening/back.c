/* back.c -- an evening that came with a table goes as if it had never been written down. */
#include "evening/evening_parts.h"
#include "event/event.h"

#include "evening_sql.h"

enum err evening_unwrite(struct ctx *ctx, int64_t meeting, day_t day, bool *gone)
{
	struct evening_alone alone;
	struct meeting m;
	int64_t changed;

	*gone = false;
	TRY(meeting_get(ctx, meeting, &m));
	if (!evening_may_keep(ctx, &m))
		return ERR_DENIED;
	TRY(evening_alone(ctx, meeting, day, &alone));
	if (!alone.n)
		return OK;
	TRY(evening_led_drop(ctx, meeting, day, &changed));
	TRY(evening_drop(ctx, meeting, day, &changed));
	*gone = true;
	return event_add(ctx, "evening.unwritten", meeting, day_str(ctx->arena, day));
}
