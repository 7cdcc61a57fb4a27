/* path.c -- from interested to active, one step at a time, and away and back. */
#include "volunteer/volunteer.h"
#include "access/access.h"
#include "event/event.h"
#include "method/method.h"

#include "volunteer_sql.h"


static bool has_role_wish(const struct volunteer *v, const char *role)
{
	struct str rest = v->roles.p ? v->roles : S(""), one;

	while (str_cut(&rest, ' ', &one))
		if (str_same(one, role))
			return true;
	return false;
}

static bool counts(const struct volunteer_qualification *q, day_t today)
{
	enum qualification_state s = volunteer_qualification_state(q, today);

	return s == QUALIFICATION_VALID || s == QUALIFICATION_EXPIRING;
}

static void look_at(const struct volunteer_qualification *q, day_t today, struct volunteer_path *p)
{
	if (!counts(q, today))
		return;
	if (str_same(q->type, "child_check"))
		p->child_ok = p->child_ok || str_same(q->result, "in_order");
	if (str_same(q->type, "training") || str_same(q->type, "certification")) {
		p->trained = true;
		p->method = p->certified ? p->method : q->method;
	}
	p->certified = p->certified || str_same(q->type, "certification");
}

/* What is missing, or what can be done: for each state one sentence or one step. */
static void next_of(const struct volunteer *v, struct volunteer_path *p)
{
	if (str_same(v->state, "interested"))
		p->next = S("interviewed");
	else if (str_same(v->state, "interviewed"))
		p->next = S("signed");
	else if (str_same(v->state, "accepted") && p->child_needed && !p->child_ok)
		p->missing = v->child_asked_day == DAY_NONE ? N_("Ask for the children’s certificate: they would be near children under fifteen.") :
							      N_("The children’s certificate has been asked for. Write it down below when it is there.");
	else if (str_same(v->state, "accepted"))
		p->next = S("cleared");
	else if (str_same(v->state, "cleared") && !p->leads)
		p->next = S("ready");
	else if (str_same(v->state, "cleared"))
		p->missing = N_("The course comes next. Write it down below when it is done.");
	/* Certified before they came: they need not begin again. */
	else if (str_same(v->state, "trained") && p->certified)
		p->next = S("active");
	else if ((str_same(v->state, "trained") || str_same(v->state, "apprentice")) && !p->certified && p->practice < p->practice_needed)
		p->missing = N_("Meetings led together with somebody certified come next. Write each one down below.");
	else if ((str_same(v->state, "trained") || str_same(v->state, "apprentice")) && !v->lead_yes_by)
		p->next = S("lead_yes");
	else if ((str_same(v->state, "trained") || str_same(v->state, "apprentice")) && v->own_yes_day == DAY_NONE)
		p->next = S("own_yes");
	else if (str_same(v->state, "trained") || str_same(v->state, "apprentice"))
		p->next = S("active");
}

enum err volunteer_path_of(struct ctx *ctx, const struct volunteer *v, struct volunteer_path *p)
{
	day_t today = page_today(ctx);
	struct volunteer_qualification *q;
	struct volunteer_practised *practised;
	struct method_version m;
	size_t n, done;

	*p = (struct volunteer_path){ .leads = has_role_wish(v, "facilitator") || has_role_wish(v, "co_facilitator") || has_role_wish(v, "apprentice"),
				      .child_needed = has_role_wish(v, "child_carer"), .next = STR_ABSENT };
	TRY(volunteer_qualifications(ctx, v->id, &q, &n));
	for (size_t i = 0; i < n; i++)
		look_at(&q[i], today, p);
	TRY(volunteer_practised(ctx, v->id, &practised, &done));
	p->practice = (int64_t)done;
	if (p->method && !method_on(ctx, p->method, today, &m))
		p->practice_needed = m.practice;
	next_of(v, p);
	return OK;
}

static enum err move(struct ctx *ctx, const struct volunteer *v, const char *state, day_t back)
{
	bool pause = str_same(str_of(state), "paused");
	int64_t changed;

	TRY(volunteer_state_set(ctx, v->id, v->state, str_of(state), page_today(ctx), back, pause ? v->state : S(""), ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "volunteer %lld changed meanwhile", (long long)v->id);
	return event_add(ctx, "volunteer.state", v->id, str_of(state));
}

/* With the path complete the certification is valid: from today on, for as long as the method says. */
static enum err certify(struct ctx *ctx, const struct volunteer *v, int64_t method, struct problems *bad)
{
	struct volunteer_qualification q = { .type = S("certification"), .method = method, .issued = page_today(ctx), .expires = DAY_NONE,
					     .issuer = S(""), .evidence = S("") };

	return volunteer_qualify(ctx, v, &q, bad);
}

static enum err sign(struct ctx *ctx, const struct volunteer *v)
{
	int64_t changed;

	TRY(volunteer_statement_set(ctx, v->id, VOLUNTEER_STATEMENT, page_today(ctx), &changed));
	TRY(event_add(ctx, "volunteer.signed", v->id, arena_printf(ctx->arena, "%d", VOLUNTEER_STATEMENT)));
	return move(ctx, v, "accepted", DAY_NONE);
}

static enum err say_yes(struct ctx *ctx, const struct volunteer *v, int64_t method, int64_t lead, struct problems *bad)
{
	day_t until;
	int64_t changed;
	enum err e = volunteer_certified(ctx, lead, method, page_today(ctx), &until);

