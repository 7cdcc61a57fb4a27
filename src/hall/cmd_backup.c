/*
 * cmd_backup.c -- a backup that was seen restored, and the restoring.
 *
 * The server (or this process) copies the database in one consistent state into backup.part beside it;
 * this process seals the copy with the folder's key and lock into one file, opens that file again in
 * a folder of its own, and compares.  What was not tried is not called a backup.
 *
 * When FILE is a folder, the backup gets the day and the time as its name there, and of those that have such names
 * only the newest stay.  An old one goes when the new one is proven, never before.
 */
#include "hall/command.h"
#include "base/clock.h"
#include "crypt/archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 1100, DAY_S = 86400 };

/* The lock that the key on paper opens; it goes along, so that a restored folder makes its backups with the same key. */
#define LOCK_NAME BACKUP_LOCK

struct backup {
	struct command *c;
	const char *dir, *file;
	char copy[PATH_BYTES];        /* of the database; "" when there is none */
	char trial_dir[PATH_BYTES];
	struct archive_lock lock;
	struct str new_key;           /* to be written on paper; absent: the old one holds */
	const char *row;              /* the folder of backups that FILE is; NULL: it is a file */
	int guard;                    /* two backups of one folder at once would share backup.part */
};

static void bar_moved(void *bar, int64_t done, int64_t all)
{
	cli_bar_move(bar, done, all);
}

static void join(char *out, const char *dir, const char *name)
{
	snprintf(out, PATH_BYTES, "%s/%s", dir, name);
}

/* --- the lock ------------------------------------------------------------------------------------------- */

static enum err save_lock(struct backup *b)
{
	char path[PATH_BYTES], part[PATH_BYTES];
	bool fine;
	int fd;

	join(path, b->dir, LOCK_NAME);
	join(part, b->dir, LOCK_NAME ".part");
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	fine = fd >= 0 && write(fd, b->lock.bytes, sizeof b->lock.bytes) == sizeof b->lock.bytes && !fsync(fd);
	if (fd >= 0)
		close(fd);
	return fine && !rename(part, path) ? OK : command_fail(b->c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), path);
}

/* The folder's lock; the first time, or when it is wished, a new one with its key. */
static enum err choose_lock(struct backup *b, bool anew)
{
	char path[PATH_BYTES];
	struct str bytes;

	join(path, b->dir, LOCK_NAME);
	if (anew || access(path, F_OK)) {
		b->new_key = archive_key_new(b->c->ctx.arena, &b->lock);
		return OK;
	}
	TRY(command_read_file(b->c, path, 4096, &bytes));
	if (bytes.n != sizeof b->lock.bytes)
		return command_fail(b->c, ERR_INVALID, N_("{x} is damaged. Make a new key: samhold backup DIR FILE --new-key"), path);
	memcpy(b->lock.bytes, bytes.p, bytes.n);
	return OK;
}

static enum err guard(struct backup *b)
{
	char path[PATH_BYTES];

	join(path, b->dir, "backup.guard");
	b->guard = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (b->guard < 0)
		return command_fail(b->c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), path);
	return flock(b->guard, LOCK_EX | LOCK_NB) ?
		       command_fail(b->c, ERR_CONFLICT, N_("A backup of {x} is being made right now. Wait until it is done."), b->dir) : OK;
}

/* --- writing ---------------------------------------------------------------------------------------------- */

static enum err copy_database(struct backup *b)
{
	const struct question q = { .dir = b->dir, .method = "GET", .target = command_target(b->c, "/control/copy", NULL),
				    .label = N_("Copying") };
	struct buf out;
	enum err e;

	buf_init(&out, ANSWER_MOST);
	e = command_ask(b->c, &q, &out);
	/* The server names the folder as it was started with, which need not be how we name it. */
	if (!e)
		join(b->copy, b->dir, "backup.part");
	buf_free(&out);
	return e;
}

static enum err seal(struct backup *b, struct archive_trial *trial)
{
	char key[PATH_BYTES], lock[PATH_BYTES];
	struct archive_part parts[] = { { "samhold.db", b->copy }, { "root.key", key }, { LOCK_NAME, lock } };
	struct cli_bar bar;
	enum err e;

	join(key, b->dir, "root.key");
	join(lock, b->dir, LOCK_NAME);
	cli_bar_begin(&bar, say(b->c, N_("Sealing")));
	e = archive_write(b->file, &b->lock, parts, 3, trial, bar_moved, &bar, b->c->why, sizeof b->c->why);
	cli_bar_end(&bar);
	return e;
}

/* --- trying ------------------------------------------------------------------------------------------------- */

static enum err compare(struct backup *b, struct folder_counts *n)
{
	char restored[PATH_BYTES];
	struct folder_counts again;

	join(restored, b->trial_dir, "samhold.db");
	TRY(command_counts(b->c, b->copy, n));
	TRY(command_counts(b->c, restored, &again));
	if (db_counts_differ(n->at, n->n, again.at, again.n).p)
		return command_fail(b->c, ERR_IO, N_("The trial restore of {x} has other counts than the house. Do not trust this backup; try once more."), b->file);
	return OK;
}

static enum err try_out(struct backup *b, const struct archive_trial *trial, struct folder_counts *n)
{
	struct cli_bar bar;
	enum err e;

