/* kind_parts.h -- what the files of this room share. */
#ifndef KIND_PARTS_H
#define KIND_PARTS_H

#include "kind/kind.h"

/* Blanks filled, options and types held against what was, and what is wrong: what kind_save does first. */
void kind_prepare(struct ctx *, const struct kind *was, struct kind *, struct problems *bad);
/* A code out of a name: "child-care", "child_seat". */
struct str kind_code_of(struct ctx *, struct str name, char between);
/* One row, new or known; no rule is looked at. */
enum err kind_write_field(struct ctx *, int64_t kind, const struct kind_field *, int64_t position, bool known);
enum err kind_write_new(struct ctx *, const struct kind *, int64_t *changed);

/* The fifteen as the program knows them; options as lines. */
struct fifteen_field {
	const char *code, *type, *da, *en, *hint_da, *hint_en, *options;
	int64_t least, most;
	bool required, hidden, filter, expires;       /* hidden: for keepers only */
};
struct fifteen {
	const char *code, *da, *en, *sentence_da, *sentence_en, *words_da, *words_en;
	const char *needs, *booking, *stages, *outcome, *hl7, *open_eligibility;
	const struct fifteen_field *fields;           /* ends with code NULL */
};
extern const struct fifteen kind_fifteen[];           /* ends with code NULL */

#endif
