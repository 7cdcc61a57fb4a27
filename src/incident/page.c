/* page.c -- what went wrong: the list, one minute of writing, and what comes of it. */
#include "incident/incident_parts.h"
#include "account/account.h"

#include <string.h>

enum { LIST_MOST = 100 };

struct incident_line {
	struct str href, title, state, when;
	const char *tone;
};

struct list_view {
	struct str here, child, outside;
	const char *done;
	struct incident_line *rows, *children;
	size_t n, nchildren;
	struct incident_count *counts;
	size_t ncounts;
};

struct new_view {
	struct str here, back, key, two;
	struct form_view form;
	const struct problems *warn;
};

struct one_view {
	const struct incident *i;
	struct str here, back, key, title, day, severity, told, writer, two, review;
	struct form_view form;
	const struct problems *warn;
	const char *done;
};

#include "incident_page_html.h"

static struct str label(struct ctx *ctx, const struct choice *c, struct str code)
{
	const char *text = choice_label(c, code);

	return text ? tr_of(ctx, str_of(text)) : S("");
}

static struct str one_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/incidents/%lld%s", ctx->lang, (long long)id, rest);
}

/* --- the list -------------------------------------------------------------------------------------------------- */

static struct incident_line line_of(struct ctx *ctx, const struct incident *i)
{
	struct incident_line l = { .href = one_url(ctx, i->id, ""), .title = label(ctx, incident_classes, i->class_code),
				   .when = tr_day_date_year(ctx, i->day), .state = tr(ctx, "Closed"), .tone = "chip--ok" };

	if (!i->closed_at) {
		l.state = i->debriefed_at ? tr(ctx, "Talked over") : tr(ctx, "To be talked over");
		l.tone = "chip--soon";
	}
	return l;
}

static struct incident_line child_line(struct ctx *ctx, const struct incident_child *c)
{
	struct incident_line l = { .href = page_url(ctx, arena_printf(ctx->arena, "/work/child/%lld", (long long)c->id).p),
				   .title = tr(ctx, "A worry about a child"), .when = page_moment(ctx, c->made_at), .tone = "chip--ok",
				   .state = str_same(c->told, "yes") ? tr(ctx, "The municipality was told") : tr(ctx, "The municipality was not told") };

