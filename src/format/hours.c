/*
 * hours.c -- the grammar of opening hours.
 *
 * A text is a row of days and times.  Days come first in most ("Mon-Fri 9-5"),
 * times in some ("9-5 Mon-Fri"); a text that does both is not certain.
 * "Closed" belongs to the days before it when they still wait for a time,
 * otherwise to those behind it, so that "Sunday: Closed Monday: 9:00-17:00" and
 * "Mon-Fri 9-4, closed 3rd Tuesday" are both read as they are meant.
 *
 * Clocks: "9-4" is nine to sixteen, because an office that is open from nine
 * in the morning to four at night is written otherwise; "8-10" may be morning
 * or evening and is not certain, unless something in the text shows a clock of
 * 24 hours.  Where it does, "10:00-4:00" is a slip and not certain either.
 */
#include "format/hours_parts.h"

#include <string.h>

enum { NTHS = 0x3E /* first .. fifth */, LAST = 1 << 6, ALL_DAYS = 127, DAY_MIN = 1440, RANGES_MOST = 4, MONTHLY_MOST = 4 };

/* Days of which something is said. */
struct day_set {
	unsigned weekly;                  /* weekdays of every week */
	struct {
		unsigned weekdays, nths;
	} monthly[MONTHLY_MOST];
	size_t n;
};

struct range {
	int start, end;                   /* minutes; end -1: not said, beyond 1440: the next day */
};

struct ranges {
	struct range at[RANGES_MOST];
	size_t n;
};

/* One range on some days, before it is made a rhythm.  nths 0: every week. */
struct stretch {
	unsigned weekdays, nths;
	struct range r;
};

struct grammar {
	const struct hours_text *text;
	size_t at;
	struct day_set pending;           /* days that wait for times */
	struct ranges waiting;            /* times that wait for days */
	enum { ORDER_OPEN, DAYS_FIRST, TIMES_FIRST } order;
	bool closed_ahead;                /* the last word was "closed" with days behind it */
	struct stretch made[HOURS_SLOTS_MOST];
	size_t n, last;                   /* last: where the stretches of the last times begin */
	struct day_set closed;
	struct hours *out;
};

static const struct hours_token *now(const struct grammar *g)
{
	return &g->text->at[g->at];
}

static const struct hours_token *ahead(const struct grammar *g, size_t n)
{
	return &g->text->at[g->at + n > g->text->n ? g->text->n : g->at + n];
}

static bool is_empty(const struct day_set *d)
{
	return !d->weekly && !d->n;
}

/* --- days ----------------------------------------------------------------------------- */
static bool begins_days(const struct hours_token *t)
{
	return t->what == HOURS_DAY || t->what == HOURS_DAYS || t->what == HOURS_NTH || t->what == HOURS_EVERY;
}

/* Monday to Friday, and Friday to Monday round the weekend. */
static unsigned span(unsigned from, unsigned to)
{
	unsigned bits = from;

	while (from != to) {
		from = from == 1 << 6 ? 1 : from << 1;
		bits |= from;
	}
	return bits;
}

/* "first", "1st and 3rd", "2., 4." */
static unsigned nths(struct grammar *g)
{
	unsigned bits = now(g)->bits;

	g->at++;
	while (now(g)->what == HOURS_JOIN && ahead(g, 1)->what == HOURS_NTH) {
		bits |= ahead(g, 1)->bits;
		g->at += 2;
	}
	return bits;
}

static bool weekdays(struct grammar *g, unsigned *bits)
{
	if (now(g)->what == HOURS_DAYS) {
		*bits = now(g)->bits;
		g->at++;
		return true;
	}
	if (now(g)->what != HOURS_DAY)
		return false;
	*bits = now(g)->bits;
	g->at++;
	if (now(g)->what == HOURS_DASH && ahead(g, 1)->what == HOURS_DAY) {
		*bits = span(*bits, ahead(g, 1)->bits);
		g->at += 2;
	}
	return true;
}

