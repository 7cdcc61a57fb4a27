/* gap.c -- what is offered now as points with evenings, where people live, and how many they are. */
#include "gap/gap.h"
#include "event/event.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "place/gazetteer.h"
#include "service/service.h"

#include <math.h>
#include <string.h>

#include "gap_sql.h"

enum { LOOK_DAYS = 28, DATES_MOST = 64, DAY_S = 86400, DAY_MIN = 1440, POSTCODES = 10000, EVERY_EVENING = 0x7f };

/* --- what is offered ---------------------------------------------------------------------------------------- */

struct gathering {
	struct ctx *ctx;
	struct arena *keep;               /* what is read of a service lasts only until the next one */
	int64_t kind;                     /* 0: all */
	int64_t groups;                   /* the kind that meetings are of */
	struct gap_listing *at;
	size_t n;
};

static enum err put(struct gathering *g, struct gap_listing l, int64_t location)
{
	struct location where = { 0 };
	enum err e = location ? location_get(g->ctx, location, &where) : ERR_NOT_FOUND;

	if (e && e != ERR_NOT_FOUND)
		return e;
	l.name = arena_str(g->keep, l.name);
	l.city = e ? S("") : arena_str(g->keep, where.city);
	l.lat = e ? NAN : where.lat;
	l.lon = e ? NAN : where.lon;
	l.approximate = !e && where.approximate;
	g->at = arena_grow(g->keep, g->at, g->n, sizeof *g->at);
	g->at[g->n++] = l;
	return OK;
}

/* Does it run at some time between five in the afternoon and midnight?  An end that nobody knows is an hour later. */
static bool is_evening(int start_min, int duration_min)
{
	return start_min + (duration_min ? duration_min : 60) > GAP_EVENING_MIN;
}

/* Evenings on which it is really held in the next four weeks: a pause or the end of a series count. */
static unsigned evenings_of_dates(const struct timetable *t, int64_t now)
{
	struct occurrence dates[DATES_MOST];
	size_t n = occurrences(t, now, now + (int64_t)LOOK_DAYS * DAY_S, false, dates, DATES_MOST);
	unsigned bits = 0;

	for (size_t i = 0; i < n; i++)
		if (dates[i].state != OCCURRENCE_CANCELLED && is_evening(dates[i].start_min, dates[i].duration_min))
			bits |= 1u << day_weekday(dates[i].day);
	return bits;
}

static bool is_old(const struct gathering *g, int64_t verified_at)
{
	enum freshness f = meeting_freshness(verified_at, g->ctx->now);

	return f == FRESH_HIDDEN || f == FRESH_NEVER;
}

static enum err put_meeting(void *arg, struct ctx *ctx, const struct meeting *m, const struct timetable *t)
{
	struct gathering *g = arg;
	struct gap_listing l = { .id = m->id, .area = m->area, .kind = g->groups, .name = m->name };

	(void)ctx;
	if (is_old(g, m->verified_at))
		return OK;
	l.evenings = evenings_of_dates(t, g->ctx->now);
	return put(g, l, str_same(m->mode, "room") || str_same(m->mode, "hybrid") ? m->location : 0);
}

/* Open on which evenings in the next four weeks, of all its schedules. */
static unsigned evenings_of_schedules(const struct service_whole *w, day_t today)
{
	day_t days[LOOK_DAYS];
	unsigned bits = 0;

	for (size_t i = 0; i < w->nschedules; i++) {
		struct rhythm r = w->schedules[i].rhythm;
		size_t n;

		if (!is_evening(w->schedules[i].start_min, w->schedules[i].duration_min))
			continue;
		r.first = r.first == DAY_NONE ? today : r.first;
		n = rhythm_days(&r, today, today + LOOK_DAYS - 1, days, LOOK_DAYS);
		for (size_t d = 0; d < n; d++)
			bits |= 1u << day_weekday(days[d]);
	}
	return bits;
}

static enum err put_service(void *arg, struct ctx *ctx, const struct service_whole *w)
{
	struct gathering *g = arg;
	const struct service *s = &w->s;
	bool foreign;
	struct gap_listing l = { .id = s->id, .area = s->area, .kind = s->kind };

	if ((g->kind && s->kind != g->kind) || is_old(g, s->verified_at))
		return OK;
	l.name = service_name(ctx, s, &foreign);
	l.evenings = evenings_of_schedules(w, (day_t)(g->ctx->now / DAY_S));
	return put(g, l, w->nplaces ? w->places[0].location : 0);
}

