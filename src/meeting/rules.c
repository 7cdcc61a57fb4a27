/* rules.c -- what a series must be before it is stored, and what its author should know. */
#include "meeting/series.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "location/location.h"

#include <string.h>

enum { DAY_MIN = 1440 };

/* --- what was left out ------------------------------------------------------------------------------ */

static bool is_text(enum field_type t)
{
	switch (t) {
	case FIELD_INT:
	case FIELD_OPT_INT:
	case FIELD_REAL:
	case FIELD_BOOL:
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_MONEY:
		return false;
	default:
		return true;
	}
}

static void fall_back(struct str *s, struct str with)
{
	if (!str_is(*s))
		*s = with;
}

static void fill_blanks(struct meeting *m)
{
	for (const struct field *f = meeting_fields; f->name; f++)
		if (is_text(f->type))
			fall_back((struct str *)((char *)m + f->offset), S(""));
	fall_back(&m->slug, S(""));
	fall_back(&m->verified_by, S(""));
	fall_back(&m->source_key, S(""));
	fall_back(&m->extra, S(""));
	fall_back(&m->openness, S("unknown"));
	fall_back(&m->children, S("unknown"));
	fall_back(&m->newcomers, S("unknown"));
	fall_back(&m->price, S("free"));
	fall_back(&m->holidays, S("none"));
	fall_back(&m->holiday_rule, S("hold"));
	if (!m->every)
		m->every = 1;
	/* Everyone is what no name means; both would be two answers to one question. */
	if (str_index(m->audience, S("everyone"), 0) != SIZE_MAX)
		m->audience = S("");
}

static day_t today_in(struct ctx *ctx, struct str zone_name)
{
	const struct zone *zone = zone_find(ctx->house->cal, zone_name);

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / 86400);
}

/* The place says where it belongs and what its clock shows. */
static enum err fill_from_place(struct ctx *ctx, struct meeting *m, struct problems *bad)
{
	struct location l;
	enum err e;

	if (!m->location)
		return OK;
	e = location_get(ctx, m->location, &l);
	if (e == ERR_NOT_FOUND)
		return problem(bad, "location", N_("We do not know this place. Choose one from the list."));
	if (e)
		return e;
	m->area = l.area;
	fall_back(&m->zone, l.zone);
	return OK;
}

static void fill_when(struct ctx *ctx, struct meeting *m)
{
	if (str_same(m->rhythm, "appointment")) {
		if (m->first_day == DAY_NONE)
			m->first_day = today_in(ctx, m->zone);
		m->start_min = m->start_min < 0 ? 0 : m->start_min;
	}
	if (str_same(m->rhythm, "once"))
		m->last_day = DAY_NONE;
}

/* --- what is wrong ------------------------------------------------------------------------------------ */

static const char *field_of_rhythm(const struct rhythm *r)
{
	bool by_weekday = r->kind == RHYTHM_WEEKLY || r->kind == RHYTHM_MONTHLY_WEEKDAY;

	if (r->first < day_of(1, 1, 1) || r->first > day_of(9999, 12, 31))
		return "first_day";
	if (r->interval < 1 || r->interval > 52)
		return "every";
	if (by_weekday && !r->weekdays)
		return "weekdays";
	if (r->kind == RHYTHM_MONTHLY_WEEKDAY && !r->nths)
		return "nths";
	if (r->kind == RHYTHM_MONTHLY_DAY && (r->month_day < 1 || r->month_day > 31))
		return "month_day";
	return r->last == DAY_NONE ? "rhythm" : "last_day";
}

