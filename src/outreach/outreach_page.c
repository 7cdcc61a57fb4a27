/* outreach_page.c -- a round in sixty seconds, the rounds so far, and the months. */
#include "outreach/outreach.h"
#include "access/access.h"
#include "area/area.h"
#include "cal/cal.h"
#include "org/org.h"
#include "outreach/outreach_parts.h"

#include <string.h>

enum { MONTHS = 6, PLACES = 30, FIELDS_MOST = 40 };

struct count_row {
	const char *name;
	struct str label, text;
	const struct problem *bad;
};

struct round_view {
	struct form_view form;
	struct str key, action, back, title, discard;    /* discard: address, absent for a new one */
	const struct str *places;
	size_t nplaces;
	struct str one_org;                       /* there is nothing to choose */
	bool asks_left;
};

struct round_line {
	struct str href, date, place, told, given, wishes, note, next;
};

struct list_view {
	struct str here;
	struct round_line *lines;
	size_t n;
	struct outreach_total *months;
	size_t nmonths;
	struct pager pager;
	bool saved, masked, discarded;
};

static struct str field_said(const struct round_view *, const char *name);
static struct count_row count_of(struct ctx *, const struct round_view *, const char *name);
static struct str wishes_said(struct ctx *, const struct outreach_total *);

#include "outreach_work_html.h"

/* --- said aloud ------------------------------------------------------------------------------------------------------ */

/* "Cards 4, food and drink 6": what is not nought. */
static struct str counts_said(struct ctx *ctx, const struct choice *codes, const int64_t *n)
{
	struct str all = S("");

	for (int i = 0; codes[i].code; i++)
		if (n[i])
			all = arena_printf(ctx->arena, "%.*s%s%.*s %.*s", STR_ARG(all), all.n ? ", " : "",
					   STR_ARG(tr_of(ctx, str_of(codes[i].label))), STR_ARG(tr_number(ctx, n[i])));
	return all;
}

static struct str wishes_said(struct ctx *ctx, const struct outreach_total *t)
{
	return counts_said(ctx, kind_needs, t->wishes);
}

static struct str told(struct ctx *ctx, const struct outreach_round *r)
{
	struct str talks = trn(ctx, "{n} conversation", "{n} conversations", r->conversations);
	struct str faces = TR_FILL(ctx, tr(ctx, "about {n} new"), { "n", tr_number(ctx, r->new_faces) });

	if (r->left_at_place)
		return tr(ctx, "Nobody was there; things were left");
	return r->new_faces ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(talks), STR_ARG(faces)) : talks;
}

struct str outreach_month_name(struct ctx *ctx, const struct outreach_total *t)
{
	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, t->month)), t->year));
}

/* --- the rounds so far ------------------------------------------------------------------------------------------------- */

static struct round_line line_of(struct ctx *ctx, const struct outreach_round *r)
{
	struct str period = tr_of(ctx, str_of(choice_label(outreach_periods, r->period)));
	struct str area = area_name_of(ctx, r->area);

	return (struct round_line){
		.href = outreach_may_keep(ctx, r) ? arena_printf(ctx->arena, "/%s/work/outreach/%lld", ctx->lang, (long long)r->id) : STR_ABSENT,
		.date = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(tr_date_short(ctx, r->day)), STR_ARG(period)),
		.place = area.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(r->place), STR_ARG(area)) : r->place,
		.told = told(ctx, r), .given = counts_said(ctx, outreach_materials, r->given),
		.wishes = counts_said(ctx, kind_needs, r->wishes), .note = r->note,
		.next = r->next_day != DAY_NONE && r->next_day >= page_today(ctx) ?
			TR_FILL(ctx, tr(ctx, "Next round: {date}"), { "date", tr_day_date(ctx, r->next_day) }) : S(""),
	};
}

static enum err fill_list(struct ctx *ctx, const struct req *req, struct list_view *v)
{
	int64_t page = req_page(req), all;
	struct outreach_round *rows;

	TRY(outreach_page(ctx, page, &rows, &v->n, &all));
	v->lines = arena_array(ctx->arena, v->n, struct round_line);
	for (size_t i = 0; i < v->n; i++)
		v->lines[i] = line_of(ctx, &rows[i]);
	v->pager = (struct pager){ req_list(ctx, req), page, (all + OUTREACH_PAGE - 1) / OUTREACH_PAGE };
	return outreach_months(ctx, MONTHS, &v->months, &v->nmonths);
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Outreach"));
	struct str done = value_of(&req->query, "saved");
	struct list_view v = { .here = page_url(ctx, "/work/outreach"), .saved = str_is(done), .masked = str_same(done, "stars"),
			       .discarded = str_same(done, "gone") };

