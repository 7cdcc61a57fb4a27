/* find.c -- from a typed word to the documents in whose texts it stands. */
#include "index/index_parts.h"

static uint32_t first_word(const struct index *x, struct str from)
{
	uint32_t lo = 0, hi = x->nsorted;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (str_cmp(x->terms[x->by_word[mid]].word, from) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void put_beginnings(const struct index *x, struct str prefix, uint64_t *set)
{
	for (uint32_t at = first_word(x, prefix); at < x->nsorted; at++) {
		const struct term *t = &x->terms[x->by_word[at]];
		if (!str_starts(t->word, prefix))
			break;
		term_into(x, t, set);
	}
	for (uint32_t t = x->nsorted; t < x->nterms; t++)
		if (str_starts(x->terms[t].word, prefix))
			term_into(x, &x->terms[t], set);
}

uint64_t *index_saying(const struct index *x, struct arena *a, const struct ask *ask)
{
	uint64_t *set = arena_array(a, x->words, uint64_t);

	for (size_t i = 0; i < ask->forms.n; i++) {
		const struct term *t = index_term(x, ask->forms.at[i]);
		/* Those that begin so come anyway. */
		if (t && !(ask->prefix.p && str_starts(t->word, ask->prefix)))
			term_into(x, t, set);
	}
	if (ask->prefix.p)
		put_beginnings(x, ask->prefix, set);
	return set;
}

static bool is_found_by(const struct index *x, const struct spelling *s, const struct ask *ask)
{
	for (uint32_t i = 0; s && i < s->n; i++)
		if (ask_fits(ask, x->terms[s->terms[i]].word))
			return true;
	return false;
}

/*
 * Neither folding nor stems change the first letter of a word of plain letters, so most words of a text are no find
 * at a glance.
 */
static bool may_be_found_by(const struct ask *ask, struct str raw)
{
	char first = (char)(raw.p[0] | (raw.p[0] >= 'A' && raw.p[0] <= 'Z' ? 32 : 0));

	for (size_t i = 0; i < raw.n; i++)
		if ((unsigned char)raw.p[i] >= 128)
			return true;
	if (str_is(ask->prefix) && ask->prefix.p[0] == first)
		return true;
	for (size_t i = 0; i < ask->forms.n; i++)
		if (str_is(ask->forms.at[i]) && ask->forms.at[i].p[0] == first)
			return true;
	return false;
}

struct str index_word_in(const struct index *x, const struct ask *ask, struct str text)
{
	struct str raw;
	size_t at = 0;

	while (text_word(text, &at, &raw))
		if (may_be_found_by(ask, raw) && is_found_by(x, index_spelling(x, raw), ask))
			return raw;
	return STR_ABSENT;
}
