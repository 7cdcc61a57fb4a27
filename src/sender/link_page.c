/* link_page.c -- for a partner: six digits, and they are in.  What is looked at changes nothing. */
#include "sender/sender_parts.h"
#include "form/form.h"

struct typed_digits {
	struct str link, digits;
};

static const struct field digit_fields[] = {
	F(struct typed_digits, digits, FIELD_SECRET, FIELD_REQUIRED, 1, 20, N_("Six digits"), N_("You have them from us. They are not the number of anybody.")),
	F_END
};

/* Without the address: whoever was in, and out again by the clock, has it on the card or among their bookmarks. */
static const struct field link_fields[] = {
	F(struct typed_digits, link, FIELD_TEXT, FIELD_REQUIRED, 1, 200, N_("Your link"), N_("The whole address that you have from us, as on the card.")),
	F(struct typed_digits, digits, FIELD_SECRET, FIELD_REQUIRED, 1, 20, N_("Six digits"), N_("You have them from us. They are not the number of anybody.")),
	F_END
};

struct enter_view {
	const struct problems *bad;
	const struct field *fields;
	bool asks_link, ended;
	struct str link;                      /* as typed */
};

#include "sender_link_html.h"

/* The same whatever the link is: whoever found one learns nothing from the page. */
static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Six digits"));
	bool asks = !req_param(req, "token").p;
	struct enter_view v = { bad, asks ? link_fields : digit_fields, asks, str_is(value_of(&req->query, "ended")), value_of(&req->body, "link") };

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(enter_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* Only looks: mail programs may fetch it as often as they like. */
enum err sender_link_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL);
}

/* The token of a pasted address: what stands behind its last slash. */
static struct str token_of(const struct req *req)
{
	struct str token = req_param(req, "token"), rest = str_trim(value_of(&req->body, "link"));

	while (!req_param(req, "token").p && str_cut(&rest, '/', &token))
		;
	return token.p ? token : S("");
}

enum err sender_link_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sender_entry *e = arena_new_of(ctx->arena, struct sender_entry);
	struct str typed = value_of(&req->body, "digits");

	(void)rep;
	req_carry(req, e);
	return sender_look(ctx, token_of(req), typed.p ? typed : S(""),
			   arena_printf(ctx->arena, "%016llx", (unsigned long long)req->http->source), e);
}

static enum err must_wait(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t seconds)
{
	struct problems bad = { 0 };
	struct str n = arena_printf(ctx->arena, "%lld", (long long)seconds);

	rep->status = 429;
	reply_header(rep, S("Retry-After"), n);
	problem_with(&bad, "digits", N_("Please wait {x} seconds, and then try again."), n);
	return show(ctx, req, rep, &bad);
}

static enum err wrong(struct ctx *ctx, const struct req *req, struct reply *rep, const struct sender_entry *e)
{
	struct problems bad = { 0 };

	rep->status = 422;
	rep->keep = true;
	problem(&bad, "digits", N_("That opened nothing. Look at the link and at the digits. If you have newer ones, use those; or ask us for new ones."));
	TRY(sender_wrong(ctx, e));
	return show(ctx, req, rep, &bad);
}

enum err sender_link_enter(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct sender_entry *entry = req->carry;
	enum err e;

	if (entry->wait_s)
		return must_wait(ctx, req, rep, entry->wait_s);
	e = entry->account ? sender_open(ctx, entry, &rep->session) : ERR_NOT_FOUND;
	if (e == ERR_NOT_FOUND)
		return wrong(ctx, req, rep, entry);
	return e ? e : reply_see(ctx, rep, page_url(ctx, "/work/send"));
}
