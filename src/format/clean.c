/*
 * clean.c -- texts of other people's programs as people should read them.
 *
 * Lists come out of web editors, so that "&amp;", "&#8217;" and "<br>" stand
 * where a letter or a line was meant, sometimes escaped twice.  The cleaner
 * looks back whenever it has put a ';' or a '>': does a code or a tag end
 * here?  What it finds it takes off again and puts what was meant, which may
 * in turn complete something.  One pass, and what comes out would come out of
 * a second pass unchanged: a list that we write and read again stays the same.
 */
#include "format/clean.h"

#include "csv/encoding.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char NOTE_CODES[] = N_("HTML codes such as &amp; were read as the letters they stand for.");
static const char NOTE_TAGS[] = N_("HTML tags were left out.");
static const char NOTE_CONTROLS[] = N_("Characters that cannot be seen were left out.");
static const char NOTE_DOUBLED[] = N_("Letters that had been saved twice over (Ã¦ for æ) were put right.");
static const char NOTE_NO_LINK[] = N_("A link that does not begin with http:// or https:// was left out.");
static const char NOTE_HTTPS[] = N_("A link had no https:// in front; it was added.");
static const char NOTE_LINK_END[] = N_("What stood behind a link was cut off.");
const char clean_note_cut[] = N_("A text was too long and was cut.");

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
	enum clean_kind kind;
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
	if (c == NO_CHARACTER || (k->kind == CLEAN_LINK && c != '&'))
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
		return k->kind == CLEAN_LINES ? '\n' : ' ';
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
		else if (c == '>' && k->kind != CLEAN_LINK)
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

static struct str link_of(const struct clean *c, struct str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] != ' ' && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != '"')
		i++;
	if (i < s.n)
		c->note(c->arg, NOTE_LINK_END);
	s.n = i;
	if (starts_with(s, "https://") || starts_with(s, "http://"))
		return s;
	if (has_scheme(s) || str_index(s, S("."), 1) == SIZE_MAX || s.p[0] == '/') {
		c->note(c->arg, NOTE_NO_LINK);
		return STR_ABSENT;
	}
	c->note(c->arg, NOTE_HTTPS);
	return arena_join(c->tmp, S("https://"), s);
}

/* --- the door ---------------------------------------------------------------------------- */
static void tell(const struct clean *c, const struct cleaner *k)
{
	if (k->codes)
		c->note(c->arg, NOTE_CODES);
	if (k->tags)
		c->note(c->arg, NOTE_TAGS);
	if (k->controls)
		c->note(c->arg, NOTE_CONTROLS);
}

static struct str cut(const struct clean *c, struct str s, size_t most)
{
	struct str first = s.n > most ? utf8_first(s, most) : s;

	if (first.n < s.n)
		c->note(c->arg, clean_note_cut);
	return str_trim(first);
}

/*
 * Letters saved twice over are looked for after the rest: codes may spell them ("&Atilde;&brvbar;"),
 * and what they come to is cleaned in its turn.
 */
static struct str cleaned_again(const struct clean *c, struct str s, enum clean_kind kind, size_t most)
{
	struct cleaner k = { .kind = kind };

	for (;;) {
		s = cut(c, str_trim(cleaned(c->tmp, s, &k)), most);
		if (kind == CLEAN_LINK || !memchr(s.p, 0xC3, s.n))
			break;
		if (!encoding_undouble(k.p + (s.p - k.p), &s.n))
			break;
		c->note(c->arg, NOTE_DOUBLED);
	}
	tell(c, &k);
	return s;
}

struct str clean_text(const struct clean *c, struct str s, enum clean_kind kind, size_t most)
{
	s = str_trim(s);
	s = is_clean(s) ? cut(c, s, most) : cleaned_again(c, s, kind, most);
	if (kind == CLEAN_LINK && s.n)
		s = link_of(c, s);
	return s.n ? arena_str(c->a, s) : STR_ABSENT;
}
