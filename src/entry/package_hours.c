/*
 * package_hours.c -- schedules of HSDS into hours of ours.
 *
 * What says days and clock times is taken as it says them.  What says something else (weeks of the year, days of
 * the year, "by appointment") is looked at as words, and stays in words where they are not certain.  A place that
 * closes before it opens is a slip: "9:00-5:00".  Its opening is right, its closing is told as it was written.
 */
#include "entry/package.h"
#include "format/hours.h"

#include <string.h>

enum { DAY_MIN = 1440, LATE = 17 * 60, NOON = 12 * 60 };

static const char days[7][3] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };

/* --- days ------------------------------------------------------------------------------------------------------------- */

/* "MO", "2TU", "-1FR" */
static bool add_day(struct str text, struct rhythm *r)
{
	int64_t nth = 0;

	text = str_trim(text);
	if (text.n > 2 && (!str_int(str_slice(text, text.p[0] == '+', text.n - 2), &nth) || nth < -1 || nth > 5 || !nth))
		return false;
	if (text.n < 2)
		return false;
	for (int d = 0; d < 7; d++)
		if (!memcmp(text.p + text.n - 2, days[d], 2)) {
			r->weekdays |= 1u << d;
			if (nth)
				r->nths |= 1u << (nth < 0 ? 6 : nth);
			return true;
		}
	return false;
}

/* Every day must have the same ordinals, or it is more than one rhythm. */
static bool is_square(struct str byday, const struct rhythm *r)
{
	struct str rest = byday, one;
	size_t n = 0;

	while (str_cut(&rest, ',', &one))
		n++;
	return !r->nths || n == (size_t)__builtin_popcount(r->nths) * (size_t)__builtin_popcount(r->weekdays);
}

static bool read_days(const struct hsds_schedule *h, struct rhythm *r)
{
	struct str rest = h->byday, one;
	int64_t day;

	while (str_is(rest) && str_cut(&rest, ',', &one))
		if (!add_day(one, r))
			return false;
	if (str_is(h->bymonthday)) {
		if (!str_int(h->bymonthday, &day) || day < 1 || day > 31 || r->weekdays)
			return false;
		r->month_day = (int)day;
	}
	return is_square(h->byday, r);
}

static day_t first_of(const struct hsds_schedule *h)
{
	day_t start = day_parse(h->dtstart), from = day_parse(h->valid_from);

	return start != DAY_NONE ? start : from;
}

static day_t last_of(const struct hsds_schedule *h)
{
	day_t until = day_parse(h->until), to = day_parse(h->valid_to);

	return until == DAY_NONE ? to : to == DAY_NONE || until < to ? until : to;
}

static bool rhythm_of(const struct hsds_schedule *h, struct rhythm *r)
{
	*r = (struct rhythm){ .interval = h->interval.is ? (int)h->interval.v : 1, .first = first_of(h), .last = last_of(h) };
	if (str_is(h->byweekno) || str_is(h->byyearday) || h->count.is || r->interval < 1 || r->interval > 52 || !read_days(h, r))
		return false;
	if (str_same(h->freq, "MONTHLY"))
		r->kind = r->month_day ? RHYTHM_MONTHLY_DAY : RHYTHM_MONTHLY_WEEKDAY;
	else if (str_is(h->freq) || r->weekdays)
		r->kind = RHYTHM_WEEKLY;
	else if (r->first != DAY_NONE && r->first == r->last)
		r->kind = RHYTHM_ONCE;
	else
		return false;
	if (r->kind == RHYTHM_MONTHLY_WEEKDAY && (!r->nths || !r->weekdays))
		return false;
	if (r->kind == RHYTHM_WEEKLY && (!r->weekdays || r->nths))
		return false;
	/* Every other week of which weeks? */
	return r->interval == 1 || r->first != DAY_NONE;
}

/* --- clock times --------------------------------------------------------------------------------------------------------- */

/* An offset that the zone never has speaks of another clock. */
static bool is_offset_of(const struct zone *zone, int offset_min, day_t year_of)
{
	struct ymd d = day_ymd(year_of);

	return zone_local(zone, zone_instant(zone, day_of(d.year, 1, 15), NOON)).offset_s == offset_min * 60 ||
	       zone_local(zone, zone_instant(zone, day_of(d.year, 7, 15), NOON)).offset_s == offset_min * 60;
}

static bool clock_of(struct packing *p, struct str text, const struct zone *zone, int *minutes)
{
	int offset;
	bool said;

	*minutes = hsds_clock(text, &said, &offset);
	return *minutes >= 0 && (!said || (zone && is_offset_of(zone, offset, (day_t)(p->r->ctx->now / 86400))));
}

