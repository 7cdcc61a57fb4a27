/* list.h -- which listings, terms or organisations a program asks for, a page at a time.  Private to this room. */
#ifndef HSDS_LIST_H
#define HSDS_LIST_H

#include "hsds/book.h"

enum { PAGE_LEAST = 1, PER_PAGE = 20, PER_PAGE_MOST = 100, PER_PAGE_MINIMAL = 100000 };

struct asked {
	struct str search, term, taxonomy;        /* absent: not asked */
	struct str org_uuid;
	int64_t org;                              /* 0: not asked; -1: not one of our organisations */
	int64_t modified_after;                   /* 0: not asked */
	int64_t municipality;                     /* the area of the postcode; 0: not asked */
	double lat, lon, metres;                  /* of the postcode, and how far from it; 0: however far */
	bool minimal, full, full_service;
	bool house;                               /* those that nobody keeps */
	int64_t page, per_page;
};

struct pages {
	int64_t total, pages, page, size;         /* size: on this page */
};

struct listing_id {
	int64_t id;
	bool meeting;
};

/* What was asked, in the address or in the body of a POST.  What cannot be read goes to bad. */
enum err list_read(struct ctx *, const struct req *, struct asked *, struct problems *bad);
/* The ids of this page, in order of id. */
enum err list_page(struct book *, const struct asked *, struct listing_id **out, struct pages *);
/* All of them. */
enum err list_all(struct book *, struct listing_id **out, size_t *n);
struct pages list_pages(const struct asked *, int64_t total);

/* Organisations behind what was asked for, by name; 0: the house, for those that nobody keeps. */
enum err list_orgs(struct book *, const struct asked *, int64_t **out, size_t *n);
/* Does it stand behind anything public?  ERR_NOT_FOUND. */
enum err list_has_org(struct book *, int64_t id);

/* The nth place of a listing. */
struct listing_at {
	struct listing_id listing;
	int64_t nth;
};
enum err list_at_places(struct book *, const struct asked *, struct listing_at **out, struct pages *);

/* When each was last changed. */
enum err list_stamps(struct book *, const struct listing_id *, size_t n, int64_t *changed_at);

/* Every word of what was searched for is in the text. */
bool list_says(struct book *, struct str search, struct str text);
/* Terms in use by what is public, in the order of their schemes. */
enum err list_terms(struct book *, struct hsds_taxonomy_term ***out, size_t *n);

#endif
