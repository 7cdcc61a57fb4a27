/* change.c -- what happens to a service after it is made: published, confirmed, full, counted, ended, discarded. */
#include "service/service_parts.h"
#include "access/access.h"
#include "event/event.h"

#include "service_sql.h"

enum { HOUR_S = 3600, ODD_TIMES = 4, ODD_ALONE = 50 };

static enum err mine(struct ctx *ctx, int64_t id, struct service_whole *w)
{
	TRY(service_get(ctx, id, w));
	return service_may_keep(ctx, &w->s) ? OK : ERR_DENIED;
}

static struct opt_int some(int64_t v)
{
	return v ? SOME_INT(v) : NO_INT;
}

static enum err change_state(struct ctx *ctx, const struct service *s, struct str to, int64_t verified_at, struct str by, const char *event)
{
	int64_t changed;

	TRY(service_state_change(ctx, s->id, s->state, to, some(verified_at), by, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "service %lld changed meanwhile", (long long)s->id);
	return event_add(ctx, event, s->id, to);
}

enum err service_publish(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct service_whole w;

	TRY(mine(ctx, id, &w));
	if (str_same(w.s.state, "running"))
		return OK;
	TRY(service_complete(ctx, &w, bad));
	return bad->n ? OK : change_state(ctx, &w.s, S("running"), ctx->now, S("keeper"), "service.published");
}

enum err service_end(struct ctx *ctx, int64_t id)
{
	struct service_whole w;

	TRY(mine(ctx, id, &w));
	if (str_same(w.s.state, "ended"))
		return OK;
	return change_state(ctx, &w.s, S("ended"), w.s.verified_at, w.s.verified_by, "service.ended");
}

enum err service_set_verified(struct ctx *ctx, int64_t id, struct str by, int64_t at)
{
	int64_t changed;

	TRY(service_verified(ctx, id, by, at, &changed));
	return changed ? event_add(ctx, "service.verified", id, by) : ERR_NOT_FOUND;
}

/* --- full, or not ----------------------------------------------------------------------------------------------- */

static day_t today_of(const struct ctx *ctx, struct str zone_name)
{
	const struct zone *zone = zone_find(ctx->house->cal, zone_name);

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / (24 * HOUR_S));
}

enum err service_set_full(struct ctx *ctx, int64_t id, bool full, day_t until, struct problems *bad)
{
	struct service_whole w;
	int64_t changed;

	TRY(mine(ctx, id, &w));
	if (full && until != DAY_NONE && until < today_of(ctx, service_zone(&w)))
		return problem(bad, "until", N_("That day has passed. Choose a later one, or none."));
	TRY(service_full(ctx, id, full ? SOME_INT(ctx->now) : NO_INT, full ? until : DAY_NONE, ctx->now, &changed));
	return event_add(ctx, full ? "service.full" : "service.takes", id, full ? day_str(ctx->arena, until) : STR_ABSENT);
}

bool service_is_full(const struct ctx *ctx, const struct service *s)
{
	return s->full_since && (s->full_until == DAY_NONE || s->full_until >= today_of(ctx, S("Europe/Copenhagen")));
}

/* --- how many places are free -------------------------------------------------------------------------------------- */

static const struct service_capacity *counted(const struct service_whole *w, struct str unit)
{
	for (size_t i = 0; i < w->ncapacities; i++)
		if (str_eq(w->capacities[i].unit, unit))
			return &w->capacities[i];
	return NULL;
}

/* A slip of the finger is asked about: it would send somebody across the town. */
static const char *odd_count(const struct service_capacity *was, int64_t total, int64_t free)
{
	int64_t beds = total != INT64_MIN ? total : was ? was->total : INT64_MIN;

	if (beds != INT64_MIN && free > beds)
		return N_("That is more than there are: {x}. Look once more, or save it all the same.");
	if (beds == INT64_MIN && free > ODD_ALONE && (!was || free > was->free * ODD_TIMES))
		return N_("That is many: {x}. Look once more, or save it all the same.");
	return NULL;
}

static struct str count_said(struct ctx *ctx, const struct service_capacity *was, int64_t total, int64_t free)
{
	int64_t beds = total != INT64_MIN ? total : was ? was->total : INT64_MIN;

	return arena_printf(ctx->arena, "%lld", (long long)(beds != INT64_MIN ? beds : free));
}

enum err service_set_capacity(struct ctx *ctx, int64_t id, struct str unit, int64_t total, int64_t free, struct str by, bool sure,
			      struct problems *bad)
{
	enum { MOST = 100000 };
	const struct service_capacity *was;
	struct service_whole w;
	const char *odd;
	int64_t changed;

	TRY(service_get(ctx, id, &w));
	was = counted(&w, unit);
	if (!choice_label(service_units, unit))
		return problem(bad, "unit", N_("Choose what is counted: beds, rooms, seats or places."));
	if (free < 0 || free > MOST || (total != INT64_MIN && (total < 0 || total > MOST)))
		return problem(bad, "free", N_("Write a whole number, for example 12."));
	odd = odd_count(was, total, free);
	if (odd && !sure)
		return problem_with(bad, "free", odd, count_said(ctx, was, total, free));
	if (total == INT64_MIN && was)
		total = was->total;
	TRY(service_capacity_put(ctx, id, unit, total == INT64_MIN ? NO_INT : SOME_INT(total), free, ctx->now, by, &changed));
	return event_add(ctx, "service.counted", id, arena_printf(ctx->arena, "%.*s %lld", STR_ARG(unit), (long long)free));
}

enum capacity_age service_capacity_age(const struct ctx *ctx, const struct service_capacity *c)
{
	int64_t age = ctx->now - c->as_of;

	if (age > CAPACITY_SHOWN_HOURS * (int64_t)HOUR_S)
		return CAPACITY_OLD;
	return age > CAPACITY_FRESH_HOURS * (int64_t)HOUR_S ? CAPACITY_CALL : CAPACITY_FRESH;
}

/* --- going ------------------------------------------------------------------------------------------------------------ */

enum err service_discard(struct ctx *ctx, int64_t id)
{
	struct service_whole w;
	bool never_public;
	int64_t changed;

	TRY(mine(ctx, id, &w));
	never_public = str_same(w.s.state, "draft") || str_same(w.s.state, "parked");
	if (!never_public && !w.s.source && !ctx->house->demo)
		return fail(ctx, ERR_CONFLICT, "service %lld has been public", (long long)id);
	TRY(service_forget_parts(ctx, id));
	TRY(service_slugs_drop(ctx, id, &changed));
	TRY(service_forget_before(ctx, id));
	TRY(service_discard_row(ctx, id, &changed));
	return changed ? event_add(ctx, "service.discarded", id, STR_ABSENT) : ERR_NOT_FOUND;
}
