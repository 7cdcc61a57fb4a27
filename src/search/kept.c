/*
 * kept.c -- what rows said lately of their listings.
 *
 * "Next meetings" shows the same few listings to everybody who asks.  What a row says of its listing, not of the date, is
 * kept in each language.  It is good while the index has heard of nothing newer about this listing than what was read,
 * so whoever changes a listing need not tell us; another index (another diary) makes all of it old.  After a minute it
 * is read again all the same: another server may write to the same database.
 */
#include "search/view.h"

#include <pthread.h>
#include <string.h>

enum { SLOTS = 2048, MINUTE = 60, TEXT_BYTES = 1000 };

struct kept {
	int64_t meeting, as_of, minute;
	uint32_t index;
	char lang[4];
	struct row_view row;              /* its texts are the bytes */
	size_t n;
	char bytes[TEXT_BYTES];
};

struct rows_kept {
	pthread_rwlock_t lock;
	struct arena *arena;              /* it lies in it itself; a slot is made when it is first used */
	struct kept *slots[SLOTS];
};

struct rows_kept *rows_kept_new(void)
{
	struct arena *a = arena_new(0);
	struct rows_kept *all = arena_new_of(a, struct rows_kept);

	memset(all, 0, sizeof *all);
	all->arena = a;
	pthread_rwlock_init(&all->lock, NULL);
	return all;
}

void rows_kept_free(struct rows_kept *all)
{
	if (!all)
		return;
	pthread_rwlock_destroy(&all->lock);
	arena_free(all->arena);
}

/* --- texts, one after another ---------------------------------------------------------------------------------- */

/* The i-th text of a row: the listing's own, then its chips; NULL behind the last. */
static struct str *text_of(struct row_view *r, size_t i)
{
	struct str *const own[] = { &r->slug, &r->name, &r->promise, &r->where, &r->phone, &r->zone };
	enum { OWN = sizeof own / sizeof *own };

	if (i < OWN)
		return own[i];
	return i - OWN < r->nchips ? &r->chips[i - OWN] : NULL;
}

static size_t bytes_of(struct row_view *r)
{
	struct str *s;
	size_t n = 0;

	for (size_t i = 0; (s = text_of(r, i)); i++)
		n += s->n;
	return n;
}

/* All texts to `to`, where they then stand. */
static void move_texts(struct row_view *r, char *to)
{
	struct str *s;

	for (size_t i = 0; (s = text_of(r, i)); i++)
		if (s->p) {
			s->p = memcpy(to, s->p, s->n);
			to += s->n;
		}
}

/* --- slots ------------------------------------------------------------------------------------------------------- */

static struct kept **slot_of(struct rows_kept *all, const struct ctx *ctx, int64_t meeting)
{
	uint64_t mix = ((uint64_t)meeting ^ (uint64_t)ctx->lang[0] << 56) * 0x9E3779B97F4A7C15u;

	return &all->slots[mix >> 32 & (SLOTS - 1)];
}

static bool is_good(const struct kept *k, const struct ctx *ctx, uint32_t index, const struct hit *h)
{
	return k && k->meeting == h->meeting && k->index == index && k->as_of >= h->known_at && k->minute == ctx->now / MINUTE &&
	       !strcmp(k->lang, ctx->lang);
}

size_t rows_kept_take(struct ctx *ctx, const struct result *result, struct row_view *out)
{
	struct rows_kept *all = ctx->house->rows;
	size_t missing = 0;

	pthread_rwlock_rdlock(&all->lock);
	for (size_t i = 0; i < result->n; i++) {
		const struct kept *k = *slot_of(all, ctx, result->hits[i].meeting);
		out[i] = (struct row_view){ 0 };
		if (is_good(k, ctx, result->index, &result->hits[i])) {
			out[i] = k->row;
			move_texts(&out[i], arena_alloc(ctx->arena, k->n));
		} else {
			missing++;
		}
	}
	pthread_rwlock_unlock(&all->lock);
	return missing;
}

void rows_kept_put(struct ctx *ctx, const struct result *result, int64_t meeting, int64_t as_of, const struct row_view *row)
{
	struct rows_kept *all = ctx->house->rows;
	struct kept **slot = slot_of(all, ctx, meeting), *k;
	struct row_view own = *row;
	size_t n = bytes_of(&own);

	if (n > TEXT_BYTES)
		return;
	pthread_rwlock_wrlock(&all->lock);
	if (!*slot)
		*slot = arena_new_of(all->arena, struct kept);
	k = *slot;
	*k = (struct kept){ .meeting = meeting, .as_of = as_of, .minute = ctx->now / MINUTE, .index = result->index, .row = own, .n = n };
	memcpy(k->lang, ctx->lang, strnlen(ctx->lang, sizeof k->lang - 1));
	move_texts(&k->row, k->bytes);
	pthread_rwlock_unlock(&all->lock);
}
