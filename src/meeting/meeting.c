/* meeting.c -- one series or all of them, read from and written to the database. */
#include "meeting/series.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "location/location.h"
#include "text/text.h"

#include "meeting_sql.h"

static struct opt_int some(int64_t id)
{
	return id ? SOME_INT(id) : NO_INT;
}

/* The same columns in three queries, hence a macro and no function. */
#define MEETING_OF(a, r)                                                                                               \
	(struct meeting) {                                                                                             \
		.id = (r)->id, .org = (r)->org.v, .location = (r)->location.v, .area = (r)->area.v, .slug = (r)->slug, \
		.name = (r)->name, .state = (r)->state, .method = (r)->method, .audience = (r)->audience,              \
		.openness = (r)->openness, .mode = (r)->mode, .languages = (r)->languages, .children = (r)->children,  \
		.newcomers = (r)->newcomers, .price = (r)->price, .description_da = (r)->description_da,               \
		.description_en = (r)->description_en, .first_time_da = (r)->first_time_da,                            \
		.first_time_en = (r)->first_time_en, .contact_role = (r)->contact_role, .phone = (r)->phone,           \
		.email = (r)->email, .website = (r)->website, .conference_url = (r)->conference_url,                   \
		.conference_phone = (r)->conference_phone, .conference_notes = (r)->conference_notes,                  \
		.conference_hidden = (r)->conference_hidden, .room = (r)->room, .rhythm = (r)->rhythm,                 \
		.every = (r)->every, .weekdays = meeting_weekday_codes((a), (unsigned)(r)->weekdays),                  \
		.nths = meeting_nth_codes((a), (unsigned)(r)->nths), .month_day = (r)->month_day,                      \
		.first_day = (r)->first_day, .last_day = (r)->last_day, .start_min = (r)->start_min,                   \
		.duration_min = (r)->duration_min, .zone = (r)->zone, .holidays = (r)->holidays,                       \
		.holiday_rule = (r)->holiday_rule, .follows = (r)->follows.v, .sequence = (r)->sequence,               \
		.verified_at = (r)->verified_at.v, .verified_by = (r)->verified_by, .source = (r)->source.v,           \
		.source_key = (r)->source_key, .extra = (r)->extra, .changed_at = (r)->changed_at,                     \
	}

enum err meeting_get(struct ctx *ctx, int64_t id, struct meeting *m)
{
	struct meeting_row r;

	TRY(meeting_row(ctx, id, &r));
	*m = MEETING_OF(ctx->arena, &r);
	return OK;
}

static enum err id_of_slug(struct ctx *ctx, struct str slug, int64_t *id)
{
	struct meeting_id_of_old_slug was;
	struct meeting_id_of_slug is;
	enum err e = meeting_id_of_slug(ctx, slug, &is);

	if (!e)
		*id = is.id;
	if (e != ERR_NOT_FOUND)
		return e;
	TRY(meeting_id_of_old_slug(ctx, slug, &was));
	*id = was.meeting;
	return OK;
}

enum err meeting_of_slug(struct ctx *ctx, struct str slug, struct meeting *m)
{
	int64_t id;

	TRY(id_of_slug(ctx, slug, &id));
	return meeting_get(ctx, id, m);
}

enum err meeting_dates_of(struct ctx *ctx, int64_t id, struct meeting_exception **e, size_t *ne,
			  struct meeting_pause **p, size_t *np)
{
	struct meeting_exceptions_of *es;
	struct meeting_pauses_of *ps;

	TRY(meeting_exceptions_of(ctx, id, &es, ne));
	TRY(meeting_pauses_of(ctx, id, &ps, np));
	*e = arena_array(ctx->arena, *ne, struct meeting_exception);
	*p = arena_array(ctx->arena, *np, struct meeting_pause);
	for (size_t i = 0; i < *ne; i++)
		(*e)[i] = (struct meeting_exception){ es[i].day, es[i].kind, es[i].reason_da, es[i].reason_en, es[i].new_day,
						      es[i].new_start_min.has ? es[i].new_start_min.v : -1,
						      es[i].new_location.v };
	for (size_t i = 0; i < *np; i++)
		(*p)[i] = (struct meeting_pause){ ps[i].from_day, ps[i].to_day, ps[i].reason_da, ps[i].reason_en };
	return OK;
}

