/* meeting_page.c -- one series for its keepers: its next dates, its rests, what happened to it. */
#include "meeting/meeting_pages.h"
#include "access/access.h"
#include "event/event.h"
#include "location/location.h"
#include "org/org.h"

enum { DAY_S = 86400, DATES = 6, AHEAD_DAYS = 400, HISTORY = 20 };

/* --- what several pages say ------------------------------------------------------------------------- */

enum err meeting_asked(struct ctx *ctx, const struct req *req, struct meeting *m)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(meeting_get(ctx, id, m));
	return may_for(ctx->who, MEETING_EDIT, m->org, m->area) ? OK : ERR_DENIED;
}

struct str meeting_work_url(struct ctx *ctx, const struct meeting *m, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/meetings/%lld%s", ctx->lang, (long long)m->id, rest);
}

day_t meeting_today(struct ctx *ctx, const struct meeting *m)
{
	const struct zone *zone = zone_find(ctx->house->cal, m ? m->zone : S("Europe/Copenhagen"));

	return zone ? zone_local(zone, ctx->now).day : (day_t)(ctx->now / DAY_S);
}

struct fresh_line meeting_fresh_line(struct ctx *ctx, int64_t verified_at)
{
	int64_t days = (ctx->now - verified_at) / DAY_S;

	switch (meeting_freshness(verified_at, ctx->now)) {
	case FRESH:
		return (struct fresh_line){ "fresh fresh--ok", "circle-check",
			TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, days) }) };
	case FRESH_OLD:
		return (struct fresh_line){ "fresh fresh--old", "triangle-alert",
			trn(ctx, "Not confirmed for {n} day", "Not confirmed for {n} days", days) };
	case FRESH_HIDDEN:
		return (struct fresh_line){ "fresh fresh--old", "eye-off",
			trn(ctx, "Not confirmed for {n} day, and left out of searches", "Not confirmed for {n} days, and left out of searches", days) };
	case FRESH_NEVER:
		break;
	}
	return (struct fresh_line){ "fresh fresh--old", "circle-help", tr(ctx, "Not confirmed yet") };
}

/* --- the page ------------------------------------------------------------------------------------------ */

struct date_row {
	struct str day, text, time, note, lead, code;   /* code YYYY-MM-DD by the series */
	const char *chip, *icon;
	struct str chip_text;
	bool off, changed, may_hold, may_change;
};

struct pause_row {
	struct str text, reason, from;
};

struct history_row {
	struct str when, text;
};

struct series_view {
	const struct meeting *m;
	struct str here, key, when, place, org, method, state, follows, public_url, evenings, saved, end_day;
	const char *chip;
	struct fresh_line fresh;
	struct date_row dates[DATES];
	size_t ndates;
	struct pause_row *pauses;
	size_t npauses;
	struct history_row *history;
	size_t nhistory;
	struct problems missing, warn;
	const struct problems *bad;       /* of the form that ends the series */
	bool draft, on, may_put_on;
};

#include "meeting_series_html.h"

static struct str reason_of(struct ctx *ctx, struct str da, struct str en)
{
	bool foreign;

	return meeting_text(ctx, da, en, &foreign);
}

static void say_state(struct ctx *ctx, const struct occurrence *o, struct date_row *r)
{
	r->note = reason_of(ctx, o->reason_da, o->reason_en);
	switch (o->state) {
	case OCCURRENCE_CANCELLED:
		r->chip = "chip chip--late", r->icon = "calendar-x", r->chip_text = tr(ctx, "Cancelled");
		break;
	case OCCURRENCE_MOVED:
		r->chip = "chip chip--soon", r->icon = "arrow-right";
		r->chip_text = meeting_moved(ctx, o);
		break;
	case OCCURRENCE_SKIPPED:
		r->chip = "chip", r->icon = "moon";
		r->chip_text = o->holiday ? tr_of(ctx, str_of(o->holiday)) : tr(ctx, "Rests");
		break;
	case OCCURRENCE_PLANNED:
		r->chip = o->ask ? "chip chip--soon" : o->holiday ? "chip" : NULL;
		r->icon = o->ask ? "circle-help" : "calendar-check";
		if (r->chip)
			r->chip_text = tr_of(ctx, str_of(o->holiday));
		if (o->ask)
			r->note = tr(ctx, "A public holiday: will it be held?");
		break;
	}
}

