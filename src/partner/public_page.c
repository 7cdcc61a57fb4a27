/* public_page.c -- who works together where, and one page for each municipality. */
#include "partner/partner_parts.h"
#include "area/area.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "outreach/outreach.h"

#include <string.h>

#include "partner_sql.h"

enum { HERE_MOST = 60, QUARTERS = 4, DAY_S = 86400 };

struct pair_line {
	int64_t org_id;
	struct str org, org_href, area, area_href, programme, programme_href, period, roles, area_roles, flow, contact, phone;
	bool ended;
};

struct partners_view {
	struct pair_line *lines;
	size_t n;
	int64_t norgs, nareas;
};

struct here_line {
	struct str href, name, line, org;
	int days;                         /* since somebody confirmed it; -1: never */
};

struct figure {
	struct str quarter, told;
};

struct civic_view {
	struct str name, slug;
	struct here_line *meetings, *services;
	size_t nmeetings, nservices;
	struct pair_line *pairs;
	size_t npairs;
	struct figure figures[QUARTERS];
	size_t nfigures;
};

#include "partner_public_html.h"

struct str partner_area_code(struct ctx *ctx, int64_t id)
{
	struct area a;

	if (area_get(ctx, id, &a))
		return S("");
	return str_starts(a.code, S("DK-")) ? str_slice(a.code, 3, a.code.n) : a.code;
}

static enum err pair_of(struct ctx *ctx, const struct partner *p, struct pair_line *l)
{
	struct programme programme;
	struct org o;

	TRY(org_get(ctx, p->org, &o));
	TRY(programme_get(ctx, p->programme, &programme));
	*l = (struct pair_line){
		.org_id = o.id, .org = o.name, .org_href = arena_printf(ctx->arena, "/%s/orgs/%.*s", ctx->lang, STR_ARG(o.slug)),
		.area = area_name_of(ctx, p->area),
		.area_href = arena_printf(ctx->arena, "/%s/area/%.*s", ctx->lang, STR_ARG(partner_area_code(ctx, p->area))),
		.programme = programme_name(ctx, &programme),
		.programme_href = arena_printf(ctx->arena, "/%s/programmes/%.*s", ctx->lang, STR_ARG(programme.slug)),
		.period = programme_period_said(ctx, p->first_day, p->last_day), .roles = partner_roles_said(ctx, p->org_roles),
		.area_roles = partner_roles_said(ctx, p->area_roles), .contact = p->contact_role, .phone = p->phone,
		.flow = tr_of(ctx, str_of(choice_label(partner_flows, p->flow))),
		.ended = p->last_day != DAY_NONE && p->last_day < page_today(ctx),
	};
	return OK;
}

/* How many different ones there are before and with this one. */
static bool is_new(const struct partner *p, size_t i, bool by_org)
{
	for (size_t k = 0; k < i; k++)
		if (by_org ? p[k].org == p[i].org : p[k].area == p[i].area)
			return false;
	return true;
}

