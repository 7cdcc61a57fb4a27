/* feed.c -- one public listing at a time, with its place and organisation. */
#include "feed/feed.h"
#include "area/area.h"
#include "base/spill.h"
#include "feed/feed_parts.h"
#include "service/service.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "feed_sql.h"

enum { JOIN_BEFORE_S = 30 * 60, DAY_S = 86400, DEPTH_MOST = 8, BOOK_BYTES_MOST = 200 << 20 };

/* Places, organisations and areas by id, read once for a whole feed. */
struct book {
	struct arena *a;
	struct location *places;
	struct org *orgs;
	const struct feed_areas *areas;
	size_t nplaces, norgs, nareas;
};

struct each {
	const struct feed_filter *filter;
	enum err (*fn)(void *, struct ctx *, const struct listing_full *);
	void *arg;
	struct arena *scratch;
	struct book book;
};

/* --- the book ---------------------------------------------------------------------------------------------- */

static enum err take_place(void *arg, const struct feed_places *r)
{
	struct book *b = arg;
	struct location *l;

	b->places = arena_grow(b->a, b->places, b->nplaces, sizeof *b->places);
	l = &b->places[b->nplaces++];
	*l = (struct location){
		.id = r->id, .area = r->area.v, .name = r->name, .address = r->address, .postcode = r->postcode, .city = r->city,
		.country = r->country, .region = r->region, .zone = r->zone, .lat = r->lat, .lon = r->lon,
		.approximate = r->approximate, .protected_address = r->protected, .home = r->home, .step_free = r->step_free, .toilet = r->toilet,
		.transit = r->transit, .entrance_da = r->entrance_da, .entrance_en = r->entrance_en, .area_code = r->area_code,
	};
	struct str *texts[] = { &l->name, &l->address, &l->postcode, &l->city, &l->country, &l->region, &l->zone, &l->step_free,
				&l->toilet, &l->transit, &l->entrance_da, &l->entrance_en, &l->area_code };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = texts[i]->n ? arena_str(b->a, *texts[i]) : S("");
	return OK;
}

static enum err take_org(void *arg, const struct feed_orgs *r)
{
	struct book *b = arg;
	struct org *o;

	b->orgs = arena_grow(b->a, b->orgs, b->norgs, sizeof *b->orgs);
	o = &b->orgs[b->norgs++];
	*o = (struct org){ .id = r->id, .area = r->area.v, .name = r->name, .slug = r->slug, .kind = r->kind, .website = r->website,
			   .phone = r->phone, .email = r->email, .description_da = r->description_da,
			   .description_en = r->description_en };
	struct str *texts[] = { &o->name, &o->slug, &o->kind, &o->website, &o->phone, &o->email, &o->description_da, &o->description_en };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_str(b->a, *texts[i]);
	return OK;
}

static enum err read_book(struct ctx *ctx, struct book *b)
{
	struct arena *mine = ctx->arena;
	struct feed_areas *areas;
	enum err e;

	ctx->arena = b->a;
	e = feed_areas(ctx, &areas, &b->nareas);
	ctx->arena = mine;
	b->areas = e ? NULL : areas;
	if (!e)
		e = feed_places(ctx, take_place, b);
	return e ? e : feed_orgs(ctx, take_org, b);
}

