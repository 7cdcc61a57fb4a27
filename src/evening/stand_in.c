/*
 * stand_in.c -- somebody cannot come, others are asked in waves, the first yes wins.
 *
 * All who could come are written down at once, each with the moment from which they count as asked: the waves
 * follow from the clock at every reading, and no job has to run.  A link is made of its row by the key of the house,
 * so that the coordinator's page can show it again and nobody else can make one.
 */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "area/area.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "location/location.h"
#include "volunteer/rota.h"

#include <math.h>
#include <stdlib.h>

#include "evening_sql.h"

enum { WAVE = 3, WAVE_S = 1800, ASKED_MOST = 60, COULD_MOST = 400, TOKEN_CHARS = 26, STEP_KM = 5, FAR = 1000 /* steps: nobody knows */ };

/* The secret part of a link: of these four and the key of the house. */
static struct str token_of(struct ctx *ctx, const struct evening_stand_in *s)
{
	struct str text = arena_printf(ctx->arena, "%lld %.*s %lld %lld", (long long)s->meeting, STR_ARG(day_str(ctx->arena, s->day)),
				       (long long)s->instead_of, (long long)s->volunteer);

	return str_slice(crypt_tag(ctx, "stand-in link", text), 0, TOKEN_CHARS);
}

static struct str tag_of(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "stand-in tag", token);
}

struct str evening_stand_in_path(struct ctx *ctx, const struct evening_stand_in *s)
{
	return arena_printf(ctx->arena, "/%s/s/%.*s", ctx->lang, STR_ARG(token_of(ctx, s)));
}

/* --- I cannot ---------------------------------------------------------------------------------------------------- */

/* --- who is near ------------------------------------------------------------------------------------------------- */

struct near {
	int64_t id, busy;
	int steps;                        /* of STEP_KM; within one step the least busy comes first */
};

