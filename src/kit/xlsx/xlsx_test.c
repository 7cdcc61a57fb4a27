/* xlsx_test.c -- what is put into a spreadsheet can be taken out of it, and runs nothing. */
#include "world.h"
#include "xlsx/xlsx.h"
#include "zip/zip.h"

#include <dirent.h>

static struct str made(struct world *w, struct buf *b)
{
	static const struct str heads[] = { { "What", 4 }, { "Amount", 6 }, { "Day", 3 } };
	struct buf *was = w->ctx->out;
	struct xlsx *x;

	buf_init(b, 1 << 20);
	w->ctx->out = b;
	ok(xlsx_new(w->ctx, TEST_NOW, &x) == OK);
	ok(xlsx_sheet(w->ctx, x, S("Løn/2016"), heads, 3) == OK);
	xlsx_text(x, S("=1+1"));
	xlsx_money(x, 123456789);
	xlsx_day(x, day_of(2016, 12, 12));
	xlsx_row_end(x);
	xlsx_text(x, S("Kørsel & møder"));
	xlsx_money(x, -5);
	xlsx_day(x, DAY_NONE);
	xlsx_row_end(x);
	ok(xlsx_write(w->ctx, x) == OK);
	w->ctx->out = was;
	return buf_view(b);
}

static struct str file_in(struct world *w, struct str bytes, const char *name)
{
	struct zip_file *files;
	const char *why;
	size_t n;

	ok(zip_read(w->arena, bytes, &files, &n, &why) == OK);
	for (size_t i = 0; i < n; i++)
		if (str_same(files[i].name, name))
			return files[i].bytes;
	return S("");
}

static bool holds(struct str text, const char *piece)
{
	return str_index(text, str_of(piece), 0) != SIZE_MAX;
}

TEST(texts_and_amounts_come_out_of_a_spreadsheet_as_they_went_in)
{
	struct world *w = world_new();
	struct buf b;
	struct str bytes = made(w, &b), texts = file_in(w, bytes, "xl/sharedStrings.xml"), sheet = file_in(w, bytes, "xl/worksheets/sheet1.xml");

	ok(holds(texts, "Kørsel &amp; møder") && holds(file_in(w, bytes, "xl/workbook.xml"), "name=\"Løn 2016\""));
	ok(holds(sheet, "<v>1234567.89</v>") && holds(sheet, "<v>-0.05</v>") && holds(sheet, "<v>42716</v>"));
	buf_free(&b);
	world_free(w);
}

TEST(a_text_that_looks_like_a_formula_stays_a_text)
{
	struct world *w = world_new();
	struct buf b;
	struct str bytes = made(w, &b);

	ok(holds(file_in(w, bytes, "xl/sharedStrings.xml"), "=1+1") && !holds(file_in(w, bytes, "xl/worksheets/sheet1.xml"), "<f>"));
	buf_free(&b);
	world_free(w);
}

TEST(the_same_data_give_the_same_bytes)
{
	struct world *w = world_new();
	struct buf a, b;

	ok(str_eq(made(w, &a), made(w, &b)));
	buf_free(&a);
	buf_free(&b);
	world_free(w);
}

static int open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

TEST(a_spreadsheet_that_is_given_up_leaves_no_open_file_behind)
{
	struct world *w = world_new();
	struct ctx ctx = *w->ctx;
	struct xlsx *x;
	int before = open_files();

	ctx.arena = arena_new(0);
	for (int i = 0; i < 10; i++)
		ok(xlsx_new(&ctx, TEST_NOW, &x) == OK);
	ok(open_files() > before);
	arena_free(ctx.arena);
	same_int(open_files(), before);
	world_free(w);
}
