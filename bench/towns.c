/* towns.c -- where the listings of the benchmark are. */
#include "bench.h"
#include "place/gazetteer.h"

/* Shares: a Danish postcode has 4, so that nearly half of the listings are in Denmark. */
static const struct city {
	const char *name, *country, *zone;
	uint32_t share;
} cities[] = {
	{ "New York", "US", "America/New_York", 260 }, { "Los Angeles", "US", "America/Los_Angeles", 240 },
	{ "Chicago", "US", "America/Chicago", 160 }, { "Houston", "US", "America/Chicago", 100 },
	{ "Philadelphia", "US", "America/New_York", 120 }, { "Phoenix", "US", "America/Phoenix", 100 },
	{ "San Diego", "US", "America/Los_Angeles", 100 }, { "Denver", "US", "America/Denver", 90 },
	{ "Seattle", "US", "America/Los_Angeles", 90 }, { "Boston", "US", "America/New_York", 100 },
	{ "Portland", "US", "America/Los_Angeles", 60 }, { "Minneapolis", "US", "America/Chicago", 80 },
	{ "Atlanta", "US", "America/New_York", 80 }, { "Miami", "US", "America/New_York", 80 },
	{ "Toronto", "CA", "America/Toronto", 90 }, { "Vancouver", "CA", "America/Vancouver", 50 },
	{ "London", "GB", "Europe/London", 220 }, { "Manchester", "GB", "Europe/London", 60 },
	{ "Glasgow", "GB", "Europe/London", 50 }, { "Dublin", "IE", "Europe/Dublin", 60 },
	{ "Stockholm", "SE", "Europe/Stockholm", 60 }, { "Malmö", "SE", "Europe/Stockholm", 30 },
	{ "Oslo", "NO", "Europe/Oslo", 50 }, { "Helsinki", "FI", "Europe/Helsinki", 40 },
	{ "Hamburg", "DE", "Europe/Berlin", 60 }, { "Berlin", "DE", "Europe/Berlin", 90 },
	{ "Amsterdam", "NL", "Europe/Amsterdam", 50 }, { "Paris", "FR", "Europe/Paris", 60 },
	{ "Madrid", "ES", "Europe/Madrid", 50 }, { "Sydney", "AU", "Australia/Sydney", 70 },
	{ "Melbourne", "AU", "Australia/Melbourne", 60 }, { "Auckland", "NZ", "Pacific/Auckland", 30 },
};
/* Below 2000 a Danish postcode is one street of Copenhagen: one of fifty stands for all. */
enum { NCITIES = sizeof cities / sizeof *cities, POSTCODES_MOST = 1000, SHARE_OF_POSTCODE = 4, STREETS_BELOW = 2000, STREETS_STEP = 50 };

static void add(struct towns *t, struct town town, uint32_t share)
{
	t->at[t->n] = town;
	t->upto[t->n++] = t->all += share;
}

static void add_city(struct towns *t, struct arena *a, struct gazetteer *g, const struct city *c)
{
	struct spot s[8];
	size_t n = gazetteer_find(g, a, str_of(c->name), COUNTRY_ANY, s, 8);

	for (size_t i = 0; i < n; i++)
		if (str_same(s[i].country, c->country)) {
			add(t, (struct town){ .typed = str_of(c->name), .city = s[i].name, .postcode = S(""), .country = str_of(c->country),
					      .zone = str_of(c->zone), .lat = s[i].lat, .lon = s[i].lon }, c->share);
			return;
		}
}

struct towns towns_of(struct arena *a, struct gazetteer *g)
{
	struct towns t = { .at = arena_array(a, POSTCODES_MOST + NCITIES, struct town),
			   .upto = arena_array(a, POSTCODES_MOST + NCITIES, uint32_t) };
	struct spot s;

	for (int code = 1000; code < 10000 && t.n < POSTCODES_MOST; code += code < STREETS_BELOW ? STREETS_STEP : 1)
		if (gazetteer_postcode(g, a, code, &s))
			add(&t, (struct town){ .typed = s.postcode, .city = s.name, .postcode = s.postcode, .country = S("DK"),
					       .zone = S("Europe/Copenhagen"), .lat = s.lat, .lon = s.lon }, SHARE_OF_POSTCODE);
	for (size_t i = 0; i < NCITIES; i++)
		add_city(&t, a, g, &cities[i]);
	return t;
}

const struct town *towns_pick(const struct towns *t, struct dice *d)
{
	uint32_t at = dice_below(d, t->all), lo = 0, hi = (uint32_t)t->n - 1;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (t->upto[mid] <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return &t->at[lo];
}
