/* gap_page.c -- what is missing where, said in two slices of areas, kinds and evenings, and what one change would mean. */
#include "gap/demand.h"
#include "area/area.h"
#include "cal/cal.h"
#include "meeting/meeting.h"
#include "place/gazetteer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EVENINGS = 7, FAR_MOST = 20, MISSING_MOST = 8, ASKED_MOST = 20, KM_LEAST = 1, KM_MOST = 200 };

/* One row of either slice: a kind over all evenings, or an area. */
struct gap_line {
	struct str name, href, missing;   /* missing: the areas that have none of it */
	int64_t id, all, evenings[EVENINGS];
};

struct gap_far {
	struct str postcode, name, people, nearest;
};

struct gap_asked {
	struct str need, area, told;
};

/* What closing one or adding one would do, in people-days of a week. */
struct gap_if {
	struct str sentence;
	bool asked;
};

struct gap_view {
	struct str here, key, area, kind_code, kind_name, km, close, add_town, add_day, far_sum, sizes_typed;
	const struct area *areas;
	size_t nareas;
	const struct kind *kinds;
	size_t nkinds;
	struct gap_line *lines;
	size_t nlines;
	const struct gap_listing *listings;
	size_t nlistings, approximate;
	struct gap_far far[FAR_MOST];
	size_t nfar;
	int64_t nfar_all;
	struct gap_if what_if;
	struct gap_asked *asked;          /* on the street, and not there */
	size_t nasked;
	struct gap_line *searches;        /* without a result: name and all */
	size_t nsearches;
	const struct problems *bad;
	bool loaded, saved;
};

/* Monday first, as people read a week. */
static int weekday_of_column(int column)
{
	return (column + 1) % EVENINGS;
}

#include "gap_work_html.h"

/* What the page is about: everything that is offered, and what the address asks. */
struct gap_ask {
	struct gap_view *v;
	int64_t area;                     /* 0: all of them */
	const struct kind *kind;          /* NULL: none chosen */
	struct gap_listing *all;
	size_t nall;
	double km;
};

static void count(struct gap_line *line, const struct gap_listing *l)
{
	line->all++;
	for (int i = 0; i < EVENINGS; i++)
		line->evenings[i] += l->evenings >> weekday_of_column(i) & 1;
}

/* --- kinds over evenings ---------------------------------------------------------------------------------------- */

static bool is_offered(const struct gap_ask *a, int64_t kind, int64_t area)
{
	for (size_t i = 0; i < a->nall; i++)
		if (a->all[i].kind == kind && a->all[i].area == area)
			return true;
	return false;
}

static struct str missing_in(struct ctx *ctx, const struct gap_ask *a, int64_t kind)
{
	struct str names[MISSING_MOST];
	size_t n = 0, more = 0;

	if (a->area)
		return STR_ABSENT;
	for (size_t i = 0; i < a->v->nareas; i++) {
		if (is_offered(a, kind, a->v->areas[i].id))
			continue;
		if (n < MISSING_MOST)
			names[n++] = area_name(ctx, &a->v->areas[i]);
		else
			more++;
	}
	if (more)
		names[MISSING_MOST - 1] = TR_FILL(ctx, trn(ctx, "{n} more", "{n} more", (int64_t)more + 1), { "n", tr_number(ctx, (int64_t)more + 1) });
	return n ? tr_and(ctx, names, n) : STR_ABSENT;
}

static void slice_kinds(struct ctx *ctx, const struct gap_ask *a)
{
	struct gap_view *v = a->v;

	v->lines = arena_array(ctx->arena, v->nkinds, struct gap_line);
	for (size_t k = 0; k < v->nkinds; k++) {
		struct gap_line *line = &v->lines[v->nlines++];

		line->id = v->kinds[k].id;
		line->name = kind_name(ctx, &v->kinds[k]);
		line->href = arena_printf(ctx->arena, "%.*s?kind=%.*s&area=%.*s", STR_ARG(v->here), STR_ARG(v->kinds[k].code), STR_ARG(v->area));
		line->missing = missing_in(ctx, a, line->id);
		for (size_t i = 0; i < a->nall; i++)
			if (a->all[i].kind == line->id && (!a->area || a->all[i].area == a->area))
				count(line, &a->all[i]);
	}
}

