/*
 * send.c -- from an intention to a letter that has left.
 *
 * Three steps: in the writer it is looked once more whether each may go, and what may is taken; outside it is handed
 * over; in the writer it is written down how that went.  Whoever dies in between leaves it taken, and after the lease it
 * is handed over again under the same name: a folder then holds it once, a relay and a program can know it by its
 * name.  So each leaves at least once where it may leave at all, and never twice unknown: again counts it.
 */
#include "outbox/outbox_parts.h"
#include "event/event.h"
#include "participant/participant.h"

#include <stdio.h>
#include <string.h>

#include "outbox_sql.h"

enum { LOOK_MOST = 40, HOUR_S = 3600, TELL_HOURS = 4 };

/* Seconds to the next try, by how often it was tried: a day in all. */
static const int64_t pauses[OUTBOX_ATTEMPTS] = { 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 12 * 3600 };

struct look {
	const struct outbox_due_rows *row;
	const struct outbox_road *road;
	struct outbox_letter letter;
	const char *drop, *fail;          /* codes of outbox_reasons; both NULL: it may go */
	int64_t later;                    /* 0: now */
};

/* --- over --------------------------------------------------------------------------------------------------------- */

/* Somebody says it otherwise: who answers for it, or whoever can when they do not work here any more. */
static enum err ask_somebody(struct ctx *ctx, const struct outbox_due_rows *m)
{
	struct task t = { .org = m->org, .area = m->area, .participant = m->participant, .kind = S("tell"), .subject = m->id,
			  .duty = { .owner = m->owner, .deputy = m->deputy == m->owner ? 0 : m->deputy, .due_at = ctx->now + TELL_HOURS * HOUR_S } };
	bool here;
	enum err e = OK;

	if (!m->participant)
		return OK;
	TRY(task_works_here(ctx, m->owner, &here));
	if (!here)
		e = task_choose(ctx, PERSON_SERVE, &t.org, t.area, page_today(ctx), &t.duty.owner, &t.duty.deputy);
	/* Nobody here serves people any more; the count of the failed is still seen. */
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return task_add(ctx, &t, arena_printf(ctx->arena, "tell/%lld", (long long)m->id));
}

static enum err end(struct ctx *ctx, const struct outbox_due_rows *m, const char *state, const char *reason)
{
	bool failed = str_same(str_of(state), "failed");
	int64_t changed;

	TRY(outbox_end_row(ctx, m->participant, m->id, m->attempts, str_of(state), str_of(reason), ctx->now, &changed));
	if (!changed)
		return OK;
	if (failed)
		TRY(ask_somebody(ctx, m));
	return event_add(ctx, failed ? "outbox.failed" : str_same(str_of(state), "sent") ? "outbox.sent" : "outbox.dropped", m->id,
			 reason[0] ? str_of(reason) : m->kind);
}

/* --- may it go? ---------------------------------------------------------------------------------------------------- */

static enum err look_at_thing(struct ctx *ctx, struct look *k)
{
	struct outbox_stands row;
	bool waits;
	enum err e = OK;

	if (str_same(k->row->kind, "waits")) {
		TRY(outbox_waits(ctx, k->row->to_id, k->row->mark, &waits));
		e = waits ? OK : ERR_NOT_FOUND;
	} else if (!str_same(k->row->kind, "try")) {
		e = outbox_stands(ctx, k->row->kind, k->row->subject, k->row->mark, &row);
	}
	if (e == ERR_NOT_FOUND)
		k->drop = "gone";
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err look_at_way(struct ctx *ctx, struct look *k)
{
	struct contact_channel way;
	enum err e = contact_find(ctx, k->row->participant, k->row->to_id, &way);
	int64_t next;

	if (e) {
		k->drop = "erased";
		return e == ERR_NOT_FOUND || e == ERR_DENIED ? OK : e;
	}
	next = contact_next_time(ctx, &way, ctx->now);
	if (way.stopped_at || (way.stop_day != DAY_NONE && way.stop_day < page_today(ctx)))
		k->drop = "stopped";
	else if (!outbox_carries(k->road, way.type))
		k->fail = "no_road";
	else if (!next || next >= k->row->until_at)
		k->fail = "no_hour";
	else
		k->later = next > ctx->now ? next : 0;
	k->letter.to = way.address;
	return OK;
}

static enum err look_at_colleague(struct ctx *ctx, struct look *k)
{
	struct outbox_notice notice;
	bool here;

