/* paper_page.c -- choosing what to print, looking at it, fetching it. */
#include "paper/paper_parts.h"
#include "cal/cal.h"

#include <stdlib.h>
#include <string.h>

#include "paper_sql.h"

enum { DAY_S = 86400, LEFT_OUT_SHOWN = 50, EDITIONS_MOST = 4 };

struct edition {
	const char *lang;
	struct str name, pdf, print;
};

struct left_row {
	struct str href, name, city, text;
};

struct paper_view {
	struct str here;                  /* of the form */
	const struct paper_wish *wish;
	const struct area *areas;
	size_t nareas;
	bool asked, unknown, too_many;
	struct str found, needs, sheets;  /* what there is; on which paper; how many sheets */
	struct edition editions[EDITIONS_MOST];
	size_t neditions;
	struct left_row *left;
	size_t nleft, all_left;
	bool keeper, pocket;
};

struct sheets_view {
	struct draw *d;
	const char *class;
	struct str back, size;
	size_t n;
};

static enum err sheet_html(struct ctx *, const struct sheets_view *, size_t i);

#include "paper_html.h"

/* --- what is asked for ------------------------------------------------------------------------------------------ */

static bool form_of(struct str code, enum paper_form *form)
{
	for (int i = 0; i < PAPER_FORMS; i++)
		if (str_same(code, paper_forms[i].code)) {
			*form = (enum paper_form)i;
			return true;
		}
	return false;
}

static void read_wish(const struct req *req, struct paper_wish *w)
{
	struct str listing = value_of(&req->query, "meeting"), area = value_of(&req->query, "area"), support = value_of(&req->query, "support");

	*w = (struct paper_wish){ .area = area.p ? area : S(""), .says_recovery = str_same(value_of(&req->query, "cover"), "open") };
	form_of(value_of(&req->query, "form"), &w->form);
	w->listing = listing.p ? listing : S("");
	w->support = support.p && !w->listing.n ? support : S("");
}

/* "?area=varde&cover=open": the same wish in an address; what it is made as stands before. */
static struct str query_of(struct ctx *ctx, const struct paper_wish *w)
{
	struct str q = S("");

	if (str_is(w->area))
		q = arena_printf(ctx->arena, "?area=%.*s", STR_ARG(percent_encode(ctx->arena, w->area)));
	if (str_is(w->listing))
		q = arena_printf(ctx->arena, "%.*s%smeeting=%.*s", STR_ARG(q), q.n ? "&" : "?", STR_ARG(percent_encode(ctx->arena, w->listing)));
	if (str_is(w->support))
		q = arena_printf(ctx->arena, "%.*s%ssupport=%.*s", STR_ARG(q), q.n ? "&" : "?", STR_ARG(percent_encode(ctx->arena, w->support)));
	if (w->says_recovery)
		q = arena_printf(ctx->arena, "%.*s%scover=open", STR_ARG(q), q.n ? "&" : "?");
	return q;
}

static struct str choose_url(struct ctx *ctx, const struct paper_wish *w)
{
	struct str q = query_of(ctx, w);

	return arena_printf(ctx->arena, "/%s/paper%.*s%sform=%s", ctx->lang, STR_ARG(q), q.n ? "&" : "?", paper_forms[w->form].code);
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const struct paper_areas *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static enum err fill_areas(struct ctx *ctx, struct paper_view *v)
{
	struct paper_areas *used;
	struct area *all;
	size_t nused, nall;

	TRY(paper_areas(ctx, &used, &nused));
	TRY(area_list(ctx, S(""), S(""), &all, &nall));
	for (size_t i = 0; i < nall; i++) {
		struct paper_areas wanted = { .id = all[i].id };
		if (nused && bsearch(&wanted, used, nused, sizeof *used, by_number))
			all[v->nareas++] = all[i];
	}
	v->areas = all;
	return OK;
}

static void fill_editions(struct ctx *ctx, struct paper_view *v)
{
	const char *form = paper_forms[v->wish->form].code;
	struct str q = query_of(ctx, v->wish);

	for (int i = 0; tr_languages[i] && v->neditions < EDITIONS_MOST; i++)
		v->editions[v->neditions++] = (struct edition){
			.lang = tr_languages[i], .name = tr_language_name(tr_languages[i]),
			.pdf = arena_printf(ctx->arena, "/%s/paper/%s.pdf%.*s", tr_languages[i], form, STR_ARG(q)),
			.print = arena_printf(ctx->arena, "/%s/paper/%s%.*s", tr_languages[i], form, STR_ARG(q)),
		};
}

static struct str left_text(struct ctx *ctx, const struct paper_left_out *l)
{
	if (l->doubted)
		return tr(ctx, "A visitor reported a mistake");
	if (!l->verified_at)
		return tr(ctx, "Nobody has confirmed this yet.");
	return TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, (ctx->now - l->verified_at) / DAY_S) });
}

static void fill_left(struct ctx *ctx, const struct paper_list *list, struct paper_view *v)
{
	v->all_left = list->nleft_out;
	v->nleft = list->nleft_out < LEFT_OUT_SHOWN ? list->nleft_out : LEFT_OUT_SHOWN;
	v->keeper = may(ctx->who, MEETING_EDIT);
	v->left = arena_array(ctx->arena, v->nleft, struct left_row);
	for (size_t i = 0; i < v->nleft; i++) {
		const struct paper_left_out *l = &list->left_out[i];
		v->left[i] = (struct left_row){ .name = l->name, .city = l->city, .text = left_text(ctx, l) };
		v->left[i].href = v->keeper ? arena_printf(ctx->arena, "/%s/work/%s/%lld", ctx->lang, l->support ? "support" : "meetings", (long long)l->id) :
					      arena_printf(ctx->arena, "/%s/%s/%.*s", ctx->lang, l->support ? "support" : "meetings", STR_ARG(l->slug));
	}
}

