/* support_test.c -- the directory finds the same as looking at every listing, only faster. */
#include "support/support_test.h"
#include "area/area.h"
#include "base/rng.h"
#include "db/db.h"
#include "location/location.h"
#include "org/org.h"
#include "place/gazetteer.h"
#include "plain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DAY_S = 86400, DAY_MIN = 1440 };

/*
 * --- every listing as it stands in the database, read once -----------------------------------------------------
 *
 * Nothing of the index is used, and neither are the words, rhythms and clocks of the program (test/plain.h).
 */

struct place {
	double lat, lon;
	int64_t id, area;
	bool step_free, toilet, hidden;
	struct str city, region, name, address, postcode;
};

struct record {
	int64_t id, verified_at, org, area;
	bool meeting;
	struct service_whole w;
	struct meeting m;
	struct rhythm rhythm;             /* of a meeting */
	const struct kind *kind;
	struct place *places;
	size_t nplaces;
	struct plain_words words;
	struct str name_key, stages, providers, audience, languages, needs;
	day_t last_day;
	int64_t served[64];               /* areas with those above them */
	size_t nserved;
};

struct records {
	struct ctx *ctx;
	struct arena *arena;              /* where they live: the one who reads has its own */
	const struct kind *kinds;
	size_t nkinds, n;
	struct record *at;
	struct area *areas;
	size_t nareas;
	struct place *houses;
	size_t nhouses;
};

static bool has(struct str codes, const char *code)
{
	struct str rest = codes, word;

	while (str_cut(&rest, ' ', &word))
		if (str_same(word, code))
			return true;
	return false;
}

static bool share(struct str a, struct str b)
{
	struct str x = a, one;

	while (str_cut(&x, ' ', &one)) {
		struct str y = b, other;
		while (one.n && str_cut(&y, ' ', &other))
			if (str_eq(one, other))
				return true;
	}
	return false;
}

static struct place *house(struct records *all, int64_t id)
{
	struct location l;
	struct place *p;

	for (size_t i = 0; i < all->nhouses; i++)
		if (all->houses[i].id == id)
			return &all->houses[i];
	ok(location_get(all->ctx, id, &l) == OK);
	all->houses = arena_grow(all->arena, all->houses, all->nhouses, sizeof *all->houses);
	p = &all->houses[all->nhouses++];
	*p = (struct place){ (double)(float)l.lat, (double)(float)l.lon, id, l.area, str_same(l.step_free, "yes"), str_same(l.toilet, "yes"),
			     l.protected_address, l.city, l.region, l.name, l.address, l.postcode };
	return p;
}

static void add_area(struct records *all, struct record *r, int64_t id)
{
	for (size_t i = 0; i < all->nareas; i++)
		if (all->areas[i].id == id) {
			if (r->nserved < 64)
				r->served[r->nserved++] = id;
			add_area(all, r, all->areas[i].parent);
			return;
		}
}

static void add_words(struct records *all, struct record *r, struct str text)
{
	plain_say(all->arena, &r->words, text);
}

static void add_place(struct records *all, struct record *r, int64_t id)
{
	struct place p = *house(all, id);

	r->places = arena_grow(all->arena, r->places, r->nplaces, sizeof *r->places);
	r->places[r->nplaces++] = p;
	add_words(all, r, p.city);
	add_words(all, r, p.region);
	add_area(all, r, p.area);
	if (p.hidden)
		return;
	add_words(all, r, p.name);
	add_words(all, r, p.address);
	add_words(all, r, p.postcode);
}

static struct record *new_record(struct records *all)
{
	all->at = arena_grow(all->arena, all->at, all->n, sizeof *all->at);
	all->at[all->n] = (struct record){ .last_day = DAY_NONE };
	return &all->at[all->n++];
}

/* Deep enough for what is asked of it here. */
static struct service_whole copied(struct arena *a, const struct service_whole *w)
{
	struct service_whole c = *w;
	struct service_schedule *s = arena_array(a, w->nschedules + 1, struct service_schedule);
	struct service_fact *f = arena_array(a, w->nfacts + 1, struct service_fact);
	int64_t *areas = arena_array(a, w->nareas + 1, int64_t);

	for (size_t i = 0; i < w->nschedules; i++) {
		s[i] = w->schedules[i];
		s[i].zone = arena_str(a, s[i].zone);
	}
	for (size_t i = 0; i < w->nfacts; i++)
		f[i] = (struct service_fact){ arena_str(a, w->facts[i].field), arena_str(a, w->facts[i].value), S("") };
	for (size_t i = 0; i < w->nareas; i++)
		areas[i] = w->areas[i];
	c.schedules = s, c.facts = f, c.areas = areas;
	c.s.mode = arena_str(a, w->s.mode), c.s.relation = arena_str(a, w->s.relation), c.s.price_type = arena_str(a, w->s.price_type);
	c.s.children = arena_str(a, w->s.children), c.s.substitution = arena_str(a, w->s.substitution);
	return c;
}

