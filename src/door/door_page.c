/* door_page.c -- company asked for, by the person or beside them; and the page of who is asked, and of who comes. */
#include "door/door_parts.h"
#include "account/account.h"
#include "meeting/meeting.h"

struct loop_door_view {
	struct str action, back, back_label, key, sum, head, state, stand;
	const struct door_wish *w;
	struct form_view form;
	bool work, done, late, may_ask;
};

struct greeter_view {
	struct str action, back, key, sum, when, lang, wish, called, stand, along, typed;
	const struct door_wish *w;
	const struct problems *bad;
	bool may_answer, comes, done;
};

#include "door_html.h"

static struct str stand_of(struct ctx *ctx, const struct door_wish *w)
{
	return w->stand.n ? w->stand : tr(ctx, "Outside, to the left of the door, ten minutes before.");
}

/* The hour that was agreed, or when the group meets. */
static struct str when_of(struct ctx *ctx, int64_t starts_at, const struct linkage *l)
{
	struct meeting m;

	if (starts_at)
		return tr_capital(ctx, page_moment(ctx, starts_at));
	if (l && str_same(l->to_kind, "meeting") && !meeting_get(ctx, l->target, &m))
		return meeting_when(ctx, &m);
	return tr(ctx, "The day is not agreed yet.");
}

/* --- the person, and who serves them ---------------------------------------------------------------------------- */

static enum err find_loop(struct ctx *ctx, const struct req *req, struct linkage_line *line)
{
	int64_t id;

	return req_id(req, "id", &id) ? linkage_find(ctx, id, line) : ERR_NOT_FOUND;
}

static enum err state_of(struct ctx *ctx, const struct door_wish *w, struct loop_door_view *v)
{
	struct str owner;

	if (str_same(w->state, "agreed")) {
		v->head = TR_FILL(ctx, tr(ctx, "{name} will be there"), { "name", w->called });
		v->state = tr(ctx, "If something comes between, somebody else is asked at once, and you see it here.");
		v->stand = stand_of(ctx, w);
		return OK;
	}
	TRY(account_name(ctx, w->owner, &owner));
	v->late = door_is_late(ctx, w);
	v->head = v->late ? tr(ctx, "Nobody has said yes yet") : tr(ctx, "We have asked");
	v->state = v->late ? TR_FILL(ctx, tr(ctx, "{name} looks for somebody. It is not certain that it works out this time: coming alone is fine too, or another day."),
				     { "name", owner }) :
		   tr(ctx, "As soon as somebody says yes, you see here what they are called, and where you meet.");
	return OK;
}

static enum err show_loop(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage_line *line, const struct values *typed,
			  const struct problems *bad)
{
	bool work = !ctx->who->participant;
	struct frame f = page_frame(ctx, req, work ? FRAME_WORK : FRAME_PUBLIC, tr(ctx, "Somebody at the door"));
	const char *base = arena_printf(ctx->arena, work ? "/work/loops/%lld" : "/mine/loops/%lld", (long long)line->l.id).p;
	struct door_wish w;
	struct loop_door_view v = { .action = page_url(ctx, arena_printf(ctx->arena, "%s/door", base).p), .key = page_key(ctx), .work = work, .w = &w,
				    .back = page_url(ctx, work ? base : "/mine/loops"), .done = str_is(value_of(&req->query, "done")),
				    .back_label = work ? line->to_name : tr(ctx, "Where I want to go"), .form = { door_fields, typed, bad },
				    .may_ask = !line->l.ended_at };
	enum err e = door_of(ctx, &line->l, &w);

	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!e && !str_same(w.state, "over"))
		TRY(state_of(ctx, &w, &v));
	v.sum = arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(line->to_name), STR_ARG(when_of(ctx, line->l.booked_at, &line->l)));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(door_loop_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err door_loop_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;
	struct values typed = { 0 };

	TRY(find_loop(ctx, req, &line));
	value_add(ctx->arena, &typed, S("who"), S("any"));
	value_add(ctx->arena, &typed, S("lang"), str_of(ctx->lang));
	return show_loop(ctx, req, rep, &line, &typed, NULL);
}

static enum err loop_act(struct ctx *ctx, const struct req *req, const struct linkage *l, struct problems *bad)
{
	struct str act = value_of(&req->body, "act");
	struct door_words words = { 0 };
	struct door_wish w;

