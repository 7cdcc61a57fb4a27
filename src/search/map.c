/*
 * map.c -- the rows of a page as a picture: outlines of the municipalities, rings around the place,
 * numbered pins.  Drawn by us, so that nobody else learns where somebody looks.  The list beside it
 * says the same in words.
 */
#include "search/view.h"
#include "place/outline.h"

#include <math.h>
#include <stdlib.h>

enum { PINS_MOST = 20, PIN_R = 15, WIDE = 480, TALL = 420 };
#define SMALLEST_KM 24.0
#define KM_A_DEGREE 111.2

/* From degrees to the picture: through Denmark's own drawing, or flat around the middle elsewhere. */
struct map {
	bool denmark;
	int wide, tall;               /* the picture, in dots */
	double x0, y0, scale;         /* picture = (unit - x0) * scale */
	double middle_lat;
	double units_a_km;
};

struct pin {
	double x, y;
	int number;
	bool soon;
};

static struct outline_point unit_of(const struct map *m, double lat, double lon)
{
	if (m->denmark)
		return outline_project(lat, lon);
	return (struct outline_point){ lon * KM_A_DEGREE * cos(m->middle_lat * M_PI / 180), -lat * KM_A_DEGREE };
}

struct box {
	double x0, y0, x1, y1;
};

static void widen(struct box *b, struct outline_point p)
{
	b->x0 = fmin(b->x0, p.x);
	b->y0 = fmin(b->y0, p.y);
	b->x1 = fmax(b->x1, p.x);
	b->y1 = fmax(b->y1, p.y);
}

static void fit(struct map *m, struct box b)
{
	double least = SMALLEST_KM * m->units_a_km, w = fmax((b.x1 - b.x0) * 1.35, least), h = fmax((b.y1 - b.y0) * 1.35, least);
	double cx = (b.x0 + b.x1) / 2, cy = (b.y0 + b.y1) / 2;

	m->scale = fmin(WIDE / w, TALL / h);
	m->x0 = cx - WIDE / m->scale / 2;
	m->y0 = cy - TALL / m->scale / 2;
}

static bool all_danish(const struct rows_view *rows, const struct query *q)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].pin && !outline_holds(rows->at[i].lat, rows->at[i].lon))
			return false;
	return isnan(q->lat) || outline_holds(q->lat, q->lon);
}

static struct map map_of(const struct rows_view *rows, const struct query *q)
{
	struct map m = { .denmark = all_danish(rows, q), .wide = WIDE, .tall = TALL };
	struct box b = { INFINITY, INFINITY, -INFINITY, -INFINITY };

	m.units_a_km = m.denmark ? outline_frame().units_a_km : 1;
	for (size_t i = 0; i < rows->n && isnan(q->lat); i++)
		if (rows->at[i].pin)
			m.middle_lat = rows->at[i].lat;
	if (!isnan(q->lat)) {
		m.middle_lat = q->lat;
		widen(&b, unit_of(&m, q->lat, q->lon));
	}
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].pin)
			widen(&b, unit_of(&m, rows->at[i].lat, rows->at[i].lon));
	fit(&m, b);
	return m;
}

/* Two pins that cover each other step back, each by half of what is missing; half a dot is not seen. */
static bool step_back(struct pin *a, struct pin *b, int direction)
{
	double dx = b->x - a->x, dy = b->y - a->y, want = 2 * PIN_R + 2, d2 = dx * dx + dy * dy, d;

	if (d2 >= (want - 0.5) * (want - 0.5))
		return false;
	d = sqrt(d2);
	if (d < 0.01)                         /* on the same spot: any direction will do */
		dx = cos((double)direction), dy = sin((double)direction), d = 1;
	a->x -= dx / d * (want - d) / 2;
	a->y -= dy / d * (want - d) / 2;
	b->x += dx / d * (want - d) / 2;
	b->y += dy / d * (want - d) / 2;
	return true;
}

/* Pins that would cover each other are pushed apart, a little at a time, until none does. */
static void push_apart(struct pin *p, size_t n)
{
	bool moved = true;

	for (int round = 0; moved && round < 40; round++) {
		moved = false;
		for (size_t i = 0; i < n; i++)
			for (size_t k = i + 1; k < n; k++)
				moved |= step_back(&p[i], &p[k], (int)k);
	}
}

/*
 * The outlines are "M x y l dx dy … z" in whole units, several rings a municipality.  A page needs
 * them no finer than its own dots, and only those that reach into the picture: it must stay light.
 */
struct walk {
	struct str path;
	size_t at;
	double x, y;
	bool begins;                  /* the point begins a ring */
};

static bool next_number(struct walk *w, double *out)
{
	bool minus = false, any = false;
	double v = 0;

	for (; w->at < w->path.n; w->at++) {
		char c = w->path.p[w->at];
		if (c >= '0' && c <= '9') {
			v = v * 10 + (c - '0');
			any = true;
		} else if (any) {
			break;
		} else {
			minus = c == '-';
			if (c == 'M')
				w->begins = true;
		}
	}
	*out = minus ? -v : v;
	return any;
}

