/*
 * routes.c -- finding the row of a path.
 *
 * The paths of all rows are cut into their pieces once.  Two hundred rows are then passed by in less than a
 * microsecond, because nearly all differ in the number of pieces or in their length.
 */
#include "hall/hall.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 1024, PIECES_MOST = 10 };

struct pieces {
	struct str at[PIECES_MOST];
	size_t n;
};

struct row {
	const struct route *route;
	struct pieces pieces;
};

static struct row rows[ROWS_MOST];
static size_t nrows;

/* False: more pieces than any row has. */
static bool cut(struct str path, struct pieces *out)
{
	struct str piece;

	out->n = 0;
	while (str_cut(&path, '/', &piece)) {
		if (out->n == PIECES_MOST)
			return false;
		out->at[out->n++] = piece;
	}
	return true;
}

static void cut_all(void)
{
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (nrows == ROWS_MOST || !cut(str_of(r->path), &rows[nrows].pieces))
				abort();
			rows[nrows++].route = r;
		}
}

static bool is_named(struct str piece)
{
	return piece.n && piece.p[0] == ':';
}

static bool words_fit(const struct pieces *want, const struct pieces *have)
{
	for (size_t i = want->n; i--;)
		if (!is_named(want->at[i]) && !str_eq(want->at[i], have->at[i]))
			return false;
	return true;
}

/* Does the path fit the row?  Pieces named by a colon go to params. */
static bool fits(struct ctx *ctx, const struct pieces *want, const struct pieces *have, struct value *params, size_t *n)
{
	*n = 0;
	if (want->n != have->n || !words_fit(want, have))
		return false;
	for (size_t i = 0; i < want->n; i++) {
		struct str piece;
		if (!is_named(want->at[i]))
			continue;
		piece = percent_decode(ctx->arena, have->at[i], false);
		if (!str_is(piece) || *n == PARAMS_MOST)
			return false;
		if (str_same(want->at[i], ":lang") && !tr_is_language(piece))
			return false;
		params[(*n)++] = (struct value){ str_slice(want->at[i], 1, want->at[i].n), piece };
	}
	return true;
}

static bool method_is(const struct route *r, enum http_method m)
{
	const char *name = http_method_name(m == HTTP_HEAD ? HTTP_GET : m);

	return !strcmp(r->method, name);
}

const struct route *route_find(struct ctx *ctx, enum http_method method, struct str path, struct value *params,
			       size_t *nparams, struct str *allowed)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const struct route *best = NULL;
	struct value mine[PARAMS_MOST];
	struct pieces have;
	size_t n;

	pthread_once(&once, cut_all);
	*allowed = STR_ABSENT;
	if (!cut(path, &have))
		return NULL;
	for (const struct row *row = rows; row < rows + nrows; row++) {
		const struct route *r = row->route;
		if (!fits(ctx, &row->pieces, &have, mine, &n))
			continue;
		*allowed = allowed->p ? arena_printf(ctx->arena, "%.*s, %s", STR_ARG(*allowed), r->method) :
					str_of(r->method);
		/* A row that spells the path out wins over one with a named piece. */
		if (method_is(r, method) && (!best || n < *nparams)) {
			best = r;
			memcpy(params, mine, sizeof mine);
			*nparams = n;
		}
	}
	return best;
}

const char *routes_complaint(void)
{
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (r->perm <= PERM_MISSING || r->perm >= PERMS)
				return r->path;
			if (!r->fn || !r->method || r->path[0] != '/')
				return r->path;
		}
	return NULL;
}
