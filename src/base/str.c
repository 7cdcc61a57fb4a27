/* str.c -- text as a pointer and a length. */
#include "base/str.h"

#include <math.h>
#include <string.h>

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (!a.p != !b.p)
		return a.p ? 1 : -1;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && !memcmp(s.p ? s.p : "", prefix.p, prefix.n);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && (!suffix.n || !memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n));
}

size_t str_index(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (from > s.n || !s.p)
		return SIZE_MAX;
	hit = needle.n == 1 ? memchr(s.p + from, needle.p[0], s.n - from) : memmem(s.p + from, s.n - from, needle.p, needle.n);
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s.p++, s.n--;
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p ? s.p + from : NULL, to - from };
}

bool str_cut(struct str *rest, char sep, struct str *head)
{
	const char *hit;

	if (!rest->p)
		return false;
	hit = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!hit) {
		*head = *rest;
		*rest = STR_ABSENT;
		return true;
	}
	*head = (struct str){ rest->p, (size_t)(hit - rest->p) };
	rest->n -= head->n + 1;
	rest->p = hit + 1;
	return true;
}

bool str_int(struct str s, int64_t *out)
{
	bool minus = s.n > 1 && s.p[0] == '-';
	int64_t v = 0;

	if (!s.n)
		return false;
	for (size_t i = minus; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, s.p[i] - '0', &v))
			return false;
	}
	if (!minus && v == INT64_MIN)
		return false;
	*out = minus ? v : -v;
	return true;
}

bool str_real(struct str s, double *out)
{
	bool minus = s.n > 1 && s.p[0] == '-';
	size_t i = minus, digits = 0;
	double v = 0, scale = 1;

	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, digits++)
		v = v * 10 + (s.p[i] - '0');
	if (i < s.n && s.p[i] == '.')
		for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, digits++) {
			v = v * 10 + (s.p[i] - '0');
			scale *= 10;
		}
	if (i != s.n || !digits || digits > 40)
		return false;
	v /= scale;
	if (!isfinite(v))
		return false;
	*out = minus ? -v : v;
	return true;
}

uint64_t str_hash(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h;
}

/* Bytes of the character that starts with lead, 0 for a byte that cannot start one. */
static size_t char_bytes(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

uint32_t utf8_next(struct str s, size_t *i)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.p + *i;
	size_t n = char_bytes(p[0]);
	uint32_t c;

	if (!n || n > s.n - *i)
		goto bad;
	c = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
	for (size_t k = 1; k < n; k++) {
		if ((p[k] & 0xC0) != 0x80)
			goto bad;
		c = c << 6 | (p[k] & 0x3F);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		goto bad;
	*i += n;
	return c;
bad:
	++*i;
	return 0xFFFD;
}

bool utf8_is(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		/* A true U+FFFD is three bytes long; a bad byte steps one. */
		if (utf8_next(s, &i) == 0xFFFD && i - at != 3)
			return false;
	}
	return true;
}

size_t utf8_len(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		utf8_next(s, &i);
	return n;
}

struct str utf8_first(struct str s, size_t chars)
{
	size_t i = 0;

	while (i < s.n && chars--)
		utf8_next(s, &i);
	return (struct str){ s.p, i };
}
