/* act.c -- what can happen to a ride (requirements 8.7), and what follows from it. */
#include "ride/ride_parts.h"
#include "event/event.h"
#include "form/form.h"

#include "ride_sql.h"

#include <stdio.h>
#include <string.h>

enum { REVIEW_DAYS = 7 };

/* --- written down ---------------------------------------------------------------------------------------------------- */

static bool has_begun(const struct ride *r)
{
	return ride_in(r, "rescue") || ride_in(r, "arranged") || ride_in(r, "on_way") || ride_in(r, "there") || ride_in(r, "homebound");
}

void ride_settle(struct ride *r)
{
	if (!ride_free(r))
		r->state = r->homebound_at ? S("homebound") : r->there_at ? S("there") : r->on_way_at ? S("on_way") : S("arranged");
	else if (has_begun(r))
		r->state = S("rescue");
	else if (r->out_how.n || (r->home_how.n && !str_same(r->home_how, "waived")))
		r->state = S("matched");
	else
		r->state = S("offered");
}

static enum err close_task(struct ctx *ctx, const struct ride *r, const char *kind, const char *result)
{
	struct task t;
	enum err e = task_of(ctx, kind, r->id, &t);

	return e ? e == ERR_NOT_FOUND ? OK : e : task_done(ctx, &t, result);
}

static enum err promise(struct ctx *ctx, const struct ride *r, const char *kind, int64_t due, struct str once)
{
	struct task t = { .org = r->org, .area = r->area, .participant = r->participant, .kind = str_of(kind), .subject = r->id,
			  .duty = { .due_at = due, .red = true } }, first;
	enum err e = task_choose(ctx, PERSON_SERVE, &t.org, r->area, page_today(ctx), &t.duty.owner, &t.duty.deputy);

	/* Nobody serves there any more: whoever answers for the ride does for this, too. */
	if (e == ERR_NOT_FOUND && !(e = task_of(ctx, "ride", r->id, &first)))
		t.duty.owner = first.duty.owner, t.duty.deputy = first.duty.deputy;
	return e ? e : task_add(ctx, &t, once);
}

/* From the minute on in which a driver cannot after all: a task, and a code for a taxi set aside. */
static enum err rescue(struct ctx *ctx, const struct ride *r)
{
	int64_t changed, due = ride_due(r);
	struct task t;

	TRY(promise(ctx, r, "ride_rescue", due, arena_printf(ctx->arena, "ride_rescue/%lld/%lld", (long long)r->id, (long long)r->rescues)));
	TRY(task_of(ctx, "ride_rescue", r->id, &t));
	TRY(t.duty.due_at != due ? task_move(ctx, &t, due) : OK);
	return ride_taxi_aside(ctx, r->org, r->id, &changed);
}

static bool by_taxi(const struct ride *r)
{
	return str_same(r->out_how, "taxi") || str_same(r->home_how, "taxi");
}

static enum err see_to_taxi(struct ctx *ctx, const struct ride *r)
{
	int64_t changed;

	if (by_taxi(r)) {
		TRY(ride_taxi_aside(ctx, r->org, r->id, &changed));
		return r->ended_at ? ride_taxi_used(ctx, r->id, ctx->now, &changed) : OK;
	}
	/* Who stood there and saw the code may have used it. */
	return ride_in(r, "stranded") ? ride_taxi_used(ctx, r->id, ctx->now, &changed) : ride_taxi_back(ctx, r->id, &changed);
}

static enum err over(struct ctx *ctx, const struct ride *r)
{
	TRY(ride_thank(ctx, r));
	TRY(close_task(ctx, r, "ride_rescue", r->state.p));
	TRY(see_to_taxi(ctx, r));
	if (ride_in(r, "stranded"))
		TRY(promise(ctx, r, "ride_review", ctx->now + REVIEW_DAYS * (int64_t)DAY_S, arena_printf(ctx->arena, "ride_review/%lld", (long long)r->id)));
	return close_task(ctx, r, "ride", r->state.p);
}

static enum err follow(struct ctx *ctx, const struct ride *r)
{
	struct task t;
	enum err e;

