/*
 * mail.c -- a letter as bytes: RFC 5322 with what MIME needs for two languages.
 *
 * What becomes a header is refused when it holds a control character, so that no name or subject can begin a header of
 * its own.  The text is quoted-printable: every relay carries it, and a person who looks into the folder can read it.
 */
#include "mail/mail.h"
#include "base/buf.h"
#include "base/date.h"

#include <string.h>

enum { DAY_S = 86400, LINE_MOST = 74, WORD_BYTES = 39, BYTES_MOST = 64 << 10, DIGITS_LEAST = 8, DIGITS_MOST = 15, LABEL_MOST = 63 };

/* --- addresses --------------------------------------------------------------------------------------------- */

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_local(struct str s)
{
	if (!s.n || s.n > 64 || s.p[0] == '.' || s.p[0] == '-' || s.p[s.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_word_char(s.p[i]) && !strchr("!#$&'*+-/=?^_`{|}~.", s.p[i]))
			return false;
	return str_index(s, S(".."), 0) == SIZE_MAX;
}

static bool is_domain(struct str s)
{
	struct str rest = s, label;
	int labels = 0;

	while (str_cut(&rest, '.', &label)) {
		if (!label.n || label.n > LABEL_MOST || label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_word_char(label.p[i]) && label.p[i] != '-')
				return false;
		labels++;
	}
	return labels >= 2;
}

bool mail_address_is(struct str s)
{
	size_t at = s.n ? str_index(s, S("@"), 0) : SIZE_MAX;

	if (at == SIZE_MAX || s.n > MAIL_ADDRESS_MOST || memchr(s.p, 0, s.n))
		return false;
	return is_local(str_slice(s, 0, at)) && is_domain(str_slice(s, at + 1, s.n));
}

bool mail_number_is(struct str s)
{
	if (s.n < DIGITS_LEAST + 1 || s.n > DIGITS_MOST + 1 || s.p[0] != '+')
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9')))
			return false;
	return s.n > 0 && s.n <= MAIL_NAME_MOST;
}

/* May it stand in a header? */
static bool is_plain_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return s.n <= MAIL_SUBJECT_MOST && utf8_is(s);
}

/* --- headers ------------------------------------------------------------------------------------------------- */

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > 0x7e)
			return false;
	return str_index(s, S("=?"), 0) == SIZE_MAX;
}

static void put_base64(struct buf *b, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;
		v |= i + 1 < s.n ? (uint32_t)(unsigned char)s.p[i + 1] << 8 : 0;
		v |= i + 2 < s.n ? (uint32_t)(unsigned char)s.p[i + 2] : 0;
		buf_char(b, digits[v >> 18]);
		buf_char(b, digits[v >> 12 & 63]);
		buf_char(b, i + 1 < s.n ? digits[v >> 6 & 63] : '=');
		buf_char(b, i + 2 < s.n ? digits[v & 63] : '=');
	}
}

/* RFC 2047: words of at most 75 characters, never cut within a letter. */
static void put_words(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i, next = i;
		while (next < s.n) {
			utf8_next(s, &next);
			if (next - from > WORD_BYTES)
				break;
			i = next;
		}
		buf_fmt(b, "%s=?utf-8?B?", from ? "\r\n " : "");
		put_base64(b, str_slice(s, from, i));
		buf_lit(b, "?=");
	}
}

static void put_text_header(struct buf *b, const char *name, struct str s)
{
	buf_fmt(b, "%s: ", name);
	if (is_ascii(s))
		buf_str(b, s);
	else
		put_words(b, s);
	buf_lit(b, "\r\n");
}

static void put_from(struct buf *b, const struct mail *m)
{
	buf_lit(b, "From: ");
	if (m->from_name.n && is_ascii(m->from_name)) {
		buf_char(b, '"');
		for (size_t i = 0; i < m->from_name.n; i++) {
			if (m->from_name.p[i] == '"' || m->from_name.p[i] == '\\')
				buf_char(b, '\\');
			buf_char(b, m->from_name.p[i]);
		}
		buf_lit(b, "\" ");
	} else if (m->from_name.n) {
		put_words(b, m->from_name);
		buf_char(b, ' ');
	}
	buf_fmt(b, "<%.*s>\r\n", STR_ARG(m->from));
}

static void put_date(struct buf *b, int64_t at)
{
	static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	day_t day = (day_t)(at / DAY_S);
	struct ymd d = day_ymd(day);
	int s = (int)(at % DAY_S);

	buf_fmt(b, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0000\r\n", days + (size_t)(3 * day_weekday(day)), d.day,
		months + (size_t)(3 * (d.month - 1)), d.year, s / 3600, s / 60 % 60, s % 60);
}

static struct str domain_of(struct str address)
{
	return str_slice(address, str_index(address, S("@"), 0) + 1, address.n);
}

/* --- text ---------------------------------------------------------------------------------------------------- */

static bool is_literal(unsigned char c)
{
	return (c >= 33 && c <= 126 && c != '=') || c == ' ' || c == '\t';
}

/* One line; a blank at its end and a dot alone would be eaten on the way. */
static void put_line(struct buf *b, struct str s)
{
	size_t width = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool last = i + 1 == s.n, bare = is_literal(c) && !(last && (c == ' ' || c == '\t')) && !(i == 0 && c == '.');
		if (width + (bare ? 1 : 3) > LINE_MOST) {
			buf_lit(b, "=\r\n");
			width = 0;
		}
		if (bare)
			buf_char(b, (char)c);
		else
			buf_fmt(b, "=%02X", c);
		width += bare ? 1 : 3;
	}
	buf_lit(b, "\r\n");
}

static bool fits(const struct mail *m)
{
	return is_name(m->name) && mail_address_is(m->from) && is_plain_line(m->from_name) && is_plain_line(m->subject) &&
	       (mail_address_is(m->to) || mail_number_is(m->to)) && m->text.n && m->text.n <= MAIL_TEXT_MOST && utf8_is(m->text) &&
	       !memchr(m->text.p, 0, m->text.n) && !memchr(m->text.p, '\r', m->text.n) && m->at >= 0;
}

struct str mail_bytes(struct arena *a, const struct mail *m)
{
	struct str rest = m->text, line, out;
	struct buf b;

	if (!fits(m))
		return STR_ABSENT;
	buf_init(&b, BYTES_MOST);
	put_date(&b, m->at);
	put_from(&b, m);
	buf_fmt(&b, "To: %.*s\r\n", STR_ARG(m->to));
	put_text_header(&b, "Subject", m->subject);
	buf_fmt(&b, "Message-ID: <%.*s@%.*s>\r\n", STR_ARG(m->name), STR_ARG(domain_of(m->from)));
	/* RFC 3834: no machine answers it. */
	buf_lit(&b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		    "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	while (str_cut(&rest, '\n', &line))
		put_line(&b, line);
	out = b.toobig ? STR_ABSENT : arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}
