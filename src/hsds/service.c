/*
 * service.c -- what somebody offers, as HSDS says it.
 *
 * What HSDS has a field for stands there in the language of the place; the other language, and all that HSDS has
 * no field for, stands in the record.  Facts that people choose by (substitution medicine, children, what happens
 * the first time) also stand in words of their own, for those who read no record.
 */
#include "hsds/book.h"
#include "area/area.h"
#include "crypt/crypt.h"
#include "tr/tr.h"

#include <string.h>

enum { DAY_MIN = 1440 };

struct making {
	struct book *b;
	const struct service_whole *w;
	const struct kind *k;
	const char *lang;
	struct hsds_service *h;
};

/* --- the record ------------------------------------------------------------------------------------------------------- */

static void put_fields(struct making *m, struct json_out *o)
{
	struct service_typed *typed = arena_new_of(m->b->a, struct service_typed);

	service_to_typed(m->b->ctx, m->k, m->w, typed);
	for (const struct field *f = service_form_fields(m->b->ctx, m->k); f->name; f++) {
		struct str text = f->flags & FIELD_PRIVATE || !strcmp(f->name, "org") || !strcmp(f->name, "area") ? STR_ABSENT :
				  field_text(m->b->ctx, f, typed);
		if (str_is(text) && !str_same(text, "unknown"))
			json_put_str(o, f->name, text);
	}
	/* "Not known" is an answer about a price, and makes it public. */
	if (str_same(m->w->s.price_type, "unknown"))
		json_put_str(o, "price_type", m->w->s.price_type);
}

static enum err put_areas(struct making *m, struct json_out *o)
{
	struct area a;
	enum err e = m->w->s.area ? area_get(m->b->ctx, m->w->s.area, &a) : ERR_NOT_FOUND;

	if (!e)
		json_put_str(o, "area_code", a.code);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (!m->w->nareas)
		return OK;
	json_name(o, "areas");
	json_array(o);
	for (size_t i = 0; i < m->w->nareas; i++) {
		e = area_get(m->b->ctx, m->w->areas[i], &a);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (!e)
			json_str(o, a.code);
	}
	json_end_array(o);
	return OK;
}

static void put_rhythm(struct book *b, struct json_out *o, const struct rhythm *r)
{
	struct meeting as = { .id = 0 };

	meeting_set_rhythm(b->a, &as, r);
	json_put_is(o, "rhythm", as.rhythm);
	json_put_int(o, "every", as.every);
	json_put_is(o, "weekdays", as.weekdays);
	json_put_is(o, "nths", as.nths);
	if (r->kind == RHYTHM_MONTHLY_DAY)
		json_put_int(o, "month_day", as.month_day);
	json_put_is(o, "first_day", day_str(b->a, r->first));
	json_put_is(o, "last_day", day_str(b->a, r->last));
}

static enum err put_schedules(struct making *m, struct json_out *o)
{
	json_name(o, "schedules");
	json_array(o);
	for (size_t i = 0; i < m->w->nschedules; i++) {
		const struct service_schedule *s = &m->w->schedules[i];
		struct hsds_location *place;

		json_object(o);
		if (s->location) {
			TRY(book_place(m->b, s->location, &place));
			json_put_str(o, "place", place->id);
		}
		put_rhythm(m->b, o, &s->rhythm);
		json_put_int(o, "start_min", s->start_min);
		json_put_int(o, "duration_min", s->duration_min);
		json_put_str(o, "zone", s->zone);
		json_put_is(o, "note_da", s->note_da);
		json_put_is(o, "note_en", s->note_en);
		json_end_object(o);
	}
	json_end_array(o);
	return OK;
}

/* In their order: the first is what lists show. */
static enum err put_places(struct making *m, struct json_out *o)
{
	json_name(o, "places");
	json_array(o);
	for (size_t i = 0; i < m->w->nplaces; i++) {
		struct hsds_location *place;
		TRY(book_place(m->b, m->w->places[i].location, &place));
		json_str(o, place->id);
	}
	json_end_array(o);
	return OK;
}

