/* index.c -- documents and words of the index in memory. */
#include "index/index_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDEX_MOST = 1 << 30, ROOM_LEAST = 4096 };
/* From here on a set is smaller than the list, and quicker. */
enum { LIST_LEAST = 512, SET_SHARE = 64 };
/* So many new words are looked at one by one before all are sorted again. */
enum { UNSORTED_MOST = 256 };

struct index *index_new(uint32_t docs, const struct zone *home)
{
	struct arena *a = arena_new(INDEX_MOST);
	struct index *x = arena_new_of(a, struct index);

	x->arena = a;
	x->growing = arena_new(INDEX_MOST);
	x->home = home;
	x->base = INT64_MIN;
	x->vocabulary = vocabulary_new(a);
	x->da = stemmer_new(a, "da");
	x->en = stemmer_new(a, "en");
	/* An eighth for what changes until all is read again. */
	x->words = bits_words(docs + docs / 8 + ROOM_LEAST);
	x->room = (uint32_t)x->words * 64;
	x->docs = arena_array(a, x->room, struct doc);
	x->alive = arena_array(a, x->words, uint64_t);
	x->meetings = arena_array(a, x->words, uint64_t);
	x->anywhere = arena_array(a, x->words, uint64_t);
	x->shown = arena_array(a, x->words, uint64_t);
	x->open = arena_array(a, x->words, uint64_t);
	x->open_min = INT64_MIN;
	for (x->nid_hash = 1; x->nid_hash < x->room * 2; x->nid_hash *= 2)
		;
	x->id_hash = arena_array(a, x->nid_hash, uint32_t);
	return x;
}

void index_free(struct index *x)
{
	if (!x)
		return;
	arena_free(x->window_arena);
	arena_free(x->growing);
	arena_free(x->arena);
}

bool index_is_full(const struct index *x)
{
	return x->ndocs == x->room;
}

/* --- what grows --------------------------------------------------------------------------------------- */

/* Each step wider leaves the narrower one behind: together as much again as what is used. */
static struct arena *nursery(struct index *x)
{
	return x->growing ? x->growing : x->arena;
}

static void *settled(struct index *x, const void *at, size_t n, size_t room, size_t size)
{
	return n ? memcpy(arena_alloc_n(x->arena, room, size), at, n * size) : NULL;
}

/* Room as arena_grow expects it. */
static size_t room_of(size_t n)
{
	size_t room = 8;

	while (room < n)
		room *= 2;
	return room;
}

void index_settle(struct index *x)
{
	if (!x->growing)
		return;
	x->terms = settled(x, x->terms, x->nterms, room_of(x->nterms), sizeof *x->terms);
	x->hash = settled(x, x->hash, x->nhash, x->nhash, sizeof *x->hash);
	x->spellings = settled(x, x->spellings, x->nspellings, room_of(x->nspellings), sizeof *x->spellings);
	x->spelling_hash = settled(x, x->spelling_hash, x->nspelling_hash, x->nspelling_hash, sizeof *x->spelling_hash);
	for (uint32_t t = 0; t < x->nterms; t++)
		if (!x->terms[t].set) {
			x->terms[t].docs = settled(x, x->terms[t].docs, x->terms[t].n, x->terms[t].n, sizeof *x->terms[t].docs);
			x->terms[t].room = x->terms[t].n;
		}
	arena_free(x->growing);
	x->growing = NULL;
}

/* --- open addressing, wider when half full --------------------------------------------------------- */

static uint64_t id_hash(int64_t id)
{
	return (uint64_t)id * 0x9E3779B97F4A7C15u >> 20;
}

static uint32_t *slot_of_word(const struct index *x, struct str word)
{
	uint64_t i = str_hash(word);

	for (;; i++) {
		uint32_t *slot = &x->hash[i & (x->nhash - 1)];
		if (!*slot || str_eq(x->terms[*slot - 1].word, word))
			return slot;
	}
}

static void grow_words(struct index *x)
{
	if (x->nterms * 2 < x->nhash)
		return;
	x->nhash = x->nhash ? x->nhash * 4 : 1 << 14;
	x->hash = arena_array(nursery(x), x->nhash, uint32_t);
	for (uint32_t t = 0; t < x->nterms; t++)
		*slot_of_word(x, x->terms[t].word) = t + 1;
}

static uint32_t *slot_of_spelling(const struct index *x, struct str raw)
{
	uint64_t i = str_hash(raw);

	for (;; i++) {
		uint32_t *slot = &x->spelling_hash[i & (x->nspelling_hash - 1)];
		if (!*slot || str_eq(x->spellings[*slot - 1].raw, raw))
			return slot;
	}
}

static void grow_spellings(struct index *x)
{
	if (x->nspellings * 2 < x->nspelling_hash)
		return;
	x->nspelling_hash = x->nspelling_hash ? x->nspelling_hash * 4 : 1 << 14;
	x->spelling_hash = arena_array(nursery(x), x->nspelling_hash, uint32_t);
	for (uint32_t s = 0; s < x->nspellings; s++)
		*slot_of_spelling(x, x->spellings[s].raw) = s + 1;
}

static void put_id(struct index *x, uint32_t doc)
{
	uint64_t i = id_hash(x->docs[doc].id);

	while (x->id_hash[i & (x->nid_hash - 1)])
		i++;
	x->id_hash[i & (x->nid_hash - 1)] = doc + 1;
}

