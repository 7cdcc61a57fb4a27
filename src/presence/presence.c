/* presence.c -- "I was there": said once, counted, and what follows for the way they are on. */
#include "presence/presence_parts.h"
#include "account/account.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "linkage/linkage.h"
#include "transition/transition.h"

#include <stdio.h>
#include <stdlib.h>

#include "presence_sql.h"

enum { HOUR_S = 3600, LOOPS_MOST = 50, LATELY_DAYS = 60, AT_ONCE_MOST = 4, LONGEST_HOURS = 24 };

/* --- which dates ------------------------------------------------------------------------------------------------- */

static int latest_first(const void *a, const void *b)
{
	const struct presence_date *x = a, *y = b;

	return x->o.starts != y->o.starts ? (x->o.starts < y->o.starts) - (x->o.starts > y->o.starts) : (x->meeting > y->meeting) - (x->meeting < y->meeting);
}

/* Those of one group that have begun, and ended no longer ago than can be said. */
static enum err dates_of(struct ctx *ctx, int64_t meeting, struct presence_date *out, size_t *n)
{
	struct occurrence o[AT_ONCE_MOST];
	struct timetable t;
	struct meeting m;
	size_t have;

	TRY(meeting_get(ctx, meeting, &m));
	TRY(meeting_timetable(ctx, &m, &t));
	have = occurrences(&t, ctx->now - (PRESENCE_HOURS + LONGEST_HOURS) * (int64_t)HOUR_S, ctx->now + 1, false, o, AT_ONCE_MOST);
	for (size_t i = 0; i < have; i++)
		if ((o[i].state == OCCURRENCE_PLANNED || o[i].state == OCCURRENCE_MOVED) && o[i].ends + PRESENCE_HOURS * (int64_t)HOUR_S > ctx->now)
			out[(*n)++] = (struct presence_date){ m.id, m.name, o[i] };
	return OK;
}

enum err presence_dates(struct ctx *ctx, struct presence_date **out, size_t *n)
{
	struct presence_groups *rows;
	struct participant p;
	size_t have;

	*n = 0;
	TRY(participant_find(ctx, ctx->who->participant, &p));
	TRY(presence_groups(ctx, p.id, p.org, p.area, PRESENCE_GROUPS_MOST, &rows, &have));
	*out = arena_array(ctx->arena, have * AT_ONCE_MOST, struct presence_date);
	for (size_t i = 0; i < have; i++)
		TRY(dates_of(ctx, rows[i].id, *out, n));
	if (*n)
		qsort(*out, *n, sizeof **out, latest_first);
	return OK;
}

static enum err find_date(struct ctx *ctx, const struct presence_say *s, struct presence_date *d)
{
	struct presence_date *all;
	size_t n;

