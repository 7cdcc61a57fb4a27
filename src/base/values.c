/* values.c -- what was typed. */
#include "base/values.h"

#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str percent_decode(struct arena *a, struct str s, bool plus)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	struct str out;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '%') {
			if (s.n - i < 3 || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
				return STR_ABSENT;
			c = (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]));
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		if (!c)
			return STR_ABSENT;
		p[n++] = c;
	}
	out = (struct str){ p, n };
	return utf8_is(out) ? out : STR_ABSENT;
}

void value_add(struct arena *a, struct values *v, struct str name, struct str text)
{
	struct value *at = arena_grow(a, (void *)v->at, v->n, sizeof *at);

	at[v->n++] = (struct value){ name, text };
	v->at = at;
}

bool values_parse(struct arena *a, struct str text, struct values *out)
{
	struct str rest = text, piece, name;
	struct values v = { 0 };

	while (str_is(rest) && str_cut(&rest, '&', &piece)) {
		if (!piece.n)
			continue;
		if (v.n == VALUES_MOST)
			return false;
		str_cut(&piece, '=', &name);
		name = percent_decode(a, name, true);
		piece = piece.p ? percent_decode(a, piece, true) : S("");
		if (!name.p || !piece.p)
			return false;
		value_add(a, &v, name, piece);
	}
	*out = v;
	return true;
}

struct str value_of(const struct values *v, const char *name)
{
	for (size_t i = 0; i < v->n; i++)
		if (str_same(v->at[i].name, name))
			return v->at[i].text;
	return STR_ABSENT;
}

bool value_has(const struct values *v, const char *name, const char *text)
{
	for (size_t i = 0; i < v->n; i++)
		if (str_same(v->at[i].name, name) && str_same(v->at[i].text, text))
			return true;
	return false;
}

struct str percent_encode(struct arena *a, struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = arena_alloc(a, s.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr("-._~", c))) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = digits[c >> 4];
		p[n++] = digits[c & 15];
	}
	return (struct str){ p, n };
}
