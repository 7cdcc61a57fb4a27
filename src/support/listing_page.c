/*
 * listing_page.c -- the public page of one service: what it is, what it costs, how one begins, and how sure that is.
 *
 * Everything is a row of a label and a text; what nobody has told stands there as "not known", never as a blank.  A fact
 * that its kind keeps to itself, a protected address and the name of a protected place never come here.
 */
#include "support/view.h"
#include "location/location.h"
#include "org/org.h"
#include "search/search.h"
#include "service/service.h"
#include "twin/twin.h"
#include "verify/verify.h"

#include <string.h>

enum { ROWS_MOST = 40, CHIPS_MOST = 12, DAY_S = 86400 };

struct support_row {
	struct str label, text;
	bool unknown, foreign;
};

struct support_group {
	struct str title;
	struct support_row rows[ROWS_MOST];
	size_t n;
};

struct support_chip {
	const char *class, *icon;         /* icon NULL: none */
	struct str text;
};

struct support_place {
	struct str name, line, room, entrance, transit, hours, step_free, toilet;
	bool entrance_foreign;
};

struct support_view {
	const struct service_whole *w;
	const struct kind *k;
	struct str name, sentence, description, hours, full, fresh_text, confirmed, org, org_slug, unknown;
	struct support_chip chips[CHIPS_MOST];
	size_t nchips;
	struct str free[4];               /* counts of free places in words */
	bool counted_fresh;
	size_t nfree;
	struct support_group begin, about, price, facts;
	struct support_place *places;
	size_t nplaces;
	enum freshness fresh;
	struct instead_view instead[2];   /* the nearest free one, and the nearest without faith */
	struct twin_public twin;          /* of a listing that lists leave out: the one they show */
	bool name_foreign, description_foreign, ended, over, reported, contact;
};

static struct str other_language(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

static struct str tri_said(struct ctx *ctx, struct str answer)
{
	if (str_same(answer, "yes"))
		return tr(ctx, "Yes");
	return str_same(answer, "no") ? tr(ctx, "No") : S("");
}

#include "support_listing_html.h"

/* --- rows ------------------------------------------------------------------------------------------------ */

/* Empty is said aloud, too. */
static void row(struct ctx *ctx, struct support_group *g, struct str label, struct str text)
{
	if (g->n < ROWS_MOST)
		g->rows[g->n++] = (struct support_row){ label, str_is(text) ? text : tr(ctx, "Not known"), !str_is(text), false };
}

static void row_if(struct ctx *ctx, struct support_group *g, struct str label, struct str text)
{
	if (str_is(text))
		row(ctx, g, label, text);
}

/* In the reader's language, or in the other with a mark. */
static void prose_row(struct ctx *ctx, struct support_group *g, struct str label, struct str da, struct str en, bool always)
{
	bool foreign;
	struct str text = meeting_text(ctx, da, en, &foreign);

	if (!always && !str_is(text))
		return;
	row(ctx, g, label, text);
	g->rows[g->n - 1].foreign = foreign;
}

static struct str label_of(struct ctx *ctx, const struct choice *choices, struct str code)
{
	const char *label = str_is(code) && !str_same(code, "unknown") ? choice_label(choices, code) : NULL;

	return label ? tr_of(ctx, str_of(label)) : S("");
}

static void chip(struct support_view *v, const char *class, const char *icon, struct str text)
{
	if (str_is(text) && v->nchips < CHIPS_MOST)
		v->chips[v->nchips++] = (struct support_chip){ class, icon, text };
}

static void fill_chips(struct ctx *ctx, struct support_view *v)
{
	struct str rest = v->w->s.stages, code;
	const struct service *s = &v->w->s;

	chip(v, "chip chip--fjord", NULL, kind_name(ctx, v->k));
	while (str_cut(&rest, ' ', &code))
		chip(v, "chip", NULL, label_of(ctx, kind_stages, code));
	if (str_same(s->intervention, "clinical"))
		chip(v, "chip chip--soon", NULL, tr(ctx, "Treatment by health staff"));
	chip(v, service_is_free(s) ? "chip chip--ok" : "chip", NULL, service_price(ctx, s));
}

/* --- groups ------------------------------------------------------------------------------------------------ */

static void fill_begin(struct ctx *ctx, struct support_view *v)
{
	const struct service *s = &v->w->s;
	struct support_group *g = &v->begin;

	row(ctx, g, tr(ctx, "Hours"), v->hours);
	prose_row(ctx, g, tr(ctx, "How one gets in"), s->apply_da, s->apply_en, false);
	prose_row(ctx, g, tr(ctx, "The first time"), s->first_time_da, s->first_time_en, true);
	v->contact = str_is(s->phone) || str_is(s->email) || str_is(s->website) || str_is(s->contact_role) || str_is(s->conference_url);
}

static struct str ages_said(struct ctx *ctx, const struct service *s)
{
	struct str least = s->age_least != INT64_MIN ? tr_number(ctx, s->age_least) : S("");
	struct str most = s->age_most != INT64_MIN ? tr_number(ctx, s->age_most) : S("");

	if (least.n && most.n)
		return TR_FILL(ctx, tr(ctx, "{least} to {most} years"), { "least", least }, { "most", most });
	if (least.n)
		return TR_FILL(ctx, tr(ctx, "From {least} years"), { "least", least });
	return most.n ? TR_FILL(ctx, tr(ctx, "Up to {most} years"), { "most", most }) : S("");
}

static struct str for_whom(struct ctx *ctx, const struct service *s)
{
	struct str who = service_labels(ctx, audience_choices, s->audience), ages = ages_said(ctx, s);

	if (!who.n)
		who = tr(ctx, "Everybody");
	return ages.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(who), STR_ARG(ages)) : who;
}

