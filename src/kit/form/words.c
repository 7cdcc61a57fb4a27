/*
 * words.c -- words that put a person in a box (S-2103), and what can be said instead.
 *
 * A hint to the author, never a refusal: people may call themselves what they like, and the name of
 * a fellowship is a name.  The list is short on purpose; a word that is mostly innocent in a listing
 * ("klient", "abuse") would only teach authors to press on.
 */
#include "form/form.h"

#include <string.h>

enum fit { WHOLE, BEGINS, CONTAINS };

static const struct row {
	const char *lang, *word;
	enum fit fit;
	const char *instead;
} rows[] = {
	{ "da", "misbruger", CONTAINS, "person med en afhængighed" },
	{ "da", "narkoman", BEGINS, "person, der bruger stoffer" },
	{ "da", "junkie", BEGINS, "person, der bruger stoffer" },
	{ "da", "alkoholiker", BEGINS, "person, der drikker for meget" },
	{ "da", "drukkenbolt", BEGINS, "person, der drikker for meget" },
	{ "da", "clean", WHOLE, "i bedring" },
	{ "da", "beskidt", BEGINS, "testen viste" },
	{ "da", "tørlagt", BEGINS, "drikker ikke mere" },
	{ "da", "medafhængig", BEGINS, "pårørende" },
	{ "en", "addict", WHOLE, "person with an addiction" },
	{ "en", "addicts", WHOLE, "people with an addiction" },
	{ "en", "junkie", BEGINS, "person who uses drugs" },
	{ "en", "druggie", BEGINS, "person who uses drugs" },
	{ "en", "alcoholic", BEGINS, "person who drinks too much" },
	{ "en", "abuser", BEGINS, "person who uses drugs" },
	{ "en", "clean", WHOLE, "in recovery" },
	{ "en", "dirty", WHOLE, "tested positive" },
	{ "en", "relapser", BEGINS, "person who used again" },
	{ "en", "codependent", BEGINS, "family and friends" },
};

/* Small letters of ASCII and of the Latin-1 half, which is all that the list needs. */
static struct str small(struct str s, char *to)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool latin = i && (unsigned char)s.p[i - 1] == 0xc3 && c >= 0x80 && c <= 0x9e;
		to[i] = (char)((c >= 'A' && c <= 'Z') || latin ? c + 32 : c);
	}
	return (struct str){ to, s.n };
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool next_word(struct str s, size_t *at, struct str *word)
{
	size_t from = *at;

	while (from < s.n && !is_letter((unsigned char)s.p[from]))
		from++;
	for (*at = from; *at < s.n && is_letter((unsigned char)s.p[*at]);)
		++*at;
	*word = str_slice(s, from, *at);
	return word->n > 0;
}

static bool fits(const struct row *r, struct str word)
{
	struct str want = str_of(r->word);

	switch (r->fit) {
	case WHOLE:
		return str_eq(word, want);
	case BEGINS:
		return str_starts(word, want);
	case CONTAINS:
		return str_index(word, want, 0) != SIZE_MAX;
	}
	return false;
}

/* "Anonyme Alkoholikere", "Adult Children of Alcoholics", "non-alcoholic": names, or no person at all. */
static bool is_excused(struct str before, struct str after)
{
	return str_starts(before, S("anonym")) || str_starts(after, S("anonym")) || str_same(before, "non") ||
	       str_same(before, "of");
}

enum { WORD_MOST = 60 };

const char *guard_words(const char *lang, struct str text, struct str *word, const char **instead)
{
	char here[WORD_MOST], there[WORD_MOST], was[WORD_MOST];
	struct str before = S(""), w, after;
	size_t at = 0, ahead;

	while (next_word(text, &at, &w)) {
		struct str low = small(str_slice(w, 0, WORD_MOST), here);
		ahead = at;
		next_word(text, &ahead, &after);
		after = small(str_slice(after, 0, WORD_MOST), there);
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
			if ((lang && strcmp(lang, rows[i].lang)) || !fits(&rows[i], low) || is_excused(before, after))
				continue;
			*word = w;
			*instead = rows[i].instead;
			return N_("This word may hurt a reader: {x}. You decide.");
		}
		before = small(low, was);
	}
	return NULL;
}

/* The language of a field by the end of its name; NULL: it may be either. */
static const char *language_of(const struct field *f)
{
	struct str name = str_of(f->name);

	return str_ends(name, S("_da")) ? "da" : str_ends(name, S("_en")) ? "en" : NULL;
}

void form_warnings(struct ctx *ctx, const struct field *fields, const void *record, struct problems *warn)
{
	for (const struct field *f = fields; f->name; f++) {
		const char *text = NULL, *instead;
		struct str s, word;
		if (f->type != FIELD_LONG || (f->flags & FIELD_NOT_IN_FORM))
			continue;
		s = field_text(ctx, f, record);
		if ((text = guard_words(language_of(f), s, &word, &instead)))
			problem_with(warn, f->name, text, arena_printf(ctx->arena, "“%.*s” → “%s”", STR_ARG(word), instead));
		if ((f->flags & FIELD_PUBLIC_TEXT) && (text = guard_contact(s)))
			problem(warn, f->name, text);
	}
}
