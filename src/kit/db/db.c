/* db.c -- one door to both databases: what is the same for both. */
#include "db/db.h"
#include "db/db_ops.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum err db_open(const struct db_config *c, struct db **db, char *why, size_t n)
{
	if (str_starts(c->url, S("postgresql://")) || str_starts(c->url, S("postgres://")))
		return db_open_pg(c, db, why, n);
	return db_open_sqlite(c, db, why, n);
}

void db_close(struct db *db)
{
	if (db)
		db->ops->close(db);
}

bool db_is_pg(const struct db *db)
{
	return db->ops->pg;
}

enum err db_count(struct ctx *ctx)
{
	struct db *db = ctx->db;

	db->statements++;
	db->trouble = DB_FINE;
	if (db->fail_in && !--db->fail_in)
		return fail(ctx, ERR_IO, "this statement was told to fail");
	return OK;
}

enum err db_exec(struct ctx *ctx, const struct db_query *q, const struct db_value *in, int64_t *changed)
{
	int64_t n = 0;

	TRY(db_count(ctx));
	TRY(ctx->db->ops->exec(ctx, q, in, &n));
	if (changed)
		*changed = n;
	return OK;
}

enum err db_rows_open(struct ctx *ctx, const struct db_query *q, const struct db_value *in, struct db_rows *r)
{
	*r = (struct db_rows){ .ctx = ctx, .row = -1 };
	TRY(db_count(ctx));
	return ctx->db->ops->rows(ctx, q, in, r);
}

bool db_next(struct db_rows *r)
{
	return !r->failed && r->ctx->db->ops->next(r);
}

enum err db_rows_end(struct db_rows *r)
{
	if (r->st)
		r->ctx->db->ops->end(r);
	r->st = NULL;
	return r->failed;
}

int64_t db_int(struct db_rows *r, int col)
{
	return r->ctx->db->ops->get_int(r, col);
}

struct opt_int db_optint(struct db_rows *r, int col)
{
	return r->ctx->db->ops->null(r, col) ? NO_INT : SOME_INT(db_int(r, col));
}

double db_real(struct db_rows *r, int col)
{
	return r->ctx->db->ops->null(r, col) ? NAN : r->ctx->db->ops->get_real(r, col);
}

bool db_bool(struct db_rows *r, int col)
{
	return db_int(r, col) != 0;
}

struct str db_view(struct db_rows *r, int col)
{
	return r->ctx->db->ops->get_text(r, col);
}

struct str db_text(struct db_rows *r, int col)
{
	return arena_str(r->ctx->arena, db_view(r, col));
}

day_t db_day(struct db_rows *r, int col)
{
	return day_parse(db_view(r, col));
}

static enum err step(struct ctx *ctx, enum db_step which)
{
	if (!ctx->db)
		return fail(ctx, ERR_IO, "the database is away");
	TRY(db_count(ctx));
	return ctx->db->ops->step(ctx, which);
}

static enum err plain(struct ctx *ctx, const char *sql)
{
	TRY(db_count(ctx));
	return ctx->db->ops->plain(ctx, sql);
}

enum err db_begin(struct ctx *ctx, enum db_mode mode)
{
	return step(ctx, mode == DB_WRITE ? DB_BEGIN_WRITE : DB_BEGIN_READ);
}

enum err db_commit(struct ctx *ctx)
{
	return step(ctx, DB_COMMIT);
}

void db_rollback(struct ctx *ctx)
{
	if (ctx->db && ctx->db->ops->in_transaction(ctx->db))
		ctx->db->ops->step(ctx, DB_ROLLBACK);
}

enum err db_savepoint(struct ctx *ctx)
{
	return step(ctx, DB_SAVEPOINT);
}

enum err db_release(struct ctx *ctx)
{
	return step(ctx, DB_RELEASE);
}

