/*
 * cmd_restore.c -- a folder from a backup and the key on paper.
 *
 * Everything is made beside its place and moved there when it is whole.  With --database the rows go on into an
 * empty PostgreSQL: so a house also moves from one kind of database to the other.
 */
#include "hall/command.h"
#include "crypt/archive.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 1100, KEY_TYPED = 200 };

static void join(char *out, const char *dir, const char *name)
{
	snprintf(out, PATH_BYTES, "%s/%s", dir, name);
}

static void remove_files(const char *dir, const char *const *names)
{
	char path[PATH_BYTES];

	for (; *names; names++) {
		join(path, dir, *names);
		unlink(path);
	}
}

static const char *const database_files[] = { "samhold.db", "samhold.db-wal", "samhold.db-shm", NULL };

void command_remove_folder(const char *dir)
{
	static const char *const others[] = { "root.key", "reserve", BACKUP_LOCK, "lock", "database", ERASED_LIST, NULL };

	remove_files(dir, database_files);
	remove_files(dir, others);
	rmdir(dir);
}

/* --- counting ----------------------------------------------------------------------------------------------- */

enum err command_counts(struct command *c, const char *path, struct folder_counts *out)
{
	struct db_config config = { .url = str_of(path), .readonly = true };
	struct ctx ctx = c->ctx;
	struct str answer = S("ok");
	enum err e = db_open(&config, &ctx.db, c->why, sizeof c->why);

	if (e)
		return e;
	if (!db_is_pg(ctx.db))
		e = db_ask(&ctx, "PRAGMA integrity_check(1)", &answer);
	if (!e && !str_same(answer, "ok"))
		e = fail(&ctx, ERR_IO, "the database is damaged: %.*s", STR_ARG(answer));
	if (!e)
		e = db_counts(&ctx, &out->at, &out->n);
	if (e)
		snprintf(c->why, sizeof c->why, "%s", ctx.why);
	db_close(ctx.db);
	return e;
}

int64_t command_count(const struct folder_counts *of, const char *table)
{
	for (size_t i = 0; i < of->n; i++)
		if (str_same(of->at[i].table, table))
			return of->at[i].rows;
	return 0;
}

/* --- the key, and the place ------------------------------------------------------------------------------- */

static void bar_moved(void *bar, int64_t done, int64_t all)
{
	cli_bar_move(bar, done, all);
}

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
	command_remove_folder(part);
	if (mkdir(part, 0700))
		return command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), part);
	return OK;
}

/* --- into PostgreSQL ------------------------------------------------------------------------------------------ */

/* Nothing that is there is written over: no house may live in it yet. */
static enum err is_free(struct command *c, struct ctx *to)
{
	struct str there, lines = S("0");

	TRY(db_ask(to, "SELECT to_regclass('event')", &there));
	if (there.p)
		TRY(db_ask(to, "SELECT COUNT(*) FROM event", &lines));
	return str_same(lines, "0") ? OK : command_fail(c, ERR_CONFLICT, N_("A house lives in that database already. Name an empty one; nothing in it was touched."), NULL);
}

static void poured(void *bar, int done, int all)
{
	cli_bar_move(bar, done, all);
}

static enum err pour_all(struct command *c, struct ctx *from, struct ctx *to)
{
	struct cli_bar bar;
	enum err e;

	TRY(is_free(c, to));
	TRY(db_migrate(to));
	TRY(db_begin(from, DB_READ));
	TRY(db_begin(to, DB_WRITE));
	cli_bar_begin(&bar, say(c, N_("Restoring")));
	e = db_pour(from, to, poured, &bar);
	cli_bar_end(&bar);
	return e ? e : db_commit(to);
}

static enum err write_database(struct command *c, const char *dir, const char *url)
{
	char path[PATH_BYTES];
	FILE *f;
	bool fine;

	join(path, dir, "database");
	f = fopen(path, "wx");
	fine = f && !fchmod(fileno(f), 0600) && fprintf(f, "%s\n", url) > 0 && !fflush(f) && !fsync(fileno(f));
	if (f)
		fine = !fclose(f) && fine;
	return fine ? OK : command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), path);
}

