/* text.c -- folding, sorting, words, stems and distances over libunistring and libstemmer. */
#include "text/text.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* Copies what the library allocated into the arena. */
static struct str kept(struct arena *a, uint8_t *p, size_t n)
{
	struct str s = arena_str(a, (struct str){ p ? (const char *)p : "", p ? n : 0 });

	free(p);
	return s;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

/* Most words are: then all foldings and normal forms are the small letters, and a library that asks tables costs fifty times that. */
static struct str small_letters(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		out[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i]);
	out[s.n] = 0;
	return (struct str){ out, s.n };
}

/* Case-folded and normalised; NULL as language, because Turkish dots are not for Danish towns. */
static struct str casefolded(struct arena *a, struct str s, uninorm_t form)
{
	size_t n = 0;
	uint8_t *p;

	if (is_ascii(s))
		return small_letters(a, s);
	p = u8_casefold((const uint8_t *)(s.p ? s.p : ""), s.n, NULL, form, NULL, &n);

	return kept(a, p, n);
}

struct str text_nfc(struct arena *a, struct str s)
{
	size_t n = 0;
	uint8_t *p;

	if (is_ascii(s))
		return arena_str(a, s);
	p = u8_normalize(UNINORM_NFC, (const uint8_t *)(s.p ? s.p : ""), s.n, NULL, &n);

	return kept(a, p, n);
}

/* Letters that do not come apart into a base letter and an accent. */
static uint32_t base_letter(uint32_t c)
{
	switch (c) {
	case 0xe6: return 'a';            /* æ */
	case 0xf8: case 0x153: return 'o'; /* ø œ */
	case 0x142: return 'l';           /* ł */
	case 0x111: case 0xf0: return 'd'; /* đ ð */
	case 0x127: return 'h';           /* ħ */
	case 0x131: return 'i';           /* ı */
	default: return c;
	}
}

static bool is_accent(uint32_t c)
{
	return c >= 0x300 && c <= 0x36f;
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2bc || c == '`' || c == 0xb4;
}

static bool is_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	return uc_is_property_alphabetic(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M |
								UC_CATEGORY_MASK_Nd);
}

/* The second half of aa, ae, oe: ways to write å, æ, ø without the key. */
static bool is_second_half(char before, uint32_t c)
{
	return (before == 'a' && (c == 'a' || c == 'e')) || (before == 'o' && c == 'e');
}

static size_t put_char(char *to, uint32_t c)
{
	int n = u8_uctomb((uint8_t *)to, c, 4);

	return n > 0 ? (size_t)n : 0;
}

struct str text_fold(struct arena *a, struct str s)
{
	struct str low = casefolded(a, s, UNINORM_NFKD);
	char *out = arena_alloc(a, low.n + 1);
	size_t n = 0;

	if (!s.p)
		return STR_ABSENT;
	for (size_t i = 0; i < low.n;) {
		uint32_t c = base_letter(utf8_next(low, &i));
		if (is_accent(c) || is_apostrophe(c) || (n && is_second_half(out[n - 1], c)))
			continue;
		if (is_word(c))
			n += put_char(out + n, c);
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	if (n && out[n - 1] == ' ')
		n--;
	out[n] = 0;
	return (struct str){ out, n };
}

/* The place of å, æ, ø and their foreign cousins behind z; 0 for the others. */
static char behind_z(uint32_t c)
{
	switch (c) {
	case 0xe6: case 0xe4: return 'z' + 1;              /* æ ä */
	case 0xf8: case 0xf6: case 0x153: return 'z' + 2;  /* ø ö œ */
	case 0xe5: return 'z' + 3;                         /* å */
	default: return 0;
	}
}

/* One letter of the first level: accents off, ü with y. */
static size_t put_first_level(char *to, uint32_t c)
{
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	char late = behind_z(c);

	if (late) {
		*to = late;
		return 1;
	}
	if (c == 0xfc)
		c = 'y';
	if (uc_canonical_decomposition(c, parts) > 0)
		c = parts[0];
	return put_char(to, base_letter(c));
}

struct str text_sort_key(struct arena *a, struct str s)
{
	struct str low = casefolded(a, s, UNINORM_NFC), spelt = text_nfc(a, s);
	char *out = arena_alloc(a, 2 * low.n + spelt.n + 2);
	size_t n = 0;

	if (!s.p)
		return STR_ABSENT;
	for (size_t i = 0; i < low.n;) {
		uint32_t c = utf8_next(low, &i);
		if (c == 'a' && i < low.n && low.p[i] == 'a') {
			c = 0xe5;       /* aa is å */
			i++;
		}
		if (is_accent(c) || is_apostrophe(c))
			continue;
		if (is_word(c))
			n += put_first_level(out + n, c);
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	if (n && out[n - 1] == ' ')
		n--;
	out[n++] = 0x1f;        /* below the space, so that the shorter name comes first */
	memcpy(out + n, spelt.p, spelt.n);
	out[n + spelt.n] = 0;
	return (struct str){ out, n + spelt.n };
}

/* Letters of one character in an address; nothing for what has none. */
static size_t put_slug(char *to, uint32_t c)
{
	static const char pairs[][3] = { "ae", "oe", "aa" };
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	char late = behind_z(c);

	if (late) {
		memcpy(to, pairs[late - 'z' - 1], 2);
		return 2;
	}
	if (uc_canonical_decomposition(c, parts) > 0)
		c = parts[0];
	c = base_letter(c);
	if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
		return 0;
	*to = (char)c;
	return 1;
}

/* No longer than so many bytes; at the last hyphen, if the half before it says enough. */
static struct str shortened(struct str slug, size_t most)
{
	size_t end = most;

