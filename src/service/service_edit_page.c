/*
 * service_edit_page.c -- the form of a service: first its kind, then what one can say of every service and what that kind asks.
 */
#include "service/service_pages.h"
#include "access/access.h"
#include "area/area.h"
#include "location/location.h"
#include "org/org.h"

#include <string.h>

enum { ORGS_MOST = 300, PLACES_MOST = 200, LONG_CHOICES = 20, NEW_CHECKBOXES = 24 };

struct edit_view {
	struct form_view form;
	const struct kind *k;
	const struct problems *warn;
	struct str key, title, action, back, seen, sentence;
	struct org *orgs;
	size_t norgs;
	struct location *places, *chosen; /* those one can add; those that are there */
	size_t nplaces, nchosen;
	int64_t org;
	struct hours_form hours;
	bool type_place, draft, verified, publish, known;
};

struct kinds_view {
	struct str here;
	struct kind *kinds;
	size_t n;
};

static bool is_named(const struct field *f, const char *name)
{
	return !strcmp(f->name, name);
}

static bool is_long_list(const struct field *f)
{
	int n = 0;

	while (f->choices && f->choices[n].code)
		n++;
	return f->type == FIELD_CHOICES && n > LONG_CHOICES;
}

/* Runs of fields that most services do not need: folded away until one of them is used or wrong. */
static const struct fold {
	const char *first, *last, *summary;
} folds[] = {
	{ "expectations_da", "secular_en", N_("A faith community: what it expects, and where one goes instead") },
	{ "conference_url", "area", N_("Online, or without a place") },
	{ "payer_da", "extras_en", N_("Who pays, papers, what else it may cost") },
	{ "apply_da", "hours_en", N_("How one gets in, hours in words") },
};

static const struct fold *fold_at(const struct field *f)
{
	for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
		if (is_named(f, folds[i].first))
			return &folds[i];
	return NULL;
}

static bool is_typed(const struct edit_view *v, const struct field *f)
{
	return str_is(value_of(v->form.values, f->name)) && !is_named(f, "area");
}

/* Open when something in it is wrong or filled in. */
static bool is_open(const struct edit_view *v, const struct fold *fold)
{
	for (const struct field *f = field_find(v->form.fields, fold->first); f->name; f++) {
		if (is_typed(v, f) || (v->form.bad && problem_of(v->form.bad, f->name)))
			return true;
		if (is_named(f, fold->last))
			break;
	}
	return false;
}

/* The names of what is ticked, for a list that is folded away. */
static struct str chosen(struct ctx *ctx, const struct form_view *form, const struct field *f)
{
	struct str out = S("");

	for (const struct choice *c = f->choices; c->code; c++)
		for (size_t i = 0; i < form->values->n; i++) {
			struct str rest = form->values->at[i].text, code;
			while (str_same(form->values->at[i].name, f->name) && str_cut(&rest, ' ', &code))
				if (str_same(code, c->code))
					out = arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(out), out.n ? ", " : "", c->label);
		}
	return out.n ? out : tr(ctx, "none chosen");
}

static struct str problem_said(struct ctx *ctx, const struct edit_view *v, const char *name)
{
	const struct problem *p = problem_of(v->form.bad, name);

	return p ? TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap }) : STR_ABSENT;
}

/* Rows in sight: up to the last that says something, and one at least; the empty ones behind it are folded. */
static size_t hours_shown(const struct hours_form *h)
{
	size_t n = h->n;

	while (n > 1 && !str_is(h->rows[n - 1].days) && !str_is(h->rows[n - 1].from) && !str_is(h->rows[n - 1].to))
		n--;
	return n;
}

#include "service_edit_html.h"

/* --- the choices ------------------------------------------------------------------------------------------ */

static enum err fill_orgs(struct ctx *ctx, struct edit_view *v)
{
	struct org *listed;

	TRY(org_list(ctx, ORGS_MOST, &listed, &v->norgs));
	v->orgs = arena_array(ctx->arena, v->norgs + 1, struct org);
	for (size_t i = 0; i < v->norgs; i++)
		v->orgs[i] = listed[i];
	for (size_t i = 0; i < v->norgs; i++)
		if (listed[i].id == v->org)
			return OK;
	if (v->org && !org_get(ctx, v->org, &v->orgs[v->norgs]))
		v->norgs++;
	return OK;
}

