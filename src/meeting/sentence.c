/* sentence.c -- a rhythm as people say it, in the reader's language. */
#include "meeting/meeting.h"

#include <string.h>

enum { EVERY_DAY = 0x7f, MONDAY_TO_FRIDAY = 0x3e, LAST = 6 };

/* TRANSLATORS: plural, as in "Mondays and Thursdays"; Danish says "hver mandag og torsdag". */
static const char *const plurals[] = { N_("Sundays"), N_("Mondays"), N_("Tuesdays"), N_("Wednesdays"),
				       N_("Thursdays"), N_("Fridays"), N_("Saturdays") };
/* TRANSLATORS: before a weekday, as in "the last Friday of the month". */
static const char *const nths[] = { NULL, N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("last") };

/* Weekdays said aloud, Monday first; names NULL: plain ones. */
static struct str weekdays_said(struct ctx *ctx, unsigned bits, const char *const *names)
{
	struct str words[7];
	size_t n = 0;

	for (int i = 1; i <= 7; i++)
		if (bits >> i % 7 & 1)
			words[n++] = names ? tr(ctx, names[i % 7]) : tr_weekday(ctx, i % 7);
	return tr_and(ctx, words, n);
}

static struct str nths_said(struct ctx *ctx, unsigned bits)
{
	struct str words[LAST];
	size_t n = 0;

	for (int i = 1; i <= LAST; i++)
		if (bits >> i & 1)
			words[n++] = tr(ctx, nths[i]);
	return tr_and(ctx, words, n);
}

/* 1st, 22nd, 13th; Danish writes a full stop. */
static struct str ordinal(struct ctx *ctx, int n)
{
	static const char *const ends[] = { "th", "st", "nd", "rd" };
	bool teen = n / 10 % 10 == 1;

	if (!strcmp(ctx->lang, "da"))
		return arena_printf(ctx->arena, "%d.", n);
	return arena_printf(ctx->arena, "%d%s", n, ends[!teen && n % 10 <= 3 ? n % 10 : 0]);
}

static bool is_one(unsigned bits)
{
	return bits && !(bits & (bits - 1));
}

static struct str weekly(struct ctx *ctx, const struct rhythm *r)
{
	struct str days = weekdays_said(ctx, r->weekdays, NULL), n = ordinal(ctx, r->interval);

	if (r->interval == 1 && r->weekdays == EVERY_DAY)
		return tr(ctx, "every day");
	if (r->interval == 1 && r->weekdays == MONDAY_TO_FRIDAY)
		return tr(ctx, "Monday to Friday");
	if (r->interval == 1 && is_one(r->weekdays))
		return TR_FILL(ctx, tr(ctx, "every {weekday}"), { "weekday", days });
	if (r->interval == 1)
		return TR_FILL(ctx, tr(ctx, "{weekdays}"), { "weekdays", weekdays_said(ctx, r->weekdays, plurals) });
	if (r->interval == 2 && is_one(r->weekdays))
		return TR_FILL(ctx, tr(ctx, "every second {weekday}"), { "weekday", days });
	if (is_one(r->weekdays))
		return TR_FILL(ctx, tr(ctx, "every {nth} {weekday}"), { "nth", n }, { "weekday", days });
	if (r->interval == 2)
		return TR_FILL(ctx, tr(ctx, "{weekdays} every second week"), { "weekdays", days });
	return TR_FILL(ctx, tr(ctx, "{weekdays} every {nth} week"), { "weekdays", days }, { "nth", n });
}

static struct str daily(struct ctx *ctx, const struct rhythm *r)
{
	if (r->interval == 1)
		return tr(ctx, "every day");
	if (r->interval == 2)
		return tr(ctx, "every second day");
	return TR_FILL(ctx, tr(ctx, "every {nth} day"), { "nth", ordinal(ctx, r->interval) });
}

