/*
 * child.c -- a child may be in danger.  A person tells the municipality, never this program: it shows how, keeps that it
 * was shown, and does not let it rest until somebody said that it was done, or why not.
 */
#include "incident/incident_parts.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"

#include "incident_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, NUMBER_DAYS = 7 };

const struct choice incident_told_by[] = {
	{ "self", N_("I did it myself") }, { "coordinator", N_("The coordinator did it") }, { "other", N_("Somebody else did it, and I know it for certain") },
	{ NULL, NULL }
};

const struct field incident_child_fields[] = {
	F(struct incident_child, area_text, FIELD_TEXT, FIELD_GUARDED, 0, 80, N_("In which municipality is the child?"), N_("You may leave it out.")),
	F(struct incident_child, note, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, INCIDENT_WORDS_MOST, N_("What did you see or hear?"),
	  N_("Only if you want to. What you saw, not what you think of it. No names. Two people here read it, sealed.")),
	F_END
};

const struct field incident_why_fields[] = {
	F(struct incident_child, why, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, INCIDENT_WORDS_MOST,
	  N_("Why is the municipality not told?"), N_("No names.")),
	F_END
};

/* --- shown, and written down -------------------------------------------------------------------------------------- */

static enum err promise(struct ctx *ctx, const struct incident_child *c)
{
	struct task t = { .org = c->org, .area = c->area, .kind = S("child_concern"), .subject = c->id,
			  .duty = { c->first, c->second, ctx->now + (int64_t)INCIDENT_CHILD_HOURS * HOUR_S, true, 0 } };

	return task_add(ctx, &t, arena_printf(ctx->arena, "child_concern/%lld", (long long)c->id));
}

/* Once for a municipality: somebody who keeps such lists writes its number in. */
static enum err ask_for_number(struct ctx *ctx, int64_t id)
{
	struct task t = { .area = id, .kind = S("child_number"), .subject = id, .duty = { .due_at = ctx->now + (int64_t)NUMBER_DAYS * DAY_S } };
	struct task asked;
	struct area a;
	enum err e;

	if (!id)
		return OK;
	TRY(area_get(ctx, id, &a));
	if (a.child_concern_phone.n || !task_of(ctx, "child_number", id, &asked))
		return OK;
	e = task_choose(ctx, ORG_EDIT, &t.org, id, page_today(ctx), &t.duty.owner, &t.duty.deputy);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return task_add(ctx, &t, arena_printf(ctx->arena, "child_number/%lld/%lld", (long long)id, (long long)ctx->now));
}

enum err incident_child_add(struct ctx *ctx, struct incident_child *c, bool sure, struct problems *bad, struct problems *warn)
{
	int64_t changed;

	form_guard(ctx, incident_child_fields, c, bad);
	TRY(area_typed(ctx, c->area_text.p ? c->area_text : S(""), "area_text", &c->area, bad));
	if (!sure)
		incident_names(ctx, incident_child_fields + 1, c, warn);
	if (bad->n || warn->n)
		return OK;
	c->id = id_new(ctx->house->rng, ctx->now);
	c->org = incident_org(ctx);
	c->writer = ctx->who->account;
	TRY(incident_two(ctx, c->org, &c->first, &c->second));
	TRY(incident_child_put(ctx, c->id, c->org, c->area, incident_seal(ctx, "incident_child.note", c->id, c->note), c->writer, c->first, c->second,
			       ctx->now, &changed));
	TRY(promise(ctx, c));
	TRY(ask_for_number(ctx, c->area));
	return event_add(ctx, "incident.child", c->id, STR_ABSENT);
}

/* --- read ---------------------------------------------------------------------------------------------------------- */

enum err incident_child_find(struct ctx *ctx, int64_t id, struct incident_child *c)
{
	struct incident_child_row r;
	enum incident_turn turn;

	TRY(incident_child_row(ctx, id, &r));
	*c = (struct incident_child){ .id = r.id, .org = r.org, .area = r.area, .writer = r.writer, .first = r.first, .second = r.second,
				      .made_at = r.made_at, .done_at = r.done_at, .told = r.told, .told_by = r.told_by, .note = S(""), .why = S("") };
	TRY(incident_is_reader(ctx, r.org, r.first, r.second, &c->keeps));
	TRY(incident_turn(ctx, "child_concern", id, &turn));
	c->keeps |= turn == TURN_OWN;
	c->reads = c->keeps || (r.writer && r.writer == ctx->who->account);
	if (!c->reads)
		return turn ? OK : ERR_NOT_FOUND;
	TRY(incident_open(ctx, "incident_child.note", id, r.note, &c->note));
	return incident_open(ctx, "incident_child.why", id, r.why, &c->why);
}

enum err incident_children(struct ctx *ctx, int64_t most, struct incident_child **out, size_t *n)
{
	struct incident_child_rows *rows;

	TRY(incident_child_rows(ctx, ctx->who->account, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct incident_child);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct incident_child){ .id = rows[i].id, .org = rows[i].org, .area = rows[i].area, .made_at = rows[i].made_at,
						     .done_at = rows[i].done_at, .told = rows[i].told };
	return OK;
}

/* --- done ------------------------------------------------------------------------------------------------------------ */

enum err incident_child_done(struct ctx *ctx, const struct incident_child *c, struct str told_by, struct str why, struct problems *bad)
{
	struct incident_child typed = { .why = why.p ? why : S("") };
	bool told = str_is(told_by);
	int64_t changed;

	/* That it is not told is for the two to answer for, not for whoever was worried. */
	if (!c->reads || (!told && !c->keeps))
		return ERR_DENIED;
	if (told && !choice_label(incident_told_by, told_by))
		problem_once(bad, "told_by", N_("Choose who told the municipality."));
	if (!told && !typed.why.n)
		problem_once(bad, "why", N_("Say why the municipality is not told. A worry is not put away without a word."));
	form_guard(ctx, incident_why_fields, &typed, bad);
	if (bad->n)
		return OK;
	TRY(incident_child_end(ctx, c->id, told ? S("yes") : S("no"), told ? told_by : S(""),
			       told ? S("") : incident_seal(ctx, "incident_child.why", c->id, typed.why), ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(incident_end_task(ctx, "child_concern", c->id, told ? "told" : "explained"));
	return event_add(ctx, "incident.child_done", c->id, told ? S("yes") : S("no"));
}

enum err incident_number_there(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct area a;

	TRY(area_get(ctx, id, &a));
	if (!a.child_concern_phone.n)
		return problem(bad, "", N_("There is no number yet. Write it in on the page of the area."));
	return incident_end_task(ctx, "child_number", id, "there");
}
