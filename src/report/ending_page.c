/* ending_page.c -- the orderly end of a programme as a list to go through. */
#include "report/report_parts.h"
#include "org/org.h"

struct group_row {
	const struct report_group *g;
	struct str id, said, chosen, key;     /* key: it can be decided */
};
struct decision_row {
	const struct report_decision *d;
	struct str said, day, key;
};
struct end_view {
	struct str project, back, here, key, closed, example;
	const struct field *none;
	const struct problems *bad;
	struct report_point *points;
	size_t npoints;
	struct group_row *groups;
	size_t ngroups;
	const struct choice *orgs;
	struct decision_row *decisions;
	size_t ndecisions;
};

#include "report_end_html.h"

static const struct field no_fields[] = { F_END };

struct typed_decision {
	struct str what;
	day_t day;
};
static const struct field decision_fields[] = {
	F(struct typed_decision, what, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = report_decisions, .label = N_("What becomes of it?")),
	F(struct typed_decision, day, FIELD_DATE, .label = N_("Day")),
	F_END
};

static struct str group_said(struct ctx *ctx, const struct report_group *g)
{
	if (!g->goes.n)
		return TR_FILL(ctx, tr(ctx, "Belongs to {org}; not decided"), { "org", g->org_name });
	if (str_same(g->goes, "ends"))
		return g->open ? tr(ctx, "Ends: give it its last day on its page") : tr(ctx, "Ends");
	if (g->open)
		return TR_FILL(ctx, tr(ctx, "Goes on with {org}: move it there on its page"), { "org", g->owner_name });
	return TR_FILL(ctx, tr(ctx, "Goes on with {org}"), { "org", g->owner_name });
}

static struct str decision_said(struct ctx *ctx, const struct report_decision *d)
{
	struct str what = d->what.n ? tr_of(ctx, str_of(choice_label(report_decisions, d->what))) : S("");

	if (!what.n || d->day == DAY_NONE)
		return what;
	return TR_FILL(ctx, tr(ctx, "{what} {day}"), { "what", what }, { "day", tr_date(ctx, d->day) });
}

static enum err fill_groups(struct ctx *ctx, const struct programme *p, bool closed, struct end_view *v)
{
	struct report_group *groups;

	TRY(report_groups(ctx, p, &groups, &v->ngroups));
	v->groups = arena_array(ctx->arena, v->ngroups, struct group_row);
	for (size_t i = 0; i < v->ngroups; i++)
		v->groups[i] = (struct group_row){ &groups[i], page_id(ctx, groups[i].meeting), group_said(ctx, &groups[i]),
						   page_id(ctx, groups[i].owner ? groups[i].owner : groups[i].org), closed ? STR_ABSENT : page_key(ctx) };
	return org_choices(ctx, p->org, &v->orgs);
}

static enum err fill_decisions(struct ctx *ctx, const struct programme *p, bool closed, struct end_view *v)
{
	struct report_decision *all;

	TRY(report_decided(ctx, p, &all, &v->ndecisions));
	v->decisions = arena_array(ctx->arena, v->ndecisions, struct decision_row);
	for (size_t i = 0; i < v->ndecisions; i++) {
		bool open = !closed || str_same(all[i].what, "delete");
		v->decisions[i] = (struct decision_row){ &all[i], decision_said(ctx, &all[i]), all[i].day == DAY_NONE ? S("") : tr_date_short(ctx, all[i].day),
							 open ? page_key(ctx) : STR_ABSENT };
	}
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct programme *p, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The orderly end"));
	struct end_view v = { .project = programme_name(ctx, p), .back = report_url(ctx, p, ""), .here = report_url(ctx, p, "/end"),
			      .key = page_key(ctx), .none = no_fields, .bad = bad, .closed = S("") };
	struct ymd today = day_ymd(page_today(ctx));
	int64_t at;

	v.example = tr_date_short(ctx, day_of(today.year + 5, 12, 31));
	TRY(report_closed(ctx, p, &at));
	if (at)
		v.closed = TR_FILL(ctx, tr(ctx, "Closed on {day}, with nothing open."), { "day", tr_date(ctx, page_local(ctx, at).day) });
	TRY(report_points(ctx, p, &v.points, &v.npoints));
	TRY(fill_groups(ctx, p, at != 0, &v));
	TRY(fill_decisions(ctx, p, at != 0, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(report_end_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* What was done, or the page again with what must be mended. */
static enum err answer(struct ctx *ctx, const struct req *req, struct reply *rep, const struct programme *p, const struct problems *bad, const char *where)
{
	if (!bad->n)
		return reply_see(ctx, rep, report_url(ctx, p, where));
	rep->status = 422;
	return show(ctx, req, p, bad);
}

enum err report_end_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct programme p;

	(void)rep;
	TRY(report_asked_programme(ctx, req, &p));
	return show(ctx, req, &p, NULL);
}

enum err report_end_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct programme p;

	TRY(report_asked_programme(ctx, req, &p));
	TRY(report_close(ctx, &p, &bad));
	return answer(ctx, req, rep, &p, &bad, "/end");
}

enum err report_group_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str typed = value_of(&req->body, "org");
	struct problems bad = { 0 };
	struct programme p;
	int64_t meeting, org;

	TRY(report_asked_programme(ctx, req, &p));
	if (!req_id(req, "meeting", &meeting))
		return ERR_NOT_FOUND;
	if (!typed.p || !str_int(typed, &org))
		problem(&bad, "org", N_("Choose one of the answers in the list."));
	else
		TRY(report_group_decide(ctx, &p, meeting, org, &bad));
	return answer(ctx, req, rep, &p, &bad, "/end#groups");
}

enum err report_point_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct typed_decision t = { .day = DAY_NONE };
	struct problems bad = { 0 };
	struct programme p;

	TRY(report_asked_programme(ctx, req, &p));
	TRY(form_read(ctx, decision_fields, &req->body, &t, &bad));
	if (!bad.n)
		TRY(report_decide(ctx, &p, req_param(req, "code"), t.what, t.day, &bad));
	return answer(ctx, req, rep, &p, &bad, "/end#decisions");
}
