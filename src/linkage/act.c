/* act.c -- what happens to a loop: checked against the table, written down, and what follows from it. */
#include "linkage/linkage_parts.h"
#include "consent/consent.h"
#include "event/event.h"
#include "form/form.h"
#include "service/service.h"

#include "linkage_sql.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400, AHEAD_DAYS = 400, WEEKS_MOST = 52, TRIES_MOST = 100, BESIDE_MOST = 50, PLACES_MOST = 9999 };

static const char *const by_codes[] = { [BY_STAFF] = "staff", [BY_LINK] = "link", [BY_PERSON] = "person", [BY_COMPANION] = "companion" };

/* Who else than staff may say what. */
static const char *const by_others[] = {
	[BY_LINK] = " received time full cannot came missed ", [BY_PERSON] = " chosen came declined again ", [BY_COMPANION] = " came missed ",
};

/* --- written down --------------------------------------------------------------------------------------------- */

enum err linkage_store(struct ctx *ctx, struct linkage *l)
{
	int64_t changed;

	TRY(linkage_change(ctx, l->participant, l->id, l->steps, l->state, l->end_class, l->evidence, l->decline, l->answer, l->duty.due_at,
			   l->duty.acked_at, l->booked_at, l->wait_until, l->place, l->missed, l->visits, l->ask_again, l->state_at,
			   l->ended_at ? SOME_INT(l->ended_at) : NO_INT, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else wrote in this loop meanwhile");
	l->steps++;
	return OK;
}

static enum err seal_words(struct ctx *ctx, const struct linkage *l, struct str words, struct str *sealed)
{
	struct participant_lock lock;

	*sealed = S("");
	if (!words.n)
		return OK;
	TRY(participant_lock(ctx, l->participant, &lock));
	return participant_seal(ctx, &lock, BOX_DATA, "linkage_step.words", l->id, words, sealed);
}

enum err linkage_put_step(struct ctx *ctx, const struct linkage *l, struct str event, struct str from, enum linkage_by by, struct str words)
{
	struct str sealed;
	int64_t changed;

	TRY(seal_words(ctx, l, words, &sealed));
	return linkage_step_put(ctx, l->participant, l->id, l->steps + 1, event, from, l->state, str_of(by_codes[by]),
				by == BY_STAFF || by == BY_COMPANION ? ctx->who->account : 0, sealed, ctx->now, &changed);
}

enum err linkage_links_end(struct ctx *ctx, const struct linkage *l)
{
	int64_t changed;

	return linkage_links_off(ctx, l->participant, l->id, ctx->now, &changed);
}

/* --- may they, and is everything said? ------------------------------------------------------------------------- */

static bool may_say(const struct ctx *ctx, const struct linkage *l, enum linkage_by by, struct str event)
{
	char word[40];
	int n = snprintf(word, sizeof word, " %.*s ", STR_ARG(event));

	/* A partner who hands over says which meeting was chosen, as it is begun. */
	if (by == BY_STAFF && is_sender(ctx->who))
		return l->sender == ctx->who->account && l->made_at == ctx->now && str_same(event, "chosen");
	if (by == BY_STAFF)
		return linkage_may_see(ctx, l) && !ctx->who->participant;
	if (n <= 0 || n >= (int)sizeof word || !strstr(by_others[by], word))
		return false;
	if (by == BY_PERSON)
		return ctx->who->participant && ctx->who->participant == l->participant;
	return by == BY_LINK ? str_same(l->mode, "referral") : ctx->who->account && ctx->who->account == l->companion;
}

static enum err check_time(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	bool may_lack = str_same(a->event, "chosen");

	(void)l, (void)by;
	if (may_lack && !a->at)
		return OK;
	if (a->at <= ctx->now || a->at > ctx->now + (int64_t)AHEAD_DAYS * DAY_S)
		return problem(bad, "day", N_("Choose a day and a time that are ahead of us."));
	return OK;
}

static enum err check_full(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	(void)l, (void)by;
	if (a->until != DAY_NONE && (a->until < page_today(ctx) || a->until > page_today(ctx) + AHEAD_DAYS))
		return problem(bad, "until", N_("That day has passed. Choose a later one, or none."));
	if (a->place < 0 || a->place > PLACES_MOST)
		return problem(bad, "place", N_("Write a number, or leave it empty."));
	return OK;
}

static enum err check_cannot(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	(void)ctx, (void)l, (void)by;
	return choice_label(linkage_declines, a->decline) ? OK : problem(bad, "decline", N_("Choose why not."));
}

static struct str evidence_of(enum linkage_by by, const struct linkage_act *a)
{
	return by == BY_LINK ? S("receiver") : by == BY_PERSON ? S("self") : by == BY_COMPANION ? S("companion") : a->evidence;
}

static enum err check_came(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	struct str e = evidence_of(by, a);

	(void)ctx;
	if (str_same(e, "receiver") && str_same(l->mode, "introduction"))
		return problem(bad, "evidence", N_("People who help each other are not asked who came. Only the person says so, or who went along."));
	if (!str_same(e, "self") && !str_same(e, "companion") && !str_same(e, "receiver"))
		return problem(bad, "evidence", N_("Choose who says so."));
	return OK;
}

static enum err check_declined(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	(void)ctx, (void)l, (void)by;
	if (a->answer.n && !choice_label(linkage_answers, a->answer))
		return problem(bad, "answer", N_("Choose one of these, or none."));
	if (a->weeks < 0 || a->weeks > WEEKS_MOST)
		return problem(bad, "weeks", N_("Write the weeks, from 1 to 52."));
	return OK;
}

static enum err check_unreachable(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	struct task_attempt *tries;
	struct str missing;
	size_t n;

	(void)by, (void)a;
	TRY(task_tries(ctx, "loop", l->id, TRIES_MOST, &tries, &n));
	if (!task_tried_enough(ctx, tries, n, &missing))
		return problem(bad, "event", arena_z(ctx->arena, missing));
	if (!linkage_may_agree(ctx, l))
		return problem(bad, "event", N_("A coordinator who does not answer for it must agree. Ask one to close it."));
	return OK;
}

static const struct {
	const char *event;
	enum err (*check)(struct ctx *, const struct linkage *, enum linkage_by, const struct linkage_act *, struct problems *);
} checks[] = {
	{ "time", check_time }, { "chosen", check_time }, { "full", check_full }, { "cannot", check_cannot }, { "came", check_came },
	{ "declined", check_declined }, { "unreachable", check_unreachable },
};

enum err linkage_check(struct ctx *ctx, const struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	struct str masked;
	const char *wrong = a->words.n ? guard_number(ctx, a->words, &masked) : NULL;

	if (wrong)
		problem(bad, "words", wrong);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (str_same(a->event, checks[i].event))
			TRY(checks[i].check(ctx, l, by, a, bad));
	return OK;
}

static enum err refuse(struct ctx *ctx, const struct linkage *l, struct str event, struct problems *bad)
{
	if (!choice_label(linkage_events, event))
		return problem(bad, "event", N_("“Sent” is not the end. Say what happened: came, said no, another place, not reached, stopped."));
	return problem_with(bad, "event", N_("That does not fit now. It stands at: {x}."), linkage_state_text(ctx, l));
}

/* --- what follows ---------------------------------------------------------------------------------------------------- */

static void apply(struct ctx *ctx, struct linkage *l, enum linkage_by by, const struct linkage_act *a, const struct linkage_move *m)
{
	if (str_same(a->event, "time") || str_same(a->event, "chosen"))
		l->booked_at = a->at;
	if (str_same(a->event, "full"))
		l->wait_until = a->until, l->place = a->place;
	if (str_same(a->event, "cannot"))
		l->decline = a->decline;
	if (str_same(a->event, "came"))
		l->evidence = evidence_of(by, a), l->visits = 1;
	if (str_same(a->event, "again"))
		l->visits++;
	if (str_same(a->event, "missed"))
		l->missed++;
	if (str_same(a->event, "declined")) {
		l->answer = a->answer.n ? a->answer : S("");
		l->ask_again = a->weeks ? page_today(ctx) + (day_t)(a->weeks * 7) : DAY_NONE;
	}
	l->state = str_of(m->to);
	l->end_class = m->end ? str_of(m->end) : S("");
	l->ended_at = !m->end ? 0 : l->ended_at ? l->ended_at : ctx->now;
	l->state_at = ctx->now;
	l->duty.acked_at = 0;
	l->duty.due_at = linkage_due(ctx, l);
}

/* Nothing keeps it open any more: what was told for it may not be told on. */
static enum err stop_consent(struct ctx *ctx, const struct linkage *l)
{
	enum err e = l->consent ? consent_stop(ctx, l->participant, l->consent) : OK;

	return e == ERR_NOT_FOUND ? OK : e;
}

/* "Full" three times in two weeks is told to everybody who looks, until the keeper clears it. */
static enum err tell_directory(struct ctx *ctx, const struct linkage *l)
{
	static const struct who house = { .local = true };
	const struct who *asks = ctx->who;
	struct linkage_full_times row;
	struct service_whole w;
	struct problems none = { 0 };
	enum err e;

	if (!str_same(l->decline, "full") || !str_same(l->to_kind, "service"))
		return OK;
	TRY(linkage_full_times(ctx, l->target, ctx->now - (int64_t)LINKAGE_FULL_DAYS * DAY_S, &row));
	if (row.n < LINKAGE_FULL_TIMES)
		return OK;
	TRY(service_get(ctx, l->target, &w));
	if (service_is_full(ctx, &w.s) || !str_same(w.s.state, "running"))
		return OK;
	ctx->who = &house;
	e = service_set_full(ctx, l->target, true, DAY_NONE, &none);
	ctx->who = asks;
	return e;
}

/* One arrived: the others for the same need have nothing to wait for. */
static enum err end_beside(struct ctx *ctx, const struct linkage *l)
{
	struct linkage_beside *rows;
	size_t n;

	TRY(linkage_beside(ctx, l->participant, l->need, l->id, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct linkage_act a = { .event = S("together") };
		struct linkage_line other;
		struct str from;
		TRY(linkage_get(ctx, rows[i].id, &other));
		from = other.l.state;
		apply(ctx, &other.l, BY_STAFF, &a, linkage_move(&other.l, a.event));
		TRY(linkage_put_step(ctx, &other.l, a.event, from, BY_PERSON, S("")));
		TRY(linkage_store(ctx, &other.l));
		TRY(linkage_links_end(ctx, &other.l));
		TRY(event_add(ctx, "linkage.ended", other.l.id, STR_ABSENT));
	}
	return OK;
}

static enum err ask_again(struct ctx *ctx, const struct linkage *l)
{
	struct task t = { .org = l->org, .area = l->area, .participant = l->participant, .kind = S("ask_again"), .subject = l->id,
			  .duty = { l->duty.owner, l->duty.deputy, linkage_end_of(ctx, l->ask_again), false, 0 } };

	if (l->ask_again == DAY_NONE)
		return OK;
	return task_add(ctx, &t, arena_printf(ctx->arena, "ask_again/%lld/%lld", (long long)l->id, (long long)l->ask_again));
}

/* "Never" means that we do not keep a way to reach them. */
static enum err forget_contact(struct ctx *ctx, const struct linkage *l)
{
	struct participant p;

	if (!str_same(l->answer, "never"))
		return OK;
	TRY(participant_find(ctx, l->participant, &p));
	return p.level == PARTICIPANT_KNOWN ? participant_down(ctx, p.id) : OK;
}

/* Whoever was asked to go along has nothing to keep any more. */
static enum err end_company(struct ctx *ctx, const struct linkage *l)
{
	struct task t;
	enum err e = l->companion ? task_of(ctx, "go_along", l->id, &t) : ERR_NOT_FOUND;

	return e ? e == ERR_NOT_FOUND ? OK : e : task_done(ctx, &t, "ended");
}

static enum err follow(struct ctx *ctx, const struct linkage *l, struct str event)
{
	if (!l->ended_at)
		return OK;
	TRY(linkage_links_end(ctx, l));
	TRY(end_company(ctx, l));
	if (str_same(event, "came"))
		TRY(end_beside(ctx, l));
	if (str_same(event, "cannot"))
		TRY(tell_directory(ctx, l));
	if (str_same(event, "declined"))
		TRY(ask_again(ctx, l));
	if (str_same(event, "declined"))
		TRY(forget_contact(ctx, l));
	return str_same(event, "declined") || str_same(event, "stopped") ? stop_consent(ctx, l) : OK;
}

enum err linkage_do(struct ctx *ctx, struct linkage *l, enum linkage_by by, const struct linkage_act *a, struct problems *bad)
{
	const struct linkage_move *m = linkage_move(l, a->event);
	struct str from = l->state;

	if (!m)
		return refuse(ctx, l, a->event, bad);
	if (!may_say(ctx, l, by, a->event))
		return ERR_DENIED;
	TRY(linkage_check(ctx, l, by, a, bad));
	if (bad->n)
		return OK;
	apply(ctx, l, by, a, m);
	TRY(linkage_put_step(ctx, l, a->event, from, by, a->words));
	TRY(linkage_store(ctx, l));
	if (by == BY_PERSON || str_same(a->event, "came"))
		TRY(participant_sign(ctx, l->participant));
	TRY(follow(ctx, l, a->event));
	TRY(linkage_remind(ctx, l));
	/* How an introduction went is the person's to tell. */
	return event_add(ctx, "linkage.happened", l->id, str_same(l->mode, "introduction") && l->ended_at ? STR_ABSENT : a->event);
}

/* --- beside the states ------------------------------------------------------------------------------------------- */

enum err linkage_try(struct ctx *ctx, const struct linkage *l, struct task_attempt *a, struct problems *bad)
{
	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	return task_try(ctx, l->participant, "loop", l->id, a, bad);
}

enum err linkage_hand_on(struct ctx *ctx, struct linkage *l, int64_t owner, int64_t deputy, struct problems *bad)
{
	int64_t changed;

	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	TRY(task_pair(ctx, owner, deputy, page_today(ctx), bad));
	if (bad->n)
		return OK;
	if (l->ended_at)
		return refuse(ctx, l, S("handed_on"), bad);
	TRY(linkage_put_step(ctx, l, S("handed_on"), l->state, BY_STAFF, S("")));
	TRY(linkage_owner_row(ctx, l->participant, l->id, l->steps, owner, deputy, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else wrote in this loop meanwhile");
	l->steps++, l->duty.owner = owner, l->duty.deputy = deputy, l->duty.acked_at = 0;
	return event_add(ctx, "linkage.handed_on", l->id, STR_ABSENT);
}

enum err linkage_seen(struct ctx *ctx, struct linkage *l)
{
	int64_t changed;

	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	TRY(linkage_ack_row(ctx, l->participant, l->id, ctx->now, &changed));
	return changed ? event_add(ctx, "linkage.seen", l->id, STR_ABSENT) : OK;
}

enum err linkage_asked_again(struct ctx *ctx, const struct linkage *l)
{
	struct task t;
	enum err e;

	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	e = task_of(ctx, "ask_again", l->id, &t);
	return e ? e == ERR_NOT_FOUND ? OK : e : task_done(ctx, &t, "asked");
}

enum err linkage_wish(struct ctx *ctx, struct linkage *l, bool tell, int64_t weeks)
{
	int64_t changed;

	if (!ctx->who->participant || ctx->who->participant != l->participant)
		return ERR_DENIED;
	l->tell = tell;
	if (weeks > 0 && weeks <= WEEKS_MOST && l->ended_at)
		l->ask_again = page_today(ctx) + (day_t)(weeks * 7);
	TRY(linkage_wish_row(ctx, l->participant, l->id, l->tell, l->ask_again, &changed));
	if (weeks > 0)
		TRY(ask_again(ctx, l));
	return event_add(ctx, "linkage.wished", l->id, STR_ABSENT);
}

enum err linkage_company(struct ctx *ctx, int64_t id, int64_t account)
{
	struct linkage_line line;
	int64_t changed;

	TRY(linkage_get(ctx, id, &line));
	TRY(end_company(ctx, &line.l));
	line.l.companion = account;
	TRY(linkage_companion_row(ctx, line.l.participant, id, account, &changed));
	if (!changed)
		return OK;
	TRY(linkage_ask_companion(ctx, &line.l));
	return event_add(ctx, "linkage.company", id, STR_ABSENT);
}

enum err linkage_forget(struct ctx *ctx)
{
	int64_t before = ctx->now - (int64_t)LINKAGE_KEPT_DAYS * DAY_S, changed;

	TRY(linkage_words_drop(ctx, before, &changed));
	TRY(linkage_need_drop(ctx, before, &changed));
	return linkage_links_drop(ctx, ctx->now - (int64_t)LINKAGE_LINK_KEPT_DAYS * DAY_S, &changed);
}
