/* fuzz_oiaa.c -- the list of worldwide online meetings: what is read of it, and what must never be. */
#include "format/oiaa.h"
#include "json/json.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_one(const struct mg_meeting *m)
{
	assert(m->line >= 1 && m->ntypes <= MG_TYPES_MOST && m->nmended <= MG_NOTES_MOST);
	assert(utf8_is(m->name) && utf8_is(m->notes) && utf8_is(m->conference_phone));
	if (m->refused)
		return;
	assert(str_is(m->name) && str_same(m->attendance, "online"));
	/* A time falls on days, each once and in their order; without a time there are none. */
	assert(m->ndays <= MG_DAYS_MOST && !m->ndays == (m->start_min < 0) && m->start_min < 1440 && m->end_min == -1);
	for (size_t i = 0; i < m->ndays; i++)
		assert(m->days[i] >= 0 && m->days[i] <= 6 && (!i || m->days[i] > m->days[i - 1]));
	assert(!m->nregions && !m->has_point && !str_is(m->group));
	assert(str_is(m->slug));
}

/* The slug is the name of a meeting from now on: no two have one. */
static void check_slugs(const struct mg_feed *feed)
{
	for (size_t i = 0; i < feed->n; i++)
		for (size_t k = 0; k < i && !feed->at[i].refused; k++)
			assert(feed->at[k].refused || !str_eq(feed->at[i].slug, feed->at[k].slug));
}

static bool same(const struct mg_meeting *a, const struct mg_meeting *b)
{
	return str_eq(a->slug, b->slug) && str_eq(a->name, b->name) && a->start_min == b->start_min && a->ndays == b->ndays &&
	       a->ntypes == b->ntypes && str_eq(a->conference_phone, b->conference_phone) && a->updated == b->updated;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str bytes = { (const char *)data, n };
	struct arena *a = arena_new(0);
	struct mg_feed once, twice;
	const char *why = NULL;
	int line = 0;

	if (oiaa_read(a, bytes, &once, &why, &line)) {
		assert(why && line >= 1 && !once.n);
	} else {
		for (size_t i = 0; i < once.n; i++)
			check_one(&once.at[i]);
		check_slugs(&once);
		assert(!oiaa_read(a, bytes, &twice, &why, &line) && twice.n == once.n);
		for (size_t i = 0; i < once.n; i++)
			assert(same(&once.at[i], &twice.at[i]));
	}
	oiaa_is(bytes);
	arena_free(a);
	return 0;
}
