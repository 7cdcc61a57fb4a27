/*
 * remind.c -- once an hour it is looked for whose turn it is; each is told once, by message where they want that.
 *
 * What is found is on their first page without any of this.  A clock that is set back looks again at once and finds that
 * everything was told.
 */
#include "remind/remind_parts.h"
#include "evening/evening.h"
#include "landing/landing.h"
#include "verify/verify.h"

#include <stdio.h>

#include "remind_sql.h"

enum { ENDING_MOST = 200, OLD_MOST = 200, PEOPLE_MOST = 50, FORM_UNTIL_DAYS = 7, LISTING_UNTIL_DAYS = 3 };

/* --- evenings without a form ---------------------------------------------------------------------------------------------- */

static enum err tell_leader(struct ctx *ctx, const struct evening_line *l, struct str day, int64_t account)
{
	struct outbox_message m = { .kind = "form_missing", .subject = l->meeting, .mark = day, .until_at = ctx->now + FORM_UNTIL_DAYS * (int64_t)DAY_S };

	return outbox_tell_here(ctx, account, &m, SAY_FORM, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)l->meeting, STR_ARG(day)).p,
				arena_printf(ctx->arena, "form_missing/%lld/%.*s/%lld", (long long)l->meeting, STR_ARG(day), (long long)account));
}

/* Those who led it; they can be several. */
static enum err tell_leaders(struct ctx *ctx, const struct evening_line *l)
{
	struct str day = day_str(ctx->arena, l->o.by_series);
	struct evening_person *on;
	int64_t changed;
	size_t n;

	TRY(evening_rota(ctx, l->meeting, l->o.by_series, &on, &n));
	TRY(remind_missing_put(ctx, S("form_missing"), l->meeting, day, ctx->now, &changed));
	for (size_t i = 0; i < n; i++) {
		struct remind_account_of row;
		enum err e = on[i].away ? ERR_NOT_FOUND : remind_account_of(ctx, on[i].volunteer, &row);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (!e && row.account.has && row.account.v)
			TRY(tell_leader(ctx, l, day, row.account.v));
	}
	return OK;
}

static enum err forms(struct ctx *ctx)
{
	day_t today = page_today(ctx);
	struct evening_line *lines;
	size_t n;

	TRY(evening_lines(ctx, today - REMIND_FORM_DAYS, today, &lines, &n));
	for (size_t i = 0; i < n; i++)
		if ((lines[i].state == EVENING_DUE || lines[i].state == EVENING_MISSING) && lines[i].ends + REMIND_FORM_HOURS * HOUR_S <= ctx->now)
			TRY(tell_leaders(ctx, &lines[i]));
	return OK;
}

/* --- a yes that ends ---------------------------------------------------------------------------------------------------------- */

static enum err endings(struct ctx *ctx)
{
	struct remind_ending *rows;
	size_t n;

	TRY(remind_ending(ctx, ctx->now, ctx->now + CONSENT_WARN_DAYS * (int64_t)DAY_S, ENDING_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct outbox_message m = { .participant = rows[i].participant, .kind = "yes_ends", .subject = rows[i].id, .org = rows[i].from_org,
					    .mark = day_str(ctx->arena, rows[i].end_day), .until_at = rows[i].ends_at };
		TRY(outbox_tell(ctx, &m, SAY_YES_ENDS, (struct outbox_gaps){ .at = rows[i].ends_at - 1 },
				arena_printf(ctx->arena, "yes_ends/%lld", (long long)rows[i].id)));
	}
	return OK;
}

/* --- what nobody has confirmed -------------------------------------------------------------------------------------------------- */

struct listing {
	int64_t id, org, area, verified_at;
	bool is_service;
};

static enum err find_listing(struct ctx *ctx, const struct verify_due *d, struct listing *l)
{
	struct remind_meeting meeting = { 0 };
	struct remind_service service = { 0 };

