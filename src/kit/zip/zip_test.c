/* zip_test.c -- several files in one. */
#include "zip/zip.h"
#include "test.h"

static struct str packed(struct arena *a)
{
	struct zip_out z;
	struct str text;
	struct buf b;

	buf_init(&b, 1 << 20);
	zip_begin(&z, &b, TEST_NOW);
	zip_add(&z, S("organizations.csv"), S("id,name\no,Foreningen\no,Foreningen\no,Foreningen\no,Foreningen\n"));
	zip_add(&z, S("æøå.csv"), S("x"));
	zip_add(&z, S("empty.csv"), S(""));
	zip_end(&z);
	text = arena_str(a, buf_view(&b));
	buf_free(&b);
	return text;
}

TEST(what_is_packed_is_unpacked)
{
	struct arena *a = arena_new(0);
	struct str s = packed(a);
	struct zip_file *files;
	const char *why;
	size_t n;

	ok(zip_is(s));
	ok(zip_read(a, s, &files, &n, &why) == OK);
	same_int(n, 3);
	same_text(files[0].name, "organizations.csv");
	ok(str_starts(files[0].bytes, S("id,name\no,Foreningen\n")));
	same_text(files[1].name, "æøå.csv");
	same_text(files[1].bytes, "x");
	same_int(files[2].bytes.n, 0);
	arena_free(a);
}


TEST(every_byte_that_is_changed_is_noticed_or_means_nothing)
{
	struct arena *a = arena_new(0);
	struct str s = packed(a);
	struct zip_file *files;
	const char *why;
	size_t n, noticed = 0;

	for (size_t i = 0; i < s.n; i++) {
		char *copy = arena_z(a, s);

		copy[i] ^= 0x55;
		if (zip_read(a, (struct str){ copy, s.n }, &files, &n, &why)) {
			ok(why != NULL);
			noticed++;
		} else {
			ok(n <= 3);
			for (size_t k = 0; k < n; k++)
				if (str_same(files[k].name, "organizations.csv"))
					ok(str_starts(files[k].bytes, S("id,name\no,Foreningen\n")));
		}
	}
	/* times, versions and the headers between, which the index repeats, mean nothing to us */
	ok(noticed * 3 > s.n);
	for (size_t cut = 0; cut < s.n; cut++)
		ok(zip_read(a, str_slice(s, 0, cut), &files, &n, &why) != OK);
	arena_free(a);
}

TEST(a_file_that_would_fill_the_memory_is_refused_before_it_is_unpacked)
{
	struct arena *a = arena_new(0);
	struct str s = packed(a);
	char *copy = arena_z(a, s);
	struct zip_file *files;
	const char *why;
	size_t n, at = str_index(s, S("PK\x01\x02"), 0);

	memcpy(copy + at + 24, "\xff\xff\xff\x7f", 4);
	ok(zip_read(a, (struct str){ copy, s.n }, &files, &n, &why) == ERR_LIMIT);
	same_text(str_of(why), "The zip file is too large when it is unpacked. Please divide it.");
	memcpy(copy, s.p, s.n);
	copy[at + 8] |= 1;
	ok(zip_read(a, (struct str){ copy, s.n }, &files, &n, &why) == ERR_INVALID);
	same_text(str_of(why), "The zip file is locked with a password. Please pack it without.");
	ok(zip_read(a, S("id,name\n"), &files, &n, &why) == ERR_INVALID);
	arena_free(a);
}
