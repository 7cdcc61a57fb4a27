/* breach.c -- something confidential got out: 72 hours, and two decisions without which it is not closed. */
#include "inquiry/inquiry_parts.h"
#include "base/rng.h"
#include "event/event.h"
#include "incident/incident.h"

#include "inquiry_sql.h"

enum { HOUR_S = 3600, HOURS_MOST = 8760, PEOPLE_MOST = 1000000 };

const struct choice inquiry_kinds[] = {
	{ "lost", N_("A paper or a device was lost or stolen") }, { "wrong", N_("Something went to the wrong person") },
	{ "seen", N_("Somebody saw what they should not") }, { "changed", N_("Something was changed") }, { "gone", N_("Something cannot be read any more") },
	{ NULL, NULL }
};

const struct choice inquiry_classes[] = {
	{ "name", N_("Names") }, { "contact", N_("How to reach people") }, { "health", N_("What people need, or how they are") },
	{ "attendance", N_("Who came where") }, { "child", N_("Something about children") }, { "staff", N_("Something about those who work here") },
	{ "other", N_("Something else") }, { NULL, NULL }
};

const struct choice inquiry_risks[] = {
	{ "low", N_("Hardly any: sealed, or back at once") }, { "some", N_("Some") }, { "high", N_("High: somebody may be harmed by it") }, { NULL, NULL }
};

