/* fixture_test.c -- a world of random listings of every kind. */
#include "support/support_test.h"
#include "area/area.h"
#include "base/rng.h"
#include "location/location.h"
#include "org/org.h"

#include <math.h>

enum { AT_ONCE = 500, PLACES = 60, ORGS = 12, DAY_S = 86400 };

struct maker {
	struct house_of_help *h;
	struct ctx *ctx;
	struct rng *r;
	struct kind *kinds;
	size_t nkinds;
	int64_t places[PLACES], orgs[ORGS], areas[8];
};

static const struct {
	const char *postcode, *city;
} towns[] = {
	{ "8000", "Aarhus C" }, { "8260", "Viby J" }, { "6800", "Varde" }, { "6700", "Esbjerg" }, { "1620", "København V" },
	{ "2860", "Søborg" }, { "6270", "Tønder" }, { "5600", "Faaborg" }, { "3300", "Frederiksværk" }, { "2800", "Kongens Lyngby" },
};
static const char *const first[] = { "Åben", "Rolig", "Huset", "Vejen", "Broen", "Kompas", "Family", "Evening", "Morgen", "Trang og", "Nyt" };
static const char *const last[] = { "rådgivning", "hus", "gruppe", "circle", "kørsel", "kursus", "bolig", "hjælp", "legestue", "samtale" };
static const char *const stages[] = { "rss", "mutual", "aftercare rss", "contact harm", "detox", "outpatient", "housing rss", "education", "social" };
static const char *const providers[] = { "peer", "peer", "professional", "faith", "peer professional", "community", "faith community", "other", "" };
static const char *const audiences[] = { "", "", "", "women", "men", "young", "relatives", "parents", "couples", "everyone", "women young" };
static const char *const modes[] = { "room", "room", "room", "hybrid", "online", "phone", "home" };
static const char *const prices[] = { "free", "free", "fixed", "sliding", "voucher", "unknown" };
static const char *const rhythms[] = { "weekly", "weekly", "weekly", "monthly_weekday", "daily", "monthly_day" };
static const char *const tris[] = { "yes", "no", "unknown", "unknown" };

static const char *pick(struct maker *m, const char *const *list, size_t n)
{
	return list[rng_below(m->r, n)];
}
#define PICK(m, list) pick((m), (list), sizeof (list) / sizeof *(list))
static bool one_in(struct maker *m, uint64_t n)
{
	return !rng_below(m->r, n);
}

static void make_ground(struct maker *m)
{
	struct problems bad = { 0 };

	for (size_t i = 0; i < ORGS; i++) {
		struct org o = { .name = arena_printf(m->ctx->arena, "Foreningen %zu", i), .kind = S("association") };
		ok(org_save(m->ctx, &o, &bad) == OK && !bad.n);
		m->orgs[i] = o.id;
	}
	for (size_t i = 0; i < PLACES; i++) {
		size_t t = rng_below(m->r, sizeof towns / sizeof *towns);
		struct location l = { .name = arena_printf(m->ctx->arena, "Hus %zu", i), .address = arena_printf(m->ctx->arena, "Prøvevej %zu", i),
				      .postcode = str_of(towns[t].postcode), .city = str_of(towns[t].city), .country = S("DK"), .lat = NAN, .lon = NAN,
				      .step_free = str_of(PICK(m, tris)), .toilet = str_of(PICK(m, tris)), .protected_address = one_in(m, 12) };
		ok(location_save(m->ctx, &l, &bad) == OK && !bad.n);
		m->places[i] = l.id;
		if (i < 8)
			m->areas[i] = l.area;
	}
}

static void say_own_facts(struct maker *m, const struct kind *k, struct service_whole *w)
{
	for (size_t i = 0; i < k->nfields; i++) {
		const struct kind_field *f = &k->fields[i];
		const char *code = arena_z(m->ctx->arena, f->code);
		if (f->type == KIND_YES_NO && one_in(m, 2) && !str_same(f->code, "checked"))
			help_fact(m->h, w, code, one_in(m, 2) ? "yes" : "no");
		if ((f->type == KIND_CHOICE || f->type == KIND_CHOICES) && one_in(m, 2))
			help_fact(m->h, w, code, arena_z(m->ctx->arena, f->options[rng_below(m->r, f->noptions)].code));
		if (f->type == KIND_DATE && one_in(m, 3))
			help_fact(m->h, w, code, arena_z(m->ctx->arena, day_str(m->ctx->arena, day_of(2016, 12, 13) + (day_t)rng_below(m->r, 90))));
	}
}