enum err meeting_timetable(struct ctx *ctx, const struct meeting *m, struct timetable *t)
{
	struct meeting_exception *e;
	struct meeting_pause *p;
	size_t ne, np;

	TRY(meeting_dates_of(ctx, m->id, &e, &ne, &p, &np));
	if (!timetable_of(ctx->house->cal, m, e, ne, p, np, t))
		return fail(ctx, ERR_INVALID, "series %lld: zone or rhythm not known", (long long)m->id);
	return OK;
}

/* --- all of them ------------------------------------------------------------------------------------ */

struct each {
	struct ctx *ctx;
	struct arena *scratch;        /* emptied after each series */
	enum err (*fn)(void *, struct ctx *, const struct meeting *);
	enum err (*dated)(void *, struct ctx *, const struct meeting *, const struct timetable *);
	void *arg;
	struct meeting_exception *exceptions;
	const struct meeting_exceptions_all *exception_rows;
	size_t nexceptions, at_exception;
	struct meeting_pause *pauses;
	const struct meeting_pauses_all *pause_rows;
	size_t npauses, at_pause;
};

/* Series come in order of id, and so do the dates: each list is walked once. */
static enum err give_dated(struct each *e, const struct meeting *m)
{
	size_t ne = e->at_exception, np = e->at_pause;
	struct timetable t;

	while (ne < e->nexceptions && e->exception_rows[ne].meeting < m->id)
		ne++;
	e->at_exception = ne;
	while (ne < e->nexceptions && e->exception_rows[ne].meeting == m->id)
		ne++;
	while (np < e->npauses && e->pause_rows[np].meeting < m->id)
		np++;
	e->at_pause = np;
	while (np < e->npauses && e->pause_rows[np].meeting == m->id)
		np++;
	if (!timetable_of(e->ctx->house->cal, m, e->exceptions + e->at_exception, ne - e->at_exception,
			  e->pauses + e->at_pause, np - e->at_pause, &t))
		return OK;
	return e->dated(e->arg, e->ctx, m, &t);
}

static enum err give(struct each *e, const struct meeting *m)
{
	enum err result = OK;

	if (e->dated)
		result = give_dated(e, m);
	else if (e->fn)
		result = e->fn(e->arg, e->ctx, m);
	arena_reset(e->scratch);
	return result;
}

static enum err give_running(void *arg, const struct meeting_running *r)
{
	struct each *e = arg;
	struct meeting m = MEETING_OF(e->scratch, r);

	return give(e, &m);
}

static enum err give_from_source(void *arg, const struct meeting_from_source *r)
{
	struct each *e = arg;
	struct meeting m = MEETING_OF(e->scratch, r);

	return give(e, &m);
}

enum err meeting_each(struct ctx *ctx, enum err (*fn)(void *, struct ctx *, const struct meeting *), void *arg)
{
	struct each e = { .ctx = ctx, .scratch = arena_new(0), .fn = fn, .arg = arg };
	enum err result = meeting_running(ctx, give_running, &e);

	arena_free(e.scratch);
	return result;
}

enum err meeting_each_of_source(struct ctx *ctx, int64_t source,
				enum err (*fn)(void *, struct ctx *, const struct meeting *), void *arg)
{
	struct each e = { .ctx = ctx, .scratch = arena_new(0), .fn = fn, .arg = arg };
	enum err result = meeting_from_source(ctx, source, give_from_source, &e);

	arena_free(e.scratch);
	return result;
}

static enum err read_all_dates(struct ctx *ctx, struct each *e)
{
	struct meeting_exceptions_all *es;
	struct meeting_pauses_all *ps;

	TRY(meeting_exceptions_all(ctx, &es, &e->nexceptions));
	TRY(meeting_pauses_all(ctx, &ps, &e->npauses));
	e->nexceptions = es ? e->nexceptions : 0;
	e->npauses = ps ? e->npauses : 0;
	e->exceptions = arena_array(ctx->arena, e->nexceptions, struct meeting_exception);
	e->pauses = arena_array(ctx->arena, e->npauses, struct meeting_pause);
	for (size_t i = 0; i < e->nexceptions; i++)
		e->exceptions[i] = (struct meeting_exception){
			es[i].day, es[i].kind, es[i].reason_da, es[i].reason_en, es[i].new_day,
			es[i].new_start_min.has ? es[i].new_start_min.v : -1, es[i].new_location.v };
	for (size_t i = 0; i < e->npauses; i++)
		e->pauses[i] = (struct meeting_pause){ ps[i].from_day, ps[i].to_day, ps[i].reason_da, ps[i].reason_en };
	e->exception_rows = es;
	e->pause_rows = ps;
	return OK;
}

