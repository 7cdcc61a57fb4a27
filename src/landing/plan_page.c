/* plan_page.c -- the plan, one step, and the paper for the pocket: for the person, and for who answers for them. */
#include "landing/landing_parts.h"
#include "account/account.h"
#include "consent/consent.h"
#include "cal/cal.h"
#include "org/org.h"

enum part { PART_HOURS, PART_WEEK, PART_MONTH, PART_LATER, PARTS };

static const char *const part_labels[PARTS] = {
	[PART_HOURS] = N_("The first 72 hours"), [PART_WEEK] = N_("The first week"), [PART_MONTH] = N_("The first month"), [PART_LATER] = N_("Until day 90"),
};

struct step_row {
	const struct landing_step *s;
	struct str href, when, label, ended, holiday;
	int part;                         /* enum part */
	bool quiet;
};

struct plan_view {
	struct str here, back, back_label, title, sum, key, told, who, number, help_number;
	struct step_row *rows;
	size_t n;
	bool in_part[PARTS];
	bool work, done, may_ready;
	const struct problems *bad;
};

struct step_view {
	struct form_view form;
	struct str action, end, back, back_label, title, sum, key;
	bool work, may_see_to;
};

#include "landing_html.h"

/* Whose plan is asked for: one's own, or the one of a transition. */
struct place {
	struct transition t;
	struct str here;
	bool work;
};

static enum err find_place(struct ctx *ctx, const struct req *req, struct place *p)
{
	int64_t id;

	p->work = !ctx->who->participant;
	if (!p->work) {
		p->here = page_url(ctx, "/mine/plan");
		return landing_of_person(ctx, ctx->who->participant, &p->t);
	}
	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	p->here = page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld/plan", (long long)id).p);
	return landing_of_transition(ctx, id, &p->t);
}

/* The plan is the person's: who else reads it, they can see. */
static enum err trace(struct ctx *ctx, const struct place *p)
{
	return p->work ? consent_looked_page(ctx, p->t.participant, "plan", arena_printf(ctx->arena, "transition %lld", (long long)p->t.id)) : OK;
}

/* --- the plan -------------------------------------------------------------------------------------------------------- */

static enum part part_of(const struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	return landing_is_early(ctx, t, s) ? PART_HOURS : s->after_days <= 7 ? PART_WEEK : s->after_days <= 28 ? PART_MONTH : PART_LATER;
}

static struct str when_of(struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	int64_t at = landing_at(ctx, t, s);

	return tr_capital(ctx, s->at_min < 0 ? tr_day_date(ctx, page_local(ctx, at - 1).day) : page_moment(ctx, at));
}

/* A talk or a visit on a day on which most places are closed. */
static struct str holiday_of(struct ctx *ctx, const struct transition *t, const struct landing_step *s)
{
	const char *name = holiday_name(HOLIDAYS_DK, landing_first_day(ctx, t) + (day_t)s->after_days);

	if (!name || s->ended_at || !(str_same(s->kind, "talk") || str_same(s->kind, "meeting") || str_same(s->kind, "pharmacy")))
		return S("");
	return TR_FILL(ctx, tr(ctx, "{day}: many places are closed."), { "day", tr_of(ctx, str_of(name)) });
}

static struct step_row row_of(struct ctx *ctx, const struct place *p, const struct landing_step *s)
{
	struct duty d = landing_duty(ctx, &p->t, s);

	return (struct step_row){
		.s = s, .when = when_of(ctx, &p->t, s), .label = tr_of(ctx, str_of(choice_label(landing_kinds, s->kind))), .part = part_of(ctx, &p->t, s),
		.href = arena_printf(ctx->arena, "%.*s/steps/%lld", STR_ARG(p->here), (long long)s->id), .holiday = holiday_of(ctx, &p->t, s),
		.ended = s->ended_at ? tr_of(ctx, str_of(choice_label(landing_hows, s->how))) : S(""),
		.quiet = !s->ended_at && p->t.left_at && d.due_at <= ctx->now,
	};
}

static enum err fill(struct ctx *ctx, const struct place *p, struct plan_view *v)
{
	struct landing_step *all;

