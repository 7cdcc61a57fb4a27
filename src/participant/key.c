/*
 * key.c -- the return key: made here, shown once, then known only by a hash that is slow to make.
 *
 * Fifteen characters of five bits, and a sixteenth that says whether the others were typed right, so that a slip is
 * told from a key that opens nothing without looking anything up.  Nobody can recover a key: a lost one is a new
 * identity.
 */
#include "participant/participant.h"
#include "account/account.h"
#include "base/rng.h"
#include "event/event.h"

#include <string.h>

#include "participant_sql.h"

enum { SECRET_CHARS = 15, KEY_CHARS = 16, GROUP = 4, TYPED_MOST = 200 };

static const char letters[] = "abcdefghjkmnopqrstuvwxyz23456789";
_Static_assert(sizeof letters - 1 == 32, "five bits a character");

static int value_of_char(char c)
{
	const char *at;

	if (c >= 'A' && c <= 'Z')
		c = (char)(c + 32);
	/* The round one is written like the letter; the tall ones are in no key. */
	at = strchr(letters, c == '0' ? 'o' : c);
	return c && at ? (int)(at - letters) : -1;
}

/* Weights that are odd: one wrong character is always found, and so is nearly every exchange of two. */
static char check_of(const char *chars)
{
	unsigned sum = 0;

	for (int i = 0; i < SECRET_CHARS; i++)
		sum += (unsigned)value_of_char(chars[i]) * (unsigned)(2 * i + 1);
	return letters[sum & 31];
}

/* The sixteen characters of what was typed, whatever stands between them; absent when they are not sixteen. */
static struct str bare(struct ctx *ctx, struct str typed)
{
	char *p = arena_alloc(ctx->arena, KEY_CHARS + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n && i < TYPED_MOST; i++) {
		int v = value_of_char(typed.p[i]);
		if (v >= 0 && n < KEY_CHARS)
			p[n++] = letters[v];
		else if (v >= 0 || (typed.p[i] != ' ' && typed.p[i] != '-'))
			return STR_ABSENT;
	}
	return n == KEY_CHARS ? (struct str){ p, n } : STR_ABSENT;
}

static struct str shown(struct ctx *ctx, const char *p)
{
	return arena_printf(ctx->arena, "%.4s-%.4s-%.4s-%.4s", p, p + GROUP, p + 2 * GROUP, p + 3 * GROUP);
}

enum err participant_key_make(struct ctx *ctx, struct participant_candidate *out)
{
	struct str secret = token_new(ctx->house->rng, ctx->arena, SECRET_CHARS);
	struct str whole = arena_printf(ctx->arena, "%.*s%c", STR_ARG(secret), check_of(secret.p));

	out->text = shown(ctx, whole.p);
	return crypt_slow_tag(ctx, "return key", whole, &out->tag);
}

enum err participant_key_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct participant_candidate *c = arena_new_of(ctx->arena, struct participant_candidate);

	(void)rep;
	req_carry(req, c);
	return participant_key_make(ctx, c);
}

enum err participant_key_give(struct ctx *ctx, int64_t id, const struct participant_candidate *c)
{
	int64_t changed;

	TRY(participant_return_put(ctx, id, c->tag, ctx->now, &changed));
	TRY(participant_sessions_drop(ctx, id, ctx->who->participant == id ? ctx->who->session : 0, &changed));
	return event_add(ctx, "participant.key_made", id, STR_ABSENT);
}

enum err participant_entry_look(struct ctx *ctx, struct str typed, struct str source, struct participant_entry *out)
{
	struct str key = bare(ctx, typed), tag;
	struct participant_return_of row;
	int64_t by_source;
	enum err e;

	*out = (struct participant_entry){ .source = source };
	out->slip = !key.p || key.p[KEY_CHARS - 1] != check_of(key.p);
	out->prefix = key.p ? str_slice(key, 0, GROUP) : S("");
	TRY(tries_wait(ctx, TRY_KEY, out->prefix, &out->wait_s));
	TRY(tries_wait(ctx, TRY_KEY_SOURCE, source, &by_source));
	if (by_source > out->wait_s)
		out->wait_s = by_source;
	if (out->wait_s || out->slip)
		return OK;
	TRY(crypt_slow_tag(ctx, "return key", key, &tag));
	e = participant_return_of(ctx, tag, &row);
	if (!e)
		out->participant = row.participant;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err participant_entry_wrong(struct ctx *ctx, const struct participant_entry *e)
{
	TRY(tries_add(ctx, TRY_KEY, e->prefix));
	return tries_add(ctx, TRY_KEY_SOURCE, e->source);
}
