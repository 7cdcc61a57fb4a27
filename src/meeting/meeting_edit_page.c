/* meeting_edit_page.c -- the form of a series: a new one, a change, a change from one date on. */
#include "meeting/meeting_pages.h"
#include "access/access.h"
#include "area/area.h"
#include "location/location.h"
#include "org/org.h"

#include <string.h>

enum { ORGS_MOST = 300, PLACES_MOST = 200, LONG_CHOICES = 20 };

struct edit_view {
	struct form_view form;
	const struct problems *warn;
	struct str key, title, action, back, seen, lead;
	struct org *orgs;
	size_t norgs;
	struct location *places;
	size_t nplaces;
	int64_t org, location;
	bool type_place;                  /* more places than a list can show */
	bool draft, following, verified, publish;
	bool known;                       /* it is stored already */
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

/* Runs of fields that most meetings do not need: folded away until one of them is used or wrong. */
static const struct fold {
	const char *first, *last, *summary;
} folds[] = {
	{ "every", "zone", N_("Every second week, by the month, a last date, holidays") },
	{ "conference_url", "area", N_("Online or by phone") },
	{ "audience", "price", N_("Audience, languages, new people, children") },
	{ "description_da", "first_time_en", N_("A description, and what happens the first time") },
};

static const struct fold *fold_at(const struct field *f)
{
	for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
		if (is_named(f, folds[i].first))
			return &folds[i];
	return NULL;
}

/* A form that begins with what is stored shows all of it; a new one only what it must. */
static bool is_open(const struct edit_view *v, const struct fold *fold)
{
	const struct field *f = field_find(v->form.fields, fold->first);

	if (v->known)
		return true;
	for (; f->name; f++) {
		if (v->form.bad && problem_of(v->form.bad, f->name))
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

#include "meeting_edit_html.h"

/* --- the choices ---------------------------------------------------------------------------------------- */

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

static enum err fill_places(struct ctx *ctx, struct edit_view *v)
{
	TRY(location_list(ctx, S(""), PLACES_MOST + 1, &v->places, &v->nplaces));
	v->type_place = v->nplaces > PLACES_MOST;
	if (v->type_place)
		v->nplaces = 0;
	return OK;
}

/* Where there are more places than a list can show, a name is typed and looked up. */
static enum err read_place(struct ctx *ctx, const struct values *typed, struct meeting *m, struct problems *bad)
{
	struct str text = str_trim(value_of(typed, "location_text"));
	struct location *found;
	size_t n, same = 0, at = 0;

	if (!str_is(text))
		return OK;
	TRY(location_list(ctx, text, PLACES_MOST, &found, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(found[i].name, text))
			same++, at = i;
	if (n == 1 || same == 1)
		m->location = found[at].id;
	else if (n)
		problem(bad, "location", N_("Several places fit. Write more of the name or the street."));
	else
		problem(bad, "location", N_("We do not know this place. Add it under Places first."));
	return OK;
}

static enum err read_form(struct ctx *ctx, const struct req *req, struct meeting *m, struct problems *bad)
{
	m->location = 0;
	TRY(form_read(ctx, meeting_fields, &req->body, m, bad));
	TRY(read_place(ctx, &req->body, m, bad));
	if (m->location)
		return OK;
	return area_typed(ctx, value_of(&req->body, "area_text"), "area", &m->area, bad);
}

static void put_value(struct ctx *ctx, struct values *v, const char *name, struct str text)
{
	if (str_is(text))
		value_add(ctx->arena, v, str_of(name), text);
}

struct str meeting_typed_day(struct ctx *ctx, day_t day)
{
	return strcmp(ctx->lang, "da") ? day_str(ctx->arena, day) : tr_date_short(ctx, day);
}

/* Dates and times as one types them in this language; a number that is not there is left empty. */
static struct str typed_like(struct ctx *ctx, const struct field *f, const struct meeting *m)
{
	const void *member = (const char *)m + f->offset;
	struct str text = field_text(ctx, f, m);

	if (!text.p || (f->type == FIELD_INT && str_same(text, "0") && !is_named(f, "duration_min")))
		return STR_ABSENT;
	if (f->type == FIELD_DATE)
		return meeting_typed_day(ctx, *(const day_t *)member);
	return f->type == FIELD_TIME ? tr_time(ctx, (int)*(const int64_t *)member) : text;
}

static enum err write_form(struct ctx *ctx, const struct meeting *m, struct values *out)
{
	struct location l;

	for (const struct field *f = meeting_fields; f->name; f++)
		put_value(ctx, out, f->name, typed_like(ctx, f, m));
	if (!m->location)
		put_value(ctx, out, "area_text", area_name_of(ctx, m->area));
	else if (!location_get(ctx, m->location, &l))
		put_value(ctx, out, "location_text", l.name);
	return OK;
}

static int64_t typed_id(const struct values *v, const char *name)
{
	int64_t id;

	return str_int(value_of(v, name), &id) ? id : 0;
}

static bool wants_publishing(const struct req *req)
{
	struct str then = value_of(&req->body, "then");

	/* The button of the warnings is another button: what was wanted before is kept beside it. */
	return str_same(then.p ? then : value_of(&req->body, "wanted"), "publish");
}

/* --- the form ----------------------------------------------------------------------------------------------- */

struct showing {
	const struct meeting *m;
	const struct values *typed;       /* NULL: what is stored */
	const struct problems *bad, *warn;
	day_t following;                  /* DAY_NONE: the whole series */
};

static void name_it(struct ctx *ctx, const struct showing *s, struct edit_view *v)
{
	const struct meeting *m = s->m;

	v->following = s->following != DAY_NONE;
	v->known = m->id != 0;
	v->draft = !m->id || str_same(m->state, "draft");
	v->title = m->id ? m->name : tr(ctx, "New meeting");
	v->back = m->id ? meeting_work_url(ctx, m, "") : page_url(ctx, "/work/meetings");
	v->action = !m->id ? page_url(ctx, "/work/meetings/new") :
		    v->following ? arena_printf(ctx->arena, "%.*s/following?day=%.*s", STR_ARG(v->back),
						STR_ARG(day_str(ctx->arena, s->following))) :
				   meeting_work_url(ctx, m, "/edit");
	v->lead = v->following ? TR_FILL(ctx, tr(ctx, "Changes from {date} on. What was before stays as it was."),
					 { "date", tr_date(ctx, s->following) }) :
		  m->id ? STR_ABSENT : tr(ctx, "Name, day, time and place are enough. The rest can come later.");
	v->seen = page_id(ctx, m->changed_at);
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct showing s)
{
	struct values stored = { 0 };
	struct edit_view v = { .form = { meeting_fields, s.typed ? s.typed : &stored, s.bad }, .warn = s.warn, .key = page_key(ctx) };
	struct frame f;

	name_it(ctx, &s, &v);
	if (!s.typed)
		TRY(write_form(ctx, s.m, &stored));
	v.org = typed_id(v.form.values, "org");
	v.location = typed_id(v.form.values, "location");
	v.verified = value_of(v.form.values, "all_right").n > 0;
	v.publish = wants_publishing(req);
	TRY(fill_orgs(ctx, &v));
	TRY(fill_places(ctx, &v));
	if (!s.m->id && !s.typed && v.norgs == 1)
		v.org = v.orgs[0].id;
	f = page_frame(ctx, req, FRAME_WORK, v.title);
	TRY(frame_begin_html(ctx, &f));
	TRY(edit_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* Problems first; then, once, what the author may ignore.  *again: the form is shown once more. */
static enum err look_over(struct ctx *ctx, const struct req *req, struct reply *rep, struct showing s, struct meeting *m,
			  struct problems *bad, bool *again)
{
	struct problems warn = { 0 };

	TRY(meeting_prepare(ctx, m, bad));
	if (!bad->n && !value_of(&req->body, "sure").p) {
		form_warnings(ctx, meeting_fields, m, &warn);
		TRY(meeting_warnings(ctx, m, &warn));
	}
	*again = bad->n || warn.n;
	if (!*again)
		return OK;
	rep->status = 422;
	s.typed = &req->body;
	s.bad = bad;
	s.warn = &warn;
	return show_form(ctx, req, s);
}

static enum err show_bad(struct ctx *ctx, const struct req *req, struct reply *rep, struct showing s, const struct problems *bad)
{
	rep->status = 422;
	s.typed = &req->body;
	s.bad = bad;
	return show_form(ctx, req, s);
}

static enum err see_saved(struct ctx *ctx, const struct req *req, struct reply *rep, struct meeting *m, const char *done)
{
	if (wants_publishing(req))
		TRY(meeting_vouch(ctx, m));
	else if (value_of(&req->body, "all_right").p)
		TRY(meeting_set_verified(ctx, m->id, S("keeper"), ctx->now));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(meeting_work_url(ctx, m, "")), done));
}

/* --- a new one ------------------------------------------------------------------------------------------------ */

enum err meeting_new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m = meeting_blank(ctx);

	(void)rep;
	return show_form(ctx, req, (struct showing){ .m = &m, .following = DAY_NONE });
}

enum err meeting_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m = { .last_day = DAY_NONE };
	const struct meeting blank = m;
	struct showing s = { .m = &blank, .following = DAY_NONE };
	struct problems bad = { 0 };
	bool again, publish = wants_publishing(req);

	TRY(read_form(ctx, req, &m, &bad));
	m.state = publish ? S("running") : S("draft");
	if (publish)
		meeting_complete(&m, &bad);
	TRY(look_over(ctx, req, rep, s, &m, &bad, &again));
	if (again)
		return OK;
	TRY(meeting_save(ctx, &m, &bad));
	if (bad.n)
		return show_bad(ctx, req, rep, s, &bad);
	return see_saved(ctx, req, rep, &m, publish ? "published" : "draft");
}

/* --- a change --------------------------------------------------------------------------------------------------- */

enum err meeting_edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	return show_form(ctx, req, (struct showing){ .m = &m, .following = DAY_NONE });
}

/* Two people with the same form open: the second sees it before the first one's work is gone. */
static void check_seen(const struct req *req, const struct meeting *was, struct problems *bad)
{
	int64_t seen;

	if (str_int(value_of(&req->body, "seen"), &seen) && seen != was->changed_at)
		problem(bad, "", N_("Somebody else changed this meeting while you were writing. Look at their change before you save again."));
}

enum err meeting_change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting was, m;
	struct problems bad = { 0 };
	struct showing s = { .m = &was, .following = DAY_NONE };
	bool again, publish = wants_publishing(req);

