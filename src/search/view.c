/* view.c -- from hits to rows that a page can show. */
#include "search/view.h"
#include "event/event.h"
#include "location/location.h"
#include "twin/twin.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "search_sql.h"

enum { MINUTE = 60, DAY_S = 86400, PROMISE_MOST = 160 /* bytes */ };
#define NEXT_DOOR_KM 0.05     /* closer than this, a distance from the middle of a town says nothing */

struct str day_heading(struct ctx *ctx, day_t day, day_t today)
{
	struct str date = tr_day_date(ctx, day), word = S("");

	if (day == today)
		word = tr(ctx, "Today");
	else if (day == today + 1)
		word = tr(ctx, "Tomorrow");
	else if (day == today - 1)
		word = tr(ctx, "Yesterday");
	return word.n ? arena_cat(ctx->arena, word, S(" · "), date) : tr_capital(ctx, date);
}

struct str freshness_text(struct ctx *ctx, enum freshness fresh, int64_t verified_at, struct str phone)
{
	int64_t days = (ctx->now - verified_at) / DAY_S;
	struct str n = tr_number(ctx, days), text;

	switch (fresh) {
	case FRESH:
		return TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, days) });
	case FRESH_OLD:
	case FRESH_HIDDEN:
		text = verified_at ? TR_FILL(ctx, tr(ctx, "Not confirmed for {days} days."), { "days", n }) :
				     tr(ctx, "Visitors say that something is wrong here.");
		break;
	default:
		text = tr(ctx, "Nobody has confirmed this yet.");
		break;
	}
	return arena_cat(ctx->arena, text, S(" "), phone.n ? TR_FILL(ctx, tr(ctx, "Call first: {phone}"), { "phone", tr_phone(ctx, phone) }) :
							     tr(ctx, "Check before you go."));
}

static struct str soon_text(struct ctx *ctx, int64_t starts)
{
	int64_t min = (starts - ctx->now + (starts > ctx->now ? MINUTE - 1 : 0)) / MINUTE;

	if (min > 90)
		return STR_ABSENT;
	if (min > 0)
		return TR_FILL(ctx, tr(ctx, "Starts in {min} min"), { "min", tr_number(ctx, min) });
	return min == 0 ? tr(ctx, "Starts now") : TR_FILL(ctx, tr(ctx, "Started {min} min ago"), { "min", tr_number(ctx, -min) });
}

static void chip(struct row_view *r, const char *icon, struct str text)
{
	if (!str_is(text) || r->nchips == sizeof r->chips / sizeof *r->chips)
		return;
	r->icons[r->nchips] = icon;
	r->chips[r->nchips++] = text;
}

/* Labels of a row of codes, each a chip. */
static void chips_of(struct ctx *ctx, struct row_view *r, const struct choice *c, struct str codes)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		if (code.n && choice_label(c, code))
			chip(r, NULL, tr_of(ctx, str_of(choice_label(c, code))));
}

static void add_chips(struct ctx *ctx, struct row_view *r, const struct search_rows *s)
{
	const struct method *m = method_find(s->method);

	if (m)
		chip(r, NULL, tr_of(ctx, str_of(m->name)));
	if (str_same(s->newcomers, "yes"))
		chip(r, NULL, tr(ctx, "New people welcome"));
	if (str_same(s->openness, "closed"))
		chip(r, "lock", tr(ctx, "Closed meeting"));
	chips_of(ctx, r, audience_choices, s->audience);
	if (str_same(s->children, "yes"))
		chip(r, "baby", tr(ctx, "Children welcome"));
	if (str_same(s->step_free, "yes"))
		chip(r, "accessibility", tr(ctx, "Step-free"));
	chips_of(ctx, r, language_choices, s->languages);
}

static struct str where_text(struct ctx *ctx, const struct search_rows *s)
{
	struct location l = { .name = s->location_name, .address = s->address, .postcode = s->postcode, .city = s->city,
			      .protected_address = s->protected };
	struct str line;

	if (!s->location_name.p)
		return str_same(s->mode, "phone") ? tr(ctx, "By phone") : tr(ctx, "Online");
	line = location_line(ctx, &l);
	if (str_is(s->location_name) && !s->protected && !str_eq(s->location_name, s->address))
		line = arena_cat(ctx->arena, s->location_name, S(", "), line);
	if (str_same(s->mode, "hybrid"))
		line = arena_cat(ctx->arena, line, S(" · "), tr(ctx, "and online"));
	return line;
}

/* A date elsewhere in the world is shown in the reader's own time; the list says which zone it is from. */
static void set_times(struct ctx *ctx, struct row_view *r, const struct hit *h, const struct zone *reader)
{
	struct local here = zone_local(reader, h->when.starts);
	bool same_clock = here.day == h->when.day && here.minutes == h->when.start_min;

	r->day = here.day;
	r->minutes = here.minutes;
	r->starts = h->when.starts;
	r->start = tr_time(ctx, here.minutes);
	if (h->when.duration_min)
		r->end = tr_time(ctx, here.minutes + h->when.duration_min);
	if (!same_clock)
		r->other_zone = TR_FILL(ctx, tr(ctx, "{time} in {zone}"), { "time", tr_time(ctx, h->when.start_min) }, { "zone", r->zone });
}

static enum err next_after(struct ctx *ctx, int64_t id, int64_t after, struct str *out)
{
	struct occurrence o[8];
	struct timetable t;
	struct meeting m;
	size_t n;

