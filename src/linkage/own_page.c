/* own_page.c -- for the person: where they were shown the way to, and their own word on it; and for who goes along. */
#include "linkage/linkage_view.h"
#include "meeting/meeting.h"

enum { OWN_MOST = 30 };

struct own_row {
	struct str action, to_name, state, when, told;
	bool may_come, may_decline, may_again, introduction, ended, may_ask, tell;
	struct str ask;
	int64_t id;
};

struct own_view {
	struct str back, key;
	struct own_row rows[OWN_MOST];
	size_t n;
	const struct problems *bad;
	bool done;
};

struct along_view {
	struct str action, key, called, to_name, when, back;
	bool may_say, done;
	const struct problems *bad;
};

#include "linkage_own_html.h"

static enum err own_frame(struct ctx *ctx, const struct req *req, struct reply *rep, const struct own_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Where I want to go"));

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(own_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static struct own_row row_of(struct ctx *ctx, const struct linkage_line *line)
{
	const struct linkage *l = &line->l;
	struct own_row r = { .action = arena_printf(ctx->arena, "/%s/mine/loops/%lld", ctx->lang, (long long)l->id), .id = l->id,
			     .to_name = line->to_name, .state = linkage_state_text(ctx, l), .tell = l->tell, .ended = l->ended_at != 0 };

	r.introduction = str_same(l->mode, "introduction");
	r.may_come = linkage_fits(l, S("came"));
	r.may_decline = linkage_fits(l, S("declined"));
	r.may_again = linkage_fits(l, S("again"));
	r.may_ask = l->ended_at && !str_same(l->end_class, "attended") && !str_same(l->end_class, "redirected") && !str_same(l->answer, "never");
	if (l->booked_at)
		r.when = page_moment(ctx, l->booked_at);
	r.told = linkage_told(ctx, l->told);
	if (l->ask_again != DAY_NONE)
		r.ask = tr_day_date_year(ctx, l->ask_again);
	return r;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct own_view *v = arena_new_of(ctx->arena, struct own_view);
	struct linkage_line *lines;
	size_t n;

	v->back = page_url(ctx, "/mine");
	v->key = page_key(ctx);
	v->bad = bad;
	v->done = str_is(value_of(&req->query, "done"));
	TRY(linkage_of(ctx, ctx->who->participant, OWN_MOST, &lines, &n));
	for (size_t i = 0; i < n; i++)
		v->rows[v->n++] = row_of(ctx, &lines[i]);
	return own_frame(ctx, req, rep, v);
}

enum err linkage_own_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return show(ctx, req, rep, NULL);
}

static enum err wish(struct ctx *ctx, const struct req *req, struct linkage *l)
{
	int64_t weeks;

	if (!str_int(value_of(&req->body, "weeks"), &weeks))
		weeks = 0;
	return linkage_wish(ctx, l, str_is(value_of(&req->body, "tell")), weeks);
}

enum err linkage_own_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage_line line;
	struct linkage_act a = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(linkage_find(ctx, id, &line));
	if (str_same(value_of(&req->body, "event"), "wish")) {
		TRY(wish(ctx, req, &line.l));
		return reply_see(ctx, rep, page_url(ctx, "/mine/loops?done=1"));
	}
	linkage_read_act(ctx, &req->body, &a, &bad);
	a.words = S("");
	if (!bad.n)
		TRY(linkage_do(ctx, &line.l, BY_PERSON, &a, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/loops?done=1"));
	rep->status = 422;
	return show(ctx, req, rep, &bad);
}

/* --- who goes along ------------------------------------------------------------------------------------------------ */

static enum err along(struct ctx *ctx, const struct req *req, struct linkage_line *line)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(linkage_get(ctx, id, line));
	/* Theirs only as long as they go along. */
	return line->l.companion == ctx->who->account && ctx->who->account ? OK : ERR_NOT_FOUND;
}

static enum err show_along(struct ctx *ctx, const struct req *req, struct reply *rep, const struct linkage_line *line, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Going along"));
	struct along_view v = { .action = arena_printf(ctx->arena, "/%s/work/along/%lld", ctx->lang, (long long)line->l.id), .key = page_key(ctx),
				.called = linkage_called(ctx, line->nickname), .to_name = line->to_name, .back = page_url(ctx, "/work"), .bad = bad,
				.may_say = linkage_fits(&line->l, S("came")), .done = str_is(value_of(&req->query, "done")) };
	struct meeting m;

	if (line->l.booked_at)
		v.when = page_moment(ctx, line->l.booked_at);
	else if (str_same(line->l.to_kind, "meeting") && !meeting_get(ctx, line->l.target, &m))
		v.when = meeting_when(ctx, &m);
	/* When it is over, who it was is nobody's to read. */
	if (line->l.ended_at)
		v.called = S("");
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(along_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err linkage_along_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_line line;

	TRY(along(ctx, req, &line));
	return show_along(ctx, req, rep, &line, NULL);
}

enum err linkage_along_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct linkage_act a = { .event = value_of(&req->body, "event") };
	struct problems bad = { 0 };
	struct linkage_line line;

	TRY(along(ctx, req, &line));
	TRY(linkage_do(ctx, &line.l, BY_COMPANION, &a, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/along/%lld?done=1", ctx->lang, (long long)line.l.id));
	rep->status = 422;
	return show_along(ctx, req, rep, &line, &bad);
}