	TRY(presence_dates(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].meeting == s->meeting && all[i].o.by_series == s->day) {
			*d = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

/* --- what was said, sealed ------------------------------------------------------------------------------------------ */

static struct str told(struct ctx *ctx, const struct presence_date *d, bool with_word)
{
	return arena_printf(ctx->arena, "%lld %lld %lld %lld %d", (long long)d->meeting, (long long)d->o.by_series, (long long)d->o.starts,
			    (long long)d->o.ends, with_word);
}

static enum err open_mark(struct ctx *ctx, const struct participant_lock *l, int64_t id, struct str said, struct presence_mark *m)
{
	long long meeting, day, starts, ends;
	struct str text;
	int word;

	TRY(participant_open(ctx, l, BOX_DATA, "presence_mark.said", id, said, &text));
	if (sscanf(arena_z(ctx->arena, text), "%lld %lld %lld %lld %d", &meeting, &day, &starts, &ends, &word) != 5)
		return fail(ctx, ERR_BUG, "a mark that cannot be read");
	*m = (struct presence_mark){ .meeting = meeting, .day = (day_t)day, .starts = starts, .ends = ends, .with_word = word, .name = S("") };
	return OK;
}

enum err presence_own(struct ctx *ctx, int64_t most, struct presence_mark **out, size_t *n)
{
	struct presence_of *rows;
	struct participant_lock l;

	TRY(participant_lock(ctx, ctx->who->participant, &l));
	TRY(presence_of(ctx, ctx->who->participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct presence_mark);
	for (size_t i = 0; i < *n; i++) {
		struct meeting m;
		TRY(open_mark(ctx, &l, rows[i].id, rows[i].said, &(*out)[i]));
		if (!meeting_get(ctx, (*out)[i].meeting, &m))
			(*out)[i].name = m.name;
	}
	return OK;
}

/* Elsewhere at that hour already? */
static enum err was_elsewhere(struct ctx *ctx, const struct presence_date *d, bool *elsewhere)
{
	struct presence_mark *all;
	size_t n;

	*elsewhere = false;
	TRY(presence_own(ctx, PRESENCE_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		*elsewhere |= all[i].meeting != d->meeting && all[i].starts < d->o.ends && all[i].ends > d->o.starts;
	return OK;
}

/* --- said ------------------------------------------------------------------------------------------------------------- */

/* The first of a month, so that it says nothing of the evening. */
static day_t kept_to(const struct ctx *ctx)
{
	struct ymd d = day_ymd(page_today(ctx));
	int months = d.year * 12 + d.month + PRESENCE_MONTHS;

	return day_of(months / 12, months % 12 + 1, 1);
}

static enum err write_down(struct ctx *ctx, const struct presence_date *d, bool with_word, bool *is_new)
{
	int64_t me = ctx->who->participant, id = id_new(ctx->house->rng, ctx->now), changed;
	struct str date = day_str(ctx->arena, d->o.by_series), sealed;
	struct str tag = crypt_tag(ctx, "presence", arena_printf(ctx->arena, "%lld/%lld/%.*s", (long long)me, (long long)d->meeting, STR_ARG(date)));
	struct participant_lock l;
	struct presence_again had;

	TRY(participant_lock(ctx, me, &l));
	TRY(participant_seal(ctx, &l, BOX_DATA, "presence_mark.said", id, told(ctx, d, with_word), &sealed));
	TRY(presence_put(ctx, me, tag, id, sealed, kept_to(ctx), &changed));
	*is_new = changed != 0;
	if (*is_new)
		return presence_one_more(ctx, d->meeting, d->o.by_series, &changed);
	if (!with_word)
		return OK;
	TRY(presence_again(ctx, me, tag, &had));
	TRY(participant_seal(ctx, &l, BOX_DATA, "presence_mark.said", had.id, told(ctx, d, true), &sealed));
	return presence_better(ctx, me, tag, sealed, &changed);
}

static enum err happens(struct ctx *ctx, struct linkage *l, const char *event)
{
	struct linkage_act a = { .event = str_of(event), .until = DAY_NONE };
	struct problems bad = { 0 };

	TRY(linkage_do(ctx, l, BY_PERSON, &a, &bad));
	return bad.n ? fail(ctx, ERR_BUG, "a way that could not be moved") : OK;
}

/* They came where they were on their way to: the first time it arrives, later it is one more visit. */
static enum err arrive(struct ctx *ctx, int64_t meeting)
{
	struct linkage_line *all;
	size_t n;

	TRY(linkage_of(ctx, ctx->who->participant, LOOPS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct linkage *l = &all[i].l;
		if (!str_same(l->to_kind, "meeting") || l->target != meeting)
			continue;
		/* They went before anything was agreed: so they chose it. */
		if (!l->ended_at && linkage_fits(l, S("chosen")))
			TRY(happens(ctx, l, "chosen"));
		if (linkage_fits(l, S("came")))
			return happens(ctx, l, "came");
		if (linkage_fits(l, S("again")))
			return happens(ctx, l, "again");
	}
	return OK;
}

/* Only when they ticked it: where it was, nobody is told. */
static enum err tell_bridge(struct ctx *ctx)
{
	struct problems bad = { 0 };
	struct transition t;
	enum err e = transition_of(ctx, ctx->who->participant, &t);

	if (e || !t.left_at)
		return e == ERR_NOT_FOUND ? OK : e;
	return transition_attended(ctx, &t, &bad);
}

static struct str tries_of(struct ctx *ctx)
{
	return arena_printf(ctx->arena, "%lld", (long long)ctx->who->participant);
}

/* One sentence for a wrong word, the one of last week and that of another group. */
static enum err check_word(struct ctx *ctx, const struct presence_say *s, struct problems *bad, int64_t *wait_s, bool *counted)
{
	if (!s->word.n)
		return OK;
	TRY(tries_wait(ctx, TRY_WORD, tries_of(ctx), wait_s));
	if (*wait_s)
		return OK;
	if (s->word.n <= PRESENCE_WORD_MOST && presence_word_is(ctx, s->meeting, s->day, s->word))
		return tries_clear(ctx, TRY_WORD, tries_of(ctx));
	*counted = true;
	TRY(tries_add(ctx, TRY_WORD, tries_of(ctx)));
	return problem(bad, "word", N_("That is not the word of this evening. Without it you can say all the same that you were there."));
}

enum err presence_say(struct ctx *ctx, const struct presence_say *s, struct problems *bad, int64_t *wait_s, bool *counted)
{
	bool elsewhere = false, is_new;
	struct presence_date d;
	enum err e;

	*wait_s = 0;
	*counted = false;
	if (!ctx->who->participant)
		return ERR_DENIED;
	e = find_date(ctx, s, &d);
	if (e == ERR_NOT_FOUND)
		return problem(bad, "when", N_("Choose which evening it was."));
	TRY(e);
	TRY(check_word(ctx, s, bad, wait_s, counted));
	if (bad->n || *wait_s)
		return OK;
	if (!s->sure)
		TRY(was_elsewhere(ctx, &d, &elsewhere));
	if (elsewhere)
		return problem(bad, "sure", N_("You said that you were somewhere else at that hour. Is it right all the same? Then say it once more."));
	TRY(write_down(ctx, &d, s->word.n > 0, &is_new));
	if (is_new)
		TRY(arrive(ctx, d.meeting));
	if (s->tell)
		TRY(tell_bridge(ctx));
	TRY(participant_sign(ctx, ctx->who->participant));
	/* Of no person and no group: that somebody somewhere was there. */
	return is_new ? event_add(ctx, "presence.said", 0, STR_ABSENT) : OK;
}

/* --- for who leads ------------------------------------------------------------------------------------------------------ */

enum err presence_word(struct ctx *ctx, const struct evening_date *d, struct str *word)
{
	if (!evening_may_write(ctx, &d->m) || d->group.counts_only)
		return ERR_NOT_FOUND;
	*word = presence_word_of(ctx, d->m.id, d->o.by_series);
	return OK;
}

enum err presence_count(struct ctx *ctx, int64_t meeting, day_t day, int64_t *n)
{
	struct presence_number row;
	enum err e = presence_number(ctx, meeting, day, &row);

	*n = e ? 0 : row.marks;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err presence_odd(struct ctx *ctx, int64_t most, struct presence_odd **out, size_t *n)
{
	struct presence_odd_rows *rows;

	TRY(presence_odd_rows(ctx, ctx->who->local, ctx->who->account, roles_with(ctx->arena, EVENING_KEEP), page_today(ctx) - LATELY_DAYS, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct presence_odd);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct presence_odd){ rows[i].meeting, rows[i].day, rows[i].name };
	return OK;
}

enum err presence_tidy(struct ctx *ctx)
{
	int64_t changed;

	return presence_drop(ctx, page_today(ctx), &changed);
}
