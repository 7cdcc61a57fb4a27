/*
 * key_words.h -- a return key as five everyday words of one's own language, and two digits that find a slip.
 *
 *   havre lygte bro sten kaffe 47
 *
 * Each word is one of 4,096, so five are 60 random bits.  The digits are made of the words alone, by a sum that everybody
 * may know: they are no part of the secret, and whoever guesses words gets the digits for nothing.  For the same reason a
 * slip may be told at once and to anybody.  What is told depends on what was typed and on these public lists, never on a
 * key that exists: no row is read, and one may work it out with paper and pencil.
 *
 * What the digits find: within one list no word is another with one letter put in, left out or changed, so a single wrong
 * letter never makes a word of the list and is always found.  A whole word taken for another of the same list is found
 * unless the two are equal modulo 97, which is so for at most 42 of the 4,095 others (1.03 %).  Two words that have
 * changed places are found unless the two are equal modulo 97.  (97 is the largest prime that two digits hold.)
 *
 * Leaving the digits out is accepted: whoever knows their five words by heart has the whole secret.  Digits that are there
 * have to be right.  Words may be typed in any case, with anything but letters between them, with å ø æ as letters or as
 * aa oe ae.  They have to be parted from each other: run together, some could be read in two ways.
 *
 * Not hidden: who counts the bytes on an encrypted line while a key is shown learns how many letters it has, about four
 * of the 60 bits.
 */
#ifndef KEY_WORDS_H
#define KEY_WORDS_H

#include "participant/participant.h"

enum { KEY_WORDS = 5, KEY_WORD_LISTS = 2, KEY_WORD_LIST = 4096, KEY_WORD_LETTERS = 8, KEY_WORD_MODULUS = 97 };

/* The list of a language; the English one for a language that has none. */
int key_words_list(const char *lang);
/* As it is written, "æble". */
struct str key_words_at(int list, int index);
/* Where a word stands, however its letters are spelt and in whatever case; -1 when it is none of the list. */
int key_words_find(struct ctx *, int list, struct str word);
/* Small ASCII letters: "Æble" is "aeble". */
struct str key_words_fold(struct ctx *, struct str word);
/* 0 .. 96. */
int key_words_check(const int index[KEY_WORDS]);
/* What is shown: the words as written, and two digits. */
struct str key_words_text(struct ctx *, int list, const int index[KEY_WORDS]);

struct key_typed {
	struct str secret;      /* the five words folded, one blank between: the same in whatever way they were typed */
	struct str prefix;      /* the first two of them */
	enum participant_slip slip;     /* SLIP_SHAPE: not five words with or without digits */
	int wrong;              /* SLIP_WORD: the first that is no word, from 1 */
};
void key_words_read(struct ctx *, struct str typed, struct key_typed *);

#endif