	TRY(landing_list(ctx, &p->t, &all, &v->n));
	v->rows = arena_array(ctx->arena, v->n, struct step_row);
	for (size_t i = 0; i < v->n; i++) {
		v->rows[i] = row_of(ctx, p, &all[i]);
		v->in_part[v->rows[i].part] = true;
	}
	v->may_ready = p->work && v->n && str_same(p->t.state, "planned");
	return OK;
}

static struct str sum_of(struct ctx *ctx, const struct place *p)
{
	struct str day = tr_day_date(ctx, landing_first_day(ctx, &p->t));

	if (!p->t.left_at)
		return TR_FILL(ctx, tr(ctx, "Counted from {day}. When that day moves, all of it moves along."), { "day", day });
	return TR_FILL(ctx, tr(ctx, "Counted from {day}."), { "day", day });
}

static struct plan_view view_of(struct ctx *ctx, const struct req *req, const struct place *p, const struct problems *bad)
{
	return (struct plan_view){
		.here = p->here, .key = page_key(ctx), .work = p->work, .done = str_is(value_of(&req->query, "done")), .bad = bad, .sum = sum_of(ctx, p),
		.back = p->work ? page_url(ctx, arena_printf(ctx->arena, "/work/transitions/%lld", (long long)p->t.id).p) : page_url(ctx, "/mine"),
		.back_label = p->work ? tr(ctx, "A person on the way") : tr(ctx, "Your own page"),
		.title = p->work && p->t.nickname.n ? p->t.nickname : tr(ctx, "My days"),
		.told = tr(ctx, "The plan is theirs. You see it because they said yes, and only as long as they do."),
	};
}

static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, const struct place *p, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, p->work ? FRAME_WORK : FRAME_PUBLIC, p->work ? tr(ctx, "The first days") : tr(ctx, "My days"));
	struct plan_view v = view_of(ctx, req, p, bad);

	f.no_index = true;
	rep->private_page = true;
	TRY(fill(ctx, p, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(plan_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err landing_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct place p;

	TRY(find_place(ctx, req, &p));
	TRY(trace(ctx, &p));
	return show(ctx, req, rep, &p, NULL);
}

static enum err see_plan(struct ctx *ctx, struct reply *rep, const struct place *p)
{
	return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=1", STR_ARG(p->here)));
}

enum err landing_page_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str act = value_of(&req->body, "act");
	struct problems bad = { 0 };
	struct place p;

	TRY(find_place(ctx, req, &p));
	if (str_same(act, "begin"))
		TRY(landing_begin(ctx, &p.t));
	else if (str_same(act, "ready") && p.work)
		TRY(landing_say_ready(ctx, &p.t, &bad));
	else
		return ERR_INVALID;
	if (!bad.n)
		return see_plan(ctx, rep, &p);
	rep->status = 422;
	return show(ctx, req, rep, &p, &bad);
}

/* --- one step ----------------------------------------------------------------------------------------------------------- */

static enum err find_step(struct ctx *ctx, const struct req *req, const struct place *p, struct landing_step *s)
{
	int64_t id;

	*s = (struct landing_step){ .id = 0 };
	if (!req_param(req, "step").p)
		return OK;
	return req_id(req, "step", &id) ? landing_find(ctx, &p->t, id, s) : ERR_NOT_FOUND;
}

static enum err show_step(struct ctx *ctx, const struct req *req, struct reply *rep, const struct place *p, const struct landing_step *s,
			  const struct values *typed, const struct problems *bad)
{
	struct str title = s->id ? tr(ctx, "Change or move a step") : tr(ctx, "Add a step");
	struct frame f = page_frame(ctx, req, p->work ? FRAME_WORK : FRAME_PUBLIC, title);
	struct step_view v = { .form = { landing_fields, typed, bad }, .back = p->here, .back_label = tr(ctx, "The plan"), .title = title,
			       .sum = sum_of(ctx, p), .key = page_key(ctx), .work = p->work };

	if (s->id && !s->ended_at) {
		v.end = arena_printf(ctx->arena, "%.*s/steps/%lld/end", STR_ARG(p->here), (long long)s->id);
		v.may_see_to = p->work && s->watched && landing_duty(ctx, &p->t, s).due_at <= ctx->now;
	}
	v.action = s->id ? arena_printf(ctx->arena, "%.*s/steps/%lld", STR_ARG(p->here), (long long)s->id) : arena_cat(ctx->arena, p->here, S("/steps/new"));
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(step_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err landing_step_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };
	struct landing_words w;
	struct landing_step s;
	struct place p;

	TRY(find_place(ctx, req, &p));
	TRY(find_step(ctx, req, &p, &s));
	TRY(trace(ctx, &p));
	if (s.id) {
		landing_words_of(ctx, &p.t, &s, &w);
		form_write(ctx, landing_fields, &w, &typed);
	}
	return show_step(ctx, req, rep, &p, &s, &typed, NULL);
}

enum err landing_step_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct landing_words w = { .day = DAY_NONE, .at_min = -1 };
	struct problems bad = { 0 };
	struct landing_step s;
	struct place p;

	TRY(find_place(ctx, req, &p));
	TRY(find_step(ctx, req, &p, &s));
	TRY(form_read(ctx, landing_fields, &req->body, &w, &bad));
	if (!bad.n)
		TRY(landing_save(ctx, &p.t, &s, &w, &bad));
	if (!bad.n)
		return see_plan(ctx, rep, &p);
	rep->status = 422;
	return show_step(ctx, req, rep, &p, &s, &req->body, &bad);
}

