/* archive_test.c -- a backup opens with its paper, with nothing else, and says where it is damaged. */
#include "test.h"
#include "crypt/archive.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BIG = 200000, WHY = 300 };

struct bench {
	struct arena *arena;
	char dir[64], big[90], small[90], file[90], out[90], why[WHY];
	struct archive_part parts[2];
	struct archive_lock lock;
	struct str key;
};

static void put(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	ok(f != NULL);
	ok(fwrite(bytes, 1, n, f) == n);
	fclose(f);
}

static struct bench *bench_new(void)
{
	struct bench *b = calloc(1, sizeof *b);
	char *bytes = malloc(BIG);

	b->arena = arena_new(0);
	strcpy(b->dir, "/tmp/samhold-archive-XXXXXX");
	ok(mkdtemp(b->dir) != NULL);
	snprintf(b->big, sizeof b->big, "%s/big", b->dir);
	snprintf(b->small, sizeof b->small, "%s/small", b->dir);
	snprintf(b->file, sizeof b->file, "%s/backup", b->dir);
	snprintf(b->out, sizeof b->out, "%s/out", b->dir);
	ok(!mkdir(b->out, 0700));
	for (size_t i = 0; i < BIG; i++)
		bytes[i] = (char)(i * 7 + i / 1000);
	put(b->big, bytes, BIG);
	put(b->small, "", 0);
	free(bytes);
	b->parts[0] = (struct archive_part){ "samhold.db", b->big };
	b->parts[1] = (struct archive_part){ "root.key", b->small };
	b->key = archive_key_new(b->arena, &b->lock);
	same_int(archive_write(b->file, &b->lock, b->parts, 2, NULL, NULL, NULL, b->why, WHY), OK);
	return b;
}

static void bench_free(struct bench *b)
{
	char command[120];

	snprintf(command, sizeof command, "rm -rf %s", b->dir);
	ok(!system(command));
	arena_free(b->arena);
	free(b);
}

static void flip(struct bench *b, long at)
{
	FILE *f = fopen(b->file, "r+b");
	int c;

	fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
	c = fgetc(f);
	fseek(f, at, at < 0 ? SEEK_END : SEEK_SET);
	fputc(c ^ 1, f);
	fclose(f);
}

static bool says_why(const struct bench *b, const char *text)
{
	return strstr(b->why, text) != NULL;
}

TEST(what_went_in_comes_out_with_the_key_on_paper)
{
	struct bench *b = bench_new();
	char path[120];
	struct str was, is;
	struct stat st;

	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), OK);
	same_int(archive_open(b->file, b->key, b->out, NULL, NULL, b->why, WHY), OK);
	snprintf(path, sizeof path, "%s/samhold.db", b->out);
	was = test_slurp(b->arena, b->big);
	is = test_slurp(b->arena, path);
	ok(is.n == BIG && str_eq(was, is));
	snprintf(path, sizeof path, "%s/root.key", b->out);
	ok(!stat(path, &st) && st.st_size == 0 && (st.st_mode & 0777) == 0600);
	ok(!stat(b->file, &st) && (st.st_mode & 0777) == 0600);
	bench_free(b);
}

TEST(nothing_of_the_files_can_be_read_in_the_backup)
{
	struct bench *b = bench_new();
	struct str secret = S("a sentence that nobody else should ever read"), all;
	char path[120];

	put(b->small, secret.p, secret.n);
	snprintf(path, sizeof path, "%s/second", b->dir);
	same_int(archive_write(path, &b->lock, b->parts, 2, NULL, NULL, NULL, b->why, WHY), OK);
	all = test_slurp(b->arena, path);
	ok(all.n > BIG);
	ok(str_index(all, secret, 0) == SIZE_MAX);
	bench_free(b);
}

TEST(a_key_may_be_typed_in_capitals_with_blanks)
{
	struct bench *b = bench_new();
	struct archive_lock lock;
	char typed[200];
	size_t n = 0;

	for (size_t i = 0; i < b->key.n; i++)
		typed[n++] = b->key.p[i] == '-' ? ' ' : (char)toupper(b->key.p[i]);
	ok(archive_key_read((struct str){ typed, n }, &lock));
	ok(!memcmp(&lock, &b->lock, sizeof lock));
	bench_free(b);
}

