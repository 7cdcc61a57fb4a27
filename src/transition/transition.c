/* transition.c -- registering one, finding it, handing it over, and the counts that must be nought. */
#include "transition/transition_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "outbox/outbox.h"

#include <stdlib.h>

#include "transition_sql.h"

enum { LATE_START_DAYS = 30, AHEAD_DAYS = 400, MORNING_MIN = 9 * 60, OPEN_MOST = 1000, LINK_CHARS = 26 };

const struct choice transition_froms[] = {
	{ "inpatient", N_("A stay with beds") }, { "residential", N_("A longer stay with beds") }, { "detox", N_("A few days of getting well") },
	{ "psychiatry", N_("A hospital, for the mind") }, { "prison", N_("A prison") }, { "outpatient", N_("Talks by appointment that end") },
	{ "programme", N_("A programme that ends") }, { NULL, NULL }
};

const struct choice transition_agreements[] = { { "yes", N_("Yes") }, { "no", N_("No") }, { "unknown", N_("Not known") }, { NULL, NULL } };

const struct choice transition_ends[] = {
	{ "landed", N_("Landed safely") }, { "stopped_by_person", N_("The person said stop") }, { "readmitted", N_("Is back where they were") },
	{ "not_reached", N_("Could not be reached") }, { "died", N_("Has died") }, { NULL, NULL }
};

/* --- reading ------------------------------------------------------------------------------------------------- */

bool transition_may_see(const struct ctx *ctx, const struct transition *t)
{
	const struct who *w = ctx->who;

	return w->participant == t->participant || (w->account && (w->account == t->duty.owner || w->account == t->duty.deputy)) ||
	       may_for(w, PERSON_SERVE, t->org, t->area);
}

/* Four queries give the same columns. */
#define TRANSITION_OF(r) (struct transition){ \
	.participant = (r)->participant, .id = (r)->id, .org = (r)->org, .area = (r)->area, .from_kind = (r)->from_kind, \
	.agreement = (r)->agreement, .planned_day = (r)->planned_day, .left_at = (r)->left_at.has ? (r)->left_at.v : 0, .state = (r)->state, \
	.end_class = (r)->end_class, .ended_at = (r)->ended_at.has ? (r)->ended_at.v : 0, \
	.duty = { (r)->owner, (r)->deputy, (r)->next_due_at, (r)->red, (r)->acked_at }, .contacts = (r)->contacts, \
	.last_contact_at = (r)->last_contact_at, .attended_at = (r)->attended_at, .second_by = (r)->second_by, .made_by = (r)->made_by, \
	.made_at = (r)->made_at, .nickname = S(""), \
}

/* Erased meanwhile: what is left has no name. */
static enum err call_by_name(struct ctx *ctx, struct transition *t)
{
	struct participant p;
	enum err e = participant_find(ctx, t->participant, &p);

	if (!e)
		t->nickname = p.nickname;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err transition_find(struct ctx *ctx, int64_t id, struct transition *t)
{
	struct transition_row r;

	TRY(transition_row(ctx, id, &r));
	*t = TRANSITION_OF(&r);
	TRY(call_by_name(ctx, t));
	return transition_may_see(ctx, t) ? OK : ERR_NOT_FOUND;
}

enum err transition_of(struct ctx *ctx, int64_t participant, struct transition *t)
{
	struct transition_open_of r;

	TRY(transition_open_of(ctx, participant, &r));
	*t = TRANSITION_OF(&r);
	return call_by_name(ctx, t);
}

struct due_of {
	struct transition t;
	int64_t due;
};

static int by_due(const void *a, const void *b)
{
	const struct due_of *x = a, *y = b;

	return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : (x->t.id > y->t.id) - (x->t.id < y->t.id);
}

enum err transition_list(struct ctx *ctx, int64_t most, struct transition **out, size_t *n)
{
	struct transition_open *rows;
	struct due_of *all;
	size_t have;

	TRY(transition_open(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), OPEN_MOST, &rows, &have));
	all = arena_array(ctx->arena, have, struct due_of);
	for (size_t i = 0; i < have; i++) {
		all[i].t = TRANSITION_OF(&rows[i]);
		TRY(call_by_name(ctx, &all[i].t));
		all[i].due = transition_due(ctx, &all[i].t);
	}
	qsort(all, have, sizeof *all, by_due);
	*n = have < (size_t)most ? have : (size_t)most;
	*out = arena_array(ctx->arena, *n, struct transition);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = all[i].t;
	return OK;
}

