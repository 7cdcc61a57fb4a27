/* receivers.c -- people of the story who receive support: one is to leave, one left early, one has arrived, one asked to be called. */
#include "account/account.h"
#include "call/call.h"
#include "cal/cal.h"
#include "demo/demo_parts.h"
#include "incident/incident.h"
#include "inquiry/inquiry.h"
#include "linkage/linkage.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "transition/transition.h"

#include "demo_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

/*
 * Everybody goes: what is open for them ends in that same moment.  What waits for somebody who is about to leave, too: or
 * they could not.
 */
enum err demo_sweep_receivers(struct ctx *ctx)
{
	struct demo_all_receivers *rows;
	size_t n;

	TRY(incident_forget_all(ctx));
	TRY(inquiry_forget_all(ctx));
	TRY(demo_all_receivers(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(participant_erase(ctx, rows[i].id));
	return OK;
}

struct cast {
	int64_t org, signe, sara;
	struct who signe_is;
};

static enum err gather(struct ctx *ctx, struct cast *c)
{
	struct account a;
	struct org o;

	TRY(org_of_name(ctx, S("Frise"), &o));
	c->org = o.id;
	TRY(account_of_name(ctx, S("Signe"), &a));
	c->signe = a.id;
	TRY(account_of_name(ctx, S("Sara"), &a));
	c->sara = a.id;
	c->signe_is = (struct who){ .account = c->signe, .name = S("Signe"), .local = true, .demo = true };
	return OK;
}

/* How it went on: hours after the day they left, and what came of it. */
struct heard {
	int hours;
	const char *result;               /* NULL: they came to something */
};

static const struct way {
	const char *nickname, *from, *phone;
	int made_days, planned_days;      /* before (-) or after the first day of the demonstration */
	int left_days;                    /* 0: not yet */
	bool early;
	struct heard heard[6];            /* ends with hours 0 */
} ways[] = {
	{ "Karim", "residential", "+4500000011", -3, 4, 0, false, { { 0, NULL } } },
	{ "Bo", "detox", "+4500000012", -12, 2, -5, true, { { 10, "no_answer" }, { 31, "talked" }, { 79, "talked" }, { 0, NULL } } },
	{ "Mette", "psychiatry", "+4500000013", -40, -24, -24, false,
	  { { 30, "talked" }, { 54, "met" }, { 105, NULL }, { 200, "talked" }, { 484, "talked" }, { 0, NULL } } },
};

static enum err heard_of(struct ctx *ctx, struct transition *t, const struct way *w, int64_t left)
{
	struct problems bad = { 0 };

	for (const struct heard *h = w->heard; h->hours; h++) {
		struct task_attempt a = { .channel = S("phone"), .result = h->result ? str_of(h->result) : S("") };
		ctx->now = left + h->hours * (int64_t)HOUR_S;
		TRY(h->result ? transition_contact(ctx, t, &a, &bad) : transition_attended(ctx, t, &bad));
	}
	return demo_is_fine(ctx, w->nickname, &bad);
}

static enum err put_way(struct ctx *ctx, const struct cast *c, const struct way *w, int64_t start, struct transition *t)
{
	struct transition_wish wish = { .org = c->org, .nickname = str_of(w->nickname), .from_kind = str_of(w->from), .agreement = S("yes"),
					.phone = str_of(w->phone), .time = S("any"), .owner = page_id(ctx, c->signe), .deputy = page_id(ctx, c->sara),
					.voice = true, .said_yes = true };
	/* Nobody has a key of somebody in the story: no slow hash is made for one. */
	struct participant_candidate key = { .tag = arena_cat(ctx->arena, S("no key opens this: "), str_of(w->nickname)) };
	struct problems bad = { 0 };

	ctx->now = start;
	wish.planned_day = page_today(ctx) + w->planned_days;
	ctx->now = start + w->made_days * (int64_t)DAY_S;
	TRY(transition_register(ctx, &wish, &key, t, &bad));
	if (!bad.n && w->left_days) {
		ctx->now = start + w->left_days * (int64_t)DAY_S;
		TRY(transition_left(ctx, t, w->early, &bad));
		if (!bad.n)
			TRY(heard_of(ctx, t, w, ctx->now));
	}
	return demo_is_fine(ctx, w->nickname, &bad);
}

/* A relative asked to be called, yesterday evening. */
static enum err put_call(struct ctx *ctx, int64_t start)
{
	struct call_wish wish = { .role = S("relative"), .nickname = S("Hanne"), .phone = S("+4500000014"), .time = S("any"), .others = true,
				  .area_text = S("") };
	struct participant_candidate key = { .tag = S("no key opens this: Hanne") };
	struct call_promise promise;
	struct problems bad = { 0 };

	ctx->now = start - 14 * HOUR_S;
	TRY(call_ask(ctx, &wish, &key, &promise, &bad));
	return demo_is_fine(ctx, "a call", &bad);
}

/* Mette wants to try the group on Tuesday: an introduction, of which the group is told nothing. */
static enum err put_introduction(struct ctx *ctx, const struct transition *t, int64_t start)
{
	struct linkage l = { .participant = t->participant, .need = S("group"), .to_kind = S("meeting"), .urgency = S("normal"),
			     .wait_until = DAY_NONE, .ask_again = DAY_NONE };
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_of_slug(ctx, S("tirsdagsgruppen-aarhus"), &m));
	l.target = m.id;
	ctx->now = start - 2 * HOUR_S;
	TRY(linkage_begin(ctx, &l, S("coordinator"), &bad));
	return demo_is_fine(ctx, "an introduction", &bad);
}

static enum err put_ways(struct ctx *ctx, const struct cast *c, int64_t start)
{
	struct transition t = { 0 };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		TRY(put_way(ctx, c, &ways[i], start, &t));
	return put_introduction(ctx, &t, start);
}

enum err demo_put_receivers(struct ctx *ctx)
{
	const struct who *asks = ctx->who;
	int64_t start = ctx->now;
	struct cast c;
	enum err e;

	TRY(gather(ctx, &c));
	ctx->who = &c.signe_is;
	e = put_ways(ctx, &c, start);
	ctx->who = asks;
	if (e)
		return e;
	TRY(put_call(ctx, start));
	ctx->now = start;
	return transition_tidy(ctx);
}
