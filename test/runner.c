/* runner.c -- runs the sentences: all of them, or those of the groups named on the command line. */
#include "test.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rng.h"

#include <fnmatch.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TESTS_MOST = 4000 };

static struct {
	const char *group;
	struct CMUnitTest unit;
} tests[TESTS_MOST];
static size_t ntests;

/* What fontconfig keeps of the fonts that it looked through: once for a process, and never more. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

/* "…/src/meeting/meeting_test.c" -> "meeting" */
static const char *group_of(const char *file)
{
	char *path = strdup(file), *slash = strrchr(path, '/');

	if (!slash)
		return "test";
	*slash = 0;
	slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

void test_add(const char *file, const char *name, void (*fn)(void **))
{
	if (ntests == TESTS_MOST)
		abort();
	tests[ntests].group = group_of(file);
	tests[ntests++].unit = (struct CMUnitTest){ .name = name, .test_func = fn };
}

void test_same_text(struct str got, const char *want, const char *file, int line)
{
	if (str_same(got, want))
		return;
	print_error("%s:%d: got  \"%.*s\"\n", file, line, STR_ARG(got));
	print_error("%s:%d: want \"%s\"\n", file, line, want ? want : "(absent)");
	_fail(file, line);
}

struct ctx *test_ctx(void)
{
	struct ctx *ctx = calloc(1, sizeof *ctx);
	struct house *house = calloc(1, sizeof *house);
	struct buf *out = calloc(1, sizeof *out);

	buf_init(out, 8 << 20);
	house->clock = clock_new();
	clock_stop(house->clock, TEST_NOW);
	house->rng = rng_new_repeatable(20161231);
	house->name = S("Samhold");
	house->origin = S("http://localhost:8080");
	*ctx = (struct ctx){ .arena = arena_new(0), .lang = "en", .now = TEST_NOW, .out = out,
			     .house = house };
	return ctx;
}

void test_ctx_free(struct ctx *ctx)
{
	arena_free(ctx->arena);
	buf_free(ctx->out);
	free(ctx->out);
	clock_free(ctx->house->clock);
	rng_free(ctx->house->rng);
	free(ctx->house);
	free(ctx);
}

static int left_out;

int test_times(const char *variable, int usual)
{
	const char *said = getenv(variable);
	int64_t n;

	return said && str_int(str_of(said), &n) && n > 0 ? (int)n : usual;
}

const char *test_shared(const char *path)
{
	static char full[1024];
	const char *root = getenv("SAMHOLD_SHARED");

	snprintf(full, sizeof full, "%s/%s", root ? root : "../shared", path);
	if (!access(full, R_OK))
		return full;
	print_message("LEFT OUT: %s is not there\n", full);
	left_out++;
	skip();
	return NULL;
}

struct str test_slurp(struct arena *a, const char *path)
{
	FILE *f = path ? fopen(path, "rb") : NULL;
	char *p;
	long n;

	if (!f)
		return STR_ABSENT;
	fseek(f, 0, SEEK_END);
	n = ftell(f);
	rewind(f);
	p = arena_alloc(a, (size_t)n + 1);
	n = (long)fread(p, 1, (size_t)n, f);
	fclose(f);
	return (struct str){ p, (size_t)n };
}

/* Is it of this group; of "search/a_*", also so called? */
static bool is_wanted(size_t i, const char *group)
{
	const char *slash = strchr(group, '/');
	size_t n = slash ? (size_t)(slash - group) : strlen(group);

	return strlen(tests[i].group) == n && !memcmp(tests[i].group, group, n) &&
	       (!slash || !fnmatch(slash + 1, tests[i].unit.name, 0));
}

/* How many of a group's sentences are not true; -1 when there is none. */
static int run_group(const char *group, size_t *run)
{
	static struct CMUnitTest units[TESTS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < ntests; i++)
		if (is_wanted(i, group))
			units[n++] = tests[i].unit;
	*run += n;
	return n ? _cmocka_run_group_tests(group, units, n, NULL, NULL) : -1;
}

static bool seen_before(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!strcmp(tests[k].group, tests[i].group))
			return true;
	return false;
}

/*
 * samhold-test [GROUP…]: a group is the name of a folder; GROUP/PATTERN are those of its sentences that match,
 * as files do in a shell; !GROUP is all the others.  samhold-test --routes prints the golden routes.
 */
int main(int argc, char **argv)
{
	bool all_but = argc == 2 && argv[1][0] == '!';
	int failed = 0;
	size_t run = 0;

	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("LANGUAGE");
	setvbuf(stdout, NULL, _IOLBF, 0);
	log_open(STDERR_FILENO, LOG_ERROR);
	if (argc == 2 && !strcmp(argv[1], "--routes"))
		return print_routes();
	for (int i = 1; i < argc && !all_but; i++) {
		int n = run_group(argv[i], &run);
		if (n < 0)
			fprintf(stderr, "there is no test in %s/\n", argv[i]);
		failed += n < 0 ? 1 : n;
	}
	for (size_t i = 0; (argc == 1 || all_but) && i < ntests; i++)
		if (!seen_before(i) && !(all_but && !strcmp(tests[i].group, argv[1] + 1)))
			failed += run_group(tests[i].group, &run);
	printf("%d passed, %d failed", (int)run - failed - left_out, failed);
	if (left_out)
		printf(", %d left out because real data is not there", left_out);
	printf("\n");
	fflush(NULL);
	/* A test that failed was left in the middle: what it held is no leak worth telling. */
	if (failed)
		_exit(1);
	return 0;
}
