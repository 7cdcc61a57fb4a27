/* load.c -- from the database to the index; following the diary. */
#include "index/index_parts.h"
#include "event/event.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

#include "index_sql.h"

/* --- what both kinds of documents say ------------------------------------------------------------------- */

static const void *keep(struct arena *a, const void *list, size_t bytes)
{
	return bytes ? memcpy(arena_alloc(a, bytes), list, bytes) : NULL;
}

void reading_add(struct reading *to, const struct doc *d, const struct said *s)
{
	struct doc own = *d;

	own.known_at = to->known_at;
	own.points = keep(to->to->arena, d->points, d->npoints * sizeof *d->points);
	own.openings = keep(to->to->arena, d->openings, d->nopenings * sizeof *d->openings);
	own.dates = keep(to->to->arena, d->dates, d->ndates * sizeof *d->dates);
	if (!index_is_full(to->to)) {
		if (to->lock)
			pthread_rwlock_wrlock(to->lock);
		index_add(to->to, to->scratch, &own, s);
		if (to->lock) {
			index_ready(to->to, to->ctx->now);
			pthread_rwlock_unlock(to->lock);
		}
	}
	arena_reset(to->scratch);
}

const struct index_kind *reading_kind(const struct reading *to, int64_t id)
{
	for (size_t i = 0; i < to->nkinds; i++)
		if (to->kinds[i].id == id)
			return &to->kinds[i];
	return NULL;
}

const struct index_kind *reading_kind_of_code(const struct reading *to, struct str code)
{
	for (size_t i = 0; i < to->nkinds; i++)
		if (str_eq(to->kinds[i].code, code))
			return &to->kinds[i];
	return NULL;
}

static int64_t parent_of(const struct reading *to, int64_t area)
{
	size_t lo = 0, hi = to->nareas;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (to->areas[mid].id < area)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < to->nareas && to->areas[lo].id == area ? to->areas[lo].parent.v : 0;
}

void reading_say_area(struct reading *to, struct said *s, int64_t area)
{
	enum { DEEP = 8 };

	for (int i = 0; area && i < DEEP; i++, area = parent_of(to, area))
		said_fact(to->scratch, s, "area", id_text(to->scratch, area));
}

void reading_say_org(struct reading *to, struct said *s, int64_t org)
{
	if (org)
		said_fact(to->scratch, s, "org", id_text(to->scratch, org));
}

void reading_point(struct reading *to, struct doc *d, struct point p)
{
	struct point *all = arena_grow(to->scratch, (void *)d->points, d->npoints, sizeof *all);

	all[d->npoints++] = p;
	d->points = all;
}

void reading_opening(struct reading *to, struct doc *d, struct opening o)
{
	struct opening *all = arena_grow(to->scratch, (void *)d->openings, d->nopenings, sizeof *all);

	all[d->nopenings++] = o;
	d->openings = all;
}

void reading_date(struct reading *to, struct doc *d, struct doc_date date)
{
	struct doc_date *all = arena_grow(to->scratch, (void *)d->dates, d->ndates, sizeof *all);

	all[d->ndates++] = date;
	d->dates = all;
}

/* --- reading --------------------------------------------------------------------------------------------- */

/* Listings with ids in (after, upto] into the index. */
static enum err read_into(struct ctx *ctx, struct index *to, pthread_rwlock_t *lock, int64_t after, int64_t upto)
{
	struct reading r = { .ctx = ctx, .to = to, .lock = lock };
	enum err e;

	TRY(index_kind(ctx, &r.kinds, &r.nkinds));
	TRY(index_question(ctx, &r.questions, &r.nquestions));
	TRY(index_area(ctx, &r.areas, &r.nareas));
	TRY(event_newest(ctx, &r.known_at));
	r.scratch = arena_new(0);
	e = index_read_meetings(&r, after, upto);
	if (!e)
		e = index_read_services(&r, after, upto);
	arena_free(r.scratch);
	return e;
}

struct marking {
	struct ctx *ctx;
	struct index *x;
};

static enum err mark_reports(void *arg, int64_t meeting, const struct verify_state *v)
{
	const struct marking *m = arg;
	int64_t doc = index_doc(m->x, meeting);

	if (doc != INDEX_NONE)
		index_mark(m->x, (uint32_t)doc, m->x->docs[doc].verified_at, v, m->ctx->now);
	return OK;
}