	TRY(meeting_get(ctx, id, &m));
	TRY(meeting_timetable(ctx, &m, &t));
	n = occurrences(&t, after + 1, after + 60 * (int64_t)DAY_S, false, o, 8);
	for (size_t i = 0; i < n; i++)
		if (o[i].state != OCCURRENCE_CANCELLED) {
			*out = TR_FILL(ctx, tr(ctx, "Next time {date}"), { "date", tr_day_date(ctx, o[i].day) });
			break;
		}
	return OK;
}

/* What a list has room for: the first line, cut at a word. */
static struct str first_words(struct ctx *ctx, struct str text)
{
	struct str line = str_slice(text, 0, str_index(text, S("\n"), 0));
	size_t end = PROMISE_MOST;

	if (line.n <= PROMISE_MOST)
		return line;
	while (end && line.p[end] != ' ')
		end--;
	return arena_cat(ctx->arena, str_slice(line, 0, end), S(" …"));
}

/* What the row says of its listing. */
static struct row_view listing_row(struct ctx *ctx, const struct search_rows *s)
{
	struct row_view r = { .slug = s->slug, .name = s->name, .phone = s->phone, .zone = s->zone, .verified_at = s->verified_at.v,
			      .lat = NAN, .lon = NAN };

	r.promise = meeting_text(ctx, s->description_da, s->description_en, &r.promise_foreign);
	r.promise = first_words(ctx, r.promise);
	r.where = where_text(ctx, s);
	r.by_phone = str_same(s->mode, "phone");
	r.in_room = s->location_name.p != NULL;
	r.online = !r.in_room && !r.by_phone;
	if (!s->protected && !isnan(s->lat))
		r.lat = s->lat, r.lon = s->lon;
	add_chips(ctx, &r, s);
	return r;
}

/* And what it says of the date. */
static enum err add_date(struct ctx *ctx, const struct hit *h, const struct zone *reader, struct row_view *r)
{
	r->fresh = h->fresh;
	r->cancelled = h->when.state == OCCURRENCE_CANCELLED;
	r->moved = h->when.state == OCCURRENCE_MOVED;
	r->reason = meeting_text(ctx, h->when.reason_da, h->when.reason_en, &(bool){ false });
	set_times(ctx, r, h, reader);
	if (h->km >= NEXT_DOOR_KM && r->in_room)
		r->distance = tr_km(ctx, h->km);
	if (!r->cancelled)
		r->soon = soon_text(ctx, h->when.starts);
	r->fresh_text = h->reported_today ? tr(ctx, "A visitor reported a mistake today. Check before you go.") :
					    freshness_text(ctx, h->fresh, r->verified_at, r->phone);
	if (h->reported_today && r->fresh == FRESH)
		r->fresh = FRESH_OLD;
	return r->cancelled ? next_after(ctx, h->meeting, h->when.starts, &r->next_date) : OK;
}

static const struct search_rows *row_of(const struct search_rows *rows, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].id == id)
			return &rows[i];
	return NULL;
}

/* Those that nobody has seen lately, by one query. */
static enum err read_missing(struct ctx *ctx, const struct result *result, struct row_view *out)
{
	int64_t id[SEARCH_PAGE] = { 0 }, as_of;
	struct search_rows *rows;
	size_t n;

	assert(result->n <= SEARCH_PAGE);
	for (size_t i = 0; i < result->n; i++)
		if (!out[i].slug.p)
			id[i] = result->hits[i].meeting;
	/* First, so that a row is never newer by its number than it is. */
	TRY(event_newest(ctx, &as_of));
	TRY(search_rows(ctx, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9], id[10], id[11], id[12],
			id[13], id[14], id[15], id[16], id[17], id[18], id[19], &rows, &n));
	for (size_t i = 0; i < result->n; i++) {
		const struct search_rows *s = id[i] ? row_of(rows, n, id[i]) : NULL;
		if (!s)
			continue;
		out[i] = listing_row(ctx, s);
		rows_kept_put(ctx, result, id[i], as_of, &out[i]);
	}
	return OK;
}

enum err rows_of(struct ctx *ctx, const struct result *result, struct rows_view *out)
{
	int pin = 0;

	*out = (struct rows_view){ .today = zone_local(result->zone, ctx->now).day };
	if (!result->n)
		return OK;
	out->at = arena_array(ctx->arena, result->n, struct row_view);
	if (rows_kept_take(ctx, result, out->at))
		TRY(read_missing(ctx, result, out->at));
	for (size_t i = 0; i < result->n; i++) {
		struct row_view *r = &out->at[out->n];
		*r = out->at[i];
		if (!r->slug.p)
			continue;            /* ended a moment ago: the index follows at once */
		TRY(add_date(ctx, &result->hits[i], result->zone, r));
		/* What is also online is in the list from anywhere; on the map only what is in reach. */
		if (!isnan(r->lat) && !(result->hits[i].km > result->radius_km))
			r->pin = ++pin;
		out->n++;
	}
	return OK;
}

enum err twin_or_nothing(struct ctx *ctx, struct reply *rep, int64_t listing)
{
	struct twin_public t;

	TRY(twin_public(ctx, listing, &t));
	return t.url.n ? reply_see(ctx, rep, t.url) : ERR_NOT_FOUND;
}
