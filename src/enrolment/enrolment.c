/* enrolment.c -- begun by their own wish, and what happens to it; the kind word, once. */
#include "enrolment/enrolment_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "enrolment_sql.h"

/* --- read ---------------------------------------------------------------------------------------------------------- */

/* Two queries give the same columns. */
#define ENROLMENT_OF(r) (struct enrolment){ \
	.participant = (r)->participant, .id = (r)->id, .org = (r)->org, .area = (r)->area, .to_kind = (r)->to_kind, .target = (r)->target, \
	.to_name = (r)->to_name, .state = (r)->state, .rhythm_days = (r)->rhythm_days, .sign_at = (r)->sign_at, .offered_at = (r)->offered_at, \
	.made_at = (r)->made_at, .state_at = (r)->state_at, .paused_until = (r)->paused_until, .words = S(""), \
}

enum err enrolment_of(struct ctx *ctx, int64_t participant, struct enrolment **out, size_t *n)
{
	struct enrolment_rows *rows;
	struct participant_lock l;
	struct participant p;

	TRY(participant_see(ctx, participant, &p));
	TRY(participant_lock(ctx, participant, &l));
	TRY(enrolment_rows(ctx, participant, str_of(ctx->lang), ENROLMENT_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct enrolment);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = ENROLMENT_OF(&rows[i]);
		/* Why somebody is done is theirs. */
		if (rows[i].words.n && ctx->who->participant)
			TRY(participant_open(ctx, &l, BOX_DATA, "enrolment.words", rows[i].id, rows[i].words, &(*out)[i].words));
	}
	return OK;
}

enum err enrolment_find(struct ctx *ctx, int64_t participant, int64_t id, struct enrolment *e)
{
	struct enrolment *all;
	size_t n;

