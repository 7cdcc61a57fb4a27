/*
 * db_pg.c -- PostgreSQL behind the same door; the only file that knows libpq-fe.h.
 *
 * Parameters and results travel as text (measured: binary gains nothing).  Every
 * statement is prepared once per connection under the name of its query, with the types
 * that sqlgen wrote, so that ":x IS NULL" needs no cast.
 */
#include "db/db.h"
#include "db/db_ops.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024, PARAMS_MOST = 64 };
enum { OID_BOOL = 16, OID_INT8 = 20, OID_TEXT = 25, OID_FLOAT8 = 701, OID_DATE = 1082 };

struct pg_db {
	struct db head;
	PGconn *h;
	const struct db_query *known[SLOTS];   /* prepared on this connection */
};

static struct pg_db *me(const struct ctx *ctx)
{
	return (struct pg_db *)ctx->db;
}

static void notice(void *arg, const char *message)
{
	(void)arg, (void)message;              /* "table exists" and the like: nobody needs it */
}

static enum err failed(struct ctx *ctx, const PGresult *r, const char *what)
{
	struct pg_db *db = me(ctx);
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	if (!text)
		text = PQerrorMessage(db->h);
	if (!state)
		db->head.trouble = DB_GONE;
	else if (!strcmp(state, "40001") || !strcmp(state, "40P01"))
		db->head.trouble = DB_RETRY;
	else if (!strcmp(state, "53100"))
		db->head.trouble = DB_FULL;
	if (state && !strncmp(state, "23", 2))
		return fail(ctx, ERR_CONFLICT, "%s: %s", what, text);
	return fail(ctx, ERR_IO, "%s: %s", what, text);
}

static void pg_close(struct db *d)
{
	struct pg_db *db = (struct pg_db *)d;

	PQfinish(db->h);
	free(db);
}

static bool good(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK;
}

static enum err pg_plain(struct ctx *ctx, const char *sql)
{
	PGresult *r = PQexec(me(ctx)->h, sql);
	enum err e = good(r) ? OK : failed(ctx, r, "plain");

	PQclear(r);
	return e;
}

/* What every connection begins with, also one that is put up again. */
static void settle(struct pg_db *db)
{
	PQclear(PQexec(db->h, "SET client_encoding='UTF8'; SET statement_timeout='30s';"
			      "SET idle_in_transaction_session_timeout='60s'; SET datestyle='ISO'"));
}

/* A connection that died between two requests is put up again; its statements are forgotten. */
static void revive(struct pg_db *db)
{
	if (PQstatus(db->h) == CONNECTION_OK)
		return;
	PQreset(db->h);
	memset(db->known, 0, sizeof db->known);
	if (PQstatus(db->h) == CONNECTION_OK)
		settle(db);
}

