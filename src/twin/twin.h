/* twin.h -- two listings that are one: suggested, linked by a person, reversible. */
#ifndef TWIN_H
#define TWIN_H

#include "page/page.h"

/* What of a listing can show that it is the same as another. */
struct twin_listing {
	int64_t id, kind;                 /* kind 0: a meeting */
	int64_t org, area;                /* whose it is; 0: nobody's */
	int64_t location;                 /* 0: none */
	struct str name, name_key;        /* folded */
	struct str town_key, phone;       /* folded; digits only; empty: not known */
	struct str when;                  /* of a meeting: the same text means the same day and hour */
	struct str source;                /* where it came from, as people call it */
	bool shown;                       /* publicly: the one to keep in lists, between equals */
};

enum twin_reason {
	TWIN_SAME_TIME = 1,               /* in the same house at the same hour */
	TWIN_SAME_NAME = 2,               /* in the same town */
	TWIN_SAME_PHONE = 4,              /* services of one kind in one town */
};

struct twin_pair {
	const struct twin_listing *a, *b; /* a is proposed to be shown */
	unsigned reasons;
};

/* --- pure ---------------------------------------------------------------------------------------------------- */
/*
 * Pairs that look alike, the surest first, each once, at most `most`.  Cost: sorting, and all pairs within a
 * group that shares something; groups of more than 40 are passed over, because what so many share tells nothing.
 */
size_t twin_alike(struct arena *, const struct twin_listing *, size_t n, struct twin_pair *out, size_t most);
/* Why, as an N_ sentence: the strongest reason. */
const char *twin_reason_text(unsigned reasons);

/* --- verbs --------------------------------------------------------------------------------------------------- */
/* Pairs in this person's bounds that nobody has decided on. */
enum err twin_suggest(struct ctx *, size_t most, struct twin_pair **out, size_t *n);
/* Lists show the one and leave out the other, until they are taken apart.  Both must be this person's to keep. */
enum err twin_link(struct ctx *, int64_t shown, int64_t other, struct problems *bad);
/* Somebody looked: they are two.  Also takes a linked pair apart. */
enum err twin_part(struct ctx *, int64_t a, int64_t b);
/* Linked pairs in this person's bounds, newest first. */
struct twin_linked {
	int64_t shown, other, at;
	struct str shown_name, other_name, what;
};
enum err twin_list(struct ctx *, size_t most, struct twin_linked **out, size_t *n);
/* The one that is shown instead of this one; 0: it is shown itself. */
enum err twin_shown_for(struct ctx *, int64_t listing, int64_t *shown);

/* For visitors: name and page of the one that is shown instead of this one, when everybody can see it; empty: there is none. */
struct twin_public {
	struct str name, url;
	bool foreign;                     /* the name is in the other language */
};
enum err twin_public(struct ctx *, int64_t listing, struct twin_public *);

extern const struct route twin_routes[];

#endif