/* --- one kind: areas over evenings, and who has it far -------------------------------------------------------------- */

static void slice_areas(struct ctx *ctx, const struct gap_ask *a)
{
	struct gap_view *v = a->v;

	v->lines = arena_array(ctx->arena, v->nareas, struct gap_line);
	for (size_t k = 0; k < v->nareas; k++) {
		struct gap_line *line;

		if (a->area && a->area != v->areas[k].id)
			continue;
		line = &v->lines[v->nlines++];
		line->name = area_name(ctx, &v->areas[k]);
		for (size_t i = 0; i < v->nlistings; i++)
			if (v->listings[i].area == v->areas[k].id)
				count(line, &v->listings[i]);
	}
}

struct far {
	const struct gap_point *p;
	double km;
};

/* The most people first; where nobody said how many, the farthest. */
static int by_people(const void *x, const void *y)
{
	const struct far *a = x, *b = y;

	if (a->p->people != b->p->people)
		return a->p->people < b->p->people ? 1 : -1;
	if (a->km != b->km)
		return a->km < b->km ? 1 : -1;
	return str_cmp(a->p->postcode, b->p->postcode);
}

static void list_far(struct ctx *ctx, struct gap_ask *a, const struct gap_point *points, const struct gap_reach *reach, size_t n)
{
	struct far *far = arena_array(ctx->arena, n + 1, struct far);
	struct gap_view *v = a->v;
	size_t nfar = 0;
	int64_t people = 0;

	for (size_t i = 0; i < n; i++)
		if (reach[i].nearest_km > a->km) {
			far[nfar++] = (struct far){ &points[i], reach[i].nearest_km };
			people += points[i].people;
		}
	qsort(far, nfar, sizeof *far, by_people);
	v->nfar_all = (int64_t)nfar;
	for (size_t i = 0; i < nfar && v->nfar < FAR_MOST; i++)
		v->far[v->nfar++] = (struct gap_far){ far[i].p->postcode, far[i].p->name,
			v->loaded ? tr_number(ctx, far[i].p->people) : S(""),
			isinf(far[i].km) ? tr(ctx, "nowhere") : tr_km(ctx, far[i].km) };
	v->far_sum = v->loaded ? TR_FILL(ctx, trn(ctx, "{n} postcode with {people} people has nothing within {km} km on any evening.",
						  "{n} postcodes with {people} people have nothing within {km} km on any evening.", (int64_t)nfar),
					 { "n", tr_number(ctx, (int64_t)nfar) }, { "people", tr_number(ctx, people) }, { "km", v->km }) :
				 TR_FILL(ctx, trn(ctx, "{n} postcode has nothing within {km} km on any evening.",
						  "{n} postcodes have nothing within {km} km on any evening.", (int64_t)nfar),
					 { "n", tr_number(ctx, (int64_t)nfar) }, { "km", v->km });
}

/* --- what if --------------------------------------------------------------------------------------------------------- */

static struct str change_sentence(struct ctx *ctx, const struct gap_view *v, int64_t was, int64_t is)
{
	struct str n = tr_number(ctx, is > was ? is - was : was - is);

	if (!v->loaded)
		return tr(ctx, "Load how many people live where, below: then this says it in people.");
	if (is == was)
		return TR_FILL(ctx, tr(ctx, "Nobody gains and nobody loses: everyone who would have it within {km} km has something already, or still has."), { "km", v->km });
	return is > was ? TR_FILL(ctx, tr(ctx, "{n} people-days a week more within {km} km."), { "n", n }, { "km", v->km }) :
			  TR_FILL(ctx, tr(ctx, "{n} people-days a week fewer within {km} km."), { "n", n }, { "km", v->km });
}

/* A copy of the list without the one that would close, and with the one that would open; false: the town is not known. */
static bool changed_list(struct ctx *ctx, const struct gap_view *v, struct gap_listing **out, size_t *n)
{
	unsigned evening = meeting_weekday_bits(v->add_day);
	int64_t close = 0;
	struct spot spot;

	*out = arena_array(ctx->arena, v->nlistings + 1, struct gap_listing);
	*n = 0;
	str_int(v->close, &close);
	for (size_t i = 0; i < v->nlistings; i++)
		if (v->listings[i].id != close)
			(*out)[(*n)++] = v->listings[i];
	if (!str_is(v->add_town))
		return true;
	if (!gazetteer_find(ctx->house->gazetteer, ctx->arena, v->add_town, COUNTRY_DK, &spot, 1) ||
	    !str_same(spot.country, "DK"))
		return false;
	(*out)[(*n)++] = (struct gap_listing){ .lat = spot.lat, .lon = spot.lon, .evenings = evening ? evening : 1u << 2 };
	return true;
}

