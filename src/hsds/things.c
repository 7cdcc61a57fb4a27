/* things.c -- organisations and places. */
#include "hsds/book.h"
#include "area/area.h"
#include "crypt/crypt.h"
#include "form/record.h"
#include "tr/tr.h"

#include <math.h>
#include <string.h>

enum { AREAS_DEEP = 8 };

static struct str id_text(struct book *b, int64_t id)
{
	return arena_printf(b->a, "%lld", (long long)id);
}

/* Public fields that say something, as texts, in an object that the caller has begun. */
static void put_fields(struct ctx *ctx, struct json_out *o, const struct field *fields, const void *record)
{
	for (const struct field *f = fields; f->name; f++) {
		struct str text = f->flags & FIELD_PRIVATE || !strcmp(f->name, "area") ? STR_ABSENT : field_text(ctx, f, record);
		if (str_is(text) && !str_same(text, "unknown"))
			json_put_str(o, f->name, text);
	}
}

/* The rest of a record: its area, and of a place that the point is the town's, and when it is open. */
struct beside {
	struct str area_code;
	bool approximate;
	const struct location_open *hours;
	size_t nhours;
};

static struct str record_of(struct book *b, const struct field *fields, const void *record, const struct beside *beside)
{
	struct json_out o;
	struct str text;
	struct buf buf;

	buf_init(&buf, RECORD_MOST);
	json_start(&o, &buf);
	json_object(&o);
	put_fields(b->ctx, &o, fields, record);
	json_put_is(&o, "area_code", beside->area_code);
	if (beside->approximate)
		json_put_str(&o, "approximate", S("1"));
	if (beside->nhours)
		location_write_hours(&o, b->a, beside->hours, beside->nhours);
	json_end_object(&o);
	text = buf.toobig ? S("") : arena_str(b->a, buf_view(&buf));
	buf_free(&buf);
	return text;
}

/* --- organisations -------------------------------------------------------------------------------------------------- */

static enum err area_code_of(struct book *b, int64_t id, struct str *code)
{
	struct area a;
	enum err e = id ? area_get(b->ctx, id, &a) : ERR_NOT_FOUND;

	*code = e ? S("") : a.code;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Services that nobody keeps still need somebody: the house that lists them. */
static struct hsds_organization *house(struct book *b)
{
	struct hsds_organization *h = b->house;
	struct arena *was;

	if (h)
		return h;
	was = book_in(b, b->lasting);
	h = b->house = arena_new_of(b->a, struct hsds_organization);
	h->id = crypt_uuid(b->a, S("0f3d1c1e-5b67-5c52-9a53-5d0f6e3f7a11"), arena_printf(b->a, "house/%.*s", STR_ARG(crypt_tag(b->ctx, "hsds", S("house")))));
	h->name = str_is(b->ctx->house->name) ? b->ctx->house->name : S("Samhold");
	h->description = tr(b->ctx, "Keeps this directory. Groups without an organisation of their own stand under it.");
	h->website = b->ctx->house->origin;
	book_say_record(b, h, S("{\"house\":\"1\"}"));
	book_in(b, was);
	return h;
}

static enum err make_org(struct book *b, const struct org *o, struct hsds_organization *h)
{
	const char *lang = str_is(o->description_da) && !str_is(o->description_en) ? "da" : "en";
	struct str code;

	TRY(hsds_uuid(b->ctx, THING_ORG, o->id, &h->id));
	TRY(area_code_of(b, o->area, &code));
	h->name = o->name;
	h->description = book_text(lang, o->description_da, o->description_en);
	if (!str_is(h->description))
		h->description = o->name;
	h->email = o->email;
	h->website = o->website;
	BOOK_PHONE(b, h, o->phone);
	book_say_record(b, h, record_of(b, org_fields, o, &(struct beside){ .area_code = code }));
	return OK;
}

static enum err read_org(struct book *b, int64_t id, struct hsds_organization **out)
{
	struct org o;
	enum err e = org_get(b->ctx, id, &o);

	*out = NULL;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	*out = arena_new_of(b->a, struct hsds_organization);
	shelf_put(b->a, &b->orgs, id_text(b, id), *out);
	return make_org(b, &o, *out);
}

enum err book_org(struct book *b, int64_t id, struct hsds_organization **out)
{
	struct arena *was;
	enum err e;

