/* evening_page.c -- one evening: written down, read, corrected, checked. */
#include "evening/evening_parts.h"
#include "access/access.h"
#include "account/account.h"

enum { HOUR_S = 3600 };

struct earlier_line {
	struct str when, who, told;
};

struct note_line {
	struct str when, who, text;
};

struct check_line {
	struct str who, told;
};

struct evening_view {
	const struct evening_date *d;
	struct str here, back, key, when, led, tools, told, written, method_note, done;
	const char *chip, *icon;
	struct str chip_text;
	struct str *flags;
	size_t nflags;
	struct note_line *notes;
	size_t nnotes;
	struct earlier_line *earlier;
	size_t nearlier;
	struct check_line checks[2];
	size_t nchecks;
	struct evening_form items;                /* nitems 0: nothing to go through, or done already */
	bool keeps, self_done, observer_done, wrong_check;
};

struct made_view {
	struct str address, back, name, when, until;
};

struct form_page {
	const struct evening_form *form;
	bool link;                                /* one can be made */
	struct str here;
};

#include "evening_page_html.h"
#include "evening_sql.h"

/* --- addresses ------------------------------------------------------------------------------------------------------- */

struct str evening_url(struct ctx *ctx, int64_t meeting, day_t day, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/evenings/%lld/%.*s%s", ctx->lang, (long long)meeting, STR_ARG(day_str(ctx->arena, day)), rest);
}

struct str evening_when(struct ctx *ctx, const struct occurrence *o)
{
	struct str time = o->duration_min ? tr_span(ctx, o->start_min, o->start_min + o->duration_min) : tr_time(ctx, o->start_min);

	return arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(tr_capital(ctx, tr_day_date_year(ctx, o->day))), STR_ARG(time));
}

enum err evening_asked(struct ctx *ctx, const struct req *req, struct evening_date *d)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(evening_date(ctx, id, day_parse(req_param(req, "day")), d));
	return evening_may_write(ctx, &d->m) ? OK : ERR_DENIED;
}

/* --- the form ---------------------------------------------------------------------------------------------------- */

static enum err show_form(struct ctx *ctx, const struct req *req, const struct evening_date *d, const struct values *typed,
			  const struct problems *bad, const struct problems *warn)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Evening"));
	struct evening_form v = { .form.bad = bad, .warn = warn, .action = evening_url(ctx, d->m.id, d->o.by_series, ""),
				  .back = page_url(ctx, "/work/evenings") };
	struct form_page page = { &v, !d->e.entry && evening_may_keep(ctx, &d->m) && d->o.ends + EVENING_LATE_HOURS * HOUR_S > ctx->now, v.action };

	TRY(evening_form_fill(ctx, d, typed, false, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(form_page_html(ctx, &page));
	return frame_end_html(ctx, &f);
}

static enum err write_down(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct evening_date d;
	struct str answers;
	struct evening e;

	TRY(evening_asked(ctx, req, &d));
	TRY(evening_form_read(ctx, &d, &req->body, false, &e, &answers, &bad));
	/* Somebody else was faster: the page says what stands there. */
	if (e.entry != d.e.entry)
		return reply_see(ctx, rep, evening_url(ctx, d.m.id, d.o.by_series, "?done=other"));
	TRY(evening_save(ctx, &d, &e, str_is(value_of(&req->body, "sure")), &bad, &warn));
	if (bad.n || (warn.n && !str_is(value_of(&req->body, "sure")))) {
		rep->status = 422;
		return show_form(ctx, req, &d, &req->body, &bad, bad.n ? NULL : &warn);
	}
	if (answers.p && !str_same(e.state, "not_held")) {
		d.e = e;
		TRY(evening_check_add(ctx, &d, S("self"), answers, &bad));
	}
	return reply_see(ctx, rep, evening_url(ctx, d.m.id, d.o.by_series, e.entry > 1 ? "?done=corrected" : "?done=saved"));
}

/* --- what stands there ------------------------------------------------------------------------------------------- */

static struct str codes_said(struct ctx *ctx, const struct choice *choices, struct str codes)
{
	struct str all[EVENING_ITEMS_MOST];
	size_t n = 0;

	for (const struct choice *c = choices; c->code; c++)
		if (evening_flagged(codes, c->code) && n < EVENING_ITEMS_MOST) {
			all[n] = n ? tr_small(ctx, tr_of(ctx, str_of(c->label))) : tr_of(ctx, str_of(c->label));
			n++;
		}
	return tr_and(ctx, all, n);
}

static struct str numbers_said(struct ctx *ctx, int64_t heads, int64_t first_timers, int64_t relatives)
{
	struct str came = trn(ctx, "{n} came", "{n} came", heads);
	struct str fresh = trn(ctx, "{n} for the first time", "{n} for the first time", first_timers);

	if (!relatives)
		return arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(came), STR_ARG(fresh));
	return arena_printf(ctx->arena, "%.*s, %.*s, %.*s", STR_ARG(came), STR_ARG(fresh),
			    STR_ARG(trn(ctx, "{n} relative", "{n} relatives", relatives)));
}

