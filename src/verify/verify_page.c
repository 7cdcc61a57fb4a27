/* verify_page.c -- one-time links, visitors' reports, and the keepers' list of them. */
#include "verify/verify_state.h"
#include "access/access.h"
#include "location/location.h"

#include <string.h>

enum { DAY_S = 86400, HOUR_S = 3600, LIST_MOST = 30 };

/* What a report on the keepers' list is about; the last three do not come from visitors. */
static const struct choice more_kinds[] = {
	{ "change", N_("By one-time link: something has changed") },
	{ "closed", N_("By one-time link: it has closed") },
	{ "newlink", N_("Somebody asks for a new one-time link") }, { 0 }
};

/* Free places that somebody with a link can count anew. */
struct free_row {
	struct str name, label, typed, was;       /* name in the form: "free_bed" */
};

enum { FREE_MOST = 4 };

struct listing_view {
	const struct verify_listing *l;
	struct str key, action, when, place, contact_role, phone, email, words, problem, page;
	struct free_row free[FREE_MOST];
	size_t nfree;
	bool cut, sent, ask_sure;
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

static enum err fill_place(struct ctx *ctx, int64_t location, struct listing_view *v)
{
	struct location l, seen;
	enum err e = location ? location_get(ctx, location, &l) : ERR_NOT_FOUND;

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	seen = location_public(&l);
	v->place = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(seen.name), str_is(seen.name) ? ", " : "", STR_ARG(location_line(ctx, &l)));
	return OK;
}

static enum err fill_meeting(struct ctx *ctx, struct listing_view *v)
{
	struct meeting m;

	TRY(meeting_get(ctx, v->l->id, &m));
	v->when = meeting_when(ctx, &m);
	v->place = tr_of(ctx, str_of(choice_label(mode_choices, m.mode)));
	v->contact_role = m.contact_role, v->phone = m.phone, v->email = m.email;
	TRY(fill_place(ctx, m.location, v));
	if (str_is(m.room))
		v->place = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(v->place), STR_ARG(m.room));
	return OK;
}

static void add_free(struct ctx *ctx, struct str unit, struct str was, struct listing_view *v)
{
	if (v->nfree < FREE_MOST)
		v->free[v->nfree++] = (struct free_row){
			.name = arena_printf(ctx->arena, "free_%.*s", STR_ARG(unit)), .was = was,
			.label = tr_of(ctx, str_of(choice_label(service_units, unit))),
		};
}

/* What is counted already; a kind that is about free places is asked for them from the start. */
static enum err fill_free(struct ctx *ctx, const struct service_whole *w, struct listing_view *v)
{
	struct kind k;

	for (size_t i = 0; i < w->ncapacities; i++)
		add_free(ctx, w->capacities[i].unit, service_capacity_text(ctx, &w->capacities[i], v->l->zone), v);
	if (v->nfree)
		return OK;
	TRY(kind_get(ctx, w->s.kind, &k));
	if (str_same(k.booking, "capacity"))
		add_free(ctx, str_same(k.code, "housing") ? S("bed") : S("place"), STR_ABSENT, v);
	return OK;
}

static enum err fill_service(struct ctx *ctx, struct listing_view *v)
{
	struct service_whole w;

	TRY(service_get(ctx, v->l->id, &w));
	v->when = service_hours(ctx, &w);
	v->place = tr_of(ctx, str_of(choice_label(service_modes, w.s.mode)));
	v->contact_role = w.s.contact_role, v->phone = w.s.phone, v->email = w.s.email;
	TRY(fill_free(ctx, &w, v));
	return w.nplaces ? fill_place(ctx, w.places[0].location, v) : OK;
}

static enum err fill_listing(struct ctx *ctx, const struct verify_listing *l, struct listing_view *v)
{
	v->l = l;
	v->key = page_key(ctx);
	v->page = verify_public_url(ctx, l);
	return l->is_service ? fill_service(ctx, v) : fill_meeting(ctx, v);
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
			   const struct verify_listing *l)
{
	struct listing_view v = { .action = arena_printf(ctx->arena, "/%s/v/%.*s/again", ctx->lang, STR_ARG(req_param(req, "token"))) };

	TRY(fill_listing(ctx, l, &v));
	v.sent = str_same(value_of(&req->query, "done"), "again");
	if (str_is(value_of(&req->query, "done")))
		return show(ctx, req, rep, tr(ctx, "Thank you"), &v, link_thanks_html);
	v.problem = state == VERIFY_LINK_USED ? tr(ctx, "This link has been used. Ask for a new one here.") :
						tr(ctx, "This link has run out. Ask for a new one here.");
	rep->status = 410;
	return show(ctx, req, rep, tr(ctx, "This link no longer works"), &v, link_spent_html);
}

static enum err show_question(struct ctx *ctx, const struct req *req, struct reply *rep, const struct verify_listing *l,
			      struct str problem, bool ask_sure)
{
	struct listing_view v = { .ask_sure = ask_sure, .action = arena_printf(ctx->arena, "/%s/v/%.*s", ctx->lang, STR_ARG(req_param(req, "token"))),
				  .words = value_of(&req->body, "words"), .problem = problem };

