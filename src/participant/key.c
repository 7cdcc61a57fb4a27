/*
 * key.c -- the return key: made here, shown once, then known only by a hash that is slow to make.
 *
 * Five everyday words and two digits (key_words.h), or, for who likes it better, fifteen characters of five bits and a
 * sixteenth.  The digits and the sixteenth say whether the others were typed right, so that a slip is told from a key
 * that opens nothing without looking anything up.  Nobody can recover a key: a lost one is a new identity.
 */
#include "participant/participant.h"
#include "participant/key_words.h"
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

static enum err make_letters(struct ctx *ctx, struct participant_candidate *out)
{
	struct str secret = token_new(ctx->house->rng, ctx->arena, SECRET_CHARS);
	struct str whole = arena_printf(ctx->arena, "%.*s%c", STR_ARG(secret), check_of(secret.p));

	out->text = shown(ctx, whole.p);
	return crypt_slow_tag(ctx, "return key", whole, &out->tag);
}

/* What is hashed is what the reader makes of the text that is shown, so the two cannot differ. */
static enum err make_words(struct ctx *ctx, struct participant_candidate *out)
{
	int index[KEY_WORDS];
	struct key_typed back;

	for (int i = 0; i < KEY_WORDS; i++)
		index[i] = (int)rng_below(ctx->house->rng, KEY_WORD_LIST);
	out->text = key_words_text(ctx, key_words_list(ctx->lang), index);
	key_words_read(ctx, out->text, &back);
	return crypt_slow_tag(ctx, "return key", back.secret, &out->tag);
}

enum err participant_key_make(struct ctx *ctx, enum participant_key_form form, struct participant_candidate *out)
{
	return form == KEY_AS_LETTERS ? make_letters(ctx, out) : make_words(ctx, out);
}

enum err participant_key_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct participant_candidate *c = arena_new_of(ctx->arena, struct participant_candidate);

	(void)rep;
	req_carry(req, c);
	return participant_key_make(ctx, str_same(value_of(&req->body, "as"), "letters") ? KEY_AS_LETTERS : KEY_AS_WORDS, c);
}

enum err participant_key_give(struct ctx *ctx, int64_t id, const struct participant_candidate *c)
{
	int64_t changed;

	TRY(participant_return_put(ctx, id, c->tag, ctx->now, &changed));
	TRY(participant_sessions_drop(ctx, id, ctx->who->participant == id ? ctx->who->session : 0, &changed));
	return event_add(ctx, "participant.key_made", id, STR_ABSENT);
}

enum err participant_key_has(struct ctx *ctx, int64_t id, bool *has)
{
	struct participant_return_any row;
	enum err e = participant_return_any(ctx, id, &row);

	*has = !e;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What is hashed of what was typed; absent, and why, for a slip. */
static struct str secret_of(struct ctx *ctx, struct str typed, struct participant_entry *out)
{
	struct key_typed words;
	struct str key = bare(ctx, typed);

	key_words_read(ctx, typed, &words);
	if (!words.slip) {
		out->prefix = words.prefix;
		return words.secret;
	}
	if (key.p && key.p[KEY_CHARS - 1] == check_of(key.p)) {
		out->prefix = str_slice(key, 0, GROUP);
		return key;
	}
	out->slip = key.p ? SLIP_LETTER : words.slip;
	out->wrong_word = words.wrong;
	return STR_ABSENT;
}

enum err participant_entry_look(struct ctx *ctx, struct str typed, struct str source, struct participant_entry *out)
{
	struct participant_return_of row;
	int64_t by_prefix = 0;
	struct str secret, tag;
	enum err e;

	*out = (struct participant_entry){ .source = source };
	secret = secret_of(ctx, typed, out);
	TRY(tries_wait(ctx, TRY_KEY_SOURCE, source, &out->wait_s));
	if (out->prefix.p)
		TRY(tries_wait(ctx, TRY_KEY, out->prefix, &by_prefix));
	if (by_prefix > out->wait_s)
		out->wait_s = by_prefix;
	if (out->wait_s || out->slip)
		return OK;
	TRY(crypt_slow_tag(ctx, "return key", secret, &tag));
	e = participant_return_of(ctx, tag, &row);
	if (!e)
		out->participant = row.participant;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* A slip could have opened nothing, so it counts against who types and not against whoever has a key that begins so. */
enum err participant_entry_wrong(struct ctx *ctx, const struct participant_entry *e)
{
	if (e->prefix.p)
		TRY(tries_add(ctx, TRY_KEY, e->prefix));
	return tries_add(ctx, TRY_KEY_SOURCE, e->source);
}
