/* fuzz_meetingguide.c -- what we write of a list reads again to the very same list. */
#include "format/meetingguide.h"
#include "format/oiaa.h"
#include "json/json.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const struct mg_meeting *m)
{
	assert(m->line >= 1);
	assert(m->nmended <= MG_NOTES_MOST && m->ntypes <= MG_TYPES_MOST && m->nregions <= MG_REGIONS_MOST);
	if (m->refused)
		return;
	assert(str_is(m->name) && str_is(m->slug) && utf8_is(m->name) && utf8_is(m->notes));
	assert(m->ndays <= MG_DAYS_MOST && !m->ndays == (m->start_min < 0));
	assert(m->start_min < 1440 && m->end_min < 1440 && m->end_min >= -1);
	for (size_t i = 0; i < m->ndays; i++)
		assert(m->days[i] >= 0 && m->days[i] <= 6);
}

/* How many were refused. */
static size_t write(struct buf *b, const struct mg_feed *feed)
{
	struct json_out o;
	size_t refused = 0;

	json_start(&o, b);
	json_array(&o);
	for (size_t i = 0; i < feed->n; i++) {
		check(&feed->at[i]);
		refused += feed->at[i].refused != NULL;
		mg_write(&o, &feed->at[i]);
	}
	json_end_array(&o);
	return refused;
}

typedef enum err reader(struct arena *, struct str, struct mg_feed *, const char **, int *);

static void round_trip(reader *fn, struct str bytes)
{
	struct arena *a = arena_new(0);
	struct buf once, twice;
	struct mg_feed feed;
	const char *why;
	int line;

	buf_init(&once, 64 << 20);
	buf_init(&twice, 64 << 20);
	if (fn(a, bytes, &feed, &why, &line)) {
		assert(why && line >= 1 && !feed.n);
	} else {
		write(&once, &feed);
		assert(!mg_read(a, buf_view(&once), &feed, &why, &line));
		/* A slug that became longer by its weekday may meet another one. */
		if (!write(&twice, &feed))
			assert(str_eq(buf_view(&once), buf_view(&twice)));
	}
	buf_free(&once);
	buf_free(&twice);
	arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str bytes = { (const char *)data, n };

	round_trip(mg_read, bytes);
	round_trip(oiaa_read, bytes);
	oiaa_is(bytes);
	return 0;
}
