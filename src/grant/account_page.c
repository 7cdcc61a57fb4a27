/* account_page.c -- the account to print and sign, as a page and as PDF; the ledger as CSV and XLSX. */
#include "grant/views.h"
#include "csv/csv.h"
#include "draw/draw.h"
#include "org/org.h"
#include "xlsx/xlsx.h"

#include <string.h>

#include "grant_lines_html.h"

#include "grant_sign_html.h"

static enum err fill_sums(struct ctx *ctx, const struct grant_book *b, struct sign_view *v)
{
	struct grant_account a;

	TRY(grant_account(ctx, b, b->first_day, b->last_day, &a));
	v->sums[0] = (struct sum_row){ tr(ctx, "Grant"), grant_money(ctx, b->amount) };
	v->sums[1] = (struct sum_row){ tr(ctx, "Income"), grant_money(ctx, a.income) };
	v->sums[2] = (struct sum_row){ tr(ctx, "Used"), grant_money(ctx, a.used) };
	v->sums[3] = (struct sum_row){ tr(ctx, "Unused of the grant"), grant_money(ctx, a.left) };
	v->sums[4] = (struct sum_row){ tr(ctx, "Received and unused, to be returned"), grant_money(ctx, a.to_return) };
	v->nsums = 5;
	return OK;
}

static enum err fill_view(struct ctx *ctx, const struct grant_book *b, struct sign_view *v)
{
	bool sees_pay = grant_may_book(ctx, b);
	struct org o;

	*v = (struct sign_view){ .b = b, .back = grant_url(ctx, b, ""), .sees_files = sees_pay };
	TRY(org_get(ctx, b->org, &o));
	v->line = sees_pay ? grant_line_said(ctx, b) : arena_cat(ctx->arena, o.name, S(" · "), programme_period_said(ctx, b->first_day, b->last_day));
	TRY(grant_fill_account(ctx, b, sees_pay, &v->account));
	return sees_pay ? fill_sums(ctx, b, v) : OK;
}

