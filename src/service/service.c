/* service.c -- one service or all of them, read from and written to the database with everything under them. */
#include "service/service_parts.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "location/location.h"
#include "text/text.h"

#include "service_sql.h"

static struct opt_int some(int64_t id)
{
	return id ? SOME_INT(id) : NO_INT;
}

/* INT64_MIN is what forms and imports have for "not said". */
static struct opt_int said(int64_t v)
{
	return v == INT64_MIN ? NO_INT : SOME_INT(v);
}

static int64_t unsaid(struct opt_int v)
{
	return v.has ? v.v : INT64_MIN;
}

/* The same columns in three queries, hence a macro and no function. */
#define SERVICE_OF(r)                                                                                                         \
	(struct service) {                                                                                                    \
		.id = (r)->id, .kind = (r)->kind, .org = (r)->org, .area = (r)->area.v, .slug = (r)->slug, .state = (r)->state, \
		.name_da = (r)->name_da, .name_en = (r)->name_en, .description_da = (r)->description_da,                      \
		.description_en = (r)->description_en, .stages = (r)->stages, .intervention = (r)->intervention,              \
		.relation = (r)->relation, .providers = (r)->providers, .provider_other = (r)->provider_other,                \
		.staffing = (r)->staffing, .audience = (r)->audience, .age_least = unsaid((r)->age_least),                    \
		.age_most = unsaid((r)->age_most), .languages = (r)->languages, .children = (r)->children,                    \
		.substitution = (r)->substitution, .mode = (r)->mode, .expectations_da = (r)->expectations_da,                \
		.expectations_en = (r)->expectations_en, .secular_da = (r)->secular_da, .secular_en = (r)->secular_en,        \
		.price_type = (r)->price_type, .price_least = unsaid((r)->price_least), .price_most = unsaid((r)->price_most), \
		.currency = (r)->currency, .price_unit = (r)->price_unit, .payer_da = (r)->payer_da, .payer_en = (r)->payer_en, \
		.papers_da = (r)->papers_da, .papers_en = (r)->papers_en, .extras_da = (r)->extras_da,                        \
		.extras_en = (r)->extras_en, .first_time_da = (r)->first_time_da, .first_time_en = (r)->first_time_en,        \
		.apply_da = (r)->apply_da, .apply_en = (r)->apply_en, .hours_da = (r)->hours_da, .hours_en = (r)->hours_en,   \
		.contact_role = (r)->contact_role, .phone = (r)->phone, .email = (r)->email, .website = (r)->website,         \
		.conference_url = (r)->conference_url, .verified_at = (r)->verified_at.v, .verified_by = (r)->verified_by,    \
		.full_since = (r)->full_since.v, .full_until = (r)->full_until, .source = (r)->source.v,                      \
		.source_key = (r)->source_key, .extra = (r)->extra, .changed_at = (r)->changed_at,                            \
	}

/* --- rhythms as codes -------------------------------------------------------------------------------------- */

static const struct {
	enum rhythm_kind kind;
	const char *code;
} rhythms[] = {
	{ RHYTHM_ONCE, "once" }, { RHYTHM_WEEKLY, "weekly" }, { RHYTHM_MONTHLY_WEEKDAY, "monthly_weekday" },
	{ RHYTHM_MONTHLY_DAY, "monthly_day" }, { RHYTHM_DAILY, "daily" },
};

const char *service_rhythm_code(enum rhythm_kind kind)
{
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (rhythms[i].kind == kind)
			return rhythms[i].code;
	return "weekly";
}

bool service_rhythm_of(struct str code, enum rhythm_kind *kind)
{
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (str_same(code, rhythms[i].code)) {
			*kind = rhythms[i].kind;
			return true;
		}
	return false;
}

static struct service_schedule schedule_of(const struct service_schedules_between *r)
{
	struct service_schedule s = {
		.location = r->location.v, .start_min = (int)r->start_min, .duration_min = (int)r->duration_min, .zone = r->zone,
		.note_da = r->note_da, .note_en = r->note_en, .source_key = r->source_key,
		.rhythm = { .interval = (int)r->every, .weekdays = (unsigned)r->weekdays, .nths = (unsigned)r->nths,
			    .month_day = (int)r->month_day, .first = r->first_day, .last = r->last_day },
	};

