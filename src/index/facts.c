/* facts.c -- what a filter can ask, as words that nobody can type. */
#include "index/index_parts.h"

#include <stdio.h>
#include <string.h>

/* No typed text has this byte: it is let in nowhere. */
static const char mark = '\1';

struct str fact_of(struct arena *a, const char *name, struct str code)
{
	size_t n = strlen(name);
	char *p = arena_alloc(a, n + code.n + 3);

	p[0] = mark;
	memcpy(p + 1, name, n);
	p[n + 1] = ':';
	if (code.n)
		memcpy(p + n + 2, code.p, code.n);
	return (struct str){ p, n + code.n + 2 };
}

void said_text(struct arena *a, struct said *s, struct str text)
{
	if (!text.n)
		return;
	s->texts = arena_grow(a, s->texts, s->ntexts, sizeof *s->texts);
	s->texts[s->ntexts++] = text;
}

void said_fact(struct arena *a, struct said *s, const char *name, struct str code)
{
	s->facts = arena_grow(a, s->facts, s->nfacts, sizeof *s->facts);
	s->facts[s->nfacts++] = fact_of(a, name, code);
}

void said_facts(struct arena *a, struct said *s, const char *name, struct str codes)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		if (code.n)
			said_fact(a, s, name, code);
}

void said_yes(struct arena *a, struct said *s, const char *name, struct str answer)
{
	if (str_same(answer, "yes"))
		said_fact(a, s, "is", str_of(name));
}

struct str id_text(struct arena *a, int64_t id)
{
	return arena_printf(a, "%lld", (long long)id);
}

void clause_add(struct arena *a, struct clause *c, const char *name, struct str code)
{
	if (c->n < CLAUSE_MOST)
		c->facts[c->n++] = fact_of(a, name, code);
}

/* --- conditions ------------------------------------------------------------------------------------------- */

void term_into(const struct index *x, const struct term *t, uint64_t *set)
{
	if (t->set) {
		bits_or(set, t->set, x->words);
		return;
	}
	for (uint32_t i = 0; i < t->n; i++)
		bits_put(set, t->docs[i]);
}

static bool has(const struct term *t, uint32_t doc)
{
	uint32_t lo = 0, hi = t->n;

	if (t->set)
		return bits_has(t->set, doc);
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (t->docs[mid] < doc)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < t->n && t->docs[lo] == doc;
}

bool index_has(const struct index *x, uint32_t doc, const char *name, struct str code)
{
	char word[200];
	int n = snprintf(word, sizeof word, "%c%s:%.*s", mark, name, STR_ARG(code));
	const struct term *t = n > 0 && (size_t)n < sizeof word ? index_term(x, (struct str){ word, (size_t)n }) : NULL;

	return t && has(t, doc);
}

uint64_t *index_having(const struct index *x, struct arena *a, const struct clause *c)
{
	uint64_t *set = arena_array(a, x->words, uint64_t);

	for (size_t i = 0; i < c->n; i++) {
		const struct term *t = index_term(x, c->facts[i]);
		if (t)
			term_into(x, t, set);
	}
	return set;
}

static void drop_all(const struct index *x, uint64_t *set, const struct clause *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct term *t = index_term(x, c->facts[i]);
		if (t && t->set)
			bits_without(set, t->set, x->words);
		for (uint32_t k = 0; t && !t->set && k < t->n; k++)
			bits_drop(set, t->docs[k]);
	}
}

void index_keep(const struct index *x, struct arena *a, uint64_t *set, const struct clause *c)
{
	const struct term *only = c->n == 1 ? index_term(x, c->facts[0]) : NULL;

	if (c->without)
		drop_all(x, set, c);
	else if (only && only->set)
		bits_and(set, only->set, x->words);
	else
		bits_and(set, index_having(x, a, c), x->words);
}
