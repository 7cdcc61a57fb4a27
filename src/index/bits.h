/*
 * bits.h -- sets of documents, a bit each.
 *
 * A question to 200,000 listings is then a few passes over 25 kB.  Sets come in blocks of 128 bits,
 * the step of every 64-bit processor.
 */
#ifndef INDEX_BITS_H
#define INDEX_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BITS_BLOCK = 128, BITS_LANES = 2 };

typedef uint64_t bits_block __attribute__((vector_size(BITS_LANES * 8), aligned(8), may_alias));

/* Words of 64 for a set of n documents: always whole blocks. */
static inline size_t bits_words(size_t n)
{
	return (n + BITS_BLOCK - 1) / BITS_BLOCK * BITS_LANES;
}

static inline bool bits_has(const uint64_t *b, uint32_t i)
{
	return b[i >> 6] >> (i & 63) & 1;
}

static inline void bits_put(uint64_t *b, uint32_t i)
{
	b[i >> 6] |= UINT64_C(1) << (i & 63);
}

static inline void bits_drop(uint64_t *b, uint32_t i)
{
	b[i >> 6] &= ~(UINT64_C(1) << (i & 63));
}

static inline void bits_and(uint64_t *to, const uint64_t *with, size_t words)
{
	for (size_t w = 0; w < words; w += BITS_LANES)
		*(bits_block *)(to + w) &= *(const bits_block *)(with + w);
}

static inline void bits_or(uint64_t *to, const uint64_t *with, size_t words)
{
	for (size_t w = 0; w < words; w += BITS_LANES)
		*(bits_block *)(to + w) |= *(const bits_block *)(with + w);
}

static inline void bits_without(uint64_t *to, const uint64_t *those, size_t words)
{
	for (size_t w = 0; w < words; w += BITS_LANES)
		*(bits_block *)(to + w) &= ~*(const bits_block *)(those + w);
}

/* to = a and b */
static inline void bits_both(uint64_t *to, const uint64_t *a, const uint64_t *b, size_t words)
{
	for (size_t w = 0; w < words; w += BITS_LANES)
		*(bits_block *)(to + w) = *(const bits_block *)(a + w) & *(const bits_block *)(b + w);
}

/* How many bits are in both: pairs, nibbles, bytes (Warren, Hacker's Delight, 5-1), bytes summed up to 31 times. */
static inline uint32_t bits_count_both(const uint64_t *a, const uint64_t *b, size_t words)
{
	enum { BYTES_FULL = 31 * BITS_LANES };
	const bits_block m1 = { 0 }, pairs = ~m1 / 3, nibbles = ~m1 / 5, bytes = ~m1 / 17, shorts = ~m1 / 257;
	uint32_t n = 0;

	for (size_t at = 0; at < words; at += BYTES_FULL) {
		size_t end = at + BYTES_FULL < words ? at + BYTES_FULL : words;
		bits_block sum = { 0 };
		for (size_t w = at; w < end; w += BITS_LANES) {
			bits_block v = *(const bits_block *)(a + w) & *(const bits_block *)(b + w);
			v -= v >> 1 & pairs;
			v = (v & nibbles) + (v >> 2 & nibbles);
			sum += (v + (v >> 4)) & bytes;
		}
		sum = (sum & shorts) + (sum >> 8 & shorts);
		for (int i = 0; i < BITS_LANES; i++)
			n += (uint32_t)(sum[i] * (UINT64_MAX / 65535) >> 48);
	}
	return n;
}

/* Every member of a set: for (BITS_EACH(set, words, i)) … with uint32_t i. */
struct bits_walk {
	const uint64_t *set;
	size_t words, w;
	uint64_t left;
};

static inline struct bits_walk bits_walk(const uint64_t *set, size_t words)
{
	return (struct bits_walk){ set, words, 0, words ? set[0] : 0 };
}

static inline bool bits_next(struct bits_walk *b, uint32_t *i)
{
	while (!b->left) {
		if (++b->w >= b->words)
			return false;
		b->left = b->set[b->w];
	}
	*i = (uint32_t)(b->w * 64) + (uint32_t)__builtin_ctzll(b->left);
	b->left &= b->left - 1;
	return true;
}

#endif
