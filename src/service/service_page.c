/* service_page.c -- one service for its keepers: free places, full or not, whether it is right, what happened to it. */
#include "service/service_pages.h"
#include "access/access.h"
#include "event/event.h"
#include "location/location.h"
#include "org/org.h"

#include <string.h>

enum { DAY_S = 86400, HISTORY = 20, FREE_BUTTONS = 6, UNITS_MOST = 4 };

/* --- what several pages say ------------------------------------------------------------------------------- */

enum err service_asked_for(struct ctx *ctx, const struct req *req, struct service_whole *w)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(service_get(ctx, id, w));
	return service_may_keep(ctx, &w->s) ? OK : ERR_DENIED;
}

struct str service_work_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/support/%lld%s", ctx->lang, (long long)id, rest);
}

struct service_fresh service_fresh_line(struct ctx *ctx, int64_t verified_at)
{
	int64_t days = (ctx->now - verified_at) / DAY_S;

	switch (meeting_freshness(verified_at, ctx->now)) {
	case FRESH:
		return (struct service_fresh){ "fresh fresh--ok", "circle-check",
			TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, days) }) };
	case FRESH_OLD:
		return (struct service_fresh){ "fresh fresh--old", "triangle-alert",
			trn(ctx, "Not confirmed for {n} day", "Not confirmed for {n} days", days) };
	case FRESH_HIDDEN:
		return (struct service_fresh){ "fresh fresh--old", "eye-off",
			trn(ctx, "Not confirmed for {n} day, and left out of searches", "Not confirmed for {n} days, and left out of searches", days) };
	case FRESH_NEVER:
		break;
	}
	return (struct service_fresh){ "fresh fresh--old", "circle-help", tr(ctx, "Not confirmed yet") };
}

const char *service_state_chip(struct str state)
{
	if (str_same(state, "running"))
		return "chip chip--ok";
	return str_same(state, "parked") ? "chip chip--soon" : str_same(state, "draft") ? "chip chip--heather" : "chip";
}

/* --- the page ------------------------------------------------------------------------------------------------- */

struct free_form {
	struct str unit, label, text, typed, total;
	int64_t buttons;                  /* 0 … so many as one tap each */
	bool ask_sure;
	struct str problem;
};

struct history_row {
	struct str when, text;
};

struct known_row {
	struct str label, text;
};

struct work_view {
	const struct service_whole *w;
	const struct kind *k;
	struct str here, key, name, state, public_url, saved, org, hours, price, full, until, until_problem;
	const char *chip;
	struct service_fresh fresh;
	struct free_form free[UNITS_MOST];
	size_t nfree;
	struct known_row known[12];
	size_t nknown;
	struct history_row *history;
	size_t nhistory;
	struct problems missing, warn;
	const struct problems *bad;       /* why a change cannot be taken back; NULL: no such try */
	struct service_change change;
	struct str changed;
	bool draft, running, is_full;
};

#include "service_work_html.h"

static void add_free(struct ctx *ctx, struct str unit, const struct service_capacity *c, struct str zone, struct work_view *v)
{
	int64_t most = c && c->total != INT64_MIN ? c->total : FREE_BUTTONS;
	struct free_form *f = &v->free[v->nfree++];

	*f = (struct free_form){ .unit = unit, .label = tr_of(ctx, str_of(choice_label(service_units, unit))),
				 .buttons = most < FREE_BUTTONS ? most : FREE_BUTTONS, .typed = S(""), .total = S(""),
				 .text = c ? service_capacity_text(ctx, c, zone) : tr(ctx, "Not counted yet") };
	if (c && c->total != INT64_MIN)
		f->total = tr_number(ctx, c->total);
}

static void fill_free(struct ctx *ctx, struct work_view *v)
{
	for (size_t i = 0; i < v->w->ncapacities && v->nfree < UNITS_MOST; i++)
		add_free(ctx, v->w->capacities[i].unit, &v->w->capacities[i], service_zone(v->w), v);
	if (!v->nfree && str_same(v->k->booking, "capacity"))
		add_free(ctx, str_same(v->k->code, "housing") ? S("bed") : S("place"), NULL, service_zone(v->w), v);
}

