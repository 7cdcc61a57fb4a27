/* ask_page.c -- "call me", for a visitor in a bad week: one page, no account. */
#include "call/call_parts.h"
#include "cal/cal.h"

struct ask_view {
	struct form_view form;
	struct str action, key, queue;    /* queue: how it really is when many wait; absent otherwise */
};

struct promised_view {
	struct str sentence, number, key, mine;
	bool nobody;
};

#include "call_ask_html.h"

static struct str queue_words(struct ctx *ctx, int64_t n, int64_t since)
{
	if (n < CALL_MANY)
		return STR_ABSENT;
	return TR_FILL(ctx, trn(ctx, "Right now {n} person waits for a call, the first since {when}. It may take five days.",
				"Right now {n} people wait for a call, the first since {when}. It may take five days.", n),
		       { "when", page_moment(ctx, since) });
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Ask to be called"));
	struct ask_view v = { .form = { call_fields, typed, bad }, .action = page_url(ctx, "/call"), .key = page_key(ctx) };
	int64_t n, since;

	TRY(call_queue_now(ctx, &n, &since));
	v.queue = queue_words(ctx, n, since);
	TRY(frame_begin_html(ctx, &f));
	TRY(ask_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* ?for=relative comes from the door of families. */
enum err call_ask_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct str role = value_of(&req->query, "for");

	(void)rep;
	value_add(ctx->arena, &typed, S("role"), choice_label(participant_roles, role) ? role : S("person"));
	value_add(ctx->arena, &typed, S("time"), S("any"));
	return show(ctx, req, &typed, NULL);
}

static enum err promised(struct ctx *ctx, const struct req *req, struct reply *rep, const struct promised_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, v->nobody ? tr(ctx, "Nobody can call just now") : tr(ctx, "We call you"));

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(promised_html(ctx, v));
	return frame_end_html(ctx, &f);
}

enum err call_ask_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct participant_candidate *key = req->carry;
	struct problems bad = { 0 };
	struct call_promise p = { 0 };
	struct call_wish w = { 0 };
	enum err e;

	TRY(form_read(ctx, call_fields, &req->body, &w, &bad));
	e = bad.n ? OK : call_ask(ctx, &w, key, &p, &bad);
	if (e == ERR_NOT_FOUND)
		return promised(ctx, req, rep, &(struct promised_view){ .nobody = true });
	if (e)
		return e;
	if (bad.n) {
		rep->status = 422;
		return show(ctx, req, &req->body, &bad);
	}
	return promised(ctx, req, rep, &(struct promised_view){
		.sentence = TR_FILL(ctx, tr(ctx, "{who} calls you, at the latest on {when}."), { "who", tr_capital(ctx, p.who) }, { "when", page_moment(ctx, p.at) }),
		.key = key->text, .mine = page_url(ctx, "/key") });
}

const struct route call_routes[] = {
	{ "GET", "/:lang/call", PUBLIC, call_ask_page, 0, NULL },
	{ "POST", "/:lang/call", PUBLIC, call_ask_send, 0, participant_key_before },
	{ "GET", "/:lang/work/calls", TASK_DO, call_list_page, 0, NULL },
	{ "GET", "/:lang/work/calls/:id", TASK_DO, call_page, 0, NULL },
	{ "POST", "/:lang/work/calls/:id/number", TASK_DO, call_number_show, 0, NULL },
	{ "POST", "/:lang/work/calls/:id", TASK_DO, call_result, 0, NULL },
	{ "POST", "/:lang/work/calls/:id/end", TASK_DO, call_end, 0, NULL },
	{ 0 }
};
