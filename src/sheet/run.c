/*
 * run.c -- a file that waits: what it would do, the yes, and all of it back again.
 *
 * The dry run is the run: every row is stored by the verb of its room and the whole is taken back within the
 * transaction, so that what it says is what will happen, rows that stand twice in the file included.
 */
#include "sheet/work.h"
#include "event/event.h"

#include "sheet_sql.h"

enum { ROWS_AT_ONCE = 200, EVENTS_MOST = 50, OVER_MOST = 100, DAY_S = 86400, SCRATCH_MOST = 64 << 20 /* bytes */ };

/* --- reading ------------------------------------------------------------------------------------------------------------- */

/* The same columns in two queries, hence a macro and no function. */
#define RUN_OF(r)                                                                                                               \
	(struct sheet_run) {                                                                                                    \
		.id = (r)->id, .org = (r)->org, .account = (r)->account, .at = (r)->at, .done_at = (r)->done_at.v,              \
		.header = (r)->header, .last_event = (r)->last_event, .target = sheet_target_of((r)->target),                   \
		.org_name = (r)->org_name, .state = (r)->state, .basis = (r)->basis, .mended = (r)->mended,                     \
		.order = order_of_code((r)->day_order), .n_rows = (r)->n_rows, .n_new = (r)->n_new, .n_same = (r)->n_same,      \
		.n_refused = (r)->n_refused,                                                                                    \
	}

static const char *const orders[] = { [SHEET_UNSAID] = "", [SHEET_DAY_FIRST] = "dmy", [SHEET_MONTH_FIRST] = "mdy" };

static enum sheet_order order_of_code(struct str code)
{
	return str_same(code, "dmy") ? SHEET_DAY_FIRST : str_same(code, "mdy") ? SHEET_MONTH_FIRST : SHEET_UNSAID;
}

static void mapping_apart(struct str text, struct str out[static SHEET_COLUMNS_MOST])
{
	for (size_t i = 0; i < SHEET_COLUMNS_MOST && str_cut(&text, ' ', &out[i]); i++)
		;
}

static bool waits(const struct sheet_run *r)
{
	return str_same(r->state, "columns") || str_same(r->state, "checked");
}

/* A file that waited too long is gone, also when nobody has swept it out yet. */
static bool is_over(const struct ctx *ctx, const struct sheet_run *r)
{
	return str_same(r->state, "forgotten") || (waits(r) && r->at + SHEET_WAIT_S <= ctx->now);
}

/* Whoever keeps one area sees what they brought themself: a table of others may tell of people elsewhere. */
static bool may_see(const struct ctx *ctx, const struct sheet_run *r)
{
	if (!r->target)
		return false;
	return sheet_may_whole(ctx, r->target, r->org) || (r->account == ctx->who->account && sheet_may(ctx, r->target, r->org));
}

enum err sheet_get(struct ctx *ctx, int64_t id, struct sheet_run *r)
{
	struct sheet_run_row row;

	TRY(sheet_run_row(ctx, id, &row));
	*r = RUN_OF(&row);
	if (!may_see(ctx, r) || is_over(ctx, r))
		return ERR_NOT_FOUND;
	mapping_apart(row.mapping, r->mapping);
	if (waits(r))
		r->ncolumns = sheet_apart(row.titles, r->titles, SHEET_COLUMNS_MOST);
	return OK;
}

enum err sheet_list(struct ctx *ctx, struct sheet_run **out, size_t *n)
{
	struct sheet_runs *rows;
	size_t all;

	TRY(sheet_runs(ctx, may_for(ctx->who, SHEET_BRING, 0, 0), ctx->who->account, roles_with(ctx->arena, SHEET_BRING), SHEET_RUNS, &rows, &all));
	*out = arena_array(ctx->arena, all, struct sheet_run);
	*n = 0;
	for (size_t i = 0; i < all; i++) {
		struct sheet_run r = RUN_OF(&rows[i]);
		if (may_see(ctx, &r) && !is_over(ctx, &r))
			(*out)[(*n)++] = r;
	}
	return OK;
}

enum err sheet_rows_of(struct ctx *ctx, const struct sheet_run *run, const char *verdict, int64_t most, int64_t skip, struct sheet_row **out, size_t *n)
{
	struct sheet_rows_said *rows;

