/* factor.c -- the second factor: six digits of an app (RFC 6238), each code good once. */
#include "account/account_parts.h"
#include "base/rng.h"
#include "base/values.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include <string.h>

#include "account_sql.h"

enum { SECRET_BYTES = 20, STEP_S = 30, WINDOW = 1, DIGITS = 6 };

static struct str place_of(struct ctx *ctx, const char *what, int64_t account)
{
	return arena_printf(ctx->arena, "account.%s %lld", what, (long long)account);
}

/* The label is the house alone: whoever sees the phone need not see who logs in where. */
static struct factor_offer offer_of(struct ctx *ctx, struct str secret, struct str sealed)
{
	struct factor_offer o = { .secret = crypt_base32(ctx->arena, secret), .sealed = sealed };
	struct str house = percent_encode(ctx->arena, ctx->house->name);

	o.uri = arena_printf(ctx->arena, "otpauth://totp/%.*s?secret=%.*s&issuer=%.*s", STR_ARG(house),
			     STR_ARG(o.secret), STR_ARG(house));
	return o;
}

struct factor_offer factor_offer(struct ctx *ctx)
{
	char *bytes = arena_alloc(ctx->arena, SECRET_BYTES);
	struct str secret = { bytes, SECRET_BYTES };

	rng_bytes(ctx->house->rng, bytes, SECRET_BYTES);
	return offer_of(ctx, secret, crypt_seal(ctx, place_of(ctx, "offer", ctx->who->account), secret));
}

enum err factor_open(struct ctx *ctx, struct str sealed, struct factor_offer *out)
{
	struct str secret;

	TRY(crypt_open(ctx, place_of(ctx, "offer", ctx->who->account), sealed, &secret));
	*out = offer_of(ctx, secret, sealed);
	return OK;
}

/* Blanks may stand between the digits, as apps show them. -1: not six digits. */
static int code_number(struct str typed)
{
	int n = 0, v = 0;

	for (size_t i = 0; i < typed.n; i++) {
		if (typed.p[i] == ' ')
			continue;
		if (typed.p[i] < '0' || typed.p[i] > '9' || ++n > DIGITS)
			return -1;
		v = v * 10 + typed.p[i] - '0';
	}
	return n == DIGITS ? v : -1;
}

/* The step whose code this is, within the window; -1: none. */
static int64_t step_of(const struct ctx *ctx, struct str secret, struct str typed)
{
	int64_t now = ctx->now / STEP_S, found = -1;
	int code = code_number(typed);

	for (int64_t step = now - WINDOW; step <= now + WINDOW; step++)
		if (code >= 0 && crypt_totp(secret, step) == code)
			found = step;
	return found;
}

enum err factor_on(struct ctx *ctx, struct str sealed, struct str code, enum factor_answer *answer)
{
	int64_t account = ctx->who->account, step, changed;
	struct str secret;

	TRY(crypt_open(ctx, place_of(ctx, "offer", account), sealed, &secret));
	step = step_of(ctx, secret, code);
	*answer = step < 0 ? FACTOR_WRONG : FACTOR_RIGHT;
	if (step < 0)
		return OK;
	TRY(account_totp_change(ctx, account, crypt_seal(ctx, place_of(ctx, "totp", account), secret), step, &changed));
	return changed ? event_add(ctx, "account.second_factor_on", account, STR_ABSENT) : ERR_CONFLICT;
}

enum err factor_off(struct ctx *ctx)
{
	int64_t changed;

	TRY(account_totp_change(ctx, ctx->who->account, S(""), 0, &changed));
	return changed ? event_add(ctx, "account.second_factor_off", ctx->who->account, STR_ABSENT) : OK;
}

enum err factor_use(struct ctx *ctx, int64_t account, struct str code, enum factor_answer *answer)
{
	struct account_of_id row;
	int64_t step, changed;
	struct str secret;

	*answer = FACTOR_WRONG;
	TRY(account_of_id(ctx, account, &row));
	if (!row.totp.n)                         /* turned off since the passphrase was proved */
		return ERR_DENIED;
	TRY(crypt_open(ctx, place_of(ctx, "totp", account), row.totp, &secret));
	step = step_of(ctx, secret, code);
	if (step < 0)
		return OK;
	TRY(account_totp_use(ctx, account, step, &changed));
	*answer = changed ? FACTOR_RIGHT : FACTOR_USED;
	return OK;
}
