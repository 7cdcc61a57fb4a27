/*
 * package_service.c -- a service of HSDS, or a meeting that is written as one, in our own texts.
 *
 * What a list of others cannot say, it does not say here either: no stage, and no price where it gives a sentence
 * and no amount.  So such a service is parked until a person has looked at it (S-103), whatever it calls itself.
 */
#include "entry/package.h"
#include "json/json.h"

#include <string.h>

static const char NOTE_KIND[] = N_("The file does not say which kind of support this is; that of the list was taken.");
static const char NOTE_PERSON[] = N_("A contact that looked like the name of a person was left out.");
static const char NOTE_SLIP[] = N_("A closing time stands before the opening. Only the opening was taken; please look.");
static const char NOTE_LANGUAGE[] = N_("A language that we have no code for was left out.");
static const char NOTE_ORG[] = N_("Its organisation is not in the file; it stands under that of the list.");

enum { NAME_MOST = 160, TEXT_MOST = 800, LINE_MOST = 300, HOURS_MOST = 400, DESCRIPTION_MOST = 8000, ROLE_MOST = 120 };

struct one {
	struct packing *p;
	const struct hsds_service *s;
	struct entry *e;
};

/* --- lists as JSON ------------------------------------------------------------------------------------------------------ */

struct writing {
	struct json_out o;
	struct buf b;
};

static struct json_out *begin(struct writing *w)
{
	buf_init(&w->b, 1 << 20);
	json_start(&w->o, &w->b);
	return &w->o;
}

static void end(struct one *x, struct writing *w, const char *name)
{
	entry_say(x->p->r, x->e, name, arena_str(x->p->r->a, buf_view(&w->b)));
	buf_free(&w->b);
}

static bool is_virtual(const struct hsds_location *l)
{
	return str_same(l->location_type, "virtual");
}

static void say_places(struct one *x)
{
	struct writing list, names;
	struct json_out *o = begin(&list), *n = begin(&names);
	size_t count = 0;

	json_array(o);
	json_object(n);
	for (size_t i = 0; i < x->s->service_at_locations.n; i++) {
		const struct hsds_service_at_location *at = x->s->service_at_locations.at[i];
		if (is_virtual(at->location))
			continue;
		json_str(o, at->location->id);
		count++;
		if (at->has_id && hsds_is_uuid(at->id))
			json_put_str(n, arena_z(x->p->r->a, at->location->id), at->id);
	}
	json_end_array(o);
	json_end_object(n);
	if (count) {
		end(x, &list, "places");
		end(x, &names, "names_at_places");
	} else {
		buf_free(&list.b);
		buf_free(&names.b);
	}
}

/* --- hours --------------------------------------------------------------------------------------------------------------- */

static void put_hours(struct one *x, struct json_out *o, const struct package_hours *h, const struct hsds_location *place)
{
	for (size_t i = 0; i < h->n; i++) {
		struct meeting as = { .id = 0 };
		meeting_set_rhythm(x->p->r->a, &as, &h->at[i].rhythm);
		json_object(o);
		if (place)
			json_put_str(o, "place", place->id);
		json_put_is(o, "id", h->names[i]);
		json_put_is(o, "rhythm", as.rhythm);
		json_put_int(o, "every", as.every);
		json_put_is(o, "weekdays", as.weekdays);
		json_put_is(o, "nths", as.nths);
		json_put_int(o, "month_day", as.month_day);
		json_put_is(o, "first_day", day_str(x->p->r->a, as.first_day));
		json_put_is(o, "last_day", day_str(x->p->r->a, as.last_day));
		json_put_int(o, "start_min", h->at[i].start_min);
		json_put_int(o, "duration_min", h->at[i].duration_min);
		json_put_str(o, "zone", h->at[i].zone);
		json_put_is(o, arena_printf(x->p->r->a, "note_%s", x->p->lang).p, h->at[i].note);
		json_end_object(o);
	}
}

static struct str both(struct arena *a, struct str x, struct str y)
{
	return !y.n ? x : !x.n ? y : arena_printf(a, "%.*s; %.*s", STR_ARG(x), STR_ARG(y));
}

