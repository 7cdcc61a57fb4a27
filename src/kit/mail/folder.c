/* folder.c -- a letter into a folder, from which another program carries it on. */
#include "mail/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, struct str s)
{
	for (size_t n = 0; n < s.n;) {
		ssize_t k = write(fd, s.p + n, s.n - n);
		if (k < 0 && errno != EINTR)
			return false;
		n += k > 0 ? (size_t)k : 0;
	}
	return true;
}

/* On the disk, or not there at all. */
static bool put_file(int dir, const char *path, struct str bytes)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool fine = fd >= 0 && write_all(fd, bytes) && !fsync(fd);

	if (fd >= 0 && close(fd))
		fine = false;
	if (!fine)
		unlinkat(dir, path, 0);
	return fine;
}

enum mail_end mail_to_folder(const char *dir, const struct mail *m, char *why)
{
	char part[MAIL_NAME_MOST + 16], whole[MAIL_NAME_MOST + 16];
	struct arena *a = arena_new(0);
	struct str bytes = mail_bytes(a, m);
	enum mail_end end = MAIL_REFUSED;
	int fd = -1;

	snprintf(why, MAIL_WHY, "the letter does not fit");
	if (bytes.p) {
		end = MAIL_LATER;
		snprintf(part, sizeof part, ".%.*s.part", STR_ARG(m->name));
		snprintf(whole, sizeof whole, "%.*s.eml", STR_ARG(m->name));
		if (mkdir(dir, 0700) && errno != EEXIST)
			snprintf(why, MAIL_WHY, "the folder cannot be made");
		fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	/* The folder is synced as well: what was said to be handed over is there after a power cut. */
	if (fd >= 0 && put_file(fd, part, bytes) && !renameat(fd, part, fd, whole) && !fsync(fd))
		end = MAIL_SENT;
	else if (bytes.p)
		snprintf(why, MAIL_WHY, "the folder cannot be written (%d)", errno);
	if (fd >= 0)
		close(fd);
	arena_free(a);
	return end;
}