	TRY(task_works_here(ctx, k->row->to_id, &here));
	TRY(outbox_notice(ctx, k->row->to_id, &notice));
	k->letter.to = notice.address;
	if (!here || !notice.address.n) {
		k->drop = "unwanted";
	} else if (str_same(k->row->to_kind, "account")) {
		int64_t next = outbox_notice_time(ctx, &notice, ctx->now);
		k->later = next > ctx->now ? next : 0;
	}
	return OK;
}

static enum err look_at_receiver(struct ctx *ctx, struct look *k)
{
	if (str_same(k->row->to_kind, "channel"))
		return look_at_way(ctx, k);
	if (str_same(k->row->to_kind, "account") || str_same(k->row->to_kind, "self"))
		return look_at_colleague(ctx, k);
	if (str_same(k->row->to_kind, "org"))
		TRY(outbox_org_address(ctx, k->row->to_id, &k->letter.to));
	else
		TRY(outbox_service_address(ctx, k->row->to_id, &k->letter.to));
	if (!k->letter.to.n)
		k->fail = "no_address";
	return OK;
}

static enum err open_text(struct ctx *ctx, const struct look *k, const struct participant_lock *lock, const char *column, struct str sealed, struct str *out)
{
	if (!k->row->participant)
		return crypt_open(ctx, outbox_place(ctx, column, k->row->id), sealed, out);
	return participant_open(ctx, lock, BOX_DATA, column, k->row->id, sealed, out);
}

/* Whoever is erased has no key any more, and nothing of what was written for them can be read. */
static enum err look_at_text(struct ctx *ctx, struct look *k)
{
	struct participant_lock lock;
	struct participant p;
	enum err e = k->row->participant ? participant_find(ctx, k->row->participant, &p) : OK;

	if (!e && k->row->participant)
		e = participant_lock(ctx, k->row->participant, &lock);
	if (e == ERR_NOT_FOUND) {
		k->drop = "erased";
		return OK;
	}
	if (e)
		return e;
	e = open_text(ctx, k, &lock, "outbox_message.about", k->row->about, &k->letter.about);
	e = e ? e : open_text(ctx, k, &lock, "outbox_message.words", k->row->words, &k->letter.words);
	/* Moved or changed by hand: it goes nowhere, and holds up no other. */
	if (e) {
		k->fail = "unreadable";
		return e == ERR_DENIED || e == ERR_INVALID ? OK : e;
	}
	TRY(outbox_from(ctx, k->road, str_same(k->row->to_kind, "channel") ? k->row->org : 0, &k->letter));
	if (outbox_told(ctx, k->road, &k->letter).n)
		k->fail = "word";
	return OK;
}

/* Is there nothing left to tell: what it was about has begun, or waits on somebody's screen by itself? */
static bool is_over(const struct ctx *ctx, const struct outbox_due_rows *m)
{
	if (str_same(m->kind, "loop_time"))
		return ctx->now >= m->until_at + HOUR_S;
	/* These two somebody must hear in any case. */
	return !str_same(m->kind, "loop_link") && !str_same(m->kind, "yes_stopped");
}

static enum err look_at_time(struct ctx *ctx, struct look *k)
{
	bool late = k->row->until_at <= ctx->now;

	if (late && is_over(ctx, k->row))
		k->drop = "late";
	else if (late)
		k->fail = "late";
	else if (str_same(k->road->road, "none"))
		k->fail = "no_road";
	return OK;
}

static enum err look(struct ctx *ctx, struct look *k)
{
	static enum err (*const looks[])(struct ctx *, struct look *) = { look_at_thing, look_at_time, look_at_text, look_at_receiver };

	for (size_t i = 0; i < sizeof looks / sizeof *looks && !k->drop && !k->fail; i++)
		TRY(looks[i](ctx, k));
	return OK;
}

enum err outbox_still(struct ctx *ctx, const struct outbox_road *road, const struct outbox_due_rows *m, struct str *words, bool *still)
{
	struct look k = { .row = m, .road = road, .letter = { .words = S("") } };

