/*
 * cmd_backup.c -- a backup that was seen restored, and the restoring.
 *
 * The server (or this process) copies the database in one consistent state into backup.part beside it;
 * this process seals the copy with the folder's key and lock into one file, opens that file again in
 * a folder of its own, and compares.  What was not tried is not called a backup.
 */
#include "hall/command.h"
#include "crypt/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 1100, KEY_TYPED = 200 };

/* What a backup holds besides the database copy. */
#define LOCK_NAME "backup.lock"      /* the lock that the key on paper opens */

struct backup {
	struct command *c;
	const char *dir, *file;
	char copy[PATH_BYTES];        /* of the database; "" when there is none */
	char trial_dir[PATH_BYTES];
	struct archive_lock lock;
	struct str new_key;           /* to be written on paper; absent: the old one holds */
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

static const char *const counted[] = { "meeting", "location", "org", "account", "event" };
enum { COUNTED = sizeof counted / sizeof *counted };

/* How many rows each of the main tables has. */
static enum err count_rows(struct command *c, const char *path, int64_t n[COUNTED])
{
	struct db_config config = { .url = str_of(path), .readonly = true };
	struct ctx ctx = c->ctx;
	struct str answer;
	enum err e = db_open(&config, &ctx.db, c->why, sizeof c->why);

	if (e)
		return e;
	e = db_ask(&ctx, "PRAGMA integrity_check(1)", &answer);
	if (!e && !str_same(answer, "ok"))
		e = fail(&ctx, ERR_IO, "the database is damaged: %.*s", STR_ARG(answer));
	for (size_t i = 0; !e && i < COUNTED; i++) {
		e = db_ask(&ctx, arena_printf(ctx.arena, "SELECT COUNT(*) FROM %s", counted[i]).p, &answer);
		if (!e && !str_int(answer, &n[i]))
			e = ERR_BUG;
	}
	if (e)
		snprintf(c->why, sizeof c->why, "%s", ctx.why);
	db_close(ctx.db);
	return e;
}

static void remove_folder(const char *dir)
{
	static const char *const names[] = { "samhold.db", "samhold.db-wal", "samhold.db-shm", "root.key", "reserve", LOCK_NAME, "lock" };
	char path[PATH_BYTES];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		join(path, dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
}

static enum err compare(struct backup *b, int64_t n[COUNTED])
{
	char restored[PATH_BYTES];
	int64_t again[COUNTED];

	join(restored, b->trial_dir, "samhold.db");
	TRY(count_rows(b->c, b->copy, n));
	TRY(count_rows(b->c, restored, again));
	for (size_t i = 0; i < COUNTED; i++)
		if (n[i] != again[i])
			return command_fail(b->c, ERR_IO, N_("The trial restore of {x} has other counts than the house. Do not trust this backup; try once more."), b->file);
	return OK;
}

static enum err try_out(struct backup *b, const struct archive_trial *trial, int64_t n[COUNTED])
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
	remove_folder(b->trial_dir);
	return e;
}

/* --- backup ---------------------------------------------------------------------------------------------------- */

static enum err make_backup(struct backup *b, bool anew, int64_t n[COUNTED])
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

static void tell(struct backup *b, const int64_t n[COUNTED])
{
	struct ctx *ctx = &b->c->ctx;
	struct str line = TR_FILL(ctx, tr(ctx, "{file} is written and was restored on trial: {meetings} series, {places} places, {orgs} organisations, {people} people, {lines} lines of the diary."),
				  { "file", str_of(b->file) }, { "meetings", tr_number(ctx, n[0]) }, { "places", tr_number(ctx, n[1]) },
				  { "orgs", tr_number(ctx, n[2]) }, { "people", tr_number(ctx, n[3]) }, { "lines", tr_number(ctx, n[4]) });

	printf("%.*s\n", STR_ARG(line));
	if (!b->new_key.p)
		return;
	printf("\n%s\n\n    %.*s\n\n%s\n", say(b->c, N_("Write this key on paper, and keep the paper where the machine is not:")), STR_ARG(b->new_key),
	       say(b->c, N_("It is shown only now. Whoever has lost it cannot open any backup; nobody can help. Later backups of this folder use the same key.")));
}

enum err cmd_backup(struct cli *cli)
{
	struct backup b = { .c = command_of(cli), .dir = cli_arg(cli, "DIR"), .file = cli_arg(cli, "FILE"), .guard = -1 };
	int64_t n[COUNTED] = { 0 };
	enum err e = make_backup(&b, cli_flag(cli, "new-key"), n);