static void say_hours(struct one *x)
{
	struct package_hours *h = arena_new_of(x->p->r->a, struct package_hours);
	struct str words;
	struct writing list;
	struct json_out *o = begin(&list);
	size_t n;

	json_array(o);
	package_hours(x->p, x->s->schedules.at, x->s->schedules.n, x->p->zone, h);
	put_hours(x, o, h, NULL);
	words = h->words;
	n = h->n;
	for (size_t i = 0; i < x->s->service_at_locations.n; i++) {
		const struct hsds_service_at_location *at = x->s->service_at_locations.at[i];
		bool slips = h->slips;
		package_hours(x->p, at->schedules.at, at->schedules.n, package_zone(x->p, at->location), h);
		put_hours(x, o, h, is_virtual(at->location) ? NULL : at->location);
		words = both(x->p->r->a, words, h->words);
		n += h->n;
		h->slips |= slips;
	}
	json_end_array(o);
	if (h->slips)
		entry_mend(x->e, NOTE_SLIP);
	if (n)
		end(x, &list, "schedules");
	else
		buf_free(&list.b);
	package_say_words(x->p, x->e, "hours", words, HOURS_MOST);
}

/* --- which kind --------------------------------------------------------------------------------------------------------------- */

/* Where a code stands among those of a kind: 0 is the nearest; SIZE_MAX: not there. */
static size_t place_of(struct str codes, struct str code)
{
	struct str rest = codes, one;
	size_t n = 0;

	for (; str_is(rest) && str_cut(&rest, ' ', &one); n += one.n > 0)
		if (str_eq(one, code))
			return n;
	return SIZE_MAX;
}

static const struct kind *kind_of_code_in(const struct packing *p, enum hsds_scheme s, struct str code)
{
	const struct kind *best = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < p->nkinds; i++) {
		const struct kind *k = &p->kinds[i];
		size_t at = s == SCHEME_KIND ? (str_eq(k->code, code) ? 0 : SIZE_MAX) :
			    place_of(s == SCHEME_HL7 ? k->hl7 : s == SCHEME_OPEN_ELIGIBILITY ? k->open_eligibility : S(""), code);
		if (at < least && kind_is_active(k)) {
			best = k;
			least = at;
		}
	}
	return best;
}

/* Only codes of schemes that we know: a name is no proof of a kind. */
static const struct kind *kind_said(struct one *x)
{
	static const enum hsds_scheme order[] = { SCHEME_KIND, SCHEME_HL7, SCHEME_OPEN_ELIGIBILITY };

	for (size_t s = 0; s < sizeof order / sizeof *order; s++)
		for (size_t i = 0; i < x->s->attributes.n; i++) {
			const struct hsds_taxonomy_term *t = x->s->attributes.at[i]->taxonomy_term;
			struct hsds_taxonomy as = { .name = t ? t->taxonomy : S(""), .uri = t ? t->taxonomy : S("") };
			const struct hsds_taxonomy *of = t && t->taxonomy_detail ? t->taxonomy_detail : &as;
			const struct kind *k = t && hsds_scheme_of(x->p->r->ctx, of) == order[s] ? kind_of_code_in(x->p, order[s], t->code) : NULL;
			if (k)
				return k;
		}
	return NULL;
}

static void say_kind(struct one *x)
{
	const struct kind *k = kind_said(x);

	if (k) {
		entry_say(x->p->r, x->e, "kind", k->code);
		return;
	}
	entry_say(x->p->r, x->e, "kind", x->p->r->source->kind);
	if (str_is(x->p->r->source->kind))
		entry_mend(x->e, NOTE_KIND);
}

/* --- price ------------------------------------------------------------------------------------------------------------------------ */

static bool is_free(struct str text)
{
	static const char *const words[] = { "free", "free of charge", "free to everyone", "no cost", "no charge", "no fee", "none", "gratis",
					     "0", "ingen", "intet" };

	text = str_trim(text);
	if (text.n && text.p[text.n - 1] == '.')
		text.n--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == text.n && !strncasecmp(words[i], text.p, text.n))
			return true;
	return false;
}

