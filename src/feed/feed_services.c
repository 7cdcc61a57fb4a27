/*
 * feed_services.c -- services as JSON: the same table of fields as the form of their kind, read by everybody, written by
 * keepers.
 */
#include "feed/feed_api.h"
#include "area/area.h"
#include "feed/feed_api_parts.h"
#include "feed/feed_parts.h"
#include "format/hours.h"
#include "location/location.h"
#include "org/org.h"
#include "service/service.h"

#include <string.h>

#include "feed_sql.h"

/* --- written ------------------------------------------------------------------------------------------------------ */

static void put_hours(struct ctx *ctx, struct json_out *o, const struct service_whole *w)
{
	json_name(o, "hours");
	json_array(o);
	for (size_t i = 0; i < w->nschedules; i++) {
		const struct service_schedule *h = &w->schedules[i];
		const struct rhythm *r = &h->rhythm;
		struct meeting m = { 0 };
		struct rhythm shown = *r;
		if (shown.first == DAY_NONE)
			shown.first = day_of(2000, 1, 3);
		meeting_set_rhythm(ctx->arena, &m, &shown);
		json_object(o);
		json_put_str(o, "rhythm", m.rhythm);
		json_put_int(o, "every", r->interval);
		json_put_str(o, "weekdays", meeting_weekday_codes(ctx->arena, r->weekdays));
		json_put_str(o, "nths", meeting_nth_codes(ctx->arena, r->nths));
		json_put_int(o, "month_day", r->month_day);
		json_put_str(o, "first_day", day_str(ctx->arena, r->first));
		json_put_str(o, "last_day", day_str(ctx->arena, r->last));
		json_put_str(o, "from", minutes_str(ctx->arena, h->start_min));
		json_put_int(o, "duration_min", h->duration_min);
		json_put_str(o, "zone", h->zone);
		json_put_str(o, "note_da", h->note_da);
		json_put_str(o, "note_en", h->note_en);
		json_end_object(o);
	}
	json_end_array(o);
}

static void put_free(struct ctx *ctx, struct json_out *o, const struct service_whole *w)
{
	json_name(o, "free_places");
	json_array(o);
	for (size_t i = 0; i < w->ncapacities; i++) {
		const struct service_capacity *c = &w->capacities[i];
		/* A number that is three days old would send somebody across the town for nothing. */
		bool old = service_capacity_age(ctx, c) == CAPACITY_OLD;
		json_object(o);
		json_put_str(o, "unit", c->unit);
		json_name(o, "free");
		if (old)
			json_null(o);
		else
			json_int(o, c->free);
		json_put_int(o, "as_of", c->as_of);
		json_put_str(o, "said", service_capacity_text(ctx, c, service_zone(w)));
		json_end_object(o);
	}
	json_end_array(o);
}

static enum err put_places(struct ctx *ctx, struct json_out *o, const struct service_whole *w)
{
	json_name(o, "locations");
	json_array(o);
	for (size_t i = 0; i < w->nplaces; i++) {
		struct location l, shown;
		TRY(location_get(ctx, w->places[i].location, &l));
		shown = location_public(&l);
		feed_location_json(ctx, o, &shown);
	}
	json_end_array(o);
	return OK;
}

static struct str codes_of_places(struct ctx *ctx, const struct service_whole *w)
{
	struct str ids = S("");

	for (size_t i = 0; i < w->nplaces; i++) {
		struct location l;
		if (location_get(ctx, w->places[i].location, &l) || l.protected_address)
			continue;
		ids = arena_printf(ctx->arena, "%.*s%s%lld", STR_ARG(ids), ids.n ? " " : "", (long long)l.id);
	}
	return ids;
}

static enum err put_service(struct ctx *ctx, struct json_out *o, const struct service_whole *w)
{
	struct service_typed *t = arena_new_of(ctx->arena, struct service_typed);
	const struct service *s = &w->s;
	struct area a = { .code = S("") };
	struct kind k;
	struct org org;

