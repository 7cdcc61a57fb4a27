/* list_page.c -- the people of one's organisation, who waits for whom, and the form about one of them. */
#include "volunteer/volunteer_pages.h"
#include "access/access.h"
#include "account/account.h"
#include "area/area.h"
#include "method/method.h"
#include "org/org.h"

#include <string.h>

enum { FIELDS_MOST = 40 };

struct person_row {
	struct str href, name, org, state, since, areas;
	const char *chip;
};

struct people_view {
	struct str here;
	struct person_row *rows, *waiting, *ending;
	size_t n, nwaiting, nending;
	struct {
		struct str label, href;
		bool here;
	} tabs[VOLUNTEER_GROUPS];
	struct pager pager;
	struct str *shares;
	size_t nshares;
	bool saved, may_methods;
};

struct person_form_view {
	struct form_view form;
	struct str key, title, action, back;
};

#include "volunteer_list_html.h"

/* --- said aloud ------------------------------------------------------------------------------------------------ */

struct str volunteer_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/volunteers/%lld%s", ctx->lang, (long long)id, rest);
}

struct str volunteer_state_said(struct ctx *ctx, struct str state)
{
	return tr_of(ctx, str_of(choice_label(volunteer_states, state)));
}

const char *volunteer_chip(struct str state)
{
	if (str_same(state, "active"))
		return "chip chip--ok";
	if (str_same(state, "paused"))
		return "chip chip--soon";
	return str_same(state, "former") || str_same(state, "declined") ? "chip" : "chip chip--fjord";
}

struct str volunteer_labels(struct ctx *ctx, const struct choice *choices, struct str codes)
{
	struct str rest = codes.p ? codes : S(""), code, words[16];
	size_t n = 0;

	while (n < 16 && str_cut(&rest, ' ', &code))
		if (code.n && choice_label(choices, code))
			words[n++] = tr_small(ctx, tr_of(ctx, str_of(choice_label(choices, code))));
	return n ? tr_capital(ctx, tr_and(ctx, words, n)) : S("");
}

struct str volunteer_area_names(struct ctx *ctx, struct str ids)
{
	struct str rest = ids.p ? ids : S(""), one, all = S("");
	int64_t id;

	while (str_cut(&rest, ' ', &one))
		if (str_int(one, &id))
			all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(area_name_of(ctx, id)));
	return all;
}

const struct field *volunteer_fields_with(struct ctx *ctx, const struct field *from, const char *name, const struct choice *choices)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);

	for (size_t n = 0; n + 1 < FIELDS_MOST && from[n].name; n++) {
		fields[n] = from[n];
		if (!strcmp(fields[n].name, name))
			fields[n].choices = choices;
	}
	return fields;
}

/* --- the list --------------------------------------------------------------------------------------------------- */

static struct str org_name(struct ctx *ctx, int64_t id)
{
	struct org o;

	return org_get(ctx, id, &o) ? S("") : o.name;
}

static struct person_row row_of(struct ctx *ctx, const struct volunteer *v)
{
	return (struct person_row){
		.href = volunteer_url(ctx, v->id, ""), .name = v->name, .org = org_name(ctx, v->org), .state = volunteer_state_said(ctx, v->state),
		.since = TR_FILL(ctx, tr(ctx, "since {date}"), { "date", tr_date_short(ctx, v->state_day) }),
		.areas = volunteer_area_names(ctx, v->areas), .chip = volunteer_chip(v->state),
	};
}

static enum err fill_waiting(struct ctx *ctx, struct people_view *v)
{
	day_t today = page_today(ctx);
	struct volunteer *waiting;

	TRY(volunteer_waiting(ctx, &waiting, &v->nwaiting));
	v->waiting = arena_array(ctx->arena, v->nwaiting, struct person_row);
	for (size_t i = 0; i < v->nwaiting; i++) {
		int64_t days = today - waiting[i].state_day;
		v->waiting[i] = row_of(ctx, &waiting[i]);
		v->waiting[i].since = volunteer_waits(waiting[i].state) == WAIT_FOR_US ?
			trn(ctx, "Has waited for us for {n} day", "Has waited for us for {n} days", days) :
			trn(ctx, "We have waited for them for {n} day", "We have waited for them for {n} days", days);
	}
	return OK;
}

