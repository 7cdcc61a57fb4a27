/* change.c -- what happens to a series and to its single dates after it is made. */
#include "meeting/series.h"
#include "access/access.h"
#include "event/event.h"
#include "location/location.h"

#include "meeting_sql.h"

enum { DAY_MIN = 1440 };

static enum err may_keep(struct ctx *ctx, const struct meeting *m)
{
	return may_for(ctx->who, MEETING_EDIT, m->org, m->area) ? OK : ERR_DENIED;
}

static day_t today_there(struct ctx *ctx, const struct meeting *m)
{
	const struct zone *zone = zone_find(ctx->house->cal, m->zone);

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / 86400);
}

bool meeting_is_on(struct ctx *ctx, const struct meeting *m)
{
	day_t last = str_same(m->rhythm, "once") ? m->first_day : m->last_day;

	return str_same(m->state, "running") && (last == DAY_NONE || last >= today_there(ctx, m));
}

static struct str day_code(struct ctx *ctx, day_t day)
{
	return day_str(ctx->arena, day);
}

/* --- the series ------------------------------------------------------------------------------------- */

static enum err change_state(struct ctx *ctx, const struct meeting *m, struct str to, day_t last_day, const char *event)
{
	int64_t changed;

	TRY(meeting_state_change(ctx, m->id, m->state, to, last_day, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "series %lld changed meanwhile", (long long)m->id);
	return event_add(ctx, event, m->id, day_code(ctx, last_day));
}

enum err meeting_check_lead(struct ctx *ctx, const struct meeting *m, struct problems *bad)
{
	day_t today = today_there(ctx, m), first = m->first_day > today ? m->first_day : today;
	struct meeting_unled r;

	if (!m->id)
		return OK;
	TRY(meeting_unled(ctx, m->id, first, &r));
	if (r.n)
		problem_once(bad, "", N_("Its method is led by trained people only. Put on somebody certified first, under “Who leads it”."));
	return OK;
}

enum err meeting_is_lead_lost(struct ctx *ctx, const struct meeting *m, day_t day, day_t held, bool *lost)
{
	struct meeting_lead_lost r;

	TRY(meeting_lead_lost(ctx, m->id, day, held, &r));
	*lost = r.n > 0;
	return OK;
}

enum err meeting_publish(struct ctx *ctx, struct meeting *m, struct problems *bad)
{
	TRY(may_keep(ctx, m));
	if (str_same(m->state, "running"))
		return OK;
	meeting_complete(m, bad);
	TRY(meeting_check_lead(ctx, m, bad));
	if (str_same(m->state, "ended") && m->last_day != DAY_NONE && m->last_day < today_there(ctx, m))
		problem(bad, "last_day", N_("The last date has passed. Give it a later one, or none."));
	if (bad->n)
		return OK;
	TRY(change_state(ctx, m, S("running"), m->last_day, "meeting.published"));
	m->state = S("running");
	return OK;
}

/* With a last day ahead it goes on until then, and is over by the calendar. */
enum err meeting_end(struct ctx *ctx, struct meeting *m, day_t last_day, struct problems *bad)
{
	bool passed;

	TRY(may_keep(ctx, m));
	if (last_day == DAY_NONE)
		return problem(bad, "last_day", N_("Choose the last date."));
	if (last_day < m->first_day)
		return problem(bad, "last_day", N_("The last date is before the first. Choose a later one."));
	passed = last_day < today_there(ctx, m);
	TRY(change_state(ctx, m, passed ? S("ended") : S("running"), last_day, "meeting.ended"));
	m->last_day = last_day;
	m->state = passed ? S("ended") : S("running");
	return OK;
}

enum err meeting_set_verified(struct ctx *ctx, int64_t id, struct str by, int64_t at)
{
	int64_t changed;

	TRY(meeting_verified(ctx, id, by, at, &changed));
	return changed ? event_add(ctx, "meeting.verified", id, by) : ERR_NOT_FOUND;
}

enum err meeting_vouch(struct ctx *ctx, struct meeting *m)
{
	if (m->verified_at)
		return OK;
	TRY(meeting_set_verified(ctx, m->id, S("keeper"), ctx->now));
	m->verified_at = ctx->now;
	return OK;
}

enum err meeting_discard(struct ctx *ctx, const struct meeting *m)
{
	int64_t changed;

