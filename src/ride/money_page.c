/* money_page.c -- kilometres of a month, for the treasurer: by driver, by purpose, into the books. */
#include "ride/ride_parts.h"
#include "grant/grant.h"
#include "org/org.h"

#include <string.h>

enum { TOTALS_MOST = 200, LINES_MOST = 100, ORGS_MOST = 200 };

struct total_row {
	struct str label, rides, km, amount;
};

struct line_row {
	struct str value, label;
};

struct typed {
	day_t from_day;
	int64_t rate;
	struct str codes;
};

struct money_view {
	struct str here, key, org, org_name, month, from, rate, back_month, next_month, open, conditions;
	struct total_row *drivers, *purposes;
	size_t ndrivers, npurposes;
	struct line_row lines[LINES_MOST];
	size_t nlines;
	struct form_view rates, taxi;
	int64_t left, all_open;
	const struct org *orgs;           /* for who keeps the books of the whole house: which ones */
	size_t norgs;
	int64_t of;
	bool may_book;
	const struct problems *bad;
	bool done;
};

#include "ride_money_html.h"

static const struct field rate_fields[] = {
	F(struct typed, from_day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("From which day on")),
	F(struct typed, rate, FIELD_MONEY, FIELD_REQUIRED, 0, 0, N_("What a kilometre is paid")),
	F_END
};
static const struct field taxi_fields[] = {
	F(struct typed, codes, FIELD_TEXT, FIELD_REQUIRED, 0, 1000, N_("Codes"), N_("As the taxi company gives them, with blanks between.")),
	F_END
};

struct month {
	int64_t org;
	day_t first, last;
};

/* The organisation whose books one keeps: one's own, or for the whole house the one that is asked for. */
static enum err month_of(struct ctx *ctx, const struct values *v, struct month *m)
{
	struct str text = value_of(v, "month");
	struct ymd d = day_ymd(page_today(ctx));
	day_t day;

	m->org = 0;
	for (size_t i = 0; i < ctx->who->ngrants && !m->org; i++)
		if (may_in(ctx->who, GRANT_READ, ctx->who->grants[i].org))
			m->org = ctx->who->grants[i].org;
	if (!m->org && (!str_int(value_of(v, "org"), &m->org) || m->org <= 0))
		TRY(org_first(ctx, &m->org));
	day = text.n ? day_parse(arena_cat(ctx->arena, text, S("-01"))) : DAY_NONE;
	if (day != DAY_NONE)
		d = day_ymd(day);
	m->first = day_of(d.year, d.month, 1);
	m->last = m->first + days_in_month(d.year, d.month) - 1;
	return may_in(ctx->who, GRANT_READ, m->org) ? OK : ERR_NOT_FOUND;
}

static struct str month_code(struct ctx *ctx, day_t day)
{
	return str_slice(day_str(ctx->arena, day), 0, 7);
}

static enum err fill_totals(struct ctx *ctx, const struct month *m, bool by_purpose, struct money_view *v, struct total_row **rows, size_t *n)
{
	struct ride_total *all;

	TRY(ride_totals(ctx, m->org, m->first, m->last, by_purpose, TOTALS_MOST, &all, n));
	*rows = arena_array(ctx->arena, *n, struct total_row);
	for (size_t i = 0; i < *n; i++) {
		struct str label = by_purpose ? tr_of(ctx, str_of(choice_label(ride_purposes, all[i].label))) : all[i].label;
		(*rows)[i] = (struct total_row){ label, tr_number(ctx, all[i].rides), tr_number(ctx, all[i].km), grant_money(ctx, all[i].amount) };
		v->all_open += by_purpose ? 0 : all[i].open;
	}
	return OK;
}

/* Lines for costs of this organisation's grants that run in that month. */
static enum err fill_lines(struct ctx *ctx, const struct month *m, struct money_view *v)
{
	struct grant_book *books;
	struct grant_line *lines;
	size_t nbooks, n;