	service_rhythm_of(r->rhythm, &s.rhythm.kind);
	return s;
}

/* --- everything under a run of services ------------------------------------------------------------------- */

/* What stands under the services of a range of ids, each list in their order, and how far it has been given out. */
struct parts {
	struct service_places_between *places;
	struct service_areas_between *areas;
	struct service_schedules_between *schedules;
	struct service_facts_between *facts;
	struct service_capacities_between *capacities;
	size_t nplaces, nareas, nschedules, nfacts, ncapacities;
	size_t place, area, schedule, fact, capacitie;
};

static enum err read_parts(struct ctx *ctx, int64_t first, int64_t last, struct parts *p)
{
	*p = (struct parts){ 0 };
	TRY(service_places_between(ctx, first, last, &p->places, &p->nplaces));
	TRY(service_areas_between(ctx, first, last, &p->areas, &p->nareas));
	TRY(service_schedules_between(ctx, first, last, &p->schedules, &p->nschedules));
	TRY(service_facts_between(ctx, first, last, &p->facts, &p->nfacts));
	return service_capacities_between(ctx, first, last, &p->capacities, &p->ncapacities);
}

/* From *at, the run of rows that belongs to id: *at stands at its first.  Every row begins with the service it is of. */
static size_t run(const void *rows, size_t size, size_t n, size_t *at, int64_t id)
{
#define OF(i) (*(const int64_t *)(const void *)((const char *)rows + (i) * size))
	size_t end;

	while (*at < n && OF(*at) < id)
		++*at;
	for (end = *at; end < n && OF(end) == id; end++)
		;
	return end - *at;
#undef OF
}
#define RUN(p, list, id) run((p)->list##s, sizeof *(p)->list##s, (p)->n##list##s, &(p)->list, (id))

static const struct service_capacity *capacities_of(struct arena *a, const struct service_capacities_between *r, size_t n)
{
	struct service_capacity *out = arena_array(a, n, struct service_capacity);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct service_capacity){ r[i].unit, unsaid(r[i].total), r[i].free, r[i].as_of, r[i].by_what };
	return out;
}

static void give_parts(struct arena *a, struct parts *p, struct service_whole *w)
{
	struct service_schedule *schedules;
	struct service_place *places;
	struct service_fact *facts;
	int64_t *areas;

	w->nplaces = RUN(p, place, w->s.id);
	w->nareas = RUN(p, area, w->s.id);
	w->nschedules = RUN(p, schedule, w->s.id);
	w->nfacts = RUN(p, fact, w->s.id);
	w->ncapacities = RUN(p, capacitie, w->s.id);
	places = arena_array(a, w->nplaces, struct service_place);
	areas = arena_array(a, w->nareas, int64_t);
	schedules = arena_array(a, w->nschedules, struct service_schedule);
	facts = arena_array(a, w->nfacts, struct service_fact);
	for (size_t i = 0; i < w->nplaces; i++)
		places[i] = (struct service_place){ p->places[p->place + i].location, p->places[p->place + i].source_key };
	for (size_t i = 0; i < w->nareas; i++)
		areas[i] = p->areas[p->area + i].area;
	for (size_t i = 0; i < w->nschedules; i++)
		schedules[i] = schedule_of(&p->schedules[p->schedule + i]);
	for (size_t i = 0; i < w->nfacts; i++)
		facts[i] = (struct service_fact){ p->facts[p->fact + i].field, p->facts[p->fact + i].value, p->facts[p->fact + i].value_en };
	w->places = places, w->areas = areas, w->schedules = schedules, w->facts = facts;
	w->capacities = capacities_of(a, p->capacities + p->capacitie, w->ncapacities);
}

/* --- one of them ------------------------------------------------------------------------------------------- */

enum err service_row_get(struct ctx *ctx, int64_t id, struct service *s)
{
	struct service_row r;

	TRY(service_row(ctx, id, &r));
	*s = SERVICE_OF(&r);
	return OK;
}

enum err service_get(struct ctx *ctx, int64_t id, struct service_whole *w)
{
	struct service s;
	struct parts p;

