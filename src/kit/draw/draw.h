/*
 * draw.h -- paper: measured text, rules, boxes and codes on pages, as PDF or as SVG.
 *
 * Lengths are millimetres from the upper left corner, type sizes are points.  Text is set first, so
 * that its height is known, and put on a panel then; panels are placed on sheets, turned if need be,
 * so that a sheet can be folded.  Both outputs come from the same drawing.  Behind it: cairo, pango,
 * fontconfig; the typefaces are in the program itself.
 */
#ifndef KIT_DRAW_H
#define KIT_DRAW_H

#include "base/ctx.h"
#include "base/date.h"

struct draw;                      /* one document; lives in the arena of its context */
struct draw_text;                 /* a paragraph, set to a width */
struct draw_panel;                /* one page as it is read */
struct draw_sheet;                /* one side of paper as it is printed */

/* Figtree; and Atkinson Hyperlegible, made for people who see little. */
enum draw_face { DRAW_PLAIN, DRAW_STRONG, DRAW_CLEAR, DRAW_CLEAR_STRONG, DRAW_FACES };
/* What a paragraph is to somebody who hears the document. */
enum draw_role { DRAW_PARAGRAPH, DRAW_TITLE, DRAW_HEADING, DRAW_SUBHEADING };
enum draw_align { DRAW_LEFT, DRAW_CENTRE, DRAW_RIGHT };

struct draw_style {
	double size_pt;
	double lead;                  /* from line to line, in sizes; 0: 1.3 */
	enum draw_align align;
	enum draw_role role;
	enum draw_face face;          /* of draw_set */
};

/* A piece of a paragraph that has a face of its own. */
struct draw_span {
	struct str text;
	enum draw_face face;
};

/* The language is ctx->lang: it decides where lines may break, and is told to screen readers. */
struct draw *draw_new(struct ctx *);

/* Set to this width.  Lines break between words; only a word wider than that is broken, with a hyphen. */
const struct draw_text *draw_set(struct draw *, struct str, const struct draw_style *, double width_mm);
const struct draw_text *draw_set_spans(struct draw *, const struct draw_span *, size_t n, const struct draw_style *,
				       double width_mm);
int draw_lines(const struct draw_text *);
double draw_height(const struct draw_text *);
double draw_height_of(const struct draw_text *, int from, int to);        /* of the lines [from, to) */
double draw_width(const struct draw_text *);                              /* of the longest line */

struct draw_panel *draw_panel(struct draw *, double width_mm, double height_mm);
void draw_put(struct draw_panel *, const struct draw_text *, double x_mm, double y_mm);
void draw_put_lines(struct draw_panel *, const struct draw_text *, int from, int to, double x_mm, double y_mm);
enum draw_line { DRAW_SOLID, DRAW_DASHED };
void draw_rule(struct draw_panel *, double x1_mm, double y1_mm, double x2_mm, double y2_mm, double thick_mm, enum draw_line);
/* An outline, or with thick 0 a filled box; ink from 0 (paper) to 1 (black). */
void draw_box(struct draw_panel *, double x_mm, double y_mm, double w_mm, double h_mm, double thick_mm, double ink);
/* A code that a telephone reads, with its quiet edge inside the size.  Nothing for a text too long for one. */
void draw_code(struct draw_panel *, struct str text, double x_mm, double y_mm, double size_mm);

struct draw_sheet *draw_sheet(struct draw *, double width_mm, double height_mm);
/* The panel's upper left corner of the place that it takes on the sheet; quarter turns go with the clock. */
void draw_place(struct draw_sheet *, const struct draw_panel *, double x_mm, double y_mm, int quarters);

size_t draw_sheets(const struct draw *);
size_t draw_panels(const struct draw *);
/* The smallest type put on any panel, in points; 0: none yet. */
double draw_smallest(const struct draw *);
/*
 * Is everything inside its panel and sheet, and within the bounds of one document?  What is not would be
 * cut by the edge of the paper: then neither output is made.
 */
bool draw_is_whole(const struct draw *);

/*
 * The document into ctx->out; title and day (its date of making) stand in its properties.  The same
 * drawing gives the same bytes.  Text can be searched and heard, in the order in which it was put.
 */
enum err draw_pdf(struct ctx *, struct draw *, struct str title, day_t);
/* One sheet as an <svg class="sheet"> with a label, into ctx->out: for a page that is looked at or printed. */
enum err draw_svg(struct ctx *, struct draw *, size_t sheet, struct str label);

enum { DRAW_PANELS_MOST = 2000, DRAW_TEXTS_MOST = 20000 };

#endif
