/* search_test.c -- finding is the same as looking at every record, only faster. */
#include "world.h"
#include "area/area.h"
#include "base/rng.h"
#include "location/location.h"
#include "org/org.h"
#include "place/gazetteer.h"
#include "plain.h"
#include "search/view.h"
#include "verify/verify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DAY_S = 86400 };

/* --- a small world of listings -------------------------------------------------------------------------- */

static const struct {
	const char *postcode, *city;
} towns[] = {
	{ "8000", "Aarhus C" }, { "8260", "Viby J" }, { "6800", "Varde" }, { "6700", "Esbjerg" }, { "1620", "København V" },
	{ "2860", "Søborg" }, { "6270", "Tønder" }, { "5600", "Faaborg" }, { "3300", "Frederiksværk" }, { "2800", "Kongens Lyngby" },
};
static const char *const names[] = { "Redskaber mod trang", "Åbent hus med kaffe", "Grupperne på havnen", "Morgenmøde", "Evening group",
				     "Family circle", "Kvinder sammen", "Unge i bedring", "Rolig søndag", "Trin for trin" };
static const char *const methods[] = { "smart", "aa", "na", "al_anon", "open_talk" };
static const char *const audiences[] = { "", "", "women", "men", "young", "relatives", "lgbt", "women young" };
static const char *const days[] = { "mo", "tu", "we", "th", "fr", "sa", "su", "tu th", "mo we fr" };

static const char *pick(struct ctx *ctx, const char *const *list, size_t n)
{
	return list[rng_below(ctx->house->rng, n)];
}
#define PICK(ctx, list) pick((ctx), (list), sizeof (list) / sizeof *(list))

static int64_t add_place(struct ctx *ctx, size_t i)
{
	size_t t = rng_below(ctx->house->rng, sizeof towns / sizeof *towns);
	struct problems bad = { 0 };
	struct location l = { .name = arena_printf(ctx->arena, "Hus %zu", i), .address = arena_printf(ctx->arena, "Prøvevej %zu", i),
			      .postcode = str_of(towns[t].postcode), .city = str_of(towns[t].city), .country = S("DK"), .lat = NAN,
			      .lon = NAN, .step_free = rng_below(ctx->house->rng, 2) ? S("yes") : S("unknown"), .toilet = S("unknown"),
			      .state = S("active") };

	ok(location_save(ctx, &l, &bad) == OK);
	same_int(bad.n, 0);
	return l.id;
}

static struct meeting some_meeting(struct ctx *ctx, size_t i)
{
	struct rng *r = ctx->house->rng;
	bool online = rng_below(r, 5) == 0, monthly = rng_below(r, 6) == 0;

	return (struct meeting){
		.location = online ? 0 : add_place(ctx, i), .name = arena_printf(ctx->arena, "%s %zu", PICK(ctx, names), i),
		.state = S("draft"), .method = str_of(PICK(ctx, methods)), .audience = str_of(PICK(ctx, audiences)),
		.openness = S("open"), .mode = online ? S("online") : rng_below(r, 6) ? S("room") : S("hybrid"),
		.languages = rng_below(r, 4) ? S("da") : S("en"), .children = rng_below(r, 4) ? S("unknown") : S("yes"),
		.newcomers = rng_below(r, 2) ? S("yes") : S("unknown"), .price = S("free"),
		.description_da = S("En gruppe for alle slags afhængighed."), .description_en = S("A group for every kind of addiction."),
		.conference_url = S("https://example.org/join"), .rhythm = monthly ? S("monthly_weekday") : S("weekly"),
		.every = 1 + (int64_t)rng_below(r, 2), .weekdays = monthly ? S("fr") : str_of(PICK(ctx, days)), .nths = monthly ? S("last") : S(""),
		.first_day = day_of(2014, 1, 6), .last_day = DAY_NONE, .month_day = 1,
		.start_min = (int64_t)(6 * 60 + rng_below(r, 34) * 30), .duration_min = 60,
		.zone = online && rng_below(r, 2) ? S("America/New_York") : S("Europe/Copenhagen"), .holidays = S("DK"), .holiday_rule = S("skip"),
	};
}

