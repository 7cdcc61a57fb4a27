/* verify_page.c -- one-time links, visitors' reports, and the keepers' list of them. */
#include "verify/verify_state.h"
#include "access/access.h"
#include "location/location.h"

#include <string.h>

enum { DAY_S = 86400, HOUR_S = 3600, LIST_MOST = 30 };

/* What a report on the keepers' list is about; the last three do not come from visitors. */
static const struct choice more_kinds[] = {
	{ "change", N_("By one-time link: something has changed") },
	{ "closed", N_("By one-time link: the meeting has closed") },
	{ "newlink", N_("Somebody asks for a new one-time link") }, { 0 }
};

struct listing_view {
	const struct meeting *m;
	struct str key, action, when, place, words, problem, page;
	struct fresh_text { const char *class; struct str text; } fresh;
	bool cut, sent;
};

struct link_view {
	struct str address, back, name, until;
};

struct report_line {
	struct str href, name, kind, words, due, action;
	const char *class;
	bool plain;                       /* nothing to be right or wrong about: a new link is asked for */
};

struct due_line {
	struct str href, name, city, text, action;
};

struct reports_view {
	struct str key;
	struct report_line *reports;
	size_t nreports;
	struct due_line *due;
	size_t ndue;
	int64_t all_reports, all_due;
	bool answered;
};

#include "verify_link_html.h"
#include "verify_report_html.h"
#include "verify_work_html.h"

static enum err fill_listing(struct ctx *ctx, const struct meeting *m, struct listing_view *v)
{
	struct location l;

	v->m = m;
	v->key = page_key(ctx);
	v->when = meeting_when(ctx, m);
	v->place = tr_of(ctx, str_of(choice_label(mode_choices, m->mode)));
	v->page = arena_printf(ctx->arena, "/%s/meetings/%.*s", ctx->lang, STR_ARG(m->slug));
	if (m->location && !location_get(ctx, m->location, &l)) {
		struct location seen = location_public(&l);
		v->place = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(seen.name), str_is(seen.name) ? ", " : "",
					STR_ARG(location_line(ctx, &l)));
	}
	return OK;
}

/* --- one-time link ------------------------------------------------------------------------------------ */

typedef enum err (*listing_fn)(struct ctx *, const struct listing_view *);

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, struct str title,
		     const struct listing_view *v, listing_fn html)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, title);

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err show_spent(struct ctx *ctx, const struct req *req, struct reply *rep, enum verify_link_state state,
			   const struct meeting *m)
{
	struct listing_view v = { .action = arena_printf(ctx->arena, "/%s/v/%.*s/again", ctx->lang, STR_ARG(req_param(req, "token"))) };

	TRY(fill_listing(ctx, m, &v));
	v.sent = str_same(value_of(&req->query, "done"), "again");
	if (str_is(value_of(&req->query, "done")))
		return show(ctx, req, rep, tr(ctx, "Thank you"), &v, link_thanks_html);
	v.problem = state == VERIFY_LINK_USED ? tr(ctx, "This link has been used. Ask for a new one here.") :
						tr(ctx, "This link has run out. Ask for a new one here.");
	rep->status = 410;
	return show(ctx, req, rep, tr(ctx, "This link no longer works"), &v, link_spent_html);
}

static enum err show_question(struct ctx *ctx, const struct req *req, struct reply *rep, const struct meeting *m,
			      struct str problem)
{
	struct listing_view v = { .action = arena_printf(ctx->arena, "/%s/v/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))),
				  .words = value_of(&req->body, "words"), .problem = problem };

	TRY(fill_listing(ctx, m, &v));
	return show(ctx, req, rep, tr(ctx, "Is this still right?"), &v, link_question_html);
}

/* Only looks, so that mail programs may fetch it as often as they like. */
static enum err link_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	enum verify_link_state state;
	struct meeting m;
	int64_t id;

	TRY(verify_link_find(ctx, req_param(req, "token"), &state, &id));
	if (state == VERIFY_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, &m));
	if (state == VERIFY_LINK_GOOD)
		return show_question(ctx, req, rep, &m, STR_ABSENT);
	return show_spent(ctx, req, rep, state, &m);
}

