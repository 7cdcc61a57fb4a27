/* people_waits.c -- what waits of people: whoever was promised something, is on their way, or has gone quiet. */
#include "info/waiting.h"
#include "call/call.h"
#include "checkup/checkup.h"
#include "door/door.h"
#include "enrolment/enrolment.h"
#include "landing/landing.h"
#include "linkage/linkage.h"
#include "ride/ride.h"
#include "transition/transition.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

static struct str url_of(struct ctx *ctx, const char *path, int64_t id)
{
	return page_url(ctx, arena_printf(ctx->arena, "%s/%lld", path, (long long)id).p);
}

/* --- promised ------------------------------------------------------------------------------------------------ */

static enum err say_call(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct call *c = item;

	r->href = r->act_href = url_of(ctx, "/work/calls", c->task.id);
	r->title = participant_called(ctx, c->nickname);
	r->sentence = tr(ctx, "Was promised a call.");
	r->act = tr(ctx, "Call");
	return OK;
}

static enum err calls(struct ctx *ctx, struct waiting *w)
{
	struct call *all;
	size_t n;

	TRY(call_list(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, all[i].task.duty.due_at, &all[i], say_call);
	return OK;
}

static enum err say_agreed(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct checkup *c = item;
	bool phone = str_same(c->kind, "phone");

	r->href = r->act_href = url_of(ctx, "/work/checkups", c->id);
	r->title = participant_called(ctx, c->nickname);
	r->sentence = phone ? tr(ctx, "Said yes to a call every week.") : tr(ctx, "Said yes to a look every three months.");
	r->act = phone ? tr(ctx, "Call") : tr(ctx, "Ask");
	return OK;
}

/* Calls that were agreed, at the hours in which they may be made, and looks that are near. */
static enum err agreed(struct ctx *ctx, struct waiting *w)
{
	struct checkup *all;
	int64_t hidden;
	size_t n;

	TRY(checkup_queue(ctx, (int64_t)w->most, &all, &n, &hidden));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, all[i].task.duty.due_at, &all[i], say_agreed);
	return OK;
}

/* What was promised about somebody who is on their way: to go along, or to ask again. */
static const struct {
	const char *kind, *path, *title, *sentence;
} promises[] = {
	{ "go_along", "/work/along", N_("Going along"), N_("Somebody would like you to go along the first time.") },
	{ "tell", "/work/tell", N_("To be told"), N_("A message could not be sent. Please tell it otherwise.") },
	{ "ask_again", "/work/loops", N_("Asking again"), N_("They said: ask me again about now.") },
	{ "child_concern", "/work/child", N_("A worry about a child"), N_("Is the municipality told? Somebody must call.") },
	{ "outside", "/work/outside", N_("Somebody outside asks"), N_("They get an answer within two days. It confirms and denies nobody.") },
	{ "breach", "/work/breaches", N_("Something confidential got out"), N_("72 hours: tell the authority, or say why not.") },
	{ "child_number", "/work/child/numbers", N_("A number is missing"), N_("Somebody was worried about a child, and the municipality had no number here.") },
	{ "incident_debrief", "/work/incidents", N_("Something went wrong"), N_("Talk it over with those who were there.") },
	{ "incident_review", "/work/incidents", N_("Something went wrong"), N_("What was learned? Write it, and close it.") },
	{ "right", "/work/rights", N_("Their own rights"), N_("Somebody asked to see, to put right or to delete what is kept of them.") },
	{ "checkup_offer", "/work/checkups", N_("An offer"), N_("Somebody said what would help.") },
	{ "not_answering", "/work/checkups", N_("No answer"), N_("Somebody does not answer the agreed calls. Is there another way?") },
	{ "ride_review", "/work/rides", N_("A ride that did not come"), N_("Somebody was left standing. How could that happen?") },
	{ "yes_stopped", "/work/stopped", N_("A yes was taken back"), N_("What you were told by it is not to be used any more.") },
	{ "yes_tell", "/work/stopped", N_("A yes was taken back"), N_("Tell whoever had been told something: there is no address to write to.") },
	{ "papers", "/work/papers", N_("Papers and dates"), N_("A last day is coming: is everything there?") },
};

static size_t promise_of(struct str kind)
{
	size_t i = 0;

	while (i < sizeof promises / sizeof *promises && !str_same(kind, promises[i].kind))
		i++;
	return i;
}

static enum err say_promise(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct task *t = item;
	size_t i = promise_of(t->kind);

	r->href = r->act_href = url_of(ctx, promises[i].path, t->subject);
	r->title = tr(ctx, promises[i].title);
	r->sentence = tr(ctx, promises[i].sentence);
	r->act = tr(ctx, "See to it");
	return OK;
}

