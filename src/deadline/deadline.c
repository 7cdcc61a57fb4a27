/* deadline.c -- begun, ticked, reminded of, ended. */
#include "deadline/deadline_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"

#include <assert.h>

#include "deadline_sql.h"

enum { MORNING_MIN = 9 * 60, AHEAD_DAYS = 3 * 366, SETS_MOST = 20, FIELDS_MOST = 8 };

const struct choice deadline_steps[] = {
	{ "apply", N_("Apply") }, { "answer", N_("Answer a letter") }, { "appeal", N_("Complain") }, { "renew", N_("Renew") }, { NULL, NULL }
};
const struct choice deadline_hows[] = {
	{ "sent", N_("It is sent in") }, { "missed", N_("The day has passed") }, { "not_needed", N_("It is not needed any more") }, { NULL, NULL }
};

const struct field deadline_fields[] = {
	F(struct deadline_wish, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What is it about?")),
	F(struct deadline_wish, step, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What is to be done?"), NULL, deadline_steps),
	F(struct deadline_wish, due, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("The last day")),
	F(struct deadline_wish, number, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, DEADLINE_NUMBER_MOST, N_("Number of the case there"),
	  N_("Only if it helps. It is sealed, and stands in no message. Never a number of a person.")),
	F_END
};

enum err deadline_form(struct ctx *ctx, const struct field **out)
{
	struct choice *kinds = arena_array(ctx->arena, SETS_MOST + 1, struct choice);
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	size_t n = 0;

	for (const struct deadline_set *s = deadline_sets; s->code; s++)
		kinds[n++] = (struct choice){ s->code, s->label };
	assert(n <= SETS_MOST);
	for (n = 0; deadline_fields[n].name; n++)
		fields[n] = deadline_fields[n];
	fields[n] = (struct field)F_END;
	fields[0].choices = kinds;
	*out = fields;
	return OK;
}

/* --- read ------------------------------------------------------------------------------------------------------------- */

/* Two queries give the same columns. */
#define DEADLINE_OF(r) (struct deadline){ \
	.participant = (r)->participant, .id = (r)->id, .org = (r)->org, .area = (r)->area, .kind = (r)->kind, .step = (r)->step, .number = (r)->number, \
	.due = (r)->due, .how = (r)->how, .ended_at = (r)->ended_at.has ? (r)->ended_at.v : 0, \
}

static struct str label_of(struct ctx *ctx, const struct deadline_set *s, struct str code)
{
	for (size_t i = 0; s && s->papers[i].code; i++)
		if (str_same(code, s->papers[i].code))
			return tr_of(ctx, str_of(s->papers[i].label));
	return S("");
}

static enum err fill_papers(struct ctx *ctx, const struct participant_lock *l, struct deadline *d)
{
	const struct deadline_set *s = deadline_set(d->kind);
	struct deadline_papers_of *rows;

	TRY(deadline_papers_of(ctx, d->participant, d->id, DEADLINE_PAPERS_MOST, &rows, &d->npapers));
	for (size_t i = 0; i < d->npapers; i++) {
		d->papers[i] = (struct deadline_paper){ rows[i].n, label_of(ctx, s, rows[i].code), rows[i].have_day };
		if (rows[i].words.n)
			TRY(participant_open(ctx, l, BOX_DATA, "deadline_paper.words", deadline_paper_row(d->id, rows[i].n), rows[i].words, &d->papers[i].label));
	}
	return OK;
}

static enum err fill(struct ctx *ctx, struct deadline *d)
{
	struct participant_lock l;
	struct str sealed = d->number;
	enum err e = d->ended_at ? OK : task_of(ctx, "papers", d->id, &d->task);

	if (e && e != ERR_NOT_FOUND)
		return e;
	TRY(participant_lock(ctx, d->participant, &l));
	if (sealed.n)
		TRY(participant_open(ctx, &l, BOX_DATA, "deadline_case.number", d->id, sealed, &d->number));
	return fill_papers(ctx, &l, d);
}

enum err deadline_of(struct ctx *ctx, int64_t participant, struct deadline **out, size_t *n)
{
	struct deadline_rows *rows;
	struct participant p;

	TRY(participant_see(ctx, participant, &p));
	TRY(deadline_rows(ctx, participant, DEADLINE_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct deadline);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = DEADLINE_OF(&rows[i]);
		TRY(fill(ctx, &(*out)[i]));
	}
	return OK;
}

enum err deadline_find(struct ctx *ctx, int64_t id, struct deadline *d)
{
	struct deadline_row r;
	struct participant p;
	enum err e;

	TRY(deadline_row(ctx, id, &r));
	*d = DEADLINE_OF(&r);
	TRY(fill(ctx, d));
	e = participant_see(ctx, d->participant, &p);
	return e == ERR_NOT_FOUND && d->task.id && ctx->who->account && task_may_see(ctx, &d->task) ? OK : e;
}

/* --- when --------------------------------------------------------------------------------------------------------------- */

int64_t deadline_next(const struct ctx *ctx, day_t due, int64_t after)
{
	static const int before[] = { 14, 7, 3, 1 };
	const struct zone *z = zone_find(ctx->house->cal, S("Europe/Copenhagen"));

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		int64_t at = zone_instant(z, due - before[i], MORNING_MIN);
		if (at > after)
			return at;
	}
	return zone_instant(z, due, MORNING_MIN);
}