/* From the file that was restored into the database at url; the file goes. */
static enum err move_to_pg(struct command *c, const char *dir, const char *url)
{
	char path[PATH_BYTES];
	struct db_config file = { .readonly = true }, server = { .url = str_of(url), .durable = true };
	struct ctx from = c->ctx, to = c->ctx;
	enum err e;

	join(path, dir, "samhold.db");
	file.url = str_of(path);
	TRY(db_open(&file, &from.db, c->why, sizeof c->why));
	e = db_open(&server, &to.db, c->why, sizeof c->why);
	if (!e) {
		e = pour_all(c, &from, &to);
		if (e && !c->why[0])
			snprintf(c->why, sizeof c->why, "%s", to.why[0] ? to.why : from.why);
		db_close(to.db);
	}
	db_close(from.db);
	if (e)
		return e;
	remove_files(dir, database_files);
	return write_database(c, dir, url);
}

/* --- restore ---------------------------------------------------------------------------------------------------- */

/* Opened as a server would open it: key, database, schema. */
static enum err open_once(struct command *c, const char *dir, const char *url, struct folder_counts *n)
{
	char path[PATH_BYTES];
	struct folder f;

	TRY(folder_open(&f, dir, NULL, c->why, sizeof c->why));
	folder_close(&f);
	join(path, dir, "samhold.db");
	return command_counts(c, url ? url : path, n);
}

static enum err restore_into(struct cli *cli, const char *file, const char *part, const char *typed, struct folder_counts *n)
{
	struct command *c = command_of(cli);
	const char *url = cli_text(cli, "database");
	struct cli_bar bar;
	enum err e;

	cli_bar_begin(&bar, say(c, N_("Restoring")));
	e = archive_open(file, str_of(typed), part, bar_moved, &bar, c->why, sizeof c->why);
	cli_bar_end(&bar);
	/* First as a file, which an older program may have made: it is brought up to date before its rows move on. */
	if (!e)
		e = open_once(c, part, NULL, n);
	if (!e && url)
		e = move_to_pg(c, part, url);
	return e || !url ? e : open_once(c, part, url, n);
}

/* Whoever was erased after the backup was made stays erased. */
static enum err keep_erased(struct cli *cli, const char *file, const char *part, int64_t *n)
{
	const char *given = cli_text(cli, "erased"), *slash = strrchr(file, '/');
	struct command *c = command_of(cli);
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%.*s" ERASED_LIST, slash ? (int)(slash - file + 1) : 0, file);
	if (given && access(given, R_OK))
		return command_fail(c, ERR_NOT_FOUND, N_("{x} cannot be read. Is the name right, and may you read it?"), given);
	return erased_apply(c, given ? given : path, part, n);
}

enum err cmd_restore(struct cli *cli)
{
	const char *file = cli_arg(cli, "FILE"), *dir = cli_arg(cli, "DIR");
	char part[PATH_BYTES], typed[KEY_TYPED];
	struct command *c = command_of(cli);
	struct folder_counts n = { 0 };
	int64_t gone = 0;
	enum err e;

	TRY(archive_check(file, NULL, NULL, c->why, sizeof c->why));
	TRY(ask_key(cli, typed));
	TRY(make_room(c, dir, part));
	e = restore_into(cli, file, part, typed, &n);
	explicit_bzero(typed, sizeof typed);
	if (!e)
		e = keep_erased(cli, file, part, &gone);
	if (!e && rename(part, dir))
		e = command_fail(c, ERR_IO, N_("{x} could not be written. Is there room, and may you write there?"), dir);
	if (e) {
		command_remove_folder(part);
		return e;
	}
	printf("%s\n", TR_FILL(&c->ctx, tr(&c->ctx, "{dir} is restored: {meetings} series, {people} people, {lines} lines of the diary."),
			       { "dir", str_of(dir) }, { "meetings", tr_number(&c->ctx, command_count(&n, "meeting")) },
			       { "people", tr_number(&c->ctx, command_count(&n, "account")) },
			       { "lines", tr_number(&c->ctx, command_count(&n, "event")) }).p);
	if (gone)
		printf("%s\n", trn(&c->ctx, "{n} person who was erased since is erased here, too.", "{n} people who were erased since are erased here, too.", gone).p);
	printf("%s\n", say_with(c, N_("Start it with: samhold serve {x}"), dir));
	return OK;
}
