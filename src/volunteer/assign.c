/* assign.c -- who is on for which group and date.  The gate itself stands in storage; here it is said kindly first. */
#include "volunteer/volunteer.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "method/method.h"

#include "volunteer_sql.h"

/* Whoever keeps volunteers of the organisation puts them on. */
bool volunteer_may_put_on(const struct ctx *ctx, const struct meeting *m)
{
	return may_for(ctx->who, VOLUNTEER_EDIT, m->org, m->area) || may_for(ctx->who, VOLUNTEER_EDIT, m->org, 0);
}

static enum err check_person(struct ctx *ctx, const struct meeting *m, const struct volunteer_assignment *a, struct volunteer *v, struct problems *bad)
{
	enum err e = volunteer_get(ctx, a->volunteer, v);

	/* Somebody of another organisation is as unknown as nobody. */
	if (e == ERR_NOT_FOUND || (!e && v->org != m->org))
		return problem(bad, "volunteer", N_("Choose somebody on the list."));
	TRY(e);
	if (!v->statement_version)
		return problem_with(bad, "volunteer", N_("{x} has not signed the confidentiality statement yet. That comes first."), v->name);
	if (str_same(v->state, "paused") && v->back_day != DAY_NONE)
		return problem_with(bad, "volunteer", N_("On a break until about {x}. Choose somebody else."), tr_date(ctx, v->back_day));
	if (str_same(v->state, "paused"))
		return problem_with(bad, "volunteer", N_("{x} is on a break. Choose somebody else."), v->name);
	if (str_same(v->state, "former") || str_same(v->state, "declined"))
		return problem(bad, "volunteer", N_("Choose somebody on the list."));
	return OK;
}

static enum err check_days(struct ctx *ctx, const struct meeting *m, struct volunteer_assignment *a, struct problems *bad)
{
	struct occurrence o[1];
	struct timetable t;
	int64_t from;

	if (a->day == DAY_NONE) {
		if (a->from == DAY_NONE)
			return problem(bad, "from", N_("Write from which day on."));
		return a->to != DAY_NONE && a->to < a->from ? problem(bad, "to", N_("The last day is before the first.")) : OK;
	}
	TRY(meeting_timetable(ctx, m, &t));
	from = zone_instant(t.zone, a->day, 0);
	for (size_t i = 0, n = occurrences(&t, from, from + 2 * 86400, true, o, 1); i < n; i++)
		if (o[i].by_series == a->day) {
			a->from = a->to = a->day;
			return OK;
		}
	/* A date that was moved away stands at its new time: its name stays. */
	for (size_t i = 0; i < t.nexceptions; i++)
		if (t.exceptions[i].day == a->day) {
			a->from = a->to = a->day;
			return OK;
		}
	return problem(bad, "day", N_("The group does not meet on that day."));
}

/* When it is held: a moved date on its new day. */
static enum err held_on(struct ctx *ctx, const struct meeting *m, const struct volunteer_assignment *a, day_t *day)
{
	struct timetable t;

	*day = a->from;
	if (a->day == DAY_NONE)
		return OK;
	TRY(meeting_timetable(ctx, m, &t));
	for (size_t i = 0; i < t.nexceptions; i++)
		if (t.exceptions[i].day == a->day && t.exceptions[i].new_day != DAY_NONE)
			*day = t.exceptions[i].new_day;
	return OK;
}

static struct str not_certified(struct ctx *ctx, const struct volunteer *v, const struct method_version *m, day_t day)
{
	return TR_FILL(ctx, tr(ctx, "{name} has no valid training for {method} on {date}."), { "name", v->name }, { "method", method_name(ctx, m) },
		       { "date", tr_date(ctx, day) });
}

/* The facilitator is certified on the day; a series is led for as long as that lasts. */
static enum err check_lead(struct ctx *ctx, const struct volunteer *v, const struct method_version *m, day_t day, struct volunteer_assignment *a,
			   struct problems *bad)
{
	day_t until;
	enum err e = volunteer_certified(ctx, v->id, m->method, day, &until);

	if (e == ERR_NOT_FOUND)
		return problem_with(bad, "volunteer", N_("{x} Choose someone else, or run the evening as an informal meeting."),
				    not_certified(ctx, v, m, day));
	TRY(e);
	if (a->day == DAY_NONE && (a->to == DAY_NONE || a->to > until))
		a->to = until < day_of(9999, 12, 31) ? until : a->to;
	return OK;
}

