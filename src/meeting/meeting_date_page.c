/* meeting_date_page.c -- one evening cancelled or moved, some weeks of rest. */
#include "meeting/meeting_pages.h"
#include "location/location.h"

#include <math.h>
#include <stdlib.h>

#include "meeting_sql.h"

enum { DAY_S = 86400, PLACES_MOST = 300, NEAR_MOST = 2000, TRIED_MOST = 40, INSTEAD_MOST = 8, INSTEAD_DAYS = 4 };

/* One tap each, and said in both languages. */
static const struct choice reasons[] = {
	{ "ill", N_("The one who leads it is ill") }, { "room", N_("The room is not free") },
	{ "nobody", N_("Nobody can lead it") }, { "weather", N_("The weather") }, { "other", N_("Another reason") }, { 0 }
};

struct instead {
	struct str id, text;
};

struct date_view {
	const struct meeting *m;
	const struct values *typed;
	const struct problems *bad;
	struct str key, back, day, title, when;
	struct instead instead[INSTEAD_MOST];
	size_t ninstead;
	struct location *places;
	size_t nplaces;
	int64_t place;
};

static struct str typed_text(const struct date_view *v, const char *name)
{
	return value_of(v->typed, name);
}

static struct str bad_text(struct ctx *ctx, const struct date_view *v, const char *name)
{
	const struct problem *p = v->bad ? problem_of(v->bad, name) : NULL;

	return p ? TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap }) : STR_ABSENT;
}

#include "meeting_date_html.h"

static struct str in_language(struct ctx *ctx, const char *lang, struct str (*say)(struct ctx *, const void *), const void *arg)
{
	const char *mine = ctx->lang;
	struct str said;

	ctx->lang = lang;
	said = say(ctx, arg);
	ctx->lang = mine;
	return said;
}

/* --- going somewhere else instead ------------------------------------------------------------------------- */

struct elsewhere {
	const struct meeting *m;
	const struct occurrence *o;
};

static struct str elsewhere_said(struct ctx *ctx, const void *arg)
{
	const struct elsewhere *e = arg;

	return TR_FILL(ctx, tr(ctx, "{name}, {day} at {time}"), { "name", e->m->name }, { "day", tr_day_date(ctx, e->o->day) },
		       { "time", tr_time(ctx, e->o->start_min) });
}

/* The first date of this series within some days after the one that falls out. */
static enum err next_of(struct ctx *ctx, int64_t id, int64_t from, struct meeting *m, struct occurrence *o, bool *found)
{
	struct timetable t;

	TRY(meeting_get(ctx, id, m));
	TRY(meeting_timetable(ctx, m, &t));
	*found = occurrences(&t, from, from + INSTEAD_DAYS * DAY_S, false, o, 1) == 1 && o->state != OCCURRENCE_CANCELLED;
	return OK;
}

static int64_t start_of(struct ctx *ctx, const struct meeting *m, day_t day)
{
	return zone_instant(zone_find(ctx->house->cal, m->zone), day, 0);
}

struct near {
	int64_t id;
	double away;                      /* only its order counts; online ones come last */
};

static int by_distance(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	return x->away < y->away ? -1 : x->away > y->away ? 1 : (x->id > y->id) - (x->id < y->id);
}

/* Within one area the earth is flat enough. */
static double distance(const struct location *from, double lat, double lon)
{
	double dy = lat - from->lat, dx = (lon - from->lon) * cos(from->lat * M_PI / 180), away = dx * dx + dy * dy;

	return isnan(away) ? INFINITY : away;
}

static enum err nearest(struct ctx *ctx, const struct meeting *m, struct near **out, size_t *n)
{
	struct location here = { .lat = NAN, .lon = NAN };
	struct meeting_in_area *rows;

	if (m->location)
		TRY(location_get(ctx, m->location, &here));
	TRY(meeting_in_area(ctx, m->area, NEAR_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct near);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct near){ rows[i].id, distance(&here, rows[i].lat, rows[i].lon) };
	if (*n)
		qsort(*out, *n, sizeof **out, by_distance);
	return OK;
}

