/*
 * cards.c -- four cards on a sheet: one meeting each, or four times the same one.
 *
 * Name, when, where and telephone always stand on a card.  How to find the door and what happens the first time
 * stand on it when there is room for the whole of it: a sentence that stops in the middle helps nobody.
 */
#include "paper/paper_parts.h"

enum { CARDS = 4, ACROSS = 2 };

#define CODE_MM 24.0

struct card {
	const struct paper_job *j;
	struct draw_panel *p;
	double y, bottom;
};

static void put(struct card *c, struct str text, double size, enum draw_role role, double gap, bool always)
{
	const struct draw_text *t;

	if (!text.n)
		return;
	t = paper_set_at(c->j, text, size, role, DRAW_LEFT);
	if (!always && c->y + draw_height(t) > c->bottom)
		return;
	draw_put(c->p, t, c->j->type->margin, c->y);
	c->y += draw_height(t) + gap;
}

static void put_foot(struct card *c)
{
	struct str demo = paper_demo(c->j->ctx), line = paper_checked(c->j->ctx, c->j->list);
	const struct paper_type *t = c->j->type;
	const struct draw_text *foot;

	if (demo.n)
		line = arena_printf(c->j->ctx->arena, "%.*s · %.*s", STR_ARG(line), STR_ARG(demo));
	foot = paper_set_at(c->j, line, PAPER_LEAST_PT, DRAW_PARAGRAPH, DRAW_LEFT);
	c->bottom = t->h - t->margin - draw_height(foot);
	draw_put(c->p, foot, t->margin, c->bottom);
	c->bottom -= 2;
}

static struct draw_panel *card(const struct paper_job *j, const struct paper_entry *e)
{
	struct ctx *ctx = j->ctx;
	const struct paper_type *t = j->type;
	struct card c = { j, draw_panel(j->d, t->w, t->h), t->margin, 0 };

	put_foot(&c);
	put(&c, e->name, t->title, DRAW_HEADING, 2.5, true);
	put(&c, e->when, t->heading, DRAW_SUBHEADING, 2, true);
	put(&c, e->off, t->body, DRAW_SUBHEADING, 2, true);
	put(&c, e->where, t->body, DRAW_PARAGRAPH, 2, true);
	if (e->phone.n)
		put(&c, TR_FILL(ctx, tr(ctx, "Tel.\u00a0{number}"), { "number", e->phone }), t->heading, DRAW_SUBHEADING, 2, true);
	put(&c, e->price, t->body, DRAW_PARAGRAPH, 2, true);
	if (paper_home(ctx).n && c.y + CODE_MM < c.bottom) {
		c.bottom -= CODE_MM;
		draw_code(c.p, e->address, t->w - t->margin - CODE_MM, c.bottom + 1, CODE_MM);
	}
	put(&c, e->facts, t->body, DRAW_PARAGRAPH, 2, false);
	put(&c, e->apply, t->body, DRAW_PARAGRAPH, 2, false);
	put(&c, e->entrance, t->body, DRAW_PARAGRAPH, 2, false);
	put(&c, e->transit, t->body, DRAW_PARAGRAPH, 2, false);
	put(&c, e->first_time, t->body, DRAW_PARAGRAPH, 2, false);
	return c.p;
}

static void put_cuts(const struct paper_job *j, struct draw_sheet *sheet)
{
	double w = j->sheet_w, h = j->sheet_h;
	struct draw_panel *p = draw_panel(j->d, w, h);

	draw_rule(p, w / 2, 0, w / 2, h, 0.15, DRAW_DASHED);
	draw_rule(p, 0, h / 2, w, h / 2, 0.15, DRAW_DASHED);
	draw_place(sheet, p, 0, 0, 0);
}

enum err cards_make(const struct paper_job *j)
{
	size_t all = j->list->n == 1 ? CARDS : j->list->n;
	struct draw_sheet *sheet = NULL;

	for (size_t i = 0; i < all; i++) {
		if (i % CARDS == 0) {
			sheet = draw_sheet(j->d, j->sheet_w, j->sheet_h);
			put_cuts(j, sheet);
		}
		draw_place(sheet, card(j, j->list->by_day[i % j->list->n]), (double)(i % ACROSS) * j->type->w,
			   (double)(int)(i % CARDS / ACROSS) * j->type->h, 0);
	}
	return OK;
}
