/* warn.c -- what the author of a series should know but may ignore. */
#include "meeting/series.h"

#include "meeting_sql.h"

enum { DAY_S = 86400, LOOK_DAYS = 35, DATES_MOST = 64, NEIGHBOURS_MOST = 100, YEARS = 5 };

/* --- the same room at the same time --------------------------------------------------------------------- */

static bool meets(const struct occurrence *a, size_t na, const struct occurrence *b, size_t nb)
{
	for (size_t i = 0; i < na; i++)
		for (size_t k = 0; k < nb; k++)
			if (a[i].state != OCCURRENCE_CANCELLED && b[k].state != OCCURRENCE_CANCELLED &&
			    a[i].starts < b[k].ends && b[k].starts < a[i].ends)
				return true;
	return false;
}

static bool same_room(const struct meeting *a, const struct meeting *b)
{
	return !str_is(a->room) || !str_is(b->room) || str_eq(a->room, b->room);
}

static enum err warn_of_neighbour(struct ctx *ctx, const struct meeting *m, const struct occurrence *mine, size_t n,
				  int64_t from, int64_t id, struct problems *warn)
{
	struct occurrence *theirs = arena_array(ctx->arena, DATES_MOST, struct occurrence);
	struct timetable t;
	struct meeting other;
	size_t ntheirs;

	TRY(meeting_get(ctx, id, &other));
	if (!same_room(m, &other))
		return OK;
	TRY(meeting_timetable(ctx, &other, &t));
	ntheirs = occurrences(&t, from, from + LOOK_DAYS * DAY_S, false, theirs, DATES_MOST);
	if (meets(mine, n, theirs, ntheirs))
		problem_with(warn, "location", N_("“{x}” is in the same house at the same time."), other.name);
	return OK;
}

static enum err warn_of_neighbours(struct ctx *ctx, const struct meeting *m, const struct timetable *t, struct problems *warn)
{
	struct occurrence *mine = arena_array(ctx->arena, DATES_MOST, struct occurrence);
	int64_t begins = zone_instant(t->zone, m->first_day, 0), from = begins > ctx->now ? begins : ctx->now;
	struct meeting_at_location *near;
	size_t n, nnear;

	if (!m->location)
		return OK;
	n = occurrences(t, from, from + LOOK_DAYS * DAY_S, false, mine, DATES_MOST);
	TRY(meeting_at_location(ctx, m->location, NEIGHBOURS_MOST, &near, &nnear));
	for (size_t i = 0; i < nnear && warn->n < PROBLEMS_MOST; i++)
		if (near[i].id != m->id)
			TRY(warn_of_neighbour(ctx, m, mine, n, from, near[i].id, warn));
	return OK;
}

/* --- the calendar ------------------------------------------------------------------------------------------- */

static void warn_of_months(struct ctx *ctx, const struct rhythm *r, struct problems *warn)
{
	unsigned months = rhythm_skipped_months(r);
	struct str names[12];
	size_t n = 0;

	for (int i = 1; i <= 12; i++)
		if (months >> i & 1)
			names[n++] = tr_month(ctx, i);
	if (n)
		problem_with(warn, "month_day", N_("These months do not have that date every year, and are skipped then: {x}."),
			     tr_and(ctx, names, n));
}

/* In the night when the clock jumps, a time in the gap comes an hour later. */
static void warn_of_gap(struct ctx *ctx, const struct timetable *t, struct problems *warn)
{
	int64_t at = ctx->now, end = ctx->now + (int64_t)YEARS * 366 * DAY_S;
	day_t day;

	while ((at = zone_next_change(t->zone, at, NULL)) < end) {
		struct local before = zone_local(t->zone, at - 1), after = zone_local(t->zone, at);
		bool gap = after.offset_s > before.offset_s && before.day == after.day;
		if (gap && t->start_min > before.minutes && t->start_min < after.minutes &&
		    rhythm_days(&t->rhythm, after.day, after.day, &day, 1)) {
			problem_with(warn, "start_min", N_("On {x} the clock jumps over this time. The meeting starts an hour later that night."),
				     tr_date(ctx, after.day));
			return;
		}
	}
}

enum err meeting_warnings(struct ctx *ctx, const struct meeting *m, struct problems *warn)
{
	struct timetable t;

	if (!timetable_of(ctx->house->cal, m, NULL, 0, NULL, 0, &t) || t.appointment)
		return OK;
	warn_of_months(ctx, &t.rhythm, warn);
	warn_of_gap(ctx, &t, warn);
	return warn_of_neighbours(ctx, m, &t, warn);
}