bool deadline_is_missed(const struct ctx *ctx, const struct deadline *d)
{
	return !d->ended_at && page_today(ctx) > d->due;
}

/* --- begun ---------------------------------------------------------------------------------------------------------------- */

static enum err put_papers(struct ctx *ctx, struct deadline *d, const struct deadline_set *s)
{
	int64_t changed;

	for (size_t i = 0; s->papers[i].code; i++)
		TRY(deadline_paper_put(ctx, d->participant, d->id, (int64_t)i + 1, str_of(s->papers[i].code), S(""), &changed));
	return OK;
}

static enum err choose_owner(struct ctx *ctx, const struct deadline_wish *w, struct deadline *d, struct problems *bad)
{
	struct duty *duty = &d->task.duty;
	int64_t org = d->org, first, second;

	if (w->owner.n || w->deputy.n) {
		if (!str_int(w->owner, &duty->owner) || !str_int(w->deputy, &duty->deputy))
			return problem(bad, "owner", N_("Somebody must be responsible from now on. Choose a person and a deputy."));
		return task_pair(ctx, duty->owner, duty->deputy, page_today(ctx), bad);
	}
	duty->owner = ctx->who->account;
	TRY(task_choose(ctx, PERSON_SERVE, &org, d->area, page_today(ctx), &first, &second));
	duty->deputy = first != duty->owner ? first : second;
	return OK;
}

static enum err write_down(struct ctx *ctx, const struct deadline_wish *w, struct deadline *d)
{
	struct participant_lock l;
	struct str number;
	int64_t changed;

	d->task.org = d->org, d->task.area = d->area, d->task.participant = d->participant, d->task.kind = S("papers"), d->task.subject = d->id;
	d->task.duty.due_at = deadline_next(ctx, d->due, ctx->now);
	/* The promise first: storage takes no date of which nobody is reminded. */
	TRY(task_add(ctx, &d->task, arena_printf(ctx->arena, "papers/%lld", (long long)d->id)));
	TRY(participant_lock(ctx, d->participant, &l));
	number = w->number.n ? w->number : S("");
	if (number.n)
		TRY(participant_seal(ctx, &l, BOX_DATA, "deadline_case.number", d->id, number, &number));
	TRY(deadline_put(ctx, d->participant, d->id, d->org, d->area, d->kind, d->step, d->due, number, ctx->now, &changed));
	TRY(put_papers(ctx, d, deadline_set(d->kind)));
	TRY(event_add(ctx, "deadline.begun", d->id, STR_ABSENT));
	return deadline_find(ctx, d->id, d);
}

enum err deadline_begin(struct ctx *ctx, int64_t participant, const struct deadline_wish *w, struct deadline *d, struct problems *bad)
{
	struct participant p;
	day_t today = page_today(ctx);

