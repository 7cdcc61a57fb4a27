/* work_page.c -- for those who see to rides: what is under way, one ride, asking for one together with the person. */
#include "ride/ride_parts.h"
#include "account/account.h"
#include "area/area.h"

#include <string.h>

enum { LIST_MOST = 100, STEPS_MOST = 40, DRIVERS_MOST = 40, PERSON_MOST = 20 };

struct list_row {
	struct str href, when, name, phase, home;
	bool urgent;
};

struct list_view {
	struct list_row *rows;
	size_t n;
	struct ride_figure f;
	struct str month;
	bool may_money;
};

struct step_row {
	struct str what, when, who;
};

struct act_row {
	const char *event;
	struct str label;
	bool quiet;
};

enum { ACTS_MOST = 10 };

struct one_view {
	const struct ride *r;
	struct str here, back, key, name, phase, due, out, home, how_out, how_home, code, person, load, masked, number;
	bool open, urgent, may_find, may_review;
	struct act_row acts[ACTS_MOST];
	size_t nacts;
	struct step_row *steps;
	size_t nsteps;
	struct ride_person *drivers;
	size_t ndrivers;
	const struct problems *bad;
	bool done;
};

struct person_view {
	struct str name, here, back;
	struct list_row *rows;
	size_t n;
};

#include "ride_ask_html.h"
#include "ride_work_html.h"

static struct str name_of(struct ctx *ctx, int64_t account)
{
	struct str name = S("");

	return account && !account_name(ctx, account, &name) && name.p ? name : S("");
}

static struct str url_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/rides/%lld", ctx->lang, (long long)id);
}

static struct str person_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/persons/%lld/rides%s", ctx->lang, (long long)id, rest);
}

static bool is_urgent(const struct ctx *ctx, const struct ride *r)
{
	enum ride_phase p = ride_phase(ctx, r);

	return p == RIDE_RESCUE || p == RIDE_DECIDE || p == RIDE_CHECK || p == RIDE_STRANDED;
}

static struct str way_home(struct ctx *ctx, const struct ride *r)
{
	return str_same(r->home_how, "waived") ? tr(ctx, "Gets home by themselves") :
	       TR_FILL(ctx, tr(ctx, "Home again: {when}."), { "when", page_moment(ctx, r->home_at) });
}

static void rows_of(struct ctx *ctx, const struct ride *all, size_t n, struct list_row **rows)
{
	*rows = arena_array(ctx->arena, n, struct list_row);
	for (size_t i = 0; i < n; i++)
		(*rows)[i] = (struct list_row){ url_of(ctx, all[i].id), tr_capital(ctx, page_moment(ctx, all[i].out_at)), participant_called(ctx, all[i].nickname),
						ride_phase_text(ctx, &all[i]), way_home(ctx, &all[i]), is_urgent(ctx, &all[i]) };
}

enum err ride_list_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Rides"));
	struct ymd today = day_ymd(page_today(ctx));
	day_t first = day_of(today.year, today.month, 1);
	struct list_view v = { .month = tr_month(ctx, today.month), .may_money = may(ctx->who, GRANT_READ) };
	struct ride *all;

	/* Who only drives finds here what they drive. */
	if (!may(ctx->who, PERSON_SERVE))
		return ride_jobs_page(ctx, req, rep);
	rep->private_page = true;
	TRY(ride_list(ctx, LIST_MOST, &all, &v.n));
	rows_of(ctx, all, v.n, &v.rows);
	TRY(ride_figure(ctx, first, first + days_in_month(today.year, today.month) - 1, &v.f));
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_list_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one ------------------------------------------------------------------------------------------------------------ */

static const struct {
	const char *event, *label;
	bool quiet;
} acts[] = {
	{ "offer", N_("Ask drivers now"), false }, { "home", N_("They are home"), false }, { "waive", N_("They get home by themselves"), true },
	{ "cancel", N_("They do not need it"), true }, { "none", N_("No way was found, and they know"), true },
	{ "stranded", N_("Nobody came"), true },
};

static void fill_acts(struct ctx *ctx, struct one_view *v)
{
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (ride_fits(ctx, v->r, RIDE_BY_STAFF, acts[i].event))
			v->acts[v->nacts++] = (struct act_row){ acts[i].event, tr_of(ctx, str_of(acts[i].label)), acts[i].quiet };
}

static struct str how_of(struct ctx *ctx, struct str how, int64_t driver)
{
	if (str_same(how, "driver"))
		return name_of(ctx, driver);
	return str_same(how, "taxi") ? tr(ctx, "Taxi") : str_same(how, "bus") ? tr(ctx, "Bus, with help") :
	       str_same(how, "waived") ? tr(ctx, "By themselves") : tr(ctx, "Not found yet");
}

