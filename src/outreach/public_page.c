/* public_page.c -- outreach for everybody: finished quarters, and no small numbers. */
#include "outreach/outreach_parts.h"

enum { QUARTERS = 8 };

struct quarters_view {
	struct outreach_total *rows;
	size_t n;
};

static struct str quarter_name(struct ctx *, const struct outreach_total *);
static struct str told_number(struct ctx *, int64_t n);
static struct str counts_told(struct ctx *, const struct choice *codes, const int64_t *n);

#include "outreach_public_html.h"

static struct str quarter_name(struct ctx *ctx, const struct outreach_total *t)
{
	return TR_FILL(ctx, tr(ctx, "{from} to {to} {year}"), { "from", tr_capital(ctx, tr_month(ctx, t->month)) },
		       { "to", tr_month(ctx, t->month + 2) }, { "year", arena_printf(ctx->arena, "%d", t->year) });
}

static struct str told_number(struct ctx *ctx, int64_t n)
{
	return n == OUTREACH_HIDDEN ? tr(ctx, "fewer than 5") : tr_number(ctx, n);
}

/* Only what may be told, and is not nought. */
static struct str counts_told(struct ctx *ctx, const struct choice *codes, const int64_t *n)
{
	struct str all = S("");

	for (int i = 0; codes[i].code; i++)
		if (n[i] > 0)
			all = arena_printf(ctx->arena, "%.*s%s%.*s %.*s", STR_ARG(all), all.n ? ", " : "",
					   STR_ARG(tr_of(ctx, str_of(codes[i].label))), STR_ARG(tr_number(ctx, n[i])));
	return all.n ? all : tr(ctx, "too few to be told");
}

enum err outreach_public(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Outreach"));
	struct quarters_view v = { 0 };

	(void)rep;
	TRY(outreach_quarters(ctx, QUARTERS, &v.rows, &v.n));
	TRY(frame_begin_html(ctx, &f));
	TRY(quarters_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
