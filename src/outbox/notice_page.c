/* notice_page.c -- who works here says whether and where they want to hear that somebody waits for them. */
#include "outbox/outbox_parts.h"

enum { LETTERS = 5 };

struct notice_view {
	struct form_view form;
	struct str action, back, key;
	struct outbox_letter letters[LETTERS];
	size_t nletters;
	bool saved, closed;
};

static const struct field notice_fields[] = {
	F(struct outbox_notice, wish, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = outbox_wishes, .label = N_("Shall we write to you when somebody waits for you?")),
	F(struct outbox_notice, address, FIELD_EMAIL, .most = 120, .flags = FIELD_DEPENDS | FIELD_PRIVATE, .label = N_("Your e-mail address"),
	  .hint = N_("It is kept sealed and used for nothing else.")),
	F_END
};

#include "outbox_parts_html.h"
#include "outbox_notice_html.h"

/* All that can come, exactly as it would. */
static enum err fill_letters(struct ctx *ctx, struct notice_view *v)
{
	static const struct { enum outbox_say say; const char *kind; } all[LETTERS] = {
		{ SAY_WAITS, "waits" }, { SAY_DRIVE, "drive_asked" }, { SAY_DRIVE_OFF, "drive_off" }, { SAY_FORM, "form_missing" }, { SAY_LISTING, "listing_old" },
	};
	struct str link;
	bool open;

	TRY(outbox_address(ctx, page_url(ctx, "/work"), &link));
	for (; v->nletters < LETTERS; v->nletters++) {
		struct outbox_message m = { .kind = all[v->nletters].kind, .to_kind = "account", .to = ctx->who->account, .lang = ctx->lang };
		outbox_say(ctx, m.lang, all[v->nletters].say, (struct outbox_gaps){ .link = link }, &m.about, &m.words);
		TRY(outbox_preview(ctx, &m, &v->letters[v->nletters]));
	}
	TRY(outbox_is_open(ctx, &open));
	v->closed = !open;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Messages to me"));
	struct notice_view v = { .form = { notice_fields, typed, bad }, .action = page_url(ctx, "/work/me/messages"), .back = page_url(ctx, "/work/me"),
				 .key = page_key(ctx), .saved = str_is(value_of(&req->query, "saved")) };

	TRY(fill_letters(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(notice_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err outbox_notice_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values stored = { 0 };
	struct outbox_notice n;

	(void)rep;
	TRY(outbox_notice(ctx, ctx->who->account, &n));
	form_write(ctx, notice_fields, &n, &stored);
	return show(ctx, req, &stored, NULL);
}

enum err outbox_notice_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outbox_notice n = { 0 };
	struct problems bad = { 0 };

	TRY(form_read(ctx, notice_fields, &req->body, &n, &bad));
	if (!bad.n)
		TRY(outbox_notice_save(ctx, &n, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/me/messages?saved=1"));
	rep->status = 422;
	return show(ctx, req, &req->body, &bad);
}
