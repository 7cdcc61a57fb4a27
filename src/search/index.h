/* index.h -- the index in memory: documents, words, dates.  For the search room only. */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

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
	uint8_t bits, method;             /* method: place in meeting_methods */
	uint16_t audience;                /* bit i: audience_choices[i] */
	uint64_t languages;               /* bit i: language_choices[i] */
	bool alive;                       /* a changed listing gets a new document; the old one is dead */
	bool hidden, reported_today;      /* by visitors' reports */
};

/* One date in the window, 12 bytes: half a million of them fit the processor's cache. */
struct date {
	int32_t start_min;                /* minutes after the window's base */
	uint32_t doc;
	uint16_t nth;                     /* which of the document's dates */
	uint8_t bits;                     /* as the document's */
	uint8_t spare;
};

struct term {
	struct str word;                  /* folded word or stem */
	uint32_t *docs;                   /* ascending, each once */
	uint32_t n;
};

enum { WINDOW_DAYS = 16, FAR_DAYS = 400 };

struct vocabulary;

/* One whole index; made new and exchanged when too much of it is dead. */
struct index {
	struct arena *arena;
	struct vocabulary *vocabulary;
	struct doc *docs;
	uint32_t ndocs, ndead;
	struct term *terms;               /* as they came */
	uint32_t nterms;
	uint32_t *by_word;                /* terms in the order of their words */
	uint32_t *hash;                   /* word -> term + 1; open addressing */
	uint32_t nhash;
	uint32_t *id_hash;                /* id -> doc + 1 */
	uint32_t nid_hash;

	uint32_t *online, nonline;        /* documents with DOC_ONLINE, dead ones too */

	/* dates in [base, base + WINDOW_DAYS), rebuilt when the clock has left it */
	struct arena *window_arena;
	int64_t base;
	struct date *by_start;            /* of the documents before window_docs, in order of time */
	uint32_t nsorted;
	struct date *by_doc;              /* of all documents, in order of documents */
	uint32_t ndates;
	uint32_t *first_of_doc;           /* dated_docs + 1 offsets into by_doc */
	struct date *far;                 /* the first date after the window, unsorted */
	uint32_t nfar;
	uint32_t window_docs, dated_docs; /* documents in by_start; in by_doc */

	/* a grid of half-degree cells over the earth: documents with a point */
	uint32_t *grid_docs, *grid_first;
	uint32_t grid_made_for;           /* documents before this are in it */
};

enum { GRID_LON = 720, GRID_LAT = 360 };

struct index *index_new(void);
void index_free(struct index *);
/* Copies what must live as long as the index.  words: all texts of the listing, one after another. */
void index_add(struct index *, struct ctx *, const struct doc *, const struct str *texts, size_t ntexts);
void index_remove(struct index *, int64_t id);          /* nothing when it is not there */
struct doc *index_doc(struct index *, int64_t id);      /* alive, or NULL */
/* Words must be in order before they are looked up by their beginning. */
void index_sort(struct index *);
void index_grid(struct index *);
/* Dates around now, also of newer documents; made anew when the clock has left them. */
void index_window(struct index *, int64_t now);
bool index_window_fits(const struct index *, int64_t now);

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
