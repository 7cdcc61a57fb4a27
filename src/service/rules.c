/* rules.c -- what a service must be before it is stored, and before everybody sees it. */
#include "service/service_parts.h"
#include "access/access.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "location/location.h"
#include "org/org.h"
#include "text/text.h"

#include <string.h>

enum { DAY_MIN = 1440, ROLE_CHARS = 120, BEDS_MOST = 100000 };

/* --- what was left out ------------------------------------------------------------------------------------------ */

static bool is_text(enum field_type t)
{
	return t != FIELD_INT && t != FIELD_OPT_INT && t != FIELD_MONEY;
}

static void fall_back(struct str *s, struct str with)
{
	if (!str_is(*s))
		*s = with;
}

static void fill_price(struct service *s)
{
	bool amounts = !str_same(s->price_type, "free") && !str_same(s->price_type, "unknown") && str_is(s->price_type);

	if (!amounts)
		s->price_least = s->price_most = INT64_MIN;
	if (str_same(s->price_type, "fixed"))
		s->price_most = INT64_MIN;
	/* What is left of an amount that was taken out again. */
	if (s->price_least == INT64_MIN && s->price_most == INT64_MIN)
		s->price_unit = S("");
}

static void fill_blanks(struct service *s)
{
	struct str *const others[] = { &s->slug, &s->verified_by, &s->source_key, &s->extra };

	for (const struct field *f = service_fields; f->name; f++)
		if (is_text(f->type))
			fall_back((struct str *)((char *)s + f->offset), S(""));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		fall_back(others[i], S(""));
	fall_back(&s->relation, S("unknown"));
	fall_back(&s->staffing, S("unknown"));
	fall_back(&s->children, S("unknown"));
	fall_back(&s->substitution, S("unknown"));
	fall_back(&s->mode, S("room"));
	fill_price(s);
	/* Everyone is what no name means; both would be two answers to one question. */
	if (str_index(s->audience, S("everyone"), 0) != SIZE_MAX)
		s->audience = S("");
	if (!s->full_since)
		s->full_until = DAY_NONE;
}

/* --- the row -------------------------------------------------------------------------------------------------------- */

static size_t count_words(struct str text)
{
	size_t at = 0, n = 0;
	struct str word;

	while (text_word(text, &at, &word))
		n++;
	return n;
}

/* A list's long text is kept whole, and shown folded; who writes here writes for people in a hurry. */
static void check_words(const struct service *s, struct problems *bad)
{
	if (s->source)
		return;
	if (count_words(s->description_da) > SERVICE_WORDS_MOST)
		problem_with(bad, "description_da", N_("Use at most {x} words."), S("80"));
	if (count_words(s->description_en) > SERVICE_WORDS_MOST)
		problem_with(bad, "description_en", N_("Use at most {x} words."), S("80"));
}

static void check_price(const struct service *s, struct problems *bad)
{
	bool least = s->price_least != INT64_MIN, most = s->price_most != INT64_MIN;

	if (str_same(s->price_type, "fixed") && !least)
		problem_once(bad, "price_least", N_("Write the amount, for example 150."));
	if (str_same(s->price_type, "range") && (!least || !most))
		problem_once(bad, least ? "price_most" : "price_least", N_("Write both amounts: from and to."));
	if (least && most && s->price_most < s->price_least)
		problem_once(bad, "price_most", N_("The most is less than the least."));
	if ((least && s->price_least < 0) || (most && s->price_most < 0))
		problem_once(bad, "price_least", N_("Write an amount in digits, for example 150 or 99,50."));
	if ((least || most) && !str_is(s->currency))
		problem_once(bad, "currency", N_("Choose the currency: an amount alone tells nobody anything."));
	if ((least || most) && !str_is(s->price_unit))
		problem_once(bad, "price_unit", N_("Choose for what: once, a night, a month …"));
}

static bool is_phone(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else if (s.p[i] != '+' || i)
			return false;
	return digits >= 3 && digits <= 16;
}

static void check_codes(struct service *s, struct problems *bad)
{
	for (const struct field *f = service_fields; f->name; f++) {
		struct str rest = *(const struct str *)((const char *)s + f->offset), code;
		if (f->type != FIELD_CHOICE && f->type != FIELD_CHOICES)
			continue;
		while (str_cut(&rest, ' ', &code))
			if (code.n && !choice_label(f->choices, code))
				problem_once(bad, f->name, N_("Choose one of the answers in the list."));
	}
}