/* "usd" is USD; of one that we do not know an amount would say nothing. */
static struct str currency_of(struct one *x, struct str said)
{
	char *code = arena_z(x->p->r->a, said);

	for (char *c = code; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 32);
	return choice_label(service_currencies, str_of(code)) ? str_of(code) : S("");
}

static void say_amount(struct one *x, const char *name, double amount)
{
	entry_say(x->p->r, x->e, name, arena_printf(x->p->r->a, "%.2f", amount));
}

/* What costs have amounts in one currency: the least and the most of them. */
static bool say_costs(struct one *x)
{
	double least = 0, most = 0;
	struct str currency = S("");
	size_t n = 0;

	for (size_t i = 0; i < x->s->cost_options.n; i++) {
		const struct hsds_cost_option *c = x->s->cost_options.at[i];
		if (!c->amount.is || c->amount.v < 0)
			continue;
		if (n && !str_eq(currency, c->currency.p ? c->currency : S("")))
			return false;
		currency = c->currency.p ? c->currency : S("");
		least = n && least < c->amount.v ? least : c->amount.v;
		most = n && most > c->amount.v ? most : c->amount.v;
		n++;
	}
	currency = currency_of(x, currency);
	if (!n || (most > 0 && !str_is(currency)))
		return false;
	if (most == 0) {
		entry_say(x->p->r, x->e, "price_type", S("free"));
		return true;
	}
	entry_say(x->p->r, x->e, "price_type", least == most ? S("fixed") : S("range"));
	entry_say(x->p->r, x->e, "currency", currency);
	entry_say(x->p->r, x->e, "price_unit", S("once"));
	say_amount(x, "price_least", least);
	if (least != most)
		say_amount(x, "price_most", most);
	return true;
}

/* For whom and for what an amount is stays in words: "Under 18s, per session". */
static struct str cost_words(struct one *x)
{
	struct arena *a = x->p->r->a;
	struct str all = S("");

	for (size_t i = 0; i < x->s->cost_options.n; i++) {
		const struct hsds_cost_option *c = x->s->cost_options.at[i];
		struct str words = str_is(c->option) ? c->option : S("");
		if (str_is(c->amount_description))
			words = words.n ? arena_printf(a, "%.*s, %.*s", STR_ARG(words), STR_ARG(c->amount_description)) : c->amount_description;
		all = both(a, all, words);
	}
	return all;
}

static void say_price(struct one *x)
{
	struct str fees = str_is(x->s->fees_description) ? x->s->fees_description : str_is(x->s->fees) ? x->s->fees : S("");

	if (is_free(fees)) {
		entry_say(x->p->r, x->e, "price_type", S("free"));
		return;
	}
	if (!say_costs(x))
		entry_say(x->p->r, x->e, "price_type", S("unknown"));
	package_say_words(x->p, x->e, "extras", both(x->p->r->a, fees, cost_words(x)), LINE_MOST);
}

/* --- words -------------------------------------------------------------------------------------------------------------------------- */

static struct str lines(struct arena *a, struct str x, struct str y)
{
	return !str_is(y) ? x : !str_is(x) ? y : arena_printf(a, "%.*s\n\n%.*s", STR_ARG(x), STR_ARG(y));
}

static void say_words(struct one *x)
{
	const struct hsds_service *s = x->s;
	struct arena *a = x->p->r->a;
	struct str papers = S("");

	package_say_words(x->p, x->e, "name", s->name, NAME_MOST);
	package_say_words(x->p, x->e, "description", lines(a, s->description, s->eligibility_description), DESCRIPTION_MOST);
	package_say_words(x->p, x->e, "apply", s->application_process, TEXT_MOST);
	for (size_t i = 0; i < s->required_documents.n; i++)
		if (str_is(s->required_documents.at[i]->document))
			papers = papers.n ? arena_printf(a, "%.*s\n%.*s", STR_ARG(papers), STR_ARG(s->required_documents.at[i]->document)) :
					    s->required_documents.at[i]->document;
	package_say_words(x->p, x->e, "papers", papers, TEXT_MOST);
}

