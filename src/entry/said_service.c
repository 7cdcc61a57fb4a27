/*
 * said_service.c -- a service from what a list says of it.
 *
 * Its fields are those of the form of its kind.  Places, hours, areas and free places are lists, written as JSON
 * the way the attribute "record" of our own packages has them (hsds/service.c); a list that is said stands in
 * place of the one before.
 */
#include "entry/entry.h"
#include "area/area.h"
#include "json/json.h"
#include "tr/tr.h"

#include <string.h>

static const struct json *list_of(struct ctx *ctx, const struct values *v, const char *name)
{
	struct json *out = arena_new_of(ctx->arena, struct json);
	struct str text = value_of(v, name);

	/* Said no longer: empty. */
	if (!text.p)
		return NULL;
	if (!text.n || json_parse(ctx->arena, text, out, NULL) || out->type != JSON_ARRAY)
		*out = (struct json){ .type = JSON_ARRAY };
	return out;
}

static int64_t whole(const struct json *o, const char *name, int64_t otherwise)
{
	const struct json *v = json_get(o, name);

	return v && v->type == JSON_INT ? v->i : otherwise;
}

static struct str text_in(const struct json *o, const char *name)
{
	struct str s = json_text(o, name);

	return s.p ? s : S("");
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

static bool has_place(const struct service_place *at, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (at[i].location == id)
			return true;
	return false;
}

static struct str name_at(const struct json *names, struct str place)
{
	for (size_t i = 0; names && names->type == JSON_OBJECT && i < names->n; i++)
		if (str_eq(names->names[i], place) && names->at[i].type == JSON_TEXT)
			return names->at[i].text;
	return S("");
}

static enum err set_places(struct ctx *ctx, const struct values *v, const struct said_places *where, struct service_whole *w)
{
	const struct json *list = list_of(ctx, v, "places");
	struct str text = value_of(v, "names_at_places");
	struct json names = { .type = JSON_NULL };
	struct service_place *at;
	size_t n = 0;

	if (!list || !where)
		return OK;
	if (str_is(text) && json_parse(ctx->arena, text, &names, NULL))
		names.type = JSON_NULL;
	at = arena_array(ctx->arena, list->n, struct service_place);
	for (size_t i = 0; i < list->n && n < SERVICE_PLACES_MOST; i++) {
		int64_t id;
		TRY(where->find(where->arg, list->at[i].text, &id));
		if (id && !has_place(at, n, id))
			at[n++] = (struct service_place){ id, name_at(&names, list->at[i].text) };
	}
	w->places = at, w->nplaces = n;
	return OK;
}

static struct rhythm rhythm_in(const struct json *o, bool *known)
{
	struct meeting as = { .rhythm = text_in(o, "rhythm"), .every = whole(o, "every", 1), .weekdays = text_in(o, "weekdays"),
			      .nths = text_in(o, "nths"), .month_day = whole(o, "month_day", 0), .first_day = day_parse(json_text(o, "first_day")),
			      .last_day = day_parse(json_text(o, "last_day")) };
	struct rhythm r = { .first = DAY_NONE };

	*known = meeting_rhythm(&as, &r);
	return r;
}

static enum err set_schedules(struct ctx *ctx, const struct values *v, const struct said_places *where, struct service_whole *w)
{
	const struct json *list = list_of(ctx, v, "schedules");
	struct service_schedule *at;
	size_t n = 0;

	if (!list)
		return OK;
	at = arena_array(ctx->arena, list->n, struct service_schedule);
	for (size_t i = 0; i < list->n && n < SERVICE_SCHEDULES_MOST; i++) {
		const struct json *o = &list->at[i];
		bool known;
		at[n] = (struct service_schedule){ .rhythm = rhythm_in(o, &known), .start_min = (int)whole(o, "start_min", -1),
						   .duration_min = (int)whole(o, "duration_min", 0), .zone = text_in(o, "zone"),
						   .note_da = text_in(o, "note_da"), .note_en = text_in(o, "note_en"), .source_key = text_in(o, "id") };
		if (where && str_is(json_text(o, "place")))
			TRY(where->find(where->arg, json_text(o, "place"), &at[n].location));
		n += known;
	}
	w->schedules = at, w->nschedules = n;
	return OK;
}

static enum err set_areas(struct ctx *ctx, const struct values *v, struct service_whole *w)
{
	const struct json *list = list_of(ctx, v, "areas");
	int64_t *at;
	size_t n = 0;

