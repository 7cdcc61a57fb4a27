/* gate_parts.h -- what the files of this room share with each other. */
#ifndef GATE_PARTS_H
#define GATE_PARTS_H

#include "gate/gate.h"

/* A new word, as it is shown: "k7mq-3nfd-8xyz". */
struct str gate_word_new(struct ctx *);
/* The keyed hash of a word as it was typed; absent when it is not one: a character is wrong or missing. */
struct str gate_word_tag(struct ctx *, struct str typed);

#endif