static bool monthly(struct grammar *g, struct day_set *d, bool each)
{
	unsigned which = nths(g), days;

	if (!weekdays(g, &days) || d->n == MONTHLY_MOST)
		return false;
	if (now(g)->what == HOURS_OF_MONTH)
		g->at++;
	else if (each && which != 1 << 1 && which != LAST)
		return false;                /* "every third Tuesday": of the month, or each three weeks? */
	d->monthly[d->n].weekdays = days;
	d->monthly[d->n++].nths = which;
	return true;
}

static bool days_once(struct grammar *g, struct day_set *d)
{
	bool each = now(g)->what == HOURS_EVERY;
	unsigned bits;

	g->at += each;
	if (now(g)->what == HOURS_NTH)
		return monthly(g, d, each);
	if (!weekdays(g, &bits))
		return false;
	d->weekly |= bits;
	return true;
}

static bool days(struct grammar *g, struct day_set *d)
{
	*d = (struct day_set){ .n = 0 };
	for (;;) {
		if (!days_once(g, d))
			return false;
		if (now(g)->what != HOURS_JOIN || !begins_days(ahead(g, 1)))
			return true;
		g->at++;
	}
}

/* "every day except Sunday" */
static bool take_days_out(struct day_set *from, const struct day_set *out)
{
	if (out->n || (from->weekly & out->weekly) != out->weekly)
		return false;
	from->weekly &= ~out->weekly;
	return !is_empty(from);
}

/* --- times ---------------------------------------------------------------------------- */
static int minutes_of(int hour, const struct hours_token *t)
{
	return hour * 60 + (t->minute < 0 ? 0 : t->minute);
}

static int with_half(const struct hours_token *t, char half)
{
	return minutes_of(t->hour % 12 + (half == 'p' ? 12 : 0), t);
}

/*
 * Both as a clock of 24 hours shows them; a night at most from late afternoon to noon.  "1:00-5:00" after
 * "8:30-12:00", or alone, is a slip of somebody who thinks of the afternoon.
 */
static bool range_of_24(const struct hours_token *a, const struct hours_token *b, int after, struct range *r)
{
	r->start = minutes_of(a->hour, a);
	r->end = minutes_of(b->hour, b);
	if (r->end <= r->start && r->start >= 17 * 60 && r->end <= 12 * 60)
		r->end += DAY_MIN;
	return r->start < DAY_MIN && r->end > r->start && r->start >= after && (!r->start || r->start >= 5 * 60);
}

/* Neither says morning or evening: certain only where the hours themselves do. */
static bool range_of_12(const struct hours_token *a, const struct hours_token *b, int after, struct range *r)
{
	r->start = with_half(a, 'a');
	r->end = with_half(b, 'a');
	if (after >= 0 && r->start < after) {
		/* "9-12, 1-4": what follows noon is the afternoon */
		r->start += 720;
		r->end += r->end + 720 > r->start ? 720 : DAY_MIN;
		return after <= r->start && r->end <= DAY_MIN;
	}
	if (a->hour == 12) {
		r->start = minutes_of(12, a);
		r->end += 720;
		return b->hour != 12 && r->end > r->start;
	}
	if (b->hour == 12 && a->hour >= 8) {
		r->end = minutes_of(12, b);
		return true;
	}
	r->end += 720;
	return r->end - 720 <= r->start && r->start >= 6 * 60 && r->end - r->start <= 12 * 60;
}

/* "9am-5", "9-5pm", "1-5pm" */
static bool range_half_said(const struct hours_token *a, const struct hours_token *b, struct range *r)
{
	if (a->hour < 1 || a->hour > 12 || b->hour < 1 || b->hour > 12)
		return false;
	if (a->half) {
		r->start = with_half(a, a->half);
		r->end = with_half(b, a->half);
		if (r->end > r->start)
			return false;        /* "8am-10": ten in the morning, or at night? */
		r->end += 720;
		return r->end <= DAY_MIN;
	}
	r->end = with_half(b, b->half);
	r->start = with_half(a, b->half);
	if (r->start >= r->end)
		r->start -= 720;
	return r->start >= 0 && r->start < r->end;
}

/* "24:00" at the end and "12am" at the end are midnight. */
static bool range_both_said(const struct hours_token *a, const struct hours_token *b, struct range *r)
{
	r->start = a->half ? with_half(a, a->half) : minutes_of(a->hour, a);
	r->end = b->half ? with_half(b, b->half) : minutes_of(b->hour, b);
	if (r->end <= r->start)
		r->end += DAY_MIN;
	/* "9am-5am" is a slip, "11am-2am" is not. */
	return r->start < DAY_MIN && (r->end - r->start <= 16 * 60 || r->end == DAY_MIN);
}