	if (!c->done_at) {
		l.state = tr(ctx, "Not told yet");
		l.tone = "chip--late";
	}
	return l;
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "new") ? N_("Written down. Thank you for saying it.") : str_same(code, "saved") ? N_("Saved.") :
	       str_same(code, "closed") ? N_("Closed, and something was learned.") : NULL;
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What went wrong"));
	struct list_view v = { .here = page_url(ctx, "/work/incidents"), .child = page_url(ctx, "/work/child"), .done = done_of(req),
			       .outside = page_url(ctx, "/work/outside") };
	struct incident *all;
	struct incident_child *children;

	(void)rep;
	TRY(incident_list(ctx, LIST_MOST, &all, &v.n));
	TRY(incident_children(ctx, LIST_MOST, &children, &v.nchildren));
	TRY(incident_counts(ctx, &v.counts, &v.ncounts));
	v.rows = arena_array(ctx->arena, v.n, struct incident_line);
	v.children = arena_array(ctx->arena, v.nchildren, struct incident_line);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = line_of(ctx, &all[i]);
	for (size_t i = 0; i < v.nchildren; i++)
		v.children[i] = child_line(ctx, &children[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- written ------------------------------------------------------------------------------------------------------ */

static enum err show_new(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Something went wrong"));
	struct new_view v = { .here = page_url(ctx, "/work/incidents/new"), .back = page_url(ctx, "/work/incidents"), .key = page_key(ctx),
			      .form = { incident_fields, typed, bad }, .warn = warn };
	int64_t first, second;

	if (!incident_two(ctx, incident_org(ctx), &first, &second))
		TRY(incident_two_names(ctx, first, second, &v.two));
	else
		v.two = tr(ctx, "The coordinator");
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_new_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct incident usual = { .day = page_today(ctx) };
	struct values typed = { 0 };

	(void)rep;
	form_write(ctx, incident_fields, &usual, &typed);
	return show_new(ctx, req, &typed, NULL, NULL);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct incident i = { 0 };

	TRY(form_read(ctx, incident_fields, &req->body, &i, &bad));
	if (!bad.n)
		TRY(incident_add(ctx, &i, str_is(value_of(&req->body, "sure")), &bad, &warn));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/incidents?done=new"));
	rep->status = 422;
	return show_new(ctx, req, &req->body, &bad, &warn);
}

/* --- one ------------------------------------------------------------------------------------------------------------ */

static struct str told_list(struct ctx *ctx, struct str codes)
{
	struct str list = S(""), code;

	while (str_cut(&codes, ' ', &code))
		list = list.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(label(ctx, incident_tolds, code))) :
				label(ctx, incident_tolds, code);
	return list;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct incident *i, const struct values *typed,
		     const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What went wrong"));
	struct one_view v = { .i = i, .here = one_url(ctx, i->id, ""), .back = page_url(ctx, "/work/incidents"), .key = page_key(ctx),
			      .title = label(ctx, incident_classes, i->class_code), .day = tr_day_date_year(ctx, i->day),
			      .severity = label(ctx, incident_severities, i->severity), .told = told_list(ctx, i->told), .done = done_of(req),
			      .form = { incident_learned_fields, typed, bad }, .warn = warn,
			      .review = TR_FILL(ctx, tr(ctx, "On {day} we look at what was learned."), { "day", tr_day_date(ctx, i->review_day) }) };

	TRY(incident_two_names(ctx, i->first, i->second, &v.two));
	if (account_name(ctx, i->writer, &v.writer))
		v.writer = S("");
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(incident_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct incident *i)
{
	int64_t id;

	return req_id(req, "id", &id) ? incident_find(ctx, id, i) : ERR_NOT_FOUND;
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct values nothing;
	struct incident i;

	TRY(find(ctx, req, &i));
	return show(ctx, req, rep, &i, &nothing, NULL, NULL);
}

static enum err learned(struct ctx *ctx, const struct req *req, const struct incident *i, struct problems *bad, struct problems *warn)
{
	struct incident typed = { .learned = S("") };

	TRY(form_read(ctx, incident_learned_fields, &req->body, &typed, bad));
	return bad->n ? OK : incident_close(ctx, i, typed.learned, str_is(value_of(&req->body, "sure")), bad, warn);
}

static enum err act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str what = value_of(&req->body, "act");
	struct problems bad = { 0 }, warn = { 0 };
	struct incident i;

	TRY(find(ctx, req, &i));
	if (str_same(what, "debriefed"))
		TRY(incident_debrief(ctx, &i));
	else if (str_same(what, "moved"))
		TRY(incident_move(ctx, &i, tr_parse_date(value_of(&req->body, "review_day")), &bad));
	else
		TRY(learned(ctx, req, &i, &bad, &warn));
	if (!bad.n && !warn.n)
		return reply_see(ctx, rep, one_url(ctx, i.id, "?done=saved"));
	rep->status = 422;
	return show(ctx, req, rep, &i, &req->body, &bad, &warn);
}

const struct route incident_routes[] = {
	{ "GET", "/:lang/work/incidents", MEMBER, list, 0, NULL },
	{ "GET", "/:lang/work/incidents/new", MEMBER, new_page, 0, NULL },
	{ "POST", "/:lang/work/incidents/new", MEMBER, add, 0, NULL },
	{ "GET", "/:lang/work/incidents/:id", MEMBER, one, 0, NULL },
	{ "POST", "/:lang/work/incidents/:id", MEMBER, act, 0, NULL },
	{ "GET", "/:lang/work/child", MEMBER, incident_child_page, 0, NULL },
	{ "POST", "/:lang/work/child", MEMBER, incident_child_new, 0, NULL },
	{ "GET", "/:lang/work/child/:id", MEMBER, incident_child_one, 0, NULL },
	{ "POST", "/:lang/work/child/:id", MEMBER, incident_child_told, 0, NULL },
	{ "GET", "/:lang/work/child/numbers/:area", MEMBER, incident_number_page, 0, NULL },
	{ "POST", "/:lang/work/child/numbers/:area", MEMBER, incident_number_done, 0, NULL },
	{ 0 }
};
