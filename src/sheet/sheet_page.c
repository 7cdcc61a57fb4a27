/* sheet_page.c -- a spreadsheet comes inside: the file, its columns, what would happen, a yes, and back. */
#include "sheet/work.h"
#include "cal/cal.h"
#include "csv/csv.h"
#include "form/multipart.h"

#include "sheet_sql.h"

enum { ORGS_MOST = 500, TARGETS_MOST = 10, CELLS_SHOWN = 3, DAY_S = 86400 };

static const struct choice sheet_orders[] = {
	{ "dmy", N_("Day first: 01/02/2016 is the first of February") }, { "mdy", N_("Month first: 01/02/2016 is the second of January") }, { 0 }
};

struct list_line {
	struct str href, name, org, when, n_new, n_refused, state;
	const char *chip;
};
struct list_view {
	struct form_view form;
	struct str here, back, back_name, imports, key, told, file_bad, one_org, basis;
	bool may, one_area;
	struct list_line *lines;
	size_t n;
};

struct columns_view {
	const struct sheet_run *run;
	const struct field *fields;
	const struct problems *bad;
	struct sheet_columns columns;
	const char *names[SHEET_COLUMNS_MOST];
	struct str labels[SHEET_COLUMNS_MOST];
	struct str back, action, forget, key, sum, hint, mended, order;
	bool known, secrets;
};

struct tab {
	struct str href, label;
	bool now;
};
enum { TABS = 3 };
struct row_line {
	struct str line, text, href, column, reason;
};
struct run_view {
	const struct field *fields;
	const struct problems *bad;
	struct str here, back, key, title, sum, told, does, take, until, n_new, n_same, n_refused;
	bool waits, good, may_undo, says_why, refused_some;
	struct tab tabs[TABS];
	size_t ntabs;
	struct row_line *lines;
	size_t n;
	struct pager pager;
};

#include "sheet_work_html.h"

/* --- words ------------------------------------------------------------------------------------------------------------- */

static struct str run_url(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/sheets/%lld", ctx->lang, (long long)id);
}

static struct str state_said(struct ctx *ctx, struct str state)
{
	if (str_same(state, "done"))
		return tr(ctx, "Taken in");
	if (str_same(state, "undone"))
		return tr(ctx, "Taken back");
	return str_same(state, "checked") ? tr(ctx, "Waits for a yes") : tr(ctx, "Waits for its columns");
}

static const char *state_chip(struct str state)
{
	return str_same(state, "done") ? " chip--ok" : str_same(state, "undone") ? "" : " chip--soon";
}

static struct str when_said(struct ctx *ctx, int64_t at)
{
	struct local l = page_local(ctx, at);

	return arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_date_short(ctx, l.day)), STR_ARG(tr_time(ctx, l.minutes)));
}

static struct str target_name(struct ctx *ctx, const struct sheet_target *t)
{
	return tr_of(ctx, str_of(t->label));
}

static struct str problem_said(struct ctx *ctx, const struct problem *p)
{
	return TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap.p ? p->gap : S("") });
}

/* --- the file ------------------------------------------------------------------------------------------------------------ */

/* Organisations that they bring tables for. */
static enum err orgs(struct ctx *ctx, struct choice **out, size_t *n)
{
	struct sheet_orgs *rows;

	TRY(sheet_orgs(ctx, may_for(ctx->who, SHEET_BRING, 0, 0), ctx->who->account, roles_with(ctx->arena, SHEET_BRING), ORGS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n + 1, struct choice);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct choice){ page_id(ctx, rows[i].id).p, arena_z(ctx->arena, rows[i].name) };
	(*out)[*n] = (struct choice){ 0 };
	return OK;
}

static enum err fields_here(struct ctx *ctx, const struct field **out, struct choice **whose, size_t *norgs)
{
	struct field *fields = arena_array(ctx->arena, 5, struct field);
	struct choice *kinds = arena_array(ctx->arena, TARGETS_MOST, struct choice);
	size_t n = 0;

	TRY(orgs(ctx, whose, norgs));
	for (const struct sheet_target *t = sheet_targets; t->code; t++)
		if (may(ctx->who, t->perm))
			kinds[n++] = (struct choice){ t->code, t->label };
	kinds[n] = (struct choice){ 0 };
	memcpy(fields, sheet_upload_fields, 5 * sizeof *fields);
	fields[0].choices = kinds;
	fields[1].choices = *whose;
	*out = fields;
	return OK;
}

static enum err fill_lines(struct ctx *ctx, struct list_view *v)
{
	struct sheet_run *runs;

