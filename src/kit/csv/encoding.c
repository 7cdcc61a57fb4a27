/* encoding.c -- text of unknown origin as UTF-8. */
#include "csv/encoding.h"

#include <string.h>

/* Bytes 80..9F of Windows-1252; its five holes are taken as the replacement character. */
static const uint16_t windows[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static uint32_t of_windows(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
}

/* The byte that shows as c, or -1.  In the holes, programs put the byte itself. */
static int to_windows(uint32_t c)
{
	if (c < 0x100)
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (windows[i] == c && c != 0xFFFD)
			return 0x80 + i;
	return -1;
}

static size_t put(char *p, uint32_t c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xC0 | c >> 6);
		p[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		p[0] = (char)(0xE0 | c >> 12);
		p[1] = (char)(0x80 | (c >> 6 & 63));
		p[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	p[0] = (char)(0xF0 | c >> 18);
	p[1] = (char)(0x80 | (c >> 12 & 63));
	p[2] = (char)(0x80 | (c >> 6 & 63));
	p[3] = (char)(0x80 | (c & 63));
	return 4;
}

/* The next character of a text that may be UTF-8 or not. */
static uint32_t next_mixed(struct str s, size_t *i)
{
	size_t at = *i;
	uint32_t c = utf8_next(s, i);

	return c == 0xFFFD && *i - at == 1 ? of_windows((unsigned char)s.p[at]) : c;
}

static uint32_t unit(struct str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/* An odd byte at the very end is dropped: it is half of something. */
static uint32_t next_utf16(struct str s, size_t *i)
{
	bool big = (unsigned char)s.p[0] == 0xFE;
	uint32_t c = unit(s, *i, big), low;

	*i += 2;
	if (c < 0xD800 || c > 0xDFFF)
		return c;
	if (c > 0xDBFF || *i + 1 >= s.n)
		return 0xFFFD;
	low = unit(s, *i, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return 0xFFFD;
	*i += 2;
	return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

static bool is_utf16(struct str s)
{
	return str_starts(s, S("\xFF\xFE")) || str_starts(s, S("\xFE\xFF"));
}

/* Both passes of the conversion: with p absent only the length is counted. */
static size_t convert(struct str s, char *p)
{
	bool wide = is_utf16(s);
	size_t n = 0;
	char dump[4] = { 0 };

	for (size_t i = wide ? 2 : 0; wide ? i + 1 < s.n : i < s.n;) {
		uint32_t c = wide ? next_utf16(s, &i) : next_mixed(s, &i);

		n += put(p ? p + n : dump, c);
	}
	return n;
}

static struct str without_mark(struct str s)
{
	return str_starts(s, S("\xEF\xBB\xBF")) ? str_slice(s, 3, s.n) : s;
}

size_t encoding_utf8_bytes(struct str s)
{
	s = without_mark(s);
	return is_utf16(s) || !utf8_is(s) ? convert(s, NULL) : s.n;
}

struct str encoding_utf8(struct arena *a, struct str s, enum encoding *was)
{
	size_t n;
	char *p;

	s = without_mark(s);
	*was = is_utf16(s) ? ENCODING_UTF16 : utf8_is(s) ? ENCODING_UTF8 : ENCODING_WINDOWS;
	if (*was == ENCODING_UTF8)
		return s;
	n = convert(s, NULL);
	p = arena_alloc(a, n + 1);
	convert(s, p);
	return (struct str){ p, n };
}

/* One character that was encoded twice, as its own bytes; 0 when this is no such thing. */
static size_t undone(struct str s, size_t *i, char bytes[4])
{
	int lead = to_windows(utf8_next(s, i));
	size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0, at = 0;

	if (!n || lead > 0xF4)
		return 0;
	bytes[0] = (char)lead;
	for (size_t k = 1; k < n; k++) {
		int byte = *i < s.n ? to_windows(utf8_next(s, i)) : -1;

		if (byte < 0x80 || byte > 0xBF)
			return 0;
		bytes[k] = (char)byte;
	}
	return utf8_next((struct str){ bytes, n }, &at) != 0xFFFD && at == n ? n : 0;
}

static bool is_doubled(struct str s)
{
	bool any = false;
	char bytes[4];

	for (size_t i = 0; i < s.n;) {
		if (!(s.p[i] & 0x80)) {
			i++;
			continue;
		}
		if (!undone(s, &i, bytes))
			return false;
		any = true;
	}
	return any;
}

bool encoding_undouble(char *p, size_t *n)
{
	bool changed = false;

	/* Some texts went through it more than once; each round makes it shorter. */
	while (is_doubled((struct str){ p, *n })) {
		size_t out = 0;

		for (size_t i = 0; i < *n;) {
			char bytes[4];
			size_t k = 0;

			if (p[i] & 0x80)
				k = undone((struct str){ p, *n }, &i, bytes);
			else
				bytes[k++] = p[i++];
			memcpy(p + out, bytes, k);
			out += k;
		}
		*n = out;
		changed = true;
	}
	return changed;
}
