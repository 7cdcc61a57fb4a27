/*
 * package.c -- a directory in HSDS (JSON, a table, or a zip of tables) into entries: organisations, places, services.
 *
 * Each is an entry of its own, so that a place that nothing is given at today comes in all the same, and the next
 * file of the list knows it again.  What stands in the attribute "record" was written by a house like ours and is
 * taken as it stands; of what others wrote, what we have a field for.  Names of persons are not read.
 */
#include "entry/package.h"
#include "entry/address.h"
#include "json/json.h"
#include "zip/zip.h"

#include <math.h>
#include <string.h>

enum { NAME_MOST = 120, LINE_MOST = 200, ORG_TEXT_MOST = 1500, ENTRANCE_MOST = 600, VOTES_MOST = 40 };

static const char NOTE_CUT[] = N_("A text was longer than we keep and was cut.");
static const char NOTE_SLIP[] = N_("A closing time stands before the opening. Only the opening was taken; please look.");
static const char NOTE_ODD[] = N_("{x} is not as we can keep it, and was left out.");
static const char NOTE_POINT[] = N_("A point that is nowhere on earth was left out.");
static const char NOTE_NO_CLOCK[] = N_("We do not know the time zone, so the hours stay in words.");

/* --- saying ------------------------------------------------------------------------------------------------------------ */

void package_say(struct packing *p, struct entry *e, const char *name, struct str text, size_t most)
{
	struct str cut = utf8_first(text, most);

	if (!str_is(text))
		return;
	if (cut.n < text.n)
		entry_mend(e, NOTE_CUT);
	entry_say(p->r, e, name, str_trim(cut));
}

void package_say_words(struct packing *p, struct entry *e, const char *name, struct str text, size_t most)
{
	package_say(p, e, arena_printf(p->r->a, "%s_%s", name, p->lang).p, text, most);
}

void package_say_phone(struct packing *p, struct entry *e, struct str number)
{
	size_t end = 0, digits = 0;

	if (str_is(entry_said(e, "phone")) || !str_is(number))
		return;
	/* Up to an extension, or a word that spells a number. */
	for (; end < number.n && strchr("0123456789+ .-()/\t", number.p[end]); end++)
		digits += number.p[end] >= '0' && number.p[end] <= '9';
	if (digits >= 3 && digits <= 16)
		entry_say(p->r, e, "phone", str_trim(str_slice(number, 0, end)));
}

static struct entry *add(struct packing *p, enum entry_kind kind, const void *object, const char *prefix, struct str name)
{
	const struct hsds_any *any = object;
	struct entry *e;

	p->r->to->at = arena_grow(p->r->a, p->r->to->at, p->r->to->n, sizeof *p->r->to->at);
	e = &p->r->to->at[p->r->to->n++];
	*e = (struct entry){ .kind = kind, .line = any->line, .name = name.p ? name : S(""), .gap = S(""),
			     .key = arena_printf(p->r->a, "%s/%.*s", prefix, STR_ARG(any->id)), .field = any->file.p ? any->file : S("") };
	if (hsds_is_uuid(any->id))
		entry_say(p->r, e, "uuid", any->id);
	return e;
}

struct str package_record(const void *object)
{
	const struct hsds_any *any = object;

	for (size_t i = 0; i < any->attributes.n; i++) {
		const struct hsds_attribute *at = any->attributes.at[i];
		if (str_same(at->link_type, "record") && str_is(at->value) && at->value.p[0] == '{')
			return at->value;
	}
	return STR_ABSENT;
}

/* Members of a record under a prefix; lists stay JSON. */
static bool say_record(struct packing *p, struct entry *e, struct str record, const char *prefix)
{
	struct json all;

	if (json_parse(p->r->a, record, &all, NULL) || all.type != JSON_OBJECT)
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].type == JSON_TEXT)
			entry_say(p->r, e, arena_printf(p->r->a, "%s%.*s", prefix, STR_ARG(all.names[i])).p, all.at[i].text);
	return true;
}

/* --- what a form of ours would not take ---------------------------------------------------------------------------------- */

static bool is_odd(struct packing *p, const struct field *f, struct str text, void *scratch)
{
	const struct field alone[] = { *f, { 0 } };
	struct problems bad = { 0 };
	struct values v = { 0 };
	struct str masked;

	value_add(p->r->a, &v, str_of(f->name), text);
	form_read_some(p->r->ctx, alone, &v, scratch, &bad);
	/* A number of a person is told as such, and the row refused. */
	return bad.n && !guard_number(p->r->ctx, text, &masked);
}

