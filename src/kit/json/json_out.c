/* json_out.c -- writing JSON as a stream. */
#include "json/json.h"

#include <assert.h>
#include <math.h>

/* A place in the nesting is one bit of `began`. */
enum { DEPTH_MOST = 63 };

void json_start(struct json_out *o, struct buf *b)
{
	*o = (struct json_out){ .b = b };
}

/* Before anything is written at this depth. */
static void comma(struct json_out *o)
{
	uint64_t bit = (uint64_t)1 << o->depth;

	if (o->began & bit)
		buf_char(o->b, ',');
	o->began |= bit;
}

static void begin(struct json_out *o, char bracket)
{
	comma(o);
	buf_char(o->b, bracket);
	assert(o->depth < DEPTH_MOST);
	o->began &= ~((uint64_t)1 << ++o->depth);
}

static void end(struct json_out *o, char bracket)
{
	assert(o->depth > 0);
	o->depth--;
	buf_char(o->b, bracket);
}

void json_object(struct json_out *o)
{
	begin(o, '{');
}

void json_array(struct json_out *o)
{
	begin(o, '[');
}

void json_end_object(struct json_out *o)
{
	end(o, '}');
}

void json_end_array(struct json_out *o)
{
	end(o, ']');
}

/* What stands for a byte: 0 itself, 'u' a \u escape, '?' look at the bytes behind, else \ and this. */
static const char escapes[256] = {
	[0 ... 7] = 'u', [11] = 'u', [14 ... 31] = 'u', [127] = 'u', ['<'] = 'u', ['\b'] = 'b',
	['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\', [0xE2] = '?',
};

/* U+2028 and U+2029 end a line in older JavaScript. */
static bool is_separator(struct str s, size_t i)
{
	return s.n - i >= 3 && (unsigned char)s.p[i + 1] == 0x80 &&
	       ((unsigned char)s.p[i + 2] == 0xA8 || (unsigned char)s.p[i + 2] == 0xA9);
}

static void escape(struct buf *b, char byte, char how)
{
	static const char hex[] = "0123456789abcdef";
	char text[6] = { '\\', how, '0', '0', hex[(byte >> 4) & 15], hex[byte & 15] };

	buf_put(b, text, how == 'u' ? 6 : 2);
}

static void quoted(struct buf *b, struct str s)
{
	size_t from = 0;

	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		char how = escapes[(unsigned char)s.p[i]];

		if (!how || (how == '?' && !is_separator(s, i)))
			continue;
		buf_put(b, s.p + from, i - from);
		if (how == '?') {
			buf_put(b, (unsigned char)s.p[i + 2] == 0xA8 ? "\\u2028" : "\\u2029", 6);
			i += 2;
		} else {
			escape(b, s.p[i], how);
		}
		from = i + 1;
	}
	if (s.n > from)
		buf_put(b, s.p + from, s.n - from);
	buf_char(b, '"');
}

/* The value behind a name is the first thing of its place again, and so gets no comma. */
void json_name(struct json_out *o, const char *name)
{
	comma(o);
	quoted(o->b, str_of(name));
	buf_char(o->b, ':');
	o->began &= ~((uint64_t)1 << o->depth);
}

void json_str(struct json_out *o, struct str s)
{
	comma(o);
	if (s.p)
		quoted(o->b, s);
	else
		buf_lit(o->b, "null");
}

void json_int(struct json_out *o, int64_t v)
{
	comma(o);
	buf_int(o->b, v);
}

void json_id(struct json_out *o, int64_t id)
{
	comma(o);
	buf_char(o->b, '"');
	buf_int(o->b, id);
	buf_char(o->b, '"');
}

void json_real(struct json_out *o, double v)
{
	comma(o);
	if (isfinite(v))
		buf_real(o->b, v);
	else
		buf_lit(o->b, "null");
}

void json_bool(struct json_out *o, bool v)
{
	comma(o);
	if (v)
		buf_lit(o->b, "true");
	else
		buf_lit(o->b, "false");
}

void json_null(struct json_out *o)
{
	comma(o);
	buf_lit(o->b, "null");
}

void json_put_str(struct json_out *o, const char *name, struct str s)
{
	json_name(o, name);
	json_str(o, s);
}

void json_put_is(struct json_out *o, const char *name, struct str s)
{
	if (str_is(s))
		json_put_str(o, name, s);
}

void json_put_int(struct json_out *o, const char *name, int64_t v)
{
	json_name(o, name);
	json_int(o, v);
}

void json_put_id(struct json_out *o, const char *name, int64_t id)
{
	json_name(o, name);
	json_id(o, id);
}

void json_put_bool(struct json_out *o, const char *name, bool v)
{
	json_name(o, name);
	json_bool(o, v);
}

void json_put_real(struct json_out *o, const char *name, double v)
{
	json_name(o, name);
	json_real(o, v);
}

void json_made(struct json_out *o, struct str value)
{
	comma(o);
	buf_str(o->b, value);
}
