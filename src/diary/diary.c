/* diary.c -- the months of a project, counted from the evenings, helpers and hours of its organisations. */
#include "diary/diary.h"

#include <string.h>

#include "diary_sql.h"

enum { DATES_MOST = 400 };

struct counting {
	struct ctx *ctx;
	day_t from, to;                   /* of the programme, up to today */
	struct diary_month *months;
	size_t n;
	struct diary_detail *detail;      /* NULL: only the sums */
};

day_t diary_month_of(day_t day)
{
	struct ymd d = day_ymd(day);

	return day_of(d.year, d.month, 1);
}

struct str diary_month_said(struct ctx *ctx, day_t first)
{
	struct ymd d = day_ymd(first);

	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, d.month)), d.year));
}

day_t diary_month_end(day_t first)
{
	struct ymd d = day_ymd(first);

	return first + days_in_month(d.year, d.month) - 1;
}

static struct diary_month *month_at(const struct counting *c, day_t day)
{
	struct ymd d = day_ymd(day), first = day_ymd(c->months[0].first);
	int at = (d.year - first.year) * 12 + d.month - first.month;

	return day < c->from || day > c->to || at < 0 || (size_t)at >= c->n ? NULL : &c->months[at];
}

bool diary_differs(const struct diary_month *m)
{
	return (m->held + m->informal) * 10 < m->planned * 9;
}

/* --- evenings --------------------------------------------------------------------------------------------- */

static void add_reason(struct counting *c, struct str code)
{
	struct diary_detail *d = c->detail;

	for (size_t i = 0; i < d->nreasons; i++)
		if (str_eq(d->reasons[i].code, code)) {
			d->reasons[i].n++;
			return;
		}
	d->reasons = arena_grow(c->ctx->arena, d->reasons, d->nreasons, sizeof *d->reasons);
	d->reasons[d->nreasons++] = (struct diary_reason){ code, 1 };
}

static void add_gap(struct counting *c, const struct evening_line *l)
{
	struct diary_detail *d = c->detail;

	d->gaps = arena_grow(c->ctx->arena, d->gaps, d->ngaps, sizeof *d->gaps);
	d->gaps[d->ngaps++] = (struct diary_gap){ l->meeting, l->ends, l->name, l->o.by_series };
}

static void add_people(struct diary_month *m, const struct evening *e)
{
	m->heads += e->heads;
	m->first_timers += e->first_timers;
	m->relatives += e->relatives;
}

static void add_line(struct counting *c, const struct evening_line *l)
{
	struct diary_month *m = month_at(c, l->o.by_series);
	bool held = l->state == EVENING_HELD || l->state == EVENING_INFORMAL;

	if (!m || l->state == EVENING_AHEAD || l->state == EVENING_OFF)
		return;
	m->planned++;
	m->held += l->state == EVENING_HELD;
	m->informal += l->state == EVENING_INFORMAL;
	m->not_held += l->state == EVENING_NOT_HELD;
	m->due += l->state == EVENING_DUE;
	m->missing += l->state == EVENING_MISSING;
	if (held)
		add_people(m, &l->e);
	if (c->detail && l->state == EVENING_NOT_HELD)
		add_reason(c, l->e.reason);
	if (c->detail && l->state == EVENING_MISSING)
		add_gap(c, l);
}

/* Those that were called off before they began: the calendar knows them, nobody writes them down. */
static enum err add_cancelled(struct counting *c, const struct meeting *m, day_t from, day_t to)
{
	struct occurrence *dates = arena_array(c->ctx->arena, DATES_MOST, struct occurrence);
	struct evening_group g;
	struct timetable t;
	size_t n;

	TRY(evening_group(c->ctx, m->id, &g));
	TRY(meeting_timetable(c->ctx, m, &t));
	n = occurrences(&t, zone_instant(t.zone, from, 0), zone_instant(t.zone, to + 1, 0), true, dates, DATES_MOST);
	for (size_t i = 0; i < n; i++) {
		struct diary_month *month = month_at(c, dates[i].by_series);
		if (!month || dates[i].state != OCCURRENCE_CANCELLED || dates[i].by_series < g.from_day || dates[i].starts > c->ctx->now)
			continue;
		month->cancelled++;
		month->planned++;
	}
	return OK;
}

static enum err add_checks(struct counting *c, const struct meeting *m, day_t from, day_t to)
{
	struct evening_check *checks;
	size_t n;

