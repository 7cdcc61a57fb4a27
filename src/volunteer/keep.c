/* keep.c -- how long somebody is kept, who is on for more than they said, and what those who lead know from themselves. */
#include "volunteer/volunteer.h"
#include "access/access.h"
#include "event/event.h"

#include "volunteer_sql.h"

enum { LEFT_AT_ONCE = 200, LOADED_MOST = 200, SHARES_MOST = 50 };

/* --- no longer than needed ---------------------------------------------------------------------------------------------- */

enum err volunteer_left_counts(struct ctx *ctx, int64_t *waiting, int64_t *over)
{
	struct volunteer_left_tally r;

	TRY(volunteer_left_tally(ctx, page_today(ctx) - VOLUNTEER_KEPT_DAYS, &r));
	*waiting = r.waiting.v, *over = r.over.v;
	return OK;
}

enum err volunteer_tidy(struct ctx *ctx, int64_t *checks, int64_t *people)
{
	day_t today = page_today(ctx);
	struct volunteer_left *rows;
	size_t n;

	*people = 0;
	TRY(volunteer_forget_checks(ctx, today - VOLUNTEER_CHECK_DAYS, checks));
	TRY(volunteer_left(ctx, today - VOLUNTEER_KEPT_DAYS, LEFT_AT_ONCE, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(volunteer_drop_all(ctx, rows[i].id));
	*people = (int64_t)n;
	return *people || *checks ? event_add(ctx, "volunteer.tidied", 0, arena_printf(ctx->arena, "left=%lld checks=%lld", (long long)*people, (long long)*checks)) : OK;
}

/* --- who is on for more than they said ---------------------------------------------------------------------------------- */

enum err volunteer_loaded(struct ctx *ctx, struct volunteer_load **out, size_t *n)
{
	day_t today = page_today(ctx), monday = today - (day_weekday(today) + 6) % 7;
	struct volunteer_loads *rows;

	TRY(volunteer_loads(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT), today, monday, monday + 6,
			    LOADED_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_load);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_load){ rows[i].id, rows[i].meetings, rows[i].most_meetings, rows[i].name };
	return OK;
}

/* --- own experience among those who lead ------------------------------------------------------------------------------- */

/* A number from 1 to 4 tells of people, and one that is left out beside its sum can be worked out. */
static bool is_small(int64_t n)
{
	return n > 0 && n < VOLUNTEER_SHARE_LEAST;
}

enum err volunteer_shares(struct ctx *ctx, struct volunteer_share **out, size_t *n)
{
	struct volunteer_lived_tally *r;

	TRY(volunteer_lived_tally(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT), page_today(ctx),
				  SHARES_MOST, &r, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_share);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_share){ .org_name = r[i].org_name, .own = r[i].own, .known = r[i].own + r[i].others, .unknown = r[i].unknown,
						      .small = is_small(r[i].own) || is_small(r[i].others) || is_small(r[i].unknown) || !(r[i].own + r[i].others) };
	return OK;
}
