/* exchange_page.c -- lists in: a file, what it would do, a yes, and back again. */
#include "exchange/work.h"
#include "kind/kind.h"
#include "csv/csv.h"
#include "form/multipart.h"

#include <string.h>

enum { RUNS_PAGE = 20, ROWS_PAGE = 50, RUNS_SHOWN = 500, DAY_S = 86400 };

struct upload {
	struct str source, text, format, zone, method, kind;
};

static const struct choice format_choices[] = {
	{ "meeting-guide", N_("Meeting Guide (JSON)") },
	{ "oiaa", N_("The list of online meetings (JSON)") },
	{ "csv", N_("Table (CSV) with our own columns") },
	{ "hsds", N_("Directory of support (HSDS: JSON, or a zip of tables)") }, { 0 }
};

#define U(member, kind, ...) F(struct upload, member, kind, __VA_ARGS__)
static const struct field upload_fields[] = {
	U(source, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 80, .label = N_("Name of the list"),
	  .hint = N_("The same name each time, for example “AA Denmark”. Files of one name are compared with each other.")),
	U(text, FIELD_LONG, .label = N_("Or paste it here")),
	U(format, FIELD_CHOICE, .choices = format_choices, .label = N_("Format"), .hint = N_("Without an answer we see what it is.")),
	U(zone, FIELD_ZONE, .most = 64, .label = N_("Time zone of the list"),
	  .hint = N_("For example Europe/Copenhagen. Empty: what the file says, else that of the places.")),
	U(method, FIELD_CHOICE, .choices = method_choices, .label = N_("Method of its meetings"),
	  .hint = N_("Only when the whole list has one that the file does not say.")),
	U(kind, FIELD_CHOICE, .label = N_("Kind of support"),
	  .hint = N_("Only for a directory that does not say it itself. Without an answer such services are refused.")),
	F_END
};

struct exchange_line {
	struct str href, name, when, n_new, n_changed, n_refused, state;
	const char *chip;
};

struct exchange_list_view {
	struct form_view form;
	struct str here, key, told, file_bad;
	struct exchange_line *lines;
	size_t n;
	struct pager pager;
};

struct exchange_tab {
	struct str href, label;
	bool now;
};

struct exchange_row_line {
	struct str line, name, what, href, verdict, reason;    /* what: empty for a meeting */
	const char *chip;
};

enum { TABS = 5 };

struct exchange_run_view {
	struct str here, back, key, name, sum, told, does, take, until, show;
	struct str n_new, n_changed, n_same, n_refused, n_gone;
	const struct field *fields;
	const struct problems *bad;
	bool waits, may_take, may_undo, has_gone, has_refused;
	struct str parked;                /* where services of the file wait; empty: it holds none */
	struct exchange_tab tabs[TABS];
	size_t ntabs;
	struct exchange_row_line *lines;
	size_t n;
	struct pager pager;
};

#include "exchange_work_html.h"

/* --- words -------------------------------------------------------------------------------------------------- */

static struct str state_said(struct ctx *ctx, struct str state)
{
	if (str_same(state, "done"))
		return tr(ctx, "Taken in");
	return str_same(state, "undone") ? tr(ctx, "Taken back") : tr(ctx, "Waits for a yes");
}

static const char *state_chip(struct str state)
{
	return str_same(state, "done") ? " chip--ok" : str_same(state, "checked") ? " chip--soon" : "";
}

static struct str when_said(struct ctx *ctx, int64_t at)
{
	struct local l = page_local(ctx, at);

	return arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_date_short(ctx, l.day)), STR_ARG(tr_time(ctx, l.minutes)));
}

static struct str run_url(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/imports/%lld", ctx->lang, (long long)id);
}