	TRY(sheet_rows_said(ctx, run->id, str_of(verdict), most, skip, &rows, n));
	*out = arena_array(ctx->arena, *n, struct sheet_row);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct sheet_row){ .line = rows[i].line, .subject = rows[i].subject, .verdict = rows[i].verdict, .field = rows[i].field,
						.reason = rows[i].reason, .gap = rows[i].gap };
		if (run->ncolumns)
			sheet_apart(rows[i].cells, (*out)[i].cells, run->ncolumns);
	}
	return OK;
}

struct str sheet_reason(struct ctx *ctx, const struct sheet_row *r)
{
	return str_is(r->reason) ? TR_FILL(ctx, tr_of(ctx, r->reason), { "x", r->gap.n ? r->gap : S("…") }) : S("");
}

/* --- the columns ------------------------------------------------------------------------------------------------------------ */

static void add_example(struct ctx *ctx, struct sheet_column *c, struct str cell)
{
	for (size_t i = 0; i < c->nexamples; i++)
		if (str_eq(c->examples[i], cell))
			return;
	if (cell.n && c->nexamples < SHEET_EXAMPLES)
		c->examples[c->nexamples++] = arena_str(ctx->arena, cell);
}

/* Days that stand in the columns of days. */
struct days_seen {
	bool either, day_first, month_first;
};

static void see_days(const struct sheet_target *t, const struct str *mapping, const struct str *cells, size_t n, struct days_seen *seen)
{
	for (size_t i = 0; i < n; i++) {
		const struct sheet_field *f = sheet_field_of(t, mapping[i]);
		enum sheet_order o = f && f->kind == SHEET_DAY ? sheet_order_of(cells[i], &seen->either) : SHEET_UNSAID;
		seen->day_first = seen->day_first || o == SHEET_DAY_FIRST;
		seen->month_first = seen->month_first || o == SHEET_MONTH_FIRST;
	}
}

/* Call it with every row of a file, in memory that is used again after some of them. */
typedef enum err (*row_fn)(struct ctx *, const struct sheet_rows *, void *arg);

static enum err each_row(struct ctx *ctx, int64_t run, row_fn fn, void *arg)
{
	struct arena *mine = ctx->arena, *scratch = arena_new(SCRATCH_MOST);
	struct sheet_rows *rows;
	int64_t after = 0;
	enum err e = OK;
	size_t n = 1;

	ctx->arena = scratch;
	while (!e && n) {
		arena_reset(scratch);
		e = sheet_rows(ctx, run, after, ROWS_AT_ONCE, &rows, &n);
		for (size_t i = 0; !e && i < n; i++)
			e = fn(ctx, &rows[i], arg);
		after = !e && n ? rows[n - 1].n : after;
	}
	ctx->arena = mine;
	arena_free(scratch);
	return e;
}

struct looking {
	struct arena *mine;
	const struct sheet_run *run;
	struct sheet_columns *columns;
	const struct str *mapping;
	struct days_seen seen;
};

static enum err look_for_examples(struct ctx *ctx, const struct sheet_rows *r, void *arg)
{
	struct looking *l = arg;
	struct arena *scratch = ctx->arena;
	struct str cells[SHEET_COLUMNS_MOST];
	size_t n = sheet_apart(r->cells, cells, l->run->ncolumns);

	ctx->arena = l->mine;
	for (size_t i = 0; i < n; i++)
		add_example(ctx, &l->columns->at[i], cells[i]);
	ctx->arena = scratch;
	return OK;
}

static enum err look_at_days(struct ctx *ctx, const struct sheet_rows *r, void *arg)
{
	struct looking *l = arg;
	struct str cells[SHEET_COLUMNS_MOST];

	(void)ctx;
	see_days(l->run->target, l->mapping, cells, sheet_apart(r->cells, cells, l->run->ncolumns), &l->seen);
	return OK;
}

/* One kind of value decides for all; when none or both do, somebody must say. */
static enum sheet_order decided(const struct days_seen *s, bool *ask)
{
	*ask = s->day_first == s->month_first && (s->either || s->day_first);
	return s->day_first == s->month_first ? SHEET_UNSAID : s->day_first ? SHEET_DAY_FIRST : SHEET_MONTH_FIRST;
}

