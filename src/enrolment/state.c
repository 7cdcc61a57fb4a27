/* state.c -- what can follow what (requirements 8.2); quiet and dormant are worked out at every reading. */
#include "enrolment/enrolment_parts.h"

#include <stdio.h>
#include <string.h>

const struct choice enrolment_states[] = {
	{ "interested", N_("Interested") }, { "clarified", N_("Talked about") }, { "waiting", N_("Waits for a place") }, { "active", N_("Takes part") },
	{ "quiet", N_("Quiet for a while") }, { "dormant", N_("Away for a long time") }, { "paused", N_("On a break") }, { "completed", N_("Done") },
	{ "left", N_("Stopped") }, { NULL, NULL }
};

const struct choice enrolment_events[] = {
	{ "wished", N_("Wants to take part") }, { "talked", N_("Talked about it") }, { "waited", N_("Waits for a place") }, { "started", N_("Begins") },
	{ "paused", N_("Takes a break") }, { "completed", N_("Is done") }, { "left", N_("Stops") }, { "returned", N_("Is back") }, { NULL, NULL }
};

/* "Returned to use" is no event here, and nothing leads from it anywhere (INV-12). */
static const struct enrolment_move moves[] = {
	{ "talked", " interested ", "clarified", false },
	{ "started", " interested clarified waiting ", "active", false },
	{ "waited", " clarified ", "waiting", false },
	{ "paused", " active quiet ", "paused", true },
	{ "completed", " active quiet paused dormant ", "completed", true },
	{ "left", " interested clarified waiting active quiet dormant paused ", "left", true },
	{ "returned", " quiet dormant paused completed left ", "active", true },
};

int64_t enrolment_quiet_at(const struct enrolment *e)
{
	return e->sign_at + e->rhythm_days * ENROLMENT_QUIET_RHYTHMS * DAY_S;
}

int64_t enrolment_dormant_at(const struct enrolment *e)
{
	return enrolment_quiet_at(e) + ENROLMENT_DORMANT_DAYS * (int64_t)DAY_S;
}

/* A break that had a last day is over by itself; it was written as the last sign of them. */
static bool is_on(const struct ctx *ctx, const struct enrolment *e)
{
	return str_same(e->state, "active") || (str_same(e->state, "paused") && e->paused_until != DAY_NONE && e->paused_until < page_today(ctx));
}

struct str enrolment_state(const struct ctx *ctx, const struct enrolment *e)
{
	if (!is_on(ctx, e))
		return e->state;
	if (ctx->now < enrolment_quiet_at(e))
		return S("active");
	return ctx->now < enrolment_dormant_at(e) ? S("quiet") : S("dormant");
}

static bool has(const char *list, struct str code)
{
	char word[40];
	int n = snprintf(word, sizeof word, " %.*s ", STR_ARG(code));

	return n > 0 && n < (int)sizeof word && strstr(list, word);
}

const struct enrolment_move *enrolment_move(const struct ctx *ctx, const struct enrolment *e, struct str event)
{
	struct str here = enrolment_state(ctx, e);

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (str_same(event, moves[i].event) && has(moves[i].from, here))
			return &moves[i];
	return NULL;
}

bool enrolment_fits(const struct ctx *ctx, const struct enrolment *e, struct str event)
{
	return enrolment_move(ctx, e, event) != NULL;
}