static int64_t add_meeting(struct ctx *ctx, struct meeting m, int64_t days_since_verified)
{
	struct problems bad = { 0 };

	ok(meeting_save(ctx, &m, &bad) == OK);
	if (bad.n)
		print_error("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
	ok(meeting_publish(ctx, &m, &bad) == OK);
	same_int(bad.n, 0);
	ok(meeting_set_verified(ctx, m.id, S("keeper"), ctx->now - days_since_verified * DAY_S) == OK);
	return m.id;
}

static void add_many(struct world *w, size_t n)
{
	ok(area_seed(w->ctx) == OK);
	for (size_t i = 0; i < n; i++)
		add_meeting(w->ctx, some_meeting(w->ctx, i), (int64_t)rng_below(w->ctx->house->rng, 220));
	world_commit(w);
}

/* --- the same question asked of every record ------------------------------------------------------------- */

/* Where everybody of these tests looks at the clock. */
#define HERE S("Europe/Copenhagen")

struct brute {
	struct ctx *ctx;
	const struct query *q;
	struct result *out;
	struct plain_ask asks[8];
	size_t nasks;
	double km_most;
	size_t near;                              /* listings in a room within km_most */
};

static bool has_code(struct str codes, struct str code)
{
	struct str rest = codes, word;

	while (str_cut(&rest, ' ', &word))
		if (str_eq(word, code))
			return true;
	return false;
}

/*
 * Every record as it stands in the database, read once; nothing of the index is used, and neither are the words,
 * rhythms and clocks of the program (test/plain.h).
 */
struct record {
	struct meeting m;
	struct location l;
	struct rhythm rhythm;
	struct plain_words words;
};
struct records {
	struct record *at;
	size_t n;
};

static enum err note_id(void *arg, struct ctx *ctx, const struct meeting *m)
{
	struct records *r = arg;

	(void)ctx;
	r->at = arena_grow(ctx->arena, r->at, r->n, sizeof *r->at);
	r->at[r->n++].m.id = m->id;
	return OK;
}

static void read_words(struct ctx *ctx, struct record *r)
{
	struct str texts[] = { r->m.name, r->m.description_da, r->m.description_en, str_of(method_find(r->m.method)->name), r->l.region,
			       r->l.city, r->l.name, r->l.address, r->l.postcode };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		plain_say(ctx->arena, &r->words, texts[i]);
}

static struct records read_records(struct ctx *ctx)
{
	struct records all = { 0 };

	ok(meeting_each(ctx, note_id, &all) == OK);
	for (size_t i = 0; i < all.n; i++) {
		struct record *r = &all.at[i];
		int64_t id = r->m.id;
		*r = (struct record){ .l = { .lat = NAN, .lon = NAN, .region = S(""), .city = S(""), .name = S(""), .address = S(""), .postcode = S("") } };
		ok(meeting_get(ctx, id, &r->m) == OK);
		if (r->m.location)
			ok(location_get(ctx, r->m.location, &r->l) == OK);
		r->rhythm = plain_rhythm(&r->m);
		read_words(ctx, r);
	}
	return all;
}

static bool words_fit(const struct brute *b, const struct record *r)
{
	for (size_t k = 0; k < b->nasks; k++)
		if (!plain_fits(&b->asks[k], &r->words))
			return false;
	return true;
}

static bool mode_fits(const struct query *q, struct str mode)
{
	bool room = str_same(mode, "room") || str_same(mode, "hybrid"), online = !str_same(mode, "room");

	return q->in_room == q->online || (q->in_room && room) || (q->online && online);
}

static bool facts_fit(const struct query *q, const struct meeting *m, const struct location *l)
{
	const struct method *method = method_find(m->method);

	return mode_fits(q, m->mode) && (!q->method.n || str_eq(q->method, m->method)) &&
	       (!q->audience.n || !m->audience.n || has_code(m->audience, q->audience) || has_code(m->audience, S("everyone"))) &&
	       (!q->language.n || has_code(m->languages, q->language)) && (!q->step_free || str_same(l->step_free, "yes")) &&
	       (!q->children || str_same(m->children, "yes")) && (!q->newcomers || str_same(m->newcomers, "yes")) &&
	       (!q->relatives || method->for_relatives || has_code(m->audience, S("relatives")));
}

static bool hour_fits(const struct query *q, int minutes)
{
	if (!q->time_of_day.n)
		return true;
	if (str_same(q->time_of_day, "morning"))
		return minutes >= 300 && minutes < 720;
	if (str_same(q->time_of_day, "afternoon"))
		return minutes >= 720 && minutes < 1020;
	if (str_same(q->time_of_day, "evening"))
		return minutes >= 1020 && minutes < 1320;
	return minutes >= 1320 || minutes < 300;
}

/* A night belongs to the day on which it began. */
static day_t night_day(const struct query *q, struct plain_clock here)
{
	bool late = str_same(q->time_of_day, "night") ? here.minutes < 300 : q->when == WHEN_TONIGHT && here.minutes < 240;

	return late ? here.day - 1 : here.day;
}

static bool time_fits(const struct brute *b, int64_t starts)
{
	const struct query *q = b->q;
	struct plain_clock here = plain_clock(HERE, starts), today = plain_clock(HERE, b->ctx->now);
	day_t day = night_day(q, here);
	int64_t now = b->ctx->now;

	if (q->when == WHEN_NOW)
		return starts >= now - 600 && starts < now + 7200;
	if (starts < now - 600 || !hour_fits(q, here.minutes))
		return false;
	switch (q->when) {
	case WHEN_WEEK:
		return starts < now + 7 * DAY_S;
	case WHEN_TODAY:
		return day == today.day || (str_same(q->time_of_day, "night") && day == today.day - 1);
	case WHEN_TONIGHT:
		return (q->time_of_day.n || here.minutes >= 1020 || here.minutes < 240) && (here.minutes >= 1020 || here.minutes < 300) &&
		       (day == today.day || day == today.day - 1) && (day == today.day || here.minutes < 300);
	case WHEN_WEEKEND:
		return (day_weekday(day) == 0 || day_weekday(day) == 6) && day >= today.day - 1 && day < today.day + 7;
	case WHEN_DAY:
		return (q->weekdays >> day_weekday(day) & 1) && day >= today.day - 1 && day < today.day + 7;
	default:
		return true;
	}
}

static bool old(const struct ctx *ctx, const struct meeting *m)
{
	return !m->verified_at || ctx->now - m->verified_at > 180 * (int64_t)DAY_S;
}

static void add_hit(struct brute *b, const struct meeting *m, int64_t starts, double km)
{
	if (!b->q->old && old(b->ctx, m)) {
		b->out->old_hidden++;
		return;
	}
	b->out->hits = arena_grow(b->ctx->arena, b->out->hits, b->out->n, sizeof *b->out->hits);
	b->out->hits[b->out->n++] = (struct hit){ .meeting = m->id, .when.starts = starts, .km = km };
}

/* One day after another; of a listing that is asked for at any time, the next one. */
static void look_at_days(struct brute *b, const struct record *r, double km)
{
	bool any = b->q->when == WHEN_ANY;
	day_t today = (day_t)(b->ctx->now / DAY_S);
	int64_t starts;

	for (day_t day = today - 3; day <= today + (any ? 400 : 13); day++) {
		if (!plain_falls(&r->rhythm, day) || !plain_is_held(&r->m, day))
			continue;
		starts = plain_instant(r->m.zone, day, (int)r->m.start_min);
		if (any && starts < b->ctx->now - 600)
			continue;
		if (time_fits(b, starts))
			add_hit(b, &r->m, starts, km);
		if (any)
			return;
	}
}

static void look(struct brute *b, const struct record *r)
{
	const struct meeting *m = &r->m;
	double km = NAN;
	bool room = !str_same(m->mode, "online") && !str_same(m->mode, "phone"), hybrid_far;

	if (!facts_fit(b->q, m, &r->l) || !words_fit(b, r))
		return;
	if (!isnan(b->q->lat) && room && !isnan(r->l.lat))
		km = (double)(float)place_distance_km(b->q->lat, b->q->lon, (double)(float)r->l.lat, (double)(float)r->l.lon);
	hybrid_far = str_same(m->mode, "hybrid") && !(b->q->in_room && !b->q->online);
	if (km <= b->km_most)
		b->near++;
	if (!isnan(b->q->lat) && !(km <= b->km_most) && ((room && !hybrid_far) || (!room && b->q->in_room && !b->q->online)))
		return;
	look_at_days(b, r, km);
}

static int in_order(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;
	double ka = isnan(a->km) ? INFINITY : a->km, kb = isnan(b->km) ? INFINITY : b->km;

	if (a->when.starts != b->when.starts)
		return a->when.starts < b->when.starts ? -1 : 1;
	return (ka > kb) - (ka < kb);
}

/* Every record is looked at, for each radius anew. */
static void brute_force(struct ctx *ctx, const struct records *all, const struct query *q, struct result *out)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };
	struct brute b = { .ctx = ctx, .q = q, .out = out };

	b.nasks = plain_asks(ctx->arena, q->q, b.asks, 8);
	for (size_t i = 0; i < 5; i++) {
		*out = (struct result){ 0 };
		b.km_most = isnan(q->lat) ? 0 : q->radius_km > 0 ? q->radius_km : radii[i];
		b.near = 0;
		for (size_t k = 0; k < all->n; k++)
			look(&b, &all->at[k]);
		if (isnan(q->lat) || q->radius_km > 0 || b.near >= 5)
			break;
	}
	out->total = (int64_t)out->n;
	if (out->n)
		qsort(out->hits, out->n, sizeof *out->hits, in_order);
}

