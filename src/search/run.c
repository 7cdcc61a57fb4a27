/*
 * run.c -- one search.
 *
 * The order is time, then distance, then name; nothing else may come first.  Two ways lead there:
 * few documents (a text or a place chose them) have their dates looked up and sorted; many are
 * met by walking all dates in order of time.  Both count every date that fits.
 */
#include "search/search_state.h"
#include "place/gazetteer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE = 60, HOUR = 3600, DAY_S = 86400, JUST_BEGUN = 600, SOON = 2 * HOUR };
enum { RANGES_MOST = 32, ASKS_MOST = 8, FEW_DOCS = 4096 };
enum { FRESH_S = 180 * DAY_S };

struct range {
	int32_t from, to;             /* minutes after the window's base, half open */
};

struct match {
	int32_t start_min;
	uint32_t doc;
	uint16_t nth;
	bool far;                     /* beyond the window */
	float km;
};

struct run {
	struct ctx *ctx;
	struct index *x;
	const struct query *q;
	const struct zone *zone;
	uint8_t want, relatives;      /* bits that must all be there */
	bool any_mode;
	int method;                   /* -1 all */
	uint16_t audience;            /* one of these, or everyone */
	uint64_t language;
	struct range ranges[RANGES_MOST];
	size_t nranges;
	uint64_t *texts;              /* bitmap of documents that the words fit; NULL all */
	uint32_t ntexts;
	double km_most;
	uint32_t *near;               /* documents in reach, and those online; NULL: place does not matter */
	uint32_t nnear;
	struct match *matches;
	size_t nmatches;
	int64_t old_hidden;
};

static unsigned bit_of(const struct choice *c, struct str code)
{
	for (unsigned i = 0; c[i].code; i++)
		if (str_same(code, c[i].code))
			return i;
	return 63;
}

/* --- words ------------------------------------------------------------------------------------------ */

static void mark(const struct term *t, uint64_t *bits)
{
	for (uint32_t i = 0; i < t->n; i++)
		bits[t->docs[i] >> 6] |= UINT64_C(1) << (t->docs[i] & 63);
}

