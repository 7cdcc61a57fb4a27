/* receivers.c -- people of the story who receive support: one is to leave, one left early, one has arrived, one asked to be called. */
#include "account/account.h"
#include "call/call.h"
#include "cal/cal.h"
#include "deadline/deadline.h"
#include "demo/demo_parts.h"
#include "incident/incident.h"
#include "inquiry/inquiry.h"
#include "door/door.h"
#include "enrolment/enrolment.h"
#include "landing/landing.h"
#include "linkage/linkage.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "remind/remind.h"
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
	TRY(remind_start_again(ctx));
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
	{ "Spurv", "residential", "+4500000011", -3, 4, 0, false, { { 0, NULL } } },
	{ "Havørn", "residential", "+4500000012", -12, 2, -3, true, { { 10, "no_answer" }, { 31, "talked" }, { 0, NULL } } },
	{ "Mette", "psychiatry", "+4500000013", -40, -24, -24, false,
	  { { 30, "talked" }, { 54, "met" }, { 105, NULL }, { 200, "talked" }, { 484, "talked" }, { 0, NULL } } },
};

/* Their first days, as far as they are filled in; the rest are the usual steps. */
static const struct {
	const char *kind;
	int nth;
	const char *place, *who, *otherwise;
	bool done;                        /* of who has left */
} filled[] = {
	{ "sleep", 0, "Hos min søster, Eksempelgade 4", "Anna", "Ring til Signe", true },
	{ "food", 0, "Hos min søster", "Anna", "Caféen på hjørnet", true },
	{ "evening", 0, "Gåtur ved åen", "Anna", "Ring til Sara", false },
	{ "talk", 0, "Telefon", "Signe", "Ring selv til huset", true },
	{ "talk", 1, "Caféen i Prøvevej", "Jens", "Gå derhen alligevel", false },
};

static enum err fill_in(struct ctx *ctx, const struct transition *t, size_t at, struct problems *bad)
{
	struct landing_step *steps;
	struct landing_words words;
	size_t n;
	int nth = filled[at].nth;

	TRY(landing_list(ctx, t, &steps, &n));
	for (size_t i = 0; i < n; i++) {
		if (!str_same(steps[i].kind, filled[at].kind) || nth-- > 0)
			continue;
		landing_words_of(ctx, t, &steps[i], &words);
		words.place = str_of(filled[at].place);
		words.who = str_of(filled[at].who);
		words.otherwise = str_of(filled[at].otherwise);
		TRY(landing_save(ctx, t, &steps[i], &words, bad));
		return t->left_at && filled[at].done ? landing_end(ctx, &steps[i], S("done")) : OK;
	}
	return ERR_BUG;
}

/* Who has arrived somewhere has their first days behind them. */
static enum err tick_off(struct ctx *ctx, const struct transition *t)
{
	struct landing_step *steps;
	size_t n;

	TRY(landing_list(ctx, t, &steps, &n));
	for (size_t i = 0; t->attended_at && i < n; i++)
		if (landing_at(ctx, t, &steps[i]) <= ctx->now)
			TRY(landing_end(ctx, &steps[i], S("done")));
	return OK;
}

static enum err put_plan(struct ctx *ctx, const struct transition *t)
{
	struct problems bad = { 0 };

	TRY(landing_begin(ctx, t));
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		TRY(fill_in(ctx, t, i, &bad));
	TRY(tick_off(ctx, t));
	return demo_is_fine(ctx, "a plan", &bad);
}

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

/* Hanne's ward says that somebody leaves tomorrow: a partner from outside, so who answers is chosen for them. */
static enum err put_sent(struct ctx *ctx, int64_t start)
{
	struct transition_wish wish = { .nickname = S("Tove"), .from_kind = S("psychiatry"), .agreement = S("yes"), .phone = S("+4500000015"),
					.time = S("any"), .said_yes = true };
	struct participant_candidate key = { .tag = S("no key opens this: Tove") };
	const struct account_demo_door *ward = &account_demo_doors[1];
	struct grant grant = { .role = ROLE_PARTNER };
	struct who hanne = { .grants = &grant, .ngrants = 1, .demo = true };
	const struct who *asks = ctx->who;
	struct problems bad = { 0 };
	struct transition t;
	struct account a;
	enum err e;

	TRY(account_of_name(ctx, str_of(ward->name), &a));
	TRY(demo_door_place(ctx, ward, &wish.org, &wish.area));
	hanne.account = a.id;
	hanne.name = a.name;
	grant.org = wish.org;
	grant.area = wish.area;
	ctx->now = start - 20 * HOUR_S;
	wish.planned_day = page_today(ctx) + 2;
	ctx->who = &hanne;
	e = transition_register(ctx, &wish, &key, &t, &bad);
	ctx->who = asks;
	return e ? e : demo_is_fine(ctx, "Tove", &bad);
}

