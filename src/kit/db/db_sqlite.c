/*
 * db_sqlite.c -- SQLite behind the door; the only file that knows sqlite3.h.
 *
 * Readers are READONLY connections, and only the writer checkpoints: SQLite before
 * 3.51.3 can lose a commit when two connections write or checkpoint at once
 * (doc/decisions/0003).  Statements are prepared once per connection and found again
 * by the address of their query.
 */
#include "db/db.h"
#include "db/db_ops.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024 };      /* prepared statements; a power of two, well over what rooms have */

struct slot {
	const struct db_query *q;
	sqlite3_stmt *st;
	bool busy;          /* being stepped: a second use gets a statement of its own */
};

struct sqlite_db {
	struct db head;
	sqlite3 *h;
	struct slot slots[SLOTS];
};

static struct sqlite_db *me(const struct ctx *ctx)
{
	return (struct sqlite_db *)ctx->db;
}

/*
 * Of SQLITE_IOERR: a quota or a limit of file sizes that is used up is as good as a full disk.  sqlite3_system_errno
 * is not set by a commit that fails; what the kernel said last still stands in errno, as calls that succeed leave it.
 */
static bool is_out_of_room(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
}

static enum err failed(struct ctx *ctx, int rc, const char *what)
{
	struct sqlite_db *db = me(ctx);

	switch (rc & 0xFF) {
	case SQLITE_IOERR:
		if (!is_out_of_room())
			break;
		/* fall through */
	case SQLITE_FULL:
		db->head.trouble = DB_FULL;
		break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		db->head.trouble = DB_RETRY;
		break;
	case SQLITE_CONSTRAINT:
		return fail(ctx, ERR_CONFLICT, "%s: %s", what, sqlite3_errmsg(db->h));
	}
	return fail(ctx, ERR_IO, "%s: %s", what, sqlite3_errmsg(db->h));
}

static void sqlite_close(struct db *d)
{
	struct sqlite_db *db = (struct sqlite_db *)d;

	for (int i = 0; i < SLOTS; i++)
		sqlite3_finalize(db->slots[i].st);
	sqlite3_close(db->h);
	free(db);
}

static enum err sqlite_plain(struct ctx *ctx, const char *sql)
{
	int rc = sqlite3_exec(me(ctx)->h, sql, NULL, NULL, NULL);

	return rc ? failed(ctx, rc, "plain") : OK;
}

/* The slot of this query, prepared on first use. */
static enum err prepared(struct ctx *ctx, const struct db_query *q, struct slot **out)
{
	struct sqlite_db *db = me(ctx);
	size_t i = ((uintptr_t)q >> 5) * 0x9E3779B97F4A7C15u >> 54;
	struct slot *s;

	for (size_t step = 0; step < SLOTS; step++, i++) {
		s = &db->slots[i & (SLOTS - 1)];
		if (s->q == q && !s->busy)
			break;
		if (!s->q) {
			int rc = sqlite3_prepare_v3(db->h, q->sqlite, -1, SQLITE_PREPARE_PERSISTENT,
						    &s->st, NULL);
			if (rc)
				return failed(ctx, rc, q->name);
			s->q = q;
			break;
		}
		s = NULL;
	}
	if (!s)
		return fail(ctx, ERR_BUG, "more than %d prepared statements", SLOTS);
	*out = s;
	return OK;
}

static void bind_day(sqlite3_stmt *st, int i, day_t day)
{
	struct ymd d = day_ymd(day);
	char text[16];
	int n = snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);

	sqlite3_bind_text(st, i, text, n, SQLITE_TRANSIENT);
}