/* With a clock of 24 hours nobody writes a half; "6pm-24:00" (midnight) may. */
static bool is_plain_24(const struct hours_token *t)
{
	return !t->half && (t->hour > 12 || t->hour == 0);
}

static bool range_of(const struct grammar *g, const struct hours_token *a, const struct hours_token *b, int after, struct range *r)
{
	bool clock24 = g->text->clock24 || g->text->danish || is_plain_24(a) || is_plain_24(b);

	if ((a->half && b->half) || (a->half && is_plain_24(b)))
		return range_both_said(a, b, r);
	if (a->half || b->half)
		return range_half_said(a, b, r);
	if (!clock24)
		return range_of_12(a, b, after, r);
	return range_of_24(a, b, after, r);
}

static bool one_range(struct grammar *g, struct ranges *to)
{
	struct range *r = &to->at[to->n];
	const struct hours_token *a = now(g);
	int after = to->n ? to->at[to->n - 1].end : -1;

	if (to->n == RANGES_MOST)
		return false;
	if (a->what == HOURS_ALL_DAY) {
		*r = (struct range){ 0, DAY_MIN };
		g->at++;
		to->n++;
		return true;
	}
	if (ahead(g, 1)->what == HOURS_DASH && ahead(g, 2)->what == HOURS_TIME) {
		if (!range_of(g, a, ahead(g, 2), after, r))
			return false;
		if (r->start == 0 && r->end == DAY_MIN - 1)
			r->end = DAY_MIN;    /* how those write a whole day whose programs know no 24:00 */
		g->at += 3;
		to->n++;
		return true;
	}
	/* A start alone must look like a time of day, not like any number. */
	if ((a->minute < 0 && !a->half) || (!a->half && !g->text->clock24 && !g->text->danish))
		return false;
	*r = (struct range){ a->half ? with_half(a, a->half) : minutes_of(a->hour, a), -1 };
	g->at++;
	to->n++;
	return r->start < DAY_MIN;
}

static bool begins_times(const struct hours_token *t)
{
	return t->what == HOURS_TIME || t->what == HOURS_ALL_DAY;
}

static bool times(struct grammar *g, struct ranges *to)
{
	to->n = 0;
	for (;;) {
		if (!one_range(g, to))
			return false;
		if (now(g)->what != HOURS_JOIN || !begins_times(ahead(g, 1)))
			return true;
		g->at++;
	}
}

/* --- what is said ---------------------------------------------------------------------- */
static bool make(struct grammar *g, unsigned days, unsigned which, const struct ranges *r)
{
	for (size_t i = 0; days && i < r->n; i++) {
		if (g->n == HOURS_SLOTS_MOST)
			return false;
		g->made[g->n++] = (struct stretch){ days, which, r->at[i] };
	}
	return true;
}

static bool assign(struct grammar *g, const struct day_set *d, const struct ranges *r)
{
	g->last = g->n;
	if (!make(g, d->weekly, 0, r))
		return false;
	for (size_t i = 0; i < d->n; i++)
		if (!make(g, d->monthly[i].weekdays, d->monthly[i].nths, r))
			return false;
	return true;
}

static bool in_order(struct grammar *g, int order)
{
	if (g->order == ORDER_OPEN)
		g->order = order;
	return g->order == (unsigned)order;
}

static bool say_days(struct grammar *g)
{
	struct day_set d;

	if (!is_empty(&g->pending) || !days(g, &d))
		return false;
	if (now(g)->what == HOURS_EXCEPT && begins_days(ahead(g, 1))) {
		struct day_set out;

		g->at++;
		if (!days(g, &out) || !take_days_out(&d, &out))
			return false;
	}
	if (!g->waiting.n) {
		g->pending = d;
		return true;
	}
	if (!in_order(g, TIMES_FIRST) || !assign(g, &d, &g->waiting))
		return false;
	g->waiting.n = 0;
	return true;
}