static struct values random_values(struct ctx *ctx)
{
	static const char *const qs[] = { "", "", "", "trang", "gruppe", "åbent kaffe", "kvinder", "evening", "aarhus", "redskab", "morgen", "fam", "zzz",
					  "redskaberne", "havnenes", "gruppernes", "circles", "evenings", "ålborg Aarhus", "of the på" };
	static const char *const places[] = { "", "", "8000", "Varde", "6700 Esbjerg", "København", "Tønder" };
	static const char *const whens[] = { "", "", "today", "tonight", "weekend", "now", "any", "mo", "th" };
	static const char *const times[] = { "", "", "", "morning", "evening", "night" };
	static const char *const kms[] = { "", "", "", "5", "50" };
	struct rng *r = ctx->house->rng;
	struct values v = { 0 };

	value_add(ctx->arena, &v, S("q"), str_of(PICK(ctx, qs)));
	value_add(ctx->arena, &v, S("place"), str_of(PICK(ctx, places)));
	value_add(ctx->arena, &v, S("when"), str_of(PICK(ctx, whens)));
	value_add(ctx->arena, &v, S("time"), str_of(PICK(ctx, times)));
	value_add(ctx->arena, &v, S("km"), str_of(PICK(ctx, kms)));
	if (!rng_below(r, 4))
		value_add(ctx->arena, &v, S("method"), str_of(PICK(ctx, methods)));
	if (!rng_below(r, 5))
		value_add(ctx->arena, &v, S("audience"), S("women"));
	if (!rng_below(r, 5))
		value_add(ctx->arena, &v, S("language"), S("en"));
	if (!rng_below(r, 4))
		value_add(ctx->arena, &v, S("page"), rng_below(r, 2) ? S("2") : S("5"));
	static const char *const flags[] = { "room", "online", "stepfree", "children", "newcomers", "relatives", "old" };
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (!rng_below(r, 6))
			value_add(ctx->arena, &v, str_of(flags[i]), S("1"));
	return v;
}