int64_t index_doc(const struct index *x, int64_t id)
{
	uint64_t i = id_hash(id);
	uint32_t slot;

	/* The same id may stand here more than once: dead documents keep their place. */
	for (; (slot = x->id_hash[i & (x->nid_hash - 1)]); i++)
		if (x->docs[slot - 1].id == id && bits_has(x->alive, slot - 1))
			return slot - 1;
	return INDEX_NONE;
}

/* --- words -------------------------------------------------------------------------------------------- */

const struct term *index_term(const struct index *x, struct str word)
{
	uint32_t slot = x->nhash ? *slot_of_word(x, word) : 0;

	return slot ? &x->terms[slot - 1] : NULL;
}

static uint32_t term_of(struct index *x, struct str word)
{
	uint32_t *slot;

	grow_words(x);
	slot = slot_of_word(x, word);
	if (!*slot) {
		x->terms = arena_grow(nursery(x), x->terms, x->nterms, sizeof *x->terms);
		x->terms[x->nterms] = (struct term){ .word = arena_str(x->arena, word) };
		*slot = ++x->nterms;
	}
	return *slot - 1;
}

/* The list becomes a set for good. */
static void widen(struct index *x, struct term *t)
{
	t->set = arena_array(x->arena, x->words, uint64_t);
	for (uint32_t i = 0; i < t->n; i++)
		bits_put(t->set, t->docs[i]);
	t->docs = NULL;
}

enum { LIST_FIRST = 4 };

static void lengthen(struct index *x, struct term *t)
{
	uint32_t room = t->room + t->room / 2 + LIST_FIRST, *docs = arena_array(nursery(x), room, uint32_t);

	if (t->n)
		memcpy(docs, t->docs, t->n * sizeof *docs);
	t->docs = docs;
	t->room = room;
}

static void post(struct index *x, struct term *t, uint32_t doc)
{
	if (t->set) {
		bits_put(t->set, doc);
		return;
	}
	if (t->n && t->docs[t->n - 1] == doc)
		return;
	if (t->n == t->room)
		lengthen(x, t);
	t->docs[t->n++] = doc;
	if (t->n >= LIST_LEAST && t->n > x->room / SET_SHARE)
		widen(x, t);
}

const struct spelling *index_spelling(const struct index *x, struct str raw)
{
	uint32_t slot = x->nspelling_hash ? *slot_of_spelling(x, raw) : 0;

	return slot ? &x->spellings[slot - 1] : NULL;
}

static const struct spelling *spelling_of(struct index *x, struct arena *scratch, struct str raw)
{
	struct words w = { 0 };
	struct spelling *s;
	uint32_t *slot;

	grow_spellings(x);
	slot = slot_of_spelling(x, raw);
	if (*slot)
		return &x->spellings[*slot - 1];
	x->spellings = arena_grow(nursery(x), x->spellings, x->nspellings, sizeof *x->spellings);
	s = &x->spellings[x->nspellings];
	words_of(scratch, x->da, x->en, raw, &w);
	*s = (struct spelling){ .raw = arena_str(x->arena, raw), .terms = arena_array(x->arena, w.n, uint32_t), .n = (uint32_t)w.n };
	for (size_t i = 0; i < w.n; i++)
		s->terms[i] = term_of(x, w.at[i]);
	*slot = ++x->nspellings;
	return s;
}

static void post_text(struct index *x, struct arena *scratch, struct str text, uint32_t doc)
{
	struct str raw;
	size_t at = 0;

	while (text_word(text, &at, &raw)) {
		const struct spelling *s = spelling_of(x, scratch, raw);
		for (uint32_t i = 0; i < s->n; i++)
			post(x, &x->terms[s->terms[i]], doc);
	}
}

static int by_word(const void *a, const void *b, void *terms)
{
	const struct term *t = terms;

	return str_cmp(t[*(const uint32_t *)a].word, t[*(const uint32_t *)b].word);
}

void index_sort(struct index *x)
{
	if (x->nterms - x->nsorted <= (x->nsorted ? UNSORTED_MOST : 0))
		return;
	x->by_word = arena_array(x->arena, x->nterms, uint32_t);
	for (uint32_t i = 0; i < x->nterms; i++)
		x->by_word[i] = i;
	qsort_r(x->by_word, x->nterms, sizeof *x->by_word, by_word, x->terms);
	x->nsorted = x->nterms;
}

/* --- documents ------------------------------------------------------------------------------------------ */

int doc_by_name(const struct doc *a, const struct doc *b)
{
	int c = str_cmp(a->name_key, b->name_key);

	return c ? c : (a->id > b->id) - (a->id < b->id);
}

void index_add(struct index *x, struct arena *scratch, const struct doc *d, const struct said *said)
{
	uint32_t at = x->ndocs;

	index_remove(x, d->id);
	x->docs[at] = *d;
	x->docs[at].name_key = arena_str(x->arena, d->name_key);
	x->ndocs++;
	put_id(x, at);
	bits_put(x->alive, at);
	x->open_min = INT64_MIN;
	if (d->times)
		bits_put(x->meetings, at);
	if (d->anywhere)
		bits_put(x->anywhere, at);
	for (size_t i = 0; i < said->ntexts; i++)
		post_text(x, scratch, said->texts[i], at);
	for (size_t i = 0; i < said->nfacts; i++) {
		uint32_t t = term_of(x, said->facts[i]);
		post(x, &x->terms[t], at);
	}
}
