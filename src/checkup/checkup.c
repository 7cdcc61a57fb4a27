/* checkup.c -- agreed with the person, read, and over when they say so. */
#include "checkup/checkup_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "consent/consent.h"
#include "event/event.h"
#include "org/org.h"
#include "outbox/outbox.h"

#include <stdlib.h>

#include "checkup_sql.h"

enum { CHANNELS_MOST = 10, DUE_MOST = 1000, NINE = 9 * 60, SOON_DAYS = 7, FOLLOW_DAYS = 364, CALLS_CONSENT_DAYS = 180, AHEAD_HOURS = 2 };

const struct choice checkup_kinds[] = {
	{ "phone", N_("A call every week, for twelve weeks") }, { "checkup", N_("A look every three months, for two years") }, { NULL, NULL }
};

const struct field checkup_fields[] = {
	F(struct checkup_wish, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What would you like?"), NULL, checkup_kinds),
	F(struct checkup_wish, phone, FIELD_TEXT, FIELD_PRIVATE | FIELD_DEPENDS, 0, 40, N_("Telephone number"),
	  N_("Only who calls sees it. Empty: the one that we have.")),
	F(struct checkup_wish, time, FIELD_CHOICE, FIELD_DEPENDS, 0, 0, N_("When may we call?"), NULL, contact_times),
	F(struct checkup_wish, voice, FIELD_BOOL, 0, 0, 0, N_("A message may be left")),
	F_END
};

/* --- reading ------------------------------------------------------------------------------------------------------- */

#define CHECKUP_OF(r) (struct checkup){ \
	.participant = (r)->participant, .id = (r)->id, .org = (r)->org, .area = (r)->area, .kind = (r)->kind, .purpose = (r)->purpose, \
	.channel = (r)->channel, .from_day = (r)->from_day, .next_day = (r)->next_day, .planned = (r)->planned, .held = (r)->held, .turn = (r)->turn, \
	.steps = (r)->steps, .made_at = (r)->made_at, .ended_at = (r)->ended_at.has ? (r)->ended_at.v : 0, .end_class = (r)->end_class, \
	.nickname = S(""), .bridge = (r)->bridge > 0, \
}

static const char *task_kind(const struct checkup *c)
{
	return str_same(c->kind, "phone") ? "support_call" : "checkup";
}

static enum err complete(struct ctx *ctx, struct checkup *c)
{
	struct participant p;
	enum err e = participant_find(ctx, c->participant, &p);

	if (!e)
		c->nickname = p.nickname;
	if (e && e != ERR_NOT_FOUND)
		return e;
	e = task_of(ctx, task_kind(c), c->id, &c->task);
	if (e)
		c->task = (struct task){ 0 };
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err checkup_get(struct ctx *ctx, int64_t id, struct checkup *c)
{
	struct checkup_row r;

	TRY(checkup_row(ctx, id, &r));
	*c = CHECKUP_OF(&r);
	return complete(ctx, c);
}

/* Theirs, or a task of one's own about it, or those whom one serves. */
static bool may_see(const struct ctx *ctx, const struct checkup *c)
{
	const struct who *w = ctx->who;

	return (w->participant && w->participant == c->participant) || (w->account && c->task.id && task_may_see(ctx, &c->task)) ||
	       (!w->participant && may_for(w, PERSON_SERVE, c->org, c->area));
}

enum err checkup_find(struct ctx *ctx, int64_t id, struct checkup *c)
{
	TRY(checkup_get(ctx, id, c));
	return may_see(ctx, c) ? OK : ERR_NOT_FOUND;
}

enum err checkup_of(struct ctx *ctx, int64_t participant, int64_t most, struct checkup **out, size_t *n)
{
	struct checkup_of_person *rows;

	TRY(checkup_of_person(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct checkup);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = CHECKUP_OF(&rows[i]);
		TRY(complete(ctx, &(*out)[i]));
	}
	return OK;
}

enum err checkup_open(struct ctx *ctx, int64_t participant, const char *kind, struct checkup *c)
{
	struct checkup *all;
	size_t n;