/* What we have no field for goes along. */
static void say_rest(struct one *x)
{
	static const struct {
		const char *name;
		size_t at;
	} rest[] = {
#define REST(member) { #member, offsetof(struct hsds_service, member) }
		REST(alternate_name), REST(interpretation_services), REST(wait_time), REST(accreditations), REST(licenses), REST(alert),
#undef REST
	};
	struct writing w;
	struct json_out *o = begin(&w);
	size_t n = 0;

	json_object(o);
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
		struct str text = *(const struct str *)(const void *)((const char *)x->s + rest[i].at);
		if (str_is(text)) {
			json_put_str(o, rest[i].name, text);
			n++;
		}
	}
	json_end_object(o);
	if (n)
		end(x, &w, "extra");
	else
		buf_free(&w.b);
}

/* --- for whom, and whom to ask ------------------------------------------------------------------------------------------------------- */

static void say_languages(struct one *x)
{
	struct str codes = S("");

	for (size_t i = 0; i < x->s->languages.n; i++) {
		const struct hsds_language *l = x->s->languages.at[i];
		struct str code = S("");
		for (const struct choice *c = language_choices; c->code; c++)
			if (str_same(l->code, c->code) || str_same(l->name, c->label))
				code = str_of(c->code);
		if (!code.n)
			entry_mend(x->e, NOTE_LANGUAGE);
		else
			codes = codes.n ? arena_printf(x->p->r->a, "%.*s %.*s", STR_ARG(codes), STR_ARG(code)) : code;
	}
	entry_say(x->p->r, x->e, "languages", codes);
}

#define SAY_PHONES(x, owner)                                                \
	for (size_t i_ = 0; (owner) && i_ < (owner)->phones.n; i_++)        \
		if (!str_same((owner)->phones.at[i_]->type, "fax"))         \
			package_say_phone((x)->p, (x)->e, (owner)->phones.at[i_]->number)

static void say_contact(struct one *x)
{
	struct str email = x->s->email;

	SAY_PHONES(x, x->s);
	for (size_t i = 0; i < x->s->contacts.n; i++) {
		const struct hsds_contact *c = x->s->contacts.at[i];
		SAY_PHONES(x, c);
		if (!str_is(email))
			email = c->email;
		if (!str_is(c->title) || str_is(entry_said(x->e, "contact_role")))
			continue;
		if (entry_is_name(c->title))
			entry_mend(x->e, NOTE_PERSON);
		else
			package_say(x->p, x->e, "contact_role", c->title, ROLE_MOST);
	}
	for (size_t i = 0; i < x->s->service_at_locations.n; i++)
		SAY_PHONES(x, x->s->service_at_locations.at[i]);
	SAY_PHONES(x, x->s->organization);
	package_say(x->p, x->e, "email", email, 120);
	package_say(x->p, x->e, "website", str_is(x->s->url) ? x->s->url : x->s->organization ? x->s->organization->website : S(""), 500);
}

static void say_way(struct one *x)
{
	bool room = false, online = false;

	for (size_t i = 0; i < x->s->service_at_locations.n; i++) {
		const struct hsds_location *l = x->s->service_at_locations.at[i]->location;
		room |= !is_virtual(l);
		online |= is_virtual(l);
		if (is_virtual(l) && !str_is(entry_said(x->e, "conference_url")))
			package_say(x->p, x->e, "conference_url", l->url, 500);
	}
	entry_say(x->p->r, x->e, "mode", online ? (room ? S("hybrid") : S("online")) : S("room"));
	if (x->s->minimum_age.is && x->s->minimum_age.v >= 0 && x->s->minimum_age.v <= 120)
		entry_say(x->p->r, x->e, "age_least", arena_printf(x->p->r->a, "%.0f", x->s->minimum_age.v));
	if (x->s->maximum_age.is && x->s->maximum_age.v >= 0 && x->s->maximum_age.v <= 120)
		entry_say(x->p->r, x->e, "age_most", arena_printf(x->p->r->a, "%.0f", x->s->maximum_age.v));
}

