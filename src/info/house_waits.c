/* house_waits.c -- what waits of groups, of those who help and of programmes. */
#include "info/waiting.h"
#include "evening/evening.h"
#include "presence/presence.h"
#include "report/report.h"
#include "volunteer/declare.h"
#include "volunteer/volunteer.h"

enum { BACK_DAYS = 60, HOUR_S = 3600 };

static struct str volunteer_url(struct ctx *ctx, int64_t id)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/volunteers/%lld", (long long)id).p);
}

/* --- evenings ----------------------------------------------------------------------------------------------- */

static enum err say_evening(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct evening_line *l = item;

	r->href = r->act_href = waiting_evening_url(ctx, l->meeting, l->o.by_series);
	r->title = l->name;
	r->sentence = TR_FILL(ctx, tr(ctx, "What came of {day}?"), { "day", tr_day_date(ctx, l->o.by_series) });
	r->act = tr(ctx, "Write it down");
	return OK;
}

/* Those that have begun and of which nothing is written down. */
static enum err evenings(struct ctx *ctx, struct waiting *w)
{
	day_t today = page_today(ctx);
	struct evening_line *lines;
	size_t n;

	TRY(evening_lines(ctx, today - BACK_DAYS, today, &lines, &n));
	for (size_t i = 0; i < n; i++) {
		if (lines[i].state != EVENING_DUE && lines[i].state != EVENING_MISSING)
			continue;
		w->missing += lines[i].state == EVENING_MISSING;
		waiting_add(ctx, w, lines[i].ends + EVENING_LATE_HOURS * HOUR_S, &lines[i], say_evening);
	}
	return OK;
}

static enum err say_look(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct evening_unseen *u = item;

	r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/evenings/%lld/method", (long long)u->meeting).p);
	r->title = u->name;
	r->sentence = u->seen == DAY_NONE ? tr(ctx, "No second person has looked along yet, to see how the method is followed.") :
		      TR_FILL(ctx, tr(ctx, "A second person last looked along on {day}."), { "day", tr_date(ctx, u->seen) });
	r->act = tr(ctx, "See the method");
	return OK;
}

/* A second person looks along at least every six months. */
static enum err looks(struct ctx *ctx, struct waiting *w)
{
	struct evening_unseen *all;
	size_t n;

	TRY(evening_unseen(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].due), &all[i], say_look);
	return OK;
}

static enum err say_odd_count(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct presence_odd *o = item;

	r->href = r->act_href = waiting_evening_url(ctx, o->meeting, o->day);
	r->title = o->name;
	r->sentence = TR_FILL(ctx, tr(ctx, "{day}: more people said that they were there than were counted."), { "day", tr_capital(ctx, tr_day_date(ctx, o->day)) });
	r->act = tr(ctx, "Look at the number");
	return OK;
}

/* More people said that they were there than were counted. */
static enum err odd_counts(struct ctx *ctx, struct waiting *w)
{
	struct presence_odd *all;
	size_t n;

	TRY(presence_odd(ctx, (int64_t)w->most, &all, &n));
	waiting_had(w, n);
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].day + 7), &all[i], say_odd_count);
	return OK;
}

/* --- those who help ------------------------------------------------------------------------------------------ */

static enum err say_newcomer(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct volunteer *v = item;

	r->href = r->act_href = volunteer_url(ctx, v->id);
	r->title = v->name;
	r->sentence = volunteer_waits(v->state) == WAIT_FOR_US ? tr(ctx, "Wants to help, and waits for the next step from us.") :
		      tr(ctx, "Wants to help; we wait for their answer.");
	r->act = tr(ctx, "Next step");
	return OK;
}

/* Whoever wants to help, and has waited for us or we for them. */
static enum err newcomers(struct ctx *ctx, struct waiting *w)
{
	struct volunteer *all;
	size_t n;

	TRY(volunteer_waiting(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].state_day + VOLUNTEER_WAIT_DAYS), &all[i], say_newcomer);
	return OK;
}

static enum err say_certification(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct volunteer_end *e = item;

	r->href = r->act_href = volunteer_url(ctx, e->volunteer);
	r->title = e->name;
	r->sentence = tr(ctx, "The certification ends; after that day somebody else must lead.");
	r->act = tr(ctx, "Renew it");
	return OK;
}

static enum err certifications(struct ctx *ctx, struct waiting *w)
{
	struct volunteer_end *all;
	size_t n;

	TRY(volunteer_expiring_soon(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].until), &all[i], say_certification);
	return OK;
}

