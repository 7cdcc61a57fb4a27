/* diary_page.c -- the diary of a project: its months, and what is missing in one of them. */
#include "diary/diary.h"

#include <string.h>

enum { DAY_S = 86400 };

struct month_row {
	struct str href, name, held, planned, not_held, missing, heads, first_timers, method;
	bool gap;
};

struct year_link {
	struct str href, name;
	bool here;
};

struct diary_view {
	struct str title, back, note;
	struct year_link *years;
	size_t nyears;
	struct month_row *rows;
	size_t n;
};

struct gap_row {
	struct str href, name, day, age;
};

struct month_view {
	struct str title, project, back;
	struct diary_month m;
	struct str method, hours;
	struct str *reasons;
	size_t nreasons;
	struct gap_row *gaps;
	size_t ngaps;
};

#include "diary_work_html.h"

static struct str address_of(struct ctx *ctx, int64_t programme, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/programmes/%lld%s", ctx->lang, (long long)programme, rest);
}

/* "March 2016" */
static struct str month_name(struct ctx *ctx, day_t first)
{
	struct ymd d = day_ymd(first);

	return tr_capital(ctx, arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_month(ctx, d.month)), d.year));
}

/* "81 %" of so many checks; nothing when there is none. */
static struct str method_of(struct ctx *ctx, const struct diary_month *m)
{
	if (!m->checks)
		return S("–");
	return TR_FILL(ctx, trn(ctx, "{percent} % ({n} check)", "{percent} % ({n} checks)", m->checks),
		       { "percent", tr_number(ctx, (m->tenths / m->checks + 5) / 10) }, { "n", tr_number(ctx, m->checks) });
}

static struct month_row row_of(struct ctx *ctx, const struct programme *p, const struct diary_month *m)
{
	struct ymd d = day_ymd(m->first);

	return (struct month_row){
		.href = arena_printf(ctx->arena, "%.*s/%04d-%02d", STR_ARG(address_of(ctx, p->id, "/diary")), d.year, d.month),
		.name = month_name(ctx, m->first), .held = tr_number(ctx, m->held + m->informal), .planned = tr_number(ctx, m->planned),
		.not_held = tr_number(ctx, m->not_held + m->cancelled), .missing = tr_number(ctx, m->missing), .gap = m->missing > 0,
		.heads = tr_number(ctx, m->heads), .first_timers = tr_number(ctx, m->first_timers), .method = method_of(ctx, m),
	};
}

static enum err mine(struct ctx *ctx, const struct req *req, struct programme *p)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(programme_get(ctx, id, p));
	return programme_may_keep(ctx, p) ? OK : ERR_DENIED;
}

/* The years that there are months of, and the one that is looked at: the newest unless another is asked. */
static int choose_year(struct ctx *ctx, const struct req *req, const struct programme *p, const struct diary_month *m, size_t n, struct diary_view *v)
{
	struct str asked = value_of(&req->query, "year");
	int64_t year;

	if (!n)
		return 0;
	if (!str_is(asked) || !str_int(asked, &year) || year < day_ymd(m[0].first).year || year > day_ymd(m[n - 1].first).year)
		year = day_ymd(m[n - 1].first).year;
	v->years = arena_array(ctx->arena, n, struct year_link);
	for (int y = day_ymd(m[0].first).year; y <= day_ymd(m[n - 1].first).year; y++)
		v->years[v->nyears++] = (struct year_link){ arena_printf(ctx->arena, "%.*s?year=%d", STR_ARG(address_of(ctx, p->id, "/diary")), y),
							    arena_printf(ctx->arena, "%d", y), y == year };
	return (int)year;
}

static enum err months_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Diary"));
	struct diary_view v = { 0 };
	struct diary_month *months;
	struct programme p;
	size_t n;
	int year;

	(void)rep;
	TRY(mine(ctx, req, &p));
	TRY(diary_months(ctx, &p, &months, &n));
	year = choose_year(ctx, req, &p, months, n, &v);
	v.title = programme_name(ctx, &p);
	v.back = address_of(ctx, p.id, "");
	v.rows = arena_array(ctx->arena, n, struct month_row);
	for (size_t i = n; i--;)
		if (day_ymd(months[i].first).year == year)
			v.rows[v.n++] = row_of(ctx, &p, &months[i]);
	TRY(frame_begin_html(ctx, &f));
	TRY(diary_months_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* "2016-03" */
static day_t month_asked(const struct req *req)
{
	char text[11] = "";
	struct str month = req_param(req, "month");

	if (month.n != 7)
		return DAY_NONE;
	memcpy(text, month.p, 7);
	memcpy(text + 7, "-01", 3);
	return day_parse((struct str){ text, 10 });
}

static void set_gaps(struct ctx *ctx, const struct diary_detail *d, struct month_view *v)
{
	v->gaps = arena_array(ctx->arena, d->ngaps, struct gap_row);
	for (size_t i = 0; i < d->ngaps; i++) {
		int64_t days = (ctx->now - d->gaps[i].ends) / DAY_S;
		v->gaps[v->ngaps++] = (struct gap_row){
			page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)d->gaps[i].meeting,
						   STR_ARG(day_str(ctx->arena, d->gaps[i].day))).p),
			d->gaps[i].name, tr_day_date_year(ctx, d->gaps[i].day), trn(ctx, "Not written down for {n} day", "Not written down for {n} days", days),
		};
	}
}

static void set_reasons(struct ctx *ctx, const struct diary_detail *d, struct month_view *v)
{
	v->reasons = arena_array(ctx->arena, d->nreasons, struct str);
	for (size_t i = 0; i < d->nreasons; i++) {
		const char *label = choice_label(evening_reasons, d->reasons[i].code);
		v->reasons[v->nreasons++] = TR_FILL(ctx, S("{why}: {n}"), { "why", label ? tr_of(ctx, str_of(label)) : d->reasons[i].code },
						    { "n", tr_number(ctx, d->reasons[i].n) });
	}
}


static struct str hours_of(struct ctx *ctx, int64_t minutes)
{
	return TR_FILL(ctx, tr(ctx, "{h} h {m} min"), { "h", tr_number(ctx, minutes / 60) }, { "m", tr_number(ctx, minutes % 60) });
}

static enum err month_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Diary"));
	day_t first = month_asked(req);
	struct month_view v = { 0 };
	struct diary_month *months;
	struct diary_detail d;
	struct programme p;
	size_t n, at = 0;

	(void)rep;
	TRY(mine(ctx, req, &p));
	TRY(diary_months(ctx, &p, &months, &n));
	while (at < n && months[at].first != first)
		at++;
	if (at == n)
		return ERR_NOT_FOUND;
	TRY(diary_detail(ctx, &p, first, &d));
	v.m = months[at];
	v.title = month_name(ctx, first);
	v.project = programme_name(ctx, &p);
	v.back = arena_printf(ctx->arena, "%.*s?year=%d", STR_ARG(address_of(ctx, p.id, "/diary")), day_ymd(first).year);
	v.method = method_of(ctx, &v.m);
	v.hours = hours_of(ctx, v.m.minutes);
	set_reasons(ctx, &d, &v);
	set_gaps(ctx, &d, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(diary_month_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route diary_routes[] = {
	{ "GET", "/:lang/work/programmes/:id/diary", PROGRAMME_EDIT, months_page, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/diary/:month", PROGRAMME_EDIT, month_page, 0, NULL },
	{ 0 }
};