	TRY(look_at_thing(ctx, &k));
	if (!k.drop && m->until_at <= ctx->now && is_over(ctx, m))
		k.drop = "late";
	if (!k.drop)
		TRY(look_at_text(ctx, &k));
	if (!k.drop && str_same(m->to_kind, "channel"))
		TRY(look_at_way(ctx, &k));
	*still = !k.drop;
	*words = k.letter.words;
	return OK;
}

/* --- taken ----------------------------------------------------------------------------------------------------------- */

static struct mail mail_of(struct arena *a, const struct look *k)
{
	const struct outbox_letter *l = &k->letter;

	return (struct mail){ .name = arena_str(a, k->row->name), .from = arena_str(a, l->from), .from_name = arena_str(a, l->from_name),
			      .to = arena_str(a, l->to), .subject = arena_str(a, l->about), .text = arena_str(a, l->words), .at = k->row->made_at,
			      .again = str_same(k->row->state, "taken") || k->row->again > 0 };
}

static enum err take_one(struct ctx *ctx, struct look *k, struct outbox_round *r)
{
	const struct outbox_due_rows *m = k->row;
	bool again = str_same(m->state, "taken");
	struct mail mail = mail_of(r->arena, k);
	int64_t changed;

	if (!mail_bytes(ctx->arena, &mail).p)
		return end(ctx, m, "failed", "no_address");
	TRY(outbox_take_row(ctx, m->participant, m->id, m->attempts, ctx->now + OUTBOX_LEASE_S, again, &changed));
	if (!changed)
		return OK;
	r->at[r->n++] = (struct outbox_parcel){ .participant = m->participant, .id = m->id, .attempts = m->attempts + 1, .mail = mail };
	/* Somebody died between handing it over and saying so: it is told, not hidden. */
	return again ? event_add(ctx, "outbox.again", m->id, m->kind) : OK;
}

static enum err see_to(struct ctx *ctx, const struct outbox_road *road, const struct outbox_due_rows *m, struct outbox_round *r)
{
	struct look k = { .row = m, .road = road };
	int64_t changed;

	TRY(look(ctx, &k));
	if (k.drop)
		return end(ctx, m, "dropped", k.drop);
	if (k.fail)
		return end(ctx, m, "failed", k.fail);
	if (k.later)
		return outbox_wait_row(ctx, m->participant, m->id, m->attempts, k.later, &changed);
	if (m->attempts >= OUTBOX_ATTEMPTS)
		return end(ctx, m, "failed", "road");
	return take_one(ctx, &k, r);
}

static void pack_road(struct ctx *ctx, const struct outbox_road *road, struct outbox_round *r)
{
	r->road = arena_str(r->arena, road->road);
	r->dir = arena_str(r->arena, str_of(ctx->house->dir ? ctx->house->dir : ""));
	r->argv = outbox_command(ctx, r->arena);
	r->relay = (struct mail_relay){ .host = arena_str(r->arena, road->host), .port = (int)road->port, .login = arena_str(r->arena, road->login),
					.secret = arena_str(r->arena, road->secret),
					.tls = str_same(road->tls, "first") ? MAIL_TLS_FIRST : str_same(road->tls, "start") ? MAIL_TLS_START : MAIL_TLS_NONE };
}

enum err outbox_take(struct ctx *ctx, struct outbox_round *r)
{
	struct outbox_due_rows *rows;
	struct outbox_road road;
	bool told;
	size_t n;

	r->n = 0;
	TRY(outbox_road(ctx, &road));
	if (!str_same(road.road, "none"))
		TRY(outbox_climb(ctx, true, &told));
	pack_road(ctx, &road, r);
	TRY(outbox_due_rows(ctx, ctx->now, LOOK_MOST, &rows, &n));
	for (size_t i = 0; i < n && r->n < OUTBOX_ROUND; i++)
		TRY(see_to(ctx, &road, &rows[i], r));
	return OK;
}

enum err outbox_may_leave(struct ctx *ctx, const struct outbox_parcel *p, bool *may)
{
	struct outbox_taken_row t;
	struct outbox_due_rows m;
	struct outbox_road road;
	struct look k = { .row = &m, .road = &road };
	enum err e = outbox_taken_row(ctx, p->participant, p->id, &t);

