/*
 * stopped.c -- whoever had been told something about a person hears that the yes to it was taken back: that, and nothing more.
 *
 * Who works here reads it on their first page.  Who is outside gets a message, when there is an address; else those who
 * serve the person tell them.  Why it was stopped is never asked, and so it is never told.
 */
#include "remind/remind_parts.h"
#include "participant/participant.h"
#include "task/task.h"

#include "remind_sql.h"

enum { PEOPLE_MOST = 50, UNTIL_DAYS = 14, STOPPED_MOST = 20 };

static enum err ask(struct ctx *ctx, const struct consent_stopped *s, struct task t)
{
	/* The task says nothing about whose it was: its page does, to those who had been told. */
	t.subject = s->id;
	t.duty.due_at = ctx->now + REMIND_STOPPED_HOURS * HOUR_S;
	return task_add(ctx, &t, arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(t.kind), (long long)s->id));
}

/* Two who work for that very organisation: whoever serves the whole house is no receiver. */
static enum err people_of(struct ctx *ctx, int64_t org, struct task *t)
{
	struct task_person *all;
	size_t n;

	TRY(task_people(ctx, PERSON_SERVE, org, 0, PEOPLE_MOST, &all, &n));
	for (size_t i = 0; org && i < n; i++) {
		if (all[i].org != org)
			continue;
		if (t->duty.owner) {
			t->duty.deputy = all[i].id;
			return OK;
		}
		t->duty.owner = all[i].id;
		t->org = org;
	}
	return OK;
}

/* The organisation that told it was its own receiver, of a ride for example: whoever serves there reads it. */
static enum err ourselves(struct ctx *ctx, int64_t org, struct task *t)
{
	enum err e;

	t->org = org;
	e = task_choose(ctx, PERSON_SERVE, &t->org, 0, page_today(ctx), &t->duty.owner, &t->duty.deputy);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err receiver_here(struct ctx *ctx, const struct consent_stopped *s, const struct remind_consent *c, struct task *t)
{
	struct remind_service_org row = { .org = s->to };
	bool here;
	enum err e;

	if (str_same(s->to_kind, "account")) {
		TRY(task_works_here(ctx, s->to, &here));
		t->duty.owner = here ? s->to : 0;
		return OK;
	}
	e = str_same(s->to_kind, "service") ? remind_service_org(ctx, s->to, &row) : OK;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return row.org && row.org == c->from_org ? ourselves(ctx, row.org, t) : people_of(ctx, row.org, t);
}

/* Only where they can be written to, and while there is a key to seal with. */
static enum err write_to(struct ctx *ctx, const struct consent_stopped *s, const struct remind_consent *c, bool *written)
{
	struct outbox_message m = { .participant = s->participant, .kind = "yes_stopped", .subject = s->id, .to_kind = str_same(s->to_kind, "org") ? "org" : "service",
				    .to = s->to, .lang = "da", .org = c->from_org, .until_at = ctx->now + UNTIL_DAYS * (int64_t)DAY_S };
	struct remind_told told;
	struct participant p;
	struct str address;
	enum err e = participant_find(ctx, s->participant, &p);

	*written = false;
	if (e || str_same(s->to_kind, "account"))
		return e == ERR_NOT_FOUND ? OK : e;
	m.area = p.area;
	TRY(str_same(s->to_kind, "org") ? outbox_org_address(ctx, s->to, &address) : outbox_service_address(ctx, s->to, &address));
	if (!address.n)
		return OK;
	TRY(remind_told(ctx, s->id, &told));
	outbox_say(ctx, m.lang, SAY_YES_STOPPED, (struct outbox_gaps){ .at = told.at.has ? told.at.v : s->stopped_at }, &m.about, &m.words);
	TRY(outbox_put(ctx, &m, arena_printf(ctx->arena, "yes_stopped/%lld", (long long)s->id)));
	*written = m.id != 0;
	return OK;
}

/* Those who serve the person tell it otherwise. */
static enum err ask_those_who_told(struct ctx *ctx, const struct consent_stopped *s, const struct remind_consent *c)
{
	struct task t = { .org = c->from_org, .kind = S("yes_tell") };
	enum err e = task_choose(ctx, PERSON_SERVE, &t.org, 0, page_today(ctx), &t.duty.owner, &t.duty.deputy);

	/* Nobody here serves people any more: then there is nobody who could tell it. */
	return e ? e == ERR_NOT_FOUND ? OK : e : ask(ctx, s, t);
}

static enum err tell(struct ctx *ctx, const struct consent_stopped *s)
{
	struct task t = { .kind = S("yes_stopped") };
	struct remind_consent c;
	bool written;

	TRY(remind_consent(ctx, s->id, &c));
	TRY(receiver_here(ctx, s, &c, &t));
	if (t.duty.owner) {
		TRY(ask(ctx, s, t));
	} else {
		TRY(write_to(ctx, s, &c, &written));
		if (!written)
			TRY(ask_those_who_told(ctx, s, &c));
	}
	return consent_told(ctx, s->participant, s->id);
}

enum err remind_stopped_is_due(struct ctx *ctx, bool *due)
{
	struct consent_stopped *one;
	size_t n;

	TRY(consent_to_tell(ctx, 1, &one, &n));
	*due = n > 0;
	return OK;
}

enum err remind_tell_stopped(struct ctx *ctx)
{
	struct consent_stopped *all;
	size_t n;

	TRY(consent_to_tell(ctx, STOPPED_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		TRY(tell(ctx, &all[i]));
	return OK;
}

enum err remind_start_again(struct ctx *ctx)
{
	struct remind_open_tasks *tasks;
	struct consent_stopped *untold;
	int64_t changed;
	size_t n;

	TRY(remind_open_tasks(ctx, &tasks, &n));
	for (size_t i = 0; i < n; i++) {
		struct task t;
		TRY(task_find(ctx, tasks[i].id, &t));
		TRY(task_done(ctx, &t, "over"));
	}
	TRY(consent_to_tell(ctx, INT32_MAX, &untold, &n));
	for (size_t i = 0; i < n; i++)
		TRY(consent_told(ctx, untold[i].participant, untold[i].id));
	TRY(remind_missing_drop(ctx, INT64_MAX, &changed));
	return remind_turn_set(ctx, 0, &changed);
}