static bool next_point(struct walk *w)
{
	double x, y;

	w->begins = false;
	if (!next_number(w, &x) || !next_number(w, &y))
		return false;
	w->x = w->begins ? x : w->x + x;
	w->y = w->begins ? y : w->y + y;
	return true;
}

static bool in_sight(const struct map *m, const struct outline *o)
{
	return o->box.right >= m->x0 && o->box.bottom >= m->y0 && o->box.left <= m->x0 + WIDE / m->scale &&
	       o->box.top <= m->y0 + TALL / m->scale;
}

/* How far apart points must be to be told apart, in dots of the picture. */
enum { DOTS_FINE = 5, DOTS_COARSE = 6, INLINE_MOST = 10 };

struct pen {
	struct buf *out;
	int x, y;                     /* where the line stands */
	size_t ring, points;          /* where the ring began in the text, and how many points it has */
};

static void pen_begin(struct pen *p, int x, int y)
{
	/* A ring that would be smaller than a few dots is left out. */
	if (p->points && p->points < 3)
		buf_cut(p->out, p->ring);
	p->ring = p->out->n;
	buf_lit(p->out, "M");
	buf_int(p->out, x);
	buf_lit(p->out, " ");
	buf_int(p->out, y);
	buf_lit(p->out, "l");
	p->points = 1;
	p->x = x, p->y = y;
}

/* A minus parts numbers as well as a blank, and the letter before the first of them does too. */
static void pen_by(const struct pen *p, int by, bool behind_number)
{
	if (behind_number && by >= 0)
		buf_lit(p->out, " ");
	buf_int(p->out, by);
}

static void pen_line(struct pen *p, int x, int y)
{
	pen_by(p, x - p->x, p->points > 1);
	pen_by(p, y - p->y, true);
	p->points++;
	p->x = x, p->y = y;
}

/* Beyond which edges of the picture a point lies. */
static unsigned beyond(const struct map *m, int x, int y)
{
	return (unsigned)(x < -2) | (unsigned)(x > m->wide + 2) << 1 | (unsigned)(y < -2) << 2 | (unsigned)(y > m->tall + 2) << 3;
}

/*
 * Points that lie beyond the same edge as all since the pen stopped change nothing that one sees: only
 * the last of them is drawn, when the line comes back.
 */
struct held {
	bool is;
	int x, y;
	unsigned edges;               /* beyond which all of them lie, with where the pen stands */
};

static bool hold(struct held *h, const struct map *m, int x, int y)
{
	unsigned edges = h->edges & beyond(m, x, y);

	if (edges)
		*h = (struct held){ true, x, y, edges };
	return edges != 0;
}

static void let_go(struct held *h, const struct map *m, struct pen *pen)
{
	if (h->is)
		pen_line(pen, h->x, h->y);
	*h = (struct held){ .edges = beyond(m, pen->x, pen->y) };
}

/* One municipality, as rings of the path that stands open. */
static void one_land(struct buf *out, const struct map *m, struct str path, int apart)
{
	struct walk w = { .path = path };
	struct pen pen = { .out = out };
	struct held held = { 0 };
	size_t empty = pen.ring = out->n;

	while (next_point(&w)) {
		int x = (int)lround((w.x - m->x0) * m->scale), y = (int)lround((w.y - m->y0) * m->scale);
		if (w.begins) {
			pen_begin(&pen, x, y);
			held = (struct held){ .edges = beyond(m, x, y) };
			continue;
		}
		if (hold(&held, m, x, y))
			continue;
		let_go(&held, m, &pen);
		if (hold(&held, m, x, y) || abs(x - pen.x) + abs(y - pen.y) < apart)
			continue;
		pen_line(&pen, x, y);
		held.edges = beyond(m, x, y);
	}
	if (pen.points < 3)
		buf_cut(out, pen.ring);
	if (out->n > empty)
		buf_lit(out, "z");
}

static size_t in_sight_count(const struct map *m)
{
	size_t n, seen = 0;
	const struct outline *o = outline_list(&n);

	for (size_t i = 0; i < n; i++)
		seen += in_sight(m, &o[i]);
	return seen;
}

/*
 * Near a town the few municipalities around it are drawn into the page.  Seen from afar there are
 * too many for a light page: then the whole country comes as a picture that the browser keeps.
 */
static void land(struct ctx *ctx, const struct map *m)
{
	size_t n;
	const struct outline *o = outline_list(&n);
	struct outline_frame f = outline_frame();

	if (in_sight_count(m) > INLINE_MOST) {
		buf_fmt(ctx->out, "<image href=\"/map/denmark.svg\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"/>", -m->x0 * m->scale,
			-m->y0 * m->scale, f.width * m->scale, f.height * m->scale);
		return;
	}
	buf_lit(ctx->out, "<path class=\"land\" d=\"");
	for (size_t i = 0; i < n; i++)
		if (in_sight(m, &o[i]))
			one_land(ctx->out, m, o[i].path, DOTS_FINE);
	buf_lit(ctx->out, "\"/>");
}