static enum err link_answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str token = req_param(req, "token"), answer = value_of(&req->body, "answer"), words = value_of(&req->body, "words");
	enum verify_link_state state;
	struct meeting m;
	int64_t id;

	TRY(verify_link_find(ctx, token, &state, &id));
	if (state == VERIFY_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, &m));
	if (state == VERIFY_LINK_GOOD && str_same(answer, "changed") && !str_is(str_trim(words))) {
		rep->status = 422;
		return show_question(ctx, req, rep, &m, tr(ctx, "Write in a few words what has changed."));
	}
	TRY(verify_link_answer(ctx, token, answer, words.p ? words : S(""), &state));
	if (state != VERIFY_LINK_GOOD)
		return show_spent(ctx, req, rep, state, &m);
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/v/%.*s?done=1", ctx->lang, STR_ARG(token)));
}

static enum err link_again(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str token = req_param(req, "token");

	TRY(verify_link_again(ctx, token, req->http->source));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/v/%.*s?done=again", ctx->lang, STR_ARG(token)));
}

/* --- a visitor's report ---------------------------------------------------------------------------------- */

static enum err asked(struct ctx *ctx, const struct req *req, struct meeting *m)
{
	TRY(meeting_of_slug(ctx, req_param(req, "slug"), m));
	return str_same(m->state, "draft") ? ERR_NOT_FOUND : OK;
}

static enum err show_report(struct ctx *ctx, const struct req *req, struct reply *rep, const struct meeting *m,
			    struct str problem)
{
	struct listing_view v = { .words = value_of(&req->body, "words"), .problem = problem };

	TRY(fill_listing(ctx, m, &v));
	v.action = arena_printf(ctx->arena, "%.*s/report", STR_ARG(v.page));
	return show(ctx, req, rep, tr(ctx, "Is something wrong?"), &v, report_html);
}

static enum err report_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	TRY(asked(ctx, req, &m));
	return show_report(ctx, req, rep, &m, STR_ABSENT);
}

static enum err report_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str words = value_of(&req->body, "words"), kind = value_of(&req->body, "kind");
	bool cut = words.p && utf8_len(str_trim(words)) > VERIFY_WORDS_MOST;
	struct meeting m;
	enum err e;

	TRY(asked(ctx, req, &m));
	if (!choice_label(verify_report_kinds, kind)) {
		rep->status = 422;
		return show_report(ctx, req, rep, &m, tr(ctx, "Choose what is wrong. One tap is enough."));
	}
	e = verify_report_add(ctx, m.id, kind, words.p ? words : S(""), req->http->source);
	if (e == ERR_LIMIT) {
		rep->status = 429;
		return show_report(ctx, req, rep, &m, tr(ctx, "Thank you. That was five reports within an hour; please wait a while before the next."));
	}
	if (e)
		return e;
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/meetings/%.*s/reported%s", ctx->lang, STR_ARG(m.slug), cut ? "?cut=1" : ""));
}

static enum err report_thanks(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct listing_view v = { .cut = value_of(&req->query, "cut").n > 0 };
	struct meeting m;

	TRY(asked(ctx, req, &m));
	TRY(fill_listing(ctx, &m, &v));
	return show(ctx, req, rep, tr(ctx, "Thank you"), &v, report_thanks_html);
}

/* --- the keepers' side --------------------------------------------------------------------------------------- */

static struct str kind_said(struct ctx *ctx, struct str kind)
{
	const char *label = choice_label(verify_report_kinds, kind);

	return tr_of(ctx, str_of(label ? label : choice_label(more_kinds, kind)));
}

/* "Answer within 31 hours", or late. */
static void say_due(struct ctx *ctx, int64_t due_at, struct report_line *l)
{
	int64_t hours = (due_at - ctx->now) / HOUR_S;

	l->class = due_at < ctx->now ? "due due--late" : hours < 24 ? "due due--soon" : "due";
	l->due = due_at < ctx->now ? tr(ctx, "Should have been answered") :
				     trn(ctx, "Answer within {n} hour", "Answer within {n} hours", hours > 0 ? hours : 1);
}

static struct str series_url(struct ctx *ctx, int64_t meeting)
{
	return arena_printf(ctx->arena, "/%s/work/meetings/%lld", ctx->lang, (long long)meeting);
}

static enum err fill_reports(struct ctx *ctx, struct reports_view *v)
{
	struct verify_report *rows;

	TRY(verify_open_reports(ctx, LIST_MOST, &rows, &v->nreports, &v->all_reports));
	v->reports = arena_array(ctx->arena, v->nreports, struct report_line);
	for (size_t i = 0; i < v->nreports; i++) {
		v->reports[i] = (struct report_line){
			.href = series_url(ctx, rows[i].meeting), .name = rows[i].name, .kind = kind_said(ctx, rows[i].kind),
			.words = rows[i].words, .plain = str_same(rows[i].kind, "newlink"),
			.action = arena_printf(ctx->arena, "/%s/work/reports/%lld/answer", ctx->lang, (long long)rows[i].id),
		};
		say_due(ctx, rows[i].due_at, &v->reports[i]);
	}
	return OK;
}

