/* csv_test.c -- tables come in as people save them and go out so that nothing runs. */
#include "csv/csv.h"
#include "test.h"

static struct arena *arena;
static struct csv table;

static enum err open_bytes(struct str bytes, const char **why, int *line)
{
	arena_free(arena);
	arena = arena_new(0);
	return csv_open(arena, bytes, &table, why, line);
}

static void open_text(const char *text)
{
	const char *why;
	int line;

	same_int(open_bytes(str_of(text), &why, &line), OK);
}

static void done(void)
{
	arena_free(arena);
	arena = NULL;
}

TEST(a_table_is_read_by_the_names_of_its_columns)
{
	struct csv_row row;

	open_text("Name,Start time,City\r\nOpen door,19:00,Aarhus\r\nQuiet hour,,\r\n");
	same_int(table.ncolumns, 3);
	ok(csv_next(&table, &row));
	same_int(row.line, 2);
	same_text(csv_cell(&table, &row, "start_time"), "19:00");
	same_text(csv_cell(&table, &row, "CITY"), "Aarhus");
	same_text(csv_cell(&table, &row, "country"), NULL);
	ok(csv_next(&table, &row));
	same_text(csv_cell(&table, &row, "city"), "");
	ok(!csv_next(&table, &row));
	done();
}

TEST(a_cell_in_quotes_may_hold_commas_quotes_and_lines)
{
	struct csv_row row;

	open_text("a,b\n\"one, \"\"two\"\"\nthree\",x\n\"\",\"y\"");
	ok(csv_next(&table, &row));
	same_text(row.cells[0], "one, \"two\"\nthree");
	same_text(row.cells[1], "x");
	ok(csv_next(&table, &row));
	same_int(row.line, 4);
	same_text(row.cells[0], "");
	same_text(row.cells[1], "y");
	ok(!csv_next(&table, &row));
	done();
}

TEST(the_separator_is_found_out)
{
	static const char *const texts[] = {
		"a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "\"a,x\";b\n1;2\n", "sep=;\na;b\n1;2\n", "a;b\r1;2\r",
		"\n\na;b\n1;2\n",
	};
	struct csv_row row;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		open_text(texts[i]);
		same_int(table.ncolumns, 2);
		ok(csv_next(&table, &row));
		same_text(row.cells[0], "1");
		same_text(row.cells[1], "2");
	}
	done();
}

TEST(empty_lines_are_passed_over_and_still_counted)
{
	struct csv_row row;

	open_text("\r\na,b\r\n\r\n ,\r\n1,2\r\n\r\n");
	ok(csv_next(&table, &row));
	same_int(row.line, 5);
	ok(!csv_next(&table, &row));
	done();
}

TEST(a_short_row_lacks_its_last_cells_and_empty_ones_too_many_do_no_harm)
{
	struct csv_row row;

	open_text("a,b,c,,\n1\n1,2,3,,,,\n1,2,3,4\n");
	same_int(table.ncolumns, 3);
	ok(csv_next(&table, &row));
	same_int(row.n, 3);
	same_text(row.cells[1], NULL);
	ok(csv_next(&table, &row));
	ok(!row.refused);
	same_text(row.cells[2], "3");
	ok(csv_next(&table, &row));
	same_text(str_of(row.refused), "This row has more cells than the header row has columns.");
	same_int(row.line, 4);
	done();
}

TEST(one_bad_row_does_not_spoil_the_next)
{
	static const struct {
		int line;
		const char *refused, *first;
	} rows[] = {
		{ 2, "There is a quote in the middle of a cell. Write it twice, and put the whole cell in quotes.", 0 },
		{ 3, NULL, "good" },
		{ 4, "There is text after a closing quote.", 0 },
		{ 5, NULL, "fine" },
		{ 6, "There is text after a closing quote.", 0 },
		{ 7, NULL, "well" },
		{ 8, "A quote in this row is opened and not closed, or the cell is too long.", 0 },
		{ 9, NULL, "last" },
	};
	struct csv_row row;

	open_text("a,b\n5\" pipe,1\ngood,2\n\"q\"z,3\nfine,4\n\"open,5\nwell,\"6\"\n\"open,7\nlast,8\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ok(csv_next(&table, &row));
		same_int(row.line, rows[i].line);
		same_text(str_of(row.refused), rows[i].refused);
		if (rows[i].first)
			same_text(row.cells[0], rows[i].first);
	}
	ok(!csv_next(&table, &row));
	done();
}