/* What the diary calls it, and how a person says it. */
static const struct {
	const char *what, *text;
} happened[] = {
	{ "service.added", N_("Made") }, { "service.saved", N_("Changed") }, { "service.published", N_("Published") },
	{ "service.ended", N_("Ended") }, { "service.verified", N_("Confirmed") }, { "service.full", N_("Full") },
	{ "service.takes", N_("Takes people again") }, { "service.counted", N_("Free places counted") },
	{ "service.undone", N_("A change was taken back") }, { "service.put_back", N_("Put back as it was before a list was taken in") },
	{ "verify.reported", N_("A visitor said that something is wrong") }, { "verify.answered", N_("A report was answered") },
	{ "verify.link_made", N_("One-time link made") }, { "verify.doubted", N_("By link: something has changed") },
};

static struct str moment(struct ctx *ctx, const struct service_whole *w, int64_t at)
{
	const struct zone *zone = zone_find(ctx->house->cal, service_zone(w));
	struct local l;

	if (!zone)
		return S("");
	l = zone_local(zone, at);
	return arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_date_short(ctx, l.day)), STR_ARG(tr_time(ctx, l.minutes)));
}

static struct str happening(struct ctx *ctx, struct str what)
{
	for (size_t i = 0; i < sizeof happened / sizeof *happened; i++)
		if (str_same(what, happened[i].what))
			return tr(ctx, happened[i].text);
	return what;
}

static enum err fill_history(struct ctx *ctx, struct work_view *v)
{
	struct event *events;

	TRY(event_about(ctx, v->w->s.id, HISTORY, &events, &v->nhistory));
	v->history = arena_array(ctx->arena, v->nhistory, struct history_row);
	for (size_t i = 0; i < v->nhistory; i++)
		v->history[i] = (struct history_row){ moment(ctx, v->w, events[i].at), happening(ctx, events[i].what) };
	return OK;
}

static enum err fill_change(struct ctx *ctx, struct work_view *v)
{
	TRY(service_last_change(ctx, v->w, v->k, &v->change));
	v->changed = moment(ctx, v->w, v->change.at);
	return OK;
}

static void known(struct work_view *v, struct str label, struct str text)
{
	v->known[v->nknown++] = (struct known_row){ label, text };
}

static enum err fill_known(struct ctx *ctx, struct work_view *v)
{
	const struct service *s = &v->w->s;
	struct str where = tr_of(ctx, str_of(choice_label(service_modes, s->mode)));
	struct location l;
	struct org o;

	TRY(org_get(ctx, s->org, &o));
	if (v->w->nplaces) {
		TRY(location_get(ctx, v->w->places[0].location, &l));
		where = str_is(l.city) ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(l.name), STR_ARG(l.city)) : l.name;
	}
	known(v, tr(ctx, "Kind"), kind_name(ctx, v->k));
	known(v, tr(ctx, "Organisation"), o.name);
	known(v, tr(ctx, "Where"), where);
	known(v, tr(ctx, "Hours"), service_hours(ctx, v->w));
	known(v, tr(ctx, "Price"), str_is(s->price_type) ? service_price(ctx, s) : S(""));
	known(v, tr(ctx, "Where on the way it helps"), service_labels(ctx, kind_stages, s->stages));
	known(v, tr(ctx, "Who gives it"), service_labels(ctx, service_providers, s->providers));
	known(v, tr(ctx, "Phone"), str_is(s->phone) ? tr_phone(ctx, s->phone) : S(""));
	return OK;
}

/* What the address says was just done. */
static const struct {
	const char *code, *text;
} done[] = {
	{ "saved", N_("Saved.") }, { "draft", N_("Saved as a draft. Nobody else sees it yet.") },
	{ "published", N_("Published. Everybody can find it now.") }, { "ended", N_("It has ended. Its page says so.") },
	{ "verified", N_("Thank you. It counts as confirmed today.") }, { "counted", N_("Counted. The public page says so at once.") },
	{ "undone", N_("Taken back. It stands as it did before.") },
	{ "full", N_("Noted as full. The public page says so at once.") }, { "takes", N_("It takes people again.") },
};

