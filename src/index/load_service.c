/* load_service.c -- from rows to documents: services with their places, hours and the facts of their kinds. */
#include "index/index_parts.h"

#include <math.h>

#include "index_sql.h"

enum { AT_ONCE = 2000 };

/* So many services at once, with what belongs to them: each list in the order of services, and where it is read to. */
struct batch {
	struct reading *to;
	struct index_service *services;
	struct index_service_place *places;
	struct index_service_area *areas;
	struct index_service_schedule *schedules;
	struct index_service_fact *facts;
	size_t nservices, nplaces, nareas, nschedules, nfacts, place, area, schedule, fact;
};

/* How many rows at *at belong to this service; every list begins with its id, and rows of others before are passed by. */
static size_t run_of(const void *rows, size_t size, size_t n, size_t *at, int64_t id)
{
	size_t end;

	while (*at < n && *(const int64_t *)((const char *)rows + *at * size) < id)
		++*at;
	for (end = *at; end < n && *(const int64_t *)((const char *)rows + end * size) == id;)
		end++;
	return end - *at;
}
#define RUN_OF(b, list, id) run_of((b)->list##s, sizeof *(b)->list##s, (b)->n##list##s, &(b)->list, (id))

static void say_texts(struct arena *a, const struct index_service *r, struct said *s)
{
	said_text(a, s, r->name_da);
	said_text(a, s, r->name_en);
	said_text(a, s, r->description_da);
	said_text(a, s, r->description_en);
	said_text(a, s, r->org_name);
}

static void say_place(struct reading *to, const struct index_service_place *p, struct doc *d, struct said *s)
{
	struct arena *a = to->scratch;

	said_text(a, s, p->region);
	said_text(a, s, p->city);
	said_yes(a, s, "stepfree", p->step_free);
	said_yes(a, s, "toilet", p->toilet);
	reading_say_area(to, s, p->area.v);
	if (p->protected)
		return;
	said_text(a, s, p->name);
	said_text(a, s, p->address);
	said_text(a, s, p->postcode);
	if (!isnan(p->lat))
		reading_point(to, d, point_of(p->lat, p->lon, p->id));
}

static void say_mode(struct arena *a, struct str mode, struct said *s)
{
	if (str_same(mode, "room") || str_same(mode, "hybrid"))
		said_fact(a, s, "is", S("in_room"));
	if (str_same(mode, "online") || str_same(mode, "hybrid") || str_same(mode, "phone"))
		said_fact(a, s, "is", S("online"));
	if (str_same(mode, "home"))
		said_fact(a, s, "is", S("at_home"));
}

static void say_facts(struct reading *to, const struct index_service *r, struct said *s)
{
	struct arena *a = to->scratch;

	said_facts(a, s, "stage", r->stages);
	said_facts(a, s, "provider", r->providers);
	said_facts(a, s, "language", r->languages);
	said_fact(a, s, "intervention", r->intervention);
	said_fact(a, s, "relation", r->relation);
	said_fact(a, s, "staffing", r->staffing);
	reading_say_way(to, s, r->stages, r->relation);
	said_yes(a, s, "children", r->children);
	said_fact(a, s, "substitution", r->substitution);
	say_mode(a, r->mode, s);
	reading_say_whom(to, s, r->audience, false, reading_kind(to, r->kind));
	if (str_same(r->price_type, "free"))
		said_fact(a, s, "is", S("free"));
	if (r->full_since.has)
		said_fact(a, s, "is", S("full"));
	reading_say_org(to, s, r->org);
	reading_say_area(to, s, r->area.v);
}

/* A day long ago: hours without a first day are always. */
static struct rhythm rhythm_of(const struct index_service_schedule *r, bool *known)
{
	struct meeting m = { .rhythm = r->rhythm, .every = r->every, .month_day = r->month_day, .last_day = r->last_day,
			     .first_day = r->first_day == DAY_NONE ? 4 /* Monday 5 January 1970 */ : r->first_day };
	struct rhythm out;

