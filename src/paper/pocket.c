/*
 * pocket.c -- A4 folded to eight A7 pages, printed on one side, on any printer.
 *
 *	        fold          fold          fold
 *	 +-------------+-------------+-------------+-------------+
 *	 |      7      |      6      |      5      |      4      |    upside down
 *	 +- - - - - - -+=============+=============+- - - - - - -+    fold; = may be cut
 *	 |  8   back   |  1   cover  |      2      |      3      |
 *	 +-------------+-------------+-------------+-------------+
 *
 * Without scissors, print outside: fold the upper half behind the lower one (a strip: 8 1 2 3, and 4 5 6 7 on
 * its back), then the right half of the strip behind the left one (8 1, and 2 3 behind), then 8 behind 1.  In
 * the hand: 1, opened 2 and 3, opened once more 4 5 6 7, and 8 on the back.
 *
 * With one cut along ====: fold along the long middle, push the ends together until the cut opens to a cross,
 * and fold round.  Leaves are 1|2, 3|4, 5|6, 7|8: a booklet.
 *
 * What does not fit on pages 2 to 7 goes on a second sheet, which is folded the same way.
 */
#include "paper/paper_parts.h"

enum { COLUMNS = 4, PAGES = 8, INSIDE = 6, RULE_ROWS = 7 };

#define FOOT_MM 5.0
#define TICK_MM 6.0

/* Which page stands where, row by row; the upper row is turned. */
static const int places[2][COLUMNS] = { { 7, 6, 5, 4 }, { 8, 1, 2, 3 } };

/* --- pages with nothing on them are of use, too ------------------------------------------------------------------ */

static void put_ruled(const struct paper_job *j, struct draw_panel *p, struct str title, bool weekdays)
{
	const struct paper_type *t = j->type;
	double y = t->margin, wide = t->w - 2 * t->margin, step;
	const struct draw_text *head = paper_set_at(j, title, t->heading, DRAW_HEADING, DRAW_LEFT);

	draw_put(p, head, t->margin, y);
	y += draw_height(head) + 2;
	step = (t->h - t->margin - FOOT_MM - y) / RULE_ROWS;
	for (int i = 0; i < RULE_ROWS; i++, y += step) {
		if (weekdays)
			draw_put(p, paper_set(j, tr_capital(j->ctx, tr_weekday_short(j->ctx, (i + 1) % 7)), t->plain), t->margin, y);
		draw_rule(p, t->margin, y + step - 1.5, t->margin + wide, y + step - 1.5, 0.2, DRAW_SOLID);
	}
}

static struct draw_panel *spare_page(const struct paper_job *j, bool *planned)
{
	struct draw_panel *p = draw_panel(j->d, j->type->w, j->type->h);

	put_ruled(j, p, *planned ? tr(j->ctx, "Notes") : tr(j->ctx, "My plan"), !*planned);
	*planned = true;
	return p;
}

static void number_page(const struct paper_job *j, struct draw_panel *p, int number)
{
	const struct draw_text *t = paper_set_at(j, tr_number(j->ctx, number), PAPER_LEAST_PT, DRAW_PARAGRAPH, DRAW_CENTRE);

	draw_put(p, t, j->type->margin, j->type->h - j->type->margin - draw_height(t) + 1);
}

/* --- the sheet --------------------------------------------------------------------------------------------------- */

static void put_marks(const struct paper_job *j, struct draw_sheet *sheet)
{
	struct draw_panel *p = draw_panel(j->d, j->sheet_w, j->sheet_h);
	double w = j->type->w, h = j->type->h;

	for (int i = 1; i < COLUMNS; i++) {
		draw_rule(p, i * w, 0, i * w, TICK_MM, 0.1, DRAW_SOLID);
		draw_rule(p, i * w, j->sheet_h - TICK_MM, i * w, j->sheet_h, 0.1, DRAW_SOLID);
	}
	draw_rule(p, 0, h, TICK_MM, h, 0.1, DRAW_SOLID);
	draw_rule(p, j->sheet_w - TICK_MM, h, j->sheet_w, h, 0.1, DRAW_SOLID);
	draw_rule(p, w, h, j->sheet_w - w, h, 0.1, DRAW_DASHED);
	draw_place(sheet, p, 0, 0, 0);
}

static void place_page(const struct paper_job *j, struct draw_sheet *sheet, const struct draw_panel *p, int page)
{
	for (int row = 0; row < 2; row++)
		for (int column = 0; column < COLUMNS; column++)
			if (places[row][column] == page)
				draw_place(sheet, p, column * j->type->w, row * j->type->h, row == 0 ? 2 : 0);
}

/* In the order in which it is read, so that it is heard in that order, too. */
static void place_pages(const struct paper_job *j, struct draw_panel *pages[PAGES + 1])
{
	struct draw_sheet *sheet = draw_sheet(j->d, j->sheet_w, j->sheet_h);

	for (int page = 1; page <= PAGES; page++)
		place_page(j, sheet, pages[page], page);
	put_marks(j, sheet);
}

enum err pocket_make(const struct paper_job *j)
{
	struct flow f = flow_over(j, FOOT_MM);
	bool planned = false;
	int parts;

	paper_put_entries(&f);
	parts = (int)((f.n + INSIDE - 1) / INSIDE);
	for (int part = 0; part < parts; part++) {
		struct draw_panel *pages[PAGES + 1] = { NULL };
		pages[1] = paper_cover(j, part + 1, parts);
		for (int i = 0; i < INSIDE; i++) {
			size_t n = (size_t)part * INSIDE + (size_t)i;
			pages[2 + i] = n < f.n ? f.pages[n] : spare_page(j, &planned);
			number_page(j, pages[2 + i], 2 + i);
		}
		pages[PAGES] = paper_back(j);
		place_pages(j, pages);
	}
	return OK;
}