static struct str load_of(struct ctx *ctx, const struct ride *r)
{
	struct str people = TR_FILL(ctx, trn(ctx, "{n} person", "{n} people", r->seats), { "n", tr_number(ctx, r->seats) });

	if (r->child_seats)
		people = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(people),
				      STR_ARG(TR_FILL(ctx, trn(ctx, "{n} child seat", "{n} child seats", r->child_seats), { "n", tr_number(ctx, r->child_seats) })));
	return str_same(r->aids, "none") ? people :
	       arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(people), STR_ARG(tr_small(ctx, tr_of(ctx, str_of(choice_label(ride_aids, r->aids))))));
}

static enum err fill_steps(struct ctx *ctx, struct one_view *v)
{
	struct ride_step *all;

	TRY(ride_steps(ctx, v->r, STEPS_MOST, &all, &v->nsteps));
	v->steps = arena_array(ctx->arena, v->nsteps, struct step_row);
	for (size_t i = 0; i < v->nsteps; i++)
		v->steps[i] = (struct step_row){ ride_event_text(ctx, all[i].event), page_moment(ctx, all[i].at), name_of(ctx, all[i].account) };
	return OK;
}

static enum err fill_number(struct ctx *ctx, struct one_view *v)
{
	struct call call;
	enum err e = ride_call(ctx, v->r, &call);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	v->masked = call.way.address;
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct ride *r, struct str number, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "A ride"));
	struct one_view v = {
		.r = r, .here = url_of(ctx, r->id), .back = page_url(ctx, "/work/rides"), .key = page_key(ctx),
		.name = participant_called(ctx, r->nickname), .phase = ride_phase_text(ctx, r), .due = page_moment(ctx, ride_due(r)), .out = tr_capital(ctx, page_moment(ctx, r->out_at)),
		.home = way_home(ctx, r), .how_out = how_of(ctx, r->out_how, r->out_driver), .how_home = how_of(ctx, r->home_how, r->home_driver),
		.person = person_url(ctx, r->participant, ""), .open = !r->ended_at, .urgent = is_urgent(ctx, r),
		.may_find = !r->ended_at && ride_free(r), .may_review = ride_in(r, "stranded") && !r->review.n, .bad = bad, .load = load_of(ctx, r),
		.done = str_is(value_of(&req->query, "done")), .number = number, .masked = S(""),
	};

	rep->private_page = true;
	fill_acts(ctx, &v);
	TRY(fill_number(ctx, &v));
	TRY(fill_steps(ctx, &v));
	TRY(ride_taxi_of(ctx, r, &v.code));
	if (v.may_find)
		TRY(ride_drivers_for(ctx, r, DRIVERS_MOST, &v.drivers, &v.ndrivers));
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_one_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct ride *r)
{
	int64_t id;

	return req_id(req, "id", &id) ? ride_find(ctx, id, r) : ERR_NOT_FOUND;
}

enum err ride_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct ride r;

	TRY(find(ctx, req, &r));
	return show(ctx, req, rep, &r, STR_ABSENT, NULL);
}

enum err ride_number_show(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str number = STR_ABSENT;
	struct problems bad = { 0 };
	struct ride r;

	TRY(find(ctx, req, &r));
	TRY(ride_number(ctx, &r, &number, &bad));
	if (bad.n)
		rep->status = 422;
	return show(ctx, req, rep, &r, number, bad.n ? &bad : NULL);
}

static enum err back_or_again(struct ctx *ctx, const struct req *req, struct reply *rep, struct ride *r, const struct problems *bad)
{
	if (!bad->n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/rides/%lld?done=1", ctx->lang, (long long)r->id));
	rep->status = 422;
	TRY(ride_find(ctx, r->id, r));
	return show(ctx, req, rep, r, STR_ABSENT, bad);
}

enum err ride_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct ride r;

	TRY(find(ctx, req, &r));
	if (str_is(value_of(&req->body, "review")))
		TRY(ride_review(ctx, &r, value_of(&req->body, "review"), &bad));
	else
		TRY(ride_do(ctx, &r, RIDE_BY_STAFF, value_of(&req->body, "event"), &bad));
	return back_or_again(ctx, req, rep, &r, &bad);
}

/* how: taxi, bus, or the number of a driver; legs: 1, 2 or 3. */
enum err ride_found_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str how = value_of(&req->body, "how");
	struct problems bad = { 0 };
	int64_t driver = 0, legs = RIDE_BOTH;
	struct ride r;

	TRY(find(ctx, req, &r));
	if (str_int(how, &driver))
		how = S("driver");
	if (!str_int(value_of(&req->body, "legs"), &legs) || legs < RIDE_OUT || legs > RIDE_BOTH)
		legs = RIDE_BOTH;
	TRY(ride_found(ctx, &r, (unsigned)legs, how, driver, &bad));
	return back_or_again(ctx, req, rep, &r, &bad);
}

/* --- with the person ---------------------------------------------------------------------------------------------- */