void package_settle(struct packing *p, struct entry *e, const struct field *fields, const char *prefix, void *scratch)
{
	struct values kept = { 0 };

	for (size_t i = 0; i < e->said.n; i++) {
		const struct value *v = &e->said.at[i];
		const struct field *f = str_starts(v->name, str_of(prefix)) ? field_find(fields, v->name.p + strlen(prefix)) : NULL;
		if (!f || f->flags & FIELD_REQUIRED || !is_odd(p, f, v->text, scratch)) {
			value_add(p->r->a, &kept, v->name, v->text);
			continue;
		}
		if (!str_is(e->gap))
			e->gap = utf8_first(v->text, LINE_MOST);
		entry_mend(e, NOTE_ODD);
	}
	e->said = kept;
}

/* --- organisations -------------------------------------------------------------------------------------------------------- */

static void take_org(struct packing *p, const struct hsds_organization *o)
{
	struct str record = package_record(o);
	struct entry *e;

	/* The house that listed those whom nobody keeps is not one of them. */
	if (str_same(record, "{\"house\":\"1\"}"))
		return;
	e = add(p, ENTRY_ORG, o, "org", o->name);
	if (record.p && say_record(p, e, record, ""))
		return;
	package_say(p, e, "name", o->name, NAME_MOST);
	package_say_words(p, e, "description", o->description, ORG_TEXT_MOST);
	package_say(p, e, "website", o->website, 300);
	package_say(p, e, "email", o->email, 120);
	for (size_t i = 0; i < o->phones.n; i++)
		if (!str_same(o->phones.at[i]->type, "fax"))
			package_say_phone(p, e, o->phones.at[i]->number);
	package_settle(p, e, org_fields, "", &(struct org){ .id = 0 });
}

/* --- places ------------------------------------------------------------------------------------------------------------------ */

static struct str country_of(struct packing *p, const struct hsds_address *a)
{
	struct mg_meeting m = { .city = a->city, .state = a->state_province, .postal_code = a->postal_code, .country = a->country };
	struct address read;

	address_read(p->r->ctx, &m, &read);
	return read.country.n ? arena_str(p->r->a, read.country) : p->country;
}

static struct str zone_of(struct packing *p, const struct hsds_address *a)
{
	struct address read = { .country = country_of(p, a), .state = str_is(a->state_province) ? a->state_province : S(""),
				.postcode = S(""), .city = S(""), .street = S("") };

	return arena_str(p->r->a, address_zone(p->r->ctx, &read));
}

struct str package_zone(struct packing *p, const struct hsds_location *l)
{
	struct str zone = S("");

	if (l && l->addresses.n)
		zone = zone_of(p, l->addresses.at[0]);
	return zone.n ? zone : p->zone;
}

static void say_address(struct packing *p, struct entry *e, const struct hsds_address *a)
{
	struct str street = a->address_1;
	struct address read = { .country = country_of(p, a), .state = str_is(a->state_province) ? a->state_province : S(""),
				.postcode = S(""), .city = S(""), .street = S("") };

	if (str_is(a->address_2))
		street = arena_printf(p->r->a, "%.*s, %.*s", STR_ARG(street), STR_ARG(a->address_2));
	package_say(p, e, "location_address", street, LINE_MOST);
	package_say(p, e, "location_postcode", a->postal_code, 12);
	package_say(p, e, "location_city", a->city, 80);
	entry_say(p->r, e, "location_country", read.country);
	entry_say(p->r, e, "location_area_code", arena_str(p->r->a, address_area(p->r->ctx, &read)));
}

static void say_hours(struct packing *p, struct entry *e, const struct hsds_location *l)
{
	struct package_hours *h = arena_new_of(p->r->a, struct package_hours);
	struct json_out o;
	struct buf b;

	package_hours(p, l->schedules.at, l->schedules.n, package_zone(p, l), h);
	if (h->slips)
		entry_mend(e, NOTE_SLIP);
	if (h->words.n && !package_zone(p, l).n)
		entry_mend(e, NOTE_NO_CLOCK);
	if (!h->n)
		return;
	buf_init(&b, 1 << 16);
	json_start(&o, &b);
	json_object(&o);
	location_write_hours(&o, p->r->a, h->at, h->n);
	json_end_object(&o);
	/* {"hours":[…]}: the list alone. */
	entry_say(p->r, e, "location_hours", arena_str(p->r->a, str_slice(buf_view(&b), 9, b.n - 1)));
	buf_free(&b);
}