enum err grant_account_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Grants"));
	struct sign_view v;
	struct grant_book b;

	(void)rep;
	TRY(grant_asked(ctx, req, false, &b));
	TRY(fill_view(ctx, &b, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(grant_sign_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- PDF ----------------------------------------------------------------------------------------------------------------- */

#define PAPER_W 210.0
#define PAPER_H 297.0
#define MARGIN 18.0
#define WIDTH (PAPER_W - 2 * MARGIN)

struct sheet {
	struct draw *d;
	struct draw_panel *p;
	double y;
};

static void new_page(struct sheet *s)
{
	s->p = draw_panel(s->d, PAPER_W, PAPER_H);
	draw_place(draw_sheet(s->d, PAPER_W, PAPER_H), s->p, 0, 0, 0);
	s->y = MARGIN;
}

static void room_for(struct sheet *s, double height)
{
	if (!s->p || s->y + height > PAPER_H - MARGIN)
		new_page(s);
}

static void put(struct sheet *s, struct str text, double size, enum draw_role role, double after)
{
	struct draw_style style = { .size_pt = size, .role = role, .face = role == DRAW_PARAGRAPH ? DRAW_PLAIN : DRAW_STRONG };
	const struct draw_text *t = draw_set(s->d, text.n ? text : S(" "), &style, WIDTH);

	room_for(s, draw_height(t));
	draw_put(s->p, t, MARGIN, s->y);
	s->y += draw_height(t) + after;
}

/* One row of the table: the name, then numbers at the right. */
static void put_row(struct sheet *s, const struct account_row *r, bool strong)
{
	static const double widths[] = { 52, 18, 30, 30, 30, 14 };
	const struct str cells[] = { r->name, r->hours, r->budget, r->used, r->left, r->percent };
	const struct draw_text *set[6];
	double x = MARGIN, height = 0;

	for (size_t i = 0; i < 6; i++) {
		struct draw_style style = { .size_pt = 10, .align = i ? DRAW_RIGHT : DRAW_LEFT, .face = strong ? DRAW_STRONG : DRAW_PLAIN };
		set[i] = draw_set(s->d, cells[i].n ? cells[i] : S(" "), &style, widths[i]);
		height = draw_height(set[i]) > height ? draw_height(set[i]) : height;
	}
	room_for(s, height + 3);
	for (size_t i = 0; i < 6; x += widths[i++])
		draw_put(s->p, set[i], x, s->y);
	s->y += height + 1.4;
	draw_rule(s->p, MARGIN, s->y, PAPER_W - MARGIN, s->y, strong ? 0.4 : 0.15, DRAW_SOLID);
	s->y += 1.4;
}

static void put_signature(struct sheet *s, struct str label)
{
	room_for(s, 26);
	s->y += 16;
	draw_rule(s->p, MARGIN, s->y, MARGIN + 90, s->y, 0.3, DRAW_SOLID);
	s->y += 1;
	put(s, label, 9, DRAW_PARAGRAPH, 4);
}

static enum err pdf(struct ctx *ctx, const struct grant_book *b, struct reply *rep)
{
	const struct account_row heads = { tr(ctx, "Budget line"), tr(ctx, "Hours worked"), tr(ctx, "Budget"), tr(ctx, "Used"), tr(ctx, "Left"), S("%") };
	struct sheet s = { .d = draw_new(ctx) };
	struct sign_view v;

	TRY(fill_view(ctx, b, &v));
	put(&s, arena_cat(ctx->arena, tr(ctx, "Account"), S(": "), b->name), 17, DRAW_TITLE, 2);
	put(&s, v.line, 10, DRAW_PARAGRAPH, 6);
	put_row(&s, &heads, true);
	for (size_t i = 0; i < v.account.n; i++)
		put_row(&s, &v.account.rows[i], i + 1 == v.account.n);
	s.y += 4;
	for (size_t i = 0; i < v.nsums; i++)
		put(&s, arena_cat(ctx->arena, v.sums[i].label, S(": "), v.sums[i].text, S(" "), b->currency), 10, DRAW_PARAGRAPH, 1);
	s.y += 4;
	put(&s, tr(ctx, "We declare that the account is right and that the grant was used as its conditions say."), 10, DRAW_PARAGRAPH, 2);
	put_signature(&s, tr(ctx, "Date and signature of who binds the association"));
	put_signature(&s, tr(ctx, "Date and signature of the treasurer"));
	if (ctx->house->demo)
		put(&s, tr(ctx, "Demonstration: people, meetings and figures are invented."), 9, DRAW_PARAGRAPH, 0);
	rep->type = S("application/pdf");
	return draw_pdf(ctx, s.d, b->name, page_today(ctx));
}

/* --- CSV and XLSX ----------------------------------------------------------------------------------------------------------- */

enum { COLUMNS = 12 };

static void heads_of(struct ctx *ctx, struct str *h)
{
	h[0] = tr(ctx, "Date"), h[1] = tr(ctx, "Kind"), h[2] = tr(ctx, "Budget line"), h[3] = tr(ctx, "Person"), h[4] = tr(ctx, "What the time went to");
	h[5] = tr(ctx, "Hours worked"), h[6] = tr(ctx, "What an hour costs"), h[7] = tr(ctx, "Amount"), h[8] = tr(ctx, "Number of the voucher"), h[9] = tr(ctx, "Note");
	h[10] = tr(ctx, "Number"), h[11] = tr(ctx, "Takes back");
}

static struct str kind_said(struct ctx *ctx, const struct grant_entry *e)
{
	return str_same(e->kind, "hours") ? tr(ctx, "Hours worked") : str_same(e->kind, "cost") ? tr(ctx, "Cost") : tr(ctx, "Income");
}

static struct str activity_said(struct ctx *ctx, const struct grant_entry *e)
{
	const char *label = choice_label(grant_activities, e->activity);

	return label ? tr_of(ctx, str_of(label)) : S("");
}

/* With a point, whatever the language: for a program. */
static struct str plain_money(struct ctx *ctx, int64_t minor)
{
	int64_t size = minor < 0 ? -minor : minor;

	return arena_printf(ctx->arena, "%s%lld.%02lld", minor < 0 ? "-" : "", (long long)(size / 100), (long long)(size % 100));
}

static enum err csv(struct ctx *ctx, const struct grant_book *b, struct reply *rep)
{
	struct str heads[COLUMNS];
	struct grant_entry *e;
	struct csv_out o;
	size_t n;

	rep->type = S("text/csv; charset=utf-8");
	heads_of(ctx, heads);
	TRY(grant_ledger(ctx, b->id, b->first_day, b->last_day, &e, &n));
	csv_start(&o, ctx->out, ';', CSV_GUARD | CSV_MARK);
	for (size_t i = 0; i < COLUMNS; i++)
		csv_put(&o, heads[i]);
	csv_end_row(&o);
	for (size_t i = 0; i < n; i++) {
		csv_put(&o, day_str(ctx->arena, e[i].day));
		csv_put(&o, kind_said(ctx, &e[i]));
		csv_put(&o, e[i].line_name);
		csv_put(&o, e[i].person);
		csv_put(&o, activity_said(ctx, &e[i]));
		csv_put(&o, plain_money(ctx, (e[i].minutes * 100 + (e[i].minutes < 0 ? -30 : 30)) / 60));
		csv_put(&o, plain_money(ctx, e[i].rate));
		csv_put(&o, plain_money(ctx, e[i].amount));
		csv_put(&o, e[i].voucher);
		csv_put(&o, e[i].note);
		csv_put_int(&o, e[i].id);
		csv_put(&o, e[i].counter_of ? page_id(ctx, e[i].counter_of) : S(""));
		csv_end_row(&o);
	}
	return OK;
}

static enum err account_sheet(struct ctx *ctx, const struct grant_book *b, struct xlsx *x)
{
	const struct str heads[] = { tr(ctx, "Budget line"), tr(ctx, "Hours worked"), tr(ctx, "Budget"), tr(ctx, "Used"), tr(ctx, "Left") };
	struct grant_account a;

	TRY(grant_account(ctx, b, b->first_day, b->last_day, &a));
	TRY(xlsx_sheet(ctx, x, tr(ctx, "Account"), heads, 5));
	for (size_t i = 0; i < a.n; i++) {
		xlsx_text(x, a.lines[i].line.name);
		xlsx_hours(x, a.lines[i].minutes);
		xlsx_money(x, a.lines[i].line.amount);
		xlsx_money(x, a.lines[i].used);
		xlsx_money(x, a.lines[i].left);
		xlsx_row_end(x);
	}
	xlsx_text(x, tr(ctx, "In all"));
	xlsx_blank(x);
	xlsx_money(x, b->amount);
	xlsx_money(x, a.used);
	xlsx_money(x, a.left);
	xlsx_row_end(x);
	xlsx_text(x, tr(ctx, "Income"));
	xlsx_blank(x);
	xlsx_blank(x);
	xlsx_money(x, a.income);
	xlsx_row_end(x);
	return OK;
}

static enum err ledger_sheet(struct ctx *ctx, const struct grant_book *b, struct xlsx *x)
{
	struct str heads[COLUMNS];
	struct grant_entry *e;
	size_t n;

	heads_of(ctx, heads);
	TRY(grant_ledger(ctx, b->id, b->first_day, b->last_day, &e, &n));
	TRY(xlsx_sheet(ctx, x, tr(ctx, "Ledger"), heads, COLUMNS));
	for (size_t i = 0; i < n; i++) {
		xlsx_day(x, e[i].day);
		xlsx_text(x, kind_said(ctx, &e[i]));
		xlsx_text(x, e[i].line_name);
		xlsx_text(x, e[i].person);
		xlsx_text(x, activity_said(ctx, &e[i]));
		xlsx_hours(x, e[i].minutes);
		xlsx_money(x, e[i].rate);
		xlsx_money(x, e[i].amount);
		xlsx_text(x, e[i].voucher);
		xlsx_text(x, e[i].note);
		xlsx_text(x, page_id(ctx, e[i].id));
		xlsx_text(x, e[i].counter_of ? page_id(ctx, e[i].counter_of) : S(""));
		xlsx_row_end(x);
	}
	return OK;
}

static enum err xlsx(struct ctx *ctx, const struct grant_book *b, struct reply *rep)
{
	struct xlsx *x;

	rep->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	TRY(xlsx_new(ctx, ctx->now, &x));
	TRY(account_sheet(ctx, b, x));
	TRY(ledger_sheet(ctx, b, x));
	return xlsx_write(ctx, x);
}

enum err grant_file_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	static const struct {
		const char *name;
		enum err (*make)(struct ctx *, const struct grant_book *, struct reply *);
	} files[] = { { "account.pdf", pdf }, { "ledger.csv", csv }, { "books.xlsx", xlsx } };
	struct str name = req_param(req, "file");
	struct grant_book b;

	TRY(grant_asked(ctx, req, true, &b));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (str_same(name, files[i].name)) {
			reply_header(rep, S("Content-Disposition"), arena_printf(ctx->arena, "attachment; filename=\"%s\"", files[i].name));
			return files[i].make(ctx, &b, rep);
		}
	return ERR_NOT_FOUND;
}
