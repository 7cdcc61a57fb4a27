/* attempt.c -- tries to reach somebody: how and how it went, never what was said. */
#include "task/task.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "form/form.h"

#include "task_sql.h"

enum { TRIES = 4, TRY_DAYS = 3, TRY_PARTS = 2, MINUTES_MOST = 600 };

const struct choice task_channels[] = {
	{ "phone", N_("Telephone") }, { "sms", N_("Text message") }, { "email", N_("E-mail") }, { "letter", N_("Letter") }, { "met", N_("Face to face") },
	{ NULL, NULL }
};

const struct choice task_results[] = {
	{ "talked", N_("We talked") }, { "short", N_("Talked shortly") }, { "met", N_("We met") }, { "voicemail", N_("Left a message") },
	{ "no_answer", N_("No answer") }, { "wrong_number", N_("Wrong number") }, { "asked_stop", N_("Asked us to stop") }, { NULL, NULL }
};

bool task_reached(struct str result)
{
	return str_same(result, "talked") || str_same(result, "short") || str_same(result, "met");
}

enum err task_try(struct ctx *ctx, int64_t participant, const char *kind, int64_t subject, struct task_attempt *a, struct problems *bad)
{
	int64_t changed;

	if (!choice_label(task_results, a->result))
		return problem(bad, "result", N_("Say how it went."));
	if (!choice_label(task_channels, a->channel))
		a->channel = S("phone");
	if (a->minutes < 0 || a->minutes > MINUTES_MOST)
		return problem(bad, "minutes", N_("Write the minutes, from 0 to 600."));
	a->id = id_new(ctx->house->rng, ctx->now);
	a->account = ctx->who->account;
	a->at = ctx->now;
	TRY(task_attempt_put(ctx, participant, a->id, str_of(kind), subject, a->account, a->channel, a->result, a->minutes, a->at, &changed));
	return event_add(ctx, "task.tried", subject, a->result);
}

enum err task_tries(struct ctx *ctx, const char *kind, int64_t subject, int64_t most, struct task_attempt **out, size_t *n)
{
	struct task_attempts_of *rows;

	TRY(task_attempts_of(ctx, str_of(kind), subject, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct task_attempt);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct task_attempt){ rows[i].id, rows[i].account, rows[i].at, rows[i].minutes, rows[i].channel, rows[i].result };
	return OK;
}

/* Night before five counts to the evening before it: nobody calls then. */
static int part_of(int minutes)
{
	return minutes < 12 * 60 ? 0 : minutes < 17 * 60 ? 1 : 2;
}

bool task_tried_enough(struct ctx *ctx, const struct task_attempt *at, size_t n, struct str *missing)
{
	int days = 0, tries = 0, parts = 0;
	day_t last = DAY_NONE;

	for (size_t i = 0; i < n; i++) {
		struct local l = page_local(ctx, at[i].at);
		if (task_reached(at[i].result))
			continue;
		tries++;
		days += l.day != last;
		last = l.day;
		parts |= 1 << part_of(l.minutes);
	}
	if (tries >= TRIES && days >= TRY_DAYS && __builtin_popcount((unsigned)parts) >= TRY_PARTS)
		return true;
	*missing = trn(ctx, "{n} try so far. Four on three days, at different times, before you close.",
		       "{n} tries so far. Four on three days, at different times, before you close.", tries);
	return false;
}
