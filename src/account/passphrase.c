/*
 * passphrase.c -- rules by length: no kinds of characters are demanded and nothing runs out.
 *
 * What everybody thinks of first is taken out of the text; what is left must still be long.
 * That catches "password password 1" and the house's own name without a list of a million words.
 */
#include "account/account_parts.h"
#include "text/text.h"

#include <string.h>

enum { LEFT_LEAST = 8, KINDS_LEAST = 6 };

/* Folded as text_fold does, without blanks; longer ones before their beginnings. */
static const char *const common[] = {
	"correcthorsebatterystaple", "adgangskoden", "adgangskode", "adgangsord", "passphrase", "password", "passord",
	"kodeordet", "kodeord", "hemmeligt", "hemmelig", "secret", "qwertyuiop", "qwerty", "azerty", "asdfghjkl",
	"asdfgh", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "abcdefgh", "abcdef", "12345678901234567890", "1234567890",
	"123456789", "12345678", "1234567", "123456", "0987654321", "987654321", "654321", "iloveyou", "jegelskerdig",
	"letmein", "lukmigind", "welcome", "velkommen", "administrator", "admin", "samhold", "danmark", "denmark",
	"kobenhavn", "copenhagen", "football", "fodbold",
};

/* Folded, one run of letters and digits. */
static struct str run_of(struct ctx *ctx, struct str s)
{
	struct str fold = text_fold(ctx->arena, s);
	char *p = arena_alloc(ctx->arena, fold.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < fold.n; i++)
		if (fold.p[i] != ' ')
			p[n++] = fold.p[i];
	return (struct str){ p, n };
}

static struct str without(struct ctx *ctx, struct str s, struct str word)
{
	size_t at;

	while (word.n && (at = str_index(s, word, 0)) != SIZE_MAX)
		s = arena_join(ctx->arena, str_slice(s, 0, at), str_slice(s, at + word.n, s.n));
	return s;
}

static size_t kinds_of(struct str s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!seen[(unsigned char)s.p[i]]) {
			seen[(unsigned char)s.p[i]] = true;
			n++;
		}
	return n;
}

static bool is_common(struct ctx *ctx, struct str passphrase, struct str name)
{
	struct str left = run_of(ctx, passphrase);

	left = without(ctx, left, run_of(ctx, ctx->house->name));
	left = without(ctx, left, run_of(ctx, name.p ? name : S("")));
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		left = without(ctx, left, str_of(common[i]));
	return utf8_len(left) < LEFT_LEAST || kinds_of(left) < KINDS_LEAST;
}

struct str passphrase_typed(struct ctx *ctx, const struct values *body, const char *name)
{
	struct str s = value_of(body, name);

	return text_nfc(ctx->arena, s.p ? s : S(""));
}

void passphrase_judge(struct ctx *ctx, const char *field, struct str passphrase, struct str name, struct problems *bad)
{
	size_t n = utf8_len(passphrase);

	if (n < ACCOUNT_PASSPHRASE_LEAST)
		problem(bad, field, N_("Make it longer: at least 15 characters. Four or five words will do."));
	else if (n > ACCOUNT_PASSPHRASE_MOST)
		problem(bad, field, N_("Make it shorter: at most 200 characters."));
	else if (is_common(ctx, passphrase, name))
		problem(bad, field, N_("Many people would think of this one. Choose words that only you would put together."));
}
