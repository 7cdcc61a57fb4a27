/*
 * fill.c -- what the gazetteer knows about an address, and what it must not touch.
 *
 * Directories in use lose pins: a corrected address sends the meeting to another state, a new town
 * keeps the old postcode, a marker that somebody moved jumps back at the next save.  Hence one rule:
 * a fact that a person set stays until a person changes it; a fact that we found is found again when
 * the address changes, and only when there is just one place that can be meant.
 */
#include "location/fill.h"
#include "area/area.h"
#include "text/text.h"

#include <math.h>

void location_tidy(struct ctx *ctx, struct location *l)
{
	struct str *texts[] = { &l->name, &l->address, &l->postcode, &l->city, &l->country, &l->region, &l->zone,
				&l->transit, &l->entrance_da, &l->entrance_en, &l->step_free, &l->toilet };
	char *country;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = texts[i]->p ? str_trim(*texts[i]) : S("");
	if (!l->country.n)
		l->country = S("DK");
	country = arena_z(ctx->arena, l->country);
	for (size_t i = 0; i < l->country.n; i++)
		if (country[i] >= 'a' && country[i] <= 'z')
			country[i] = (char)(country[i] - 32);
	l->country.p = country;
	if (!l->step_free.n)
		l->step_free = S("unknown");
	if (!l->toilet.n)
		l->toilet = S("unknown");
	if (isnan(l->lat) || isnan(l->lon) || (l->lat == 0 && l->lon == 0))
		l->lat = l->lon = NAN;
}

bool location_same_point(const struct location *a, const struct location *b)
{
	if (isnan(a->lat) || isnan(b->lat))
		return isnan(a->lat) && isnan(b->lat);
	return fabs(a->lat - b->lat) < 1e-6 && fabs(a->lon - b->lon) < 1e-6;
}

struct str location_key(struct ctx *ctx, const struct location *l)
{
	struct str all = arena_printf(ctx->arena, "%.*s, %.*s, %.*s, %.*s", STR_ARG(l->name), STR_ARG(l->address),
				      STR_ARG(l->postcode), STR_ARG(l->city));

	return text_fold(ctx->arena, all);
}

/* --- what the gazetteer says ----------------------------------------------------------------------- */

static bool is_danish(const struct location *l)
{
	return str_same(l->country, "DK");
}

static bool postcode_spot(struct ctx *ctx, const struct location *l, struct spot *out)
{
	int64_t code;

	return is_danish(l) && l->postcode.n == 4 && str_int(l->postcode, &code) &&
	       gazetteer_postcode(ctx->house->gazetteer, ctx->arena, (int)code, out);
}

enum { TOWNS_MOST = 12 };

/* The state of an American town: of its area, else the last piece of what the feed said. */
static struct str state_of(struct ctx *ctx, const struct location *l)
{
	struct area a;
	struct str rest = l->region, piece = STR_ABSENT;

	if (l->area && !area_get(ctx, l->area, &a))
		return a.name_en.n ? a.name_en : a.name;
	while (str_cut(&rest, '>', &piece))
		;
	return str_trim(piece);
}

static bool is_in(struct ctx *ctx, const struct spot *s, struct str state)
{
	return str_eq(text_fold(ctx->arena, s->region), text_fold(ctx->arena, state));
}

/* The only town of that name in the country (and state), or in Denmark one that everybody means. */
static bool town_spot(struct ctx *ctx, const struct location *l, struct spot *out)
{
	struct str name = text_fold(ctx->arena, l->city), state = is_danish(l) ? STR_ABSENT : state_of(ctx, l);
	enum country hint = is_danish(l) ? COUNTRY_DK : str_same(l->country, "US") ? COUNTRY_US : COUNTRY_ANY;
	struct str typed = str_is(state) ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l->city), STR_ARG(state)) : l->city;
	struct spot hits[TOWNS_MOST];
	size_t n, found = 0;

	if (!name.n || (hint == COUNTRY_US && !str_is(state)))
		return false;
	n = gazetteer_find(ctx->house->gazetteer, ctx->arena, typed, hint, hits, TOWNS_MOST);
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(text_fold(ctx->arena, hits[i].name), name) || !str_eq(hits[i].country, l->country) ||
		    (hint == COUNTRY_US && !is_in(ctx, &hits[i], state)))
			continue;
		if (!found++)
			*out = hits[i];
	}
	return found == 1 || (found && is_danish(l) && out->population);
}