	TRY(meeting_asked(ctx, req, &was));
	m = was;
	TRY(read_form(ctx, req, &m, &bad));
	check_seen(req, &was, &bad);
	if (publish) {
		m.state = S("running");
		meeting_complete(&m, &bad);
	}
	TRY(look_over(ctx, req, rep, s, &m, &bad, &again));
	if (again)
		return OK;
	TRY(meeting_save(ctx, &m, &bad));
	if (bad.n)
		return show_bad(ctx, req, rep, s, &bad);
	return see_saved(ctx, req, rep, &m, publish ? "published" : "saved");
}

/* --- this and following --------------------------------------------------------------------------------------------- */

static enum err following_day(struct ctx *ctx, const struct req *req, day_t *day)
{
	*day = day_parse(value_of(&req->query, "day"));
	return *day == DAY_NONE ? fail(ctx, ERR_INVALID, "from which day on?") : OK;
}

enum err meeting_following_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;
	day_t day;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	TRY(following_day(ctx, req, &day));
	m.first_day = day;
	return show_form(ctx, req, (struct showing){ .m = &m, .following = day });
}

enum err meeting_following(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting was, next;
	struct problems bad = { 0 };
	struct showing s = { .m = &was };
	bool again;

	TRY(meeting_asked(ctx, req, &was));
	TRY(following_day(ctx, req, &s.following));
	next = was;
	TRY(read_form(ctx, req, &next, &bad));
	next.first_day = s.following;
	TRY(look_over(ctx, req, rep, s, &next, &bad, &again));
	if (again)
		return OK;
	TRY(meeting_split(ctx, &was, s.following, &next, &bad));
	if (bad.n)
		return show_bad(ctx, req, rep, s, &bad);
	return see_saved(ctx, req, rep, &next, "split");
}
