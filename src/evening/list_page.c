/* list_page.c -- evenings that wait to be written down, and the latest that were. */
#include "evening/evening_parts.h"
#include "access/access.h"

enum { BACK_DAYS = 35, WAITING_MOST = 60, DONE_MOST = 20 };

struct list_row {
	struct str href, name, when, told;
	const char *class, *icon;
};

struct list_view {
	struct list_row *waiting, *done;
	size_t nwaiting, ndone, more;
	int64_t ended, written;                   /* of the last weeks: how many there were, how many are written down */
	struct str covered;
	bool keeps;
};

#include "evening_list_html.h"

static struct str waits_since(struct ctx *ctx, const struct evening_line *l)
{
	int64_t days = (ctx->now - l->ends) / EVENING_DAY_S;

	if (l->ends > ctx->now)
		return tr(ctx, "It is on now");
	if (l->state == EVENING_DUE)
		return days < 1 ? tr(ctx, "Waits to be written down") : tr(ctx, "Waits since yesterday");
	return trn(ctx, "Not written down for {n} day", "Not written down for {n} days", days);
}

static struct str done_told(struct ctx *ctx, const struct evening_line *l)
{
	struct str came = trn(ctx, "{n} came", "{n} came", l->e.heads);

	if (l->state == EVENING_NOT_HELD)
		return tr(ctx, "Not held");
	return l->state == EVENING_INFORMAL ? TR_FILL(ctx, tr(ctx, "{came}, informal"), { "came", came }) : came;
}

static struct list_row row_of(struct ctx *ctx, const struct evening_line *l)
{
	bool late = l->state == EVENING_MISSING, waits = late || l->state == EVENING_DUE;

	return (struct list_row){ .href = evening_url(ctx, l->meeting, l->o.by_series, ""), .name = l->name, .when = evening_when(ctx, &l->o),
				  .told = waits ? waits_since(ctx, l) : done_told(ctx, l),
				  .class = late ? "due due--late" : waits ? "due due--soon" : "due due--ok",
				  .icon = late ? "triangle-alert" : waits ? "clock" : "circle-check" };
}

static void take(struct ctx *ctx, const struct evening_line *l, struct list_view *v)
{
	bool waits = l->state == EVENING_DUE || l->state == EVENING_MISSING;

	if (l->state == EVENING_OFF || l->state == EVENING_AHEAD)
		return;
	v->ended++;
	v->written += !waits;
	if (waits && v->nwaiting < WAITING_MOST)
		v->waiting[v->nwaiting++] = row_of(ctx, l);
	else if (waits)
		v->more++;
	else if (v->ndone < DONE_MOST)
		v->done[v->ndone++] = row_of(ctx, l);
}

enum err evening_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Evenings"));
	struct list_view v = { .keeps = may(ctx->who, EVENING_KEEP) };
	struct evening_line *lines;
	size_t n;

	(void)rep;
	TRY(evening_lines(ctx, page_today(ctx) - BACK_DAYS, page_today(ctx), &lines, &n));
	v.waiting = arena_array(ctx->arena, WAITING_MOST, struct list_row);
	v.done = arena_array(ctx->arena, DONE_MOST, struct list_row);
	for (size_t i = 0; i < n; i++)
		take(ctx, &lines[i], &v);
	v.covered = TR_FILL(ctx, tr(ctx, "{n} of {all} evenings of the last five weeks are written down."), { "n", tr_number(ctx, v.written) },
			    { "all", tr_number(ctx, v.ended) });
	TRY(frame_begin_html(ctx, &f));
	TRY(list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