	(void)rep;
	TRY(fill_list(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(rounds_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one round ---------------------------------------------------------------------------------------------------------- */

static struct str field_said(const struct round_view *v, const char *name)
{
	struct str text = value_of(v->form.values, name);

	return text.p ? text : S("");
}

/* A nought is an empty field: nothing to take out before one types. */
static struct count_row count_of(struct ctx *ctx, const struct round_view *v, const char *name)
{
	const struct field *f = field_find(outreach_fields, name);
	struct str text = field_said(v, name);

	return (struct count_row){ .name = name, .label = tr_of(ctx, str_of(f->label)), .text = str_same(text, "0") ? S("") : text,
				   .bad = v->form.bad ? problem_of(v->form.bad, name) : NULL };
}

/* The field table with the organisations of this person in it. */
static enum err fields_of(struct ctx *ctx, const struct field **out, const struct choice **orgs, size_t *norgs)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	size_t n = 0;

	TRY(outreach_orgs(ctx, orgs, norgs));
	for (; outreach_fields[n].name; n++) {
		fields[n] = outreach_fields[n];
		if (!strcmp(fields[n].name, "org"))
			fields[n].choices = *orgs;
	}
	*out = fields;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct outreach_round *r, const struct values *typed,
		     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Outreach"));
	const struct choice *orgs;
	const struct field *fields;
	struct values stored = { 0 };
	struct round_view v = { .key = page_key(ctx), .back = page_url(ctx, "/work/outreach") };
	struct str *places;
	size_t norgs;

	TRY(fields_of(ctx, &fields, &orgs, &norgs));
	TRY(outreach_places(ctx, PLACES, &places, &v.nplaces));
	if (!typed)
		form_write(ctx, fields, r, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	v.places = places;
	v.one_org = norgs == 1 ? str_of(orgs[0].code) : STR_ABSENT;
	v.asks_left = (bad && problem_of(bad, "left_at_place")) || r->left_at_place;
	v.action = r->id ? arena_printf(ctx->arena, "/%s/work/outreach/%lld", ctx->lang, (long long)r->id) : page_url(ctx, "/work/outreach/new");
	v.discard = r->id ? arena_printf(ctx->arena, "%.*s/discard", STR_ARG(v.action)) : STR_ABSENT;
	v.title = r->id ? tr(ctx, "A round") : tr(ctx, "New round");
	TRY(frame_begin_html(ctx, &f));
	TRY(round_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* By the clock on the wall: most rounds are written down when they end. */
static struct str period_now(struct ctx *ctx)
{
	static const struct {
		int before_min;
		const char *code;
	} periods[] = { { 5 * 60, "night" }, { 12 * 60, "morning" }, { 17 * 60, "afternoon" }, { 23 * 60, "evening" }, { 24 * 60, "night" } };
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	int minutes = zone ? zone_local(zone, ctx->now).minutes : 0, i = 0;

	while (minutes >= periods[i].before_min)
		i++;
	return str_of(periods[i].code);
}

/* As the last one of this person: the same organisation and place. */
static enum err begin_new(struct ctx *ctx, struct outreach_round *r)
{
	struct outreach_round last;
	const struct choice *orgs;
	size_t norgs;

	TRY(outreach_latest(ctx, &last));
	TRY(outreach_orgs(ctx, &orgs, &norgs));
	*r = (struct outreach_round){ .place = last.id ? last.place : S(""), .day = page_today(ctx), .period = period_now(ctx),
				      .next_day = DAY_NONE, .area_text = S(""), .note = S("") };
	r->org_text = last.id ? page_id(ctx, last.org) : norgs == 1 ? str_of(orgs[0].code) : S("");
	return OK;
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outreach_round r;

	(void)rep;
	TRY(begin_new(ctx, &r));
	return show(ctx, req, &r, NULL, NULL);
}

/* The round of the address, for those who may keep it. */
static enum err asked(struct ctx *ctx, const struct req *req, struct outreach_round *r)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(outreach_get(ctx, id, r));
	return outreach_may_keep(ctx, r) ? OK : ERR_DENIED;
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outreach_round r;

	(void)rep;
	TRY(asked(ctx, req, &r));
	r.org_text = page_id(ctx, r.org);
	r.area_text = area_name_of(ctx, r.area);
	return show(ctx, req, &r, NULL, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct outreach_round *r)
{
	struct problems bad = { 0 };
	const struct choice *orgs;
	const struct field *fields;
	struct str typed;
	size_t norgs;

	TRY(fields_of(ctx, &fields, &orgs, &norgs));
	TRY(form_read(ctx, fields, &req->body, r, &bad));
	if (!str_int(r->org_text.p ? r->org_text : S(""), &r->org))
		r->org = 0;
	TRY(area_typed(ctx, r->area_text.p ? r->area_text : S(""), "area", &r->area, &bad));
	typed = str_trim(r->note.p ? r->note : S(""));
	TRY(outreach_save(ctx, r, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/outreach?saved=%s", ctx->lang, str_eq(typed, r->note) ? "1" : "stars"));
	rep->status = 422;
	return show(ctx, req, r, &req->body, &bad);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outreach_round r = { .next_day = DAY_NONE };

	return save(ctx, req, rep, &r);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outreach_round r;

	TRY(asked(ctx, req, &r));
	return save(ctx, req, rep, &r);
}

static enum err discard(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct outreach_round r;

	TRY(asked(ctx, req, &r));
	TRY(outreach_discard(ctx, r.id));
	return reply_see(ctx, rep, page_url(ctx, "/work/outreach?saved=gone"));
}

const struct route outreach_routes[] = {
	{ "GET", "/:lang/outreach", PUBLIC, outreach_public, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/work/outreach", OUTREACH_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/outreach/new", OUTREACH_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/outreach/new", OUTREACH_EDIT, add, 0, NULL },
	{ "GET", "/:lang/work/outreach/:id", OUTREACH_EDIT, edit_form, 0, NULL },
	{ "POST", "/:lang/work/outreach/:id", OUTREACH_EDIT, change, 0, NULL },
	{ "POST", "/:lang/work/outreach/:id/discard", OUTREACH_EDIT, discard, 0, NULL },
	{ 0 }
};
