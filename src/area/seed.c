/*
 * seed.c -- the areas that the program knows: two countries, the Danish regions and municipalities by
 * their official codes, the American states by their postal ones.
 *
 * What is there stays as it is, so that an area that somebody renamed keeps its name.
 */
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "place/gazetteer.h"
#include "text/text.h"

#include <math.h>
#include <string.h>

#include "area_sql.h"

#define DANISH_ZONE S("Europe/Copenhagen")

static const struct {
	const char *code, *name, *zone;
	double lat, lon;
} states[] = {
#include "states_made.h"
};

/* Called otherwise in English. */
static const struct {
	int code;
	const char *name_en;
} english[] = { { 101, "Copenhagen" } };

enum { MUNICIPALITIES_MOST = 120, POSTCODES = 10000 };

struct seeding {
	struct ctx *ctx;
	struct area_names *known;     /* what stands in the database */
	size_t nknown;
	struct spot *spots;           /* of the Danish postcodes, once they are needed */
	size_t nspots;
	int64_t added;
};

static int64_t known_id(const struct seeding *s, struct str code)
{
	for (size_t i = 0; i < s->nknown; i++)
		if (str_eq(s->known[i].code, code))
			return s->known[i].id;
	return 0;
}

static enum err remember(struct seeding *s, const struct area *a)
{
	s->added++;
	s->known = arena_grow(s->ctx->arena, s->known, s->nknown, sizeof *s->known);
	s->known[s->nknown++] = (struct area_names){ .id = a->id, .code = a->code };
	return OK;
}

/* The slug is taken only where somebody made an area of that name by hand: then ours gets the code. */
static enum err put(struct seeding *s, struct area *a)
{
	struct opt_int parent = { a->parent != 0, a->parent };
	struct ctx *ctx = s->ctx;
	int64_t changed;

	a->id = known_id(s, a->code);
	if (a->id)
		return OK;
	a->id = id_new(ctx->house->rng, ctx->now);
	for (int turn = 0; turn < 2; turn++) {
		TRY(area_put(ctx, a->id, a->code, a->kind, a->country, parent, a->name, a->name_en, a->slug, a->lat, a->lon,
			     a->zone, S(""), &changed));
		if (changed)
			return remember(s, a);
		a->slug = text_slug(ctx->arena, a->code, 60);
	}
	return fail(ctx, ERR_CONFLICT, "area %.*s could not be put in", STR_ARG(a->code));
}

/* The middle of the towns that have a postcode, for maps and distances; NAN without one. */
static void middle(const struct seeding *s, int municipality, struct area *a)
{
	double lat = 0, lon = 0;
	int found = 0;

	for (size_t i = 0; i < s->nspots; i++)
		if (s->spots[i].municipality == municipality) {
			lat += s->spots[i].lat, lon += s->spots[i].lon;
			found++;
		}
	a->lat = found ? lat / found : NAN;
	a->lon = found ? lon / found : NAN;
}

static void read_postcodes(struct seeding *s)
{
	struct ctx *ctx = s->ctx;
	struct spot one;

	for (int code = 0; code < POSTCODES; code++)
		if (gazetteer_postcode(ctx->house->gazetteer, ctx->arena, code, &one)) {
			s->spots = arena_grow(ctx->arena, s->spots, s->nspots, sizeof *s->spots);
			s->spots[s->nspots++] = one;
		}
}

static struct str english_name(int code, struct str name)
{
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		if (english[i].code == code)
			return str_of(english[i].name_en);
	return name;
}

static enum err put_region(struct seeding *s, const struct municipality *m, int64_t country, int64_t *id)
{
	struct ctx *ctx = s->ctx;
	struct area a = { .kind = S("region"), .country = S("DK"), .parent = country, .name = m->region_name,
			  .name_en = m->region_name_en, .zone = DANISH_ZONE, .lat = NAN, .lon = NAN };

	a.code = arena_printf(ctx->arena, "DK-%d", m->region);
	a.slug = text_slug(ctx->arena, a.name, 60);
	TRY(put(s, &a));
	*id = a.id;
	return OK;
}

static enum err put_municipality(struct seeding *s, const struct municipality *m, int64_t region)
{
	struct ctx *ctx = s->ctx;
	struct area a = { .kind = S("municipality"), .country = S("DK"), .parent = region, .name = m->name,
			  .name_en = english_name(m->code, m->name), .zone = DANISH_ZONE };

	a.code = arena_printf(ctx->arena, "DK-%03d", m->code);
	if (known_id(s, a.code))
		return OK;
	if (!s->nspots)
		read_postcodes(s);
	a.slug = text_slug(ctx->arena, a.name, 60);
	middle(s, m->code, &a);
	return put(s, &a);
}

static enum err put_denmark(struct seeding *s)
{
	struct municipality m[MUNICIPALITIES_MOST];
	size_t n = municipality_list(s->ctx->house->gazetteer, m, MUNICIPALITIES_MOST);
	struct area country = { .code = S("DK"), .kind = S("country"), .country = S("DK"), .name = S("Danmark"),
				.name_en = S("Denmark"), .slug = S("denmark"), .zone = DANISH_ZONE, .lat = 56.0, .lon = 10.6 };
	int64_t region;

	TRY(put(s, &country));
	for (size_t i = 0; i < n; i++) {
		TRY(put_region(s, &m[i], country.id, &region));
		TRY(put_municipality(s, &m[i], region));
	}
	return OK;
}

static enum err put_america(struct seeding *s)
{
	struct area country = { .code = S("US"), .kind = S("country"), .country = S("US"), .name = S("USA"),
				.name_en = S("United States"), .slug = S("united-states"), .zone = S("America/New_York"),
				.lat = 39.8, .lon = -98.6 };

	TRY(put(s, &country));
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct area a = { .kind = S("state"), .country = S("US"), .parent = country.id, .code = str_of(states[i].code),
				  .name = str_of(states[i].name), .name_en = str_of(states[i].name),
				  .zone = str_of(states[i].zone), .lat = states[i].lat, .lon = states[i].lon };
		a.slug = text_slug(s->ctx->arena, arena_join(s->ctx->arena, S("us "), a.name), 60);
		TRY(put(s, &a));
	}
	return OK;
}

enum err area_seed(struct ctx *ctx)
{
	struct seeding s = { .ctx = ctx };

	TRY(area_names(ctx, 20000, &s.known, &s.nknown));
	TRY(put_denmark(&s));
	TRY(put_america(&s));
	if (!s.added)
		return OK;
	return event_add(ctx, "area.seeded", 0, arena_printf(ctx->arena, "%lld", (long long)s.added));
}
