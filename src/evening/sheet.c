/*
 * sheet.c -- a month of one group on paper: boxes to tick for who came, and a table for the method.
 *
 * There is no place for a name.  The code says which group and month it is, and is found again when it is typed in.
 */
#include "evening/evening_parts.h"
#include "crypt/crypt.h"
#include "draw/draw.h"

#include "evening_sql.h"

#define SHEET_W 210.0
#define SHEET_H 297.0
#define MARGIN 16.0
#define BOX 5.0
#define STEP 7.5

enum { CAME_BOXES = 16, FEW_BOXES = 6, CODE_RANGE = 1000000, DATES_ON_SHEET = 6, MONTH_DATES_MOST = 40 };

struct str evening_sheet_code(struct ctx *ctx, int64_t meeting, int year, int month)
{
	struct str tag = crypt_tag(ctx, "evening sheet", arena_printf(ctx->arena, "%lld %04d-%02d", (long long)meeting, year, month));
	unsigned n = (unsigned)(str_hash(tag) % CODE_RANGE);

	return arena_printf(ctx->arena, "%03u-%03u", n / 1000, n % 1000);
}

enum err evening_sheet_dates(struct ctx *ctx, const struct meeting *m, int year, int month, struct evening_line **out, size_t *n)
{
	struct evening_line *lines;
	size_t nlines;
	day_t first = day_of(year, month, 1), last = day_of(year, month, days_in_month(year, month));

	TRY(evening_lines_of(ctx, m, first, last, &lines, &nlines));
	*out = arena_array(ctx->arena, nlines, struct evening_line);
	*n = 0;
	/* Oldest first, as one writes. */
	for (size_t i = nlines; i-- > 0 && *n < MONTH_DATES_MOST;)
		if (lines[i].state != EVENING_OFF)
			(*out)[(*n)++] = lines[i];
	return OK;
}

struct sheet {
	struct ctx *ctx;
	struct draw *d;
	const struct meeting *m;
	struct draw_panel *page;
	double y;
};

static const struct draw_text *set(struct sheet *s, struct str text, double size, enum draw_face face, enum draw_role role, double width)
{
	struct draw_style style = { .size_pt = size, .lead = 1.2, .face = face, .role = role };

	return draw_set(s->d, text, &style, width);
}

static void put(struct sheet *s, const struct draw_text *t, double x, double after)
{
	draw_put(s->page, t, x, s->y);
	s->y += draw_height(t) + after;
}

static void new_page(struct sheet *s, struct str month, struct str code)
{
	s->page = draw_panel(s->d, SHEET_W, SHEET_H);
	draw_place(draw_sheet(s->d, SHEET_W, SHEET_H), s->page, 0, 0, 0);
	s->y = MARGIN;
	put(s, set(s, s->m->name, 20, DRAW_STRONG, DRAW_TITLE, SHEET_W - 2 * MARGIN), MARGIN, 1);
	put(s, set(s, TR_FILL(s->ctx, tr(s->ctx, "{month}. Code of this sheet: {code}"), { "month", month }, { "code", code }), 12, DRAW_PLAIN,
		   DRAW_PARAGRAPH, SHEET_W - 2 * MARGIN), MARGIN, 2);
	put(s, set(s, tr(s->ctx, "One tick for each person, and no names. Put the figures in within 60 days."), 10, DRAW_PLAIN, DRAW_PARAGRAPH,
		   SHEET_W - 2 * MARGIN), MARGIN, 5);
}

static void boxes(struct sheet *s, struct str label, int n)
{
	const struct draw_text *t = set(s, label, 10, DRAW_PLAIN, DRAW_PARAGRAPH, 44);

	draw_put(s->page, t, MARGIN, s->y + 0.6);
	for (int i = 0; i < n; i++)
		draw_box(s->page, MARGIN + 46 + i * STEP, s->y, BOX, BOX, 0.25, 1);
	s->y += draw_height(t) > BOX ? draw_height(t) + 1.5 : BOX + 1.8;
}

