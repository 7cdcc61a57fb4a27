/* senders.c -- the demonstration's partners outside: their links and digits are meant to be known. */
#include "account/account.h"
#include "area/area.h"
#include "demo/demo_parts.h"
#include "org/org.h"
#include "sender/sender.h"

enum err demo_door_place(struct ctx *ctx, const struct account_demo_door *d, int64_t *org, int64_t *area)
{
	struct area a;
	struct org o;

	TRY(org_of_name(ctx, str_of(d->org), &o));
	TRY(area_of_code(ctx, str_of(d->area), &a));
	*org = o.id;
	*area = a.id;
	return OK;
}

/* Somebody ended it: the name is taken, so it is opened again. */
static enum err open_again(struct ctx *ctx, const struct account *a, int64_t org, int64_t area, struct problems *bad)
{
	struct str code;
	int64_t id;

	if (!str_same(a->state, "former"))
		return OK;
	TRY(account_code_new(ctx, a->id, &code, bad));
	if (bad->n)
		return OK;
	TRY(account_accept(ctx, code, S(""), &id));
	return account_role_give(ctx, a->id, ROLE_PARTNER, org, area, bad);
}

static enum err put_door(struct ctx *ctx, const struct account_demo_door *d)
{
	struct problems bad = { 0 };
	struct sender_new link;
	int64_t org, area, id;
	struct account a;
	enum err e = account_of_name(ctx, str_of(d->name), &a);

	TRY(demo_door_place(ctx, d, &org, &area));
	sender_new_of(ctx, str_of(d->token), str_of(d->hash), &link);
	if (e == ERR_NOT_FOUND) {
		TRY(sender_make(ctx, str_of(d->name), org, area, &link, &id, &bad));
		return demo_is_fine(ctx, d->name, &bad);
	}
	if (e)
		return e;
	TRY(open_again(ctx, &a, org, area, &bad));
	TRY(demo_is_fine(ctx, d->name, &bad));
	return sender_renew(ctx, a.id, &link);
}

enum err demo_put_senders(struct ctx *ctx)
{
	for (const struct account_demo_door *d = account_demo_doors; d->name; d++)
		TRY(put_door(ctx, d));
	return OK;
}
