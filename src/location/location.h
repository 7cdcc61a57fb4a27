/* location.h -- a house that one can come to: address, point, access as yes, no or unknown. */
#ifndef LOCATION_H
#define LOCATION_H

#include "cal/cal.h"
#include "json/json.h"
#include "page/page.h"

struct location {
	int64_t id, org, area;            /* 0: none; without org it is everybody's to keep */
	struct str name, address, postcode, city, country, region, zone;
	double lat, lon;                  /* NAN: not known */
	bool approximate;                 /* the point is the town's, found by us; one that somebody set is not */
	bool protected_address;
	bool home;                        /* somebody lives there: on its pages after a second look, never in a feed or an export */
	struct str step_free, toilet;     /* yes no unknown */
	struct str transit, entrance_da, entrance_en, state;
	struct str area_code;             /* of the area, when it was read */
	struct str area_text, org_text;   /* in forms: area as people call it, id of the organisation */
};

enum err location_get(struct ctx *, int64_t id, struct location *);
/* Active ones whose name, address, postcode or town contain every word, by name; empty: all. */
enum err location_list(struct ctx *, struct str text, int64_t most, struct location **out, size_t *n);
/* One page of the same, with ended ones; how many there are altogether goes to all. */
enum err location_page(struct ctx *, struct str text, int64_t page, struct location **out, size_t *n, int64_t *all);
enum { LOCATION_PAGE = 20 };
/*
 * The same name and address already kept, folded, with the town filled in as location_save does;
 * active ones first; ERR_NOT_FOUND.
 */
enum err location_same(struct ctx *, const struct location *, struct location *out);
/* Active ones that may be the same house: same street line, or nearly the same name, in one postcode or town. */
enum err location_like(struct ctx *, const struct location *, size_t most, struct location **out, size_t *n);

/*
 * Store and tell the house.  Fills town from a Danish postcode, and point, area and zone from the
 * gazetteer when they are not given.  What the gazetteer gave follows a changed address; what
 * somebody set stays.  ERR_DENIED outside one's bounds.
 */
enum err location_save(struct ctx *, struct location *, struct problems *bad);
/* The same of a new one, but whose it may be; stores nothing. */
enum err location_prepare(struct ctx *, struct location *, struct problems *bad);
/* A point typed over the stored one is somebody's own from now on: for forms and the API. */
void location_typed(const struct location *was, struct location *);
/* What the author should know but may ignore: a double, town and postcode apart, a pin far from the town. */
enum err location_warnings(struct ctx *, const struct location *, struct problems *warn);
/* Nobody meets there any more, or they do again.  A place with running meetings or services cannot end. */
enum err location_end(struct ctx *, int64_t id, struct problems *bad);
enum err location_resume(struct ctx *, int64_t id);
/* Everything that is stored of one place, as a text; and the place again as it was then. */
enum err location_snapshot(struct ctx *, int64_t id, struct str *out);
enum err location_put_back(struct ctx *, struct str snapshot);
/* A place that nobody uses goes for good: one that a list made, when the list is taken back.  Others: ERR_CONFLICT. */
enum err location_discard(struct ctx *, int64_t id);
/* --- when it is open, whoever gives something there ------------------------------------------------------ */
enum { LOCATION_HOURS_MOST = 60 };
struct location_open {
	struct rhythm rhythm;             /* first DAY_NONE: always */
	int start_min, duration_min;      /* 1440: round the clock; 0: closing time not known */
	struct str zone;
	struct str note;                  /* as a list wrote it, where it cannot be meant so */
};
enum err location_hours(struct ctx *, int64_t id, struct location_open **out, size_t *n);
/* In place of what stands there. */
enum err location_set_hours(struct ctx *, int64_t id, const struct location_open *, size_t n);
/* The member "hours" of an object that the caller has begun, and the list that it is. */
void location_write_hours(struct json_out *, struct arena *, const struct location_open *, size_t n);
size_t location_read_hours(struct arena *, const struct json *list, struct location_open **out);

/* Is it theirs to change?  id 0: may they add it with this organisation and area? */
bool location_may_keep(const struct ctx *, const struct location *);

/* How a field of a place is called among those of a meeting, in the reader's language: "Place: Town". */
struct str location_column(struct ctx *, const struct field *);
/* "Søgade 12, 8000 Aarhus C" as a visitor may see it; "Address protected" when it is. */
struct str location_line(struct ctx *, const struct location *);
/* What may be sent on: feeds, exports.  Of a protected place or a home: town, area and access; no name, line, point or way in. */
struct location location_public(const struct location *);

extern const struct choice location_answers[];    /* yes no unknown */
extern const struct field location_fields[];
extern const struct route location_routes[];

#endif
