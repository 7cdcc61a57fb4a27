/* meetingguide_text.c -- cleaning the texts of meeting lists, and reading their times. */
#include "format/meetingguide_parts.h"

#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static void note(void *m, const char *text)
{
	mg_mend(m, text);
}

struct str mg_clean(struct mg_reading *r, struct mg_meeting *m, struct str s, enum clean_kind kind, size_t most)
{
	struct clean c = { .a = r->a, .tmp = r->tmp, .note = note, .arg = m };

	return clean_text(&c, s, kind, most);
}

/* --- times ------------------------------------------------------------------------------- */
enum { TIME_MOST = 40 };

/* A short copy in small letters, for those that read with a format; empty when it is too long. */
static const char *small(struct str s, char copy[TIME_MOST])
{
	s = str_trim(s);
	copy[0] = 0;
	if (s.n >= TIME_MOST || !s.n)
		return copy;
	for (size_t i = 0; i < s.n; i++)
		copy[i] = (char)tolower((unsigned char)s.p[i]);
	copy[s.n] = 0;
	return copy;
}

/* What stands behind the figures. */
enum half { HALF_NONE, HALF_MORNING, HALF_EVENING, HALF_WRONG };
static enum half half_of(const char *z)
{
	static const struct {
		const char *text;
		enum half half;
	} halves[] = {
		{ "", HALF_NONE }, { "am", HALF_MORNING }, { "a.m.", HALF_MORNING }, { "a", HALF_MORNING },
		{ "midnight", HALF_MORNING }, { "pm", HALF_EVENING }, { "p.m.", HALF_EVENING },
		{ "p", HALF_EVENING }, { "noon", HALF_EVENING },
	};

	z += strspn(z, " ");
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
		if (!strcmp(z, halves[i].text))
			return halves[i].half;
	return HALF_WRONG;
}

static int hour_of(int hour, enum half half)
{
	if (half == HALF_WRONG || hour > 23)
		return -1;
	if (half == HALF_NONE)
		return hour;
	if (half == HALF_MORNING)
		return hour > 12 ? -1 : hour % 12;
	return hour ? hour % 12 + 12 : -1;
}

/* ":30" or ".30", and seconds that nobody means; how many bytes, 0 when it is no such thing. */
static int read_minute(const char *z, int *minute)
{
	int second, at = 0, behind = 0;

	if (strspn(z, ":.") != 1 || !isdigit((unsigned char)z[1]) ||
	    sscanf(z + 1, "%2d%n", minute, &at) != 1 || at != 2)
		return 0;
	at++;
	if (z[at] == ':' && isdigit((unsigned char)z[at + 1]) && sscanf(z + at + 1, "%2d%n", &second, &behind) == 1)
		at += 1 + behind;
	return at;
}

int mg_minutes(struct str s, bool *odd)
{
	char copy[TIME_MOST];
	const char *z = small(s, copy);
	int hour = 0, minute = 0, at = 0, behind, exact = minutes_parse(s);

	*odd = exact < 0;
	if (exact >= 0)
		return exact;
	if (!strcmp(z, "noon") || !strcmp(z, "midday"))
		return 720;
	if (!strcmp(z, "midnight"))
		return 0;
	if (!isdigit((unsigned char)z[0]) || sscanf(z, "%2d%n", &hour, &at) != 1)
		return -1;
	behind = read_minute(z + at, &minute);
	at += behind;
	/* "7" alone: morning or evening?  We do not guess. */
	if (!behind && half_of(z + at) == HALF_NONE)
		return -1;
	hour = hour_of(hour, half_of(z + at));
	return hour < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

int mg_weekday(struct str s)
{
	static const char *const days[7][6] = {
		{ "sunday", "sun", "søndag", "søn" }, { "monday", "mon", "mandag", "man" },
		{ "tuesday", "tue", "tues", "tirsdag", "tir" }, { "wednesday", "wed", "onsdag", "ons" },
		{ "thursday", "thu", "thur", "thurs", "torsdag", "tor" }, { "friday", "fri", "fredag", "fre" },
		{ "saturday", "sat", "lørdag", "lør" },
	};
	char copy[TIME_MOST];
	const char *z = small(s, copy);

	for (int day = 0; day < 7; day++)
		for (int i = 0; i < 6 && days[day][i]; i++)
			if (!strcmp(z, days[day][i]))
				return day;
	return -1;
}

struct moment {
	int year, month, day, hour, minute, second, east_min;
};

static int64_t seconds_of(const struct moment *t)
{
	if (t->year < 1970 || t->year > 2100 || t->month < 1 || t->month > 12 || t->day < 1 ||
	    t->day > days_in_month(t->year, t->month))
		return 0;
	if (t->hour < 0 || t->hour > 23 || t->minute < 0 || t->minute > 59 || t->second < 0 || t->second > 60)
		return 0;
	return (int64_t)day_of(t->year, t->month, t->day) * 86400 + t->hour * 3600 + t->minute * 60 +
	       t->second - t->east_min * 60;
}

/* Behind the seconds of ISO 8601: a fraction, then nothing, Z or an offset. */
static bool read_zone(const char *z, struct moment *t)
{
	int hours, minutes, end = 0;
	char sign;

	if (*z == '.')
		z += 1 + strspn(z + 1, "0123456789");
	if (!*z || !strcmp(z, "z"))
		return true;
	if (sscanf(z, "%c%2d:%2d%n", &sign, &hours, &minutes, &end) != 3 || z[end])
		return false;
	if ((sign != '+' && sign != '-') || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return false;
	t->east_min = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
	return true;
}

static int64_t read_iso(const char *z)
{
	struct moment t = { 0 };
	int at = 0, behind = 0;

	if (sscanf(z, "%4d-%2d-%2d%n", &t.year, &t.month, &t.day, &at) != 3)
		return 0;
	z += at;
	if (!*z)
		return seconds_of(&t);
	if ((*z != ' ' && *z != 't') || sscanf(z + 1, "%2d:%2d%n", &t.hour, &t.minute, &behind) != 2)
		return 0;
	z += 1 + behind;
	behind = 0;
	if (sscanf(z, ":%2d%n", &t.second, &behind) == 1)
		z += behind;
	return read_zone(z, &t) ? seconds_of(&t) : 0;
}

static int64_t read_american(const char *z)
{
	struct moment t = { 0 };
	int at = 0, behind = 0;

	if (sscanf(z, "%2d/%2d/%4d%n", &t.month, &t.day, &t.year, &at) != 3)
		return 0;
	if (t.year >= 0 && t.year < 100)
		t.year += 2000;
	z += at;
	if (!*z)
		return seconds_of(&t);
	if (sscanf(z, "%*1[ ,]%2d:%2d%n", &t.hour, &t.minute, &behind) != 2)
		return 0;
	z += behind;
	behind = 0;
	if (sscanf(z, ":%2d%n", &t.second, &behind) == 1)
		z += behind;
	t.hour = hour_of(t.hour, half_of(z));
	return t.hour < 0 ? 0 : seconds_of(&t);
}

/* Exactly the form of the spec. */
static bool is_spec_form(struct str s)
{
	static const char form[] = "0000-00-00 00:00:00";

	if (s.n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)s.p[i]) : s.p[i] != form[i])
			return false;
	return true;
}

int64_t mg_instant(struct str s, bool *odd)
{
	char copy[TIME_MOST];
	const char *z = small(s, copy);

	*odd = !is_spec_form(s);
	return strchr(z, '/') ? read_american(z) : read_iso(z);
}
