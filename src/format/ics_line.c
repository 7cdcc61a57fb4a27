/* ics_line.c -- content lines: folded, escaped, ended by CRLF. */
#include "format/ics_line.h"

enum { OCTETS_MOST = 75, DAY_S = 86400 };

static void fold(struct line *l)
{
	buf_lit(l->out, "\r\n ");
	l->column = 1;
}

/* Bytes that must stay on one line: a character, an escape. */
static void put_whole(struct line *l, const char *p, size_t n)
{
	if (l->column + n > OCTETS_MOST)
		fold(l);
	buf_put(l->out, p, n);
	l->column += n;
}

static bool is_inside_character(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* How much of the text still fits on this line without cutting a character. */
static size_t fits(const struct line *l, struct str s)
{
	size_t room = OCTETS_MOST - l->column, n = room;

	if (s.n <= room)
		return s.n;
	while (n && room - n < 3 && is_inside_character(s.p[n]))
		n--;
	return n;
}

void line_put(struct line *l, struct str s)
{
	while (s.n) {
		size_t n = fits(l, s);

		if (n)
			put_whole(l, s.p, n);
		else
			fold(l);
		s = str_slice(s, n, s.n);
	}
}

void line_lit(struct line *l, const char *z)
{
	line_put(l, str_of(z));
}

struct line line_begin(struct buf *b, const char *name)
{
	struct line l = { b, 0 };

	line_lit(&l, name);
	return l;
}

void line_end(struct line *l)
{
	buf_lit(l->out, "\r\n");
	l->column = 0;
}

void line_number(struct line *l, int64_t n)
{
	char digits[24], *p = digits + sizeof digits;
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do {
		*--p = (char)('0' + left % 10);
	} while (left /= 10);
	if (n < 0)
		*--p = '-';
	put_whole(l, p, (size_t)(digits + sizeof digits - p));
}

static const char *escape_of(char c)
{
	switch (c) {
	case '\\':
		return "\\\\";
	case ';':
		return "\\;";
	case ',':
		return "\\,";
	case '\n':
		return "\\n";
	default:
		return NULL;
	}
}

static bool is_control(char c)
{
	return ((unsigned char)c < 0x20 && c != '\t') || c == 0x7f;
}

/* A lone carriage return is a line end too; other control characters are not allowed and go. */
static void put_special(struct line *l, struct str s, size_t i)
{
	char c = s.p[i] == '\r' ? '\n' : s.p[i];
	const char *escape = escape_of(c);

	if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
		return;
	if (escape)
		put_whole(l, escape, 2);
}

void line_text(struct line *l, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!is_control(s.p[i]) && !escape_of(s.p[i]))
			continue;
		line_put(l, str_slice(s, from, i));
		put_special(l, s, i);
		from = i + 1;
	}
	line_put(l, str_slice(s, from, s.n));
}

/* Nothing but blanks, line ends and what is left out. */
static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 0x20 && s.p[i] != 0x7f)
			return false;
	return true;
}

void line_list(struct line *l, struct str s)
{
	struct str item;
	bool some = false;

	while (str_cut(&s, ',', &item)) {
		item = str_trim(item);
		if (is_blank(item))
			continue;
		if (some)
			line_lit(l, ",");
		line_text(l, item);
		some = true;
	}
}

/* RFC 3986 section 2; what is not ASCII as RFC 3987 section 3.1 says. */
static bool is_uri_char(char c)
{
	return (unsigned char)c > 0x20 && (unsigned char)c < 0x7f && !memchr("\"<>\\^`{|}", c, 9);
}

void line_uri(struct line *l, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		char coded[3] = { '%', hex[c >> 4], hex[c & 15] };

		if (is_uri_char(s.p[i]))
			put_whole(l, s.p + i, 1);
		else if (!is_control(s.p[i]))
			put_whole(l, coded, 3);
	}
}

static void put_digits(char *p, int n, int64_t value)
{
	while (n--) {
		p[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

void line_wall(struct line *l, day_t day, int64_t s)
{
	int64_t over = s / DAY_S - (s % DAY_S < 0);
	struct ymd d = day_ymd(day + (day_t)over);
	char text[] = "YYYYMMDDThhmmss";

	s -= over * DAY_S;
	put_digits(text, 4, d.year);
	put_digits(text + 4, 2, d.month);
	put_digits(text + 6, 2, d.day);
	put_digits(text + 9, 2, s / 3600);
	put_digits(text + 11, 2, s / 60 % 60);
	put_digits(text + 13, 2, s % 60);
	put_whole(l, text, sizeof text - 1);
}

void line_utc(struct line *l, int64_t instant)
{
	line_wall(l, 0, instant);
	line_lit(l, "Z");
}

void line_lit_of(struct buf *b, const char *name, const char *value)
{
	line_of(b, name, line_put, str_of(value));
}

/* A property without a value is an error to its readers; a list may turn out to have no item. */
void line_value(struct line *l, size_t from, void (*put)(struct line *, struct str), struct str value)
{
	size_t began;

	line_lit(l, ":");
	began = l->out->n;
	if (!is_blank(value))
		put(l, value);
	if (l->out->n > began)
		line_end(l);
	else
		buf_cut(l->out, from);
}

void line_of(struct buf *b, const char *name, void (*put)(struct line *, struct str),
	     struct str value)
{
	size_t from = b->n;
	struct line l;

	if (!str_is(value))
		return;
	l = line_begin(b, name);
	line_value(&l, from, put, value);
}

void line_utc_of(struct buf *b, const char *name, int64_t instant)
{
	struct line l = line_begin(b, name);

	line_lit(&l, ":");
	line_utc(&l, instant);
	line_end(&l);
}

void line_number_of(struct buf *b, const char *name, int64_t n)
{
	struct line l = line_begin(b, name);

	line_lit(&l, ":");
	line_number(&l, n);
	line_end(&l);
}