static const char *const steps[] = {
	[DB_BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	[DB_BEGIN_WRITE] = "BEGIN ISOLATION LEVEL SERIALIZABLE",
	[DB_COMMIT] = "COMMIT",
	[DB_ROLLBACK] = "ROLLBACK",
	[DB_SAVEPOINT] = "SAVEPOINT part",
	[DB_RELEASE] = "RELEASE SAVEPOINT part",
	[DB_UNDO] = "ROLLBACK TO SAVEPOINT part",
};

static enum err pg_step(struct ctx *ctx, enum db_step step)
{
	bool begins = step == DB_BEGIN_READ || step == DB_BEGIN_WRITE;
	enum err e;

	if (begins)
		revive(me(ctx));
	e = pg_plain(ctx, steps[step]);
	/* Whether the other side is still there shows at the first word only; nothing was done yet, so once more. */
	if (e && begins && PQstatus(me(ctx)->h) != CONNECTION_OK) {
		revive(me(ctx));
		me(ctx)->head.trouble = DB_FINE;
		e = pg_plain(ctx, steps[step]);
	}
	if (e && step == DB_COMMIT && PQstatus(me(ctx)->h) != CONNECTION_OK)
		me(ctx)->head.trouble = DB_UNKNOWN;
	return e;
}

static Oid oid_of(char letter)
{
	switch (letter) {
	case 'i':
		return OID_INT8;
	case 'r':
		return OID_FLOAT8;
	case 'b':
		return OID_BOOL;
	case 'd':
		return OID_DATE;
	}
	return OID_TEXT;
}

enum { NAME_MOST = 96 };

/* Two files of a room have a copy each of its queries: the address tells them apart. */
static void statement_name(const struct db_query *q, char name[NAME_MOST])
{
	snprintf(name, NAME_MOST, "%s_%zx", q->name, (size_t)(uintptr_t)q);
}

static enum err prepared(struct ctx *ctx, const struct db_query *q)
{
	struct pg_db *db = me(ctx);
	size_t i = ((uintptr_t)q >> 5) * 0x9E3779B97F4A7C15u >> 54;
	Oid types[PARAMS_MOST];
	char name[NAME_MOST];
	PGresult *r;

	for (;; i++) {
		if (db->known[i & (SLOTS - 1)] == q)
			return OK;
		if (!db->known[i & (SLOTS - 1)])
			break;
	}
	for (int k = 0; k < q->nparam; k++)
		types[k] = oid_of(q->params[k]);
	statement_name(q, name);
	r = PQprepare(db->h, name, q->pg, q->nparam, types);
	if (!good(r)) {
		enum err e = failed(ctx, r, q->name);
		PQclear(r);
		return e;
	}
	PQclear(r);
	db->known[i & (SLOTS - 1)] = q;
	return OK;
}

static const char *as_text(struct ctx *ctx, const struct db_value *v)
{
	switch (v->type) {
	case DB_NULL:
		return NULL;
	case DB_INT:
		return arena_printf(ctx->arena, "%lld", (long long)v->i).p;
	case DB_BOOL:
		return v->i ? "t" : "f";
	case DB_REAL:
		return arena_printf(ctx->arena, "%.17g", v->r).p;
	case DB_DAY:
		return day_str(ctx->arena, (day_t)v->i).p;
	case DB_TEXT:
		return v->s.p[v->s.n] ? arena_z(ctx->arena, v->s) : v->s.p;
	}
	return NULL;
}

static enum err run(struct ctx *ctx, const struct db_query *q, const struct db_value *in, PGresult **out)
{
	const char *values[PARAMS_MOST];
	char name[NAME_MOST];
	PGresult *r;

	TRY(prepared(ctx, q));
	statement_name(q, name);
	for (int i = 0; i < q->nparam; i++)
		values[i] = as_text(ctx, &in[i]);
	r = PQexecPrepared(me(ctx)->h, name, q->nparam, values, NULL, NULL, 0);
	if (!good(r)) {
		enum err e = failed(ctx, r, q->name);
		PQclear(r);
		return e;
	}
	*out = r;
	return OK;
}

static enum err pg_exec(struct ctx *ctx, const struct db_query *q, const struct db_value *in, int64_t *changed)
{
	PGresult *r;

	TRY(run(ctx, q, in, &r));
	*changed = 0;
	str_int(str_of(PQcmdTuples(r)), changed);
	PQclear(r);
	return OK;
}

static enum err pg_rows(struct ctx *ctx, const struct db_query *q, const struct db_value *in, struct db_rows *rows)
{
	PGresult *r;

	TRY(run(ctx, q, in, &r));
	/* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): run() that answers OK has filled it. */
	rows->st = r;
	rows->nrows = PQntuples(r);
	return OK;
}

enum err db_pg_fetch(struct ctx *ctx, const char *sql, struct db_rows *rows)
{
	PGresult *r = PQexec(me(ctx)->h, sql);

	*rows = (struct db_rows){ .ctx = ctx, .row = -1 };
	if (!good(r)) {
		enum err e = failed(ctx, r, "fetch");
		PQclear(r);
		return e;
	}
	rows->st = r;
	rows->nrows = PQntuples(r);
	return OK;
}

static bool pg_next(struct db_rows *r)
{
	return ++r->row < r->nrows;
}

static void pg_end(struct db_rows *r)
{
	PQclear(r->st);
}

static bool pg_null(struct db_rows *r, int col)
{
	return PQgetisnull(r->st, r->row, col);
}

static struct str pg_text(struct db_rows *r, int col)
{
	if (pg_null(r, col))
		return STR_ABSENT;
	return (struct str){ PQgetvalue(r->st, r->row, col), (size_t)PQgetlength(r->st, r->row, col) };
}

static int64_t pg_int(struct db_rows *r, int col)
{
	struct str s = pg_text(r, col);
	int64_t v = 0;

	if (str_same(s, "t"))
		return 1;
	str_int(s, &v);
	return v;
}

static double pg_real(struct db_rows *r, int col)
{
	/* The process runs in C.UTF-8, so strtod reads a point; exponents are possible here. */
	return strtod(PQgetvalue(r->st, r->row, col), NULL);
}

static enum err pg_ask(struct ctx *ctx, const char *sql, struct str *answer)
{
	PGresult *r = PQexec(me(ctx)->h, sql);
	enum err e = good(r) ? OK : failed(ctx, r, "ask");

	*answer = STR_ABSENT;
	if (!e && PQntuples(r) && !PQgetisnull(r, 0, 0))
		*answer = arena_str(ctx->arena, str_of(PQgetvalue(r, 0, 0)));
	PQclear(r);
	return e;
}

static bool pg_in_transaction(const struct db *db)
{
	PGTransactionStatusType s = PQtransactionStatus(((const struct pg_db *)db)->h);

	return s == PQTRANS_INTRANS || s == PQTRANS_INERROR;
}

static const struct db_ops ops = {
	.close = pg_close,
	.plain = pg_plain,
	.step = pg_step,
	.exec = pg_exec,
	.rows = pg_rows,
	.next = pg_next,
	.end = pg_end,
	.null = pg_null,
	.get_int = pg_int,
	.get_real = pg_real,
	.get_text = pg_text,
	.ask = pg_ask,
	.in_transaction = pg_in_transaction,
	.pg = true,
};

enum err db_open_pg(const struct db_config *c, struct db **out, char *why, size_t n)
{
	/* The address may say another patience: what comes later counts. */
	static const char *const names[] = { "connect_timeout", "dbname", NULL };
	const char *values[] = { "5", c->url.p, NULL };
	struct pg_db *db = calloc(1, sizeof *db);

	if (!db)
		abort();
	db->head.ops = &ops;
	db->h = PQconnectdbParams(names, values, 1);
	if (PQstatus(db->h) != CONNECTION_OK) {
		snprintf(why, n, "PostgreSQL does not answer: %s", PQerrorMessage(db->h));
		pg_close(&db->head);
		return ERR_IO;
	}
	PQsetNoticeProcessor(db->h, notice, NULL);
	settle(db);
	*out = &db->head;
	return OK;
}
