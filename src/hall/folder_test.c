/* folder_test.c -- a data folder over the years: opened again and again. */
#include "test.h"
#include "hall/hall.h"
#include "base/clock.h"
#include "base/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPENINGS = 120, IDS_EACH = 2 };

static void remove_dir(const char *dir)
{
	static const char *const names[] = { "samhold.db", "root.key", "reserve", "lock" };
	char path[200];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	same_int(rmdir(dir), 0);
}

static void write_twice(const char *dir, int64_t *ids)
{
	struct folder f;
	struct worker w;
	struct ctx *ctx;
	char why[240];

	same_int(folder_open(&f, dir, NULL, why, sizeof why), OK);
	clock_set(f.house.clock, TEST_NOW);
	worker_open(&w, &f.house, f.writer);
	for (int i = 0; i < IDS_EACH; i++) {
		ctx = worker_begin(&w);
		same_int(folder_begin_write(ctx), OK);
		ids[i] = id_new(f.house.rng, ctx->now);
		same_int(db_commit(ctx), OK);
	}
	w.db = NULL;
	worker_close(&w);
	folder_close(&f);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

TEST(a_house_that_starts_again_in_the_same_second_gives_no_id_twice)
{
	static int64_t ids[OPENINGS * IDS_EACH];
	char dir[] = "/tmp/samhold-folder-XXXXXX", why[240];

	ok(mkdtemp(dir) != NULL);
	same_int(folder_make(dir, NULL, true, why, sizeof why), OK);
	for (int i = 0; i < OPENINGS; i++)
		write_twice(dir, ids + i * IDS_EACH);
	qsort(ids, OPENINGS * IDS_EACH, sizeof *ids, by_size);
	for (int i = 1; i < OPENINGS * IDS_EACH; i++)
		ok(ids[i - 1] < ids[i]);
	remove_dir(dir);
}

/* A million openings and more: the number goes through all nodes, then through the milliseconds of the second. */
TEST(ids_of_different_openings_are_different)
{
	static int64_t ids[5000];
	enum { N = sizeof ids / sizeof *ids };

	for (int i = 0; i < N; i++) {
		struct rng *r = rng_new();
		rng_set_opening(r, i % 2 ? i : 1000000 - i);
		ids[i] = id_new(r, TEST_NOW);
		rng_free(r);
	}
	qsort(ids, N, sizeof *ids, by_size);
	for (int i = 1; i < N; i++)
		ok(ids[i - 1] < ids[i]);
}
