/* fuzz_csv.c -- every table that is read can be written, and reads the same again. */
#include "csv/csv.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void put_row(struct csv_out *o, const struct str *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		csv_put(o, cells[i]);
	csv_end_row(o);
}

/* An absent cell comes back as an empty one. */
static void compare(const struct csv_row *a, const struct csv_row *b)
{
	assert(!b->refused && a->n == b->n);
	for (size_t i = 0; i < a->n; i++) {
		struct str was = a->cells[i], is = csv_unguard(b->cells[i]);

		assert(was.n == is.n && (!was.n || str_eq(was, is)));
	}
}

static void round_trip(struct arena *a, struct str bytes, struct buf *b)
{
	struct csv t, again;
	struct csv_row row, back;
	struct csv_out o;
	const char *why;
	int line, last = 0;

	if (csv_open(a, bytes, &t, &why, &line)) {
		assert(why && line >= 1);
		return;
	}
	assert(t.ncolumns && t.ncolumns <= CSV_COLUMNS_MOST && !why);
	csv_start(&o, b, t.separator, CSV_GUARD);
	for (size_t i = 0; i < t.ncolumns; i++)
		csv_put_int(&o, (int64_t)i);
	csv_end_row(&o);
	while (csv_next(&t, &row)) {
		assert(row.line > last);
		last = row.line;
		if (!row.refused)
			put_row(&o, row.cells, row.n);
	}
	assert(!csv_open(a, bytes, &t, &why, &line));
	assert(!csv_open(a, buf_view(b), &again, &why, &line));
	while (csv_next(&t, &row)) {
		if (row.refused)
			continue;
		assert(csv_next(&again, &back));
		compare(&row, &back);
	}
	assert(!csv_next(&again, &back));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(0);
	struct buf b;

	buf_init(&b, 32 << 20);
	round_trip(a, (struct str){ (const char *)data, n }, &b);
	buf_free(&b);
	arena_free(a);
	return 0;
}