enum err db_undo(struct ctx *ctx)
{
	TRY(ctx->db->ops->step(ctx, DB_UNDO));
	return ctx->db->ops->step(ctx, DB_RELEASE);
}

bool db_in_transaction(const struct db *db)
{
	return db->ops->in_transaction(db);
}

enum err db_script(struct ctx *ctx, const char *sql)
{
	return plain(ctx, sql);
}

enum err db_ask(struct ctx *ctx, const char *sql, struct str *answer)
{
	TRY(db_count(ctx));
	return ctx->db->ops->ask(ctx, sql, answer);
}

enum db_trouble db_trouble(const struct db *db)
{
	return db ? db->trouble : DB_GONE;
}

void db_fail_at(struct db *db, int nth)
{
	db->fail_in = nth;
}

int64_t db_statements(const struct db *db)
{
	return db->statements;
}

enum err db_copy_to(struct ctx *ctx, const char *path, void (*progress)(void *, int, int), void *arg)
{
	if (db_is_pg(ctx->db))
		return fail(ctx, ERR_INVALID, "a PostgreSQL database is poured into a file, see db_pour");
	return db_sqlite_copy(ctx, path, progress, arg);
}

enum err db_become(struct ctx *ctx, struct db *of)
{
	return db_sqlite_become(ctx, of);
}

enum err db_checkpoint(struct ctx *ctx)
{
	return db_is_pg(ctx->db) ? OK : db_sqlite_checkpoint(ctx);
}

/* How many migrations this program knows. */
static int known(void)
{
	int n = 0;

	while (db_migrations[n].name)
		n++;
	return n;
}

/* The text with one piece put in place of another, everywhere. */
static const char *exchanged(struct ctx *ctx, const char *sql, struct str was, struct str is)
{
	struct str rest = str_of(sql), out = S("");
	size_t at;

	while ((at = str_index(rest, was, 0)) != SIZE_MAX) {
		out = arena_cat(ctx->arena, out, str_slice(rest, 0, at), is);
		rest = str_slice(rest, at + was.n, rest.n);
	}
	return arena_cat(ctx->arena, out, rest).p;
}

/*
 * On SQLite an id is the number of its row when the column is declared INTEGER: a row is then found by one tree
 * instead of two, and put into one.  PostgreSQL would take INTEGER for 32 bits, so the schema says BIGINT.
 * Triggers are said in two ways: those for PostgreSQL stand in remarks between "pg" and "pg", opened here.
 */
static const char *for_database(struct ctx *ctx, const char *sql)
{
	if (db_is_pg(ctx->db))
		return exchanged(ctx, exchanged(ctx, sql, S("/*pg\n"), S("\n")), S("\npg*/"), S("\n"));
	return exchanged(ctx, sql, S("BIGINT NOT NULL PRIMARY KEY"), S("INTEGER NOT NULL PRIMARY KEY"));
}

static enum err migrate_one(struct ctx *ctx, int i)
{
	TRY(db_begin(ctx, DB_WRITE));
	enum err e = db_script(ctx, for_database(ctx, db_migrations[i].sql));
	if (!e)
		e = plain(ctx, arena_printf(ctx->arena, "UPDATE schema_version SET version = %d", i + 1).p);
	if (!e)
		e = db_commit(ctx);
	if (e)
		db_rollback(ctx);
	return e;
}

enum err db_migrate(struct ctx *ctx)
{
	struct str answer;
	int64_t have = 0;

	TRY(plain(ctx, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"));
	TRY(db_ask(ctx, "SELECT max(version) FROM schema_version", &answer));
	if (!answer.p)
		TRY(plain(ctx, "INSERT INTO schema_version VALUES (0)"));
	else
		str_int(answer, &have);
	if (have > known())
		return fail(ctx, ERR_CONFLICT,
			    "this data was written by a newer Samhold (schema %lld, known %d)",
			    (long long)have, known());
	for (int i = (int)have; i < known(); i++)
		TRY(migrate_one(ctx, i));
	return OK;
}
