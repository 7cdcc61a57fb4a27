/* due.c -- what waits for a keeper: listings that nobody has looked after, reports without an answer. */
#include "verify/verify_state.h"
#include "access/access.h"

#include "verify_sql.h"

enum { DAY_S = 86400 };

static day_t today(struct ctx *ctx)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / DAY_S);
}

enum err verify_due(struct ctx *ctx, int64_t most, struct verify_due **out, size_t *n, int64_t *all)
{
	bool everything = may_for(ctx->who, MEETING_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, MEETING_EDIT);
	int64_t before = ctx->now - VERIFY_DUE_DAYS * DAY_S;
	struct verify_due_rows *rows;
	struct verify_due_count count;

	TRY(verify_due_count(ctx, everything, ctx->who->account, roles, before, today(ctx), &count));
	TRY(verify_due_rows(ctx, everything, ctx->who->account, roles, before, today(ctx), most, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct verify_due);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct verify_due){ rows[i].id, rows[i].verified_at.v, rows[i].name, rows[i].city };
	return OK;
}

enum err verify_open_reports(struct ctx *ctx, int64_t most, struct verify_report **out, size_t *n, int64_t *all)
{
	bool everything = may_for(ctx->who, REPORT_READ, 0, 0);
	struct str roles = roles_with(ctx->arena, REPORT_READ);
	struct verify_open_rows *rows;
	struct verify_open_count count;

	TRY(verify_open_count(ctx, everything, ctx->who->account, roles, &count));
	TRY(verify_open_rows(ctx, everything, ctx->who->account, roles, most, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct verify_report);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct verify_report){ rows[i].id, rows[i].meeting, rows[i].at, rows[i].due_at, rows[i].name,
						    rows[i].kind, rows[i].words };
	return OK;
}
