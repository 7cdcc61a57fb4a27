/* door.c -- asked for, answered, taken back: the first yes has it. */
#include "door/door_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "door_sql.h"

enum { PEOPLE_MOST = 200, OPEN_MOST = 200 };

const struct choice door_whos[] = {
	{ "any", N_("It does not matter") }, { "woman", N_("Rather a woman") }, { "man", N_("Rather a man") }, { NULL, NULL }
};
const struct choice door_langs[] = { { "da", N_("Danish") }, { "en", N_("English") }, { NULL, NULL } };

#define WORDS(member, ...) F(struct door_words, member, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, DOOR_WORDS_MOST, __VA_ARGS__)

const struct field door_fields[] = {
	F(struct door_words, who, FIELD_CHOICE, 0, 0, 0, N_("Whom would you rather meet?"), NULL, door_whos),
	F(struct door_words, lang, FIELD_CHOICE, 0, 0, 0, N_("In which language?"), NULL, door_langs),
	WORDS(stand, N_("Where do you meet?"), N_("Left empty: outside, to the left of the door, ten minutes before.")),
	WORDS(sign, N_("How do you know each other?"), N_("Something one can see: a green scarf, a book in the hand. No name.")),
	F_END
};

/* --- read -------------------------------------------------------------------------------------------------------- */

bool door_knows(const struct ctx *ctx, const struct door_wish *w)
{
	int64_t me = ctx->who->account;

	if (ctx->who->participant)
		return ctx->who->participant == w->participant;
	return (me && (me == w->owner || me == w->deputy)) || (me && me == w->greeter && str_same(w->state, "agreed")) ||
	       may_for(ctx->who, PERSON_SERVE, w->org, w->area);
}

static enum err open_words(struct ctx *ctx, const struct door_row *r, struct door_wish *w)
{
	struct participant_lock l;

	if (!r->data.n)
		return OK;
	TRY(participant_lock_of(ctx, r->participant, r->data, r->vault.p ? r->vault : S(""), &l));
	TRY(participant_open(ctx, &l, BOX_DATA, "participant.nickname", 0, r->nickname, &w->nickname));
	TRY(participant_open(ctx, &l, BOX_DATA, "door_wish.stand", r->id, r->stand, &w->stand));
	return participant_open(ctx, &l, BOX_DATA, "door_wish.sign", r->id, r->sign, &w->sign);
}

static enum err read(struct ctx *ctx, int64_t id, struct door_wish *w)
{
	struct door_row r;

	TRY(door_row(ctx, id, ctx->who->account, str_of(ctx->lang), &r));
	*w = (struct door_wish){ .participant = r.participant, .id = r.id, .linkage = r.linkage, .org = r.org, .area = r.area, .who = r.who, .lang = r.lang,
				 .state = r.state, .stand = S(""), .sign = S(""), .nickname = S(""), .called = r.called, .to_name = r.to_name,
				 .greeter = r.greeter, .starts_at = r.booked_at, .acked_at = r.acked_at, .made_at = r.made_at, .state_at = r.state_at,
				 .owner = r.owner, .deputy = r.deputy, .waiting = r.waiting, .answer = r.answer };
	return door_knows(ctx, w) ? open_words(ctx, &r, w) : OK;
}

enum err door_find(struct ctx *ctx, int64_t id, struct door_wish *w)
{
	TRY(read(ctx, id, w));
	return door_knows(ctx, w) || (w->answer.p && !ctx->who->participant) ? OK : ERR_NOT_FOUND;
}

enum err door_of(struct ctx *ctx, const struct linkage *l, struct door_wish *w)
{
	struct door_of_loop row;

	TRY(door_of_loop(ctx, l->participant, l->id, &row));
	return door_find(ctx, row.id, w);
}

/* --- asked --------------------------------------------------------------------------------------------------------- */

static bool is_in(const struct task_person *people, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (people[i].id == id)
			return true;
	return false;
}

static day_t day_of_wish(const struct ctx *ctx, const struct door_wish *w)
{
	return w->starts_at ? page_local(ctx, w->starts_at).day : page_today(ctx);
}

/* Those who answer for people are not asked, they are told; nor is who is away that day, or said that they speak other languages. */
static enum err may_ask(struct ctx *ctx, const struct door_wish *w, int64_t account, const struct task_person *staff, size_t nstaff, bool *could)
{
	struct door_speaks row;
	bool away = false;

	*could = !is_in(staff, nstaff, account);
	if (!*could)
		return OK;
	TRY(task_is_away(ctx, account, day_of_wish(ctx, w), &away));
	TRY(door_speaks(ctx, account, w->lang, &row));
	*could = !away && !row.n;
	return OK;
}

/* Volunteers who go along, those of this area first. */
static enum err ask_some(struct ctx *ctx, const struct door_wish *w)
{
	struct task_person *all, *staff;
	size_t n, nstaff, asked = 0;
	int64_t put;

	TRY(task_people(ctx, TASK_DO, w->org, w->area, PEOPLE_MOST, &all, &n));
	TRY(task_people(ctx, PERSON_SERVE, 0, 0, PEOPLE_MOST, &staff, &nstaff));
	for (size_t i = 0; i < n && asked < DOOR_ASKED_MOST; i++) {
		bool free_for_it;
		TRY(may_ask(ctx, w, all[i].id, staff, nstaff, &free_for_it));
		if (!free_for_it)
			continue;
		TRY(door_asked_put(ctx, w->participant, w->id, all[i].id, ctx->now, &put));
		asked += put != 0;
	}
	return OK;
}

static enum err seal(struct ctx *ctx, int64_t participant, int64_t id, const struct door_words *words, struct str *stand, struct str *sign)
{
	struct participant_lock l;

