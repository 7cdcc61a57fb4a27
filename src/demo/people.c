/* people.c -- the demonstration's log-ins, as they were on the first day. */
#include "account/account.h"
#include "demo/demo_parts.h"
#include "org/org.h"

#include "demo_sql.h"

/* A new code is used at once: whatever somebody changed about the log-in is undone by that. */
static enum err set_passphrase(struct ctx *ctx, struct str code, const struct account_demo_login *login)
{
	int64_t id;

	return account_accept(ctx, code, str_of(login->hash), &id);
}

static enum err put_person(struct ctx *ctx, const struct account_demo_login *login)
{
	struct problems bad = { 0 };
	struct org org = { 0 };
	struct account a;
	struct str code;
	enum err e = account_of_name(ctx, str_of(login->name), &a);

	if (login->org)
		TRY(org_of_name(ctx, str_of(login->org), &org));
	if (e == ERR_NOT_FOUND) {
		TRY(account_invite(ctx, str_of(login->name), "da", login->role, org.id, 0, &code, &bad));
		TRY(demo_is_fine(ctx, login->name, &bad));
		return set_passphrase(ctx, code, login);
	}
	if (e)
		return e;
	TRY(account_code_new(ctx, a.id, &code, &bad));
	TRY(demo_is_fine(ctx, login->name, &bad));
	TRY(set_passphrase(ctx, code, login));
	TRY(account_role_give(ctx, a.id, login->role, org.id, 0, &bad));
	return demo_is_fine(ctx, login->name, &bad);
}

static bool is_ours(struct str name)
{
	for (const struct account_demo_login *l = account_demo_logins; l->name; l++)
		if (str_same(name, l->name))
			return true;
	for (const struct account_demo_door *d = account_demo_doors; d->name; d++)
		if (str_same(name, d->name))
			return true;
	return false;
}

enum err demo_people(struct ctx *ctx)
{
	struct demo_all_accounts *rows;
	struct problems bad = { 0 };
	size_t n;

	for (const struct account_demo_login *l = account_demo_logins; l->name; l++)
		TRY(put_person(ctx, l));
	TRY(demo_all_accounts(ctx, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (!is_ours(rows[i].name))
			TRY(account_leave(ctx, rows[i].id, &bad));
	return demo_is_fine(ctx, "people", &bad);
}