	TRY(service_row_get(ctx, id, &s));
	TRY(read_parts(ctx, id, id, &p));
	*w = (struct service_whole){ .s = s };
	give_parts(ctx->arena, &p, w);
	return OK;
}

static enum err id_of_slug(struct ctx *ctx, struct str slug, int64_t *id)
{
	struct service_id_of_old_slug was;
	struct service_id_of_slug is;
	enum err e = service_id_of_slug(ctx, slug, &is);

	if (!e)
		*id = is.id;
	if (e != ERR_NOT_FOUND)
		return e;
	TRY(service_id_of_old_slug(ctx, slug, &was));
	*id = was.service;
	return OK;
}

enum err service_of_slug(struct ctx *ctx, struct str slug, struct service_whole *w)
{
	int64_t id;

	TRY(id_of_slug(ctx, slug, &id));
	return service_get(ctx, id, w);
}

/* --- all of them --------------------------------------------------------------------------------------------- */

enum { BATCH = 400 };

struct each {
	enum err (*fn)(void *, struct ctx *, const struct service_whole *);
	void *arg;
	struct arena *each_arena;         /* emptied after each service */
};

static enum err give(struct ctx *ctx, struct each *e, struct parts *p, const struct service *s)
{
	struct arena *outer = ctx->arena;
	struct service_whole w = { .s = *s };
	enum err result;

	give_parts(e->each_arena, p, &w);
	ctx->arena = e->each_arena;
	result = e->fn(e->arg, ctx, &w);
	ctx->arena = outer;
	arena_reset(e->each_arena);
	return result;
}

/* One batch, in an arena of its own; *last moves on, *n tells how many there were. */
static enum err give_batch(struct ctx *ctx, struct each *e, const char *state, int64_t *last, size_t *n)
{
	struct service_after *rows;
	struct parts p;

	TRY(service_after(ctx, str_of(state), *last, BATCH, &rows, n));
	if (!*n)
		return OK;
	TRY(read_parts(ctx, rows[0].id, rows[*n - 1].id, &p));
	*last = rows[*n - 1].id;
	for (size_t i = 0; i < *n; i++)
		TRY(give(ctx, e, &p, &SERVICE_OF(&rows[i])));
	return OK;
}

static enum err give_batch_of_source(struct ctx *ctx, struct each *e, int64_t source, int64_t *last, size_t *n)
{
	struct service_of_source_after *rows;
	struct parts p;

	TRY(service_of_source_after(ctx, source, *last, BATCH, &rows, n));
	if (!*n)
		return OK;
	TRY(read_parts(ctx, rows[0].id, rows[*n - 1].id, &p));
	*last = rows[*n - 1].id;
	for (size_t i = 0; i < *n; i++)
		TRY(give(ctx, e, &p, &SERVICE_OF(&rows[i])));
	return OK;
}

/* A state, or with state NULL a source. */
static enum err give_all(struct ctx *ctx, struct each *e, const char *state, int64_t source)
{
	struct arena *outer = ctx->arena, *batch = arena_new(0);
	size_t n = BATCH;
	int64_t last = 0;
	enum err result = OK;

	e->each_arena = arena_new(0);
	while (!result && n == BATCH) {
		ctx->arena = batch;
		result = state ? give_batch(ctx, e, state, &last, &n) : give_batch_of_source(ctx, e, source, &last, &n);
		ctx->arena = outer;
		arena_reset(batch);
	}
	arena_free(batch);
	arena_free(e->each_arena);
	return result;
}

enum err service_each(struct ctx *ctx, const char *state, enum err (*fn)(void *, struct ctx *, const struct service_whole *), void *arg)
{
	struct each e = { .fn = fn, .arg = arg };

	return give_all(ctx, &e, state, 0);
}

enum err service_each_of_source(struct ctx *ctx, int64_t source, enum err (*fn)(void *, struct ctx *, const struct service_whole *),
				void *arg)
{
	struct each e = { .fn = fn, .arg = arg };

	return give_all(ctx, &e, NULL, source);
}

/* --- the keepers' list ------------------------------------------------------------------------------------------ */