/* What was said of such a table before, if it still fits. */
static enum err said_before(struct ctx *ctx, const struct sheet_run *run, struct str mapping[static SHEET_COLUMNS_MOST], enum sheet_order *order,
			    bool *known)
{
	struct str before[SHEET_COLUMNS_MOST] = { 0 };
	struct sheet_form_row form;
	enum err e = sheet_form_row(ctx, run->org, str_of(run->target->code), run->header, &form);

	*known = !e;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	mapping_apart(form.mapping, before);
	*order = order_of_code(form.day_order);
	for (size_t i = 0; i < run->ncolumns; i++)
		if (!str_same(mapping[i], "!"))
			mapping[i] = sheet_field_of(run->target, before[i]) ? before[i] : S("-");
	return OK;
}

enum err sheet_columns(struct ctx *ctx, const struct sheet_run *run, struct sheet_columns *out)
{
	struct str mapping[SHEET_COLUMNS_MOST] = { 0 };
	struct looking l = { .mine = ctx->arena, .run = run, .columns = out, .mapping = mapping };
	enum sheet_order before = SHEET_UNSAID;

	*out = (struct sheet_columns){ .n = run->ncolumns };
	for (size_t i = 0; i < out->n; i++)
		out->at[i] = (struct sheet_column){ .title = run->titles[i], .guess = run->mapping[i] };
	TRY(each_row(ctx, run->id, look_for_examples, &l));
	sheet_guess(ctx, run->target, out, mapping);
	TRY(said_before(ctx, run, mapping, &before, &out->known));
	if (str_same(run->state, "checked"))
		memcpy(mapping, run->mapping, sizeof mapping);
	TRY(each_row(ctx, run->id, look_at_days, &l));
	out->order = decided(&l.seen, &out->ask_order);
	if (out->ask_order)
		out->order = run->order != SHEET_UNSAID ? run->order : before;
	for (size_t i = 0; i < out->n; i++)
		out->at[i].guess = mapping[i];
	return OK;
}

/* --- row by row --------------------------------------------------------------------------------------------------------------- */

static const char *const verdicts[] = { [LINE_NEW] = "new", [LINE_SAME] = "same", [LINE_REFUSED] = "refused" };

/* What became of a row, in memory that lasts. */
struct said {
	int64_t n, subject;
	enum sheet_verdict verdict;
	const char *field, *reason;
	struct str gap, was;
};

struct sheet_taken {
	const struct sheet_run *run;
	struct arena *mine;
	struct said *said;
	size_t n, room;
	int64_t count[3];
};

/* A day that cannot be read is a problem; what cannot be read at all is told as it stands. */
static void say_cell(struct ctx *ctx, struct sheet_line *line, const struct sheet_field *f, struct str cell, struct problems *bad)
{
	day_t day;

	if (f->kind != SHEET_DAY) {
		value_add(ctx->arena, &line->said, str_of(f->code), arena_str(ctx->arena, cell));
		return;
	}
	day = sheet_day(cell, line->run->order);
	if (day == DAY_NONE)
		problem_with(bad, f->code, N_("We cannot read “{x}” as a day. Write it like 31-12-2016."), arena_str(ctx->arena, cell));
	else
		value_add(ctx->arena, &line->said, str_of(f->code), day_str(ctx->arena, day));
}

static void say_cells(struct ctx *ctx, struct sheet_line *line, const struct sheet_rows *r, struct problems *bad)
{
	struct str cells[SHEET_COLUMNS_MOST];
	size_t n = sheet_apart(r->cells, cells, line->run->ncolumns);

	for (size_t i = 0; i < n; i++) {
		const struct sheet_field *f = sheet_field_of(line->run->target, line->run->mapping[i]);
		if (f && r->hidden == (int64_t)i)
			problem(bad, f->code, N_("This looks like a civil registration number. We never store those. Remove it and save again."));
		else if (f && cells[i].n)
			say_cell(ctx, line, f, cells[i], bad);
	}
	for (const struct sheet_field *f = line->run->target->fields; f->code; f++)
		if (f->needed && !str_is(value_of(&line->said, f->code)) && !problem_of(bad, f->code))
			problem(bad, f->code, N_("This is needed, and nothing stands there."));
}

