/* outline.h -- Denmark in one picture: outlines of the 98 municipalities and where a point lies in it. */
#ifndef PLACE_OUTLINE_H
#define PLACE_OUTLINE_H

#include "base/err.h"

#define OUTLINE_ATTRIBUTION \
	N_("Outlines of the municipalities: react-denmark-map (MIT licence), simplified by us.")

/*
 * A municipality as SVG path data in whole units of the picture, x to the right, y down.
 * Neighbours share their border exactly.  Bornholm stands in the upper right corner.
 */
struct outline {
	int code;
	struct { int left, top, right, bottom; } box;   /* around the path: whether it is in sight at all */
	struct str path;
};

/* Units; the frame around Bornholm is drawn so that nobody takes it for an island near Skagen. */
struct outline_frame {
	int width, height;
	struct { int x, y, width, height; } bornholm;
	double units_a_km;              /* for circles and scale bars */
};

struct outline_frame outline_frame(void);
/* All outlines by code; how many goes to *n. */
const struct outline *outline_list(size_t *n);
const struct outline *outline_find(int code);      /* NULL for a code that is none */

struct outline_point {
	double x, y;
};

/*
 * Where a point of Denmark lies in the picture: within about 1 km, as exact as the drawing is.
 * A point elsewhere lands outside the frame or in the sea; outline_holds tells before.
 */
struct outline_point outline_project(double lat, double lon);
bool outline_holds(double lat, double lon);        /* is it in the rectangle around Denmark? */

#endif