enum err service_page(struct ctx *ctx, const struct service_asked *q, struct service_line **out, size_t *n, int64_t *all)
{
	bool everything = may_for(ctx->who, SERVICE_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, SERVICE_EDIT), text = text_fold(ctx->arena, q->text.p ? q->text : S(""));
	struct str state = q->state.p ? q->state : S("");
	struct service_lines_count count;
	struct service_lines *rows;

	TRY(service_lines_count(ctx, everything, ctx->who->account, roles, text, state, q->kind, q->org, &count));
	TRY(service_lines(ctx, everything, ctx->who->account, roles, text, state, q->kind, q->org, SERVICE_PAGE,
			  ((q->page > 0 ? q->page : 1) - 1) * SERVICE_PAGE, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct service_line);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct service_line){
			.id = rows[i].id, .kind = rows[i].kind, .org = rows[i].org, .area = rows[i].area.v,
			.verified_at = rows[i].verified_at.v, .full_since = rows[i].full_since.v, .full_until = rows[i].full_until,
			.slug = rows[i].slug, .name_da = rows[i].name_da, .name_en = rows[i].name_en, .state = rows[i].state,
			.mode = rows[i].mode, .org_name = rows[i].org_name, .city = rows[i].city,
		};
	return OK;
}

enum err service_old_slugs(struct ctx *ctx, int64_t id, struct str **out, size_t *n)
{
	struct service_slugs_of *rows;

	TRY(service_slugs_of(ctx, id, &rows, n));
	*out = arena_array(ctx->arena, *n, struct str);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].slug;
	return OK;
}

enum err service_also_called(struct ctx *ctx, const struct service *s, struct str slug)
{
	int64_t has, changed;
	enum err e;

	if (!service_may_keep(ctx, s))
		return ERR_DENIED;
	e = id_of_slug(ctx, slug, &has);
	if (e != ERR_NOT_FOUND)
		return e;
	return service_slug_keep(ctx, slug, s->id, &changed);
}

/* --- one of them written -------------------------------------------------------------------------------------------- */

static enum err write_row(struct ctx *ctx, const struct service *s)
{
	struct str both = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(s->name_da), STR_ARG(s->name_en));
	int64_t changed;

	return service_put(ctx, s->id, s->slug, s->kind, s->org, some(s->area), s->state, s->name_da, s->name_en,
			   text_fold(ctx->arena, both), s->description_da, s->description_en, s->stages, s->intervention, s->relation,
			   s->providers, s->provider_other, s->staffing, s->audience, said(s->age_least), said(s->age_most),
			   s->languages, s->children, s->substitution, s->mode, s->expectations_da, s->expectations_en, s->secular_da,
			   s->secular_en, s->price_type, said(s->price_least), said(s->price_most), s->currency, s->price_unit,
			   s->payer_da, s->payer_en, s->papers_da, s->papers_en, s->extras_da, s->extras_en, s->first_time_da,
			   s->first_time_en, s->apply_da, s->apply_en, s->hours_da, s->hours_en, s->contact_role, s->phone, s->email,
			   s->website, s->conference_url, some(s->verified_at), s->verified_by, some(s->full_since), s->full_until,
			   some(s->source), s->source_key, s->extra, s->changed_at, &changed);
}

static struct str text(struct str s)
{
	return s.p ? s : S("");
}

static enum err write_schedule(struct ctx *ctx, int64_t id, int64_t position, const struct service_schedule *h)
{
	const struct rhythm *r = &h->rhythm;
	int64_t changed;

	return service_schedule_put(ctx, id, position, some(h->location), str_of(service_rhythm_code(r->kind)), r->interval, r->weekdays,
				    r->nths, r->month_day, r->first, r->last, h->start_min, h->duration_min, text(h->zone),
				    text(h->note_da), text(h->note_en), text(h->source_key), &changed);
}

static enum err write_parts(struct ctx *ctx, const struct service_whole *w)
{
	int64_t changed;

