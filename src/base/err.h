/* err.h -- the eight words that a function may answer, and the sentences behind them. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/str.h"

/* A caller can do only so many different things; hence only so many words. */
enum err {
	OK,
	ERR_INVALID,      /* the sender's bytes make no sense           400  exit 2 */
	ERR_DENIED,       /* not allowed                                403  exit 3 */
	ERR_NOT_FOUND,    /* no such thing, or not yours to know of     404  exit 4 */
	ERR_CONFLICT,     /* somebody was faster                        409  exit 5 */
	ERR_LIMIT,        /* too much, too long, too often              429  exit 6 */
	ERR_IO,           /* the world: database, disk, mail            503  exit 7 */
	ERR_BUG,          /* ours                                       500  exit 70 */
};

/* Pass an error on unchanged.  Safe because arena and transaction belong to the hall. */
#define TRY(call)                                  \
	do {                                       \
		enum err try_err_ = (call);        \
		if (try_err_)                      \
			return try_err_;           \
	} while (0)

/* Mark a text for translation where it stands; kit/tr translates it where it is shown. */
#define N_(text) text

struct ctx;
/*
 * Keep the sentence for the log (never shown to a visitor, never personal data)
 * and answer the word.  The public text comes from the word.
 */
enum err fail(struct ctx *, enum err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
#ifdef __clang_analyzer__
/* It reads one file at a time and would follow a fail() that answers OK. */
#define fail(ctx, e, ...) ((void)(fail)(ctx, e, __VA_ARGS__), (e) ? (e) : ERR_BUG)
#endif
const char *err_name(enum err);
int err_exit(enum err);                           /* exit code of a command */

/* What the author of input can mend: a value that is shown again, not an error. */
struct problem {
	const char *field;        /* name in the field table; "" for the whole form */
	const char *text;         /* N_ sentence, may have one gap {x} */
	struct str gap;           /* fills the gap */
};

enum { PROBLEMS_MOST = 40 };
struct problems {
	size_t n;
	struct problem at[PROBLEMS_MOST];
};

/* Add a problem; always answers OK so that a verb can end with it. */
enum err problem(struct problems *, const char *field, const char *text);
enum err problem_with(struct problems *, const char *field, const char *text, struct str gap);
/* The same unless the field has a problem already: a verb that looks at what a form could not read. */
enum err problem_once(struct problems *, const char *field, const char *text);
const struct problem *problem_of(const struct problems *, const char *field);   /* first or NULL */

#endif
