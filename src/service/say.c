/* say.c -- a service in words: its name, price, hours and free places as a reader reads them. */
#include "service/service_parts.h"
#include "tr/tr.h"

#include <string.h>

enum { DAY_MIN = 1440, DAY_S = 86400, HOUR_S = 3600 };

struct str service_name(struct ctx *ctx, const struct service *s, bool *foreign)
{
	return meeting_text(ctx, s->name_da, s->name_en, foreign);
}

struct str service_labels(struct ctx *ctx, const struct choice *choices, struct str codes)
{
	struct str rest = codes, code, words[64];
	size_t n = 0;

	/* Languages are called what they call themselves. */
	while (n < sizeof words / sizeof *words && str_cut(&rest, ' ', &code))
		if (code.n && choice_label(choices, code)) {
			words[n] = tr_of(ctx, str_of(choice_label(choices, code)));
			if (n && choices != language_choices)
				words[n] = tr_small(ctx, words[n]);
			n++;
		}
	return n ? tr_and(ctx, words, n) : S("");
}

/* --- money --------------------------------------------------------------------------------------------------------- */

bool service_is_free(const struct service *s)
{
	return str_same(s->price_type, "free");
}

bool service_is_faith(const struct service *s)
{
	struct str rest = s->providers, one;

	while (str_cut(&rest, ' ', &one))
		if (str_same(one, "faith"))
			return true;
	return false;
}

/* "150 kr. a night", "100–300 kr. a month"; empty without an amount. */
static struct str amounts(struct ctx *ctx, const struct service *s)
{
	bool least = s->price_least != INT64_MIN, most = s->price_most != INT64_MIN;
	const char *unit = choice_label(service_price_units, s->price_unit);
	struct str sum = S("");

	if (least && most && s->price_least != s->price_most)
		sum = TR_FILL(ctx, tr(ctx, "{least} to {most}"), { "least", tr_money(ctx, s->price_least, s->currency) },
			      { "most", tr_money(ctx, s->price_most, s->currency) });
	else if (least || most)
		sum = tr_money(ctx, least ? s->price_least : s->price_most, s->currency);
	if (!sum.n || !unit || str_same(s->price_unit, "once"))
		return sum;
	return arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(sum), STR_ARG(tr_of(ctx, str_of(unit))));
}

struct str service_price(struct ctx *ctx, const struct service *s)
{
	struct str sum = amounts(ctx, s);

	if (service_is_free(s))
		return tr(ctx, "Free");
	if (str_same(s->price_type, "sliding"))
		return sum.n ? TR_FILL(ctx, tr(ctx, "{sum}, by what one earns"), { "sum", sum }) : tr(ctx, "By what one earns");
	if (str_same(s->price_type, "voucher"))
		return sum.n ? TR_FILL(ctx, tr(ctx, "{sum}, or with a voucher"), { "sum", sum }) : tr(ctx, "With a voucher");
	return sum.n ? sum : tr(ctx, "Not known");
}

/* --- hours ----------------------------------------------------------------------------------------------------------- */

struct str service_zone(const struct service_whole *w)
{
	return w->nschedules && str_is(w->schedules[0].zone) ? w->schedules[0].zone : S("Europe/Copenhagen");
}

static bool is_plain_week(const struct service_schedule *h)
{
	return h->rhythm.kind == RHYTHM_WEEKLY && h->rhythm.interval == 1 && h->rhythm.last == DAY_NONE;
}

/* Monday first; a run of three or more days is said as a span. */
static struct str weekdays_said(struct ctx *ctx, unsigned bits)
{
	struct str words[7];
	size_t n = 0;

	for (int i = 1; i <= 7; i++) {
		int run = 0;
		while (i + run <= 7 && bits >> (i + run) % 7 & 1)
			run++;
		if (run >= 3) {
			words[n++] = TR_FILL(ctx, tr(ctx, "{from} to {to}"), { "from", tr_weekday(ctx, i % 7) },
					     { "to", tr_weekday(ctx, (i + run - 1) % 7) });
			i += run - 1;
		} else if (run) {
			words[n++] = tr_weekday(ctx, i % 7);
		}
	}
	return n ? tr_and(ctx, words, n) : S("");
}

static struct str time_said(struct ctx *ctx, const struct service_schedule *h)
{
	if (h->duration_min == DAY_MIN)
		return tr(ctx, "round the clock");
	return h->duration_min ? tr_span(ctx, h->start_min, h->start_min + h->duration_min) :
				 TR_FILL(ctx, tr(ctx, "from {time}"), { "time", tr_time(ctx, h->start_min) });
}

static struct str with_note(struct ctx *ctx, const struct service_schedule *h, struct str said)
{
	struct str note = meeting_text(ctx, h->note_da, h->note_en, &(bool){ false });

	return note.n ? arena_printf(ctx->arena, "%.*s (%.*s)", STR_ARG(said), STR_ARG(note)) : said;
}

