/* window.c -- dates around now: by document, by time, by day; and which of them may be shown. */
#include "index/index_parts.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW_MOST = 256 << 20, MINUTE = 60, DAY_S = 86400, DATES_OF_DOC_MOST = 64, FRESH_S = 180 * DAY_S };
/* So many newer documents are looked at one by one before the window is made anew. */
enum { LATE_MOST = 2000 };
/* The widest question looks a little more than eight days ahead, and back to what began a moment ago. */
enum { BEHIND_S = 7200, AHEAD_S = 9 * DAY_S };

/* --- what may be shown --------------------------------------------------------------------------------- */

bool doc_is_old(const struct doc *d, int64_t now)
{
	return now < d->hidden_to || !d->verified_at || now - d->verified_at > FRESH_S;
}

/* At this instant something is shown that was not before, or the other way. */
static void turns_at(struct index *x, int64_t at, int64_t now)
{
	if (now < at && x->shown_to > at)
		x->shown_to = at;
	if (now >= at && x->shown_from < at)
		x->shown_from = at;
}

/* Whether it is shown, and until when that stays so. */
static void set_shown(struct index *x, uint32_t doc, int64_t now)
{
	const struct doc *d = &x->docs[doc];

	if (doc_is_old(d, now))
		bits_drop(x->shown, doc);
	else
		bits_put(x->shown, doc);
	if (d->hidden_to)
		turns_at(x, d->hidden_to, now);
	if (d->verified_at)
		turns_at(x, d->verified_at + FRESH_S + 1, now);
}

/* Its dates count among those of their minutes, or (by = -1) no more. */
static void count_dates(struct index *x, uint32_t doc, uint32_t by)
{
	uint32_t *at = bits_has(x->shown, doc) ? x->shown_at : x->old_at;

	if (doc >= x->window_docs)
		return;
	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		at[x->starts[i]] += by;
}

static void make_shown(struct index *x, int64_t now)
{
	x->shown_from = INT64_MIN;
	x->shown_to = INT64_MAX;
	memset(x->shown_at, 0, WINDOW_MIN * sizeof *x->shown_at);
	memset(x->old_at, 0, WINDOW_MIN * sizeof *x->old_at);
	for (uint32_t d = 0; d < x->ndocs; d++)
		if (bits_has(x->alive, d)) {
			set_shown(x, d, now);
			count_dates(x, d, 1);
		}
}

void index_mark(struct index *x, uint32_t doc, int64_t verified_at, const struct verify_state *v, int64_t now)
{
	struct doc *d = &x->docs[doc];

	if (x->window_arena)
		count_dates(x, doc, UINT32_MAX);
	d->verified_at = verified_at;
	d->hidden_to = v->hidden_to;
	d->reported_to = v->reported_to;
	set_shown(x, doc, now);
	if (x->window_arena)
		count_dates(x, doc, 1);
}

void index_remove(struct index *x, int64_t id)
{
	int64_t doc = index_doc(x, id);

	if (doc == INDEX_NONE)
		return;
	if (x->window_arena)
		count_dates(x, (uint32_t)doc, UINT32_MAX);
	bits_drop(x->alive, (uint32_t)doc);
	bits_drop(x->meetings, (uint32_t)doc);
	bits_drop(x->shown, (uint32_t)doc);
	x->ndead++;
}

/* --- dates of documents ----------------------------------------------------------------------------------- */

static void put_start(struct index *x, int32_t start_min)
{
	if (x->nstarts == x->starts_room) {
		int32_t *wider = arena_array(x->window_arena, x->starts_room * 3 / 2, int32_t);
		memcpy(wider, x->starts, x->nstarts * sizeof *wider);
		x->starts = wider;
		x->starts_room = x->starts_room * 3 / 2;
	}
	x->starts[x->nstarts++] = start_min;
}

/* The first date after the window, for a question that looks farther than a week. */
static void add_far(struct index *x, uint32_t d)
{
	int64_t end = x->base + WINDOW_DAYS * DAY_S;
	struct occurrence o;

	if (!occurrences(x->docs[d].times, end, end + (int64_t)FAR_DAYS * DAY_S, false, &o, 1))
		return;
	x->far = arena_grow(x->window_arena, x->far, x->nfar, sizeof *x->far);
	x->far[x->nfar++] = (struct date){ (int32_t)((o.starts - x->base) / MINUTE), d };
}

/* The dates of one document go to the end; documents come in their order. */
static void add_dates(struct index *x, uint32_t d)
{
	/* As long as the window is in use, a date in its last days is a next one. */
	const int32_t near_end = WINDOW_MIN - AHEAD_S / MINUTE;
	struct occurrence o[DATES_OF_DOC_MOST];
	size_t n = 0;

	if (bits_has(x->meetings, d))
		n = occurrences(x->docs[d].times, x->base, x->base + WINDOW_DAYS * DAY_S, false, o, DATES_OF_DOC_MOST);
	for (size_t i = 0; i < n; i++)
		put_start(x, (int32_t)((o[i].starts - x->base) / MINUTE));
	x->first_of_doc[d + 1] = x->nstarts;
	if (bits_has(x->meetings, d) && (!n || x->starts[x->nstarts - 1] < near_end))
		add_far(x, d);
}

