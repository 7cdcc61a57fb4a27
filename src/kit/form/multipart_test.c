/* multipart_test.c -- a form with a file, and everything that is not quite one. */
#include "form/multipart.h"
#include "test.h"

#define TYPE "multipart/form-data; boundary=----WebKitFormBoundary7MA4"
#define LINE "------WebKitFormBoundary7MA4"
#define TEXT(name, text) LINE "\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" text "\r\n"
#define FILE_(name, file, type, bytes)                                                                     \
	LINE "\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: " type \
	     "\r\n\r\n" bytes "\r\n"
#define END LINE "--\r\n"

struct parsed {
	struct values texts;
	struct multipart_file files[MULTIPART_FILES_MOST];
	size_t n;
	bool good;
};

static struct parsed parse(struct ctx *ctx, const char *type, struct str body)
{
	struct parsed p = { 0 };

	p.good = multipart_parse(ctx->arena, str_of(type), body, &p.texts, p.files, &p.n);
	return p;
}

TEST(a_form_with_a_file_gives_its_texts_and_its_bytes)
{
	struct ctx *ctx = test_ctx();
	struct parsed p = parse(ctx, TYPE, S(TEXT("key", "abc") FILE_("file", "møder.json", "application/json", "[\r\n]")
					     TEXT("source", "Østjylland") END));

	ok(p.good);
	same_text(value_of(&p.texts, "key"), "abc");
	same_text(value_of(&p.texts, "source"), "Østjylland");
	same_int(p.n, 1);
	same_text(p.files[0].field, "file");
	same_text(p.files[0].name, "møder.json");
	same_text(p.files[0].type, "application/json");
	same_text(p.files[0].bytes, "[\r\n]");
	test_ctx_free(ctx);
}

TEST(a_file_field_left_empty_is_a_file_without_bytes)
{
	struct ctx *ctx = test_ctx();
	struct parsed p = parse(ctx, TYPE, S(FILE_("file", "", "application/octet-stream", "") TEXT("text", "") END));

	ok(p.good);
	same_int(p.n, 1);
	same_int(p.files[0].bytes.n, 0);
	same_text(value_of(&p.texts, "text"), "");
	test_ctx_free(ctx);
}

TEST(bytes_of_a_file_may_be_anything_even_zeros_and_half_a_boundary)
{
	struct ctx *ctx = test_ctx();
	struct parsed p = parse(ctx, TYPE, S(FILE_("file", "a", "x/y", "\0\xff\r\n------WebKitFormBoundary7MA\r\n") END));

	ok(p.good);
	same_int(p.files[0].bytes.n, 33);
	test_ctx_free(ctx);
}

TEST(quotes_in_a_name_come_back_as_they_were)
{
	struct ctx *ctx = test_ctx();
	struct parsed p = parse(ctx, TYPE, S(FILE_("file", "a %22b%22 100%25.csv", "text/csv", "x") END));

	ok(p.good);
	same_text(p.files[0].name, "a \"b\" 100%25.csv");
	test_ctx_free(ctx);
}

TEST(a_quoted_boundary_is_the_same_boundary)
{
	struct ctx *ctx = test_ctx();

	ok(parse(ctx, "multipart/form-data; boundary=\"----WebKitFormBoundary7MA4\"", S(TEXT("a", "b") END)).good);
	test_ctx_free(ctx);
}

TEST(a_form_that_is_not_in_one_piece_is_refused)
{
	static const struct {
		const char *type;
		struct str body;
	} odd[] = {
		{ "multipart/form-data", S(TEXT("a", "b") END) },
		{ "multipart/form-data; boundary=", S("----\r\n") },
		{ "multipart/mixed; boundary=x", S("--x--\r\n") },
		{ TYPE, S("") },
		{ TYPE, S(TEXT("a", "b")) },                                               /* cut off */
		{ TYPE, S(TEXT("a", "b") LINE "\r\nContent-Disposition: form-data") },
		{ TYPE, S("preamble\r\n" TEXT("a", "b") END) },
		{ TYPE, S(TEXT("a", "b") END "more") },
		{ TYPE, S(LINE "\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n" END) },
		{ TYPE, S(LINE "\r\nContent-Disposition: form-data; name=\"a\"\nX: y\r\n\r\nb\r\n" END) },
		{ TYPE, S(LINE "\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n" END) },
		{ TYPE, S(LINE "\r\nContent-Disposition: form-data\r\n\r\nb\r\n" END) },
		{ TYPE, S(LINE "\r\nContent-Type: text/plain\r\n\r\nb\r\n" END) },
		{ TYPE, S(LINE "\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nYg==\r\n" END) },
		{ TYPE, S(TEXT("a", "\xff") END) },
		{ TYPE, S(TEXT("a", "b\0c") END) },
		{ TYPE, S(FILE_("f", "\xc3", "x/y", "") END) },
	};
	struct ctx *ctx = test_ctx();

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (parse(ctx, odd[i].type, odd[i].body).good) {
			print_error("number %zu was read\n", i);
			ok(false);
		}
	test_ctx_free(ctx);
}

TEST(more_files_than_a_form_has_are_refused)
{
	struct ctx *ctx = test_ctx();
	struct buf b;

	buf_init(&b, 10000);
	for (int i = 0; i <= MULTIPART_FILES_MOST; i++)
		buf_lit(&b, FILE_("f", "n", "x/y", ""));
	buf_lit(&b, END);
	ok(!parse(ctx, TYPE, buf_view(&b)).good);
	buf_free(&b);
	test_ctx_free(ctx);
}
