/* search_page.c -- the finder: meetings by time; and its parts on other pages. */
#include "search/view.h"

#include <math.h>
#include <string.h>

enum view { VIEW_LIST, VIEW_MAP, VIEW_WEEK };
/* A week has room for more than a page of dates, as long as it stays light enough for a slow connection. */
enum { SUGGEST_MOST = 3, RELAX_MOST = 4, WEEK_PAGES = 8 };

/* Everything that the finder shows. */
struct finder {
	const struct query *q;
	const struct result *result;
	const struct rows_view *rows;
	enum view view;
	const char *action;                       /* path of this page */
	struct str title, lead, count, context;
	struct str here;                          /* this search as an address */
	struct str support_url;                   /* the directory of every kind, at the same place */
	struct str old_url;
	struct str suggest[SUGGEST_MOST], suggest_urls[SUGGEST_MOST];
	size_t nsuggest;
	struct str relax_texts[RELAX_MOST], relax_urls[RELAX_MOST];
	struct pager pager;
	bool families;                            /* their own door */
	int64_t week_left;                        /* dates for which the week has no room */
};

static const struct choice time_choices[] = {
	{ "morning", N_("Morning") }, { "afternoon", N_("Afternoon") }, { "evening", N_("Evening") }, { "night", N_("Night") }, { 0 }
};
static const struct choice km_choices[] = {
	{ "5", N_("5 km") }, { "10", N_("10 km") }, { "25", N_("25 km") }, { "50", N_("50 km") }, { "100", N_("100 km") }, { 0 }
};

static const char *day_code(int weekday)
{
	static const char *const codes[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };

	return codes[weekday];
}

static struct str km_text(struct ctx *ctx, const struct query *q)
{
	return q->radius_km > 0 ? arena_printf(ctx->arena, "%d", (int)q->radius_km) : S("");
}

static bool more_is_used(const struct query *q)
{
	return q->method.n || q->audience.n || q->language.n || q->time_of_day.n || q->radius_km > 0 || q->newcomers ||
	       q->children || q->old;
}

static struct str datetime_of(struct ctx *ctx, const struct row_view *r)
{
	return arena_cat(ctx->arena, day_str(ctx->arena, r->day), S("T"), minutes_str(ctx->arena, r->minutes));
}

static struct str fresh_class(enum freshness f)
{
	return f == FRESH ? S("fresh--ok") : S("fresh--old");
}

static struct str other_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

#include "search_rows_html.h"
#include "search_finder_html.h"

static struct str url_of(struct ctx *ctx, const struct finder *v, const struct query *q, const char *drop)
{
	return arena_cat(ctx->arena, S("/"), str_of(ctx->lang), str_of(v->action), S("?"), search_write(ctx, q, drop));
}

static struct str count_text(struct ctx *ctx, const struct finder *v)
{
	struct str km = tr_km(ctx, v->result->radius_km), n = tr_number(ctx, v->result->total);

	if (v->result->radius_km > 0 && v->q->in_room && !v->q->online)
		return v->result->total == 1 ? TR_FILL(ctx, tr(ctx, "1 meeting within {km}"), { "km", km }) :
					       TR_FILL(ctx, tr(ctx, "{n} meetings within {km}"), { "n", n }, { "km", km });
	if (v->result->radius_km > 0)
		return v->result->total == 1 ? TR_FILL(ctx, tr(ctx, "1 meeting within {km} or online"), { "km", km }) :
					       TR_FILL(ctx, tr(ctx, "{n} meetings within {km} or online"), { "n", n }, { "km", km });
	return trn(ctx, "{n} meeting", "{n} meetings", v->result->total);
}

/* Which single choice to let go, in words. */
static const struct relax_row {
	const char *filter, *one, *many;
} relax_rows[] = {
	{ "when", N_("There is {n} at another time"), N_("There are {n} at other times") },
	{ "method", N_("There is {n} with other methods"), N_("There are {n} with other methods") },
	{ "audience", N_("There is {n} for everybody"), N_("There are {n} for everybody") },
	{ "language", N_("There is {n} in other languages"), N_("There are {n} in other languages") },
	{ "stepfree", N_("There is {n} if it need not be step-free"), N_("There are {n} if it need not be step-free") },
	{ "children", N_("There is {n} without a place for children"), N_("There are {n} without a place for children") },
	{ "newcomers", N_("There is {n} if it need not say “new people welcome”"), N_("There are {n} if it need not say “new people welcome”") },
	{ "room", N_("There is {n} online or by phone"), N_("There are {n} online or by phone") },
	{ "online", N_("There is {n} in person"), N_("There are {n} in person") },
	{ "area", N_("There is {n} in other areas"), N_("There are {n} in other areas") },
	{ "km", N_("There is {n} farther away"), N_("There are {n} farther away") },
	{ "q", N_("There is {n} without the words"), N_("There are {n} without the words") },
};