	TRY(sheet_list(ctx, &runs, &v->n));
	v->lines = arena_array(ctx->arena, v->n, struct list_line);
	for (size_t i = 0; i < v->n; i++)
		v->lines[i] = (struct list_line){
			run_url(ctx, runs[i].id), target_name(ctx, runs[i].target), runs[i].org_name,
			when_said(ctx, runs[i].done_at ? runs[i].done_at : runs[i].at), tr_number(ctx, runs[i].n_new), tr_number(ctx, runs[i].n_refused),
			state_said(ctx, runs[i].state), state_chip(runs[i].state) };
	return OK;
}

/* From the lists for whoever keeps them, from the books for a treasurer. */
static void fill_back(struct ctx *ctx, struct list_view *v)
{
	bool lists = may(ctx->who, IMPORT);

	v->imports = lists ? page_url(ctx, "/work/imports") : S("");
	v->back = lists ? v->imports : page_url(ctx, "/work/grants");
	v->back_name = lists ? tr(ctx, "Lists in and out") : tr(ctx, "Grants");
}

static bool keeps_areas_only(const struct ctx *ctx, const struct choice *whose, size_t n)
{
	int64_t org;

	for (size_t i = 0; i < n; i++)
		if (str_int(str_of(whose[i].code), &org) && may_for(ctx->who, SHEET_BRING, org, 0))
			return false;
	return n > 0;
}

