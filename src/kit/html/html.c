/* html.c -- escaping by place, and the small components. */
#include "html/html.h"
#include "html/assets.h"

#include <string.h>

/* 1: must be written otherwise in text and quoted attributes. */
static const unsigned char special[256] = { ['<'] = 1, ['>'] = 1, ['&'] = 1, ['"'] = 1, ['\''] = 1 };
/* 1: may stand as it is in any part of a URL. */
static const unsigned char unreserved[256] = {
	['0' ... '9'] = 1, ['a' ... 'z'] = 1, ['A' ... 'Z'] = 1, ['-'] = 1, ['.'] = 1, ['_'] = 1, ['~'] = 1,
};

static void entity(struct buf *b, char c)
{
	switch (c) {
	case '<':
		buf_lit(b, "&lt;");
		break;
	case '>':
		buf_lit(b, "&gt;");
		break;
	case '&':
		buf_lit(b, "&amp;");
		break;
	case '"':
		buf_lit(b, "&#34;");
		break;
	case '\'':
		buf_lit(b, "&#39;");
		break;
	}
}

/* Sixteen bytes at once: nearly all of a page's text has none that is special. */
typedef unsigned char sixteen __attribute__((vector_size(16), aligned(1), may_alias));

static bool are_plain(const char *p)
{
	sixteen v = *(const sixteen *)(const void *)p;
	sixteen hit = (sixteen)(v == '<') | (sixteen)(v == '>') | (sixteen)(v == '&') | (sixteen)(v == '"') | (sixteen)(v == '\'');
	uint64_t halves[2];

	memcpy(halves, &hit, sizeof halves);
	return !(halves[0] | halves[1]);
}

void html_text(struct ctx *ctx, struct str s)
{
	size_t from = 0, i = 0;

	while (s.n - i >= 16 && are_plain(s.p + i))
		i += 16;
	for (; i < s.n; i++)
		if (special[(unsigned char)s.p[i]]) {
			buf_put(ctx->out, s.p + from, i - from);
			entity(ctx->out, s.p[i]);
			from = i + 1;
		}
	if (from < s.n)
		buf_put(ctx->out, s.p + from, s.n - from);
}

void html_attr(struct ctx *ctx, struct str s)
{
	html_text(ctx, s);
}

void html_url_part(struct ctx *ctx, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		char escaped[3] = { '%', hex[c >> 4], hex[c & 15] };
		if (unreserved[c])
			buf_char(ctx->out, (char)c);
		else
			buf_put(ctx->out, escaped, 3);
	}
}

/* Schemes that cannot run anything. */
static bool safe_scheme(struct str s)
{
	static const struct str ok[] = { S("http://"), S("https://"), S("mailto:"), S("tel:"), S("webcal://") };
	size_t colon = str_index(s, S(":"), 0), slash = str_index(s, S("/"), 0), mark = str_index(s, S("?"), 0);

	if (str_starts(s, S("//")) || str_starts(s, S("/\\")))
		return false;                /* another host */
	if (colon == SIZE_MAX || slash < colon || mark < colon)
		return true;                 /* relative */
	for (size_t i = 0; i < sizeof ok / sizeof *ok; i++)
		if (s.n >= ok[i].n && !strncasecmp(s.p, ok[i].p, ok[i].n))
			return true;
	return false;
}

void html_url(struct ctx *ctx, struct str s)
{
	if (!safe_scheme(s)) {
		buf_lit(ctx->out, "#");
		return;
	}
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 32 || (unsigned char)s.p[i] >= 127)
			html_url_part(ctx, str_slice(s, i, i + 1));
		else
			html_text(ctx, str_slice(s, i, i + 1));
}

void html_int(struct ctx *ctx, int64_t v)
{
	buf_int(ctx->out, v);
}

enum err html_markup(struct ctx *ctx, struct str s)
{
	buf_str(ctx->out, s);
	return OK;
}

/* The drawing itself is put once at the end of the page: see frame_end_html. */
enum err icon_html(struct ctx *ctx, const char *name)
{
	buf_lit(ctx->out, "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-");
	buf_str(ctx->out, str_of(name));
	buf_lit(ctx->out, "\"/></svg>");
	return OK;
}

enum err prose_html(struct ctx *ctx, struct str s)
{
	struct str rest = s, text_line;
	bool open = false;

	while (str_cut(&rest, '\n', &text_line)) {
		text_line = str_trim(text_line);
		if (!text_line.n) {
			if (open)
				buf_lit(ctx->out, "</p>");
			open = false;
			continue;
		}
		if (open)
			buf_lit(ctx->out, "<br>");
		else
			buf_lit(ctx->out, "<p>");
		open = true;
		html_text(ctx, text_line);
	}
	if (open)
		buf_lit(ctx->out, "</p>");
	return OK;
}

enum err phone_html(struct ctx *ctx, struct str phone)
{
	buf_lit(ctx->out, "<a class=\"num\" href=\"tel:");
	for (size_t i = 0; i < phone.n; i++)
		if (strchr("+0123456789", phone.p[i]))
			buf_char(ctx->out, phone.p[i]);
	buf_lit(ctx->out, "\">");
	html_text(ctx, tr_phone(ctx, phone));
	buf_lit(ctx->out, "</a>");
	return OK;
}

/* A mark and two digits: "-07". */
static void two_digits(struct buf *b, char mark, int n)
{
	char text[] = { mark, (char)('0' + n / 10 % 10), (char)('0' + n % 10) };

	buf_put(b, text, sizeof text);
}

enum err time_html(struct ctx *ctx, day_t day, int minutes, struct str text)
{
	struct ymd d = day_ymd(day);

	buf_lit(ctx->out, "<time datetime=\"");
	buf_int(ctx->out, d.year);
	two_digits(ctx->out, '-', d.month);
	two_digits(ctx->out, '-', d.day);
	if (minutes >= 0) {
		two_digits(ctx->out, 'T', minutes / 60 % 24);
		two_digits(ctx->out, ':', minutes % 60);
	}
	buf_lit(ctx->out, "\">");
	html_text(ctx, text);
	buf_lit(ctx->out, "</time>");
	return OK;
}
