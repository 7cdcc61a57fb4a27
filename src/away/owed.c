/* owed.c -- what somebody owes, and what becomes of each while they are away. */
#include "away/away_parts.h"
#include "account/account.h"

#include "away_sql.h"

/* What exactly two here may read: it goes to nobody else because somebody is away. */
static bool is_for_two(struct str kind)
{
	static const char *const kinds[] = { "child_concern", "incident_debrief", "incident_review", "outside", "breach" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_same(kind, kinds[i]))
			return true;
	return false;
}

/* They come themselves: to drive, or to the door.  A time that nobody said yet may be one of these days. */
static bool is_self(struct str what)
{
	return str_same(what, "ride") || str_same(what, "door");
}

static bool falls_within(const struct ctx *ctx, const struct away_wish *w, const struct away_owed *o)
{
	day_t day = o->ride_day != DAY_NONE ? o->ride_day : o->booked_at ? page_local(ctx, o->booked_at).day : DAY_NONE;

	return day == DAY_NONE || (day >= w->from && day <= w->to);
}

static enum err decide(struct ctx *ctx, const struct away_wish *w, struct away_owed_one *o)
{
	bool owns = o->owner == w->account, away = true;

	o->other = owns ? o->deputy : o->owner;
	if (o->other)
		TRY(task_is_away_within(ctx, o->other, w->from, w->to, &away));
	if (!away)
		o->fate = owns ? AWAY_DEPUTY : AWAY_OWNER;
	else
		o->fate = !is_for_two(o->kind) ? AWAY_STAND_IN : o->other ? AWAY_NOBODY : AWAY_WAITS;
	if (o->fate == AWAY_STAND_IN)
		o->other = w->stand_in;
	return OK;
}

enum err away_fates(struct ctx *ctx, const struct away_wish *w, struct away_owed_one **out, size_t *n)
{
	struct away_owed *rows;
	size_t have;

	*n = 0;
	TRY(away_owed(ctx, w->account, AWAY_OWED_MOST, &rows, &have));
	*out = arena_array(ctx->arena, have, struct away_owed_one);
	for (size_t i = 0; i < have; i++) {
		struct away_owed_one o = { rows[i].what, rows[i].kind, rows[i].subject, rows[i].owner, rows[i].deputy, rows[i].transition, AWAY_SELF, 0 };
		if (is_self(o.what) && !falls_within(ctx, w, &rows[i]))
			continue;
		if (!is_self(o.what))
			TRY(decide(ctx, w, &o));
		(*out)[(*n)++] = o;
	}
	return OK;
}

/* Those with one fate, of one kind, with one person are one line. */
static enum err into_lines(struct ctx *ctx, const struct away_owed_one *all, size_t n, struct away_plan *p)
{
	p->lines = arena_array(ctx->arena, n, struct away_line);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		p->need += all[i].fate == AWAY_STAND_IN;
		p->first += all[i].fate == AWAY_NOBODY || all[i].fate == AWAY_SELF;
		/* Each ride and door has a page of its own to be seen to. */
		while (k < p->n && (is_self(all[i].what) || p->lines[k].fate != all[i].fate || p->lines[k].other != all[i].other || !str_eq(p->lines[k].what, all[i].what)))
			k++;
		if (k == p->n) {
			p->lines[p->n++] = (struct away_line){ .fate = all[i].fate, .what = all[i].what, .other = all[i].other, .subject = all[i].subject };
			TRY(account_name(ctx, all[i].other, &p->lines[k].name));
		}
		p->lines[k].n++;
	}
	return OK;
}

enum err away_look(struct ctx *ctx, const struct away_wish *w, struct away_plan *p, struct problems *bad)
{
	struct away_owed_one *all;
	size_t n;

	*p = (struct away_plan){ 0 };
	TRY(away_check(ctx, w, bad));
	if (bad->n)
		return OK;
	TRY(away_fates(ctx, w, &all, &n));
	TRY(into_lines(ctx, all, n, p));
	if (p->need && !w->stand_in)
		return problem_with(bad, "stand_in", N_("Choose who stands in: for {x} of the things that you answer for nobody else is here then."),
				    arena_printf(ctx->arena, "%lld", (long long)p->need));
	return OK;
}
