/* rota_page.c -- the next eight weeks of a group: who is on, who cannot, who is asked instead. */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "location/location.h"

enum { AHEAD_DAYS = 56, HOUR_S = 3600, CALLS_SHOWN = 10 };

struct on_line {
	struct str name, role, id;
	bool theirs;                              /* whose "I cannot" it is, or the coordinator's to say */
};

struct asked_line {
	struct str name, told, link;
};

struct call_line {
	struct str who, told;
	struct asked_line *asked;
	size_t nasked;
	bool filled;
};

struct date_line {
	struct str when, here, cancel;
	struct on_line *on;
	size_t non;
	struct call_line calls[CALLS_SHOWN];
	size_t ncalls;
	bool off, needs, informal, decide;
	struct str decide_told;
};

struct rota_view {
	const struct meeting *m;
	struct str back, key;
	struct date_line *dates;
	size_t n;
	bool keeps;
	const struct problem *bad;
	struct str done;
};

struct ask_view {
	const struct evening_date *d;
	struct str key, action, when, where;
	enum evening_asked_state state;
};

#include "evening_rota_html.h"
#include "evening_sql.h"

/* --- the weeks ------------------------------------------------------------------------------------------------------ */

static struct str role_said(struct ctx *ctx, struct str role)
{
	static const struct choice roles[] = { { "facilitator", N_("leads") }, { "co_facilitator", N_("leads along") }, { "apprentice", N_("learns") }, { 0 } };
	const char *label = choice_label(roles, role);

	return label ? tr_of(ctx, str_of(label)) : tr(ctx, "helps");
}

static enum err own_id(struct ctx *ctx, const struct meeting *m, int64_t *id)
{
	struct evening_own *own;
	size_t n = 0;

	*id = 0;
	if (ctx->who->account)
		TRY(evening_own(ctx, ctx->who->account, m->org, &own, &n));
	if (n)
		*id = own[0].id;
	return OK;
}

/* Somebody who may lead it under its method on that day. */
static enum err is_led(struct ctx *ctx, const struct evening_line *l, const struct evening_person *rota, size_t n, bool *led)
{
	struct evening_method m = { 0 };
	enum err e = evening_method(ctx, l->meeting, l->o.day, &m);

	*led = false;
	if (e && e != ERR_NOT_FOUND)
		return e;
	for (size_t i = 0; i < n && !*led; i++) {
		struct evening_certified c = { .n = 1 };
		if (!str_same(rota[i].role, "facilitator") || rota[i].away)
			continue;
		if (!e && m.training)
			TRY(evening_certified(ctx, rota[i].volunteer, m.method, l->o.day, &c));
		*led = c.n > 0;
	}
	return OK;
}

static struct str asked_told(struct ctx *ctx, const struct rota_view *v, const struct evening_stand_in *s)
{
	const struct zone *zone = zone_find(ctx->house->cal, v->m->zone);

	switch (s->state) {
	case EVENING_ASKED_YES:
		return tr(ctx, "comes");
	case EVENING_ASKED_NO:
		return tr(ctx, "cannot");
	case EVENING_ASKED_LATE:
		return tr(ctx, "said yes after another; thanked");
	case EVENING_ASKED_OPEN:
		return tr(ctx, "is asked");
	case EVENING_ASKED_AHEAD:
		return TR_FILL(ctx, tr(ctx, "is asked at {time}"), { "time", tr_time(ctx, zone ? zone_local(zone, s->ask_at).minutes : 0) });
	default:
		return tr(ctx, "need not be asked any more");
	}
}

static enum err fill_call(struct ctx *ctx, const struct rota_view *v, const struct evening_calls *c, struct call_line *line)
{
	struct evening_stand_in *asked;
	size_t n;

