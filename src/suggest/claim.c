/*
 * claim.c -- an organisation asks to keep its own listing.
 *
 * Whoever asks says nothing about themselves.  The answer goes by the contact that stands in the listing, which only the
 * organisation itself answers: so a stranger can ask, but never gets in.
 */
#include "suggest/parts.h"
#include "account/account.h"
#include "event/event.h"

#include "suggest_sql.h"

enum err suggest_claim(struct ctx *ctx, int64_t listing, uint64_t source)
{
	struct suggest_listing l = { 0 };
	struct suggest_claims_of before;
	int64_t id;

	TRY(listing_find(ctx, listing, &l));
	if (!l.is_public)
		return ERR_NOT_FOUND;
	TRY(suggest_claims_of(ctx, listing, &before));
	return before.n ? OK : suggest_put(ctx, listing, l.meeting, "claim", S(""), source, &id);
}

enum err suggest_invite(struct ctx *ctx, int64_t id, struct str name, struct str *code, struct problems *bad)
{
	struct suggest_listing l = { 0 };
	bool claim;

	TRY(suggest_find(ctx, id, &l, &claim));
	if (!claim)
		return fail(ctx, ERR_INVALID, "a wish is no claim");
	if (!l.org)
		return problem(bad, "name", N_("The listing belongs to no organisation yet. Give it one first, then invite."));
	TRY(account_invite(ctx, name, ctx->lang, ROLE_KEEPER, l.org, 0, code, bad));
	return bad->n ? OK : suggest_close(ctx, id, "accepted");
}