/* The fields with the kinds of support that this house has. */
static enum err fields_here(struct ctx *ctx, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, sizeof upload_fields / sizeof *upload_fields, struct field);
	struct choice *choices;
	struct kind *kinds;
	size_t n, offered = 0;

	TRY(kind_list(ctx, &kinds, &n));
	choices = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		if (kind_is_active(&kinds[i]))
			choices[offered++] = (struct choice){ arena_z(ctx->arena, kinds[i].code), arena_z(ctx->arena, kind_name(ctx, &kinds[i])) };
	memcpy(fields, upload_fields, sizeof upload_fields);
	for (struct field *f = fields; f->name; f++)
		if (!strcmp(f->name, "kind"))
			f->choices = choices;
	*out = fields;
	return OK;
}

/* --- the list of files, and the form -------------------------------------------------------------------------- */

static enum err fill_lines(struct ctx *ctx, const struct req *req, struct exchange_list_view *v)
{
	int64_t page = req_page(req);
	struct exchange_run *runs;
	size_t n;

	TRY(exchange_list(ctx, RUNS_SHOWN, &runs, &n));
	v->lines = arena_array(ctx->arena, RUNS_PAGE, struct exchange_line);
	for (size_t i = (size_t)(page - 1) * RUNS_PAGE; i < n && v->n < RUNS_PAGE; i++)
		v->lines[v->n++] = (struct exchange_line){
			run_url(ctx, runs[i].id), runs[i].source_name, when_said(ctx, runs[i].done_at ? runs[i].done_at : runs[i].at),
			tr_number(ctx, runs[i].n_new), tr_number(ctx, runs[i].n_changed), tr_number(ctx, runs[i].n_refused),
			state_said(ctx, runs[i].state), state_chip(runs[i].state) };
	v->pager = (struct pager){ req_list(ctx, req), page, ((int64_t)n + RUNS_PAGE - 1) / RUNS_PAGE };
	return OK;
}

