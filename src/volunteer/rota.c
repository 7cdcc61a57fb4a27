/* rota.c -- one date of a series: who cannot come, and who comes instead. */
#include "volunteer/rota.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"

#include "volunteer_sql.h"

enum err volunteer_cannot(struct ctx *ctx, int64_t meeting, day_t day, int64_t volunteer, struct str role)
{
	int64_t changed;

	TRY(volunteer_cannot_once(ctx, meeting, day, volunteer, ctx->who->account, ctx->now, &changed));
	if (!changed)
		TRY(volunteer_cannot_put(ctx, id_new(ctx->house->rng, ctx->now), meeting, volunteer, role, day, day, ctx->who->account, ctx->now,
					 &changed));
	return event_add(ctx, "volunteer.cannot", meeting, day_str(ctx->arena, day));
}

enum err volunteer_stands_in(struct ctx *ctx, int64_t meeting, day_t day, int64_t volunteer, struct str role, int64_t instead_of)
{
	int64_t changed;

	TRY(volunteer_stand_in_put(ctx, id_new(ctx->house->rng, ctx->now), meeting, volunteer, role, day, day, instead_of, ctx->who->account,
				   ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "they are on for that date or said that they cannot");
	return event_add(ctx, "volunteer.stands_in", meeting, day_str(ctx->arena, day));
}
