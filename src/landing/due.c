/* due.c -- when a step is, when it has gone quiet, and whose turn it is then: from its row and the clock. */
#include "landing/landing_parts.h"
#include "cal/cal.h"
#include "outbox/outbox.h"

#include <stdlib.h>

#include "landing_sql.h"

enum { OPEN_MOST = 1000, REMIND_HOURS = 2, AHEAD_HOURS = 24 };

int64_t landing_wall(const struct ctx *ctx, day_t day, int64_t minutes)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day, (int)minutes);
}

day_t landing_first_day(const struct ctx *ctx, const struct transition *t)
{
	return t->left_at ? page_local(ctx, t->left_at).day : t->planned_day;
}

int64_t landing_at(const struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	day_t day = landing_first_day(ctx, t) + (day_t)s->after_days;
	int64_t at = s->at_min < 0 ? landing_wall(ctx, day + 1, 0) : landing_wall(ctx, day, s->at_min);

	/* Left in the evening: what was planned for that noon comes within the hour. */
	return t->left_at && at < t->left_at ? t->left_at + HOUR_S : at;
}

bool landing_is_early(const struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	if (!t->left_at)
		return s->after_days * 24 < LANDING_HOURS;
	return landing_at(ctx, t, s) <= t->left_at + LANDING_HOURS * (int64_t)HOUR_S;
}

struct duty landing_duty(const struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	int64_t quiet = landing_is_early(ctx, t, s) ? LANDING_QUIET_HOURS : LANDING_QUIET_LATER_HOURS;
	struct duty d = t->duty;

	/* Before they leave nothing of it is due. */
	d.due_at = t->left_at ? landing_at(ctx, t, s) + quiet * HOUR_S : INT64_MAX / 2;
	d.acked_at = s->acked_at;
	return d;
}

/* Theirs; the deputy's once it was let wait, or the owner is away; the others' once it climbed up to them. */
static enum err is_turn(struct ctx *ctx, const struct duty *d, bool *is)
{
	enum rung rung = duty_rung(d, ctx->now);
	bool away = false;

	*is = d->owner == ctx->who->account || rung >= RUNG_COORDINATOR;
	if (rung < RUNG_OWNER)
		*is = false;
	if (*is || rung < RUNG_OWNER || d->deputy != ctx->who->account)
		return OK;
	if (rung < RUNG_DEPUTY)
		TRY(task_is_away(ctx, d->owner, page_today(ctx), &away));
	*is = away || rung >= RUNG_DEPUTY;
	return OK;
}

static int by_due(const void *a, const void *b)
{
	const struct landing_quiet *x = a, *y = b;

	return x->duty.due_at != y->duty.due_at ? (x->duty.due_at > y->duty.due_at) - (x->duty.due_at < y->duty.due_at) :
	       (x->s.id > y->s.id) - (x->s.id < y->s.id);
}

/* The rows of one person come apart in time: each transition is read once. */
static enum err transition_once(struct ctx *ctx, int64_t id, const struct landing_quiet *had, size_t n, struct transition *t)
{
	for (size_t i = 0; i < n; i++)
		if (had[i].t.id == id) {
			*t = had[i].t;
			return OK;
		}
	return landing_of_transition(ctx, id, t);
}

enum err landing_waiting(struct ctx *ctx, int64_t most, struct landing_quiet **out, size_t *n)
{
	struct landing_open *rows;
	struct landing_quiet *all;
	size_t have, kept = 0;

	TRY(landing_open(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), ctx->now, OPEN_MOST, &rows, &have));
	all = arena_array(ctx->arena, have, struct landing_quiet);
	for (size_t i = 0; i < have; i++) {
		struct landing_quiet q = { .s = { .participant = rows[i].participant, .id = rows[i].id, .transition = rows[i].transition, .kind = rows[i].kind,
						  .after_days = rows[i].after_days, .at_min = rows[i].at_min, .acked_at = rows[i].acked_at, .watched = true } };
		enum err e = transition_once(ctx, rows[i].transition, all, kept, &q.t);
		bool turn;
		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		q.duty = landing_duty(ctx, &q.t, &q.s);
		TRY(is_turn(ctx, &q.duty, &turn));
		if (turn)
			all[kept++] = q;
	}
	if (kept)
		qsort(all, kept, sizeof *all, by_due);
	*out = all;
	*n = kept < (size_t)most ? kept : (size_t)most;
	return OK;
}

/* --- reminded, two hours before ------------------------------------------------------------------------------------------- */

static enum err remind(struct ctx *ctx, const struct landing_soon *r)
{
	struct transition t = { .id = r->transition, .participant = r->participant, .planned_day = r->planned_day, .left_at = r->left_at.v, .org = r->org,
				.area = r->area, .duty = { .owner = r->owner, .deputy = r->deputy } };
	struct landing_step s = { .id = r->id, .after_days = r->after_days, .at_min = r->at_min };
	int64_t at = landing_at(ctx, &t, &s);
	struct outbox_message m = { .participant = t.participant, .kind = "plan_step", .subject = t.id, .org = t.org, .area = t.area, .owner = t.duty.owner,
				    .deputy = t.duty.deputy, .send_at = at - REMIND_HOURS * HOUR_S, .until_at = at };

	if (at <= ctx->now || at > ctx->now + AHEAD_HOURS * HOUR_S)
		return OK;
	m.mark = arena_printf(ctx->arena, "%lld %lld %lld %lld", (long long)s.id, (long long)s.after_days, (long long)s.at_min, (long long)t.left_at);
	m.send_at = m.send_at > ctx->now ? m.send_at : ctx->now;
	return outbox_tell(ctx, &m, SAY_TOMORROW, (struct outbox_gaps){ .at = at }, arena_printf(ctx->arena, "plan_step/%.*s", STR_ARG(m.mark)));
}

enum err landing_remind(struct ctx *ctx)
{
	struct landing_soon *rows;
	size_t n;

	TRY(landing_soon(ctx, ctx->now - DAY_S, ctx->now + AHEAD_HOURS * HOUR_S + DAY_S, OPEN_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(remind(ctx, &rows[i]));
	return OK;
}