static void date_block(struct sheet *s, const struct evening_line *l)
{
	draw_rule(s->page, MARGIN, s->y, SHEET_W - MARGIN, s->y, 0.3, DRAW_SOLID);
	s->y += 2;
	put(s, set(s, evening_when(s->ctx, &l->o), 12, DRAW_STRONG, DRAW_HEADING, SHEET_W - 2 * MARGIN), MARGIN, 1.5);
	boxes(s, tr(s->ctx, "Came (without who led)"), CAME_BOXES);
	boxes(s, tr(s->ctx, "There for the first time"), FEW_BOXES);
	boxes(s, tr(s->ctx, "Relatives among them"), FEW_BOXES);
	boxes(s, tr(s->ctx, "For the coordinator: yes, no"), 2);
	boxes(s, tr(s->ctx, "Not held"), 1);
	s->y += 2;
}

/* The points down, the dates across: one letter in each field. */
static void method_table(struct sheet *s, const struct evening_line *lines, size_t n, const struct evening_item *items, size_t nitems)
{
	double column = 13, left = SHEET_W - MARGIN - column * (double)n, top;
	bool foreign;

	put(s, set(s, tr(s->ctx, "The method: write y (yes), p (partly), n (no) or – (not relevant)."), 11, DRAW_STRONG, DRAW_HEADING,
		   SHEET_W - 2 * MARGIN), MARGIN, 3);
	top = s->y;
	for (size_t i = 0; i < n; i++)
		draw_put(s->page, set(s, tr_date_brief(s->ctx, lines[i].o.day), 9, DRAW_PLAIN, DRAW_PARAGRAPH, column - 1), left + column * (double)i + 0.8, s->y);
	s->y += 5;
	for (size_t i = 0; i < nitems; i++) {
		struct str text = meeting_text(s->ctx, items[i].da, items[i].en, &foreign);
		const struct draw_text *t = set(s, arena_printf(s->ctx->arena, "%zu. %.*s", i + 1, STR_ARG(text)), 10, DRAW_PLAIN, DRAW_PARAGRAPH, left - MARGIN - 3);
		draw_rule(s->page, MARGIN, s->y, SHEET_W - MARGIN, s->y, 0.2, DRAW_SOLID);
		draw_put(s->page, t, MARGIN, s->y + 1.5);
		s->y += draw_height(t) > 6 ? draw_height(t) + 3 : 9;
	}
	draw_rule(s->page, MARGIN, s->y, SHEET_W - MARGIN, s->y, 0.2, DRAW_SOLID);
	for (size_t i = 0; i <= n; i++)
		draw_rule(s->page, left + column * (double)i, top, left + column * (double)i, s->y, 0.2, DRAW_SOLID);
}

static struct str month_said(struct ctx *ctx, int year, int month)
{
	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, month)), year));
}

static enum err items_on(struct ctx *ctx, const struct meeting *m, day_t day, struct evening_item *items, size_t *n)
{
	struct evening_method method;
	enum err e = evening_method(ctx, m->id, day, &method);

	*n = 0;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return evening_items_of(ctx, method.method, method.version, items, n);
}

enum err evening_sheet_pdf(struct ctx *ctx, const struct meeting *m, int year, int month)
{
	struct sheet s = { .ctx = ctx, .d = draw_new(ctx), .m = m };
	struct str said = month_said(ctx, year, month), code = evening_sheet_code(ctx, m->id, year, month);
	struct evening_item items[EVENING_ITEMS_MOST];
	struct evening_line *lines;
	size_t n, nitems;

	TRY(evening_sheet_dates(ctx, m, year, month, &lines, &n));
	if (!n)
		return ERR_NOT_FOUND;
	TRY(items_on(ctx, m, lines[0].o.day, items, &nitems));
	for (size_t at = 0; at < n; at += DATES_ON_SHEET) {
		size_t here = n - at < DATES_ON_SHEET ? n - at : DATES_ON_SHEET;
		new_page(&s, said, code);
		for (size_t i = at; i < at + here; i++) {
			if (i > at && i == at + DATES_ON_SHEET / 2 + 1)
				new_page(&s, said, code);
			date_block(&s, &lines[i]);
		}
		if (!nitems)
			continue;
		new_page(&s, said, code);
		method_table(&s, lines + at, here, items, nitems);
	}
	return draw_pdf(ctx, s.d, said, page_today(ctx));
}
