/* seat_page.c -- seats of a closed group, for its coordinator: by nickname, in the order of the line. */
#include "evening/evening_parts.h"

struct seat_line {
	struct str name, told, action, talk;
	enum evening_seat_state state;
};

struct seats_view {
	const struct meeting *m;
	const struct evening_group *group;
	struct str here, back, key, told, typed;
	const struct problem *bad;
	struct seat_line *lines;
	size_t n;
	int64_t alike;                            /* who wait in like groups */
	bool full, enough;
};

#include "evening_seats_html.h"

static struct str told(struct ctx *ctx, const struct evening_seat *s, size_t line)
{
	if (s->state == EVENING_SEATED)
		return tr(ctx, "Has a seat");
	if (s->state == EVENING_OFFERED)
		return TR_FILL(ctx, tr(ctx, "A seat is kept until {day}"), { "day", tr_date(ctx, page_local(ctx, s->offered_until).day) });
	return TR_FILL(ctx, tr(ctx, "Number {n} in the line"), { "n", tr_number(ctx, (int64_t)line) });
}

static enum err fill(struct ctx *ctx, struct seats_view *v)
{
	struct evening_seat *seats;
	size_t line = 0, taken = 0;

	TRY(evening_seats(ctx, v->m, &seats, &v->n));
	v->lines = arena_array(ctx->arena, v->n, struct seat_line);
	for (size_t i = 0; i < v->n; i++) {
		const char *label = choice_label(evening_talk_outcomes, seats[i].talk);
		line += seats[i].state == EVENING_WAITING;
		taken += seats[i].state != EVENING_WAITING;
		v->lines[i] = (struct seat_line){ .name = seats[i].nickname, .told = told(ctx, &seats[i], line), .state = seats[i].state,
			.action = arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(v->here), (long long)seats[i].id),
			.talk = label ? TR_FILL(ctx, tr(ctx, "After the talk: {outcome}"), { "outcome", tr_of(ctx, str_of(label)) }) : S("") };
	}
	v->full = (int64_t)taken >= v->group->seats;
	TRY(evening_seats_alike(ctx, v->m, &v->alike));
	v->enough = (int64_t)line >= v->group->starts_with;
	v->told = TR_FILL(ctx, tr(ctx, "{taken} of {seats} seats are given."), { "taken", tr_number(ctx, (int64_t)taken) },
			  { "seats", tr_number(ctx, v->group->seats) });
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct meeting *m, const struct evening_group *g, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Seats in the group"));
	struct seats_view v = { .m = m, .group = g, .here = evening_group_url(ctx, m->id, "/seats"), .back = evening_group_url(ctx, m->id, ""),
				.key = page_key(ctx), .bad = bad && bad->n ? &bad->at[0] : NULL, .typed = value_of(&req->body, "nickname") };

	TRY(fill(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(seats_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err asked(struct ctx *ctx, const struct req *req, struct meeting *m, struct evening_group *g)
{
	TRY(evening_group_asked(ctx, req, m, g));
	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	return g->meeting && !g->counts_only ? OK : ERR_NOT_FOUND;
}

enum err evening_seats_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_group g;
	struct meeting m;

	rep->private_page = true;
	TRY(asked(ctx, req, &m, &g));
	return show(ctx, req, &m, &g, NULL);
}

static enum err see(struct ctx *ctx, const struct req *req, struct reply *rep, const struct meeting *m, const struct evening_group *g,
		    const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, evening_group_url(ctx, m->id, "/seats"));
	rep->status = 422;
	return show(ctx, req, m, g, bad);
}

enum err evening_seat_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct evening_group g;
	struct meeting m;
	int64_t id;

	TRY(asked(ctx, req, &m, &g));
	TRY(evening_seat_wait(ctx, &m, value_of(&req->body, "nickname"), &id, &bad));
	return see(ctx, req, rep, &m, &g, &bad);
}

/* One button each: offer, take, leave, or what came of the talk. */
enum err evening_seat_do(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str what = value_of(&req->body, "do"), talk = value_of(&req->body, "talk");
	struct problems bad = { 0 };
	struct evening_group g;
	struct meeting m;
	int64_t id;

	TRY(asked(ctx, req, &m, &g));
	if (!req_id(req, "seat", &id))
		return ERR_NOT_FOUND;
	if (str_same(what, "offer"))
		TRY(evening_seat_offer(ctx, &m, id, &bad));
	else if (str_same(what, "take"))
		TRY(evening_seat_take(ctx, &m, id, &bad));
	else if (str_same(what, "leave"))
		TRY(evening_seat_leave(ctx, &m, id));
	else
		TRY(evening_seat_talk(ctx, &m, id, talk.p ? talk : S("")));
	return see(ctx, req, rep, &m, &g, &bad);
}

/* Whoever waits in like groups is offered a seat in this one. */
enum err evening_seats_bring_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_group g;
	struct meeting m;
	int64_t n;

	TRY(asked(ctx, req, &m, &g));
	TRY(evening_seats_bring(ctx, &m, &n));
	return reply_see(ctx, rep, evening_group_url(ctx, m.id, "/seats"));
}
