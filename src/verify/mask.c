/* mask.c -- stars over phone numbers and e-mail addresses in a visitor's words. */
#include "verify/verify_state.h"

#include <string.h>

enum { PHONE_DIGITS = 8 };

static bool digit(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Where a run of digits with single blanks and hyphens between ends. */
static size_t run_end(struct str s, size_t i, size_t *digits)
{
	for (*digits = 0; digit(s, i) || ((s.p[i] == ' ' || s.p[i] == '-') && digit(s, i + 1)); i++) {
		*digits += digit(s, i);
		if (i + 1 == s.n)
			return s.n;
	}
	return i;
}

static void mask_phones(struct str s, char *p)
{
	size_t digits, end;

	for (size_t i = 0; i < s.n; i = end) {
		end = i + 1;
		if (!digit(s, i))
			continue;
		end = run_end(s, i, &digits);
		if (digits >= PHONE_DIGITS && tr_parse_date(str_slice(s, i, end)) == DAY_NONE)
			memset(p + i, '*', end - i);
	}
}

static void mask_addresses(struct str s, char *p)
{
	for (size_t at = str_index(s, S("@"), 0); at != SIZE_MAX; at = str_index(s, S("@"), at + 1)) {
		size_t from = at, to = at;
		while (from && !is_blank(s.p[from - 1]))
			from--;
		while (to < s.n && !is_blank(s.p[to]))
			to++;
		if (from < at && to > at + 1)
			memset(p + from, '*', to - from);
	}
}

struct str verify_mask_contact(struct ctx *ctx, struct str words)
{
	char *p = arena_z(ctx->arena, words);

	mask_phones(words, p);
	mask_addresses(words, p);
	return (struct str){ p, words.n };
}
