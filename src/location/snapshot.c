/* snapshot.c -- one place as it stands, kept as a text, and put back as it was; and a place that goes. */
#include "location/location.h"
#include "event/event.h"
#include "form/record.h"
#include "location/fill.h"

#include "location_sql.h"

#define L(member, kind) F(struct location, member, kind)

/* By its columns: the table of fields shows area and organisation as people type them. */
static const struct field columns[] = {
	L(id, FIELD_INT), L(org, FIELD_INT), L(area, FIELD_INT), L(name, FIELD_TEXT), L(address, FIELD_TEXT),
	L(postcode, FIELD_TEXT), L(city, FIELD_TEXT), L(country, FIELD_TEXT), L(region, FIELD_TEXT), L(zone, FIELD_TEXT),
	L(lat, FIELD_REAL), L(lon, FIELD_REAL), L(approximate, FIELD_BOOL), L(protected_address, FIELD_BOOL),
	L(home, FIELD_BOOL),
	L(step_free, FIELD_TEXT), L(toilet, FIELD_TEXT), L(transit, FIELD_TEXT), L(entrance_da, FIELD_TEXT),
	L(entrance_en, FIELD_TEXT), F_END
};

enum { SNAPSHOT_MOST = 64 << 10 };

enum err location_snapshot(struct ctx *ctx, int64_t id, struct str *out)
{
	struct location_changed_at when;
	struct location_open *hours;
	struct location l;
	size_t n;
	struct json_out o;
	struct buf b;

	TRY(location_get(ctx, id, &l));
	TRY(location_changed_at(ctx, id, &when));
	TRY(location_hours(ctx, id, &hours, &n));
	buf_init(&b, SNAPSHOT_MOST);
	json_start(&o, &b);
	json_object(&o);
	record_write(&o, columns, &l);
	location_write_hours(&o, ctx->arena, hours, n);
	json_put_int(&o, "changed_at", when.changed_at);
	json_end_object(&o);
	*out = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return OK;
}

enum err location_put_back(struct ctx *ctx, struct str snapshot)
{
	struct location_open *hours;
	struct location l = { 0 };
	struct json all;
	size_t n;
	int64_t changed;

	if (json_parse(ctx->arena, snapshot, &all, NULL) || !json_get(&all, "changed_at"))
		return fail(ctx, ERR_BUG, "a kept place cannot be read");
	record_read(&all, columns, &l);
	if (!location_may_keep(ctx, &l))
		return ERR_DENIED;
	struct opt_int org = { l.org != 0, l.org }, area = { l.area != 0, l.area };
	TRY(location_change(ctx, l.id, l.name, location_key(ctx, &l), org, l.address, l.postcode, l.city, area, l.country, l.region,
			    l.lat, l.lon, l.approximate, l.zone, l.step_free, l.toilet, l.transit, l.entrance_da, l.entrance_en,
			    l.protected_address, l.home, json_get(&all, "changed_at")->i, &changed));
	n = location_read_hours(ctx->arena, json_get(&all, "hours"), &hours);
	TRY(location_restore_hours(ctx, l.id, hours, n));
	return event_add(ctx, "location.put_back", l.id, STR_ABSENT);
}

enum err location_discard(struct ctx *ctx, int64_t id)
{
	struct location l;
	int64_t changed;

	TRY(location_get(ctx, id, &l));
	if (!location_may_keep(ctx, &l))
		return ERR_DENIED;
	TRY(location_discard_row(ctx, id, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "place %lld is in use", (long long)id);
	TRY(location_restore_hours(ctx, id, NULL, 0));
	return event_add(ctx, "location.discarded", id, STR_ABSENT);
}