	if (slug.n <= most)
		return slug;
	while (end > most / 2 && slug.p[end] != '-')
		end--;
	return str_slice(slug, 0, end > most / 2 ? end : most);
}

struct str text_slug(struct arena *a, struct str s, size_t most)
{
	struct str low = casefolded(a, s, UNINORM_NFC), slug;
	char *out = arena_alloc(a, 2 * low.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < low.n;) {
		uint32_t c = utf8_next(low, &i);
		size_t put = put_slug(out + n, c);
		if (!put && !is_apostrophe(c) && !is_accent(c) && n && out[n - 1] != '-')
			out[n++] = '-';
		n += put;
	}
	slug = shortened((struct str){ out, n }, most);
	while (slug.n && slug.p[slug.n - 1] == '-')
		slug.n--;
	return arena_str(a, slug);
}

/* Apostrophes stand inside words (don't), nowhere else. */
static bool goes_on(struct str s, size_t at, size_t *end)
{
	uint32_t c = utf8_next(s, &at);

	*end = at;
	if (is_word(c))
		return true;
	return is_apostrophe(c) && at < s.n && is_word(utf8_next(s, &at));
}

bool text_word(struct str s, size_t *at, struct str *word)
{
	size_t from = *at, end;

	while (from < s.n) {
		end = from;
		if (is_word(utf8_next(s, &end)))
			break;
		from = end;
	}
	if (from >= s.n)
		return false;
	for (*at = from; *at < s.n && goes_on(s, *at, &end);)
		*at = end;
	*word = str_slice(s, from, *at);
	return true;
}

struct stemmer {
	struct sb_stemmer *sb;    /* NULL for a language without one */
};

static void close_stemmer(void *p)
{
	sb_stemmer_delete(p);
}

struct stemmer *stemmer_new(struct arena *a, const char *lang)
{
	struct stemmer *st = arena_new_of(a, struct stemmer);

	if (lang && (!strcmp(lang, "da") || !strcmp(lang, "en")))
		st->sb = sb_stemmer_new(lang, "UTF_8");
	if (st->sb)
		arena_defer(a, close_stemmer, st->sb);
	return st;
}

struct str text_stem(struct stemmer *st, struct arena *a, struct str word)
{
	struct str low = casefolded(a, word, UNINORM_NFC);
	const sb_symbol *stem;

	if (!st->sb)
		return text_fold(a, low);
	stem = sb_stemmer_stem(st->sb, (const sb_symbol *)low.p, (int)low.n);
	if (!stem)
		return text_fold(a, low);
	return text_fold(a, (struct str){ (const char *)stem, (size_t)sb_stemmer_length(st->sb) });
}

/* Characters of a short text; SIZE_MAX when it is not short. */
static size_t spell(struct str s, uint32_t out[DISTANCE_CHARS])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++) {
		if (n == DISTANCE_CHARS)
			return SIZE_MAX;
		out[n] = utf8_next(s, &i);
	}
	return n;
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/*
 * Optimal string alignment: three rows of the matrix, the oldest for swapped neighbours.
 * Stops at the first row that is too far away everywhere.
 */
static size_t align(const uint32_t *a, size_t na, const uint32_t *b, size_t nb, size_t most)
{
	unsigned rows[3][DISTANCE_CHARS + 1];
	unsigned *older = rows[0], *old = rows[1], *now = rows[2];

	for (size_t k = 0; k <= nb; k++)
		old[k] = (unsigned)k;
	for (size_t i = 1; i <= na; i++) {
		unsigned best = now[0] = (unsigned)i, *spare = older;
		for (size_t k = 1; k <= nb; k++) {
			now[k] = least(old[k] + 1, now[k - 1] + 1, old[k - 1] + (a[i - 1] != b[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				now[k] = least(now[k], older[k - 2] + 1, now[k]);
			best = best < now[k] ? best : now[k];
		}
		if (best > most)
			return most + 1;
		older = old;
		old = now;
		now = spare;
	}
	return old[nb] > most ? most + 1 : old[nb];
}

size_t text_distance(struct str a, struct str b, size_t most)
{
	uint32_t as[DISTANCE_CHARS], bs[DISTANCE_CHARS];
	size_t na = spell(a, as), nb = spell(b, bs);

	if (na == SIZE_MAX || nb == SIZE_MAX)
		return a.n == b.n && !memcmp(a.p, b.p, a.n) ? 0 : most + 1;
	if ((na > nb ? na - nb : nb - na) > most)
		return most + 1;
	return align(as, na, bs, nb, most);
}