static void put_capacities(struct making *m, struct json_out *o)
{
	json_name(o, "capacities");
	json_array(o);
	for (size_t i = 0; i < m->w->ncapacities; i++) {
		const struct service_capacity *c = &m->w->capacities[i];
		if (service_capacity_age(m->b->ctx, c) == CAPACITY_OLD)
			continue;
		json_object(o);
		json_put_str(o, "unit", c->unit);
		if (c->total != INT64_MIN)
			json_put_int(o, "total", c->total);
		json_put_int(o, "free", c->free);
		json_put_int(o, "as_of", c->as_of);
		json_end_object(o);
	}
	json_end_array(o);
}

static enum err put_slugs(struct making *m, struct json_out *o)
{
	struct str *old;
	size_t n;

	json_put_str(o, "slug", m->w->s.slug);
	TRY(service_old_slugs(m->b->ctx, m->w->s.id, &old, &n));
	if (!n)
		return OK;
	json_name(o, "old_slugs");
	json_array(o);
	for (size_t i = 0; i < n; i++)
		json_str(o, old[i]);
	json_end_array(o);
	return OK;
}

static enum err put_record(struct making *m, struct json_out *o)
{
	const struct service *s = &m->w->s;

	json_put_str(o, "kind", m->k->code);
	put_fields(m, o);
	TRY(put_slugs(m, o));
	TRY(put_areas(m, o));
	json_put_int(o, "verified_at", s->verified_at);
	json_put_is(o, "verified_by", s->verified_by);
	if (s->full_since)
		json_put_int(o, "full_since", s->full_since);
	json_put_is(o, "full_until", day_str(m->b->a, s->full_until));
	json_put_is(o, "extra", s->extra);
	put_capacities(m, o);
	TRY(put_places(m, o));
	return put_schedules(m, o);
}

static enum err say_record(struct making *m)
{
	struct json_out o;
	struct buf buf;
	enum err e;

	buf_init(&buf, RECORD_MOST);
	json_start(&o, &buf);
	json_object(&o);
	e = put_record(m, &o);
	json_end_object(&o);
	if (!e && !buf.toobig)
		book_say_record(m->b, m->h, arena_str(m->b->a, buf_view(&buf)));
	buf_free(&buf);
	return e;
}

/* --- in words ------------------------------------------------------------------------------------------------------------ */

static struct str labels(struct making *m, const struct choice *choices, struct str codes)
{
	return str_is(codes) ? service_labels(m->b->ctx, choices, codes) : S("");
}

static struct str sentence(struct making *m, struct str text, struct str more)
{
	if (!str_is(more))
		return text;
	return text.n ? arena_printf(m->b->a, "%.*s. %.*s", STR_ARG(text), STR_ARG(more)) : more;
}

/* For whom, at which age, and whether one must be in treatment. */
static struct str eligibility(struct making *m)
{
	const struct service *s = &m->w->s;
	struct str text = labels(m, audience_choices, s->audience);

	if (!str_same(s->relation, "unknown"))
		text = sentence(m, text, labels(m, service_relations, s->relation));
	return text;
}

static struct str fees(struct making *m)
{
	const struct service *s = &m->w->s;
	struct str text = service_price(m->b->ctx, s);

	text = sentence(m, text, book_text(m->lang, s->payer_da, s->payer_en));
	return sentence(m, text, book_text(m->lang, s->extras_da, s->extras_en));
}

/* Facts that people choose by; what has a field in HSDS stands there. */
static void say_fields(struct making *m)
{
	static const char *const fields[] = { "relation", "intervention", "staffing", "provider_other", "children", "substitution", "mode",
					      "expectations", "secular", "first_time", "hours", NULL };

	for (const char *const *name = fields; *name; name++)
		for (const struct field *f = service_fields; f->name; f++) {
			size_t n = strlen(*name);
			struct str text;
			bool plain = !strcmp(f->name, *name), in_lang = !strncmp(f->name, *name, n) && f->name[n] == '_' && !strcmp(f->name + n + 1, m->lang);
			if (!plain && !in_lang)
				continue;
			text = field_text(m->b->ctx, f, &m->w->s);
			if (str_is(text) && !str_same(text, "unknown") && f->choices)
				text = labels(m, f->choices, text);
			if (str_is(text) && !str_same(text, "unknown"))
				book_say_fact(m->b, m->h, arena_printf(m->b->a, "%s", *name), tr_of(m->b->ctx, str_of(f->label)), text);
		}
}