static void bind(sqlite3_stmt *st, const struct db_query *q, const struct db_value *in)
{
	for (int i = 0; i < q->nparam; i++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is an in where something is bound. */
		switch (in[i].type) {
		case DB_NULL:
			sqlite3_bind_null(st, i + 1);
			break;
		case DB_INT:
		case DB_BOOL:
			sqlite3_bind_int64(st, i + 1, in[i].i);
			break;
		case DB_REAL:
			sqlite3_bind_double(st, i + 1, in[i].r);
			break;
		case DB_DAY:
			bind_day(st, i + 1, (day_t)in[i].i);
			break;
		case DB_TEXT:
			/* The text lives in the arena of this unit of work, longer than the step. */
			sqlite3_bind_text(st, i + 1, in[i].s.p, (int)in[i].s.n, SQLITE_STATIC);
			break;
		}
}

static enum err sqlite_exec(struct ctx *ctx, const struct db_query *q, const struct db_value *in,
			    int64_t *changed)
{
	struct slot *s = NULL;
	enum err e = OK;
	int rc;

	TRY(prepared(ctx, q, &s));
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): what failed() answers is never OK. */
	bind(s->st, q, in);
	rc = sqlite3_step(s->st);
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		e = failed(ctx, rc, q->name);
	else
		*changed = sqlite3_changes(me(ctx)->h);
	sqlite3_reset(s->st);
	return e;
}

static enum err sqlite_rows(struct ctx *ctx, const struct db_query *q, const struct db_value *in,
			    struct db_rows *r)
{
	struct slot *s;

	TRY(prepared(ctx, q, &s));
	bind(s->st, q, in);
	s->busy = true;
	r->st = s;
	return OK;
}

/* Transactions are begun and ended with every page: prepared once, like queries. */
static const struct db_query steps[] = {
	[DB_BEGIN_READ] = { .name = "begin", .sqlite = "BEGIN" },
	[DB_BEGIN_WRITE] = { .name = "begin", .sqlite = "BEGIN IMMEDIATE" },
	[DB_COMMIT] = { .name = "commit", .sqlite = "COMMIT" },
	[DB_ROLLBACK] = { .name = "rollback", .sqlite = "ROLLBACK" },
	[DB_SAVEPOINT] = { .name = "savepoint", .sqlite = "SAVEPOINT part" },
	[DB_RELEASE] = { .name = "release", .sqlite = "RELEASE SAVEPOINT part" },
	[DB_UNDO] = { .name = "undo", .sqlite = "ROLLBACK TO SAVEPOINT part" },
};

static enum err sqlite_step(struct ctx *ctx, enum db_step step)
{
	int64_t changed;

	return sqlite_exec(ctx, &steps[step], NULL, &changed);
}

static bool sqlite_next(struct db_rows *r)
{
	struct slot *s = r->st;
	int rc = sqlite3_step(s->st);

	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		r->failed = failed(r->ctx, rc, s->q->name);
	return false;
}

static void sqlite_end(struct db_rows *r)
{
	struct slot *s = r->st;

	sqlite3_reset(s->st);
	s->busy = false;
}

static sqlite3_stmt *st(struct db_rows *r)
{
	return ((struct slot *)r->st)->st;
}

static bool sqlite_null(struct db_rows *r, int col)
{
	return sqlite3_column_type(st(r), col) == SQLITE_NULL;
}

static int64_t sqlite_int(struct db_rows *r, int col)
{
	return sqlite3_column_int64(st(r), col);
}

static double sqlite_real(struct db_rows *r, int col)
{
	return sqlite3_column_double(st(r), col);
}

/* NULL is absent: the library answers NULL for it. */
static struct str sqlite_text(struct db_rows *r, int col)
{
	const char *p = (const char *)sqlite3_column_text(st(r), col);

	return (struct str){ p, p ? (size_t)sqlite3_column_bytes(st(r), col) : 0 };
}

static enum err sqlite_ask(struct ctx *ctx, const char *sql, struct str *answer)
{
	sqlite3_stmt *q;
	int rc = sqlite3_prepare_v2(me(ctx)->h, sql, -1, &q, NULL);
	enum err e = OK;

