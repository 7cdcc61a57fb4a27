/* session.c -- sessions by cookie: begun at log-in, ended by time, by hand or from another place. */
#include "account/account_parts.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "account_sql.h"

enum { TOKEN_BYTES = 32, TOKEN_CHARS = 43 };

static int64_t idle_since(const struct ctx *ctx)
{
	return ctx->now - (int64_t)ACCOUNT_IDLE_MINUTES * 60;
}

static struct str session_tag(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "session", token);
}

enum err account_who(struct ctx *ctx, struct str token, struct who *who)
{
	struct account_session_of row;
	struct grant *grants;
	size_t n;
	enum err e;

	if (token.n != TOKEN_CHARS)
		return OK;
	e = account_session_of(ctx, session_tag(ctx, token), ctx->now, idle_since(ctx), &row);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(account_grants(ctx, row.account, &grants, &n));
	who->account = row.account;
	who->session = row.id;
	who->seen_at = row.seen_at;
	who->name = row.name;
	who->grants = grants;
	who->ngrants = n;
	return OK;
}

enum err account_was_partner(struct ctx *ctx, struct str token, bool *was)
{
	struct account_session_was row;

	*was = false;
	if (token.n != TOKEN_CHARS)
		return OK;
	TRY(account_session_was(ctx, session_tag(ctx, token), &row));
	*was = row.n > 0;
	return OK;
}

bool account_needs_touch(const struct who *who, int64_t now)
{
	return who->session && now - who->seen_at >= ACCOUNT_TOUCH_SECONDS;
}

enum err account_touch(struct ctx *ctx)
{
	int64_t changed;

	return account_session_touch(ctx, ctx->who->session, ctx->now, &changed);
}

enum err account_log_out(struct ctx *ctx)
{
	int64_t changed;

	return account_session_drop(ctx, ctx->who->session, ctx->who->account, &changed);
}

enum err account_session_begin(struct ctx *ctx, int64_t id, struct str device, struct str *token)
{
	char *bytes = arena_alloc(ctx->arena, TOKEN_BYTES);
	int64_t session = id_new(ctx->house->rng, ctx->now), changed;

	rng_bytes(ctx->house->rng, bytes, TOKEN_BYTES);
	*token = crypt_base64url(ctx->arena, (struct str){ bytes, TOKEN_BYTES });
	TRY(account_sessions_over(ctx, id, ctx->now, idle_since(ctx), &changed));
	/* Whoever was logged in on this browser is not any more. */
	if (ctx->who->session)
		TRY(account_log_out(ctx));
	return account_session_put(ctx, session, session_tag(ctx, *token), id, ctx->now,
				   ctx->now + (int64_t)ACCOUNT_SESSION_HOURS * 3600, device, &changed);
}

enum err account_open(struct ctx *ctx, int64_t id, struct str device, struct str *token)
{
	struct account a;
	int64_t changed;

	TRY(account_find(ctx, id, &a));
	if (a.asleep)
		return ERR_NOT_FOUND;
	TRY(account_wake_up(ctx, id, ctx->now, &changed));
	return changed ? account_session_begin(ctx, id, device, token) : ERR_NOT_FOUND;
}

enum err account_sessions(struct ctx *ctx, int64_t id, struct account_session **out, size_t *n)
{
	struct account_sessions_of *rows;

	TRY(account_sessions_of(ctx, id, ctx->now, idle_since(ctx), SESSIONS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct account_session);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct account_session){ rows[i].id, rows[i].made_at, rows[i].seen_at, rows[i].device };
	return OK;
}

enum err account_session_end(struct ctx *ctx, int64_t session)
{
	int64_t changed;

	TRY(account_session_drop(ctx, session, ctx->who->account, &changed));
	if (!changed)
		return ERR_NOT_FOUND;
	return event_add(ctx, "account.sessions_ended", ctx->who->account, S("1"));
}

enum err account_sessions_end(struct ctx *ctx, int64_t id)
{
	bool mine = id == ctx->who->account;
	int64_t changed;

	if (!mine)
		TRY(account_keep(ctx, id));
	TRY(account_sessions_drop(ctx, id, mine ? ctx->who->session : 0, &changed));
	if (!changed)
		return OK;
	return event_add(ctx, "account.sessions_ended", id, arena_printf(ctx->arena, "%lld", (long long)changed));
}

enum err account_clock_turned(struct ctx *ctx, int64_t seconds)
{
	int64_t changed;

	if (!ctx->house->demo)
		return ERR_DENIED;
	TRY(account_sessions_shift(ctx, seconds, &changed));
	return account_seen_shift(ctx, seconds, &changed);
}
