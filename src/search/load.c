/* load.c -- from rows to documents; following the diary. */
#include "search/search_state.h"
#include "event/event.h"
#include "verify/verify.h"

#include <math.h>
#include <stdlib.h>

#include "search_sql.h"

/* Rows of dates of all series, kept in the order of series; what belongs to one is a run in it. */
struct dates_read {
	struct search_exception *exceptions;
	size_t nexceptions, at_exception;
	struct search_pause *pauses;
	size_t npauses, at_pause;
};

struct reading {
	struct ctx *ctx;
	struct index *to;
	struct dates_read *dates;
	struct arena *scratch;        /* emptied after each document */
	pthread_rwlock_t *lock;       /* of an index that others read meanwhile; NULL: it is still ours alone */
};

static unsigned choice_bit(const struct choice *c, struct str code)
{
	for (unsigned i = 0; c[i].code; i++)
		if (str_same(code, c[i].code))
			return i;
	return 63;
}

static uint64_t choice_bits(const struct choice *c, struct str codes)
{
	struct str rest = codes, code;
	uint64_t bits = 0;

	while (str_cut(&rest, ' ', &code))
		if (code.n)
			bits |= UINT64_C(1) << choice_bit(c, code);
	return bits;
}

static uint8_t bits_of(const struct search_listing *r, const struct method *m, uint64_t audience)
{
	bool room = str_same(r->mode, "room") || str_same(r->mode, "hybrid");
	bool relatives = (m && m->for_relatives) || (audience & UINT64_C(1) << choice_bit(audience_choices, S("relatives")));

	return (uint8_t)((room ? DOC_IN_ROOM : 0) | (str_same(r->mode, "room") ? 0 : DOC_ONLINE) |
			 (str_same(r->step_free, "yes") ? DOC_STEP_FREE : 0) | (str_same(r->children, "yes") ? DOC_CHILDREN : 0) |
			 (str_same(r->newcomers, "yes") ? DOC_NEWCOMERS : 0) | (relatives ? DOC_RELATIVES : 0) |
			 (!audience || (audience & UINT64_C(1) << choice_bit(audience_choices, S("everyone"))) ? DOC_EVERYONE : 0));
}

static bool times_of(struct reading *to, const struct search_listing *r, struct timetable *out)
{
	struct meeting m = { .rhythm = r->rhythm, .every = r->every, .month_day = r->month_day, .first_day = r->first_day,
			     .last_day = r->last_day, .start_min = r->start_min, .duration_min = r->duration_min,
			     .zone = r->zone, .holidays = r->holidays, .holiday_rule = r->holiday_rule };

	if (!timetable_of(to->ctx->house->cal, &m, NULL, 0, NULL, 0, out))
		return false;
	out->rhythm.weekdays = (unsigned)r->weekdays;
	out->rhythm.nths = (unsigned)r->nths;
	return true;
}

static struct meeting_exception exception_of(struct arena *a, const struct search_exception *e)
{
	return (struct meeting_exception){
		e->day, arena_str(a, e->kind), arena_str(a, e->reason_da), arena_str(a, e->reason_en), e->new_day,
		e->new_start_min.has ? e->new_start_min.v : -1, e->new_location.v,
	};
}

/* Exceptions and pauses of this series, copied to where the index lives. */
static void add_dates_of(struct reading *to, int64_t id, struct timetable *t)
{
	struct arena *a = to->to->arena;
	struct meeting_exception *e = NULL;
	struct meeting_pause *p = NULL;
	struct dates_read *d = to->dates;

	while (d->at_exception < d->nexceptions && d->exceptions[d->at_exception].meeting < id)
		d->at_exception++;
	for (; d->at_exception < d->nexceptions && d->exceptions[d->at_exception].meeting == id; d->at_exception++) {
		e = arena_grow(a, e, t->nexceptions, sizeof *e);
		e[t->nexceptions++] = exception_of(a, &d->exceptions[d->at_exception]);
	}
	while (d->at_pause < d->npauses && d->pauses[d->at_pause].meeting < id)
		d->at_pause++;
	for (; d->at_pause < d->npauses && d->pauses[d->at_pause].meeting == id; d->at_pause++) {
		p = arena_grow(a, p, t->npauses, sizeof *p);
		p[t->npauses++] = (struct meeting_pause){ .from = d->pauses[d->at_pause].from_day, .to = d->pauses[d->at_pause].to_day };
	}
	t->exceptions = e;
	t->pauses = p;
}

/* All that somebody may type to find this listing. */
static size_t texts_of(const struct search_listing *r, const struct method *m, struct str *out)
{
	size_t n = 0;

	out[n++] = r->name;
	out[n++] = r->description_da;
	out[n++] = r->description_en;
	out[n++] = r->org_name;
	out[n++] = m ? str_of(m->name) : S("");
	out[n++] = r->region;
	out[n++] = r->city;
	if (!r->protected) {
		out[n++] = r->location_name;
		out[n++] = r->address;
		out[n++] = r->postcode;
	}
	return n;
}

static struct facts facts_of(const struct search_listing *r, const struct method *m)
{
	uint64_t audience = choice_bits(audience_choices, r->audience);

	return (struct facts){ choice_bits(language_choices, r->languages), (uint16_t)audience, bits_of(r, m, audience),
			       (uint8_t)(m ? m - meeting_methods : 255) };
}

