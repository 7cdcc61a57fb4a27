/* form.c -- the form of one evening, for those who are logged in and for whoever has a link. */
#include "evening/evening_parts.h"
#include "access/access.h"

#include <string.h>

#include "evening_sql.h"

enum { PEOPLE_MOST = 200, HEADS_MOST = 12, FEW_MOST = 6 };

/* A row of buttons with a field behind it, for what is more. */
struct number_row {
	const char *name;
	struct str label, hint, typed;
	const struct problem *bad;
	int most;
	bool beyond;                              /* what was typed has no button */
};

static struct number_row number_of(struct ctx *, const struct evening_form *, const char *name, int most);
static struct str typed_of(const struct evening_form *, const char *name);
static bool is_led(const struct evening_form *, const struct evening_person *);
static struct str text_of(struct ctx *, const struct evening_item *);

#include "evening_form_html.h"

/* --- shown ---------------------------------------------------------------------------------------------------------- */

static struct str typed_of(const struct evening_form *v, const char *name)
{
	struct str s = value_of(v->form.values, name);

	return s.p ? s : S("");
}

static struct number_row number_of(struct ctx *ctx, const struct evening_form *v, const char *name, int most)
{
	const struct field *f = field_find(evening_fields, name);
	struct number_row r = { .name = name, .label = tr_of(ctx, str_of(f->label)), .hint = f->hint ? tr_of(ctx, str_of(f->hint)) : S(""),
				.typed = typed_of(v, name), .bad = problem_of(v->form.bad, name), .most = most };
	int64_t n;

	r.beyond = str_is(r.typed) && (!str_int(r.typed, &n) || n < 0 || n > most);
	return r;
}

static bool leads(const struct evening_person *p)
{
	return str_same(p->role, "facilitator") || str_same(p->role, "co_facilitator");
}

/* Those who were on for it, until somebody says otherwise. */
static bool is_led(const struct evening_form *v, const struct evening_person *p)
{
	for (size_t i = 0; v->correcting && !v->all && i < v->d->e.nled; i++)
		if (v->d->e.led[i] == p->volunteer)
			return true;
	for (size_t i = 0; v->all && i < v->all->n; i++) {
		int64_t id;
		if (str_same(v->all->at[i].name, "led") && str_int(v->all->at[i].text, &id) && id == p->volunteer)
			return true;
	}
	return !v->correcting && !v->all && leads(p);
}

static struct str text_of(struct ctx *ctx, const struct evening_item *item)
{
	bool foreign;

	return meeting_text(ctx, item->da, item->en, &foreign);
}

static bool in_rota(const struct evening_form *v, int64_t volunteer)
{
	for (size_t i = 0; i < v->nrota; i++)
		if (v->rota[i].volunteer == volunteer)
			return true;
	return false;
}

/* Names are for the organisation's own people: whoever has only a link sees none. */
static enum err fill_people(struct ctx *ctx, struct evening_form *v)
{
	struct evening_people *rows;
	size_t n;

	TRY(evening_rota(ctx, v->d->m.id, v->d->o.by_series, &v->rota, &v->nrota));
	if (v->by_link)
		return OK;
	TRY(evening_people(ctx, v->d->m.org, PEOPLE_MOST, &rows, &n));
	v->people = arena_array(ctx->arena, n, struct evening_person);
	for (size_t i = 0; i < n; i++)
		if (!in_rota(v, rows[i].id))
			v->people[v->npeople++] = (struct evening_person){ .volunteer = rows[i].id, .name = rows[i].name, .role = S("") };
	return OK;
}

static enum err fill_items(struct ctx *ctx, struct evening_form *v)
{
	struct evening_method m;
	enum err e;

	if (v->d->e.entry)
		return evening_items_of(ctx, v->d->e.method, v->d->e.version, v->items, &v->nitems);
	e = evening_method(ctx, v->d->m.id, v->d->o.day, &m);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return evening_items_of(ctx, m.method, m.version, v->items, &v->nitems);
}

static enum err fill_last(struct ctx *ctx, struct evening_form *v)
{
	struct evening_last_heads *rows;
	size_t n;

