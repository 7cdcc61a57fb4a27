/* say.c -- how somebody says things are: few questions, their own words, sealed; it opens offers and ends nothing. */
#include "checkup/checkup_parts.h"
#include "base/rng.h"
#include "event/event.h"
#include "kind/kind.h"

#include "checkup_sql.h"

enum { OFFER_HOURS = 48, OFFER_RED_HOURS = 24, MONTHS_A_ROUND = 3, FIELDS_SAID = 6 };

const struct choice checkup_days[] = { { "good", N_("Mostly good") }, { "mixed", N_("Up and down") }, { "hard", N_("Mostly hard") }, { NULL, NULL } };
const struct choice checkup_people[] = { { "yes", N_("Yes") }, { "some", N_("Sometimes") }, { "no", N_("Not really") }, { NULL, NULL } };
const struct choice checkup_places[] = { { "yes", N_("Yes, every week") }, { "some", N_("Now and then") }, { "no", N_("No") }, { NULL, NULL } };
const struct choice checkup_backs[] = { { "no", N_("No") }, { "some", N_("A little") }, { "yes", N_("Yes") }, { NULL, NULL } };

#define A(member, kind, ...) F(struct checkup_said, member, kind, __VA_ARGS__)
const struct field checkup_said_fields[] = {
	A(days, FIELD_CHOICE, FIELD_PRIVATE, 0, 0, N_("How have the days been?"), NULL, checkup_days),
	A(people, FIELD_CHOICE, FIELD_PRIVATE, 0, 0, N_("Is there somebody to talk to?"), NULL, checkup_people),
	A(place, FIELD_CHOICE, FIELD_PRIVATE, 0, 0, N_("Is there a place you go to, with people?"), NULL, checkup_places),
	A(back, FIELD_CHOICE, FIELD_PRIVATE, 0, 0, N_("Has it become as it was before, for a while?"),
	  N_("Nothing ends because of it. You may leave it out."), checkup_backs),
	A(needs, FIELD_CHOICES, FIELD_PRIVATE, 0, 0, N_("What would help now?"), NULL, kind_needs),
	A(company, FIELD_BOOL, 0, 0, 0, N_("It would be good if somebody came along")),
	A(words, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, CHECKUP_WORDS_MOST, N_("In your own words"), N_("Kept sealed, and gone after a year.")),
	A(no_more, FIELD_BOOL, 0, 0, 0, N_("Do not ask me again")),
	F_END
};

/* --- sealed --------------------------------------------------------------------------------------------------------- */

static struct str put_code(struct ctx *ctx, struct str all, const char *name, struct str code)
{
	return code.n ? arena_printf(ctx->arena, "%.*s%s=%.*s\n", STR_ARG(all), name, STR_ARG(code)) : all;
}

static struct str codes_of(struct ctx *ctx, const struct checkup_said *s)
{
	struct str all = S("");

	all = put_code(ctx, all, "days", s->days);
	all = put_code(ctx, all, "people", s->people);
	all = put_code(ctx, all, "place", s->place);
	all = put_code(ctx, all, "back", s->back);
	all = put_code(ctx, all, "needs", s->needs);
	return s->company ? put_code(ctx, all, "company", S("yes")) : all;
}

static void read_codes(struct str codes, struct checkup_said *s)
{
	struct { const char *name; struct str *to; } of[] = {
		{ "days", &s->days }, { "people", &s->people }, { "place", &s->place }, { "back", &s->back }, { "needs", &s->needs },
	};
	struct str line, name;

	while (str_cut(&codes, '\n', &line)) {
		if (!str_cut(&line, '=', &name) || !line.p)
			continue;
		for (size_t i = 0; i < sizeof of / sizeof *of; i++)
			if (str_same(name, of[i].name))
				*of[i].to = line;
		s->company |= str_same(name, "company");
	}
}

/* Which quarter it belongs to: the nearest one. */
static int64_t wave_of(const struct checkup *c, day_t today)
{
	return (int64_t)((today - c->from_day + CHECKUP_DAYS / 2) / CHECKUP_DAYS) * MONTHS_A_ROUND;
}

static enum err is_early(struct ctx *ctx, const struct checkup *c, bool *early)
{
	struct checkup_last_day row;
	day_t before;

	TRY(checkup_last_day(ctx, c->participant, c->id, &row));
	before = row.last == DAY_NONE ? c->from_day : row.last;
	*early = page_today(ctx) - before < CHECKUP_EARLY_DAYS;
	return OK;
}

static enum err put(struct ctx *ctx, const struct checkup *c, const struct checkup_said *s, const char *way, int64_t *id)
{
	struct participant_lock l;
	struct str codes, words;
	int64_t changed;
	bool early;