static enum err show_list(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Bring a spreadsheet"));
	struct list_view v = { .form = { .values = typed, .bad = bad }, .here = page_url(ctx, "/work/sheets"),
			       .key = page_key(ctx), .told = S(""), .file_bad = S("") };
	const struct problem *file = bad ? problem_of(bad, "file") : NULL;
	struct choice *whose;
	size_t n;

	fill_back(ctx, &v);
	if (file)
		v.file_bad = problem_said(ctx, file);
	if (str_same(value_of(&req->query, "done"), "forgotten"))
		v.told = tr(ctx, "Forgotten. Nothing was stored.");
	TRY(fields_here(ctx, &v.form.fields, &whose, &n));
	v.may = n > 0;
	v.one_area = keeps_areas_only(ctx, whose, n);
	v.one_org = n == 1 ? str_of(whose[0].code) : STR_ABSENT;
	v.basis = value_of(typed, "basis");
	TRY(fill_lines(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(sheet_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values asked = { 0 };

	(void)rep;
	value_add(ctx->arena, &asked, S("target"), value_of(&req->query, "target"));
	return show_list(ctx, req, &asked, NULL);
}

/* What reading the file left for the writer. */
struct carried {
	struct sheet_upload form;
	struct sheet_file *file;
	struct problems bad;
};

static struct str bytes_of(struct ctx *ctx, const struct req *req, const struct sheet_upload *u)
{
	struct multipart_file files[MULTIPART_FILES_MOST];
	struct str type = http_header(req->http, "Content-Type");
	struct values texts;
	size_t n = 0;

	if (str_starts(type, S("multipart/form-data")) && multipart_parse(ctx->arena, type, req->http->body, &texts, files, &n))
		for (size_t i = 0; i < n; i++)
			if (str_same(files[i].field, "file") && files[i].bytes.n)
				return files[i].bytes;
	return u->text.p ? u->text : S("");
}

static enum err read_file(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct carried *c = arena_new_of(ctx->arena, struct carried);
	const struct field *fields;
	struct choice *whose;
	struct str bytes;
	size_t n;

	(void)rep;
	req_carry(req, c);
	TRY(fields_here(ctx, &fields, &whose, &n));
	TRY(form_read(ctx, fields, &req->body, &c->form, &c->bad));
	bytes = bytes_of(ctx, req, &c->form);
	if (!bytes.n)
		return problem(&c->bad, "file", N_("Choose a file, or paste the table below."));
	return sheet_read(ctx, bytes, &c->file, &c->bad);
}

static enum err bring(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct carried *c = req->carry;
	int64_t run = 0;

	if (!c->bad.n)
		TRY(sheet_bring(ctx, &c->form, c->file, &run, &c->bad));
	if (!c->bad.n)
		return reply_see(ctx, rep, run_url(ctx, run));
	rep->status = 422;
	return show_list(ctx, req, &req->body, &c->bad);
}

/* --- the columns --------------------------------------------------------------------------------------------------------------- */

static struct str column_name(struct ctx *ctx, const struct sheet_run *run, size_t i)
{
	return run->titles[i].n ? run->titles[i] : TR_FILL(ctx, tr(ctx, "Column {n}"), { "n", tr_number(ctx, (int64_t)i + 1) });
}

static struct str mended_said(struct ctx *ctx, struct str how)
{
	if (str_same(how, "undoubled"))
		return tr(ctx, "Some letters had been saved wrongly, like “Ã¦” for “æ”. We have put them right; look whether they are.");
	if (str_is(how))
		return tr(ctx, "The file is written in an older way of writing letters. We have read it so; look whether æ, ø and å are right.");
	return S("");
}

/* What was typed stands there again; a question that was not asked before is asked now. */
static enum err show_columns(struct ctx *ctx, const struct req *req, const struct sheet_run *run, const struct values *typed,
			     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What are the columns?"));
	struct columns_view v = { .run = run, .bad = bad, .fields = sheet_upload_fields, .back = page_url(ctx, "/work/sheets"), .key = page_key(ctx),
				  .action = arena_printf(ctx->arena, "%.*s/columns", STR_ARG(run_url(ctx, run->id))),
				  .forget = arena_printf(ctx->arena, "%.*s/forgetting", STR_ARG(run_url(ctx, run->id))),
				  .hint = tr_of(ctx, str_of(run->target->hint)), .mended = mended_said(ctx, run->mended) };

	TRY(sheet_columns(ctx, run, &v.columns));
	v.known = v.columns.known && !typed && str_same(run->state, "columns");
	v.columns.ask_order = v.columns.ask_order || (bad && problem_of(bad, "order"));
	v.order = typed ? value_of(typed, "order") : v.columns.order == SHEET_DAY_FIRST ? S("dmy") : v.columns.order == SHEET_MONTH_FIRST ? S("mdy") : S("");
	for (size_t i = 0; i < v.columns.n; i++) {
		v.names[i] = arena_printf(ctx->arena, "c%zu", i + 1).p;
		v.labels[i] = column_name(ctx, run, i);
		v.secrets = v.secrets || str_same(v.columns.at[i].guess, "!");
		if (typed && !str_same(v.columns.at[i].guess, "!"))
			v.columns.at[i].guess = value_of(typed, v.names[i]);
	}
	v.sum = TR_FILL(ctx, trn(ctx, "{n} row. {what} of {org}.", "{n} rows. {what} of {org}.", run->n_rows), { "n", tr_number(ctx, run->n_rows) },
			{ "what", target_name(ctx, run->target) }, { "org", run->org_name });
	TRY(frame_begin_html(ctx, &f));
	TRY(sheet_columns_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- what would happen -------------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *code, *label;
} tabs[TABS] = { { "refused", N_("Refused") }, { "new", N_("New") }, { "same", N_("The same as we have") } };

static int64_t count_of(const struct sheet_run *run, size_t tab)
{
	return tab == 0 ? run->n_refused : tab == 1 ? run->n_new : run->n_same;
}

/* The tab that is asked for, else the first with something in it: what is refused must be looked at. */
static size_t fill_tabs(struct ctx *ctx, const struct req *req, const struct sheet_run *run, struct run_view *v)
{
	struct str asked = value_of(&req->query, "show");
	size_t now = TABS;

	for (size_t i = 0; i < TABS; i++)
		if (str_same(asked, tabs[i].code) || (!str_is(asked) && now == TABS && count_of(run, i)))
			now = i;
	for (size_t i = 0; i < TABS; i++)
		if (count_of(run, i) || i == now)
			v->tabs[v->ntabs++] = (struct tab){
				arena_printf(ctx->arena, "%.*s?show=%s", STR_ARG(v->here), tabs[i].code),
				arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_of(ctx, str_of(tabs[i].label))), STR_ARG(tr_number(ctx, count_of(run, i)))),
				i == now };
	return now;
}

/* "Navn: Anna · Telefon: 00 00 00 01": the first cells that are taken. */
static struct str cells_said(struct ctx *ctx, const struct sheet_run *run, const struct sheet_row *r)
{
	struct str all = S("");
	int shown = 0;

	for (size_t i = 0; i < run->ncolumns && shown < CELLS_SHOWN; i++)
		if (sheet_field_of(run->target, run->mapping[i]) && str_is(r->cells[i])) {
			all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), shown ? " · " : "", STR_ARG(utf8_first(r->cells[i], 60)));
			shown++;
		}
	return all;
}

static struct str column_of(struct ctx *ctx, const struct sheet_run *run, struct str field)
{
	const struct sheet_field *f = sheet_field_of(run->target, field);

