/* listing_page.c -- the public page of one meeting: when next, where, what happens the first time. */
#include "search/view.h"
#include "location/location.h"
#include "org/org.h"
#include "twin/twin.h"
#include "verify/verify.h"

#include <string.h>

/* Looked at from yesterday on: what is on now, and what is shown. */
enum { DATES_SHOWN = 6, DATES_LOOKED = 12, DAY_S = 86400, JOIN_BEFORE_S = 30 * 60, JUST_BEGUN_S = 600 };

struct date_view {
	day_t day;
	int start_min;
	bool cancelled;
	struct str text, note;
};

struct listing {
	const struct meeting *m;
	const struct method *method;              /* NULL: not known */
	struct str when, fresh_text, confirmed, no_dates;
	enum freshness fresh;
	bool ended, reported, online, join_hidden, contact, trained;
	struct date_view dates[DATES_SHOWN];
	size_t ndates;
	struct str description, first_time;
	bool description_foreign, first_time_foreign;
	struct str place, room, entrance, transit, step_free, toilet;   /* place absent: online only */
	struct str audience, openness, languages, org, org_slug;
	struct twin_public twin;                  /* of a listing that lists leave out: the one they show */
	struct str method_code;                   /* of its page; absent: we do not answer for it */
};

static struct str tri_text(struct ctx *ctx, struct str answer)
{
	if (str_same(answer, "yes"))
		return tr(ctx, "Yes");
	return str_same(answer, "no") ? tr(ctx, "No") : tr(ctx, "Not known");
}

static struct str other_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "da") ? S("da") : S("en");
}

#include "search_listing_html.h"
#include "search_sql.h"

/* The labels of codes, as a list said aloud; none_text when there are none. */
static struct str labels(struct ctx *ctx, const struct choice *choices, struct str codes, struct str none_text)
{
	struct str rest = codes, code, words[16];
	size_t n = 0;

	while (n < 16 && str_cut(&rest, ' ', &code))
		if (code.n && choice_label(choices, code))
			words[n++] = tr_of(ctx, str_of(choice_label(choices, code)));
	return n ? tr_and(ctx, words, n) : none_text;
}

static struct str note_of(struct ctx *ctx, const struct occurrence *o)
{
	struct str reason = meeting_text(ctx, o->reason_da, o->reason_en, &(bool){ false });

	if (o->state == OCCURRENCE_CANCELLED)
		return reason.n ? arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(tr(ctx, "Cancelled")), STR_ARG(reason)) : tr(ctx, "Cancelled");
	if (o->state == OCCURRENCE_MOVED)
		return meeting_moved(ctx, o);
	if (o->ask)
		return TR_FILL(ctx, tr(ctx, "{holiday}: ask first"), { "holiday", tr_of(ctx, str_of(o->holiday)) });
	return o->holiday ? tr_of(ctx, str_of(o->holiday)) : STR_ABSENT;
}

static void fill_date(struct ctx *ctx, const struct occurrence *o, struct date_view *d)
{
	struct str time = o->duration_min ? tr_span(ctx, o->start_min, o->start_min + o->duration_min) : tr_time(ctx, o->start_min);

	*d = (struct date_view){ .day = o->day, .start_min = o->start_min, .cancelled = o->state == OCCURRENCE_CANCELLED,
				 .note = note_of(ctx, o) };
	d->text = TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_capital(ctx, tr_day_date(ctx, o->day)) }, { "time", time });
}

/* The link to join is public only around the meeting when its keeper wants it so. */
static bool is_join_hidden(const struct ctx *ctx, const struct meeting *m, const struct occurrence *o, size_t n)
{
	if (!m->conference_hidden)
		return false;
	for (size_t i = 0; i < n; i++)
		if (o[i].starts - JOIN_BEFORE_S <= ctx->now && ctx->now < o[i].ends && o[i].state != OCCURRENCE_CANCELLED)
			return false;
	return true;
}

static enum err fill_dates(struct ctx *ctx, struct listing *v)
{
	struct occurrence o[DATES_LOOKED];
	struct timetable t;
	size_t n;

	TRY(meeting_timetable(ctx, v->m, &t));
	n = occurrences(&t, ctx->now - DAY_S, ctx->now + 200 * (int64_t)DAY_S, false, o, DATES_LOOKED);
	v->join_hidden = is_join_hidden(ctx, v->m, o, n);
	for (size_t i = 0; i < n && v->ndates < DATES_SHOWN; i++)
		if (o[i].starts >= ctx->now - JUST_BEGUN_S)
			fill_date(ctx, &o[i], &v->dates[v->ndates++]);
	v->no_dates = t.appointment ? tr(ctx, "By appointment: contact them first.") : tr(ctx, "No dates in the next half year.");
	return OK;
}

