/*
 * rrule.c -- a rhythm as a recurrence rule (RFC 5545 section 3.3.10) and back.
 *
 * Other people's rules are parsed by libical.  A rule that steps over weeks or
 * months is believed to be a rhythm only when both fall on the same dates,
 * since a week may begin on another day there (WKST).
 */
#include "cal/cal.h"
#include "base/buf.h"

#include <libical/ical.h>
#include <string.h>

enum {
	RRULE_MOST = 400,                       /* bytes; every weekday of every week is 140 */
	ALIKE = 24,                             /* dates compared: four weeks of six days each */
	EVERY_NTH = 0x3e,
	NTH_FOURTH = 4,
	NTH_FIFTH = 5,
	NTH_LAST = 6,
};

static const char weekday_code[7][3] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };

/*
 * The last is always the fourth or the fifth.  Said twice, libical and others put the same date
 * into the calendar twice.
 */
static unsigned distinct(unsigned nths)
{
	const unsigned fourth = 1u << NTH_FOURTH, fifth = 1u << NTH_FIFTH, last = 1u << NTH_LAST;

	if ((nths & last) && (nths & fourth))
		return (nths | fifth) & ~last;
	return nths & last ? nths & ~fifth : nths;
}

static void put_item(struct buf *b, bool *some, int nth, const char *code)
{
	buf_fmt(b, "%s", *some ? "," : ";BYDAY=");
	if (nth)
		buf_int(b, nth == NTH_LAST ? -1 : nth);
	buf_fmt(b, "%s", code);
	*some = true;
}

/* Monday first, as the weeks are; nths 1 means "every one". */
static void put_weekdays(struct buf *b, unsigned weekdays, unsigned nths)
{
	bool some = false;

	for (int nth = 0; nth <= NTH_LAST; nth++)
		for (int i = 1; i <= 7; i++)
			if (nths >> nth & 1 && weekdays >> i % 7 & 1)
				put_item(b, &some, nth, weekday_code[i % 7]);
}

/* RFC 5545: in UTC when DTSTART has a zone. */
static void put_until(struct buf *b, day_t last, const struct zone *z, int start_min)
{
	int64_t at = zone_instant(z, last, start_min);
	int64_t day = at / 86400 - (at % 86400 < 0), s = at - day * 86400;
	struct ymd d = day_ymd((day_t)day);

	buf_fmt(b, ";UNTIL=%04d%02d%02dT%02d%02d%02dZ", d.year, d.month, d.day, (int)(s / 3600),
		(int)(s / 60 % 60), (int)(s % 60));
}

static void put_rule(struct buf *b, const struct rhythm *r)
{
	static const char *const freq[] = {
		[RHYTHM_WEEKLY] = "WEEKLY", [RHYTHM_MONTHLY_WEEKDAY] = "MONTHLY",
		[RHYTHM_MONTHLY_DAY] = "MONTHLY", [RHYTHM_DAILY] = "DAILY",
	};

	buf_fmt(b, "FREQ=%s", freq[r->kind]);
	if (r->interval > 1)
		buf_fmt(b, ";INTERVAL=%d", r->interval);
	if (r->kind == RHYTHM_WEEKLY)
		put_weekdays(b, r->weekdays, 1);
	if (r->kind == RHYTHM_MONTHLY_WEEKDAY)
		put_weekdays(b, r->weekdays, distinct(r->nths));
	if (r->kind == RHYTHM_MONTHLY_DAY)
		buf_fmt(b, ";BYMONTHDAY=%d", r->month_day);
	/* Monday is the default, but not every reader knows. */
	if (r->kind == RHYTHM_WEEKLY && r->interval > 1)
		buf_lit(b, ";WKST=MO");
}

struct str rhythm_rrule(struct arena *a, const struct rhythm *r, const struct zone *z, int start_min)
{
	struct buf b;
	struct str rule;

	if (r->kind == RHYTHM_ONCE || rhythm_problem(r))
		return STR_ABSENT;
	buf_init(&b, RRULE_MOST);
	put_rule(&b, r);
	if (r->last != DAY_NONE)
		put_until(&b, r->last, z, start_min);
	rule = arena_str(a, buf_view(&b));
	buf_free(&b);
	return rule;
}