static enum err fill_instead(struct ctx *ctx, const struct meeting *m, day_t day, struct date_view *v)
{
	struct near *near;
	size_t n;

	if (!m->area || day == DAY_NONE)
		return OK;
	TRY(nearest(ctx, m, &near, &n));
	for (size_t i = 0; i < n && i < TRIED_MOST && v->ninstead < INSTEAD_MOST; i++) {
		struct meeting other;
		struct occurrence o;
		bool found;
		if (near[i].id == m->id)
			continue;
		TRY(next_of(ctx, near[i].id, start_of(ctx, m, day), &other, &o, &found));
		if (found)
			v->instead[v->ninstead++] = (struct instead){ page_id(ctx, other.id),
				elsewhere_said(ctx, &(struct elsewhere){ &other, &o }) };
	}
	return OK;
}

/* --- cancel -------------------------------------------------------------------------------------------------- */

struct why {
	struct str words;                 /* own words in this language */
	const char *label;                /* of the reason chosen; NULL for another one */
	const struct elsewhere *instead;  /* NULL: none */
};

static struct str why_said(struct ctx *ctx, const void *arg)
{
	const struct why *w = arg;
	struct str why = str_is(w->words) ? w->words : w->label ? tr(ctx, w->label) : S("");

	if (!w->instead)
		return why;
	if (!why.n)
		return TR_FILL(ctx, tr(ctx, "Instead: {where}"), { "where", elsewhere_said(ctx, w->instead) });
	return TR_FILL(ctx, tr(ctx, "{reason}. Instead: {where}"), { "reason", why }, { "where", elsewhere_said(ctx, w->instead) });
}

static enum err chosen_instead(struct ctx *ctx, const struct req *req, const struct meeting *m, day_t day,
			       struct meeting *other, struct occurrence *o, bool *found)
{
	int64_t id;
	enum err e;

	*found = false;
	if (!str_int(value_of(&req->body, "instead"), &id) || !id || day == DAY_NONE)
		return OK;
	e = next_of(ctx, id, start_of(ctx, m, day), other, o, found);
	return e == ERR_NOT_FOUND ? OK : e;
}

static struct str day_said(struct ctx *ctx, const struct meeting *m, day_t day)
{
	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_day_date(ctx, day) },
		       { "time", tr_time(ctx, (int)m->start_min) });
}

static void begin_view(struct ctx *ctx, const struct meeting *m, day_t day, const struct values *typed,
		       const struct problems *bad, struct date_view *v)
{
	*v = (struct date_view){ .m = m, .typed = typed, .bad = bad, .key = page_key(ctx), .back = meeting_work_url(ctx, m, ""),
				 .day = day_str(ctx->arena, day) };
	if (day != DAY_NONE)
		v->when = tr_capital(ctx, day_said(ctx, m, day));
}

static enum err show_cancel(struct ctx *ctx, const struct req *req, const struct meeting *m, day_t day,
			    const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Cancel one date"));
	struct date_view v;

	begin_view(ctx, m, day, &req->body, bad, &v);
	TRY(fill_instead(ctx, m, day, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(cancel_html(ctx, &v, reasons));
	return frame_end_html(ctx, &f);
}

enum err meeting_cancel_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t day = day_parse(value_of(&req->query, "day"));
	struct meeting m;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	return day == DAY_NONE ? ERR_NOT_FOUND : show_cancel(ctx, req, &m, day, NULL);
}

static enum err see(struct ctx *ctx, struct reply *rep, const struct meeting *m, const char *done)
{
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(meeting_work_url(ctx, m, "")), done));
}

