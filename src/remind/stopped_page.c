/* stopped_page.c -- a yes was taken back: what one had been told by it, and that it is not used any more. */
#include "remind/remind_parts.h"
#include "participant/participant.h"
#include "task/task.h"

#include "remind_sql.h"

struct stopped_view {
	struct str here, key, who, receiver, purpose, told, when, stopped;
	bool outside;
};

#include "remind_html.h"

static enum err find_task(struct ctx *ctx, int64_t id, struct task *t)
{
	enum err e = task_of(ctx, "yes_stopped", id, t);

	return e == ERR_NOT_FOUND ? task_of(ctx, "yes_tell", id, t) : e;
}

static enum err find(struct ctx *ctx, const struct req *req, struct task *t, struct remind_consent *c)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(find_task(ctx, id, t));
	return task_may_see(ctx, t) ? remind_consent(ctx, id, c) : ERR_NOT_FOUND;
}

static struct str classes_said(struct ctx *ctx, unsigned bits)
{
	struct str all = S("");

	for (unsigned i = 0; consent_classes[i].code; i++)
		if (bits & 1u << i)
			all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? "; " : "", STR_ARG(tr_of(ctx, str_of(consent_classes[i].label))));
	return all;
}

/* What they go by here, for those who had been told that; for others nobody in particular. */
static enum err set_who(struct ctx *ctx, const struct remind_consent *c, unsigned told, struct stopped_view *v)
{
	struct participant p;
	enum err e = participant_find(ctx, c->participant, &p);

	v->who = !e && (told & (CLASS_NICKNAME | CLASS_FIRST_NAME)) ? participant_called(ctx, p.nickname) : tr(ctx, "Somebody");
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err remind_stopped_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A yes was taken back"));
	struct stopped_view v = { .key = page_key(ctx) };
	struct remind_consent c;
	struct remind_told told;
	const char *purpose;
	struct task t;

	TRY(find(ctx, req, &t, &c));
	TRY(remind_told(ctx, t.subject, &told));
	purpose = choice_label(consent_purposes, c.purpose);
	v.here = page_url(ctx, arena_printf(ctx->arena, "/work/stopped/%lld", (long long)t.subject).p);
	v.outside = str_same(t.kind, "yes_tell");
	v.purpose = purpose ? tr_of(ctx, str_of(purpose)) : S("");
	v.told = classes_said(ctx, (unsigned)told.classes);
	v.when = told.at.has ? page_moment(ctx, told.at.v) : S("");
	v.stopped = page_moment(ctx, c.stopped_at.v);
	TRY(consent_receiver(ctx, c.to_kind, c.receiver, &v.receiver));
	TRY(set_who(ctx, &c, (unsigned)told.classes, &v));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(stopped_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err remind_stopped_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct remind_consent c;
	struct task t;

	TRY(find(ctx, req, &t, &c));
	TRY(task_done(ctx, &t, str_same(t.kind, "yes_tell") ? "told" : "seen"));
	return reply_see(ctx, rep, page_url(ctx, "/work"));
}
