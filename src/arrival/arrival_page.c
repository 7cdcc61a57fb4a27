/* arrival_page.c -- how long until they arrive: figures, curves, and the same figures beside them. */
#include "arrival/arrival_parts.h"

#include <math.h>

enum { CURVES_MOST = 6 };

struct figure_row {
	struct str name, n, contact, arrival, by[3];
};

struct curves {
	const char *id;
	struct str title, names[CURVES_MOST];
	const struct arrival_group *groups[CURVES_MOST];
	struct str weeks[ARRIVAL_WEEKS + 1];
	size_t n, nweeks;
};

struct arrival_view {
	const struct arrival_report *r;
	struct str period;
	struct figure_row *needs, *senders;
	size_t nneeds, nsenders;
	struct curves by_need, by_sender;
};

static struct str percent(struct ctx *ctx, double share)
{
	return isnan(share) ? S("–") : TR_FILL(ctx, tr(ctx, "{n} %"), { "n", tr_number(ctx, (int64_t)lround(100 * share)) });
}

static struct str curve_cell(struct ctx *ctx, const struct arrival_group *g, int week)
{
	return g->still[week] || !week ? percent(ctx, g->week[week]) : S("–");
}

static enum err curve_html(struct ctx *ctx, const struct curves *c)
{
	return arrival_chart_svg(ctx, c->groups, c->n, tr(ctx, "Share of people who had arrived after so many weeks; the same figures stand in the table."));
}

#include "arrival_html.h"

static struct str days(struct ctx *ctx, double d)
{
	return isnan(d) ? S("–") : d < 10 ? TR_FILL(ctx, tr(ctx, "{n} days"), { "n", tr_decimal(ctx, d, 1) }) :
	       TR_FILL(ctx, tr(ctx, "{n} days"), { "n", tr_number(ctx, (int64_t)lround(d)) });
}

static struct figure_row row_of(struct ctx *ctx, const struct arrival_group *g, struct str name)
{
	struct figure_row r = { .name = name, .n = g->hidden ? tr(ctx, "few") : tr_number(ctx, g->n), .contact = days(ctx, g->contact_days),
				.arrival = days(ctx, g->arrival_days) };

	for (size_t i = 0; i < 3; i++)
		r.by[i] = percent(ctx, g->by[i]);
	if (!isnan(g->lower) && !isnan(g->upper))
		r.by[2] = TR_FILL(ctx, tr(ctx, "{n} ({from}–{to} %)"), { "n", r.by[2] }, { "from", tr_number(ctx, (int64_t)lround(100 * g->lower)) },
				  { "to", tr_number(ctx, (int64_t)lround(100 * g->upper)) });
	return r;
}

static void add_curve(struct curves *c, struct str name, const struct arrival_group *g, struct ctx *ctx)
{
	if (!g->drawn || c->n == CURVES_MOST)
		return;
	c->names[c->n] = arena_printf(ctx->arena, "%c: %.*s", (char)('A' + c->n), STR_ARG(name));
	c->groups[c->n++] = g;
}

static struct str need_name(struct ctx *ctx, const struct arrival_group *g)
{
	return tr_of(ctx, g->name);
}

/* A partner is called as they are; everybody who works here is one group. */
static struct str sender_name(struct ctx *ctx, const struct arrival_group *g)
{
	return g->name.n ? g->name : tr(ctx, "Our own people");
}

static void fill_side(struct ctx *ctx, const struct arrival_report *r, const struct arrival_group *groups, size_t n,
		      struct str (*name)(struct ctx *, const struct arrival_group *), struct figure_row **rows, size_t *nrows, struct curves *c)
{
	struct str all = tr(ctx, "Everybody");

	*rows = arena_array(ctx->arena, n + 1, struct figure_row);
	*nrows = n + 1;
	(*rows)[0] = row_of(ctx, &r->all, all);
	add_curve(c, all, &r->all, ctx);
	for (size_t i = 0; i < n; i++) {
		(*rows)[i + 1] = row_of(ctx, &groups[i], name(ctx, &groups[i]));
		add_curve(c, name(ctx, &groups[i]), &groups[i], ctx);
	}
}

/* As far as any of them goes. */
static void set_weeks(struct ctx *ctx, struct curves *c)
{
	int last = 0;

	for (size_t i = 0; i < c->n; i++)
		last = arrival_last_week(c->groups[i]) > last ? arrival_last_week(c->groups[i]) : last;
	for (int week = 0; week <= last; week++)
		c->weeks[c->nweeks++] = trn(ctx, "{n} week", "{n} weeks", week);
}

static void fill(struct ctx *ctx, const struct arrival_report *r, struct arrival_view *v)
{
	v->r = r;
	v->period = TR_FILL(ctx, tr(ctx, "Handed over from {from} to {to}. A month is shown when it is over."), { "from", tr_date(ctx, r->from) }, { "to", tr_date(ctx, r->to) });
	v->by_need = (struct curves){ .id = "c-needs", .title = tr(ctx, "Arrived after so many weeks, by what would help") };
	v->by_sender = (struct curves){ .id = "c-senders", .title = tr(ctx, "Arrived after so many weeks, by who handed them over") };
	fill_side(ctx, r, r->needs, r->nneeds, need_name, &v->needs, &v->nneeds, &v->by_need);
	fill_side(ctx, r, r->senders, r->nsenders, sender_name, &v->senders, &v->nsenders, &v->by_sender);
	set_weeks(ctx, &v->by_need);
	set_weeks(ctx, &v->by_sender);
}

static enum err arrivals(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "How long until they arrive"));
	struct arrival_view v = { 0 };
	struct arrival_report r;

	(void)rep;
	TRY(arrival_report(ctx, &r));
	fill(ctx, &r, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(arrival_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route arrival_routes[] = {
	{ "GET", "/:lang/work/arrivals", PERSON_SERVE, arrivals, 0, NULL },
	{ 0 }
};