static enum err tasks(struct ctx *ctx, struct waiting *w)
{
	struct task *all;
	size_t n;

	TRY(task_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		if (promise_of(all[i].kind) < sizeof promises / sizeof *promises)
			waiting_add(ctx, w, all[i].duty.due_at, &all[i], say_promise);
	return OK;
}

/* --- on their way ---------------------------------------------------------------------------------------------- */

/* The name is opened only of one that is shown: that costs as much as reading the row. */
static enum err say_loop(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct linkage *l = item;
	struct linkage_line line;
	const char *event;

	TRY(linkage_waiting_line(ctx, l, &line));
	r->href = r->act_href = url_of(ctx, "/work/loops", l->id);
	r->title = participant_called(ctx, line.nickname);
	r->sentence = arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(line.to_name), STR_ARG(linkage_next(ctx, &line.l, &event)));
	r->act = tr(ctx, "See to it");
	return OK;
}

/* People who are on their way somewhere, until they have arrived. */
static enum err loops(struct ctx *ctx, struct waiting *w)
{
	struct linkage *all;
	size_t n;

	TRY(linkage_waiting_all(ctx, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, all[i].duty.due_at, &all[i], say_loop);
	return OK;
}

static enum err say_transition(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct transition *t = item;
	bool unclear = transition_phase(ctx, t) == TRANSITION_UNCLEAR;

	r->href = r->act_href = url_of(ctx, "/work/transitions", t->id);
	r->title = participant_called(ctx, t->nickname);
	r->sentence = unclear ? tr(ctx, "Have they left? Ask today.") : tr(ctx, "Is between two places; somebody must hear from them.");
	r->act = tr(ctx, "See to it");
	return OK;
}

/* Those on the way between two places, once something is due, or nobody knows whether they left. */
static enum err transitions(struct ctx *ctx, struct waiting *w)
{
	struct transition *all;
	size_t n;

	TRY(transition_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, transition_due(ctx, &all[i]), &all[i], say_transition);
	return OK;
}

/* The first of somebody's plan that has gone quiet, and how many have. */
struct plan {
	const struct landing_quiet *first;
	int64_t steps;
};

static enum err say_plan(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct plan *p = item;

	r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld/plan#s-%lld", (long long)p->first->t.id, (long long)p->first->s.id).p);
	r->title = participant_called(ctx, p->first->t.nickname);
	r->sentence = trn(ctx, "One step of their first days is not ticked off. Ask how it went.",
			  "{n} steps of their first days are not ticked off. Ask how it went.", p->steps);
	r->act = tr(ctx, "See the plan");
	return OK;
}

/* What somebody planned for their first days, and nobody has said that it came to be: a line for each plan. */
static enum err plans(struct ctx *ctx, struct waiting *w)
{
	struct landing_quiet *all;
	struct plan *each;
	size_t n, k, have = 0;

	TRY(landing_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	each = arena_array(ctx->arena, n, struct plan);
	for (size_t i = 0; i < n; i++) {
		for (k = 0; k < have && each[k].first->t.id != all[i].t.id;)
			k++;
		if (k == have)
			each[have++] = (struct plan){ &all[i], 0 };
		each[k].steps++;
	}
	for (k = 0; k < have; k++)
		waiting_add(ctx, w, each[k].first->duty.due_at, &each[k], say_plan);
	return OK;
}

/* Has who asks been asked and not answered? */
static bool is_asked(const struct door_wish *d)
{
	return d->answer.p && !d->answer.n;
}

static enum err say_door(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct door_wish *d = item;
	bool asked = is_asked(d);

	r->href = r->act_href = asked ? url_of(ctx, "/work/door", d->id) :
			        page_url(ctx, arena_printf(ctx->arena, "/work/loops/%lld/door", (long long)d->linkage).p);
	r->title = d->to_name;
	r->sentence = asked ? tr(ctx, "Somebody would like company the first time. Can you be at the door?") :
		      tr(ctx, "Nobody has said yes yet to be at the door. Find somebody, or go yourself.");
	r->act = asked ? tr(ctx, "Answer") : tr(ctx, "See to it");
	return OK;
}

/* To answer whether one meets somebody at the door; and where nobody has said yes in time. */
static enum err doors(struct ctx *ctx, struct waiting *w)
{
	struct door_wish *all;
	size_t n;

