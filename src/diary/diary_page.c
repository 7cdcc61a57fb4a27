/* diary_page.c -- the diary of a project: its months, and what is missing in one of them. */
#include "diary/diary_parts.h"

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
	struct notes_view notes;
};

struct gap_row {
	struct str href, name, day, age, owner;
};

struct month_view {
	struct str title, project, back;
	struct diary_month m;
	struct str method, hours;
	struct str *reasons;
	size_t nreasons;
	struct gap_row *gaps;
	size_t ngaps;
	struct why_view why;
	struct notes_view notes;
};

#include "diary_notes_html.h"

#include "diary_work_html.h"

struct str diary_url(struct ctx *ctx, const struct programme *p, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/programmes/%lld/diary%s", ctx->lang, (long long)p->id, rest);
}

struct str diary_month_url(struct ctx *ctx, const struct programme *p, day_t first)
{
	struct ymd d = day_ymd(first);

	return arena_printf(ctx->arena, "%.*s/%04d-%02d", STR_ARG(diary_url(ctx, p, "")), d.year, d.month);
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
	return (struct month_row){
		.href = diary_month_url(ctx, p, m->first), .name = diary_month_said(ctx, m->first), .held = tr_number(ctx, m->held + m->informal), .planned = tr_number(ctx, m->planned),
		.not_held = tr_number(ctx, m->not_held + m->cancelled), .missing = tr_number(ctx, m->missing), .gap = m->missing > 0,
		.heads = tr_number(ctx, m->heads), .first_timers = tr_number(ctx, m->first_timers), .method = method_of(ctx, m),
	};
}

enum err diary_asked(struct ctx *ctx, const struct req *req, struct programme *p)
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
		v->years[v->nyears++] = (struct year_link){ arena_printf(ctx->arena, "%.*s?year=%d", STR_ARG(diary_url(ctx, p, "")), y),
							    arena_printf(ctx->arena, "%d", y), y == year };
	return (int)year;
}

/* Notes of the year; what was said before or after the months that there are stands with the nearest. */
static enum err fill_notes(struct ctx *ctx, const struct programme *p, int year, const struct diary_again *again, struct diary_view *v)
{
	bool first = !v->nyears || v->years[0].here, last = !v->nyears || v->years[v->nyears - 1].here;
	day_t from = first ? p->first_day : day_of(year, 1, 1), to = last ? page_today(ctx) : day_of(year, 12, 31);

	return diary_notes_fill(ctx, p, from, to, again ? again->note : NULL, again ? again->bad : NULL, &v->notes);
}

enum err diary_months_show(struct ctx *ctx, const struct req *req, const struct programme *p, const struct diary_again *again)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Diary"));
	struct diary_view v = { 0 };
	struct diary_month *months;
	size_t n;
	int year;

	TRY(diary_months(ctx, p, &months, &n));
	year = choose_year(ctx, req, p, months, n, &v);
	v.title = programme_name(ctx, p);
	v.back = arena_printf(ctx->arena, "/%s/work/programmes/%lld", ctx->lang, (long long)p->id);
	v.rows = arena_array(ctx->arena, n, struct month_row);
	for (size_t i = n; i--;)
		if (day_ymd(months[i].first).year == year)
			v.rows[v.n++] = row_of(ctx, p, &months[i]);
	TRY(fill_notes(ctx, p, year, again, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(diary_months_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err months_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	(void)rep;
	TRY(diary_asked(ctx, req, &p));
	return diary_months_show(ctx, req, &p, NULL);
}

/* "2016-03" */
day_t diary_month_asked(const struct req *req)
{
	char text[11] = "";
	struct str month = req_param(req, "month");

	if (month.n != 7)
		return DAY_NONE;
	memcpy(text, month.p, 7);
	memcpy(text + 7, "-01", 3);
	return day_parse((struct str){ text, 10 });
}

/* Who is on for the date, as a sentence; nobody: the coordinator sees to it. */
static enum err owner_of(struct ctx *ctx, const struct diary_gap *gap, struct str *owner)
{
	struct evening_person *on;
	struct str *names;
	size_t n;

	TRY(evening_rota(ctx, gap->meeting, gap->day, &on, &n));
	names = arena_array(ctx->arena, n, struct str);
	for (size_t i = 0; i < n; i++)
		names[i] = on[i].name;
	*owner = n ? TR_FILL(ctx, tr(ctx, "On for it: {names}"), { "names", tr_and(ctx, names, n) }) : tr(ctx, "Nobody was on for it: the coordinator sees to it.");
	return OK;
}

static enum err set_gaps(struct ctx *ctx, const struct diary_detail *d, struct month_view *v)
{
	v->gaps = arena_array(ctx->arena, d->ngaps, struct gap_row);
	for (size_t i = 0; i < d->ngaps; i++) {
		int64_t days = (ctx->now - d->gaps[i].ends) / DAY_S;
		struct gap_row *r = &v->gaps[v->ngaps++];
		*r = (struct gap_row){
			page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)d->gaps[i].meeting,
						   STR_ARG(day_str(ctx->arena, d->gaps[i].day))).p),
			d->gaps[i].name, tr_day_date_year(ctx, d->gaps[i].day), trn(ctx, "Not written down for {n} day", "Not written down for {n} days", days),
			S(""),
		};
		TRY(owner_of(ctx, &d->gaps[i], &r->owner));
	}
	return OK;
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

static enum err fill_month(struct ctx *ctx, const struct programme *p, const struct diary_month *m, const struct diary_again *again,
			   struct month_view *v)
{
	struct diary_detail d;

	TRY(diary_detail(ctx, p, m->first, &d));
	v->m = *m;
	v->title = diary_month_said(ctx, m->first);
	v->project = programme_name(ctx, p);
	v->back = arena_printf(ctx->arena, "%.*s?year=%d", STR_ARG(diary_url(ctx, p, "")), day_ymd(m->first).year);
	v->method = method_of(ctx, m);
	v->hours = hours_of(ctx, m->minutes);
	set_reasons(ctx, &d, v);
	TRY(set_gaps(ctx, &d, v));
	TRY(diary_why_fill(ctx, p, m, again ? again->why : NULL, again ? again->bad : NULL, &v->why));
	return diary_notes_fill(ctx, p, m->first, diary_month_end(m->first), NULL, NULL, &v->notes);
}

enum err diary_month_show(struct ctx *ctx, const struct req *req, const struct programme *p, day_t first, const struct diary_again *again)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Diary"));
	struct month_view v = { 0 };
	struct diary_month *months;
	size_t n, at = 0;

	TRY(diary_months(ctx, p, &months, &n));
	while (at < n && months[at].first != first)
		at++;
	if (at == n)
		return ERR_NOT_FOUND;
	TRY(fill_month(ctx, p, &months[at], again, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(diary_month_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err month_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	(void)rep;
	TRY(diary_asked(ctx, req, &p));
	return diary_month_show(ctx, req, &p, diary_month_asked(req), NULL);
}

const struct route diary_routes[] = {
	{ "GET", "/:lang/work/programmes/:id/diary", PROGRAMME_EDIT, months_page, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/diary/:month", PROGRAMME_EDIT, month_page, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/diary/:month/explanation", PROGRAMME_EDIT, diary_why_send, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/diary/notes", PROGRAMME_EDIT, diary_note_send, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/diary/notes/:note", PROGRAMME_EDIT, diary_note_page, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/diary/notes/:note/strike", PROGRAMME_EDIT, diary_strike_send, 0, NULL },
	{ 0 }
};