enum err transition_sent(struct ctx *ctx, int64_t most, struct transition **out, size_t *n)
{
	struct transition_sent_rows *rows;

	TRY(transition_sent_rows(ctx, ctx->who->account, ctx->now - TRANSITION_LINK_DAYS * (int64_t)DAY_S, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct transition);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = TRANSITION_OF(&rows[i]);
		TRY(call_by_name(ctx, &(*out)[i]));
	}
	return OK;
}

enum err transition_find_sent(struct ctx *ctx, int64_t id, struct transition *t)
{
	struct transition_row r;

	TRY(transition_row(ctx, id, &r));
	*t = TRANSITION_OF(&r);
	if (!ctx->who->account || t->made_by != ctx->who->account || t->made_at <= ctx->now - TRANSITION_LINK_DAYS * (int64_t)DAY_S)
		return ERR_NOT_FOUND;
	return call_by_name(ctx, t);
}

static enum err waits_for_me(struct ctx *ctx, const struct transition *t, bool *waits)
{
	enum rung rung = transition_rung(ctx, t);
	int64_t me = ctx->who->account;

	*waits = t->duty.owner == me || (t->duty.deputy == me && rung >= RUNG_DEPUTY) ||
		 (rung >= RUNG_COORDINATOR && may_for(ctx->who, PERSON_SERVE, t->org, t->area));
	return *waits || t->duty.deputy != me ? OK : task_is_away(ctx, t->duty.owner, page_today(ctx), waits);
}

enum err transition_waiting(struct ctx *ctx, int64_t most, struct transition **out, size_t *n)
{
	struct transition *all;
	size_t have;
	bool waits;

	TRY(transition_list(ctx, OPEN_MOST, &all, &have));
	*out = all;
	*n = 0;
	for (size_t i = 0; i < have && *n < (size_t)most; i++) {
		TRY(waits_for_me(ctx, &all[i], &waits));
		if (waits)
			all[(*n)++] = all[i];
	}
	return OK;
}

enum err transition_steps(struct ctx *ctx, const struct transition *t, int64_t most, struct transition_step **out, size_t *n)
{
	struct transition_steps_of *rows;

	TRY(transition_steps_of(ctx, t->id, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct transition_step);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct transition_step){ rows[i].what, rows[i].account, rows[i].at };
	return OK;
}

/* --- writing --------------------------------------------------------------------------------------------------- */

static enum err step(struct ctx *ctx, const struct transition *t, const char *what)
{
	int64_t changed;

	TRY(transition_step_put(ctx, t->participant, id_new(ctx->house->rng, ctx->now), t->id, str_of(what), ctx->who->account, ctx->now, &changed));
	return event_add(ctx, arena_printf(ctx->arena, "transition.%s", what).p, t->id, STR_ABSENT);
}

/* The evening before the day of leaving, as it stands now. */
static enum err remind(struct ctx *ctx, const struct transition *t)
{
	int64_t morning = transition_at(ctx, t->planned_day, MORNING_MIN);
	struct outbox_message m = { .participant = t->participant, .kind = "last_day", .subject = t->id, .mark = day_str(ctx->arena, t->planned_day), .org = t->org,
				    .area = t->area, .owner = t->duty.owner, .deputy = t->duty.deputy, .send_at = outbox_evening_before(ctx, morning),
				    .until_at = morning };

	if (!str_same(t->state, "planned") || morning <= ctx->now)
		return OK;
	return outbox_tell(ctx, &m, SAY_DAY, (struct outbox_gaps){ .at = morning },
			   arena_printf(ctx->arena, "last_day/%lld/%.*s", (long long)t->id, STR_ARG(m.mark)));
}

enum err transition_store(struct ctx *ctx, struct transition *t, struct str was, const char *what)
{
	int64_t changed;