static enum err take_service(void *arg, struct ctx *ctx, const struct service_whole *w)
{
	struct records *all = arg;
	struct arena *theirs = ctx->arena;
	struct record *r;

	ctx->arena = all->arena;
	r = new_record(all);
	r->id = w->s.id, r->verified_at = w->s.verified_at, r->org = w->s.org, r->area = w->s.area;
	r->w = copied(ctx->arena, w);
	r->kind = kind_find(all->kinds, all->nkinds, w->s.kind);
	r->name_key = plain_fold(ctx->arena, str_is(w->s.name_da) ? w->s.name_da : w->s.name_en);
	r->stages = arena_str(ctx->arena, w->s.stages), r->providers = arena_str(ctx->arena, w->s.providers);
	r->audience = arena_str(ctx->arena, w->s.audience), r->languages = arena_str(ctx->arena, w->s.languages);
	r->last_day = service_last_day(r->kind, w);
	add_words(all, r, w->s.name_da);
	add_words(all, r, w->s.name_en);
	add_words(all, r, w->s.description_da);
	add_words(all, r, w->s.description_en);
	add_area(all, r, w->s.area);
	for (size_t i = 0; i < w->nplaces; i++)
		add_place(all, r, w->places[i].location);
	for (size_t i = 0; i < w->nareas; i++)
		add_area(all, r, w->areas[i]);
	ctx->arena = theirs;
	return OK;
}

static enum err note_meeting(void *arg, struct ctx *ctx, const struct meeting *m)
{
	struct records *all = arg;
	struct arena *theirs = ctx->arena;

	ctx->arena = all->arena;
	new_record(all)->id = m->id;
	ctx->arena = theirs;
	return OK;
}

static const struct kind *meetings_kind(const struct records *all)
{
	for (size_t i = 0; i < all->nkinds; i++)
		if (str_same(all->kinds[i].code, "support-groups"))
			return &all->kinds[i];
	return NULL;
}

static void read_meeting(struct records *all, struct record *r)
{
	struct ctx *ctx = all->ctx;
	const struct method *m;

	ok(meeting_get(ctx, r->id, &r->m) == OK);
	r->rhythm = plain_rhythm(&r->m);
	m = method_find(r->m.method);
	r->meeting = true;
	r->verified_at = r->m.verified_at, r->org = r->m.org, r->area = r->m.area;
	r->kind = meetings_kind(all);
	r->name_key = plain_fold(ctx->arena, r->m.name);
	r->stages = S("mutual"), r->providers = m->faith ? S("peer faith") : S("peer");
	r->audience = r->m.audience, r->languages = r->m.languages;
	add_words(all, r, r->m.name);
	add_words(all, r, r->m.description_da);
	add_words(all, r, r->m.description_en);
	add_words(all, r, str_of(m->name));
	if (str_index(str_of(m->sentence), S("twelve steps"), 0) != SIZE_MAX || str_index(str_of(m->sentence), S("Twelve steps"), 0) != SIZE_MAX)
		add_words(all, r, S("12 trin tolv trin 12-step twelve steps"));
	add_area(all, r, r->m.area);
	if (r->m.location)
		add_place(all, r, r->m.location);
}

static void read_org(struct records *all, struct record *r)
{
	struct org o;

	if (r->org && org_get(all->ctx, r->org, &o) == OK)
		add_words(all, r, o.name);
}

static struct records read_records(struct ctx *ctx)
{
	struct records all = { .ctx = ctx, .arena = ctx->arena };
	size_t services;

	ok(kind_list(ctx, (struct kind **)&all.kinds, &all.nkinds) == OK);
	ok(area_list(ctx, S(""), S(""), &all.areas, &all.nareas) == OK);
	ok(service_each(ctx, "running", take_service, &all) == OK);
	services = all.n;
	ok(meeting_each(ctx, note_meeting, &all) == OK);
	for (size_t i = services; i < all.n; i++)
		read_meeting(&all, &all.at[i]);
	for (size_t i = 0; i < all.n; i++)
		read_org(&all, &all.at[i]);
	return all;
}

/* --- the same question asked of every record ------------------------------------------------------------------- */

struct brute {
	struct ctx *ctx;
	const struct records *all;
	const struct support_query *q;
	struct plain_ask asks[8];
	size_t nasks;
	struct str phrase;                /* folded, with blanks around; absent */
	day_t today;
};

static const char *const paths[] = { "aa", "na", "ca", "ga", "smart", "alanon", "al", "anon", "trin", "step", "12", "twelve", "tolv", "women", "sobriety" };

static bool names_a_path(struct str folded)
{
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (has(folded, paths[i]))
			return true;
	return false;
}

/* Runs over the words of a kind: those between commas, in both languages; NULL: no more. */
struct kind_walk {
	struct str rest, other;
};

