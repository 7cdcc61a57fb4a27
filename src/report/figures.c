/*
 * figures.c -- the figures of a report: the months of the diary added up, as a text that stays and as people read them.
 *
 * A report leaves the house, so a number of people from 1 to 4 is not told, and people stand in the sum only: month by
 * month there are only evenings, so that no small number follows from a sum and its parts.
 */
#include "report/report.h"

#include <string.h>

#define L(member, unit_, text) { #member, text, offsetof(struct report_figures, member), unit_ }

const struct report_line report_lines[] = {
	L(planned, REPORT_COUNT, N_("Evenings planned")),
	L(held, REPORT_COUNT, N_("Held by the method")),
	L(informal, REPORT_COUNT, N_("Held, but informal")),
	L(not_held, REPORT_COUNT, N_("Not held")),
	L(missing, REPORT_COUNT, N_("Not written down")),
	L(heads, REPORT_PEOPLE, N_("Who came, added up over the evenings")),
	L(first_timers, REPORT_PEOPLE, N_("There for the first time")),
	L(relatives, REPORT_PEOPLE, N_("Relatives")),
	L(checks, REPORT_COUNT, N_("Checks of the method")),
	L(method, REPORT_PERCENT, N_("How far the method was followed, on average")),
	L(certified, REPORT_COUNT, N_("Volunteers certified")),
	L(active, REPORT_COUNT, N_("Volunteers who were on, in the month with most")),
	L(minutes, REPORT_HOURS, N_("Paid hours")),
	L(costs, REPORT_MONEY, N_("Costs without pay")),
	{ 0 }
};

int64_t report_value(const struct report_figures *f, const struct report_line *l)
{
	int64_t value;

	memcpy(&value, (const char *)f + l->offset, sizeof value);
	return value;
}

static void set_value(struct report_figures *f, const struct report_line *l, int64_t value)
{
	memcpy((char *)f + l->offset, &value, sizeof value);
}

struct str report_said(struct ctx *ctx, const struct report_line *l, int64_t value)
{
	switch (l->unit) {
	case REPORT_PEOPLE:
		return value >= 1 && value <= 4 ? tr(ctx, "fewer than five") : tr_number(ctx, value);
	case REPORT_PERCENT:
		return value < 0 ? S("–") : arena_printf(ctx->arena, "%.*s %%", STR_ARG(tr_decimal(ctx, (double)value / 10, 1)));
	case REPORT_HOURS:
		return grant_hours(ctx, value);
	case REPORT_MONEY:
		return value < 0 ? S("–") : grant_money(ctx, value);
	default:
		return tr_number(ctx, value);
	}
}

/* --- counting ----------------------------------------------------------------------------------------------- */

static void add_month(struct report_figures *f, const struct diary_month *m, struct str why, int64_t *tenths)
{
	f->planned += m->planned, f->held += m->held, f->informal += m->informal;
	f->not_held += m->not_held + m->cancelled, f->missing += m->due + m->missing;
	f->heads += m->heads, f->first_timers += m->first_timers, f->relatives += m->relatives;
	f->checks += m->checks, *tenths += m->tenths;
	f->certified += m->certified, f->active = m->active > f->active ? m->active : f->active;
	f->minutes += m->minutes;
	f->months[f->n++] = (struct report_month){ m->first, m->planned, m->held + m->informal, m->not_held + m->cancelled, m->due + m->missing, why };
}

static enum err add_costs(struct ctx *ctx, const struct report *r, struct report_figures *f)
{
	struct grant_account a;
	struct grant_book b;

	f->costs = -1;
	if (!r->book)
		return OK;
	TRY(grant_get(ctx, r->book, &b));
	TRY(grant_account(ctx, &b, r->from_day, r->to_day, &a));
	f->costs = 0;
	for (size_t i = 0; i < a.n; i++)
		if (str_same(a.lines[i].line.kind, "cost"))
			f->costs += a.lines[i].used;
	return OK;
}

enum err report_figures(struct ctx *ctx, const struct programme *p, const struct report *r, struct report_figures *f)
{
	struct diary_explanation *said;
	struct diary_month *months;
	int64_t tenths = 0;
	size_t n, nsaid;

	TRY(diary_months(ctx, p, &months, &n));
	TRY(diary_explanations(ctx, p, &said, &nsaid));
	*f = (struct report_figures){ .months = arena_array(ctx->arena, n, struct report_month) };
	for (size_t i = 0; i < n; i++)
		if (months[i].first >= diary_month_of(r->from_day) && months[i].first <= r->to_day)
			add_month(f, &months[i], diary_explanation_of(said, nsaid, months[i].first).words, &tenths);
	f->method = f->checks ? (tenths + f->checks / 2) / f->checks : -1;
	return add_costs(ctx, r, f);
}

/* --- as a text that stays ----------------------------------------------------------------------------------------- */

/* A text of several lines on one. */
static struct str on_one_line(struct ctx *ctx, struct str s)
{
	char *p = arena_z(ctx->arena, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] == '\n' || p[i] == '\r')
			p[i] = ' ';
	return (struct str){ p, s.n };
}

struct str report_figures_text(struct ctx *ctx, const struct report_figures *f)
{
	struct buf b;
	struct str text;

	buf_init(&b, 1 << 20);
	for (const struct report_line *l = report_lines; l->code; l++)
		buf_fmt(&b, "%s %lld\n", l->code, (long long)report_value(f, l));
	for (size_t i = 0; i < f->n; i++) {
		const struct report_month *m = &f->months[i];
		buf_fmt(&b, "month %.*s %lld %lld %lld %lld\n", STR_ARG(day_str(ctx->arena, m->first)), (long long)m->planned, (long long)m->held,
			(long long)m->not_held, (long long)m->missing);
		if (str_is(m->why))
			buf_fmt(&b, "why %.*s\n", STR_ARG(on_one_line(ctx, m->why)));
	}
	text = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

static int64_t next_number(struct str *rest)
{
	struct str word;
	int64_t n = 0;

	str_cut(rest, ' ', &word);
	str_int(word, &n);
	return n;
}

static void read_month(struct ctx *ctx, struct str rest, struct report_figures *f)
{
	struct str day;
	struct report_month *m;

	f->months = arena_grow(ctx->arena, f->months, f->n, sizeof *f->months);
	m = &f->months[f->n++];
	str_cut(&rest, ' ', &day);
	*m = (struct report_month){ .first = day_parse(day), .why = STR_ABSENT };
	m->planned = next_number(&rest), m->held = next_number(&rest);
	m->not_held = next_number(&rest), m->missing = next_number(&rest);
}

static void read_line(struct ctx *ctx, struct str line, struct report_figures *f)
{
	struct str word, rest = line;

	str_cut(&rest, ' ', &word);
	if (str_same(word, "month"))
		read_month(ctx, rest, f);
	else if (str_same(word, "why") && f->n)
		f->months[f->n - 1].why = rest;
	for (const struct report_line *l = report_lines; l->code; l++)
		if (str_same(word, l->code))
			set_value(f, l, next_number(&rest));
}

void report_figures_read(struct ctx *ctx, struct str text, struct report_figures *f)
{
	struct str line;

	*f = (struct report_figures){ .method = -1, .costs = -1 };
	while (str_cut(&text, '\n', &line))
		read_line(ctx, line, f);
}
