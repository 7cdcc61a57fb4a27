/*
 * words.c -- words that never leave the house (requirements 9.9): a text message lies on a kitchen table.
 *
 * Most match from the start of a word, in whatever letters; short forms only as whole words in capitals.
 */
#include "contact/contact.h"
#include "text/text.h"

#include <string.h>

static const char *const starts[] = {
	"addict", "drug", "alcohol", "sober", "abuse", "recovery", "treatment", "rehab", "detox", "relapse", "psych", "ward",
	"misbrug", "afhængig", "stof", "rus", "alkohol", "ædru", "behandling", "afvænning", "tilbagefald", "selvhjælp", "psyk", "afdeling",
};
static const char *const shorts[] = { "SMART", "AA", "NA" };

static bool is_short(struct str word)
{
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (str_same(word, shorts[i]))
			return true;
	return false;
}

static bool begins(struct str folded, struct arena *a)
{
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (str_starts(folded, text_fold(a, str_of(starts[i]))))
			return true;
	return false;
}

static bool is_own(struct str folded, struct str own, struct arena *a)
{
	struct str word;

	while (str_cut(&own, ' ', &word))
		if (word.n && str_eq(folded, text_fold(a, word)))
			return true;
	return false;
}

struct str contact_told(struct ctx *ctx, struct str text, struct str own)
{
	struct str word;

	for (size_t at = 0; text_word(text, &at, &word);) {
		struct str folded = text_fold(ctx->arena, word);
		if (is_short(word) || begins(folded, ctx->arena) || is_own(folded, own, ctx->arena))
			return word;
	}
	return STR_ABSENT;
}
