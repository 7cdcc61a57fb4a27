/*
 * arena.c -- memory by lifetime.
 *
 * Blocks are bumped from front to back.  The first block stays when the arena
 * is reset, so that a worker serves most requests without asking the system.
 * Under AddressSanitizer what is not handed out is poisoned; otherwise an
 * overflow inside a block would go unseen.
 */
#include "base/arena.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { RED_ZONE = 16 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { RED_ZONE = 0 };
#endif

enum { ALIGN = 16, FIRST_BLOCK = 32 << 10, MOST_DEFAULT = 64 << 20, LARGE = 16 << 20 };

struct block {
	struct block *older;
	size_t used, size;
	_Alignas(ALIGN) unsigned char bytes[];
};

struct deferred {
	struct deferred *older;
	void (*fn)(void *);
	void *p;
};

struct arena {
	struct block *newest;
	struct deferred *last;
	size_t total, most;
};

static struct block *block_new(size_t size, struct block *older)
{
	struct block *b = malloc(sizeof *b + size);

	if (!b) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	b->older = older;
	b->used = 0;
	b->size = size;
	POISON(b->bytes, size);
	return b;
}

struct arena *arena_new(size_t most)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	a->newest = block_new(FIRST_BLOCK, NULL);
	a->most = most ? most : MOST_DEFAULT;
	return a;
}

static void run_deferred(struct arena *a)
{
	while (a->last) {
		struct deferred *d = a->last;
		a->last = d->older;
		d->fn(d->p);
	}
}

void arena_reset(struct arena *a)
{
	run_deferred(a);
	while (a->newest->older) {
		struct block *b = a->newest;
		a->newest = b->older;
		UNPOISON(b->bytes, b->size);
		free(b);
	}
	a->newest->used = 0;
	a->total = 0;
	POISON(a->newest->bytes, a->newest->size);
}

void arena_free(struct arena *a)
{
	bool large = a && a->total > LARGE;

	if (!a)
		return;
	arena_reset(a);
	UNPOISON(a->newest->bytes, a->newest->size);
	free(a->newest);
	free(a);
	/* The C library keeps freed blocks of this size for the next one, and the next one comes tomorrow. */
	if (large)
		malloc_trim(0);
}

/* Not zeroed: for what is written over at once. */
static void *take(struct arena *a, size_t n)
{
	size_t need = (n + RED_ZONE + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	void *p;

	if (need < n || a->total + need > a->most) {
		fprintf(stderr, "samhold: a unit of work wanted more than %zu bytes\n", a->most);
		abort();
	}
	if (need > a->newest->size - a->newest->used) {
		size_t size = a->newest->size * 2;
		if (size > 1 << 20)
			size = 1 << 20;
		a->newest = block_new(need > size ? need : size, a->newest);
	}
	p = a->newest->bytes + a->newest->used;
	a->newest->used += need;
	a->total += need;
	UNPOISON(p, n);
	return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *arena_alloc_n(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		bytes = SIZE_MAX;
	return arena_alloc(a, bytes);
}

/* Arrays grow when their length is a power of two from 8 on, so no capacity need be kept. */
void *arena_grow(struct arena *a, void *array, size_t n, size_t size)
{
	void *wider;

	if (n && (n < 8 || (n & (n - 1))))
		return array;
	wider = arena_alloc_n(a, n < 8 ? 8 : n * 2, size);
	if (n)
		memcpy(wider, array, n * size);
	return wider;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p;

	if (!s.p)
		return s;
	p = take(a, s.n + 1);
	memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return (struct str){ p, s.n };
}

char *arena_z(struct arena *a, struct str s)
{
	char *p = take(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return p;
}

struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return S("");
	p = take(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){ p, (size_t)n };
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	struct str s;
	va_list ap;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

struct str arena_cat_(struct arena *a, const struct str *pieces, size_t n)
{
	size_t bytes = 0;
	char *p, *at;

	for (size_t i = 0; i < n; i++)
		bytes += pieces[i].n;
	p = at = take(a, bytes + 1);
	for (size_t i = 0; i < n; i++)
		if (pieces[i].n)
			at = mempcpy(at, pieces[i].p, pieces[i].n);
	*at = 0;
	return (struct str){ p, bytes };
}

void arena_defer(struct arena *a, void (*fn)(void *), void *p)
{
	struct deferred *d = arena_new_of(a, struct deferred);

	*d = (struct deferred){ a->last, fn, p };
	a->last = d;
}

size_t arena_used(const struct arena *a)
{
	return a->total;
}
