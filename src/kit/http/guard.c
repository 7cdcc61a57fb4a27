/*
 * guard.c -- judges how a request is framed.
 *
 * Two programs that read the same bytes differently can be played against each
 * other: what the proxy thinks is a body becomes a request here.  The library
 * behind server.c takes the first of two lengths, ignores a coding it does not
 * know and joins folded lines to the wrong half.  So nothing is repaired here:
 * whatever RFC 9112 leaves room to read in two ways is refused.
 */
#include "http/guard.h"

enum { TOKEN = 1, HOST = 2, HEX = 4, DIGIT = 8, IPV6 = 16 };

/* RFC 9110 5.6.2 for TOKEN; HOST is the part of RFC 3986 that names in use need. */
static const unsigned char kind[256] = {
	['0' ... '9'] = TOKEN | HOST | IPV6 | HEX | DIGIT,
	['a' ... 'f'] = TOKEN | HOST | IPV6 | HEX, ['g' ... 'z'] = TOKEN | HOST,
	['A' ... 'F'] = TOKEN | HOST | IPV6 | HEX, ['G' ... 'Z'] = TOKEN | HOST,
	['-'] = TOKEN | HOST, ['.'] = TOKEN | HOST | IPV6, ['_'] = TOKEN | HOST, [':'] = IPV6,
	['!'] = TOKEN, ['#'] = TOKEN, ['$'] = TOKEN, ['%'] = TOKEN, ['&'] = TOKEN,
	['\''] = TOKEN, ['*'] = TOKEN, ['+'] = TOKEN, ['^'] = TOKEN, ['`'] = TOKEN,
	['|'] = TOKEN, ['~'] = TOKEN,
};

/* How many bytes at the start are of this kind. */
static size_t span(struct str s, unsigned char want)
{
	size_t n = 0;

	while (n < s.n && (kind[(unsigned char)s.p[n]] & want))
		n++;
	return n;
}

bool guard_is_name(struct str s)
{
	return s.n && span(s, TOKEN) == s.n;
}

bool guard_is_value(struct str s)
{
	bool ascii = true;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c < ' ' && c != '\t') || c == 0x7f)
			return false;
		ascii &= c < 0x80;
	}
	return ascii || utf8_is(s);
}

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool guard_same_name(struct str s, const char *name)
{
	for (size_t i = 0; i < s.n; i++)
		if (!name[i] || lower(s.p[i]) != lower(name[i]))
			return false;
	return s.p && !name[s.n];
}

int guard_version(struct str v)
{
	return str_same(v, "HTTP/1.1") || str_same(v, "HTTP/1.0") ? 0 : 505;
}

int guard_method(struct str m)
{
	enum http_method known;

	if (!guard_is_name(m))
		return 400;
	return http_method_of(m, &known) ? 501 : 0;
}

/* Only the form that browsers send to an origin: a path, perhaps a query, never a fragment. */
int guard_target(struct str t)
{
	if (t.n > GUARD_TARGET_BYTES_MOST)
		return 414;
	if (!t.n || t.p[0] != '/')
		return 400;
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];
		if (c <= ' ' || c >= 0x7f || c == '#')
			return 400;
	}
	return 0;
}

/* "", or ":" and a port number */
static bool is_port(struct str s)
{
	int64_t port;

	if (!s.n)
		return true;
	if (s.p[0] != ':')
		return false;
	s = str_slice(s, 1, s.n);
	return s.n <= 5 && span(s, DIGIT) == s.n && str_int(s, &port) && port < 65536;
}

static bool is_host(struct str v)
{
	size_t n;

	if (v.n && v.p[0] == '[') {
		n = 1 + span(str_slice(v, 1, v.n), IPV6);
		return n > 2 && n < v.n && v.p[n] == ']' && is_port(str_slice(v, n + 1, v.n));
	}
	n = span(v, HOST);
	return n && is_port(str_slice(v, n, v.n));
}

static int judge_length(struct str v, size_t most)
{
	uint64_t n = 0;

	if (!v.n || span(v, DIGIT) != v.n)
		return 400;
	for (size_t i = 0; i < v.n; i++) {
		n = n * 10 + (uint64_t)(v.p[i] - '0');
		if (n > most)
			return 413;
	}
	return 0;
}

/* What must be counted over all headers. */
struct tally {
	size_t bytes, hosts, lengths, codings;
	int status;                          /* of a header that is wrong by itself; the first one */
};

static void weigh(struct tally *t, const struct http_pair *h, size_t body_most)
{
	int status = 0;

	t->bytes += h->name.n + h->value.n;
	if (!guard_is_name(h->name) || !guard_is_value(h->value)) {
		status = 400;
	} else if (guard_same_name(h->name, "Host")) {
		t->hosts++;
		status = is_host(h->value) ? 0 : 400;
	} else if (guard_same_name(h->name, "Content-Length")) {
		t->lengths++;
		status = judge_length(h->value, body_most);
	} else if (guard_same_name(h->name, "Transfer-Encoding")) {
		t->codings++;
		status = guard_same_name(h->value, "chunked") ? 0 : 501;
	} else if (guard_same_name(h->name, "Expect")) {
		status = guard_same_name(h->value, "100-continue") ? 0 : 417;
	}
	if (!t->status)
		t->status = status;
}

/* A framing with two readings is worse than a length that is too large: 400 comes first. */
int guard_headers(const struct guard_head *h)
{
	struct tally t = { .bytes = h->target.n };
	bool old = str_same(h->version, "HTTP/1.0");

	if (h->nheaders > GUARD_HEADERS_MOST)
		return 431;
	for (size_t i = 0; i < h->nheaders; i++)
		weigh(&t, &h->headers[i], h->body_most);
	if (t.lengths > 1 || t.codings > 1 || (t.lengths && t.codings) || (t.codings && old))
		return 400;
	if (t.hosts > 1 || (!t.hosts && !old))
		return 400;
	if (t.status)
		return t.status;
	return t.bytes > GUARD_HEAD_BYTES_MOST ? 431 : 0;
}

int guard_judge(const struct guard_head *h)
{
	int status = guard_version(h->version);

	if (!status)
		status = guard_method(h->method);
	if (!status)
		status = guard_target(h->target);
	return status ? status : guard_headers(h);
}

bool guard_chunk_line(struct str before)
{
	size_t end = before.n, start, digits;
	struct str line;

	if (!str_ends(before, S("\r\n")))
		return false;
	for (start = end -= 2; start && before.p[start - 1] != '\n';)
		start--;
	if (start && (start == 1 || before.p[start - 2] != '\r'))
		return false;
	line = str_slice(before, start, end);
	digits = span(line, HEX);
	/* Extensions mean nothing to us, but a line end hidden in one does to others. */
	return digits && (digits == line.n || (line.p[digits] == ';' && guard_is_value(line)));
}
