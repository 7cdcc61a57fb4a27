/* arrivals.c -- an autumn of people who were handed over: most have come, so that it can be seen how long it takes. */
#include "account/account.h"
#include "demo/demo_parts.h"
#include "linkage/linkage.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "participant/participant.h"

enum { DAY_S = 86400, HOUR_S = 3600, CHOSEN_DAYS = 1 };

/* Days before the demonstration, days until they came or said no; by whom, and what would help. */
static const struct {
	const char *need;
	int before, days;
	bool outside, came;
} sent[] = {
	{ "group", 96, 3, false, true }, { "group", 94, 9, false, true }, { "group", 91, 2, true, true }, { "family", 90, 16, false, true },
	{ "group", 88, 6, true, true }, { "group", 85, 21, false, false }, { "talk", 84, 4, true, true }, { "group", 80, 5, false, true },
	{ "group", 79, 12, true, true }, { "family", 77, 7, false, true }, { "group", 74, 2, false, true }, { "group", 72, 30, true, false },
	{ "group", 70, 8, false, true }, { "talk", 66, 11, true, true }, { "group", 65, 3, true, true }, { "group", 61, 19, false, true },
	{ "family", 60, 5, false, true }, { "group", 58, 4, true, true }, { "group", 55, 27, true, true }, { "group", 52, 6, false, true },
	{ "family", 50, 13, false, false }, { "group", 47, 2, true, true }, { "group", 44, 9, false, true }, { "talk", 41, 6, false, true },
	{ "group", 38, 15, true, true }, { "group", 35, 3, false, true }, { "family", 33, 10, true, true }, { "group", 30, 5, true, true },
	{ "group", 27, 8, false, true }, { "group", 24, 2, true, true }, { "talk", 22, 5, false, true }, { "group", 20, 4, true, true },
};

struct cast {
	int64_t org;
	struct grant grant;
	struct who signe, partner;
	struct meeting to;
};

static enum err gather(struct ctx *ctx, struct cast *c)
{
	const struct account_demo_door *door = &account_demo_doors[0];
	struct account a;

	*c = (struct cast){ .grant = { .role = ROLE_PARTNER } };
	TRY(demo_door_place(ctx, door, &c->grant.org, &c->grant.area));
	c->org = c->grant.org;
	TRY(account_of_name(ctx, S("Signe"), &a));
	c->signe = (struct who){ .account = a.id, .name = a.name, .local = true, .demo = true };
	TRY(account_of_name(ctx, str_of(door->name), &a));
	c->partner = (struct who){ .account = a.id, .name = a.name, .grants = &c->grant, .ngrants = 1, .demo = true };
	return meeting_of_slug(ctx, S("mandagsgruppen-aarhus"), &c->to);
}

static enum err happens(struct ctx *ctx, struct linkage *l, struct linkage_act act, int64_t at)
{
	struct problems bad = { 0 };

	ctx->now = at;
	act.until = DAY_NONE;
	TRY(linkage_do(ctx, l, BY_STAFF, &act, &bad));
	return demo_is_fine(ctx, "somebody on their way", &bad);
}

static enum err put_one(struct ctx *ctx, struct cast *c, size_t i, int64_t start)
{
	struct participant p = { .org = c->org, .area = c->grant.area, .nickname = S(""), .role = S("person"), .lang = S("da") };
	struct linkage l = { .need = str_of(sent[i].need), .to_kind = S("meeting"), .target = c->to.id, .urgency = S("normal"), .wait_until = DAY_NONE, .ask_again = DAY_NONE };
	struct problems bad = { 0 };
	int64_t made = start - sent[i].before * (int64_t)DAY_S;

	ctx->now = made;
	ctx->who = sent[i].outside ? &c->partner : &c->signe;
	TRY(participant_new(ctx, &p, &bad));
	l.participant = p.id;
	if (!bad.n)
		TRY(linkage_begin(ctx, &l, sent[i].outside ? S("partner") : S("coordinator"), &bad));
	TRY(demo_is_fine(ctx, "a hand-over", &bad));
	ctx->who = &c->signe;
	TRY(happens(ctx, &l, (struct linkage_act){ .event = S("chosen") }, made + CHOSEN_DAYS * DAY_S));
	return happens(ctx, &l, sent[i].came ? (struct linkage_act){ .event = S("came"), .evidence = S("self") } :
				      (struct linkage_act){ .event = S("declined"), .answer = S("not_now") },
		       made + sent[i].days * (int64_t)DAY_S + HOUR_S * (int64_t)(i % 7));
}

enum err demo_put_arrivals(struct ctx *ctx)
{
	const struct who *asks = ctx->who;
	int64_t start = ctx->now;
	struct cast c;
	enum err e = gather(ctx, &c);

	for (size_t i = 0; !e && i < sizeof sent / sizeof *sent; i++)
		e = put_one(ctx, &c, i, start);
	ctx->who = asks;
	ctx->now = start;
	return e;
}