	*id = id_new(ctx->house->rng, ctx->now);
	TRY(participant_lock(ctx, c->participant, &l));
	TRY(participant_seal(ctx, &l, BOX_DATA, "checkup_answer.codes", *id, codes_of(ctx, s), &codes));
	words = S("");
	if (s->words.n)
		TRY(participant_seal(ctx, &l, BOX_DATA, "checkup_answer.words", *id, s->words, &words));
	TRY(is_early(ctx, c, &early));
	TRY(checkup_answer_put(ctx, c->participant, *id, c->id, wave_of(c, page_today(ctx)), early, str_of(way), codes, words, page_today(ctx),
			       ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "checkup.said", c->id, STR_ABSENT);
}

/* --- what follows ------------------------------------------------------------------------------------------------------ */

/* Somebody makes an offer; nothing else in the house changes by it. */
static enum err offer(struct ctx *ctx, const struct checkup *c, const struct checkup_said *s, int64_t answer)
{
	bool back = str_same(s->back, "yes") || str_same(s->back, "some");

	if (!back && !s->needs.n && !s->company && !str_same(s->days, "hard"))
		return OK;
	return checkup_tell(ctx, c, "checkup_offer", ctx->now + (back ? OFFER_RED_HOURS : OFFER_HOURS) * (int64_t)HOUR_S, back,
			    arena_printf(ctx->arena, "checkup_offer/%lld", (long long)answer));
}

/* The next quarter that is far enough away; DAY_NONE after two years. */
static day_t next_of(const struct checkup *c, day_t today)
{
	int round = (today - c->from_day) / CHECKUP_DAYS + 1;

	if (c->from_day + round * CHECKUP_DAYS - today < CHECKUP_DAYS - CHECKUP_EARLY_DAYS)
		round++;
	return round > CHECKUP_ROUNDS ? DAY_NONE : c->from_day + (day_t)(round * CHECKUP_DAYS);
}

static enum err go_on(struct ctx *ctx, struct checkup *c, struct problems *bad)
{
	c->next_day = next_of(c, page_today(ctx));
	c->held++;
	c->turn++;
	if (c->next_day == DAY_NONE) {
		c->next_day = page_today(ctx);
		return checkup_end(ctx, c, "finished");
	}
	TRY(task_done(ctx, &c->task, "said"));
	TRY(checkup_store(ctx, c));
	/* Their yes holds at most a year; with each answer it is said anew, where it can be. */
	if (ctx->who->participant || may_for(ctx->who, PERSON_SERVE, c->org, c->area))
		TRY(checkup_say_yes(ctx, c, ctx->who->participant ? S("") : checkup_own_role(ctx->who), bad));
	return checkup_promise(ctx, c, c->task.duty.owner, c->task.duty.deputy);
}

enum err checkup_say(struct ctx *ctx, struct checkup *c, const struct checkup_said *s, const char *way, struct problems *bad)
{
	int64_t id;

	if (c->ended_at || !c->task.id || !str_same(c->kind, "checkup"))
		return problem(bad, "", N_("Nothing is promised here any more."));
	form_guard(ctx, checkup_said_fields, s, bad);
	if (!codes_of(ctx, s).n && !s->words.n && !s->no_more)
		problem(bad, "days", N_("Answer at least one of them. The others may stay open."));
	if (bad->n)
		return OK;
	TRY(put(ctx, c, s, way, &id));
	TRY(participant_sign(ctx, c->participant));
	TRY(offer(ctx, c, s, id));
	return s->no_more ? checkup_stop(ctx, c) : go_on(ctx, c, bad);
}

enum err checkup_answers(struct ctx *ctx, const struct checkup *c, int64_t most, struct checkup_answer **out, size_t *n)
{
	struct checkup_answers_of *rows;
	struct participant_lock l;
	enum err e = participant_lock(ctx, c->participant, &l);

	*n = 0;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(checkup_answers_of(ctx, c->participant, c->id, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct checkup_answer);
	for (size_t i = 0; i < *n; i++) {
		struct checkup_answer *a = &(*out)[i];
		struct str codes;
		*a = (struct checkup_answer){ .id = rows[i].id, .wave = rows[i].wave, .day = rows[i].day, .early = rows[i].early, .way = rows[i].way,
					      .said = { S(""), S(""), S(""), S(""), S(""), S("") } };
		TRY(participant_open(ctx, &l, BOX_DATA, "checkup_answer.codes", a->id, rows[i].codes, &codes));
		if (rows[i].words.n)
			TRY(participant_open(ctx, &l, BOX_DATA, "checkup_answer.words", a->id, rows[i].words, &a->said.words));
		read_codes(codes, &a->said);
	}
	return OK;
}