static int by_nearness(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	if (x->steps != y->steps)
		return x->steps < y->steps ? -1 : 1;
	return x->busy != y->busy ? (x->busy < y->busy ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

struct point {
	double lat, lon;                  /* NAN: not known */
};

/* Straight over a land as small as ours, in steps. */
static int steps_between(struct point a, struct point b)
{
	double dy = (a.lat - b.lat) * 111.2, dx = (a.lon - b.lon) * 111.2 * cos(a.lat * M_PI / 180), km = sqrt(dx * dx + dy * dy);

	return isnan(km) || km >= FAR * STEP_KM ? FAR : (int)(km / STEP_KM);
}

static enum err point_of(struct ctx *ctx, const struct meeting *m, struct point *p)
{
	struct location l;
	struct area a;

	*p = (struct point){ NAN, NAN };
	if (m->location) {
		TRY(location_get(ctx, m->location, &l));
		*p = (struct point){ l.lat, l.lon };
	}
	if (isnan(p->lat) && m->area) {
		TRY(area_get(ctx, m->area, &a));
		*p = (struct point){ a.lat, a.lon };
	}
	return OK;
}

/* The nearest of somebody's areas; the group's own is no way at all. */
static enum err steps_of(struct ctx *ctx, const struct meeting *m, struct point place, struct str areas, int *steps)
{
	struct area a;
	struct str one;
	int64_t id;

	*steps = FAR;
	while (str_cut(&areas, ' ', &one)) {
		if (!str_int(one, &id))
			continue;
		TRY(area_get(ctx, id, &a));
		int away = id == m->area ? 0 : steps_between(place, (struct point){ a.lat, a.lon });
		*steps = away < *steps ? away : *steps;
	}
	return OK;
}

static enum err nearest_first(struct ctx *ctx, const struct meeting *m, const struct evening_could *rows, size_t n, struct near **out)
{
	struct point place;

	TRY(point_of(ctx, m, &place));
	*out = arena_array(ctx->arena, n + 1, struct near);
	for (size_t i = 0; i < n; i++) {
		(*out)[i] = (struct near){ .id = rows[i].id, .busy = rows[i].busy };
		TRY(steps_of(ctx, m, place, rows[i].areas, &(*out)[i].steps));
	}
	if (n)
		qsort(*out, n, sizeof **out, by_nearness);
	return OK;
}

static enum err could_come(struct ctx *ctx, const struct evening_date *d, struct near **out, size_t *n)
{
	struct evening_could *rows;
	day_t monday = d->o.by_series - (day_weekday(d->o.by_series) + 6) % 7;
	struct evening_method m = { 0 };
	enum err e = evening_method(ctx, d->m.id, d->o.day, &m);

	if (e && e != ERR_NOT_FOUND)
		return e;
	TRY(evening_could(ctx, d->m.id, d->m.org, !e && m.training ? m.method : 0, d->o.by_series, d->o.day, monday, monday + 6, COULD_MOST, &rows, n));
	TRY(nearest_first(ctx, &d->m, rows, *n, out));
	*n = *n < ASKED_MOST ? *n : ASKED_MOST;
	return OK;
}

static enum err ask(struct ctx *ctx, const struct evening_date *d, int64_t instead_of)
{
	struct near *rows;
	int64_t changed;
	size_t n;

	TRY(could_come(ctx, d, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct evening_stand_in s = { .meeting = d->m.id, .day = d->o.by_series, .instead_of = instead_of, .volunteer = rows[i].id };
		TRY(evening_asked_put(ctx, s.meeting, s.day, instead_of, s.volunteer, (int64_t)i, ctx->now + (int64_t)(i / WAVE) * WAVE_S,
				      tag_of(ctx, token_of(ctx, &s)), &changed));
	}
	return OK;
}

static enum err is_theirs(struct ctx *ctx, const struct evening_date *d, int64_t volunteer, bool *theirs)
{
	struct evening_own *own;
	size_t n;

	*theirs = evening_may_keep(ctx, &d->m);
	if (*theirs || !ctx->who->account)
		return OK;
	TRY(evening_own(ctx, ctx->who->account, d->m.org, &own, &n));
	*theirs = n && own[0].id == volunteer;
	return OK;
}

enum err evening_cannot(struct ctx *ctx, const struct evening_date *d, int64_t volunteer, struct problems *bad)
{
	struct evening_person *rota;
	struct str role = STR_ABSENT;
	int64_t changed;
	bool theirs;
	size_t n;

	TRY(is_theirs(ctx, d, volunteer, &theirs));
	if (!theirs)
		return ERR_DENIED;
	if (d->state != EVENING_AHEAD)
		return problem(bad, "", N_("That evening has begun already."));
	TRY(evening_rota(ctx, d->m.id, d->o.by_series, &rota, &n));
	for (size_t i = 0; i < n; i++)
		if (rota[i].volunteer == volunteer)
			role = rota[i].role;
	if (!role.p)
		return problem(bad, "", N_("They are not on for that evening."));
	TRY(volunteer_cannot(ctx, d->m.id, d->o.by_series, volunteer, role));
	TRY(evening_call_put(ctx, d->m.id, d->o.by_series, volunteer, role, ctx->now, ctx->who->account, &changed));
	return changed ? ask(ctx, d, volunteer) : OK;
}

enum err evening_meet_informally(struct ctx *ctx, const struct evening_date *d, struct problems *bad)
{
	int64_t changed;

	if (!evening_may_keep(ctx, &d->m))
		return ERR_DENIED;
	if (d->e.entry || d->state == EVENING_OFF)
		return problem(bad, "", N_("This evening is decided already."));
	TRY(evening_informal_put(ctx, d->m.id, d->o.by_series, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "evening.informal", d->m.id, day_str(ctx->arena, d->o.by_series));
}

/* --- who is asked, and what they say ------------------------------------------------------------------------------ */

/* Whoever was not asked yet when somebody else said yes will not be. */
static enum evening_asked_state state_of(const struct ctx *ctx, const struct evening_call_row *c, int64_t ask_at, struct str answer)
{
	if (str_is(answer))
		return str_same(answer, "yes") ? EVENING_ASKED_YES : str_same(answer, "late") ? EVENING_ASKED_LATE : EVENING_ASKED_NO;
	if (c->filled_by.has)
		return EVENING_ASKED_FILLED;
	return ask_at <= ctx->now ? EVENING_ASKED_OPEN : EVENING_ASKED_AHEAD;
}

enum err evening_stand_ins(struct ctx *ctx, int64_t meeting, day_t day, int64_t instead_of, struct evening_stand_in **out, size_t *n)
{
	struct evening_asked_of *rows;
	struct evening_call_row c;

	TRY(evening_call_row(ctx, meeting, day, instead_of, &c));
	TRY(evening_asked_of(ctx, meeting, day, instead_of, &rows, n));
	*out = arena_array(ctx->arena, *n, struct evening_stand_in);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct evening_stand_in){ .meeting = meeting, .day = day, .instead_of = instead_of, .volunteer = rows[i].volunteer,
						       .ask_at = rows[i].ask_at, .name = rows[i].name,
						       .state = state_of(ctx, &c, rows[i].ask_at, rows[i].answer) };
	return OK;
}

enum err evening_stand_in_find(struct ctx *ctx, struct str token, struct evening_stand_in *s, struct evening_date *d)
{
	struct evening_asked_row r;
	struct evening_call_row c;

	TRY(evening_asked_row(ctx, tag_of(ctx, token), &r));
	TRY(evening_call_row(ctx, r.meeting, r.day, r.instead_of, &c));
	TRY(evening_date(ctx, r.meeting, r.day, d));
	*s = (struct evening_stand_in){ .meeting = r.meeting, .day = r.day, .instead_of = r.instead_of, .volunteer = r.volunteer,
					.ask_at = r.ask_at, .role = c.role, .state = state_of(ctx, &c, r.ask_at, r.answer) };
	if (s->state == EVENING_ASKED_AHEAD)
		return ERR_NOT_FOUND;
	if (s->state == EVENING_ASKED_OPEN && d->state != EVENING_AHEAD)
		s->state = EVENING_ASKED_OVER;
	return OK;
}

static enum err say(struct ctx *ctx, struct evening_stand_in *s, const char *answer, enum evening_asked_state state)
{
	int64_t changed;

	s->state = state;
	TRY(evening_answer(ctx, s->meeting, s->day, s->instead_of, s->volunteer, str_of(answer), ctx->now, &changed));
	return changed ? event_add(ctx, "evening.answered", s->meeting, str_of(answer)) : OK;
}

enum err evening_stand_in_answer(struct ctx *ctx, struct str token, bool yes, struct evening_stand_in *s, struct evening_date *d)
{
	int64_t won;

	TRY(evening_stand_in_find(ctx, token, s, d));
	if (s->state == EVENING_ASKED_FILLED && yes)
		return say(ctx, s, "late", EVENING_ASKED_LATE);
	if (s->state != EVENING_ASKED_OPEN)
		return OK;
	if (!yes)
		return say(ctx, s, "no", EVENING_ASKED_NO);
	TRY(evening_call_fill(ctx, s->meeting, s->day, s->instead_of, s->volunteer, ctx->now, &won));
	if (!won)
		return say(ctx, s, "late", EVENING_ASKED_LATE);
	TRY(volunteer_stands_in(ctx, s->meeting, s->day, s->volunteer, s->role, s->instead_of));
	return say(ctx, s, "yes", EVENING_ASKED_YES);
}
