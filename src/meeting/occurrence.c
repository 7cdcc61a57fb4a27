/*
 * occurrence.c -- from a series to its single dates.  Pure: no database, no clock.
 *
 * A date is named for good by the day on which the series says it falls.  What was said of one
 * day (cancelled, moved, held) counts only while the series still falls on that day, and counts
 * more than the rules for all days (holidays, weeks of rest).
 */
#include "meeting/meeting.h"

#include <string.h>

enum { UNKNOWN_LENGTH_MIN = 60, AT_ONCE = 64, WEEKDAYS = 7, NTHS = 7 };

static const char *const weekday_codes[WEEKDAYS] = { "su", "mo", "tu", "we", "th", "fr", "sa" };
static const char *const nth_codes[NTHS] = { NULL, "1", "2", "3", "4", "5", "last" };

static unsigned bits_of(struct str codes, const char *const *names, int n)
{
	struct str code;
	unsigned bits = 0;

	while (str_cut(&codes, ' ', &code))
		for (int i = 0; i < n; i++)
			if (names[i] && str_same(code, names[i]))
				bits |= 1u << i;
	return bits;
}

/* Beginning with the name at first, and round. */
static struct str codes_of(struct arena *a, unsigned bits, const char *const *names, int n, int first)
{
	struct str out = S("");

	/* One name is what nearly every series has, and needs no memory. */
	for (int i = 0; i < n; i++)
		if (bits == 1u << i && names[i])
			return str_of(names[i]);
	for (int i = first; i < first + n; i++)
		if (bits >> i % n & 1 && names[i % n])
			out = arena_printf(a, "%.*s%s%s", STR_ARG(out), out.n ? " " : "", names[i % n]);
	return out;
}

unsigned meeting_weekday_bits(struct str codes)
{
	return bits_of(codes, weekday_codes, WEEKDAYS);
}

unsigned meeting_nth_bits(struct str codes)
{
	return bits_of(codes, nth_codes, NTHS);
}

struct str meeting_weekday_codes(struct arena *a, unsigned bits)
{
	return codes_of(a, bits, weekday_codes, WEEKDAYS, 1);
}

struct str meeting_nth_codes(struct arena *a, unsigned bits)
{
	return codes_of(a, bits, nth_codes, NTHS, 0);
}

static const struct {
	const char *code;
	enum rhythm_kind kind;
} rhythms[] = {
	{ "once", RHYTHM_ONCE }, { "weekly", RHYTHM_WEEKLY }, { "monthly_weekday", RHYTHM_MONTHLY_WEEKDAY },
	{ "monthly_day", RHYTHM_MONTHLY_DAY }, { "daily", RHYTHM_DAILY },
};
enum { NRHYTHMS = sizeof rhythms / sizeof *rhythms };

bool meeting_rhythm(const struct meeting *m, struct rhythm *out)
{
	for (size_t i = 0; i < NRHYTHMS; i++)
		if (str_same(m->rhythm, rhythms[i].code)) {
			*out = (struct rhythm){
				.kind = rhythms[i].kind, .interval = (int)m->every, .first = m->first_day,
				.weekdays = meeting_weekday_bits(m->weekdays), .nths = meeting_nth_bits(m->nths),
				.month_day = (int)m->month_day, .last = m->last_day,
			};
			return true;
		}
	return false;
}

void meeting_set_rhythm(struct arena *a, struct meeting *m, const struct rhythm *r)
{
	for (size_t i = 0; i < NRHYTHMS; i++)
		if (rhythms[i].kind == r->kind)
			m->rhythm = str_of(rhythms[i].code);
	m->every = r->kind == RHYTHM_ONCE ? 1 : r->interval;
	m->weekdays = meeting_weekday_codes(a, r->weekdays);
	m->nths = meeting_nth_codes(a, r->nths);
	m->month_day = r->month_day;
	m->first_day = r->first;
	m->last_day = r->last;
}

static enum holidays holidays_of(struct str code)
{
	return str_same(code, "DK") ? HOLIDAYS_DK : str_same(code, "US") ? HOLIDAYS_US : HOLIDAYS_NONE;
}

static enum holiday_rule rule_of(struct str code)
{
	return str_same(code, "skip") ? HOLIDAY_SKIP : str_same(code, "ask") ? HOLIDAY_ASK : HOLIDAY_HOLD;
}

bool timetable_of(struct cal *cal, const struct meeting *m, const struct meeting_exception *exceptions,
		  size_t nexceptions, const struct meeting_pause *pauses, size_t npauses, struct timetable *out)
{
	struct timetable t = {
		.zone = zone_find(cal, m->zone), .appointment = str_same(m->rhythm, "appointment"),
		.start_min = (int)m->start_min, .duration_min = (int)m->duration_min,
		.holidays = holidays_of(m->holidays), .holiday_rule = rule_of(m->holiday_rule),
		.exceptions = exceptions, .nexceptions = nexceptions, .pauses = pauses, .npauses = npauses,
	};

	if (!t.zone || (!meeting_rhythm(m, &t.rhythm) && !t.appointment))
		return false;
	*out = t;
	return true;
}

/* --- one date --------------------------------------------------------------------------------------- */

