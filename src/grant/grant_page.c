/* grant_page.c -- the grants, the books of one with its months, and the form for one. */
#include "grant/views.h"
#include "org/org.h"

#include <string.h>

enum { FIELDS_MOST = 20 };

#include "grant_lines_html.h"

#include "grant_book_html.h"

#include "grant_forms_html.h"

struct str grant_url(struct ctx *ctx, const struct grant_book *b, const char *tail)
{
	return arena_printf(ctx->arena, "/%s/work/grants/%lld%s", ctx->lang, (long long)b->id, tail);
}

enum err grant_asked(struct ctx *ctx, const struct req *req, bool to_book, struct grant_book *b)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(grant_get(ctx, id, b));
	return (to_book ? grant_may_book(ctx, b) : grant_may_read(ctx, b)) ? OK : ERR_DENIED;
}

static struct str org_of(struct ctx *ctx, int64_t id)
{
	struct org o;

	return org_get(ctx, id, &o) ? S("") : o.name;
}

struct str grant_line_said(struct ctx *ctx, const struct grant_book *b)
{
	return arena_cat(ctx->arena, org_of(ctx, b->org), S(" · "), programme_period_said(ctx, b->first_day, b->last_day), S(" · "),
			 grant_money(ctx, b->amount), S(" "), b->currency);
}

/* --- days on which something must be sent in ------------------------------------------------------------------------- */

static struct due_view due_of(struct ctx *ctx, const struct grant_due *d, day_t today)
{
	int step = grant_countdown(d->day, today);
	struct due_view v = { .date = tr_date_short(ctx, d->day), .name = d->name, .chip = "chip" };

	if (step < 0) {
		v.left = tr(ctx, "over");
		return v;
	}
	v.left = d->day == today ? tr(ctx, "today") : trn(ctx, "in {n} day", "in {n} days", d->day - today);
	if (step)
		v.chip = step <= 7 ? "chip chip--late" : step <= 30 ? "chip chip--soon" : "chip chip--fjord";
	return v;
}

static enum err next_due(struct ctx *ctx, int64_t book, struct str *said)
{
	day_t today = page_today(ctx);
	struct grant_due *dues;
	struct due_view v;
	size_t n;

	*said = S("");
	TRY(grant_due_days(ctx, book, &dues, &n));
	for (size_t i = 0; i < n && !said->n; i++) {
		if (dues[i].day < today)
			continue;
		v = due_of(ctx, &dues[i], today);
		*said = arena_cat(ctx->arena, v.name, S(", "), v.date, S(" ("), v.left, S(")"));
	}
	return OK;
}

/* --- the list ------------------------------------------------------------------------------------------------------------ */

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Grants"));
	struct list_view v = { .here = page_url(ctx, "/work/grants"), .may_add = may(ctx->who, GRANT_BOOK) };
	struct grant_book *books;

	(void)rep;
	TRY(grant_list(ctx, &books, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct list_line);
	for (size_t i = 0; i < v.n; i++) {
		v.lines[i] = (struct list_line){ .href = grant_url(ctx, &books[i], ""), .name = books[i].name, .org = org_of(ctx, books[i].org),
						 .period = programme_period_said(ctx, books[i].first_day, books[i].last_day) };
		TRY(next_due(ctx, books[i].id, &v.lines[i].due));
	}
	TRY(frame_begin_html(ctx, &f));
	TRY(grant_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- the account, as a table -------------------------------------------------------------------------------------------- */

static struct str percent(struct ctx *ctx, int permille)
{
	return tr_decimal(ctx, permille / 10.0, 1);
}

enum err grant_fill_account(struct ctx *ctx, const struct grant_book *b, bool sees_pay, struct account_view *v)
{
	struct grant_account a;
	int64_t minutes = 0;

	TRY(grant_account(ctx, b, b->first_day, b->last_day, &a));
	*v = (struct account_view){ .rows = arena_array(ctx->arena, a.n + 1, struct account_row), .sees_pay = sees_pay };
	for (size_t i = 0; i < a.n; i++) {
		const struct grant_account_line *l = &a.lines[i];
		bool hours = str_same(l->line.kind, "hours"), told = sees_pay || !hours;
		struct str hidden = S("–");
		minutes += l->minutes;
		v->rows[v->n++] = (struct account_row){
			.name = l->line.name, .hours = hours ? grant_hours(ctx, l->minutes) : S(""), .budget = told ? grant_money(ctx, l->line.amount) : hidden,
			.used = told ? grant_money(ctx, l->used) : hidden, .left = told ? grant_money(ctx, l->left) : hidden,
			.percent = told ? percent(ctx, l->permille) : hidden,
		};
	}
	/* With the other lines beside it, the sum would tell what the hours cost. */
	if (sees_pay)
		v->rows[v->n++] = (struct account_row){ tr(ctx, "In all"), grant_hours(ctx, minutes), grant_money(ctx, b->amount), grant_money(ctx, a.used),
							grant_money(ctx, a.left), percent(ctx, a.permille) };
	return OK;
}

/* --- one grant -------------------------------------------------------------------------------------------------------------- */

static day_t next_month(day_t month)
{
	struct ymd m = day_ymd(month);

	return m.month == 12 ? day_of(m.year + 1, 1, 1) : day_of(m.year, m.month + 1, 1);
}

static struct str month_name(struct ctx *ctx, day_t month)
{
	struct ymd m = day_ymd(month);

	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, m.month)), m.year));
}

