/* people_page.c -- who can log in: the list, inviting, and one person with roles, code and sessions. */
#include "account/account_view.h"
#include "area/area.h"
#include "org/org.h"

#include <string.h>

struct person_line {
	const struct account *a;
	struct role_line *roles;
	size_t nroles;
	struct str seen;
};

struct people_view {
	struct str here, q;
	const char *done;
	bool former;
	struct person_line *lines;
	size_t n;
	struct pager pager;
};

/* Role, organisation and area: as typed, and what may be chosen. */
struct scope_view {
	struct str role, area;
	int64_t org;                  /* -1: not chosen yet */
	bool all_orgs;
	struct org *orgs;
	size_t norgs;
	const struct problems *bad;
};

struct invite_view {
	struct str back, key, lang;
	struct secret_field name;
	struct scope_view scope;
	struct problems bad;
};

struct new_code_view {
	struct str back, back_text, name, code, address, until;
	bool unconfirmed;
};

struct person_view {
	const struct account *a;
	struct str list, here, key, seen, code_made, code_until;
	const char *done;
	struct problems bad;
	struct role_line *roles;
	size_t nroles;
	struct account_session *sessions;
	size_t nsessions;
	struct scope_view scope;
	struct code_open code;
	bool mine_to_keep, myself, invited, former, open_role;
};

#include "account_parts_html.h"
#include "account_people_html.h"
#include "account_person_html.h"

static const struct done_row done_rows[] = {
	{ "role", N_("The roles are changed. They hold from the next page the person opens.") },
	{ "confirmed", N_("The code is confirmed. It works now.") },
	{ "ended", N_("Logged out everywhere.") },
	{ "awake", N_("The log-in is awake again.") },
	{ "left", N_("Their access has ended.") },
	{ NULL, NULL }
};

/* --- the list --------------------------------------------------------------------------------------- */

static struct str seen_words(struct ctx *ctx, const struct account *a)
{
	if (str_same(a->state, "invited"))
		return tr(ctx, "never yet");
	return tr_days_ago(ctx, a->seen_at < ctx->now ? (ctx->now - a->seen_at) / DAY_S : 0);
}

static enum err add_lines(struct ctx *ctx, struct people_view *v, const struct account_row *rows, size_t n)
{
	v->n = n;
	v->lines = arena_array(ctx->arena, n, struct person_line);
	for (size_t i = 0; i < n; i++) {
		struct person_line *l = &v->lines[i];
		l->a = &rows[i].who;
		l->nroles = rows[i].ngrants;
		l->seen = seen_words(ctx, l->a);
		TRY(role_lines(ctx, rows[i].grants, l->nroles, &l->roles));
	}
	return OK;
}

static enum err show_people(struct ctx *ctx, const struct req *req, const struct people_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "People"));

	if (v->q.n)
		f.path = S("/work/people");
	TRY(frame_begin_html(ctx, &f));
	TRY(account_people_html(ctx, v));
	return frame_end_html(ctx, &f);
}

enum err people_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct people_view v = { .here = page_url(ctx, "/work/people"), .q = S(""), .done = done_text(req, done_rows),
				 .former = value_of(&req->query, "left").n > 0 };
	int64_t page = req_page(req), total;
	struct account_row *rows;
	size_t n;

	(void)rep;
	TRY(account_list(ctx, v.former, page, &rows, &n, &total));
	TRY(add_lines(ctx, &v, rows, n));
	v.pager = (struct pager){ req_list(ctx, req), page, (total + PEOPLE_PAGE - 1) / PEOPLE_PAGE };
	return show_people(ctx, req, &v);
}

enum err people_search(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct people_view v = { .here = page_url(ctx, "/work/people"), .q = str_trim(value_of(&req->body, "q")) };
	struct account_row *rows;
	size_t n;

	if (!v.q.n)
		return reply_see(ctx, rep, v.here);
	TRY(account_find_named(ctx, v.q, &rows, &n));
	TRY(add_lines(ctx, &v, rows, n));
	return show_people(ctx, req, &v);
}

/* --- role, organisation, area ---------------------------------------------------------------------------- */

enum { ORGS_MOST = 500 };

/* The first place where this person may give roles: what the form begins with. */
static struct grant first_bound(const struct who *who)
{
	for (size_t i = 0; i < who->ngrants; i++)
		if (may_for(who, ACCOUNT_EDIT, who->grants[i].org, who->grants[i].area))
			return who->grants[i];
	return (struct grant){ 0 };
}