	TRY(kind_get(ctx, s->kind, &k));
	TRY(org_get(ctx, s->org, &org));
	if (s->area)
		TRY(area_get(ctx, s->area, &a));
	service_to_typed(ctx, &k, w, t);
	json_object(o);
	json_put_str(o, "slug", s->slug);
	json_put_str(o, "kind", k.code);
	json_put_str(o, "state", s->state);
	json_put_str(o, "url", feed_support_url(ctx, s));
	json_put_str(o, "organisation", org.name);
	json_put_id(o, "organisation_id", s->org);
	json_put_str(o, "area_code", a.code);
	feed_fields_json(ctx, o, service_form_fields(ctx, &k), t);
	json_put_str(o, "price", service_price(ctx, s));
	json_put_str(o, "when", service_hours(ctx, w));
	json_put_bool(o, "over", !service_is_on(ctx, &k, w));
	json_put_bool(o, "full", service_is_full(ctx, s));
	json_put_str(o, "full_until", service_is_full(ctx, s) ? day_str(ctx->arena, s->full_until) : STR_ABSENT);
	json_put_int(o, "verified_at", s->verified_at);
	json_put_str(o, "verified_by", s->verified_by);
	put_free(ctx, o, w);
	put_hours(ctx, o, w);
	json_put_str(o, "location_ids", codes_of_places(ctx, w));
	TRY(put_places(ctx, o, w));
	json_end_object(o);
	return OK;
}

/* --- read by everybody ---------------------------------------------------------------------------------------------- */

static enum err find_public(struct ctx *ctx, struct str slug, struct service_whole *w)
{
	TRY(service_of_slug(ctx, slug, w));
	return str_same(w->s.state, "running") || str_same(w->s.state, "ended") ? OK : ERR_NOT_FOUND;
}

static enum err kind_asked(struct ctx *ctx, const struct req *req, int64_t *id)
{
	struct str code = value_of(&req->query, "kind");
	struct kind k;

	*id = 0;
	if (!str_is(code))
		return OK;
	TRY(kind_of_code(ctx, code, &k));
	*id = k.id;
	return OK;
}

enum err api_services(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct api_pages p = api_pages_of(req);
	struct feed_services_count count;
	struct feed_services *rows;
	struct feed_filter f;
	struct json_out o;
	int64_t kind;
	size_t n;

	api_begin(ctx, req, rep, &o);
	TRY(feed_filter_of(ctx, req, &f));
	TRY(kind_asked(ctx, req, &kind));
	TRY(feed_services_count(ctx, f.area, f.org, kind, &count));
	TRY(feed_services(ctx, f.area, f.org, kind, p.per_page, (p.page - 1) * p.per_page, &rows, &n));
	p.total = count.n;
	api_link_pages(ctx, req, rep, &p);
	json_object(&o);
	api_put_pages(&o, &p);
	json_name(&o, "services");
	json_array(&o);
	for (size_t i = 0; i < n; i++) {
		struct service_whole w;
		TRY(service_get(ctx, rows[i].id, &w));
		TRY(put_service(ctx, &o, &w));
	}
	json_end_array(&o);
	json_end_object(&o);
	return OK;
}

enum err api_service(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;
	struct json_out o;

	api_begin(ctx, req, rep, &o);
	TRY(find_public(ctx, req_param(req, "slug"), &w));
	return put_service(ctx, &o, &w);
}

/* --- written by keepers ----------------------------------------------------------------------------------------------- */

/* What may be sent besides the fields of the kind. */
static const char *const more_names[] = { "key", "kind", "state", "area_code", "location_ids", "opening_hours", NULL };

static void read_places(struct ctx *ctx, const struct values *body, struct service_whole *w, struct problems *bad)
{
	struct service_place *places = arena_array(ctx->arena, SERVICE_PLACES_MOST, struct service_place);
	struct str rest = value_of(body, "location_ids"), one;
	size_t n = 0;

	if (!rest.p)
		return;
	while (n < SERVICE_PLACES_MOST && str_cut(&rest, ' ', &one)) {
		int64_t id;
		if (!str_is(one))
			continue;
		if (str_int(one, &id))
			places[n++] = (struct service_place){ id, S("") };
		else
			problem_once(bad, "location_ids", N_("Write the numbers of the places with a blank between."));
	}
	w->places = places, w->nplaces = n;
}

/* Hours in words, where they are certain: "Mon-Fri 9-16, closed 3rd Tuesday". */
static enum err read_hours(struct ctx *ctx, const struct values *body, struct service_whole *w, struct problems *bad)
{
	struct service_schedule *out;
	struct str text = value_of(body, "opening_hours");
	struct location l = { .zone = S("Europe/Copenhagen") };
	struct hours h;

