/*
 * run.c -- one search.
 *
 * Words, places and filters make a set of documents, a bit each; every day of the window has a set,
 * too.  Two ways lead from there to dates: where few documents fit, the dates of each are looked up
 * and sorted; where many do, they are counted by their bits, and only the minutes of the
 * page asked are walked (order.c).  Both count every date that fits, and order by time, then distance,
 * then name, and by nothing else.
 */
#include "search/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 1440, MINUTE = 60, ENOUGH_NEAR = 5 };

/* --- words and filters --------------------------------------------------------------------------------- */

/* A set of one's own is made with the first condition. */
static uint64_t *own(const struct run *r, uint64_t *set)
{
	size_t bytes = r->x->words * sizeof *set;

	return set ? set : memcpy(arena_array(r->ctx->arena, r->x->words, uint64_t), r->x->meetings, bytes);
}

static uint64_t *keep_words(const struct run *r, uint64_t *set)
{
	struct ask asks[ASKS_MOST];
	size_t n = r->q->q.n ? asks_of(r->x->vocabulary, r->ctx->arena, r->q->q, asks, ASKS_MOST) : 0;

	for (size_t i = 0; i < n; i++) {
		set = own(r, set);
		bits_and(set, index_saying(r->x, r->ctx->arena, &asks[i]), r->x->words);
	}
	return set;
}

/* Those with this fact, when it was asked for; or with the other one, when there is another. */
static uint64_t *keep_fact(const struct run *r, uint64_t *set, bool asked, const char *name, struct str code, struct str other)
{
	struct clause c = { 0 };

	if (!asked)
		return set;
	clause_add(r->ctx->arena, &c, name, code);
	if (other.n)
		clause_add(r->ctx->arena, &c, name, other);
	set = own(r, set);
	index_keep(r->x, r->ctx->arena, set, &c);
	return set;
}

static struct str number(const struct run *r, int64_t n)
{
	return arena_printf(r->ctx->arena, "%lld", (long long)n);
}

/* Meetings that fit in everything but the time and the place; all of them, the very set, when nothing is asked. */
static uint64_t *find_fitting(const struct run *r)
{
	const struct query *q = r->q;
	uint64_t *set = keep_words(r, NULL);

	set = keep_fact(r, set, q->method.n > 0, "method", q->method, S(""));
	set = keep_fact(r, set, q->audience.n > 0, "audience", q->audience, S("everyone"));
	set = keep_fact(r, set, q->language.n > 0, "language", q->language, S(""));
	set = keep_fact(r, set, q->in_room && !q->online, "is", S("in_room"), S(""));
	set = keep_fact(r, set, q->online && !q->in_room, "is", S("online"), S(""));
	set = keep_fact(r, set, q->step_free, "is", S("stepfree"), S(""));
	set = keep_fact(r, set, q->children, "is", S("children"), S(""));
	set = keep_fact(r, set, q->newcomers, "is", S("newcomers"), S(""));
	set = keep_fact(r, set, q->relatives, "for", S("relative"), S(""));
	set = keep_fact(r, set, q->area_id != 0, "area", number(r, q->area_id), S(""));
	return keep_fact(r, set, q->org_id != 0, "org", number(r, q->org_id), S(""));
}

/* --- near a place ------------------------------------------------------------------------------------------ */

float run_km(const struct run *r, uint32_t doc)
{
	return isnan(r->q->lat) ? NAN : index_km(r->x, doc, r->q->lat, r->q->lon, NULL);
}

/* Days are counted where the person is: in the zone of the nearest house, else the house's own. */
static const struct zone *find_zone(const struct run *r)
{
	static const double reach[] = { 2, 10, 40, 150 };
	int64_t doc = INDEX_NONE;

	for (size_t i = 0; !isnan(r->q->lat) && doc == INDEX_NONE && i < sizeof reach / sizeof *reach; i++)
		doc = index_nearest(r->x, r->q->lat, r->q->lon, reach[i], r->x->meetings);
	return doc == INDEX_NONE ? r->x->home : r->x->docs[doc].times->zone;
}