static bool has_all_orgs(const struct who *who)
{
	for (size_t i = 0; i < who->ngrants; i++)
		if (!who->grants[i].org && may_for(who, ACCOUNT_EDIT, 0, who->grants[i].area))
			return true;
	return false;
}

static enum err scope_of(struct ctx *ctx, const struct values *typed, const struct problems *bad, struct scope_view *v)
{
	struct grant first = first_bound(ctx->who);
	struct str org = value_of(typed, "org");

	*v = (struct scope_view){ .role = value_of(typed, "role"), .area = value_of(typed, "area"),
				  .all_orgs = has_all_orgs(ctx->who), .bad = bad };
	if (!v->area.p)
		v->area = first.area ? area_name_of(ctx, first.area) : S("");
	TRY(org_list(ctx, ORGS_MOST, &v->orgs, &v->norgs));
	if (!str_int(org, &v->org))
		v->org = v->all_orgs ? -1 : first.org;
	return OK;
}

/* What was chosen; what cannot be goes to bad. */
static enum err read_scope(struct ctx *ctx, const struct values *typed, struct grant *g, struct problems *bad)
{
	struct str area = value_of(typed, "area"), org = value_of(typed, "org");
	enum err e = OK;
	struct org o;

	*g = (struct grant){ 0 };
	if (!role_of(value_of(typed, "role"), &g->role) || g->role == ROLE_VISITOR || g->role == ROLE_PARTNER)
		problem(bad, "role", N_("Choose a role."));
	if (str_int(org, &g->org) && g->org)
		e = org_get(ctx, g->org, &o);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!str_int(org, &g->org) || e)
		problem(bad, "org", N_("Choose an organisation, or all of them."));
	TRY(area_typed(ctx, area.p ? area : S(""), "area", &g->area, bad));
	if (!bad->n && !may_for(ctx->who, ACCOUNT_EDIT, g->org, g->area))
		problem(bad, "org", N_("You can give roles only within your own organisation and area."));
	return OK;
}

/* --- a code, shown once -------------------------------------------------------------------------------------- */

static enum err show_new_code(struct ctx *ctx, const struct req *req, const struct account *a, struct str code)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "People"));
	struct new_code_view v = { .code = code, .name = a->name };
	struct code_open waiting;

	TRY(account_code_waiting(ctx, a->id, &waiting));
	v.unconfirmed = !waiting.confirmed;
	v.until = when_words(ctx, waiting.expires_at);
	v.back = arena_printf(ctx->arena, "/%s/work/people/%lld", ctx->lang, (long long)a->id);
	v.back_text = a->name;
	v.address = arena_printf(ctx->arena, "%.*s/%.*s/welcome", STR_ARG(ctx->house->origin), STR_ARG(a->lang));
	f.path = arena_printf(ctx->arena, "/work/people/%lld", (long long)a->id);
	TRY(frame_begin_html(ctx, &f));
	TRY(account_new_code_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err show_invite(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "People"));
	struct str name = value_of(typed, "name"), lang = value_of(typed, "lang");
	struct invite_view v = {
		.back = page_url(ctx, "/work/people"), .key = page_key(ctx), .lang = lang.n ? lang : str_of(ctx->lang), .bad = *bad,
		.name = { "name", "text", "off", .label = tr(ctx, "Name"),
			  .hint = tr(ctx, "What colleagues call the person. They log in with it."), .value = name.p ? name : S("") },
	};

	TRY(scope_of(ctx, typed, &v.bad, &v.scope));
	TRY(frame_begin_html(ctx, &f));
	TRY(account_invite_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err people_invite_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show_invite(ctx, req, &(struct values){ 0 }, &(struct problems){ 0 });
}

static const char *language_of(struct ctx *ctx, struct str typed)
{
	for (int i = 0; tr_languages[i]; i++)
		if (str_same(typed, tr_languages[i]))
			return tr_languages[i];
	return ctx->lang;
}

enum err people_invite(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str name = value_of(&req->body, "name"), code;
	struct problems bad = { 0 };
	struct account a;
	struct grant g;

	TRY(read_scope(ctx, &req->body, &g, &bad));
	if (!bad.n)
		TRY(account_invite(ctx, name, language_of(ctx, value_of(&req->body, "lang")), g.role, g.org, g.area, &code, &bad));
	if (bad.n) {
		rep->status = 422;
		return show_invite(ctx, req, &req->body, &bad);
	}
	TRY(account_of_name(ctx, name, &a));
	return show_new_code(ctx, req, &a, code);
}