	for (size_t i = 0; f && i < run->ncolumns; i++)
		if (str_eq(run->mapping[i], field))
			return column_name(ctx, run, i);
	return f ? tr_of(ctx, str_of(f->label)) : S("–");
}

static struct row_line line_of(struct ctx *ctx, const struct sheet_run *run, const struct sheet_row *r)
{
	struct row_line l = { .line = tr_number(ctx, r->line), .text = cells_said(ctx, run, r), .href = S(""), .column = column_of(ctx, run, r->field),
			      .reason = sheet_reason(ctx, r) };

	if (r->subject && run->target->page && !(str_same(r->verdict, "new") && !str_same(run->state, "done")))
		l.href = arena_printf(ctx->arena, "/%s%s/%lld", ctx->lang, run->target->page, (long long)r->subject);
	if (!l.text.n)
		l.text = l.href.n ? tr(ctx, "See it") : tr(ctx, "No longer kept");
	return l;
}

static enum err fill_rows(struct ctx *ctx, const struct req *req, const struct sheet_run *run, struct run_view *v)
{
	size_t now = fill_tabs(ctx, req, run, v);
	int64_t page = req_page(req);
	struct sheet_row *rows;

	if (now == TABS)
		return OK;
	TRY(sheet_rows_of(ctx, run, tabs[now].code, SHEET_PAGE, (page - 1) * SHEET_PAGE, &rows, &v->n));
	v->lines = arena_array(ctx->arena, v->n, struct row_line);
	for (size_t i = 0; i < v->n; i++)
		v->lines[i] = line_of(ctx, run, &rows[i]), v->says_why = v->says_why || str_is(rows[i].reason);
	v->pager = (struct pager){ req_list(ctx, req), page, (count_of(run, now) + SHEET_PAGE - 1) / SHEET_PAGE };
	return OK;
}

static struct str told_of(struct ctx *ctx, const struct req *req)
{
	struct str done = value_of(&req->query, "done");
	int64_t back = 0, stayed = 0;

	if (str_same(done, "taken"))
		return tr(ctx, "The good rows were taken in. The table itself is no longer kept.");
	if (!str_same(done, "undone") || !str_int(value_of(&req->query, "back"), &back) || !str_int(value_of(&req->query, "stayed"), &stayed))
		return S("");
	return TR_FILL(ctx, stayed ? tr(ctx, "Taken back: {back}. Left as they are, because somebody has changed them since: {stayed}.") :
				     tr(ctx, "Taken back: {back}."),
		       { "back", tr_number(ctx, back) }, { "stayed", tr_number(ctx, stayed) });
}

static enum err show_run(struct ctx *ctx, const struct req *req, const struct sheet_run *run, const struct problems *bad)
{
	bool checked = str_same(run->state, "checked");
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Bring a spreadsheet"));
	struct run_view v = {
		.fields = sheet_upload_fields, .bad = bad, .here = run_url(ctx, run->id), .back = page_url(ctx, "/work/sheets"), .key = page_key(ctx),
		.title = target_name(ctx, run->target), .told = told_of(ctx, req), .waits = checked, .good = run->n_new > 0,
		.refused_some = run->n_refused > 0, .may_undo = sheet_may_undo(ctx, run),
		.does = checked ? tr(ctx, "What the table would do") : tr(ctx, "What the table did"),
		.n_new = tr_number(ctx, run->n_new), .n_same = tr_number(ctx, run->n_same), .n_refused = tr_number(ctx, run->n_refused),
	};

