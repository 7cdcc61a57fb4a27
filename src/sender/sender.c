/* sender.c -- partners outside: made, made anew, listed, proved and opened. */
#include "sender/sender_parts.h"
#include "account/account.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "sender_sql.h"

enum { TOKEN_CHARS = 26, TYPED_MOST = 60, DAY_S = 86400 };

/* --- a new link and new digits --------------------------------------------------------------------------------- */

static struct str tag_of(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "sender link", token);
}

enum err sender_new(struct ctx *ctx, struct sender_new *n)
{
	n->token = token_new(ctx->house->rng, ctx->arena, TOKEN_CHARS);
	n->digits = arena_printf(ctx->arena, "%06u", (unsigned)rng_below(ctx->house->rng, 1000000));
	n->tag = tag_of(ctx, n->token);
	return crypt_passphrase_hash(ctx, n->digits, &n->hash);
}

void sender_new_of(struct ctx *ctx, struct str token, struct str hash, struct sender_new *n)
{
	*n = (struct sender_new){ .token = token, .digits = S(""), .tag = tag_of(ctx, token), .hash = hash };
}

enum err sender_new_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sender_new *n = arena_new_of(ctx->arena, struct sender_new);

	(void)rep;
	req_carry(req, n);
	return sender_new(ctx, n);
}

enum err sender_give(struct ctx *ctx, int64_t account, const struct sender_new *n)
{
	struct sender_role r;
	int64_t changed;

	TRY(sender_role(ctx, account, &r));
	if (!may_for(ctx->who, ACCOUNT_EDIT, r.org, r.area))
		return ERR_NOT_FOUND;
	return sender_put(ctx, account, n->tag, n->hash, ctx->who->account, ctx->now, &changed);
}

/* --- kept ---------------------------------------------------------------------------------------------------------- */

static struct sender sender_of(const struct ctx *ctx, const struct sender_row *r)
{
	return (struct sender){ .account = r->account, .name = r->name, .org = r->org, .area = r->area, .made_at = r->made_at, .seen_at = r->seen_at,
				.asleep = r->seen_at <= ctx->now - (int64_t)ACCOUNT_SLEEP_DAYS * DAY_S };
}

enum err sender_make(struct ctx *ctx, struct str name, int64_t org, int64_t area, const struct sender_new *n, int64_t *account, struct problems *bad)
{
	struct str code;

	if (!org)
		return problem(bad, "org", N_("Choose the organisation that takes over."));
	TRY(account_invite(ctx, name, ctx->lang, ROLE_PARTNER, org, area, &code, bad));
	if (bad->n)
		return OK;
	/* Without a passphrase nobody logs in by the name. */
	TRY(account_accept(ctx, code, S(""), account));
	TRY(sender_give(ctx, *account, n));
	return event_add(ctx, "sender.made", *account, STR_ABSENT);
}

enum err sender_find(struct ctx *ctx, int64_t account, struct sender *s)
{
	struct sender_row r;

	TRY(sender_row(ctx, account, &r));
	*s = sender_of(ctx, &r);
	return may_for(ctx->who, ACCOUNT_EDIT, s->org, s->area) ? OK : ERR_NOT_FOUND;
}

enum err sender_renew(struct ctx *ctx, int64_t account, const struct sender_new *n)
{
	TRY(sender_give(ctx, account, n));
	TRY(account_sessions_end(ctx, account));
	TRY(account_wake(ctx, account));
	return event_add(ctx, "sender.renewed", account, STR_ABSENT);
}

enum err sender_list(struct ctx *ctx, struct sender **out, size_t *n)
{
	bool everything = may_for(ctx->who, ACCOUNT_EDIT, 0, 0);
	struct sender_rows *rows;

	TRY(sender_rows(ctx, ctx->who->account, everything, roles_with(ctx->arena, ACCOUNT_EDIT), SENDER_LIST_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct sender);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = sender_of(ctx, &(struct sender_row){ .account = rows[i].account, .name = rows[i].name, .seen_at = rows[i].seen_at,
								 .made_at = rows[i].made_at, .org = rows[i].org, .area = rows[i].area });
	return OK;
}

/* --- coming in -------------------------------------------------------------------------------------------------------- */

/* Blanks and dashes between them do not matter. */
static struct str bare(struct ctx *ctx, struct str typed)
{
	char *p = arena_alloc(ctx->arena, TYPED_MOST);
	size_t n = 0;

	for (size_t i = 0; i < typed.n && n < TYPED_MOST; i++)
		if (typed.p[i] != ' ' && typed.p[i] != '-')
			p[n++] = typed.p[i];
	return (struct str){ p, n };
}

/* One that sleeps opens nothing, as one that nobody has. */
static enum err set_account(struct ctx *ctx, const struct sender_of_tag *row, struct sender_entry *e)
{
	struct account a;

	TRY(account_find(ctx, row->account, &a));
	e->hash = row->pin;
	e->account = a.asleep ? 0 : row->account;
	return OK;
}

enum err sender_look(struct ctx *ctx, struct str token, struct str digits, struct str source, struct sender_entry *out)
{
	struct sender_of_tag row;
	int64_t by_source;
	enum err e;

	*out = (struct sender_entry){ .link = str_slice(token, 0, TYPED_MOST), .source = source };
	TRY(tries_wait(ctx, TRY_LINK, out->link, &out->wait_s));
	TRY(tries_wait(ctx, TRY_LINK_SOURCE, source, &by_source));
	if (by_source > out->wait_s)
		out->wait_s = by_source;
	if (out->wait_s)
		return OK;
	digits = bare(ctx, digits);
	e = sender_of_tag(ctx, tag_of(ctx, out->link), &row);
	if (e == ERR_NOT_FOUND)
		crypt_passphrase_waste(digits);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return crypt_passphrase_is(row.pin, digits) ? set_account(ctx, &row, out) : OK;
}

enum err sender_wrong(struct ctx *ctx, const struct sender_entry *e)
{
	TRY(tries_add(ctx, TRY_LINK, e->link));
	return tries_add(ctx, TRY_LINK_SOURCE, e->source);
}

enum err sender_open(struct ctx *ctx, const struct sender_entry *e, struct str *token)
{
	struct sender_of_tag row;

	TRY(sender_of_tag(ctx, tag_of(ctx, e->link), &row));
	if (row.account != e->account || !str_eq(row.pin, e->hash))
		return ERR_NOT_FOUND;
	TRY(tries_clear(ctx, TRY_LINK, e->link));
	return account_open(ctx, e->account, S(""), token);
}
