/*
 * feed_ics.c -- our listings as calendars that every reader agrees on.
 *
 * The rule is the rhythm; what is otherwise is told by date: a holiday or a week of rest is left out
 * (EXDATE), a cancelled or moved evening is an event of its own (RECURRENCE-ID), because people who had
 * it in their calendar must see that it is off.  Left-out dates are told for a year back and three years
 * ahead; a calendar is fetched again long before.
 */
#include "feed/feed.h"
#include "feed/feed_parts.h"
#include "format/ics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AHEAD_DAYS = 1100, BACK_DAYS = 366, DATES_MOST = 4000, DAY_S = 86400, UNKNOWN_LENGTH_MIN = 60, KEPT_DAYS = 30 };

struct writing {
	struct arena *a;
	struct buf events;
	const struct zone **zones;
	size_t nzones;
	int first_year, last_year;
};

/* --- single dates ------------------------------------------------------------------------------------------ */

static bool falls_on(const struct timetable *t, day_t day)
{
	day_t found;

	return rhythm_days(&t->rhythm, day, day, &found, 1) == 1;
}

/* Holidays and pauses: dates of the rule on which nothing happens. */
static size_t exdates_of(struct ctx *ctx, const struct timetable *t, const day_t **out)
{
	int64_t from = ctx->now - (int64_t)BACK_DAYS * DAY_S, to = ctx->now + (int64_t)AHEAD_DAYS * DAY_S;
	bool holidays = t->holiday_rule == HOLIDAY_SKIP && t->holidays != HOLIDAYS_NONE;
	struct occurrence *o;
	day_t *days;
	size_t all, n = 0;

	if (!holidays && !t->npauses)
		return 0;
	o = arena_array(ctx->arena, DATES_MOST + 1, struct occurrence);
	all = occurrences(t, from, to, true, o, DATES_MOST);
	days = arena_array(ctx->arena, all + 1, day_t);
	for (size_t i = 0; i < all; i++)
		if (o[i].state == OCCURRENCE_SKIPPED)
			days[n++] = o[i].by_series;
	*out = days;
	return n;
}

/* Is there a day on which the clock does not show that minute once? */
static bool minute_is_at_a_change(const struct zone *z, int minutes, int64_t from, int64_t to)
{
	for (int64_t at = zone_next_change(z, from, NULL); at < to; at = zone_next_change(z, at, NULL)) {
		day_t day = zone_local(z, at).day;
		if (!zone_shows_once(z, day, minutes) || !zone_shows_once(z, day - 1, minutes))
			return true;
	}
	return false;
}

static bool may_be_at_a_change(const struct timetable *t, int64_t from, int64_t to)
{
	bool may = minute_is_at_a_change(t->zone, t->start_min, from, to);

	for (size_t i = 0; i < t->nexceptions && !may; i++)
		if (t->exceptions[i].new_start_min >= 0)
			may = minute_is_at_a_change(t->zone, (int)t->exceptions[i].new_start_min, from, to);
	return may;
}

static bool is_at_a_change(const struct timetable *t, const struct occurrence *o, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!zone_shows_once(t->zone, o[i].by_series, t->start_min) || !zone_shows_once(t->zone, o[i].day, o[i].start_min))
			return true;
	return false;
}

