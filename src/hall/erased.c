/*
 * erased.c -- who was erased, kept outside of the database: a backup from before must not bring anybody back.
 *
 * The list is a text of numbers and times, a line for each: it stands in the folder, is written anew every hour and
 * with every backup, and a copy lies beside the backups.  Lists only grow; several houses may share one.
 */
#include "hall/command.h"
#include "outbox/outbox.h"
#include "participant/participant.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 1100, AT_ONCE = 500, WHAT_MOST = 16, LIST_MOST = 64 << 20 };

/* Whole or not at all: beside its place, then moved there. */
static bool put(const char *path, struct str text)
{
	char part[PATH_BYTES];
	bool fine;
	int fd;

	snprintf(part, sizeof part, "%s.part", path);
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	fine = fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n && !fsync(fd);
	if (fd >= 0)
		fine = !close(fd) && fine;
	return fine && !rename(part, path);
}

enum err erased_write(struct ctx *ctx, const char *dir)
{
	struct participant_tombstone *t;
	char path[PATH_BYTES];
	int64_t after = 0;
	struct buf b;
	size_t n;
	enum err e;

	buf_init(&b, LIST_MOST);
	do {
		e = participant_tombstones(ctx, after, AT_ONCE, &t, &n);
		for (size_t i = 0; !e && i < n; i++) {
			buf_fmt(&b, "%" PRId64 " %.*s %" PRId64 "\n", t[i].participant, STR_ARG(t[i].what), t[i].at);
			after = t[i].participant;
		}
	} while (!e && n == AT_ONCE);
	snprintf(path, sizeof path, "%s/" ERASED_LIST, dir);
	if (!e && !put(path, buf_view(&b)))
		e = fail(ctx, ERR_IO, "the list of who was erased could not be written");
	buf_free(&b);
	return e;
}

static bool read_line(struct str line, struct participant_tombstone *t)
{
	struct str id, what;

	return str_cut(&line, ' ', &id) && str_cut(&line, ' ', &what) && str_int(id, &t->participant) && str_int(line, &t->at) &&
	       (str_same(what, "erased") || str_same(what, "vault")) && (t->what = what).n;
}

static bool has_line(struct str text, struct str line)
{
	struct str each;

	while (str_cut(&text, '\n', &each))
		if (str_eq(each, line))
			return true;
	return false;
}

enum err erased_copy(struct command *c, const char *dir, const char *to_dir)
{
	char from[PATH_BYTES], to[PATH_BYTES];
	struct str ours, theirs = S(""), rest, line;
	struct buf b;
	bool fine;

	snprintf(from, sizeof from, "%s/" ERASED_LIST, dir);
	snprintf(to, sizeof to, "%s/" ERASED_LIST, to_dir);
	if (access(from, R_OK))
		return OK;
	TRY(command_read_file(c, from, LIST_MOST, &ours));
	if (!ours.n)
		return OK;
	if (!access(to, R_OK))
		TRY(command_read_file(c, to, LIST_MOST, &theirs));
	buf_init(&b, LIST_MOST);
	buf_str(&b, theirs);
	for (rest = ours; str_cut(&rest, '\n', &line);)
		if (line.n && !has_line(theirs, line))
			buf_fmt(&b, "%.*s\n", STR_ARG(line));
	fine = put(to, buf_view(&b));
	buf_free(&b);
	return fine ? OK : command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), to);
}

static enum err bury_all(struct ctx *ctx, struct str list, int64_t *n)
{
	struct participant_tombstone t;
	struct str line;
	bool was_there;

	*n = 0;
	while (str_cut(&list, '\n', &line))
		if (read_line(line, &t)) {
			TRY(participant_bury(ctx, &t, &was_there));
			*n += was_there;
		}
	return OK;
}

enum err erased_apply(struct command *c, const char *list, const char *dir, int64_t *n)
{
	struct worker w;
	struct folder f;
	struct ctx *ctx;
	struct str text;
	enum err e;

	*n = 0;
	text = S("");
	if (!access(list, R_OK))
		TRY(command_read_file(c, list, LIST_MOST, &text));
	TRY(folder_open(&f, dir, NULL, c->why, sizeof c->why));
	worker_open(&w, &f.house, f.writer);
	ctx = worker_begin(&w);
	e = folder_begin_write(ctx);
	if (!e)
		e = bury_all(ctx, text, n);
	/* A trial of a backup beside the real house writes to nobody. */
	if (!e)
		e = outbox_restored(ctx);
	e = e ? e : db_commit(ctx);
	if (e) {
		snprintf(c->why, sizeof c->why, "%s", ctx->why);
		db_rollback(ctx);
	}
	w.db = NULL;
	worker_close(&w);
	folder_close(&f);
	return e;
}
