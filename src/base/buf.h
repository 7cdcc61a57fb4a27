/* buf.h -- growing text with a stated maximum: pages, feeds, files being written. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <string.h>

/* Owns its bytes (malloc): a reply outlives the arena of its request.  buf_free ends it. */
struct buf {
	char *p;
	size_t n, cap, most;
	bool toobig;      /* something did not fit; what was written before stays */
};

void buf_init(struct buf *, size_t most_bytes);   /* no allocation yet */
void buf_free(struct buf *);                      /* may be called twice */
void buf_put_slow(struct buf *, const char *, size_t);
static inline void buf_put(struct buf *b, const char *p, size_t n)
{
	if (b->n + n < b->cap) {                  /* one byte stays for the zero */
		memcpy(b->p + b->n, p, n);
		b->n += n;
		b->p[b->n] = 0;
		return;
	}
	buf_put_slow(b, p, n);
}
static inline void buf_str(struct buf *b, struct str s) { if (s.n) buf_put(b, s.p, s.n); }
#define buf_lit(b, lit) buf_put((b), "" lit, sizeof(lit) - 1)
void buf_char(struct buf *, char);
void buf_int(struct buf *, int64_t);
void buf_int_pad(struct buf *, int64_t, int digits);           /* with leading zeros */
void buf_fmt(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Shortest decimal that reads back the same number; '.' whatever the locale. */
void buf_real(struct buf *, double);
void buf_cut(struct buf *, size_t n);                          /* back to n bytes */
static inline struct str buf_view(const struct buf *b)
{
	return (struct str){ b->p ? b->p : "", b->n };
}

#endif
