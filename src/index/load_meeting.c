/* load_meeting.c -- from rows to documents: series of meetings. */
#include "index/index_parts.h"

#include <math.h>

#include "index_sql.h"

/* Rows of dates of all series, kept in the order of series; what belongs to one is a run in it. */
struct dates {
	struct reading *to;
	struct index_exception *exceptions;
	size_t nexceptions, at_exception;
	struct index_pause *pauses;
	size_t npauses, at_pause;
};

static bool times_of(struct reading *to, const struct index_listing *r, struct timetable *out)
{
	struct meeting m = { .rhythm = r->rhythm, .every = r->every, .month_day = r->month_day, .first_day = r->first_day,
			     .last_day = r->last_day, .start_min = r->start_min, .duration_min = r->duration_min,
			     .zone = r->zone, .holidays = r->holidays, .holiday_rule = r->holiday_rule };

	if (!timetable_of(to->ctx->house->cal, &m, NULL, 0, NULL, 0, out))
		return false;
	out->rhythm.weekdays = (unsigned)r->weekdays;
	out->rhythm.nths = (unsigned)r->nths;
	return true;
}

static struct meeting_exception exception_of(struct arena *a, const struct index_exception *e)
{
	return (struct meeting_exception){
		e->day, arena_str(a, e->kind), arena_str(a, e->reason_da), arena_str(a, e->reason_en), e->new_day,
		e->new_start_min.has ? e->new_start_min.v : -1, e->new_location.v,
	};
}

/* Exceptions and pauses of this series, copied to where the index lives. */
static void add_dates_of(struct dates *d, int64_t id, struct timetable *t)
{
	struct arena *a = d->to->to->arena;
	struct meeting_exception *e = NULL;
	struct meeting_pause *p = NULL;

	while (d->at_exception < d->nexceptions && d->exceptions[d->at_exception].meeting < id)
		d->at_exception++;
	for (; d->at_exception < d->nexceptions && d->exceptions[d->at_exception].meeting == id; d->at_exception++) {
		e = arena_grow(a, e, t->nexceptions, sizeof *e);
		e[t->nexceptions++] = exception_of(a, &d->exceptions[d->at_exception]);
	}
	while (d->at_pause < d->npauses && d->pauses[d->at_pause].meeting < id)
		d->at_pause++;
	for (; d->at_pause < d->npauses && d->pauses[d->at_pause].meeting == id; d->at_pause++) {
		p = arena_grow(a, p, t->npauses, sizeof *p);
		p[t->npauses++] = (struct meeting_pause){ .from = d->pauses[d->at_pause].from_day, .to = d->pauses[d->at_pause].to_day };
	}
	t->exceptions = e;
	t->pauses = p;
}

/* All that somebody may type to find this listing. */
static void say_texts(struct arena *a, const struct index_listing *r, const struct method *m, struct said *s)
{
	said_text(a, s, r->name);
	said_text(a, s, r->description_da);
	said_text(a, s, r->description_en);
	said_text(a, s, r->org_name);
	said_text(a, s, r->region);
	said_text(a, s, r->city);
	if (m)
		said_text(a, s, str_of(m->name));
	if (m && str_index(str_of(m->sentence), S("welve steps"), 0) != SIZE_MAX)
		said_text(a, s, S("12 trin tolv trin 12-step twelve steps"));
	if (r->protected)
		return;
	said_text(a, s, r->location_name);
	said_text(a, s, r->address);
	said_text(a, s, r->postcode);
}

/* What is true of mutual aid everywhere: people in the same place help each other, unpaid, with treatment or without. */
static void say_mutual_aid(struct arena *a, const struct method *m, struct said *s)
{
	said_fact(a, s, "stage", S("mutual"));
	said_fact(a, s, "intervention", S("non_clinical"));
	said_fact(a, s, "relation", S("independent"));
	said_fact(a, s, "provider", S("peer"));
	said_fact(a, s, "staffing", S("volunteer"));
	if (m && m->faith)
		said_fact(a, s, "provider", S("faith"));
}

