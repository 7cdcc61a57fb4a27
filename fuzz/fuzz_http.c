/*
 * fuzz_http.c -- any bytes as a request: the guard, the target, what was typed, where it came from.
 *
 * The input is cut the way a lenient library would, at line feeds and first blanks, so that the
 * guard sees what may reach it.  What it lets pass must then keep the promises of http.h.
 */
#include "http/guard.h"
#include "http/source.h"

#include "base/values.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void add_header(struct arena *a, struct guard_head *head, struct str line)
{
	struct http_pair *at = arena_grow(a, (void *)(uintptr_t)head->headers, head->nheaders,
					  sizeof *at);

	str_cut(&line, ':', &at[head->nheaders].name);
	at[head->nheaders++].value = str_trim(line);
	head->headers = at;
}

/* Cuts the head off text; what is left is the body. */
static void read_head(struct arena *a, struct str *text, struct guard_head *head)
{
	struct str line = S("");

	str_cut(text, '\n', &line);
	str_cut(&line, ' ', &head->method);
	str_cut(&line, ' ', &head->target);
	head->version = line;
	while (str_is(*text) && str_cut(text, '\n', &line) && line.n)
		add_header(a, head, line);
}

static void use_values(struct arena *a, struct str text)
{
	struct values v;

	if (!text.p || !values_parse(a, text, &v))
		return;
	assert(v.n <= VALUES_MOST);
	for (size_t i = 0; i < v.n; i++) {
		assert(utf8_is(v.at[i].name) && utf8_is(v.at[i].text));
		assert(!v.at[i].text.n || !memchr(v.at[i].text.p, 0, v.at[i].text.n));
	}
}

static void use_target(struct arena *a, struct str target)
{
	struct str query = target, path, piece, decoded;

	str_cut(&query, '?', &path);
	assert(path.p[0] == '/');
	while (str_cut(&path, '/', &piece)) {
		decoded = percent_decode(a, piece, false);
		assert(!decoded.p || (decoded.n <= piece.n && utf8_is(decoded)));
	}
	use_values(a, query);
}

static void use_head(struct arena *a, const struct guard_head *head)
{
	const struct http_req req = { .headers = head->headers, .nheaders = head->nheaders };
	struct http_reply reply = { .status = 200 };
	struct network n;

	assert(!http_header(&req, "Content-Length").p || !http_header(&req, "Transfer-Encoding").p);
	assert(http_header(&req, "Host").p || str_same(head->version, "HTTP/1.0"));
	for (size_t i = 0; i < head->nheaders; i++) {
		struct str v = head->headers[i].value;
		assert(!v.n || (!memchr(v.p, '\r', v.n) && !memchr(v.p, 0, v.n) && utf8_is(v)));
		http_add_header(&reply, head->headers[i].name, v);
		network_parse(v, &n);
	}
	assert(reply.nheaders <= HTTP_HEADERS_MOST);
	use_target(a, head->target);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct arena *a;
	struct guard_head head = { .body_most = 1 << 20 };
	struct str text = { (const char *)bytes, n };
	int status;

	if (!a)
		a = arena_new(0);
	if (n > 64 << 10)
		return 0;
	guard_chunk_line(text);
	text = arena_str(a, text);
	read_head(a, &text, &head);
	status = guard_judge(&head);
	assert(!status || (status >= 400 && status <= 505));
	if (!status)
		use_head(a, &head);
	use_values(a, text);
	arena_reset(a);
	return 0;
}