static void say_facts(struct making *m)
{
	for (size_t i = 0; i < m->w->nfacts; i++) {
		const struct kind_field *f = kind_field_find(m->k, m->w->facts[i].field);
		bool foreign;
		if (!f || !f->is_public)
			continue;
		book_say_fact(m->b, m->h, arena_printf(m->b->a, "%.*s.%.*s", STR_ARG(m->k->code), STR_ARG(f->code)),
			      kind_field_label(m->b->ctx, f), service_fact_text(m->b->ctx, f, &m->w->facts[i], m->w->s.currency, &foreign));
	}
}

static void say_terms(struct making *m)
{
	book_say_codes(m->b, m->h, SCHEME_HL7, m->k->hl7);
	book_say_codes(m->b, m->h, SCHEME_OPEN_ELIGIBILITY, m->k->open_eligibility);
	book_say(m->b, m->h, SCHEME_KIND, m->k->code, STR_ABSENT, STR_ABSENT);
	book_say_codes(m->b, m->h, SCHEME_STAGE, m->w->s.stages);
	book_say_codes(m->b, m->h, SCHEME_PROVIDER, m->w->s.providers);
	book_say_codes(m->b, m->h, SCHEME_AUDIENCE, m->w->s.audience);
}

/* --- what hangs on it ------------------------------------------------------------------------------------------------------ */

static void add_cost(struct making *m, struct str option, int64_t minor)
{
	struct hsds_cost_option *c;

	if (minor == INT64_MIN)
		return;
	c = arena_new_of(m->b->a, struct hsds_cost_option);
	c->id = book_part(m->b, m->h->id, "cost", m->h->cost_options.n);
	c->option = option;
	c->currency = m->w->s.currency;
	c->amount = (struct hsds_number){ true, (double)minor / 100 };
	c->amount_description = service_price(m->b->ctx, &m->w->s);
	BOOK_ADD(m->b, m->h->cost_options, c);
}

static void add_costs(struct making *m)
{
	const struct service *s = &m->w->s;

	if (str_same(s->price_type, "free"))
		add_cost(m, tr(m->b->ctx, "Free"), 0);
	else if (s->price_most == INT64_MIN)
		add_cost(m, labels(m, service_price_units, s->price_unit), s->price_least);
	else {
		add_cost(m, tr(m->b->ctx, "At least"), s->price_least);
		add_cost(m, tr(m->b->ctx, "At most"), s->price_most);
	}
}

/* A paper on each line. */
static void add_papers(struct making *m)
{
	struct str rest = book_text(m->lang, m->w->s.papers_da, m->w->s.papers_en), line;

	while (str_is(rest) && str_cut(&rest, '\n', &line)) {
		struct hsds_required_document *d;
		if (!str_trim(line).n)
			continue;
		d = arena_new_of(m->b->a, struct hsds_required_document);
		d->id = book_part(m->b, m->h->id, "document", m->h->required_documents.n);
		d->document = str_trim(line);
		BOOK_ADD(m->b, m->h->required_documents, d);
	}
}

static void add_languages(struct making *m)
{
	struct str rest = m->w->s.languages, code;

	while (str_is(rest) && str_cut(&rest, ' ', &code))
		if (code.n)
			BOOK_ADD(m->b, m->h->languages, book_language(m->b, m->h->id, m->h->languages.n, code));
}

static void add_contact(struct making *m)
{
	struct hsds_contact *c;

	/* A role.  Never a name: the standard's field for it stays empty. */
	if (!str_is(m->w->s.contact_role))
		return;
	c = arena_new_of(m->b->a, struct hsds_contact);
	c->id = book_part(m->b, m->h->id, "contact", 0);
	c->title = m->w->s.contact_role;
	BOOK_ADD(m->b, m->h->contacts, c);
}

