/*
 * kinds.c -- the words of the kinds of support: who types "bed" means housing, whatever a listing is called.
 *
 * They come from the kinds themselves (words_da, words_en, with commas between).  A word that names one path among the
 * groups ("AA", "12 step") means that path, not every group, so it is left to the texts.
 */
#include "index/index_parts.h"

#include "index_sql.h"

struct kind_words {
	struct str code, fact;        /* "housing", "kind:housing" */
	struct words single;
	struct words phrases;         /* folded, with a blank before and after */
};

static const char *const paths[] = { "aa", "na", "ca", "ga", "smart", "alanon", "al", "anon", "trin", "step", "12", "twelve", "tolv", "women", "sobriety" };

static bool names_a_path(struct str folded)
{
	struct str rest = folded, word;

	while (str_cut(&rest, ' ', &word))
		for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
			if (str_same(word, paths[i]))
				return true;
	return false;
}

static void learn_phrase(struct index *x, struct kind_words *k, struct str folded)
{
	k->phrases.at = arena_grow(x->arena, k->phrases.at, k->phrases.n, sizeof *k->phrases.at);
	k->phrases.at[k->phrases.n++] = arena_printf(x->arena, " %.*s ", STR_ARG(folded));
}

static void learn(struct index *x, struct kind_words *k, struct str words)
{
	struct str rest = words, one;

	while (str_cut(&rest, ',', &one)) {
		struct str folded = text_fold(x->arena, str_trim(one));
		if (!folded.n || names_a_path(folded))
			continue;
		if (str_index(folded, S(" "), 0) == SIZE_MAX)
			words_of(x->arena, x->da, x->en, one, &k->single);
		else
			learn_phrase(x, k, folded);
	}
}

/* The words of its name, but for "and" and the like. */
static void learn_name(struct index *x, struct kind_words *k, struct str name)
{
	struct str raw;
	size_t at = 0;

	while (text_word(name, &at, &raw))
		if (!vocabulary_is_small(x->vocabulary, text_fold(x->arena, raw)))
			words_of(x->arena, x->da, x->en, raw, &k->single);
}

void index_learn_kinds(struct index *x, const struct index_kind *kinds, size_t n)
{
	x->kinds = arena_array(x->arena, n, struct kind_words);
	x->nkinds = n;
	for (size_t i = 0; i < n; i++) {
		x->kinds[i].code = arena_str(x->arena, kinds[i].code);
		x->kinds[i].fact = fact_of(x->arena, "kind", kinds[i].code);
		learn(x, &x->kinds[i], kinds[i].words_da);
		learn(x, &x->kinds[i], kinds[i].words_en);
		learn_name(x, &x->kinds[i], kinds[i].name_da);
		learn_name(x, &x->kinds[i], kinds[i].name_en);
	}
}

struct str index_kind_of(const struct index *x, uint32_t doc)
{
	uint16_t kind = x->docs[doc].kind;

	return kind < x->nkinds ? x->kinds[kind].code : S("");
}

static void mean(struct clause *c, const struct kind_words *k)
{
	if (c->n < CLAUSE_MOST)
		c->facts[c->n++] = k->fact;
}

void index_kinds_meant(const struct index *x, struct arena *a, const struct ask *ask, struct clause *c)
{
	(void)a;
	for (size_t i = 0; i < x->nkinds; i++)
		for (size_t w = 0; w < x->kinds[i].single.n; w++)
			if (ask_fits(ask, x->kinds[i].single.at[w])) {
				mean(c, &x->kinds[i]);
				break;
			}
}

/* The longest phrase that stands in the text. */
static struct str phrase_in(const struct index *x, struct str text)
{
	struct str best = STR_ABSENT;

	for (size_t i = 0; i < x->nkinds; i++)
		for (size_t p = 0; p < x->kinds[i].phrases.n; p++)
			if (x->kinds[i].phrases.at[p].n > best.n && str_index(text, x->kinds[i].phrases.at[p], 0) != SIZE_MAX)
				best = x->kinds[i].phrases.at[p];
	return best;
}

bool index_phrase_meant(const struct index *x, struct arena *a, struct str folded, struct clause *c, struct str *phrase)
{
	*phrase = phrase_in(x, arena_printf(a, " %.*s ", STR_ARG(folded)));
	for (size_t i = 0; phrase->p && i < x->nkinds; i++)
		for (size_t p = 0; p < x->kinds[i].phrases.n; p++)
			if (str_eq(x->kinds[i].phrases.at[p], *phrase))
				mean(c, &x->kinds[i]);
	return phrase->p != NULL;
}

/* --- kinds as pages show them: a hundred rows that change once a year -------------------------------------------- */

enum err kinds_read(struct ctx *ctx, struct kinds_read **out)
{
	struct arena *mine = ctx->arena, *a = arena_new(0);
	struct kinds_read *k = arena_new_of(a, struct kinds_read);
	enum err e;

	*k = (struct kinds_read){ .users = 1, .arena = a };
	ctx->arena = a;
	e = kind_list(ctx, &k->at, &k->n);
	ctx->arena = mine;
	if (e)
		arena_free(a);
	else
		*out = k;
	return e;
}

void kinds_let_go(void *p)
{
	struct kinds_read *k = p;

	if (k && k->users-- == 1)
		arena_free(k->arena);
}
