/* failed_page.c -- what could not be sent is told by a human: what it was about, why it did not leave, and "I have told them". */
#include "outbox/outbox_parts.h"
#include "participant/participant.h"

#include "outbox_sql.h"

struct failed_view {
	struct str here, back, key, title, kind, why, link, link_words;
	bool done;
};

#include "outbox_failed_html.h"

static enum err find(struct ctx *ctx, const struct req *req, struct task *t, struct outbox_row *m)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(task_of(ctx, "tell", id, t));
	if (!task_may_see(ctx, t))
		return ERR_NOT_FOUND;
	return outbox_row(ctx, t->participant, id, m);
}

/* Where the thing stands that it told of. */
static const struct {
	const char *kind, *path, *rest;
} places[] = {
	{ "loop_link", "/work/loops", "" }, { "loop_time", "/work/loops", "" }, { "call_moved", "/work/calls", "" }, { "call_agreed", "/work/checkups", "" },
	{ "ride_set", "/work/rides", "" }, { "ride_search", "/work/rides", "" }, { "ride_off", "/work/rides", "" },
	{ "plan_step", "/work/transitions", "/plan" }, { "last_day", "/work/transitions", "" }, { "stage_day", "/work/persons", "/way" },
	{ "yes_stopped", "/work/stopped", "" },
};

static void fill_link(struct ctx *ctx, const struct outbox_row *m, struct failed_view *v)
{
	v->link_words = str_same(m->kind, "loop_link") ? tr(ctx, "Ask the place by telephone, or with a link that you copy") : tr(ctx, "See what it is about");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (str_same(m->kind, places[i].kind))
			v->link = page_url(ctx, arena_printf(ctx->arena, "%s/%lld%s", places[i].path, (long long)m->subject, places[i].rest).p);
}

enum err outbox_failed_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "To be told"));
	struct failed_view v = { .back = page_url(ctx, "/work"), .key = page_key(ctx) };
	struct participant p;
	struct outbox_row m;
	struct task t;
	const char *kind, *why;

	TRY(find(ctx, req, &t, &m));
	TRY(participant_find(ctx, t.participant, &p));
	kind = choice_label(outbox_kinds, m.kind);
	why = choice_label(outbox_reasons, m.reason);
	v.here = page_url(ctx, arena_printf(ctx->arena, "/work/tell/%lld", (long long)t.subject).p);
	v.title = participant_called(ctx, p.nickname);
	v.kind = kind ? tr_of(ctx, str_of(kind)) : S("");
	v.why = why ? tr_capital(ctx, tr_of(ctx, str_of(why))) : S("");
	fill_link(ctx, &m, &v);
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(failed_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err outbox_failed_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outbox_row m;
	struct task t;

	TRY(find(ctx, req, &t, &m));
	TRY(task_done(ctx, &t, "told"));
	return reply_see(ctx, rep, page_url(ctx, "/work"));
}
