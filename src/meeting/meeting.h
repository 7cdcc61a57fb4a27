/* meeting.h -- a series: what happens again and again at a wall-clock time, and its single dates. */
#ifndef MEETING_H
#define MEETING_H

#include "cal/cal.h"
#include "page/page.h"

/* What stands in a series.  One table of fields reads web form, JSON, CSV and import. */
struct meeting {
	int64_t id, org, location, area;  /* 0: none */
	struct str slug, name, state, method, audience, openness, mode, languages;
	struct str children, newcomers, price;
	struct str description_da, description_en, first_time_da, first_time_en;
	struct str contact_role, phone, email, website;
	struct str conference_url, conference_phone, conference_notes, room;
	bool conference_hidden;
	struct str rhythm;                /* code; "appointment": no fixed time */
	int64_t every;
	struct str weekdays;              /* codes su mo tu we th fr sa with blanks between */
	struct str nths;                  /* codes 1 2 3 4 5 last with blanks between */
	int64_t month_day;
	day_t first_day, last_day;        /* last DAY_NONE: open */
	int64_t start_min, duration_min;
	struct str zone, holidays, holiday_rule;
	int64_t follows, sequence;
	int64_t verified_at;              /* 0: never */
	struct str verified_by;
	int64_t source;                   /* 0: made here */
	struct str source_key, extra;
	int64_t changed_at;
};
extern const struct field meeting_fields[];

struct meeting_exception {
	day_t day;                        /* by the series */
	struct str kind;                  /* cancelled moved held */
	struct str reason_da, reason_en;
	day_t new_day;
	int64_t new_start_min;            /* -1: as before */
	int64_t new_location;             /* 0: as before */
};
struct meeting_pause {
	day_t from, to;
	struct str reason_da, reason_en;
};

/* --- methods: many side by side, none preferred ------------------------------------------------- */
struct method {
	const char *code;
	const char *name;                 /* own name, not translated unless a plain description */
	const char *sentence;             /* N_: neutral, in our own words */
	bool for_relatives, faith;
};
extern const struct method meeting_methods[];            /* ends with code NULL */
const struct method *method_find(struct str code);       /* NULL: not known */

/* --- single dates ---------------------------------------------------------------------------------- */
enum occurrence_state { OCCURRENCE_PLANNED, OCCURRENCE_CANCELLED, OCCURRENCE_MOVED, OCCURRENCE_SKIPPED };

struct occurrence {
	day_t by_series;                  /* the date by the series: its name for good */
	day_t day;                        /* where it is held (moved: the new day) */
	int start_min, duration_min;      /* duration 0: not known */
	int64_t starts, ends;             /* instants; a meeting lasts as long as it lasts, also in the night when
					     the clock is changed; 60 min when duration is not known */
	enum occurrence_state state;      /* skipped: holiday or pause; only on request */
	int64_t location;                 /* 0: as the series */
	const char *holiday;              /* N_ name when the day is one */
	struct str reason_da, reason_en;
	bool ask;                         /* a holiday on which somebody must still decide */
};

/* A series with everything that bears on its dates. */
struct timetable {
	const struct zone *zone;
	struct rhythm rhythm;
	bool appointment;
	int start_min, duration_min;
	enum holidays holidays;
	enum holiday_rule holiday_rule;
	const struct meeting_exception *exceptions;
	size_t nexceptions;
	const struct meeting_pause *pauses;
	size_t npauses;
};
/* Codes to bits and back: weekdays bit 0 Sunday .. 6 Saturday, nths bit 1 first .. 6 last. */
unsigned meeting_weekday_bits(struct str codes);
unsigned meeting_nth_bits(struct str codes);
struct str meeting_weekday_codes(struct arena *, unsigned bits);     /* Monday first */
struct str meeting_nth_codes(struct arena *, unsigned bits);
/* The rhythm as kit/cal knows it; false for "appointment" and for a code that is none. */
bool meeting_rhythm(const struct meeting *, struct rhythm *);
/* The reverse: an import that read an RRULE. */
void meeting_set_rhythm(struct arena *, struct meeting *, const struct rhythm *);

/*
 * Pure: no database.  False when zone or rhythm is not known.  Exceptions in order of day;
 * both lists must live as long as the timetable.
 */
bool timetable_of(struct cal *, const struct meeting *, const struct meeting_exception *, size_t,
		  const struct meeting_pause *, size_t, struct timetable *);
/*
 * Dates that start in [from, to), in order of start, at most `most`.  Cancelled ones stand at their
 * time; a moved one stands at its new time.  Skipped ones only when with_skipped.
 */
size_t occurrences(const struct timetable *, int64_t from, int64_t to, bool with_skipped,
		   struct occurrence *out, size_t most);

enum err meeting_get(struct ctx *, int64_t id, struct meeting *);
/* Also by a slug that it once had; then m->slug is the present one. */
enum err meeting_of_slug(struct ctx *, struct str slug, struct meeting *);
enum err meeting_timetable(struct ctx *, const struct meeting *, struct timetable *);
/*
 * Every running series in order of id; the texts last until fn returns.  Three ordered readings
 * merged, no query a row: 200,000 in well under a second.
 */