static struct str state_told(struct ctx *ctx, struct str state, struct str reason, int64_t heads, int64_t first_timers, int64_t relatives)
{
	if (!str_same(state, "not_held"))
		return numbers_said(ctx, heads, first_timers, relatives);
	return TR_FILL(ctx, tr(ctx, "Not held: {reason}"), { "reason", tr_small(ctx, tr_of(ctx, str_of(choice_label(evening_reasons, reason)))) });
}

static enum err who_of(struct ctx *ctx, int64_t account, struct str *who)
{
	*who = tr(ctx, "by a link");
	return account ? account_name(ctx, account, who) : OK;
}

static struct str moment(struct ctx *ctx, const struct evening_date *d, int64_t at)
{
	const struct zone *zone = zone_find(ctx->house->cal, d->m.zone);
	struct local here = zone ? zone_local(zone, at) : (struct local){ 0 };

	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_date_short(ctx, here.day) }, { "time", tr_time(ctx, here.minutes) });
}

static void say_state(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	switch (d->state) {
	case EVENING_HELD:
		v->chip = "chip chip--ok", v->icon = "circle-check", v->chip_text = tr(ctx, "Held");
		break;
	case EVENING_INFORMAL:
		v->chip = "chip chip--soon", v->icon = "info", v->chip_text = tr(ctx, "Informal meeting, not counted as one of the method");
		break;
	default:
		v->chip = "chip", v->icon = "calendar-x", v->chip_text = tr(ctx, "Not held");
		break;
	}
}

static enum err fill_leaders(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	struct evening_person *led;
	struct str names[EVENING_LEADERS_MOST];
	size_t n;

	TRY(evening_leaders(ctx, &d->e, &led, &n));
	for (size_t i = 0; i < n && i < EVENING_LEADERS_MOST; i++)
		names[i] = led[i].name;
	v->led = tr_and(ctx, names, n < EVENING_LEADERS_MOST ? n : EVENING_LEADERS_MOST);
	return OK;
}

static void fill_flags(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	v->flags = arena_array(ctx->arena, 10, struct str);
	for (const struct choice *c = evening_flags; c->code; c++)
		if (evening_flagged(d->e.flags, c->code))
			v->flags[v->nflags++] = tr_of(ctx, str_of(c->label));
}

static enum err fill_notes(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	struct evening_note *notes;

	TRY(evening_notes(ctx, d, &notes, &v->nnotes));
	v->notes = arena_array(ctx->arena, v->nnotes, struct note_line);
	for (size_t i = 0; i < v->nnotes; i++) {
		v->notes[i] = (struct note_line){ .when = moment(ctx, d, notes[i].at), .text = notes[i].text };
		TRY(who_of(ctx, notes[i].account, &v->notes[i].who));
	}
	return OK;
}

static enum err fill_earlier(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	struct evening_earlier *rows;

	TRY(evening_earlier(ctx, d->m.id, d->o.by_series, &rows, &v->nearlier));
	v->earlier = arena_array(ctx->arena, v->nearlier, struct earlier_line);
	for (size_t i = 0; i < v->nearlier; i++) {
		v->earlier[i] = (struct earlier_line){ .when = moment(ctx, d, rows[i].documented_at),
			.told = state_told(ctx, rows[i].state, rows[i].reason, rows[i].heads, rows[i].first_timers, rows[i].relatives) };
		TRY(who_of(ctx, rows[i].account, &v->earlier[i].who));
	}
	return OK;
}

