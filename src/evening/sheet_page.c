/* sheet_page.c -- what was ticked on paper, put in for a whole month at once. */
#include "evening/evening_parts.h"
#include "access/access.h"

#include <stdlib.h>

enum { MONTHS_BACK = 3, GROUPS_MOST = 500, NEAR_MONTHS = 6 };

struct sheet_row {
	const struct evening_line *l;
	struct str when, day, href, heads, first_timers, relatives, told, problem;
	bool open, incident, not_held;
};

struct sheet_view {
	const struct meeting *m;
	struct str here, back, key, month, code, pdf, typed_code, warning;
	struct sheet_row *rows;
	size_t n, nopen;
	struct frame_link *months;
	size_t nmonths;
	bool saved, failed;
};

#include "evening_sheet_html.h"
#include "evening_sql.h"

struct month {
	int year, month;
};

static struct month month_of(const struct ctx *ctx, struct str typed, day_t today)
{
	day_t first = typed.n == 7 ? day_parse(arena_printf(ctx->arena, "%.*s-01", STR_ARG(typed))) : DAY_NONE;
	struct ymd d = day_ymd(first == DAY_NONE ? today : first);

	return (struct month){ d.year, d.month };
}

static struct month earlier(struct month m, int months)
{
	int n = m.year * 12 + m.month - 1 - months;

	return (struct month){ n / 12, n % 12 + 1 };
}

static struct str month_code(struct ctx *ctx, struct month m)
{
	return arena_printf(ctx->arena, "%04d-%02d", m.year, m.month);
}

static struct str month_said(struct ctx *ctx, struct month m)
{
	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, m.month)), m.year));
}

static struct str said(struct ctx *ctx, const struct values *typed, const char *name, struct str day)
{
	struct str v = typed ? value_of(typed, arena_printf(ctx->arena, "%s_%.*s", name, STR_ARG(day)).p) : STR_ABSENT;

	return v.p ? str_trim(v) : S("");
}

static struct sheet_row row_of(struct ctx *ctx, const struct evening_line *l, const struct values *typed)
{
	struct str day = day_str(ctx->arena, l->o.by_series);

	return (struct sheet_row){
		.l = l, .when = tr_capital(ctx, tr_day_date(ctx, l->o.day)), .day = day, .href = evening_url(ctx, l->meeting, l->o.by_series, ""),
		.open = l->state == EVENING_DUE || l->state == EVENING_MISSING,
		.heads = said(ctx, typed, "heads", day), .first_timers = said(ctx, typed, "first", day), .relatives = said(ctx, typed, "relatives", day),
		.incident = str_is(said(ctx, typed, "incident", day)), .not_held = str_is(said(ctx, typed, "nothing", day)),
		.told = l->state == EVENING_AHEAD ? tr(ctx, "Not yet") : l->state == EVENING_NOT_HELD ? tr(ctx, "Not held") :
			trn(ctx, "{n} came", "{n} came", l->e.heads),
	};
}

static enum err fill(struct ctx *ctx, struct month month, const struct values *typed, struct sheet_view *v)
{
	struct month now = month_of(ctx, S(""), page_today(ctx));
	struct evening_line *lines;

	TRY(evening_sheet_dates(ctx, v->m, month.year, month.month, &lines, &v->n));
	v->rows = arena_array(ctx->arena, v->n, struct sheet_row);
	for (size_t i = 0; i < v->n; i++) {
		v->rows[i] = row_of(ctx, &lines[i], typed);
		v->nopen += v->rows[i].open;
	}
	v->months = arena_array(ctx->arena, MONTHS_BACK + 2, struct frame_link);
	for (int back = -1; back <= MONTHS_BACK; back++) {
		struct month m = earlier(now, back);
		v->months[v->nmonths++] = (struct frame_link){ .label = month_said(ctx, m), .current = m.year == month.year && m.month == month.month,
			.href = arena_printf(ctx->arena, "%.*s?month=%.*s", STR_ARG(v->here), STR_ARG(month_code(ctx, m))) };
	}
	v->month = month_code(ctx, month);
	v->code = evening_sheet_code(ctx, v->m->id, month.year, month.month);
	v->pdf = arena_printf(ctx->arena, "%.*s/%.*s.pdf", STR_ARG(v->here), STR_ARG(v->month));
	return OK;
}

static struct sheet_view view_of(struct ctx *ctx, const struct req *req, const struct meeting *m)
{
	return (struct sheet_view){ .m = m, .here = evening_group_url(ctx, m->id, "/sheet"), .back = evening_group_url(ctx, m->id, ""),
				    .key = page_key(ctx), .saved = str_is(value_of(&req->query, "done")) };
}

static enum err show(struct ctx *ctx, const struct req *req, const struct sheet_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "From paper"));

	TRY(frame_begin_html(ctx, &f));
	TRY(sheet_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err asked(struct ctx *ctx, const struct req *req, struct meeting *m)
{
	struct evening_group g;

	TRY(evening_group_asked(ctx, req, m, &g));
	return g.meeting ? OK : ERR_NOT_FOUND;
}

enum err evening_sheet_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct sheet_view v;
	struct meeting m;

	(void)rep;
	TRY(asked(ctx, req, &m));
	v = view_of(ctx, req, &m);
	TRY(fill(ctx, month_of(ctx, value_of(&req->query, "month"), page_today(ctx)), NULL, &v));
	return show(ctx, req, &v);
}

