/*
 * list.c -- who is to be called: what has not left and is still to be told, together with what this morning's list held.
 *
 * Nothing about a person is kept here but that there was such a call; so a stop, an erasure or another time takes effect on
 * this page as it does on a message that leaves.
 */
#include "phone/phone_parts.h"
#include "cal/cal.h"
#include "event/event.h"
#include "meeting/meeting.h"

#include "phone_sql.h"

enum { ORGS_MOST = 50, WAYS_MOST = 20 };

static const struct zone *zone(struct ctx *ctx)
{
	return zone_find(ctx->house->cal, S("Europe/Copenhagen"));
}

int64_t phone_horizon(struct ctx *ctx)
{
	return zone_instant(zone(ctx), page_today(ctx) + 1, PHONE_FROM_MIN);
}

struct str phone_what(struct ctx *ctx, struct str kind)
{
	const char *label = choice_label(outbox_kinds, kind);

	return label ? tr_of(ctx, str_of(label)) : kind;
}

/* --- who may see a line ---------------------------------------------------------------------------------------------- */

static enum err sees_colleague(struct ctx *ctx, int64_t account, bool *sees)
{
	struct phone_colleague_orgs *orgs;
	size_t n;

	TRY(phone_colleague_orgs(ctx, account, ORGS_MOST, &orgs, &n));
	*sees = account == ctx->who->account;
	for (size_t i = 0; i < n && !*sees; i++)
		*sees = may_in(ctx->who, PERSON_SERVE, orgs[i].org);
	return OK;
}

static enum err sees(struct ctx *ctx, const struct phone_line *l, bool *sees)
{
	int64_t me = ctx->who->account;

	if (!l->participant)
		return sees_colleague(ctx, l->to, sees);
	*sees = may_for(ctx->who, PERSON_SERVE, l->org, l->area) || (me && (l->owner == me || l->deputy == me));
	return OK;
}

/* --- a line as it is read ---------------------------------------------------------------------------------------------- */

static bool is_open_way(struct ctx *ctx, const struct contact_channel *c)
{
	return (str_same(c->type, "phone") || str_same(c->type, "sms")) && !c->stopped_at && (c->stop_day == DAY_NONE || c->stop_day >= page_today(ctx));
}

/* The newest number that they gave and did not take back. */
static enum err set_number(struct ctx *ctx, struct phone_line *l)
{
	struct contact_channel *all;
	size_t n;

	TRY(contact_list(ctx, l->participant, WAYS_MOST, &all, &n));
	for (size_t i = 0; i < n && !l->channel; i++)
		if (is_open_way(ctx, &all[i])) {
			int64_t next = contact_next_time(ctx, &all[i], ctx->now);
			l->channel = all[i].id;
			l->number = contact_masked(ctx, all[i].address);
			l->when = contact_time_words(ctx, &all[i]);
			l->today = next && page_local(ctx, next).day == page_today(ctx);
		}
	return OK;
}

static enum err set_person(struct ctx *ctx, struct phone_line *l, bool *there)
{
	struct participant p;
	enum err e = participant_find(ctx, l->participant, &p);

	*there = !e;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	l->called = participant_called(ctx, p.nickname);
	return set_number(ctx, l);
}

static enum err set_place(struct ctx *ctx, struct phone_line *l, bool *there)
{
	struct phone_service row;
	enum err e = phone_service(ctx, l->to, &row);
	bool foreign;

	*there = !e;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	l->called = meeting_text(ctx, row.name_da, row.name_en, &foreign);
	l->number = row.phone;
	l->today = true;
	return OK;
}

static enum err set_colleague(struct ctx *ctx, struct phone_line *l, bool *there)
{
	struct phone_colleague row;
	enum err e = phone_colleague(ctx, l->to, &row);

	*there = !e;
	l->called = e ? S("") : row.name;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err set_who(struct ctx *ctx, struct phone_line *l, bool *there)
{
	l->number = l->when = S("");
	if (str_same(l->to_kind, "channel"))
		return set_person(ctx, l, there);
	return str_same(l->to_kind, "service") ? set_place(ctx, l, there) : set_colleague(ctx, l, there);
}

static bool is_on(const struct phone_view *v, int64_t message)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->at[i].message == message)
			return true;
	return false;
}

static enum err add(struct ctx *ctx, struct phone_view *v, struct phone_line l)
{
	bool may_see, there;

	if (is_on(v, l.message))
		return OK;
	TRY(sees(ctx, &l, &may_see));
	if (!may_see)
		return OK;
	TRY(set_who(ctx, &l, &there));
	if (!there)
		return OK;
	v->at = arena_grow(ctx->arena, v->at, v->n, sizeof *v->at);
	v->at[v->n++] = l;
	v->open += l.state == PHONE_OPEN;
	return OK;
}

/* --- the list ------------------------------------------------------------------------------------------------------------ */

static enum err add_unsent(struct ctx *ctx, struct phone_view *v)
{
	struct outbox_unsent *all;
	size_t n;

