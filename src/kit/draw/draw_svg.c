/*
 * draw_svg.c -- one sheet as SVG inside a page: the same lines in the same places, as text.
 *
 * Each stretch of a line says how wide it must come out, so that a browser that was not given our
 * typefaces squeezes another one into place rather than running over the edge.
 */
#include "draw/draw_parts.h"

#include <math.h>

#define MM_PER_PT (25.4 / 72)

struct svg {
	struct buf *out;
	const struct draw_mark *mark;
};

/* Hundredths of a millimetre are finer than any printer. */
static void put_number(struct buf *b, const char *name, double v)
{
	buf_fmt(b, " %s=\"", name);
	buf_real(b, round(v * 100) / 100);
	buf_char(b, '"');
}

static void put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '&':
			buf_lit(b, "&amp;");
			break;
		case '<':
			buf_lit(b, "&lt;");
			break;
		case '"':
			buf_lit(b, "&#34;");
			break;
		default:
			buf_char(b, s.p[i]);
		}
}

static void put_run(struct svg *v, const struct draw_text *t, struct str text, double x, double y, double width, size_t byte)
{
	const struct font_face *face = &font_faces[draw_face_at(t, byte)];

	buf_lit(v->out, "<text");
	put_number(v->out, "x", v->mark->x + x);
	put_number(v->out, "y", v->mark->y + y);
	put_number(v->out, "font-size", t->size_pt * MM_PER_PT);
	if (draw_face_at(t, byte) >= DRAW_CLEAR)
		buf_fmt(v->out, " font-family=\"%s, sans-serif\"", face->page_family);
	if (face->weight != PANGO_WEIGHT_NORMAL)
		buf_fmt(v->out, " font-weight=\"%d\"", face->weight);
	if (width > 0) {
		put_number(v->out, "textLength", width);
		buf_lit(v->out, " lengthAdjust=\"spacingAndGlyphs\"");
	}
	buf_char(v->out, '>');
	put_escaped(v->out, text);
	buf_lit(v->out, "</text>");
}

static void put_line(void *arg, const struct draw_text *t, PangoLayoutIter *iter, double x, double baseline)
{
	const PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);

	for (GSList *i = line->runs; i; i = i->next) {
		PangoGlyphItem *run = i->data;
		size_t from = (size_t)run->item->offset;
		double width = MM_OF(pango_glyph_string_get_width(run->glyphs));
		struct str text = str_slice(t->text, from, from + (size_t)run->item->length);
		/* The blank at which a line was broken takes no room in print, but would in a browser. */
		if (!i->next && text.n && text.p[text.n - 1] == ' ')
			text.n--;
		if (str_trim(text).n)
			put_run(arg, t, text, x, baseline, width, from);
		x += width;
	}
}

static void put_rule(struct svg *v, const struct draw_mark *m)
{
	buf_lit(v->out, "<line");
	put_number(v->out, "x1", m->x);
	put_number(v->out, "y1", m->y);
	put_number(v->out, "x2", m->x + m->w);
	put_number(v->out, "y2", m->y + m->h);
	put_number(v->out, "stroke-width", m->thick);
	buf_fmt(v->out, " stroke=\"#000\"%s/>", m->line == DRAW_DASHED ? " stroke-dasharray=\"1.2\"" : "");
}

static void put_box(struct svg *v, const struct draw_mark *m)
{
	int grey = (int)lround((1 - m->ink) * 255);

	buf_lit(v->out, "<rect");
	put_number(v->out, "x", m->x);
	put_number(v->out, "y", m->y);
	put_number(v->out, "width", m->w);
	put_number(v->out, "height", m->h);
	if (m->thick > 0) {
		put_number(v->out, "stroke-width", m->thick);
		buf_lit(v->out, " fill=\"none\" stroke=\"#000\"/>");
		return;
	}
	buf_fmt(v->out, " fill=\"#%02x%02x%02x\"/>", grey, grey, grey);
}

static void put_code(struct svg *v, const struct draw_mark *m)
{
	buf_fmt(v->out, "<svg aria-hidden=\"true\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"", m->code.width + 2 * QR_QUIET,
		m->code.width + 2 * QR_QUIET);
	put_number(v->out, "x", m->x);
	put_number(v->out, "y", m->y);
	put_number(v->out, "width", m->w);
	put_number(v->out, "height", m->h);
	buf_lit(v->out, "><path d=\"");
	for (int y = 0; y < m->code.width; y++)
		for (int x = 0, end; qr_run(&m->code, y, &x, &end); x = end)
			buf_fmt(v->out, "M%d %dh%dv1h-%dz", x + QR_QUIET, y + QR_QUIET, end - x, end - x);
	buf_lit(v->out, "\"/></svg>");
}

static void put_mark(struct svg *v, const struct draw_mark *m)
{
	v->mark = m;
	switch (m->kind) {
	case MARK_TEXT:
		draw_each_line(m, put_line, v);
		break;
	case MARK_RULE:
		put_rule(v, m);
		break;
	case MARK_BOX:
		put_box(v, m);
		break;
	case MARK_CODE:
		put_code(v, m);
		break;
	}
}

static void put_panel(struct svg *v, const struct draw_placed *at)
{
	double x, y;

	draw_corner(at, &x, &y);
	buf_lit(v->out, "<g transform=\"translate(");
	buf_real(v->out, round(x * 100) / 100);
	buf_char(v->out, ' ');
	buf_real(v->out, round(y * 100) / 100);
	buf_fmt(v->out, ") rotate(%d)\">", at->quarters * 90);
	for (size_t i = 0; i < at->panel->n; i++)
		put_mark(v, &at->panel->marks[i]);
	buf_lit(v->out, "</g>\n");
}

enum err draw_svg(struct ctx *ctx, struct draw *d, size_t sheet, struct str label)
{
	const struct draw_sheet *s = d->sheets[sheet];
	struct svg v = { .out = ctx->out };

	if (!d->map)
		return fail(ctx, ERR_IO, "drawing: no file for a typeface");
	if (d->broken)
		return fail(ctx, ERR_BUG, "drawing: something lies outside its page, or there is too much");
	buf_lit(v.out, "<svg class=\"sheet\" role=\"group\" aria-label=\"");
	put_escaped(v.out, label);
	buf_lit(v.out, "\" xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" font-family=\"Figtree, sans-serif\" viewBox=\"0 0 ");
	buf_real(v.out, s->w);
	buf_char(v.out, ' ');
	buf_real(v.out, s->h);
	buf_lit(v.out, "\">");
	for (size_t i = 0; i < s->n; i++)
		put_panel(&v, &s->placed[i]);
	buf_lit(v.out, "</svg>\n");
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "a sheet is larger than one answer") : OK;
}