static struct str month_code(struct ctx *ctx, day_t month)
{
	return str_slice(day_str(ctx->arena, month), 0, 7);
}

/* "2016-11" as its first day; DAY_NONE: none. */
static day_t month_typed(struct ctx *ctx, struct str code)
{
	return code.n == 7 ? day_parse(arena_cat(ctx->arena, code, S("-01"))) : DAY_NONE;
}

static enum err fill_month(struct ctx *ctx, const struct book_view *v, day_t month, struct month_row *row)
{
	struct grant_account a;
	int64_t minutes = 0;

	TRY(grant_account(ctx, v->b, month, next_month(month) - 1, &a));
	for (size_t i = 0; i < a.n; i++)
		minutes += a.lines[i].minutes;
	*row = (struct month_row){ .code = month_code(ctx, month), .name = month_name(ctx, month), .hours = grant_hours(ctx, minutes),
				   .used = v->may_book ? grant_money(ctx, a.used) : S("–"), .income = grant_money(ctx, a.income) };
	return OK;
}

/* The months of a year that have begun, the latest first. */
static enum err fill_months(struct ctx *ctx, int year, struct book_view *v)
{
	day_t today = page_today(ctx), last = v->b->last_day < today ? v->b->last_day : today, *locked;
	struct ymd from = day_ymd(v->b->first_day);
	size_t nlocked;

	TRY(grant_locked(ctx, v->b->id, &locked, &nlocked));
	v->months = arena_array(ctx->arena, 12, struct month_row);
	for (int month = 12; month; month--) {
		day_t m = day_of(year, month, 1);
		struct month_row *row = &v->months[v->nmonths];
		if (m > last || m < day_of(from.year, from.month, 1))
			continue;
		TRY(fill_month(ctx, v, m, row));
		for (size_t i = 0; i < nlocked; i++)
			row->locked |= locked[i] == m;
		if (!row->locked && v->may_book && next_month(m) <= today)
			row->key = page_key(ctx);
		v->nmonths++;
	}
	return OK;
}

/* The year asked for, or that of the month asked for, or the last one that has begun; the others are links. */
static int fill_years(struct ctx *ctx, const struct req *req, day_t month, struct book_view *v)
{
	day_t today = page_today(ctx), last = v->b->last_day < today ? v->b->last_day : today;
	int first_year = day_ymd(v->b->first_day).year, last_year = day_ymd(last).year;
	struct str typed = value_of(&req->query, "year");
	int64_t year = month == DAY_NONE ? last_year : day_ymd(month).year;

	if (str_is(typed))
		str_int(typed, &year);
	if (year < first_year || year > last_year)
		year = last_year;
	v->years = arena_array(ctx->arena, (size_t)(last_year < first_year ? 0 : last_year - first_year) + 1, struct year_link);
	for (int y = last_year; y >= first_year; y--)
		if (y != year)
			v->years[v->nyears++] = (struct year_link){ arena_printf(ctx->arena, "%.*s?year=%d#months", STR_ARG(v->here), y),
								    arena_printf(ctx->arena, "%d", y) };
	return (int)year;
}

static struct entry_row entry_of(struct ctx *ctx, const struct grant_entry *e, bool may_book)
{
	bool hours = str_same(e->kind, "hours");
	const char *activity = choice_label(grant_activities, e->activity);
	struct entry_row r = { .id = page_id(ctx, e->id), .date = tr_date_short(ctx, e->day), .small = e->note };

