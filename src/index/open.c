/* open.c -- is it open now, and if not, when next? */
#include "index/index.h"

enum { DAY_MIN = 1440, MINUTE = 60 };

static bool falls_on(const struct opening *o, day_t day)
{
	day_t got;

	return rhythm_days(&o->rhythm, day, day, &got, 1) == 1;
}

/* Until when it is open, or 0: the hours of today, or those of yesterday that reach past midnight. */
static int64_t open_until(const struct opening *o, int64_t now)
{
	struct local here = zone_local(o->zone, now);

	for (day_t day = here.day; day >= here.day - 1; day--) {
		int at = here.minutes + (here.day - day) * DAY_MIN;
		if (at >= o->start_min && at < o->start_min + o->duration_min && falls_on(o, day))
			return zone_instant(o->zone, day, o->start_min + o->duration_min);
	}
	return 0;
}

static void look_ahead(const struct opening *o, int64_t now, struct open_view *v)
{
	struct local here = zone_local(o->zone, now);
	day_t day = rhythm_next(&o->rhythm, o->start_min > here.minutes ? here.day : here.day + 1);

	if (day == DAY_NONE || (v->state == OPEN_LATER && (day > v->day || (day == v->day && o->start_min >= v->start_min))))
		return;
	*v = (struct open_view){ OPEN_LATER, 0, day, o->start_min };
}

struct open_view doc_open(const struct doc *d, int64_t now)
{
	struct open_view v = { OPEN_UNKNOWN };

	for (uint32_t i = 0; i < d->nopenings; i++) {
		int64_t until = open_until(&d->openings[i], now);
		if (until && d->openings[i].duration_min >= DAY_MIN)
			return (struct open_view){ OPEN_ALWAYS };
		if (until > v.until)
			v = (struct open_view){ OPEN_NOW, until };
	}
	for (uint32_t i = 0; v.state != OPEN_NOW && i < d->nopenings; i++)
		look_ahead(&d->openings[i], now, &v);
	return v;
}