/* --- one person ------------------------------------------------------------------------------------------------- */

static enum err add_code(struct ctx *ctx, struct person_view *v)
{
	TRY(account_code_waiting(ctx, v->a->id, &v->code));
	if (!v->code.is)
		return OK;
	v->code_made = when_words(ctx, v->code.made_at);
	v->code_until = when_words(ctx, v->code.expires_at);
	return OK;
}

static enum err add_bounds(struct ctx *ctx, struct person_view *v)
{
	enum err e = account_keep(ctx, v->a->id);

	v->mine_to_keep = e == OK;
	return e == ERR_DENIED ? OK : e;
}

static enum err show_person(struct ctx *ctx, const struct req *req, int64_t id, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "People"));
	struct person_view v = { .list = page_url(ctx, "/work/people"), .key = page_key(ctx), .bad = *bad,
				 .done = bad->n ? NULL : done_text(req, done_rows), .myself = id == ctx->who->account,
				 .open_role = value_of(&req->body, "role").p && bad->n };
	struct grant *grants;
	struct account a;

	TRY(account_see(ctx, id));
	TRY(account_find(ctx, id, &a));
	v.a = &a;
	v.seen = str_same(a.state, "invited") ? tr(ctx, "Not logged in yet") :
		 TR_FILL(ctx, tr(ctx, "Last log-in: {when}"), { "when", seen_words(ctx, &a) });
	v.here = arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(v.list), (long long)id);
	v.invited = str_same(a.state, "invited");
	v.former = str_same(a.state, "former");
	TRY(account_grants(ctx, id, &grants, &v.nroles));
	TRY(role_lines(ctx, grants, v.nroles, &v.roles));
	TRY(account_sessions(ctx, id, &v.sessions, &v.nsessions));
	TRY(add_code(ctx, &v));
	TRY(add_bounds(ctx, &v));
	TRY(scope_of(ctx, &req->body, &v.bad, &v.scope));
	f.path = arena_printf(ctx->arena, "/work/people/%lld", (long long)id);
	TRY(frame_begin_html(ctx, &f));
	TRY(account_person_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err person_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	(void)rep;
	return req_id(req, "id", &id) ? show_person(ctx, req, id, &(struct problems){ 0 }) : ERR_NOT_FOUND;
}

/* After a verb: back to the person with a notice, or the page again with what is wrong. */
static enum err after(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t id, const char *done,
		      const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/people/%lld?done=%s", ctx->lang, (long long)id, done));
	rep->status = 422;
	return show_person(ctx, req, id, bad);
}

enum err person_role_give(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct grant g;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_see(ctx, id));
	TRY(read_scope(ctx, &req->body, &g, &bad));
	if (!bad.n)
		TRY(account_role_give(ctx, id, g.role, g.org, g.area, &bad));
	return after(ctx, req, rep, id, "role", &bad);
}

enum err person_role_take(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct grant g = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	if (!role_of(value_of(&req->body, "role"), &g.role) || !str_int(value_of(&req->body, "org"), &g.org) ||
	    !str_int(value_of(&req->body, "area"), &g.area))
		return ERR_INVALID;
	TRY(account_role_take(ctx, id, g.role, g.org, g.area, &bad));
	return after(ctx, req, rep, id, "role", &bad);
}

enum err person_code(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct account a;
	struct str code;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_code_new(ctx, id, &code, &bad));
	if (bad.n)
		return after(ctx, req, rep, id, "", &bad);
	TRY(account_find(ctx, id, &a));
	return show_new_code(ctx, req, &a, code);
}

enum err person_code_second(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_code_second(ctx, id, &bad));
	return after(ctx, req, rep, id, "confirmed", &bad);
}

enum err person_sessions_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_sessions_end(ctx, id));
	return after(ctx, req, rep, id, "ended", &(struct problems){ 0 });
}

enum err person_wake(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_wake(ctx, id));
	return after(ctx, req, rep, id, "awake", &(struct problems){ 0 });
}

enum err person_leave(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_keep(ctx, id));
	if (!value_of(&req->body, "sure").n)
		problem(&bad, "", N_("Set the tick first: talk with them about who takes over."));
	else
		TRY(account_leave(ctx, id, &bad));
	return after(ctx, req, rep, id, "left", &bad);
}
