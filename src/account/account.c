/*
 * account.c -- people and their roles.
 *
 * Two bounds decide who may do what to whom.  A role is given and taken by whoever may edit
 * accounts in its organisation and area.  A log-in (code, sessions, leaving) is opened and ended
 * only by whoever may edit accounts in all places where the person has a role: otherwise the
 * administrator of one organisation could take over the administrator of the house.
 */
#include "account/account_parts.h"
#include "base/rng.h"
#include "event/event.h"
#include "form/form.h"
#include "text/text.h"

#include "account_sql.h"

enum { GUARD = 1, NAME_LEAST = 2, NAME_MOST = 80 };

/* --- looking ------------------------------------------------------------------------------------ */

enum err account_name(struct ctx *ctx, int64_t id, struct str *name)
{
	struct account_name_of row = { .name = STR_ABSENT };
	enum err e = id ? account_name_of(ctx, id, &row) : OK;

	*name = row.name;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err account_grants(struct ctx *ctx, int64_t id, struct grant **out, size_t *n)
{
	struct account_grants_of *rows;
	size_t nrows;

	TRY(account_grants_of(ctx, id, GRANTS_MOST, &rows, &nrows));
	*out = arena_array(ctx->arena, nrows, struct grant);
	*n = 0;
	for (size_t i = 0; i < nrows; i++) {
		struct grant g = { .org = rows[i].org, .area = rows[i].area };
		if (role_of(rows[i].role, &g.role))      /* a role of a newer program means nothing here */
			(*out)[(*n)++] = g;
	}
	return OK;
}

enum err account_is_partner(struct ctx *ctx, int64_t id, bool *is)
{
	struct grant *grants;
	size_t n;

	*is = false;
	TRY(account_grants(ctx, id, &grants, &n));
	for (size_t i = 0; i < n; i++)
		*is = *is || grants[i].role == ROLE_PARTNER;
	return OK;
}

static bool keeps_the_house(const struct grant *grants, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (grants[i].role == ROLE_ADMINISTRATOR && !grants[i].org && !grants[i].area)
			return true;
	return false;
}

/* Unused for 90 days; but somebody must stay awake who can wake the others. */
static enum err is_asleep(struct ctx *ctx, const struct account *a, bool *asleep)
{
	struct account_administrators others;
	struct grant *grants;
	size_t n;

	*asleep = str_same(a->state, "active") && a->seen_at <= awake_since(ctx);
	if (!*asleep)
		return OK;
	TRY(account_grants(ctx, a->id, &grants, &n));
	if (!keeps_the_house(grants, n))
		return OK;
	TRY(account_administrators(ctx, a->id, awake_since(ctx), &others));
	*asleep = others.n > 0;
	return OK;
}

enum err account_find(struct ctx *ctx, int64_t id, struct account *out)
{
	struct account_of_id row;
	struct account a;

	TRY(account_of_id(ctx, id, &row));
	a = (struct account){ .id = row.id, .name = row.name, .lang = row.lang, .state = row.state,
			      .made_at = row.made_at, .seen_at = row.seen_at, .second_factor = row.totp.n > 0 };
	TRY(is_asleep(ctx, &a, &a.asleep));
	*out = a;
	return OK;
}

enum err account_of_name(struct ctx *ctx, struct str name, struct account *out)
{
	struct account_of_key row;

	TRY(account_of_key(ctx, text_fold(ctx->arena, name), &row));
	return account_find(ctx, row.id, out);
}

enum err account_has_administrator(struct ctx *ctx, bool *has)
{
	struct account_administrators row;

	/* Asleep or not: when all of them sleep, none does. */
	TRY(account_administrators(ctx, 0, 0, &row));
	*has = row.n > 0;
	return OK;
}

static enum err add_row(struct ctx *ctx, struct account_row *row, struct account a)
{
	row->who = a;
	TRY(is_asleep(ctx, &row->who, &row->who.asleep));
	return account_grants(ctx, a.id, &row->grants, &row->ngrants);
}

static bool sees_all(const struct ctx *ctx)
{
	return may_for(ctx->who, ACCOUNT_EDIT, 0, 0);
}

enum err account_list(struct ctx *ctx, bool former, int64_t page, struct account_row **out, size_t *n, int64_t *total)
{
	struct account_page *rows;
	struct account_count count;