static void compare(struct ctx *ctx, const struct records *all, struct query *q, int round)
{
	struct result fast, slow;
	struct str address = search_write(ctx, q, NULL);

	ok(search_run(ctx, q, &fast) == OK);
	brute_force(ctx, all, q, &slow);
	if (fast.total != slow.total)
		print_error("round %d: %.*s: %lld found, %lld by looking at all\n", round, STR_ARG(address),
			    (long long)fast.total, (long long)slow.total);
	same_int(fast.total, slow.total);
	same_int(fast.old_hidden, slow.old_hidden);
	size_t from = (size_t)(q->page - 1) * SEARCH_PAGE, left = slow.n > from ? slow.n - from : 0;
	same_int(fast.n, left < SEARCH_PAGE ? left : SEARCH_PAGE);
	for (size_t i = 0; i < fast.n; i++) {
		const struct hit *same = &slow.hits[from + i];
		if (fast.hits[i].when.starts != same->when.starts)
			print_error("round %d: %.*s: row %zu\n", round, STR_ARG(address), i);
		same_int(fast.hits[i].when.starts, same->when.starts);
		ok(isnan(fast.hits[i].km) ? isnan(same->km) : fast.hits[i].km >= same->km && fast.hits[i].km <= same->km);
	}
}

/* Somebody adds a listing, and somebody confirms another one: the index follows and is not read anew. */
static void live_on(struct world *w, int round)
{
	struct meeting m = some_meeting(w->ctx, (size_t)(1000 + round));
	int64_t id = add_meeting(w->ctx, m, (int64_t)rng_below(w->ctx->house->rng, 220));

	if (rng_below(w->ctx->house->rng, 2))
		ok(meeting_set_verified(w->ctx, id, S("keeper"), w->ctx->now) == OK);
	world_commit(w);
}

