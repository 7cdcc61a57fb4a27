/*
 * meetingguide_text.c -- cleaning the texts of meeting lists, and reading their times.
 *
 * Lists come out of web editors, so that "&amp;", "&#8217;" and "<br>" stand
 * where a letter or a line was meant, sometimes escaped twice.  The cleaner
 * looks back whenever it has put a ';' or a '>': does a code or a tag end
 * here?  What it finds it takes off again and puts what was meant, which may
 * in turn complete something.  One pass, and what comes out would come out of
 * a second pass unchanged: a list that we write and read again stays the same.
 */
#include "format/meetingguide_parts.h"

#include "base/date.h"
#include "csv/encoding.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char NOTE_CODES[] = N_("HTML codes such as &amp; were read as the letters they stand for.");
static const char NOTE_TAGS[] = N_("HTML tags were left out.");
static const char NOTE_CONTROLS[] = N_("Characters that cannot be seen were left out.");
static const char NOTE_DOUBLED[] = N_("Letters that had been saved twice over (Ã¦ for æ) were put right.");
static const char NOTE_NO_LINK[] = N_("A link that does not begin with http:// or https:// was left out.");
static const char NOTE_HTTPS[] = N_("A link had no https:// in front; it was added.");
static const char NOTE_LINK_END[] = N_("What stood behind a link was cut off.");
const char mg_note_cut[] = N_("A text was too long and was cut.");

/* --- HTML codes -------------------------------------------------------------------------- */
/* Names of U+00A0..U+00FF, in order. */
static const char *const latin[96] = {
	"nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
	"laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
	"para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
	"Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave",
	"Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
	"Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml",
	"Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig",
	"ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth",
	"ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
	"uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
};

static const struct {
	const char *name;
	uint32_t c;
} names[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
	{ "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
	{ "sbquo", 0x201A }, { "ldquo", 0x201C }, { "rdquo", 0x201D }, { "bdquo", 0x201E },
	{ "hellip", 0x2026 }, { "bull", 0x2022 }, { "euro", 0x20AC }, { "trade", 0x2122 },
	{ "ensp", ' ' }, { "emsp", ' ' }, { "thinsp", ' ' }, { "rarr", 0x2192 }, { "larr", 0x2190 },
	{ "zwnj", 0x200C }, { "zwj", 0x200D }, { "OElig", 0x152 }, { "oelig", 0x153 },
	{ "Scaron", 0x160 }, { "scaron", 0x161 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203A },
};

enum { NO_CHARACTER = 0x110000 };

/* "#8217", "#x2019" */
static uint32_t numbered(struct str s)
{
	bool hex = s.n > 1 && (s.p[1] | 32) == 'x';
	uint32_t c = 0;

	s = str_slice(s, hex ? 2 : 1, s.n);
	if (!s.n || s.n > 7)
		return NO_CHARACTER;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char d = (unsigned char)s.p[i];

		if (hex ? !isxdigit(d) : !isdigit(d))
			return NO_CHARACTER;
		c = c * (hex ? 16 : 10) + (uint32_t)(isdigit(d) ? d - '0' : (d | 32) - 'a' + 10);
	}
	if (!c || c >= NO_CHARACTER || (c >= 0xD800 && c <= 0xDFFF))
		return 0xFFFD;
	return c;
}

/* The character of the code without & and ;, or NO_CHARACTER. */
static uint32_t coded(struct str s)
{
	if (s.n && s.p[0] == '#')
		return numbered(s);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_same(s, names[i].name))
			return names[i].c;
	for (uint32_t i = 0; i < 96; i++)
		if (str_same(s, latin[i]))
			return 0xA0 + i;
	return NO_CHARACTER;
}

/* --- cleaning ---------------------------------------------------------------------------- */
struct cleaner {
	char *p;
	size_t n;
	enum mg_kind kind;
	bool codes, tags, controls;       /* were met */
};

enum { CODE_MOST = 10, TAG_MOST = 600 };

/* Where the last such byte stands, at most so far back; SIZE_MAX when it does not. */
static size_t back_to(const struct cleaner *k, char byte, size_t most)
{
	size_t least = k->n > most ? k->n - most : 0;

	for (size_t i = k->n; i-- > least;)
		if (k->p[i] == byte)
			return i;
	return SIZE_MAX;
}

/* A code ends here?  Takes it off. */
static uint32_t take_code(struct cleaner *k)
{
	size_t from = back_to(k, '&', CODE_MOST + 2);
	uint32_t c;

	if (from == SIZE_MAX)
		return NO_CHARACTER;
	c = coded((struct str){ k->p + from + 1, k->n - from - 2 });
	/* In a link only the ampersand is ever coded; "&copy=" is a name of somebody's. */
	if (c == NO_CHARACTER || (k->kind == MG_LINK && c != '&'))
		return NO_CHARACTER;
	k->n = from;
	k->codes = true;
	return c;
}

static bool breaks_line(struct str name)
{
	static const char *const breaking[] = { "br", "p", "div", "li", "tr", "h1", "h2", "h3", "ul", "ol" };

	for (size_t i = 0; i < sizeof breaking / sizeof *breaking; i++)
		if (strlen(breaking[i]) == name.n && !strncasecmp(breaking[i], name.p, name.n))
			return true;
	return false;
}