	*may = false;
	/* Somebody threw it away, or it is another one's by now. */
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	m = (struct outbox_due_rows){ t.participant, t.id, t.name, t.kind, t.subject, t.mark, t.to_kind, t.to_id, t.lang, t.about, t.words, t.org,
				      t.area, t.owner, t.deputy, t.state, t.attempts, t.again, t.send_at, t.until_at, t.made_at };
	TRY(outbox_road(ctx, &road));
	TRY(look(ctx, &k));
	*may = !k.drop && !k.fail && !k.later;
	return OK;
}

/* --- handed over, without a database --------------------------------------------------------------------------------------- */

static enum mail_end hand_over(const struct outbox_round *r, struct outbox_parcel *p)
{
	char dir[1100];

	if (str_same(r->road, "relay"))
		return mail_to_relay(&r->relay, &p->mail, p->why);
	snprintf(p->why, sizeof p->why, "the program is not there");
	if (str_same(r->road, "command"))
		return r->argv ? mail_to_command(r->argv, &p->mail, 0, p->why) : MAIL_LATER;
	snprintf(dir, sizeof dir, "%.*s/spool", STR_ARG(r->dir));
	return mail_to_folder(dir, &p->mail, p->why);
}

void outbox_hand_over(const struct outbox_round *r, struct outbox_parcel *p)
{
	p->end = hand_over(r, p);
}

void outbox_handed(struct outbox_round *r)
{
	if (r->relay.secret.n)
		explicit_bzero((char *)r->relay.secret.p, r->relay.secret.n);
}

/* --- how it went -------------------------------------------------------------------------------------------------------------- */

static enum err try_later(struct ctx *ctx, const struct outbox_parcel *p, const struct outbox_due_rows *m)
{
	int64_t at = ctx->now + pauses[p->attempts <= OUTBOX_ATTEMPTS ? p->attempts - 1 : OUTBOX_ATTEMPTS - 1], changed;

	if (p->attempts >= OUTBOX_ATTEMPTS || at >= m->until_at)
		return end(ctx, m, "failed", "road");
	return outbox_wait_row(ctx, p->participant, p->id, p->attempts, at, &changed);
}

static enum err mark_one(struct ctx *ctx, const struct outbox_parcel *p)
{
	struct outbox_row_whole row;
	struct outbox_due_rows m;
	int64_t changed;

	TRY(outbox_row_whole(ctx, p->participant, p->id, &row));
	/* Somebody else took it meanwhile, because we were too long about it: theirs counts. */
	if (!str_same(row.state, "taken") || row.attempts != p->attempts)
		return OK;
	m = (struct outbox_due_rows){ .participant = p->participant, .id = p->id, .kind = row.kind, .org = row.org, .area = row.area, .owner = row.owner,
				      .deputy = row.deputy, .attempts = row.attempts, .until_at = row.until_at };
	/* The next look says why. */
	if (p->held)
		return outbox_wait_row(ctx, p->participant, p->id, p->attempts, ctx->now, &changed);
	if (p->end == MAIL_SENT)
		return end(ctx, &m, "sent", "");
	if (p->end == MAIL_REFUSED)
		return end(ctx, &m, "failed", "refused");
	if (p->end == MAIL_UNSURE)
		TRY(outbox_unsure_row(ctx, p->participant, p->id, &changed));
	return try_later(ctx, p, &m);
}

enum err outbox_mark(struct ctx *ctx, const struct outbox_round *r)
{
	const char *why = NULL;
	bool took = false;

	for (size_t i = 0; i < r->n; i++) {
		TRY(mark_one(ctx, &r->at[i]));
		if (r->at[i].held)
			continue;
		took = took || r->at[i].end == MAIL_SENT;
		if (r->at[i].end == MAIL_LATER || r->at[i].end == MAIL_UNSURE)
			why = r->at[i].why;
	}
	if (took)
		return outbox_road_went(ctx, S(""));
	return why ? outbox_road_went(ctx, str_of(why)) : OK;
}

enum err outbox_work(struct ctx *ctx, bool *work)
{
	struct outbox_due due;
	bool open;

	TRY(outbox_due(ctx, ctx->now, &due));
	*work = due.n > 0;
	if (*work)
		return OK;
	TRY(outbox_is_open(ctx, &open));
	return open ? outbox_climb(ctx, false, work) : OK;
}
