/* work_page.c -- for who calls: tonight's list, one call, twenty seconds to say how it went. */
#include "call/call_parts.h"
#include "area/area.h"
#include "cal/cal.h"

enum { LIST_MOST = 50, TRIES_SHOWN = 20 };

struct call_row {
	struct str href, name, due, when;
	bool late, now;                   /* now: it is a time that they allowed */
};

struct list_view {
	struct call_row *rows;
	size_t n;
	bool saved;
};

struct try_row {
	struct str when, said;
};

struct one_view {
	const struct call *c;
	struct str here, back, key, name, due, when, number, area, onward;   /* onward: to hand them over; empty: may not */
	const struct problems *bad;
	struct try_row *tries;
	size_t ntries;
	bool open, now, late;
};

#include "call_work_html.h"

static struct str called(struct ctx *ctx, const struct call *c)
{
	return participant_called(ctx, c->nickname);
}

static struct call_row row_of(struct ctx *ctx, const struct call *c)
{
	return (struct call_row){
		.href = page_url(ctx, arena_printf(ctx->arena, "/work/calls/%lld", (long long)c->task.id).p), .name = called(ctx, c),
		.due = page_moment(ctx, c->task.duty.due_at), .when = contact_time_words(ctx, &c->way), .late = c->task.duty.due_at <= ctx->now,
		.now = contact_is_time(ctx, &c->way, ctx->now),
	};
}

enum err call_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Calls"));
	struct list_view v = { .saved = str_is(value_of(&req->query, "saved")) };
	struct call *all;

	(void)rep;
	TRY(call_list(ctx, LIST_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct call_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &all[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(calls_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one ------------------------------------------------------------------------------------------------------ */

static enum err fill_tries(struct ctx *ctx, struct one_view *v)
{
	struct task_attempt *tries;

	TRY(task_tries(ctx, "task", v->c->task.id, TRIES_SHOWN, &tries, &v->ntries));
	v->tries = arena_array(ctx->arena, v->ntries, struct try_row);
	for (size_t i = 0; i < v->ntries; i++)
		v->tries[i] = (struct try_row){ page_moment(ctx, tries[i].at), tr_of(ctx, str_of(choice_label(task_results, tries[i].result))) };
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct call *c, struct str number, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A call"));
	struct one_view v = {
		.c = c, .here = page_url(ctx, arena_printf(ctx->arena, "/work/calls/%lld", (long long)c->task.id).p), .back = page_url(ctx, "/work/calls"),
		.key = page_key(ctx), .name = called(ctx, c), .due = page_moment(ctx, c->task.duty.due_at), .when = contact_time_words(ctx, &c->way),
		.onward = may(ctx->who, PERSON_SERVE) ? page_url(ctx, arena_printf(ctx->arena, "/work/handover?person=%lld", (long long)c->participant).p) : S(""),
		.number = number, .area = area_name_of(ctx, c->task.area), .bad = bad, .open = !c->task.done_at,
		.now = contact_is_time(ctx, &c->way, ctx->now), .late = c->task.duty.due_at <= ctx->now,
	};

	TRY(fill_tries(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(call_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct call *c)
{
	int64_t id;

	return req_id(req, "id", &id) ? call_find(ctx, id, c) : ERR_NOT_FOUND;
}

enum err call_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct call c;

	(void)rep;
	TRY(find(ctx, req, &c));
	return show(ctx, req, &c, STR_ABSENT, NULL);
}

enum err call_number_show(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct str number = STR_ABSENT;
	struct call c;

	TRY(find(ctx, req, &c));
	TRY(call_number(ctx, &c, &number, &bad));
	rep->private_page = true;
	if (bad.n)
		rep->status = 422;
	return show(ctx, req, &c, number, &bad);
}

static enum err done_or_again(struct ctx *ctx, const struct req *req, struct reply *rep, const struct call *c, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, page_url(ctx, "/work/calls?saved=1"));
	rep->status = 422;
	return show(ctx, req, c, STR_ABSENT, bad);
}

enum err call_result(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct task_attempt a = { .channel = S("phone"), .result = value_of(&req->body, "result") };
	struct problems bad = { 0 };
	struct call c;

	TRY(find(ctx, req, &c));
	TRY(call_went(ctx, &c, &a, &bad));
	return done_or_again(ctx, req, rep, &c, &bad);
}

enum err call_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct call c;

	TRY(find(ctx, req, &c));
	TRY(call_give_up(ctx, &c, &bad));
	return done_or_again(ctx, req, rep, &c, &bad);
}
