/* hours.c -- when a house is open, whoever gives something there: a library, a town hall. */
#include "location/location.h"
#include "event/event.h"
#include "location/fill.h"

#include <string.h>

#include "location_sql.h"

enum { DAY_MIN = 1440 };

static const struct {
	const char *code;
	enum rhythm_kind kind;
} rhythms[] = {
	{ "weekly", RHYTHM_WEEKLY }, { "monthly_weekday", RHYTHM_MONTHLY_WEEKDAY }, { "monthly_day", RHYTHM_MONTHLY_DAY },
	{ "daily", RHYTHM_DAILY }, { "once", RHYTHM_ONCE },
};

static const char *code_of(enum rhythm_kind kind)
{
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (rhythms[i].kind == kind)
			return rhythms[i].code;
	return "weekly";
}

static enum rhythm_kind kind_of(struct str code)
{
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (str_same(code, rhythms[i].code))
			return rhythms[i].kind;
	return RHYTHM_WEEKLY;
}

enum err location_hours(struct ctx *ctx, int64_t id, struct location_open **out, size_t *n)
{
	struct location_hours_list *rows;

	TRY(location_hours_list(ctx, id, &rows, n));
	*out = arena_array(ctx->arena, *n, struct location_open);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct location_open){
			{ .kind = kind_of(rows[i].rhythm), .interval = (int)rows[i].every, .weekdays = (unsigned)rows[i].weekdays,
			  .nths = (unsigned)rows[i].nths, .month_day = (int)rows[i].month_day, .first = rows[i].first_day, .last = rows[i].last_day },
			(int)rows[i].start_min, (int)rows[i].duration_min, rows[i].zone, rows[i].note };
	return OK;
}

static enum err put(struct ctx *ctx, int64_t id, int64_t position, const struct location_open *h)
{
	int64_t changed;

	if (h->start_min < 0 || h->start_min >= DAY_MIN || h->duration_min < 0 || h->duration_min > DAY_MIN ||
	    !zone_find(ctx->house->cal, h->zone))
		return fail(ctx, ERR_BUG, "hours of place %lld that nobody has looked at", (long long)id);
	return location_hours_put(ctx, id, position, str_of(code_of(h->rhythm.kind)), h->rhythm.interval, h->rhythm.weekdays,
				  h->rhythm.nths, h->rhythm.month_day, h->rhythm.first, h->rhythm.last, h->start_min, h->duration_min,
				  h->zone, h->note.p ? h->note : S(""), &changed);
}

enum err location_restore_hours(struct ctx *ctx, int64_t id, const struct location_open *at, size_t n)
{
	int64_t changed;

	TRY(location_hours_drop(ctx, id, &changed));
	for (size_t i = 0; i < n && i < LOCATION_HOURS_MOST; i++)
		TRY(put(ctx, id, (int64_t)i, &at[i]));
	return OK;
}

enum err location_set_hours(struct ctx *ctx, int64_t id, const struct location_open *at, size_t n)
{
	struct location l;

	TRY(location_get(ctx, id, &l));
	if (!location_may_keep(ctx, &l))
		return ERR_DENIED;
	TRY(location_restore_hours(ctx, id, at, n));
	return event_add(ctx, "location.hours", id, STR_ABSENT);
}

/* --- as a part of what is kept of a place -------------------------------------------------------------------- */

void location_write_hours(struct json_out *o, struct arena *a, const struct location_open *at, size_t n)
{
	json_name(o, "hours");
	json_array(o);
	for (size_t i = 0; i < n; i++) {
		const struct rhythm *r = &at[i].rhythm;
		json_object(o);
		json_put_str(o, "rhythm", str_of(code_of(r->kind)));
		json_put_int(o, "every", r->interval);
		json_put_int(o, "weekdays", r->weekdays);
		json_put_int(o, "nths", r->nths);
		json_put_int(o, "month_day", r->month_day);
		json_put_is(o, "first_day", day_str(a, r->first));
		json_put_is(o, "last_day", day_str(a, r->last));
		json_put_int(o, "start_min", at[i].start_min);
		json_put_int(o, "duration_min", at[i].duration_min);
		json_put_str(o, "zone", at[i].zone);
		json_put_is(o, "note", at[i].note);
		json_end_object(o);
	}
	json_end_array(o);
}

static int number(const struct json *o, const char *name)
{
	const struct json *v = json_get(o, name);

	return v && v->type == JSON_INT && v->i >= 0 && v->i < 10000 ? (int)v->i : 0;
}

size_t location_read_hours(struct arena *a, const struct json *list, struct location_open **out)
{
	size_t n = list && list->type == JSON_ARRAY ? list->n : 0;

	if (n > LOCATION_HOURS_MOST)
		n = LOCATION_HOURS_MOST;
	*out = arena_array(a, n, struct location_open);
	for (size_t i = 0; i < n; i++) {
		const struct json *o = &list->at[i];
		(*out)[i] = (struct location_open){
			{ .kind = kind_of(json_text(o, "rhythm")), .interval = number(o, "every"), .weekdays = (unsigned)number(o, "weekdays"),
			  .nths = (unsigned)number(o, "nths"), .month_day = number(o, "month_day"), .first = day_parse(json_text(o, "first_day")),
			  .last = day_parse(json_text(o, "last_day")) },
			number(o, "start_min"), number(o, "duration_min"), json_text(o, "zone"), json_text(o, "note") };
	}
	return n;
}
