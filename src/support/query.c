/* query.c -- the address of a question to the directory, and back. */
#include "support/support_parts.h"
#include "area/area.h"
#include "org/org.h"
#include "place/gazetteer.h"

#include <math.h>
#include <string.h>

/* A fact in the address: "f_stay=tonight". */
#define FACT_MARK "f_"

/* --- reading ---------------------------------------------------------------------------------------------- */

static uint64_t read_many(const struct values *v, const struct filter *f)
{
	uint64_t bits = 0;

	for (unsigned i = 0; f->choices[i].code; i++)
		if (value_has(v, f->name, f->choices[i].code))
			bits |= UINT64_C(1) << i;
	return bits;
}

/* A code of the table, or nothing: a filter that nobody knows filters nothing. */
static struct str code_of(const struct values *v, const char *name, const struct choice *choices)
{
	struct str code = value_of(v, name);

	return code.n && choice_label(choices, code) ? code : S("");
}

static void read_filters(const struct values *v, struct support_query *q)
{
	for (const struct filter *f = support_filters; f->name; f++) {
		char *member = (char *)q + f->at;
		if (f->type == FILTER_FLAG)
			*(bool *)(void *)member = str_is(value_of(v, f->name));
		else if (f->type == FILTER_ONE)
			*(struct str *)(void *)member = code_of(v, f->name, f->choices);
		else
			*(uint64_t *)(void *)member = read_many(v, f);
	}
}

static void read_days(const struct values *v, struct support_query *q)
{
	for (int d = 0; d < 7; d++)
		if (value_has(v, "day", support_days[d]))
			q->days |= 1u << d;
	q->time = code_of(v, "time", support_times);
}

/* "30": within so many days from today; a date: from then on. */
static bool read_span(struct ctx *ctx, struct str text, struct support_fact *f)
{
	day_t today = page_today(ctx);
	int64_t n;

	f->from = day_parse(text);
	f->to = DAY_NONE;
	if (f->from != DAY_NONE)
		return true;
	if (!str_int(text, &n) || n < 1 || n > 400)
		return false;
	f->from = today;
	f->to = today + (day_t)n;
	return true;
}

static bool read_answer(struct ctx *ctx, const struct kind_field *f, struct str text, struct support_fact *out)
{
	*out = (struct support_fact){ .field = f->code, .code = text, .from = DAY_NONE, .to = DAY_NONE };
	if (!text.n || f->retired || !f->filter || !f->is_public)
		return false;
	if (f->type == KIND_DATE)
		return read_span(ctx, text, out);
	if (f->type == KIND_YES_NO)
		return str_same(text, "yes");
	return kind_option_find(f, text) != NULL;
}

static void read_facts(struct ctx *ctx, const struct values *v, const struct kind *k, struct support_query *q)
{
	for (size_t i = 0; k && i < k->nfields && q->nfacts < SUPPORT_FACTS_MOST; i++) {
		const struct kind_field *f = &k->fields[i];
		struct str text = value_of(v, arena_printf(ctx->arena, FACT_MARK "%.*s", STR_ARG(f->code)).p);
		if (read_answer(ctx, f, text, &q->facts[q->nfacts]))
			q->nfacts++;
	}
}

/* Whose towns come first: a Danish reader means the Danish one. */
static enum country reader_country(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? COUNTRY_ANY : COUNTRY_DK;
}

static enum err read_place(struct ctx *ctx, struct support_query *q)
{
	struct area area;
	struct spot spot;
	enum err e;

	q->lat = q->lon = NAN;
	if (!q->place.n)
		return OK;
	if (!gazetteer_find(ctx->house->gazetteer, ctx->arena, q->place, reader_country(ctx), &spot, 1)) {
		q->place_unknown = true;
		return OK;
	}
	q->place_country = spot.country;
	q->lat = spot.lat;
	q->lon = spot.lon;
	q->place_name = spot.postcode.n ? arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(spot.postcode), STR_ARG(spot.name)) : spot.name;
	if (!spot.municipality)
		return OK;
	e = area_of_code(ctx, arena_printf(ctx->arena, "DK-%d", spot.municipality), &area);
	if (e && e != ERR_NOT_FOUND)
		return e;
	q->place_area = e ? 0 : area.id;
	return OK;
}

