/*
 * evening.c -- what came of each date of a group, stored once and corrected by one more entry.
 *
 * Whether a date still waits, or has been left undocumented, is never stored: it follows from the timetable, the
 * clock and the rows at every reading.
 */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "event/event.h"

#include <stdlib.h>

#include "evening_sql.h"

enum { GROUPS_MOST = 500, DATES_MOST = 400, RECENT_DAYS = 120, AROUND = 8 };

bool evening_may_write(const struct ctx *ctx, const struct meeting *m)
{
	return may_for(ctx->who, EVENING_WRITE, m->org, m->area);
}

bool evening_may_keep(const struct ctx *ctx, const struct meeting *m)
{
	return may_for(ctx->who, EVENING_KEEP, m->org, m->area);
}

/* --- groups ---------------------------------------------------------------------------------------------------- */

enum err evening_group(struct ctx *ctx, int64_t meeting, struct evening_group *g)
{
	struct evening_series_row r;
	enum err e = evening_series_row(ctx, meeting, &r);

	*g = (struct evening_group){ .from_day = DAY_NONE, .starts_with = 4, .talk = S("none") };
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	*g = (struct evening_group){ meeting, r.from_day, r.seats, r.starts_with, r.talk, r.counts_only };
	return OK;
}

enum err evening_counts_only(struct ctx *ctx, int64_t meeting, bool *yes)
{
	struct evening_group g;

	TRY(evening_group(ctx, meeting, &g));
	*yes = g.counts_only;
	return OK;
}

/* From now on nothing of any person: who is in the line must have been told before. */
static enum err forget_people(struct ctx *ctx, int64_t meeting, struct problems *bad)
{
	struct evening_seats_lock group;
	struct evening_seats_used used;
	enum err e = evening_seats_lock(ctx, meeting, &group);
	int64_t changed;

	if (e && e != ERR_NOT_FOUND)
		return e;
	TRY(evening_seats_used(ctx, meeting, &used));
	if (used.n)
		return problem(bad, "counts_only", N_("People have a seat or wait for one by nickname. Settle that with them first."));
	return evening_seats_forget(ctx, meeting, &changed);
}

enum err evening_group_save(struct ctx *ctx, const struct meeting *m, struct evening_group *g, struct problems *bad)
{
	int64_t changed;

	if (!evening_may_keep(ctx, m))
		return ERR_DENIED;
	if (g->from_day == DAY_NONE)
		problem_once(bad, "from_day", N_("Write from which day on."));
	if (!choice_label(evening_talks, g->talk))
		problem_once(bad, "talk", N_("Choose one of the answers in the list."));
	if (!bad->n && g->counts_only)
		TRY(forget_people(ctx, m->id, bad));
	if (bad->n)
		return OK;
	g->meeting = m->id;
	TRY(evening_series_put(ctx, m->id, g->from_day, g->seats, g->starts_with, g->talk, g->counts_only, ctx->now, &changed));
	return event_add(ctx, "evening.group_saved", m->id, STR_ABSENT);
}

/* --- one date ---------------------------------------------------------------------------------------------------- */

static day_t held_on(const struct timetable *t, day_t day)
{
	for (size_t i = 0; i < t->nexceptions; i++)
		if (t->exceptions[i].day == day && t->exceptions[i].new_day != DAY_NONE)
			return t->exceptions[i].new_day;
	return day;
}

bool evening_occurrence(const struct timetable *t, day_t day, struct occurrence *o)
{
	struct occurrence found[AROUND];
	int64_t from = zone_instant(t->zone, held_on(t, day), 0);
	size_t n = occurrences(t, from - EVENING_DAY_S, from + 2 * EVENING_DAY_S, true, found, AROUND);

	for (size_t i = 0; i < n; i++)
		if (found[i].by_series == day) {
			*o = found[i];
			return true;
		}
	return false;
}

enum evening_state evening_state_of(const struct ctx *ctx, const struct occurrence *o, const struct evening *e)
{
	if (e->entry)
		return str_same(e->state, "held") ? EVENING_HELD : str_same(e->state, "not_held") ? EVENING_NOT_HELD : EVENING_INFORMAL;
	if (o->state == OCCURRENCE_CANCELLED || o->state == OCCURRENCE_SKIPPED)
		return EVENING_OFF;
	if (o->starts > ctx->now)
		return EVENING_AHEAD;
	return o->ends + EVENING_LATE_HOURS * 3600 > ctx->now ? EVENING_DUE : EVENING_MISSING;
}

#define EVENING_OF(r) \
	(struct evening){ .meeting = (r)->meeting, .day = (r)->day, .entry = (r)->entry, .state = (r)->state, .reason = (r)->reason, \
			  .heads = (r)->heads, .first_timers = (r)->first_timers, .relatives = (r)->relatives, .left_early = (r)->left_early, \
			  .turned_away = (r)->turned_away, .method = (r)->method, .version = (r)->version, .tools = (r)->tools, \
			  .incident = (r)->incident ? S("yes") : S("no"), .flags = (r)->flags, .by_what = (r)->by_what, \
			  .documented_at = (r)->documented_at, .account = (r)->account }