	TRY(door_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, door_duty(ctx, &all[i]).due_at, &all[i], say_door);
	return OK;
}

/* --- gone quiet -------------------------------------------------------------------------------------------------- */

static struct str way_url(struct ctx *ctx, int64_t participant)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld/way", (long long)participant).p);
}

static enum err say_quiet(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct enrolment_quiet *q = item;

	r->href = r->act_href = way_url(ctx, q->e.participant);
	r->title = participant_called(ctx, q->nickname);
	r->sentence = TR_FILL(ctx, tr(ctx, "{what}: no sign of them for a while. A kind word, once."), { "what", q->e.to_name });
	r->act = tr(ctx, "See to it");
	return OK;
}

/* Nobody heard from them for a while: a kind word, once. */
static enum err quiet_ones(struct ctx *ctx, struct waiting *w)
{
	struct enrolment_quiet *all;
	size_t n;

	TRY(enrolment_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, enrolment_quiet_at(&all[i].e) + ENROLMENT_OFFER_DAYS * DAY_S, &all[i], say_quiet);
	return OK;
}

static enum err say_afterwards(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct episode_open *e = item;

	r->href = r->act_href = way_url(ctx, e->participant);
	r->title = participant_called(ctx, e->nickname);
	r->sentence = tr(ctx, "Says that treatment is finished, and nothing for afterwards is under way. Ask what they would like.");
	r->act = tr(ctx, "See to it");
	return OK;
}

/* Treatment is completed, and nothing for afterwards is under way. */
static enum err afterwards(struct ctx *ctx, struct waiting *w)
{
	struct episode_open *all;
	size_t n;

	TRY(episode_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].to_day) + ENROLMENT_AFTER_HOURS * HOUR_S, &all[i], say_afterwards);
	return OK;
}

/* --- rides -------------------------------------------------------------------------------------------------------- */

static enum err say_ride(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct ride *ride = item;

	r->href = r->act_href = url_of(ctx, "/work/rides", ride->id);
	r->title = TR_FILL(ctx, tr(ctx, "A ride on {when}"), { "when", page_moment(ctx, ride->out_at) });
	r->sentence = ride_phase_text(ctx, ride);
	r->act = tr(ctx, "See to it");
	return OK;
}

/* Rides that somebody must see to, whoever of us it is: there is little time, so they do not wait for a ladder. */
static enum err rides(struct ctx *ctx, struct waiting *w)
{
	struct ride *all;
	size_t n;

	TRY(ride_waiting(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		/* The review of one that is over is a task of one's own. */
		if (!all[i].ended_at)
			waiting_add(ctx, w, ride_due(&all[i]), &all[i], say_ride);
	return OK;
}

/* By when a driver does something about one: nothing any more, INT64_MAX. */
static int64_t drive_due(const struct ctx *ctx, const struct ride_job *j)
{
	if (j->over)
		return j->needed || j->out_at < ctx->now ? INT64_MAX : j->out_at;
	if (!j->mine)
		return ctx->now + RIDE_WAVE_MINUTES * 60;
	return j->mine & RIDE_OUT && j->out_at > ctx->now ? j->out_at : j->mine & RIDE_HOME ? j->home_at : INT64_MAX;
}

static enum err say_drive(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct ride_job *j = item;

	r->href = r->act_href = url_of(ctx, "/work/driving", j->ride);
	r->title = TR_FILL(ctx, tr(ctx, "A ride on {when}"), { "when", page_moment(ctx, j->out_at) });
	r->sentence = !j->needed ? tr(ctx, "This ride is not needed. Thank you.") : j->mine ? tr(ctx, "You said that you drive.") :
		      tr(ctx, "Can you drive? The first yes has it.");
	r->act = j->mine ? tr(ctx, "See the ride") : tr(ctx, "Answer");
	return OK;
}

/* What one is asked to drive, drives, and need not drive any more. */
static enum err drives(struct ctx *ctx, struct waiting *w)
{
	struct ride_job *all;
	size_t n;

	TRY(ride_jobs(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		if (drive_due(ctx, &all[i]) != INT64_MAX)
			waiting_add(ctx, w, drive_due(ctx, &all[i]), &all[i], say_drive);
	return OK;
}

const struct waiting_source waiting_people[] = {
	{ TASK_DO, calls },
	{ PERSON_SERVE, loops },
	{ MEMBER, tasks },
	{ TASK_DO, transitions },
	{ TASK_DO, agreed },
	{ PERSON_SERVE, rides },
	{ TASK_DO, drives },
	{ TASK_DO, plans },
	{ PERSON_SERVE, quiet_ones },
	{ PERSON_SERVE, afterwards },
	{ TASK_DO, doors },
	{ 0 }
};
