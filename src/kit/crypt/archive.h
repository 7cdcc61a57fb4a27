/*
 * archive.h -- several files sealed into one, which opens only with a key written on paper.
 *
 * The key is the secret half of a pair (X25519).  Whoever has the other half, the lock, can write
 * archives but not read them: so a machine can make its backups at night, and a thief of machine
 * and backup still lacks the paper.
 */
#ifndef KIT_CRYPT_ARCHIVE_H
#define KIT_CRYPT_ARCHIVE_H

#include "base/arena.h"
#include "base/err.h"

enum { ARCHIVE_LOCK_BYTES = 32, ARCHIVE_PARTS_MOST = 16, ARCHIVE_NAME_MOST = 31 };

struct archive_lock {
	unsigned char bytes[ARCHIVE_LOCK_BYTES];
};

/* A new key as fourteen groups of four letters, to be written down, and the lock that it opens. */
struct str archive_key_new(struct arena *, struct archive_lock *);
/*
 * Is it such a key, as somebody types it?  Capitals, blanks and hyphens do not matter; four of the
 * letters are a check of the others.  lock may be NULL.
 */
bool archive_key_read(struct str typed, struct archive_lock *);

/* A file on the disk and what it is called in the archive: a plain name without slashes. */
struct archive_part {
	const char *name, *path;
};

typedef void (*archive_progress)(void *arg, int64_t done, int64_t all);   /* bytes */

/* Opens the one archive that was just written, for a trial; wipe it afterwards. */
struct archive_trial {
	unsigned char key[32];
};

/*
 * All parts into a new file, mode 0600, on the disk when this returns.  It stands under its name only
 * when it is whole.  ERR_CONFLICT: there is a file of that name.  why gets a plain sentence.
 */
enum err archive_write(const char *path, const struct archive_lock *, const struct archive_part *, size_t n,
		       struct archive_trial *, archive_progress, void *arg, char *why, size_t why_size);
/*
 * Is every part as it was written?  Needs no key.  ERR_INVALID: it is no archive, or why names the
 * part that is damaged.
 */
enum err archive_check(const char *path, archive_progress, void *arg, char *why, size_t why_size);
/*
 * All parts as files in a folder that is there already.  Nothing is trusted before archive_check has
 * been fine.  ERR_DENIED: the key opens something else.
 */
enum err archive_open(const char *path, struct str typed_key, const char *dir, archive_progress, void *arg, char *why,
		      size_t why_size);
enum err archive_try(const char *path, const struct archive_trial *, const char *dir, archive_progress, void *arg, char *why,
		     size_t why_size);

#endif
