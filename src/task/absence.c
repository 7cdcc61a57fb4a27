/* absence.c -- from when to when somebody is away, and who stands in. */
#include "task/task.h"
#include "event/event.h"

#include "task_sql.h"

/* Two queries give the same columns. */
#define ABSENCE_OF(r) (struct task_absence){ \
	.account = (r)->account, .stand_in = (r)->stand_in, .made_by = (r)->made_by, .from = (r)->from_day, .to = (r)->to_day, \
	.name = (r)->name, .stand_in_name = (r)->stand_in_name, \
}

enum err task_is_away_within(struct ctx *ctx, int64_t account, day_t from, day_t to, bool *away)
{
	struct task_away_within row;

	TRY(task_away_within(ctx, account, from, to, &row));
	*away = row.n > 0;
	return OK;
}

enum err task_away_add(struct ctx *ctx, const struct task_absence *a)
{
	int64_t changed;

	TRY(task_away_put(ctx, a->account, a->from, a->to, a->stand_in, a->made_by, &changed));
	return event_add(ctx, "task.away", a->account, STR_ABSENT);
}

enum err task_away(struct ctx *ctx, day_t from, day_t to, struct problems *bad)
{
	if (from == DAY_NONE || to == DAY_NONE || to < from)
		return problem(bad, "to", N_("The last day comes after the first."));
	return task_away_add(ctx, &(struct task_absence){ .account = ctx->who->account, .from = from, .to = to });
}

enum err task_away_end(struct ctx *ctx, int64_t account, day_t from)
{
	day_t today = page_today(ctx);
	int64_t changed;

	if (from < today)
		TRY(task_away_short(ctx, account, from, today - 1, &changed));
	else
		TRY(task_away_drop(ctx, account, from, &changed));
	return changed ? event_add(ctx, "task.back", account, STR_ABSENT) : OK;
}

enum err task_absences(struct ctx *ctx, int64_t account, size_t most, struct task_absence **out, size_t *n)
{
	struct task_away_of *rows;

	TRY(task_away_of(ctx, account, page_today(ctx), (int64_t)most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct task_absence);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = ABSENCE_OF(&rows[i]);
	return OK;
}

enum err task_stands_in(struct ctx *ctx, int64_t account, size_t most, struct task_absence **out, size_t *n)
{
	struct task_away_for *rows;

	TRY(task_away_for(ctx, account, page_today(ctx), (int64_t)most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct task_absence);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = ABSENCE_OF(&rows[i]);
	return OK;
}
