/*
 * index.h -- everything that can be found, in memory: documents, words, facts, places, dates.
 *
 * A document is a meeting or a service.  What it says in words and what a filter can ask of it stand in one
 * vocabulary: a fact is a word that nobody can type ("stage:mutual").  A common word is a set of documents, a bit
 * each, and a rare one a list; so a filter that a new kind of support brings along costs a word, not a column.
 * The index is made from the data at start and follows the diary; it can be thrown away and made again at any time,
 * and it is the same for both databases (doc/decisions/0005-search-in-memory.md).
 *
 * Who asks holds the lock while it looks, and takes along no pointer into it.
 */
#ifndef INDEX_H
#define INDEX_H

#include "index/bits.h"
#include "kind/kind.h"
#include "meeting/meeting.h"
#include "text/text.h"
#include "verify/verify.h"

/* A place to go to: also as a point on the unit sphere, whose straight distances need no sines. */
struct point {
	float lat, lon, x, y, z;
	int64_t location;
};
struct point point_of(double lat, double lon, int64_t location);

/* One line of opening hours. */
struct opening {
	struct rhythm rhythm;
	const struct zone *zone;
	int start_min, duration_min;      /* 1440: round the clock; 0: end not known */
};

/* A date that its kind asks for: "course.starts", 1 February. */
struct doc_date {
	struct str fact;                  /* of fact_of: "\1education.starts:date" */
	day_t day;
};

/* The kind of support that all meetings are. */
#define KIND_OF_MEETINGS "support-groups"

enum { FULL_WITHOUT_END = INT32_MAX, KIND_NONE = UINT16_MAX };

struct doc {
	int64_t id, verified_at;
	int64_t known_at;                 /* number of the diary's newest line when it was read */
	struct str name_key;              /* folded: the last order of equals */
	const struct timetable *times;    /* of a meeting; NULL: a service */
	const struct opening *openings;   /* of a service */
	const struct point *points;       /* the first one is what lists show; protected places have none */
	const struct doc_date *dates;
	uint32_t nopenings, npoints, ndates;
	day_t full_until;                 /* the last day on which it takes nobody; DAY_NONE: takes people */
	day_t last_day;                   /* after it, it is over; DAY_NONE: open */
	uint16_t kind;                    /* place among the kinds of the index; KIND_NONE */
	int64_t hidden_to, reported_to;   /* by visitors' reports, until then; 0: not */
	bool anywhere;                    /* also without going there: online, by phone, at one's home */
};

/* Where a word stands: a list while it is rare, a set when it is not (a set of all costs as much as 3 % of a list). */
struct term {
	struct str word;                  /* folded word, stem or fact */
	uint32_t *docs;                   /* ascending, each once; NULL: see set */
	uint32_t n, room;                 /* room: so many fit in the list */
	uint64_t *set;
};

/* A word as it was written, with the terms under which it is found: most words are written often. */
struct spelling {
	struct str raw;
	uint32_t *terms;
	uint32_t n;
};

/* A document's point in the grid; one document may have several. */
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

/* What people type when they mean a kind of support: single words in all their forms, and phrases, folded. */
struct kind_words;

/* One whole index; made new and exchanged when too much of it is dead, or it is full. */
struct index {
	struct arena *arena;
	struct arena *growing;            /* what grows while everything is read, until index_settle */
	uint32_t serial;                  /* the next one has the next number */
	const struct zone *home;          /* whose midnight days begin at */
	struct vocabulary *vocabulary;
	struct stemmer *da, *en;
	uint32_t room;                    /* documents that fit; a changed listing gets a new one, the old one is dead */
	size_t words;                     /* of every set of documents */
	struct doc *docs;
	uint32_t ndocs, ndead;
	uint64_t *alive, *meetings;       /* meetings: those alive */
	uint64_t *anywhere;               /* those that died, too */

	struct term *terms;               /* as they came */
	uint32_t nterms;
	uint32_t *by_word, nsorted;       /* the first nsorted terms in the order of their words */
	uint32_t *hash, nhash;            /* word -> term + 1; open addressing */
	struct spelling *spellings;
	uint32_t nspellings, *spelling_hash, nspelling_hash;
	uint32_t *id_hash, nid_hash;      /* id -> doc + 1 */
	struct kind_words *kinds;
	size_t nkinds;

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
	uint32_t window_docs, dated_docs; /* documents in by_start and by_name; in starts */
	uint32_t *by_name;                /* documents before window_docs in order of name, then of id */

	/* what is confirmed and may be shown, while the clock is in [shown_from, shown_to) */
	uint64_t *shown;
	int64_t shown_from, shown_to;
	uint32_t *shown_at, *old_at;      /* how many of the dates of each minute are shown, and too old to be */

	/* open at the minute open_min, or on within two hours; made when somebody asks */
	uint64_t *open;
	int64_t open_min;

	/* pins of documents before grid_docs, sorted by their cell */
	struct pin *pins;
	uint32_t *pin_cells, npins;
	uint32_t grid_docs;
};

/* --- the one index of the house ----------------------------------------------------------------------------- */
struct index_live;                        /* house->index */
struct index_live *index_live_new(void);
void index_live_free(struct index_live *);
/* Read what the diary has told since the last time; the first time, everything. */
enum err index_catch_up(struct ctx *);
/* Hold it for reading, ready for ctx->now; many may at once.  On an error there is nothing to let go. */
enum err index_hold(struct ctx *, const struct index **out);
/* The same, with `open` made for this minute. */
enum err index_hold_open(struct ctx *, const struct index **out);
void index_let_go(struct ctx *);
/* All kinds of support, as kind_list has them, when the index was read; they last as long as the request. */
enum err index_kinds(struct ctx *, const struct kind **out, size_t *n);

