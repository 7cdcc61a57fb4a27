/*
 * entry.c -- log-in.  What is wrong is never said more closely than "name or passphrase": the same
 * work, the same wait and the same words for a name that nobody has.
 */
#include "account/account_parts.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "text/text.h"

#include <stdio.h>

#include "account_sql.h"

enum { TYPED_MOST = 1000, TICKET_S = 300 };

/* Longer than anything that can be right: no work is spent on more. */
static struct str at_most(struct str s)
{
	return str_slice(s, 0, TYPED_MOST);
}

static bool is_open(const struct account_of_key *row)
{
	return str_same(row->state, "active") && row->hash.n;
}

static enum err look_closer(struct ctx *ctx, const struct account_of_key *row, struct entry *out)
{
	struct account a;

	TRY(account_find(ctx, row->id, &a));
	out->right = true;
	out->account = row->id;
	out->hash = row->hash;
	out->asleep = a.asleep;
	out->second = a.second_factor;
	return OK;
}

enum err entry_look(struct ctx *ctx, struct str name, struct str passphrase, struct str source, struct entry *out)
{
	struct account_of_key row;
	int64_t by_source;
	enum err e;

	*out = (struct entry){ .name_key = text_fold(ctx->arena, at_most(name)), .source = source };
	TRY(tries_wait(ctx, TRY_NAME, out->name_key, &out->wait_s));
	TRY(tries_wait(ctx, TRY_SOURCE, source, &by_source));
	if (by_source > out->wait_s)
		out->wait_s = by_source;
	if (out->wait_s)
		return OK;
	e = account_of_key(ctx, out->name_key, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || !is_open(&row)) {
		crypt_passphrase_waste(at_most(passphrase));
		return OK;
	}
	return crypt_passphrase_is(row.hash, at_most(passphrase)) ? look_closer(ctx, &row, out) : OK;
}

enum err entry_wrong(struct ctx *ctx, const struct entry *e)
{
	TRY(tries_add(ctx, TRY_NAME, e->name_key));
	return tries_add(ctx, TRY_SOURCE, e->source);
}

enum err entry_open(struct ctx *ctx, const struct entry *e, struct str device, struct str *token)
{
	int64_t changed;

	TRY(account_seen(ctx, e->account, e->hash, ctx->now, &changed));
	if (!changed)                            /* left, or a new passphrase, since it was proved */
		return ERR_CONFLICT;
	TRY(tries_clear(ctx, TRY_NAME, e->name_key));
	return account_session_begin(ctx, e->account, device, token);
}

/* --- between passphrase and second factor --------------------------------------------------------- */

static const struct str ticket_place = S("account entry");

/* Ends with the passphrase it was made for. */
static struct str hash_mark(struct ctx *ctx, struct str hash)
{
	return crypt_short_tag(ctx, "entry ticket", hash);
}

struct str entry_ticket(struct ctx *ctx, const struct entry *e)
{
	return crypt_seal(ctx, ticket_place, arena_printf(ctx->arena, "%lld %lld %.*s", (long long)e->account,
							  (long long)ctx->now, STR_ARG(hash_mark(ctx, e->hash))));
}

enum err entry_ticket_open(struct ctx *ctx, struct str ticket, struct entry *out)
{
	struct str rest, id, at;
	struct account_of_id row;
	int64_t made_at;

	TRY(crypt_open(ctx, ticket_place, at_most(ticket), &rest));
	*out = (struct entry){ .right = true, .second = true };
	if (!str_cut(&rest, ' ', &id) || !str_cut(&rest, ' ', &at) || !str_int(id, &out->account) ||
	    !str_int(at, &made_at) || made_at > ctx->now || made_at < ctx->now - TICKET_S)
		return ERR_DENIED;
	TRY(account_of_id(ctx, out->account, &row));
	if (!crypt_same(rest, hash_mark(ctx, row.hash)))
		return ERR_DENIED;
	out->hash = row.hash;
	out->name_key = row.name_key;
	return OK;
}

/* --- once more, before something weighty ------------------------------------------------------------- */

static struct str own_mark(struct ctx *ctx)
{
	return arena_printf(ctx->arena, "%lld", (long long)ctx->who->account);
}

enum err entry_prove(struct ctx *ctx, struct str passphrase, struct entry *out)
{
	struct account_of_id row;

	*out = (struct entry){ .account = ctx->who->account };
	TRY(tries_wait(ctx, TRY_OWN, own_mark(ctx), &out->wait_s));
	if (out->wait_s)
		return OK;
	TRY(account_of_id(ctx, ctx->who->account, &row));
	out->hash = row.hash;
	out->name_key = row.name_key;
	out->right = crypt_passphrase_is(row.hash, at_most(passphrase));
	return OK;
}

enum err entry_prove_wrong(struct ctx *ctx)
{
	return tries_add(ctx, TRY_OWN, own_mark(ctx));
}

enum err passphrase_change(struct ctx *ctx, const struct entry *e, struct str hash)
{
	int64_t changed;

	TRY(account_hash_change(ctx, e->account, e->hash, hash, &changed));
	if (!changed)
		return ERR_CONFLICT;
	TRY(tries_clear(ctx, TRY_OWN, own_mark(ctx)));
	TRY(account_codes_drop(ctx, e->account, &changed));
	TRY(account_sessions_drop(ctx, e->account, ctx->who->session, &changed));
	return event_add(ctx, "account.passphrase_changed", e->account, STR_ABSENT);
}
