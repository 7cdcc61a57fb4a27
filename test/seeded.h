/*
 * seeded.h -- houses that are all the same: the demonstration and a little more, copied in no time, so that
 * every visit of the matrix begins with the same data.
 */
#ifndef TEST_SEEDED_H
#define TEST_SEEDED_H

#include "visits.h"
#include "world.h"

/*
 * Who visits: nobody, somebody with one role everywhere, with one role elsewhere, whose session has ended,
 * a command through the socket of the folder, somebody with a return key.
 */
enum stance {
	VISITOR,
	EVERYWHERE,                                 /* + enum role */
	ELSEWHERE = EVERYWHERE + ROLES,             /* + enum role: only in an organisation of its own */
	ENDED = ELSEWHERE + ROLES,
	MACHINE,
	RECEIVER,                                   /* somebody who receives support, with their return key */
	STANCES
};
/* "coordinator elsewhere"; NULL for a number that is nobody (a visitor is not a role). */
const char *stance_name(enum stance);
enum role stance_role(enum stance);                 /* ROLE_VISITOR for those who are not logged in */

/* A copy of the seeded house, ten seconds later, so that its new ids are new. */
struct world *seeded_world(void);
/* Somebody who may do what the route asks: the administrator where that is one, a command, or the first role that may. */
enum stance seeded_keeper(const struct route *);
/* Who visits from now on. */
void seeded_as(struct world *, enum stance);

/* "{meeting}" and the like in a text become what they are in the seeded house; unknown ones fail the test. */
const char *seeded_fill(struct world *, const char *text);
/* Where a visit goes: "/en" and what the row says, filled; a route without language is its path. */
const char *seeded_target(struct world *, const struct route *, const struct visit *, const char *lang);

/* A key as a page of this visitor would carry it. */
const char *seeded_key(struct world *);

struct sending {
	const char *method, *target, *body;         /* body NULL: none */
	const char *site, *origin;                  /* Sec-Fetch-Site ("same-origin" when both are NULL), Origin */
	const char *key;                            /* NULL: a fresh one */
	bool no_key;
};
/* One request; for a write the key is put on. */
struct answer seeded_send(struct world *, struct sending);

/* What is in every table, a digest each; for "nothing has changed". */
enum { TABLES_MOST = 200 };
struct dump {
	size_t n;
	struct {
		char table[64], digest[65];
	} at[TABLES_MOST];
};
struct dump seeded_dump(struct world *);
/* The same of a house that nothing was done in yet: all of these are the same, so it is read once. */
struct dump seeded_before(struct world *);
/* The first table in which this text stands, in any column, or NULL. */
const char *seeded_holds(struct world *, const char *text);
/* The first table that differs, or NULL. */
const char *dump_differs(const struct dump *, const struct dump *);

#endif
