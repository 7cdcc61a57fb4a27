/*
 * trend.c -- how a group follows its method over time: scores, their mean of the last six, and when help is offered.
 *
 * Drift is two scores in a row below 75 %, or one that is 15 points or more below the mean of the six before it (at
 * least three).  It asks for a talk within 14 days, and is over when that talk was held or two scores in a row are at
 * 75 % again.  Nothing of this is stored, and no two groups are ever put in an order.
 */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "draw/draw.h"

#include <string.h>

#include "evening_sql.h"

enum { LOW = 750, DROP = 150, WINDOW = 6, BEFORE_LEAST = 3, TALK_DAYS = 14, POINTS_MOST = 400 };

/* Mean of the scores [from, to). */
static int mean(const struct evening_point *p, size_t from, size_t to)
{
	int sum = 0, n = (int)(to - from);

	for (size_t i = from; i < to; i++)
		sum += p[i].tenths;
	return n ? (sum + n / 2) / n : -1;
}

static bool falls(const struct evening_point *p, size_t i)
{
	size_t from = i > WINDOW ? i - WINDOW : 0;

	if (i && p[i].tenths < LOW && p[i - 1].tenths < LOW)
		return true;
	return i - from >= BEFORE_LEAST && mean(p, from, i) - p[i].tenths >= DROP;
}

static bool is_well_again(const struct evening_point *p, size_t i)
{
	return i && p[i].tenths >= LOW && p[i - 1].tenths >= LOW;
}

struct evening_trend evening_trend(struct evening_point *p, size_t n)
{
	struct evening_trend t = { .n = n, .mean = -1, .drift_day = DAY_NONE, .due = DAY_NONE };

	for (size_t i = 0; i < n; i++) {
		p[i].mean = mean(p, i + 1 > WINDOW ? i + 1 - WINDOW : 0, i + 1);
		if (t.drift_day == DAY_NONE && falls(p, i))
			t.drift_day = p[i].day;
		else if (t.drift_day != DAY_NONE && is_well_again(p, i))
			t.drift_day = DAY_NONE;
	}
	if (n)
		t.mean = p[n - 1].mean;
	t.enough = n >= EVENING_CHECKS_LEAST;
	if (!t.enough)
		t.drift_day = DAY_NONE;
	if (t.drift_day != DAY_NONE)
		t.due = t.drift_day + TALK_DAYS;
	return t;
}

enum err evening_points(struct ctx *ctx, int64_t meeting, day_t from, day_t to, const char *by_whom, struct evening_point **out, size_t *n)
{
	struct evening_check *checks;
	size_t nchecks;

	TRY(evening_checks(ctx, meeting, from, to, &checks, &nchecks));
	*out = arena_array(ctx->arena, nchecks, struct evening_point);
	*n = 0;
	for (size_t i = 0; i < nchecks; i++) {
		struct evening_score s = evening_score(checks[i].answers);
		if (s.tenths >= 0 && !checks[i].informal && str_same(checks[i].by_whom, by_whom))
			(*out)[(*n)++] = (struct evening_point){ .day = checks[i].day, .tenths = s.tenths, .relevant = s.relevant,
								 .answers = checks[i].answers, .method = checks[i].method, .version = checks[i].version };
	}
	return OK;
}

size_t evening_most_missed(const struct evening_point *p, size_t n, int *times)
{
	int missed[EVENING_ITEMS_MOST] = { 0 };
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < p[i].answers.n && k < EVENING_ITEMS_MOST; k++)
			missed[k] += p[i].answers.p[k] == 'n' || p[i].answers.p[k] == 'p';
	for (size_t k = 1; k < EVENING_ITEMS_MOST; k++)
		if (missed[k] > missed[most])
			most = k;
	*times = missed[most];
	return most;
}

bool evening_all_yes(const struct evening_point *p, size_t n)
{
	if (n < WINDOW)
		return false;
	for (size_t i = n - WINDOW; i < n; i++)
		if (p[i].tenths != 1000)
			return false;
	return true;
}

enum err evening_talked_since(struct ctx *ctx, int64_t meeting, day_t since, bool *talked)
{
	struct evening_talked r;

	TRY(evening_talked(ctx, meeting, since, &r));
	*talked = r.n > 0;
	return OK;
}

enum err evening_may_see_method(struct ctx *ctx, const struct meeting *m, bool *may_see)
{
	struct evening_helps r;

	*may_see = evening_may_keep(ctx, m);
	if (*may_see || !ctx->who->account)
		return OK;
	TRY(evening_helps(ctx, ctx->who->account, m->id, &r));
	*may_see = r.n > 0;
	return OK;
}

/* --- a second person who looks ---------------------------------------------------------------------------------------- */

enum { GROUPS_MOST = 1000, STILL_MEETS_DAYS = 60 };

