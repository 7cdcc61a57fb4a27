/* method_page.c -- how a group follows its method: a run chart, a table beside it, and help when it slips. */
#include "evening/evening_parts.h"

enum { BACK_DAYS = 400, ROWS_MOST = 12 };

struct point_row {
	struct str day, self, seen, mean, href;
};

struct method_view {
	const struct meeting *m;
	struct str back, told, missed, talk, question, look;
	const char *talk_class, *look_class;
	struct evening_point *self, *seen;
	size_t nself, nseen;
	struct point_row *rows;
	size_t n;
	bool enough;
};

static enum err chart_html(struct ctx *, const struct method_view *);

#include "evening_method_html.h"

static enum err chart_html(struct ctx *ctx, const struct method_view *v)
{
	return evening_chart_svg(ctx, v->self, v->nself, v->seen, v->nseen, tr(ctx, "Scores of each evening and their mean of the last six; the same figures stand in the table."));
}

static struct str percent(struct ctx *ctx, int tenths)
{
	return arena_printf(ctx->arena, "%.*s %%", STR_ARG(tr_number(ctx, (tenths + 5) / 10)));
}

/* A table of dates, newest first; a date may have one of the two or both. */
static void fill_rows(struct ctx *ctx, struct method_view *v)
{
	size_t i = v->nself, k = v->nseen;

	v->rows = arena_array(ctx->arena, ROWS_MOST, struct point_row);
	while ((i || k) && v->n < ROWS_MOST) {
		struct point_row *r = &v->rows[v->n++];
		day_t day = i && (!k || v->self[i - 1].day >= v->seen[k - 1].day) ? v->self[i - 1].day : v->seen[k - 1].day;
		*r = (struct point_row){ .day = tr_date_short(ctx, day), .href = evening_url(ctx, v->m->id, day, ""), .self = S("–"), .seen = S("–"), .mean = S("–") };
		if (i && v->self[i - 1].day == day) {
			r->self = percent(ctx, v->self[i - 1].tenths);
			r->mean = percent(ctx, v->self[--i].mean);
		}
		if (k && v->seen[k - 1].day == day)
			r->seen = percent(ctx, v->seen[--k].tenths);
	}
}

static enum err fill_missed(struct ctx *ctx, struct method_view *v)
{
	struct evening_item items[EVENING_ITEMS_MOST];
	const struct evening_point *last = &v->self[v->nself - 1];
	size_t from = v->nself > 6 ? v->nself - 6 : 0, n, item;
	bool foreign;
	int times;

	/* Of the last six, while the version stayed the same. */
	while (from < v->nself && v->self[from].version != last->version)
		from++;
	item = evening_most_missed(v->self + from, v->nself - from, &times);
	TRY(evening_items_of(ctx, last->method, last->version, items, &n));
	if (times && item < n)
		v->missed = TR_FILL(ctx, tr(ctx, "Most often missed lately: {item}"), { "item", meeting_text(ctx, items[item].da, items[item].en, &foreign) });
	return OK;
}

static enum err fill_talk(struct ctx *ctx, const struct evening_trend *t, struct method_view *v)
{
	bool talked;

	if (t->drift_day == DAY_NONE)
		return OK;
	TRY(evening_talked_since(ctx, v->m->id, t->drift_day, &talked));
	v->talk_class = talked ? "notice notice--ok" : t->due < page_today(ctx) ? "notice notice--late" : "notice notice--soon";
	v->talk = talked ? tr(ctx, "It slipped, and you have talked about it since. Give it some evenings.") :
			   TR_FILL(ctx, tr(ctx, "It has slipped since {day}. Offer a talk before {due}: what would help?"),
				   { "day", tr_date(ctx, t->drift_day) }, { "due", tr_date(ctx, t->due) });
	return OK;
}

/* When a second person last looked, and when the next look is due. */
static enum err fill_look(struct ctx *ctx, const struct evening_group *g, struct method_view *v)
{
	day_t seen, due;

	TRY(evening_last_seen(ctx, v->m->id, &seen));
	due = evening_look_due(g->from_day, seen);
	v->look_class = due < page_today(ctx) ? "notice notice--late" : due <= page_today(ctx) + EVENING_LOOK_AHEAD_DAYS ? "notice notice--soon" : "notice";
	if (seen == DAY_NONE)
		v->look = TR_FILL(ctx, tr(ctx, "No second person has looked along yet. At least every six months one does: by {due}."), { "due", tr_date(ctx, due) });
	else
		v->look = TR_FILL(ctx, tr(ctx, "A second person looked along on {day}. The next time is due by {due}."), { "day", tr_date(ctx, seen) },
				  { "due", tr_date(ctx, due) });
	return OK;
}

static enum err fill(struct ctx *ctx, struct method_view *v)
{
	day_t today = page_today(ctx);
	struct evening_trend t;

	TRY(evening_points(ctx, v->m->id, today - BACK_DAYS, today, "self", &v->self, &v->nself));
	TRY(evening_points(ctx, v->m->id, today - BACK_DAYS, today, "observer", &v->seen, &v->nseen));
	t = evening_trend(v->self, v->nself);
	v->enough = t.enough;
	fill_rows(ctx, v);
	if (!t.enough)
		return OK;
	v->told = TR_FILL(ctx, tr(ctx, "{mean} on average in the last six checks."), { "mean", percent(ctx, t.mean) });
	if (evening_all_yes(v->self, v->nself))
		v->question = tr(ctx, "Six times in a row every point was a yes. What was hard? Perhaps somebody could come along and look.");
	TRY(fill_missed(ctx, v));
	return fill_talk(ctx, &t, v);
}

enum err evening_method_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The method over time"));
	struct evening_group g;
	struct meeting m;
	struct method_view v = { .m = &m };
	bool may_see;

	rep->private_page = true;
	TRY(evening_group_asked(ctx, req, &m, &g));
	TRY(evening_may_see_method(ctx, &m, &may_see));
	if (!may_see)
		return ERR_DENIED;
	v.back = evening_group_url(ctx, m.id, "");
	TRY(fill(ctx, &v));
	TRY(fill_look(ctx, &g, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(method_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