static const struct meeting_exception *exception_on(const struct timetable *t, day_t day)
{
	size_t lo = 0, hi = t->nexceptions;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (t->exceptions[mid].day < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < t->nexceptions && t->exceptions[lo].day == day ? &t->exceptions[lo] : NULL;
}

static const struct meeting_pause *pause_on(const struct timetable *t, day_t day)
{
	for (size_t i = 0; i < t->npauses; i++)
		if (day >= t->pauses[i].from && day <= t->pauses[i].to)
			return &t->pauses[i];
	return NULL;
}

static bool is_move(const struct meeting_exception *e)
{
	return str_same(e->kind, "moved");
}

/* A holiday itself, or the weekday on which its day off is given. */
static const char *holiday_on(enum holidays set, day_t day)
{
	const char *name = set == HOLIDAYS_NONE ? NULL : holiday_name(set, day);

	return name || set == HOLIDAYS_NONE ? name : holiday_observed(set, day);
}

static void follow_exception(struct occurrence *o, const struct meeting_exception *e)
{
	o->reason_da = e->reason_da;
	o->reason_en = e->reason_en;
	if (str_same(e->kind, "cancelled"))
		o->state = OCCURRENCE_CANCELLED;
	if (!is_move(e))
		return;
	o->state = OCCURRENCE_MOVED;
	o->day = e->new_day == DAY_NONE ? e->day : e->new_day;
	o->location = e->new_location;
	if (e->new_start_min >= 0)
		o->start_min = (int)e->new_start_min;
}

static void follow_rules(struct occurrence *o, const struct timetable *t, const struct meeting_pause *rest)
{
	if (rest) {
		o->state = OCCURRENCE_SKIPPED;
		o->reason_da = rest->reason_da;
		o->reason_en = rest->reason_en;
	} else if (o->holiday && t->holiday_rule == HOLIDAY_SKIP) {
		o->state = OCCURRENCE_SKIPPED;
	} else if (o->holiday && t->holiday_rule == HOLIDAY_ASK) {
		o->ask = true;
	}
}

static struct occurrence date_of(const struct timetable *t, day_t day)
{
	const struct meeting_exception *e = exception_on(t, day);
	struct occurrence o = {
		.by_series = day, .day = day, .start_min = t->start_min, .duration_min = t->duration_min,
		.state = OCCURRENCE_PLANNED, .holiday = holiday_on(t->holidays, day),
	};

	if (e)
		follow_exception(&o, e);
	else
		follow_rules(&o, t, pause_on(t, day));
	o.starts = zone_instant(t->zone, o.day, o.start_min);
	o.ends = o.starts + 60 * (int64_t)(o.duration_min ? o.duration_min : UNKNOWN_LENGTH_MIN);
	return o;
}

/* --- the dates of a stretch of time ------------------------------------------------------------------- */

struct stretch {
	const struct timetable *t;
	int64_t from, to;
	day_t first, last;                /* every date of the stretch has its day among these */
	bool with_skipped;
	struct occurrence *out;
	size_t n, most;
};

static bool is_full(const struct stretch *s, int64_t starts)
{
	return s->n == s->most && starts >= s->out[s->n - 1].starts;
}

static void put(struct stretch *s, const struct occurrence *o)
{
	size_t i = s->n;

	if (o->starts < s->from || o->starts >= s->to || is_full(s, o->starts))
		return;
	if (o->state == OCCURRENCE_SKIPPED && !s->with_skipped)
		return;
	while (i && o->starts < s->out[i - 1].starts)
		i--;
	if (s->n < s->most)
		s->n++;
	memmove(s->out + i + 1, s->out + i, (s->n - 1 - i) * sizeof *o);
	s->out[i] = *o;
}

/* Moved dates may come from far outside the stretch. */
static void put_moved(struct stretch *s)
{
	const struct timetable *t = s->t;
	day_t day;

	for (size_t i = 0; i < t->nexceptions; i++) {
		const struct meeting_exception *e = &t->exceptions[i];
		if (!is_move(e) || e->new_day < s->first || e->new_day > s->last ||
		    !rhythm_days(&t->rhythm, e->day, e->day, &day, 1))
			continue;
		struct occurrence o = date_of(t, e->day);
		put(s, &o);
	}
}

static void put_regular(struct stretch *s)
{
	day_t days[AT_ONCE], from = s->first;
	size_t n;

	do {
		n = rhythm_days(&s->t->rhythm, from, s->last, days, AT_ONCE);
		for (size_t i = 0; i < n; i++) {
			struct occurrence o = date_of(s->t, days[i]);
			if (o.state == OCCURRENCE_MOVED)
				continue;
			if (is_full(s, o.starts))
				return;
			put(s, &o);
		}
		if (n)
			from = days[n - 1] + 1;
	} while (n == AT_ONCE);
}

size_t occurrences(const struct timetable *t, int64_t from, int64_t to, bool with_skipped, struct occurrence *out,
		   size_t most)
{
	struct stretch s = { .t = t, .from = from, .to = to, .with_skipped = with_skipped, .out = out, .most = most };

	if (t->appointment || from >= to || !most)
		return 0;
	/* A day to either side: where the clock jumps over midnight, a date starts on the day after. */
	s.first = zone_local(t->zone, from).day - 1;
	s.last = zone_local(t->zone, to - 1).day + 1;
	put_moved(&s);
	put_regular(&s);
	return s.n;
}