enum err meeting_each(struct ctx *, enum err (*fn)(void *, struct ctx *, const struct meeting *), void *arg);
/* The same with what bears on its dates; a series whose zone is not known is left out. */
enum err meeting_each_dated(struct ctx *, enum err (*fn)(void *, struct ctx *, const struct meeting *,
							  const struct timetable *), void *arg);
/* Every series of one source, also drafts and ended ones, in order of source_key. */
enum err meeting_each_of_source(struct ctx *, int64_t source,
				enum err (*fn)(void *, struct ctx *, const struct meeting *), void *arg);

/* --- verbs: rules and transitions ------------------------------------------------------------------- */
/*
 * Store; gives id and slug when it has none; tells the house.  ERR_DENIED for a series outside one's
 * bounds; a keeper who chose an organisation or place outside them gets a problem.
 */
enum err meeting_save(struct ctx *, struct meeting *, struct problems *bad);
/* What the author should know but may ignore: same room at the same time, skipped months, DST gap. */
enum err meeting_warnings(struct ctx *, const struct meeting *, struct problems *warn);
enum err meeting_publish(struct ctx *, struct meeting *, struct problems *bad);   /* draft -> running */
enum err meeting_end(struct ctx *, struct meeting *, day_t last_day, struct problems *bad);
/* One evening. After its start a cancellation is refused (it is then "not held": issue 3). */
enum err meeting_cancel_date(struct ctx *, const struct meeting *, day_t day, struct str reason_da,
			     struct str reason_en, struct problems *bad);
enum err meeting_move_date(struct ctx *, const struct meeting *, day_t day, day_t new_day, int new_start_min,
			   int64_t new_location, struct problems *bad);
enum err meeting_hold_date(struct ctx *, const struct meeting *, day_t day, struct problems *bad);
enum err meeting_restore_date(struct ctx *, const struct meeting *, day_t day);   /* as the series says again */
enum err meeting_rest(struct ctx *, const struct meeting *, const struct meeting_pause *, struct problems *bad);
enum err meeting_unrest(struct ctx *, const struct meeting *, day_t from);
/* "This and following": ends m before day, and makes a new series from day on with the changes in next. */
enum err meeting_split(struct ctx *, struct meeting *m, day_t day, struct meeting *next, struct problems *bad);
enum err meeting_set_verified(struct ctx *, int64_t id, struct str by, int64_t at);
/* Whoever publishes a series says that it is on: what nobody ever confirmed counts as confirmed by its keeper now. */
enum err meeting_vouch(struct ctx *, struct meeting *);
/*
 * A draft goes for good; so does what an import made, when the import is taken back, and everything
 * when a demonstration begins again.  Others: ERR_CONFLICT.
 */
enum err meeting_discard(struct ctx *, const struct meeting *);
/*
 * Everything that is stored of one series and its dates, as a text; and the series again with everything
 * as it was then.  For taking back what a list from elsewhere did.
 */
enum err meeting_snapshot(struct ctx *, int64_t id, struct str *out);
enum err meeting_put_back(struct ctx *, struct str snapshot);
/* What a list from elsewhere says of single dates and rests, past ones too, in place of what stands there. */
enum err meeting_set_dates(struct ctx *, const struct meeting *, const struct meeting_exception *, size_t,
			   const struct meeting_pause *, size_t);
/* Names that it once had; and one more that leads here, unless another series has it. */
enum err meeting_old_slugs(struct ctx *, int64_t id, struct str **out, size_t *n);
enum err meeting_also_called(struct ctx *, const struct meeting *, struct str slug);
/* A new series before its form is filled in: sensible answers where there are some. */
struct meeting meeting_blank(struct ctx *);
/* Does it still run, or will it: its state, and a last day that has not passed where it is held? */
bool meeting_is_on(struct ctx *, const struct meeting *);

/* --- said aloud ---------------------------------------------------------------------------------------- */
/* "Every Tuesday at 19:00–20:30, not on public holidays": in the reader's language. */
struct str meeting_when(struct ctx *, const struct meeting *);
/* What is different about a date that was moved. */
struct str meeting_moved(struct ctx *, const struct occurrence *);
/* Reader's language if there is one, else the other; *foreign tells that it is. */
struct str meeting_text(struct ctx *, struct str da, struct str en, bool *foreign);

extern const struct choice audience_choices[], language_choices[], mode_choices[], openness_choices[],
	tri_choices[], method_choices[], weekday_choices[], nth_choices[], rhythm_choices[], holidays_choices[],
	holiday_rule_choices[], meeting_state_choices[];

enum freshness { FRESH, FRESH_OLD /* 90 days */, FRESH_HIDDEN /* 180 */, FRESH_NEVER };
enum freshness meeting_freshness(int64_t verified_at, int64_t now);

extern const struct route meeting_routes[];

#endif