	if (str_same(act, "ask")) {
		TRY(form_read(ctx, door_fields, &req->body, &words, bad));
		return bad->n ? OK : door_ask(ctx, l, &words, bad);
	}
	TRY(door_of(ctx, l, &w));
	if (str_same(act, "off"))
		return door_off(ctx, &w);
	return str_same(act, "seen") ? door_seen(ctx, &w) : ERR_INVALID;
}

enum err door_loop_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage_line line;

	TRY(find_loop(ctx, req, &line));
	TRY(loop_act(ctx, req, &line.l, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, arena_printf(ctx->arena, ctx->who->participant ? "/mine/loops/%lld/door?done=1" : "/work/loops/%lld/door?done=1",
								     (long long)line.l.id).p));
	rep->status = 422;
	return show_loop(ctx, req, rep, &line, &req->body, &bad);
}

/* --- who is asked, and who comes ------------------------------------------------------------------------------------ */

static enum err find_wish(struct ctx *ctx, const struct req *req, struct door_wish *w)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(door_find(ctx, id, w));
	/* Who was not asked has the page of the loop. */
	return w->answer.p ? OK : ERR_NOT_FOUND;
}

static struct str greeter_sum(struct ctx *ctx, const struct greeter_view *v)
{
	if (v->comes)
		return tr(ctx, "You said yes. This is all you need to know.");
	return v->may_answer ? tr(ctx, "Somebody comes the first time, and would like company. Can you be there?") : tr(ctx, "There is nothing to do here now. Thank you.");
}

static enum err show_greeter(struct ctx *ctx, const struct req *req, struct reply *rep, const struct door_wish *w, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "At the door"));
	struct greeter_view v = { .w = w, .bad = bad, .key = page_key(ctx), .back = page_url(ctx, "/work"), .done = str_is(value_of(&req->query, "done")),
				  .action = page_url(ctx, arena_printf(ctx->arena, "/work/door/%lld", (long long)w->id).p), .when = when_of(ctx, w->starts_at, NULL),
				  .along = page_url(ctx, arena_printf(ctx->arena, "/work/along/%lld", (long long)w->linkage).p),
				  .lang = tr_of(ctx, str_of(choice_label(door_langs, w->lang))), .typed = value_of(&req->body, "called") };

	v.comes = str_same(w->state, "agreed") && w->greeter == ctx->who->account;
	v.may_answer = str_same(w->state, "asking") && w->answer.p;
	v.called = participant_called(ctx, w->nickname);
	v.stand = stand_of(ctx, w);
	v.wish = str_same(w->who, "any") ? S("") : tr_of(ctx, str_of(choice_label(door_whos, w->who)));
	v.typed = v.typed.p ? v.typed : S("");
	v.sum = greeter_sum(ctx, &v);
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(greeter_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err door_greeter_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct door_wish w;

	TRY(find_wish(ctx, req, &w));
	return show_greeter(ctx, req, rep, &w, NULL);
}

enum err door_greeter_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct door_wish w;

	TRY(find_wish(ctx, req, &w));
	if (str_same(act, "yes"))
		TRY(door_yes(ctx, &w, str_trim(value_of(&req->body, "called")), &bad));
	else if (str_same(act, "no") || str_same(act, "cannot"))
		TRY(str_same(act, "no") ? door_no(ctx, &w) : door_cannot(ctx, &w));
	else
		return ERR_INVALID;
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, arena_printf(ctx->arena, "/work/door/%lld?done=1", (long long)w.id).p));
	rep->status = 422;
	TRY(find_wish(ctx, req, &w));
	return show_greeter(ctx, req, rep, &w, &bad);
}

const struct route door_routes[] = {
	{ "GET", "/:lang/mine/loops/:id/door", PERSON, door_loop_page, 0, NULL },
	{ "POST", "/:lang/mine/loops/:id/door", PERSON, door_loop_post, 0, NULL },
	{ "GET", "/:lang/work/loops/:id/door", PERSON_SERVE, door_loop_page, 0, NULL },
	{ "POST", "/:lang/work/loops/:id/door", PERSON_SERVE, door_loop_post, 0, NULL },
	{ "GET", "/:lang/work/door/:id", TASK_DO, door_greeter_page, 0, NULL },
	{ "POST", "/:lang/work/door/:id", TASK_DO, door_greeter_post, 0, NULL },
	{ 0 }
};
