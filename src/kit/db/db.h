/* db.h -- one door to both databases.  Rooms see only what sqlgen makes of their .sql. */
#ifndef KIT_DB_H
#define KIT_DB_H

#include "base/ctx.h"
#include "base/date.h"

#include <math.h>

/* --- what sqlgen writes ---------------------------------------------------------------- */
enum db_type { DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_BOOL, DB_DAY };

struct db_value {
	enum db_type type;
	int64_t i;                /* DB_INT, DB_BOOL, DB_DAY */
	double r;
	struct str s;
};

struct opt_int {
	bool has;
	int64_t v;
};
#define SOME_INT(x) ((struct opt_int){ true, (x) })
#define NO_INT ((struct opt_int){ false, 0 })

struct db_query {
	const char *name;
	const char *sqlite, *pg;  /* the same text with ?N and $N */
	const char *params;       /* a letter each: i r t b d */
	int nparam, ncol;
	bool writes;
};

static inline struct db_value db_in_int(int64_t v) { return (struct db_value){ .type = DB_INT, .i = v }; }
static inline struct db_value db_in_optint(struct opt_int v)
{
	return v.has ? db_in_int(v.v) : (struct db_value){ 0 };
}
/* A real number that is not there is NAN in C and NULL in the database. */
static inline struct db_value db_in_real(double v)
{
	return (struct db_value){ .type = isnan(v) ? DB_NULL : DB_REAL, .r = v };
}
static inline struct db_value db_in_bool(bool v) { return (struct db_value){ .type = DB_BOOL, .i = v }; }
static inline struct db_value db_in_text(struct str v)
{
	return (struct db_value){ .type = v.p ? DB_TEXT : DB_NULL, .s = v };
}
static inline struct db_value db_in_day(day_t v)
{
	return (struct db_value){ .type = v == DAY_NONE ? DB_NULL : DB_DAY, .i = v };
}

struct db_rows {
	struct ctx *ctx;
	void *st;                 /* statement or result */
	int row, nrows;
	enum err failed;
};

enum err db_exec(struct ctx *, const struct db_query *, const struct db_value *, int64_t *changed);
enum err db_rows_open(struct ctx *, const struct db_query *, const struct db_value *, struct db_rows *);
bool db_next(struct db_rows *);
enum err db_rows_end(struct db_rows *);                /* what went wrong on the way, if anything */
int64_t db_int(struct db_rows *, int col);
struct opt_int db_optint(struct db_rows *, int col);
double db_real(struct db_rows *, int col);
bool db_bool(struct db_rows *, int col);
day_t db_day(struct db_rows *, int col);
struct str db_text(struct db_rows *, int col);          /* copied into the arena */
struct str db_view(struct db_rows *, int col);          /* until the next row */

/* --- what the hall and the commands use ---------------------------------------------------- */
struct db_config {
	struct str url;           /* "postgresql://…", or the path of a SQLite file, or ":memory:" */
	bool readonly;            /* a reader's connection: cannot write, does not checkpoint */
	bool durable;             /* a commit is on the disk when it returns (always, but in tests) */
};

/* why gets a plain sentence on failure. One connection belongs to one thread at a time. */
enum err db_open(const struct db_config *, struct db **, char *why, size_t why_size);
void db_close(struct db *);
bool db_is_pg(const struct db *);

enum db_mode { DB_READ, DB_WRITE };
enum err db_begin(struct ctx *, enum db_mode);
enum err db_commit(struct ctx *);
void db_rollback(struct ctx *);
/* A part of a transaction that can be taken back alone: a request within a batch. */
enum err db_savepoint(struct ctx *);
enum err db_release(struct ctx *);
enum err db_undo(struct ctx *);
bool db_in_transaction(const struct db *);

/* Many statements at once, as in a migration file. */
enum err db_script(struct ctx *, const char *sql);
/* Text of SQL that is neither typed nor kept: for check, backup and tests. First column of the first row. */
enum err db_ask(struct ctx *, const char *sql, struct str *answer);

enum db_trouble { DB_FINE, DB_FULL, DB_RETRY, DB_UNKNOWN, DB_GONE };
/* What kind of trouble the last failure was: disk full, worth one retry, commit unknown, connection gone. */
enum db_trouble db_trouble(const struct db *);
/* Write a consistent copy of the whole SQLite database to a new file, while others go on. */
enum err db_copy_to(struct ctx *, const char *path, void (*progress)(void *, int done, int total), void *arg);

/* A table and how many rows it has; the order is that of the names. */
struct db_count {
	struct str table;
	int64_t rows;
};
enum err db_counts(struct ctx *, struct db_count **out, size_t *n);
/* The first table of which there are not as many rows in both, or that only one has; absent: there is none. */
struct str db_counts_differ(const struct db_count *a, size_t na, const struct db_count *b, size_t nb);
/*
 * Every row of `from` into `to`, one of which is SQLite and one PostgreSQL, both of this program's schema; what
 * stood in `to` goes.  Both are in a transaction, that of `from` sees one state of the data; triggers of `to` are
 * silent meanwhile, because rows come in the order of the tables.  `to` is a connection that nothing else uses.
 */
enum err db_pour(struct ctx *from, struct ctx *to, void (*progress)(void *, int done, int total), void *arg);
/* Move the write-ahead log into the database file; the writer only. */
enum err db_checkpoint(struct ctx *);
/* For tests: everything of another SQLite database, in place of what is in this one. */
enum err db_become(struct ctx *, struct db *of);
/* For tests: make the n-th statement from now fail (0: none). */
void db_fail_at(struct db *, int nth);
int64_t db_statements(const struct db *);               /* how many were run, for tests and metrics */

/* --- migrations ---------------------------------------------------------------------------- */
struct db_migration {
	const char *name;         /* "0001_house" */
	const char *sql;
};
extern const struct db_migration db_migrations[];       /* made from schema/ at build; ends with name NULL */
/* Bring the schema up to date, one transaction each. An older program refuses a newer schema. */
enum err db_migrate(struct ctx *);

#endif
