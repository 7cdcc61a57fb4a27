/* qualification.c -- what somebody can show: courses, certifications, the children's register without contents. */
#include "volunteer/volunteer.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "method/method.h"

#include "volunteer_sql.h"

enum { EXPIRING_MOST = 200 };
#define NEVER day_of(9999, 12, 31)

const struct choice volunteer_types[] = {
	{ "training", N_("Course in a method") }, { "certification", N_("Certification in a method") },
	{ "child_check", N_("Children’s certificate") }, { "licence", N_("Driving licence") }, { "insurance", N_("Insurance") },
	{ "module", N_("Short course here") }, { NULL, NULL }
};
/* A module is done by whoever reads it, on their own page. */
static const struct choice entered[] = {
	{ "training", N_("Course in a method") }, { "certification", N_("Certification in a method") },
	{ "child_check", N_("Children’s certificate") }, { "licence", N_("Driving licence") }, { "insurance", N_("Insurance") }, { NULL, NULL }
};
static const struct choice results[] = { { "in_order", N_("In order") }, { "not_in_order", N_("Not in order: no contact with children") }, { NULL, NULL } };
const struct choice volunteer_withdrawals[] = {
	{ "conduct", N_("The way of leading") }, { "method_owner", N_("The owner of the method says so") }, { "mistake", N_("It was entered by mistake") },
	{ NULL, NULL }
};

#define Q(member, kind, ...) F(struct volunteer_qualification, member, kind, __VA_ARGS__)
const struct field volunteer_qualification_fields[] = {
	Q(type, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = entered, .label = N_("What")),
	{ .name = "method", .type = FIELD_CHOICE, .offset = offsetof(struct volunteer_qualification, method_text), .flags = FIELD_DEPENDS,
	  .label = N_("Method"), .hint = N_("Of a course and of a certification.") },
	Q(issued, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Given on")),
	Q(expires, FIELD_DATE, .label = N_("Last day it is valid"), .hint = N_("Empty: as long as the method says, or without end.")),
	Q(issuer, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 120, .label = N_("Given by"), .hint = N_("An organisation.")),
	Q(evidence, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_DEPENDS, .most = 120, .label = N_("Where it can be seen"),
	  .hint = N_("Number or folder of the paper. Needed for a certification that was given before today; never for a children’s certificate.")),
	Q(result, FIELD_CHOICE, .flags = FIELD_DEPENDS, .choices = results, .label = N_("Of a children’s certificate"),
	  .hint = N_("Only whether it is in order. What it says is written nowhere.")),
	F_END
};

/* The same columns in two queries, hence a macro and no function. */
#define QUALIFICATION_OF(r)                                                                                                      \
	(struct volunteer_qualification) {                                                                                       \
		.id = (r)->id, .volunteer = (r)->volunteer, .type = (r)->type, .method = (r)->method.v, .code = (r)->code,       \
		.version = (r)->version, .issued = (r)->issued, .expires = (r)->expires, .counts_to = (r)->counts_to,            \
		.issuer = (r)->issuer, .evidence = (r)->evidence, .result = (r)->result, .entered_day = (r)->entered_day,        \
		.seen_by = (r)->seen_by, .second_by = (r)->second_by.v, .withdrawn_day = (r)->withdrawn_day,                     \
		.withdrawn_why = (r)->withdrawn_why, .withdrawn_by = (r)->withdrawn_by.v,                                        \
		.withdrawn_second = (r)->withdrawn_second.v,                                                                     \
	}

/* That one is not in order is for who saw it and for data protection; for everybody else it is not there. */
static bool may_see(const struct ctx *ctx, const struct volunteer_qualification *q, day_t today)
{
	if (!str_same(q->type, "child_check") || str_same(q->result, "in_order"))
		return true;
	if (today - q->entered_day > VOLUNTEER_CHECK_DAYS)
		return false;
	return q->seen_by == ctx->who->account || has_role(ctx->who, ROLE_DATA_PROTECTION);
}

enum err volunteer_qualifications(struct ctx *ctx, int64_t volunteer, struct volunteer_qualification **out, size_t *n)
{
	struct volunteer_qualifications_of *rows;
	day_t today = page_today(ctx);
	size_t all;

	TRY(volunteer_qualifications_of(ctx, volunteer, &rows, &all));
	*out = arena_array(ctx->arena, all, struct volunteer_qualification);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		struct volunteer_qualification q = QUALIFICATION_OF(&rows[i]);
		if (may_see(ctx, &q, today))
			(*out)[(*n)++] = q;
	}
	return OK;
}

