/* routes.c -- finding the row of a path.  A tree would be faster; two hundred rows need none. */
#include "hall/hall.h"

#include <string.h>

/* Does the path fit the pattern?  Pieces named by a colon go to params. */
static bool fits(struct ctx *ctx, const char *pattern, struct str path, struct value *params, size_t *n)
{
	struct str want = str_of(pattern), have = path, w, h;

	*n = 0;
	for (;;) {
		bool more_w = str_cut(&want, '/', &w), more_h = str_cut(&have, '/', &h);
		if (!more_w || !more_h)
			return more_w == more_h;
		if (w.n && w.p[0] == ':') {
			struct str piece = percent_decode(ctx->arena, h, false);
			if (!str_is(piece) || *n == PARAMS_MOST)
				return false;
			params[(*n)++] = (struct value){ str_slice(w, 1, w.n), piece };
			if (str_same(w, ":lang") && !tr_is_language(piece))
				return false;
		} else if (!str_eq(w, h)) {
			return false;
		}
	}
}

/* First piece that is the same word in pattern and path, or a named piece: most rows end here. */
static bool may_fit(const char *pattern, struct str path)
{
	return pattern[1] == ':' || path.n < 2 || pattern[1] == path.p[1];
}

static bool method_is(const struct route *r, enum http_method m)
{
	const char *name = http_method_name(m == HTTP_HEAD ? HTTP_GET : m);

	return !strcmp(r->method, name);
}

const struct route *route_find(struct ctx *ctx, enum http_method method, struct str path, struct value *params,
			       size_t *nparams, struct str *allowed)
{
	const struct route *best = NULL;
	struct value mine[PARAMS_MOST];
	size_t n;

	*allowed = STR_ABSENT;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (!may_fit(r->path, path) || !fits(ctx, r->path, path, mine, &n))
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
