/* report_page.c -- the reports of a programme: what is due, a draft, and one as it was sent in. */
#include "report/report_parts.h"
#include "account/account.h"

struct due_line {
	struct str href, name, about, day, iso, book, state, key;     /* key: a draft can be begun */
	const char *chip;
};
struct reports_view {
	struct str project, back, here, key;
	struct due_line *rows;
	size_t n;
	struct form_view form;
	bool open;
};

struct label_value {
	struct str label, value;
};
struct month_line {
	struct str name;
	const struct report_month *m;
};
struct figures_view {
	struct label_value *rows;
	size_t n;
	struct month_line *months;
	size_t nmonths, nwhys;
};
struct draft_view {
	const struct report *r;
	struct str project, line, back, here, diary, key, final_key;
	struct form_view form;
	struct figures_view figures;
	struct label_value *notes;
	size_t nnotes;
	int64_t unexplained;
	bool saved;
};
struct frozen_view {
	const struct report *r;
	const struct report_frozen *f;
	struct str project, line, back, sealed;
	struct figures_view figures;
	struct label_value *changes;
	size_t nchanges;
};

enum { CHANGES_MOST = 20 };

#include "report_work_html.h"

enum err report_asked_programme(struct ctx *ctx, const struct req *req, struct programme *p)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(programme_get(ctx, id, p));
	return programme_may_keep(ctx, p) ? OK : ERR_DENIED;
}

struct str report_url(struct ctx *ctx, const struct programme *p, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/programmes/%lld%s", ctx->lang, (long long)p->id, rest);
}

static struct str one_url(struct ctx *ctx, const struct programme *p, int64_t id)
{
	return arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(report_url(ctx, p, "/reports")), (long long)id);
}

/* --- what is due ------------------------------------------------------------------------------------------- */

/* "in 19 days", and how near that is. */
static void say_left(struct ctx *ctx, day_t due, struct due_line *l)
{
	day_t today = page_today(ctx);
	int step = grant_countdown(due, today);

	if (step < 0) {
		l->state = trn(ctx, "{n} day late", "{n} days late", today - due);
		l->chip = "chip chip--late";
		return;
	}
	l->state = due == today ? tr(ctx, "today") : trn(ctx, "in {n} day", "in {n} days", due - today);
	l->chip = !step ? "chip" : step <= 7 ? "chip chip--late" : step <= 30 ? "chip chip--soon" : "chip chip--fjord";
}

static struct due_line line_of(struct ctx *ctx, const struct programme *p, const struct report_due *d)
{
	struct due_line l = { .name = d->name, .about = d->about, .day = tr_date(ctx, d->day), .iso = day_str(ctx->arena, d->day),
			      .book = page_id(ctx, d->book) };

	say_left(ctx, d->day, &l);
	if (str_same(d->state, "final"))
		l.state = tr(ctx, "Sent in"), l.chip = "chip chip--ok";
	else if (str_same(d->state, "elsewhere"))
		l.state = tr(ctx, "Sent in another way"), l.chip = "chip";
	else if (!d->report)
		l.key = page_key(ctx);
	if (d->report && !str_same(d->state, "elsewhere"))
		l.href = one_url(ctx, p, d->report);
	return l;
}

/* What an added report begins with: the month before this one. */
static void blank(struct ctx *ctx, struct report *r)
{
	day_t last = diary_month_of(page_today(ctx)) - 1;

	*r = (struct report){ .name = S(""), .due_day = DAY_NONE, .from_day = diary_month_of(last), .to_day = last };
}

/* The first four of the table: the words come with the draft. */
static const struct field *added_fields(struct ctx *ctx)
{
	struct field *f = arena_array(ctx->arena, 5, struct field);

	for (size_t i = 0; i < 4; i++)
		f[i] = report_fields[i];
	return f;
}