static void check_lengths(struct ctx *ctx, const struct service *s, struct problems *bad)
{
	for (const struct field *f = service_fields; f->name; f++)
		if (is_text(f->type) && f->most && utf8_len(*(const struct str *)((const char *)s + f->offset)) > (size_t)f->most)
			problem_with(bad, f->name, N_("Use fewer characters: at most {x}."),
				     arena_printf(ctx->arena, "%lld", (long long)f->most));
}

static void check_row(struct ctx *ctx, struct service *s, struct problems *bad)
{
	if (!str_is(str_trim(s->name_da)) && !str_is(str_trim(s->name_en)))
		problem_once(bad, "name_da", N_("Give it a name, in one language at least."));
	if (!s->org)
		problem_once(bad, "org", N_("Choose the organisation that keeps it."));
	if (str_is(s->phone) && !is_phone(s->phone))
		problem_once(bad, "phone", N_("Write a phone number with digits, for example 12 34 56 78."));
	if (s->age_least != INT64_MIN && s->age_most != INT64_MIN && s->age_most < s->age_least)
		problem_once(bad, "age_most", N_("The most is less than the least."));
	if (codes_have(s->providers, S("other")) && !str_is(s->provider_other) && !s->source)
		problem_once(bad, "provider_other", N_("Write which others give it."));
	check_codes(s, bad);
	check_lengths(ctx, s, bad);
	check_words(s, bad);
	check_price(s, bad);
	form_guard(ctx, service_fields, s, bad);
}

/* --- what stands under it ---------------------------------------------------------------------------------------------- */

static const char *schedule_problem(struct ctx *ctx, const struct service_schedule *h)
{
	struct rhythm r = h->rhythm;

	if (h->start_min < 0 || h->start_min >= DAY_MIN)
		return N_("Write a time from 00:00 to 23:59, for example 19:30.");
	if (h->duration_min < 0 || h->duration_min > DAY_MIN)
		return N_("The end is before the start.");
	if (!zone_find(ctx->house->cal, h->zone))
		return N_("We do not know this time zone. Write it like Europe/Copenhagen.");
	/* "Always" has no first day; kit/cal wants one to count weeks from. */
	if (r.first == DAY_NONE)
		r.first = day_of(2000, 1, 3);
	return rhythm_problem(&r);
}

static void check_schedules(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	struct service_schedule *out = arena_array(ctx->arena, w->nschedules, struct service_schedule);

	for (size_t i = 0; i < w->nschedules; i++) {
		struct service_schedule *h = &out[i];
		struct str masked;
		const char *wrong;

		*h = w->schedules[i];
		fall_back(&h->zone, S("Europe/Copenhagen"));
		fall_back(&h->note_da, S(""));
		fall_back(&h->note_en, S(""));
		fall_back(&h->source_key, S(""));
		wrong = schedule_problem(ctx, h);
		wrong = wrong ? wrong : guard_number(ctx, h->note_da, &masked);
		wrong = wrong ? wrong : guard_number(ctx, h->note_en, &masked);
		if (wrong)
			problem_once(bad, "schedules", wrong);
	}
	w->schedules = out;
	if (w->nschedules > SERVICE_SCHEDULES_MOST)
		problem_once(bad, "schedules", N_("These are too many rows of hours. Say it with fewer, or in words."));
}

static void check_capacities(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	struct service_capacity *out = arena_array(ctx->arena, w->ncapacities, struct service_capacity);

	for (size_t i = 0; i < w->ncapacities; i++) {
		struct service_capacity *c = &out[i];
		*c = w->capacities[i];
		fall_back(&c->by_what, S("keeper"));
		if (!choice_label(service_units, c->unit))
			problem_once(bad, "capacity", N_("Choose what is counted: beds, rooms, seats or places."));
		if (c->free < 0 || c->free > BEDS_MOST || (c->total != INT64_MIN && (c->total < 0 || c->total > BEDS_MOST)))
			problem_once(bad, "capacity", N_("Write a whole number, for example 12."));
		if (!c->as_of)
			c->as_of = ctx->now;
	}
	w->capacities = out;
}