static enum err take(void *arg, const struct search_listing *r)
{
	struct reading *to = arg;
	const struct method *m = method_find(r->method);
	struct doc d = { .id = r->id, .org = r->org.v, .area = r->area.v, .verified_at = r->verified_at.v, .name_key = r->name_key,
			 .lat = NAN, .lon = NAN };
	struct facts f = facts_of(r, m);
	struct str texts[12];

	/* Full: the next line of the diary has all read anew. */
	if (index_is_full(to->to) || !times_of(to, r, &d.times))
		return OK;                   /* a zone that this machine does not know: nothing to show */
	add_dates_of(to, r->id, &d.times);
	if (!r->protected && (f.bits & DOC_IN_ROOM))
		d.lat = (float)r->lat, d.lon = (float)r->lon;
	if (to->lock)
		pthread_rwlock_wrlock(to->lock);
	index_add(to->to, to->scratch, &d, &f, texts, texts_of(r, m, texts));
	if (to->lock) {
		index_ready(to->to, to->ctx->now);
		pthread_rwlock_unlock(to->lock);
	}
	arena_reset(to->scratch);
	return OK;
}

/* Series with ids in (after, upto] into the index. */
static enum err read_into(struct ctx *ctx, struct index *to, pthread_rwlock_t *lock, int64_t after, int64_t upto)
{
	struct dates_read dates = { 0 };
	struct reading r = { .ctx = ctx, .to = to, .dates = &dates, .scratch = arena_new(0), .lock = lock };
	enum err e;

	e = search_exception(ctx, after, upto, &dates.exceptions, &dates.nexceptions);
	if (!e)
		e = search_pause(ctx, after, upto, &dates.pauses, &dates.npauses);
	if (!e)
		e = search_listing(ctx, after, upto, take, &r);
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
		index_mark(m->x, (uint32_t)doc, m->x->docs[doc].verified_at, v->hidden_by_reports, v->reports_today > 0, m->ctx->now);
	return OK;
}

/* Everything anew, beside the index that is being read; then the two change places. */
static enum err read_all(struct ctx *ctx, struct search *s, int64_t newest)
{
	struct search_how_many most;
	struct index *fresh, *old;
	enum err e;

	TRY(search_how_many(ctx, &most));
	fresh = index_new((uint32_t)most.n, zone_find(ctx->house->cal, S("Europe/Copenhagen")));
	e = read_into(ctx, fresh, NULL, 0, INT64_MAX);
	if (!e)
		e = verify_states(ctx, mark_reports, &(struct marking){ ctx, fresh });
	if (e) {
		index_free(fresh);
		return e;
	}
	index_sort(fresh);
	index_grid(fresh);
	index_ready(fresh, ctx->now);
	pthread_rwlock_wrlock(&s->lock);
	old = s->index;
	s->index = fresh;
	s->read_to = newest;
	pthread_rwlock_unlock(&s->lock);
	index_free(old);
	return OK;
}

/* Somebody confirmed it or reported something: only that is read. */
static enum err read_mark(struct ctx *ctx, struct search *s, int64_t id)
{
	int64_t doc = index_doc(s->index, id);
	struct search_verified was;
	struct verify_state v;

	if (doc == INDEX_NONE)
		return OK;
	TRY(search_verified(ctx, id, &was));
	TRY(verify_state(ctx, id, &v));
	pthread_rwlock_wrlock(&s->lock);
	index_mark(s->index, (uint32_t)doc, was.verified_at.v, v.hidden_by_reports, v.reports_today > 0, ctx->now);
	pthread_rwlock_unlock(&s->lock);
	return OK;
}

/* One series again, as it is now; gone when it no longer runs. */
static enum err read_one(struct ctx *ctx, struct search *s, int64_t id)
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

static bool is_mark(struct str what)
{
	return str_starts(what, S("verify.")) || str_same(what, "meeting.verified");
}

static enum err find_affected(struct ctx *ctx, const struct event *ev, struct affected *marks, struct affected *whole)
{
	struct search_at_location *here;
	struct search_of_org *theirs;
	size_t n;

	if (is_mark(ev->what)) {
		affect(ctx, marks, ev->subject);
	} else if (str_starts(ev->what, S("meeting."))) {
		affect(ctx, whole, ev->subject);
	} else if (str_starts(ev->what, S("location."))) {
		TRY(search_at_location(ctx, ev->subject, AFFECTED_MOST, &here, &n));
		for (size_t i = 0; i < n; i++)
			affect(ctx, whole, here[i].id);
	} else if (str_starts(ev->what, S("org."))) {
		TRY(search_of_org(ctx, ev->subject, AFFECTED_MOST, &theirs, &n));
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

static enum err read_each(struct ctx *ctx, struct search *s, const struct affected *a,
			  enum err (*read)(struct ctx *, struct search *, int64_t))
{
	if (a->n)
		qsort(a->at, a->n, sizeof *a->at, by_id);
	for (size_t i = 0; i < a->n; i++)
		if (!i || a->at[i] != a->at[i - 1])
			TRY(read(ctx, s, a->at[i]));
	return OK;
}

/* Only the writer follows, so what it reads of the index needs no lock; what it changes does. */
static enum err follow(struct ctx *ctx, struct search *s, const struct event *events, size_t n)
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

enum err search_catch_up(struct ctx *ctx)
{
	struct search *s = ctx->house->search;
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
	return follow(ctx, s, events, n);
}

struct search *search_new(void)
{
	struct search *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	pthread_rwlock_init(&s->lock, NULL);
	return s;
}

void search_free(struct search *s)
{
	if (!s)
		return;
	index_free(s->index);
	pthread_rwlock_destroy(&s->lock);
	free(s);
}