	v.sum = arena_printf(ctx->arena, "%.*s · %.*s · %.*s", STR_ARG(run->org_name), STR_ARG(when_said(ctx, run->done_at ? run->done_at : run->at)),
			     STR_ARG(state_said(ctx, run->state)));
	v.take = TR_FILL(ctx, trn(ctx, "Take the {n} new row in", "Take the {n} new rows in", run->n_new), { "n", tr_number(ctx, run->n_new) });
	v.until = TR_FILL(ctx, tr(ctx, "Until {day} everything can be put back as it was before this table. What somebody has changed by hand since then stays."),
			  { "day", tr_date(ctx, page_local(ctx, run->done_at + SHEET_UNDO_DAYS * (int64_t)DAY_S).day) });
	if (!str_same(run->state, "undone"))
		TRY(fill_rows(ctx, req, run, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(sheet_run_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- requests --------------------------------------------------------------------------------------------------------------------- */

static enum err run_of(struct ctx *ctx, const struct req *req, struct sheet_run *run)
{
	int64_t id;

	return req_id(req, "id", &id) ? sheet_get(ctx, id, run) : ERR_NOT_FOUND;
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sheet_run run;

	(void)rep;
	TRY(run_of(ctx, req, &run));
	if (run.ncolumns && (str_same(run.state, "columns") || str_same(value_of(&req->query, "step"), "columns")))
		return show_columns(ctx, req, &run, NULL, NULL);
	return show_run(ctx, req, &run, NULL);
}

static enum err say_columns(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str said[SHEET_COLUMNS_MOST], order = value_of(&req->body, "order");
	struct problems bad = { 0 };
	struct sheet_run run;

	TRY(run_of(ctx, req, &run));
	for (size_t i = 0; i < run.ncolumns; i++)
		said[i] = value_of(&req->body, arena_printf(ctx->arena, "c%zu", i + 1).p);
	TRY(sheet_check(ctx, run.id, said, run.ncolumns, str_same(order, "dmy") ? SHEET_DAY_FIRST : str_same(order, "mdy") ? SHEET_MONTH_FIRST : SHEET_UNSAID,
			&bad));
	if (!bad.n)
		return reply_see(ctx, rep, run_url(ctx, run.id));
	rep->status = 422;
	return show_columns(ctx, req, &run, &req->body, &bad);
}

static enum err taking(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sheet_run run;

	TRY(run_of(ctx, req, &run));
	TRY(sheet_take(ctx, run.id));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=taken", STR_ARG(run_url(ctx, run.id))));
}

static enum err forgetting(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sheet_run run;

	TRY(run_of(ctx, req, &run));
	TRY(sheet_forget(ctx, run.id));
	return reply_see(ctx, rep, page_url(ctx, "/work/sheets?done=forgotten"));
}

static enum err undoing(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct sheet_run run;
	int64_t back = 0, stayed = 0;

	TRY(run_of(ctx, req, &run));
	TRY(sheet_undo(ctx, run.id, &back, &stayed, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=undone&back=%lld&stayed=%lld", STR_ARG(run_url(ctx, run.id)), (long long)back,
							(long long)stayed));
	rep->status = 422;
	return show_run(ctx, req, &run, &bad);
}

static void refused_row(struct ctx *ctx, const struct sheet_run *run, const struct sheet_row *r, struct csv_out *o)
{
	for (size_t c = 0; c < run->ncolumns; c++)
		csv_put(o, r->cells[c]);
	csv_put(o, r->field.n ? arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(column_of(ctx, run, r->field)), STR_ARG(sheet_reason(ctx, r))) :
				sheet_reason(ctx, r));
	csv_end_row(o);
}

/* The table again with its own titles, so that it can be mended and brought once more: the reason is one column at the end. */
static enum err refused_csv(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sheet_run run;
	struct sheet_row *rows;
	struct csv_out o;
	size_t n;

	TRY(run_of(ctx, req, &run));
	if (!run.ncolumns)
		return ERR_NOT_FOUND;
	TRY(sheet_rows_of(ctx, &run, "refused", SHEET_ROWS_MOST, 0, &rows, &n));
	rep->type = S("text/csv; charset=utf-8");
	rep->private_page = true;
	reply_header(rep, S("Content-Disposition"), S("attachment; filename=\"refused.csv\""));
	csv_start(&o, ctx->out, ';', CSV_GUARD | CSV_MARK);
	for (size_t i = 0; i < run.ncolumns; i++)
		csv_put(&o, run.titles[i]);
	csv_put(&o, tr(ctx, "Why it was refused"));
	csv_end_row(&o);
	for (size_t i = 0; i < n; i++)
		refused_row(ctx, &run, &rows[i], &o);
	return OK;
}

const struct route sheet_routes[] = {
	{ "GET", "/:lang/work/sheets", SHEET_BRING, list, 0, NULL },
	{ "POST", "/:lang/work/sheets", SHEET_BRING, bring, 0, read_file },
	{ "GET", "/:lang/work/sheets/:id", SHEET_BRING, one, 0, NULL },
	{ "POST", "/:lang/work/sheets/:id/columns", SHEET_BRING, say_columns, 0, NULL },
	{ "POST", "/:lang/work/sheets/:id/taking", SHEET_BRING, taking, 0, NULL },
	{ "POST", "/:lang/work/sheets/:id/forgetting", SHEET_BRING, forgetting, 0, NULL },
	{ "POST", "/:lang/work/sheets/:id/undoing", SHEET_BRING, undoing, 0, NULL },
	{ "GET", "/:lang/work/sheets/:id/refused.csv", SHEET_BRING, refused_csv, 0, NULL },
	{ 0 }
};