static void add_capacities(struct making *m)
{
	for (size_t i = 0; i < m->w->ncapacities; i++) {
		const struct service_capacity *c = &m->w->capacities[i];
		struct hsds_service_capacity *h;
		if (service_capacity_age(m->b->ctx, c) == CAPACITY_OLD)
			continue;
		h = arena_new_of(m->b->a, struct hsds_service_capacity);
		h->unit = arena_new_of(m->b->a, struct hsds_unit);
		h->id = book_part(m->b, m->h->id, "capacity", i);
		h->unit->id = crypt_uuid(m->b->a, book_taxonomy(m->b, SCHEME_FIELD)->id, arena_printf(m->b->a, "unit/%.*s", STR_ARG(c->unit)));
		h->unit->name = labels(m, service_units, c->unit);
		h->unit->identifier = c->unit;
		h->available = (struct hsds_number){ true, (double)c->free };
		if (c->total != INT64_MIN)
			h->maximum = (struct hsds_number){ true, (double)c->total };
		h->updated = book_instant(m->b, c->as_of);
		h->description = service_capacity_text(m->b->ctx, c, service_zone(m->w));
		BOOK_ADD(m->b, m->h->capacities, h);
	}
}

static enum err add_areas(struct making *m)
{
	for (size_t i = 0; i < m->w->nareas; i++) {
		struct hsds_service_area *h = arena_new_of(m->b->a, struct hsds_service_area);
		struct area a;
		enum err e = area_get(m->b->ctx, m->w->areas[i], &a);
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (e)
			continue;
		h->id = book_part(m->b, m->h->id, "area", i);
		h->name = area_name(m->b->ctx, &a);
		h->extent = a.code;
		h->extent_type = S("text");
		BOOK_ADD(m->b, m->h->service_areas, h);
	}
	return OK;
}

/* --- places and hours -------------------------------------------------------------------------------------------------------- */

static struct hsds_schedule *schedule_of(struct making *m, size_t i)
{
	const struct service_schedule *s = &m->w->schedules[i];
	struct str id = hsds_is_uuid(s->source_key) ? s->source_key : book_part(m->b, m->h->id, "schedule", i);

	return book_schedule(m->b, id, &(struct hours_line){ s->rhythm, s->start_min, s->duration_min, s->zone,
							     book_text(m->lang, s->note_da, s->note_en) });
}

static void add_schedules_at(struct making *m, int64_t location, struct hsds_service_at_location *at)
{
	for (size_t i = 0; i < m->w->nschedules; i++)
		if (m->w->schedules[i].location == location)
			BOOK_ADD(m->b, at->schedules, schedule_of(m, i));
}

static enum err add_places(struct making *m)
{
	for (size_t i = 0; i < m->w->nplaces; i++) {
		const struct service_place *p = &m->w->places[i];
		struct hsds_service_at_location *at = arena_new_of(m->b->a, struct hsds_service_at_location);

		TRY(book_place(m->b, p->location, &at->location));
		at->id = p->source_key;
		if (!hsds_is_uuid(at->id))
			TRY(name_at_place(m->b->ctx, false, AT_HOUSE, m->w->s.id, at->location->id, &at->id));
		add_schedules_at(m, p->location, at);
		at->service = m->h;
		BOOK_ADD(m->b, m->h->service_at_locations, at);
	}
	return OK;
}

static bool is_place_of(const struct service_whole *w, int64_t location)
{
	for (size_t i = 0; i < w->nplaces; i++)
		if (w->places[i].location == location)
			return true;
	return false;
}

/* A meeting room on the net is a place of its own. */
static enum err add_online(struct making *m)
{
	struct hsds_service_at_location *at;