static struct str done_text(struct ctx *ctx, struct str code)
{
	for (size_t i = 0; i < sizeof done / sizeof *done; i++)
		if (str_same(code, done[i].code))
			return tr(ctx, done[i].text);
	return STR_ABSENT;
}

static enum err fill(struct ctx *ctx, const struct req *req, struct work_view *v)
{
	const struct service *s = &v->w->s;

	v->here = service_work_url(ctx, s->id, ""), v->key = page_key(ctx);
	v->name = service_name(ctx, s, &(bool){ false });
	v->state = tr_of(ctx, str_of(choice_label(service_states, s->state)));
	v->chip = service_state_chip(s->state);
	v->fresh = service_fresh_line(ctx, s->verified_at);
	v->draft = str_same(s->state, "draft") || str_same(s->state, "parked");
	v->running = str_same(s->state, "running");
	v->public_url = arena_printf(ctx->arena, "/%s/support/%.*s", ctx->lang, STR_ARG(s->slug));
	v->saved = done_text(ctx, value_of(&req->query, "done"));
	v->is_full = service_is_full(ctx, s);
	v->full = !v->is_full ? tr(ctx, "It takes people.") : s->full_until == DAY_NONE ? tr(ctx, "Full, nobody knows until when.") :
		  TR_FILL(ctx, tr(ctx, "Full until {date}."), { "date", tr_date(ctx, s->full_until) });
	if (!v->running)
		TRY(service_complete(ctx, v->w, &v->missing));
	TRY(service_warnings(ctx, v->w, &v->warn));
	fill_free(ctx, v);
	TRY(fill_known(ctx, v));
	TRY(fill_change(ctx, v));
	return fill_history(ctx, v);
}

static enum err show(struct ctx *ctx, const struct req *req, const struct service_whole *w, struct problems *bad)
{
	struct work_view *v = arena_new_of(ctx->arena, struct work_view);
	const struct problem *until = bad ? problem_of(bad, "until") : NULL, *count = bad ? problem_of(bad, "free") : NULL;
	struct str unit = value_of(&req->body, "unit");
	struct frame f;
	struct kind k;