static void ask_what_if(struct ctx *ctx, struct gap_ask *a, const struct gap_point *points, const struct gap_reach *now, size_t n)
{
	struct gap_view *v = a->v;
	struct gap_reach *then = arena_array(ctx->arena, n + 1, struct gap_reach);
	struct gap_listing *changed;
	size_t nchanged;

	v->what_if.asked = str_is(v->close) || str_is(v->add_town);
	if (!v->what_if.asked)
		return;
	if (!changed_list(ctx, v, &changed, &nchanged)) {
		v->what_if.sentence = TR_FILL(ctx, tr(ctx, "We do not know a town called “{town}”. Try a postcode."), { "town", v->add_town });
		return;
	}
	gap_reach(changed, nchanged, points, n, then);
	v->what_if.sentence = change_sentence(ctx, v, gap_people_days(points, now, n, a->km), gap_people_days(points, then, n, a->km));
}

static enum err fill_kind(struct ctx *ctx, struct gap_ask *a)
{
	struct gap_listing *mine = arena_array(ctx->arena, a->nall + 1, struct gap_listing);
	struct gap_view *v = a->v;
	struct gap_point *points;
	struct gap_reach *reach;
	size_t n;

	for (size_t i = 0; i < a->nall; i++)
		if (a->all[i].kind == a->kind->id) {
			mine[v->nlistings++] = a->all[i];
			v->approximate += a->all[i].approximate;
		}
	v->listings = mine;
	slice_areas(ctx, a);
	TRY(gap_points(ctx, &points, &n, &v->loaded));
	reach = arena_array(ctx->arena, n + 1, struct gap_reach);
	gap_reach(mine, v->nlistings, points, n, reach);
	list_far(ctx, a, points, reach, n);
	ask_what_if(ctx, a, points, reach, n);
	return OK;
}

/* --- asked for, and not there ----------------------------------------------------------------------------------------- */

static struct str told(struct ctx *ctx, const struct gap_wish *w)
{
	struct str times = trn(ctx, "{n} time", "{n} times", w->n), rounds = trn(ctx, "{n} round", "{n} rounds", w->rounds);

	return TR_FILL(ctx, tr(ctx, "{times}, on {rounds}"), { "times", times }, { "rounds", rounds });
}

static enum err list_wishes(struct ctx *ctx, const struct gap_ask *a, const struct gap_offer *offer)
{
	struct gap_view *v = a->v;
	struct gap_wish *wishes;
	size_t n;

	TRY(gap_wishes(ctx, page_today(ctx), offer, &wishes, &n));
	v->asked = arena_array(ctx->arena, n, struct gap_asked);
	for (size_t i = 0; i < n && v->nasked < ASKED_MOST; i++) {
		struct area area;
		if (a->area && a->area != wishes[i].area)
			continue;
		TRY(area_get(ctx, wishes[i].area, &area));
		v->asked[v->nasked++] = (struct gap_asked){ tr_of(ctx, str_of(choice_label(kind_needs, wishes[i].need))), area_name(ctx, &area),
							     told(ctx, &wishes[i]) };
	}
	return OK;
}

static enum err list_searches(struct ctx *ctx, struct gap_view *v)
{
	struct gap_search *found;
	size_t n;

	TRY(gap_searches(ctx, page_today(ctx), v->kinds, v->nkinds, &found, &n));
	v->searches = arena_array(ctx->arena, n, struct gap_line);
	for (size_t i = 0; i < n; i++) {
		struct str name = tr(ctx, "No kind was chosen");
		for (size_t k = 0; k < v->nkinds; k++)
			if (v->kinds[k].id == found[i].kind)
				name = kind_name(ctx, &v->kinds[k]);
		v->searches[v->nsearches++] = (struct gap_line){ .name = name, .all = found[i].n };
	}
	return OK;
}

