/*
 * again.h -- on PostgreSQL, a test begins where another began: what stood in the tables is kept beside them
 * and put back.  To make the tables anew, or to copy a whole database, takes a hundred times as long.
 */
#ifndef TEST_AGAIN_H
#define TEST_AGAIN_H

#include <stdbool.h>

/* What stands in the tables now, under this name. */
void again_keep(const char *url, const char *name);
/* The tables as they were kept; false when none were, or when they have other columns by now. */
bool again_begin(const char *url, const char *name);
/* Every other connection to this database is lost, as when it is started again. */
void again_cut(const char *url);
/* No tables at all. */
void again_empty(const char *url);

#endif
