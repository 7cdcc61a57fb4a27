/* address.h -- lines of an address into its parts, and what its clock shows.  Private to this room. */
#ifndef ENTRY_ADDRESS_H
#define ENTRY_ADDRESS_H

#include "format/meetingguide.h"
#include "base/ctx.h"

/* As far as it can be read; empty where it cannot.  country is the two-letter code. */
struct address {
	struct str street, postcode, city, state, country;
};

/* "1555 S 7th St, San Jose, CA 95112, USA", "Vesterbrogade 1, 1620 København V, Danmark", or part by part. */
void address_read(struct ctx *, const struct mg_meeting *, struct address *);
/* The time zone of a place: of its country, or its state where a country has several.  Empty: we do not know. */
struct str address_zone(struct ctx *, const struct address *);
/* The code of the area that it lies in, where the address itself tells: a state of the United States.  Empty: look at the map. */
struct str address_area(struct ctx *, const struct address *);
/* The country whose only clock this is; empty: several, or none that we know. */
struct str address_country_of_zone(struct str zone);

#endif
