/* exchange.h -- lists in and out: dry run, difference, yes, undo. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "page/page.h"

enum exchange_verdict { ROW_NEW, ROW_CHANGED, ROW_SAME, ROW_REFUSED, ROW_GONE };

struct exchange_row {
	int line;                         /* in the file */
	enum exchange_verdict verdict;
	struct str name;
	const char *reason;               /* N_ sentence; NULL */
	struct str gap;
	int64_t meeting;                  /* 0: none yet */
};

struct exchange_run {
	int64_t id;
	struct str format, source;
	int64_t n_new, n_changed, n_same, n_refused, n_gone;
	struct exchange_row *rows;
	size_t nrows;
};

/*
 * Compare a file with what we have from this source and store nothing but the run itself.
 * format: "meeting-guide", "oiaa", "csv".  ERR_INVALID with a problem when it is no such file.
 */
enum err exchange_check(struct ctx *, struct str format, struct str source, struct str bytes,
			struct exchange_run *, struct problems *bad);
/* Carry out a checked run: good rows are stored, refused ones are not.  Listings gone stay, marked. */
enum err exchange_apply(struct ctx *, int64_t run, void (*progress)(void *, int64_t done, int64_t total), void *arg);
/* Take a whole run back: every listing as it was before. */
enum err exchange_undo(struct ctx *, int64_t run, struct problems *bad);

extern const struct route exchange_routes[];

#endif
