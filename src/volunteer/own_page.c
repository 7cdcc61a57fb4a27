/* own_page.c -- what somebody who helps sees and mends themself: their path, their dates, a break, short courses. */
#include "volunteer/volunteer_pages.h"
#include "access/access.h"
#include "method/method.h"
#include "org/org.h"

enum { RECORDS_MOST = 8, MODULES = 7 };

struct own_record {
	const struct volunteer *v;
	struct str here, org, state, missing, supervision, statement, back;
	const char *chip;
	bool late, may_yes, may_pause, paused;
	struct qualification_row *qualifications;
	size_t nqualifications, non;
	struct assignment_row *on;
	struct {
		struct str href, title;
		bool done;
	} modules[MODULES];
	size_t nmodules;
};

struct own_view {
	struct str key;
	struct own_record records[RECORDS_MOST];
	size_t n;
	bool saved;
};

struct own_form_view {
	struct form_view form;
	struct str key, action, back;
};

struct module_view {
	const struct volunteer_module *m;
	struct str key, action, back;
	const struct values *typed;
	bool again;
};

static bool is_chosen(const struct module_view *v, int question, bool answer)
{
	char name[] = "q0";

	name[1] = (char)('0' + question);
	return v->typed && str_same(value_of(v->typed, name), answer ? "yes" : "no");
}

#include "volunteer_own_html.h"

/* The record of the address, if it is one's own: to everybody else it is not there. */
static enum err own_asked(struct ctx *ctx, const struct req *req, struct volunteer *v)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(volunteer_get(ctx, id, v));
	return volunteer_is_own(ctx, v) ? OK : ERR_NOT_FOUND;
}

static struct str own_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/own/%lld%s", ctx->lang, (long long)id, rest);
}

static enum err see(struct ctx *ctx, struct reply *rep)
{
	return reply_see(ctx, rep, page_url(ctx, "/work/own?saved=1"));
}

/* --- the page ---------------------------------------------------------------------------------------------------- */

static void fill_modules(struct ctx *ctx, const struct volunteer_qualification *q, size_t n, struct own_record *r)
{
	for (const struct volunteer_module *m = volunteer_modules; m->code && r->nmodules < MODULES; m++) {
		bool done = false;
		for (size_t i = 0; i < n; i++)
			done = done || (str_same(q[i].type, "module") && str_same(q[i].code, m->code) && q[i].version == m->version);
		r->modules[r->nmodules].href = arena_printf(ctx->arena, "%.*s/modules/%s", STR_ARG(r->here), m->code);
		r->modules[r->nmodules].title = tr_of(ctx, str_of(m->title));
		r->modules[r->nmodules++].done = done;
	}
}

static enum err fill_record(struct ctx *ctx, const struct volunteer *v, struct own_record *r)
{
	day_t today = page_today(ctx), due;
	struct volunteer_qualification *q;
	struct volunteer_assignment *on;
	struct volunteer_path p;
	size_t n;
	struct org o;

	*r = (struct own_record){ .v = v, .here = own_url(ctx, v->id, ""), .state = volunteer_state_said(ctx, v->state), .chip = volunteer_chip(v->state),
				  .paused = str_same(v->state, "paused") };
	TRY(org_get(ctx, v->org, &o));
	r->org = o.name;
	TRY(volunteer_path_of(ctx, v, &p));
	r->may_yes = str_same(p.next, "own_yes");
	r->missing = p.missing ? tr_of(ctx, str_of(p.missing)) : S("");
	r->may_pause = !r->paused && !str_same(v->state, "former") && !str_same(v->state, "interested") && !str_same(v->state, "interviewed");
	TRY(volunteer_supervision_due(ctx, v, &due));
	if (due != DAY_NONE) {
		r->supervision = TR_FILL(ctx, tr(ctx, "The next talk is due on {date}."), { "date", tr_date(ctx, due) });
		r->late = due < today;
	}
	if (v->back_day != DAY_NONE)
		r->back = TR_FILL(ctx, tr(ctx, "Back on about {date}."), { "date", tr_date(ctx, v->back_day) });
	TRY(volunteer_qualifications(ctx, v->id, &q, &n));
	r->qualifications = arena_array(ctx->arena, n, struct qualification_row);
	for (size_t i = 0; i < n; i++)
		if (!str_same(q[i].type, "module"))
			r->qualifications[r->nqualifications++] = volunteer_qualification_row_of(ctx, &q[i], today);
	fill_modules(ctx, q, n, r);
	TRY(volunteer_assignments(ctx, v->id, today, &on, &r->non));
	r->on = arena_array(ctx->arena, r->non, struct assignment_row);
	for (size_t i = 0; i < r->non; i++)
		r->on[i] = volunteer_assignment_row_of(ctx, &on[i]);
	return OK;
}

