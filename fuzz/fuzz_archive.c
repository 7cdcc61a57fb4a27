/*
 * fuzz_archive.c -- any bytes as a backup: damaged ones are refused, and nothing is written beside the folder.
 *
 * Digests would stop every mutation at the door, so they are made right first; what lies behind them is what
 * somebody could have made on purpose.
 */
#include "crypt/archive_parts.h"

#include <assert.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* As in archive.c. */
enum { ROWS_AT = 17 + crypto_box_SEALBYTES + 32 + 1, NAME = 32, ROW = NAME + 8 + 32, DIGEST = 32 };

static void mend_digests(unsigned char *p, size_t n)
{
	size_t rows = n > ROWS_AT ? p[ROWS_AT - 1] : 0, at = ROWS_AT + rows * ROW + DIGEST;

	if (!rows || rows > ARCHIVE_PARTS_MOST || at > n)
		return;
	for (size_t i = 0; i < rows; i++) {
		unsigned char *row = p + ROWS_AT + i * ROW;
		uint64_t size = 0;
		for (int k = 8; k--;)
			size = size << 8 | row[NAME + k];
		if (size > n - at)
			break;
		crypto_generichash(row + NAME + 8, DIGEST, p + at, size, NULL, 0);
		at += size;
	}
	at = ROWS_AT + rows * ROW;
	crypto_generichash(p + at, DIGEST, p, at, NULL, 0);
}

/* What was written is in the folder, under a plain name; it goes again. */
static void empty_folder(const char *path)
{
	struct dirent *entry;
	DIR *d = opendir(path);

	while (d && (entry = readdir(d)))
		if (entry->d_name[0] != '.')
			assert(!unlinkat(dirfd(d), entry->d_name, 0));
	if (d)
		closedir(d);
}

static char dir[] = "/tmp/samhold-fuzz-XXXXXX";

static void remove_folder(void)
{
	rmdir(dir);
}

static const char *folder(void)
{
	static bool made;

	if (!made) {
		assert(mkdtemp(dir));
		atexit(remove_folder);
	}
	made = true;
	return dir;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct archive_trial trial;
	struct arena *a = arena_new(0);
	unsigned char *p = arena_alloc(a, n + 1);
	char path[40], why[300] = "";
	int fd = memfd_create("backup", MFD_CLOEXEC);

	archive_ready();
	memcpy(p, data, n);
	mend_digests(p, n);
	assert(fd >= 0 && write(fd, p, n) == (ssize_t)n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (archive_check(path, NULL, NULL, why, sizeof why)) {
		assert(why[0]);
	} else {
		archive_try(path, &trial, folder(), NULL, NULL, why, sizeof why);
		archive_open(path, (struct str){ (const char *)data, n < 80 ? n : 80 }, folder(), NULL, NULL, why, sizeof why);
		empty_folder(folder());
	}
	close(fd);
	arena_free(a);
	return 0;
}
