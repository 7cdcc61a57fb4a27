/* evening_race_test.h -- several threads, each with a connection of its own, over one house. */
#ifndef EVENING_RACE_TEST_H
#define EVENING_RACE_TEST_H

#include "evening/evening_test.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct race_house {
	struct world *w;                          /* over the file, or the house itself on PostgreSQL */
	const char *url;
	char file[40];
};

/* A copy over a file, so that several connections see it; on PostgreSQL the database of the test run.  No transaction is left open. */
static inline struct race_house race_open(struct evening_house *h)
{
	struct race_house r = { .w = h->w, .url = getenv("SAMHOLD_TEST_DATABASE"), .file = "/tmp/samhold-race-XXXXXX" };

	world_commit(h->w);
	db_rollback(h->w->ctx);
	if (r.url)
		return r;
	close(mkstemp(r.file));
	unlink(r.file);
	ok(db_copy_to(h->w->ctx, r.file, NULL, NULL) == OK);
	r.w = world_over(r.file);
	world_clock(r.w, EVENING_ENDS);
	db_rollback(r.w->ctx);
	return r;
}

static inline void race_close(struct race_house *r, struct evening_house *h)
{
	ok(db_begin(r->w->ctx, DB_WRITE) == OK);
	if (r->w != h->w) {
		world_free(r->w);
		unlink(r->file);
		ok(db_begin(h->w->ctx, DB_WRITE) == OK);
	}
	world_free(h->w);
}

static inline void race_worker(struct race_house *r, struct worker *worker)
{
	struct db_config config = { .url = str_of(r->url ? r->url : r->file) };
	char why[240];
	struct db *db;

	ok(db_open(&config, &db, why, sizeof why) == OK);
	worker_open(worker, &r->w->folder.house, db);
}

#endif
