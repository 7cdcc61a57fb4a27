/* key_words.c -- five everyday words: found, folded, checked, read however they are typed. */
#include "participant/key_words.h"

#include "key_words_made.h"

enum { TYPED_MOST = 200, PARTS = KEY_WORDS + 1, DIGITS = 2, PREFIX_WORDS = 2 };

static const struct list {
	const char *lang;
	const char *const *words;
} lists[] = { { "en", words_en }, { "da", words_da } };
_Static_assert(sizeof lists / sizeof *lists == KEY_WORD_LISTS, "every list is counted");
_Static_assert(sizeof words_en / sizeof *words_en == KEY_WORD_LIST, "twelve bits a word");
_Static_assert(sizeof words_da / sizeof *words_da == KEY_WORD_LIST, "twelve bits a word");

int key_words_list(const char *lang)
{
	for (int i = 0; i < KEY_WORD_LISTS; i++)
		if (str_same(str_of(lists[i].lang), lang))
			return i;
	return 0;
}

struct str key_words_at(int list, int index)
{
	return str_of(lists[list].words[index]);
}

/* --- spelling --------------------------------------------------------------------------------------------------- */

/* How a letter is written in ASCII; "?" for one that is in no word, NULL for what stands between words. */
static const char *spelt(uint32_t c, char one[2])
{
	switch (c) {
	case 0xe5: case 0xc5:
		return "aa";
	case 0xe6: case 0xc6: case 0xe4: case 0xc4:
		return "ae";
	case 0xf8: case 0xd8: case 0xf6: case 0xd6:
		return "oe";
	case 0x30a:               /* a ring of its own, after an a: some keyboards send two characters for one letter */
		return "a";
	case 0x308:               /* two dots, likewise */
		return "e";
	}
	if (c >= 'A' && c <= 'Z')
		c += 32;
	one[0] = (char)c;
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? one : NULL;
	/* Blanks that do not break, dashes, quotes of every sort. */
	return c < 0xc0 || (c >= 0x2000 && c < 0x2070) || c == 0x3000 ? NULL : "?";
}

struct str key_words_fold(struct ctx *ctx, struct str word)
{
	char *p = arena_alloc(ctx->arena, 2 * word.n + 1), one[2] = "";
	size_t n = 0;

	for (size_t i = 0; i < word.n;) {
		const char *s = spelt(utf8_next(word, &i), one);
		for (; s && *s; s++)
			p[n++] = *s;
	}
	p[n] = 0;
	return (struct str){ p, n };
}

int key_words_find(struct ctx *ctx, int list, struct str word)
{
	struct str folded = key_words_fold(ctx, word);
	int low = 0, high = KEY_WORD_LIST - 1;

	while (low <= high) {
		int middle = (low + high) / 2, order = str_cmp(folded, key_words_fold(ctx, key_words_at(list, middle)));
		if (!order)
			return middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return -1;
}

/* --- the digits --------------------------------------------------------------------------------------------------- */

int key_words_check(const int index[KEY_WORDS])
{
	/* Powers of three: no two are equal modulo 97, so that places count. */
	static const int weights[KEY_WORDS] = { 1, 3, 9, 27, 81 };
	int sum = 0;

	for (int i = 0; i < KEY_WORDS; i++)
		sum += index[i] * weights[i];
	return sum % KEY_WORD_MODULUS;
}

struct str key_words_text(struct ctx *ctx, int list, const int index[KEY_WORDS])
{
	struct str text = S("");

	for (int i = 0; i < KEY_WORDS; i++)
		text = arena_printf(ctx->arena, "%.*s%s ", STR_ARG(text), lists[list].words[index[i]]);
	return arena_printf(ctx->arena, "%.*s%02d", STR_ARG(text), key_words_check(index));
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

struct parts {
	struct str word[PARTS];
	size_t n;
	int digits, number;
	bool odd;                 /* digits before or between the words: no such key */
};

static void add_digit(struct parts *p, char c)
{
	p->odd |= p->n != KEY_WORDS;
	p->number = p->digits < DIGITS ? p->number * 10 + c - '0' : 0;
	p->digits++;
}

/* Words and digits, with or without something between the last word and the digits ("kaffe47"). */
static struct parts part(struct ctx *ctx, struct str typed)
{
	struct parts p = { 0 };
	char one[2] = "", *to = arena_alloc(ctx->arena, 2 * TYPED_MOST + 8);
	bool inside = false;

	for (size_t i = 0; i < typed.n && i < TYPED_MOST;) {
		const char *s = spelt(utf8_next(typed, &i), one);
		if (!s || (*s >= '0' && *s <= '9')) {
			if (s)
				add_digit(&p, *s);
			inside = false;
			continue;
		}
		p.odd |= p.digits > 0;
		if (!inside && p.n < PARTS)
			p.word[p.n++] = (struct str){ to, 0 };
		inside = true;
		for (; *s; s++, p.word[p.n - 1].n++)
			*to++ = *s;
	}
	return p;
}

/* The places of the words in a list; how many are none of it, and the first of these. */
static int look(struct ctx *ctx, int list, const struct parts *p, int index[KEY_WORDS], int *first)
{
	int missing = 0;

	for (int i = 0; i < KEY_WORDS; i++) {
		index[i] = key_words_find(ctx, list, p->word[i]);
		if (index[i] < 0 && !missing++)
			*first = i + 1;
	}
	return missing;
}

static void found(struct ctx *ctx, const struct parts *p, struct key_typed *out)
{
	out->slip = SLIP_NONE;
	out->secret = p->word[0];
	for (int i = 1; i < KEY_WORDS; i++) {
		if (i == PREFIX_WORDS)
			out->prefix = out->secret;
		out->secret = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(out->secret), STR_ARG(p->word[i]));
	}
}

void key_words_read(struct ctx *ctx, struct str typed, struct key_typed *out)
{
	struct parts p = part(ctx, typed);
	int index[KEY_WORDS], fewest = KEY_WORDS;

	*out = (struct key_typed){ .slip = SLIP_SHAPE };
	if (p.n != KEY_WORDS || p.odd || p.digits > DIGITS)
		return;
	for (int list = 0; list < KEY_WORD_LISTS; list++) {
		int first = 0, missing = look(ctx, list, &p, index, &first);
		if (!missing && (!p.digits || p.number == key_words_check(index))) {
			found(ctx, &p, out);
			return;
		}
		/* The list of which most are words is the one that was meant; none at all is no key of words. */
		if (missing < fewest) {
			fewest = missing;
			out->slip = missing ? SLIP_WORD : SLIP_CHECK;
			out->wrong = first;
		}
	}
}