enum qualification_state volunteer_qualification_state(const struct volunteer_qualification *q, day_t today)
{
	if (str_same(q->result, "not_in_order"))
		return QUALIFICATION_NOT_IN_ORDER;
	if (q->withdrawn_day != DAY_NONE)
		return QUALIFICATION_WITHDRAWN;
	if (str_same(q->type, "certification") && q->issued < q->entered_day && !q->second_by)
		return QUALIFICATION_SECOND;
	if (q->counts_to < today)
		return QUALIFICATION_EXPIRED;
	return q->counts_to - today <= VOLUNTEER_WARN_DAYS ? QUALIFICATION_EXPIRING : QUALIFICATION_VALID;
}

/* --- entering --------------------------------------------------------------------------------------------------- */

static bool needs_method(struct str type)
{
	return str_same(type, "training") || str_same(type, "certification");
}

static void check(const struct volunteer *v, const struct volunteer_qualification *q, day_t today, struct problems *bad)
{
	bool child = str_same(q->type, "child_check");

	if (needs_method(q->type) && !q->method)
		problem_once(bad, "method", N_("Choose the method."));
	if (q->issued == DAY_NONE || q->issued > today)
		problem_once(bad, "issued", N_("Write the day it was given; not one that is still to come."));
	if (q->expires != DAY_NONE && q->expires < q->issued)
		problem_once(bad, "expires", N_("It cannot end before it begins."));
	if (str_same(q->type, "certification") && q->issued < today && !str_is(q->evidence))
		problem_once(bad, "evidence", N_("It was given before today: write where the paper can be seen. A second person must look at it before it counts."));
	if (child && !str_is(q->result))
		problem_once(bad, "result", N_("Say whether it is in order."));
	if (child && str_is(q->evidence))
		problem_once(bad, "evidence", N_("Nothing about the contents of a children’s certificate is written down. Leave this empty."));
	if (child && v->child_consent_day == DAY_NONE)
		problem_once(bad, "type", N_("A children’s certificate is asked for first, with their yes."));
}

/* Until when: what was typed, or as long as the method says, or without end. */
static enum err settle_end(struct ctx *ctx, struct volunteer_qualification *q)
{
	struct method_version m;
	struct ymd d = day_ymd(q->issued);

	if (q->expires == DAY_NONE && str_same(q->type, "certification")) {
		TRY(method_on(ctx, q->method, q->issued, &m));
		int months = d.month - 1 + (int)m.valid_months, year = d.year + months / 12, month = months % 12 + 1;
		int last = days_in_month(year, month);
		q->expires = day_of(year, month, d.day < last ? d.day : last) - 1;
	}
	q->counts_to = q->expires == DAY_NONE ? NEVER : q->expires;
	return OK;
}

static enum err forget_old(struct ctx *ctx, day_t today)
{
	int64_t changed;

	return volunteer_forget_checks(ctx, today - VOLUNTEER_CHECK_DAYS, &changed);
}

static enum err put(struct ctx *ctx, struct volunteer_qualification *q, day_t today)
{
	struct opt_int method = { q->method != 0, q->method };
	struct str *texts[] = { &q->code, &q->issuer, &q->evidence, &q->result };
	int64_t changed;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
	q->id = id_new(ctx->house->rng, ctx->now);
	q->entered_day = today;
	q->seen_by = ctx->who->account;
	return volunteer_qualification_put(ctx, q->id, q->volunteer, q->type, method, q->code, q->version, q->issued, q->expires, q->counts_to,
					   q->issuer, q->evidence, q->result, today, q->seen_by, NO_INT, ctx->now, &changed);
}

/* The course is the step from cleared to trained. */
static enum err trained(struct ctx *ctx, const struct volunteer *v)
{
	int64_t changed;

	if (!str_same(v->state, "cleared"))
		return OK;
	TRY(volunteer_state_set(ctx, v->id, v->state, S("trained"), page_today(ctx), DAY_NONE, S(""), ctx->now, &changed));
	return event_add(ctx, "volunteer.state", v->id, S("trained"));
}

enum err volunteer_qualify(struct ctx *ctx, const struct volunteer *v, struct volunteer_qualification *q, struct problems *bad)
{
	day_t today = page_today(ctx);