/* Those in reach, and those online: they are near wherever one is.  A wider circle holds the narrower one. */
static uint64_t *keep_near(struct run *r, const uint64_t *fit)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };
	const struct index *x = r->x;
	uint64_t *found = arena_array(r->ctx->arena, x->words, uint64_t), *online;
	uint32_t n = 0;

	r->km_most = r->q->radius_km;
	if (r->km_most > 0)
		index_within(x, r->q->lat, r->q->lon, r->km_most, fit, found);
	for (size_t i = 0; !(r->q->radius_km > 0) && i < sizeof radii / sizeof *radii && n < ENOUGH_NEAR; i++) {
		r->km_most = radii[i];
		n += index_within(x, r->q->lat, r->q->lon, r->km_most, fit, found);
	}
	if (r->q->in_room && !r->q->online)
		return found;
	online = arena_array(r->ctx->arena, x->words, uint64_t);
	bits_both(online, fit, x->anywhere, x->words);
	bits_or(found, online, x->words);
	return found;
}

/* --- collecting one by one ------------------------------------------------------------------------------ */

bool run_is_shown(const struct run *r, uint32_t doc)
{
	return r->q->old || bits_has(r->x->shown, doc);
}

static void add_match(struct run *r, struct match m)
{
	if (!run_is_shown(r, m.doc)) {
		r->old_hidden++;
		return;
	}
	r->matches = arena_grow(r->ctx->arena, r->matches, r->nmatches, sizeof *r->matches);
	r->matches[r->nmatches++] = m;
	r->total++;
}

/* Two dates of one document at one minute, because one of them was moved there. */
static uint16_t nth_of_minute(const struct index *x, uint32_t doc, uint32_t i)
{
	uint16_t n = 0;

	while (i > x->first_of_doc[doc] && x->starts[i - 1] == x->starts[i])
		i--, n++;
	return n;
}

/* The dates of one document from minute to minute. */
static void add_dates(struct run *r, uint32_t doc, struct range in)
{
	const struct index *x = r->x;

	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		if (x->starts[i] >= in.from && x->starts[i] < in.to)
			add_match(r, (struct match){ x->starts[i], doc, nth_of_minute(x, doc, i), false, NAN });
}

/* Documents that are not yet in the order of time. */
static void add_late(struct run *r)
{
	for (uint32_t d = r->x->window_docs; d < r->x->ndocs; d++)
		for (size_t k = 0; bits_has(r->fit, d) && k < r->nranges; k++)
			add_dates(r, d, r->ranges[k]);
	r->nlate = r->nmatches;
}

/* --- WHEN_ANY: every series once, by its next date however far --------------------------------------------- */

static bool next_of_doc(const struct run *r, uint32_t doc, int32_t *start_min)
{
	const struct index *x = r->x;
	int32_t from = (int32_t)((r->ctx->now - JUST_BEGUN - x->base + MINUTE - 1) / MINUTE);

	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		if (x->starts[i] >= from) {
			*start_min = x->starts[i];
			return true;
		}
	return false;
}

static void add_next(struct run *r, int32_t start_min, uint32_t doc, bool far)
{
	if (run_hour_fits(r, r->x->base + (int64_t)start_min * MINUTE))
		add_match(r, (struct match){ start_min, doc, 0, far, NAN });
}

static void collect_any(struct run *r)
{
	const struct index *x = r->x;
	struct bits_walk walk = bits_walk(r->fit, x->words);
	int32_t start_min;
	uint32_t doc;

	while (bits_next(&walk, &doc))
		if (next_of_doc(r, doc, &start_min))
			add_next(r, start_min, doc, false);
	for (uint32_t i = 0; i < x->nfar; i++)
		if (bits_has(r->fit, x->far[i].doc) && !next_of_doc(r, x->far[i].doc, &start_min))
			add_next(r, x->far[i].start_min, x->far[i].doc, true);
	r->nlate = r->nmatches;
}