static enum err fill_due(struct ctx *ctx, struct reports_view *v)
{
	struct verify_due *rows;

	TRY(verify_due(ctx, LIST_MOST, &rows, &v->ndue, &v->all_due));
	v->due = arena_array(ctx->arena, v->ndue, struct due_line);
	for (size_t i = 0; i < v->ndue; i++) {
		int64_t days = (ctx->now - rows[i].verified_at) / DAY_S;
		v->due[i] = (struct due_line){
			.href = series_url(ctx, rows[i].meeting), .name = rows[i].name, .city = rows[i].city,
			.text = rows[i].verified_at ? trn(ctx, "Not confirmed for {n} day", "Not confirmed for {n} days", days) :
						      tr(ctx, "Not confirmed yet"),
			.action = arena_printf(ctx->arena, "%.*s/verifications", STR_ARG(series_url(ctx, rows[i].meeting))),
		};
	}
	return OK;
}

static enum err reports(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Is it still right?"));
	struct reports_view v = { .key = page_key(ctx), .answered = value_of(&req->query, "done").n > 0 };

	(void)rep;
	TRY(fill_reports(ctx, &v));
	if (may(ctx->who, MEETING_EDIT))
		TRY(fill_due(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(reports_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* "It has closed" is not done until the series has a last date: that page comes next. */
static enum err answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str said = value_of(&req->body, "answer");
	int64_t id, meeting;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(verify_report_answer(ctx, id, said, &meeting));
	if (str_same(said, "closed") && may(ctx->who, MEETING_EDIT))
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s#ending", STR_ARG(series_url(ctx, meeting))));
	return reply_see(ctx, rep, page_url(ctx, "/work/reports?done=1"));
}

static enum err mine(struct ctx *ctx, const struct req *req, struct meeting *m)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, m));
	return may_for(ctx->who, MEETING_EDIT, m->org, m->area) ? OK : ERR_DENIED;
}

static enum err verify_now(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	TRY(mine(ctx, req, &m));
	TRY(verify_by_keeper(ctx, &m));
	if (str_same(value_of(&req->body, "back"), "reports"))
		return reply_see(ctx, rep, page_url(ctx, "/work/reports?done=1"));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=verified", STR_ARG(series_url(ctx, m.id))));
}

static enum err make_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str path, token;
	struct meeting m;

	TRY(mine(ctx, req, &m));
	TRY(verify_link_new(ctx, m.id, &path));
	token = str_slice(path, strlen("/da/v/"), path.n);
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/links/%.*s", STR_ARG(series_url(ctx, m.id)), STR_ARG(token)));
}

static enum err show_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "One-time link"));
	struct str token = req_param(req, "token");
	enum verify_link_state state;
	struct link_view v;
	struct meeting m;
	int64_t id;

	TRY(mine(ctx, req, &m));
	TRY(verify_link_find(ctx, token, &state, &id));
	if (id != m.id || state != VERIFY_LINK_GOOD)
		return ERR_NOT_FOUND;
	rep->private_page = true;
	v = (struct link_view){ .name = m.name, .back = series_url(ctx, m.id),
		.address = arena_printf(ctx->arena, "%.*s/%s/v/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(token)) };
	TRY(frame_begin_html(ctx, &f));
	TRY(link_made_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route verify_routes[] = {
	{ "GET", "/:lang/v/:token", LINK, link_page, 0, NULL },
	{ "POST", "/:lang/v/:token", LINK, link_answer, 0, NULL },
	{ "POST", "/:lang/v/:token/again", LINK, link_again, 0, NULL },
	{ "GET", "/:lang/meetings/:slug/report", PUBLIC, report_page, 0, NULL },
	{ "POST", "/:lang/meetings/:slug/report", PUBLIC, report_send, 0, NULL },
	{ "GET", "/:lang/meetings/:slug/reported", PUBLIC, report_thanks, 0, NULL },
	{ "GET", "/:lang/work/reports", REPORT_READ, reports, 0, NULL },
	{ "POST", "/:lang/work/reports/:id/answer", REPORT_READ, answer, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/verifications", MEETING_EDIT, verify_now, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/links", MEETING_EDIT, make_link, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/links/:token", MEETING_EDIT, show_link, 0, NULL },
	{ 0 }
};