static struct date_row date_row(struct ctx *ctx, const struct occurrence *o, bool excepted)
{
	struct date_row r = {
		.day = tr_capital(ctx, tr_day_date(ctx, o->day)), .code = day_str(ctx->arena, o->by_series),
		.time = o->duration_min ? tr_span(ctx, o->start_min, o->start_min + o->duration_min) : tr_time(ctx, o->start_min),
		.off = o->state == OCCURRENCE_CANCELLED || o->state == OCCURRENCE_SKIPPED, .changed = excepted,
		.may_change = o->starts > ctx->now,
	};

	r.may_hold = r.may_change && !excepted && (o->state == OCCURRENCE_SKIPPED || o->ask);
	say_state(ctx, o, &r);
	return r;
}

static bool is_excepted(const struct timetable *t, day_t day)
{
	for (size_t i = 0; i < t->nexceptions; i++)
		if (t->exceptions[i].day == day)
			return true;
	return false;
}

/* Said beside whatever else is to be known of the date. */
static enum err say_lead(struct ctx *ctx, const struct meeting *m, const struct occurrence *o, struct date_row *r)
{
	bool lost = false;

	if (!r->off)
		TRY(meeting_is_lead_lost(ctx, m, o->by_series, o->day, &lost));
	if (lost)
		r->lead = tr(ctx, "Needs a stand-in: nobody who leads it may on that day.");
	return OK;
}

static enum err fill_dates(struct ctx *ctx, const struct timetable *t, struct series_view *v)
{
	struct occurrence next[DATES];
	int64_t from = ctx->now - 60 * (int64_t)(t->duration_min ? t->duration_min : 60);

	v->ndates = occurrences(t, from, ctx->now + AHEAD_DAYS * DAY_S, true, next, DATES);
	for (size_t i = 0; i < v->ndates; i++) {
		v->dates[i] = date_row(ctx, &next[i], is_excepted(t, next[i].by_series));
		TRY(say_lead(ctx, v->m, &next[i], &v->dates[i]));
	}
	return OK;
}

static void fill_pauses(struct ctx *ctx, const struct meeting *m, const struct timetable *t, struct series_view *v)
{
	v->pauses = arena_array(ctx->arena, t->npauses, struct pause_row);
	for (size_t i = 0; i < t->npauses; i++) {
		const struct meeting_pause *p = &t->pauses[i];
		if (p->to < meeting_today(ctx, m))
			continue;
		v->pauses[v->npauses++] = (struct pause_row){
			.text = TR_FILL(ctx, tr(ctx, "{from} to {to}"), { "from", tr_date(ctx, p->from) }, { "to", tr_date(ctx, p->to) }),
			.reason = reason_of(ctx, p->reason_da, p->reason_en), .from = day_str(ctx->arena, p->from),
		};
	}
}

/* What the diary calls it, and how a person says it; {day} is its detail when that is a date. */
static const struct {
	const char *what, *text;
} happened[] = {
	{ "meeting.added", N_("Made") },
	{ "meeting.saved", N_("Changed") },
	{ "meeting.published", N_("Published") },
	{ "meeting.ended", N_("Last date set to {day}") },
	{ "meeting.cancelled", N_("{day} cancelled") },
	{ "meeting.moved", N_("{day} moved") },
	{ "meeting.held", N_("{day} will be held") },
	{ "meeting.restored", N_("{day} back to normal") },
	{ "meeting.rested", N_("Rest from {day}") },
	{ "meeting.unrested", N_("Rest from {day} called off") },
	{ "meeting.split", N_("Goes on as another series after {day}") },
	{ "meeting.verified", N_("Confirmed") },
	{ "meeting.dates_set", N_("Dates taken from a list") },
	{ "meeting.put_back", N_("Put back as it was before a list was taken in") },
	{ "meeting.method_set", N_("Method from {day} on") },
	{ "volunteer.assigned", N_("Somebody was put on") },
	{ "volunteer.unassigned", N_("Somebody was taken off") },
	{ "evening.group_saved", N_("How its evenings are written down was changed") },
	{ "evening.written", N_("{day} written down") },
	{ "evening.corrected", N_("What was written down of {day} was corrected") },
	{ "evening.noted", N_("A note to the coordinator about {day}") },
	{ "evening.checked", N_("{day} compared with the method") },
	{ "evening.informal", N_("{day} is held informally") },
	{ "evening.answered", N_("Somebody who could stand in answered") },
	{ "volunteer.cannot", N_("Somebody who was on for {day} cannot come") },
	{ "volunteer.stands_in", N_("Somebody stands in on {day}") },
	{ "evening.seat_wished", N_("Somebody waits for a seat") },
	{ "evening.seat_offered", N_("A seat was offered") },
	{ "evening.seat_taken", N_("A seat was taken") },
	{ "evening.seat_left", N_("A seat or a place in the line was given up") },
	{ "evening.talked", N_("A talk before the group was held") },
	{ "evening.link_made", N_("One-time link for {day} made") },
	{ "verify.reported", N_("A visitor said that something is wrong") },
	{ "verify.answered", N_("A report was answered") },
	{ "verify.link_made", N_("One-time link made") },
	{ "verify.doubted", N_("By link: something has changed") },
};

