/* public_page.c -- three questions, and what is open to the person: whatever they answer, something is. */
#include "policy/policy_parts.h"

#include <string.h>

struct ask_view {
	struct str back, programme, action, key, find, weeks;
};

struct answer_view {
	struct str back, programme, text, find, again;
	bool odd, kept;
};

#include "policy_public_html.h"

static enum err asked(struct ctx *ctx, const struct req *req, struct programme *programme, struct policy *p)
{
	TRY(programme_of_slug(ctx, req_param(req, "slug"), programme));
	return policy_now(ctx, programme->id, p);
}

static struct str url_of(struct ctx *ctx, const struct programme *p, const char *tail)
{
	return arena_printf(ctx->arena, "/%s/programmes/%.*s%s", ctx->lang, STR_ARG(p->slug), tail);
}

static struct str find_url(struct ctx *ctx, const struct programme *p)
{
	return p->method.n ? arena_printf(ctx->arena, "/%s/find?method=%.*s", ctx->lang, STR_ARG(p->method)) : page_url(ctx, "/find");
}

enum err policy_ask_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Three questions, if you like"));
	struct programme programme;
	struct ask_view v = { .key = page_key(ctx) };
	struct policy p;

	(void)rep;
	TRY(asked(ctx, req, &programme, &p));
	v.programme = programme_name(ctx, &programme);
	v.back = url_of(ctx, &programme, "");
	v.action = url_of(ctx, &programme, "/who");
	v.find = page_url(ctx, "/find");
	if (p.stable_weeks != INT64_MIN)
		v.weeks = trn(ctx, "Stable means for at least {n} week.", "Stable means for at least {n} weeks.", p.stable_weeks);
	TRY(frame_begin_html(ctx, &f));
	TRY(questions_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static struct str said(const struct req *req, const char *name)
{
	struct str text = value_of(&req->body, name);

	return text.p ? text : S("not_said");
}

/* The answers stand in no address: the page is the answer itself. */
enum err policy_answer_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct policy_answers a = { said(req, "been"), said(req, "wants"), said(req, "status") };
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Thank you. You are welcome."));
	struct programme programme;
	struct answer_view v = { 0 };
	enum tri result = TRI_UNKNOWN;
	struct policy p;
	enum err e;

	TRY(asked(ctx, req, &programme, &p));
	e = policy_declare(ctx, programme.id, &a, STR_ABSENT, &result);
	if (e && e != ERR_LIMIT)
		return e;
	v.kept = !e;
	v.odd = str_same(a.been, "no") && str_same(a.status, "stable");
	v.text = policy_text(ctx, &p, result);
	v.programme = programme_name(ctx, &programme);
	v.back = url_of(ctx, &programme, "");
	v.again = url_of(ctx, &programme, "/who");
	v.find = find_url(ctx, &programme);
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(answered_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