	TRY(evening_stand_ins(ctx, v->m->id, c->day, c->volunteer, &asked, &n));
	*line = (struct call_line){ .who = c->name, .filled = c->filled_by.has, .asked = arena_array(ctx->arena, n, struct asked_line), .nasked = n };
	line->told = c->filled_by.has ? TR_FILL(ctx, tr(ctx, "{name} cannot come. Somebody comes instead."), { "name", c->name }) :
		     n ? TR_FILL(ctx, tr(ctx, "{name} cannot come. Others are asked."), { "name", c->name }) :
			 TR_FILL(ctx, tr(ctx, "{name} cannot come, and nobody else is certified and free."), { "name", c->name });
	for (size_t i = 0; i < n; i++) {
		line->asked[i] = (struct asked_line){ .name = asked[i].name, .told = asked_told(ctx, v, &asked[i]) };
		if (v->keeps && asked[i].state == EVENING_ASKED_OPEN)
			line->asked[i].link = arena_cat(ctx->arena, ctx->house->origin, evening_stand_in_path(ctx, &asked[i]));
	}
	return OK;
}

static enum err fill_calls(struct ctx *ctx, const struct rota_view *v, day_t day, struct date_line *d)
{
	struct evening_calls *calls;
	size_t n;

	TRY(evening_calls(ctx, v->m->id, day, day, &calls, &n));
	for (size_t i = 0; i < n && d->ncalls < CALLS_SHOWN; i++)
		TRY(fill_call(ctx, v, &calls[i], &d->calls[d->ncalls++]));
	return OK;
}

static enum err fill_decision(struct ctx *ctx, const struct rota_view *v, const struct evening_line *l, struct date_line *d)
{
	struct evening_informal_row r;
	enum err e = evening_informal_row(ctx, v->m->id, l->o.by_series, &r);

	if (e && e != ERR_NOT_FOUND)
		return e;
	d->informal = !e;
	d->decide = v->keeps && d->needs && !d->informal;
	d->decide_told = l->o.starts - ctx->now <= EVENING_DECIDE_HOURS * HOUR_S ?
		tr(ctx, "It begins in less than two hours, and nobody certified leads it. What shall happen?") :
		tr(ctx, "If nobody is found, you decide two hours before the start at the latest.");
	return OK;
}

static enum err fill_date(struct ctx *ctx, const struct rota_view *v, const struct evening_line *l, int64_t own, struct date_line *d)
{
	struct evening_person *rota;
	bool led;
	size_t n;

	*d = (struct date_line){ .when = evening_when(ctx, &l->o), .here = evening_url(ctx, v->m->id, l->o.by_series, ""), .off = l->state == EVENING_OFF,
		.cancel = arena_printf(ctx->arena, "/%s/work/meetings/%lld/cancellations?day=%.*s", ctx->lang, (long long)v->m->id,
				       STR_ARG(day_str(ctx->arena, l->o.by_series))) };
	TRY(evening_rota(ctx, v->m->id, l->o.by_series, &rota, &n));
	TRY(is_led(ctx, l, rota, n, &led));
	d->on = arena_array(ctx->arena, n, struct on_line);
	for (size_t i = 0; i < n; i++)
		d->on[d->non++] = (struct on_line){ .name = rota[i].name, .role = rota[i].away ? tr(ctx, "on a break") : role_said(ctx, rota[i].role), .id = page_id(ctx, rota[i].volunteer),
						    .theirs = l->state == EVENING_AHEAD && (v->keeps || rota[i].volunteer == own) };
	d->needs = !d->off && !led;
	TRY(fill_calls(ctx, v, l->o.by_series, d));
	return fill_decision(ctx, v, l, d);
}

