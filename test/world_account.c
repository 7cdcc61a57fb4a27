/* world_account.c -- people of a test world: logged in through the verbs, and posting with a fresh key. */
#include "world.h"
#include "account/account.h"
#include "participant/participant.h"

/* A passphrase nobody types: logging in by form is tested with real ones. */
static const struct str some_hash = S("$argon2id$none");

static void must(enum err e)
{
	same_int(e, OK);
}

static int64_t person(struct world *w, const char *name, enum role role, int64_t org, int64_t area)
{
	struct problems bad = { 0 };
	struct account a;
	struct str code;
	int64_t id;

	if (account_of_name(w->ctx, str_of(name), &a) == OK) {
		if (role != ROLE_VISITOR)
			must(account_role_give(w->ctx, a.id, role, org, area, &bad));
		return a.id;
	}
	must(account_invite(w->ctx, str_of(name), "en", role, org, area, &code, &bad));
	same_int(bad.n, 0);
	/* A partner outside has none. */
	must(account_accept(w->ctx, code, role == ROLE_PARTNER ? S("") : some_hash, &id));
	return id;
}

void world_log_in(struct world *w, const char *name, enum role role, int64_t org, int64_t area)
{
	struct str token;

	must(account_session_begin(w->ctx, person(w, name, role, org, area), S("Test"), &token));
	w->cookie = arena_str(w->arena, token);
}

void world_log_out(struct world *w)
{
	w->cookie = STR_ABSENT;
}

struct answer post(struct world *w, const char *target, const char *body)
{
	const struct who *before = w->ctx->who;
	struct who who = { 0 };
	struct str key;

	if (w->cookie.p)
		ok(account_who(w->ctx, w->cookie, &who) == OK && participant_who(w->ctx, w->cookie, &who) == OK);
	w->ctx->who = &who;
	key = page_key(w->ctx);
	w->ctx->who = before;
	return visit(w, "POST", target, arena_printf(w->arena, "%s%skey=%.*s", body, *body ? "&" : "", STR_ARG(key)).p);
}
