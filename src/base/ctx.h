/* ctx.h -- what every unit of work (request, command, batch, job) carries. */
#ifndef BASE_CTX_H
#define BASE_CTX_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct db;
struct who;
struct house;

/* Passed first everywhere; there is no other global state. */
struct ctx {
	struct arena *arena;          /* everything made in this unit of work */
	struct db *db;                /* its transaction; the hall begins and ends it */
	const struct who *who;        /* who asks; see access/access.h */
	const char *lang;             /* "da" or "en" */
	int64_t now;                  /* seconds UTC, read once */
	struct buf *out;              /* the page, feed or text being written */
	struct spill *spill;          /* where the beginning of a long one may go (base/spill); NULL: nowhere */
	struct house *house;          /* what lives as long as the process */
	char why[240];                /* last sentence given to fail(), for the log */
};

/* What lives as long as the process; each member belongs to the room in its comment. */
struct house {
	struct clock *clock;          /* base/clock */
	struct rng *rng;              /* base/rng */
	struct tr *tr;                /* kit/tr */
	struct keys *keys;            /* kit/crypt */
	struct cal *cal;              /* kit/cal */
	struct gazetteer *gazetteer;  /* place */
	struct index_live *index;     /* index */
	struct rows_kept *rows;       /* search */
	struct support_nothing *nothing;      /* support */
	struct metrics *metrics;      /* hall */
	struct arena *settings;       /* name and origin live in it */
	const char *dir;              /* the data folder, or NULL */
	struct str name;              /* what the house is called on its pages */
	struct str origin;            /* "https://example.org", for feeds and links */
	const char *lang;             /* for those whose browser says nothing; NULL: Danish */
	bool neutral;                 /* titles of pages tell nothing but the name of the house */
	size_t hold_bytes;            /* of an answer that is longer, what stays in memory; 0: as base/spill says */
	bool demo;                    /* a demonstration folder: banner, clock that turns */
	bool numbered;                /* rng knows the how-manieth opening of the folder this is */
};

#endif