	TRY(account_count(ctx, ctx->who->account, sees_all(ctx), former, &count));
	TRY(account_page(ctx, ctx->who->account, sees_all(ctx), former, PEOPLE_PAGE, (page - 1) * PEOPLE_PAGE, &rows, n));
	*out = arena_array(ctx->arena, *n, struct account_row);
	for (size_t i = 0; i < *n; i++)
		TRY(add_row(ctx, &(*out)[i], (struct account){ rows[i].id, rows[i].name, S(""), rows[i].state,
			    rows[i].made_at, rows[i].seen_at, rows[i].totp.n > 0, false }));
	*total = count.n;
	return OK;
}

enum err account_find_named(struct ctx *ctx, struct str part, struct account_row **out, size_t *n)
{
	struct str key = text_fold(ctx->arena, part);
	struct account_search *rows;

	*n = 0;
	if (!key.n)
		return OK;
	TRY(account_search(ctx, ctx->who->account, sees_all(ctx), key, SEARCH_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct account_row);
	for (size_t i = 0; i < *n; i++)
		TRY(add_row(ctx, &(*out)[i], (struct account){ rows[i].id, rows[i].name, S(""), rows[i].state,
			    rows[i].made_at, rows[i].seen_at, rows[i].totp.n > 0, false }));
	return OK;
}

/* --- bounds --------------------------------------------------------------------------------------- */

static enum err bounds(struct ctx *ctx, int64_t id, size_t *inside, size_t *n)
{
	struct account_name_of row;
	struct grant *grants;

	TRY(account_name_of(ctx, id, &row));
	TRY(account_grants(ctx, id, &grants, n));
	*inside = 0;
	for (size_t i = 0; i < *n; i++)
		*inside += may_for(ctx->who, ACCOUNT_EDIT, grants[i].org, grants[i].area);
	return OK;
}

enum err account_see(struct ctx *ctx, int64_t id)
{
	size_t inside, n;

	TRY(bounds(ctx, id, &inside, &n));
	return inside || sees_all(ctx) ? OK : ERR_NOT_FOUND;
}

enum err account_keep(struct ctx *ctx, int64_t id)
{
	size_t inside, n;

	TRY(bounds(ctx, id, &inside, &n));
	return sees_all(ctx) || (n && inside == n) ? OK : ERR_DENIED;
}

/* --- inviting ---------------------------------------------------------------------------------------- */

bool role_is_of_the_house(enum role role)
{
	return role == ROLE_DATA_PROTECTION || role == ROLE_TECHNICAL;
}

static enum err judge_name(struct ctx *ctx, struct str name, struct str key, struct problems *bad)
{
	struct str masked;
	const char *number = guard_number(ctx, name, &masked);

	if (number)
		return problem(bad, "name", number);
	if (utf8_len(name) < NAME_LEAST || !key.n)
		return problem(bad, "name", N_("Write what colleagues call the person."));
	if (utf8_len(name) > NAME_MOST)
		return problem(bad, "name", N_("Write a shorter name: at most 80 characters."));
	return OK;
}

static enum err judge_role(enum role role, int64_t org, int64_t area, struct problems *bad)
{
	if (role_is_of_the_house(role) && (org || area))
		return problem(bad, "role", N_("This role is for the whole house: choose all organisations and everywhere."));
	return OK;
}

static struct str grant_codes(struct ctx *ctx, enum role role, int64_t org, int64_t area)
{
	return arena_printf(ctx->arena, "%s org %lld area %lld", access_roles[role].code, (long long)org, (long long)area);
}

enum err account_invite(struct ctx *ctx, struct str name, const char *lang, enum role role, int64_t org, int64_t area,
			struct str *code, struct problems *bad)
{
	int64_t id = id_new(ctx->house->rng, ctx->now), changed;
	struct str key;