TEST(a_file_saved_in_windows_letters_is_read_as_it_was_meant)
{
	struct csv_row row;

	open_text("navn;by\nK\xF8" "benhavn \x96 \xC5" "ben;\x80\n");
	same_int(table.encoding, ENCODING_WINDOWS);
	ok(csv_next(&table, &row));
	same_text(row.cells[0], "København – Åben");
	same_text(row.cells[1], "€");
	done();
}

TEST(letters_of_two_encodings_in_one_file_are_both_read)
{
	struct csv_row row;

	open_text("navn\nSmørum\nSm\xF8rum\n");
	ok(csv_next(&table, &row));
	same_text(row.cells[0], "Smørum");
	ok(csv_next(&table, &row));
	same_text(row.cells[0], "Smørum");
	done();
}

TEST(a_spreadsheet_text_in_utf16_is_read)
{
	static const char little[] = "\xFF\xFE" "a\0\t\0b\0\r\0\n\0\xE6\0\t\0\x3C\xD8\x31\xDF";
	static const char big[] = "\xFE\xFF" "\0a\0\t\0b\0\n\0\xE6\0\t\xD8\x3C\xDF\x31";
	struct csv_row row;
	const char *why;
	int line;

	for (int i = 0; i < 2; i++) {
		struct str bytes = i ? (struct str){ big, sizeof big - 1 } : (struct str){ little, sizeof little - 1 };

		ok(!open_bytes(bytes, &why, &line));
		same_int(table.encoding, ENCODING_UTF16);
		ok(csv_next(&table, &row));
		same_text(row.cells[0], "æ");
		same_text(row.cells[1], "🌱");
	}
	done();
}

TEST(a_byte_order_mark_is_not_part_of_the_first_name)
{
	open_text("\xEF\xBB\xBFname,b\n");
	same_int(csv_column(&table, "name"), 0);
	same_int(table.encoding, ENCODING_UTF8);
	done();
}

TEST(text_encoded_twice_is_put_right)
{
	static const struct {
		const char *was, *is;
	} rows[] = {
		{ "SmÃ¸rum", "Smørum" },                  /* once too often */
		{ "SmÃƒÂ¸rum", "Smørum" },               /* twice too often */
		{ "itâ€™s", "it’s" },
		{ "Ã…ben ðŸŒ±", "Åben 🌱" },
		{ "Smørum", "Smørum" },
		{ "\"PÃO\"", "\"PÃO\"" },
		{ "“GRANDE IRMÔ", "“GRANDE IRMÔ" },    /* looks so at the end, but not all of it does */
		{ "Ã¦ og æ", "Ã¦ og æ" },
		{ "plain", "plain" },
	};
	char text[100];
	size_t n;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		n = strlen(rows[i].was);
		memcpy(text, rows[i].was, n);
		same_int(encoding_undouble(text, &n), strcmp(rows[i].was, rows[i].is) != 0);
		text[n] = 0;
		same_text(str_slice(str_of(text), 0, n), rows[i].is);
	}
}

TEST(a_row_says_when_its_letters_were_put_right)
{
	struct csv_row row;

	open_text("a,b\nSmÃ¸rum,\"\"\"Ã¦\"\"\"\nx,y\n");
	ok(csv_next(&table, &row));
	ok(row.undoubled);
	same_text(row.cells[0], "Smørum");
	same_text(row.cells[1], "\"æ\"");
	ok(csv_next(&table, &row));
	ok(!row.undoubled);
	done();
}

TEST(what_is_no_table_is_refused_with_a_sentence)
{
	static const struct {
		struct str bytes;
		const char *why;
	} rows[] = {
		{ { "", 0 }, "The file is empty." },
		{ { "\r\n\n ,, \n", 8 }, "The file is empty." },
		{ { "PK\3\4\0\0", 6 }, "This is not a text file. Please save the table as CSV." },
		{ { "a,b,A\n", 6 }, "Two columns have the same name." },
		{ { "a,\"b\n", 5 }, "A quote in this row is opened and not closed, or the cell is too long." },
	};
	const char *why;
	int line;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		same_int(open_bytes(rows[i].bytes, &why, &line), ERR_INVALID);
		same_text(str_of(why), rows[i].why);
	}
	done();
}

/* So many times the same. */
static void fill(struct buf *b, const char *text, int times)
{
	while (times--)
		buf_str(b, str_of(text));
}