static struct str happening(struct ctx *ctx, const struct event *e)
{
	day_t day = day_parse(e->detail);

	for (size_t i = 0; i < sizeof happened / sizeof *happened; i++)
		if (str_same(e->what, happened[i].what))
			return tr_capital(ctx, TR_FILL(ctx, tr(ctx, happened[i].text),
				{ "day", day == DAY_NONE ? tr(ctx, "not known") : tr_date(ctx, day) }));
	return e->what;
}

static enum err fill_history(struct ctx *ctx, const struct meeting *m, struct series_view *v)
{
	const struct zone *zone = zone_find(ctx->house->cal, m->zone);
	struct event *events;

	TRY(event_about(ctx, m->id, HISTORY, &events, &v->nhistory));
	v->history = arena_array(ctx->arena, v->nhistory, struct history_row);
	for (size_t i = 0; i < v->nhistory && zone; i++) {
		struct local at = zone_local(zone, events[i].at);
		v->history[i] = (struct history_row){
			.when = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_date_short(ctx, at.day)), STR_ARG(tr_time(ctx, at.minutes))),
			.text = happening(ctx, &events[i]),
		};
	}
	return OK;
}

static enum err fill_names(struct ctx *ctx, const struct meeting *m, struct series_view *v)
{
	const struct method *method = method_find(m->method);
	struct location l;
	struct meeting before;
	struct org o;

	v->method = method ? tr_of(ctx, str_of(method->name)) : m->method;
	v->place = tr_of(ctx, str_of(choice_label(mode_choices, m->mode)));
	if (m->location && !location_get(ctx, m->location, &l))
		v->place = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.name), STR_ARG(location_line(ctx, &l)));
	if (m->org && !org_get(ctx, m->org, &o))
		v->org = o.name;
	if (m->follows && !meeting_get(ctx, m->follows, &before))
		v->follows = meeting_work_url(ctx, &before, "");
	return OK;
}

/* What the address says was just done. */
static const struct {
	const char *code, *text;
} done[] = {
	{ "saved", N_("Saved.") }, { "draft", N_("Saved as a draft. Nobody else sees it yet.") },
	{ "published", N_("Published. Everybody can find it now.") }, { "ended", N_("The last date is set.") },
	{ "cancelled", N_("Cancelled. The public list says so at once.") }, { "moved", N_("Moved. The public list says so at once.") },
	{ "moved_alone", N_("Moved. The public list says so at once. Nobody who leads it may on the new day, so it needs a stand-in.") },
	{ "held", N_("It will be held.") }, { "restored", N_("Back to normal.") }, { "rest", N_("The rest is noted.") },
	{ "split", N_("From that date on this is the series. The one before ends the day before.") },
	{ "verified", N_("Thank you. It counts as confirmed today.") },
};

