/* gap.h -- where nothing is: areas, kinds and evenings, and what one change would mean. */
#ifndef GAP_H
#define GAP_H

#include "kind/kind.h"

/* Something that is on and confirmed, as a point with evenings. */
struct gap_listing {
	int64_t id, area, kind;           /* area 0: none */
	struct str name, city;
	double lat, lon;                  /* NAN: nothing to travel to */
	bool approximate;                 /* counted at the middle of its town */
	unsigned evenings;                /* bit 0 Sunday .. bit 6 Saturday: open at some time from 17 to midnight */
};

/* A postcode with the people who live there. */
struct gap_point {
	struct str postcode, name;
	double lat, lon;
	int64_t people;                   /* 0: not loaded */
};

/* For one postcode: how far to the nearest one that is open, each evening of the week. */
struct gap_reach {
	double km[7];                     /* by road, as guessed; INFINITY: nowhere */
	double nearest_km;                /* on any evening */
};

/* Roads bend: a straight line times this is how far one really goes (requirements S-108). */
#define GAP_ROAD_FACTOR 1.3
enum { GAP_EVENING_MIN = 17 * 60, GAP_KM = 20 };

/* --- pure ------------------------------------------------------------------------------------------------- */
void gap_reach(const struct gap_listing *, size_t nlistings, const struct gap_point *, size_t npoints, struct gap_reach *out);
/* Sum over postcodes of people times the evenings of a week with something within km: what a change adds or takes. */
int64_t gap_people_days(const struct gap_point *, const struct gap_reach *, size_t n, double km);

/* --- verbs ------------------------------------------------------------------------------------------------ */
/* What is running and confirmed within half a year; kind 0: every kind. */
enum err gap_listings(struct ctx *, int64_t kind, struct gap_listing **out, size_t *n);
/* Danish postcodes with the sizes that the house loaded; *loaded: any at all? */
enum err gap_points(struct ctx *, struct gap_point **out, size_t *n, bool *loaded);
/*
 * Sizes from a text of lines "postcode;people" (comma, semicolon or tab between; a head line is skipped).  They take the
 * place of all that were there.  A line that cannot be read is a problem that names it, and nothing is stored.
 * ERR_DENIED unless one keeps the whole house: sizes are everybody's.
 */
enum err gap_sizes_set(struct ctx *, struct str text, size_t *lines, struct problems *bad);

/* --- asked for, and not there ------------------------------------------------------------------------------ */
enum { GAP_LOOK_BACK_DAYS = 182, GAP_SEARCH_DAYS = 28 };

/* Everything that is offered, and the kinds that are in use. */
struct gap_offer {
	const struct gap_listing *listings;
	size_t nlistings;
	const struct kind *kinds;
	size_t nkinds;
};

struct gap_wish {
	int64_t area;
	struct str need;                  /* a code of kind_needs */
	int64_t n, rounds;                /* how often, on how many rounds */
};
/* Wishes of outreach rounds within half a year that no listing of their area answers, the most frequent first (S-203). */
enum err gap_wishes(struct ctx *, day_t today, const struct gap_offer *, struct gap_wish **out, size_t *n);

struct gap_search {
	int64_t kind, n;                  /* kind 0: none was chosen; n: five at least */
};
/* Searches without a result within four weeks, in the order of the kinds. */
enum err gap_searches(struct ctx *, day_t today, const struct kind *, size_t nkinds, struct gap_search **out, size_t *n);

extern const struct route gap_routes[];

#endif
