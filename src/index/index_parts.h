/* index_parts.h -- what the files of this room share. */
#ifndef INDEX_PARTS_H
#define INDEX_PARTS_H

#include "index/index.h"

#include <pthread.h>
#include <stdatomic.h>

/* The kinds of support as they were read; whoever still shows them keeps them alive. */
struct kinds_read {
	atomic_int users;
	struct arena *arena;          /* it lies in it itself */
	struct kind *at;
	size_t n;
};
enum err kinds_read(struct ctx *, struct kinds_read **out);
void kinds_let_go(void *);                /* a struct kinds_read *, or NULL */

/* Many read it at once; who follows the diary or moves the window writes. */
struct index_live {
	pthread_rwlock_t lock;
	struct index *index;
	struct kinds_read *kinds;
	int64_t read_to;              /* number of the diary's line read last */
};

/* As they are written; both end with NULL. */
extern const char *const index_synonyms[], *const index_small_words[];
/* Synonyms and small words, folded and stemmed once. */
struct vocabulary {
	struct words *rows, small;
	size_t nrows;
};
struct vocabulary *vocabulary_new(struct arena *);
bool vocabulary_is_small(const struct vocabulary *, struct str folded);

/* A word as it was written, if any document has it so. */
const struct spelling *index_spelling(const struct index *, struct str raw);

/* All documents of a term into a set. */
void term_into(const struct index *, const struct term *, uint64_t *set);

/* The beginning of a cell's pins, also of an empty one's. */
uint32_t index_cell(const struct index *, int row, int col);
enum { CELLS_A_DEGREE = 20, GRID_ROWS = 180 * CELLS_A_DEGREE, GRID_COLS = 360 * CELLS_A_DEGREE };

/* --- reading ------------------------------------------------------------------------------------------------ */
struct index_kind;
struct index_question;
struct index_area;
struct index_service_fact;

struct reading {
	struct ctx *ctx;
	struct index *to;
	struct arena *scratch;        /* emptied after each document */
	pthread_rwlock_t *lock;       /* of an index that others read meanwhile; NULL: it is still ours alone */
	int64_t known_at;             /* number of the diary's newest line before we began */
	struct index_kind *kinds;
	struct index_question *questions;
	struct index_area *areas;
	size_t nkinds, nquestions, nareas;
};
/* Into the index, unless it is full: then the next line of the diary has all read anew. */
void reading_add(struct reading *, const struct doc *, const struct said *);
/* Meetings with ids in (after, upto]; services likewise. */
enum err index_read_meetings(struct reading *, int64_t after, int64_t upto);
enum err index_read_services(struct reading *, int64_t after, int64_t upto);

void said_text(struct arena *, struct said *, struct str text);
void said_fact(struct arena *, struct said *, const char *name, struct str code);
/* Codes with blanks between, each a fact. */
void said_facts(struct arena *, struct said *, const char *name, struct str codes);
/* "is:NAME" when the answer is yes. */
void said_yes(struct arena *, struct said *, const char *name, struct str answer);
struct str id_text(struct arena *, int64_t id);

const struct index_kind *reading_kind(const struct reading *, int64_t id);              /* NULL: not known */
const struct index_kind *reading_kind_of_code(const struct reading *, struct str code);
/* Its kind, the needs that it meets, and what its kind asks. */
void reading_say_kind(struct reading *, struct doc *, struct said *, const struct index_kind *, const struct index_service_fact *, size_t n);
/* 0: none.  An area is also every area that it lies in. */
void reading_say_area(struct reading *, struct said *, int64_t area);
void reading_say_org(struct reading *, struct said *, int64_t org);
/* For whom: the one who looks, relatives, parents, the young. */
void reading_say_whom(struct reading *, struct said *, struct str audience, bool relatives, const struct index_kind *);
/* Before, during and after treatment, or without it. */
void reading_say_way(struct reading *, struct said *, struct str stages, struct str relation);
/* On which days of the week and at what times of the day; duration 0: only the beginning counts. */
void reading_say_hours(struct reading *, struct said *, const struct rhythm *, int start_min, int duration_min);
void reading_point(struct reading *, struct doc *, struct point);
void reading_opening(struct reading *, struct doc *, struct opening);
void reading_date(struct reading *, struct doc *, struct doc_date);

/* The words of the kinds of support. */
void index_learn_kinds(struct index *, const struct index_kind *, size_t n);

#endif
