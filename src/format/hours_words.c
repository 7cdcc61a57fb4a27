/*
 * hours_words.c -- the words of opening hours.
 *
 * The text is first made plain (small letters, one kind of dash, no odd
 * blanks), then cut at the longest phrase of the table that stands there.
 * Whatever is in neither table nor a number makes the whole uncertain.
 *
 * "to" and "on" are words in English and weekdays in Danish ("to" Thursday,
 * "on" Wednesday), so a text is first asked which of the two it is.
 */
#include "format/hours_parts.h"

#include <string.h>

#define D(n) (1u << (n))
enum { SUN = 1, MON = 2, TUE = 4, WED = 8, THU = 16, FRI = 32, SAT = 64, WORKDAYS = 62, WEEKEND = 65, EACH = 127 };
enum lang { ANY, DA, EN };

static const struct phrase {
	const char *text;
	enum hours_what what;
	unsigned bits;
	enum lang lang;
} phrases[] = {
	{ "sunday", HOURS_DAY, SUN, EN }, { "sundays", HOURS_DAY, SUN, EN }, { "sun", HOURS_DAY, SUN, EN }, { "su", HOURS_DAY, SUN, EN },
	{ "monday", HOURS_DAY, MON, EN }, { "mondays", HOURS_DAY, MON, EN }, { "mon", HOURS_DAY, MON, EN }, { "mo", HOURS_DAY, MON, EN },
	{ "m", HOURS_DAY, MON, EN },
	{ "tuesday", HOURS_DAY, TUE, EN }, { "tuesdays", HOURS_DAY, TUE, EN }, { "tues", HOURS_DAY, TUE, EN },
	{ "tue", HOURS_DAY, TUE, EN }, { "tu", HOURS_DAY, TUE, EN },
	{ "wednesday", HOURS_DAY, WED, EN }, { "wednesdays", HOURS_DAY, WED, EN }, { "weds", HOURS_DAY, WED, EN },
	{ "wed", HOURS_DAY, WED, EN }, { "we", HOURS_DAY, WED, EN }, { "w", HOURS_DAY, WED, EN },
	{ "thursday", HOURS_DAY, THU, EN }, { "thursdays", HOURS_DAY, THU, EN }, { "thurs", HOURS_DAY, THU, EN },
	{ "thur", HOURS_DAY, THU, EN }, { "thu", HOURS_DAY, THU, EN }, { "th", HOURS_DAY, THU, EN },
	{ "friday", HOURS_DAY, FRI, EN }, { "fridays", HOURS_DAY, FRI, EN }, { "fri", HOURS_DAY, FRI, EN }, { "f", HOURS_DAY, FRI, EN },
	{ "saturday", HOURS_DAY, SAT, EN }, { "saturdays", HOURS_DAY, SAT, EN }, { "sat", HOURS_DAY, SAT, EN }, { "sa", HOURS_DAY, SAT, EN },
	/* Letters in a row, as timetables have them. */
	{ "mwf", HOURS_DAYS, MON | WED | FRI, EN }, { "tth", HOURS_DAYS, TUE | THU, EN }, { "tuth", HOURS_DAYS, TUE | THU, EN },
	{ "mw", HOURS_DAYS, MON | WED, EN }, { "mtwthf", HOURS_DAYS, WORKDAYS, EN }, { "mtwtf", HOURS_DAYS, WORKDAYS, EN },
	{ "t/th", HOURS_DAYS, TUE | THU, EN }, { "t, th", HOURS_DAYS, TUE | THU, EN }, { "t & th", HOURS_DAYS, TUE | THU, EN },
	{ "m/t/w/th/f", HOURS_DAYS, WORKDAYS, EN }, { "m,t,w,th,f", HOURS_DAYS, WORKDAYS, EN },

	{ "søndag", HOURS_DAY, SUN, DA }, { "søndage", HOURS_DAY, SUN, DA }, { "søn", HOURS_DAY, SUN, DA }, { "sø", HOURS_DAY, SUN, DA },
	{ "soendag", HOURS_DAY, SUN, DA }, { "sondag", HOURS_DAY, SUN, DA },
	{ "mandag", HOURS_DAY, MON, DA }, { "mandage", HOURS_DAY, MON, DA }, { "man", HOURS_DAY, MON, DA }, { "ma", HOURS_DAY, MON, DA },
	{ "tirsdag", HOURS_DAY, TUE, DA }, { "tirsdage", HOURS_DAY, TUE, DA }, { "tirs", HOURS_DAY, TUE, DA },
	{ "tir", HOURS_DAY, TUE, DA }, { "ti", HOURS_DAY, TUE, DA },
	{ "onsdag", HOURS_DAY, WED, DA }, { "onsdage", HOURS_DAY, WED, DA }, { "ons", HOURS_DAY, WED, DA }, { "on", HOURS_DAY, WED, DA },
	{ "torsdag", HOURS_DAY, THU, DA }, { "torsdage", HOURS_DAY, THU, DA }, { "tors", HOURS_DAY, THU, DA },
	{ "tor", HOURS_DAY, THU, DA }, { "to", HOURS_DAY, THU, DA },
	{ "fredag", HOURS_DAY, FRI, DA }, { "fredage", HOURS_DAY, FRI, DA }, { "fre", HOURS_DAY, FRI, DA }, { "fr", HOURS_DAY, FRI, ANY },
	{ "lørdag", HOURS_DAY, SAT, DA }, { "lørdage", HOURS_DAY, SAT, DA }, { "lør", HOURS_DAY, SAT, DA }, { "lø", HOURS_DAY, SAT, DA },
	{ "loerdag", HOURS_DAY, SAT, DA }, { "lordag", HOURS_DAY, SAT, DA },

	{ "weekdays", HOURS_DAYS, WORKDAYS, EN }, { "every weekday", HOURS_DAYS, WORKDAYS, EN }, { "hverdage", HOURS_DAYS, WORKDAYS, DA },
	{ "alle hverdage", HOURS_DAYS, WORKDAYS, DA }, { "på hverdage", HOURS_DAYS, WORKDAYS, DA },
	{ "weekend", HOURS_DAYS, WEEKEND, ANY }, { "weekends", HOURS_DAYS, WEEKEND, EN }, { "weekender", HOURS_DAYS, WEEKEND, DA },
	{ "weekenden", HOURS_DAYS, WEEKEND, DA }, { "i weekenden", HOURS_DAYS, WEEKEND, DA },
	{ "daily", HOURS_DAYS, EACH, EN }, { "every day", HOURS_DAYS, EACH, EN }, { "everyday", HOURS_DAYS, EACH, EN },
	{ "each day", HOURS_DAYS, EACH, EN }, { "7 days a week", HOURS_DAYS, EACH, EN }, { "seven days a week", HOURS_DAYS, EACH, EN },
	{ "7 days per week", HOURS_DAYS, EACH, EN }, { "7 days/week", HOURS_DAYS, EACH, EN }, { "7 days", HOURS_DAYS, EACH, EN },
	{ "every day of the week", HOURS_DAYS, EACH, EN }, { "all days", HOURS_DAYS, EACH, EN },
	{ "dagligt", HOURS_DAYS, EACH, DA }, { "daglig", HOURS_DAYS, EACH, DA }, { "hver dag", HOURS_DAYS, EACH, DA },
	{ "alle dage", HOURS_DAYS, EACH, DA }, { "alle ugens dage", HOURS_DAYS, EACH, DA }, { "alle ugens 7 dage", HOURS_DAYS, EACH, DA },
	{ "7 dage om ugen", HOURS_DAYS, EACH, DA }, { "syv dage om ugen", HOURS_DAYS, EACH, DA },

	{ "24 hours", HOURS_ALL_DAY, 0, EN }, { "24 hours a day", HOURS_ALL_DAY, 0, EN }, { "24 hours per day", HOURS_ALL_DAY, 0, EN },
	{ "24 hours/day", HOURS_ALL_DAY, 0, EN }, { "24 hrs", HOURS_ALL_DAY, 0, EN }, { "24 hrs/day", HOURS_ALL_DAY, 0, EN },
	{ "24hrs", HOURS_ALL_DAY, 0, EN }, { "24h", HOURS_ALL_DAY, 0, ANY }, { "24 hour", HOURS_ALL_DAY, 0, EN },
	{ "24-hour", HOURS_ALL_DAY, 0, EN }, { "24-hours", HOURS_ALL_DAY, 0, EN }, { "around the clock", HOURS_ALL_DAY, 0, EN },
	{ "round the clock", HOURS_ALL_DAY, 0, EN }, { "all day", HOURS_ALL_DAY, 0, EN },
	{ "24 timer", HOURS_ALL_DAY, 0, DA }, { "24 timer i døgnet", HOURS_ALL_DAY, 0, DA }, { "hele døgnet", HOURS_ALL_DAY, 0, DA },
	{ "døgnet rundt", HOURS_ALL_DAY, 0, DA }, { "døgnåbent", HOURS_ALL_DAY, 0, DA }, { "døgnåben", HOURS_ALL_DAY, 0, DA },

	{ "first", HOURS_NTH, D(1), EN }, { "second", HOURS_NTH, D(2), EN }, { "third", HOURS_NTH, D(3), EN },
	{ "fourth", HOURS_NTH, D(4), EN }, { "fifth", HOURS_NTH, D(5), EN }, { "last", HOURS_NTH, D(6), EN },
	{ "1st", HOURS_NTH, D(1), EN }, { "2nd", HOURS_NTH, D(2), EN }, { "3rd", HOURS_NTH, D(3), EN }, { "4th", HOURS_NTH, D(4), EN },
	{ "5th", HOURS_NTH, D(5), EN },
	{ "første", HOURS_NTH, D(1), DA }, { "foerste", HOURS_NTH, D(1), DA }, { "anden", HOURS_NTH, D(2), DA },
	{ "tredje", HOURS_NTH, D(3), DA }, { "tredie", HOURS_NTH, D(3), DA }, { "fjerde", HOURS_NTH, D(4), DA },
	{ "femte", HOURS_NTH, D(5), DA }, { "sidste", HOURS_NTH, D(6), DA },
	{ "every", HOURS_EVERY, 0, EN }, { "each", HOURS_EVERY, 0, EN }, { "hver", HOURS_EVERY, 0, DA }, { "hvert", HOURS_EVERY, 0, DA },
	{ "of the month", HOURS_OF_MONTH, 0, EN }, { "of each month", HOURS_OF_MONTH, 0, EN }, { "of every month", HOURS_OF_MONTH, 0, EN },
	{ "in the month", HOURS_OF_MONTH, 0, EN }, { "each month", HOURS_OF_MONTH, 0, EN }, { "every month", HOURS_OF_MONTH, 0, EN },
	{ "i måneden", HOURS_OF_MONTH, 0, DA }, { "i hver måned", HOURS_OF_MONTH, 0, DA }, { "hver måned", HOURS_OF_MONTH, 0, DA },
	{ "i en måned", HOURS_OF_MONTH, 0, DA },

	{ "closed", HOURS_CLOSED, 0, EN }, { "closed on", HOURS_CLOSED, 0, EN }, { "is closed", HOURS_CLOSED, 0, EN },
	{ "not open", HOURS_CLOSED, 0, EN }, { "closed for lunch", HOURS_CLOSED, 0, EN }, { "closed from", HOURS_CLOSED, 0, EN },
	{ "lukket", HOURS_CLOSED, 0, DA }, { "lukkede", HOURS_CLOSED, 0, DA }, { "lukket om", HOURS_CLOSED, 0, DA },
	{ "er lukket", HOURS_CLOSED, 0, DA }, { "har lukket", HOURS_CLOSED, 0, DA }, { "lukket for frokost", HOURS_CLOSED, 0, DA },
	{ "frokostlukket", HOURS_CLOSED, 0, DA }, { "holder lukket", HOURS_CLOSED, 0, DA },
	{ "except", HOURS_EXCEPT, 0, EN }, { "except on", HOURS_EXCEPT, 0, EN }, { "excluding", HOURS_EXCEPT, 0, EN }, { "but not", HOURS_EXCEPT, 0, EN },
	{ "undtagen", HOURS_EXCEPT, 0, DA }, { "bortset fra", HOURS_EXCEPT, 0, DA }, { "dog ikke", HOURS_EXCEPT, 0, DA },

	{ "by appointment", HOURS_APPOINTMENT, 0, EN }, { "by appointment only", HOURS_APPOINTMENT, 0, EN },
	{ "or by appointment", HOURS_APPOINTMENT, 0, EN }, { "and by appointment", HOURS_APPOINTMENT, 0, EN },
	{ "also by appointment", HOURS_APPOINTMENT, 0, EN }, { "by appt", HOURS_APPOINTMENT, 0, EN },
	{ "by appt only", HOURS_APPOINTMENT, 0, EN }, { "appointment only", HOURS_APPOINTMENT, 0, EN },
	{ "efter aftale", HOURS_APPOINTMENT, 0, DA }, { "kun efter aftale", HOURS_APPOINTMENT, 0, DA },
	{ "eller efter aftale", HOURS_APPOINTMENT, 0, DA }, { "og efter aftale", HOURS_APPOINTMENT, 0, DA },
	{ "efter nærmere aftale", HOURS_APPOINTMENT, 0, DA },
	{ "holidays", HOURS_HOLIDAYS, 0, EN }, { "public holidays", HOURS_HOLIDAYS, 0, EN }, { "bank holidays", HOURS_HOLIDAYS, 0, EN },
	{ "federal holidays", HOURS_HOLIDAYS, 0, EN }, { "legal holidays", HOURS_HOLIDAYS, 0, EN }, { "state holidays", HOURS_HOLIDAYS, 0, EN },
	{ "major holidays", HOURS_HOLIDAYS, 0, EN }, { "all holidays", HOURS_HOLIDAYS, 0, EN },
	{ "helligdage", HOURS_HOLIDAYS, 0, DA }, { "på helligdage", HOURS_HOLIDAYS, 0, DA }, { "helligdagene", HOURS_HOLIDAYS, 0, DA },

	{ "am", HOURS_MERIDIEM, 'a', EN }, { "a.m", HOURS_MERIDIEM, 'a', EN }, { "pm", HOURS_MERIDIEM, 'p', EN }, { "p.m", HOURS_MERIDIEM, 'p', EN },
	{ "a m", HOURS_MERIDIEM, 'a', EN }, { "p m", HOURS_MERIDIEM, 'p', EN }, { "a", HOURS_MERIDIEM, 'a', EN }, { "p", HOURS_MERIDIEM, 'p', EN },
	{ "to", HOURS_DASH, 0, EN }, { "through", HOURS_DASH, 0, EN }, { "thru", HOURS_DASH, 0, EN }, { "until", HOURS_DASH, 0, EN },
	{ "till", HOURS_DASH, 0, EN }, { "til", HOURS_DASH, 0, ANY }, { "til og med", HOURS_DASH, 0, DA }, { "t.o.m", HOURS_DASH, 0, DA },
	{ "and", HOURS_JOIN, 0, EN }, { "and again", HOURS_JOIN, 0, EN }, { "og", HOURS_JOIN, 0, DA }, { "samt", HOURS_JOIN, 0, DA }, { "igen", HOURS_NOTHING, 0, DA },
	{ "open", HOURS_NOTHING, 0, EN }, { "opens", HOURS_NOTHING, 0, EN }, { "hours", HOURS_NOTHING, 0, EN }, { "hrs", HOURS_NOTHING, 0, EN },
	{ "office hours", HOURS_NOTHING, 0, EN }, { "opening hours", HOURS_NOTHING, 0, EN }, { "business hours", HOURS_NOTHING, 0, EN },
	{ "hours of operation", HOURS_NOTHING, 0, EN }, { "from", HOURS_NOTHING, 0, EN }, { "on", HOURS_NOTHING, 0, EN },
	{ "at", HOURS_NOTHING, 0, EN }, { "the", HOURS_NOTHING, 0, EN }, { "only", HOURS_NOTHING, 0, EN }, { "between", HOURS_NOTHING, 0, EN },
	{ "åben", HOURS_NOTHING, 0, DA }, { "åbent", HOURS_NOTHING, 0, DA }, { "åbningstid", HOURS_NOTHING, 0, DA },
	{ "åbningstider", HOURS_NOTHING, 0, DA }, { "har åbent", HOURS_NOTHING, 0, DA }, { "træffetid", HOURS_NOTHING, 0, DA },
	{ "telefontid", HOURS_NOTHING, 0, DA }, { "fra", HOURS_NOTHING, 0, DA }, { "kl", HOURS_NOTHING, 0, DA }, { "klokken", HOURS_NOTHING, 0, DA },
	{ "den", HOURS_NOTHING, 0, DA }, { "kun", HOURS_NOTHING, 0, DA }, { "mellem", HOURS_NOTHING, 0, DA }, { "i tidsrummet", HOURS_NOTHING, 0, DA },
};

