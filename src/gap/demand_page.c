/* demand_page.c -- what people wait for, by area, evening and audience, and what was asked for and is not there. */
#include "gap/demand.h"
#include "access/access.h"
#include "area/area.h"
#include "evening/evening.h"
#include "meeting/meeting.h"

enum { WEEK = 7, AUDIENCES_MOST = 16, CELLS_MOST = 200, ASKED_MOST = 20 };

struct demand_cell {
	struct str area, evening, audience, waits, other, starts, pattern;
	bool enough;
};

struct demand_asked {
	struct str need, area, times;
};

struct demand_view {
	struct str here, key;
	const struct problem *bad;
	struct demand_cell *cells;
	size_t n;
	struct demand_asked *asked;
	size_t nasked;
	bool may_start, more;
};

#include "gap_demand_html.h"

/* A number from 1 to 4 tells of people. */
static struct str told(struct ctx *ctx, int64_t n)
{
	return n > 0 && n < EVENING_TOLD_LEAST ? tr(ctx, "1 to 4") : tr_number(ctx, n);
}

static struct str evening_said(struct ctx *ctx, unsigned weekdays)
{
	struct str names[WEEK];
	size_t n = 0;

	for (int i = 1; i <= WEEK; i++)       /* Monday first, as people read a week */
		if (weekdays >> i % WEEK & 1)
			names[n++] = tr_weekday(ctx, i % WEEK);
	return n ? tr_capital(ctx, tr_and(ctx, names, n)) : tr(ctx, "No fixed evening");
}

static struct str audience_said(struct ctx *ctx, struct str codes)
{
	struct str rest = codes.p ? codes : S(""), code, words[AUDIENCES_MOST];
	size_t n = 0;

	while (n < AUDIENCES_MOST && str_cut(&rest, ' ', &code))
		if (code.n && choice_label(audience_choices, code))
			words[n++] = tr_small(ctx, tr_of(ctx, str_of(choice_label(audience_choices, code))));
	return n ? tr_capital(ctx, tr_and(ctx, words, n)) : tr(ctx, "Everyone");
}

static struct demand_cell cell_of(struct ctx *ctx, const struct evening_demand *d)
{
	return (struct demand_cell){
		.area = d->area ? area_name_of(ctx, d->area) : tr(ctx, "No area"), .evening = evening_said(ctx, d->weekdays),
		.audience = audience_said(ctx, d->audience), .waits = told(ctx, d->waits), .other = told(ctx, d->other),
		.starts = TR_FILL(ctx, tr(ctx, "Begins with {n}"), { "n", tr_number(ctx, d->starts_with) }),
		.pattern = page_id(ctx, d->pattern), .enough = evening_demand_is_enough(d) };
}

/* --- what was asked for on the street, and is not there ------------------------------------------------------------ */

static enum err offer_now(struct ctx *ctx, struct gap_offer *offer)
{
	struct gap_listing *listings;
	struct kind *kinds;
	size_t n, nkinds;

	TRY(gap_listings(ctx, 0, &listings, &n));
	TRY(kind_list(ctx, &kinds, &nkinds));
	*offer = (struct gap_offer){ listings, n, kinds, nkinds };
	return OK;
}

static enum err fill_asked(struct ctx *ctx, struct demand_view *v)
{
	struct gap_offer offer;
	struct gap_wish *wishes;
	size_t n;

	if (!may(ctx->who, GAP_READ))
		return OK;
	TRY(offer_now(ctx, &offer));
	TRY(gap_wishes(ctx, page_today(ctx), &offer, &wishes, &n));
	v->asked = arena_array(ctx->arena, n, struct demand_asked);
	for (size_t i = 0; i < n && v->nasked < ASKED_MOST; i++)
		v->asked[v->nasked++] = (struct demand_asked){ tr_of(ctx, str_of(choice_label(kind_needs, wishes[i].need))),
							       area_name_of(ctx, wishes[i].area), told(ctx, wishes[i].n) };
	return OK;
}

/* --- the page -------------------------------------------------------------------------------------------------------- */

static enum err show(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "What people wait for"));
	struct demand_view v = { .here = page_url(ctx, "/work/gaps/demand"), .key = page_key(ctx), .bad = bad && bad->n ? &bad->at[0] : NULL,
				 .may_start = may(ctx->who, MEETING_EDIT) };
	struct evening_demand *all;
	size_t n;

	TRY(evening_demands(ctx, &all, &n));
	v.cells = arena_array(ctx->arena, n, struct demand_cell);
	for (; v.n < n && v.n < CELLS_MOST; v.n++)
		v.cells[v.n] = cell_of(ctx, &all[v.n]);
	v.more = n > v.n;
	TRY(fill_asked(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(demand_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err gap_demand_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	rep->private_page = true;
	return show(ctx, req, NULL);
}

enum err gap_demand_start(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m;
	int64_t pattern;

	if (!str_int(value_of(&req->body, "pattern"), &pattern))
		return ERR_NOT_FOUND;
	TRY(evening_group_start(ctx, pattern, tr(ctx, "New group"), &m, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, arena_printf(ctx->arena, "/work/meetings/%lld/edit", (long long)m.id).p));
	rep->status = 422;
	return show(ctx, req, &bad);
}
