/*
 * plain.h -- words, days and clocks in the plainest way, for tests that look at every record.
 *
 * Nothing here calls what is tested: letters are folded by a table of our own, stems come from libstemmer itself,
 * every day is asked on its own whether a rhythm falls on it, and the two zones of the tests are two rules of
 * arithmetic.  It is slow, and knows no more than the tests need: letters up to U+00FF, and the Danish holidays of
 * some years as the calendar on the wall has them.
 */
#ifndef TEST_PLAIN_H
#define TEST_PLAIN_H

#include "base/arena.h"
#include "cal/cal.h"
#include "meeting/meeting.h"

/* --- words ---------------------------------------------------------------------------------------------- */

struct plain_words {
	struct str *at;
	size_t n;
};
/* Århus, Aarhus and arhus are the same; what is no letter and no digit is one blank. */
struct str plain_fold(struct arena *, struct str);
/* The next word as it was written; false when there is none. */
bool plain_word(struct str text, size_t *at, struct str *word);
/* Every word of a text, folded, and its Danish and its English stem. */
void plain_say(struct arena *, struct plain_words *, struct str text);
/* Too common to tell anything: of, på, the. */
bool plain_is_small(struct arena *, struct str word);

/* What a typed word stands for. */
struct plain_ask {
	struct str raw, prefix;           /* prefix absent: too short for one */
	struct plain_words forms;
};
size_t plain_asks(struct arena *, struct str typed, struct plain_ask *out, size_t most);
bool plain_fits(const struct plain_ask *, const struct plain_words *);

/* --- days and clocks -------------------------------------------------------------------------------------- */

/* Does the rhythm fall on this one day? */
bool plain_falls(const struct rhythm *, day_t);
/* As its codes say it; a series by appointment fails the test. */
struct rhythm plain_rhythm(const struct meeting *);
/* Is the series held on the day on which it falls, as far as holidays go?  Only Danish ones, 2016 to 2018. */
bool plain_is_held(const struct meeting *, day_t);
/* The wall clocks of Europe/Copenhagen and America/New_York, away from the hours in which they are changed. */
int64_t plain_instant(struct str zone, day_t, int minutes);
struct plain_clock {
	day_t day;
	int minutes;
} plain_clock(struct str zone, int64_t instant);

#endif
