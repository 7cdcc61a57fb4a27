/*
 * notice.c -- who works here is told that somebody waits for them: that, and nothing more.
 *
 * The ladder itself needs no job (see task.h); what climbed is on the screen whether or not anybody was told.  A message
 * that has not left yet stands for all that climbed meanwhile, and another one comes an hour later at the earliest, so
 * that a bad night is one message and its number tells nothing.
 */
#include "outbox/outbox_parts.h"
#include "account/account.h"
#include "cal/cal.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "outbox_sql.h"

enum { CLIMBING_MOST = 1000, PEOPLE_MOST = 100, HOUR_S = 3600, BETWEEN_S = 3600, WAITS_HOURS = 24, DAY_FROM = 7 * 60, DAY_TO = 21 * 60,
       FIRST_BEYOND_HOURS = 8 };
/* The writer has others to serve: the next round goes on. */
enum { AT_ONCE = 50 };

const struct choice outbox_wishes[] = {
	{ "off", N_("No: I look myself") }, { "day", N_("Yes, between 7 and 21") }, { "any", N_("Yes, at any time") }, { NULL, NULL }
};

/* --- where and when ------------------------------------------------------------------------------------------------ */

enum err outbox_notice(struct ctx *ctx, int64_t account, struct outbox_notice *n)
{
	struct outbox_notice_row row;
	enum err e = outbox_notice_row(ctx, account, &row);

	*n = (struct outbox_notice){ S(""), S("off") };
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	n->wish = row.wish;
	e = crypt_open(ctx, outbox_place(ctx, "outbox_notice.address", account), row.address, &n->address);
	/* Changed by hand: they are not told, and say it anew. */
	if (e == ERR_DENIED || e == ERR_INVALID)
		*n = (struct outbox_notice){ S(""), S("off") };
	return e == ERR_DENIED || e == ERR_INVALID ? OK : e;
}

enum err outbox_notice_save(struct ctx *ctx, struct outbox_notice *n, struct problems *bad)
{
	int64_t me = ctx->who->account, changed;

	if (!choice_label(outbox_wishes, n->wish))
		return problem(bad, "wish", N_("Choose whether you want to be told."));
	if (str_same(n->wish, "off")) {
		TRY(outbox_notice_drop(ctx, me, &changed));
		return event_add(ctx, "outbox.notice_off", me, STR_ABSENT);
	}
	if (!mail_address_is(n->address))
		return problem_once(bad, "address", N_("Write the address that we may write to."));
	TRY(outbox_notice_put(ctx, me, crypt_seal(ctx, outbox_place(ctx, "outbox_notice.address", me), n->address), n->wish, ctx->now, &changed));
	return event_add(ctx, "outbox.notice_on", me, n->wish);
}

enum err outbox_wants(struct ctx *ctx, struct str address)
{
	struct outbox_notice n = { address, S("day") };
	struct problems bad = { 0 };

	TRY(outbox_notice_save(ctx, &n, &bad));
	return bad.n ? fail(ctx, ERR_INVALID, "a notice: %s", bad.at[0].text) : OK;
}

int64_t outbox_notice_time(struct ctx *ctx, const struct outbox_notice *n, int64_t from)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	struct local l = page_local(ctx, from);

	if (!str_same(n->wish, "day") || (l.minutes >= DAY_FROM && l.minutes < DAY_TO))
		return from;
	return zone_instant(zone, l.day + (l.minutes >= DAY_TO), DAY_FROM);
}

/* --- who is to be told --------------------------------------------------------------------------------------------- */

static enum err tell(struct ctx *ctx, int64_t account, const char *mark)
{
	struct outbox_message m = { .kind = "waits", .subject = account, .mark = str_of(mark), .to_kind = "account", .to = account };
	struct outbox_told_lately lately;
	struct outbox_notice notice;
	struct account a;
	struct str link;

	TRY(outbox_notice(ctx, account, &notice));
	if (!notice.address.n)
		return OK;
	TRY(outbox_told_lately(ctx, account, &lately));
	if (lately.waiting)
		return OK;
	TRY(account_find(ctx, account, &a));
	m.lang = str_same(a.lang, "en") ? "en" : "da";
	TRY(outbox_address(ctx, arena_printf(ctx->arena, "/%s/work", m.lang), &link));
	m.send_at = lately.made_at.has && lately.made_at.v + BETWEEN_S > ctx->now ? lately.made_at.v + BETWEEN_S : ctx->now;
	m.until_at = m.send_at + WAITS_HOURS * HOUR_S;
	outbox_say(ctx, m.lang, SAY_WAITS, (struct outbox_gaps){ .link = link }, &m.about, &m.words);
	return outbox_put(ctx, &m, arena_printf(ctx->arena, "waits/%lld/%lld", (long long)account, (long long)ctx->now));
}

