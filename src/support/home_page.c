/* home_page.c -- the front door, and the door for families: the two are equal (S-107). */
#include "support/needs.h"
#include "support/view.h"
#include "search/search.h"

#include <string.h>

enum { HOME_ROWS = 8, FAMILY_ROWS = 5, FIRST_ROWS = 4 };

struct door_section {
	struct str title, all_url;
	struct rows rows;
	int64_t total;
};

struct door {
	struct str title, lead;
	const struct query *finder;
	const struct values *asked;
	struct door_section courses, children, others;
};

static struct str other_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

#include "support_rows_html.h"
#include "support_home_html.h"

enum err home_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Find support near you"));
	struct door v = { .title = tr(ctx, "Find support near you"), .asked = &req->query,
			  .lead = tr(ctx, "It is free. You need not say who you are, and you can come as you are.") };
	struct query q;

	(void)rep;
	TRY(search_read(ctx, &req->query, &q));
	v.finder = &q;
	TRY(frame_begin_html(ctx, &f));
	TRY(home_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* The first few of what fits relatives and one need or kind more. */
static enum err fill_section(struct ctx *ctx, const struct support_query *of, const char *more, struct str title, const struct kind *kinds,
			     size_t nkinds, struct door_section *s)
{
	struct support_query q;
	struct support_result result;
	struct values values;
	struct str place = support_write(ctx, of, NULL), address;

	address = arena_printf(ctx->arena, "%s%s%.*s", more, place.n ? "&" : "", STR_ARG(place));
	if (!values_parse(ctx->arena, address, &values))
		return fail(ctx, ERR_BUG, "families: %s", more);
	TRY(support_read(ctx, &values, kinds, nkinds, &q));
	TRY(support_first(ctx, &q, FIRST_ROWS, &result));
	TRY(rows_make(ctx, &q, kinds, nkinds, result.hits, result.n, &s->rows));
	s->title = title;
	s->all_url = support_url(ctx, &q, NULL);
	s->total = result.total;
	return OK;
}

static enum err fill_families(struct ctx *ctx, const struct support_query *q, struct door *v)
{
	const struct kind *kinds;
	size_t n;

	TRY(index_kinds(ctx, &kinds, &n));
	TRY(fill_section(ctx, q, "for=relative&kind=family-marriage-education", tr(ctx, "Courses for families and couples"), kinds, n, &v->courses));
	TRY(fill_section(ctx, q, "need=child", tr(ctx, "For children and parents"), kinds, n, &v->children));
	return fill_section(ctx, q, "for=relative", tr(ctx, "Everything for those who are close"), kinds, n, &v->others);
}

enum err families_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "For families and friends"));
	struct door v = { .title = tr(ctx, "For families and friends"), .asked = &req->query,
			  .lead = tr(ctx, "You need help too. Here are groups for you, whoever it is about. Nobody asks for a name.") };
	struct support_query where = { .page = 1 };
	struct query q;

	(void)rep;
	TRY(search_read(ctx, &req->query, &q));
	q.relatives = true;
	where.place = q.place;
	v.finder = &q;
	TRY(fill_families(ctx, &where, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(families_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route support_routes[] = {
	{ "GET", "/:lang/", PUBLIC, home_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/support", PUBLIC, support_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/need", PUBLIC, need_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/families", PUBLIC, families_page, ROUTE_CACHED, NULL },
	{ "GET", "/:lang/meanings", PUBLIC, meanings_page, ROUTE_CACHED, NULL },
	{ 0 }
};