enum { RANDOM_QUERIES = 10000, LISTINGS = 120, AT_ONE_TIME = 50, LIVED_ON = 400 };

TEST(ten_thousand_random_searches_find_what_looking_at_every_record_finds)
{
	struct world *w = world_new();
	int rounds = test_times("SAMHOLD_TEST_QUERIES", RANDOM_QUERIES);

	add_many(w, LISTINGS);
	struct records all = read_records(w->ctx);
	for (int i = 0; i < rounds; i++) {
		struct arena *mine = w->ctx->arena, *scratch = arena_new(0);
		struct query q;
		if (i % AT_ONE_TIME == 0)
			world_clock(w, TEST_NOW + (int64_t)rng_below(w->ctx->house->rng, 60 * DAY_S));
		if (i % LIVED_ON == LIVED_ON / 2) {
			live_on(w, i);
			all = read_records(w->ctx);
		}
		w->ctx->arena = scratch;
		struct values v = random_values(w->ctx);
		ok(search_read(w->ctx, &v, &q) == OK);
		compare(w->ctx, &all, &q, i);
		w->ctx->arena = mine;
		arena_free(scratch);
	}
	world_free(w);
}

/* --- single promises ------------------------------------------------------------------------------------------ */

static struct meeting plain(struct ctx *ctx, const char *name, int start_min)
{
	struct meeting m = some_meeting(ctx, 1000);

	m.name = str_of(name);
	m.location = add_place(ctx, (size_t)start_min);
	m.mode = S("room");
	m.method = S("smart");
	m.audience = S("");
	m.rhythm = S("weekly");
	m.weekdays = S("mo");
	m.nths = S("");
	m.every = 1;
	m.start_min = start_min;
	m.zone = S("Europe/Copenhagen");
	return m;
}

TEST(a_meeting_that_began_nine_minutes_ago_is_still_shown_and_one_of_eleven_is_not)
{
	struct world *w = world_new();                /* Monday 12 December 2016, 10:00 */

	ok(area_seed(w->ctx) == OK);
	add_meeting(w->ctx, plain(w->ctx, "Nine ago", 9 * 60 + 51), 1);
	add_meeting(w->ctx, plain(w->ctx, "Eleven ago", 9 * 60 + 49), 1);
	ok(says(visit(w, "GET", "/en/find?when=today", NULL), "Nine ago"));
	ok(!says(visit(w, "GET", "/en/find?when=today", NULL), "Eleven ago"));
	world_free(w);
}