static bool next_words(struct brute *b, struct kind_walk *w, struct str *raw, struct str *folded)
{
	while (str_cut(&w->rest, ',', raw) || (w->rest = w->other, w->other = STR_ABSENT, str_cut(&w->rest, ',', raw))) {
		*folded = plain_fold(b->ctx->arena, str_trim(*raw));
		if (folded->n && !names_a_path(*folded))
			return true;
	}
	return false;
}

static bool kind_has_phrase(struct brute *b, const struct kind *k, struct str phrase)
{
	struct kind_walk w = { k->words_da, k->words_en };
	struct str raw, folded;

	while (next_words(b, &w, &raw, &folded))
		if (str_eq(arena_printf(b->ctx->arena, " %.*s ", STR_ARG(folded)), phrase))
			return true;
	return false;
}

static void find_phrase(struct brute *b, struct str typed)
{
	struct str text = arena_printf(b->ctx->arena, " %.*s ", STR_ARG(plain_fold(b->ctx->arena, typed))), raw, folded;

	for (size_t i = 0; i < b->all->nkinds; i++) {
		struct kind_walk w = { b->all->kinds[i].words_da, b->all->kinds[i].words_en };
		while (next_words(b, &w, &raw, &folded)) {
			struct str one = arena_printf(b->ctx->arena, " %.*s ", STR_ARG(folded));
			if (str_index(folded, S(" "), 0) != SIZE_MAX && one.n > b->phrase.n && str_index(text, one, 0) != SIZE_MAX)
				b->phrase = one;
		}
	}
}

static bool kind_means(struct brute *b, const struct kind *k, const struct plain_ask *ask)
{
	struct kind_walk w = { k->words_da, k->words_en };
	struct str raw, folded, names[] = { k->name_da, k->name_en };
	struct plain_words words = { 0 };

	while (next_words(b, &w, &raw, &folded))
		if (str_index(folded, S(" "), 0) == SIZE_MAX)
			plain_say(b->ctx->arena, &words, raw);
	for (size_t i = 0; i < 2; i++)
		for (size_t at = 0; plain_word(names[i], &at, &raw);)
			if (!plain_is_small(b->ctx->arena, raw))
				plain_say(b->ctx->arena, &words, raw);
	return plain_fits(ask, &words);
}

static bool in_phrase(struct brute *b, struct str raw)
{
	struct str word = arena_printf(b->ctx->arena, " %.*s ", STR_ARG(plain_fold(b->ctx->arena, raw)));

	return b->phrase.p && str_index(b->phrase, word, 0) != SIZE_MAX;
}

static bool text_fits(struct brute *b, const struct record *r, const bool *means)
{
	bool said = true, some = false;

	for (size_t k = 0; k < b->nasks; k++) {
		bool here = plain_fits(&b->asks[k], &r->words);
		if (in_phrase(b, b->asks[k].raw)) {
			some = true;
			said = said && here;
		} else if (!here && !means[k]) {
			return false;
		}
	}
	return !b->phrase.p || (some && said) || kind_has_phrase(b, r->kind, b->phrase);
}

/* Every minute of its hours, one after another. */
static bool minute_fits(const struct support_query *q, int weekday, int minute)
{
	const char *part = minute < 300 || minute >= 1320 ? "night" : minute < 720 ? "morning" : minute < 1020 ? "afternoon" : "evening";
	int day = minute < 300 ? (weekday + 6) % 7 : weekday;     /* a night belongs to the day on which it began */

	return (!q->days || q->days >> day & 1) && (!q->time.n || str_same(q->time, part));
}

static bool hours_fit(const struct support_query *q, const struct rhythm *r, int start, int duration)
{
	unsigned days = r->kind == RHYTHM_ONCE ? 1u << day_weekday(r->first) :
			r->kind == RHYTHM_WEEKLY || r->kind == RHYTHM_MONTHLY_WEEKDAY ? r->weekdays : 0x7f;

	for (int d = 0; d < 7; d++)
		for (int m = start; (days >> d & 1) && m < start + (duration > 0 ? duration : 1); m++)
			if (minute_fits(q, (d + m / DAY_MIN) % 7, m % DAY_MIN))
				return true;
	return false;
}

static bool when_fits(const struct support_query *q, const struct record *r)
{
	if (!q->days && !q->time.n)
		return true;
	if (r->meeting)
		return hours_fit(q, &r->rhythm, (int)r->m.start_min, 0);
	for (size_t i = 0; i < r->w.nschedules; i++)
		if (hours_fit(q, &r->w.schedules[i].rhythm, r->w.schedules[i].start_min, r->w.schedules[i].duration_min))
			return true;
	return false;
}

static bool schedule_is_open(struct brute *b, const struct service_schedule *s)
{
	struct plain_clock here = plain_clock(s->zone, b->ctx->now);
	struct rhythm rhythm = s->rhythm;

	if (rhythm.first == DAY_NONE)
		rhythm.first = 4;
	for (int back = 0; back <= 1; back++) {
		int at = here.minutes + back * DAY_MIN;
		if (plain_falls(&rhythm, here.day - back) && at >= s->start_min && at < s->start_min + s->duration_min)
			return true;
	}
	return false;
}

