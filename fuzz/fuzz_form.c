/*
 * fuzz_form.c -- any bytes as a form: percent-encoded, or in parts with a file.
 *
 * The first line of the input is the type, as a browser would send it; the rest is the body.
 */
#include "base/buf.h"
#include "form/multipart.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void check_texts(const struct values *v)
{
	assert(v->n <= VALUES_MOST);
	for (size_t i = 0; i < v->n; i++)
		assert(utf8_is(v->at[i].name) && utf8_is(v->at[i].text) && !memchr(v->at[i].text.p, 0, v->at[i].text.n));
}

static void read_parts(struct arena *a, struct str type, struct str body)
{
	struct multipart_file files[MULTIPART_FILES_MOST];
	struct values texts, again;
	size_t n;

	if (!multipart_parse(a, type, body, &texts, files, &n))
		return;
	check_texts(&texts);
	assert(n <= MULTIPART_FILES_MOST);
	for (size_t i = 0; i < n; i++) {
		assert(files[i].field.n && utf8_is(files[i].name));
		assert(files[i].bytes.p >= body.p && files[i].bytes.p + files[i].bytes.n <= body.p + body.n);
	}
	/* Only the texts wanted: the same answer. */
	assert(multipart_parse(a, type, body, &again, NULL, NULL) && again.n == texts.n);
}

static void put_back(struct arena *a, const struct values *v, struct buf *out)
{
	for (size_t i = 0; i < v->n; i++) {
		if (i)
			buf_char(out, '&');
		buf_str(out, percent_encode(a, v->at[i].name));
		buf_char(out, '=');
		buf_str(out, percent_encode(a, v->at[i].text));
	}
}

/* What was read can be written, and reads the same again. */
static void read_typed(struct arena *a, struct str body, struct buf *b)
{
	struct values v, again;

	if (!values_parse(a, body, &v))
		return;
	check_texts(&v);
	put_back(a, &v, b);
	assert(values_parse(a, buf_view(b), &again) && again.n == v.n);
	for (size_t i = 0; i < v.n; i++)
		assert(str_eq(v.at[i].name, again.at[i].name) && str_eq(v.at[i].text, again.at[i].text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(0);
	struct str body = { (const char *)data, n }, type;
	struct buf b;

	buf_init(&b, 16 << 20);
	read_typed(a, body, &b);
	if (str_cut(&body, '\n', &type) && body.p)
		read_parts(a, type, body);
	buf_free(&b);
	arena_free(a);
	return 0;
}