static void set_places(struct maker *m, struct service_whole *w)
{
	size_t n = 1 + rng_below(m->r, 3);
	struct service_place *p = arena_array(m->ctx->arena, n, struct service_place);

	w->nplaces = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t id = m->places[rng_below(m->r, PLACES)];
		if (!w->nplaces || p[0].location != id)
			p[w->nplaces++].location = id;
	}
	if (w->nplaces == 3 && p[1].location == p[2].location)
		w->nplaces = 2;
	w->places = p;
}

static void set_areas(struct maker *m, struct service_whole *w)
{
	int64_t *a = arena_array(m->ctx->arena, 2, int64_t);

	a[0] = m->areas[rng_below(m->r, 8)];
	a[1] = m->areas[rng_below(m->r, 8)];
	w->areas = a;
	w->nareas = a[0] == a[1] ? 1 : 2;
}

static void set_schedules(struct maker *m, struct service_whole *w)
{
	size_t n = rng_below(m->r, 4);
	struct service_schedule *s = arena_array(m->ctx->arena, n + 1, struct service_schedule);

	for (size_t i = 0; i < n; i++) {
		struct meeting as = { .rhythm = str_of(PICK(m, rhythms)), .every = 1, .weekdays = str_of(one_in(m, 2) ? "mo tu we th fr" : "sa su"),
				      .nths = S("1 3"), .month_day = 1 + (int64_t)rng_below(m->r, 28), .first_day = day_of(2016, 1, 4), .last_day = DAY_NONE };
		s[i].start_min = (int)(rng_below(m->r, 48) * 30);
		s[i].duration_min = one_in(m, 8) ? 1440 : one_in(m, 8) ? 0 : (int)(30 + rng_below(m->r, 24) * 30);
		if (s[i].duration_min == 1440)
			s[i].start_min = 0;
		ok(meeting_rhythm(&as, &s[i].rhythm));
		if (one_in(m, 2))
			s[i].rhythm.first = DAY_NONE;
		s[i].zone = S("Europe/Copenhagen");
	}
	w->schedules = s;
	w->nschedules = n;
}

static void set_price(struct maker *m, struct service *s)
{
	s->price_type = str_of(PICK(m, prices));
	if (!str_same(s->price_type, "fixed"))
		return;
	s->price_least = 5000 + (int64_t)rng_below(m->r, 100) * 100;
	s->currency = S("DKK");
	s->price_unit = S("month");
}

static void set_facts(struct maker *m, size_t i, struct service_whole *w)
{
	struct service *s = &w->s;

	s->org = m->orgs[rng_below(m->r, ORGS)];
	s->name_da = arena_printf(m->ctx->arena, "%s %s %zu", PICK(m, first), PICK(m, last), i);
	if (one_in(m, 3))
		s->name_en = arena_printf(m->ctx->arena, "House %zu", i);
	s->description_da = one_in(m, 2) ? S("Støtte til dig, der vil ud af hash eller spil.") : S("Kaffe og en samtale.");
	s->stages = str_of(PICK(m, stages));
	s->providers = str_of(PICK(m, providers));
	if (str_same(s->providers, "other"))
		s->provider_other = S("naboer");
	if (str_index(s->providers, S("faith"), 0) != SIZE_MAX)
		s->expectations_da = S("Ingenting."), s->secular_da = S("Ingen kendt.");
	s->audience = str_of(PICK(m, audiences));
	s->languages = one_in(m, 4) ? S("en") : one_in(m, 8) ? S("da ar") : S("da");
	s->children = str_of(PICK(m, tris));
	s->substitution = str_of(PICK(m, tris));
	s->relation = one_in(m, 3) ? S("needs_treatment") : one_in(m, 2) ? S("independent") : one_in(m, 2) ? S("alongside") : S("unknown");
	s->mode = str_of(PICK(m, modes));
	s->conference_url = str_same(s->mode, "online") || str_same(s->mode, "hybrid") ? S("https://example.org/rum") : S("");
	set_price(m, s);
}