	if (hours)
		r.what = TR_FILL(ctx, tr(ctx, "{person}: {hours} hours, {activity}"), { "person", e->person }, { "hours", grant_hours(ctx, e->minutes) },
				 { "activity", tr_small(ctx, tr_of(ctx, str_of(activity ? activity : ""))) });
	else
		r.what = str_same(e->kind, "income") ? tr(ctx, "Income") :
			 TR_FILL(ctx, tr(ctx, "{line}, voucher {number}"), { "line", e->line_name }, { "number", e->voucher });
	if (may_book || !hours)
		r.amount = grant_money(ctx, e->amount);
	if (e->counter_of)
		r.chip = tr(ctx, "counter-entry");
	else if (e->countered)
		r.chip = tr(ctx, "taken back");
	else if (may_book)
		r.key = page_key(ctx);
	return r;
}

static enum err fill_entries(struct ctx *ctx, day_t month, struct book_view *v)
{
	struct grant_entry *e;

	if (month == DAY_NONE)
		return OK;
	v->month = month_name(ctx, month);
	TRY(grant_ledger(ctx, v->b->id, month, next_month(month) - 1, &e, &v->nentries));
	v->entries = arena_array(ctx->arena, v->nentries, struct entry_row);
	for (size_t i = 0; i < v->nentries; i++)
		v->entries[i] = entry_of(ctx, &e[i], v->may_book);
	return OK;
}

