/*
 * before.c -- the last change that somebody typed, and how to take it back.
 *
 * One change is kept for each service, for a week: as the whole service was before it.  What it changed is not stored but
 * compared anew, so that what a page shows is what taking it back would do.
 */
#include "service/service_parts.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "location/location.h"
#include "org/org.h"

#include <string.h>

#include "service_sql.h"

enum { DAY_S = 86400 };

/* --- what is different ----------------------------------------------------------------------------------------- */

static struct str amount_said(struct ctx *ctx, struct str text)
{
	char *p = arena_z(ctx->arena, text);

	for (size_t i = 0; i < text.n && !strcmp(ctx->lang, "da"); i++)
		p[i] = p[i] == '.' ? ',' : p[i];
	return (struct str){ p, text.n };
}

/* An organisation and an area are numbers in the record, and names for a reader. */
static struct str number_said(struct ctx *ctx, const struct field *f, int64_t n)
{
	struct org o;

	if (!n)
		return S("");
	if (!strcmp(f->name, "area"))
		return area_name_of(ctx, n);
	return org_get(ctx, n, &o) ? S("") : o.name;
}

static struct str said(struct ctx *ctx, const struct field *f, const struct service_typed *t)
{
	const void *member = (const char *)t + f->offset;
	struct str text = field_text(ctx, f, t);

	if (f->type == FIELD_INT)
		return number_said(ctx, f, *(const int64_t *)member);
	if (!str_is(text))
		return S("");
	switch (f->type) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return service_labels(ctx, f->choices, text);
	case FIELD_DATE:
		return tr_date(ctx, *(const day_t *)member);
	case FIELD_MONEY:
		return amount_said(ctx, text);
	case FIELD_PHONE:
		return tr_phone(ctx, text);
	default:
		return text;
	}
}

/* Names of the places, one after the other; one that is gone is left out. */
static struct str places_said(struct ctx *ctx, const struct service_whole *w)
{
	struct str *names = arena_array(ctx->arena, w->nplaces, struct str);
	struct location l;
	size_t n = 0;

	for (size_t i = 0; i < w->nplaces; i++)
		if (!location_get(ctx, w->places[i].location, &l))
			names[n++] = l.name;
	return n ? tr_and(ctx, names, n) : S("");
}

/* Hours from the rows only: those in words are a field of their own. */
static struct str hours_said(struct ctx *ctx, const struct service_whole *w)
{
	struct service_whole rows = *w;

	rows.s.hours_da = rows.s.hours_en = S("");
	return w->nschedules ? service_hours(ctx, &rows) : S("");
}

static void differ(struct service_change *c, struct str label, struct str was, struct str is)
{
	if (!str_eq(was, is) && c->n < SERVICE_DIFFERENCES_MOST)
		c->rows[c->n++] = (struct service_difference){ label, was, is };
}

static void compare(struct ctx *ctx, const struct kind *k, const struct service_whole *was, const struct service_whole *is,
		    struct service_change *c)
{
	struct service_typed *a = arena_new_of(ctx->arena, struct service_typed), *b = arena_new_of(ctx->arena, struct service_typed);

	c->rows = arena_array(ctx->arena, SERVICE_DIFFERENCES_MOST, struct service_difference);
	service_to_typed(ctx, k, was, a);
	service_to_typed(ctx, k, is, b);
	for (const struct field *f = service_form_fields(ctx, k); f->name; f++)
		differ(c, tr_of(ctx, str_of(f->label)), said(ctx, f, a), said(ctx, f, b));
	differ(c, tr(ctx, "Places"), places_said(ctx, was), places_said(ctx, is));
	differ(c, tr(ctx, "Hours"), hours_said(ctx, was), hours_said(ctx, is));
}

/* --- keeping ----------------------------------------------------------------------------------------------------- */

enum err service_forget_before(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	return service_before_drop(ctx, id, &changed);
}

enum err service_forget_changes(struct ctx *ctx)
{
	int64_t changed;

	return service_before_forget(ctx, ctx->now - SERVICE_UNDO_DAYS * (int64_t)DAY_S, &changed);
}

static enum err keep(struct ctx *ctx, int64_t id, struct str before)
{
	int64_t changed;

	return service_before_put(ctx, id, id_new(ctx->house->rng, ctx->now), ctx->now, before, &changed);
}

/* Saved once more as it stands is no change: the one before it can still be taken back. */
static enum err keep_if_changed(struct ctx *ctx, int64_t id, struct str before)
{
	struct service_change c = { 0 };
	struct service_whole was, is;
	struct kind k;

	TRY(service_of_snapshot(ctx, before, &was));
	TRY(service_get(ctx, id, &is));
	TRY(kind_get(ctx, is.s.kind, &k));
	compare(ctx, &k, &was, &is, &c);
	return c.n ? keep(ctx, id, before) : OK;
}

enum err service_save_by_hand(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	struct str before;
	int64_t id = w->s.id;

	if (id)
		TRY(service_snapshot(ctx, id, &before));
	TRY(service_store(ctx, w, "service.saved", bad));
	return id && !bad->n ? keep_if_changed(ctx, id, before) : OK;
}

/* --- taking it back ------------------------------------------------------------------------------------------------ */

static enum err find(struct ctx *ctx, int64_t id, struct service_before_of *row)
{
	return service_before_of(ctx, id, ctx->now - SERVICE_UNDO_DAYS * (int64_t)DAY_S, row);
}

enum err service_last_change(struct ctx *ctx, const struct service_whole *w, const struct kind *k, struct service_change *c)
{
	struct service_before_of row;
	struct service_whole was;
	enum err e = find(ctx, w->s.id, &row);

	*c = (struct service_change){ 0 };
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(service_of_snapshot(ctx, row.whole, &was));
	*c = (struct service_change){ .id = row.change, .at = row.at };
	compare(ctx, k, &was, w, c);
	return OK;
}

/* What other buttons do is not what the form said. */
static void keep_the_rest(const struct service_whole *now, struct service_whole *w)
{
	w->s.state = now->s.state;
	w->s.full_since = now->s.full_since, w->s.full_until = now->s.full_until;
	w->s.source = now->s.source, w->s.source_key = now->s.source_key;
	w->capacities = now->capacities, w->ncapacities = now->ncapacities;
	/* Who confirmed it since confirmed other words: the earlier day counts again, if there is one. */
	if (!w->s.verified_at)
		w->s.verified_at = now->s.verified_at, w->s.verified_by = now->s.verified_by;
}

enum err service_undo(struct ctx *ctx, int64_t id, int64_t change, struct problems *bad)
{
	struct service_before_of row;
	struct service_whole now, w;
	struct str after;
	enum err e;

	TRY(service_get(ctx, id, &now));
	if (!service_may_keep(ctx, &now.s))
		return ERR_DENIED;
	e = find(ctx, id, &row);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e || row.change != change)
		return fail(ctx, ERR_CONFLICT, "service %lld: that change is not the last", (long long)id);
	TRY(service_snapshot(ctx, id, &after));
	TRY(service_of_snapshot(ctx, row.whole, &w));
	keep_the_rest(&now, &w);
	TRY(service_store(ctx, &w, "service.undone", bad));
	return bad->n ? OK : keep(ctx, id, after);
}