static bool say_times(struct grammar *g)
{
	struct ranges r;

	if (g->waiting.n || !times(g, &r))
		return false;
	if (is_empty(&g->pending)) {
		if (g->closed_ahead)
			return false;        /* "closed Sat, Sun 10-2": which of the two is open? */
		g->waiting = r;
		return true;
	}
	if (!in_order(g, DAYS_FIRST) || !assign(g, &g->pending, &r))
		return false;
	g->pending = (struct day_set){ .n = 0 };
	return true;
}

static bool add_days(struct day_set *to, const struct day_set *d)
{
	to->weekly |= d->weekly;
	for (size_t i = 0; i < d->n; i++) {
		if (to->n == MONTHLY_MOST)
			return false;
		to->monthly[to->n++] = d->monthly[i];
	}
	return true;
}

/* "closed 12-1": the stretches just made break there. */
static bool say_break(struct grammar *g)
{
	size_t from = g->last, to = g->n;
	struct ranges out;

	if (from == to || !times(g, &out) || out.n != 1)
		return false;
	for (size_t i = from; i < to; i++) {
		struct stretch *s = &g->made[i];

		if (g->n == HOURS_SLOTS_MOST || out.at[0].start <= s->r.start || out.at[0].end < 0 || out.at[0].end >= s->r.end)
			return false;
		g->made[g->n] = *s;
		g->made[g->n++].r.start = out.at[0].end;
		s->r.end = out.at[0].start;
	}
	return true;
}

static bool say_closed(struct grammar *g)
{
	struct day_set d;

	g->at++;
	while (now(g)->what == HOURS_CLOSED)
		g->at++;
	if (!is_empty(&g->pending)) {
		d = g->pending;
		g->pending = (struct day_set){ .n = 0 };
		return add_days(&g->closed, &d);
	}
	if (g->waiting.n)
		return false;
	if (now(g)->what == HOURS_TIME)
		return say_break(g);
	if (now(g)->what == HOURS_HOLIDAYS)
		return true;
	if (!begins_days(now(g)) || !days(g, &d))
		return false;
	g->closed_ahead = true;
	if (now(g)->what == HOURS_JOIN && ahead(g, 1)->what == HOURS_HOLIDAYS)
		g->at++;
	return add_days(&g->closed, &d);
}

static bool say_holidays(struct grammar *g)
{
	const struct hours_token *before = g->at ? &g->text->at[g->at - 1] : NULL;

	/* "Mon-Fri 9-5 except holidays", "closed Sundays and holidays"; open on holidays is more than we can say. */
	if (!before || (before->what != HOURS_CLOSED && before->what != HOURS_EXCEPT && !g->closed_ahead))
		return false;
	g->at++;
	g->out->holidays_closed = true;
	return is_empty(&g->pending);
}

static bool say_appointment(struct grammar *g)
{
	g->at++;
	if (g->pending.n || g->waiting.n)
		return false;
	g->out->by_appointment |= g->pending.weekly ? g->pending.weekly : ALL_DAYS;
	g->pending = (struct day_set){ .n = 0 };
	return true;
}

static bool say_except(struct grammar *g)
{
	struct day_set d;

	g->at++;
	if (now(g)->what == HOURS_HOLIDAYS)
		return true;
	return is_empty(&g->pending) && !g->waiting.n && begins_days(now(g)) && days(g, &d) && add_days(&g->closed, &d);
}

static bool say(struct grammar *g)
{
	enum hours_what what = now(g)->what;

	if (begins_days(now(g)))
		return say_days(g);
	if (begins_times(now(g)))
		return say_times(g);
	switch (what) {
	case HOURS_CLOSED:
		return say_closed(g);
	case HOURS_EXCEPT:
		return say_except(g);
	case HOURS_HOLIDAYS:
		return say_holidays(g);
	case HOURS_APPOINTMENT:
		return say_appointment(g);
	case HOURS_JOIN:
	case HOURS_BREAK:
		g->closed_ahead = false;
		g->at++;
		return true;
	default:
		return false;
	}
}

/* --- what it comes to ------------------------------------------------------------------ */
static bool overlaps(const struct range *a, const struct range *b)
{
	int a_end = a->end < 0 ? a->start + 1 : a->end, b_end = b->end < 0 ? b->start + 1 : b->end;

	return a->start < b_end && b->start < a_end;
}

