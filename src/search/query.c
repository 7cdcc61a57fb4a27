/* query.c -- the address of a search and back. */
#include "search/search.h"
#include "area/area.h"
#include "org/org.h"
#include "place/gazetteer.h"

#include <math.h>
#include <string.h>

enum { TYPED_MOST = 100 };

static const struct when_row {
	const char *code;
	enum search_when when;
} whens[] = {
	{ "week", WHEN_WEEK }, { "now", WHEN_NOW }, { "today", WHEN_TODAY }, { "tonight", WHEN_TONIGHT },
	{ "weekend", WHEN_WEEKEND }, { "any", WHEN_ANY },
};

/* Days of the week as the address writes them; bit 0 is Sunday. */
static const char *const day_codes[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };

static void read_when(const struct values *v, struct query *q)
{
	struct str code = value_of(v, "when");

	for (size_t i = 0; i < sizeof whens / sizeof *whens; i++)
		if (str_same(code, whens[i].code))
			q->when = whens[i].when;
	for (int d = 0; d < 7; d++)
		if (str_same(code, day_codes[d]) || value_has(v, "day", day_codes[d])) {
			q->when = WHEN_DAY;
			q->weekdays |= 1u << d;
		}
}

/* A code of the table, or nothing: a filter that nobody knows filters nothing. */
static struct str code_of(const struct values *v, const char *name, const struct choice *choices)
{
	struct str code = value_of(v, name);

	return choice_label(choices, code) ? code : S("");
}

/* Whose towns come first: a Danish reader means the Danish one. */
static enum country reader_country(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? COUNTRY_ANY : COUNTRY_DK;
}

static void read_place(struct ctx *ctx, struct query *q)
{
	struct spot spot;
	size_t n;

	q->lat = q->lon = NAN;
	if (!q->place.n)
		return;
	n = gazetteer_find(ctx->house->gazetteer, ctx->arena, q->place, reader_country(ctx), &spot, 1);
	if (!n) {
		q->place_unknown = true;
		return;
	}
	q->lat = spot.lat;
	q->lon = spot.lon;
	q->place_name = spot.postcode.n ? arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(spot.postcode), STR_ARG(spot.name)) : spot.name;
}

static enum err read_names(struct ctx *ctx, const struct values *v, struct query *q)
{
	struct area area;
	struct org org;
	enum err e;

	q->area = value_of(v, "area");
	q->org = value_of(v, "org");
	if (str_is(q->area)) {
		e = area_of_slug(ctx, q->area, &area);
		if (e && e != ERR_NOT_FOUND)
			return e;
		q->area_id = e ? -1 : area.id;
	}
	if (str_is(q->org)) {
		e = org_of_slug(ctx, q->org, &org);
		if (e && e != ERR_NOT_FOUND)
			return e;
		q->org_id = e ? -1 : org.id;
	}
	return OK;
}

static const struct choice parts_of_day[] = {
	{ "morning", N_("Morning") }, { "afternoon", N_("Afternoon") }, { "evening", N_("Evening") }, { "night", N_("Night") }, { 0 }
};

enum err search_read(struct ctx *ctx, const struct values *v, struct query *q)
{
	int64_t n;

	*q = (struct query){ .page = 1 };
	q->q = utf8_first(str_trim(value_of(v, "q")), TYPED_MOST);
	q->place = utf8_first(str_trim(value_of(v, "place")), TYPED_MOST);
	read_place(ctx, q);
	read_when(v, q);
	q->method = code_of(v, "method", method_choices);
	q->audience = code_of(v, "audience", audience_choices);
	q->language = code_of(v, "language", language_choices);
	q->time_of_day = code_of(v, "time", parts_of_day);
	q->in_room = str_is(value_of(v, "room"));
	q->online = str_is(value_of(v, "online"));
	q->step_free = str_is(value_of(v, "stepfree"));
	q->children = str_is(value_of(v, "children"));
	q->newcomers = str_is(value_of(v, "newcomers"));
	q->relatives = str_is(value_of(v, "relatives"));
	q->old = str_is(value_of(v, "old"));
	if (str_int(value_of(v, "km"), &n) && n > 0 && n <= 1000)
		q->radius_km = (double)n;
	if (str_int(value_of(v, "page"), &n) && n > 0 && n <= 100000)
		q->page = n;
	return read_names(ctx, v, q);
}

struct address {
	struct ctx *ctx;
	struct buf b;
	const char *drop;
};

static void put(struct address *a, const char *name, struct str text)
{
	struct buf *out = a->ctx->out;

	if (!str_is(text) || (a->drop && !strcmp(a->drop, name)))
		return;
	if (a->b.n)
		buf_lit(&a->b, "&");
	buf_fmt(&a->b, "%s=", name);
	a->ctx->out = &a->b;
	html_url_part(a->ctx, text);
	a->ctx->out = out;
}

static struct str yes(bool on)
{
	return on ? S("1") : S("");
}

struct str search_write(struct ctx *ctx, const struct query *q, const char *drop)
{
	struct address a = { .ctx = ctx, .drop = drop };
	struct str out;

	buf_init(&a.b, 4096);
	put(&a, "q", q->q);
	put(&a, "place", q->place);
	for (size_t i = 0; i < sizeof whens / sizeof *whens; i++)
		if (q->when == whens[i].when && q->when != WHEN_WEEK)
			put(&a, "when", str_of(whens[i].code));
	for (int d = 0; d < 7 && (!drop || strcmp(drop, "when")); d++)
		if (q->weekdays & 1u << d)
			put(&a, "day", str_of(day_codes[d]));
	put(&a, "time", q->time_of_day);
	put(&a, "method", q->method);
	put(&a, "audience", q->audience);
	put(&a, "language", q->language);
	put(&a, "area", q->area);
	put(&a, "org", q->org);
	put(&a, "room", yes(q->in_room));
	put(&a, "online", yes(q->online));
	put(&a, "stepfree", yes(q->step_free));
	put(&a, "children", yes(q->children));
	put(&a, "newcomers", yes(q->newcomers));
	put(&a, "relatives", yes(q->relatives));
	put(&a, "old", yes(q->old));
	if (q->radius_km > 0)
		put(&a, "km", arena_printf(ctx->arena, "%d", (int)q->radius_km));
	out = arena_str(ctx->arena, buf_view(&a.b));
	buf_free(&a.b);
	return out;
}

size_t search_suggest(struct ctx *ctx, struct str place, struct str *out, size_t most)
{
	return gazetteer_nearest_names(ctx->house->gazetteer, ctx->arena, place,
				       reader_country(ctx), out, most);
}