static uint32_t first_word(const struct index *x, struct str from)
{
	uint32_t lo = 0, hi = x->nterms;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (str_cmp(x->terms[x->by_word[mid]].word, from) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void mark_ask(const struct index *x, const struct ask *ask, uint64_t *bits)
{
	for (size_t i = 0; i < ask->forms.n; i++) {
		uint32_t at = first_word(x, ask->forms.at[i]);
		if (at < x->nterms && str_eq(x->terms[x->by_word[at]].word, ask->forms.at[i]))
			mark(&x->terms[x->by_word[at]], bits);
	}
	if (!ask->prefix.p)
		return;
	for (uint32_t at = first_word(x, ask->prefix); at < x->nterms; at++) {
		const struct term *t = &x->terms[x->by_word[at]];
		if (!str_starts(t->word, ask->prefix))
			break;
		mark(t, bits);
	}
}

static void find_texts(struct run *r)
{
	struct ask asks[ASKS_MOST];
	size_t n = asks_of(r->x->vocabulary, r->ctx->arena, r->q->q, asks, ASKS_MOST), words = r->x->ndocs / 64 + 1;

	if (!n || !r->x->by_word)
		return;
	for (size_t i = 0; i < n; i++) {
		uint64_t *bits = arena_array(r->ctx->arena, words, uint64_t);
		mark_ask(r->x, &asks[i], bits);
		for (size_t k = 0; r->texts && k < words; k++)
			bits[k] &= r->texts[k];
		r->texts = bits;
	}
	for (size_t k = 0; k < words; k++)
		r->ntexts += (uint32_t)__builtin_popcountll(r->texts[k]);
}

static bool text_fits(const struct run *r, uint32_t doc)
{
	return !r->texts || (r->texts[doc >> 6] >> (doc & 63) & 1);
}

/* --- one document against the filters --------------------------------------------------------------- */

static bool mode_fits(const struct run *r, const struct doc *d)
{
	if (r->any_mode)
		return true;
	return (r->q->in_room && (d->bits & DOC_IN_ROOM)) || (r->q->online && (d->bits & DOC_ONLINE));
}

static bool is_old(const struct run *r, const struct doc *d)
{
	return d->hidden || !d->verified_at || r->ctx->now - d->verified_at > FRESH_S;
}

static bool filters_fit(const struct run *r, const struct doc *d)
{
	return d->alive && (d->bits & r->want) == r->want && mode_fits(r, d) &&
	       (r->method < 0 || d->method == r->method) &&
	       (!r->audience || (d->audience & r->audience) || (d->bits & DOC_EVERYONE)) &&
	       (!r->language || (d->languages & r->language)) && (!r->q->area_id || d->area == r->q->area_id) &&
	       (!r->q->org_id || d->org == r->q->org_id);
}

/* --- time --------------------------------------------------------------------------------------------- */

static void add_range(struct run *r, int64_t from, int64_t to)
{
	int64_t least = r->q->when == WHEN_NOW ? from : r->ctx->now - JUST_BEGUN;

	if (from < least)
		from = least;
	if (to <= from || r->nranges == RANGES_MOST)
		return;
	/* A date's start is a whole minute: round both ends up. */
	r->ranges[r->nranges++] = (struct range){ (int32_t)((from - r->x->base + MINUTE - 1) / MINUTE),
						  (int32_t)((to - r->x->base + MINUTE - 1) / MINUTE) };
}

static const struct part_of_day {
	const char *code;
	int from, to;                 /* minutes after midnight; past 24 hours: into the next day */
} parts[] = {
	{ "morning", 5 * 60, 12 * 60 }, { "afternoon", 12 * 60, 17 * 60 }, { "evening", 17 * 60, 22 * 60 }, { "night", 22 * 60, 29 * 60 },
};

static void add_day(struct run *r, day_t day, int from, int to)
{
	int64_t begin = zone_instant(r->zone, day + from / 1440, from % 1440);
	int64_t end = zone_instant(r->zone, day + to / 1440, to % 1440);
	int64_t last = r->ctx->now + 7 * DAY_S;

	if (begin < last)
		add_range(r, begin, end < last || r->q->when != WHEN_WEEK ? end : last);
}

/* Days that the question allows, each as the hours it allows. */
static void add_days(struct run *r)
{
	struct local here = zone_local(r->zone, r->ctx->now);
	int from = r->q->when == WHEN_TONIGHT ? 17 * 60 : 0, to = r->q->when == WHEN_TONIGHT ? 28 * 60 : 1440;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_same(r->q->time_of_day, parts[i].code)) {
			from = from > parts[i].from ? from : parts[i].from;
			to = parts[i].to;
		}
	/* Yesterday's night may reach into today. */
	for (day_t day = here.day - 1; day <= here.day + 7; day++) {
		bool today = day == here.day || (to > 1440 && day == here.day - 1);
		int weekday = day_weekday(day);
		bool fits = r->q->when == WHEN_WEEK || ((r->q->when == WHEN_TODAY || r->q->when == WHEN_TONIGHT) && today) ||
			    (r->q->when == WHEN_WEEKEND && (weekday == 6 || weekday == 0) && day < here.day + 7) ||
			    (r->q->when == WHEN_DAY && (r->q->weekdays >> weekday & 1) && day < here.day + 7);
		if (fits)
			add_day(r, day, from, to);
	}
}

static void choose_ranges(struct run *r)
{
	if (r->q->when == WHEN_NOW)
		add_range(r, r->ctx->now - JUST_BEGUN, r->ctx->now + SOON);
	else if (r->q->when == WHEN_WEEK && !r->q->time_of_day.n)
		add_range(r, r->ctx->now - JUST_BEGUN, r->ctx->now + 7 * DAY_S);
	else if (r->q->when != WHEN_ANY)
		add_days(r);
}

static bool in_ranges(const struct run *r, int32_t start_min)
{
	for (size_t i = 0; i < r->nranges; i++)
		if (start_min >= r->ranges[i].from && start_min < r->ranges[i].to)
			return true;
	return false;
}

/* --- place -------------------------------------------------------------------------------------------- */

static float km_to(const struct run *r, const struct doc *d)
{
	if (isnan(r->q->lat) || isnan(d->lat))
		return NAN;
	return (float)place_distance_km(r->q->lat, r->q->lon, (double)d->lat, (double)d->lon);
}

static void add_near(struct run *r, uint32_t doc)
{
	r->near = arena_grow(r->ctx->arena, r->near, r->nnear, sizeof *r->near);
	r->near[r->nnear++] = doc;
}

static void near_doc(struct run *r, uint32_t doc, double most)
{
	const struct doc *d = &r->x->docs[doc];

	if (d->alive && !isnan(d->lat) && km_to(r, d) <= most && text_fits(r, doc) && filters_fit(r, d))
		add_near(r, doc);
}

/* Documents within so many kilometres, by the cells that the circle touches. */
static void near_within(struct run *r, double most)
{
	const struct index *x = r->x;
	double dlat = most / 110.5, width = cos(r->q->lat * M_PI / 180), dlon = most / (111.3 * (width > 0.05 ? width : 0.05));
	int row0 = (int)floor((r->q->lat - dlat + 90) * 2), row1 = (int)floor((r->q->lat + dlat + 90) * 2);
	int col0 = (int)floor((r->q->lon - dlon + 180) * 2), col1 = (int)floor((r->q->lon + dlon + 180) * 2);

	r->nnear = 0;
	for (int row = row0 < 0 ? 0 : row0; row <= row1 && row < GRID_LAT; row++)
		for (int c = col0; c <= col1 && c < col0 + GRID_LON; c++) {
			int col = (c % GRID_LON + GRID_LON) % GRID_LON;       /* over the date line */
			uint32_t cell = (uint32_t)(row * GRID_LON + col);
			for (uint32_t i = x->grid_first[cell]; i < x->grid_first[cell + 1]; i++)
				near_doc(r, x->grid_docs[i], most);
		}
	for (uint32_t d = x->grid_made_for; d < x->ndocs; d++)
		near_doc(r, d, most);
}

enum { ENOUGH_NEAR = 5 };

/* The circle grows until it holds enough; then what is online joins, wherever it is run from. */
static void find_near(struct run *r)
{
	static const double radii[] = { 10, 25, 50, 100, 200 };

	r->near = arena_array(r->ctx->arena, 8, uint32_t);
	if (r->q->radius_km > 0) {
		r->km_most = r->q->radius_km;
		near_within(r, r->km_most);
	}
	for (size_t i = 0; !(r->q->radius_km > 0) && i < sizeof radii / sizeof *radii && r->nnear < ENOUGH_NEAR; i++) {
		r->km_most = radii[i];
		near_within(r, r->km_most);
	}
	if (r->q->in_room && !r->q->online)
		return;
	for (uint32_t i = 0; i < r->x->nonline; i++) {
		uint32_t doc = r->x->online[i];
		const struct doc *d = &r->x->docs[doc];
		/* A hybrid one in reach is there already. */
		if (text_fits(r, doc) && filters_fit(r, d) && !(km_to(r, d) <= r->km_most))
			add_near(r, doc);
	}
}

/* Days are counted where the person is: in the zone of the nearest house, else the house's own. */
static const struct zone *reader_zone(struct run *r)
{
	const struct zone *zone = zone_find(r->ctx->house->cal, S("Europe/Copenhagen"));
	double best = 150;

	if (isnan(r->q->lat))
		return zone;
	near_within(r, best);
	for (uint32_t i = 0; i < r->nnear; i++) {
		const struct doc *d = &r->x->docs[r->near[i]];
		if (km_to(r, d) < best) {
			best = km_to(r, d);
			zone = d->times.zone;
		}
	}
	r->near = NULL;
	r->nnear = 0;
	return zone;
}

/* --- collecting ----------------------------------------------------------------------------------------- */

static void add_match(struct run *r, const struct date *d, bool far)
{
	r->matches = arena_grow(r->ctx->arena, r->matches, r->nmatches, sizeof *r->matches);
	r->matches[r->nmatches++] = (struct match){ d->start_min, d->doc, d->nth, far, NAN };
}

/* All dates of one document in the window that the time allows. */
static void dates_of_doc(struct run *r, uint32_t doc)
{
	const struct index *x = r->x;
	bool old = !r->q->old && is_old(r, &x->docs[doc]);

	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		if (in_ranges(r, x->by_doc[i].start_min)) {
			if (old)
				r->old_hidden++;
			else
				add_match(r, &x->by_doc[i], false);
		}
}

static uint32_t lower_bound(const struct date *d, uint32_t n, int32_t start_min)
{
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (d[mid].start_min < start_min)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void walk(struct run *r)
{
	const struct index *x = r->x;

	for (size_t k = 0; k < r->nranges; k++)
		for (uint32_t i = lower_bound(x->by_start, x->nsorted, r->ranges[k].from);
		     i < x->nsorted && x->by_start[i].start_min < r->ranges[k].to; i++) {
			const struct date *d = &x->by_start[i];
			const struct doc *doc = &x->docs[d->doc];
			if ((d->bits & r->want) != r->want || !text_fits(r, d->doc) || !filters_fit(r, doc))
				continue;
			if (!r->q->old && is_old(r, doc))
				r->old_hidden++;
			else
				add_match(r, d, false);
		}
	for (uint32_t d = x->window_docs; d < x->ndocs; d++)
		if (text_fits(r, d) && filters_fit(r, &x->docs[d]))
			dates_of_doc(r, d);
}

/* WHEN_ANY: every series once, by its next date however far. */
static bool next_of_doc(struct run *r, uint32_t doc, struct date *out)
{
	const struct index *x = r->x;
	int32_t from = (int32_t)((r->ctx->now - JUST_BEGUN - x->base + MINUTE - 1) / MINUTE);

	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		if (x->by_doc[i].start_min >= from) {
			*out = x->by_doc[i];
			return true;
		}
	return false;
}

static bool hour_fits(const struct run *r, const struct date *d)
{
	struct local here;

	if (!r->q->time_of_day.n)
		return true;
	here = zone_local(r->zone, r->x->base + (int64_t)d->start_min * MINUTE);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_same(r->q->time_of_day, parts[i].code))
			return (here.minutes >= parts[i].from && here.minutes < parts[i].to) || here.minutes + 1440 < parts[i].to;
	return true;
}

static void take_next(struct run *r, const struct date *d, bool far)
{
	if (!hour_fits(r, d))
		return;
	if (!r->q->old && is_old(r, &r->x->docs[d->doc]))
		r->old_hidden++;
	else
		add_match(r, d, far);
}

static bool wanted(const struct run *r, const uint64_t *near, uint32_t doc)
{
	if (near && !(near[doc >> 6] >> (doc & 63) & 1))
		return false;
	return text_fits(r, doc) && filters_fit(r, &r->x->docs[doc]);
}

static void walk_any(struct run *r)
{
	const struct index *x = r->x;
	uint64_t *near = NULL;
	struct date next;

	if (r->near) {
		near = arena_array(r->ctx->arena, x->ndocs / 64 + 1, uint64_t);
		for (uint32_t i = 0; i < r->nnear; i++)
			near[r->near[i] >> 6] |= UINT64_C(1) << (r->near[i] & 63);
	}
	for (uint32_t d = 0; d < x->ndocs; d++)
		if (wanted(r, near, d) && next_of_doc(r, d, &next))
			take_next(r, &next, false);
	for (uint32_t i = 0; i < x->nfar; i++)
		if (wanted(r, near, x->far[i].doc) && !next_of_doc(r, x->far[i].doc, &next))
			take_next(r, &x->far[i], true);
}

static void collect(struct run *r)
{
	if (r->q->when == WHEN_ANY) {
		walk_any(r);
		return;
	}
	if (r->near) {
		for (uint32_t i = 0; i < r->nnear; i++)
			dates_of_doc(r, r->near[i]);
	} else if (r->texts && r->ntexts <= FEW_DOCS) {
		for (uint32_t w = 0; w <= r->x->ndocs / 64; w++)
			for (uint64_t bits = r->texts[w]; bits; bits &= bits - 1) {
				uint32_t doc = w * 64 + (uint32_t)__builtin_ctzll(bits);
				if (filters_fit(r, &r->x->docs[doc]))
					dates_of_doc(r, doc);
			}
	} else {
		walk(r);
	}
}

/* --- order ------------------------------------------------------------------------------------------------ */

static int by_time(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	return (x->start_min > y->start_min) - (x->start_min < y->start_min);
}

/* Nearer first, what has no distance last; then the name, then the id: a full order. */
static int by_distance(const void *a, const void *b, void *arg)
{
	const struct match *x = a, *y = b;
	const struct doc *docs = arg;
	float kx = isnan(x->km) ? INFINITY : x->km, ky = isnan(y->km) ? INFINITY : y->km;
	int c;

	if (x->start_min != y->start_min)
		return x->start_min < y->start_min ? -1 : 1;
	if (kx < ky || kx > ky)
		return kx < ky ? -1 : 1;
	c = str_cmp(docs[x->doc].name_key, docs[y->doc].name_key);
	return c ? c : (docs[x->doc].id > docs[y->doc].id) - (docs[x->doc].id < docs[y->doc].id);
}

static bool in_order(const struct run *r)
{
	for (size_t i = 1; i < r->nmatches; i++)
		if (r->matches[i].start_min < r->matches[i - 1].start_min)
			return false;
	return true;
}

/* Only the equals around the page need the finer order. */
static void order_page(struct run *r, size_t from, size_t to)
{
	if (!in_order(r))
		qsort(r->matches, r->nmatches, sizeof *r->matches, by_time);
	while (from && r->matches[from - 1].start_min == r->matches[from].start_min)
		from--;
	while (to < r->nmatches && r->matches[to].start_min == r->matches[to - 1].start_min)
		to++;
	for (size_t i = from; i < to; i++)
		r->matches[i].km = km_to(r, &r->x->docs[r->matches[i].doc]);
	qsort_r(r->matches + from, to - from, sizeof *r->matches, by_distance, r->x->docs);
}

/* --- the answer -------------------------------------------------------------------------------------------- */

static enum freshness freshness_of(const struct run *r, const struct doc *d)
{
	return d->hidden ? FRESH_HIDDEN : meeting_freshness(d->verified_at, r->ctx->now);
}

static void fill_hit(const struct run *r, const struct match *m, struct hit *out)
{
	const struct doc *d = &r->x->docs[m->doc];
	int64_t from = r->x->base + (m->far ? (int64_t)WINDOW_DAYS * DAY_S : 0);
	struct occurrence o[64];
	size_t n = occurrences(&d->times, from, m->far ? from + (int64_t)FAR_DAYS * DAY_S : from + (int64_t)WINDOW_DAYS * DAY_S,
			       false, o, m->far ? 1 : 64);

	*out = (struct hit){ .meeting = d->id, .km = (double)m->km, .fresh = freshness_of(r, d), .reported_today = d->reported_today };
	if (m->nth < n)
		out->when = o[m->nth];
}

static void fill_page(struct run *r, struct result *out)
{
	size_t from = (size_t)(r->q->page - 1) * SEARCH_PAGE, to = from + SEARCH_PAGE;

	if (to > r->nmatches)
		to = r->nmatches;
	if (from >= to)
		return;
	order_page(r, from, to);
	out->hits = arena_array(r->ctx->arena, to - from, struct hit);
	for (size_t i = from; i < to; i++)
		fill_hit(r, &r->matches[i], &out->hits[out->n++]);
}

static void choose_filters(struct run *r)
{
	const struct query *q = r->q;

	r->want = (uint8_t)((q->step_free ? DOC_STEP_FREE : 0) | (q->children ? DOC_CHILDREN : 0) |
			    (q->newcomers ? DOC_NEWCOMERS : 0) | (q->relatives ? DOC_RELATIVES : 0));
	r->any_mode = q->in_room == q->online;
	r->method = -1;
	if (q->method.n)
		r->method = (int)(method_find(q->method) - meeting_methods);
	if (q->audience.n)
		r->audience = (uint16_t)(1u << bit_of(audience_choices, q->audience));
	if (q->language.n)
		r->language = UINT64_C(1) << bit_of(language_choices, q->language);
}

static void run_locked(struct run *r, struct result *out)
{
	choose_filters(r);
	r->zone = reader_zone(r);
	choose_ranges(r);
	if (r->q->q.n)
		find_texts(r);
	if (!isnan(r->q->lat))
		find_near(r);
	collect(r);
	*out = (struct result){ .total = (int64_t)r->nmatches, .radius_km = r->km_most, .zone = r->zone, .old_hidden = r->old_hidden };
	out->pages = (out->total + SEARCH_PAGE - 1) / SEARCH_PAGE;
	fill_page(r, out);
}

/* Readers share the index; when the clock has left its window, one of them makes it anew. */
static void lock_for(struct search *s, int64_t now)
{
	pthread_rwlock_rdlock(&s->lock);
	while (!index_window_fits(s->index, now)) {
		pthread_rwlock_unlock(&s->lock);
		pthread_rwlock_wrlock(&s->lock);
		index_window(s->index, now);
		pthread_rwlock_unlock(&s->lock);
		pthread_rwlock_rdlock(&s->lock);
	}
}

static int64_t count_without(struct ctx *ctx, const struct query *q, void (*let_go)(struct query *))
{
	struct query wider = *q;
	struct run r = { .ctx = ctx, .x = ctx->house->search->index, .q = &wider };
	struct result out;

	let_go(&wider);
	run_locked(&r, &out);
	return out.total;
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

/* Which filter to let go, and whether it was set at all. */
static const struct {
	const char *name;
	void (*let_go)(struct query *);
} filters[] = {
	{ "when", no_time }, { "method", no_method }, { "audience", no_audience }, { "language", no_language },
	{ "stepfree", no_step_free }, { "children", no_children }, { "newcomers", no_newcomers }, { "room", any_mode },
	{ "online", any_mode }, { "area", no_area }, { "km", no_km }, { "q", no_text },
};

static int by_hits(const void *a, const void *b)
{
	const struct relaxation *x = a, *y = b;

	return (x->hits < y->hits) - (x->hits > y->hits);
}

/* Nothing found: which single filter, let go, gives most. */
static void relax(struct ctx *ctx, const struct query *q, struct result *out)
{
	struct relaxation all[sizeof filters / sizeof *filters];
	struct query first = *q;
	size_t n = 0;

	first.page = 1;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		int64_t hits = count_without(ctx, &first, filters[i].let_go);
		if (hits)
			all[n++] = (struct relaxation){ filters[i].name, hits };
	}
	qsort(all, n, sizeof *all, by_hits);
	for (size_t i = 0; i < n && out->nrelax < sizeof out->relax / sizeof *out->relax; i++)
		out->relax[out->nrelax++] = all[i];
}

enum err search_run(struct ctx *ctx, const struct query *q, struct result *out)
{
	struct search *s = ctx->house->search;
	struct run r = { .ctx = ctx, .q = q };

	if (!s->index)
		return fail(ctx, ERR_IO, "the search index is not read yet");
	lock_for(s, ctx->now);
	r.x = s->index;
	run_locked(&r, out);
	if (!out->total)
		relax(ctx, q, out);
	pthread_rwlock_unlock(&s->lock);
	return OK;
}