static void check_when(struct ctx *ctx, const struct meeting *m, struct problems *bad)
{
	struct rhythm r;
	const char *text;

	if (!zone_find(ctx->house->cal, m->zone))
		problem_once(bad, "zone", str_is(m->zone) ? N_("We do not know this time zone. Write it like Europe/Copenhagen.") :
						       N_("Write the time zone, for example Europe/Copenhagen."));
	if (m->duration_min < 0 || m->duration_min > DAY_MIN)
		problem_once(bad, "duration_min", N_("The end is before the start. Write the length in minutes, at most 1440."));
	if (str_same(m->rhythm, "appointment"))
		return;
	if (m->start_min < 0)
		problem_once(bad, "start_min", N_("Write when it starts, for example 19.00."));
	else if (m->start_min >= DAY_MIN)
		problem_once(bad, "start_min", N_("Write a time from 00:00 to 23:59, for example 19:30."));
	if (!meeting_rhythm(m, &r))
		problem_once(bad, "rhythm", N_("Choose how it comes back."));
	else if ((text = rhythm_problem(&r)))
		problem_once(bad, field_of_rhythm(&r), text);
}

/* "50 DKK", "50-100 DKK", "sliding 0-100 DKK". */
static bool is_amount(struct str s)
{
	size_t i = str_starts(s, S("sliding ")) ? 8 : 0, digits = 0;

	for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || (digits && s.p[i] == '-')); i++)
		digits++;
	if (!digits || i + 4 != s.n || s.p[i] != ' ' || s.p[i - 1] == '-')
		return false;
	for (i++; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	return true;
}

static void check_price(struct meeting *m, struct problems *bad)
{
	/* Mutual aid is free: that is no choice. */
	if (!str_same(m->method, "other"))
		m->price = S("free");
	if (!str_same(m->price, "free") && !str_same(m->price, "unknown") && !is_amount(m->price))
		problem_once(bad, "price", N_("Write “free”, or an amount with its currency, for example 50 DKK."));
}

/* Whatever way it came: numbers of persons are stored nowhere (S-1804). */
static void check_numbers(struct ctx *ctx, const struct meeting *m, struct problems *bad)
{
	struct str masked;

	for (const struct field *f = meeting_fields; f->name; f++) {
		const char *text;
		if (!(f->flags & FIELD_GUARDED) || problem_of(bad, f->name))
			continue;
		text = guard_number(ctx, *(const struct str *)((const char *)m + f->offset), &masked);
		if (text)
			problem_once(bad, f->name, text);
	}
}

static void check(struct ctx *ctx, struct meeting *m, struct problems *bad)
{
	if (!str_is(str_trim(m->name)))
		problem_once(bad, "name", N_("Give the meeting a name."));
	if (!method_find(m->method))
		problem_once(bad, "method", N_("Choose the method."));
	if (!choice_label(mode_choices, m->mode))
		problem_once(bad, "mode", N_("Choose how one takes part."));
	check_when(ctx, m, bad);
	check_price(m, bad);
	check_numbers(ctx, m, bad);
}

static bool has_room(const struct meeting *m)
{
	return str_same(m->mode, "room") || str_same(m->mode, "hybrid");
}

void meeting_complete(const struct meeting *m, struct problems *bad)
{
	bool dial = str_is(m->conference_phone) || str_is(m->phone);

	if (has_room(m) && !m->location)
		problem_once(bad, "location", N_("Choose the place, so that nobody looks in vain."));
	if (str_same(m->mode, "phone") && !dial)
		problem_once(bad, "conference_phone", N_("Write the number that one calls."));
	if ((str_same(m->mode, "online") || str_same(m->mode, "hybrid")) && !dial && !str_is(m->conference_url) &&
	    !str_is(m->conference_notes) && !str_is(m->email))
		problem_once(bad, "conference_url", N_("Write how one joins: an address, a number, or whom to ask."));
}

/* --- storing it ----------------------------------------------------------------------------------------- */

static bool same_when_and_where(const struct meeting *a, const struct meeting *b)
{
	return str_eq(a->state, b->state) && a->location == b->location && str_eq(a->mode, b->mode) &&
	       str_eq(a->room, b->room) && str_eq(a->rhythm, b->rhythm) && a->every == b->every &&
	       str_eq(a->weekdays, b->weekdays) && str_eq(a->nths, b->nths) && a->month_day == b->month_day &&
	       a->first_day == b->first_day && a->last_day == b->last_day && a->start_min == b->start_min &&
	       a->duration_min == b->duration_min && str_eq(a->zone, b->zone) && str_eq(a->holidays, b->holidays) &&
	       str_eq(a->holiday_rule, b->holiday_rule) && str_eq(a->conference_url, b->conference_url);
}