	TRY(fill_listing(ctx, l, &v));
	for (size_t i = 0; i < v.nfree; i++)
		v.free[i].typed = value_of(&req->body, arena_z(ctx->arena, v.free[i].name));
	return show(ctx, req, rep, tr(ctx, "Is this still right?"), &v, link_question_html);
}

/* Only looks, so that mail programs may fetch it as often as they like. */
static enum err link_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	enum verify_link_state state;
	struct verify_listing l;
	int64_t id;

	TRY(verify_link_find(ctx, req_param(req, "token"), &state, &id));
	if (state == VERIFY_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	TRY(verify_listing(ctx, id, &l));
	if (state == VERIFY_LINK_GOOD)
		return show_question(ctx, req, rep, &l, STR_ABSENT, false);
	return show_spent(ctx, req, rep, state, &l);
}

/* What is typed is counted now; an odd number is asked about once. */
static enum err count_free(struct ctx *ctx, const struct req *req, int64_t id, struct problems *bad)
{
	bool sure = str_is(value_of(&req->body, "sure"));

	for (const struct choice *c = service_units; c->code && !bad->n; c++) {
		struct str typed = str_trim(value_of(&req->body, arena_printf(ctx->arena, "free_%s", c->code).p));
		int64_t n;
		if (!str_is(typed))
			continue;
		if (!str_int(typed, &n))
			return problem(bad, "free", N_("Write a whole number, for example 12."));
		TRY(service_set_capacity(ctx, id, str_of(c->code), INT64_MIN, n, S("link"), sure, bad));
	}
	return OK;
}

static enum err link_answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str token = req_param(req, "token"), answer = value_of(&req->body, "answer"), words = value_of(&req->body, "words");
	struct problems bad = { 0 };
	enum verify_link_state state;
	struct verify_listing l;
	int64_t id;

	TRY(verify_link_find(ctx, token, &state, &id));
	if (state == VERIFY_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	TRY(verify_listing(ctx, id, &l));
	if (state == VERIFY_LINK_GOOD && str_same(answer, "changed") && !str_is(str_trim(words))) {
		rep->status = 422;
		return show_question(ctx, req, rep, &l, tr(ctx, "Write in a few words what has changed."), false);
	}
	if (state == VERIFY_LINK_GOOD && l.is_service)
		TRY(count_free(ctx, req, l.id, &bad));
	if (bad.n) {
		rep->status = 422;
		return show_question(ctx, req, rep, &l, TR_FILL(ctx, tr_of(ctx, str_of(bad.at[0].text)), { "x", bad.at[0].gap }), true);
	}
	TRY(verify_link_answer(ctx, token, answer, words.p ? words : S(""), &state));
	if (state != VERIFY_LINK_GOOD)
		return show_spent(ctx, req, rep, state, &l);
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/v/%.*s?done=1", ctx->lang, STR_ARG(token)));
}

static enum err link_again(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str token = req_param(req, "token");

	TRY(verify_link_again(ctx, token, req->http->source));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/v/%.*s?done=again", ctx->lang, STR_ARG(token)));
}

/* --- a visitor's report ---------------------------------------------------------------------------------- */

/* The listing of the address, when visitors may know of it: one way for meetings, one for everything else. */
static enum err asked(struct ctx *ctx, const struct req *req, struct verify_listing *l)
{
	struct str slug = req_param(req, "slug");
	struct service_whole w;
	struct meeting m;

	if (str_starts(str_slice(req->http->path, 3, req->http->path.n), S("/support/"))) {
		TRY(service_of_slug(ctx, slug, &w));
		TRY(verify_listing(ctx, w.s.id, l));
	} else {
		TRY(meeting_of_slug(ctx, slug, &m));
		TRY(verify_listing(ctx, m.id, l));
	}
	return str_same(l->state, "draft") || str_same(l->state, "parked") ? ERR_NOT_FOUND : OK;
}

static enum err show_report(struct ctx *ctx, const struct req *req, struct reply *rep, const struct verify_listing *l,
			    struct str problem)
{
	struct listing_view v = { .words = value_of(&req->body, "words"), .problem = problem };

	TRY(fill_listing(ctx, l, &v));
	v.action = arena_printf(ctx->arena, "%.*s/report", STR_ARG(v.page));
	return show(ctx, req, rep, tr(ctx, "Is something wrong?"), &v, report_html);
}

static enum err report_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct verify_listing l;

	TRY(asked(ctx, req, &l));
	return show_report(ctx, req, rep, &l, STR_ABSENT);
}

