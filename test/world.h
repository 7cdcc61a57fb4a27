/* world.h -- a fresh house with an empty database for one test, and visits to its pages without sockets. */
#ifndef TEST_WORLD_H
#define TEST_WORLD_H

#include "test.h"
#include "hall/hall.h"

/*
 * SQLite in memory, or the PostgreSQL of SAMHOLD_TEST_DATABASE emptied.  The clock stands at
 * TEST_NOW.  ctx is inside a write transaction until world_commit or world_free.
 */
struct world {
	struct folder folder;
	struct worker worker, visitor;
	struct ctx *ctx;
	struct arena *arena;          /* lives as long as the world */
	struct who who;               /* whom ctx acts for: a local administrator at first */
	struct str cookie;            /* sent with every visit; absent: a visitor */
	bool at_machine;              /* visits come through the socket of the data folder */
	int fail_at;                  /* the n-th statement of the next visit fails; 0: none */
	int64_t statements;           /* that the last visit ran */
	unsigned number;              /* no other of this run has it */
	bool cut;                     /* PostgreSQL: the connection is lost just before the next visit */
};
struct world *world_new(void);
struct world *world_over(const char *database);   /* over what is in it already */
void world_free(struct world *);
void world_commit(struct world *);           /* and begin again; memory of rooms follows */
void world_clock(struct world *, int64_t now);   /* also for ctx */

struct answer {
	int status;
	struct str body, type, location, cookie;
	const struct http_pair *headers;
	size_t nheaders;
};
/* What stands in ctx's transaction is committed first, so that pages see it. */
struct answer visit(struct world *, const char *method, const char *target, const char *body);
/* The same with these headers instead of Sec-Fetch-Site; at most eight. */
struct answer visit_with(struct world *, const char *method, const char *target, const char *body,
			 const struct http_pair *more, size_t nmore);
/* A form with a fresh key: body like "name=x&day=2"; the key is put on. */
struct answer post(struct world *, const char *target, const char *body);
bool says(struct answer, const char *text);   /* the body contains it */
struct str answer_header(struct answer, const char *name);

/* People with a role, logged in: sets cookie.  org and area 0: all. */
void world_log_in(struct world *, const char *name, enum role role, int64_t org, int64_t area);
void world_log_out(struct world *);

#endif