static bool agree(const struct grammar *g)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t j = i + 1; j < g->n; j++) {
			const struct stretch *a = &g->made[i], *b = &g->made[j];
			bool same_weeks = !a->nths || !b->nths || a->nths & b->nths || (a->nths | b->nths) & LAST;

			if (a->weekdays & b->weekdays && same_weeks && overlaps(&a->r, &b->r))
				return false;
		}
	return true;
}

/* "closed 3rd Tuesday": Tuesday becomes the first, second, fourth and fifth. */
static bool close_in_month(struct grammar *g, unsigned days, unsigned which)
{
	size_t n = g->n;
	unsigned met = 0;

	if (which & LAST)
		return false;                /* which one that is differs from month to month */
	for (size_t i = 0; i < n; i++) {
		struct stretch *s = &g->made[i];
		unsigned both = s->weekdays & days;

		if (s->nths || !both)
			continue;
		if (g->n == HOURS_SLOTS_MOST)
			return false;
		met |= both;
		s->weekdays &= ~both;
		g->made[g->n++] = (struct stretch){ both, NTHS & ~which, s->r };
	}
	return met == days;
}

/* What was said to be closed wins over what was said of a row of days, not over the day by its name. */
static bool close_weekly(struct grammar *g)
{
	for (size_t i = 0; i < g->n; i++) {
		struct stretch *s = &g->made[i];

		if (!(s->weekdays & g->closed.weekly))
			continue;
		if (s->nths || !(s->weekdays & ~g->closed.weekly))
			return false;
		s->weekdays &= ~g->closed.weekly;
	}
	return true;
}

static struct rhythm rhythm_of(const struct stretch *s)
{
	return (struct rhythm){ .kind = s->nths ? RHYTHM_MONTHLY_WEEKDAY : RHYTHM_WEEKLY, .interval = 1, .weekdays = s->weekdays,
				.nths = s->nths, .month_day = 1, .first = DAY_NONE, .last = DAY_NONE };
}

/* Days with the same hours are one slot. */
static void put_slot(struct hours *out, const struct stretch *s)
{
	int duration = s->r.end < 0 ? 0 : s->r.end - s->r.start;

	for (size_t i = 0; i < out->n; i++)
		if (out->at[i].rhythm.nths == s->nths && out->at[i].start_min == s->r.start && out->at[i].duration_min == duration) {
			out->at[i].rhythm.weekdays |= s->weekdays;
			return;
		}
	out->at[out->n++] = (struct hours_slot){ rhythm_of(s), s->r.start, duration };
}

static bool settle(struct grammar *g)
{
	/* "24 hours" without a day is every day; other times are not. */
	if (g->waiting.n == 1 && g->waiting.at[0].end - g->waiting.at[0].start == DAY_MIN && !g->n && g->order == ORDER_OPEN)
		make(g, ALL_DAYS, 0, &g->waiting);
	else if (g->waiting.n)
		return false;
	if (!is_empty(&g->pending) || !close_weekly(g))
		return false;
	for (size_t i = 0; i < g->closed.n; i++)
		if (!close_in_month(g, g->closed.monthly[i].weekdays, g->closed.monthly[i].nths))
			return false;
	if (!agree(g))
		return false;
	for (size_t i = 0; i < g->n; i++)
		if (g->made[i].weekdays)
			put_slot(g->out, &g->made[i]);
	g->out->closed = g->closed.weekly;
	return g->out->n || g->out->closed || g->out->by_appointment;
}

bool hours_read(struct str text, struct hours *out)
{
	struct hours_text tokens;
	struct grammar g = { .text = &tokens, .out = out };

	*out = (struct hours){ .n = 0 };
	if (!hours_tokens(text, &tokens))
		return false;
	while (now(&g)->what != HOURS_END)
		if (!say(&g)) {
			*out = (struct hours){ .n = 0 };
			return false;
		}
	if (settle(&g))
		return true;
	*out = (struct hours){ .n = 0 };
	return false;
}

bool hours_say_all(const struct hours *h)
{
	return h->n && !h->by_appointment && !h->holidays_closed;
}