	TRY(transition_set(ctx, t->participant, t->id, was, t->planned_day, t->left_at ? SOME_INT(t->left_at) : NO_INT, t->duty.red, t->state,
			   t->end_class, t->ended_at ? SOME_INT(t->ended_at) : NO_INT, t->duty.owner, t->duty.deputy, t->duty.due_at,
			   t->duty.acked_at, t->contacts, t->last_contact_at, t->attended_at, t->second_by, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "a transition was changed meanwhile");
	TRY(remind(ctx, t));
	return step(ctx, t, what);
}

static int64_t first_due(const struct ctx *ctx, day_t planned)
{
	int64_t plan = transition_at(ctx, planned - TRANSITION_PLAN_DAYS, MORNING_MIN);

	return plan > ctx->now ? plan : ctx->now;
}

enum err transition_plan(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	day_t today = page_today(ctx);
	int64_t changed;

	if (!choice_label(transition_froms, t->from_kind))
		return problem(bad, "from_kind", N_("Say what they leave."));
	if (t->planned_day == DAY_NONE || t->planned_day > today + AHEAD_DAYS)
		return problem(bad, "planned_day", N_("Write the day on which they leave, within the next year."));
	TRY(task_pair(ctx, t->duty.owner, t->duty.deputy, today, bad));
	if (bad->n)
		return OK;
	if (!choice_label(transition_agreements, t->agreement))
		t->agreement = S("unknown");
	t->id = id_new(ctx->house->rng, ctx->now);
	t->made_at = ctx->now;
	t->made_by = ctx->who->account;
	t->state = S("planned");
	t->end_class = S("");
	t->duty.due_at = t->planned_day < today - LATE_START_DAYS ? ctx->now : first_due(ctx, t->planned_day);
	TRY(transition_put(ctx, t->participant, t->id, t->org, t->area, t->from_kind, t->agreement, t->planned_day, t->duty.owner, t->duty.deputy,
			   t->duty.due_at, t->made_by, ctx->now, &changed));
	TRY(remind(ctx, t));
	return step(ctx, t, "registered");
}

enum err transition_hand_over(struct ctx *ctx, struct transition *t, int64_t owner, int64_t deputy, struct problems *bad)
{
	TRY(task_pair(ctx, owner, deputy, page_today(ctx), bad));
	if (bad->n)
		return OK;
	t->duty.owner = owner;
	t->duty.deputy = deputy;
	t->duty.acked_at = 0;
	return transition_store(ctx, t, t->state, "handed_over");
}

enum err transition_seen(struct ctx *ctx, struct transition *t)
{
	t->duty.acked_at = ctx->now;
	return transition_store(ctx, t, t->state, "seen");
}

/* --- links -------------------------------------------------------------------------------------------------------- */

static struct str tag_of(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "transition link", token);
}

enum err transition_link_new(struct ctx *ctx, const struct transition *t, struct str *path)
{
	struct str token = token_new(ctx->house->rng, ctx->arena, LINK_CHARS);
	int64_t changed;

	TRY(transition_link_put(ctx, tag_of(ctx, token), t->participant, t->id, ctx->now, ctx->now + TRANSITION_LINK_DAYS * (int64_t)DAY_S, &changed));
	*path = arena_printf(ctx->arena, "/%s/b/%.*s", ctx->lang, STR_ARG(token));
	return step(ctx, t, "link_made");
}

enum err transition_link_find(struct ctx *ctx, struct str token, struct transition *t)
{
	struct transition_link_of row;
	struct transition_row r;

	TRY(transition_link_of(ctx, tag_of(ctx, token), ctx->now, &row));
	TRY(transition_row(ctx, row.transition, &r));
	*t = TRANSITION_OF(&r);
	return call_by_name(ctx, t);
}

/* --- nobody lost ---------------------------------------------------------------------------------------------------- */

enum err transition_count(struct ctx *ctx, struct transition_counts *c)
{
	struct transition_counts_now row;
	struct transition_wrong_ends wrong;

	TRY(transition_counts_now(ctx, ctx->now - DAY_S, &row));
	TRY(transition_wrong_ends(ctx, &wrong));
	*c = (struct transition_counts){ row.open_ones, row.without_owner, row.overdue, wrong.n, page_today(ctx) };
	return OK;
}

enum err transition_history(struct ctx *ctx, int64_t most, struct transition_counts **out, size_t *n)
{
	struct transition_days *rows;

	TRY(transition_days(ctx, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct transition_counts);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct transition_counts){ rows[i].open_ones, rows[i].without_owner, rows[i].overdue, rows[i].wrong_end, rows[i].day };
	return OK;
}

enum err transition_tidy(struct ctx *ctx)
{
	struct transition_counts c;
	int64_t changed;

	TRY(transition_count(ctx, &c));
	return transition_day_put(ctx, c.day, c.open_ones, c.without_owner, c.overdue, c.wrong_end, ctx->now, &changed);
}
