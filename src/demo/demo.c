/*
 * demo.c -- the demonstration's story, told in the order of time.
 *
 * Everything goes through the verbs that the pages use, each at the time when it happened, so that
 * ids, the diary and the dates of confirmation look as they would after three years.
 */
#include "demo/demo.h"
#include "access/access.h"
#include "area/area.h"
#include "cal/cal.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "event/event.h"
#include "kind/kind.h"
#include "meeting/meeting.h"
#include "method/method.h"
#include "org/org.h"
#include "outreach/outreach.h"
#include "verify/verify.h"

#include <stdlib.h>

enum { DAY_S = 86400, MINUTE_S = 60, PROGRAMME_BEGAN = 1380621600 /* 1 October 2013, 12:00 in Copenhagen */,
       LISTED_DAYS = 14, STEPS_MOST = 1000, USUAL_MIN = 90,
       TALKED_DAYS = 3, TALKED_APART = 7, TALKED_LONGEST = 45 };

enum err demo_is_fine(struct ctx *ctx, const char *what, const struct problems *bad)
{
	if (!bad->n)
		return OK;
	return fail(ctx, ERR_BUG, "demonstration: %s: %s: %s", what, bad->at[0].field, bad->at[0].text);
}

static struct str text(const char *z)
{
	return z ? str_of(z) : S("");
}

static int64_t at_noon(struct ctx *ctx, const char *day)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day_parse(str_of(day)), 12 * 60);
}

/* --- one series ------------------------------------------------------------------------------------------ */

static struct meeting meeting_of(struct ctx *ctx, const struct demo_group *g)
{
	struct meeting m = meeting_blank(ctx);

	m.slug = str_of(g->slug);
	m.name = str_of(g->name);
	m.state = S("running");
	m.method = str_of(g->method);
	m.audience = text(g->audience);
	m.openness = g->openness ? str_of(g->openness) : S("open");
	m.mode = g->mode ? str_of(g->mode) : S("room");
	m.languages = g->languages ? str_of(g->languages) : S("da");
	m.children = g->children ? S("yes") : S("unknown");
	m.newcomers = S("yes");
	m.description_da = str_of(g->da);
	m.description_en = str_of(g->en);
	m.first_time_da = str_of(demo_firsts[g->first].da);
	m.first_time_en = str_of(demo_firsts[g->first].en);
	m.room = text(g->room);
	m.phone = text(g->phone);
	m.contact_role = g->phone ? S("Gruppens telefon") : S("");
	m.conference_url = text(g->join);
	m.conference_phone = text(g->dial);
	m.conference_hidden = g->hidden;
	return m;
}

static void set_when(struct meeting *m, const struct demo_group *g)
{
	m->rhythm = g->rhythm ? str_of(g->rhythm) : S("weekly");
	m->every = g->every ? g->every : 1;
	m->weekdays = text(g->days);
	m->nths = text(g->nths);
	m->month_day = g->month_day;
	m->first_day = day_parse(str_of(g->began));
	m->start_min = g->at ? minutes_parse(str_of(g->at)) : 0;
	m->duration_min = g->minutes ? g->minutes : USUAL_MIN;
}

/* When a series of the programme began; NULL for one that is not its. */
static const char *began_of(struct str slug)
{
	for (const struct demo_group *g = demo_groups; g->slug; g++)
		if (str_same(slug, g->slug))
			return g->began;
	return NULL;
}

static enum err list_group(struct ctx *ctx, const void *row)
{
	const struct demo_group *g = row;
	struct meeting m = meeting_of(ctx, g);
	struct problems bad = { 0 };
	struct area area = { 0 };
	struct org org;

	set_when(&m, g);
	TRY(org_of_name(ctx, str_of(g->org), &org));
	m.org = org.id;
	if (g->place)
		TRY(demo_place_id(ctx, g->place, &m.location));
	if (g->area)
		TRY(area_of_code(ctx, str_of(g->area), &area));
	m.area = area.id;
	TRY(meeting_save(ctx, &m, &bad));
	TRY(demo_is_fine(ctx, g->slug, &bad));
	return began_of(m.slug) || str_same(m.method, "open_talk") ? demo_follow(ctx, &m) : OK;
}

static enum err end_group(struct ctx *ctx, const void *row)
{
	const struct demo_group *g = row;
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_of_slug(ctx, str_of(g->slug), &m));
	TRY(meeting_end(ctx, &m, day_parse(str_of(g->last)), &bad));
	return demo_is_fine(ctx, g->slug, &bad);
}

