/* mine_page.c -- for the rider: asking for a ride, how it stands, "I am home". */
#include "ride/ride_parts.h"
#include "account/account.h"
#include "form/form.h"

enum { MINE_MOST = 20, PAST_MOST = 3 };

struct mine_row {
	struct str action, when, back, where, said, who, code;
	enum ride_phase phase;
	bool may_home, may_waive, may_cancel, over;
	int64_t id;
};

struct mine_rides_view {
	struct str here, back, key;
	struct mine_row rows[MINE_MOST];
	size_t n;
	const struct problems *bad;
	const char *done;
};

#include "ride_ask_html.h"
#include "ride_own_html.h"

/* What the rider is told at each step; never what it is for. */
static const char *const said[] = {
	[RIDE_REQUESTED] = N_("We are looking for a way. A person has been told."),
	[RIDE_OFFERED] = N_("Drivers have been asked. As a rule it is settled the day before."),
	[RIDE_MATCHED] = N_("One way is found. We go on looking for the other: it counts only with both."),
	[RIDE_ARRANGED] = N_("It is arranged, there and home."),
	[RIDE_RESCUE] = N_("The driver cannot come after all. Others have been asked, and a person has been told. We find you a way."),
	[RIDE_ON_WAY] = N_("You are on the way. The way home is arranged."),
	[RIDE_THERE] = N_("The way home is arranged."),
	[RIDE_HOMEBOUND] = N_("You are on the way home. Say when you are there."),
	[RIDE_DONE] = N_("You are home."),
	[RIDE_CANCELLED] = N_("It was called off."),
	[RIDE_STRANDED] = N_("Nobody came, and we are sorry. We look at how that could happen."),
	[RIDE_NO_SHOW] = N_("You did not find each other. Next time works, too."),
	[RIDE_DECIDE] = N_("No driver was found in time. A person sees to it now."),
	[RIDE_CHECK] = N_("Are you home? Say so here, or somebody calls you."),
};

/* "Poul drives you there and home": the first name only. */
static struct str first_name(struct ctx *ctx, int64_t account)
{
	struct str name = S(""), first;

	if (!account || account_name(ctx, account, &name) || !name.p)
		return S("");
	str_cut(&name, ' ', &first);
	return first;
}

static struct str who_drives(struct ctx *ctx, const struct ride *r)
{
	struct str out = first_name(ctx, r->out_driver), home = first_name(ctx, r->home_driver);

	if (r->ended_at)
		return S("");
	if (out.n && r->out_driver == r->home_driver)
		return TR_FILL(ctx, tr(ctx, "{name} drives you there and home."), { "name", out });
	if (out.n && home.n)
		return TR_FILL(ctx, tr(ctx, "{name} drives you there, and {other} home."), { "name", out }, { "other", home });
	if (out.n)
		return TR_FILL(ctx, tr(ctx, "{name} drives you there."), { "name", out });
	return home.n ? TR_FILL(ctx, tr(ctx, "{name} drives you home."), { "name", home }) : S("");
}

static struct str way_home(struct ctx *ctx, const struct ride *r)
{
	if (str_same(r->home_how, "waived"))
		return tr(ctx, "You get home by yourself.");
	return TR_FILL(ctx, tr(ctx, "Home again: {when}."), { "when", page_moment(ctx, r->home_at) });
}

static enum err row_of(struct ctx *ctx, const struct ride *r, struct mine_row *row)
{
	*row = (struct mine_row){
		.action = arena_printf(ctx->arena, "/%s/mine/rides/%lld", ctx->lang, (long long)r->id), .when = tr_capital(ctx, page_moment(ctx, r->out_at)), .id = r->id,
		.back = way_home(ctx, r), .phase = ride_phase(ctx, r), .who = who_drives(ctx, r), .over = r->ended_at != 0,
		.may_home = ride_fits(ctx, r, RIDE_BY_RIDER, "home"), .may_waive = ride_fits(ctx, r, RIDE_BY_RIDER, "waive"),
		.may_cancel = ride_fits(ctx, r, RIDE_BY_RIDER, "cancel"), .where = S(""),
	};
	if (r->from_text.n)
		row->where = TR_FILL(ctx, tr(ctx, "From {from} to {to}."), { "from", r->from_text }, { "to", r->to_text });
	row->said = tr_of(ctx, str_of(said[row->phase]));
	return ride_taxi_of(ctx, r, &row->code);
}

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "asked") ? N_("Asked for. You see here how it goes.") : str_same(code, "1") ? N_("Written down.") : NULL;
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "There and home"));
	struct mine_rides_view *v = arena_new_of(ctx->arena, struct mine_rides_view);
	struct ride *all;
	size_t n, past = 0;

	v->here = page_url(ctx, "/mine/rides");
	v->back = page_url(ctx, "/mine");
	v->key = page_key(ctx);
	v->bad = bad;
	v->done = done_of(req);
	TRY(ride_of(ctx, ctx->who->participant, MINE_MOST, &all, &n));
	for (size_t i = 0; i < n; i++) {
		past += all[i].ended_at != 0;
		if (!all[i].ended_at || past <= PAST_MOST)
			TRY(row_of(ctx, &all[i], &v->rows[v->n++]));
	}
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_mine_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err show_ask(struct ctx *ctx, const struct req *req, struct reply *rep, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Ask for a ride"));
	struct ride_ask_view v = { .form = { ride_fields, typed, bad }, .action = page_url(ctx, "/mine/rides/new"), .back = page_url(ctx, "/mine/rides"),
			      .key = page_key(ctx), .title = tr(ctx, "There and home"), .sure_bad = bad ? problem_of(bad, "sure") : NULL,
			      .sum = tr(ctx, "Somebody drives you there, and home again. They are not told what it is for.") };

	f.title = tr(ctx, "Ask for a ride");
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(ride_ask_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err ride_mine_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct ride_wish blank;
	struct participant p;
	int64_t loop;

	if (!str_ends(str_of(req->route->path), S("/new")))
		return show(ctx, req, rep, NULL);
	TRY(participant_find(ctx, ctx->who->participant, &p));
	if (!str_int(value_of(&req->query, "loop"), &loop))
		loop = 0;
	TRY(ride_blank_to(ctx, &p, loop, &blank));
	form_write(ctx, ride_fields, &blank, &typed);
	return show_ask(ctx, req, rep, &typed, NULL);
}

enum err ride_mine_ask(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct ride_wish w = { .participant = ctx->who->participant, .sure = str_is(value_of(&req->body, "sure")) };
	struct problems bad = { 0 };
	struct ride r;
	enum err e = OK;

	TRY(form_read(ctx, ride_fields, &req->body, &w, &bad));
	if (!bad.n)
		e = ride_ask(ctx, &w, S(""), &r, &bad);
	if (e == ERR_NOT_FOUND) {
		e = OK;
		problem(&bad, "", N_("Nobody here can see to a ride just now. Please call us instead."));
	}
	TRY(e);
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/rides?done=asked"));
	rep->status = 422;
	return show_ask(ctx, req, rep, &req->body, &bad);
}

enum err ride_mine_act(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct ride r;
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(ride_find(ctx, id, &r));
	TRY(ride_do(ctx, &r, RIDE_BY_RIDER, value_of(&req->body, "event"), &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/rides?done=1"));
	rep->status = 422;
	return show(ctx, req, rep, &bad);
}
