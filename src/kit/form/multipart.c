/*
 * multipart.c -- multipart/form-data, read in one way only, or not at all.
 *
 * Browsers agree on one spelling (the multipart/form-data encoding algorithm of the HTML standard):
 * quoted parameters, '"' and line ends percent-encoded inside them, no transfer encoding.  Anything
 * else is refused: a lenient reader in front of a strict one is how forms are smuggled.
 */
#include "form/multipart.h"

#include <string.h>
#include <strings.h>

enum { BOUNDARY_MOST = 70 /* RFC 2046 5.1.1 */, HEAD_MOST = 2000, NAME_MOST = 200 };

struct part {
	struct str name, filename, type, bytes;
	bool is_file;
};

struct reading {
	struct arena *a;
	struct str body, line;            /* line: the delimiter "--boundary" */
	size_t at;
};

static bool is_boundary(struct str s)
{
	if (!s.n || s.n > BOUNDARY_MOST || s.p[s.n - 1] == ' ')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~' || strchr("\"\\;,", s.p[i]))
			return false;
	return true;
}

static bool starts_loosely(struct str s, const char *with)
{
	return s.n >= strlen(with) && !strncasecmp(s.p, with, strlen(with));
}

static bool boundary_of(struct str type, struct str *out)
{
	size_t at = str_index(type, S("boundary="), 0);

	if (!starts_loosely(type, "multipart/form-data") || at == SIZE_MAX)
		return false;
	*out = str_slice(type, at + 9, type.n);
	if (str_starts(*out, S("\"")) && out->n > 2 && out->p[out->n - 1] == '"')
		*out = str_slice(*out, 1, out->n - 1);
	return is_boundary(*out);
}

/* %22, %0D and %0A are all that browsers encode in a name; other percent signs are the name's own. */
static struct str decode_name(struct arena *a, struct str s)
{
	static const struct {
		char code[4], byte;
	} codes[] = { { "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' } };
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		p[n] = s.p[i];
		for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
			if (s.n - i >= 3 && !memcmp(s.p + i, codes[k].code, 3)) {
				p[n] = codes[k].byte;
				i += 2;
				break;
			}
		n++;
	}
	return (struct str){ p, n };
}

/* One ;name="value" off the front of rest. */
static bool parameter(struct str *rest, struct str *name, struct str *value)
{
	size_t eq, end;

	*rest = str_trim(*rest);
	if (!str_starts(*rest, S(";")))
		return false;
	*rest = str_trim(str_slice(*rest, 1, rest->n));
	eq = str_index(*rest, S("=\""), 0);
	end = eq == SIZE_MAX ? SIZE_MAX : str_index(*rest, S("\""), eq + 2);
	if (end == SIZE_MAX || end - eq - 2 > NAME_MOST)
		return false;
	*name = str_slice(*rest, 0, eq);
	*value = str_slice(*rest, eq + 2, end);
	*rest = str_slice(*rest, end + 1, rest->n);
	return true;
}

static bool read_disposition(struct reading *r, struct str rest, struct part *p)
{
	struct str name, value;

	rest = str_trim(rest);
	if (!starts_loosely(rest, "form-data"))
		return false;
	rest = str_slice(rest, 9, rest.n);
	while (str_trim(rest).n) {
		if (!parameter(&rest, &name, &value) || !utf8_is(value))
			return false;
		if (str_same(name, "name")) {
			p->name = decode_name(r->a, value);
		} else if (str_same(name, "filename")) {
			p->filename = decode_name(r->a, value);
			p->is_file = true;
		}
	}
	return p->name.n > 0;
}

/* Lines end in CR LF, and in nothing less. */
static bool next_line(struct str *rest, struct str *line)
{
	size_t end = str_index(*rest, S("\r\n"), 0);

	if (!rest->p)
		return false;
	*line = end == SIZE_MAX ? *rest : str_slice(*rest, 0, end);
	*rest = end == SIZE_MAX ? STR_ABSENT : str_slice(*rest, end + 2, rest->n);
	return true;
}

static bool is_clean(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.p[i] < ' ')
			return false;
	return true;
}

static bool read_head(struct reading *r, struct part *p)
{
	size_t end = str_index(r->body, S("\r\n\r\n"), r->at);
	struct str head, line;

	if (end == SIZE_MAX || end - r->at > HEAD_MOST)
		return false;
	head = str_slice(r->body, r->at, end);
	r->at = end + 4;
	while (next_line(&head, &line)) {
		struct str name;
		if (!is_clean(line) || !str_cut(&line, ':', &name) || !line.p)
			return false;
		if (starts_loosely(name, "Content-Disposition") && !read_disposition(r, line, p))
			return false;
		if (starts_loosely(name, "Content-Type"))
			p->type = str_trim(line);
		if (starts_loosely(name, "Content-Transfer-Encoding"))
			return false;
	}
	return p->name.n > 0;
}

/* Steps over the delimiter at *at, which begins a line; *last when it is the closing one. */
static bool read_delimiter(struct reading *r, bool *last)
{
	struct str rest;

	if (!str_starts(str_slice(r->body, r->at, r->body.n), r->line))
		return false;
	r->at += r->line.n;
	rest = str_slice(r->body, r->at, r->body.n);
	*last = str_starts(rest, S("--"));
	if (*last)
		return !str_trim(str_slice(rest, 2, rest.n)).n;
	r->at += 2;
	return str_starts(rest, S("\r\n"));
}

static bool read_part(struct reading *r, struct part *p)
{
	struct str mark = arena_join(r->a, S("\r\n"), r->line);
	size_t end;

	*p = (struct part){ .type = S("text/plain") };
	if (!read_head(r, p))
		return false;
	end = str_index(r->body, mark, r->at);
	if (end == SIZE_MAX)
		return false;
	p->bytes = str_slice(r->body, r->at, end);
	r->at = end + 2;
	return true;
}

static bool take_text(struct reading *r, const struct part *p, struct values *texts)
{
	if (texts->n == VALUES_MOST || p->bytes.n > MULTIPART_TEXT_MOST || !utf8_is(p->bytes) ||
	    memchr(p->bytes.p, 0, p->bytes.n))
		return false;
	value_add(r->a, texts, p->name, arena_str(r->a, p->bytes));
	return true;
}

bool multipart_parse(struct arena *a, struct str content_type, struct str body, struct values *texts,
		     struct multipart_file *at, size_t *nfiles)
{
	struct reading r = { .a = a, .body = body };
	struct str boundary;
	struct part p;
	bool last;
	size_t n = 0;

	*texts = (struct values){ 0 };
	if (nfiles)
		*nfiles = 0;
	if (!boundary_of(content_type, &boundary))
		return false;
	r.line = arena_join(a, S("--"), boundary);
	while (read_delimiter(&r, &last)) {
		if (last)
			return true;
		if (!read_part(&r, &p))
			return false;
		if (!p.is_file && !take_text(&r, &p, texts))
			return false;
		if (!p.is_file)
			continue;
		if (n == MULTIPART_FILES_MOST)
			return false;
		if (at)
			at[n] = (struct multipart_file){ p.name, p.filename, p.type, p.bytes };
		n++;
		if (at && nfiles)
			*nfiles = n;
	}
	return false;
}
