/* fuzz_json.c -- whatever is read can be written, and reads the same again; walking never strays. */
#include "json/json.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void write(struct json_out *o, const struct json *v)
{
	if (v->type == JSON_OBJECT) {
		json_object(o);
		for (size_t i = 0; i < v->n; i++) {
			json_name(o, v->names[i].p);
			write(o, &v->at[i]);
		}
		json_end_object(o);
	} else if (v->type == JSON_ARRAY) {
		json_array(o);
		for (size_t i = 0; i < v->n; i++)
			write(o, &v->at[i]);
		json_end_array(o);
	} else if (v->type == JSON_TEXT) {
		json_str(o, v->text);
	} else if (v->type == JSON_INT) {
		json_int(o, v->i);
	} else if (v->type == JSON_REAL) {
		json_real(o, v->r);
	} else if (v->type == JSON_NULL) {
		json_null(o);
	} else {
		json_bool(o, v->type == JSON_TRUE);
	}
}

static void same(const struct json *a, const struct json *b)
{
	/* 1.0 is written as 1, which is a whole number. */
	if (a->type == JSON_REAL) {
		assert(b->type == JSON_REAL ? a->r == b->r : b->type == JSON_INT && a->r == (double)b->i);
		return;
	}
	assert(a->type == b->type && a->n == b->n && a->i == b->i && str_eq(a->text, b->text));
	for (size_t i = 0; i < a->n; i++) {
		assert(a->type != JSON_OBJECT || str_eq(a->names[i], b->names[i]));
		same(&a->at[i], &b->at[i]);
	}
}

static void walk(struct str text, int deep)
{
	struct json_fault fault;
	struct json_piece piece;
	struct json_walk w;

	if (json_walk_start(&w, text, 1, &fault))
		return;
	while (!json_walk_next(&w, &piece, &fault)) {
		assert(piece.text.n && piece.line >= 1);
		assert(piece.text.p >= text.p && piece.text.p + piece.text.n <= text.p + text.n);
		if (deep)
			walk(piece.text, deep - 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct arena *a = arena_new(0);
	struct json_fault fault = { 0 };
	struct json v, again;
	struct json_out o;
	struct buf b;

	walk(text, 2);
	if (json_parse(a, text, &v, &fault)) {
		assert(fault.line >= 0 && str_is(fault.why));
	} else {
		buf_init(&b, 64 << 20);
		json_start(&o, &b);
		write(&o, &v);
		assert(!b.toobig);
		assert(!json_parse(a, buf_view(&b), &again, &fault));
		same(&v, &again);
		walk(buf_view(&b), 2);
		buf_free(&b);
	}
	arena_free(a);
	return 0;
}
