/* fill.h -- what the gazetteer knows about an address.  Private to this room. */
#ifndef LOCATION_FILL_H
#define LOCATION_FILL_H

#include "location/location.h"
#include "place/gazetteer.h"

/* Texts that a caller left out are empty, the country is Danish, 0/0 is no point. */
void location_tidy(struct ctx *, struct location *);
/* The town of a Danish postcode, when no town is given. */
void location_fill_town(struct ctx *, struct location *);
/* Town, point, area and zone as far as they are not given. */
enum err location_fill(struct ctx *, struct location *);
/* Take away what the gazetteer gave for the address as it was, so that it is found anew for the new one. */
enum err location_follow(struct ctx *, const struct location *was, struct location *);
/* Where the gazetteer puts this address, if it is sure: the postcode's town, or the only town of that name. */
bool location_spot(struct ctx *, const struct location *, struct spot *);
bool location_same_point(const struct location *, const struct location *);
/* Name and address folded: how a place is known again. */
struct str location_key(struct ctx *, const struct location *);

/* Hours without a line in the diary: of a place that is put back. */
enum err location_restore_hours(struct ctx *, int64_t id, const struct location_open *, size_t n);

#endif
