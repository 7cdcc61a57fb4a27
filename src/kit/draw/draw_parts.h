/* draw_parts.h -- what the files of this folder share. */
#ifndef KIT_DRAW_PARTS_H
#define KIT_DRAW_PARTS_H

#include "draw/draw.h"
#include "draw/qr.h"

#include <pango/pangocairo.h>

#define PT_PER_MM (72.0 / 25.4)
#define MM_OF(pango_units) ((double)(pango_units) / PANGO_SCALE / PT_PER_MM)

struct draw_stretch {
	size_t end;                   /* byte of the text after it */
	enum draw_face face;
};

struct draw_text {
	PangoLayout *layout;          /* NULL: nothing can be drawn */
	struct str text;
	const struct draw_stretch *stretches;
	size_t nstretches;
	enum draw_role role;
	double size_pt;
	double width_mm;              /* that it was set to */
};

enum mark_kind { MARK_TEXT, MARK_RULE, MARK_BOX, MARK_CODE };

/* One thing on a panel; which members count depends on its kind. */
struct draw_mark {
	enum mark_kind kind;
	double x, y, w, h;            /* a rule ends at x + w, y + h */
	double thick, ink;
	enum draw_line line;
	const struct draw_text *text;
	int from, to;                 /* lines of the text */
	struct qr code;
};

struct draw_panel {
	struct draw *draw;
	double w, h;
	struct draw_mark *marks;
	size_t n;
};

struct draw_placed {
	const struct draw_panel *panel;
	double x, y;
	int quarters;
};

struct draw_sheet {
	struct draw *draw;
	double w, h;
	struct draw_placed *placed;
	size_t n;
};

struct draw {
	struct arena *a;
	PangoFontMap *map;
	PangoContext *pango;
	struct draw_sheet **sheets;
	size_t nsheets, npanels, ntexts;
	double smallest_pt;
	bool broken;                  /* something is outside, or there is too much */
};

/*
 * Where a line of a text stands: fn gets each line of the mark with the offset of its start from the mark's
 * corner and its baseline below the corner, in mm.
 */
typedef void (*line_fn)(void *, const struct draw_text *, PangoLayoutIter *, double x, double baseline);
void draw_each_line(const struct draw_mark *, line_fn fn, void *arg);
/* The face of the letter at this byte. */
enum draw_face draw_face_at(const struct draw_text *, size_t byte);
/* What moves a panel to its place: translate, then so many quarter turns. */
void draw_corner(const struct draw_placed *, double *x, double *y);

/* --- fonts.c ------------------------------------------------------------------------------------------------ */
/* A font map over our typefaces and, for letters that they lack, those of the machine; NULL: no file could be made. */
PangoFontMap *fonts_map(void);
struct font_face {
	const char *family;           /* as fontconfig knows it */
	const char *page_family;      /* as the style sheet of our pages calls it */
	int weight;
};
extern const struct font_face font_faces[DRAW_FACES];

#endif