static enum err show_list(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	const struct problem *file = problem_of(bad, "file");
	struct exchange_list_view v = { .form = { .values = typed, .bad = bad }, .here = page_url(ctx, "/work/imports"),
					.key = page_key(ctx), .told = S(""), .file_bad = S("") };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Lists in and out"));

	if (file)
		v.file_bad = TR_FILL(ctx, tr_of(ctx, str_of(file->text)), { "x", file->gap.p ? file->gap : S("") });
	if (str_same(value_of(&req->query, "done"), "forgotten"))
		v.told = tr(ctx, "Forgotten. Nothing was stored.");
	TRY(fields_here(ctx, &v.form.fields));
	TRY(fill_lines(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(exchange_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct problems none;
	struct values empty = { 0 };

	(void)rep;
	return show_list(ctx, req, &empty, &none);
}

/* What reading the file left for the writer: nothing waits while it is read. */
struct carried {
	struct upload form;
	struct entry_source source;
	struct entries entries;
	struct str format;
	struct problems bad;
};

static struct str bytes_of(struct ctx *ctx, const struct req *req, const struct upload *u)
{
	struct multipart_file files[MULTIPART_FILES_MOST];
	struct str type = http_header(req->http, "Content-Type");
	struct values texts;
	size_t n = 0;

	if (str_starts(type, S("multipart/form-data")) && multipart_parse(ctx->arena, type, req->http->body, &texts, files, &n))
		for (size_t i = 0; i < n; i++)
			if (str_same(files[i].field, "file") && files[i].bytes.n)
				return files[i].bytes;
	return u->text;
}

static enum err read_upload(struct ctx *ctx, const struct req *req, struct carried *c)
{
	const struct field *fields;
	struct str bytes;

	TRY(fields_here(ctx, &fields));
	TRY(form_read(ctx, fields, &req->body, &c->form, &c->bad));
	bytes = bytes_of(ctx, req, &c->form);
	if (!bytes.n)
		problem(&c->bad, "file", N_("Choose a file, or paste the list below."));
	if (c->bad.n)
		return OK;
	TRY(exchange_source_of(ctx, c->form.source, &c->source));
	if (str_is(c->form.zone))
		c->source.zone = c->form.zone;
	if (str_is(c->form.method))
		c->source.method = c->form.method;
	if (str_is(c->form.kind))
		c->source.kind = c->form.kind;
	if (str_is(c->source.zone) && !zone_find(ctx->house->cal, c->source.zone))
		return problem(&c->bad, "zone", N_("We do not know this time zone. Write it like Europe/Copenhagen."));
	c->format = str_is(c->form.format) ? c->form.format : exchange_format_of(bytes);
	return entries_read(ctx, &c->source, c->format, bytes, &c->entries, &c->bad);
}

static enum err read_file(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct carried *c = arena_new_of(ctx->arena, struct carried);

	(void)rep;
	TRY(read_upload(ctx, req, c));
	req_carry(req, c);
	return OK;
}

static enum err look(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct carried *c = req->carry;
	struct entry_source now;
	struct exchange_run run;

	if (!c->bad.n) {
		/* Another keeper may have been faster with a list of the same name. */
		TRY(exchange_source_of(ctx, c->form.source, &now));
		now.zone = c->source.zone;
		now.method = c->source.method;
		now.kind = c->source.kind;
		TRY(exchange_source_set(ctx, &now, &c->bad));
	}
	if (c->bad.n) {
		rep->status = 422;
		return show_list(ctx, req, &req->body, &c->bad);
	}
	TRY(entries_compare(ctx, &now, c->format, &c->entries, &run));
	return reply_see(ctx, rep, run_url(ctx, run.id));
}

/* --- one file ---------------------------------------------------------------------------------------------------- */

static const struct {
	const char *code, *label, *chip;
	enum exchange_verdict verdict;
} tabs[TABS] = {
	{ "", N_("All"), "", ROW_SAME },
	{ "refused", N_("Refused"), " chip--late", ROW_REFUSED },
	{ "gone", N_("Gone from the list"), " chip--soon", ROW_GONE },
	{ "changed", N_("Changed"), " chip--own", ROW_CHANGED },
	{ "new", N_("New"), " chip--ok", ROW_NEW },
};

static const char *chip_of(enum exchange_verdict v)
{
	for (size_t i = 1; i < TABS; i++)
		if (tabs[i].verdict == v)
			return tabs[i].chip;
	return "";
}

static int64_t count_of(const struct exchange_run *run, enum exchange_verdict v)
{
	const int64_t counts[] = { run->n_new, run->n_changed, (int64_t)run->nrows, run->n_refused, run->n_gone };

	return counts[v];
}

static void fill_tabs(struct ctx *ctx, const struct exchange_run *run, struct exchange_run_view *v, enum exchange_verdict *which)
{
	*which = ROW_SAME;
	for (size_t i = 0; i < TABS; i++) {
		bool now = str_same(v->show, tabs[i].code);
		if (now)
			*which = tabs[i].verdict;
		if (i && !count_of(run, tabs[i].verdict) && !now)
			continue;
		v->tabs[v->ntabs++] = (struct exchange_tab){
			arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(v->here), i ? "?show=" : "", tabs[i].code),
			arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_of(ctx, str_of(tabs[i].label))),
				     STR_ARG(tr_number(ctx, count_of(run, tabs[i].verdict)))), now };
	}
}

static struct str href_of(struct ctx *ctx, const struct exchange_row *r)
{
	static const char *const pages[ENTRY_KINDS] = { [ENTRY_MEETING] = "meetings", [ENTRY_SERVICE] = "support",
							[ENTRY_PLACE] = "locations", [ENTRY_ORG] = "orgs" };

	return r->subject ? arena_printf(ctx->arena, "/%s/work/%s/%lld", ctx->lang, pages[r->kind], (long long)r->subject) : S("");
}

static struct str what_of(struct ctx *ctx, const struct exchange_row *r)
{
	static const char *const words[ENTRY_KINDS] = { [ENTRY_SERVICE] = N_("Support"), [ENTRY_PLACE] = N_("Place"),
							[ENTRY_ORG] = N_("Organisation") };

	return words[r->kind] ? tr_of(ctx, str_of(words[r->kind])) : S("");
}

