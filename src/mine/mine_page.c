/* mine_page.c -- what is theirs: what we call them, a new key, level down, everything deleted. */
#include "mine/mine_parts.h"
#include "account/account.h"
#include "call/call.h"
#include "checkup/checkup.h"
#include "ride/ride.h"
#include "cal/cal.h"
#include "deadline/deadline.h"
#include "enrolment/enrolment.h"
#include "form/form.h"
#include "landing/landing.h"
#include "transition/transition.h"

struct mine_view {
	struct form_view form;
	struct str here, key, greeting;
	const char *done;
	bool known;
	struct str bridge;                /* who answers for them between two places; absent: nobody needs to */
	struct str ride;                  /* the next ride, absent: none */
	struct str agreed;                /* the next call or look that was agreed; absent: none */
	struct str back_href, back_name;  /* they have been away from something very long: one tap brings them back */
	struct str paper_next;            /* a last day that comes within two weeks; absent: none */
	bool has_plan;
	struct str plan_next;             /* what comes next in their days */
	struct str asked;                 /* "You asked to be called, by Wednesday …": absent when nothing is open */
};

struct sure_view {
	struct str action, back, key;
	const struct problems *bad;
};

#include "mine_page_html.h"

enum { ASKED_MOST = 10, SOON_DAYS = 14 };

static const struct field own_fields[] = {
	F(struct participant, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, PARTICIPANT_NICKNAME_MOST, N_("What may we call you?"), NULL),
	F_END
};

static const char *done_of(const struct req *req)
{
	struct str code = value_of(&req->query, "done");

	return str_same(code, "saved") ? N_("Saved.") : str_same(code, "off") ? N_("We do not call you.") :
	       str_same(code, "alone") ? N_("It has stopped. You are welcome back any time.") :
	       str_same(code, "down") ? N_("Your name and how to reach you are deleted here. What you keep on this page stays yours.") : NULL;
}

static struct str greeting(struct ctx *ctx, const struct participant *p)
{
	return p->nickname.n ? TR_FILL(ctx, tr(ctx, "Hello {name}"), { "name", p->nickname }) : tr(ctx, "Hello");
}

static enum err fill_asked(struct ctx *ctx, struct mine_view *v)
{
	struct call_asked *all;
	size_t n;

	TRY(call_asked(ctx, ctx->who->participant, ASKED_MOST, &all, &n));
	for (size_t i = 0; i < n && !v->asked.p; i++)
		if (all[i].open) {
			struct local l = page_local(ctx, all[i].promised_at);
			v->asked = TR_FILL(ctx, tr(ctx, "You asked to be called. It is promised by {day} at {time}."), { "day", tr_day_date(ctx, l.day) },
					   { "time", tr_time(ctx, l.minutes) });
		}
	return OK;
}

/* The next step of their plan, however it stands with who answers. */
static enum err fill_plan(struct ctx *ctx, struct mine_view *v)
{
	struct landing_step *steps;
	struct transition t;
	size_t n, at = 0;
	enum err e = landing_of_person(ctx, ctx->who->participant, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(landing_list(ctx, &t, &steps, &n));
	while (at < n && steps[at].ended_at)
		at++;
	v->has_plan = true;
	v->plan_next = at == n ? tr(ctx, "What comes when, where, with whom, and what if it does not work out.") :
		       TR_FILL(ctx, tr(ctx, "Next: {what}."), { "what", tr_of(ctx, str_of(choice_label(landing_kinds, steps[at].kind))) });
	return OK;
}

static enum err fill_back(struct ctx *ctx, struct mine_view *v)
{
	struct enrolment *all;
	size_t n;

	TRY(enrolment_of(ctx, ctx->who->participant, &all, &n));
	for (size_t i = 0; i < n && !v->back_href.p; i++)
		if (str_same(enrolment_state(ctx, &all[i]), "dormant")) {
			v->back_href = arena_printf(ctx->arena, "%.*s/way/%lld", STR_ARG(v->here), (long long)all[i].id);
			v->back_name = all[i].to_name;
		}
	return OK;
}

static enum err fill_papers(struct ctx *ctx, struct mine_view *v)
{
	struct deadline *all;
	size_t n;

	TRY(deadline_of(ctx, ctx->who->participant, &all, &n));
	if (n && !all[0].ended_at && all[0].due - page_today(ctx) <= SOON_DAYS)
		v->paper_next = TR_FILL(ctx, tr(ctx, "The next last day is {day}."), { "day", tr_day_date(ctx, all[0].due) });
	return OK;
}

static enum err fill_bridge(struct ctx *ctx, struct mine_view *v)
{
	struct str owner, deputy;
	struct transition t;
	enum err e = transition_of(ctx, ctx->who->participant, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(account_name(ctx, t.duty.owner, &owner));
	TRY(account_name(ctx, t.duty.deputy, &deputy));
	v->bridge = TR_FILL(ctx, tr(ctx, "{owner} asks how you are, and {deputy} when {owner} is away."), { "owner", owner }, { "deputy", deputy });
	return OK;
}

/* The ride that comes first, and what the person need know of it. */
static enum err fill_ride(struct ctx *ctx, struct mine_view *v)
{
	struct ride *all, *next = NULL;
	size_t n;