	TRY(participant_see(ctx, participant, &p));
	if (ctx->who->participant)
		return ERR_DENIED;
	*d = (struct deadline){ .participant = participant, .org = p.org, .area = p.area, .kind = w->kind, .step = w->step, .due = w->due };
	form_guard(ctx, deadline_fields, w, bad);
	if (!deadline_set(w->kind))
		problem_once(bad, "kind", N_("Choose what it is about."));
	if (!choice_label(deadline_steps, w->step))
		problem_once(bad, "step", N_("Choose what is to be done."));
	if (w->due == DAY_NONE || w->due < today - AHEAD_DAYS || w->due > today + AHEAD_DAYS)
		problem_once(bad, "due", N_("Write the last day."));
	TRY(choose_owner(ctx, w, d, bad));
	if (bad->n)
		return OK;
	d->id = id_new(ctx->house->rng, ctx->now);
	return write_down(ctx, w, d);
}

/* --- and after ------------------------------------------------------------------------------------------------------------ */

enum err deadline_tick(struct ctx *ctx, const struct deadline *d, int64_t n, bool have)
{
	int64_t changed;

	TRY(deadline_have(ctx, d->participant, d->id, n, have ? page_today(ctx) : DAY_NONE, &changed));
	if (!changed)
		return ERR_NOT_FOUND;
	if (ctx->who->participant)
		TRY(participant_sign(ctx, d->participant));
	return event_add(ctx, "deadline.ticked", d->id, STR_ABSENT);
}

enum err deadline_paper_add(struct ctx *ctx, struct deadline *d, struct str words, struct problems *bad)
{
	int64_t n = d->npapers ? d->papers[d->npapers - 1].n + 1 : 1, changed;
	struct participant_lock l;
	struct str masked, sealed;
	const char *wrong = guard_number(ctx, words, &masked);

	if (wrong)
		return problem(bad, "words", wrong);
	if (!words.n || words.n > DEADLINE_WORDS_MOST)
		return problem(bad, "words", N_("Write in a few words what it is."));
	if (d->npapers >= DEADLINE_PAPERS_MOST)
		return problem(bad, "words", N_("Twenty papers are enough."));
	TRY(participant_lock(ctx, d->participant, &l));
	TRY(participant_seal(ctx, &l, BOX_DATA, "deadline_paper.words", deadline_paper_row(d->id, n), words, &sealed));
	TRY(deadline_paper_put(ctx, d->participant, d->id, n, S("own"), sealed, &changed));
	return event_add(ctx, "deadline.paper_added", d->id, STR_ABSENT);
}

enum err deadline_reminded(struct ctx *ctx, const struct deadline *d)
{
	int64_t next = deadline_next(ctx, d->due, ctx->now);

	if (d->ended_at)
		return OK;
	/* On the last day and after it only an end ends it; being reminded lets it rest. */
	return next > ctx->now ? task_move(ctx, &d->task, next) : task_ack(ctx, &d->task);
}

enum err deadline_move(struct ctx *ctx, struct deadline *d, day_t due, struct problems *bad)
{
	int64_t changed;

	if (due == DAY_NONE || due < page_today(ctx) || due > page_today(ctx) + AHEAD_DAYS)
		return problem(bad, "due", N_("Write the new day, today or later."));
	TRY(deadline_due_set(ctx, d->participant, d->id, due, &changed));
	if (!changed)
		return problem(bad, "", N_("This is over already."));
	d->due = due;
	TRY(task_move(ctx, &d->task, deadline_next(ctx, due, ctx->now)));
	return event_add(ctx, "deadline.moved", d->id, STR_ABSENT);
}

enum err deadline_end(struct ctx *ctx, struct deadline *d, struct str how, struct problems *bad)
{
	int64_t changed;

	if (!choice_label(deadline_hows, how))
		return problem(bad, "how", N_("Choose how it ended."));
	TRY(deadline_end_set(ctx, d->participant, d->id, how, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("This is over already."));
	TRY(task_done(ctx, &d->task, "ended"));
	return event_add(ctx, "deadline.ended", d->id, STR_ABSENT);
}