static bool has_services(const struct exchange_run *run)
{
	for (size_t i = 0; i < run->nrows; i++)
		if (run->rows[i].kind == ENTRY_SERVICE && run->rows[i].verdict == ROW_NEW)
			return true;
	return false;
}

static struct exchange_row_line line_of(struct ctx *ctx, const struct exchange_row *r)
{
	return (struct exchange_row_line){
		.line = r->line ? tr_number(ctx, r->line) : S("–"), .name = r->name.n ? r->name : r->key.n ? r->key : tr(ctx, "(without a name)"),
		.what = what_of(ctx, r), .href = href_of(ctx, r),
		.verdict = tr_capital(ctx, verdict_said(ctx, r->verdict)), .reason = reason_said(ctx, r), .chip = chip_of(r->verdict) };
}

/* Refused ones first: that is what somebody must look at. */
static void fill_rows(struct ctx *ctx, const struct req *req, const struct exchange_run *run, enum exchange_verdict which,
		      struct exchange_run_view *v)
{
	static const enum exchange_verdict order[] = { ROW_REFUSED, ROW_GONE, ROW_CHANGED, ROW_NEW };
	size_t from = (size_t)(req_page(req) - 1) * ROWS_PAGE, at = 0;

	v->lines = arena_array(ctx->arena, ROWS_PAGE, struct exchange_row_line);
	for (size_t o = 0; o < 4; o++)
		for (size_t i = 0; i < run->nrows; i++) {
			if (run->rows[i].verdict != order[o] || (which != ROW_SAME && which != order[o]))
				continue;
			if (at++ >= from && v->n < ROWS_PAGE)
				v->lines[v->n++] = line_of(ctx, &run->rows[i]);
		}
	v->pager = (struct pager){ req_list(ctx, req), req_page(req), ((int64_t)at + ROWS_PAGE - 1) / ROWS_PAGE };
}

static struct str told_of(struct ctx *ctx, const struct req *req)
{
	struct str done = value_of(&req->query, "done"), back = value_of(&req->query, "back"), stayed = value_of(&req->query, "stayed");
	int64_t nback = 0, nstayed = 0;

	if (str_same(done, "taken"))
		return tr(ctx, "The good rows were taken in.");
	if (!str_same(done, "undone") || !str_int(back, &nback) || !str_int(stayed, &nstayed))
		return S("");
	return TR_FILL(ctx, nstayed ? tr(ctx, "Taken back: {back}. Left as they are, because somebody has changed them since: {stayed}.") :
				      tr(ctx, "Taken back: {back}."),
		       { "back", tr_number(ctx, nback) }, { "stayed", tr_number(ctx, nstayed) });
}

static enum err show_run(struct ctx *ctx, const struct req *req, const struct exchange_run *run, const struct problems *bad)
{
	bool checked = str_same(run->state, "checked");
	struct exchange_run_view v = {
		.here = run_url(ctx, run->id), .back = page_url(ctx, "/work/imports"), .key = page_key(ctx), .name = run->source_name,
		.fields = upload_fields, .bad = bad, .waits = checked, .told = told_of(ctx, req), .has_gone = run->n_gone > 0,
		.has_refused = run->n_refused > 0, .show = str_is(value_of(&req->query, "show")) ? value_of(&req->query, "show") : S(""),
		.does = checked ? tr(ctx, "What the file would do") : tr(ctx, "What the file did"),
		.n_new = tr_number(ctx, run->n_new), .n_changed = tr_number(ctx, run->n_changed), .n_same = tr_number(ctx, run->n_same),
		.n_refused = tr_number(ctx, run->n_refused), .n_gone = tr_number(ctx, run->n_gone),
	};
	enum exchange_verdict which;
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Lists in and out"));

