/* csv.h -- tables as text: read strictly row by row, written so that no spreadsheet runs them. */
#ifndef KIT_CSV_CSV_H
#define KIT_CSV_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "csv/encoding.h"

/* --- reading ------------------------------------------------------------------------ */
enum {
	CSV_BYTES_MOST = 16 << 20,        /* of the file, and of it as UTF-8 */
	CSV_ROWS_MOST = 100000,
	CSV_COLUMNS_MOST = 200,
	CSV_CELL_MOST = 32 << 10,         /* bytes */
	CSV_ROW_MOST = 256 << 10,
	CSV_REFUSED_MOST = 1000,          /* then the file is something else, and we stop */
};

struct csv {
	char separator;                   /* , ; or tab, whichever the header row holds most of */
	enum encoding encoding;           /* other than ENCODING_UTF8: tell the keeper */
	size_t ncolumns;
	const struct str *columns;        /* as written, trimmed; an empty one is a column nobody can ask for */
	/* the reader's own */
	char *p;
	size_t n, at, rows, refused;
	int line;
	struct str *cells;
};

struct csv_row {
	int line;                         /* of its first byte in the file, from 1 */
	const struct str *cells;          /* until the next row is asked for */
	size_t n;                         /* as many as columns */
	bool undoubled;                   /* "Ã¦" was read as "æ" */
	/* Set when the row cannot be used: an N_ sentence; the next row may be good again. */
	const char *refused;
};

/*
 * The header row: the first that is not empty.  Takes the bytes into the arena as UTF-8, without
 * byte order mark.  ERR_INVALID or ERR_LIMIT when this is no table: then *why is an N_ sentence.
 */
enum err csv_open(struct arena *, struct str bytes, struct csv *, const char **why, int *line);
/* False after the last row.  Empty lines are passed over.  Cells live as long as the arena. */
bool csv_next(struct csv *, struct csv_row *);
/* Column of that name, ASCII case aside, '_' as ' '; SIZE_MAX when there is none. */
size_t csv_column(const struct csv *, const char *name);
/* Absent when there is no such column or the row ends before it; not trimmed. */
struct str csv_cell(const struct csv *, const struct csv_row *, const char *name);
/* Take off the apostrophe that CSV_GUARD put in front; the text itself otherwise. */
struct str csv_unguard(struct str);

/* --- writing ------------------------------------------------------------------------ */
enum {
	/* An apostrophe before a text that a spreadsheet would run as a formula. */
	CSV_GUARD = 1,
	/* A byte order mark, without which Excel takes UTF-8 for Windows-1252. */
	CSV_MARK = 2,
};

struct csv_out {
	struct buf *b;
	char separator;
	unsigned flags;
	bool begun;                       /* something stands on this row */
};
void csv_start(struct csv_out *, struct buf *, char separator, unsigned flags);
void csv_put(struct csv_out *, struct str);                     /* absent and empty look the same */
void csv_put_int(struct csv_out *, int64_t);
void csv_put_real(struct csv_out *, double);                    /* not a number becomes empty */
void csv_end_row(struct csv_out *);                             /* CR LF */

#endif
