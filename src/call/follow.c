/* follow.c -- making the call that was promised, and what comes of it. */
#include "call/call.h"
#include "event/event.h"
#include "outbox/outbox.h"

#include "call_sql.h"

enum { HOUR_S = 3600, TRIES_MOST = 50, AGAIN_HOURS = 20 };

static enum err fill(struct ctx *ctx, int64_t participant, int64_t channel, struct call *c)
{
	struct participant p;

	TRY(participant_find(ctx, participant, &p));
	c->participant = participant;
	c->channel = channel;
	c->nickname = p.nickname;
	c->role = p.role;
	TRY(contact_find(ctx, participant, channel, &c->way));
	c->way.address = contact_masked(ctx, c->way.address);
	return OK;
}

enum err call_find(struct ctx *ctx, int64_t task, struct call *c)
{
	struct call_request_of_task row;

	TRY(task_find(ctx, task, &c->task));
	TRY(call_request_of_task(ctx, task, &row));
	if (!task_may_see(ctx, &c->task))
		return ERR_NOT_FOUND;
	c->promised_at = row.promised_at;
	return fill(ctx, row.participant, row.channel, c);
}

enum err call_agreed(struct ctx *ctx, const struct task *t, int64_t participant, int64_t channel, struct call *c)
{
	if (!task_may_see(ctx, t))
		return ERR_NOT_FOUND;
	c->task = *t;
	c->promised_at = t->duty.due_at;
	return fill(ctx, participant, channel, c);
}

enum err call_list(struct ctx *ctx, int64_t most, struct call **out, size_t *n)
{
	struct call_waiting *rows;
	size_t all;

	*n = 0;
	TRY(call_waiting(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), most, &rows, &all));
	*out = arena_array(ctx->arena, all, struct call);
	for (size_t i = 0; i < all; i++) {
		struct call *c = &(*out)[*n];
		enum err e;
		c->task = (struct task){ .id = rows[i].id, .org = rows[i].org, .area = rows[i].area, .participant = rows[i].participant,
					 .duty = { rows[i].owner, rows[i].deputy, rows[i].due_at, rows[i].red, rows[i].acked_at } };
		c->promised_at = rows[i].due_at;
		e = fill(ctx, rows[i].participant, rows[i].channel, c);
		/* They took their number back a moment ago. */
		if (e && e != ERR_DENIED && e != ERR_NOT_FOUND)
			return e;
		*n += !e;
	}
	return OK;
}

enum err call_number(struct ctx *ctx, const struct call *c, struct str *address, struct problems *bad)
{
	struct contact_channel way;

	TRY(contact_find(ctx, c->participant, c->channel, &way));
	if (way.stopped_at)
		return problem(bad, "", N_("They asked us to stop. We do not call."));
	if (!contact_is_time(ctx, &way, ctx->now))
		return problem(bad, "", N_("Not now: they said when we may call. The number is shown then."));
	*address = way.address;
	return event_add(ctx, "look.contact", c->participant, arena_printf(ctx->arena, "task %lld", (long long)c->task.id));
}

/* The promise has changed: they hear of it where a text may reach them. */
static enum err tell(struct ctx *ctx, const struct call *c, int64_t at)
{
	struct outbox_message m = { .participant = c->participant, .kind = "call_moved", .subject = c->task.id, .org = c->task.org, .area = c->task.area,
				    .owner = c->task.duty.owner, .deputy = c->task.duty.deputy, .until_at = at };

	m.mark = arena_printf(ctx->arena, "%lld", (long long)at);
	return outbox_tell(ctx, &m, SAY_MOVED, (struct outbox_gaps){ .at = at },
			   arena_printf(ctx->arena, "call_moved/%lld/%lld", (long long)c->task.id, (long long)at));
}

/* The next try: at another time of day that they allow. */
static enum err again(struct ctx *ctx, const struct call *c)
{
	int64_t at = contact_next_time(ctx, &c->way, ctx->now + AGAIN_HOURS * HOUR_S);

	at = at ? at : ctx->now + AGAIN_HOURS * HOUR_S;
	TRY(task_move(ctx, &c->task, at));
	return tell(ctx, c, at);
}

enum err call_went(struct ctx *ctx, const struct call *c, struct task_attempt *a, struct problems *bad)
{
	TRY(task_try(ctx, c->participant, "task", c->task.id, a, bad));
	if (bad->n)
		return OK;
	if (task_reached(a->result)) {
		TRY(participant_sign(ctx, c->participant));
		return task_done(ctx, &c->task, a->result.p);
	}
	if (str_same(a->result, "asked_stop")) {
		TRY(contact_stop(ctx, c->participant, c->channel));
		return task_done(ctx, &c->task, "asked_stop");
	}
	return again(ctx, c);
}

enum err call_give_up(struct ctx *ctx, const struct call *c, struct problems *bad)
{
	struct task_attempt *tries;
	struct str missing;
	size_t n;

	TRY(task_tries(ctx, "task", c->task.id, TRIES_MOST, &tries, &n));
	if (!task_tried_enough(ctx, tries, n, &missing))
		return problem_with(bad, "", N_("Not yet. {x}"), missing);
	return task_done(ctx, &c->task, "not_reached");
}