	TRY(grant_list(ctx, &books, &nbooks));
	for (size_t i = 0; i < nbooks; i++) {
		if (books[i].org != m->org || books[i].first_day > m->last || books[i].last_day < m->first || !grant_may_book(ctx, &books[i]))
			continue;
		TRY(grant_budget(ctx, books[i].id, &lines, &n));
		for (size_t k = 0; k < n && v->nlines < LINES_MOST; k++)
			if (str_same(lines[k].kind, "cost"))
				v->lines[v->nlines++] = (struct line_row){
					arena_printf(ctx->arena, "%lld-%lld", (long long)books[i].id, (long long)lines[k].id),
					arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(books[i].name), STR_ARG(lines[k].name)) };
		/* A grant may forbid such costs: what it says stands beside the button. */
		v->conditions = books[i].conditions;
	}
	return OK;
}

static enum err fill_orgs(struct ctx *ctx, struct money_view *v)
{
	struct org *all;

	if (!may_for(ctx->who, GRANT_READ, 0, 0))
		return OK;
	TRY(org_list(ctx, ORGS_MOST, &all, &v->norgs));
	v->orgs = all;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct month *m, const struct values *typed, const struct problems *bad)
{
	static const struct values none = { 0 };
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Kilometres"));
	struct money_view *v = arena_new_of(ctx->arena, struct money_view);
	struct org o = { .name = S("") };
	int64_t rate;

	*v = (struct money_view){ .here = page_url(ctx, "/work/rides/money"), .key = page_key(ctx), .org = page_id(ctx, m->org), .bad = bad,
				  .month = arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, day_ymd(m->first).month)), day_ymd(m->first).year),
				  .from = month_code(ctx, m->first), .back_month = month_code(ctx, m->first - 1), .next_month = month_code(ctx, m->last + 1),
				  .rates = { rate_fields, typed ? typed : &none, bad }, .taxi = { taxi_fields, typed ? typed : &none, bad },
				  .may_book = may_for(ctx->who, GRANT_BOOK, m->org, 0), .conditions = S(""), .done = str_is(value_of(&req->query, "done")) };
	if (m->org)
		TRY(org_get(ctx, m->org, &o));
	v->org_name = o.name;
	v->of = m->org;
	TRY(fill_orgs(ctx, v));
	TRY(fill_totals(ctx, m, false, v, &v->drivers, &v->ndrivers));
	TRY(fill_totals(ctx, m, true, v, &v->purposes, &v->npurposes));
	TRY(fill_lines(ctx, m, v));
	TRY(ride_rate(ctx, m->org, m->last, &rate));
	TRY(ride_taxi_left(ctx, m->org, &v->left));
	v->rate = grant_money(ctx, rate);
	v->open = grant_money(ctx, v->all_open);
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_money_html(ctx, v));
	return frame_end_html(ctx, &f);
}

enum err ride_money_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct month m;

	(void)rep;
	TRY(month_of(ctx, &req->query, &m));
	return show(ctx, req, &m, NULL, NULL);
}

static enum err book(struct ctx *ctx, const struct req *req, const struct month *m, struct problems *bad)
{
	struct str id, rest = value_of(&req->body, "line");
	int64_t of, line;

	if (!str_cut(&rest, '-', &id) || !str_int(id, &of) || !str_int(rest, &line))
		return problem(bad, "", N_("Choose a line of a budget."));
	return ride_book(ctx, m->org, m->first, m->last, of, line, bad);
}

enum err ride_money_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct typed t = { .from_day = DAY_NONE, .rate = INT64_MIN, .codes = S("") };
	struct month m;
	int64_t n;

	TRY(month_of(ctx, &req->body, &m));
	if (str_same(act, "rate"))
		TRY(form_read(ctx, rate_fields, &req->body, &t, &bad));
	else if (str_same(act, "taxi"))
		TRY(form_read(ctx, taxi_fields, &req->body, &t, &bad));
	if (!bad.n && str_same(act, "rate"))
		TRY(ride_rate_set(ctx, m.org, t.from_day, t.rate, &bad));
	else if (!bad.n && str_same(act, "taxi"))
		TRY(ride_taxi_add(ctx, m.org, t.codes, &n, &bad));
	else if (!bad.n)
		TRY(book(ctx, req, &m, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/rides/money?done=1&month=%.*s&org=%lld", ctx->lang,
							STR_ARG(month_code(ctx, m.first)), (long long)m.org));
	rep->status = 422;
	return show(ctx, req, &m, &req->body, &bad);
}