/* --- plain letters -------------------------------------------------------------------- */
/* Every kind of dash is '-', every kind of blank ' ', a line end ';'. */
static uint32_t plain(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
		return c + 32;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	if (c == '\n' || c == '\r')
		return ';';
	if (c == '\t' || c == 0xA0 || c == 0x2009 || c == 0x202F)
		return ' ';
	return c;
}

static void put_plain(char *p, size_t *n, uint32_t c)
{
	if (c == ' ' && *n && p[*n - 1] == ' ')
		return;
	if (c < 0x80) {
		p[(*n)++] = (char)c;
	} else if (c < 0x800) {
		p[(*n)++] = (char)(0xC0 | c >> 6);
		p[(*n)++] = (char)(0x80 | (c & 63));
	} else {
		p[(*n)++] = '?';                 /* no letter of ours */
	}
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- numbers -------------------------------------------------------------------------- */
static size_t digits_at(struct str s, size_t i, int *value)
{
	size_t n = 0;

	for (*value = 0; i + n < s.n && n < 5 && is_digit(s.p[i + n]); n++)
		*value = *value * 10 + (s.p[i + n] - '0');
	return n;
}

/* ":30", ".30" and, passed over, the seconds of a clock; how many bytes. */
static size_t minutes_at(struct str s, size_t i, int *minute)
{
	int seconds;

	if (i >= s.n || (s.p[i] != ':' && s.p[i] != '.') || digits_at(s, i + 1, minute) != 2) {
		*minute = -1;
		return 0;
	}
	if (i + 3 < s.n && s.p[i + 3] == ':' && digits_at(s, i + 4, &seconds) == 2 && !seconds)
		return 6;
	return 3;
}

/* "3. tirsdag": a number with a dot before a word. */
static bool is_danish_nth(struct str s, size_t i, size_t n)
{
	return n == 1 && s.p[i] >= '1' && s.p[i] <= '5' && i + 2 < s.n && s.p[i + 1] == '.' &&
	       (is_letter(s.p[i + 2]) || (s.p[i + 2] == ' ' && i + 3 < s.n && is_letter(s.p[i + 3])));
}

static size_t number(struct hours_text *t, struct str s, size_t i)
{
	struct hours_token *k = &t->at[t->n];
	size_t n = digits_at(s, i, &k->hour), more;

	k->minute = -1;
	if (is_danish_nth(s, i, n)) {
		k->what = HOURS_NTH;
		k->bits = D(k->hour);
		return 2;
	}
	k->what = HOURS_TIME;
	more = minutes_at(s, i + n, &k->minute);
	if (n == 4 && !more) {
		k->minute = k->hour % 100;
		k->hour /= 100;
	} else if (n > 2) {
		k->what = HOURS_UNKNOWN;
	}
	if (k->hour > 24 || k->minute > 59 || (k->hour == 24 && k->minute > 0))
		k->what = HOURS_UNKNOWN;
	k->led = s.p[i] == '0' && n > 1;
	return n + more;
}

/* --- words ---------------------------------------------------------------------------- */
static bool ends_word(struct str s, size_t i)
{
	return i >= s.n || !(is_letter(s.p[i]) || is_digit(s.p[i]));
}

/* The longest phrase at i that this language has. */
static const struct phrase *phrase_at(struct str s, size_t i, bool danish, size_t *length)
{
	const struct phrase *best = NULL;

	*length = 0;
	for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
		size_t n = strlen(phrases[k].text);

		if (phrases[k].lang == (danish ? EN : DA) || n <= *length || n > s.n - i || memcmp(s.p + i, phrases[k].text, n) != 0 ||
		    !ends_word(s, i + n))
			continue;
		best = &phrases[k];
		*length = n;
	}
	return best;
}

