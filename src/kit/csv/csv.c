/*
 * csv.c -- tables as text (RFC 4180).
 *
 * Why not libcsv, which is on the machine?  Tried: even with CSV_STRICT it trims
 * the spaces of bare cells and drops empty lines silently, says neither line
 * nor row, hands over the cells of a row before it finds the row to be bad,
 * and when it stops at a stray quote there is no way to go on at the next row
 * -- its state after the error swallows a character.  An import must refuse
 * one row with its line and read the rest, so the reader is ours.
 *
 * The file is copied once and taken apart in place: a cell is a slice of the
 * copy, a doubled quote is closed up where it stands, and the separator behind
 * becomes the zero byte.  A row is first measured without being touched, so
 * that after a bad one reading goes on at the very next line: a forgotten
 * quote costs the row it is in, not the rest of the file.
 */
#include "csv/csv.h"

#include <math.h>
#include <string.h>

static const char NO_CLOSING_QUOTE[] =
	N_("A quote in this row is opened and not closed, or the cell is too long.");
static const char STRAY_QUOTE[] =
	N_("There is a quote in the middle of a cell. Write it twice, and put the whole cell in quotes.");
static const char AFTER_QUOTE[] = N_("There is text after a closing quote.");
static const char TOO_MANY_CELLS[] = N_("This row has more cells than the header row has columns.");
static const char TOO_LONG[] = N_("A cell in this row is too long, or the row is.");
static const char TOO_MANY_ROWS[] = N_("The file has too many rows. Please divide it; the rest was not read.");
static const char TOO_MANY_REFUSED[] =
	N_("Too many rows cannot be read. Is this a table with commas? The rest was not read.");

/* --- measuring ------------------------------------------------------------------------ */
/* A row as it stands in the file, not yet touched. */
struct span {
	size_t from, to;                  /* between the quotes, if any */
	size_t next;                      /* behind the separator or the end of the line */
	bool quoted, doubled, last;
	const char *refused;
};

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* CR LF, LF and the CR of old Macs. */
static size_t after_line_end(const struct csv *t, size_t i)
{
	if (i < t->n && t->p[i] == '\r')
		return i + 1 < t->n && t->p[i + 1] == '\n' ? i + 2 : i + 1;
	return i < t->n ? i + 1 : i;
}

static void measure_end(const struct csv *t, size_t i, struct span *s)
{
	s->last = i >= t->n || t->p[i] != t->separator;
	s->next = s->last ? after_line_end(t, i) : i + 1;
}

static void measure_bare(const struct csv *t, size_t i, struct span *s)
{
	for (; i < t->n && t->p[i] != t->separator && !ends_line(t->p[i]); i++) {
		if (t->p[i] == '"') {
			s->refused = STRAY_QUOTE;
			return;
		}
		if (i - s->from > CSV_CELL_MOST) {
			s->refused = TOO_LONG;
			return;
		}
	}
	s->to = i;
	measure_end(t, i, s);
}

static void measure_quoted(const struct csv *t, size_t i, struct span *s)
{
	s->quoted = true;
	s->from = ++i;
	for (; i < t->n && i - s->from <= CSV_CELL_MOST; i++) {
		if (t->p[i] != '"')
			continue;
		if (i + 1 >= t->n || t->p[i + 1] != '"') {
			s->to = i++;
			if (i < t->n && t->p[i] != t->separator && !ends_line(t->p[i]))
				s->refused = AFTER_QUOTE;
			measure_end(t, i, s);
			return;
		}
		s->doubled = true;
		i++;
	}
	s->refused = NO_CLOSING_QUOTE;
}

static struct span measure(const struct csv *t, size_t i)
{
	struct span s = { .from = i, .to = i, .next = i };

	if (i < t->n && t->p[i] == '"')
		measure_quoted(t, i, &s);
	else
		measure_bare(t, i, &s);
	return s;
}

/* --- taking apart ---------------------------------------------------------------------- */
static struct str take(struct csv *t, const struct span *s, bool *undoubled)
{
	char *p = t->p + s->from;
	size_t n = s->to - s->from, out = 0;

	if (s->doubled) {
		for (size_t i = 0; i < n; i++) {
			p[out++] = p[i];
			if (p[i] == '"')
				i++;
		}
		n = out;
	}
	/* Every doubled sequence begins with one of the letters à to ô, which begin with C3 in UTF-8. */
	if (memchr(p, 0xC3, n) && encoding_undouble(p, &n))
		*undoubled = true;
	p[n] = 0;
	return (struct str){ p, n };
}

static int lines_in(const struct csv *t, size_t from, size_t to)
{
	int lines = 0;

	for (; from < to; from = after_line_end(t, from)) {
		while (from < to && !ends_line(t->p[from]))
			from++;
		lines += from < to;
	}
	return lines;
}

