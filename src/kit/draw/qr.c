/* qr.c -- QR code as one path: every run of dark modules in a row is one rectangle. */
#include "draw/qr.h"
#include "base/buf.h"

#include <qrencode.h>

enum { SVG_MOST = 1 << 20, BYTES_MOST = 2300 };

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

bool qr_run(const struct qr *q, int y, int *x, int *end)
{
	const unsigned char *row = q->dark + y * q->width;

	while (*x < q->width && !row[*x])
		++*x;
	for (*end = *x; *end < q->width && row[*end]; ++*end)
		;
	return *x < q->width;
}

bool qr_of(struct arena *a, struct str text, struct qr *q)
{
	QRcode *code = text.n && text.n <= BYTES_MOST ?
		QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M) : NULL;
	unsigned char *dark;

	if (!code)
		return false;
	dark = arena_array(a, (size_t)code->width * (size_t)code->width, unsigned char);
	for (int i = 0; i < code->width * code->width; i++)
		dark[i] = code->data[i] & 1;
	*q = (struct qr){ code->width, dark };
	QRcode_free(code);
	return true;
}

struct str qr_svg(struct arena *a, struct str text, const char *label)
{
	struct str out;
	struct qr q;
	struct buf b;

	if (!qr_of(a, text, &q))
		return STR_ABSENT;
	buf_init(&b, SVG_MOST);
	buf_lit(&b, "<svg class=\"qr\" role=\"img\" aria-label=\"");
	put_label(&b, label);
	buf_fmt(&b, "\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\"",
		q.width + 2 * QR_QUIET, q.width + 2 * QR_QUIET);
	for (int y = 0; y < q.width; y++)
		for (int x = 0, end; qr_run(&q, y, &x, &end); x = end)
			buf_fmt(&b, "M%d %dh%dv1h-%dz", x + QR_QUIET, y + QR_QUIET, end - x, end - x);
	buf_lit(&b, "\"/></svg>");
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}
