/* page.c -- the sentence to say, who asked, and what was answered. */
#include "inquiry/inquiry_parts.h"

enum { LIST_MOST = 100 };

struct outside_line {
	struct str href, title, state, when;
	const char *tone;
};

struct outside_view {
	struct str here, key, breach, kept;
	const char *done;
	struct form_view form;
	const struct problems *warn;
	struct outside_line *rows, *breaches;
	size_t n, nbreaches;
	bool answers;
};

struct inquiry_view {
	const struct inquiry *q;
	struct str here, back, key, from, when, decision, basis, decided_by, agreed_by;
	struct form_view form;
	const char *done;
};

#include "inquiry_page_html.h"

static struct str one_url(struct ctx *ctx, const char *path, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/%s/%lld%s", ctx->lang, path, (long long)id, rest);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static struct outside_line line_of(struct ctx *ctx, const struct inquiry *q)
{
	struct outside_line l = { .href = one_url(ctx, "outside", q->id, ""), .title = inquiry_label(ctx, inquiry_froms, q->from_kind),
				  .when = tr_day_date_year(ctx, q->day), .state = inquiry_label(ctx, inquiry_decisions, q->decision), .tone = "chip--ok" };

	if (!q->closed_at) {
		l.state = q->decision.n ? tr(ctx, "Waits for a second person") : tr(ctx, "To be answered");
		l.tone = "chip--soon";
	}
	return l;
}

static struct outside_line breach_line(struct ctx *ctx, const struct breach *b)
{
	struct outside_line l = { .href = one_url(ctx, "breaches", b->id, ""), .title = inquiry_label(ctx, inquiry_kinds, b->kind),
				  .when = page_moment(ctx, b->found_at), .state = tr(ctx, "Closed"), .tone = "chip--ok" };

	if (!b->closed_at) {
		l.state = ctx->now > breach_due(b) && !b->authority.n ? tr(ctx, "Overdue") : tr(ctx, "Open");
		l.tone = "chip--late";
	}
	return l;
}

static enum err fill(struct ctx *ctx, struct outside_view *v)
{
	struct inquiry *all;
	struct breach *breaches;

	TRY(inquiry_list(ctx, LIST_MOST, &all, &v->n));
	TRY(breach_list(ctx, LIST_MOST, &breaches, &v->nbreaches));
	v->rows = arena_array(ctx->arena, v->n, struct outside_line);
	v->breaches = arena_array(ctx->arena, v->nbreaches, struct outside_line);
	for (size_t i = 0; i < v->n; i++)
		v->rows[i] = line_of(ctx, &all[i]);
	for (size_t i = 0; i < v->nbreaches; i++)
		v->breaches[i] = breach_line(ctx, &breaches[i]);
	return OK;
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "sent") ? N_("Written down. Those who answer have been given it.") : str_same(code, "saved") ? N_("Saved.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Somebody asks about a person"));
	struct outside_view v = { .here = page_url(ctx, "/work/outside"), .key = page_key(ctx), .breach = page_url(ctx, "/work/breaches/new"), .kept = page_url(ctx, "/work/kept"),
				  .done = done_of(req), .form = { inquiry_fields, typed, bad }, .warn = warn, .answers = may(ctx->who, OUTSIDE_ANSWER) };

	if (v.answers)
		TRY(fill(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(outside_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err outside(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct inquiry usual = { .day = page_today(ctx) };
	struct values typed = { 0 };

	(void)rep;
	form_write(ctx, inquiry_fields, &usual, &typed);
	return show(ctx, req, &typed, NULL, NULL);
}

static enum err outside_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct inquiry q = { 0 };

	TRY(form_read(ctx, inquiry_fields, &req->body, &q, &bad));
	if (!bad.n)
		TRY(inquiry_add(ctx, &q, str_is(value_of(&req->body, "sure")), &bad, &warn));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/outside?done=sent"));
	rep->status = 422;
	return show(ctx, req, &req->body, &bad, &warn);
}

/* --- one ------------------------------------------------------------------------------------------------------------ */

static enum err find(struct ctx *ctx, const struct req *req, struct inquiry *q)
{
	int64_t id;

	return req_id(req, "id", &id) ? inquiry_find(ctx, id, q) : ERR_NOT_FOUND;
}

static enum err show_one(struct ctx *ctx, const struct req *req, struct reply *rep, const struct inquiry *q, const struct values *typed,
			 const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Somebody asks about a person"));
	struct inquiry_view v = { .q = q, .here = one_url(ctx, "outside", q->id, ""), .back = page_url(ctx, "/work/outside"), .key = page_key(ctx),
				  .from = inquiry_label(ctx, inquiry_froms, q->from_kind), .when = tr_day_date_year(ctx, q->day),
				  .decision = inquiry_label(ctx, inquiry_decisions, q->decision), .basis = inquiry_label(ctx, inquiry_bases, q->basis),
				  .decided_by = inquiry_person(ctx, q->decided_by), .agreed_by = inquiry_person(ctx, q->agreed_by),
				  .form = { inquiry_answer_fields, typed, bad }, .done = done_of(req) };

	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(inquiry_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct inquiry q, usual = { .decision = S("nothing"), .basis = S("none") };

	TRY(find(ctx, req, &q));
	form_write(ctx, inquiry_answer_fields, q.decision.n ? &q : &usual, &typed);
	return show_one(ctx, req, rep, &q, &typed, NULL);
}

static enum err one_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct inquiry q, answer = { 0 };

	TRY(find(ctx, req, &q));
	if (str_same(value_of(&req->body, "act"), "agree")) {
		TRY(inquiry_agree(ctx, &q, &bad));
	} else {
		TRY(form_read(ctx, inquiry_answer_fields, &req->body, &answer, &bad));
		if (!bad.n)
			TRY(inquiry_decide(ctx, &q, &answer, &bad));
	}
	if (!bad.n)
		return reply_see(ctx, rep, one_url(ctx, "outside", q.id, "?done=saved"));
	rep->status = 422;
	return show_one(ctx, req, rep, &q, &req->body, &bad);
}

const struct route inquiry_routes[] = {
	{ "GET", "/:lang/work/outside", MEMBER, outside, 0, NULL },
	{ "POST", "/:lang/work/outside", MEMBER, outside_add, 0, NULL },
	{ "GET", "/:lang/work/outside/:id", OUTSIDE_ANSWER, one, 0, NULL },
	{ "POST", "/:lang/work/outside/:id", OUTSIDE_ANSWER, one_act, 0, NULL },
	{ "GET", "/:lang/work/breaches/new", MEMBER, breach_new_page, 0, NULL },
	{ "POST", "/:lang/work/breaches/new", MEMBER, breach_new, 0, NULL },
	{ "GET", "/:lang/work/breaches/:id", OUTSIDE_ANSWER, breach_page, 0, NULL },
	{ "POST", "/:lang/work/breaches/:id", OUTSIDE_ANSWER, breach_act, 0, NULL },
	{ "GET", "/:lang/work/breaches/:id/paper", OUTSIDE_ANSWER, breach_paper, 0, NULL },
	{ 0 }
};
