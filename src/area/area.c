/* area.c -- pieces of the world: finding one, listing them, keeping any other area as data. */
#include "area/area.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "text/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "area_sql.h"

const struct choice area_kinds[] = {
	{ "municipality", N_("Municipality") },
	{ "region", N_("Region") },
	{ "state", N_("State or province") },
	{ "country", N_("Country") },
	{ "other", N_("Other area") },
	{ NULL, NULL }
};

const struct field area_fields[] = {
	F(struct area, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 1, .most = 80,
	  .label = N_("Name")),
	F(struct area, name_en, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Name in English"),
	  .hint = N_("Only when it is called something else in English.")),
	F(struct area, kind, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Kind"), .choices = area_kinds),
	F(struct area, country, FIELD_TEXT, .flags = FIELD_REQUIRED, .least = 2, .most = 2, .label = N_("Country"),
	  .hint = N_("Two letters, for example DK or US.")),
	F(struct area, code, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 3, .most = 24, .label = N_("Code"),
	  .hint = N_("The country, a hyphen and the official number if there is one, for example DK-751. It cannot be changed later.")),
	F(struct area, parent_code, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 24, .label = N_("Lies in"),
	  .hint = N_("The code of the larger area, for example DK-1082.")),
	F(struct area, zone, FIELD_ZONE, .flags = FIELD_REQUIRED, .most = 40, .label = N_("Time zone"),
	  .hint = N_("For example Europe/Copenhagen.")),
	F(struct area, lat, FIELD_REAL, .least = -90, .most = 90, .label = N_("Latitude"),
	  .hint = N_("A point in the middle, for example 56,16.")),
	F(struct area, lon, FIELD_REAL, .least = -180, .most = 180, .label = N_("Longitude"),
	  .hint = N_("For example 10,20.")),
	F(struct area, child_concern_phone, FIELD_PHONE, .label = N_("Phone for a worry about a child"),
	  .hint = N_("Of the office that answers, never of a person.")),
	F_END,
};

enum { AREAS_MOST = 20000, NEAR = 2, DEPTH_MOST = 8 };

/* Two queries give the same columns under two names. */
#define AREA_OF(r) (struct area){ \
	.id = (r)->id, .parent = (r)->parent.v, .code = (r)->code, .kind = (r)->kind, .country = (r)->country, \
	.name = (r)->name, .name_en = (r)->name_en, .slug = (r)->slug, .zone = (r)->zone, \
	.child_concern_phone = (r)->child_concern_phone, .parent_code = (r)->parent_code, \
	.lat = (r)->lat, .lon = (r)->lon }

enum err area_get(struct ctx *ctx, int64_t id, struct area *out)
{
	struct area_row r;

	TRY(area_row(ctx, id, &r));
	*out = AREA_OF(&r);
	return OK;
}

enum err area_of_slug(struct ctx *ctx, struct str slug, struct area *out)
{
	struct area_id_of_slug r;

	TRY(area_id_of_slug(ctx, slug, &r));
	return area_get(ctx, r.id, out);
}

enum err area_of_code(struct ctx *ctx, struct str code, struct area *out)
{
	struct area_id_of_code r;

	TRY(area_id_of_code(ctx, code, &r));
	return area_get(ctx, r.id, out);
}

struct str area_name(struct ctx *ctx, const struct area *a)
{
	return !strcmp(ctx->lang, "en") && a->name_en.n ? a->name_en : a->name;
}

struct str area_name_of(struct ctx *ctx, int64_t id)
{
	struct area a;

	return id && !area_get(ctx, id, &a) ? area_name(ctx, &a) : STR_ABSENT;
}

/* --- what somebody typed ------------------------------------------------------------------------- */

static struct str upper(struct ctx *ctx, struct str s)
{
	char *p = arena_z(ctx->arena, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 32);
	return (struct str){ p, s.n };
}

/* "Aarhus Kommune" is Aarhus. */
static struct str bare_name(struct str fold)
{
	static const struct str tails[] = { S(" kommune"), S(" municipality") };

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (str_ends(fold, tails[i]))
			return str_slice(fold, 0, fold.n - tails[i].n);
	return fold;
}

