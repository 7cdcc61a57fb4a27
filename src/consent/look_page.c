/* look_page.c -- looking at a name leaves a trace; what is unusual is gone through by somebody else. */
#include "consent/consent_parts.h"

struct ask_view {
	struct form_view form;
	struct str here, back, key;
	int64_t task;
};

struct name_view {
	struct str name, nickname, back;
};

struct unusual_line {
	struct str who, why, when, number, action, key, reviewer;
	bool own;
};

struct looks_view {
	struct unusual_line *open, *done;
	size_t nopen, ndone;
	bool said;
};

#include "consent_look_html.h"

struct reason {
	struct str why;
};

static const struct field reason_fields[] = {
	F(struct reason, why, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Why do you look?"), .choices = consent_reasons),
	F_END
};

static struct str below(struct ctx *ctx, const struct participant *p, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/persons/%lld/%s", ctx->lang, (long long)p->id, rest);
}

static enum err show_ask(struct ctx *ctx, const struct req *req, const struct participant *p, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Look at the name"));
	struct ask_view v = { .form = { reason_fields, typed, bad }, .here = below(ctx, p, "look"), .back = below(ctx, p, "consents"),
			      .key = page_key(ctx) };

	TRY(consent_look_task(ctx, p->id, &v.task));
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_ask_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err consent_look_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct participant p;

	(void)rep;
	TRY(participant_of_req(ctx, req, &p));
	return show_ask(ctx, req, &p, &typed, NULL);
}

/* A task is reason enough; without one it is unusual. */
static enum err look_at(struct ctx *ctx, const struct req *req, const struct participant *p, struct problems *bad)
{
	struct reason r = { 0 };
	int64_t task;
	enum err e;

	TRY(consent_look_task(ctx, p->id, &task));
	if (task)
		return consent_look(ctx, p->id, "name", arena_printf(ctx->arena, "task %lld", (long long)task), false);
	TRY(form_read(ctx, reason_fields, &req->body, &r, bad));
	if (bad->n)
		return OK;
	e = consent_look(ctx, p->id, "name", r.why, true);
	return e == ERR_LIMIT ? problem(bad, "why", N_("Two of your looks wait for somebody to go through them. Ask whoever sees to data protection.")) : e;
}

enum err consent_look_now(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The name"));
	struct problems bad = { 0 };
	struct name_view v = { 0 };
	struct participant p;

	TRY(participant_of_req(ctx, req, &p));
	TRY(look_at(ctx, req, &p, &bad));
	if (bad.n) {
		rep->status = 422;
		return show_ask(ctx, req, &p, &req->body, &bad);
	}
	rep->private_page = true;
	v.back = below(ctx, &p, "consents");
	v.nickname = p.nickname;
	TRY(participant_name(ctx, p.id, &v.name));
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_name_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- for whoever sees to data protection ------------------------------------------------------------------------------ */

static enum err lines(struct ctx *ctx, bool done, struct unusual_line **out, size_t *n)
{
	struct consent_unusual *all;

	TRY(consent_unusuals(ctx, done, CONSENT_SHOWN_MOST, &all, n));
	*out = arena_array(ctx->arena, *n, struct unusual_line);
	for (size_t i = 0; i < *n; i++) {
		const struct consent_unusual *u = &all[i];
		struct unusual_line *l = &(*out)[i];
		*l = (struct unusual_line){
			.why = tr_of(ctx, str_of(choice_label(consent_reasons, u->why) ? choice_label(consent_reasons, u->why) : "")),
			.when = consent_moment(ctx, u->at), .number = TR_FILL(ctx, tr(ctx, "Number {n}"), { "n", page_id(ctx, u->participant) }),
			.action = arena_printf(ctx->arena, "/%s/work/looks/%lld/%lld", ctx->lang, (long long)u->participant, (long long)u->id),
			.key = page_key(ctx), .own = u->account == ctx->who->account,
		};
		TRY(consent_colleague(ctx, u->account, &l->who));
		if (done)
			TRY(consent_colleague(ctx, u->reviewer, &l->reviewer));
	}
	return OK;
}

enum err consent_looks_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Looks without a task"));
	struct looks_view v = { .said = str_same(value_of(&req->query, "done"), "yes") };

	(void)rep;
	TRY(lines(ctx, false, &v.open, &v.nopen));
	TRY(lines(ctx, true, &v.done, &v.ndone));
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_looks_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err consent_looks_review(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t participant, id;

	if (!req_id(req, "id", &participant) || !req_id(req, "look", &id))
		return ERR_NOT_FOUND;
	TRY(consent_review(ctx, participant, id));
	return reply_see(ctx, rep, page_url(ctx, "/work/looks?done=yes"));
}
