/* events.c -- what can happen to a transition (requirements 8.9), and nothing else. */
#include "transition/transition_parts.h"

enum { TRIES_MOST = 100 };

static bool is(const struct transition *t, const char *state)
{
	return str_same(t->state, state);
}

static const char *const state_sentences[][2] = {
	{ "planned", N_("They have not left yet. First say that they left.") },
	{ "bridging", N_("They are on their way already.") },
	{ "arrived", N_("They have arrived already.") },
	{ "ended", N_("This is over. A new one can be registered.") },
};

/* The sentence that names where it stands. */
static enum err not_from_here(const struct transition *t, struct problems *bad)
{
	for (size_t i = 0; i < sizeof state_sentences / sizeof *state_sentences; i++)
		if (is(t, state_sentences[i][0]))
			return problem(bad, "", state_sentences[i][1]);
	return ERR_BUG;
}

static bool has_left(const struct transition *t)
{
	return is(t, "bridging") || is(t, "arrived");
}

enum err transition_move(struct ctx *ctx, struct transition *t, day_t planned, struct problems *bad)
{
	day_t today = page_today(ctx);
	int64_t plan;

	if (!is(t, "planned"))
		return not_from_here(t, bad);
	if (planned == DAY_NONE || planned < today || planned > today + 400)
		return problem(bad, "planned_day", N_("Write the new day, today or later."));
	t->planned_day = planned;
	plan = transition_at(ctx, planned - TRANSITION_PLAN_DAYS, 9 * 60);
	t->duty.due_at = plan > ctx->now ? plan : ctx->now;
	t->duty.acked_at = 0;
	return transition_store(ctx, t, S("planned"), "moved");
}

enum err transition_ready(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	int64_t asked = transition_at(ctx, t->planned_day, TRANSITION_ASK_MIN);

	if (!is(t, "planned"))
		return not_from_here(t, bad);
	if (t->duty.due_at < asked)
		t->duty.due_at = asked;
	t->duty.acked_at = 0;
	return transition_store(ctx, t, S("planned"), "plan_ready");
}

enum err transition_left(struct ctx *ctx, struct transition *t, bool early, struct problems *bad)
{
	if (!is(t, "planned"))
		return not_from_here(t, bad);
	t->state = S("bridging");
	t->left_at = ctx->now;
	t->duty.red = early;
	t->duty.due_at = ctx->now + (early ? TRANSITION_FIRST_RED_HOURS : TRANSITION_FIRST_HOURS) * (int64_t)HOUR_S;
	t->duty.acked_at = 0;
	return transition_store(ctx, t, S("planned"), early ? "left_early" : "left");
}

enum err transition_undo(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	int64_t plan;

	if (!is(t, "bridging") || !t->duty.red || t->contacts)
		return problem(bad, "", N_("There is nothing to take back."));
	if (ctx->now > t->left_at + TRANSITION_UNDO_MINUTES * 60)
		return problem(bad, "", N_("Half an hour has passed. Call the one who is responsible, and say what happened."));
	plan = transition_at(ctx, t->planned_day - TRANSITION_PLAN_DAYS, 9 * 60);
	t->state = S("planned");
	t->left_at = 0;
	t->duty.red = false;
	t->duty.due_at = plan > ctx->now ? plan : ctx->now;
	return transition_store(ctx, t, S("bridging"), "undone");
}

/* After a talk the gap of the phase; after a vain try sooner, and at another time of day. */
static void next_after(struct ctx *ctx, struct transition *t, bool reached)
{
	int64_t vain = (t->duty.red ? TRANSITION_TRY_RED_HOURS : TRANSITION_TRY_HOURS) * (int64_t)HOUR_S;

	t->duty.due_at = ctx->now + (reached ? transition_gap_s(ctx, t) : vain);
	t->duty.acked_at = 0;
}

enum err transition_contact(struct ctx *ctx, struct transition *t, struct task_attempt *a, struct problems *bad)
{
	bool reached;

	if (is(t, "ended"))
		return not_from_here(t, bad);
	TRY(task_try(ctx, t->participant, "transition", t->id, a, bad));
	if (bad->n)
		return OK;
	if (str_same(a->result, "asked_stop"))
		return transition_end(ctx, t, S("stopped_by_person"), bad);
	reached = task_reached(a->result);
	if (reached) {
		t->last_contact_at = ctx->now;
		TRY(participant_sign(ctx, t->participant));
	}
	if (has_left(t)) {
		t->contacts += reached;
		next_after(ctx, t, reached);
	}
	return transition_store(ctx, t, t->state, reached ? "talked" : "tried");
}

enum err transition_attended(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	struct str was = t->state;

	if (!has_left(t))
		return not_from_here(t, bad);
	t->state = S("arrived");
	if (!t->attended_at)
		t->attended_at = ctx->now;
	t->last_contact_at = ctx->now;
	t->duty.red = false;
	next_after(ctx, t, true);
	TRY(participant_sign(ctx, t->participant));
	return transition_store(ctx, t, was, "attended");
}

/* --- ends ------------------------------------------------------------------------------------------------------ */

static enum err may_land(struct ctx *ctx, const struct transition *t, struct problems *bad)
{
	if (!t->attended_at)
		return problem(bad, "", N_("Not safe yet: they have come to no meeting or service."));
	if (t->contacts < TRANSITION_SAFE_CONTACTS)
		return problem(bad, "", N_("Not safe yet: two talks with a human are needed."));
	if (transition_days_since(ctx, t) < TRANSITION_SAFE_DAYS)
		return problem(bad, "", N_("Not safe yet: four weeks must have passed since they left."));
	return OK;
}

static enum err may_give_up(struct ctx *ctx, const struct transition *t, struct problems *bad)
{
	struct task_attempt *tries;
	struct str missing;
	size_t n;

	TRY(task_tries(ctx, "transition", t->id, TRIES_MOST, &tries, &n));
	if (!task_tried_enough(ctx, tries, n, &missing))
		return problem_with(bad, "", N_("Not yet. {x}"), missing);
	if (transition_days_since(ctx, t) < TRANSITION_SAFE_DAYS)
		return problem(bad, "", N_("Not yet: four weeks must have passed since they left."));
	if (!t->second_by || t->second_by == ctx->who->account)
		return problem(bad, "", N_("Not yet: a second person must agree first."));
	return OK;
}

enum err transition_second(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	if (!has_left(t))
		return not_from_here(t, bad);
	if (ctx->who->account == t->duty.owner)
		return problem(bad, "", N_("It takes somebody else than the one who is responsible."));
	t->second_by = ctx->who->account;
	return transition_store(ctx, t, t->state, "second_agreed");
}

enum err transition_end(struct ctx *ctx, struct transition *t, struct str end_class, struct problems *bad)
{
	struct str was = t->state;

	if (is(t, "ended"))
		return not_from_here(t, bad);
	if (!choice_label(transition_ends, end_class))
		return problem(bad, "end", N_("\"Sent\" is not the end. Say what happened: landed, said stop, is back, not reached, died."));
	if (str_same(end_class, "landed"))
		TRY(may_land(ctx, t, bad));
	if (str_same(end_class, "not_reached"))
		TRY(may_give_up(ctx, t, bad));
	if (bad->n)
		return OK;
	t->state = S("ended");
	t->end_class = end_class;
	t->ended_at = ctx->now;
	return transition_store(ctx, t, was, "ended");
}

enum err transition_stop(struct ctx *ctx, int64_t participant)
{
	struct problems bad = { 0 };
	struct transition t;
	enum err e = transition_of(ctx, participant, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return transition_end(ctx, &t, S("stopped_by_person"), &bad);
}