enum err outbox_tell_here(struct ctx *ctx, int64_t account, struct outbox_message *m, enum outbox_say say, const char *path, struct str once)
{
	struct outbox_notice notice;
	struct account a;
	struct str link;

	m->id = 0;
	TRY(outbox_notice(ctx, account, &notice));
	if (!notice.address.n)
		return OK;
	TRY(account_find(ctx, account, &a));
	m->to_kind = "account";
	m->to = account;
	m->lang = str_same(a.lang, "en") ? "en" : "da";
	TRY(outbox_address(ctx, arena_printf(ctx->arena, "/%s%s", m->lang, path), &link));
	outbox_say(ctx, m->lang, say, (struct outbox_gaps){ .link = link }, &m->about, &m->words);
	return outbox_put(ctx, m, once);
}

static bool is_in(const struct task_person *at, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (at[i].id == id)
			return true;
	return false;
}

/* Coordinators serve people and look after those who do; at the top they are those of the whole organisation. */
static enum err tell_coordinators(struct ctx *ctx, int64_t org, int64_t area)
{
	struct task_person *serve, *look;
	size_t nserve, nlook;

	TRY(task_people(ctx, PERSON_SERVE, org, area, PEOPLE_MOST, &serve, &nserve));
	TRY(task_people(ctx, VOLUNTEER_EDIT, org, area, PEOPLE_MOST, &look, &nlook));
	for (size_t i = 0; i < nserve; i++)
		if (is_in(look, nlook, serve[i].id))
			TRY(tell(ctx, serve[i].id, "others"));
	return OK;
}

static enum err tell_rung(struct ctx *ctx, const struct outbox_climbing *d, enum rung rung)
{
	bool away;

	if (rung >= RUNG_COORDINATOR)
		return tell_coordinators(ctx, d->org, rung == RUNG_LEAD ? 0 : d->area);
	TRY(task_is_away(ctx, d->owner, page_today(ctx), &away));
	return tell(ctx, d->deputy && (rung == RUNG_DEPUTY || away) ? d->deputy : d->owner, "own");
}

static enum err climbed_to(struct ctx *ctx, const struct outbox_climbing *d, enum rung *told)
{
	struct outbox_climbed_row row;
	enum err e = outbox_climbed_row(ctx, d->what, d->subject, d->due_at, &row);

	*told = e ? RUNG_NONE : (enum rung)row.rung;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err outbox_climb(struct ctx *ctx, bool tell_them, bool *any)
{
	struct outbox_climbing *rows;
	int64_t changed;
	int told_now = 0;
	size_t n;

	*any = false;
	TRY(outbox_climbing(ctx, ctx->now, CLIMBING_MOST, &rows, &n));
	for (size_t i = 0; i < n && told_now < (tell_them ? AT_ONCE : 1); i++) {
		struct duty d = { rows[i].owner, rows[i].deputy, rows[i].due_at, rows[i].red, rows[i].acked_at };
		enum rung rung = duty_rung(&d, ctx->now), told;
		TRY(climbed_to(ctx, &rows[i], &told));
		if (rung <= told)
			continue;
		*any = true;
		told_now++;
		if (!tell_them)
			continue;
		TRY(tell_rung(ctx, &rows[i], rung));
		TRY(outbox_climbed_put(ctx, rows[i].what, rows[i].subject, rows[i].due_at, rung, ctx->now, &changed));
	}
	return OK;
}

enum err outbox_waits(struct ctx *ctx, int64_t account, struct str mark, bool *waits)
{
	struct outbox_any_due any;
	struct outbox_own_due own;
	enum err e = str_same(mark, "own") ? outbox_own_due(ctx, account, ctx->now, &own) :
					     outbox_any_due(ctx, ctx->now - FIRST_BEYOND_HOURS * HOUR_S, &any);

	*waits = !e;
	return e == ERR_NOT_FOUND ? OK : e;
}