static enum err fill_ending(struct ctx *ctx, struct people_view *v)
{
	struct volunteer_end *ends;
	struct method_version m;

	TRY(volunteer_expiring_soon(ctx, &ends, &v->nending));
	v->ending = arena_array(ctx->arena, v->nending, struct person_row);
	for (size_t i = 0; i < v->nending; i++) {
		TRY(method_on(ctx, ends[i].method, ends[i].until, &m));
		v->ending[i] = (struct person_row){ .href = volunteer_url(ctx, ends[i].volunteer, ""), .name = ends[i].name,
			.since = TR_FILL(ctx, tr(ctx, "{method} until {date}"), { "method", method_name(ctx, &m) }, { "date", tr_date(ctx, ends[i].until) }) };
	}
	return OK;
}

static enum err fill_shares(struct ctx *ctx, struct people_view *v)
{
	struct volunteer_share *s;

	TRY(volunteer_shares(ctx, &s, &v->nshares));
	v->shares = arena_array(ctx->arena, v->nshares, struct str);
	for (size_t i = 0; i < v->nshares; i++)
		v->shares[i] = s[i].small ?
			TR_FILL(ctx, tr(ctx, "{org}: too few to be told."), { "org", s[i].org_name }) :
			TR_FILL(ctx, tr(ctx, "{org}: {own} of {known} know it from themselves ({percent} %). Not said: {unknown}."), { "org", s[i].org_name },
				{ "own", tr_number(ctx, s[i].own) }, { "known", tr_number(ctx, s[i].known) },
				{ "percent", tr_number(ctx, (s[i].own * 200 + s[i].known) / (2 * s[i].known)) }, { "unknown", tr_number(ctx, s[i].unknown) });
	return OK;
}

static const char *const tab_labels[VOLUNTEER_GROUPS] = {
	[VOLUNTEER_HERE] = N_("Everybody"), [VOLUNTEER_NEW] = N_("New"), [VOLUNTEER_COMING] = N_("On the way"), [VOLUNTEER_ACTIVE] = N_("Active"),
	[VOLUNTEER_PAUSED] = N_("On a break"), [VOLUNTEER_GONE] = N_("Have left"),
};

static enum err fill_tabs(struct ctx *ctx, struct people_view *v, enum volunteer_group g)
{
	int64_t counts[VOLUNTEER_GROUPS];

	TRY(volunteer_counts(ctx, counts));
	for (int i = 0; i < VOLUNTEER_GROUPS; i++) {
		v->tabs[i].label = arena_printf(ctx->arena, "%.*s (%lld)", STR_ARG(tr(ctx, tab_labels[i])), (long long)counts[i]);
		v->tabs[i].href = arena_printf(ctx->arena, "%.*s?group=%d", STR_ARG(v->here), i);
		v->tabs[i].here = i == (int)g;
	}
	v->pager.pages = (counts[g] + VOLUNTEER_PAGE - 1) / VOLUNTEER_PAGE;
	return OK;
}

