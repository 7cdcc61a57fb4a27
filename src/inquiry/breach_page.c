/* breach_page.c -- something got out: the clock, both decisions, and the page for the authority. */
#include "inquiry/inquiry_parts.h"

#include <string.h>

enum { HOUR_S = 3600 };

struct breach_new_view {
	struct str here, back, key;
	struct form_view form;
	const struct problems *warn;
};

struct breach_view {
	const struct breach *b;
	struct str here, back, key, kind, found, classes, risk, authority, told, clock, now;
	struct form_view why, measures;
	const struct problems *bad;
	const char *done;
};

#include "inquiry_breach_html.h"

static enum err show_new(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Something got out"));
	struct breach_new_view v = { .here = page_url(ctx, "/work/breaches/new"), .back = page_url(ctx, "/work/outside"), .key = page_key(ctx),
				     .form = { inquiry_breach_fields, typed, bad }, .warn = warn };

	TRY(frame_begin_html(ctx, &f));
	TRY(breach_new_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err breach_new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct breach usual = { .risk = S("some") };
	struct values typed = { 0 };

	(void)rep;
	form_write(ctx, inquiry_breach_fields, &usual, &typed);
	return show_new(ctx, req, &typed, NULL, NULL);
}

enum err breach_new(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct breach b = { 0 };

	TRY(form_read(ctx, inquiry_breach_fields, &req->body, &b, &bad));
	if (!bad.n)
		TRY(breach_add(ctx, &b, str_is(value_of(&req->body, "sure")), &bad, &warn));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/outside?done=sent"));
	rep->status = 422;
	return show_new(ctx, req, &req->body, &bad, &warn);
}

/* --- one ------------------------------------------------------------------------------------------------------------ */

static struct str list_of(struct ctx *ctx, struct str codes)
{
	struct str list = S(""), code;

	while (str_cut(&codes, ' ', &code)) {
		struct str one = inquiry_label(ctx, inquiry_classes, code);
		list = list.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(one)) : one;
	}
	return list;
}

static struct str said(struct ctx *ctx, struct str what, int64_t at)
{
	if (!what.n)
		return tr(ctx, "Not decided yet.");
	return TR_FILL(ctx, str_same(what, "yes") ? tr(ctx, "Told, {when}.") : tr(ctx, "Not told, decided {when}."), { "when", page_moment(ctx, at) });
}

/* "31 hours left of 72", or how late it is, or that it is over. */
static struct str clock_of(struct ctx *ctx, const struct breach *b)
{
	int64_t left = (breach_due(b) - ctx->now) / HOUR_S;

	if (b->authority.n)
		return said(ctx, b->authority, b->authority_at);
	if (left >= 0)
		return TR_FILL(ctx, trn(ctx, "{n} hour left of 72.", "{n} hours left of 72.", left), { "n", tr_number(ctx, left) });
	return TR_FILL(ctx, trn(ctx, "{n} hour more than 72.", "{n} hours more than 72.", -left), { "n", tr_number(ctx, -left) });
}

static const char *done_of(const struct req *req)
{
	return str_is(value_of(&req->query, "done")) ? N_("Saved.") : NULL;
}

static struct str one_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/breaches/%lld%s", ctx->lang, (long long)id, rest);
}

static struct breach_view view_of(struct ctx *ctx, const struct req *req, const struct breach *b)
{
	return (struct breach_view){
		.b = b, .here = one_url(ctx, b->id, ""), .back = page_url(ctx, "/work/outside"), .key = page_key(ctx), .done = done_of(req),
		.kind = inquiry_label(ctx, inquiry_kinds, b->kind), .found = page_moment(ctx, b->found_at), .classes = list_of(ctx, b->classes),
		.risk = inquiry_label(ctx, inquiry_risks, b->risk), .authority = said(ctx, b->authority, b->authority_at),
		.told = said(ctx, b->told, b->told_at), .clock = clock_of(ctx, b), .now = page_moment(ctx, ctx->now),
	};
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct breach *b, const struct values *typed,
		     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Something got out"));
	struct breach_view v = view_of(ctx, req, b);
	static const struct values nothing;
	struct values *kept = arena_new_of(ctx->arena, struct values);

	form_write(ctx, inquiry_measure_fields, b, kept);
	v.bad = bad;
	v.why = (struct form_view){ inquiry_why_fields, typed ? typed : &nothing, bad };
	v.measures = (struct form_view){ inquiry_measure_fields, typed && value_of(typed, "measures").p ? typed : kept, bad };
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(breach_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct breach *b)
{
	int64_t id;

	return req_id(req, "id", &id) ? breach_find(ctx, id, b) : ERR_NOT_FOUND;
}

enum err breach_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct breach b;

	TRY(find(ctx, req, &b));
	return show(ctx, req, rep, &b, NULL, NULL);
}

/* A decision: what is said with it is read once for all of them. */
static enum err decide(struct ctx *ctx, const struct req *req, const struct breach *b, struct str act, struct problems *bad)
{
	struct breach typed = { .why = S("") };
	bool yes = str_ends(act, S("_yes"));

	TRY(form_read(ctx, inquiry_why_fields, &req->body, &typed, bad));
	if (bad->n)
		return OK;
	return str_starts(act, S("authority")) ? breach_authority(ctx, b, yes, typed.why, bad) : breach_told(ctx, b, yes, typed.why, bad);
}

static enum err measures(struct ctx *ctx, const struct req *req, const struct breach *b, struct problems *bad)
{
	struct breach typed = { .measures = S("") };

	TRY(form_read(ctx, inquiry_measure_fields, &req->body, &typed, bad));
	return bad->n ? OK : breach_measures(ctx, b, typed.measures, typed.people, bad);
}

enum err breach_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct breach b;

	TRY(find(ctx, req, &b));
	if (str_same(act, "close"))
		TRY(breach_close(ctx, &b, &bad));
	else if (str_same(act, "measures"))
		TRY(measures(ctx, req, &b, &bad));
	else if (str_starts(act, S("authority_")) || str_starts(act, S("told_")))
		TRY(decide(ctx, req, &b, act, &bad));
	else
		return ERR_INVALID;
	if (!bad.n)
		return reply_see(ctx, rep, one_url(ctx, b.id, "?done=1"));
	rep->status = 422;
	return show(ctx, req, rep, &b, &req->body, &bad);
}

enum err breach_paper(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Something got out"));
	struct breach_view v;
	struct breach b;

	TRY(find(ctx, req, &b));
	v = view_of(ctx, req, &b);
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(breach_paper_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
