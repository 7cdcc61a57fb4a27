/* sheet.h -- last year's spreadsheet comes inside: its columns, a dry run, a yes, and back again. */
#ifndef SHEET_H
#define SHEET_H

#include "page/page.h"

enum {
	SHEET_ROWS_MOST = 20000, SHEET_COLUMNS_MOST = 60, SHEET_WAIT_S = 86400, SHEET_UNDO_DAYS = 7,
	SHEET_PAGE = 50, SHEET_RUNS = 50, SHEET_EXAMPLES = 3,
};

/* The first are what people write days like: 31/1 and 1/31. */
enum sheet_order { SHEET_UNSAID, SHEET_DAY_FIRST, SHEET_MONTH_FIRST };

struct sheet_target;

/* One file.  Its cells are kept until it is taken in, forgotten or SHEET_WAIT_S old; the file never. */
struct sheet_run {
	int64_t id, org, account, at, done_at, header, last_event;
	const struct sheet_target *target;
	struct str org_name, state;       /* columns checked done undone forgotten */
	struct str basis, mended;
	struct str titles[SHEET_COLUMNS_MOST], mapping[SHEET_COLUMNS_MOST];  /* a field's code, "-" not taken, "!" never kept */
	size_t ncolumns;                  /* 0 when the cells are gone */
	enum sheet_order order;
	int64_t n_rows, n_new, n_same, n_refused;
};

/* What somebody says of a file when they bring it. */
struct sheet_upload {
	struct str target, org, basis, text;
};
extern const struct field sheet_upload_fields[];
extern const struct choice sheet_bases[];

/* --- the columns --------------------------------------------------------------------------------------------------- */
struct sheet_column {
	struct str title, examples[SHEET_EXAMPLES], guess;   /* guess: a field's code, "-", "!" */
	size_t nexamples;
};
struct sheet_columns {
	struct sheet_column at[SHEET_COLUMNS_MOST];
	size_t n;
	enum sheet_order order;           /* what the values decide, or what was said last time */
	bool ask_order;                   /* some day could be either, and no other decides */
	bool known;                       /* somebody has said before what the columns are */
};

struct sheet_file;
/* Read a file; numbers of persons are hidden in it.  Stores nothing.  What is wrong with it goes to bad under "file". */
enum err sheet_read(struct ctx *, struct str bytes, struct sheet_file **, struct problems *bad);
/* Keep its cells.  ERR_DENIED for an organisation that is not theirs. */
enum err sheet_bring(struct ctx *, const struct sheet_upload *, const struct sheet_file *, int64_t *run, struct problems *bad);
enum err sheet_columns(struct ctx *, const struct sheet_run *, struct sheet_columns *);
/*
 * What each column is ("-" and absent: not taken), and how days are written; then the dry run: everything is stored
 * by the verbs of the rooms, looked at, and taken back before anybody sees it.
 */
enum err sheet_check(struct ctx *, int64_t run, const struct str *mapping, size_t n, enum sheet_order, struct problems *bad);

/* --- the yes -------------------------------------------------------------------------------------------------------- */
/* Good rows are stored, all in one transaction; refused ones are not.  ERR_CONFLICT when it does not wait for a yes. */
enum err sheet_take(struct ctx *, int64_t run);
enum err sheet_forget(struct ctx *, int64_t run);
/* Everything as it was before the file.  What somebody has changed since stays, and is counted. */
enum err sheet_undo(struct ctx *, int64_t run, int64_t *back, int64_t *stayed, struct problems *bad);
bool sheet_may_undo(const struct ctx *, const struct sheet_run *);
/* Cells older than a day, and rows that can no longer be taken back, go. */
enum err sheet_tidy(struct ctx *);

/* --- reading ---------------------------------------------------------------------------------------------------------- */
/* ERR_NOT_FOUND for one of another organisation, and for one that waited too long. */
enum err sheet_get(struct ctx *, int64_t id, struct sheet_run *);
enum err sheet_list(struct ctx *, struct sheet_run **out, size_t *n);
struct sheet_row {
	int64_t line, subject;
	struct str verdict, field, reason, gap;      /* field: a code of the target; reason: N_ */
	struct str cells[SHEET_COLUMNS_MOST];        /* absent when they are gone */
};
/* verdict: new same refused. */
enum err sheet_rows_of(struct ctx *, const struct sheet_run *, const char *verdict, int64_t most, int64_t skip, struct sheet_row **out, size_t *n);
/* "Line 7: …" of a refused one, in the reader's language. */
struct str sheet_reason(struct ctx *, const struct sheet_row *);

extern const struct route sheet_routes[];

#endif