TEST(a_cancelled_evening_stays_in_the_list_struck_through_with_its_reason)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct meeting m;
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	int64_t id = add_meeting(w->ctx, plain(w->ctx, "Tonight's group", 19 * 60), 1);
	ok(meeting_get(w->ctx, id, &m) == OK);
	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 12), S("Lokalet er lukket"), S("The room is closed"), &bad) == OK);
	a = visit(w, "GET", "/en/find?when=today", NULL);
	ok(says(a, "card off"));
	ok(says(a, "The room is closed"));
	ok(says(a, "Next time Monday 19 December"));
	ok(says(visit(w, "GET", "/da/find?when=today", NULL), "Lokalet er lukket"));
	world_free(w);
}

TEST(what_nobody_has_confirmed_for_half_a_year_is_left_out_and_said_so)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	add_meeting(w->ctx, plain(w->ctx, "Fresh one", 18 * 60), 3);
	add_meeting(w->ctx, plain(w->ctx, "Amber one", 18 * 60 + 30), 100);
	add_meeting(w->ctx, plain(w->ctx, "Stale one", 19 * 60), 200);
	a = visit(w, "GET", "/en/find", NULL);
	ok(says(a, "Confirmed 3 days ago"));
	ok(says(a, "Not confirmed for 100 days."));
	ok(!says(a, "Stale one"));
	ok(says(a, "1 more is left out"));
	ok(says(visit(w, "GET", "/en/find?old=1", NULL), "Stale one"));
	world_free(w);
}

TEST(an_unknown_town_gets_the_nearest_spellings_and_the_whole_list)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	add_meeting(w->ctx, plain(w->ctx, "Whole list", 19 * 60), 1);
	a = visit(w, "GET", "/da/find?place=Vradde", NULL);
	same_int(a.status, 200);
	ok(says(a, ">Varde</a>"));
	ok(says(a, "Whole list"));
	world_free(w);
}

TEST(the_week_shows_every_date_of_the_week_and_says_when_there_is_no_room)
{
	struct world *w = world_new();
	struct meeting m;

	ok(area_seed(w->ctx) == OK);
	for (int i = 0; i < 30; i++) {
		m = plain(w->ctx, arena_printf(w->arena, "Group %d", i).p, 12 * 60 + i);
		m.weekdays = i % 2 ? S("mo") : S("su");
		add_meeting(w->ctx, m, 1);
	}
	ok(!says(visit(w, "GET", "/en/find?view=list", NULL), "Group 28"));
	ok(says(visit(w, "GET", "/en/find?view=week", NULL), "Group 28") && !says(visit(w, "GET", "/en/find?view=week", NULL), "more this week"));
	for (int i = 30; i < 200; i++)
		add_meeting(w->ctx, plain(w->ctx, arena_printf(w->arena, "Group %d", i).p, 11 * 60), 1);
	ok(says(visit(w, "GET", "/en/find?view=week", NULL), "There are 40 more this week"));
	world_free(w);
}

TEST(nothing_found_says_which_choice_to_let_go)
{
	struct world *w = world_new();
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	add_meeting(w->ctx, plain(w->ctx, "Monday group", 19 * 60), 1);
	a = visit(w, "GET", "/en/find?when=today&method=na", NULL);
	ok(says(a, "There is 1 with other methods"));
	world_free(w);
}

TEST(aarhus_is_found_however_it_is_spelled)
{
	static const char *const spellings[] = { "aarhus", "%C3%85rhus", "arhus", "AARHUS", "8000", "8000+Aarhus+C" };
	struct world *w = world_new();
	struct problems bad = { 0 };
	char target[100];

	ok(area_seed(w->ctx) == OK);
	struct meeting m = plain(w->ctx, "Found it", 19 * 60);
	struct location l = { .name = S("Huset"), .address = S("Prøvevej 1"), .postcode = S("8000"), .city = S(""), .country = S("DK"),
			      .lat = NAN, .lon = NAN, .step_free = S("unknown"), .toilet = S("unknown"), .state = S("active") };
	ok(location_save(w->ctx, &l, &bad) == OK);
	m.location = l.id;
	add_meeting(w->ctx, m, 1);
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		snprintf(target, sizeof target, "/da/find?place=%s&km=10&room=1", spellings[i]);
		ok(says(visit(w, "GET", target, NULL), "Found it"));
		snprintf(target, sizeof target, "/da/find?q=%s", spellings[i]);
		ok(says(visit(w, "GET", target, NULL), "Found it"));
	}
	world_free(w);
}

