/* drive_page.c -- for who drives: what they are asked, the rides they drive, kilometres, their car. */
#include "ride/ride_parts.h"

enum { JOBS_MOST = 60 };

struct job_row {
	struct str href, when, home, sentence;
	bool asked;
};

struct jobs_view {
	struct str here;
	struct job_row *rows;
	size_t n;
	bool saved;
};

struct act {
	const char *code;
	struct str label;
	bool quiet;
};

enum { ACTS_MOST = 10 };

struct job_view {
	const struct ride_job *j;
	struct str here, back, key, out, home, sentence, load, km, area, long_way;
	struct str overlap, overlap_href; /* another that they drive at that time */
	struct act acts[ACTS_MOST];
	size_t nacts;
	unsigned to_count;                /* the leg whose kilometres are asked for; 0: none */
	bool asks_sure, done;
	const struct problems *bad;
};

struct car_view {
	struct form_view form;
	struct str action, back, key;
};

#include "ride_drive_html.h"

static struct str sentence_of(struct ctx *ctx, const struct ride_job *j)
{
	if (!j->needed)
		return tr(ctx, "This ride is not needed. Thank you.");
	if (j->over)
		return tr(ctx, "It is over. Thank you for driving.");
	if (j->mine == RIDE_BOTH)
		return tr(ctx, "You drive there and home.");
	if (j->mine == RIDE_OUT)
		return tr(ctx, "You drive there.");
	if (j->mine == RIDE_HOME)
		return tr(ctx, "You drive home.");
	return j->asked ? tr(ctx, "Can you drive? The first yes has it.") : tr(ctx, "Somebody else drives. Thank you.");
}

static bool has_way_home(const struct ride_job *j)
{
	return j->mine & RIDE_HOME || j->asked & RIDE_HOME || j->home_at > j->out_at;
}

static struct str url_of(struct ctx *ctx, int64_t id)
{
	return arena_printf(ctx->arena, "/%s/work/driving/%lld", ctx->lang, (long long)id);
}

enum err ride_jobs_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Driving"));
	struct jobs_view v = { .here = page_url(ctx, "/work/driving"), .saved = str_is(value_of(&req->query, "done")) };
	struct ride_job *all;

	rep->private_page = true;
	TRY(ride_jobs(ctx, JOBS_MOST, &all, &v.n));
	v.rows = arena_array(ctx->arena, v.n, struct job_row);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = (struct job_row){ url_of(ctx, all[i].ride), tr_capital(ctx, page_moment(ctx, all[i].out_at)),
					      has_way_home(&all[i]) ? TR_FILL(ctx, tr(ctx, "Home again: {when}."), { "when", page_moment(ctx, all[i].home_at) }) : S(""),
					      sentence_of(ctx, &all[i]), all[i].asked && !all[i].mine };
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_jobs_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one ----------------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *code, *label;
	unsigned asked;                   /* the legs that are asked for */
} answers[] = {
	{ "yes3", N_("Yes, there and home"), RIDE_BOTH }, { "yes1", N_("Yes, only there"), RIDE_BOTH }, { "yes2", N_("Yes, only home"), RIDE_BOTH },
	{ "yes1", N_("Yes, there"), RIDE_OUT }, { "yes2", N_("Yes, home"), RIDE_HOME },
};

static const struct {
	const char *code, *state, *label;
	unsigned mine;
} drives[] = {
	{ "pickup", "arranged", N_("They are in the car"), RIDE_OUT }, { "arrived", "on_way", N_("We are there"), RIDE_OUT },
	{ "arrived", "rescue", N_("We are there"), RIDE_OUT }, { "pickup_home", "there", N_("On the way home"), RIDE_HOME },
	{ "home", "homebound", N_("They are home"), RIDE_HOME }, { "no_show", "arranged", N_("They were not there"), RIDE_OUT },
};

static void add(struct job_view *v, const char *code, struct str label, bool quiet)
{
	if (v->nacts < ACTS_MOST)
		v->acts[v->nacts++] = (struct act){ code, label, quiet };
}

static void fill_answers(struct ctx *ctx, struct job_view *v)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (v->j->asked == answers[i].asked)
			add(v, answers[i].code, tr_of(ctx, str_of(answers[i].label)), v->nacts > 0);
	if (v->j->asked)
		add(v, "no", tr(ctx, "Not this time"), true);
}

static void fill_drives(struct ctx *ctx, struct job_view *v)
{
	const struct ride_job *j = v->j;

	for (size_t i = 0; i < sizeof drives / sizeof *drives; i++) {
		bool late = str_same(str_of(drives[i].code), "no_show");
		if (!(j->mine & drives[i].mine) || !str_same(j->state, drives[i].state) || ctx->now < j->out_at - HOUR_S)
			continue;
		if (!late || ctx->now >= j->out_at + RIDE_WAIT_MINUTES * MINUTE_S)
			add(v, drives[i].code, tr_of(ctx, str_of(drives[i].label)), late);
	}
	if (j->over || str_same(j->state, "homebound"))
		return;
	if (j->mine == RIDE_BOTH && !str_same(j->state, "on_way") && !str_same(j->state, "there"))
		add(v, "off3", tr(ctx, "I cannot after all"), true);
	if (j->mine == RIDE_OUT && !str_same(j->state, "on_way") && !str_same(j->state, "there"))
		add(v, "off1", tr(ctx, "I cannot after all"), true);
	if (j->mine & RIDE_HOME)
		add(v, "off2", tr(ctx, "I cannot drive them home"), true);
}

