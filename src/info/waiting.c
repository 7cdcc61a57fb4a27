/*
 * waiting.c -- what waits for this person, whatever it is, in one list: overdue first, then by time; and who is on
 * tonight.
 *
 * Each source is a row of a table: whoever adds a room whose things fall due adds a row.  Nothing is stored, and
 * no job need have run: every line is worked out from what the rooms hold, at this second.
 */
#include "info/today.h"
#include "call/call.h"
#include "checkup/checkup.h"
#include "ride/ride.h"
#include "door/door.h"
#include "landing/landing.h"
#include "transition/transition.h"
#include "enrolment/enrolment.h"
#include "evening/evening.h"
#include "linkage/linkage.h"
#include "presence/presence.h"
#include "report/report.h"
#include "volunteer/declare.h"
#include "volunteer/volunteer.h"

#include <stdlib.h>

enum { DAY_S = 86400, HOUR_S = 3600, BACK_DAYS = 60, CALLS_MOST = 50, LOOPS_MOST = 50, TASKS_MOST = 50, RIDES_MOST = 50 };

struct waiting {
	struct waiting_line {
		int64_t due_at;
		struct due_row row;
	} *at;
	size_t n;
	int64_t missing;                  /* evenings that nobody wrote down in 48 hours */
};

static struct due_row *add(struct ctx *ctx, struct waiting *w, int64_t due_at)
{
	w->at = arena_grow(ctx->arena, w->at, w->n, sizeof *w->at);
	w->at[w->n] = (struct waiting_line){ .due_at = due_at };
	return &w->at[w->n++].row;
}

/* The end of a day in Denmark. */
static int64_t end_of(struct ctx *ctx, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day + 1, 0);
}

static struct str evening_url(struct ctx *ctx, int64_t meeting, day_t day)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)meeting, STR_ARG(day_str(ctx->arena, day))).p);
}

static struct str volunteer_url(struct ctx *ctx, int64_t id)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/volunteers/%lld", (long long)id).p);
}

/* --- sources -------------------------------------------------------------------------------------------- */

/* Evenings that have begun and of which nothing is written down. */
static enum err evenings(struct ctx *ctx, struct waiting *w)
{
	day_t today = page_today(ctx);
	struct evening_line *lines;
	size_t n;

	TRY(evening_lines(ctx, today - BACK_DAYS, today, &lines, &n));
	for (size_t i = 0; i < n; i++) {
		const struct evening_line *l = &lines[i];
		struct due_row *r;
		if (l->state != EVENING_DUE && l->state != EVENING_MISSING)
			continue;
		w->missing += l->state == EVENING_MISSING;
		r = add(ctx, w, l->ends + EVENING_LATE_HOURS * HOUR_S);
		r->href = r->act_href = evening_url(ctx, l->meeting, l->o.by_series);
		r->title = l->name;
		r->sentence = TR_FILL(ctx, tr(ctx, "What came of {day}?"), { "day", tr_day_date(ctx, l->o.by_series) });
		r->act = tr(ctx, "Write it down");
	}
	return OK;
}

/* Whoever wants to help, and has waited for us or we for them. */
static enum err newcomers(struct ctx *ctx, struct waiting *w)
{
	struct volunteer *all;
	size_t n;

	TRY(volunteer_waiting(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		bool us = volunteer_waits(all[i].state) == WAIT_FOR_US;
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].state_day + VOLUNTEER_WAIT_DAYS));
		r->href = r->act_href = volunteer_url(ctx, all[i].id);
		r->title = all[i].name;
		r->sentence = us ? tr(ctx, "Wants to help, and waits for the next step from us.") : tr(ctx, "Wants to help; we wait for their answer.");
		r->act = tr(ctx, "Next step");
	}
	return OK;
}

static enum err certifications(struct ctx *ctx, struct waiting *w)
{
	struct volunteer_end *all;
	size_t n;

	TRY(volunteer_expiring_soon(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].until));
		r->href = r->act_href = volunteer_url(ctx, all[i].volunteer);
		r->title = all[i].name;
		r->sentence = tr(ctx, "The certification ends; after that day somebody else must lead.");
		r->act = tr(ctx, "Renew it");
	}
	return OK;
}