/* The first place says where it belongs and what its clock shows. */
static enum err check_places(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	struct location l, first = { 0 };
	struct area a;
	enum err e;

	for (size_t i = 0; i < w->nplaces; i++) {
		e = location_get(ctx, w->places[i].location, &l);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (e)
			problem_once(bad, "places", N_("We do not know this place. Choose one from the list."));
		else if (!i)
			first = l;
	}
	for (size_t i = 0; i < w->nareas; i++) {
		e = area_get(ctx, w->areas[i], &a);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (e)
			problem_once(bad, "areas", N_("We do not know this area."));
	}
	if (w->nplaces > SERVICE_PLACES_MOST)
		problem_once(bad, "places", N_("These are too many places for one service."));
	if (first.area)
		w->s.area = first.area;
	else if (!w->s.area && w->nareas)
		w->s.area = w->areas[0];
	return OK;
}

static enum err check_org(struct ctx *ctx, const struct service *s, struct problems *bad)
{
	struct org o;
	enum err e = s->org ? org_get(ctx, s->org, &o) : OK;

	if (e == ERR_NOT_FOUND)
		return problem_once(bad, "org", N_("We do not know this organisation. Choose one from the list."));
	return e;
}

/* --- before everybody sees it --------------------------------------------------------------------------------------------- */

static bool has_contact(const struct service_whole *w)
{
	const struct service *s = &w->s;
	bool come_by = w->nplaces && (w->nschedules || str_is(s->hours_da) || str_is(s->hours_en));

	return str_is(s->phone) || str_is(s->email) || str_is(s->website) || str_is(s->conference_url) || come_by ||
	       str_is(s->apply_da) || str_is(s->apply_en);
}

static void complete(struct ctx *ctx, const struct kind *k, const struct service_whole *w, struct problems *bad)
{
	const struct service *s = &w->s;

	if (!str_is(s->stages))
		problem_once(bad, "stages", N_("Say which meaning of recovery this is before it can be shown."));
	if (!str_is(s->price_type))
		problem_once(bad, "price_type", N_("Say what it costs, or that it is free."));
	if (!has_contact(w))
		problem_once(bad, "phone", N_("Say how one gets hold of them: a phone number, an e-mail, a web page, or a place with hours."));
	if (service_is_faith(s) && !str_is(s->expectations_da) && !str_is(s->expectations_en))
		problem_once(bad, "expectations_da", N_("Say what the faith community expects of those who come, or that it expects nothing."));
	if (service_is_faith(s) && !str_is(s->secular_da) && !str_is(s->secular_en))
		problem_once(bad, "secular_da", N_("Say where one goes who would rather have it without faith, or “none known”."));
	service_missing_facts(ctx, k, w, bad);
}

enum err service_complete(struct ctx *ctx, const struct service_whole *w, struct problems *bad)
{
	struct kind k;

	TRY(kind_get(ctx, w->s.kind, &k));
	complete(ctx, &k, w, bad);
	return OK;
}

/* --- storing it ---------------------------------------------------------------------------------------------------------------- */

static bool is_state(struct str s, const char *z)
{
	return str_same(s, z);
}

/* draft or parked -> running -> ended; an ended one may begin again. */
static void check_state(struct ctx *ctx, const struct kind *k, const struct service *was, struct service_whole *w, struct problems *bad)
{
	struct service *s = &w->s;
	struct problems missing = { 0 };
	bool known = str_is(was->state), ran = is_state(was->state, "running") || is_state(was->state, "ended");

	fall_back(&s->state, known ? was->state : S("draft"));
	if (!choice_label(service_states, s->state))
		problem_once(bad, "", N_("This is not a state that a service can have."));
	if (ran && is_state(s->state, "draft"))
		problem_once(bad, "", N_("What has been public cannot become a draft again. End it instead."));
	if (!is_state(s->state, "running"))
		return;
	/* Who publishes has looked. */
	if (!s->source && !is_state(was->state, "running"))
		s->verified_at = ctx->now, s->verified_by = S("keeper");
	complete(ctx, k, w, &missing);
	if (s->source && (missing.n || !s->verified_at))
		s->state = S("parked");
	else
		for (size_t i = 0; i < missing.n; i++)
			problem_with(bad, missing.at[i].field, missing.at[i].text, missing.at[i].gap);
}