/* Began ten minutes ago at most, or begins within two hours. */
static bool is_on(struct brute *b, const struct record *r)
{
	for (day_t day = b->today - 2; day <= b->today + 2; day++) {
		int64_t starts = plain_instant(r->m.zone, day, (int)r->m.start_min);
		if (plain_falls(&r->rhythm, day) && plain_is_held(&r->m, day) && starts >= b->ctx->now - 600 && starts < b->ctx->now + 7200)
			return true;
	}
	return false;
}

static bool open_fits(struct brute *b, const struct record *r)
{
	if (!b->q->open)
		return true;
	if (r->meeting)
		return is_on(b, r);
	for (size_t i = 0; i < r->w.nschedules; i++)
		if (schedule_is_open(b, &r->w.schedules[i]))
			return true;
	return false;
}

static bool for_fits(const struct support_query *q, const struct record *r)
{
	bool relatives = r->meeting && method_find(r->m.method)->for_relatives, everyone = !r->audience.n || has(r->audience, "everyone");
	struct str needs = r->meeting || !r->kind ? S("") : r->kind->needs;

	if (!q->for_whom.n)
		return true;
	if (str_same(q->for_whom, "me"))
		return (!r->audience.n && !relatives) || has(r->audience, "everyone") || has(r->audience, "adults") || has(r->audience, "young") ||
		       has(r->audience, "women") || has(r->audience, "men") || has(r->audience, "lgbt");
	if (str_same(q->for_whom, "relative"))
		return relatives || has(r->audience, "relatives") || (everyone && has(needs, "family"));
	if (str_same(q->for_whom, "parent"))
		return has(r->audience, "parents") || (everyone && has(needs, "child"));
	return has(r->audience, "young");
}

static struct str fact_of_service(const struct record *r, const char *field)
{
	for (size_t i = 0; i < r->w.nfacts; i++)
		if (str_same(r->w.facts[i].field, field))
			return r->w.facts[i].value;
	return STR_ABSENT;
}

static bool meets(const struct record *r, const char *need)
{
	static const struct {
		const char *kind, *need, *field, *answers;
	} finer[] = {
		{ "housing", "sleep", "stay", "tonight" }, { "housing", "home", "stay", "short long own_home keep_home" },
		{ "case-management", "papers", "topics", "cash food housing id health" },
		{ "case-management", "law_money", "topics", "legal debt family_law record" }, { "outreach", "sleep", "settings", "shelter" },
	};
	struct str said;

	if (!has(r->kind->needs, need))
		return false;
	for (size_t i = 0; !r->meeting && i < sizeof finer / sizeof *finer; i++)
		if (str_same(r->kind->code, finer[i].kind) && !strcmp(need, finer[i].need)) {
			said = fact_of_service(r, finer[i].field);
			return !said.p || share(said, str_of(finer[i].answers));
		}
	return true;
}

static bool any_bit(uint64_t bits, const struct choice *c, struct str codes)
{
	for (unsigned i = 0; c[i].code; i++)
		if (bits >> i & 1 && has(codes, c[i].code))
			return true;
	return false;
}

static bool needs_fit(struct brute *b, const struct record *r)
{
	if (!b->q->needs)
		return true;
	for (unsigned i = 0; kind_needs[i].code; i++)
		if (b->q->needs >> i & 1 && meets(r, kind_needs[i].code))
			return true;
	return false;
}

static bool way_fits(const struct support_query *q, const struct record *r)
{
	static const struct {
		const char *way, *stages;
		bool without;
	} ways[] = {
		{ "before", "contact detox rss mutual housing harm education social", true },
		{ "during", "inpatient outpatient medication rss mutual housing harm education social", false },
		{ "after", "medication aftercare rss mutual housing social education", false },
		{ "none", "contact rss mutual housing harm education social", true },
	};
	bool in_treatment = !r->meeting && str_same(r->w.s.relation, "needs_treatment");

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (str_same(q->way, ways[i].way))
			return share(r->stages, str_of(ways[i].stages)) && !(ways[i].without && in_treatment);
	return true;
}

/* What the kind of groups asks, as a meeting answers it. */
static struct str answer_of_meeting(const struct record *r, struct str field)
{
	static const struct {
		const char *methods, *path;
	} rows[] = {
		{ "smart smart_family", "smart" }, { "women_for_sobriety", "women" }, { "open_talk relatives lifering", "talk" },
		{ "recovery_dharma refuge_recovery other", "other" },
	};

	if (str_same(field, "openness"))
		return r->m.openness;
	if (str_same(field, "newcomers"))
		return r->m.newcomers;
	for (size_t i = 0; str_same(field, "path") && i < sizeof rows / sizeof *rows; i++)
		if (share(r->m.method, str_of(rows[i].methods)))
			return str_of(rows[i].path);
	return str_same(field, "path") ? S("twelve_steps") : STR_ABSENT;
}

