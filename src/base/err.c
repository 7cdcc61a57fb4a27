/* err.c -- the eight words and the sentences behind them. */
#include "base/err.h"
#include "base/ctx.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	int exit_code;
} words[] = {
	[OK] = { "ok", 0 },
	[ERR_INVALID] = { "invalid", 2 },
	[ERR_DENIED] = { "denied", 3 },
	[ERR_NOT_FOUND] = { "not found", 4 },
	[ERR_CONFLICT] = { "conflict", 5 },
	[ERR_LIMIT] = { "limit", 6 },
	[ERR_IO] = { "io", 7 },
	[ERR_BUG] = { "bug", 70 },
};

enum err fail(struct ctx *ctx, enum err e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(ctx->why, sizeof ctx->why, fmt, ap);
	va_end(ap);
	return e;
}

const char *err_name(enum err e)
{
	return words[e].name;
}

int err_exit(enum err e)
{
	return words[e].exit_code;
}

enum err problem_with(struct problems *bad, const char *field, const char *text, struct str gap)
{
	if (bad->n < PROBLEMS_MOST)
		bad->at[bad->n++] = (struct problem){ field, text, gap };
	return OK;
}

enum err problem(struct problems *bad, const char *field, const char *text)
{
	return problem_with(bad, field, text, STR_ABSENT);
}

const struct problem *problem_of(const struct problems *bad, const char *field)
{
	for (size_t i = 0; bad && i < bad->n; i++)
		if (!strcmp(bad->at[i].field, field))
			return &bad->at[i];
	return NULL;
}

enum err problem_once(struct problems *bad, const char *field, const char *text)
{
	return problem_of(bad, field) ? OK : problem(bad, field, text);
}