static enum err take_line(struct ctx *ctx, struct sheet_line *line, const struct sheet_rows *r, struct problems *bad)
{
	enum err e;

	if (str_is(r->broken) && r->hidden < 0)
		return problem(bad, "", N_("The line cannot be read: a quotation mark or a column is missing."));
	say_cells(ctx, line, r, bad);
	if (bad->n)
		return OK;
	e = line->run->target->check(ctx, line, bad);
	if (!e && !bad->n && line->verdict == LINE_NEW)
		e = line->run->target->store(ctx, line, bad);
	return e == ERR_DENIED ? problem(bad, "", N_("This is not yours to change.")) : e;
}

static void keep_said(struct sheet_taken *t, int64_t n, const struct sheet_line *line, const struct problems *bad)
{
	const struct problem *why = bad->n ? &bad->at[0] : &line->note;
	struct said *s;

	if (t->n == t->room) {
		struct said *more = arena_array(t->mine, t->room ? t->room * 2 : 256, struct said);
		memcpy(more, t->said ? t->said : more, t->n * sizeof *more);
		t->said = more, t->room = t->room ? t->room * 2 : 256;
	}
	s = &t->said[t->n++];
	*s = (struct said){ .n = n, .verdict = bad->n ? LINE_REFUSED : line->verdict, .subject = bad->n ? 0 : line->subject, .field = "", .reason = "",
			    .gap = S(""), .was = line->was.p && !bad->n ? arena_str(t->mine, line->was) : S("") };
	if (why->text) {
		s->field = why->field;
		s->reason = why->text;
		s->gap = why->gap.p ? arena_str(t->mine, why->gap) : S("");
	}
	t->count[s->verdict]++;
}

bool sheet_is_above(const struct sheet_line *line, struct str was)
{
	for (size_t i = 0; i < line->taken->n; i++)
		if (str_is(was) && str_eq(line->taken->said[i].was, was))
			return true;
	return false;
}

static enum err take_row(struct ctx *ctx, const struct sheet_rows *r, void *arg)
{
	struct sheet_taken *t = arg;
	struct sheet_line line = { .run = t->run, .taken = t };
	struct problems bad = { 0 };

	TRY(take_line(ctx, &line, r, &bad));
	keep_said(t, r->n, &line, &bad);
	return OK;
}

static enum err write_said(struct ctx *ctx, const struct sheet_taken *t)
{
	int64_t changed;

	for (size_t i = 0; i < t->n; i++) {
		const struct said *s = &t->said[i];
		TRY(sheet_row_said(ctx, t->run->id, s->n, str_of(verdicts[s->verdict]), str_of(s->field), str_of(s->reason), s->gap, s->subject,
				   s->was, &changed));
	}
	return OK;
}

/* --- the dry run --------------------------------------------------------------------------------------------------------------- */

static bool is_mapped(const struct sheet_run *run, const char *code)
{
	for (size_t i = 0; i < run->ncolumns; i++)
		if (str_same(run->mapping[i], code))
			return true;
	return false;
}

/* The answers of the form into the run; each thing stands in one column. */
static void read_mapping(struct ctx *ctx, struct sheet_run *run, const struct str *mapping, size_t n, struct problems *bad)
{
	for (size_t i = 0; i < run->ncolumns; i++) {
		const struct sheet_field *f = i < n && mapping[i].p ? sheet_field_of(run->target, mapping[i]) : NULL;
		if (str_same(run->mapping[i], "!"))
			continue;
		run->mapping[i] = S("-");
		if (f && is_mapped(run, f->code))
			problem_with(bad, arena_printf(ctx->arena, "c%zu", i + 1).p, N_("Two columns cannot both be “{x}”. Choose one of them."),
				     tr_of(ctx, str_of(f->label)));
		else if (f)
			run->mapping[i] = str_of(f->code);
	}
	for (const struct sheet_field *f = run->target->fields; f->code; f++)
		if (f->needed && !is_mapped(run, f->code))
			problem_with(bad, "", N_("No column is “{x}”, and without it the rows cannot come in. Choose it, or bring another table."),
				     tr_of(ctx, str_of(f->label)));
}

static struct str mapping_text(struct ctx *ctx, const struct sheet_run *run)
{
	struct str all = S("");