	TRY(participant_lock(ctx, participant, &l));
	TRY(participant_seal(ctx, &l, BOX_DATA, "door_wish.stand", id, words->stand.p ? words->stand : S(""), stand));
	return participant_seal(ctx, &l, BOX_DATA, "door_wish.sign", id, words->sign.p ? words->sign : S(""), sign);
}

enum err door_ask(struct ctx *ctx, const struct linkage *l, const struct door_words *words, struct problems *bad)
{
	struct str who = choice_label(door_whos, words->who) ? words->who : S("any");
	struct str lang = choice_label(door_langs, words->lang) ? words->lang : str_of(ctx->lang), stand, sign;
	int64_t id = id_new(ctx->house->rng, ctx->now), put;
	struct door_wish w;

	if (!linkage_may_see(ctx, l))
		return ERR_DENIED;
	form_guard(ctx, door_fields, words, bad);
	if (l->ended_at)
		problem(bad, "", N_("That is over. Begin something new first."));
	if (bad->n)
		return OK;
	TRY(seal(ctx, l->participant, id, words, &stand, &sign));
	TRY(door_put(ctx, l->participant, id, l->id, who, lang, stand, sign, ctx->now, &put));
	if (!put)
		return OK;
	TRY(read(ctx, id, &w));
	/* Somebody said already that they go along. */
	if (l->companion)
		TRY(door_asked_put(ctx, w.participant, w.id, l->companion, ctx->now, &put));
	TRY(ask_some(ctx, &w));
	return event_add(ctx, "door.asked", id, STR_ABSENT);
}

enum err door_off(struct ctx *ctx, struct door_wish *w)
{
	int64_t changed;

	if (!door_knows(ctx, w))
		return ERR_DENIED;
	TRY(door_end(ctx, w->participant, w->id, ctx->now, &changed));
	if (!changed)
		return OK;
	if (w->greeter)
		TRY(linkage_company(ctx, w->linkage, 0));
	return event_add(ctx, "door.off", w->id, STR_ABSENT);
}

/* --- answered --------------------------------------------------------------------------------------------------------- */

static enum err answer(struct ctx *ctx, const struct door_wish *w, const char *said)
{
	int64_t changed;

	TRY(door_answer_set(ctx, w->participant, w->id, ctx->who->account, str_of(said), ctx->now, &changed));
	return changed ? OK : ERR_DENIED;
}

enum err door_yes(struct ctx *ctx, struct door_wish *w, struct str called, struct problems *bad)
{
	struct str masked;
	const char *wrong = guard_number(ctx, called, &masked);
	int64_t changed;

	if (!w->answer.p)
		return ERR_DENIED;
	if (wrong)
		return problem(bad, "called", wrong);
	if (!called.n || called.n > DOOR_CALLED_MOST)
		return problem(bad, "called", N_("Write the first name, or the nickname, that they may call you."));
	if (str_same(w->state, "agreed") && w->greeter == ctx->who->account)
		return OK;
	TRY(door_agree(ctx, w->participant, w->id, ctx->who->account, called, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("Somebody else was faster, or it is not needed any more. Thank you all the same."));
	TRY(answer(ctx, w, "yes"));
	TRY(linkage_company(ctx, w->linkage, ctx->who->account));
	return event_add(ctx, "door.agreed", w->id, STR_ABSENT);
}

enum err door_no(struct ctx *ctx, struct door_wish *w)
{
	if (w->greeter && w->greeter == ctx->who->account)
		return door_cannot(ctx, w);
	TRY(answer(ctx, w, "no"));
	/* One more is asked instead. */
	if (str_same(w->state, "asking"))
		TRY(ask_some(ctx, w));
	return event_add(ctx, "door.answered", w->id, STR_ABSENT);
}

enum err door_cannot(struct ctx *ctx, struct door_wish *w)
{
	int64_t changed;

	TRY(door_lose(ctx, w->participant, w->id, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(answer(ctx, w, "cannot"));
	TRY(linkage_company(ctx, w->linkage, 0));
	TRY(ask_some(ctx, w));
	return event_add(ctx, "door.lost", w->id, STR_ABSENT);
}

enum err door_seen(struct ctx *ctx, const struct door_wish *w)
{
	int64_t changed;

	if (!door_knows(ctx, w) || !ctx->who->account)
		return ERR_DENIED;
	TRY(door_ack(ctx, w->participant, w->id, ctx->now, &changed));
	return changed ? event_add(ctx, "door.seen", w->id, STR_ABSENT) : OK;
}

/* --- what waits --------------------------------------------------------------------------------------------------------- */

static bool is_turn(const struct ctx *ctx, const struct door_wish *w)
{
	struct duty d = door_duty(ctx, w);
	enum rung rung = duty_rung(&d, ctx->now);
	int64_t me = ctx->who->account;

	if (w->answer.p && !w->answer.n)
		return true;
	if (!door_knows(ctx, w) || rung == RUNG_NONE)
		return false;
	return me == w->owner || (me == w->deputy && rung >= RUNG_DEPUTY) || rung >= RUNG_COORDINATOR;
}

enum err door_waiting(struct ctx *ctx, int64_t most, struct door_wish **out, size_t *n)
{
	struct door_open *rows;
	size_t have;

	TRY(door_open(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), OPEN_MOST, &rows, &have));
	*out = arena_array(ctx->arena, have, struct door_wish);
	*n = 0;
	for (size_t i = 0; i < have && *n < (size_t)most; i++) {
		TRY(read(ctx, rows[i].id, &(*out)[*n]));
		*n += is_turn(ctx, &(*out)[*n]);
	}
	return OK;
}