static void go_to(struct csv *t, size_t next)
{
	t->line += lines_in(t, t->at, next);
	t->at = next;
}

/* After a bad row: on at the next line, wherever the row meant to end. */
static void refuse(struct csv *t, struct csv_row *row, const char *why)
{
	size_t i = t->at;

	while (i < t->n && !ends_line(t->p[i]))
		i++;
	go_to(t, after_line_end(t, i));
	row->refused = why;
	row->n = 0;
	t->refused++;
}

static void stop(struct csv *t, struct csv_row *row, const char *why)
{
	row->refused = why;
	row->n = 0;
	t->at = t->n;
}

/* Measure the row at hand into spans; how many cells, or SIZE_MAX with *refused. */
static size_t measure_row(const struct csv *t, struct span *spans, size_t most, const char **refused)
{
	size_t n = 0, i = t->at;
	bool last = false;

	for (; !last; n++) {
		struct span s = measure(t, i);

		*refused = s.next - t->at > CSV_ROW_MOST ? TOO_LONG : s.refused;
		if (*refused)
			return SIZE_MAX;
		last = s.last;
		i = s.next;
		if (n < most) {
			spans[n] = s;
		} else if (s.to > s.from) {
			*refused = TOO_MANY_CELLS;
			return SIZE_MAX;
		} else {
			/* Spreadsheets write empty cells behind the last; the row ends there. */
			spans[most - 1].next = s.next;
		}
	}
	return n < most ? n : most;
}

static bool is_blank(const struct csv *t, const struct span *spans, size_t n)
{
	for (size_t k = 0; k < n; k++)
		for (size_t i = spans[k].from; i < spans[k].to; i++)
			if (t->p[i] != ' ' && t->p[i] != '\t')
				return false;
	return true;
}

/* One row, blank or not: false when it was blank. */
static bool read_row(struct csv *t, struct csv_row *row, size_t most)
{
	struct span spans[CSV_COLUMNS_MOST];
	const char *refused;
	size_t n = measure_row(t, spans, most, &refused), next;

	*row = (struct csv_row){ .line = t->line, .cells = t->cells };
	if (n == SIZE_MAX) {
		refuse(t, row, refused);
		return true;
	}
	next = spans[n - 1].next;
	if (is_blank(t, spans, n)) {
		go_to(t, next);
		return false;
	}
	/* The line ends must be counted before zero bytes stand in their place. */
	go_to(t, next);
	for (size_t i = 0; i < n; i++)
		t->cells[i] = take(t, &spans[i], &row->undoubled);
	for (row->n = n; row->n < most; row->n++)
		t->cells[row->n] = STR_ABSENT;
	return true;
}

bool csv_next(struct csv *t, struct csv_row *row)
{
	while (t->at < t->n) {
		if (!read_row(t, row, t->ncolumns))
			continue;
		if (t->rows++ == CSV_ROWS_MOST)
			stop(t, row, TOO_MANY_ROWS);
		else if (t->refused > CSV_REFUSED_MOST)
			stop(t, row, TOO_MANY_REFUSED);
		return true;
	}
	return false;
}

/* --- opening --------------------------------------------------------------------------- */
/* "sep=;" on the first line is how Excel tells itself. */
static bool said_separator(struct csv *t)
{
	size_t i = t->at;

	if (t->n - i < 5 || strncmp(t->p + i, "sep=", 4) || !memchr(",;\t", t->p[i + 4], 3))
		return false;
	if (i + 5 < t->n && !ends_line(t->p[i + 5]))
		return false;
	t->separator = t->p[i + 4];
	go_to(t, after_line_end(t, i + 5));
	return true;
}

/* Whichever the first line that is not empty holds most of, quotes aside; a comma when none. */
static void guess_separator(struct csv *t)
{
	static const char separators[3] = { ',', ';', '\t' };
	size_t seen[3] = { 0 }, best = 0, i = t->at;
	bool quoted = false;

	while (i < t->n && (ends_line(t->p[i]) || t->p[i] == ' '))
		i++;
	for (; i < t->n && (quoted || !ends_line(t->p[i])); i++) {
		quoted ^= t->p[i] == '"';
		for (size_t k = 0; k < 3 && !quoted; k++)
			seen[k] += t->p[i] == separators[k];
	}
	for (size_t k = 1; k < 3; k++)
		if (seen[k] > seen[best])
			best = k;
	t->separator = separators[best];
}

static const char *take_bytes(struct arena *a, struct str bytes, struct csv *t)
{
	struct str text;

	text = encoding_utf8(a, bytes, &t->encoding);
	if (str_index(text, (struct str){ "", 1 }, 0) != SIZE_MAX)
		return N_("This is not a text file. Please save the table as CSV.");
	t->p = arena_z(a, text);
	t->n = text.n;
	return NULL;
}

