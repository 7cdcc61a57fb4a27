/*
 * kept.c -- rows of lists that were shown lately, finished but for their date.
 *
 * "Next meetings" shows the same few listings to everybody who asks.  What a row says of its listing is kept,
 * in each language, and good until the index knows something newer of the listing; so whoever changes it
 * need not tell.  After a minute it is read again all the same: another server may write to the same database.
 */
#include "search/view.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 2048, MINUTE = 60 };

static const size_t texts[] = {
	offsetof(struct row_view, slug), offsetof(struct row_view, name), offsetof(struct row_view, promise),
	offsetof(struct row_view, where), offsetof(struct row_view, phone), offsetof(struct row_view, zone),
};
enum { NTEXTS = sizeof texts / sizeof *texts, CHIPS = sizeof ((struct row_view){ 0 }).chips / sizeof(struct str) };

struct kept {
	int64_t meeting, as_of, minute;
	char lang[4];
	struct row_view row;              /* its texts are the bytes */
	size_t n;
	char bytes[];
};

struct rows_kept {
	pthread_rwlock_t lock;
	struct kept *slots[SLOTS];
};

struct rows_kept *rows_kept_new(void)
{
	struct rows_kept *all = calloc(1, sizeof *all);

	if (!all)
		abort();
	pthread_rwlock_init(&all->lock, NULL);
	return all;
}

void rows_kept_free(struct rows_kept *all)
{
	if (!all)
		return;
	for (int i = 0; i < SLOTS; i++)
		free(all->slots[i]);
	pthread_rwlock_destroy(&all->lock);
	free(all);
}

/* The i-th text of a row: the listing's own, then its chips. */
static struct str *text_of(struct row_view *r, size_t i)
{
	return i < NTEXTS ? (struct str *)(void *)((char *)r + texts[i]) : &r->chips[i - NTEXTS];
}

/* All texts, one after another, to `to`; they then point there.  Without `to` only their length. */
static size_t copy_texts(struct row_view *r, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < NTEXTS + CHIPS; i++) {
		struct str *s = text_of(r, i);
		if (to && s->p)
			s->p = memcpy(to + n, s->p, s->n);
		n += s->n;
	}
	return n;
}

static struct kept **slot_of(struct rows_kept *all, const struct ctx *ctx, int64_t meeting)
{
	uint64_t mix = ((uint64_t)meeting ^ (uint64_t)ctx->lang[0] << 56) * 0x9E3779B97F4A7C15u;

	return &all->slots[mix >> 32 & (SLOTS - 1)];
}

static bool is_good(const struct kept *k, const struct ctx *ctx, const struct hit *h)
{
	return k && k->meeting == h->meeting && k->as_of >= h->known_at && k->minute == ctx->now / MINUTE && !strcmp(k->lang, ctx->lang);
}

size_t rows_kept_take(struct ctx *ctx, const struct hit *hits, size_t n, struct row_view *out)
{
	struct rows_kept *all = ctx->house->rows;
	size_t missing = 0;

	pthread_rwlock_rdlock(&all->lock);
	for (size_t i = 0; i < n; i++) {
		const struct kept *k = *slot_of(all, ctx, hits[i].meeting);
		if (is_good(k, ctx, &hits[i])) {
			out[i] = k->row;
			copy_texts(&out[i], arena_alloc(ctx->arena, k->n));
		} else {
			missing++;
		}
	}
	pthread_rwlock_unlock(&all->lock);
	return missing;
}

void rows_kept_put(struct ctx *ctx, int64_t meeting, int64_t as_of, const struct row_view *row)
{
	struct rows_kept *all = ctx->house->rows;
	struct row_view copy = *row;
	size_t n = copy_texts(&copy, NULL);
	struct kept *k = malloc(sizeof *k + n), **slot = slot_of(all, ctx, meeting), *old;

	if (!k)
		return;
	*k = (struct kept){ .meeting = meeting, .as_of = as_of, .minute = ctx->now / MINUTE, .row = *row, .n = n };
	memcpy(k->lang, ctx->lang, strnlen(ctx->lang, sizeof k->lang - 1));
	copy_texts(&k->row, k->bytes);
	pthread_rwlock_wrlock(&all->lock);
	old = *slot;
	*slot = k;
	pthread_rwlock_unlock(&all->lock);
	free(old);
}
