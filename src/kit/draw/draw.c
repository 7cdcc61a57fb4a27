/* draw.c -- a document: text that is set and measured, panels that it is put on, sheets that these are placed on. */
#include "draw/draw_parts.h"

#include <math.h>

enum { SHEETS_MOST = 1000, MARKS_MOST = 4000 };

#define USUAL_LEAD 1.3
#define HAIR 0.05                     /* mm: rounding, not something that sticks out */

/* --- the document --------------------------------------------------------------------------------------------- */

static void drop(void *object)
{
	g_object_unref(object);
}

/* What we measure must not depend on the grid of a screen. */
static void measure_as_printed(PangoContext *pango)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pango, o);
	pango_cairo_context_set_resolution(pango, 72);
	pango_context_set_round_glyph_positions(pango, FALSE);
	cairo_font_options_destroy(o);
}

struct draw *draw_new(struct ctx *ctx)
{
	struct draw *d = arena_new_of(ctx->arena, struct draw);

	d->a = ctx->arena;
	d->map = fonts_map();
	if (!d->map)
		return d;
	d->pango = pango_font_map_create_context(d->map);
	pango_context_set_language(d->pango, pango_language_from_string(ctx->lang));
	measure_as_printed(d->pango);
	arena_defer(d->a, drop, d->map);
	arena_defer(d->a, drop, d->pango);
	return d;
}

size_t draw_sheets(const struct draw *d)
{
	return d->nsheets;
}

size_t draw_panels(const struct draw *d)
{
	return d->npanels;
}

double draw_smallest(const struct draw *d)
{
	return d->smallest_pt;
}

bool draw_is_whole(const struct draw *d)
{
	return d->map && !d->broken;
}

/* --- text ------------------------------------------------------------------------------------------------------- */

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

/* Hours in a column stand under each other when all digits are equally wide. */
static void style_span(PangoAttrList *list, enum draw_face face, size_t from, size_t to)
{
	add_attribute(list, pango_attr_family_new(font_faces[face].family), from, to);
	add_attribute(list, pango_attr_weight_new((PangoWeight)font_faces[face].weight), from, to);
	add_attribute(list, pango_attr_font_features_new("tnum=1"), from, to);
}

static void style_all(PangoLayout *layout, const struct draw_style *s)
{
	static const PangoAlignment alignments[] = { [DRAW_LEFT] = PANGO_ALIGN_LEFT, [DRAW_CENTRE] = PANGO_ALIGN_CENTER,
						     [DRAW_RIGHT] = PANGO_ALIGN_RIGHT };
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family_static(font, font_faces[s->face].family);
	pango_font_description_set_weight(font, (PangoWeight)font_faces[s->face].weight);
	pango_font_description_set_size(font, (gint)lround(s->size_pt * PANGO_SCALE));
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_alignment(layout, alignments[s->align]);
}

static PangoAttrList *join_spans(struct draw *d, const struct draw_span *spans, size_t n, struct draw_text *t)
{
	struct draw_stretch *stretches = arena_array(d->a, n, struct draw_stretch);
	PangoAttrList *list = pango_attr_list_new();

	t->text = S("");
	for (size_t i = 0; i < n; i++) {
		size_t from = t->text.n;
		t->text = arena_join(d->a, t->text, spans[i].text);
		stretches[i] = (struct draw_stretch){ t->text.n, spans[i].face };
		style_span(list, spans[i].face, from, t->text.n);
	}
	t->stretches = stretches;
	t->nstretches = n;
	return list;
}