static struct str of_month(struct ctx *ctx, const struct rhythm *r, struct str day)
{
	if (r->interval == 1)
		return TR_FILL(ctx, tr(ctx, "the {day} of the month"), { "day", day });
	if (r->interval == 2)
		return TR_FILL(ctx, tr(ctx, "the {day} of every second month"), { "day", day });
	return TR_FILL(ctx, tr(ctx, "the {day} of every {nth} month"), { "day", day },
		       { "nth", ordinal(ctx, r->interval) });
}

static struct str monthly_weekday(struct ctx *ctx, const struct rhythm *r)
{
	struct str day = TR_FILL(ctx, tr(ctx, "{nth} {weekday}"), { "nth", nths_said(ctx, r->nths) },
				 { "weekday", weekdays_said(ctx, r->weekdays, NULL) });

	return of_month(ctx, r, day);
}

static struct str days_said(struct ctx *ctx, const struct rhythm *r)
{
	switch (r->kind) {
	case RHYTHM_ONCE:
		return tr_day_date_year(ctx, r->first);
	case RHYTHM_WEEKLY:
		return weekly(ctx, r);
	case RHYTHM_MONTHLY_WEEKDAY:
		return monthly_weekday(ctx, r);
	case RHYTHM_MONTHLY_DAY:
		return of_month(ctx, r, ordinal(ctx, r->month_day));
	case RHYTHM_DAILY:
		return daily(ctx, r);
	}
	return S("");
}

static struct str time_said(struct ctx *ctx, const struct meeting *m)
{
	int from = (int)m->start_min;

	return m->duration_min ? tr_span(ctx, from, from + (int)m->duration_min) : tr_time(ctx, from);
}

static day_t today_there(struct ctx *ctx, const struct meeting *m)
{
	const struct zone *zone = zone_find(ctx->house->cal, m->zone);

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / 86400);
}

static bool skips_holidays(const struct meeting *m)
{
	return str_same(m->holiday_rule, "skip") && str_is(m->holidays) && !str_same(m->holidays, "none");
}

struct str meeting_when(struct ctx *ctx, const struct meeting *m)
{
	struct rhythm r;
	struct str said;

	if (str_same(m->rhythm, "appointment"))
		return tr(ctx, "By appointment");
	if (!meeting_rhythm(m, &r))
		return tr(ctx, "Not known");
	said = TR_FILL(ctx, tr(ctx, "{days} at {time}"), { "days", days_said(ctx, &r) }, { "time", time_said(ctx, m) });
	if (r.kind != RHYTHM_ONCE) {
		if (r.first != DAY_NONE && r.first > today_there(ctx, m))
			said = TR_FILL(ctx, tr(ctx, "{sentence}, from {date}"), { "sentence", said },
				       { "date", tr_date(ctx, r.first) });
		if (r.last != DAY_NONE)
			said = TR_FILL(ctx, tr(ctx, "{sentence}, until {date}"), { "sentence", said },
				       { "date", tr_date(ctx, r.last) });
		if (skips_holidays(m))
			said = TR_FILL(ctx, tr(ctx, "{sentence}, not on public holidays"), { "sentence", said });
	}
	return tr_capital(ctx, said);
}

struct str meeting_moved(struct ctx *ctx, const struct occurrence *o)
{
	if (o->day != o->by_series)
		return TR_FILL(ctx, tr(ctx, "Moved from {date}"), { "date", tr_day_date(ctx, o->by_series) });
	return o->location ? tr(ctx, "Only this time: another place") : tr(ctx, "Only this time: another hour");
}

struct str meeting_text(struct ctx *ctx, struct str da, struct str en, bool *foreign)
{
	bool danish = !strcmp(ctx->lang, "da");
	struct str mine = danish ? da : en, other = danish ? en : da;

	*foreign = !str_is(mine) && str_is(other);
	return *foreign ? other : mine;
}

enum { DAY_S = 86400, OLD_DAYS = 90, HIDDEN_DAYS = 180 };

enum freshness meeting_freshness(int64_t verified_at, int64_t now)
{
	if (!verified_at)
		return FRESH_NEVER;
	if (now - verified_at > HIDDEN_DAYS * DAY_S)
		return FRESH_HIDDEN;
	return now - verified_at >= OLD_DAYS * DAY_S ? FRESH_OLD : FRESH;
}