TEST(a_change_is_seen_by_the_next_visitor)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct meeting m;

	ok(area_seed(w->ctx) == OK);
	int64_t id = add_meeting(w->ctx, plain(w->ctx, "Old name", 19 * 60), 1);
	ok(says(visit(w, "GET", "/en/find", NULL), "Old name"));
	ok(meeting_get(w->ctx, id, &m) == OK);
	m.name = S("New name");
	ok(meeting_save(w->ctx, &m, &bad) == OK);
	ok(says(visit(w, "GET", "/en/find", NULL), "New name"));
	ok(!says(visit(w, "GET", "/en/find", NULL), "Old name"));
	world_free(w);
}

TEST(a_row_of_the_list_follows_its_place_and_its_confirmation)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct location l = { .name = S("Old house"), .address = S("Prøvevej 1"), .postcode = S("8000"), .city = S(""), .country = S("DK"),
			      .lat = NAN, .lon = NAN, .step_free = S("unknown"), .toilet = S("unknown"), .state = S("active") };
	struct meeting m = plain(w->ctx, "Evening group", 19 * 60);
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	ok(location_save(w->ctx, &l, &bad) == OK);
	m.location = l.id;
	int64_t id = add_meeting(w->ctx, m, 3);
	a = visit(w, "GET", "/en/find", NULL);
	ok(says(a, "Old house") && says(a, "Confirmed 3 days ago"));
	ok(says(visit(w, "GET", "/da/find", NULL), "Bekræftet for 3 dage siden"));
	l.name = S("New house");
	ok(location_save(w->ctx, &l, &bad) == OK && !bad.n);
	ok(meeting_set_verified(w->ctx, id, S("keeper"), w->ctx->now) == OK);
	a = visit(w, "GET", "/en/find", NULL);
	ok(says(a, "New house") && !says(a, "Old house") && says(a, "Confirmed today"));
	a = visit(w, "GET", "/da/find", NULL);
	ok(says(a, "New house") && says(a, "Bekræftet i dag") && !says(a, "Confirmed"));
	world_free(w);
}

TEST(a_row_counts_its_days_anew_whenever_the_clock_is_turned)
{
	struct world *w = world_new();
	int64_t today = w->ctx->now;

	ok(area_seed(w->ctx) == OK);
	add_meeting(w->ctx, plain(w->ctx, "Ageing group", 19 * 60), 89);
	ok(says(visit(w, "GET", "/en/find", NULL), "Confirmed 89 days ago"));
	world_clock(w, today + 2 * DAY_S);
	ok(says(visit(w, "GET", "/en/find", NULL), "Not confirmed for 91 days."));
	world_clock(w, today + 92 * DAY_S);
	ok(!says(visit(w, "GET", "/en/find", NULL), "Ageing group"));
	world_clock(w, today);
	ok(says(visit(w, "GET", "/en/find", NULL), "Confirmed 89 days ago"));
	world_free(w);
}

TEST(what_was_changed_tomorrow_stays_changed_when_the_clock_is_turned_back)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	int64_t today = w->ctx->now;
	struct meeting m;

	ok(area_seed(w->ctx) == OK);
	int64_t id = add_meeting(w->ctx, plain(w->ctx, "Name of today", 19 * 60), 1);
	ok(says(visit(w, "GET", "/en/find", NULL), "Name of today"));
	world_clock(w, today + DAY_S);
	ok(meeting_get(w->ctx, id, &m) == OK);
	m.name = S("Name of tomorrow");
	ok(meeting_save(w->ctx, &m, &bad) == OK);
	world_clock(w, today);
	ok(says(visit(w, "GET", "/en/find", NULL), "Name of tomorrow"));
	world_free(w);
}

