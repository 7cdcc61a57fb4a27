/*
 * now_test.c -- "what is on now" over real meetings, held against the plainest way to know it: look at the clock
 * of every zone for every minute, as the C library shows it, and see who wrote down that day and that minute.
 *
 * Nothing of our own zones, rhythms or search is used on that side; the file is read by a few lines here.
 */
#include "exchange/exchange_test.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "json/json.h"
#include "search/search.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INSTANTS = 1000, BEFORE_S = 600, AHEAD_S = 7200, MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400, HITS_MOST = 400,
       SLOTS_MOST = 4000, ZONES_MOST = 60 };

/* --- what the file says ------------------------------------------------------------------------------------ */

struct said_slot {
	int64_t number;               /* of the meeting, in the list */
	size_t entry;                 /* in the file */
	int zone, weekday, minutes;
};

static struct {
	char zones[ZONES_MOST][64];
	size_t nzones;
	struct said_slot slots[SLOTS_MOST];
	size_t nslots;
} said;

/* "pacific/honolulu " is meant as Pacific/Honolulu. */
static int zone_number(struct str name)
{
	char z[64];
	size_t i;

	name = str_trim(name);
	snprintf(z, sizeof z, "%.*s", STR_ARG(name));
	for (i = 0; z[i]; i++)
		if (!i || z[i - 1] == '/')
			z[i] = (char)toupper((unsigned char)z[i]);
	for (i = 0; i < said.nzones; i++)
		if (!strcmp(said.zones[i], z))
			return (int)i;
	ok(said.nzones < ZONES_MOST);
	memcpy(said.zones[said.nzones], z, sizeof z);
	return (int)said.nzones++;
}

/* Another entry of the same number at the same hour is the same meeting once more. */
static bool is_told_before(const struct said_slot *s)
{
	for (size_t i = 0; i < said.nslots; i++)
		if (said.slots[i].number == s->number && said.slots[i].minutes == s->minutes && said.slots[i].entry != s->entry)
			return true;
	return false;
}

static void note_line(struct str line, struct said_slot s)
{
	static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
	char day[20], half[4];
	int hour, minute;

	if (sscanf(line.p, "%19s %d:%d %3s", day, &hour, &minute, half) != 4)
		return;
	for (s.weekday = 0; s.weekday < 7 && strcmp(days[s.weekday], day);)
		s.weekday++;
	ok(s.weekday < 7);
	s.minutes = (hour % 12 + (half[0] == 'P' ? 12 : 0)) * 60 + minute;
	if (is_told_before(&s))
		return;
	ok(said.nslots < SLOTS_MOST);
	said.slots[said.nslots++] = s;
}

static void read_file(struct arena *a, struct str bytes)
{
	struct json list;

	said.nzones = said.nslots = 0;
	ok(json_parse(a, bytes, &list, NULL) == OK);
	for (size_t i = 0; i < list.n; i++) {
		const struct json *number = json_get(&list.at[i], "meetingId");
		struct str times = json_text(&list.at[i], "times"), line;
		struct said_slot s = { .entry = i, .number = number->i, .zone = zone_number(json_text(&list.at[i], "timezone")) };
		while (str_is(times) && str_cut(&times, '\n', &line))
			note_line(arena_str(a, line), s);
	}
}

/* --- minute by minute -------------------------------------------------------------------------------------------- */

struct wall {
	int weekday, minutes;
};

static struct wall wall_of(int64_t at, int64_t *offset)
{
	time_t t = at;
	struct tm tm;

	localtime_r(&t, &tm);
	*offset = tm.tm_gmtoff;
	return (struct wall){ tm.tm_wday, tm.tm_hour * 60 + tm.tm_min };
}

/*
 * What a clock that is never changed twice in three hours shows at that minute, as far as somebody may have
 * meant it: nothing when autumn shows it the second time; in the hour after the jump of spring also what
 * it would have shown.
 */
static size_t meant_at(int64_t at, struct wall out[2])
{
	int64_t now, before, then;
	struct wall same;
	size_t n = 0;

	out[n++] = wall_of(at, &now);
	wall_of(at - 3 * HOUR_S, &before);
	if (before > now) {
		same = wall_of(at - (before - now), &then);
		n -= then == before && same.minutes == out[0].minutes && same.weekday == out[0].weekday;
	}
	if (before < now) {
		/* Still within the hour that was left out? */
		wall_of(at - (now - before), &then);
		if (then == before) {
			int64_t local = at + before;
			out[n++] = (struct wall){ (int)((local / DAY_S + 4) % 7), (int)(local % DAY_S / 60) };
		}
	}
	return n;
}

struct found {
	int64_t number, starts;
};
struct answer_at {
	int64_t at;
	struct found hits[HITS_MOST];
	size_t n;
};

static void look_at_minute(struct answer_at *a, int zone, int64_t at)
{
	struct wall walls[2];
	size_t n = meant_at(at, walls);

	for (size_t i = 0; i < said.nslots; i++)
		for (size_t k = 0; k < n && said.slots[i].zone == zone; k++)
			if (said.slots[i].weekday == walls[k].weekday && said.slots[i].minutes == walls[k].minutes) {
				ok(a->n < HITS_MOST);
				a->hits[a->n++] = (struct found){ said.slots[i].number, at };
			}
}

