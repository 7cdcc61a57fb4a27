/* arrival.c -- read, grouped, hidden where few, worked out. */
#include "arrival/arrival_parts.h"
#include "kind/kind.h"

#include <math.h>
#include <stdlib.h>

#include "arrival_sql.h"

enum { GROUPS_MOST = 200, OURS = 0 };
#define DAY_S 86400.0

/* --- grouping ----------------------------------------------------------------------------------------------------- */

struct groups {
	struct arrival_group *at;
	size_t n;
};

static struct arrival_group *group_of(struct ctx *ctx, struct groups *g, int64_t key, struct str name, size_t most)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->at[i].key == key && str_eq(g->at[i].name, name))
			return &g->at[i];
	if (g->n == GROUPS_MOST)
		return NULL;
	g->at[g->n] = (struct arrival_group){ .key = key, .name = name, .contact = arena_array(ctx->arena, most, struct km_time),
					      .arrival = arena_array(ctx->arena, most, struct km_time) };
	return &g->at[g->n++];
}

/* From the hand-over on: it happened then, or is not known of after the end of what is known. */
static struct km_time time_of(int64_t from, int64_t at, int64_t known)
{
	int64_t to = at && at <= known ? at : known;

	return (struct km_time){ to > from ? (double)(to - from) / DAY_S : 0, at && at <= known };
}

static int64_t first_of(int64_t a, int64_t b)
{
	return !a ? b : !b || a < b ? a : b;
}

static void put(struct arrival_group *g, const struct ctx *ctx, const struct arrival_loops *l)
{
	int64_t known = l->ended_at ? l->ended_at : ctx->now;

	if (!g)
		return;
	g->contact[g->n] = time_of(l->made_at, first_of(first_of(l->answered_at, l->talked_at), l->came_at), known);
	g->arrival[g->n] = time_of(l->made_at, l->came_at, known);
	g->n++;
}

/* --- hiding ----------------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	const struct arrival_group *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : str_cmp(x->name, y->name);
}

/* The largest first.  All of them are known, so a single small one would be the rest: the next smallest goes with it. */
static void hide(struct groups *g)
{
	int64_t sum = 0;
	size_t hidden = 0;

	if (g->n)
		qsort(g->at, g->n, sizeof *g->at, by_size);
	for (size_t i = g->n; i-- > 0;) {
		g->at[i].hidden = g->at[i].n < ARRIVAL_LEAST || (hidden && (hidden < 2 || sum < ARRIVAL_LEAST));
		hidden += g->at[i].hidden;
		sum += g->at[i].hidden ? g->at[i].n : 0;
	}
}

/* --- worked out --------------------------------------------------------------------------------------------------------- */

static void set_shares(struct arrival_group *g, const struct km *k)
{
	static const double days[] = { 7, 14, 30 };
	const struct km_step *last = km_step_at(k, days[2]);

	for (size_t i = 0; i < 3; i++)
		g->by[i] = 1 - km_share(k, days[i]);
	/* Who has arrived is who is not on the way any more: the interval turns over. */
	g->lower = last ? 1 - last->upper : NAN;
	g->upper = last ? 1 - last->lower : NAN;
	g->drawn = true;
	for (int week = 0; week <= ARRIVAL_WEEKS; week++) {
		g->week[week] = 1 - km_share(k, week * 7.0);
		g->still[week] = km_at_risk(g->arrival, (size_t)g->n, week * 7.0) / ARRIVAL_LEAST * ARRIVAL_LEAST;
	}
}

static void work_out(struct ctx *ctx, struct arrival_group *g)
{
	struct km contact, arrival;

	g->contact_days = g->arrival_days = g->lower = g->upper = g->by[0] = g->by[1] = g->by[2] = NAN;
	if (g->hidden || g->n < ARRIVAL_MEDIAN_LEAST)
		return;
	contact = km_of(ctx->arena, g->contact, (size_t)g->n);
	arrival = km_of(ctx->arena, g->arrival, (size_t)g->n);
	g->contact_days = km_quantile(&contact, 0.5);
	g->arrival_days = km_quantile(&arrival, 0.5);
	if (g->n >= ARRIVAL_SHARE_LEAST)
		set_shares(g, &arrival);
}

static void settle(struct ctx *ctx, struct groups *g)
{
	hide(g);
	for (size_t i = 0; i < g->n; i++)
		work_out(ctx, &g->at[i]);
}

/* --- the report ------------------------------------------------------------------------------------------------------------ */

/* Twelve whole months; the running one is not shown until it is over. */
static void set_period(const struct ctx *ctx, struct arrival_report *r)
{
	struct ymd d = day_ymd(page_today(ctx));

	r->to = day_of(d.year, d.month, 1) - 1;
	r->from = day_of(d.year - ARRIVAL_MONTHS / 12, d.month, 1);
}

static int64_t begins(const struct ctx *ctx, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day, 0);
}

enum err arrival_report(struct ctx *ctx, struct arrival_report *r)
{
	struct groups needs = { .at = arena_array(ctx->arena, GROUPS_MOST, struct arrival_group) }, senders = needs, all = needs;
	struct arrival_loops *rows;
	size_t n;

	*r = (struct arrival_report){ 0 };
	senders.at = arena_array(ctx->arena, GROUPS_MOST, struct arrival_group);
	all.at = arena_array(ctx->arena, 1, struct arrival_group);
	set_period(ctx, r);
	TRY(arrival_loops(ctx, ctx->who->account, may_for(ctx->who, PERSON_SERVE, 0, 0), roles_with(ctx->arena, PERSON_SERVE), begins(ctx, r->from),
			  begins(ctx, r->to + 1), ARRIVAL_MOST, &rows, &n));
	r->more = n == ARRIVAL_MOST;
	for (size_t i = 0; i < n; i++) {
		const char *need = choice_label(kind_needs, rows[i].need);
		put(group_of(ctx, &all, 0, S(""), n), ctx, &rows[i]);
		put(group_of(ctx, &needs, 0, need ? str_of(need) : rows[i].need, n), ctx, &rows[i]);
		put(group_of(ctx, &senders, rows[i].outside ? rows[i].sender : OURS, rows[i].outside ? rows[i].sender_name : S(""), n), ctx, &rows[i]);
	}
	all.at[0].hidden = all.at[0].n < ARRIVAL_LEAST;
	work_out(ctx, &all.at[0]);
	settle(ctx, &needs);
	settle(ctx, &senders);
	r->all = all.at[0];
	r->needs = needs.at, r->nneeds = needs.n;
	r->senders = senders.at, r->nsenders = senders.n;
	return OK;
}