static enum err report_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str words = value_of(&req->body, "words"), kind = value_of(&req->body, "kind");
	bool cut = words.p && utf8_len(str_trim(words)) > VERIFY_WORDS_MOST;
	struct verify_listing l;
	enum err e;

	TRY(asked(ctx, req, &l));
	if (!choice_label(verify_report_kinds, kind)) {
		rep->status = 422;
		return show_report(ctx, req, rep, &l, tr(ctx, "Choose what is wrong. One tap is enough."));
	}
	e = verify_report_add(ctx, l.id, kind, words.p ? words : S(""), req->http->source);
	if (e == ERR_LIMIT) {
		rep->status = 429;
		return show_report(ctx, req, rep, &l, tr(ctx, "Thank you. That was five reports within an hour; please wait a while before the next."));
	}
	if (e)
		return e;
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/reported%s", STR_ARG(verify_public_url(ctx, &l)), cut ? "?cut=1" : ""));
}

static enum err report_thanks(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct listing_view v = { .cut = value_of(&req->query, "cut").n > 0 };
	struct verify_listing l;

	TRY(asked(ctx, req, &l));
	TRY(fill_listing(ctx, &l, &v));
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

static enum err fill_reports(struct ctx *ctx, struct reports_view *v)
{
	struct verify_report *rows;

	TRY(verify_open_reports(ctx, LIST_MOST, &rows, &v->nreports, &v->all_reports));
	v->reports = arena_array(ctx->arena, v->nreports, struct report_line);
	for (size_t i = 0; i < v->nreports; i++) {
		v->reports[i] = (struct report_line){
			.href = verify_work_url(ctx, rows[i].listing, rows[i].is_service), .name = rows[i].name, .kind = kind_said(ctx, rows[i].kind),
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
		struct str url = verify_work_url(ctx, rows[i].listing, rows[i].is_service);
		v->due[i] = (struct due_line){
			.href = url, .name = rows[i].name, .city = rows[i].city,
			.text = rows[i].verified_at ? trn(ctx, "Not confirmed for {n} day", "Not confirmed for {n} days", days) :
						      tr(ctx, "Not confirmed yet"),
			.action = arena_printf(ctx->arena, "%.*s/verifications", STR_ARG(url)),
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
	if (may(ctx->who, MEETING_EDIT) || may(ctx->who, SERVICE_EDIT))
		TRY(fill_due(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(reports_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* "It has closed" is not done until it has ended: that page comes next. */
static enum err answer(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str said = value_of(&req->body, "answer");
	struct verify_listing l;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(verify_report_answer(ctx, id, said, &l));
	if (str_same(said, "closed") && may(ctx->who, l.is_service ? SERVICE_EDIT : MEETING_EDIT))
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s#ending", STR_ARG(verify_work_url(ctx, l.id, l.is_service))));
	return reply_see(ctx, rep, page_url(ctx, "/work/reports?done=1"));
}

static enum err mine(struct ctx *ctx, const struct req *req, struct verify_listing *l)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(verify_listing(ctx, id, l));
	return verify_may_keep(ctx, l) ? OK : ERR_DENIED;
}

static enum err verify_now(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct verify_listing l;

	TRY(mine(ctx, req, &l));
	TRY(verify_read_by_keeper(ctx, &l));
	if (str_same(value_of(&req->body, "back"), "reports"))
		return reply_see(ctx, rep, page_url(ctx, "/work/reports?done=1"));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=verified", STR_ARG(verify_work_url(ctx, l.id, l.is_service))));
}

static enum err make_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct verify_listing l;
	struct str path, token;

	TRY(mine(ctx, req, &l));
	TRY(verify_link_new(ctx, l.id, &path));
	token = str_slice(path, strlen("/da/v/"), path.n);
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/links/%.*s", STR_ARG(verify_work_url(ctx, l.id, l.is_service)), STR_ARG(token)));
}

static enum err show_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "One-time link"));
	struct str token = req_param(req, "token");
	enum verify_link_state state;
	struct link_view v;
	struct verify_listing l;
	int64_t id;

	TRY(mine(ctx, req, &l));
	TRY(verify_link_find(ctx, token, &state, &id));
	if (id != l.id || state != VERIFY_LINK_GOOD)
		return ERR_NOT_FOUND;
	rep->private_page = true;
	v = (struct link_view){ .name = l.name, .back = verify_work_url(ctx, l.id, l.is_service),
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
	{ "GET", "/:lang/support/:slug/report", PUBLIC, report_page, 0, NULL },
	{ "POST", "/:lang/support/:slug/report", PUBLIC, report_send, 0, NULL },
	{ "GET", "/:lang/support/:slug/reported", PUBLIC, report_thanks, 0, NULL },
	{ "GET", "/:lang/work/reports", REPORT_READ, reports, 0, NULL },
	{ "POST", "/:lang/work/reports/:id/answer", REPORT_READ, answer, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/verifications", MEETING_EDIT, verify_now, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/links", MEETING_EDIT, make_link, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/links/:token", MEETING_EDIT, show_link, 0, NULL },
	{ "POST", "/:lang/work/support/:id/verifications", SERVICE_EDIT, verify_now, 0, NULL },
	{ "POST", "/:lang/work/support/:id/links", SERVICE_EDIT, make_link, 0, NULL },
	{ "GET", "/:lang/work/support/:id/links/:token", SERVICE_EDIT, show_link, 0, NULL },
	{ 0 }
};