static enum err stored(struct ctx *ctx, int64_t meeting, day_t day, struct evening *e)
{
	struct evening_row r = { 0 };         /* the optimizer does not see that whoever answers OK has filled it */
	enum err err = evening_row(ctx, meeting, day, &r);
	struct evening_leaders_rows *led;
	size_t n;

	*e = (struct evening){ .meeting = meeting, .day = day };
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	*e = EVENING_OF(&r);
	TRY(evening_leaders_rows(ctx, meeting, day, e->entry, &led, &n));
	for (size_t i = 0; i < n && i < EVENING_LEADERS_MOST; i++)
		e->led[e->nled++] = led[i].volunteer;
	return OK;
}

enum err evening_date(struct ctx *ctx, int64_t meeting, day_t day, struct evening_date *d)
{
	struct timetable t;

	*d = (struct evening_date){ 0 };
	if (day == DAY_NONE)
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, meeting, &d->m));
	TRY(evening_group(ctx, meeting, &d->group));
	TRY(meeting_timetable(ctx, &d->m, &t));
	if (!d->group.meeting || day < d->group.from_day || !evening_occurrence(&t, day, &d->o))
		return ERR_NOT_FOUND;
	TRY(stored(ctx, meeting, day, &d->e));
	d->state = evening_state_of(ctx, &d->o, &d->e);
	return OK;
}

/* --- storing ------------------------------------------------------------------------------------------------------ */

static int64_t said(int64_t n)
{
	return n == INT64_MIN ? 0 : n;
}

static enum err put_leaders(struct ctx *ctx, const struct evening *e, int64_t entry)
{
	int64_t changed;

	for (size_t i = 0; i < e->nled; i++)
		TRY(evening_led_put(ctx, e->meeting, e->day, entry, e->led[i], &changed));
	return OK;
}

static enum err add(struct ctx *ctx, struct evening *e)
{
	int64_t changed;