/* People who were promised a call. */
static enum err calls(struct ctx *ctx, struct waiting *w)
{
	struct call *all;
	size_t n;

	TRY(call_list(ctx, CALLS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, all[i].task.duty.due_at);
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/calls/%lld", (long long)all[i].task.id).p);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = tr(ctx, "Was promised a call.");
		r->act = tr(ctx, "Call");
	}
	return OK;
}

/* Those on the way between two places, once something is due, or nobody knows whether they left. */
static enum err transitions(struct ctx *ctx, struct waiting *w)
{
	struct transition *all;
	size_t n;

	TRY(transition_waiting(ctx, CALLS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		bool unclear = transition_phase(ctx, &all[i]) == TRANSITION_UNCLEAR;
		struct due_row *r = add(ctx, w, transition_due(ctx, &all[i]));
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld", (long long)all[i].id).p);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = unclear ? tr(ctx, "Have they left? Ask today.") : tr(ctx, "Is between two places; somebody must hear from them.");
		r->act = tr(ctx, "See to it");
	}
	return OK;
}

/* What somebody planned for their first days, and nobody has said that it came to be: a line for each plan. */
static enum err plans(struct ctx *ctx, struct waiting *w)
{
	struct landing_quiet *all;
	size_t n;

	TRY(landing_waiting(ctx, TASKS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		const struct transition *t = &all[i].t;
		struct due_row *r;
		int64_t steps = 0;
		bool first = true;
		for (size_t k = 0; k < n; k++) {
			steps += all[k].t.id == t->id;
			first &= all[k].t.id != t->id || k >= i;
		}
		if (!first)
			continue;
		r = add(ctx, w, all[i].duty.due_at);
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld/plan#s-%lld", (long long)t->id, (long long)all[i].s.id).p);
		r->title = participant_called(ctx, t->nickname);
		r->sentence = trn(ctx, "One step of their first days is not ticked off. Ask how it went.",
				  "{n} steps of their first days are not ticked off. Ask how it went.", steps);
		r->act = tr(ctx, "See the plan");
	}
	return OK;
}

/* To answer whether one meets somebody at the door; and where nobody has said yes in time. */
static enum err doors(struct ctx *ctx, struct waiting *w)
{
	struct door_wish *all;
	size_t n;

	TRY(door_waiting(ctx, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		bool asked = all[i].answer.p && !all[i].answer.n;
		struct due_row *r = add(ctx, w, door_duty(ctx, &all[i]).due_at);
		r->href = r->act_href = page_url(ctx, asked ? arena_printf(ctx->arena, "/work/door/%lld", (long long)all[i].id).p :
						 arena_printf(ctx->arena, "/work/loops/%lld/door", (long long)all[i].linkage).p);
		r->title = all[i].to_name;
		r->sentence = asked ? tr(ctx, "Somebody would like company the first time. Can you be at the door?") :
			      tr(ctx, "Nobody has said yes yet to be at the door. Find somebody, or go yourself.");
		r->act = asked ? tr(ctx, "Answer") : tr(ctx, "See to it");
	}
	return OK;
}

/* On for more this week than they said: told, and nothing new is offered to them. */
static enum err loads(struct ctx *ctx, struct waiting *w)
{
	day_t today = page_today(ctx);
	struct volunteer_load *all;
	size_t n;

	TRY(volunteer_loaded(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, today - (day_weekday(today) + 6) % 7 + 6));
		r->href = r->act_href = volunteer_url(ctx, all[i].volunteer);
		r->title = all[i].name;
		r->sentence = TR_FILL(ctx, tr(ctx, "On for {n} meetings this week, and said at most {most}."), { "n", tr_number(ctx, all[i].meetings) },
				      { "most", tr_number(ctx, all[i].most) });
		r->act = tr(ctx, "Lighten it");
	}
	return OK;
}

/* A second person looks along at least every six months. */
static enum err looks(struct ctx *ctx, struct waiting *w)
{
	struct evening_unseen *all;
	size_t n;

	TRY(evening_unseen(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].due));
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/method", (long long)all[i].meeting).p);
		r->title = all[i].name;
		r->sentence = all[i].seen == DAY_NONE ? tr(ctx, "No second person has looked along yet, to see how the method is followed.") :
			      TR_FILL(ctx, tr(ctx, "A second person last looked along on {day}."), { "day", tr_date(ctx, all[i].seen) });
		r->act = tr(ctx, "See the method");
	}
	return OK;
}