enum err landing_end_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str how = value_of(&req->body, "how");
	struct landing_step s;
	struct place p;

	TRY(find_place(ctx, req, &p));
	TRY(find_step(ctx, req, &p, &s));
	TRY(str_same(how, "seen") ? landing_seen(ctx, &s) : landing_end(ctx, &s, how));
	return see_plan(ctx, rep, &p);
}

/* --- for the pocket --------------------------------------------------------------------------------------------------------- */

static enum err fill_numbers(struct ctx *ctx, const struct place *p, const struct frame *f, struct plan_view *v)
{
	struct org o;

	TRY(account_name(ctx, p->t.duty.owner, &v->who));
	TRY(org_get(ctx, p->t.org, &o));
	v->number = o.phone;
	v->help_number = f->help_number;
	return OK;
}

enum err landing_paper_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "My days"));
	struct plan_view v;
	struct place p;

	TRY(find_place(ctx, req, &p));
	TRY(trace(ctx, &p));
	v = view_of(ctx, req, &p, NULL);
	v.back_label = tr(ctx, "The plan");
	f.no_index = true;
	rep->private_page = true;
	TRY(fill(ctx, &p, &v));
	TRY(fill_numbers(ctx, &p, &f, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(plan_paper_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

#define OWN "/:lang/mine/plan"
#define WORK "/:lang/work/transitions/:id/plan"

const struct route landing_routes[] = {
	{ "GET", OWN, PERSON, landing_page, 0, NULL },
	{ "POST", OWN, PERSON, landing_page_post, 0, NULL },
	{ "GET", OWN "/paper", PERSON, landing_paper_page, 0, NULL },
	{ "GET", OWN "/steps/new", PERSON, landing_step_page, 0, NULL },
	{ "POST", OWN "/steps/new", PERSON, landing_step_post, 0, NULL },
	{ "GET", OWN "/steps/:step", PERSON, landing_step_page, 0, NULL },
	{ "POST", OWN "/steps/:step", PERSON, landing_step_post, 0, NULL },
	{ "POST", OWN "/steps/:step/end", PERSON, landing_end_post, 0, NULL },
	{ "GET", WORK, TASK_DO, landing_page, ROUTE_TRACED, NULL },
	{ "POST", WORK, TASK_DO, landing_page_post, 0, NULL },
	{ "GET", WORK "/paper", TASK_DO, landing_paper_page, ROUTE_TRACED, NULL },
	{ "GET", WORK "/steps/new", TASK_DO, landing_step_page, ROUTE_TRACED, NULL },
	{ "POST", WORK "/steps/new", TASK_DO, landing_step_post, 0, NULL },
	{ "GET", WORK "/steps/:step", TASK_DO, landing_step_page, ROUTE_TRACED, NULL },
	{ "POST", WORK "/steps/:step", TASK_DO, landing_step_post, 0, NULL },
	{ "POST", WORK "/steps/:step/end", TASK_DO, landing_end_post, 0, NULL },
	{ 0 }
};
