/*
 * poster.c -- A4 for a wall, with strips to tear off: of an area by day, or of one meeting in large letters.
 *
 * A strip says when and where by itself.  What does not fit on it is left off whole; its name and its hour always do.
 */
#include "paper/paper_parts.h"

#include <math.h>

enum { STRIPS = 10, STRIP_LINES = 4 };

#define STRIP_MM 64.0                 /* how long a strip hangs down */
#define STRIP_EDGE 2.0
#define CODE_MM 34.0

/* --- strips ------------------------------------------------------------------------------------------------------- */

static double put_strip_text(const struct paper_job *j, struct draw_panel *p, struct str text, enum draw_face face, double y)
{
	struct draw_style s = { .size_pt = PAPER_LEAST_PT, .lead = 1.15, .face = face };
	const struct draw_text *t;
	double wide = STRIP_MM - 4 * STRIP_EDGE, deep = j->type->w / STRIPS - STRIP_EDGE;

	if (!text.n)
		return y;
	t = draw_set(j->d, text, &s, wide);
	if (y + draw_height(t) > deep)
		return y;
	draw_put(p, t, 2 * STRIP_EDGE, y);
	return y + draw_height(t);
}

static struct draw_panel *strip(const struct paper_job *j, const struct paper_entry *e)
{
	struct draw_panel *p = draw_panel(j->d, STRIP_MM, j->type->w / STRIPS);
	struct str phone = e->phone.n ? TR_FILL(j->ctx, tr(j->ctx, "Tel.\u00a0{number}"), { "number", e->phone }) : paper_home(j->ctx);
	double y = STRIP_EDGE;

	y = put_strip_text(j, p, e->name, j->type->strong, y);
	y = put_strip_text(j, p, e->when, j->type->plain, y);
	y = put_strip_text(j, p, phone, j->type->strong, y);
	put_strip_text(j, p, e->where, j->type->plain, y);
	return p;
}

static void put_strips(const struct paper_job *j, struct draw_sheet *sheet, size_t first)
{
	struct draw_panel *lines = draw_panel(j->d, j->type->w, j->type->h);
	double wide = j->type->w / STRIPS, top = j->type->h - STRIP_MM;

	for (int i = 0; i < STRIPS; i++) {
		draw_place(sheet, strip(j, j->list->by_day[(first + (size_t)i) % j->list->n]), i * wide, top, 3);
		if (i)
			draw_rule(lines, i * wide, top, i * wide, j->type->h, 0.2, DRAW_DASHED);
	}
	draw_rule(lines, 0, top, j->type->w, top, 0.2, DRAW_SOLID);
	draw_place(sheet, lines, 0, 0, 0);
}

/* --- an area -------------------------------------------------------------------------------------------------------- */

static struct str title_of(const struct paper_job *j)
{
	if (j->wish->says_recovery)
		return paper_title(j->ctx, j->wish, j->list);
	if (!j->list->area_name.n)
		return tr(j->ctx, "Open doors");
	return TR_FILL(j->ctx, tr(j->ctx, "Open doors in {area}"), { "area", j->list->area_name });
}

/* One line above the strips. */
static struct str foot_of(const struct paper_job *j)
{
	struct str home = paper_home(j->ctx), demo = paper_demo(j->ctx), foot = paper_checked(j->ctx, j->list);

	if (home.n)
		foot = arena_printf(j->ctx->arena, "%.*s · %.*s", STR_ARG(foot), STR_ARG(home));
	if (demo.n)
		foot = arena_printf(j->ctx->arena, "%.*s · %.*s", STR_ARG(foot), STR_ARG(demo));
	return foot;
}

static void finish(const struct paper_job *j, struct draw_panel *p, size_t first)
{
	const struct draw_text *foot = paper_set_at(j, foot_of(j), 10, DRAW_PARAGRAPH, DRAW_LEFT);
	struct draw_sheet *sheet = draw_sheet(j->d, j->type->w, j->type->h);

	draw_put(p, foot, j->type->margin, j->type->h - STRIP_MM - 3 - draw_height(foot));
	draw_place(sheet, p, 0, 0, 0);
	put_strips(j, sheet, first);
}

static enum err of_area(const struct paper_job *j)
{
	const struct draw_text *title = paper_set_at(j, title_of(j), j->type->title, DRAW_TITLE, DRAW_LEFT);
	const struct draw_text *foot = paper_set_at(j, foot_of(j), 10, DRAW_PARAGRAPH, DRAW_LEFT);
	struct flow f = flow_over(j, STRIP_MM - j->type->margin + 6 + draw_height(foot));

	f.top += draw_height(title) + 6;
	paper_put_entries(&f);
	for (size_t i = 0; i < f.n; i++) {
		draw_put(f.pages[i], title, j->type->margin, j->type->margin);
		finish(j, f.pages[i], i * STRIPS);
	}
	return OK;
}

/* --- one meeting ------------------------------------------------------------------------------------------------------ */

static void put_large(struct flow *f, struct str text, double size, enum draw_role role, double gap)
{
	const struct draw_text *t = text.n ? paper_set_at(f->job, text, size, role, DRAW_LEFT) : NULL;

	if (t)
		flow_block(f, &t, 1, gap);
}

static enum err of_one(const struct paper_job *j)
{
	const struct paper_entry *e = &j->list->entries[0];
	struct flow f = flow_over(j, STRIP_MM - j->type->margin + 16);
	bool home = paper_home(j->ctx).n > 0;

	put_large(&f, e->name, 38, DRAW_TITLE, 6);
	put_large(&f, e->when, 22, DRAW_HEADING, 3);
	put_large(&f, e->where, 18, DRAW_PARAGRAPH, 6);
	put_large(&f, e->off, 15, DRAW_HEADING, 3);
	put_large(&f, e->first_time, 15, DRAW_PARAGRAPH, 5);
	put_large(&f, e->price, 15, DRAW_PARAGRAPH, 3);
	put_large(&f, e->apply, 13, DRAW_PARAGRAPH, 3);
	put_large(&f, e->entrance, 13, DRAW_PARAGRAPH, 3);
	put_large(&f, e->facts, 13, DRAW_PARAGRAPH, 3);
	if (e->phone.n)
		put_large(&f, TR_FILL(j->ctx, tr(j->ctx, "Tel.\u00a0{number}"), { "number", e->phone }), 18, DRAW_PARAGRAPH, 3);
	if (home && flow_left(&f) > CODE_MM)
		draw_code(f.pages[f.n - 1], e->address, j->type->w - j->type->margin - CODE_MM, f.bottom - CODE_MM, CODE_MM);
	for (size_t i = 0; i < f.n; i++)
		finish(j, f.pages[i], 0);
	return OK;
}

enum err poster_make(const struct paper_job *j)
{
	return str_is(j->wish->listing) || str_is(j->wish->support) ? of_one(j) : of_area(j);
}
