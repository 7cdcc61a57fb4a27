/* snapshot.c -- one service with everything under it as it stands, kept as a text, and put back as it was. */
#include "service/service_parts.h"
#include "access/access.h"
#include "event/event.h"
#include "form/record.h"

#include "service_sql.h"

#define V(member, kind) F(struct service, member, kind)

/* What stands in a row besides what one can say of a service. */
static const struct field others[] = {
	V(id, FIELD_INT), V(kind, FIELD_INT), V(slug, FIELD_TEXT), V(state, FIELD_TEXT), V(verified_at, FIELD_INT),
	V(verified_by, FIELD_TEXT), V(full_since, FIELD_INT), V(full_until, FIELD_DATE), V(source, FIELD_INT),
	V(source_key, FIELD_TEXT), V(extra, FIELD_TEXT), V(changed_at, FIELD_INT), F_END
};

static const struct field place_fields[] = {
	F(struct service_place, location, FIELD_INT), F(struct service_place, source_key, FIELD_TEXT), F_END
};

/* A rhythm flat, as its columns are. */
struct kept_schedule {
	int64_t location, every, weekdays, nths, month_day, start_min, duration_min;
	struct str rhythm, zone, note_da, note_en, source_key;
	day_t first_day, last_day;
};

#define H(member, kind) F(struct kept_schedule, member, kind)
static const struct field schedule_fields[] = {
	H(location, FIELD_INT), H(rhythm, FIELD_TEXT), H(every, FIELD_INT), H(weekdays, FIELD_INT), H(nths, FIELD_INT),
	H(month_day, FIELD_INT), H(first_day, FIELD_DATE), H(last_day, FIELD_DATE), H(start_min, FIELD_INT), H(duration_min, FIELD_INT),
	H(zone, FIELD_TEXT), H(note_da, FIELD_TEXT), H(note_en, FIELD_TEXT), H(source_key, FIELD_TEXT), F_END
};

static const struct field fact_fields[] = {
	F(struct service_fact, field, FIELD_TEXT), F(struct service_fact, value, FIELD_TEXT), F(struct service_fact, value_en, FIELD_TEXT), F_END
};

#define C(member, kind) F(struct service_capacity, member, kind)
static const struct field capacity_fields[] = {
	C(unit, FIELD_TEXT), C(total, FIELD_INT), C(free, FIELD_INT), C(as_of, FIELD_INT), C(by_what, FIELD_TEXT), F_END
};

struct kept_area {
	int64_t area;
};
static const struct field area_fields[] = { F(struct kept_area, area, FIELD_INT), F_END };

enum { SNAPSHOT_MOST = 1 << 20 };

/* --- keeping ------------------------------------------------------------------------------------------------- */

static void write_list(struct json_out *o, const char *name, const struct field *fields, const void *rows, size_t size, size_t n)
{
	json_name(o, name);
	json_array(o);
	for (size_t i = 0; i < n; i++) {
		json_object(o);
		record_write(o, fields, (const char *)rows + i * size);
		json_end_object(o);
	}
	json_end_array(o);
}

static struct kept_schedule kept(const struct service_schedule *h)
{
	const struct rhythm *r = &h->rhythm;

	return (struct kept_schedule){
		.location = h->location, .every = r->interval, .weekdays = r->weekdays, .nths = r->nths, .month_day = r->month_day,
		.start_min = h->start_min, .duration_min = h->duration_min, .rhythm = str_of(service_rhythm_code(r->kind)), .zone = h->zone,
		.note_da = h->note_da, .note_en = h->note_en, .source_key = h->source_key, .first_day = r->first, .last_day = r->last,
	};
}

static void write_whole(struct ctx *ctx, struct json_out *o, const struct service_whole *w)
{
	struct kept_schedule *schedules = arena_array(ctx->arena, w->nschedules, struct kept_schedule);

	for (size_t i = 0; i < w->nschedules; i++)
		schedules[i] = kept(&w->schedules[i]);
	json_object(o);
	record_write(o, others, &w->s);
	record_write(o, service_fields, &w->s);
	write_list(o, "places", place_fields, w->places, sizeof *w->places, w->nplaces);
	write_list(o, "areas", area_fields, w->areas, sizeof *w->areas, w->nareas);
	write_list(o, "schedules", schedule_fields, schedules, sizeof *schedules, w->nschedules);
	write_list(o, "facts", fact_fields, w->facts, sizeof *w->facts, w->nfacts);
	write_list(o, "capacities", capacity_fields, w->capacities, sizeof *w->capacities, w->ncapacities);
	json_end_object(o);
}