	TRY(checkup_of(ctx, participant, CHANNELS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (!all[i].ended_at && str_same(all[i].kind, kind)) {
			*c = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err checkup_is_allowed(struct ctx *ctx, const struct checkup *c, bool *is)
{
	int64_t which;
	enum err e = consent_live(ctx, c->participant, "org", c->org, c->purpose.p, CLASS_NICKNAME, &which);

	*is = !e;
	return e == ERR_DENIED ? OK : e;
}

/* --- what waits ----------------------------------------------------------------------------------------------------- */

/* A call outside of the hours that they allow is not shown until then. */
static enum err may_be_called(struct ctx *ctx, const struct checkup *c, bool *may_now)
{
	struct contact_channel way;
	enum err e;

	*may_now = true;
	if (!c->channel || !str_same(c->kind, "phone"))
		return OK;
	e = contact_find(ctx, c->participant, c->channel, &way);
	*may_now = !e && contact_is_time(ctx, &way, ctx->now);
	return e == ERR_NOT_FOUND || e == ERR_DENIED ? OK : e;
}

static int by_risk(const void *a, const void *b)
{
	const struct checkup *x = a, *y = b;

	if (x->bridge != y->bridge)
		return y->bridge - x->bridge;
	return (x->task.duty.due_at > y->task.duty.due_at) - (x->task.duty.due_at < y->task.duty.due_at);
}

static int64_t end_of_today(struct ctx *ctx)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), page_today(ctx) + 1, 0);
}

/* Calls of today; looks that are due within a week. */
static bool is_near(struct ctx *ctx, const struct checkup *c)
{
	return c->task.duty.due_at < end_of_today(ctx) || (str_same(c->kind, "checkup") && c->task.duty.due_at <= ctx->now + SOON_DAYS * (int64_t)DAY_S);
}

enum err checkup_queue(struct ctx *ctx, int64_t most, struct checkup **out, size_t *n, int64_t *hidden)
{
	struct checkup_due *rows;
	size_t all;

	*n = 0;
	*hidden = 0;
	TRY(checkup_due(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), ctx->now + SOON_DAYS * (int64_t)DAY_S, DUE_MOST, &rows, &all));
	*out = arena_array(ctx->arena, all, struct checkup);
	for (size_t i = 0; i < all; i++) {
		struct checkup c = CHECKUP_OF(&rows[i]);
		bool now;
		TRY(complete(ctx, &c));
		if (!c.task.id || !is_near(ctx, &c))
			continue;
		TRY(may_be_called(ctx, &c, &now));
		*hidden += !now;
		if (now)
			(*out)[(*n)++] = c;
	}
	if (*n)
		qsort(*out, *n, sizeof **out, by_risk);
	*n = *n < (size_t)most ? *n : (size_t)most;
	return OK;
}

/* --- kept ------------------------------------------------------------------------------------------------------------- */

enum err checkup_store(struct ctx *ctx, struct checkup *c)
{
	int64_t changed;

	TRY(checkup_set(ctx, c->participant, c->id, c->steps, c->planned, c->held, c->turn, c->next_day, c->ended_at ? SOME_INT(c->ended_at) : NO_INT,
			c->end_class, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else wrote about this call meanwhile");
	c->steps++;
	return OK;
}

/* The first time on that day, or later, at which they may be reached. */
static enum err due_on(struct ctx *ctx, const struct checkup *c, int64_t *at)
{
	struct contact_channel way;
	enum err e = c->channel ? contact_find(ctx, c->participant, c->channel, &way) : ERR_NOT_FOUND;
	int64_t next;

	*at = zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), c->next_day, NINE);
	if (e)
		return e == ERR_NOT_FOUND || e == ERR_DENIED ? OK : e;
	next = contact_next_time(ctx, &way, *at - NINE * 60);
	*at = next ? next : *at;
	return OK;
}

/* The evening before a call; not of a look, which they may do by themselves. */
enum err checkup_remind(struct ctx *ctx, const struct checkup *c, const struct task *t, int64_t due_at)
{
	struct outbox_message m = { .participant = c->participant, .kind = "call_agreed", .subject = c->id, .org = c->org, .area = c->area, .owner = t->duty.owner,
				    .deputy = t->duty.deputy, .send_at = outbox_evening_before(ctx, due_at), .until_at = due_at };

