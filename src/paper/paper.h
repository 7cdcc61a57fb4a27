/* paper.h -- on paper: the folded pocket directory, large type, posters, cards, a sheet for the first time. */
#ifndef PAPER_H
#define PAPER_H

#include "page/page.h"

enum paper_form { PAPER_POCKET, PAPER_LARGE, PAPER_POSTER, PAPER_CARDS, PAPER_FIRST, PAPER_FORMS };

/* Longer than this is a book: the page asks for an area. */
enum { PAPER_MOST = 500 };
/* No type on paper is smaller, in points. */
#define PAPER_LEAST_PT 9.0

struct paper_wish {
	enum paper_form form;
	struct str area, listing, support;        /* slugs: of an area, of one meeting, of one service; empty: all */
	bool says_recovery;               /* the cover says what it is; else it says "My week" */
};

extern const struct route paper_routes[];

#endif
