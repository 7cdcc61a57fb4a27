/* session.c -- sessions of people with a return key: short, and ended by leaving. */
#include "participant/participant.h"
#include "account/account.h"
#include "base/rng.h"

#include "participant_sql.h"

enum { TOKEN_BYTES = 32, TOKEN_CHARS = 44 };

/* A letter in front tells them from those of people who work here, without asking the database. */
#define MARK "p"

static int64_t idle_since(const struct ctx *ctx)
{
	return ctx->now - (int64_t)PARTICIPANT_IDLE_MINUTES * 60;
}

static struct str session_tag(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "participant session", token);
}

enum err participant_who(struct ctx *ctx, struct str token, struct who *who)
{
	struct participant_session_of row;
	enum err e;

	if (token.n != TOKEN_CHARS || !str_starts(token, S(MARK)))
		return OK;
	e = participant_session_of(ctx, session_tag(ctx, token), ctx->now, idle_since(ctx), &row);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	who->participant = row.participant;
	who->session = row.id;
	who->seen_at = row.seen_at;
	return OK;
}

bool participant_needs_touch(const struct who *who, int64_t now)
{
	return who->participant && now - who->seen_at >= PARTICIPANT_TOUCH_SECONDS;
}

enum err participant_touch(struct ctx *ctx)
{
	int64_t changed;

	TRY(participant_sign(ctx, ctx->who->participant));
	return participant_session_touch(ctx, ctx->who->participant, ctx->who->session, ctx->now, &changed);
}

enum err participant_log_out(struct ctx *ctx)
{
	int64_t changed;

	return participant_session_drop(ctx, ctx->who->participant, ctx->who->session, &changed);
}

enum err participant_session_begin(struct ctx *ctx, int64_t participant, struct str *token)
{
	char *bytes = arena_alloc(ctx->arena, TOKEN_BYTES);
	int64_t session = id_new(ctx->house->rng, ctx->now), changed;

	rng_bytes(ctx->house->rng, bytes, TOKEN_BYTES);
	*token = arena_printf(ctx->arena, MARK "%.*s", STR_ARG(crypt_base64url(ctx->arena, (struct str){ bytes, TOKEN_BYTES })));
	TRY(participant_sessions_over(ctx, participant, ctx->now, idle_since(ctx), &changed));
	/* Whoever was logged in on this browser is not any more. */
	if (ctx->who->account)
		TRY(account_log_out(ctx));
	else if (ctx->who->participant)
		TRY(participant_log_out(ctx));
	TRY(participant_sign(ctx, participant));
	return participant_session_put(ctx, session_tag(ctx, *token), session, participant, ctx->now,
				       ctx->now + (int64_t)PARTICIPANT_SESSION_HOURS * 3600, &changed);
}

enum err participant_clock_turned(struct ctx *ctx, int64_t seconds)
{
	int64_t changed;

	return ctx->house->demo ? participant_sessions_shift(ctx, seconds, &changed) : ERR_DENIED;
}