	TRY(kind_get(ctx, w->s.kind, &k));
	v->w = w, v->k = &k;
	TRY(fill(ctx, req, v));
	if (until)
		v->until_problem = tr_of(ctx, str_of(until->text)), v->until = value_of(&req->body, "until");
	for (size_t i = 0; count && i < v->nfree; i++)
		if (str_eq(v->free[i].unit, unit)) {
			v->free[i].problem = TR_FILL(ctx, tr_of(ctx, str_of(count->text)), { "x", count->gap });
			v->free[i].typed = value_of(&req->body, "free");
			v->free[i].ask_sure = true;
		}
	/* What no form of the page holds is said on top. */
	v->bad = until || count ? NULL : bad;
	f = page_frame(ctx, req, FRAME_WORK, v->name);
	TRY(frame_begin_html(ctx, &f));
	TRY(service_work_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err one(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;

	(void)rep;
	TRY(service_asked_for(ctx, req, &w));
	return show(ctx, req, &w, NULL);
}

/* --- what its buttons do ---------------------------------------------------------------------------------------- */

static enum err see(struct ctx *ctx, struct reply *rep, int64_t id, const char *done_code)
{
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=%s", STR_ARG(service_work_url(ctx, id, "")), done_code));
}

static enum err show_bad(struct ctx *ctx, const struct req *req, struct reply *rep, const struct service_whole *w, struct problems *bad)
{
	rep->status = 422;
	return show(ctx, req, w, bad);
}

static enum err publish(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct service_whole w;

	TRY(service_asked_for(ctx, req, &w));
	TRY(service_publish(ctx, w.s.id, &bad));
	return bad.n ? show_bad(ctx, req, rep, &w, &bad) : see(ctx, rep, w.s.id, "published");
}

static enum err end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;

	TRY(service_asked_for(ctx, req, &w));
	TRY(service_end(ctx, w.s.id));
	return see(ctx, rep, w.s.id, "ended");
}

static enum err discard(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct service_whole w;

	TRY(service_asked_for(ctx, req, &w));
	TRY(service_discard(ctx, w.s.id));
	return reply_see(ctx, rep, page_url(ctx, "/work/support"));
}

static enum err fill_up(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str typed = str_trim(value_of(&req->body, "until"));
	bool full = str_same(value_of(&req->body, "full"), "1");
	day_t until = str_is(typed) ? tr_parse_date(typed) : DAY_NONE;
	struct problems bad = { 0 };
	struct service_whole w;

	TRY(service_asked_for(ctx, req, &w));
	if (full && str_is(typed) && until == DAY_NONE)
		problem(&bad, "until", N_("Write a date, for example 24.11.2026."));
	if (!bad.n)
		TRY(service_set_full(ctx, w.s.id, full, until, &bad));
	return bad.n ? show_bad(ctx, req, rep, &w, &bad) : see(ctx, rep, w.s.id, full ? "full" : "takes");
}

static enum err undo(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct service_whole w;
	int64_t change;

	TRY(service_asked_for(ctx, req, &w));
	if (!str_int(value_of(&req->body, "change"), &change))
		change = 0;
	TRY(service_undo(ctx, w.s.id, change, &bad));
	return bad.n ? show_bad(ctx, req, rep, &w, &bad) : see(ctx, rep, w.s.id, "undone");
}

static int64_t number_typed(struct str s, int64_t empty, struct problems *bad)
{
	int64_t n;

	s = str_trim(s);
	if (!str_is(s))
		return empty;
	if (!str_int(s, &n))
		problem_once(bad, "free", N_("Write a whole number, for example 12."));
	return bad->n ? 0 : n;
}

static enum err count(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	bool sure = str_is(value_of(&req->body, "sure"));
	/* A button is one tap; what was typed beside it counts otherwise. */
	struct str tapped = value_of(&req->body, "tap");
	struct problems bad = { 0 };
	struct service_whole w;
	int64_t total, n;

	TRY(service_asked_for(ctx, req, &w));
	total = number_typed(value_of(&req->body, "total"), INT64_MIN, &bad);
	n = number_typed(tapped.p ? tapped : value_of(&req->body, "free"), INT64_MIN, &bad);
	if (!bad.n && n == INT64_MIN)
		problem(&bad, "free", N_("Write how many are free."));
	if (!bad.n)
		TRY(service_set_capacity(ctx, w.s.id, value_of(&req->body, "unit"), total, n, S("keeper"), sure, &bad));
	return bad.n ? show_bad(ctx, req, rep, &w, &bad) : see(ctx, rep, w.s.id, "counted");
}

const struct route service_routes[] = {
	{ "GET", "/:lang/work/support", SERVICE_EDIT, service_list_page, 0, NULL },
	{ "GET", "/:lang/work/support/new", SERVICE_EDIT, service_new_form, 0, NULL },
	{ "POST", "/:lang/work/support/new", SERVICE_EDIT, service_add, 0, NULL },
	{ "GET", "/:lang/work/support/:id", SERVICE_EDIT, one, 0, NULL },
	{ "GET", "/:lang/work/support/:id/edit", SERVICE_EDIT, service_edit_form, 0, NULL },
	{ "POST", "/:lang/work/support/:id/edit", SERVICE_EDIT, service_change, 0, NULL },
	{ "POST", "/:lang/work/support/:id/undoing", SERVICE_EDIT, undo, 0, NULL },
	{ "POST", "/:lang/work/support/:id/publication", SERVICE_EDIT, publish, 0, NULL },
	{ "POST", "/:lang/work/support/:id/ending", SERVICE_EDIT, end, 0, NULL },
	{ "POST", "/:lang/work/support/:id/removal", SERVICE_EDIT, discard, 0, NULL },
	{ "POST", "/:lang/work/support/:id/fullness", SERVICE_EDIT, fill_up, 0, NULL },
	{ "POST", "/:lang/work/support/:id/counts", SERVICE_EDIT, count, 0, NULL },
	{ 0 }
};
