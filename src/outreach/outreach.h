/* outreach.h -- rounds to where people are: counts, no names, and what they wished for. */
#ifndef OUTREACH_H
#define OUTREACH_H

#include "kind/kind.h"

enum { OUTREACH_MATERIALS = 6, OUTREACH_NEEDS = 12, OUTREACH_NOTE_MOST = 300 };
extern const struct choice outreach_materials[];     /* directory card kit food clothes other */
extern const struct choice outreach_periods[];       /* morning afternoon evening night */

struct outreach_round {
	int64_t id, org, area;
	struct str place;
	day_t day;
	struct str period;
	int64_t conversations, new_faces;
	int64_t given[OUTREACH_MATERIALS];        /* in the order of outreach_materials; kit: against overdose */
	int64_t wishes[OUTREACH_NEEDS];           /* in the order of kind_needs */
	bool left_at_place;                       /* nobody was there, and something was left */
	day_t next_day;                           /* DAY_NONE: not said */
	struct str note;
	int64_t account;
	struct str area_text, org_text;           /* in forms: as people call it; id of the organisation */
};
extern const struct field outreach_fields[];

enum err outreach_get(struct ctx *, int64_t id, struct outreach_round *);
/* In one's bounds, newest first, 20 a page; how many altogether goes to all. */
enum { OUTREACH_PAGE = 20 };
enum err outreach_page(struct ctx *, int64_t page, struct outreach_round **out, size_t *n, int64_t *all);
/*
 * Store and tell the house; gives an id when it has none.  Numbers of persons, telephones and addresses in
 * the note become stars.  ERR_DENIED outside one's bounds.
 */
enum err outreach_save(struct ctx *, struct outreach_round *, struct problems *bad);
/* One that was written down by mistake goes for good. */
enum err outreach_discard(struct ctx *, int64_t id);
bool outreach_may_keep(const struct ctx *, const struct outreach_round *);

/* --- figures ------------------------------------------------------------------------------------------------- */
/* What people on the street wished for between two days, by area and need: for the table of gaps. */
struct outreach_wish {
	int64_t area;
	struct str need;                          /* a code of kind_needs */
	int64_t n, rounds;                        /* how often, on how many rounds */
};
enum err outreach_wishes(struct ctx *, day_t from, day_t to, struct outreach_wish **out, size_t *n);

struct outreach_total {
	int year, month;                          /* month: the first one */
	int64_t rounds, conversations, new_faces;
	int64_t given[OUTREACH_MATERIALS], wishes[OUTREACH_NEEDS];
};
/* Calendar months with rounds in one's bounds, newest first, of the last so many. */
enum err outreach_months(struct ctx *, int months, struct outreach_total **out, size_t *n);
/* Finished quarters of the whole house, newest first.  Everything in it may be shown to everybody: see outreach_hidden. */
enum err outreach_quarters(struct ctx *, int quarters, struct outreach_total **out, size_t *n);
/* Too few to be told (1 to 4): stands in a public total instead of the number. */
enum { OUTREACH_LEAST = 5, OUTREACH_HIDDEN = -1 };
/*
 * Conversations in one area in finished quarters, newest first.  Where a neighbour's small number could be found by
 * taking this one and the others from the sum of all, this one is hidden too.
 */
struct outreach_area_total {
	int year, month;                          /* month: the first one */
	int64_t conversations;                    /* or OUTREACH_HIDDEN */
};
enum err outreach_area_quarters(struct ctx *, int64_t area, int quarters, struct outreach_area_total **out, size_t *n);

extern const struct route outreach_routes[];

#endif