static enum err show_list(struct ctx *ctx, const struct req *req, const struct programme *p, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Reports and drafts"));
	struct reports_view v = { .project = programme_name(ctx, p), .back = report_url(ctx, p, ""), .here = report_url(ctx, p, "/reports"),
				  .key = page_key(ctx), .open = typed != NULL };
	struct values start = { 0 };
	struct report_due *dues;
	struct report r;

	TRY(report_dues(ctx, p, &dues, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct due_line);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = line_of(ctx, p, &dues[i]);
	blank(ctx, &r);
	v.form = (struct form_view){ added_fields(ctx), typed ? typed : &start, bad };
	if (!typed)
		form_write(ctx, v.form.fields, &r, &start);
	TRY(frame_begin_html(ctx, &f));
	TRY(report_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	(void)rep;
	TRY(report_asked_programme(ctx, req, &p));
	return show_list(ctx, req, &p, NULL, NULL);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct programme p;
	struct report r;

	TRY(report_asked_programme(ctx, req, &p));
	r = (struct report){ .due_day = DAY_NONE, .from_day = DAY_NONE, .to_day = DAY_NONE };
	TRY(form_read(ctx, added_fields(ctx), &req->body, &r, &bad));
	if (!bad.n)
		TRY(report_add(ctx, &p, &r, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, one_url(ctx, &p, r.id));
	rep->status = 422;
	return show_list(ctx, req, &p, &req->body, &bad);
}

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str book = value_of(&req->body, "book"), day = value_of(&req->body, "day");
	bool elsewhere = str_same(value_of(&req->body, "how").p ? value_of(&req->body, "how") : S(""), "elsewhere");
	struct programme p;
	struct report r;
	int64_t id;

	TRY(report_asked_programme(ctx, req, &p));
	if (!book.p || !str_int(book, &id) || !day.p || day_parse(day) == DAY_NONE)
		return ERR_NOT_FOUND;
	TRY(report_begin(ctx, &p, id, day_parse(day), elsewhere, &r));
	return reply_see(ctx, rep, elsewhere ? report_url(ctx, &p, "/reports") : one_url(ctx, &p, r.id));
}

/* --- figures ---------------------------------------------------------------------------------------------------- */

/* In the currency of the grant that asks. */
static enum err with_currency(struct ctx *ctx, const struct report *r, struct str *value)
{
	struct grant_book b;

	TRY(grant_get(ctx, r->book, &b));
	*value = arena_cat(ctx->arena, *value, S(" "), b.currency);
	return OK;
}

static enum err fill_figures(struct ctx *ctx, const struct report *r, const struct report_figures *f, struct figures_view *v)
{
	*v = (struct figures_view){ .rows = arena_array(ctx->arena, 20, struct label_value), .months = arena_array(ctx->arena, f->n, struct month_line) };
	for (const struct report_line *l = report_lines; l->code; l++) {
		int64_t value = report_value(f, l);
		struct str said = report_said(ctx, l, value);
		if (l->unit == REPORT_MONEY && value < 0)
			continue;
		if (l->unit == REPORT_MONEY && r->book)
			TRY(with_currency(ctx, r, &said));
		v->rows[v->n++] = (struct label_value){ tr_of(ctx, str_of(l->label)), said };
	}
	for (size_t i = 0; i < f->n; i++) {
		v->months[v->nmonths++] = (struct month_line){ diary_month_said(ctx, f->months[i].first), &f->months[i] };
		v->nwhys += str_is(f->months[i].why);
	}
	return OK;
}

/* "1.1.2015–31.12.2015 · to be sent in by 1.3.2016" */
static struct str span_said(struct ctx *ctx, const struct report *r)
{
	return TR_FILL(ctx, tr(ctx, "{period} · to be sent in by {day}"), { "period", programme_period_said(ctx, r->from_day, r->to_day) },
		       { "day", tr_date(ctx, r->due_day) });
}

/* --- a draft ------------------------------------------------------------------------------------------------------ */

static bool differs(const struct report_month *m)
{
	return diary_differs(&(struct diary_month){ .planned = m->planned, .held = m->held }) && !str_is(m->why);
}

static enum err fill_notes(struct ctx *ctx, const struct programme *p, const struct report *r, struct draft_view *v)
{
	struct diary_note *notes;
	size_t n;

	TRY(diary_notes(ctx, p, r->from_day, r->to_day, &notes, &n));
	v->notes = arena_array(ctx->arena, n, struct label_value);
	for (size_t i = n; i--;)
		if (!notes[i].struck_at)
			v->notes[v->nnotes++] = (struct label_value){ tr_date(ctx, notes[i].day), notes[i].words };
	return OK;
}

static enum err show_draft(struct ctx *ctx, const struct req *req, const struct programme *p, const struct report *r, const struct values *typed,
			   const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Reports and drafts"));
	struct draft_view v = { .r = r, .project = programme_name(ctx, p), .line = span_said(ctx, r), .back = report_url(ctx, p, "/reports"),
				.here = one_url(ctx, p, r->id), .diary = report_url(ctx, p, "/diary"), .key = page_key(ctx), .final_key = page_key(ctx),
				.saved = str_is(value_of(&req->query, "saved")) };
	struct report_figures figures;
	struct values stored = { 0 };

	TRY(report_figures(ctx, p, r, &figures));
	TRY(fill_figures(ctx, r, &figures, &v.figures));
	for (size_t i = 0; i < figures.n; i++)
		v.unexplained += differs(&figures.months[i]);
	TRY(fill_notes(ctx, p, r, &v));
	if (!typed)
		form_write(ctx, report_fields, r, &stored);
	v.form = (struct form_view){ report_fields, typed ? typed : &stored, bad };
	TRY(frame_begin_html(ctx, &f));
	TRY(report_draft_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- as it was sent in ---------------------------------------------------------------------------------------------- */

static void note_change(struct ctx *ctx, struct frozen_view *v, struct str label, struct str then, struct str now)
{
	if (v->nchanges < CHANGES_MOST)
		v->changes[v->nchanges++] = (struct label_value){ label, TR_FILL(ctx, tr(ctx, "{then} then, {now} now"), { "then", then }, { "now", now }) };
}

/* Which figures are others now; when only a month moved within the sum, that month. */
static enum err compare(struct ctx *ctx, const struct programme *p, const struct report *r, struct frozen_view *v)
{
	const struct report_figures *then = &v->f->figures;
	struct report_figures now;

	TRY(report_figures(ctx, p, r, &now));
	v->changes = arena_array(ctx->arena, CHANGES_MOST, struct label_value);
	if (str_eq(report_figures_text(ctx, &now), v->f->figures_text))
		return OK;
	for (const struct report_line *l = report_lines; l->code; l++)
		if (report_value(then, l) != report_value(&now, l))
			note_change(ctx, v, tr_of(ctx, str_of(l->label)), report_said(ctx, l, report_value(then, l)), report_said(ctx, l, report_value(&now, l)));
	for (size_t i = 0; i < then->n && i < now.n; i++)
		if (then->months[i].held != now.months[i].held)
			note_change(ctx, v, diary_month_said(ctx, then->months[i].first), tr_number(ctx, then->months[i].held), tr_number(ctx, now.months[i].held));
	if (!v->nchanges)
		note_change(ctx, v, tr(ctx, "Explanations of the months"), tr(ctx, "others"), tr(ctx, "others"));
	return OK;
}

static enum err show_frozen(struct ctx *ctx, const struct req *req, const struct programme *p, const struct report *r)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Reports and drafts"));
	struct report_frozen frozen;
	struct frozen_view v = { .r = r, .f = &frozen, .project = programme_name(ctx, p), .line = span_said(ctx, r), .back = report_url(ctx, p, "/reports") };
	struct str who = S("");

	TRY(report_frozen(ctx, r, &frozen));
	TRY(fill_figures(ctx, r, &frozen.figures, &v.figures));
	TRY(compare(ctx, p, r, &v));
	if (frozen.account)
		TRY(account_name(ctx, frozen.account, &who));
	v.sealed = TR_FILL(ctx, tr(ctx, "Frozen on {day}. Checksum {sum}"), { "day", tr_date(ctx, page_local(ctx, frozen.at).day) },
			   { "sum", str_slice(frozen.hash, 0, 16) });
	if (who.n)
		v.sealed = arena_cat(ctx->arena, v.sealed, S(" · "), who);
	TRY(frame_begin_html(ctx, &f));
	TRY(report_frozen_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err one_asked(struct ctx *ctx, const struct req *req, struct programme *p, struct report *r)
{
	int64_t id;

	TRY(report_asked_programme(ctx, req, p));
	return req_id(req, "report", &id) ? report_get(ctx, p, id, r) : ERR_NOT_FOUND;
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;
	struct report r;

	TRY(one_asked(ctx, req, &p, &r));
	if (str_same(r.state, "final"))
		return show_frozen(ctx, req, &p, &r);
	if (str_same(r.state, "draft"))
		return show_draft(ctx, req, &p, &r, NULL, NULL);
	return reply_see(ctx, rep, report_url(ctx, &p, "/reports"));
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct report r, typed;
	struct programme p;

	TRY(one_asked(ctx, req, &p, &r));
	typed = r;
	TRY(form_read(ctx, report_fields, &req->body, &typed, &bad));
	if (!bad.n)
		TRY(report_save(ctx, &p, &typed, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_cat(ctx->arena, one_url(ctx, &p, r.id), S("?saved=1")));
	rep->status = 422;
	return show_draft(ctx, req, &p, &r, &req->body, &bad);
}

static enum err freeze(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct programme p;
	struct report r;

	TRY(one_asked(ctx, req, &p, &r));
	TRY(report_freeze(ctx, &p, r.id, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, one_url(ctx, &p, r.id));
	rep->status = 422;
	return show_draft(ctx, req, &p, &r, NULL, &bad);
}

const struct route report_routes[] = {
	{ "GET", "/:lang/work/programmes/:id/reports", PROGRAMME_EDIT, list, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/reports", PROGRAMME_EDIT, add, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/reports/begin", PROGRAMME_EDIT, begin, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/reports/:report", PROGRAMME_EDIT, one, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/reports/:report", PROGRAMME_EDIT, save, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/reports/:report/final", PROGRAMME_EDIT, freeze, 0, NULL },
	{ "GET", "/:lang/work/programmes/:id/end", PROGRAMME_EDIT, report_end_page, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/end", PROGRAMME_EDIT, report_end_send, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/end/groups/:meeting", PROGRAMME_EDIT, report_group_send, 0, NULL },
	{ "POST", "/:lang/work/programmes/:id/end/points/:code", PROGRAMME_EDIT, report_point_send, 0, NULL },
	{ 0 }
};