static bool times_of(struct packing *p, const struct hsds_schedule *h, struct str zone_said, struct location_open *o, bool *slip)
{
	const struct zone *zone = zone_find(p->r->ctx->house->cal, zone_said);
	int opens, closes;

	*slip = false;
	if (!zone || !str_is(h->opens_at) || !clock_of(p, h->opens_at, zone, &opens) || opens >= DAY_MIN)
		return false;
	o->start_min = opens;
	o->zone = zone_said;
	o->note = S("");
	if (!str_is(h->closes_at))
		return true;
	if (!clock_of(p, h->closes_at, zone, &closes))
		return false;
	if (closes == DAY_MIN - 1 && !opens)
		closes = DAY_MIN;            /* how HSDS says round the clock */
	else if (closes <= opens && opens >= LATE && closes <= NOON)
		closes += DAY_MIN;           /* a night */
	*slip = closes <= opens;
	if (*slip)
		o->note = arena_printf(p->r->a, "%.*s–%.*s", STR_ARG(h->opens_at), STR_ARG(h->closes_at));
	else
		o->duration_min = closes - opens;
	return true;
}

/* --- all of them ----------------------------------------------------------------------------------------------------------- */

static bool same_rhythm(const struct rhythm *a, const struct rhythm *b)
{
	return a->kind == b->kind && a->kind == RHYTHM_WEEKLY && a->interval == 1 && b->interval == 1 && a->first == b->first &&
	       a->last == b->last;
}

static bool is_same(const struct location_open *a, const struct location_open *b)
{
	return same_rhythm(&a->rhythm, &b->rhythm) && a->start_min == b->start_min && a->duration_min == b->duration_min &&
	       str_eq(a->zone, b->zone) && str_eq(a->note, b->note);
}

static void put(struct package_hours *out, const struct location_open *o, struct str name)
{
	for (size_t i = 0; i < out->n; i++)
		if (is_same(&out->at[i], o)) {
			out->at[i].rhythm.weekdays |= o->rhythm.weekdays;
			out->names[i] = STR_ABSENT;
			return;
		}
	if (out->n < PACKAGE_HOURS_MOST) {
		out->names[out->n] = name;
		out->at[out->n++] = *o;
	}
}

static void add_words(struct packing *p, struct package_hours *out, struct str words)
{
	if (!str_is(words) || str_index(out->words, words, 0) != SIZE_MAX)
		return;
	out->words = out->words.n ? arena_printf(p->r->a, "%.*s; %.*s", STR_ARG(out->words), STR_ARG(words)) : words;
}

/* "Mon–Fri 9–4": hours where they are certain. */
static void take_words(struct packing *p, struct str words, struct str zone, struct package_hours *out)
{
	struct hours h;

	if (!zone.n || !hours_read(words, &h)) {
		add_words(p, out, words);
		return;
	}
	for (size_t i = 0; i < h.n; i++)
		put(out, &(struct location_open){ h.at[i].rhythm, h.at[i].start_min, h.at[i].duration_min, zone, S("") }, STR_ABSENT);
	if (!hours_say_all(&h))
		add_words(p, out, words);
}

static struct str words_of(struct packing *p, const struct hsds_schedule *h)
{
	struct str text = str_is(h->description) ? h->description : h->notes;

	if (str_is(text) || !str_is(h->opens_at))
		return text;
	/* Days that we have no rhythm for, with their times. */
	return arena_printf(p->r->a, "%.*s %.*s–%.*s", STR_ARG(h->byday), STR_ARG(h->opens_at), STR_ARG(h->closes_at));
}

void package_hours(struct packing *p, struct hsds_schedule *const *at, size_t n, struct str zone, struct package_hours *out)
{
	*out = (struct package_hours){ .words = S("") };
	for (size_t i = 0; i < n; i++) {
		const struct hsds_schedule *h = at[i];
		struct str its = str_is(h->timezone_name) && zone_find(p->r->ctx->house->cal, h->timezone_name) ? h->timezone_name : zone;
		struct location_open o = { .duration_min = 0 };
		bool slip;

		if (h->closed)
			continue;
		if (rhythm_of(h, &o.rhythm) && times_of(p, h, its, &o, &slip)) {
			out->slips |= slip;
			put(out, &o, h->has_id && hsds_is_uuid(h->id) ? h->id : STR_ABSENT);
		} else {
			take_words(p, words_of(p, h), its, out);
		}
	}
}