	if (rc)
		return failed(ctx, rc, "ask");
	*answer = STR_ABSENT;
	rc = sqlite3_step(q);
	if (rc == SQLITE_ROW && sqlite3_column_type(q, 0) != SQLITE_NULL)
		*answer = arena_str(ctx->arena, (struct str){ (const char *)sqlite3_column_text(q, 0),
							       (size_t)sqlite3_column_bytes(q, 0) });
	else if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		e = failed(ctx, rc, "ask");
	sqlite3_finalize(q);
	return e;
}

static bool sqlite_in_transaction(const struct db *db)
{
	return !sqlite3_get_autocommit(((const struct sqlite_db *)db)->h);
}

static const struct db_ops ops = {
	.close = sqlite_close,
	.plain = sqlite_plain,
	.step = sqlite_step,
	.exec = sqlite_exec,
	.rows = sqlite_rows,
	.next = sqlite_next,
	.end = sqlite_end,
	.null = sqlite_null,
	.get_int = sqlite_int,
	.get_real = sqlite_real,
	.get_text = sqlite_text,
	.ask = sqlite_ask,
	.in_transaction = sqlite_in_transaction,
};

static void configure_library(void)
{
	/* One connection is used by one thread at a time, and nobody reads the memory counters. */
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum err db_open_sqlite(const struct db_config *c, struct db **out, char *why, size_t n)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct sqlite_db *db = calloc(1, sizeof *db);
	int flags = c->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	int rc;

	if (!db)
		abort();
	pthread_once(&once, configure_library);
	db->head.ops = &ops;
	rc = sqlite3_open_v2(c->url.p, &db->h, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (!rc)
		rc = sqlite3_exec(db->h, c->readonly ? "PRAGMA query_only=1; PRAGMA mmap_size=0; PRAGMA cache_size=-8192" :
				  c->durable ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=1;"
					       "PRAGMA mmap_size=0; PRAGMA trusted_schema=0" :
					       "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=1",
				  NULL, NULL, NULL);
	if (rc) {
		snprintf(why, n, "the database could not be opened: %s", (rc & 0xFF) == SQLITE_IOERR && is_out_of_room() ? "the disk is full" : sqlite3_errmsg(db->h));
		sqlite_close(&db->head);
		return ERR_IO;
	}
	sqlite3_busy_timeout(db->h, 5000);
	*out = &db->head;
	return OK;
}

enum err db_sqlite_copy(struct ctx *ctx, const char *path, void (*progress)(void *, int, int), void *arg)
{
	enum { PAGES = 256 };
	sqlite3_backup *b;
	sqlite3 *to;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	if (rc) {
		sqlite3_close(to);
		return fail(ctx, ERR_IO, "copy: cannot write %s", path);
	}
	b = sqlite3_backup_init(to, "main", me(ctx)->h, "main");
	while (b && (rc = sqlite3_backup_step(b, PAGES)) == SQLITE_OK)
		if (progress)
			progress(arg, sqlite3_backup_pagecount(b) - sqlite3_backup_remaining(b),
				 sqlite3_backup_pagecount(b));
	sqlite3_backup_finish(b);
	/* A copy in WAL mode would need its -shm beside it; a backup is one file. */
	if (rc == SQLITE_DONE)
		rc = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
	sqlite3_close(to);
	return rc ? fail(ctx, ERR_IO, "copy: %s", sqlite3_errstr(rc)) : OK;
}

enum err db_sqlite_become(struct ctx *ctx, struct db *of)
{
	sqlite3_backup *b = sqlite3_backup_init(me(ctx)->h, "main", ((struct sqlite_db *)of)->h, "main");
	int rc = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(me(ctx)->h);

	sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? OK : fail(ctx, ERR_IO, "copy: %s", sqlite3_errstr(rc));
}

enum err db_sqlite_checkpoint(struct ctx *ctx)
{
	int rc = sqlite3_wal_checkpoint_v2(me(ctx)->h, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return rc && rc != SQLITE_BUSY ? failed(ctx, rc, "checkpoint") : OK;
}