static bool facts_fit(struct brute *b, const struct record *r)
{
	for (size_t i = 0; i < b->q->nfacts; i++) {
		const struct support_fact *f = &b->q->facts[i];
		struct str said = r->meeting ? answer_of_meeting(r, f->field) : fact_of_service(r, arena_z(b->ctx->arena, f->field));
		day_t day = said.p ? day_parse(said) : DAY_NONE;
		if (f->from != DAY_NONE ? day == DAY_NONE || day < f->from || (f->to != DAY_NONE && day > f->to) : !share(said, f->code))
			return false;
	}
	return true;
}

static bool is_full(const struct brute *b, const struct record *r)
{
	return !r->meeting && r->w.s.full_since && (r->w.s.full_until == DAY_NONE || r->w.s.full_until >= b->today);
}

static bool yes(struct str answer)
{
	return str_same(answer, "yes");
}

static bool some_place(const struct record *r, bool toilet)
{
	for (size_t i = 0; i < r->nplaces; i++)
		if (toilet ? r->places[i].toilet : r->places[i].step_free)
			return true;
	return false;
}

static bool is_free(const struct record *r)
{
	return str_same(r->meeting ? r->m.price : r->w.s.price_type, "free");
}

static struct str mode_of(const struct record *r)
{
	return r->meeting ? r->m.mode : r->w.s.mode;
}

static bool mode_fits(const struct support_query *q, const struct record *r)
{
	struct str mode = mode_of(r);

	if (q->in_room == q->online)
		return true;
	return q->in_room ? str_same(mode, "room") || str_same(mode, "hybrid") || str_same(mode, "home") :
			    str_same(mode, "online") || str_same(mode, "hybrid") || str_same(mode, "phone");
}

/* What says something about the one who asks. */
static bool person_fits(struct brute *b, const struct support_query *q, const struct record *r)
{
	const struct service *s = &r->w.s;

	(void)b;
	return for_fits(q, r) && way_fits(q, r) &&
	       (!q->audience.n || !r->audience.n || has(r->audience, "everyone") || share(r->audience, q->audience)) &&
	       (!q->language.n || share(r->languages, q->language)) && (!q->step_free || some_place(r, false)) && (!q->toilet || some_place(r, true)) &&
	       (!q->children || yes(r->meeting ? r->m.children : s->children)) && (!q->substitution || (!r->meeting && yes(s->substitution))) &&
	       (!q->independent || r->meeting || str_same(s->relation, "independent") || str_same(s->relation, "alongside"));
}

static bool is_left_out(const struct support_query *q, const struct record *r)
{
	return any_bit(q->without, service_providers, r->providers);
}

static bool in_area(const struct support_query *q, const struct record *r)
{
	for (size_t i = 0; i < r->nserved; i++)
		if (r->served[i] == q->area_id)
			return true;
	return !q->area_id;
}

/* Everything but who is left out, where, and whether it may be shown. */
static bool fits(struct brute *b, const struct record *r, const bool *means)
{
	const struct support_query *q = b->q;

	return (!q->kind.n || str_eq(r->kind->code, q->kind)) && (!q->stages || any_bit(q->stages, kind_stages, r->stages)) &&
	       (!q->providers || any_bit(q->providers, service_providers, r->providers)) && (!q->free || is_free(r)) &&
	       (!q->method.n || (r->meeting && str_eq(r->m.method, q->method))) && (!q->newcomers || (r->meeting && yes(r->m.newcomers))) &&
	       needs_fit(b, r) && person_fits(b, q, r) && mode_fits(q, r) && in_area(q, r) && (!q->org_id || r->org == q->org_id) &&
	       (!q->takes || !is_full(b, r)) && (r->last_day == DAY_NONE || r->last_day >= b->today) && when_fits(q, r) && facts_fit(b, r) &&
	       open_fits(b, r) && text_fits(b, r, means);
}

static bool is_shown(const struct brute *b, const struct record *r)
{
	return b->q->old || (r->verified_at && b->ctx->now - r->verified_at <= 180 * (int64_t)DAY_S);
}

/* --- in reach, in order ------------------------------------------------------------------------------------------ */

static double km_to(const struct record *r, double lat, double lon)
{
	double best = NAN;

	if (r->meeting && !str_same(r->m.mode, "room") && !str_same(r->m.mode, "hybrid"))
		return NAN;
	for (size_t i = 0; i < r->nplaces; i++) {
		double km = (double)(float)place_distance_km(lat, lon, r->places[i].lat, r->places[i].lon);
		if (!r->places[i].hidden && !(km >= best))
			best = km;
	}
	return best;
}

static bool serves(const struct record *r, int64_t area)
{
	for (size_t i = 0; !r->meeting && i < r->w.nareas; i++)
		if (r->w.areas[i] == area)
			return true;
	return false;
}

static bool has_point(const struct record *r)
{
	return !isnan(km_to(r, 0, 0));
}

static bool is_anywhere(const struct record *r)
{
	struct str mode = mode_of(r);

	return !str_same(mode, "room") && !(str_same(mode, "home") && (r->w.nareas || has_point(r)));
}

