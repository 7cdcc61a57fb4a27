/* care.c -- does everything in the folder fit together?  Looks only; nothing is repaired behind anybody's back. */
#include "hall/care_parts.h"
#include "event/event.h"
#include "meeting/meeting.h"
#include "volunteer/volunteer.h"

#include <stdio.h>

#include "hall_sql.h"

void care_line(struct ctx *ctx, struct str text)
{
	buf_str(ctx->out, text);
	buf_lit(ctx->out, "\n");
}

void care_found(struct looking *l, struct str sentence)
{
	l->faults++;
	l->here++;
	buf_lit(l->ctx->out, "! ");
	care_line(l->ctx, sentence);
}

void care_note(struct looking *l, struct str sentence)
{
	buf_lit(l->ctx->out, "? ");
	care_line(l->ctx, sentence);
}

/* --- the file itself ---------------------------------------------------------------------------------- */

static enum err look_at_file(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct str answer;

	if (db_is_pg(ctx->db)) {
		care_line(ctx, tr(ctx, "Database: PostgreSQL looks after its own files (pg_amcheck, data checksums)."));
		return OK;
	}
	TRY(db_ask(ctx, "PRAGMA integrity_check(20)", &answer));
	if (!str_same(answer, "ok"))
		care_found(l, TR_FILL(ctx, tr(ctx, "The database file is damaged: {x}. Restore a backup."), { "x", answer }));
	else
		care_line(ctx, tr(ctx, "Database: the file is whole."));
	return OK;
}

/* --- what points where ---------------------------------------------------------------------------------- */

static void say_fault(struct looking *l, struct str what, int64_t n)
{
	if (n)
		care_found(l, TR_FILL(l->ctx, tr(l->ctx, "{what}: {n} rows do not fit with the others."), { "what", what },
				 { "n", tr_number(l->ctx, n) }));
}

static enum err look_at_links(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct hall_programme_faults *said;
	struct hall_service_faults *more;
	struct hall_faults *rows;
	size_t n, nmore, nsaid;

	TRY(hall_faults(ctx, &rows, &n));
	TRY(hall_service_faults(ctx, &more, &nmore));
	TRY(hall_programme_faults(ctx, &said, &nsaid));
	for (size_t i = 0; i < n; i++)
		say_fault(l, rows[i].what, rows[i].n);
	for (size_t i = 0; i < nmore; i++)
		say_fault(l, more[i].what, more[i].n);
	for (size_t i = 0; i < nsaid; i++)
		say_fault(l, said[i].what, said[i].n);
	if (!l->here)
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Records: {n} kinds of connection hold."), { "n", tr_number(ctx, (int64_t)(n + nmore + nsaid)) }));
	return OK;
}

/* --- series ---------------------------------------------------------------------------------------------- */

static enum err look_at_series(void *arg, struct ctx *ctx, const struct meeting *m)
{
	struct looking *l = arg;
	struct timetable t;
	struct rhythm r;

	l->seen++;
	if (!timetable_of(ctx->house->cal, m, NULL, 0, NULL, 0, &t) || (meeting_rhythm(m, &r) && rhythm_problem(&r)))
		care_found(l, TR_FILL(ctx, tr(ctx, "The series {name} has no dates: its zone or rhythm makes no sense."), { "name", m->slug }));
	return OK;
}

static enum err look_at_all_series(struct looking *l)
{
	TRY(meeting_each(l->ctx, look_at_series, l));
	if (!l->here)
		care_line(l->ctx, TR_FILL(l->ctx, tr(l->ctx, "Series: {n} running, and each has its dates."), { "n", tr_number(l->ctx, l->seen) }));
	return OK;
}

/* --- numbers of persons (S-1804) --------------------------------------------------------------------------- */

static enum err look_at_text(struct looking *l, struct str what, struct str words)
{
	struct ctx quiet = *l->ctx;
	struct str masked;

	arena_reset(l->scratch);
	quiet.arena = l->scratch;
	l->seen++;
	/* The number itself is not repeated. */
	if (guard_number(&quiet, words, &masked))
		care_found(l, TR_FILL(&quiet, tr(l->ctx, "{what} holds what looks like a number of a person. Remove it on its page."), { "what", what }));
	return OK;
}

static enum err look_at_words(void *arg, const struct hall_words *row)
{
	return look_at_text(arg, row->what, row->words);
}

static enum err look_at_service_words(void *arg, const struct hall_service_words *row)
{
	return look_at_text(arg, row->what, row->words);
}

static enum err look_at_all_words(struct looking *l)
{
	TRY(hall_words(l->ctx, look_at_words, l));
	TRY(hall_service_words(l->ctx, look_at_service_words, l));
	if (!l->here)
		care_line(l->ctx, TR_FILL(l->ctx, tr(l->ctx, "Texts: {n} read, no civil registration, social security or card number in them."),
				     { "n", tr_number(l->ctx, l->seen) }));
	return OK;
}

/* --- the diary --------------------------------------------------------------------------------------------- */

static enum err look_at_diary(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	struct event_verdict v;

	TRY(event_verify(ctx, &v));
	if (v.broken_at)
		care_found(l, TR_FILL(ctx, tr(ctx, "The diary does not hold from line {line} on: something in it was changed or taken away behind our back."),
				 { "line", tr_number(ctx, v.broken_at) }));
	else
		care_line(ctx, TR_FILL(ctx, tr(ctx, "The diary holds: {lines} lines, each bound to the one before."), { "lines", tr_number(ctx, v.lines) }));
	return OK;
}

/* --- no longer than needed ------------------------------------------------------------------------------------ */

static enum err look_at_those_who_left(struct looking *l)
{
	struct ctx *ctx = l->ctx;
	int64_t waiting, over;

	TRY(volunteer_left_counts(ctx, &waiting, &over));
	if (over)
		care_found(l, TR_FILL(ctx, trn(ctx, "{n} volunteer left more than half a year ago and is still written down. The house forgets them within the hour while it is served.",
					  "{n} volunteers left more than half a year ago and are still written down. The house forgets them within the hour while it is served.", over),
				 { "n", tr_number(ctx, over) }));
	else
		care_line(ctx, TR_FILL(ctx, tr(ctx, "Volunteers who left: {n} still written down, none for more than half a year."), { "n", tr_number(ctx, waiting) }));
	return OK;
}

static enum err (*const looks[])(struct looking *) = {
	look_at_file, look_at_links, look_at_all_series, look_at_all_words, look_at_those_who_left, look_at_diary, care_reports, care_index,
	care_backup, care_room, care_clock, care_evenings, care_messages,
};

enum err care_check(struct ctx *ctx, int64_t *faults)
{
	struct looking l = { .ctx = ctx, .scratch = arena_new(0) };
	enum err e = OK;

	for (size_t i = 0; i < sizeof looks / sizeof *looks && !e; i++) {
		l.seen = l.here = 0;
		e = looks[i](&l);
	}
	arena_free(l.scratch);
	if (e)
		return e;
	care_line(ctx, l.faults ? trn(ctx, "{n} fault.", "{n} faults.", l.faults) :
			     tr(ctx, "Everything fits together."));
	*faults = l.faults;
	return OK;
}

enum err care_store(struct ctx *ctx, int64_t faults)
{
	struct str count = arena_printf(ctx->arena, "%lld", (long long)faults);
	int64_t changed;

	TRY(hall_setting_put(ctx, S("care_at"), arena_printf(ctx->arena, "%lld", (long long)ctx->now), &changed));
	TRY(hall_setting_put(ctx, S("care_faults"), count, &changed));
	return event_add(ctx, "hall.checked", 0, count);
}