const struct field inquiry_breach_fields[] = {
	F(struct breach, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What was it?"), NULL, inquiry_kinds),
	F(struct breach, hours_ago, FIELD_INT, FIELD_REQUIRED, 0, HOURS_MOST, N_("How many hours ago did somebody here learn of it?"), N_("0: just now.")),
	F(struct breach, what, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, INQUIRY_WORDS_MOST, N_("What happened?"), N_("No names.")),
	F(struct breach, classes, FIELD_CHOICES, FIELD_REQUIRED, 0, 0, N_("What was in it?"), NULL, inquiry_classes),
	F(struct breach, people, FIELD_INT, FIELD_REQUIRED, 0, PEOPLE_MOST, N_("About how many people?"), N_("A number. 0: not known yet.")),
	F(struct breach, risk, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What is the risk to them?"), NULL, inquiry_risks),
	F_END
};

const struct field inquiry_why_fields[] = {
	F(struct breach, why, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INQUIRY_WORDS_MOST, N_("Why not, or why so late?")),
	F_END
};

const struct field inquiry_measure_fields[] = {
	F(struct breach, measures, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INQUIRY_WORDS_MOST, N_("What is done about it?")),
	F(struct breach, people, FIELD_INT, FIELD_REQUIRED, 0, PEOPLE_MOST, N_("About how many people?")),
	F_END
};

int64_t breach_due(const struct breach *b)
{
	return b->found_at + (int64_t)INQUIRY_BREACH_HOURS * HOUR_S;
}

/* --- written ------------------------------------------------------------------------------------------------------ */

enum err breach_add(struct ctx *ctx, struct breach *b, bool sure, struct problems *bad, struct problems *warn)
{
	int64_t changed;

	form_guard(ctx, inquiry_breach_fields, b, bad);
	if (!sure)
		incident_names(ctx, inquiry_breach_fields, b, warn);
	if (bad->n || warn->n)
		return OK;
	b->id = id_new(ctx->house->rng, ctx->now);
	b->org = incident_org(ctx);
	b->made_by = ctx->who->account;
	b->found_at = ctx->now - b->hours_ago * HOUR_S;
	TRY(inquiry_breach_put(ctx, b->id, b->org, b->kind, b->found_at, inquiry_seal(ctx, "inquiry_breach.what", b->id, b->what), b->classes,
			       b->people, b->risk, S(""), b->made_by, ctx->now, &changed));
	TRY(inquiry_promise(ctx, "breach", b->org, b->id, breach_due(b), true));
	return event_add(ctx, "inquiry.breach", b->id, b->kind);
}

/* --- read ----------------------------------------------------------------------------------------------------------- */

enum err breach_find(struct ctx *ctx, int64_t id, struct breach *b)
{
	struct inquiry_breach_row r;

	TRY(inquiry_breach_row(ctx, id, &r));
	if (!may_for(ctx->who, OUTSIDE_ANSWER, r.org, 0))
		return ERR_NOT_FOUND;
	*b = (struct breach){ .id = r.id, .org = r.org, .found_at = r.found_at, .people = r.people, .authority_at = r.authority_at,
			      .told_at = r.told_at, .made_by = r.made_by, .made_at = r.made_at, .closed_by = r.closed_by, .closed_at = r.closed_at,
			      .kind = r.kind, .classes = r.classes, .risk = r.risk, .authority = r.authority, .told = r.told, .why = S("") };
	TRY(inquiry_open(ctx, "inquiry_breach.what", id, r.what, &b->what));
	TRY(inquiry_open(ctx, "inquiry_breach.measures", id, r.measures, &b->measures));
	TRY(inquiry_open(ctx, "inquiry_breach.authority_why", id, r.authority_why, &b->authority_why));
	return inquiry_open(ctx, "inquiry_breach.told_why", id, r.told_why, &b->told_why);
}

enum err breach_list(struct ctx *ctx, int64_t most, struct breach **out, size_t *n)
{
	struct inquiry_breach_rows *rows;

	TRY(inquiry_breach_rows(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, OUTSIDE_ANSWER), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct breach);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct breach){ .id = rows[i].id, .org = rows[i].org, .kind = rows[i].kind, .found_at = rows[i].found_at,
					     .authority = rows[i].authority, .told = rows[i].told, .closed_at = rows[i].closed_at };
	return OK;
}

/* --- decided -------------------------------------------------------------------------------------------------------- */

static bool needs_why(bool yes, struct str why, struct ctx *ctx, struct problems *bad)
{
	struct breach typed = { .why = why };

	form_guard(ctx, inquiry_why_fields, &typed, bad);
	if (!yes && !why.n)
		problem_once(bad, "why", N_("Say why not. Without that it cannot be closed."));
	return bad->n > 0;
}

enum err breach_authority(struct ctx *ctx, const struct breach *b, bool yes, struct str why, struct problems *bad)
{
	int64_t changed;

	if (yes && ctx->now > breach_due(b) && !why.n)
		problem_once(bad, "why", N_("It is more than 72 hours: say why it is late."));
	if (needs_why(yes, why, ctx, bad))
		return OK;
	TRY(inquiry_breach_authority(ctx, b->id, yes ? S("yes") : S("no"), inquiry_seal(ctx, "inquiry_breach.authority_why", b->id, why), ctx->now, &changed));
	return changed ? event_add(ctx, "inquiry.authority", b->id, yes ? S("yes") : S("no")) : OK;
}

enum err breach_told(struct ctx *ctx, const struct breach *b, bool yes, struct str why, struct problems *bad)
{
	int64_t changed;

	if (needs_why(yes, why, ctx, bad))
		return OK;
	TRY(inquiry_breach_told(ctx, b->id, yes ? S("yes") : S("no"), inquiry_seal(ctx, "inquiry_breach.told_why", b->id, why), ctx->now, &changed));
	return changed ? event_add(ctx, "inquiry.people_told", b->id, yes ? S("yes") : S("no")) : OK;
}

enum err breach_measures(struct ctx *ctx, const struct breach *b, struct str measures, int64_t people, struct problems *bad)
{
	struct breach typed = { .measures = measures, .people = people };
	int64_t changed;

	form_guard(ctx, inquiry_measure_fields, &typed, bad);
	if (bad->n)
		return OK;
	TRY(inquiry_breach_measures(ctx, b->id, inquiry_seal(ctx, "inquiry_breach.measures", b->id, measures), people, &changed));
	return changed ? event_add(ctx, "inquiry.measures", b->id, STR_ABSENT) : OK;
}

enum err breach_close(struct ctx *ctx, const struct breach *b, struct problems *bad)
{
	int64_t changed;

	if (!b->authority.n || !b->told.n)
		return problem(bad, "", N_("Not yet: decide both, whether the authority and whether the people are told, or say why not."));
	TRY(inquiry_breach_close(ctx, b->id, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(inquiry_end_task(ctx, "breach", b->id, "closed"));
	return event_add(ctx, "inquiry.closed", b->id, STR_ABSENT);
}