	TRY(outbox_unsent(ctx, phone_horizon(ctx), PHONE_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		TRY(add(ctx, v, (struct phone_line){ .participant = all[i].participant, .message = all[i].id, .org = all[i].org, .area = all[i].area,
						     .owner = all[i].owner, .deputy = all[i].deputy, .kind = all[i].kind, .to_kind = all[i].to_kind,
						     .words = all[i].words, .subject = all[i].subject, .to = all[i].to }));
	return OK;
}

static enum phone_state came_of(const struct phone_view *v, struct str state)
{
	if (str_same(state, "sent"))
		return PHONE_LEFT;
	if (str_same(state, "failed"))
		return PHONE_OPEN;
	return str_same(state, "dropped") || v->since ? PHONE_OVER : PHONE_WAITS;
}

/* What is not among the unsent any more: somebody was reached, it left, or there is nothing left to tell. */
static enum err add_listed(struct ctx *ctx, struct phone_view *v)
{
	struct phone_calls_of *rows;
	size_t n;

	TRY(phone_calls_of(ctx, v->day, PHONE_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		const struct phone_calls_of *r = &rows[i];
		bool told = r->told_at.has;
		TRY(add(ctx, v, (struct phone_line){ .participant = r->participant, .message = r->message, .org = r->org, .area = r->area, .owner = r->owner,
						     .deputy = r->deputy, .kind = r->kind, .to_kind = r->to_kind, .words = S(""), .subject = r->subject,
						     .to = r->to_id, .state_at = told ? r->told_at.v : r->ended_at.has ? r->ended_at.v : 0,
						     .state = told ? PHONE_TOLD : came_of(v, r->state) }));
	}
	return OK;
}

static enum err newest(struct ctx *ctx, struct phone_list_newest *l)
{
	enum err e = phone_list_newest(ctx, l);

	if (e == ERR_NOT_FOUND)
		*l = (struct phone_list_newest){ .day = DAY_NONE };
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err phone_read(struct ctx *ctx, struct phone_view *v)
{
	struct phone_list_newest last;

	*v = (struct phone_view){ 0 };
	TRY(outbox_down(ctx, &v->since));
	TRY(newest(ctx, &last));
	/* A failure of today shows today, even before its list; else the last list there was. */
	v->day = v->since || last.day == DAY_NONE ? page_today(ctx) : last.day;
	v->made_at = last.day == v->day ? last.made_at : 0;
	if (v->since)
		TRY(add_unsent(ctx, v));
	return add_listed(ctx, v);
}

enum err phone_told(struct ctx *ctx, int64_t message)
{
	struct phone_view v;
	int64_t changed;

	TRY(phone_read(ctx, &v));
	for (size_t i = 0; i < v.n; i++) {
		const struct phone_line *l = &v.at[i];
		if (l->message != message)
			continue;
		if (l->state != PHONE_OPEN)
			return OK;
		TRY(outbox_told_otherwise(ctx, l->participant, message));
		TRY(phone_call_told(ctx, l->participant, message, v.day, ctx->now, ctx->who->account, &changed));
		return event_add(ctx, "phone.told", message, l->kind);
	}
	return ERR_NOT_FOUND;
}

/* --- by itself -------------------------------------------------------------------------------------------------------------- */

enum err phone_is_due(struct ctx *ctx, bool *due)
{
	struct local here = page_local(ctx, ctx->now);
	struct phone_list_newest last;
	int64_t since;

	*due = false;
	TRY(outbox_down(ctx, &since));
	if (!since || here.minutes < PHONE_FROM_MIN)
		return OK;
	TRY(newest(ctx, &last));
	/* A clock that was set back makes no second list for a day that had one. */
	*due = last.day == DAY_NONE || last.day < here.day;
	return OK;
}

static enum err list_them(struct ctx *ctx, const struct outbox_unsent *all, size_t n, int64_t since)
{
	day_t today = page_today(ctx);
	int64_t changed;

	TRY(phone_list_put(ctx, today, ctx->now, since, &changed));
	for (size_t i = 0; i < n; i++)
		TRY(phone_call_put(ctx, all[i].participant, all[i].id, today, &changed));
	return event_add(ctx, "phone.listed", 0, arena_printf(ctx->arena, "%zu", n));
}

enum err phone_make(struct ctx *ctx, struct phone_file *f)
{
	const char *was = ctx->lang;
	struct outbox_unsent *all;
	struct str text;
	int64_t since;
	size_t n;
	bool due;
	enum err e;

	f->text = STR_ABSENT;
	TRY(phone_is_due(ctx, &due));
	if (!due)
		return OK;
	TRY(outbox_down(ctx, &since));
	TRY(outbox_unsent(ctx, phone_horizon(ctx), PHONE_MOST, &all, &n));
	TRY(list_them(ctx, all, n, since));
	if (!ctx->house->dir)
		return OK;
	ctx->lang = "da";
	e = phone_text(ctx, all, n, since, &text);
	ctx->lang = was;
	TRY(e);
	f->dir = arena_str(f->arena, str_of(ctx->house->dir));
	f->name = arena_printf(f->arena, "%.*s.txt", STR_ARG(day_str(ctx->arena, page_today(ctx))));
	f->text = arena_str(f->arena, text);
	return OK;
}

static enum err drop_before(struct ctx *ctx, day_t before)
{
	int64_t changed;

	TRY(phone_calls_drop(ctx, before, &changed));
	return phone_lists_drop(ctx, before, &changed);
}

enum err phone_tidy(struct ctx *ctx)
{
	return drop_before(ctx, page_today(ctx) - PHONE_KEPT_DAYS);
}

enum err phone_start_again(struct ctx *ctx)
{
	return drop_before(ctx, day_of(9999, 12, 31));
}
