/*
 * visit.c -- pages of a folder without sockets, one after another in one thread: for perf and callgrind, and for
 * figures that a busy machine does not blur.
 *
 *   bench-visit DIR FILE ROUNDS        FILE as for bench-load
 *
 * Prints the processor time of a page in the best of the rounds and in the middle one.
 */
#include "hall/hall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINES_MOST = 4000, TARGET_MOST = 1000 };

static _Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "bench-visit: %s: %s\n", what, why);
	exit(1);
}

static double micros(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* "GET\t/en/find?q=x&n={n}" */
static void visit(struct worker *w, struct arena *a, struct buf *body, const char *line)
{
	struct http_pair host = { S("Host"), S("127.0.0.1") };
	struct http_req req = { .method = HTTP_GET, .arena = a, .headers = &host, .nheaders = 1 };
	struct http_reply rep = { .body = *body };
	struct str target = str_trim(str_slice(str_of(line), strcspn(line, "\t") + 1, TARGET_MOST));
	size_t mark = str_index(target, S("?"), 0);

	req.path = arena_str(a, str_slice(target, 0, mark == SIZE_MAX ? target.n : mark));
	req.query = mark == SIZE_MAX ? STR_ABSENT : arena_str(a, str_slice(target, mark + 1, target.n));
	serve_visit(w, &req, &rep);
	if (rep.status != 200)
		die(line, "not 200");
	*body = rep.body;
	buf_cut(body, 0);
	http_body_drop(rep.shared);
	arena_reset(a);
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void rounds(struct worker *w, char **lines, int n, int how_many)
{
	struct arena *a = arena_new(0);
	struct buf body;
	double *took = calloc((size_t)how_many, sizeof *took);

	if (!took)
		die("memory", "none");
	buf_init(&body, 64 << 20);
	for (int r = -1; r < how_many; r++) {          /* the first warms up */
		double began = micros();
		for (int i = 0; i < n; i++)
			visit(w, a, &body, lines[i]);
		if (r >= 0)
			took[r] = (micros() - began) / n;
	}
	qsort(took, (size_t)how_many, sizeof *took, by_value);
	printf("best_us %.2f middle_us %.2f\n", took[0], took[how_many / 2]);
	buf_free(&body);
	arena_free(a);
	free(took);
}

static int read_lines(const char *path, char **lines)
{
	FILE *f = fopen(path, "r");
	int n = 0;

	if (!f)
		die(path, "cannot be read");
	for (size_t room = 0; n < LINES_MOST && getline(&lines[n], &room, f) > 0; n++, room = 0)
		;
	fclose(f);
	return n;
}

int main(int argc, char **argv)
{
	static char *lines[LINES_MOST];
	struct folder folder;
	struct worker w;
	char why[240];
	struct db *db;
	int n;

	if (argc != 4) {
		fputs("usage: bench-visit DIR FILE ROUNDS\n", stderr);
		return 2;
	}
	n = read_lines(argv[2], lines);
	if (!n)
		die(argv[2], "has no lines");
	if (folder_open(&folder, argv[1], NULL, why, sizeof why) || folder_reader(&folder, &db, why, sizeof why))
		die(argv[1], why);
	worker_open(&w, &folder.house, db);
	worker_begin(&w);
	if (db_begin(&w.ctx, DB_READ) || rooms_catch_up(&w.ctx))
		die("reading", w.ctx.why);
	db_rollback(&w.ctx);
	rounds(&w, lines, n, (int)strtol(argv[3], NULL, 10));
	worker_close(&w);
	folder_close(&folder);
	return 0;
}
