/* plain.c -- words, days and clocks in the plainest way. */
#include "plain.h"
#include "test.h"
#include "index/index_parts.h"

#include <libstemmer.h>

enum { PREFIX_LEAST = 3, TYPED_MOST = 16, DAY_S = 86400, HOUR_S = 3600 };

/* --- letters ----------------------------------------------------------------------------------------------- */

/* One character of UTF-8; what is longer than two bytes is only passed over. */
static unsigned letter_at(struct str s, size_t *i)
{
	unsigned char c = (unsigned char)s.p[(*i)++];

	if (c < 0x80)
		return c;
	if (c < 0xe0 && *i < s.n)
		return (c & 0x1fu) << 6 | ((unsigned char)s.p[(*i)++] & 0x3fu);
	while (*i < s.n && ((unsigned char)s.p[*i] & 0xc0) == 0x80)
		(*i)++;
	return ' ';
}

static unsigned small_letter(unsigned c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
		return c + 0x20;
	return c;
}

/* U+00E0 to U+00FF without what is above or below them; a blank for the sign of division. */
static const char bare[] = "aaaaaaaceeeeiiiidnooooo ouuuuyty";

static bool is_letter(unsigned c)
{
	c = small_letter(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0xe0 && c <= 0xff && c != 0xf7);
}

struct str plain_fold(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);
	size_t n = 0, i = 0;

	while (i < s.n) {
		unsigned c = small_letter(letter_at(s, &i));
		char x = c >= 0xe0 ? bare[c - 0xe0] : (char)c, before = n ? out[n - 1] : ' ';
		if (c == '\'')
			continue;
		if (!is_letter(c))
			x = ' ';
		/* å is also written aa, æ ae and ø oe; nothing begins with a blank, and no two stand together. */
		if ((before == 'a' && (x == 'a' || x == 'e')) || (before == 'o' && x == 'e') || (before == ' ' && x == ' '))
			continue;
		out[n++] = x;
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = 0;
	return (struct str){ out, n };
}

bool plain_word(struct str s, size_t *at, struct str *word)
{
	size_t from = *at, next;

	while (from < s.n && (next = from, !is_letter(letter_at(s, &next))))
		from = next;
	if (from >= s.n)
		return false;
	for (*at = from; *at < s.n; *at = next) {
		unsigned c = letter_at(s, (next = *at, &next));
		size_t behind = next;
		/* don't is one word, 'don' is three letters between marks. */
		if (!is_letter(c) && !(c == '\'' && behind < s.n && is_letter(letter_at(s, &behind))))
			break;
	}
	*word = str_slice(s, from, *at);
	return true;
}

static struct str lower(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);
	size_t n = 0, i = 0;

	while (i < s.n) {
		unsigned c = small_letter(letter_at(s, &i));
		if (c >= 0x80)
			out[n++] = (char)(0xc0 | c >> 6);
		out[n++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3f) : c);
	}
	out[n] = 0;
	return (struct str){ out, n };
}

/* --- words ---------------------------------------------------------------------------------------------------- */

static bool holds(const struct plain_words *w, struct str word)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->at[i], word))
			return true;
	return false;
}

static void put(struct arena *a, struct plain_words *w, struct str word)
{
	if (holds(w, word))
		return;
	w->at = arena_grow(a, w->at, w->n, sizeof *w->at);
	w->at[w->n++] = word;
}

static void put_stem(struct arena *a, struct plain_words *w, const char *language, struct str word)
{
	struct sb_stemmer *s = sb_stemmer_new(language, "UTF_8");
	const sb_symbol *stem = sb_stemmer_stem(s, (const sb_symbol *)word.p, (int)word.n);

	put(a, w, plain_fold(a, (struct str){ (const char *)stem, (size_t)sb_stemmer_length(s) }));
	sb_stemmer_delete(s);
}

void plain_say(struct arena *a, struct plain_words *w, struct str text)
{
	struct str word;

	for (size_t at = 0; plain_word(text, &at, &word);) {
		put(a, w, plain_fold(a, word));
		put_stem(a, w, "danish", lower(a, word));
		put_stem(a, w, "english", lower(a, word));
	}
}

bool plain_is_small(struct arena *a, struct str word)
{
	struct str folded = plain_fold(a, word);

	for (const char *const *w = index_small_words; *w; w++)
		if (str_eq(plain_fold(a, str_of(*w)), folded))
			return true;
	return false;
}