TEST(a_table_has_no_more_columns_rows_and_letters_than_it_may)
{
	struct csv_row row;
	const char *why;
	struct buf b;
	int line;
	size_t n;

	buf_init(&b, 64 << 20);
	fill(&b, "a,", 201);
	buf_lit(&b, "b\n");
	same_int(open_bytes(buf_view(&b), &why, &line), ERR_INVALID);
	same_text(str_of(why), "The table has too many columns.");

	buf_cut(&b, 0);
	fill(&b, "a\n", CSV_ROWS_MOST + 3);
	same_int(open_bytes(buf_view(&b), &why, &line), OK);
	for (n = 0; csv_next(&table, &row) && !row.refused; n++)
		;
	same_int(n, CSV_ROWS_MOST);
	same_text(str_of(row.refused), "The file has too many rows. Please divide it; the rest was not read.");
	ok(!csv_next(&table, &row));

	buf_cut(&b, 0);
	buf_lit(&b, "a\n\"");
	fill(&b, "x", CSV_CELL_MOST + 2);
	buf_lit(&b, "\"\nnext\n");
	same_int(open_bytes(buf_view(&b), &why, &line), OK);
	ok(csv_next(&table, &row));
	ok(row.refused);
	ok(csv_next(&table, &row));
	same_text(row.cells[0], "next");

	buf_cut(&b, 0);
	fill(&b, "x", CSV_BYTES_MOST + 1);
	same_int(open_bytes(buf_view(&b), &why, &line), ERR_LIMIT);
	buf_free(&b);
	done();
}

TEST(a_file_of_nothing_but_forgotten_quotes_is_given_up)
{
	struct csv_row row = { 0 };
	const char *why;
	struct buf b;
	int line;
	size_t n = 0;

	buf_init(&b, 8 << 20);
	buf_lit(&b, "a\n");
	fill(&b, "\"x\n\"\"y\n", 50000);
	same_int(open_bytes(buf_view(&b), &why, &line), OK);
	for (; csv_next(&table, &row); n++)
		;
	ok(n <= CSV_REFUSED_MOST + 1);
	same_text(str_of(row.refused),
		  "Too many rows cannot be read. Is this a table with commas? The rest was not read.");
	buf_free(&b);
	done();
}

TEST(a_spreadsheet_never_runs_what_we_wrote)
{
	static const struct {
		const char *cell, *written;
	} rows[] = {
		{ "=1+1", "'=1+1" },
		{ "+4", "'+4" },
		{ "-2-3", "'-2-3" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\t=1", "\"'\t=1\"" },
		{ " =1", "\"' =1\"" },
		{ "=\"a\"", "\"'=\"\"a\"\"\"" },
		{ "-5", "-5" },                            /* a number is a number */
		{ "-12.5", "-12.5" },
		{ "'=1", "''=1" },
		{ "'tis so", "'tis so" },
		{ "19:00", "19:00" },
		{ "", "" },
	};
	struct csv_out o;
	struct buf b;

	buf_init(&b, 1000);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_cut(&b, 0);
		csv_start(&o, &b, ',', CSV_GUARD);
		csv_put(&o, str_of(rows[i].cell));
		same_text(buf_view(&b), rows[i].written);
		ok(str_same(csv_unguard(str_of(rows[i].cell)), rows[i].cell) || rows[i].cell[0] == '\'');
	}
	buf_free(&b);
}

TEST(what_we_wrote_we_read_back)
{
	static const char *const cells[] = {
		"plain", "a,b", "a;b", "say \"hi\"", "two\nlines", "=1+1", " spaces ", "'=x", "æøå", "\t=1", "-",
	};
	struct csv_out o;
	struct csv_row row;
	const char *why;
	struct buf b;
	int line;

	buf_init(&b, 10000);
	csv_start(&o, &b, ';', CSV_GUARD | CSV_MARK);
	csv_put(&o, S("text"));
	csv_put(&o, S("number"));
	csv_put(&o, S("real"));
	csv_end_row(&o);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		csv_put(&o, str_of(cells[i]));
		csv_put_int(&o, -7);
		csv_put_real(&o, 0.5);
		csv_end_row(&o);
	}
	ok(!open_bytes(buf_view(&b), &why, &line));
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		ok(csv_next(&table, &row));
		same_text(csv_unguard(row.cells[0]), cells[i]);
		same_text(row.cells[1], "-7");
		same_text(row.cells[2], "0.5");
	}
	ok(!csv_next(&table, &row));
	buf_free(&b);
	done();
}
