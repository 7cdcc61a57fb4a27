/* suggest_page.c -- the visitor's side: what should stand there instead, or "this is ours". */
#include "suggest/parts.h"

struct suggest_form_view {
	struct form_view form;
	const char *const *names;         /* the fields that are open to wishes */
	struct str key, action, claim, back, name, words;
	bool cut;
};

struct suggest_thanks_view {
	struct str back, name;
	bool claim;
};

#include "suggest_form_html.h"

static bool is_meeting(const struct req *req)
{
	return str_starts(str_of(req->route->path), S("/:lang/meetings/"));
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct suggest_listing *l, const struct values *typed,
			  const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "What should stand here?"));
	struct suggest_form_view v = { .names = listing_open_fields(l), .key = page_key(ctx), .back = listing_url(ctx, l), .name = l->name };
	struct values stored = { 0 };

	form_write(ctx, listing_fields(l), listing_record(l), &stored);
	v.form = (struct form_view){ listing_fields(l), typed ? typed : &stored, bad };
	v.action = arena_printf(ctx->arena, "%.*s/change", STR_ARG(v.back));
	v.claim = arena_printf(ctx->arena, "%.*s/claim", STR_ARG(v.back));
	v.words = typed ? value_of(typed, "words") : S("");
	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(suggest_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct suggest_listing l = { 0 };

	(void)rep;
	TRY(listing_of_slug(ctx, is_meeting(req), req_param(req, "slug"), &l));
	return show_form(ctx, req, &l, NULL, NULL);
}

static enum err send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct suggest_listing l = { 0 };
	struct problems bad = { 0 };

	TRY(listing_of_slug(ctx, is_meeting(req), req_param(req, "slug"), &l));
	TRY(suggest_add(ctx, l.id, &req->body, value_of(&req->body, "words"), req->http->source, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/wished", STR_ARG(listing_url(ctx, &l))));
	rep->status = 422;
	return show_form(ctx, req, &l, &req->body, &bad);
}

static enum err claim(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct suggest_listing l = { 0 };

	TRY(listing_of_slug(ctx, is_meeting(req), req_param(req, "slug"), &l));
	TRY(suggest_claim(ctx, l.id, req->http->source));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/wished?claim=1", STR_ARG(listing_url(ctx, &l))));
}

static enum err thanks(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Thank you"));
	struct suggest_thanks_view v = { .claim = value_of(&req->query, "claim").n > 0 };
	struct suggest_listing l = { 0 };

	(void)rep;
	TRY(listing_of_slug(ctx, is_meeting(req), req_param(req, "slug"), &l));
	v.back = listing_url(ctx, &l);
	v.name = l.name;
	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(suggest_thanks_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route suggest_visitor_routes[] = {
	{ "GET", "/:lang/meetings/:slug/change", PUBLIC, form, 0, NULL },
	{ "POST", "/:lang/meetings/:slug/change", PUBLIC, send, 0, NULL },
	{ "POST", "/:lang/meetings/:slug/claim", PUBLIC, claim, 0, NULL },
	{ "GET", "/:lang/meetings/:slug/wished", PUBLIC, thanks, 0, NULL },
	{ "GET", "/:lang/support/:slug/change", PUBLIC, form, 0, NULL },
	{ "POST", "/:lang/support/:slug/change", PUBLIC, send, 0, NULL },
	{ "POST", "/:lang/support/:slug/claim", PUBLIC, claim, 0, NULL },
	{ "GET", "/:lang/support/:slug/wished", PUBLIC, thanks, 0, NULL },
	{ 0 }
};
