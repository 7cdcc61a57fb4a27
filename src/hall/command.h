/*
 * command.h -- what the files of the command line share.
 *
 * A command that looks at or changes a folder is a request to /control/…: answered by the server that
 * runs on the folder, through the socket in it, or else by this process, which then holds the lock
 * itself.  So there is one body for both, in control.c.
 */
#ifndef HALL_COMMAND_H
#define HALL_COMMAND_H

#include "cli/cli.h"
#include "hall/hall.h"

/* One run of the program. */
struct command {
	struct house speech;          /* knows the languages and nothing else */
	struct ctx ctx;               /* for texts and memory; has no database */
	char why[600];                /* the sentence, when it went wrong */
	int status;                   /* of the last answer; 202: nothing was done yet, somebody must say yes */
};

static inline struct command *command_of(const struct cli *cli)
{
	return cli->own;
}
/* A text in the language of the terminal; with its gap {x} filled. */
const char *say(struct command *, const char *text);
const char *say_with(struct command *, const char *text, const char *gap);
/* Keep the sentence and answer the word. */
enum err command_fail(struct command *, enum err, const char *text, const char *gap);

enum { ANSWER_MOST = 64 << 20 };

/* What is asked of a folder. */
struct question {
	const char *dir;
	const char *method;           /* "GET" or "POST" */
	struct str target;            /* "/control/check" */
	struct str body;
	const char *label;            /* what the progress bar says; NULL: none */
};
/* The answer's text goes to out.  What went wrong stands in command.why, in plain words. */
enum err command_ask(struct command *, const struct question *, struct buf *out);
/* "lang=da", and more pairs put behind it with & between: name, value, …, NULL. */
struct str command_target(struct command *, const char *path, ...) __attribute__((sentinel));

/* The whole of a file, at most so many bytes. */
enum err command_read_file(struct command *, const char *path, size_t most, struct str *out);

/* The same; the tables of a folder come as one zip, at most FOLDER_MOST bytes before they are packed. */
enum { FOLDER_MOST = 100 << 20 };
enum err command_read_tables(struct command *, const char *path, size_t most, struct str *out);

/* Nothing in it, or no such folder. */
bool command_is_empty(const char *dir);

/* The file of a folder that locks its backups. */
#define BACKUP_LOCK "backup.lock"
/* How many rows each table of a database has that is whole; path: a file, or an address of PostgreSQL. */
struct folder_counts {
	struct db_count *at;
	size_t n;
};
enum err command_counts(struct command *, const char *path, struct folder_counts *out);
int64_t command_count(const struct folder_counts *, const char *table);
/* A folder that a command made on trial, with everything that it put there. */
void command_remove_folder(const char *dir);

enum err cmd_init(struct cli *);
enum err cmd_demo(struct cli *);
enum err cmd_serve(struct cli *);
enum err cmd_import(struct cli *);
enum err cmd_export(struct cli *);
enum err cmd_backup(struct cli *);
enum err cmd_restore(struct cli *);
enum err cmd_check(struct cli *);
enum err cmd_verify(struct cli *);
enum err cmd_user_invite(struct cli *);
enum err cmd_answer(struct cli *);

/*
 * Who was erased (erased.c): a list beside the backups, so that none of them brings anybody back.  Copy the folder's
 * list into another, joined with what is there; do again in a restored folder what a list says: n people were there.
 * Without a list, too, a restored folder writes to nobody (outbox_restored).
 */
enum err erased_copy(struct command *, const char *dir, const char *to_dir);
enum err erased_apply(struct command *, const char *list, const char *dir, int64_t *n);

#endif