/* Somebody who types one word of a row means all of them. */
static void put_synonyms(struct arena *a, struct plain_words *forms)
{
	struct plain_words more = { 0 };

	for (const char *const *row = index_synonyms; *row; row++) {
		struct plain_words words = { 0 };
		bool meant = false;
		plain_say(a, &words, str_of(*row));
		for (size_t i = 0; i < words.n; i++)
			meant = meant || holds(forms, words.at[i]);
		for (size_t i = 0; meant && i < words.n; i++)
			put(a, &more, words.at[i]);
	}
	for (size_t i = 0; i < more.n; i++)
		put(a, forms, more.at[i]);
}

size_t plain_asks(struct arena *a, struct str typed, struct plain_ask *out, size_t most)
{
	struct str words[TYPED_MOST];
	size_t n = 0, at = 0, kept = 0;
	bool all_small = true;

	while (n < TYPED_MOST && plain_word(typed, &at, &words[n])) {
		all_small = all_small && plain_is_small(a, words[n]);
		n++;
	}
	for (size_t i = 0; i < n && kept < most; i++) {
		struct str folded = plain_fold(a, words[i]);
		if (!all_small && plain_is_small(a, words[i]))
			continue;
		out[kept] = (struct plain_ask){ .raw = words[i], .prefix = folded.n >= PREFIX_LEAST ? folded : STR_ABSENT };
		plain_say(a, &out[kept].forms, words[i]);
		put_synonyms(a, &out[kept++].forms);
	}
	return kept;
}

bool plain_fits(const struct plain_ask *ask, const struct plain_words *said)
{
	for (size_t i = 0; i < said->n; i++)
		if ((ask->prefix.p && str_starts(said->at[i], ask->prefix)) || holds(&ask->forms, said->at[i]))
			return true;
	return false;
}

/* --- days ------------------------------------------------------------------------------------------------------- */

static day_t monday_before(day_t day)
{
	while (day_weekday(day) != 1)
		day--;
	return day;
}

static int months_between(day_t a, day_t b)
{
	struct ymd x = day_ymd(a), y = day_ymd(b);

	return (y.year - x.year) * 12 + y.month - x.month;
}

/* Which of its weekday in the month, counted from the first; and is it the last? */
static bool is_nth(unsigned nths, day_t day)
{
	int month = day_ymd(day).month, nth = 1;

	for (day_t d = day - 7; day_ymd(d).month == month; d -= 7)
		nth++;
	return nths >> nth & 1 || (nths >> 6 & 1 && day_ymd(day + 7).month != month);
}

bool plain_falls(const struct rhythm *r, day_t day)
{
	bool weekday = r->weekdays >> day_weekday(day) & 1;

	if (day < r->first)
		return false;
	if (r->kind == RHYTHM_ONCE)
		return day == r->first;
	if (r->last != DAY_NONE && day > r->last)
		return false;
	switch (r->kind) {
	case RHYTHM_DAILY:
		return (day - r->first) % r->interval == 0;
	case RHYTHM_WEEKLY:
		return weekday && (monday_before(day) - monday_before(r->first)) / 7 % r->interval == 0;
	case RHYTHM_MONTHLY_WEEKDAY:
		return weekday && months_between(r->first, day) % r->interval == 0 && is_nth(r->nths, day);
	default:
		return day_ymd(day).day == r->month_day && months_between(r->first, day) % r->interval == 0;
	}
}

static bool has(struct str codes, const char *code)
{
	struct str rest = codes, word;

	while (str_cut(&rest, ' ', &word))
		if (str_same(word, code))
			return true;
	return false;
}

struct rhythm plain_rhythm(const struct meeting *m)
{
	static const char *const days[] = { "su", "mo", "tu", "we", "th", "fr", "sa" }, *const nths[] = { "", "1", "2", "3", "4", "5", "last" };
	static const struct {
		const char *code;
		enum rhythm_kind kind;
	} kinds[] = { { "once", RHYTHM_ONCE }, { "daily", RHYTHM_DAILY }, { "weekly", RHYTHM_WEEKLY },
		      { "monthly_weekday", RHYTHM_MONTHLY_WEEKDAY }, { "monthly_day", RHYTHM_MONTHLY_DAY } };
	struct rhythm r = { .interval = (int)m->every, .month_day = (int)m->month_day, .first = m->first_day, .last = m->last_day };
	size_t k = 0;