static enum err fill_place(struct ctx *ctx, struct listing *v)
{
	struct location l;

	if (!v->m->location)
		return OK;
	TRY(location_get(ctx, v->m->location, &l));
	v->place = location_line(ctx, &l);
	v->step_free = l.step_free;
	v->toilet = l.toilet;
	if (l.protected_address)
		return OK;
	if (str_is(l.name) && !str_eq(l.name, l.address))
		v->place = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.name), STR_ARG(v->place));
	v->room = v->m->room;
	v->transit = l.transit;
	v->entrance = meeting_text(ctx, l.entrance_da, l.entrance_en, &(bool){ false });
	return OK;
}

static enum err fill_org(struct ctx *ctx, struct listing *v)
{
	struct org o;

	if (!v->m->org)
		return OK;
	TRY(org_get(ctx, v->m->org, &o));
	v->org = o.name;
	v->org_slug = o.slug;
	return OK;
}

static enum err fill_freshness(struct ctx *ctx, struct listing *v)
{
	struct verify_state state;

	TRY(verify_state_of(ctx, v->m->id, v->m->verified_at, v->m->zone, &state));
	v->reported = state.reports_today > 0;
	v->fresh = state.hidden_by_reports ? FRESH_HIDDEN : meeting_freshness(v->m->verified_at, ctx->now);
	v->fresh_text = freshness_text(ctx, v->fresh, state.hidden_by_reports ? 0 : v->m->verified_at, v->m->phone);
	v->confirmed = tr(ctx, "Not yet");
	if (v->m->verified_at) {
		struct local when = zone_local(zone_find(ctx->house->cal, v->m->zone), v->m->verified_at);
		v->confirmed = arena_printf(ctx->arena, "%.*s (%.*s)", STR_ARG(tr_date(ctx, when.day)),
					    STR_ARG(tr_days_ago(ctx, (ctx->now - v->m->verified_at) / DAY_S)));
	}
	return OK;
}

/* That somebody trained leads it is said; who it is stands on no public page. */
static enum err fill_method(struct ctx *ctx, struct listing *v)
{
	struct search_method r;
	enum err e = search_method(ctx, v->m->id, zone_local(zone_find(ctx->house->cal, v->m->zone), ctx->now).day, &r);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	v->method_code = r.code;
	v->trained = r.trained;
	return OK;
}

static enum err fill(struct ctx *ctx, const struct meeting *m, struct listing *v)
{
	*v = (struct listing){ .m = m, .method = method_find(m->method), .when = meeting_when(ctx, m), .ended = !str_same(m->state, "running") };
	v->online = m->conference_url.n || m->conference_phone.n;
	v->contact = m->phone.n || m->email.n || m->website.n || m->contact_role.n;
	v->description = meeting_text(ctx, m->description_da, m->description_en, &v->description_foreign);
	v->first_time = meeting_text(ctx, m->first_time_da, m->first_time_en, &v->first_time_foreign);
	v->audience = labels(ctx, audience_choices, m->audience, tr(ctx, "Everybody"));
	v->languages = labels(ctx, language_choices, m->languages, STR_ABSENT);
	if (!str_same(m->openness, "unknown") && choice_label(openness_choices, m->openness))
		v->openness = tr_of(ctx, str_of(choice_label(openness_choices, m->openness)));
	if (!v->ended)
		TRY(fill_dates(ctx, v));
	TRY(fill_place(ctx, v));
	TRY(fill_org(ctx, v));
	TRY(twin_public(ctx, m->id, &v->twin));
	TRY(fill_method(ctx, v));
	return fill_freshness(ctx, v);
}

static enum err listing(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str slug = req_param(req, "slug");
	struct meeting m;
	struct listing v;
	struct frame f;

	TRY(meeting_of_slug(ctx, slug, &m));
	if (str_same(m.state, "draft"))
		return twin_or_nothing(ctx, rep, m.id);
	/* An old printed address leads to where the page stands now. */
	if (!str_eq(slug, m.slug))
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/meetings/%.*s", ctx->lang, STR_ARG(m.slug)));
	TRY(fill(ctx, &m, &v));
	f = page_frame(ctx, req, FRAME_PUBLIC, m.name);
	f.no_index = v.twin.url.n > 0;
	TRY(frame_begin_html(ctx, &f));
	TRY(listing_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route listing_routes[] = {
	{ "GET", "/:lang/meetings/:slug", PUBLIC, listing, ROUTE_CACHED, NULL },
	{ 0 }
};
