/* take_place.c -- places and organisations of a list: found again, or made. */
#include "exchange/take.h"
#include "area/area.h"
#include "json/json.h"
#include "org/org.h"

static enum err note_thing(struct taking *t, const char *kind, int64_t id, struct str was)
{
	int64_t changed;

	return exchange_thing_put(t->ctx, t->run, str_of(kind), id, was, &changed);
}

enum err place_make(struct taking *t, const struct values *said, int64_t *id, struct problems *bad)
{
	struct location found, l = said_no_place();

	*id = 0;
	if (!said_has_place(said))
		return OK;
	TRY(place_same(t->ctx, said, &found));
	*id = found.id;
	if (found.id)
		return OK;
	TRY(said_location(t->ctx, said, &l, bad));
	l.org = t->source.org;
	if (bad->n)
		return OK;
	TRY(location_save(t->ctx, &l, bad));
	if (bad->n)
		return OK;
	*id = l.id;
	return note_thing(t, "location", l.id, S(""));
}

enum err place_change(struct taking *t, int64_t id, const struct values *changed, struct problems *bad)
{
	struct exchange_place_others others;
	struct str was;
	struct location l;

	TRY(exchange_place_others(t->ctx, id, t->source.id, &others));
	if (others.n)
		return OK;
	TRY(location_get(t->ctx, id, &l));
	TRY(location_snapshot(t->ctx, id, &was));
	TRY(said_location(t->ctx, changed, &l, bad));
	if (bad->n)
		return OK;
	TRY(location_save(t->ctx, &l, bad));
	return bad->n ? OK : note_thing(t, "location", id, was);
}

static enum err add_org(struct taking *t, const struct json *said, int64_t *id)
{
	struct org o = { .kind = S("association") };
	struct problems bad = { 0 };
	struct values v = { 0 };
	struct area a;
	enum err e;

	for (size_t i = 0; i < said->n; i++)
		if (said->at[i].type == JSON_TEXT)
			value_add(t->ctx->arena, &v, said->names[i], said->at[i].text);
	TRY(form_read_some(t->ctx, org_fields, &v, &o, &bad));
	if (str_is(json_text(said, "area_code")) && !area_of_code(t->ctx, json_text(said, "area_code"), &a))
		o.area = a.id;
	e = bad.n ? OK : org_save(t->ctx, &o, &bad);
	/* Whoever may not add organisations takes the listing in without one. */
	if (e == ERR_DENIED || (!e && bad.n))
		return OK;
	TRY(e);
	*id = o.id;
	return note_thing(t, "org", o.id, S(""));
}

enum err org_make(struct taking *t, const struct values *said, int64_t *id)
{
	struct str org = value_of(said, "org");
	struct json json;
	struct org o;
	enum err e;

	*id = t->source.org;
	if (*id || !str_is(org) || json_parse(t->ctx->arena, org, &json, NULL) || !str_is(json_text(&json, "name")))
		return OK;
	e = org_of_name(t->ctx, json_text(&json, "name"), &o);
	if (!e)
		*id = o.id;
	return e == ERR_NOT_FOUND ? add_org(t, &json, id) : e;
}

enum err org_of_list(struct taking *t, int64_t *id)
{
	struct org found, o = { .kind = S("other"), .name = t->source.name };
	struct problems bad = { 0 };
	enum err e = org_of_name(t->ctx, t->source.name, &found);

	*id = e ? 0 : found.id;
	if (e != ERR_NOT_FOUND)
		return e;
	e = org_save(t->ctx, &o, &bad);
	/* Whoever may not add one is told so by the service. */
	if (e == ERR_DENIED || (!e && bad.n))
		return OK;
	TRY(e);
	*id = o.id;
	return note_thing(t, "org", o.id, S(""));
}
