/* away.c -- an absence: whether it can be, begun, ended. */
#include "away/away_parts.h"
#include "account/account.h"
#include "event/event.h"
#include "linkage/linkage.h"
#include "transition/transition.h"

#include "away_sql.h"

enum { PEOPLE_MOST = 500, ABSENCES_MOST = 200 };

/* --- who ------------------------------------------------------------------------------------------------------- */

static enum err serves(struct ctx *ctx, int64_t account, enum perm perm, bool *is)
{
	struct away_serves row;

	TRY(away_serves(ctx, account, roles_with(ctx->arena, perm), &row));
	*is = row.n > 0;
	return OK;
}

/* Whoever answers for people is stood in for by somebody who may, too. */
enum err away_stand_in_for(struct ctx *ctx, int64_t account, struct task_person **out, size_t *n)
{
	struct away_stand_ins *rows;
	bool people;

	TRY(serves(ctx, account, PERSON_SERVE, &people));
	TRY(away_stand_ins(ctx, account, roles_with(ctx->arena, people ? PERSON_SERVE : TASK_DO), PEOPLE_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct task_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct task_person){ rows[i].id, 0, rows[i].name };
	return OK;
}

enum err away_of_others(struct ctx *ctx, struct task_person **out, size_t *n)
{
	struct away_colleagues *rows;

	*n = 0;
	if (!may(ctx->who, PERSON_SERVE))
		return OK;
	TRY(away_colleagues(ctx, ctx->who->account, may_for(ctx->who, PERSON_SERVE, 0, 0), roles_with(ctx->arena, PERSON_SERVE), PEOPLE_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct task_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct task_person){ rows[i].id, 0, rows[i].name };
	return OK;
}

static bool is_among(const struct task_person *all, size_t n, int64_t account)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].id == account)
			return true;
	return false;
}

enum err away_may(struct ctx *ctx, int64_t account, bool *may_it)
{
	struct task_person *all;
	size_t n;

	*may_it = account == ctx->who->account;
	if (*may_it)
		return OK;
	TRY(away_of_others(ctx, &all, &n));
	*may_it = is_among(all, n, account);
	return OK;
}

enum err away_list(struct ctx *ctx, struct task_absence **out, size_t *n)
{
	struct task_person *mine;
	struct away_now *rows;
	size_t nmine, have;

	*n = 0;
	TRY(away_of_others(ctx, &mine, &nmine));
	if (!nmine)
		return OK;
	TRY(away_now(ctx, page_today(ctx), ABSENCES_MOST, &rows, &have));
	*out = arena_array(ctx->arena, have, struct task_absence);
	for (size_t i = 0; i < have; i++)
		if (is_among(mine, nmine, rows[i].account))
			(*out)[(*n)++] = (struct task_absence){ .account = rows[i].account, .stand_in = rows[i].stand_in, .from = rows[i].from_day,
								.to = rows[i].to_day, .name = rows[i].name, .stand_in_name = rows[i].stand_in_name };
	return OK;
}

/* --- whether it can be ---------------------------------------------------------------------------------------------- */

static enum err check_days(struct ctx *ctx, const struct away_wish *w, struct problems *bad)
{
	bool twice;

	if (w->from == DAY_NONE || w->from < page_today(ctx))
		return problem(bad, "from", N_("Choose a first day, today or later."));
	if (w->to == DAY_NONE || w->to < w->from)
		return problem(bad, "to", N_("The last day comes after the first."));
	if (w->to - w->from >= AWAY_DAYS_MOST)
		return problem(bad, "to", N_("At most a year at a time."));
	TRY(task_is_away_within(ctx, w->account, w->from, w->to, &twice));
	return twice ? problem(bad, "from", N_("Some of these days are said already. Take that back first.")) : OK;
}

static enum err check_stand_in(struct ctx *ctx, const struct away_wish *w, struct problems *bad)
{
	struct task_person *all;
	bool away;
	size_t n;

	if (!w->stand_in)
		return OK;
	TRY(away_stand_in_for(ctx, w->account, &all, &n));
	if (!is_among(all, n, w->stand_in))
		return problem(bad, "stand_in", N_("Choose somebody of the list."));
	TRY(task_is_away_within(ctx, w->stand_in, w->from, w->to, &away));
	return away ? problem(bad, "stand_in", N_("They are away themselves on some of these days. Choose somebody who is here.")) : OK;
}

