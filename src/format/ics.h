/* ics.h -- iCalendar (RFC 5545, 7986): writing calendars that every reader agrees on. */
#ifndef FORMAT_ICS_H
#define FORMAT_ICS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"

struct zone;

/* A changed or cancelled date of a series; the original start says which. */
struct ics_override {
	day_t original_day;
	int original_min;
	bool cancelled;
	day_t day;                        /* where it moved to; the same when only cancelled */
	int start_min, duration_min;
	struct str summary_prefix;        /* "AFLYST: " */
	struct str location;              /* absent: as the series */
};

/*
 * One series.  Its overrides are written with it; without a rule an override of its only date
 * changes the event itself.  An exdate that also has an override is not left out.
 */
struct ics_event {
	struct str uid;                   /* stable, never reused */
	int64_t stamp, modified;          /* UTC seconds */
	int sequence;
	const struct zone *zone;
	day_t day;                        /* first occurrence that really falls on the rule */
	int start_min, duration_min;
	struct str rrule;                 /* absent: once */
	/*
	 * Each date as an instant, in order, instead of the rule: for a series that falls where the clock
	 * is changed.  Readers differ there: one goes on an hour late the week after (libical), one takes
	 * the second of two equal hours.  An instant is read alike by all.
	 */
	const int64_t *instants;
	size_t ninstants;
	const day_t *exdates;             /* dates silently left out (holidays, pauses) */
	size_t nexdates;
	const struct ics_override *overrides;
	size_t noverrides;
	bool cancelled;                   /* the whole series */
	struct str summary, description, location, url, conference_url;
	struct str categories;            /* with commas between */
	bool has_point;
	double latitude, longitude;
};

struct ics_calendar {
	struct str name, description, zone_name, source_url, lang;
	int64_t modified;
};

/* CRLF, folded at 75 octets without cutting a character, escaped as the field needs. */
void ics_begin(struct buf *, const struct ics_calendar *);
/*
 * VTIMEZONE with the observances in force from first to last year (at most sixty); once per zone,
 * before events.  Rules that go on for a generation are left open, so that a series without an end
 * is right beyond the last year too.
 */
void ics_zone(struct buf *, const struct zone *, int first_year, int last_year);
void ics_event(struct buf *, const struct ics_event *);
void ics_end(struct buf *);

#endif