static struct str done_text(struct ctx *ctx, struct str code)
{
	for (size_t i = 0; i < sizeof done / sizeof *done; i++)
		if (str_same(code, done[i].code))
			return tr(ctx, done[i].text);
	return STR_ABSENT;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct meeting *m, const struct problems *bad)
{
	struct series_view v = { .m = m, .here = meeting_work_url(ctx, m, ""), .key = page_key(ctx), .bad = bad,
				 .when = meeting_when(ctx, m), .fresh = meeting_fresh_line(ctx, m->verified_at),
				 .draft = str_same(m->state, "draft"), .on = meeting_is_on(ctx, m),
				 .end_day = value_of(&req->body, "last_day"), .saved = done_text(ctx, value_of(&req->query, "done")) };
	struct frame f = page_frame(ctx, req, FRAME_WORK, m->name);
	struct timetable t;

	v.state = tr_of(ctx, str_of(choice_label(meeting_state_choices, v.draft || v.on ? m->state : S("ended"))));
	v.chip = v.on ? "chip chip--ok" : v.draft ? "chip chip--heather" : "chip";
	v.public_url = arena_printf(ctx->arena, "/%s/meetings/%.*s", ctx->lang, STR_ARG(m->slug));
	if (!v.draft && may_for(ctx->who, EVENING_KEEP, m->org, m->area))
		v.evenings = arena_printf(ctx->arena, "/%s/work/evenings/%lld", ctx->lang, (long long)m->id);
	if (v.draft) {
		meeting_complete(m, &v.missing);
		TRY(meeting_check_lead(ctx, m, &v.missing));
	}
	v.may_put_on = may_for(ctx->who, VOLUNTEER_EDIT, m->org, m->area) || may_for(ctx->who, VOLUNTEER_EDIT, m->org, 0);
	TRY(fill_names(ctx, m, &v));
	TRY(meeting_timetable(ctx, m, &t));
	TRY(fill_dates(ctx, &t, &v));
	fill_pauses(ctx, m, &t, &v);
	TRY(meeting_warnings(ctx, m, &v.warn));
	TRY(fill_history(ctx, m, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(series_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err series(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	(void)rep;
	TRY(meeting_asked(ctx, req, &m));
	return show(ctx, req, &m, NULL);
}

/* --- what its buttons do ---------------------------------------------------------------------------------- */

static enum err see(struct ctx *ctx, struct reply *rep, const struct meeting *m, const char *done_code)
{
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(meeting_work_url(ctx, m, "")), done_code));
}

static enum err publish(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	TRY(meeting_publish(ctx, &m, &bad));
	if (!bad.n) {
		TRY(meeting_vouch(ctx, &m));
		return see(ctx, rep, &m, "published");
	}
	rep->status = 422;
	return show(ctx, req, &m, &bad);
}

static enum err end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str typed = value_of(&req->body, "last_day");
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	TRY(meeting_end(ctx, &m, typed.p ? tr_parse_date(typed) : DAY_NONE, &bad));
	if (!bad.n)
		return see(ctx, rep, &m, "ended");
	rep->status = 422;
	return show(ctx, req, &m, &bad);
}

static enum err discard(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	TRY(meeting_discard(ctx, &m));
	return reply_see(ctx, rep, page_url(ctx, "/work/meetings"));
}

static enum err hold(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	TRY(meeting_hold_date(ctx, &m, day_parse(value_of(&req->body, "day")), &bad));
	if (!bad.n)
		return see(ctx, rep, &m, "held");
	rep->status = 422;
	return show(ctx, req, &m, &bad);
}

static enum err restore(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t day = day_parse(value_of(&req->body, "day"));
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	if (day == DAY_NONE)
		return fail(ctx, ERR_INVALID, "no such day");
	TRY(meeting_restore_date(ctx, &m, day));
	return see(ctx, rep, &m, "restored");
}

static enum err resume(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t from = day_parse(value_of(&req->body, "from"));
	struct meeting m;

	TRY(meeting_asked(ctx, req, &m));
	if (from == DAY_NONE)
		return fail(ctx, ERR_INVALID, "no such day");
	TRY(meeting_unrest(ctx, &m, from));
	return see(ctx, rep, &m, "restored");
}

const struct route meeting_routes[] = {
	{ "GET", "/:lang/work/meetings", MEETING_EDIT, meeting_list_page, 0, NULL },
	{ "GET", "/:lang/work/meetings/new", MEETING_EDIT, meeting_new_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/new", MEETING_EDIT, meeting_add, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id", MEETING_EDIT, series, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/edit", MEETING_EDIT, meeting_edit_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/edit", MEETING_EDIT, meeting_change, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/publication", MEETING_EDIT, publish, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/ending", MEETING_EDIT, end, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/removal", MEETING_EDIT, discard, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/cancellations", MEETING_EDIT, meeting_cancel_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/cancellations", MEETING_EDIT, meeting_cancel, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/moves", MEETING_EDIT, meeting_move_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/moves", MEETING_EDIT, meeting_move, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/holdings", MEETING_EDIT, hold, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/restorations", MEETING_EDIT, restore, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/pauses", MEETING_EDIT, meeting_pause_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/pauses", MEETING_EDIT, meeting_pause_add, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/resumptions", MEETING_EDIT, resume, 0, NULL },
	{ "GET", "/:lang/work/meetings/:id/following", MEETING_EDIT, meeting_following_form, 0, NULL },
	{ "POST", "/:lang/work/meetings/:id/following", MEETING_EDIT, meeting_following, 0, NULL },
	{ 0 }
};
