/*
 * xlsx.c -- over libxlsxwriter.
 *
 * The library writes to a name of a file only.  We give it one that lies in memory, so that no file with what somebody
 * is paid is left behind; the pieces that it packs pass through temporary files without a name.
 */
#include "xlsx/xlsx.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { NAME_MOST = 31, WIDTH = 18, HOUR_MIN = 60, HUNDRED = 100 };

struct xlsx {
	struct ctx *ctx;
	int fd;
	lxw_workbook *book;               /* NULL when it has been closed */
	lxw_worksheet *sheet;
	lxw_format *bold, *money, *hours, *day;
	lxw_row_t row;
	lxw_col_t col;
	int sheets;
	lxw_error failed;
};

/* At the end of the arena: what was not written is thrown away. */
static void drop(void *p)
{
	struct xlsx *x = p;

	if (x->book)
		workbook_close(x->book);
	x->book = NULL;
	if (x->fd >= 0)
		close(x->fd);
	x->fd = -1;
}

static lxw_format *format(struct xlsx *x, const char *number)
{
	lxw_format *f = workbook_add_format(x->book);

	if (f && number)
		format_set_num_format(f, number);
	return f;
}

enum err xlsx_new(struct ctx *ctx, int64_t made, struct xlsx **out)
{
	struct xlsx *x = arena_new_of(ctx->arena, struct xlsx);
	lxw_doc_properties about = { .created = (time_t)made };

	x->ctx = ctx;
	x->fd = memfd_create("xlsx", MFD_CLOEXEC);
	if (x->fd < 0)
		return fail(ctx, ERR_IO, "xlsx: no memory for a file");
	x->book = workbook_new(arena_printf(ctx->arena, "/proc/self/fd/%d", x->fd).p);
	arena_defer(ctx->arena, drop, x);
	if (!x->book)
		return fail(ctx, ERR_IO, "xlsx: the library gives no file");
	workbook_set_properties(x->book, &about);
	x->bold = format(x, NULL);
	x->money = format(x, "#,##0.00");
	x->hours = format(x, "0.00");
	x->day = format(x, "yyyy-mm-dd");
	if (!x->bold || !x->money || !x->hours || !x->day)
		return fail(ctx, ERR_IO, "xlsx: the library gives no format");
	format_set_bold(x->bold);
	*out = x;
	return OK;
}

static const char *sheet_name(struct xlsx *x, struct str name)
{
	char *z = arena_z(x->ctx->arena, utf8_first(name, NAME_MOST));

	for (char *c = z; *c; c++)
		if (strchr("[]:*?/\\'", *c))
			*c = ' ';
	return z;
}

enum err xlsx_sheet(struct ctx *ctx, struct xlsx *x, struct str name, const struct str *heads, size_t n)
{
	if (x->sheets++ == XLSX_SHEETS_MOST)
		return fail(ctx, ERR_LIMIT, "xlsx: more than %d sheets", XLSX_SHEETS_MOST);
	x->sheet = workbook_add_worksheet(x->book, sheet_name(x, name));
	if (!x->sheet)
		return fail(ctx, ERR_IO, "xlsx: a sheet cannot be called that");
	worksheet_set_column(x->sheet, 0, (lxw_col_t)(n ? n - 1 : 0), WIDTH, NULL);
	x->row = 0;
	for (size_t i = 0; i < n; i++)
		worksheet_write_string(x->sheet, 0, (lxw_col_t)i, arena_z(ctx->arena, heads[i]), x->bold);
	x->row = 1;
	x->col = 0;
	return OK;
}

static void note(struct xlsx *x, lxw_error e)
{
	if (e && !x->failed)
		x->failed = e;
	x->col++;
}

void xlsx_text(struct xlsx *x, struct str s)
{
	note(x, s.n ? worksheet_write_string(x->sheet, x->row, x->col, arena_z(x->ctx->arena, s), NULL) : LXW_NO_ERROR);
}

/* Hundredths below 2^53 come back from a spreadsheet as they went in. */
void xlsx_money(struct xlsx *x, int64_t minor)
{
	note(x, worksheet_write_number(x->sheet, x->row, x->col, (double)minor / HUNDRED, x->money));
}

void xlsx_hours(struct xlsx *x, int64_t minutes)
{
	note(x, worksheet_write_number(x->sheet, x->row, x->col, (double)minutes / HOUR_MIN, x->hours));
}

void xlsx_day(struct xlsx *x, day_t day)
{
	struct ymd d = day_ymd(day == DAY_NONE ? 0 : day);
	lxw_datetime t = { .year = d.year, .month = d.month, .day = d.day };

	note(x, day == DAY_NONE ? LXW_NO_ERROR : worksheet_write_datetime(x->sheet, x->row, x->col, &t, x->day));
}

void xlsx_blank(struct xlsx *x)
{
	x->col++;
}

void xlsx_row_end(struct xlsx *x)
{
	if (x->row++ >= XLSX_ROWS_MOST && !x->failed)
		x->failed = LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
	x->col = 0;
}

static enum err read_back(struct ctx *ctx, const struct xlsx *x)
{
	struct stat st;
	char piece[8192];
	ssize_t n = 0;

	if (fstat(x->fd, &st) || !st.st_size || lseek(x->fd, 0, SEEK_SET))
		return fail(ctx, ERR_IO, "xlsx: the file is empty");
	while ((n = read(x->fd, piece, sizeof piece)) > 0)
		buf_put(ctx->out, piece, (size_t)n);
	return n ? fail(ctx, ERR_IO, "xlsx: the file cannot be read") : OK;
}

enum err xlsx_write(struct ctx *ctx, struct xlsx *x)
{
	lxw_error e = workbook_close(x->book);

	x->book = NULL;
	if (x->failed || e)
		return fail(ctx, ERR_IO, "xlsx: %s", lxw_strerror(x->failed ? x->failed : e));
	return read_back(ctx, x);
}
