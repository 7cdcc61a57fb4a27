/* index.c -- documents, words and places of the index in memory. */
#include "search/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDEX_MOST = 1 << 30, WINDOW_MOST = 256 << 20, DAY_S = 86400, DATES_OF_DOC_MOST = 64 };
/* So many newer documents are looked at one by one before grid and window are made anew. */
enum { LATE_MOST = 2000 };

struct index *index_new(void)
{
	struct arena *a = arena_new(INDEX_MOST);
	struct index *x = arena_new_of(a, struct index);

	x->arena = a;
	x->base = INT64_MIN;
	x->vocabulary = vocabulary_new(a);
	return x;
}

void index_free(struct index *x)
{
	if (!x)
		return;
	arena_free(x->window_arena);
	arena_free(x->arena);
}

/* --- open addressing, doubled when half full ------------------------------------------------------ */

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
	x->hash = arena_array(x->arena, x->nhash, uint32_t);
	for (uint32_t t = 0; t < x->nterms; t++)
		*slot_of_word(x, x->terms[t].word) = t + 1;
}

static void put_id(struct index *x, uint32_t doc)
{
	uint64_t i = id_hash(x->docs[doc].id);

	while (x->id_hash[i & (x->nid_hash - 1)])
		i++;
	x->id_hash[i & (x->nid_hash - 1)] = doc + 1;
}

static void grow_ids(struct index *x)
{
	if (x->ndocs * 2 < x->nid_hash)
		return;
	x->nid_hash = x->nid_hash ? x->nid_hash * 4 : 1 << 12;
	x->id_hash = arena_array(x->arena, x->nid_hash, uint32_t);
	for (uint32_t d = 0; d < x->ndocs; d++)
		put_id(x, d);
}

struct doc *index_doc(struct index *x, int64_t id)
{
	uint64_t i = id_hash(id);
	uint32_t slot;

	if (!x->nid_hash)
		return NULL;
	/* The same id may stand here more than once: dead documents keep their place. */
	for (; (slot = x->id_hash[i & (x->nid_hash - 1)]); i++)
		if (x->docs[slot - 1].id == id && x->docs[slot - 1].alive)
			return &x->docs[slot - 1];
	return NULL;
}

static void post(struct index *x, struct str word, uint32_t doc)
{
	uint32_t *slot;
	struct term *t;

	grow_words(x);
	slot = slot_of_word(x, word);
	if (!*slot) {
		x->terms = arena_grow(x->arena, x->terms, x->nterms, sizeof *x->terms);
		x->terms[x->nterms] = (struct term){ .word = arena_str(x->arena, word) };
		*slot = ++x->nterms;
		x->by_word = NULL;
	}
	t = &x->terms[*slot - 1];
	if (t->n && t->docs[t->n - 1] == doc)
		return;
	t->docs = arena_grow(x->arena, t->docs, t->n, sizeof *t->docs);
	t->docs[t->n++] = doc;
}

void index_add(struct index *x, struct ctx *ctx, const struct doc *d, const struct str *texts, size_t n)
{
	struct stemmer *da = stemmer_new(ctx->arena, "da"), *en = stemmer_new(ctx->arena, "en");
	uint32_t at = x->ndocs;

	index_remove(x, d->id);
	x->docs = arena_grow(x->arena, x->docs, x->ndocs, sizeof *x->docs);
	x->docs[at] = *d;
	x->docs[at].name_key = arena_str(x->arena, d->name_key);
	x->docs[at].alive = true;
	x->ndocs++;
	grow_ids(x);
	put_id(x, at);
	if (d->bits & DOC_ONLINE) {
		x->online = arena_grow(x->arena, x->online, x->nonline, sizeof *x->online);
		x->online[x->nonline++] = at;
	}
	for (size_t i = 0; i < n; i++) {
		struct words w = { 0 };
		words_of(ctx->arena, da, en, texts[i], &w);
		for (size_t k = 0; k < w.n; k++)
			post(x, w.at[k], at);
	}
}

void index_remove(struct index *x, int64_t id)
{
	struct doc *d = index_doc(x, id);

	if (!d)
		return;
	d->alive = false;
	x->ndead++;
}

/* qsort_r is not needed: the array holds pointers' worth of terms, compared through one index. */
static int by_word(const void *a, const void *b, void *terms)
{
	const struct term *t = terms;

	return str_cmp(t[*(const uint32_t *)a].word, t[*(const uint32_t *)b].word);
}

void index_sort(struct index *x)
{
	if (x->by_word || !x->nterms)
		return;
	x->by_word = arena_array(x->arena, x->nterms, uint32_t);
	for (uint32_t i = 0; i < x->nterms; i++)
		x->by_word[i] = i;
	qsort_r(x->by_word, x->nterms, sizeof *x->by_word, by_word, x->terms);
}

/* --- the grid ----------------------------------------------------------------------------------- */

