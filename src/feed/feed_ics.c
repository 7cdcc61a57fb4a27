/* feed_ics.c -- our listings as calendars that every reader agrees on. */
#include "feed/feed.h"
#include "format/ics.h"

#include <math.h>
#include <string.h>

/* Dates left out are told for so long ahead and back; a calendar is fetched again long before. */
enum { AHEAD_DAYS = 1100, BACK_DAYS = 400, EXDATES_MOST = 400, OVERRIDES_MOST = 200, ZONES_MOST = 64, DAY_S = 86400 };

struct writing {
	const struct zone *zones[ZONES_MOST];
	size_t nzones;
	int first_year, last_year;
};

static bool is_known(const struct writing *w, const struct zone *zone)
{
	for (size_t i = 0; i < w->nzones; i++)
		if (w->zones[i] == zone)
			return true;
	return false;
}

static struct str place_text(struct ctx *ctx, const struct listing_full *l)
{
	if (!l->l.id)
		return str_same(l->m->mode, "phone") ? tr(ctx, "By phone") : tr(ctx, "Online");
	return l->l.name.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l->l.name), STR_ARG(location_line(ctx, &l->l))) :
			     location_line(ctx, &l->l);
}

static bool has_exception(const struct timetable *t, day_t day)
{
	for (size_t i = 0; i < t->nexceptions; i++)
		if (t->exceptions[i].day == day)
			return true;
	return false;
}

/* Holidays and pauses: dates of the rule on which nothing happens. */
static size_t exdates_of(struct ctx *ctx, const struct timetable *t, day_t *out)
{
	int64_t from = ctx->now - (int64_t)BACK_DAYS * DAY_S, to = ctx->now + (int64_t)AHEAD_DAYS * DAY_S;
	size_t most = 3000, n = 0, all;
	struct occurrence *o = arena_array(ctx->arena, most, struct occurrence);

	all = occurrences(t, from, to, true, o, most);
	for (size_t i = 0; i < all && n < EXDATES_MOST; i++)
		if (o[i].state == OCCURRENCE_SKIPPED && !has_exception(t, o[i].by_series))
			out[n++] = o[i].by_series;
	return n;
}

static size_t overrides_of(struct ctx *ctx, const struct listing_full *l, struct ics_override *out)
{
	const struct timetable *t = l->t;
	size_t n = 0;

	for (size_t i = 0; i < t->nexceptions && n < OVERRIDES_MOST; i++) {
		const struct meeting_exception *e = &t->exceptions[i];
		bool cancelled = str_same(e->kind, "cancelled"), moved = str_same(e->kind, "moved");
		if (!cancelled && !moved)
			continue;
		out[n++] = (struct ics_override){
			.original_day = e->day, .original_min = t->start_min, .cancelled = cancelled,
			.day = moved && e->new_day != DAY_NONE ? e->new_day : e->day,
			.start_min = moved && e->new_start_min >= 0 ? (int)e->new_start_min : t->start_min,
			.duration_min = t->duration_min ? t->duration_min : 60,
			.summary_prefix = cancelled ? arena_printf(ctx->arena, "%.*s: ", STR_ARG(tr(ctx, "CANCELLED"))) : STR_ABSENT,
		};
	}
	return n;
}

static struct str description_of(struct ctx *ctx, const struct listing_full *l)
{
	bool foreign;
	struct str text = meeting_text(ctx, l->m->description_da, l->m->description_en, &foreign);

	return arena_printf(ctx->arena, "%.*s\n%.*s", STR_ARG(meeting_when(ctx, l->m)), STR_ARG(text));
}

static enum err write_event(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	struct ics_event e = { .stamp = m->changed_at, .modified = m->changed_at, .sequence = (int)m->sequence, .zone = l->t->zone };

	(void)arg;
	e.day = rhythm_next(&l->t->rhythm, l->t->rhythm.first);
	if (l->t->appointment || e.day == DAY_NONE)
		return OK;
	e.uid = arena_printf(ctx->arena, "%lld@samhold", (long long)m->id);
	e.start_min = l->t->start_min;
	e.duration_min = l->t->duration_min ? l->t->duration_min : 60;
	e.rrule = rhythm_rrule(ctx->arena, &l->t->rhythm, l->t->zone, l->t->start_min);
	day_t *exdates = arena_array(ctx->arena, EXDATES_MOST, day_t);
	struct ics_override *overrides = arena_array(ctx->arena, OVERRIDES_MOST, struct ics_override);
	e.nexdates = exdates_of(ctx, l->t, exdates);
	e.exdates = exdates;
	e.noverrides = overrides_of(ctx, l, overrides);
	e.overrides = overrides;
	e.summary = m->name;
	e.description = description_of(ctx, l);
	e.location = place_text(ctx, l);
	e.url = feed_url(ctx, m);
	if (!l->join_hidden)
		e.conference_url = m->conference_url;
	if (!isnan(l->l.lat) && l->l.id) {
		e.has_point = true;
		e.latitude = l->l.lat;
		e.longitude = l->l.lon;
	}
	ics_event(ctx->out, &e);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the calendar is larger than one answer") : OK;
}

static enum err note_zone(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct writing *w = arg;

	(void)ctx;
	if (!is_known(w, l->t->zone) && w->nzones < ZONES_MOST)
		w->zones[w->nzones++] = l->t->zone;
	if (day_ymd(l->t->rhythm.first).year < w->first_year)
		w->first_year = day_ymd(l->t->rhythm.first).year;
	return OK;
}

static void begin(struct ctx *ctx, struct writing *w, struct str name)
{
	struct ics_calendar c = { .name = name, .description = ctx->house->name, .zone_name = S("Europe/Copenhagen"),
				  .lang = str_of(ctx->lang), .modified = ctx->now / DAY_S * DAY_S };

	ics_begin(ctx->out, &c);
	if (w->first_year < w->last_year - 50)
		w->first_year = w->last_year - 50;
	for (size_t i = 0; i < w->nzones; i++)
		ics_zone(ctx->out, w->zones[i], w->first_year, w->last_year);
}

static struct writing writing(const struct ctx *ctx)
{
	int year = day_ymd((day_t)(ctx->now / DAY_S)).year;

	return (struct writing){ .first_year = year - 1, .last_year = year + 3 };
}

enum err feed_ics(struct ctx *ctx, const struct feed_filter *filter)
{
	struct writing w = writing(ctx);

	TRY(feed_each(ctx, filter, note_zone, &w));
	begin(ctx, &w, ctx->house->name);
	TRY(feed_each(ctx, filter, write_event, &w));
	ics_end(ctx->out);
	return OK;
}

enum err feed_ics_one(struct ctx *ctx, const struct meeting *m)
{
	struct writing w = writing(ctx);

	TRY(feed_one(ctx, m, note_zone, &w));
	begin(ctx, &w, m->name);
	TRY(feed_one(ctx, m, write_event, &w));
	ics_end(ctx->out);
	return OK;
}
