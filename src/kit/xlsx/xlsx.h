/* xlsx.h -- a table for a spreadsheet: texts are texts, amounts have two decimals, days are days. */
#ifndef KIT_XLSX_H
#define KIT_XLSX_H

#include "base/ctx.h"
#include "base/date.h"

struct xlsx;                      /* one file; ends with the arena of its context, written or not */

enum { XLSX_SHEETS_MOST = 8, XLSX_ROWS_MOST = 100000 };

/* made: an instant that stands in the file as its time of making, so that the same data give the same bytes. */
enum err xlsx_new(struct ctx *, int64_t made, struct xlsx **);
/* The next sheet with its heads; cells go to it, row by row.  Marks that a name of a sheet cannot hold become blanks. */
enum err xlsx_sheet(struct ctx *, struct xlsx *, struct str name, const struct str *heads, size_t n);
/* A text is never run as a formula. */
void xlsx_text(struct xlsx *, struct str);
void xlsx_money(struct xlsx *, int64_t minor);           /* hundredths */
void xlsx_hours(struct xlsx *, int64_t minutes);
void xlsx_day(struct xlsx *, day_t);                     /* nothing for DAY_NONE */
void xlsx_blank(struct xlsx *);
void xlsx_row_end(struct xlsx *);
/* The whole file into ctx->out. */
enum err xlsx_write(struct ctx *, struct xlsx *);

#endif