enum err meeting_each_dated(struct ctx *ctx, enum err (*fn)(void *, struct ctx *, const struct meeting *,
							     const struct timetable *), void *arg)
{
	struct each e = { .ctx = ctx, .scratch = arena_new(0), .dated = fn, .arg = arg };
	enum err result = read_all_dates(ctx, &e);

	if (!result)
		result = meeting_running(ctx, give_running, &e);
	arena_free(e.scratch);
	return result;
}

/* --- one of them written ----------------------------------------------------------------------------- */

enum err meeting_write(struct ctx *ctx, const struct meeting *m)
{
	struct str key = text_fold(ctx->arena, m->name);
	int64_t changed;

	return meeting_put(ctx, m->id, m->slug, m->name, key, some(m->org), some(m->location), some(m->area), m->state,
			   m->method, m->audience, m->openness, m->mode, m->languages, m->children, m->newcomers, m->price,
			   m->description_da, m->description_en, m->first_time_da, m->first_time_en, m->contact_role, m->phone,
			   m->email, m->website, m->conference_url, m->conference_phone, m->conference_notes,
			   m->conference_hidden, m->room, m->rhythm, m->every, meeting_weekday_bits(m->weekdays),
			   meeting_nth_bits(m->nths), m->month_day, m->first_day, m->last_day, m->start_min, m->duration_min,
			   m->zone, m->holidays, m->holiday_rule, some(m->follows), m->sequence, some(m->verified_at),
			   m->verified_by, some(m->source), m->source_key, m->extra, m->changed_at, &changed);
}

/* A number, or letters that nobody chose, may come behind those that are made from a name. */
enum { SLUG_BYTES = 60, SLUG_LONGEST = 80 };

static struct str slug_text(struct ctx *ctx, struct str text)
{
	struct str slug = text_slug(ctx->arena, text, SLUG_BYTES);

	return slug.n ? slug : S("meeting");
}

struct str meeting_slug_base(struct ctx *ctx, const struct meeting *m)
{
	struct str name = slug_text(ctx, m->name), city;
	struct location l;

	if (!m->location || location_get(ctx, m->location, &l))
		return name;
	city = slug_text(ctx, l.city);
	if (!str_is(l.city) || str_index(name, city, 0) != SIZE_MAX)
		return name;
	return slug_text(ctx, arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(name), STR_ARG(city)));
}

/* One that was given out once, here or in a folder whose list this is, stays as it is. */
static bool is_slug(struct ctx *ctx, struct str s)
{
	return str_is(s) && s.n <= SLUG_LONGEST && str_eq(s, text_slug(ctx->arena, s, SLUG_LONGEST));
}

/* Free, or this series' own, now or once. */
static enum err is_free(struct ctx *ctx, struct str slug, int64_t id, bool *free_or_mine)
{
	int64_t owner = 0;
	enum err e = id_of_slug(ctx, slug, &owner);

	*free_or_mine = e == ERR_NOT_FOUND || (!e && owner == id);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err meeting_slug_free(struct ctx *ctx, struct str wish, int64_t id, struct str *slug)
{
	enum { TRIES = 9, RANDOM = 5 };
	bool good;

	*slug = is_slug(ctx, wish) ? wish : slug_text(ctx, wish);
	for (int i = 2; i <= TRIES; i++) {
		TRY(is_free(ctx, *slug, id, &good));
		if (good)
			return OK;
		*slug = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(slug_text(ctx, wish)), i);
	}
	/* Forty groups of one name in one town: counting on would ask forty times. */
	*slug = arena_printf(ctx->arena, "%.*s-%.*s", STR_ARG(slug_text(ctx, wish)),
			     STR_ARG(token_new(ctx->house->rng, ctx->arena, RANDOM)));
	return OK;
}

enum err meeting_slug_set(struct ctx *ctx, int64_t id, struct str was, struct str slug)
{
	int64_t changed;

	if (str_eq(was, slug))
		return OK;
	TRY(meeting_slug_forget(ctx, slug, &changed));
	return str_is(was) ? meeting_slug_keep(ctx, was, id, &changed) : OK;
}