enum err gap_listings(struct ctx *ctx, int64_t kind, struct gap_listing **out, size_t *n)
{
	struct gathering g = { .ctx = ctx, .keep = ctx->arena, .kind = kind };
	struct kind groups;

	TRY(kind_of_code(ctx, S("support-groups"), &groups));
	g.groups = groups.id;
	if (!kind || kind == groups.id)
		TRY(meeting_each_dated(ctx, put_meeting, &g));
	TRY(service_each(ctx, "running", put_service, &g));
	*out = g.at;
	*n = g.n;
	return OK;
}

/* --- where people live ------------------------------------------------------------------------------------------ */

static int64_t people_of(const struct gap_sizes *sizes, size_t n, struct str postcode)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_cmp(sizes[middle].postcode, postcode);

		if (!order)
			return sizes[middle].people;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

enum err gap_points(struct ctx *ctx, struct gap_point **out, size_t *n, bool *loaded)
{
	struct gap_sizes *sizes;
	struct spot spot;
	size_t nsizes;

	TRY(gap_sizes(ctx, &sizes, &nsizes));
	*out = NULL;
	*n = 0;
	*loaded = nsizes > 0;
	for (int code = 0; code < POSTCODES; code++) {
		if (!gazetteer_postcode(ctx->house->gazetteer, ctx->arena, code, &spot))
			continue;
		*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
		(*out)[(*n)++] = (struct gap_point){ spot.postcode, spot.name, spot.lat, spot.lon,
						    people_of(sizes, nsizes, spot.postcode) };
	}
	return OK;
}

/* --- how many they are ---------------------------------------------------------------------------------------------- */

struct size_line {
	int postcode;
	int64_t people;
};

/* "6800;10.500" -- dots and blanks between digits are how people write thousands. */
static bool read_line(struct str line, struct size_line *out)
{
	struct str code = str_trim(str_slice(line, 0, 4)), rest;
	int64_t people = 0;
	size_t digits = 0;

	if (code.n != 4 || !str_int(code, &people))
		return false;
	out->postcode = (int)people;
	rest = str_trim(str_slice(line, 4, line.n));
	if (!rest.n || !strchr(",;\t", rest.p[0]))
		return false;
	people = 0;
	rest = str_trim(str_slice(rest, 1, rest.n));
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] >= '0' && rest.p[i] <= '9' && digits++ < 9)
			people = people * 10 + (rest.p[i] - '0');
		else if (!strchr(". ", rest.p[i]))
			return false;
	}
	out->people = people;
	return digits > 0 && digits <= 9;
}

static bool is_head(struct str line)
{
	return line.n && !(line.p[0] >= '0' && line.p[0] <= '9');
}

static enum err read_sizes(struct ctx *ctx, struct str text, struct size_line **out, size_t *n, struct problems *bad)
{
	struct str rest = text, line;
	struct size_line one;
	struct spot spot;
	int64_t at = 0;

	*out = NULL;
	*n = 0;
	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.n || (++at == 1 && is_head(line)))
			continue;
		if (!read_line(line, &one))
			problem_with(bad, "sizes", N_("Line {x} cannot be read. Write a postcode and a number of people, for example 6800;10500."),
				     tr_number(ctx, at));
		else if (!gazetteer_postcode(ctx->house->gazetteer, ctx->arena, one.postcode, &spot))
			problem_with(bad, "sizes", N_("Line {x}: there is no such Danish postcode."), tr_number(ctx, at));
		if (bad->n)
			return OK;
		*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
		(*out)[(*n)++] = one;
	}
	return OK;
}

enum err gap_sizes_set(struct ctx *ctx, struct str text, size_t *lines, struct problems *bad)
{
	struct size_line *rows;
	int64_t changed;

	if (!may_for(ctx->who, GAP_SIZES, 0, 0))
		return ERR_DENIED;
	TRY(read_sizes(ctx, text, &rows, lines, bad));
	if (!bad->n && !*lines)
		problem(bad, "sizes", N_("Paste lines with a postcode and a number of people, for example 6800;10500."));
	if (bad->n)
		return OK;
	TRY(gap_sizes_clear(ctx, &changed));
	for (size_t i = 0; i < *lines; i++)
		TRY(gap_size_put(ctx, arena_printf(ctx->arena, "%04d", rows[i].postcode), rows[i].people, &changed));
	return event_add(ctx, "gap.sizes", 0, tr_number(ctx, (int64_t)*lines));
}
