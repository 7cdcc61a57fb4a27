/* due.c -- what waits for a keeper: listings that nobody has looked after, reports without an answer. */
#include "verify/verify_state.h"
#include "access/access.h"

#include "verify_sql.h"

enum { DAY_S = 86400 };

/* A service may have its name in one language only. */
static struct str name_said(struct ctx *ctx, struct str name, struct str name_en)
{
	return meeting_text(ctx, name.p ? name : S(""), name_en.p ? name_en : S(""), &(bool){ false });
}

enum err verify_due(struct ctx *ctx, int64_t most, struct verify_due **out, size_t *n, int64_t *all)
{
	bool meetings = may_for(ctx->who, MEETING_EDIT, 0, 0), services = may_for(ctx->who, SERVICE_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, MEETING_EDIT), service_roles = roles_with(ctx->arena, SERVICE_EDIT);
	struct str today_text = day_str(ctx->arena, page_today(ctx));
	int64_t before = ctx->now - VERIFY_DUE_DAYS * DAY_S;
	struct verify_due_rows *rows;
	struct verify_due_count count;

	TRY(verify_due_count(ctx, meetings, services, ctx->who->account, roles, service_roles, before, page_today(ctx), today_text, &count));
	TRY(verify_due_rows(ctx, meetings, services, ctx->who->account, roles, service_roles, before, page_today(ctx), today_text, most, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct verify_due);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct verify_due){ rows[i].id, rows[i].verified_at, rows[i].service,
						 rows[i].service ? name_said(ctx, rows[i].name, rows[i].name_en) : rows[i].name, rows[i].city };
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
		(*out)[i] = (struct verify_report){
			.id = rows[i].id, .listing = rows[i].listing, .at = rows[i].at, .due_at = rows[i].due_at,
			.is_service = rows[i].service.has, .kind = rows[i].kind, .words = rows[i].words,
			.name = rows[i].service.has ? name_said(ctx, rows[i].name, rows[i].name_en) : rows[i].name,
		};
	return OK;
}
