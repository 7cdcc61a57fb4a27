/*
 * report.c -- reports: begun as a draft, written, and frozen as they were sent in.
 *
 * A draft holds words only; its figures are counted anew at every reading.  Freezing stores both with a checksum, and
 * storage refuses any later change: what is found out afterwards stands beside it, not in it.
 */
#include "report/report.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "report_sql.h"

#define WORDS(member, text, ...) F(struct report, member, FIELD_LONG, .flags = FIELD_GUARDED, .most = REPORT_WORDS_MOST, .label = text, __VA_ARGS__)

const struct field report_fields[] = {
	F(struct report, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 120, .label = N_("Name of the report"),
	  .group = N_("What it is about")),
	F(struct report, due_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("To be sent in by")),
	F(struct report, from_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("From"), .hint = N_("Whole months: the first day of one.")),
	F(struct report, to_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("To"), .hint = N_("The last day of a month.")),
	WORDS(done, N_("What was done"), .hint = N_("The figures stand beside it; say what they cannot. Nothing about a person."),
	      .group = N_("What you say yourselves")),
	WORDS(learned, N_("What was learned")),
	WORDS(ahead, N_("What comes after this")),
	F_END
};

#define REPORT_OF(r) (struct report){ \
	.id = (r)->id, .programme = (r)->programme, .book = (r)->book, .name = (r)->name, .state = (r)->state, .due_day = (r)->due_day, \
	.from_day = (r)->from_day, .to_day = (r)->to_day, .done = (r)->done, .learned = (r)->learned, .ahead = (r)->ahead }

enum err report_get(struct ctx *ctx, const struct programme *p, int64_t id, struct report *out)
{
	struct report_row r;

	TRY(report_row(ctx, id, &r));
	if (r.programme != p->id)
		return ERR_NOT_FOUND;
	*out = REPORT_OF(&r);
	return OK;
}

/* --- what is due ------------------------------------------------------------------------------------------- */

enum err report_dues(struct ctx *ctx, const struct programme *p, struct report_due **out, size_t *n)
{
	struct report_dues_of *rows;

	TRY(report_dues_of(ctx, p->id, p->org, p->parent, REPORTS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct report_due);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct report_due){ rows[i].report, p->id, rows[i].book, rows[i].day, rows[i].name, rows[i].about, rows[i].state };
	return OK;
}

enum err report_soon(struct ctx *ctx, struct report_due **out, size_t *n)
{
	struct str roles = arena_cat(ctx->arena, roles_with(ctx->arena, PROGRAMME_EDIT), roles_with(ctx->arena, GRANT_READ));
	bool everything = may_for(ctx->who, PROGRAMME_EDIT, 0, 0) || may_for(ctx->who, GRANT_READ, 0, 0);
	struct report_open_until *rows;
	struct programme p;

	TRY(report_open_until(ctx, page_today(ctx) + REPORT_SOON_DAYS, everything, ctx->who->account, roles, REPORTS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct report_due);
	for (size_t i = 0; i < *n; i++) {
		struct report_due *d = &(*out)[i];
		*d = (struct report_due){ rows[i].report, rows[i].programme, rows[i].book, rows[i].day, rows[i].name, rows[i].about,
					  rows[i].report ? S("draft") : S("") };
		if (d->programme)
			TRY(programme_get(ctx, d->programme, &p));
		if (d->programme && !d->about.n)
			d->about = programme_name(ctx, &p);
		/* Who may only read the books goes there. */
		if (d->programme && !programme_may_keep(ctx, &p) && d->book)
			d->programme = 0;
	}
	return OK;
}

/* --- drafts ------------------------------------------------------------------------------------------------- */

static bool begins_month(day_t d)
{
	return diary_month_of(d) == d;
}

static bool ends_month(day_t d)
{
	return diary_month_end(diary_month_of(d)) == d;
}

static void check(struct ctx *ctx, const struct programme *p, struct report *r, struct problems *bad)
{
	struct str *words[] = { &r->done, &r->learned, &r->ahead };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!words[i]->p)
			*words[i] = S("");
	form_guard(ctx, report_fields, r, bad);
	if (!str_is(r->name))
		problem_once(bad, "name", N_("What is it called?"));
	if (r->due_day == DAY_NONE)
		problem_once(bad, "due_day", N_("Which day is it due?"));
	if (r->from_day == DAY_NONE || (!begins_month(r->from_day) && r->from_day != p->first_day))
		problem_once(bad, "from_day", N_("A report is about whole months: begin with the first day of one."));
	else if (r->from_day < diary_month_of(p->first_day))
		problem_once(bad, "from_day", N_("That day lies before the project began."));
	if (r->to_day == DAY_NONE || (!ends_month(r->to_day) && r->to_day != p->last_day))
		problem_once(bad, "to_day", N_("A report is about whole months: end with the last day of one."));
	else if (r->from_day != DAY_NONE && r->to_day < r->from_day)
		problem_once(bad, "to_day", N_("The last day comes before the first. Please look again."));
}

static enum err put(struct ctx *ctx, const struct programme *p, struct report *r, const char *state, int64_t *changed)
{
	r->id = id_new(ctx->house->rng, ctx->now);
	r->programme = p->id;
	r->state = str_of(state);
	return report_put(ctx, r->id, p->id, r->book, r->name, r->due_day, r->from_day, r->to_day, r->state, ctx->who->account, ctx->now, changed);
}

enum err report_add(struct ctx *ctx, const struct programme *p, struct report *r, struct problems *bad)
{
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	r->book = 0;
	check(ctx, p, r, bad);
	if (bad->n)
		return OK;
	TRY(put(ctx, p, r, "draft", &changed));
	return event_add(ctx, "report.begun", r->id, day_str(ctx->arena, r->due_day));
}