/* --- and back ------------------------------------------------------------------------- */

/* Its place among the parts that a rhythm can say, or -1; the first two are numbers. */
static int part_named(struct str name)
{
	static const char *const names[] = {
		"INTERVAL", "COUNT", "FREQ", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "WKST",
	};

	for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
		if (name.n == strlen(names[i]) && !strncasecmp(name.p, names[i], name.n))
			return i;
	return -1;
}

static bool is_value(int which, struct str s)
{
	int64_t n;

	if (which <= 1)
		return str_int(s, &n) && n >= 1 && n <= RHYTHM_DAYS_MOST;
	return which >= 2 && str_is(s) && !memchr(s.p, 0, s.n);
}

/*
 * libical passes over a part that it does not know, an empty one, and all after it; it keeps the
 * last of two, reads 30X as 30, and loses memory over RSCALE.  So only what can be meant is let
 * through to it.
 */
static bool is_well_formed(struct str text)
{
	struct str part, name;
	unsigned seen = 0;

	while (str_cut(&text, ';', &part)) {
		int which;

		if (!part.n && !text.p)
			break;                  /* a last semicolon, as some write it */
		str_cut(&part, '=', &name);
		which = part_named(name);
		if (which < 0 || seen >> which & 1 || !is_value(which, part))
			return false;
		seen |= 1u << which;
	}
	return true;
}