static uint32_t cell_of(const struct doc *d)
{
	int row = (int)((d->lat + 90) * 2), col = (int)((d->lon + 180) * 2);

	row = row < 0 ? 0 : row >= GRID_LAT ? GRID_LAT - 1 : row;
	col = col < 0 ? 0 : col >= GRID_LON ? GRID_LON - 1 : col;
	return (uint32_t)(row * GRID_LON + col);
}

static bool has_point(const struct doc *d)
{
	return d->alive && !isnan(d->lat);
}

/* Counting sort by cell: grid_first[c] .. grid_first[c + 1] are the documents of cell c. */
void index_grid(struct index *x)
{
	enum { CELLS = GRID_LON * GRID_LAT };
	uint32_t *first;

	if (x->grid_first && x->ndocs - x->grid_made_for <= LATE_MOST)
		return;
	first = arena_array(x->arena, CELLS + 2, uint32_t);
	x->grid_docs = arena_array(x->arena, x->ndocs + 1, uint32_t);
	for (uint32_t d = 0; d < x->ndocs; d++)
		if (has_point(&x->docs[d]))
			first[cell_of(&x->docs[d]) + 2]++;
	for (int c = 2; c < CELLS + 2; c++)
		first[c] += first[c - 1];
	for (uint32_t d = 0; d < x->ndocs; d++)
		if (has_point(&x->docs[d]))
			x->grid_docs[first[cell_of(&x->docs[d]) + 1]++] = d;
	x->grid_first = first;
	x->grid_made_for = x->ndocs;
}

/* --- the window of dates ---------------------------------------------------------------------------- */

bool index_window_fits(const struct index *x, int64_t now)
{
	/* The widest question looks eight days ahead and a day back. */
	return x->base != INT64_MIN && now >= x->base + DAY_S && now + 8 * DAY_S < x->base + WINDOW_DAYS * DAY_S &&
	       x->ndocs - x->window_docs <= LATE_MOST;
}

static int by_start(const void *a, const void *b)
{
	const struct date *x = a, *y = b;

	if (x->start_min != y->start_min)
		return x->start_min < y->start_min ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

static struct date date_of(const struct index *x, uint32_t doc, size_t nth, int64_t start)
{
	return (struct date){ (int32_t)((start - x->base) / 60), doc, (uint16_t)nth, x->docs[doc].bits, 0 };
}

/* The dates of one document go to the end of by_doc; documents come in their order. */
static void add_dates(struct index *x, uint32_t d)
{
	struct occurrence o[DATES_OF_DOC_MOST];
	size_t n = 0;

	if (x->docs[d].alive)
		n = occurrences(&x->docs[d].times, x->base, x->base + WINDOW_DAYS * DAY_S, false, o, DATES_OF_DOC_MOST);
	for (size_t i = 0; i < n; i++) {
		x->by_doc = arena_grow(x->window_arena, x->by_doc, x->ndates, sizeof *x->by_doc);
		x->by_doc[x->ndates++] = date_of(x, d, i, o[i].starts);
	}
	x->first_of_doc = arena_grow(x->window_arena, x->first_of_doc, d + 1, sizeof *x->first_of_doc);
	x->first_of_doc[d + 1] = x->ndates;
}

/* The first date after the window, for a question that looks farther than a week. */
static void add_far(struct index *x, uint32_t d)
{
	int64_t end = x->base + WINDOW_DAYS * DAY_S;
	struct occurrence o;

	if (!x->docs[d].alive || !occurrences(&x->docs[d].times, end, end + (int64_t)FAR_DAYS * DAY_S, false, &o, 1))
		return;
	x->far = arena_grow(x->window_arena, x->far, x->nfar, sizeof *x->far);
	x->far[x->nfar++] = date_of(x, d, 0, o.starts);
}

/* Documents that came after the window was made: few, looked at one by one. */
static void add_late(struct index *x)
{
	for (; x->dated_docs < x->ndocs; x->dated_docs++) {
		add_dates(x, x->dated_docs);
		add_far(x, x->dated_docs);
	}
}

void index_window(struct index *x, int64_t now)
{
	if (index_window_fits(x, now)) {
		add_late(x);
		return;
	}
	arena_free(x->window_arena);
	x->window_arena = arena_new(WINDOW_MOST);
	x->base = now / DAY_S * DAY_S - DAY_S;
	x->by_doc = x->far = NULL;
	x->first_of_doc = arena_array(x->window_arena, 8, uint32_t);
	x->ndates = x->nfar = x->dated_docs = 0;
	add_late(x);
	x->window_docs = x->ndocs;
	x->nsorted = x->ndates;
	x->by_start = arena_array(x->window_arena, x->ndates + 1, struct date);
	if (x->ndates)
		memcpy(x->by_start, x->by_doc, x->ndates * sizeof *x->by_start);
	qsort(x->by_start, x->ndates, sizeof *x->by_start, by_start);
}