static enum err say_load(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct volunteer_load *l = item;

	r->href = r->act_href = volunteer_url(ctx, l->volunteer);
	r->title = l->name;
	r->sentence = TR_FILL(ctx, tr(ctx, "On for {n} meetings this week, and said at most {most}."), { "n", tr_number(ctx, l->meetings) },
			      { "most", tr_number(ctx, l->most) });
	r->act = tr(ctx, "Lighten it");
	return OK;
}

/* On for more this week than they said: told, and nothing new is offered to them. */
static enum err loads(struct ctx *ctx, struct waiting *w)
{
	day_t today = page_today(ctx);
	struct volunteer_load *all;
	size_t n;

	TRY(volunteer_loaded(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, today - (day_weekday(today) + 6) % 7 + 6), &all[i], say_load);
	return OK;
}

static enum err say_register(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct volunteer_declare_org *d = item;

	r->href = r->act_href = page_url(ctx, arena_printf(ctx->arena, "/work/own/register/%lld", (long long)d->org).p);
	r->title = d->name;
	r->sentence = tr(ctx, "Is the register of children’s certificates right?");
	r->act = tr(ctx, "Look and say so");
	return OK;
}

/* Is the children's register right?  Once a year, for the two who are named for an organisation. */
static enum err registers(struct ctx *ctx, struct waiting *w)
{
	struct volunteer_declare_org *all;
	size_t n;

	TRY(volunteer_declare_own(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].due - page_today(ctx) <= DECLARE_WARN_DAYS)
			waiting_add(ctx, w, waiting_end_of(ctx, all[i].due), &all[i], say_register);
	return OK;
}

/* --- programmes ----------------------------------------------------------------------------------------------- */

static struct str programme_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return page_url(ctx, arena_printf(ctx->arena, "/work/programmes/%lld%s", (long long)id, rest).p);
}

static struct str report_url(struct ctx *ctx, const struct report_due *d)
{
	if (!d->programme)
		return page_url(ctx, arena_printf(ctx->arena, "/work/grants/%lld", (long long)d->book).p);
	return programme_url(ctx, d->programme, d->report ? arena_printf(ctx->arena, "/reports/%lld", (long long)d->report).p : "/reports");
}

static enum err say_report(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct report_due *d = item;

	r->href = r->act_href = report_url(ctx, d);
	r->title = d->name;
	r->sentence = d->report ? TR_FILL(ctx, tr(ctx, "To be sent in: {about}. A draft is begun."), { "about", d->about }) :
		      TR_FILL(ctx, tr(ctx, "To be sent in: {about}."), { "about", d->about });
	r->act = d->report ? tr(ctx, "Go on with the draft") : tr(ctx, "See what is due");
	return OK;
}

/* Reports that are due within 60 days, and those that are late. */
static enum err reports(struct ctx *ctx, struct waiting *w)
{
	struct report_due *all;
	size_t n;

	TRY(report_soon(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].day), &all[i], say_report);
	return OK;
}

/* A coordinator may read the books, too, and has seen them among the others. */
static enum err reports_of_books(struct ctx *ctx, struct waiting *w)
{
	return may(ctx->who, PROGRAMME_EDIT) ? OK : reports(ctx, w);
}

static enum err say_deletion(struct ctx *ctx, const void *item, struct due_row *r)
{
	const struct report_deletion *d = item;

	r->href = r->act_href = programme_url(ctx, d->programme, "/end#decisions");
	r->title = d->about;
	r->sentence = TR_FILL(ctx, tr(ctx, "To be deleted: {what}."), { "what", tr_of(ctx, str_of(d->label)) });
	r->act = tr(ctx, "See the decision");
	return OK;
}

/* What was to be deleted when a programme ended. */
static enum err deletions(struct ctx *ctx, struct waiting *w)
{
	struct report_deletion *all;
	size_t n;

	TRY(report_deletions(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		waiting_add(ctx, w, waiting_end_of(ctx, all[i].day), &all[i], say_deletion);
	return OK;
}

const struct waiting_source waiting_house[] = {
	{ EVENING_WRITE, evenings },
	{ VOLUNTEER_EDIT, newcomers },
	{ VOLUNTEER_EDIT, certifications },
	{ VOLUNTEER_EDIT, loads },
	{ EVENING_KEEP, looks },
	{ EVENING_KEEP, odd_counts },
	{ PROGRAMME_EDIT, reports },
	{ GRANT_READ, reports_of_books },
	{ PROGRAMME_EDIT, deletions },
	{ MEMBER, registers },
	{ 0 }
};