/* Lists end with a mark, unless they are full. */
static bool has(const short *list)
{
	return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

static bool is_too_rich(const struct icalrecurrencetype *rule)
{
	return has(rule->by_second) || has(rule->by_minute) || has(rule->by_hour) ||
	       has(rule->by_year_day) || has(rule->by_week_no) || has(rule->by_month) ||
	       (has(rule->by_day) && has(rule->by_month_day));
}

/* Bit of a position 1..5 or -1; "every" for 0; none for what a rhythm cannot say. */
static unsigned nth_bits(int position)
{
	if (position == 0)
		return EVERY_NTH;
	if (position == -1)
		return 1u << NTH_LAST;
	return position >= 1 && position <= 5 ? 1u << position : 0;
}

/* The weekdays of BYDAY and the positions that they all share. */
static bool read_by_day(const struct icalrecurrencetype *rule, struct rhythm *r)
{
	unsigned nths[7] = { 0 };

	for (size_t i = 0; i < ICAL_BY_DAY_SIZE && has(rule->by_day + i); i++) {
		int weekday = (int)icalrecurrencetype_day_day_of_week(rule->by_day[i]) - 1;
		unsigned bits = nth_bits(icalrecurrencetype_day_position(rule->by_day[i]));

		if (weekday < 0 || weekday > 6 || !bits)
			return false;
		nths[weekday] |= bits;
		r->weekdays |= 1u << weekday;
		r->nths = nths[weekday];
	}
	for (int i = 0; i < 7; i++)
		if (nths[i] && nths[i] != r->nths)
			return false;
	return true;
}

/* BYDAY=FR;BYSETPOS=-1, as Outlook says "last Friday". */
static bool read_set_pos(const struct icalrecurrencetype *rule, struct rhythm *r)
{
	if (!has(rule->by_set_pos))
		return true;
	if (rule->freq != ICAL_MONTHLY_RECURRENCE || r->nths != EVERY_NTH ||
	    (r->weekdays & (r->weekdays - 1)))
		return false;
	r->nths = 0;
	for (size_t i = 0; i < ICAL_BY_SETPOS_SIZE && has(rule->by_set_pos + i); i++) {
		unsigned bits = rule->by_set_pos[i] ? nth_bits(rule->by_set_pos[i]) : 0;

		if (!bits)
			return false;
		r->nths |= bits;
	}
	return true;
}

static bool read_monthly(const struct icalrecurrencetype *rule, struct rhythm *r)
{
	if (r->weekdays) {
		r->kind = RHYTHM_MONTHLY_WEEKDAY;
		return true;
	}
	r->kind = RHYTHM_MONTHLY_DAY;
	r->month_day = day_ymd(r->first).day;
	if (!has(rule->by_month_day))
		return true;
	r->month_day = rule->by_month_day[0];
	return !has(rule->by_month_day + 1);
}

static bool read_pattern(const struct icalrecurrencetype *rule, struct rhythm *r)
{
	bool every = !r->weekdays || r->nths == EVERY_NTH;

	switch (rule->freq) {
	case ICAL_MONTHLY_RECURRENCE:
		return read_monthly(rule, r);
	case ICAL_WEEKLY_RECURRENCE:
		r->kind = RHYTHM_WEEKLY;
		if (!r->weekdays)
			r->weekdays = 1u << day_weekday(r->first);
		break;
	case ICAL_DAILY_RECURRENCE:
		r->kind = r->weekdays ? RHYTHM_WEEKLY : RHYTHM_DAILY;
		if (r->weekdays && r->interval > 1)
			return false;
		break;
	default:
		return false;
	}
	r->nths = 0;
	return every && !has(rule->by_month_day);
}

/*
 * Same dates, as far as compared.  libical counts weeks wrongly from a DTSTART that is not on the
 * rule, so it begins on the first date; where weeks begin on another day, that must be DTSTART.
 */
static bool is_alike(const struct icalrecurrencetype *rule, const struct rhythm *r)
{
	struct icalrecurrencetype open = *rule;
	day_t ours[ALIKE];
	size_t n = rhythm_days(r, r->first, INT32_MAX, ours, ALIKE), i = 0;
	struct icaltimetype at = { .is_date = 1 };
	icalrecur_iterator *it;
	struct ymd d;

	if (n < ALIKE || (rule->week_start != ICAL_MONDAY_WEEKDAY && ours[0] != r->first))
		return false;
	d = day_ymd(ours[0]);
	at.year = d.year, at.month = d.month, at.day = d.day;
	open.count = 0;
	open.until = icaltime_null_time();
	it = icalrecur_iterator_new(open, at);
	for (; it && i < n; i++) {
		at = icalrecur_iterator_next(it);
		if (day_of(at.year, at.month, at.day) != ours[i])
			break;
	}
	icalrecur_iterator_free(it);
	return i == n;
}

/* libical loses step over months without the day (see rhythm.c), so its word is not asked there. */
static bool must_compare(const struct rhythm *r)
{
	return r->interval > 1 && (r->kind != RHYTHM_MONTHLY_DAY || r->month_day <= 28);
}

static bool read_end(const struct icalrecurrencetype *rule, const struct zone *z, struct rhythm *r)
{
	day_t days[RHYTHM_DAYS_MOST];
	size_t count = rule->count > 0 ? (size_t)rule->count : 0;   /* at most so many: is_value */
	struct icaltimetype u = rule->until;

	if (count) {
		if (rhythm_days(r, r->first, INT32_MAX, days, count) < count)
			return false;
		r->last = days[count - 1];
		return true;
	}
	if (icaltime_is_null_time(u))
		return true;
	if (u.month < 1 || u.month > 12 || u.day < 1 || u.day > days_in_month(u.year, u.month))
		return false;
	r->last = day_of(u.year, u.month, u.day);
	if (z && !u.is_date && icaltime_is_utc(u))
		r->last = zone_local(z, r->last * INT64_C(86400) + u.hour * 3600 + u.minute * 60).day;
	return true;
}

static bool read_rule(const struct icalrecurrencetype *rule, const struct zone *z, struct rhythm *r)
{
	if (is_too_rich(rule) || !read_by_day(rule, r) || !read_set_pos(rule, r) ||
	    !read_pattern(rule, r) || rhythm_problem(r))
		return false;
	if (must_compare(r) && !is_alike(rule, r))
		return false;
	return read_end(rule, z, r) && !rhythm_problem(r);
}

bool rhythm_of_rrule(struct str text, day_t first, const struct zone *z, struct rhythm *out)
{
	struct rhythm r = { .first = first, .last = DAY_NONE };
	struct icalrecurrencetype rule;
	char copy[RRULE_MOST + 1];

	if (!str_is(text) || text.n > RRULE_MOST || !is_well_formed(text))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	rule = icalrecurrencetype_from_string(copy);
	r.interval = rule.interval;
	if (!read_rule(&rule, z, &r))
		return false;
	*out = r;
	return true;
}