static enum err fill_places(struct ctx *ctx, const struct service_whole *w, struct edit_view *v)
{
	TRY(location_list(ctx, S(""), PLACES_MOST + 1, &v->places, &v->nplaces));
	v->type_place = v->nplaces > PLACES_MOST;
	if (v->type_place)
		v->nplaces = 0;
	v->chosen = arena_array(ctx->arena, w->nplaces, struct location);
	for (size_t i = 0; i < w->nplaces; i++)
		if (!location_get(ctx, w->places[i].location, &v->chosen[v->nchosen]))
			v->nchosen++;
	return OK;
}

/* --- what was typed ------------------------------------------------------------------------------------------ */

static enum err find_place(struct ctx *ctx, struct str text, int64_t *id, struct problems *bad)
{
	struct location *found;
	size_t n, same = 0, at = 0;

	TRY(location_list(ctx, text, PLACES_MOST, &found, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(found[i].name, text))
			same++, at = i;
	if (n == 1 || same == 1)
		*id = found[at].id;
	else if (n)
		problem(bad, "places", N_("Several places fit. Write more of the name or the street."));
	else
		problem(bad, "places", N_("We do not know this place. Add it under Places first."));
	return OK;
}

/* The ticked ones stay in their order; one more may come behind. */
static enum err read_places(struct ctx *ctx, const struct values *v, struct service_whole *w, struct problems *bad)
{
	struct service_place *places = arena_array(ctx->arena, w->nplaces + NEW_CHECKBOXES + 1, struct service_place);
	struct str text = str_trim(value_of(v, "place_text"));
	size_t n = 0;
	int64_t id;

	for (size_t i = 0; i < v->n && n < w->nplaces + NEW_CHECKBOXES; i++) {
		bool one = str_same(v->at[i].name, "place"), added = str_same(v->at[i].name, "place_add");
		if ((one || added) && str_int(v->at[i].text, &id) && id > 0)
			places[n++] = (struct service_place){ id, S("") };
	}
	if (str_is(text)) {
		id = 0;
		TRY(find_place(ctx, text, &id, bad));
		if (id)
			places[n++] = (struct service_place){ id, S("") };
	}
	/* What a list calls this service at this place stays with the place. */
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < w->nplaces; k++)
			if (w->places[k].location == places[i].location)
				places[i].source_key = w->places[k].source_key;
	w->places = places, w->nplaces = n;
	return OK;
}

static enum err read_area(struct ctx *ctx, const struct values *v, struct service_whole *w, struct problems *bad)
{
	int64_t *areas = arena_new_of(ctx->arena, int64_t);

	if (w->nplaces)
		return OK;
	w->s.area = 0;
	TRY(area_typed(ctx, value_of(v, "area_text"), "area", &w->s.area, bad));
	/* Without a place, where it belongs is what it serves. */
	if (w->s.area && w->nareas <= 1)
		*areas = w->s.area, w->areas = areas, w->nareas = 1;
	return OK;
}

static enum err read_form(struct ctx *ctx, const struct req *req, const struct kind *k, const struct field *fields,
			  struct service_whole *w, struct problems *bad)
{
	struct service_typed *t = arena_new_of(ctx->arena, struct service_typed);
	int64_t area = w->s.area;

	service_to_typed(ctx, k, w, t);
	TRY(form_read(ctx, fields, &req->body, t, bad));
	service_of_typed(ctx, k, t, w);
	w->s.area = area;
	TRY(read_places(ctx, &req->body, w, bad));
	TRY(read_area(ctx, &req->body, w, bad));
	return service_hours_read(ctx, &req->body, w, bad);
}

/* --- what is stored, as one types it ---------------------------------------------------------------------------- */

static void put_value(struct ctx *ctx, struct values *v, const char *name, struct str text)
{
	if (str_is(text))
		value_add(ctx->arena, v, str_of(name), text);
}