static enum err read_names(struct ctx *ctx, const struct values *v, struct support_query *q)
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

enum err support_read(struct ctx *ctx, const struct values *v, const struct kind *kinds, size_t nkinds, struct support_query *q)
{
	struct str typed = str_trim(value_of(v, "q"));
	int64_t n;

	*q = (struct support_query){ .page = 1 };
	q->q = str_trim(utf8_first(typed, SUPPORT_TYPED_MOST));
	q->q_cut = utf8_first(typed, SUPPORT_TYPED_MOST).n < typed.n;
	q->place = utf8_first(str_trim(value_of(v, "place")), SUPPORT_TYPED_MOST);
	q->kind = value_of(v, "kind");
	if (!kind_of_query(q, kinds, nkinds))
		q->kind = S("");
	read_filters(v, q);
	read_days(v, q);
	read_facts(ctx, v, kind_of_query(q, kinds, nkinds), q);
	q->open = str_is(value_of(v, "open"));
	q->takes = str_is(value_of(v, "takes"));
	q->in_room = str_is(value_of(v, "room"));
	q->online = str_is(value_of(v, "online"));
	q->old = str_is(value_of(v, "old"));
	q->order = str_same(value_of(v, "order"), "near") ? ORDER_NEAREST : ORDER_FREE_FIRST;
	if (str_int(value_of(v, "km"), &n) && n > 0 && n <= 1000)
		q->radius_km = (double)n;
	if (str_int(value_of(v, "page"), &n) && n > 0 && n <= 100000)
		q->page = n;
	TRY(read_place(ctx, q));
	return read_names(ctx, v, q);
}

/* --- writing ---------------------------------------------------------------------------------------------- */

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

static void put_filter(struct address *a, const struct filter *f, const struct support_query *q)
{
	if (f->type == FILTER_FLAG)
		put(a, f->name, yes(*filter_flag(f, q)));
	if (f->type == FILTER_ONE)
		put(a, f->name, *filter_code(f, q));
	if (f->type == FILTER_MANY || f->type == FILTER_WITHOUT)
		for (unsigned i = 0; f->choices[i].code; i++)
			if (*filter_bits(f, q) >> i & 1)
				put(a, f->name, str_of(f->choices[i].code));
}

static void put_facts(struct address *a, const struct support_query *q)
{
	if (a->drop && !strcmp(a->drop, "kind"))
		return;
	for (size_t i = 0; i < q->nfacts; i++) {
		const char *name = arena_printf(a->ctx->arena, FACT_MARK "%.*s", STR_ARG(q->facts[i].field)).p;
		put(a, name, q->facts[i].code);
	}
}

struct str support_write(struct ctx *ctx, const struct support_query *q, const char *drop)
{
	struct address a = { .ctx = ctx, .drop = drop };
	struct str out;

	buf_init(&a.b, 8192);
	put(&a, "q", q->q);
	put(&a, "place", q->place);
	put(&a, "kind", q->kind);
	put_facts(&a, q);
	for (const struct filter *f = support_filters; f->name; f++)
		put_filter(&a, f, q);
	for (int d = 0; d < 7; d++)
		if (q->days >> d & 1)
			put(&a, "day", str_of(support_days[d]));
	put(&a, "time", q->time);
	put(&a, "area", q->area);
	put(&a, "org", q->org);
	put(&a, "open", yes(q->open));
	put(&a, "takes", yes(q->takes));
	put(&a, "room", yes(q->in_room));
	put(&a, "online", yes(q->online));
	put(&a, "old", yes(q->old));
	put(&a, "order", q->order == ORDER_NEAREST ? S("near") : S(""));
	if (q->radius_km > 0)
		put(&a, "km", arena_printf(ctx->arena, "%d", (int)q->radius_km));
	out = arena_str(ctx->arena, buf_view(&a.b));
	buf_free(&a.b);
	return out;
}

bool support_is_asked(const struct support_query *q)
{
	for (const struct filter *f = support_filters; f->name; f++)
		if (filter_is_set(f, q))
			return true;
	return q->q.n || q->place.n || q->kind.n || q->days || q->time.n || q->area.n || q->org.n || q->open || q->takes || q->in_room ||
	       q->online;
}