	if (!list)
		return OK;
	at = arena_array(ctx->arena, list->n, int64_t);
	for (size_t i = 0; i < list->n; i++) {
		struct area a;
		enum err e = list->at[i].type == JSON_TEXT ? area_of_code(ctx, list->at[i].text, &a) : ERR_NOT_FOUND;
		if (e && e != ERR_NOT_FOUND)
			return e;
		if (!e)
			at[n++] = a.id;
	}
	w->areas = at, w->nareas = n;
	return OK;
}

static void set_capacities(struct ctx *ctx, const struct values *v, struct service_whole *w)
{
	const struct json *list = list_of(ctx, v, "capacities");
	struct service_capacity *at;

	if (!list)
		return;
	at = arena_array(ctx->arena, list->n, struct service_capacity);
	for (size_t i = 0; i < list->n; i++)
		at[i] = (struct service_capacity){ text_in(&list->at[i], "unit"), whole(&list->at[i], "total", INT64_MIN),
						   whole(&list->at[i], "free", 0), whole(&list->at[i], "as_of", ctx->now), S("import") };
	w->capacities = at, w->ncapacities = list->n;
}

/* --- the row ------------------------------------------------------------------------------------------------------- */

static int64_t number_said(const struct values *v, const char *name, int64_t otherwise)
{
	int64_t n;

	return str_int(value_of(v, name), &n) ? n : otherwise;
}

/* Never later than now: what a list is sure of, somebody has seen. */
static void set_sure(struct ctx *ctx, const struct values *v, struct service *s)
{
	int64_t at = number_said(v, "verified_at", number_said(v, "updated", 0));

	if (at > ctx->now)
		at = ctx->now;
	if (at > s->verified_at || value_of(v, "verified_at").p) {
		s->verified_at = at;
		s->verified_by = str_is(value_of(v, "verified_by")) ? value_of(v, "verified_by") : S("import");
	}
	if (value_of(v, "full_since").p)
		s->full_since = number_said(v, "full_since", 0);
	if (value_of(v, "full_until").p)
		s->full_until = day_parse(value_of(v, "full_until"));
}

static enum err set_area(struct ctx *ctx, const struct values *v, struct service *s)
{
	struct area a;
	enum err e = str_is(value_of(v, "area_code")) ? area_of_code(ctx, value_of(v, "area_code"), &a) : ERR_NOT_FOUND;

	if (!e)
		s->area = a.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err set_fields(struct ctx *ctx, const struct kind *k, const struct values *v, struct service_whole *w, struct problems *bad)
{
	struct service_typed *typed = arena_new_of(ctx->arena, struct service_typed);

	service_to_typed(ctx, k, w, typed);
	TRY(form_read_some(ctx, service_form_fields(ctx, k), said_in_words(ctx, v), typed, bad));
	service_of_typed(ctx, k, typed, w);
	return OK;
}

enum err said_service(struct ctx *ctx, const struct values *v, const struct said_places *where, struct service_whole *w,
		      struct problems *bad)
{
	struct kind k;

	TRY(kind_get(ctx, w->s.kind, &k));
	TRY(set_fields(ctx, &k, v, w, bad));
	if (str_is(value_of(v, "slug")))
		w->s.slug = value_of(v, "slug");
	if (value_of(v, "extra").p)
		w->s.extra = value_of(v, "extra");
	set_sure(ctx, v, &w->s);
	TRY(set_area(ctx, v, &w->s));
	TRY(set_places(ctx, v, where, w));
	TRY(set_schedules(ctx, v, where, w));
	set_capacities(ctx, v, w);
	return set_areas(ctx, v, w);
}

enum err said_new_service(struct ctx *ctx, const struct values *v, struct service_whole *w, struct problems *bad)
{
	struct kind k;
	enum err e = kind_of_code(ctx, value_of(v, "kind").p ? value_of(v, "kind") : S(""), &k);

	if (e == ERR_NOT_FOUND || (!e && !kind_is_active(&k)))
		return problem(bad, "kind", N_("We do not know what kind of support this is. Choose one for the whole list."));
	TRY(e);
	*w = service_blank(ctx, &k);
	/* What the kind begins with is for a person who fills in a form; a list must say it, or a person must look. */
	w->s.stages = w->s.languages = w->s.currency = S("");
	w->s.state = S("running");
	return OK;
}