	*out = id ? shelf_find(&b->orgs, id_text(b, id)) : house(b);
	if (*out)
		return OK;
	was = book_in(b, b->lasting);
	e = read_org(b, id, out);
	book_in(b, was);
	if (!e && !*out)
		*out = house(b);
	return e;
}

/* --- places ----------------------------------------------------------------------------------------------------------- */

/* Denmark has no states, but regions; what has neither has its country. */
static enum err state_of(struct book *b, int64_t area, struct str country, struct str *name)
{
	struct area a;
	enum err e = OK;

	*name = country;
	for (int deep = 0; area && deep < AREAS_DEEP; deep++, area = a.parent) {
		e = area_get(b->ctx, area, &a);
		if (e)
			return e == ERR_NOT_FOUND ? OK : e;
		if (!str_same(a.kind, "region") && !str_same(a.kind, "state"))
			continue;
		*name = area_name(b->ctx, &a);
		return OK;
	}
	return OK;
}

static enum err add_address(struct book *b, const struct location *l, struct hsds_location *h)
{
	struct hsds_address *a;

	/* Of a protected place the town alone: that is no address. */
	if (!str_is(l->address) && !str_is(l->postcode))
		return OK;
	a = arena_new_of(b->a, struct hsds_address);
	a->id = book_part(b, h->id, "address", 0);
	a->address_1 = l->address;
	a->city = l->city;
	a->postal_code = l->postcode;
	a->country = l->country;
	a->address_type = S("physical");
	TRY(state_of(b, l->area, l->country, &a->state_province));
	BOOK_ADD(b, h->addresses, a);
	return OK;
}

static void add_access(struct book *b, const struct location *l, struct hsds_location *h)
{
	static const struct {
		const char *yes, *no;
		size_t at;
	} facts[] = {
		{ N_("One can come in without a step"), N_("There is a step at the door"), offsetof(struct location, step_free) },
		{ N_("There is a toilet for wheelchairs"), N_("There is no toilet for wheelchairs"), offsetof(struct location, toilet) },
	};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		struct str answer = *(const struct str *)((const char *)l + facts[i].at);
		struct hsds_accessibility *x;
		if (!str_same(answer, "yes") && !str_same(answer, "no"))
			continue;
		x = arena_new_of(b->a, struct hsds_accessibility);
		x->id = book_part(b, h->id, "accessibility", i);
		x->description = tr_of(b->ctx, str_of(str_same(answer, "yes") ? facts[i].yes : facts[i].no));
		BOOK_ADD(b, h->accessibility, x);
	}
}

static void add_hours(struct book *b, const struct beside *beside, struct hsds_location *h)
{
	for (size_t i = 0; i < beside->nhours; i++) {
		const struct location_open *at = &beside->hours[i];
		BOOK_ADD(b, h->schedules, book_schedule(b, book_part(b, h->id, "schedule", i), &(struct hours_line){
			at->rhythm, at->start_min, at->duration_min, at->zone, at->note }));
	}
}

static enum err make_place(struct book *b, const struct location *l, struct hsds_location *h)
{
	const char *lang = str_same(l->country, "DK") ? "da" : "en";
	struct beside beside = { .area_code = l->area_code, .approximate = l->approximate };
	struct location_open *hours;

	TRY(location_hours(b->ctx, l->id, &hours, &beside.nhours));
	beside.hours = hours;
	h->location_type = S("physical");
	h->name = str_is(l->name) ? l->name : TR_FILL(b->ctx, tr(b->ctx, "Protected place in {town}"), { "town", l->city });
	h->description = book_text(lang, l->entrance_da, l->entrance_en);
	h->transportation = l->transit;
	if (!isnan(l->lat) && !isnan(l->lon)) {
		h->latitude = (struct hsds_number){ true, l->lat };
		h->longitude = (struct hsds_number){ true, l->lon };
	}
	TRY(add_address(b, l, h));
	add_access(b, l, h);
	add_hours(b, &beside, h);
	book_say_record(b, h, record_of(b, location_fields, l, &beside));
	return OK;
}

static enum err read_place(struct book *b, int64_t id, struct hsds_location **out)
{
	struct location l;

	TRY(location_get(b->ctx, id, &l));
	l = location_public(&l);
	*out = arena_new_of(b->a, struct hsds_location);
	TRY(hsds_uuid(b->ctx, THING_PLACE, id, &(*out)->id));
	shelf_put(b->a, &b->places, id_text(b, id), *out);
	return make_place(b, &l, *out);
}

enum err book_place(struct book *b, int64_t id, struct hsds_location **out)
{
	struct arena *was;
	enum err e;

	*out = shelf_find(&b->places, id_text(b, id));
	if (*out)
		return OK;
	was = book_in(b, b->lasting);
	e = read_place(b, id, out);
	book_in(b, was);
	return e;
}
