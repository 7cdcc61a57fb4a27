/* support.c -- what stands on paper besides meetings: every other kind of support, a heading for each kind. */
#include "paper/paper_gather.h"
#include "location/location.h"
#include "service/service.h"
#include "text/text.h"

#include <math.h>

enum { DEPTH_MOST = 8 };

struct support {
	struct gather *g;
	struct kind *kinds;
	struct area *areas;
	size_t nkinds, nareas;
};

/* --- where it belongs --------------------------------------------------------------------------------------------- */

static const struct area *area_in(const struct support *s, int64_t id)
{
	for (size_t i = 0; id && i < s->nareas; i++)
		if (s->areas[i].id == id)
			return &s->areas[i];
	return NULL;
}

/* A municipality is in its region, and a region in its country. */
static bool is_inside(const struct support *s, int64_t area, int64_t wanted)
{
	for (int depth = 0; area && depth < DEPTH_MOST; depth++) {
		const struct area *a = area_in(s, area);
		if (area == wanted)
			return true;
		area = a ? a->parent : 0;
	}
	return false;
}

static bool serves(const struct support *s, const struct service_whole *w)
{
	int64_t wanted = s->g->list->area.id;

	if (!wanted || is_inside(s, w->s.area, wanted))
		return true;
	for (size_t i = 0; i < w->nareas; i++)
		if (is_inside(s, w->areas[i], wanted) || is_inside(s, wanted, w->areas[i]))
			return true;
	return false;
}

static const struct kind *kind_in(const struct support *s, int64_t id)
{
	for (size_t i = 0; i < s->nkinds; i++)
		if (s->kinds[i].id == id)
			return &s->kinds[i];
	return NULL;
}

/* --- said ----------------------------------------------------------------------------------------------------------- */

static enum err first_place(struct ctx *ctx, const struct service_whole *w, struct location *l)
{
	*l = (struct location){ .lat = NAN, .lon = NAN };
	if (!w->nplaces)
		return OK;
	TRY(location_get(ctx, w->places[0].location, l));
	*l = location_public(l);
	return OK;
}

static struct str where_of(struct ctx *ctx, const struct service_whole *w, const struct location *l)
{
	struct str line = l->id ? location_line(ctx, l) : S(""), where = line;

	if (l->id && str_is(l->name) && !str_eq(l->name, l->address))
		where = line.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l->name), STR_ARG(line)) : l->name;
	if (w->nplaces > 1)
		where = TR_FILL(ctx, trn(ctx, "{place}, and {n} more place", "{place}, and {n} more places", (int64_t)w->nplaces - 1),
				{ "place", where });
	if (where.n && (str_same(w->s.mode, "room") || !str_is(w->s.mode)))
		return where;
	line = str_is(w->s.mode) ? tr_of(ctx, str_of(choice_label(service_modes, w->s.mode))) : S("");
	return where.n ? arena_printf(ctx->arena, "%.*s. %.*s", STR_ARG(where), STR_ARG(line)) : line;
}

static struct str facts_of(struct ctx *ctx, const struct service_whole *w, const struct location *l)
{
	struct str facts[24];
	size_t n = paper_add_choices(ctx, w->s.providers, service_providers, "other", facts, 5);

	n += paper_add_choices(ctx, w->s.audience, audience_choices, "everyone", facts + n, 5);
	n += paper_add_choices(ctx, w->s.languages, language_choices, ctx->lang, facts + n, 5);
	if (str_same(l->step_free, "yes"))
		facts[n++] = tr(ctx, "step-free way in");
	if (str_same(w->s.children, "yes"))
		facts[n++] = tr(ctx, "children can come along");
	if (str_same(w->s.substitution, "yes"))
		facts[n++] = tr(ctx, "substitution medicine is welcome");
	return paper_facts(ctx, facts, n);
}

static struct str full_said(struct ctx *ctx, const struct service_whole *w, const struct zone *zone)
{
	if (!service_is_full(ctx, &w->s))
		return S("");
	return TR_FILL(ctx, tr(ctx, "Full on {date}. Call and ask."),
		       { "date", tr_date_brief(ctx, zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / 86400)) });
}

static const char *country_of(const struct support *s, const struct service_whole *w, const struct location *l)
{
	const struct area *a = area_in(s, w->s.area);

	return str_same(l->country, "US") || (a && str_same(a->country, "US")) ? "US" : "DK";
}

static enum err print_it(struct ctx *ctx, struct support *s, const struct service_whole *w, const struct kind *k)
{
	const struct zone *zone = zone_find(ctx->house->cal, service_zone(w));
	struct location l;

	TRY(first_place(ctx, w, &l));
	paper_note_check(s->g->list, zone ? zone_local(zone, w->s.verified_at).day : (day_t)(w->s.verified_at / 86400));
	struct str name = paper_text(ctx, w->s.name_da, w->s.name_en);
	paper_keep_entry(s->g, (struct paper_entry){
		.position = k->position, .heading = kind_name(ctx, k), .key = text_sort_key(ctx->arena, name), .name = name, .time = S(""),
		.when = service_hours(ctx, w), .rhythm = S(""), .where = where_of(ctx, w, &l), .facts = facts_of(ctx, w, &l),
		.price = service_price(ctx, &w->s), .phone = str_is(w->s.phone) ? tr_phone(ctx, w->s.phone) : S(""),
		.off = full_said(ctx, w, zone), .first_time = paper_text(ctx, w->s.first_time_da, w->s.first_time_en),
		.apply = paper_text(ctx, w->s.apply_da, w->s.apply_en), .entrance = paper_text(ctx, l.entrance_da, l.entrance_en),
		.transit = l.transit, .country = country_of(s, w, &l), .is_free = service_is_free(&w->s),
		.address = arena_printf(ctx->arena, "%.*s/%s/support/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(w->s.slug)),
	});
	return OK;
}

/* --- all of them ------------------------------------------------------------------------------------------------------ */

static enum err take(void *arg, struct ctx *ctx, const struct service_whole *w)
{
	struct support *s = arg;
	const struct kind *k = kind_in(s, w->s.kind);
	struct location l;

	if (!k || !service_is_on(ctx, k, w) || !serves(s, w))
		return OK;
	if (meeting_freshness(w->s.verified_at, ctx->now) != FRESH || paper_is_doubted(s->g, w->s.id)) {
		TRY(first_place(ctx, w, &l));
		paper_leave_out(s->g, (struct paper_left_out){ .id = w->s.id, .support = true, .slug = w->s.slug,
							       .name = paper_text(ctx, w->s.name_da, w->s.name_en), .city = l.city,
							       .verified_at = w->s.verified_at });
		return OK;
	}
	s->g->list->too_many = s->g->list->too_many || s->g->list->n == PAPER_MOST;
	return s->g->list->too_many ? OK : print_it(ctx, s, w, k);
}

enum err paper_take_support(struct ctx *ctx, struct gather *g)
{
	struct support s = { .g = g };
	struct service_whole one;

	TRY(kind_list(ctx, &s.kinds, &s.nkinds));
	TRY(area_list(ctx, S(""), S(""), &s.areas, &s.nareas));
	if (!str_is(g->wish->support))
		return service_each(ctx, "running", take, &s);
	TRY(service_of_slug(ctx, g->wish->support, &one));
	return str_same(one.s.state, "running") ? take(&s, ctx, &one) : ERR_NOT_FOUND;
}