	if (!text.p)
		return OK;
	if (!hours_read(text, &h))
		return problem(bad, "opening_hours", N_("These hours can be read in more than one way. Write them like “Mo-Fr 09:00-16:00, Sa 10:00-12:00”."));
	if (w->nplaces)
		TRY(location_get(ctx, w->places[0].location, &l));
	out = arena_array(ctx->arena, h.n, struct service_schedule);
	for (size_t i = 0; i < h.n; i++)
		out[i] = (struct service_schedule){ .rhythm = h.at[i].rhythm, .start_min = h.at[i].start_min, .duration_min = h.at[i].duration_min,
						    .zone = l.zone, .note_da = S(""), .note_en = S(""), .source_key = S("") };
	for (size_t i = 0; i < h.n; i++)
		out[i].rhythm.first = out[i].rhythm.last = DAY_NONE;
	w->schedules = out, w->nschedules = h.n;
	return OK;
}

static enum err read_more(struct ctx *ctx, const struct values *body, struct service_whole *w, struct problems *bad)
{
	struct str state = value_of(body, "state");
	int64_t *areas = arena_new_of(ctx->arena, int64_t);

	if (state.p && !str_same(state, "draft") && !str_same(state, "running") && !str_same(state, "ended"))
		problem(bad, "state", N_("Choose draft, running or ended."));
	else if (state.p)
		w->s.state = state;
	read_places(ctx, body, w, bad);
	TRY(read_hours(ctx, body, w, bad));
	if (!value_of(body, "area_code").p)
		return OK;
	TRY(area_typed(ctx, value_of(body, "area_code"), "area_code", areas, bad));
	if (*areas)
		w->s.area = *areas, w->areas = areas, w->nareas = 1;
	return OK;
}

static enum err save(struct ctx *ctx, struct reply *rep, struct service_whole *w, struct problems *bad, int status)
{
	struct json_out o;

	if (!bad->n)
		TRY(service_save(ctx, w, bad));
	if (bad->n)
		return api_problems(ctx, rep, 422, bad);
	rep->status = status;
	reply_header(rep, S("Content-Location"), arena_printf(ctx->arena, "/api/v1/services/%.*s", STR_ARG(w->s.slug)));
	json_start(&o, ctx->out);
	return put_service(ctx, &o, w);
}

enum err api_service_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_typed *t = arena_new_of(ctx->arena, struct service_typed);
	struct problems bad = { 0 };
	const struct field *fields;
	struct service_whole w;
	struct json_out o;
	struct kind k;
	enum err e;

	api_begin(ctx, req, rep, &o);
	e = kind_of_code(ctx, value_of(&req->body, "kind").p ? value_of(&req->body, "kind") : S(""), &k);
	if (e && e != ERR_NOT_FOUND)
		return e;
	if (e) {
		problem(&bad, "kind", N_("Choose the kind of support."));
		return api_problems(ctx, rep, 422, &bad);
	}
	fields = service_form_fields(ctx, &k);
	api_check_names(ctx, &req->body, fields, more_names, &bad);
	w = service_blank(ctx, &k);
	w.s.stages = w.s.languages = S("");
	service_to_typed(ctx, &k, &w, t);
	TRY(form_read(ctx, fields, &req->body, t, &bad));
	service_of_typed(ctx, &k, t, &w);
	w.s.state = S("draft");
	TRY(read_more(ctx, &req->body, &w, &bad));
	return save(ctx, rep, &w, &bad, 201);
}

enum err api_service_change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_typed *t = arena_new_of(ctx->arena, struct service_typed);
	struct problems bad = { 0 };
	const struct field *fields;
	struct service_whole w;
	struct json_out o;
	struct kind k;

	api_begin(ctx, req, rep, &o);
	TRY(service_of_slug(ctx, req_param(req, "slug"), &w));
	if (!service_may_keep(ctx, &w.s))
		return ERR_DENIED;
	TRY(kind_get(ctx, w.s.kind, &k));
	fields = service_form_fields(ctx, &k);
	api_check_names(ctx, &req->body, fields, more_names, &bad);
	service_to_typed(ctx, &k, &w, t);
	TRY(form_read_some(ctx, fields, &req->body, t, &bad));
	service_of_typed(ctx, &k, t, &w);
	TRY(read_more(ctx, &req->body, &w, &bad));
	return save(ctx, rep, &w, &bad, 200);
}