TEST(three_reports_hide_a_listing_until_somebody_looks)
{
	struct world *w = world_new();

	ok(area_seed(w->ctx) == OK);
	int64_t id = add_meeting(w->ctx, plain(w->ctx, "Locked door", 19 * 60), 1);
	for (uint64_t source = 1; source <= 3; source++)
		ok(verify_report_add(w->ctx, id, S("locked"), S(""), source) == OK);
	ok(!says(visit(w, "GET", "/en/find", NULL), "Locked door"));
	ok(says(visit(w, "GET", "/en/find?old=1", NULL), "Locked door"));
	world_free(w);
}

TEST(reports_grow_old_by_themselves_though_nobody_writes_anything)
{
	struct world *w = world_new();
	int64_t today = w->ctx->now;

	ok(area_seed(w->ctx) == OK);
	int64_t id = add_meeting(w->ctx, plain(w->ctx, "Locked door", 19 * 60), 1);
	ok(verify_report_add(w->ctx, id, S("locked"), S(""), 1) == OK);
	ok(says(visit(w, "GET", "/en/find", NULL), "reported a mistake today"));
	world_clock(w, today + DAY_S);
	ok(!says(visit(w, "GET", "/en/find", NULL), "reported a mistake today"));
	for (uint64_t source = 2; source <= 3; source++)
		ok(verify_report_add(w->ctx, id, S("locked"), S(""), source) == OK);
	ok(!says(visit(w, "GET", "/en/find?when=week", NULL), "Locked door"));
	world_clock(w, today + 7 * DAY_S - 60);
	ok(!says(visit(w, "GET", "/en/find?when=week", NULL), "Locked door"));
	world_clock(w, today + 7 * DAY_S);
	ok(says(visit(w, "GET", "/en/find?when=week", NULL), "Locked door"));
	world_free(w);
}

TEST(the_family_door_lists_groups_for_relatives_and_asks_for_no_name)
{
	struct world *w = world_new();
	struct meeting m;
	struct answer a;

	ok(area_seed(w->ctx) == OK);
	m = plain(w->ctx, "For mothers and fathers", 19 * 60);
	m.audience = S("relatives");
	add_meeting(w->ctx, m, 1);
	add_meeting(w->ctx, plain(w->ctx, "For oneself", 20 * 60), 1);
	a = visit(w, "GET", "/da/families", NULL);
	ok(says(a, "For mothers and fathers"));
	ok(!says(a, "For oneself"));
	ok(!says(a, "name=\"name\""));
	world_free(w);
}

TEST(a_protected_address_is_never_on_a_public_page)
{
	struct world *w = world_new();
	struct problems bad = { 0 };
	struct meeting m;

	ok(area_seed(w->ctx) == OK);
	m = plain(w->ctx, "Safe house", 19 * 60);
	struct location l = { .name = S("Hemmeligt hus"), .address = S("Skjulestien 77"), .postcode = S("8000"), .city = S(""), .country = S("DK"),
			      .lat = NAN, .lon = NAN, .protected_address = true, .step_free = S("unknown"), .toilet = S("unknown"), .state = S("active") };
	ok(location_save(w->ctx, &l, &bad) == OK);
	m.location = l.id;
	int64_t id = add_meeting(w->ctx, m, 1);
	ok(meeting_get(w->ctx, id, &m) == OK);
	struct answer list = visit(w, "GET", "/da/find", NULL);
	struct answer page = visit(w, "GET", arena_printf(w->arena, "/da/meetings/%.*s", STR_ARG(m.slug)).p, NULL);
	ok(says(list, "Safe house") && says(page, "Safe house"));
	ok(!says(list, "Skjulestien") && !says(page, "Skjulestien"));
	ok(!says(list, "Hemmeligt hus") && !says(page, "Hemmeligt hus"));
	ok(!says(visit(w, "GET", "/da/find?q=skjulestien", NULL), "Safe house"));
	world_free(w);
}
