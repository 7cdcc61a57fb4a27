/* ics_line.h -- one content line of iCalendar; for the files of this folder only. */
#ifndef FORMAT_ICS_LINE_H
#define FORMAT_ICS_LINE_H

#include "base/buf.h"
#include "base/date.h"

/* Lines are folded at 75 octets (RFC 5545 section 3.1), so where we stand is kept. */
struct line {
	struct buf *out;
	size_t column;
};

struct line line_begin(struct buf *, const char *name_and_parameters);   /* without the colon */
void line_end(struct line *);
void line_put(struct line *, struct str);        /* as it is; must hold no control character */
void line_lit(struct line *, const char *);
void line_number(struct line *, int64_t);
void line_text(struct line *, struct str);       /* TEXT, escaped (section 3.3.11) */
void line_list(struct line *, struct str);       /* TEXTs with commas between */
void line_uri(struct line *, struct str);        /* percent-encodes what a URI cannot hold */
void line_wall(struct line *, day_t, int64_t seconds);   /* 20161213T190000 */
void line_utc(struct line *, int64_t instant);           /* 20161213T180000Z */

/* The colon, the value and the end; the line that began at from goes again when nothing is in the value. */
void line_value(struct line *, size_t from, void (*put)(struct line *, struct str), struct str);

/* Whole lines. */
void line_lit_of(struct buf *, const char *name, const char *value);
/* Nothing when the text is absent or blank. */
void line_of(struct buf *, const char *name, void (*put)(struct line *, struct str), struct str);
void line_utc_of(struct buf *, const char *name, int64_t instant);
void line_number_of(struct buf *, const char *name, int64_t);

#endif
