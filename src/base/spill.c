/* spill.c -- see spill.h. */
#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { HOLD = 8 << 20, MOST = 1 << 30, PATH_BYTES = 1000 };

/* Not every file system makes files without a name. */
static int open_nameless(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char path[PATH_BYTES];
	int n;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	n = snprintf(path, sizeof path, "%s/answer-XXXXXX", dir);
	if (n < 0 || (size_t)n >= sizeof path)
		return -1;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static enum err write_all(int fd, struct str s)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return ERR_IO;
		s = str_slice(s, (size_t)n, s.n);
	}
	return OK;
}

static enum err move(struct spill *s, struct buf *b)
{
	if (s->n + (int64_t)b->n > (s->most ? s->most : MOST))
		return ERR_LIMIT;
	if (!s->n) {
		s->file = open_nameless(s->dir);
		if (s->file < 0)
			return ERR_IO;
	}
	s->n += (int64_t)b->n;
	TRY(write_all(s->file, buf_view(b)));
	buf_cut(b, 0);
	return OK;
}

enum err spill_some(struct spill *s, struct buf *b)
{
	return s && b->n > (s->hold ? s->hold : HOLD) ? move(s, b) : OK;
}

enum err spill_rest(struct spill *s, struct buf *b)
{
	return s->n && b->n ? move(s, b) : OK;
}

void spill_close(struct spill *s)
{
	if (!s)
		return;
	if (s->n)
		close(s->file);
	s->n = 0;
}
