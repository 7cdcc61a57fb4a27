/* who.c -- the two who read it, and names that do not belong into it. */
#include "incident/incident_parts.h"
#include "account/account.h"
#include "crypt/crypt.h"

#include "incident_sql.h"

/* --- names -------------------------------------------------------------------------------------------------- */

static bool is_capital(struct str s, size_t i)
{
	/* Æ Ø Å and their like: two bytes, C3 80 to C3 9E. */
	return i < s.n && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || ((unsigned char)s.p[i] == 0xC3 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0x9F));
}

static size_t word_end(struct str s, size_t i)
{
	while (i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] >= 0x80))
		i++;
	return i;
}

/*
 * Danish and English write most words small within a sentence, so two with a capital beside each other are mostly a
 * first name and a family name.  A road or a town is meant sometimes: that is why it can be confirmed.
 */
struct str incident_name_in(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		size_t end, second;
		if (!is_capital(s, i) || (i && word_end(s, i - 1) > i - 1))
			continue;
		end = word_end(s, i);
		second = word_end(s, end + 1);
		if (end <= i + 1 || end >= s.n || s.p[end] != ' ' || !is_capital(s, end + 1) || second <= end + 2)
			continue;
		while (second < s.n && s.p[second] == ' ' && is_capital(s, second + 1))
			second = word_end(s, second + 1);
		return str_slice(s, i, second);
	}
	return STR_ABSENT;
}

void incident_names(struct ctx *ctx, const struct field *fields, const void *record, struct problems *warn)
{
	for (const struct field *f = fields; f->name; f++) {
		struct str name;
		if (f->type != FIELD_LONG && f->type != FIELD_TEXT)
			continue;
		name = incident_name_in(field_text(ctx, f, record));
		if (name.p)
			problem_with(warn, f->name, N_("“{x}” looks like a name. Say “a participant” or “a volunteer” instead."), name);
	}
}

/* --- the two ---------------------------------------------------------------------------------------------------- */

int64_t incident_org(const struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++)
		if (ctx->who->grants[i].org)
			return ctx->who->grants[i].org;
	return 0;
}

enum err incident_two(struct ctx *ctx, int64_t org, int64_t *first, int64_t *second)
{
	struct incident_named *rows;
	size_t n;

	TRY(incident_named(ctx, org, &rows, &n));
	*first = n ? rows[0].account : 0;
	*second = n > 1 ? rows[1].account : 0;
	/* Nobody is named yet: whoever looks after the volunteers there. */
	return n ? OK : task_choose(ctx, VOLUNTEER_EDIT, &org, 0, page_today(ctx), first, second);
}

enum err incident_is_reader(struct ctx *ctx, int64_t org, int64_t first, int64_t second, bool *is)
{
	int64_t me = ctx->who->account;
	struct incident_reads_for row;

	*is = me && (me == first || me == second);
	if (*is || !me)
		return OK;
	TRY(incident_reads_for(ctx, org, me, &row));
	*is = row.n > 0;
	return OK;
}

enum err incident_turn(struct ctx *ctx, const char *kind, int64_t id, enum incident_turn *turn)
{
	int64_t me = ctx->who->account;
	struct task t;
	enum err e = task_of(ctx, kind, id, &t);

	*turn = TURN_NONE;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (me && (t.duty.owner == me || t.duty.deputy == me))
		*turn = TURN_OWN;
	else if (task_may_see(ctx, &t) && duty_rung(&t.duty, ctx->now) >= RUNG_COORDINATOR)
		*turn = TURN_CLIMBED;
	return OK;
}

enum err incident_end_task(struct ctx *ctx, const char *kind, int64_t id, const char *result)
{
	struct task t;
	enum err e = task_of(ctx, kind, id, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return task_done(ctx, &t, result);
}

enum err incident_two_names(struct ctx *ctx, int64_t first, int64_t second, struct str *out)
{
	struct str names[2] = { S(""), S("") };

	TRY(account_name(ctx, first, &names[0]));
	if (second)
		TRY(account_name(ctx, second, &names[1]));
	*out = tr_and(ctx, names, second ? 2 : 1);
	return OK;
}

/* --- sealed to its place -------------------------------------------------------------------------------------------- */

static struct str place_of(struct ctx *ctx, const char *place, int64_t id)
{
	return arena_printf(ctx->arena, "%s/%lld", place, (long long)id);
}

struct str incident_seal(struct ctx *ctx, const char *place, int64_t id, struct str text)
{
	return text.n ? crypt_seal(ctx, place_of(ctx, place, id), text) : S("");
}

enum err incident_open(struct ctx *ctx, const char *place, int64_t id, struct str sealed, struct str *text)
{
	*text = S("");
	return sealed.n ? crypt_open(ctx, place_of(ctx, place, id), sealed, text) : OK;
}
