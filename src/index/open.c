/* open.c -- is it open now, and if not, when next? */
#include "index/index_parts.h"

#include <string.h>

enum { DAY_MIN = 1440, MINUTE = 60, JUST_BEGUN = 10, SOON = 120 };

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

bool doc_is_open(const struct doc *d, int64_t now)
{
	for (uint32_t i = 0; i < d->nopenings; i++)
		if (open_until(&d->openings[i], now))
			return true;
	return false;
}

/* A meeting counts when it began a moment ago or begins soon: one can still get there. */
static bool is_on(const struct index *x, uint32_t doc, int32_t at)
{
	for (uint32_t i = x->first_of_doc[doc]; i < x->first_of_doc[doc + 1]; i++)
		if (x->starts[i] >= at - JUST_BEGUN && x->starts[i] < at + SOON)
			return true;
	return false;
}

void index_open(struct index *x, int64_t now)
{
	int32_t at = (int32_t)((now - x->base) / MINUTE);

	memset(x->open, 0, x->words * sizeof *x->open);
	for (uint32_t d = 0; d < x->ndocs; d++)
		if (bits_has(x->alive, d) && (x->docs[d].times ? is_on(x, d, at) : doc_is_open(&x->docs[d], now)))
			bits_put(x->open, d);
	x->open_min = now / MINUTE;
}
