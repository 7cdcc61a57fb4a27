/*
 * declare.c -- once a year two named people of an organisation say that its children's register is right.
 *
 * When it is due follows from the last time that each of them said it, or from when they were named.  Nothing is
 * uploaded, and nothing that a certificate says is kept: a day, a name and two numbers.
 */
#include "volunteer/declare.h"
#include "access/access.h"
#include "event/event.h"
#include "org/org.h"

#include "volunteer_sql.h"

enum { ORGS_MOST = 200, PEOPLE_MOST = 300, CHOICES_MOST = 300, SAID_MOST = 20 };

bool volunteer_declare_may_name(const struct ctx *ctx, int64_t org)
{
	return may_for(ctx->who, VOLUNTEER_EDIT, org, 0);
}

static day_t due_of(day_t since, day_t last)
{
	return last == DAY_NONE ? since + DECLARE_FIRST_DAYS : last + DECLARE_DAYS;
}

/* --- whose ------------------------------------------------------------------------------------------------------- */

enum err volunteer_declare_orgs(struct ctx *ctx, struct volunteer_declare_org **out, size_t *n)
{
	struct volunteer_declare_kept_orgs *rows;

	TRY(volunteer_declare_kept_orgs(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT), ORGS_MOST,
					&rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_declare_org);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_declare_org){ rows[i].id, rows[i].name, DAY_NONE };
	return OK;
}

enum err volunteer_declare_own(struct ctx *ctx, struct volunteer_declare_org **out, size_t *n)
{
	struct volunteer_declare_of_account *rows;

	TRY(volunteer_declare_of_account(ctx, ctx->who->account, ORGS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer_declare_org);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer_declare_org){ rows[i].org, rows[i].org_name, due_of(rows[i].since, rows[i].last) };
	return OK;
}

/* --- the register --------------------------------------------------------------------------------------------------- */

static enum err read_two(struct ctx *ctx, struct volunteer_declare_register *r)
{
	struct volunteer_declare_two *rows;
	size_t n;

	TRY(volunteer_declare_two(ctx, r->org, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		r->two[rows[i].place - 1] = (struct volunteer_declarer){ rows[i].account, rows[i].name, rows[i].since, rows[i].last,
									 due_of(rows[i].since, rows[i].last) };
		r->own = r->own || (ctx->who->account && rows[i].account == ctx->who->account);
	}
	return OK;
}

static enum err read_people(struct ctx *ctx, struct volunteer_declare_register *r)
{
	struct volunteer_declare_near *rows;

	TRY(volunteer_declare_near(ctx, r->org, page_today(ctx), PEOPLE_MOST, &rows, &r->n));
	r->people = arena_array(ctx->arena, r->n, struct volunteer_declare_person);
	for (size_t i = 0; i < r->n; i++) {
		r->people[i] = (struct volunteer_declare_person){ rows[i].id, rows[i].name, rows[i].until, rows[i].planned > 0 };
		r->in_order += rows[i].until != DAY_NONE;
	}
	return OK;
}

static enum err read_said(struct ctx *ctx, struct volunteer_declare_register *r)
{
	struct volunteer_declare_said *rows;

	TRY(volunteer_declare_said(ctx, r->org, SAID_MOST, &rows, &r->nsaid));
	r->said = arena_array(ctx->arena, r->nsaid, struct volunteer_declaration);
	for (size_t i = 0; i < r->nsaid; i++)
		r->said[i] = (struct volunteer_declaration){ rows[i].day, rows[i].name, rows[i].near, rows[i].in_order };
	return OK;
}

enum err volunteer_declare_register(struct ctx *ctx, int64_t org, struct volunteer_declare_register *r)
{
	struct org o;

	*r = (struct volunteer_declare_register){ .org = org };
	TRY(org_get(ctx, org, &o));
	r->name = o.name;
	TRY(read_two(ctx, r));
	if (!r->own && !volunteer_declare_may_name(ctx, org))
		return ERR_NOT_FOUND;
	TRY(read_people(ctx, r));
	return read_said(ctx, r);
}

/* --- who says it ------------------------------------------------------------------------------------------------------ */

enum err volunteer_declare_choices(struct ctx *ctx, int64_t org, const struct choice **out)
{
	struct volunteer_declare_could *rows;
	struct choice *c;
	size_t n;

	TRY(volunteer_declare_could(ctx, org, CHOICES_MOST, &rows, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){ page_id(ctx, rows[i].id).p, arena_str(ctx->arena, rows[i].name).p };
	*out = c;
	return OK;
}

static bool is_answer(struct ctx *ctx, const struct choice *all, int64_t account)
{
	return choice_label(all, page_id(ctx, account)) != NULL;
}

/* Since when they are one of the two: whoever already is goes on being it. */
static day_t since_of(const struct volunteer_declare_register *r, int64_t account, day_t today)
{
	for (int i = 0; i < DECLARE_PEOPLE; i++)
		if (r->two[i].account == account)
			return r->two[i].since;
	return today;
}

enum err volunteer_declare_name(struct ctx *ctx, int64_t org, const int64_t accounts[static DECLARE_PEOPLE], struct problems *bad)
{
	static const char *const fields[DECLARE_PEOPLE] = { "first", "second" };
	struct volunteer_declare_register r = { .org = org };
	const struct choice *all;
	int64_t changed;

	if (!volunteer_declare_may_name(ctx, org))
		return ERR_DENIED;
	TRY(volunteer_declare_choices(ctx, org, &all));
	for (int i = 0; i < DECLARE_PEOPLE; i++)
		if (!is_answer(ctx, all, accounts[i]))
			problem_once(bad, fields[i], N_("Choose somebody from the list."));
	if (!bad->n && accounts[0] == accounts[1])
		problem_once(bad, "second", N_("Choose two different people."));
	if (bad->n)
		return OK;
	TRY(read_two(ctx, &r));
	TRY(volunteer_declare_two_drop(ctx, org, &changed));
	for (int i = 0; i < DECLARE_PEOPLE; i++) {
		TRY(volunteer_declare_two_put(ctx, org, i + 1, accounts[i], since_of(&r, accounts[i], page_today(ctx)), ctx->who->account, &changed));
		if (!changed)
			return fail(ctx, ERR_CONFLICT, "somebody else names the two as well");
	}
	return event_add(ctx, "volunteer.register_named", org, STR_ABSENT);
}

enum err volunteer_declare_right(struct ctx *ctx, int64_t org, struct problems *bad)
{
	struct volunteer_declare_register r = { .org = org };
	int64_t changed;

	TRY(read_two(ctx, &r));
	if (!r.own)
		return ERR_NOT_FOUND;
	TRY(read_people(ctx, &r));
	for (size_t i = 0; i < r.n; i++)
		if (r.people[i].on && r.people[i].until == DAY_NONE)
			return problem_with(bad, "", N_("{x} is on for child care without a certificate in order. Settle that first."), r.people[i].name);
	TRY(volunteer_declare_put(ctx, org, page_today(ctx), ctx->who->account, (int64_t)r.n, (int64_t)r.in_order, ctx->now, &changed));
	return changed ? event_add(ctx, "volunteer.register_right", org, STR_ABSENT) : OK;
}

enum err volunteer_declare_forget_all(struct ctx *ctx)
{
	int64_t changed;

	TRY(volunteer_declare_drop_two(ctx, &changed));
	return volunteer_declare_drop_said(ctx, &changed);
}
