/* fuzz_zip.c -- what can be unpacked can be packed, and unpacks to the same. */
#include "zip/zip.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(1 << 29);
	struct zip_file *files, *again;
	struct zip_out z;
	struct buf b;
	const char *why;
	size_t count, more;

	buf_init(&b, 128 << 20);
	zip_is((struct str){ (const char *)data, n });
	if (zip_read(a, (struct str){ (const char *)data, n }, &files, &count, &why)) {
		assert(why);
	} else {
		zip_begin(&z, &b, 1481533200);
		for (size_t i = 0; i < count; i++)
			zip_add(&z, files[i].name, files[i].bytes);
		zip_end(&z);
		assert(zip_is(buf_view(&b)));
		/* a name that ends in a stroke or is longer than a name may be is one of theirs, not ours */
		if (!zip_read(a, buf_view(&b), &again, &more, &why)) {
			assert(more == count);
			for (size_t i = 0; i < count; i++)
				assert(str_eq(files[i].name, again[i].name) && str_eq(files[i].bytes, again[i].bytes));
		}
	}
	buf_free(&b);
	arena_free(a);
	return 0;
}
