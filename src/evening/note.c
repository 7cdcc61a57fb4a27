/* note.c -- what the coordinator must know: sealed to its place, read by two, gone after twelve months. */
#include "evening/evening_parts.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "evening_sql.h"

static struct str place_of(struct ctx *ctx, int64_t id, int64_t meeting, day_t day)
{
	return arena_printf(ctx->arena, "evening_note.sealed %lld %lld %.*s", (long long)id, (long long)meeting,
			    STR_ARG(day_str(ctx->arena, day)));
}

static int64_t too_old(const struct ctx *ctx)
{
	return ctx->now - EVENING_NOTE_DAYS * (int64_t)EVENING_DAY_S;
}

enum err evening_note_add(struct ctx *ctx, const struct evening_date *d, struct str text)
{
	int64_t id = id_new(ctx->house->rng, ctx->now), changed;
	struct str sealed = crypt_seal(ctx, place_of(ctx, id, d->m.id, d->o.by_series), text);

	TRY(evening_notes_drop(ctx, too_old(ctx), &changed));
	TRY(evening_note_put(ctx, id, d->m.id, d->o.by_series, sealed, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "evening.noted", d->m.id, day_str(ctx->arena, d->o.by_series));
}

enum err evening_notes(struct ctx *ctx, const struct evening_date *d, struct evening_note **out, size_t *n)
{
	bool keeps = evening_may_keep(ctx, &d->m);
	struct evening_notes_of *rows;
	size_t nrows;

	TRY(evening_notes_of(ctx, d->m.id, d->o.by_series, too_old(ctx), &rows, &nrows));
	*out = arena_array(ctx->arena, nrows, struct evening_note);
	*n = 0;
	for (size_t i = 0; i < nrows; i++) {
		struct evening_note *note = &(*out)[*n];
		if (!keeps && (!ctx->who->account || rows[i].account != ctx->who->account))
			continue;
		TRY(crypt_open(ctx, place_of(ctx, rows[i].id, d->m.id, d->o.by_series), rows[i].sealed, &note->text));
		note->account = rows[i].account;
		note->at = rows[i].at;
		++*n;
	}
	return OK;
}

enum err evening_notes_tidy(struct ctx *ctx, int64_t *n)
{
	return evening_notes_drop(ctx, too_old(ctx), n);
}