	for (size_t i = 0; i < run->ncolumns; i++)
		all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "", STR_ARG(run->mapping[i]));
	return all;
}

static enum err try_out(struct ctx *ctx, struct sheet_run *run, struct sheet_taken *t)
{
	enum err e;

	TRY(db_savepoint(ctx));
	e = each_row(ctx, run->id, take_row, t);
	TRY(db_undo(ctx));
	return e;
}

enum err sheet_check(struct ctx *ctx, int64_t id, const struct str *mapping, size_t n, enum sheet_order order, struct problems *bad)
{
	struct sheet_run run;
	struct sheet_taken t = { .run = &run, .mine = ctx->arena };
	struct looking l = { .mine = ctx->arena, .run = &run, .mapping = run.mapping };
	int64_t changed;
	bool ask;

	TRY(sheet_get(ctx, id, &run));
	if (!waits(&run))
		return fail(ctx, ERR_CONFLICT, "file %lld does not wait", (long long)id);
	for (size_t i = 0; i < run.ncolumns; i++)
		if (!str_same(run.mapping[i], "!"))
			run.mapping[i] = S("-");
	read_mapping(ctx, &run, mapping, n, bad);
	TRY(each_row(ctx, id, look_at_days, &l));
	run.order = decided(&l.seen, &ask);
	if (ask && order == SHEET_UNSAID)
		problem(bad, "order", N_("Some days can be read in two ways, like 01/02/2016. Say which number is the day."));
	if (ask)
		run.order = order;
	if (bad->n)
		return OK;
	TRY(try_out(ctx, &run, &t));
	TRY(write_said(ctx, &t));
	TRY(sheet_run_mapped(ctx, id, mapping_text(ctx, &run), str_of(orders[run.order]), t.count[LINE_NEW], t.count[LINE_SAME],
			     t.count[LINE_REFUSED], &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "file %lld waits no longer", (long long)id);
	TRY(sheet_form_put(ctx, run.org, str_of(run.target->code), run.header, mapping_text(ctx, &run), str_of(orders[ask ? run.order : SHEET_UNSAID]),
			   ctx->now, &changed));
	return event_add(ctx, "sheet.checked", id, str_of(run.target->code));
}

/* --- the yes ---------------------------------------------------------------------------------------------------------------------- */

enum err sheet_take(struct ctx *ctx, int64_t id)
{
	struct sheet_run run;
	struct sheet_taken t = { .run = &run, .mine = ctx->arena };
	int64_t changed, first, last;

	TRY(sheet_get(ctx, id, &run));
	TRY(sheet_run_over(ctx, id, S("checked"), S("done"), &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "file %lld does not wait for a yes", (long long)id);
	TRY(event_newest(ctx, &first));
	TRY(each_row(ctx, id, take_row, &t));
	TRY(write_said(ctx, &t));
	TRY(sheet_cells_drop(ctx, id, &changed));
	TRY(event_add(ctx, "sheet.taken", id, arena_printf(ctx->arena, "%s new=%lld same=%lld refused=%lld basis=%.*s", run.target->code,
		      (long long)t.count[LINE_NEW], (long long)t.count[LINE_SAME], (long long)t.count[LINE_REFUSED], STR_ARG(run.basis))));
	TRY(event_newest(ctx, &last));
	return sheet_run_taken(ctx, id, ctx->now, t.count[LINE_NEW], t.count[LINE_SAME], t.count[LINE_REFUSED], first + 1, last, &changed);
}

enum err sheet_forget(struct ctx *ctx, int64_t id)
{
	struct sheet_run run;
	int64_t changed;

