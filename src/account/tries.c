/*
 * tries.c -- wrong tries make the next one wait, a little longer each time, and never for ever.
 *
 * Names that nobody has are counted like the others, so that waiting tells nothing.  A stranger
 * can make a person wait about a minute at most (fifty tries an hour are left), a whole network a
 * quarter of an hour.
 */
#include "account/account_parts.h"
#include "crypt/crypt.h"

#include "account_sql.h"

static const struct allowance {
	const char *purpose;              /* of the keyed hash */
	int free;                         /* wrong tries before the first wait */
	int64_t most_s;                   /* longest wait */
} allowances[] = {
	[TRY_NAME] = { "try name", 5, 72 },
	[TRY_SOURCE] = { "try source", 20, 900 },
	[TRY_CODE] = { "try code", 10, 900 },
	[TRY_FACTOR] = { "try factor", 5, 72 },
	[TRY_OWN] = { "try own", 5, 72 },
	/* S-303: from the fifth wrong key on, one second to five minutes; the owner of a key is never locked out. */
	[TRY_KEY] = { "try key", 4, 300 },
	[TRY_KEY_SOURCE] = { "try key source", 4, 300 },
	/* Six digits behind a link of 130 bits: five minutes a guess in the end, so half of them take years.  A ward is one network. */
	[TRY_LINK] = { "try link", 4, 300 },
	[TRY_LINK_SOURCE] = { "try link source", 12, 900 },
	/* Of the word of an evening: one slip in writing is nothing. */
	[TRY_WORD] = { "try word", 4, 300 },
};

enum { DOUBLINGS_MOST = 12, FORGET_S = 3600 };

static struct str try_tag(struct ctx *ctx, enum try_kind kind, struct str of)
{
	return crypt_tag(ctx, allowances[kind].purpose, of.p ? of : S(""));
}

/* 0 while it is free, then 1, 2, 4 … seconds up to the most. */
static int64_t wait_after(const struct allowance *a, int64_t n)
{
	int64_t over = n - a->free, wait;

	if (over <= 0)
		return 0;
	wait = INT64_C(1) << (over - 1 < DOUBLINGS_MOST ? over - 1 : DOUBLINGS_MOST);
	return wait < a->most_s ? wait : a->most_s;
}

enum err tries_wait(struct ctx *ctx, enum try_kind kind, struct str of, int64_t *seconds)
{
	struct account_try_of row;
	enum err e = account_try_of(ctx, try_tag(ctx, kind, of), &row);

	*seconds = !e && row.wait_until > ctx->now ? row.wait_until - ctx->now : 0;
	/* A demonstration's clock turned back must not lock anybody out. */
	if (*seconds > allowances[kind].most_s)
		*seconds = 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err tries_add(struct ctx *ctx, enum try_kind kind, struct str of)
{
	struct str what = try_tag(ctx, kind, of);
	struct account_try_of row = { 0 };
	int64_t changed, n;
	enum err e;

	TRY(account_tries_over(ctx, ctx->now - DAY_S, &changed));
	e = account_try_of(ctx, what, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	n = !e && row.at > ctx->now - FORGET_S ? row.n + 1 : 1;
	return account_try_put(ctx, what, n, ctx->now, ctx->now + wait_after(&allowances[kind], n), &changed);
}

enum err tries_clear(struct ctx *ctx, enum try_kind kind, struct str of)
{
	int64_t changed;

	return account_try_drop(ctx, try_tag(ctx, kind, of), &changed);
}