	if (e == ERR_NOT_FOUND || lead == v->id)
		return problem(bad, "lead", N_("Choose somebody who is certified in the method today."));
	TRY(e);
	TRY(volunteer_lead_yes(ctx, v->id, SOME_INT(lead), &changed));
	return event_add(ctx, "volunteer.lead_yes", v->id, STR_ABSENT);
}

enum err volunteer_step(struct ctx *ctx, const struct volunteer *v, struct str step, int64_t lead, struct problems *bad)
{
	struct volunteer_path p;
	int64_t changed;
	bool own = str_same(step, "own_yes") && volunteer_is_own(ctx, v);

	if (!volunteer_may_keep(ctx, v) && !own)
		return ERR_DENIED;
	if (str_same(step, "declined") && (str_same(v->state, "interested") || str_same(v->state, "interviewed")))
		return move(ctx, v, "declined", DAY_NONE);
	TRY(volunteer_path_of(ctx, v, &p));
	if (!p.next.p || !str_eq(p.next, step))
		return problem(bad, "", p.missing ? p.missing : N_("That is not the next step any more. Look at the page again."));
	if (str_same(step, "interviewed")) {
		TRY(volunteer_interview_set(ctx, v->id, page_today(ctx), &changed));
		return move(ctx, v, "interviewed", DAY_NONE);
	}
	if (str_same(step, "signed"))
		return sign(ctx, v);
	if (str_same(step, "cleared"))
		return move(ctx, v, p.trained && p.leads ? "trained" : "cleared", DAY_NONE);
	if (str_same(step, "lead_yes"))
		return say_yes(ctx, v, p.method, lead, bad);
	if (str_same(step, "own_yes")) {
		TRY(volunteer_own_yes(ctx, v->id, page_today(ctx), &changed));
		return event_add(ctx, "volunteer.own_yes", v->id, STR_ABSENT);
	}
	if (str_same(step, "active") && !p.certified && p.method)
		TRY(certify(ctx, v, p.method, bad));
	return bad->n ? OK : move(ctx, v, "active", DAY_NONE);
}

/* --- away and back ------------------------------------------------------------------------------------------------- */

static bool may_move(const struct ctx *ctx, const struct volunteer *v)
{
	return volunteer_may_keep(ctx, v) || volunteer_is_own(ctx, v);
}

enum err volunteer_pause(struct ctx *ctx, const struct volunteer *v, day_t back, struct problems *bad)
{
	if (!may_move(ctx, v))
		return ERR_DENIED;
	if (str_same(v->state, "paused") || str_same(v->state, "former") || str_same(v->state, "declined"))
		return problem(bad, "", N_("They are not on now."));
	if (back != DAY_NONE && back <= page_today(ctx))
		return problem(bad, "back_day", N_("Choose a day that is still to come, or none."));
	return move(ctx, v, "paused", back);
}

/* After more than half a year somebody who leads begins again beside a lead: the yes of a lead is asked anew. */
enum err volunteer_return(struct ctx *ctx, const struct volunteer *v, struct problems *bad)
{
	bool refresh = page_today(ctx) - v->state_day > VOLUNTEER_REFRESH_DAYS && str_same(v->before_pause, "active");
	struct volunteer_path p;
	int64_t changed;

	if (!may_move(ctx, v))
		return ERR_DENIED;
	if (!str_same(v->state, "paused"))
		return problem(bad, "", N_("They are not on a break."));
	TRY(volunteer_path_of(ctx, v, &p));
	if (!refresh || !p.leads)
		return move(ctx, v, str_is(v->before_pause) ? v->before_pause.p : "active", DAY_NONE);
	TRY(volunteer_lead_yes(ctx, v->id, NO_INT, &changed));
	return move(ctx, v, "apprentice", DAY_NONE);
}

enum err volunteer_leave(struct ctx *ctx, const struct volunteer *v, struct problems *bad)
{
	day_t today = page_today(ctx);
	struct volunteer_assignment *on;
	size_t n;
	int64_t changed;

	if (!may_move(ctx, v))
		return ERR_DENIED;
	if (str_same(v->state, "former"))
		return problem(bad, "", N_("They have left already."));
	TRY(volunteer_assignments(ctx, v->id, today, &on, &n));
	for (size_t i = 0; i < n; i++)
		TRY(volunteer_assign_end(ctx, on[i].id, today - 1, today, &changed));
	return move(ctx, v, "former", DAY_NONE);
}

enum err volunteer_discard(struct ctx *ctx, const struct volunteer *v)
{
	return volunteer_may_keep(ctx, v) ? volunteer_drop_all(ctx, v->id) : ERR_DENIED;
}

enum err volunteer_drop_all(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(volunteer_drop_assignments(ctx, id, &changed));
	TRY(volunteer_drop_practice(ctx, id, &changed));
	TRY(volunteer_drop_supervision(ctx, id, &changed));
	TRY(volunteer_drop_qualifications(ctx, id, &changed));
	TRY(volunteer_drop(ctx, id, &changed));
	return event_add(ctx, "volunteer.discarded", id, STR_ABSENT);
}

enum err volunteer_thanks(struct ctx *ctx, const struct volunteer *v)
{
	int64_t changed;

	if (!volunteer_may_keep(ctx, v))
		return ERR_DENIED;
	TRY(volunteer_thank(ctx, v->id, page_today(ctx), &changed));
	return event_add(ctx, "volunteer.thanked", v->id, STR_ABSENT);
}