static enum err confirm_group(struct ctx *ctx, const void *row)
{
	const struct demo_group *g = row;
	struct meeting m;

	TRY(meeting_of_slug(ctx, str_of(g->slug), &m));
	return verify_by_keeper(ctx, m.id);
}

/* --- single days, and what visitors said --------------------------------------------------------------------- */

static enum err change_date(struct ctx *ctx, const void *row)
{
	const struct demo_date *d = row;
	struct problems bad = { 0 };
	struct meeting m;
	day_t day = day_parse(str_of(d->day));

	TRY(meeting_of_slug(ctx, str_of(d->slug), &m));
	if (d->new_day)
		TRY(meeting_move_date(ctx, &m, day, day_parse(str_of(d->new_day)), minutes_parse(str_of(d->new_at)), 0, &bad));
	else
		TRY(meeting_cancel_date(ctx, &m, day, text(d->da), text(d->en), &bad));
	return demo_is_fine(ctx, d->slug, &bad);
}

static enum err report(struct ctx *ctx, const void *row)
{
	const struct demo_report *r = row;
	struct meeting m;

	TRY(meeting_of_slug(ctx, str_of(r->slug), &m));
	return verify_report_add(ctx, m.id, str_of(r->kind), str_of(r->words), (uint64_t)(uintptr_t)(r - demo_reports) + 1);
}

static enum err walk_round(struct ctx *ctx, const void *row)
{
	const struct demo_round *d = row;
	struct problems bad = { 0 };
	struct area area;
	struct org org;
	struct outreach_round r = { .place = str_of(d->place), .day = day_parse(str_of(d->day)), .period = str_of(d->period),
				    .conversations = d->conversations, .new_faces = d->new_faces, .left_at_place = d->left,
				    .note = str_of(d->note), .next_day = d->next ? day_parse(str_of(d->next)) : DAY_NONE };

	TRY(org_of_name(ctx, str_of(d->org), &org));
	TRY(area_of_code(ctx, str_of(d->area), &area));
	r.org = org.id;
	r.area = area.id;
	for (int i = 0; i < OUTREACH_MATERIALS; i++)
		r.given[i] = d->given[i];
	for (int i = 0; i < OUTREACH_NEEDS; i++)
		r.wishes[i] = d->wishes[i];
	TRY(outreach_save(ctx, &r, &bad));
	return demo_is_fine(ctx, d->place, &bad);
}

/* --- in the order of time --------------------------------------------------------------------------------------- */

struct step {
	int64_t at;
	int n;                        /* of equal times the first told comes first */
	enum err (*fn)(struct ctx *, const void *row);
	const void *row;
};

struct story {
	struct step steps[STEPS_MOST];
	int n;
};

static void tell(struct story *s, int64_t at, enum err (*fn)(struct ctx *, const void *), const void *row)
{
	if (s->n < STEPS_MOST)
		s->steps[s->n] = (struct step){ at, s->n, fn, row };
	s->n++;
}

static void tell_groups(struct ctx *ctx, struct story *s, const struct demo_group *g)
{
	for (; g->slug; g++) {
		int64_t listed = at_noon(ctx, g->began) - LISTED_DAYS * DAY_S;
		tell(s, listed < PROGRAMME_BEGAN ? PROGRAMME_BEGAN : listed, list_group, g);
		tell(s, DEMO_START - (int64_t)g->confirmed * DAY_S, confirm_group, g);
		if (g->last)
			tell(s, at_noon(ctx, g->last) + DAY_S, end_group, g);
	}
}

static void tell_services(struct story *s, const struct demo_service *d)
{
	for (; d->kind; d++) {
		tell(s, DEMO_START - demo_confirmed_days(d) * (int64_t)DAY_S, demo_list_service, d);
		if (d->beds)
			tell(s, DEMO_START - demo_counted_hours(d) * (int64_t)(DAY_S / 24), demo_count_service, d);
		if (d->full)
			tell(s, DEMO_START - DAY_S, demo_fill_up_service, d);
	}
}

