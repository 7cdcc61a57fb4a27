/* qr.h -- a text as a picture that a telephone reads.  Behind it: libqrencode. */
#ifndef KIT_DRAW_QR_H
#define KIT_DRAW_QR_H

#include "base/arena.h"

/*
 * Markup of an <svg class="qr"> with the label as its text alternative, four empty modules around.
 * Absent for a text that is empty or longer than such a picture holds (about 2,300 bytes).
 */
struct str qr_svg(struct arena *, struct str text, const char *label);

#endif