	if (!volunteer_may_keep(ctx, v))
		return ERR_DENIED;
	form_settle(ctx, volunteer_qualification_fields, q);
	if (!needs_method(q->type))
		q->method = 0;
	if (!str_same(q->type, "child_check"))
		q->result = S("");
	q->volunteer = v->id;
	check(v, q, today, bad);
	form_guard(ctx, volunteer_qualification_fields, q, bad);
	if (bad->n)
		return OK;
	TRY(settle_end(ctx, q));
	TRY(forget_old(ctx, today));
	TRY(put(ctx, q, today));
	TRY(event_add(ctx, "volunteer.qualified", v->id, q->type));
	return needs_method(q->type) ? trained(ctx, v) : OK;
}

/* --- a second person ------------------------------------------------------------------------------------------------ */

static enum err asked(struct ctx *ctx, int64_t id, struct volunteer_qualification *q)
{
	struct volunteer_qualification_row r;
	struct volunteer v;

	TRY(volunteer_qualification_row(ctx, id, &r));
	*q = QUALIFICATION_OF(&r);
	TRY(volunteer_get(ctx, q->volunteer, &v));
	return volunteer_may_keep(ctx, &v) ? OK : ERR_DENIED;
}

enum err volunteer_second(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct volunteer_qualification q;
	int64_t changed;

	TRY(asked(ctx, id, &q));
	if (q.seen_by == ctx->who->account)
		return problem(bad, "", N_("You entered it yourself. Somebody else must look at the paper."));
	if (q.second_by || q.issued >= q.entered_day)
		return problem(bad, "", N_("It needs nobody more."));
	TRY(volunteer_seconded(ctx, id, ctx->who->account, &changed));
	return event_add(ctx, "volunteer.seconded", q.volunteer, q.type);
}

enum err volunteer_withdraw(struct ctx *ctx, int64_t id, struct str why, struct problems *bad)
{
	day_t today = page_today(ctx);
	struct volunteer_qualification q;
	int64_t changed;

	TRY(asked(ctx, id, &q));
	if (q.withdrawn_day != DAY_NONE)
		return problem(bad, "", N_("It is withdrawn already."));
	if (q.withdrawn_by && q.withdrawn_by != ctx->who->account) {
		TRY(volunteer_withdrawn(ctx, id, today, today - 1, ctx->who->account, &changed));
		return event_add(ctx, "volunteer.withdrawn", q.volunteer, q.withdrawn_why);
	}
	if (q.withdrawn_by)
		return problem(bad, "", N_("You asked for it yourself. Somebody else must agree."));
	if (!choice_label(volunteer_withdrawals, why))
		return problem(bad, "why", N_("Choose one of the answers in the list."));
	TRY(volunteer_withdrawal_asked(ctx, id, why, ctx->who->account, &changed));
	return event_add(ctx, "volunteer.withdrawal_asked", q.volunteer, why);
}

enum err volunteer_ask_child_check(struct ctx *ctx, const struct volunteer *v, bool consent, struct problems *bad)
{
	int64_t changed;

	if (!volunteer_may_keep(ctx, v))
		return ERR_DENIED;
	if (!consent)
		return problem(bad, "consent", N_("It can only be asked for when they said yes."));
	TRY(volunteer_child_asked(ctx, v->id, page_today(ctx), &changed));
	return event_add(ctx, "volunteer.child_asked", v->id, STR_ABSENT);
}

enum err volunteer_certified(struct ctx *ctx, int64_t volunteer, int64_t method, day_t day, day_t *until)
{
	struct volunteer_certified_on r;
	day_t next = day;

	/* Renewed in time: the next one goes on where this one ends. */
	do {
		*until = next;
		TRY(volunteer_certified_on(ctx, volunteer, method, *until, &r));
		next = r.until;
	} while (next > *until);
	return OK;
}

enum err volunteer_expiring_soon(struct ctx *ctx, struct volunteer_end **out, size_t *n)
{
	day_t today = page_today(ctx);
	struct volunteer_expiring *rows;

	TRY(volunteer_expiring(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT), today,
			       today + VOLUNTEER_WARN_DAYS, EXPIRING_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_end);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_end){ rows[i].volunteer, rows[i].method.v, rows[i].name, rows[i].counts_to };
	return OK;
}

/* --- practice and care -------------------------------------------------------------------------------------------------- */

