/*
 * note.c -- what people say beside the figures: notes, and why a month went otherwise than planned.
 *
 * Nothing of it is ever changed or taken away, by storage itself (schema/0026): a note is struck through once, with a
 * reason, and a new explanation stands beside the one before.
 */
#include "base/rng.h"
#include "diary/diary.h"
#include "event/event.h"

#include "diary_sql.h"

#define NOTE_OF(r) (struct diary_note){ \
	.id = (r)->id, .programme = (r)->programme, .day = (r)->day, .words = (r)->words, .account = (r)->account, .at = (r)->at, \
	.struck_at = (r)->struck_at.v, .struck_by = (r)->struck_by.v, .struck_why = (r)->struck_why }

/* --- reading ------------------------------------------------------------------------------------------------ */

enum err diary_note_get(struct ctx *ctx, const struct programme *p, int64_t id, struct diary_note *out)
{
	struct diary_note_row r;

	TRY(diary_note_row(ctx, id, &r));
	if (r.programme != p->id)
		return ERR_NOT_FOUND;
	*out = NOTE_OF(&r);
	return OK;
}

enum err diary_notes(struct ctx *ctx, const struct programme *p, day_t from, day_t to, struct diary_note **out, size_t *n)
{
	struct diary_note_rows *rows;

	TRY(diary_note_rows(ctx, p->id, from, to, DIARY_NOTES_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct diary_note);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = NOTE_OF(&rows[i]);
	return OK;
}

enum err diary_explanations(struct ctx *ctx, const struct programme *p, struct diary_explanation **out, size_t *n)
{
	struct diary_explained_rows *rows;

	TRY(diary_explained_rows(ctx, p->id, &rows, n));
	*out = arena_array(ctx->arena, *n, struct diary_explanation);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct diary_explanation){ rows[i].month, rows[i].planned, rows[i].held, rows[i].words, rows[i].account, rows[i].at,
							rows[i].entry };
	return OK;
}

struct diary_explanation diary_explanation_of(const struct diary_explanation *all, size_t n, day_t month)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].month == month)
			return all[i];
	return (struct diary_explanation){ .month = month, .words = STR_ABSENT };
}

/* --- writing ------------------------------------------------------------------------------------------------ */

static void check_words(struct ctx *ctx, struct str *words, const char *field, size_t most, const char *none, struct problems *bad)
{
	const char *number;
	struct str masked;

	*words = words->p ? str_trim(*words) : S("");
	number = guard_number(ctx, *words, &masked);
	if (!words->n)
		problem_once(bad, field, none);
	else if (number)
		problem_once(bad, field, number);
	else if (utf8_len(*words) > most)
		problem_once(bad, field, N_("That is too long. Please say it shorter."));
}

enum err diary_note_add(struct ctx *ctx, const struct programme *p, struct diary_note *note, struct problems *bad)
{
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	check_words(ctx, &note->words, "words", DIARY_WORDS_MOST, N_("Write a few words."), bad);
	if (note->day == DAY_NONE)
		problem_once(bad, "day", N_("Which day is it about?"));
	else if (note->day > page_today(ctx))
		problem_once(bad, "day", N_("That day has not come yet."));
	else if (note->day < p->first_day)
		problem_once(bad, "day", N_("That day lies before the project began."));
	if (bad->n)
		return OK;
	note->id = id_new(ctx->house->rng, ctx->now);
	note->programme = p->id;
	TRY(diary_note_put(ctx, note->id, p->id, note->day, note->words, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "diary.noted", p->id, day_str(ctx->arena, note->day));
}

enum err diary_note_strike(struct ctx *ctx, const struct programme *p, int64_t id, struct str why, struct problems *bad)
{
	struct diary_note note;
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(diary_note_get(ctx, p, id, &note));
	check_words(ctx, &why, "why", DIARY_WHY_MOST, N_("Say why: it stands beside the note."), bad);
	if (bad->n || note.struck_at)
		return OK;
	TRY(diary_note_mark(ctx, id, ctx->now, ctx->who->account, why, &changed));
	return changed ? event_add(ctx, "diary.struck", p->id, day_str(ctx->arena, note.day)) : OK;
}

enum err diary_explain(struct ctx *ctx, const struct programme *p, day_t month, struct str words, struct problems *bad)
{
	struct diary_explanation *all, last;
	struct diary_month *months;
	size_t n, nmonths, at = 0;
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(diary_months(ctx, p, &months, &nmonths));
	while (at < nmonths && months[at].first != month)
		at++;
	if (at == nmonths)
		return ERR_NOT_FOUND;
	check_words(ctx, &words, "explained", DIARY_WORDS_MOST, N_("Write a few words."), bad);
	TRY(diary_explanations(ctx, p, &all, &n));
	last = diary_explanation_of(all, n, month);
	if (bad->n || (last.words.p && str_eq(last.words, words)))
		return OK;
	TRY(diary_explained_put(ctx, p->id, month, last.entry + 1, months[at].planned, months[at].held + months[at].informal, words,
				ctx->who->account, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has explained the month");
	return event_add(ctx, "diary.explained", p->id, day_str(ctx->arena, month));
}

enum err diary_forget_gone(struct ctx *ctx)
{
	int64_t changed;

	TRY(diary_notes_gone(ctx, &changed));
	return diary_explained_gone(ctx, &changed);
}