	*known = meeting_rhythm(&m, &out);
	out.weekdays = (unsigned)r->weekdays;
	out.nths = (unsigned)r->nths;
	return out;
}

static void say_schedule(struct reading *to, const struct index_service_schedule *r, struct doc *d, struct said *s)
{
	struct opening o = { .zone = zone_find(to->ctx->house->cal, r->zone), .start_min = (int)r->start_min,
			     .duration_min = (int)r->duration_min };
	bool known;

	o.rhythm = rhythm_of(r, &known);
	if (!known || !o.zone)
		return;
	reading_opening(to, d, o);
	reading_say_hours(to, s, &o.rhythm, o.start_min, o.duration_min);
}

static bool say_served(struct batch *b, int64_t id, struct said *s)
{
	struct arena *a = b->to->scratch;
	size_t n = RUN_OF(b, area, id);

	for (size_t i = 0; i < n; i++) {
		reading_say_area(b->to, s, b->areas[b->area + i].area);
		said_fact(a, s, "serves", id_text(a, b->areas[b->area + i].area));
	}
	return n > 0;
}

static void take(struct batch *b, const struct index_service *r)
{
	struct doc d = { .id = r->id, .verified_at = r->verified_at.v, .name_key = r->name_key, .full_until = DAY_NONE,
			 .last_day = DAY_NONE };
	struct said s = { 0 };
	size_t places = RUN_OF(b, place, r->id), schedules = RUN_OF(b, schedule, r->id), facts = RUN_OF(b, fact, r->id);
	bool serves;

	say_texts(b->to->scratch, r, &s);
	say_facts(b->to, r, &s);
	if (r->full_since.has)
		d.full_until = r->full_until == DAY_NONE ? FULL_WITHOUT_END : r->full_until;
	for (size_t i = 0; i < places; i++)
		say_place(b->to, &b->places[b->place + i], &d, &s);
	for (size_t i = 0; i < schedules; i++)
		say_schedule(b->to, &b->schedules[b->schedule + i], &d, &s);
	serves = say_served(b, r->id, &s);
	reading_say_kind(b->to, &d, &s, reading_kind(b->to, r->kind), b->facts + b->fact, facts);
	d.anywhere = !str_same(r->mode, "room") && !(str_same(r->mode, "home") && (serves || d.npoints));
	reading_add(b->to, &d, &s);
}

static enum err read_batch(struct batch *b, int64_t after, int64_t upto)
{
	struct ctx *ctx = b->to->ctx;

	TRY(index_service_place(ctx, after, upto, &b->places, &b->nplaces));
	TRY(index_service_area(ctx, after, upto, &b->areas, &b->nareas));
	TRY(index_service_schedule(ctx, after, upto, &b->schedules, &b->nschedules));
	TRY(index_service_fact(ctx, after, upto, &b->facts, &b->nfacts));
	for (size_t i = 0; i < b->nservices; i++)
		take(b, &b->services[i]);
	return OK;
}

/* Its rows are forgotten before the next ones are read: all at once would not fit. */
static enum err next_batch(struct reading *to, int64_t *after, int64_t upto, size_t *n)
{
	struct batch b = { .to = to };

	TRY(index_service(to->ctx, *after, upto, AT_ONCE, &b.services, &b.nservices));
	*n = b.nservices;
	if (!*n)
		return OK;
	TRY(read_batch(&b, *after, b.services[*n - 1].id));
	*after = b.services[*n - 1].id;
	return OK;
}

enum err index_read_services(struct reading *to, int64_t after, int64_t upto)
{
	struct arena *mine = to->ctx->arena;
	size_t n = AT_ONCE;
	enum err e = OK;

	to->ctx->arena = arena_new(0);
	while (!e && n == AT_ONCE) {
		arena_reset(to->ctx->arena);
		e = next_batch(to, &after, upto, &n);
	}
	arena_free(to->ctx->arena);
	to->ctx->arena = mine;
	return e;
}
