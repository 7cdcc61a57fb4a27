/* text.h -- what makes two spellings the same, which comes first, and how far apart they are. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/arena.h"

/*
 * The search fold: one form for all ways in which people type the same words.
 *
 * Case and accents go; å = aa = a, æ = ae = ä = a, ø = oe = ö = o, so that "Århus", "Aarhus" and
 * "arhus", "Næstved" and "Naestved", "København" and "kobenhavn" meet.  Hyphens and other marks
 * become one space, apostrophes vanish, spaces at the ends go.  The fold of a beginning is a
 * beginning of the fold, so it serves search while typing.  Both sides must be folded.
 */
struct str text_fold(struct arena *, struct str);

/* Composed as NFC has it: what two keyboards send for the same letters becomes the same bytes. */
struct str text_nfc(struct arena *, struct str);

/*
 * A key whose bytes sort as a Danish reader expects: a to z, æ (ä), ø (ö), å (aa), and ü with y;
 * spelling decides between equals, capitals first.  Compare with str_cmp, memcmp or COLLATE "C".
 */
struct str text_sort_key(struct arena *, struct str);

/*
 * A name as a piece of an address: a-z, 0-9 and single hyphens, at most so many bytes, whole words
 * where that is possible.  Danish letters as people type them without the keys: æ ae, ø oe, å aa.
 * Empty when nothing is left.
 */
struct str text_slug(struct arena *, struct str, size_t most_bytes);

/* The next word (letters and digits of any script) at or after *at; false when there is none. */
bool text_word(struct str, size_t *at, struct str *word);

/* Stems words of one language ("da", "en"); other languages are only folded.  Not for two threads. */
struct stemmer;
struct stemmer *stemmer_new(struct arena *, const char *lang);
/* The folded stem: "grupperne", "Gruppen" and "gruppe" give the same. */
struct str text_stem(struct stemmer *, struct arena *, struct str word);

/*
 * Damerau-Levenshtein distance in characters (swapped neighbours count one), at most `most`:
 * anything farther apart, or longer than 64 characters and different, answers most + 1.
 */
enum { DISTANCE_CHARS = 64 };
size_t text_distance(struct str, struct str, size_t most);

#endif
