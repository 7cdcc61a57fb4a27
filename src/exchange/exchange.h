/* exchange.h -- lists in and out: dry run, difference, yes, undo. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "entry/source.h"
#include "page/page.h"

enum exchange_verdict { ROW_NEW, ROW_CHANGED, ROW_SAME, ROW_REFUSED, ROW_GONE };

struct exchange_row {
	int line;                         /* in the file; 0: no longer in it */
	enum exchange_verdict verdict;
	struct str key;                   /* what the list calls it */
	struct str name;
	struct str field;                 /* that the reason speaks of; empty: the whole row */
	struct str reason;                /* N_ sentences, one on each line; empty: none */
	struct str gap;                   /* fills {x} of the first */
	enum entry_kind kind;
	int64_t subject;                  /* the meeting, service … ; 0: none yet */
};

struct exchange_run {
	int64_t id, source;
	struct str format, source_name, state;     /* state: checked done undone forgotten */
	int64_t at, done_at, account;
	int64_t n_new, n_changed, n_same, n_refused, n_gone;
	struct exchange_row *rows;        /* all but those that are the same */
	size_t nrows;
};

/* What this person may keep; of a new name, what it would begin with.  ERR_DENIED when it is another's. */
enum err exchange_source_of(struct ctx *, struct str name, struct entry_source *);
enum err exchange_source_set(struct ctx *, struct entry_source *, struct problems *bad);

/*
 * Compare a file with what we have from this source and store nothing but the run itself.
 * format: "meeting-guide", "oiaa", "csv", "hsds" (JSON, a table, or a zip of tables).  A file that is no such thing is a problem.
 */
enum err exchange_check(struct ctx *, struct str format, struct str source, struct str bytes,
			struct exchange_run *, struct problems *bad);
/* The format that the bytes look like. */
struct str exchange_format_of(struct str bytes);
/*
 * Carry out a checked run: good rows are stored, refused ones are not.  Listings gone stay, marked.
 * What it did is in the run afterwards, see exchange_get.
 */
enum err exchange_apply(struct ctx *, int64_t run, void (*progress)(void *, int64_t done, int64_t total), void *arg);
/* Before exchange_apply: somebody held the list against the world today, so its listings count as confirmed. */
enum err exchange_set_sure(struct ctx *, int64_t run);
/* The file is not taken in after all. */
enum err exchange_forget(struct ctx *, int64_t run);
/*
 * Take a whole run back: every listing as it was before.  What somebody changed by hand since then
 * stays; how many went back and how many stayed is told.
 */
enum { EXCHANGE_UNDO_DAYS = 7 };
struct exchange_undone {
	int64_t back, stayed;
};
enum err exchange_undo(struct ctx *, int64_t run, struct exchange_undone *, struct problems *bad);
/* Is it among the days and the newest of its source? */
enum err exchange_may_undo(struct ctx *, const struct exchange_run *, bool *yes);

/* One run with its rows; ERR_NOT_FOUND for one of a source that is not theirs. */
enum err exchange_get(struct ctx *, int64_t id, struct exchange_run *);
/* Runs of this person's sources, newest first, without rows. */
enum err exchange_list(struct ctx *, int64_t most, struct exchange_run **out, size_t *n);
/* What a run did or would do, for a terminal or a program. */
enum err exchange_report(struct ctx *, const struct exchange_run *, bool json, struct buf *out);

extern const struct route exchange_routes[];

#endif