	if (r->ended_at)
		return over(ctx, r);
	e = task_of(ctx, "ride", r->id, &t);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e)
		TRY(task_move(ctx, &t, ride_due(r)));
	if (ride_in(r, "rescue"))
		return rescue(ctx, r);
	TRY(close_task(ctx, r, "ride_rescue", "found"));
	return see_to_taxi(ctx, r);
}

enum err ride_store(struct ctx *ctx, struct ride *r, struct str was, const char *event, unsigned legs)
{
	int64_t changed;

	r->state_at = ctx->now;
	TRY(ride_set(ctx, r->participant, r->id, r->steps, r->out_how, r->out_driver, r->home_how, r->home_driver, r->state, r->rescues, r->on_way_at,
		     r->there_at, r->homebound_at, r->state_at, r->ended_at ? SOME_INT(r->ended_at) : NO_INT, r->end_why, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else wrote in this ride meanwhile");
	r->steps++;
	TRY(ride_step_put(ctx, r->participant, r->id, r->steps, str_of(event), was, r->state, legs, ctx->who->account, ctx->now, &changed));
	TRY(event_add(ctx, arena_printf(ctx->arena, "ride.%s", event).p, r->id, STR_ABSENT));
	TRY(ride_tell(ctx, r, was));
	return follow(ctx, r);
}

/* --- events ------------------------------------------------------------------------------------------------------------ */

static enum err end(struct ctx *ctx, struct ride *r, const char *state)
{
	r->state = str_of(state);
	r->ended_at = ctx->now;
	return OK;
}

static enum err do_offer(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	size_t n;

	TRY(ride_wave(ctx, r, ride_free(r), true, &n));
	if (!n)
		return problem(bad, "", N_("No driver can that day. Find another way: a taxi, a bus, or somebody you know."));
	if (ride_in(r, "requested"))
		r->state = S("offered");
	return OK;
}

static enum err do_waive(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	(void)ctx, (void)bad;
	r->home_how = S("waived");
	r->home_driver = 0;
	ride_settle(r);
	return OK;
}

static enum err do_cancel(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	(void)bad;
	r->end_why = S("rider");
	return end(ctx, r, "cancelled");
}

static enum err do_none(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	(void)bad;
	r->end_why = S("no_driver");
	return end(ctx, r, "cancelled");
}

static enum err do_pickup(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	(void)bad;
	r->on_way_at = ctx->now;
	ride_settle(r);
	return OK;
}

static enum err do_arrived(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	if (!r->on_way_at || r->there_at)
		return ride_refuse(ctx, r, bad);
	r->there_at = ctx->now;
	ride_settle(r);
	return OK;
}

static enum err do_pickup_home(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	(void)bad;
	r->homebound_at = ctx->now;
	ride_settle(r);
	return OK;
}

/* Nobody pressed anything on the way, which is how days are: whoever is home is home. */
static enum err do_home(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	if (ctx->now < r->out_at)
		return ride_refuse(ctx, r, bad);
	return end(ctx, r, "done");
}

static enum err do_no_show(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	if (ctx->now < r->out_at + RIDE_WAIT_MINUTES * MINUTE_S)
		return problem(bad, "", N_("Please wait ten minutes from the time that was agreed. Perhaps they are on the stairs."));
	return end(ctx, r, "no_show");
}

static enum err do_stranded(struct ctx *ctx, struct ride *r, struct problems *bad)
{
	if (ctx->now < ride_limit(r))
		return problem(bad, "", N_("There is still time: others have been asked. Find another way first."));
	return end(ctx, r, "stranded");
}

#define ALL (RIDE_BY_RIDER | RIDE_BY_DRIVER | RIDE_BY_STAFF)
#define RIDER_STAFF (RIDE_BY_RIDER | RIDE_BY_STAFF)
static const struct ride_move {
	const char *event, *from;         /* from: states with blanks around */
	unsigned by, legs;
	enum err (*fn)(struct ctx *, struct ride *, struct problems *);
} moves[] = {
	{ "offer", " requested offered matched rescue ", RIDE_BY_STAFF, RIDE_BOTH, do_offer },
	{ "waive", " requested offered matched arranged rescue on_way there ", RIDER_STAFF, RIDE_HOME, do_waive },
	{ "cancel", " requested offered matched arranged rescue ", RIDER_STAFF, RIDE_BOTH, do_cancel },
	{ "none", " requested offered matched ", RIDE_BY_STAFF, RIDE_BOTH, do_none },
	{ "pickup", " arranged ", ALL, RIDE_OUT, do_pickup },
	{ "arrived", " on_way rescue ", ALL, RIDE_OUT, do_arrived },
	{ "pickup_home", " there ", ALL, RIDE_HOME, do_pickup_home },
	{ "home", " arranged on_way there homebound ", ALL, RIDE_HOME, do_home },
	{ "no_show", " arranged ", RIDE_BY_DRIVER | RIDE_BY_STAFF, RIDE_OUT, do_no_show },
	{ "stranded", " rescue ", RIDE_BY_STAFF, RIDE_BOTH, do_stranded },
};

static const struct ride_move *move_of(const struct ride *r, enum ride_by by, struct str event)
{
	char state[24];
	int n = snprintf(state, sizeof state, " %.*s ", STR_ARG(r->state));

	if (n <= 0 || n >= (int)sizeof state)
		return NULL;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (str_same(event, moves[i].event) && moves[i].by & by && strstr(moves[i].from, state))
			return &moves[i];
	return NULL;
}

/* Would a button for it make sense now? */
bool ride_fits(const struct ctx *ctx, const struct ride *r, enum ride_by by, const char *event)
{
	if (!move_of(r, by, str_of(event)))
		return false;
	if (!strcmp(event, "home"))
		return ctx->now >= r->out_at;
	if (!strcmp(event, "no_show"))
		return ctx->now >= r->out_at + RIDE_WAIT_MINUTES * MINUTE_S;
	if (!strcmp(event, "stranded"))
		return ctx->now >= ride_limit(r);
	if (!strcmp(event, "arrived"))
		return r->on_way_at && !r->there_at;
	if (!strcmp(event, "waive"))
		return !str_same(r->home_how, "waived");
	/* Somebody who is there already does not call off how they came. */
	return strcmp(event, "cancel") || !r->on_way_at;
}

enum err ride_refuse(struct ctx *ctx, const struct ride *r, struct problems *bad)
{
	return problem_with(bad, "", N_("That does not fit now. It stands at: {x}."), ride_phase_text(ctx, r));
}

static bool may_say(const struct ctx *ctx, const struct ride *r, enum ride_by by)
{
	const struct who *w = ctx->who;

	if (by == RIDE_BY_RIDER)
		return w->participant && w->participant == r->participant;
	if (by == RIDE_BY_STAFF)
		return ride_serves(ctx, r);
	return w->account && (w->account == r->out_driver || w->account == r->home_driver);
}

enum err ride_do(struct ctx *ctx, struct ride *r, enum ride_by by, struct str event, struct problems *bad)
{
	const struct ride_move *m = move_of(r, by, event);
	struct str was = r->state;

	if (!may_say(ctx, r, by))
		return ERR_DENIED;
	if (!m || (str_same(event, "cancel") && r->on_way_at))
		return ride_refuse(ctx, r, bad);
	TRY(m->fn(ctx, r, bad));
	if (bad->n)
		return OK;
	TRY(ride_store(ctx, r, was, m->event, m->legs));
	/* A sign of them, too. */
	return by == RIDE_BY_RIDER || ride_in(r, "done") ? participant_sign(ctx, r->participant) : OK;
}

enum err ride_review(struct ctx *ctx, struct ride *r, struct str review, struct problems *bad)
{
	int64_t changed;

	if (!ride_serves(ctx, r))
		return ERR_DENIED;
	if (!choice_label(ride_reviews, review))
		return problem(bad, "review", N_("Choose what it was."));
	TRY(ride_review_set(ctx, r->participant, r->id, review, ctx->now, &changed));
	if (!changed)
		return ride_refuse(ctx, r, bad);
	r->review = review;
	TRY(close_task(ctx, r, "ride_review", "reviewed"));
	return event_add(ctx, "ride.reviewed", r->id, review);
}