static enum err show_book(struct ctx *ctx, const struct req *req, const struct grant_book *b, day_t month, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Grants"));
	struct book_view v = { .b = b, .bad = bad, .here = grant_url(ctx, b, ""), .list = page_url(ctx, "/work/grants"), .line = grant_line_said(ctx, b),
			       .may_book = grant_may_book(ctx, b) };
	struct grant_due *dues;

	if (str_is(value_of(&req->query, "saved")))
		v.said = tr(ctx, "Saved.");
	if (!v.may_book)
		v.line = arena_cat(ctx->arena, org_of(ctx, b->org), S(" · "), programme_period_said(ctx, b->first_day, b->last_day));
	TRY(grant_fill_account(ctx, b, v.may_book, &v.account));
	TRY(grant_due_days(ctx, b->id, &dues, &v.ndues));
	v.dues = arena_array(ctx->arena, v.ndues, struct due_view);
	for (size_t i = 0; i < v.ndues; i++)
		v.dues[i] = due_of(ctx, &dues[i], page_today(ctx));
	TRY(fill_months(ctx, fill_years(ctx, req, month, &v), &v));
	TRY(fill_entries(ctx, month, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(grant_book_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err book(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str month = value_of(&req->query, "month");
	struct grant_book b;

	(void)rep;
	TRY(grant_asked(ctx, req, false, &b));
	return show_book(ctx, req, &b, month_typed(ctx, month.p ? month : S("")), NULL);
}

static enum err lock(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t month = month_typed(ctx, req_param(req, "month"));
	struct problems bad = { 0 };
	struct grant_book b;

	TRY(grant_asked(ctx, req, true, &b));
	if (month == DAY_NONE)
		return ERR_NOT_FOUND;
	TRY(grant_lock_month(ctx, &b, month, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, grant_url(ctx, &b, "?saved=1#months"));
	rep->status = 422;
	return show_book(ctx, req, &b, DAY_NONE, &bad);
}

static enum err counter(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct grant_entry *e;
	struct grant_book b;
	bool ours = false;
	int64_t id;
	size_t n;

	TRY(grant_asked(ctx, req, true, &b));
	if (!req_id(req, "entry", &id))
		return ERR_NOT_FOUND;
	TRY(grant_ledger(ctx, b.id, b.first_day, b.last_day, &e, &n));
	for (size_t i = 0; i < n; i++)
		ours |= e[i].id == id;
	if (!ours)
		return ERR_NOT_FOUND;
	TRY(grant_counter(ctx, id, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, grant_url(ctx, &b, "?saved=1"));
	rep->status = 422;
	return show_book(ctx, req, &b, DAY_NONE, &bad);
}

/* --- the form ----------------------------------------------------------------------------------------------------------------- */

static enum err fields_of(struct ctx *ctx, const struct grant_book *b, const struct field **out)
{
	struct field *fields = arena_array(ctx->arena, FIELDS_MOST, struct field);
	const struct choice *pools, *orgs;

	TRY(programme_choices(ctx, "pool", &pools));
	TRY(org_choices(ctx, b->org, &orgs));
	for (size_t n = 0; grant_book_fields[n].name; n++) {
		fields[n] = grant_book_fields[n];
		if (!strcmp(fields[n].name, "pool"))
			fields[n].choices = pools;
		if (!strcmp(fields[n].name, "org"))
			fields[n].choices = orgs;
	}
	*out = fields;
	return OK;
}

static enum err show_form(struct ctx *ctx, const struct req *req, struct grant_book *b, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Grants"));
	struct form_page_view v = { .key = page_key(ctx) };
	struct values stored = { 0 };
	const struct field *fields;

	TRY(fields_of(ctx, b, &fields));
	b->pool_text = b->pool ? page_id(ctx, b->pool) : S("");
	b->org_text = b->org ? page_id(ctx, b->org) : S("");
	if (b->id)
		TRY(grant_fill_texts(ctx, b));
	if (!typed)
		form_write(ctx, fields, b, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	v.back = b->id ? grant_url(ctx, b, "") : page_url(ctx, "/work/grants");
	v.back_name = b->id ? b->name : tr(ctx, "Grants");
	v.action = b->id ? grant_url(ctx, b, "/edit") : page_url(ctx, "/work/grants/new");
	v.title = b->id ? tr(ctx, "Grant and budget") : tr(ctx, "New grant");
	TRY(frame_begin_html(ctx, &f));
	TRY(grant_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct grant_book b = { .amount = INT64_MIN, .currency = S("DKK"), .first_day = DAY_NONE, .last_day = DAY_NONE };

	(void)rep;
	return show_form(ctx, req, &b, NULL, NULL);
}

static enum err edit_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct grant_book b;

	(void)rep;
	TRY(grant_asked(ctx, req, true, &b));
	return show_form(ctx, req, &b, NULL, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep, struct grant_book *b)
{
	struct problems bad = { 0 };
	struct grant_book shown = *b;
	const struct field *fields;

	TRY(fields_of(ctx, b, &fields));
	TRY(form_read(ctx, fields, &req->body, b, &bad));
	if (!str_int(b->pool_text.p ? b->pool_text : S(""), &b->pool))
		b->pool = 0;
	if (!str_int(b->org_text.p ? b->org_text : S(""), &b->org))
		b->org = 0;
	TRY(grant_save(ctx, b, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, grant_url(ctx, b, "?saved=1"));
	rep->status = 422;
	return show_form(ctx, req, &shown, &req->body, &bad);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct grant_book b = { .first_day = DAY_NONE, .last_day = DAY_NONE };

	return save(ctx, req, rep, &b);
}

static enum err change(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct grant_book b;

	TRY(grant_asked(ctx, req, true, &b));
	return save(ctx, req, rep, &b);
}

const struct route grant_routes[] = {
	{ "GET", "/:lang/work/grants", GRANT_READ, list, 0, NULL },
	{ "GET", "/:lang/work/grants/new", GRANT_BOOK, new_form, 0, NULL },
	{ "POST", "/:lang/work/grants/new", GRANT_BOOK, add, 0, NULL },
	{ "GET", "/:lang/work/grants/:id", GRANT_READ, book, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/edit", GRANT_BOOK, edit_form, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/edit", GRANT_BOOK, change, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/hours", GRANT_BOOK, grant_hours_form, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/hours", GRANT_BOOK, grant_hours_add, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/costs", GRANT_BOOK, grant_cost_form, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/costs", GRANT_BOOK, grant_cost_add, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/income", GRANT_BOOK, grant_income_form, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/income", GRANT_BOOK, grant_income_add, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/people", GRANT_BOOK, grant_people_form, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/people", GRANT_BOOK, grant_people_add, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/months/:month/lock", GRANT_BOOK, lock, 0, NULL },
	{ "POST", "/:lang/work/grants/:id/entries/:entry/counter", GRANT_BOOK, counter, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/account", GRANT_READ, grant_account_page, 0, NULL },
	{ "GET", "/:lang/work/grants/:id/files/:file", GRANT_BOOK, grant_file_page, ROUTE_SLOW, NULL },
	{ "GET", "/:lang/work/hours", MEMBER, grant_own_form, 0, NULL },
	{ "POST", "/:lang/work/hours", MEMBER, grant_own_add, 0, NULL },
	{ 0 }
};
