/* archive_key.c -- a key as letters on paper. */
#include "crypt/archive_parts.h"

#include <string.h>

/* The same letters as in one-time codes: no 0 1 i l, so that they can be read aloud and copied by hand. */
static const char letters[] = "abcdefghjkmnopqrstuvwxyz23456789";

enum { SEED_LETTERS = 52, CHECK_LETTERS = 4, KEY_LETTERS = SEED_LETTERS + CHECK_LETTERS, GROUP = 4, BITS = 5 };
_Static_assert(SEED_LETTERS * BITS >= ARCHIVE_SEED_BYTES * 8, "all bits of the seed find a place");

static unsigned bit_of(const unsigned char *p, size_t n, size_t bit)
{
	return bit / 8 < n ? p[bit / 8] >> (7 - bit % 8) & 1u : 0;
}

static void to_letters(const unsigned char *p, size_t n, size_t count, char *out)
{
	for (size_t i = 0; i < count; i++) {
		unsigned v = 0;
		for (size_t k = 0; k < BITS; k++)
			v = v << 1 | bit_of(p, n, i * BITS + k);
		out[i] = letters[v];
	}
}

/* Twenty bits of a digest: one mistyped letter of a million goes unseen. */
static void check_letters(const unsigned char *seed, char *out)
{
	unsigned char digest[crypto_generichash_BYTES];

	crypto_generichash(digest, sizeof digest, seed, ARCHIVE_SEED_BYTES, NULL, 0);
	to_letters(digest, sizeof digest, CHECK_LETTERS, out);
}

static void lock_of(const unsigned char *seed, struct archive_lock *lock)
{
	unsigned char secret[crypto_box_SECRETKEYBYTES];

	crypto_box_seed_keypair(lock->bytes, secret, seed);
	sodium_memzero(secret, sizeof secret);
}

struct str archive_key_new(struct arena *a, struct archive_lock *lock)
{
	unsigned char seed[ARCHIVE_SEED_BYTES];
	char plain[KEY_LETTERS], *p = arena_alloc(a, KEY_LETTERS * 2);
	size_t n = 0;

	archive_ready();
	randombytes_buf(seed, sizeof seed);
	lock_of(seed, lock);
	to_letters(seed, sizeof seed, SEED_LETTERS, plain);
	check_letters(seed, plain + SEED_LETTERS);
	for (size_t i = 0; i < KEY_LETTERS; i++) {
		if (i && i % GROUP == 0)
			p[n++] = '-';
		p[n++] = plain[i];
	}
	sodium_memzero(seed, sizeof seed);
	sodium_memzero(plain, sizeof plain);
	return (struct str){ p, n };
}

/* The value of a typed letter, -1: it does not count, -2: no key has it. */
static int value_of_letter(char c)
{
	const char *hit;

	if (c == ' ' || c == '-' || c == '\t')
		return -1;
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == '0')
		c = 'o';
	hit = c ? strchr(letters, c) : NULL;
	return hit ? (int)(hit - letters) : -2;
}

bool archive_seed_read(struct str typed, unsigned char *seed)
{
	char check[CHECK_LETTERS];
	size_t n = 0;

	memset(seed, 0, ARCHIVE_SEED_BYTES);
	for (size_t i = 0; i < typed.n; i++) {
		int v = value_of_letter(typed.p[i]);
		if (v == -1)
			continue;
		if (v < 0 || n == KEY_LETTERS)
			return false;
		if (n == SEED_LETTERS)
			check_letters(seed, check);
		if (n >= SEED_LETTERS && letters[v] != check[n - SEED_LETTERS])
			return false;
		for (size_t k = 0; n < SEED_LETTERS && k < BITS; k++) {
			size_t bit = n * BITS + k;
			unsigned is = (unsigned)v >> (BITS - 1 - k) & 1u;
			if (bit / 8 < ARCHIVE_SEED_BYTES)
				seed[bit / 8] |= (unsigned char)(is << (7 - bit % 8));
			else if (is)
				return false;        /* the last letter says more than there is */
		}
		n++;
	}
	return n == KEY_LETTERS;
}

bool archive_key_read(struct str typed, struct archive_lock *lock)
{
	unsigned char seed[ARCHIVE_SEED_BYTES];
	bool good;

	archive_ready();
	good = archive_seed_read(typed, seed);
	if (good && lock)
		lock_of(seed, lock);
	sodium_memzero(seed, sizeof seed);
	return good;
}