	TRY(evening_checks(c->ctx, m->id, from, to, &checks, &n));
	for (size_t i = 0; i < n; i++) {
		struct diary_month *month = month_at(c, checks[i].day);
		int tenths = evening_score(checks[i].answers).tenths;
		if (!month || tenths < 0 || checks[i].informal)
			continue;
		month->checks++;
		month->tenths += tenths;
	}
	return OK;
}

static enum err add_group(struct counting *c, int64_t meeting)
{
	struct evening_line *lines;
	struct meeting m;
	size_t n;

	TRY(meeting_get(c->ctx, meeting, &m));
	/* A year at a time: a calendar gives so many dates at once. */
	for (day_t from = c->from; from <= c->to; from += 366) {
		day_t to = from + 365 < c->to ? from + 365 : c->to;
		TRY(evening_lines_of(c->ctx, &m, from, to, &lines, &n));
		for (size_t i = 0; i < n; i++)
			add_line(c, &lines[i]);
		TRY(add_cancelled(c, &m, from, to));
		TRY(add_checks(c, &m, from, to));
	}
	return OK;
}

/* --- one organisation ----------------------------------------------------------------------------------------- */

static enum err add_org(struct counting *c, int64_t org)
{
	struct diary_groups *groups;
	size_t n;

	TRY(diary_groups(c->ctx, org, &groups, &n));
	for (size_t i = 0; i < n; i++)
		TRY(add_group(c, groups[i].id));
	for (size_t i = 0; i < c->n; i++) {
		struct diary_month *m = &c->months[i];
		day_t from = m->first > c->from ? m->first : c->from, end = diary_month_end(m->first), to = end < c->to ? end : c->to;
		struct diary_helpers h;
		struct diary_minutes t;
		TRY(diary_helpers(c->ctx, org, from, to, &h));
		TRY(diary_minutes(c->ctx, org, from, to, &t));
		m->certified += h.certified;
		m->active += h.active;
		m->minutes += t.minutes;
	}
	return OK;
}

static bool has(const int64_t *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == id)
			return true;
	return false;
}

enum err diary_orgs(struct ctx *ctx, const struct programme *p, int64_t **out, size_t *n)
{
	struct programme_node *tree;
	size_t all, at = 0;

	*n = 0;
	TRY(programme_tree(ctx, &tree, &all));
	*out = arena_array(ctx->arena, all, int64_t);
	while (at < all && tree[at].p.id != p->id)
		at++;
	for (size_t i = at; i < all && (i == at || tree[i].depth > tree[at].depth); i++)
		if (tree[i].p.org && !has(*out, *n, tree[i].p.org))
			(*out)[(*n)++] = tree[i].p.org;
	return OK;
}

static enum err count(struct counting *c, const struct programme *p)
{
	int64_t *orgs;
	size_t n;

	TRY(diary_orgs(c->ctx, p, &orgs, &n));
	for (size_t i = 0; i < n; i++)
		TRY(add_org(c, orgs[i]));
	return OK;
}

/* The months from one day to another, empty. */
static void lay_out(struct counting *c)
{
	day_t first = diary_month_of(c->from);

	while (first <= c->to) {
		c->months = arena_grow(c->ctx->arena, c->months, c->n, sizeof *c->months);
		c->months[c->n++] = (struct diary_month){ .first = first };
		first = diary_month_end(first) + 1;
	}
}

static struct counting begin(struct ctx *ctx, const struct programme *p)
{
	day_t today = page_today(ctx);

	return (struct counting){ .ctx = ctx, .from = p->first_day, .to = p->last_day != DAY_NONE && p->last_day < today ? p->last_day : today };
}

enum err diary_months(struct ctx *ctx, const struct programme *p, struct diary_month **out, size_t *n)
{
	struct counting c = begin(ctx, p);

	lay_out(&c);
	if (c.n)
		TRY(count(&c, p));
	*out = c.months;
	*n = c.n;
	return OK;
}

enum err diary_detail(struct ctx *ctx, const struct programme *p, day_t first, struct diary_detail *out)
{
	struct counting c = begin(ctx, p);

	*out = (struct diary_detail){ 0 };
	c.detail = out;
	c.from = first > c.from ? first : c.from;
	c.to = diary_month_end(first) < c.to ? diary_month_end(first) : c.to;
	lay_out(&c);
	return c.n ? count(&c, p) : OK;
}
