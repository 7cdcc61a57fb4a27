/* frame.c -- what stands around every page: head, menu, help line, footer, icons. */
#include "html/html.h"
#include "html/assets.h"

#include <string.h>

static struct str language_short(const char *lang)
{
	return !strcmp(lang, "da") ? S("DA") : S("EN");
}

/* The same page in another language: one value, because its slashes and its query stay as they are. */
static struct str other_language(struct ctx *ctx, const struct frame *f, const char *lang)
{
	return arena_cat(ctx->arena, S("/"), str_of(lang), f->path);
}

/* Two rings that hold together. */
static enum err logo_html(struct ctx *ctx)
{
	buf_lit(ctx->out, "<svg viewBox=\"0 0 38 26\" aria-hidden=\"true\" fill=\"none\" stroke-width=\"3.4\">"
			  "<circle cx=\"13\" cy=\"13\" r=\"9.5\" stroke=\"#fff\"/>"
			  "<circle cx=\"25\" cy=\"13\" r=\"9.5\" stroke=\"#F4B73B\"/>"
			  "<path d=\"M19 5.6a9.5 9.5 0 0 1 3.5 7.4\" stroke=\"#fff\"/></svg>");
	return OK;
}

/* web/favicon.svg once more, in the page itself: a first visit is one request shorter. */
static enum err tab_icon_html(struct ctx *ctx)
{
	buf_lit(ctx->out, "<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
			  "%3Crect width='32' height='32' rx='7' fill='%230F3E44'/%3E"
			  "%3Ccircle cx='16' cy='16' r='6' fill='%23F4B73B'/%3E%3C/svg%3E\">\n");
	return OK;
}

enum { TABS_MOST = 4 };

static enum err language_html(struct ctx *ctx, const struct frame *f, bool public_page);
#include "frame_html.h"

enum err pager_html(struct ctx *ctx, const struct pager *p)
{
	return p->pages > 1 ? pager_html_(ctx, p) : OK;
}

enum err frame_begin_html(struct ctx *ctx, const struct frame *f)
{
	TRY(head_html(ctx, f));
	if (f->now.n && f->kind != FRAME_BARE)
		TRY(banner_html(ctx, f));
	switch (f->kind) {
	case FRAME_PUBLIC:
		return public_top_html(ctx, f);
	case FRAME_WORK:
		return work_top_html(ctx, f);
	case FRAME_BARE:
		return bare_top_html(ctx, f);
	}
	return OK;
}

enum { ICONS_MOST = 40 };

/* The next name behind href="#i-; a page has few other #.  False: there are no more. */
static bool next_icon(struct str page, size_t *at, struct str *name)
{
	static const struct str before = S("href=\""), after = S("i-");
	size_t hash;

	while ((hash = str_index(page, S("#"), *at)) != SIZE_MAX) {
		*at = hash + 1;
		if (!str_ends(str_slice(page, 0, hash), before) || !str_starts(str_slice(page, *at, page.n), after))
			continue;
		*name = str_slice(page, *at + after.n, str_index(page, S("\""), *at));
		return true;
	}
	return false;
}

/* Every icon that the page refers to, drawn once. */
static void icons(struct ctx *ctx)
{
	struct str page = buf_view(ctx->out), seen[ICONS_MOST], name;
	size_t nseen = 0, at = 0;

	while (nseen < ICONS_MOST && next_icon(page, &at, &name)) {
		size_t i = 0;
		while (i < nseen && !str_eq(seen[i], name))
			i++;
		if (i == nseen)
			seen[nseen++] = arena_str(ctx->arena, name);
	}
	if (!nseen)
		return;
	buf_lit(ctx->out, "<svg class=\"vh\" aria-hidden=\"true\">");
	for (size_t i = 0; i < nseen; i++) {
		buf_lit(ctx->out, "<symbol id=\"i-");
		html_attr(ctx, seen[i]);
		buf_lit(ctx->out, "\" viewBox=\"0 0 24 24\">");
		buf_str(ctx->out, icon_body(seen[i].p));
		buf_lit(ctx->out, "</symbol>");
	}
	buf_lit(ctx->out, "</svg>");
}

enum err frame_end_html(struct ctx *ctx, const struct frame *f)
{
	switch (f->kind) {
	case FRAME_PUBLIC:
		TRY(public_foot_html(ctx, f));
		break;
	case FRAME_WORK:
		TRY(work_foot_html(ctx, f));
		break;
	case FRAME_BARE:
		buf_lit(ctx->out, "</main>\n");
		break;
	}
	icons(ctx);
	return end_html(ctx);
}