static struct str score_said(struct ctx *ctx, struct str answers)
{
	struct evening_score s = evening_score(answers);
	struct str points = trn(ctx, "{n} point", "{n} points", s.relevant);

	if (s.tenths < 0)
		return TR_FILL(ctx, tr(ctx, "No score: {points} that count, and it takes five"), { "points", points });
	return TR_FILL(ctx, tr(ctx, "{score} % of {points}"), { "score", tr_number(ctx, (s.tenths + 5) / 10) }, { "points", points });
}

static enum err fill_checks(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	struct evening_check *checks;
	size_t n;

	TRY(evening_checks(ctx, d->m.id, d->o.by_series, d->o.by_series, &checks, &n));
	for (size_t i = 0; i < n && v->nchecks < 2; i++) {
		bool self = str_same(checks[i].by_whom, "self");
		v->checks[v->nchecks++] = (struct check_line){
			self ? tr(ctx, "By who led it") : tr(ctx, "By a second person"), score_said(ctx, checks[i].answers) };
		*(self ? &v->self_done : &v->observer_done) = true;
	}
	v->items = (struct evening_form){ .d = d, .key = v->key, .all = v->items.all };
	if (d->state != EVENING_NOT_HELD && d->e.method)
		TRY(evening_items_of(ctx, d->e.method, d->e.version, v->items.items, &v->items.nitems));
	return OK;
}

/* What the address says was just done. */
static const struct choice done_texts[] = {
	{ "saved", N_("Thank you. The evening is written down.") }, { "corrected", N_("Corrected. What stood there before can still be read below.") },
	{ "other", N_("Somebody has written it down already. This is what stands there.") },
	{ "checked", N_("Thank you. The check is kept.") }, { 0 }
};

static enum err fill_told(struct ctx *ctx, const struct evening_date *d, struct evening_view *v)
{
	struct str who;

	TRY(who_of(ctx, d->e.account, &who));
	v->told = state_told(ctx, d->e.state, d->e.reason, d->e.heads, d->e.first_timers, d->e.relatives);
	v->tools = codes_said(ctx, evening_tools, d->e.tools);
	v->written = TR_FILL(ctx, tr(ctx, "{who}, {when}"), { "who", who }, { "when", moment(ctx, d, d->e.documented_at) });
	if (d->e.documented_at >= d->o.ends + EVENING_LATE_HOURS * HOUR_S)
		v->written = TR_FILL(ctx, tr(ctx, "{written} (entered late)"), { "written", v->written });
	fill_flags(ctx, d, v);
	return fill_leaders(ctx, d, v);
}

