/* rights_rows.h -- how a row of the table of columns is written.  Private to this room. */
#ifndef RIGHTS_ROWS_H
#define RIGHTS_ROWS_H

#include "rights/rights_parts.h"

enum { ROWS_MOST = 5000 };

/* One label, said in many rows. */
#define NUMBER N_("A number of ours for the row, which says nothing.")
#define WHO_IT_IS N_("The number of the person: it is you.")
#define A_KEY N_("Opens what is sealed: given out, it would open it to whoever finds it.")
#define A_TAG N_("A check of a secret: the secret itself is not kept.")
#define HOW_WE_WORK N_("When somebody here said that they saw it: it is about how we work.")
#define NOBODYS N_("Said without a name: nothing in it tells that it was you.")
#define NOT_ERASED N_("Whoever is here is not erased.")

#define LEFT(column, why) { #column, HOW_LEFT, 0, why, NULL }
#define COL(row, column, how, ...) { #column, how, offsetof(struct row, column), __VA_ARGS__ }
#define READ(row) \
	static enum err read_##row(struct ctx *ctx, int64_t participant, void **rows, size_t *n) \
	{ \
		struct row *all; \
		TRY(row(ctx, participant, ROWS_MOST, &all, n)); \
		*rows = all; \
		return OK; \
	}

#endif