bool location_spot(struct ctx *ctx, const struct location *l, struct spot *out)
{
	return postcode_spot(ctx, l, out) || town_spot(ctx, l, out);
}

static enum err area_of_spot(struct ctx *ctx, const struct spot *s, int64_t *id)
{
	struct str code = arena_printf(ctx->arena, "DK-%03d", s->municipality);
	struct str slug = text_slug(ctx->arena, arena_join(ctx->arena, S("us "), s->region), 60);
	struct area a = { 0 };
	enum err e = ERR_NOT_FOUND;

	if (s->municipality)
		e = area_of_code(ctx, code, &a);
	else if (str_same(s->country, "US"))
		e = area_of_slug(ctx, slug, &a);
	*id = a.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err zone_of_area(struct ctx *ctx, const struct location *l, struct str *zone)
{
	struct area a;
	enum err e = l->area ? area_get(ctx, l->area, &a) : ERR_NOT_FOUND;

	*zone = !e ? a.zone : is_danish(l) ? S("Europe/Copenhagen") : S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

/* --- filling and following ----------------------------------------------------------------------------- */

void location_fill_town(struct ctx *ctx, struct location *l)
{
	struct spot s;

	if (!l->city.n && postcode_spot(ctx, l, &s))
		l->city = s.name;
}

enum err location_fill(struct ctx *ctx, struct location *l)
{
	struct spot s = { 0 };
	bool known;

	location_fill_town(ctx, l);
	/* With point and area given there is nothing to look for: an import of thousands feels it. */
	known = (isnan(l->lat) || !l->area) && location_spot(ctx, l, &s);
	if (known && isnan(l->lat)) {
		/* Eleven metres are finer than any town. */
		l->lat = round(s.lat * 1e4) / 1e4, l->lon = round(s.lon * 1e4) / 1e4;
		l->approximate = true;
	}
	if (isnan(l->lat))
		l->approximate = false;
	if (known && !l->area)
		TRY(area_of_spot(ctx, &s, &l->area));
	return l->zone.n ? OK : zone_of_area(ctx, l, &l->zone);
}

static bool is_moved(const struct location *was, const struct location *l)
{
	return !str_eq(was->postcode, l->postcode) || !str_eq(was->city, l->city) || !str_eq(was->country, l->country);
}

enum err location_follow(struct ctx *ctx, const struct location *was, struct location *l)
{
	struct spot s = { 0 };
	int64_t found = 0;
	struct str zone;

	if (!is_moved(was, l))
		return OK;
	/* Only the postcode is new, and the town was that of the old one: the new one brings its own. */
	if (str_eq(was->city, l->city) && !str_eq(was->postcode, l->postcode) && postcode_spot(ctx, was, &s) &&
	    str_eq(s.name, was->city))
		l->city = S("");
	if (was->approximate && location_same_point(was, l))
		l->lat = l->lon = NAN;
	TRY(zone_of_area(ctx, was, &zone));
	if (location_spot(ctx, was, &s))
		TRY(area_of_spot(ctx, &s, &found));
	if (l->area == was->area && found == was->area)
		l->area = 0;
	if (str_eq(was->zone, l->zone) && str_eq(was->zone, zone))
		l->zone = S("");
	return OK;
}

void location_typed(const struct location *was, struct location *l)
{
	if (!location_same_point(was, l))
		l->approximate = false;
}