/* A guess of an import, or of somebody in a hurry, can be mended until it has been public. */
static void check_kind(const struct kind *k, const struct service *was, const struct service *s, struct problems *bad)
{
	bool ran = is_state(was->state, "running") || is_state(was->state, "ended");

	if (was->id && was->kind != s->kind && ran)
		problem_once(bad, "kind", N_("What has been public keeps its kind. End it, and make a new one."));
	if (!kind_is_active(k) && was->kind != s->kind)
		problem_once(bad, "kind", N_("This kind is no longer used. Choose another."));
}

/* Facts that the new kind does not ask for go with the old one. */
static void drop_facts(struct ctx *ctx, const struct kind *k, struct service_whole *w)
{
	struct service_fact *facts = arena_array(ctx->arena, w->nfacts, struct service_fact);
	size_t n = 0;

	for (size_t i = 0; i < w->nfacts; i++)
		if (kind_field_find(k, w->facts[i].field))
			facts[n++] = w->facts[i];
	w->facts = facts, w->nfacts = n;
}

static enum err prepare(struct ctx *ctx, const struct service *was, struct service_whole *w, struct kind *k, struct problems *bad)
{
	enum err e = kind_get(ctx, w->s.kind, k);

	if (e && e != ERR_NOT_FOUND)
		return e;
	fill_blanks(&w->s);
	form_settle(ctx, service_fields, &w->s);
	if (e)
		return problem_once(bad, "kind", N_("Choose the kind of support."));
	fall_back(&w->s.intervention, k->intervention);
	if (was->id && was->kind != w->s.kind)
		drop_facts(ctx, k, w);
	check_kind(k, was, &w->s, bad);
	check_row(ctx, &w->s, bad);
	TRY(check_org(ctx, &w->s, bad));
	TRY(check_places(ctx, w, bad));
	check_schedules(ctx, w, bad);
	check_capacities(ctx, w, bad);
	service_check_facts(ctx, k, w, bad);
	check_state(ctx, k, was, w, bad);
	return OK;
}

enum err service_prepare(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	struct service was = { 0 };
	struct kind k;

	if (w->s.id)
		TRY(service_row_get(ctx, w->s.id, &was));
	return prepare(ctx, &was, w, &k, bad);
}

/* A keeper who chose what is not theirs can choose again; whoever keeps nothing is denied. */
static enum err check_bounds(struct ctx *ctx, const struct service *s, struct problems *bad)
{
	if (service_may_keep(ctx, s))
		return OK;
	if (!may(ctx->who, SERVICE_EDIT))
		return ERR_DENIED;
	return problem_once(bad, "org", N_("You keep what another organisation or area offers. Choose one of yours."));
}

enum err service_store(struct ctx *ctx, struct service_whole *w, const char *event, struct problems *bad)
{
	struct service was = { 0 };
	struct kind k;

	if (w->s.id)
		TRY(service_row_get(ctx, w->s.id, &was));
	if (was.id && !service_may_keep(ctx, &was))
		return ERR_DENIED;
	TRY(prepare(ctx, &was, w, &k, bad));
	TRY(check_bounds(ctx, &w->s, bad));
	if (bad->n)
		return OK;
	if (!w->s.id)
		w->s.id = id_new(ctx->house->rng, ctx->now);
	TRY(service_choose_slug(ctx, &was, w));
	w->s.changed_at = ctx->now;
	TRY(service_write(ctx, w));
	return event_add(ctx, was.id ? event : "service.added", w->s.id, w->s.state);
}

enum err service_save(struct ctx *ctx, struct service_whole *w, struct problems *bad)
{
	bool known = w->s.id != 0;

	TRY(service_store(ctx, w, "service.saved", bad));
	return known && !bad->n ? service_forget_before(ctx, w->s.id) : OK;
}

struct service_whole service_blank(struct ctx *ctx, const struct kind *k)
{
	struct service_whole w = { .s = { .kind = k->id, .stages = k->stages, .intervention = k->intervention, .languages = S("da"),
					  .currency = S("DKK"), .age_least = INT64_MIN, .age_most = INT64_MIN, .price_least = INT64_MIN,
					  .price_most = INT64_MIN, .full_until = DAY_NONE } };

	(void)ctx;
	fill_blanks(&w.s);
	return w;
}

bool service_may_keep(const struct ctx *ctx, const struct service *s)
{
	return may_for(ctx->who, SERVICE_EDIT, s->org, s->area);
}