	/* What came of other dates is not for whoever has a link to this one. */
	if (v->by_link)
		return OK;
	TRY(evening_last_heads(ctx, v->d->m.id, v->d->o.by_series, &rows, &n));
	if (n)
		v->last = trn(ctx, "Last time {n} came.", "Last time {n} came.", rows[0].heads);
	return OK;
}

enum err evening_form_fill(struct ctx *ctx, const struct evening_date *d, const struct values *typed, bool by_link, struct evening_form *v)
{
	struct values *values = arena_new_of(ctx->arena, struct values);

	v->d = d;
	v->by_link = by_link;
	v->correcting = d->e.entry > 0;
	v->key = page_key(ctx);
	v->when = evening_when(ctx, &d->o);
	v->all = typed;
	if (typed)
		*values = evening_last_values(ctx, typed);
	else if (d->e.entry)
		form_write(ctx, evening_fields, &d->e, values);
	v->form = (struct form_view){ evening_fields, values, v->form.bad };
	TRY(fill_people(ctx, v));
	if (!v->correcting)
		TRY(fill_items(ctx, v));
	return fill_last(ctx, v);
}

enum err evening_form_html(struct ctx *ctx, const struct evening_form *v)
{
	return form_html(ctx, v);
}

enum err evening_items_html(struct ctx *ctx, const struct evening_form *v)
{
	return items_html(ctx, v);
}

/* --- read ------------------------------------------------------------------------------------------------------------ */

static bool is_many(struct str name)
{
	return str_same(name, "tools") || str_same(name, "led");
}

static bool is_said_later(const struct values *v, size_t i)
{
	for (size_t k = i + 1; k < v->n; k++)
		if (str_eq(v->at[k].name, v->at[i].name) && str_is(str_trim(v->at[k].text)))
			return true;
	return false;
}

struct values evening_last_values(struct ctx *ctx, const struct values *v)
{
	struct values out = { 0 };

	for (size_t i = 0; i < v->n; i++)
		if (is_many(v->at[i].name) || !is_said_later(v, i))
			value_add(ctx->arena, &out, v->at[i].name, v->at[i].text);
	return out;
}

static void add_leader(struct evening *e, int64_t volunteer)
{
	for (size_t i = 0; i < e->nled; i++)
		if (e->led[i] == volunteer)
			return;
	if (e->nled < EVENING_LEADERS_MOST)
		e->led[e->nled++] = volunteer;
}

/* Somebody of the organisation, or on for this date; anybody else is not known here. */
static bool is_known(const struct evening_form *v, int64_t volunteer)
{
	for (size_t i = 0; i < v->npeople; i++)
		if (v->people[i].volunteer == volunteer)
			return true;
	return in_rota(v, volunteer);
}

static enum err read_leaders(struct ctx *ctx, const struct evening_date *d, const struct values *body, bool by_link, struct evening *e)
{
	struct evening_form who = { .d = d, .by_link = by_link };

	e->nled = 0;
	TRY(fill_people(ctx, &who));
	for (size_t i = 0; by_link && i < who.nrota && value_has(body, "led", "rota"); i++)
		if (leads(&who.rota[i]))
			add_leader(e, who.rota[i].volunteer);
	for (size_t i = 0; !by_link && i < body->n; i++) {
		int64_t id;
		if (str_same(body->at[i].name, "led") && str_int(body->at[i].text, &id) && is_known(&who, id))
			add_leader(e, id);
	}
	return OK;
}

enum err evening_form_read(struct ctx *ctx, const struct evening_date *d, const struct values *body, bool by_link, struct evening *e,
			   struct str *answers, struct problems *bad)
{
	struct values last = evening_last_values(ctx, body);
	struct evening_form items = { .d = d };
	int64_t was;

	*e = (struct evening){ .meeting = d->m.id, .day = d->o.by_series, .by_what = by_link ? S("link") : S("form") };
	TRY(form_read(ctx, evening_fields, &last, e, bad));
	e->state = str_same(value_of(&last, "state"), "not_held") ? S("not_held") : S("held");
	e->entry = str_int(value_of(&last, "entry").p ? value_of(&last, "entry") : S(""), &was) && was > 0 ? was : 0;
	e->note = str_trim(e->note.p ? e->note : S(""));
	TRY(read_leaders(ctx, d, body, by_link, e));
	TRY(fill_items(ctx, &items));
	*answers = evening_answers_read(ctx, &last, items.nitems);
	return OK;
}
