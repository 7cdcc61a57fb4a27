/* str.h -- text as a pointer and a length; the one kind of string in this house. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A view of UTF-8 text.  p == NULL means absent (SQL NULL), n == 0 means empty.
 * Every str made by us also has a zero byte after its last one.
 */
struct str {
	const char *p;
	size_t n;
};

#define S(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_ABSENT ((struct str){ NULL, 0 })
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline struct str str_of(const char *zero_terminated)
{
	return (struct str){ zero_terminated, zero_terminated ? strlen(zero_terminated) : 0 };
}
static inline bool str_is(struct str s) { return s.n > 0; }  /* present and not empty */
/* Absent equals only absent. */
static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && !a.p == !b.p && (!a.n || !memcmp(a.p, b.p, a.n));
}
static inline bool str_same(struct str a, const char *zero_terminated) { return str_eq(a, str_of(zero_terminated)); }
int str_cmp(struct str, struct str);                           /* by bytes, absent first */
bool str_starts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);
/* Offset of the first needle at or after from, or SIZE_MAX. */
size_t str_index(struct str, struct str needle, size_t from);
struct str str_trim(struct str);                               /* ASCII white space at both ends */
struct str str_slice(struct str, size_t from, size_t to);      /* clamped to the text */
/* Cut the text before the first sep off rest; false when rest is absent. */
bool str_cut(struct str *rest, char sep, struct str *head);
/* Strict decimal integer, the whole text; false when it is anything else or does not fit. */
bool str_int(struct str, int64_t *out);
/* Decimal number with '.', no exponent, the whole text; independent of the locale. */
bool str_real(struct str, double *out);
uint64_t str_hash(struct str);                                 /* FNV-1a; not for secrets */

bool utf8_is(struct str);                                      /* valid, no surrogates, no overlong */
/* Decode the character at *i and step past it; U+FFFD for a bad byte. */
uint32_t utf8_next(struct str, size_t *i);
size_t utf8_len(struct str);                                   /* characters, not bytes */
struct str utf8_first(struct str, size_t chars);               /* at most this many characters */

#endif