/* Due in the first half of a year, it is about the year before; else about this one, as far as it is over then. */
static void guess_span(day_t due, day_t first, day_t last, struct report *r)
{
	struct ymd d = day_ymd(due);

	r->from_day = day_of(d.month <= 6 ? d.year - 1 : d.year, 1, 1);
	r->to_day = d.month <= 6 ? day_of(d.year - 1, 12, 31) : day_of(d.year, d.month, 1) - 1;
	if (last != DAY_NONE && r->to_day > last)
		r->to_day = last;
	if (r->from_day < first)
		r->from_day = first;
	if (r->to_day < r->from_day)
		r->from_day = first, r->to_day = diary_month_end(first);
}

enum err report_begin(struct ctx *ctx, const struct programme *p, int64_t book, day_t due, bool elsewhere, struct report *r)
{
	struct report_asked asked;
	struct report_of_due there;
	int64_t changed;
	enum err e;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(report_asked(ctx, book, due, p->org, p->id, p->parent, &asked));
	e = report_of_due(ctx, book, due, &there);
	if (!e)
		return report_get(ctx, p, there.id, r);
	if (e != ERR_NOT_FOUND)
		return e;
	*r = (struct report){ .book = book, .name = asked.name, .due_day = due };
	guess_span(due, p->first_day > asked.first_day ? p->first_day : asked.first_day, p->last_day, r);
	TRY(put(ctx, p, r, elsewhere ? "elsewhere" : "draft", &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has begun the report");
	TRY(event_add(ctx, elsewhere ? "report.elsewhere" : "report.begun", r->id, day_str(ctx->arena, due)));
	return report_get(ctx, p, r->id, r);
}

enum err report_save(struct ctx *ctx, const struct programme *p, struct report *r, struct problems *bad)
{
	struct report was;
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(report_get(ctx, p, r->id, &was));
	check(ctx, p, r, bad);
	if (!str_same(was.state, "draft"))
		problem_once(bad, "name", N_("It has been sent in and stays as it was."));
	/* The day is how the grant knows it. */
	if (was.book)
		r->due_day = was.due_day;
	if (bad->n)
		return OK;
	TRY(report_change(ctx, r->id, r->name, r->due_day, r->from_day, r->to_day, r->done, r->learned, r->ahead, ctx->who->account, ctx->now,
			  &changed));
	return changed ? event_add(ctx, "report.changed", r->id, STR_ABSENT) : OK;
}

/* --- for good ------------------------------------------------------------------------------------------------- */

/* Lengths first, so that no two texts run together. */
static struct str checksum(struct ctx *ctx, int64_t report, struct str figures, struct str done, struct str learned, struct str ahead, int64_t at)
{
	return crypt_digest(ctx->arena, arena_printf(ctx->arena, "%lld %lld %zu:%.*s %zu:%.*s %zu:%.*s %zu:%.*s", (long long)report, (long long)at,
						     figures.n, STR_ARG(figures), done.n, STR_ARG(done), learned.n, STR_ARG(learned), ahead.n,
						     STR_ARG(ahead)));
}

enum err report_freeze(struct ctx *ctx, const struct programme *p, int64_t id, struct problems *bad)
{
	struct report_figures f;
	struct str text, hash;
	struct report r;
	int64_t changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(report_get(ctx, p, id, &r));
	if (str_same(r.state, "final"))
		return OK;
	if (!str_same(r.state, "draft"))
		return problem(bad, "name", N_("It was sent in another way: there is nothing to freeze."));
	if (r.to_day >= page_today(ctx))
		return problem_with(bad, "to_day", N_("The period ends on {x}. A report can be frozen when it is over."), tr_date(ctx, r.to_day));
	TRY(report_figures(ctx, p, &r, &f));
	text = report_figures_text(ctx, &f);
	hash = checksum(ctx, id, text, r.done, r.learned, r.ahead, ctx->now);
	TRY(report_seal(ctx, id, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has frozen the report");
	TRY(report_final_put(ctx, id, p->id, text, r.done, r.learned, r.ahead, hash, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "report.frozen", id, str_slice(hash, 0, 16));
}

enum err report_frozen(struct ctx *ctx, const struct report *r, struct report_frozen *out)
{
	struct report_final_row row;

	TRY(report_final_row(ctx, r->id, &row));
	*out = (struct report_frozen){ .figures_text = row.figures, .done = row.done, .learned = row.learned, .ahead = row.ahead, .hash = row.hash,
				       .account = row.account, .at = row.at };
	out->whole = str_eq(row.hash, checksum(ctx, r->id, row.figures, row.done, row.learned, row.ahead, row.at));
	report_figures_read(ctx, row.figures, &out->figures);
	return OK;
}

struct counting {
	struct ctx *ctx;
	int64_t *all, *broken;
};

static enum err count_one(void *arg, const struct report_final_each *row)
{
	struct counting *c = arg;
	struct str want = checksum(c->ctx, row->report, row->figures, row->done, row->learned, row->ahead, row->at);

	++*c->all;
	*c->broken += !str_eq(want, row->hash);
	return OK;
}

enum err report_verify(struct ctx *ctx, int64_t *all, int64_t *broken)
{
	struct counting c = { ctx, all, broken };

	*all = *broken = 0;
	return report_final_each(ctx, count_one, &c);
}

enum err report_forget_gone(struct ctx *ctx)
{
	int64_t changed;

	TRY(report_final_gone(ctx, &changed));
	TRY(report_gone(ctx, &changed));
	TRY(report_end_gone(ctx, &changed));
	TRY(report_end_group_gone(ctx, &changed));
	return report_end_point_gone(ctx, &changed);
}
