/* episode.c -- before, during, after: times of treatment as the person says them, and nothing else. */
#include "enrolment/enrolment_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "outbox/outbox.h"

#include <stdlib.h>

#include "enrolment_sql.h"

enum { BACK_YEARS_DAYS = 60 * 366, AHEAD_DAYS = 3 * 366, LATELY_DAYS = 30, NOON_MIN = 12 * 60 };

const struct choice enrolment_kinds[] = {
	{ "talks", N_("Talks by appointment") }, { "stay", N_("A stay with beds") }, { "hospital", N_("A hospital") }, { "programme", N_("A programme") },
	{ "other", N_("Something else") }, { NULL, NULL }
};

const struct choice enrolment_reasons[] = {
	{ "completed", N_("It was finished") }, { "left", N_("I stopped before") }, { "moved", N_("I went to another place") }, { "other", N_("Another reason") },
	{ NULL, NULL }
};

const struct field episode_fields[] = {
	F(struct episode, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What is it?"), NULL, enrolment_kinds),
	F(struct episode, from_day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("From which day?"), N_("About is good enough. It may lie ahead.")),
	F(struct episode, planned_day, FIELD_DATE, 0, 0, 0, N_("Until when is it planned?")),
	F(struct episode, to_day, FIELD_DATE, 0, 0, 0, N_("The last day, when it is over")),
	F(struct episode, reason, FIELD_CHOICE, 0, 0, 0, N_("How did it end?"), NULL, enrolment_reasons),
	F_END
};

/* --- pure ------------------------------------------------------------------------------------------------------- */

enum enrolment_stage episode_stage(const struct episode *at, size_t n, day_t day)
{
	enum enrolment_stage stage = STAGE_NOT_SAID;

	for (size_t i = 0; i < n; i++) {
		if (at[i].from_day > day) {
			if (stage == STAGE_NOT_SAID)
				stage = STAGE_BEFORE;
		} else if (at[i].to_day == DAY_NONE || at[i].to_day >= day) {
			return STAGE_DURING;
		} else {
			stage = STAGE_AFTER;
		}
	}
	return stage;
}

static int by_kind_and_day(const void *a, const void *b)
{
	const struct episode *x = a, *y = b;
	int c = str_cmp(x->kind, y->kind);

	return c ? c : (x->from_day > y->from_day) - (x->from_day < y->from_day);
}

static int by_day(const void *a, const void *b)
{
	const struct episode *x = a, *y = b;

	return x->from_day != y->from_day ? (x->from_day > y->from_day) - (x->from_day < y->from_day) : (x->id > y->id) - (x->id < y->id);
}

static bool goes_on_in(const struct episode *a, const struct episode *b)
{
	return str_eq(a->kind, b->kind) && (a->to_day == DAY_NONE || b->from_day - a->to_day <= ENROLMENT_GAP_DAYS);
}

size_t episode_merge(struct episode *at, size_t n)
{
	size_t kept = 0;

	if (!n)
		return 0;
	qsort(at, n, sizeof *at, by_kind_and_day);
	for (size_t i = 1; i < n; i++) {
		struct episode *last = &at[kept];
		if (!goes_on_in(last, &at[i])) {
			at[++kept] = at[i];
			continue;
		}
		if (last->to_day != DAY_NONE && (at[i].to_day == DAY_NONE || at[i].to_day > last->to_day))
			last->to_day = at[i].to_day, last->reason = at[i].reason;
	}
	qsort(at, kept + 1, sizeof *at, by_day);
	return kept + 1;
}

/* --- kept ------------------------------------------------------------------------------------------------------------ */

enum err episode_list(struct ctx *ctx, int64_t participant, struct episode **out, size_t *n)
{
	struct enrolment_episodes_of *rows;
	struct participant p;

	TRY(participant_see(ctx, participant, &p));
	TRY(enrolment_episodes_of(ctx, participant, ENROLMENT_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct episode);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct episode){ participant, rows[i].id, rows[i].account, rows[i].kind, rows[i].reason, rows[i].from_day, rows[i].planned_day,
					      rows[i].to_day };
	return OK;
}

enum err episode_find(struct ctx *ctx, int64_t participant, int64_t id, struct episode *e)
{
	struct episode *all;
	size_t n;

	TRY(episode_list(ctx, participant, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].id == id) {
			*e = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

static void check(struct ctx *ctx, const struct episode *e, bool said, struct problems *bad)
{
	day_t today = page_today(ctx);

	if (!choice_label(enrolment_kinds, e->kind))
		problem_once(bad, "kind", N_("Choose what it is."));
	if (e->from_day == DAY_NONE || e->from_day < today - BACK_YEARS_DAYS || e->from_day > today + AHEAD_DAYS)
		problem_once(bad, "from_day", N_("Write the day on which it began, or is to begin."));
	if (e->planned_day != DAY_NONE && e->planned_day < e->from_day)
		problem_once(bad, "planned_day", N_("It ends after it begins."));
	if (e->to_day != DAY_NONE && (e->to_day < e->from_day || e->to_day > today))
		problem_once(bad, "to_day", N_("The last day comes after the first, and not after today."));
	if (e->reason.n && e->to_day == DAY_NONE)
		problem_once(bad, "to_day", N_("Write the last day, too."));
	if (!ctx->who->participant && !said)
		problem_once(bad, "said", N_("That is theirs to say. Tick that they said so."));
}

/* The evening before the last day that they planned. */
static enum err remind(struct ctx *ctx, const struct episode *e, const struct participant *p)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	struct outbox_message m = { .participant = e->participant, .kind = "stage_day", .subject = e->participant, .org = p->org, .area = p->area };

	if (e->planned_day == DAY_NONE || e->to_day != DAY_NONE || e->planned_day <= page_today(ctx))
		return OK;
	m.mark = day_str(ctx->arena, e->planned_day);
	m.until_at = zone_instant(zone, e->planned_day, NOON_MIN);
	m.send_at = outbox_evening_before(ctx, m.until_at);
	return outbox_tell(ctx, &m, SAY_DAY, (struct outbox_gaps){ .at = m.until_at },
			   arena_printf(ctx->arena, "stage_day/%lld/%.*s", (long long)e->id, STR_ARG(m.mark)));
}

enum err episode_save(struct ctx *ctx, struct episode *e, bool said, struct problems *bad)
{
	struct participant p;
	struct episode *had;
	int64_t changed;
	size_t n;

	TRY(participant_see(ctx, e->participant, &p));
	e->reason = e->reason.p ? e->reason : S("");
	check(ctx, e, said, bad);
	TRY(episode_list(ctx, e->participant, &had, &n));
	if (!e->id && n >= ENROLMENT_MOST)
		problem(bad, "", N_("Fifty are enough. Take one back first."));
	if (bad->n)
		return OK;
	e->id = e->id ? e->id : id_new(ctx->house->rng, ctx->now);
	e->account = ctx->who->account;
	TRY(enrolment_episode_put(ctx, e->participant, e->id, e->kind, e->from_day, e->planned_day, e->to_day, e->reason, e->account, ctx->now, &changed));
	TRY(remind(ctx, e, &p));
	return event_add(ctx, "enrolment.stage_said", e->id, STR_ABSENT);
}

enum err episode_drop(struct ctx *ctx, const struct episode *e)
{
	struct participant p;
	int64_t changed;

	TRY(participant_see(ctx, e->participant, &p));
	TRY(enrolment_episode_drop(ctx, e->participant, e->id, &changed));
	return changed ? event_add(ctx, "enrolment.stage_taken_back", e->id, STR_ABSENT) : OK;
}

enum err episode_waiting(struct ctx *ctx, int64_t most, struct episode_open **out, size_t *n)
{
	struct enrolment_completed *rows;

	TRY(enrolment_completed(ctx, ctx->who->local, ctx->who->account, roles_with(ctx->arena, PERSON_SERVE), page_today(ctx) - LATELY_DAYS, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct episode_open);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct episode_open){ rows[i].participant, rows[i].to_day, S("") };
		TRY(enrolment_called(ctx, rows[i].participant, rows[i].nickname, rows[i].data, rows[i].vault, &(*out)[i].nickname));
	}
	return OK;
}