static struct str way_url(struct ctx *ctx, int64_t participant)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/persons/%lld/way", (long long)participant).p);
}

/* Nobody heard from them for a while: a kind word, once. */
static enum err quiet_ones(struct ctx *ctx, struct waiting *w)
{
	struct enrolment_quiet *all;
	size_t n;

	TRY(enrolment_waiting(ctx, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, enrolment_quiet_at(&all[i].e) + ENROLMENT_OFFER_DAYS * DAY_S);
		r->href = r->act_href = way_url(ctx, all[i].e.participant);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = TR_FILL(ctx, tr(ctx, "{what}: no sign of them for a while. A kind word, once."), { "what", all[i].e.to_name });
		r->act = tr(ctx, "See to it");
	}
	return OK;
}

/* Treatment is completed, and nothing for afterwards is under way. */
static enum err afterwards(struct ctx *ctx, struct waiting *w)
{
	struct episode_open *all;
	size_t n;

	TRY(episode_waiting(ctx, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].to_day) + ENROLMENT_AFTER_HOURS * HOUR_S);
		r->href = r->act_href = way_url(ctx, all[i].participant);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = tr(ctx, "Says that treatment is finished, and nothing for afterwards is under way. Ask what they would like.");
		r->act = tr(ctx, "See to it");
	}
	return OK;
}

/* More people said that they were there than were counted. */
static enum err odd_counts(struct ctx *ctx, struct waiting *w)
{
	struct presence_odd *all;
	size_t n;

	TRY(presence_odd(ctx, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].day + 7));
		r->href = r->act_href = evening_url(ctx, all[i].meeting, all[i].day);
		r->title = all[i].name;
		r->sentence = TR_FILL(ctx, tr(ctx, "{day}: more people said that they were there than were counted."), { "day", tr_capital(ctx, tr_day_date(ctx, all[i].day)) });
		r->act = tr(ctx, "Look at the number");
	}
	return OK;
}

static struct str programme_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/programmes/%lld%s", (long long)id, rest).p);
}

/* Reports that are due within 60 days, and those that are late. */
static enum err reports(struct ctx *ctx, struct waiting *w)
{
	struct report_due *all;
	size_t n;

	TRY(report_soon(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].day));
		bool begun = all[i].report != 0;
		r->href = r->act_href = all[i].programme ? programme_url(ctx, all[i].programme, begun ? arena_printf(ctx->arena, "/reports/%lld", (long long)all[i].report).p : "/reports") :
					page_url(ctx, arena_printf(ctx->arena, "/work/grants/%lld", (long long)all[i].book).p);
		r->title = all[i].name;
		r->sentence = begun ? TR_FILL(ctx, tr(ctx, "To be sent in: {about}. A draft is begun."), { "about", all[i].about }) :
			      TR_FILL(ctx, tr(ctx, "To be sent in: {about}."), { "about", all[i].about });
		r->act = begun ? tr(ctx, "Go on with the draft") : tr(ctx, "See what is due");
	}
	return OK;
}

/* A coordinator may read the books, too, and has seen them among the others. */
static enum err reports_of_books(struct ctx *ctx, struct waiting *w)
{
	return may(ctx->who, PROGRAMME_EDIT) ? OK : reports(ctx, w);
}

/* What was to be deleted when a programme ended. */
static enum err deletions(struct ctx *ctx, struct waiting *w)
{
	struct report_deletion *all;
	size_t n;

	TRY(report_deletions(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = add(ctx, w, end_of(ctx, all[i].day));
		r->href = r->act_href = programme_url(ctx, all[i].programme, "/end#decisions");
		r->title = all[i].about;
		r->sentence = TR_FILL(ctx, tr(ctx, "To be deleted: {what}."), { "what", tr_of(ctx, str_of(all[i].label)) });
		r->act = tr(ctx, "See the decision");
	}
	return OK;
}

/* People who are on their way somewhere, until they have arrived. */
static enum err loops(struct ctx *ctx, struct waiting *w)
{
	struct linkage_line *all;
	const char *event;
	size_t n;