	TRY(ride_of(ctx, ctx->who->participant, ASKED_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (!all[i].ended_at && (!next || all[i].out_at < next->out_at))
			next = &all[i];
	if (next)
		v->ride = arena_printf(ctx->arena, "%.*s. %.*s.", STR_ARG(tr_capital(ctx, page_moment(ctx, next->out_at))), STR_ARG(ride_phase_text(ctx, next)));
	return OK;
}

static enum err fill_agreed(struct ctx *ctx, struct mine_view *v)
{
	struct checkup *all;
	size_t n;

	TRY(checkup_of(ctx, ctx->who->participant, ASKED_MOST, &all, &n));
	for (size_t i = 0; i < n && !v->agreed.p; i++)
		if (!all[i].ended_at && all[i].task.id)
			v->agreed = TR_FILL(ctx, tr(ctx, "As you said yes to: next on {day}."), { "day", tr_day_date(ctx, page_local(ctx, all[i].task.duty.due_at).day) });
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct participant *p, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Your own page"));
	struct mine_view v = { .form = { own_fields, typed, bad }, .here = page_url(ctx, "/mine"), .key = page_key(ctx),
			       .greeting = greeting(ctx, p), .done = done_of(req), .known = p->level == PARTICIPANT_KNOWN };

	f.no_index = true;
	TRY(fill_asked(ctx, &v));
	TRY(fill_bridge(ctx, &v));
	TRY(fill_ride(ctx, &v));
	TRY(fill_agreed(ctx, &v));
	TRY(fill_plan(ctx, &v));
	TRY(fill_back(ctx, &v));
	TRY(fill_papers(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(mine_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err home(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct participant p;

	(void)rep;
	TRY(participant_find(ctx, ctx->who->participant, &p));
	form_write(ctx, own_fields, &p, &typed);
	return show(ctx, req, &p, &typed, NULL);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct participant p;

	TRY(participant_find(ctx, ctx->who->participant, &p));
	TRY(form_read(ctx, own_fields, &req->body, &p, &bad));
	if (!bad.n)
		TRY(participant_change(ctx, &p, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine?done=saved"));
	rep->status = 422;
	return show(ctx, req, &p, &req->body, &bad);
}

static enum err new_key(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct participant_candidate *c = req->carry;

	TRY(participant_key_give(ctx, ctx->who->participant, c));
	return mine_show_key(ctx, req, rep, &(struct shown_key){ c->text, page_url(ctx, "/mine"), true });
}

static enum err level_down(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	TRY(participant_down(ctx, ctx->who->participant));
	return reply_see(ctx, rep, page_url(ctx, "/mine?done=down"));
}

static enum err call_off(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	TRY(call_stop(ctx, ctx->who->participant));
	return reply_see(ctx, rep, page_url(ctx, "/mine?done=off"));
}

/* "I am fine, stop": at once, without a reason. */
static enum err bridge_off(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	TRY(transition_stop(ctx, ctx->who->participant));
	return reply_see(ctx, rep, page_url(ctx, "/mine?done=alone"));
}

/* --- everything deleted --------------------------------------------------------------------------------------------- */

static enum err show_sure(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Delete everything"));
	struct sure_view v = { page_url(ctx, "/mine/deletion"), page_url(ctx, "/mine"), page_key(ctx), bad };

	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(mine_sure_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err delete_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show_sure(ctx, req, NULL);
}

static enum err delete_all(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };

	if (!str_is(value_of(&req->body, "sure"))) {
		rep->status = 422;
		problem(&bad, "sure", N_("Tick that you are sure. It cannot be undone."));
		return show_sure(ctx, req, &bad);
	}
	TRY(participant_erase(ctx, ctx->who->participant));
	rep->session = S("");
	return reply_see(ctx, rep, page_url(ctx, "/key?done=gone"));
}

static enum err log_out(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	TRY(participant_log_out(ctx));
	rep->session = S("");
	return reply_see(ctx, rep, page_url(ctx, "/"));
}

const struct route mine_routes[] = {
	{ "GET", "/:lang/key", PUBLIC, mine_key_page, 0, NULL },
	{ "POST", "/:lang/key", PUBLIC, mine_key_enter, ROUTE_NO_KEY, mine_key_before },
	{ "GET", "/:lang/key/new", PUBLIC, mine_new_page, 0, NULL },
	{ "POST", "/:lang/key/new", PUBLIC, mine_new, 0, participant_key_before },
	{ "GET", "/:lang/mine", PERSON, home, 0, NULL },
	{ "POST", "/:lang/mine", PERSON, save, 0, NULL },
	{ "POST", "/:lang/mine/key", PERSON, new_key, 0, participant_key_before },
	{ "POST", "/:lang/mine/level", PERSON, level_down, 0, NULL },
	{ "POST", "/:lang/mine/call/end", PERSON, call_off, 0, NULL },
	{ "POST", "/:lang/mine/bridge/end", PERSON, bridge_off, 0, NULL },
	{ "GET", "/:lang/mine/deletion", PERSON, delete_page, 0, NULL },
	{ "POST", "/:lang/mine/deletion", PERSON, delete_all, 0, NULL },
	{ "POST", "/:lang/mine/out", PERSON, log_out, ROUTE_NO_KEY, NULL },
	{ 0 }
};
