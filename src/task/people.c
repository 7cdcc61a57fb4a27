/* people.c -- who can answer for something, and who is here that day. */
#include "task/task.h"
#include "event/event.h"

#include "task_sql.h"

enum { PEOPLE_MOST = 200 };

enum err task_people(struct ctx *ctx, enum perm perm, int64_t org, int64_t area, int64_t most, struct task_person **out, size_t *n)
{
	struct task_people_rows *rows;
	size_t have, kept = 0;

	TRY(task_people_rows(ctx, roles_with(ctx->arena, perm), org, area, most, &rows, &have));
	*out = arena_array(ctx->arena, have, struct task_person);
	/* Somebody with several roles is one person. */
	for (size_t i = 0; i < have; i++) {
		bool again = false;
		for (size_t k = 0; k < kept; k++)
			again = again || (*out)[k].id == rows[i].id;
		if (!again)
			(*out)[kept++] = (struct task_person){ rows[i].id, rows[i].org, rows[i].name };
	}
	*n = kept;
	return OK;
}

enum err task_is_away(struct ctx *ctx, int64_t account, day_t day, bool *away)
{
	struct task_away_on row;

	TRY(task_away_on(ctx, account, day, &row));
	*away = row.n > 0;
	return OK;
}

enum err task_choose(struct ctx *ctx, enum perm perm, int64_t *org, int64_t area, day_t day, int64_t *owner, int64_t *deputy)
{
	const struct task_person *found[2] = { NULL };
	struct task_person *all;
	size_t n, have = 0;

	TRY(task_people(ctx, perm, *org, area, PEOPLE_MOST, &all, &n));
	for (size_t i = 0; i < n && have < 2; i++) {
		bool away;
		TRY(task_is_away(ctx, all[i].id, day, &away));
		/* The deputy is of the same organisation, or of the whole house. */
		if (!away && (!have || all[i].org == found[0]->org || !all[i].org))
			found[have++] = &all[i];
	}
	/* Rather somebody who is away, with the ladder above them, than nobody. */
	if (!have && n)
		found[have++] = &all[0];
	if (!have)
		return ERR_NOT_FOUND;
	*org = *org ? *org : found[0]->org;
	*owner = found[0]->id;
	*deputy = have > 1 ? found[1]->id : 0;
	return OK;
}

enum err task_works_here(struct ctx *ctx, int64_t account, bool *is)
{
	struct task_person_row row;
	enum err e = account ? task_person_row(ctx, account, &row) : ERR_NOT_FOUND;

	*is = !e;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err task_pair(struct ctx *ctx, int64_t owner, int64_t deputy, day_t day, struct problems *bad)
{
	bool here, away, away_too;

	TRY(task_works_here(ctx, owner, &here));
	if (!here)
		return problem(bad, "owner", N_("Somebody must be responsible from now on. Choose a person and a deputy."));
	if (owner == deputy)
		return problem(bad, "deputy", N_("The deputy is somebody else than the one who is responsible."));
	TRY(task_works_here(ctx, deputy, &here));
	if (!here)
		return problem(bad, "deputy", N_("Choose a deputy, who takes over when the other one is away."));
	TRY(task_is_away(ctx, owner, day, &away));
	TRY(task_is_away(ctx, deputy, day, &away_too));
	if (away && away_too)
		return problem(bad, "deputy", N_("Both are away. Choose one who is here."));
	return OK;
}