/* A tag ends here?  Takes it off.  "a < b > c", "<3>" and "<https://…>" are none. */
static uint32_t take_tag(struct cleaner *k)
{
	size_t from = back_to(k, '<', TAG_MOST), i, end = k->n - 1;
	struct str name;

	if (from == SIZE_MAX)
		return NO_CHARACTER;
	i = from + 1;
	if (i < end && k->p[i] == '/')
		i++;
	name.p = k->p + i;
	while (i < end && isalnum((unsigned char)k->p[i]))
		i++;
	name.n = (size_t)(k->p + i - name.p);
	if (!name.n || isdigit((unsigned char)name.p[0]) || (i < end && !memchr(" /\n", k->p[i], 3)))
		return NO_CHARACTER;
	k->n = from;
	k->tags = true;
	return breaks_line(name) ? '\n' : 0;
}

/* What to write for a character: itself, another one, or 0 for nothing. */
static uint32_t allowed(struct cleaner *k, uint32_t c)
{
	if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85)
		return k->kind == MG_LINES ? '\n' : ' ';
	if (c == '\t' || c == 0xA0)
		return ' ';
	if (c == '\r' || c == 0xAD || c == 0x200B || c == 0xFEFF)
		return 0;
	/* The last two are marks that turn the direction of what follows: a name could hide in them. */
	if (c < 32 || (c >= 127 && c < 160) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2066 && c <= 0x2069)) {
		k->controls = true;
		return 0;
	}
	return c;
}

static void append(struct cleaner *k, uint32_t c)
{
	if (c < 0x80) {
		k->p[k->n++] = (char)c;
		return;
	}
	if (c >= 0x10000) {
		k->p[k->n++] = (char)(0xF0 | c >> 18);
		k->p[k->n++] = (char)(0x80 | (c >> 12 & 63));
	} else if (c >= 0x800) {
		k->p[k->n++] = (char)(0xE0 | c >> 12);
	}
	k->p[k->n++] = c >= 0x800 ? (char)(0x80 | (c >> 6 & 63)) : (char)(0xC0 | c >> 6);
	k->p[k->n++] = (char)(0x80 | (c & 63));
}

/* A loop and not a call to itself: codes can be nested as deeply as the text is long. */
static void emit(struct cleaner *k, uint32_t c)
{
	while ((c = allowed(k, c)) != 0) {
		append(k, c);
		if (c == ';')
			c = take_code(k);
		else if (c == '>' && k->kind != MG_LINK)
			c = take_tag(k);
		else
			return;
		if (c == NO_CHARACTER)
			return;
	}
}

/* Nothing becomes longer: every code is at least as long as its letter. */
static struct str cleaned(struct arena *a, struct str s, struct cleaner *k)
{
	k->p = arena_alloc(a, s.n + 1);
	k->n = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '\r' && (i >= s.n || s.p[i] != '\n'))
			c = '\n';
		emit(k, c);
	}
	k->p[k->n] = 0;
	return (struct str){ k->p, k->n };
}

/* Most texts are clean, and this is quick to see. */
static bool is_clean(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 32 || c >= 127 || c == '&' || c == '<')
			return false;
	}
	return true;
}

/* --- links ------------------------------------------------------------------------------- */
static bool starts_with(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n > n && !strncasecmp(s.p, prefix, n);
}

/* "javascript:", "mailto:" and their like; "example.org:8080" has none. */
static bool has_scheme(struct str s)
{
	size_t i = 0;

	while (i < s.n && (isalnum((unsigned char)s.p[i]) || s.p[i] == '+' || s.p[i] == '-'))
		i++;
	return i < s.n && s.p[i] == ':';
}

static struct str link_of(struct mg_reading *r, struct mg_meeting *m, struct str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] != ' ' && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != '"')
		i++;
	if (i < s.n)
		mg_mend(m, NOTE_LINK_END);
	s.n = i;
	if (starts_with(s, "https://") || starts_with(s, "http://"))
		return s;
	if (has_scheme(s) || str_index(s, S("."), 1) == SIZE_MAX || s.p[0] == '/') {
		mg_mend(m, NOTE_NO_LINK);
		return STR_ABSENT;
	}
	mg_mend(m, NOTE_HTTPS);
	return arena_join(r->tmp, S("https://"), s);
}

/* --- the door ---------------------------------------------------------------------------- */
static void tell(struct mg_meeting *m, const struct cleaner *k)
{
	if (k->codes)
		mg_mend(m, NOTE_CODES);
	if (k->tags)
		mg_mend(m, NOTE_TAGS);
	if (k->controls)
		mg_mend(m, NOTE_CONTROLS);
}

static struct str cut(struct mg_meeting *m, struct str s, size_t most)
{
	struct str first = s.n > most ? utf8_first(s, most) : s;

	if (first.n < s.n)
		mg_mend(m, mg_note_cut);
	return str_trim(first);
}

/*
 * Letters saved twice over are looked for after the rest: codes may spell them ("&Atilde;&brvbar;"),
 * and what they come to is cleaned in its turn.
 */
static struct str clean(struct mg_reading *r, struct mg_meeting *m, struct str s, enum mg_kind kind,
			size_t most)
{
	struct cleaner k = { .kind = kind };

	for (;;) {
		s = cut(m, str_trim(cleaned(r->tmp, s, &k)), most);
		if (kind == MG_LINK || !memchr(s.p, 0xC3, s.n))
			break;
		if (!encoding_undouble(k.p + (s.p - k.p), &s.n))
			break;
		mg_mend(m, NOTE_DOUBLED);
	}
	tell(m, &k);
	return s;
}

struct str mg_clean(struct mg_reading *r, struct mg_meeting *m, struct str s, enum mg_kind kind,
		    size_t most)
{
	s = str_trim(s);
	s = is_clean(s) ? cut(m, s, most) : clean(r, m, s, kind, most);
	if (kind == MG_LINK && s.n)
		s = link_of(r, m, s);
	return s.n ? arena_str(r->a, s) : STR_ABSENT;
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