static void say_mode(struct arena *a, struct str mode, struct said *s)
{
	if (str_same(mode, "room") || str_same(mode, "hybrid"))
		said_fact(a, s, "is", S("in_room"));
	if (!str_same(mode, "room"))
		said_fact(a, s, "is", S("online"));
}

/* What the kind of self-help groups asks, said of a meeting: so that one filter finds both. */
static void say_path(struct arena *a, const struct index_listing *r, const struct method *m, struct said *s)
{
	static const struct { const char *method, *path; } paths[] = {
		{ "smart", "smart" }, { "smart_family", "smart" }, { "women_for_sobriety", "women" }, { "open_talk", "talk" },
		{ "relatives", "talk" }, { "lifering", "talk" }, { "recovery_dharma", "other" }, { "refuge_recovery", "other" }, { "other", "other" },
	};
	const char *path = "twelve_steps";

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (str_same(r->method, paths[i].method))
			path = paths[i].path;
	if (m)
		said_fact(a, s, KIND_OF_MEETINGS ".path", str_of(path));
	said_fact(a, s, KIND_OF_MEETINGS ".openness", r->openness);
	said_fact(a, s, KIND_OF_MEETINGS ".newcomers", r->newcomers);
}

static void say_facts(struct reading *to, const struct index_listing *r, const struct method *m, struct said *s)
{
	struct arena *a = to->scratch;

	say_mutual_aid(a, m, s);
	reading_say_way(to, s, S("mutual"), S("independent"));
	reading_say_whom(to, s, r->audience, m && m->for_relatives, NULL);
	say_mode(a, r->mode, s);
	if (m)
		said_fact(a, s, "method", str_of(m->code));
	said_facts(a, s, "language", r->languages);
	said_yes(a, s, "children", r->children);
	said_yes(a, s, "newcomers", r->newcomers);
	said_yes(a, s, "stepfree", r->step_free);
	said_yes(a, s, "toilet", r->toilet);
	if (str_same(r->price, "free"))
		said_fact(a, s, "is", S("free"));
	reading_say_org(to, s, r->org.v);
	reading_say_area(to, s, r->area.v);
	say_path(a, r, m, s);
}

static enum err take(void *arg, const struct index_listing *r)
{
	struct dates *dates = arg;
	struct reading *to = dates->to;
	const struct method *m = method_find(r->method);
	struct doc d = { .id = r->id, .verified_at = r->verified_at.v, .name_key = r->name_key, .full_until = DAY_NONE,
			 .last_day = DAY_NONE, .anywhere = !str_same(r->mode, "room") };
	struct timetable times, *own;
	struct said said = { 0 };

	/* A zone that this machine does not know: nothing to show. */
	if (!times_of(to, r, &times))
		return OK;
	add_dates_of(dates, r->id, &times);
	own = arena_new_of(to->to->arena, struct timetable);
	*own = times;
	d.times = own;
	if (!r->protected && !isnan(r->lat) && (str_same(r->mode, "room") || str_same(r->mode, "hybrid")))
		reading_point(to, &d, point_of(r->lat, r->lon, r->location.v));
	say_texts(to->scratch, r, m, &said);
	say_facts(to, r, m, &said);
	reading_say_kind(to, &d, &said, reading_kind_of_code(to, S(KIND_OF_MEETINGS)), NULL, 0);
	if (!own->appointment)
		reading_say_hours(to, &said, &own->rhythm, own->start_min, 0);
	reading_add(to, &d, &said);
	return OK;
}

enum err index_read_meetings(struct reading *to, int64_t after, int64_t upto)
{
	struct dates d = { .to = to };

	TRY(index_exception(to->ctx, after, upto, &d.exceptions, &d.nexceptions));
	TRY(index_pause(to->ctx, after, upto, &d.pauses, &d.npauses));
	return index_listing(to->ctx, after, upto, take, &d);
}