/* --- looking ---------------------------------------------------------------------------------------------------- */
/* The document of a listing that lives, or INDEX_NONE. */
enum { INDEX_NONE = -1 };
int64_t index_doc(const struct index *, int64_t id);
/* The term of a folded word, stem or fact; NULL: no document has it. */
const struct term *index_term(const struct index *, struct str word);
/* Does a document have a fact?  Of which kind of support is it: a code, empty for none. */
bool index_has(const struct index *, uint32_t doc, const char *name, struct str code);
struct str index_kind_of(const struct index *, uint32_t doc);
/* Old: nobody has confirmed it for so long that it is not shown, or visitors' reports hide it. */
bool doc_is_old(const struct doc *, int64_t now);
/* Does a come before b: by name, then by id? */
int doc_by_name(const struct doc *a, const struct doc *b);
/* "stage:mutual" as a word that nobody can type. */
struct str fact_of(struct arena *, const char *name, struct str code);
/* A condition: one of these facts, or (without) none of them. */
enum { CLAUSE_MOST = 60 };
struct clause {
	struct str facts[CLAUSE_MOST];
	size_t n;
	bool without;
};
void clause_add(struct arena *, struct clause *, const char *name, struct str code);
/* What fits stays in the set. */
void index_keep(const struct index *, struct arena *, uint64_t *set, const struct clause *);
/* Everything with one of the facts. */
uint64_t *index_having(const struct index *, struct arena *, const struct clause *);

/* All forms under which a text is found: folded words and stems in both languages. */
struct words {
	struct str *at;
	size_t n;
};
void words_of(struct arena *, struct stemmer *da, struct stemmer *en, struct str text, struct words *out);

/* One typed word with everything that counts as the same: its forms, its synonyms, words it begins. */
struct ask {
	struct str raw;                   /* as typed */
	struct words forms;               /* equal to one of these */
	struct str prefix;                /* or beginning with this; absent: none */
};
enum { ASKS_MOST = 8 };
/* The typed text as words; small words are left out unless there are no others. */
size_t asks_of(const struct vocabulary *, struct arena *, struct str typed, struct ask *out, size_t most);
bool ask_fits(const struct ask *, struct str word);
/* The documents in whose texts the word stands. */
uint64_t *index_saying(const struct index *, struct arena *, const struct ask *);
/* The first word of a text, as it is written there, that the ask is found by; absent: none. */
struct str index_word_in(const struct index *, const struct ask *, struct str text);

/* Kinds of support that are meant by the word: as facts "kind:…" into the condition. */
void index_kinds_meant(const struct index *, struct arena *, const struct ask *, struct clause *);
/*
 * A phrase in the folded text that means kinds of support ("mens jeg er til møde"): they go into the condition.  False
 * when there is none.
 */
bool index_phrase_meant(const struct index *, struct arena *, struct str folded, struct clause *, struct str *phrase);

/* --- near a place --------------------------------------------------------------------------------------------------- */
/* Kilometres to the nearest of its points, as a float has them; NAN without one.  which: its number. */
float index_km(const struct index *, uint32_t doc, double lat, double lon, uint32_t *which);
/* Documents of `in` that are within km, put into `found`; how many of them were not there before. */
uint32_t index_within(const struct index *, double lat, double lon, double km, const uint64_t *in, uint64_t *found);
/* The square of the straight distance, on the unit sphere, to the nearest of its points; INFINITY without one. */
float index_chord2(const struct index *, uint32_t doc, const struct point *from);
/* The nearest of them; INDEX_NONE. */
int64_t index_nearest(const struct index *, double lat, double lon, double km, const uint64_t *in);

/* --- opening hours ---------------------------------------------------------------------------------------------------- */
enum open_state { OPEN_UNKNOWN, OPEN_NOW, OPEN_ALWAYS, OPEN_LATER };
struct open_view {
	enum open_state state;
	int64_t until;                    /* of OPEN_NOW */
	day_t day;                        /* of OPEN_LATER, where it is */
	int start_min;
};
/* Open at this instant, and if not, when next. */
struct open_view doc_open(const struct doc *, int64_t now);
bool doc_is_open(const struct doc *, int64_t now);
void index_open(struct index *, int64_t now);

/* --- making it: for this room, and for programs that measure ------------------------------------------------------------- */
/* Room for so many documents; home: whose days a day is. */
struct index *index_new(uint32_t docs, const struct zone *home);
void index_free(struct index *);
/* What a document says: texts in which words are looked for, and facts. */
struct said {
	struct str *texts, *facts;
	size_t ntexts, nfacts;
};
/* Copies what must live as long as the index; what the document points at does already. */
void index_add(struct index *, struct arena *scratch, const struct doc *, const struct said *);
void index_remove(struct index *, int64_t id);          /* nothing when it is not there */
bool index_is_full(const struct index *);
/* After much was added: what grew is put in its place, and what it left behind on the way is let go. */
void index_settle(struct index *);
/* Words must be in order before they are looked up by their beginning; the newest few may be missing in it. */
void index_sort(struct index *);
void index_grid(struct index *);
/* Dates around now, also of newer documents, and what of them is shown; made anew when the clock has left them. */
void index_ready(struct index *, int64_t now);
bool index_is_ready(const struct index *, int64_t now);
/* Somebody confirmed it, or visitors reported: nothing of it changes but whether it is shown. */
void index_mark(struct index *, uint32_t doc, int64_t verified_at, const struct verify_state *, int64_t now);

#endif