static void say_updated(struct one *x)
{
	day_t day = day_parse(str_is(x->s->assured_date) ? x->s->assured_date : str_slice(x->s->last_modified, 0, 10));

	if (day != DAY_NONE && str_is(x->s->assured_date))
		entry_say(x->p->r, x->e, "updated", arena_printf(x->p->r->a, "%lld", (long long)day * 86400));
}

/* --- what a house like ours wrote --------------------------------------------------------------------------------------------------- */

static void say_org_key(struct one *x)
{
	const struct hsds_organization *o = x->s->organization;

	if (o && str_same(package_record(o), "{\"house\":\"1\"}"))
		return;
	if (o)
		entry_say(x->p->r, x->e, "org_key", arena_printf(x->p->r->a, "org/%.*s", STR_ARG(o->id)));
	else
		entry_mend(x->e, NOTE_ORG);
}

/* Lists stay JSON, numbers are texts. */
static void say_own(struct one *x, struct str record)
{
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk w;
	struct json v;

	if (json_walk_start(&w, record, 1, &fault)) {
		entry_refuse(x->e, N_("The record of our own cannot be read."), S(""));
		return;
	}
	while (!json_walk_next(&w, &piece, &fault)) {
		const char *name = arena_z(x->p->r->a, piece.name);
		if (piece.text.p[0] != '"')
			entry_say(x->p->r, x->e, name, piece.text);
		else if (!json_parse(x->p->r->a, piece.text, &v, NULL))
			entry_say(x->p->r, x->e, name, v.text);
	}
}

/* The organisation as a list of ours names it. */
static void say_own_org(struct one *x)
{
	struct str record = x->s->organization ? package_record(x->s->organization) : STR_ABSENT;

	if (record.p && !str_same(record, "{\"house\":\"1\"}"))
		entry_say(x->p->r, x->e, "org", record);
}

/* What the list calls it at its houses and online, as names of its own. */
static void say_names(struct one *x)
{
	struct writing names;
	struct json_out *o = begin(&names);
	bool meeting = x->e->kind == ENTRY_MEETING;

	json_object(o);
	for (size_t i = 0; i < x->s->service_at_locations.n; i++) {
		const struct hsds_service_at_location *at = x->s->service_at_locations.at[i];
		if (!at->has_id || !hsds_is_uuid(at->id))
			continue;
		if (is_virtual(at->location) || meeting)
			entry_say(x->p->r, x->e, is_virtual(at->location) ? "name_online" : "name_at_house", at->id);
		else
			json_put_str(o, arena_z(x->p->r->a, at->location->id), at->id);
	}
	json_end_object(o);
	if (meeting)
		buf_free(&names.b);
	else
		end(x, &names, "names_at_places");
}

static bool take_own(struct one *x)
{
	struct str record = package_record(x->s);
	struct json all;

	if (!record.p || json_parse(x->p->r->a, record, &all, NULL))
		return false;
	if (json_get(&all, "kind")) {
		say_own(x, record);
		say_org_key(x);
		say_names(x);
		return true;
	}
	x->e->kind = ENTRY_MEETING;
	x->e->extra = STR_ABSENT;
	entry_say_own(x->p->r, x->e, record);
	say_own_org(x);
	say_names(x);
	return true;
}

/* --- the door ------------------------------------------------------------------------------------------------------------------------------ */

static void take_foreign(struct one *x)
{
	if (str_is(x->s->status) && !str_same(x->s->status, "active")) {
		x->e->resting = true;
		entry_refuse(x->e, N_("The list says that this is not offered at present."), S(""));
		return;
	}
	say_kind(x);
	say_org_key(x);
	say_words(x);
	say_price(x);
	say_languages(x);
	say_contact(x);
	say_way(x);
	say_places(x);
	say_hours(x);
	say_updated(x);
	say_rest(x);
	package_settle(x->p, x->e, service_fields, "", &(struct service){ .id = 0 });
}

void package_service(struct packing *p, const struct hsds_service *s, struct entry *e)
{
	struct one x = { p, s, e };

	if (!take_own(&x))
		take_foreign(&x);
}