	name = str_trim(name.p ? name : S(""));
	key = text_fold(ctx->arena, name);
	if (!may_for(ctx->who, ACCOUNT_EDIT, org, area))
		return ERR_DENIED;
	TRY(judge_name(ctx, name, key, bad));
	TRY(judge_role(role, org, area, bad));
	if (bad->n)
		return OK;
	TRY(account_put(ctx, id, name, key, str_of(lang), ctx->now, &changed));
	if (!changed)
		return problem(bad, "name", N_("There is somebody of this name already. Add an initial or a place."));
	if (role != ROLE_VISITOR)
		TRY(account_grant_put(ctx, id, str_of(access_roles[role].code), org, area, &changed));
	TRY(event_add(ctx, "account.invited", id, grant_codes(ctx, role, org, area)));
	return code_put(ctx, id, false, code);
}

/* --- roles --------------------------------------------------------------------------------------------- */

enum err account_role_give(struct ctx *ctx, int64_t id, enum role role, int64_t org, int64_t area, struct problems *bad)
{
	struct account a;
	int64_t changed;
	bool partner;

	TRY(account_see(ctx, id));
	TRY(account_find(ctx, id, &a));
	TRY(account_is_partner(ctx, id, &partner));
	if (role <= ROLE_VISITOR || role >= ROLES)
		return problem(bad, "role", N_("Choose a role."));
	if (!may_for(ctx->who, ACCOUNT_EDIT, org, area))
		return ERR_DENIED;
	if (str_same(a.state, "former"))
		return problem(bad, "role", N_("This person has left. Make a new code first."));
	if (partner && role != ROLE_PARTNER)
		return problem(bad, "role", N_("This is a partner outside, with a link. Whoever works here is invited by their own name."));
	TRY(judge_role(role, org, area, bad));
	if (bad->n)
		return OK;
	TRY(account_grant_put(ctx, id, str_of(access_roles[role].code), org, area, &changed));
	return changed ? event_add(ctx, "account.role_given", id, grant_codes(ctx, role, org, area)) : OK;
}

static bool has_grant(const struct grant *grants, size_t n, struct grant g)
{
	for (size_t i = 0; i < n; i++)
		if (grants[i].role == g.role && grants[i].org == g.org && grants[i].area == g.area)
			return true;
	return false;
}

static enum err last_one(struct problems *bad)
{
	return problem(bad, "", N_("This is the last administrator. Give another person that role first, so that somebody can let people in."));
}

enum err account_role_take(struct ctx *ctx, int64_t id, enum role role, int64_t org, int64_t area, struct problems *bad)
{
	struct grant *grants;
	int64_t changed;
	size_t n;

	TRY(account_see(ctx, id));
	if (!may_for(ctx->who, ACCOUNT_EDIT, org, area))
		return ERR_DENIED;
	if (role == ROLE_PARTNER)
		return problem(bad, "", N_("A partner outside has this role and no other. End the link under “Partners outside”."));
	TRY(account_guard_take(ctx, GUARD, &changed));
	TRY(account_grants(ctx, id, &grants, &n));
	if (!has_grant(grants, n, (struct grant){ role, org, area }))
		return OK;                               /* taken by somebody else meanwhile: what was wanted */
	TRY(account_grant_take(ctx, id, str_of(access_roles[role].code), org, area, awake_since(ctx), &changed));
	if (!changed)
		return last_one(bad);
	return event_add(ctx, "account.role_taken", id, grant_codes(ctx, role, org, area));
}

/* --- leaving, and coming back from sleep ------------------------------------------------------------------ */

enum err account_leave(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct account_owes owed;
	struct account a;
	int64_t changed;

	TRY(account_keep(ctx, id));
	TRY(account_guard_take(ctx, GUARD, &changed));
	TRY(account_find(ctx, id, &a));
	if (str_same(a.state, "former"))
		return OK;
	TRY(account_owes(ctx, id, &owed));
	if (owed.n)
		return problem(bad, "", N_("People are promised something by them. Somebody must be responsible from now on: choose a person and a deputy for each."));
	TRY(account_end(ctx, id, awake_since(ctx), &changed));
	if (!changed)
		return last_one(bad);
	TRY(account_grants_drop(ctx, id, &changed));
	TRY(account_codes_drop(ctx, id, &changed));
	TRY(account_sessions_drop(ctx, id, 0, &changed));
	return event_add(ctx, "account.left", id, STR_ABSENT);
}

enum err account_wake(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(account_keep(ctx, id));
	TRY(account_wake_up(ctx, id, ctx->now, &changed));
	return changed ? event_add(ctx, "account.woken", id, STR_ABSENT) : OK;
}
