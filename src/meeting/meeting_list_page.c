/* meeting_list_page.c -- the keepers' list of series. */
#include "meeting/meeting_pages.h"
#include "access/access.h"
#include "org/org.h"
#include "text/text.h"

#include "meeting_sql.h"

enum { PAGE = 50, ORGS_MOST = 200 };

struct list_row {
	struct str href, name, when, place, state;
	const char *chip;
	struct fresh_line fresh;
	bool on;                          /* whether it is confirmed matters */
};

struct list_view {
	struct str here, q, state;
	int64_t org, found;
	const struct org *orgs;
	size_t norgs;
	struct list_row *rows;
	size_t n;
	struct pager pager;
	bool filtered;
};

/* The list in one state, with what was searched for; code NULL: all of them. */
static struct str tab_url(struct ctx *ctx, const struct list_view *v, const char *code)
{
	struct str url = arena_printf(ctx->arena, "%.*s?state=%s", STR_ARG(v->here), code ? code : "");

	return v->org ? arena_printf(ctx->arena, "%.*s&org=%lld", STR_ARG(url), (long long)v->org) : url;
}

#include "meeting_list_html.h"

static struct str place_of(struct ctx *ctx, const struct meeting_list_rows *r)
{
	if (!r->place.p || str_same(r->mode, "online") || str_same(r->mode, "phone"))
		return tr_of(ctx, str_of(choice_label(mode_choices, r->mode)));
	return str_is(r->city) ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(r->place), STR_ARG(r->city)) : r->place;
}

static struct list_row row_of(struct ctx *ctx, const struct meeting_list_rows *r)
{
	struct meeting m = {
		.id = r->id, .state = r->state, .rhythm = r->rhythm, .every = r->every,
		.weekdays = meeting_weekday_codes(ctx->arena, (unsigned)r->weekdays),
		.nths = meeting_nth_codes(ctx->arena, (unsigned)r->nths), .month_day = r->month_day,
		.first_day = r->first_day, .last_day = r->last_day, .start_min = r->start_min,
		.duration_min = r->duration_min, .zone = r->zone, .holidays = r->holidays, .holiday_rule = r->holiday_rule,
	};
	bool over = str_same(r->state, "running") && !meeting_is_on(ctx, &m);
	struct str state = over ? S("ended") : r->state;

	return (struct list_row){
		.href = meeting_work_url(ctx, &m, ""), .name = r->name, .when = meeting_when(ctx, &m),
		.place = place_of(ctx, r), .state = tr_of(ctx, str_of(choice_label(meeting_state_choices, state))),
		.chip = str_same(state, "running") ? "chip chip--ok" : str_same(state, "draft") ? "chip chip--heather" : "chip",
		.fresh = meeting_fresh_line(ctx, r->verified_at.v), .on = str_same(state, "running"),
	};
}

static struct list_view ask(struct ctx *ctx, const struct req *req)
{
	struct list_view v = { .here = page_url(ctx, "/work/meetings"), .q = value_of(&req->query, "q"),
			       .state = value_of(&req->query, "state") };

	if (!choice_label(meeting_state_choices, v.state))
		v.state = S("");
	if (!str_int(value_of(&req->query, "org"), &v.org))
		v.org = 0;
	v.filtered = str_is(v.q) || v.state.n || v.org;
	return v;
}

static enum err fill(struct ctx *ctx, const struct req *req, struct list_view *v)
{
	bool all = may_for(ctx->who, MEETING_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, MEETING_EDIT), text = text_fold(ctx->arena, v->q.p ? v->q : S(""));
	day_t today = meeting_today(ctx, NULL);
	int64_t page = req_page(req);
	struct meeting_list_rows *rows;
	struct meeting_list_count count;
	struct org *orgs;

	TRY(meeting_list_count(ctx, all, ctx->who->account, roles, text, v->state, v->org, today, &count));
	TRY(meeting_list_rows(ctx, all, ctx->who->account, roles, text, v->state, v->org, today, PAGE, (page - 1) * PAGE,
			      &rows, &v->n));
	TRY(org_list(ctx, ORGS_MOST, &orgs, &v->norgs));
	v->orgs = orgs;
	v->found = count.n;
	v->pager = (struct pager){ req_list(ctx, req), page, (count.n + PAGE - 1) / PAGE };
	v->rows = arena_array(ctx->arena, v->n, struct list_row);
	for (size_t i = 0; rows && i < v->n; i++)
		v->rows[i] = row_of(ctx, &rows[i]);
	return OK;
}

enum err meeting_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Meetings"));
	struct list_view v = ask(ctx, req);

	(void)rep;
	TRY(fill(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(meeting_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