static struct str found_text(struct ctx *ctx, const struct paper_list *list)
{
	struct str n = trn(ctx, "{n} listing that somebody confirmed within 90 days", "{n} listings that somebody confirmed within 90 days",
			   (int64_t)list->n);

	return list->area_name.n ? arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(list->area_name), STR_ARG(n)) : n;
}

static enum err fill_result(struct ctx *ctx, struct paper_view *v)
{
	struct paper_list list;
	struct draw *d;
	enum err e = paper_gather(ctx, v->wish, &list);

	v->unknown = e == ERR_NOT_FOUND;
	if (e)
		return v->unknown ? OK : e;
	fill_left(ctx, &list, v);
	v->too_many = list.too_many;
	v->found = found_text(ctx, &list);
	if (!list.n || list.too_many)
		return OK;
	TRY(paper_make(ctx, v->wish, &list, &d));
	v->sheets = paper_forms[v->wish->form].halves ? trn(ctx, "{n} page", "{n} pages", (int64_t)draw_sheets(d)) :
							 trn(ctx, "{n} sheet", "{n} sheets", (int64_t)draw_sheets(d));
	v->needs = TR_FILL(ctx, tr_of(ctx, str_of(paper_forms[v->wish->form].needs)), { "paper", str_of(paper_size_of(&list).name) });
	fill_editions(ctx, v);
	return OK;
}

static enum err choose(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "On paper"));
	struct paper_wish wish;
	struct paper_view v = { .here = page_url(ctx, "/paper"), .wish = &wish };

	(void)rep;
	read_wish(req, &wish);
	v.asked = value_of(&req->query, "form").p != NULL;
	v.pocket = wish.form == PAPER_POCKET;
	TRY(fill_areas(ctx, &v));
	if (v.asked)
		TRY(fill_result(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(paper_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- fetching ------------------------------------------------------------------------------------------------------ */

static enum err sheet_html(struct ctx *ctx, const struct sheets_view *v, size_t i)
{
	struct str label = TR_FILL(ctx, tr(ctx, "Sheet {n} of {all}"), { "n", tr_number(ctx, (int64_t)i + 1) },
				   { "all", tr_number(ctx, (int64_t)v->n) });

	return draw_svg(ctx, v->d, i, label);
}

static enum err show_sheets(struct ctx *ctx, const struct req *req, const struct paper_wish *w, const struct paper_list *list, struct draw *d)
{
	const struct paper_form_row *form = &paper_forms[w->form];
	struct paper_size size = paper_size_of(list);
	struct frame f = page_frame(ctx, req, FRAME_BARE, paper_title(ctx, w, list));
	struct sheets_view v = { .d = d, .back = choose_url(ctx, w), .n = draw_sheets(d),
				 .size = TR_FILL(ctx, tr_of(ctx, str_of(form->needs)), { "paper", str_of(size.name) }) };

	v.class = arena_printf(ctx->arena, "papers papers--%s%s", size.class, form->halves ? "-half" : form->lies ? "-lies" : "").p;
	f.no_index = true;
	f.now = STR_ABSENT;                   /* that it is a demonstration stands on each sheet */
	TRY(frame_begin_html(ctx, &f));
	TRY(sheets_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* A name that a file may carry anywhere, and that tells nothing: "varde-pocket-2016-12-12.pdf". */
static struct str file_name(struct ctx *ctx, const struct paper_wish *w, const struct paper_list *list)
{
	return arena_printf(ctx->arena, "inline; filename=\"%.*s%s%s-%.*s.pdf\"", STR_ARG(w->area), w->area.n ? "-" : "", paper_forms[w->form].code,
			    STR_ARG(day_str(ctx->arena, list->today)));
}

static enum err file(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str name = req_param(req, "file");
	bool pdf = str_ends(name, S(".pdf"));
	struct paper_wish wish;
	struct paper_list list;
	struct draw *d;

	read_wish(req, &wish);
	if (!form_of(pdf ? str_slice(name, 0, name.n - 4) : name, &wish.form))
		return ERR_NOT_FOUND;
	TRY(paper_gather(ctx, &wish, &list));
	/* Nothing to print, or a book: the page says which, and what can be done. */
	if (!list.n || list.too_many)
		return reply_see(ctx, rep, choose_url(ctx, &wish));
	TRY(paper_make(ctx, &wish, &list, &d));
	if (!pdf)
		return show_sheets(ctx, req, &wish, &list, d);
	rep->type = S("application/pdf");
	reply_header(rep, S("Content-Disposition"), file_name(ctx, &wish, &list));
	return draw_pdf(ctx, d, paper_title(ctx, &wish, &list), list.today);
}

const struct route paper_routes[] = {
	{ "GET", "/:lang/paper", PUBLIC, choose, ROUTE_SLOW, NULL },
	{ "GET", "/:lang/paper/:file", PUBLIC, file, ROUTE_SLOW, NULL },
	{ 0 }
};
