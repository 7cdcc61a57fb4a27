/*
 * guess.c -- what the columns of a table are: by their titles, else by what stands in them.
 *
 * A title that is one of the known ones wins over a title that contains one, and that over values; each field is
 * given once, so that of "Dato" and "Udløbsdato" the first is not taken for the second.
 */
#include "sheet/work.h"
#include "text/text.h"

#include <string.h>

/* What numbers of persons are called. */
static const char secret[] = "cpr|cpr nr|cprnr|cpr nummer|cprnummer|personnummer|person nr|personnr|ssn|social security|social security number|"
			     "civil registration|civil registration number|national id|id number";

/* The whole title 3, a word of it 2, none 0. */
static int match(struct arena *a, struct str title, struct str known)
{
	struct str one, folded = text_fold(a, title);
	int best = 0;

	while (best < 3 && str_cut(&known, '|', &one)) {
		struct str f = text_fold(a, one), in = arena_printf(a, " %.*s ", STR_ARG(folded));
		if (str_eq(f, folded))
			best = 3;
		else if (f.n > 2 && str_index(in, arena_printf(a, " %.*s ", STR_ARG(f)), 0) != SIZE_MAX)
			best = 2;
	}
	return best;
}

bool sheet_is_secret(struct ctx *ctx, struct str title)
{
	return match(ctx->arena, title, str_of(secret)) > 0;
}

static bool looks(struct str s, enum sheet_kind kind)
{
	size_t digits = 0, others = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		others += !((s.p[i] >= '0' && s.p[i] <= '9') || strchr(" +()-.", s.p[i]));
	}
	switch (kind) {
	case SHEET_DAY:
		return sheet_is_day(s);
	case SHEET_EMAIL:
		return str_index(s, S("@"), 1) != SIZE_MAX;
	case SHEET_PHONE:
		return digits >= 8 && digits <= 13 && !others && !sheet_is_day(s);
	case SHEET_NUMBER:
	case SHEET_TEXT:
		break;
	}
	return false;
}

static bool some_look(const struct sheet_column *c, enum sheet_kind kind)
{
	for (size_t i = 0; i < c->nexamples; i++)
		if (looks(c->examples[i], kind))
			return true;
	return false;
}

static bool all_look(const struct sheet_column *c, enum sheet_kind kind)
{
	size_t i = 0;

	while (i < c->nexamples && looks(c->examples[i], kind))
		i++;
	return c->nexamples && i == c->nexamples;
}

static int strength(struct ctx *ctx, const struct sheet_field *f, const struct sheet_column *c)
{
	int by_title = match(ctx->arena, c->title, str_of(f->titles));

	/* Called a day, but there stands none: something else. */
	if (by_title && f->kind == SHEET_DAY && c->nexamples && !some_look(c, SHEET_DAY))
		return 0;
	return by_title ? by_title : all_look(c, f->kind) ? 1 : 0;
}

static bool is_given(const struct str *out, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(out[i], code))
			return true;
	return false;
}

void sheet_guess(struct ctx *ctx, const struct sheet_target *t, const struct sheet_columns *columns, struct str out[static SHEET_COLUMNS_MOST])
{
	for (size_t i = 0; i < columns->n; i++)
		out[i] = str_same(columns->at[i].guess, "!") ? S("!") : S("-");
	for (int least = 3; least > 0; least--)
		for (size_t i = 0; i < columns->n; i++)
			for (const struct sheet_field *f = t->fields; f->code && str_same(out[i], "-"); f++)
				if (!is_given(out, columns->n, f->code) && strength(ctx, f, &columns->at[i]) == least)
					out[i] = str_of(f->code);
}

int64_t sheet_header(struct ctx *ctx, const struct str *titles, size_t n)
{
	struct str all = S("");

	for (size_t i = 0; i < n; i++)
		all = arena_printf(ctx->arena, "%.*s|%.*s", STR_ARG(all), STR_ARG(text_fold(ctx->arena, titles[i])));
	return (int64_t)(str_hash(all) >> 1);
}