	if (b.copy[0])
		unlink(b.copy);
	if (b.guard >= 0)
		close(b.guard);
	if (e)
		return e;
	tell(&b, n);
	return note(&b);
}

/* --- restore ------------------------------------------------------------------------------------------------------ */

static enum err ask_key(struct cli *cli, char *typed)
{
	const char *given = cli_text(cli, "key");
	struct command *c = command_of(cli);

	snprintf(typed, KEY_TYPED, "%s", given ? given : "");
	if (!given && cli_is_asking())
		cli_ask(say(c, N_("The key on paper:")), NULL, false, typed, KEY_TYPED);
	else if (!given && !fgets(typed, KEY_TYPED, stdin))
		typed[0] = 0;
	typed[strcspn(typed, "\r\n")] = 0;
	if (!archive_key_read(str_of(typed), NULL))
		return command_fail(c, ERR_DENIED, N_("That key did not open anything. Check the letters and try again."), NULL);
	return OK;
}

/* Nothing of a folder that is there may be lost: only a new or an empty one is restored into. */
static enum err make_room(struct command *c, const char *dir, char *part)
{
	snprintf(part, PATH_BYTES, "%s.part", dir);
	if (!command_is_empty(dir))
		return command_fail(c, ERR_CONFLICT, N_("{x} is not empty. Choose a folder that does not exist yet; nothing in it was touched."), dir);
	remove_folder(part);
	if (mkdir(part, 0700))
		return command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), part);
	return OK;
}

/* Opened as a server would open it: key, database, schema. */
static enum err open_once(struct command *c, const char *dir, int64_t n[COUNTED])
{
	char path[PATH_BYTES];
	struct folder f;

	TRY(folder_open(&f, dir, NULL, c->why, sizeof c->why));
	folder_close(&f);
	join(path, dir, "samhold.db");
	return count_rows(c, path, n);
}

static enum err restore_into(struct cli *cli, const char *file, const char *part, const char *typed, int64_t n[COUNTED])
{
	struct command *c = command_of(cli);
	struct cli_bar bar;
	enum err e;

	cli_bar_begin(&bar, say(c, N_("Restoring")));
	e = archive_open(file, str_of(typed), part, bar_moved, &bar, c->why, sizeof c->why);
	cli_bar_end(&bar);
	return e ? e : open_once(c, part, n);
}

enum err cmd_restore(struct cli *cli)
{
	const char *file = cli_arg(cli, "FILE"), *dir = cli_arg(cli, "DIR");
	char part[PATH_BYTES], typed[KEY_TYPED];
	struct command *c = command_of(cli);
	int64_t n[COUNTED] = { 0 };
	enum err e;

	TRY(archive_check(file, NULL, NULL, c->why, sizeof c->why));
	TRY(ask_key(cli, typed));
	TRY(make_room(c, dir, part));
	e = restore_into(cli, file, part, typed, n);
	explicit_bzero(typed, sizeof typed);
	if (!e && rename(part, dir))
		e = command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), dir);
	if (e) {
		remove_folder(part);
		return e;
	}
	printf("%s\n", TR_FILL(&c->ctx, tr(&c->ctx, "{dir} is restored: {meetings} series, {people} people, {lines} lines of the diary."),
			       { "dir", str_of(dir) }, { "meetings", tr_number(&c->ctx, n[0]) }, { "people", tr_number(&c->ctx, n[3]) },
			       { "lines", tr_number(&c->ctx, n[4]) }).p);
	printf("%s\n", say_with(c, N_("Start it with: samhold serve {x}"), dir));
	return OK;
}
