/* landing.c -- a plan read, begun and changed; and is it ready? */
#include "landing/landing_parts.h"
#include "base/rng.h"
#include "consent/consent.h"
#include "event/event.h"

#include "landing_sql.h"

const struct choice landing_kinds[] = {
	{ "sleep", N_("Where I sleep") }, { "sleep_open", N_("A place to sleep is still to be found") }, { "pharmacy", N_("Fetch what I need from the pharmacy") },
	{ "food", N_("Something to eat") }, { "phone", N_("Telephone charged, key and money with me") }, { "talk", N_("Talk with somebody") },
	{ "meeting", N_("Go to a meeting or another offer") }, { "evening", N_("What I do in the evening") }, { "review", N_("Look back together") },
	{ "other", N_("Something else") }, { NULL, NULL }
};

const struct choice landing_hows[] = { { "done", N_("Done") }, { "let_go", N_("Let go") }, { NULL, NULL } };

#define WORDS(member, ...) F(struct landing_words, member, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, LANDING_WORDS_MOST, __VA_ARGS__)

const struct field landing_fields[] = {
	F(struct landing_words, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What is it?"), NULL, landing_kinds),
	F(struct landing_words, day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("Which day?")),
	F(struct landing_words, at_min, FIELD_TIME, FIELD_DEPENDS, 0, 1439, N_("At what time?"), N_("In the first days always; later it may be left out.")),
	WORDS(what, N_("In your own words")),
	WORDS(place, N_("Where?")),
	WORDS(who, N_("With whom?"), N_("A first name or a nickname is enough.")),
	WORDS(otherwise, N_("And if it does not work out?")),
	F_END
};

/* --- whose it is, and who may read it ------------------------------------------------------------------------------- */

/* The person always; others by the consent to the transition. */
static enum err may_read(struct ctx *ctx, const struct transition *t)
{
	int64_t which;
	enum err e;

	if (ctx->who->participant == t->participant)
		return OK;
	e = consent_live(ctx, t->participant, "org", t->org, "transition", CLASS_STAGE, &which);
	return e == ERR_DENIED ? ERR_NOT_FOUND : e;
}

enum err landing_of_transition(struct ctx *ctx, int64_t id, struct transition *t)
{
	TRY(transition_find(ctx, id, t));
	return may_read(ctx, t);
}

enum err landing_of_person(struct ctx *ctx, int64_t participant, struct transition *t)
{
	struct landing_last row;

	TRY(landing_last(ctx, participant, &row));
	return landing_of_transition(ctx, row.id, t);
}

static enum err open_words(struct ctx *ctx, const struct participant_lock *l, const struct landing_steps_of *r, struct landing_step *s)
{
	TRY(participant_open(ctx, l, BOX_DATA, "landing_step.what", r->id, r->what, &s->what));
	TRY(participant_open(ctx, l, BOX_DATA, "landing_step.place", r->id, r->place, &s->place));
	TRY(participant_open(ctx, l, BOX_DATA, "landing_step.who", r->id, r->who, &s->who));
	return participant_open(ctx, l, BOX_DATA, "landing_step.otherwise", r->id, r->otherwise, &s->otherwise);
}

enum err landing_list(struct ctx *ctx, const struct transition *t, struct landing_step **out, size_t *n)
{
	struct landing_steps_of *rows;
	struct participant_lock l;

	TRY(may_read(ctx, t));
	TRY(participant_lock(ctx, t->participant, &l));
	TRY(landing_steps_of(ctx, t->participant, t->id, LANDING_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct landing_step);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct landing_step){ .participant = t->participant, .id = rows[i].id, .transition = t->id, .kind = rows[i].kind,
			.after_days = rows[i].after_days, .at_min = rows[i].at_min, .watched = rows[i].watched, .acked_at = rows[i].acked_at,
			.ended_at = rows[i].ended_at.has ? rows[i].ended_at.v : 0, .ended_by = rows[i].ended_by, .how = rows[i].how };
		TRY(open_words(ctx, &l, &rows[i], &(*out)[i]));
	}
	return OK;
}

