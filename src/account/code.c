/* code.c -- one-time codes: spoken or printed, known here only by a keyed hash. */
#include "account/account_parts.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "account_sql.h"

/* 16 characters of 5 bits: 80 bits, in groups of four so that they can be read aloud. */
enum { CODE_CHARS = 16, GROUP = 4 };

/* As it is compared: capitals, blanks and hyphens do not matter, and a zero is meant as o. */
static struct str code_key(struct ctx *ctx, struct str typed)
{
	char *p = arena_alloc(ctx->arena, CODE_CHARS + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n && n < CODE_CHARS + 1; i++) {
		char c = typed.p[i];
		if (c >= 'A' && c <= 'Z')
			p[n++] = (char)(c - 'A' + 'a');
		else if (c == '0')
			p[n++] = 'o';
		else if ((c >= 'a' && c <= 'z') || (c >= '1' && c <= '9'))
			p[n++] = c;
	}
	return (struct str){ p, n };
}

static struct str code_tag(struct ctx *ctx, struct str key)
{
	return crypt_tag(ctx, "account code", key);
}

static struct str grouped(struct ctx *ctx, struct str key)
{
	struct str out = str_slice(key, 0, GROUP);

	for (size_t i = GROUP; i < key.n; i += GROUP)
		out = arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(out), STR_ARG(str_slice(key, i, i + GROUP)));
	return out;
}

enum err code_put(struct ctx *ctx, int64_t id, bool reset, struct str *code)
{
	struct str key = token_new(ctx->house->rng, ctx->arena, CODE_CHARS);
	int64_t life_s = reset ? ACCOUNT_RESET_HOURS * 3600 : ACCOUNT_CODE_DAYS * DAY_S, by = ctx->who->account, changed;
	/* Whoever holds the machine could read and write everything anyway: they need no second. */
	struct opt_int second = !reset || ctx->who->local ? SOME_INT(by) : NO_INT;

	TRY(account_codes_drop(ctx, id, &changed));
	TRY(account_code_put(ctx, code_tag(ctx, key), id, reset ? S("reset") : S("invite"), by, second, ctx->now,
			     ctx->now + life_s, &changed));
	*code = grouped(ctx, key);
	return OK;
}

enum err account_code_new(struct ctx *ctx, int64_t id, struct str *code, struct problems *bad)
{
	struct account a;
	bool reset, partner;

	TRY(account_keep(ctx, id));
	TRY(account_find(ctx, id, &a));
	TRY(account_is_partner(ctx, id, &partner));
	if (partner)
		return problem(bad, "", N_("A partner outside has no passphrase. Make a new link and new digits under “Partners outside”."));
	if (id == ctx->who->account)
		return problem(bad, "", N_("You cannot make a code for yourself. Change your passphrase under “My log-in”, or ask two colleagues."));
	reset = !str_same(a.state, "invited");
	TRY(code_put(ctx, id, reset, code));
	return event_add(ctx, "account.code_made", id, reset ? S("reset") : S("invite"));
}

enum err account_code_second(struct ctx *ctx, int64_t id, struct problems *bad)
{
	int64_t changed;

	TRY(account_keep(ctx, id));
	TRY(account_code_confirm(ctx, id, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("Another administrator must confirm the code than the one who made it, and never the person it is for."));
	return event_add(ctx, "account.code_confirmed", id, STR_ABSENT);
}

enum err account_code_waiting(struct ctx *ctx, int64_t id, struct code_open *out)
{
	struct account_code_open row;
	enum err e = account_code_open(ctx, id, ctx->now, &row);

	*out = (struct code_open){ 0 };
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	*out = (struct code_open){ .is = true, .reset = str_same(row.purpose, "reset"), .confirmed = row.seconded_by.has,
				   .mine = row.made_by == ctx->who->account, .made_at = row.made_at,
				   .expires_at = row.expires_at };
	return OK;
}

enum err account_code_look(struct ctx *ctx, struct str code, struct code_holder *out)
{
	struct account_code_of row;

	TRY(account_code_of(ctx, code_tag(ctx, code_key(ctx, code)), &row));
	if (row.used_at.has || row.expires_at <= ctx->now)
		return ERR_NOT_FOUND;
	if (!row.seconded_by.has)
		return ERR_DENIED;
	*out = (struct code_holder){ row.account, row.name, str_same(row.purpose, "reset") };
	return OK;
}

enum err account_accept(struct ctx *ctx, struct str code, struct str hash, int64_t *id)
{
	struct code_holder holder;
	int64_t changed;
	bool partner;

	TRY(account_code_look(ctx, code, &holder));
	TRY(account_is_partner(ctx, holder.account, &partner));
	if (partner && hash.n)                   /* they come in by a link, and by nothing else */
		return ERR_NOT_FOUND;
	TRY(account_code_use(ctx, code_tag(ctx, code_key(ctx, code)), ctx->now, &changed));
	if (!changed)
		return ERR_NOT_FOUND;
	TRY(account_activate(ctx, holder.account, hash, ctx->now, &changed));
	TRY(account_sessions_drop(ctx, holder.account, 0, &changed));
	*id = holder.account;
	if (partner)                             /* nobody chose a passphrase: there is none */
		return event_add(ctx, "account.partner_in", holder.account, STR_ABSENT);
	return event_add(ctx, "account.passphrase_chosen", holder.account, holder.reset ? S("reset") : S("invite"));
}