enum err volunteer_own_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My own page"));
	struct own_view v = { .key = page_key(ctx), .saved = value_of(&req->query, "saved").n > 0 };
	struct volunteer *mine;
	size_t n;

	(void)rep;
	TRY(volunteer_own(ctx, &mine, &n));
	for (; v.n < n && v.n < RECORDS_MOST; v.n++)
		TRY(fill_record(ctx, &mine[v.n], &v.records[v.n]));
	TRY(frame_begin_html(ctx, &f));
	TRY(own_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- what one writes oneself ---------------------------------------------------------------------------------------- */

static enum err show_form(struct ctx *ctx, const struct req *req, struct volunteer *v, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My own page"));
	struct values stored = { 0 };
	struct own_form_view view = { .form = { volunteer_own_fields, typed ? typed : &stored, bad }, .key = page_key(ctx),
				      .action = own_url(ctx, v->id, ""), .back = page_url(ctx, "/work/own") };

	v->areas_text = volunteer_area_names(ctx, v->areas);
	if (!typed)
		form_write(ctx, volunteer_own_fields, v, &stored);
	TRY(frame_begin_html(ctx, &f));
	TRY(own_form_html(ctx, &view));
	return frame_end_html(ctx, &f);
}

enum err volunteer_own_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v;

	(void)rep;
	TRY(own_asked(ctx, req, &v));
	return show_form(ctx, req, &v, NULL, NULL);
}

enum err volunteer_own_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(own_asked(ctx, req, &v));
	TRY(form_read(ctx, volunteer_own_fields, &req->body, &v, &bad));
	if (!bad.n)
		TRY(volunteer_save_own(ctx, &v, &bad));
	if (!bad.n)
		return see(ctx, rep);
	rep->status = 422;
	return show_form(ctx, req, &v, &req->body, &bad);
}

/* --- buttons ------------------------------------------------------------------------------------------------------------ */

enum err volunteer_own_pause(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str typed = value_of(&req->body, "back_day");
	day_t back = typed.n ? tr_parse_date(typed) : DAY_NONE;
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(own_asked(ctx, req, &v));
	/* A day that cannot be read or has passed keeps nobody from taking a break. */
	TRY(volunteer_pause(ctx, &v, back > page_today(ctx) ? back : DAY_NONE, &bad));
	return see(ctx, rep);
}

enum err volunteer_own_return(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(own_asked(ctx, req, &v));
	TRY(volunteer_return(ctx, &v, &bad));
	return see(ctx, rep);
}

enum err volunteer_own_yes_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(own_asked(ctx, req, &v));
	TRY(volunteer_step(ctx, &v, S("own_yes"), 0, &bad));
	return see(ctx, rep);
}

/* --- short courses -------------------------------------------------------------------------------------------------------- */

static enum err module_asked(struct ctx *ctx, const struct req *req, struct volunteer *v, const struct volunteer_module **m)
{
	struct str code = req_param(req, "code");

	TRY(own_asked(ctx, req, v));
	for (*m = volunteer_modules; (*m)->code; ++*m)
		if (str_same(code, (*m)->code))
			return OK;
	return ERR_NOT_FOUND;
}

static enum err show_module(struct ctx *ctx, const struct req *req, const struct volunteer *v, const struct volunteer_module *m, bool again)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Short course"));
	struct module_view view = { .m = m, .key = page_key(ctx), .back = page_url(ctx, "/work/own"), .again = again,
				    .action = arena_printf(ctx->arena, "%.*s/modules/%s", STR_ARG(own_url(ctx, v->id, "")), m->code),
				    .typed = again ? &req->body : NULL };

	TRY(frame_begin_html(ctx, &f));
	TRY(module_html(ctx, &view));
	return frame_end_html(ctx, &f);
}

enum err volunteer_module_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct volunteer_module *m;
	struct volunteer v;

	(void)rep;
	TRY(module_asked(ctx, req, &v, &m));
	return show_module(ctx, req, &v, m, false);
}

enum err volunteer_module_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct module_view typed = { .typed = &req->body };
	const struct volunteer_module *m;
	struct volunteer v;
	bool right = true;

	TRY(module_asked(ctx, req, &v, &m));
	for (int i = 0; i < 3; i++)
		right = right && is_chosen(&typed, i, m->questions[i].right);
	if (!right) {
		rep->status = 422;
		return show_module(ctx, req, &v, m, true);
	}
	TRY(volunteer_module_done(ctx, &v, m));
	return see(ctx, rep);
}