/* A picture knows no style sheet: these are the colours of the day; at night app.css dims it. */
void map_denmark_svg(struct buf *out)
{
	enum { PICTURE_WIDE = 640 };
	struct outline_frame f = outline_frame();
	struct map m = { .denmark = true, .scale = PICTURE_WIDE / (double)f.width, .wide = PICTURE_WIDE };
	size_t n;
	const struct outline *o = outline_list(&n);

	m.tall = (int)(f.height * m.scale);
	buf_fmt(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" fill=\"#F4EFE4\" "
		     "stroke=\"#C9BFAB\" stroke-width=\".8\" stroke-linejoin=\"round\"><path d=\"",
		PICTURE_WIDE, f.height * m.scale);
	for (size_t i = 0; i < n; i++)
		one_land(out, &m, o[i].path, DOTS_COARSE);
	buf_lit(out, "\"/></svg>\n");
}

/* " name="12"": whole dots are as fine as anybody sees. */
static void dots(struct ctx *ctx, struct str name, double at)
{
	buf_lit(ctx->out, " ");
	buf_str(ctx->out, name);
	buf_lit(ctx->out, "=\"");
	buf_int(ctx->out, lround(at));
	buf_lit(ctx->out, "\"");
}

static void pin_svg(struct ctx *ctx, const struct pin *p)
{
	buf_str(ctx->out, p->soon ? S("<g class=\"pinm soon\"><circle") : S("<g class=\"pinm\"><circle"));
	dots(ctx, S("cx"), p->x);
	dots(ctx, S("cy"), p->y);
	dots(ctx, S("r"), PIN_R);
	buf_lit(ctx->out, "/><text");
	dots(ctx, S("x"), p->x);
	dots(ctx, S("y"), p->y + 5);
	buf_lit(ctx->out, ">");
	buf_int(ctx->out, p->number);
	buf_lit(ctx->out, "</text></g>");
}

static void rings(struct ctx *ctx, const struct map *m, const struct query *q, double km)
{
	struct outline_point c = unit_of(m, q->lat, q->lon);
	double x = (c.x - m->x0) * m->scale, y = (c.y - m->y0) * m->scale, r = km * m->units_a_km * m->scale;

	for (int i = 1; i <= 2; i++)
		buf_fmt(ctx->out, "<circle class=\"ring\" cx=\"%.0f\" cy=\"%.0f\" r=\"%.0f\"/>", x, y, r * i / 2);
	buf_fmt(ctx->out, "<circle class=\"here\" cx=\"%.0f\" cy=\"%.0f\" r=\"4\"/><text class=\"k\" text-anchor=\"middle\" x=\"%.0f\" y=\"%.0f\">", x, y, x,
		y + r + 18 < TALL ? y + r + 18 : y - r - 6);
	html_text(ctx, q->place_name);
	buf_lit(ctx->out, "</text>");
}

static size_t pins_of(const struct map *m, const struct rows_view *rows, struct pin *pins)
{
	size_t n = 0;

	for (size_t i = 0; i < rows->n && n < PINS_MOST; i++) {
		struct outline_point p;
		if (!rows->at[i].pin)
			continue;
		p = unit_of(m, rows->at[i].lat, rows->at[i].lon);
		pins[n++] = (struct pin){ (p.x - m->x0) * m->scale, (p.y - m->y0) * m->scale, rows->at[i].pin, rows->at[i].soon.n > 0 };
	}
	push_apart(pins, n);
	return n;
}

static void draw(struct ctx *ctx, const struct rows_view *rows, const struct query *q, const struct result *result)
{
	struct map m = map_of(rows, q);
	struct pin pins[PINS_MOST];
	size_t n = pins_of(&m, rows, pins);
	double km = result->radius_km;

	if (m.denmark)
		land(ctx, &m);
	else
		buf_fmt(ctx->out, "<rect class=\"land\" x=\"-2\" y=\"-2\" width=\"%d\" height=\"%d\"/>", WIDE + 4, TALL + 4);
	if (!isnan(q->lat))
		rings(ctx, &m, q, km);
	for (size_t i = 0; i < n; i++)
		pin_svg(ctx, &pins[i]);
}

enum err rows_map_html(struct ctx *ctx, const struct rows_view *rows, const struct query *q, const struct result *result)
{
	bool any = false;

	for (size_t i = 0; i < rows->n; i++)
		any = any || rows->at[i].pin;
	if (!any)
		return OK;
	buf_fmt(ctx->out, "<figure class=\"map card\"><svg class=\"m\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDE, TALL);
	html_attr(ctx, tr(ctx, "Map of the meetings in the list, with the same numbers"));
	buf_lit(ctx->out, "\">");
	draw(ctx, rows, q, result);
	buf_lit(ctx->out, "</svg><figcaption>");
	if (!isnan(q->lat))
		html_text(ctx, TR_FILL(ctx, tr(ctx, "The circles show {near} and {far}. The map is our own, so nobody else sees where you look."),
				       { "near", tr_km(ctx, result->radius_km / 2) }, { "far", tr_km(ctx, result->radius_km) }));
	else
		html_text(ctx, tr(ctx, "The map is our own, so nobody else sees where you look."));
	buf_lit(ctx->out, "</figcaption></figure>");
	return OK;
}