TEST(a_key_with_one_wrong_letter_is_told_apart_from_the_key_of_another_backup)
{
	struct bench *b = bench_new();
	struct archive_lock lock;
	struct str other = archive_key_new(b->arena, &lock);

	for (size_t i = 0; i < b->key.n; i++) {
		char *typed = arena_z(b->arena, b->key);
		if (typed[i] == '-')
			continue;
		typed[i] = typed[i] == 'a' ? 'b' : 'a';
		ok(!archive_key_read(str_of(typed), NULL));
	}
	ok(!archive_key_read(str_slice(b->key, 0, b->key.n - 1), NULL));
	ok(!archive_key_read(S(""), NULL));
	same_int(archive_open(b->file, str_slice(b->key, 1, b->key.n), b->out, NULL, NULL, b->why, WHY), ERR_DENIED);
	ok(says_why(b, "Check the letters"));
	same_int(archive_open(b->file, other, b->out, NULL, NULL, b->why, WHY), ERR_DENIED);
	ok(says_why(b, "another backup"));
	bench_free(b);
}

TEST(a_damaged_backup_says_in_which_part)
{
	struct bench *b = bench_new();

	flip(b, -3);
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), ERR_INVALID);
	ok(says_why(b, "damaged in its part root.key"));
	flip(b, -3);
	flip(b, 5000);
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), ERR_INVALID);
	ok(says_why(b, "damaged in its part samhold.db"));
	flip(b, 5000);
	flip(b, 120);
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), ERR_INVALID);
	ok(says_why(b, "list of contents"));
	flip(b, 120);
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), OK);
	ok(!truncate(b->file, 100000));
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), ERR_INVALID);
	ok(says_why(b, "cut off in its part samhold.db"));
	flip(b, 0);
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), ERR_INVALID);
	ok(says_why(b, "is no backup"));
	bench_free(b);
}

TEST(every_flipped_byte_of_a_small_backup_is_seen)
{
	struct bench *b = bench_new();
	char path[120];
	struct stat st;

	put(b->big, "twelve bytes", 12);
	snprintf(path, sizeof path, "%s/tiny", b->dir);
	same_int(archive_write(path, &b->lock, b->parts, 2, NULL, NULL, NULL, b->why, WHY), OK);
	strcpy(b->file, path);
	ok(!stat(path, &st) && st.st_size < 1000);
	for (long i = 0; i < st.st_size; i++) {
		flip(b, i);
		same_int(archive_check(path, NULL, NULL, b->why, WHY), ERR_INVALID);
		flip(b, i);
	}
	same_int(archive_check(path, NULL, NULL, b->why, WHY), OK);
	bench_free(b);
}

TEST(a_backup_is_never_written_over)
{
	struct bench *b = bench_new();

	same_int(archive_write(b->file, &b->lock, b->parts, 2, NULL, NULL, NULL, b->why, WHY), ERR_CONFLICT);
	ok(says_why(b, "never written over"));
	same_int(archive_check(b->file, NULL, NULL, b->why, WHY), OK);
	bench_free(b);
}

TEST(when_a_file_cannot_be_read_no_half_backup_is_left)
{
	struct bench *b = bench_new();
	char path[120];

	snprintf(path, sizeof path, "%s/half", b->dir);
	b->parts[1].path = "/nowhere/at/all";
	same_int(archive_write(path, &b->lock, b->parts, 2, NULL, NULL, NULL, b->why, WHY), ERR_NOT_FOUND);
	ok(access(path, F_OK));
	snprintf(path, sizeof path, "%s/half.part", b->dir);
	ok(access(path, F_OK));
	bench_free(b);
}

TEST(a_backup_can_be_tried_once_without_the_paper)
{
	struct bench *b = bench_new();
	struct archive_trial trial, wrong = { { 1 } };
	char path[120];

	snprintf(path, sizeof path, "%s/tried", b->dir);
	same_int(archive_write(path, &b->lock, b->parts, 2, &trial, NULL, NULL, b->why, WHY), OK);
	same_int(archive_try(path, &trial, b->out, NULL, NULL, b->why, WHY), OK);
	snprintf(path, sizeof path, "%s/out/samhold.db", b->dir);
	ok(str_eq(test_slurp(b->arena, b->big), test_slurp(b->arena, path)));
	same_int(archive_try(b->file, &wrong, b->dir, NULL, NULL, b->why, WHY), ERR_INVALID);
	bench_free(b);
}

static void watch(void *arg, int64_t done, int64_t all)
{
	int64_t *last = arg;

	ok(done >= *last && done <= all);
	*last = done;
}

TEST(progress_runs_forward_to_the_end)
{
	struct bench *b = bench_new();
	int64_t last = 0;

	same_int(archive_check(b->file, watch, &last, b->why, WHY), OK);
	ok(last > BIG);
	bench_free(b);
}
