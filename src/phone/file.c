/*
 * file.c -- the list as a text in the data folder, for who holds the machine and prints it when nobody can log in.
 *
 * They run the machine without reading what is sealed, so no name, number or words of a person stand in it: what it is
 * about, its number as in the address of its page, and who answers for it.
 */
#include "phone/phone_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "phone_sql.h"

static enum err colleague(struct ctx *ctx, int64_t account, struct str *name)
{
	struct phone_colleague row;
	enum err e = account ? phone_colleague(ctx, account, &row) : ERR_NOT_FOUND;

	*name = e ? tr(ctx, "whoever serves people") : row.name;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err add_line(struct ctx *ctx, const struct outbox_unsent *u, struct str *text)
{
	struct str who;

	TRY(colleague(ctx, u->participant ? u->owner : u->to, &who));
	*text = arena_cat(ctx->arena, *text, TR_FILL(ctx, u->participant ? tr(ctx, "[ ] {what}, number {n}. Ask {who}.\n") : tr(ctx, "[ ] {what}: {who}.\n"),
						     { "what", phone_what(ctx, u->kind) }, { "n", page_id(ctx, u->subject) }, { "who", who }), S(""));
	return OK;
}

static enum err add_health(struct ctx *ctx, struct str *text)
{
	struct phone_faults row;
	int64_t faults = 0;
	enum err e = phone_faults(ctx, &row);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	str_int(row.value, &faults);
	*text = arena_join(ctx->arena, *text, faults ? TR_FILL(ctx, trn(ctx, "\nThe check of everything found {n} fault.\n", "\nThe check of everything found {n} faults.\n", faults),
								{ "n", tr_number(ctx, faults) }) : tr(ctx, "\nThe check of everything found no fault.\n"));
	return OK;
}

enum err phone_text(struct ctx *ctx, const struct outbox_unsent *all, size_t n, int64_t since, struct str *text)
{
	*text = TR_FILL(ctx, tr(ctx, "Calls instead of messages, {day}\n\nNo message has left since {when}. Names and telephone numbers are on the page “Calls instead of messages”, and are printed from there.\n\n"),
			{ "day", tr_day_date(ctx, page_today(ctx)) }, { "when", page_moment(ctx, since) });
	if (!n)
		*text = arena_join(ctx->arena, *text, tr(ctx, "Nobody is to be called.\n"));
	for (size_t i = 0; i < n; i++)
		TRY(add_line(ctx, &all[i], text));
	return add_health(ctx, text);
}

static bool put(int dir, const char *name, struct str text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool fine = fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n && !fsync(fd);

	return fd >= 0 && !close(fd) && fine;
}

bool phone_write(const struct phone_file *f)
{
	char dir[1100], part[64], whole[64];
	int fd;
	bool fine;

	if (!f->text.p)
		return true;
	snprintf(dir, sizeof dir, "%.*s/calls", STR_ARG(f->dir));
	snprintf(whole, sizeof whole, "%.*s", STR_ARG(f->name));
	snprintf(part, sizeof part, ".%.*s.part", STR_ARG(f->name));
	if (mkdir(dir, 0700) && errno != EEXIST)
		return false;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fine = fd >= 0 && put(fd, part, f->text) && !renameat(fd, part, fd, whole) && !fsync(fd);
	if (fd >= 0)
		close(fd);
	return fine;
}
