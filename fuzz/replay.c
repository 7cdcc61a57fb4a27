/*
 * replay.c -- replay CORPUS: every fuzzer is given what was kept for it, and nothing else.
 *
 * So each test run sees that what once was wrong stays right, without a fuzzing engine.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define X(name) int fuzz_##name(const uint8_t *, size_t);
FUZZERS
#undef X

static const struct fuzzer {
	const char *name;
	int (*fn)(const uint8_t *, size_t);
} fuzzers[] = {
#define X(name) { #name, fuzz_##name },
	FUZZERS
#undef X
	{ 0 }
};

enum { INPUT_MOST = 1 << 20 };

static bool give(const struct fuzzer *f, const char *path)
{
	/* Of the exact size, so that the sanitizer sees one byte too far. */
	static unsigned char whole[INPUT_MOST];
	FILE *in = fopen(path, "r");
	size_t n = in ? fread(whole, 1, sizeof whole, in) : 0;
	unsigned char *p = malloc(n ? n : 1);

	if (in)
		fclose(in);
	if (!in || !p)
		return false;
	for (size_t i = 0; i < n; i++)
		p[i] = whole[i];
	f->fn(p, n);
	free(p);
	return true;
}

/* How many were given; a fuzzer without any is a fault. */
static int give_all(const struct fuzzer *f, const char *corpus)
{
	char dir[1000], path[1300];
	struct dirent *entry;
	int n = 0;
	DIR *d;

	snprintf(dir, sizeof dir, "%s/%s", corpus, f->name);
	d = opendir(dir);
	while (d && (entry = readdir(d))) {
		snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
		if (entry->d_name[0] != '.' && give(f, path))
			n++;
	}
	if (d)
		closedir(d);
	return n;
}

int main(int argc, char **argv)
{
	int passed = 0, failed = 0;

	if (argc != 2) {
		fputs("usage: replay CORPUS\n", stderr);
		return 2;
	}
	for (const struct fuzzer *f = fuzzers; f->name; f++) {
		int n = give_all(f, argv[1]);
		*(n ? &passed : &failed) += 1;
		printf("%s - %d kept inputs of %s\n", n ? "ok" : "not ok", n, f->name);
		fflush(stdout);
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