/* --- dates in order of time ---------------------------------------------------------------------------------- */

/* The first bytes of a name as a number: most comparisons end there. */
struct named {
	uint64_t begins;
	uint32_t doc;
};

static uint64_t beginning(struct str s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < sizeof n; i++)
		n = n << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
	return n;
}

static int by_name(const void *a, const void *b, void *arg)
{
	const struct named *x = a, *y = b;
	const struct doc *docs = arg;

	if (x->begins != y->begins)
		return x->begins < y->begins ? -1 : 1;
	return doc_by_name(&docs[x->doc], &docs[y->doc]);
}

static uint32_t *in_order_of_name(struct index *x)
{
	struct arena *scratch = arena_new(WINDOW_MOST);
	struct named *all = arena_array(scratch, x->ndocs, struct named);
	uint32_t *order = arena_array(x->window_arena, x->ndocs, uint32_t);

	for (uint32_t d = 0; d < x->ndocs; d++)
		all[d] = (struct named){ beginning(x->docs[d].name_key), d };
	qsort_r(all, x->ndocs, sizeof *all, by_name, x->docs);
	for (uint32_t i = 0; i < x->ndocs; i++)
		order[i] = all[i].doc;
	arena_free(scratch);
	return order;
}

/* Counting sort by minute; documents come in order of name, so those of one minute do, too. */
static void sort_by_start(struct index *x)
{
	const uint32_t *order = x->by_name;
	uint32_t *at = arena_array(x->window_arena, WINDOW_MIN + 2, uint32_t);

	x->by_start = arena_array(x->window_arena, x->nstarts, uint32_t);
	for (uint32_t i = 0; i < x->nstarts; i++)
		at[x->starts[i] + 2]++;
	for (int m = 2; m < WINDOW_MIN + 2; m++)
		at[m] += at[m - 1];
	for (uint32_t k = 0; k < x->ndocs; k++)
		for (uint32_t i = x->first_of_doc[order[k]]; i < x->first_of_doc[order[k] + 1]; i++)
			x->by_start[at[x->starts[i] + 1]++] = order[k];
	x->first_of_min = at;
}

static void make_days(struct index *x)
{
	for (int d = 0; d < WINDOW_DAYS; d++)
		x->on_day[d] = arena_array(x->window_arena, x->words, uint64_t);
	x->twice = arena_array(x->window_arena, x->words, uint64_t);
	for (uint32_t d = 0; d < x->ndocs; d++)
		for (uint32_t i = x->first_of_doc[d]; i < x->first_of_doc[d + 1]; i++) {
			uint64_t *day = x->on_day[x->starts[i] / 1440];
			if (bits_has(day, d))
				bits_put(x->twice, d);
			bits_put(day, d);
		}
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

static void make_window(struct index *x, int64_t now)
{
	struct local here = zone_local(x->home, now);

	arena_free(x->window_arena);
	x->window_arena = arena_new(WINDOW_MOST);
	x->base = zone_instant(x->home, here.day - 1, 0);
	x->starts_room = x->ndocs * 3 + LATE_MOST;
	x->starts = arena_array(x->window_arena, x->starts_room, int32_t);
	x->first_of_doc = arena_array(x->window_arena, x->room + 1, uint32_t);
	x->shown_at = arena_array(x->window_arena, WINDOW_MIN, uint32_t);
	x->old_at = arena_array(x->window_arena, WINDOW_MIN, uint32_t);
	x->far = NULL;
	x->nstarts = x->nfar = 0;
	for (uint32_t d = 0; d < x->ndocs; d++)
		add_dates(x, d);
	x->window_docs = x->dated_docs = x->ndocs;
	x->by_name = in_order_of_name(x);
	sort_by_start(x);
	make_days(x);
	make_shown(x, now);
}

static bool window_fits(const struct index *x, int64_t now)
{
	return x->base != INT64_MIN && now >= x->base + BEHIND_S && now + AHEAD_S < x->base + WINDOW_DAYS * DAY_S &&
	       x->ndocs - x->window_docs <= LATE_MOST;
}

bool index_is_ready(const struct index *x, int64_t now)
{
	return window_fits(x, now) && now >= x->shown_from && now < x->shown_to && x->dated_docs == x->ndocs;
}

void index_ready(struct index *x, int64_t now)
{
	if (!window_fits(x, now)) {
		make_window(x, now);
		return;
	}
	for (; x->dated_docs < x->ndocs; x->dated_docs++) {
		add_dates(x, x->dated_docs);
		set_shown(x, x->dated_docs, now);
	}
	if (now < x->shown_from || now >= x->shown_to)
		make_shown(x, now);
}
