/*
 * demo_keys.c -- who can open their own page in a demonstration, with which key: it is meant to be known.  The key is words
 * of the Danish list by their places; no real folder has them.
 */
#include "participant/participant.h"
#include "participant/key_words.h"
#include "crypt/crypt.h"

const struct participant_demo_key participant_demo_keys[] = {
	{ "Mikkel", N_("Shares with his mother that he is well, and when they meet."), { 12, 345, 678, 1234, 2345 } },
	{ "Birgitte", N_("His mother: one gate that both opened, and one that waits."), { 34, 567, 890, 2468, 3579 } },
	{ NULL }
};

struct str participant_demo_key_text(struct ctx *ctx, const struct participant_demo_key *k)
{
	return key_words_text(ctx, key_words_list("da"), k->words);
}

enum err participant_demo_key_make(struct ctx *ctx, const struct participant_demo_key *k, struct participant_candidate *out)
{
	struct key_typed back;

	out->text = participant_demo_key_text(ctx, k);
	key_words_read(ctx, out->text, &back);
	return crypt_slow_tag(ctx, "return key", back.secret, &out->tag);
}
