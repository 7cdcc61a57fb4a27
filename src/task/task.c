/* task.c -- promises made, kept, handed over. */
#include "task/task.h"
#include "base/rng.h"
#include "event/event.h"

#include "task_sql.h"

enum { LATE_MOST = 1000, MINE_MOST = 1000 };

/* Four queries give the same columns. */
#define TASK_OF(r) (struct task){ \
	.id = (r)->id, .org = (r)->org, .area = (r)->area, .participant = (r)->participant, .kind = (r)->kind, .subject = (r)->subject, \
	.duty = { (r)->owner, (r)->deputy, (r)->due_at, (r)->red, (r)->acked_at }, .made_at = (r)->made_at, \
	.done_at = (r)->done_at.has ? (r)->done_at.v : 0, .result = (r)->result, \
}

enum err task_add(struct ctx *ctx, struct task *t, struct str once)
{
	struct task_row_once was;
	int64_t changed;
	bool here;

	TRY(task_works_here(ctx, t->duty.owner, &here));
	if (!here)
		return fail(ctx, ERR_CONFLICT, "a task for somebody who does not work here");
	t->id = id_new(ctx->house->rng, ctx->now);
	t->made_at = ctx->now;
	TRY(task_put(ctx, t->id, t->org, t->area, t->participant, t->kind, t->subject, t->duty.owner, t->duty.deputy, t->duty.due_at,
		     t->duty.red, once, ctx->now, &changed));
	if (changed)
		return event_add(ctx, "task.added", t->id, t->kind);
	TRY(task_row_once(ctx, once, &was));
	t->id = was.id;
	return OK;
}

enum err task_find(struct ctx *ctx, int64_t id, struct task *t)
{
	struct task_row r;

	TRY(task_row(ctx, id, &r));
	*t = TASK_OF(&r);
	return OK;
}

enum err task_of(struct ctx *ctx, const char *kind, int64_t subject, struct task *t)
{
	struct task_row_of r;

	TRY(task_row_of(ctx, str_of(kind), subject, &r));
	*t = TASK_OF(&r);
	return OK;
}

bool task_may_see(const struct ctx *ctx, const struct task *t)
{
	return t->duty.owner == ctx->who->account || (t->duty.deputy && t->duty.deputy == ctx->who->account) ||
	       may_for(ctx->who, PERSON_SERVE, t->org, t->area);
}

enum err task_done(struct ctx *ctx, const struct task *t, const char *result)
{
	int64_t changed;

	TRY(task_close(ctx, t->id, str_of(result), ctx->now, &changed));
	return changed ? event_add(ctx, "task.done", t->id, str_of(result)) : OK;
}

enum err task_ack(struct ctx *ctx, const struct task *t)
{
	int64_t changed;

	if (!task_may_see(ctx, t))
		return ERR_DENIED;
	TRY(task_ack_row(ctx, t->id, ctx->now, &changed));
	return changed ? event_add(ctx, "task.seen", t->id, STR_ABSENT) : OK;
}

enum err task_move(struct ctx *ctx, const struct task *t, int64_t due_at)
{
	int64_t changed;

	TRY(task_due_row(ctx, t->id, due_at, &changed));
	return changed ? event_add(ctx, "task.moved", t->id, STR_ABSENT) : OK;
}

enum err task_hand_over(struct ctx *ctx, const struct task *t, int64_t owner, int64_t deputy, struct problems *bad)
{
	int64_t changed;

	if (!task_may_see(ctx, t))
		return ERR_DENIED;
	TRY(task_pair(ctx, owner, deputy, page_today(ctx), bad));
	if (bad->n)
		return OK;
	TRY(task_owner_row(ctx, t->id, owner, deputy, &changed));
	return changed ? event_add(ctx, "task.handed_over", t->id, STR_ABSENT) : OK;
}

/* --- what waits ------------------------------------------------------------------------------------------- */

struct heap {
	struct task *at;
	size_t n;
};

static void add(struct ctx *ctx, struct heap *h, struct task t)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->at[i].id == t.id)
			return;
	h->at = arena_grow(ctx->arena, h->at, h->n, sizeof *h->at);
	h->at[h->n++] = t;
}

/* Own ones always; those for which one is deputy once the owner let them wait, or is away. */
static enum err mine(struct ctx *ctx, struct heap *h)
{
	struct task_mine *rows;
	size_t n;

	TRY(task_mine(ctx, ctx->who->account, MINE_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct task t = TASK_OF(&rows[i]);
		bool away = false;
		if (t.duty.owner != ctx->who->account && duty_rung(&t.duty, ctx->now) < RUNG_DEPUTY)
			TRY(task_is_away(ctx, t.duty.owner, page_today(ctx), &away));
		if (t.duty.owner == ctx->who->account || away || duty_rung(&t.duty, ctx->now) >= RUNG_DEPUTY)
			add(ctx, h, t);
	}
	return OK;
}

static enum err climbed(struct ctx *ctx, struct heap *h)
{
	struct task_late *rows;
	size_t n;

	TRY(task_late(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), ctx->now, LATE_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct task t = TASK_OF(&rows[i]);
		if (duty_rung(&t.duty, ctx->now) >= RUNG_COORDINATOR)
			add(ctx, h, t);
	}
	return OK;
}

enum err task_waiting(struct ctx *ctx, int64_t most, struct task **out, size_t *n)
{
	struct heap h = { 0 };

	TRY(mine(ctx, &h));
	if (may(ctx->who, PERSON_SERVE))
		TRY(climbed(ctx, &h));
	*out = h.at;
	*n = h.n < (size_t)most ? h.n : (size_t)most;
	return OK;
}