static size_t word(struct hours_text *t, struct str s, size_t i)
{
	struct hours_token *k = &t->at[t->n];
	size_t n;
	const struct phrase *p = phrase_at(s, i, t->danish, &n);

	if (!p)
		return 0;
	k->what = p->what;
	k->bits = p->bits;
	/* "mon.", "kl.", "p.m.": the dot of a shortened word */
	if (i + n < s.n && s.p[i + n] == '.' && !(i + n + 1 < s.n && is_digit(s.p[i + n + 1])))
		n++;
	return n;
}

static size_t mark(struct hours_text *t, struct str s, size_t i)
{
	static const char marks[] = "-,&/+;. :";
	static const enum hours_what whats[] = { HOURS_DASH, HOURS_JOIN, HOURS_JOIN, HOURS_JOIN, HOURS_JOIN, HOURS_BREAK, HOURS_BREAK,
						 HOURS_NOTHING, HOURS_NOTHING };
	const char *found = memchr(marks, s.p[i], sizeof marks - 1);

	if (!found)
		return 0;
	t->at[t->n].what = whats[found - marks];
	return 1;
}

/* "9 pm": the half of the day belongs to the time before it. */
static bool take_half(struct hours_text *t)
{
	struct hours_token *k = &t->at[t->n], *time = t->n ? k - 1 : NULL;

	if (k->what != HOURS_MERIDIEM)
		return true;
	if (!time || time->what != HOURS_TIME || time->half || time->hour < 1 || time->hour > 12)
		return false;
	time->half = (char)k->bits;
	return true;
}