	TRY(enrolment_of(ctx, participant, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].id == id) {
			*e = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err enrolment_called(struct ctx *ctx, int64_t participant, struct str sealed, struct str data, struct str vault, struct str *out)
{
	struct participant_lock l;

	*out = S("");
	if (!data.n || !sealed.n)
		return OK;
	TRY(participant_lock_of(ctx, participant, data, vault.p ? vault : S(""), &l));
	return participant_open(ctx, &l, BOX_DATA, "participant.nickname", 0, sealed, out);
}

enum err enrolment_targets(struct ctx *ctx, int64_t participant, struct enrolment_target **out, size_t *n)
{
	struct enrolment_targets_of *rows;
	struct participant p;

	TRY(participant_see(ctx, participant, &p));
	TRY(enrolment_targets_of(ctx, participant, str_of(ctx->lang), ENROLMENT_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct enrolment_target);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct enrolment_target){ arena_printf(ctx->arena, "%.*s-%lld", STR_ARG(rows[i].to_kind), (long long)rows[i].target), rows[i].to_name };
	return OK;
}

/* --- begun ---------------------------------------------------------------------------------------------------------- */

static enum err step(struct ctx *ctx, const struct enrolment *e, struct str event)
{
	int64_t changed;

	TRY(enrolment_step_put(ctx, e->participant, id_new(ctx->house->rng, ctx->now), e->id, event, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "enrolment.happened", e->id, event);
}

static enum err find_target(struct ctx *ctx, const struct enrolment_wish *w, struct enrolment *e, bool *is)
{
	struct enrolment_target *all;
	struct str rest, kind;
	size_t n;

	*is = false;
	TRY(enrolment_targets(ctx, w->participant, &all, &n));
	for (size_t i = 0; i < n; i++)
		*is |= w->target.p && str_eq(all[i].code, w->target);
	rest = *is ? w->target : S("");
	*is = *is && str_cut(&rest, '-', &kind) && str_int(rest, &e->target);
	e->to_kind = *is ? kind : S("");
	return OK;
}

/* The one they had goes on, with its history. */
static enum err come_back(struct ctx *ctx, const struct enrolment_wish *w, struct enrolment *e, struct problems *bad)
{
	struct enrolment_act back = { .event = S("returned"), .said = true, .until = DAY_NONE };
	struct enrolment *all;
	size_t n;

	TRY(enrolment_of(ctx, w->participant, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].to_kind, e->to_kind) && all[i].target == e->target) {
			*e = all[i];
			return enrolment_fits(ctx, e, back.event) ? enrolment_do(ctx, e, &back, bad) : OK;
		}
	return ERR_BUG;
}

enum err enrolment_begin(struct ctx *ctx, const struct enrolment_wish *w, struct enrolment *e, struct problems *bad)
{
	struct participant p;
	int64_t changed;
	bool is;

	TRY(participant_see(ctx, w->participant, &p));
	*e = (struct enrolment){ .participant = w->participant, .org = p.org, .area = p.area, .rhythm_days = ENROLMENT_RHYTHM, .sign_at = ctx->now };
	TRY(find_target(ctx, w, e, &is));
	if (!is)
		problem(bad, "target", N_("Choose what it is."));
	if (!w->own_wish)
		problem(bad, "own_wish", N_("We can only write down somebody who wants it. Ask, and tick when they say yes."));
	if (bad->n)
		return OK;
	e->id = id_new(ctx->house->rng, ctx->now);
	e->state = w->start ? S("active") : S("interested");
	e->paused_until = DAY_NONE;
	TRY(enrolment_put(ctx, e->participant, e->id, e->org, e->area, e->to_kind, e->target, e->state, e->rhythm_days, ctx->now, &changed));
	if (!changed)
		return come_back(ctx, w, e, bad);
	TRY(step(ctx, e, S("wished")));
	return w->start ? step(ctx, e, S("started")) : OK;
}

/* --- what happens ----------------------------------------------------------------------------------------------------- */

static enum err refuse(struct ctx *ctx, const struct enrolment *e, struct problems *bad)
{
	return problem_with(bad, "", N_("That does not fit now. It stands at: {x}."), tr_of(ctx, str_of(choice_label(enrolment_states, enrolment_state(ctx, e)))));
}

static enum err seal_words(struct ctx *ctx, const struct enrolment *e, struct str words, struct str *sealed)
{
	struct participant_lock l;

	*sealed = S("");
	if (!words.n)
		return OK;
	TRY(participant_lock(ctx, e->participant, &l));
	return participant_seal(ctx, &l, BOX_DATA, "enrolment.words", e->id, words, sealed);
}

static void check(struct ctx *ctx, const struct enrolment_act *a, const struct enrolment_move *m, struct problems *bad)
{
	struct str masked;
	const char *wrong = a->words.n ? guard_number(ctx, a->words, &masked) : NULL;

	if (m->by_person && !ctx->who->participant && !a->said)
		problem(bad, "said", N_("That is theirs to say. Tick that they said so."));
	if (a->until != DAY_NONE && a->until < page_today(ctx))
		problem(bad, "until", N_("That day has passed. Choose a later one, or none."));
	if (wrong)
		problem(bad, "words", wrong);
	else if (a->words.n > ENROLMENT_WORDS_MOST)
		problem(bad, "words", N_("A little shorter, please."));
}

enum err enrolment_do(struct ctx *ctx, struct enrolment *e, const struct enrolment_act *a, struct problems *bad)
{
	const struct enrolment_move *m = enrolment_move(ctx, e, a->event);
	struct str was = e->state, sealed;
	int64_t changed;

	if (!m)
		return refuse(ctx, e, bad);
	if (!m->by_person && ctx->who->participant)
		return ERR_DENIED;
	check(ctx, a, m, bad);
	if (bad->n)
		return OK;
	TRY(seal_words(ctx, e, str_same(a->event, "completed") ? a->words : S(""), &sealed));
	e->state = str_of(m->to);
	e->paused_until = str_same(a->event, "paused") ? a->until : DAY_NONE;
	e->sign_at = e->paused_until == DAY_NONE ? ctx->now : zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), e->paused_until + 1, 0);
	TRY(enrolment_set(ctx, e->participant, e->id, was, e->state, e->sign_at, e->paused_until, sealed, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody changed it meanwhile");
	TRY(participant_sign(ctx, e->participant));
	return step(ctx, e, a->event);
}

enum err enrolment_offer(struct ctx *ctx, struct enrolment *e, struct problems *bad)
{
	int64_t changed;

	if (!str_same(enrolment_state(ctx, e), "quiet"))
		return refuse(ctx, e, bad);
	TRY(enrolment_offered(ctx, e->participant, e->id, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("A kind word was given already. One is enough: they know where we are."));
	e->offered_at = ctx->now;
	return step(ctx, e, S("offered"));
}

enum err enrolment_waiting(struct ctx *ctx, int64_t most, struct enrolment_quiet **out, size_t *n)
{
	struct enrolment_quiet_rows *rows;

	TRY(enrolment_quiet_rows(ctx, ctx->who->local, ctx->who->account, roles_with(ctx->arena, PERSON_SERVE), ctx->now, page_today(ctx), str_of(ctx->lang), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct enrolment_quiet);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i].e = ENROLMENT_OF(&rows[i]);
		TRY(enrolment_called(ctx, rows[i].participant, rows[i].nickname, rows[i].data, rows[i].vault, &(*out)[i].nickname));
	}
	return OK;
}