/* A relative asked to be called, yesterday evening. */
static enum err put_call(struct ctx *ctx, int64_t start)
{
	struct call_wish wish = { .role = S("relative"), .nickname = S("Birgitte"), .phone = S("+4500000014"), .time = S("any"), .others = true,
				  .area_text = S("") };
	struct participant_candidate key = { .tag = S("no key opens this: Birgitte") };
	struct call_promise promise;
	struct problems bad = { 0 };

	ctx->now = start - 14 * HOUR_S;
	TRY(call_ask(ctx, &wish, &key, &promise, &bad));
	return demo_is_fine(ctx, "a call", &bad);
}

/* She would like somebody at the door; Ida is asked, and has not answered yet. */
static enum err put_door(struct ctx *ctx, struct linkage *l, const struct meeting *m)
{
	struct door_words words = { .who = S("any"), .lang = S("da"), .stand = S("Ved cykelstativet"), .sign = S("En gul hue") };
	struct linkage_act chosen = { .event = S("chosen"), .until = DAY_NONE };
	struct problems bad = { 0 };

	chosen.at = zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), page_today(ctx) + 1, (int)m->start_min);
	TRY(linkage_do(ctx, l, BY_STAFF, &chosen, &bad));
	if (!bad.n)
		TRY(door_ask(ctx, l, &words, &bad));
	return demo_is_fine(ctx, "the door", &bad);
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
	TRY(demo_is_fine(ctx, "an introduction", &bad));
	return put_door(ctx, &l, &m);
}

/* Lærke found the Monday group in October, and nobody has heard from her for a while. */
static enum err put_quiet(struct ctx *ctx, const struct cast *c, int64_t start)
{
	struct participant p = { .org = c->org, .nickname = S("Lærke"), .role = S("person"), .lang = S("da") };
	struct linkage l = { .need = S("group"), .to_kind = S("meeting"), .urgency = S("normal"), .wait_until = DAY_NONE, .ask_again = DAY_NONE };
	struct linkage_act chosen = { .event = S("chosen"), .until = DAY_NONE }, came = { .event = S("came"), .until = DAY_NONE, .evidence = S("self") };
	struct enrolment_wish wish = { .own_wish = true, .start = true };
	struct problems bad = { 0 };
	struct enrolment e;
	struct meeting m;

	TRY(meeting_of_slug(ctx, S("mandagsgruppen-aarhus"), &m));
	ctx->now = start - 40 * (int64_t)DAY_S;
	TRY(participant_new(ctx, &p, &bad));
	l.participant = wish.participant = p.id;
	l.target = m.id;
	TRY(linkage_begin(ctx, &l, S("coordinator"), &bad));
	TRY(linkage_do(ctx, &l, BY_STAFF, &chosen, &bad));
	TRY(linkage_do(ctx, &l, BY_STAFF, &came, &bad));
	wish.target = arena_printf(ctx->arena, "meeting-%lld", (long long)m.id);
	TRY(enrolment_begin(ctx, &wish, &e, &bad));
	return demo_is_fine(ctx, "somebody who is quiet", &bad);
}

/* Spurv says where they are with treatment, and has a date to keep. */
static enum err put_papers(struct ctx *ctx, int64_t participant, int64_t start)
{
	struct deadline_wish wish = { .kind = S("dk_income"), .step = S("apply"), .number = S(""), .owner = S(""), .deputy = S("") };
	struct episode at = { .participant = participant, .kind = S("stay"), .planned_day = DAY_NONE, .to_day = DAY_NONE };
	struct problems bad = { 0 };
	struct deadline d;

	ctx->now = start - DAY_S;
	at.from_day = page_today(ctx) - 80;
	at.planned_day = page_today(ctx) + 5;
	wish.due = page_today(ctx) + 10;
	TRY(episode_save(ctx, &at, true, &bad));
	TRY(deadline_begin(ctx, participant, &wish, &d, &bad));
	if (!bad.n)
		TRY(deadline_tick(ctx, &d, 1, true));
	return demo_is_fine(ctx, "papers", &bad);
}

static enum err put_ways(struct ctx *ctx, const struct cast *c, int64_t start)
{
	int64_t people[sizeof ways / sizeof *ways];
	struct transition t = { 0 };
	struct demo_cast cast;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		TRY(put_way(ctx, c, &ways[i], start, &t));
		people[i] = t.participant;
		TRY(put_plan(ctx, &t));
		if (!i)
			TRY(put_papers(ctx, t.participant, start));
	}
	cast = (struct demo_cast){ people[0], people[1], people[2] };
	TRY(demo_put_ways_to_write(ctx, &cast));
	TRY(put_quiet(ctx, c, start));
	TRY(put_introduction(ctx, &t, start));
	TRY(demo_put_rides(ctx, &cast, &c->signe_is, start));
	return demo_put_messages(ctx, &cast, c->org, start);
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
	TRY(put_sent(ctx, start));
	TRY(put_call(ctx, start));
	ctx->now = start;
	return transition_tidy(ctx);
}
