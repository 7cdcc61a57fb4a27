/* phase.c -- what a transition is at this second, and by when somebody does something: from its row and the clock. */
#include "transition/transition_parts.h"
#include "cal/cal.h"

static const struct {
	int64_t day_most, gap_days;       /* requirements 9.1: from leaving until that day, a contact at least so often */
} gaps[] = { { 7, 2 }, { 14, 4 }, { 28, 7 }, { INT64_MAX, 14 } };

int64_t transition_at(const struct ctx *ctx, day_t day, int minutes)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day, minutes);
}

static bool is(const struct transition *t, const char *state)
{
	return str_same(t->state, state);
}

int64_t transition_days_since(const struct ctx *ctx, const struct transition *t)
{
	return t->left_at ? page_today(ctx) - page_local(ctx, t->left_at).day : 0;
}

int64_t transition_gap_s(const struct ctx *ctx, const struct transition *t)
{
	int64_t days = transition_days_since(ctx, t);
	size_t i = 0;

	while (days > gaps[i].day_most)
		i++;
	return gaps[i].gap_days * DAY_S;
}

static int64_t last_sign(const struct transition *t)
{
	return t->last_contact_at > t->attended_at ? t->last_contact_at : t->attended_at;
}

enum transition_phase transition_phase(const struct ctx *ctx, const struct transition *t)
{
	if (is(t, "ended"))
		return TRANSITION_ENDED;
	if (is(t, "planned"))
		return ctx->now >= transition_at(ctx, t->planned_day, TRANSITION_ASK_MIN) ? TRANSITION_UNCLEAR : TRANSITION_PLANNED;
	if (is(t, "bridging"))
		return transition_days_since(ctx, t) >= TRANSITION_LATE_DAYS && !t->attended_at ? TRANSITION_LATE : TRANSITION_BRIDGING;
	return ctx->now - last_sign(t) >= TRANSITION_QUIET_DAYS * DAY_S ? TRANSITION_QUIET : TRANSITION_ARRIVED;
}

enum transition_word transition_word(const struct transition *t)
{
	if (str_same(t->end_class, "stopped_by_person"))
		return TRANSITION_STOPPED;
	/* How else it ended is nobody's to read outside. */
	return last_sign(t) && !str_same(t->end_class, "not_reached") && !str_same(t->end_class, "died") ? TRANSITION_SAFE : TRANSITION_NOT_YET;
}

bool transition_may_undo(const struct ctx *ctx, const struct transition *t)
{
	return is(t, "bridging") && t->duty.red && !t->contacts && ctx->now <= t->left_at + TRANSITION_UNDO_MINUTES * 60;
}

int64_t transition_due(const struct ctx *ctx, const struct transition *t)
{
	int64_t asked = transition_at(ctx, t->planned_day, TRANSITION_ASK_MIN);

	/* The landing plan was due before; from that hour on the question is whether they left. */
	return is(t, "planned") && ctx->now >= asked && t->duty.due_at < asked ? asked : t->duty.due_at;
}

enum rung transition_rung(const struct ctx *ctx, const struct transition *t)
{
	struct duty d = t->duty;

	d.due_at = transition_due(ctx, t);
	/* What was seen of the plan is no answer to whether they left. */
	if (d.acked_at < d.due_at && d.due_at != t->duty.due_at)
		d.acked_at = 0;
	return duty_rung(&d, ctx->now);
}