enum err service_snapshot(struct ctx *ctx, int64_t id, struct str *out)
{
	struct service_whole w;
	struct json_out o;
	struct buf b;
	bool toobig;

	TRY(service_get(ctx, id, &w));
	buf_init(&b, SNAPSHOT_MOST);
	json_start(&o, &b);
	write_whole(ctx, &o, &w);
	*out = arena_str(ctx->arena, buf_view(&b));
	toobig = b.toobig;
	buf_free(&b);
	return toobig ? fail(ctx, ERR_LIMIT, "service %lld: more than a text holds", (long long)id) : OK;
}

/* --- putting back --------------------------------------------------------------------------------------------- */

/* An array of records of this size, zeroed first; n of them. */
static void *read_list(struct ctx *ctx, const struct json *all, const char *name, const struct field *fields, size_t size, size_t *n)
{
	const struct json *list = json_get(all, name);
	char *rows;

	*n = list ? list->n : 0;
	rows = arena_alloc_n(ctx->arena, *n, size);
	for (size_t i = 0; i < *n; i++)
		record_read(&list->at[i], fields, rows + i * size);
	return rows;
}

static struct service_schedule schedule_of(const struct kept_schedule *k)
{
	struct service_schedule h = {
		.location = k->location, .start_min = (int)k->start_min, .duration_min = (int)k->duration_min, .zone = k->zone,
		.note_da = k->note_da, .note_en = k->note_en, .source_key = k->source_key,
		.rhythm = { .interval = (int)k->every, .weekdays = (unsigned)k->weekdays, .nths = (unsigned)k->nths,
			    .month_day = (int)k->month_day, .first = k->first_day, .last = k->last_day },
	};

	service_rhythm_of(k->rhythm, &h.rhythm.kind);
	return h;
}

static void read_whole(struct ctx *ctx, const struct json *all, struct service_whole *w)
{
	struct service_schedule *schedules;
	struct kept_schedule *rows;

	record_read(all, others, &w->s);
	record_read(all, service_fields, &w->s);
	w->places = read_list(ctx, all, "places", place_fields, sizeof *w->places, &w->nplaces);
	w->areas = read_list(ctx, all, "areas", area_fields, sizeof *w->areas, &w->nareas);
	w->facts = read_list(ctx, all, "facts", fact_fields, sizeof *w->facts, &w->nfacts);
	w->capacities = read_list(ctx, all, "capacities", capacity_fields, sizeof *w->capacities, &w->ncapacities);
	rows = read_list(ctx, all, "schedules", schedule_fields, sizeof *rows, &w->nschedules);
	schedules = arena_array(ctx->arena, w->nschedules, struct service_schedule);
	for (size_t i = 0; i < w->nschedules; i++)
		schedules[i] = schedule_of(&rows[i]);
	w->schedules = schedules;
}

enum err service_of_snapshot(struct ctx *ctx, struct str snapshot, struct service_whole *w)
{
	struct json all;

	if (json_parse(ctx->arena, snapshot, &all, NULL) || !json_get(&all, "facts"))
		return fail(ctx, ERR_BUG, "a kept service cannot be read");
	*w = (struct service_whole){ 0 };
	read_whole(ctx, &all, w);
	return OK;
}

enum err service_put_back(struct ctx *ctx, struct str snapshot)
{
	struct service_whole w;

	TRY(service_of_snapshot(ctx, snapshot, &w));
	if (!service_may_keep(ctx, &w.s))
		return ERR_DENIED;
	TRY(service_write(ctx, &w));
	TRY(service_forget_before(ctx, w.s.id));
	return event_add(ctx, "service.put_back", w.s.id, STR_ABSENT);
}
