/* chart.c -- who has arrived after so many weeks, as steps; on a grid of weeks, so that no step is a single person. */
#include "arrival/arrival_parts.h"
#include "draw/draw.h"

#define CHART_W 110.0
#define CHART_H 64.0
#define LEFT 13.0
#define RIGHT 12.0
#define TOP 4.0
#define BOTTOM 10.0

enum { WEEKS_LEAST = 4 };

struct chart {
	int weeks;                        /* across */
	struct ctx *ctx;
	struct draw *d;
	struct draw_panel *p;
};

static double x_of(const struct chart *c, int week)
{
	return LEFT + (CHART_W - LEFT - RIGHT) * week / c->weeks;
}

static double y_of(double share)
{
	return TOP + (CHART_H - TOP - BOTTOM) * (1 - share);
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
		draw_rule(c->p, LEFT, y_of(percent / 100.0), CHART_W - RIGHT, y_of(percent / 100.0), 0.1, DRAW_SOLID);
		say_at(c, arena_printf(c->ctx->arena, "%d %%", percent), 0, y_of(percent / 100.0), LEFT - 1.5, DRAW_RIGHT);
	}
	for (int week = 0; week <= c->weeks; week += c->weeks > 6 ? 4 : 1)
		say_at(c, trn(c->ctx, "{n} week", "{n} weeks", week), x_of(c, week) - 10, CHART_H - BOTTOM / 2, 20, DRAW_CENTRE);
}

static void put_steps(struct chart *c, const struct arrival_group *g, double thick, enum draw_line line)
{
	for (int week = 0; week < arrival_last_week(g); week++) {
		draw_rule(c->p, x_of(c, week), y_of(g->week[week]), x_of(c, week + 1), y_of(g->week[week]), thick, line);
		draw_rule(c->p, x_of(c, week + 1), y_of(g->week[week]), x_of(c, week + 1), y_of(g->week[week + 1]), thick, line);
	}
}

/* Where it is last known, its letter: "A" for the second row of the table, and so on. */
static void put_letter(struct chart *c, const struct arrival_group *g, size_t i)
{
	int last = arrival_last_week(g);

	say_at(c, arena_printf(c->ctx->arena, "%c", (char)('A' + i)), x_of(c, last) + 1 + 3.0 * (double)i, y_of(g->week[last]), 6, DRAW_LEFT);
}

int arrival_last_week(const struct arrival_group *g)
{
	int last = 0;

	while (last < ARRIVAL_WEEKS && g->still[last + 1])
		last++;
	return last;
}

enum err arrival_chart_svg(struct ctx *ctx, const struct arrival_group *const *groups, size_t n, struct str label)
{
	struct chart c = { .ctx = ctx, .d = draw_new(ctx) };

	c.p = draw_panel(c.d, CHART_W, CHART_H);
	c.weeks = WEEKS_LEAST;
	for (size_t i = 0; i < n; i++)
		c.weeks = arrival_last_week(groups[i]) > c.weeks ? arrival_last_week(groups[i]) : c.weeks;
	put_scale(&c);
	for (size_t i = 0; i < n; i++) {
		put_steps(&c, groups[i], i ? 0.3 : 0.6, i ? DRAW_DASHED : DRAW_SOLID);
		put_letter(&c, groups[i], i);
	}
	draw_place(draw_sheet(c.d, CHART_W, CHART_H), c.p, 0, 0, 0);
	return draw_svg(ctx, c.d, 0, label);
}
