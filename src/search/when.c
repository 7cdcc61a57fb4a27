/* when.c -- the times that a question allows, as minutes of the window. */
#include "search/run.h"

enum { MINUTE = 60, HOUR = 3600, DAY_S = 86400, SOON = 2 * HOUR };

static const struct part_of_day {
	const char *code;
	int from, to;                 /* minutes after midnight; past 24 hours: into the next day */
} parts[] = {
	{ "morning", 5 * 60, 12 * 60 }, { "afternoon", 12 * 60, 17 * 60 }, { "evening", 17 * 60, 22 * 60 }, { "night", 22 * 60, 29 * 60 },
};

static const struct part_of_day *part_asked(const struct run *r)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_same(r->q->time_of_day, parts[i].code))
			return &parts[i];
	return NULL;
}

static void add_range(struct run *r, int64_t from, int64_t to)
{
	int64_t least = r->q->when == WHEN_NOW ? from : r->ctx->now - JUST_BEGUN;

	if (from < least)
		from = least;
	if (to <= from || r->nranges == RANGES_MOST)
		return;
	/* A date's start is a whole minute: round both ends up. */
	r->ranges[r->nranges++] = (struct range){ (int32_t)((from - r->x->base + MINUTE - 1) / MINUTE),
						  (int32_t)((to - r->x->base + MINUTE - 1) / MINUTE) };
}

static void add_day(struct run *r, day_t day, int from, int to)
{
	int64_t begin = zone_instant(r->zone, day + from / 1440, from % 1440);
	int64_t end = zone_instant(r->zone, day + to / 1440, to % 1440);
	int64_t last = r->ctx->now + 7 * DAY_S;

	if (begin < last)
		add_range(r, begin, end < last || r->q->when != WHEN_WEEK ? end : last);
}

static bool day_fits(const struct run *r, day_t day, day_t today, bool over_midnight)
{
	int weekday = day_weekday(day);

	switch (r->q->when) {
	case WHEN_WEEK:
		return true;
	case WHEN_TODAY:
	case WHEN_TONIGHT:
		return day == today || (over_midnight && day == today - 1);
	case WHEN_WEEKEND:
		return (weekday == 6 || weekday == 0) && day < today + 7;
	case WHEN_DAY:
		return (r->q->weekdays >> weekday & 1) && day < today + 7;
	default:
		return false;
	}
}

/* Days that the question allows, each as the hours it allows. */
static void add_days(struct run *r)
{
	const struct part_of_day *part = part_asked(r);
	day_t today = zone_local(r->zone, r->ctx->now).day;
	int from = r->q->when == WHEN_TONIGHT ? 17 * 60 : 0, to = r->q->when == WHEN_TONIGHT ? 28 * 60 : 1440;

	if (part) {
		from = from > part->from ? from : part->from;
		to = part->to;
	}
	/* Yesterday's night may reach into today. */
	for (day_t day = today - 1; day <= today + 7; day++)
		if (day_fits(r, day, today, to > 1440))
			add_day(r, day, from, to);
}

void run_choose_ranges(struct run *r)
{
	if (r->q->when == WHEN_NOW)
		add_range(r, r->ctx->now - JUST_BEGUN, r->ctx->now + SOON);
	else if (r->q->when == WHEN_WEEK && !r->q->time_of_day.n)
		add_range(r, r->ctx->now - JUST_BEGUN, r->ctx->now + 7 * DAY_S);
	else if (r->q->when != WHEN_ANY)
		add_days(r);
}

bool run_hour_fits(const struct run *r, int64_t instant)
{
	const struct part_of_day *part = part_asked(r);
	int minutes;

	if (!part)
		return true;
	minutes = zone_local(r->zone, instant).minutes;
	return (minutes >= part->from && minutes < part->to) || minutes + 1440 < part->to;
}
