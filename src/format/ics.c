/*
 * ics.c -- writes calendars that every reader agrees on.
 *
 * RFC 5545 and 7986, in the dialect that six readers were seen to understand
 * alike: wall-clock times with TZID and their VTIMEZONE, DURATION rather than
 * an end (an end on the night of a clock change would stretch every date of a
 * series), one EXDATE a line, a moved or cancelled date as an event of its own
 * with RECURRENCE-ID.  No METHOD: PUBLISH without an ORGANIZER is refused by
 * libical (RFC 5546 section 3.2.1), and a feed has nobody to answer to.
 */
#include "format/ics.h"
#include "format/ics_line.h"

#include "cal/cal.h"

#include <math.h>

/* Where and how long one date is: the series, or a date that was changed. */
struct spot {
	day_t day;
	int start_min, duration_min;
	bool cancelled;
	struct str prefix, location;
};

/* RFC 5646: letters, digits and hyphens, so that it may stand unquoted. */
static bool is_language(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] == '-' || (s.p[i] >= '0' && s.p[i] <= '9') ||
		      ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')))
			return false;
	return s.n > 0;
}

static void in_language(struct buf *b, const char *name, struct str lang, struct str value)
{
	size_t from = b->n;
	struct line l;

	if (!str_is(value))
		return;
	l = line_begin(b, name);
	if (is_language(lang)) {
		line_lit(&l, ";LANGUAGE=");
		line_put(&l, lang);
	}
	line_value(&l, from, line_text, value);
}

