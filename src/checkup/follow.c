/* follow.c -- the call that was promised: the number, how it went in one tap, and what comes next. */
#include "checkup/checkup_parts.h"
#include "event/event.h"

#include "checkup_sql.h"

enum { AGAIN_HOURS = 20, TRIES_MOST = 60 };

enum err checkup_call(struct ctx *ctx, const struct checkup *c, struct call *call)
{
	if (!c->channel || !c->task.id)
		return ERR_NOT_FOUND;
	return call_agreed(ctx, &c->task, c->participant, c->channel, call);
}

enum err checkup_number(struct ctx *ctx, const struct checkup *c, struct str *address, struct problems *bad)
{
	struct call call;
	bool allowed;

	TRY(checkup_call(ctx, c, &call));
	TRY(checkup_is_allowed(ctx, c, &allowed));
	if (!allowed)
		return problem(bad, "", N_("Their yes has run out. A coordinator asks them for a new one first."));
	return call_number(ctx, &call, address, bad);
}

bool checkup_asks_on(const struct checkup *c)
{
	return !c->ended_at && str_same(c->kind, "phone") && c->held >= c->planned;
}

/* On how many days nobody answered since somebody last did. */
static enum err silent_days(struct ctx *ctx, const struct checkup *c, int *days)
{
	struct task_attempt *tries;
	day_t last = DAY_NONE;
	size_t n;

	*days = 0;
	TRY(task_tries(ctx, "calls", c->id, TRIES_MOST, &tries, &n));
	for (size_t i = 0; i < n && !task_reached(tries[i].result); i++) {
		day_t day = page_local(ctx, tries[i].at).day;
		*days += day != last;
		last = day;
	}
	return OK;
}

/* Tried again at another time that they allow; when it stays silent, somebody else thinks along. */
static enum err in_vain(struct ctx *ctx, struct checkup *c)
{
	struct contact_channel way;
	int64_t at, from = ctx->now + AGAIN_HOURS * HOUR_S;
	int days;

	TRY(contact_find(ctx, c->participant, c->channel, &way));
	at = contact_next_time(ctx, &way, from);
	TRY(task_move(ctx, &c->task, at ? at : from));
	TRY(checkup_remind(ctx, c, &c->task, at ? at : from));
	TRY(silent_days(ctx, c, &days));
	if (days < (c->bridge ? 1 : CHECKUP_SILENT_DAYS))
		return OK;
	return checkup_tell(ctx, c, "not_answering", ctx->now, c->bridge,
			    arena_printf(ctx->arena, "not_answering/%lld/%lld", (long long)c->id, (long long)c->turn));
}

static enum err talked(struct ctx *ctx, struct checkup *c, struct str result)
{
	c->held++;
	c->turn++;
	c->next_day = page_today(ctx) + CHECKUP_CALL_DAYS;
	TRY(participant_sign(ctx, c->participant));
	TRY(task_done(ctx, &c->task, result.p));
	TRY(checkup_store(ctx, c));
	return checkup_promise(ctx, c, c->task.duty.owner, c->task.duty.deputy);
}

/* They are not called there again; a coordinator finds out whether there is another way. */
static enum err wrong_number(struct ctx *ctx, struct checkup *c)
{
	TRY(contact_stop(ctx, c->participant, c->channel));
	TRY(checkup_tell(ctx, c, "not_answering", ctx->now, c->bridge, arena_printf(ctx->arena, "not_answering/%lld/%lld", (long long)c->id, (long long)c->turn)));
	return checkup_end(ctx, c, "wrong_number");
}

static enum err check(struct ctx *ctx, const struct checkup *c, struct str result, struct problems *bad)
{
	struct call call;

	TRY(checkup_call(ctx, c, &call));
	if (str_same(result, "voicemail") && !call.way.voice)
		return problem(bad, "result", N_("They said: leave no message. Write “no answer” instead."));
	return OK;
}

enum err checkup_went(struct ctx *ctx, struct checkup *c, struct str result, struct problems *bad)
{
	struct task_attempt a = { .channel = S("phone"), .result = result };

	if (c->ended_at || !c->task.id || !str_same(c->kind, "phone"))
		return problem(bad, "", N_("Nothing is promised here any more."));
	TRY(check(ctx, c, result, bad));
	if (!bad->n)
		TRY(task_try(ctx, c->participant, "calls", c->id, &a, bad));
	if (bad->n)
		return OK;
	if (task_reached(result))
		return talked(ctx, c, result);
	if (str_same(result, "asked_stop")) {
		TRY(contact_stop(ctx, c->participant, c->channel));
		return checkup_stop(ctx, c);
	}
	return str_same(result, "wrong_number") ? wrong_number(ctx, c) : in_vain(ctx, c);
}

enum err checkup_go_on(struct ctx *ctx, struct checkup *c, struct problems *bad)
{
	if (!checkup_asks_on(c))
		return problem(bad, "", N_("There is nothing to ask yet."));
	/* A new yes, where somebody who may write it down has heard it. */
	if (may_for(ctx->who, PERSON_SERVE, c->org, c->area) || ctx->who->participant)
		TRY(checkup_say_yes(ctx, c, ctx->who->participant ? S("") : checkup_own_role(ctx->who), bad));
	if (bad->n)
		return OK;
	c->planned += CHECKUP_CALLS;
	TRY(checkup_store(ctx, c));
	return event_add(ctx, "checkup.goes_on", c->id, STR_ABSENT);
}

enum err checkup_hand_over(struct ctx *ctx, struct checkup *c, int64_t owner, int64_t deputy, struct problems *bad)
{
	return c->task.id ? task_hand_over(ctx, &c->task, owner, deputy, bad) : problem(bad, "", N_("Nothing is promised here any more."));
}

enum err checkup_seen_to(struct ctx *ctx, const struct checkup *c, struct problems *bad)
{
	static const char *const kinds[] = { "checkup_offer", "not_answering" };
	struct task t;
	bool any = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		enum err e = task_of(ctx, kinds[i], c->id, &t);
		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		if (!task_may_see(ctx, &t))
			return ERR_DENIED;
		TRY(task_done(ctx, &t, "seen_to"));
		any = true;
	}
	return any ? OK : problem(bad, "", N_("There is nothing to see to."));
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static const char ours[] = N_("Hello, it is {house}, as agreed. Is it a good moment? How has the week been? What was good? Is there something that "
			      "would help until next time? We call again in a week, unless you would rather not.");

enum err checkup_script(struct ctx *ctx, int64_t org, struct str *body)
{
	struct checkup_script_of row;
	enum err e = checkup_script_of(ctx, org, &row);

	*body = e ? TR_FILL(ctx, tr_of(ctx, str_of(ours)), { "house", ctx->house->name }) : row.body;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err checkup_script_save(struct ctx *ctx, int64_t org, struct str body, struct problems *bad)
{
	struct str masked;
	const char *wrong = guard_number(ctx, body, &masked);
	int64_t changed;

	if (!may_for(ctx->who, PERSON_SERVE, org, 0))
		return ERR_DENIED;
	if (wrong)
		return problem(bad, "body", wrong);
	if (!body.n || utf8_len(body) > CHECKUP_SCRIPT_MOST)
		return problem(bad, "body", N_("Write what you say, in at most 2,000 characters."));
	TRY(checkup_script_put(ctx, org, body, ctx->now, &changed));
	return event_add(ctx, "checkup.script", org, STR_ABSENT);
}