static unsigned to_count(const struct ctx *ctx, const struct ride_job *j)
{
	if (!j->needed)
		return 0;
	if (j->mine & RIDE_OUT && !(j->counted & RIDE_OUT) && ctx->now >= j->out_at)
		return RIDE_OUT;
	return j->mine & RIDE_HOME && !(j->counted & RIDE_HOME) && ctx->now >= j->home_at ? RIDE_HOME : 0;
}

static struct str load_of(struct ctx *ctx, const struct ride_job *j)
{
	struct str parts[4] = { TR_FILL(ctx, trn(ctx, "{n} person", "{n} people", j->seats), { "n", tr_number(ctx, j->seats) }) };
	size_t n = 1;

	if (!str_same(j->children, "none"))
		parts[n++] = str_same(j->children, "alone") ? tr(ctx, "a child without a parent") : tr(ctx, "a child");
	if (j->child_seats)
		parts[n++] = TR_FILL(ctx, trn(ctx, "{n} child seat", "{n} child seats", j->child_seats), { "n", tr_number(ctx, j->child_seats) });
	if (!str_same(j->aids, "none"))
		parts[n++] = tr_small(ctx, tr_of(ctx, str_of(choice_label(ride_aids, j->aids))));
	return tr_and(ctx, parts, n);
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct ride_job *j, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Driving"));
	struct job_view v = { .j = j, .here = url_of(ctx, j->ride), .back = page_url(ctx, "/work/driving"), .key = page_key(ctx), .out = tr_capital(ctx, page_moment(ctx, j->out_at)),
			      .home = has_way_home(j) ? tr_capital(ctx, page_moment(ctx, j->home_at)) : S(""), .sentence = sentence_of(ctx, j), .load = load_of(ctx, j),
			      .area = j->area.p ? j->area : S(""), .bad = bad, .to_count = to_count(ctx, j), .asks_sure = bad && problem_of(bad, "sure"),
			      .km = bad ? value_of(&req->body, "km") : S(""), .done = str_is(value_of(&req->query, "done")) };
	struct ride_job other;

	v.long_way = TR_FILL(ctx, trn(ctx, "about {n} minute each way", "about {n} minutes each way", j->drive_min), { "n", tr_number(ctx, j->drive_min) });
	rep->private_page = true;
	TRY(ride_overlap(ctx, j, &other));
	if (other.ride) {
		v.overlap_href = url_of(ctx, other.ride);
		v.overlap = TR_FILL(ctx, tr(ctx, "You drive somebody else at that time: {when}."), { "when", page_moment(ctx, other.out_at) });
	}
	fill_answers(ctx, &v);
	fill_drives(ctx, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_job_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err find(struct ctx *ctx, const struct req *req, struct ride_job *j)
{
	int64_t id;

	return req_id(req, "id", &id) ? ride_job(ctx, id, j) : ERR_NOT_FOUND;
}

enum err ride_job_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct ride_job j;

	TRY(find(ctx, req, &j));
	return show(ctx, req, rep, &j, NULL);
}

/* "yes3", "off2": what, and the legs. */
static bool with_legs(struct str act, struct str what, unsigned *legs)
{
	if (!str_starts(act, what) || act.n != what.n + 1)
		return false;
	*legs = (unsigned)(act.p[what.n] - '0');
	return *legs >= RIDE_OUT && *legs <= RIDE_BOTH;
}

static enum err act(struct ctx *ctx, const struct req *req, const struct ride_job *j, struct problems *bad)
{
	struct str code = value_of(&req->body, "act");
	int64_t km, leg;
	unsigned legs;

	if (with_legs(code, S("yes"), &legs))
		return ride_yes(ctx, j->ride, legs, bad);
	if (with_legs(code, S("off"), &legs))
		return ride_off(ctx, j->ride, legs, bad);
	if (str_same(code, "no"))
		return ride_no(ctx, j->ride);
	if (!str_same(code, "km"))
		return ride_drive(ctx, j->ride, code, bad);
	if (!str_int(value_of(&req->body, "km"), &km))
		km = 0;
	if (!str_int(value_of(&req->body, "leg"), &leg))
		return ERR_INVALID;
	return ride_count(ctx, j->ride, (unsigned)leg, km, str_is(value_of(&req->body, "sure")), bad);
}

enum err ride_job_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct ride_job j;

	TRY(find(ctx, req, &j));
	TRY(act(ctx, req, &j, &bad));
	if (!bad.n && str_same(value_of(&req->body, "act"), "no"))
		return reply_see(ctx, rep, page_url(ctx, "/work/driving?done=1"));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "/%s/work/driving/%lld?done=1", ctx->lang, (long long)j.ride));
	rep->status = 422;
	TRY(ride_job(ctx, j.ride, &j));
	return show(ctx, req, rep, &j, &bad);
}

/* --- the car ---------------------------------------------------------------------------------------------------------- */

static enum err show_car(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Your car"));
	struct car_view v = { { ride_car_fields, typed, bad }, page_url(ctx, "/work/driving/car"), page_url(ctx, "/work/driving"), page_key(ctx) };

	TRY(frame_begin_html(ctx, &f));
	TRY(ride_car_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err ride_car_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct ride_car c;

	(void)rep;
	TRY(ride_car(ctx, &c));
	form_write(ctx, ride_car_fields, &c, &typed);
	return show_car(ctx, req, &typed, NULL);
}

enum err ride_car_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct ride_car c = { 0 };

	TRY(form_read(ctx, ride_car_fields, &req->body, &c, &bad));
	if (!bad.n)
		TRY(ride_car_save(ctx, &c, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/driving?done=1"));
	rep->status = 422;
	return show_car(ctx, req, &req->body, &bad);
}
