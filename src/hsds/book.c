/* book.c -- the shelves of an answer, and the small parts that all objects share. */
#include "hsds/book.h"
#include "crypt/crypt.h"
#include "tr/tr.h"

#include <string.h>

enum { SHELF_LEAST = 64 };

/* --- shelves ---------------------------------------------------------------------------------------------------- */

static struct shelf_row *row_of(const struct shelf *s, struct str name)
{
	size_t i = str_hash(name) & (s->room - 1);

	while (s->at[i].name.p && !str_eq(s->at[i].name, name))
		i = (i + 1) & (s->room - 1);
	return &s->at[i];
}

void *shelf_find(const struct shelf *s, struct str name)
{
	return s->room ? row_of(s, name)->object : NULL;
}

static void widen(struct arena *a, struct shelf *s)
{
	struct shelf was = *s;

	if (s->n * 2 < s->room)
		return;
	s->room = was.room ? was.room * 4 : SHELF_LEAST;
	s->at = arena_array(a, s->room, struct shelf_row);
	for (size_t i = 0; i < was.room; i++)
		if (was.at[i].name.p)
			*row_of(s, was.at[i].name) = was.at[i];
}

void shelf_put(struct arena *a, struct shelf *s, struct str name, void *object)
{
	struct shelf_row *row;

	widen(a, s);
	row = row_of(s, name);
	s->n += !row->name.p;
	*row = (struct shelf_row){ arena_str(a, name), object };
}

enum err book_open(struct ctx *ctx, struct book *b)
{
	*b = (struct book){ .ctx = ctx, .a = ctx->arena, .lasting = ctx->arena };
	return kind_list(ctx, &b->kinds, &b->nkinds);
}

struct arena *book_in(struct book *b, struct arena *a)
{
	struct arena *was = b->a;

	b->a = b->ctx->arena = a;
	return was;
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

struct str book_part(struct book *b, struct str of, const char *what, size_t i)
{
	return crypt_uuid(b->a, of, arena_printf(b->a, "%s/%zu", what, i));
}

void book_phone(struct book *b, struct str of, struct hsds_phone ***at, size_t *n, struct str number)
{
	struct hsds_phone *p;

	if (!str_is(number))
		return;
	p = arena_new_of(b->a, struct hsds_phone);
	p->id = book_part(b, of, "phone", *n);
	p->number = number;
	p->type = S("voice");
	*at = arena_grow(b->a, *at, *n, sizeof **at);
	(*at)[(*n)++] = p;
}

struct hsds_language *book_language(struct book *b, struct str of, size_t i, struct str code)
{
	struct hsds_language *l = arena_new_of(b->a, struct hsds_language);
	const char *name = choice_label(language_choices, code);

	l->id = book_part(b, of, "language", i);
	l->name = name ? str_of(name) : code;
	l->code = code;
	return l;
}

struct str book_instant(struct book *b, int64_t at)
{
	int64_t s = at % 86400;

	if (at <= 0)
		return STR_ABSENT;
	return arena_printf(b->a, "%.*sT%02d:%02d:%02d.000Z", STR_ARG(day_str(b->a, (day_t)(at / 86400))), (int)(s / 3600),
			    (int)(s / 60 % 60), (int)(s % 60));
}

struct str book_day(struct book *b, int64_t instant, const struct zone *zone)
{
	if (!instant)
		return STR_ABSENT;
	return day_str(b->a, zone ? zone_local(zone, instant).day : (day_t)(instant / 86400));
}

struct str book_text(const char *lang, struct str da, struct str en)
{
	bool danish = !strcmp(lang, "da");

	if (str_is(danish ? da : en))
		return danish ? da : en;
	return danish ? en : da;
}

bool book_is_danish(struct str zone)
{
	return str_same(zone, "Europe/Copenhagen");
}

/* --- hours ---------------------------------------------------------------------------------------------------------- */

static const char codes[7][3] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
enum { DAY_MIN = 1440, LAST_NTH = 6 };

/* "MO,TU", "1TU,3TU", "-1FR"; weeks begin on Monday. */
static struct str byday(struct book *b, unsigned weekdays, unsigned nths)
{
	struct str out = S("");

	for (int nth = nths ? 1 : 0; nth <= (nths ? LAST_NTH : 0); nth++)
		for (int d = 1; d <= 7; d++) {
			const char *code = codes[d % 7];
			if (!(weekdays >> d % 7 & 1) || (nths && !(nths >> nth & 1)))
				continue;
			out = nths ? arena_printf(b->a, "%.*s%s%d%s", STR_ARG(out), out.n ? "," : "", nth == LAST_NTH ? -1 : nth, code) :
				     arena_printf(b->a, "%.*s%s%s", STR_ARG(out), out.n ? "," : "", code);
		}
	return out;
}

static void set_rhythm(struct book *b, struct hsds_schedule *h, const struct rhythm *r)
{
	h->dtstart = day_str(b->a, r->first);
	h->valid_from = h->dtstart;
	h->until = h->valid_to = day_str(b->a, r->last);
	if (r->kind == RHYTHM_ONCE) {
		h->valid_to = h->until = h->dtstart;
		return;
	}
	h->interval = (struct hsds_number){ true, r->interval };
	h->freq = r->kind == RHYTHM_MONTHLY_DAY || r->kind == RHYTHM_MONTHLY_WEEKDAY ? S("MONTHLY") : S("WEEKLY");
	if (r->kind == RHYTHM_MONTHLY_DAY)
		h->bymonthday = arena_printf(b->a, "%d", r->month_day);
	else if (r->kind == RHYTHM_DAILY)
		h->byday = byday(b, 127, 0);
	else
		h->byday = byday(b, r->weekdays, r->kind == RHYTHM_MONTHLY_WEEKDAY ? r->nths : 0);
	if (r->interval > 1 && r->kind == RHYTHM_WEEKLY)
		h->wkst = S("MO");
	/* HSDS knows weeks and months: every third day is said in words. */
	if (r->kind == RHYTHM_DAILY && r->interval > 1) {
		h->freq = h->byday = STR_ABSENT;
		h->interval = (struct hsds_number){ false, 0 };
		h->description = arena_printf(b->a, "Every %d days", r->interval);
	}
}

/* The offset on its first day, or today's: the standard knows no summer; the name of the zone does. */
static int offset_s(struct book *b, const struct hours_line *l, const struct zone *zone)
{
	day_t day = l->rhythm.first == DAY_NONE ? zone_local(zone, b->ctx->now).day : l->rhythm.first;

	return zone_local(zone, zone_instant(zone, day, l->start_min)).offset_s;
}

struct hsds_schedule *book_schedule(struct book *b, struct str id, const struct hours_line *l)
{
	struct hsds_schedule *h = arena_new_of(b->a, struct hsds_schedule);
	const struct zone *zone = zone_find(b->ctx->house->cal, l->zone);
	int offset = zone ? offset_s(b, l, zone) : 0, end = l->start_min + l->duration_min;

	h->id = id;
	set_rhythm(b, h, &l->rhythm);
	h->timezone = (struct hsds_number){ true, offset / 3600.0 };
	h->timezone_name = l->zone;
	h->notes = l->note;
	h->opens_at = hsds_clock_str(b->a, l->start_min, offset);
	if (l->duration_min == DAY_MIN && !l->start_min)
		end = DAY_MIN - 1;           /* how HSDS says round the clock */
	if (l->duration_min)
		h->closes_at = hsds_clock_str(b->a, end % DAY_MIN, offset);
	return h;
}