enum err evening_sheet_file(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str file = req_param(req, "file");
	struct meeting m;
	struct month month;

	TRY(asked(ctx, req, &m));
	if (file.n != sizeof "2016-11.pdf" - 1 || !str_ends(file, S(".pdf")) ||
	    day_parse(arena_printf(ctx->arena, "%.7s-01", file.p)) == DAY_NONE)
		return ERR_NOT_FOUND;
	month = month_of(ctx, str_slice(file, 0, 7), page_today(ctx));
	rep->type = S("application/pdf");
	reply_header(rep, S("Content-Disposition"), arena_printf(ctx->arena, "inline; filename=\"%.*s\"", STR_ARG(file)));
	return evening_sheet_pdf(ctx, &m, month.year, month.month);
}

/* --- put in ------------------------------------------------------------------------------------------------------- */

/* Whose sheet has this code: one of these months of one of one's groups. */
static enum err find_code(struct ctx *ctx, struct str code, struct month month, struct str *whose)
{
	struct evening_groups *groups;
	size_t n;

	*whose = STR_ABSENT;
	TRY(evening_groups(ctx, may_for(ctx->who, EVENING_WRITE, 0, 0), ctx->who->account, roles_with(ctx->arena, EVENING_WRITE), GROUPS_MOST, &groups, &n));
	for (size_t i = 0; i < n; i++)
		for (int back = -1; back <= NEAR_MONTHS; back++) {
			struct month m = earlier(month, back);
			if (str_eq(code, evening_sheet_code(ctx, groups[i].id, m.year, m.month)))
				*whose = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(groups[i].name), STR_ARG(month_said(ctx, m)));
		}
	return OK;
}

/* The code on the paper is another group's: that is asked before anything is stored. */
static enum err check_code(struct ctx *ctx, const struct req *req, struct month month, struct sheet_view *v)
{
	struct str typed = str_trim(value_of(&req->body, "code")), whose;

	v->typed_code = typed.p ? typed : S("");
	if (!str_is(typed) || str_eq(typed, v->code) || str_is(value_of(&req->body, "sure")))
		return OK;
	TRY(find_code(ctx, typed, month, &whose));
	v->warning = whose.p ? TR_FILL(ctx, tr(ctx, "This is the code of another sheet: {whose}. Is it the right one?"), { "whose", whose }) :
			       tr(ctx, "We do not know this code. Is it the right sheet?");
	return OK;
}

static int64_t count_of(struct str typed, const char **problem)
{
	int64_t n;

	if (!str_is(typed))
		return INT64_MIN;
	if (str_int(typed, &n) && n >= 0 && n <= 999)
		return n;
	*problem = N_("Write a whole number, for example 12.");
	return INT64_MIN;
}

static enum err leaders_from_rota(struct ctx *ctx, struct evening *e)
{
	struct evening_person *rota;
	size_t n;

	TRY(evening_rota(ctx, e->meeting, e->day, &rota, &n));
	for (size_t i = 0; i < n && e->nled < EVENING_LEADERS_MOST; i++)
		if (str_same(rota[i].role, "facilitator") || str_same(rota[i].role, "co_facilitator"))
			e->led[e->nled++] = rota[i].volunteer;
	return OK;
}

/* Impossible numbers stop a sheet: whoever holds the paper can look again. */
static enum err put_in(struct ctx *ctx, struct sheet_row *r)
{
	struct evening e = { .meeting = r->l->meeting, .day = r->l->o.by_series, .by_what = S("sheet"), .note = S(""), .reason = S("other") };
	struct problems bad = { 0 }, warn = { 0 };
	const char *wrong = NULL;
	struct evening_date d;

	e.heads = count_of(r->heads, &wrong);
	e.first_timers = str_is(r->heads) && !str_is(r->first_timers) ? 0 : count_of(r->first_timers, &wrong);
	e.relatives = count_of(r->relatives, &wrong);
	e.left_early = e.turned_away = INT64_MIN;
	e.incident = r->incident ? S("yes") : S("no");
	e.state = r->not_held ? S("not_held") : S("held");
	if (!wrong && !r->not_held && e.first_timers > e.heads)
		wrong = N_("More first-timers than people. Please look again.");
	if (wrong) {
		r->problem = tr_of(ctx, str_of(wrong));
		return OK;
	}
	TRY(leaders_from_rota(ctx, &e));
	TRY(evening_date(ctx, e.meeting, e.day, &d));
	TRY(evening_save(ctx, &d, &e, true, &bad, &warn));
	if (bad.n)
		r->problem = tr_of(ctx, str_of(bad.at[0].text));
	return OK;
}

static enum err put_all_in(struct ctx *ctx, struct sheet_view *v, size_t *stored)
{
	*stored = 0;
	for (size_t i = 0; i < v->n; i++) {
		struct sheet_row *r = &v->rows[i];
		if (!r->open || (!str_is(r->heads) && !r->not_held))
			continue;
		TRY(put_in(ctx, r));
		v->failed = v->failed || r->problem.p;
		*stored += !r->problem.p;
	}
	return OK;
}

enum err evening_sheet_put(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct month month;
	struct sheet_view v;
	struct meeting m;
	size_t stored = 0;

	TRY(asked(ctx, req, &m));
	v = view_of(ctx, req, &m);
	month = month_of(ctx, value_of(&req->body, "month"), page_today(ctx));
	TRY(fill(ctx, month, &req->body, &v));
	TRY(check_code(ctx, req, month, &v));
	if (!v.warning.p)
		TRY(put_all_in(ctx, &v, &stored));
	if (!v.warning.p && !v.failed && stored)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?month=%.*s&done=1", STR_ARG(v.here), STR_ARG(v.month)));
	/* One row that cannot be right keeps the others back: what is refused writes nothing. */
	rep->status = 422;
	v.failed = v.failed || !v.warning.p;
	return show(ctx, req, &v);
}
