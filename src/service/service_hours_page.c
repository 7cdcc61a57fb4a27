/*
 * service_hours_page.c -- hours as simple rows of a form: days, from, to.  They work without a script: some empty rows stand
 * ready, and an emptied one is gone.
 *
 * A rhythm that a row cannot say ("every second week", from a list) is shown in words with a tick, and kept as it is.
 */
#include "service/service_pages.h"
#include "location/location.h"

#include <stdio.h>

enum { EMPTY_ROWS = 3, ROWS_MOST = 24, DAY_MIN = 1440, LAST = 6 };

/* Can one row say it: every week, or one weekday rule of the month? */
static bool is_row(const struct service_schedule *h)
{
	const struct rhythm *r = &h->rhythm;
	bool one_nth = r->nths && !(r->nths & (r->nths - 1));

	if (r->interval != 1 || r->last != DAY_NONE)
		return false;
	return r->kind == RHYTHM_WEEKLY || (r->kind == RHYTHM_MONTHLY_WEEKDAY && one_nth);
}

static struct str name_of(struct ctx *ctx, size_t i, const char *what)
{
	return arena_printf(ctx->arena, "h%zu_%s", i, what);
}

/* --- as stored ----------------------------------------------------------------------------------------------- */

static struct str to_said(struct ctx *ctx, const struct service_schedule *h)
{
	int end = h->start_min + h->duration_min;

	if (!h->duration_min)
		return S("");
	return end == DAY_MIN ? arena_printf(ctx->arena, "24%c00", ctx->lang[0] == 'd' ? '.' : ':') : tr_time(ctx, end);
}

static struct hours_row row_of(struct ctx *ctx, const struct service_schedule *h)
{
	return (struct hours_row){
		.days = meeting_weekday_codes(ctx->arena, h->rhythm.weekdays), .from = tr_time(ctx, h->start_min), .to = to_said(ctx, h),
		.nth = h->rhythm.kind == RHYTHM_MONTHLY_WEEKDAY ? meeting_nth_codes(ctx->arena, h->rhythm.nths) : S(""),
		.note_da = h->note_da, .note_en = h->note_en, .location = h->location,
	};
}

static struct str said_alone(struct ctx *ctx, const struct service_schedule *h)
{
	struct service_whole one = { .schedules = h, .nschedules = 1, .s = { .hours_da = S(""), .hours_en = S("") } };

	return service_hours(ctx, &one);
}

static void put_odd(struct ctx *ctx, const struct service_whole *w, struct hours_form *f)
{
	f->odd = arena_array(ctx->arena, w->nschedules, struct str);
	for (size_t i = 0; i < w->nschedules; i++)
		if (!is_row(&w->schedules[i]))
			f->odd[f->nodd++] = said_alone(ctx, &w->schedules[i]);
}

void service_hours_stored(struct ctx *ctx, const struct service_whole *w, struct hours_form *f)
{
	*f = (struct hours_form){ .rows = arena_array(ctx->arena, w->nschedules + EMPTY_ROWS, struct hours_row) };
	for (size_t i = 0; i < w->nschedules; i++)
		if (is_row(&w->schedules[i]))
			f->rows[f->n++] = row_of(ctx, &w->schedules[i]);
	f->n += EMPTY_ROWS;
	put_odd(ctx, w, f);
}

/* --- as typed --------------------------------------------------------------------------------------------------- */

static struct str typed(struct ctx *ctx, const struct values *v, size_t i, const char *what)
{
	struct str text = value_of(v, name_of(ctx, i, what).p);

	return text.p ? str_trim(text) : S("");
}

/* Boxes come one value each. */
static struct str days_typed(struct ctx *ctx, const struct values *v, size_t i)
{
	struct str name = name_of(ctx, i, "days"), days = S("");

	for (size_t k = 0; k < v->n; k++)
		if (str_eq(v->at[k].name, name))
			days = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(days), days.n ? " " : "", STR_ARG(v->at[k].text));
	return days;
}