	if (!str_same(c->kind, "phone") || due_at < ctx->now + AHEAD_HOURS * HOUR_S)
		return OK;
	m.mark = arena_printf(ctx->arena, "%lld", (long long)due_at);
	return outbox_tell(ctx, &m, SAY_CALL, (struct outbox_gaps){ .at = due_at },
			   arena_printf(ctx->arena, "call_agreed/%lld/%lld", (long long)c->id, (long long)due_at));
}

enum err checkup_promise(struct ctx *ctx, struct checkup *c, int64_t owner, int64_t deputy)
{
	struct task t = { .org = c->org, .area = c->area, .participant = c->participant, .kind = str_of(task_kind(c)), .subject = c->id,
			  .duty = { .owner = owner, .deputy = deputy, .red = c->bridge } };

	TRY(due_on(ctx, c, &t.duty.due_at));
	TRY(checkup_remind(ctx, c, &t, t.duty.due_at));
	return task_add(ctx, &t, arena_printf(ctx->arena, "%s/%lld/%lld", task_kind(c), (long long)c->id, (long long)c->turn));
}

enum err checkup_tell(struct ctx *ctx, const struct checkup *c, const char *kind, int64_t due, bool red, struct str once)
{
	struct task t = { .org = c->org, .area = c->area, .participant = c->participant, .kind = str_of(kind), .subject = c->id,
			  .duty = { .due_at = due, .red = red } };
	enum err e = task_choose(ctx, PERSON_SERVE, &t.org, c->area, page_today(ctx), &t.duty.owner, &t.duty.deputy);

	/* Nobody serves there any more: whoever called keeps it. */
	if (e == ERR_NOT_FOUND && c->task.id) {
		t.duty.owner = c->task.duty.owner;
		e = OK;
	}
	return e ? e : task_add(ctx, &t, once);
}

static enum err close_task(struct ctx *ctx, const struct checkup *c, const char *kind, const char *result)
{
	struct task t;
	enum err e = task_of(ctx, kind, c->id, &t);

	return e ? e == ERR_NOT_FOUND ? OK : e : task_done(ctx, &t, result);
}

enum err checkup_end(struct ctx *ctx, struct checkup *c, const char *end_class)
{
	c->ended_at = ctx->now;
	c->end_class = str_of(end_class);
	TRY(checkup_store(ctx, c));
	TRY(close_task(ctx, c, task_kind(c), end_class));
	return event_add(ctx, "checkup.ended", c->id, c->end_class);
}

struct str checkup_own_role(const struct who *w)
{
	return w->ngrants ? str_of(access_roles[w->grants[0].role].code) : S("coordinator");
}

enum err checkup_say_yes(struct ctx *ctx, const struct checkup *c, struct str spoken, struct problems *bad)
{
	bool phone = str_same(c->kind, "phone");
	struct consent y = { .participant = c->participant, .from_org = c->org, .to_kind = S("org"), .to = c->org, .purpose = c->purpose,
			     .classes = CLASS_NICKNAME | CLASS_CONTACT | (phone ? 0 : CLASS_NEED), .starts_at = ctx->now,
			     .end_day = page_today(ctx) + (phone ? CALLS_CONSENT_DAYS : FOLLOW_DAYS), .form = spoken.n ? S("spoken") : S("key"),
			     .witness = spoken.n ? spoken : S("") };

	return consent_give(ctx, &y, bad);
}

/* The number that was typed, or the newest that we have; a call needs one, a look does not. */
static enum err channel_of(struct ctx *ctx, const struct checkup_wish *w, struct str spoken, int64_t *channel, struct problems *bad)
{
	struct contact_channel way = { .participant = w->participant, .type = S("phone"), .address = w->phone, .shown_name = S(""), .voice = w->voice,
				       .others = true, .stop_day = DAY_NONE }, *all;
	size_t n;

