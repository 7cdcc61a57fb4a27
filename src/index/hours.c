/* hours.c -- on which days of the week and at what times of the day something can be had, as facts. */
#include "index/index_parts.h"

enum { DAY_MIN = 1440 };

static const char *const day_codes[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };

static const struct part {
	const char *code;
	int from, to;                 /* minutes after midnight; a night belongs to the day on which it began */
} parts[] = {
	{ "morning", 5 * 60, 12 * 60 }, { "afternoon", 12 * 60, 17 * 60 }, { "evening", 17 * 60, 22 * 60 }, { "night", 22 * 60, 29 * 60 },
};

static unsigned weekdays_of(const struct rhythm *r)
{
	switch (r->kind) {
	case RHYTHM_WEEKLY:
	case RHYTHM_MONTHLY_WEEKDAY:
		return r->weekdays;
	case RHYTHM_ONCE:
		return 1u << day_weekday(r->first);
	default:
		return 0x7f;
	}
}

/* Bits 4 × weekday + part: what hours that begin on this weekday reach into. */
static uint32_t reach_of(int weekday, int start, int end)
{
	uint32_t bits = 0;

	for (int k = -1; k <= 1; k++)
		for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
			if (start < parts[p].to + k * DAY_MIN && end > parts[p].from + k * DAY_MIN)
				bits |= 1u << ((weekday + k + 7) % 7 * 4 + (int)p);
	return bits;
}

static void say(struct arena *a, struct said *s, uint32_t bits)
{
	uint32_t times = 0;

	for (int d = 0; d < 7; d++) {
		uint32_t mine = bits >> d * 4 & 15;
		if (mine)
			said_fact(a, s, "day", str_of(day_codes[d]));
		for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
			if (mine >> p & 1)
				said_fact(a, s, "hour", arena_printf(a, "%s.%s", day_codes[d], parts[p].code));
		times |= mine;
	}
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
		if (times >> p & 1)
			said_fact(a, s, "time", str_of(parts[p].code));
}

void reading_say_hours(struct reading *to, struct said *s, const struct rhythm *r, int start_min, int duration_min)
{
	unsigned weekdays = weekdays_of(r);
	uint32_t bits = 0;

	for (int d = 0; d < 7; d++)
		if (weekdays >> d & 1)
			bits |= reach_of(d, start_min, start_min + (duration_min > 0 ? duration_min : 1));
	say(to->scratch, s, bits);
}