enum err away_check(struct ctx *ctx, const struct away_wish *w, struct problems *bad)
{
	bool may_it;

	TRY(away_may(ctx, w->account, &may_it));
	if (!may_it)
		return ERR_NOT_FOUND;
	TRY(check_days(ctx, w, bad));
	return bad->n ? OK : check_stand_in(ctx, w, bad);
}

/* --- hands ------------------------------------------------------------------------------------------------------------ */

/* Something gets another deputy, by the verb of its room. */
static enum err give(struct ctx *ctx, struct str what, int64_t subject, int64_t owner, int64_t deputy, struct problems *bad)
{
	struct linkage_line line;
	struct transition t;
	struct task task;

	if (str_same(what, "task")) {
		TRY(task_find(ctx, subject, &task));
		return task_hand_over(ctx, &task, owner, deputy, bad);
	}
	if (str_same(what, "loop")) {
		TRY(linkage_find(ctx, subject, &line));
		return linkage_hand_on(ctx, &line.l, owner, deputy, bad);
	}
	TRY(transition_find(ctx, subject, &t));
	return transition_hand_over(ctx, &t, owner, deputy, bad);
}

/* Who owns it keeps it, also while away: when they are back it is theirs without anybody doing anything. */
static enum err stand_in(struct ctx *ctx, const struct away_wish *w, const struct away_owed_one *o, struct problems *bad)
{
	bool landing = str_same(o->what, "landing");
	struct str what = landing ? S("transition") : o->what;
	int64_t subject = landing ? o->transition : o->subject, changed;

	TRY(away_move_put(ctx, w->account, w->from, what, subject, o->deputy, &changed));
	/* Several steps of one plan: their transition has changed hands already. */
	return changed ? give(ctx, what, subject, o->owner, w->stand_in, bad) : OK;
}

enum err away_begin(struct ctx *ctx, const struct away_wish *w, struct problems *bad)
{
	struct task_absence a = { .account = w->account, .from = w->from, .to = w->to, .stand_in = w->stand_in,
				  .made_by = w->account == ctx->who->account ? 0 : ctx->who->account };
	struct away_owed_one *all;
	struct away_plan p;
	size_t n;

	TRY(away_look(ctx, w, &p, bad));
	if (!bad->n && p.first)
		problem(bad, "", N_("Some of it must be seen to first."));
	if (bad->n)
		return OK;
	TRY(away_fates(ctx, w, &all, &n));
	for (size_t i = 0; i < n && !bad->n; i++)
		if (all[i].fate == AWAY_STAND_IN)
			TRY(stand_in(ctx, w, &all[i], bad));
	return bad->n ? fail(ctx, ERR_CONFLICT, "something could not change hands") : task_away_add(ctx, &a);
}

/* Only what nobody has changed since. */
static enum err give_back(struct ctx *ctx, int64_t account, const struct away_moves_of *m, int64_t stood_in)
{
	struct problems bad = { 0 };
	struct away_holder h;
	enum err e = away_holder(ctx, m->what, m->subject, &h);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (!m->was || h.deputy != stood_in || (h.owner != account && m->was != account))
		return OK;
	/* Who was deputy may have left, or be away too now: then it stays as it is. */
	return give(ctx, m->what, m->subject, h.owner, m->was, &bad);
}

enum err away_end(struct ctx *ctx, int64_t account, day_t from)
{
	struct away_moves_of *moves;
	struct away_row row;
	int64_t changed;
	bool may_it;
	enum err e;
	size_t n;

	TRY(away_may(ctx, account, &may_it));
	if (!may_it)
		return ERR_NOT_FOUND;
	e = away_row(ctx, account, from, &row);
	if (e)                                   /* it was taken back already */
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(away_moves_of(ctx, account, from, AWAY_OWED_MOST, &moves, &n));
	TRY(task_away_end(ctx, account, from));
	for (size_t i = 0; i < n; i++)
		TRY(give_back(ctx, account, &moves[i], row.stand_in));
	return away_moves_drop(ctx, account, from, &changed);
}