	TRY(linkage_waiting(ctx, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct str next = linkage_next(ctx, &all[i].l, &event);
		struct due_row *r = add(ctx, w, all[i].l.duty.due_at);
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/loops/%lld", (long long)all[i].l.id).p);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(all[i].to_name), STR_ARG(next));
		r->act = tr(ctx, "See to it");
	}
	return OK;
}

/* Is the children's register right?  Once a year, for the two who are named for an organisation. */
static enum err registers(struct ctx *ctx, struct waiting *w)
{
	struct volunteer_declare_org *all;
	size_t n;

	TRY(volunteer_declare_own(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r;
		if (all[i].due - page_today(ctx) > DECLARE_WARN_DAYS)
			continue;
		r = add(ctx, w, end_of(ctx, all[i].due));
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/own/register/%lld", (long long)all[i].org).p);
		r->title = all[i].name;
		r->sentence = tr(ctx, "Is the register of children’s certificates right?");
		r->act = tr(ctx, "Look and say so");
	}
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

static void add_promise(struct ctx *ctx, struct waiting *w, const struct task *t)
{
	for (size_t i = 0; i < sizeof promises / sizeof *promises; i++)
		if (str_same(t->kind, promises[i].kind)) {
			struct due_row *r = add(ctx, w, t->duty.due_at);
			r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "%s/%lld", promises[i].path, (long long)t->subject).p);
			r->title = tr(ctx, promises[i].title);
			r->sentence = tr(ctx, promises[i].sentence);
			r->act = tr(ctx, "See to it");
		}
}

static enum err tasks(struct ctx *ctx, struct waiting *w)
{
	struct task *all;
	size_t n;

