/*
 * kind.h -- kinds of support, as data: the fifteen that are built in and any other that a house adds.
 *
 * What a kind asks of its services (beds, seats, deadlines) are rows, not columns: a sixteenth kind
 * works in form, search, page, feed, import and figures as soon as it is saved.
 */
#ifndef KIND_H
#define KIND_H

#include "page/page.h"

enum kind_type {
	KIND_TEXT, KIND_LONG, KIND_NUMBER, KIND_YES_NO, KIND_CHOICE, KIND_CHOICES, KIND_DATE, KIND_MONEY, KIND_URL, KIND_TYPES
};

struct kind_option {
	struct str code, da, en;
	bool retired;                             /* no longer offered; an old answer is still readable */
};

/* One fact that a kind asks for. */
struct kind_field {
	struct str code, label_da, label_en, hint_da, hint_en;
	enum kind_type type;
	const struct kind_option *options;        /* choice and choices, retired ones last */
	size_t noptions;
	int64_t least, most;                      /* of a number; both 0: any */
	bool required;                            /* before a service of this kind is published */
	bool is_public;                           /* otherwise on no public page, in no feed, no export */
	bool filter;                              /* visitors may ask for it: yes_no, choice, choices; a date: from a day on */
	bool expires;                             /* a date: when it has passed, the service is over */
	bool retired;
};

struct kind {
	int64_t id, position;
	struct str code, name_da, name_en, sentence_da, sentence_en, words_da, words_en, needs, booking, stages, intervention,
		outcome, outcome_da, outcome_en, hl7, open_eligibility, state;
	bool built_in;
	const struct kind_field *fields;          /* in their order, retired ones last */
	size_t nfields;
};

enum { KINDS_MOST = 200, KIND_FIELDS_MOST = 60, KIND_OPTIONS_MOST = 40 };

/* All kinds in their order with their fields, retired ones too: there are tens at most. */
enum err kind_list(struct ctx *, struct kind **out, size_t *n);
enum err kind_get(struct ctx *, int64_t id, struct kind *);
enum err kind_of_code(struct ctx *, struct str code, struct kind *);
const struct kind *kind_find(const struct kind *, size_t n, int64_t id);             /* in a list; NULL: not there */
const struct kind_field *kind_field_find(const struct kind *, struct str code);      /* NULL: no such fact */
const struct kind_option *kind_option_find(const struct kind_field *, struct str code);
bool kind_is_active(const struct kind *);

/* In the reader's language. */
struct str kind_name(const struct ctx *, const struct kind *);
struct str kind_sentence(const struct ctx *, const struct kind *);
struct str kind_field_label(const struct ctx *, const struct kind_field *);
struct str kind_field_hint(const struct ctx *, const struct kind_field *);
struct str kind_option_label(const struct ctx *, const struct kind_option *);
/* What a service of this kind ends in when all goes well: "moved in". */
struct str kind_outcome(struct ctx *, const struct kind *);

/*
 * Store a kind with its fields, and tell the house; gives id and code when it has none.  A code never changes, nor does the
 * type of a field; a field or an option that is gone from the list is retired.  ERR_DENIED unless one keeps the whole house.
 */
enum err kind_save(struct ctx *, struct kind *, struct problems *bad);
/* No longer for new services; those that are there stay, and so does their history. */
enum err kind_retire(struct ctx *, int64_t id);
enum err kind_resume(struct ctx *, int64_t id);
/* The fifteen, in both languages.  What is there stays as it is; putting them in twice changes nothing. */
enum err kind_seed(struct ctx *);

/* --- what all kinds share: codes are stable, labels are translations (requirements 9.8) ----------------- */
/* Is this code one of a list of codes with blanks between? */
bool codes_have(struct str codes, struct str code);
extern const struct choice kind_needs[];              /* ride talk group sleep home papers law_money work learn child family meaning */
extern const struct choice kind_bookings[], kind_outcomes[], kind_interventions[];
extern const struct choice kind_stages[];             /* contact detox … social: where in the journey */
extern const struct choice kind_types[];              /* text long number … in the order of enum kind_type */

/* Options as lines "code|dansk|english", and back. */
struct str kind_options_text(struct arena *, const struct kind_option *, size_t n);
size_t kind_options_read(struct arena *, struct str text, struct kind_option **out);

extern const struct route kind_routes[];

#endif
