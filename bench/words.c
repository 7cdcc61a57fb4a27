/* words.c -- texts that are distributed like real ones: Zipf's law over words real and made up. */
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 24, SENTENCE = 11 };

struct words_zipf {
	char word[WORDS][WORD_BYTES];
	double upto[WORDS];           /* share of all words with this rank or a lower one */
};

/* The most frequent ones, Danish and English, as such lists have them. */
static const char *const frequent[] = {
	"og", "the", "i", "to", "vi", "of", "er", "a", "for", "in", "på", "we", "med", "you", "at", "is", "du", "with", "det", "are",
	"møde", "meeting", "gruppe", "group", "alle", "open", "velkommen", "welcome", "kaffe", "coffee", "hver", "every", "samtale",
	"talk", "støtte", "support", "pårørende", "family", "kirke", "church", "sal", "hall", "indgang", "entrance", "dør", "door",
	"trappe", "stairs", "elevator", "parkering", "parking", "begyndere", "newcomers", "kvinder", "women", "mænd", "men", "unge",
	"young", "alkohol", "alcohol", "stoffer", "drugs", "spil", "gambling", "ædru", "sober", "frivillig", "volunteer", "gratis",
	"free", "anonym", "anonymous", "aften", "evening", "morgen", "morning", "frokost", "lunch", "gåtur", "walk", "bibliotek",
	"library", "sundhedshus", "clinic", "forening", "association", "kommune", "council", "musik", "music", "stille", "quiet",
	"bog", "book", "emne", "topic", "runde", "round", "erfaring", "experience", "håb", "hope", "ro", "calm", "værktøj", "tools",
};

uint64_t dice(struct dice *d)
{
	uint64_t z = d->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

uint32_t dice_below(struct dice *d, uint32_t bound)
{
	return (uint32_t)((dice(d) >> 32) * bound >> 32);
}

bool dice_percent(struct dice *d, uint32_t percent)
{
	return dice_below(d, 100) < percent;
}

/* Twelve even numbers make a bell that is good enough for houses around a town. */
double dice_normal(struct dice *d)
{
	double sum = -6;

	for (int i = 0; i < 12; i++)
		sum += (double)(dice(d) >> 11) * 0x1p-53;
	return sum;
}

static void make_word(struct dice *d, char *out)
{
	static const char *const first[] = { "b", "br", "d", "f", "fl", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "sk", "st", "t", "tr", "v" };
	static const char *const middle[] = { "a", "e", "i", "o", "u", "y", "æ", "ø", "å", "ai", "ea" };
	static const char *const last[] = { "", "n", "r", "l", "s", "nd", "rt", "lt", "m", "k" };

	out[0] = 0;
	for (uint32_t n = 2 + dice_below(d, 2); n--;)
		snprintf(out + strlen(out), WORD_BYTES - strlen(out), "%s%s%s", first[dice_below(d, 20)], middle[dice_below(d, 11)],
			 n ? "" : last[dice_below(d, 10)]);
}

struct words_zipf *words_zipf_new(struct dice *d)
{
	struct words_zipf *w = calloc(1, sizeof *w);
	double sum = 0;

	if (!w)
		abort();
	for (size_t i = 0; i < WORDS; i++) {
		if (i < sizeof frequent / sizeof *frequent)
			snprintf(w->word[i], WORD_BYTES, "%s", frequent[i]);
		else
			make_word(d, w->word[i]);
		w->upto[i] = sum += 1.0 / (double)(i + 1);
	}
	for (size_t i = 0; i < WORDS; i++)
		w->upto[i] /= sum;
	return w;
}

void words_zipf_free(struct words_zipf *w)
{
	free(w);
}

const char *words_at(const struct words_zipf *w, uint32_t rank)
{
	return w->word[rank];
}

uint32_t words_rank(const struct words_zipf *w, struct dice *d)
{
	double at = (double)(dice(d) >> 11) * 0x1p-53;
	uint32_t lo = 0, hi = WORDS - 1;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (w->upto[mid] < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void words_text(const struct words_zipf *w, struct dice *d, int n, struct buf *out)
{
	for (int i = 0; i < n; i++) {
		if (i)
			buf_str(out, i % SENTENCE ? S(" ") : S(". "));
		buf_str(out, str_of(words_at(w, words_rank(w, d))));
	}
	buf_lit(out, ".");
}