static struct str weekly_said(struct ctx *ctx, const struct service_schedule *h, unsigned bits)
{
	enum { EVERY_DAY = 0x7f };
	struct str days = bits == EVERY_DAY ? tr(ctx, "every day") : weekdays_said(ctx, bits);

	return with_note(ctx, h, arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(days), STR_ARG(time_said(ctx, h))));
}

/* What is not by the week is said as a meeting says it. */
static struct str other_said(struct ctx *ctx, const struct service_schedule *h)
{
	struct meeting m = { .start_min = h->start_min, .duration_min = h->duration_min, .zone = h->zone, .holidays = S("none"),
			     .holiday_rule = S("hold") };
	struct rhythm r = h->rhythm;

	if (r.first == DAY_NONE)
		r.first = day_of(2000, 1, 3);
	meeting_set_rhythm(ctx->arena, &m, &r);
	return with_note(ctx, h, meeting_when(ctx, &m));
}

static bool same_time(const struct service_schedule *a, const struct service_schedule *b)
{
	return is_plain_week(b) && a->start_min == b->start_min && a->duration_min == b->duration_min && str_eq(a->note_da, b->note_da) &&
	       str_eq(a->note_en, b->note_en) && a->location == b->location;
}

/* All weekdays that have the same hours as the i-th row, 0 when an earlier row has told them already. */
static unsigned gathered(const struct service_whole *w, size_t i)
{
	unsigned bits = 0;

	for (size_t k = 0; k < w->nschedules; k++)
		if (same_time(&w->schedules[i], &w->schedules[k])) {
			if (k < i)
				return 0;
			bits |= w->schedules[k].rhythm.weekdays;
		}
	return bits;
}

struct str service_hours(struct ctx *ctx, const struct service_whole *w)
{
	struct str own = meeting_text(ctx, w->s.hours_da, w->s.hours_en, &(bool){ false }), all = S(""), one;

	for (size_t i = 0; i < w->nschedules; i++) {
		const struct service_schedule *h = &w->schedules[i];
		bool week = is_plain_week(h);
		unsigned bits = week ? gathered(w, i) : 0;
		if (week && !bits)
			continue;
		one = week ? weekly_said(ctx, h, bits) : other_said(ctx, h);
		all = all.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(all), STR_ARG(one)) : one;
	}
	if (all.n && own.n)
		return arena_printf(ctx->arena, "%.*s. %.*s", STR_ARG(tr_capital(ctx, all)), STR_ARG(own));
	return all.n ? tr_capital(ctx, all) : own;
}

/* --- free places -------------------------------------------------------------------------------------------------------- */

static struct str free_said(struct ctx *ctx, const struct service_capacity *c)
{
	if (str_same(c->unit, "bed"))
		return c->free ? trn(ctx, "{n} bed free", "{n} beds free", c->free) : tr(ctx, "No bed free");
	if (str_same(c->unit, "room"))
		return c->free ? trn(ctx, "{n} room free", "{n} rooms free", c->free) : tr(ctx, "No room free");
	if (str_same(c->unit, "seat"))
		return c->free ? trn(ctx, "{n} seat free", "{n} seats free", c->free) : tr(ctx, "No seat free");
	return c->free ? trn(ctx, "{n} place free", "{n} places free", c->free) : tr(ctx, "No place free");
}

static struct str when_said(struct ctx *ctx, int64_t at, struct str zone_name)
{
	const struct zone *zone = zone_find(ctx->house->cal, zone_name);
	struct local then, now;

	if (!zone)
		return tr_days_ago(ctx, (ctx->now - at) / DAY_S);
	then = zone_local(zone, at);
	now = zone_local(zone, ctx->now);
	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_days_ago(ctx, now.day - then.day) },
		       { "time", tr_time(ctx, then.minutes) });
}

struct str service_capacity_text(struct ctx *ctx, const struct service_capacity *c, struct str zone)
{
	struct str text = free_said(ctx, c), when = when_said(ctx, c->as_of, zone);

	switch (service_capacity_age(ctx, c)) {
	case CAPACITY_FRESH:
		return TR_FILL(ctx, tr(ctx, "{free}, counted {when}"), { "free", text }, { "when", when });
	case CAPACITY_CALL:
		return TR_FILL(ctx, tr(ctx, "Call to check. {when}: {free}"), { "when", tr_capital(ctx, when) }, { "free", text });
	case CAPACITY_OLD:
		break;
	}
	return tr(ctx, "Call to hear whether there is room");
}

bool service_is_on(const struct ctx *ctx, const struct kind *k, const struct service_whole *w)
{
	const struct zone *zone = zone_find(ctx->house->cal, service_zone(w));
	day_t last = service_last_day(k, w), today = zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / DAY_S);

	return str_same(w->s.state, "running") && (last == DAY_NONE || last >= today);
}