static int by_instant(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/*
 * The instants of the rule from the beginning of last year on, where the clock alone would say too little.
 * A moved date stands at its own place by the series: its event of its own says where it went.
 */
static size_t instants_of(struct ctx *ctx, const struct timetable *t, const int64_t **out)
{
	int year = day_ymd((day_t)(ctx->now / DAY_S)).year;
	int64_t from = (int64_t)day_of(year - 1, 1, 1) * DAY_S, to = ctx->now + (int64_t)AHEAD_DAYS * DAY_S;
	struct occurrence *o;
	int64_t *instants;
	size_t all, n = 0;

	if (!may_be_at_a_change(t, from, to))
		return 0;
	o = arena_array(ctx->arena, DATES_MOST + 1, struct occurrence);
	all = occurrences(t, from, to, true, o, DATES_MOST);
	if (!is_at_a_change(t, o, all))
		return 0;
	instants = arena_array(ctx->arena, all + 1, int64_t);
	for (size_t i = 0; i < all; i++)
		if (o[i].state != OCCURRENCE_SKIPPED)
			instants[n++] = zone_instant(t->zone, o[i].by_series, t->start_min);
	qsort(instants, n, sizeof *instants, by_instant);
	*out = instants;
	return n;
}

static struct str new_place(struct ctx *ctx, const struct meeting *m, int64_t id)
{
	struct location l;

	if (!id || location_get(ctx, id, &l))
		return STR_ABSENT;
	l = location_public(&l);
	return feed_where(ctx, m, &l);
}

static struct ics_override override_of(struct ctx *ctx, const struct listing_full *l, const struct meeting_exception *e)
{
	const struct timetable *t = l->t;
	bool cancelled = str_same(e->kind, "cancelled");
	struct ics_override o = {
		.original_day = e->day, .original_min = t->start_min, .cancelled = cancelled, .day = e->day, .start_min = t->start_min,
		.duration_min = t->duration_min ? t->duration_min : UNKNOWN_LENGTH_MIN,
	};

	if (cancelled) {
		o.summary_prefix = arena_printf(ctx->arena, "%.*s: ", STR_ARG(tr(ctx, "CANCELLED")));
		return o;
	}
	o.summary_prefix = arena_printf(ctx->arena, "%.*s: ", STR_ARG(tr(ctx, "MOVED")));
	o.day = e->new_day == DAY_NONE ? e->day : e->new_day;
	if (e->new_start_min >= 0)
		o.start_min = (int)e->new_start_min;
	o.location = new_place(ctx, l->m, e->new_location);
	return o;
}

static size_t overrides_of(struct ctx *ctx, const struct listing_full *l, const struct ics_override **out)
{
	struct ics_override *list = arena_array(ctx->arena, l->t->nexceptions + 1, struct ics_override);
	size_t n = 0;

	for (size_t i = 0; i < l->t->nexceptions; i++) {
		const struct meeting_exception *e = &l->t->exceptions[i];
		if (!str_same(e->kind, "held") && falls_on(l->t, e->day))
			list[n++] = override_of(ctx, l, e);
	}
	*out = list;
	return n;
}

/* --- what it says ---------------------------------------------------------------------------------------------- */

static struct str add_line(struct ctx *ctx, struct str text, struct str line)
{
	if (!str_is(line))
		return text;
	return text.n ? arena_printf(ctx->arena, "%.*s\n%.*s", STR_ARG(text), STR_ARG(line)) : line;
}

static struct str description_of(struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	struct str text = meeting_when(ctx, m);

	text = add_line(ctx, text, meeting_text(ctx, m->description_da, m->description_en, &(bool){ false }));
	text = add_line(ctx, text, meeting_text(ctx, m->first_time_da, m->first_time_en, &(bool){ false }));
	if (str_is(m->phone))
		text = add_line(ctx, text, TR_FILL(ctx, tr(ctx, "Phone: {number}"), { "number", m->phone }));
	if (m->conference_hidden)
		text = add_line(ctx, text, tr(ctx, "How to join is shown on the page from half an hour before it begins."));
	if (l->join_hidden)
		return text;
	if (str_is(m->conference_phone))
		text = add_line(ctx, text, TR_FILL(ctx, tr(ctx, "Dial in: {number}"), { "number", m->conference_phone }));
	return add_line(ctx, text, m->conference_notes);
}

static struct str where_of(struct ctx *ctx, const struct listing_full *l)
{
	struct str where = feed_where(ctx, l->m, &l->l);

	/* A room of a protected house says which house. */
	if (!l->l.id || l->l.protected_address || !str_is(l->m->room))
		return where;
	return arena_printf(ctx->arena, "%.*s (%.*s)", STR_ARG(where), STR_ARG(l->m->room));
}

static struct str category_of(struct ctx *ctx, const struct meeting *m)
{
	const struct method *method = method_find(m->method);

	return method ? tr_of(ctx, str_of(method->name)) : STR_ABSENT;
}

static void note_zone(struct writing *w, const struct zone *zone, day_t day)
{
	int year = day_ymd(day).year;
	size_t i = 0;

	if (year < w->first_year)
		w->first_year = year;
	while (i < w->nzones && w->zones[i] != zone)
		i++;
	if (i < w->nzones)
		return;
	w->zones = arena_grow(w->a, w->zones, w->nzones, sizeof *w->zones);
	w->zones[w->nzones++] = zone;
}

/* What is long over leaves the feed; until then calendars learn that it has ended. */
static bool is_long_over(const struct ctx *ctx, const struct listing_full *l)
{
	struct ctx then = *ctx;

	then.now -= (int64_t)KEPT_DAYS * DAY_S;
	return feed_is_over(&then, l);
}

static enum err write_event(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	struct writing *w = arg;
	struct ics_event e = { .stamp = m->changed_at, .modified = m->changed_at, .sequence = (int)m->sequence, .zone = l->t->zone };

	if (l->t->appointment)
		return OK;
	e.day = rhythm_next(&l->t->rhythm, l->t->rhythm.first);
	if (e.day == DAY_NONE)
		return OK;
	e.uid = feed_uid(ctx, m);
	e.start_min = l->t->start_min;
	e.duration_min = l->t->duration_min ? l->t->duration_min : UNKNOWN_LENGTH_MIN;
	e.rrule = rhythm_rrule(ctx->arena, &l->t->rhythm, l->t->zone, l->t->start_min);
	e.ninstants = instants_of(ctx, l->t, &e.instants);
	e.nexdates = exdates_of(ctx, l->t, &e.exdates);
	e.noverrides = overrides_of(ctx, l, &e.overrides);
	e.summary = m->name;
	e.description = description_of(ctx, l);
	e.location = where_of(ctx, l);
	e.url = feed_url(ctx, m);
	e.categories = category_of(ctx, m);
	if (!l->join_hidden)
		e.conference_url = m->conference_url;
	e.has_point = l->l.id && !isnan(l->l.lat) && !l->l.approximate;
	e.latitude = l->l.lat;
	e.longitude = l->l.lon;
	note_zone(w, l->t->zone, e.day);
	ics_event(&w->events, &e);
	return w->events.toobig ? fail(ctx, ERR_LIMIT, "the calendar is larger than one answer") : OK;
}

static enum err write_running(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	return is_long_over(ctx, l) ? OK : write_event(arg, ctx, l);
}

/* --- the calendar ------------------------------------------------------------------------------------------------ */

enum { CALENDAR_MOST = 24 << 20, YEARS_MOST = 50 };

static void begin(struct ctx *ctx, struct writing *w)
{
	int year = day_ymd((day_t)(ctx->now / DAY_S)).year;

	*w = (struct writing){ .a = ctx->arena, .first_year = year - 1, .last_year = year + 4 };
	buf_init(&w->events, CALENDAR_MOST);
}

/* Clocks come before the events that they are of; hence events wait in a buffer of their own. */
static enum err finish(struct ctx *ctx, struct writing *w, struct str name, struct str path, enum err e)
{
	struct ics_calendar c = { .name = name, .description = ctx->house->name, .zone_name = S("Europe/Copenhagen"),
				  .lang = str_of(ctx->lang), .modified = ctx->now / DAY_S * DAY_S };

	c.source_url = arena_printf(ctx->arena, "%.*s%.*s", STR_ARG(ctx->house->origin), STR_ARG(path));
	if (w->first_year < w->last_year - YEARS_MOST)
		w->first_year = w->last_year - YEARS_MOST;
	if (!e) {
		ics_begin(ctx->out, &c);
		for (size_t i = 0; i < w->nzones; i++)
			ics_zone(ctx->out, w->zones[i], w->first_year, w->last_year);
		buf_str(ctx->out, buf_view(&w->events));
		ics_end(ctx->out);
	}
	buf_free(&w->events);
	return e;
}

enum err feed_ics(struct ctx *ctx, const struct feed_filter *filter)
{
	struct writing w;
	enum err e;

	begin(ctx, &w);
	e = feed_each(ctx, filter, write_running, &w);
	return finish(ctx, &w, ctx->house->name, S("/feeds/meetings.ics"), e);
}

enum err feed_ics_one(struct ctx *ctx, const struct meeting *m)
{
	struct writing w;
	enum err e;

	begin(ctx, &w);
	e = feed_one(ctx, m, false, write_event, &w);
	return finish(ctx, &w, m->name, arena_printf(ctx->arena, "/feeds/meetings/%.*s.ics", STR_ARG(m->slug)), e);
}