static int64_t make_service(struct maker *m, size_t i)
{
	const struct kind *k = &m->kinds[rng_below(m->r, m->nkinds)];
	struct service_whole w = help_service(m->h, arena_z(m->ctx->arena, k->code), "x");
	struct problems bad = { 0 };

	set_facts(m, i, &w);
	w.places = NULL, w.nplaces = 0;
	if (str_same(w.s.mode, "room") || str_same(w.s.mode, "hybrid") || one_in(m, 3))
		set_places(m, &w);
	if (str_same(w.s.mode, "home") || one_in(m, 6))
		set_areas(m, &w);
	if (!w.nplaces && !w.nareas)
		w.s.area = m->areas[0];
	set_schedules(m, &w);
	say_own_facts(m, k, &w);
	ok(service_save(m->ctx, &w, &bad) == OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
	ok(service_set_verified(m->ctx, w.s.id, S("keeper"), m->ctx->now - (int64_t)rng_below(m->r, 220) * DAY_S) == OK);
	if (one_in(m, 10))
		ok(service_set_full(m->ctx, w.s.id, true, one_in(m, 2) ? DAY_NONE : day_of(2016, 12, 14) + (day_t)rng_below(m->r, 60), &bad) == OK);
	return w.s.id;
}

static void make_meeting(struct maker *m, size_t i)
{
	static const char *const methods[] = { "smart", "aa", "na", "al_anon", "open_talk", "celebrate_recovery" };
	bool online = one_in(m, 5), monthly = one_in(m, 6);
	struct meeting o = meeting_blank(m->ctx);
	struct problems bad = { 0 };

	o.name = arena_printf(m->ctx->arena, "%s møde %zu", PICK(m, first), i);
	o.org = m->orgs[rng_below(m->r, ORGS)];
	o.location = online ? 0 : m->places[rng_below(m->r, PLACES)];
	o.mode = online ? S("online") : one_in(m, 6) ? S("hybrid") : S("room");
	o.method = str_of(PICK(m, methods));
	o.audience = str_of(PICK(m, audiences));
	o.openness = one_in(m, 2) ? S("open") : S("closed");
	o.newcomers = str_of(PICK(m, tris));
	o.children = str_of(PICK(m, tris));
	o.languages = one_in(m, 4) ? S("en") : S("da");
	o.conference_url = S("https://example.org/join");
	o.rhythm = monthly ? S("monthly_weekday") : S("weekly");
	o.weekdays = monthly ? S("fr") : one_in(m, 2) ? S("tu th") : S("mo");
	o.nths = monthly ? S("last") : S("");
	o.every = 1;
	o.first_day = day_of(2014, 1, 6);
	o.start_min = (int64_t)(6 * 60 + rng_below(m->r, 34) * 30);
	o.duration_min = 60;
	o.zone = S("Europe/Copenhagen");
	o.description_da = S("En gruppe for alle slags afhængighed.");
	ok(meeting_save(m->ctx, &o, &bad) == OK && !bad.n);
	ok(meeting_publish(m->ctx, &o, &bad) == OK && !bad.n);
	ok(meeting_set_verified(m->ctx, o.id, S("keeper"), m->ctx->now - (int64_t)rng_below(m->r, 220) * DAY_S) == OK);
}

void world_lives_on(struct house_of_help *h, size_t nth, const int64_t *ids, size_t n)
{
	struct maker m = { .h = h, .ctx = h->w->ctx, .r = h->w->ctx->house->rng };
	struct problems bad = { 0 };
	struct location *all;
	struct org *orgs;
	size_t nall;
	int64_t id = ids[rng_below(m.r, n)];

	ok(kind_list(m.ctx, &m.kinds, &m.nkinds) == OK);
	ok(location_list(m.ctx, S(""), PLACES, &all, &nall) == OK);
	for (size_t i = 0; i < PLACES; i++)
		m.places[i] = all[i % nall].id;
	for (size_t i = 0; i < 8; i++)
		m.areas[i] = all[i].area;
	ok(org_list(m.ctx, ORGS, &orgs, &nall) == OK);
	for (size_t i = 0; i < ORGS; i++)
		m.orgs[i] = orgs[i % nall].id;
	make_service(&m, 100000 + nth);
	ok(service_set_verified(m.ctx, id, S("keeper"), m.ctx->now) == OK);
	if (one_in(&m, 2))
		ok(service_set_full(m.ctx, id, one_in(&m, 2), DAY_NONE, &bad) == OK);
	else
		ok(service_end(m.ctx, id) == OK);
	world_commit(h->w);
}

void world_of_support(struct house_of_help *h, size_t services, size_t meetings)
{
	struct arena *mine = h->w->ctx->arena, *whole = h->w->arena;
	struct maker m = { .h = h, .ctx = h->w->ctx, .r = h->w->ctx->house->rng };

	ok(kind_list(m.ctx, &m.kinds, &m.nkinds) == OK);
	make_ground(&m);
	for (size_t i = 0; i < services + meetings; i++) {
		/* A hundred thousand of them would not fit at once. */
		m.ctx->arena = h->w->arena = arena_new(0);
		if (i < services)
			make_service(&m, i);
		else
			make_meeting(&m, i);
		arena_free(m.ctx->arena);
		m.ctx->arena = mine;
		h->w->arena = whole;
		/* In one transaction PostgreSQL would look through every version of the diary's end, each time. */
		if (i % AT_ONCE == AT_ONCE - 1) {
			ok(db_commit(m.ctx) == OK);
			ok(db_begin(m.ctx, DB_WRITE) == OK);
		}
	}
	world_commit(h->w);
}