static enum err show(struct ctx *ctx, const struct req *req, const struct meeting *m, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Who is on"));
	struct rota_view v = { .m = m, .back = evening_group_url(ctx, m->id, ""), .key = page_key(ctx), .keeps = evening_may_keep(ctx, m),
			       .bad = bad && bad->n ? &bad->at[0] : NULL };
	struct str done = value_of(&req->query, "done");
	struct evening_line *lines;
	int64_t own;
	size_t n;

	if (str_same(done, "asked"))
		v.done = tr(ctx, "Noted. Others are asked now, three at a time.");
	else if (str_same(done, "informal"))
		v.done = tr(ctx, "People meet informally that evening.");
	TRY(own_id(ctx, m, &own));
	TRY(evening_lines_of(ctx, m, page_today(ctx), page_today(ctx) + AHEAD_DAYS, &lines, &n));
	v.dates = arena_array(ctx->arena, n, struct date_line);
	for (size_t i = n; i-- > 0;)
		if (lines[i].ends > ctx->now)
			TRY(fill_date(ctx, &v, &lines[i], own, &v.dates[v.n++]));
	TRY(frame_begin_html(ctx, &f));
	TRY(rota_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err evening_rota_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_group g;
	struct meeting m;

	rep->private_page = true;
	TRY(evening_group_asked(ctx, req, &m, &g));
	return g.meeting ? show(ctx, req, &m, NULL) : ERR_NOT_FOUND;
}

static enum err see(struct ctx *ctx, const struct req *req, struct reply *rep, const struct evening_date *d, const struct problems *bad, const char *rest)
{
	if (!bad->n)
		return reply_see(ctx, rep, evening_group_url(ctx, d->m.id, rest));
	rep->status = 422;
	return show(ctx, req, &d->m, bad);
}

enum err evening_cannot_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct evening_date d;
	int64_t volunteer;

	TRY(evening_asked(ctx, req, &d));
	if (!str_int(value_of(&req->body, "volunteer").p ? value_of(&req->body, "volunteer") : S(""), &volunteer))
		return ERR_NOT_FOUND;
	TRY(evening_cannot(ctx, &d, volunteer, &bad));
	return see(ctx, req, rep, &d, &bad, "/rota?done=asked");
}

enum err evening_informal_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct evening_date d;

	TRY(evening_asked(ctx, req, &d));
	TRY(evening_meet_informally(ctx, &d, &bad));
	return see(ctx, req, rep, &d, &bad, "/rota?done=informal");
}

/* --- who is asked, by their link ---------------------------------------------------------------------------------- */

static enum err fill_where(struct ctx *ctx, const struct evening_date *d, struct ask_view *v)
{
	int64_t place = d->o.location ? d->o.location : d->m.location;
	struct location l;
	enum err e = place ? location_get(ctx, place, &l) : ERR_NOT_FOUND;

	v->where = tr_of(ctx, str_of(choice_label(mode_choices, d->m.mode)));
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	v->where = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.name), STR_ARG(location_line(ctx, &l)));
	return OK;
}

static enum err show_ask(struct ctx *ctx, const struct req *req, struct reply *rep, const struct evening_date *d, enum evening_asked_state state)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Can you come?"));
	struct ask_view v = { .d = d, .key = page_key(ctx), .when = evening_when(ctx, &d->o), .state = state,
			      .action = arena_printf(ctx->arena, "/%s/s/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))) };

	f.no_index = true;
	rep->private_page = true;
	TRY(fill_where(ctx, d, &v));
	if (state == EVENING_ASKED_FILLED || state == EVENING_ASKED_OVER)
		rep->status = 410;
	TRY(frame_begin_html(ctx, &f));
	TRY(ask_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err evening_ask_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_stand_in s;
	struct evening_date d;

	TRY(evening_stand_in_find(ctx, req_param(req, "token"), &s, &d));
	return show_ask(ctx, req, rep, &d, s.state);
}

enum err evening_ask_answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str said = value_of(&req->body, "answer");
	struct evening_stand_in s;
	struct evening_date d;

	if (!str_same(said, "yes") && !str_same(said, "no"))
		return fail(ctx, ERR_INVALID, "no such answer to a link");
	TRY(evening_stand_in_answer(ctx, req_param(req, "token"), str_same(said, "yes"), &s, &d));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/s/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))));
}
