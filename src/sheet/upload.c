/*
 * upload.c -- a file read into cells.
 *
 * What looks like a number of a person never gets further than this: a column of them is emptied, and elsewhere
 * the number is hidden and its row is refused when somebody wants that column.
 */
#include "sheet/work.h"
#include "base/rng.h"
#include "csv/csv.h"
#include "event/event.h"

#include "sheet_sql.h"

const struct choice sheet_bases[] = {
	{ "agreement", N_("They help us by agreement with us, and this is needed for it") },
	{ "consent", N_("They have said yes to being in this list") },
	{ "duty", N_("A law or a grant obliges us to keep it") }, { 0 }
};

#define U(member, kind, ...) F(struct sheet_upload, member, kind, __VA_ARGS__)
const struct field sheet_upload_fields[] = {
	U(target, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("What is in it")),
	U(org, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Whose is it")),
	U(basis, FIELD_CHOICE, .flags = FIELD_DEPENDS, .choices = sheet_bases, .label = N_("Why we may have it")),
	U(text, FIELD_LONG, .label = N_("Or paste it here")),
	F_END
};

bool sheet_may(const struct ctx *ctx, const struct sheet_target *t, int64_t org)
{
	if (t->whole)
		return sheet_may_whole(ctx, t, org);
	return may_in(ctx->who, SHEET_BRING, org) && may_in(ctx->who, t->perm, org);
}

bool sheet_may_whole(const struct ctx *ctx, const struct sheet_target *t, int64_t org)
{
	return may_for(ctx->who, SHEET_BRING, org, 0) && may_for(ctx->who, t->perm, org, 0);
}

size_t sheet_apart(struct str joined, struct str *out, size_t most)
{
	struct str rest = joined;
	size_t n = 0;

	while (n < most && str_cut(&rest, SHEET_MARK, &out[n]))
		n++;
	return n;
}

/* --- reading ------------------------------------------------------------------------------------------------------------ */

/* Our own mark and line ends become blanks; the apostrophe that guards a formula goes. */
static struct str clean(struct arena *a, struct str s)
{
	struct str t = str_trim(csv_unguard(s));
	char *p = arena_alloc(a, t.n + 1);

	for (size_t i = 0; i < t.n; i++)
		p[i] = t.p[i] == SHEET_MARK || t.p[i] == '\n' || t.p[i] == '\r' || t.p[i] == '\t' ? ' ' : t.p[i];
	p[t.n] = 0;
	return (struct str){ p, t.n };
}

static enum err read_rows(struct ctx *ctx, struct csv *csv, struct sheet_file *f, struct str **cells, struct problems *bad)
{
	size_t room = 256;
	struct csv_row r;

	f->rows = arena_array(ctx->arena, room, struct sheet_cells);
	*cells = arena_array(ctx->arena, room * f->ncolumns, struct str);
	while (csv_next(csv, &r)) {
		if (f->nrows == SHEET_ROWS_MOST)
			return problem_with(bad, "file", N_("That is a long table. Bring at most {x} rows at a time."), tr_number(ctx, SHEET_ROWS_MOST));
		if (f->nrows == room) {
			struct sheet_cells *rows = arena_array(ctx->arena, room * 2, struct sheet_cells);
			struct str *more = arena_array(ctx->arena, room * 2 * f->ncolumns, struct str);
			memcpy(rows, f->rows, room * sizeof *rows);
			memcpy(more, *cells, room * f->ncolumns * sizeof *more);
			f->rows = rows, *cells = more, room *= 2;
		}
		f->rows[f->nrows] = (struct sheet_cells){ .line = r.line, .hidden = -1, .broken = r.refused };
		for (size_t i = 0; i < f->ncolumns; i++)
			(*cells)[f->nrows * f->ncolumns + i] = !r.refused && i < r.n ? clean(ctx->arena, r.cells[i]) : S("");
		if (r.undoubled)
			f->mended = "undoubled";
		f->nrows++;
	}
	return f->nrows ? OK : problem(bad, "file", N_("There is a line with titles, and nothing below it."));
}

/* Half of what stands in a column, or more: it is one of numbers of persons. */
static void hide(struct ctx *ctx, struct sheet_file *f, struct str *cells, size_t column)
{
	size_t filled = 0, found = 0;
	struct str masked;
	const char *why;

	for (size_t i = 0; i < f->nrows; i++) {
		struct str *cell = &cells[i * f->ncolumns + column];
		filled += cell->n > 0;
		why = cell->n ? guard_number(ctx, *cell, &masked) : NULL;
		if (!why)
			continue;
		found++;
		*cell = masked;
		f->rows[i].hidden = (int)column;
		f->rows[i].broken = why;
	}
	f->secret[column] = sheet_is_secret(ctx, f->titles[column]) || (found && found * 2 >= filled);
	for (size_t i = 0; f->secret[column] && i < f->nrows; i++) {
		cells[i * f->ncolumns + column] = S("");
		if (f->rows[i].hidden == (int)column)
			f->rows[i].hidden = -1, f->rows[i].broken = NULL;
	}
}

static struct str joined(struct arena *a, const struct str *cells, size_t n)
{
	size_t bytes = n, at = 0;
	char *p;

	for (size_t i = 0; i < n; i++)
		bytes += cells[i].n;
	p = arena_alloc(a, bytes + 1);
	for (size_t i = 0; i < n; i++) {
		if (i)
			p[at++] = SHEET_MARK;
		memcpy(p + at, cells[i].n ? cells[i].p : "", cells[i].n);
		at += cells[i].n;
	}
	p[at] = 0;
	return (struct str){ p, at };
}

static void read_titles(struct ctx *ctx, const struct csv *csv, struct sheet_file *f)
{
	struct str masked;

	f->ncolumns = csv->ncolumns;
	for (size_t i = 0; i < f->ncolumns; i++) {
		f->titles[i] = clean(ctx->arena, csv->columns[i]);
		if (guard_number(ctx, f->titles[i], &masked))
			f->titles[i] = masked;
	}
}

enum err sheet_read(struct ctx *ctx, struct str bytes, struct sheet_file **out, struct problems *bad)
{
	struct sheet_file *f = arena_new_of(ctx->arena, struct sheet_file);
	const char *why = NULL;
	struct str *cells;
	struct csv csv;
	int line = 0;

	*out = f;
	if (csv_open(ctx->arena, bytes, &csv, &why, &line))
		return problem(bad, "file", why ? why : N_("This is no table. Save it as CSV in your spreadsheet program, and choose that file."));
	if (csv.ncolumns < 1 || csv.ncolumns > SHEET_COLUMNS_MOST)
		return problem_with(bad, "file", N_("A table can have at most {x} columns. Take out those that nobody needs."),
				    tr_number(ctx, SHEET_COLUMNS_MOST));
	f->mended = csv.encoding == ENCODING_WINDOWS ? "windows" : csv.encoding == ENCODING_UTF16 ? "utf16" : "";
	read_titles(ctx, &csv, f);
	TRY(read_rows(ctx, &csv, f, &cells, bad));
	if (bad->n)
		return OK;
	for (size_t i = 0; i < f->ncolumns; i++)
		hide(ctx, f, cells, i);
	for (size_t i = 0; i < f->nrows; i++)
		f->rows[i].cells = joined(ctx->arena, cells + i * f->ncolumns, f->ncolumns);
	return OK;
}

/* --- keeping --------------------------------------------------------------------------------------------------------------- */

static struct str first_mapping(struct ctx *ctx, const struct sheet_file *f)
{
	struct str all = S("");

	for (size_t i = 0; i < f->ncolumns; i++)
		all = arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(all), i ? " " : "", f->secret[i] ? "!" : "-");
	return all;
}