static struct str typed_like(struct ctx *ctx, const struct field *f, const struct service_typed *t)
{
	bool danish = !strcmp(ctx->lang, "da");
	struct str text = field_text(ctx, f, t);

	if (!text.p || (f->type == FIELD_INT && str_same(text, "0")))
		return STR_ABSENT;
	if (f->type == FIELD_DATE && danish)
		return tr_date_short(ctx, *(const day_t *)(const void *)((const char *)t + f->offset));
	if (f->type == FIELD_MONEY && danish) {
		char *p = arena_z(ctx->arena, text);
		for (size_t i = 0; i < text.n; i++)
			p[i] = p[i] == '.' ? ',' : p[i];
		return (struct str){ p, text.n };
	}
	return text;
}

static void write_form(struct ctx *ctx, const struct kind *k, const struct field *fields, const struct service_whole *w, struct values *out)
{
	struct service_typed *t = arena_new_of(ctx->arena, struct service_typed);

	service_to_typed(ctx, k, w, t);
	for (const struct field *f = fields; f->name; f++)
		put_value(ctx, out, f->name, typed_like(ctx, f, t));
	if (!w->nplaces)
		put_value(ctx, out, "area_text", area_name_of(ctx, w->s.area));
}

static bool wants_publishing(const struct req *req)
{
	struct str then = value_of(&req->body, "then");

	/* The button of the warnings is another button: what was wanted before is kept beside it. */
	return str_same(then.p ? then : value_of(&req->body, "wanted"), "publish");
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

struct showing {
	const struct kind *k;
	const struct field *fields;
	const struct service_whole *w;    /* as it is, or as it was typed */
	const struct values *typed;       /* NULL: what is stored */
	const struct problems *bad, *warn;
};

static void name_it(struct ctx *ctx, const struct showing *s, struct edit_view *v)
{
	const struct service *sv = &s->w->s;

	v->known = sv->id != 0;
	v->draft = !sv->id || str_same(sv->state, "draft") || str_same(sv->state, "parked");
	v->title = sv->id ? service_name(ctx, sv, &(bool){ false }) :
			    TR_FILL(ctx, tr(ctx, "New: {kind}"), { "kind", kind_name(ctx, s->k) });
	v->sentence = kind_sentence(ctx, s->k);
	v->back = sv->id ? service_work_url(ctx, sv->id, "") : page_url(ctx, "/work/support/new");
	v->action = sv->id ? service_work_url(ctx, sv->id, "/edit") : page_url(ctx, "/work/support/new");
	v->seen = page_id(ctx, sv->changed_at);
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct showing s)
{
	struct edit_view *v = arena_new_of(ctx->arena, struct edit_view);
	struct values stored = { 0 };
	struct frame f;

	*v = (struct edit_view){ .form = { s.fields, s.typed ? s.typed : &stored, s.bad }, .k = s.k, .warn = s.warn, .key = page_key(ctx) };
	name_it(ctx, &s, v);
	if (s.typed)
		service_hours_typed(ctx, s.typed, s.w, &v->hours);
	else
		service_hours_stored(ctx, s.w, &v->hours);
	if (!s.typed)
		write_form(ctx, s.k, s.fields, s.w, &stored);
	if (!str_int(value_of(v->form.values, "org"), &v->org))
		v->org = 0;
	v->verified = value_of(v->form.values, "all_right").n > 0;
	v->publish = wants_publishing(req);
	TRY(fill_orgs(ctx, v));
	TRY(fill_places(ctx, s.w, v));
	if (!s.w->s.id && !s.typed && v->norgs == 1)
		v->org = v->orgs[0].id;
	f = page_frame(ctx, req, FRAME_WORK, v->title);
	TRY(frame_begin_html(ctx, &f));
	TRY(service_edit_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err show_again(struct ctx *ctx, const struct req *req, struct reply *rep, struct showing s, const struct service_whole *w,
			   const struct problems *bad, const struct problems *warn)
{
	rep->status = 422;
	s.w = w, s.typed = &req->body, s.bad = bad, s.warn = warn;
	return show_form(ctx, req, s);
}

/* --- which kind ------------------------------------------------------------------------------------------------------ */

static enum err show_kinds(struct ctx *ctx, const struct req *req)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Add support"));
	struct kinds_view v = { .here = page_url(ctx, "/work/support/new") };

	TRY(kind_list(ctx, &v.kinds, &v.n));
	TRY(frame_begin_html(ctx, &f));
	TRY(which_kind_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err service_new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str code = value_of(&req->query, "kind");
	struct service_whole w;
	struct kind k;

	(void)rep;
	if (!str_is(code))
		return show_kinds(ctx, req);
	TRY(kind_of_code(ctx, code, &k));
	if (!kind_is_active(&k))
		return ERR_NOT_FOUND;
	w = service_blank(ctx, &k);
	return show_form(ctx, req, (struct showing){ .k = &k, .fields = service_form_fields(ctx, &k), .w = &w });
}

/* --- saving ------------------------------------------------------------------------------------------------------------ */

/* Two people with the same form open: the second sees it before the first one's work is gone. */
static void check_seen(const struct req *req, const struct service *was, struct problems *bad)
{
	int64_t seen;

	if (was->id && str_int(value_of(&req->body, "seen"), &seen) && seen != was->changed_at)
		problem(bad, "", N_("Somebody else changed this while you were writing. Look at their change before you save again."));
}

/* Problems first; then, once, what the author may ignore.  *again: the form is shown once more. */
static enum err look_over(struct ctx *ctx, const struct req *req, struct service_whole *w, const struct field *fields, struct problems *bad,
			  struct problems *warn)
{
	TRY(service_prepare(ctx, w, bad));
	if (bad->n || value_of(&req->body, "sure").p)
		return OK;
	form_warnings(ctx, service_fields, &w->s, warn);
	(void)fields;
	return service_warnings(ctx, w, warn);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, const struct kind *k, struct service_whole *was)
{
	struct showing s = { .k = k, .fields = service_form_fields(ctx, k) };
	bool publish = wants_publishing(req);
	struct problems bad = { 0 }, warn = { 0 };
	struct service_whole w = *was;

	check_seen(req, &was->s, &bad);
	TRY(read_form(ctx, req, k, s.fields, &w, &bad));
	if (publish)
		w.s.state = S("running");
	else if (!w.s.id)
		w.s.state = S("draft");
	/* Whose it is to look at: a person has it in hand now. */
	if (w.s.source && str_same(w.s.state, "running"))
		w.s.verified_at = ctx->now, w.s.verified_by = S("keeper");
	TRY(look_over(ctx, req, &w, s.fields, &bad, &warn));
	if (publish && !bad.n)
		TRY(service_complete(ctx, &w, &bad));
	if (bad.n || warn.n)
		return show_again(ctx, req, rep, s, &w, &bad, &warn);
	TRY(service_save_by_hand(ctx, &w, &bad));
	if (bad.n)
		return show_again(ctx, req, rep, s, &w, &bad, NULL);
	if (value_of(&req->body, "all_right").p)
		TRY(service_set_verified(ctx, w.s.id, S("keeper"), ctx->now));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(service_work_url(ctx, w.s.id, "")),
						publish ? "published" : was->s.id ? "saved" : "draft"));
}

enum err service_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;
	struct kind k;

	TRY(kind_of_code(ctx, value_of(&req->body, "kind"), &k));
	w = service_blank(ctx, &k);
	/* Only the ticked stages count: those of the blank form are there to be ticked off. */
	w.s.stages = S(""), w.s.languages = S("");
	return save(ctx, req, rep, &k, &w);
}

enum err service_edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;
	struct kind k;

	(void)rep;
	TRY(service_asked_for(ctx, req, &w));
	TRY(kind_get(ctx, w.s.kind, &k));
	return show_form(ctx, req, (struct showing){ .k = &k, .fields = service_form_fields(ctx, &k), .w = &w });
}

enum err service_change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole was;
	struct kind k;

	TRY(service_asked_for(ctx, req, &was));
	TRY(kind_get(ctx, was.s.kind, &k));
	return save(ctx, req, rep, &k, &was);
}