static void say_access(struct packing *p, struct entry *e, const struct hsds_location *l)
{
	struct str text = S("");

	for (size_t i = 0; i < l->accessibility.n; i++)
		if (str_is(l->accessibility.at[i]->description))
			text = arena_printf(p->r->a, "%.*s%s%.*s", STR_ARG(text), text.n ? "\n" : "", STR_ARG(l->accessibility.at[i]->description));
	if (str_is(l->description))
		text = text.n ? arena_printf(p->r->a, "%.*s\n%.*s", STR_ARG(l->description), STR_ARG(text)) : l->description;
	package_say_words(p, e, "location_entrance", text, ENTRANCE_MOST);
}

/* 0, 0 is how many programs say that they do not know. */
static void say_point(struct packing *p, struct entry *e, const struct hsds_location *l)
{
	if (!l->latitude.is || !l->longitude.is || (l->latitude.v == 0 && l->longitude.v == 0))
		return;
	if (fabs(l->latitude.v) > 90 || fabs(l->longitude.v) > 180) {
		entry_mend(e, NOTE_POINT);
		return;
	}
	entry_say(p->r, e, "location_lat", arena_printf(p->r->a, "%.6f", l->latitude.v));
	entry_say(p->r, e, "location_lon", arena_printf(p->r->a, "%.6f", l->longitude.v));
}

static void say_place(struct packing *p, struct entry *e, const struct hsds_location *l)
{
	package_say(p, e, "location_name", l->name, NAME_MOST);
	if (l->addresses.n)
		say_address(p, e, l->addresses.at[0]);
	else
		entry_say(p->r, e, "location_country", p->country);
	package_say(p, e, "location_transit", l->transportation, 160);
	say_point(p, e, l);
	entry_say(p->r, e, "location_zone", package_zone(p, l));
	say_access(p, e, l);
	say_hours(p, e, l);
	package_settle(p, e, location_fields, "location_", &(struct location){ .id = 0 });
}

/* The list of hours in a record of our own. */
static void say_own_hours(struct packing *p, struct entry *e, struct str record)
{
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk w;

	if (json_walk_start(&w, record, 1, &fault))
		return;
	while (!json_walk_next(&w, &piece, &fault))
		if (str_same(piece.name, "hours"))
			entry_say(p->r, e, "location_hours", piece.text);
}

static void take_place(struct packing *p, const struct hsds_location *l)
{
	struct str record = package_record(l);
	struct entry *e;

	/* A room on the net is a way to a service, not a house. */
	if (str_same(l->location_type, "virtual"))
		return;
	e = add(p, ENTRY_PLACE, l, "place", l->name);
	if (record.p && say_record(p, e, record, "location_"))
		say_own_hours(p, e, record);
	else
		say_place(p, e, l);
	if (!said_has_place(&e->said))
		entry_refuse(e, N_("The place has neither a name nor an address."), S(""));
}

/* --- the clock of the list ------------------------------------------------------------------------------------------------------- */

struct votes {
	struct str at[VOTES_MOST];
	size_t count[VOTES_MOST], n;
};

static void vote(struct votes *v, struct str said)
{
	size_t k = 0;

	if (!said.n)
		return;
	while (k < v->n && !str_eq(v->at[k], said))
		k++;
	if (k == VOTES_MOST)
		return;
	if (k == v->n)
		v->at[v->n++] = said;
	v->count[k]++;
}

static struct str most_of(const struct votes *v)
{
	size_t best = 0;

	for (size_t k = 1; k < v->n; k++)
		if (v->count[k] > v->count[best])
			best = k;
	return v->n ? v->at[best] : S("");
}

/* That of most of its addresses, unless it was said of the list. */
static void find_clock(struct packing *p)
{
	struct votes zones = { .n = 0 }, countries = { .n = 0 };

	p->zone = p->country = S("");
	hsds_each(p->set, HSDS_ADDRESS, hsds_address, a) {
		vote(&zones, zone_of(p, a));
		vote(&countries, country_of(p, a));
	}
	p->zone = str_is(p->r->source->zone) ? p->r->source->zone : most_of(&zones);
	p->country = countries.n ? most_of(&countries) : address_country_of_zone(p->zone);
	p->lang = str_same(p->zone, "Europe/Copenhagen") ? "da" : "en";
}

/* --- what the reader had to tell ---------------------------------------------------------------------------------------------------- */

static bool is_of(enum hsds_kind kind, const struct entry *e, struct str id)
{
	static const struct {
		enum hsds_kind kind;
		const char *prefix;
	} own[] = { { HSDS_ORGANIZATION, "org/" }, { HSDS_LOCATION, "place/" }, { HSDS_SERVICE, "service/" } };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (own[i].kind == kind)
			return str_starts(e->key, str_of(own[i].prefix)) && str_eq(str_slice(e->key, strlen(own[i].prefix), e->key.n), id);
	return false;
}