enum err sheet_bring(struct ctx *ctx, const struct sheet_upload *u, const struct sheet_file *f, int64_t *run, struct problems *bad)
{
	const struct sheet_target *t = sheet_target_of(u->target.p ? u->target : S(""));
	int64_t org, changed;

	if (!t)
		return problem_once(bad, "target", N_("Choose one of the answers in the list."));
	if (!str_int(u->org.p ? u->org : S(""), &org))
		return problem_once(bad, "org", N_("Choose one of the answers in the list."));
	if (!sheet_may(ctx, t, org))
		return ERR_DENIED;
	if (t->persons && !choice_label(sheet_bases, u->basis.p ? u->basis : S("")))
		problem_once(bad, "basis", N_("It is about people. Tick why we may have it; without a reason in law we may not."));
	if (bad->n)
		return OK;
	TRY(sheet_tidy(ctx));
	*run = id_new(ctx->house->rng, ctx->now);
	TRY(sheet_run_add(ctx, *run, str_of(t->code), org, ctx->who->account, ctx->now, t->persons ? u->basis : S(""),
			  joined(ctx->arena, f->titles, f->ncolumns), sheet_header(ctx, f->titles, f->ncolumns), first_mapping(ctx, f),
			  str_of(f->mended), (int64_t)f->nrows, &changed));
	for (size_t i = 0; i < f->nrows; i++)
		TRY(sheet_row_add(ctx, *run, (int64_t)i + 1, f->rows[i].line, f->rows[i].cells, str_of(f->rows[i].broken ? f->rows[i].broken : ""),
				  f->rows[i].hidden, &changed));
	return event_add(ctx, "sheet.brought", *run, str_of(t->code));
}
