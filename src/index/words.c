/*
 * words.c -- from typed text to words that count as the same.
 *
 * Words of one row mean the same to somebody who looks for help.  They are everyday words in both
 * languages; a typed word stands for every word of its row.
 */
#include "index/index_parts.h"

#include <string.h>

const char *const index_synonyms[] = {
	"alkohol alcohol druk drikker drikke drinking drink sprut øl vin",
	"stoffer stof drugs drug narko euforiserende",
	"hash cannabis joint weed pot marihuana",
	"kokain coke cocaine kola",
	"opioid opioider opioids heroin morfin",
	"medicin piller pills medication benzo",
	"spil gambling ludomani casino betting spiller",
	"mad eating spiseforstyrrelse spiser food bulimi anoreksi overspisning",
	"pårørende familie family relatives relative bror søster mor far søn datter mand kone kæreste ven "
	"brother sister mother father son daughter husband wife partner friend forældre parents",
	"gruppe group groups møde meeting meetings selvhjælp selvhjælpsgruppe support",
	"online zoom video internet net virtual digital",
	"telefon phone ring opkald call",
	"kvinder women kvinde woman damer",
	"mænd men mand man",
	"unge young youth ung teenager",
	"lgbt queer gay lesbian trans homoseksuel bøsse lesbisk",
	"kørestol wheelchair handicap rullestol niveaufri step-free accessible",
	"børn children kids barn child",
	"ny nye newcomer newcomers beginner begynder første first",
	"tro faith church kirke gud god spirituel spiritual kristen christian",
	"sekulær secular ateist atheist agnostic",
	"ensom alene lonely alone ensomhed loneliness",
	"trang urge craving abstinens",
	"aften evening tonight aftenmøde",
	"morgen morning",
	"engelsk english",
	"dansk danish",
	"meditation mindfulness buddhist",
	"bog book big literature studie study",
	NULL
};

/* Too common to tell anything; left out when there are others. */
const char *const index_small_words[] = {
	"a", "af", "and", "at", "de", "den", "der", "det", "en", "er", "et", "for", "fra", "har", "have",
	"i", "in", "is", "jeg", "kan", "med", "min", "mit", "mine", "my", "of", "og", "om", "on", "pa", "som",
	"the", "til", "to", "vil", "with", "you", "need", "want", "help", "hjælp", "nogen", "someone",
	"holde", "op", "stop", "quit", NULL
};

static bool holds(const struct words *w, struct str word)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->at[i], word))
			return true;
	return false;
}

static void add_word(struct arena *a, struct words *w, struct str word)
{
	if (holds(w, word))
		return;
	w->at = arena_grow(a, w->at, w->n, sizeof *w->at);
	w->at[w->n++] = word;
}

static void add_forms(struct arena *a, struct stemmer *da, struct stemmer *en, struct str folded, struct str raw,
		      struct words *out)
{
	add_word(a, out, folded);
	add_word(a, out, text_stem(da, a, raw));
	add_word(a, out, text_stem(en, a, raw));
}

void words_of(struct arena *a, struct stemmer *da, struct stemmer *en, struct str text, struct words *out)
{
	struct str raw, folded, rest, piece;
	size_t at = 0;

	while (text_word(text, &at, &raw)) {
		rest = folded = text_fold(a, raw);
		while (str_cut(&rest, ' ', &piece))
			if (piece.n)
				add_forms(a, da, en, piece, raw, out);
	}
}

struct vocabulary *vocabulary_new(struct arena *a)
{
	struct stemmer *da = stemmer_new(a, "da"), *en = stemmer_new(a, "en");
	struct vocabulary *v = arena_new_of(a, struct vocabulary);

	for (const char *const *row = index_synonyms; *row; row++) {
		v->rows = arena_grow(a, v->rows, v->nrows, sizeof *v->rows);
		words_of(a, da, en, str_of(*row), &v->rows[v->nrows++]);
	}
	for (const char *const *w = index_small_words; *w; w++)
		add_word(a, &v->small, text_fold(a, str_of(*w)));
	return v;
}

bool vocabulary_is_small(const struct vocabulary *v, struct str folded)
{
	return holds(&v->small, folded);
}

/* Every row that holds one of the forms gives all its words. */
static void add_synonyms(const struct vocabulary *v, struct arena *a, struct ask *ask)
{
	size_t own = ask->forms.n;

	for (size_t r = 0; r < v->nrows; r++) {
		bool hit = false;
		for (size_t i = 0; i < own && !hit; i++)
			hit = holds(&v->rows[r], ask->forms.at[i]);
		for (size_t k = 0; hit && k < v->rows[r].n; k++)
			add_word(a, &ask->forms, v->rows[r].at[k]);
	}
}

enum { PREFIX_LEAST = 3 };

size_t asks_of(const struct vocabulary *v, struct arena *a, struct str typed, struct ask *out, size_t most)
{
	struct stemmer *da = stemmer_new(a, "da"), *en = stemmer_new(a, "en");
	struct str raw, folded[16];
	size_t n = 0, at = 0, big = 0, kept = 0;
	struct str raws[16];

	while (n < 16 && text_word(typed, &at, &raw)) {
		folded[n] = text_fold(a, raw);
		raws[n] = raw;
		if (folded[n].n && !vocabulary_is_small(v, folded[n]))
			big++;
		n += folded[n].n > 0;
	}
	for (size_t i = 0; i < n && kept < most; i++) {
		if (big && vocabulary_is_small(v, folded[i]))
			continue;
		out[kept] = (struct ask){ .raw = raws[i], .prefix = folded[i].n >= PREFIX_LEAST ? folded[i] : STR_ABSENT };
		words_of(a, da, en, raws[i], &out[kept].forms);
		add_synonyms(v, a, &out[kept++]);
	}
	return kept;
}

bool ask_fits(const struct ask *ask, struct str word)
{
	if (ask->prefix.p && str_starts(word, ask->prefix))
		return true;
	for (size_t i = 0; i < ask->forms.n; i++)
		if (str_eq(ask->forms.at[i], word))
			return true;
	return false;
}
