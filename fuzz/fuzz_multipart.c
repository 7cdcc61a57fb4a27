/*
 * fuzz_multipart.c -- a form with files, as bytes: a first line that is its content type, then its body.
 *
 * What is read lies in the body and says no more than it; and what was read is read again, the very same, when it is written
 * as a browser writes it.
 */
#include "form/multipart.h"

#include "base/arena.h"
#include "base/buf.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { BODY_MOST = 1 << 20 };

static bool lies_in(struct str part, struct str whole)
{
	return !part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

/* A name between quotes, as browsers write it. */
static void put_name(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"')
			buf_lit(b, "%22");
		else if (s.p[i] == '\r')
			buf_lit(b, "%0D");
		else if (s.p[i] == '\n')
			buf_lit(b, "%0A");
		else
			buf_char(b, s.p[i]);
}

static void put_part(struct buf *b, struct str boundary, struct str name, const struct multipart_file *file, struct str bytes)
{
	buf_fmt(b, "--%.*s\r\nContent-Disposition: form-data; name=\"", STR_ARG(boundary));
	put_name(b, name);
	buf_char(b, '"');
	if (file) {
		buf_lit(b, "; filename=\"");
		put_name(b, file->name);
		buf_lit(b, "\"\r\nContent-Type: ");
		buf_str(b, file->type);
	}
	buf_lit(b, "\r\n\r\n");
	buf_str(b, bytes);
	buf_lit(b, "\r\n");
}

/* A boundary that stands nowhere in what was sent. */
static struct str other_boundary(struct arena *a, struct str body)
{
	struct str line = S("");

	for (int i = 0; !line.n || str_index(body, line, 0) != SIZE_MAX; i++)
		line = arena_printf(a, "again%d", i);
	return line;
}

/* Names that grow when they are written may become too long for the reader. */
static bool fits(struct str s)
{
	return s.n * 3 <= 200;
}

static void round_trip(struct arena *a, struct str body, const struct values *texts, const struct multipart_file *files, size_t nfiles)
{
	struct multipart_file again[MULTIPART_FILES_MOST];
	struct str boundary = other_boundary(a, body);
	struct values read;
	struct buf b;
	size_t n;

	buf_init(&b, BODY_MOST);
	for (size_t i = 0; i < texts->n; i++) {
		if (!fits(texts->at[i].name))
			goto done;
		put_part(&b, boundary, texts->at[i].name, NULL, texts->at[i].text);
	}
	for (size_t i = 0; i < nfiles; i++) {
		if (!fits(files[i].field) || !fits(files[i].name) || !fits(files[i].type))
			goto done;
		put_part(&b, boundary, files[i].field, &files[i], files[i].bytes);
	}
	buf_fmt(&b, "--%.*s--\r\n", STR_ARG(boundary));
	assert(!b.toobig);
	assert(multipart_parse(a, arena_printf(a, "multipart/form-data; boundary=%.*s", STR_ARG(boundary)), buf_view(&b), &read, again, &n));
	assert(n == nfiles && read.n == texts->n);
	for (size_t i = 0; i < n; i++)
		assert(str_eq(again[i].field, files[i].field) && str_eq(again[i].name, files[i].name) &&
		       str_eq(again[i].type, files[i].type) && str_eq(again[i].bytes, files[i].bytes));
	for (size_t i = 0; i < read.n; i++)
		assert(str_eq(read.at[i].name, texts->at[i].name) && str_eq(read.at[i].text, texts->at[i].text));
done:
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str body = { (const char *)data, n }, type;
	struct multipart_file files[MULTIPART_FILES_MOST];
	struct arena *a = arena_new(0);
	struct values texts, alone;
	size_t nfiles;

	str_cut(&body, '\n', &type);
	if (!body.p)
		body = S("");
	if (multipart_parse(a, type, body, &texts, files, &nfiles)) {
		assert(texts.n <= VALUES_MOST && nfiles <= MULTIPART_FILES_MOST);
		for (size_t i = 0; i < texts.n; i++)
			assert(texts.at[i].name.n && utf8_is(texts.at[i].text) && !memchr(texts.at[i].text.p, 0, texts.at[i].text.n));
		for (size_t i = 0; i < nfiles; i++)
			assert(files[i].field.n && lies_in(files[i].bytes, body));
		/* Who wants the texts only gets the same. */
		assert(multipart_parse(a, type, body, &alone, NULL, NULL) && alone.n == texts.n);
		round_trip(a, body, &texts, files, nfiles);
	}
	arena_free(a);
	return 0;
}
