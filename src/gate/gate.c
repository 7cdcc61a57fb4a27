/* gate.c -- halves of gates: made, joined, closed.  What is open is worked out at every reading, from both halves. */
#include "gate/gate_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "gate_sql.h"

enum { DAY_S = 86400 };

const struct choice gate_items[] = {
	{ "well", N_("That I am well, when I say so") }, { "came", N_("That I came somewhere this week") }, { "meet", N_("A day on which we meet") },
	{ NULL, NULL }
};

const struct field gate_new_fields[] = {
	F(struct gate, label, FIELD_TEXT, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, GATE_LABEL_MOST, N_("What do you call them?"),
	  N_("Only you read it. “Mum” is enough.")),
	F(struct gate, shares, FIELD_CHOICES, FIELD_REQUIRED | FIELD_PRIVATE, 0, 0, N_("What may they see?"), N_("Nothing else is ever shown."), gate_items),
	F_END
};

const struct field gate_word_fields[] = {
	F(struct gate, word, FIELD_TEXT, FIELD_REQUIRED | FIELD_PRIVATE, 1, 60, N_("The word that they gave you"), N_("Capitals, blanks and dashes do not matter.")),
	F_END
};

const struct field gate_share_fields[] = {
	F(struct gate, shares, FIELD_CHOICES, FIELD_PRIVATE, 0, 0, N_("What may they see?"), NULL, gate_items),
	F(struct gate, meet_day, FIELD_DATE, FIELD_PRIVATE, 0, 0, N_("A day on which we meet"), NULL),
	F_END
};

/* --- made --------------------------------------------------------------------------------------------------- */

static enum err sealed_label(struct ctx *ctx, int64_t id, struct str label, struct str *out)
{
	struct participant_lock l;

	TRY(participant_lock(ctx, ctx->who->participant, &l));
	return participant_seal(ctx, &l, BOX_DATA, "gate_half.label", id, label, out);
}

enum err gate_new(struct ctx *ctx, struct gate *g, struct str *word, struct problems *bad)
{
	struct gate_half_count have;
	struct str label;
	int64_t changed;

	form_guard(ctx, gate_new_fields, g, bad);
	TRY(gate_half_count(ctx, ctx->who->participant, &have));
	if (have.n >= GATE_MOST)
		problem_once(bad, "label", N_("You have ten already. Close one that you do not need."));
	if (bad->n)
		return OK;
	g->id = id_new(ctx->house->rng, ctx->now);
	g->expires_at = ctx->now + (int64_t)GATE_WORD_DAYS * DAY_S;
	*word = gate_word_new(ctx);
	TRY(sealed_label(ctx, g->id, g->label, &label));
	TRY(gate_half_put(ctx, ctx->who->participant, g->id, gate_word_tag(ctx, *word), label, g->shares, ctx->now, g->expires_at, &changed));
	return event_add(ctx, "gate.made", ctx->who->participant, STR_ABSENT);
}

/* --- read --------------------------------------------------------------------------------------------------- */

static bool shares(struct str codes, const char *code)
{
	struct str one;

	while (str_cut(&codes, ' ', &one))
		if (str_same(one, code))
			return true;
	return false;
}

/* Just what they ticked, and of that what there is. */
static enum err look_through(struct ctx *ctx, struct gate *g)
{
	int64_t week = ctx->now - (int64_t)GATE_CAME_DAYS * DAY_S;
	struct gate_other o;
	enum err e = gate_other(ctx, ctx->who->participant, g->id, &o);

	g->other_shares = S("");
	g->other_meet = DAY_NONE;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	g->open = true;
	g->other_shares = o.shares;
	g->other_well_at = shares(o.shares, "well") ? o.well_at : 0;
	g->other_meet = shares(o.shares, "meet") ? o.meet_day : DAY_NONE;
	g->other_came = shares(o.shares, "came") && (o.came > week || o.came_too > week);
	return OK;
}

static enum err from_row(struct ctx *ctx, const struct participant_lock *l, const struct gate_half_row *r, struct gate *g)
{
	*g = (struct gate){ .id = r->id, .shares = r->shares, .word = S(""), .expires_at = r->expires_at, .got_at = r->got_at,
			    .closed_at = r->closed_at, .well_at = r->well_at, .meet_day = r->meet_day };
	TRY(participant_open(ctx, l, BOX_DATA, "gate_half.label", r->id, r->label, &g->label));
	return look_through(ctx, g);
}

enum err gate_find(struct ctx *ctx, int64_t id, struct gate *g)
{
	struct participant_lock l;
	struct gate_half_row r;

	TRY(gate_half_row(ctx, ctx->who->participant, id, &r));
	if (r.closed_at)
		return ERR_NOT_FOUND;
	TRY(participant_lock(ctx, ctx->who->participant, &l));
	return from_row(ctx, &l, &r, g);
}

enum err gate_list(struct ctx *ctx, struct gate **out, size_t *n)
{
	struct participant_lock l;
	struct gate_halves *rows;

	TRY(participant_lock(ctx, ctx->who->participant, &l));
	TRY(gate_halves(ctx, ctx->who->participant, GATE_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct gate);
	for (size_t i = 0; i < *n; i++) {
		const struct gate_halves *r = &rows[i];
		struct gate_half_row row = { r->id, r->label, r->shares, r->made_at, r->expires_at, r->got_at, r->well_at, r->meet_day, r->closed_at };
		TRY(from_row(ctx, &l, &row, &(*out)[i]));
	}
	return OK;
}

/* --- joined, said, closed --------------------------------------------------------------------------------------- */

/*
 * Whether it opened is not asked here: the answer, the line of the diary and the work done are the same for a word that
 * somebody has and for one that nobody has.
 */
enum err gate_join(struct ctx *ctx, const struct gate *g, struct str word, struct problems *bad)
{
	struct str tag = gate_word_tag(ctx, word.p ? word : S(""));
	int64_t changed;

	if (!tag.p)
		return problem(bad, "word", N_("Something is mistyped: a word has twelve letters and digits. Look at it once more."));
	TRY(gate_half_join(ctx, ctx->who->participant, g->id, tag, ctx->now, &changed));
	return changed ? event_add(ctx, "gate.joined", ctx->who->participant, STR_ABSENT) : OK;
}

enum err gate_share(struct ctx *ctx, const struct gate *g, struct str codes, bool well, day_t meet, struct problems *bad)
{
	day_t today = page_today(ctx);
	int64_t changed;

	if (meet != DAY_NONE && (meet < today || meet > today + GATE_AHEAD_DAYS))
		return problem(bad, "meet_day", N_("Choose a day from today on, within a year."));
	TRY(gate_half_shares(ctx, ctx->who->participant, g->id, codes.p ? codes : S(""), &changed));
	TRY(gate_half_says(ctx, ctx->who->participant, g->id, well ? ctx->now : g->well_at, meet, &changed));
	return event_add(ctx, "gate.said", ctx->who->participant, STR_ABSENT);
}

enum err gate_close(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(gate_half_close(ctx, ctx->who->participant, id, ctx->now, &changed));
	return changed ? event_add(ctx, "gate.closed", ctx->who->participant, STR_ABSENT) : OK;
}

enum err gate_tidy(struct ctx *ctx, int64_t *n)
{
	int64_t changed;

	TRY(gate_halves_over(ctx, ctx->now - (int64_t)GATE_WORD_DAYS * DAY_S, ctx->now, &changed));
	return gate_halves_drop(ctx, ctx->now - (int64_t)GATE_KEPT_DAYS * DAY_S, n);
}