static bool comes_without_going(const struct support_query *q, const struct record *r)
{
	return (q->place_area && serves(r, q->place_area)) || ((!q->in_room || q->online) && is_anywhere(r));
}

struct found {
	const struct record *r;
	double km;
	bool far;
};

struct answer_of_all {
	struct found *at;
	size_t n;
	int64_t old_hidden, left_out, kinds[KINDS_MOST], stages[16];
	double km_most;
};

static int in_order(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int c;

	if (!x->far && !y->far && !isnan(x->km) && !isnan(y->km) && (x->km < y->km || x->km > y->km))
		return x->km < y->km ? -1 : 1;
	c = str_cmp(x->r->name_key, y->r->name_key);
	return c ? c : (x->r->id > y->r->id) - (x->r->id < y->r->id);
}

/* One class: those near in order, and those without going there, every fourth. */
static void zip(struct found *f, size_t n, struct found *out)
{
	struct found *near = calloc(n + 1, sizeof *near), *far = calloc(n + 1, sizeof *far);
	size_t nnear = 0, nfar = 0, a = 0, z = 0;

	for (size_t i = 0; i < n; i++) {
		if (f[i].far)
			far[nfar++] = f[i];
		else
			near[nnear++] = f[i];
	}
	qsort(near, nnear, sizeof *near, in_order);
	qsort(far, nfar, sizeof *far, in_order);
	for (size_t i = 0; i < n; i++)
		out[i] = (i % 4 == 3 && z < nfar) || a == nnear ? far[z++] : near[a++];
	free(near);
	free(far);
}

static void put_in_order(struct brute *b, struct answer_of_all *out)
{
	struct found *sorted = arena_array(b->ctx->arena, out->n + 1, struct found), *part = arena_array(b->ctx->arena, out->n + 1, struct found);
	size_t done = 0, n;

	if (b->q->order == ORDER_NEAREST) {
		zip(out->at, out->n, sorted);
		out->at = sorted;
		return;
	}
	for (int free_ones = 1; free_ones >= 0; free_ones--) {
		n = 0;
		for (size_t i = 0; i < out->n; i++)
			if (is_free(out->at[i].r) == free_ones)
				part[n++] = out->at[i];
		zip(part, n, sorted + done);
		done += n;
	}
	out->at = sorted;
}

static void count_one(struct brute *b, struct answer_of_all *out, const struct record *r)
{
	for (size_t i = 0; i < b->all->nkinds; i++)
		out->kinds[i] += r->kind == &b->all->kinds[i];
	for (unsigned i = 0; kind_stages[i].code; i++)
		out->stages[i] += has(r->stages, kind_stages[i].code);
}

/* Within the circle, or without going there; the circle grows until five that may be shown are in it. */
static void reach(struct brute *b, const struct record **fit, size_t n, struct answer_of_all *out)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };
	const struct support_query *q = b->q;

	out->at = arena_array(b->ctx->arena, n + 1, struct found);
	for (size_t k = 0; k < 5; k++) {
		size_t near = 0;
		out->km_most = q->radius_km > 0 ? q->radius_km : radii[k];
		for (size_t i = 0; i < n; i++)
			near += !is_left_out(q, fit[i]) && is_shown(b, fit[i]) && km_to(fit[i], q->lat, q->lon) <= out->km_most;
		if (q->radius_km > 0 || near >= 5 || isnan(q->lat))
			break;
	}
	for (size_t i = 0; i < n; i++) {
		double km = isnan(q->lat) ? NAN : km_to(fit[i], q->lat, q->lon);
		bool near = isnan(q->lat) || km <= out->km_most, far = !near && comes_without_going(q, fit[i]);
		if (!near && !far)
			continue;
		if (is_left_out(q, fit[i])) {
			out->left_out += is_shown(b, fit[i]);
		} else if (!is_shown(b, fit[i])) {
			out->old_hidden++;
		} else {
			count_one(b, out, fit[i]);
			out->at[out->n++] = (struct found){ fit[i], near ? km : NAN, far };
		}
	}
	put_in_order(b, out);
}

static void ask_all(struct ctx *ctx, const struct records *all, const struct support_query *q, struct answer_of_all *out)
{
	struct brute b = { .ctx = ctx, .all = all, .q = q, .today = plain_clock(S("Europe/Copenhagen"), ctx->now).day };
	const struct record **fit = arena_array(ctx->arena, all->n + 1, const struct record *);
	bool means[KINDS_MOST][8];
	size_t n = 0;

	*out = (struct answer_of_all){ 0 };
	if (q->q.n) {
		b.nasks = plain_asks(ctx->arena, q->q, b.asks, 8);
		find_phrase(&b, q->q);
	}
	for (size_t i = 0; i < all->nkinds; i++)
		for (size_t k = 0; k < b.nasks; k++)
			means[i][k] = kind_means(&b, &all->kinds[i], &b.asks[k]);
	for (size_t i = 0; i < all->n; i++)
		if (fits(&b, &all->at[i], means[all->at[i].kind - all->kinds]))
			fit[n++] = &all->at[i];
	reach(&b, fit, n, out);
}