day_t evening_look_due(day_t from_day, day_t seen)
{
	struct ymd d = day_ymd(seen == DAY_NONE ? from_day : seen);
	int month = d.month + EVENING_LOOK_MONTHS, year = d.year + (month > 12), last;

	month = month > 12 ? month - 12 : month;
	last = days_in_month(year, month);
	return day_of(year, month, d.day < last ? d.day : last);
}

enum err evening_last_seen(struct ctx *ctx, int64_t meeting, day_t *seen)
{
	struct evening_seen_row r;

	TRY(evening_seen_row(ctx, meeting, &r));
	*seen = r.seen;
	return OK;
}

enum err evening_unseen(struct ctx *ctx, struct evening_unseen **out, size_t *n)
{
	bool everything = may_for(ctx->who, EVENING_KEEP, 0, 0);
	day_t today = page_today(ctx);
	struct evening_unseen_rows *rows;
	size_t nrows;

	TRY(evening_unseen_rows(ctx, everything, ctx->who->account, roles_with(ctx->arena, EVENING_KEEP), today - STILL_MEETS_DAYS, GROUPS_MOST,
				&rows, &nrows));
	*out = arena_array(ctx->arena, nrows, struct evening_unseen);
	*n = 0;
	for (size_t i = 0; i < nrows; i++) {
		day_t due = evening_look_due(rows[i].from_day, rows[i].seen);
		if (due <= today + EVENING_LOOK_AHEAD_DAYS)
			(*out)[(*n)++] = (struct evening_unseen){ rows[i].id, rows[i].name, rows[i].seen, due };
	}
	return OK;
}

/* --- drawn -------------------------------------------------------------------------------------------------------- */

#define CHART_W 110.0
#define CHART_H 64.0
#define LEFT 13.0
#define RIGHT 4.0
#define TOP 4.0
#define BOTTOM 10.0

struct chart {
	struct ctx *ctx;
	struct draw *d;
	struct draw_panel *p;
	day_t from, to;
};

static double x_of(const struct chart *c, day_t day)
{
	double all = c->to > c->from ? c->to - c->from : 1;

	return LEFT + (CHART_W - LEFT - RIGHT) * (day - c->from) / all;
}

static double y_of(int tenths)
{
	return TOP + (CHART_H - TOP - BOTTOM) * (1000 - tenths) / 1000.0;
}

static void say_at(struct chart *c, struct str text, double x, double y, double width, enum draw_align align)
{
	struct draw_style style = { .size_pt = 9, .lead = 1.1, .align = align };
	const struct draw_text *t = draw_set(c->d, text, &style, width);

	draw_put(c->p, t, x, y - draw_height(t) / 2);
}

static void put_scale(struct chart *c)
{
	for (int percent = 0; percent <= 100; percent += 25) {
		draw_rule(c->p, LEFT, y_of(percent * 10), CHART_W - RIGHT, y_of(percent * 10), percent == 75 ? 0.3 : 0.1, percent == 75 ? DRAW_DASHED : DRAW_SOLID);
		say_at(c, arena_printf(c->ctx->arena, "%d %%", percent), 0, y_of(percent * 10), LEFT - 1.5, DRAW_RIGHT);
	}
	say_at(c, tr_date_short(c->ctx, c->from), LEFT, CHART_H - BOTTOM / 2, 40, DRAW_LEFT);
	say_at(c, tr_date_short(c->ctx, c->to), CHART_W - RIGHT - 40, CHART_H - BOTTOM / 2, 40, DRAW_RIGHT);
}

static void put_points(struct chart *c, const struct evening_point *p, size_t n, bool observed)
{
	for (size_t i = 0; i < n; i++) {
		double x = x_of(c, p[i].day), y = y_of(p[i].tenths);
		if (!observed && i)
			draw_rule(c->p, x_of(c, p[i - 1].day), y_of(p[i - 1].mean), x, y_of(p[i].mean), 0.4, DRAW_SOLID);
		/* A filled square by who led, a larger open one by a second person. */
		if (observed)
			draw_box(c->p, x - 1.4, y - 1.4, 2.8, 2.8, 0.4, 1);
		else
			draw_box(c->p, x - 0.6, y - 0.6, 1.2, 1.2, 0, 0.5);
	}
}

enum err evening_chart_svg(struct ctx *ctx, const struct evening_point *self, size_t nself, const struct evening_point *seen, size_t nseen, struct str label)
{
	struct chart c = { .ctx = ctx, .d = draw_new(ctx) };

	c.p = draw_panel(c.d, CHART_W, CHART_H);
	c.from = nself && (!nseen || self[0].day < seen[0].day) ? self[0].day : seen[0].day;
	c.to = nself && (!nseen || self[nself - 1].day > seen[nseen - 1].day) ? self[nself - 1].day : seen[nseen - 1].day;
	put_scale(&c);
	put_points(&c, self, nself, false);
	put_points(&c, seen, nseen, true);
	draw_place(draw_sheet(c.d, CHART_W, CHART_H), c.p, 0, 0, 0);
	return draw_svg(ctx, c.d, 0, label);
}