	TRY(evening_add(ctx, e->meeting, e->day, e->state, e->reason, said(e->heads), said(e->first_timers), said(e->relatives),
			said(e->left_early), said(e->turned_away), e->method, e->version, e->tools, str_same(e->incident, "yes"), e->flags,
			e->by_what, ctx->now, ctx->who->account, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has written the evening down");
	e->entry = 1;
	TRY(put_leaders(ctx, e, 1));
	return event_add(ctx, "evening.written", e->meeting, day_str(ctx->arena, e->day));
}

static enum err correct(struct ctx *ctx, struct evening *e)
{
	int64_t changed;

	TRY(evening_keep(ctx, e->meeting, e->day, e->entry, ctx->now, ctx->who->account, &changed));
	TRY(evening_correct(ctx, e->meeting, e->day, e->entry, e->state, e->reason, said(e->heads), said(e->first_timers),
			    said(e->relatives), said(e->left_early), said(e->turned_away), e->tools, str_same(e->incident, "yes"), e->flags,
			    e->by_what, ctx->now, ctx->who->account, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "somebody else has corrected the evening");
	TRY(put_leaders(ctx, e, ++e->entry));
	return event_add(ctx, "evening.corrected", e->meeting, day_str(ctx->arena, e->day));
}

enum err evening_save(struct ctx *ctx, const struct evening_date *d, struct evening *e, bool sure, struct problems *bad, struct problems *warn)
{
	if (!str_same(e->by_what, "link") && !evening_may_write(ctx, &d->m))
		return ERR_DENIED;
	if (d->e.entry != e->entry)
		return fail(ctx, ERR_CONFLICT, "the evening is not what its author read");
	TRY(evening_judge(ctx, d, e, bad, warn));
	if (bad->n || (warn->n && !sure))
		return OK;
	TRY(e->entry ? correct(ctx, e) : add(ctx, e));
	return str_is(e->note) ? evening_note_add(ctx, d, e->note) : OK;
}

enum err evening_take_in(struct ctx *ctx, const struct evening *e, struct str answers)
{
	int64_t changed;

	TRY(evening_add(ctx, e->meeting, e->day, e->state, e->reason, said(e->heads), said(e->first_timers), said(e->relatives),
			said(e->left_early), said(e->turned_away), e->method, e->version, e->tools, str_same(e->incident, "yes"), e->flags,
			e->by_what, ctx->now, ctx->who->account, &changed));
	if (!changed)
		return OK;
	TRY(put_leaders(ctx, e, 1));
	if (!answers.p)
		return OK;
	return evening_check_put(ctx, e->meeting, e->day, S("self"), 1, e->method, e->version, answers, ctx->who->account, ctx->now, &changed);
}

enum err evening_forget_all(struct ctx *ctx)
{
	int64_t changed;

	TRY(evening_drop_evenings(ctx, &changed));
	TRY(evening_drop_before(ctx, &changed));
	TRY(evening_drop_led(ctx, &changed));
	TRY(evening_drop_notes(ctx, &changed));
	TRY(evening_drop_checks(ctx, &changed));
	TRY(evening_drop_links(ctx, &changed));
	TRY(evening_drop_informal(ctx, &changed));
	TRY(evening_drop_calls(ctx, &changed));
	TRY(evening_drop_asked(ctx, &changed));
	TRY(evening_drop_seats(ctx, &changed));
	return evening_drop_series(ctx, &changed);
}

/* --- who is on --------------------------------------------------------------------------------------------------- */

enum err evening_rota(struct ctx *ctx, int64_t meeting, day_t day, struct evening_person **out, size_t *n)
{
	struct evening_on *rows;

	TRY(evening_on(ctx, meeting, day, &rows, n));
	*out = arena_array(ctx->arena, *n, struct evening_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct evening_person){ rows[i].volunteer, rows[i].name, rows[i].role, rows[i].away };
	return OK;
}

enum err evening_leaders(struct ctx *ctx, const struct evening *e, struct evening_person **out, size_t *n)
{
	struct evening_leaders_rows *rows;

	TRY(evening_leaders_rows(ctx, e->meeting, e->day, e->entry, &rows, n));
	*out = arena_array(ctx->arena, *n, struct evening_person);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct evening_person){ .volunteer = rows[i].volunteer, .name = rows[i].name, .role = S("") };
	return OK;
}

/* --- many dates --------------------------------------------------------------------------------------------------- */

static const struct evening *of_day(const struct evening_rows *rows, size_t n, day_t day, struct evening *e)
{
	*e = (struct evening){ .day = day };
	for (size_t i = 0; i < n; i++)
		if (rows[i].day == day)
			*e = EVENING_OF(&rows[i]);
	return e;
}

static void add_line(struct ctx *ctx, struct evening_line **out, size_t *n, const struct evening_line *l)
{
	*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
	(*out)[(*n)++] = *l;
}

static enum err lines_of(struct ctx *ctx, const struct meeting *m, day_t from, day_t to, struct evening_line **out, size_t *n)
{
	/* Not in the arena: a page asks this of sixty groups, and fresh memory costs more than the dates. */
	struct occurrence dates[DATES_MOST];
	struct evening_rows *rows;
	struct evening_group g;
	struct timetable t;
	size_t ndates, nrows;

	TRY(evening_group(ctx, m->id, &g));
	if (!g.meeting)
		return OK;
	from = from > g.from_day ? from : g.from_day;
	TRY(meeting_timetable(ctx, m, &t));
	TRY(evening_rows(ctx, m->id, from, to, &rows, &nrows));
	ndates = occurrences(&t, zone_instant(t.zone, from, 0), zone_instant(t.zone, to + 1, 0), false, dates, DATES_MOST);
	for (size_t i = 0; i < ndates; i++) {
		struct evening_line l = { .meeting = m->id, .ends = dates[i].ends, .name = m->name, .o = dates[i] };
		if (dates[i].by_series < g.from_day)
			continue;
		of_day(rows, nrows, dates[i].by_series, &l.e);
		l.state = evening_state_of(ctx, &dates[i], &l.e);
		add_line(ctx, out, n, &l);
	}
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct evening_line *x = a, *y = b;

	return x->ends != y->ends ? (x->ends < y->ends) - (x->ends > y->ends) : (x->meeting > y->meeting) - (x->meeting < y->meeting);
}

enum err evening_lines_of(struct ctx *ctx, const struct meeting *m, day_t from, day_t to, struct evening_line **out, size_t *n)
{
	*out = NULL;
	*n = 0;
	TRY(lines_of(ctx, m, from, to, out, n));
	if (*n)
		qsort(*out, *n, sizeof **out, newest_first);
	return OK;
}

/* Who keeps groups sees all of them; who leads, those that they are or lately were on for. */
static enum err my_groups(struct ctx *ctx, int64_t **ids, size_t *n)
{
	bool everything = may_for(ctx->who, EVENING_KEEP, 0, 0);
	struct evening_groups_of *mine;
	struct evening_groups *all;

	if (may(ctx->who, EVENING_KEEP)) {
		TRY(evening_groups(ctx, everything, ctx->who->account, roles_with(ctx->arena, EVENING_KEEP), GROUPS_MOST, &all, n));
		*ids = arena_array(ctx->arena, *n, int64_t);
		for (size_t i = 0; i < *n; i++)
			(*ids)[i] = all[i].id;
		return OK;
	}
	TRY(evening_groups_of(ctx, ctx->who->account, page_today(ctx) - RECENT_DAYS, GROUPS_MOST, &mine, n));
	*ids = arena_array(ctx->arena, *n, int64_t);
	for (size_t i = 0; i < *n; i++)
		(*ids)[i] = mine[i].id;
	return OK;
}

enum err evening_lines(struct ctx *ctx, day_t from, day_t to, struct evening_line **out, size_t *n)
{
	struct meeting m;
	int64_t *ids;
	size_t ngroups;

	*out = NULL;
	*n = 0;
	TRY(my_groups(ctx, &ids, &ngroups));
	for (size_t i = 0; i < ngroups; i++) {
		TRY(meeting_get(ctx, ids[i], &m));
		TRY(lines_of(ctx, &m, from, to, out, n));
	}
	if (*n)
		qsort(*out, *n, sizeof **out, newest_first);
	return OK;
}