static enum err check_helper(struct ctx *ctx, const struct volunteer *v, const struct method_version *m, const struct volunteer_assignment *a,
			     day_t day, struct problems *bad)
{
	struct volunteer_trained_on trained;
	struct volunteer_led led;

	if (str_same(a->role, "co_facilitator")) {
		TRY(volunteer_trained_on(ctx, v->id, m->method, day, &trained));
		return trained.n ? OK : problem_with(bad, "volunteer", N_("{x} has not taken the course in the method yet. Until then they can come along as an apprentice."), v->name);
	}
	TRY(volunteer_led(ctx, a->meeting, v->id, day, &led));
	return led.n ? OK : problem(bad, "role", N_("An apprentice stands beside a certified lead. Put on the lead first."));
}

static enum err check_gate(struct ctx *ctx, const struct meeting *m, struct volunteer_assignment *a, const struct volunteer *v, struct problems *bad)
{
	struct volunteer_checked_on checked;
	struct method_version method;
	int64_t id;
	day_t day;

	TRY(held_on(ctx, m, a, &day));
	if (str_same(a->role, "child_carer")) {
		TRY(volunteer_checked_on(ctx, v->id, day, &checked));
		if (!checked.n)
			return problem_with(bad, "volunteer", N_("{x} has no children’s certificate in order on that day. Ask for it on their page."), v->name);
	}
	if (!str_same(a->role, "facilitator") && !str_same(a->role, "co_facilitator") && !str_same(a->role, "apprentice"))
		return OK;
	TRY(method_of_meeting(ctx, m->id, day, &id));
	if (!id)
		return OK;
	TRY(method_on(ctx, id, day, &method));
	if (!method.training)
		return OK;
	return str_same(a->role, "facilitator") ? check_lead(ctx, v, &method, day, a, bad) : check_helper(ctx, v, &method, a, day, bad);
}

static enum err put_on(struct ctx *ctx, struct volunteer_assignment *a, struct problems *bad)
{
	struct opt_int stands_in_for = { a->stands_in_for != 0, a->stands_in_for };
	int64_t changed;

	a->id = id_new(ctx->house->rng, ctx->now);
	a->state = S("planned");
	TRY(volunteer_assign_put(ctx, a->id, a->meeting, a->volunteer, a->role, a->day, a->from, a->to, a->paid, a->state, stands_in_for,
				 ctx->who->account, ctx->now, &changed));
	if (!changed)
		return problem(bad, "volunteer", N_("They are on for that date already."));
	return event_add(ctx, "volunteer.assigned", a->meeting, a->role);
}

enum err volunteer_assign(struct ctx *ctx, const struct meeting *m, struct volunteer_assignment *a, struct problems *bad)
{
	struct volunteer v;

	if (!volunteer_may_put_on(ctx, m))
		return ERR_DENIED;
	a->meeting = m->id;
	if (!choice_label(volunteer_roles, a->role))
		problem_once(bad, "role", N_("Choose one of the answers in the list."));
	TRY(check_person(ctx, m, a, &v, bad));
	TRY(check_days(ctx, m, a, bad));
	if (bad->n)
		return OK;
	a->paid = v.paid;
	TRY(check_gate(ctx, m, a, &v, bad));
	return bad->n ? OK : put_on(ctx, a, bad);
}

enum err volunteer_unassign(struct ctx *ctx, const struct meeting *m, int64_t id)
{
	day_t today = page_today(ctx);
	struct volunteer_assignment_row r;
	int64_t changed;

	if (!volunteer_may_put_on(ctx, m))
		return ERR_DENIED;
	TRY(volunteer_assignment_row(ctx, id, &r));
	if (r.meeting != m->id)
		return ERR_NOT_FOUND;
	TRY(volunteer_assign_end(ctx, id, today - 1, today, &changed));
	return event_add(ctx, "volunteer.unassigned", m->id, r.role);
}

enum err volunteer_assigned_on(struct ctx *ctx, int64_t meeting, day_t from, struct volunteer_assignment **out, size_t *n)
{
	struct volunteer_assigned_to *rows;

	TRY(volunteer_assigned_to(ctx, meeting, from, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_assignment);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_assignment){ .id = rows[i].id, .meeting = meeting, .volunteer = rows[i].volunteer, .name = rows[i].name,
							   .role = rows[i].role, .state = rows[i].state, .day = rows[i].day,
							   .from = rows[i].from_day, .to = rows[i].to_day, .paid = rows[i].paid,
							   .untrained = rows[i].untrained,
							   .away = str_same(rows[i].volunteer_state, "paused") };
	return OK;
}

enum err volunteer_assignments(struct ctx *ctx, int64_t volunteer, day_t from, struct volunteer_assignment **out, size_t *n)
{
	struct volunteer_assigned *rows;

	TRY(volunteer_assigned(ctx, volunteer, from, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_assignment);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_assignment){ .id = rows[i].id, .meeting = rows[i].meeting, .volunteer = volunteer,
							   .meeting_name = rows[i].meeting_name, .role = rows[i].role, .state = rows[i].state,
							   .day = rows[i].day, .from = rows[i].from_day, .to = rows[i].to_day };
	return OK;
}
