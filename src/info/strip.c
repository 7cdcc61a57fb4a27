/*
 * strip.c -- is the house well?  Looked at when the page is, except for the check of everything, which is made at start
 * and every night: of that the strip says when it was, so that it cannot fail in silence.
 */
#include "info/today.h"
#include "event/event.h"

#include <sys/statvfs.h>

#include "info_sql.h"

enum { DAY_S = 86400, HOUR_S = 3600, BACKUP_OLD_DAYS = 7, CHECK_OLD_HOURS = 26, CLOCK_SLACK_S = 60 };
#define ROOM_LEAST (INT64_C(200) << 20)

static void put(struct strip *s, struct str label, struct str value, bool well)
{
	s->trouble |= !well;
	s->at[s->n++] = (struct strip_item){ label, value, well ? "chip chip--ok" : "chip chip--late" };
}

static enum err setting(struct ctx *ctx, const char *name, int64_t *out)
{
	struct info_setting r;
	enum err e = info_setting(ctx, str_of(name), &r);

	*out = 0;
	if (!e)
		str_int(r.value, out);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err backup(struct ctx *ctx, struct strip *s)
{
	int64_t at;

	/* A demonstration has nothing that could be lost. */
	if (ctx->house->demo)
		return OK;
	TRY(setting(ctx, "backup_at", &at));
	put(s, tr(ctx, "Last backup that was opened again"), at ? tr_days_ago(ctx, at < ctx->now ? (ctx->now - at) / DAY_S : 0) : tr(ctx, "none yet"),
	    at && ctx->now - at <= (int64_t)BACKUP_OLD_DAYS * DAY_S);
	return OK;
}

static enum err room(struct ctx *ctx, struct strip *s)
{
	struct statvfs fs;
	int64_t bytes;

	if (!ctx->house->dir || statvfs(ctx->house->dir, &fs))
		return OK;
	bytes = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	put(s, tr(ctx, "Room on the disk"), arena_printf(ctx->arena, "%.*s GB", STR_ARG(tr_decimal(ctx, (double)bytes / 1e9, 1))), bytes >= ROOM_LEAST);
	return OK;
}

static enum err clock(struct ctx *ctx, struct strip *s)
{
	struct event *last;
	int64_t newest;
	size_t n;
	bool back;

	if (ctx->house->demo)
		return OK;
	TRY(event_newest(ctx, &newest));
	TRY(event_since(ctx, newest - 1, 1, &last, &n));
	back = n && last[0].at > ctx->now + CLOCK_SLACK_S;
	put(s, tr(ctx, "Clock of the machine"), back ? tr(ctx, "was set back") : tr(ctx, "goes forward"), !back);
	return OK;
}

static enum err check(struct ctx *ctx, struct strip *s)
{
	int64_t at, faults, hours;

	TRY(setting(ctx, "care_at", &at));
	TRY(setting(ctx, "care_faults", &faults));
	hours = (ctx->now - at) / HOUR_S;
	if (!at || (hours > CHECK_OLD_HOURS && !ctx->house->demo))
		put(s, tr(ctx, "Check of everything"), at ? info_counted(ctx, trn(ctx, "{n} hour ago", "{n} hours ago", hours), hours) : tr(ctx, "not yet"), false);
	else
		put(s, tr(ctx, "Check of everything"), faults ? info_counted(ctx, trn(ctx, "{n} fault", "{n} faults", faults), faults) : tr(ctx, "all fits"), !faults);
	return OK;
}

enum err info_strip(struct ctx *ctx, int64_t missing, struct strip *s)
{
	*s = (struct strip){ 0 };
	if (may(ctx->who, EVENING_KEEP))
		put(s, tr(ctx, "Evenings not written down"), tr_number(ctx, missing), !missing);
	TRY(backup(ctx, s));
	TRY(room(ctx, s));
	TRY(clock(ctx, s));
	return check(ctx, s);
}