static enum err show_ask(struct ctx *ctx, const struct req *req, struct reply *rep, const struct participant *p, const struct values *typed,
			 const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Ask for a ride"));
	struct ride_ask_view v = { .form = { ride_fields, typed, bad }, .action = person_url(ctx, p->id, "/new"),
				   .back = person_url(ctx, p->id, ""), .key = page_key(ctx), .title = participant_called(ctx, p->nickname),
				   .sum = tr(ctx, "With the person beside you, or on the telephone. Drivers are not told what it is for."),
				   .said_yes = tr(ctx, "The person is here, and says yes to this"), .said_bad = bad ? problem_of(bad, "said_yes") : NULL,
				   .sure_bad = bad ? problem_of(bad, "sure") : NULL };

	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_ask_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err ride_person_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Rides"));
	struct values typed = { 0 };
	struct ride_wish blank;
	struct participant p;
	struct person_view v;
	struct ride *all;
	int64_t loop;

	TRY(participant_of_req(ctx, req, &p));
	if (str_ends(str_of(req->route->path), S("/new"))) {
		if (!str_int(value_of(&req->query, "loop"), &loop))
			loop = 0;
		TRY(ride_blank_to(ctx, &p, loop, &blank));
		form_write(ctx, ride_fields, &blank, &typed);
		return show_ask(ctx, req, rep, &p, &typed, NULL);
	}
	rep->private_page = true;
	v = (struct person_view){ .name = participant_called(ctx, p.nickname), .here = person_url(ctx, p.id, ""), .back = page_url(ctx, "/work/rides") };
	TRY(ride_of(ctx, p.id, PERSON_MOST, &all, &v.n));
	rows_of(ctx, all, v.n, &v.rows);
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_person_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static struct str own_role(const struct who *w)
{
	return w->ngrants ? str_of(access_roles[w->grants[0].role].code) : S("coordinator");
}

enum err ride_person_ask(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct ride_wish w = { .sure = str_is(value_of(&req->body, "sure")) };
	struct problems bad = { 0 };
	struct participant p;
	struct ride r;

	TRY(participant_of_req(ctx, req, &p));
	w.participant = p.id;
	TRY(form_read(ctx, ride_fields, &req->body, &w, &bad));
	if (!str_is(value_of(&req->body, "said_yes")))
		problem(&bad, "said_yes", N_("Without a yes nobody is asked to drive. Ask them, and tick when they say yes."));
	if (!bad.n)
		TRY(ride_ask(ctx, &w, own_role(ctx->who), &r, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/rides/%lld?done=1", ctx->lang, (long long)r.id));
	rep->status = 422;
	return show_ask(ctx, req, rep, &p, &req->body, &bad);
}

const struct route ride_routes[] = {
	{ "GET", "/:lang/mine/rides", PERSON, ride_mine_page, 0, NULL },
	{ "GET", "/:lang/mine/rides/new", PERSON, ride_mine_page, 0, NULL },
	{ "POST", "/:lang/mine/rides/new", PERSON, ride_mine_ask, 0, NULL },
	{ "POST", "/:lang/mine/rides/:id", PERSON, ride_mine_act, 0, NULL },
	{ "GET", "/:lang/work/rides", TASK_DO, ride_list_page, 0, NULL },
	{ "GET", "/:lang/work/rides/money", GRANT_READ, ride_money_page, 0, NULL },
	{ "POST", "/:lang/work/rides/money", GRANT_BOOK, ride_money_post, 0, NULL },
	{ "GET", "/:lang/work/rides/:id", PERSON_SERVE, ride_page, 0, NULL },
	{ "POST", "/:lang/work/rides/:id", PERSON_SERVE, ride_act, 0, NULL },
	{ "POST", "/:lang/work/rides/:id/number", PERSON_SERVE, ride_number_show, 0, NULL },
	{ "POST", "/:lang/work/rides/:id/found", PERSON_SERVE, ride_found_post, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/rides", PERSON_SERVE, ride_person_page, 0, NULL },
	{ "GET", "/:lang/work/persons/:id/rides/new", PERSON_SERVE, ride_person_page, 0, NULL },
	{ "POST", "/:lang/work/persons/:id/rides/new", PERSON_SERVE, ride_person_ask, 0, NULL },
	{ "GET", "/:lang/work/driving", TASK_DO, ride_jobs_page, 0, NULL },
	{ "GET", "/:lang/work/driving/car", TASK_DO, ride_car_page, 0, NULL },
	{ "POST", "/:lang/work/driving/car", TASK_DO, ride_car_post, 0, NULL },
	{ "GET", "/:lang/work/driving/:id", TASK_DO, ride_job_page, 0, NULL },
	{ "POST", "/:lang/work/driving/:id", TASK_DO, ride_job_act, 0, NULL },
	{ 0 }
};