enum err meeting_cancel(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t day = day_parse(value_of(&req->body, "day"));
	struct str chosen = value_of(&req->body, "reason");
	struct problems bad = { 0 };
	struct meeting m, other;
	struct occurrence o;
	struct elsewhere instead = { &other, &o };
	struct why why = { .label = str_same(chosen, "other") ? NULL : choice_label(reasons, chosen) };
	struct str da, en;
	bool found;

	TRY(meeting_asked(ctx, req, &m));
	TRY(chosen_instead(ctx, req, &m, day, &other, &o, &found));
	why.instead = found ? &instead : NULL;
	if (!choice_label(reasons, chosen))
		problem(&bad, "reason", N_("Choose a reason. One tap is enough."));
	why.words = str_trim(value_of(&req->body, "reason_da"));
	da = in_language(ctx, "da", why_said, &why);
	why.words = str_trim(value_of(&req->body, "reason_en"));
	en = in_language(ctx, "en", why_said, &why);
	if (bad.n == 0)
		TRY(meeting_cancel_date(ctx, &m, day, da, en, &bad));
	if (!bad.n)
		return see(ctx, rep, &m, "cancelled");
	rep->status = 422;
	return show_cancel(ctx, req, &m, day, &bad);
}

/* --- move -------------------------------------------------------------------------------------------------------- */

static enum err show_move(struct ctx *ctx, const struct req *req, const struct meeting *m, day_t day,
			  const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Move one date"));
	struct values first = { 0 };
	struct date_view v;

	begin_view(ctx, m, day, bad ? &req->body : &first, bad, &v);
	value_add(ctx->arena, &first, S("new_day"), meeting_typed_day(ctx, day));
	if (!str_int(typed_text(&v, "new_location"), &v.place))
		v.place = 0;
	TRY(location_list(ctx, S(""), PLACES_MOST, &v.places, &v.nplaces));
	TRY(frame_begin_html(ctx, &f));
	TRY(move_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err meeting_move_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t day = day_parse(value_of(&req->query, "day"));
	struct meeting m;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	return day == DAY_NONE ? ERR_NOT_FOUND : show_move(ctx, req, &m, day, NULL);
}

enum err meeting_move(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t day = day_parse(value_of(&req->body, "day")), new_day;
	struct str typed_day = value_of(&req->body, "new_day"), typed_start = str_trim(value_of(&req->body, "new_start_min"));
	struct problems bad = { 0 };
	struct meeting m;
	bool alone = false;
	int64_t place = 0;
	int start = str_is(typed_start) ? tr_parse_time(typed_start) : -1;

	TRY(meeting_asked(ctx, req, &m));
	str_int(value_of(&req->body, "new_location"), &place);
	new_day = str_is(typed_day) ? tr_parse_date(typed_day) : DAY_NONE;
	if (str_is(typed_start) && start < 0)
		problem(&bad, "new_start_min", N_("Write a time from 00:00 to 23:59, for example 19:30."));
	else
		TRY(meeting_move_date(ctx, &m, day, new_day, start, place, &bad));
	if (!bad.n) {
		TRY(meeting_is_lead_lost(ctx, &m, day, new_day, &alone));
		return see(ctx, rep, &m, alone ? "moved_alone" : "moved");
	}
	rep->status = 422;
	return show_move(ctx, req, &m, day, &bad);
}

/* --- weeks of rest ------------------------------------------------------------------------------------------------- */

static enum err show_pause(struct ctx *ctx, const struct req *req, const struct meeting *m, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Weeks of rest"));
	struct date_view v;

	begin_view(ctx, m, DAY_NONE, &req->body, bad, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(pause_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err meeting_pause_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	return show_pause(ctx, req, &m, NULL);
}

static day_t typed_day(const struct req *req, const char *name)
{
	struct str text = value_of(&req->body, name);

	return str_is(text) ? tr_parse_date(text) : DAY_NONE;
}

enum err meeting_pause_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting_pause p = { typed_day(req, "from"), typed_day(req, "to"), str_trim(value_of(&req->body, "reason_da")),
				   str_trim(value_of(&req->body, "reason_en")) };
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	TRY(meeting_rest(ctx, &m, &p, &bad));
	if (!bad.n)
		return see(ctx, rep, &m, "rest");
	rep->status = 422;
	return show_pause(ctx, req, &m, &bad);
}
