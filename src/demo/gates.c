/* gates.c -- Mikkel and his mother have both opened a gate; with somebody else she waits, and nothing tells her for what. */
#include "demo/demo_parts.h"
#include "gate/gate.h"
#include "participant/participant.h"

enum { DAY_S = 86400, OPENED_DAYS = 20, SAID_DAYS = 1 };

struct half {
	struct who is;                    /* the person */
	struct gate g;
	struct str word;
};

static enum err put_person(struct ctx *ctx, const struct participant_demo_key *k, const char *role, int64_t *id)
{
	struct participant p = { .nickname = str_of(k->nickname), .role = str_of(role), .lang = S("da") };
	struct participant_candidate key;
	struct problems bad = { 0 };

	TRY(participant_new(ctx, &p, &bad));
	TRY(demo_is_fine(ctx, k->nickname, &bad));
	*id = p.id;
	TRY(participant_demo_key_make(ctx, k, &key));
	return participant_key_give(ctx, p.id, &key);
}

static enum err put_half(struct ctx *ctx, int64_t person, const char *label, const char *shares, struct half *h)
{
	struct problems bad = { 0 };

	*h = (struct half){ .is = { .participant = person, .demo = true }, .g = { .label = str_of(label), .shares = str_of(shares) } };
	ctx->who = &h->is;
	TRY(gate_new(ctx, &h->g, &h->word, &bad));
	return demo_is_fine(ctx, label, &bad);
}

static enum err join(struct ctx *ctx, const struct half *mine, struct str word)
{
	struct problems bad = { 0 };

	ctx->who = &mine->is;
	TRY(gate_join(ctx, &mine->g, word, &bad));
	return demo_is_fine(ctx, "a word", &bad);
}

static enum err say(struct ctx *ctx, const struct half *h, bool well, day_t meet)
{
	struct problems bad = { 0 };
	struct gate g;

	ctx->who = &h->is;
	TRY(gate_find(ctx, h->g.id, &g));
	TRY(gate_share(ctx, &g, g.shares, well, meet, &bad));
	return demo_is_fine(ctx, "what is shared", &bad);
}

static enum err put_all(struct ctx *ctx, int64_t now)
{
	int64_t mikkel, birgitte;
	struct half his, hers, alone;

	ctx->now = now - OPENED_DAYS * (int64_t)DAY_S;
	TRY(put_person(ctx, &participant_demo_keys[0], "person", &mikkel));
	TRY(put_person(ctx, &participant_demo_keys[1], "relative", &birgitte));
	TRY(put_half(ctx, mikkel, "Mor", "well meet", &his));
	TRY(put_half(ctx, birgitte, "Mikkel", "well meet", &hers));
	TRY(join(ctx, &his, hers.word));
	TRY(join(ctx, &hers, his.word));
	/* Her brother has not done his half, or is not here, or does not want to: she learns none of it. */
	ctx->now = now - 5 * (int64_t)DAY_S;
	TRY(put_half(ctx, birgitte, "Min bror", "well", &alone));
	ctx->now = now - SAID_DAYS * (int64_t)DAY_S;
	TRY(say(ctx, &his, true, page_today(ctx) + 6));
	return say(ctx, &hers, false, page_today(ctx) + 6);
}

enum err demo_put_gates(struct ctx *ctx)
{
	const struct who *asks = ctx->who;
	int64_t now = ctx->now;
	enum err e = put_all(ctx, now);

	ctx->who = asks;
	ctx->now = now;
	return e;
}
