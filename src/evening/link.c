/* link.c -- a link that opens the form of one group and one date, once and for a while. */
#include "evening/evening_parts.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "evening_sql.h"

enum { TOKEN_CHARS = 26 };

static struct str tag_of(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "evening link", token);
}

enum err evening_link_new(struct ctx *ctx, const struct evening_date *d, struct str *path)
{
	struct str token = token_new(ctx->house->rng, ctx->arena, TOKEN_CHARS);
	int64_t changed;

	if (!evening_may_keep(ctx, &d->m))
		return ERR_DENIED;
	TRY(evening_link_put(ctx, tag_of(ctx, token), d->m.id, d->o.by_series, ctx->now, d->o.ends + EVENING_LATE_HOURS * 3600, &changed));
	*path = arena_printf(ctx->arena, "/%s/e/%.*s", ctx->lang, STR_ARG(token));
	return event_add(ctx, "evening.link_made", d->m.id, day_str(ctx->arena, d->o.by_series));
}

enum err evening_link_find(struct ctx *ctx, struct str token, enum evening_link_state *state, struct evening_date *d)
{
	struct evening_link_row r;
	enum err e = evening_link_row(ctx, tag_of(ctx, token), &r);

	*state = EVENING_LINK_UNKNOWN;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	*state = r.used_at.has ? EVENING_LINK_USED : r.expires_at <= ctx->now ? EVENING_LINK_OLD : EVENING_LINK_GOOD;
	if (*state != EVENING_LINK_GOOD)
		return OK;
	TRY(evening_date(ctx, r.meeting, r.day, d));
	/* Written down meanwhile in another way: a correction needs a log-in. */
	if (d->e.entry)
		*state = EVENING_LINK_USED;
	return OK;
}

enum err evening_link_spend(struct ctx *ctx, struct str token)
{
	int64_t changed;

	TRY(evening_link_use(ctx, tag_of(ctx, token), ctx->now, &changed));
	return changed ? OK : fail(ctx, ERR_CONFLICT, "the link has been used");
}