const struct draw_text *draw_set_spans(struct draw *d, const struct draw_span *spans, size_t n, const struct draw_style *s,
				       double width_mm)
{
	struct draw_text *t = arena_new_of(d->a, struct draw_text);
	double lead = s->lead > 0 ? s->lead : USUAL_LEAD;
	PangoAttrList *list;

	*t = (struct draw_text){ .role = s->role, .size_pt = s->size_pt, .width_mm = width_mm };
	d->broken = d->broken || ++d->ntexts > DRAW_TEXTS_MOST;
	if (!draw_is_whole(d))
		return t;
	list = join_spans(d, spans, n, t);
	/* One height for every line, whichever face it is in and whatever fallback its letters need. */
	add_attribute(list, pango_attr_line_height_new_absolute((int)lround(s->size_pt * lead * PANGO_SCALE)), 0, t->text.n);
	t->layout = pango_layout_new(d->pango);
	arena_defer(d->a, drop, t->layout);
	style_all(t->layout, s);
	pango_layout_set_width(t->layout, (int)(width_mm * PT_PER_MM * PANGO_SCALE));
	pango_layout_set_wrap(t->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(t->layout, t->text.p, (int)t->text.n);
	pango_layout_set_attributes(t->layout, list);
	pango_attr_list_unref(list);
	return t;
}

enum draw_face draw_face_at(const struct draw_text *t, size_t byte)
{
	for (size_t i = 0; i < t->nstretches; i++)
		if (byte < t->stretches[i].end)
			return t->stretches[i].face;
	return DRAW_PLAIN;
}

const struct draw_text *draw_set(struct draw *d, struct str text, const struct draw_style *s, double width_mm)
{
	struct draw_span span = { text, s->face };

	return draw_set_spans(d, &span, 1, s, width_mm);
}

int draw_lines(const struct draw_text *t)
{
	return t->layout ? pango_layout_get_line_count(t->layout) : 0;
}

double draw_height_of(const struct draw_text *t, int from, int to)
{
	PangoLayoutIter *iter;
	double top = 0, bottom = 0;
	int line = 0, y0, y1;

	if (!t->layout || from >= to)
		return 0;
	iter = pango_layout_get_iter(t->layout);
	do {
		pango_layout_iter_get_line_yrange(iter, &y0, &y1);
		if (line == from)
			top = MM_OF(y0);
		if (line < to)
			bottom = MM_OF(y1);
		line++;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	return bottom - top;
}

double draw_height(const struct draw_text *t)
{
	return draw_height_of(t, 0, draw_lines(t));
}

double draw_width(const struct draw_text *t)
{
	PangoRectangle logical = { 0 };

	if (t->layout)
		pango_layout_get_extents(t->layout, NULL, &logical);
	return MM_OF(logical.width);
}

/* --- panels ------------------------------------------------------------------------------------------------------- */

struct draw_panel *draw_panel(struct draw *d, double w, double h)
{
	struct draw_panel *p = arena_new_of(d->a, struct draw_panel);

	*p = (struct draw_panel){ .draw = d, .w = w, .h = h };
	d->broken = d->broken || ++d->npanels > DRAW_PANELS_MOST;
	return p;
}

static bool is_outside(double at, double size, double most)
{
	return at < -HAIR || at + size > most + HAIR;
}

static struct draw_mark *mark(struct draw_panel *p, double x, double y, double w, double h)
{
	struct draw *d = p->draw;

	d->broken = d->broken || p->n >= MARKS_MOST || is_outside(fmin(x, x + w), fabs(w), p->w) ||
		    is_outside(fmin(y, y + h), fabs(h), p->h);
	p->marks = arena_grow(d->a, p->marks, p->n, sizeof *p->marks);
	p->marks[p->n] = (struct draw_mark){ .x = x, .y = y, .w = w, .h = h };
	return &p->marks[p->n++];
}

void draw_put_lines(struct draw_panel *p, const struct draw_text *t, int from, int to, double x, double y)
{
	struct draw *d = p->draw;
	struct draw_mark *m;

	if (from >= to || !t->layout)
		return;
	m = mark(p, x, y, fmax(t->width_mm, draw_width(t)), draw_height_of(t, from, to));
	m->kind = MARK_TEXT;
	m->text = t;
	m->from = from;
	m->to = to;
	if (d->smallest_pt <= 0 || t->size_pt < d->smallest_pt)
		d->smallest_pt = t->size_pt;
}

void draw_put(struct draw_panel *p, const struct draw_text *t, double x, double y)
{
	draw_put_lines(p, t, 0, draw_lines(t), x, y);
}

void draw_rule(struct draw_panel *p, double x1, double y1, double x2, double y2, double thick, enum draw_line line)
{
	struct draw_mark *m = mark(p, x1, y1, x2 - x1, y2 - y1);

	m->kind = MARK_RULE;
	m->thick = thick;
	m->line = line;
}

void draw_box(struct draw_panel *p, double x, double y, double w, double h, double thick, double ink)
{
	struct draw_mark *m = mark(p, x, y, w, h);

	m->kind = MARK_BOX;
	m->thick = thick;
	m->ink = ink;
}

void draw_code(struct draw_panel *p, struct str text, double x, double y, double size)
{
	struct draw_mark *m;
	struct qr code;

	if (!qr_of(p->draw->a, text, &code))
		return;
	m = mark(p, x, y, size, size);
	m->kind = MARK_CODE;
	m->code = code;
}

/* --- sheets ------------------------------------------------------------------------------------------------------- */

struct draw_sheet *draw_sheet(struct draw *d, double w, double h)
{
	struct draw_sheet *s = arena_new_of(d->a, struct draw_sheet);

	*s = (struct draw_sheet){ .draw = d, .w = w, .h = h };
	d->sheets = arena_grow(d->a, d->sheets, d->nsheets, sizeof *d->sheets);
	d->sheets[d->nsheets++] = s;
	d->broken = d->broken || d->nsheets > SHEETS_MOST;
	return s;
}

void draw_place(struct draw_sheet *s, const struct draw_panel *p, double x, double y, int quarters)
{
	bool lies = quarters & 1;

	s->draw->broken = s->draw->broken || is_outside(x, lies ? p->h : p->w, s->w) || is_outside(y, lies ? p->w : p->h, s->h);
	s->placed = arena_grow(s->draw->a, s->placed, s->n, sizeof *s->placed);
	s->placed[s->n++] = (struct draw_placed){ p, x, y, quarters & 3 };
}

/* --- for both outputs ------------------------------------------------------------------------------------------------ */

void draw_corner(const struct draw_placed *at, double *x, double *y)
{
	double w = at->panel->w, h = at->panel->h;
	const double moves[4][2] = { { 0, 0 }, { h, 0 }, { w, h }, { 0, w } };

	*x = at->x + moves[at->quarters][0];
	*y = at->y + moves[at->quarters][1];
}

void draw_each_line(const struct draw_mark *m, line_fn fn, void *arg)
{
	PangoLayoutIter *iter = pango_layout_get_iter(m->text->layout);
	double top = 0;
	int line = 0, y0, y1;

	do {
		PangoRectangle logical;
		pango_layout_iter_get_line_yrange(iter, &y0, &y1);
		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		if (line == m->from)
			top = MM_OF(y0);
		if (line >= m->from && line < m->to)
			fn(arg, m->text, iter, MM_OF(logical.x), MM_OF(pango_layout_iter_get_baseline(iter)) - top);
		line++;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}
