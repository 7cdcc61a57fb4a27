/*
 * seat.c -- seats of a closed group: who has one, who is offered one for five days, who waits.
 *
 * One seat never goes to two: whoever gives a seat takes the group's row first and writes only while one is free.
 */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"

#include "evening_sql.h"

const struct choice evening_talk_outcomes[] = {
	{ "starts", N_("Starts") }, { "waits", N_("Waits") }, { "other_offer", N_("Another offer") }, { "not_now", N_("Not now") }, { 0 }
};

enum err evening_seat_wait(struct ctx *ctx, const struct meeting *m, struct str nickname, int64_t *id, struct problems *bad)
{
	struct str masked, name = str_trim(nickname.p ? nickname : S(""));
	const char *number = guard_number(ctx, name, &masked);
	struct evening_seats_lock group;
	int64_t changed;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	if (number)
		return problem(bad, "nickname", number);
	if (!name.n || utf8_len(name) > EVENING_NICKNAME_MOST)
		return problem(bad, "nickname", N_("Write a nickname of at most 30 letters, not a full name."));
	TRY(evening_seats_lock(ctx, m->id, &group));
	if (group.counts_only)
		return problem(bad, "nickname", N_("This group keeps counts only, so nobody is written down."));
	*id = id_new(ctx->house->rng, ctx->now);
	TRY(evening_seat_put(ctx, *id, m->id, name, ctx->now, &changed));
	return event_add(ctx, "evening.seat_wished", m->id, STR_ABSENT);
}

/* The row, for those who keep its group. */
static enum err find(struct ctx *ctx, const struct meeting *m, int64_t id)
{
	struct evening_seat_row r;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	TRY(evening_seat_row(ctx, id, &r));
	return r.meeting == m->id ? OK : ERR_NOT_FOUND;
}

enum err evening_seat_offer(struct ctx *ctx, const struct meeting *m, int64_t id, struct problems *bad)
{
	struct evening_seats_lock group;
	int64_t changed;

	TRY(find(ctx, m, id));
	TRY(evening_seats_lock(ctx, m->id, &group));
	TRY(evening_seat_offer_put(ctx, id, m->id, ctx->now + EVENING_OFFER_DAYS * (int64_t)EVENING_DAY_S, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("No seat is free now. They keep their place in the line."));
	return event_add(ctx, "evening.seat_offered", m->id, STR_ABSENT);
}

enum err evening_seat_take(struct ctx *ctx, const struct meeting *m, int64_t id, struct problems *bad)
{
	int64_t changed;

	TRY(find(ctx, m, id));
	TRY(evening_seat_take_put(ctx, id, ctx->now, &changed));
	if (!changed)
		return problem(bad, "", N_("The offer has run out. Offer them a seat again."));
	return event_add(ctx, "evening.seat_taken", m->id, STR_ABSENT);
}

enum err evening_seat_leave(struct ctx *ctx, const struct meeting *m, int64_t id)
{
	int64_t changed;

	TRY(find(ctx, m, id));
	TRY(evening_seat_leave_put(ctx, id, ctx->now, &changed));
	return event_add(ctx, "evening.seat_left", m->id, STR_ABSENT);
}

enum err evening_seat_talk(struct ctx *ctx, const struct meeting *m, int64_t id, struct str outcome)
{
	int64_t changed;

	TRY(find(ctx, m, id));
	if (!choice_label(evening_talk_outcomes, outcome))
		return fail(ctx, ERR_INVALID, "no such outcome of a talk");
	TRY(evening_seat_talk_put(ctx, id, outcome, ctx->now, &changed));
	return event_add(ctx, "evening.talked", m->id, STR_ABSENT);
}

enum err evening_seats(struct ctx *ctx, const struct meeting *m, struct evening_seat **out, size_t *n)
{
	struct evening_seat_rows *rows;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	TRY(evening_seat_rows(ctx, m->id, &rows, n));
	*out = arena_array(ctx->arena, *n, struct evening_seat);
	for (size_t i = 0; i < *n; i++) {
		bool offered = str_same(rows[i].state, "offered") && rows[i].offered_until.v > ctx->now;
		(*out)[i] = (struct evening_seat){ .id = rows[i].id, .nickname = rows[i].nickname, .talk = rows[i].talk, .since = rows[i].at,
			.offered_until = offered ? rows[i].offered_until.v : 0,
			.state = str_same(rows[i].state, "seated") ? EVENING_SEATED : offered ? EVENING_OFFERED : EVENING_WAITING };
	}
	return OK;
}