	v.sum = arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(when_said(ctx, run->done_at ? run->done_at : run->at)),
			     STR_ARG(state_said(ctx, run->state)));
	v.may_take = run->n_new + run->n_changed + run->n_same + run->n_gone > 0;
	v.take = !(run->n_new + run->n_changed) ? tr(ctx, "Take it in") :
		 TR_FILL(ctx, trn(ctx, "Take the {n} good row in", "Take the {n} good rows in", run->n_new + run->n_changed),
			 { "n", tr_number(ctx, run->n_new + run->n_changed) });
	TRY(exchange_may_undo(ctx, run, &v.may_undo));
	v.until = TR_FILL(ctx, tr(ctx, "Until {day} everything can be put back as it was before this file. What somebody has changed by hand since then stays."),
			  { "day", tr_date(ctx, page_local(ctx, run->done_at + EXCHANGE_UNDO_DAYS * DAY_S).day) });
	if (has_services(run) && !str_same(run->state, "undone"))
		v.parked = page_url(ctx, "/work/support?state=parked");
	fill_tabs(ctx, run, &v, &which);
	fill_rows(ctx, req, run, which, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(exchange_run_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err run_of(struct ctx *ctx, const struct req *req, struct exchange_run *run)
{
	int64_t id;

	return req_id(req, "id", &id) ? exchange_get(ctx, id, run) : ERR_NOT_FOUND;
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct problems none;
	struct exchange_run run;

	(void)rep;
	TRY(run_of(ctx, req, &run));
	return show_run(ctx, req, &run, &none);
}

static enum err taking(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	if (str_is(value_of(&req->body, "sure")))
		TRY(exchange_set_sure(ctx, id));
	TRY(exchange_apply(ctx, id, NULL, NULL));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=taken", STR_ARG(run_url(ctx, id))));
}

static enum err forgetting(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(exchange_forget(ctx, id));
	return reply_see(ctx, rep, page_url(ctx, "/work/imports?done=forgotten"));
}

static enum err undoing(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct exchange_undone undone;
	struct exchange_run run;

	TRY(run_of(ctx, req, &run));
	TRY(exchange_undo(ctx, run.id, &undone, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=undone&back=%lld&stayed=%lld", STR_ARG(run_url(ctx, run.id)),
							(long long)undone.back, (long long)undone.stayed));
	rep->status = 422;
	return show_run(ctx, req, &run, &bad);
}

static enum err refused_csv(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct exchange_run run;
	struct csv_out o;

	TRY(run_of(ctx, req, &run));
	rep->type = S("text/csv; charset=utf-8");
	reply_header(rep, S("Content-Disposition"), S("attachment; filename=\"refused.csv\""));
	csv_start(&o, ctx->out, ',', CSV_GUARD | CSV_MARK);
	csv_put(&o, S("line"));
	csv_put(&o, S("key"));
	csv_put(&o, S("name"));
	csv_put(&o, S("column"));
	csv_put(&o, S("reason"));
	csv_end_row(&o);
	for (size_t i = 0; i < run.nrows; i++) {
		if (run.rows[i].verdict != ROW_REFUSED)
			continue;
		csv_put_int(&o, run.rows[i].line);
		csv_put(&o, run.rows[i].key);
		csv_put(&o, run.rows[i].name);
		csv_put(&o, run.rows[i].field);
		csv_put(&o, reason_said(ctx, &run.rows[i]));
		csv_end_row(&o);
	}
	return OK;
}

const struct route exchange_routes[] = {
	{ "GET", "/:lang/work/imports", IMPORT, list, 0, NULL },
	{ "POST", "/:lang/work/imports", IMPORT, look, 0, read_file },
	{ "GET", "/:lang/work/imports/:id", IMPORT, one, 0, NULL },
	{ "POST", "/:lang/work/imports/:id/taking", IMPORT, taking, 0, NULL },
	{ "POST", "/:lang/work/imports/:id/forgetting", IMPORT, forgetting, 0, NULL },
	{ "POST", "/:lang/work/imports/:id/undoing", IMPORT, undoing, 0, NULL },
	{ "GET", "/:lang/work/imports/:id/refused.csv", IMPORT, refused_csv, 0, NULL },
	{ 0 }
};
