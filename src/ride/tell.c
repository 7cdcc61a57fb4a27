/* tell.c -- whoever rides or drives hears of what has changed: when, and never where, what for or with whom. */
#include "ride/ride_parts.h"
#include "outbox/outbox.h"

static enum err owners(struct ctx *ctx, const struct ride *r, struct outbox_message *m)
{
	struct task t;
	enum err e = task_of(ctx, "ride", r->id, &t);

	/* It is over: whoever serves them is found when it cannot be sent. */
	if (!e)
		m->owner = t.duty.owner, m->deputy = t.duty.deputy;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err tell_rider(struct ctx *ctx, const struct ride *r, const char *kind, enum outbox_say say)
{
	struct outbox_message m = { .participant = r->participant, .kind = kind, .subject = r->id, .org = r->org, .area = r->area, .until_at = r->out_at };
	struct outbox_gaps gaps = { .at = r->out_at, .home_at = r->home_at, .out_how = r->out_how, .home_how = r->home_how };

	m.mark = arena_printf(ctx->arena, "%lld", (long long)r->steps);
	TRY(owners(ctx, r, &m));
	return outbox_tell(ctx, &m, say, gaps, arena_printf(ctx->arena, "%s/%lld/%lld", kind, (long long)r->id, (long long)r->steps));
}

static enum err not_needed(struct ctx *ctx, const struct ride *r, int64_t driver)
{
	struct outbox_message m = { .kind = "drive_off", .subject = r->id, .until_at = r->out_at };

	if (!driver || driver == ctx->who->account)
		return OK;
	return outbox_tell_here(ctx, driver, &m, SAY_DRIVE_OFF, "/work/driving", arena_printf(ctx->arena, "drive_off/%lld/%lld", (long long)r->id, (long long)driver));
}

static enum err tell_called_off(struct ctx *ctx, const struct ride *r)
{
	TRY(not_needed(ctx, r, r->out_driver));
	if (r->home_driver != r->out_driver)
		TRY(not_needed(ctx, r, r->home_driver));
	/* They know what they said themselves. */
	return str_same(r->end_why, "no_driver") ? tell_rider(ctx, r, "ride_off", SAY_RIDE_OFF) : OK;
}

enum err ride_tell(struct ctx *ctx, const struct ride *r, struct str was)
{
	if (ride_in(r, "cancelled"))
		return tell_called_off(ctx, r);
	if (ride_in(r, "rescue") && !str_same(was, "rescue"))
		return tell_rider(ctx, r, "ride_search", SAY_RIDE_SEARCH);
	return ride_in(r, "arranged") ? tell_rider(ctx, r, "ride_set", SAY_RIDE) : OK;
}

enum err ride_tell_asked(struct ctx *ctx, const struct ride *r, int64_t driver, int64_t from)
{
	struct outbox_message m = { .kind = "drive_asked", .subject = r->id, .send_at = from, .until_at = r->out_at };

	m.mark = arena_printf(ctx->arena, "%lld", (long long)driver);
	return outbox_tell_here(ctx, driver, &m, SAY_DRIVE, "/work/driving",
				arena_printf(ctx->arena, "drive_asked/%lld/%lld/%lld", (long long)r->id, (long long)driver, (long long)r->rescues));
}
