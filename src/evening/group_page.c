/* group_page.c -- the evenings of one group: what came of the latest, and how they are written down. */
#include "evening/evening_parts.h"
#include "access/access.h"

enum { BACK_DAYS = 90 };

struct group_line {
	struct str href, when, told;
	const char *class, *icon;
};

struct group_view {
	const struct meeting *m;
	const struct evening_group *group;
	struct form_view form;
	struct str here, key, covered, method_url;
	struct group_line *lines;
	size_t n;
	bool keeps, saved;
};

#include "evening_group_html.h"

static const struct field group_fields[] = {
	F(struct evening_group, from_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Evenings are written down from"), .hint = N_("For example 1.1.2017.")),
	F(struct evening_group, seats, FIELD_INT, .least = 0, .most = 500, .label = N_("Seats, when the group is closed"),
	  .hint = N_("0: as many as come.")),
	F(struct evening_group, starts_with, FIELD_INT, .least = 1, .most = 50, .flags = FIELD_REQUIRED, .label = N_("A new group begins when so many want to come")),
	F(struct evening_group, talk, FIELD_CHOICE, .choices = evening_talks, .flags = FIELD_REQUIRED, .label = N_("Before somebody comes the first time")),
	F(struct evening_group, counts_only, FIELD_BOOL, .label = N_("Counts only"),
	  .hint = N_("Nobody who comes is asked for a code or a nickname, and there is no line for seats.")),
	F_END
};

enum err evening_group_asked(struct ctx *ctx, const struct req *req, struct meeting *m, struct evening_group *g)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, m));
	TRY(evening_group(ctx, id, g));
	return evening_may_write(ctx, m) ? OK : ERR_DENIED;
}

struct str evening_group_url(struct ctx *ctx, int64_t meeting, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/evenings/%lld%s", ctx->lang, (long long)meeting, rest);
}

static struct str told(struct ctx *ctx, const struct evening_line *l)
{
	switch (l->state) {
	case EVENING_HELD:
		return trn(ctx, "{n} came", "{n} came", l->e.heads);
	case EVENING_INFORMAL:
		return TR_FILL(ctx, tr(ctx, "{came}, informal"), { "came", trn(ctx, "{n} came", "{n} came", l->e.heads) });
	case EVENING_NOT_HELD:
		return tr(ctx, "Not held");
	case EVENING_OFF:
		return tr(ctx, "Called off before");
	case EVENING_DUE:
		return tr(ctx, "Waits to be written down");
	default:
		return tr(ctx, "Not written down");
	}
}

static struct group_line line_of(struct ctx *ctx, const struct evening_line *l)
{
	bool late = l->state == EVENING_MISSING, waits = late || l->state == EVENING_DUE, off = l->state == EVENING_OFF;

	return (struct group_line){ .href = off ? STR_ABSENT : evening_url(ctx, l->meeting, l->o.by_series, ""),
				    .when = evening_when(ctx, &l->o), .told = told(ctx, l),
				    .class = late ? "due due--late" : waits ? "due due--soon" : off ? "due" : "due due--ok",
				    .icon = late ? "triangle-alert" : waits ? "clock" : off ? "calendar-x" : "circle-check" };
}

static enum err fill_lines(struct ctx *ctx, struct group_view *v)
{
	int64_t ended = 0, written = 0;
	struct evening_line *lines;
	size_t n;

	TRY(evening_lines_of(ctx, v->m, page_today(ctx) - BACK_DAYS, page_today(ctx), &lines, &n));
	v->lines = arena_array(ctx->arena, n, struct group_line);
	for (size_t i = 0; i < n; i++) {
		if (lines[i].state == EVENING_AHEAD)
			continue;
		ended += lines[i].state != EVENING_OFF;
		written += lines[i].e.entry > 0;
		v->lines[v->n++] = line_of(ctx, &lines[i]);
	}
	v->covered = TR_FILL(ctx, tr(ctx, "{n} of {all} evenings of the last 90 days are written down."), { "n", tr_number(ctx, written) },
			     { "all", tr_number(ctx, ended) });
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct meeting *m, const struct evening_group *g, const struct values *typed,
		     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Evenings"));
	struct group_view v = { .m = m, .group = g, .here = evening_group_url(ctx, m->id, ""), .key = page_key(ctx),
				.keeps = evening_may_keep(ctx, m), .saved = str_is(value_of(&req->query, "done")) };
	struct evening_group begin = *g;
	struct values stored = { 0 };
	bool sees_method;

	TRY(evening_may_see_method(ctx, m, &sees_method));
	if (sees_method)
		v.method_url = evening_group_url(ctx, m->id, "/method");
	if (begin.from_day == DAY_NONE)
		begin.from_day = page_today(ctx);
	form_write(ctx, group_fields, &begin, &stored);
	v.form = (struct form_view){ group_fields, typed ? typed : &stored, bad };
	TRY(fill_lines(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(group_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err evening_group_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_group g;
	struct meeting m;

	(void)rep;
	TRY(evening_group_asked(ctx, req, &m, &g));
	return show(ctx, req, &m, &g, NULL, NULL);
}

enum err evening_group_set(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct evening_group g;
	struct meeting m;

	TRY(evening_group_asked(ctx, req, &m, &g));
	TRY(form_read(ctx, group_fields, &req->body, &g, &bad));
	TRY(evening_group_save(ctx, &m, &g, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, evening_group_url(ctx, m.id, "?done=1"));
	rep->status = 422;
	return show(ctx, req, &m, &g, &req->body, &bad);
}