/* draft -> running -> ended; an ended one may begin again. */
static void check_state(const struct meeting *was, struct meeting *m, struct problems *bad)
{
	bool known = str_is(was->state);

	fall_back(&m->state, known ? was->state : S("draft"));
	if (!choice_label(meeting_state_choices, m->state))
		problem_once(bad, "", N_("This is not a state that a meeting can have."));
	else if (known && str_same(m->state, "draft") && !str_same(was->state, "draft"))
		problem_once(bad, "", N_("What has run cannot become a draft again. End it instead."));
	else if (!m->source && str_same(m->state, "running"))
		meeting_complete(m, bad);
}

/* What a list from outside calls it stays; otherwise a new name or town makes a new address. */
static enum err choose_slug(struct ctx *ctx, const struct meeting *was, struct meeting *m)
{
	bool wished = str_is(m->slug) && !str_eq(m->slug, was->slug);
	bool keep = was->id && !wished && (m->source || (str_eq(m->name, was->name) && m->location == was->location));

	if (keep) {
		m->slug = was->slug;
		return OK;
	}
	TRY(meeting_slug_free(ctx, wished ? m->slug : meeting_slug_base(ctx, m), m->id, &m->slug));
	return meeting_slug_set(ctx, m->id, was->slug, m->slug);
}

enum err meeting_prepare(struct ctx *ctx, struct meeting *m, struct problems *bad)
{
	fill_blanks(m);
	form_settle(ctx, meeting_fields, m);
	TRY(fill_from_place(ctx, m, bad));
	fill_when(ctx, m);
	check(ctx, m, bad);
	return OK;
}

/* A keeper who chose what is not theirs can choose again; whoever keeps nothing is denied. */
static enum err check_bounds(struct ctx *ctx, const struct meeting *was, const struct meeting *m, struct problems *bad)
{
	if (was->id && !may_for(ctx->who, MEETING_EDIT, was->org, was->area))
		return ERR_DENIED;
	if (may_for(ctx->who, MEETING_EDIT, m->org, m->area))
		return OK;
	if (!may(ctx->who, MEETING_EDIT))
		return ERR_DENIED;
	return problem_once(bad, "org", N_("You keep meetings of another organisation or area. Choose one of yours."));
}

enum err meeting_save(struct ctx *ctx, struct meeting *m, struct problems *bad)
{
	struct meeting was = { 0 };

	if (m->id)
		TRY(meeting_get(ctx, m->id, &was));
	TRY(meeting_prepare(ctx, m, bad));
	check_state(&was, m, bad);
	if (was.id && str_same(m->state, "running") && !str_same(was.state, "running"))
		TRY(meeting_check_lead(ctx, m, bad));
	TRY(check_bounds(ctx, &was, m, bad));
	if (bad->n)
		return OK;
	if (!m->id)
		m->id = id_new(ctx->house->rng, ctx->now);
	TRY(choose_slug(ctx, &was, m));
	m->sequence = was.id ? was.sequence + !same_when_and_where(&was, m) : m->sequence;
	m->changed_at = ctx->now;
	TRY(meeting_write(ctx, m));
	return event_add(ctx, was.id ? "meeting.saved" : "meeting.added", m->id, m->state);
}

struct meeting meeting_blank(struct ctx *ctx)
{
	struct meeting m = { .first_day = DAY_NONE, .last_day = DAY_NONE, .start_min = -1, .duration_min = 90,
			     .every = 1, .rhythm = S("weekly"), .mode = S("room"), .zone = S("Europe/Copenhagen"),
			     .holidays = S("DK"), .holiday_rule = S("skip"), .newcomers = S("yes"), .languages = S("da"),
			     .price = S("free") };

	m.first_day = today_in(ctx, m.zone);
	fill_blanks(&m);
	return m;
}
