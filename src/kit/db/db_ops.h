/* db_ops.h -- what each of the two databases must be able to do.  For kit/db only. */
#ifndef KIT_DB_OPS_H
#define KIT_DB_OPS_H

#include "db/db.h"

/* Where transactions and their parts begin and end. */
enum db_step { DB_BEGIN_READ, DB_BEGIN_WRITE, DB_COMMIT, DB_ROLLBACK, DB_SAVEPOINT, DB_RELEASE, DB_UNDO };

struct db_ops {
	void (*close)(struct db *);
	enum err (*plain)(struct ctx *, const char *sql);
	enum err (*step)(struct ctx *, enum db_step);
	enum err (*exec)(struct ctx *, const struct db_query *, const struct db_value *, int64_t *changed);
	enum err (*rows)(struct ctx *, const struct db_query *, const struct db_value *, struct db_rows *);
	bool (*next)(struct db_rows *);
	void (*end)(struct db_rows *);
	bool (*null)(struct db_rows *, int col);
	int64_t (*get_int)(struct db_rows *, int col);
	double (*get_real)(struct db_rows *, int col);
	struct str (*get_text)(struct db_rows *, int col);     /* absent: NULL */
	enum err (*ask)(struct ctx *, const char *sql, struct str *answer);
	bool (*in_transaction)(const struct db *);
	bool pg;
};

/* The common head; each database puts its own members behind it. */
struct db {
	const struct db_ops *ops;
	enum db_trouble trouble;
	int fail_in;              /* statements until one is made to fail; 0 never */
	int64_t statements;
};

enum err db_open_sqlite(const struct db_config *, struct db **, char *why, size_t);
enum err db_open_pg(const struct db_config *, struct db **, char *why, size_t);
/* Counts a statement; ERR_IO when it is the one that a test wants to fail. */
enum err db_count(struct ctx *);
enum err db_sqlite_become(struct ctx *, struct db *);
enum err db_sqlite_copy(struct ctx *, const char *path, void (*)(void *, int, int), void *);
enum err db_sqlite_checkpoint(struct ctx *);
/* Rows of a text that is not prepared: to be read and ended like those of a query. */
enum err db_pg_fetch(struct ctx *, const char *sql, struct db_rows *);

#endif