static struct str given_by(struct ctx *ctx, const struct service *s)
{
	struct str who = service_labels(ctx, service_providers, s->providers);

	return str_is(s->provider_other) ? arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(who), who.n ? ": " : "", STR_ARG(s->provider_other)) : who;
}

static void fill_about(struct ctx *ctx, struct support_view *v)
{
	const struct service *s = &v->w->s;
	struct support_group *g = &v->about;

	row(ctx, g, tr(ctx, "Who gives it"), given_by(ctx, s));
	row(ctx, g, tr(ctx, "Volunteers or paid staff"), label_of(ctx, service_staffings, s->staffing));
	if (service_is_faith(s)) {
		prose_row(ctx, g, tr(ctx, "What is expected"), s->expectations_da, s->expectations_en, true);
		prose_row(ctx, g, tr(ctx, "Instead, without faith"), s->secular_da, s->secular_en, true);
	}
	row(ctx, g, tr(ctx, "Where on the way"), service_labels(ctx, kind_stages, s->stages));
	row(ctx, g, tr(ctx, "Support or treatment"), label_of(ctx, kind_interventions, s->intervention));
	row(ctx, g, tr(ctx, "Must one be in treatment?"), label_of(ctx, service_relations, s->relation));
	row(ctx, g, tr(ctx, "Who it is for"), for_whom(ctx, s));
	row(ctx, g, tr(ctx, "Languages"), service_labels(ctx, language_choices, s->languages));
	row(ctx, g, tr(ctx, "How one gets it"), label_of(ctx, service_modes, s->mode));
	row(ctx, g, tr(ctx, "Children can come along"), tri_said(ctx, s->children));
	row(ctx, g, tr(ctx, "Substitution medicine welcome"), tri_said(ctx, s->substitution));
}

static void fill_price(struct ctx *ctx, struct support_view *v)
{
	const struct service *s = &v->w->s;
	struct support_group *g = &v->price;
	bool paid = !service_is_free(s);

	row(ctx, g, tr(ctx, "Price"), str_same(s->price_type, "unknown") ? S("") : service_price(ctx, s));
	prose_row(ctx, g, tr(ctx, "Who pays, or pays back"), s->payer_da, s->payer_en, paid);
	prose_row(ctx, g, tr(ctx, "Papers one needs"), s->papers_da, s->papers_en, paid);
	prose_row(ctx, g, tr(ctx, "What else it may cost"), s->extras_da, s->extras_en, paid);
}

/* What is public of its kind; what nobody answered is named in one line, so that the rest can be read. */
static void fill_facts(struct ctx *ctx, struct support_view *v)
{
	struct str missing[KIND_FIELDS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < v->k->nfields; i++) {
		const struct kind_field *f = &v->k->fields[i];
		const struct service_fact *fact = service_fact_find(v->w, f->code);
		bool foreign;
		if (!f->is_public || (f->retired && !fact))
			continue;
		if (fact) {
			struct str text = service_fact_text(ctx, f, fact, v->w->s.currency, &foreign);
			row_if(ctx, &v->facts, kind_field_label(ctx, f), text);
			if (v->facts.n && str_is(text))
				v->facts.rows[v->facts.n - 1].foreign = foreign;
		} else if (n < KIND_FIELDS_MOST) {
			missing[n++] = kind_field_label(ctx, f);
		}
	}
	v->facts.title = kind_name(ctx, v->k);
	for (size_t i = 0; i < n; i++)
		missing[i] = tr_small(ctx, missing[i]);
	v->unknown = n ? tr_and(ctx, missing, n) : S("");
}

static void fill_free(struct ctx *ctx, struct support_view *v)
{
	for (size_t i = 0; i < v->w->ncapacities && v->nfree < 4; i++) {
		const struct service_capacity *c = &v->w->capacities[i];
		v->counted_fresh = service_capacity_age(ctx, c) == CAPACITY_FRESH && c->free > 0;
		v->free[v->nfree++] = service_capacity_text(ctx, c, service_zone(v->w));
	}
}

static void fill_full(struct ctx *ctx, struct support_view *v)
{
	const struct service *s = &v->w->s;

	if (!service_is_full(ctx, s))
		return;
	v->full = s->full_until == DAY_NONE ? tr(ctx, "Full for now. Call to hear about a waiting list.") :
		  TR_FILL(ctx, tr(ctx, "Full until {date}."), { "date", tr_date(ctx, s->full_until) });
}

/* --- where ---------------------------------------------------------------------------------------------------- */

