/* buf.c -- growing text with a stated maximum. */
#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_init(struct buf *b, size_t most)
{
	*b = (struct buf){ .most = most };
}

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ .most = b->most };
}

void buf_put_slow(struct buf *b, const char *p, size_t n)
{
	size_t cap = b->cap ? b->cap : 512;
	char *wider;

	if (b->toobig || n > b->most || b->n > b->most - n) {
		b->toobig = true;
		return;
	}
	while (cap < b->n + n + 1)
		cap *= 2;
	if (cap > b->cap) {
		wider = realloc(b->p, cap);
		if (!wider) {
			b->toobig = true;
			return;
		}
		b->p = wider;
		b->cap = cap;
	}
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

void buf_char(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_int(struct buf *b, int64_t v)
{
	char text[24], *p = text + sizeof text;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		*--p = '-';
	buf_put(b, p, (size_t)(text + sizeof text - p));
}

void buf_int_pad(struct buf *b, int64_t v, int digits)
{
	buf_fmt(b, "%0*lld", digits, (long long)v);
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	char small[256], *large;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	if ((size_t)n < sizeof small) {
		buf_put(b, small, (size_t)n);
		return;
	}
	if ((size_t)n > b->most || !(large = malloc((size_t)n + 1))) {
		b->toobig = true;
		return;
	}
	va_start(ap, fmt);
	vsnprintf(large, (size_t)n + 1, fmt, ap);
	va_end(ap);
	buf_put(b, large, (size_t)n);
	free(large);
}

void buf_real(struct buf *b, double v)
{
	char text[40];
	int n = 0;

	if (!isfinite(v)) {
		buf_lit(b, "null");
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		n = snprintf(text, sizeof text, "%.*g", digits, v);
		for (char *c = text; *c; c++)
			if (*c == ',')
				*c = '.';
		if (strtod(text, NULL) == v)
			break;
	}
	buf_put(b, text, (size_t)n);
}

void buf_cut(struct buf *b, size_t n)
{
	if (n < b->n) {
		b->n = n;
		b->p[n] = 0;
	}
}