static enum err by_name(struct ctx *ctx, struct str typed, struct area *out, struct str *near)
{
	struct str want = bare_name(text_fold(ctx->arena, typed));
	size_t n, best = NEAR + 1;
	struct area_names *rows;

	TRY(area_names(ctx, AREAS_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct str names[] = { rows[i].name, rows[i].name_en };
		for (size_t k = 0; k < 2; k++) {
			size_t far = text_distance(want, text_fold(ctx->arena, names[k]), NEAR);
			if (!far)
				return area_get(ctx, rows[i].id, out);
			if (far < best) {
				best = far;
				*near = names[k];
			}
		}
	}
	return ERR_NOT_FOUND;
}

enum err area_of_text(struct ctx *ctx, struct str typed, struct area *out, struct str *near)
{
	struct str ignored = STR_ABSENT, *closest = near ? near : &ignored;
	enum err e;

	*closest = STR_ABSENT;
	typed = str_trim(typed);
	if (!typed.n)
		return ERR_NOT_FOUND;
	e = area_of_code(ctx, upper(ctx, typed), out);
	if (e == ERR_NOT_FOUND)
		e = area_of_slug(ctx, typed, out);
	return e == ERR_NOT_FOUND ? by_name(ctx, typed, out, closest) : e;
}

enum err area_typed(struct ctx *ctx, struct str typed, const char *field, int64_t *id, struct problems *bad)
{
	struct area a = { 0 };
	struct str near;
	enum err e;

	*id = 0;
	if (!str_trim(typed).n)
		return OK;
	e = area_of_text(ctx, typed, &a, &near);
	if (e == ERR_NOT_FOUND && near.p)
		return problem_with(bad, field, N_("We do not know this area. Do you mean {x}?"), near);
	if (e == ERR_NOT_FOUND)
		return problem(bad, field, N_("We do not know this area. Write a municipality, region or state, for example Aarhus."));
	*id = a.id;
	return e;
}

/* --- lists ------------------------------------------------------------------------------------------ */

struct sorted {
	struct str key;
	const struct area_rows *row;
};

static int by_key(const void *a, const void *b)
{
	return str_cmp(((const struct sorted *)a)->key, ((const struct sorted *)b)->key);
}

enum err area_list(struct ctx *ctx, struct str country, struct str kind, struct area **out, size_t *n)
{
	struct area_rows *rows;
	struct sorted *order;

