/* index.h -- the index in memory: documents, words, places, dates.  For the search room only. */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include "search/bits.h"
#include "search/search.h"
#include "text/text.h"

/* What a filter can ask of a document, as bits that one comparison tests. */
enum doc_bit {
	DOC_IN_ROOM = 1, DOC_ONLINE = 2, DOC_STEP_FREE = 4, DOC_CHILDREN = 8, DOC_NEWCOMERS = 16,
	DOC_RELATIVES = 32, DOC_EVERYONE = 64 /* no audience named */,
};

struct doc {
	int64_t id, org, area, verified_at;
	struct str name_key;              /* folded: the last order of equals */
	struct timetable times;
	float lat, lon;                   /* NAN: not known, or not a place to go to */
	bool hidden, reported_today;      /* by visitors' reports */
};

/* What filters ask oftenest, apart from the rest: a walk over all of them is a walk over 3 MB. */
struct facts {
	uint64_t languages;               /* bit i: language_choices[i] */
	uint16_t audience;                /* bit i: audience_choices[i] */
	uint8_t bits, method;             /* method: place in meeting_methods */
};

/* Where a word stands: a list while it is rare, a set when it is not (a set of all costs as much as 3 % of a list). */
struct term {
	struct str word;                  /* folded word or stem */
	uint32_t *docs;                   /* ascending, each once; NULL: see set */
	uint32_t n;
	uint64_t *set;
};

/* A word as it was written, with the terms under which it is found: most words are written often. */
struct spelling {
	struct str raw;
	uint32_t *terms;
	uint32_t n;
};

/* A document with a point: as a point on the unit sphere, whose straight distances need no sines. */
struct pin {
	float x, y, z;
	uint32_t doc;
};

enum { WINDOW_DAYS = 16, WINDOW_MIN = WINDOW_DAYS * 1440, FAR_DAYS = 400 };

struct date {
	int32_t start_min;                /* minutes after the window's base */
	uint32_t doc;
};

struct vocabulary;

/* One whole index; made new and exchanged when too much of it is dead, or it is full. */
struct index {
	struct arena *arena;
	const struct zone *home;          /* whose midnight days begin at */
	struct vocabulary *vocabulary;
	struct stemmer *da, *en;
	uint32_t room;                    /* documents that fit; a changed listing gets a new one, the old one is dead */
	size_t words;                     /* of every set of documents */
	struct doc *docs;
	struct facts *facts;
	uint32_t ndocs, ndead;
	uint64_t *alive, *online;         /* online: those that died, too */

	struct term *terms;               /* as they came */
	uint32_t nterms;
	uint32_t *by_word, nsorted;       /* the first nsorted terms in the order of their words */
	uint32_t *hash, nhash;            /* word -> term + 1; open addressing */
	struct spelling *spellings;
	uint32_t nspellings, *spelling_hash, nspelling_hash;
	uint32_t *id_hash, nid_hash;      /* id -> doc + 1 */

	/* dates in [base, base + WINDOW_DAYS), made anew when the clock has left them */
	struct arena *window_arena;
	int64_t base;                     /* a midnight at home */
	int32_t *starts;                  /* of all documents, in their order */
	uint32_t nstarts, starts_room;
	uint32_t *first_of_doc;           /* dated_docs + 1 offsets into starts */
	uint32_t *by_start;               /* documents before window_docs in order of start, then of name */
	uint32_t *first_of_min;           /* WINDOW_MIN + 1 offsets into by_start */
	uint64_t *on_day[WINDOW_DAYS];    /* documents before window_docs with a date on this day after the base */
	uint64_t *twice;                  /* those with two dates on one of them */
	struct date *far;                 /* the first date after the window of documents with none near its end */
	uint32_t nfar;
	uint32_t window_docs, dated_docs; /* documents in by_start; in starts */

	/* what is confirmed and may be shown, while the clock is in [shown_from, shown_to) */
	uint64_t *shown;
	int64_t shown_from, shown_to;
	uint32_t *shown_at, *old_at;      /* how many of the dates of each minute are shown, and too old to be */

	/* pins of documents before grid_docs, sorted by their cell */
	struct pin *pins;
	uint32_t *pin_cells, npins;
	uint32_t grid_docs;
};

/* Room for so many documents; home: whose days a day is. */
struct index *index_new(uint32_t docs, const struct zone *home);
void index_free(struct index *);
/* Copies what must live as long as the index.  texts: all texts of the listing, one after another. */
void index_add(struct index *, struct arena *scratch, const struct doc *, const struct facts *, const struct str *texts, size_t ntexts);
void index_remove(struct index *, int64_t id);          /* nothing when it is not there */
bool index_is_full(const struct index *);
/* The document of a listing that lives, or INDEX_NONE. */
enum { INDEX_NONE = -1 };
int64_t index_doc(const struct index *, int64_t id);
/* The term of a folded word or stem; NULL: nobody writes it. */
const struct term *index_term(const struct index *, struct str word);
/* Words must be in order before they are looked up by their beginning; the newest few may be missing in it. */
void index_sort(struct index *);
void index_grid(struct index *);
/* The beginning of a cell's pins, also of an empty one's. */
uint32_t index_cell(const struct index *, int row, int col);
enum { CELLS_A_DEGREE = 20, GRID_ROWS = 180 * CELLS_A_DEGREE, GRID_COLS = 360 * CELLS_A_DEGREE };
struct pin pin_of(double lat, double lon, uint32_t doc);

/* Dates around now, also of newer documents, and what of them is shown; made anew when the clock has left them. */
void index_ready(struct index *, int64_t now);
bool index_is_ready(const struct index *, int64_t now);
/* Somebody confirmed it, or visitors reported: nothing of it changes but whether it is shown. */
void index_mark(struct index *, uint32_t doc, int64_t verified_at, bool hidden, bool reported_today, int64_t now);
/* Old: nobody has confirmed it for so long that it is not shown, or visitors' reports hide it. */
bool doc_is_old(const struct doc *, int64_t now);

/* All forms under which a text is found: folded words and stems in both languages. */
struct words {
	struct str *at;
	size_t n;
};
void words_of(struct arena *, struct stemmer *da, struct stemmer *en, struct str text, struct words *out);

/* Synonyms and small words, folded and stemmed once. */
struct vocabulary {
	struct words *rows, small;
	size_t nrows;
};
struct vocabulary *vocabulary_new(struct arena *);

/* One typed word with everything that counts as the same: its forms, its synonyms, words it begins. */
struct ask {
	struct words forms;               /* equal to one of these */
	struct str prefix;                /* or beginning with this; absent: none */
};
/* The typed text as words; small words are left out unless there are no others. */
size_t asks_of(const struct vocabulary *, struct arena *, struct str typed, struct ask *out, size_t most);
bool ask_fits(const struct ask *, struct str word);

#endif