enum err volunteer_practised(struct ctx *ctx, int64_t volunteer, struct volunteer_practised **out, size_t *n)
{
	struct volunteer_practice_of *rows;

	TRY(volunteer_practice_of(ctx, volunteer, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_practised);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_practised){ rows[i].meeting, rows[i].lead, rows[i].day, rows[i].own_words, rows[i].lead_words,
							  rows[i].meeting_name, rows[i].lead_name };
	return OK;
}

static enum err check_practice(struct ctx *ctx, const struct volunteer *v, const struct volunteer_practised *p, struct problems *bad)
{
	int64_t method = 0;
	struct meeting m;
	day_t until;
	struct str masked;
	enum err e = meeting_get(ctx, p->meeting, &m);

	if (e == ERR_NOT_FOUND || (!e && m.org != v->org))
		return problem(bad, "meeting", N_("Choose a group of the organisation."));
	TRY(e);
	if (p->day == DAY_NONE || p->day > page_today(ctx))
		return problem(bad, "day", N_("Write the day of the meeting; not one that is still to come."));
	if (!str_is(p->own_words))
		problem(bad, "own_words", N_("What the apprentice says of themself comes first: a sentence is enough."));
	if (guard_number(ctx, p->own_words, &masked) || guard_number(ctx, p->lead_words, &masked))
		problem(bad, "own_words", N_("This looks like a civil registration number. We never store those. Remove it and save again."));
	TRY(method_of_meeting(ctx, p->meeting, p->day, &method));
	e = method && p->lead != v->id ? volunteer_certified(ctx, p->lead, method, p->day, &until) : ERR_NOT_FOUND;
	if (e == ERR_NOT_FOUND)
		return problem(bad, "lead", N_("Choose a lead who was certified in the group’s method on that day."));
	return e;
}

enum err volunteer_practice(struct ctx *ctx, const struct volunteer *v, struct volunteer_practised *p, struct problems *bad)
{
	int64_t changed;

	if (!volunteer_may_keep(ctx, v))
		return ERR_DENIED;
	if (!p->own_words.p)
		p->own_words = S("");
	if (!p->lead_words.p)
		p->lead_words = S("");
	TRY(check_practice(ctx, v, p, bad));
	if (bad->n)
		return OK;
	TRY(volunteer_practice_put(ctx, v->id, p->meeting, p->day, p->lead, p->own_words, p->lead_words, ctx->now, &changed));
	if (str_same(v->state, "trained"))
		TRY(volunteer_state_set(ctx, v->id, v->state, S("apprentice"), page_today(ctx), DAY_NONE, S(""), ctx->now, &changed));
	return event_add(ctx, "volunteer.practised", v->id, day_str(ctx->arena, p->day));
}

enum err volunteer_supervise(struct ctx *ctx, const struct volunteer *v, day_t day, struct problems *bad)
{
	int64_t changed;

	if (!volunteer_may_keep(ctx, v))
		return ERR_DENIED;
	if (day == DAY_NONE || day > page_today(ctx))
		return problem(bad, "day", N_("Write the day of the talk; not one that is still to come."));
	TRY(volunteer_supervision_put(ctx, v->id, day, ctx->who->account, &changed));
	return event_add(ctx, "volunteer.supervised", v->id, day_str(ctx->arena, day));
}

enum err volunteer_supervision_due(struct ctx *ctx, const struct volunteer *v, day_t *due)
{
	struct volunteer_supervision_last last;
	enum err e;

	*due = DAY_NONE;
	if (!str_same(v->state, "active") && !str_same(v->state, "apprentice"))
		return OK;
	e = volunteer_supervision_last(ctx, v->id, &last);
	if (e && e != ERR_NOT_FOUND)
		return e;
	*due = (e ? v->state_day : last.day) + (day_t)(v->supervision_weeks * 7);
	return OK;
}

/* --- short courses ------------------------------------------------------------------------------------------------------- */

enum err volunteer_module_done(struct ctx *ctx, const struct volunteer *v, const struct volunteer_module *m)
{
	day_t today = page_today(ctx);
	struct volunteer_qualification q = { .volunteer = v->id, .type = S("module"), .code = str_of(m->code), .version = m->version,
					     .issued = today, .expires = DAY_NONE, .counts_to = NEVER };

	if (!volunteer_is_own(ctx, v))
		return ERR_DENIED;
	TRY(put(ctx, &q, today));
	return event_add(ctx, "volunteer.module", v->id, q.code);
}