static enum err fill_overview(struct ctx *ctx, struct gap_ask *a)
{
	struct gap_offer offer = { a->all, a->nall, a->v->kinds, a->v->nkinds };

	slice_kinds(ctx, a);
	TRY(list_wishes(ctx, a, &offer));
	return list_searches(ctx, a->v);
}

/* --- the page ------------------------------------------------------------------------------------------------------------ */

/* What one can travel within: a listing for a whole country or region is missing in none of its parts. */
static bool is_local(const struct area *a)
{
	return !str_same(a->kind, "country") && !str_same(a->kind, "region");
}

/* Municipalities and states where something is offered: the others would be a long list of nothing. */
static enum err choose_areas(struct ctx *ctx, struct gap_ask *a)
{
	struct area *known, *used;
	size_t n;

	TRY(area_list(ctx, S(""), S(""), &known, &n));
	used = arena_array(ctx->arena, n + 1, struct area);
	for (size_t i = 0; i < n; i++) {
		bool any = false;

		for (size_t j = 0; j < a->nall && !any && is_local(&known[i]); j++)
			any = a->all[j].area == known[i].id;
		if (any)
			used[a->v->nareas++] = known[i];
		if (str_is(a->v->area) && str_eq(known[i].slug, a->v->area))
			a->area = known[i].id;
	}
	a->v->areas = used;
	return OK;
}

static enum err choose_kinds(struct ctx *ctx, struct gap_ask *a)
{
	struct kind *kinds;
	size_t n;

	TRY(kind_list(ctx, &kinds, &n));
	a->v->kinds = kinds;
	for (size_t i = 0; i < n; i++)
		if (str_same(kinds[i].state, "active"))
			kinds[a->v->nkinds++] = kinds[i];
	for (size_t i = 0; i < a->v->nkinds; i++)
		if (str_eq(kinds[i].code, a->v->kind_code))
			a->kind = &kinds[i];
	return OK;
}

static void choose_km(struct ctx *ctx, struct gap_ask *a, struct str typed)
{
	int64_t km = GAP_KM;

	if (str_int(str_trim(typed), &km))
		km = km < KM_LEAST ? KM_LEAST : km > KM_MOST ? KM_MOST : km;
	a->km = (double)km;
	a->v->km = tr_number(ctx, km);
}

static enum err show(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What is missing where"));
	struct gap_view v = { .here = page_url(ctx, "/work/gaps"), .key = page_key(ctx), .bad = bad,
			      .area = value_of(&req->query, "area"), .kind_code = value_of(&req->query, "kind"),
			      .close = value_of(&req->query, "close"), .add_town = str_trim(value_of(&req->query, "add_town")),
			      .add_day = value_of(&req->query, "add_day"), .sizes_typed = value_of(&req->body, "sizes"),
			      .saved = value_of(&req->query, "saved").n > 0 };
	struct gap_ask a = { .v = &v };

	TRY(gap_listings(ctx, 0, &a.all, &a.nall));
	TRY(choose_areas(ctx, &a));
	TRY(choose_kinds(ctx, &a));
	choose_km(ctx, &a, value_of(&req->query, "km"));
	if (a.kind) {
		v.kind_name = kind_name(ctx, a.kind);
		TRY(fill_kind(ctx, &a));
	} else {
		TRY(fill_overview(ctx, &a));
	}
	TRY(frame_begin_html(ctx, &f));
	TRY(gap_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show(ctx, req, NULL);
}

static enum err sizes(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	size_t lines;

	TRY(gap_sizes_set(ctx, value_of(&req->body, "sizes"), &lines, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/gaps?saved=1"));
	rep->status = 422;
	return show(ctx, req, &bad);
}

const struct route gap_routes[] = {
	{ "GET", "/:lang/work/gaps", GAP_READ, page, ROUTE_SLOW, NULL },
	{ "POST", "/:lang/work/gaps/sizes", GAP_SIZES, sizes, 0, NULL },
	{ "GET", "/:lang/work/gaps/demand", EVENING_KEEP, gap_demand_page, ROUTE_SLOW, NULL },
	{ "POST", "/:lang/work/gaps/demand", EVENING_KEEP, gap_demand_start, 0, NULL },
	{ 0 }
};
