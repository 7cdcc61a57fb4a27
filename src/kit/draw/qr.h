/* qr.h -- a text as a picture that a telephone reads.  Behind it: libqrencode. */
#ifndef KIT_DRAW_QR_H
#define KIT_DRAW_QR_H

#include "base/arena.h"

enum { QR_QUIET = 4 };                    /* empty modules around it, without which telephones do not find it */

struct qr {
	int width;                        /* modules in a row, without the quiet ones */
	const unsigned char *dark;        /* width × width: 1 is dark */
};

/* False for a text that is empty or longer than such a picture holds (about 2,300 bytes). */
bool qr_of(struct arena *, struct str text, struct qr *);
/* The next run of dark modules in row y at or after *x: [*x, *end); false when there is none. */
bool qr_run(const struct qr *, int y, int *x, int *end);
/*
 * Markup of an <svg class="qr"> with the label as its text alternative and the quiet modules around.
 * Absent for a text that gives no picture.
 */
struct str qr_svg(struct arena *, struct str text, const char *label);

#endif