/* --- random questions -------------------------------------------------------------------------------------------- */

static const char *pick(struct ctx *ctx, const char *const *list, size_t n)
{
	return list[rng_below(ctx->house->rng, n)];
}
#define PICK(ctx, list) pick((ctx), (list), sizeof (list) / sizeof *(list))

/* Most questions have few conditions: with many, nothing is found, and nothing compared. */
struct asking {
	struct values v;
	uint64_t rare;                    /* how much seldomer a condition is than its own number says */
};

static void say(struct ctx *ctx, struct asking *to, uint64_t one_in, const char *name, const char *text)
{
	if (!rng_below(ctx->house->rng, one_in * to->rare))
		value_add(ctx->arena, &to->v, str_of(name), str_of(text));
}

static void say_code(struct ctx *ctx, struct asking *v, uint64_t one_in, const char *name, const struct choice *c)
{
	size_t n = 0;

	while (c[n].code)
		n++;
	say(ctx, v, one_in, name, c[rng_below(ctx->house->rng, n)].code);
}

static void say_kind(struct ctx *ctx, struct asking *v, const struct records *all)
{
	const struct kind *k = &all->kinds[rng_below(ctx->house->rng, all->nkinds)];

	value_add(ctx->arena, &v->v, S("kind"), k->code);
	for (size_t i = 0; i < k->nfields; i++) {
		const struct kind_field *f = &k->fields[i];
		const char *name = arena_printf(ctx->arena, "f_%.*s", STR_ARG(f->code)).p;
		if (f->type == KIND_YES_NO)
			say(ctx, v, 8, name, "yes");
		if (f->type == KIND_DATE)
			say(ctx, v, 4, name, rng_below(ctx->house->rng, 2) ? "30" : "2017-01-15");
		if (f->noptions)
			say(ctx, v, 5, name, arena_z(ctx->arena, f->options[rng_below(ctx->house->rng, f->noptions)].code));
	}
}

static struct values random_values(struct ctx *ctx, const struct records *all)
{
	static const char *const qs[] = { "", "", "", "", "hash", "weed", "seng", "rolig hus", "house", "aarhus", "AA", "12 trin", "kompas", "mens jeg er til møde",
					  "komme hjem fra varde", "someone to talk to", "foreningen 3", "job", "zzz", "kaffe samtale", "bolig trang", "family",
					  "vejene", "broerne", "husenes", "kompassets", "families", "evenings", "min mor og far" };
	static const char *const places[] = { "", "", "", "8000", "Varde", "6700 Esbjerg", "København", "Tønder" };
	static const char *const kms[] = { "", "", "", "5", "50" };
	static const char *const areas[] = { "varde", "aarhus", "denmark" };
	static const char *const flags[] = { "free", "open", "takes", "room", "online", "stepfree", "toilet", "children", "newcomers", "substitution",
					     "independent", "old" };
	struct rng *r = ctx->house->rng;
	struct asking v = { .rare = 1 };

	say(ctx, &v, 1, "place", PICK(ctx, places));
	say(ctx, &v, 1, "km", PICK(ctx, kms));
	v.rare = 1 + rng_below(r, 8);
	say(ctx, &v, 1, "q", PICK(ctx, qs));
	if (!rng_below(r, 6))
		say_kind(ctx, &v, all);
	for (int i = 0; i < 2; i++) {
		say_code(ctx, &v, 6, "need", kind_needs);
		say_code(ctx, &v, 8, "stage", kind_stages);
		say_code(ctx, &v, 8, "by", service_providers);
		say_code(ctx, &v, 6, "not", service_providers);
		say(ctx, &v, 8, "day", support_days[rng_below(r, 7)]);
	}
	say_code(ctx, &v, 8, "for", support_persons);
	say_code(ctx, &v, 8, "way", support_ways);
	say_code(ctx, &v, 10, "audience", audience_choices);
	say(ctx, &v, 8, "language", rng_below(r, 2) ? "en" : "ar");
	say_code(ctx, &v, 20, "method", method_choices);
	say_code(ctx, &v, 8, "time", support_times);
	say(ctx, &v, 16, "area", PICK(ctx, areas));
	say(ctx, &v, 16, "org", "foreningen-3");
	say(ctx, &v, 6, "order", "near");
	say(ctx, &v, 4, "page", rng_below(r, 2) ? "2" : "4");
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		say(ctx, &v, 10, flags[i], "1");
	return v.v;
}

/* --- compared -------------------------------------------------------------------------------------------------------- */

static void same_count(int64_t a, int64_t b, const char *what, int round, struct str address)
{
	if (a != b)
		print_error("round %d: %.*s: %s %lld, by looking at all %lld\n", round, STR_ARG(address), what, (long long)a, (long long)b);
	same_int(a, b);
}

