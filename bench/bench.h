/* bench.h -- what the makers of data and of visits share. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "hall/hall.h"
#include "words.h"

/* Of all listings every fourth is a service, "service-3"; the others are meetings, "listing-4". */
static inline bool listing_is_service(uint32_t i)
{
	return i % 4 == 3;
}

/* A town where people meet, as somebody types it. */
struct town {
	struct str typed, city, postcode, country, zone;
	double lat, lon;
};
struct towns {
	struct town *at;
	size_t n;
	uint32_t *upto, all;          /* shares */
};
/* Every Danish postcode, and large towns elsewhere. */
struct towns towns_of(struct arena *, struct gazetteer *);
const struct town *towns_pick(const struct towns *, struct dice *);

/* One Meeting Guide list of so many entries, to be imported. */
enum err list_write(const char *path, int entries);
/* Requests for the load client, and the same questions for the bare database, into a folder. */
enum err visits_write(struct worker *, const char *to, uint32_t listings, int saves);
/* A house of so many groups whose evenings were written down for years; requests about them into a folder. */
enum err evenings_write(struct worker *, const char *to, int groups);
/* There, too: people of this organisation on their way, looked after by who is logged in so. */
enum err handovers_write(struct worker *, const char *to, int64_t org, const struct who *coordinator);

#endif
