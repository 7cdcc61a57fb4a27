/* support_parts.h -- what the files of this room share. */
#ifndef SUPPORT_PARTS_H
#define SUPPORT_PARTS_H

#include "index/index.h"
#include "support/support.h"

/* --- filters: one table reads the address, writes it, makes conditions, says why and what to let go ------------- */
enum filter_type {
	FILTER_FLAG,                  /* bool: "1" */
	FILTER_ONE,                   /* struct str: a code */
	FILTER_MANY,                  /* uint64_t: any of these codes, by their place in the table */
	FILTER_WITHOUT,               /* uint64_t: none of them */
};

struct filter {
	const char *name;             /* in the address */
	enum filter_type type;
	size_t at;                    /* in struct support_query */
	const struct choice *choices; /* of a flag NULL */
	const char *fact, *code;      /* what it asks of a document; code: of a flag, with blanks between when one of several */
	const char *also;             /* a code that fits whatever was asked */
	const char *label;            /* N_ */
	const char *one, *many;       /* N_: how many there are without it */
	bool personal;                /* about the one who asks: what is shown instead must fit it, too */
};
extern const struct filter support_filters[];         /* ends with name NULL */
const struct filter *filter_find(const char *name);

bool filter_is_set(const struct filter *, const struct support_query *);
void filter_clear(const struct filter *, struct support_query *);
void filter_copy(const struct filter *, const struct support_query *from, struct support_query *to);
/* The condition that it makes. */
struct clause filter_clause(struct arena *, const struct filter *, const struct support_query *);
static inline const uint64_t *filter_bits(const struct filter *f, const struct support_query *q)
{
	return (const uint64_t *)(const void *)((const char *)q + f->at);
}
static inline const struct str *filter_code(const struct filter *f, const struct support_query *q)
{
	return (const struct str *)(const void *)((const char *)q + f->at);
}
static inline const bool *filter_flag(const struct filter *f, const struct support_query *q)
{
	return (const bool *)(const void *)((const char *)q + f->at);
}
unsigned choice_place(const struct choice *, struct str code);        /* 64: not there */

extern const struct choice support_persons[];         /* me relative parent youth */
extern const struct choice support_times[];           /* morning afternoon evening night */
extern const struct choice support_ways[];            /* before during after none */
extern const struct choice support_givers[];          /* the codes of service_providers, said shorter */
extern const struct choice support_km[], support_orders[];
extern const char *const support_days[7];             /* su .. sa */

const struct kind *kind_of_query(const struct support_query *, const struct kind *, size_t n);     /* NULL: none chosen */

/* --- one search under way ----------------------------------------------------------------------------------------- */
struct seek {
	struct ctx *ctx;
	const struct index *x;
	const struct support_query *q;
	uint64_t *fit;                /* fits in everything, shown or not, near or elsewhere */
	uint64_t *left;               /* would, but for who gives it; NULL: nobody is left out */
	uint64_t *near, *far;         /* of fit and shown: places in reach (or all, when none was asked); without going there */
	double km_most;
};
enum err seek_open(struct ctx *, const struct support_query *, struct seek *);   /* holds the index until seek_close */
void seek_close(struct seek *);
/* The same under a lock that is held: ctx, x and q are given. */
void seek_fill(struct seek *);
uint64_t *seek_set(const struct seek *);                      /* a set of one's own, empty */
uint64_t *seek_copy(const struct seek *, const uint64_t *);
int64_t seek_count(const struct seek *, const uint64_t *);
/* Hits from..to in their order, of those that are also in `only` (NULL: all). */
void seek_page(struct seek *, const uint64_t *only, size_t from, size_t to, struct support_hit **out, size_t *n);
/* What is shown instead of paid and of faith-based hits. */
void seek_instead(struct seek *, struct support_hit *, size_t n);
/* The same for one listing, from where it is, whoever asks; no need for any when it is not to be found. */
enum err seek_instead_of(struct ctx *, int64_t id, struct support_hit *);
/* Nothing was found: what to let go. */
void seek_relax(struct seek *, struct support_result *);
int64_t seek_count_of(struct ctx *, const struct index *, const struct support_query *);

void support_nothing_note(struct ctx *, int64_t kind);

#endif