/* Everything anew, beside the index that is being read; then the two change places. */
static enum err read_all(struct ctx *ctx, struct index_live *s, int64_t newest)
{
	struct index_how_many most;
	struct index *fresh, *old;
	struct kinds_read *shown, *shown_before;
	struct index_kind *kinds;
	size_t nkinds;
	enum err e;

	TRY(index_how_many(ctx, &most));
	TRY(index_kind(ctx, &kinds, &nkinds));
	fresh = index_new((uint32_t)most.n, zone_find(ctx->house->cal, S("Europe/Copenhagen")));
	index_learn_kinds(fresh, kinds, nkinds);
	e = read_into(ctx, fresh, NULL, 0, INT64_MAX);
	if (!e)
		e = verify_states(ctx, mark_reports, &(struct marking){ ctx, fresh });
	if (!e)
		e = kinds_read(ctx, &shown);
	if (e) {
		index_free(fresh);
		return e;
	}
	index_settle(fresh);
	index_sort(fresh);
	index_grid(fresh);
	index_ready(fresh, ctx->now);
	pthread_rwlock_wrlock(&s->lock);
	old = s->index;
	fresh->serial = old ? old->serial + 1 : 1;
	shown_before = s->kinds;
	s->index = fresh;
	s->kinds = shown;
	s->read_to = newest;
	pthread_rwlock_unlock(&s->lock);
	index_free(old);
	kinds_let_go(shown_before);
	return OK;
}

/* Somebody confirmed it or reported something: only that is read. */
static enum err read_mark(struct ctx *ctx, struct index_live *s, int64_t id)
{
	int64_t doc = index_doc(s->index, id), known_at;
	struct verify_listing l;
	struct verify_state v;

	if (doc == INDEX_NONE)
		return OK;
	TRY(event_newest(ctx, &known_at));
	TRY(verify_listing(ctx, id, &l));
	TRY(verify_state_of(ctx, id, l.verified_at, l.zone, &v));
	pthread_rwlock_wrlock(&s->lock);
	s->index->docs[doc].known_at = known_at;
	index_mark(s->index, (uint32_t)doc, l.verified_at, &v, ctx->now);
	pthread_rwlock_unlock(&s->lock);
	return OK;
}

/* One series again, as it is now; gone when it no longer runs. */
static enum err read_one(struct ctx *ctx, struct index_live *s, int64_t id)
{
	uint32_t before = s->index->ndocs;

	TRY(read_into(ctx, s->index, &s->lock, id - 1, id));
	if (s->index->ndocs > before)
		return read_mark(ctx, s, id);
	pthread_rwlock_wrlock(&s->lock);
	index_remove(s->index, id);
	pthread_rwlock_unlock(&s->lock);
	return OK;
}

enum { AFFECTED_MOST = 5000 };

/* Series that lines of the diary bear on, each once. */
struct affected {
	int64_t *at;
	size_t n;
};

static void affect(struct ctx *ctx, struct affected *a, int64_t id)
{
	a->at = arena_grow(ctx->arena, a->at, a->n, sizeof *a->at);
	a->at[a->n++] = id;
}

/* What all listings are read by: kinds, areas. */
static bool is_ground(struct str what)
{
	return str_starts(what, S("kind.")) || str_starts(what, S("area."));
}

static bool is_mark(struct str what)
{
	return str_starts(what, S("verify.")) || str_same(what, "meeting.verified") ||
	       str_same(what, "service.verified");
}

static enum err find_affected(struct ctx *ctx, const struct event *ev, struct affected *marks, struct affected *whole)
{
	struct index_at_location *here;
	struct index_of_org *theirs;
	size_t n;

	if (is_mark(ev->what)) {
		affect(ctx, marks, ev->subject);
	} else if (str_starts(ev->what, S("meeting.")) || str_starts(ev->what, S("service.")) ||
		   str_starts(ev->what, S("twin."))) {
		affect(ctx, whole, ev->subject);
	} else if (str_starts(ev->what, S("location."))) {
		TRY(index_at_location(ctx, ev->subject, AFFECTED_MOST, &here, &n));
		for (size_t i = 0; i < n; i++)
			affect(ctx, whole, here[i].id);
	} else if (str_starts(ev->what, S("org."))) {
		TRY(index_of_org(ctx, ev->subject, AFFECTED_MOST, &theirs, &n));
		for (size_t i = 0; i < n; i++)
			affect(ctx, whole, theirs[i].id);
	}
	return OK;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static enum err read_each(struct ctx *ctx, struct index_live *s, const struct affected *a,
			  enum err (*read)(struct ctx *, struct index_live *, int64_t))
{
	if (a->n)
		qsort(a->at, a->n, sizeof *a->at, by_id);
	for (size_t i = 0; i < a->n; i++)
		if (!i || a->at[i] != a->at[i - 1])
			TRY(read(ctx, s, a->at[i]));
	return OK;
}

/* Only the writer follows, so what it reads of the index needs no lock; what it changes does. */
static enum err follow(struct ctx *ctx, struct index_live *s, const struct event *events, size_t n)
{
	struct affected marks = { 0 }, whole = { 0 };

