/* queue_page.c -- the keepers' side: wishes to take over with one tap, and organisations that ask to keep their page. */
#include "suggest/parts.h"

#include <string.h>

enum { SHOWN_MOST = 30, HOUR_S = 3600 };

struct queue_wish {
	struct str label, now, wish;
};

struct queue_line {
	struct str name, href, action, words, due, contact;
	struct queue_wish *wishes;
	size_t nwishes;
	const char *class;
	bool claim, outdated;
};

struct queue_view {
	struct str here, key, code, code_name;
	struct queue_line *lines;
	size_t n;
	int64_t all, focus;               /* focus: the one whose answer had a problem */
	const struct problems *bad;
	bool done;
};

#include "suggest_queue_html.h"

/* A value as a reader reads it: labels for codes, a clock time as written here. */
static struct str said(struct ctx *ctx, const struct field *f, struct str text)
{
	struct str labels[16], rest = text, code;
	size_t n = 0;

	if (!text.n)
		return tr(ctx, "nothing");
	if (f->type != FIELD_CHOICE && f->type != FIELD_CHOICES)
		return text;
	while (n < sizeof labels / sizeof *labels && str_cut(&rest, ' ', &code)) {
		const char *label = choice_label(f->choices, code);
		labels[n++] = label ? tr_of(ctx, str_of(label)) : code;
	}
	return tr_and(ctx, labels, n);
}

static void fill_line(struct ctx *ctx, const struct suggestion *s, struct queue_line *l)
{
	int64_t hours = (s->due_at - ctx->now) / HOUR_S;

	*l = (struct queue_line){ .name = s->name, .href = listing_work_url(ctx, s->meeting, s->listing), .words = s->words,
		.claim = s->claim, .outdated = s->outdated, .contact = s->contact, .nwishes = s->nwishes,
		.action = arena_printf(ctx->arena, "/%s/work/wishes/%lld", ctx->lang, (long long)s->id),
		.class = s->due_at < ctx->now ? "due due--late" : hours < 24 ? "due due--soon" : "due",
		.due = s->due_at < ctx->now ? tr(ctx, "Should have been answered") :
			TR_FILL(ctx, trn(ctx, "Answer within {n} hour", "Answer within {n} hours", hours > 0 ? hours : 1),
				{ "n", tr_number(ctx, hours > 0 ? hours : 1) }) };
	l->wishes = arena_array(ctx->arena, s->nwishes + 1, struct queue_wish);
	for (size_t i = 0; i < s->nwishes; i++)
		l->wishes[i] = (struct queue_wish){ tr_of(ctx, str_of(s->wishes[i].field->label)),
						    said(ctx, s->wishes[i].field, s->wishes[i].now),
						    said(ctx, s->wishes[i].field, s->wishes[i].wish) };
}

static enum err show(struct ctx *ctx, const struct req *req, struct queue_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Wishes from outside"));
	struct suggestion *s;

	v->here = page_url(ctx, "/work/wishes");
	v->key = page_key(ctx);
	TRY(suggest_open(ctx, SHOWN_MOST, &s, &v->n, &v->all));
	v->lines = arena_array(ctx->arena, v->n + 1, struct queue_line);
	for (size_t i = 0; i < v->n; i++)
		fill_line(ctx, &s[i], &v->lines[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(suggest_queue_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err queue(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct queue_view v = { .done = value_of(&req->query, "done").n > 0 };

	(void)rep;
	return show(ctx, req, &v);
}

static enum err done(struct ctx *ctx, const struct req *req, struct reply *rep, struct problems *bad)
{
	struct queue_view v = { .bad = bad };

	if (!bad->n)
		return reply_see(ctx, rep, page_url(ctx, "/work/wishes?done=1"));
	rep->status = 422;
	return show(ctx, req, &v);
}

static enum err accept(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(suggest_accept(ctx, id, value_of(&req->body, "sure").p != NULL, &bad));
	return done(ctx, req, rep, &bad);
}

static enum err refuse(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(suggest_refuse(ctx, id));
	return done(ctx, req, rep, &bad);
}

/* The code is shown on this answer only; it stands in no address and is not kept by the browser. */
static enum err invite(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str name = str_trim(value_of(&req->body, "name"));
	struct problems bad = { 0 };
	struct queue_view v = { .bad = &bad };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(suggest_invite(ctx, id, name, &v.code, &bad));
	rep->private_page = true;
	if (bad.n)
		rep->status = 422;
	else
		v.bad = NULL, v.code_name = name;
	return show(ctx, req, &v);
}

const struct route suggest_routes[] = {
	{ "GET", "/:lang/work/wishes", REPORT_READ, queue, 0, NULL },
	{ "POST", "/:lang/work/wishes/:id/acceptance", REPORT_READ, accept, 0, NULL },
	{ "POST", "/:lang/work/wishes/:id/refusal", REPORT_READ, refuse, 0, NULL },
	{ "POST", "/:lang/work/wishes/:id/invitation", ACCOUNT_EDIT, invite, 0, NULL },
	{ 0 }
};