	TRY(may_keep(ctx, m));
	if (!str_same(m->state, "draft") && !m->source && !ctx->house->demo)
		return fail(ctx, ERR_CONFLICT, "series %lld has run", (long long)m->id);
	TRY(meeting_discard_exceptions(ctx, m->id, &changed));
	TRY(meeting_discard_pauses(ctx, m->id, &changed));
	TRY(meeting_discard_slugs(ctx, m->id, &changed));
	TRY(meeting_discard_row(ctx, m->id, &changed));
	return changed ? event_add(ctx, "meeting.discarded", m->id, STR_ABSENT) : ERR_NOT_FOUND;
}

/* --- one date ------------------------------------------------------------------------------------------ */

static bool falls_on(const struct meeting *m, day_t day)
{
	struct rhythm r;
	day_t found;

	return day != DAY_NONE && meeting_rhythm(m, &r) && rhythm_days(&r, day, day, &found, 1) == 1;
}

static int64_t starts_at(struct ctx *ctx, const struct meeting *m, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, m->zone), day, (int)m->start_min);
}

/* A problem, or nothing: is this a date of the series that can still be changed? */
static void check_date(struct ctx *ctx, const struct meeting *m, day_t day, struct problems *bad)
{
	if (!falls_on(m, day))
		problem(bad, "day", N_("The series has no meeting on that day. Choose one of its dates."));
	else if (starts_at(ctx, m, day) <= ctx->now)
		problem(bad, "day", N_("It has begun already. Write afterwards that it was not held."));
}

static enum err put_exception(struct ctx *ctx, const struct meeting *m, const struct meeting_exception *x, const char *event)
{
	int64_t changed;

	TRY(meeting_exception_put(ctx, m->id, x->day, x->kind, x->reason_da.p ? x->reason_da : S(""),
				  x->reason_en.p ? x->reason_en : S(""), x->new_day,
				  x->new_start_min < 0 ? NO_INT : SOME_INT(x->new_start_min),
				  x->new_location ? SOME_INT(x->new_location) : NO_INT, ctx->now, &changed));
	TRY(meeting_touch(ctx, m->id, ctx->now, &changed));
	return event_add(ctx, event, m->id, day_code(ctx, x->day));
}

/* Everybody reads a reason: no numbers of persons, and not a whole letter. */
static void check_reason(struct ctx *ctx, const char *field, struct str reason, struct problems *bad)
{
	enum { REASON_CHARS = 300 };
	struct str masked;
	const char *text = guard_number(ctx, reason.p ? reason : S(""), &masked);

	if (text)
		problem(bad, field, text);
	else if (utf8_len(reason) > REASON_CHARS)
		problem_with(bad, field, N_("Use fewer characters: at most {x}."), S("300"));
}

enum err meeting_cancel_date(struct ctx *ctx, const struct meeting *m, day_t day, struct str reason_da,
			     struct str reason_en, struct problems *bad)
{
	struct meeting_exception x = { .day = day, .kind = S("cancelled"), .reason_da = reason_da, .reason_en = reason_en,
				       .new_day = DAY_NONE, .new_start_min = -1 };

	TRY(may_keep(ctx, m));
	check_date(ctx, m, day, bad);
	check_reason(ctx, "reason_da", reason_da, bad);
	check_reason(ctx, "reason_en", reason_en, bad);
	return bad->n ? OK : put_exception(ctx, m, &x, "meeting.cancelled");
}

static enum err check_new_place(struct ctx *ctx, int64_t location, struct problems *bad)
{
	struct location l;
	enum err e = location ? location_get(ctx, location, &l) : OK;

	if (e == ERR_NOT_FOUND)
		return problem(bad, "new_location", N_("We do not know this place. Choose one from the list."));
	return e;
}

enum err meeting_move_date(struct ctx *ctx, const struct meeting *m, day_t day, day_t new_day, int new_start_min,
			   int64_t new_location, struct problems *bad)
{
	struct meeting_exception x = { .day = day, .kind = S("moved"), .new_day = new_day, .new_start_min = new_start_min,
				       .new_location = new_location };
	int start = new_start_min < 0 ? (int)m->start_min : new_start_min;

	TRY(may_keep(ctx, m));
	check_date(ctx, m, day, bad);
	TRY(check_new_place(ctx, new_location, bad));
	if (new_day == DAY_NONE)
		problem(bad, "new_day", N_("Choose the new date."));
	else if (start >= DAY_MIN)
		problem(bad, "new_start_min", N_("Write a time from 00:00 to 23:59, for example 19:30."));
	else if (zone_instant(zone_find(ctx->house->cal, m->zone), new_day, start) <= ctx->now)
		problem(bad, "new_day", N_("That time has passed. Choose a later one."));
	return bad->n ? OK : put_exception(ctx, m, &x, "meeting.moved");
}