static int in_order(const void *x, const void *y)
{
	const struct found *a = x, *b = y;

	if (a->starts != b->starts)
		return a->starts < b->starts ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static void look_at_every_minute(struct answer_at *all)
{
	for (size_t z = 0; z < said.nzones; z++) {
		setenv("TZ", said.zones[z], 1);
		tzset();
		for (size_t i = 0; i < INSTANTS; i++) {
			int64_t first = (all[i].at - BEFORE_S + MINUTE_S - 1) / MINUTE_S * MINUTE_S;
			for (int64_t at = first; at < all[i].at + AHEAD_S; at += MINUTE_S)
				look_at_minute(&all[i], (int)z, at);
		}
	}
	unsetenv("TZ");
	tzset();
	for (size_t i = 0; i < INSTANTS; i++)
		qsort(all[i].hits, all[i].n, sizeof *all[i].hits, in_order);
}

/* --- what we say ------------------------------------------------------------------------------------------------ */

/* id of a listing -> number in the list */
struct numbers {
	int64_t id[HITS_MOST], number[HITS_MOST];
	size_t n;
};

static void read_numbers(struct world *w, const struct exchange_run *run, struct numbers *out)
{
	out->n = 0;
	for (size_t i = 0; i < run->nrows; i++) {
		struct str key = run->rows[i].key, rest, number;
		if (!run->rows[i].subject)
			continue;
		ok(str_starts(key, S("oiaa-")));
		rest = str_slice(key, 5, key.n);
		str_cut(&rest, '-', &number);
		ok(out->n < HITS_MOST);
		out->id[out->n] = run->rows[i].subject;
		ok(str_int(number, &out->number[out->n++]));
	}
	(void)w;
}

static int64_t number_of(const struct numbers *n, int64_t id)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->id[i] == id)
			return n->number[i];
	return 0;
}

static void ask(struct world *w, const struct numbers *numbers, struct answer_at *a)
{
	struct values v = { 0 };
	struct query q;
	struct result r;

	value_add(w->ctx->arena, &v, S("when"), S("now"));
	value_add(w->ctx->arena, &v, S("old"), S("1"));
	ok(search_read(w->ctx, &v, &q) == OK);
	do {
		ok(search_run(w->ctx, &q, &r) == OK);
		for (size_t i = 0; i < r.n; i++) {
			ok(a->n < HITS_MOST);
			a->hits[a->n++] = (struct found){ number_of(numbers, r.hits[i].meeting), r.hits[i].when.starts };
		}
		q.page++;
	} while (r.n && a->n < (size_t)r.total);
	same_int(a->n, r.total);
	qsort(a->hits, a->n, sizeof *a->hits, in_order);
}

/* Half of them at any time, half within hours of a change of the clock somewhere. */
static int64_t some_instant(struct world *w, size_t i)
{
	struct rng *r = w->ctx->house->rng;
	int64_t from = (int64_t)day_of(2018, 2, 1) * DAY_S, at = from + (int64_t)rng_below(r, 9 * 365 * (uint64_t)DAY_S);
	const struct zone *z;

	if (i % 2)
		return at;
	z = zone_find(w->ctx->house->cal, str_of(said.zones[rng_below(r, said.nzones)]));
	at = zone_next_change(z, at, NULL);
	return at == INT64_MAX ? from + (int64_t)i * DAY_S : at - 3 * HOUR_S + (int64_t)rng_below(r, 6 * HOUR_S);
}

static void compare(const struct answer_at *ours, const struct answer_at *theirs)
{
	size_t i = 0;

	while (i < ours->n && i < theirs->n && !in_order(&ours->hits[i], &theirs->hits[i]))
		i++;
	if (i < ours->n || i < theirs->n)
		print_error("at %lld: %zu found, %zu by looking at every minute; the first that differs: %lld at %lld, %lld at %lld\n",
			    (long long)ours->at, ours->n, theirs->n, (long long)(i < ours->n ? ours->hits[i].number : 0),
			    (long long)(i < ours->n ? ours->hits[i].starts : 0), (long long)(i < theirs->n ? theirs->hits[i].number : 0),
			    (long long)(i < theirs->n ? theirs->hits[i].starts : 0));
	ok(i == ours->n && i == theirs->n);
}

TEST(what_is_on_now_is_what_every_clock_of_the_world_shows_at_a_thousand_instants)
{
	struct answer_at *ours = calloc(INSTANTS, sizeof *ours), *theirs = calloc(INSTANTS, sizeof *theirs);
	struct numbers *numbers = calloc(1, sizeof *numbers);
	const char *path = test_shared("data/online-meetings/oiaa_test_data.json");
	struct world *w = lists_folder();
	struct str bytes = test_slurp(w->arena, path);
	struct exchange_run run;
	size_t found = 0;

	world_clock(w, (int64_t)day_of(2018, 1, 1) * DAY_S);
	run = lists_take(w, "oiaa", "Online", bytes);
	read_numbers(w, &run, numbers);
	read_file(w->arena, bytes);
	world_commit(w);
	for (size_t i = 0; i < INSTANTS; i++) {
		struct arena *mine = w->ctx->arena, *scratch = arena_new(0);
		ours[i].at = theirs[i].at = some_instant(w, i);
		world_clock(w, ours[i].at);
		w->ctx->arena = scratch;
		ask(w, numbers, &ours[i]);
		w->ctx->arena = mine;
		arena_free(scratch);
	}
	look_at_every_minute(theirs);
	for (size_t i = 0; i < INSTANTS; i++) {
		compare(&ours[i], &theirs[i]);
		found += ours[i].n;
	}
	ok(found > 10 * INSTANTS);
	world_free(w);
	free(ours);
	free(theirs);
	free(numbers);
}