static struct str hours_here(struct ctx *ctx, const struct service_whole *w, int64_t location)
{
	struct service_schedule *mine = arena_array(ctx->arena, w->nschedules, struct service_schedule);
	struct service_whole part = { .s = { .hours_da = S(""), .hours_en = S("") } };
	size_t n = 0;

	for (size_t i = 0; i < w->nschedules; i++)
		if (w->schedules[i].location == location)
			mine[n++] = w->schedules[i];
	part.schedules = mine, part.nschedules = n;
	return n ? service_hours(ctx, &part) : S("");
}

static enum err fill_place(struct ctx *ctx, const struct service_whole *w, int64_t id, struct support_place *p)
{
	struct location l;

	TRY(location_get(ctx, id, &l));
	*p = (struct support_place){ .line = location_line(ctx, &l), .step_free = l.step_free, .toilet = l.toilet, .hours = hours_here(ctx, w, id) };
	if (l.protected_address) {
		p->transit = p->name = p->entrance = S("");
		if (str_is(l.city))
			p->line = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.city), STR_ARG(p->line));
		return OK;
	}
	p->name = str_eq(l.name, l.address) ? S("") : l.name;
	p->transit = l.transit;
	p->entrance = meeting_text(ctx, l.entrance_da, l.entrance_en, &p->entrance_foreign);
	return OK;
}

static enum err fill_places(struct ctx *ctx, struct support_view *v)
{
	v->places = arena_array(ctx->arena, v->w->nplaces, struct support_place);
	for (size_t i = 0; i < v->w->nplaces; i++)
		TRY(fill_place(ctx, v->w, v->w->places[i].location, &v->places[v->nplaces++]));
	return OK;
}

static enum err fill_org(struct ctx *ctx, struct support_view *v)
{
	struct org o;

	TRY(org_get(ctx, v->w->s.org, &o));
	v->org = o.name;
	v->org_slug = o.slug;
	return OK;
}

static enum err fill_freshness(struct ctx *ctx, struct support_view *v)
{
	const struct service *s = &v->w->s;
	const struct zone *zone = zone_find(ctx->house->cal, service_zone(v->w));
	struct verify_state state;

	TRY(verify_state(ctx, s->id, &state));
	v->reported = state.reports_today > 0;
	v->fresh = state.hidden_by_reports ? FRESH_HIDDEN : meeting_freshness(s->verified_at, ctx->now);
	v->fresh_text = freshness_text(ctx, v->fresh, state.hidden_by_reports ? 0 : s->verified_at, s->phone);
	v->confirmed = tr(ctx, "Not yet");
	if (s->verified_at && zone)
		v->confirmed = TR_FILL(ctx, tr(ctx, "{date} ({ago})"), { "date", tr_date(ctx, zone_local(zone, s->verified_at).day) },
				       { "ago", tr_days_ago(ctx, (ctx->now - s->verified_at) / DAY_S) });
	return OK;
}

/* --- the page -------------------------------------------------------------------------------------------------- */

static enum err fill(struct ctx *ctx, const struct service_whole *w, const struct kind *k, struct support_view *v)
{
	*v = (struct support_view){ .w = w, .k = k, .hours = service_hours(ctx, w), .sentence = kind_sentence(ctx, k),
				    .ended = str_same(w->s.state, "ended"), .over = !service_is_on(ctx, k, w) };
	v->name = service_name(ctx, &w->s, &v->name_foreign);
	v->description = meeting_text(ctx, w->s.description_da, w->s.description_en, &v->description_foreign);
	fill_chips(ctx, v);
	fill_begin(ctx, v);
	fill_about(ctx, v);
	fill_price(ctx, v);
	fill_facts(ctx, v);
	fill_free(ctx, v);
	fill_full(ctx, v);
	TRY(fill_places(ctx, v));
	TRY(fill_org(ctx, v));
	TRY(twin_public(ctx, w->s.id, &v->twin));
	TRY(support_instead(ctx, w->s.id, v->instead));
	return fill_freshness(ctx, v);
}

static enum err support(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str slug = req_param(req, "slug");
	struct support_view *v = arena_new_of(ctx->arena, struct support_view);
	struct service_whole w;
	struct kind k;
	struct frame f;

	TRY(service_of_slug(ctx, slug, &w));
	if (!str_same(w.s.state, "running") && !str_same(w.s.state, "ended"))
		return twin_or_nothing(ctx, rep, w.s.id);
	/* An old printed address leads to where the page stands now. */
	if (!str_eq(slug, w.s.slug))
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/support/%.*s", ctx->lang, STR_ARG(w.s.slug)));
	TRY(kind_get(ctx, w.s.kind, &k));
	TRY(fill(ctx, &w, &k, v));
	f = page_frame(ctx, req, FRAME_PUBLIC, v->name);
	f.no_index = v->twin.url.n > 0;
	TRY(frame_begin_html(ctx, &f));
	TRY(support_html(ctx, v));
	return frame_end_html(ctx, &f);
}

const struct route service_listing_routes[] = {
	{ "GET", "/:lang/support/:slug", PUBLIC, support, ROUTE_CACHED, NULL },
	{ 0 }
};
