/*
 * waiting.c -- what waits for this person, whatever it is, in one list: overdue first, then by time; and who is on
 * tonight.
 *
 * Nothing is stored, and no job need have run: every line is worked out from what the rooms hold, at this second.
 * Which rooms are asked stands in the tables of people_waits.c and house_waits.c. All of it is counted; put into
 * words are the eight of the first page, or a hundred for who wants them all.
 */
#include "info/waiting.h"
#include "evening/evening.h"

#include <stdlib.h>

/* Of one kind; where there are more they are not counted but said to be more. */
enum { DAY_S = 86400, KIND_MOST = 1000 };

struct waiting_line {
	int64_t due_at;
	size_t nth;                       /* as they came, among those of the same second */
	const void *item;
	waiting_say say;
};

static const struct waiting_source *const tables[] = { waiting_people, waiting_house };
enum { TABLES = sizeof tables / sizeof *tables };

int64_t waiting_end_of(struct ctx *ctx, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day + 1, 0);
}

struct str waiting_evening_url(struct ctx *ctx, int64_t meeting, day_t day)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/%.*s", (long long)meeting, STR_ARG(day_str(ctx->arena, day))).p);
}

void waiting_add(struct ctx *ctx, struct waiting *w, int64_t due_at, const void *item, waiting_say say)
{
	w->at = arena_grow(ctx->arena, w->at, w->n, sizeof *w->at);
	w->at[w->n] = (struct waiting_line){ due_at, w->n, item, say };
	w->n++;
}

void waiting_had(struct waiting *w, size_t n)
{
	w->more |= n >= w->most;
}

static int by_due(const void *a, const void *b)
{
	const struct waiting_line *x = a, *y = b;
	int c = (x->due_at > y->due_at) - (x->due_at < y->due_at);

	return c ? c : (x->nth > y->nth) - (x->nth < y->nth);
}

static void tell_when(struct ctx *ctx, struct due_row *r, int64_t due_at)
{
	int64_t left = due_at - ctx->now;

	r->when = TR_FILL(ctx, tr(ctx, "By {day}"), { "day", tr_day_date(ctx, page_local(ctx, due_at - 1).day) });
	r->left = page_left(ctx, due_at);
	r->tone = left < 0 ? S(" due--late") : left < DAY_S ? S(" due--soon") : S("");
	r->icon = left < 0 ? "timer" : "clock";
}

bool info_waits(const struct ctx *ctx)
{
	bool some = false;

	for (size_t t = 0; t < TABLES; t++)
		for (const struct waiting_source *s = tables[t]; s->read; s++)
			some |= s->perm != MEMBER && may(ctx->who, s->perm);
	return some;
}

static enum err gather(struct ctx *ctx, struct waiting *w)
{
	for (size_t t = 0; t < TABLES; t++)
		for (const struct waiting_source *s = tables[t]; s->read; s++)
			if (may(ctx->who, s->perm))
				TRY(s->read(ctx, w));
	if (w->n)
		qsort(w->at, w->n, sizeof *w->at, by_due);
	return OK;
}

static enum err say(struct ctx *ctx, struct today_list *l, const struct waiting *w, size_t from, size_t most)
{
	l->rows = arena_array(ctx->arena, most, struct due_row);
	for (size_t i = from; i < w->n && l->n < most; i++) {
		struct due_row *r = &l->rows[l->n++];
		TRY(w->at[i].say(ctx, w->at[i].item, r));
		tell_when(ctx, r, w->at[i].due_at);
	}
	return OK;
}

/* Which of them these are, and where the others stand. */
static void lead_on(struct ctx *ctx, struct today_list *l, size_t from, bool all)
{
	struct str n = tr_number(ctx, l->all), here = page_url(ctx, "/work");

	if (l->all <= TODAY_ROWS)
		return;
	if (!all) {
		l->note = TR_FILL(ctx, l->more ? tr(ctx, "The {few} most urgent of more than {n}.") : tr(ctx, "The {few} most urgent of {n}."),
				  { "few", tr_number(ctx, TODAY_ROWS) }, { "n", n });
		l->all_href = arena_printf(ctx->arena, "%.*s?waiting=all", STR_ARG(here));
		l->all_label = l->more ? tr(ctx, "Show them") : info_counted(ctx, tr(ctx, "Show all {n}"), l->all);
		return;
	}
	l->all_href = here;
	l->all_label = tr(ctx, "Only the most urgent");
	if (l->all > WAITING_ROWS || l->more)
		l->note = TR_FILL(ctx, l->more ? tr(ctx, "{from}–{to} of more than {n}, the most urgent first.") : tr(ctx, "{from}–{to} of {n}, the most urgent first."),
				  { "from", tr_number(ctx, (int64_t)from + 1) }, { "to", tr_number(ctx, (int64_t)(from + l->n)) }, { "n", n });
}

enum err info_waiting(struct ctx *ctx, int64_t page, struct today_list *l)
{
	struct waiting w = { .most = KIND_MOST };
	size_t from = 0;

	*l = (struct today_list){ .id = "waiting", .title = tr(ctx, "Waiting for you"), .none = tr(ctx, "Nobody is waiting for you.") };
	TRY(gather(ctx, &w));
	l->all = (int64_t)w.n;
	l->more = w.more;
	l->missing = w.missing;
	l->pages = page && w.n ? ((int64_t)w.n + WAITING_ROWS - 1) / WAITING_ROWS : 1;
	/* Some were done meanwhile, so that the last page is another one. */
	l->page = page > l->pages ? l->pages : page;
	if (page)
		from = (size_t)(l->page - 1) * WAITING_ROWS;
	TRY(say(ctx, l, &w, from, page ? WAITING_ROWS : TODAY_ROWS));
	lead_on(ctx, l, from, page > 0);
	return OK;
}

/* --- tonight ------------------------------------------------------------------------------------------------- */

/* Who leads, and whether anybody does. */
static enum err set_cover(struct ctx *ctx, const struct evening_line *l, struct tonight_row *r)
{
	struct evening_person *on;
	size_t n;

	TRY(evening_rota(ctx, l->meeting, l->o.by_series, &on, &n));
	for (size_t i = 0; i < n; i++) {
		r->who = r->who.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(r->who), STR_ARG(on[i].name)) : on[i].name;
		r->covered |= str_same(on[i].role, "facilitator");
	}
	return OK;
}

enum err info_tonight(struct ctx *ctx, struct tonight_row **out, size_t *n)
{
	day_t today = page_today(ctx);
	struct evening_line *lines;
	size_t nlines;

	TRY(evening_lines(ctx, today, today, &lines, &nlines));
	*out = arena_array(ctx->arena, nlines, struct tonight_row);
	*n = 0;
	for (size_t i = nlines; i--;) {           /* they come newest first */
		struct tonight_row *r = &(*out)[*n];
		struct local at = page_local(ctx, lines[i].o.starts);
		if (at.day != today)
			continue;
		*r = (struct tonight_row){ .href = waiting_evening_url(ctx, lines[i].meeting, lines[i].o.by_series), .name = lines[i].name, .who = S(""),
					   .time = tr_time(ctx, at.minutes), .off = lines[i].state == EVENING_OFF };
		TRY(set_cover(ctx, &lines[i], r));
		++*n;
	}
	return OK;
}