enum err volunteer_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Volunteers"));
	struct people_view v = { .here = page_url(ctx, "/work/volunteers"), .saved = value_of(&req->query, "saved").n > 0,
				 .may_methods = may_for(ctx->who, METHOD_EDIT, 0, 0) };
	struct volunteer *people;
	int64_t g;

	(void)rep;
	if (!str_int(value_of(&req->query, "group"), &g) || g < 0 || g >= VOLUNTEER_GROUPS)
		g = VOLUNTEER_HERE;
	TRY(volunteer_list(ctx, (enum volunteer_group)g, req_page(req), &people, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct person_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = row_of(ctx, &people[i]);
	v.pager = (struct pager){ .base = req_list(ctx, req), .page = req_page(req) };
	TRY(fill_tabs(ctx, &v, (enum volunteer_group)g));
	TRY(fill_waiting(ctx, &v));
	TRY(fill_ending(ctx, &v));
	TRY(fill_shares(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(people_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- the form ------------------------------------------------------------------------------------------------------ */

enum err volunteer_asked(struct ctx *ctx, const struct req *req, struct volunteer *v)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(volunteer_get(ctx, id, v));
	return volunteer_may_keep(ctx, v) ? OK : ERR_DENIED;
}

/* Organisations that this person keeps volunteers of. */
static enum err org_answers(struct ctx *ctx, int64_t present, const struct choice **out)
{
	const struct choice *all;
	struct choice *c;
	size_t n = 0, kept = 0;
	int64_t id;

	TRY(org_choices(ctx, present, &all));
	while (all[n].code)
		n++;
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++) {
		bool theirs = false;
		if (!str_int(str_of(all[i].code), &id))
			continue;
		for (size_t k = 0; k < ctx->who->ngrants; k++)
			theirs = theirs || may_for(ctx->who, VOLUNTEER_EDIT, id, ctx->who->grants[k].area);
		if (theirs || may_for(ctx->who, VOLUNTEER_EDIT, id, 0) || id == present)
			c[kept++] = all[i];
	}
	*out = c;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct volunteer *v, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Volunteers"));
	const struct choice *orgs;
	const struct field *fields;
	struct values stored = { 0 };
	struct person_form_view view = { .key = page_key(ctx) };

	TRY(org_answers(ctx, v->org, &orgs));
	fields = volunteer_fields_with(ctx, volunteer_fields, "org", orgs);
	v->org_text = v->org ? page_id(ctx, v->org) : orgs[0].code && !orgs[1].code ? str_of(orgs[0].code) : S("");
	v->areas_text = volunteer_area_names(ctx, v->areas);
	if (v->account)
		TRY(account_name(ctx, v->account, &v->account_text));
	if (!typed)
		form_write(ctx, fields, v, &stored);
	view.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	view.title = v->id ? v->name : tr(ctx, "Somebody new");
	view.back = v->id ? volunteer_url(ctx, v->id, "") : page_url(ctx, "/work/volunteers");
	view.action = v->id ? volunteer_url(ctx, v->id, "/edit") : page_url(ctx, "/work/volunteers/new");
	TRY(frame_begin_html(ctx, &f));
	TRY(person_form_html(ctx, &view));
	return frame_end_html(ctx, &f);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct volunteer *v)
{
	struct volunteer was = *v;
	struct problems bad = { 0 };
	const struct choice *orgs;

	TRY(org_answers(ctx, v->org, &orgs));
	TRY(form_read(ctx, volunteer_fields_with(ctx, volunteer_fields, "org", orgs), &req->body, v, &bad));
	if (!v->id && !str_int(v->org_text.p ? v->org_text : S(""), &v->org))
		v->org = 0;
	if (!bad.n)
		TRY(volunteer_save(ctx, v, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, volunteer_url(ctx, v->id, "?saved=1"));
	rep->status = 422;
	return show(ctx, req, &was, &req->body, &bad);
}

static struct volunteer blank(void)
{
	return (struct volunteer){ .most_meetings = 2, .most_calls = 10, .most_matches = 3, .supervision_weeks = 6, .start_day = DAY_NONE,
				   .employed_from = DAY_NONE, .employed_to = DAY_NONE, .languages = S("da"), .areas = S("") };
}

enum err volunteer_new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v = blank();

	(void)rep;
	return show(ctx, req, &v, NULL, NULL);
}

enum err volunteer_new_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v = blank();

	return save(ctx, req, rep, &v);
}

enum err volunteer_edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v;

	(void)rep;
	TRY(volunteer_asked(ctx, req, &v));
	return show(ctx, req, &v, NULL, NULL);
}

enum err volunteer_edit_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct volunteer v;

	TRY(volunteer_asked(ctx, req, &v));
	return save(ctx, req, rep, &v);
}