enum err partner_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Who works together where"));
	struct partners_view v = { 0 };
	struct partner *all;

	(void)rep;
	TRY(partner_list(ctx, &all, &v.n));
	v.lines = arena_array(ctx->arena, v.n, struct pair_line);
	for (size_t i = 0; i < v.n; i++) {
		TRY(pair_of(ctx, &all[i], &v.lines[i]));
		v.norgs += is_new(all, i, true);
		v.nareas += is_new(all, i, false);
	}
	TRY(frame_begin_html(ctx, &f));
	TRY(partners_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one municipality --------------------------------------------------------------------------------------------- */

static int days_since(struct ctx *ctx, int64_t at)
{
	return at ? (int)((ctx->now - at) / DAY_S) : -1;
}

static enum err fill_meetings(struct ctx *ctx, int64_t area, struct civic_view *v)
{
	struct partner_meetings *ids;
	struct meeting m;
	struct org o;
	size_t n;

	TRY(partner_meetings(ctx, area, HERE_MOST, &ids, &n));
	v->meetings = arena_array(ctx->arena, n, struct here_line);
	for (size_t i = 0; i < n; i++) {
		TRY(meeting_get(ctx, ids[i].id, &m));
		if (!meeting_is_on(ctx, &m))
			continue;
		v->meetings[v->nmeetings++] = (struct here_line){
			.href = arena_printf(ctx->arena, "/%s/meetings/%.*s", ctx->lang, STR_ARG(m.slug)), .name = m.name,
			.line = meeting_when(ctx, &m), .org = m.org && !org_get(ctx, m.org, &o) ? o.name : S(""),
			.days = days_since(ctx, m.verified_at),
		};
	}
	return OK;
}

static struct str in_language(struct ctx *ctx, struct str da, struct str en)
{
	return !strcmp(ctx->lang, "da") ? (da.n ? da : en) : (en.n ? en : da);
}

static enum err fill_services(struct ctx *ctx, int64_t area, struct civic_view *v)
{
	struct partner_services *rows;

	TRY(partner_services(ctx, area, HERE_MOST, &rows, &v->nservices));
	v->services = arena_array(ctx->arena, v->nservices, struct here_line);
	for (size_t i = 0; i < v->nservices; i++)
		v->services[i] = (struct here_line){
			.href = arena_printf(ctx->arena, "/%s/support/%.*s", ctx->lang, STR_ARG(rows[i].slug)),
			.name = in_language(ctx, rows[i].name_da, rows[i].name_en), .line = in_language(ctx, rows[i].kind_da, rows[i].kind_en),
			.org = rows[i].org, .days = days_since(ctx, rows[i].verified_at.v),
		};
	return OK;
}

/* Figures are told where a partnership says that they may be; everywhere the small ones are hidden. */
static enum err fill_figures(struct ctx *ctx, int64_t area, const struct partner *pairs, struct civic_view *v)
{
	struct outreach_area_total *t;
	bool may_flow = false;

	for (size_t i = 0; i < v->npairs; i++)
		may_flow |= str_same(pairs[i].flow, "totals");
	if (!may_flow)
		return OK;
	TRY(outreach_area_quarters(ctx, area, QUARTERS, &t, &v->nfigures));
	for (size_t i = 0; i < v->nfigures; i++)
		v->figures[i] = (struct figure){
			TR_FILL(ctx, tr(ctx, "{from} to {to} {year}"), { "from", tr_capital(ctx, tr_month(ctx, t[i].month)) },
				{ "to", tr_month(ctx, t[i].month + 2) }, { "year", arena_printf(ctx->arena, "%d", t[i].year) }),
			t[i].conversations == OUTREACH_HIDDEN ? tr(ctx, "not told") : tr_number(ctx, t[i].conversations),
		};
	return OK;
}

/* By the number of a Danish municipality, or the whole code of any other. */
static enum err area_asked(struct ctx *ctx, struct str code, struct area *a)
{
	enum err e = area_of_code(ctx, arena_cat(ctx->arena, S("DK-"), code), a);

	return e == ERR_NOT_FOUND ? area_of_code(ctx, code, a) : e;
}

enum err partner_area_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct civic_view v = { 0 };
	struct partner *pairs;
	struct area a;
	struct frame f;

	(void)rep;
	TRY(area_asked(ctx, req_param(req, "code"), &a));
	v.name = area_name(ctx, &a);
	v.slug = a.slug;
	TRY(fill_meetings(ctx, a.id, &v));
	TRY(fill_services(ctx, a.id, &v));
	TRY(partner_of_area(ctx, a.id, &pairs, &v.npairs));
	v.pairs = arena_array(ctx->arena, v.npairs, struct pair_line);
	for (size_t i = 0; i < v.npairs; i++)
		TRY(pair_of(ctx, &pairs[i], &v.pairs[i]));
	TRY(fill_figures(ctx, a.id, pairs, &v));
	f = page_frame(ctx, req, FRAME_PUBLIC, v.name);
	TRY(frame_begin_html(ctx, &f));
	TRY(civic_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
