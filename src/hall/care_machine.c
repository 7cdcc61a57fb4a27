/*
 * care_machine.c -- what cannot be seen in the data alone: is there a backup, room, a right clock; does what is kept in
 * memory agree with its tables; and do people still write down what happens.  Counts only, never a person.
 */
#include "hall/care_parts.h"
#include "evening/evening.h"
#include "event/event.h"
#include "index/index.h"
#include "outbox/outbox.h"
#include "report/report.h"

#include <sys/statvfs.h>

#include "hall_sql.h"

enum { DAY_S = 86400, BACKUP_OLD_DAYS = 7, SETTINGS_MOST = 200, CLOCK_SLACK_S = 60, JUMPS_DAYS = 30, EVENINGS_DAYS = 60 };
#define ROOM_LEAST (INT64_C(200) << 20)

/* --- backup ------------------------------------------------------------------------------------------------- */

static enum err backup_at(struct ctx *ctx, int64_t *at)
{
	struct hall_setting_all *rows;
	size_t n;

	*at = 0;
	TRY(hall_setting_all(ctx, SETTINGS_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (str_same(rows[i].name, "backup_at"))
			str_int(rows[i].value, at);
	return OK;
}

enum err care_backup(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct hall_began began;
	int64_t at, days;

	/* A demonstration has nothing that could be lost. */
	if (ctx->house->demo)
		return OK;
	TRY(backup_at(ctx, &at));
	TRY(hall_began(ctx, &began));
	days = (ctx->now - (at ? at : began.at.has ? began.at.v : ctx->now)) / DAY_S;
	if (days > BACKUP_OLD_DAYS)
		care_found(l, TR_FILL(ctx, tr(ctx, "Backup: none has been opened again and counted for {n} days. Make one: samhold backup DIR FILE"),
				      { "n", tr_number(ctx, days) }));
	else if (!at)
		care_note(l, tr(ctx, "Backup: none yet. Make the first one within a week: samhold backup DIR FILE"));
	else
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Backup: the last one was opened again and counted {ago}."), { "ago", tr_days_ago(ctx, days < 0 ? 0 : days) }));
	return OK;
}

/* --- disk ------------------------------------------------------------------------------------------------------- */

enum err care_room(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct statvfs fs;
	int64_t room;

	if (!ctx->house->dir || statvfs(ctx->house->dir, &fs))
		return OK;
	room = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	if (room < ROOM_LEAST)
		care_found(l, TR_FILL(ctx, tr(ctx, "Disk: only {n} MB are free. Make room before nothing can be saved."), { "n", tr_number(ctx, room >> 20) }));
	else
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Disk: {n} GB are free."), { "n", tr_decimal(ctx, (double)room / 1e9, 1) }));
	return OK;
}

/* --- clock ------------------------------------------------------------------------------------------------------ */

/*
 * Time never runs back within one process (base/clock); what a new one starts with is told by the diary.  The clock of
 * a demonstration may be turned.
 */
enum err care_clock(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct hall_clock c;

	if (ctx->house->demo)
		return OK;
	TRY(hall_clock(ctx, ctx->now - (int64_t)JUMPS_DAYS * DAY_S, CLOCK_SLACK_S, &c));
	if (c.newest.has && c.newest.v > ctx->now + CLOCK_SLACK_S)
		care_found(l, TR_FILL(ctx, tr(ctx, "Clock: it is {n} min behind the last thing that was written down. Somebody set it back: put it right."),
				      { "n", tr_number(ctx, (c.newest.v - ctx->now) / 60) }));
	else if (c.jumps)
		care_note(l, TR_FILL(ctx, trn(ctx, "Clock: it was set back {n} time in the last 30 days.", "Clock: it was set back {n} times in the last 30 days.", c.jumps), { "n", tr_number(ctx, c.jumps) }));
	else
		care_line(ctx, tr(ctx, "Clock: it has only gone forward in the last 30 days."));
	return OK;
}

/* --- what must agree with something else --------------------------------------------------------------------------- */

enum err care_reports(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	int64_t all, broken;

	TRY(report_verify(ctx, &all, &broken));
	if (broken)
		care_found(l, TR_FILL(ctx, tr(ctx, "Reports: the checksum of {n} does not fit any more. Compare with the copies that were sent."),
				      { "n", tr_number(ctx, broken) }));
	else if (all)
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Reports: {n} frozen, and each fits its checksum."), { "n", tr_number(ctx, all) }));
	return OK;
}

static int64_t living(const struct index *x, bool meetings)
{
	int64_t n = 0;

	for (uint32_t i = 0; i < x->ndocs; i++)
		if (x->alive[i / 64] >> i % 64 & 1)
			n += (x->meetings[i / 64] >> i % 64 & 1) == meetings;
	return n;
}

/* What the finder knows, against the tables that it was read from. */
enum err care_index(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	const struct index *x;
	struct hall_listed t;
	int64_t newest, meetings, services;

	TRY(event_newest(ctx, &newest));
	TRY(hall_listed(ctx, &t));
	/* A folder at rest has nothing in memory: then it is read, and that is compared. */
	if (index_hold(ctx, &x)) {
		TRY(index_catch_up(ctx));
		TRY(index_hold(ctx, &x));
	}
	meetings = living(x, true), services = living(x, false);
	index_let_go(ctx);
	/* Somebody wrote while we looked: the next check compares. */
	if (ctx->house->metrics->version > newest)
		return OK;
	if (meetings != t.meetings || services != t.services)
		care_found(l, TR_FILL(ctx, tr(ctx, "Finder: it knows {found} listings, and the tables hold {n}. Start the server again."),
				      { "found", tr_number(ctx, meetings + services) }, { "n", tr_number(ctx, t.meetings + t.services) }));
	else
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Finder: counted again, {n} listings in it and in the tables."), { "n", tr_number(ctx, meetings + services) }));
	return OK;
}

enum err care_evenings(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	day_t today = page_today(ctx);
	struct evening_line *lines;
	int64_t missing = 0;
	size_t n;

	/* A series without dates, for one, which has been told by now. */
	if (evening_lines(ctx, today - EVENINGS_DAYS, today, &lines, &n)) {
		care_found(l, tr(ctx, "Evenings: they cannot be counted before what stands above is mended."));
		return OK;
	}
	for (size_t i = 0; i < n; i++)
		missing += lines[i].state == EVENING_MISSING;
	if (missing)
		care_note(l, TR_FILL(ctx, trn(ctx, "Evenings: {n} of the last 60 days is not written down.", "Evenings: {n} of the last 60 days are not written down.", missing),
				     { "n", tr_number(ctx, missing) }));
	else if (n)
		care_line(ctx, tr(ctx, "Evenings: all of the last 60 days are written down."));
	return OK;
}

/* --- messages that leave --------------------------------------------------------------------------------------------- */

static void say_messages(struct looking *l, const struct outbox_counts *c)
{
	struct ctx *ctx = l->ctx;

	if (c->late)
		care_found(l, TR_FILL(ctx, trn(ctx, "Messages: {n} has waited too long. Look at the road on the page “Messages that leave”.",
					       "Messages: {n} have waited too long. Look at the road on the page “Messages that leave”.", c->late), { "n", tr_number(ctx, c->late) }));
	if (c->word)
		care_found(l, tr(ctx, "Messages: a word stood in one that never leaves. It was not sent; somebody was asked to tell it otherwise."));
	if (c->broken_since && !c->late)
		care_note(l, TR_FILL(ctx, tr(ctx, "Messages: the road has taken nothing since {when}: {why}."), { "when", page_moment(ctx, c->broken_since) },
				     { "why", c->broken_why }));
	if (c->again_week)
		care_note(l, TR_FILL(ctx, trn(ctx, "Messages: {n} of this week was perhaps handed over twice.", "Messages: {n} of this week were perhaps handed over twice.",
					      c->again_week), { "n", tr_number(ctx, c->again_week) }));
}

enum err care_messages(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct outbox_counts c;

	TRY(outbox_counts(ctx, &c));
	say_messages(l, &c);
	if (str_same(c.road, "none"))
		care_line(ctx, tr(ctx, "Messages: this house sends none."));
	else if (!l->here)
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Messages: {sent} sent in seven days, {n} wait, none too long."), { "sent", tr_number(ctx, c.sent_week) },
				       { "n", tr_number(ctx, c.waiting) }));
	return OK;
}
