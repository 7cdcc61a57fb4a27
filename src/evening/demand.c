/*
 * demand.c -- what people wait for, by area, evening and audience; and a new group for them.
 *
 * Nothing is stored: the line of each group and what came of the talks say it at every reading.  Whoever waits stands in
 * one number only, so nobody is counted twice; a group of counts only has no line and says nothing here.
 */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "event/event.h"

#include <stdlib.h>

#include "evening_sql.h"

enum { DEMAND_MOST = 500, BRING_MOST = 100 };

bool evening_demand_is_enough(const struct evening_demand *d)
{
	return d->waits > 0 && d->waits >= d->starts_with;
}

static int most_first(const void *x, const void *y)
{
	const struct evening_demand *a = x, *b = y;
	int64_t na = a->waits + a->other, nb = b->waits + b->other;

	if (na != nb)
		return na < nb ? 1 : -1;
	return (a->pattern > b->pattern) - (a->pattern < b->pattern);
}

enum err evening_demands(struct ctx *ctx, struct evening_demand **out, size_t *n)
{
	struct evening_demand_rows *rows;
	size_t all;

	*n = 0;
	TRY(evening_demand_rows(ctx, may_for(ctx->who, EVENING_KEEP, 0, 0), ctx->who->account, roles_with(ctx->arena, EVENING_KEEP), ctx->now,
				ctx->now - EVENING_DEMAND_DAYS * (int64_t)EVENING_DAY_S, DEMAND_MOST, &rows, &all));
	*out = arena_array(ctx->arena, all, struct evening_demand);
	for (size_t i = 0; i < all; i++)
		if (rows[i].waits || rows[i].other)
			(*out)[(*n)++] = (struct evening_demand){ .area = rows[i].area.v, .weekdays = (unsigned)rows[i].weekdays,
				.audience = rows[i].audience, .waits = rows[i].waits, .other = rows[i].other,
				.starts_with = rows[i].starts_with, .pattern = rows[i].pattern };
	if (*n)
		qsort(*out, *n, sizeof **out, most_first);
	return OK;
}

/* --- a new group ------------------------------------------------------------------------------------------------ */

/* What the new one has from the pattern: whatever says for whom, when and how, and nothing of the place or people. */
static struct meeting draft_like(struct ctx *ctx, const struct meeting *like, struct str name)
{
	struct meeting m = meeting_blank(ctx);

	m.name = name, m.state = S("draft");
	m.org = like->org, m.area = like->area, m.method = like->method, m.audience = like->audience, m.openness = like->openness;
	m.mode = like->mode, m.languages = like->languages, m.children = like->children, m.price = like->price;
	m.rhythm = like->rhythm, m.every = like->every, m.weekdays = like->weekdays, m.nths = like->nths, m.month_day = like->month_day;
	m.start_min = like->start_min, m.duration_min = like->duration_min, m.zone = like->zone;
	m.holidays = like->holidays, m.holiday_rule = like->holiday_rule;
	return m;
}

static enum err find_demand(struct ctx *ctx, int64_t pattern, struct evening_demand *d)
{
	struct evening_demand *all;
	size_t n;

	TRY(evening_demands(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].pattern == pattern) {
			*d = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err evening_group_start(struct ctx *ctx, int64_t pattern, struct str name, struct meeting *m, struct problems *bad)
{
	struct evening_demand d;
	struct evening_group g;
	struct meeting like;

	TRY(find_demand(ctx, pattern, &d));
	if (!evening_demand_is_enough(&d))
		return problem(bad, "", N_("Fewer wait by now. Nothing was begun."));
	TRY(meeting_get(ctx, pattern, &like));
	TRY(evening_group(ctx, pattern, &g));
	*m = draft_like(ctx, &like, name);
	TRY(meeting_save(ctx, m, bad));
	if (bad->n)
		return OK;
	g.from_day = m->first_day;
	return evening_group_save(ctx, m, &g, bad);
}

/* --- seats for those who wait elsewhere --------------------------------------------------------------------------- */

static enum err alike(struct ctx *ctx, const struct meeting *m, struct evening_waiting_alike **rows, size_t *n)
{
	return evening_waiting_alike(ctx, m->id, m->org, m->area, (int64_t)meeting_weekday_bits(m->weekdays), m->audience, ctx->now, BRING_MOST, rows, n);
}

enum err evening_seats_alike(struct ctx *ctx, const struct meeting *m, int64_t *waiting)
{
	struct evening_waiting_alike *rows;
	size_t n = 0;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	/* A draft has no evening yet that one could say yes to. */
	if (str_same(m->state, "running") && m->org)
		TRY(alike(ctx, m, &rows, &n));
	*waiting = (int64_t)n;
	return OK;
}

enum err evening_seats_bring(struct ctx *ctx, const struct meeting *m, int64_t *n)
{
	struct evening_waiting_alike *rows;
	struct evening_seats_lock group;
	int64_t changed, until = ctx->now + EVENING_OFFER_DAYS * (int64_t)EVENING_DAY_S;
	size_t all;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	*n = 0;
	if (!str_same(m->state, "running") || !m->org)
		return OK;
	TRY(evening_seats_lock(ctx, m->id, &group));
	TRY(alike(ctx, m, &rows, &all));
	for (size_t i = 0; i < all && *n < group.seats && !group.counts_only; i++) {
		TRY(evening_seat_bring_put(ctx, rows[i].id, rows[i].meeting, m->id, until, ctx->now, &changed));
		*n += changed;
		if (changed)
			TRY(event_add(ctx, "evening.seat_offered", m->id, STR_ABSENT));
	}
	return OK;
}
