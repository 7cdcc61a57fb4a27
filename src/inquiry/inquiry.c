/* inquiry.c -- somebody outside asks: written down by anybody here, decided by those who may, given only by two. */
#include "inquiry/inquiry_parts.h"
#include "account/account.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "incident/incident.h"

#include "inquiry_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

const struct choice inquiry_froms[] = {
	{ "police", N_("The police") }, { "court", N_("A court or a lawyer") }, { "authority", N_("A municipality or another authority") },
	{ "insurance", N_("An insurance company or an employer") }, { "press", N_("The press") }, { "family", N_("A relative or a friend") },
	{ "other", N_("Somebody else") }, { NULL, NULL }
};

const struct choice inquiry_decisions[] = {
	{ "nothing", N_("Neither confirmed nor denied") }, { "refused", N_("Said no, with reasons") }, { "given", N_("Something is given") }, { NULL, NULL }
};

const struct choice inquiry_bases[] = {
	{ "none", N_("None") }, { "consent", N_("The person said yes, in writing") }, { "order", N_("An order of a court") },
	{ "law", N_("A law that obliges us") }, { "danger", N_("A life is in danger now") }, { NULL, NULL }
};

const struct field inquiry_fields[] = {
	F(struct inquiry, from_kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Who asks?"), NULL, inquiry_froms),
	F(struct inquiry, day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("Which day?")),
	F(struct inquiry, what, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, INQUIRY_WORDS_MOST, N_("What do they want to know?"),
	  N_("Without the name of the person they ask about.")),
	F_END
};

const struct field inquiry_answer_fields[] = {
	F(struct inquiry, decision, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What do we answer?"), NULL, inquiry_decisions),
	F(struct inquiry, basis, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("On what legal basis?"), NULL, inquiry_bases),
	F(struct inquiry, reason, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INQUIRY_WORDS_MOST, N_("Which paragraph, which order?"),
	  N_("Needed when something is given.")),
	F(struct inquiry, given, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INQUIRY_WORDS_MOST, N_("What is given?"),
	  N_("Kinds of things, not the things themselves.")),
	F_END
};

/* --- what the room shares ------------------------------------------------------------------------------------- */

static struct str place_of(struct ctx *ctx, const char *place, int64_t id)
{
	return arena_printf(ctx->arena, "%s/%lld", place, (long long)id);
}

struct str inquiry_seal(struct ctx *ctx, const char *place, int64_t id, struct str text)
{
	return text.n ? crypt_seal(ctx, place_of(ctx, place, id), text) : S("");
}

enum err inquiry_open(struct ctx *ctx, const char *place, int64_t id, struct str sealed, struct str *text)
{
	*text = S("");
	return sealed.n ? crypt_open(ctx, place_of(ctx, place, id), sealed, text) : OK;
}

struct str inquiry_label(struct ctx *ctx, const struct choice *c, struct str code)
{
	const char *text = choice_label(c, code);

	return text ? tr_of(ctx, str_of(text)) : S("");
}

struct str inquiry_person(struct ctx *ctx, int64_t account)
{
	struct str name = S("");

	return !account || account_name(ctx, account, &name) || !name.p ? S("") : name;
}

/* Data protection first, then whoever may stand for it beside them. */
static enum err choose(struct ctx *ctx, int64_t org, struct task *t)
{
	int64_t second, none, any = org, all = org;
	enum err e = task_choose(ctx, AUDIT_READ, &any, 0, page_today(ctx), &t->duty.owner, &t->duty.deputy);

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e && t->duty.deputy)
		return OK;
	e = task_choose(ctx, OUTSIDE_ANSWER, &all, 0, page_today(ctx), &second, &none);
	if (e)
		return e;
	if (!t->duty.owner)
		t->duty.owner = second, t->duty.deputy = none;
	else
		t->duty.deputy = second != t->duty.owner ? second : none;
	return OK;
}

enum err inquiry_promise(struct ctx *ctx, const char *kind, int64_t org, int64_t subject, int64_t due_at, bool red)
{
	struct task t = { .org = org, .kind = str_of(kind), .subject = subject, .duty = { .due_at = due_at, .red = red } };

	TRY(choose(ctx, org, &t));
	return task_add(ctx, &t, arena_printf(ctx->arena, "%s/%lld", kind, (long long)subject));
}

enum err inquiry_end_task(struct ctx *ctx, const char *kind, int64_t subject, const char *result)
{
	struct task t;
	enum err e = task_of(ctx, kind, subject, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return task_done(ctx, &t, result);
}

/* --- asked -------------------------------------------------------------------------------------------------------- */

enum err inquiry_add(struct ctx *ctx, struct inquiry *q, bool sure, struct problems *bad, struct problems *warn)
{
	int64_t changed;

	if (!choice_label(inquiry_froms, q->from_kind))
		problem_once(bad, "from_kind", N_("Choose who asks."));
	if (q->day == DAY_NONE || q->day > page_today(ctx))
		problem_once(bad, "day", N_("Write the day on which they asked."));
	form_guard(ctx, inquiry_fields, q, bad);
	if (!sure)
		incident_names(ctx, inquiry_fields, q, warn);
	if (bad->n || warn->n)
		return OK;
	q->id = id_new(ctx->house->rng, ctx->now);
	q->org = incident_org(ctx);
	q->made_by = ctx->who->account;
	TRY(inquiry_put(ctx, q->id, q->org, q->from_kind, q->day, inquiry_seal(ctx, "inquiry.what", q->id, q->what), q->made_by, ctx->now, &changed));
	TRY(inquiry_promise(ctx, "outside", q->org, q->id, ctx->now + (int64_t)INQUIRY_HOURS * HOUR_S, false));
	return event_add(ctx, "inquiry.added", q->id, q->from_kind);
}

enum err inquiry_find(struct ctx *ctx, int64_t id, struct inquiry *q)
{
	struct inquiry_row r;

	TRY(inquiry_row(ctx, id, &r));
	if (!may_for(ctx->who, OUTSIDE_ANSWER, r.org, 0))
		return ERR_NOT_FOUND;
	*q = (struct inquiry){ .id = r.id, .org = r.org, .made_by = r.made_by, .made_at = r.made_at, .decided_by = r.decided_by,
			       .agreed_by = r.agreed_by, .closed_at = r.closed_at, .from_kind = r.from_kind, .decision = r.decision,
			       .basis = r.basis, .day = r.day };
	TRY(inquiry_open(ctx, "inquiry.what", id, r.what, &q->what));
	TRY(inquiry_open(ctx, "inquiry.reason", id, r.reason, &q->reason));
	return inquiry_open(ctx, "inquiry.given", id, r.given, &q->given);
}

enum err inquiry_list(struct ctx *ctx, int64_t most, struct inquiry **out, size_t *n)
{
	struct inquiry_rows *rows;

	TRY(inquiry_rows(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, OUTSIDE_ANSWER), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct inquiry);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct inquiry){ .id = rows[i].id, .org = rows[i].org, .from_kind = rows[i].from_kind, .day = rows[i].day,
					      .made_at = rows[i].made_at, .decision = rows[i].decision, .closed_at = rows[i].closed_at };
	return OK;
}

/* --- decided -------------------------------------------------------------------------------------------------------- */

static void look_over(struct ctx *ctx, const struct inquiry *a, struct problems *bad)
{
	bool given = str_same(a->decision, "given");

	if (!choice_label(inquiry_decisions, a->decision))
		problem_once(bad, "decision", N_("Choose what we answer."));
	if (given && (!choice_label(inquiry_bases, a->basis) || str_same(a->basis, "none")))
		problem_once(bad, "basis", N_("Nothing is given without a legal basis."));
	if (given && !a->reason.n)
		problem_once(bad, "reason", N_("Write the paragraph, the order or the yes that it rests on."));
	if (given && !a->given.n)
		problem_once(bad, "given", N_("Write what kinds of things are given."));
	form_guard(ctx, inquiry_answer_fields, a, bad);
}

enum err inquiry_decide(struct ctx *ctx, const struct inquiry *q, const struct inquiry *a, struct problems *bad)
{
	bool given = str_same(a->decision, "given");
	int64_t changed;

	look_over(ctx, a, bad);
	if (bad->n)
		return OK;
	TRY(inquiry_decide_row(ctx, q->id, a->decision, a->basis.p ? a->basis : S("none"), inquiry_seal(ctx, "inquiry.reason", q->id, a->reason),
			       given ? inquiry_seal(ctx, "inquiry.given", q->id, a->given) : S(""), ctx->who->account,
			       given ? NO_INT : SOME_INT(ctx->now), &changed));
	if (!changed)
		return OK;
	if (!given)
		TRY(inquiry_end_task(ctx, "outside", q->id, "answered"));
	return event_add(ctx, "inquiry.decided", q->id, a->decision);
}

enum err inquiry_agree(struct ctx *ctx, const struct inquiry *q, struct problems *bad)
{
	int64_t changed;

	if (q->decided_by == ctx->who->account)
		return problem(bad, "decision", N_("Somebody else must agree: two people stand for what is given."));
	TRY(inquiry_agree_row(ctx, q->id, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(inquiry_end_task(ctx, "outside", q->id, "answered"));
	return event_add(ctx, "inquiry.agreed", q->id, STR_ABSENT);
}

enum err inquiry_tidy(struct ctx *ctx, int64_t *n)
{
	int64_t before = ctx->now - (int64_t)INQUIRY_KEPT_DAYS * DAY_S, breaches;

	TRY(inquiry_forget(ctx, before, n));
	TRY(inquiry_breach_forget(ctx, before, &breaches));
	*n += breaches;
	return OK;
}

enum err inquiry_forget_all(struct ctx *ctx)
{
	struct inquiry_breach_ids *breaches;
	struct inquiry_ids *all;
	size_t n, nbreaches;
	int64_t changed;

	if (!ctx->house->demo)
		return ERR_DENIED;
	TRY(inquiry_ids(ctx, &all, &n));
	TRY(inquiry_breach_ids(ctx, &breaches, &nbreaches));
	for (size_t i = 0; i < n; i++)
		TRY(inquiry_end_task(ctx, "outside", all[i].id, "ended"));
	for (size_t i = 0; i < nbreaches; i++)
		TRY(inquiry_end_task(ctx, "breach", breaches[i].id, "ended"));
	TRY(inquiry_drop_all(ctx, &changed));
	return inquiry_breach_drop_all(ctx, &changed);
}