static enum err show(struct ctx *ctx, const struct req *req, const struct evening_date *d, const struct values *typed)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Evening"));
	const char *done = choice_label(done_texts, value_of(&req->query, "done").p ? value_of(&req->query, "done") : S(""));
	struct evening_view v = { .d = d, .here = evening_url(ctx, d->m.id, d->o.by_series, ""), .back = page_url(ctx, "/work/evenings"),
				  .key = page_key(ctx), .when = evening_when(ctx, &d->o), .keeps = evening_may_keep(ctx, &d->m),
				  .items.all = typed, .wrong_check = typed != NULL, .done = done ? tr_of(ctx, str_of(done)) : S("") };

	say_state(ctx, d, &v);
	TRY(fill_told(ctx, d, &v));
	TRY(fill_notes(ctx, d, &v));
	TRY(fill_earlier(ctx, d, &v));
	TRY(fill_checks(ctx, d, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(evening_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_date d;

	TRY(evening_asked(ctx, req, &d));
	rep->private_page = true;
	if (!d.e.entry || str_is(value_of(&req->query, "correct")))
		return show_form(ctx, req, &d, NULL, NULL, NULL);
	return show(ctx, req, &d, NULL);
}

static enum err check(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	bool observer = str_same(value_of(&req->body, "by"), "observer");
	struct evening_item items[EVENING_ITEMS_MOST];
	struct problems bad = { 0 };
	struct evening_date d;
	size_t n;

	TRY(evening_asked(ctx, req, &d));
	if (!d.e.entry || !d.e.method)
		return ERR_NOT_FOUND;
	if (observer && !evening_may_keep(ctx, &d.m))
		return ERR_DENIED;
	TRY(evening_items_of(ctx, d.e.method, d.e.version, items, &n));
	TRY(evening_check_add(ctx, &d, observer ? S("observer") : S("self"), evening_answers_read(ctx, &req->body, n), &bad));
	if (!bad.n)
		return reply_see(ctx, rep, evening_url(ctx, d.m.id, d.o.by_series, "?done=checked"));
	rep->status = 422;
	return show(ctx, req, &d, &req->body);
}

/* --- a link for somebody without log-in ------------------------------------------------------------------------- */

static enum err make_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct evening_date d;
	struct str path;

	TRY(evening_asked(ctx, req, &d));
	TRY(evening_link_new(ctx, &d, &path));
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s/%.*s", STR_ARG(evening_url(ctx, d.m.id, d.o.by_series, "/links")),
						STR_ARG(str_slice(path, sizeof "/da/e/" - 1, path.n))));
}

static enum err show_link(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "One-time link"));
	struct str token = req_param(req, "token");
	enum evening_link_state state;
	struct evening_date d, linked;
	struct made_view v;

	TRY(evening_asked(ctx, req, &d));
	TRY(evening_link_find(ctx, token, &state, &linked));
	if (state != EVENING_LINK_GOOD || linked.m.id != d.m.id || linked.o.by_series != d.o.by_series)
		return ERR_NOT_FOUND;
	rep->private_page = true;
	v = (struct made_view){ .back = evening_url(ctx, d.m.id, d.o.by_series, ""), .name = d.m.name, .when = evening_when(ctx, &d.o),
				.until = moment(ctx, &d, d.o.ends + EVENING_LATE_HOURS * HOUR_S),
				.address = arena_printf(ctx->arena, "%.*s/%s/e/%.*s", STR_ARG(ctx->house->origin), ctx->lang, STR_ARG(token)) };
	TRY(frame_begin_html(ctx, &f));
	TRY(made_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

const struct route evening_routes[] = {
	{ "GET", "/:lang/work/evenings", EVENING_WRITE, evening_list_page, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id", EVENING_WRITE, evening_group_page, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id", EVENING_KEEP, evening_group_set, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/sheet", EVENING_WRITE, evening_sheet_page, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/sheet", EVENING_WRITE, evening_sheet_put, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/sheet/:file", EVENING_WRITE, evening_sheet_file, ROUTE_SLOW, NULL },
	{ "GET", "/:lang/work/evenings/:id/method", EVENING_WRITE, evening_method_page, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/seats", EVENING_KEEP, evening_seats_page, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/seats", EVENING_KEEP, evening_seat_add, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/seats/:seat", EVENING_KEEP, evening_seat_do, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/offers", EVENING_KEEP, evening_seats_bring_send, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/rota", EVENING_WRITE, evening_rota_page, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/:day/cannot", EVENING_WRITE, evening_cannot_send, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/:day/informal", EVENING_KEEP, evening_informal_send, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/:day", EVENING_WRITE, one, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/:day", EVENING_WRITE, write_down, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/:day/check", EVENING_WRITE, check, 0, NULL },
	{ "POST", "/:lang/work/evenings/:id/:day/links", EVENING_KEEP, make_link, 0, NULL },
	{ "GET", "/:lang/work/evenings/:id/:day/links/:token", EVENING_KEEP, show_link, 0, NULL },
	{ "GET", "/:lang/s/:token", LINK, evening_ask_page, 0, NULL },
	{ "POST", "/:lang/s/:token", LINK, evening_ask_answer, 0, NULL },
	{ "GET", "/:lang/e/:token", LINK, evening_link_page, 0, NULL },
	{ "POST", "/:lang/e/:token", LINK, evening_link_write, 0, NULL },
	{ 0 }
};
