/*
 * keep.c -- nothing is kept longer than it is needed (requirements 9.2): who was quiet for long is told, and forgotten
 * thirty days later.
 *
 * All is worked out from what is stored and the clock, so a night on which the job did not run is made up for by the
 * next.  Whoever was never told is never forgotten: after an outage the thirty days begin with the telling.
 */
#include "rights/rights_parts.h"
#include "event/event.h"

#include "rights_sql.h"

enum { DAY_S = 86400, BATCH = 500 };

const struct rights_rule rights_rules[] = {
	{ "calls", N_("Who only asked for a call, and it led nowhere"), N_("30 days after the last try"), true },
	{ "contacts", N_("Ways to reach somebody who took their name back"), N_("until the next hour"), true },
	{ "vault", N_("Names, and ways to reach people"), N_("6 months after the last sign of them; they are told 30 days before"), true },
	{ "whole", N_("Everything about somebody"), N_("24 months after the last sign of them; they are told 30 days before"), true },
	{ "loops", N_("Words about how somebody got somewhere"), N_("12 months after it ended; that it ended stays"), true },
	{ "marks", N_("That somebody was at a group"), N_("24 months; how many they were stays"), true },
	{ "requests", N_("Words about a copy, a correction or an end"), N_("12 months after it was done"), true },
	{ "notes", N_("Sealed notes about an evening"), N_("12 months"), false },
	{ "checks", N_("Children’s certificates"), N_("6 months after the role ended"), false },
	{ "volunteers", N_("Volunteers who left"), N_("6 months"), false },
	{ "gates", N_("What two people shared with each other"), N_("12 months after it closed"), true },
	{ "incidents", N_("Words about what went wrong"), N_("5 years after it was closed; how many stays"), false },
	{ "outside", N_("Words about requests from outside and about breaches"), N_("5 years after they were closed"), false },
	{ NULL, NULL, NULL, false }
};

enum err rights_forgot(struct ctx *ctx, const char *what, int64_t n)
{
	int64_t changed;

	if (!n)
		return OK;
	TRY(rights_night_put(ctx, page_today(ctx), str_of(what), n, &changed));
	return event_add(ctx, "rights.forgot", 0, arena_printf(ctx->arena, "%s %lld", what, (long long)n));
}

enum err rights_nights(struct ctx *ctx, int64_t most, struct rights_night **out, size_t *n)
{
	struct rights_nights_row *rows;

	TRY(rights_nights_row(ctx, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct rights_night);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct rights_night){ rows[i].day, rows[i].what, rows[i].n };
	return OK;
}

static const struct fading_rule {
	const char *what;
	int64_t days;
	enum err (*forget)(struct ctx *, int64_t participant);
} fading[] = {
	/* Whoever is forgotten whole has no name to forget after that. */
	{ "whole", RIGHTS_WHOLE_DAYS, participant_erase },
	{ "vault", RIGHTS_VAULT_DAYS, participant_down },
};

static enum err ask(struct ctx *ctx, const struct fading_rule *f)
{
	int64_t before = ctx->now - (f->days - RIGHTS_ASK_DAYS) * DAY_S, changed;
	struct rights_quiet *rows;
	size_t n;

	TRY(rights_quiet(ctx, str_of(f->what), before, BATCH, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(rights_asked_put(ctx, rows[i].id, str_of(f->what), ctx->now, &changed));
	return OK;
}

static enum err forget(struct ctx *ctx, const struct fading_rule *f)
{
	int64_t now = ctx->now, changed;
	struct rights_silent *rows;
	size_t n;

	TRY(rights_silent(ctx, str_of(f->what), now - f->days * DAY_S, now - (int64_t)RIGHTS_ASK_DAYS * DAY_S, BATCH, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(f->forget(ctx, rows[i].id));
		TRY(rights_asked_drop(ctx, rows[i].id, str_of(f->what), &changed));
	}
	return rights_forgot(ctx, f->what, (int64_t)n);
}

enum err rights_tidy(struct ctx *ctx)
{
	int64_t words, changed;

	TRY(rights_asked_answered(ctx, &changed));
	for (size_t i = 0; i < sizeof fading / sizeof *fading; i++) {
		TRY(forget(ctx, &fading[i]));
		TRY(ask(ctx, &fading[i]));
	}
	TRY(rights_words_drop(ctx, ctx->now - (int64_t)RIGHTS_WORDS_DAYS * DAY_S, &words));
	return rights_forgot(ctx, "requests", words);
}