enum err meeting_hold_date(struct ctx *ctx, const struct meeting *m, day_t day, struct problems *bad)
{
	struct meeting_exception x = { .day = day, .kind = S("held"), .new_day = DAY_NONE, .new_start_min = -1 };

	TRY(may_keep(ctx, m));
	check_date(ctx, m, day, bad);
	return bad->n ? OK : put_exception(ctx, m, &x, "meeting.held");
}

enum err meeting_restore_date(struct ctx *ctx, const struct meeting *m, day_t day)
{
	int64_t changed;

	TRY(may_keep(ctx, m));
	TRY(meeting_exception_drop(ctx, m->id, day, &changed));
	if (!changed)
		return OK;
	TRY(meeting_touch(ctx, m->id, ctx->now, &changed));
	return event_add(ctx, "meeting.restored", m->id, day_code(ctx, day));
}

/* --- weeks of rest -------------------------------------------------------------------------------------- */

enum err meeting_rest(struct ctx *ctx, const struct meeting *m, const struct meeting_pause *p, struct problems *bad)
{
	int64_t changed;

	TRY(may_keep(ctx, m));
	if (p->from == DAY_NONE)
		problem(bad, "from", N_("Choose the first date."));
	if (p->to == DAY_NONE)
		problem(bad, "to", N_("Choose the last date."));
	else if (p->to < p->from)
		problem(bad, "to", N_("The last date is before the first. Choose a later one."));
	check_reason(ctx, "reason_da", p->reason_da, bad);
	check_reason(ctx, "reason_en", p->reason_en, bad);
	if (bad->n)
		return OK;
	TRY(meeting_pause_put(ctx, m->id, p->from, p->to, p->reason_da.p ? p->reason_da : S(""),
			      p->reason_en.p ? p->reason_en : S(""), &changed));
	TRY(meeting_touch(ctx, m->id, ctx->now, &changed));
	return event_add(ctx, "meeting.rested", m->id, day_code(ctx, p->from));
}

enum err meeting_unrest(struct ctx *ctx, const struct meeting *m, day_t from)
{
	int64_t changed;

	TRY(may_keep(ctx, m));
	TRY(meeting_pause_drop(ctx, m->id, from, &changed));
	if (!changed)
		return OK;
	TRY(meeting_touch(ctx, m->id, ctx->now, &changed));
	return event_add(ctx, "meeting.unrested", m->id, day_code(ctx, from));
}

/* --- this and following ------------------------------------------------------------------------------------ */

/* The address that people have written down leads to what comes; the past gets one of its own. */
static enum err hand_over_slug(struct ctx *ctx, struct meeting *m, day_t day, struct meeting *next)
{
	struct str old = m->slug, past;
	int64_t changed;

	TRY(meeting_slug_free(ctx, arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(old), STR_ARG(day_code(ctx, day))),
			      m->id, &past));
	TRY(meeting_slug_change(ctx, m->id, past, &changed));
	TRY(meeting_slug_change(ctx, next->id, old, &changed));
	TRY(meeting_slugs_pass_on(ctx, m->id, next->id, &changed));
	m->slug = past;
	next->slug = old;
	return OK;
}

static enum err begin_next(struct ctx *ctx, struct meeting *m, day_t day, struct meeting *next, struct problems *bad)
{
	next->id = 0;
	next->slug = STR_ABSENT;
	next->follows = m->id;
	next->first_day = day;
	next->sequence = 0;
	next->source = 0;                    /* a list from outside goes on speaking of the first half */
	next->source_key = S("");
	next->state = m->state;
	if (next->last_day == DAY_NONE)
		next->last_day = m->last_day;
	return meeting_save(ctx, next, bad);
}

enum err meeting_split(struct ctx *ctx, struct meeting *m, day_t day, struct meeting *next, struct problems *bad)
{
	int64_t changed;

	TRY(may_keep(ctx, m));
	check_date(ctx, m, day, bad);
	if (bad->n)
		return OK;
	if (day == m->first_day) {           /* nothing would be left of the first half */
		next->id = m->id;
		return meeting_save(ctx, next, bad);
	}
	TRY(begin_next(ctx, m, day, next, bad));
	if (bad->n)
		return OK;
	TRY(meeting_exceptions_pass_on(ctx, m->id, next->id, day, &changed));
	TRY(meeting_pauses_pass_on(ctx, m->id, next->id, day, &changed));
	TRY(hand_over_slug(ctx, m, day, next));
	TRY(change_state(ctx, m, m->state, day - 1, "meeting.split"));
	m->last_day = day - 1;
	return OK;
}