	TRY(task_waiting(ctx, TASKS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		add_promise(ctx, w, &all[i]);
	return OK;
}

/* Calls that were agreed, at the hours in which they may be made, and looks that are near. */
static enum err agreed(struct ctx *ctx, struct waiting *w)
{
	struct checkup *all;
	int64_t hidden;
	size_t n;

	TRY(checkup_queue(ctx, CALLS_MOST, &all, &n, &hidden));
	for (size_t i = 0; i < n; i++) {
		bool phone = str_same(all[i].kind, "phone");
		struct due_row *r = add(ctx, w, all[i].task.duty.due_at);
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/checkups/%lld", (long long)all[i].id).p);
		r->title = participant_called(ctx, all[i].nickname);
		r->sentence = phone ? tr(ctx, "Said yes to a call every week.") : tr(ctx, "Said yes to a look every three months.");
		r->act = phone ? tr(ctx, "Call") : tr(ctx, "Ask");
	}
	return OK;
}

/* Rides that somebody must see to, whoever of us it is: there is little time, so they do not wait for a ladder. */
static enum err rides(struct ctx *ctx, struct waiting *w)
{
	struct ride *all;
	size_t n;

	TRY(ride_waiting(ctx, RIDES_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct due_row *r;
		/* Its review is a task of one's own. */
		if (all[i].ended_at)
			continue;
		r = add(ctx, w, ride_due(&all[i]));
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/rides/%lld", (long long)all[i].id).p);
		r->title = TR_FILL(ctx, tr(ctx, "A ride on {when}"), { "when", page_moment(ctx, all[i].out_at) });
		r->sentence = ride_phase_text(ctx, &all[i]);
		r->act = tr(ctx, "See to it");
	}
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

static struct str drive_said(struct ctx *ctx, const struct ride_job *j)
{
	if (!j->needed)
		return tr(ctx, "This ride is not needed. Thank you.");
	return j->mine ? tr(ctx, "You said that you drive.") : tr(ctx, "Can you drive? The first yes has it.");
}

/* What one is asked to drive, drives, and need not drive any more. */
static enum err drives(struct ctx *ctx, struct waiting *w)
{
	struct ride_job *all;
	size_t n;

	TRY(ride_jobs(ctx, RIDES_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		int64_t due = drive_due(ctx, &all[i]);
		struct due_row *r;
		if (due == INT64_MAX)
			continue;
		r = add(ctx, w, due);
		r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/driving/%lld", (long long)all[i].ride).p);
		r->title = TR_FILL(ctx, tr(ctx, "A ride on {when}"), { "when", page_moment(ctx, all[i].out_at) });
		r->sentence = drive_said(ctx, &all[i]);
		r->act = all[i].mine ? tr(ctx, "See the ride") : tr(ctx, "Answer");
	}
	return OK;
}

static const struct {
	enum perm perm;
	enum err (*read)(struct ctx *, struct waiting *);
} sources[] = {
	{ EVENING_WRITE, evenings },
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
	{ VOLUNTEER_EDIT, newcomers },
	{ VOLUNTEER_EDIT, certifications },
	{ VOLUNTEER_EDIT, loads },
	{ EVENING_KEEP, looks },
	{ EVENING_KEEP, odd_counts },
	{ PROGRAMME_EDIT, reports },
	{ GRANT_READ, reports_of_books },
	{ PROGRAMME_EDIT, deletions },
	{ MEMBER, registers },
};

/* --- one list --------------------------------------------------------------------------------------------- */

static int by_due(const void *a, const void *b)
{
	const struct waiting_line *x = a, *y = b;
	int c = (x->due_at > y->due_at) - (x->due_at < y->due_at);

	return c ? c : str_cmp(x->row.title, y->row.title);
}

static void tell_when(struct ctx *ctx, struct due_row *r, int64_t due_at)
{
	int64_t left = due_at - ctx->now;

	r->when = TR_FILL(ctx, tr(ctx, "By {day}"), { "day", tr_day_date(ctx, page_local(ctx, due_at - 1).day) });
	r->left = page_left(ctx, due_at);
	r->tone = left < 0 ? S(" due--late") : left < DAY_S ? S(" due--soon") : S("");
	r->icon = left < 0 ? "timer" : "clock";
}

bool info_waits(const struct ctx *ctx)
{
	bool some = false;

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		some |= sources[i].perm != MEMBER && may(ctx->who, sources[i].perm);
	return some;
}

enum err info_waiting(struct ctx *ctx, struct today_list *l)
{
	struct waiting w = { 0 };

	*l = (struct today_list){ .id = "waiting", .title = tr(ctx, "Waiting for you"), .none = tr(ctx, "Nobody is waiting for you.") };
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (may(ctx->who, sources[i].perm))
			TRY(sources[i].read(ctx, &w));
	if (w.n)
		qsort(w.at, w.n, sizeof *w.at, by_due);
	l->all = (int64_t)w.n;
	l->missing = w.missing;
	for (size_t i = 0; i < w.n && l->n < TODAY_ROWS; i++) {
		l->rows[l->n] = w.at[i].row;
		tell_when(ctx, &l->rows[l->n++], w.at[i].due_at);
	}
	if (w.n > l->n)
		l->note = info_counted(ctx, trn(ctx, "The first of {n}.", "The first ones of {n}.", (int64_t)w.n), (int64_t)w.n);
	return OK;
}

/* --- tonight ------------------------------------------------------------------------------------------------- */

/* Who leads, and whether anybody does. */
static enum err set_cover(struct ctx *ctx, const struct evening_line *l, struct tonight_row *r)
{
	struct evening_person *on;
	size_t n;

	TRY(evening_rota(ctx, l->meeting, l->o.by_series, &on, &n));
	for (size_t i = 0; i < n; i++) {
		r->who = r->who.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(r->who), STR_ARG(on[i].name)) : on[i].name;
		r->covered |= str_same(on[i].role, "facilitator");
	}
	return OK;
}

enum err info_tonight(struct ctx *ctx, struct tonight_row **out, size_t *n)
{
	day_t today = page_today(ctx);
	struct evening_line *lines;
	size_t nlines;

	TRY(evening_lines(ctx, today, today, &lines, &nlines));
	*out = arena_array(ctx->arena, nlines, struct tonight_row);
	*n = 0;
	for (size_t i = nlines; i--;) {           /* they come newest first */
		struct tonight_row *r = &(*out)[*n];
		struct local at = page_local(ctx, lines[i].o.starts);
		if (at.day != today)
			continue;
		*r = (struct tonight_row){ .href = evening_url(ctx, lines[i].meeting, lines[i].o.by_series), .name = lines[i].name, .who = S(""),
					   .time = tr_time(ctx, at.minutes), .off = lines[i].state == EVENING_OFF };
		TRY(set_cover(ctx, &lines[i], r));
		++*n;
	}
	return OK;
}