/* A week before the group begins, or on the day they may lead, whichever is later. */
static void tell_turns(struct ctx *ctx, struct story *s, const struct demo_helper *h)
{
	struct str rest = str_of(h->groups), slug;

	while (h->certified && str_cut(&rest, ' ', &slug)) {
		struct demo_turn *t = arena_new_of(ctx->arena, struct demo_turn);
		int64_t can = at_noon(ctx, h->certified), begins;

		if (!slug.n)
			continue;
		begins = at_noon(ctx, began_of(slug)) - LISTED_DAYS * DAY_S / 2;
		*t = (struct demo_turn){ h, slug };
		tell(s, begins > can ? begins : can + MINUTE_S, demo_helper_leads, t);
	}
}

static void tell_helpers(struct ctx *ctx, struct story *s)
{
	for (const struct demo_helper *h = demo_helpers; h->name; h++) {
		tell(s, at_noon(ctx, h->came), demo_helper_comes, h);
		if (h->certified)
			tell(s, at_noon(ctx, h->certified), demo_helper_certified, h);
		tell_turns(ctx, s, h);
		if (h->renewed)
			tell(s, at_noon(ctx, h->renewed), demo_helper_renews, h);
		if (h->apprentice)
			tell(s, at_noon(ctx, h->apprentice), demo_helper_learns, h);
		if (h->practised)
			tell(s, DEMO_START - DAY_S, demo_helper_practises, h);
		if (h->paused)
			tell(s, at_noon(ctx, h->paused), demo_helper_rests, h);
		else if (!h->stops_at)
			tell(s, DEMO_START - (TALKED_DAYS + TALKED_APART * (h - demo_helpers) % TALKED_LONGEST) * (int64_t)DAY_S, demo_helper_talks, h);
	}
}

static int by_time(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : x->n - y->n;
}

static enum err live_through(struct ctx *ctx)
{
	struct story *s = arena_new_of(ctx->arena, struct story);

	tell_groups(ctx, s, demo_groups);
	tell_groups(ctx, s, demo_neighbours);
	tell_services(s, demo_support_east);
	tell_services(s, demo_support_west);
	tell_services(s, demo_support_us);
	tell_helpers(ctx, s);
	for (const struct demo_report *r = demo_support_reports; r->slug; r++)
		tell(s, DEMO_START - (int64_t)r->minutes_before * MINUTE_S, demo_report_service, r);
	for (const struct demo_date *d = demo_dates; d->slug; d++)
		tell(s, DEMO_START - DAY_S / 24, change_date, d);
	for (const struct demo_report *r = demo_reports; r->slug; r++)
		tell(s, DEMO_START - (int64_t)r->minutes_before * MINUTE_S, report, r);
	for (const struct demo_round *d = demo_rounds; d->org; d++)
		tell(s, at_noon(ctx, d->day) + DAY_S / 2 - MINUTE_S, walk_round, d);
	if (s->n > STEPS_MOST)
		return fail(ctx, ERR_BUG, "demonstration: more than %d steps", STEPS_MOST);
	qsort(s->steps, (size_t)s->n, sizeof *s->steps, by_time);
	for (int i = 0; i < s->n; i++) {
		ctx->now = s->steps[i].at;
		TRY(s->steps[i].fn(ctx, s->steps[i].row));
	}
	return OK;
}

static enum err fill(struct ctx *ctx)
{
	ctx->now = PROGRAMME_BEGAN;
	TRY(area_seed(ctx));
	TRY(kind_seed(ctx));
	TRY(method_seed(ctx));
	TRY(demo_sweep(ctx));
	TRY(demo_put_orgs(ctx));
	TRY(demo_put_places(ctx));
	TRY(live_through(ctx));
	ctx->now = DEMO_START;
	TRY(demo_put_programmes(ctx));
	TRY(demo_people(ctx));
	TRY(demo_link_helpers(ctx));
	TRY(demo_put_grants(ctx));
	TRY(demo_put_notes(ctx));
	TRY(demo_put_senders(ctx));
	TRY(demo_put_receivers(ctx));
	return event_add(ctx, "demo.filled", 0, STR_ABSENT);
}

/* Whoever may begin again need not be allowed to do each of these things. */
enum err demo_fill(struct ctx *ctx)
{
	const struct who *asks = ctx->who, keeper = { .local = true, .demo = true };
	int64_t now = ctx->now;
	enum err e;

	if (!ctx->house->demo)
		return fail(ctx, ERR_DENIED, "this is a real folder");
	ctx->who = &keeper;
	e = fill(ctx);
	ctx->who = asks;
	ctx->now = now;
	return e;
}