static bool same_name(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		char x = a.p[i] == '_' ? ' ' : a.p[i], y = b.p[i] == '_' ? ' ' : b.p[i];

		x = (char)(x >= 'A' && x <= 'Z' ? x + 32 : x);
		y = (char)(y >= 'A' && y <= 'Z' ? y + 32 : y);
		if (x != y)
			return false;
	}
	return true;
}

static bool name_twice(const struct str *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (columns[i].n && same_name(columns[i], columns[k]))
				return true;
	return false;
}

static const char *read_header(struct arena *a, struct csv *t, int *line)
{
	struct str *columns = arena_array(a, CSV_COLUMNS_MOST, struct str);
	struct csv_row row = { .line = 1 };

	t->cells = columns;
	while (t->at < t->n && !read_row(t, &row, CSV_COLUMNS_MOST))
		;
	*line = row.line;
	if (row.refused == TOO_MANY_CELLS)
		return N_("The table has too many columns.");
	if (row.refused)
		return row.refused;
	for (; row.n && !str_is(str_trim(columns[row.n - 1])); row.n--)
		;
	if (!row.n)
		return N_("The file is empty.");
	for (size_t i = 0; i < row.n; i++)
		columns[i] = str_trim(columns[i]);
	t->columns = columns;
	t->ncolumns = row.n;
	if (name_twice(columns, row.n))
		return N_("Two columns have the same name.");
	t->cells = arena_array(a, row.n, struct str);
	return NULL;
}

enum err csv_open(struct arena *a, struct str bytes, struct csv *t, const char **why, int *line)
{
	*t = (struct csv){ .line = 1 };
	*line = 1;
	*why = N_("The file is too large. Please divide it.");
	if (bytes.n > CSV_BYTES_MOST || encoding_utf8_bytes(bytes) > CSV_BYTES_MOST)
		return ERR_LIMIT;
	*why = take_bytes(a, bytes, t);
	if (*why)
		return ERR_INVALID;
	if (!said_separator(t))
		guess_separator(t);
	*why = read_header(a, t, line);
	return *why ? ERR_INVALID : OK;
}

/* --- asking ---------------------------------------------------------------------------- */
size_t csv_column(const struct csv *t, const char *name)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].n && same_name(t->columns[i], str_of(name)))
			return i;
	return SIZE_MAX;
}

struct str csv_cell(const struct csv *t, const struct csv_row *row, const char *name)
{
	size_t i = csv_column(t, name);

	return i < row->n ? row->cells[i] : STR_ABSENT;
}

/* --- formulas --------------------------------------------------------------------------- */
/* Would a spreadsheet run it?  Spaces in front do not stop all of them; a plain number is safe. */
static bool is_formula(struct str s)
{
	double number;

	if (str_is(s) && (s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
		return true;
	s = str_trim(s);
	return str_is(s) && memchr("=+-@", s.p[0], 4) && !str_real(s, &number);
}

/* Behind the apostrophes; guarded text is guarded again, so that taking one off is always right. */
static bool needs_guard(struct str s)
{
	while (str_is(s) && s.p[0] == '\'')
		s = str_slice(s, 1, s.n);
	return is_formula(s);
}

struct str csv_unguard(struct str s)
{
	return str_is(s) && s.p[0] == '\'' && needs_guard(s) ? str_slice(s, 1, s.n) : s;
}

/* --- writing --------------------------------------------------------------------------- */
void csv_start(struct csv_out *o, struct buf *b, char separator, unsigned flags)
{
	*o = (struct csv_out){ b, separator, flags, false };
	if (flags & CSV_MARK)
		buf_lit(b, "\xEF\xBB\xBF");
}

static void separate(struct csv_out *o)
{
	if (o->begun)
		buf_char(o->b, o->separator);
	o->begun = true;
}

/* All three separators count, so that a reader who guesses wrong still finds the cell whole. */
static bool needs_quotes(struct str s)
{
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (memchr("\",;\t\r\n", s.p[i], 6))
			return true;
	return false;
}

static void put_quoted(struct buf *b, struct str s, bool guard)
{
	buf_char(b, '"');
	if (guard)
		buf_char(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}

void csv_put(struct csv_out *o, struct str s)
{
	bool guard = o->flags & CSV_GUARD && needs_guard(s);

	separate(o);
	if (!str_is(s))
		return;
	if (needs_quotes(s)) {
		put_quoted(o->b, s, guard);
		return;
	}
	if (guard)
		buf_char(o->b, '\'');
	buf_str(o->b, s);
}

void csv_put_int(struct csv_out *o, int64_t v)
{
	separate(o);
	buf_int(o->b, v);
}

void csv_put_real(struct csv_out *o, double v)
{
	separate(o);
	if (isfinite(v))
		buf_real(o->b, v);
}

void csv_end_row(struct csv_out *o)
{
	buf_lit(o->b, "\r\n");
	o->begun = false;
}