	while (k < 5 && !str_same(m->rhythm, kinds[k].code))
		k++;
	ok(k < 5);
	r.kind = kinds[k % 5].kind;
	for (unsigned i = 0; i < 7; i++) {
		r.weekdays |= has(m->weekdays, days[i]) ? 1u << i : 0;
		r.nths |= i && has(m->nths, nths[i]) ? 1u << i : 0;
	}
	return r;
}

/* Closed by law or by custom. */
static const struct ymd danish_holidays[] = {
	{ 2016, 1, 1 }, { 2016, 3, 24 }, { 2016, 3, 25 }, { 2016, 3, 27 }, { 2016, 3, 28 }, { 2016, 4, 22 }, { 2016, 5, 5 }, { 2016, 5, 15 },
	{ 2016, 5, 16 }, { 2016, 6, 5 }, { 2016, 12, 24 }, { 2016, 12, 25 }, { 2016, 12, 26 }, { 2016, 12, 31 },
	{ 2017, 1, 1 }, { 2017, 4, 13 }, { 2017, 4, 14 }, { 2017, 4, 16 }, { 2017, 4, 17 }, { 2017, 5, 12 }, { 2017, 5, 25 }, { 2017, 6, 4 },
	{ 2017, 6, 5 }, { 2017, 12, 24 }, { 2017, 12, 25 }, { 2017, 12, 26 }, { 2017, 12, 31 },
	{ 2018, 1, 1 }, { 2018, 3, 29 }, { 2018, 3, 30 }, { 2018, 4, 1 }, { 2018, 4, 2 }, { 2018, 4, 27 }, { 2018, 5, 10 }, { 2018, 5, 20 },
	{ 2018, 5, 21 }, { 2018, 6, 5 }, { 2018, 12, 24 }, { 2018, 12, 25 }, { 2018, 12, 26 }, { 2018, 12, 31 },
};

bool plain_is_held(const struct meeting *m, day_t day)
{
	struct ymd d = day_ymd(day);

	ok(d.year >= 2016 && d.year <= 2018 && !str_same(m->holidays, "US"));
	if (!str_same(m->holidays, "DK") || !str_same(m->holiday_rule, "skip"))
		return true;
	for (size_t i = 0; i < sizeof danish_holidays / sizeof *danish_holidays; i++)
		if (danish_holidays[i].year == d.year && danish_holidays[i].month == d.month && danish_holidays[i].day == d.day)
			return false;
	return true;
}

/* --- clocks ------------------------------------------------------------------------------------------------------ */

/* The nth Sunday of a month; 0: the last. */
static day_t sunday(int year, int month, int nth)
{
	day_t day = nth ? day_of(year, month, 1) : day_of(year, month + 1, 1) - 7;

	while (day_weekday(day) != 0)
		day++;
	return nth ? day + 7 * (nth - 1) : day;
}

static int offset_s(struct str zone, int64_t instant)
{
	int year = day_ymd((day_t)(instant / DAY_S)).year;

	/* At one o'clock in Greenwich everywhere in the European Union; at two of their own clock in the United States. */
	if (str_same(zone, "Europe/Copenhagen"))
		return instant >= sunday(year, 3, 0) * (int64_t)DAY_S + HOUR_S && instant < sunday(year, 10, 0) * (int64_t)DAY_S + HOUR_S ?
		       2 * HOUR_S : HOUR_S;
	ok(str_same(zone, "America/New_York"));
	return instant >= sunday(year, 3, 2) * (int64_t)DAY_S + 7 * HOUR_S && instant < sunday(year, 11, 1) * (int64_t)DAY_S + 6 * HOUR_S ?
	       -4 * HOUR_S : -5 * HOUR_S;
}

int64_t plain_instant(struct str zone, day_t day, int minutes)
{
	int64_t wall = day * (int64_t)DAY_S + minutes * 60, guess = wall - offset_s(zone, wall);

	return wall - offset_s(zone, guess);
}

struct plain_clock plain_clock(struct str zone, int64_t instant)
{
	int64_t wall = instant + offset_s(zone, instant);

	return (struct plain_clock){ (day_t)(wall / DAY_S), (int)(wall % DAY_S / 60) };
}
