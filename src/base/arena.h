/* arena.h -- memory by lifetime: a request, a command, a batch.  Nobody frees a piece. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct arena;

/* most_bytes bounds what one lifetime may take; 0 means 64 MiB.  Never NULL: out of memory ends us. */
struct arena *arena_new(size_t most_bytes);
void arena_free(struct arena *);
/* Forget everything in it, run what was deferred, keep the first block for the next lifetime. */
void arena_reset(struct arena *);

/* Zeroed and aligned.  Past the bound the process ends: bounds on input must be checked before. */
void *arena_alloc(struct arena *, size_t bytes);
#define arena_new_of(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, n, type) ((type *)arena_alloc_n((a), (n), sizeof(type)))
void *arena_alloc_n(struct arena *, size_t n, size_t size);
/*
 * Room for one more of size after n elements; moves the array when it is full.  Only for an array that
 * was grown so from NULL, one by one: that is how its size is known.
 */
void *arena_grow(struct arena *, void *array, size_t n, size_t size);

struct str arena_str(struct arena *, struct str);              /* a copy; absent stays absent */
char *arena_z(struct arena *, struct str);                     /* a copy for a library that wants char * */
struct str arena_printf(struct arena *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *, const char *fmt, va_list) __attribute__((format(printf, 2, 0)));
/* Texts one after another: what "%.*s%.*s" says, without its cost where a page does it for every row. */
#define arena_cat(a, ...) \
	arena_cat_((a), (const struct str[]){ __VA_ARGS__ }, sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
struct str arena_cat_(struct arena *, const struct str *pieces, size_t n);
static inline struct str arena_join(struct arena *a, struct str x, struct str y) { return arena_cat(a, x, y); }

/* Run fn(p) when the lifetime ends, last one first: for what is not memory. */
void arena_defer(struct arena *, void (*fn)(void *), void *p);
size_t arena_used(const struct arena *);                       /* bytes */

#endif