/* --- few or many -------------------------------------------------------------------------------------------- */

/* The part of a range within one day of the window. */
static bool piece_of(const struct range *all, int day, struct range *out)
{
	int32_t begin = day * DAY_MIN, end = begin + DAY_MIN;

	*out = (struct range){ all->from > begin ? all->from : begin, all->to < end ? all->to : end };
	return out->from < out->to;
}

static void collect_piece(struct run *r, int day, struct range in)
{
	uint64_t *here = arena_array(r->ctx->arena, r->x->words, uint64_t);
	struct bits_walk walk;
	uint32_t doc;

	bits_both(here, r->fit, r->x->on_day[day], r->x->words);
	walk = bits_walk(here, r->x->words);
	while (bits_next(&walk, &doc))
		add_dates(r, doc, in);
}

/* Every document has one date that day, but those with two. */
static void count_day(struct run *r, int day, struct range in)
{
	const struct index *x = r->x;
	uint64_t *here = arena_array(r->ctx->arena, x->words, uint64_t);
	struct bits_walk walk;
	uint32_t all, shown, doc;

	bits_both(here, r->fit, x->on_day[day], x->words);
	all = bits_count_both(here, here, x->words);
	shown = r->q->old ? all : bits_count_both(here, x->shown, x->words);
	r->total += shown;
	r->old_hidden += all - shown;
	bits_and(here, x->twice, x->words);
	walk = bits_walk(here, x->words);
	while (bits_next(&walk, &doc)) {
		int64_t *n = run_is_shown(r, doc) ? &r->total : &r->old_hidden;
		*n -= 1;
		for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
			*n += x->starts[i] >= in.from && x->starts[i] < in.to;
	}
}

static void count_minutes(struct run *r, struct range in)
{
	const struct index *x = r->x;

	for (uint32_t i = x->first_of_min[in.from]; i < x->first_of_min[in.to]; i++)
		if (bits_has(r->fit, x->by_start[i])) {
			if (run_is_shown(r, x->by_start[i]))
				r->total++;
			else
				r->old_hidden++;
		}
}

/* Nothing but the time is asked: how many there are is known for every minute. */
static void count_known(struct run *r, int day, struct range in)
{
	const struct index *x = r->x;

	(void)day;
	for (int32_t m = in.from; m < in.to; m++) {
		r->total += x->shown_at[m] + (r->q->old ? x->old_at[m] : 0);
		r->old_hidden += r->q->old ? 0 : x->old_at[m];
	}
}

static void count_piece(struct run *r, int day, struct range in)
{
	if (in.to - in.from == DAY_MIN)
		count_day(r, day, in);
	else
		count_minutes(r, in);
}

static void each_piece(struct run *r, void (*fn)(struct run *, int day, struct range))
{
	struct range in;

	for (size_t k = 0; k < r->nranges; k++)
		for (int day = r->ranges[k].from / DAY_MIN; day < WINDOW_DAYS && piece_of(&r->ranges[k], day, &in); day++)
			fn(r, day, in);
}

/* Looking up one document costs as much as passing by some twenty dates, and a page has twenty rows. */
static bool are_few(const struct run *r)
{
	const struct index *x = r->x;
	uint64_t docs = 0, dates = 0;
	struct range in;

	for (size_t k = 0; k < r->nranges; k++)
		for (int day = r->ranges[k].from / DAY_MIN; day < WINDOW_DAYS && piece_of(&r->ranges[k], day, &in); day++) {
			docs += bits_count_both(r->fit, x->on_day[day], x->words);
			dates += x->first_of_min[in.to] - x->first_of_min[in.from];
		}
	return docs * docs < dates;
}

bool run_is_everything(const struct run *r)
{
	return r->fit == r->x->meetings;
}