static bool cut(struct hours_text *t, struct str s)
{
	for (size_t i = 0, n; i < s.n; i += n) {
		if (t->n == HOURS_TOKENS_MOST)
			return false;
		t->at[t->n] = (struct hours_token){ .what = HOURS_UNKNOWN };
		/* "7 days a week" and "24/7" begin with a digit too */
		n = word(t, s, i);
		if (!n)
			n = is_digit(s.p[i]) ? number(t, s, i) : mark(t, s, i);
		if (!n || t->at[t->n].what == HOURS_UNKNOWN || !take_half(t))
			return false;
		t->n += t->at[t->n].what != HOURS_NOTHING && t->at[t->n].what != HOURS_MERIDIEM;
	}
	t->at[t->n] = (struct hours_token){ .what = HOURS_END };
	return true;
}

/* Words that only one of the two has; "to" and "on" are in both. */
static bool says_only(struct str s, bool danish)
{
	for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
		size_t other;

		if ((i && !ends_word(s, i - 1)) || !phrase_at(s, i, danish, &n)) {
			n = 0;
			continue;
		}
		phrase_at(s, i, !danish, &other);
		if (n > other && phrase_at(s, i, danish, &n)->lang != ANY)
			return true;
	}
	return false;
}

/* "12 noon" and "24/7" in the words of the table. */
static void name_times(char *p, size_t *n)
{
	static const struct { const char *from, *to; } names[] = {
		{ "12 noon", "12 pm  " }, { "noon", "12pm" }, { "12 midnight", "24:00      " }, { "midnight", "24:00   " },
		{ "midnat", "24:00 " }, { "24/7/365", "24h     " }, { "24/7", "24h " }, { "24-7", "24h " },
	};

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		size_t m = strlen(names[k].from);

		for (size_t i = 0; i + m <= *n; i++)
			if (!memcmp(p + i, names[k].from, m) && (!i || ends_word((struct str){ p, *n }, i - 1)) &&
			    ends_word((struct str){ p, *n }, i + m))
				memcpy(p + i, names[k].to, m);
	}
}

/* A time that only a clock of 24 hours shows so, and none with a half of the day. */
static bool shows_24(const struct hours_text *t)
{
	bool shows = false;

	for (size_t i = 0; i < t->n; i++) {
		if (t->at[i].half)
			return false;
		shows |= t->at[i].what == HOURS_TIME && (t->at[i].hour > 12 || t->at[i].hour == 0 || t->at[i].led);
	}
	return shows;
}

bool hours_tokens(struct str text, struct hours_text *t)
{
	char p[HOURS_BYTES_MOST * 2 + 2];
	struct str s = { p, 0 };

	*t = (struct hours_text){ .n = 0 };
	if (text.n > HOURS_BYTES_MOST || !utf8_is(text))
		return false;
	for (size_t i = 0; i < text.n;)
		put_plain(p, &s.n, plain(utf8_next(text, &i)));
	name_times(p, &s.n);
	t->danish = says_only(s, true);
	if (t->danish && says_only(s, false))
		return false;
	if (!cut(t, s))
		return false;
	t->clock24 = shows_24(t);
	return true;
}