static struct entry *entry_of(struct packing *p, const struct hsds_fault *f)
{
	for (size_t i = 0; str_is(f->id) && i < p->r->to->n; i++)
		if (is_of(f->kind, &p->r->to->at[i], f->id))
			return &p->r->to->at[i];
	return NULL;
}

static void add_refused(struct packing *p, const struct hsds_fault *f)
{
	struct entry *e;

	p->r->to->at = arena_grow(p->r->a, p->r->to->at, p->r->to->n, sizeof *p->r->to->at);
	e = &p->r->to->at[p->r->to->n++];
	*e = (struct entry){ .kind = f->kind == HSDS_ORGANIZATION ? ENTRY_ORG : f->kind == HSDS_LOCATION ? ENTRY_PLACE : ENTRY_SERVICE,
			     .line = f->line, .name = S(""), .gap = S(""),
			     .key = arena_printf(p->r->a, "%.*s:%d", STR_ARG(f->file), f->line),
			     .field = f->file.p ? arena_printf(p->r->a, "%.*s%s%s", STR_ARG(f->file), f->field[0] ? ": " : "", f->field) : S("") };
	entry_refuse(e, f->why, f->gap);
}

/* A gap can be filled once on a row: the first sentence with one has it. */
static void tell(struct entry *e, const struct hsds_fault *f)
{
	bool gap = strstr(f->why, "{x}") != NULL;

	if (gap && str_is(e->gap))
		return;
	if (gap)
		e->gap = f->gap;
	entry_mend(e, f->why);
}

static void tell_faults(struct packing *p)
{
	size_t told = p->r->to->n;

	for (size_t i = 0; i < p->set->nfaults && p->r->to->n < told + 1000; i++) {
		const struct hsds_fault *f = &p->set->faults[i];
		struct entry *e = f->refused ? NULL : entry_of(p, f);
		if (e)
			tell(e, f);
		else if (f->refused)
			add_refused(p, f);
	}
}

/* --- the file ---------------------------------------------------------------------------------------------------------------------------- */

static enum err read_zip(struct reading *r, struct str bytes, struct hsds_set *set, const char **why, struct str *file, int *line)
{
	struct zip_file *packed;
	struct hsds_file files[HSDS_FILES_MOST];
	size_t n, kept = 0;

	TRY(zip_read(r->a, bytes, &packed, &n, why));
	for (size_t i = 0; i < n; i++) {
		/* One tree of JSON in a zip is that tree. */
		if (n == 1 && hsds_is_json(packed[i].bytes))
			return hsds_read_json(r->a, packed[i].bytes, set, why, line);
		if (hsds_is_table(packed[i].name) && kept < HSDS_FILES_MOST)
			files[kept++] = (struct hsds_file){ packed[i].name, packed[i].bytes };
	}
	return hsds_read_tables(r->a, files, kept, set, why, file, line);
}

static enum err read_bytes(struct reading *r, struct str bytes, struct hsds_set *set, const char **why, int *line)
{
	struct str file = STR_ABSENT;

	*line = 1;
	if (zip_is(bytes))
		return read_zip(r, bytes, set, why, &file, line);
	return hsds_read_json(r->a, bytes, set, why, line);
}

static void take_all(struct packing *p)
{
	/* Those that others belong to first: a service finds them when it comes. */
	hsds_each(p->set, HSDS_ORGANIZATION, hsds_organization, o)
		take_org(p, o);
	hsds_each(p->set, HSDS_LOCATION, hsds_location, l)
		take_place(p, l);
	hsds_each(p->set, HSDS_SERVICE, hsds_service, s) {
		struct entry *e = add(p, ENTRY_SERVICE, s, "service", s->name);
		package_service(p, s, e);
	}
	tell_faults(p);
}

enum err package_entries(struct reading *r, struct str bytes, const char **why, int *line)
{
	struct arena *mine = r->ctx->arena;
	struct hsds_set set;
	struct packing p = { .r = r, .set = &set };
	enum err e;

	TRY(read_bytes(r, bytes, &set, why, line));
	/* What an address is made of must last as long as the entries. */
	r->ctx->arena = r->a;
	e = kind_list(r->ctx, &p.kinds, &p.nkinds);
	if (!e) {
		find_clock(&p);
		take_all(&p);
	}
	r->ctx->arena = mine;
	return e;
}
