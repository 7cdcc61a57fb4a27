/* back.c -- what a table needs: people by name, and a qualification that goes as if it had never come. */
#include "volunteer/volunteer.h"
#include "event/event.h"
#include "text/text.h"

#include "volunteer_sql.h"

enum { CALLED_MOST = 20 };

enum err volunteer_called(struct ctx *ctx, int64_t org, struct str name, struct volunteer **out, size_t *n)
{
	struct volunteer_called_rows *rows;

	TRY(volunteer_called_rows(ctx, org, text_fold(ctx->arena, name), CALLED_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer);
	for (size_t i = 0; i < *n; i++)
		TRY(volunteer_get(ctx, rows[i].id, &(*out)[i]));
	return OK;
}

static struct str day_or_dash(struct ctx *ctx, day_t day)
{
	return day == DAY_NONE ? S("-") : day_str(ctx->arena, day);
}

enum err volunteer_stand(struct ctx *ctx, int64_t id, struct str *stand)
{
	struct volunteer_stand_row r;

	TRY(volunteer_stand_row(ctx, id, &r));
	*stand = arena_printf(ctx->arena, "%.*s %.*s %.*s %lld %.*s", STR_ARG(r.state), STR_ARG(day_or_dash(ctx, r.state_day)),
			      STR_ARG(day_or_dash(ctx, r.back_day)), (long long)r.changed_at, STR_ARG(r.before_pause));
	return OK;
}

static enum err stand_back(struct ctx *ctx, int64_t id, struct str stand)
{
	struct str part[5] = { { 0 } };
	int64_t at = 0, changed;

	for (size_t i = 0; i < 5; i++)
		if (!str_cut(&stand, ' ', &part[i]))
			return fail(ctx, ERR_BUG, "where somebody stood cannot be read");
	if (!str_int(part[3], &at))
		return fail(ctx, ERR_BUG, "where somebody stood cannot be read");
	return volunteer_stand_put(ctx, id, arena_str(ctx->arena, part[0]), day_parse(part[1]), day_parse(part[2]), arena_str(ctx->arena, part[4]), at,
				   &changed);
}

enum err volunteer_unqualify(struct ctx *ctx, int64_t qualification, struct str stand)
{
	struct volunteer_qualification_row r;
	struct volunteer v;
	int64_t changed;

	TRY(volunteer_qualification_row(ctx, qualification, &r));
	TRY(volunteer_get(ctx, r.volunteer, &v));
	if (!volunteer_may_keep(ctx, &v))
		return ERR_DENIED;
	TRY(volunteer_qualification_drop(ctx, qualification, &changed));
	TRY(stand_back(ctx, v.id, stand));
	return event_add(ctx, "volunteer.unqualified", v.id, r.type);
}

enum err volunteer_unassign_row(struct ctx *ctx, int64_t id, bool *back)
{
	struct volunteer_assignment_row r;
	struct meeting m;
	int64_t changed;

	*back = false;
	TRY(volunteer_assignment_row(ctx, id, &r));
	TRY(meeting_get(ctx, r.meeting, &m));
	if (!volunteer_may_put_on(ctx, &m))
		return ERR_DENIED;
	TRY(volunteer_assignment_drop(ctx, id, &changed));
	*back = changed > 0;
	return changed ? event_add(ctx, "volunteer.unassigned", m.id, r.role) : OK;
}
