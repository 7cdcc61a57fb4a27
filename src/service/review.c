/*
 * review.c -- material that is to be looked over: what is taught about drugs changes, and old advice can kill.
 *
 * The day is a fact that a kind asks for under the code "review_by"; education about substances has it from the start, and a
 * kind that somebody adds may have it, too.
 */
#include "service/service_parts.h"
#include "access/access.h"

#include "service_sql.h"

enum err service_reviews(struct ctx *ctx, size_t most, struct service_review **out, size_t *n, int64_t *all)
{
	bool everything = may_for(ctx->who, SERVICE_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, SERVICE_EDIT);
	struct str until = day_str(ctx->arena, page_today(ctx) + SERVICE_REVIEW_DAYS);
	struct service_review_count count;
	struct service_review_rows *rows;

	TRY(service_review_count(ctx, everything, ctx->who->account, roles, until, &count));
	TRY(service_review_rows(ctx, everything, ctx->who->account, roles, until, (int64_t)most, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct service_review);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct service_review){ .id = rows[i].id, .name_da = rows[i].name_da, .name_en = rows[i].name_en,
						     .org_name = rows[i].org_name, .by = day_parse(rows[i].value) };
	return OK;
}