static struct hours_row row_typed(struct ctx *ctx, const struct values *v, size_t i)
{
	struct hours_row r = { .days = days_typed(ctx, v, i), .nth = typed(ctx, v, i, "nth"), .from = typed(ctx, v, i, "from"),
			       .to = typed(ctx, v, i, "to"), .note_da = typed(ctx, v, i, "note_da"), .note_en = typed(ctx, v, i, "note_en") };

	if (!str_int(typed(ctx, v, i, "place"), &r.location))
		r.location = 0;
	return r;
}

static bool is_empty(const struct hours_row *r)
{
	return !str_is(r->days) && !str_is(r->from) && !str_is(r->to);
}

void service_hours_typed(struct ctx *ctx, const struct values *v, const struct service_whole *w, struct hours_form *f)
{
	*f = (struct hours_form){ .rows = arena_array(ctx->arena, ROWS_MOST + EMPTY_ROWS, struct hours_row) };
	for (size_t i = 0; i < ROWS_MOST; i++) {
		struct hours_row r = row_typed(ctx, v, i);
		if (!is_empty(&r))
			f->rows[f->n++] = r;
	}
	f->n += EMPTY_ROWS;
	put_odd(ctx, w, f);
}

/* "24" and "24.00" are the end of the day. */
static int end_of(struct str s)
{
	if (str_same(s, "24") || str_same(s, "24.00") || str_same(s, "24:00") || str_same(s, "2400"))
		return DAY_MIN;
	return tr_parse_time(s);
}

static void read_row(const struct hours_row *r, struct str zone, struct service_schedule *h, struct problems *bad)
{
	int end = str_is(r->to) ? end_of(r->to) : -1;

	*h = (struct service_schedule){ .location = r->location, .start_min = tr_parse_time(r->from), .zone = zone, .note_da = r->note_da,
		.note_en = r->note_en, .source_key = S(""), .rhythm = { .kind = str_is(r->nth) ? RHYTHM_MONTHLY_WEEKDAY : RHYTHM_WEEKLY,
			.interval = 1, .weekdays = meeting_weekday_bits(r->days), .nths = meeting_nth_bits(r->nth), .first = DAY_NONE, .last = DAY_NONE } };
	if (!h->rhythm.weekdays)
		problem_once(bad, "schedules", N_("Tick the days of each row of hours."));
	else if (h->start_min < 0 || (str_is(r->to) && end < 0))
		problem_once(bad, "schedules", N_("Write the hours as times, for example 9.00 and 16.00."));
	else if (str_is(r->to))
		h->duration_min = end > h->start_min ? end - h->start_min : end + DAY_MIN - h->start_min;
}

/* Of the place, else of the hours so far, else the house's. */
static struct str zone_here(struct ctx *ctx, const struct service_whole *w)
{
	struct location l;

	if (w->nplaces && !location_get(ctx, w->places[0].location, &l) && str_is(l.zone))
		return l.zone;
	return service_zone(w);
}

enum err service_hours_read(struct ctx *ctx, const struct values *v, struct service_whole *w, struct problems *bad)
{
	struct service_schedule *out = arena_array(ctx->arena, ROWS_MOST + w->nschedules, struct service_schedule);
	struct str zone = zone_here(ctx, w);
	size_t n = 0, odd = 0;

	for (size_t i = 0; i < ROWS_MOST; i++) {
		struct hours_row r = row_typed(ctx, v, i);
		if (!is_empty(&r))
			read_row(&r, zone, &out[n++], bad);
	}
	for (size_t i = 0; i < w->nschedules; i++)
		if (!is_row(&w->schedules[i]) && value_of(v, arena_printf(ctx->arena, "odd%zu", odd++).p).p)
			out[n++] = w->schedules[i];
	w->schedules = out, w->nschedules = n;
	return OK;
}
