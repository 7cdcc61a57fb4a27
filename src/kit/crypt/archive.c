/*
 * archive.c -- files into one sealed file, and back.
 *
 *   head    magic, the stream key sealed to the lock, and for each part its name, its size here and
 *           the BLAKE2b-256 of its bytes here; last the BLAKE2b-256 of the head itself
 *   parts   one after another: a stream (XChaCha20-Poly1305, libsodium's secretstream) in pieces of
 *           64 KiB, its name bound to the first, the last one marked
 *
 * The digests say without the key which part a bad disk has damaged.  What somebody changed on
 * purpose is found by the stream.
 */
#include "crypt/archive_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "samhold backup 1\n"
enum {
	MAGIC_BYTES = sizeof MAGIC - 1, KEY_BYTES = crypto_secretstream_xchacha20poly1305_KEYBYTES,
	SEALED_BYTES = crypto_box_SEALBYTES + KEY_BYTES, DIGEST = 32, NAME_BYTES = 32, SIZE_BYTES = 8,
	ROW_BYTES = NAME_BYTES + SIZE_BYTES + DIGEST, ROWS_AT = MAGIC_BYTES + SEALED_BYTES + 1,
	HEAD_MOST = ROWS_AT + ARCHIVE_PARTS_MOST * ROW_BYTES + DIGEST,
	PIECE = 64 << 10, STREAM_HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	PIECE_MORE = crypto_secretstream_xchacha20poly1305_ABYTES, SEALED_PIECE = PIECE + PIECE_MORE,
};
_Static_assert(ARCHIVE_NAME_MOST + 1 == NAME_BYTES, "a name and its zero byte");

typedef crypto_secretstream_xchacha20poly1305_state stream;

struct row {
	char name[NAME_BYTES];
	uint64_t size;                        /* bytes in the archive */
	unsigned char digest[DIGEST];
};

/* Everything about one archive being written or read; kept on the heap for its two pieces. */
struct work {
	int fd;
	const char *path;
	unsigned char key[KEY_BYTES], sealed[SEALED_BYTES];
	struct row rows[ARCHIVE_PARTS_MOST];
	size_t n;
	archive_progress progress;
	void *arg;
	int64_t done, all;
	char *why;
	size_t why_size;
	unsigned char plain[PIECE], cipher[SEALED_PIECE];
};

static struct work *work_new(const char *path, archive_progress progress, void *arg, char *why, size_t n)
{
	struct work *w = calloc(1, sizeof *w);

	if (!w)
		abort();
	archive_ready();
	w->fd = -1;
	w->path = path;
	w->progress = progress;
	w->arg = arg;
	w->why = why;
	w->why_size = n;
	return w;
}

static void work_free(struct work *w)
{
	if (w->fd >= 0)
		close(w->fd);
	sodium_memzero(w, sizeof *w);
	free(w);
}

static enum err __attribute__((format(printf, 3, 4))) say(struct work *w, enum err e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(w->why, w->why_size, fmt, ap);
	va_end(ap);
	return e;
}

static enum err trouble(struct work *w, const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return say(w, ERR_IO, "The disk is full: %s could not be written. Make room and try again.", path);
	snprintf(w->why, w->why_size, "%s: %s.", path, strerrordesc_np(errno));
	return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
}

static void moved(struct work *w, size_t n)
{
	w->done += (int64_t)n;
	if (w->progress)
		w->progress(w->arg, w->done, w->all);
}

