/*
 * word.c -- a word to give away by mouth or on a scrap of paper: eleven characters of five bits, and a twelfth that finds
 * a slip.  It opens nothing by itself: the other must have written in ours, too.
 */
#include "gate/gate_parts.h"
#include "base/rng.h"

#include <string.h>

enum { WORD_CHARS = 12, SECRET_CHARS = WORD_CHARS - 1, TYPED_MOST = 60 };

/* As base/rng writes tokens. */
static const char letters[] = "abcdefghjkmnopqrstuvwxyz23456789";

static int value_of_char(char c)
{
	const char *at;

	if (c >= 'A' && c <= 'Z')
		c = (char)(c + 32);
	at = strchr(letters, c == '0' ? 'o' : c);
	return c && at ? (int)(at - letters) : -1;
}

/* Odd weights: one wrong character is always found. */
static char check_of(const char *chars)
{
	unsigned sum = 0;

	for (int i = 0; i < SECRET_CHARS; i++)
		sum += (unsigned)value_of_char(chars[i]) * (unsigned)(2 * i + 1);
	return letters[sum & 31];
}

struct str gate_word_new(struct ctx *ctx)
{
	struct str secret = token_new(ctx->house->rng, ctx->arena, SECRET_CHARS);

	return arena_printf(ctx->arena, "%.4s-%.4s-%.3s%c", secret.p, secret.p + 4, secret.p + 8, check_of(secret.p));
}

struct str gate_word_tag(struct ctx *ctx, struct str typed)
{
	char *p = arena_alloc(ctx->arena, WORD_CHARS + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n && i < TYPED_MOST; i++) {
		int v = value_of_char(typed.p[i]);
		if (v >= 0 && n < WORD_CHARS)
			p[n++] = letters[v];
		else if (v >= 0 || (typed.p[i] != ' ' && typed.p[i] != '-'))
			return STR_ABSENT;
	}
	if (n != WORD_CHARS || p[SECRET_CHARS] != check_of(p))
		return STR_ABSENT;
	return crypt_tag(ctx, "gate word", (struct str){ p, n });
}
