/* service_list_page.c -- the keepers' list of what is offered. */
#include "service/service_pages.h"
#include "access/access.h"
#include "org/org.h"

enum { ORGS_MOST = 300, REVIEWS_SHOWN = 10 };

struct list_row {
	struct str href, name, kind, where, org, state;
	const char *chip;
	struct service_fresh fresh;
	bool on, full;
};

struct review_row {
	struct str href, name, org, text;
	struct str ago;                   /* of one that is late; else empty */
	bool late;
};

struct list_view {
	struct str here;
	struct review_row *reviews;
	size_t nreviews;
	int64_t all_reviews;
	struct service_asked q;
	int64_t found, parked;
	const struct org *orgs;
	size_t norgs;
	struct kind *kinds;
	size_t nkinds;
	struct list_row *rows;
	size_t n;
	struct pager pager;
	bool filtered, may_kinds;
};

/* The list in one state, with what else was asked; code NULL: all of them. */
static struct str tab_url(struct ctx *ctx, const struct list_view *v, const char *code)
{
	return arena_printf(ctx->arena, "%.*s?state=%s&kind=%lld&org=%lld", STR_ARG(v->here), code ? code : "", (long long)v->q.kind,
			    (long long)v->q.org);
}

#include "service_list_html.h"

static struct list_row row_of(struct ctx *ctx, const struct list_view *v, const struct service_line *l)
{
	const struct kind *k = kind_find(v->kinds, v->nkinds, l->kind);
	struct service s = { .full_since = l->full_since, .full_until = l->full_until };

	return (struct list_row){
		.href = service_work_url(ctx, l->id, ""), .name = meeting_text(ctx, l->name_da, l->name_en, &(bool){ false }),
		.kind = k ? kind_name(ctx, k) : S(""), .org = l->org_name,
		.where = str_is(l->city) ? l->city : tr_of(ctx, str_of(choice_label(service_modes, l->mode))),
		.state = tr_of(ctx, str_of(choice_label(service_states, l->state))), .chip = service_state_chip(l->state),
		.fresh = service_fresh_line(ctx, l->verified_at), .on = str_same(l->state, "running"), .full = service_is_full(ctx, &s),
	};
}

/* The form opens at the field with the day. */
static struct review_row review_of(struct ctx *ctx, const struct service_review *r)
{
	int64_t late = page_today(ctx) - r->by;
	struct str date = tr_date_short(ctx, r->by);

	return (struct review_row){
		.href = service_work_url(ctx, r->id, "/edit#f-fact_review_by"), .name = meeting_text(ctx, r->name_da, r->name_en, &(bool){ false }),
		.org = r->org_name, .late = late > 0, .ago = late > 0 ? tr_days_ago(ctx, late) : S(""),
		.text = late > 0 ? TR_FILL(ctx, tr(ctx, "Should have been looked over by {date}"), { "date", date }) :
				   TR_FILL(ctx, tr(ctx, "To be looked over by {date}"), { "date", date }),
	};
}

static enum err fill_reviews(struct ctx *ctx, struct list_view *v)
{
	struct service_review *rows;

	TRY(service_reviews(ctx, REVIEWS_SHOWN, &rows, &v->nreviews, &v->all_reviews));
	v->reviews = arena_array(ctx->arena, v->nreviews, struct review_row);
	for (size_t i = 0; i < v->nreviews; i++)
		v->reviews[i] = review_of(ctx, &rows[i]);
	return OK;
}

static int64_t asked_id(const struct req *req, const char *name)
{
	int64_t id;

	return str_int(value_of(&req->query, name), &id) && id > 0 ? id : 0;
}

static struct list_view ask(struct ctx *ctx, const struct req *req)
{
	struct list_view v = { .here = page_url(ctx, "/work/support"), .may_kinds = may_for(ctx->who, KIND_EDIT, 0, 0),
			       .q = { .text = value_of(&req->query, "q"), .state = value_of(&req->query, "state"),
				      .kind = asked_id(req, "kind"), .org = asked_id(req, "org"), .page = req_page(req) } };

	if (!choice_label(service_states, v.q.state))
		v.q.state = S("");
	v.filtered = str_is(v.q.text) || v.q.state.n || v.q.org || v.q.kind;
	return v;
}

static enum err fill(struct ctx *ctx, const struct req *req, struct list_view *v)
{
	struct service_asked parked = { .state = S("parked") };
	struct service_line *lines;
	struct org *orgs;
	size_t none;

	TRY(kind_list(ctx, &v->kinds, &v->nkinds));
	TRY(org_list(ctx, ORGS_MOST, &orgs, &v->norgs));
	TRY(service_page(ctx, &parked, &lines, &none, &v->parked));
	TRY(service_page(ctx, &v->q, &lines, &v->n, &v->found));
	if (!v->filtered && v->q.page <= 1)
		TRY(fill_reviews(ctx, v));
	v->orgs = orgs;
	v->pager = (struct pager){ req_list(ctx, req), v->q.page, (v->found + SERVICE_PAGE - 1) / SERVICE_PAGE };
	v->rows = arena_array(ctx->arena, v->n, struct list_row);
	for (size_t i = 0; i < v->n; i++)
		v->rows[i] = row_of(ctx, v, &lines[i]);
	return OK;
}

enum err service_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Support"));
	struct list_view v = ask(ctx, req);

	(void)rep;
	TRY(fill(ctx, req, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(service_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