	if (d->is_service) {
		TRY(remind_service(ctx, d->listing, &service));
		*l = (struct listing){ d->listing, service.org, service.area, service.verified_at, true };
		return OK;
	}
	TRY(remind_meeting(ctx, d->listing, &meeting));
	*l = (struct listing){ d->listing, meeting.org, meeting.area, meeting.verified_at, false };
	return OK;
}

/* One message a week for all that one looks after: a bad month is not fifty letters. */
static enum err tell_keeper(struct ctx *ctx, const struct listing *l, int64_t account)
{
	struct outbox_message m = { .kind = "listing_old", .subject = l->id, .until_at = ctx->now + LISTING_UNTIL_DAYS * (int64_t)DAY_S };
	int year, week = day_iso_week(page_today(ctx), &year);

	m.mark = arena_printf(ctx->arena, "%lld", (long long)l->verified_at);
	return outbox_tell_here(ctx, account, &m, SAY_LISTING, "/work",
				arena_printf(ctx->arena, "listing_old/%lld/%d-%d", (long long)account, year, week));
}

static enum err tell_keepers(struct ctx *ctx, const struct listing *l)
{
	struct task_person *all;
	int64_t changed;
	size_t n;

	TRY(task_people(ctx, l->is_service ? SERVICE_EDIT : MEETING_EDIT, l->org, l->area, PEOPLE_MOST, &all, &n));
	TRY(remind_missing_put(ctx, S("listing_old"), l->id, arena_printf(ctx->arena, "%lld", (long long)l->verified_at), ctx->now, &changed));
	/* Those of its own organisation; who keeps everything looks at everything. */
	for (size_t i = 0; i < n; i++)
		if (all[i].org && all[i].org == l->org)
			TRY(tell_keeper(ctx, l, all[i].id));
	return OK;
}

static enum err listings(struct ctx *ctx)
{
	struct verify_due *rows;
	int64_t all;
	size_t n;

	TRY(verify_due(ctx, OLD_MOST, &rows, &n, &all));
	for (size_t i = 0; i < n; i++) {
		struct listing l;
		enum err e = find_listing(ctx, &rows[i], &l);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (!e)
			TRY(tell_keepers(ctx, &l));
	}
	return OK;
}

/* --- the turn -------------------------------------------------------------------------------------------------------------------- */

enum err remind_is_due(struct ctx *ctx, bool *due)
{
	struct remind_turn_row row;

	TRY(remind_turn_row(ctx, &row));
	*due = ctx->now - row.at >= REMIND_EVERY_S || row.at > ctx->now;
	return OK;
}

static enum err make(struct ctx *ctx)
{
	static enum err (*const looks[])(struct ctx *) = { forms, endings, listings, landing_remind };
	bool now, open;
	int64_t changed;

	TRY(remind_is_due(ctx, &now));
	if (!now)
		return OK;
	TRY(remind_turn_set(ctx, ctx->now, &changed));
	TRY(outbox_is_open(ctx, &open));
	for (size_t i = 0; open && i < sizeof looks / sizeof *looks; i++)
		TRY(looks[i](ctx));
	return OK;
}

/* The house itself looks: at everything. */
enum err remind_make(struct ctx *ctx)
{
	static const struct who house = { .local = true };
	const struct who *was = ctx->who;
	enum err e;

	ctx->who = &house;
	e = make(ctx);
	ctx->who = was;
	return e;
}

enum err remind_tidy(struct ctx *ctx)
{
	int64_t changed;

	return remind_missing_drop(ctx, ctx->now - REMIND_KEPT_DAYS * (int64_t)DAY_S, &changed);
}

const struct route remind_routes[] = {
	{ "GET", "/:lang/work/stopped/:id", TASK_DO, remind_stopped_page, 0, NULL },
	{ "POST", "/:lang/work/stopped/:id", TASK_DO, remind_stopped_post, 0, NULL },
	{ 0 }
};
