/*
 * senses.h -- words that mean several things, as data.
 *
 * "Recovery" is said of a clinic, of a house, of a circle of chairs and of a hard disk.  A word that is typed
 * is looked up here: what it may mean, what each meaning asks of the directory, and which other words show that something
 * else is meant.
 */
#ifndef SUPPORT_SENSES_H
#define SUPPORT_SENSES_H

#include "support/support.h"

struct sense {
	const char *label, *gloss;    /* N_ */
	const char *asks;             /* as an address: "stage=detox"; NULL: nothing that we list */
};

struct sense_word {
	const char *name;             /* of its place on the page of meanings */
	const char *da, *en;          /* what people type, with commas between; a star: and what begins so */
	const char *away;             /* words beside it that show that something else is meant */
	const char *away_alone;       /* words that always mean something else */
	const char *names;            /* words beside it that make it a name of its own: "SMART" recovery */
	const char *explain;          /* N_: a paragraph */
	const char *elsewhere;        /* N_: what it seems to mean instead, or NULL */
	const struct sense *senses;   /* ends with label NULL */
	bool grouped;                 /* answers come in groups, and the word itself looks for nothing */
};
extern const struct sense_word sense_words[];         /* ends with name NULL */

/* The word in a text that means several things; NULL: there is none, or it is part of a name. */
const struct sense_word *sense_find(struct ctx *, struct str text);
/* The one that the text uses of something that is not here: data recovery; NULL. */
const struct sense_word *sense_elsewhere(struct ctx *, struct str text);
bool sense_is_elsewhere(struct ctx *, struct str text);
/* The text without the word, when answers come in groups of its meanings; else the text. */
struct str sense_rest(struct ctx *, struct str text);
/* The text without the word. */
struct str sense_without(struct ctx *, const struct sense_word *, struct str text);

#endif