	for (size_t i = 0; i < w->nplaces; i++)
		TRY(service_place_put(ctx, w->s.id, w->places[i].location, (int64_t)i, text(w->places[i].source_key), &changed));
	for (size_t i = 0; i < w->nareas; i++)
		TRY(service_area_put(ctx, w->s.id, w->areas[i], &changed));
	for (size_t i = 0; i < w->nschedules; i++)
		TRY(write_schedule(ctx, w->s.id, (int64_t)i, &w->schedules[i]));
	for (size_t i = 0; i < w->nfacts; i++)
		TRY(service_fact_put(ctx, w->s.id, w->facts[i].field, w->facts[i].value, text(w->facts[i].value_en), &changed));
	for (size_t i = 0; i < w->ncapacities; i++) {
		const struct service_capacity *c = &w->capacities[i];
		TRY(service_capacity_put(ctx, w->s.id, c->unit, said(c->total), c->free, c->as_of, text(c->by_what), &changed));
	}
	return OK;
}

enum err service_forget_parts(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(service_places_drop(ctx, id, &changed));
	TRY(service_areas_drop(ctx, id, &changed));
	TRY(service_schedules_drop(ctx, id, &changed));
	TRY(service_facts_drop(ctx, id, &changed));
	return service_capacities_drop(ctx, id, &changed);
}

enum err service_write(struct ctx *ctx, const struct service_whole *w)
{
	TRY(write_row(ctx, &w->s));
	TRY(service_forget_parts(ctx, w->s.id));
	return write_parts(ctx, w);
}

/* --- its public name --------------------------------------------------------------------------------------------------- */

enum { SLUG_BYTES = 60, SLUG_TRIES = 9, SLUG_RANDOM = 5 };

static struct str slug_text(struct ctx *ctx, struct str name)
{
	struct str slug = text_slug(ctx->arena, name, SLUG_BYTES);

	return slug.n ? slug : S("support");
}

/* The name in the language in which it is given, if there is one. */
static struct str own_name(const struct service *s)
{
	bool danish = !str_is(s->languages) || str_index(s->languages, S("da"), 0) != SIZE_MAX;

	if (danish)
		return str_is(s->name_da) ? s->name_da : s->name_en;
	return str_is(s->name_en) ? s->name_en : s->name_da;
}

static struct str slug_base(struct ctx *ctx, const struct service_whole *w)
{
	struct str name = slug_text(ctx, own_name(&w->s)), city;
	struct location l;

	if (!w->nplaces || location_get(ctx, w->places[0].location, &l))
		return name;
	city = slug_text(ctx, l.city);
	if (!str_is(l.city) || str_index(name, city, 0) != SIZE_MAX)
		return name;
	return arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(name), STR_ARG(city));
}

/* Free, or this service's own, now or once. */
static enum err is_free(struct ctx *ctx, struct str slug, int64_t id, bool *free_or_mine)
{
	int64_t owner = 0;
	enum err e = id_of_slug(ctx, slug, &owner);

	*free_or_mine = e == ERR_NOT_FOUND || (!e && owner == id);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err free_slug(struct ctx *ctx, struct str wish, int64_t id, struct str *slug)
{
	bool good;

	*slug = slug_text(ctx, wish);
	for (int i = 2; i <= SLUG_TRIES; i++) {
		TRY(is_free(ctx, *slug, id, &good));
		if (good)
			return OK;
		*slug = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(slug_text(ctx, wish)), i);
	}
	*slug = arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(slug_text(ctx, wish)),
			     STR_ARG(token_new(ctx->house->rng, ctx->arena, SLUG_RANDOM)));
	return OK;
}

/* A wish counts; a list's own name stays; otherwise a new name makes a new address, and the old one goes on leading here. */
enum err service_choose_slug(struct ctx *ctx, const struct service *was, struct service_whole *w)
{
	struct service *s = &w->s;
	bool wished = str_is(s->slug) && !str_eq(s->slug, was->slug);
	bool same = str_eq(s->name_da, was->name_da) && str_eq(s->name_en, was->name_en);
	int64_t changed;

	if (was->id && !wished && (s->source || same)) {
		s->slug = was->slug;
		return OK;
	}
	TRY(free_slug(ctx, wished ? s->slug : slug_base(ctx, w), s->id, &s->slug));
	if (str_eq(was->slug, s->slug))
		return OK;
	TRY(service_slug_forget(ctx, s->slug, &changed));
	return str_is(was->slug) ? service_slug_keep(ctx, was->slug, s->id, &changed) : OK;
}