	join(b->trial_dir, b->dir, "trial-XXXXXX");
	if (!mkdtemp(b->trial_dir))
		return command_fail(b->c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), b->trial_dir);
	cli_bar_begin(&bar, say(b->c, N_("Trying")));
	e = archive_check(b->file, bar_moved, &bar, b->c->why, sizeof b->c->why);
	if (!e)
		e = archive_try(b->file, trial, b->trial_dir, bar_moved, &bar, b->c->why, sizeof b->c->why);
	cli_bar_end(&bar);
	if (!e)
		e = compare(b, n);
	command_remove_folder(b->trial_dir);
	return e;
}

/* --- backup ---------------------------------------------------------------------------------------------------- */

static enum err make_backup(struct backup *b, bool anew, struct folder_counts *n)
{
	struct archive_trial trial;
	enum err e;

	TRY(guard(b));
	if (!access(b->file, F_OK))
		return command_fail(b->c, ERR_CONFLICT, N_("{x} exists already. Choose another name; a backup is never written over."), b->file);
	TRY(choose_lock(b, anew));
	TRY(copy_database(b));
	if (b->new_key.p)
		TRY(save_lock(b));
	TRY(seal(b, &trial));
	e = try_out(b, &trial, n);
	explicit_bzero(&trial, sizeof trial);
	if (e)
		unlink(b->file);
	return e;
}

/* Told to the house, so that its page can say how long ago the last one was. */
static enum err note(struct backup *b)
{
	const struct question q = { .dir = b->dir, .method = "POST", .target = command_target(b->c, "/control/backup", NULL) };
	struct buf out;
	enum err e;

	buf_init(&out, ANSWER_MOST);
	e = command_ask(b->c, &q, &out);
	buf_free(&out);
	return e;
}

/* The list of who was erased lies beside the backups: what is restored from them stays erased. */
static enum err beside(struct backup *b)
{
	const char *slash = strrchr(b->file, '/');
	char to[PATH_BYTES];

	snprintf(to, sizeof to, "%.*s", slash ? (int)(slash - b->file + 1) : 1, slash ? b->file : ".");
	return erased_copy(b->c, b->dir, to);
}

static void tell(struct backup *b, const struct folder_counts *n)
{
	struct ctx *ctx = &b->c->ctx;
	struct str line = TR_FILL(ctx, tr(ctx, "{file} is written and was restored on trial, with as many rows in each of {tables} tables: {meetings} series, {places} places, {orgs} organisations, {people} people, {lines} lines of the diary."),
				  { "file", str_of(b->file) }, { "tables", tr_number(ctx, (int64_t)n->n) },
				  { "meetings", tr_number(ctx, command_count(n, "meeting")) }, { "places", tr_number(ctx, command_count(n, "location")) },
				  { "orgs", tr_number(ctx, command_count(n, "org")) }, { "people", tr_number(ctx, command_count(n, "account")) },
				  { "lines", tr_number(ctx, command_count(n, "event")) });

	printf("%.*s\n", STR_ARG(line));
	if (!b->new_key.p)
		return;
	printf("\n%s\n\n    %.*s\n\n%s\n", say(b->c, N_("Write this key on paper, and keep the paper where the machine is not:")), STR_ARG(b->new_key),
	       say(b->c, N_("It is shown only now. Whoever has lost it cannot open any backup; nobody can help. Later backups of this folder use the same key.")));
}

/* --- a row of backups -------------------------------------------------------------------------------------------- */

#define ROW_BEGIN "samhold-"
#define ROW_END ".backup"

/* "samhold-2016-12-12-1000.backup", in UTC, where no hour comes twice: names in the order of time. */
static enum err name_in_row(struct backup *b, int keep)
{
	struct arena *a = b->c->ctx.arena;
	struct clock *real;
	struct stat st;
	int64_t now;

	if (stat(b->file, &st) || !S_ISDIR(st.st_mode))
		return keep ? command_fail(b->c, ERR_INVALID, N_("--keep is for a folder of backups, and {x} is none. Make it first: mkdir {x}"), b->file) : OK;
	real = clock_new();
	now = clock_now(real);
	clock_free(real);
	b->row = b->file;
	b->file = arena_printf(a, "%s/" ROW_BEGIN "%.*s-%02d%02d" ROW_END, b->row, STR_ARG(day_str(a, (day_t)(now / DAY_S))),
			       (int)(now % DAY_S / 3600), (int)(now % 3600 / 60)).p;
	return OK;
}

static int is_in_row(const struct dirent *d)
{
	struct str name = str_of(d->d_name);

	return name.n == sizeof ROW_BEGIN ROW_END - 1 + sizeof "2016-12-12-1000" - 1 && str_starts(name, S(ROW_BEGIN)) && str_ends(name, S(ROW_END));
}

/* The oldest go until so many are left. */
static void thin(struct backup *b, int keep)
{
	struct dirent **names;
	char path[PATH_BYTES];
	int n = scandir(b->row, &names, is_in_row, alphasort);

	for (int i = 0; i < n; i++) {
		join(path, b->row, names[i]->d_name);
		if (i < n - keep)
			unlink(path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

enum err cmd_backup(struct cli *cli)
{
	struct backup b = { .c = command_of(cli), .dir = cli_arg(cli, "DIR"), .file = cli_arg(cli, "FILE"), .guard = -1 };
	int keep = (int)cli_int(cli, "keep", 0);
	struct folder_counts n = { 0 };
	enum err e;

	TRY(name_in_row(&b, keep));
	e = make_backup(&b, cli_flag(cli, "new-key"), &n);
	if (b.copy[0])
		unlink(b.copy);
	if (b.guard >= 0)
		close(b.guard);
	if (e)
		return e;
	tell(&b, &n);
	if (b.row && keep)
		thin(&b, keep);
	TRY(note(&b));
	return beside(&b);
}
