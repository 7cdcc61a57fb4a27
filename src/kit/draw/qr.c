/* qr.c -- QR code as one path: every run of dark modules in a row is one rectangle. */
#include "draw/qr.h"
#include "base/buf.h"

#include <qrencode.h>

enum { QUIET = 4, SVG_MOST = 1 << 20, BYTES_MOST = 2300 };

static void put_label(struct buf *b, const char *s)
{
	for (; *s; s++)
		switch (*s) {
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
			buf_char(b, *s);
		}
}

static void put_row(struct buf *b, const unsigned char *row, int width, int y)
{
	for (int x = 0, from; x < width; x++) {
		if (!(row[x] & 1))
			continue;
		for (from = x; x + 1 < width && (row[x + 1] & 1); x++)
			;
		buf_fmt(b, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from + 1, x - from + 1);
	}
}

struct str qr_svg(struct arena *a, struct str text, const char *label)
{
	QRcode *code = text.n && text.n <= BYTES_MOST ?
		QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M) : NULL;
	struct str out;
	struct buf b;

	if (!code)
		return STR_ABSENT;
	buf_init(&b, SVG_MOST);
	buf_lit(&b, "<svg class=\"qr\" role=\"img\" aria-label=\"");
	put_label(&b, label);
	buf_fmt(&b, "\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\"",
		code->width + 2 * QUIET, code->width + 2 * QUIET);
	for (int y = 0; y < code->width; y++)
		put_row(&b, code->data + y * code->width, code->width, y);
	buf_lit(&b, "\"/></svg>");
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	QRcode_free(code);
	return out;
}