	for (size_t i = 0; i < n; i++)
		TRY(find_affected(ctx, &events[i], &marks, &whole));
	TRY(read_each(ctx, s, &whole, read_one));
	TRY(read_each(ctx, s, &marks, read_mark));
	if (n)
		s->read_to = events[n - 1].n;
	if (!whole.n)
		return OK;
	pthread_rwlock_wrlock(&s->lock);
	index_sort(s->index);
	index_grid(s->index);
	pthread_rwlock_unlock(&s->lock);
	return OK;
}

/* So many lines of the diary at once, or so much of the index dead: reading everything is cheaper. */
enum { FOLLOW_MOST = 500 };

static bool worn(const struct index *x)
{
	return index_is_full(x) || (x->ndead > 1000 && x->ndead > x->ndocs / 4);
}

enum err index_catch_up(struct ctx *ctx)
{
	struct index_live *s = ctx->house->index;
	struct event *events;
	int64_t newest;
	size_t n;

	TRY(event_newest(ctx, &newest));
	if (s->index && newest == s->read_to)
		return OK;
	/* A diary shorter than what was read is another diary: a restored folder, a reset demonstration. */
	if (!s->index || newest < s->read_to || newest - s->read_to > FOLLOW_MOST || worn(s->index))
		return read_all(ctx, s, newest);
	TRY(event_since(ctx, s->read_to, FOLLOW_MOST, &events, &n));
	for (size_t i = 0; i < n; i++)
		if (is_ground(events[i].what))
			return read_all(ctx, s, newest);
	return follow(ctx, s, events, n);
}

/* --- the one index of the house ----------------------------------------------------------------------------- */

struct index_live *index_live_new(void)
{
	struct index_live *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	pthread_rwlock_init(&s->lock, NULL);
	return s;
}

void index_live_free(struct index_live *s)
{
	if (!s)
		return;
	index_free(s->index);
	kinds_let_go(s->kinds);
	pthread_rwlock_destroy(&s->lock);
	free(s);
}

static bool is_made(const struct index *x, int64_t now, bool open)
{
	return index_is_ready(x, now) && (!open || x->open_min == now / 60);
}

static void make(struct index *x, int64_t now, bool open)
{
	index_ready(x, now);
	if (open)
		index_open(x, now);
}

/* Readers share the index; when the clock has left its window, one of them makes it anew. */
static enum err hold(struct ctx *ctx, bool open, const struct index **out)
{
	struct index_live *s = ctx->house->index;

	if (!s->index)
		return fail(ctx, ERR_IO, "the index is not read yet");
	pthread_rwlock_rdlock(&s->lock);
	while (!is_made(s->index, ctx->now, open)) {
		pthread_rwlock_unlock(&s->lock);
		pthread_rwlock_wrlock(&s->lock);
		make(s->index, ctx->now, open);
		pthread_rwlock_unlock(&s->lock);
		pthread_rwlock_rdlock(&s->lock);
	}
	*out = s->index;
	return OK;
}

enum err index_hold(struct ctx *ctx, const struct index **out)
{
	return hold(ctx, false, out);
}

enum err index_hold_open(struct ctx *ctx, const struct index **out)
{
	return hold(ctx, true, out);
}

void index_let_go(struct ctx *ctx)
{
	pthread_rwlock_unlock(&ctx->house->index->lock);
}

enum err index_kinds(struct ctx *ctx, const struct kind **out, size_t *n)
{
	struct index_live *s = ctx->house->index;
	struct kinds_read *k;

	pthread_rwlock_rdlock(&s->lock);
	k = s->kinds;
	if (k)
		k->users++;
	pthread_rwlock_unlock(&s->lock);
	if (!k)
		return fail(ctx, ERR_IO, "the index is not read yet");
	arena_defer(ctx->arena, kinds_let_go, k);
	*out = k->at;
	*n = k->n;
	return OK;
}