static bool write_all(int fd, const void *from, size_t n)
{
	const char *p = from;

	while (n) {
		ssize_t put = write(fd, p, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* As much as there is, up to n; -1 on trouble. */
static ssize_t read_all(int fd, void *to, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t more = read(fd, (char *)to + got, n - got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return -1;
		if (!more)
			break;
		got += (size_t)more;
	}
	return (ssize_t)got;
}

/* --- the head as bytes ----------------------------------------------------------------------------------- */

static size_t head_bytes(size_t n)
{
	return ROWS_AT + n * ROW_BYTES + DIGEST;
}

static void put_size(unsigned char *p, uint64_t v)
{
	for (int i = 0; i < SIZE_BYTES; i++, v >>= 8)
		p[i] = (unsigned char)(v & 255);
}

static uint64_t get_size(const unsigned char *p)
{
	uint64_t v = 0;

	for (int i = SIZE_BYTES; i--;)
		v = v << 8 | p[i];
	return v;
}

static void make_head(const struct work *w, unsigned char *head)
{
	unsigned char *p = head + ROWS_AT;

	memcpy(head, MAGIC, MAGIC_BYTES);
	memcpy(head + MAGIC_BYTES, w->sealed, SEALED_BYTES);
	head[ROWS_AT - 1] = (unsigned char)w->n;
	for (size_t i = 0; i < w->n; i++, p += ROW_BYTES) {
		memcpy(p, w->rows[i].name, NAME_BYTES);
		put_size(p + NAME_BYTES, w->rows[i].size);
		memcpy(p + NAME_BYTES + SIZE_BYTES, w->rows[i].digest, DIGEST);
	}
	crypto_generichash(p, DIGEST, head, (size_t)(p - head), NULL, 0);
}

/* A name that may become a file: letters, digits, dot, hyphen; no path. */
static bool is_name(const char *name)
{
	size_t n = strnlen(name, NAME_BYTES);

	if (!n || n == NAME_BYTES || name[0] == '.')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!((name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9') || name[i] == '.' || name[i] == '-'))
			return false;
	return true;
}

static enum err read_rows(struct work *w, const unsigned char *head)
{
	const unsigned char *p = head + ROWS_AT;

	for (size_t i = 0; i < w->n; i++, p += ROW_BYTES) {
		memcpy(w->rows[i].name, p, NAME_BYTES);
		w->rows[i].size = get_size(p + NAME_BYTES);
		memcpy(w->rows[i].digest, p + NAME_BYTES + SIZE_BYTES, DIGEST);
		if (!is_name(w->rows[i].name) || w->rows[i].size > INT64_MAX / ARCHIVE_PARTS_MOST)
			return say(w, ERR_INVALID, "%s is damaged in its list of contents. Take another backup.", w->path);
		w->all += (int64_t)w->rows[i].size;
	}
	return OK;
}

static enum err read_head(struct work *w)
{
	unsigned char head[HEAD_MOST], digest[DIGEST];
	size_t n;

	w->fd = open(w->path, O_RDONLY | O_CLOEXEC);
	if (w->fd < 0)
		return trouble(w, w->path);
	if (read_all(w->fd, head, ROWS_AT) != ROWS_AT || memcmp(head, MAGIC, MAGIC_BYTES))
		return say(w, ERR_INVALID, "%s is no backup made by samhold.", w->path);
	w->n = head[ROWS_AT - 1];
	n = w->n ? head_bytes(w->n) : 0;
	if (!n || n > HEAD_MOST || read_all(w->fd, head + ROWS_AT, n - ROWS_AT) != (ssize_t)(n - ROWS_AT))
		return say(w, ERR_INVALID, "%s is damaged in its list of contents. Take another backup.", w->path);
	crypto_generichash(digest, DIGEST, head, n - DIGEST, NULL, 0);
	if (sodium_memcmp(digest, head + n - DIGEST, DIGEST))
		return say(w, ERR_INVALID, "%s is damaged in its list of contents. Take another backup.", w->path);
	memcpy(w->sealed, head + MAGIC_BYTES, SEALED_BYTES);
	return read_rows(w, head);
}

/* --- writing ------------------------------------------------------------------------------------------------ */

static enum err put_bytes(struct work *w, crypto_generichash_state *sum, struct row *row, const unsigned char *p, size_t n)
{
	if (!write_all(w->fd, p, n))
		return trouble(w, w->path);
	crypto_generichash_update(sum, p, n);
	row->size += n;
	return OK;
}

static enum err put_stream(struct work *w, int from, const char *path, struct row *row)
{
	unsigned char head[STREAM_HEAD], tag = 0;
	crypto_generichash_state sum;
	ssize_t got;
	stream s;

	crypto_generichash_init(&sum, NULL, 0, DIGEST);
	crypto_secretstream_xchacha20poly1305_init_push(&s, head, w->key);
	TRY(put_bytes(w, &sum, row, head, sizeof head));
	for (bool first = true; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL; first = false) {
		got = read_all(from, w->plain, PIECE);
		if (got < 0)
			return trouble(w, path);
		/* A short piece ends the file; a full one may be followed by an empty last one. */
		tag = got < PIECE ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
		crypto_secretstream_xchacha20poly1305_push(&s, w->cipher, NULL, w->plain, (unsigned long long)got,
							   (const unsigned char *)row->name, first ? NAME_BYTES : 0, tag);
		TRY(put_bytes(w, &sum, row, w->cipher, (size_t)got + PIECE_MORE));
		moved(w, (size_t)got);
	}
	crypto_generichash_final(&sum, row->digest, DIGEST);
	return OK;
}

static enum err put_part(struct work *w, const struct archive_part *part, struct row *row)
{
	int from = open(part->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	enum err e;

	if (from < 0)
		return trouble(w, part->path);
	e = put_stream(w, from, part->path, row);
	close(from);
	return e;
}

static enum err put_parts(struct work *w, const struct archive_part *parts)
{
	unsigned char head[HEAD_MOST] = { 0 };

	/* Room for the head, which is known only at the end. */
	if (!write_all(w->fd, head, head_bytes(w->n)))
		return trouble(w, w->path);
	for (size_t i = 0; i < w->n; i++)
		TRY(put_part(w, &parts[i], &w->rows[i]));
	make_head(w, head);
	if (pwrite(w->fd, head, head_bytes(w->n), 0) != (ssize_t)head_bytes(w->n) || fsync(w->fd))
		return trouble(w, w->path);
	return OK;
}

static enum err begin_writing(struct work *w, const struct archive_lock *lock, const struct archive_part *parts, size_t n)
{
	struct stat st;

	if (!n || n > ARCHIVE_PARTS_MOST)
		return say(w, ERR_BUG, "%s: too many parts.", w->path);
	w->n = n;
	for (size_t i = 0; i < n; i++) {
		snprintf(w->rows[i].name, NAME_BYTES, "%s", parts[i].name);
		if (stat(parts[i].path, &st))
			return trouble(w, parts[i].path);
		w->all += st.st_size;
	}
	randombytes_buf(w->key, sizeof w->key);
	crypto_box_seal(w->sealed, w->key, sizeof w->key, lock->bytes);
	return OK;
}

/* The name itself must be on the disk, too. */
static void sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char dir[1100];
	int fd;

	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

_Static_assert(sizeof((struct archive_trial *)0)->key == KEY_BYTES, "a trial holds the stream key");

enum err archive_write(const char *path, const struct archive_lock *lock, const struct archive_part *parts, size_t n,
		       struct archive_trial *trial, archive_progress progress, void *arg, char *why, size_t why_size)
{
	struct work *w = work_new(path, progress, arg, why, why_size);
	char part[1100];
	enum err e = begin_writing(w, lock, parts, n);

	snprintf(part, sizeof part, "%s.part", path);
	if (!e && !access(path, F_OK))
		e = say(w, ERR_CONFLICT, "%s exists already. Choose another name; a backup is never written over.", path);
	if (!e) {
		unlink(part);
		w->fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		e = w->fd < 0 ? trouble(w, part) : put_parts(w, parts);
		if (!e && rename(part, path))
			e = trouble(w, path);
		if (e)
			unlink(part);
		else
			sync_folder_of(path);
	}
	if (!e && trial)
		memcpy(trial->key, w->key, KEY_BYTES);
	work_free(w);
	return e;
}

/* --- checking ------------------------------------------------------------------------------------------------- */

static enum err check_part(struct work *w, const struct row *row)
{
	unsigned char digest[DIGEST];
	crypto_generichash_state sum;
	uint64_t left = row->size;

	crypto_generichash_init(&sum, NULL, 0, DIGEST);
	while (left) {
		size_t want = left < sizeof w->cipher ? (size_t)left : sizeof w->cipher;
		ssize_t got = read_all(w->fd, w->cipher, want);
		if (got < 0)
			return trouble(w, w->path);
		if ((size_t)got < want)
			return say(w, ERR_INVALID, "The backup is cut off in its part %s. Take another backup.", row->name);
		crypto_generichash_update(&sum, w->cipher, want);
		left -= want;
		moved(w, want);
	}
	crypto_generichash_final(&sum, digest, DIGEST);
	if (sodium_memcmp(digest, row->digest, DIGEST))
		return say(w, ERR_INVALID, "The backup is damaged in its part %s. Take another backup.", row->name);
	return OK;
}

enum err archive_check(const char *path, archive_progress progress, void *arg, char *why, size_t n)
{
	struct work *w = work_new(path, progress, arg, why, n);
	enum err e = read_head(w);

	for (size_t i = 0; !e && i < w->n; i++)
		e = check_part(w, &w->rows[i]);
	work_free(w);
	return e;
}

/* --- opening --------------------------------------------------------------------------------------------------- */

static enum err unlock(struct work *w, struct str typed)
{
	unsigned char seed[ARCHIVE_SEED_BYTES], lock[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
	bool opened;

	if (!archive_seed_read(typed, seed))
		return say(w, ERR_DENIED, "That key did not open anything. Check the letters and try again.");
	crypto_box_seed_keypair(lock, secret, seed);
	opened = !crypto_box_seal_open(w->key, w->sealed, SEALED_BYTES, lock, secret);
	sodium_memzero(seed, sizeof seed);
	sodium_memzero(secret, sizeof secret);
	return opened ? OK : say(w, ERR_DENIED, "That key belongs to another backup. Look for the paper of this one.");
}

static enum err get_stream(struct work *w, int to, const char *path, const struct row *row)
{
	unsigned char head[STREAM_HEAD], tag = 0;
	uint64_t left = row->size - STREAM_HEAD;
	unsigned long long n;
	stream s;

	if (row->size < STREAM_HEAD + PIECE_MORE || read_all(w->fd, head, STREAM_HEAD) != STREAM_HEAD ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&s, head, w->key))
		return say(w, ERR_INVALID, "The backup is damaged in its part %s. Take another backup.", row->name);
	for (bool first = true; left; first = false) {
		size_t want = left < SEALED_PIECE ? (size_t)left : SEALED_PIECE;
		if (read_all(w->fd, w->cipher, want) != (ssize_t)want || want < PIECE_MORE ||
		    crypto_secretstream_xchacha20poly1305_pull(&s, w->plain, &n, &tag, w->cipher, want,
							       (const unsigned char *)row->name, first ? NAME_BYTES : 0))
			return say(w, ERR_INVALID, "The backup is damaged in its part %s. Take another backup.", row->name);
		if (!write_all(to, w->plain, (size_t)n))
			return trouble(w, path);
		left -= want;
		moved(w, want);
	}
	if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
		return say(w, ERR_INVALID, "The backup is cut off in its part %s. Take another backup.", row->name);
	return fsync(to) ? trouble(w, path) : OK;
}

static enum err get_part(struct work *w, const char *dir, const struct row *row)
{
	char path[1100];
	enum err e;
	int to;

	snprintf(path, sizeof path, "%s/%s", dir, row->name);
	to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (to < 0)
		return trouble(w, path);
	e = get_stream(w, to, path, row);
	close(to);
	return e;
}

/* With the key on paper, or with the trial that was kept from writing. */
static enum err open_with(struct work *w, struct str typed, const struct archive_trial *trial, const char *dir)
{
	enum err e = read_head(w);

	if (!e && trial)
		memcpy(w->key, trial->key, KEY_BYTES);
	else if (!e)
		e = unlock(w, typed);
	for (size_t i = 0; !e && i < w->n; i++)
		e = get_part(w, dir, &w->rows[i]);
	work_free(w);
	return e;
}

enum err archive_open(const char *path, struct str typed, const char *dir, archive_progress progress, void *arg, char *why,
		      size_t n)
{
	return open_with(work_new(path, progress, arg, why, n), typed, NULL, dir);
}

enum err archive_try(const char *path, const struct archive_trial *trial, const char *dir, archive_progress progress, void *arg,
		     char *why, size_t n)
{
	return open_with(work_new(path, progress, arg, why, n), STR_ABSENT, trial, dir);
}