/* Counts; true when every match was collected on the way. */
static bool count(struct run *r)
{
	if (r->q->when == WHEN_ANY) {
		collect_any(r);
		return true;
	}
	add_late(r);
	if (run_is_everything(r)) {
		each_piece(r, count_known);
		return false;
	}
	if (are_few(r)) {
		each_piece(r, collect_piece);
		return true;
	}
	each_piece(r, count_piece);
	return false;
}

/* --- the answer ------------------------------------------------------------------------------------------------- */

/* One question; hits only when somebody wants a page of them. */
static void run(struct run *r, struct result *out, bool page)
{
	size_t from = (size_t)(r->q->page - 1) * SEARCH_PAGE;
	uint64_t *fit;
	bool collected;

	r->zone = find_zone(r);
	run_choose_ranges(r);
	fit = find_fitting(r);
	r->fit = isnan(r->q->lat) ? fit ? fit : r->x->meetings : keep_near(r, fit ? fit : r->x->meetings);
	collected = count(r);
	*out = (struct result){ .index = r->x->serial, .total = r->total, .radius_km = r->km_most, .zone = r->zone, .old_hidden = r->old_hidden };
	out->pages = (out->total + SEARCH_PAGE - 1) / SEARCH_PAGE;
	if (!page || (int64_t)from >= r->total)
		return;
	if (collected)
		run_page(r, from, from + SEARCH_PAGE, out);
	else
		run_walk_page(r, from, from + SEARCH_PAGE, out);
}

static void no_text(struct query *q) { q->q = S(""); }
static void no_time(struct query *q) { q->when = WHEN_WEEK; q->weekdays = 0; q->time_of_day = S(""); }
static void no_method(struct query *q) { q->method = S(""); }
static void no_audience(struct query *q) { q->audience = S(""); }
static void no_language(struct query *q) { q->language = S(""); }
static void no_step_free(struct query *q) { q->step_free = false; }
static void no_children(struct query *q) { q->children = false; }
static void no_newcomers(struct query *q) { q->newcomers = false; }
static void no_area(struct query *q) { q->area_id = 0; }
static void no_km(struct query *q) { q->radius_km = 0; }
static void any_mode(struct query *q) { q->in_room = q->online = false; }

static const struct {
	const char *name;
	void (*let_go)(struct query *);
} filters[] = {
	{ "when", no_time }, { "method", no_method }, { "audience", no_audience }, { "language", no_language },
	{ "stepfree", no_step_free }, { "children", no_children }, { "newcomers", no_newcomers }, { "room", any_mode },
	{ "online", any_mode }, { "area", no_area }, { "km", no_km }, { "q", no_text },
};

static int64_t count_without(const struct run *of, void (*let_go)(struct query *))
{
	struct query wider = *of->q;
	struct run r = { .ctx = of->ctx, .x = of->x, .q = &wider };
	struct result out;

	let_go(&wider);
	run(&r, &out, false);
	return out.total;
}

static int by_hits(const void *a, const void *b)
{
	const struct relaxation *x = a, *y = b;

	return (x->hits < y->hits) - (x->hits > y->hits);
}

/* Nothing found: which single filter, let go, gives most. */
static void relax(const struct run *r, struct result *out)
{
	struct relaxation all[sizeof filters / sizeof *filters];
	size_t n = 0;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		int64_t hits = count_without(r, filters[i].let_go);
		if (hits)
			all[n++] = (struct relaxation){ filters[i].name, hits };
	}
	qsort(all, n, sizeof *all, by_hits);
	for (size_t i = 0; i < n && out->nrelax < sizeof out->relax / sizeof *out->relax; i++)
		out->relax[out->nrelax++] = all[i];
}

enum err search_run(struct ctx *ctx, const struct query *q, struct result *out)
{
	struct run r = { .ctx = ctx, .q = q };

	TRY(index_hold(ctx, &r.x));
	run(&r, out, true);
	if (!out->total)
		relax(&r, out);
	index_let_go(ctx);
	return OK;
}