/* How often something was really compared: a test of empty answers says nothing. */
struct seen {
	int rows, later_pages, left_out, hidden, far, near;
};

static void see(struct seen *s, const struct support_query *q, const struct support_result *r)
{
	bool far = false, near = false;

	for (size_t i = 0; i < r->n; i++) {
		far = far || (r->hits[i].anywhere && !isnan(q->lat));
		near = near || !isnan(r->hits[i].km);
	}
	s->rows += r->n > 0;
	s->later_pages += r->n > 0 && q->page > 1;
	s->left_out += r->left_out > 0;
	s->hidden += r->old_hidden > 0;
	s->far += far;
	s->near += near;
}

/* Of two places of one service that are as far but for a step, the index may take either: it holds single precision. */
static const double ONE_METRE_KM = 0.001;

static void compare(struct ctx *ctx, const struct records *all, const struct support_query *q, int round, struct seen *seen)
{
	struct support_result fast;
	struct answer_of_all slow;
	struct str address = support_write(ctx, q, NULL);

	ok(support_run(ctx, q, all->kinds, all->nkinds, &fast) == OK);
	see(seen, q, &fast);
	ask_all(ctx, all, q, &slow);
	same_count(fast.total, (int64_t)slow.n, "total", round, address);
	same_count(fast.old_hidden, slow.old_hidden, "hidden", round, address);
	same_count(fast.left_out, slow.left_out, "left out", round, address);
	for (size_t i = 0; i < all->nkinds; i++)
		same_count(fast.count.kinds[i], slow.kinds[i], "of a kind", round, address);
	for (size_t i = 0; kind_stages[i].code; i++)
		same_count(fast.count.stages[i], slow.stages[i], "of a stage", round, address);
	size_t from = (size_t)(q->page - 1) * SUPPORT_PAGE, left = slow.n > from ? slow.n - from : 0;
	same_int(fast.n, left < SUPPORT_PAGE ? left : SUPPORT_PAGE);
	for (size_t i = 0; i < fast.n; i++) {
		const struct found *same = &slow.at[from + i];
		same_count(fast.hits[i].id, same->r->id, "a row", round, address);
		ok(isnan(fast.hits[i].km) ? isnan(same->km) : fabs(fast.hits[i].km - same->km) < ONE_METRE_KM);
		ok(fast.hits[i].full == is_full(&(struct brute){ .today = plain_clock(S("Europe/Copenhagen"), ctx->now).day }, same->r));
	}
}

enum { RANDOM_QUERIES = 10000, SERVICES = 260, MEETINGS = 60, AT_ONE_TIME = 50, LIVED_ON = 400, MANY = 5000 };

static void live_on(struct house_of_help *h, size_t round, const struct records *all)
{
	int64_t *ids = arena_array(all->arena, all->n, int64_t);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].meeting)
			ids[n++] = all->at[i].id;
	world_lives_on(h, round, ids, n);
}

TEST(ten_thousand_random_wishes_find_what_looking_at_every_listing_finds)
{
	struct house_of_help h = help_new();
	int listings = test_times("SAMHOLD_TEST_LISTINGS", SERVICES + MEETINGS), rounds = test_times("SAMHOLD_TEST_QUERIES", RANDOM_QUERIES);
	struct seen seen = { 0 };
	struct arena *records = arena_new((size_t)1 << 33), *mine = h.w->ctx->arena;

	world_of_support(&h, (size_t)(listings - listings / 5), (size_t)listings / 5);
	/* To look at every one of many takes longer than a connection may stand idle. */
	ok(!db_is_pg(h.w->ctx->db) || db_script(h.w->ctx, "SET idle_in_transaction_session_timeout = 0") == OK);
	h.w->ctx->arena = records;
	struct records all = read_records(h.w->ctx);
	for (int i = 0; i < rounds; i++) {
		struct arena *scratch;
		struct support_query q;
		h.w->ctx->arena = records;
		if (i % LIVED_ON == LIVED_ON / 2 && listings < MANY) {
			live_on(&h, (size_t)i, &all);
			all = read_records(h.w->ctx);
		}
		if (i % AT_ONE_TIME == 0)
			world_clock(h.w, TEST_NOW + (int64_t)rng_below(h.w->ctx->house->rng, 60 * 24 * 60) * 60);
		h.w->ctx->arena = scratch = arena_new((size_t)1 << 30);
		struct values v = random_values(h.w->ctx, &all);
		ok(support_read(h.w->ctx, &v, all.kinds, all.nkinds, &q) == OK);
		compare(h.w->ctx, &all, &q, i, &seen);
		arena_free(scratch);
	}
	ok(seen.rows > rounds / 4 && seen.later_pages > rounds / 100 && seen.left_out > rounds / 50 && seen.hidden > rounds / 20);
	ok(seen.far > rounds / 50 && seen.near > rounds / 20);
	h.w->ctx->arena = mine;
	arena_free(records);
	world_free(h.w);
}