	TRY(area_rows(ctx, country.p ? country : S(""), kind.p ? kind : S(""), AREAS_MOST, &rows, n));
	order = arena_array(ctx->arena, *n, struct sorted);
	*out = arena_array(ctx->arena, *n, struct area);
	for (size_t i = 0; i < *n; i++) {
		struct area a = AREA_OF(&rows[i]);
		order[i] = (struct sorted){ text_sort_key(ctx->arena, area_name(ctx, &a)), &rows[i] };
	}
	if (*n)
		qsort(order, *n, sizeof *order, by_key);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = AREA_OF(order[i].row);
	return OK;
}

/* --- keeping ------------------------------------------------------------------------------------------ */

static bool is_code(struct str code, struct str country)
{
	for (size_t i = 0; i < code.n; i++)
		if (!((code.p[i] >= 'A' && code.p[i] <= 'Z') || (code.p[i] >= '0' && code.p[i] <= '9') || code.p[i] == '-'))
			return false;
	return str_eq(code, country) || (str_starts(code, country) && code.n > 3 && code.p[2] == '-');
}

static bool is_country(struct str s)
{
	return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

/* A new code must be well-formed and free; a known area keeps its own. */
static enum err check_code(struct ctx *ctx, struct area *a, struct problems *bad)
{
	struct area_id_of_code taken;
	enum err e;

	a->country = upper(ctx, a->country);
	a->code = upper(ctx, a->code);
	if (!is_country(a->country))
		return problem_once(bad, "country", N_("Write the two letters of the country, for example DK."));
	if (!is_code(a->code, a->country))
		return problem_of(bad, "code") ? OK : problem_with(bad, "code", N_("Begin with {x} and a hyphen, then letters and digits."), a->country);
	e = area_id_of_code(ctx, a->code, &taken);
	if (!e)
		return problem(bad, "code", N_("Another area has this code already."));
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The parent must be there, and the way up from it must not lead back. */
static enum err check_parent(struct ctx *ctx, struct area *a, struct problems *bad)
{
	struct area up;
	enum err e;

	a->parent = 0;
	if (!str_is(a->parent_code))
		return OK;
	e = area_of_code(ctx, upper(ctx, a->parent_code), &up);
	if (e == ERR_NOT_FOUND)
		return problem(bad, "parent_code", N_("We do not know this code. Look it up in the list of areas."));
	if (e)
		return e;
	a->parent = up.id;
	for (int depth = 0; up.id; depth++) {
		if ((a->id && up.id == a->id) || depth == DEPTH_MOST)
			return problem(bad, "parent_code", N_("An area cannot lie in itself."));
		if (!up.parent)
			break;
		TRY(area_get(ctx, up.parent, &up));
	}
	return OK;
}

static enum err check_rest(struct ctx *ctx, const struct area *a, struct problems *bad)
{
	if (!text_fold(ctx->arena, a->name).n)
		problem_once(bad, "name", N_("Write a name with letters."));
	if (!choice_label(area_kinds, a->kind))
		problem_once(bad, "kind", N_("Choose one of the answers in the list."));
	if (!zone_find(ctx->house->cal, a->zone))
		problem_once(bad, "zone", N_("We do not know this time zone. Write one like Europe/Copenhagen."));
	if (isnan(a->lat) != isnan(a->lon))
		problem_once(bad, isnan(a->lat) ? "lat" : "lon", N_("Give both numbers of the point, or none."));
	return OK;
}

/* An address that nobody has: the name, then the name with a number. */
static enum err free_slug(struct ctx *ctx, const struct area *a, struct str *slug)
{
	struct str base = text_slug(ctx->arena, a->name, 60);
	struct area_id_of_slug taken;
	enum err e = OK;

	if (!base.n)
		base = text_slug(ctx->arena, a->code, 60);
	*slug = base;
	for (int n = 2; !(e = area_id_of_slug(ctx, *slug, &taken)); n++)
		*slug = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(base), n);
	return e == ERR_NOT_FOUND ? OK : e;
}

static struct str or_empty(struct str s)
{
	return s.p ? s : S("");
}

static enum err add(struct ctx *ctx, struct area *a)
{
	struct opt_int parent = { a->parent != 0, a->parent };
	int64_t changed;

	TRY(free_slug(ctx, a, &a->slug));
	a->id = id_new(ctx->house->rng, ctx->now);
	TRY(area_put(ctx, a->id, a->code, a->kind, a->country, parent, a->name, or_empty(a->name_en), a->slug, a->lat, a->lon,
		     a->zone, or_empty(a->child_concern_phone), &changed));
	return changed ? event_add(ctx, "area.added", a->id, a->code) : fail(ctx, ERR_CONFLICT, "area: the code was taken meanwhile");
}

static enum err change(struct ctx *ctx, const struct area *a)
{
	struct opt_int parent = { a->parent != 0, a->parent };
	int64_t changed;

	TRY(area_change(ctx, a->id, parent, a->name, or_empty(a->name_en), a->lat, a->lon, a->zone,
			or_empty(a->child_concern_phone), &changed));
	return event_add(ctx, "area.changed", a->id, a->code);
}

bool area_may_keep(const struct ctx *ctx, int64_t id, int64_t parent)
{
	return may_for(ctx->who, ORG_EDIT, 0, id ? id : parent);
}

enum err area_save(struct ctx *ctx, struct area *a, struct problems *bad)
{
	struct area was = { 0 };

	if (a->id) {
		TRY(area_get(ctx, a->id, &was));
		a->code = was.code, a->kind = was.kind, a->country = was.country, a->slug = was.slug;
	} else {
		TRY(check_code(ctx, a, bad));
	}
	TRY(check_parent(ctx, a, bad));
	if (!area_may_keep(ctx, a->id, a->parent))
		return ERR_DENIED;
	TRY(check_rest(ctx, a, bad));
	if (bad->n)
		return OK;
	return a->id ? change(ctx, a) : add(ctx, a);
}