	TRY(sheet_get(ctx, id, &run));
	if (!waits(&run))
		return fail(ctx, ERR_CONFLICT, "file %lld does not wait", (long long)id);
	TRY(sheet_run_over(ctx, id, run.state, S("forgotten"), &changed));
	TRY(sheet_rows_drop(ctx, id, &changed));
	return event_add(ctx, "sheet.forgotten", id, STR_ABSENT);
}

/* --- back -------------------------------------------------------------------------------------------------------------------------- */

struct undoing {
	const struct sheet_run *run;
	int64_t newest;                   /* of the diary, before anything was taken back */
	struct sheet_runs_undone *undone;
	size_t nundone;
	int64_t back, stayed;
};

bool sheet_may_undo(const struct ctx *ctx, const struct sheet_run *run)
{
	return str_same(run->state, "done") && run->done_at + SHEET_UNDO_DAYS * (int64_t)DAY_S > ctx->now;
}

/* By this file, or by one that was taken back. */
static bool is_by_file(const struct undoing *u, int64_t n)
{
	for (size_t i = 0; i < u->nundone; i++) {
		const struct sheet_runs_undone *r = &u->undone[i];
		if ((n >= r->first_event && n <= r->last_event) || (n >= r->undo_first_event && n <= r->undo_last_event))
			return true;
	}
	return n <= u->run->last_event || n > u->newest;
}

/* Who changed a fact wrote it into the diary. */
static enum err is_touched(struct ctx *ctx, const struct undoing *u, int64_t subject, bool *yes)
{
	struct event *events;
	size_t n;

	*yes = false;
	TRY(event_about(ctx, subject, EVENTS_MOST, &events, &n));
	for (size_t i = 0; i < n && !*yes; i++)
		*yes = !is_by_file(u, events[i].n);
	return OK;
}

static enum err row_back(struct ctx *ctx, struct undoing *u, const struct sheet_rows_back *r)
{
	bool touched, back = false;
	enum err e;

	touched = false;
	if (r->subject)
		TRY(is_touched(ctx, u, r->subject, &touched));
	e = touched ? OK : u->run->target->undo(ctx, r->subject, r->was, &back);
	if (e == ERR_NOT_FOUND)
		e = OK;
	u->back += back;
	u->stayed += !back;
	return e;
}

static enum err rows_back(struct ctx *ctx, struct undoing *u)
{
	struct arena *mine = ctx->arena, *scratch = arena_new(SCRATCH_MOST);
	struct sheet_rows_back *rows;
	int64_t before = INT64_MAX;
	enum err e = OK;
	size_t n = 1;

	ctx->arena = scratch;
	while (!e && n) {
		arena_reset(scratch);
		e = sheet_rows_back(ctx, u->run->id, before, ROWS_AT_ONCE, &rows, &n);
		for (size_t i = 0; !e && i < n; i++)
			e = row_back(ctx, u, &rows[i]);
		before = !e && n ? rows[n - 1].n : before;
	}
	ctx->arena = mine;
	arena_free(scratch);
	return e;
}

enum err sheet_undo(struct ctx *ctx, int64_t id, int64_t *back, int64_t *stayed, struct problems *bad)
{
	struct sheet_run run;
	struct undoing u = { .run = &run };
	int64_t changed, last;

	TRY(sheet_get(ctx, id, &run));
	if (!sheet_may_undo(ctx, &run))
		return problem(bad, "", N_("A table can be taken back within seven days, once. Mend what is wrong by hand."));
	TRY(sheet_run_over(ctx, id, S("done"), S("undone"), &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "file %lld was taken back meanwhile", (long long)id);
	TRY(event_newest(ctx, &u.newest));
	TRY(sheet_runs_undone(ctx, run.org, run.last_event, &u.undone, &u.nundone));
	TRY(rows_back(ctx, &u));
	TRY(sheet_rows_drop(ctx, id, &changed));
	TRY(event_add(ctx, "sheet.undone", id, arena_printf(ctx->arena, "back=%lld stayed=%lld", (long long)u.back, (long long)u.stayed)));
	TRY(event_newest(ctx, &last));
	*back = u.back, *stayed = u.stayed;
	return sheet_run_undone(ctx, id, u.newest + 1, last, &changed);
}

/* --- what has had its time ------------------------------------------------------------------------------------------------------------ */

enum err sheet_tidy(struct ctx *ctx)
{
	struct sheet_over *rows;
	int64_t changed;
	size_t n;

	TRY(sheet_over(ctx, ctx->now - SHEET_WAIT_S, ctx->now - SHEET_UNDO_DAYS * (int64_t)DAY_S, OVER_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		if (!str_same(rows[i].state, "done"))
			TRY(sheet_run_over(ctx, rows[i].id, rows[i].state, S("forgotten"), &changed));
		TRY(sheet_rows_drop(ctx, rows[i].id, &changed));
	}
	return OK;
}