enum err landing_find(struct ctx *ctx, const struct transition *t, int64_t id, struct landing_step *s)
{
	struct landing_step *all;
	size_t n;

	TRY(landing_list(ctx, t, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].id == id) {
			*s = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

/* --- written down ------------------------------------------------------------------------------------------------------ */

struct sealed {
	struct str what, place, who, otherwise;
};

static enum err seal_words(struct ctx *ctx, const struct landing_step *s, struct sealed *out)
{
	struct participant_lock l;

	TRY(participant_lock(ctx, s->participant, &l));
	TRY(participant_seal(ctx, &l, BOX_DATA, "landing_step.what", s->id, s->what, &out->what));
	TRY(participant_seal(ctx, &l, BOX_DATA, "landing_step.place", s->id, s->place, &out->place));
	TRY(participant_seal(ctx, &l, BOX_DATA, "landing_step.who", s->id, s->who, &out->who));
	return participant_seal(ctx, &l, BOX_DATA, "landing_step.otherwise", s->id, s->otherwise, &out->otherwise);
}

/* Somebody answers for it as long as somebody answers for them, and they allow it. */
static bool is_followed(const struct transition *t)
{
	return !t->ended_at || str_same(t->end_class, "landed");
}

static enum err put(struct ctx *ctx, const struct transition *t, struct landing_step *s)
{
	struct sealed w;
	int64_t changed;

	s->id = id_new(ctx->house->rng, ctx->now);
	s->participant = t->participant;
	s->transition = t->id;
	s->watched = is_followed(t);
	TRY(seal_words(ctx, s, &w));
	TRY(landing_step_put(ctx, s->participant, s->id, t->id, s->kind, s->after_days, s->at_min, w.what, w.place, w.who, w.otherwise, s->watched,
			     ctx->now, &changed));
	return event_add(ctx, "landing.step_added", s->id, STR_ABSENT);
}

static const struct {
	const char *kind;
	int after_days, at_min;
} usual[] = {
	{ "phone", 0, 14 * 60 }, { "food", 0, 18 * 60 }, { "evening", 0, 20 * 60 }, { "sleep", 0, 22 * 60 }, { "talk", 1, 10 * 60 }, { "pharmacy", 1, 12 * 60 },
	{ "talk", 2, 16 * 60 }, { "meeting", 2, 19 * 60 }, { "talk", 5, -1 }, { "meeting", 7, -1 }, { "review", 28, -1 }, { "review", 90, -1 },
};

enum err landing_begin(struct ctx *ctx, const struct transition *t)
{
	struct landing_step *had;
	size_t n;

	TRY(landing_list(ctx, t, &had, &n));
	for (size_t i = 0; !n && i < sizeof usual / sizeof *usual; i++) {
		struct landing_step s = { .kind = str_of(usual[i].kind), .after_days = usual[i].after_days, .at_min = usual[i].at_min, .what = S(""),
					  .place = S(""), .who = S(""), .otherwise = S("") };
		TRY(put(ctx, t, &s));
	}
	return OK;
}

static struct str said(struct str s)
{
	return s.p ? s : S("");
}

static void check(struct ctx *ctx, const struct transition *t, const struct landing_words *w, struct landing_step *s, struct problems *bad)
{
	day_t first = landing_first_day(ctx, t);

	form_guard(ctx, landing_fields, w, bad);
	if (!choice_label(landing_kinds, w->kind))
		problem_once(bad, "kind", N_("Choose what it is."));
	if (w->day == DAY_NONE || w->day < first || w->day > first + LANDING_DAYS)
		problem_once(bad, "day", N_("Choose a day from the one of leaving until three months later."));
	else if (w->at_min < 0 && w->day <= first + LANDING_HOURS / 24)
		problem_once(bad, "at_min", N_("In the first three days every step has an hour."));
	*s = (struct landing_step){ .participant = t->participant, .id = s->id, .transition = t->id, .kind = w->kind, .after_days = w->day - first,
		.at_min = w->at_min < 0 ? -1 : w->at_min, .what = said(w->what), .place = said(w->place), .who = said(w->who),
		.otherwise = said(w->otherwise), .watched = s->watched };
}

enum err landing_save(struct ctx *ctx, const struct transition *t, struct landing_step *s, const struct landing_words *w, struct problems *bad)
{
	struct landing_step *had;
	struct sealed sealed;
	int64_t changed;
	size_t n;

	TRY(landing_list(ctx, t, &had, &n));
	check(ctx, t, w, s, bad);
	if (!s->id && n >= LANDING_MOST)
		problem(bad, "", N_("Sixty steps are enough. Let one go first."));
	if (bad->n)
		return OK;
	if (!s->id)
		return put(ctx, t, s);
	TRY(seal_words(ctx, s, &sealed));
	TRY(landing_step_set(ctx, s->participant, s->id, s->kind, s->after_days, s->at_min, sealed.what, sealed.place, sealed.who, sealed.otherwise, &changed));
	return changed ? event_add(ctx, "landing.step_changed", s->id, STR_ABSENT) : problem(bad, "", N_("That step is over. Open it again first."));
}

void landing_words_of(const struct ctx *ctx, const struct transition *t, const struct landing_step *s, struct landing_words *w)
{
	*w = (struct landing_words){ .kind = s->kind, .what = s->what, .place = s->place, .who = s->who, .otherwise = s->otherwise,
				     .day = landing_first_day(ctx, t) + (day_t)s->after_days, .at_min = s->at_min };
}

enum err landing_end(struct ctx *ctx, const struct landing_step *s, struct str how)
{
	int64_t changed;

	if (how.n && !choice_label(landing_hows, how))
		return ERR_INVALID;
	if (how.n)
		TRY(landing_step_end(ctx, s->participant, s->id, how, ctx->who->account, ctx->now, &changed));
	else
		TRY(landing_step_again(ctx, s->participant, s->id, &changed));
	if (changed && ctx->who->participant)
		TRY(participant_sign(ctx, s->participant));
	return changed ? event_add(ctx, how.n ? "landing.step_ended" : "landing.step_opened", s->id, STR_ABSENT) : OK;
}

enum err landing_seen(struct ctx *ctx, const struct landing_step *s)
{
	int64_t changed;

	if (!ctx->who->account)
		return ERR_DENIED;
	TRY(landing_step_ack(ctx, s->participant, s->id, ctx->now, &changed));
	return changed ? event_add(ctx, "landing.step_seen", s->id, STR_ABSENT) : OK;
}

/* --- ready? ---------------------------------------------------------------------------------------------------------------- */

static bool is_kind(const struct landing_step *s, const char *kind)
{
	return str_same(s->kind, kind) && !str_same(s->how, "let_go");
}

enum err landing_ready(struct ctx *ctx, const struct transition *t, struct problems *bad)
{
	struct landing_step *all;
	size_t n, talks = 0;
	bool sleeps = false;

	TRY(landing_list(ctx, t, &all, &n));
	for (size_t i = 0; i < n; i++) {
		if (!landing_is_early(ctx, t, &all[i]))
			continue;
		talks += is_kind(&all[i], "talk") && all[i].who.n;
		/* An open point has somebody who answers for it: whoever answers for the transition. */
		sleeps |= (is_kind(&all[i], "sleep") && all[i].place.n) || (is_kind(&all[i], "sleep_open") && all[i].watched);
	}
	if (!sleeps)
		problem(bad, "", N_("Not ready yet: where do they sleep the first night? Or say that a place is still to be found."));
	return talks < LANDING_TALKS ? problem(bad, "", N_("Not ready yet: two people to talk to in the first three days, with a name.")) : OK;
}

enum err landing_say_ready(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	TRY(landing_ready(ctx, t, bad));
	return bad->n ? OK : transition_ready(ctx, t, bad);
}