	if (!str_is(m->w->s.conference_url))
		return OK;
	at = arena_new_of(m->b->a, struct hsds_service_at_location);
	at->location = arena_new_of(m->b->a, struct hsds_location);
	at->location->id = book_part(m->b, m->h->id, "online", 0);
	at->location->location_type = S("virtual");
	at->location->name = tr(m->b->ctx, "Online");
	at->location->url = m->w->s.conference_url;
	TRY(name_at_place(m->b->ctx, false, AT_ONLINE, m->w->s.id, at->location->id, &at->id));
	at->service = m->h;
	BOOK_ADD(m->b, m->h->service_at_locations, at);
	return OK;
}

static void add_page(struct making *m)
{
	struct hsds_url *u;

	if (!str_is(m->b->ctx->house->origin))
		return;
	u = arena_new_of(m->b->a, struct hsds_url);
	u->id = book_part(m->b, m->h->id, "page", 0);
	u->label = tr(m->b->ctx, "Page in this directory");
	u->url = arena_printf(m->b->a, "%.*s/%s/services/%.*s", STR_ARG(m->b->ctx->house->origin), m->lang, STR_ARG(m->w->s.slug));
	BOOK_ADD(m->b, m->h->additional_urls, u);
}

/* --- the door ------------------------------------------------------------------------------------------------------------------- */

static void say_itself(struct making *m)
{
	const struct service *s = &m->w->s;
	struct hsds_service *h = m->h;
	bool danish = !strcmp(m->lang, "da");

	h->name = book_text(m->lang, s->name_da, s->name_en);
	if (str_is(s->name_da) && str_is(s->name_en) && !str_eq(s->name_da, s->name_en))
		h->alternate_name = danish ? s->name_en : s->name_da;
	h->description = book_text(m->lang, s->description_da, s->description_en);
	h->url = s->website;
	h->email = s->email;
	h->status = S("active");
	h->application_process = book_text(m->lang, s->apply_da, s->apply_en);
	h->fees_description = fees(m);
	h->eligibility_description = eligibility(m);
	if (s->age_least != INT64_MIN)
		h->minimum_age = (struct hsds_number){ true, (double)s->age_least };
	if (s->age_most != INT64_MIN)
		h->maximum_age = (struct hsds_number){ true, (double)s->age_most };
	h->assured_date = book_day(m->b, s->verified_at, zone_find(m->b->ctx->house->cal, service_zone(m->w)));
	h->last_modified = book_instant(m->b, s->changed_at);
	if (service_is_full(m->b->ctx, s))
		h->alert = s->full_until == DAY_NONE ? tr(m->b->ctx, "Full at present.") :
			   TR_FILL(m->b->ctx, tr(m->b->ctx, "Full until {day}."), { "day", tr_date(m->b->ctx, s->full_until) });
}

static enum err make(struct making *m)
{
	TRY(hsds_uuid(m->b->ctx, THING_SERVICE, m->w->s.id, &m->h->id));
	TRY(book_org(m->b, m->w->s.org, &m->h->organization));
	say_itself(m);
	BOOK_PHONE(m->b, m->h, m->w->s.phone);
	add_page(m);
	add_languages(m);
	add_costs(m);
	add_papers(m);
	add_contact(m);
	add_capacities(m);
	TRY(add_areas(m));
	TRY(add_places(m));
	TRY(add_online(m));
	for (size_t i = 0; i < m->w->nschedules; i++)
		if (!is_place_of(m->w, m->w->schedules[i].location))
			BOOK_ADD(m->b, m->h->schedules, schedule_of(m, i));
	say_terms(m);
	say_fields(m);
	say_facts(m);
	return say_record(m);
}

enum err book_service(struct book *b, const struct service_whole *w, struct hsds_service **out)
{
	struct making m = { .b = b, .w = w, .k = kind_find(b->kinds, b->nkinds, w->s.kind), .h = arena_new_of(b->a, struct hsds_service),
			    .lang = book_is_danish(service_zone(w)) && str_is(w->s.name_da) ? "da" : "en" };
	const char *lang = b->ctx->lang;
	enum err e;

	if (!m.k)
		return fail(b->ctx, ERR_BUG, "service %lld is of no kind", (long long)w->s.id);
	b->ctx->lang = m.lang;
	e = make(&m);
	b->ctx->lang = lang;
	*out = m.h;
	return e;
}