void ics_begin(struct buf *b, const struct ics_calendar *c)
{
	line_lit_of(b, "BEGIN", "VCALENDAR");
	line_lit_of(b, "VERSION", "2.0");
	line_lit_of(b, "PRODID", "-//Samhold//Samhold//EN");
	line_lit_of(b, "CALSCALE", "GREGORIAN");
	in_language(b, "NAME", c->lang, c->name);
	in_language(b, "DESCRIPTION", c->lang, c->description);
	line_utc_of(b, "LAST-MODIFIED", c->modified);
	line_lit_of(b, "REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
	line_of(b, "SOURCE;VALUE=URI", line_uri, c->source_url);
	/* What Apple, Google and Outlook read instead of RFC 7986. */
	line_of(b, "X-WR-CALNAME", line_text, c->name);
	line_of(b, "X-WR-CALDESC", line_text, c->description);
	line_of(b, "X-WR-TIMEZONE", line_text, c->zone_name);
	line_lit_of(b, "X-PUBLISHED-TTL", "PT6H");
}

void ics_end(struct buf *b)
{
	line_lit_of(b, "END", "VCALENDAR");
}

static void wall_of(struct buf *b, const char *name, const struct zone *z, day_t day, int minutes)
{
	struct line l = line_begin(b, name);

	line_lit(&l, ";TZID=");
	line_put(&l, zone_name(z));
	line_lit(&l, ":");
	line_wall(&l, day, (int64_t)minutes * 60);
	line_end(&l);
}

/* A date of this series: by the clock on the wall, or as an instant where that clock says too little. */
static void date_of(struct buf *b, const char *name, const struct ics_event *e, day_t day, int minutes)
{
	if (e->ninstants)
		line_utc_of(b, name, zone_instant(e->zone, day, minutes));
	else
		wall_of(b, name, e->zone, day, minutes);
}

static void put_duration(struct buf *b, int minutes)
{
	struct line l = line_begin(b, "DURATION:PT");

	if (minutes >= 60) {
		line_number(&l, minutes / 60);
		line_lit(&l, "H");
	}
	if (minutes % 60 || minutes < 60) {
		line_number(&l, minutes % 60);
		line_lit(&l, "M");
	}
	line_end(&l);
}

/* Six decimals are ten centimetres, and no locale or exponent can get in. */
static void put_degrees(struct line *l, double degrees)
{
	int64_t millionths = llround(fabs(degrees) * 1e6), fraction = millionths % 1000000;

	if (degrees < 0 && millionths)
		line_lit(l, "-");
	line_number(l, millionths / 1000000);
	line_lit(l, ".");
	for (int64_t unit = 100000; unit > 1 && fraction < unit; unit /= 10)
		line_lit(l, "0");
	line_number(l, fraction);
}

static void put_point(struct buf *b, const struct ics_event *e)
{
	struct line l;

	/* Written so that not-a-number falls out too. */
	if (!e->has_point || !(fabs(e->latitude) <= 90) || !(fabs(e->longitude) <= 180))
		return;
	l = line_begin(b, "GEO:");
	put_degrees(&l, e->latitude);
	line_lit(&l, ";");
	put_degrees(&l, e->longitude);
	line_end(&l);
}

static void put_summary(struct buf *b, struct str prefix, struct str summary)
{
	struct line l = line_begin(b, "SUMMARY:");

	line_text(&l, prefix);
	line_text(&l, summary);
	line_end(&l);
}

static void put_identity(struct buf *b, const struct ics_event *e)
{
	line_lit_of(b, "BEGIN", "VEVENT");
	line_of(b, "UID", line_text, e->uid);
	line_utc_of(b, "DTSTAMP", e->stamp);
	line_utc_of(b, "LAST-MODIFIED", e->modified);
	line_number_of(b, "SEQUENCE", e->sequence);
}

static void put_rest(struct buf *b, const struct ics_event *e, const struct spot *s)
{
	put_duration(b, s->duration_min);
	line_lit_of(b, "STATUS", s->cancelled ? "CANCELLED" : "CONFIRMED");
	put_summary(b, s->prefix, e->summary);
	line_of(b, "DESCRIPTION", line_text, e->description);
	line_of(b, "LOCATION", line_text, s->location);
	/* The point belongs to the usual place. */
	if (str_eq(s->location, e->location))
		put_point(b, e);
	line_of(b, "URL", line_uri, e->url);
	/* RFC 7986 section 5.11. */
	line_of(b, "CONFERENCE;VALUE=URI;FEATURE=VIDEO", line_uri, e->conference_url);
	line_of(b, "CATEGORIES", line_list, e->categories);
	line_lit_of(b, "TRANSP", "TRANSPARENT");
	line_lit_of(b, "CLASS", "PUBLIC");
	line_lit_of(b, "END", "VEVENT");
}

static struct spot spot_of(const struct ics_event *e, const struct ics_override *o)
{
	return (struct spot){
		.day = o->day,
		.start_min = o->start_min,
		.duration_min = o->duration_min,
		.cancelled = o->cancelled || e->cancelled,
		.prefix = o->summary_prefix,
		.location = str_is(o->location) ? o->location : e->location,
	};
}

static void put_override(struct buf *b, const struct ics_event *e, const struct ics_override *o)
{
	struct spot s = spot_of(e, o);

	put_identity(b, e);
	date_of(b, "RECURRENCE-ID", e, o->original_day, o->original_min);
	date_of(b, "DTSTART", e, s.day, s.start_min);
	put_rest(b, e, &s);
}

static const struct ics_override *override_on(const struct ics_event *e, day_t day)
{
	for (size_t i = 0; i < e->noverrides; i++)
		if (e->overrides[i].original_day == day)
			return &e->overrides[i];
	return NULL;
}

/* Readers disagree about a date that is both left out and changed; the change is what was meant. */
static void put_exdates(struct buf *b, const struct ics_event *e)
{
	for (size_t i = 0; i < e->nexdates; i++)
		if (!override_on(e, e->exdates[i]))
			wall_of(b, "EXDATE", e->zone, e->exdates[i], e->start_min);
}

static void put_dates(struct buf *b, const struct ics_event *e, const struct spot *s)
{
	if (e->ninstants > 1) {
		line_utc_of(b, "DTSTART", e->instants[0]);
		/* Without a rule one reader (ical.js) does not count the first date. */
		line_lit_of(b, "RRULE", "FREQ=DAILY;COUNT=1");
		for (size_t i = 1; i < e->ninstants; i++)
			line_utc_of(b, "RDATE", e->instants[i]);
		return;
	}
	date_of(b, "DTSTART", e, s->day, s->start_min);
	if (!str_is(e->rrule))
		return;
	line_of(b, "RRULE", line_put, e->rrule);
	put_exdates(b, e);
}

void ics_event(struct buf *b, const struct ics_event *e)
{
	struct spot s = { e->day, e->start_min, e->duration_min, e->cancelled,
			  STR_ABSENT, e->location };
	bool many = e->ninstants ? e->ninstants > 1 : str_is(e->rrule);
	const struct ics_override *only = many ? NULL : override_on(e, e->day);

	if (only)
		s = spot_of(e, only);
	put_identity(b, e);
	put_dates(b, e, &s);
	put_rest(b, e, &s);
	for (size_t i = 0; i < e->noverrides && many; i++)
		put_override(b, e, &e->overrides[i]);
}