	*channel = 0;
	if (w->phone.n) {
		contact_time(w->time.n ? w->time : S("any"), &way);
		TRY(participant_up(ctx, w->participant, S(""), spoken.n ? spoken : S("self"), bad));
		if (!bad->n)
			TRY(contact_add(ctx, &way, bad));
		*channel = way.id;
		return OK;
	}
	TRY(contact_list(ctx, w->participant, CHANNELS_MOST, &all, &n));
	for (size_t i = 0; i < n && !*channel; i++)
		if (!all[i].stopped_at && str_same(all[i].type, "phone"))
			*channel = all[i].id;
	return *channel || !str_same(w->kind, "phone") ? OK : problem(bad, "phone", N_("Write the number that we may call."));
}

/* Who began it calls, when they work here; else somebody who serves there. */
static enum err callers(struct ctx *ctx, struct checkup *c, int64_t *owner, int64_t *deputy)
{
	TRY(task_choose(ctx, PERSON_SERVE, &c->org, c->area, page_today(ctx), owner, deputy));
	if (ctx->who->account && ctx->who->account != *owner) {
		*deputy = *owner;
		*owner = ctx->who->account;
	}
	return OK;
}

static enum err keep(struct ctx *ctx, struct checkup *c)
{
	int64_t owner, deputy, changed;

	TRY(callers(ctx, c, &owner, &deputy));
	c->id = id_new(ctx->house->rng, ctx->now);
	c->made_at = ctx->now;
	TRY(checkup_put(ctx, c->participant, c->id, c->org, c->area, c->kind, c->purpose, c->channel, c->from_day, c->planned, c->next_day,
			ctx->who->account, ctx->now, &changed));
	TRY(checkup_promise(ctx, c, owner, deputy));
	TRY(event_add(ctx, "checkup.agreed", c->id, c->kind));
	return checkup_get(ctx, c->id, c);
}

enum err checkup_begin(struct ctx *ctx, struct checkup_wish *w, struct str spoken, struct checkup *c, struct problems *bad)
{
	bool phone = str_same(w->kind, "phone");
	day_t today = page_today(ctx);
	struct participant p;
	enum err e;

	TRY(participant_find(ctx, w->participant, &p));
	if (!participant_may_see(ctx, &p))
		return ERR_NOT_FOUND;
	if (!spoken.n && ctx->who->participant != p.id)
		return ERR_DENIED;
	if (!choice_label(checkup_kinds, w->kind))
		return problem(bad, "kind", N_("Choose one of the two."));
	e = checkup_open(ctx, p.id, w->kind.p, c);
	if (e != ERR_NOT_FOUND)
		return e ? e : problem(bad, "kind", N_("That is agreed already."));
	*c = (struct checkup){ .participant = p.id, .org = p.org, .area = p.area, .kind = w->kind, .purpose = phone ? S("callback") : S("follow"),
			       .from_day = today, .planned = phone ? CHECKUP_CALLS : CHECKUP_ROUNDS, .turn = 1, .end_class = S(""),
			       .next_day = today + (phone ? 1 : CHECKUP_DAYS) };
	/* Whom they belong to is known before anything is kept. */
	TRY(task_choose(ctx, PERSON_SERVE, &c->org, c->area, today, &(int64_t){ 0 }, &(int64_t){ 0 }));
	TRY(c->org ? OK : org_first(ctx, &c->org));
	TRY(channel_of(ctx, w, spoken, &c->channel, bad));
	if (!bad->n)
		TRY(checkup_say_yes(ctx, c, spoken, bad));
	return bad->n ? OK : keep(ctx, c);
}

/* Nothing rests on that yes any more; storage ends what does in that same moment. */
static enum err take_back(struct ctx *ctx, const struct checkup *c)
{
	static const struct who house = { .local = true };
	const struct who *asks = ctx->who;
	int64_t which;
	enum err e = consent_live(ctx, c->participant, "org", c->org, c->purpose.p, CLASS_NICKNAME, &which);

	if (e)
		return e == ERR_DENIED ? OK : e;
	ctx->who = &house;
	e = consent_stop(ctx, c->participant, which);
	ctx->who = asks;
	return e;
}

enum err checkup_stop(struct ctx *ctx, struct checkup *c)
{
	if (!may_see(ctx, c))
		return ERR_DENIED;
	if (c->ended_at)
		return OK;
	TRY(checkup_end(ctx, c, "declined"));
	return take_back(ctx, c);
}

enum err checkup_tidy(struct ctx *ctx)
{
	int64_t changed;

	TRY(checkup_words_drop(ctx, ctx->now - CHECKUP_WORDS_DAYS * (int64_t)DAY_S, &changed));
	return checkup_answers_drop(ctx, ctx->now - CHECKUP_KEPT_DAYS * (int64_t)DAY_S, &changed);
}
