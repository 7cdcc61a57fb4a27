/* mine_page.c -- for the person: who calls and when, one tap to end it, and a look they write themselves. */
#include "checkup/checkup_parts.h"

#include <string.h>

enum { OF_MOST = 10, ANSWERS_MOST = 9 };

struct mine_row {
	struct str kind, title, next, count;
	bool is_look;
};

struct mine_calls_view {
	struct str here, back, look, key;
	struct mine_row rows[2];
	size_t n;
	struct form_view form;
	bool may_begin;
	const char *done;
};

struct point {
	struct str when, days, people, place;
};

struct mine_look_view {
	struct str action, back, key;
	struct form_view form;
	struct point points[ANSWERS_MOST];
	size_t n;
};

#include "checkup_own_html.h"

static struct mine_row row_of(struct ctx *ctx, const struct checkup *c)
{
	bool look = !str_same(c->kind, "phone");

	return (struct mine_row){
		.kind = c->kind, .is_look = look, .title = look ? tr(ctx, "A look every three months") : tr(ctx, "A call every week"),
		.next = c->task.id ? TR_FILL(ctx, tr(ctx, "Next: {day}."), { "day", tr_day_date(ctx, page_local(ctx, c->task.duty.due_at).day) }) : S(""),
		.count = TR_FILL(ctx, tr(ctx, "{n} of {all} so far."), { "n", tr_number(ctx, c->held) }, { "all", tr_number(ctx, c->planned) }),
	};
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "begun") ? N_("Agreed. You can end it here at any time.") : str_same(code, "ended") ? N_("It has stopped. Nobody asks why.") :
	       str_same(code, "said") ? N_("Thank you. What you wrote is sealed, and ends nothing.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct values *typed, const struct problems *bad)
{
	static const struct values none = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "We call you"));
	struct mine_calls_view v = { .here = page_url(ctx, "/mine/calls"), .back = page_url(ctx, "/mine"), .look = page_url(ctx, "/mine/checkup"),
				     .key = page_key(ctx), .form = { checkup_fields, typed ? typed : &none, bad }, .done = done_of(req) };
	struct checkup *all;
	size_t n;

	TRY(checkup_of(ctx, ctx->who->participant, OF_MOST, &all, &n));
	for (size_t i = 0; i < n && v.n < 2; i++)
		if (!all[i].ended_at)
			v.rows[v.n++] = row_of(ctx, &all[i]);
	v.may_begin = v.n < 2;
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_mine_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err checkup_mine_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL, NULL);
}

enum err checkup_mine_begin(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup_wish w = { 0 };
	struct problems bad = { 0 };
	struct checkup c;
	enum err e = OK;

	TRY(form_read(ctx, checkup_fields, &req->body, &w, &bad));
	w.participant = ctx->who->participant;
	if (!bad.n)
		e = checkup_begin(ctx, &w, S(""), &c, &bad);
	if (e == ERR_NOT_FOUND) {
		e = OK;
		problem(&bad, "", N_("Nobody here can promise that just now. Please call us instead."));
	}
	TRY(e);
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/calls?done=begun"));
	rep->status = 422;
	return show(ctx, req, rep, &req->body, &bad);
}

/* One tap, without a reason; a second time nothing happens. */
enum err checkup_mine_stop(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup c;
	enum err e = checkup_open(ctx, ctx->who->participant, str_same(value_of(&req->body, "kind"), "phone") ? "phone" : "checkup", &c);

	if (!e)
		e = checkup_stop(ctx, &c);
	if (e && e != ERR_NOT_FOUND)
		return e;
	return reply_see(ctx, rep, page_url(ctx, "/mine/calls?done=ended"));
}

/* --- a look of their own ------------------------------------------------------------------------------------------------ */

static struct str label_of(struct ctx *ctx, const struct choice *list, struct str code)
{
	const char *label = choice_label(list, code);

	return label ? tr_of(ctx, str_of(label)) : S("–");
}

static enum err fill_points(struct ctx *ctx, const struct checkup *c, struct mine_look_view *v)
{
	struct checkup_answer *all;

	TRY(checkup_answers(ctx, c, ANSWERS_MOST, &all, &v->n));
	for (size_t i = 0; i < v->n; i++)
		v->points[i] = (struct point){ tr_date(ctx, all[i].day), label_of(ctx, checkup_days, all[i].said.days),
					       label_of(ctx, checkup_people, all[i].said.people), label_of(ctx, checkup_places, all[i].said.place) };
	return OK;
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct reply *rep, const struct checkup *c, const struct values *typed,
			  const struct problems *bad)
{
	static const struct values none = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "How are things?"));
	struct mine_look_view *v = arena_new_of(ctx->arena, struct mine_look_view);

	*v = (struct mine_look_view){ .action = page_url(ctx, "/mine/checkup"), .back = page_url(ctx, "/mine/calls"), .key = page_key(ctx),
				      .form = { checkup_said_fields, typed ? typed : &none, bad } };
	TRY(fill_points(ctx, c, v));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(checkup_look_html(ctx, v));
	return frame_end_html(ctx, &f);
}

/* Nothing agreed: the page where it can be. */
enum err checkup_mine_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup c;
	enum err e = checkup_open(ctx, ctx->who->participant, "checkup", &c);

	if (e == ERR_NOT_FOUND)
		return reply_see(ctx, rep, page_url(ctx, "/mine/calls"));
	TRY(e);
	return show_form(ctx, req, rep, &c, NULL, NULL);
}

enum err checkup_mine_say(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct checkup_said s = { 0 };
	struct problems bad = { 0 };
	struct checkup c;
	enum err e = checkup_open(ctx, ctx->who->participant, "checkup", &c);

	if (e == ERR_NOT_FOUND)
		return reply_see(ctx, rep, page_url(ctx, "/mine/calls"));
	TRY(e);
	TRY(form_read(ctx, checkup_said_fields, &req->body, &s, &bad));
	if (!bad.n)
		TRY(checkup_say(ctx, &c, &s, "own", &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/calls?done=said"));
	rep->status = 422;
	return show_form(ctx, req, rep, &c, &req->body, &bad);
}