/* All rows begin with their id and are in its order. */
static const void *by_id(const void *rows, size_t n, size_t size, int64_t id)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int64_t there;
		memcpy(&there, (const char *)rows + mid * size, sizeof there);
		if (there == id)
			return (const char *)rows + mid * size;
		if (there < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const struct feed_areas *area_in(const struct book *b, int64_t id)
{
	return by_id(b->areas, b->nareas, sizeof *b->areas, id);
}

/* A municipality is in its region, and a region in its country. */
static bool is_inside(const struct book *b, int64_t area, int64_t wanted)
{
	for (int depth = 0; area && depth < DEPTH_MOST; depth++) {
		const struct feed_areas *a = area_in(b, area);
		if (area == wanted)
			return true;
		area = a ? a->parent.v : 0;
	}
	return false;
}

/* --- one listing --------------------------------------------------------------------------------------------- */

/* Around a meeting its link is public, even when its keeper hides it else. */
static bool is_join_hidden(const struct ctx *ctx, const struct meeting *m, const struct timetable *t, bool live)
{
	struct occurrence o[4];
	size_t n;

	if (!m->conference_hidden || !live)
		return m->conference_hidden;
	n = occurrences(t, ctx->now - DAY_S, ctx->now + JOIN_BEFORE_S + 1, false, o, 4);
	for (size_t i = 0; i < n; i++)
		if (o[i].state != OCCURRENCE_CANCELLED && ctx->now < o[i].ends)
			return false;
	return true;
}

static bool fits(const struct each *e, const struct meeting *m)
{
	const struct feed_filter *f = e->filter;

	return (!f->org || m->org == f->org) && (!str_is(f->method) || str_eq(m->method, f->method)) &&
	       (!f->area || is_inside(&e->book, m->area, f->area));
}

static enum err one(void *arg, struct ctx *ctx, const struct meeting *m, const struct timetable *t)
{
	struct arena *mine = ctx->arena;
	const char *lang = ctx->lang;
	struct each *e = arg;
	struct listing_full full = { .m = m, .t = t, .l = { .lat = NAN, .lon = NAN }, .area_code = S("") };
	const struct location *l = m->location ? by_id(e->book.places, e->book.nplaces, sizeof *l, m->location) : NULL;
	const struct org *o = m->org ? by_id(e->book.orgs, e->book.norgs, sizeof *o, m->org) : NULL;
	const struct feed_areas *area = m->area ? area_in(&e->book, m->area) : NULL;
	enum err err;

	if (!fits(e, m))
		return OK;
	if (l)
		full.l = location_public(l);
	if (o)
		full.o = *o;
	if (area)
		full.area_code = area->code;
	full.join_hidden = is_join_hidden(ctx, m, t, e->filter->live);
	/* What one listing needs is forgotten with it: a feed of thousands stays small. */
	ctx->arena = e->scratch;
	ctx->lang = e->filter->lang ? e->filter->lang : feed_lang_of(m);
	err = e->fn(e->arg, ctx, &full);
	ctx->lang = lang;
	ctx->arena = mine;
	arena_reset(e->scratch);
	return err ? err : spill_some(ctx->spill, ctx->out);
}

enum err feed_each(struct ctx *ctx, const struct feed_filter *filter,
		   enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg)
{
	struct each e = { .filter = filter, .fn = fn, .arg = arg, .scratch = arena_new(0), .book = { .a = arena_new(BOOK_BYTES_MOST) } };
	enum err err = read_book(ctx, &e.book);

	if (!err)
		err = meeting_each_dated(ctx, one, &e);
	arena_free(e.scratch);
	arena_free(e.book.a);
	return err;
}

enum err feed_one(struct ctx *ctx, const struct meeting *m, bool live,
		  enum err (*fn)(void *, struct ctx *, const struct listing_full *), void *arg)
{
	struct listing_full full = { .m = m, .l = { .lat = NAN, .lon = NAN }, .area_code = S("") };
	struct location l;
	struct timetable t;
	struct area area;

	TRY(meeting_timetable(ctx, m, &t));
	full.t = &t;
	if (m->location) {
		TRY(location_get(ctx, m->location, &l));
		full.l = location_public(&l);
	}
	if (m->org)
		TRY(org_get(ctx, m->org, &full.o));
	if (m->area) {
		TRY(area_get(ctx, m->area, &area));
		full.area_code = area.code;
	}
	full.join_hidden = is_join_hidden(ctx, m, &t, live);
	return fn(arg, ctx, &full);
}

const char *feed_lang_of(const struct meeting *m)
{
	static const char *const danish[] = { "Europe/Copenhagen", "Atlantic/Faroe", "America/Nuuk", "America/Godthab" };

	for (size_t i = 0; i < sizeof danish / sizeof *danish; i++)
		if (str_same(m->zone, danish[i]))
			return "da";
	return "en";
}

struct str feed_url(struct ctx *ctx, const struct meeting *m)
{
	return arena_printf(ctx->arena, "%.*s/%s/meetings/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(m->slug));
}

struct str feed_support_url(struct ctx *ctx, const struct service *s)
{
	return arena_printf(ctx->arena, "%.*s/%s/support/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(s->slug));
}

struct str feed_instant(struct ctx *ctx, int64_t at)
{
	struct ymd d = day_ymd((day_t)(at / DAY_S));
	int s = (int)(at % DAY_S);

	return arena_printf(ctx->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, s / 3600, s / 60 % 60, s % 60);
}

struct str feed_where(struct ctx *ctx, const struct meeting *m, const struct location *l)
{
	struct str line;

	if (!l->id)
		return str_same(m->mode, "phone") ? tr(ctx, "By phone") : tr(ctx, "Online");
	line = location_line(ctx, l);
	if (l->protected_address || !str_is(l->name) || str_eq(l->name, l->address) || str_eq(l->name, line))
		return line;
	return line.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l->name), STR_ARG(line)) : l->name;
}

bool feed_is_over(const struct ctx *ctx, const struct listing_full *l)
{
	const struct rhythm *r = &l->t->rhythm;
	day_t last = !l->t->appointment && r->kind == RHYTHM_ONCE ? r->first : l->m->last_day;

	return last != DAY_NONE && last < zone_local(l->t->zone, ctx->now).day;
}

const struct json *feed_extra(struct ctx *ctx, const struct meeting *m, const char *name)
{
	struct json *all = arena_new_of(ctx->arena, struct json);

	if (!str_is(m->extra) || json_parse(ctx->arena, m->extra, all, NULL) || all->type != JSON_OBJECT)
		return NULL;
	return name ? json_get(all, name) : all;
}

struct str feed_uid(struct ctx *ctx, const struct meeting *m)
{
	const struct json *uid = feed_extra(ctx, m, "uid");

	if (uid && uid->type == JSON_TEXT && str_is(uid->text))
		return uid->text;
	return arena_printf(ctx->arena, "%lld@samhold", (long long)m->id);
}

enum err feed_orgs_shown(struct ctx *ctx, int64_t most, struct org **out, size_t *n)
{
	struct feed_orgs_running *rows;

	TRY(feed_orgs_running(ctx, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct org);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct org){ .id = rows[i].id, .name = rows[i].name, .slug = rows[i].slug };
	return OK;
}