static void fill_relax(struct ctx *ctx, struct finder *v)
{
	for (size_t i = 0; i < v->result->nrelax && i < RELAX_MOST; i++)
		for (size_t k = 0; k < sizeof relax_rows / sizeof *relax_rows; k++)
			if (!strcmp(relax_rows[k].filter, v->result->relax[i].filter)) {
				const char *text = v->result->relax[i].hits == 1 ? relax_rows[k].one : relax_rows[k].many;
				v->relax_texts[i] = TR_FILL(ctx, tr_of(ctx, str_of(text)), { "n", tr_number(ctx, v->result->relax[i].hits) });
				v->relax_urls[i] = url_of(ctx, v, v->q, relax_rows[k].filter);
			}
}

static void fill_suggestions(struct ctx *ctx, struct finder *v)
{
	struct query other = *v->q;

	v->nsuggest = search_suggest(ctx, v->q->place, v->suggest, SUGGEST_MOST);
	for (size_t i = 0; i < v->nsuggest; i++) {
		other.place = v->suggest[i];
		v->suggest_urls[i] = url_of(ctx, v, &other, NULL);
	}
}

/* The dates of the first pages together. */
static enum err fill_week(struct ctx *ctx, const struct query *q, struct result *result, struct rows_view *rows)
{
	struct query next = *q;
	struct rows_view page = { 0 };

	*rows = (struct rows_view){ .at = arena_array(ctx->arena, WEEK_PAGES * SEARCH_PAGE, struct row_view) };
	for (next.page = 1; next.page <= WEEK_PAGES; next.page++) {
		TRY(search_run(ctx, &next, result));
		TRY(rows_of(ctx, result, &page));
		rows->today = page.today;
		for (size_t i = 0; i < page.n; i++)
			rows->at[rows->n++] = page.at[i];
		if (next.page >= result->pages)
			break;
	}
	return OK;
}

static enum err fill(struct ctx *ctx, const struct values *query, const struct query *q, struct finder *v)
{
	struct result *result = arena_new_of(ctx->arena, struct result);
	struct rows_view *rows = arena_new_of(ctx->arena, struct rows_view);
	struct query old;

	v->view = str_same(value_of(query, "view"), "map") ? VIEW_MAP : str_same(value_of(query, "view"), "week") ? VIEW_WEEK : VIEW_LIST;
	if (v->view == VIEW_WEEK) {
		TRY(fill_week(ctx, q, result, rows));
		v->week_left = result->total - (int64_t)rows->n;
	} else {
		TRY(search_run(ctx, q, result));
		TRY(rows_of(ctx, result, rows));
	}
	v->q = q;
	v->result = result;
	v->rows = rows;
	v->count = count_text(ctx, v);
	v->context = q->place_name;
	v->here = url_of(ctx, v, q, NULL);
	v->support_url = arena_printf(ctx->arena, "/%s/support%s%.*s", ctx->lang, q->place.n ? "?place=" : "",
				      STR_ARG(percent_encode(ctx->arena, q->place)));
	old = *q;
	old.old = true;
	v->old_url = url_of(ctx, v, &old, NULL);
	v->pager = (struct pager){ .base = v->here, .page = q->page, .pages = result->pages };
	if (q->place_unknown)
		fill_suggestions(ctx, v);
	if (!rows->n)
		fill_relax(ctx, v);
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct finder *v, const struct query *q,
		     enum err (*render)(struct ctx *, const struct finder *))
{
	struct frame f;

	TRY(fill(ctx, &req->query, q, v));
	f = page_frame(ctx, req, FRAME_PUBLIC, v->title);
	TRY(frame_begin_html(ctx, &f));
	TRY(render(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct finder v = { .action = "/find", .title = tr(ctx, "Find support near you"),
			    .lead = tr(ctx, "It is free. You need not say who you are, and you can come as you are.") };
	struct query q;

	(void)rep;
	TRY(search_read(ctx, &req->query, &q));
	return show(ctx, req, &v, &q, finder_html);
}

enum err search_form_html(struct ctx *ctx, const struct query *q, const char *action)
{
	return form_html(ctx, q, action);
}

enum err search_next_html(struct ctx *ctx, const struct values *asked, const struct query *q, struct str title, size_t most)
{
	struct finder v = { .action = "/find", .families = q->relatives, .title = title };
	struct rows_view first;

	TRY(fill(ctx, asked, q, &v));
	first = *v.rows;
	if (first.n > most)
		first.n = most;
	v.rows = &first;
	return next_html(ctx, &v);
}

static enum err denmark(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	rep->type = S("image/svg+xml");
	reply_header(rep, S("Cache-Control"), S("public, max-age=2592000"));
	map_denmark_svg(ctx->out);
	return OK;
}

const struct route search_routes[] = {
	{ "GET", "/map/denmark.svg", PUBLIC, denmark, 0, NULL },
	{ "GET", "/:lang/find", PUBLIC, find, ROUTE_CACHED, NULL },
	{ 0 }
};
